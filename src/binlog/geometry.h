/* GEOMETRY values, as stored, to text. Knows no coordinate systems: the numbers stay in the order
 * they are stored in, which is x (longitude) first. */
#ifndef MT_GEOMETRY_H
#define MT_GEOMETRY_H

#include "base/buf.h"
#include "base/cursor.h"
#include "base/err.h"

/* stored: uint<4> SRID, then well-known binary, as a row holds it.
 *
 * Append WKT as ST_AsText(g, 'axis-order=long-lat') of MySQL 8 writes it, or GeoJSON as
 * ST_AsGeoJSON does. Fails with MT_ERR_CORRUPT or MT_ERR_NOMEM; out then holds a part. */
int mt_geometry_to_wkt(struct mt_str stored, struct mt_buf *out, struct mt_err *err);
int mt_geometry_to_geojson(struct mt_str stored, struct mt_buf *out, struct mt_err *err);

/* The number of the spatial reference system; 0 for fewer than 4 bytes. */
uint32_t mt_geometry_srid(struct mt_str stored);

#endif
