/* Owns SIGHUP: a process of its own tries the script as it is now; when it loads, the job ends its
 * transaction, saves its place and begins again with it. Otherwise the old one goes on. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/runner_parts.h"
#include "base/log.h"

#define MOST_OUTPUT 65536

struct mt_reload {
    struct runner *runner;
    pid_t pid;
    int fd; /* what the process prints */
    struct event *readable;
    struct mt_buf output;
};

static void free_reload(struct mt_reload *reload)
{
    if (!reload)
        return;
    if (reload->readable)
        event_free(reload->readable);
    if (reload->fd >= 0)
        close(reload->fd);
    mt_buf_free(&reload->output);
    free(reload);
}

/* Of a report's lines, what the one about the script says: "fail  script  why". */
static const char *why_not(struct mt_buf *output)
{
    static const char begin[] = "fail  script ";
    char *text = (char *)(uintptr_t)mt_buf_str(output);
    char *line = strstr(text, begin);
    line = line ? line + sizeof begin - 1 : text;
    line += strspn(line, " ");
    line[strcspn(line, "\n")] = '\0';
    return line;
}

/* Has the report said that the script loads? The sinks come behind that: they are asked by the job
 * itself. */
static bool loads(struct mt_reload *reload)
{
    for (const char *line = mt_buf_str(&reload->output); line; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (strncmp(line, "ok    script ", 13) == 0)
            return true;
    }
    return false;
}

static void judge(struct mt_reload *reload)
{
    struct runner *r = reload->runner;
    kill(reload->pid, SIGKILL);
    while (waitpid(reload->pid, NULL, 0) < 0 && errno == EINTR)
        ;
    if (loads(reload)) {
        mt_info("the script loads: it takes over at the end of this transaction");
        r->reload_due = r->save_due = r->moved = true;
        mt_runner_go_on(r);
    } else {
        mt_error("the script does not load, the old one goes on: %s", why_not(&reload->output));
    }
    r->reload = NULL;
    free_reload(reload);
}

static void on_output(evutil_socket_t fd, short what, void *arg)
{
    struct mt_reload *reload = arg;
    char part[4096];
    (void)what;
    ssize_t n = read(fd, part, sizeof part);
    if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (n > 0 && reload->output.len < MOST_OUTPUT)
        mt_buf_add(&reload->output, part, (size_t)n);
    if (n <= 0 || loads(reload))
        judge(reload);
}

static int start_process(struct mt_reload *reload, const struct mt_options *o)
{
    extern char **environ;
    int pipe_fds[2];
    posix_spawn_file_actions_t actions;
    const char **argv = calloc(2 * o->set_count + 4, sizeof *argv);
    size_t n = 0;
    if (!argv || pipe2(pipe_fds, O_CLOEXEC) != 0) {
        free(argv);
        return -1;
    }
    argv[n++] = "moontail";
    argv[n++] = "check";
    argv[n++] = o->script;
    for (size_t i = 0; i < o->set_count; i++) {
        argv[n++] = "--set";
        argv[n++] = o->set[i];
    }
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, pipe_fds[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, pipe_fds[1], STDERR_FILENO);
    int failed = posix_spawn(&reload->pid, "/proc/self/exe", &actions, NULL,
                             (char *const *)(uintptr_t)argv, environ);
    posix_spawn_file_actions_destroy(&actions);
    close(pipe_fds[1]);
    reload->fd = pipe_fds[0];
    free(argv);
    errno = failed;
    return failed ? -1 : 0;
}

void mt_runner_reload(struct runner *r)
{
    if (!r->started || r->ending || r->reload || r->reload_due)
        return;
    if (!*r->checkpoint) {
        mt_error("SIGHUP: a job without a checkpoint cannot take up another script");
        return;
    }
    struct mt_reload *reload = calloc(1, sizeof *reload);
    if (!reload)
        return;
    reload->runner = r;
    reload->fd = -1;
    if (start_process(reload, r->options)) {
        mt_error("SIGHUP: cannot try the script: %s", strerror(errno));
        free_reload(reload);
        return;
    }
    mt_info("SIGHUP: trying the script");
    evutil_make_socket_nonblocking(reload->fd);
    reload->readable = event_new(r->base, reload->fd, EV_READ | EV_PERSIST, on_output, reload);
    if (reload->readable)
        event_add(reload->readable, NULL);
    r->reload = reload;
}

void mt_runner_stop_reload(struct runner *r)
{
    if (!r->reload)
        return;
    kill(r->reload->pid, SIGKILL);
    waitpid(r->reload->pid, NULL, 0);
    free_reload(r->reload);
    r->reload = NULL;
}
