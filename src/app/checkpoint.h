/* The checkpoint file: replaced as a whole, or not at all. */
#ifndef MT_CHECKPOINT_H
#define MT_CHECKPOINT_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"

/* Write all of it. 0, or -1 with errno. */
int mt_write_all(int fd, const char *data, size_t len);

/* Write, fsync, rename, fsync the folder. */
int mt_checkpoint_write(const char *path, const struct mt_buf *text, struct mt_err *err);

/* 0 read, 1 there is none, -1 failed. */
int mt_checkpoint_read(const char *path, struct mt_buf *out, struct mt_err *err);

/* Append and fsync: for what a checkpoint counts on. */
int mt_checkpoint_append(const char *path, const struct mt_buf *text, struct mt_err *err);

/* Remove it; that it is not there is no failure. */
/* Append, and make it safe; for what the checkpoint counts on. */
int mt_checkpoint_append(const char *path, const struct mt_buf *text, struct mt_err *err);

int mt_checkpoint_remove(const char *path, struct mt_err *err);

/* One process at a time keeps a checkpoint: PATH.lock is there and locked (fcntl) while one does. A
 * zeroed struct holds nothing. */
struct mt_checkpoint_lock {
    bool held;
    int fd;
    char path[4096];
};

/* Fails at once when another process has it, and names that process. */
int mt_checkpoint_lock(const char *path, struct mt_checkpoint_lock *out, struct mt_err *err);
void mt_checkpoint_unlock(struct mt_checkpoint_lock *lock);

#endif
