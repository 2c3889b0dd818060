/* A user's script, as the program sees it: load it, give it events, flush its sinks. Knows Lua,
 * shows none of it.
 *
 * Calls that may have to wait for the event loop return MT_SCRIPT_WAITING; when the wait is over,
 * the idle callback is called with the outcome. One call is under way at a time. */
#ifndef MT_SCRIPT_H
#define MT_SCRIPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/tally.h"
#include "binlog/executed.h"
#include "binlog/framing.h"
#include "source/replica.h"

struct event_base;
struct mt_recording_event;
struct mt_script;

enum mt_script_status { MT_SCRIPT_DONE, MT_SCRIPT_WAITING, MT_SCRIPT_FAILED };

struct mt_script_options {
    const char *path;             /* the script; NULL: module is run instead */
    const char *module;           /* a bundled module whose result is called with args */
    const char *const *set;       /* "KEY=VALUE", NULL-terminated; may be NULL */
    const char *const *arguments; /* passed to the script as ...; NULL-terminated; may be NULL */
    const char *version;
    bool dry_run; /* the sinks print what they would send */
    /* moontail.configure{name = value}: NULL when taken, otherwise why not. */
    const char *(*configure)(void *arg, const char *name, const char *value);
    const char *(*job_name)(void *arg); /* as far as is known while the script is loaded */
    void *configure_arg;                /* of both */
    /* The server's definitions of all tables; with_places of the sink is settled by the callback.
     */
    int (*definitions)(void *arg, struct mt_definitions_sink *sink, struct mt_definitions *out,
                       struct mt_err *err);
    /* Every event from the place where the job stands to file and position (NULL: to the end),
     * read beside the job. */
    int (*scan)(void *arg, const char *file, uint64_t position,
                int (*each)(void *arg, const struct mt_raw_event *event, struct mt_err *err),
                void *each_arg, struct mt_err *err);
    void *definitions_arg;
    struct mt_tally *tally; /* what is counted goes there; NULL: nowhere */
    /* Takes every event instead of handlers (NULL: they do). */
    int (*record)(void *arg, const struct mt_recording_event *in, struct mt_err *err);
    void *record_arg;
};

struct mt_script *mt_script_new(struct event_base *base, const struct mt_script_options *options,
                                void (*idle)(void *arg, enum mt_script_status status,
                                             const struct mt_err *err),
                                void *arg, struct mt_err *err);
void mt_script_free(struct mt_script *script);

/* Run the script's main chunk. */
enum mt_script_status mt_script_load(struct mt_script *script, struct mt_err *err);

/* After a load that is done: take in what the script registered. */
int mt_script_ready(struct mt_script *script, struct mt_err *err);

/* --tables, --ignore-tables; NULL: none. After load, before the first event. */
int mt_script_filter(struct mt_script *script, const char *tables, const char *ignore_tables,
                     struct mt_err *err);

/* What is known only once the script has set its options. */
struct mt_script_settings {
    bool bigint_as_string;
    bool ignore_statements; /* row changes logged as statements are passed over, with a warning */
    bool positional;        /* columns that nobody names are called @1, @2, ... */
    bool log_alone;         /* show what the events say, whatever else is known of the tables */
};
void mt_script_settle(struct mt_script *script, const struct mt_script_settings *settings);

bool mt_script_has_handlers(struct mt_script *script);
bool mt_script_wants_rows(struct mt_script *script);
/* name: "schema.table". */
bool mt_script_wants_table(struct mt_script *script, const char *name);

/* Give one event to the handlers that want it. The event's bytes must live until the status is not
 * WAITING. */
enum mt_script_status mt_script_event(struct mt_script *script, const struct mt_raw_event *event,
                                      struct mt_err *err);

/* Take in what an event says, for those that come later; no handler is called. */
int mt_script_pass_over(struct mt_script *script, const struct mt_raw_event *event,
                        struct mt_err *err);

/* ---- the tables' definitions ---- */

/* Do the script's handlers need names, or see DDL? */
bool mt_script_wants_definitions(const struct mt_script *script);

struct mt_history_start {
    bool keeps;                /* entries are saved beside a checkpoint */
    bool asks;                 /* there is a server to ask */
    bool now;                  /* ask it at once */
    const struct mt_buf *text; /* the entries that were saved; NULL: there is no file of them */
    const char *file;          /* where the job starts; NULL or "": where its log does */
    uint64_t position;
    const char *server_uuid;
    uint32_t server_id;
    const char *dump; /* --schema: a file, or NULL */
};

/* Before the first event, and after a checkpoint was read. replace: the file of entries shall
 * become text. */
int mt_script_start_history(struct mt_script *script, const struct mt_history_start *start,
                            struct mt_buf *text, bool *replace, struct mt_err *err);

/* Append the entries that are new since the last call, lines of JSON, to out. They must be safe
 * before the checkpoint that counts them (mt_script_save). */
int mt_script_history(struct mt_script *script, struct mt_buf *out, struct mt_err *err);

/* Wait until every sink has acknowledged everything. */
enum mt_script_status mt_script_flush(struct mt_script *script, struct mt_err *err);

/* ---- moontail check: what can be asked before any event ---- */

/* Ask every sink that has a check; may wait. What has been found so far is there at any time. */
enum mt_script_status mt_script_check_sinks(struct mt_script *script, struct mt_err *err);
void mt_script_sink_findings(struct mt_script *script,
                             void (*each)(void *arg, const char *sink, bool ok, const char *text,
                                          const char *fix), /* fix may be NULL */
                             void *arg);

/* Which of the script's globs match none of a server's tables; each is called with the glob and the
 * nearest name. certain: there are tables beside or near the one that is meant, so that the user
 * would see it. names: "schema.table". Returns how many tables the script wants, or -1. */
int mt_script_match_tables(struct mt_script *script, const char *const *names, size_t count,
                           void (*each)(void *arg, const char *unmatched, bool certain), void *arg,
                           struct mt_err *err);

/* An asynchronous failure (a refused write); code MT_OK: none. It also makes the idle callback be
 * called. */
const struct mt_err *mt_script_failure(const struct mt_script *script);

/* ---- the checkpoint's text ---- */

struct mt_place {
    char file[512]; /* "" where only GTIDs are known */
    uint64_t position;
    char gtid[MT_GTID_TEXT]; /* of the last transaction, for people */
    struct mt_executed executed;
    uint32_t server_id;
    char server_uuid[64];
};

/* Valid right after a flush. */
int mt_script_save(struct mt_script *script, const struct mt_place *place, struct mt_buf *out,
                   struct mt_err *err);
/* Read a checkpoint, keep what it says of the sinks for mt_script_restore. out->executed is to be
 * freed. */
int mt_script_read_checkpoint(struct mt_script *script, const char *text, size_t len,
                              struct mt_place *out, struct mt_err *err);
/* What the checkpoint that was read remembers of each sink, as JSON. */
int mt_script_saved_sinks(struct mt_script *script,
                          void (*each)(void *arg, const char *name, const char *state), void *arg,
                          struct mt_err *err);
/* Set the sinks back to the checkpoint that was read, or tell them that there is none. */
int mt_script_restore(struct mt_script *script, struct mt_err *err);

/* Open what depends on options; dead_letters: their file, or NULL for the default. After load. */
int mt_script_open_letters(struct mt_script *script, const char *dead_letters, struct mt_err *err);
/* Give the dead letters of a file to their handlers, and flush. */
enum mt_script_status mt_script_replay(struct mt_script *script, const char *path,
                                       struct mt_err *err);

/* ---- a checkpoint that a sink holds (held.c) ---- */

/* The sink's name (interned), or NULL: a file holds the checkpoint. url: of --checkpoint, which
 * makes such a sink; or NULL. */
int mt_script_holder(struct mt_script *script, const char *url, const char **name,
                     struct mt_err *err);
/* Right after a flush: let the sink keep this checkpoint, and what it was sent, in one step. */
enum mt_script_status mt_script_commit(struct mt_script *script, const struct mt_buf *place,
                                       struct mt_err *err);
/* Ask the sink for the checkpoint that it holds; when that is done, mt_script_held appends it.
 * false: there is none. */
enum mt_script_status mt_script_ask_held(struct mt_script *script, struct mt_err *err);
bool mt_script_held(struct mt_script *script, struct mt_buf *out);

struct mt_script_stats {
    uint64_t events, rows, handled; /* events seen, rows given to handlers, handler calls */
};
struct mt_script_stats mt_script_stats(const struct mt_script *script);

/* How a sink is, as far as it tells. */
struct mt_sink_state {
    const char *name;
    bool up;
    const char *detail; /* what is wrong, or "" */
    double down_for;    /* seconds; 0 while it is up */
    double pending;     /* not acknowledged; below 0: it does not tell */
    bool in_bytes;      /* otherwise pending counts items */
    double retries;     /* ever; below 0: it does not tell */
};

/* Each sink of the script; strings live until each returns. */
void mt_script_sinks(struct mt_script *script,
                     void (*each)(void *arg, const struct mt_sink_state *state), void *arg);

/* The handler that waits with an event in hand: since when (mt_now_ms), and what metrics call it;
 * "" where times do not count, and for those that work side by side. */
struct mt_at_work {
    const char *handler;
    uint64_t since_ms;
};
struct mt_at_work mt_script_at_work(const struct mt_script *script);

/* Bytes that Lua's objects take. */
size_t mt_script_memory(const struct mt_script *script);

/* "LuaJIT 2.1..." */
const char *mt_script_luajit(void);

/* The GTID of the transaction that the last event belonged to; anonymous when there is none. */
const struct mt_gtid_head *mt_script_gtid(const struct mt_script *script);

/* ---- keyed hashes, of the library that scripts sign with (crypto.c) ---- */

/* Load OpenSSL's libcrypto. Fails with MT_ERR_UNSUPPORTED, and says which package to install. what:
 * needs it. */
int mt_digest_open(const char *what, struct mt_err *err);

/* Once it is open: HMAC-SHA256, RFC 2104. 0, or -1. */
int mt_hmac_sha256(const void *key, size_t key_len, const void *data, size_t len, uint8_t out[32]);

#endif
