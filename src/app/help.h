/* What the program tells of itself: help, and completion for shells. */
#ifndef MT_HELP_H
#define MT_HELP_H

#include <stddef.h>

struct mt_command {
    const char *name;
    int (*main)(int argc, char **argv);
    const char *arguments;
    const char *help;
};

/* A command's options on one screen: the main ones explained, the others by name. */
void mt_options_help(const char *command);

/* All of them, explained. */
void mt_options_explain(const char *command);

/* Print the completion of a shell, "bash" or "zsh". -1: there is none for it. commands: ended by
 * one without a name. */
int mt_print_completion(const char *shell, const struct mt_command *commands);

#endif
