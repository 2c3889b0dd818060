#include "app/share.h"

#include <stdlib.h>
#include <string.h>

#include "binlog/framing.h"
#include "source/file_list.h"

static int list_files(struct mt_share *share, const struct mt_source *source)
{
    const char *path;
    uint64_t before = 0;
    for (size_t i = 0; (path = mt_source_file_path(source, i)); i++) {
        uint64_t size = mt_source_file_size(source, i);
        struct mt_share_file *grown = realloc(share->files, (i + 1) * sizeof *grown);
        if (grown)
            share->files = grown;
        if (!grown || size == 0)
            return -1;
        const char *name = mt_base_name(path);
        share->files[i] = (struct mt_share_file){mt_intern(name, strlen(name)), before};
        share->count = i + 1;
        before += size;
    }
    share->total = before;
    return 0;
}

/* Bytes of all files in front of a place; of files that are not listed: of what is. */
static uint64_t count_before(const struct mt_share *share, const char *file, uint64_t position)
{
    for (size_t i = 0; i < share->count; i++)
        if (strcmp(share->files[i].name, file) == 0)
            return share->files[i].before + position;
    return 0;
}

void mt_share_init(struct mt_share *share, const struct mt_source *files,
                   const struct mt_start *start, const struct mt_pos *until)
{
    *share = (struct mt_share){0};
    if (list_files(share, files)) {
        mt_share_free(share);
        return;
    }
    uint64_t end =
        until->kind == MT_POS_FILE ? count_before(share, until->file, until->position) : 0;
    if (end > 0 && end < share->total)
        share->total = end;
    if (start->kind == MT_START_POSITION)
        share->first = count_before(share, start->file, start->position);
    share->total = share->total > share->first ? share->total - share->first : 0;
}

void mt_share_free(struct mt_share *share)
{
    free(share->files);
    *share = (struct mt_share){0};
}

uint64_t mt_share_done(const struct mt_share *share, const char *file, uint64_t position)
{
    uint64_t at = file ? count_before(share, file, position) : 0;
    uint64_t done = at > share->first ? at - share->first : 0;
    return done < share->total ? done : share->total;
}
