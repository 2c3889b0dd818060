/* Owns semi-synchronous replication: a server whose commits wait until we have said that a
 * transaction is safe with us.
 *
 * Each packet of such a stream has two more bytes before its event: 0xef, and 1 where a commit
 * waits for it. We answer with 0xef, uint<8> position, the file's name: all up to there is safe.
 * The server begins to number its packets anew behind each that it wants answered; an answer has
 * the number 0. MySQL plugin/semisync/semisync_source.cc, MariaDB sql/semisync_master.cc. */
#include "source/replica_parts.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/cursor.h"
#include "base/log.h"

#define MAGIC      0xef
#define ANSWER_MAX (4 + 1 + 8 + sizeof((struct semisync *)0)->file)

/* ---- writing beside the library ---- */

#ifdef CONNECTOR_C

/* Installed, but not tidy. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wstrict-prototypes"
#define HAVE_TLS 1
typedef unsigned char uchar;
#include <ma_pvio.h>
#pragma GCC diagnostic pop

/* While the library waits between two tries of SSL_read, its connection may be written to; but its
 * own functions write through the buffer that it reads into, and free the connection when they
 * fail. OpenSSL is in the process when the library is built with it. */
static int (*find_ssl_write(void))(void *, const void *, int)
{
    const char *library = NULL;
    int (*function)(void *, const void *, int) = NULL;
    if (mariadb_get_infov(NULL, MARIADB_TLS_LIBRARY, &library) == 0 && library &&
        strncmp(library, "OpenSSL", 7) == 0)
        *(void **)&function = dlsym(RTLD_DEFAULT, "SSL_write");
    return function;
}

static bool can_write_over_tls(void)
{
    return find_ssl_write() != NULL;
}

static bool write_over_tls(MYSQL *mysql, const uint8_t *packet, size_t size)
{
    return find_ssl_write()(mysql->net.pvio->ctls->ssl, packet, (int)size) == (int)size;
}

/* Over TLS it would wait inside of a blocking read, where nothing can be written; from a socket
 * that does not block it calls us before it waits. */
static void make_library_ask(struct replica *replica)
{
    int fd = mt_stream_socket(replica->mysql), flags = fcntl(fd, F_GETFL);
    if (flags >= 0 && fcntl(fd, F_SETFL, flags | O_NONBLOCK) == 0)
        replica->tells_waits = true;
}

#else

static void make_library_ask(struct replica *replica)
{
    (void)replica;
}

static bool can_write_over_tls(void)
{
    return false; /* its connection is not to be had */
}

static bool write_over_tls(MYSQL *mysql, const uint8_t *packet, size_t size)
{
    (void)mysql;
    (void)packet;
    (void)size;
    return false;
}

#endif

/* ---- the stream ---- */

static void take_enabled(void *arg, MYSQL_ROW row)
{
    const char **enabled = arg;
    *enabled = row[1] && strcasecmp(row[1], "ON") == 0 ? "ON" : "OFF";
}

/* A place in the log of another server is no answer to this one. */
static void note_server(struct replica *replica)
{
    pthread_mutex_lock(&replica->lock);
    if (!replica->same_log || replica->semisync.asker == 0) {
        replica->semisync.asker++;
        replica->semisync.position = 0;
    }
    pthread_mutex_unlock(&replica->lock);
}

int mt_semisync_ask(struct replica *replica, struct mt_err *err)
{
    const char *enabled = NULL;
    struct semisync *s = &replica->semisync;
    if (!replica->options.semi_sync)
        return 0;
    s->over_tls = mysql_get_ssl_cipher(replica->mysql) != NULL;
    if (s->over_tls && !can_write_over_tls())
        return mt_fail(err, MT_ERR_USAGE,
                       "%s: MySQL's client library cannot send acknowledgements over TLS: use "
                       "--ssl-mode DISABLED, a moontail built with MariaDB Connector/C, or no "
                       "--semi-sync",
                       replica->name);
    if (mt_server_ask(replica->mysql,
                      "SHOW GLOBAL VARIABLES WHERE Variable_name IN "
                      "('rpl_semi_sync_source_enabled', 'rpl_semi_sync_master_enabled')",
                      replica->name, NULL, take_enabled, &enabled, err) != 0)
        return -1;
    if (!enabled)
        return mt_fail(err, MT_ERR_SERVER,
                       "%s: --semi-sync: the server has no semi-synchronous replication; INSTALL "
                       "PLUGIN rpl_semi_sync_source SONAME 'semisync_source.so'; SET GLOBAL "
                       "rpl_semi_sync_source_enabled = ON",
                       replica->name);
    if (strcmp(enabled, "ON") != 0)
        mt_warn("%s: --semi-sync: its commits do not wait; SET GLOBAL %s = ON", replica->name,
                replica->mariadb ? "rpl_semi_sync_master_enabled" : "rpl_semi_sync_source_enabled");
    note_server(replica);
    return mt_server_run(replica->mysql, "SET @rpl_semi_sync_slave = 1, @rpl_semi_sync_replica = 1",
                         replica->name, NULL, err);
}

/* uint<3> length, uint<1> number, then the answer. */
static size_t print_answer(const struct semisync *s, uint8_t out[static ANSWER_MAX])
{
    size_t n = strlen(s->file), size = 1 + 8 + n;
    for (int i = 0; i < 3; i++)
        out[i] = (uint8_t)(size >> (8 * i));
    out[3] = 0;
    out[4] = MAGIC;
    for (int i = 0; i < 8; i++)
        out[5 + i] = (uint8_t)(s->position >> (8 * i));
    memcpy(out + 13, s->file, n);
    return 4 + size;
}

/* Past the library, which is waiting for a packet in its own thread: without TLS the socket is free
 * to be written to. A link that does not take it is dropped. */
static void answer_now(struct replica *replica)
{
    uint8_t packet[ANSWER_MAX];
    size_t size = print_answer(&replica->semisync, packet);
    if (send(replica->socket, packet, size, MSG_NOSIGNAL) != (ssize_t)size)
        shutdown(replica->socket, SHUT_RDWR);
}

/* The caller has the lock. */
static void answer(struct replica *replica)
{
    uint64_t one = 1;
    if (!replica->semisync.begun || !replica->semisync.position)
        return;
    if (!replica->semisync.over_tls) {
        answer_now(replica);
        return;
    }
    atomic_store(&replica->semisync.due, true);
    if (write(replica->semisync.due_fd, &one, sizeof one) < 0)
        abort(); /* an eventfd takes it */
}

/* Only now is the server ready for answers. What was answered to the stream before may not have
 * arrived. */
static void begin(struct replica *replica)
{
    if (replica->semisync.over_tls)
        make_library_ask(replica);
    pthread_mutex_lock(&replica->lock);
    replica->semisync.begun = true;
    answer(replica);
    pthread_mutex_unlock(&replica->lock);
}

int mt_semisync_take_header(struct replica *replica, struct mt_cursor *packet, uint32_t *asker,
                            struct mt_err *err)
{
    *asker = 0;
    if (!replica->options.semi_sync)
        return 0;
    uint8_t magic = mt_u8(packet), flag = mt_u8(packet);
    if (packet->failed || magic != MAGIC || flag > 1)
        return mt_fail(err, MT_ERR_CORRUPT,
                       "%s: a packet of the stream has no mark of semi-synchronous replication",
                       replica->name);
    if (flag == 1) {
        *asker = replica->semisync.asker;
        replica->mysql->net.pkt_nr = 1;
    }
    if (!replica->semisync.begun)
        begin(replica);
    return 0;
}

void mt_semisync_answer(struct mt_source *base, uint32_t asker, const char *file, uint64_t position)
{
    struct replica *replica = (struct replica *)base;
    pthread_mutex_lock(&replica->lock);
    if (asker == replica->semisync.asker) {
        mt_copy_string(replica->semisync.file, sizeof replica->semisync.file, file);
        replica->semisync.position = position;
        answer(replica);
    }
    pthread_mutex_unlock(&replica->lock);
}

void mt_semisync_send_due(struct replica *replica)
{
    uint8_t packet[ANSWER_MAX];
    if (!atomic_load_explicit(&replica->semisync.due, memory_order_relaxed) ||
        !atomic_exchange(&replica->semisync.due, false))
        return;
    pthread_mutex_lock(&replica->lock);
    size_t size = print_answer(&replica->semisync, packet);
    pthread_mutex_unlock(&replica->lock);
    if (!write_over_tls(replica->mysql, packet, size))
        shutdown(mt_stream_socket(replica->mysql), SHUT_RDWR);
}
