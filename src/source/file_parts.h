/* The inside of a source of files, shared by the two that make it up: source_file.c (what is read,
 * in which order), file_bytes.c (the bytes of the open file). */
#ifndef MT_FILE_PARTS_H
#define MT_FILE_PARTS_H

#include <stdatomic.h>

#include "base/buf.h"
#include "source/file_list.h"
#include "source/source.h"

#define STDIN_NAME "stdin"

struct file_source {
    struct mt_source base;
    struct mt_file_list files;
    bool follow;
    char *name;
    int wake_fd; /* readable for ever once interrupted */
    _Atomic bool interrupted;

    size_t current; /* index of the open file */
    int fd;
    bool is_pipe;      /* stdin and the like: read says when it ends, seeking is not possible */
    uint64_t offset;   /* in the file, of what the buffer starts with */
    struct mt_buf buf; /* what was read; events are handed out as views into it */
    size_t at;         /* in buf: where the next event starts */
    uint64_t wanted;   /* bytes from there on that were not all there */
    struct mt_framing framing;

    bool has_magic;
    bool closed;       /* the last event was a rotate or stop: the file is complete */
    char *successor;   /* base name that the file's last rotate event gave, or NULL */
    uint64_t start_at; /* where to begin in the first file; 0: at its beginning */
    bool seek_pending; /* the format description was handed out, now go to start_at */
};

/* The name of the open file, for messages. */
const char *mt_file_path(const struct file_source *source);

/* Where the next event starts, and how many bytes from there on are in the buffer. */
unsigned long long mt_file_position(const struct file_source *source);
static inline size_t mt_file_left(const struct file_source *source)
{
    return source->buf.len - source->at;
}

/* Of the open file, now. */
uint64_t mt_file_size(const struct file_source *source);

/* Wait for fd to have more, or for some time (fd -1: only that). true: interrupted. */
bool mt_file_wait(struct file_source *source, int fd, int timeout_ms);

/* Read on. 1 there were more bytes, 0 the end for now, -1 failed. */
int mt_file_read_more(struct file_source *source, struct mt_err *err);

/* Have the n bytes of the next thing in the buffer. 1 they are, 0 not all of them are there,
 * -1 failed. Buffers move: what was a view into one is none any more. */
int mt_file_fetch(struct file_source *source, uint32_t n, struct mt_err *err);

static inline int mt_file_want(struct file_source *source, uint32_t n, struct mt_err *err)
{
    return mt_file_left(source) >= n ? 1 : mt_file_fetch(source, n, err);
}

#endif
