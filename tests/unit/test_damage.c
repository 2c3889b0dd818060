/* Damaged logs: real small ones (damage/, made by MySQL 9.7 and MariaDB 11.8 from damage/small.sql)
 * cut at every byte, and with every byte changed. Under CRC32 every event before the damage is as
 * it was, and then there is an error that names the place; never a wrong value, a crash or a hang.
 */
#include "test.h"

#include <stdlib.h>
#include <unistd.h>

#include "binlog/inflate.h"
#include "binlog/rows.h"
#include "field_text.h"
#include "source/source.h"

enum { MOST_EVENTS = 1000, MOST_BYTES = 65536 };

/* What reading a file gave. */
struct trace {
    size_t count;
    uint64_t events[MOST_EVENTS]; /* a hash of everything that each event says */
    uint64_t ends[MOST_EVENTS];   /* where the next one starts */
    int status;                   /* 1: the end, -1: err */
    struct mt_err err;
};

struct reading {
    struct trace *trace;
    struct mt_tables *tables;
    struct mt_payload *payload;
    struct mt_buf text, scratch, inflated;
    bool mariadb, failed;
};

static struct mt_payload *payload;
static char path[] = "/tmp/moontail-damage-XXXXXX";

static uint64_t hash(const struct mt_buf *text)
{
    uint64_t h = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < text->len; i++)
        h = (h ^ (uint8_t)text->data[i]) * UINT64_C(0x100000001b3);
    return h;
}

static int put_column(void *arg, uint32_t column, const struct mt_value *value)
{
    char name[16];
    snprintf(name, sizeof name, "%u", column);
    text_value(arg, name, value ? value : &(struct mt_value){.kind = MT_KIND_NULL});
    return 0;
}

static void put_rows(struct reading *r, const struct mt_raw_event *event)
{
    struct mt_rows rows;
    struct mt_err *err = &r->trace->err;
    struct mt_image_sink sink = {.put = put_column, .arg = &r->text, .scratch = &r->scratch};
    int failed = mt_rows_begin(r->tables, event, false, &r->inflated, &rows, err);
    while (!failed && mt_rows_more(&rows)) {
        bool update = rows.change == MT_UPDATE;
        failed = mt_rows_image(&rows, rows.change == MT_INSERT, &sink, err) ||
                 (update && mt_rows_image(&rows, true, &sink, err));
    }
    mt_rows_end(&rows);
    r->failed |= failed;
}

/* Add the event's text: its place, its fields, its rows. */
static void put_event(struct reading *r, const struct mt_raw_event *event)
{
    struct mt_field_sink sink = field_text_sink(&r->text);
    struct mt_table *table;
    enum mt_change change;
    uint8_t type = event->header.type;
    mt_buf_printf(&r->text, "%llu-%llu %u %u %u ", (unsigned long long)event->position,
                  (unsigned long long)event->end_position, type, event->header.timestamp,
                  event->header.server_id);
    r->failed |= mt_event_fields(event, r->mariadb, &r->scratch, &sink, &r->trace->err) != 0;
    if (type == MT_EVENT_TABLE_MAP)
        r->failed |= mt_tables_map(r->tables, event, false, &table, &r->trace->err) != 0;
    else if (mt_rows_is(type, &change))
        put_rows(r, event);
}

static void put_inner_events(struct reading *r, struct mt_raw_event *event)
{
    struct mt_raw_event inner;
    int status = mt_payload_begin(r->payload, event, &r->trace->err);
    while (status == 0) {
        status = mt_payload_next(r->payload, &inner, &r->trace->err);
        if (status == 0)
            put_event(r, &inner);
    }
    r->failed |= status < 0;
}

static void take_event(struct reading *r, struct mt_raw_event *event)
{
    struct trace *trace = r->trace;
    mt_buf_clear(&r->text);
    put_event(r, event);
    if (event->header.type == MT_EVENT_TRANSACTION_PAYLOAD)
        put_inner_events(r, event);
    if (r->failed || trace->count == MOST_EVENTS)
        return;
    trace->ends[trace->count] = event->end_position;
    trace->events[trace->count++] = hash(&r->text);
}

static void read_events(struct reading *r, struct mt_source *source)
{
    struct mt_start start = {.kind = MT_START_EARLIEST};
    struct mt_raw_event event;
    struct trace *trace = r->trace;
    trace->status = source->ops->open(source, &start, &trace->err);
    while (trace->status == 0) {
        trace->status = source->ops->next(source, &event, &trace->err);
        if (trace->status == 0)
            take_event(r, &event);
        if (r->failed)
            trace->status = -1;
    }
}

static void read_file(bool mariadb, struct trace *trace)
{
    char *const paths[] = {path};
    struct mt_file_options options = {.paths = paths, .path_count = 1};
    struct mt_source *source;
    struct reading r = {.trace = trace, .mariadb = mariadb};
    memset(trace, 0, sizeof *trace);
    if (mt_source_file_new(&options, &source, &trace->err)) {
        trace->status = -1;
        return;
    }
    r.tables = mt_tables_new();
    r.payload = payload;
    mt_tables_set_writer(r.tables, mariadb ? MT_WRITER_MARIADB : MT_WRITER_MYSQL);
    read_events(&r, source);
    mt_tables_free(r.tables);
    mt_buf_free(&r.text);
    mt_buf_free(&r.scratch);
    mt_buf_free(&r.inflated);
    source->ops->free(source);
}

static void write_file(const char *data, size_t len)
{
    FILE *f = fopen(path, "w");
    fwrite(data, 1, len, f);
    fclose(f);
}

static bool is_start_of(const struct trace *part, const struct trace *whole)
{
    return part->count <= whole->count &&
           memcmp(part->events, whole->events, part->count * sizeof *part->events) == 0;
}

/* The error tells where: the file and the position behind the events that are well. */
static bool names_place(const struct trace *trace)
{
    const char *name = strrchr(path, '/') + 1;
    return trace->err.code != MT_OK && strstr(trace->err.msg, name) != NULL;
}

static bool is_end(const struct trace *whole, size_t len)
{
    bool end = len == MT_BINLOG_MAGIC_LEN;
    for (size_t i = 0; i < whole->count; i++)
        end = end || whole->ends[i] == len;
    return end;
}

static unsigned complain(const char *what, size_t at, const struct trace *trace)
{
    printf("# %s at byte %zu: %zu events, status %d, \"%s\"\n", what, at, trace->count,
           trace->status, trace->err.msg);
    return 1;
}

/* A file may end behind its magic number or any event; anywhere else it is cut. */
static unsigned cut_everywhere(const char *data, size_t len, bool mariadb,
                               const struct trace *whole, struct trace *trace)
{
    unsigned wrong = 0;
    for (size_t n = 0; n < len; n++) {
        write_file(data, n);
        read_file(mariadb, trace);
        size_t complete = 0;
        while (complete < whole->count && whole->ends[complete] <= n)
            complete++;
        bool well = is_start_of(trace, whole) && trace->count == complete;
        if (!is_end(whole, n))
            well = well && trace->status == -1 && names_place(trace);
        else
            well = well && trace->status == 1;
        wrong += well ? 0 : complain("a cut", n, trace);
    }
    return wrong;
}

/* One flag is not checksummed: that the server has the file open. */
static unsigned change_everywhere(char *data, size_t len, bool mariadb, char pattern,
                                  const struct trace *whole, struct trace *trace)
{
    unsigned wrong = 0;
    for (size_t at = 0; at < len; at++) {
        data[at] ^= pattern;
        write_file(data, len);
        read_file(mariadb, trace);
        data[at] ^= pattern;
        bool same = trace->count == whole->count && trace->status == 1;
        bool stopped = trace->status == -1 && trace->count < whole->count && names_place(trace);
        bool sound = is_start_of(trace, whole) && (same || stopped) &&
                     (!stopped || trace->count == 0 || trace->ends[trace->count - 1] <= at);
        bool unnoticed = same && at != 4 + 17;
        wrong += sound && !unnoticed ? 0 : complain("a change", at, trace);
    }
    return wrong;
}

static size_t load_file(const char *name, bool mariadb, char data[static MOST_BYTES],
                        struct trace *whole)
{
    char from[64];
    snprintf(from, sizeof from, "tests/unit/damage/%s.binlog", name);
    FILE *f = fopen(from, "r");
    if (!CHECK(f != NULL))
        return 0;
    size_t len = fread(data, 1, MOST_BYTES, f);
    fclose(f);
    write_file(data, len);
    read_file(mariadb, whole);
    return len;
}

static void test_file(const char *name, bool mariadb)
{
    static char data[MOST_BYTES];
    static struct trace whole, trace;
    char what[96];
    size_t len = load_file(name, mariadb, data, &whole);
    CHECK(whole.status == 1);
    CHECK(whole.count > 30 && whole.ends[whole.count - 1] == len);
    snprintf(what, sizeof what, "%s cut at each of its %zu bytes", name, len);
    test_check(cut_everywhere(data, len, mariadb, &whole, &trace) == 0, what, __FILE__, __LINE__);
    for (int i = 0; i < 2; i++) {
        char pattern = (char)"\xff\x01"[i];
        snprintf(what, sizeof what, "%s with each byte changed by 0x%02x", name,
                 (unsigned)(uint8_t)pattern);
        test_check(change_everywhere(data, len, mariadb, pattern, &whole, &trace) == 0, what,
                   __FILE__, __LINE__);
    }
}

/* Of an encrypted file the first event is read, and never more, however it is damaged. */
static void test_encrypted(void)
{
    static char data[MOST_BYTES];
    static struct trace whole, trace;
    size_t len = load_file("mariadb-11.8-encrypted", true, data, &whole);
    size_t seen = 512; /* the format and the start of the encryption; nothing reads on */
    CHECK(whole.status == -1 && whole.count <= 1 && len > seen &&
          strstr(whole.err.msg, "is encrypted"));
    unsigned wrong = 0;
    for (size_t n = 0; n < seen; n++) {
        write_file(data, n);
        read_file(true, &trace);
        bool between = n == MT_BINLOG_MAGIC_LEN || (whole.count && n == whole.ends[0]);
        bool well = is_start_of(&trace, &whole) && (between || trace.status == -1);
        wrong += well ? 0 : complain("a cut", n, &trace);
    }
    for (size_t at = 0; at < seen; at++) {
        data[at] ^= '\xff';
        write_file(data, len);
        read_file(true, &trace);
        data[at] ^= '\xff';
        bool well = is_start_of(&trace, &whole) && trace.status == -1;
        wrong += well ? 0 : complain("a change", at, &trace);
    }
    CHECK(wrong == 0);
}

int main(void)
{
    alarm(600); /* a hang is a failure */
    payload = mt_payload_new();
    int fd = mkstemp(path);
    if (!CHECK(fd >= 0))
        return test_done();
    close(fd);
    test_file("mysql-9.7", false);
    test_file("mariadb-11.8", true);
    test_encrypted();
    unlink(path);
    mt_payload_free(payload);
    return test_done();
}
