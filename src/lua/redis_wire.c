/* Owns a connection's socket. hiredis connects it and reads replies; with TLS the bytes in between
 * go through mt_secure. */
#include "lua/redis_wire.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#define SEND_AT_ONCE (256 << 10) /* bytes for one system call */

/* ---- options ---- */

#define TEXTS 7

static void list_texts(struct mt_redis_options *o, const char **texts[TEXTS])
{
    struct mt_secure_options *tls = &o->tls_options;
    const char **all[TEXTS] = {&o->host, &o->path,   &o->user, &o->password,
                               &tls->ca, &tls->cert, &tls->key};
    memcpy(texts, all, sizeof all);
}

int mt_redis_options_copy(struct mt_redis_options *to, const struct mt_redis_options *from)
{
    const char **texts[TEXTS];
    bool failed = false;
    *to = *from;
    list_texts(to, texts);
    for (size_t i = 0; i < TEXTS; i++) {
        const char *text = *texts[i];
        *texts[i] = text ? strdup(text) : NULL;
        failed |= text && !*texts[i];
    }
    return failed ? -1 : 0;
}

void mt_redis_options_free(struct mt_redis_options *options)
{
    const char **texts[TEXTS];
    list_texts(options, texts);
    for (size_t i = 0; i < TEXTS; i++)
        free((void *)(uintptr_t)*texts[i]);
}

/* ---- the socket ---- */

void mt_redis_wire_name(const struct mt_redis_options *o, char *name, size_t size)
{
    char db[16] = "";
    if (o->db)
        snprintf(db, sizeof db, "/%d", o->db);
    if (o->path)
        snprintf(name, size, "%s%s%s", o->path, o->db ? "?db=" : "", o->db ? db + 1 : "");
    else
        snprintf(name, size, strchr(o->host, ':') ? "[%s]:%d%s" : "%s:%d%s", o->host, o->port, db);
}

/* ---- replies ---- */

/* Nearly all replies are a number or a short status: they are made in the wire's own reply, without
 * allocating. hiredis makes all others, and what is inside of them. */
static void *make_integer(const redisReadTask *task, long long integer)
{
    struct mt_redis_wire *wire = task->privdata;
    if (task->parent)
        return wire->standard.createInteger(task, integer);
    wire->own = (redisReply){.type = REDIS_REPLY_INTEGER, .integer = integer};
    return &wire->own;
}

static void *make_string(const redisReadTask *task, char *text, size_t len)
{
    struct mt_redis_wire *wire = task->privdata;
    if (task->parent || task->type != REDIS_REPLY_STATUS || len >= sizeof wire->status)
        return wire->standard.createString(task, text, len);
    memcpy(wire->status, text, len);
    wire->status[len] = '\0';
    wire->own = (redisReply){.type = REDIS_REPLY_STATUS, .len = len, .str = wire->status};
    return &wire->own;
}

static void set_makers(struct mt_redis_wire *wire)
{
    redisReader *reader = wire->context->reader;
    wire->standard = wire->makers = *reader->fn;
    wire->makers.createInteger = make_integer;
    wire->makers.createString = make_string;
    reader->fn = &wire->makers;
    reader->privdata = wire;
}

int mt_redis_wire_reply(struct mt_redis_wire *wire, redisReply **reply, struct mt_err *err)
{
    void *next = NULL;
    if (redisReaderGetReply(wire->context->reader, &next) != REDIS_OK)
        return mt_fail(err, MT_ERR_CORRUPT, "%s", wire->context->reader->errstr);
    *reply = next;
    return 0;
}

void mt_redis_wire_drop(struct mt_redis_wire *wire, redisReply *reply)
{
    if (reply != &wire->own)
        freeReplyObject(reply);
}

/* ---- opening and closing ---- */

int mt_redis_wire_open(struct mt_redis_wire *wire, const struct mt_redis_options *options,
                       struct mt_err *err)
{
    wire->context = options->path ? redisConnectUnixNonBlock(options->path)
                                  : redisConnectNonBlock(options->host, options->port);
    if (!wire->context)
        return mt_fail(err, MT_ERR_NOMEM, "no memory");
    set_makers(wire);
    return wire->context->err ? mt_fail(err, MT_ERR_IO, "%s", wire->context->errstr) : 0;
}

void mt_redis_wire_close(struct mt_redis_wire *wire)
{
    mt_secure_free(wire->tls);
    if (wire->context)
        redisFree(wire->context);
    wire->tls = NULL;
    wire->context = NULL;
}

int mt_redis_wire_advance(struct mt_redis_wire *wire, const struct mt_redis_options *options,
                          struct mt_err *err)
{
    int problem = 0, fd = wire->context->fd;
    socklen_t len = sizeof problem;
    if (wire->tls)
        return mt_secure_handshake(wire->tls, err);
    if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &problem, &len) == 0 && problem) {
        mt_fail(err, MT_ERR_IO, "%s", strerror(problem));
        return MT_SECURE_FAILED;
    }
    if (!options->path) /* on others it fails, and leaves an error in the context */
        redisEnableKeepAlive(wire->context);
    if (!options->tls)
        return 0;
    wire->tls = mt_secure_new(&options->tls_options, fd, options->host, err);
    return wire->tls ? mt_secure_handshake(wire->tls, err) : MT_SECURE_FAILED;
}

static ssize_t send_plain(int fd, const char *data, size_t len, struct mt_err *err)
{
    ssize_t done;
    do
        done = send(fd, data, len, MSG_NOSIGNAL);
    while (done < 0 && errno == EINTR);
    if (done >= 0)
        return done;
    if (errno == EAGAIN || errno == EWOULDBLOCK)
        return MT_SECURE_WRITABLE;
    mt_fail(err, MT_ERR_IO, "%s", strerror(errno));
    return MT_SECURE_FAILED;
}

int mt_redis_wire_send(struct mt_redis_wire *wire, const char *data, size_t *sent, size_t end,
                       struct mt_err *err)
{
    while (*sent < end) {
        size_t n = end - *sent < SEND_AT_ONCE ? end - *sent : SEND_AT_ONCE;
        ssize_t done = wire->tls ? mt_secure_write(wire->tls, data + *sent, n, err)
                                 : send_plain(wire->context->fd, data + *sent, n, err);
        if (done < 0)
            return done == MT_SECURE_WRITABLE ? 1 : mt_fail(err, MT_ERR_IO, "TLS stands still");
        *sent += (size_t)done;
    }
    return 0;
}

/* A record at a time: what is behind it stays in the socket, which the event loop looks at. */
static int receive_tls(struct mt_redis_wire *wire, struct mt_err *err)
{
    char data[MT_SECURE_RECORD];
    ssize_t n = mt_secure_read(wire->tls, data, sizeof data, err);
    if (n < 0)
        return n == MT_SECURE_FAILED ? -1 : 0;
    if (redisReaderFeed(wire->context->reader, data, (size_t)n) != REDIS_OK)
        return mt_fail(err, MT_ERR_NOMEM, "no memory");
    return 0;
}

int mt_redis_wire_receive(struct mt_redis_wire *wire, struct mt_err *err)
{
    if (wire->tls)
        return receive_tls(wire, err);
    if (redisBufferRead(wire->context) == REDIS_OK)
        return 0;
    return mt_fail(err, MT_ERR_IO, "%s", wire->context->errstr);
}
