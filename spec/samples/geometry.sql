-- Geometries of every kind, for geometry-mysql.tsv and geometry-mariadb.tsv: see README.md. The
-- query that prints them is the last statement; what follows /*M! is read by MariaDB only.
DROP DATABASE IF EXISTS shapes;
CREATE DATABASE shapes;
USE shapes;
CREATE TABLE shapes (id INT AUTO_INCREMENT PRIMARY KEY, g GEOMETRY);
INSERT INTO shapes (g) VALUES
  (ST_GeomFromText('POINT(1 2)')),
  (ST_GeomFromText('POINT(-0.5 1e-7)')),
  (ST_GeomFromText('POINT(1e20 -1.7976931348623157e308)')),
  (ST_GeomFromText('POINT(0.1 123456789.12345679)')),
  (ST_GeomFromText('LINESTRING(0 0,1.5 -2.25,3 4)')),
  (ST_GeomFromText('POLYGON((0 0,10 0,10 10,0 10,0 0))')),
  (ST_GeomFromText('POLYGON((0 0,10 0,10 10,0 10,0 0),(2 2,3 2,3 3,2 3,2 2),(5 5,6 5,6 6,5 6,5 5))')),
  (ST_GeomFromText('MULTIPOINT(1 2)')),
  (ST_GeomFromText('MULTIPOINT(1 2,3 4,-5 -6.125)')),
  (ST_GeomFromText('MULTILINESTRING((0 0,1 1),(2 2,3 3,4 5))')),
  (ST_GeomFromText('MULTIPOLYGON(((0 0,4 0,4 4,0 4,0 0),(1 1,2 1,2 2,1 2,1 1)),((9 9,10 9,10 10,9 9)))')),
  (ST_GeomFromText('GEOMETRYCOLLECTION EMPTY')),
  (ST_GeomFromText('GEOMETRYCOLLECTION(POINT(1 2))')),
  (ST_GeomFromText('GEOMETRYCOLLECTION(POINT(1 2),LINESTRING(0 0,1 1),POLYGON((0 0,1 0,1 1,0 0)),MULTIPOINT(7 8),MULTILINESTRING((0 0,1 1)),MULTIPOLYGON(((0 0,4 0,4 4,0 0))))')),
  (ST_GeomFromText('GEOMETRYCOLLECTION(GEOMETRYCOLLECTION(POINT(1 2),GEOMETRYCOLLECTION EMPTY),POINT(3 4))')),
  (ST_GeomFromText('GEOMETRYCOLLECTION(GEOMETRYCOLLECTION(GEOMETRYCOLLECTION(GEOMETRYCOLLECTION(LINESTRING(1 1,2 2)))))')),
  (ST_GeomFromText('POINT(52.5 13.4)', 4326)),
  (ST_GeomFromText('LINESTRING(-33.9 151.2,40.7 -74)', 4326)),
  (ST_GeomFromText('GEOMETRYCOLLECTION(POINT(1 2),MULTIPOINT(3 4,5 6))', 4326)),
  (ST_GeomFromText('POINT(1500000 5800000)', 3857)),
  (NULL);
SELECT id, HEX(g), ST_SRID(g), ST_AsText(g),
  /*M! ST_AsText(g) */ /*!80000 ST_AsText(g, 'axis-order=long-lat') */, ST_AsGeoJSON(g, 17)
FROM shapes ORDER BY id;
