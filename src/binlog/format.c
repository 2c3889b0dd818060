#include "binlog/format.h"

#include <string.h>

#include "base/cursor.h"

int mt_format_decode(const struct mt_raw_event *event, struct mt_format *out, struct mt_err *err)
{
    struct mt_cursor c = mt_cursor(event->data + MT_HEADER_LEN, event->size - MT_HEADER_LEN);
    *out = (struct mt_format){0};
    mt_u16(&c);
    const uint8_t *version = mt_take(&c, sizeof out->server_version - 1);
    mt_u32(&c);
    mt_u8(&c);
    if (c.failed)
        return mt_fail(err, MT_ERR_TRUNCATED, "the format description ends inside a field");
    memcpy(out->server_version, version, sizeof out->server_version - 1);
    out->mariadb = strstr(out->server_version, "MariaDB") != NULL;
    /* post-header lengths, one a type from type 1 on */
    out->short_id = mt_left(&c) >= MT_EVENT_TABLE_MAP && c.at[MT_EVENT_TABLE_MAP - 1] == 6;
    return 0;
}
