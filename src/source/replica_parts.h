/* What the files that talk to a server share: the connection and its errors. They alone include
 * mysql.h, of MySQL's library or MariaDB's; client.c holds what differs between the two. */
#ifndef MT_REPLICA_PARTS_H
#define MT_REPLICA_PARTS_H

#include <mysql.h>

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/cursor.h"
#include "binlog/framing.h"
#include "binlog/gtid_set.h"
#include "source/replica.h"

#ifdef MARIADB_PACKAGE_VERSION_ID
#define CONNECTOR_C 1
#endif

#define MAX_PACKET         (1ul << 30) /* the largest that a server sends */
#define QUESTION_TIMEOUT_S 300
#define GRANT_STREAM       "run GRANT REPLICATION SLAVE ON *.* TO this user"

struct replica {
    struct mt_source base;
    struct mt_replica_options options;
    struct candidate {
        char *name;
        struct mt_err refusal; /* why it was not taken for good; code MT_OK: it was not asked */
    } * candidates;            /* as many as hosts, in their order */
    const char *name;          /* the current candidate's */
    bool brought_news;         /* the stream has had more than each new one begins with */
    int wake_fd;               /* readable for ever once interrupted */
    _Atomic bool interrupted;
    pthread_mutex_t
        lock; /* of socket, against its being closed while it is shut down; of identity */
    int socket;

    MYSQL *mysql;
    uint64_t waits_ms; /* since when it waits for a packet; 0: it came at once */
    bool mariadb;
#ifdef CONNECTOR_C
    bool tells_waits; /* the library calls us before it waits for the server */
    struct mt_packets {
        bool ours; /* the stream is read past the library */
        struct mt_buf room;
        size_t at; /* in room: where the next one starts */
    } packets;
#else
    MYSQL_RPL rpl;
#endif
    struct mt_framing framing;
    uint64_t skip_until; /* drop what stands before; 0: nothing */
    uint64_t started_at; /* the position asked for */
    const char *latest;  /* file that a start at the latest position meant, at first */
    uint64_t latest_position;
    struct mt_server_identity identity; /* of the server whose log it is; read under the lock */
    bool same_log;                      /* the server opened last is that one */

    struct semisync {
        bool over_tls;
        uint32_t asker; /* counts the servers that the stream has come from */
        bool begun;     /* the stream: written under the lock, as what follows */
        char file[512]; /* the last answer; position 0: none */
        uint64_t position;
        _Atomic bool due; /* over TLS: to be sent by the reading thread */
        int due_fd;
    } semisync;
};

/* ---- semi-synchronous replication (replica_semisync.c) ---- */

/* Before the stream is asked for. */
int mt_semisync_ask(struct replica *replica, struct mt_err *err);

/* What stands between a packet's status and its event. */
int mt_semisync_take_header(struct replica *replica, struct mt_cursor *packet, uint32_t *asker,
                            struct mt_err *err);

/* mt_source_ops.answer. */
void mt_semisync_answer(struct mt_source *source, uint32_t asker, const char *file,
                        uint64_t position);

/* Send what is due over TLS, in the thread that reads. A link that does not take it is dropped: the
 * library finds that out when it reads. */
void mt_semisync_send_due(struct replica *replica);

/* ---- the connection (replica_client.c) ---- */

/* "mysql://host:port,host:port", for messages; to be freed. NULL: no memory. */
char *mt_server_name(const struct mt_connect_options *options);
char *mt_host_name(const struct mt_connect_options *options, size_t host);

/* A new connection to the first host that answers, or NULL. */
MYSQL *mt_server_connect(const struct mt_connect_options *options, unsigned read_timeout_s,
                         struct mt_err *err);

/* The same, given up when wake_fd becomes readable. */
MYSQL *mt_server_connect_until(const struct mt_connect_options *options, unsigned read_timeout_s,
                               int wake_fd, struct mt_err *err);

/* The same to one host. wake_fd: becomes readable to interrupt it; -1: none. */
MYSQL *mt_host_connect(const struct mt_connect_options *options, size_t host, const char *name,
                       unsigned read_timeout_s, int wake_fd, struct mt_err *err);

/* Add what one more host says; the code is that of the last. */
void mt_err_add(struct mt_err *all, const struct mt_err *one);

/* Set a new connection's TLS options (replica_tls.c). */
int mt_tls_set(MYSQL *mysql, const struct mt_tls_options *tls, struct mt_err *err);

/* Once connected: a mode that asks for TLS must not end without it. */
int mt_tls_check(MYSQL *mysql, const struct mt_tls_options *tls, const char *name,
                 struct mt_err *err);

/* Fail with what the library says of its last call, and what to do about it. grant: the advice
 * where a privilege is missing, or NULL. */
int mt_server_fail(MYSQL *mysql, const char *name, const char *doing, const char *grant,
                   struct mt_err *err);

/* Run a statement; its result, if it has one, is still to be fetched. */
int mt_server_run(MYSQL *mysql, const char *sql, const char *name, const char *grant,
                  struct mt_err *err);

/* The dump command and its packets, in the library's own way. */
int mt_stream_socket(MYSQL *mysql);
int mt_stream_register(struct replica *replica);
int mt_stream_open(struct replica *replica, const char *file, uint32_t position, unsigned flags);
/* The same for what is not in a set, as mt_gtid_set_encode writes it; MySQL only. */
int mt_stream_open_gtid(struct replica *replica, const struct mt_buf *set);
int mt_stream_next(struct replica *replica, const uint8_t **data, unsigned long *size);
void mt_stream_close(struct replica *replica);

#ifdef CONNECTOR_C
/* Wait for the socket as the library does. 1 it is ready; 0 the time is over, -1 interrupted, with
 * errno. */
int mt_stream_wait(my_socket socket, my_bool for_reading, int timeout_ms);

/* The packets of a plain stream (replica_packets.c), from the first behind the command. */
void mt_packets_start(struct replica *replica);
/* 0 a packet, which lives until the next call; -1 failed, and the library says why. */
int mt_packets_next(struct replica *replica, const uint8_t **data, unsigned long *size);
#endif
/* Whether the server has ended the stream because another replica with our id came. */
bool mt_stream_id_clash(struct replica *replica);

/* ---- GTIDs (replica_gtid.c) ---- */

/* Is all of the set there, and what comes behind it? Fails with MT_ERR_IO when the server may come
 * to have it, MT_ERR_SERVER when it never will. */
int mt_check_gtids(struct replica *replica, const struct mt_server_info *info,
                   const struct mt_gtid_set *set, struct mt_err *err);
/* The dump command for what is not in the set. */
int mt_dump_from_gtids(struct replica *replica, const struct mt_gtid_set *set, unsigned flags,
                       struct mt_err *err);

/* ---- questions (replica_info.c) ---- */

struct mt_where_log {
    char file[512];
    uint64_t position;
};

bool mt_server_is_mariadb(MYSQL *mysql);
void mt_copy_string(char *to, size_t size, const char *from);

/* One question; each(arg, row) is called for each row of its answer. */
int mt_server_ask(MYSQL *mysql, const char *sql, const char *name, const char *grant,
                  void (*each)(void *arg, MYSQL_ROW row), void *arg, struct mt_err *err);
int mt_fail_log_off(const char *name, struct mt_err *err);
/* Add the GTID set that an expression is; NULL fails. */
int mt_server_ask_set(MYSQL *mysql, const char *expression, const char *name,
                      struct mt_gtid_set *out, struct mt_err *err);

/* Where the server's log ends now. */
int mt_ask_where(MYSQL *mysql, const char *name, struct mt_where_log *out, struct mt_err *err);
int mt_ask_variables(MYSQL *mysql, const char *name, struct mt_server_info *out,
                     struct mt_err *err);

#endif
