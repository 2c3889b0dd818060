/* Owns what shells complete: scripts for bash and zsh, made from the tables of commands and
 * options, so that they know what the program knows. */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "app/help.h"
#include "app/option_table.h"

static bool is_of(const struct mt_option_spec *spec, const struct mt_command *command)
{
    return spec->commands & mt_command_bits(command->name);
}

static bool is_file(const struct mt_option_spec *spec)
{
    static const char *const files[] = {"PATH", "SOURCE", "WHERE", "FROM", "FILE"};
    for (size_t i = 0; spec->argument && i < sizeof files / sizeof *files; i++)
        if (strcmp(spec->argument, files[i]) == 0)
            return true;
    return false;
}

/* "a|b|c" as "a b c". */
static void print_choices(const struct mt_option_spec *spec)
{
    for (const char *at = spec->argument; *at; at++)
        putchar(*at == '|' ? ' ' : *at);
}

static void print_names(const struct mt_command *commands)
{
    for (const struct mt_command *c = commands; c->name; c++)
        printf("%s ", c->name);
}

/* ---- bash ---- */

/* bash takes "--option=value" for three words. Where no reply is given it completes files. */
static const char bash_head[] =
    "# bash completion for moontail, as moontail --completion bash prints it\n"
    "_moontail()\n"
    "{\n"
    "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} words=\n"
    "    if [ \"$word\" = = ]; then\n"
    "        word=\n"
    "    elif [ \"$before\" = = ]; then\n"
    "        before=${COMP_WORDS[COMP_CWORD - 2]}\n"
    "    fi\n"
    "    COMPREPLY=()\n";

static const char bash_tail[] =
    "        esac\n"
    "        ;;\n"
    "    esac\n"
    "    if [ -n \"$words\" ]; then\n"
    "        mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n"
    "    fi\n"
    "}\n"
    "complete -o bashdefault -o default -F _moontail moontail\n";

/* Values of an option: those there are, a file's, or nothing that can be known. An option has the
 * same ones in all commands, though not the same meaning. */
static void print_bash_values(size_t i)
{
    const struct mt_option_spec *spec = &mt_option_specs[i];
    for (size_t j = 0; j < i; j++)
        if (strcmp(mt_option_specs[j].name, spec->name) == 0)
            return;
    if (!spec->argument)
        return;
    printf("    --%s) ", spec->name);
    if (mt_option_has_choices(spec)) {
        printf("words='");
        print_choices(spec);
        printf("' ;;\n");
    } else if (is_file(spec)) {
        printf(";;\n");
    } else {
        printf("compopt +o default +o bashdefault ;;\n");
    }
}

static void print_bash_options(const struct mt_command *command)
{
    printf("        %s:-*) words='", command->name);
    for (size_t i = 0; i < mt_option_count; i++)
        if (is_of(&mt_option_specs[i], command))
            printf("--%s ", mt_option_specs[i].name);
    printf("%s' ;;\n", mt_command_bits(command->name) ? "" : "--help");
}

static void print_bash(const struct mt_command *commands)
{
    printf("%s    case $before in\n", bash_head);
    for (size_t i = 0; i < mt_option_count; i++)
        print_bash_values(i);
    printf("    --completion) words='bash zsh' ;;\n"
           "    *)\n"
           "        case $COMP_CWORD:$word in\n"
           "        1:*) words='");
    print_names(commands);
    printf("help --help --version --completion' ;;\n"
           "        esac\n"
           "        case ${COMP_WORDS[1]}:$word in\n"
           "        help:*) [ \"$COMP_CWORD\" -gt 1 ] && words='");
    print_names(commands);
    printf("' ;;\n");
    for (const struct mt_command *c = commands; c->name; c++)
        print_bash_options(c);
    fputs(bash_tail, stdout);
}

/* ---- zsh ---- */

static void print_zsh_text(const char *text)
{
    for (; *text; text++) {
        if (strchr("[]:\\", *text))
            putchar('\\');
        if (*text == '\'')
            printf("'\\'");
        putchar(*text);
    }
}

static void print_zsh_option(const struct mt_option_spec *spec)
{
    printf(" \\\n      '*--%s%s[", spec->name, spec->argument ? "=" : "");
    print_zsh_text(spec->help);
    putchar(']');
    if (spec->argument) {
        printf(":%s:", mt_option_has_choices(spec) ? "value" : spec->argument);
        if (mt_option_has_choices(spec)) {
            putchar('(');
            print_choices(spec);
            putchar(')');
        } else if (is_file(spec)) {
            printf("_files");
        }
    }
    putchar('\'');
}

static void print_zsh_command(const struct mt_command *command)
{
    printf("  %s)\n    _arguments", command->name);
    for (size_t i = 0; i < mt_option_count; i++)
        if (is_of(&mt_option_specs[i], command))
            print_zsh_option(&mt_option_specs[i]);
    if (!mt_command_bits(command->name))
        printf(" \\\n      '--help[what it is for]'");
    printf(" \\\n      '*:file:_files' ;;\n");
}

static void print_zsh(const struct mt_command *commands)
{
    printf("#compdef moontail\n"
           "# zsh completion for moontail, as moontail --completion zsh prints it\n"
           "_moontail() {\n"
           "  local -a names=(\n");
    for (const struct mt_command *c = commands; c->name; c++) {
        printf("    '%s:", c->name);
        print_zsh_text(c->help);
        printf("'\n");
    }
    printf("    'help:explain a command'\n"
           "  )\n"
           "  if (( CURRENT == 2 )) && [[ $words[2] == -* ]]; then\n"
           "    compadd -- --help --version --completion\n"
           "    return\n"
           "  elif (( CURRENT == 2 )) || [[ $words[2] == help ]]; then\n"
           "    _describe command names\n"
           "    return\n"
           "  fi\n"
           "  local command=$words[2]\n"
           "  shift words\n"
           "  (( CURRENT-- ))\n"
           "  case $command in\n"
           "  --completion) compadd bash zsh ;;\n");
    for (const struct mt_command *c = commands; c->name; c++)
        print_zsh_command(c);
    printf(
        "  esac\n"
        "}\n"
        "[[ ${funcstack[1]} == _moontail ]] && _moontail \"$@\" || compdef _moontail moontail\n");
}

int mt_print_completion(const char *shell, const struct mt_command *commands)
{
    if (strcmp(shell, "bash") == 0)
        print_bash(commands);
    else if (strcmp(shell, "zsh") == 0)
        print_zsh(commands);
    else
        return -1;
    return 0;
}
