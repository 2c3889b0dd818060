/* Errors: what went wrong, in one sentence, kept where the caller put it. Nothing global.
 *
 * A function that can fail takes a struct mt_err as its last parameter and returns 0, or -1 with
 * the error filled. Lower layers never print and never exit. */
#ifndef MT_ERR_H
#define MT_ERR_H

#include <stdarg.h>

enum mt_code {
    MT_OK = 0,
    MT_ERR_IO,          /* a file or a connection; sys has errno or the server's number */
    MT_ERR_SERVER,      /* the server refused; sys has its error number */
    MT_ERR_TRUNCATED,   /* the input ends too early */
    MT_ERR_CORRUPT,     /* the input contradicts itself */
    MT_ERR_CHECKSUM,    /* CRC32 does not match */
    MT_ERR_UNSUPPORTED, /* valid, but not decoded by this version */
    MT_ERR_SCHEMA,      /* names or types of a table are not known for sure */
    MT_ERR_LIMIT,       /* a bound set by the user or the format is exceeded */
    MT_ERR_NOMEM,
    MT_ERR_SCRIPT, /* the user's Lua failed */
    MT_ERR_SINK,   /* a sink refused or could not be reached for good */
    MT_ERR_USAGE,  /* the command line */
};

struct mt_err {
    enum mt_code code;
    int sys; /* errno or server error number, 0 when neither applies */
    char
        msg[2048]; /* one sentence, no trailing newline; for MT_ERR_SCRIPT a traceback may follow */
};

/* No error yet, as {0} says it too; but the message is long, and events are many. */
static inline void mt_err_clear(struct mt_err *err)
{
    err->code = MT_OK;
    err->sys = 0;
    err->msg[0] = '\0';
}

/* Fill err and return -1, so that `return mt_fail(err, ...)` is all a failing function needs.
 * An error already there is kept: the first one is the cause. err may not be NULL. */
int mt_fail(struct mt_err *err, enum mt_code code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same for a failed system call: appends strerror(errnum) and keeps the number. */
int mt_fail_sys(struct mt_err *err, int errnum, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Put "where: " in front of the message. Used by the layer that knows the file and position. */
void mt_err_prefix(struct mt_err *err, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
