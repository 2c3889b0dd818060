/* The checkpoint file: replaced as a whole, or not at all. */
#ifndef MT_CHECKPOINT_H
#define MT_CHECKPOINT_H

#include "base/buf.h"
#include "base/err.h"

/* Write, fsync, rename, fsync the folder. */
int mt_checkpoint_write(const char *path, const struct mt_buf *text, struct mt_err *err);

/* 0 read, 1 there is none, -1 failed. */
int mt_checkpoint_read(const char *path, struct mt_buf *out, struct mt_err *err);

/* Remove it; that it is not there is no failure. */
int mt_checkpoint_remove(const char *path, struct mt_err *err);

#endif
