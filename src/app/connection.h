/* Connection options from the command line, option files and the environment. */
#ifndef MT_CONNECTION_H
#define MT_CONNECTION_H

#include "app/options.h"
#include "base/err.h"
#include "source/source.h"

/* The first line of a file, "" where there is none. what: "password", for messages. */
int mt_read_secret(const char *path, const char *what, char *out, size_t size, struct mt_err *err);

/* How to connect to the server of a mysql:// URL. Strings live as long as the options, and the
 * password as long as the process. */
int mt_connection(const struct mt_options *options, const char *url, struct mt_connect_options *out,
                  struct mt_err *err);

#endif
