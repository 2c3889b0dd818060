/* The table of all options, for those who parse, explain and complete them. */
#ifndef MT_OPTION_TABLE_H
#define MT_OPTION_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

enum mt_option_kind { KIND_TEXT, KIND_FLAG, KIND_NUMBER, KIND_SOURCE, KIND_SET, KIND_MASK };

#define FOR_RUN      1u /* and for check, which takes what run takes */
#define FOR_DUMP     2u
#define FOR_CHECK    4u
#define FOR_POSITION 8u
#define FOR_RECORD   16u
#define FOR_ALL      (FOR_RUN | FOR_DUMP | FOR_RECORD)
#define FOR_EACH     (FOR_ALL | FOR_POSITION)
#define MAIN         0x8000u /* explained on the one screen of --help */

struct mt_option_spec {
    const char *name;
    enum mt_option_kind kind;
    unsigned commands;
    size_t at; /* of its field in struct mt_options */
    /* What stands for the value: "PATH" is a file's, "a|b|c" are all that there are; NULL: a flag
     */
    const char *argument;
    const char *help;
};

extern const struct mt_option_spec mt_option_specs[];
extern const size_t mt_option_count;

/* The options of a command are those that have one of these bits; 0: it has none. */
unsigned mt_command_bits(const char *command);

static inline bool mt_option_has_choices(const struct mt_option_spec *spec)
{
    return spec->argument && strchr(spec->argument, '|');
}

#endif
