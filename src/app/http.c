/* Owns the listener, who may ask, and the headers of the answers. */
#include "app/http.h"

#include <arpa/inet.h>
#include <errno.h>
#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/event.h>
#include <event2/http.h>
#include <event2/keyvalq_struct.h>
#include <event2/listener.h>
#include <fcntl.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/log.h"

#define MOST_HEADER_BYTES 8192
#define MOST_BODY_BYTES   1
#define IDLE_SECONDS      10
#define NONCE_MARK        "@NONCE@"

struct mt_http {
    struct mt_http_options options;
    char *token;
    int fd; /* listening; attached are copies of it */
    bool is_public;
    char url[128];

    struct evhttp *server; /* while it is attached */
    struct evconnlistener *listener;
    struct event *resume;
};

/* ---- the address ---- */

/* "[::1]:80", "host:80", ":80", "80" -> host (empty: none given) and port. */
static int split_address(const char *address, char host[256], const char **port, struct mt_err *err)
{
    const char *colon = strrchr(address, ':');
    const char *from = address, *end = colon ? colon : address;
    *port = colon ? colon + 1 : address;
    if (*from == '[' && end > from + 1 && end[-1] == ']')
        from++, end--;
    char *stop;
    unsigned long number = strtoul(*port, &stop, 10);
    if (**port < '0' || **port > '9' || *stop || number > 65535 || end - from > 255 ||
        (from == address && memchr(from, ':', (size_t)(end - from))))
        return mt_fail(err, MT_ERR_USAGE,
                       "--http %s: ADDR:PORT is expected, such as 127.0.0.1:9187 or [::1]:9187",
                       address);
    snprintf(host, 256, "%.*s", (int)(end - from), from);
    return 0;
}

static bool is_loopback(const struct sockaddr *address)
{
    if (address->sa_family == AF_INET6)
        return IN6_IS_ADDR_LOOPBACK(
            &((const struct sockaddr_in6 *)(const void *)address)->sin6_addr);
    const struct sockaddr_in *v4 = (const void *)address;
    return address->sa_family == AF_INET && ntohl(v4->sin_addr.s_addr) >> 24 == 127;
}

static void name_url(struct mt_http *http)
{
    struct sockaddr_storage address;
    socklen_t len = sizeof address;
    char host[64] = "", port[8] = "";
    if (getsockname(http->fd, (struct sockaddr *)&address, &len) == 0)
        getnameinfo((struct sockaddr *)&address, len, host, sizeof host, port, sizeof port,
                    NI_NUMERICHOST | NI_NUMERICSERV);
    snprintf(http->url, sizeof http->url, strchr(host, ':') ? "http://[%s]:%s/" : "http://%s:%s/",
             host, port);
}

static int listen_on(struct mt_http *http, const struct addrinfo *at)
{
    int on = 1;
    http->fd = socket(at->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (http->fd < 0)
        return -1;
    setsockopt(http->fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (at->ai_family == AF_INET6)
        setsockopt(http->fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
    http->is_public = !is_loopback(at->ai_addr);
    return bind(http->fd, at->ai_addr, at->ai_addrlen) || listen(http->fd, 64) ? -1 : 0;
}

static int bind_address(struct mt_http *http, struct mt_err *err)
{
    char host[256];
    const char *port, *address = http->options.address;
    struct addrinfo *found = NULL;
    const struct addrinfo hints = {.ai_socktype = SOCK_STREAM,
                                   .ai_flags = AI_PASSIVE | AI_NUMERICSERV};
    if (split_address(address, host, &port, err))
        return -1;
    int wrong = getaddrinfo(*host ? host : "127.0.0.1", port, &hints, &found);
    if (wrong)
        return mt_fail(err, MT_ERR_USAGE, "--http %s: %s", address, gai_strerror(wrong));
    int failed = listen_on(http, found);
    int why = errno;
    freeaddrinfo(found);
    if (failed)
        return mt_fail_sys(err, why,
                           "--http %s: cannot listen there; choose another address or port, or 0 "
                           "for any free one",
                           address);
    name_url(http);
    return 0;
}

/* ---- who may ask ---- */

/* A page of another site can make a browser on this machine ask us under a name of its own, but not
 * under ours. */
static bool is_ours(const struct mt_http *http, struct evhttp_request *request)
{
    const char *host = evhttp_find_header(evhttp_request_get_input_headers(request), "Host");
    char name[64];
    struct in_addr v4;
    if (http->is_public || !host)
        return true;
    const char *end = *host == '[' ? strchr(host, ']') : NULL;
    size_t len = end ? (size_t)(end - host) + 1 : strcspn(host, ":");
    if (len >= sizeof name || (host[len] && host[len] != ':'))
        return false;
    snprintf(name, sizeof name, "%.*s", (int)len, host);
    return evutil_ascii_strcasecmp(name, "localhost") == 0 || strcmp(name, "[::1]") == 0 ||
           (inet_pton(AF_INET, name, &v4) == 1 && ntohl(v4.s_addr) >> 24 == 127);
}

/* Takes as long whatever the first difference is. */
static bool is_token(const struct mt_http *http, const char *text)
{
    size_t len = strlen(http->token), given = strlen(text);
    volatile unsigned char different = len != given;
    for (size_t i = 0; i < len; i++)
        different |= (unsigned char)(http->token[i] ^ (i < given ? text[i] : 0));
    return !different;
}

static bool has_token_in_query(const struct mt_http *http, struct evhttp_request *request)
{
    const char *query = evhttp_uri_get_query(evhttp_request_get_evhttp_uri(request));
    struct evkeyvalq fields;
    if (!query || evhttp_parse_query_str(query, &fields))
        return false;
    const char *token = evhttp_find_header(&fields, "token");
    bool has = token && is_token(http, token);
    evhttp_clear_headers(&fields);
    return has;
}

static bool may_ask(const struct mt_http *http, const struct mt_page *page,
                    struct evhttp_request *request)
{
    const char *given =
        evhttp_find_header(evhttp_request_get_input_headers(request), "Authorization");
    if (!http->token)
        return true;
    if (given && evutil_ascii_strncasecmp(given, "Bearer ", 7) == 0 && is_token(http, given + 7))
        return true;
    return page && page->for_browsers && has_token_in_query(http, request);
}

/* ---- answers ---- */

static void add_header(struct evhttp_request *request, const char *name, const char *value)
{
    evhttp_add_header(evhttp_request_get_output_headers(request), name, value);
}

static void add_headers(struct evhttp_request *request, const char *type, const char *nonce)
{
    char policy[320] = "default-src 'none'; frame-ancestors 'none'";
    if (nonce)
        snprintf(policy, sizeof policy,
                 "default-src 'none'; connect-src 'self'; img-src data:; style-src 'nonce-%s'; "
                 "script-src 'nonce-%s'; base-uri 'none'; form-action 'none'; "
                 "frame-ancestors 'none'",
                 nonce, nonce);
    add_header(request, "Content-Type", type);
    add_header(request, "Content-Security-Policy", policy);
    add_header(request, "X-Content-Type-Options", "nosniff");
    add_header(request, "X-Frame-Options", "DENY");
    add_header(request, "Referrer-Policy", "no-referrer");
    add_header(request, "Cross-Origin-Resource-Policy", "same-origin");
    add_header(request, "Cache-Control", "no-store");
}

static void send_body(struct evhttp_request *request, int status, const char *reason,
                      const struct mt_buf *body)
{
    struct evbuffer *out = evhttp_request_get_output_buffer(request);
    char length[24];
    snprintf(length, sizeof length, "%zu", body->len);
    add_header(request, "Content-Length", length);
    if (evhttp_request_get_command(request) != EVHTTP_REQ_HEAD)
        evbuffer_add(out, body->data, body->len);
    evhttp_send_reply(request, status, reason, NULL);
}

static void refuse(struct evhttp_request *request, int status, const char *reason,
                   const char *sentence)
{
    struct mt_buf body = {0};
    mt_buf_adds(&body, sentence);
    add_headers(request, "text/plain; charset=utf-8", NULL);
    send_body(request, status, reason, &body);
    mt_buf_free(&body);
}

static void make_nonce(char nonce[33])
{
    unsigned char random[16];
    evutil_secure_rng_get_bytes(random, sizeof random);
    for (size_t i = 0; i < sizeof random; i++)
        snprintf(nonce + 2 * i, 3, "%02x", random[i]);
}

static void put_nonce(struct mt_buf *body, const char *nonce)
{
    struct mt_buf out = {0};
    const char *at = mt_buf_str(body), *mark;
    while ((mark = strstr(at, NONCE_MARK))) {
        mt_buf_add(&out, at, (size_t)(mark - at));
        mt_buf_adds(&out, nonce);
        at = mark + strlen(NONCE_MARK);
    }
    mt_buf_adds(&out, at);
    mt_buf_free(body);
    *body = out;
}

static void send_page(const struct mt_http *http, const struct mt_page *page,
                      struct evhttp_request *request)
{
    struct mt_buf body = {0};
    char nonce[33];
    int status = page->write(http->options.arg, &body);
    if (page->for_browsers) {
        make_nonce(nonce);
        put_nonce(&body, nonce);
    }
    if (body.failed) {
        evhttp_send_error(request, HTTP_INTERNAL, NULL);
    } else {
        add_headers(request, page->type, page->for_browsers ? nonce : NULL);
        send_body(request, status, status == HTTP_OK ? "OK" : "Service Unavailable", &body);
    }
    mt_buf_free(&body);
}

static const struct mt_page *find_page(const struct mt_http *http, struct evhttp_request *request)
{
    const struct evhttp_uri *uri = evhttp_request_get_evhttp_uri(request);
    const char *path = uri ? evhttp_uri_get_path(uri) : NULL;
    for (const struct mt_page *page = http->options.pages; path && page->path; page++)
        if (strcmp(page->path, path) == 0)
            return page;
    return NULL;
}

static void on_request(struct evhttp_request *request, void *arg)
{
    const struct mt_http *http = arg;
    enum evhttp_cmd_type method = evhttp_request_get_command(request);
    const struct mt_page *page = find_page(http, request);
    if (!is_ours(http, request)) {
        refuse(request, 403, "Forbidden", "this is no name of the machine that listens here\n");
    } else if (!may_ask(http, page, request)) {
        add_header(request, "WWW-Authenticate", "Bearer");
        refuse(request, 401, "Unauthorized", "a token is needed: Authorization: Bearer TOKEN\n");
    } else if (method != EVHTTP_REQ_GET && method != EVHTTP_REQ_HEAD) {
        add_header(request, "Allow", "GET, HEAD");
        refuse(request, 405, "Method Not Allowed", "only GET and HEAD\n");
    } else if (!page) {
        refuse(request, 404, "Not Found", "there are /, /metrics, /healthz and /status.json\n");
    } else {
        send_page(http, page, request);
    }
}

/* ---- connections ---- */

static void on_resume(evutil_socket_t fd, short what, void *arg)
{
    struct mt_http *http = arg;
    (void)fd;
    (void)what;
    evconnlistener_enable(http->listener);
}

/* Of the descriptors that the process may have, the job needs some to go on: whoever opens
 * connections without end waits in the listener's line. The next free number tells how many are
 * taken. */
static struct bufferevent *on_connection(struct event_base *base, void *arg)
{
    struct mt_http *http = arg;
    const struct timeval pause = {.tv_sec = 1};
    struct rlimit most;
    int next = fcntl(http->fd, F_DUPFD_CLOEXEC, 0);
    if (next >= 0)
        close(next);
    if (getrlimit(RLIMIT_NOFILE, &most) == 0 &&
        (next < 0 || (rlim_t)next > most.rlim_cur / 4 * 3)) {
        evconnlistener_disable(http->listener);
        event_add(http->resume, &pause);
    }
    return bufferevent_socket_new(base, -1, 0);
}

int mt_http_attach(struct mt_http *http, struct event_base *base, struct mt_err *err)
{
    int fd = fcntl(http->fd, F_DUPFD_CLOEXEC, 0);
    http->server = fd >= 0 ? evhttp_new(base) : NULL;
    struct evhttp_bound_socket *bound =
        http->server ? evhttp_accept_socket_with_handle(http->server, fd) : NULL;
    if (!bound) {
        if (fd >= 0)
            close(fd);
        mt_http_detach(http);
        return mt_fail(err, MT_ERR_NOMEM, "no memory for %s", http->url);
    }
    http->listener = evhttp_bound_socket_get_listener(bound);
    http->resume = evtimer_new(base, on_resume, http);
    evhttp_set_max_headers_size(http->server, MOST_HEADER_BYTES);
    evhttp_set_max_body_size(http->server, MOST_BODY_BYTES);
    evhttp_set_timeout(http->server, IDLE_SECONDS);
    evhttp_set_allowed_methods(http->server, EVHTTP_REQ_GET | EVHTTP_REQ_HEAD | EVHTTP_REQ_POST |
                                                 EVHTTP_REQ_PUT | EVHTTP_REQ_DELETE |
                                                 EVHTTP_REQ_OPTIONS | EVHTTP_REQ_TRACE |
                                                 EVHTTP_REQ_CONNECT | EVHTTP_REQ_PATCH);
    evhttp_set_bevcb(http->server, on_connection, http);
    evhttp_set_gencb(http->server, on_request, http);
    return 0;
}

void mt_http_detach(struct mt_http *http)
{
    if (http->server)
        evhttp_free(http->server);
    if (http->resume)
        event_free(http->resume);
    http->server = NULL;
    http->listener = NULL;
    http->resume = NULL;
}

/* ---- whole ---- */

static void on_library_log(int severity, const char *message)
{
    (void)severity;
    mt_debug("libevent: %s", message);
}

int mt_http_open(const struct mt_http_options *options, struct mt_http **out, struct mt_err *err)
{
    struct mt_http *http = calloc(1, sizeof *http);
    if (!http)
        return mt_fail(err, MT_ERR_NOMEM, "no memory for a listener");
    http->options = *options;
    http->fd = -1;
    http->token = options->token ? strdup(options->token) : NULL;
    if (bind_address(http, err)) {
        mt_http_close(http);
        return -1;
    }
    event_set_log_callback(on_library_log);
    *out = http;
    return 0;
}

void mt_http_close(struct mt_http *http)
{
    if (!http)
        return;
    mt_http_detach(http);
    if (http->fd >= 0)
        close(http->fd);
    free(http->token);
    free(http);
}

const char *mt_http_url(const struct mt_http *http)
{
    return http->url;
}

bool mt_http_is_public(const struct mt_http *http)
{
    return http->is_public;
}
