/* The packets of a plain stream, as replica_packets.c takes them apart: a thread writes them to a
 * socket in pieces of any size. */
#include "source/replica_parts.h"
#include "test.h"

#ifdef CONNECTOR_C

#include <errmsg.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define FULL 0xffffffu

/* ---- the other side ---- */

struct stream {
    struct mt_buf bytes;
    size_t piece; /* the largest that is written at once */
    int fd;
};

static uint8_t byte_at(size_t packet, size_t i)
{
    return i == 0 ? 0 : (uint8_t)(packet * 31 + i * 7 + (i >> 8));
}

static void add_head(struct mt_buf *out, size_t len)
{
    mt_buf_add_le(out, len, 3);
    mt_buf_add_le(out, 0, 1);
}

/* A packet of any length, in as many parts as that takes. */
static void add_packet(struct mt_buf *out, size_t number, size_t len)
{
    size_t at = 0, part;
    do {
        part = len - at < FULL ? len - at : FULL;
        add_head(out, part);
        for (size_t end = at + part; at < end; at++)
            mt_buf_addc(out, (char)byte_at(number, at));
    } while (part == FULL);
}

static void *write_all(void *arg)
{
    struct stream *stream = arg;
    unsigned seed = 1;
    for (size_t at = 0; at < stream->bytes.len;) {
        size_t left = stream->bytes.len - at, n = 1 + (size_t)rand_r(&seed) % stream->piece;
        ssize_t sent = send(stream->fd, stream->bytes.data + at, n < left ? n : left, MSG_NOSIGNAL);
        if (sent < 0)
            break;
        at += (size_t)sent;
    }
    close(stream->fd);
    return NULL;
}

/* ---- ours ---- */

struct link {
    struct replica replica;
    struct stream stream;
    pthread_t thread;
};

static void begin(struct link *link)
{
    int fds[2];
    CHECK(socketpair(AF_UNIX, SOCK_STREAM, 0, fds) == 0);
    link->stream.fd = fds[1];
    link->replica.socket = fds[0];
    link->replica.options.heartbeat_ms = 10000;
    link->replica.mysql = mysql_init(NULL);
    mt_packets_start(&link->replica);
    CHECK(link->replica.packets.ours);
    CHECK(pthread_create(&link->thread, NULL, write_all, &link->stream) == 0);
}

static void end(struct link *link)
{
    close(link->replica.socket);
    pthread_join(link->thread, NULL);
    mysql_close(link->replica.mysql);
    mt_buf_free(&link->replica.packets.room);
    mt_buf_free(&link->stream.bytes);
}

static bool brings(struct link *link, size_t number, size_t len)
{
    const uint8_t *data;
    unsigned long size;
    if (mt_packets_next(&link->replica, &data, &size) != 0 || size != len)
        return false;
    for (size_t i = 0; i < len; i++)
        if (data[i] != byte_at(number, i))
            return false;
    return true;
}

static void test_lengths(void)
{
    static const size_t lengths[] = {1,     8,        9,    100,      0,      4096,     262144 - 4,
                                     70000, FULL - 1, FULL, FULL + 1, 300000, 2 * FULL, 17};
    static const size_t pieces[] = {100000, 1 << 20};
    size_t count = sizeof lengths / sizeof *lengths, wrong = 0;
    for (size_t k = 0; k < sizeof pieces / sizeof *pieces; k++) {
        struct link link = {.stream = {.piece = pieces[k]}};
        for (size_t i = 0; i < count; i++)
            add_packet(&link.stream.bytes, i, lengths[i]);
        begin(&link);
        for (size_t i = 0; i < count; i++)
            wrong += !brings(&link, i, lengths[i]);
        CHECK(!brings(&link, count, 0) && mysql_errno(link.replica.mysql) == CR_SERVER_LOST);
        CHECK(link.replica.packets.room.cap < FULL); /* what the large ones took was given back */
        end(&link);
    }
    CHECK(wrong == 0);
}

static void test_small_pieces(void)
{
    struct link link = {.stream = {.piece = 7}};
    size_t wrong = 0;
    for (size_t i = 0; i < 3000; i++)
        add_packet(&link.stream.bytes, i, i % 40);
    begin(&link);
    for (size_t i = 0; i < 3000; i++)
        wrong += !brings(&link, i, i % 40);
    CHECK(wrong == 0);
    end(&link);
}

/* The connection ends inside a packet whose length claims more than ever comes. */
static void test_cut(void)
{
    struct link link = {.stream = {.piece = 100}};
    const uint8_t *data;
    unsigned long size;
    add_packet(&link.stream.bytes, 0, 50);
    add_head(&link.stream.bytes, FULL - 1);
    mt_buf_adds(&link.stream.bytes, "ends here");
    begin(&link);
    CHECK(brings(&link, 0, 50));
    CHECK(mt_packets_next(&link.replica, &data, &size) != 0);
    CHECK(mysql_errno(link.replica.mysql) == CR_SERVER_LOST);
    CHECK(link.replica.packets.room.cap < FULL / 8);
    end(&link);
}

static void refuse(const char *packet, size_t len, unsigned number, const char *text)
{
    struct link link = {.stream = {.piece = 100}};
    const uint8_t *data;
    unsigned long size;
    add_head(&link.stream.bytes, len);
    mt_buf_add(&link.stream.bytes, packet, len);
    begin(&link);
    CHECK(mt_packets_next(&link.replica, &data, &size) != 0);
    CHECK(mysql_errno(link.replica.mysql) == number);
    CHECK_STR(mysql_error(link.replica.mysql), text);
    end(&link);
}

static void test_errors(void)
{
    refuse("\xff\xd4\x04#HY000no such file", 22, 1236, "no such file");
    refuse("\xff\xd4\x04no state", 11, 1236, "no state");
    refuse("\xff\xd4\x04", 3, 1236, "");
    refuse("\xff\xd4\x04#HY", 6, 1236, "#HY");
    refuse("\xff\xd4", 2, CR_MALFORMED_PACKET, "malformed packet");
}

int main(void)
{
    test_lengths();
    test_small_pieces();
    test_cut();
    test_errors();
    mysql_library_end();
    return test_done();
}

#else

int main(void)
{
    return test_done(); /* MySQL's own library has no such reader */
}

#endif
