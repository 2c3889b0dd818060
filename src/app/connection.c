/* Owns where a password may come from; it is never an argument. An empty file has none, so that a
 * service unit can name one that need not be filled. */
#include "app/connection.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int mt_read_secret(const char *path, const char *what, char *out, size_t size, struct mt_err *err)
{
    FILE *f = fopen(path, "re");
    *out = '\0';
    bool read = f && (fgets(out, (int)size, f) || feof(f));
    int cause = errno;
    if (f)
        fclose(f);
    if (!read)
        return mt_fail_sys(err, cause, "cannot read the %s file %s", what, path);
    out[strcspn(out, "\r\n")] = '\0';
    return 0;
}

static int read_password(const struct mt_options *o, struct mt_connect_options *connect,
                         struct mt_err *err)
{
    static char password[1024];
    const char *environment = getenv("MOONTAIL_PASSWORD");
    if (o->password_file) {
        if (mt_read_secret(o->password_file, "password", password, sizeof password, err))
            return -1;
        if (*password)
            connect->password = password;
    }
    if (!connect->password)
        connect->password = environment;
    return 0;
}

int mt_connection(const struct mt_options *o, const char *url, struct mt_connect_options *out,
                  struct mt_err *err)
{
    if (mt_parse_server_url(url, out, err) || read_password(o, out, err))
        return -1;
    out->defaults_file = o->defaults_file;
    out->tls = o->tls;
    return 0;
}
