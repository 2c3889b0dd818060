/* A small HTTP server on the event loop, for a few pages that are read and change nothing: metrics,
 * health, status. GET and HEAD only; what a request says besides its path and its token has no
 * effect. Through libevent's evhttp, which parses. */
#ifndef MT_HTTP_H
#define MT_HTTP_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"

struct event_base;
struct mt_http;

struct mt_page {
    const char *path; /* NULL ends a list */
    const char *type; /* of the content */
    /* Append the body; returns the status, 200 or 503. */
    int (*write)(void *arg, struct mt_buf *out);
    /* A page for browsers: @NONCE@ in it becomes what its own styles and scripts are told by, and
     * ?token= is taken. */
    bool for_browsers;
};

struct mt_http_options {
    const char *address; /* "HOST:PORT", ":PORT" or "PORT" on 127.0.0.1; port 0: any free one */
    const char *token;   /* asked of each request; NULL: none */
    const struct mt_page *pages; /* must live as long as the server, as arg */
    void *arg;
};

/* Listen; requests wait until the server is attached to a loop. Fails with MT_ERR_USAGE or
 * MT_ERR_IO. */
int mt_http_open(const struct mt_http_options *options, struct mt_http **out, struct mt_err *err);

/* Answer on this loop, until it is detached; a closed server is detached. */
int mt_http_attach(struct mt_http *http, struct event_base *base, struct mt_err *err);
void mt_http_detach(struct mt_http *http);
void mt_http_close(struct mt_http *http); /* NULL: nothing */

/* "http://127.0.0.1:9187/" */
const char *mt_http_url(const struct mt_http *http);
/* Can other machines reach it? */
bool mt_http_is_public(const struct mt_http *http);

#endif
