/* A server sends again, after each new connection, a rotate event that names the file, the file's
 * format description, and all events from the position asked for (MySQL sql/rpl_binlog_sender.cc,
 * MariaDB sql/sql_repl.cc). Asked by GTID it begins at the head of a file, and leaves out the
 * transactions that are in the set. */
#include "source/seam.h"

#include <string.h>

#include "base/cursor.h"
#include "binlog/rows.h"
#include "source/file_list.h"

int mt_seam_init(struct mt_seam *seam, const struct mt_start *start, struct mt_err *err)
{
    *seam = (struct mt_seam){.start = *start};
    if (start->file)
        seam->start.file = mt_intern(start->file, strlen(start->file));
    seam->start.set = NULL;
    if (!start->set)
        return 0;
    seam->executed.known = true;
    return mt_gtid_set_copy(&seam->executed.set, start->set, err);
}

void mt_seam_free(struct mt_seam *seam)
{
    mt_executed_free(&seam->executed);
}

struct mt_start mt_seam_start(const struct mt_seam *seam)
{
    struct mt_start start = seam->start;
    bool again = seam->boundary.file != NULL;
    if (seam->executed.known)
        start.set = &seam->executed.set;
    if (again && start.has_gtids && start.set) {
        start.kind = MT_START_GTID;
    } else if (again) {
        start.kind = MT_START_POSITION;
        start.file = seam->boundary.file;
        start.position = seam->boundary.position;
    }
    return start;
}

void mt_seam_opened(struct mt_seam *seam, bool same_log)
{
    seam->other_log |= !same_log;
    seam->repeats = SEAM_NONE;
    if (seam->boundary.file)
        seam->repeats = seam->other_log ? SEAM_OTHER_LOG : SEAM_SAME_LOG;
    seam->found = false;
    seam->again = (struct mt_part){0};
}

/* ---- places ---- */

/* A rotate event's target: uint<8> position, then the name of the file. */
static struct mt_log_place rotate_target(const struct mt_raw_event *event)
{
    struct mt_cursor c = mt_cursor(event->data, event->size);
    mt_take(&c, MT_HEADER_LEN);
    struct mt_log_place target = {.position = mt_u64(&c)};
    size_t len = mt_left(&c);
    target.file = mt_intern((const char *)c.at, len);
    return target;
}

static bool announces_file(const struct mt_raw_event *event)
{
    return event->artificial && event->header.type == MT_EVENT_ROTATE;
}

static bool is_rows(const struct mt_raw_event *event)
{
    enum mt_change change;
    return mt_rows_is(event->header.type, &change);
}

static void note_part(struct mt_part *part, const struct mt_raw_event *event)
{
    if (is_rows(event)) {
        part->rows++;
        part->sizes = part->sizes * 31 + event->size;
        part->tail = 0;
    } else {
        part->tail++;
    }
}

int mt_seam_note(struct mt_seam *seam, const struct mt_raw_event *event, struct mt_err *err)
{
    struct mt_log_place behind = {event->file, event->end_position};
    if (!event->artificial) {
        seam->seen = behind;
        seam->other_log = false;
    }
    if (announces_file(event)) {
        /* the next file is there now, and the old one may be purged from here on */
        behind = rotate_target(event);
        seam->announced = behind.file;
    }
    if (event->begins_transaction)
        seam->part = (struct mt_part){0};
    if (!event->artificial)
        note_part(&seam->part, event);
    /* MariaDB cannot start between the format description and the event that tells how the rest of
     * the file is encrypted: the place before both does as well */
    bool is_format = event->header.type == MT_EVENT_FORMAT_DESCRIPTION && seam->boundary.file;
    if (event->ends_transaction && !is_format)
        seam->boundary = behind;
    return mt_executed_note(&seam->executed, event, err);
}

/* ---- the same log again ---- */

/* Asked by GTID, a server may begin files before. */
static bool is_before(const char *file, const char *seen)
{
    return seen && file != seen && mt_compare_logs(file, seen) < 0;
}

static int repeats_place(struct mt_seam *seam, const struct mt_raw_event *event, struct mt_err *err)
{
    bool by_gtid = seam->start.has_gtids && seam->executed.known;
    if (announces_file(event)) {
        const char *file = rotate_target(event).file;
        return file == seam->boundary.file || file == seam->announced ||
               (by_gtid && is_before(file, seam->seen.file));
    }
    if (event->artificial)
        return 1;
    if (by_gtid && is_before(event->file, seam->seen.file))
        return 1;
    if (event->file != seam->seen.file || event->position >= seam->seen.position)
        return 0;
    if (event->end_position <= seam->seen.position)
        return 1;
    return mt_fail(err, MT_ERR_CORRUPT,
                   "%s:%llu: this is not the log that was read before the connection was lost (an "
                   "event ended at %llu); the server was replaced or reset: start again from a "
                   "position of its present log",
                   event->file, (unsigned long long)event->position,
                   (unsigned long long)seam->seen.position);
}

/* ---- another server's log ---- */

static int fail_other_order(const struct mt_seam *seam, const struct mt_raw_event *event,
                            struct mt_err *err)
{
    char gtid[MT_GTID_TEXT];
    mt_gtid_print(&seam->executed.gtid, gtid);
    return mt_fail(err, MT_ERR_SERVER,
                   "%s:%llu: the server does not go on with the transaction %s as the one before "
                   "had it in its log; run the job again: it begins with the whole transaction",
                   event->file, (unsigned long long)event->position, gtid);
}

static bool is_same(const struct mt_gtid_head *a, const struct mt_gtid_head *b)
{
    char text_a[MT_GTID_TEXT], text_b[MT_GTID_TEXT];
    mt_gtid_print(a, text_a);
    mt_gtid_print(b, text_b);
    return strcmp(text_a, text_b) == 0;
}

/* What stands before the open transaction. Of the format and the file's name the consumer must
 * hear, but not that a transaction had ended. */
static int look_for_transaction(struct mt_seam *seam, struct mt_raw_event *event,
                                struct mt_err *err)
{
    struct mt_gtid_head gtid;
    if (event->header.type == MT_EVENT_FORMAT_DESCRIPTION || announces_file(event)) {
        event->artificial = true;
        event->ends_transaction = false;
        return 0;
    }
    if (!mt_is_gtid(event->header.type))
        return 1;
    if (mt_gtid_decode_head(event, &gtid, err))
        return -1;
    if (!is_same(&gtid, &seam->executed.gtid))
        return fail_other_order(seam, event, err);
    seam->found = true;
    note_part(&seam->again, event);
    return 1;
}

/* Table maps come through: the ids in the rows to come are this server's. */
static int pass_over_part(struct mt_seam *seam, struct mt_raw_event *event, struct mt_err *err)
{
    const struct mt_part *had = &seam->part, *again = &seam->again;
    bool all_rows = again->rows == had->rows;
    if (all_rows && (is_rows(event) || event->ends_transaction || again->tail >= had->tail)) {
        seam->repeats = SEAM_NONE;
        return 0;
    }
    if (event->artificial)
        return 1;
    note_part(&seam->again, event);
    bool differs = again->rows == had->rows && again->sizes != had->sizes;
    if (differs || event->ends_transaction || event->header.type == MT_EVENT_TRANSACTION_PAYLOAD)
        return fail_other_order(seam, event, err);
    if (event->header.type != MT_EVENT_TABLE_MAP)
        return 1;
    event->artificial = true;
    return 0;
}

static int repeats_transaction(struct mt_seam *seam, struct mt_raw_event *event, struct mt_err *err)
{
    if (!seam->executed.open) {
        seam->repeats = SEAM_NONE;
        return 0;
    }
    return seam->found ? pass_over_part(seam, event, err) : look_for_transaction(seam, event, err);
}

int mt_seam_judge(struct mt_seam *seam, struct mt_raw_event *event, struct mt_err *err)
{
    if (mt_is_heartbeat(event))
        return 0;
    if (seam->repeats == SEAM_OTHER_LOG)
        return repeats_transaction(seam, event, err);
    int repeated = repeats_place(seam, event, err);
    if (repeated == 0)
        seam->repeats = SEAM_NONE;
    return repeated;
}
