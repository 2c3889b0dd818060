#include "app/checkpoint.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int mt_write_all(int fd, const char *data, size_t len)
{
    for (size_t done = 0; done < len;) {
        ssize_t n = write(fd, data + done, len - done);
        if (n < 0 && errno != EINTR)
            return -1;
        if (n > 0)
            done += (size_t)n;
    }
    return 0;
}

static int save_all(int fd, const struct mt_buf *text)
{
    return mt_write_all(fd, text->data, text->len) ? -1 : fsync(fd);
}

/* The rename is on disk only once its folder is. */
static int sync_folder(const char *path)
{
    char copy[4096];
    snprintf(copy, sizeof copy, "%s", path);
    int fd = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    int failed = fsync(fd);
    close(fd);
    return failed;
}

int mt_checkpoint_write(const char *path, const struct mt_buf *text, struct mt_err *err)
{
    char temporary[4096];
    snprintf(temporary, sizeof temporary, "%s.new", path);
    int fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
        return mt_fail_sys(err, errno, "cannot write the checkpoint %s", temporary);
    int failed = save_all(fd, text), cause = errno;
    if (close(fd) && !failed) {
        failed = -1;
        cause = errno;
    }
    if (!failed && rename(temporary, path)) {
        failed = -1;
        cause = errno;
    }
    if (failed) {
        unlink(temporary);
        return mt_fail_sys(err, cause, "cannot write the checkpoint %s", path);
    }
    if (sync_folder(path))
        return mt_fail_sys(err, errno, "cannot sync the folder of the checkpoint %s", path);
    return 0;
}

int mt_checkpoint_read(const char *path, struct mt_buf *out, struct mt_err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 && errno == ENOENT)
        return 1;
    if (fd < 0)
        return mt_fail_sys(err, errno, "cannot read the checkpoint %s", path);
    ssize_t n = 0;
    do {
        char *room = mt_buf_reserve(out, 65536);
        n = room ? read(fd, room, 65536) : -1;
        if (n > 0)
            out->len += (size_t)n;
    } while (n > 0);
    int cause = errno;
    close(fd);
    return n < 0 ? mt_fail_sys(err, cause, "cannot read the checkpoint %s", path) : 0;
}

int mt_checkpoint_append(const char *path, const struct mt_buf *text, struct mt_err *err)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (fd < 0)
        return mt_fail_sys(err, errno, "cannot write the table definitions to %s", path);
    bool is_new = lseek(fd, 0, SEEK_END) == 0;
    int failed = save_all(fd, text), cause = errno;
    if (close(fd) && !failed) {
        failed = -1;
        cause = errno;
    }
    if (failed || (is_new && sync_folder(path)))
        return mt_fail_sys(err, failed ? cause : errno, "cannot write the table definitions to %s",
                           path);
    return 0;
}

int mt_checkpoint_remove(const char *path, struct mt_err *err)
{
    if (unlink(path) && errno != ENOENT)
        return mt_fail_sys(err, errno, "cannot remove the checkpoint %s", path);
    return 0;
}

/* ---- one at a time ---- */

static struct flock whole_file(void)
{
    return (struct flock){.l_type = F_WRLCK, .l_whence = SEEK_SET};
}

static int fail_in_use(const char *path, int fd, struct mt_err *err)
{
    struct flock other = whole_file();
    if (fcntl(fd, F_GETLK, &other) || other.l_type == F_UNLCK)
        other.l_pid = 0; /* it has just ended: whoever it was */
    return mt_fail(err, MT_ERR_IO,
                   "the checkpoint %s is in use by another run (process %ld); stop that one, or "
                   "give this one a checkpoint of its own with --name or --checkpoint",
                   path, (long)other.l_pid);
}

/* Its last holder removes the file: what we have locked may not be what stands there now. */
static bool is_still_there(int fd)
{
    struct stat st;
    return fstat(fd, &st) == 0 && st.st_nlink > 0;
}

int mt_checkpoint_lock(const char *path, struct mt_checkpoint_lock *out, struct mt_err *err)
{
    snprintf(out->path, sizeof out->path, "%s.lock", path);
    for (;;) {
        struct flock lock = whole_file();
        out->fd = open(out->path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
        if (out->fd < 0)
            return mt_fail_sys(err, errno, "cannot write the checkpoint %s", path);
        int rc = 0, cause = 0;
        if (fcntl(out->fd, F_SETLK, &lock)) {
            cause = errno;
            rc = cause == EACCES || cause == EAGAIN
                     ? fail_in_use(path, out->fd, err)
                     : mt_fail_sys(err, cause, "cannot lock %s", out->path);
        }
        out->held = rc == 0 && is_still_there(out->fd);
        if (out->held)
            return 0;
        close(out->fd);
        if (rc != 0)
            return rc;
    }
}

void mt_checkpoint_unlock(struct mt_checkpoint_lock *lock)
{
    if (!lock->held)
        return;
    unlink(lock->path);
    close(lock->fd);
    lock->held = false;
}
