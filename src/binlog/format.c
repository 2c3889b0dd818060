/* Owns the format description. Formats: MySQL control_events.cpp, class Format_description_event;
 * MariaDB sql/log_event.cc, class Format_description_log_event. */
#include "binlog/format.h"

#include <stdio.h>
#include <string.h>

#include "binlog/event.h"

/* Servers from these versions on write an algorithm byte and a checksum in every format
 * description: MySQL 5.6.1, MariaDB 5.3.0. MySQL 6.0, which was given up, is older than 5.5. */
static bool version_has_checksum(const char *version, bool mariadb)
{
    unsigned major = 0, minor = 0, patch = 0;
    sscanf(version, "%u.%u.%u", &major, &minor, &patch);
    if (major == 6)
        return false;
    unsigned v = major * 10000 + minor * 100 + patch;
    return v >= (mariadb ? 50300u : 50601u);
}

/* The first alphas with rows events, 5.1.1-a_drop5p3 to 5.2.2-a_drop6p13c, knew 22 types of events,
 * and numbered them otherwise than all later servers. */
#define ALPHA_TYPES     22
#define ALPHA_TABLE_MAP 16

static bool is_first_alpha(const char *version, const struct mt_cursor *lengths)
{
    return (strncmp(version, "5.1.", 4) == 0 || strncmp(version, "5.2.", 4) == 0) &&
           strstr(version, "-a_drop") && mt_left(lengths) == ALPHA_TYPES;
}

uint8_t mt_format_alpha_type(uint8_t type)
{
    static const uint8_t types[ALPHA_TYPES + 1] = {
        [ALPHA_TABLE_MAP] = MT_EVENT_TABLE_MAP,
        [17] = MT_EVENT_WRITE_ROWS_V0,
        [18] = MT_EVENT_UPDATE_ROWS_V0,
        [19] = MT_EVENT_DELETE_ROWS_V0,
        [20] = MT_EVENT_XID,
        [21] = MT_EVENT_BEGIN_LOAD_QUERY,
        [22] = MT_EVENT_EXECUTE_LOAD_QUERY,
    };
    return type <= ALPHA_TYPES && types[type] ? types[type] : type;
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
    out->first_alpha = is_first_alpha(out->server_version, &body);
    /* the lengths start with that of type 1 */
    size_t map = out->first_alpha ? ALPHA_TABLE_MAP : MT_EVENT_TABLE_MAP;
    out->short_id = mt_left(&body) >= map && body.at[map - 1] == 6;
    return 0;
}

int mt_format_decode(const struct mt_raw_event *event, struct mt_format *out, struct mt_err *err)
{
    return mt_format_parse(mt_event_body(event), out, err);
}
