/* Owns the server that tells of the job: where it listens, its pages, and how it outlives a run. */
#include "app/watch.h"

#include <stdlib.h>

#include "app/connection.h"
#include "app/status_page.h"
#include "base/backoff.h"
#include "base/clock.h"
#include "base/log.h"

/* ---- pages ---- */

static int write_page(void *arg, struct mt_buf *out)
{
    (void)arg;
    mt_buf_add(out, mt_status_page, mt_status_page_len);
    return 200;
}

static int write_metrics(void *arg, struct mt_buf *out)
{
    mt_watch_metrics(arg, out);
    return 200;
}

static int write_health(void *arg, struct mt_buf *out)
{
    const struct runner *r = arg;
    if (mt_watch_health(r, out))
        return 503;
    mt_buf_adds(out, r->standby ? "standby: another run of this name is at work\n" : "ok\n");
    return 200;
}

static int write_status(void *arg, struct mt_buf *out)
{
    mt_watch_status(arg, out);
    return 200;
}

static const struct mt_page pages[] = {
    {.path = "/", .type = "text/html; charset=utf-8", .write = write_page, .for_browsers = true},
    {.path = "/metrics",
     .type = "text/plain; version=0.0.4; charset=utf-8",
     .write = write_metrics},
    {.path = "/healthz", .type = "text/plain; charset=utf-8", .write = write_health},
    {.path = "/status.json", .type = "application/json", .write = write_status},
    {.path = NULL},
};

/* ---- listening ---- */

/* NULL: none is asked for. */
static int find_token(const struct mt_options *o, char *room, size_t size, const char **out,
                      struct mt_err *err)
{
    *out = getenv("MOONTAIL_HTTP_TOKEN");
    if (o->http_token_file) {
        if (mt_read_secret(o->http_token_file, "token", room, size, err))
            return -1;
        *out = room;
    }
    if (*out && !**out)
        return mt_fail(err, MT_ERR_USAGE, "%s is empty, but anyone could have an empty token",
                       o->http_token_file ? o->http_token_file : "MOONTAIL_HTTP_TOKEN");
    return 0;
}

/* The source without what is secret in its URL. */
static void name_source(struct watch *watch, const struct mt_options *o)
{
    const char *source = o->source_count ? o->sources[0] : "";
    const char *user = strstr(source, "://");
    size_t len = strlen(source), gone = 0, colon = len;
    watch->live = mt_is_server_url(source);
    if (user) {
        user += 3;
        len = (size_t)(user - source) + strcspn(user, "/?");
        const char *at = memrchr(user, '@', len - (size_t)(user - source));
        const char *secret = at ? memchr(user, ':', (size_t)(at - user)) : NULL;
        colon = secret ? (size_t)(secret - source) : len;
        gone = secret ? (size_t)(at - secret) : 0;
    }
    snprintf(watch->source, sizeof watch->source, "%.*s%.*s", (int)colon, source,
             (int)(len - colon - gone), source + colon + gone);
    size_t end = strlen(watch->source);
    if (o->source_count > 1)
        snprintf(watch->source + end, sizeof watch->source - end, " and %zu more",
                 o->source_count - 1);
}

static int open_http(struct runner *r, struct mt_err *err)
{
    struct watch *watch = r->watch;
    char room[4096];
    struct mt_http_options options = {.address = r->options->http, .pages = pages, .arg = r};
    if (find_token(r->options, room, sizeof room, &options.token, err) ||
        mt_http_open(&options, &watch->http, err) || mt_http_attach(watch->http, r->base, err))
        return -1;
    mt_info("listening on %s: metrics, healthz and a status page%s", mt_http_url(watch->http),
            options.token ? ", for those who have the token" : "");
    if (mt_http_is_public(watch->http))
        mt_warn("%s is open to the network: %s", mt_http_url(watch->http),
                options.token ? "its answers, and the token, go unencrypted"
                              : "anyone who reaches it can read it; --http-token-file asks for a "
                                "token");
    return 0;
}

/* A script that was loaded anew may have another address in its options. */
int mt_runner_watch(struct runner *r, struct mt_err *err)
{
    struct watch *watch = r->watch;
    const char *address = r->options->http;
    name_source(watch, r->options);
    if (watch->http && address && strcmp(watch->address, address) == 0)
        return 0;
    mt_http_close(watch->http);
    watch->http = NULL;
    watch->tally.times = address != NULL;
    if (!address)
        return 0;
    snprintf(watch->address, sizeof watch->address, "%s", address);
    return open_http(r, err);
}

int mt_runner_watch_again(struct runner *r, struct mt_err *err)
{
    return r->watch->http ? mt_http_attach(r->watch->http, r->base, err) : 0;
}

void mt_runner_end_watch(struct runner *r)
{
    struct watch *watch = r->watch;
    struct mt_reader_stats reader = mt_watch_reader(r);
    watch->heard_ms = mt_watch_heard_ms(r, &reader);
    watch->reconnects += reader.reconnects + (r->reader && r->restart); /* it comes back */
    for (size_t i = 0; i < watch->tally.sink_count; i++)
        watch->tally.sinks[i]->since = 0;
    if (watch->http)
        mt_http_detach(watch->http);
}

bool mt_runner_watch_pause(struct runner *r, unsigned ms)
{
    const struct timeval pause = {.tv_sec = ms / 1000, .tv_usec = (suseconds_t)(ms % 1000) * 1000};
    struct mt_err err = {0};
    if (!r->watch->http)
        return mt_backoff_sleep(ms);
    struct event_base *base = event_base_new();
    if (!base || mt_http_attach(r->watch->http, base, &err)) {
        if (base)
            event_base_free(base);
        return mt_backoff_sleep(ms);
    }
    event_base_loopexit(base, &pause);
    event_base_dispatch(base);
    mt_http_detach(r->watch->http);
    event_base_free(base);
    return true;
}

void mt_watch_free(struct watch *watch)
{
    mt_http_close(watch->http);
    mt_tally_clear(&watch->tally);
}

/* ---- what happens ---- */

void mt_runner_count_event(struct runner *r)
{
    struct watch *watch = r->watch;
    if (r->event.artificial)
        return;
    r->event_s = r->event.header.timestamp;
    if (!watch->unsaved_ms)
        watch->unsaved_ms = mt_now_ms();
    r->in_transaction |= r->event.begins_transaction;
    if (!r->event.ends_transaction || !r->in_transaction)
        return;
    watch->tally.transactions++;
    r->in_transaction = false;
}

struct mt_reader_stats mt_watch_reader(const struct runner *r)
{
    struct mt_reader_stats stats = {0};
    if (r->reader)
        mt_reader_stats(r->reader, &stats);
    return stats;
}

uint64_t mt_watch_heard_ms(const struct runner *r, const struct mt_reader_stats *reader)
{
    uint64_t before = r->watch->heard_ms;
    return reader->last_heard_ms > before ? reader->last_heard_ms : before;
}
