/* Which binary log files are meant: paths, glob patterns, index files. */
#ifndef MT_FILE_LIST_H
#define MT_FILE_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct mt_file_list {
    char **items; /* paths, or "-" */
    size_t count;
};

int mt_file_list_add(struct mt_file_list *list, const char *path, struct mt_err *err);
/* What a user names: a file, "-", a glob pattern (in the order of the files' numbers), an .index
 * file. Fails when nothing is there. */
int mt_file_list_add_named(struct mt_file_list *list, const char *path, struct mt_err *err);
void mt_file_list_free(struct mt_file_list *list);

const char *mt_base_name(const char *path);
/* Which log is earlier, as strcmp: they are numbered, and a longer number is a later file. */
int mt_compare_logs(const char *a, const char *b);
/* Both are numbered and differ at most in the number. */
bool mt_same_series(const char *a, const char *b);
/* The path that the server gives to the log after this one; NULL when it is not numbered. To be
 * freed. */
char *mt_next_in_number(const char *path);
/* name in the folder where path stands. To be freed. */
char *mt_in_folder_of(const char *path, const char *name);

#endif
