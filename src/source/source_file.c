/* Owns reading binary log files: their magic, where events are cut, and waiting at the end. What an
 * event means is not its business, but for rotate and stop, which say what follows.
 *
 * A file is four magic bytes, then events back to back, each with its size in its header. MySQL
 * sql/binlog_istream.cc; MariaDB KB "Binary Log". */
#include "source/file_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/cursor.h"
#include "base/log.h"

#define FOLLOW_MS 100

/* ---- opening a file ---- */

static const struct {
    const char *bytes;
    size_t len;
    const char *sentence;
} other_magics[] = {
    {"\xfd\x62\x69\x6e", 4,
     "is a binary log encrypted by the server (binlog_encryption); read it from the server, which "
     "decrypts it"},
    {"\x1f\x8b", 2, "is compressed by gzip; decompress it first, or pipe it: zcat FILE | ... -"},
    {"\x28\xb5\x2f\xfd", 4,
     "is compressed by zstd; decompress it first, or pipe it: zstdcat FILE | ... -"},
    {"\xfd\x37\x7a\x58", 4,
     "is compressed by xz; decompress it first, or pipe it: xzcat FILE | ... -"},
};

static int fail_magic(const struct file_source *source, const uint8_t *bytes, size_t len,
                      struct mt_err *err)
{
    const char *path = mt_file_path(source);
    if (len == 0)
        return mt_fail(err, MT_ERR_TRUNCATED, "%s is empty, not a binary log; copy it again", path);
    for (size_t i = 0; i < sizeof other_magics / sizeof *other_magics; i++)
        if (len >= other_magics[i].len &&
            memcmp(bytes, other_magics[i].bytes, other_magics[i].len) == 0)
            return mt_fail(err, MT_ERR_UNSUPPORTED, "%s %s", path, other_magics[i].sentence);
    char hex[3 * MT_BINLOG_MAGIC_LEN + 1] = "";
    for (size_t i = 0; i < len && i < MT_BINLOG_MAGIC_LEN; i++)
        snprintf(hex + strlen(hex), 4, "%s%02x", i ? " " : "", bytes[i]);
    return mt_fail(err, MT_ERR_CORRUPT,
                   "%s is not a binary log: it starts with %s, not fe 62 69 6e", path, hex);
}

static void close_file(struct file_source *source)
{
    if (source->fd > STDIN_FILENO)
        close(source->fd);
    source->fd = -1;
    free(source->successor);
    source->successor = NULL;
    source->has_magic = source->closed = source->seek_pending = false;
    source->start_at = 0;
}

static bool is_regular(int fd)
{
    struct stat st;
    return fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
}

static int open_file(struct file_source *source, size_t index, struct mt_err *err)
{
    close_file(source);
    source->current = index;
    const char *path = source->files.items[index];
    source->fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (source->fd < 0)
        return mt_fail_sys(err, errno, "cannot open %s", path);
    source->is_pipe = !is_regular(source->fd);
    posix_fadvise(source->fd, 0, 0, POSIX_FADV_SEQUENTIAL);
    mt_buf_clear(&source->buf);
    source->offset = 0;
    source->at = 0;
    return 0;
}

static int open_first(struct file_source *source, size_t index, struct mt_err *err)
{
    if (open_file(source, index, err) != 0)
        return -1;
    mt_framing_start(&source->framing, mt_base_name(mt_file_path(source)), MT_BINLOG_MAGIC_LEN);
    return 0;
}

static int open_next(struct file_source *source, size_t index, struct mt_err *err)
{
    if (open_file(source, index, err) != 0)
        return -1;
    mt_framing_next_file(&source->framing, mt_base_name(mt_file_path(source)));
    return 0;
}

/* ---- events ---- */

/* Put the place in front, and where it is the one that the user gave, doubt behind. */
static int fail_here(const struct file_source *source, struct mt_err *err)
{
    unsigned long long position = mt_file_position(source);
    mt_err_prefix(err, "%s:%llu", mt_file_path(source), position);
    size_t n = strlen(err->msg);
    if (source->start_at && source->start_at == position)
        snprintf(err->msg + n, sizeof err->msg - n,
                 " (reading started here: is %llu where an event starts?)", position);
    return -1;
}

static int fail_truncated(const struct file_source *source, struct mt_err *err)
{
    unsigned long long there = mt_file_left(source);
    if (!source->is_pipe && mt_file_size(source) > mt_file_position(source))
        there = mt_file_size(source) - mt_file_position(source);
    mt_fail(err, MT_ERR_TRUNCATED,
            "the file ends inside an event (%llu of %llu bytes); copy it again, or follow it while "
            "the server writes it (--follow)",
            there, (unsigned long long)source->wanted);
    return fail_here(source, err);
}

static int read_magic(struct file_source *source, struct mt_err *err)
{
    int rc = mt_file_want(source, MT_BINLOG_MAGIC_LEN, err);
    const uint8_t *bytes = (const uint8_t *)source->buf.data + source->at;
    size_t len = mt_file_left(source);
    if (rc < 0 || (rc == 0 && source->follow))
        return rc;
    if (rc == 0 || memcmp(bytes, MT_BINLOG_MAGIC, MT_BINLOG_MAGIC_LEN) != 0)
        return atomic_load(&source->interrupted) ? 0 : fail_magic(source, bytes, len, err);
    source->at += MT_BINLOG_MAGIC_LEN;
    source->has_magic = true;
    return 1;
}

/* Several files in one pipe: after the last event of one comes the magic of the next. The position
 * counts from there again. */
static void skip_magic_in_pipe(struct file_source *source)
{
    const char *bytes = source->buf.data + source->at;
    if (memcmp(bytes, MT_BINLOG_MAGIC, MT_BINLOG_MAGIC_LEN) != 0)
        return;
    const char *name = source->framing.file;
    char *next = source->successor ? NULL : mt_next_in_number(name);
    mt_framing_next_file(&source->framing, next ? next : name);
    free(next);
    free(source->successor);
    source->successor = NULL;
    source->offset = (uint64_t)0 - source->at;
    source->at += MT_BINLOG_MAGIC_LEN;
}

/* Go to the place asked for, once the format description in front of the file is known. */
static int seek_to_start(struct file_source *source, struct mt_err *err)
{
    source->seek_pending = false;
    int rc = mt_file_want(source, MT_HEADER_LEN, err);
    if (rc < 0)
        return -1;
    if (rc > 0 && mt_header_parse((const uint8_t *)source->buf.data + source->at).type ==
                      MT_EVENT_START_ENCRYPTION)
        return mt_fail(err, MT_ERR_UNSUPPORTED,
                       "%s is encrypted by its server (encrypt_binlog); read it from the server, "
                       "which decrypts it",
                       mt_file_path(source));
    if (lseek(source->fd, (off_t)source->start_at, SEEK_SET) < 0)
        return mt_fail_sys(err, errno, "cannot seek in %s", mt_file_path(source));
    mt_buf_clear(&source->buf);
    source->at = 0;
    source->offset = source->framing.position = source->start_at;
    return 0;
}

static int check_start(const struct file_source *source, struct mt_err *err)
{
    unsigned long long at = source->start_at, size = mt_file_size(source);
    const char *path = mt_file_path(source);
    if (source->is_pipe)
        return mt_fail(err, MT_ERR_IO, "%s cannot be read from position %llu; give the file", path,
                       at);
    if (at > size)
        return mt_fail(err, MT_ERR_IO, "%s has only %llu bytes, position %llu is beyond its end",
                       path, size, at);
    if (at < source->framing.position)
        return mt_fail(err, MT_ERR_IO, "%s:%llu is no place to start: the first event ends at %llu",
                       path, at, (unsigned long long)source->framing.position);
    return 0;
}

/* Relay logs also hold the rotate events of the server they were copied from: those do not name
 * the next file. */
static void note_rotate(struct file_source *source, const struct mt_raw_event *event)
{
    if (source->is_pipe ||
        mt_same_series(source->framing.file, mt_base_name(mt_file_path(source)))) {
        free(source->successor);
        source->successor = strdup(source->framing.file);
    }
    if (!source->is_pipe) { /* this file goes on, or the next is opened by its own name */
        source->framing.file = event->file;
        source->framing.position = event->end_position;
    }
}

static int note_event(struct file_source *source, struct mt_raw_event *event, struct mt_err *err)
{
    uint8_t type = event->header.type;
    source->closed = type == MT_EVENT_ROTATE || type == MT_EVENT_STOP;
    if (type == MT_EVENT_ROTATE)
        note_rotate(source, event);
    if (type == MT_EVENT_FORMAT_DESCRIPTION && event->position == MT_BINLOG_MAGIC_LEN &&
        source->start_at > MT_BINLOG_MAGIC_LEN) {
        if (check_start(source, err) != 0)
            return -1;
        source->seek_pending = true;
        event->artificial = true;
        event->position = event->end_position = source->start_at;
    }
    return 0;
}

static int accept_event(struct file_source *source, uint32_t size, struct mt_raw_event *out,
                        struct mt_err *err)
{
    const uint8_t *data = (const uint8_t *)source->buf.data + source->at;
    if (mt_framing_accept(&source->framing, data, size, out, err) != 0)
        return fail_here(source, err);
    source->at += size;
    return note_event(source, out, err);
}

/* What comes before an event's header: at the start, and at the end of a file in a pipe. */
static int step_to_event(struct file_source *source, struct mt_err *err)
{
    int rc = 1;
    if (!source->has_magic)
        rc = read_magic(source, err);
    if (rc == 1 && source->seek_pending && seek_to_start(source, err) != 0)
        return -1;
    if (rc == 1 && source->is_pipe && source->closed) {
        rc = mt_file_want(source, MT_HEADER_LEN, err);
        if (rc == 1)
            skip_magic_in_pipe(source);
    }
    return rc;
}

/* 1 an event, 0 no whole one is here, -1 failed. */
static int read_event(struct file_source *source, struct mt_raw_event *out, struct mt_err *err)
{
    int rc = 1;
    if (!source->has_magic || source->seek_pending || source->closed)
        rc = step_to_event(source, err);
    if (rc == 1)
        rc = mt_file_want(source, MT_HEADER_LEN, err);
    if (rc != 1)
        return rc;
    struct mt_header header = mt_header_parse((const uint8_t *)source->buf.data + source->at);
    if (header.size < MT_HEADER_LEN) {
        mt_fail(err, MT_ERR_CORRUPT, "an event says that it has %u bytes, less than a header has",
                header.size);
        return fail_here(source, err);
    }
    rc = mt_file_want(source, header.size, err);
    return rc == 1 && accept_event(source, header.size, out, err) != 0 ? -1 : rc;
}

/* ---- the end of a file ---- */

/* An event of which only a part is there. */
static bool is_cut(const struct file_source *source)
{
    return mt_file_left(source) > 0 || !source->has_magic;
}

static void warn_of_gap(const struct file_source *source, const char *next)
{
    const char *name = mt_base_name(mt_file_path(source));
    char *counted = mt_next_in_number(name);
    const char *expected = source->successor ? source->successor : counted;
    if (expected && mt_same_series(expected, mt_base_name(next)) &&
        strcmp(expected, mt_base_name(next)) != 0)
        mt_warn("%s comes after %s in the files given, but the log goes on in %s: changes between "
                "them are missing",
                mt_base_name(next), name, expected);
    free(counted);
}

static int check_same_file(const struct file_source *source, struct mt_err *err)
{
    struct stat opened, named;
    const char *path = mt_file_path(source);
    if (fstat(source->fd, &opened) != 0 || stat(path, &named) != 0)
        return 0; /* purged: what was opened is read to its end */
    if (opened.st_ino != named.st_ino || opened.st_dev != named.st_dev)
        return mt_fail(err, MT_ERR_CORRUPT,
                       "%s was replaced by another file while it was followed; start again", path);
    if ((uint64_t)opened.st_size < source->offset + source->buf.len)
        return mt_fail(err, MT_ERR_CORRUPT,
                       "%s was cut from %llu to %llu bytes while it was followed; start again",
                       path, (unsigned long long)(source->offset + source->buf.len),
                       (unsigned long long)opened.st_size);
    return 0;
}

/* A wrong start position gives a size that would be waited for without end. */
static bool starts_in_garbage(const struct file_source *source)
{
    if (source->start_at != mt_file_position(source) || mt_file_left(source) < MT_HEADER_LEN)
        return false;
    struct mt_header h = mt_header_parse((const uint8_t *)source->buf.data + source->at);
    return h.end_position != 0 && h.end_position != (uint32_t)(mt_file_position(source) + h.size);
}

/* The file that the server opens after this one, when it is there. */
static char *find_next(const struct file_source *source)
{
    const char *path = mt_file_path(source);
    char *next =
        source->successor ? mt_in_folder_of(path, source->successor) : mt_next_in_number(path);
    if (next && access(next, F_OK) != 0) {
        free(next);
        next = NULL;
    }
    return next;
}

static int go_on_in(struct file_source *source, const char *path, struct mt_err *err)
{
    if (is_cut(source))
        return fail_truncated(source, err);
    if (mt_file_list_add(&source->files, path, err) != 0)
        return -1;
    return open_next(source, source->files.count - 1, err);
}

/* 0 there is more, 1 interrupted, -1 failed. The next file is looked for before the rest of this
 * one: the server writes no more here once it is there. */
static int wait_for_more(struct file_source *source, struct mt_err *err)
{
    char *next = find_next(source);
    int rc = mt_file_read_more(source, err);
    if (rc > 0)
        rc = 0;
    else if (rc == 0 && starts_in_garbage(source))
        rc = fail_truncated(source, err);
    else if (rc == 0 && next)
        rc = go_on_in(source, next, err);
    else if (rc == 0 && (rc = check_same_file(source, err)) == 0)
        rc = mt_file_wait(source, -1, FOLLOW_MS) ? 1 : 0;
    free(next);
    return rc;
}

/* 0 read on, 1 that was all, -1 failed. */
static int after_end(struct file_source *source, struct mt_err *err)
{
    if (atomic_load(&source->interrupted))
        return 1;
    bool last = source->current + 1 == source->files.count;
    if (last && source->follow && !source->is_pipe)
        return wait_for_more(source, err);
    if (is_cut(source))
        return fail_truncated(source, err);
    if (last)
        return 1;
    warn_of_gap(source, source->files.items[source->current + 1]);
    return open_next(source, source->current + 1, err);
}

static int next_event(struct mt_source *base, struct mt_raw_event *out, struct mt_err *err)
{
    struct file_source *source = (struct file_source *)base;
    while (!atomic_load_explicit(&source->interrupted, memory_order_relaxed)) {
        int rc = read_event(source, out, err);
        if (rc != 0)
            return rc < 0 ? -1 : 0;
        rc = after_end(source, err);
        if (rc != 0)
            return rc;
    }
    return 1;
}

/* ---- where to start ---- */

static int find_file(const struct file_source *source, const char *name, size_t *index,
                     struct mt_err *err)
{
    for (size_t i = 0; i < source->files.count; i++) {
        *index = i;
        if (strcmp(mt_base_name(source->files.items[i]), mt_base_name(name)) == 0)
            return 0;
    }
    return mt_fail(err, MT_ERR_IO, "%s, where reading should start, is not among the files: %s",
                   name, source->name);
}

/* The last transaction boundary of the last file. */
static int open_latest(struct file_source *source, struct mt_err *err)
{
    size_t last = source->files.count - 1;
    if (open_first(source, last, err) != 0)
        return -1;
    if (source->is_pipe)
        return mt_fail(err, MT_ERR_IO, "%s has no latest position; give files, or start earliest",
                       mt_file_path(source));
    struct mt_raw_event event;
    uint64_t boundary = 0;
    int rc;
    while ((rc = read_event(source, &event, err)) == 1 && !atomic_load(&source->interrupted))
        if (event.ends_transaction)
            boundary = mt_file_position(source);
    if (rc < 0 || open_first(source, last, err) != 0)
        return -1;
    source->start_at = boundary;
    return 0;
}

static int open_source(struct mt_source *base, const struct mt_start *start, struct mt_err *err)
{
    struct file_source *source = (struct file_source *)base;
    size_t index = 0;
    if (start->kind == MT_START_LATEST)
        return open_latest(source, err);
    if (start->kind == MT_START_POSITION && find_file(source, start->file, &index, err) != 0)
        return -1;
    if (open_first(source, index, err) != 0)
        return -1;
    if (start->kind == MT_START_POSITION)
        source->start_at = start->position;
    return 0;
}

/* ---- life ---- */

static void interrupt_source(struct mt_source *base)
{
    struct file_source *source = (struct file_source *)base;
    uint64_t one = 1;
    atomic_store(&source->interrupted, true);
    ssize_t written = write(source->wake_fd, &one, sizeof one);
    (void)written; /* it stays readable once it is */
}

static void free_source(struct mt_source *base)
{
    struct file_source *source = (struct file_source *)base;
    close_file(source);
    mt_buf_free(&source->buf);
    mt_file_list_free(&source->files);
    free(source->name);
    if (source->wake_fd >= 0)
        close(source->wake_fd);
    free(source);
}

static const char *name_of(struct mt_source *base)
{
    return ((struct file_source *)base)->name;
}

static char *make_name(const struct mt_file_list *files)
{
    struct mt_buf name = {0};
    mt_buf_adds(&name,
                strcmp(files->items[0], "-") == 0 ? STDIN_NAME : mt_base_name(files->items[0]));
    if (files->count > 1)
        mt_buf_printf(&name, " and %zu more", files->count - 1);
    char *copy = strdup(mt_buf_str(&name));
    mt_buf_free(&name);
    return copy;
}

static const struct mt_source_ops file_ops = {
    .open = open_source,
    .next = next_event,
    .interrupt = interrupt_source,
    .free = free_source,
    .retries = false,
    .name = name_of,
};

int mt_source_file_new(const struct mt_file_options *options, struct mt_source **out,
                       struct mt_err *err)
{
    struct file_source *source = calloc(1, sizeof *source);
    if (!source)
        return mt_fail(err, MT_ERR_NOMEM, "out of memory for the source");
    source->base.ops = &file_ops;
    source->fd = -1;
    source->follow = options->follow;
    source->wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    int rc = 0;
    if (source->wake_fd < 0)
        rc = mt_fail_sys(err, errno, "cannot make an eventfd");
    for (size_t i = 0; rc == 0 && i < options->path_count; i++)
        rc = mt_file_list_add_named(&source->files, options->paths[i], err);
    if (rc == 0 && source->files.count == 0)
        rc = mt_fail(err, MT_ERR_USAGE, "no binary log file was given");
    if (rc == 0 && !(source->name = make_name(&source->files)))
        rc = mt_fail(err, MT_ERR_NOMEM, "out of memory for the source");
    if (rc != 0) {
        free_source(&source->base);
        return -1;
    }
    *out = &source->base;
    return 0;
}

const char *mt_source_file_path(const struct mt_source *base, size_t i)
{
    const struct file_source *source = (const struct file_source *)base;
    return i < source->files.count ? source->files.items[i] : NULL;
}

uint64_t mt_source_file_size(const struct mt_source *base, size_t i)
{
    struct stat st;
    const char *path = mt_source_file_path(base, i);
    return path && stat(path, &st) == 0 && S_ISREG(st.st_mode) ? (uint64_t)st.st_size : 0;
}
