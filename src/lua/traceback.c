/* Owns what is printed of an error's traceback. A frame is a line, "\tCHUNK:LINE: in ...", where
 * the chunk of a bundled module is its name, and that of a file its path. */
#include "lua/traceback.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#define HEAD "\nstack traceback:"

/* moontail:192: and moontail.options:15:, but not moontail.lua:1:, which is somebody's file. */
static bool is_bundled(const char *frame)
{
    static const char name[] = "moontail";
    size_t len = strcspn(frame, ":\n");
    if (strncmp(frame, name, sizeof name - 1) != 0 || frame[len] != ':' || memchr(frame, '/', len))
        return false;
    const char *rest = frame + sizeof name - 1;
    bool is_file = len > 4 && strncmp(frame + len - 4, ".lua", 4) == 0;
    return !is_file && (*rest == ':' || *rest == '.') && isdigit((unsigned char)frame[len + 1]);
}

/* A message may have been through two hands, and have two heads. */
static bool is_worth_it(const char *frame)
{
    static const char head[] = HEAD;
    return !is_bundled(frame) && strncmp(frame, "[C]:", 4) != 0 &&
           strncmp(frame, head + 1, sizeof head - 2) != 0;
}

/* Does the message name the file of this frame? */
static bool has_file_of(const char *message, size_t len, const char *frame)
{
    size_t name = strcspn(frame, ":\n") + 1;
    for (size_t i = 0; i + name <= len; i++)
        if (strncmp(message + i, frame, name) == 0)
            return true;
    return false;
}

void mt_traceback_tidy(const char *text, struct mt_buf *out)
{
    const char *head = strstr(text, HEAD), *only = NULL;
    size_t len = head ? (size_t)(head - text) : strlen(text), count = 0;
    struct mt_buf frames = {0};
    mt_buf_add(out, text, len);
    for (const char *line = head ? strchr(head + 1, '\n') : NULL; line; line = strchr(line, '\n')) {
        line += 1 + (line[1] == '\t');
        if (!is_worth_it(line))
            continue;
        only = line;
        count++;
        mt_buf_adds(&frames, "\n\t");
        mt_buf_add(&frames, line, strcspn(line, "\n"));
    }
    if (count > 1 || (count == 1 && !has_file_of(text, len, only))) {
        mt_buf_adds(out, HEAD);
        mt_buf_add(out, frames.data, frames.len);
    }
    out->failed |= frames.failed;
    mt_buf_free(&frames);
}
