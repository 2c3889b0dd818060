/* The program: which command, and what it exits with. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/check.h"
#include "app/help.h"
#include "app/option_table.h"
#include "app/options.h"
#include "app/position.h"
#include "app/recorder.h"
#include "app/runner.h"
#include "base/log.h"
#include "base/mask.h"
#include "base/nearest.h"
#include "lua/script.h"
#include "source/replica.h"

enum exit_status { EXIT_OK = 0, EXIT_FAILED = 1, EXIT_USAGE = 2, EXIT_SCRIPT = 3 };

static enum exit_status status_of(const struct mt_err *err)
{
    switch (err->code) {
    case MT_OK: return EXIT_OK;
    case MT_ERR_USAGE: return EXIT_USAGE;
    case MT_ERR_SCRIPT: return EXIT_SCRIPT;
    default: return EXIT_FAILED;
    }
}

static void print_error(const char *sentence)
{
    struct mt_buf text = {0};
    mt_buf_add_masked(&text, sentence, strlen(sentence));
    fprintf(stderr, "moontail: %s\n", mt_buf_str(&text));
    mt_buf_free(&text);
}

static int report(const struct mt_err *err)
{
    if (mt_log_is_json())
        mt_error("%s", err->msg);
    else
        print_error(err->msg);
    return (int)status_of(err);
}

static void show_help(const char *command);

static int run_main(int argc, char **argv)
{
    struct mt_err err = {0};
    struct mt_options options;
    int failed = mt_options_parse("run", argc, argv, &options, &err);
    if (!failed && options.help) {
        show_help("run");
    } else if (!failed && !options.script) {
        failed = mt_fail(&err, MT_ERR_USAGE, "no script: moontail run SCRIPT --source SOURCE");
    } else if (!failed) {
        failed = mt_run(&options, NULL, NULL, &err);
    }
    mt_options_free(&options);
    return failed ? report(&err) : EXIT_OK;
}

static int dump_main(int argc, char **argv)
{
    struct mt_err err = {0};
    struct mt_options options;
    int failed = mt_options_parse("dump", argc, argv, &options, &err);
    if (!failed && options.help) {
        show_help("dump");
    } else if (!failed) {
        const char *set[] = {options.format && strcmp(options.format, "json") == 0 ? "format=json"
                                                                                   : "format=text",
                             NULL};
        mt_options_stand_in(&options, "dump", set);
        failed = mt_run(&options, "moontail.dump", NULL, &err);
        options.set = NULL;
    }
    mt_options_free(&options);
    return failed ? report(&err) : EXIT_OK;
}

static int check_main(int argc, char **argv)
{
    static const enum exit_status statuses[] = {[MT_VERDICT_FINE] = EXIT_OK,
                                                [MT_VERDICT_BAD] = EXIT_FAILED,
                                                [MT_VERDICT_SCRIPT] = EXIT_SCRIPT};
    struct mt_err err = {0};
    struct mt_options options;
    enum mt_verdict verdict = MT_VERDICT_FINE;
    int failed = mt_options_parse("check", argc, argv, &options, &err);
    if (!failed && options.help) {
        show_help("check");
    } else if (!failed) {
        failed = mt_check(&options, &verdict, &err);
    }
    mt_options_free(&options);
    return failed ? report(&err) : (int)statuses[verdict];
}

static int position_main(int argc, char **argv)
{
    struct mt_err err = {0};
    struct mt_options options;
    int failed = mt_options_parse("position", argc, argv, &options, &err);
    if (!failed && options.help) {
        show_help("position");
    } else if (!failed) {
        failed = mt_position(&options, &err);
    }
    mt_options_free(&options);
    return failed ? report(&err) : EXIT_OK;
}

static int record_main(int argc, char **argv)
{
    struct mt_err err = {0};
    struct mt_options options;
    int failed = mt_options_parse("record", argc, argv, &options, &err);
    if (!failed && options.help) {
        show_help("record");
    } else if (!failed) {
        failed = mt_record(&options, &err);
    }
    mt_options_free(&options);
    return failed ? report(&err) : EXIT_OK;
}

static int test_main(int argc, char **argv)
{
    struct mt_err err = {0};
    if (argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)) {
        printf("moontail test [PATH...]   busted specs, inside this runtime\n\n"
               "Paths and options are busted's (default path: spec); see busted --help.\n"
               "Calls that wait (redis, moontail.sleep) work in a spec's `it`.\n"
               "moontail.testing feeds a script with events and shows what it did.\n");
        return EXIT_OK;
    }
    int failed =
        mt_run_module("moontail.test_runner", (const char *const *)(void *)(argv + 1), &err);
    return failed ? report(&err) : EXIT_OK;
}

static int init_main(int argc, char **argv)
{
    struct mt_err err = {0};
    if (argc == 2 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)) {
        printf("moontail init DIR   a new project: script, spec, sample\n\n"
               "Nothing that is there is overwritten. README.md in DIR says how to go on.\n");
        return EXIT_OK;
    }
    if (argc != 2 || argv[1][0] == '-' || !*argv[1]) {
        mt_fail(&err, MT_ERR_USAGE, "init takes the name of one folder: moontail init DIR");
        return report(&err);
    }
    int failed = mt_run_module("moontail.project", (const char *const *)(void *)(argv + 1), &err);
    if (failed && err.code == MT_ERR_SCRIPT) { /* but no script of the user's */
        err.code = MT_ERR_IO;
        err.msg[strcspn(err.msg, "\n")] = '\0';
    }
    return failed ? report(&err) : EXIT_OK;
}

static const struct mt_command commands[] = {
    {"run", run_main, "SCRIPT --source SOURCE...", "run a script on a stream of changes"},
    {"dump", dump_main, "SOURCE...", "print every event, every field"},
    {"check", check_main, "[SCRIPT] --source URL", "say what is wrong before it goes wrong"},
    {"position", position_main, "NAME [--set POS]", "show, set or rewind a checkpoint"},
    {"record", record_main, "SOURCE... -o FILE", "save real events as a small binlog"},
    {"test", test_main, "[PATH...]", "busted specs, inside this runtime"},
    {"init", init_main, "DIR", "a new project: script, spec, sample"},
    {NULL, NULL, NULL, NULL},
};

static int unknown_command(const char *name)
{
    struct mt_nearest nearest = mt_nearest_to(name);
    char hint[256];
    for (const struct mt_command *it = commands; it->name; it++)
        mt_nearest_try(&nearest, it->name);
    fprintf(stderr, "moontail: no command '%s'%s; moontail --help lists them\n", name,
            mt_nearest_hint(&nearest, hint, sizeof hint));
    return EXIT_USAGE;
}

static const struct mt_command *find_command(const char *name)
{
    const struct mt_command *c = commands;
    while (c->name && strcmp(name, c->name) != 0)
        c++;
    return c->name ? c : NULL;
}

static void print_command(const struct mt_command *c, int widest)
{
    printf("moontail %s %-*s  %s\n", c->name, widest - (int)strlen(c->name), c->arguments, c->help);
}

static void show_help(const char *command)
{
    print_command(find_command(command), 0);
    putchar('\n');
    mt_options_help(command);
}

static void show_all(void)
{
    printf("moontail tails MySQL and MariaDB and runs your Lua on every change.\n\n");
    for (const struct mt_command *c = commands; c->name; c++) {
        printf("  ");
        print_command(c, 28);
    }
    printf("\n"
           "moontail COMMAND --help lists a command's options, moontail help COMMAND\n"
           "explains them all, and man moontail tells the rest. moontail --version says what\n"
           "this is, moontail --completion bash|zsh prints what that shell is to know.\n");
}

/* moontail help [COMMAND] */
static int help_main(int argc, char **argv)
{
    const struct mt_command *command = argc > 1 ? find_command(argv[1]) : NULL;
    char *ask[] = {argv[0], (char[]){"--help"}, NULL};
    if (argc < 2) {
        show_all();
        return EXIT_OK;
    }
    if (!command)
        return unknown_command(argv[1]);
    if (!mt_command_bits(command->name))
        return command->main(2, ask);
    print_command(command, 0);
    putchar('\n');
    mt_options_explain(command->name);
    return EXIT_OK;
}

static int completion_main(int argc, char **argv)
{
    if (argc == 2 && mt_print_completion(argv[1], commands) == 0)
        return EXIT_OK;
    fprintf(stderr, "moontail: --completion bash, or zsh, is expected\n");
    return EXIT_USAGE;
}

/* Where one of the first three descriptors is closed, the next file or socket would take its place,
 * and be given what is printed. What stands there instead fails to be read or written. */
static void hold_standard_files(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0 &&
            open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
            _exit(EXIT_FAILED);
}

int main(int argc, char **argv)
{
    hold_standard_files();
    const char *name = argc > 1 ? argv[1] : "";
    const struct mt_command *command = find_command(name);
    if (command)
        return command->main(argc - 1, argv + 1);
    if (strcmp(name, "--version") == 0) {
        printf("moontail %s (%s, %s)\n", MT_VERSION, mt_script_luajit(), mt_replica_library());
        return EXIT_OK;
    }
    if (strcmp(name, "--completion") == 0)
        return completion_main(argc - 1, argv + 1);
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 || strcmp(name, "help") == 0)
        return help_main(argc - 1, argv + 1);
    if (argc > 1)
        return unknown_command(name);
    show_all();
    return EXIT_USAGE;
}
