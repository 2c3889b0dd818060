/* Owns where a password may come from; it is never an argument. */
#include "app/connection.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int read_password(const struct mt_options *o, struct mt_connect_options *connect,
                         struct mt_err *err)
{
    static char password[1024];
    const char *environment = getenv("MOONTAIL_PASSWORD");
    if (o->password_file) {
        FILE *f = fopen(o->password_file, "re");
        if (!f || !fgets(password, sizeof password, f)) {
            int cause = errno;
            if (f)
                fclose(f);
            return mt_fail_sys(err, cause, "cannot read the password file %s", o->password_file);
        }
        fclose(f);
        password[strcspn(password, "\r\n")] = '\0';
        connect->password = password;
    } else if (!connect->password && environment) {
        connect->password = environment;
    }
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
