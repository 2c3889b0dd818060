/* GEOMETRY bytes as MySQL 9.7 stores them, against its ST_AsText and ST_AsGeoJSON. */
#include "test.h"

#include <stdlib.h>

#include "binlog/geometry.h"
#include "hex.h"

static void check_both(const char *hex, const char *wkt, const char *geojson)
{
    struct mt_str stored = test_hex(hex);
    struct mt_buf out = {0};
    struct mt_err err = {0};
    CHECK(mt_geometry_to_wkt(stored, &out, &err) == 0);
    CHECK_STR(mt_buf_str(&out), wkt);
    mt_buf_clear(&out);
    CHECK(mt_geometry_to_geojson(stored, &out, &err) == 0);
    CHECK_STR(mt_buf_str(&out), geojson);
    mt_buf_free(&out);
}

static void test_kinds(void)
{
    check_both("e610000001010000000000000000000040000000000000f03f", "POINT(2 1)",
               "{\"type\": \"Point\", \"coordinates\": [2.0, 1.0]}");
    CHECK(mt_geometry_srid(test_hex("e6100000")) == 4326);
    check_both("000000000000000001 3ff8000000000000 c000000000000000", "POINT(1.5 -2)",
               "{\"type\": \"Point\", \"coordinates\": [1.5, -2.0]}");
    check_both("0000000001040000000200000001010000000000000000000000000000000000f03f"
               "0101000000000000000000004000000000000008 40",
               "MULTIPOINT((0 1),(2 3))",
               "{\"type\": \"MultiPoint\", \"coordinates\": [[0.0, 1.0], [2.0, 3.0]]}");
    check_both("000000000107000000020000000107000000000000000102000000010000000000000000000000"
               "000000000000f03f",
               "GEOMETRYCOLLECTION(GEOMETRYCOLLECTION EMPTY,LINESTRING(0 1))",
               "{\"type\": \"GeometryCollection\", \"geometries\": [{\"type\": "
               "\"GeometryCollection\", \"geometries\": []}, {\"type\": \"LineString\", "
               "\"coordinates\": [[0.0, 1.0]]}]}");
    check_both("00000000010300000001000000010000000000000000000000000000000000f03f",
               "POLYGON((0 1))", "{\"type\": \"Polygon\", \"coordinates\": [[[0.0, 1.0]]]}");
}

static void test_damage(void)
{
    static const char *const damaged[] = {
        "",
        "00000000",
        "0000000001",
        "00000000010100000000",
        "000000000108000000",
        "0000000002010000000000000000000040000000000000f03f",
        "0000000001010000000000000000000040000000000000f03f00",
        "000000000102000000ffffffff0000000000000000000000000000f03f",
        "000000000103000000ffffffff",
        "000000000107000000ffffffff",
        "000000000104000000010000000102000000000000000000000000000000000000f0",
        "0000000001010000000000000000000040000000000000f07f"};
    for (size_t i = 0; i < sizeof damaged / sizeof damaged[0]; i++) {
        struct mt_buf out = {0};
        struct mt_err err = {0};
        CHECK(mt_geometry_to_wkt(test_hex(damaged[i]), &out, &err) == -1 &&
              err.code == MT_ERR_CORRUPT);
        mt_buf_free(&out);
    }
}

/* Collections in collections without end. */
static void test_depth(void)
{
    struct mt_buf bytes = {0}, out = {0};
    struct mt_err err = {0};
    mt_buf_add(&bytes, "\0\0\0\0", 4);
    for (int i = 0; i < 200000; i++)
        mt_buf_add(&bytes, "\1\7\0\0\0\1\0\0\0", 9);
    CHECK(mt_geometry_to_geojson((struct mt_str){bytes.data, bytes.len}, &out, &err) == -1);
    mt_buf_free(&bytes);
    mt_buf_free(&out);
}

int main(void)
{
    test_kinds();
    test_damage();
    test_depth();
    return test_done();
}
