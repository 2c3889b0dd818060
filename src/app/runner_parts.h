/* The inside of a running job, shared by the files that make it up: runner.c (events, the end),
 * save.c (saving), watch.c (who looks at it), start.c (where from: script's options, source,
 * place), definitions.c (the tables'), lock.c (whether another run of its name is at work),
 * telling.c (what the log is told of it), terminal.c (what a person at a terminal is). */
#ifndef MT_RUNNER_PARTS_H
#define MT_RUNNER_PARTS_H

#include <event2/event.h>
#include <time.h>

#include "app/gate.h"
#include "app/checkpoint.h"
#include "app/http.h"
#include "app/runner.h"
#include "app/share.h"
#include "lua/script.h"
#include "source/reader.h"
#include "source/replica.h"
#include "source/replica_lock.h"

enum busy { BUSY_NO, BUSY_LOAD, BUSY_HELD, BUSY_LETTERS, BUSY_EVENT, BUSY_FLUSH, BUSY_COMMIT };
enum ending { ENDING_NO, ENDING_SOURCE, ENDING_SIGNAL, ENDING_FAILED };

/* What outlives a run that begins again: what was counted, and who tells it (watch.c). Times are
 * mt_now_ms(). */
struct watch {
    struct mt_tally tally;
    struct mt_http *http; /* NULL: nobody asks */
    char address[256];    /* of --http, as it was given */
    char source[512];     /* without a password */
    bool live;            /* it is a server */
    double began;         /* seconds since the epoch */
    uint64_t heard_ms;    /* the source, by readers that are gone; at first when we began */
    uint64_t reconnects;  /* likewise */
    uint64_t saves;
    uint64_t unsaved_ms; /* since then there is something that the checkpoint does not hold; 0 */
    char saved_file[512];
    uint64_t saved_position;
};

struct runner {
    struct mt_options *options;
    struct watch *watch;
    struct event_base *base;
    struct mt_script *script;
    struct mt_recorder *recorder; /* NULL: handlers take the events */
    bool no_source;               /* a module alone */

    struct mt_connect_options connect;     /* the source */
    struct mt_connect_options definitions; /* --schema, or the source */
    bool has_definitions, schema_server;
    struct mt_server_info server;
    bool live;
    struct mt_source *source;
    struct mt_reader *reader;
    char name[256], checkpoint[4096];
    bool keep_checkpoint, finite;
    struct mt_checkpoint_lock checkpoint_lock;
    const char *holder; /* the sink that holds the checkpoint; NULL: the file does */

    struct mt_lock *lock; /* NULL: none is needed; it outlives a run that begins again */
    struct event *lock_changed;
    void (*when_locked)(struct runner *r);  /* NULL: nothing waits for the lock */
    unsigned lock_term;                     /* in which this run began to deliver */
    bool told_of_lock[MT_LOCK_REFUSED + 1]; /* by state */
    bool restart;
    bool began_again; /* not the first run of this process */
    bool resumes;     /* there was a checkpoint */
    bool resumed;     /* from a checkpoint */

    struct mt_start start;

    struct event *readable, *again, *save_timer, *signals[3], *deadline, *watchdog;
    struct mt_reload *reload; /* a script is being tried */
    bool reload_due;          /* it loads: begin again with it at the next boundary */
    enum busy busy;
    uint64_t busy_ms; /* since when */
    enum ending ending;
    bool save_due, stopped, started;
    struct mt_raw_event event;
    struct mt_place place;         /* the last transaction boundary; its gtid: see mt_runner_gtid */
    struct mt_gtid_head last_gtid; /* of the last transaction that had one, of this run */
    const char *file;              /* of the place, once it has moved */
    bool at_boundary, moved;
    bool seen_transaction, in_transaction;
    bool standby;        /* another run of this name has the lock */
    uint32_t event_s;    /* when the server wrote the last event taken that says so */
    bool answer_due;     /* a commit on the server waits for what has been read */
    uint32_t asker;      /* for that server */
    struct mt_gate gate; /* what is passed over before the place asked for */
    bool pending;        /* the event in hand was taken, and is still to be handled */
    struct mt_pos until;

    uint64_t bytes, transactions_before; /* handled; those of earlier runs */
    struct mt_share share;               /* of files: how much is done */
    int signal;                          /* that ended it */
    struct told {
        struct event *timer;
        uint64_t at_ms, events, rows, transactions, bytes; /* when the log had its last line */
    } told;
    struct terminal {
        struct event *timer;
        bool drawn, holds_stdout;
        size_t count; /* of samples taken */
        struct sample {
            uint64_t at_ms, rows, events, done;
        } samples[16]; /* the last ones */
    } terminal;

    uint64_t saved_bytes, saved_handled; /* when the place was last saved */
    struct timespec began;
    struct mt_err *err;
    int result;
};

/* As the options say that are known so far, whether or not they are good. */
void mt_runner_configure_log(const struct runner *r);

/* The script is loaded and has set its options: settle them, name the job and its checkpoint. */
int mt_runner_settle(struct runner *r, struct mt_err *err);

/* Is the source a file of dead letters? */
bool mt_runner_reads_letters(const struct runner *r);

/* End the job: with an error, or without; begin again from the checkpoint (the lock is lost). */
void mt_runner_stop(struct runner *r, int result);
void mt_runner_fail(struct runner *r, const struct mt_err *err);
void mt_runner_begin_again(struct runner *r);

/* Flush the sinks and save the place (save.c). true: it is done already. */
bool mt_runner_begin_flush(struct runner *r);
/* The sinks have everything; true: so does the checkpoint. */
bool mt_runner_after_flush(struct runner *r);
/* The sink that holds the checkpoint has it. */
void mt_runner_after_commit(struct runner *r);
int mt_runner_flush_stdout(struct mt_err *err);
/* The source has ended inside a transaction: nothing is saved. */
void mt_runner_end_unsaved(struct runner *r);

/* ---- what is told (telling.c, terminal.c) ---- */

/* The log's first line of the job: what it runs, from where, to where. */
void mt_runner_tell_start(struct runner *r);
/* From here on lines of progress, in the log and on the terminal. */
void mt_runner_start_telling(struct runner *r);
/* The log's last line: why it ended, and what was done. */
void mt_runner_tell_end(struct runner *r);

/* A size, as people read it: "13.4 kB". */
const char *mt_print_size(double bytes, char text[32]);

void mt_runner_start_terminal(struct runner *r);
void mt_runner_stop_terminal(struct runner *r);
/* Has the script printed something? Then the terminal is its own. */
void mt_runner_yield_terminal(struct runner *r);

/* Let the loop look at what is due. */
void mt_runner_go_on(struct runner *r);

/* SIGHUP (reload.c). */
void mt_runner_reload(struct runner *r);
void mt_runner_stop_reload(struct runner *r);

/* Begin something that may have to wait. */
void mt_runner_begin(struct runner *r, enum busy what);

/* Those who look at the job (watch.c): listen where the options say; go on when a run begins again;
 * take in what is known of a run that ends; answer for some time between two runs. */
int mt_runner_watch(struct runner *r, struct mt_err *err);
int mt_runner_watch_again(struct runner *r, struct mt_err *err);
void mt_runner_end_watch(struct runner *r);
bool mt_runner_watch_pause(struct runner *r, unsigned ms);
void mt_runner_count_event(struct runner *r); /* it is done with */
void mt_watch_free(struct watch *watch);

/* Ours, as a replica. */
uint32_t mt_runner_server_id(const struct runner *r);

/* The source that the options name (not yet read), and what is known of the server. */
int mt_runner_open_source(struct runner *r, struct mt_err *err);

/* Both. */
int mt_runner_open(struct runner *r, struct mt_err *err);

/* What holds the checkpoint, for messages. */
const char *mt_runner_where_checkpoint(const struct runner *r);

/* The source is open, and no other run of this name is at work: find the place to start and to
 * stop. */
int mt_runner_find_start(struct runner *r, struct mt_err *err);

/* The event in hand was handled, or passed over: does the place move? */
int mt_runner_note_event(struct runner *r, struct mt_err *err);
/* Of the last transaction, for people. text: room for it. */
const char *mt_runner_gtid(const struct runner *r, char text[static MT_GTID_TEXT]);
/* Has the job a place, and may it be saved now? */
bool mt_runner_has_place(const struct runner *r);
bool mt_runner_may_save(const struct runner *r);
/* Has the place moved, and is it time to save it: by the clock, the handled events or the bytes? */
bool mt_runner_save_is_due(const struct runner *r);
/* The place is being saved. */
void mt_runner_note_save(struct runner *r);
/* Is all that --until asked for done? */
bool mt_runner_is_at_until(const struct runner *r);
/* Is the event in hand behind it, where it is a time? A heartbeat of a server that has no more to
 * send can be, too. */
bool mt_runner_is_behind_until(const struct runner *r);

/* Set start, place and gate for a place that a user asks for; takes what pos owns. */
int mt_runner_seek(struct runner *r, struct mt_pos *pos, struct mt_err *err);

/* ---- the tables' definitions (definitions.c) ---- */

/* Whom to ask where the log does not name the columns. */
int mt_runner_find_definitions(struct runner *r, struct mt_err *err);

/* Take up the history that is saved, or begin one; once the place is known. */
int mt_runner_start_history(struct runner *r, struct mt_err *err);

/* What is new of it is safe before the checkpoint that counts it. */
int mt_runner_save_history(struct runner *r, struct mt_err *err);
int mt_runner_remove_history(struct runner *r, struct mt_err *err);

/* For mt_script_options; arg: the runner. */
int mt_runner_definitions(void *arg, struct mt_definitions_sink *sink, struct mt_definitions *out,
                          struct mt_err *err);
int mt_runner_scan(void *arg, const char *file, uint64_t position,
                   int (*each)(void *arg, const struct mt_raw_event *event, struct mt_err *err),
                   void *each_arg, struct mt_err *err);

/* Does this job need a lock, and is none asked for yet? Then ask for it. */
int mt_runner_ask_lock(struct runner *r, struct mt_err *err);

/* Take in what became of the lock, and tell the user. */
enum lock_news { LOCK_NOT_YET, LOCK_OURS, LOCK_LOST };
enum lock_news mt_runner_look_at_lock(struct runner *r);

/* Go on when no other run of this name is at work: at once, where no lock is needed. */
void mt_runner_when_locked(struct runner *r, void (*go_on)(struct runner *r));

/* May the job deliver and save now? */
bool mt_runner_may_deliver(const struct runner *r);

#endif
