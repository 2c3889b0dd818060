/* Owns the packets of a stream that comes as it is, without TLS or compression: they are read from
 * the socket in large pieces, and handed out where they lie. MariaDB's library would read 16 KB at
 * a time and copy each packet, which is a fifth of the work where nobody wants a table.
 *
 * uint<3> length, uint<1> number, then so many bytes; a packet of 0xffffff bytes goes on in the
 * next one. MySQL and MariaDB "Client/Server Protocol", packets. */
#include "source/replica_parts.h"

#ifdef CONNECTOR_C

#include <errmsg.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "base/cursor.h"

#define HEAD       4
#define FULL       0xffffffu
#define READ_BYTES ((size_t)256 << 10)
#define KEEP_BYTES (READ_BYTES * 4) /* a buffer larger than this is given back once it is read */

/* As if the library had found it: it is asked for what failed. */
static int fail(struct replica *replica, unsigned number, const char *text)
{
    NET *net = &replica->mysql->net;
    net->last_errno = number;
    mt_copy_string(net->last_error, sizeof net->last_error, text);
    return -1;
}

static int fail_lost(struct replica *replica, int errnum)
{
    char text[256];
    snprintf(text, sizeof text, "the connection was lost%s%s", errnum ? ": " : "",
             errnum ? strerror(errnum) : "");
    return fail(replica, CR_SERVER_LOST, text);
}

static size_t count_left(const struct mt_packets *p)
{
    return p->room.len - p->at;
}

/* The buffer grows by what really came, whatever a length claims. */
static int read_more(struct replica *replica)
{
    struct mt_packets *p = &replica->packets;
    mt_buf_drop(&p->room, p->at, READ_BYTES, KEEP_BYTES);
    p->at = 0;
    size_t room = p->room.cap - p->room.len;
    if (room < READ_BYTES / 4)
        room = READ_BYTES > p->room.len ? READ_BYTES : p->room.len;
    char *to = mt_buf_reserve(&p->room, room);
    if (!to)
        return fail(replica, CR_OUT_OF_MEMORY, "out of memory for a packet");
    for (;;) {
        ssize_t n = recv(replica->socket, to, room, MSG_DONTWAIT);
        if (n > 0) {
            p->room.len += (size_t)n;
            return 0;
        }
        if (n == 0 || (errno != EAGAIN && errno != EINTR))
            return fail_lost(replica, n == 0 ? 0 : errno);
        if (errno == EAGAIN &&
            mt_stream_wait(replica->socket, true, (int)(3 * replica->options.heartbeat_ms)) <= 0)
            return fail_lost(replica, errno);
    }
}

/* Have n bytes from `at` on. */
static int want(struct replica *replica, size_t n)
{
    while (count_left(&replica->packets) < n)
        if (read_more(replica) != 0)
            return -1;
    return 0;
}

static uint32_t read_length(const struct mt_packets *p, size_t offset)
{
    struct mt_cursor c = mt_cursor(p->room.data + p->at + offset, HEAD);
    return mt_u24(&c);
}

/* Join two parts of a packet: the second's head goes. */
static void drop_head(struct mt_packets *p, size_t offset)
{
    char *head = p->room.data + p->at + offset;
    memmove(head, head + HEAD, count_left(p) - offset - HEAD);
    p->room.len -= HEAD;
}

/* uint<2> number, '#' and five characters of a state or nothing, text. */
static int fail_refused(struct replica *replica, struct mt_cursor packet)
{
    char text[512];
    mt_u8(&packet);
    unsigned number = mt_u16(&packet);
    if (mt_left(&packet) >= 6 && *packet.at == '#')
        mt_take(&packet, 6);
    snprintf(text, sizeof text, "%.*s", (int)(mt_left(&packet) < 500 ? mt_left(&packet) : 500),
             (const char *)packet.at);
    return packet.failed ? fail(replica, CR_MALFORMED_PACKET, "malformed packet")
                         : fail(replica, number, text);
}

void mt_packets_start(struct replica *replica)
{
    struct mt_packets *p = &replica->packets;
    mt_buf_clear(&p->room);
    p->at = 0;
    p->ours = !mysql_get_ssl_cipher(replica->mysql) && !replica->mysql->net.compress;
}

int mt_packets_next(struct replica *replica, const uint8_t **data, unsigned long *size)
{
    struct mt_packets *p = &replica->packets;
    size_t len = 0;
    uint32_t part;
    do {
        size_t head = len ? HEAD + len : 0;
        if (want(replica, head + HEAD) != 0)
            return -1;
        part = read_length(p, head);
        if (len + part > MAX_PACKET)
            return fail(replica, CR_NET_PACKET_TOO_LARGE, "a packet is too large");
        if (len)
            drop_head(p, head);
        if (want(replica, HEAD + len + part) != 0)
            return -1;
        len += part;
    } while (part == FULL);
    *data = (const uint8_t *)p->room.data + p->at + HEAD;
    *size = len;
    p->at += HEAD + len;
    if (len && **data == 0xff)
        return fail_refused(replica, mt_cursor(*data, len));
    return 0;
}

#endif
