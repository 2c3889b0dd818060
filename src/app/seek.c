/* Owns finding the place that a user asks for: which file to open, where in it, and what the gate
 * has still to pass over. Looks into the heads of log files, no further. */
#include <stdlib.h>
#include <string.h>

#include "app/runner_parts.h"
#include "base/log.h"
#include "source/file_list.h"

/* The logs of the source, in order; names live as long as the process. */
struct logs {
    struct log {
        const char *name;
        uint64_t size; /* of a server's */
    } * list;
    size_t count;
    bool failed, piped;
};

static void add_log(void *arg, const char *name, uint64_t size)
{
    struct logs *logs = arg;
    struct log *grown = realloc(logs->list, (logs->count + 1) * sizeof *grown);
    if (!grown) {
        logs->failed = true;
        return;
    }
    logs->list = grown;
    logs->list[logs->count++] = (struct log){mt_intern(name, strlen(name)), size};
    logs->piped |= strcmp(name, "-") == 0;
}

static int list_logs(struct runner *r, struct logs *out, struct mt_err *err)
{
    const char *path;
    *out = (struct logs){NULL, 0, false, false};
    if (r->live && mt_replica_logs(&r->connect, add_log, out, err))
        return -1;
    for (size_t i = 0; !r->live && (path = mt_source_file_path(r->source, i)); i++)
        add_log(out, mt_base_name(path), 0);
    if (out->failed)
        return mt_fail(err, MT_ERR_NOMEM, "no memory for the list of logs");
    return 0;
}

/* ---- heads ---- */

struct head {
    uint32_t timestamp; /* of the format description */
    struct mt_executed executed;
};

/* Read a file up to its first transaction, or only its first event. The head is to be freed. */
static int read_head(struct runner *r, const char *file, bool all, struct head *out,
                     struct mt_err *err)
{
    const struct mt_source_ops *ops = r->source->ops;
    struct mt_start start = {
        .kind = MT_START_POSITION, .file = file, .position = MT_BINLOG_MAGIC_LEN};
    struct mt_raw_event event;
    bool seen_format = false;
    *out = (struct head){0};
    int rc = ops->open(r->source, &start, err);
    while (rc == 0 && !out->executed.known && (all || !seen_format) &&
           (rc = ops->next(r->source, &event, err)) == 0 && !event.begins_transaction) {
        if (strcmp(event.file, file) != 0) {
            if (!event.artificial)
                break;
            continue;
        }
        if (event.header.type == MT_EVENT_FORMAT_DESCRIPTION) {
            out->timestamp = event.header.timestamp;
            seen_format = true;
        }
        rc = mt_executed_note(&out->executed, &event, err);
    }
    return rc < 0 ? -1 : 0;
}

/* Is the head such that a stream may begin there? 1 yes, 0 no, -1 failed. */
static int suits(struct runner *r, const char *file, const struct mt_pos *pos, struct mt_err *err)
{
    struct head head;
    int yes = read_head(r, file, pos->kind == MT_POS_GTID, &head, err);
    if (yes == 0 && pos->kind == MT_POS_TIME)
        yes = (int64_t)head.timestamp < pos->second;
    else if (yes == 0)
        yes = head.executed.known && mt_gtid_set_is_subset(&head.executed.set, &pos->set);
    mt_executed_free(&head.executed);
    return yes;
}

/* The last file whose head suits, by bisection: all before it do as well. *out: its index, or 0
 * when there is none. 1: there is one. */
static int find_last(struct runner *r, const struct logs *logs, const struct mt_pos *pos,
                     size_t *out, struct mt_err *err)
{
    size_t low = 0, high = logs->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int yes = suits(r, logs->list[middle].name, pos, err);
        if (yes < 0)
            return -1;
        if (yes)
            low = middle + 1;
        else
            high = middle;
    }
    *out = low ? low - 1 : 0;
    return low > 0;
}

/* ---- places ---- */

static void set_start(struct runner *r, const char *file, uint64_t position)
{
    r->start = (struct mt_start){.kind = MT_START_POSITION, .file = file, .position = position};
}

static void set_place(struct runner *r, const char *file, uint64_t position)
{
    set_start(r, file, position);
    snprintf(r->place.file, sizeof r->place.file, "%s", file);
    r->place.position = position;
    r->at_boundary = r->moved = r->save_due = true;
}

static int know_executed(struct runner *r, const struct mt_gtid_set *set, struct mt_err *err)
{
    r->place.executed.known = true;
    return mt_gtid_set_copy(&r->place.executed.set, set, err);
}

/* The gate takes what pos owns. */
static void shut_gate(struct runner *r, struct mt_pos *pos)
{
    r->gate.from = *pos;
    *pos = (struct mt_pos){.kind = MT_POS_NONE};
}

/* Where the log ends now is a place that can be saved before anything happens. What was executed
 * was asked after it, so that nothing between the two is passed over. */
static int seek_latest(struct runner *r, struct mt_err *err)
{
    const struct mt_server_info *s = &r->server;
    if (!r->live) {
        r->start.kind = MT_START_LATEST;
        return 0;
    }
    set_place(r, mt_intern(s->file, strlen(s->file)), s->position);
    if (!s->has_gtids)
        return 0;
    r->start.kind = MT_START_GTID;
    return know_executed(r, &s->executed, err);
}

static int check_position(struct runner *r, const struct mt_pos *pos, struct mt_err *err)
{
    struct logs logs;
    int rc = list_logs(r, &logs, err);
    for (size_t i = 0; rc == 0 && i < logs.count; i++)
        if (strcmp(logs.list[i].name, pos->file) == 0 && logs.list[i].size < pos->position)
            rc = mt_fail(err, MT_ERR_SERVER,
                         "%s has only %llu bytes, position %llu is beyond its end: was the server "
                         "restored or reset?",
                         pos->file, (unsigned long long)logs.list[i].size,
                         (unsigned long long)pos->position);
    free(logs.list);
    return rc;
}

/* A MariaDB server tells what was executed at a place; when it cannot, the stream will tell why.
 * MySQL's has to be read from the head of the file on. */
static int seek_file(struct runner *r, struct mt_pos *pos, struct mt_err *err)
{
    struct mt_gtid_set executed = {0};
    struct mt_err unknown = {0};
    bool wants_set =
        r->live ? r->server.has_gtids && !r->server.mariadb : r->until.kind == MT_POS_GTID;
    if (wants_set && pos->position > MT_BINLOG_MAGIC_LEN) {
        if (r->live && check_position(r, pos, err))
            return -1;
        set_start(r, pos->file, MT_BINLOG_MAGIC_LEN);
        shut_gate(r, pos);
        return 0;
    }
    set_place(r, pos->file, pos->position);
    if (!r->live || !r->server.mariadb ||
        mt_replica_gtid_at(&r->connect, pos->file, pos->position, &executed, &unknown))
        return 0;
    int failed = know_executed(r, &executed, err);
    mt_gtid_set_free(&executed);
    return failed;
}

static int fail_gap(struct runner *r, const char *first, const struct mt_gtid_set *set,
                    struct mt_err *err)
{
    struct head head;
    struct mt_buf text = {0};
    int rc = read_head(r, first, true, &head, err);
    if (rc == 0 && !head.executed.known)
        rc = mt_fail(err, MT_ERR_USAGE, "%s has no GTIDs; give a start as FILE:POS or as a time",
                     first);
    if (rc == 0)
        rc = mt_gtid_set_subtract(&head.executed.set, set, err);
    if (rc == 0) {
        mt_gtid_set_print_short(&head.executed.set, &text);
        mt_fail(err, MT_ERR_IO,
                "the files begin with %s, and %s that came before it are not in the set: give the "
                "earlier files too",
                first, mt_buf_str(&text));
    }
    mt_buf_free(&text);
    mt_executed_free(&head.executed);
    return -1;
}

/* Servers pass over what is in the set, in files the gate does. */
static int seek_gtid(struct runner *r, struct mt_pos *pos, struct mt_err *err)
{
    struct logs logs = {NULL, 0, false, false};
    size_t at = 0;
    if (know_executed(r, &pos->set, err))
        return -1;
    if (r->live && !r->server.has_gtids)
        return mt_fail(err, MT_ERR_SERVER,
                       "the server's gtid_mode is %s: only with ON has every transaction a GTID; "
                       "give a start as FILE:POS or as a time",
                       *r->server.gtid_mode ? r->server.gtid_mode : "not there");
    if (r->live) {
        r->start.kind = MT_START_GTID;
        r->at_boundary = r->moved = r->save_due = true;
        return 0;
    }
    int found = list_logs(r, &logs, err);
    if (found == 0 && !logs.piped) {
        found = find_last(r, &logs, pos, &at, err);
        if (found == 0)
            found = fail_gap(r, logs.list[0].name, &pos->set, err);
        set_start(r, logs.list[at].name, MT_BINLOG_MAGIC_LEN);
    }
    free(logs.list);
    shut_gate(r, pos);
    return found < 0 ? -1 : 0;
}

static int seek_time(struct runner *r, struct mt_pos *pos, struct mt_err *err)
{
    struct logs logs;
    size_t at = 0;
    int found = list_logs(r, &logs, err);
    if (found == 0 && logs.count > 0 && !logs.piped) {
        found = find_last(r, &logs, pos, &at, err);
        set_start(r, logs.list[at].name, MT_BINLOG_MAGIC_LEN);
        if (found == 0)
            mt_info("the log begins with %s, which is younger than that time: all of it is read",
                    logs.list[0].name);
    }
    free(logs.list);
    shut_gate(r, pos);
    return found < 0 ? -1 : 0;
}

int mt_runner_seek(struct runner *r, struct mt_pos *pos, struct mt_err *err)
{
    r->start = (struct mt_start){.kind = MT_START_EARLIEST};
    switch (pos->kind) {
    case MT_POS_LATEST: return seek_latest(r, err);
    case MT_POS_FILE: return seek_file(r, pos, err);
    case MT_POS_GTID: return seek_gtid(r, pos, err);
    case MT_POS_TIME: return seek_time(r, pos, err);
    case MT_POS_EARLIEST:
    case MT_POS_NONE: break;
    }
    return 0;
}
