/* Where events come from: a replica connection or files. One thread reads a source; only
 * mt_source_interrupt may be called from another. */
#ifndef MT_SOURCE_H
#define MT_SOURCE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "binlog/framing.h"

struct mt_gtid_set;

enum mt_start_kind {
    MT_START_EARLIEST,
    MT_START_LATEST,
    MT_START_POSITION, /* file and position */
    MT_START_GTID,     /* what is not in set; servers only */
};

struct mt_start {
    enum mt_start_kind kind;
    const char *file; /* MT_START_POSITION: base name of the log file */
    uint64_t position;
    const struct mt_gtid_set *set; /* what was executed there; NULL: not known */
    bool has_gtids; /* all transactions of the server have GTIDs: a lost link is taken up by them */
};

struct mt_source {
    const struct mt_source_ops *ops;
    /* Called by open and next before they may wait for bytes, on their thread; NULL: nobody asks.
     */
    void (*waits)(void *arg);
    void *waits_arg;
};

static inline void mt_source_waits(const struct mt_source *source)
{
    if (source->waits)
        source->waits(source->waits_arg);
}

struct mt_server_identity {
    uint32_t server_id;
    char uuid[64]; /* MySQL; "" on MariaDB */
};

struct mt_source_ops {
    /* Connect or open, and stand at the start given. Called again after next failed with MT_ERR_IO,
     * to go on from another place; a latest position is then what it was at first. Fails with
     * MT_ERR_IO (may be retried), others are final.
     * MT_START_GTID: the events may begin anywhere before the first transaction that is not in the
     * set, but those in it do not come. Fails with MT_ERR_SERVER when the server will never have
     * all of the set (MT_ERR_IO: it has not yet), or has removed what comes behind it; the message
     * says which GTIDs. */
    int (*open)(struct mt_source *source, const struct mt_start *start, struct mt_err *err);
    /* The next event; its bytes live until the next call. 0 an event, 1 the end (files without
     * follow; interrupted), -1 failed: MT_ERR_IO means that opening again may help. */
    int (*next)(struct mt_source *source, struct mt_raw_event *out, struct mt_err *err);
    /* While there is nothing to read: would open succeed here? Fails with MT_ERR_SERVER when the
     * log that was read is no more (a server that was reset goes on streaming it, and nothing
     * comes), MT_ERR_IO when nobody answers. NULL: no need to ask. */
    int (*check)(struct mt_source *source, const struct mt_start *start, struct mt_err *err);
    /* Make a blocked open or next return soon, from another thread, now and from now on. (MySQL's
     * own library cannot be interrupted while it connects: its connect timeout bounds that.) */
    void (*interrupt)(struct mt_source *source);
    /* All up to a place is safe with us: tell the asker of an event up to there, unless it is gone.
     * From another thread. NULL: nobody asks. */
    void (*answer)(struct mt_source *source, uint32_t asker, const char *file, uint64_t position);
    void (*free)(struct mt_source *source);
    /* May a failed read be retried by opening again (a server: yes; files: no). */
    bool retries;
    /* What it is, for messages: "mysql://host:3306", "binlog.000001 and 3 more". Lives as long as
     * the source. */
    const char *(*name)(struct mt_source *source);
    /* Once open: is this the log that was open before, so that places in files mean the same? NULL:
     * it always is. */
    bool (*same_log)(const struct mt_source *source);
    /* The server that was opened last; from any thread. NULL: there is no server. */
    void (*identity)(struct mt_source *source, struct mt_server_identity *out);
};

static inline bool mt_is_heartbeat(const struct mt_raw_event *event)
{
    return event->header.type == MT_EVENT_HEARTBEAT || event->header.type == MT_EVENT_HEARTBEAT_V2;
}

/* Whether an event is more than what each new stream begins with: a link that only brings that is
 * not up yet. */
static inline bool mt_brings_news(const struct mt_raw_event *event)
{
    return !event->artificial || mt_is_heartbeat(event);
}

/* ---- files (source_file.c) ---- */

struct mt_file_options {
    char *const *paths; /* files, glob patterns, .index files, "-" for stdin; in order */
    size_t path_count;
    bool follow; /* at the end wait for more, and for the next file, as tail -F does */
};

/* Expands globs and index files at once; fails when nothing is there. *out is to be freed with
 * ops->free. */
int mt_source_file_new(const struct mt_file_options *options, struct mt_source **out,
                       struct mt_err *err);

/* The path of the i-th file, "-" for stdin; NULL behind the last. */
const char *mt_source_file_path(const struct mt_source *source, size_t i);

/* How many bytes it has now; 0 when that is not known (stdin, a pipe). */
uint64_t mt_source_file_size(const struct mt_source *source, size_t i);

/* ---- replica (replica.h has more: what the server is, its table definitions) ---- */

/* Servers that hold the same data, in the order in which they are tried. */
struct mt_hosts {
    struct mt_hosts *next;  /* all there are, kept to the end */
    size_t count;           /* at least 1 */
    _Atomic size_t current; /* the one that answered last: it is tried first */
    struct mt_host {
        const char *name; /* NULL: from option files or the library's default */
        unsigned port;    /* 0: likewise */
    } list[];
};

/* As the mysql client's options of these names. NULL: not given. */
struct mt_tls_options {
    const char *mode; /* DISABLED, PREFERRED, REQUIRED, VERIFY_CA, VERIFY_IDENTITY; NULL: VERIFY_CA
                         with a CA, otherwise PREFERRED */
    const char *ca, *capath, *crl, *cert, *key, *cipher, *version;
    const char *public_key; /* of the server, for passwords that go without TLS */
    bool get_public_key;    /* or ask the server for it */
};

/* The mode that these options mean. */
const char *mt_tls_mode(const struct mt_tls_options *tls);

/* Strings live as long as what uses them. */
struct mt_connect_options {
    struct mt_hosts *hosts;               /* lives as long as the process */
    const char *user, *password, *socket; /* NULL: from option files or the library's default */
    const char *defaults_file;            /* --defaults-file; NULL: the usual ones */
    const char *option_group;             /* read beside [client]; NULL: moontail */
    struct mt_tls_options tls;
    unsigned connect_timeout_s; /* 0: 10 */
};

struct mt_server_info;

struct mt_replica_options {
    struct mt_connect_options connect;
    const struct mt_server_info *server; /* whose log the first start's file and position are in */
    uint32_t server_id;                  /* ours, as the server will see it */
    unsigned heartbeat_ms; /* asked from the server; a link silent for three of these is dropped. 0:
                              10000 */
    bool semi_sync;        /* let the server's commits wait for our answer */
};

int mt_source_replica_new(const struct mt_replica_options *options, struct mt_source **out,
                          struct mt_err *err);

#endif
