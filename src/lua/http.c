/* Owns moontail.core.http: one request, and the wait for its response. libcurl's multi interface
 * on the event loop keeps connections open between requests. What is sent, and when again, is the
 * affair of moontail/http.lua. */
#include "lua/bindings.h"
#include "lua/library.h"

#if __has_include(<curl/curl.h>)

#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#include <event2/event.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/buf.h"
#include "lua/host.h"

#define ENGINE_TYPE "moontail.http.engine"
#define ENGINE_KEY  "moontail.http"

/* libcurl's functions, loaded when the module is required. */
#define FUNCTIONS(X)            \
    X(curl_getdate)             \
    X(curl_easy_cleanup)        \
    X(curl_easy_getinfo)        \
    X(curl_easy_init)           \
    X(curl_easy_setopt)         \
    X(curl_easy_strerror)       \
    X(curl_global_init)         \
    X(curl_multi_add_handle)    \
    X(curl_multi_assign)        \
    X(curl_multi_cleanup)       \
    X(curl_multi_info_read)     \
    X(curl_multi_init)          \
    X(curl_multi_remove_handle) \
    X(curl_multi_setopt)        \
    X(curl_multi_socket_action) \
    X(curl_multi_strerror)      \
    X(curl_slist_append)        \
    X(curl_slist_free_all)      \
    X(curl_version)

static struct {
    FUNCTIONS(MT_LIBRARY_POINTER)
} lib;

static const char *const function_names[] = {FUNCTIONS(MT_LIBRARY_NAME) NULL};

/* All transfers of the program. */
struct engine {
    struct mt_host *host;
    CURLM *multi;
    struct event *timer;
    struct transfer *transfers;
};

/* One request. */
struct transfer {
    struct engine *engine;
    CURL *easy;
    struct curl_slist *headers;
    struct mt_buf request, body, head; /* head: the response's header lines */
    size_t max_body;
    bool too_large;
    char error[CURL_ERROR_SIZE];
    struct mt_task *task;
    struct transfer *next, **link;
};

/* A socket that libcurl wants watched. */
struct watch {
    struct event *event;
};

/* ---- the response ---- */

static size_t take_body(char *data, size_t size, size_t count, void *arg)
{
    struct transfer *t = arg;
    if (t->body.len + size * count > t->max_body) {
        t->too_large = true;
        return 0;
    }
    mt_buf_add(&t->body, data, size * count);
    return t->body.failed ? 0 : size * count;
}

/* A new status line begins a new head: redirects, and 100 Continue. */
static size_t take_head(char *data, size_t size, size_t count, void *arg)
{
    struct transfer *t = arg;
    if (size * count > 5 && memcmp(data, "HTTP/", 5) == 0)
        mt_buf_clear(&t->head);
    mt_buf_add(&t->head, data, size * count);
    return t->head.failed ? 0 : size * count;
}

static void free_transfer(struct transfer *t)
{
    *t->link = t->next;
    if (t->next)
        t->next->link = t->link;
    lib.curl_multi_remove_handle(t->engine->multi, t->easy);
    lib.curl_easy_cleanup(t->easy);
    lib.curl_slist_free_all(t->headers);
    mt_buf_free(&t->request);
    mt_buf_free(&t->body);
    mt_buf_free(&t->head);
    free(t);
}

/* { status =, body =, head = }, the header lines as they came. */
static int push_response(lua_State *L)
{
    struct transfer *t = lua_touserdata(L, 1);
    long status = 0;
    lib.curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
    lua_createtable(L, 0, 3);
    lua_pushinteger(L, status);
    lua_setfield(L, -2, "status");
    lua_pushlstring(L, t->body.data ? t->body.data : "", t->body.len);
    lua_setfield(L, -2, "body");
    lua_pushlstring(L, t->head.data ? t->head.data : "", t->head.len);
    lua_setfield(L, -2, "head");
    return 1;
}

static const char *failure_of(const struct transfer *t, CURLcode code)
{
    if (t->too_large)
        return "the response is larger than max_body";
    return *t->error ? t->error : lib.curl_easy_strerror(code);
}

static void finish(struct transfer *t, CURLcode code)
{
    struct mt_task *task = t->task;
    lua_State *L = mt_task_state(task);
    int results = 2;
    if (code != CURLE_OK) {
        lua_pushnil(L);
        lua_pushstring(L, failure_of(t, code));
    } else {
        lua_pushcfunction(L, push_response);
        lua_pushlightuserdata(L, t);
        results = 1;
        if (lua_pcall(L, 1, 1, 0)) {
            lua_pushnil(L);
            lua_insert(L, -2);
            results = 2;
        }
    }
    free_transfer(t);
    mt_task_wake(task, results);
}

static void finish_all(struct engine *engine)
{
    CURLMsg *message;
    int left;
    while ((message = lib.curl_multi_info_read(engine->multi, &left))) {
        struct transfer *t = NULL;
        CURLcode code = message->data.result;
        if (message->msg != CURLMSG_DONE)
            continue;
        lib.curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&t);
        finish(t, code);
    }
}

/* ---- the loop ---- */

static void on_socket(evutil_socket_t fd, short what, void *arg)
{
    struct engine *engine = arg;
    int running,
        flags = (what & EV_READ ? CURL_CSELECT_IN : 0) | (what & EV_WRITE ? CURL_CSELECT_OUT : 0);
    lib.curl_multi_socket_action(engine->multi, fd, flags, &running);
    finish_all(engine);
}

static void on_timer(evutil_socket_t fd, short what, void *arg)
{
    struct engine *engine = arg;
    int running;
    (void)fd;
    (void)what;
    lib.curl_multi_socket_action(engine->multi, CURL_SOCKET_TIMEOUT, 0, &running);
    finish_all(engine);
}

static int watch_socket(CURL *easy, curl_socket_t fd, int what, void *arg, void *known)
{
    struct engine *engine = arg;
    struct watch *watch = known;
    (void)easy;
    if (watch)
        event_free(watch->event);
    if (what == CURL_POLL_REMOVE) {
        free(watch);
        return 0;
    }
    short events = (short)((what & CURL_POLL_IN ? EV_READ : 0) |
                           (what & CURL_POLL_OUT ? EV_WRITE : 0) | EV_PERSIST);
    if (!watch)
        watch = calloc(1, sizeof *watch);
    if (!watch)
        return -1;
    watch->event = event_new(mt_host_base(engine->host), fd, events, on_socket, engine);
    if (watch->event)
        event_add(watch->event, NULL);
    lib.curl_multi_assign(engine->multi, fd, watch);
    return watch->event ? 0 : -1;
}

static int set_timer(CURLM *multi, long ms, void *arg)
{
    struct engine *engine = arg;
    struct timeval wait = {.tv_sec = ms / 1000, .tv_usec = ms % 1000 * 1000};
    (void)multi;
    if (ms < 0)
        event_del(engine->timer);
    else
        event_add(engine->timer, &wait);
    return 0;
}

/* ---- requests ---- */

static const char *text_option(lua_State *L, const char *name)
{
    lua_getfield(L, 1, name); /* stays on the stack, and so alive */
    return lua_tostring(L, -1);
}

static double number_option(lua_State *L, const char *name, double otherwise)
{
    lua_getfield(L, 1, name);
    double n = lua_isnumber(L, -1) ? lua_tonumber(L, -1) : otherwise;
    lua_pop(L, 1);
    return n;
}

static void set_text(struct transfer *t, CURLoption option, const char *text)
{
    if (text)
        lib.curl_easy_setopt(t->easy, option, text);
}

static void set_headers(lua_State *L, struct transfer *t)
{
    lua_getfield(L, 1, "headers");
    for (int i = 1; lua_istable(L, -1) && i <= (int)lua_objlen(L, -1); i++) {
        lua_rawgeti(L, -1, i);
        struct curl_slist *longer = lib.curl_slist_append(t->headers, lua_tostring(L, -1));
        if (longer)
            t->headers = longer;
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
    lib.curl_easy_setopt(t->easy, CURLOPT_HTTPHEADER, t->headers);
}

static void set_body(lua_State *L, struct transfer *t)
{
    size_t len;
    lua_getfield(L, 1, "body");
    const char *body = lua_tolstring(L, -1, &len);
    if (body) {
        mt_buf_add(&t->request, body, len);
        lib.curl_easy_setopt(t->easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)len);
        lib.curl_easy_setopt(t->easy, CURLOPT_POSTFIELDS, t->request.data ? t->request.data : "");
    }
    lua_pop(L, 1);
}

static void set_tls(lua_State *L, struct transfer *t)
{
    set_text(t, CURLOPT_CAINFO, text_option(L, "ca"));
    set_text(t, CURLOPT_SSLCERT, text_option(L, "cert"));
    set_text(t, CURLOPT_SSLKEY, text_option(L, "key"));
    lua_getfield(L, 1, "verify");
    if (lua_isboolean(L, -1) && !lua_toboolean(L, -1)) {
        lib.curl_easy_setopt(t->easy, CURLOPT_SSL_VERIFYPEER, 0L);
        lib.curl_easy_setopt(t->easy, CURLOPT_SSL_VERIFYHOST, 0L);
    }
    lua_pop(L, 1);
}

static void set_options(lua_State *L, struct transfer *t)
{
    const char *method = text_option(L, "method");
    lib.curl_easy_setopt(t->easy, CURLOPT_PRIVATE, t);
    lib.curl_easy_setopt(t->easy, CURLOPT_ERRORBUFFER, t->error);
    lib.curl_easy_setopt(t->easy, CURLOPT_NOSIGNAL, 1L);
    lib.curl_easy_setopt(t->easy, CURLOPT_PROTOCOLS_STR, "http,https");
    lib.curl_easy_setopt(t->easy, CURLOPT_WRITEFUNCTION, take_body);
    lib.curl_easy_setopt(t->easy, CURLOPT_WRITEDATA, t);
    lib.curl_easy_setopt(t->easy, CURLOPT_HEADERFUNCTION, take_head);
    lib.curl_easy_setopt(t->easy, CURLOPT_HEADERDATA, t);
    lib.curl_easy_setopt(t->easy, CURLOPT_ACCEPT_ENCODING, ""); /* all that were built in */
    lib.curl_easy_setopt(t->easy, CURLOPT_TCP_KEEPALIVE, 1L);
    lib.curl_easy_setopt(t->easy, CURLOPT_TIMEOUT_MS,
                         (long)(number_option(L, "timeout", 30) * 1e3));
    lib.curl_easy_setopt(t->easy, CURLOPT_CONNECTTIMEOUT_MS,
                         (long)(number_option(L, "connect_timeout", 5) * 1e3));
    set_text(t, CURLOPT_URL, text_option(L, "url"));
    set_text(t, CURLOPT_USERNAME, text_option(L, "user"));
    set_text(t, CURLOPT_PASSWORD, text_option(L, "password"));
    set_text(t, CURLOPT_UNIX_SOCKET_PATH, text_option(L, "socket"));
    set_headers(L, t);
    set_body(L, t);
    if (strcmp(method, "HEAD") == 0)
        lib.curl_easy_setopt(t->easy, CURLOPT_NOBODY, 1L);
    else
        lib.curl_easy_setopt(t->easy, CURLOPT_CUSTOMREQUEST, method);
    set_tls(L, t);
}

static struct engine *engine_of(lua_State *L)
{
    lua_getfield(L, LUA_REGISTRYINDEX, ENGINE_KEY);
    struct engine *engine = lua_touserdata(L, -1);
    lua_pop(L, 1);
    return engine;
}

/* request(options): a response, or nil and why there is none. Options are checked before. */
static int request(lua_State *L)
{
    struct engine *engine = engine_of(L);
    luaL_checktype(L, 1, LUA_TTABLE);
    struct mt_task *task = mt_task_waiting(L);
    struct transfer *t = calloc(1, sizeof *t);
    if (!t || !(t->easy = lib.curl_easy_init())) {
        free(t);
        return luaL_error(L, "no memory for a request");
    }
    t->engine = engine;
    t->task = task;
    t->max_body = (size_t)number_option(L, "max_body", 64.0 * 1024 * 1024);
    t->next = engine->transfers;
    t->link = &engine->transfers;
    if (t->next)
        t->next->link = &t->next;
    engine->transfers = t;
    set_options(L, t);
    CURLMcode code = lib.curl_multi_add_handle(engine->multi, t->easy);
    if (code != CURLM_OK) {
        free_transfer(t);
        return luaL_error(L, "%s", lib.curl_multi_strerror(code));
    }
    return lua_yield(L, 0);
}

/* ---- helpers for http.lua ---- */

/* gzip(text) */
static int compress_text(lua_State *L)
{
    size_t len;
    const char *text = luaL_checklstring(L, 1, &len);
    z_stream z = {.next_in = (Bytef *)(uintptr_t)text, .avail_in = (uInt)len};
    struct mt_buf out = {0};
    luaL_argcheck(L, len < UINT32_MAX, 1, "too long to be compressed");
    if (deflateInit2(&z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return luaL_error(L, "no memory to compress");
    size_t bound = deflateBound(&z, len);
    z.next_out = (Bytef *)mt_buf_reserve(&out, bound);
    z.avail_out = (uInt)bound;
    int status = z.next_out ? deflate(&z, Z_FINISH) : Z_MEM_ERROR;
    deflateEnd(&z);
    if (status == Z_STREAM_END)
        lua_pushlstring(L, out.data, z.total_out);
    mt_buf_free(&out);
    return status == Z_STREAM_END ? 1 : luaL_error(L, "no memory to compress");
}

/* parse_date(text): seconds since the epoch, or nil. RFC 9110, 5.6.7. */
static int parse_date(lua_State *L)
{
    time_t at = lib.curl_getdate(luaL_checkstring(L, 1), NULL);
    if (at < 0)
        lua_pushnil(L);
    else
        lua_pushnumber(L, (lua_Number)at);
    return 1;
}

/* ---- life ---- */

static int free_engine(lua_State *L)
{
    struct engine *engine = lua_touserdata(L, 1);
    while (engine->transfers)
        free_transfer(engine->transfers);
    if (engine->multi)
        lib.curl_multi_cleanup(engine->multi);
    if (engine->timer)
        event_free(engine->timer);
    return 0;
}

static void new_engine(lua_State *L)
{
    struct engine *engine = lua_newuserdata(L, sizeof *engine);
    *engine = (struct engine){.host = mt_host_of(L)};
    luaL_newmetatable(L, ENGINE_TYPE);
    lua_pushcfunction(L, free_engine);
    lua_setfield(L, -2, "__gc");
    lua_setmetatable(L, -2);
    lua_setfield(L, LUA_REGISTRYINDEX, ENGINE_KEY);
    lib.curl_global_init(CURL_GLOBAL_DEFAULT);
    engine->multi = lib.curl_multi_init();
    engine->timer = event_new(mt_host_base(engine->host), -1, 0, on_timer, engine);
    if (!engine->multi || !engine->timer)
        luaL_error(L, "no memory for HTTP");
    lib.curl_multi_setopt(engine->multi, CURLMOPT_SOCKETFUNCTION, watch_socket);
    lib.curl_multi_setopt(engine->multi, CURLMOPT_SOCKETDATA, engine);
    lib.curl_multi_setopt(engine->multi, CURLMOPT_TIMERFUNCTION, set_timer);
    lib.curl_multi_setopt(engine->multi, CURLMOPT_TIMERDATA, engine);
}

int mt_open_http(lua_State *L)
{
    static const luaL_Reg functions[] = {
        {"request", request}, {"gzip", compress_text}, {"parse_date", parse_date}, {NULL, NULL}};
    mt_library_load(L, "moontail.http", "libcurl.so.4", "libcurl4", function_names, &lib);
    new_engine(L);
    lua_newtable(L);
    luaL_register(L, NULL, functions);
    lua_pushstring(L, lib.curl_version());
    lua_setfield(L, -2, "version");
    return 1;
}

#else

int mt_open_http(lua_State *L)
{
    return mt_library_absent(L, "moontail.http", "libcurl4-openssl-dev");
}

#endif
