/* Owns everything said to a server: connecting, the stream of its log, questions about its tables.
 * The only file that knows the client library, MySQL's or MariaDB's.
 *
 * The stream: COM_BINLOG_DUMP, then a packet for each event behind one status byte (MySQL
 * "Replication Protocol" pages and sql/rpl_source.cc; MariaDB KB "Replication protocol" and
 * sql/sql_repl.cc). */
#include "source/replica.h"

#include <errmsg.h>
#include <mysql.h>

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/cursor.h"
#include "binlog/framing.h"

#ifdef MARIADB_PACKAGE_VERSION_ID
#define CONNECTOR_C 1
#endif

#define OPTION_GROUP       "moontail"
#define MAX_PACKET         (1ul << 30) /* the largest that a server sends */
#define QUESTION_TIMEOUT_S 300
#define CONNECT_TIMEOUT_S  10
#define HEARTBEAT_MS       10000

/* COM_BINLOG_DUMP has 32 bits for the position: beyond it the file is read from its start. */
#ifndef DUMP_POSITION_MAX
#define DUMP_POSITION_MAX UINT32_MAX
#endif
#define DUMP_SEND_ANNOTATE_ROWS 2 /* a flag of MariaDB's command */

struct replica {
    struct mt_source base;
    struct mt_replica_options options;
    char *name;
    int wake_fd; /* readable for ever once interrupted */
    _Atomic bool interrupted;
    pthread_mutex_t lock; /* of socket, against its being closed while it is shut down */
    int socket;

    MYSQL *mysql;
    bool mariadb;
#ifndef CONNECTOR_C
    MYSQL_RPL rpl;
#endif
    struct mt_framing framing;
    uint64_t skip_until; /* drop what stands before; 0: nothing */
    uint64_t started_at; /* the position asked for */
    const char *latest;  /* file that a start at the latest position meant, at first */
    uint64_t latest_position;
    char identity[128]; /* of the server that was opened first */
};

/* ---- errors ---- */

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
    {CR_AUTH_PLUGIN_CANNOT_LOAD, MT_ERR_SERVER,
     "install the client library's plugin for this way of logging in"},
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

/* 1236 says many things, its text tells which; 4052 is MariaDB's number for one of them. */
static const struct {
    const char *part;
    const char *advice;
} stream_refusals[] = {
    {"same server_uuid/server_id",
     "another replica uses the same server id: give each its own (--server-id)"},
    {"ould not find first log",
     "the server has no such file any more: what came since is lost to this job, so rebuild its "
     "target, then start with --reset"},
    {"purged",
     "the server has removed logs that were not read yet: what came since is lost to this job, so "
     "rebuild its target, then start with --reset"},
    {"file size", "the position is beyond the end of the file: was the server restored or reset?"},
    {"impossible position",
     "the position is beyond the end of the file: was the server restored or reset?"},
    {"bogus data", "no event starts at this position"},
    {"max_allowed_packet", "no event starts at this position, or raise the server's limit"},
    {"misplaced", "no event starts at this position"},
    {"not open", "set log_bin on the server and restart it"},
};

static const char *advice_on_refusal(const char *text)
{
    for (size_t i = 0; i < sizeof stream_refusals / sizeof *stream_refusals; i++)
        if (strstr(text, stream_refusals[i].part))
            return stream_refusals[i].advice;
    return NULL;
}

/* name: of the server; doing: "cannot ..."; grant: what a refused privilege needs, or NULL. */
static int fail_mysql(MYSQL *mysql, const char *name, const char *doing, const char *grant,
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

static void set_flag(MYSQL *mysql, enum mysql_option option, bool on)
{
    char value = on;
    mysql_options(mysql, option, &value);
}

#ifdef CONNECTOR_C

/* The library asks this before each wait; what it waits for has no room for an argument. */
static _Thread_local int wake_fd_of_thread = -1;

static int wait_for_socket(my_socket socket, my_bool for_reading, int timeout_ms)
{
    struct pollfd fds[] = {{.fd = socket, .events = for_reading ? POLLIN : POLLOUT},
                           {.fd = wake_fd_of_thread, .events = POLLIN}};
    int n;
    do {
        n = poll(fds, 2, timeout_ms);
    } while (n < 0 && errno == EINTR);
    if (n > 0 && fds[1].revents) {
        errno = EINTR;
        return -1;
    }
    if (n == 0)
        errno = ETIMEDOUT;
    return n;
}

/* The library checks a certificate's chain where it has a CA, its name only when told to verify.
 * What it calls enforced it still gives up when the server has no TLS: see check_tls. */
static int set_tls(MYSQL *mysql, const struct mt_connect_options *options, struct mt_err *err)
{
    static const struct {
        const char *name;
        bool wanted, verified;
    } modes[] = {
        {"DISABLED", false, false}, {"PREFERRED", true, false},      {"REQUIRED", true, false},
        {"VERIFY_CA", true, true},  {"VERIFY_IDENTITY", true, true},
    };
    const char *ca = options->ssl_ca, *mode = options->ssl_mode;
    if (ca || options->ssl_cert || options->ssl_key)
        mysql_ssl_set(mysql, options->ssl_key, options->ssl_cert, ca, NULL, NULL);
    for (size_t i = 0; mode && i < sizeof modes / sizeof *modes; i++)
        if (strcasecmp(mode, modes[i].name) == 0) {
            bool chain_is_enough = ca && strcasecmp(mode, "VERIFY_CA") == 0;
            set_flag(mysql, MYSQL_OPT_SSL_ENFORCE, modes[i].wanted);
            set_flag(mysql, MYSQL_OPT_SSL_VERIFY_SERVER_CERT,
                     modes[i].verified && !chain_is_enough);
            return 0;
        }
    return mode ? mt_fail(err, MT_ERR_USAGE, "--ssl-mode=%s is not known", mode) : 0;
}

static bool connect_now(MYSQL *mysql, const struct mt_connect_options *o, int wake_fd)
{
    int (*wait)(my_socket, my_bool, int) = wait_for_socket;
    wake_fd_of_thread = wake_fd;
    mysql_optionsv(mysql, MARIADB_OPT_IO_WAIT, (void *)wait);
    return mysql_real_connect(mysql, o->host, o->user, o->password, NULL, o->port, o->socket, 0);
}

static int socket_of(MYSQL *mysql)
{
    return (int)mysql_get_socket(mysql);
}

/* The server lists us among its replicas. uint<4> server id, three names with their lengths before
 * them, uint<2> port, uint<4> rank, uint<4> source id. */
static int register_replica(struct replica *replica)
{
    uint8_t body[4 + 3 + 2 + 4 + 4] = {0};
    for (int i = 0; i < 4; i++)
        body[i] = (uint8_t)(replica->options.server_id >> (8 * i));
    MYSQL *mysql = replica->mysql;
    return mysql->methods->db_command(mysql, COM_REGISTER_SLAVE, (const char *)body, sizeof body, 0,
                                      NULL);
}

/* uint<4> position, uint<2> flags, uint<4> server id, the file's name. */
static int open_stream(struct replica *replica, const char *file, uint32_t position, unsigned flags)
{
    struct mt_buf body = {0};
    uint64_t fields = position | (uint64_t)flags << 32;
    for (int i = 0; i < 6; i++)
        mt_buf_addc(&body, (char)(fields >> (8 * i)));
    for (int i = 0; i < 4; i++)
        mt_buf_addc(&body, (char)(replica->options.server_id >> (8 * i)));
    mt_buf_adds(&body, file);
    MYSQL *mysql = replica->mysql;
    int rc = body.failed
                 ? -1
                 : mysql->methods->db_command(mysql, COM_BINLOG_DUMP, body.data, body.len, 1, NULL);
    mt_buf_free(&body);
    return rc;
}

/* 0 a packet, its status byte included; 1 the server ended the stream; -1 failed. */
static int next_packet(struct replica *replica, const uint8_t **data, unsigned long *size)
{
    *size = mysql_net_read_packet(replica->mysql);
    *data = replica->mysql->net.read_pos;
    if (*size == packet_error)
        return -1;
    return *size == 0 || (**data == 0xfe && *size < 9) ? 1 : 0;
}

static void close_stream(struct replica *replica)
{
    (void)replica;
}

#else

static int set_tls(MYSQL *mysql, const struct mt_connect_options *options, struct mt_err *err)
{
    static const struct {
        const char *name;
        enum mysql_ssl_mode mode;
    } modes[] = {
        {"DISABLED", SSL_MODE_DISABLED},
        {"PREFERRED", SSL_MODE_PREFERRED},
        {"REQUIRED", SSL_MODE_REQUIRED},
        {"VERIFY_CA", SSL_MODE_VERIFY_CA},
        {"VERIFY_IDENTITY", SSL_MODE_VERIFY_IDENTITY},
    };
    if (options->ssl_ca)
        mysql_options(mysql, MYSQL_OPT_SSL_CA, options->ssl_ca);
    if (options->ssl_cert)
        mysql_options(mysql, MYSQL_OPT_SSL_CERT, options->ssl_cert);
    if (options->ssl_key)
        mysql_options(mysql, MYSQL_OPT_SSL_KEY, options->ssl_key);
    /* without TLS the password goes encrypted by the server's key */
    set_flag(mysql, MYSQL_OPT_GET_SERVER_PUBLIC_KEY, true);
    if (!options->ssl_mode)
        return 0;
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
        if (strcasecmp(options->ssl_mode, modes[i].name) == 0) {
            unsigned mode = modes[i].mode;
            mysql_options(mysql, MYSQL_OPT_SSL_MODE, &mode);
            return 0;
        }
    return mt_fail(err, MT_ERR_USAGE, "--ssl-mode=%s is not known", options->ssl_mode);
}

/* Not to be interrupted before its timeout: connecting in steps would be, but leaves the library
 * without its read timeout (seen with 9.7), so that a silent link would go unnoticed. */
static bool connect_now(MYSQL *mysql, const struct mt_connect_options *o, int wake_fd)
{
    (void)wake_fd;
    return mysql_real_connect(mysql, o->host, o->user, o->password, NULL, o->port, o->socket, 0);
}

static int socket_of(MYSQL *mysql)
{
    return (int)mysql->net.fd;
}

/* The library has no way to say it; servers stream to unregistered replicas all the same. */
static int register_replica(struct replica *replica)
{
    (void)replica;
    return 0;
}

static int open_stream(struct replica *replica, const char *file, uint32_t position, unsigned flags)
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

static int next_packet(struct replica *replica, const uint8_t **data, unsigned long *size)
{
    if (mysql_binlog_fetch(replica->mysql, &replica->rpl) != 0)
        return -1;
    *data = replica->rpl.buffer;
    *size = replica->rpl.size;
    return *size == 0 ? 1 : 0;
}

static void close_stream(struct replica *replica)
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

static void keep_alive(int fd)
{
    static const struct {
        int level, option, value;
    } options[] = {{SOL_SOCKET, SO_KEEPALIVE, 1},
                   {IPPROTO_TCP, TCP_KEEPIDLE, 30},
                   {IPPROTO_TCP, TCP_KEEPINTVL, 10},
                   {IPPROTO_TCP, TCP_KEEPCNT, 3}};
    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        setsockopt(fd, options[i].level, options[i].option, &options[i].value,
                   sizeof options[i].value); /* fails on a Unix socket, which needs it not */
}

static int run_sql(MYSQL *mysql, const char *sql, const char *name, const char *grant,
                   struct mt_err *err)
{
    return mysql_query(mysql, sql) == 0
               ? 0
               : fail_mysql(mysql, name, "the server refuses a question", grant, err);
}

/* A mode that asks for TLS must not end without it. */
static int check_tls(MYSQL *mysql, const struct mt_connect_options *options, const char *name,
                     struct mt_err *err)
{
    const char *mode = options->ssl_mode;
    if (!mode || strcasecmp(mode, "DISABLED") == 0 || strcasecmp(mode, "PREFERRED") == 0 ||
        mysql_get_ssl_cipher(mysql))
        return 0;
    return mt_fail(err, MT_ERR_SERVER,
                   "%s: the server has no TLS, which --ssl-mode=%s asks for; set up its "
                   "certificate, or give another mode",
                   name, mode);
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

static MYSQL *new_connection(const struct mt_connect_options *options, unsigned read_timeout_s,
                             struct mt_err *err)
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
    mysql_options(mysql, MYSQL_READ_DEFAULT_GROUP, OPTION_GROUP);
    mysql_options(mysql, MYSQL_OPT_CONNECT_TIMEOUT, &connect_s);
    mysql_options(mysql, MYSQL_OPT_READ_TIMEOUT, &read_timeout_s);
    mysql_options(mysql, MYSQL_OPT_WRITE_TIMEOUT, &write_s);
    mysql_options(mysql, MYSQL_OPT_MAX_ALLOWED_PACKET, &max_packet);
    mysql_options(mysql, MYSQL_SET_CHARSET_NAME, "utf8mb4");
    if (options->host && options->port && !options->socket) {
        unsigned protocol = MYSQL_PROTOCOL_TCP; /* "localhost" with a port means the port */
        mysql_options(mysql, MYSQL_OPT_PROTOCOL, &protocol);
    }
    if (set_option_file(mysql, options->defaults_file, err) != 0 ||
        set_tls(mysql, options, err) != 0) {
        mysql_close(mysql);
        return NULL;
    }
    return mysql;
}

/* wake_fd: gives up when it becomes readable; -1: none. */
static MYSQL *connect_server(const struct mt_connect_options *options, const char *name,
                             unsigned read_timeout_s, int wake_fd, struct mt_err *err)
{
    MYSQL *mysql = new_connection(options, read_timeout_s, err);
    if (!mysql)
        return NULL;
    bool up = connect_now(mysql, options, wake_fd);
    if (!up) {
        fail_mysql(mysql, name, "cannot connect", NULL, err);
    } else {
        mysql->net.max_packet_size = MAX_PACKET; /* whatever an option file says */
        keep_alive(socket_of(mysql));
        up = check_tls(mysql, options, name, err) == 0 &&
             run_sql(mysql, "SET NAMES utf8mb4", name, NULL, err) == 0;
    }
    if (!up) {
        mysql_close(mysql);
        return NULL;
    }
    return mysql;
}

static char *name_of_server(const struct mt_connect_options *options)
{
    struct mt_buf name = {0};
    mt_buf_adds(&name, "mysql://");
    if (options->socket)
        mt_buf_adds(&name, options->socket);
    else if (options->host && strchr(options->host, ':'))
        mt_buf_printf(&name, "[%s]", options->host);
    else
        mt_buf_adds(&name, options->host ? options->host : "(option file)");
    if (options->port && !options->socket)
        mt_buf_printf(&name, ":%u", options->port);
    char *copy = strdup(mt_buf_str(&name));
    mt_buf_free(&name);
    return copy;
}

/* ---- questions ---- */

#define GRANT_STREAM "run GRANT REPLICATION SLAVE ON *.* TO this user"

struct where {
    char file[512];
    uint64_t position;
};

static bool is_mariadb(MYSQL *mysql)
{
    return strstr(mysql_get_server_info(mysql), "MariaDB") != NULL;
}

static void copy_string(char *to, size_t size, const char *from)
{
    snprintf(to, size, "%s", from ? from : "");
}

/* One row of one question; each(arg, row) is called where there is one. */
static int ask(MYSQL *mysql, const char *sql, const char *name, const char *grant,
               void (*each)(void *arg, MYSQL_ROW row), void *arg, struct mt_err *err)
{
    if (run_sql(mysql, sql, name, grant, err) != 0)
        return -1;
    MYSQL_RES *result = mysql_store_result(mysql);
    if (!result)
        return fail_mysql(mysql, name, "the server's answer did not arrive", NULL, err);
    MYSQL_ROW row;
    while ((row = mysql_fetch_row(result)))
        each(arg, row);
    mysql_free_result(result);
    return 0;
}

static void take_where(void *arg, MYSQL_ROW row)
{
    struct where *where = arg;
    copy_string(where->file, sizeof where->file, row[0]);
    where->position = row[1] ? strtoull(row[1], NULL, 10) : 0;
}

static int fail_log_off(const char *name, struct mt_err *err)
{
    return mt_fail(err, MT_ERR_SERVER,
                   "%s: the server writes no binary log; set log_bin (and binlog_format=ROW) and "
                   "restart it",
                   name);
}

/* MariaDB 10.5 gave the privilege another name. */
static const char *grant_for_status(MYSQL *mysql)
{
    return is_mariadb(mysql) && mysql_get_server_version(mysql) >= 100500
               ? "run GRANT BINLOG MONITOR ON *.* TO this user"
               : "run GRANT REPLICATION CLIENT ON *.* TO this user";
}

static int ask_where(MYSQL *mysql, const char *name, struct where *out, struct mt_err *err)
{
    bool new_words = !is_mariadb(mysql) && mysql_get_server_version(mysql) >= 80200;
    *out = (struct where){{0}, 0};
    if (ask(mysql, new_words ? "SHOW BINARY LOG STATUS" : "SHOW MASTER STATUS", name,
            grant_for_status(mysql), take_where, out, err) != 0)
        return -1;
    return out->file[0] ? 0 : fail_log_off(name, err);
}

struct variables {
    struct mt_server_info info;
    char server_id[16], log_bin[8];
};

static void take_variable(void *arg, MYSQL_ROW row)
{
#define FIELD(name, field)                                                            \
    {                                                                                 \
        name, offsetof(struct variables, field), sizeof((struct variables *)0)->field \
    }
    static const struct {
        const char *name;
        size_t at, size;
    } fields[] = {
        FIELD("version", info.version),
        FIELD("server_id", server_id),
        FIELD("server_uuid", info.server_uuid),
        FIELD("log_bin", log_bin),
        FIELD("binlog_format", info.binlog_format),
        FIELD("binlog_row_image", info.row_image),
        FIELD("binlog_row_metadata", info.row_metadata),
        FIELD("gtid_mode", info.gtid_mode),
    };
#undef FIELD
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (row[0] && strcasecmp(row[0], fields[i].name) == 0)
            copy_string((char *)arg + fields[i].at, fields[i].size, row[1]);
}

static int ask_variables(MYSQL *mysql, const char *name, struct mt_server_info *out,
                         struct mt_err *err)
{
    struct variables v = {0};
    if (ask(mysql,
            "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('version', 'server_id', 'server_uuid', "
            "'log_bin', 'binlog_format', 'binlog_row_image', 'binlog_row_metadata', 'gtid_mode')",
            name, NULL, take_variable, &v, err) != 0)
        return -1;
    v.info.mariadb = is_mariadb(mysql);
    v.info.server_id = (uint32_t)strtoul(v.server_id, NULL, 10);
    v.info.log_bin = strcasecmp(v.log_bin, "ON") == 0 || strcmp(v.log_bin, "1") == 0;
    *out = v.info;
    return 0;
}

/* Sets of several servers come with line breaks. */
static void take_gtid(void *arg, MYSQL_ROW row)
{
    struct mt_server_info *info = arg;
    size_t n = 0;
    for (const char *s = row[0] ? row[0] : ""; *s && n + 1 < sizeof info->gtid; s++)
        if (*s != '\n')
            info->gtid[n++] = *s;
    info->gtid[n] = '\0';
}

/* Not from SHOW VARIABLES, which cuts at 1024 characters. Servers before GTIDs refuse, which is an
 * answer. */
static void ask_gtid(MYSQL *mysql, const char *name, struct mt_server_info *info)
{
    struct mt_err ignored = {0};
    ask(mysql, info->mariadb ? "SELECT @@GLOBAL.gtid_binlog_pos" : "SELECT @@GLOBAL.gtid_executed",
        name, NULL, take_gtid, info, &ignored);
}

int mt_replica_info(const struct mt_connect_options *options, struct mt_server_info *out,
                    struct mt_err *err)
{
    char *name = name_of_server(options);
    MYSQL *mysql = name ? connect_server(options, name, QUESTION_TIMEOUT_S, -1, err) : NULL;
    int rc = mysql ? ask_variables(mysql, name, out, err) : -1;
    if (rc == 0 && !out->log_bin)
        rc = fail_log_off(name, err);
    struct where where;
    if (rc == 0 && (rc = ask_where(mysql, name, &where, err)) == 0) {
        memcpy(out->file, where.file, sizeof out->file);
        out->position = where.position;
        ask_gtid(mysql, name, out);
    }
    if (mysql)
        mysql_close(mysql);
    free(name);
    return rc;
}

/* ---- the tables ---- */

#define OWN_SCHEMAS "('mysql', 'sys', 'information_schema', 'performance_schema')"

/* A stored result, sorted by its first columns, to be looked up in. */
struct lookup {
    MYSQL_RES *result;
    MYSQL_ROW *rows;
    size_t count;
};

static int compare_names(MYSQL_ROW a, MYSQL_ROW b, int columns)
{
    int order = 0;
    for (int i = 0; i < columns && order == 0; i++)
        order = strcmp(a[i] ? a[i] : "", b[i] ? b[i] : "");
    return order;
}

static int by_two_names(const void *a, const void *b)
{
    return compare_names(*(const MYSQL_ROW *)a, *(const MYSQL_ROW *)b, 2);
}

static int by_three_names(const void *a, const void *b)
{
    return compare_names(*(const MYSQL_ROW *)a, *(const MYSQL_ROW *)b, 3);
}

static int fill_lookup(MYSQL *mysql, const char *sql, const char *name,
                       int (*order)(const void *, const void *), struct lookup *out,
                       struct mt_err *err)
{
    if (run_sql(mysql, sql, name, NULL, err) != 0)
        return -1;
    out->result = mysql_store_result(mysql);
    if (!out->result)
        return fail_mysql(mysql, name, "the server's answer did not arrive", NULL, err);
    size_t count = (size_t)mysql_num_rows(out->result);
    out->rows = malloc((count + 1) * sizeof *out->rows);
    if (!out->rows)
        return mt_fail(err, MT_ERR_NOMEM, "out of memory for the server's tables");
    for (MYSQL_ROW row; out->count < count && (row = mysql_fetch_row(out->result));)
        out->rows[out->count++] = row;
    qsort(out->rows, out->count, sizeof *out->rows, order);
    return 0;
}

static MYSQL_ROW look_up(const struct lookup *lookup, MYSQL_ROW names,
                         int (*order)(const void *, const void *))
{
    MYSQL_ROW *found = bsearch(&names, lookup->rows, lookup->count, sizeof names, order);
    return found ? *found : NULL;
}

static void free_lookup(struct lookup *lookup)
{
    free(lookup->rows);
    if (lookup->result)
        mysql_free_result(lookup->result);
}

struct tables {
    struct lookup views; /* schema, name */
    struct lookup keys;  /* schema, table, column, place in the primary key */
};

static int give_columns(MYSQL *mysql, const char *name, const struct tables *tables,
                        int (*each)(void *, const struct mt_column_row *, struct mt_err *),
                        void *arg, struct mt_err *err)
{
    MYSQL_RES *result = mysql_use_result(mysql);
    if (!result)
        return fail_mysql(mysql, name, "the server's answer did not arrive", NULL, err);
    int rc = 0;
    MYSQL_ROW r;
    while (rc == 0 && (r = mysql_fetch_row(result))) {
        if (look_up(&tables->views, r, by_two_names))
            continue;
        MYSQL_ROW key = look_up(&tables->keys, r, by_three_names);
        struct mt_column_row row = {
            .schema = r[0],
            .table = r[1],
            .name = r[2],
            .position = r[3] ? (unsigned)strtoul(r[3], NULL, 10) : 0,
            .column_type = r[4],
            .nullable = r[5] && strcasecmp(r[5], "YES") == 0,
            .charset = r[6],
            .collation = r[7],
            .key_position = key && key[3] ? (unsigned)strtoul(key[3], NULL, 10) : 0,
            .extra = r[8],
        };
        rc = each(arg, &row, err);
    }
    if (rc == 0 && mysql_errno(mysql))
        rc = fail_mysql(mysql, name, "the list of columns broke off", NULL, err);
    mysql_free_result(result);
    return rc;
}

static int ask_columns(MYSQL *mysql, const char *name, struct tables *tables,
                       int (*each)(void *, const struct mt_column_row *, struct mt_err *),
                       void *arg, struct mt_err *err)
{
    if (fill_lookup(mysql,
                    "SELECT TABLE_SCHEMA, TABLE_NAME FROM information_schema.TABLES WHERE "
                    "TABLE_TYPE LIKE '%VIEW' AND TABLE_SCHEMA NOT IN " OWN_SCHEMAS,
                    name, by_two_names, &tables->views, err) != 0 ||
        fill_lookup(mysql,
                    "SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, SEQ_IN_INDEX FROM "
                    "information_schema.STATISTICS WHERE INDEX_NAME = 'PRIMARY' AND TABLE_SCHEMA "
                    "NOT IN " OWN_SCHEMAS,
                    name, by_three_names, &tables->keys, err) != 0 ||
        run_sql(mysql,
                "SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, ORDINAL_POSITION, COLUMN_TYPE, "
                "IS_NULLABLE, CHARACTER_SET_NAME, COLLATION_NAME, EXTRA FROM "
                "information_schema.COLUMNS WHERE TABLE_SCHEMA NOT IN " OWN_SCHEMAS
                " ORDER BY TABLE_SCHEMA, TABLE_NAME, ORDINAL_POSITION",
                name, NULL, err) != 0)
        return -1;
    return give_columns(mysql, name, tables, each, arg, err);
}

int mt_replica_columns(const struct mt_connect_options *options,
                       int (*each)(void *arg, const struct mt_column_row *row, struct mt_err *err),
                       void *arg, struct mt_err *err)
{
    char *name = name_of_server(options);
    MYSQL *mysql = name ? connect_server(options, name, QUESTION_TIMEOUT_S, -1, err) : NULL;
    struct tables tables = {0};
    int rc = mysql ? ask_columns(mysql, name, &tables, each, arg, err) : -1;
    free_lookup(&tables.views);
    free_lookup(&tables.keys);
    if (mysql)
        mysql_close(mysql);
    free(name);
    return rc;
}

/* ---- the stream ---- */

static void set_socket(struct replica *replica, int fd)
{
    pthread_mutex_lock(&replica->lock);
    replica->socket = fd;
    pthread_mutex_unlock(&replica->lock);
}

static void disconnect(struct replica *replica)
{
    if (!replica->mysql)
        return;
    set_socket(replica, -1);
    close_stream(replica);
    mysql_close(replica->mysql);
    replica->mysql = NULL;
}

/* Settings of the session that the server looks at when it streams; those that it does not know
 * do no harm. The server id stands in the uuid, so that it is as stable. */
static int set_up_session(struct replica *replica, struct mt_err *err)
{
    char text[1024];
    unsigned long long ns = replica->options.heartbeat_ms * 1000000ull;
    /* a server before checksums refuses this, and then has none */
    mysql_query(replica->mysql, "SET @master_binlog_checksum = @@GLOBAL.binlog_checksum, "
                                "@source_binlog_checksum = @@GLOBAL.binlog_checksum");
    snprintf(text, sizeof text,
             "SET @master_heartbeat_period = %llu, @source_heartbeat_period = %llu, "
             "@mariadb_slave_capability = 4, "
             "@slave_uuid = '6d6f6f6e-7461-896c-8000-0000%08x', @replica_uuid = @slave_uuid, "
             "@@SESSION.net_write_timeout = 3600",
             ns, ns, replica->options.server_id);
    return run_sql(replica->mysql, text, replica->name, NULL, err);
}

/* Positions of another server's log mean nothing in this one's. */
static int check_identity(struct replica *replica, struct mt_err *err)
{
    struct mt_server_info info;
    char identity[sizeof replica->identity];
    if (ask_variables(replica->mysql, replica->name, &info, err) != 0)
        return -1;
    if (!info.log_bin)
        return fail_log_off(replica->name, err);
    snprintf(identity, sizeof identity, "server id %u%s%s", info.server_id,
             info.server_uuid[0] ? ", uuid " : "", info.server_uuid);
    if (info.server_id == replica->options.server_id)
        return mt_fail(err, MT_ERR_SERVER,
                       "%s: the server's own id is %u, as ours: give another with --server-id",
                       replica->name, info.server_id);
    if (!replica->identity[0])
        memcpy(replica->identity, identity, sizeof identity);
    if (strcmp(replica->identity, identity) != 0)
        return mt_fail(err, MT_ERR_SERVER,
                       "%s: another server answers now (%s, it was %s), whose positions are not "
                       "those of the first; find the matching position, then start with --reset",
                       replica->name, identity, replica->identity);
    replica->mariadb = info.mariadb;
    return 0;
}

/* A start at the latest position is what it was the first time: nothing is passed over. */
static int resolve_start(struct replica *replica, const struct mt_start *start, struct where *out,
                         struct mt_err *err)
{
    *out = (struct where){"", MT_BINLOG_MAGIC_LEN}; /* no name: the server's first file */
    if (start->kind == MT_START_POSITION) {
        copy_string(out->file, sizeof out->file, start->file);
        out->position =
            start->position < MT_BINLOG_MAGIC_LEN ? MT_BINLOG_MAGIC_LEN : start->position;
    }
    if (start->kind != MT_START_LATEST)
        return 0;
    if (!replica->latest) {
        if (ask_where(replica->mysql, replica->name, out, err) != 0)
            return -1;
        replica->latest = mt_intern(out->file, strlen(out->file));
        replica->latest_position = out->position;
    }
    copy_string(out->file, sizeof out->file, replica->latest);
    out->position = replica->latest_position;
    return 0;
}

static int start_stream(struct replica *replica, const struct where *where, struct mt_err *err)
{
    uint64_t position = where->position;
    replica->started_at = position;
    replica->skip_until = 0;
    if (position > DUMP_POSITION_MAX) {
        replica->skip_until = position;
        position = MT_BINLOG_MAGIC_LEN;
    }
    mt_framing_start(&replica->framing, where->file, position);
    replica->framing.live = true;
    unsigned flags = replica->mariadb ? DUMP_SEND_ANNOTATE_ROWS : 0;
    if (register_replica(replica) != 0)
        return fail_mysql(replica->mysql, replica->name, "cannot register as a replica",
                          GRANT_STREAM, err);
    if (open_stream(replica, where->file, (uint32_t)position, flags) != 0)
        return fail_mysql(replica->mysql, replica->name, "cannot ask for the stream", GRANT_STREAM,
                          err);
    return 0;
}

static unsigned read_timeout_s(const struct replica *replica)
{
    return (3 * replica->options.heartbeat_ms + 999) / 1000;
}

static int open_replica(struct mt_source *base, const struct mt_start *start, struct mt_err *err)
{
    struct replica *replica = (struct replica *)base;
    struct where where;
    disconnect(replica);
    replica->mysql = connect_server(&replica->options.connect, replica->name,
                                    read_timeout_s(replica), replica->wake_fd, err);
    if (!replica->mysql)
        return -1;
    set_socket(replica, socket_of(replica->mysql));
    if (atomic_load(&replica->interrupted))
        return mt_fail(err, MT_ERR_IO, "%s: interrupted", replica->name);
    if (check_identity(replica, err) != 0 || set_up_session(replica, err) != 0 ||
        resolve_start(replica, start, &where, err) != 0)
        return -1;
    return start_stream(replica, &where, err);
}

static int fail_stream(struct replica *replica, struct mt_err *err)
{
    char doing[640];
    snprintf(doing, sizeof doing, "the stream broke at %s:%llu",
             replica->framing.file[0] ? replica->framing.file : "(first file)",
             (unsigned long long)replica->framing.position);
    return fail_mysql(replica->mysql, replica->name, doing, GRANT_STREAM, err);
}

static int fail_ended(const struct replica *replica, struct mt_err *err)
{
    return mt_fail(err, MT_ERR_IO,
                   "%s: the server ended the stream at %s:%llu (it shuts down, or the connection "
                   "was killed)",
                   replica->name, replica->framing.file,
                   (unsigned long long)replica->framing.position);
}

/* On the way to a position beyond 32 bits: the format is needed, what stands before is not.
 * 1 drop the event, 0 hand it out, -1 failed. */
static int pass_over(struct replica *replica, struct mt_raw_event *event, struct mt_err *err)
{
    if (event->artificial)
        return event->header.type == MT_EVENT_ROTATE;
    if (event->header.type == MT_EVENT_FORMAT_DESCRIPTION) {
        event->artificial = true;
        event->position = event->end_position = replica->skip_until;
        return 0;
    }
    if (event->position < replica->skip_until && event->end_position <= replica->skip_until)
        return 1;
    if (event->position != replica->skip_until)
        return mt_fail(err, MT_ERR_SERVER, "%s: no event starts at %s:%llu", replica->name,
                       event->file, (unsigned long long)replica->skip_until);
    replica->skip_until = 0;
    return 0;
}

/* MariaDB repeats how a file is encrypted after each start inside of it; it has decrypted what it
 * sends. */
static bool is_repeated_key(struct mt_cursor packet)
{
    const uint8_t *bytes = mt_take(&packet, MT_HEADER_LEN);
    if (!bytes)
        return false;
    struct mt_header header = mt_header_parse(bytes);
    return header.type == MT_EVENT_START_ENCRYPTION && header.end_position == 0;
}

static void fail_place(const struct replica *replica, const char *file, uint64_t position,
                       struct mt_err *err)
{
    unsigned long long at = position;
    mt_err_prefix(err, "%s: %s:%llu", replica->name, file, at);
    size_t n = strlen(err->msg);
    if (position == replica->started_at)
        snprintf(err->msg + n, sizeof err->msg - n,
                 " (reading started here: is %llu where an event starts?)", at);
}

/* 0 an event, 1 nothing, -1 failed. */
static int accept_packet(struct replica *replica, const uint8_t *data, unsigned long size,
                         struct mt_raw_event *out, struct mt_err *err)
{
    struct mt_cursor packet = mt_cursor(data, size);
    uint8_t status = mt_u8(&packet);
    if (status != 0 || mt_left(&packet) > UINT32_MAX)
        return mt_fail(err, MT_ERR_CORRUPT, "%s: a packet of the stream starts with %u, not 0",
                       replica->name, status);
    if (is_repeated_key(packet))
        return 1;
    const char *file = replica->framing.file;
    uint64_t position = replica->framing.position;
    if (mt_framing_accept(&replica->framing, packet.at, (uint32_t)mt_left(&packet), out, err) != 0)
        fail_place(replica, file, position, err);
    if (!out->file || !out->file[0])
        out->file = replica->framing.file; /* no file was asked for, the event has named it */
    return err->code == MT_OK ? 0 : -1;
}

static int next_event(struct mt_source *base, struct mt_raw_event *out, struct mt_err *err)
{
    struct replica *replica = (struct replica *)base;
    int rc;
    do {
        const uint8_t *data;
        unsigned long size;
        rc = next_packet(replica, &data, &size);
        if (atomic_load_explicit(&replica->interrupted, memory_order_relaxed))
            return 1;
        if (rc != 0)
            return rc < 0 ? fail_stream(replica, err) : fail_ended(replica, err);
        rc = accept_packet(replica, data, size, out, err);
        if (rc == 0 && replica->skip_until)
            rc = pass_over(replica, out, err);
    } while (rc == 1);
    return rc;
}

/* ---- life ---- */

static void interrupt_replica(struct mt_source *base)
{
    struct replica *replica = (struct replica *)base;
    uint64_t one = 1;
    atomic_store(&replica->interrupted, true);
    ssize_t written = write(replica->wake_fd, &one, sizeof one);
    (void)written; /* it stays readable once it is */
    pthread_mutex_lock(&replica->lock);
    if (replica->socket >= 0)
        shutdown(replica->socket, SHUT_RDWR);
    pthread_mutex_unlock(&replica->lock);
}

static const size_t option_strings[] = {
    offsetof(struct mt_connect_options, host),
    offsetof(struct mt_connect_options, user),
    offsetof(struct mt_connect_options, password),
    offsetof(struct mt_connect_options, socket),
    offsetof(struct mt_connect_options, ssl_mode),
    offsetof(struct mt_connect_options, ssl_ca),
    offsetof(struct mt_connect_options, ssl_cert),
    offsetof(struct mt_connect_options, ssl_key),
    offsetof(struct mt_connect_options, defaults_file),
};

static const char **option_string(struct mt_connect_options *options, size_t i)
{
    return (const char **)(void *)((char *)options + option_strings[i]);
}

/* false when out of memory. */
static bool own_strings(struct mt_connect_options *options)
{
    bool all = true;
    for (size_t i = 0; i < sizeof option_strings / sizeof *option_strings; i++) {
        const char **s = option_string(options, i);
        if (*s) {
            *s = strdup(*s);
            all &= *s != NULL;
        }
    }
    return all;
}

static void free_replica(struct mt_source *base)
{
    struct replica *replica = (struct replica *)base;
    disconnect(replica);
    for (size_t i = 0; i < sizeof option_strings / sizeof *option_strings; i++)
        free((void *)(uintptr_t)*option_string(&replica->options.connect, i));
    if (replica->wake_fd >= 0)
        close(replica->wake_fd);
    pthread_mutex_destroy(&replica->lock);
    free(replica->name);
    free(replica);
}

static const char *name_of(struct mt_source *base)
{
    return ((struct replica *)base)->name;
}

static const struct mt_source_ops replica_ops = {
    .open = open_replica,
    .next = next_event,
    .interrupt = interrupt_replica,
    .free = free_replica,
    .retries = true,
    .name = name_of,
};

int mt_source_replica_new(const struct mt_replica_options *options, struct mt_source **out,
                          struct mt_err *err)
{
    struct replica *replica = calloc(1, sizeof *replica);
    if (!replica)
        return mt_fail(err, MT_ERR_NOMEM, "out of memory for the source");
    replica->base.ops = &replica_ops;
    replica->options = *options;
    if (replica->options.heartbeat_ms == 0)
        replica->options.heartbeat_ms = HEARTBEAT_MS;
    replica->socket = -1;
    pthread_mutex_init(&replica->lock, NULL);
    replica->wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    int rc = 0;
    if (replica->wake_fd < 0)
        rc = mt_fail_sys(err, errno, "cannot make an eventfd");
    replica->name = name_of_server(&options->connect);
    if (!own_strings(&replica->options.connect) || !replica->name)
        rc = mt_fail(err, MT_ERR_NOMEM, "out of memory for the source");
    if (rc != 0) {
        free_replica(&replica->base);
        return -1;
    }
    *out = &replica->base;
    return 0;
}

uint32_t mt_server_id_from_name(const char *name)
{
    uint32_t hash = 2166136261u; /* FNV-1a */
    for (; *name; name++)
        hash = (hash ^ (uint8_t)*name) * 16777619u;
    return hash | 0x80000000u;
}

const char *mt_replica_library(void)
{
#ifdef CONNECTOR_C
    return "MariaDB Connector/C " MARIADB_PACKAGE_VERSION;
#else
    return "libmysqlclient " LIBMYSQL_VERSION;
#endif
}
