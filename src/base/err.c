#include "base/err.h"

#include <stdio.h>
#include <string.h>

int mt_fail(struct mt_err *err, enum mt_code code, const char *format, ...)
{
    if (err->code != MT_OK)
        return -1;
    err->code = code;
    va_list args;
    va_start(args, format);
    vsnprintf(err->msg, sizeof err->msg, format, args);
    va_end(args);
    return -1;
}

int mt_fail_sys(struct mt_err *err, int errnum, const char *format, ...)
{
    if (err->code != MT_OK)
        return -1;
    err->code = MT_ERR_IO;
    err->sys = errnum;
    va_list args;
    va_start(args, format);
    int n = vsnprintf(err->msg, sizeof err->msg, format, args);
    va_end(args);
    if (n >= 0 && (size_t)n < sizeof err->msg)
        snprintf(err->msg + n, sizeof err->msg - (size_t)n, ": %s", strerror(errnum));
    return -1;
}

void mt_err_prefix(struct mt_err *err, const char *format, ...)
{
    char where[512];
    va_list args;
    va_start(args, format);
    vsnprintf(where, sizeof where - 2, format, args);
    va_end(args);
    strcat(where, ": ");
    size_t n = strlen(where), len = strlen(err->msg);
    if (len > sizeof err->msg - n - 1)
        len = sizeof err->msg - n - 1;
    memmove(err->msg + n, err->msg, len);
    err->msg[n + len] = '\0';
    memcpy(err->msg, where, n);
}
