/* Owns moontail.core.file: a file that is appended to through a buffer, and the few system calls
 * that Lua lacks. Which file, when the next one, and what a checkpoint needs: moontail/file.lua. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

#include "lua/bindings.h"
#include "lua/host.h"
#include "lua/json.h"

#define FILE_TYPE  "moontail.file"
#define BUFFER     (64 << 10)
#define KEEP_BYTES (1 << 20)
#define MARK_BYTES 4096 /* what a mark is made of */

struct file {
    int fd; /* -1: none */
    bool is_regular, is_stdout, is_closed;
    struct mt_buf buf;
    size_t whole;    /* what of the buffer is to be written; the rest is an unfinished line */
    uint64_t length; /* of the file, with what is in the buffer */
    uint64_t limit;  /* the length from which on the next file is due; 0: never */
    bool is_timed;   /* the name depends on the time */
    time_t second;   /* for which it was looked at last */
    char *path;
    char error[512]; /* the first failure; it stays */
};

static struct file *check_file(lua_State *L)
{
    return luaL_checkudata(L, 1, FILE_TYPE);
}

static int push_errno(lua_State *L, const char *what, const char *path)
{
    int number = errno;
    lua_pushnil(L);
    lua_pushfstring(L, "cannot %s %s: %s", what, path, strerror(number));
    return 2;
}

/* The failure stays: what was lost once makes everything after it wrong. */
static int fail_for_good(struct file *f, const char *what)
{
    if (!*f->error)
        snprintf(f->error, sizeof f->error, "cannot %s %s: %s", what, f->path, strerror(errno));
    return -1;
}

static int push_outcome(lua_State *L, const struct file *f)
{
    if (*f->error) {
        lua_pushnil(L);
        lua_pushstring(L, f->error);
        return 2;
    }
    lua_pushboolean(L, 1);
    return 1;
}

/* ---- writing ---- */

static int write_out(struct file *f)
{
    size_t done = 0;
    if (*f->error)
        return -1;
    if (f->is_stdout)
        fflush(stdout); /* what the script printed before comes first */
    while (done < f->whole) {
        ssize_t n = write(f->fd, f->buf.data + done, f->whole - done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return fail_for_good(f, "write to");
        done += (size_t)n;
    }
    f->whole = 0;
    mt_buf_clear(&f->buf);
    if (f->buf.cap > KEEP_BYTES)
        mt_buf_free(&f->buf);
    return 0;
}

static bool is_turn_due(const struct file *f)
{
    return f->fd < 0 || (f->limit && f->length >= f->limit) ||
           (f->is_timed && time(NULL) != f->second);
}

/* As check_file, by the metatable in upvalue 2. */
static struct file *check_adder(lua_State *L)
{
    struct file *f = lua_touserdata(L, 1);
    if (!f || !lua_getmetatable(L, 1))
        return check_file(L); /* says what it is instead */
    bool same = lua_rawequal(L, -1, lua_upvalueindex(2));
    lua_pop(L, 1);
    return same ? f : check_file(L);
}

/* Before anything is added: have the right file open. Upvalue 1 is the Lua function for that; it
 * returns true, or nil and an error. */
static struct file *begin(lua_State *L)
{
    struct file *f = check_adder(L);
    if (f->is_closed)
        luaL_error(L, "the file is closed");
    if (!*f->error && is_turn_due(f)) {
        lua_pushvalue(L, lua_upvalueindex(1));
        lua_pushvalue(L, 1);
        lua_call(L, 1, 2);
        if (!lua_toboolean(L, -2))
            snprintf(f->error, sizeof f->error, "%s", lua_tostring(L, -1));
        lua_pop(L, 2);
        f->second = time(NULL);
    }
    f->buf.len = f->whole;
    return f;
}

static int end(lua_State *L, struct file *f)
{
    if (*f->error)
        return push_outcome(L, f);
    if (f->buf.failed)
        return luaL_error(L, "no memory for the buffer of %s", f->path);
    f->length += f->buf.len - f->whole;
    f->whole = f->buf.len;
    if (f->whole >= BUFFER)
        write_out(f);
    return push_outcome(L, f);
}

/* file:write(text) */
static int file_write(lua_State *L)
{
    size_t len;
    const char *text = luaL_checklstring(L, 2, &len);
    struct file *f = begin(L);
    mt_buf_add(&f->buf, text, len);
    return end(L, f);
}

/* file:line(text) */
static int file_line(lua_State *L)
{
    size_t len;
    const char *text = luaL_checklstring(L, 2, &len);
    struct file *f = begin(L);
    mt_buf_add(&f->buf, text, len);
    mt_buf_addc(&f->buf, '\n');
    return end(L, f);
}

/* file:json(value) */
static int file_json(lua_State *L)
{
    luaL_checkany(L, 2);
    struct file *f = begin(L);
    mt_json_encode_top(L, 2, &f->buf);
    mt_buf_addc(&f->buf, '\n');
    return end(L, f);
}

/* ---- opening and closing ---- */

static void close_fd(struct file *f)
{
    if (f->fd >= 0)
        close(f->fd);
    f->fd = -1;
}

static int free_file(lua_State *L)
{
    struct file *f = check_file(L);
    close_fd(f);
    mt_buf_free(&f->buf);
    free(f->path);
    f->path = NULL;
    return 0;
}

/* new(limit, is_timed) */
static int new_file(lua_State *L)
{
    struct file *f = lua_newuserdata(L, sizeof *f);
    *f = (struct file){.fd = -1};
    f->limit = (uint64_t)luaL_checknumber(L, 1);
    f->is_timed = lua_toboolean(L, 2);
    luaL_getmetatable(L, FILE_TYPE);
    lua_setmetatable(L, -2);
    return 1;
}

static int open_path(struct file *f, const char *path)
{
    struct stat st;
    if (f->is_stdout)
        return dup(STDOUT_FILENO);
    /* regular files are read too, for their marks; a device or a pipe may not allow it */
    bool is_other = stat(path, &st) == 0 && !S_ISREG(st.st_mode);
    return open(path, (is_other ? O_WRONLY : O_RDWR | O_CREAT) | O_APPEND | O_CLOEXEC, 0666);
}

/* A last line that somebody left without its end is ended, before anything is added. */
static int end_last_line(struct file *f)
{
    char last = '\n';
    if (f->length && pread(f->fd, &last, 1, (off_t)f->length - 1) != 1)
        return -1;
    if (last != '\n') {
        mt_buf_addc(&f->buf, '\n');
        f->whole = f->buf.len;
        f->length++;
    }
    return 0;
}

/* attach(file, path, end_line): open it, "-" for stdout; its length, or nil and why not. */
static int attach(lua_State *L)
{
    struct file *f = check_file(L);
    const char *path = luaL_checkstring(L, 2);
    struct stat st;
    close_fd(f);
    free(f->path);
    f->path = strdup(path);
    f->is_stdout = strcmp(path, "-") == 0;
    f->fd = open_path(f, path);
    if (f->fd < 0 || fstat(f->fd, &st))
        return push_errno(L, "open", path);
    f->is_regular = S_ISREG(st.st_mode) && !f->is_stdout;
    if (f->is_regular && flock(f->fd, LOCK_EX | LOCK_NB)) {
        close_fd(f);
        lua_pushnil(L);
        lua_pushfstring(L, "%s is being written by another job: each needs a file of its own",
                        path);
        return 2;
    }
    f->length = f->is_regular ? (uint64_t)st.st_size : 0;
    if (f->is_regular && lua_toboolean(L, 3) && end_last_line(f))
        return push_errno(L, "read", path);
    lua_pushnumber(L, (lua_Number)f->length);
    return 1;
}

static int detach(lua_State *L)
{
    close_fd(check_file(L));
    return 0;
}

static int finish(lua_State *L)
{
    struct file *f = check_file(L);
    close_fd(f);
    f->is_closed = true;
    return 0;
}

/* put(file, sync): write what is buffered; with sync, until it is on the disk. */
static int put(lua_State *L)
{
    struct file *f = check_file(L);
    bool is_open = f->fd >= 0;
    if (is_open && write_out(f) == 0 && lua_toboolean(L, 2) && fsync(f->fd) && errno != EINVAL &&
        errno != EROFS && errno != ENOTSUP)
        fail_for_good(f, "save");
    return push_outcome(L, f);
}

/* ---- looking at files ---- */

/* length(file): of the file itself, whoever wrote to it, and of what is buffered for it. */
static int file_length(lua_State *L)
{
    struct file *f = check_file(L);
    struct stat st;
    if (f->fd < 0 || fstat(f->fd, &st))
        return push_errno(L, "look at", f->path ? f->path : "a file");
    f->length = (uint64_t)st.st_size + f->whole;
    lua_pushnumber(L, (lua_Number)f->length);
    return 1;
}

/* is_there(file): is what is open still what its path leads to? Things that are no regular files
 * always are. */
static int is_there(lua_State *L)
{
    struct file *f = check_file(L);
    struct stat here, there;
    lua_pushboolean(L,
                    !f->is_regular || (fstat(f->fd, &here) == 0 && stat(f->path, &there) == 0 &&
                                       here.st_ino == there.st_ino && here.st_dev == there.st_dev));
    return 1;
}

static int is_regular(lua_State *L)
{
    lua_pushboolean(L, check_file(L)->is_regular);
    return 1;
}

/* mark(file, length): a checksum of the bytes in front of length, to know the file again. */
static int mark(lua_State *L)
{
    struct file *f = check_file(L);
    off_t end_at = (off_t)luaL_checknumber(L, 2);
    off_t start = end_at > MARK_BYTES ? end_at - MARK_BYTES : 0;
    uint8_t bytes[MARK_BYTES];
    ssize_t n = pread(f->fd, bytes, (size_t)(end_at - start), start);
    if (n != end_at - start)
        return push_errno(L, "read", f->path);
    lua_pushnumber(L, (lua_Number)crc32(crc32(0, NULL, 0), bytes, (uInt)n));
    return 1;
}

/* cut(file, length) */
static int cut(lua_State *L)
{
    struct file *f = check_file(L);
    off_t length = (off_t)luaL_checknumber(L, 2);
    if (ftruncate(f->fd, length) || fsync(f->fd))
        return push_errno(L, "cut", f->path);
    f->length = (uint64_t)length;
    lua_pushboolean(L, 1);
    return 1;
}

/* stat(path): size and "file", "directory" or "other"; nil when there is nothing. */
static int stat_path(lua_State *L)
{
    const char *path = luaL_checkstring(L, 1);
    struct stat st;
    if (stat(path, &st))
        return 0;
    lua_pushnumber(L, (lua_Number)st.st_size);
    lua_pushstring(L, S_ISREG(st.st_mode) ? "file" : S_ISDIR(st.st_mode) ? "directory" : "other");
    return 2;
}

/* may_write(path): true, or nil and why not. */
static int may_write(lua_State *L)
{
    const char *path = luaL_checkstring(L, 1);
    if (access(path, W_OK))
        return push_errno(L, "write to", path);
    lua_pushboolean(L, 1);
    return 1;
}

/* may_execute(path): is it a program that we may run? */
static int may_execute(lua_State *L)
{
    const char *path = luaL_checkstring(L, 1);
    struct stat st;
    lua_pushboolean(L, access(path, X_OK) == 0 && stat(path, &st) == 0 && S_ISREG(st.st_mode));
    return 1;
}

/* list(directory): the names in it. */
static int list(lua_State *L)
{
    const char *path = luaL_checkstring(L, 1);
    DIR *dir = opendir(path);
    if (!dir)
        return push_errno(L, "read", path);
    lua_newtable(L);
    int n = 0;
    for (struct dirent *entry = readdir(dir); entry; entry = readdir(dir)) {
        lua_pushstring(L, entry->d_name);
        lua_rawseti(L, -2, ++n);
    }
    closedir(dir);
    return 1;
}

/* sync(path): a directory's entries, or a file's content, are on the disk. */
static int sync_path(lua_State *L)
{
    const char *path = luaL_checkstring(L, 1);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return push_errno(L, "open", path);
    int failed = fsync(fd) && errno != EINVAL && errno != EROFS && errno != ENOTSUP;
    int result = failed ? push_errno(L, "save", path) : (lua_pushboolean(L, 1), 1);
    close(fd);
    return result;
}

static int make_directory(lua_State *L)
{
    const char *path = luaL_checkstring(L, 1);
    if (mkdir(path, 0777) && errno != EEXIST)
        return push_errno(L, "make the directory", path);
    lua_pushboolean(L, 1);
    return 1;
}

/* ---- the module ---- */

/* methods(turn): the table of the functions that add to a file. */
static int make_methods(lua_State *L)
{
    static const luaL_Reg adders[] = {
        {"write", file_write}, {"line", file_line}, {"json", file_json}};
    luaL_checktype(L, 1, LUA_TFUNCTION);
    lua_settop(L, 1);
    luaL_getmetatable(L, FILE_TYPE);
    lua_newtable(L);
    for (size_t i = 0; i < sizeof adders / sizeof *adders; i++) {
        lua_pushvalue(L, 1);
        lua_pushvalue(L, 2); /* the metatable */
        lua_pushcclosure(L, adders[i].func, 2);
        lua_setfield(L, -2, adders[i].name);
    }
    lua_pushvalue(L, -1);
    lua_setfield(L, -3, "__index");
    return 1;
}

static const luaL_Reg functions[] = {
    {"new", new_file},
    {"methods", make_methods},
    {"attach", attach},
    {"detach", detach},
    {"finish", finish},
    {"put", put},
    {"length", file_length},
    {"is_there", is_there},
    {"is_regular", is_regular},
    {"mark", mark},
    {"cut", cut},
    {"stat", stat_path},
    {"list", list},
    {"may_write", may_write},
    {"may_execute", may_execute},
    {"sync", sync_path},
    {"mkdir", make_directory},
    {NULL, NULL},
};

int mt_open_file(lua_State *L)
{
    luaL_newmetatable(L, FILE_TYPE);
    lua_pushcfunction(L, free_file);
    lua_setfield(L, -2, "__gc");
    lua_pop(L, 1);
    lua_newtable(L);
    luaL_register(L, NULL, functions);
    return 1;
}
