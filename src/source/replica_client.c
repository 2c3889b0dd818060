/* Owns connections: options, errors with their advice, and the two client libraries' ways to
 * send the dump command and to read its packets. */
#include "source/replica_parts.h"

#include <errmsg.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/cursor.h"

#define OPTION_GROUP      "moontail"
#define CONNECT_TIMEOUT_S 10
#define DEAD_AFTER_S      60 /* a host whose kernel answers nothing */

/* ---- errors ---- */

#define ADVICE_PLUGIN "install the client library's plugin for this way of logging in"
#define ADVICE_KEY                                                      \
    "connect with TLS (--ssl-mode=REQUIRED), or give the server's key " \
    "(--server-public-key-path, --get-server-public-key)"
#define ADVICE_NOBODY "is the server running there, and are host, port or socket right?"

/* What a server's or the library's number means for us. */
static const struct {
    unsigned number;
    enum mt_code code;
    const char *advice;
} known_errors[] = {
    {CR_CONNECTION_ERROR, MT_ERR_IO, ADVICE_NOBODY},
    {CR_CONN_HOST_ERROR, MT_ERR_IO, ADVICE_NOBODY},
    {CR_UNKNOWN_HOST, MT_ERR_IO, "check the host's name"},
    {CR_SERVER_GONE_ERROR, MT_ERR_IO, NULL},
    {CR_SERVER_LOST, MT_ERR_IO, NULL},
    {CR_MALFORMED_PACKET, MT_ERR_IO, NULL},
    {CR_SSL_CONNECTION_ERROR, MT_ERR_IO, "check the TLS options (--ssl-mode, --ssl-ca)"},
    {CR_OUT_OF_MEMORY, MT_ERR_NOMEM, NULL},
    {CR_AUTH_PLUGIN_CANNOT_LOAD, MT_ERR_SERVER, ADVICE_PLUGIN},
    {CR_AUTH_PLUGIN_ERR, MT_ERR_SERVER, NULL},
    {1040, MT_ERR_IO, "raise max_connections"},
    {1053, MT_ERR_IO, NULL}, /* shutting down */
    {1077, MT_ERR_IO, NULL},
    {1079, MT_ERR_IO, NULL},
    {1152, MT_ERR_IO, NULL}, /* connection aborted, network errors */
    {1158, MT_ERR_IO, NULL},
    {1159, MT_ERR_IO, NULL},
    {1160, MT_ERR_IO, NULL},
    {1161, MT_ERR_IO, NULL},
    {1184, MT_ERR_IO, NULL},
    {1317, MT_ERR_IO, NULL}, /* killed */
    {1927, MT_ERR_IO, NULL},
    {4031, MT_ERR_IO, NULL}, /* idle too long */
    {1045, MT_ERR_SERVER,
     "check the user and the password, and that the user may log in from here"},
    {1698, MT_ERR_SERVER, "this user does not log in by password: create one for moontail"},
    {1129, MT_ERR_SERVER, "run FLUSH HOSTS on the server"},
    {1130, MT_ERR_SERVER, "create the user for this host"},
    {3159, MT_ERR_SERVER, "the server wants TLS: --ssl-mode=REQUIRED"},
};

/* A replica with our id came later: the server keeps the younger one. */
#define ID_CLASH "with the same server_"

/* 1236 says many things, its text tells which; 4052 is MariaDB's number for one of them. */
static const struct {
    const char *part;
    const char *advice;
} stream_refusals[] = {
    {ID_CLASH, "another replica uses the same server id: give each its own (--server-id)"},
    {"ould not find first log",
     "the server has no such file any more: what came since is lost to this job, so rebuild its "
     "target, then start with --reset"},
    {"purged",
     "the server has removed logs that were not read yet: what came since is lost to this job, so "
     "rebuild its target, then start with --reset"},
    {"GTID_MODE", "go on by file and position, or switch gtid_mode on"},
    {"anonymous transaction",
     "its log holds transactions without GTIDs: go on by file and position (--reset --start "
     "FILE:POS)"},
    {"not in the master's binlog",
     "this server has not what was read here before: is it behind, was it reset or replaced?"},
    {"missing the GTID",
     "this server has not what was read here before: is it behind, was it reset or replaced?"},
    {"file size", "the position is beyond the end of the file: was the server restored or reset?"},
    {"impossible position",
     "the position is beyond the end of the file: was the server restored or reset?"},
    {"bogus data", "no event starts at this position"},
    {"max_allowed_packet", "no event starts at this position, or raise the server's limit"},
    {"misplaced", "no event starts at this position"},
    {"not open", "set log_bin on the server and restart it"},
};

bool mt_stream_id_clash(struct replica *replica)
{
    return replica->mysql && strstr(mysql_error(replica->mysql), ID_CLASH);
}

static const char *advice_on_refusal(const char *text)
{
    for (size_t i = 0; i < sizeof stream_refusals / sizeof *stream_refusals; i++)
        if (strstr(text, stream_refusals[i].part))
            return stream_refusals[i].advice;
    return NULL;
}

/* name: of the server; doing: "cannot ..."; grant: what a refused privilege needs, or NULL. */
int mt_server_fail(MYSQL *mysql, const char *name, const char *doing, const char *grant,
                   struct mt_err *err)
{
    unsigned number = mysql_errno(mysql);
    const char *text = mysql_error(mysql), *advice = NULL;
    enum mt_code code =
        number >= CR_MIN_ERROR && number <= CR_MAX_ERROR ? MT_ERR_IO : MT_ERR_SERVER;
    for (size_t i = 0; i < sizeof known_errors / sizeof *known_errors; i++)
        if (known_errors[i].number == number) {
            code = known_errors[i].code;
            advice = known_errors[i].advice;
        }
    if (strstr(text, "could not be loaded"))
        advice = ADVICE_PLUGIN;
    if (strstr(text, "requires secure connection"))
        advice = ADVICE_KEY;
    if (number == CR_SSL_CONNECTION_ERROR && grant)
        advice = NULL; /* it was up */
    if (number == 1236 || number == 4052)
        advice = advice_on_refusal(text);
    if (number == 1227 || number == 1142 || (number == 1045 && grant))
        advice = grant;
    mt_fail(err, code, "%s: %s: %s (%u)%s%s", name, doing, text, number, advice ? "; " : "",
            advice ? advice : "");
    err->sys = (int)number;
    return -1;
}

/* ---- what differs between the two client libraries ---- */

static void begin_wait(struct replica *replica)
{
    if (!replica->waits_ms)
        replica->waits_ms = mt_now_ms();
    mt_source_waits(&replica->base);
}

#ifdef CONNECTOR_C

#define COM_BINLOG_DUMP_GTID 0x1e

/* The library calls this before each wait; what it waits for has no room for an argument. */
static _Thread_local int wake_fd_of_thread = -1;
static _Thread_local struct replica *stream_of_thread;

int mt_stream_wait(my_socket socket, my_bool for_reading, int timeout_ms)
{
    struct replica *stream = for_reading ? stream_of_thread : NULL;
    if (stream && stream->semisync.over_tls)
        timeout_ms = (int)(3 * stream->options.heartbeat_ms); /* over TLS it gives us seconds */
    struct pollfd fds[] = {{.fd = socket, .events = for_reading ? POLLIN : POLLOUT},
                           {.fd = wake_fd_of_thread, .events = POLLIN},
                           {.fd = stream ? stream->semisync.due_fd : -1, .events = POLLIN}};
    int n;
    if (stream_of_thread)
        begin_wait(stream_of_thread);
    do {
        n = poll(fds, 3, timeout_ms);
        if (n > 0 && fds[2].revents && read(fds[2].fd, &(uint64_t){0}, sizeof(uint64_t)) > 0)
            mt_semisync_send_due(stream);
    } while ((n < 0 && errno == EINTR) || (n > 0 && !fds[0].revents && !fds[1].revents));
    if (n > 0 && fds[1].revents) {
        errno = EINTR;
        return -1;
    }
    if (n == 0)
        errno = ETIMEDOUT;
    return n;
}

static bool connect_now(MYSQL *mysql, const struct mt_connect_options *o,
                        const struct mt_host *host, int wake_fd)
{
    int (*wait)(my_socket, my_bool, int) = mt_stream_wait;
    wake_fd_of_thread = wake_fd;
    mysql_optionsv(mysql, MARIADB_OPT_IO_WAIT, (void *)wait);
    return mysql_real_connect(mysql, host->name, o->user, o->password, NULL, host->port, o->socket,
                              0);
}

int mt_stream_socket(MYSQL *mysql)
{
    return (int)mysql_get_socket(mysql);
}

/* The server lists us among its replicas. uint<4> server id, three names with their lengths before
 * them, uint<2> port, uint<4> rank, uint<4> source id. */
int mt_stream_register(struct replica *replica)
{
    uint8_t body[4 + 3 + 2 + 4 + 4] = {0};
    for (int i = 0; i < 4; i++)
        body[i] = (uint8_t)(replica->options.server_id >> (8 * i));
    MYSQL *mysql = replica->mysql;
    return mysql->methods->db_command(mysql, COM_REGISTER_SLAVE, (const char *)body, sizeof body, 0,
                                      NULL);
}

static int send_dump(struct replica *replica, unsigned command, struct mt_buf *body)
{
    MYSQL *mysql = replica->mysql;
    int rc = body->failed ? -1
                          : mysql->methods->db_command(mysql, (enum enum_server_command)command,
                                                       body->data, body->len, 1, NULL);
    mt_buf_free(body);
    stream_of_thread = replica;
    replica->tells_waits = !mysql_get_ssl_cipher(mysql); /* else it waits inside the TLS library */
    mt_packets_start(replica);
    return rc;
}

/* uint<4> position, uint<2> flags, uint<4> server id, the file's name. */
int mt_stream_open(struct replica *replica, const char *file, uint32_t position, unsigned flags)
{
    struct mt_buf body = {0};
    mt_buf_add_le(&body, position, 4);
    mt_buf_add_le(&body, flags, 2);
    mt_buf_add_le(&body, replica->options.server_id, 4);
    mt_buf_adds(&body, file);
    return send_dump(replica, COM_BINLOG_DUMP, &body);
}

/* The library does not know MySQL's command. uint<2> flags, uint<4> server id, uint<4> length of
 * the file's name and the name, uint<8> position, uint<4> length of the set and the set. */
int mt_stream_open_gtid(struct replica *replica, const struct mt_buf *set)
{
    struct mt_buf body = {0};
    mt_buf_add_le(&body, 0, 2);
    mt_buf_add_le(&body, replica->options.server_id, 4);
    mt_buf_add_le(&body, 0, 4);
    mt_buf_add_le(&body, MT_BINLOG_MAGIC_LEN, 8);
    mt_buf_add_le(&body, set->len, 4);
    mt_buf_add(&body, set->data, set->len);
    return send_dump(replica, COM_BINLOG_DUMP_GTID, &body);
}

/* 0 a packet, its status byte included; 1 the server ended the stream; -1 failed. */
int mt_stream_next(struct replica *replica, const uint8_t **data, unsigned long *size)
{
    mt_semisync_send_due(replica);
    if (replica->packets.ours) {
        if (mt_packets_next(replica, data, size) != 0)
            return -1;
    } else {
        if (!replica->tells_waits)
            begin_wait(replica);
        *size = mysql_net_read_packet(replica->mysql);
        *data = replica->mysql->net.read_pos;
        if (*size == packet_error)
            return -1;
    }
    return *size == 0 || (**data == 0xfe && *size < 9) ? 1 : 0;
}

void mt_stream_close(struct replica *replica)
{
    mt_buf_free(&replica->packets.room);
    stream_of_thread = NULL;
}

#else

/* Not to be interrupted before its timeout: connecting in steps would be, but leaves the library
 * without its read timeout (seen with 9.7), so that a silent link would go unnoticed. */
static bool connect_now(MYSQL *mysql, const struct mt_connect_options *o,
                        const struct mt_host *host, int wake_fd)
{
    (void)wake_fd;
    return mysql_real_connect(mysql, host->name, o->user, o->password, NULL, host->port, o->socket,
                              0);
}

int mt_stream_socket(MYSQL *mysql)
{
    return (int)mysql->net.fd;
}

/* The library has no way to say it; servers stream to unregistered replicas all the same. */
int mt_stream_register(struct replica *replica)
{
    (void)replica;
    return 0;
}

int mt_stream_open(struct replica *replica, const char *file, uint32_t position, unsigned flags)
{
    replica->rpl = (MYSQL_RPL){
        .file_name = file,
        .file_name_length = strlen(file),
        .start_position = position,
        .server_id = replica->options.server_id,
        .flags = flags,
    };
    return mysql_binlog_open(replica->mysql, &replica->rpl);
}

int mt_stream_open_gtid(struct replica *replica, const struct mt_buf *set)
{
    replica->rpl = (MYSQL_RPL){
        .file_name = "",
        .start_position = MT_BINLOG_MAGIC_LEN,
        .server_id = replica->options.server_id,
        .flags = MYSQL_RPL_GTID,
        .gtid_set_encoded_size = set->len,
        .gtid_set_arg = set->data, /* copied into the command */
    };
    return mysql_binlog_open(replica->mysql, &replica->rpl);
}

int mt_stream_next(struct replica *replica, const uint8_t **data, unsigned long *size)
{
    /* whether the library has a packet already, or will wait, it does not tell */
    begin_wait(replica);
    if (mysql_binlog_fetch(replica->mysql, &replica->rpl) != 0)
        return -1;
    *data = replica->rpl.buffer;
    *size = replica->rpl.size;
    return *size == 0 ? 1 : 0;
}

void mt_stream_close(struct replica *replica)
{
    mysql_binlog_close(replica->mysql, &replica->rpl);
}

#endif

/* ---- connecting ---- */

static pthread_key_t thread_key;

static void end_thread(void *used)
{
    (void)used;
    mysql_thread_end();
}

static void init_library(void)
{
    mysql_library_init(0, NULL, NULL);
    pthread_key_create(&thread_key, end_thread);
}

/* The kernel notices a dead peer while nothing is read (a full queue), and while we send. */
static void keep_alive(int fd, unsigned timeout_s)
{
    const struct {
        int level, option, value;
    } options[] = {{SOL_SOCKET, SO_KEEPALIVE, 1},
                   {IPPROTO_TCP, TCP_KEEPIDLE, 30},
                   {IPPROTO_TCP, TCP_KEEPINTVL, 10},
                   {IPPROTO_TCP, TCP_KEEPCNT, 3},
                   {IPPROTO_TCP, TCP_USER_TIMEOUT, (int)timeout_s * 1000}};
    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        setsockopt(fd, options[i].level, options[i].option, &options[i].value,
                   sizeof options[i].value); /* fails on a Unix socket, which needs it not */
}

int mt_server_run(MYSQL *mysql, const char *sql, const char *name, const char *grant,
                  struct mt_err *err)
{
    if (mysql_query(mysql, sql) == 0)
        return 0;
    bool was_asked = mysql_errno(mysql) < CR_MIN_ERROR || mysql_errno(mysql) > CR_MAX_ERROR;
    return mt_server_fail(
        mysql, name, was_asked ? "the server refuses a question" : "a question was not answered",
        grant, err);
}

/* The libraries pass over a file that is not there, and MySQL's looks elsewhere for a bare name. */
static int set_option_file(MYSQL *mysql, const char *path, struct mt_err *err)
{
    if (!path)
        return 0;
    char *full = realpath(path, NULL);
    if (!full || access(full, R_OK) != 0) {
        free(full);
        return mt_fail_sys(err, errno, "cannot read the option file %s", path);
    }
    mysql_options(mysql, MYSQL_READ_DEFAULT_FILE, full);
    free(full);
    return 0;
}

static MYSQL *new_connection(const struct mt_connect_options *options, const struct mt_host *host,
                             unsigned read_timeout_s, struct mt_err *err)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, init_library);
    pthread_setspecific(thread_key, &thread_key);
    MYSQL *mysql = mysql_init(NULL);
    if (!mysql) {
        mt_fail(err, MT_ERR_NOMEM, "out of memory for a connection");
        return NULL;
    }
    unsigned connect_s =
        options->connect_timeout_s ? options->connect_timeout_s : CONNECT_TIMEOUT_S;
    unsigned write_s = QUESTION_TIMEOUT_S;
    unsigned long max_packet = MAX_PACKET;
    const char *group = options->option_group ? options->option_group : OPTION_GROUP;
    mysql_options(mysql, MYSQL_READ_DEFAULT_GROUP, group);
    mysql_options(mysql, MYSQL_OPT_CONNECT_TIMEOUT, &connect_s);
    mysql_options(mysql, MYSQL_OPT_READ_TIMEOUT, &read_timeout_s);
    mysql_options(mysql, MYSQL_OPT_WRITE_TIMEOUT, &write_s);
    mysql_options(mysql, MYSQL_OPT_MAX_ALLOWED_PACKET, &max_packet);
    mysql_options(mysql, MYSQL_SET_CHARSET_NAME, "utf8mb4");
    if (host->name && host->port && !options->socket) {
        unsigned protocol = MYSQL_PROTOCOL_TCP; /* "localhost" with a port means the port */
        mysql_options(mysql, MYSQL_OPT_PROTOCOL, &protocol);
    }
    if (set_option_file(mysql, options->defaults_file, err) != 0 ||
        mt_tls_set(mysql, &options->tls, err) != 0) {
        mysql_close(mysql);
        return NULL;
    }
    return mysql;
}

MYSQL *mt_host_connect(const struct mt_connect_options *options, size_t i, const char *name,
                       unsigned read_timeout_s, int wake_fd, struct mt_err *err)
{
    const struct mt_host *host = &options->hosts->list[i];
    MYSQL *mysql = new_connection(options, host, read_timeout_s, err);
    if (!mysql)
        return NULL;
    bool up = connect_now(mysql, options, host, wake_fd);
    if (!up) {
        mt_server_fail(mysql, name, "cannot connect", NULL, err);
    } else {
        mysql->net.max_packet_size = MAX_PACKET; /* whatever an option file says */
        keep_alive(mt_stream_socket(mysql),
                   read_timeout_s < DEAD_AFTER_S ? read_timeout_s : DEAD_AFTER_S);
        up = mt_tls_check(mysql, &options->tls, name, err) == 0 &&
             mt_server_run(mysql, "SET NAMES utf8mb4", name, NULL, err) == 0;
    }
    if (!up) {
        mysql_close(mysql);
        return NULL;
    }
    return mysql;
}

void mt_err_add(struct mt_err *all, const struct mt_err *one)
{
    size_t n = strlen(all->msg);
    snprintf(all->msg + n, sizeof all->msg - n, "%s%s", n ? "; " : "", one->msg);
    all->code = one->code;
    all->sys = one->sys;
}

MYSQL *mt_server_connect(const struct mt_connect_options *options, unsigned read_timeout_s,
                         struct mt_err *err)
{
    return mt_server_connect_until(options, read_timeout_s, -1, err);
}

MYSQL *mt_server_connect_until(const struct mt_connect_options *options, unsigned read_timeout_s,
                               int wake_fd, struct mt_err *err)
{
    struct mt_hosts *hosts = options->hosts;
    size_t first = atomic_load(&hosts->current);
    MYSQL *mysql = NULL;
    for (size_t k = 0; !mysql && k < hosts->count; k++) {
        size_t i = (first + k) % hosts->count;
        struct mt_err one = {0};
        char *name = mt_host_name(options, i);
        if (!name)
            mt_fail(&one, MT_ERR_NOMEM, "out of memory for a connection");
        else if ((mysql = mt_host_connect(options, i, name, read_timeout_s, wake_fd, &one)))
            atomic_store(&hosts->current, i);
        free(name);
        if (!mysql)
            mt_err_add(err, &one);
        if (one.code != MT_ERR_IO)
            break;
    }
    return mysql;
}

/* ---- names ---- */

static void print_host(struct mt_buf *out, const struct mt_connect_options *options, size_t i)
{
    const struct mt_host *host = &options->hosts->list[i];
    if (options->socket)
        mt_buf_adds(out, options->socket);
    else if (host->name && strchr(host->name, ':'))
        mt_buf_printf(out, "[%s]", host->name);
    else
        mt_buf_adds(out, host->name ? host->name : "(option file)");
    if (host->port && !options->socket)
        mt_buf_printf(out, ":%u", host->port);
}

static char *print_hosts(const struct mt_connect_options *options, size_t first, size_t end)
{
    struct mt_buf name = {0};
    mt_buf_adds(&name, "mysql://");
    for (size_t i = first; i < end; i++) {
        mt_buf_adds(&name, i > first ? "," : "");
        print_host(&name, options, i);
    }
    char *copy = strdup(mt_buf_str(&name));
    mt_buf_free(&name);
    return copy;
}

char *mt_host_name(const struct mt_connect_options *options, size_t host)
{
    return print_hosts(options, host, host + 1);
}

char *mt_server_name(const struct mt_connect_options *options)
{
    return print_hosts(options, 0, options->hosts->count);
}
