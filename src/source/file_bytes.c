/* Owns the bytes of the files that are read: the buffer that moves over them, and waiting for more.
 */
#include "source/file_parts.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define READ_BYTES ((size_t)256 << 10)
#define LEAST_READ (READ_BYTES / 4)
#define KEEP_BYTES (READ_BYTES * 4) /* a buffer larger than this is given back once it is read */

const char *mt_file_path(const struct file_source *source)
{
    const char *path = source->files.items[source->current];
    return strcmp(path, "-") == 0 ? STDIN_NAME : path;
}

unsigned long long mt_file_position(const struct file_source *source)
{
    return source->offset + source->at;
}

bool mt_file_wait(struct file_source *source, int fd, int timeout_ms)
{
    struct pollfd fds[] = {{.fd = source->wake_fd, .events = POLLIN}, {.fd = fd, .events = POLLIN}};
    while (!atomic_load(&source->interrupted) && poll(fds, 2, timeout_ms) < 0 && errno == EINTR)
        ;
    return atomic_load(&source->interrupted);
}

static void forget_consumed(struct file_source *source)
{
    mt_buf_drop(&source->buf, source->at, READ_BYTES, KEEP_BYTES);
    source->offset += source->at;
    source->at = 0;
}

static int fail_nomem(const struct file_source *source, struct mt_err *err)
{
    return mt_fail(err, MT_ERR_NOMEM, "%s:%llu: out of memory for an event of %llu bytes or more",
                   mt_file_path(source), mt_file_position(source),
                   (unsigned long long)source->wanted);
}

/* The buffer grows by what was really there, whatever a size field claims. */
int mt_file_read_more(struct file_source *source, struct mt_err *err)
{
    struct mt_buf *buf = &source->buf;
    if (buf->cap - buf->len < LEAST_READ)
        forget_consumed(source);
    size_t room = buf->cap - buf->len;
    if (room < LEAST_READ)
        room = READ_BYTES > buf->len ? READ_BYTES : buf->len;
    char *to = mt_buf_reserve(buf, room);
    if (!to)
        return fail_nomem(source, err);
    for (;;) {
        mt_source_waits(&source->base);
        if (source->is_pipe && mt_file_wait(source, source->fd, -1))
            return 0;
        ssize_t n = read(source->fd, to, room);
        if (n >= 0) {
            buf->len += (size_t)n;
            return n > 0;
        }
        if (errno != EINTR && errno != EAGAIN)
            return mt_fail_sys(err, errno, "cannot read %s at %llu", mt_file_path(source),
                               (unsigned long long)(source->offset + buf->len));
    }
}

/* n bytes from `at` on in the buffer. 1 they are, 0 the file ends before, -1 failed. */
static int have_bytes(struct file_source *source, size_t n, struct mt_err *err)
{
    while (mt_file_left(source) < n) {
        int rc = mt_file_read_more(source, err);
        if (rc <= 0)
            return rc;
    }
    return 1;
}

uint64_t mt_file_size(const struct file_source *source)
{
    struct stat st;
    return fstat(source->fd, &st) == 0 ? (uint64_t)st.st_size : 0;
}

/* A size that a file cannot hold is seen before its bytes are read; one that it can is made room
 * for at once, so that no more is taken than that. */
int mt_file_fetch(struct file_source *source, uint32_t n, struct mt_err *err)
{
    source->wanted = n;
    if (n > READ_BYTES && n > mt_file_left(source) && !source->is_pipe) {
        if (mt_file_position(source) + n > mt_file_size(source))
            return 0;
        forget_consumed(source);
        if (!mt_buf_reserve(&source->buf, n - mt_file_left(source) + LEAST_READ))
            return fail_nomem(source, err);
    }
    return have_bytes(source, n, err);
}
