/* The program: which command, and what it exits with. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/check.h"
#include "app/options.h"
#include "app/position.h"
#include "app/recorder.h"
#include "app/runner.h"
#include "base/log.h"
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

static int report(const struct mt_err *err)
{
    if (mt_log_is_json())
        mt_error("%s", err->msg);
    else
        fprintf(stderr, "moontail: %s\n", err->msg);
    return (int)status_of(err);
}

static int run_main(int argc, char **argv)
{
    struct mt_err err = {0};
    struct mt_options options;
    int failed = mt_options_parse("run", argc, argv, &options, &err);
    if (!failed && options.help) {
        printf(
            "moontail run SCRIPT [--source SOURCE]...   run a script on a stream of changes\n\n");
        mt_options_help("run");
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
        printf("moontail dump SOURCE...   print every event, every field\n\n");
        mt_options_help("dump");
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
        printf("moontail check [SCRIPT] --source URL   say what is wrong before it goes wrong\n\n");
        mt_options_help("check");
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
        printf("moontail position NAME [--set POS]   show, set or rewind a checkpoint\n\n");
        mt_options_help("position");
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
        printf("moontail record SOURCE... -o FILE   save real events as a small binlog\n\n");
        mt_options_help("record");
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

static const struct command {
    const char *name;
    int (*main)(int argc, char **argv);
    const char *arguments;
    const char *help;
} commands[] = {
    {"run", run_main, "SCRIPT [--source SOURCE]...", "run a script on a stream of changes"},
    {"dump", dump_main, "SOURCE...", "print every event, every field"},
    {"check", check_main, "[SCRIPT] --source URL", "say what is wrong before it goes wrong"},
    {"position", position_main, "NAME [--set POS]", "show, set or rewind a checkpoint"},
    {"record", record_main, "SOURCE... -o FILE", "save real events as a small binlog"},
    {"test", test_main, "[PATH...]", "busted specs, inside this runtime"},
};

#define COMMAND_COUNT (sizeof commands / sizeof *commands)

static void help(void)
{
    printf("moontail tails MySQL and MariaDB and runs your Lua on every change.\n\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        printf("  moontail %-8s %-30s %s\n", commands[i].name, commands[i].arguments,
               commands[i].help);
    printf("\nmoontail COMMAND --help lists a command's options; man moontail tells the rest.\n");
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
    const char *name = argc > 1 ? argv[1] : "--help";
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (strcmp(name, commands[i].name) == 0)
            return commands[i].main(argc - 1, argv + 1);
    if (strcmp(name, "--version") == 0) {
        printf("moontail %s (%s)\n", MT_VERSION, mt_replica_library());
        return EXIT_OK;
    }
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 || strcmp(name, "help") == 0) {
        help();
        return argc > 1 ? EXIT_OK : EXIT_USAGE;
    }
    fprintf(stderr, "moontail: no command '%s'; moontail --help lists them\n", name);
    return EXIT_USAGE;
}
