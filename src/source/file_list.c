/* Owns the answer to "which files": glob patterns, index files, the numbers in their names.
 *
 * A server numbers its logs (binlog.000001, ...) and lists them in an index, one path a line. MySQL
 * sql/binlog_index.cc; MariaDB KB "Binary Log". */
#include "source/file_list.h"

#include <errno.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define INDEX_SUFFIX ".index"

const char *mt_base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool ends_with(const char *s, const char *suffix)
{
    size_t n = strlen(s), m = strlen(suffix);
    return n >= m && strcmp(s + n - m, suffix) == 0;
}

/* The digits after the last dot; 0 where the name does not end so. */
static size_t number_len(const char *name)
{
    const char *dot = strrchr(name, '.');
    if (!dot || dot[1] == '\0' || strspn(dot + 1, "0123456789") != strlen(dot + 1))
        return 0;
    return strlen(dot + 1);
}

static unsigned long long number_of(const char *name)
{
    size_t n = number_len(name);
    return n ? strtoull(name + strlen(name) - n, NULL, 10) : 0;
}

/* The name that the server gives to the file after this one; NULL when it is not numbered. */
char *mt_next_in_number(const char *path)
{
    size_t digits = number_len(mt_base_name(path));
    if (digits == 0)
        return NULL;
    size_t stem = strlen(path) - digits;
    char *next = malloc(stem + 32);
    if (next) {
        memcpy(next, path, stem);
        snprintf(next + stem, 32, "%0*llu", (int)digits, number_of(path) + 1);
    }
    return next;
}

int mt_compare_logs(const char *a, const char *b)
{
    size_t la = strlen(a), lb = strlen(b);
    return la != lb ? (la < lb ? -1 : 1) : strcmp(a, b);
}

bool mt_same_series(const char *a, const char *b)
{
    size_t n = number_len(a), m = number_len(b);
    return n && m && strlen(a) - n == strlen(b) - m && strncmp(a, b, strlen(a) - n) == 0;
}

int mt_file_list_add(struct mt_file_list *list, const char *path, struct mt_err *err)
{
    char *copy = strdup(path);
    char **grown = realloc(list->items, (list->count + 1) * sizeof *grown);
    if (grown)
        list->items = grown;
    if (!copy || !grown) {
        free(copy);
        return mt_fail(err, MT_ERR_NOMEM, "out of memory for the list of files");
    }
    list->items[list->count++] = copy;
    return 0;
}

void mt_file_list_free(struct mt_file_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->items[i]);
    free(list->items);
}

char *mt_in_folder_of(const char *path, const char *name)
{
    size_t folder = (size_t)(mt_base_name(path) - path);
    char *joined = malloc(folder + strlen(name) + 1);
    if (joined) {
        memcpy(joined, path, folder);
        strcpy(joined + folder, name);
    }
    return joined;
}

/* A line of an index is a path as the server sees it: relative to its data directory, or absolute.
 * Copied logs have only their base name in common with it. */
static int add_index_line(struct mt_file_list *list, const char *index, char *line,
                          struct mt_err *err)
{
    line[strcspn(line, "\r\n")] = '\0';
    if (line[0] == '\0')
        return 0;
    if (line[0] == '/' && access(line, F_OK) == 0)
        return mt_file_list_add(list, line, err);
    char *beside = mt_in_folder_of(index, line[0] == '/' ? mt_base_name(line) : line);
    if (beside && access(beside, F_OK) != 0) {
        free(beside);
        beside = mt_in_folder_of(index, mt_base_name(line));
    }
    if (!beside)
        return mt_fail(err, MT_ERR_NOMEM, "out of memory for the list of files");
    int rc = mt_file_list_add(list, beside, err);
    free(beside);
    return rc;
}

static int add_index(struct mt_file_list *list, const char *index, struct mt_err *err)
{
    FILE *f = fopen(index, "re");
    if (!f)
        return mt_fail_sys(err, errno, "cannot open the index %s", index);
    char *line = NULL;
    size_t cap = 0, before = list->count;
    int rc = 0;
    while (rc == 0 && getline(&line, &cap, f) >= 0)
        rc = add_index_line(list, index, line, err);
    if (rc == 0 && ferror(f))
        rc = mt_fail_sys(err, errno, "cannot read the index %s", index);
    if (rc == 0 && list->count == before)
        rc = mt_fail(err, MT_ERR_IO,
                     "the index %s lists no files; give the binary log files themselves", index);
    free(line);
    fclose(f);
    return rc;
}

static int by_number(const void *a, const void *b)
{
    const char *x = *(char *const *)a, *y = *(char *const *)b;
    size_t stem_x = strlen(x) - number_len(x), stem_y = strlen(y) - number_len(y);
    if (stem_x != stem_y || strncmp(x, y, stem_x) != 0)
        return strcmp(x, y);
    unsigned long long m = number_of(x), n = number_of(y);
    return m < n ? -1 : m > n;
}

/* Beside binlog.000001 stand binlog.index, binlog.state and the like: where numbered files match,
 * only those are meant. */
static int add_glob(struct mt_file_list *list, const char *pattern, struct mt_err *err)
{
    glob_t found;
    int rc = glob(pattern, 0, NULL, &found);
    if (rc == GLOB_NOMATCH)
        return mt_fail(err, MT_ERR_IO, "no file matches %s; check the path", pattern);
    if (rc != 0)
        return mt_fail(err, MT_ERR_IO, "cannot list %s; check the path and its permissions",
                       pattern);
    bool numbered = false;
    for (size_t i = 0; i < found.gl_pathc; i++)
        numbered |= number_len(mt_base_name(found.gl_pathv[i])) > 0;
    size_t before = list->count;
    for (size_t i = 0; rc == 0 && i < found.gl_pathc; i++)
        if (!numbered || number_len(mt_base_name(found.gl_pathv[i])) > 0)
            rc = mt_file_list_add(list, found.gl_pathv[i], err);
    globfree(&found);
    if (rc == 0)
        qsort(list->items + before, list->count - before, sizeof *list->items, by_number);
    return rc;
}

int mt_file_list_add_named(struct mt_file_list *list, const char *path, struct mt_err *err)
{
    struct stat st;
    if (strcmp(path, "-") == 0)
        return mt_file_list_add(list, path, err);
    bool there = stat(path, &st) == 0;
    if (!there && strpbrk(path, "*?["))
        return add_glob(list, path, err);
    if (!there)
        return mt_fail_sys(err, errno, "cannot open %s", path);
    if (S_ISDIR(st.st_mode))
        return mt_fail(err, MT_ERR_IO,
                       "%s is a directory; give its binary logs, for example '%s/binlog.*', or "
                       "its .index file",
                       path, path);
    return ends_with(path, INDEX_SUFFIX) ? add_index(list, path, err)
                                         : mt_file_list_add(list, path, err);
}
