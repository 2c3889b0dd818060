/* Owns the connection and the thread that hold a job's lock on its server. */
#include "source/replica_lock.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/thread.h"
#include "source/replica_parts.h"

#define HELD_MS       (MT_LOCK_IDLE_S * 1000 - 2000) /* counted from when it was asked */
#define ANSWER_S      3
#define CONFIRM_MS    1000
#define RETRY_MS      500
#define RETRY_MAX_MS  5000
#define LOCK_NAME_MAX (MT_LOCK_NAME_SIZE - 1)

struct mt_lock {
    struct mt_connect_options options;
    char *server;
    char name[MT_LOCK_NAME_SIZE];
    int changed_fd, stop_fd;
    pthread_t thread;
    _Atomic uint64_t held_until_ms;
    _Atomic unsigned term;

    pthread_mutex_t mutex; /* of what follows */
    enum mt_lock_state state;
    char text[512];

    MYSQL *mysql; /* the thread's own */
};

static uint64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_BOOTTIME, &t);
    return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

void mt_lock_name(const char *job, char out[static MT_LOCK_NAME_SIZE])
{
    size_t n = (size_t)snprintf(out, MT_LOCK_NAME_SIZE, "moontail.%s", job);
    if (n <= LOCK_NAME_MAX)
        return;
    n = LOCK_NAME_MAX - 9;
    while ((out[n] & 0xc0) == 0x80)
        n--; /* not inside of a character */
    snprintf(out + n, 10, ".%08x", mt_server_id_from_name(job));
}

static void set_state(struct mt_lock *lock, enum mt_lock_state state, const char *text)
{
    uint64_t one = 1;
    pthread_mutex_lock(&lock->mutex);
    bool changed = lock->state != state || strcmp(lock->text, text) != 0;
    lock->state = state;
    snprintf(lock->text, sizeof lock->text, "%s", text);
    pthread_mutex_unlock(&lock->mutex);
    if (changed && write(lock->changed_fd, &one, sizeof one) < 0)
        abort(); /* an eventfd takes it */
}

/* Wait, or for the server to close the connection (fd). true: stop. */
static bool pause_for(struct mt_lock *lock, int timeout_ms, int fd)
{
    struct pollfd fds[] = {{.fd = lock->stop_fd, .events = POLLIN}, {.fd = fd, .events = POLLIN}};
    poll(fds, fd < 0 ? 1 : 2, timeout_ms);
    return fds[0].revents != 0;
}

static bool is_stopped(struct mt_lock *lock)
{
    return pause_for(lock, 0, -1);
}

/* One row of one cell. 0 answered (NULL is -1), 1 refused (why in text), -1 the link is gone. */
static int ask_number(struct mt_lock *lock, const char *format, long *out, char *text, size_t size)
{
    char sql[256], name[2 * sizeof lock->name + 1];
    struct mt_err err = {0};
    mysql_real_escape_string(lock->mysql, name, lock->name, strlen(lock->name));
    snprintf(sql, sizeof sql, format, name);
    if (mt_server_run(lock->mysql, sql, lock->server, NULL, &err) != 0) {
        snprintf(text, size, "%.*s", (int)size - 1, err.msg);
        return err.code == MT_ERR_IO ? -1 : 1;
    }
    MYSQL_RES *result = mysql_store_result(lock->mysql);
    MYSQL_ROW row = result ? mysql_fetch_row(result) : NULL;
    *out = row && row[0] ? strtol(row[0], NULL, 10) : -1;
    if (result)
        mysql_free_result(result);
    return row ? 0 : -1;
}

/* Another has it: who? */
static int tell_holder(struct mt_lock *lock, char *text, size_t size)
{
    struct mt_err ignored = {0};
    char sql[128], problem[512];
    long id;
    int rc = ask_number(lock, "SELECT IS_USED_LOCK('%s')", &id, problem, sizeof problem);
    if (rc != 0 || id < 0) {
        snprintf(text, size, "an unknown connection");
        return rc;
    }
    snprintf(text, size, "connection %ld", id);
    snprintf(sql, sizeof sql, "SELECT HOST FROM information_schema.PROCESSLIST WHERE ID = %ld", id);
    if (mt_server_run(lock->mysql, sql, lock->server, NULL, &ignored) != 0)
        return 0; /* then the number has to do */
    MYSQL_RES *result = mysql_store_result(lock->mysql);
    MYSQL_ROW row = result ? mysql_fetch_row(result) : NULL;
    if (row && row[0])
        snprintf(text, size, "connection %ld from %s", id, row[0]);
    if (result)
        mysql_free_result(result);
    return 0;
}

/* Ask until it is ours. 0 it is, 1 refused, -1 the link is gone or we are to stop. */
static int acquire(struct mt_lock *lock, char *text, size_t size)
{
    while (!is_stopped(lock)) {
        uint64_t asked = now_ms();
        long got;
        int rc = ask_number(lock, "SELECT GET_LOCK('%s', 1)", &got, text, size);
        if (rc != 0)
            return rc;
        if (got == 1) {
            atomic_fetch_add(&lock->term, 1);
            atomic_store(&lock->held_until_ms, asked + HELD_MS);
            set_state(lock, MT_LOCK_HELD, "");
            return 0;
        }
        if (tell_holder(lock, text, size) < 0)
            return -1;
        set_state(lock, MT_LOCK_BUSY, text);
    }
    return -1;
}

/* Confirm it for as long as it is ours. */
static void hold(struct mt_lock *lock, char *text, size_t size)
{
    long ours = 1;
    int rc = 0;
    while (rc == 0 && ours == 1 && !pause_for(lock, CONFIRM_MS, mt_stream_socket(lock->mysql))) {
        uint64_t asked = now_ms();
        rc = ask_number(lock, "SELECT IS_USED_LOCK('%s') = CONNECTION_ID()", &ours, text, size);
        if (rc == 0 && ours == 1)
            atomic_store(&lock->held_until_ms, asked + HELD_MS);
    }
    if (rc == 0 && ours != 1)
        snprintf(text, size, "%s: the lock was released by somebody", lock->server);
    atomic_store(&lock->held_until_ms, 0);
}

static bool open_session(struct mt_lock *lock, char *text, size_t size)
{
    struct mt_err err = {0};
    char sql[64];
    lock->mysql = mt_server_connect_until(&lock->options, ANSWER_S, lock->stop_fd, &err);
    snprintf(sql, sizeof sql, "SET SESSION wait_timeout = %d", MT_LOCK_IDLE_S);
    if (lock->mysql && mt_server_run(lock->mysql, sql, lock->server, NULL, &err) == 0) {
        /* a bound on the time of statements would end the wait; each server has but one of them */
        mysql_query(lock->mysql, "SET SESSION max_statement_time = 0");
        mysql_query(lock->mysql, "SET SESSION max_execution_time = 0");
        return true;
    }
    snprintf(text, size, "%.*s", (int)size - 1, err.msg);
    return false;
}

/* 1: for good. */
static int keep_once(struct mt_lock *lock, char *text, size_t size)
{
    int rc = open_session(lock, text, size) ? acquire(lock, text, size) : -1;
    if (rc == 0)
        hold(lock, text, size);
    if (lock->mysql)
        mysql_close(lock->mysql); /* the server frees the lock */
    lock->mysql = NULL;
    return rc;
}

static void *keep(void *arg)
{
    struct mt_lock *lock = arg;
    int retry_ms = RETRY_MS;
    while (!is_stopped(lock)) {
        char text[512] = "";
        int rc = keep_once(lock, text, sizeof text);
        if (is_stopped(lock))
            break;
        set_state(lock, rc == 1 ? MT_LOCK_REFUSED : MT_LOCK_ASKING, text);
        if (rc == 1)
            break;
        retry_ms = rc == 0 ? RETRY_MS : retry_ms * 2 > RETRY_MAX_MS ? RETRY_MAX_MS : retry_ms * 2;
        pause_for(lock, retry_ms, -1);
    }
    return NULL;
}

static void free_lock(struct mt_lock *lock)
{
    if (lock->changed_fd >= 0)
        close(lock->changed_fd);
    if (lock->stop_fd >= 0)
        close(lock->stop_fd);
    pthread_mutex_destroy(&lock->mutex);
    free(lock->server);
    free(lock);
}

struct mt_lock *mt_lock_start(const struct mt_connect_options *options, const char *job,
                              struct mt_err *err)
{
    struct mt_lock *lock = calloc(1, sizeof *lock);
    if (!lock) {
        mt_fail(err, MT_ERR_NOMEM, "out of memory for the lock");
        return NULL;
    }
    lock->options = *options;
    lock->server = mt_server_name(options);
    mt_lock_name(job, lock->name);
    pthread_mutex_init(&lock->mutex, NULL);
    lock->changed_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    lock->stop_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    int rc = lock->changed_fd < 0 || lock->stop_fd < 0 ? errno : lock->server ? 0 : ENOMEM;
    if (rc == 0)
        rc = mt_thread_start(&lock->thread, keep, lock);
    if (rc != 0) {
        mt_fail_sys(err, rc, "cannot start the thread that keeps the lock");
        free_lock(lock);
        return NULL;
    }
    return lock;
}

int mt_lock_fd(const struct mt_lock *lock)
{
    return lock->changed_fd;
}

enum mt_lock_state mt_lock_look(struct mt_lock *lock, char text[512])
{
    pthread_mutex_lock(&lock->mutex);
    enum mt_lock_state state = lock->state;
    memcpy(text, lock->text, sizeof lock->text);
    pthread_mutex_unlock(&lock->mutex);
    return state;
}

unsigned mt_lock_term(const struct mt_lock *lock)
{
    return now_ms() < atomic_load(&lock->held_until_ms) ? atomic_load(&lock->term) : 0;
}

void mt_lock_stop(struct mt_lock *lock)
{
    uint64_t one = 1;
    if (!lock)
        return;
    if (write(lock->stop_fd, &one, sizeof one) < 0)
        abort(); /* an eventfd takes it */
    pthread_join(lock->thread, NULL);
    free_lock(lock);
}
