/* What `moontail check` asks a server: facts, without a judgement.
 *
 * A question that the server refuses is a fact too. Strings live as long as the process. */
#ifndef MT_REPLICA_CHECK_H
#define MT_REPLICA_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "source/source.h"

/* Why a question has no answer: the server's sentence and its number. NULL: it was answered. */
struct mt_refusal {
    const char *text;
    unsigned number;
};

/* Rows of strings; a cell is NULL where SQL has NULL or where the server has fewer columns. */
#define MT_ANSWER_COLUMNS 5
struct mt_answer {
    struct mt_refusal refused;
    const char *(*rows)[MT_ANSWER_COLUMNS];
    size_t count;
};

struct mt_server_facts {
    const char *name; /* mysql://host:port */
    bool mariadb;
    unsigned long version; /* 101119, 90704 */
    const char *version_text;
    const char *user;      /* user@host, as the server has granted it */
    bool local;            /* a unix socket, or an address of this machine's own */
    const char *tls;       /* "TLSv1.3, TLS_AES_256_GCM_SHA384"; NULL: none */
    double clock_ahead_s;  /* the server's clock minus ours */
    double clock_unsure_s; /* half of the time that the question took */

    struct mt_answer variables; /* name, value */
    struct mt_answer status;    /* file, position, binlog_do_db, binlog_ignore_db: one row */
    struct mt_answer logs;      /* file, size in bytes; oldest first */
    struct mt_answer replicas;  /* server id, host, ..., uuid on MySQL */
    struct mt_answer sources;   /* one row for each server that this one replicates from */
    struct mt_answer tables;    /* schema, table: base tables that the user may see */
    struct mt_answer holder;    /* of the job's lock: connection id or NULL: one row */
};

/* job: whose lock is looked at. Fails when the server cannot be reached or refuses the login. */
int mt_replica_facts(const struct mt_connect_options *options, const char *job,
                     struct mt_server_facts *out, struct mt_err *err);
void mt_server_facts_free(struct mt_server_facts *facts);

/* The value of a global variable; NULL where the server has no such variable. */
const char *mt_fact(const struct mt_server_facts *facts, const char *variable);

/* Ask for the stream from a place, as a job would, until its first event or a sign of life is
 * there: proof of the right to it, and that the place exists. created: when the file was begun
 * (seconds since the epoch), known where the place is the file's start; otherwise 0. */
int mt_replica_probe(const struct mt_connect_options *options, uint32_t server_id,
                     const struct mt_start *start, uint32_t *created, struct mt_err *err);

#endif
