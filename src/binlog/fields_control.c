/* Owns the fields of events that are about the log, the servers and their agreement. Formats: MySQL
 * libs/mysql/binlog/event/control_events.h; MariaDB sql/log_event.cc. */
#include "binlog/event.h"
#include "binlog/fields_put.h"
#include "binlog/format.h"
#include "binlog/inflate.h"

MT_FIELDS(mt_fields_rotate)
{
    uint64_t position = mt_u64(&f->body);
    put_text(f, "next_file", take_rest(f));
    put_uint(f, "next_position", position);
    return 0;
}

static void put_lengths(struct mt_fields *f, struct mt_cursor lengths)
{
    put_list(f, "post_header_lengths");
    while (mt_left(&lengths) > 0)
        put_uint(f, NULL, mt_u8(&lengths));
    put_close(f);
}

MT_FIELDS(mt_fields_format_description)
{
    struct mt_format format;
    if (mt_format_parse(f->body, &format, f->err))
        return -1;
    put_uint(f, "binlog_version", format.binlog_version);
    put_words(f, "server_version", format.server_version);
    put_uint(f, "created", format.created);
    put_uint(f, "header_length", format.header_len);
    if (format.has_checksum) {
        uint8_t algorithm = *--format.rest.end;
        put_words(f, "checksum", algorithm == MT_CHECKSUM_CRC32 ? "crc32" : "none");
    }
    put_lengths(f, format.rest);
    return 0;
}

/* uint<2> version, byte[50] server version, uint<4> created. */
MT_FIELDS(mt_fields_start_v3)
{
    put_uint(f, "binlog_version", mt_u16(&f->body));
    struct mt_str version = mt_take_str(&f->body, MT_SERVER_VERSION_LEN);
    put_text(f, "server_version", until_zero(version));
    put_uint(f, "created", mt_u32(&f->body));
    return 0;
}

/* The server is still there, and stands at this place. */
MT_FIELDS(mt_fields_heartbeat)
{
    put_text(f, "log_file", take_rest(f));
    put_uint(f, "log_position", f->event->header.end_position);
    return 0;
}

/* Fields of lenenc type, lenenc length: 1 file name, 2 position (lenenc); type 0 ends them. */
MT_FIELDS(mt_fields_heartbeat_v2)
{
    for (;;) {
        uint64_t field = mt_lenenc(&f->body);
        if (f->body.failed || field == 0)
            return 0;
        uint64_t len = mt_lenenc(&f->body);
        struct mt_cursor value = mt_take_cursor(&f->body, (size_t)len);
        if (f->body.failed)
            return 0;
        if (field == 1)
            put_text(f, "log_file", mt_take_str(&value, mt_left(&value)));
        else if (field == 2)
            put_uint(f, "log_position", mt_lenenc(&value));
        if (value.failed)
            f->body.failed = true;
    }
}

/* uint<2> incident, uint<1> n, byte[n] message. */
MT_FIELDS(mt_fields_incident)
{
    uint16_t incident = mt_u16(&f->body);
    uint8_t len = mt_u8(&f->body);
    put_uint(f, "incident", incident);
    put_words(f, "incident_name", incident == 1 ? "lost_events" : "unknown");
    put_text(f, "message", mt_take_str(&f->body, len));
    return 0;
}

/* uint<1> one phase, uint<4> format, uint<4> and uint<4> lengths, both parts of the name. */
MT_FIELDS(mt_fields_xa_prepare)
{
    put_bool(f, "one_phase", mt_u8(&f->body));
    put_uint(f, "format_id", mt_u32(&f->body));
    size_t gtrid = mt_u32(&f->body), bqual = mt_u32(&f->body);
    put_bytes(f, "gtrid", mt_take_str(&f->body, gtrid));
    put_bytes(f, "bqual", mt_take_str(&f->body, bqual));
    return 0;
}

/* ---- group replication ---- */

/* count times: uint<2> length, bytes. */
static void put_hashes(struct mt_fields *f, const char *name, uint32_t count)
{
    put_list(f, name);
    while (count-- && !f->body.failed) {
        uint16_t len = mt_u16(&f->body);
        struct mt_str hash = mt_take_str(&f->body, len);
        if (!f->body.failed)
            put_bytes(f, NULL, hash);
    }
    put_close(f);
}

/* uint<1> uuid length, uint<4> thread, uint<1> GTID specified, uint<4> length of the snapshot,
 * uint<4> and uint<4> sizes of both sets, uuid, snapshot, write set, read set. */
MT_FIELDS(mt_fields_transaction_context)
{
    size_t uuid_len = mt_u8(&f->body);
    uint32_t thread = mt_u32(&f->body);
    bool specified = mt_u8(&f->body);
    size_t snapshot_len = mt_u32(&f->body);
    uint32_t writes = mt_u32(&f->body), reads = mt_u32(&f->body);
    put_text(f, "server_uuid", mt_take_str(&f->body, uuid_len));
    put_uint(f, "thread_id", thread);
    put_bool(f, "gtid_specified", specified);
    put_bytes(f, "encoded_snapshot_version", mt_take_str(&f->body, snapshot_len));
    put_hashes(f, "write_set", writes);
    put_hashes(f, "read_set", reads);
    return 0;
}

/* byte[40] view id, uint<8> sequence, uint<4> n, n times: uint<2> length, key, uint<4> length,
 * value. */
MT_FIELDS(mt_fields_view_change)
{
    struct mt_str id = mt_take_str(&f->body, 40);
    put_text(f, "view_id", until_zero(id));
    put_uint(f, "seq_number", mt_u64(&f->body));
    uint32_t count = mt_u32(&f->body);
    put_list(f, "certification_info");
    while (count-- && !f->body.failed) {
        size_t key_len = mt_u16(&f->body);
        struct mt_str key = mt_take_str(&f->body, key_len);
        size_t value_len = mt_u32(&f->body);
        struct mt_str value = mt_take_str(&f->body, value_len);
        if (f->body.failed)
            break;
        put_table(f, NULL);
        put_bytes(f, "key", key);
        put_bytes(f, "value", value);
        put_close(f);
    }
    put_close(f);
    return 0;
}

/* ---- large transactions ---- */

MT_FIELDS(mt_fields_transaction_payload)
{
    struct mt_payload_head head;
    if (mt_payload_head_decode(f->event, &head, f->err))
        return -1;
    put_words(f, "compression",
              head.compression == MT_PAYLOAD_ZSTD   ? "zstd"
              : head.compression == MT_PAYLOAD_NONE ? "none"
                                                    : "unknown");
    put_uint(f, "compressed_size", head.size);
    if (head.has_inflated_size)
        put_uint(f, "uncompressed_size", head.inflated_size);
    return 0;
}

/* uint<1> version, uint<8> where the last event of the transaction stands, uint<1> its type,
 * padding. */
MT_FIELDS(mt_fields_large_transaction_header)
{
    put_uint(f, "version", mt_u8(&f->body));
    put_uint(f, "terminating_event_offset", mt_u64(&f->body));
    put_uint(f, "terminating_event_type", mt_u8(&f->body));
    put_uint(f, "padding_size", mt_left(&f->body));
    return 0;
}

/* ---- MariaDB ---- */

/* uint<4> n, byte[n] name of the oldest file that recovery would need. */
MT_FIELDS(mt_fields_binlog_checkpoint)
{
    size_t len = mt_u32(&f->body);
    put_text(f, "filename", mt_take_str(&f->body, len));
    return 0;
}

/* uint<1> scheme, uint<4> key version, byte[12] nonce. */
MT_FIELDS(mt_fields_start_encryption)
{
    put_uint(f, "scheme", mt_u8(&f->body));
    put_uint(f, "key_version", mt_u32(&f->body));
    put_bytes(f, "nonce", mt_take_str(&f->body, 12));
    return 0;
}
