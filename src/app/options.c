/* Owns the option table. */
#include "app/options.h"

#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/option_table.h"
#include "base/buf.h"
#include "base/nearest.h"
#include "binlog/framing.h"

#define AT(field) offsetof(struct mt_options, field)

const struct mt_option_spec mt_option_specs[] = {
    {"source", KIND_SOURCE, FOR_EACH | MAIN, 0, "SOURCE",
     "mysql://user@host, or files, a glob, an .index file, -"},
    {"start", KIND_TEXT, FOR_ALL | MAIN, AT(start), "POS",
     "earliest, latest, FILE:POS, gtid:SET or time:ISO"},
    {"until", KIND_TEXT, FOR_ALL | MAIN, AT(until), "POS",
     "end, FILE:POS, gtid:SET or time:ISO: then exit 0"},
    {"output", KIND_TEXT, FOR_RECORD | MAIN, AT(output), "FILE",
     "where the recording goes, - for stdout"},
    {"limit", KIND_NUMBER, FOR_RECORD | MAIN, AT(limit), "N",
     "stop behind the transaction with the Nth row change"},
    {"mask", KIND_MASK, FOR_RECORD | MAIN, 0, "GLOB",
     "replace the values of schema.table.column; again for more"},
    {"mask-key-file", KIND_TEXT, FOR_RECORD, AT(mask_key_file), "PATH",
     "makes the same of a value in every recording; default: a random key"},
    {"force", KIND_FLAG, FOR_RECORD | MAIN, AT(force), NULL, "overwrite the file"},
    {"follow", KIND_FLAG, FOR_ALL, AT(follow), NULL, "files: wait for more at the end"},
    {"tables", KIND_TEXT, FOR_ALL | MAIN, AT(tables), "GLOBS", "only these: 'shop.*,crm.users'"},
    {"ignore-tables", KIND_TEXT, FOR_ALL, AT(ignore_tables), "GLOBS", "all but these"},
    {"allow-missing-tables", KIND_FLAG, FOR_ALL, AT(allow_missing_tables), NULL,
     "a server: begin also when no table matches one of the globs"},
    {"checkpoint", KIND_TEXT, FOR_RUN | MAIN, AT(checkpoint), "WHERE",
     "PATH, redis://HOST/KEY, mysql://HOST/DB.TABLE or none"},
    {"checkpoint-interval", KIND_NUMBER, FOR_RUN, AT(checkpoint_interval), "SECONDS",
     "how often it is saved; default 1"},
    {"checkpoint-events", KIND_NUMBER, FOR_RUN, AT(checkpoint_events), "N",
     "also after so many events were handled; default: any number"},
    {"checkpoint-bytes", KIND_NUMBER, FOR_RUN, AT(checkpoint_bytes), "BYTES",
     "also after so many bytes of the log; default: any number"},
    {"reset", KIND_FLAG, FOR_RUN, AT(reset), NULL, "forget the checkpoint, begin at --start"},
    {"name", KIND_TEXT, FOR_RUN | MAIN, AT(name), "NAME", "of this job; default: the script's"},
    {"dry-run", KIND_FLAG, FOR_RUN | MAIN, AT(dry_run), NULL,
     "print what sinks would be sent; send and save nothing"},
    {"semi-sync", KIND_FLAG, FOR_RUN, AT(semi_sync), NULL,
     "a server: its commits wait until the sinks have the transaction"},
    {"lock", KIND_TEXT, FOR_RUN, AT(lock), "on|off",
     "a server: only one run of this name delivers, others wait; default on"},
    {"set", KIND_SET, FOR_RUN | MAIN, 0, "KEY=VALUE", "the script sees moontail.args.KEY"},
    {"set", KIND_TEXT, FOR_POSITION | MAIN, AT(put), "POS",
     "go on from there: FILE:POS, gtid:SET; with --source also time:ISO, earliest, latest"},
    {"rewind", KIND_TEXT, FOR_POSITION | MAIN, AT(rewind), "POS", "the same, but only back"},
    {"dead-letters", KIND_TEXT, FOR_RUN, AT(dead_letters), "PATH",
     "events of handlers with on_error = \"dead-letter\"; default NAME.dead-letters.jsonl"},
    {"bigint", KIND_TEXT, FOR_RUN, AT(bigint), "string|number",
     "string: BIGINT columns are always strings"},
    {"on-statement", KIND_TEXT, FOR_RUN | FOR_RECORD, AT(on_statement), "stop|ignore",
     "row changes logged as statements; default stop"},
    {"schema", KIND_TEXT, FOR_ALL, AT(schema), "FROM",
     "names the log does not carry: a dump.sql, or a URL"},
    {"on-unknown-schema", KIND_TEXT, FOR_ALL, AT(on_unknown_schema), "stop|positional",
     "tables whose columns nobody names; positional: @1, @2, ..."},
    {"server-id", KIND_NUMBER, FOR_EACH, AT(server_id), "N",
     "ours, as a replica; default: derived from the name"},
    {"heartbeat", KIND_NUMBER, FOR_ALL, AT(heartbeat), "SECONDS",
     "a server silent for three of these is dropped and retried; default 10"},
    {"queue-bytes", KIND_NUMBER, FOR_ALL, AT(queue_bytes), "BYTES",
     "how much is read ahead; default 1048576"},
    {"http", KIND_TEXT, FOR_RUN | MAIN, AT(http), "ADDR:PORT",
     "metrics, health, status page; ADDR is 127.0.0.1 if none"},
    {"http-token-file", KIND_TEXT, FOR_RUN, AT(http_token_file), "PATH",
     "first line: a token that each request must have; or MOONTAIL_HTTP_TOKEN"},
    {"health-timeout", KIND_NUMBER, FOR_RUN, AT(health_timeout), "SECONDS",
     "how long source, sinks and handlers may take before /healthz fails; default 60"},
    {"shutdown-timeout", KIND_NUMBER, FOR_RUN | FOR_RECORD, AT(shutdown_timeout), "SECONDS",
     "how long SIGTERM waits for the transaction and the sinks; default 10"},
    {"defaults-file", KIND_TEXT, FOR_EACH, AT(defaults_file), "PATH",
     "my.cnf to read ([client], [moontail])"},
    {"password-file", KIND_TEXT, FOR_EACH | MAIN, AT(password_file), "PATH",
     "first line is the password; or MOONTAIL_PASSWORD"},
    {"ssl-mode", KIND_TEXT, FOR_EACH, AT(tls.mode),
     "DISABLED|PREFERRED|REQUIRED|VERIFY_CA|VERIFY_IDENTITY",
     "whether TLS is used, and what of the server is verified"},
    {"ssl-ca", KIND_TEXT, FOR_EACH, AT(tls.ca), "PATH", "certificate authorities to trust"},
    {"ssl-capath", KIND_TEXT, FOR_EACH, AT(tls.capath), "PATH", "a folder of them"},
    {"ssl-crl", KIND_TEXT, FOR_EACH, AT(tls.crl), "PATH", "revoked certificates"},
    {"ssl-cert", KIND_TEXT, FOR_EACH, AT(tls.cert), "PATH", "our certificate"},
    {"ssl-key", KIND_TEXT, FOR_EACH, AT(tls.key), "PATH", "our key"},
    {"ssl-cipher", KIND_TEXT, FOR_EACH, AT(tls.cipher), "LIST", "ciphers to allow"},
    {"tls-version", KIND_TEXT, FOR_EACH, AT(tls.version), "LIST", "such as TLSv1.2,TLSv1.3"},
    {"server-public-key-path", KIND_TEXT, FOR_EACH, AT(tls.public_key), "PATH",
     "the server's key, for a password without TLS"},
    {"get-server-public-key", KIND_FLAG, FOR_EACH, AT(tls.get_public_key), NULL,
     "ask the server for that key"},
    {"log-level", KIND_TEXT, FOR_EACH, AT(log_level), "debug|info|warn|error",
     "of the messages on stderr; default info"},
    {"log-format", KIND_TEXT, FOR_EACH, AT(log_format), "text|json", "of the messages"},
    {"progress-interval", KIND_NUMBER, FOR_ALL, AT(progress_interval), "SECONDS",
     "how often the log has a line that tells what was done; default 30, 0: never"},
    {"format", KIND_TEXT, FOR_DUMP | FOR_CHECK | MAIN, AT(format), "text|json",
     "of the output; default text"},
    {"color", KIND_TEXT, FOR_ALL | FOR_CHECK, AT(color), "auto|always|never",
     "of the output; default auto: on a terminal, without NO_COLOR"},
    {"help", KIND_FLAG, FOR_EACH, AT(help), NULL, "the options, the most used ones explained"},
};

#define SPEC_COUNT (sizeof mt_option_specs / sizeof *mt_option_specs)

_Static_assert(SPEC_COUNT <= 64, "`given` has a bit for each");

const size_t mt_option_count = SPEC_COUNT;

unsigned mt_command_bits(const char *command)
{
    static const struct {
        const char *name;
        unsigned bits;
    } commands[] = {{"run", FOR_RUN},
                    {"dump", FOR_DUMP},
                    {"check", FOR_RUN | FOR_CHECK},
                    {"position", FOR_POSITION},
                    {"record", FOR_RECORD}};
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (strcmp(command, commands[i].name) == 0)
            return commands[i].bits;
    return 0;
}

static const char **append(const char **list, size_t *count, const char *item)
{
    const char **grown = realloc(list, (*count + 2) * sizeof *grown);
    if (!grown)
        abort();
    grown[(*count)++] = item;
    grown[*count] = NULL;
    return grown;
}

/* Set one option. NULL, or what is wrong with the value. */
static const char *assign(struct mt_options *o, const struct mt_option_spec *spec,
                          const char *value)
{
    char *field = (char *)o + spec->at, *end;
    switch (spec->kind) {
    case KIND_TEXT: *(const char **)(void *)field = value; break;
    case KIND_FLAG: *(bool *)(void *)field = !value || strcmp(value, "false") != 0; break;
    case KIND_NUMBER:
        errno = 0;
        *(double *)(void *)field = strtod(value, &end);
        if (errno || end == value || *end || *(double *)(void *)field < 0)
            return "a number is expected";
        break;
    case KIND_SOURCE: o->sources = append(o->sources, &o->source_count, value); break;
    case KIND_MASK: o->masks = append(o->masks, &o->mask_count, value); break;
    case KIND_SET:
        if (!strchr(value, '='))
            return "KEY=VALUE is expected";
        o->set = append(o->set, &o->set_count, value);
        break;
    }
    return NULL;
}

/* A password in a URL (of a server, a checkpoint, something a script is told by --set) stands in
 * the process list: blank it there once it is copied. */
static const char *take_argument(char *argument)
{
    const char *copy = mt_intern(argument, strlen(argument));
    char *url = strstr(argument, "://"), *at = url ? strrchr(url, '@') : NULL;
    char *colon = at ? strchr(url + strlen("://"), ':') : NULL;
    if (colon && colon < at)
        memset(colon + 1, 'x', (size_t)(at - colon - 1));
    return copy;
}

static int fail_unknown(const char *command, const char *given, const struct option *longs,
                        struct mt_err *err)
{
    const char *name = mt_intern(given, strcspn(given, "="));
    const char *word = name + strspn(name, "-");
    struct mt_nearest nearest = mt_nearest_to(word);
    char hint[256];
    int beginnings = 0;
    for (; longs->name; longs++) {
        beginnings += strncmp(longs->name, word, strlen(word)) == 0;
        mt_nearest_try(&nearest, longs->name);
    }
    if (beginnings > 1)
        return mt_fail(err, MT_ERR_USAGE,
                       "'%s' is the beginning of several options; moontail %s --help lists them",
                       name, command);
    return mt_fail(err, MT_ERR_USAGE, "no option '%s'%s; moontail %s --help lists them", name,
                   mt_nearest_hint(&nearest, hint, sizeof hint), command);
}

int mt_options_parse(const char *command, int argc, char **argv, struct mt_options *out,
                     struct mt_err *err)
{
    struct option longs[SPEC_COUNT + 1] = {0};
    const struct mt_option_spec *used[SPEC_COUNT];
    const char *shorts = strcmp(command, "record") == 0 ? ":ho:" : ":h";
    int n = 0, chosen;
    *out = (struct mt_options){.progress_interval = 30};
    for (size_t i = 0; i < SPEC_COUNT; i++) {
        if (!(mt_option_specs[i].commands & mt_command_bits(command)))
            continue;
        used[n] = &mt_option_specs[i];
        /* were the numbers the same, getopt would take the first of those with one beginning */
        longs[n] = (struct option){
            mt_option_specs[i].name,
            mt_option_specs[i].kind == KIND_FLAG ? no_argument : required_argument, NULL, 256 + n};
        n++;
    }
    optind = 1;
    opterr = 0;
    for (;;) {
        int c = getopt_long(argc, argv, shorts, longs, &chosen);
        if (c == -1)
            break;
        if (c == 'o') {
            out->output = optarg;
            continue;
        }
        if (c == 'h') {
            out->help = true;
            return 0;
        }
        if (c == '?')
            return fail_unknown(command, argv[optind - 1], longs, err);
        if (c == ':')
            return mt_fail(err, MT_ERR_USAGE, "option '%s' needs a value", argv[optind - 1]);
        const struct mt_option_spec *spec = used[chosen];
        const char *problem = assign(out, spec, optarg ? take_argument(optarg) : NULL);
        if (problem)
            return mt_fail(err, MT_ERR_USAGE, "--%s %s: %s", spec->name, optarg, problem);
        out->given |= UINT64_C(1) << (spec - mt_option_specs);
    }
    bool has_script = strcmp(command, "dump") != 0 && strcmp(command, "record") != 0;
    if (has_script && optind < argc && !mt_is_server_url(argv[optind]))
        out->script = argv[optind++];
    while (optind < argc)
        out->sources = append(out->sources, &out->source_count, take_argument(argv[optind++]));
    return 0;
}

static const char *unknown_setting(const char *name, char *problem, size_t size)
{
    char names[SPEC_COUNT][32], hint[64];
    struct mt_nearest nearest = mt_nearest_to(name);
    for (size_t i = 0; i < SPEC_COUNT; i++) {
        if (!(mt_option_specs[i].commands & FOR_RUN))
            continue;
        snprintf(names[i], sizeof names[i], "%s", mt_option_specs[i].name);
        for (char *dash = names[i]; (dash = strchr(dash, '-'));)
            *dash = '_';
        mt_nearest_try(&nearest, names[i]);
    }
    snprintf(problem, size,
             "configure: no option '%.64s'%s; they are those of moontail run --help, with "
             "underscores",
             name, mt_nearest_hint(&nearest, hint, sizeof hint));
    return problem;
}

const char *mt_options_configure(void *arg, const char *name, const char *value)
{
    static char problem[256];
    struct mt_options *o = arg;
    for (size_t i = 0; i < SPEC_COUNT; i++) {
        const char *a = mt_option_specs[i].name, *b = name;
        while (*a && (*a == *b || (*a == '-' && *b == '_')))
            a++, b++;
        if (*a || *b || !(mt_option_specs[i].commands & FOR_RUN) || strcmp(name, "help") == 0)
            continue;
        if (strcmp(name, "dry_run") == 0)
            return "configure: a dry run is asked for on the command line, before the script has "
                   "opened anything: --dry-run";
        bool list = mt_option_specs[i].kind == KIND_SOURCE || mt_option_specs[i].kind == KIND_SET;
        if (o->given & UINT64_C(1) << i && !(list && mt_option_specs[i].kind == KIND_SET))
            return NULL;
        const char *wrong = assign(o, &mt_option_specs[i], mt_intern(value, strlen(value)));
        if (wrong)
            snprintf(problem, sizeof problem, "configure: %s = %s: %s", name, value, wrong);
        return wrong ? problem : NULL;
    }
    return unknown_setting(name, problem, sizeof problem);
}

void mt_options_reset(struct mt_options *options, const struct mt_options *given)
{
    struct mt_options o = *given;
    o.sources = options->sources; /* these lists have grown, and may have moved */
    o.set = options->set;
    for (size_t i = given->source_count; i < options->source_count; i++)
        free((char *)(uintptr_t)o.sources[i]);
    if (o.sources)
        o.sources[o.source_count] = NULL;
    if (o.set)
        o.set[o.set_count] = NULL;
    *options = o;
}

void mt_options_stand_in(struct mt_options *options, const char *name, const char **set)
{
    options->script = options->name = name;
    options->set = set;
    options->checkpoint = "none";
    options->log_alone = true;
    if (!options->on_unknown_schema)
        options->on_unknown_schema = "positional";
    if (!options->start)
        options->start = "earliest";
    if (!options->log_level)
        options->log_level = "warn";
}

/* "a|b|c" is what an option's value may be: is it one of them? */
static int check_choice(const struct mt_option_spec *spec, const char *value, struct mt_err *err)
{
    struct mt_buf list = {0};
    for (const char *at = spec->argument; *at; at += *at == '|') {
        size_t len = strcspn(at, "|");
        if (strlen(value) == len && memcmp(value, at, len) == 0) {
            mt_buf_free(&list);
            return 0;
        }
        mt_buf_printf(&list, "%s%.*s", list.len ? ", " : "", (int)len, at);
        at += len;
    }
    mt_fail(err, MT_ERR_USAGE, "--%s %s: one of %s is expected", spec->name, value,
            mt_buf_str(&list));
    mt_buf_free(&list);
    return -1;
}

static int check_choices(const struct mt_options *o, struct mt_err *err)
{
    for (size_t i = 0; i < SPEC_COUNT; i++) {
        const struct mt_option_spec *spec = &mt_option_specs[i];
        if (spec->kind != KIND_TEXT || !mt_option_has_choices(spec))
            continue;
        const char *value = *(const char *const *)(const void *)((const char *)o + spec->at);
        if (value && check_choice(spec, value, err))
            return -1;
    }
    return 0;
}

static void set_default(double *field, double value)
{
    if (*field == 0)
        *field = value;
}

int mt_options_settle(struct mt_options *o, struct mt_err *err)
{
    if (check_choices(o, err))
        return -1;
    set_default(&o->queue_bytes, 1 << 20);
    set_default(&o->checkpoint_interval, 1);
    set_default(&o->shutdown_timeout, 10);
    set_default(&o->heartbeat, 10);
    if (o->health_timeout > 0 && o->health_timeout <= o->heartbeat)
        return mt_fail(err, MT_ERR_USAGE,
                       "--health-timeout %g: it must be longer than --heartbeat %g, which is how "
                       "often a source that has nothing new is heard",
                       o->health_timeout, o->heartbeat);
    set_default(&o->health_timeout, o->heartbeat > 15 ? 4 * o->heartbeat : 60);
    if (o->server_id > UINT32_MAX)
        return mt_fail(err, MT_ERR_USAGE, "--server-id: at most %u", UINT32_MAX);
    return 0;
}

const char *mt_options_try(void *arg, const char *name, const char *value)
{
    static struct mt_err err;
    struct mt_options settled;
    const char *problem = mt_options_configure(arg, name, value);
    if (problem)
        return problem;
    settled = *(const struct mt_options *)arg;
    err = (struct mt_err){0};
    return mt_options_settle(&settled, &err) ? err.msg : NULL;
}

void mt_options_free(struct mt_options *options)
{
    free(options->sources);
    free(options->set);
    free(options->masks);
}

/* ---- server URLs ---- */

bool mt_is_server_url(const char *source)
{
    return strncmp(source, "mysql://", 8) == 0 || strncmp(source, "mariadb://", 10) == 0;
}

static const char *unescape(const char *text, size_t len)
{
    char *out = malloc(len + 1), *at = out;
    if (!out)
        abort();
    for (size_t i = 0; i < len; i++) {
        unsigned byte;
        if (text[i] == '%' && i + 2 < len + 0 && sscanf(text + i + 1, "%2x", &byte) == 1) {
            *at++ = (char)byte;
            i += 2;
        } else {
            *at++ = text[i];
        }
    }
    *at = '\0';
    const char *kept = mt_intern(out, (size_t)(at - out));
    free(out);
    return kept;
}

static const char *optional_part(const char *from, const char *to)
{
    return to > from ? unescape(from, (size_t)(to - from)) : NULL;
}

/* "host", "host:port", "[::1]:port"; nothing: what option files say. */
static int parse_host(const char *text, const char *end, struct mt_host *out, struct mt_err *err)
{
    const char *colon = *text == '[' ? memchr(text, ']', (size_t)(end - text)) : text;
    colon = colon ? memchr(colon, ':', (size_t)(end - colon)) : NULL;
    const char *host_end = colon ? colon : end;
    if (*text == '[' && host_end > text + 1)
        out->name = optional_part(text + 1, host_end - 1);
    else
        out->name = optional_part(text, host_end);
    if (!colon)
        return 0;
    char *stop;
    unsigned long port = strtoul(colon + 1, &stop, 10);
    if (stop != end || port == 0 || port > 65535)
        return mt_fail(err, MT_ERR_USAGE,
                       "the port of the source's URL is not a number from 1 to 65535");
    out->port = (unsigned)port;
    return 0;
}

static int parse_hosts(const char *text, const char *end, struct mt_hosts **out, struct mt_err *err)
{
    static struct mt_hosts *all;
    size_t count = 1;
    for (const char *p = text; p < end; p++)
        count += *p == ',';
    struct mt_hosts *hosts = calloc(1, sizeof *hosts + count * sizeof hosts->list[0]);
    if (!hosts)
        return mt_fail(err, MT_ERR_NOMEM, "out of memory for a URL");
    hosts->count = count;
    hosts->next = all;
    *out = all = hosts;
    for (size_t i = 0; i < count; i++) {
        const char *comma = memchr(text, ',', (size_t)(end - text));
        const char *stop = comma ? comma : end;
        if (count > 1 && stop == text)
            return mt_fail(err, MT_ERR_USAGE, "a host between the commas of the URL is empty");
        if (parse_host(text, stop, &hosts->list[i], err) != 0)
            return -1;
        text = stop + 1;
    }
    return 0;
}

int mt_parse_server_url(const char *url, struct mt_connect_options *out, struct mt_err *err)
{
    const char *at = strstr(url, "://") + 3;
    const char *end = at + strcspn(at, "/?");
    const char *host = at;
    for (const char *p = at; p < end; p++)
        if (*p == '@')
            host = p + 1;
    if (host > at) {
        const char *colon = memchr(at, ':', (size_t)(host - 1 - at));
        out->user = optional_part(at, colon ? colon : host - 1);
        if (colon)
            out->password = unescape(colon + 1, (size_t)(host - 1 - colon - 1));
    }
    const char *socket = strstr(end, "socket=");
    if (socket)
        out->socket = unescape(socket + 7, strcspn(socket + 7, "&"));
    if (parse_hosts(host, end, &out->hosts, err) != 0)
        return -1;
    if (out->socket && out->hosts->count > 1)
        return mt_fail(err, MT_ERR_USAGE, "a URL has either a socket or several hosts");
    return 0;
}

const char *mt_options_job_name(void *arg)
{
    static char name[256];
    const struct mt_options *options = arg;
    const char *from = options->name ? options->name : options->script ? options->script : "";
    const char *slash = strrchr(from, '/');
    snprintf(name, sizeof name, "%s", !options->name && slash ? slash + 1 : from);
    char *dot = strrchr(name, '.');
    if (!options->name && dot && strcmp(dot, ".lua") == 0)
        *dot = '\0';
    return name;
}
