/* Well-known binary to WKT and GeoJSON.
 *
 * Formats: OGC 06-103r4 (WKB, WKT), RFC 7946 (GeoJSON); layout as MySQL 9 and MariaDB print it. */
#include "binlog/geometry.h"

#include <math.h>
#include <string.h>

#include "binlog/json.h"
#include "binlog/value.h"

#define DEPTH 100 /* of collections in collections */

enum {
    POINT = 1,
    LINESTRING,
    POLYGON,
    MULTIPOINT,
    MULTILINESTRING,
    MULTIPOLYGON,
    COLLECTION,
};

/* nesting: lists around a single point, in GeoJSON and in WKT alike. part: the type of the parts
 * that have a header of their own. */
struct kind {
    const char *wkt, *geojson;
    uint8_t nesting, part;
};

static const struct kind kinds[] = {
    [POINT] = {"POINT", "Point", 0, 0},
    [LINESTRING] = {"LINESTRING", "LineString", 1, 0},
    [POLYGON] = {"POLYGON", "Polygon", 2, 0},
    [MULTIPOINT] = {"MULTIPOINT", "MultiPoint", 1, POINT},
    [MULTILINESTRING] = {"MULTILINESTRING", "MultiLineString", 2, LINESTRING},
    [MULTIPOLYGON] = {"MULTIPOLYGON", "MultiPolygon", 3, POLYGON},
    [COLLECTION] = {"GEOMETRYCOLLECTION", "GeometryCollection", 1, 0},
};

struct printer {
    struct mt_cursor in;
    struct mt_buf *out;
    bool geojson;
    bool big_endian; /* of the part being read */
    struct mt_err *err;
};

static int fail_geometry(struct printer *p)
{
    return mt_fail(p->err, MT_ERR_CORRUPT,
                   "a GEOMETRY value is no well-known binary: the log is damaged, or the bytes are "
                   "of something else");
}

static uint32_t read_u32(struct printer *p)
{
    return p->big_endian ? (uint32_t)mt_be(&p->in, 4) : mt_u32(&p->in);
}

static int put_number(struct printer *p)
{
    uint64_t bits = p->big_endian ? mt_be(&p->in, 8) : mt_u64(&p->in);
    double d;
    char text[MT_JSON_DOUBLE_TEXT];
    memcpy(&d, &bits, sizeof d);
    if (p->in.failed || !isfinite(d))
        return fail_geometry(p);
    size_t len = mt_json_double_print(d, text);
    /* WKT writes whole numbers without a fraction. */
    if (!p->geojson && len > 2 && memcmp(text + len - 2, ".0", 2) == 0)
        len -= 2;
    mt_buf_add(p->out, text, len);
    return 0;
}

static void open_list(struct printer *p)
{
    mt_buf_addc(p->out, p->geojson ? '[' : '(');
}

static void close_list(struct printer *p)
{
    mt_buf_addc(p->out, p->geojson ? ']' : ')');
}

static void next_in_list(struct printer *p)
{
    mt_buf_adds(p->out, p->geojson ? ", " : ",");
}

static int put_point(struct printer *p, bool in_brackets)
{
    if (in_brackets)
        open_list(p);
    if (put_number(p))
        return -1;
    mt_buf_adds(p->out, p->geojson ? ", " : " ");
    if (put_number(p))
        return -1;
    if (in_brackets)
        close_list(p);
    return 0;
}

/* Byte order and type. */
static uint32_t read_head(struct printer *p)
{
    uint8_t order = mt_u8(&p->in);
    p->big_endian = order == 0;
    uint32_t type = read_u32(p);
    return order > 1 || p->in.failed || type < POINT || type > COLLECTION ? 0 : type;
}

/* What stands in the brackets of a type: a point, or a list of what has one level less. */
static int put_coordinates(struct printer *p, uint8_t type, unsigned nesting)
{
    if (nesting == 0)
        return put_point(p, p->geojson);
    uint32_t count = read_u32(p);
    open_list(p);
    for (uint32_t i = 0; i < count; i++) {
        if (i)
            next_in_list(p);
        uint8_t part = kinds[type].part;
        if (part && read_head(p) != part)
            return fail_geometry(p);
        int status;
        if (part == POINT)
            status = put_point(p, true);
        else
            status = put_coordinates(p, part, nesting - 1);
        if (status)
            return -1;
    }
    close_list(p);
    return p->in.failed ? fail_geometry(p) : 0;
}

static int put_geometry(struct printer *p, unsigned depth);

static int put_parts(struct printer *p, unsigned depth)
{
    uint32_t count = read_u32(p);
    if (!count && !p->geojson) {
        mt_buf_adds(p->out, " EMPTY");
        return 0;
    }
    open_list(p);
    for (uint32_t i = 0; i < count; i++) {
        if (i)
            next_in_list(p);
        if (put_geometry(p, depth + 1))
            return -1;
    }
    close_list(p);
    return 0;
}

static int put_geometry(struct printer *p, unsigned depth)
{
    uint32_t type = read_head(p);
    if (!type || depth > DEPTH)
        return fail_geometry(p);
    const struct kind *kind = &kinds[type];
    if (p->geojson)
        mt_buf_printf(p->out, "{\"type\": \"%s\", \"%s\": ", kind->geojson,
                      type == COLLECTION ? "geometries" : "coordinates");
    else
        mt_buf_adds(p->out, kind->wkt);
    if (type == COLLECTION) {
        if (put_parts(p, depth))
            return -1;
    } else if (type == POINT) {
        if (put_point(p, true))
            return -1;
    } else if (put_coordinates(p, (uint8_t)type, kind->nesting)) {
        return -1;
    }
    if (p->geojson)
        mt_buf_addc(p->out, '}');
    return p->in.failed ? fail_geometry(p) : 0;
}

static int print(struct mt_str stored, bool geojson, struct mt_buf *out, struct mt_err *err)
{
    struct printer p = {
        .in = mt_cursor(stored.data, stored.len), .out = out, .geojson = geojson, .err = err};
    mt_u32(&p.in);
    if (put_geometry(&p, 0))
        return -1;
    if (mt_left(&p.in))
        return fail_geometry(&p);
    return out->failed ? mt_fail(err, MT_ERR_NOMEM, "no memory for a GEOMETRY value") : 0;
}

int mt_geometry_to_wkt(struct mt_str stored, struct mt_buf *out, struct mt_err *err)
{
    return print(stored, false, out, err);
}

int mt_geometry_to_geojson(struct mt_str stored, struct mt_buf *out, struct mt_err *err)
{
    return print(stored, true, out, err);
}

uint32_t mt_geometry_srid(struct mt_str stored)
{
    struct mt_cursor in = mt_cursor(stored.data, stored.len);
    return mt_u32(&in);
}
