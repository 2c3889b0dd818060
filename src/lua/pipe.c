/* Owns moontail.core.pipe: lines to a child process, or to stdout, without ever blocking the loop.
 * What is a line's fate when the child dies is the affair of moontail/exec.lua. */
#include <errno.h>
#include <event2/event.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/log.h"
#include "lua/bindings.h"
#include "lua/host.h"

#define PIPE_TYPE "moontail.pipe"
/* poll(2) says of a pipe that it can be written to when this much fits (PIPE_BUF). */
#define CHUNK 4096
/* How long the end of the job waits for a child whose input has ended. */
#define LAST_SECONDS 10

extern char **environ;

struct pipe {
    struct mt_host *host;
    struct event *out, *in, *child_ended;
    int fd, ack_fd;          /* -1: closed */
    pid_t pid;               /* 0: no child, or it is gone */
    bool is_child, is_plain; /* plain: a file, which is never waited for */
    struct mt_buf text;      /* what is being written */
    size_t done;             /* of it */
    uint64_t acks, wanted;   /* lines the child has printed; how many are waited for */
    struct mt_task *task;    /* that waits; NULL: none */
    enum { FOR_NOTHING, FOR_ROOM, FOR_ACKS } waits;
    int status;      /* exit status of the child, or 128 + its signal; -1: it runs */
    char error[256]; /* why nothing can be written any more */
};

static struct pipe *check_pipe(lua_State *L)
{
    return luaL_checkudata(L, 1, PIPE_TYPE);
}

static int push_outcome(lua_State *L, const struct pipe *p)
{
    if (*p->error) {
        lua_pushnil(L);
        lua_pushstring(L, p->error);
        lua_pushinteger(L, p->status);
        return 3;
    }
    lua_pushboolean(L, 1);
    return 1;
}

/* From the loop only: end the wait of the task. */
static void wake(struct pipe *p)
{
    struct mt_task *task = p->task;
    p->waits = FOR_NOTHING;
    p->task = NULL;
    if (task)
        mt_task_wake(task, push_outcome(mt_task_state(task), p));
}

static int wait_for(lua_State *L, struct pipe *p, int what)
{
    if (p->task)
        return luaL_error(L, "a task is waiting for this pipe already");
    p->task = mt_task_waiting(L);
    p->waits = what;
    return lua_yield(L, 0);
}

/* pipe:state(): true, or nil, why nothing can be written any more, and the exit status or -1. */
static int get_state(lua_State *L)
{
    return push_outcome(L, check_pipe(L));
}

/* ---- writing ---- */

/* true: all is written, or nothing ever will be. */
static bool write_some(struct pipe *p)
{
    while (p->done < p->text.len && !*p->error) {
        size_t left = p->text.len - p->done;
        if (!p->is_child && left > CHUNK)
            left = CHUNK;
        ssize_t n = write(p->fd, p->text.data + p->done, left);
        if (n >= 0)
            p->done += (size_t)n;
        else if (errno == EAGAIN)
            return false;
        else if (errno != EINTR)
            snprintf(p->error, sizeof p->error, "%s", strerror(errno));
        /* stdout is shared with others and stays blocking: ask before each chunk */
        if (n >= 0 && !p->is_child && !p->is_plain)
            break;
    }
    return p->done == p->text.len || *p->error;
}

static void on_room(evutil_socket_t fd, short what, void *arg)
{
    struct pipe *p = arg;
    (void)fd;
    (void)what;
    if (!write_some(p))
        event_add(p->out, NULL);
    else if (p->waits == FOR_ROOM)
        wake(p);
}

/* pipe:write(text): waits until all of it is in the pipe; true, or nil, why, and the exit status.
 */
static int write_text(lua_State *L)
{
    struct pipe *p = check_pipe(L);
    size_t len;
    const char *text = luaL_checklstring(L, 2, &len);
    if (!p->is_child)
        fflush(stdout); /* what the script printed before comes first */
    mt_buf_clear(&p->text);
    p->done = 0;
    mt_buf_add(&p->text, text, len);
    if (p->text.failed)
        return luaL_error(L, "no memory to write %d bytes", (int)len);
    if (*p->error || (p->is_plain && write_some(p)))
        return push_outcome(L, p);
    if (event_add(p->out, NULL))
        return luaL_error(L, "the loop cannot watch a pipe");
    return wait_for(L, p, FOR_ROOM);
}

/* pipe:unread(): how many bytes the child has yet to read. */
static int count_unread(lua_State *L)
{
    struct pipe *p = check_pipe(L);
    int n = 0;
    if (*p->error)
        return push_outcome(L, p);
    if (ioctl(p->fd, FIONREAD, &n))
        return luaL_error(L, "cannot ask a pipe what is in it: %s", strerror(errno));
    lua_pushinteger(L, n);
    return 1;
}

/* ---- what the child says ---- */

static void close_acks(struct pipe *p)
{
    if (p->in)
        event_free(p->in);
    if (p->ack_fd >= 0)
        close(p->ack_fd);
    p->in = NULL;
    p->ack_fd = -1;
}

static void read_acks(struct pipe *p)
{
    char bytes[CHUNK];
    ssize_t n;
    while (p->ack_fd >= 0 && (n = read(p->ack_fd, bytes, sizeof bytes)) != 0) {
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return;
        for (ssize_t i = 0; i < n; i++)
            p->acks += bytes[i] == '\n';
    }
    close_acks(p);
}

static void on_ack(evutil_socket_t fd, short what, void *arg)
{
    struct pipe *p = arg;
    (void)fd;
    (void)what;
    read_acks(p);
    if (p->waits == FOR_ACKS && p->acks >= p->wanted)
        wake(p);
}

/* pipe:acks(n): waits until the child has printed n lines since its start; as write. */
static int await_acks(lua_State *L)
{
    struct pipe *p = check_pipe(L);
    p->wanted = (uint64_t)luaL_checknumber(L, 2);
    if (*p->error || p->acks >= p->wanted)
        return push_outcome(L, p);
    return wait_for(L, p, FOR_ACKS);
}

/* pipe:acked(): how many lines it has printed. */
static int count_acks(lua_State *L)
{
    lua_pushnumber(L, (lua_Number)check_pipe(L)->acks);
    return 1;
}

/* ---- life of a child ---- */

static void take_status(struct pipe *p, int status)
{
    p->pid = 0;
    p->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    if (WIFEXITED(status))
        snprintf(p->error, sizeof p->error, "it exited with %d", p->status);
    else
        snprintf(p->error, sizeof p->error, "it was ended by signal %d", WTERMSIG(status));
}

static void on_child(evutil_socket_t fd, short what, void *arg)
{
    struct pipe *p = arg;
    int status;
    (void)fd;
    (void)what;
    if (!p->pid || waitpid(p->pid, &status, WNOHANG) != p->pid)
        return;
    read_acks(p); /* its last words */
    take_status(p, status);
    event_del(p->out);
    event_del(p->child_ended);
    wake(p);
}

/* The job ends, or the child is given up: end its input and give it time to do the rest. */
static void end_child(struct pipe *p)
{
    const struct timespec pause = {.tv_nsec = 10 * 1000 * 1000};
    int status;
    for (int i = 0; p->pid; i++) {
        if (waitpid(p->pid, &status, WNOHANG) == p->pid) {
            take_status(p, status);
            if (p->status)
                mt_log(MT_LOG_WARN, "a child process ended badly: %s", p->error);
            return;
        }
        if (i == LAST_SECONDS * 100)
            kill(p->pid, SIGTERM);
        if (i == (LAST_SECONDS + 1) * 100)
            kill(p->pid, SIGKILL);
        read_acks(p); /* so that it never waits for us */
        nanosleep(&pause, NULL);
    }
}

static int free_pipe(lua_State *L)
{
    struct pipe *p = check_pipe(L);
    if (p->out)
        event_free(p->out);
    if (p->child_ended)
        event_free(p->child_ended);
    p->out = p->child_ended = NULL;
    if (p->is_child && p->fd >= 0)
        close(p->fd);
    p->fd = -1;
    end_child(p);
    close_acks(p);
    mt_buf_free(&p->text);
    return 0;
}

/* pipe:kill(): for a child that has closed its input and stays. */
static int kill_child(lua_State *L)
{
    struct pipe *p = check_pipe(L);
    if (p->pid)
        kill(p->pid, SIGKILL);
    return 0;
}

static struct pipe *new_pipe(lua_State *L, int fd, bool is_child)
{
    struct pipe *p = lua_newuserdata(L, sizeof *p);
    *p = (struct pipe){
        .host = mt_host_of(L), .fd = fd, .ack_fd = -1, .is_child = is_child, .status = -1};
    luaL_getmetatable(L, PIPE_TYPE);
    lua_setmetatable(L, -2);
    p->out = event_new(mt_host_base(p->host), fd, EV_WRITE, on_room, p);
    if (!p->out)
        luaL_error(L, "no memory for a pipe");
    return p;
}

/* Files and /dev/null are always ready, and epoll takes none of them. */
static bool is_always_ready(int fd)
{
    struct stat st;
    return fstat(fd, &st) == 0 && (S_ISREG(st.st_mode) || (S_ISCHR(st.st_mode) && !isatty(fd)));
}

/* stdout(): a pipe of what the program prints. */
static int open_stdout(lua_State *L)
{
    struct pipe *p = new_pipe(L, STDOUT_FILENO, false);
    p->is_plain = is_always_ready(STDOUT_FILENO);
    return 1;
}

/* A process group of its own: Ctrl-C is for the job, which ends the child's input when it is done.
 * Signals are as a program expects them at its start. */
static int set_attributes(posix_spawnattr_t *attributes)
{
    sigset_t none, usual;
    sigemptyset(&none);
    sigemptyset(&usual);
    sigaddset(&usual, SIGPIPE);
    return posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK |
                                                    POSIX_SPAWN_SETSIGDEF) ||
           posix_spawnattr_setpgroup(attributes, 0) ||
           posix_spawnattr_setsigmask(attributes, &none) ||
           posix_spawnattr_setsigdefault(attributes, &usual);
}

/* Our environment without our secrets, ended by NULL; NULL: no memory. The texts stay ours. */
static char **public_environment(void)
{
    static const char *const secrets[] = {"MOONTAIL_PASSWORD=", "MOONTAIL_HTTP_TOKEN="};
    size_t n = 0;
    while (environ[n])
        n++;
    char **kept = calloc(n + 1, sizeof *kept);
    for (size_t i = 0, k = 0; kept && i < n; i++) {
        bool is_secret = false;
        for (size_t s = 0; s < sizeof secrets / sizeof *secrets; s++)
            is_secret |= strncmp(environ[i], secrets[s], strlen(secrets[s])) == 0;
        if (!is_secret)
            kept[k++] = environ[i];
    }
    return kept;
}

/* 0, or an error number. to, from: the child's input, and its output or -1. */
static int spawn_child(char **words, int to, int from, pid_t *pid)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    if (posix_spawn_file_actions_init(&actions))
        return ENOMEM;
    if (posix_spawnattr_init(&attributes)) {
        posix_spawn_file_actions_destroy(&actions);
        return ENOMEM;
    }
    int bad = set_attributes(&attributes) ||
              posix_spawn_file_actions_adddup2(&actions, to, STDIN_FILENO) ||
              (from >= 0 && posix_spawn_file_actions_adddup2(&actions, from, STDOUT_FILENO));
    char **environment = public_environment();
    int number = bad || !environment
                     ? ENOMEM
                     : posix_spawnp(pid, words[0], &actions, &attributes, words, environment);
    free(environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return number;
}

static void watch_child(lua_State *L, struct pipe *p)
{
    struct event_base *base = mt_host_base(p->host);
    fcntl(p->fd, F_SETFL, O_NONBLOCK);
    p->child_ended = event_new(base, SIGCHLD, EV_SIGNAL | EV_PERSIST, on_child, p);
    if (p->ack_fd >= 0) {
        fcntl(p->ack_fd, F_SETFL, O_NONBLOCK);
        p->in = event_new(base, p->ack_fd, EV_READ | EV_PERSIST, on_ack, p);
    }
    if (!p->child_ended || event_add(p->child_ended, NULL) ||
        (p->ack_fd >= 0 && (!p->in || event_add(p->in, NULL))))
        luaL_error(L, "the loop cannot watch a child process");
    /* it may have ended before anyone listened */
    event_active(p->child_ended, EV_SIGNAL, 1);
}

/* The list of words at index 1, ended by NULL; the strings stay Lua's. */
static char **take_words(lua_State *L)
{
    int n = (int)lua_objlen(L, 1);
    char **words = lua_newuserdata(L, ((size_t)n + 1) * sizeof *words);
    for (int i = 0; i < n; i++) {
        lua_rawgeti(L, 1, i + 1);
        words[i] = (char *)(uintptr_t)luaL_checkstring(L, -1);
        lua_pop(L, 1); /* the list holds it */
    }
    words[n] = NULL;
    return words;
}

/* start(words, ack): a child process with its input, or nil and why there is none. ack: count the
 * lines that it prints; otherwise its output is ours. */
static int start_child(lua_State *L)
{
    int input[2] = {-1, -1}, output[2] = {-1, -1}, number = 0;
    pid_t pid = 0;
    luaL_checktype(L, 1, LUA_TTABLE);
    char **words = take_words(L);
    struct pipe *p = new_pipe(L, -1, true);
    if (pipe2(input, O_CLOEXEC) || (lua_toboolean(L, 2) && pipe2(output, O_CLOEXEC)))
        number = errno;
    else
        number = spawn_child(words, input[0], output[1], &pid);
    if (input[0] >= 0)
        close(input[0]);
    if (output[1] >= 0)
        close(output[1]);
    p->fd = input[1];
    p->ack_fd = output[0];
    if (number) {
        lua_pushnil(L);
        lua_pushfstring(L, "cannot start %s: %s", words[0], strerror(number));
        return 2;
    }
    p->pid = pid;
    event_assign(p->out, mt_host_base(p->host), p->fd, EV_WRITE, on_room, p);
    watch_child(L, p);
    return 1;
}

int mt_open_pipe(lua_State *L)
{
    static const luaL_Reg methods[] = {{"write", write_text}, {"unread", count_unread},
                                       {"acks", await_acks},  {"acked", count_acks},
                                       {"kill", kill_child},  {"state", get_state},
                                       {NULL, NULL}};
    static const luaL_Reg functions[] = {
        {"start", start_child}, {"stdout", open_stdout}, {NULL, NULL}};
    luaL_newmetatable(L, PIPE_TYPE);
    lua_newtable(L);
    luaL_register(L, NULL, methods);
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, free_pipe);
    lua_setfield(L, -2, "__gc");
    lua_pop(L, 1);
    lua_newtable(L);
    luaL_register(L, NULL, functions);
    return 1;
}
