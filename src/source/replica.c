/* Owns the stream of a server's log, as its replica.
 *
 * COM_BINLOG_DUMP, then a packet for each event behind one status byte (MySQL "Replication
 * Protocol" pages and sql/rpl_source.cc; MariaDB KB "Replication protocol" and sql/sql_repl.cc). */
#include "source/replica_parts.h"

#include <errmsg.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/cursor.h"
#include "base/log.h"
#include "source/file_list.h"

#define HEARTBEAT_MS 10000

/* COM_BINLOG_DUMP has 32 bits for the position: beyond it the file is read from its start. */
#ifndef DUMP_POSITION_MAX
#define DUMP_POSITION_MAX UINT32_MAX
#endif
#define DUMP_SEND_ANNOTATE_ROWS 2 /* a flag of MariaDB's command */

/* ---- the stream ---- */

static void set_socket(struct replica *replica, int fd)
{
    pthread_mutex_lock(&replica->lock);
    replica->socket = fd;
    replica->semisync.begun = false;
    pthread_mutex_unlock(&replica->lock);
}

static void disconnect(struct replica *replica)
{
    if (!replica->mysql)
        return;
    set_socket(replica, -1);
    mt_stream_close(replica);
    mysql_close(replica->mysql);
    replica->mysql = NULL;
}

/* Settings of the session that the server looks at when it streams; those that it does not know
 * do no harm. The server id stands in the uuid, so that it is as stable. */
static int set_up_session(struct replica *replica, struct mt_err *err)
{
    char text[1024];
    unsigned long long ns = replica->options.heartbeat_ms * 1000000ull;
    /* a server before checksums refuses this, and then has none */
    mysql_query(replica->mysql, "SET @master_binlog_checksum = @@GLOBAL.binlog_checksum, "
                                "@source_binlog_checksum = @@GLOBAL.binlog_checksum");
    snprintf(text, sizeof text,
             "SET @master_heartbeat_period = %llu, @source_heartbeat_period = %llu, "
             "@mariadb_slave_capability = 4, "
             "@slave_uuid = '6d6f6f6e-7461-896c-8000-0000%08x', "
             "@replica_uuid = '6d6f6f6e-7461-896c-8000-0000%08x', "
             "@@SESSION.net_write_timeout = 3600",
             ns, ns, replica->options.server_id, replica->options.server_id);
    return mt_server_run(replica->mysql, text, replica->name, NULL, err);
}

static struct mt_server_identity identity_of(const struct mt_server_info *info)
{
    struct mt_server_identity identity = {.server_id = info->server_id};
    mt_copy_string(identity.uuid, sizeof identity.uuid, info->server_uuid);
    return identity;
}

static bool is_same_server(const struct mt_server_identity *a, const struct mt_server_identity *b)
{
    return a->server_id == b->server_id && strcmp(a->uuid, b->uuid) == 0;
}

static int fail_other_server(const struct replica *replica, const struct mt_server_identity *now,
                             struct mt_err *err)
{
    const struct mt_server_identity *was = &replica->identity;
    return mt_fail(err, MT_ERR_SERVER,
                   "%s: another server answers now (server id %u%s%s, it was %u%s%s), whose "
                   "positions are not those of the first; find the matching position, then start "
                   "with --reset",
                   replica->name, now->server_id, *now->uuid ? ", uuid " : "", now->uuid,
                   was->server_id, *was->uuid ? ", uuid " : "", was->uuid);
}

/* Positions of another server's log mean nothing in this one's; GTIDs (set, if not NULL) do. */
static int check_identity(struct replica *replica, const struct mt_gtid_set *set,
                          struct mt_err *err)
{
    struct mt_server_info info;
    if (mt_ask_variables(replica->mysql, replica->name, &info, err) != 0)
        return -1;
    if (!info.log_bin)
        return mt_fail_log_off(replica->name, err);
    if (info.server_id == replica->options.server_id)
        return mt_fail(err, MT_ERR_SERVER,
                       "%s: the server's own id is %u, as ours: give another with --server-id",
                       replica->name, info.server_id);
    replica->mariadb = info.mariadb;
    if (set && mt_check_gtids(replica, &info, set, err) != 0)
        return -1;
    struct mt_server_identity identity = identity_of(&info);
    replica->same_log = is_same_server(&replica->identity, &identity);
    if (!replica->same_log && replica->identity.server_id && !set)
        return fail_other_server(replica, &identity, err);
    pthread_mutex_lock(&replica->lock);
    replica->identity = identity;
    pthread_mutex_unlock(&replica->lock);
    return 0;
}

/* A start at the latest position is what it was the first time: nothing is passed over. */
static int resolve_start(struct replica *replica, const struct mt_start *start,
                         struct mt_where_log *out, struct mt_err *err)
{
    *out = (struct mt_where_log){"", MT_BINLOG_MAGIC_LEN}; /* no name: the server's first file */
    if (start->kind == MT_START_POSITION) {
        mt_copy_string(out->file, sizeof out->file, start->file);
        out->position =
            start->position < MT_BINLOG_MAGIC_LEN ? MT_BINLOG_MAGIC_LEN : start->position;
    }
    if (start->kind != MT_START_LATEST)
        return 0;
    if (!replica->latest) {
        if (mt_ask_where(replica->mysql, replica->name, out, err) != 0)
            return -1;
        replica->latest = mt_intern(out->file, strlen(out->file));
        replica->latest_position = out->position;
    }
    mt_copy_string(out->file, sizeof out->file, replica->latest);
    out->position = replica->latest_position;
    return 0;
}

static int start_stream(struct replica *replica, const struct mt_start *start,
                        const struct mt_where_log *where, struct mt_err *err)
{
    uint64_t position = where->position;
    replica->started_at = position;
    replica->skip_until = 0;
    if (position > DUMP_POSITION_MAX) {
        replica->skip_until = position;
        position = MT_BINLOG_MAGIC_LEN;
    }
    mt_framing_start(&replica->framing, where->file, position);
    replica->framing.live = true;
    unsigned flags = replica->mariadb ? DUMP_SEND_ANNOTATE_ROWS : 0;
    if (mt_stream_register(replica) != 0)
        return mt_server_fail(replica->mysql, replica->name, "cannot register as a replica",
                              GRANT_STREAM, err);
    if (start->kind == MT_START_GTID)
        return mt_dump_from_gtids(replica, start->set, flags, err);
    if (mt_stream_open(replica, where->file, (uint32_t)position, flags) != 0)
        return mt_server_fail(replica->mysql, replica->name, "cannot ask for the stream",
                              GRANT_STREAM, err);
    return 0;
}

static unsigned read_timeout_s(const struct replica *replica)
{
    return (3 * replica->options.heartbeat_ms + 999) / 1000;
}

static int open_host(struct replica *replica, size_t host, const struct mt_start *start,
                     struct mt_err *err)
{
    struct mt_where_log where;
    replica->name = replica->candidates[host].name;
    replica->mysql = mt_host_connect(&replica->options.connect, host, replica->name,
                                     read_timeout_s(replica), replica->wake_fd, err);
    if (!replica->mysql)
        return -1;
    set_socket(replica, mt_stream_socket(replica->mysql));
    if (atomic_load(&replica->interrupted))
        return mt_fail(err, MT_ERR_IO, "%s: interrupted", replica->name);
    const struct mt_gtid_set *set = start->kind == MT_START_GTID ? start->set : NULL;
    if (check_identity(replica, set, err) != 0 || set_up_session(replica, err) != 0 ||
        mt_semisync_ask(replica, err) != 0 || resolve_start(replica, start, &where, err) != 0)
        return -1;
    return start_stream(replica, start, &where, err);
}

/* A server that was reset goes on with the removed file, in which nothing is written any more. */
static int check_end(const struct replica *replica, MYSQL *mysql, struct mt_err *err)
{
    struct mt_where_log end;
    const struct mt_framing *ours = &replica->framing;
    if (mt_ask_where(mysql, replica->name, &end, err) != 0)
        return -1;
    int order = mt_compare_logs(end.file, ours->file);
    if (order > 0 || (order == 0 && end.position >= ours->position))
        return 0;
    return mt_fail(err, MT_ERR_SERVER,
                   "%s: the server's log ends at %s:%llu, and %s:%llu was read here: it was reset; "
                   "rebuild this job's target and start with --reset",
                   replica->name, end.file, (unsigned long long)end.position, ours->file,
                   (unsigned long long)ours->position);
}

/* On a connection beside the stream's. */
static int check_replica(struct mt_source *base, const struct mt_start *start, struct mt_err *err)
{
    struct replica *replica = (struct replica *)base;
    size_t host = atomic_load(&replica->options.connect.hosts->current);
    struct replica probe = {
        .options = replica->options, .name = replica->name, .identity = replica->identity};
    probe.mysql = mt_host_connect(&replica->options.connect, host, replica->name,
                                  read_timeout_s(replica), replica->wake_fd, err);
    if (!probe.mysql)
        return -1;
    pthread_mutex_init(&probe.lock, NULL);
    const struct mt_gtid_set *set = start->kind == MT_START_GTID ? start->set : NULL;
    int rc = check_identity(&probe, set, err);
    if (rc == 0 && probe.same_log)
        rc = check_end(replica, probe.mysql, err);
    pthread_mutex_destroy(&probe.lock);
    mysql_close(probe.mysql);
    return rc;
}

/* A host that says no is not asked again before another has brought news. */
static void refuse(struct replica *replica, size_t host, const struct mt_err *err)
{
    replica->candidates[host].refusal = *err;
    if (replica->options.connect.hosts->count > 1)
        mt_warn("%s; this server is not taken", err->msg);
}

static void forget_refusals(struct replica *replica)
{
    for (size_t i = 0; i < replica->options.connect.hosts->count; i++)
        replica->candidates[i].refusal.code = MT_OK;
}

/* The first host, from the current one on, that can give what comes next. As long as one of them
 * may only be away, trying again helps. */
static int open_replica(struct mt_source *base, const struct mt_start *start, struct mt_err *err)
{
    struct replica *replica = (struct replica *)base;
    struct mt_hosts *hosts = replica->options.connect.hosts;
    size_t first = atomic_load(&hosts->current);
    struct mt_err all = {0};
    bool may_return = false;
    disconnect(replica);
    replica->brought_news = false;
    for (size_t k = 0; k < hosts->count && !atomic_load(&replica->interrupted); k++) {
        size_t i = (first + k) % hosts->count;
        struct mt_err one = replica->candidates[i].refusal;
        if (one.code == MT_OK && open_host(replica, i, start, &one) == 0) {
            atomic_store(&hosts->current, i);
            return 0;
        }
        disconnect(replica);
        if (one.code == MT_ERR_IO)
            may_return = true;
        else if (replica->candidates[i].refusal.code == MT_OK)
            refuse(replica, i, &one);
        mt_err_add(&all, &one);
    }
    *err = all;
    if (may_return || all.code == MT_OK)
        err->code = MT_ERR_IO;
    return -1;
}

static const char *where_file(const struct replica *replica)
{
    return replica->framing.file[0] ? replica->framing.file : "(first file)";
}

/* What one host cannot give another may have. */
static void fail_over(struct replica *replica, struct mt_err *err)
{
    struct mt_hosts *hosts = replica->options.connect.hosts;
    size_t current = atomic_load(&hosts->current);
    if (hosts->count == 1 || mt_stream_id_clash(replica) ||
        (err->code == MT_ERR_IO && replica->brought_news))
        return;
    if (err->code == MT_ERR_SERVER) {
        refuse(replica, current, err);
        err->code = MT_ERR_IO;
    }
    if (err->code == MT_ERR_IO)
        atomic_store(&hosts->current, (current + 1) % hosts->count);
}

static int fail_stream(struct replica *replica, struct mt_err *err)
{
    uint64_t waited_ms = replica->waits_ms ? mt_now_ms() - replica->waits_ms : 0;
    if (waited_ms + 100 >= read_timeout_s(replica) * 1000u &&
        mysql_errno(replica->mysql) >= CR_MIN_ERROR)
        return mt_fail(err, MT_ERR_IO,
                       "%s: nothing came from the server for %.1f s at %s:%llu, three heartbeats "
                       "were missed",
                       replica->name, (double)waited_ms / 1000, where_file(replica),
                       (unsigned long long)replica->framing.position);
    char doing[640];
    snprintf(doing, sizeof doing, "the stream broke at %s:%llu", where_file(replica),
             (unsigned long long)replica->framing.position);
    return mt_server_fail(replica->mysql, replica->name, doing, GRANT_STREAM, err);
}

static int fail_ended(const struct replica *replica, struct mt_err *err)
{
    return mt_fail(err, MT_ERR_IO,
                   "%s: the server ended the stream at %s:%llu (it shuts down, or the connection "
                   "was killed)",
                   replica->name, replica->framing.file,
                   (unsigned long long)replica->framing.position);
}

/* On the way to a position beyond 32 bits: the format is needed, what stands before is not.
 * 1 drop the event, 0 hand it out, -1 failed. */
static int pass_over(struct replica *replica, struct mt_raw_event *event, struct mt_err *err)
{
    if (event->artificial)
        return event->header.type == MT_EVENT_ROTATE;
    if (event->header.type == MT_EVENT_FORMAT_DESCRIPTION) {
        event->artificial = true;
        event->position = event->end_position = replica->skip_until;
        return 0;
    }
    if (event->position < replica->skip_until && event->end_position <= replica->skip_until)
        return 1;
    if (event->position != replica->skip_until)
        return mt_fail(err, MT_ERR_SERVER, "%s: no event starts at %s:%llu", replica->name,
                       event->file, (unsigned long long)replica->skip_until);
    replica->skip_until = 0;
    return 0;
}

/* MariaDB repeats how a file is encrypted after each start inside of it; it has decrypted what it
 * sends. */
static bool is_repeated_key(struct mt_cursor packet)
{
    const uint8_t *bytes = mt_take(&packet, MT_HEADER_LEN);
    if (!bytes)
        return false;
    struct mt_header header = mt_header_parse(bytes);
    return header.type == MT_EVENT_START_ENCRYPTION && header.end_position == 0;
}

static void fail_place(const struct replica *replica, const char *file, uint64_t position,
                       struct mt_err *err)
{
    unsigned long long at = position;
    mt_err_prefix(err, "%s: %s:%llu", replica->name, file, at);
    size_t n = strlen(err->msg);
    if (position == replica->started_at)
        snprintf(err->msg + n, sizeof err->msg - n,
                 " (reading started here: is %llu where an event starts?)", at);
}

/* 0 an event, 1 nothing, -1 failed. */
static int accept_packet(struct replica *replica, const uint8_t *data, unsigned long size,
                         struct mt_raw_event *out, struct mt_err *err)
{
    struct mt_cursor packet = mt_cursor(data, size);
    uint8_t status = mt_u8(&packet);
    if (status != 0 || mt_left(&packet) > UINT32_MAX)
        return mt_fail(err, MT_ERR_CORRUPT, "%s: a packet of the stream starts with %u, not 0",
                       replica->name, status);
    uint32_t asker;
    if (mt_semisync_take_header(replica, &packet, &asker, err) != 0)
        return -1;
    if (is_repeated_key(packet))
        return 1;
    const char *file = replica->framing.file;
    uint64_t position = replica->framing.position;
    if (mt_framing_accept(&replica->framing, packet.at, (uint32_t)mt_left(&packet), out, err) != 0)
        fail_place(replica, file, position, err);
    if (!out->file || !out->file[0])
        out->file = replica->framing.file; /* no file was asked for, the event has named it */
    out->asker = asker;
    return err->code == MT_OK ? 0 : -1;
}

/* 0 an event, 1 interrupted, -1 failed. */
static int read_event(struct replica *replica, struct mt_raw_event *out, struct mt_err *err)
{
    int rc;
    do {
        const uint8_t *data;
        unsigned long size;
        replica->waits_ms = 0;
        rc = mt_stream_next(replica, &data, &size);
        if (atomic_load_explicit(&replica->interrupted, memory_order_relaxed))
            return 1;
        if (rc != 0)
            return rc < 0 ? fail_stream(replica, err) : fail_ended(replica, err);
        rc = accept_packet(replica, data, size, out, err);
        if (rc == 0 && replica->skip_until)
            rc = pass_over(replica, out, err);
    } while (rc == 1);
    return rc;
}

static int next_event(struct mt_source *base, struct mt_raw_event *out, struct mt_err *err)
{
    struct replica *replica = (struct replica *)base;
    int rc = read_event(replica, out, err);
    if (rc < 0)
        fail_over(replica, err);
    if (rc == 0 && !replica->brought_news && mt_brings_news(out)) {
        replica->brought_news = true;
        forget_refusals(replica);
    }
    return rc;
}

/* ---- life ---- */

static void interrupt_replica(struct mt_source *base)
{
    struct replica *replica = (struct replica *)base;
    uint64_t one = 1;
    atomic_store(&replica->interrupted, true);
    ssize_t written = write(replica->wake_fd, &one, sizeof one);
    (void)written; /* it stays readable once it is */
    pthread_mutex_lock(&replica->lock);
    if (replica->socket >= 0)
        shutdown(replica->socket, SHUT_RDWR);
    pthread_mutex_unlock(&replica->lock);
}

static bool name_candidates(struct replica *replica)
{
    const struct mt_connect_options *connect = &replica->options.connect;
    size_t n = connect->hosts->count;
    replica->candidates = calloc(n, sizeof *replica->candidates);
    if (!replica->candidates)
        return false;
    for (size_t i = 0; i < n; i++)
        if (!(replica->candidates[i].name = mt_host_name(connect, i)))
            return false;
    replica->name = replica->candidates[atomic_load(&connect->hosts->current)].name;
    return true;
}

static void free_replica(struct mt_source *base)
{
    struct replica *replica = (struct replica *)base;
    disconnect(replica);
    for (size_t i = 0; replica->candidates && i < replica->options.connect.hosts->count; i++)
        free(replica->candidates[i].name);
    free(replica->candidates);
    if (replica->wake_fd >= 0)
        close(replica->wake_fd);
    if (replica->semisync.due_fd >= 0)
        close(replica->semisync.due_fd);
    pthread_mutex_destroy(&replica->lock);
    free(replica);
}

static const char *name_of(struct mt_source *base)
{
    return ((struct replica *)base)->name;
}

static bool is_same_log(const struct mt_source *base)
{
    return ((const struct replica *)base)->same_log;
}

static void tell_identity(struct mt_source *base, struct mt_server_identity *out)
{
    struct replica *replica = (struct replica *)base;
    pthread_mutex_lock(&replica->lock);
    *out = replica->identity;
    pthread_mutex_unlock(&replica->lock);
}

static const struct mt_source_ops replica_ops = {
    .open = open_replica,
    .next = next_event,
    .check = check_replica,
    .interrupt = interrupt_replica,
    .answer = mt_semisync_answer,
    .free = free_replica,
    .retries = true,
    .same_log = is_same_log,
    .identity = tell_identity,
    .name = name_of,
};

int mt_source_replica_new(const struct mt_replica_options *options, struct mt_source **out,
                          struct mt_err *err)
{
    struct replica *replica = calloc(1, sizeof *replica);
    if (!replica)
        return mt_fail(err, MT_ERR_NOMEM, "out of memory for the source");
    replica->base.ops = &replica_ops;
    replica->options = *options;
    if (replica->options.heartbeat_ms == 0)
        replica->options.heartbeat_ms = HEARTBEAT_MS;
    replica->socket = -1;
    pthread_mutex_init(&replica->lock, NULL);
    replica->wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    replica->semisync.due_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    int rc = 0;
    if (replica->wake_fd < 0 || replica->semisync.due_fd < 0)
        rc = mt_fail_sys(err, errno, "cannot make an eventfd");
    if (options->server)
        replica->identity = identity_of(options->server);
    if (!name_candidates(replica))
        rc = mt_fail(err, MT_ERR_NOMEM, "out of memory for the source");
    if (rc != 0) {
        free_replica(&replica->base);
        return -1;
    }
    *out = &replica->base;
    return 0;
}

uint32_t mt_server_id_from_name(const char *name)
{
    uint32_t hash = 2166136261u; /* FNV-1a */
    for (; *name; name++)
        hash = (hash ^ (uint8_t)*name) * 16777619u;
    return hash | 0x80000000u;
}

const char *mt_replica_library(void)
{
#ifdef CONNECTOR_C
    return "MariaDB Connector/C " MARIADB_PACKAGE_VERSION;
#else
    return "libmysqlclient " LIBMYSQL_VERSION;
#endif
}
