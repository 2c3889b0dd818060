/* Owns the format description. Formats: MySQL control_events.cpp, class Format_description_event;
 * MariaDB sql/log_event.cc, class Format_description_log_event. */
#include "binlog/format.h"

#include <stdio.h>
#include <string.h>

#include "binlog/event.h"

/* Servers from these versions on write an algorithm byte and a checksum in every format
 * description: MySQL 5.6.1, MariaDB 5.3.0. */
static bool version_has_checksum(const char *version, bool mariadb)
{
    unsigned major = 0, minor = 0, patch = 0;
    sscanf(version, "%u.%u.%u", &major, &minor, &patch);
    unsigned v = major * 10000 + minor * 100 + patch;
    return v >= (mariadb ? 50300u : 50601u);
}

int mt_format_parse(struct mt_cursor body, struct mt_format *out, struct mt_err *err)
{
    *out = (struct mt_format){0};
    out->binlog_version = mt_u16(&body);
    const uint8_t *version = mt_take(&body, MT_SERVER_VERSION_LEN);
    if (version)
        memcpy(out->server_version, version, MT_SERVER_VERSION_LEN);
    out->created = mt_u32(&body);
    out->header_len = mt_u8(&body);
    out->mariadb = strstr(out->server_version, "MariaDB") != NULL;
    out->has_checksum = version_has_checksum(out->server_version, out->mariadb);
    out->rest = body;
    if (body.failed || (out->has_checksum && mt_left(&body) < 1))
        return mt_fail(err, MT_ERR_TRUNCATED, "the format description ends too early");
    /* the lengths start with that of type 1 */
    out->short_id = mt_left(&body) >= MT_EVENT_TABLE_MAP && body.at[MT_EVENT_TABLE_MAP - 1] == 6;
    return 0;
}

int mt_format_decode(const struct mt_raw_event *event, struct mt_format *out, struct mt_err *err)
{
    return mt_format_parse(mt_event_body(event), out, err);
}
