#include "binlog/wire.h"

#include <stddef.h>

static const char *const event_names[256] = {
#define X(name, code, lua) [code] = lua,
    MT_EVENT_TYPES(X)
#undef X
};

static const char *const column_names[256] = {
#define X(name, code, text) [code] = text,
    MT_COLUMN_TYPES(X)
#undef X
};

const char *mt_event_type_name(uint8_t code)
{
    return event_names[code];
}

const char *mt_column_type_name(uint8_t code)
{
    return column_names[code] ? column_names[code] : "unknown";
}
