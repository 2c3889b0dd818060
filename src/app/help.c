/* Owns the pages that --help prints, 80 columns wide. */
#include "app/help.h"

#include <stdio.h>

#include "app/option_table.h"

#define WIDTH     80
#define TEXT_AT   24 /* where the explanations begin */
#define OPTION_AT 2

/* Words until the width is used up, then on the next line from a column on. */
struct page {
    size_t column, indent;
};

static void put_word(struct page *p, const char *word, size_t len)
{
    size_t gap = p->column > p->indent;
    if (gap && p->column + gap + len > WIDTH) {
        printf("\n%*s", (int)p->indent, "");
        p->column = p->indent;
        gap = 0;
    }
    printf("%*s%.*s", (int)gap, "", (int)len, word);
    p->column += gap + len;
}

static void put_text(struct page *p, const char *text)
{
    for (size_t len; *text; text += len + strspn(text + len, " ")) {
        len = strcspn(text, " ");
        put_word(p, text, len);
    }
}

static void explain(const struct mt_option_spec *spec)
{
    struct page page = {.column = TEXT_AT, .indent = TEXT_AT};
    int width = printf("%*s--%s%s%s", OPTION_AT, "", spec->name, spec->argument ? " " : "",
                       spec->argument ? spec->argument : "");
    if (width + 2 > TEXT_AT)
        printf("\n%*s", TEXT_AT, "");
    else
        printf("%*s", TEXT_AT - width, "");
    put_text(&page, spec->help);
    putchar('\n');
}

static bool is_of(const struct mt_option_spec *spec, const char *command)
{
    return spec->commands & mt_command_bits(command);
}

void mt_options_help(const char *command)
{
    struct page page = {.column = 0, .indent = OPTION_AT};
    for (size_t i = 0; i < mt_option_count; i++)
        if (is_of(&mt_option_specs[i], command) && mt_option_specs[i].commands & MAIN)
            explain(&mt_option_specs[i]);
    putchar('\n');
    for (size_t i = 0; i < mt_option_count; i++) {
        char name[64];
        int len = snprintf(name, sizeof name, "--%s", mt_option_specs[i].name);
        if (is_of(&mt_option_specs[i], command) && !(mt_option_specs[i].commands & MAIN)) {
            if (page.column == 0)
                page.column = (size_t)printf("%*s", OPTION_AT, "");
            put_word(&page, name, (size_t)len);
        }
    }
    printf("\nmoontail help %s explains these too, man moontail in full.\n", command);
}

void mt_options_explain(const char *command)
{
    for (size_t i = 0; i < mt_option_count; i++)
        if (is_of(&mt_option_specs[i], command))
            explain(&mt_option_specs[i]);
}
