DELIMITER ;;
-- suite/federated/t/federated.test
DROP TABLE IF EXISTS federated.t1
;;
DROP TABLE IF EXISTS federated.`t1%`
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
DROP TABLE IF EXISTS federated.test
;;
create table t1 (id int not null auto_increment primary key, val int)
;;
create table t1 (a longblob not null)
;;
create table t1 (a varchar(256))
;;
CREATE TABLE t1 (a INT, b INT, KEY(a,b))
;;
CREATE TABLE t1 (a LONGBLOB, b LONGBLOB)
;;
CREATE TABLE t1 (a TEXT, b TEXT, KEY(b(1)))
;;
CREATE TABLE t1(id VARCHAR(20) NOT NULL, PRIMARY KEY(id))
;;
-- suite/federated/t/federated_bug_35333.test
CREATE DATABASE IF NOT EXISTS realdb
;;
CREATE TABLE realdb.t0 (a text, b text) ENGINE=MYISAM
;;
DROP DATABASE realdb
;;
-- suite/federated/t/federated_get_table_share.test
CREATE TABLE new_federated.ta (pk integer primary key)
;;
ALTER SERVER s OPTIONS (DATABASE 'new_federated')
;;
-- suite/federated/t/federated_server.test
CREATE TABLE first_db.t1 (
    `id` int(20) NOT NULL,
    `name` varchar(64) NOT NULL default ''
    )
  DEFAULT CHARSET=latin1
;;
DROP TABLE IF EXISTS federated.old
;;
-- suite/federated/t/percona_bug1739734.test
CREATE TABLE remote_table (
  a INT,
  b INT,
  KEY ab (a,b),
  KEY ba (b,a)
)
;;
-- suite/funcs_1/t/is_basics_mixed.test
DROP DATABASE IF EXISTS db_datadict
;;
CREATE DATABASE db_datadict
;;
-- suite/funcs_1/t/is_columns_cs.test
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
CREATE TABLE test.t1 (f1 BIGINT)
;;
-- suite/funcs_1/t/is_extensions.test
CREATE SCHEMA db_datadict
;;
CREATE TABLE db_datadict.t1
   (f1 CHAR(10), f2 TEXT, f3 DATE, f4 INT AUTO_INCREMENT,
    UNIQUE INDEX MUL_IDX(f1,f3), PRIMARY KEY (f4))
;;
DROP SCHEMA db_datadict
;;
-- suite/funcs_1/t/is_routines.test
CREATE DATABASE db_datadict charset latin1
;;
CREATE DATABASE db_datadict_2 charset latin1
;;
-- suite/funcs_1/t/is_table_privileges.test
CREATE VIEW db_datadict.t1_view AS SELECT 1
;;
RENAME TABLE db_datadict.t1_view  TO db_datadict.t1_viewx
;;
-- suite/funcs_1/t/storedproc.test
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
CREATE TABLE t1_aux ( f1 DECIMAL(65, 30) )
;;
CREATE FUNCTION fn1 (s CHAR(20)) RETURNS CHAR(50)
   RETURN CONCAT('hello, ', s, '!')
;;
CREATE FUNCTION fn1( f1 SMALLINT ) RETURNS SMALLINT SQL SECURITY INVOKER
BEGIN
  SET f1 = 1 + f1;
  RETURN f1;
END
;;
DROP FUNCTION datetime
;;
CREATE FUNCTION fn1(f1 longtext ) returns longtext
    return f1
;;
CREATE FUNCTION fn1(f1 mediumblob ) returns mediumblob
    return f1
;;
CREATE PROCEDURE sp2( action char(20) )
BEGIN
   declare v1 char(20);
   declare v2 char(20);
   declare count integer;
   set v1 = 'f1';
   set v2 = 'address';
   set count = 1;
   case when action = 'delete'  then
      insert into t3 values(v1, v2, count);
      delete from t3 where f1=v1;
   when action = 'insert' then
      repeat
         insert into t3 values(v1, v2, count);
         set count = count + 1;
      until count > 5
      END repeat;
      set count = 1;
      label1: repeat
        insert into t3 values(v1, v2, count);
      if count > 5 then leave label1;
            END if;
              set count = count + 1;
      until count > 5
      END repeat;
                set count = 1;
      while count < 5 do
        insert into t3 values(v1, v2, count);
        set count = count + 1;
      END while;
      set count = 1;
      label1: while count < 5 do
        insert into t3 values(v1, v2, count);
        if count > 5 then leave label1;
                END if;
        set count = count + 1;
      END while;
  else
      set @dummystring = 'temp value';
  END case;
END
;;
create table res_t3_itisalongname_1381742_itsaverylongname_1381742 (name char, address varchar(50), age_averylongfieldname_averylongname_1234569 smallint)
;;
CREATE PROCEDURE sp6()
BEGIN
  declare count1 integer default 1;
  label1: repeat
    set count1 = count1-1;
  until count1 < 0
  END repeat label1;
  SELECT count1;
END
;;
set @@sql_mode = 'allow_invalid_dates'
;;
set @@sql_mode = 'traditional'
;;
set @@sql_mode = 'high_not_precedence'
;;
set @@sql_mode=''
;;
set @@sql_mode = 'ansi,error_for_division_by_zero'
;;
set @@sql_mode=''
;;
CREATE TABLE res_t1(w INT UNIQUE, x CHAR)
;;
CREATE TABLE res_t1(w CHAR UNIQUE, x CHAR)
;;
SET sql_mode = default
;;
-- suite/funcs_2/charset/charset_master.test
DROP database test
;;
-- suite/gcol/t/gcol_bug20746926.test
set sql_mode=''
;;
create table t1 (
a date not null,
b mediumtext generated always as ((a not in (a,a))) virtual,
c timestamp generated always as ((a not in (b,b))) stored not null
)
;;
-- suite/gcol/t/gcol_bugfixes.test
CREATE TABLE t1 (
  col1 INTEGER NOT NULL,
  col2 INTEGER NOT NULL,
  col3 INTEGER NOT NULL,
  gcol1 INTEGER GENERATED ALWAYS AS (col3 + col3) VIRTUAL,
  col4 INTEGER DEFAULT NULL,
  col5 INTEGER DEFAULT NULL,
  col6 INTEGER DEFAULT NULL,
  col7 INTEGER DEFAULT NULL,
  col8 INTEGER DEFAULT NULL,
  col9 INTEGER DEFAULT NULL,
  col10 INTEGER DEFAULT NULL,
  col11 INTEGER DEFAULT NULL,
  col12 INTEGER DEFAULT NULL,
  col13 INTEGER DEFAULT NULL,
  col14 INTEGER DEFAULT NULL,
  col15 INTEGER DEFAULT NULL,
  col16 INTEGER DEFAULT NULL,
  col17 INTEGER DEFAULT NULL,
  col18 INTEGER DEFAULT NULL,
  col19 INTEGER DEFAULT NULL,
  col20 INTEGER DEFAULT NULL,
  col21 INTEGER DEFAULT NULL,
  col22 INTEGER DEFAULT NULL,
  col23 INTEGER DEFAULT NULL,
  col24 INTEGER DEFAULT NULL,
  col25 INTEGER DEFAULT NULL,
  col26 INTEGER DEFAULT NULL,
  col27 INTEGER DEFAULT NULL,
  col28 INTEGER DEFAULT NULL,
  col29 INTEGER DEFAULT NULL,
  col30 INTEGER DEFAULT NULL,
  col31 INTEGER DEFAULT NULL,
  col32 INTEGER DEFAULT NULL,
  col33 INTEGER DEFAULT NULL,
  gcol2 INTEGER GENERATED ALWAYS AS (col2 + col2) VIRTUAL,
  gcol3 INTEGER GENERATED ALWAYS AS (gcol2 / gcol2) VIRTUAL,
  PRIMARY KEY (col1),
  KEY idx1 (gcol1)
) engine=innodb
;;
ALTER TABLE t1 ADD COLUMN extra INTEGER
;;
CREATE TABLE t1 (
  c_blob BLOB,
  c_blob_key BLOB GENERATED ALWAYS AS (REPEAT(c_blob,15)) STORED,
  KEY (c_blob_key(200))
)
;;
CREATE TABLE c (
                        pk INTEGER AUTO_INCREMENT,
                        col_int_nokey INTEGER /*! NULL */,
                        col_int_key INTEGER GENERATED ALWAYS AS
(col_int_nokey + col_int_nokey) VIRTUAL not null,

                        col_date_nokey DATE /*! NULL */,
                        col_date_key DATE GENERATED ALWAYS AS
(DATE_ADD(col_date_nokey,interval 30 day)) VIRTUAL not null,

                        col_datetime_nokey DATETIME /*! NULL */,
                        col_time_nokey TIME /*! NULL */,

                        col_datetime_key DATETIME GENERATED ALWAYS AS
(ADDTIME(col_datetime_nokey, col_time_nokey)) VIRTUAL not null,
                        col_time_key TIME GENERATED ALWAYS AS
(ADDTIME(col_datetime_nokey, col_time_nokey)) VIRTUAL not null,

                        col_varchar_nokey VARCHAR(1) /*! NULL */,
                        col_varchar_key VARCHAR(2) GENERATED ALWAYS AS
(CONCAT(col_varchar_nokey, col_varchar_nokey)) VIRTUAL not null,

                        PRIMARY KEY (pk),
                        UNIQUE KEY (col_int_key),
                        UNIQUE KEY (col_varchar_key),
                        UNIQUE KEY (col_date_key),
                        KEY (col_time_key),
                        KEY (col_datetime_key),
                        UNIQUE KEY (col_int_key, col_varchar_key),
                        KEY (col_int_key, col_int_nokey),
                        KEY(col_int_key,col_date_key),
                        KEY(col_int_key, col_time_key),
                        KEY(col_int_key, col_datetime_key),
                        UNIQUE
KEY(col_date_key,col_time_key,col_datetime_key),
                        UNIQUE KEY (col_varchar_key, col_varchar_nokey),
                        UNIQUE KEY (col_int_key, col_varchar_key,
col_date_key, col_time_key, col_datetime_key)
                )  ENGINE=INNODB
;;
CREATE TABLE bb (
                        pk INTEGER AUTO_INCREMENT,
                        col_int_nokey INTEGER /*! NULL */,
                        col_int_key INTEGER GENERATED ALWAYS AS
(col_int_nokey + col_int_nokey) VIRTUAL not null,

                        col_date_nokey DATE /*! NULL */,
                        col_date_key DATE GENERATED ALWAYS AS
(DATE_ADD(col_date_nokey,interval 30 day)) VIRTUAL not null,

                        col_datetime_nokey DATETIME /*! NULL */,
                        col_time_nokey TIME /*! NULL */,

                        col_datetime_key DATETIME GENERATED ALWAYS AS
(ADDTIME(col_datetime_nokey, col_time_nokey)) VIRTUAL not null,
                        col_time_key TIME GENERATED ALWAYS AS
(ADDTIME(col_datetime_nokey, col_time_nokey)) VIRTUAL not null,

                        col_varchar_nokey VARCHAR(1) /*! NULL */,
                        col_varchar_key VARCHAR(2) GENERATED ALWAYS AS
(CONCAT(col_varchar_nokey, col_varchar_nokey)) VIRTUAL not null,

                        PRIMARY KEY (pk),
                        UNIQUE KEY (col_int_key),
                        UNIQUE KEY (col_varchar_key),
                        UNIQUE KEY (col_date_key),
                        KEY (col_time_key),
                        KEY (col_datetime_key),
                        UNIQUE KEY (col_int_key, col_varchar_key),
                        KEY (col_int_key, col_int_nokey),
                        KEY(col_int_key,col_date_key),
                        KEY(col_int_key, col_time_key),
                        KEY(col_int_key, col_datetime_key),
                        UNIQUE
KEY(col_date_key,col_time_key,col_datetime_key),
                        UNIQUE KEY (col_varchar_key, col_varchar_nokey),
                        UNIQUE KEY (col_int_key, col_varchar_key,
col_date_key, col_time_key, col_datetime_key)
                )  AUTO_INCREMENT=10 ENGINE=INNODB
;;
CREATE TABLE c (
 pk INTEGER AUTO_INCREMENT,
 col_int_nokey INTEGER NOT NULL,
 col_int_key INTEGER GENERATED ALWAYS AS (col_int_nokey + col_int_nokey) VIRTUAL not null,
 col_date_nokey DATE NOT NULL,
 col_date_key DATE GENERATED ALWAYS AS (DATE_ADD(col_date_nokey,interval 30 day)) VIRTUAL not null,
 col_datetime_nokey DATETIME NOT NULL,
 col_time_nokey TIME NOT NULL,
 col_datetime_key DATETIME GENERATED ALWAYS AS (ADDTIME(col_datetime_nokey, col_time_nokey)) VIRTUAL not null,
 col_time_key TIME GENERATED ALWAYS AS (ADDTIME(col_datetime_nokey, col_time_nokey)) VIRTUAL not null,
 col_varchar_nokey VARCHAR(1) NOT NULL,
 col_varchar_key VARCHAR(2) GENERATED ALWAYS AS (CONCAT(col_varchar_nokey, col_varchar_nokey)) VIRTUAL not null,
 PRIMARY KEY (pk,col_int_nokey),
 UNIQUE KEY (col_int_key),
 UNIQUE KEY (col_varchar_key),
 UNIQUE KEY (col_date_key),
 KEY (col_time_key),
 KEY (col_datetime_key),
 UNIQUE KEY (col_int_key, col_varchar_key),
 KEY (col_int_key, col_int_nokey),
 KEY(col_int_key,col_date_key),
 KEY(col_int_key, col_time_key),
 KEY(col_int_key, col_datetime_key),
 UNIQUE KEY (col_date_key,col_time_key,col_datetime_key),
 UNIQUE KEY (col_varchar_key, col_varchar_nokey),
 UNIQUE KEY (col_int_key, col_varchar_key, col_date_key, col_time_key, col_datetime_key)
)  ENGINE=INNODB
;;
CREATE TABLE t1 (
 pk INTEGER AUTO_INCREMENT,
 col_int_nokey INTEGER /*! NULL */,
 col_int_key INTEGER GENERATED ALWAYS AS (col_int_nokey + col_int_nokey) VIRTUAL,
 col_blob_nokey BLOB /*! NULL */,
 col_blob_key BLOB GENERATED ALWAYS AS (REPEAT(col_blob_nokey,15)) VIRTUAL,
 col_longblob_nokey LONGBLOB /*! NULL */,
 col_longtext_nokey LONGTEXT /*! NULL */,
 col_longblob_key LONGBLOB GENERATED ALWAYS AS (REPEAT(col_longblob_nokey, 20)) VIRTUAL,
 col_longtext_key LONGTEXT GENERATED ALWAYS AS (REPEAT(col_longblob_nokey, 18)) VIRTUAL,
 col_text_nokey TEXT /*! NULL */,
 col_text_key TEXT GENERATED ALWAYS AS (REPEAT(col_text_nokey, 30)) VIRTUAL,
 PRIMARY KEY (pk),
 KEY (col_int_key),
 KEY (col_text_key(50)),
 KEY (col_blob_key(200)),
 KEY (col_longtext_key(200)),
 KEY (col_longblob_key(200)),
 KEY (col_int_key, col_text_key(100)),
 KEY (col_int_key, col_longtext_key(100)),
 KEY (col_int_key, col_blob_key(100)),
 KEY (col_int_key, col_longblob_key(100)),
 KEY (col_longtext_key(10), col_longblob_key(100)),
 KEY (col_int_key, col_text_key(10), col_blob_key(100), col_longtext_key(50), col_longblob_key(50))
) engine=innodb
;;
CREATE TABLE t(a int)
;;
ALTER TABLE t ADD COLUMN b int GENERATED ALWAYS AS (
date_sub(a,interval a month)) VIRTUAL
;;
CREATE TABLE t1( a INT ) ENGINE = INNODB
;;
ALTER TABLE t1 ADD COLUMN b INT GENERATED ALWAYS AS (a - 1) STORED
;;
ALTER TABLE t1 ADD COLUMN c INT GENERATED ALWAYS AS (b + 1) VIRTUAL
;;
ALTER TABLE t1 ADD INDEX( c )
;;
CREATE TABLE C (
col_int_1 INT,
col_int_2 INT GENERATED ALWAYS AS (col_int_1 + col_int_1) STORED,
col_int_3 INT GENERATED ALWAYS AS (col_int_2 + col_int_1) VIRTUAL
)
;;
CREATE TABLE v (
a INT PRIMARY KEY,
b INT, KEY(b))
;;
CREATE TABLE t (a INT, b JSON, c TEXT GENERATED ALWAYS AS (REPEAT(a=b, 2)))
;;
CREATE TABLE t1(a CHAR(1), b CHAR(1), c CHAR(2) AS (a || b))
;;
SET SQL_MODE=PIPES_AS_CONCAT
;;
SET SQL_MODE=DEFAULT
;;
SET sql_mode=""
;;
CREATE TABLE t (a INTEGER) engine=innodb
;;
SET sql_mode=''
;;
SET sql_mode= STRICT_ALL_TABLES
;;
SET sql_mode=""
;;
CREATE TABLE t (a TIMESTAMP AS (0) VIRTUAL) engine=innodb
;;
CREATE TABLE t1(
  a INTEGER DEFAULT 5,
  b INTEGER NOT NULL,
  gc1 INTEGER AS (a + DEFAULT(a)) VIRTUAL,
  gc2 INTEGER AS (a + DEFAULT(a)) STORED,
  KEY k1(gc1)
)
;;
ALTER TABLE t1 MODIFY COLUMN a INT DEFAULT 6
;;
ALTER TABLE t1 MODIFY COLUMN b INTEGER NULL
;;
CREATE TABLE t1 (
  a TEXT CHARSET utf16,
  b BLOB GENERATED ALWAYS AS ( concat( 'ABC', a ) ) VIRTUAL
)
;;
CREATE TABLE t1 (
  a INT,
  b INT,
  c INT,
  d INT GENERATED ALWAYS AS ( b + 1 ) STORED
)
PARTITION BY RANGE( a ) ( PARTITION p0 VALUES LESS THAN (1) )
;;
CREATE TABLE v (
a INT,
c INT,
b CHAR(2) GENERATED ALWAYS AS (a IN (1)) VIRTUAL,
KEY(c,b(1))) charset utf8mb4
;;
CREATE TABLE t1 (
 pk INTEGER AUTO_INCREMENT,
 c1 INTEGER,
 gc1 INTEGER GENERATED ALWAYS AS (c1+c1) VIRTUAL,
 gc2 INTEGER GENERATED ALWAYS AS (gc1 + c1) VIRTUAL,
 c2 VARCHAR(5),
 gc3 VARCHAR(10) GENERATED ALWAYS AS (CONCAT(c2, c2)) VIRTUAL,
 gc4 VARCHAR(10) GENERATED ALWAYS AS (CONCAT(gc3, 'x')) VIRTUAL,
 PRIMARY KEY (pk DESC),
 KEY(gc1),
 KEY(gc3),
 UNIQUE KEY (gc1, gc3),
 UNIQUE KEY (gc2, gc4)
)  ENGINE=InnoDB
;;
CREATE TABLE t(gc TEXT GENERATED ALWAYS AS (NULL) NOT NULL, KEY (gc(1)))
;;
CREATE TABLE t(
 a INT,
 b INT GENERATED ALWAYS AS (0) VIRTUAL NOT NULL,
 KEY (a)
) ENGINE=INNODB PARTITION BY KEY(b) PARTITIONS 2
;;
CREATE TABLE t(
  a INT NOT NULL,
  b INT NOT NULL,
  c INT NOT NULL,
  g MEDIUMTEXT GENERATED ALWAYS AS((a <> b)) VIRTUAL,
  UNIQUE KEY i0000 (a),
  UNIQUE KEY i0001 (g(78))
) ENGINE=INNODB
;;
CREATE TABLE t1 (a INT, b INT, gcol INT AS (a + 1) STORED)
;;
ALTER TABLE t1 RENAME COLUMN a TO b, RENAME COLUMN b TO a, MODIFY gcol INT AS (a + 1) STORED
;;
ALTER TABLE t1 DROP COLUMN a, ADD COLUMN a INT DEFAULT 3, MODIFY gcol INT AS (a + 1) STORED
;;
CREATE TABLE t1 (a INT, gcol INT AS (a + 1) STORED)
;;
CREATE TABLE t2 (a INT, gcol INT AS (a + 1) VIRTUAL)
;;
ALTER TABLE t1 RENAME COLUMN a TO b, DROP COLUMN gcol
;;
ALTER TABLE t2 RENAME COLUMN a TO b, DROP COLUMN gcol
;;
ALTER TABLE t1 ADD gcol INT AS (b + 1) STORED FIRST
;;
ALTER TABLE t2 ADD gcol INT AS (b + 1) VIRTUAL FIRST
;;
DROP TABLES t1, t2
;;
CREATE TABLE t1 (a INT, def INT DEFAULT (a + 1))
;;
ALTER TABLE t1 RENAME COLUMN a TO b, DROP COLUMN def
;;
ALTER TABLE t1 ADD COLUMN def INT DEFAULT (b + 1)
;;
ALTER TABLE t1 RENAME COLUMN b TO c, ALTER COLUMN def DROP DEFAULT
;;
ALTER TABLE t1 MODIFY COLUMN def INT DEFAULT (c + 1)
;;
ALTER TABLE t1 RENAME COLUMN c TO d, MODIFY COLUMN def INT
;;
ALTER TABLE t1 DROP COLUMN def, ADD COLUMN def INT DEFAULT (d + 1) FIRST
;;
ALTER TABLE t1 DROP COLUMN def, RENAME COLUMN d TO e
;;
ALTER TABLE t1 ADD COLUMN def INT DEFAULT (e + 1) FIRST
;;
ALTER TABLE t1 ALTER COLUMN def DROP DEFAULT, RENAME COLUMN e TO f
;;
CREATE TABLE t1 (a INT, def INT DEFAULT (a + 1))
;;
ALTER TABLE t1 RENAME COLUMN a TO b, ALTER COLUMN def SET DEFAULT (b + 1)
;;
CREATE TABLE t1 (a INT, b INT, def INT DEFAULT (a))
;;
ALTER TABLE t1 RENAME COLUMN a TO b, RENAME COLUMN b TO a, ALTER COLUMN def SET DEFAULT (a)
;;
ALTER TABLE t1 RENAME COLUMN a TO b, RENAME COLUMN b TO a, ALTER COLUMN def SET DEFAULT (a), ALGORITHM=INPLACE
;;
CREATE TABLE t1 (a INT, KEY fi((a + 1)))
;;
ALTER TABLE t1 RENAME COLUMN a TO b, DROP KEY fi
;;
ALTER TABLE t1 ADD KEY fi ((b + 1))
;;
ALTER TABLE t1 ADD c INT
;;
ALTER TABLE t1 MODIFY b INT AFTER c
;;
CREATE TABLE t1 (a INT, b INT, gcol INT AS (a + 1) STORED)
;;
ALTER TABLE t1 DROP COLUMN a, DROP COLUMN gcol
;;
ALTER TABLE t1 ADD gcol INT AS (a + 1) STORED FIRST, ADD COLUMN a INT
;;
CREATE TABLE t1 (i INTEGER, a INTEGER, vgc INTEGER GENERATED ALWAYS AS (-a) VIRTUAL)
;;
CREATE TABLE t (
  a JSON NOT NULL,
  b TIMESTAMP GENERATED ALWAYS AS (a) VIRTUAL NOT NULL,
  KEY (b)
) ENGINE=INNODB
;;
CREATE TABLE t1 (a INTEGER)
;;
CREATE INDEX idx ON t1 ((a+1))
;;
CREATE TABLE t(x VARCHAR(10),
               y INT GENERATED ALWAYS AS (x),
               z JSON GENERATED ALWAYS AS (JSON_ARRAY(x, y)))
;;
CREATE TABLE t (
  id INT PRIMARY KEY AUTO_INCREMENT,
  i INT,
  gc INT GENERATED ALWAYS AS (1) STORED,
  KEY (i)
)
;;
CREATE TABLE t1 (
  id INTEGER NOT NULL,
  mac BIGINT UNSIGNED DEFAULT NULL,
  str CHAR(12) AS (LPAD(CONVERT(HEX(mac) USING utf8mb4), 12,_utf8mb4'0')) VIRTUAL,
  separated CHAR(17) AS (INSERT(INSERT(INSERT(INSERT(INSERT(str, 11, 0, _utf8mb4':'), 9, 0, _utf8mb4':'), 7, 0, _utf8mb4':'), 5, 0, _utf8mb4':'), 3, 0, _utf8mb4':')) VIRTUAL,
  PRIMARY KEY (id)
)
;;
CREATE TABLE t1
 (pk BIGINT AUTO_INCREMENT PRIMARY KEY,
  n1 varchar(30),
  n2 varchar(30),
  n3 varchar(30),
  index n12((concat(n1, n2)))
)
;;
CREATE TABLE v1(v2 INT DEFAULT 10, v3 INT AS (DEFAULT(v2)/1 IS NULL))
;;
-- suite/gcol/t/gcol_insert_ignore.test
CREATE TABLE data_types (
  id INT PRIMARY KEY AUTO_INCREMENT,
  name TEXT
)
;;
-- suite/gcol/t/gcol_merge.test
create table t1 (a int, b int generated always as (a % 10) virtual)
;;
-- suite/gcol/t/gcol_update.test
create table t1(f1 int not null, f2 blob not null, f3 blob not null,
		vchar char(2) as (substr(f3,2,2)) virtual,
		primary key(f1, f3(5)), index(vchar))engine=innodb
;;
create table t1(f1 int not null, f2 blob not null, f3 blob not null,
		vchar blob as (f3) virtual,
		primary key(f1, f3(5)), index(vchar(3)))engine=innodb
;;
-- suite/gcol/t/rpl_gcol.test
CREATE TABLE gtable (doc JSON)
;;
-- suite/gis/t/all_geometry_types_instantiable.test
CREATE TABLE gis_point (fid INTEGER NOT NULL PRIMARY KEY, g POINT)
;;
CREATE TABLE gis_multi_point (fid INTEGER NOT NULL PRIMARY KEY, g MULTIPOINT)
;;
CREATE TABLE gis_multi_linestring (fid INTEGER NOT NULL PRIMARY KEY, g MULTILINESTRING)
;;
CREATE TABLE gis_multi_polygon (fid INTEGER NOT NULL PRIMARY KEY, g MULTIPOLYGON)
;;
CREATE TABLE gis_geometrycollection (fid INTEGER NOT NULL PRIMARY KEY, g GEOMETRYCOLLECTION)
;;
CREATE TABLE gis_geometry (fid INTEGER NOT NULL PRIMARY KEY, g GEOMETRY)
;;
CREATE TABLE tab(c1 POINT, c2 LINESTRING, c3 POLYGON, c4 MULTIPOINT,
                 c5 MULTILINESTRING, c6 MULTIPOLYGON, c7 GEOMETRYCOLLECTION, c8 GEOMETRY)
;;
TRUNCATE TABLE tab
;;
CREATE TABLE tab2 AS SELECT * FROM tab
;;
CREATE TABLE geom_index (fid INTEGER NOT NULL PRIMARY KEY, g GEOMETRY NOT NULL SRID 0, SPATIAL INDEX(g))
;;
DROP TABLE gis_point
;;
DROP TABLE gis_geometrycollection
;;
-- suite/gis/t/ddl.test
CREATE TABLE t1 (no_srid POINT DEFAULT NULL,
                 srid_0 POINT SRID 0 DEFAULT NULL,
                 srid_4326 POINT SRID 4326 DEFAULT NULL)
;;
ALTER TABLE t1 CHANGE COLUMN no_srid no_srid POINT SRID 0 DEFAULT NULL
;;
CREATE TABLE t1 (col1 POINT SRID 4326,
                 col2 POINT AS (ST_SRID(col1, 0)) SRID 0)
;;
CREATE TABLE t1 (col1 POINT NOT NULL, SPATIAL INDEX (col1))
;;
CREATE TABLE t1 (
  g1 geometry NOT NULL,
  g3 geometry SRID 2000 NOT NULL,
  g4 geometry SRID 4326 NOT NULL
)
;;
ALTER TABLE t1 add spatial index idx1(g4)
;;
CREATE TABLE t1 (col_no_srid POINT NOT NULL,
                 col_srid_0 POINT SRID 0 NOT NULL,
                 col_srid_4326 POINT SRID 4326 NOT NULL)
;;
ALTER TABLE t1 ADD SPATIAL INDEX idx1 (col_no_srid)
;;
ALTER TABLE t1 ADD SPATIAL INDEX idx2 (col_srid_0)
;;
ALTER TABLE t1 ADD SPATIAL INDEX idx3 (col_srid_4326)
;;
ALTER TABLE t1 DROP INDEX idx2
;;
ALTER TABLE t1 DROP INDEX idx3
;;
ALTER TABLE t1 DROP INDEX idx1
;;
CREATE SPATIAL INDEX idx1 ON t1 (col_srid_4326)
;;
CREATE SPATIAL INDEX idx_2000 ON t1 (col_srid_2000)
;;
ALTER TABLE t1 ADD COLUMN (col_srid_4326_generated POINT AS
  (ST_SRID(col_srid_2000, 4326)) SRID 4326)
;;
-- suite/gis/t/geohash_functions.test
CREATE TABLE t1 (val DOUBLE)
;;
-- suite/gis/t/geojson_functions.test
CREATE TABLE geojson(
  gid INT NOT NULL AUTO_INCREMENT,
  geojson_value TEXT,
  PRIMARY KEY (`gid`)
)
;;
-- suite/gis/t/gis_bugs_crashes.test
DROP TABLE IF EXISTS `t`
;;
CREATE TABLE `t` (
  `geo` geometry DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3
;;
-- suite/gis/t/knn_neighbors.test
CREATE TABLE cafe(
     location point NOT NULL srid 0, SPATIAL INDEX(location),
     id int PRIMARY KEY AUTO_INCREMENT
     )
;;
CREATE TABLE cafe(
     location linestring NOT NULL srid 0, SPATIAL INDEX(location),
     id int PRIMARY KEY AUTO_INCREMENT
     )
;;
CREATE TABLE cafe(
     location polygon NOT NULL srid 0, SPATIAL INDEX(location),
     id int PRIMARY KEY AUTO_INCREMENT
     )
;;
CREATE TABLE cafe(
     location multipoint NOT NULL srid 0, SPATIAL INDEX(location),
     id int PRIMARY KEY AUTO_INCREMENT
     )
;;
CREATE TABLE cafe(
     location multilinestring NOT NULL srid 0, SPATIAL INDEX(location),
     id int PRIMARY KEY AUTO_INCREMENT
     )
;;
CREATE TABLE cafe(
     location multipolygon NOT NULL srid 0, SPATIAL INDEX(location),
     id int PRIMARY KEY AUTO_INCREMENT
     )
;;
CREATE TABLE cafe(
     location geometrycollection NOT NULL srid 0, SPATIAL INDEX(location),
     id int PRIMARY KEY AUTO_INCREMENT
     )
;;
-- suite/gis/t/spatial_analysis_functions_buffer.test
CREATE TABLE t1(geom GEOMETRY, strategy binary(12))
;;
-- suite/gis/t/spatial_analysis_functions_distance.test
CREATE TABLE gis_geometrycollection_2 SELECT fid as fid2,g as g2 FROM gis_geometrycollection
;;
-- suite/gis/t/spatial_indexing.test
CREATE TABLE t1 (g GEOMETRY SRID 0)
;;
CREATE INDEX g_idx ON t1(g)
;;
CREATE TABLE t1 (g GEOMETRY SRID 0 NOT NULL)
;;
ALTER TABLE t1 ADD INDEX (g), ALGORITHM=COPY
;;
CREATE TABLE t1 (x INTEGER,
                 y INTEGER,
                 g POINT AS (POINT(x, y)) VIRTUAL SRID 0 NOT NULL)
;;
CREATE TABLE t1 (x INTEGER,
                 y INTEGER,
                 g POINT AS (POINT(x, y)) STORED SRID 0 NOT NULL)
;;
-- suite/gis/t/spatial_testing_functions_contains.test
CREATE TABLE t1 (
  id INT,
  c GEOMETRY NOT NULL SRID 0,
  g GEOMETRY AS (ST_SRID(c, 4326)) STORED NOT NULL SRID 4326,
  SPATIAL INDEX c_idx (c),
  SPATIAL INDEX g_idx (g)
)
;;
-- suite/gis/t/spatial_utility_function_srid.test
SET @@sql_mode=''
;;
CREATE TABLE t1 (srid INT)
;;
-- suite/gis/t/st_collect.test
CREATE TABLE multi_srs_table ( running_number INTEGER NOT NULL AUTO_INCREMENT,
geometry GEOMETRY , PRIMARY KEY ( running_number ))
;;
-- suite/group_replication/include/gr_binlog_events_verifications.test
CREATE TABLE t2 (c1 INT) engine MyIsam
;;
CREATE TABLE tc3 (c1 INT PRIMARY KEY, FOREIGN KEY (c1) REFERENCES tp3(c1) ON DELETE CASCADE)
;;
-- suite/group_replication/t/gr_acf_receiver_network_partition.test
CREATE TABLE pid_table(pid_no INT)
;;
DROP TABLE pid_table
;;
-- suite/group_replication/t/gr_applier_metrics.test
CREATE TABLE test.table (c1 INT NOT NULL PRIMARY KEY)
;;
-- suite/group_replication/t/gr_certifier_garbage_collection_counter_overflow.test
CREATE TABLE t1 (c1 INT NOT NULL PRIMARY KEY, c2 INT UNIQUE KEY NOT NULL, c3 INT UNIQUE KEY NOT NULL)
;;
-- suite/group_replication/t/gr_collations_key_conflict.test
CREATE TABLE t1 (
  u_str VARCHAR(32) NOT NULL,
  value VARCHAR(32) NOT NULL,
  PRIMARY KEY (u_str)
) ENGINE=InnoDB DEFAULT CHARSET=latin1
;;
-- suite/group_replication/t/gr_columns_partition_tables.test
CREATE TABLE t1 ( c1 int, c2 int, PRIMARY KEY (c1, c2))
                 CHARSET=utf8mb4
                 PARTITION BY RANGE COLUMNS(c1, c2)
                 (
                    PARTITION t1p1 VALUES LESS THAN (5, 10),
                    PARTITION t1p2 VALUES LESS THAN (MAXVALUE, MAXVALUE)
                 )
;;
CREATE TABLE t2 ( c1 int, c2 char(5), PRIMARY KEY (c1, c2))
                 CHARSET=utf8mb4
                 PARTITION BY LIST COLUMNS(c1, c2)
                 (
                    PARTITION t2p1 VALUES in ( (1, 'aa'), (2, 'ab') ),
                    PARTITION t2p2 VALUES in ( (1, 'cc'), (2, 'cd') )
                 )
;;
-- suite/group_replication/t/gr_compare_control_metrics.test
CREATE TABLE test.t1(num int PRIMARY KEY)
;;
-- suite/group_replication/t/gr_crash_safe_master.test
CREATE TABLE temp (i INT PRIMARY KEY) engine=INNODB
;;
DROP TABLE temp
;;
-- suite/group_replication/t/gr_create_table_as_select_from_async_replication.test
CREATE TABLE t2 (PRIMARY KEY (c1)) AS SELECT * FROM t1
;;
-- suite/group_replication/t/gr_disallow_filters.test
DROP TABLES test.tab1, test.itab1, test.igtab1
;;
-- suite/group_replication/t/gr_disregard_nonunique_key.test
CREATE TABLE t1 (c1 INT PRIMARY KEY, c2 INT, KEY `c2` (`c2`))
;;
-- suite/group_replication/t/gr_foreign_key_on_unique_key.test
CREATE TABLE t1 (a INT,b INT UNIQUE NOT NULL, PRIMARY KEY(a))
;;
-- suite/group_replication/t/gr_generated_column.test
CREATE TABLE st2 (c1 VARCHAR(10),c2 CHAR(2) GENERATED ALWAYS AS (SUBSTRING(c1, 1, 2)) STORED PRIMARY KEY)
;;
CREATE TABLE st3 (
	c1 INT AUTO_INCREMENT PRIMARY KEY,
	c2 VARCHAR(10) NOT NULL,
	c3 VARCHAR(10) NOT NULL,
	c4 VARCHAR(21) AS (CONCAT(c2,c3)) STORED UNIQUE
)
;;
CREATE TABLE vt1 (c1 DATE PRIMARY KEY,c2 INT AS (year(c1)) VIRTUAL)
;;
CREATE TABLE vt2 (c1 TEXT,PRIMARY KEY(c1(20)),c2 TEXT GENERATED ALWAYS AS (SUBSTRING(c1, 1, 2)) VIRTUAL ,UNIQUE(c2(2)))
;;
CREATE TABLE vt3(a INT PRIMARY KEY,b INT,FOREIGN KEY(b) REFERENCES t2(a) ON UPDATE RESTRICT ON DELETE RESTRICT,c INT AS (a*b)VIRTUAL)
;;
-- suite/group_replication/t/gr_gtid_assignment_blocks_gaps_in_the_beginning.test
CREATE TABLE t1 (c1 INT PRIMARY KEY AUTO_INCREMENT NOT NULL)
;;
-- suite/group_replication/t/gr_hash_partition_tables.test
CREATE TABLE t1 ( c1 int PRIMARY KEY )
                 CHARSET=utf8mb4
                 PARTITION BY HASH(c1)
                 PARTITIONS 3
;;
-- suite/group_replication/t/gr_implicit_commit.test
CREATE TABLE t1(a INT, b INT) engine=memory
;;
CREATE TABLE t2 LIKE t1
;;
-- suite/group_replication/t/gr_innodb_doublewrite_dir.test
CREATE TABLE test.tab ( c1 int primary key, c2 TEXT)
;;
-- suite/group_replication/t/gr_json_array_unique_key_conflict.test
CREATE TABLE t1 (c1 INT NOT NULL PRIMARY KEY, data JSON,
  UNIQUE KEY zips((CAST(CAST(data AS JSON) AS UNSIGNED ARRAY))))
;;
-- suite/group_replication/t/gr_list_partition_tables.test
CREATE TABLE t1 (id int PRIMARY KEY, c2 int)
                 CHARSET=utf8mb4
                 PARTITION BY LIST (id)
                (PARTITION p1 VALUES in (5, 10, 15),
                 PARTITION p2 VALUES in (2, 3),
                 PARTITION p3 VALUES in (11, 21))
;;
-- suite/group_replication/t/gr_message_cache_size_min.test
CREATE TABLE t1 (c1 INT UNSIGNED PRIMARY KEY, c2 LONGTEXT)
;;
-- suite/group_replication/t/gr_primary_key_on_invisible_column_conflict.test
CREATE TABLE t1 (c1 INT PRIMARY KEY INVISIBLE, c2 INT)
;;
-- suite/group_replication/t/gr_primary_mode_group_operations_cascade_fk.test
CREATE TABLE tc1 (c1 char(10) NOT NULL PRIMARY KEY,
                  FOREIGN KEY (c1) REFERENCES tp1(c1) ON DELETE CASCADE ON UPDATE RESTRICT)
;;
-- suite/group_replication/t/gr_range_partition_tables.test
CREATE TABLE t1 (id int PRIMARY KEY, vc VARCHAR(255),
                 t DATE)
                 CHARSET=utf8mb4
                 PARTITION BY RANGE (id)
                (PARTITION p1 VALUES LESS THAN (5),
                 PARTITION p2 VALUES LESS THAN (10),
                 PARTITION p3 VALUES LESS THAN (15),
                 PARTITION p4 VALUES LESS THAN MAXVALUE)
;;
-- suite/group_replication/t/gr_runtime_verifications.test
CREATE TABLE t5 (c1 char(50) NOT NULL PRIMARY KEY, FOREIGN KEY (c1) REFERENCES tn(cn) ON UPDATE CASCADE) ENGINE = InnoDB
;;
CREATE TABLE t9 (c1 char(50), c2 char(50) NOT NULL PRIMARY KEY, FOREIGN KEY (c1) REFERENCES
                 tn(cn) ON DELETE SET NULL) ENGINE = InnoDB
;;
CREATE TABLE t10 (c1 char(50), c2 char(50) NOT NULL PRIMARY KEY, FOREIGN KEY (c1) REFERENCES
                 tn(cn) ON UPDATE SET NULL) ENGINE = InnoDB
;;
-- suite/group_replication/t/gr_serializable_isolation.test
CREATE TEMPORARY TABLE temp1 (c1 INT NOT NULL PRIMARY KEY) ENGINE=InnoDB
;;
-- suite/group_replication/t/gr_set_option_during_stop.test
CREATE TABLE gr_options_that_cannot_be_change (id INT PRIMARY KEY AUTO_INCREMENT, name VARCHAR(64) UNIQUE KEY)
;;
-- suite/group_replication/t/gr_single_primary_super_read_at_exit.test
CREATE TABLE first(c1 INT NOT NULL AUTO_INCREMENT PRIMARY KEY)
;;
-- suite/group_replication/t/gr_ssl_fips_mode.test
CREATE TABLE t1 (c1 INT NOT NULL PRIMARY KEY, hash CHAR(64)) ENGINE=InnoDB
;;
-- suite/group_replication/t/gr_storage_engines.test
CREATE TABLE t6 (C1 INT PRIMARY KEY, c2 int) ENGINE=MERGE UNION=(t2) INSERT_METHOD=LAST
;;
ALTER TABLE t2 ENGINE=INNODB
;;
-- suite/group_replication/t/gr_table_without_primary_key.test
CREATE TABLE `t1` (
  `col_bit_64` bit(64),
  `col_varchar_255_utf8mb3_key` varchar(255) CHARACTER SET utf8mb3,
  `col_bigint` bigint,
  `col_varchar_255_binary_key` varchar(255) CHARACTER SET binary,
  `col_varchar_255_utf8` varchar(255) CHARACTER SET utf8mb3,
  `col_text_utf8` text CHARACTER SET utf8mb3,
  `col_set_binary_key` set ('a','b','c','d','e','f','g','h','i','j','k','l','m','n','o','p','q','r','s','t','u','v','w','x','y','z')  CHARACTER SET binary,
  `col_text_binary` text CHARACTER SET binary,
  `col_varchar_255_binary` varchar(255) CHARACTER SET binary,
  `col_bigint_key` bigint,
  `col_set_utf8` set ('a','b','c','d','e','f','g','h','i','j','k','l','m','n','o','p','q','r','s','t','u','v','w','x','y','z') CHARACTER SET utf8mb3,
  `col_text_binary_key` text CHARACTER SET binary,
  `col_set_binary` set ('a','b','c','d','e','f','g','h','i','j','k','l','m','n','o','p','q','r','s','t','u','v','w','x','y','z') CHARACTER SET binary,
  `col_set_utf8mb3_key` set ('a','b','c','d','e','f','g','h','i','j','k','l','m','n','o','p','q','r','s','t','u','v','w','x','y','z') CHARACTER SET utf8mb3,
  `col_text_utf8mb3_key` text CHARACTER SET utf8mb3,
  `col_bit_64_key` bit(64),
  key (`col_varchar_255_utf8mb3_key`),
  key (`col_varchar_255_binary_key`),
  key (`col_set_binary_key`),
  key (`col_bigint_key`),
  key (`col_text_binary_key`(255)),
  key (`col_set_utf8mb3_key`),
  key (`col_text_utf8mb3_key` (255)),
  key (`col_bit_64_key`)
) ENGINE=InnoDB
;;
-- suite/group_replication/t/gr_unique_key_table_requirements.test
CREATE TABLE t3 (c1 INT UNIQUE NULL) ENGINE=InnoDB
;;
-- suite/group_replication/t/gr_xplugin_basic_dml.test
CREATE TABLE T2 (C1 CHAR(20) PRIMARY KEY, C2 INT )
;;
-- suite/information_schema/t/i_s_schema_definition_debug.test
CREATE TABLE I_S_check_table (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
   t TEXT NOT NULL,
   row_hash VARCHAR(64) DEFAULT NULL)
;;
CREATE TABLE I_S_published_schema(
  mysqld_version VARCHAR(20),
  i_s_version VARCHAR(20),
  lctn BOOL,
  checksum VARCHAR(64),
  PRIMARY KEY (i_s_version, lctn))
;;
-- suite/information_schema/t/information_schema_db.test
create database `inf%`
;;
create table t1
(f1 int(10) unsigned not null,
 f2 varchar(100) not null,
 primary key (f1), unique key (f2))
;;
-- suite/innodb/t/accessing_table_during_fulltext_creation.test
CREATE TABLE t1 (c1 INT, c2 TEXT)
;;
ALTER TABLE t1 DISCARD TABLESPACE
;;
-- suite/innodb/t/add_foreign_key.test
CREATE TABLE `child1` (`id` INT ,`child1_fk1` INT, `child1_fk2` INT,
PRIMARY KEY (`id`))
;;
ALTER TABLE `child1` ADD FOREIGN KEY (`child1_fk1`) REFERENCES `parent`
(`parent_id`)
;;
drop table child3, child2, child1, parent
;;
-- suite/innodb/t/alter-compressed.test
CREATE TABLE t1 (c1 INT PRIMARY KEY, c2 varchar(20)) KEY_BLOCK_SIZE=1 ROW_FORMAT=COMPRESSED
;;
ALTER TABLE t1 ROW_FORMAT=COMPRESSED
;;
-- suite/innodb/t/alter_add_pk_pq_crash.test
SET @@sql_mode=''
;;
CREATE TABLE t1 (
  c0 INT,
  c1 INT,
  KEY i_c0 (c0)
) ENGINE=InnoDB
PARTITION BY RANGE (c0) (
  PARTITION p0 VALUES LESS THAN (1000),
  PARTITION p1 VALUES LESS THAN MAXVALUE
)
;;
ALTER TABLE t1 ADD PRIMARY KEY (c0)
;;
-- suite/innodb/t/alter_crash.test
CREATE TABLE t1(c1 INT PRIMARY KEY, c2 CHAR(1), c3 INT UNSIGNED) ENGINE=InnoDB
;;
ALTER TABLE t1 ADD INDEX (c2), ADD INDEX (c3)
;;
ALTER TABLE t1 ADD INDEX (c2), ADD INDEX (c3)
;;
ALTER TABLE t1 DROP INDEX c2
;;
ALTER TABLE t1 ADD INDEX (c2,c3)
;;
ALTER TABLE t1 CHANGE c3 c3 INT NOT NULL
;;
CREATE TABLE t1(a int PRIMARY KEY, b varchar(150), c int NOT NULL)
;;
ALTER TABLE t1 ADD INDEX (b), CHANGE c d int
;;
-- suite/innodb/t/alter_foreign_crash.test
create database bug
;;
create table parent(a serial) engine=innodb
;;
create table child(a serial, foreign key fk (a) references parent(a))
;;
alter table parent row_format=dynamic
;;
drop table child
;;
-- suite/innodb/t/alter_missing_tablespace.test
CREATE TABLE t1 (c1 INT PRIMARY KEY, c2 INT DEFAULT 1, ct TEXT, INDEX(c2))
;;
CREATE TABLE t3 (c1 INT PRIMARY KEY, c2 INT DEFAULT 1, ct TEXT, INDEX(c2))
;;
CREATE TABLE `t_.._b` (c1 INT PRIMARY KEY, c2 INT DEFAULT 1, ct TEXT, INDEX(c2))
;;
ALTER TABLE t3 DISCARD TABLESPACE
;;
ALTER TABLE `t_.._b` DISCARD TABLESPACE
;;
ALTER TABLE t1 TABLESPACE innodb_system, ALGORITHM=INPLACE
;;
ALTER TABLE t1 DROP INDEX c2, ALGORITHM=INPLACE
;;
ALTER TABLE t3 DROP INDEX c2, ALGORITHM=INPLACE
;;
ALTER TABLE t1 ADD COLUMN c3 INT, ALGORITHM=INPLACE
;;
ALTER TABLE t1 DROP COLUMN ct, ALGORITHM=INPLACE
;;
ALTER TABLE t1 ALTER c2 DROP DEFAULT, ALGORITHM=INPLACE
;;
ALTER TABLE t3 ALTER c2 DROP DEFAULT, ALGORITHM=INPLACE
;;
ALTER TABLE t1 ALTER c2 SET DEFAULT 42, ALGORITHM=INPLACE
;;
ALTER TABLE t3 ALTER c2 SET DEFAULT 42, ALGORITHM=INPLACE
;;
ALTER TABLE t3 ADD FULLTEXT INDEX (ct), ALGORITHM=INPLACE
;;
ALTER TABLE t1 CHANGE c2 c2 INT AFTER c1, ALGORITHM=INPLACE
;;
ALTER TABLE t1 CHANGE c1 c1 INT FIRST, ALGORITHM=INPLACE
;;
ALTER TABLE t1 ROW_FORMAT=REDUNDANT, ALGORITHM=INPLACE
;;
ALTER TABLE t1 RENAME TO t11, ALGORITHM=INPLACE
;;
-- suite/innodb/t/alter_multivalue.test
CREATE TABLE test (id INT, json_value JSON)
;;
-- suite/innodb/t/alter_page_size.test
create table t1 (f1 int primary key, f3 linestring not null,
  spatial key(f3)) engine=innodb row_format=compressed key_block_size=1
;;
alter table t1 row_format=dynamic, key_block_size=0, algorithm=inplace
;;
-- suite/innodb/t/alter_rename_existing.test
CREATE TABLE t1 (a SERIAL, b CHAR(10)) ENGINE=Memory
;;
ALTER TABLE t1 ENGINE = InnoDB
;;
ALTER TABLE t1 RENAME TO t2, ENGINE = INNODB
;;
CREATE TABLE t1 (a SERIAL, b CHAR(20)) ENGINE=InnoDB
;;
ALTER TABLE t1 ADD COLUMN c INT, ALGORITHM=INPLACE
;;
ALTER TABLE t1 ADD COLUMN d INT, ALGORITHM=COPY
;;
ALTER TABLE t1 TABLESPACE=innodb_file_per_table, ALGORITHM=INPLACE
;;
-- suite/innodb/t/alter_rename_files.test
CREATE TABLE t1 (x INT NOT NULL UNIQUE KEY) ENGINE=InnoDB
;;
-- suite/innodb/t/alter_rename_self_referencing_fk.test
CREATE TABLE t1 (
  c4 INT NOT NULL,
  UNIQUE KEY c1 (c4),
  UNIQUE KEY c4 (c4),
  CONSTRAINT t1_ibfk_1 FOREIGN KEY (c4) REFERENCES t1 (c4)
) ENGINE=InnoDB
;;
-- suite/innodb/t/alter_table_redundant.test
CREATE TABLE t(C INT) ROW_FORMAT=redundant ENGINE=InnoDB
;;
ALTER TABLE t ROW_FORMAT=REDUNDANT KEY_BLOCK_SIZE=0, ALGORITHM=DEFAULT
;;
-- suite/innodb/t/alter_table_update_primary_key.test
CREATE TABLE t1 (
    id0 int,
    id1 int,
    PRIMARY KEY (id0, id1)
) ENGINE=InnoDB
;;
ALTER TABLE t1 DROP PRIMARY KEY, ADD PRIMARY KEY(id0), ALGORITHM = INPLACE
;;
-- suite/innodb/t/alter_tablespace_partition.test
CREATE TABLE t1 (col1 INT, col2 INT) ENGINE = InnoDB TABLESPACE innodb_file_per_table PARTITION BY KEY(col1) PARTITIONS 3
;;
-- suite/innodb/t/analyze_table.test
CREATE TABLE t1(
        class   INT,
        id      INT,
        title   VARCHAR(100)
) ENGINE=InnoDB
;;
-- suite/innodb/t/auto_increment.test
CREATE TABLE t4(pkey INT NOT NULL AUTO_INCREMENT PRIMARY KEY, cc INT)
;;
CREATE TABLE t1 (a INT AUTO_INCREMENT, b INT DEFAULT 0, PRIMARY KEY (a))
                ENGINE=InnoDB
;;
ALTER TABLE t1 MODIFY a INT
;;
ALTER TABLE t1 DROP INDEX `PRIMARY`, ADD COLUMN c INT NOT NULL AUTO_INCREMENT,
ADD KEY (c)
;;
CREATE TABLE `t1` (`id` INT NOT NULL PRIMARY KEY)
;;
ALTER TABLE `t1` MODIFY `id` INT NOT NULL AUTO_INCREMENT
;;
CREATE TABLE `t1` (`id` INT NOT NULL PRIMARY KEY)
;;
ALTER TABLE `t1` MODIFY `id` INT NOT NULL AUTO_INCREMENT
;;
ALTER TABLE `t1` AUTO_INCREMENT=1
;;
CREATE TABLE t1 (id int NOT NULL AUTO_INCREMENT PRIMARY KEY)
;;
ALTER TABLE t1 AUTO_INCREMENT=100000
;;
-- suite/innodb/t/autoinc_persist.test
CREATE TABLE t1(a TINYINT AUTO_INCREMENT KEY) ENGINE = InnoDB
;;
CREATE TABLE t2(a TINYINT UNSIGNED AUTO_INCREMENT KEY) ENGINE = InnoDB
;;
CREATE TABLE t3(a SMALLINT AUTO_INCREMENT KEY) ENGINE = InnoDB
;;
CREATE TABLE t5(a MEDIUMINT AUTO_INCREMENT KEY) ENGINE = InnoDB
;;
CREATE TABLE t13(a INT AUTO_INCREMENT PRIMARY KEY) ENGINE = InnoDB,
AUTO_INCREMENT = 1234
;;
CREATE TABLE t30 (a INT NOT NULL AUTO_INCREMENT PRIMARY KEY, b INT, key(b)) ENGINE = InnoDB
;;
set SQL_MODE = NO_AUTO_VALUE_ON_ZERO
;;
ALTER TABLE t30 MODIFY b MEDIUMINT
;;
CREATE TABLE t31 (a INT) ENGINE = InnoDB
;;
ALTER TABLE t31 ADD b INT AUTO_INCREMENT PRIMARY KEY
;;
CREATE TABLE t32 (
a BIGINT NOT NULL PRIMARY KEY AUTO_INCREMENT) ENGINE=InnoDB
;;
CREATE TABLE v1 (
a INT NOT NULL,
d INT NOT NULL,
b BLOB NOT NULL,
c TEXT,
vadcol INT AS (a + length(d)) STORED,
cbcol CHAR(2) AS (substr(b, 2, 2)) VIRTUAL,
vbidxcol CHAR(3) AS (substr(b, 1, 3)) VIRTUAL,
pkey INT NOT NULL AUTO_INCREMENT,
leader INT NOT NULL,
leaderpoint POINT NOT NULL,
PRIMARY KEY(pkey)) ENGINE = InnoDB
;;
CREATE TABLE v2 (
a INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
c CHAR(5) NOT NULL,
vaccol INT AS (length(c) * 2) VIRTUAL) ENGINE = InnoDB
;;
CREATE TABLE t1 (
  a INT NOT NULL,
  d VARCHAR(15) NOT NULL,
  b VARCHAR(198) NOT NULL,
  c CHAR(187),
  vadcol INT AS (a + length(d)) STORED,
  vbcol CHAR(2) AS (substr(b, 2, 2)) VIRTUAL,
  vbidxcol CHAR(3) AS (substr(b, 1, 3)) VIRTUAL,
  INDEX(d),
  INDEX(a),
  INDEX(vbidxcol),
  INDEX(a,vbidxcol),
  INDEX(vbidxcol,d)) ENGINE=InnoDB
;;
ALTER TABLE t1 DROP COLUMN vbcol, ADD COLUMN nc07226 BIGINT AUTO_INCREMENT NOT NULL, ADD UNIQUE KEY auto_nc07226(nc07226), ADD COLUMN nc05019 BOOL NOT NULL FIRST, LOCK=EXCLUSIVE
;;
CREATE TABLE t1 (a INT NOT NULL AUTO_INCREMENT PRIMARY KEY, b INT) ENGINE = InnoDB
;;
ALTER TABLE t1 CHANGE COLUMN b b INTEGER, ALGORITHM DEFAULT
;;
-- suite/innodb/t/autoinc_persist_deadlock.test
CREATE TABLE t1 (
a INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
b varchar(500),
c varchar(500),
d varchar(500),
e varchar(500)) ENGINE = InnoDB TABLESPACE = innodb_system
;;
-- suite/innodb/t/autoinc_persist_debug.test
CREATE TABLE t6 (
  id    INT AUTO_INCREMENT PRIMARY KEY,
  name  VARCHAR(100)
) ENGINE=InnoDB AUTO_INCREMENT=99
;;
-- suite/innodb/t/blob-crash-16k.test
create table t2 (f1 bigint primary key, f2 longblob, f3 longblob,
  index(f2(10), f3(10))) engine=innodb
;;
-- suite/innodb/t/blob_partial_update.test
CREATE TABLE tab(j1 JSON)
;;
ALTER TABLE tab MODIFY j1 LONGTEXT
;;
ALTER TABLE tab MODIFY j1 JSON
;;
ALTER TABLE tab ROW_FORMAT = COMPRESSED
;;
ALTER TABLE tab ROW_FORMAT = DYNAMIC
;;
ALTER TABLE tab ROW_FORMAT = REDUNDANT
;;
ALTER TABLE tab ROW_FORMAT = COMPACT
;;
CREATE VIEW view_tab AS SELECT * FROM tab
;;
ALTER TABLE tab COMPRESSION = 'ZLIB'
;;
CREATE TABLE tab1(id INT PRIMARY KEY, j1 JSON)
;;
ALTER TABLE tab1 modify j1 BLOB
;;
CREATE TABLE tab3 (a INT, j1 JSON, j2 JSON) PARTITION BY LINEAR HASH(a) PARTITIONS 3
;;
-- suite/innodb/t/blob_update_rollback.test
create table t1 (f1 int primary key, f2 blob) engine=innodb, row_format = compressed
;;
-- suite/innodb/t/btree_load_root_split.test
CREATE TABLE t1 (
  pk int NOT NULL AUTO_INCREMENT,
  col_int int DEFAULT NULL,
  col_int_key int DEFAULT NULL,
  col_char1 char(1) DEFAULT NULL,
  col_char1_key char(1) DEFAULT NULL,
  col_enumabcdefghijklmnopqrstuvwxyz enum('a','b','c','d','e','f','g','h','i','j','k','l','m','n','o','p','q','r','s','t','u','v','w','x','y','z') DEFAULT NULL,
  col_enumabcdefghijklmnopqrstuvwxyz_key enum('a','b','c','d','e','f','g','h','i','j','k','l','m','n','o','p','q','r','s','t','u','v','w','x','y','z') DEFAULT NULL,
  col_setabcdefghijklmnopqrstuvwxyz set('a','b','c','d','e','f','g','h','i','j','k','l','m','n','o','p','q','r','s','t','u','v','w','x','y','z') DEFAULT NULL,
  col_setabcdefghijklmnopqrstuvwxyz_key set('a','b','c','d','e','f','g','h','i','j','k','l','m','n','o','p','q','r','s','t','u','v','w','x','y','z') DEFAULT NULL,
  col_blob blob,
  col_blob_key blob,
  PRIMARY KEY (pk),
  KEY col_char1_key (col_char1_key),
  KEY col_enumabcdefghijklmnopqrstuvwxyz_key (col_enumabcdefghijklmnopqrstuvwxyz_key),
  KEY idx_blob (col_blob_key(255)),
  KEY G (col_int_key),
  KEY D (col_int_key)
) ENGINE=InnoDB ROW_FORMAT=COMPRESSED
;;
-- suite/innodb/t/bug120323_row_size_too_large_regression.test
CREATE TABLE t_mixed (
  c1 varchar(41), c2 varchar(50), c3 varchar(80), c4 varchar(100),
  c5 varchar(120), c6 varchar(150), c7 varchar(180), c8 varchar(200),
  c9 varchar(220), c10 varchar(255), c11 varchar(41), c12 varchar(50),
  c13 varchar(80), c14 varchar(100), c15 varchar(120), c16 varchar(150),
  c17 varchar(180), c18 varchar(200), c19 varchar(220), c20 varchar(255),
  c21 varchar(41), c22 varchar(50), c23 varchar(80), c24 varchar(100),
  c25 varchar(120), c26 varchar(150), c27 varchar(180), c28 varchar(200),
  c29 varchar(220), c30 varchar(255), c31 varchar(41), c32 varchar(50),
  c33 varchar(80), c34 varchar(100), c35 varchar(120), c36 varchar(150),
  c37 varchar(180), c38 varchar(200), c39 varchar(220), c40 varchar(255),
  c41 varchar(41), c42 varchar(50), c43 varchar(80), c44 varchar(100),
  c45 varchar(120), c46 varchar(150), c47 varchar(180), c48 varchar(200),
  c49 varchar(220), c50 varchar(255), c51 varchar(41), c52 varchar(50),
  c53 varchar(80), c54 varchar(100), c55 varchar(120), c56 varchar(150),
  c57 varchar(180), c58 varchar(200), c59 varchar(220), c60 varchar(255),
  c61 varchar(41), c62 varchar(50), c63 varchar(80), c64 varchar(100),
  c65 varchar(120), c66 varchar(150), c67 varchar(180), c68 varchar(200),
  c69 varchar(220), c70 varchar(255), c71 varchar(41), c72 varchar(50),
  c73 varchar(80), c74 varchar(100), c75 varchar(120), c76 varchar(150),
  c77 varchar(180), c78 varchar(200), c79 varchar(220), c80 varchar(255)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=latin1
;;
-- suite/innodb/t/bug33788578.test
CREATE TABLE t1_redundant (a TEXT) ENGINE=INNODB, ROW_FORMAT=REDUNDANT
;;
ALTER TABLE t1_redundant ADD COLUMN col INT DEFAULT 20, ALGORITHM=INSTANT
;;
-- suite/innodb/t/bug34323538.test
CREATE TABLE t1_compact (c1 INT) ROW_FORMAT=COMPACT, ENGINE=INNODB
;;
-- suite/innodb/t/bug35006212.test
CREATE TABLE `t` (
    `id` INT UNSIGNED NOT NULL PRIMARY KEY,
    `filler` VARCHAR(3000) CHARACTER SET ascii,
    `lob` BLOB
  ) ENGINE= InnoDB
;;
-- suite/innodb/t/checkpoint_too_soon.test
CREATE PROCEDURE log_spammer(f INT,t INT)
 BEGIN
     WHILE 1 DO
       START TRANSACTION;
         UPDATE t SET val = val + 1 WHERE id BETWEEN f AND t-1;
       COMMIT;
     END WHILE;
 END
;;
-- suite/innodb/t/checksum.test
CREATE TABLE t1 (a INT PRIMARY KEY, b VARBINARY(512)) ENGINE=InnoDB
;;
-- suite/innodb/t/crc32_endianness.test
CREATE TABLE crc32_big_endian (a VARCHAR(16)) ENGINE=INNODB charset latin1
ROW_FORMAT=COMPACT
;;
-- suite/innodb/t/create-index.test
create table t1 (f1 binary(5)) engine=innodb
;;
create unique index index_t1 on t1(f1(4))
;;
-- suite/innodb/t/create_drop_temp_table_perf_debug.test
drop table if exists parent,child
;;
create table child ( j int references parent(i)) engine = innodb
;;
-- suite/innodb/t/create_index_excess_memory.test
CREATE INDEX i1 ON t1(ip)
;;
CREATE FULLTEXT INDEX i2 ON t1(ip)
;;
-- suite/innodb/t/create_index_with_disable_sort_file_cache.test
CREATE TABLE test (
  num INTEGER,
  content varchar(255)
) ENGINE = InnoDB
;;
ALTER TABLE test ADD INDEX idx_num(num)
;;
-- suite/innodb/t/create_table_select.test
CREATE TABLE t0(a int) REPLACE SELECT 0 AS a
;;
CREATE TABLE t1(
  a INT PRIMARY KEY,
  b INT
) IGNORE SELECT a,b FROM t0 ORDER BY a,b
;;
-- suite/innodb/t/create_table_sys_tablespace_extend.test
CREATE TABLE t1 (id INT NOT NULL AUTO_INCREMENT, name VARCHAR(50),
  PRIMARY KEY (`id`)) TABLESPACE=innodb_system
;;
-- suite/innodb/t/create_tablespace.test
CREATE TABLE t_red_in_system (a int, b text) TABLESPACE=`innodb_system` ROW_FORMAT=redundant
;;
CREATE TABLE t_red_as_file_per_table (a int, b text) TABLESPACE=innodb_file_per_table ROW_FORMAT=redundant
;;
CREATE TABLE t_system (a serial key, b text)
;;
CREATE SCHEMA s1
;;
CREATE TEMPORARY TABLE t_expl_tmp (i INT) TABLESPACE innodb_temporary
;;
-- suite/innodb/t/create_tablespace_debug.test
CREATE TABLE t2 (a int) ENGINE=memory TABLESPACE=s1
;;
CREATE TABLE t3 (a int) ENGINE=myisam TABLESPACE=s1
;;
-- suite/innodb/t/cross_ddl_partition_tables.test
CREATE DATABASE testdb
;;
-- suite/innodb/t/deadlock_detect.test
CREATE TABLE bug(
    id INT PRIMARY KEY,
    ColumnAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA INT,
    ColumnBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB INT,
    ColumnCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC INT,
    ColumnDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDD INT,
    ColumnEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEE INT,
    ColumnFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF INT,
    ColumnGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGG INT,
    ColumnHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHH INT,
    ColumnIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIII INT,
    ColumnJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJJ INT,
    ColumnKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKK INT,
    ColumnMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMM INT,
    ColumnNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNN INT,
    ColumnOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOO INT,
    ColumnPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPP INT,
    ColumnQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQ INT,
    ColumnRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRR INT,
    ColumnSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSS INT,
    ColumnTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTT INT,
    ColumnUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUU INT)
    engine = innodb
;;
-- suite/innodb/t/deadlock_in_subquery.test
CREATE TABLE t2 (
  column1 int DEFAULT NULL,
  column2 double DEFAULT NULL,
  column3 text,
  column4 double DEFAULT NULL
)
;;
-- suite/innodb/t/default_row_format_16k.test
CREATE TABLE t1 (a VARCHAR(300), b VARCHAR(16280) CHARACTER SET UTF8MB4,
PRIMARY KEY(a(255), b(255))) ENGINE=INNODB ROW_FORMAT=DYNAMIC charset latin1
;;
CREATE TABLE t1(a TEXT, b TEXT, c TEXT, FULLTEXT `AB`(a, b), FULLTEXT `C1`(c))
;;
CREATE TABLE t1 (
col_1_VARBINARY VARBINARY (4000) ,
col_2_VARCHAR VARCHAR (4000) ,
col_3_TEXT TEXT (4000),
col_4_BLOB BLOB (4000),
col_5_TEXT TEXT (4000),
col_6_TEXT TEXT (4000),
col_7_TEXT TEXT (4000),
col_8_TEXT TEXT (4000),
col_9_TEXT TEXT (4000),
col_10_TEXT TEXT (4000),
col_11_TEXT TEXT (4000),
col_12_TEXT TEXT (4000),
col_13_TEXT TEXT (4000),
col_14_TEXT TEXT (4000),
col_15_TEXT TEXT (4000),
col_16_TEXT TEXT (4000),
col_17_TEXT TEXT (4000),
col_18_TEXT TEXT (4000),
col_19_TEXT TEXT (4000),
col_20_TEXT TEXT (4000),
col_21_TEXT TEXT (4000),
col_22_TEXT TEXT (4000),
col_23_TEXT TEXT (4000),
col_24_BINARY BINARY (255)
) ROW_FORMAT=DYNAMIC, engine = innodb
;;
CREATE TABLE t1(a INT, b FLOAT, c CHAR(10),
	v1 VARCHAR(1001),
	v2 VARCHAR(1002),
	vx_blob BLOB,
	vx_text TEXT,
	vx_varchar VARCHAR(3005),
	v3 VARCHAR(1006),
	v4 VARCHAR(1007),
	PRIMARY KEY (a,b,c,vx_text(200))) charset latin1 ROW_FORMAT=DYNAMIC
;;
-- suite/innodb/t/default_row_format_compatibility.test
CREATE TABLE tab(a INT)
;;
ALTER TABLE tab DISCARD TABLESPACE
;;
-- suite/innodb/t/discard_tablespace.test
CREATE TABLE `t1/t2` (b INT, c text) ENGINE=innodb
;;
ALTER TABLE `t1/t2` DISCARD TABLESPACE
;;
ALTER TABLE `t1/t2` RENAME `t3\t4\t5`
;;
CREATE TABLE `d1/d2\d3`.`t1/t2\t3` (b INT, c text) ENGINE=innodb
;;
-- suite/innodb/t/dml_operations_temp_table_debug.test
create temporary table t1
	(i int, b mediumblob,
	 primary key pk(i), index sk(b(100))
	) engine=innodb
;;
-- suite/innodb/t/events-merge-tmp-path.test
CREATE TABLE `t1`(`id` bigint(20) unsigned NOT NULL AUTO_INCREMENT, `name1` varchar(180) NOT NULL, `name2` varchar(180) DEFAULT NULL, `name3` varchar(180) DEFAULT NULL, `name4` varchar(180) DEFAULT NULL, PRIMARY KEY (`id`,`name1`(10)) ) engine=InnoDB
;;
create index i_dtyp_big on `t1`(name1) algorithm=inplace
;;
-- suite/innodb/t/fk_cascade_virtual_index_rollback.test
CREATE TABLE t21 (
  c1 INT NOT NULL,
  c2 INT DEFAULT NULL,
  KEY i15 ((c2 DIV 1), (FLOOR(c1))) USING BTREE,
  CONSTRAINT t21_ibfk_1 FOREIGN KEY (c2) REFERENCES t18 (c5)
    ON UPDATE SET NULL
) ENGINE=InnoDB
;;
DROP TABLE child, parent
;;
-- suite/innodb/t/fk_copy_alter_eviction.test
CREATE TABLE `t1`(`id` int KEY, `c1` int)
;;
CREATE TABLE `t2`(`id` int KEY, `c1` int, CONSTRAINT `fk_t2_t1` FOREIGN KEY(`id`) REFERENCES `t1`(`id`))
;;
-- suite/innodb/t/foreign_key.test
CREATE TABLE t1(a CHAR(100), b GEOMETRY NOT NULL SRID 0) ENGINE InnoDB
;;
ALTER TABLE t1 ADD FULLTEXT INDEX(a), ADD SPATIAL INDEX(b)
;;
ALTER TABLE t1 ADD CONSTRAINT fi_a FOREIGN KEY(a) REFERENCES ti2(a)
;;
CREATE TABLE t1 (
  pk int(11) NOT NULL AUTO_INCREMENT,
  unique1 int(11) DEFAULT NULL,
  unique2 int(11) DEFAULT NULL,
  two int(11) DEFAULT NULL,
  four int(11) DEFAULT NULL,
  ten int(11) DEFAULT NULL,
  twenty int(11) DEFAULT NULL,
  forty int(11) DEFAULT NULL,
  sixty int(11) DEFAULT NULL,
  eighty int(11) DEFAULT NULL,
  tenPercent int(11) DEFAULT NULL,
  twentyPercent int(11) DEFAULT NULL,
  fiftyPercent int(11) DEFAULT NULL,
  unique1gc int(11) GENERATED ALWAYS AS ((unique1 + unique2)) VIRTUAL,
  unique2gc int(11) GENERATED ALWAYS AS ((unique1 * unique2)) VIRTUAL,
  twogc int(11) GENERATED ALWAYS AS (((two * two) + 1)) VIRTUAL,
  fourgc int(11) GENERATED ALWAYS AS (((four + four) - 1)) VIRTUAL,
  tengc int(11) GENERATED ALWAYS AS ((twogc + ten)) VIRTUAL,
  twentygc int(11) GENERATED ALWAYS AS ((((twenty * twogc) * unique1) % 20)) VIRTUAL,
  fortygc int(11) GENERATED ALWAYS AS (forty) VIRTUAL,
  sixtygc int(11) GENERATED ALWAYS AS (sixty) VIRTUAL,
  eightygc int(11) GENERATED ALWAYS AS ((((eighty - twentygc) - ten) - two)) VIRTUAL,
  PRIMARY KEY (pk),
  KEY allkey(unique1,unique2,two,four,ten,twenty,forty,sixty,eighty,tenPercent,twentyPercent,fiftyPercent),
  KEY kugc1 (unique1gc),
  KEY kugc2 (unique2gc),
  KEY kumixgc1 (unique1gc,unique2gc),
  KEY kgc1 (twogc,fourgc),
  KEY kgc2 (fourgc,tengc),
  KEY kgc3 (tengc,twentygc),
  KEY kgc4 (twentygc,fortygc),
  KEY kgc5 (fortygc,sixtygc),
  KEY kgc6 (sixtygc,eightygc),
  KEY allkeygc(unique1gc,unique2gc,twogc,fourgc,tengc,twentygc,fortygc,sixtygc,eightygc)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
;;
DROP TABLES `......................................`, t1
;;
CREATE TABLE `emails` (
`id` int unsigned NOT NULL AUTO_INCREMENT,
PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
ROW_FORMAT=DYNAMIC
;;
CREATE TABLE `email_stats` (
`id` bigint unsigned NOT NULL AUTO_INCREMENT,
`email_id` int unsigned DEFAULT NULL,
`date_sent` datetime NOT NULL,
`generated_sent_date` date GENERATED ALWAYS AS
(concat(year(`date_sent`),'-',lpad(month(`date_sent`),2,'0'),
'-',lpad(dayofmonth(`date_sent`),2,'0'))) VIRTUAL,
PRIMARY KEY (`id`),
KEY `IDX_ES1` (`email_id`),
KEY `mautic_generated_sent_date_email_id`
(`generated_sent_date`,`email_id`),
CONSTRAINT `FK_EA1` FOREIGN KEY (`email_id`) REFERENCES
`emails` (`id`) ON DELETE SET NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
ROW_FORMAT=DYNAMIC
;;
CREATE TABLE `email_stats` (
`id` bigint unsigned NOT NULL AUTO_INCREMENT,
`email_id` int unsigned DEFAULT NULL,
`date_sent` datetime NOT NULL,
`generated_sent_date` date GENERATED ALWAYS AS
(concat(year(`date_sent`),'-',lpad(month(`date_sent`),2,'0'),
'-',lpad(dayofmonth(`date_sent`),2,'0'))) VIRTUAL,
PRIMARY KEY (`id`),
KEY `IDX_ES1` (`email_id`),
KEY `mautic_generated_sent_date_email_id`
(`generated_sent_date`,`email_id`),
CONSTRAINT `FK_EA1` FOREIGN KEY (`email_id`) REFERENCES
`emails` (`id`) ON DELETE SET NULL ON UPDATE SET NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
ROW_FORMAT=DYNAMIC
;;
CREATE TABLE `email_stats` (
`id` bigint unsigned NOT NULL AUTO_INCREMENT,
`email_id` int unsigned DEFAULT NULL,
`date_sent` datetime NOT NULL,
`generated_sent_email` varchar(20) GENERATED ALWAYS AS
(CONCAT(YEAR(`date_sent`),'-', COALESCE(`email_id`, ' '))) VIRTUAL,
PRIMARY KEY (`id`),
KEY `idx_es1` (`email_id`),
KEY `mautic_generated_sent_date_email`
(`generated_sent_email`,`email_id`),
CONSTRAINT `fk_ea1` FOREIGN KEY (`email_id`) REFERENCES
`emails` (`id`) ON DELETE SET NULL
) ENGINE=INNODB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
ROW_FORMAT=DYNAMIC
;;
-- suite/innodb/t/fseg_reserve_factor.test
CREATE TABLE t1 (pk INT PRIMARY KEY, data BLOB)
;;
-- suite/innodb/t/fts_exec_interrupt.test
CREATE TABLE `fttest04` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `str` varchar(300) DEFAULT NULL,
  `str2` mediumtext,
  PRIMARY KEY (`id`),
  FULLTEXT KEY `idx` (`str`,`str2`)
) ENGINE=InnoDB AUTO_INCREMENT=65520 DEFAULT CHARSET=utf8mb4
;;
-- suite/innodb/t/ibuf_not_empty.test
CREATE TABLE t1(
        a INT AUTO_INCREMENT PRIMARY KEY,
        b CHAR(1),
        c INT,
        INDEX(b))
ENGINE=InnoDB STATS_PERSISTENT=0
;;
-- suite/innodb/t/implicit_to_explicit_conversion.test
CREATE TABLE t1(id INT PRIMARY KEY,val INT, KEY val(val)) ENGINE=InnoDB
;;
-- suite/innodb/t/import_empty_instant_default.test
CREATE TABLE t (id INT PRIMARY KEY)
;;
ALTER TABLE t ADD COLUMN (val varchar(2) NOT NULL DEFAULT ''),
                         ALGORITHM = INSTANT
;;
-- suite/innodb/t/import_table_with_multibyte_chars.test
CREATE TABLE `foo` (
  `id` int,
   ` 测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试` text
)
;;
CREATE TABLE t1 LIKE foo
;;
DROP TABLE foo
;;
CREATE TABLE t1 AS SELECT `id`, ` 测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试` FROM `测测试测试测试测试测试测试测试`
;;
CREATE TABLE `测测试测试测试测试测试测试测试` (
  `id` int,
   ` 测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试测试` text
)
;;
CREATE TABLE `试测试测试测测试测试测试测试测` LIKE `测测试测试测试测试测试测试测试`
;;
-- suite/innodb/t/index-online-norebuild.test
CREATE TABLE t1(
	id INT PRIMARY KEY,
	f1 INT NOT NULL DEFAULT 0)ENGINE=INNODB
;;
ALTER TABLE t1 MODIFY COLUMN f1 INT NOT NULL DEFAULT 0,
	       DEFAULT CHARSET=latin1, ALGORITHM=INPLACE
;;
CREATE TABLE t1(
	id INT STORAGE DISK)ENGINE=INNODB
;;
ALTER TABLE t1 MODIFY COLUMN id INT STORAGE MEMORY,
	       DEFAULT CHARSET=latin1, ALGORITHM=INPLACE
;;
-- suite/innodb/t/index_merge_threshold.test
CREATE TABLE tab(a BIGINT PRIMARY KEY,c1 TINYTEXT,c2 TEXT,c3 MEDIUMTEXT,
c4 TINYBLOB,c5 BLOB,c6 MEDIUMBLOB,c7 LONGBLOB) charset latin1 ENGINE=InnoDB STATS_PERSISTENT=0
;;
CREATE INDEX index7 ON tab(c7(750)) COMMENT 'Check index level merge MERGE_THRESHOLD=40'
;;
ALTER TABLE tab comment='MERGE_THRESHOLD=49'
;;
ALTER TABLE tab MODIFY COLUMN c7 VARCHAR(2048)
;;
ALTER TABLE tab ADD INDEX index8 (c7(750)) COMMENT 'Check index level merge MERGE_THRESHOLD=45'
;;
CREATE TABLE tab1 (a bigint primary key, b varchar(2048)) engine=InnoDB STATS_PERSISTENT=0
COMMENT='MERGE_THRESHOLD=35'
;;
CREATE TABLE tab1 (a bigint primary key, b varchar(2048)) STATS_PERSISTENT=0
COMMENT='MERGE_THRESHOLD=35'
PARTITION BY RANGE (a)
(PARTITION p0 VALUES LESS THAN (20) ENGINE = InnoDB,
 PARTITION p1 VALUES LESS THAN MAXVALUE ENGINE = InnoDB)
;;
CREATE TABLE tab1 (a bigint primary key, b varchar(2048)) engine=InnoDB
COMMENT='MERGE_THRESHOLD=35' STATS_PERSISTENT=0
;;
CREATE TABLE tab1 (a bigint primary key, b blob) engine=InnoDB row_format=dynamic STATS_PERSISTENT=0
;;
-- suite/innodb/t/innochecksum_1.test
CREATE TABLE t1 (a INT AUTO_INCREMENT PRIMARY KEY, b TEXT) COMPRESSION="none",
ROW_FORMAT=COMPACT ENGINE=InnoDB
;;
-- suite/innodb/t/innodb-alter-debug.test
CREATE TABLE ① (
 c1 INT PRIMARY KEY, c2 INT DEFAULT 1, ct TEXT, INDEX(c2))
ENGINE = InnoDB
;;
ALTER TABLE ① CHANGE c2 š INT
;;
-- suite/innodb/t/innodb-alter-nullable.test
CREATE TABLE t (c1 INT PRIMARY KEY, c2 INT NOT NULL, c3 INT) ENGINE=InnoDB
;;
ALTER TABLE t MODIFY c3 INT NOT NULL, ALGORITHM=INPLACE
;;
ALTER TABLE t CHANGE c2 c2 INT NOT NULL
;;
ALTER TABLE t MODIFY c2 INT NOT NULL
;;
ALTER TABLE t MODIFY c2 INT, ALGORITHM=INPLACE
;;
ALTER TABLE t MODIFY c2 INT NULL, ALGORITHM=INPLACE
;;
CREATE TABLE t1(c1 INT)
;;
ALTER TABLE t1 ADD CONSTRAINT UNIQUE KEY i1(c1)
;;
ALTER TABLE t1 CHANGE c1 c1 INT SIGNED NOT NULL,ADD KEY(c1)
;;
-- suite/innodb/t/innodb-alter-varchar-debug.test
create table t1 (a SERIAL PRIMARY KEY, c varchar(2) UNIQUE) ENGINE=InnoDB
;;
-- suite/innodb/t/innodb-alter-varchar.test
CREATE TABLE t2 (fk VARCHAR(2), FOREIGN KEY (fk) REFERENCES t1 (pk))
ENGINE=InnoDB
;;
ALTER TABLE t1 ALGORITHM=INPLACE, CHANGE COLUMN pk pk VARCHAR(5)
;;
CREATE TABLE t2 (fk VARCHAR(2),
CONSTRAINT fk FOREIGN KEY (fk) REFERENCES t1 (pk))
ENGINE=InnoDB charset latin1
;;
ALTER TABLE t2 ALGORITHM=INPLACE, CHANGE COLUMN fk fk VARCHAR(6)
;;
ALTER TABLE t2 ALGORITHM=INPLACE, CHANGE COLUMN fk fk VARCHAR(255)
;;
ALTER TABLE t2 ALGORITHM=INPLACE, CHANGE COLUMN fk fk VARCHAR(6)
;;
ALTER TABLE t2 CHANGE COLUMN fk fk VARCHAR(256)
;;
ALTER TABLE t2 ALGORITHM=INPLACE, DROP FOREIGN KEY fk
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
-- suite/innodb/t/innodb-alter.test
CREATE TABLE t1p LIKE t1
;;
ALTER TABLE t1 ALTER c2 DROP DEFAULT
;;
ALTER TABLE t1 CHANGE c2 c2 INT AFTER c1
;;
ALTER TABLE t1 CHANGE c1 c1 INT FIRST
;;
ALTER TABLE t1 CHANGE C2 c3 INT
;;
ALTER TABLE t1 CHANGE c3 C INT
;;
ALTER TABLE t1 CHANGE C Cöŀumň_TWO INT
;;
ALTER TABLE t1 CHANGE cÖĿUMŇ_two c3 INT, RENAME TO t3
;;
ALTER TABLE t3 CHANGE c3
`1234567890123456789012345678901234567890123456789012345678901234` INT
;;
ALTER TABLE t3 CHANGE
`1234567890123456789012345678901234567890123456789012345678901234`
`倀倁倂倃倄倅倆倇倈倉倊個倌倍倎倏倐們倒倓倔倕倖倗倘候倚倛倜倝倞借倠倡倢倣値倥倦倧倨倩倪倫倬倭倮倯倰倱倲倳倴倵倶倷倸倹债倻值倽倾ä` INT
;;
CREATE TABLE t1o LIKE t1
;;
ALTER TABLE t1o ADD FULLTEXT INDEX(ct),
ADD COLUMN FTS_DOC_ID BIGINT UNSIGNED NOT NULL
;;
ALTER TABLE t1o DROP COLUMN FTS_DOC_ID, DROP INDEX ct, ALGORITHM=INPLACE
;;
ALTER TABLE t1o ADD FULLTEXT INDEX(ct), ADD COLUMN cu TEXT
;;
ALTER TABLE t1o ADD COLUMN FTS_DOC_ID BIGINT UNSIGNED NOT NULL
;;
ALTER TABLE t1o DROP COLUMN FTS_DOC_ID
;;
CREATE TABLE t1n LIKE t1o
;;
ALTER TABLE t1o MODIFY c1 BIGINT UNSIGNED NOT NULL, DROP INDEX ct
;;
ALTER TABLE t1o CHANGE c1 FTS_DOC_ID BIGINT UNSIGNED NOT NULL,
ALGORITHM=INPLACE
;;
ALTER TABLE t1o ADD FULLTEXT INDEX(ct), ALGORITHM=INPLACE
;;
ALTER TABLE t1o CHANGE FTS_DOC_ID foo_id BIGINT UNSIGNED NOT NULL,
DROP INDEX ct, ALGORITHM=INPLACE
;;
ALTER TABLE t1o ADD UNIQUE INDEX FTS_DOC_ID_INDEX(FTS_DOC_ID),
ADD FULLTEXT INDEX(ct),
CHANGE foo_id FTS_DOC_ID BIGINT UNSIGNED NOT NULL
;;
CREATE TABLE t (t TEXT, FULLTEXT(t)) ENGINE=InnoDB
;;
CREATE TABLE t1 (col1 INT, col2 TEXT) ENGINE = InnoDB
;;
ALTER TABLE t1 ADD KEY idx (col2(10))
;;
ALTER TABLE t1 DROP KEY idx, ADD UNIQUE KEY uidx (col1)
;;
-- suite/innodb/t/innodb-autoinc.test
CREATE TABLE t1 (c1 TINYINT PRIMARY KEY AUTO_INCREMENT, c2 VARCHAR(10)) ENGINE=InnoDB
;;
CREATE TABLE t1 (c1 SMALLINT PRIMARY KEY AUTO_INCREMENT, c2 VARCHAR(10)) ENGINE=InnoDB
;;
CREATE TABLE t1 (c1 MEDIUMINT PRIMARY KEY AUTO_INCREMENT, c2 VARCHAR(10)) ENGINE=InnoDB
;;
CREATE TABLE t2(
    c1 TINYINT(3) UNSIGNED NOT NULL AUTO_INCREMENT
    PRIMARY KEY) ENGINE=InnoDB
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
-- suite/innodb/t/innodb-blob.test
CREATE TABLE t1 (
  id int(11) COLLATE utf8mb4_unicode_ci NOT NULL,
  data longtext COLLATE utf8mb4_unicode_ci NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY unq_id (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
;;
-- suite/innodb/t/innodb-bug-14068765.test
CREATE TABLE testdb_wl5522.t1(col1 bit(1) , col2 boolean,col3 tinyint , col4 smallint , col5 mediumint ,col6 int , col7 bigint , col8 float (14,3) ,col9 double (14,3), col10 VARCHAR(20) CHARACTER SET utf8mb3 , col11 TEXT CHARACTER SET binary ,      col12 ENUM('a','b','c') CHARACTER SET binary  ,col13 TEXT CHARACTER SET latin1 COLLATE latin1_general_cs ,col14 CHAR(20) , col15 VARBINARY (400) , col16 BINARY(40), col17 BLOB (400) , col18 int not null primary key,col19 DATE ,col20 DATETIME , col21 TIMESTAMP ,col22 TIME , col23 YEAR ) ENGINE = Innodb
;;
-- suite/innodb/t/innodb-bug12552164.test
CREATE TABLE worklog5743 (col_1_CHAR CHAR(255) , col_2_CHAR CHAR(255) ,
PRIMARY KEY (col_1_CHAR)) engine = innodb STATS_PERSISTENT=0 charset latin1
;;
-- suite/innodb/t/innodb-copy-alter-debug.test
CREATE TABLE t1(a INT, b TEXT, c TEXT,
		FULLTEXT(b), FULLTEXT(c(3)), FULLTEXT(b,c))ENGINE=InnoDB
;;
ALTER TABLE t1 FORCE, ALGORITHM=COPY
;;
-- suite/innodb/t/innodb-import-lctn_1.test
create table t1 (f1 int ,f2 int) partition by range (f1)
subpartition by key (f2)
(
partition ABCdef values less than (10) (
subpartition SUB_ABCdef0,
subpartition SUB_abcdef1
),
partition ABC values less than (50) (
subpartition SUB_ABC0,
subpartition SUB_abc1
) ,
partition def values less than (100) (
subpartition sub_def0,
subpartition SUB_DEF1
))
;;
-- suite/innodb/t/innodb-import-partition-rpl.test
CREATE TABLE t2 ( i INT ) ENGINE = InnoDB  PARTITION BY KEY(i) PARTITIONS 3
;;
ALTER TABLE t2 DISCARD PARTITION p0,p1 TABLESPACE
;;
-- suite/innodb/t/innodb-import-partition.test
CREATE TABLE t1 (c1 INT) ENGINE = InnoDB
PARTITION BY HASH (c1) PARTITIONS 3
;;
ALTER TABLE t1 DISCARD PARTITION p0,p2 TABLESPACE
;;
ALTER TABLE t1 DISCARD PARTITION p1 TABLESPACE
;;
ALTER TABLE t1 DISCARD PARTITION all TABLESPACE
;;
CREATE TABLE t1 (c1 INT) ENGINE = InnoDB
PARTITION BY RANGE (c1)
SUBPARTITION BY HASH (c1) SUBPARTITIONS 3
(PARTITION p0 VALUES LESS THAN (100),
 PARTITION p1 VALUES LESS THAN MAXVALUE)
;;
CREATE TABLE t1 (c1 INT) ENGINE = InnoDB
PARTITION BY RANGE (c1)
SUBPARTITION BY HASH (c1) SUBPARTITIONS 3
(PARTITION p0 VALUES LESS THAN (100),
 PARTITION p1 VALUES LESS THAN MAXVALUE)
;;
ALTER TABLE t1 DISCARD PARTITION p0sp0 TABLESPACE
;;
ALTER TABLE t1 DISCARD PARTITION p1 TABLESPACE
;;
ALTER TABLE t1 CHECK PARTITION p1
;;
CREATE TABLE t1 (a INT NOT NULL PRIMARY KEY, b INT) PARTITION BY HASH (a) PARTITIONS 3
;;
ALTER TABLE t1 ADD COLUMN c INT DEFAULT 100
;;
ALTER TABLE t1 TRUNCATE PARTITION p2
;;
-- suite/innodb/t/innodb-index-online-fk.test
CREATE TABLE parent (a INT PRIMARY KEY, b INT NOT NULL) ENGINE = InnoDB
;;
CREATE INDEX tb ON parent(b)
;;
CREATE TABLE child (a1 INT PRIMARY KEY, a2 INT) ENGINE = InnoDB
;;
CREATE INDEX tb ON child(a2)
;;
CREATE INDEX tb ON child(a2)
;;
ALTER TABLE child
ADD CONSTRAINT fk_b FOREIGN KEY (a1) REFERENCES parent(a),
ALGORITHM = INPLACE
;;
ALTER TABLE child CHANGE a2 a2_new INT, CHANGE a1 a1_new INT
;;
-- suite/innodb/t/innodb-index-online.test
CREATE TABLE t1 (c1 INT PRIMARY KEY, c2 INT, c3 TEXT)
ENGINE=InnoDB STATS_PERSISTENT=0
;;
ALTER TABLE t1 ADD UNIQUE INDEX(c2)
;;
ALTER TABLE t1 ADD UNIQUE INDEX(c2)
;;
ALTER TABLE t1 ADD UNIQUE INDEX(c2)
;;
ALTER TABLE t1 ADD UNIQUE INDEX(c2)
;;
ALTER TABLE t1 ADD FOREIGN KEY(c2) REFERENCES t1(c2), ALGORITHM = INPLACE
;;
ALTER TABLE t1 ADD UNIQUE INDEX(c2), LOCK = EXCLUSIVE, ALGORITHM = INPLACE
;;
ALTER TABLE t1 ADD UNIQUE INDEX(c2)
;;
ALTER TABLE t1 ADD UNIQUE INDEX(c2)
;;
ALTER TABLE t1 ADD UNIQUE INDEX(c2)
;;
ALTER TABLE t1 STATS_PERSISTENT=1
;;
-- suite/innodb/t/innodb-index.test
create table t1(f1 int not null, f2 blob)engine=innodb
;;
alter table t1 force
;;
-- suite/innodb/t/innodb-semi-consistent.test
create table t2 as select 1 as col
;;
-- suite/innodb/t/innodb-truncate.test
CREATE TEMPORARY TABLE t1(c1 DOUBLE(1,0)ZEROFILL,c2 BLOB,c3 YEAR)
ENGINE=InnoDB
;;
ALTER TABLE t1 MODIFY c2 VARCHAR(1024)BINARY CHARACTER SET 'Binary' COLLATE
'Binary'
;;
-- suite/innodb/t/innodb-ucs2.test
create table t1 (
  a int, b char(10), c char(10), filler char(10), primary key(a, b(2)), unique key (a, c(2))
) character set utf8mb3 engine = innodb
;;
create table t1 (
  a int, b varchar(10), c varchar(10), filler varchar(10), primary key(a, b(2)), unique key (a, c(2))
) character set utf8mb3 engine = innodb
;;
create table t1 (
  a int, b text(10), c text(10), filler text(10), primary key(a, b(2)), unique key (a, c(2))
) character set utf8mb3 engine = innodb
;;
create table t1 (
  a int, b blob(10), c blob(10), filler blob(10), primary key(a, b(2)), unique key (a, c(2))
) character set utf8mb3 engine = innodb
;;
CREATE TABLE t1 (
  ind bit not null,
  string1 varchar(250) NOT NULL,
  PRIMARY KEY  (ind)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3
;;
-- suite/innodb/t/innodb.test
drop database if exists mysqltest
;;
create table t1 (id int unsigned not null auto_increment, code tinyint unsigned not null, name char(20) not null, primary key (id), key (code), unique (name)) engine=innodb
;;
CREATE TABLE t1 (
  id int(11) NOT NULL auto_increment,
  parent_id int(11) DEFAULT '0' NOT NULL,
  level tinyint(4) DEFAULT '0' NOT NULL,
  PRIMARY KEY (id),
  KEY parent_id (parent_id),
  KEY level (level)
) engine=innodb
;;
CREATE TABLE t1 (
  user_id int(10) DEFAULT '0' NOT NULL,
  name varchar(100),
  phone varchar(100),
  ref_email varchar(100) DEFAULT '' NOT NULL,
  detail varchar(200),
  PRIMARY KEY (user_id,ref_email)
)engine=innodb
;;
CREATE TABLE t1 (
  user_name varchar(12),
  password text,
  subscribed char(1),
  user_id int(11) DEFAULT '0' NOT NULL,
  quota bigint(20),
  weight double,
  access_date date,
  access_time time,
  approved datetime,
  dummy_primary_key int(11) NOT NULL auto_increment,
  PRIMARY KEY (dummy_primary_key)
) ENGINE=innodb
;;
CREATE TABLE t1 (a int not null, b timestamp not null default
current_timestamp on update current_timestamp, primary key (a)) engine=innodb
;;
create table t1
 (
  id int auto_increment primary key,
  name varchar(32) not null,
  value text not null,
  uid int not null,
  unique key(name,uid)
 ) engine=innodb
;;
create database mysqltest
;;
create table mysqltest.t1 (a int not null) engine= innodb
;;
create table mysqltest.t3 (a int not null) engine= heap
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
CREATE TABLE t1 (
  number bigint(20) NOT NULL default '0',
  cname char(15) NOT NULL default '',
  carrier_id smallint(6) NOT NULL default '0',
  privacy tinyint(4) NOT NULL default '0',
  last_mod_date timestamp NOT NULL,
  last_mod_id smallint(6) NOT NULL default '0',
  last_app_date timestamp NOT NULL,
  last_app_id smallint(6) default '-1',
  version smallint(6) NOT NULL default '0',
  assigned_scps int(11) default '0',
  status tinyint(4) default '0'
) ENGINE=InnoDB
;;
SET sql_mode = default
;;
CREATE TABLE t1 (id CHAR(15) NOT NULL, value CHAR(40) NOT NULL, PRIMARY KEY(id)) ENGINE=InnoDB
;;
create table t1  ( pk         int primary key,    parent     int not null,    child      int not null,       index (parent)  ) engine = innodb
;;
CREATE TABLE t2 (id INT PRIMARY KEY, t1_id INT, INDEX par_ind (t1_id), FOREIGN KEY (`t1_id`) REFERENCES `t1`(`id 1`)  ON DELETE CASCADE ) ENGINE=INNODB
;;
create table t1(
	id int primary key,
	pid int,
	index(pid),
	foreign key(pid) references t1(id) on delete cascade) engine=innodb
;;
CREATE TABLE t2 (b_id tinyint(4) NOT NULL default '0',b_a tinyint(4) NOT NULL default '0', PRIMARY KEY  (b_id), KEY  (b_a),
                CONSTRAINT fk_b_a FOREIGN KEY (b_a) REFERENCES t1 (a_id) ON DELETE CASCADE ON UPDATE NO ACTION) ENGINE=InnoDB DEFAULT CHARSET=latin1
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION,STRICT_TRANS_TABLES'
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
create table t1 (col1 varchar(2000), index (col1(767)))
 character set = latin1 engine = innodb
;;
create table t1(a varchar(10) primary key) engine = innodb DEFAULT CHARSET=latin1
;;
alter table t1 convert to character set utf8mb3
;;
create table t2(a int primary key,constraint foreign key(a)references t1(a)) row_format=compact engine=innodb
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
create table t1 (a int primary key,s1 varchar(2) binary not null unique) engine=innodb
;;
SET sql_mode = default
;;
create table t1 (
  c1 bigint not null,
  c2 bigint not null,
  primary key (c1),
  unique  key (c2)
) engine=innodb
;;
alter table t1 add constraint c2_fk foreign key (c2)
  references t2(c1) on delete cascade
;;
create table t3(d int not null, e int, primary key(d)) engine=innodb
select * from t2
;;
create table t7(a int not null, b int, primary key(a)) engine=innodb select * from t2 lock in share mode
;;
CREATE TABLE t1 (a VARCHAR(5) COLLATE utf8mb3_unicode_ci PRIMARY KEY)
ENGINE=InnoDB
;;
create table t1 (id int) comment='this is a comment' engine=innodb
;;
-- suite/innodb/t/innodb_autoextend_dml_1.test
CREATE TABLE t2(c1 INT, c2 TEXT) AUTOEXTEND_SIZE 4M
;;
-- suite/innodb/t/innodb_autoextend_dml_2.test
CREATE TABLE tpart(c1 INT, c2 TEXT) AUTOEXTEND_SIZE 4M PARTITION BY RANGE (c1) (
  PARTITION p0 VALUES LESS THAN (20),
  PARTITION p1 VALUES LESS THAN (50),
  PARTITION p2 VALUES LESS THAN maxvalue)
;;
-- suite/innodb/t/innodb_autoextend_table_ddl.test
CREATE TABLE tpart(c1 INT, c2 TEXT) AUTOEXTEND_SIZE 4M
;;
ALTER TABLE tpart PARTITION BY RANGE (c1) (PARTITION p0 VALUES LESS THAN (50),
  PARTITION p1 VALUES LESS THAN (100))
;;
ALTER TABLE tpart ADD PARTITION (PARTITION p2 VALUES LESS THAN (200))
;;
ALTER TABLE tpart DROP PARTITION p1
;;
CREATE TABLE tcopy_part LIKE tpart
;;
ALTER TABLE tpart EXCHANGE PARTITION p3 WITH TABLE tcopy_part
;;
CREATE TABLE t1(
  `c0001` int NOT NULL /*!80023 INVISIBLE */,
  `c0000` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci NOT NULL,
  `c0002` decimal(65,14) DEFAULT NULL,
  `c0004` tinyblob NOT NULL,
  KEY `i0001` (`c0002`, `c0001`),
  KEY `i0002` (`c0000`(112))
) AUTOEXTEND_SIZE=8M ENGINE=InnoDB
;;
-- suite/innodb/t/innodb_autoextend_tbsp_ddl.test
CREATE TABLE tsystem(c1 INT) ENGINE=InnoDB AUTOEXTEND_SIZE 4M
;;
-- suite/innodb/t/innodb_autoinc_lock_mode_zero.test
CREATE TABLE t1 (
  id int(11) NOT NULL auto_increment,
  ggid varchar(32) binary DEFAULT '' NOT NULL,
  email varchar(64) DEFAULT '' NOT NULL,
  passwd varchar(32) binary DEFAULT '' NOT NULL,
  PRIMARY KEY (id),
  UNIQUE ggid (ggid)
) ENGINE=innodb
;;
-- suite/innodb/t/innodb_bug115136.test
CREATE PROCEDURE insert_into_tables(IN num INTEGER)
     BEGIN
     declare x INT;
     set x = 1;
     while x < num do
        INSERT INTO `a` (`a`, `b`) VALUES (x, x);
        set x = x + 1;
     end  while;
end
;;
alter table a add column `id` bigint UNSIGNED NOT NULL AUTO_INCREMENT, ADD KEY (`id`)
;;
-- suite/innodb/t/innodb_bug11789106.test
create table table_11789106(`a` point,`b` int,`c` char(2))
character set latin2 engine=innodb
;;
-- suite/innodb/t/innodb_bug14704286.test
create table t1 (id int primary key, value int, value2 int,
value3 int, index(value,value2)) engine=innodb
;;
-- suite/innodb/t/innodb_bug30113362.test
CREATE TABLE t1 (
  a00 CHAR(255) NOT NULL DEFAULT 'a',
  a01 CHAR(255) NOT NULL DEFAULT 'a',
  a02 CHAR(255) NOT NULL DEFAULT 'a',
  b INT NOT NULL DEFAULT 0,
  CONSTRAINT pkey PRIMARY KEY(a00, a01, a02)
) charset latin1 ENGINE = InnoDB COMMENT='MERGE_THRESHOLD=45'
;;
-- suite/innodb/t/innodb_bug34750489.test
CREATE TABLE t1(
  id INT,
  name VARCHAR(1000),
  g_col VARCHAR(20) GENERATED ALWAYS AS (concat(id, substr(`name`, 0, 10))) VIRTUAL,
  KEY idx_id_g_col(id, g_col))
;;
-- suite/innodb/t/innodb_bug40565.test
create table bug40565(value decimal(4,2)) engine=innodb
;;
-- suite/innodb/t/innodb_bug44571.test
CREATE TABLE bug44571 (foo INT) ENGINE=InnoDB
;;
ALTER TABLE bug44571 CHANGE foo bar INT
;;
ALTER TABLE bug44571 ADD INDEX bug44571c (bar)
;;
-- suite/innodb/t/innodb_bug47622.test
CREATE TABLE bug47622(
	`rule_key` int(11) NOT NULL DEFAULT '0',
	`seq` smallint(6) NOT NULL DEFAULT '0',
	`action` smallint(6) NOT NULL DEFAULT '0',
	`arg_id` smallint(6) DEFAULT NULL,
	`else_ind` TINYINT NOT NULL,
	KEY IDX_A (`arg_id`)
) ENGINE=InnoDB
;;
ALTER TABLE bug47622 ADD UNIQUE IDX_B (rule_key,else_ind,seq,action,arg_id)
;;
-- suite/innodb/t/innodb_bulk_create_index_replication.test
CREATE TABLE t_part (
         class INT ,
         id INT ,
         title VARCHAR(30)
     ) charset latin1 ENGINE=InnoDB
     PARTITION BY RANGE(id)
     SUBPARTITION BY KEY(id)
     SUBPARTITIONS 4
     (
         PARTITION p0 VALUES LESS THAN (5000),
         PARTITION p1 VALUES LESS THAN (MAXVALUE)
     )
;;
ALTER TABLE t_part ADD INDEX `idx` (class,id,title(10))
;;
-- suite/innodb/t/innodb_bulk_create_index_small.test
CREATE TABLE t1(
	class	INT,
	id	INT,
	title	VARCHAR(100)
) ENGINE=InnoDB ROW_FORMAT=COMPACT
;;
/* Create index. */
CREATE INDEX idx_id ON t1(id)
;;
CREATE INDEX idx_title ON t1(title)
;;
-- suite/innodb/t/innodb_convert_utf8mb4_inplace_debug.test
CREATE TABLE t1 (id INT PRIMARY KEY, c1 VARCHAR(32)) ENGINE = InnoDB
  DEFAULT CHARACTER SET utf8mb3
;;
CREATE TABLE t1 (
  id INT PRIMARY KEY,
  c1 VARCHAR(32) CHARACTER SET utf8mb3
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb3
;;
ALTER TABLE t1
  DEFAULT CHARACTER SET binary,
  MODIFY c1 VARCHAR(96) CHARACTER SET binary,
  ALGORITHM = INPLACE
;;
CREATE TABLE t1 (
  id INT NOT NULL,
  c1 VARCHAR(32),
  c2 CHAR(3)
) ENGINE = InnoDB ROW_FORMAT = COMPACT
  DEFAULT CHARACTER SET utf8mb3
;;
-- suite/innodb/t/innodb_corrupt_bit.test
CREATE TABLE corrupt_bit_test_ā(
       a INT AUTO_INCREMENT PRIMARY KEY,
       b CHAR(100),
       c INT,
       z INT,
       INDEX idx(b))
ENGINE=InnoDB STATS_PERSISTENT=0
;;
CREATE UNIQUE INDEX idxā ON corrupt_bit_test_ā(c, b)
;;
-- suite/innodb/t/innodb_ctype_ldml.test
CREATE TABLE t1 AS SELECT REPEAT(' ', 16) AS a LIMIT 0
;;
-- suite/innodb/t/innodb_fts_limit_check.test
create table t (
    FTS_DOC_ID bigint unsigned not null,
    contents text collate utf8mb4_bin,
    primary key (FTS_DOC_ID),
    fulltext key fx_contents (contents) with parser ngram
) engine=innodb default charset=utf8mb4 collate=utf8mb4_bin
;;
-- suite/innodb/t/innodb_i_s_columns.test
CREATE TABLE t1 (a INT NOT NULL PRIMARY KEY, b INT, d VARCHAR(100), c INT AS(a+b), FULLTEXT idx (d))
;;
-- suite/innodb/t/innodb_mysql.test
CREATE TABLE foo (a int, b int, c char(10),
                  PRIMARY KEY (c(3)),
                  KEY b (b)
) engine=innodb
;;
CREATE TABLE bar (a int, b int, c char(10),
                  PRIMARY KEY (c(3)),
                  KEY b (b)
) engine=myisam
;;
DROP TABLE foo, bar, foo2
;;
CREATE TRIGGER trg AFTER DELETE ON t1 FOR EACH ROW
BEGIN
  SET @b:= CONCAT('EXECUTED TRIGGER FOR ROW ',CAST(OLD.i AS CHAR));
  INSERT INTO t2 VALUES (@b);
END
;;
SET sql_mode='NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode=default
;;
CREATE TABLE t1 (a INT NOT NULL, d INT NOT NULL, b TEXT NOT NULL, c TEXT,
UNIQUE KEY (b(8) desc, a asc, d)) ENGINE = InnoDB
;;
CREATE TABLE t1 (col1 INT, col2 INT) ENGINE = InnoDB
;;
ALTER TABLE t1 ADD UNIQUE KEY uidx ( col2 )
;;
ALTER TABLE t1 ADD UNIQUE KEY uidx ( col1 ), RENAME KEY uidx TO new_uidx
;;
-- suite/innodb/t/innodb_rename_index.test
CREATE TABLE t (
	c1 INT NOT NULL,
	c2 INT NOT NULL,
	c3 INT,
	c4 INT,
	PRIMARY KEY (c1),
	INDEX i1 (c3),
	INDEX i2 (c4)
) ENGINE=INNODB
;;
ALTER TABLE t DROP PRIMARY KEY, ADD PRIMARY KEY (c2), RENAME INDEX i1 TO x
;;
-- suite/innodb/t/innodb_too_many_columns.test
CREATE PROCEDURE add_columns(table_name varchar(50), algorithm varchar(10))
BEGIN
  DECLARE i INT DEFAULT 1;
  SET @sql_text = CONCAT('ALTER TABLE ', table_name, ' ');
  while (i < 1012) do
    SET @sql_text = CONCAT(@sql_text, ' ADD COLUMN ', CONCAT('col_', i), ' INTEGER NULL DEFAULT NULL,');
    set i = i + 1;
  end while;
  SET @sql_text = CONCAT(@sql_text, 'ALGORITHM=', algorithm);
  PREPARE stmt FROM @sql_text;
  EXECUTE stmt;
  DEALLOCATE PREPARE stmt;
END
;;
-- suite/innodb/t/innodb_update_rollback_gen_col.test
CREATE TABLE bug32529561_v (
`longstr` blob NOT NULL,
`gen_1` varchar(3) GENERATED ALWAYS AS (left(`longstr`, 3)),
`gen_2` varchar(3) GENERATED ALWAYS AS (left(`longstr`, 3)),
`gen_3` varchar(3) GENERATED ALWAYS AS (left(`longstr`, 3)),
`gen_4` varchar(3) GENERATED ALWAYS AS (left(`longstr`, 3)),
`gen_5` varchar(3) GENERATED ALWAYS AS (left(`longstr`, 3)),
KEY `key_5` (`gen_5`)
)
;;
-- suite/innodb/t/instant_add_column_basic.test
CREATE TABLE t1 (a INT NOT NULL AUTO_INCREMENT PRIMARY KEY, b INT, c INT NOT NULL DEFAULT 5, e INT GENERATED ALWAYS AS ((c + 2)) VIRTUAL) PARTITION BY RANGE (a) (PARTITION p1 VALUES LESS THAN (10), PARTITION p2 VALUES LESS THAN (20), PARTITION p3 VALUES LESS THAN (30))
;;
ALTER TABLE t1 REORGANIZE PARTITION p1 INTO (PARTITION p1_a VALUES LESS THAN (5), PARTITION p1_b VALUES LESS THAN (10))
;;
-- suite/innodb/t/instant_add_column_long.test
CREATE TABLE `ibstd_02` (
  `a` int(11) NOT NULL,
  `d` int(11) NOT NULL,
  `b` varchar(198) NOT NULL,
  `c` char(94) DEFAULT NULL,
  `nc02614` blob,
  `nc07663` decimal(10,0) NOT NULL,
  `nc02836` int(11) DEFAULT NULL,
  `nc06406` bigint(20) NOT NULL,
  `nc08713` mediumtext,
  `nc00159` char(9) DEFAULT NULL,
  `nc03394` varchar(198) NOT NULL,
  `nc09912` int(11) DEFAULT NULL,
  `nc04074` mediumtext NOT NULL,
  `gc06942` geometry DEFAULT NULL,
  `nc01416` decimal(10,0) DEFAULT '-62775914',
  `nc02900` mediumtext,
  `nc01060` int(11) NOT NULL,
  `nc09703` double DEFAULT NULL,
  `nc02361` char(19) DEFAULT NULL,
  `nc09146` tinytext NOT NULL,
  `nc01349` tinytext,
  `nc05115` varchar(83) DEFAULT NULL,
  `nc01550` blob,
  `nc01963` tinyint(1) DEFAULT NULL,
  `nc03089` tinyint(1) DEFAULT NULL,
  `nc03917` bigint(20) NOT NULL,
  `nc00433` tinytext,
  `nc00080` tinytext,
  `nc03787` decimal(10,0) NOT NULL DEFAULT '-116224180',
  `nc04351` int(11) NOT NULL,
  `nc05428` longblob,
  `nc02756` bigint(20) DEFAULT '-7995081',
  `nc01152` double NOT NULL,
  `nc07297` decimal(10,0) NOT NULL,
  `nc07970` tinytext NOT NULL,
  `nc07670` varchar(239) DEFAULT '5dgword0.7621719722386470.227883050724099',
  `nc06861` tinyint(1) NOT NULL,
  `nc08265` char(23) NOT NULL,
  `nc09700` longblob NOT NULL,
  `nc06366` decimal(10,0) DEFAULT '1744702',
  `nc03517` bigint(20) NOT NULL DEFAULT '-109091878',
  `nc06783` double NOT NULL,
  `nc09164` char(21) DEFAULT NULL,
  `nc00539` blob,
  `nc05630` varchar(111) NOT NULL,
  `nc01824` varchar(411) NOT NULL DEFAULT '0.2748128049709210.5692422509033510.0247909802167818',
  `nc07849` longblob NOT NULL,
  `nc02543` tinyint(1) DEFAULT NULL,
  `nc06790` double DEFAULT NULL,
  `nc08367` varchar(40) DEFAULT '0.678796587967447',
  `nc04269` mediumtext,
  `nc01684` char(21) NOT NULL,
  `nc09725` decimal(10,0) DEFAULT NULL,
  `nc06545` bigint(20) DEFAULT NULL,
  `nc08187` varchar(232) DEFAULT NULL,
  `gc05904` multipoint DEFAULT NULL,
  `nc03479` longblob,
  `nc06046` tinyint(1) DEFAULT NULL,
  `nc01036` decimal(10,0) NOT NULL DEFAULT '-7530867',
  `nc00735` tinyint(1) DEFAULT NULL,
  `nc09430` varchar(117) DEFAULT NULL,
  `nc02844` blob NOT NULL,
  `nc00023` tinytext,
  `nc03094` tinyint(1) DEFAULT NULL,
  `nc03312` tinytext NOT NULL,
  `nc03475` tinytext,
  `nc02475` mediumtext NOT NULL,
  `nc01252` decimal(10,0) NOT NULL DEFAULT '8615274',
  `nc01020` longblob NOT NULL,
  `nc04131` mediumtext NOT NULL,
  `nc05027` mediumtext,
  `nc02184` double NOT NULL,
  `nc07416` double DEFAULT NULL,
  `nc04127` varchar(135) DEFAULT NULL,
  `nc06159` longblob,
  `nc01122` int(11) DEFAULT NULL,
  `nc01409` blob,
  `nc01326` decimal(10,0) NOT NULL,
  `nc03458` decimal(10,0) DEFAULT NULL,
  `nc03327` bigint(20) NOT NULL,
  `nc00834` tinytext,
  `nc07637` bigint(20) DEFAULT '-125873342',
  `nc07289` mediumtext NOT NULL,
  `nc00110` int(11) NOT NULL,
  `nc09363` varchar(389) DEFAULT NULL,
  `nc02046` tinytext,
  `nc04790` bigint(20) NOT NULL DEFAULT '81062191',
  `nc03499` tinyint(4) NOT NULL DEFAULT '-100',
  `nc05566` decimal(10,0) DEFAULT NULL,
  `nc01148` tinyint(4) NOT NULL,
  `nc03784` mediumtext,
  `nc06338` bigint(20) NOT NULL DEFAULT '-92351690',
  `nc01068` tinytext,
  `nc08596` mediumtext NOT NULL,
  `nc02796` tinyint(1) NOT NULL,
  `nc04875` decimal(10,0) DEFAULT NULL,
  `nc02799` int(11) NOT NULL,
  `nc00074` int(11) NOT NULL,
  `nc03703` decimal(10,0) NOT NULL,
  `nc06965` tinyint(1) NOT NULL DEFAULT '0',
  `nc08710` mediumtext NOT NULL,
  `nc01675` varchar(200) DEFAULT NULL,
  `nc09917` decimal(10,0) NOT NULL,
  `nc08148` longblob,
  `nc01298` longblob,
  `nc01613` decimal(10,0) DEFAULT NULL,
  `nc01656` int(11) DEFAULT NULL,
  `nc08402` char(19) DEFAULT NULL,
  `nc04340` tinytext,
  `nc05768` mediumtext,
  `nc03616` int(11) DEFAULT NULL,
  `gc00680` point DEFAULT NULL,
  `nc06802` tinytext,
  `nc01681` tinytext NOT NULL,
  `nc00004` double NOT NULL DEFAULT '-110206412.196301',
  `nc07322` double NOT NULL,
  `nc05772` bigint(20) DEFAULT NULL,
  `nc02010` varchar(338) DEFAULT NULL,
  KEY `d` (`d` DESC),
  KEY `a` (`a`),
  KEY `b` (`b`(10),`a`,`d` DESC),
  KEY `c` (`c`(56),`b`(56) DESC),
  KEY `b_2` (`b`(5),`c`(10),`a` DESC)
) /*!50100 TABLESPACE `innodb_file_per_table` */
  ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COLLATE=utf8mb4_0900_ai_ci STATS_PERSISTENT=1 ENCRYPTION='N'
;;
alter table ibstd_02 add column nc09053 blob not null, algorithm=instant
;;
alter table ibstd_02 add column nc03118 mediumtext, algorithm=instant
;;
alter table ibstd_02 add column nc08926 tinytext, algorithm=instant, lock=default
;;
alter table ibstd_02 add column nc09010 double default '73563844.85182579', algorithm=instant
;;
alter table ibstd_02 add column nc07017 decimal not null, algorithm=instant, lock=default
;;
alter table ibstd_02 add column nc07007 tinytext not null, algorithm=instant
;;
-- suite/innodb/t/instant_ddl_import_old_part.test
CREATE TABLE t1 (c1 INT, c2 INT, c3 INT, c4 TEXT, c5 char(20)) row_format=compact
                 PARTITION BY RANGE(c1 * 2)
                 (PARTITION p0 VALUES LESS THAN (128),
                  PARTITION p1 VALUES LESS THAN (256),
                  PARTITION p2 VALUES LESS THAN (384),
                  PARTITION p3 VALUES LESS THAN MAXVALUE)
;;
-- suite/innodb/t/instant_ddl_upgrade_metadata.test
CREATE TABLE t1 (c1 char(10), c2 char(10), c3 char(10))
;;
ALTER TABLE t1 DROP COLUMN c2, ALGORITHM=INSTANT
;;
ALTER TABLE t1 ADD COLUMN c0 CHAR(10) DEFAULT "c0_def" FIRST, ALGORITHM=INSTANT
;;
-- suite/innodb/t/known_dir_unique_undo.test
CREATE DATABASE data
;;
-- suite/innodb/t/lob-format.test
create table t1 (f1 int primary key, f2 longblob)
   row_format=compressed, engine=innodb
;;
-- suite/innodb/t/lob_big_purge.test
CREATE TABLE t1 (id INT PRIMARY KEY NOT NULL, val LONGTEXT)
;;
-- suite/innodb/t/lob_ibd_size.test
CREATE TABLE `t`
(`id` INT NOT NULL AUTO_INCREMENT,
 `b` LONGBLOB,
 PRIMARY KEY(`id`)) ENGINE=InnoDB
;;
-- suite/innodb/t/lob_ibd_size_replace.test
CREATE TABLE `my_sample_table`
(`id` INT NOT NULL AUTO_INCREMENT,
 `name` VARCHAR(128) NOT NULL,
 `some_data` MEDIUMBLOB,
 `update_time` TIMESTAMP NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
 PRIMARY KEY (`id`),
 UNIQUE KEY `name` (`name`))
;;
-- suite/innodb/t/lob_rollback_crash_2.test
create table t1(i int primary key,
a geometry not null SRID 0, spatial index(a)) row_format=dynamic engine=innodb
;;
-- suite/innodb/t/lob_rollback_problem_mini.test
CREATE TABLE t1 (
  id INT PRIMARY KEY,
  val LONGBLOB
)
;;
-- suite/innodb/t/lock_granted_before_waiting.test
CREATE TABLE t1 (id INT NOT NULL PRIMARY KEY, val CHAR(200))
;;
-- suite/innodb/t/lock_impl_to_expl_case_sensitivity.test
CREATE TABLE t1 (
    id INT PRIMARY KEY,
    val VARCHAR(50) NOT NULL COLLATE utf8mb4_0900_ai_ci,
    KEY(val)
  )
;;
-- suite/innodb/t/monitor.test
create table monitor_test(col int) engine = innodb stats_persistent=0
;;
create index idx on monitor_test(col)
;;
-- suite/innodb/t/mtr_memo_size.test
CREATE TABLE J (
  pk integer auto_increment,
  col_int int,
  col_int_key int,
  col_varchar_10_character_set_utf8mb4 varchar(10) character set utf8mb4,
  col_varchar_10_character_set_utf8mb4_key varchar(10) character set utf8mb4,

  col_varchar_10_character_set_latin1 varchar(10) character set latin1,
  col_varchar_10_character_set_latin1_key varchar(10) character set latin1,
  col_varchar_255_character_set_utf8mb4 varchar(255) character set utf8mb4,
  col_varchar_255_character_set_utf8mb4_key varchar(255) character set
utf8mb4,
  col_varchar_255_character_set_latin1 varchar(255) character set latin1,
  col_varchar_255_character_set_latin1_key varchar(255) character set latin1,

  col_date date,
  col_date_key date,
  col_datetime datetime,
  col_datetime_key datetime,
  primary key(pk)
)
;;
-- suite/innodb/t/multi_value_basic.test
CREATE TABLE t1 (id INT NOT NULL KEY AUTO_INCREMENT, f1 JSON)
;;
SET SESSION sql_mode =''
;;
SET SESSION sql_mode = default
;;
SET SESSION sql_mode =''
;;
SET SESSION sql_mode = default
;;
SET SESSION sql_mode = ''
;;
SET sql_mode = default
;;
-- suite/innodb/t/partition-16k.test
CREATE TABLE t1 (a INT, b INT, key(a)) ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE=2 PARTITION BY RANGE (a % 7) (PARTITION p1 VALUES LESS THAN(1), PARTITION p2 VALUES LESS THAN (2), PARTITION p3 VALUES LESS THAN (5), PARTITION p4 VALUES LESS THAN(MAXVALUE))
;;
CREATE TABLE t1 (a INT NOT NULL, c VARCHAR(186), INDEX(c)) ENGINE = InnoDB ROW_FORMAT = COMPRESSED KEY_BLOCK_SIZE = 16 PARTITION BY LINEAR KEY(c) PARTITIONS 3
;;
-- suite/innodb/t/partition.test
CREATE TABLE `t1` (
  `a` int(11) NOT NULL,
  `b` int(11) NOT NULL,
  KEY `a` (`a`),
  KEY `b` (`b`)
)
/*!50100 PARTITION BY HASH (a)
PARTITIONS 3 */
;;
CREATE TABLE t1
(a int not null,
 d int not null,
 b varchar(198) not null,
 c varchar(177),
 index(d),
 index(a),
 PRIMARY KEY (b(10), a, d),
 INDEX (c(95), b(95)),
 INDEX (b(5), c(10), a))
ENGINE=InnoDB stats_persistent=DEFAULT
PARTITION BY LINEAR HASH(d) PARTITIONS 2
;;
CREATE TABLE t1(col1 YEAR not null, col2 int, KEY(col1), KEY(col1, col2))
ENGINE=INNODB
PARTITION BY KEY(col1) PARTITIONS 2
;;
CREATE TABLE t1 ( a INT NOT NULL, PRIMARY KEY (a))
ENGINE=InnoDB
PARTITION BY RANGE (a) PARTITIONS 3
( PARTITION P1 VALUES LESS THAN (2),
  PARTITION P2 VALUES LESS THAN (4) TABLESPACE `innodb_file_per_table`,
  PARTITION P3 VALUES LESS THAN (6))
;;
set sql_mode=''
;;
-- suite/innodb/t/partition_autoinc.test
CREATE TABLE t1 (
id INT NOT NULL AUTO_INCREMENT,
name VARCHAR(50),
purchased DATE,
KEY(id))
PARTITION BY HASH( YEAR(purchased) ) PARTITIONS 4
;;
ALTER TABLE t1 ALGORITHM = INPLACE, ADD PARTITION PARTITIONS 2
;;
CREATE TABLE t1 (
id INT NOT NULL AUTO_INCREMENT,
name VARCHAR(50),
purchased DATE,
KEY(id))
PARTITION BY HASH( YEAR(purchased) ) PARTITIONS 8
;;
ALTER TABLE t1 ALGORITHM = INPLACE, COALESCE PARTITION 2
;;
CREATE TABLE t1 (
id INT NOT NULL AUTO_INCREMENT,
name VARCHAR(50),
purchased DATE,
KEY(id))
PARTITION BY RANGE( YEAR(purchased) ) (
PARTITION p0 VALUES LESS THAN (1990),
PARTITION p1 VALUES LESS THAN (1995),
PARTITION p2 VALUES LESS THAN (2000),
PARTITION p3 VALUES LESS THAN (2005)
)
;;
ALTER TABLE t1 ALGORITHM = INPLACE, REORGANIZE PARTITION p0, p1 INTO
(PARTITION p01 VALUES LESS THAN(1985), PARTITION p02 VALUES LESS THAN(1990),
PARTITION p11 VALUES LESS THAN(1993), PARTITION p12 VALUES LESS THAN(1995))
;;
-- suite/innodb/t/partition_import.test
CREATE SCHEMA `import80`
;;
-- suite/innodb/t/readonly.test
DROP TABLES child, parent
;;
-- suite/innodb/t/rename_fk_1.test
CREATE TABLE parent0 (pk INT PRIMARY KEY)
;;
ALTER TABLE parent0 RENAME parent
;;
-- suite/innodb/t/rename_fk_2.test
CREATE TABLE `city` (
       `city_id` SMALLINT(5) UNSIGNED NOT NULL AUTO_INCREMENT,
       `city` VARCHAR(50) NOT NULL,
       `country_id` SMALLINT(5) UNSIGNED NOT NULL,
       `last_update` TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
       PRIMARY KEY (`city_id`),
       KEY `idx_fk_country_id` (`country_id`),
       CONSTRAINT `fk_city_country` FOREIGN KEY (`country_id`) REFERENCES `country` (`country_id`) ON UPDATE CASCADE
     ) ENGINE=InnoDB
;;
CREATE TABLE tmp_country LIKE country
;;
DROP TABLE country
;;
RENAME TABLE tmp_country TO country
;;
-- suite/innodb/t/rename_table.test
CREATE TABLE test_jfg.test (a int unsigned NOT NULL PRIMARY KEY)
;;
RENAME TABLE test_jfg.test TO test_jfg2.test
;;
-- suite/innodb/t/row_format.test
CREATE TABLE t_explicit_row_format (C1 INT KEY, C2 INT) ROW_FORMAT=REDUNDANT
;;
ALTER TABLE t_explicit_row_format ADD INDEX IDX_INPLACE(C2), ALGORITHM=INPLACE
;;
ALTER TABLE t_explicit_row_format DROP INDEX IDX_INPLACE
;;
ALTER TABLE t_explicit_row_format ADD INDEX IDX_INPLACE(C2), FORCE, ALGORITHM=INPLACE
;;
CREATE TABLE t_explicit_redundant (
  C1 INT UNSIGNED NOT NULL AUTO_INCREMENT KEY,
  C2 VARCHAR(767) NOT NULL DEFAULT ''
) ROW_FORMAT=REDUNDANT
;;
SET sql_mode= ''
;;
ALTER TABLE t_explicit_redundant ADD INDEX IDX(C2)
;;
ALTER TABLE t_explicit_redundant DROP INDEX IDX
;;
-- suite/innodb/t/row_format_redundant.test
create table t1 (a int not null, d varchar(15) not null, b
varchar(198) not null, c char(156),
fulltext ftsic(c)) engine=InnoDB
row_format=redundant
;;
-- suite/innodb/t/sdi.test
create table `t6` (
  `c0291` char(140) not null,
  `c0292` int(10) unsigned zerofill not null,
  `c0293` time(3) default null,
  `c0294` int(11) not null,
  `c0295` binary(1) not null,
  `c0296` datetime(6) not null,
  `c0297` date default null,
  `c0298` mediumtext not null,
  `c0299` int(10) unsigned zerofill not null,
  `c0300` decimal(54,6) not null,
  primary key (`c0296`,`c0298`(186)),
  unique key `i0002` (`c0294`),
  unique key `i0005` (`c0298`(102)),
  unique key `i0007` (`c0299`,`c0292`,`c0297`),
  unique key `i0008` (`c0296`,`c0293`),
  unique key `i0001` (`c0297`,`c0298`(240),`c0296`,`c0293`,`c0294`),
  unique key `i0004` (`c0296`,`c0295`,`c0293`,`c0291`(95),`c0298`(215)),
  key `i0003` (`c0296`,`c0291`(26)),
  key `i0006` (`c0297`,`c0296`,`c0293`,`c0294`),
  key `i0009` (`c0299`,`c0292`,`c0300`) using btree
) engine=innodb default charset=latin1 row_format=compact
;;
CREATE TABLE t18(హి  INT, శరెెనిక BLOB)
;;
CREATE TABLE t18_ (a INT NOT NULL, b INT)
    PARTITION BY RANGE (a) PARTITIONS 3 SUBPARTITION BY KEY (b) (
        PARTITION p1 VALUES LESS THAN (200) (
            SUBPARTITION p11,
            SUBPARTITION p12,
            SUBPARTITION p13),
        PARTITION p2 VALUES LESS THAN (600) (
            SUBPARTITION p21,
            SUBPARTITION p22,
            SUBPARTITION p23),
        PARTITION p3 VALUES LESS THAN (1800) (
            SUBPARTITION p31,
            SUBPARTITION p32,
            SUBPARTITION p33))
;;
-- suite/innodb/t/sdi_delete_marked.test
CREATE TABLE t1(a INT PRIMARY KEY, b JSON, c BLOB, d LONGBLOB, e MEDIUMBLOB, f TINYBLOB)
;;
ALTER TABLE t1 CHANGE a pk INT
;;
ALTER TABLE t1 CHANGE pk pk2 INT
;;
ALTER TABLE t1 CHANGE pk2 pk3 INT
;;
ALTER TABLE t1 CHANGE pk3 pk4 INT
;;
ALTER TABLE t1 CHANGE b b1 JSON
;;
ALTER TABLE t1 CHANGE c c2 BLOB
;;
ALTER TABLE t1 CHANGE d d2 LONGBLOB
;;
ALTER TABLE t1 CHANGE e e2 MEDIUMBLOB
;;
ALTER TABLE t1 CHANGE f f2 TINYBLOB
;;
-- suite/innodb/t/table_compress.test
CREATE TABLE t1(c1 INT PRIMARY KEY) COMPRESSION="ZLIB"
;;
CREATE TABLE t1 (a INT) ENGINE=INNODB ROW_FORMAT=DYNAMIC COMPRESSION='ZLIB'
;;
-- suite/innodb/t/table_encrypt_1.test
CREATE TABLE t1(c int) ENCRYPTION="N" tablespace innodb_system
;;
-- suite/innodb/t/tablespace_encrypt_1.test
CREATE TABLE t1(c1 INT, c2 char(20)) ENCRYPTION="N" ENGINE = InnoDB
;;
CREATE TABLE t1(c int) ENCRYPTION="N" tablespace innodb_system ENGINE = InnoDB
;;
-- suite/innodb/t/tablespace_encrypt_4.test
CREATE TABLE t1 (c int) TABLESPACE=innodb_system ENCRYPTION='n'
;;
CREATE TABLE t1 (id INT, name VARCHAR(50))
	PARTITION BY RANGE(id) (
		PARTITION p0 VALUES LESS THAN (10),
		PARTITION p1 VALUES LESS THAN (20),
		PARTITION p2 VALUES LESS THAN (30) TABLESPACE=innodb_file_per_table)
;;
-- suite/innodb/t/tablespace_temp_table_1.test
CREATE TEMPORARY TABLE t2 (a INT AUTO_INCREMENT PRIMARY KEY, b FLOAT, c BLOB(100),
d VARCHAR(100),e TEXT) ENGINE=InnoDB
;;
CREATE TEMPORARY TABLE t3 AS
SELECT t1.a,RIGHT(t1.c,10),RIGHT(t2.c,10) FROM t1,t2
WHERE t1.c NOT LIKE t2.c AND t1.a=t2.a
;;
-- suite/innodb/t/truncate.test
CREATE TABLE t1 (
  a INT NOT NULL AUTO_INCREMENT,
  b INT NOT NULL,
  PRIMARY KEY (a)
)
ENGINE=InnoDB
PARTITION BY RANGE (a)
PARTITIONS 3
(PARTITION P1 VALUES LESS THAN (5),
 PARTITION P2 VALUES LESS THAN (20),
 PARTITION p3 VALUES LESS THAN MAXVALUE)
;;
ALTER TABLE t1 TRUNCATE PARTITION p2
;;
ALTER TABLE t1 TRUNCATE PARTITION p1
;;
ALTER TABLE t1 TRUNCATE PARTITION ALL
;;
-- suite/innodb/t/virtual_basic.test
CREATE TABLE t (a geometry not null, b geometry GENERATED ALWAYS AS (a) not null)
;;
CREATE TABLE `t1` (
  `col1` int(11) NOT NULL,
  `col2` int(11) NOT NULL,
  `col3` int(11) NOT NULL,
  `col4` int(11) DEFAULT NULL,
  `col5` int(11) GENERATED ALWAYS AS (col2 % col3) VIRTUAL,
  `col7` int(11) GENERATED ALWAYS AS (col5 * col5) VIRTUAL,
  `col8` int(11) GENERATED ALWAYS AS (col5 % col5) VIRTUAL,
  `col9` text,
  `extra` int(11) DEFAULT NULL,
  UNIQUE KEY `uidx` (`col5`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1
;;
CREATE TABLE t(a TEXT CHARSET utf8mb3)ENGINE=INNODB
;;
ALTER TABLE t ADD COLUMN FTS_DOC_ID BLOB GENERATED ALWAYS AS (a) VIRTUAL
;;
CREATE TABLE `t` (
  `a` INT GENERATED ALWAYS AS (1) VIRTUAL,
  `b` INT GENERATED ALWAYS AS (1) VIRTUAL,
  `c` INT GENERATED ALWAYS AS (1) VIRTUAL,
  `d` INT GENERATED ALWAYS AS (1) VIRTUAL,
  `e` POINT GENERATED ALWAYS AS (1) STORED NOT NULL SRID 0
) ENGINE=INNODB
;;
CREATE TABLE t(
c7c CHAR(1)GENERATED ALWAYS AS (c3) VIRTUAL,
c1 int(1),
c2 int(1),
c3 int(1),
c4 int(1),
c5 int(1)GENERATED ALWAYS AS ((c2 - c4)) VIRTUAL,
UNIQUE KEY c5_9(c5)
)ENGINE=InnoDB DEFAULT CHARSET=latin1
;;
ALTER TABLE t CHANGE COLUMN c5 c5 INT(1) GENERATED ALWAYS AS(c2 -
c4)VIRTUAL AFTER c3,ALGORITHM=INPLACE
;;
CREATE TABLE `t` (
  `col1` int(11) DEFAULT NULL,
  `col2` int(11) DEFAULT NULL,
  `col4` int(11) DEFAULT NULL,
  `col5` int(11) GENERATED ALWAYS AS ((`col2` % `col4`)) VIRTUAL,
  `col6` int(11) GENERATED ALWAYS AS ((`col2` - `col2`)) VIRTUAL,
  `col5x` int(11) GENERATED ALWAYS AS ((`col1` / `col1`)) VIRTUAL,
  `col6x` int(11) GENERATED ALWAYS AS ((`col2` / `col4`)) VIRTUAL,
  `col7x` int(11) GENERATED ALWAYS AS ((`col6` % `col6x`)) VIRTUAL,
  `col8x` int(11) GENERATED ALWAYS AS ((`col6` / `col6`)) VIRTUAL,
  `col9` text,
  `col7c` int(11) GENERATED ALWAYS AS ((`col6x` % `col6x`)) VIRTUAL,
  `col1b` varchar(20) GENERATED ALWAYS AS (`col1`) VIRTUAL,
  `col3` int(11) DEFAULT NULL,
  `col7` int(11) DEFAULT NULL,
  `col5c` int(11) GENERATED ALWAYS AS ((`col5x` * `col6`)) VIRTUAL,
  `col6c` varchar(20) GENERATED ALWAYS AS (`col5x`) VIRTUAL,
  `col3b` bigint(20) GENERATED ALWAYS AS ((`col6x` * `col6`)) VIRTUAL,
  `col1a` varchar(20) GENERATED ALWAYS AS (`col1`) VIRTUAL,
  `col8` int(11) DEFAULT NULL,
  UNIQUE KEY `col5` (`col5`),
  UNIQUE KEY `col6x` (`col6x`),
  UNIQUE KEY `col5_2` (`col5`),
  KEY `idx2` (`col9`(10)),
  KEY `idx4` (`col2`),
  KEY `idx8` (`col9`(10),`col5`),
  KEY `idx9` (`col6`),
  KEY `idx6` (`col6`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1
;;
ALTER TABLE t CHANGE COLUMN col3b col8a BIGINT GENERATED ALWAYS AS
(col6x * col6) VIRTUAL, ADD UNIQUE KEY uidx ( col8a )
;;
CREATE TABLE t1(
a VARCHAR(45) CHARACTER SET LATIN1,
b VARCHAR(115) CHARACTER SET utf8mb3 GENERATED ALWAYS AS ('f1') VIRTUAL,
UNIQUE KEY (b,a))ENGINE=INNODB
;;
-- suite/innodb/t/virtual_debug.test
CREATE TABLE t1 (c1 INT)
;;
CREATE INDEX idx ON t1 ( ( c1 = 127 ) , ( c1 + c1 ) , c1 , ( c1 + - -1 ) , (c1 > 26 ) )
;;
-- suite/innodb/t/virtual_debug_purge.test
CREATE TABLE t (
  a TINYBLOB,
  b TINYBLOB,
  c TINYBLOB GENERATED ALWAYS AS (CONCAT(a,b)) VIRTUAL,
  h VARCHAR(10) DEFAULT NULL,
  i INT
) ROW_FORMAT=COMPACT ENGINE=InnoDB
;;
-- suite/innodb/t/virtual_fk.test
CREATE TABLE t2(fld1 INT NOT NULL,
		fld2 INT AS (100/fld1) VIRTUAL,
		KEY(fld2),
		FOREIGN KEY(fld1) REFERENCES t1(fld1)
		ON UPDATE CASCADE)
;;
SET sql_mode = STRICT_ALL_TABLES
;;
SET sql_mode = default
;;
CREATE TABLE t2(fld1 INT NOT NULL,
		fld2 INT AS (fld1) VIRTUAL, KEY(fld2))
;;
ALTER TABLE t2 ADD FOREIGN KEY (fld1)
		REFERENCES t1(fld1) ON UPDATE CASCADE,
		ALGORITHM=copy
;;
-- suite/innodb/t/virtual_index.test
CREATE TABLE t1(
c1 int(1)AUTO_INCREMENT,
	c2 int(1),
	c3 int(1)GENERATED ALWAYS AS ((c2 + c2)) VIRTUAL,
	c4 int(1)GENERATED ALWAYS AS ((c3 + c2)) VIRTUAL,
	c5 date,
	c6 date GENERATED ALWAYS AS((c5 + interval 30 day)) VIRTUAL,
	c7 DATE,
	c8 time,
	c9 DATE GENERATED ALWAYS AS(addtime(c7,c8)) VIRTUAL,
	c10 time GENERATED ALWAYS AS(addtime(c7,c8)) VIRTUAL,
	c11 DATE GENERATED ALWAYS AS(addtime(c9,c8)) VIRTUAL,
	c12 CHAR(1),
	c13 CHAR(1)GENERATED ALWAYS AS (concat(c12,c12)) VIRTUAL,
	c14 CHAR(2)GENERATED ALWAYS AS (concat(c13,'x')) VIRTUAL,
	PRIMARY KEY(c1),
	KEY c4_6(c4,c11)
)ENGINE=InnoDB DEFAULT CHARSET=latin1
;;
SET @@SESSION.sql_mode=default
;;
CREATE TABLE `ibstd_08` (
 `nc00577` tinyint(4) DEFAULT NULL,
  `nc07844` varchar(41) DEFAULT NULL,
  `gc01908` point NOT NULL,
  `nc04156` char(17) DEFAULT NULL,
  `nc09536` longblob NOT NULL,
  `nc09231` decimal(10,0) NOT NULL,
  `a` int(11) NOT NULL,
  `b` varchar(198) NOT NULL,
  `nc04560` mediumtext,
  `c` char(187) DEFAULT NULL,
  `vbidxcol` char(3) GENERATED ALWAYS AS (substr(`b`,1,3)) VIRTUAL,
  `gc00881` polygon NOT NULL,
  `nc05121` int(11) NOT NULL DEFAULT '85941481',
  KEY `a` (`a`),
  KEY `b` (`b`(3),`a`),
  KEY `c` (`c`(99),`b`(25)),
  KEY `b_2` (`b`(5),`c`(10),`a`),
  KEY `vbidxcol` (`vbidxcol`),
  KEY `a_2` (`a`,`vbidxcol`),
  KEY `vbidxcol_2` (`vbidxcol`),
  FULLTEXT KEY `ftsic` (`c`,`b`)
) ENGINE=InnoDB
;;
set sql_mode=""
;;
SET sql_mode = default
;;
CREATE TABLE t1 (doc json DEFAULT NULL)
;;
SET sql_mode=''
;;
SET sql_mode = DEFAULT
;;
SET @@sql_mode=''
;;
-- suite/innodb/t/zlob_geom.test
CREATE TABLE `ibstd_10_g` (
  `a` int(11) NOT NULL,
  `d` int(11) NOT NULL,
  `b` varchar(198) NOT NULL,
  `c` char(88) DEFAULT NULL,
  `vadcol` int(11) GENERATED ALWAYS AS ((`a` + length(`d`))) STORED,
  `vbcol` char(2) GENERATED ALWAYS AS (substr(`b`,2,2)) VIRTUAL,
  `vbidxcol` char(3) GENERATED ALWAYS AS (substr(`b`,1,3)) VIRTUAL,
  `pkey` int(11) NOT NULL AUTO_INCREMENT,
  `leader` int(11) NOT NULL,
  `leaderpoint` point NOT NULL,
  `invariant` int(11) NOT NULL,
  `offset1` int(11) NOT NULL,
  `offset2` int(11) NOT NULL,
  `linestr` linestring NOT NULL,
  `pkeypoint` point NOT NULL,
  `geom` geometry NOT NULL,
  `poly` polygon NOT NULL,
  `mpoint` multipoint DEFAULT NULL,
  `mls` multilinestring DEFAULT NULL,
  `mpoly` multipolygon DEFAULT NULL,
  `mgeom` geometrycollection DEFAULT NULL,
  `fpoint` point DEFAULT NULL,
  `fipoint` point NOT NULL,
  `fls` linestring DEFAULT NULL,
  `fils` linestring NOT NULL,
  `fpoly` polygon DEFAULT NULL,
  `fipoly` polygon NOT NULL,
  PRIMARY KEY (`pkey`),
  KEY `leader` (`leader`),
  SPATIAL KEY `leaderpoint` (`leaderpoint`),
  SPATIAL KEY `linestr` (`linestr`),
  KEY `pkeypoint` (`pkeypoint`),
  SPATIAL KEY `fils` (`fils`),
  SPATIAL KEY `fipoint` (`fipoint`),
  SPATIAL KEY `fipoly` (`fipoly`),
  SPATIAL KEY `geom` (`geom`),
  SPATIAL KEY `poly` (`poly`),
  KEY `d` (`d`),
  KEY `a` (`a`),
  KEY `vbidxcol` (`vbidxcol`),
  KEY `vbidxcol_2` (`vbidxcol`,`d`)
) /*!50100 TABLESPACE `innodb_file_per_table` */ ENGINE=InnoDB AUTO_INCREMENT=156 DEFAULT CHARSET=utf8mb4 STATS_PERSISTENT=0 ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE=1
;;
-- suite/innodb_fts/t/articles_fts_words.test
CREATE TABLE articles (
  id INT UNSIGNED NOT NULL PRIMARY KEY,
  title TEXT
) ENGINE=InnoDB
;;
ALTER TABLE articles ADD FULLTEXT KEY ft_title(title)
;;
DROP TABLE articles
;;
-- suite/innodb_fts/t/basic.test
CREATE TABLE articles (
	id INT UNSIGNED AUTO_INCREMENT NOT NULL PRIMARY KEY,
	title VARCHAR(200),
	body TEXT,
	FULLTEXT (title,body)
	) ENGINE=InnoDB
;;
create table t1 (f1 int not null primary key, f2 varchar(100),
		 FTS_DOC_ID bigint(20) unsigned not null,
		 unique key `FTS_DOC_ID_INDEX` (`FTS_DOC_ID`),
		 fulltext key (f2))engine=innodb
;;
-- suite/innodb_fts/t/ddl.test
CREATE TABLE fts_test (
	FTS_DOC_ID BIGINT UNSIGNED AUTO_INCREMENT NOT NULL PRIMARY KEY,
	title VARCHAR(200),
	body TEXT
	) ENGINE=InnoDB
;;
create unique index FTS_DOC_ID_INDEX on fts_test(FTS_DOC_ID DESC)
;;
CREATE TABLE fts_test (
   FTS_DOC_ID bigint(20) unsigned NOT NULL AUTO_INCREMENT,
   title varchar(255) NOT NULL DEFAULT '',
   text mediumtext NOT NULL,
   PRIMARY KEY (FTS_DOC_ID),
   UNIQUE KEY FTS_DOC_ID_INDEX (FTS_DOC_ID),
   FULLTEXT KEY idx (title,text)
) ENGINE=InnoDB AUTO_INCREMENT=4 DEFAULT CHARSET=latin1
;;
CREATE TABLE articles (
	FTS_DOC_ID BIGINT UNSIGNED NOT NULL ,
	title VARCHAR(200),
	body TEXT
) ENGINE=InnoDB
;;
CREATE FULLTEXT INDEX idx on articles (title)
;;
ALTER TABLE articles ADD FULLTEXT INDEX idx3 (title)
;;
ALTER TABLE articles ADD INDEX t20 (title(20)), LOCK=NONE
;;
ALTER TABLE articles DROP INDEX t20
;;
create table articles(`FTS_DOC_ID` serial,
`col32` timestamp not null,`col115` text) engine=innodb
;;
-- suite/innodb_fts/t/fic.test
CREATE FULLTEXT INDEX idx on articles (title)
;;
CREATE FULLTEXT INDEX idx2 on articles (body)
;;
-- suite/innodb_fts/t/fulltext.test
CREATE TABLE t1 (col text, FULLTEXT KEY full_text (col)) ENGINE = InnoDB
;;
-- suite/innodb_fts/t/fulltext_left_join.test
CREATE TABLE t1 (
  id int(10) NOT NULL auto_increment,
  link int(10) default NULL,
  name mediumtext default NULL,
  PRIMARY KEY (id),
  FULLTEXT (name)
) ENGINE = InnoDB
;;
-- suite/innodb_fts/t/fulltext_misc.test
create table t2 ENGINE = InnoDB as select concat(match (a) against ('a')) as a from t1
;;
-- suite/innodb_fts/t/fulltext_order_by.test
CREATE TABLE t1 (
  id int(11) NOT NULL auto_increment,
  thread int(11) NOT NULL default '0',
  beitrag longtext NOT NULL,
  PRIMARY KEY  (id),
  KEY thread (thread),
  FULLTEXT KEY beitrag (beitrag)
) ENGINE =InnoDB DEFAULT CHARSET=utf8mb3 AUTO_INCREMENT=7923
;;
CREATE TABLE t2 (
  id int(11) NOT NULL auto_increment,
  text varchar(100) NOT NULL default '',
  PRIMARY KEY  (id),
  KEY text (text)
) ENGINE = InnoDB DEFAULT CHARSET=utf8mb3 AUTO_INCREMENT=63
;;
-- suite/innodb_fts/t/fulltext_update.test
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
CREATE TABLE test (
  gnr INT(10) UNSIGNED NOT NULL AUTO_INCREMENT,
  url VARCHAR(80) DEFAULT '' NOT NULL,
  shortdesc VARCHAR(200) DEFAULT '' NOT NULL,
  longdesc text DEFAULT '' NOT NULL,
  description VARCHAR(80) DEFAULT '' NOT NULL,
  name VARCHAR(80) DEFAULT '' NOT NULL,
  FULLTEXT(url,description,shortdesc,longdesc),
  PRIMARY KEY(gnr)
) ENGINE = InnoDB
;;
SET sql_mode = default
;;
-- suite/innodb_fts/t/misc.test
CREATE TABLE t2 ENGINE = InnoDB AS SELECT id FROM t1 WHERE
MATCH a,b AGAINST("+support +collections" IN BOOLEAN MODE)
;;
CREATE TABLE `t1` (
  `id` INTEGER UNSIGNED NOT NULL AUTO_INCREMENT,
  `content` TEXT NOT NULL,
  PRIMARY KEY (`id`),
  FULLTEXT INDEX `IDX_CONTEXT_FULLTEXT`(`content`)
)
ENGINE = InnoDB
;;
-- suite/innodb_fts/t/misc_debug.test
CREATE TABLE articles (
        id INT UNSIGNED AUTO_INCREMENT NOT NULL PRIMARY KEY,
        title VARCHAR(200),
        body TEXT,
        FULLTEXT (title,body)
        ) ENGINE=InnoDB
;;
DROP INDEX title ON articles
;;
CREATE FULLTEXT INDEX idx ON articles(body)
;;
ALTER TABLE articles STATS_PERSISTENT=DEFAULT
;;
-- suite/innodb_fts/t/ngram.test
CREATE FULLTEXT INDEX ft_1 ON articles(title) WITH PARSER ngram
;;
ALTER TABLE articles RENAME INDEX ft_1 TO ft_2
;;
-- suite/innodb_fts/t/opt.test
CREATE TABLE wp(
  FTS_DOC_ID BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  title VARCHAR(255) NOT NULL DEFAULT '',
  text MEDIUMTEXT NOT NULL,
  dummy INTEGER,
  PRIMARY KEY (FTS_DOC_ID),
  UNIQUE KEY FTS_DOC_ID_INDEX (FTS_DOC_ID),
  FULLTEXT KEY idx (title,text) 
) ENGINE=InnoDB DEFAULT CHARSET=latin1
;;
CREATE TABLE t2 SELECT FTS_DOC_ID as doc_id, title, text FROM t1
;;
SET sql_mode=''
;;
SET sql_mode=default
;;
CREATE TABLE t1 (
f1 INTEGER,
title varchar(255),
body mediumtext,
KEY f1 (f1),
FULLTEXT KEY title (title),
FULLTEXT KEY body (body)
) ENGINE=InnoDB
;;
-- suite/innodb_fts/t/stopword.test
DROP TABLE articles,user_stopword,server_stopword
;;
-- suite/innodb_gis/t/0.test
create table t1 (g geometry not null SRID 0, spatial gk(g)) engine=innodb
;;
-- suite/innodb_gis/t/1.test
DROP TABLE gis_point, gis_line, gis_polygon, gis_multi_point, gis_multi_line, gis_multi_polygon, gis_geometrycollection, gis_geometry
;;
CREATE TABLE t1 (
  gp  point,
  ln  linestring,
  pg  polygon,
  mp  multipoint,
  mln multilinestring,
  mpg multipolygon,
  gc  geometrycollection,
  gm  geometry
)
;;
ALTER TABLE t1 ADD fid INT NOT NULL
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
create table t1 (a TEXT, b GEOMETRY NOT NULL)
;;
alter table t1 disable keys
;;
alter table t1 enable keys
;;
create table t2 as select f2 as a from t1 union select f3 from t1
;;
CREATE TABLE lakes ( 
  fid INTEGER NOT NULL PRIMARY KEY, 
  name CHARACTER VARYING(64), 
  shore POLYGON)
;;
CREATE TABLE ponds ( 
  fid INTEGER NOT NULL PRIMARY KEY, 
  name CHARACTER VARYING(64), 
  type CHARACTER VARYING(64), 
  shores MULTIPOLYGON)
;;
-- suite/innodb_gis/t/alter_spatial_index.test
CREATE TABLE tab1(c1 int NOT NULL PRIMARY KEY,c2 MULTIPOINT NOT NULL SRID 0,
c3 MULTILINESTRING NOT NULL SRID 0,c4 MULTIPOLYGON NOT NULL SRID 0,c5 GEOMETRY NOT NULL SRID 0)
ENGINE=InnoDB
;;
ALTER TABLE tab ADD SPATIAL INDEX idx2(c2)
;;
ALTER TABLE tab ADD SPATIAL KEY idx3(c3)
;;
ALTER TABLE tab ADD SPATIAL INDEX idx4(c4) COMMENT 'testing spatial index on Polygon'
;;
ALTER TABLE tab ADD SPATIAL KEY idx5(c5) COMMENT 'testing spatial index on Geometry'
;;
ALTER TABLE tab CHANGE c2 c2 MULTIPOINT NOT NULL SRID 0 FIRST, ALGORITHM=COPY
;;
ALTER TABLE tab MODIFY COLUMN c3 MULTILINESTRING NOT NULL SRID 0,ALGORITHM=COPY
;;
ALTER TABLE tab MODIFY COLUMN c4 MULTIPOLYGON NOT NULL SRID 0
;;
ALTER TABLE tab CHANGE COLUMN c2 c22 POINT NOT NULL SRID 0
;;
ALTER TABLE tab CHANGE COLUMN c3 c33 LINESTRING NOT NULL SRID 0
;;
ALTER TABLE tab CHANGE COLUMN c4 c44 POLYGON NOT NULL SRID 0
;;
ALTER TABLE tab CHANGE COLUMN c22 c2 POINT NOT NULL SRID 0
;;
ALTER TABLE tab CHANGE COLUMN c33 c3 LINESTRING NOT NULL SRID 0
;;
ALTER TABLE tab CHANGE COLUMN c44 c4 POLYGON NOT NULL SRID 0
;;
ALTER TABLE tab DISABLE KEYS
;;
ALTER TABLE tab  DROP PRIMARY KEY
;;
CREATE TABLE tab(c1 int NOT NULL PRIMARY KEY,c2 POINT NOT NULL SRID 0,
c3 LINESTRING NOT NULL SRID 0,c4 POLYGON NOT NULL SRID 0,c5 GEOMETRY NOT NULL SRID 0)
ENGINE=InnoDB
;;
ALTER TABLE tab ADD SPATIAL INDEX idx2(c2)
;;
ALTER TABLE tab ADD SPATIAL KEY idx3(c3)
;;
ALTER TABLE tab ADD SPATIAL INDEX idx4(c4) COMMENT 'testing spatial index on Polygon'
;;
ALTER TABLE tab ADD SPATIAL KEY idx5(c5) COMMENT 'testing spatial index on Geometry'
;;
ALTER TABLE tab MODIFY COLUMN c2 GEOMETRY NOT NULL SRID 0
;;
ALTER TABLE tab MODIFY COLUMN c3 POLYGON NOT NULL SRID 0
;;
ALTER TABLE tab add COLUMN c7 POINT NOT NULL
;;
ALTER TABLE tab add COLUMN c8 POINT NOT NULL, ALGORITHM = INPLACE, LOCK=SHARED
;;
ALTER TABLE tab MODIFY COLUMN c2 POLYGON NOT NULL SRID 0
;;
ALTER TABLE tab MODIFY COLUMN c4 GEOMETRY NOT NULL SRID 0
;;
ALTER TABLE tab MODIFY COLUMN c2 POINT NOT NULL SRID 0
;;
ALTER TABLE tab MODIFY COLUMN c3 LINESTRING NOT NULL SRID 0
;;
ALTER TABLE tab MODIFY COLUMN c4 POLYGON NOT NULL SRID 0
;;
ALTER TABLE tab  ENGINE Myisam
;;
CREATE TABLE child (id GEOMETRY NOT NULL, parent_id POINT NOT NULL SRID 0) ENGINE=InnoDB
;;
ALTER TABLE parent ADD SPATIAL INDEX idx1(id)
;;
-- suite/innodb_gis/t/alter_table_rebuild_missing_record.test
CREATE TABLE t1 (id int AUTO_INCREMENT NOT NULL, srid POINT NOT NULL SRID 0,
  PRIMARY KEY(id), SPATIAL INDEX spi(srid)) ENGINE=InnoDB
;;
-- suite/innodb_gis/t/bug16236208.test
DROP TABLE IF EXISTS linestring
;;
CREATE TABLE linestring (pk INTEGER NOT NULL PRIMARY KEY, linestring_key
GEOMETRY NOT NULL, linestring_nokey GEOMETRY NOT NULL) ENGINE=InnoDB
;;
-- suite/innodb_gis/t/create_spatial_index.test
CREATE TABLE tab(c1 POINT NOT NULL SRID 0,
                 CONSTRAINT tab_const
                 CHECK(ST_Equals(c1, ST_GeomFromText("POINT(0 0)") = FALSE))
                ) ENGINE=InnoDB
;;
-- suite/innodb_gis/t/geometry.test
DROP TABLE IF EXISTS gis_geometrycollection, gis_geometry
;;
DROP TABLE IF EXISTS tab,tab2,tab3,parent,emp2
;;
CREATE TABLE tab(c1 POINT,c2 LINESTRING,c3 POLYGON,C4 MULTIPOINT,c5 MULTILINESTRING ,
c6 MULTIPOLYGON,c7 GEOMETRYCOLLECTION ,c8 GEOMETRY) ENGINE=InnoDB
;;
ALTER TABLE tab MODIFY COLUMN c1 Geometry
;;
ALTER TABLE tab MODIFY COLUMN c2 Geometry
;;
ALTER TABLE tab MODIFY COLUMN c3 Geometry
;;
ALTER TABLE tab MODIFY COLUMN c4 Geometry
;;
ALTER TABLE tab MODIFY COLUMN c5 Geometry
;;
ALTER TABLE tab MODIFY COLUMN c6 Geometry
;;
ALTER TABLE tab MODIFY COLUMN c7 Geometry
;;
ALTER TABLE tab MODIFY COLUMN c1 POINT
;;
ALTER TABLE tab MODIFY COLUMN c2 LINESTRING
;;
ALTER TABLE tab MODIFY COLUMN c3 POLYGON
;;
ALTER TABLE tab MODIFY COLUMN c4 MULTIPOINT
;;
ALTER TABLE tab MODIFY COLUMN c5 MULTILINESTRING
;;
ALTER TABLE tab MODIFY COLUMN c6 MULTIPOLYGON
;;
CREATE TABLE tab3(c1 POINT,c2 LINESTRING,c3 POLYGON,C4 MULTIPOINT,c5 MULTILINESTRING ,
c6 MULTIPOLYGON,c7 GEOMETRYCOLLECTION ,c8 GEOMETRY) ENGINE=InnoDB
KEY_BLOCK_SIZE=8 ROW_FORMAT=COMPRESSED
;;
-- suite/innodb_gis/t/gis.test
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
CREATE TABLE t1 (
  geomdata polygon NOT NULL SRID 0,
  SPATIAL KEY index_geom (geomdata)
) ENGINE=MyISAM DEFAULT CHARSET=latin2 DELAY_KEY_WRITE=1 ROW_FORMAT=FIXED
;;
-- suite/innodb_gis/t/point_basic.test
CREATE TABLE t1 (
  p POINT NOT NULL SRID 0,
  g GEOMETRY NOT NULL
) ENGINE=InnoDB
;;
ALTER TABLE t1 ADD COLUMN p1 POINT SRID 0, ADD COLUMN p2 POINT, ADD KEY(p)
;;
ALTER TABLE t1 DROP COLUMN p2
;;
ALTER TABLE t1 ADD COLUMN p2 POINT
;;
ALTER TABLE t1 DROP COLUMN p2
;;
ALTER TABLE t1 DROP COLUMN p, DROP COLUMN p1
;;
ALTER TABLE t1 ADD COLUMN p POINT, ADD COLUMN p1 POINT
;;
ALTER TABLE t1 DROP COLUMN p1, ADD COLUMN p1 POINT, CHANGE COLUMN p pp POINT AFTER p1
;;
CREATE TABLE gis_point(fid INTEGER NOT NULL PRIMARY KEY AUTO_INCREMENT, p POINT NOT NULL, KEY(p)) ENGINE=InnoDB
;;
ALTER TABLE gis_point ADD COLUMN g POINT
;;
ALTER TABLE gis_point DROP COLUMN g, ALGORITHM = COPY
;;
CREATE TABLE gis_point1 SELECT * FROM gis_point
;;
ALTER TABLE gis_point ENGINE Myisam
;;
CREATE TABLE parent(p POINT NOT NULL SRID 0) ENGINE=InnoDB
;;
CREATE TABLE child(p POINT NOT NULL SRID 0) ENGINE=InnoDB
;;
ALTER TABLE parent ADD SPATIAL INDEX idx1(p)
;;
ALTER TABLE child ADD SPATIAL INDEX idx2(p)
;;
ALTER TABLE parent DROP INDEX idx1
;;
ALTER TABLE child DROP INDEX idx2
;;
-- suite/innodb_gis/t/rtree_estimate.test
CREATE TABLE t1 (
  g GEOMETRY NOT NULL SRID 0
) ENGINE=InnoDB
;;
ALTER TABLE t1 ADD SPATIAL(g)
;;
-- suite/innodb_gis/t/rtree_old.test
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
CREATE TABLE t1 (foo GEOMETRY NOT NULL SRID 0, SPATIAL INDEX(foo) )
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
-- suite/innodb_stress/t/innodb_bigstress.test
CREATE TABLE t1(id INT AUTO_INCREMENT PRIMARY KEY,
                msg_prefix VARCHAR(255),
                msg VARCHAR(255),
                msg_length int,
                msg_checksum varchar(128),
                KEY msg_i(msg_prefix))
ENGINE=INNODB
ROW_FORMAT=COMPRESSED
KEY_BLOCK_SIZE=16
;;
-- suite/innodb_stress/t/innodb_bigstress_blob.test
CREATE TABLE t1(id INT AUTO_INCREMENT PRIMARY KEY,
                msg_prefix VARCHAR(255),
                msg longtext,
                msg_length int,
                msg_checksum varchar(128),
                KEY msg_i(msg_prefix))
ENGINE=INNODB
ROW_FORMAT=COMPRESSED
KEY_BLOCK_SIZE=16
;;
-- suite/innodb_zip/t/16k.test
CREATE TABLE t3 (a INT KEY, b TEXT) ROW_FORMAT=COMPRESSED ENGINE=innodb
;;
CREATE TABLE t1(
	c text NOT NULL, d text NOT NULL,
	PRIMARY KEY (c(767),d(767)))
ENGINE=InnoDB ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE=4 CHARSET=ASCII
;;
-- suite/innodb_zip/t/create_options.test
CREATE TABLE t1 ( i INT ) ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE=0
;;
ALTER TABLE t1 ROW_FORMAT=COMPACT KEY_BLOCK_SIZE=0
;;
ALTER TABLE t1 ROW_FORMAT=DYNAMIC KEY_BLOCK_SIZE=0
;;
ALTER TABLE t1 ROW_FORMAT=REDUNDANT KEY_BLOCK_SIZE=0
;;
ALTER TABLE t1 ROW_FORMAT=DEFAULT KEY_BLOCK_SIZE=0
;;
-- suite/jdv/t/jdv_ddl_ci.test
CREATE TABLE T3(data INT PRIMARY KEY)
;;
-- suite/jdv/t/jdv_delete.test
CREATE TABLE p_t2 (f11 INT PRIMARY KEY REFERENCES p_t1(f1), f12 INT)
;;
-- suite/jdv/t/jdv_dml_bugs.test
CREATE TABLE students (
  student_id INT NOT NULL,
  name VARCHAR(100) NOT NULL,
  email VARCHAR(100) DEFAULT NULL,
  age int DEFAULT NULL,
  created_at TIMESTAMP NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (student_id),
  UNIQUE KEY email (email),
  CONSTRAINT students_chk_1 CHECK ((age >= 5)))
;;
CREATE TABLE marks (
  mark_id INT NOT NULL,
  student_id INT DEFAULT NULL,
  subject VARCHAR(50) NOT NULL,
  score INT DEFAULT NULL,
  PRIMARY KEY (mark_id),
  KEY student_id (student_id),
  CONSTRAINT marks_ibfk_1 FOREIGN KEY (student_id) REFERENCES students (student_id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT marks_chk_1 CHECK ((score between 0 and 100)))
;;
SET sql_mode = ''
;;
SET sql_mode = DEFAULT
;;
CREATE TABLE t1 (
  id int PRIMARY KEY,
  secret_data varchar(255) INVISIBLE,
  data_blob blob NOT NULL)
;;
-- suite/jdv/t/jdv_etag_select.test
CREATE TABLE `t1x` (
  `T1C1` int NOT NULL AUTO_INCREMENT,
  `T1C2` float DEFAULT NULL,
  PRIMARY KEY (`T1C1`)
)
;;
CREATE JSON RELATIONAL DUALITY VIEW `dv_float`
AS SELECT JSON_DUALITY_OBJECT(
    '_id':`t1x`.`T1C1`,
    'T1C2':`t1x`.`T1C2`,
    'T2X':(
            SELECT JSON_ARRAYAGG(
                JSON_DUALITY_OBJECT(
                    'T2C1':`t2x`.`T2C1`,
                    'T2C2':`t2x`.`T2C2`
                )
            ) FROM `t2x` WHERE (`t2x`.`T2C1` = `t1x`.`T1C1`)
    )
) AS `Name_exp_1` from `t1x`
;;
-- suite/jdv/t/jdv_hospital_example_cs.test
CREATE TABLE Appointments (
    appointment_id INT PRIMARY KEY,
    patient_id INT NOT NULL,
    doctor_id INT NOT NULL,
    appointment_time DATETIME NOT NULL,
    status ENUM('Scheduled', 'Completed', 'Cancelled') DEFAULT 'Scheduled',
    notes TEXT DEFAULT NULL,
    FOREIGN KEY (patient_id) REFERENCES Patients(patient_id),
    FOREIGN KEY (doctor_id) REFERENCES Doctors(doctor_id)
)
;;
CREATE OR REPLACE JSON RELATIONAL DUALITY VIEW patient_dv AS
SELECT JSON_DUALITY_OBJECT(WITH(INSERT,UPDATE,DELETE)
    "_id" : patient_id,
    "first_name" :  first_name,
    "last_name" :  last_name,
    "dob" :  dob,
    "gender" :  gender,
    "email" :  email,
    "appointments" :  (
        SELECT JSON_ARRAYAGG(
            JSON_DUALITY_OBJECT(WITH(INSERT,UPDATE,DELETE)
                "appointment_id" :  appointment_id,
                "appointment_time" :  appointment_time,
                "status" :  status,
                "notes" :  notes,
                "doctor" :  (
                    SELECT JSON_DUALITY_OBJECT(WITH(INSERT,UPDATE)
                        "doctor_id" :  doctor_id,
                        "first_name" : first_name,
                        "last_name" : last_name,
                        "specialty" : specialty
                    )
                    FROM Doctors
                    WHERE Doctors.doctor_id = Appointments.doctor_id
                )
            )
        )
        FROM Appointments
        WHERE Patients.patient_id = Appointments.patient_id
    ),
    "reports" :  (
        SELECT JSON_ARRAYAGG(
        JSON_DUALITY_OBJECT(WITH(INSERT,UPDATE,DELETE)
            "report_id" :  report_id,
            "test_name" :  test_name,
            "test_date" :  test_date,
            "results" :  results,
            "remarks" :  remarks
        ))
        FROM Lab_Reports
        WHERE Lab_Reports.patient_id = Patients.patient_id
    )
 )
 FROM Patients
;;
-- suite/jdv/t/jdv_insert.test
CREATE TABLE p_t2 (f3 INT PRIMARY KEY AUTO_INCREMENT REFERENCES p_t1(f1), f4 INT)
;;
CREATE TABLE t2 (t2c1 INT PRIMARY KEY, t2c2 INT UNIQUE AUTO_INCREMENT)
;;
-- suite/jdv/t/jdv_insert_granular_tags.test
CREATE OR REPLACE JSON DUALITY VIEW p_dv1 AS SELECT
      JSON_DUALITY_OBJECT( WITH INSERT
             '_id' : f1,
             'f2'  : f2,
             'ChildNode' : (SELECT JSON_ARRAYAGG(JSON_DUALITY_OBJECT(WITH INSERT
                                       'f3' : f3,
                                       'f4' : f4
                                     )) FROM p_t2 WHERE p_t2.f3 = p_t1.f1
                           )
            ) FROM p_t1
;;
CREATE OR REPLACE JSON DUALITY VIEW dv1 AS
    SELECT JSON_DUALITY_OBJECT(WITH (INSERT, UPDATE, DELETE)
        '_id' : t2.c1,
        'c2' : t2.c2,
        't1' : (
                SELECT JSON_DUALITY_OBJECT(WITH UPDATE
                        'c1' : t1.c1,
                        'c2' : t1.c2
                ) FROM t1
                  WHERE t1.c1 = t2.c1
        )
    ) FROM t2
;;
-- suite/jdv/t/jdv_opaque.test
CREATE TABLE t1 (i INT PRIMARY KEY, name LONGBLOB)
;;
-- suite/jdv/t/jdv_racing_example.test
CREATE TABLE driver_race_map (
    driver_race_map_id INT AUTO_INCREMENT PRIMARY KEY,
    race_id INT NOT NULL,
    driver_id INT NOT NULL,
    position INT NOT NULL,
    CONSTRAINT driver_race_map_uk UNIQUE (race_id, driver_id),
    FOREIGN KEY (race_id) REFERENCES race(race_id),
    FOREIGN KEY (driver_id) REFERENCES driver(driver_id)
)
;;
-- suite/jdv/t/jdv_types.test
CREATE TABLE all_datatypes_table (
                    int_f             INT KEY,
                    bit_f             BIT(8),
                    tiny_f            TINYINT,
                    short_f           SMALLINT,
                    medium_f          MEDIUMINT,
                    longlong_f        BIGINT,
                    float_f           FLOAT,
                    double_f          DOUBLE,
                    timestamp_f       TIMESTAMP,
                    date_f            DATE,
                    time_f            TIME,
                    datetime_f        DATETIME,
                    year_f            YEAR,
                    binary_f          BINARY(250),
                    varbinary_f       VARBINARY(250),
                    blob_f            BLOB,
                    tinyblob_f        TINYBLOB,
                    mediumblob_f      MEDIUMBLOB,
                    longblob_f        LONGBLOB,
                    enum_f            ENUM('one', 'two', 'three'),
                    set_f             SET('one', 'two', 'three'),
                    decimal_f         DECIMAL(5,2),
                    numeric_f         NUMERIC(5,2),
                    str_f             CHAR(250),
                    varstr_f          VARCHAR(250),
                    text_f            TEXT,
                    tinytext_f        TINYTEXT,
                    mediumtext_f      MEDIUMTEXT,
                    longetext_f       LONGTEXT
                    #,
                    #geometry_f        GEOMETRY
                    )
;;
-- suite/jdv/t/jdv_update.test
CREATE TABLE hole (
  id INT UNSIGNED NOT NULL AUTO_INCREMENT,
  number INT NOT NULL DEFAULT '0',
  handicap INT NOT NULL DEFAULT '0',
  par INT NOT NULL DEFAULT '0',
  hole_group_id INT UNSIGNED DEFAULT NULL,
  PRIMARY KEY (id),
  KEY hole_hole_group_id_index (hole_group_id),
  KEY hole_number_index (number),
  CONSTRAINT hole_holegroup_id_fk FOREIGN KEY (hole_group_id) REFERENCES hole_group (id)
)
;;
-- suite/jp/t/jp_alter_utf8.test
CREATE TABLE `ｱｱｱ`(`ｷｷｷ` char(5)) DEFAULT CHARSET = utf8mb3 engine=INNODB
;;
ALTER TABLE `ｱｱｱ` ADD `ｶｶｶ` char(1) FIRST
;;
ALTER TABLE `ｱｱｱ` ADD `ｸｸｸ` char(1) AFTER `ｷｷｷ`
;;
ALTER TABLE `ｱｱｱ` ADD `ｹｹｹ` char(1)
;;
ALTER TABLE `ｱｱｱ` ADD INDEX (`ｶｶｶ`)
;;
ALTER TABLE `ｱｱｱ` ADD PRIMARY KEY (`ｷｷｷ`)
;;
ALTER TABLE `ｱｱｱ` ADD UNIQUE (`ｸｸｸ`)
;;
ALTER TABLE `ｱｱｱ` CHANGE `ｶｶｶ` `ｶｶ` char(1)
;;
ALTER TABLE `ｱｱｱ` MODIFY `ｷｷｷ` char(6)
;;
ALTER TABLE `ｱｱｱ` DROP INDEX `ｶｶｶ`
;;
ALTER TABLE `ｱｱｱ` DROP PRIMARY KEY
;;
ALTER TABLE `ｱｱｱ` DROP INDEX `ｸｸｸ`
;;
ALTER TABLE `ｱｱｱ` DROP `ｶｶ`
;;
-- suite/jp/t/jp_enum_utf8.test
CREATE TABLE `Ｔ１` (`Ｃ１` ENUM('ｱ','ｲ','ｳ'), INDEX(`Ｃ１`)) DEFAULT CHARSET = utf8mb3 engine = innodb
;;
-- suite/json/t/array_index.test
create index i1 on t1((cast(f1 as unsigned array)))
;;
alter table t1 add index mv_idx2((cast(f1 as signed array)))
;;
set sql_mode=''
;;
CREATE TABLE c (pk integer auto_increment key, col_varchar varchar(1) ,
                col_varchar_key varchar(1))
;;
CREATE TABLE t1 ( c1 INT , c2 ENUM ( 0x0 ) PRIMARY KEY )
;;
-- suite/json/t/json_conversions.test
create table year(y year)
;;
create table enum(e enum('a', 'b', 'c'))
;;
drop table enum
;;
create table at(c varchar(36),
                _bit bit(64),
                _tin tinyint(8),
                _boo bool,
                _sms smallint signed,
                _smu smallint unsigned,
                _mes mediumint signed,
                _meu mediumint unsigned,
                _ins int signed,
                _inu int unsigned,
                _bis bigint signed,
                _biu bigint unsigned,
                _dec decimal (5,2),
                _flo float,
                _dou double,
                _dat date default '2000-01-01',
                _dtt datetime default '2000-01-01 00:00:00',
                _smp timestamp default '2000-01-01 00:00:00',
                _tim time default' 00:00:00',
                _yea year,
                _jsn json,
                _chr char(255),
                _vch varchar(255),
                _bin binary(255),
                _vbn varbinary(255),
                _tbl tinyblob,
                _ttx tinytext,
                _blb blob,
                _txt text,
                _mbb mediumblob,
                _mtx mediumtext,
                _lbb longblob,
                _ltx longtext,
                _enu enum('a', 'b', 'c'),
                _set set('a', 'b', 'c'),
                _geo geometry,
                _pnt point,
                _lst linestring,
                _pol polygon,
                _mpt multipoint,
                _mls multilinestring,
                _mpy multipolygon,
                _gco geometrycollection)
;;
create table t_bit select DISTINCT(_bit) FROM at
;;
create table t_bin select DISTINCT(_bin) FROM at
;;
CREATE TABLE jj (col JSON)
;;
-- suite/json/t/json_innodb.test
CREATE TABLE D_21104470 (
  pk int(11) NOT NULL AUTO_INCREMENT,
  col_int_nokey json NOT NULL,
  col_int_key int(11) NOT NULL,
  col_date_key date NOT NULL,
  col_date_nokey json NOT NULL,
  col_time_key time NOT NULL,
  col_time_nokey json NOT NULL,
  col_datetime_key datetime NOT NULL,
  col_datetime_nokey json NOT NULL,
  col_varchar_key varchar(1) NOT NULL,
  col_varchar_nokey json NOT NULL,
  PRIMARY KEY (pk),
  KEY col_int_key (col_int_key),
  KEY col_date_key (col_date_key),
  KEY col_time_key (col_time_key),
  KEY col_datetime_key (col_datetime_key),
  KEY col_varchar_key (col_varchar_key),
  KEY col_int_key_2 (col_int_key,col_date_key,col_time_key,col_datetime_key,col_varchar_key)
) AUTO_INCREMENT=11 DEFAULT CHARSET=latin1
;;
CREATE TABLE insert_select_21104470
SELECT
table3 . col_datetime_nokey AS field1
FROM
  D_21104470 AS table1
  LEFT  JOIN  DD_21104470 AS table2
  LEFT  JOIN DD_21104470 AS table3
  ON table2 . col_int_key <  table3 . col_int_key
  ON  table1 . pk =  table2 . col_int_key
WHERE   table1 . col_int_key >= 3
AND table1 . col_int_key < ( 3 + 7 )
OR table1 . col_int_key >= 3
AND table1 . col_int_key < ( 3 + 25 )
AND table1 . col_int_key != table2 . pk
AND table1 . col_int_key IS  NULL
AND  table1 . pk IS  NULL
OR table1 . col_int_key > 3
GROUP BY field1
ORDER BY field1
;;
CREATE TABLE D (
col_varchar_10_latin1 varchar(10) CHARACTER SET latin1,
col_varchar_255_latin1_key varchar(255) CHARACTER SET latin1,
col_int_key int,
pk integer auto_increment,
col_varchar_255_utf8_key varchar(255) CHARACTER SET utf8mb3,
col_int int,
col_varchar_10_utf8 varchar(10) CHARACTER SET utf8mb3,
col_varchar_255_latin1 varchar(255) CHARACTER SET latin1,
col_varchar_255_utf8 varchar(255) CHARACTER SET utf8mb3,
col_varchar_10_latin1_key varchar(10) CHARACTER SET latin1,
col_varchar_10_utf8_key varchar(10) CHARACTER SET utf8mb3,
/*Indices*/
key (col_varchar_255_latin1_key),
key (col_int_key),
primary key (pk),
key (col_varchar_255_utf8_key),
key (col_varchar_10_latin1_key),
key (col_varchar_10_utf8_key)
)
;;
ALTER TABLE D MODIFY COLUMN col_int JSON
;;
SET SESSION sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
-- suite/json/t/json_schema.test
CREATE TABLE t1 (
  geometry JSON,
  CHECK(JSON_SCHEMA_VALID('{
      "type": "object",
      "properties": {
        "latitude": {
          "type": "number",
          "minimum": -90,
          "maximum": 90
        },
        "longitude": {
          "type": "number",
          "minimum": -180,
          "maximum": 180
        }
      },
      "required": ["latitude", "longitude"]
    }', geometry)
  )
)
;;
CREATE TABLE t1 (id INT AUTO_INCREMENT PRIMARY KEY)
;;
ALTER TABLE t1 ADD COLUMN jcol1 JSON,
               ADD COLUMN jcol2 JSON,
               ADD CONSTRAINT CHECK (json_schema_valid('{
                    "type": "object",
                    "properties": {
                      "id": {
                      "type": "integer"
                      },
                      "name": {
                      "type": "string"
                      },
                      "price": {
                      "type": "number",
                      "minimum": 0,
                      "exclusiveMinimum": true
                      }
                    },
                    "required": ["id","name","price"]}',`jcol1`)),
               ADD CONSTRAINT CHECK (json_schema_valid('{
                    "type": "object",
                    "properties": {
                      "latitude": {
                      "type": "number",
                      "minimum": -90,
                      "maximum": 90
                      },
                      "longitude": {
                      "type": "number",
                      "minimum": -180,
                      "maximum": 180
                      }
                    },
                    "required": ["latitude", "longitude"]}',`jcol2`))
;;
-- suite/json/t/json_table.test
CREATE SCHEMA foo
;;
-- suite/parts/t/partition_change_from_range_to_hash_key.test
CREATE TABLE t1 (c1 TINYINT NOT NULL, c2 CHAR(5)) PARTITION BY RANGE ( c1 ) (
    PARTITION p0 VALUES LESS THAN (10),
    PARTITION p1 VALUES LESS THAN (20),
    PARTITION p2 VALUES LESS THAN (30),
    PARTITION p3 VALUES LESS THAN MAXVALUE)
;;
ALTER TABLE t1 PARTITION BY HASH(c1) PARTITIONS 5
;;
ALTER TABLE t1 COALESCE PARTITION 2
;;
CREATE TABLE t1 (c1 MEDIUMINT NOT NULL, c2 CHAR(5)) PARTITION BY RANGE ( c1 ) (
    PARTITION p0 VALUES LESS THAN (10),
    PARTITION p1 VALUES LESS THAN (20),
    PARTITION p2 VALUES LESS THAN (30),
    PARTITION p3 VALUES LESS THAN MAXVALUE)
;;
-- suite/parts/t/partition_exch_qa_10.test
CREATE PROCEDURE test_p1 ()
BEGIN
ALTER TABLE t_10 ADD UNIQUE INDEX USING BTREE (a);
ALTER TABLE tp   ADD UNIQUE INDEX USING BTREE (a);
ALTER TABLE tp EXCHANGE PARTITION p0 WITH TABLE t_10;
ALTER TABLE tp   DROP INDEX a;
ALTER TABLE t_10 DROP INDEX a;
END
;;
-- suite/parts/t/partition_hash_date_function.test
CREATE TABLE t2 (c1 TINYINT NULL, c2 CHAR(5),c3 DATETIME) PARTITION BY HASH(YEAR(c3))
;;
CREATE TABLE t2 (c1 SMALLINT NULL, c2 CHAR(5),c3 DATETIME) PARTITION BY HASH(YEAR(c3))
;;
CREATE TABLE t2 (c1 MEDIUMINT NULL, c2 CHAR(5),c3 DATETIME) PARTITION BY HASH(YEAR(c3))
;;
CREATE TABLE t2 (c1 BIGINT NULL, c2 CHAR(5),c3 DATETIME) PARTITION BY HASH(YEAR(c3))
;;
CREATE TABLE t2 (c1 TINYINT NULL, c2 CHAR(5),c3 DATETIME) PARTITION BY HASH(DAY(c3))
;;
-- suite/parts/t/partition_sub2.test
CREATE TABLE t1 (c1 TINYINT,name VARCHAR(30), purchased DATE)
    PARTITION BY RANGE( YEAR(purchased) )
    SUBPARTITION BY HASH( TO_DAYS(purchased) ) (
        PARTITION p0 VALUES LESS THAN (1990) (
            SUBPARTITION s0,
            SUBPARTITION s1
        ),
        PARTITION p1 VALUES LESS THAN (2000) (
            SUBPARTITION s2,
            SUBPARTITION s3
        ),
        PARTITION p2 VALUES LESS THAN MAXVALUE (
            SUBPARTITION s4,
            SUBPARTITION s5
        )
    )
;;
-- suite/perfschema/t/error_stats_summary.test
CREATE PROCEDURE bigError()
BEGIN
   SIGNAL SQLSTATE "HY000" SET MYSQL_ERRNO = 40000, MESSAGE_TEXT = "A big error number";
END
;;
-- suite/perfschema/t/gis_metadata_locks.test
CREATE TABLE gis (
  g POLYGON SRID 4326 NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
;;
-- suite/perfschema/t/idx_data_lock_waits.test
create database explain_test_db
;;
create table explain_test_db.explain_test_table(a int, b int, PRIMARY KEY (a, b)) engine=innodb
  PARTITION BY RANGE( a )
    SUBPARTITION BY HASH( b ) (
        PARTITION p0 VALUES LESS THAN (1990) (
            SUBPARTITION s0,
            SUBPARTITION s1
        ),
        PARTITION p1 VALUES LESS THAN (2000) (
            SUBPARTITION s2,
            SUBPARTITION s3
        ),
        PARTITION p2 VALUES LESS THAN MAXVALUE (
            SUBPARTITION s4,
            SUBPARTITION s5
        )
  )
;;
-- suite/perfschema/t/idx_prepared_statements_instances.test
create procedure proc1(a int, b int)
BEGIN
  prepare st1 from 'SELECT SQRT(POW(?,2) + POW(?,2)) AS hypotenuse';
  execute st1 using @a, @b;
END
;;
-- suite/perfschema/t/misc.test
CREATE TABLE test.t_before(a INT)
;;
RENAME TABLE test.t_before TO test.t_after
;;
-- suite/perfschema/t/service_pfs_notification.test
CREATE TABLE test.callback_events (callback TEXT, handle INT, ret_code INT,
    thread_id BIGINT UNSIGNED, plist_id BIGINT UNSIGNED, os_thread BIGINT UNSIGNED,
    resource_group TEXT, user TEXT, host TEXT, vcpu TEXT, priority TEXT)
;;
-- suite/perfschema/t/show_aggregate.test
CREATE TABLE test.status_results 
  (variable_name VARCHAR(64), start INT DEFAULT 0, stop INT DEFAULT 0, delta INT DEFAULT 0, 
   t1 INT DEFAULT 0, t2 INT DEFAULT 0, t3 INT DEFAULT 0, thread INT DEFAULT 0, 
   u1 INT DEFAULT 0, u2 INT DEFAULT 0, u3 INT DEFAULT 0, user INT DEFAULT 0, 
   h1 INT DEFAULT 0, h2 INT DEFAULT 0, h3 INT DEFAULT 0, host INT DEFAULT 0, 
   a1 INT DEFAULT 0, a2 INT DEFAULT 0, a3 INT DEFAULT 0, acct INT DEFAULT 0)
;;
-- suite/perfschema/t/telemetry_traces_server.test
CREATE TABLE t3 (s1 INT COMMENT 'field') COMMENT='table' ENGINE=MEMORY
;;
-- t/alias.test
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
create table t4 select t2.*, 1, 2 from t2
;;
SET sql_mode = default
;;
-- t/alter_debug.test
CREATE TABLE test.t1(col INT)
;;
ALTER TABLE test.t1 ADD COLUMN col1 CHAR
;;
-- t/alter_table-big.test
CREATE TABLE t1 (i INT)
;;
ALTER TABLE t1 RENAME TO mysqltest.t1
;;
ALTER DATABASE mysqltest CHARACTER SET latin1
;;
-- t/alter_table.test
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
create table t1 (
col1 int not null auto_increment primary key,
col2 varchar(30) not null,
col3 varchar (20) not null,
col4 varchar(4) not null,
col5 enum('PENDING', 'ACTIVE', 'DISABLED') not null,
col6 int not null, to_be_deleted int)
;;
alter table t1
add column col4_5 varchar(20) not null after col4,
add column col7 varchar(30) not null after col5,
add column col8 datetime not null, drop column to_be_deleted,
change column col2 fourth varchar(30) not null after col3,
modify column col6 int not null first
;;
create table t1 (bandID MEDIUMINT UNSIGNED NOT NULL PRIMARY KEY, payoutID SMALLINT UNSIGNED NOT NULL) engine=myisam
;;
alter table t1 add column new_col int, order by payoutid,bandid
;;
CREATE TABLE t1 (
GROUP_ID int(10) unsigned DEFAULT '0' NOT NULL,
LANG_ID smallint(5) unsigned DEFAULT '0' NOT NULL,
NAME varchar(80) DEFAULT '' NOT NULL,
PRIMARY KEY (GROUP_ID,LANG_ID),
KEY NAME (NAME))
;;
ALTER TABLE t1 CHANGE NAME NAME CHAR(80) not null
;;
CREATE TABLE t1 (
  id int(11) unsigned NOT NULL default '0',
  category_id tinyint(4) unsigned NOT NULL default '0',
  type_id tinyint(4) unsigned NOT NULL default '0',
  body text NOT NULL,
  user_id int(11) unsigned NOT NULL default '0',
  status enum('new','old') NOT NULL default 'new',
  PRIMARY KEY (id)
) ENGINE=MyISAM
;;
ALTER TABLE t1 ORDER BY t1.id, t1.status, t1.type_id, t1.user_id, t1.body
;;
create table mysqltest.t1 (name char(15))
;;
alter table t1 rename mysqltest.t1
;;
alter table t1 rename t2
;;
alter table t2 rename t1, add c char(10) comment "no comment"
;;
CREATE TABLE t1 (
  Host varchar(16) binary NOT NULL default '',
  User varchar(16) binary NOT NULL default '',
  PRIMARY KEY  (Host,User)
) ENGINE=MyISAM
;;
create table t1 (a int, key(a)) engine=myisam
;;
alter table t1 modify a int, disable keys
;;
alter table t1 enable keys
;;
alter table t1 modify a bigint, disable keys
;;
alter table t1 enable keys
;;
alter table t1 add b char(10), disable keys
;;
alter table t1 add c decimal(10,2), enable keys
;;
create table t1(a int, b char(10), unique(a)) engine=myisam
;;
alter table t1 disable keys
;;
alter table t1 enable keys
;;
alter table t1 modify a int, disable keys
;;
alter table t1 modify a bigint, disable keys
;;
alter table t1 modify a bigint
;;
create database mysqltest
;;
alter table t1 rename mysqltest.t1
;;
alter table mysqltest.t1 rename t1
;;
alter table test.t1 rename t1
;;
alter table test.t1 rename test.t1
;;
CREATE TABLE t1(a INT) ENGINE=MyISAM ROW_FORMAT=FIXED
;;
create table table_24562(
  section int,
  subsection int,
  title varchar(50))
;;
alter table table_24562 add column reviewer varchar(20),
order by title
;;
alter table table_24562
order by section ASC, subsection DESC
;;
set sql_mode= default
;;
create table t1 (v varchar(32))
;;
alter table t1 change v v2 varchar(32)
;;
alter table t1 change v2 v varchar(64)
;;
alter table t1 add i int auto_increment not null primary key first
;;
CREATE TABLE t1 (s CHAR(8) BINARY)
;;
ALTER TABLE t1 MODIFY s CHAR(10) BINARY
;;
create table t1 (a tinytext character set latin1)
;;
create table t1 (a mediumtext character set latin1)
;;
create table t1(f1 int not null, f2 int not null, key  (f1), key (f2)) engine=myisam
;;
alter table t1 pack_keys=1
;;
alter table t1 max_rows=100
;;
CREATE TABLE t1 (a TEXT, id INT, b INT)
;;
ALTER TABLE t1 DROP COLUMN a, ADD COLUMN c TEXT FIRST
;;
CREATE TABLE db1.t1 (bar TINYTEXT, KEY (bar(85)))
;;
CREATE TABLE t1 (c1 int unsigned , c2 char(100) not null default '')
;;
ALTER TABLE t1 ADD c3 char(16) NOT NULL DEFAULT '' AFTER c2,
               MODIFY c2 char(100) NOT NULL DEFAULT '' AFTER c1
;;
CREATE TABLE t1(a INT PRIMARY KEY, b INT) engine=InnoDB
;;
CREATE TABLE m1(a INT PRIMARY KEY, b INT) engine=MyISAM
;;
ALTER TABLE t1 ADD INDEX i1(b)
;;
ALTER TABLE t1 ADD INDEX i2(b), ALGORITHM= DEFAULT
;;
ALTER TABLE t1 ADD INDEX i3(b), ALGORITHM= COPY
;;
ALTER TABLE t1 ADD INDEX i4(b), ALGORITHM= INPLACE
;;
ALTER TABLE m1 ENABLE KEYS
;;
ALTER TABLE m1 ENABLE KEYS, ALGORITHM= DEFAULT
;;
ALTER TABLE t1 DROP INDEX i1, DROP INDEX i2, DROP INDEX i3, DROP INDEX i4
;;
ALTER TABLE t1 ADD INDEX i1(b)
;;
ALTER TABLE t1 ADD INDEX i2(b), ALGORITHM= DEFAULT
;;
ALTER TABLE t1 ADD INDEX i3(b), ALGORITHM= COPY
;;
ALTER TABLE t1 ADD INDEX i4(b), ALGORITHM= INPLACE
;;
ALTER TABLE t1 DROP INDEX i1, DROP INDEX i2, DROP INDEX i3, DROP INDEX i4
;;
ALTER TABLE t1 ADD COLUMN (c1 INT)
;;
ALTER TABLE t1 ADD COLUMN (c2 INT), ALGORITHM= DEFAULT
;;
ALTER TABLE t1 ADD COLUMN (c3 INT), ALGORITHM= COPY
;;
ALTER TABLE t1 ADD COLUMN (c4 INT), ALGORITHM= INPLACE
;;
ALTER TABLE t1 DROP COLUMN c1, DROP COLUMN c2, DROP COLUMN c3, DROP COLUMN c4
;;
ALTER TABLE t1 ADD INDEX i1(b), LOCK= DEFAULT
;;
ALTER TABLE t1 ADD INDEX i2(b), LOCK= NONE
;;
ALTER TABLE t1 ADD INDEX i3(b), LOCK= SHARED
;;
ALTER TABLE t1 ADD INDEX i4(b), LOCK= EXCLUSIVE
;;
ALTER TABLE t1 DROP INDEX i1, DROP INDEX i2, DROP INDEX i3, DROP INDEX i4
;;
ALTER TABLE t1 ADD INDEX i1(b), ALGORITHM= INPLACE, LOCK= NONE
;;
ALTER TABLE t1 ADD INDEX i2(b), ALGORITHM= INPLACE, LOCK= SHARED
;;
ALTER TABLE t1 ADD INDEX i3(b), ALGORITHM= INPLACE, LOCK= EXCLUSIVE
;;
ALTER TABLE t1 ADD INDEX i5(b), ALGORITHM= COPY, LOCK= SHARED
;;
CREATE TABLE ti1(a INT NOT NULL, b INT, c INT) engine=InnoDB
;;
ALTER TABLE ti1
;;
ALTER TABLE ti1 ADD COLUMN d VARCHAR(200)
;;
ALTER TABLE ti1 ADD COLUMN d2 VARCHAR(200)
;;
ALTER TABLE ti1 ADD COLUMN e ENUM('a', 'b') FIRST
;;
ALTER TABLE ti1 ADD COLUMN f INT AFTER a
;;
ALTER TABLE ti1 ADD INDEX ii1(b)
;;
ALTER TABLE ti1 ADD UNIQUE INDEX ii2 (c)
;;
ALTER TABLE ti1 ADD FULLTEXT INDEX ii3 (d)
;;
ALTER TABLE ti1 ADD FULLTEXT INDEX ii4 (d2)
;;
ALTER TABLE ti1 ADD PRIMARY KEY(a)
;;
ALTER TABLE ti1 DROP INDEX ii3
;;
ALTER TABLE ti1 DROP COLUMN d2
;;
ALTER TABLE ti1 ADD CONSTRAINT fi1 FOREIGN KEY (b) REFERENCES ti2(a)
;;
ALTER TABLE ti1 ALTER COLUMN b SET DEFAULT 1
;;
ALTER TABLE ti1 ALTER COLUMN b DROP DEFAULT
;;
ALTER TABLE ti1 CHANGE COLUMN f g INT
;;
ALTER TABLE ti1 CHANGE COLUMN g h VARCHAR(20)
;;
ALTER TABLE ti1 MODIFY COLUMN e ENUM('a', 'b', 'c')
;;
ALTER TABLE ti1 MODIFY COLUMN e INT
;;
ALTER TABLE ti1 MODIFY COLUMN e INT AFTER h
;;
ALTER TABLE ti1 MODIFY COLUMN e INT FIRST
;;
ALTER TABLE ti1 MODIFY COLUMN c INT NOT NULL
;;
ALTER TABLE ti1 MODIFY COLUMN c INT NULL
;;
ALTER TABLE ti1 MODIFY COLUMN h VARCHAR(30)
;;
ALTER TABLE ti1 MODIFY COLUMN h VARCHAR(30) AFTER d
;;
ALTER TABLE ti1 DROP COLUMN h
;;
ALTER TABLE ti1 DROP INDEX ii2
;;
ALTER TABLE ti1 DROP PRIMARY KEY
;;
ALTER TABLE ti1 DROP FOREIGN KEY fi1
;;
ALTER TABLE ti1 RENAME TO ti3
;;
ALTER TABLE ti3 RENAME TO ti1
;;
ALTER TABLE ti1 ORDER BY b
;;
ALTER TABLE ti1 CONVERT TO CHARACTER SET utf16
;;
ALTER TABLE ti1 DEFAULT CHARACTER SET utf8mb3
;;
ALTER TABLE ti1 FORCE
;;
ALTER TABLE ti1 AUTO_INCREMENT 3
;;
ALTER TABLE ti1 AVG_ROW_LENGTH 10
;;
ALTER TABLE ti1 CHECKSUM 1
;;
ALTER TABLE ti1 COMMENT 'test'
;;
ALTER TABLE ti1 MAX_ROWS 100
;;
CREATE TABLE db (dummy int) ENGINE=memory
;;
CREATE TABLE user (dummy int) ENGINE=memory
;;
CREATE TABLE func (dummy int) ENGINE=memory
;;
CREATE TABLE servers (dummy int) ENGINE=merge
;;
SET sql_mode = default
;;
SET sql_mode= ''
;;
CREATE TABLE t1 (f1 INT)
;;
ALTER TABLE t1 CHARACTER SET utf8mb3, CHARACTER SET utf8mb3
;;
ALTER TABLE t1 CHARACTER SET utf8mb3, CONVERT TO CHARACTER SET utf8mb3
;;
CREATE TABLE t1 (fld1 INT PRIMARY KEY) ENGINE = INNODB CHARACTER SET gbk
;;
CREATE TABLE t1(i INT) ENGINE=INNODB PACK_KEYS=0 PACK_KEYS=1
STATS_PERSISTENT=0 STATS_PERSISTENT=1 CHECKSUM=0 CHECKSUM=1
DELAY_KEY_WRITE=0 DELAY_KEY_WRITE=1
;;
CREATE TABLE t1(id INT PRIMARY KEY,
                name TINYTEXT,
                KEY nameloc (name(64))
) DEFAULT CHARSET=utf8mb4
;;
CREATE TABLE t1(id INT PRIMARY KEY,
                name TEXT,
                KEY nameloc (name(64))
) DEFAULT CHARSET=utf8mb4
;;
ALTER TABLE t1 MODIFY COLUMN name TINYTEXT
;;
SET SESSION sql_mode= ''
;;
SET SESSION sql_mode= 'STRICT_ALL_TABLES'
;;
SET SESSION sql_mode= 'NO_ZERO_DATE'
;;
SET SESSION sql_mode= ''
;;
SET SESSION sql_mode= 'NO_ZERO_DATE'
;;
SET SESSION sql_mode= 'STRICT_ALL_TABLES'
;;
CREATE TABLE t1(a INT, b VARCHAR(30), c FLOAT)
;;
ALTER TABLE t1 RENAME COLUMN a TO a
;;
ALTER TABLE t1 RENAME COLUMN a TO m
;;
ALTER TABLE t1 RENAME COLUMN m TO x,
               RENAME COLUMN b TO y,
               RENAME COLUMN c TO z
;;
ALTER TABLE t1 CHANGE COLUMN x a INT, RENAME COLUMN y TO b
;;
ALTER TABLE t1 CHANGE COLUMN z c DOUBLE, RENAME COLUMN b to b
;;
ALTER TABLE t1 CHANGE COLUMN a b int, RENAME COLUMN b TO c, CHANGE COLUMN c d FLOAT
;;
CREATE TABLE t_gen(a INT, b DOUBLE GENERATED ALWAYS AS (SQRT(a)))
;;
CREATE TABLE foo (col1 INT)
;;
ALTER TABLE foo RENAME COLUMN col1 TO col2
;;
SET SQL_MODE=''
;;
SET SQL_MODE=default
;;
SET sql_mode= ''
;;
CREATE TABLE t1 (t1_fld1 TEXT) ENGINE=InnoDB
;;
CREATE TABLE t3 (t3_fld1 LONGTEXT) ENGINE=InnoDB
;;
SET SQL_MODE='STRICT_ALL_TABLES'
;;
ALTER TABLE t1 CHANGE `t1_fld1` `my_t1_fld1` TINYTEXT
;;
ALTER TABLE t3 CHANGE `t3_fld1` `my_t3_fld1` MEDIUMTEXT
;;
SET SQL_MODE=''
;;
SET SQL_MODE=default
;;
CREATE TABLE t1(c1 VARCHAR(512) CHARSET SWE7)
;;
ALTER TABLE t1 MODIFY COLUMN c1 VARCHAR(512) CHARSET BINARY,
ALGORITHM = INPLACE
;;
CREATE TABLE t1(c1 VARCHAR(512) CHARSET ASCII)
;;
CREATE TABLE t1(c1 TINYTEXT CHARSET UTF8MB3)
;;
CREATE TABLE t1(c1 MEDIUMTEXT CHARSET UTF8MB3)
;;
CREATE TABLE t1(c1 LONGTEXT CHARSET UTF8MB3)
;;
CREATE TABLE t1(c1 ENUM(0xc3a6,0xc3b8,0xc3a5) CHARSET UTF8MB3)
;;
CREATE TABLE t1(c VARCHAR(1) CHARSET ASCII UNIQUE KEY)
;;
CREATE TABLE t1 (i INT PRIMARY KEY, no_default DATETIME)
;;
ALTER TABLE t1 ADD alter_default DATETIME DEFAULT (now())
;;
CREATE TABLE t1(a INT)
;;
ALTER TABLE t1 ALTER COLUMN a SET DEFAULT TRUE
;;
-- t/archive_bitfield.test
create table t1 (
                dummyKey INTEGER NOT NULL AUTO_INCREMENT,
                a001 TINYINT,
                a010 TINYINT,
                a012 TINYINT,
                a015 TINYINT,
                a016 TINYINT,
                a017 TINYINT,
                a019 TINYINT,
                a029 TINYINT,
                a030 TINYINT,
                a031 TINYINT,
                a032 TINYINT,
                a042 TINYINT,
                a043 TINYINT,
                a044 TINYINT,
                a3001 TINYINT,
                a3002 TINYINT,
                a3003 TINYINT,
                a3004 TINYINT,
                a3005 TINYINT,
                a3021 TINYINT,
                a3022 TINYINT,
                a BIT(6),
                b BIT(6),
                c BIT(6),
                d TINYINT,
                e TINYINT,
                f TINYINT,
                g TINYINT,
                h TINYINT,
                i TINYINT,
                j TINYINT,
                k TINYINT,
                l TINYINT,
                m TINYINT,
                n TINYINT,
                o TINYINT,
                a034 TINYINT,
PRIMARY KEY USING HASH (dummyKey) ) engine=archive
;;
-- t/auto_increment.test
create table t1 (a int not null auto_increment,b int, primary key (a)) engine=myisam auto_increment=3
;;
create table t1 (a int not null auto_increment primary key) /*!40102 engine=heap */
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
SET SQL_MODE=NO_AUTO_VALUE_ON_ZERO
;;
SET SQL_MODE=''
;;
set sql_mode=NO_AUTO_VALUE_ON_ZERO
;;
set sql_mode= ''
;;
set sql_mode=NO_AUTO_VALUE_ON_ZERO
;;
set sql_mode= ''
;;
-- t/bigint.test
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
create table t1 ( a int not null default 1, big bigint )
;;
alter table t1 modify big bigint unsigned not null
;;
alter table t1 add key (big)
;;
CREATE TABLE t1 (
  `col1` INT(1) NULL,
  `col2` INT(2) NULL,
  `col3` INT(3) NULL,
  `col4` INT(4) NULL,
  `col5` INT(5) NULL,
  `col6` INT(6) NULL,
  `col7` INT(7) NULL,
  `col8` INT(8) NULL,
  `col9` INT(9) NULL,
  `col10` BIGINT(10) NULL,
  `col11` BIGINT(11) NULL,
  `col12` BIGINT(12) NULL,
  `col13` BIGINT(13) NULL,
  `col14` BIGINT(14) NULL,
  `col15` BIGINT(15) NULL,
  `col16` BIGINT(16) NULL,
  `col17` BIGINT(17) NULL,
  `col18` BIGINT(18) NULL,
  `col19` DECIMAL(19, 0) NULL,
  `col20` DECIMAL(20, 0) NULL,
  `col21` DECIMAL(21, 0) NULL,
  `col22` DECIMAL(22, 0) NULL,
  `col23` DECIMAL(23, 0) NULL,
  `col24` DECIMAL(24, 0) NULL,
  `col25` DECIMAL(25, 0) NULL,
  `col26` DECIMAL(26, 0) NULL,
  `col27` DECIMAL(27, 0) NULL,
  `col28` DECIMAL(28, 0) NULL,
  `col29` DECIMAL(29, 0) NULL,
  `col30` DECIMAL(30, 0) NULL,
  `col31` DECIMAL(31, 0) NULL,
  `col32` DECIMAL(32, 0) NULL,
  `col33` DECIMAL(33, 0) NULL,
  `col34` DECIMAL(34, 0) NULL,
  `col35` DECIMAL(35, 0) NULL,
  `col36` DECIMAL(36, 0) NULL,
  `col37` DECIMAL(37, 0) NULL,
  `col38` DECIMAL(38, 0) NULL,
  `fix1` DECIMAL(38, 1) NULL,
  `fix2` DECIMAL(38, 2) NULL,
  `fix3` DECIMAL(38, 3) NULL,
  `fix4` DECIMAL(38, 4) NULL,
  `fix5` DECIMAL(38, 5) NULL,
  `fix6` DECIMAL(38, 6) NULL,
  `fix7` DECIMAL(38, 7) NULL,
  `fix8` DECIMAL(38, 8) NULL,
  `fix9` DECIMAL(38, 9) NULL,
  `fix10` DECIMAL(38, 10) NULL,
  `fix11` DECIMAL(38, 11) NULL,
  `fix12` DECIMAL(38, 12) NULL,
  `fix13` DECIMAL(38, 13) NULL,
  `fix14` DECIMAL(38, 14) NULL,
  `fix15` DECIMAL(38, 15) NULL,
  `fix16` DECIMAL(38, 16) NULL,
  `fix17` DECIMAL(38, 17) NULL,
  `fix18` DECIMAL(38, 18) NULL,
  `fix19` DECIMAL(38, 19) NULL,
  `fix20` DECIMAL(38, 20) NULL,
  `fix21` DECIMAL(38, 21) NULL,
  `fix22` DECIMAL(38, 22) NULL,
  `fix23` DECIMAL(38, 23) NULL,
  `fix24` DECIMAL(38, 24) NULL,
  `fix25` DECIMAL(38, 25) NULL,
  `fix26` DECIMAL(38, 26) NULL,
  `fix27` DECIMAL(38, 27) NULL,
  `fix28` DECIMAL(38, 28) NULL,
  `fix29` DECIMAL(38, 29) NULL,
  `fix30` DECIMAL(38, 30) NULL
)
;;
create table t1 select -9223372036854775808 bi
;;
SET sql_mode = default
;;
-- t/binary_to_hex.test
CREATE TABLE t1 (c1  TINYBLOB,
                 c2  BLOB,
                 c3  MEDIUMBLOB,
                 c4  LONGBLOB,
                 c5  TEXT,
                 c6  BIT(1),
                 c7  CHAR,
                 c8  VARCHAR(10),
                 c9  GEOMETRY) CHARACTER SET = binary
;;
-- t/boot_coll_server_binary.test
CREATE SCHEMA s1 COLLATE binary
;;
-- t/case.test
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
CREATE TABLE t1 SELECT 
 CASE WHEN 1 THEN _latin1'a' COLLATE latin1_danish_ci ELSE _latin1'a' END AS c1,
 CASE WHEN 1 THEN _latin1'a' ELSE _latin1'a' COLLATE latin1_danish_ci END AS c2,
 CASE WHEN 1 THEN 'a' ELSE  1  END AS c3,
 CASE WHEN 1 THEN  1  ELSE 'a' END AS c4,
 CASE WHEN 1 THEN 'a' ELSE 1.0 END AS c5,
 CASE WHEN 1 THEN 1.0 ELSE 'a' END AS c6,
 CASE WHEN 1 THEN  1  ELSE 1.0 END AS c7,
 CASE WHEN 1 THEN 1.0 ELSE  1  END AS c8,
 CASE WHEN 1 THEN 1.0 END AS c9,
 CASE WHEN 1 THEN 0.1e1 else 0.1 END AS c10,
 CASE WHEN 1 THEN 0.1e1 else 1 END AS c11,
 CASE WHEN 1 THEN 0.1e1 else '1' END AS c12
;;
SET sql_mode = default
;;
set @@sql_mode=''
;;
set @@sql_mode=default
;;
CREATE TABLE target
SELECT CASE bt WHEN TRUE THEN i8u WHEN FALSE THEN i8s END AS u,
       CASE bf WHEN TRUE THEN i8u WHEN FALSE THEN i8s END AS s
FROM source
;;
CREATE TABLE target
SELECT COALESCE(i8u, i8s) AS u, COALESCE(i8s, i8u) AS s
FROM source
;;
CREATE VIEW v0 AS
SELECT t00.a, t01.a AS b, IFNULL(t01.a, 666) AS c
FROM t00 LEFT JOIN t01 USING(a)
;;
CREATE TABLE OrderServices
 (Id BINARY(16) NOT NULL,
  OrderId BINARY(16) NOT NULL,
  Position SMALLINT UNSIGNED NOT NULL,
  ServiceId INT UNSIGNED NOT NULL,
  INDEX IX_OrderServices_ServiceId (ServiceId),
  PRIMARY KEY (Id),
  INDEX IX_OrderServices_OrderId (OrderId, Position),
  DurationInMinutesNorm MEDIUMINT UNSIGNED NULL,
  BreakAfterInMinutesNorm MEDIUMINT UNSIGNED NULL,
  DurationInMinutes MEDIUMINT UNSIGNED NULL,
  Unit SMALLINT UNSIGNED,
  Volume DECIMAL(9, 3),
  UnitPriceWithVat DECIMAL(14, 4) NOT NULL
)
;;
-- t/cast.test
create table t1 select cast(_koi8r x'D4C5D3D4' as char character set cp1251) as t
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
create table t1 select
  cast(_latin1'ab'  AS char charset binary)    as c1,
  cast(_latin1'a '  AS char charset binary)    as c2,
  cast(_latin1'abc' AS char(2) charset binary) as c3,
  cast(_latin1'a  ' AS char(2) charset binary) as c4,
  cast(_latin1'a'   AS char(2) charset binary) as c5
;;
SET sql_mode = default
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
CREATE TABLE t1 AS SELECT CONCAT(CAST(REPEAT('9', 1000) AS SIGNED)),
                          CONCAT(CAST(REPEAT('9', 1000) AS UNSIGNED))
;;
SET sql_mode = default
;;
CREATE TABLE t1 (spID int, userID int, date date)
;;
CREATE TABLE t(c CHAR(64), v VARCHAR(256), txt TEXT, b BINARY(64), vb VARBINARY(32),
               e ENUM ("v1", "v2"), set1 SET('101', '102'), bl  BLOB, i INT,
               si SMALLINT, ti TINYINT, mi MEDIUMINT, bi BIGINT, bt BIT,
               d DECIMAL, f FLOAT, dbl DOUBLE, dt DATETIME, dd  DATE, t TIME,
               y YEAR)
;;
CREATE TABLE t (col_datetime datetime, col_date date, col_time time, col_char char)
;;
SET SQL_MODE = ""
;;
SET SQL_MODE = default
;;
SET SQL_MODE = ""
;;
SET SQL_MODE = default
;;
SET SQL_MODE=DEFAULT
;;
SET SQL_MODE='NO_ZERO_DATE'
;;
SET SQL_MODE='NO_ZERO_IN_DATE'
;;
SET SQL_MODE='ALLOW_INVALID_DATES'
;;
SET SQL_MODE=DEFAULT
;;
CREATE TABLE t AS
  SELECT CONCAT(CAST(-1 AS UNSIGNED)) AS col1,
         1.0 + CAST(-1 AS UNSIGNED) AS col2,
         CONCAT(CAST(9223372036854775808 AS SIGNED)) AS col3
;;
CREATE TABLE tmp(beer CHAR(1))
;;
CREATE TABLE t AS
    SELECT CONVERT((SELECT beer FROM tmp) USING binary) AS beer
;;
DROP TABLE t, tmp
;;
CREATE TABLE t AS
    SELECT CONVERT(X'F09F8DBA' USING utf8mb4) AS beer
;;
CREATE TABLE t AS
    SELECT CONVERT(CONVERT(X'F09F8DBA', CHAR(1) CHARACTER SET utf8mb4) USING binary) AS beer
;;
-- t/character_set_deprecation.test
CREATE TABLE t2 ( a CHAR(1) ) CHARACTER SET "utf8mb3"
;;
CREATE TABLE t2 ( a CHAR(1) ) CHARACTER SET "ucs2" COLLATE ucs2_persian_ci
;;
CREATE TABLE t4 ( a CHAR(1) ) CHARACTER SET `ucs2`COLLATE ucs2_persian_ci
;;
-- t/charset.test
CREATE TABLE t1 (
  `id` int NOT NULL AUTO_INCREMENT,
  `etype` enum('a','b','c') CHARACTER SET binary COLLATE binary DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci
;;
-- t/check_constraints.test
CREATE TABLE t1 (f1 int CHECK(f1 < 10),
                 f2 int CONSTRAINT t1_f2_ck CHECK (f2 < 10))
;;
CREATE TABLE t1(c1 INT, c2 INT, CONSTRAINT `FLOAT` CHECK (c2 < 10))
;;
create table t1 (f1 int,
                 CONSTRAINT cafe CHECK (f1 < 10),
                 CONSTRAINT café CHECK (f1 < 10))
;;
CREATE TABLE t1(CHECK((f1 + f2) > 10), f1 int CHECK (f1 < 10), f2 int)
;;
CREATE TABLE t1(c1 INT DEFAULT 100 CHECK(c1 > 10))
;;
CREATE TABLE t1(c1 VARCHAR(1) CHARSET ASCII CHECK(c1 = 'a'),
   c2 VARCHAR(1) CHARSET ASCII DEFAULT('b'))
;;
CREATE TABLE t1(f1 INT CHECK (f1 < 10), f2 INT, CHECK (f2 < 10),
                CONSTRAINT min CHECK (f1 + f2 > 10),
                CONSTRAINT max CHECK (f1 + f2 < 929))
;;
CREATE TABLE t2 (
  `f3` int(10) unsigned NOT NULL default '0',
  `f4` int(10) unsigned NOT NULL default '0' CHECK (f4 <= 500),
  PRIMARY KEY  (`f3`,`f4`)
)
;;
CREATE TABLE t1 (f1 INT CHECK (f1 < 10))
;;
CREATE TEMPORARY TABLE t3(f1 INT CHECK (f1 < 10))
;;
ALTER TABLE t1 ADD CONSTRAINT CHECK (f1 > 1), ADD CONSTRAINT `t1_p_ck` CHECK (f1 > 1)
;;
ALTER TABLE t3 ADD CONSTRAINT CHECK (f1 > 1), ADD CONSTRAINT `t3_p_ck` CHECK (f1 > 1)
;;
ALTER TABLE t1 ADD f2 INT CHECK (f2 < 10), RENAME TO t6, ALGORITHM=COPY
;;
ALTER TABLE t3 ADD f2 INT CHECK (f2 < 10), RENAME TO t7, ALGORITHM=COPY
;;
ALTER TABLE t6 RENAME TO t1
;;
ALTER TABLE t7 RENAME TO t3
;;
ALTER TABLE t1 ADD f3 INT CHECK (f3 < 10) NOT ENFORCED, ALGORITHM=INPLACE
;;
ALTER TABLE t1 ADD CONSTRAINT CHECK (f2 < 10) NOT ENFORCED, ALGORITHM=INPLACE
;;
ALTER TABLE t3 DROP CHECK t3_chk_3
;;
ALTER TABLE t1 ALTER CHECK t1_chk_1 NOT ENFORCED, ALGORITHM=INPLACE
;;
CREATE TABLE t1(c1 CHAR(1), CHECK (c1 > 'A'))
;;
CREATE TABLE t (a INT, b INT, CHECK(a != b))
;;
CREATE TABLE t1(c1 INT, c2 INT)
;;
ALTER TABLE t1 ADD CONSTRAINT CHECK( (CASE WHEN c1 > 10 THEN c2 = 20 END) = 1)
;;
CREATE TABLE t1 (
  c1 BIT(7) CHECK(c1 < B'1111100'),
  c2 BOOLEAN CHECK(c2 > 0),
  c3 TINYINT CHECK(c3 > 10),
  c4 SMALLINT CHECK(c4 > 10),
  c5 MEDIUMINT CHECK(c5 > 10),
  c6 INT CHECK(c6 > 10),
  c7 BIGINT CHECK(c7 > 10),
  c8 DECIMAL(6,2) CHECK(c8 > 10.1),
  c9 FLOAT(6,2) CHECK(c9 > 10.1),
  c10 DOUBLE(6,2) CHECK(c10 > 10.1))
;;
CREATE TABLE t1(c1 CHAR(1) CHECK(c1 > 'a'),
  c2 VARCHAR(1) CHECK(c2 > 'a'),
  c3 BINARY(1) CHECK(c3 > 'a'),
  c4 VARBINARY(1) CHECK(c4 > 'a'),
  c5 TINYBLOB CHECK(c5 > 'a'),
  c6 TINYTEXT CHECK(c6 > 'a'),
  c7 BLOB CHECK(c7 > 'a'),
  c8 TEXT CHECK(c8 > 'a'),
  c9 MEDIUMBLOB CHECK(c9 > 'a'),
  c10 MEDIUMTEXT CHECK(c10 > 'a'),
  c11 LONGBLOB CHECK(c11 > 'a'),
  c12 LONGTEXT CHECK(c12 > 'a'))
;;
CREATE TABLE t1 (c1 DATE CHECK(c1 > '2007-01-01'),
  c2 DATETIME CHECK(c2 > '2007-01-01 12:00:01'),
  c3 TIMESTAMP CHECK(c3 > '2007-01-01 00:00:01.000000'),
  c4 TIME CHECK(c4 > '12:00:01.000000'),
  c5 YEAR CHECK(c5 > '2007'))
;;
CREATE TABLE t1(
  pt POINT CHECK(ST_Equals(pt, ST_GEOMFROMTEXT('POINT(10 20)')) = TRUE),
  lnstr LINESTRING CHECK(ST_Equals(lnstr, ST_GEOMFROMTEXT('LINESTRING(0 0,5 5,6 6)'))),
  mlnstr MULTILINESTRING CHECK(ST_Equals(mlnstr, ST_GEOMFROMTEXT('MULTILINESTRING((0 0,2 3,4 5),
                                                                  (6 6,8 8,9 9,10 10))'))),
  poly POLYGON CHECK(ST_Equals(poly, ST_GEOMFROMTEXT('POLYGON((0 0,6 7,8 8,3 9,0 0),
                                                     (3 6,4 6,4 7,3 6))'))),
  mpoly MULTIPOLYGON CHECK(ST_Equals(mpoly, ST_GEOMFROMTEXT('MULTIPOLYGON(((0 0,0 5,5 5,5 0,0 0)),
                                                             ((2 2,4 5,6 2,2 2)))'))))
;;
CREATE TABLE student
(
   id      	INT,
   stu_code 	VARCHAR(10),
   name    	VARCHAR(14),
   email   	VARCHAR(20),
   scholarship 	INT,
   country 	VARCHAR(20),
   CONSTRAINT ck1 CHECK (id != 0),
   CONSTRAINT ck2 CHECK (stu_code like 'j%'),
   CONSTRAINT ck3 CHECK (lower(name) != "noname"),
   CONSTRAINT ck4 CHECK (REGEXP_LIKE(email,'@')),
   CONSTRAINT ck5 CHECK (scholarship BETWEEN 5000 AND 20000),
   CONSTRAINT ck6 CHECK (country IN ('usa','uk'))
)
;;
CREATE TABLE t1(c1 INT , CHECK ( c1 <=> NULL ))
;;
ALTER TABLE t1 ADD COLUMN c2 INT, ADD CONSTRAINT CHECK( c2 > 10 )
;;
ALTER TABLE t1 ADD COLUMN c3 INT, ADD CONSTRAINT CHECK( c3 >= 10 )
;;
ALTER TABLE t1 ADD COLUMN c4 INT, ADD CONSTRAINT CHECK( c4 < 10 )
;;
ALTER TABLE t1 ADD COLUMN c5 INT, ADD CONSTRAINT CHECK( c5 <= 10 )
;;
ALTER TABLE t1 ADD COLUMN c6 INT, ADD CONSTRAINT CHECK( c6 != 10 )
;;
ALTER TABLE t1 ADD COLUMN c7 INT, ADD CONSTRAINT CHECK( c7 <> 10 )
;;
ALTER TABLE t1 ADD COLUMN c8 INT, ADD CONSTRAINT CHECK( c8 = GREATEST(1,2,3) )
;;
ALTER TABLE t1 ADD COLUMN c9 INT, ADD CONSTRAINT CHECK( c9 = LEAST(1,2,3) )
;;
ALTER TABLE t1 ADD COLUMN c10 INT, ADD CONSTRAINT CHECK( c10 NOT IN (1,2,3) )
;;
ALTER TABLE t1 ADD COLUMN c11 YEAR, ADD CONSTRAINT CHECK ( c11 > '2007-01-01' + INTERVAL +1 YEAR)
;;
ALTER TABLE t1 ADD COLUMN c12 INT, ADD CONSTRAINT CHECK ( c12 NOT BETWEEN 10 AND 20)
;;
CREATE TABLE t1(c1 INT, c2 INT)
;;
ALTER TABLE t1 ADD CONSTRAINT CHECK( (c1 > 10) AND (c2 < 20) )
;;
ALTER TABLE t1 ADD CONSTRAINT CHECK( (c1 > 10) && (c2 < 20) )
;;
ALTER TABLE t1 DROP CHECK `t1_chk_1`
;;
ALTER TABLE t1 DROP CHECK `t1_chk_2`
;;
ALTER TABLE t1 ADD CONSTRAINT CHECK( (c1 > 10) || (c2 < 20) )
;;
CREATE TABLE t1(c1 INT DEFAULT 2 PRIMARY KEY CHECK(c1 > 1 OR c1 IS NOT NULL))
;;
CREATE TABLE parent(pid INT NOT NULL PRIMARY KEY CHECK(pid > 1))
;;
CREATE TABLE t1(
  d DATE NOT NULL CHECK(YEAR(d) > '1950')
)
PARTITION BY RANGE( YEAR(d) ) (
PARTITION p0 VALUES LESS THAN (1960),
PARTITION p1 VALUES LESS THAN (1970),
PARTITION p2 VALUES LESS THAN (1980),
PARTITION p3 VALUES LESS THAN (1990)
)
;;
CREATE TABLE t1(a INTEGER CHECK (a > 0) NOT NULL)
;;
CREATE TABLE t6(a INTEGER CHECK (a > 0) UNIQUE CHECK (a IS NOT NULL) NULL CHECK (a < 100))
;;
CREATE TABLE tst (id INT PRIMARY KEY,
                  scol DATE DEFAULT(CURDATE()),
                  col DATE,
                  CHECK ( scol < col))
;;
ALTER TABLE tst MODIFY COLUMN scol TIME DEFAULT(CURTIME()), MODIFY COLUMN col TIME
;;
ALTER TABLE tst MODIFY COLUMN scol timestamp DEFAULT(CURRENT_TIMESTAMP()),
                MODIFY COLUMN col  timestamp
;;
CREATE TABLE tst1 (id INT, col timestamp DEFAULT('2019-05-21 12:12:12'))
;;
ALTER TABLE tst MODIFY COLUMN scol datetime DEFAULT(CURRENT_TIMESTAMP()),
                MODIFY COLUMN col  datetime
;;
ALTER TABLE tst MODIFY COLUMN scol datetime ON UPDATE CURRENT_TIMESTAMP
;;
DROP TABLE tmp, tst, tst1
;;
CREATE TABLE tst (id INT PRIMARY KEY,
                  scol INT DEFAULT(col * col),
                  col INT,
                  CHECK ( scol < col))
;;
CREATE TABLE t1 (f1 INT PRIMARY KEY,
                 f2 TIMESTAMP DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
                 CHECK (f2 < '2018-01-01 00:00:00'))
;;
CREATE TABLE t1 (id INT PRIMARY KEY AUTO_INCREMENT, b INT, CONSTRAINT c CHECK (b IS NULL)) IGNORE AS SELECT 1 AS id, 1 AS b
;;
CREATE TABLE t1 (f1 INT, f2 INT, f3 INT, f4 FLOAT AS (f3 * 0.01), f5 INT,
                 CHECK (f1 < f2))
;;
ALTER TABLE t1 DROP COLUMN f1
;;
ALTER TABLE t1 RENAME COLUMN f1 TO f1
;;
ALTER TABLE t1 CHANGE f1 f1 FLOAT
;;
ALTER TABLE t1 RENAME COLUMN f2 TO f2, ADD CONSTRAINT CHECK(f2 < 1105)
;;
ALTER TABLE t1 CHANGE f2 f2 FLOAT, ADD CONSTRAINT CHECK(f2 < 1105)
;;
ALTER TABLE t1 RENAME COLUMN f5 to f6, ADD CONSTRAINT CHECK (f6 < 10)
;;
ALTER TABLE t1 DROP CONSTRAINT t1_chk_1, RENAME COLUMN f1 to f11,
               ADD CONSTRAINT t1_chk_1 CHECK (f11 < 10)
;;
-- t/comment_column.test
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
create table t1 (c1 VARCHAR(10) NOT NULL COMMENT 'Abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcd', c2 INTEGER COMMENT 'aBcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcd',c3 INTEGER COMMENT '012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789', c4 INTEGER, c5 INTEGER, c6 INTEGER, c7 INTEGER, INDEX i1 (c1) COMMENT 'i1 comment',INDEX i2(c2) 
) COMMENT='ABCDEFGHIJabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcd'
;;
ALTER TABLE t1 ADD COLUMN c8 INTEGER COMMENT 'ABCdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcd'
;;
set sql_mode='TRADITIONAL'
;;
set sql_mode=''
;;
set sql_mode='TRADITIONAL'
;;
SET sql_mode=''
;;
CREATE TABLE t1_toupg (c1 INT, c2 VARCHAR(10) COMMENT
'01234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234')
COMMENT='abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcde'
;;
ALTER TABLE t1_toupg COMMENT='012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012301234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234'
;;
ALTER TABLE t1_toupg ADD c3 TIMESTAMP COMMENT 'abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcde'
;;
SET sql_mode = default
;;
-- t/comment_table.test
create table t1 (c1 VARCHAR(10) NOT NULL COMMENT 'c1 comment', c2 INTEGER,c3 INTEGER COMMENT '012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789', c4 INTEGER, c5 INTEGER, c6 INTEGER, c7 INTEGER, INDEX i1 (c1) COMMENT 'i1 comment',INDEX i2(c2) 
) COMMENT='abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcd'
;;
set sql_mode='TRADITIONAL'
;;
SET SQL_MODE=''
;;
SET SQL_MODE='TRADITIONAL'
;;
-- t/constraints.test
CREATE TABLE t1 (f1 INT, f2 INT)
;;
ALTER TABLE t1 ADD CONSTRAINT f2_check CHECK (f2 > 0)
;;
ALTER TABLE t1 DROP CONSTRAINT f2_check
;;
ALTER TABLE t1 ADD CONSTRAINT PRIMARY KEY (f1),
               ADD CONSTRAINT f2_unique UNIQUE (f2),
               ADD CONSTRAINT fk FOREIGN KEY (f1) REFERENCES t2(f1),
               ADD CONSTRAINT f2_check CHECK (f2 > 0)
;;
ALTER TABLE t1 DROP CONSTRAINT fk
;;
ALTER TABLE t1 DROP CONSTRAINT `primary`
;;
ALTER TABLE t1 DROP CONSTRAINT f2_unique
;;
ALTER TABLE t1 DROP CONSTRAINT f2_check
;;
ALTER TABLE t1 ADD CONSTRAINT PRIMARY KEY (f1),
               ADD CONSTRAINT f2_unique UNIQUE (f2),
               ADD CONSTRAINT fk FOREIGN KEY (f1) REFERENCES t2(f1),
               ADD CONSTRAINT f2_check CHECK (f2 > 0)
;;
ALTER TABLE t1 DROP CONSTRAINT `primary`,
	       DROP CONSTRAINT f2_unique,
	       DROP CONSTRAINT fk,
	       DROP CONSTRAINT f2_check
;;
ALTER TABLE t1 ADD CONSTRAINT PRIMARY KEY (f1),
               ADD CONSTRAINT name2 UNIQUE (f1),
               ADD CONSTRAINT `primary` FOREIGN KEY (f1) REFERENCES t2(f1),
               ADD CONSTRAINT name2 CHECK (f2 > 0)
;;
ALTER TABLE t1 DROP CONSTRAINT `primary`
;;
ALTER TABLE t1 DROP PRIMARY KEY,
               DROP INDEX name2,
               DROP FOREIGN KEY `primary`,
               DROP CHECK name2
;;
ALTER TABLE t1 ADD CONSTRAINT PRIMARY KEY (f1),
               ADD CONSTRAINT f2_unique UNIQUE (f2),
               ADD CONSTRAINT fk FOREIGN KEY (f1) REFERENCES t2(f1),
               ADD CONSTRAINT f2_check CHECK (f2 > 0)
;;
ALTER TABLE t1 DROP CONSTRAINT `primary`,
               DROP FOREIGN KEY fk,
	       DROP CONSTRAINT f2_unique,
	       DROP CHECK f2_check
;;
ALTER TABLE t1 ADD CONSTRAINT PRIMARY KEY (f1),
               ADD CONSTRAINT f2_unique UNIQUE (f2),
               ADD CONSTRAINT fk FOREIGN KEY (f1) REFERENCES t2(f1),
               ADD CONSTRAINT f2_check CHECK (f2 > 0),
               ADD COLUMN f3 INT
;;
ALTER TABLE t1 DROP CONSTRAINT `primary`, ADD CONSTRAINT PRIMARY KEY (f1),
               DROP CONSTRAINT f2_unique, ADD CONSTRAINT f2_unique UNIQUE (f3),
               DROP CONSTRAINT f2_check,
               ADD CONSTRAINT f2_check CHECK ((f3 + f2 + f1) < 999)
;;
CREATE TABLE t3 (col1 INT, col2 INT GENERATED ALWAYS AS (col1) STORED)
;;
ALTER TABLE t3 ADD UNIQUE INDEX idx (((COS( col2 ))) DESC)
;;
ALTER TABLE t3 DROP CONSTRAINT idx
;;
CREATE TEMPORARY TABLE tmp (f1 INT, f2 INT,
                            CONSTRAINT PRIMARY KEY (f1),
                            CONSTRAINT f2_unique UNIQUE(f2),
                            CONSTRAINT f2_check CHECK (f2 > 0))
;;
ALTER TABLE tmp DROP CONSTRAINT `primary`,
                DROP CONSTRAINT f2_check,
                DROP CONSTRAINT f2_unique
;;
CREATE PROCEDURE test_drop_constraint()
BEGIN
  ALTER TABLE t1 ADD CONSTRAINT constraint_name UNIQUE(f2);
  call drop_constraint_proc();

  ALTER TABLE t1 ADD UNIQUE INDEX constraint_name (((COS(f3))) DESC);
  call drop_constraint_proc();

  ALTER TABLE t1 ADD CONSTRAINT constraint_name CHECK (f2 > 0);
  call drop_constraint_proc();

  ALTER TABLE t1 ADD CONSTRAINT constraint_name FOREIGN KEY (f1) REFERENCES t2(f1);
  call drop_constraint_proc();
END
;;
ALTER TABLE t1 DROP COLUMN f3
;;
ALTER TABLE t1 ADD CONSTRAINT PRIMARY KEY (f1),
               ADD CONSTRAINT f2_unique UNIQUE(f2),
               ADD CONSTRAINT fk FOREIGN KEY (f1) REFERENCES t2(f1),
               ADD CONSTRAINT f2_check CHECK (f2 > 0)
;;
ALTER TABLE t1 ADD CONSTRAINT f2_check CHECK (f2 > 0)
;;
ALTER TABLE t1 ALTER CONSTRAINT f2_check NOT ENFORCED
;;
CREATE TEMPORARY TABLE tmp (f1 INT, f2 INT,
                            CONSTRAINT PRIMARY KEY (f1),
                            CONSTRAINT f2_unique UNIQUE(f2),
                            CONSTRAINT f2_check CHECK (f2 > 0))
;;
ALTER TABLE tmp ALTER CONSTRAINT f2_check NOT ENFORCED
;;
-- t/count_distinct.test
CREATE TABLE t1 (a CHAR PRIMARY KEY)
;;
CREATE TABLE t2 (
pk INT NOT NULL,
col_int_nokey INT,
col_varchar_key VARCHAR(1),
PRIMARY KEY (pk),
KEY col_varchar_key (col_varchar_key)
)
;;
-- t/create.test
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
create table t2 select x from t1 where 1=2
;;
create table t2 select now() as a , curtime() as b, curdate() as c , 1+1 as d , 1.0 + 1 as e , 33333333333333333 + 3 as f
;;
create table t1 select if('2002'='2002','Y','N')
;;
create table mysqltest.t3 like t1
;;
create temporary table t3 like mysqltest.t3
;;
create table t2 select ifnull(a,a), ifnull(b,b), ifnull(c,c), ifnull(d,d), ifnull(e,e), ifnull(f,f), ifnull(g,g), ifnull(h,h), ifnull(i,i), ifnull(j,j), ifnull(k,k), ifnull(l,l), ifnull(m,m), ifnull(n,n), ifnull(o,o) from t1
;;
create table t2 select default(str) as str, default(strnull) as strnull, default(intg) as intg, default(rel) as rel from t1
;;
CREATE TABLE t2(id varchar(15) NOT NULL, proc varchar(100) NOT NULL, runID varchar(16) NOT NULL, start datetime NOT NULL, PRIMARY KEY  (id,proc,runID,start))
;;
CREATE TABLE t3  SELECT t1.dsc,COUNT(DISTINCT t2.id) AS countOfRuns  FROM t1 LEFT JOIN t2 ON (t1.id=t2.id) GROUP BY t1.id
;;
CREATE TABLE t2 AS SELECT LEFT(f1,171) AS f2 FROM t1 UNION SELECT LEFT(f1,171) AS f2 FROM t1
;;
CREATE TABLE t1(c1 VARCHAR(33), KEY USING BTREE (c1) USING HASH) ENGINE=MEMORY
;;
create database имя_базы_в_кодировке_утф8_длиной_больше_чем_45
;;
SET sql_mode = 'NO_ZERO_DATE'
;;
SET sql_mode = ''
;;
set @@sql_mode='ALLOW_INVALID_DATES'
;;
set @@session.sql_mode=default
;;
CREATE TABLE t6 (a INT)
;;
ALTER TABLE t6
MODIFY COLUMN a ENUM( b'10010011011011111111011000011') BYTE UNIQUE FIRST
;;
SET SQL_MODE= "NO_ZERO_DATE"
;;
SET SQL_MODE= DEFAULT
;;
CREATE TABLE t1(
  a TINYINT,
  b SMALLINT,
  c MEDIUMINT,
  d INT,
  e BIGINT,
  f TINYINT(1),
  g SMALLINT(1),
  h MEDIUMINT(1),
  i INT(1),
  j BIGINT(1),
  k TINYINT ZEROFILL,
  l SMALLINT ZEROFILL,
  m MEDIUMINT ZEROFILL,
  n INT ZEROFILL,
  o BIGINT ZEROFILL
)
;;
CREATE TABLE t1(a INT) ENGINE=myisam key_block_size=65535
;;
CREATE TABLE t1(a INT) max_rows=18446744073709551615
;;
-- t/create_myisam.test
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
create table t1 (i int) engine=myisam max_rows=100000000000
;;
SET sql_mode = TRADITIONAL
;;
SET sql_mode = ''
;;
-- t/create_select_atomic.test
CREATE TABLE t1 (f1 INT) ENGINE=MyiSAM START TRANSACTION
;;
SET sql_mode = default
;;
-- t/create_select_foreign_key.test
CREATE TABLE myisam_table1 (m INT, n INT, FOREIGN KEY (n) REFERENCES t0(f1))
  ENGINE=MyISAM AS SELECT 101 as m, 5 as n
;;
CREATE TABLE newchild (f1 INT PRIMARY KEY, f2 INT, 
                       FOREIGN KEY (f2) REFERENCES parent(f1))
                       AS SELECT f1, f2 FROM child
;;
-- t/create_select_tmp_myisam.test
CREATE TABLE t2 ( PRIMARY KEY (a) ) ENGINE=MYISAM SELECT a FROM t1
;;
-- t/csv.test
CREATE TABLE bug13894 ( val integer not null ) ENGINE = CSV
;;
-- t/ctype_big5.test
CREATE TABLE t1 AS
SELECT concat(head, tail) AS code, ' ' AS a
FROM head, tail
WHERE (head BETWEEN '80' AND 'FF') AND (tail BETWEEN '20' AND 'FF')
ORDER BY head, tail
;;
-- t/ctype_binary_myisam.test
CREATE TABLE t2 AS SELECT INSERT(1133,3,0,22) FROM t1
;;
CREATE TABLE t2 AS SELECT REPLACE(111,2,3) FROM t1
;;
-- t/ctype_cp1251_myisam.test
CREATE TABLE t1 (
  e1 enum('ÿáúëêà'),
  e2 enum('ìëÿ)ªî')
) ENGINE=MYISAM character set cp1251
;;
-- t/ctype_create.test
ALTER DATABASE DEFAULT CHARACTER SET latin2
;;
-- t/ctype_gb18030_conversion.test
CREATE TABLE t1 (code char(1)) CHARACTER SET UCS2 ENGINE=INNODB
;;
SET sql_mode='PAD_CHAR_TO_FULL_LENGTH'
;;
-- t/ctype_latin1_de.test
create table t1 (word varchar(255) not null, word2 varchar(255) not null default '', index(word))
;;
-- t/ctype_latin2_ch.test
create table t1 (
ch varchar(1),
name varchar(64)
) character set latin2 collate latin2_czech_cs
;;
alter table t1 modify ch char(1), modify name char(64)
;;
SET sql_mode=''
;;
SET sql_mode=DEFAULT
;;
SET sql_mode=''
;;
SET sql_mode=DEFAULT
;;
-- t/ctype_many.test
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
CREATE TABLE t1 (
  comment CHAR(32) ASCII NOT NULL,
  koi8_ru_f CHAR(32) CHARACTER SET koi8r NOT NULL default ''
) CHARSET=latin5
;;
ALTER TABLE t1 CHANGE comment comment CHAR(32) CHARACTER SET latin2 NOT NULL
;;
SET sql_mode = default
;;
-- t/ctype_recoding.test
CREATE TABLE t1 (description text character set cp1250 NOT NULL)
;;
-- t/ctype_uca.test
CREATE TABLE t1 (
    f1 CHAR(20) COLLATE utf8mb4_0900_ai_ci  # A NO PAD collation.
)
;;
-- t/ctype_ucs.test
CREATE TABLE t1 SELECT 
LPAD(_ucs2 X'0420',10,_ucs2 X'0421') l,
RPAD(_ucs2 X'0420',10,_ucs2 X'0421') r
;;
create table t1 (s1 char character set `ucs2` collate `ucs2_czech_ci`)
;;
CREATE TABLE t1 (
  status enum('active','passive') collate latin1_general_ci 
    NOT NULL default 'passive'
)
;;
ALTER TABLE t1 ADD a int NOT NULL AFTER status
;;
SET @@sql_mode=pad_char_to_full_length
;;
SET @@sql_mode=default
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
SET sql_mode=default
;;
-- t/ctype_ucs_myisam.test
CREATE TABLE t1 (
   word VARCHAR(64),
   bar INT(11) default 0,
   PRIMARY KEY (word))
   ENGINE=MyISAM
   CHARSET ucs2
   COLLATE ucs2_general_ci
;;
CREATE TABLE t1 (
   word TEXT,
   bar INT(11) AUTO_INCREMENT,
   PRIMARY KEY (bar))
   ENGINE=MyISAM
   CHARSET ucs2
   COLLATE ucs2_general_ci
;;
-- t/ctype_ujis_ucs2.test
create table t2 (code binary(1))
;;
-- t/ctype_utf8.test
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
create table t1 (
  str varchar(255) character set utf8mb3 not null,
  key str  (str(2))
) engine=myisam
;;
create table t1 (
  str varchar(255) character set utf8mb3 not null,
  key str using btree (str(2))
) engine=heap
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
CREATE TEMPORARY TABLE t2 SELECT COALESCE(t) AS bug FROM t1
;;
CREATE TABLE t1 (
  id int(11) NOT NULL default '0',
  tid int(11) NOT NULL default '0',
  val text NOT NULL,
  INDEX idx(tid, val(10))
) ENGINE=MyISAM DEFAULT CHARSET=utf8mb3
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
set sql_mode=traditional
;;
set sql_mode=default
;;
CREATE TABLE t1 (
  clipid INT NOT NULL,
  Tape TINYTEXT,
  PRIMARY KEY (clipid),
  KEY tape(Tape(85))
) CHARACTER SET=utf8mb3
;;
ALTER TABLE t1 ADD mos TINYINT DEFAULT 0 AFTER clipid
;;
-- t/date_formats.test
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
create table t1 (date char(30), format char(30) not null)
;;
SET sql_mode = default
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
-- t/dd_debug.test
ALTER SCHEMA s1 DEFAULT COLLATE 'utf8mb3_bin'
;;
-- t/dd_debug_lowercase1.test
CREATE TABLE t2 (c1 INT, FOREIGN KEY (c1) REFERENCES TEST.T1 (c1))
;;
-- t/dd_is_compatibility_cs_myisam.test
CREATE TABLE t2 ( a INT, KEY (a) INVISIBLE ) ENGINE=MyISAM
;;
CREATE TABLE t3 ( a INT, KEY (a))
;;
ALTER TABLE t3 ALTER INDEX a INVISIBLE
;;
-- t/dd_is_gcov_myisam.test
CREATE TABLE t1 (a INT NOT NULL,b INT NOT NULL, PRIMARY KEY USING BTREE (a))
ENGINE=MYISAM COMMENT="TESTING" PACK_KEYS=1 DELAY_KEY_WRITE=1
STATS_PERSISTENT=1 CHECKSUM=1 MIN_ROWS=1 MAX_ROWS=100
;;
CREATE TEMPORARY TABLE t1 (
  a INTEGER NOT NULL DEFAULT 1,
  b INTEGER NOT NULL AUTO_INCREMENT PRIMARY KEY,
  c INTEGER,
  d INTEGER GENERATED ALWAYS AS (a * 2) STORED,
  e POINT NOT NULL SRID 0,
  f CHAR(30),
  g INT,
  h TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  KEY(g), SPATIAL KEY(e), FULLTEXT(f)) engine=myisam
;;
CREATE INDEX b_index USING btree ON t1( b )
;;
CREATE INDEX h_index USING hash ON t1( c )
;;
CREATE INDEX g_index ON t1( f(4) ) COMMENT 'ABC'
;;
CREATE INDEX r_index USING rtree ON t1( a ) USING btree
;;
-- t/dd_pfs.test
DROP TABLE test.tables
;;
-- t/dd_view_columns.test
ALTER VIEW v2 AS SELECT * FROM t2 GROUP BY(f2)
;;
-- t/default.test
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
CREATE TABLE t1 (a varchar(30) binary NOT NULL DEFAULT ' ',
                 b varchar(1) binary NOT NULL DEFAULT ' ',
		 c varchar(4) binary NOT NULL DEFAULT '0000',
		 d tinyblob NULL,
		 e tinyblob NULL,
		 f tinyblob NULL,
		 g tinyblob NULL,
		 h tinyblob NULL,
		 i tinyblob NULL,
		 j tinyblob NULL,
		 k tinyblob NULL,
		 l tinyblob NULL,
		 m tinyblob NULL,
		 n tinyblob NULL,
		 o tinyblob NULL,
		 p tinyblob NULL,
                 q varchar(30) binary NOT NULL DEFAULT ' ',
                 r varchar(30) binary NOT NULL DEFAULT ' ',
		 s tinyblob NULL,
                 t varchar(4) binary NOT NULL DEFAULT ' ',
                 u varchar(1) binary NOT NULL DEFAULT ' ',
                 v varchar(30) binary NOT NULL DEFAULT ' ',
                 w varchar(30) binary NOT NULL DEFAULT ' ',
		 x tinyblob NULL,
                 y varchar(5) binary NOT NULL DEFAULT ' ',
                 z varchar(20) binary NOT NULL DEFAULT ' ',
                 a1 varchar(30) binary NOT NULL DEFAULT ' ',
		 b1 tinyblob NULL)
ENGINE=InnoDB DEFAULT CHARACTER SET = latin1 COLLATE latin1_bin
;;
SET sql_mode = 'ALLOW_INVALID_DATES'
;;
SET sql_mode = default
;;
SET sql_mode = ''
;;
SET sql_mode = default
;;
CREATE TABLE t1 (f1 BINARY(6)  NOT NULL DEFAULT 0x414243FAFA00,
                 f2 VARCHAR(6) CHARACTER SET ujis DEFAULT 0xA4A2,
                 f3 BIT(4) DEFAULT b'1101')
;;
-- t/default_as_expr.test
CREATE TABLE test (
  id INT UNSIGNED NOT NULL AUTO_INCREMENT,
  data VARCHAR(64) DEFAULT NULL,
  something VARCHAR(64) NOT NULL DEFAULT (CONCAT ('[', data, ']')),
  PRIMARY KEY (id)
)
;;
CREATE TABLE t1 (a INT, b TIMESTAMP DEFAULT (TIMESTAMPADD(MINUTE, 1,'2003-01-02'))
                 ON UPDATE NOW())
;;
CREATE TABLE t1 (a varchar(1024), b varchar(1024) DEFAULT (database()))
;;
CREATE TABLE t1 (
  i1 INTEGER,
  i2 INTEGER DEFAULT (i1 + RAND())
)
;;
CREATE TABLE t1 (a INT UNIQUE DEFAULT (PI() + 3), b INT DEFAULT (-a))
;;
-- t/delete.test
CREATE TABLE t1 (
  bool     char(0) default NULL,
  not_null varchar(20) binary NOT NULL default '',
  misc     integer not null,
  PRIMARY KEY  (not_null)
)
;;
SET sql_mode=''
;;
CREATE TABLE t3 (
  pk integer auto_increment,
  col_int_key int,
  col_varchar_key varchar (1),
  /*Indices*/
  primary key (pk),
  key (col_int_key ),
  key (col_varchar_key )) 
ENGINE=memory
;;
SET sql_mode=default
;;
-- t/deprecated_features.test
set sql_mode=pipes_as_concat
;;
set sql_mode=''
;;
set sql_mode=default
;;
create table t1 (v varchar(10) binary ascii)
;;
create table t1 (v varchar(10) ascii binary)
;;
create table t1 (v varchar(10) binary unicode)
;;
-- t/derived.test
create table t1 (mat_id MEDIUMINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, matintnum CHAR(6) NOT NULL, test MEDIUMINT UNSIGNED NULL) charset utf8mb4
;;
CREATE TABLE t3 (
  ID int(11) default NULL,
  DATA decimal(10,2) default NULL,
  UNIQUE KEY t3_ID_IDX (ID)
) engine=MyISAM DEFAULT CHARSET=latin1
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
create table t2 (ID int unsigned not null auto_increment,
                 DATA varchar(5) not null, FID int unsigned not null,
                 primary key (ID))
;;
CREATE TABLE t2 (col_tinytext tinytext null,
pk integer auto_increment, col_text text,
col_blob blob, primary key (pk)) ENGINE=innodb
;;
CREATE TABLE t1 (
 pk INTEGER,
 col_varchar JSON NOT NULL,
 PRIMARY KEY (pk)
)
;;
set sql_mode=''
;;
set sql_mode=default
;;
SET sql_mode=""
;;
SET sql_mode=DEFAULT
;;
-- t/derived_correlated.test
CREATE TABLE bb (
pk INTEGER AUTO_INCREMENT,
col_int INTEGER ,
col_int_key INTEGER ,
col_time_key TIME ,
col_time TIME ,
col_datetime_key DATETIME ,
col_datetime DATETIME ,
col_varchar_key VARCHAR(20) ,
col_varchar VARCHAR(20) ,
PRIMARY KEY (pk DESC),
KEY (col_time_key),
KEY (col_time_key DESC)
)
;;
SET SQL_MODE=''
;;
SET SQL_MODE=DEFAULT
;;
-- t/disabled_storage_engines.test
CREATE TEMPORARY TABLE t1(c1 INT) ENGINE=HEAP
;;
ALTER TABLE t1 ENGINE=MyISAM, ADD COLUMN c2 INT
;;
-- t/distinct.test
create table t2 (
    id		int not null,
    idx		int not null,
    unique	(id, idx)
)
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
CREATE TABLE t2 (userid int(10) unsigned NOT NULL auto_increment,  usergroupid smallint(5) unsigned NOT NULL default '0',  username varchar(50) NOT NULL default '',  password varchar(50) NOT NULL default '',  email varchar(50) NOT NULL default '',  styleid smallint(5) unsigned NOT NULL default '0',  parentemail varchar(50) NOT NULL default '',  coppauser smallint(6) NOT NULL default '0',  homepage varchar(100) NOT NULL default '',  icq varchar(20) NOT NULL default '',  aim varchar(20) NOT NULL default '',  yahoo varchar(20) NOT NULL default '',  signature mediumtext NOT NULL,  adminemail smallint(6) NOT NULL default '0',  showemail smallint(6) NOT NULL default '0',  invisible smallint(6) NOT NULL default '0',  usertitle varchar(250) NOT NULL default '',  customtitle smallint(6) NOT NULL default '0',  joindate int(10) unsigned NOT NULL default '0',  cookieuser smallint(6) NOT NULL default '0',  daysprune smallint(6) NOT NULL default '0',  lastvisit int(10) unsigned NOT NULL default '0',  lastactivity int(10) unsigned NOT NULL default '0',  lastpost int(10) unsigned NOT NULL default '0',  posts smallint(5) unsigned NOT NULL default '0',  timezoneoffset varchar(4) NOT NULL default '',  emailnotification smallint(6) NOT NULL default '0',  buddylist mediumtext NOT NULL,  ignorelist mediumtext NOT NULL,  pmfolders mediumtext NOT NULL,  receivepm smallint(6) NOT NULL default '0',  emailonpm smallint(6) NOT NULL default '0',  pmpopup smallint(6) NOT NULL default '0',  avatarid smallint(6) NOT NULL default '0',  avatarrevision int(6) unsigned NOT NULL default '0',  options smallint(6) NOT NULL default '15',  birthday date NOT NULL default '0000-00-00',  maxposts smallint(6) NOT NULL default '-1',  startofweek smallint(6) NOT NULL default '1',  ipaddress varchar(20) NOT NULL default '',  referrerid int(10) unsigned NOT NULL default '0',  nosessionhash smallint(6) NOT NULL default '0',  autorefresh smallint(6) NOT NULL default '-1',  messagepopup tinyint(2) NOT NULL default '0',  inforum smallint(5) unsigned NOT NULL default '0',  ratenum smallint(5) unsigned NOT NULL default '0',  ratetotal smallint(5) unsigned NOT NULL default '0',  allowrate smallint(5) unsigned NOT NULL default '1',  PRIMARY KEY  (userid),  KEY usergroupid (usergroupid),  KEY username (username),  KEY inforum (inforum)) ENGINE=MyISAM
;;
SET sql_mode = default
;;
CREATE TABLE tt (
  id BIGINT UNSIGNED NOT NULL,
  name VARCHAR(20),
  time VARCHAR(20),
  PRIMARY KEY (id)
)
;;
-- t/drop.test
create table mysqltest.mysqltest (n int)
;;
-- t/drop_debug.test
DROP TEMPORARY TABLES IF EXISTS tt_m, tt_i, tt_no_such_table, tt_no_such_table_either
;;
CREATE TABLE t1 (fk INT,
                 FOREIGN KEY (fk) REFERENCES mysqltest.t_i_2(t_i_2))
                 ENGINE=InnoDB
;;
-- t/eq_range_idx_stat.test
CREATE TABLE t1
(
  /* Field names reflect value(rowid) distribution, st=STairs, swt= SaWTooth */
  st_a int,
  swt1a int,
  swt2a int,

  st_b int,
  swt1b int,
  swt2b int,

  key sta_swt12a(st_a,swt1a,swt2a),
  key sta_swt1a(st_a,swt1a),
  key sta_swt2a(st_a,swt2a),
  key sta_swt21a(st_a,swt2a,swt1a),

  key st_a(st_a),
  key stb_swt1a_2b(st_b,swt1b,swt2a),
  key stb_swt1b(st_b,swt1b),
  key st_b(st_b)
)
;;
-- t/etag.test
CREATE TABLE t1 (
  id INT AUTO_INCREMENT PRIMARY KEY,
  name VARCHAR(255) NOT NULL,
  age BIGINT UNSIGNED,
  height DECIMAL(5,2),
  rand DECIMAL(65,30),
  weight DOUBLE,
  gender ENUM('male', 'female', 'other'),
  birthday DATE,
  email VARCHAR(255) UNIQUE,
  phone CHAR(10),
  address TEXT,
  bio BLOB,
  image LONGBLOB,
  created_at TIMESTAMP DEFAULT "2023-06-27 15:53:33",
  updated_at DATETIME DEFAULT "2023-06-27 15:53:33",
  secret BINARY(16),
  password VARBINARY(255),
  verified BOOL,
  login_time TIME,
  graduation_year YEAR,
  info JSON,
  jsontext TEXT,
  jsonpath VARCHAR(255)
) secondary_engine RAPID
;;
CREATE TABLE t1 (
    -- Numeric types
    tinyint_col TINYINT,
    smallint_col SMALLINT,
    mediumint_col MEDIUMINT,
    int_col INT,
    bigint_col BIGINT,
    decimal_col DECIMAL(10, 2),
    float_col FLOAT,
    double_col DOUBLE,
    bit_col BIT(1),

    -- String types
    char_col CHAR(10),
    varchar_col VARCHAR(255),
    binary_col BINARY(16),
    tinyblob_col TINYBLOB,
    blob_col BLOB,
    mediumblob_col MEDIUMBLOB,
    longblob_col LONGBLOB,
    tinytext_col TINYTEXT,
    text_col TEXT,
    mediumtext_col MEDIUMTEXT,
    longtext_col LONGTEXT,
    enum_col ENUM('value1', 'value2', 'value3'),
    set_col SET('value1', 'value2', 'value3'),

    -- Date and time types
    date_col DATE,
    datetime_col DATETIME,
    timestamp_col TIMESTAMP,
    time_col TIME,
    year_col YEAR,

    -- JSON type
    json_col JSON,

    -- Spatial types
    geometry_col GEOMETRY,
    point_col POINT,
    linestring_col LINESTRING,
    polygon_col POLYGON,
    multipoint_col MULTIPOINT,
    multilinestring_col MULTILINESTRING,
    multipolygon_col MULTIPOLYGON,
    geometrycollection_col GEOMETRYCOLLECTION
)
;;
-- t/events_2.test
create trigger trg before insert on t1 for each row
begin
  set new.a= f1();
end
;;
-- t/events_sql_mode.test
SET @@SESSION.sql_mode = ''
;;
CREATE TABLE s.modes (time TIMESTAMP, sess VARCHAR(256), glob VARCHAR (256))
;;
SET @@SESSION.sql_mode = 'ANSI_QUOTES'
;;
-- t/events_time_zone.test
CREATE TABLE t1 (count INT, unix_time INT, local_time INT, comment CHAR(80))
;;
-- t/execution_constants.test
CREATE TABLE `t_bug21476` (
  `ID_BOARD` smallint(5) unsigned NOT NULL default '0',
  `ID_MEMBER` mediumint(8) unsigned NOT NULL default '0',
  `logTime` int(10) unsigned NOT NULL default '0',
  `ID_MSG` mediumint(8) unsigned NOT NULL default '0',
  PRIMARY KEY  (`ID_MEMBER`,`ID_BOARD`),
  KEY `logTime` (`logTime`)
) DEFAULT CHARSET=cp1251 COLLATE=cp1251_bulgarian_ci
;;
-- t/explain_tree_hypergraph.test
CREATE TABLE num (n INT)
;;
-- t/filesort_debug.test
SET sql_mode=""
;;
SET sql_mode=default
;;
CREATE TABLE t1 AS SELECT 1 AS a WHERE false
;;
-- t/fix_priv_tables.test
DROP DATABASE IF EXISTS testdb
;;
CREATE TABLE testdb.t1 (
  c1 INT,
  c3 INT NOT NULL AUTO_INCREMENT PRIMARY KEY)
;;
-- t/fk_datatypes.test
CREATE TABLE grandchild (
  f1 CHAR(12),
  f2 INT,
  UNIQUE KEY (f1, f2),
  FOREIGN KEY (f1, f2) REFERENCES child(f1, f2) ON UPDATE CASCADE
)
;;
-- t/foreign_key.test
CREATE TABLE t1(a INT PRIMARY KEY,
                b INT GENERATED ALWAYS AS (a+1) VIRTUAL UNIQUE)
;;
CREATE TABLE parent (
  pf1 INT PRIMARY KEY, pf2 INT, sleep_dummy INT,
  CONSTRAINT pc1 FOREIGN KEY (pf2) REFERENCES grandparent (gpf1)
  ON DELETE NO ACTION ON UPDATE NO ACTION)
;;
CREATE TABLE IF NOT EXISTS child (fk INT, FOREIGN KEY (fk) REFERENCES parent(pk))
;;
CREATE TABLE child (fk INT, FOREIGN KEY (fk) REFERENCES parent(pk))
;;
CREATE TABLE child2 LIKE child
;;
CREATE TABLE parent_source (pk INT PRIMARY KEY)
;;
CREATE TABLE IF NOT EXISTS parent LIKE parent_source
;;
CREATE TABLE IF NOT EXISTS child (fk INT, FOREIGN KEY (fk) REFERENCES parent2(pk)) SELECT NULL AS fk
;;
DROP TABLES parent
;;
RENAME TABLES child TO child1
;;
RENAME TABLES parent TO parent1
;;
CREATE TABLE child (fk INT, FOREIGN KEY (fk) REFERENCES parent(pk))
;;
ALTER TABLE child RENAME TO child1
;;
CREATE SCHEMA mysqltest
;;
CREATE TABLE child (fk INT UNSIGNED, FOREIGN KEY (fk) REFERENCES parent(pk))
;;
ALTER TABLE parent MODIFY pk INT UNSIGNED
;;
CREATE TABLE parent (pk DOUBLE PRIMARY KEY)
;;
CREATE TABLE parent (pk FLOAT PRIMARY KEY)
;;
CREATE TABLE parent (pk TIMESTAMP PRIMARY KEY)
;;
CREATE TABLE child (fk VARCHAR(20) CHARACTER SET latin1,
                    FOREIGN KEY (fk) REFERENCES parent(pk))
;;
ALTER TABLE child MODIFY fk VARCHAR(20) CHARACTER SET utf8mb4
;;
CREATE TABLE parent (pk VARCHAR(10) CHARACTER SET binary PRIMARY KEY)
;;
CREATE TABLE child (fk INT, FOREIGN KEY (fk) REFERENCES test . parent (pk))
;;
CREATE TABLE child (fk INT, CONSTRAINT c1 FOREIGN KEY (fk) REFERENCES parent (id) /*!40008 ON DELETE CASCADE ON UPDATE CASCADE */)
;;
ALTER TABLE child DROP FOREIGN KEY c1
;;
ALTER TABLE child ADD CONSTRAINT c2 FOREIGN KEY (fk) REFERENCES parent /*! (id) */ /*!40008 ON DELETE SET NULL */
;;
/*!50101 CREATE TABLE child (fk INT, FOREIGN KEY (fk) REFERENCES parent(pk)) */
;;
/*! ALTER TABLE child ADD FOREIGN KEY (fk) REFERENCES parent(pk) */
;;
CREATE TABLE referencing (f1 VARCHAR(10), f2 VARCHAR(10),
       f3 VARCHAR(30) AS (CONCAT(f1, f2)) STORED REFERENCES referenced(f1))
;;
-- t/foreign_key_binlog.test
CREATE TABLE logtable (action VARCHAR(128), oldval INT, newval INT)
;;
-- t/foreign_key_cascade.test
CREATE TABLE country(countryid INT PRIMARY KEY)
;;
CREATE TABLE state(stateid INT, countryid INT, PRIMARY KEY(stateid),
  FOREIGN KEY (countryid) REFERENCES country(countryid) ON UPDATE CASCADE ON DELETE CASCADE)
;;
CREATE TABLE parent (
  idp INT NOT NULL PRIMARY KEY,
  tsp TIMESTAMP DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP UNIQUE
)
;;
-- t/foreign_key_debug.test
CREATE TABLE child (i INT, j INT, FOREIGN KEY (i, j) REFERENCES parent (i, j))
;;
ALTER TABLE parent RENAME KEY u TO u1
;;
-- t/foreign_key_myisam.test
create table t1 (
        a int not null,
        b int not null references t2 (c),
        primary key (a,b),
        foreign key (a,b) references t3 (c,d) on delete no action
          on update no action,
        foreign key (a,b) references t3 (c,d) on update cascade,
        foreign key (a,b) references t3 (c,d) on delete set default,
        foreign key (a,b) references t3 (c,d) on update set null) engine=myisam
;;
CREATE TABLE parent (pk INT PRIMARY KEY) ENGINE=MyISAM
;;
ALTER TABLE parent ENGINE=InnoDB
;;
-- t/foreign_key_sql.test
CREATE TABLE book (book_id INT PRIMARY KEY AUTO_INCREMENT,
title VARCHAR(200) NOT NULL, pub_year INT, author_id INT DEFAULT 1,
FOREIGN KEY (author_id) REFERENCES author(author_id) ON UPDATE SET DEFAULT ON DELETE SET DEFAULT)
;;
-- t/foreign_key_sql_child_trig.test
CREATE TABLE t2 (f1 INT UNIQUE REFERENCES t1(f1) ON DELETE CASCADE)
;;
-- t/func_at_time_zone.test
CREATE TABLE t0 (
  dt DATETIME,
  CHECK (CAST(TIMESTAMP '2010-01-01 10:00:00' AT TIME ZONE '+00:00' AS DATETIME)
         = dt)
)
;;
-- t/func_bitwise_ops.test
CREATE TABLE t1  charset utf8mb4
AS SELECT vbin & vbin, vbin & bin, bin & vbin, bin & bin FROM t0
;;
CREATE TABLE networks (
  id int(10) unsigned NOT NULL AUTO_INCREMENT,
  start varbinary(16) NOT NULL,
  end varbinary(16) NOT NULL,
  country_code varchar(2) NOT NULL,
  country varchar(255) NOT NULL,
  PRIMARY KEY (id),
  KEY start (start),
  KEY end (end)
)
;;
CREATE TABLE r select 0 as c, HEX(@a << 0) as sl, HEX(@a >> 0) as sr
;;
-- t/func_date_add_myisam.test
CREATE TABLE t1 (
  visitor_id int(10) unsigned DEFAULT '0' NOT NULL,
  group_id int(10) unsigned DEFAULT '0' NOT NULL,
  hits int(10) unsigned DEFAULT '0' NOT NULL,
  sessions int(10) unsigned DEFAULT '0' NOT NULL,
  ts timestamp,
  PRIMARY KEY (visitor_id,group_id)
)/*! engine=MyISAM */
;;
-- t/func_gconcat.test
create table t1 (bar varchar(32))
;;
create table t3 (select group_concat(a) as a from t1 where a = 'a') union
                (select group_concat(b) as a from t1 where a = 'b')
;;
create table t1(a bit(2), b varchar(10), c bit)
;;
CREATE TABLE t1 (
  o_id int unsigned NOT NULL AUTO_INCREMENT COMMENT 'Primary Key',
  PRIMARY KEY (o_id)
)
;;
-- t/func_group.test
create table t1 (
        num float(5,2),
        user char(20)
)
;;
create table t2 select max(a),min(a) from t1
;;
CREATE TABLE t1 (
  id int(10) unsigned NOT NULL auto_increment,
  val enum('one','two','three') NOT NULL default 'one',
  PRIMARY KEY  (id)
) ENGINE=MyISAM DEFAULT CHARSET=utf8mb3
;;
CREATE TABLE t1 (
  id int(10) unsigned NOT NULL auto_increment,
  val set('one','two','three') NOT NULL default 'one',
  PRIMARY KEY  (id)
) ENGINE=MyISAM DEFAULT CHARSET=utf8mb3
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
set SQL_MODE=ONLY_FULL_GROUP_BY
;;
SET SQL_MODE=DEFAULT
;;
SET SQL_MODE='ONLY_FULL_GROUP_BY'
;;
SET SQL_MODE=default
;;
CREATE TABLE t1 (
  i8 BIGINT UNIQUE,
  dc DECIMAL(10,4) UNIQUE,
  f8 DOUBLE UNIQUE,
  vc VARCHAR(10) UNIQUE
)
;;
CREATE TABLE t1(value double)
;;
-- t/func_if.test
create table t1 (num  double(12,2))
;;
CREATE TABLE t (t_date DATETIME NULL)
;;
-- t/func_math.test
set sql_mode='traditional'
;;
set sql_mode=''
;;
CREATE TABLE t1 SELECT CAST((CASE(('')) WHEN (CONVERT(1, CHAR(1))) THEN (('' / 1)) END) AS CHAR) as C
;;
set SQL_MODE='NO_UNSIGNED_SUBTRACTION'
;;
set SQL_MODE=default
;;
SET sql_mode=''
;;
SET sql_mode=default
;;
SET sql_mode=''
;;
SET sql_mode=default
;;
SET sql_mode=''
;;
SET sql_mode=default
;;
SET sql_mode = ''
;;
SET sql_mode = DEFAULT
;;
SET SQL_MODE=''
;;
SET SQL_MODE=DEFAULT
;;
-- t/func_misc.test
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
create table t1 as select uuid(), length(uuid())
;;
SET sql_mode = default
;;
CREATE TABLE t1 (
pk INTEGER PRIMARY KEY,
col_time TIME DEFAULT NULL,
col_varchar VARCHAR(1) DEFAULT NULL,
KEY (col_varchar)
)
;;
-- t/func_regexp.test
CREATE FUNCTION r_like(input_text VARCHAR(255)) RETURNS BOOLEAN DETERMINISTIC
    RETURN REGEXP_LIKE(input_text, 'pattern')
;;
-- t/func_sapdb.test
SET @@SQL_MODE="ALLOW_INVALID_DATES"
;;
SET @@SQL_MODE=""
;;
create table t1 
select makedate(1997,1) as f1,
   addtime(cast("1997-12-31 23:59:59.000001" as datetime), "1 1:1:1.000002") as f2,
   addtime(cast("23:59:59.999999" as time) , "1 1:1:1.000002") as f3,
   timediff("1997-12-31 23:59:59.000001","1997-12-30 01:01:01.000002") as f4,
   timediff("1997-12-30 23:59:59.000001","1997-12-31 23:59:59.000002") as f5,
   maketime(10,11,12) as f6,
   timestamp(cast("2001-12-01" as date), "01:01:01") as f7,
   date("1997-12-31 23:59:59.000001") as f8,
   time("1997-12-31 23:59:59.000001") as f9
;;
-- t/func_set.test
CREATE TABLE t1 (a INT, b CHAR NOT NULL)
;;
-- t/func_str.test
create table t1 charset latin1
select
  bin(130),
  oct(130),
  conv(130,16,10),
  hex(130),
  char(130),
  format(130,10),
  left(_latin2'a',1),
  right(_latin2'a',1), 
  lcase(_latin2'a'), 
  ucase(_latin2'a'),
  substring(_latin2'a',1,1),
  concat(_latin2'a',_latin2'b'),
  lpad(_latin2'a',4,_latin2'b'),
  rpad(_latin2'a',4,_latin2'b'),
  concat_ws(_latin2'a',_latin2'b'),
  make_set(255,_latin2'a',_latin2'b',_latin2'c'),
  export_set(255,_latin2'y',_latin2'n',_latin2' '),
  trim(_latin2' a '),
  ltrim(_latin2' a '),
  rtrim(_latin2' a '),
  trim(LEADING _latin2' ' FROM _latin2' a '),
  trim(TRAILING _latin2' ' FROM _latin2' a '),
  trim(BOTH _latin2' ' FROM _latin2' a '),
  repeat(_latin2'a',10),
  reverse(_latin2'ab'),
  quote(_latin2'ab'),
  soundex(_latin2'ab'),
  substring(_latin2'ab',1),
  insert(_latin2'abcd',2,3,_latin2'ef'),
  replace(_latin2'abcd',_latin2'b',_latin2'B')
;;
create table t1 (d decimal default null)
;;
CREATE TABLE t1 (code varchar(10)) charset utf8mb4
;;
SET SQL_MODE=traditional
;;
CREATE TABLE t1 AS SELECT CHAR(0x414243) as c1
;;
CREATE TABLE t1 charset utf8mb4
SELECT SUBSTRING('1', DAY(FROM_UNIXTIME(-1))) AS f1,
       LEFT('1', DAY(FROM_UNIXTIME(-1))) AS f2,
       RIGHT('1', DAY(FROM_UNIXTIME(-1))) AS f3,
       REPEAT('1', DAY(FROM_UNIXTIME(-1))) AS f4,
       RPAD('hi', DAY(FROM_UNIXTIME(-1)),'?') AS f5,
       LPAD('hi', DAY(FROM_UNIXTIME(-1)),'?') AS f6
;;
CREATE TABLE t1 (COUNTRY char(100))
;;
SET SQL_MODE=''
;;
set sql_mode=""
;;
set sql_mode=''
;;
set sql_mode=default
;;
SET sql_mode = ''
;;
SET sql_mode = DEFAULT
;;
SET @@sql_mode=''
;;
SET @@sql_mode = default
;;
SET @@sql_mode=''
;;
SET @@sql_mode = default
;;
SET @@sql_mode=''
;;
SET @@sql_mode = default
;;
SET SESSION SQL_MODE=''
;;
SET SESSION SQL_MODE=DEFAULT
;;
SET sql_mode = ''
;;
SET sql_mode = DEFAULT
;;
SET sql_mode=""
;;
SET sql_mode = DEFAULT
;;
SET SESSION sql_mode=''
;;
SET SESSION sql_mode=default
;;
CREATE TABLE t(col INTEGER)
;;
SET @@sql_mode = ''
;;
SET @@sql_mode = DEFAULT
;;
CREATE TABLE t1 (
  col varchar(36) DEFAULT (REPLACE(UUID(), _utf8mb4'-', _utf8mb4'_'))
)
;;
-- t/func_str_myisam.test
CREATE TABLE t1 (id int(11) NOT NULL auto_increment, tmp text NOT NULL, KEY id (id)) ENGINE=MyISAM
;;
SET SQL_MODE=''
;;
-- t/func_system.test
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
create table t1 (version char(60)) select database(), user(), version() as 'version'
;;
create table t1 select charset(_utf8mb3'a'), collation(_utf8mb3'a')
;;
SET sql_mode = default
;;
-- t/func_test.test
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
SET sql_mode=''
;;
CREATE TABLE t1 AS
SELECT 5 AS c1, 5 AS c2, 5 AS c3, 5 AS c4, 20010101 AS c5, 010101 AS c6,
       010101 AS c7, 20010101 AS c8, 5.55 AS c11, 5.5 AS c12, 5.5 AS c13,
       010101.5 AS c14, 5.5 AS c15, 010101.5 as c16, 5.5e5 as c21,
       2004041e1 as c22, 150505.0e5 AS c23, 2004041e1 AS c24, '010101' AS c31,
       '5' AS c32, '010101' AS c33, date '2005-05-05' AS c41,
       date '2005-05-05' AS c42, time '05:05:05.555555' AS c51,
       x'c3a5' AS c61, x'c3a5' AS c62, _utf8mb4 x'c3a5' AS c63,
       _utf8mb4 x'c3a5' AS c64, JSON_OBJECT('a', 1) as c71
UNION
SELECT -5, 5.5, 5.5e5, '5', date '2005-05-05', time '05:05:05.555555',
       timestamp '2005-05-05 05:05:05.555555', NOW(0), 88.8,
       5.5e5, '5', date '2005-05-05', time '05:05:05.555555',
       timestamp '2005-05-05 05:05:05.555555',
       '5', date '2005-05-05', time '05:05:05.555555',
       timestamp '2005-05-05 05:05:05.555555',
       date '2005-05-05', time '05:05:05.555555',
       timestamp '2005-05-05 05:05:05.555555',
       time '05:05:05.555555', timestamp '2005-05-05 05:05:05.555555',
       timestamp '2005-05-05 05:05:05.555555', '1', _binary '1', '1',
       _binary '1', NULL
;;
SET sql_mode=default
;;
SET sql_mode=''
;;
SET sql_mode = default
;;
SET SESSION sql_mode=''
;;
SET SESSION sql_mode=default
;;
CREATE TABLE t1(c0 INT ZEROFILL PRIMARY KEY)
;;
-- t/func_time.test
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
CREATE TABLE t1 (datetime datetime, timestamp timestamp, date date, time time)
;;
create table t1 select now() - now(), curtime() - curtime(), 
                       sec_to_time(1) + 0, from_unixtime(1) + 0
;;
CREATE TABLE t1 (id int NOT NULL PRIMARY KEY, day date)
;;
create table t1 (field DATE)
;;
CREATE TABLE t1(a DOUBLE NOT NULL)
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
CREATE TABLE t1(c1 DATE NOT NULL PRIMARY KEY, c2 DATE NULL, c3 INT,
INDEX idx2(c2)) ENGINE=InnoDB
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
SET SESSION SQL_MODE=''
;;
CREATE TABLE t AS
  SELECT CAST(TO_DAYS('9999-12-31') AS CHAR) AS x,
         TO_DAYS('9999-12-31') * -4.0 AS y
;;
SET SQL_MODE=""
;;
SET SQL_MODE=default
;;
-- t/functional_index.test
CREATE INDEX combined_index ON t1 ((int_col + int_col), string_col)
;;
ALTER TABLE t1 ADD COLUMN rand VARCHAR(255)
;;
SET @@sql_mode=''
;;
SET @@sql_mode=DEFAULT
;;
CREATE TABLE t2
             (UNIQUE i3 TYPE BTREE (c1, (c1 REGEXP c1))) TABLE t1
;;
-- t/functional_index_debug.test
CREATE TABLE t1 (
  str_col VARCHAR(255),
  dbl_col DOUBLE,
  decimal_col DECIMAL(5, 2),
  date_col DATE,
  time_col TIME,
  time_with_fractions_col TIME(6),
  datetime_col DATETIME,
  datetime_with_fractions_col DATETIME(6),
  json_col JSON,
  dbl_with_length DOUBLE(4, 2),
  unsigned_int INT UNSIGNED,
  geometry_col POINT,
  INDEX idx1 ((CONVERT(SUBSTRING(str_col, 2, 1) USING latin1))),
  INDEX idx2 ((ABS(dbl_col))),
  INDEX idx3 ((TRUNCATE(decimal_col, 0))),
  INDEX idx4 ((YEAR(date_col))),
  INDEX idx5 ((ADDTIME('01:00:00', time_col))),
  INDEX idx6 ((ADDTIME('01:00:00', time_with_fractions_col))),
  INDEX idx7 ((DATE_SUB(datetime_col, INTERVAL 30 DAY))),
  INDEX idx8 ((DATE_SUB(datetime_with_fractions_col, INTERVAL 30 DAY))),
  INDEX idx9 ((JSON_VALID(json_col))),
  INDEX idx10 ((ROUND(dbl_col, 2))),
  INDEX idx11 ((dbl_with_length * 2.0)),
  INDEX idx12 ((ABS(unsigned_int))),
  INDEX idx13 ((ST_X(geometry_col)))
)
;;
CREATE TABLE table10_innodb_int_autoinc (
  col_int_key int(11) DEFAULT NULL,
  col_char_32_key char(32) DEFAULT NULL,
  col_char_32_not_null_key char(32) NOT NULL,
  pk int(11) NOT NULL AUTO_INCREMENT,
  col_int_not_null_key int(11) NOT NULL,
  PRIMARY KEY (pk),
  KEY col_int_key (col_int_key),
  KEY col_char_32_key (col_char_32_key),
  KEY col_char_32_not_null_key (col_char_32_not_null_key),
  KEY col_int_not_null_key (col_int_not_null_key),
  KEY i1 (((col_int_key + col_int_key))),
  KEY i2 (((col_int_key < 5))),
  KEY i3 (((col_int_key < 9))),
  KEY i5 (((col_int_not_null_key > 1)))
) ENGINE=InnoDB AUTO_INCREMENT=11 DEFAULT CHARSET=utf8mb4
COLLATE=utf8mb4_0900_ai_ci
;;
CREATE TABLE table1130 ( pk INTEGER AUTO_INCREMENT, a1 INTEGER NOT NULL, b1
INTEGER NULL, c1 BLOB NULL, d1 VARCHAR(2) NULL, PRIMARY KEY (pk), KEY
((COALESCE(a1))))
;;
-- t/generated_invisible_primary_key.test
CREATE TABLE t1 (f1 INT)
;;
ALTER TABLE t1 ENGINE='MyISAM'
;;
ALTER TABLE t1 DROP COLUMN my_row_id
;;
ALTER TABLE t1 ENGINE='InnoDB'
;;
ALTER TABLE t1 ENGINE='MYISAM',
               ADD COLUMN my_row_id bigint unsigned NOT NULL AUTO_INCREMENT INVISIBLE FIRST,
               ADD PRIMARY KEY(my_row_id)
;;
-- t/get_diagnostics.test
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
CREATE TRIGGER trg1 BEFORE INSERT ON t1 FOR EACH ROW
BEGIN
  DECLARE var INT DEFAULT row_count();
  GET DIAGNOSTICS @var1 = ROW_COUNT;
  SET @var2 = var;
END
;;
SET sql_mode = default
;;
-- t/gis.test
SET sql_mode = 'ONLY_FULL_GROUP_BY,NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
SET SESSION sql_mode=""
;;
SET sql_mode=''
;;
SET SESSION sql_mode=''
;;
CREATE TABLE t1 (
  point_col POINT SRID 4326
, multipoint_col MULTIPOINT SRID 4326
, linestring_col LINESTRING SRID 4326
, multilinestring_col MULTILINESTRING SRID 4326
, polygon_col POLYGON SRID 4326
, multipolygon_col MULTIPOLYGON SRID 4326
, geometrycollection_col GEOMETRYCOLLECTION SRID 4326
, geometry_col GEOMETRY SRID 4326) ENGINE = InnoDB
;;
SET sql_mode = ''
;;
-- t/grant.test
set sql_mode=ansi_quotes
;;
set sql_mode=default
;;
set sql_mode="ansi_quotes"
;;
set sql_mode=""
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
DROP TABLE mysqltest.visible, mysqltest.cols, mysqltest.source, mysqltest.ins
;;
CREATE DEFINER='user01'@'localhost' TRIGGER test02.trg01
  AFTER UPDATE ON test02.tbl01 FOR EACH ROW
    UPDATE test02.tbl02 SET a = (SELECT a FROM test01.c WHERE id = 1) WHERE id = NEW.id
;;
SET sql_mode='ANSI_QUOTES'
;;
CREATE DATABASE "test_.'`db"
;;
CREATE PROCEDURE "sp.'`_test"()
BEGIN
    SELECT 'Hello, World!';
END
;;
CREATE TABLE "t.'`1" (
    id INT PRIMARY KEY
)
;;
SET sql_mode=''
;;
SET SQL_MODE='ANSI_QUOTES'
;;
-- t/grant3.test
CREATE DATABASE temp
;;
CREATE TABLE temp.t1(a INT, b VARCHAR(10))
;;
-- t/group_by.test
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
CREATE TABLE t2 (
  value tinytext,
  program varchar(64),
  initialowner tinytext NOT NULL,
  initialqacontact tinytext NOT NULL,
  description mediumtext NOT NULL
)
;;
create table t2 (user_id integer not null, date date)
;;
CREATE TABLE t1 (
  pid int(11) unsigned NOT NULL default '0',
  c1id int(11) unsigned default NULL,
  c2id int(11) unsigned default NULL,
  value int(11) unsigned NOT NULL default '0',
  UNIQUE KEY pid2 (pid,c1id,c2id),
  UNIQUE KEY pid (pid,value)
) ENGINE=INNODB
;;
set sql_mode=ANSI_QUOTES
;;
set sql_mode=DEFAULT
;;
SET SQL_MODE = 'ONLY_FULL_GROUP_BY'
;;
SET SQL_MODE = ''
;;
SET SQL_MODE = 'ONLY_FULL_GROUP_BY'
;;
SET SQL_MODE = ''
;;
SET SQL_MODE = 'ONLY_FULL_GROUP_BY'
;;
SET SQL_MODE = ''
;;
SET SQL_MODE = 'ONLY_FULL_GROUP_BY'
;;
SET SQL_MODE = DEFAULT
;;
SET @@sql_mode='ONLY_FULL_GROUP_BY'
;;
CREATE TABLE where_subselect
  SELECT pk AS field1, col_int_nokey AS field2
  FROM t1
  WHERE col_int_nokey > 0
  GROUP BY field1, field2
;;
SET sql_mode=''
;;
SET @@sql_mode='ONLY_FULL_GROUP_BY'
;;
set sql_mode=''
;;
SET sql_mode = default
;;
SET sql_mode = ANSI
;;
SET sql_mode = DEFAULT
;;
SET SQL_MODE = ''
;;
SET SQL_MODE = DEFAULT
;;
CREATE TABLE product (
  value INT NOT NULL AUTO_INCREMENT,
  code VARCHAR(255),
  name VARCHAR(255),
  comment VARCHAR(255),
  platform VARCHAR(50),
  KEY idx_key (value)
)
;;
-- t/group_min_max_innodb.test
create table t4 (
  pk_col int auto_increment primary key, a1 char(64), a2 char(64), b char(16), c char(16) not null, d char(16), dummy char(64) default ' '
) engine=innodb
;;
-- t/heap.test
create table t1 (a int not null,b int not null, primary key (a)) engine=heap comment="testing heaps" avg_row_length=100 min_rows=1 max_rows=100
;;
create table t1 (a int not null,b int not null, primary key (a)) engine=memory comment="testing heaps"
;;
CREATE TABLE t1 (pseudo char(35) PRIMARY KEY, date int(10) unsigned NOT NULL) ENGINE=HEAP
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
create table t1 (a char(10), unique using btree (a)) charset latin1 engine=heap
;;
CREATE TABLE t1 (
    c1 VARCHAR(10) NOT NULL,
    KEY i1 (c1(3))
) ENGINE=MEMORY DEFAULT CHARSET=latin1
;;
-- t/heap_auto_increment.test
create table t1 (a int not null auto_increment,b int, primary key (a)) engine=heap auto_increment=3
;;
-- t/histograms.test
CREATE INDEX index_col6 ON t1 (col6)
;;
ALTER TABLE t1 MODIFY COLUMN col6 INT UNIQUE
;;
CREATE SCHEMA bar
;;
CREATE TABLE foo.tbl (col1 INT)
;;
RENAME TABLE foo.tbl TO bar.tbl2
;;
SET @@SESSION.sql_mode=''
;;
CREATE TABLE t1 (
  pk int(11) NOT NULL AUTO_INCREMENT,
  col_int int(11) NOT NULL,
  col_int_key int(11) GENERATED ALWAYS AS ((col_int + col_int)) VIRTUAL,
  col_date date NOT NULL,
  col_date_key date GENERATED ALWAYS AS ((col_date + interval 30 day))
VIRTUAL,
  col_datetime datetime NOT NULL,
  col_time time NOT NULL,
  col_datetime_key datetime GENERATED ALWAYS AS
(addtime(col_datetime,col_time)) VIRTUAL,
  col_time_key time GENERATED ALWAYS AS (addtime(col_datetime,col_time))
VIRTUAL,
  col_varchar varchar(1) NOT NULL,
  col_varchar_key varchar(2) GENERATED ALWAYS AS
(concat(col_varchar,col_varchar)) VIRTUAL,
  PRIMARY KEY (pk),
  KEY col_date_key (col_date_key)
) ENGINE=InnoDB AUTO_INCREMENT=30 DEFAULT CHARSET=utf8mb4
;;
SET @@SESSION.sql_mode=DEFAULT
;;
CREATE TABLE tbl_float (col double)
;;
-- t/hypergraph_bugs.test
DROP TABLE t1,t2,num
;;
CREATE TABLE t1 (
  a INT,
  b INT,
  c INT,
  d INT,
  e INT,
  f INT,
  g INT,
  PRIMARY KEY(a),
  KEY k1 (b,d), --  'b' and 'd' are indepdendent.
  KEY k2 (b,e), -- 'b' is funtionally dependent on 'e'.
  KEY k3 (b,g), -- 'b' is funtionally dependent on 'g'.
  KEY k4 (f,g) -- 'f' and 'g' are independet.
)
;;
CREATE TABLE big (a INT, b TEXT)
;;
DROP TABLE small, big
;;
-- t/hypergraph_hash_join_cost.test
CREATE TABLE t1(
  i1 INT NOT NULL,
  i2 INT NOT NULL,
  i3 INT NOT NULL,
  v1 VARCHAR(255),
  KEY k1 (i2)
) ENGINE=InnoDB, CHARSET=latin1, STATS_SAMPLE_PAGES=1000
;;
-- t/information_schema_cs.test
drop tables mysqltest.t4, mysqltest.t1, t2, t3, t5
;;
create table t1
( x_bigint BIGINT,
  x_integer INTEGER,
  x_smallint SMALLINT,
  x_decimal DECIMAL(5,3),
  x_numeric NUMERIC(5,3),
  x_real REAL,
  x_float FLOAT,
  x_double_precision DOUBLE PRECISION )
;;
create procedure p1 () modifies sql data set @a = 5
;;
CREATE TABLE t1 (a CHAR(40) NOT NULL, UNIQUE idx1(a(2)))
  COMMENT="testing a fix" MAX_ROWS=10
;;
-- t/init_file_one_line_multiple_statements.test
CREATE DATABASE foo
;;
-- t/insert.test
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
SET sql_mode=''
;;
SET sql_mode=default
;;
CREATE VIEW v AS SELECT * FROM t1 JOIN t2 ON TRUE
;;
CREATE TABLE table_countries ( country CHAR(2), iso_short_en VARCHAR(64), PRIMARY KEY (country))
;;
CREATE TABLE table_stations ( mexs_id VARCHAR(8), icao VARCHAR(4), country CHAR(2), PRIMARY KEY (mexs_id), UNIQUE KEY icao (icao), KEY country (country), CONSTRAINT stations_ibfk_8 FOREIGN KEY (country) REFERENCES table_countries (country) ON UPDATE CASCADE)
;;
CREATE TABLE table_source ( id varchar(4), datetime TIMESTAMP, PRIMARY KEY (id))
;;
CREATE TABLE t1 (
  Ñ INTEGER,
  N INTEGER,
  a INTEGER,
  b INTEGER,
  c INTEGER,
  d INTEGER,
  e INTEGER,
  f INTEGER,
  g INTEGER,
  h INTEGER,
  i INTEGER,
  j INTEGER,
  k INTEGER,
  l INTEGER,
  m INTEGER,
  na INTEGER,
  o INTEGER,
  p INTEGER,
  q INTEGER,
  r INTEGER,
  s INTEGER,
  t INTEGER,
  u INTEGER,
  v INTEGER,
  w INTEGER,
  x INTEGER,
  y INTEGER,
  z INTEGER,
  aa INTEGER,
  ab INTEGER,
  ac INTEGER,
  ad INTEGER
)
;;
-- t/insert_myisam.test
create table t1 (id int primary key auto_increment, data int, unique(data)) engine=myisam
;;
-- t/insert_select_myisam.test
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
CREATE TABLE t1(
 Month date NOT NULL,
 Type tinyint(3) unsigned NOT NULL auto_increment,
 Field int(10) unsigned NOT NULL,
 Count int(10) unsigned NOT NULL,
 UNIQUE KEY Month (Month,Type,Field)
)engine=myisam
;;
create table t2 (key(f1)) engine=myisam select sql_buffer_result f1 from t1
;;
-- t/insert_update.test
SET SQL_MODE = 'TRADITIONAL'
;;
SET SQL_MODE='NO_AUTO_VALUE_ON_ZERO'
;;
SET SQL_MODE=''
;;
CREATE TABLE t2(
  a CHAR(20) CHARACTER SET ascii COLLATE ascii_general_ci,
  b VARCHAR(20) CHARACTER SET ascii COLLATE ascii_general_ci,
  c TEXT(20) CHARACTER SET ascii COLLATE ascii_general_ci
)
;;
SET SQL_MODE="STRICT_TRANS_TABLES"
;;
SET SQL_MODE=""
;;
SET SQL_MODE="STRICT_TRANS_TABLES"
;;
SET SQL_MODE=""
;;
SET SQL_MODE="STRICT_TRANS_TABLES"
;;
SET SQL_MODE=""
;;
SET SQL_MODE="STRICT_TRANS_TABLES"
;;
SET SQL_MODE=""
;;
SET SQL_MODE=DEFAULT
;;
CREATE TABLE t1(a INT PRIMARY KEY DEFAULT 3, b INT)
;;
-- t/internal_tmp_disk_storage_engine.test
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
CREATE TABLE t1 (col_varchar_10_utf8_key varchar(10),
col_varchar_10_latin1_key varchar(10),
col_int_key int,
col_varchar_1024_latin1_key varchar(1024),
pk int auto_increment,
PRIMARY KEY (pk),
KEY col_varchar_10_utf8_key (col_varchar_10_utf8_key),
KEY col_varchar_10_latin1_key (col_varchar_10_latin1_key),
KEY col_int_key (col_int_key),
KEY col_varchar_1024_latin1_key (col_varchar_1024_latin1_key (767)))/*! engine=InnoDB */
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
CREATE TABLE transforms
SELECT
alias1 . `col_time_key` AS field1 ,
alias2 . `col_time_key` AS field2 ,
alias1 . `col_int_key` AS field3 ,
alias2 . `col_int_key` AS field4 ,
alias2 . `col_varchar_key` AS field5 ,
alias1 . `col_int_key` AS field6 ,
alias2 . `col_time_key` AS field7 ,
alias1 . `pk` AS field8 ,
alias1 . `col_datetime_key` AS field9 ,
alias2 . `col_datetime_key` AS field10 ,
alias2 . `col_date_key` AS field11 ,
alias2 . `col_int_key` AS field12 ,
alias2 . `col_int_key` AS field13 ,
alias1 . `col_varchar_nokey` AS field14 ,
alias1 . `col_date_key` AS field15 ,
alias2 . `col_int_key` AS field16 ,
alias1 . `col_varchar_key` AS field17
FROM ( C AS alias1 , CC AS alias2 )
WHERE alias1 . `col_int_key` NOT IN (237)
ORDER BY field1, field2, field3, field4, field5, field6, field7, field8,
field9, field10, field11, field12, field13, field14, field15, field16,
field17, alias1 . `col_date_key` , alias2 .`pk` ASC
;;
SET sql_mode = default
;;
set sql_mode=''
;;
set sql_mode=default
;;
-- t/invisible_columns.test
CREATE TABLE t1(f1 INT INVISIBLE, f2 INT)
;;
CREATE TABLE t1 (f1 INT, f2 INT)
;;
ALTER TABLE t1 ALTER COLUMN f1 SET INVISIBLE, ALGORITHM = INPLACE
;;
CREATE TABLE t1(a INT, b DATE NOT NULL INVISIBLE)
        PARTITION BY RANGE( YEAR(b) ) (
        PARTITION p0 VALUES LESS THAN (1960),
        PARTITION p1 VALUES LESS THAN (1970),
        PARTITION p2 VALUES LESS THAN (1980),
        PARTITION p3 VALUES LESS THAN (1990))
;;
CREATE TABLE t1 (f1 INT PRIMARY KEY INVISIBLE, f2 INT UNIQUE INVISIBLE,
                 f3 INT, FOREIGN KEY (f2) REFERENCES t1(f1))
;;
-- t/join.test
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
CREATE TABLE t1 (
  id int(11) NOT NULL auto_increment,
  token varchar(100) DEFAULT '' NOT NULL,
  count int(11) DEFAULT '0' NOT NULL,
  qty int(11),
  phone char(1) DEFAULT '' NOT NULL,
  timestamp datetime DEFAULT '0000-00-00 00:00:00' NOT NULL,
  PRIMARY KEY (id),
  KEY token (token(15)),
  KEY timestamp (timestamp),
  UNIQUE token_2 (token(75),count,phone)
)
;;
SET sql_mode = default
;;
CREATE TABLE t1 (
  t1_id int(11) default NULL,
  t2_id int(11) default NULL,
  type enum('Cost','Percent') default NULL,
  cost_unit enum('Cost','Unit') default NULL,
  min_value double default NULL,
  max_value double default NULL,
  t3_id int(11) default NULL,
  item_id int(11) default NULL
) ENGINE=MyISAM
;;
CREATE TABLE t2 (
  siteid varchar(25) NOT NULL default '',
  rate_code varchar(10) NOT NULL default '',
  base_rate float NOT NULL default '0',
  PRIMARY KEY  (siteid,rate_code),
  FULLTEXT KEY rate_code (rate_code)
) ENGINE=MyISAM
;;
CREATE TABLE tv1 SELECT Description AS Name FROM v1 JOIN t2
 USING (Test_ID)
;;
CREATE TABLE t1
(pk INTEGER,
 dummy VARCHAR(64),
 col_check TINYINT,
 PRIMARY KEY(pk)
) engine=innodb
;;
CREATE TABLE t3(
 k INTEGER UNIQUE,
 e INTEGER
)
;;
-- t/join_nested.test
CREATE TABLE t1 (id int NOT NULL PRIMARY KEY, type varchar(10))
;;
CREATE TABLE t4 (
  carrier char(2) NOT NULL default '' PRIMARY KEY,
  id int(11) default NULL,
  INDEX id(id)
) CHARSET utf8mb4
;;
-- t/join_outer.test
CREATE TABLE t2 (
 id INT unsigned NOT NULL DEFAULT 0,
 usr2_id INT unsigned NOT NULL DEFAULT 0,
 max INT unsigned NOT NULL DEFAULT 0,
 c_amount INT unsigned NOT NULL DEFAULT 0,
 d_max INT unsigned NOT NULL DEFAULT 0,
 d_num INT unsigned NOT NULL DEFAULT 0,
 orig_time INT unsigned NOT NULL DEFAULT 0,
 c_time INT unsigned NOT NULL DEFAULT 0,
 active ENUM ("no","yes") NOT NULL,
 PRIMARY KEY (id,usr2_id),
 INDEX id_idx (id),
 INDEX usr2_idx (usr2_id)
)
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
CREATE TABLE ta (
  a1 varchar(1024) NOT NULL,
  a2 int NOT NULL,
  KEY user_id(a2)
)
;;
-- t/join_outer_bugs.test
CREATE TABLE t1 (
  id INT NOT NULL,
  status CHAR(2) NOT NULL,
  name VARCHAR(32) NOT NULL,
  sequence INT NOT NULL,
  PRIMARY KEY (id),
  KEY idx_name (name)
)
;;
-- t/key.test
CREATE TABLE t1 (
  name varchar(50) DEFAULT '' NOT NULL,
  author varchar(50) DEFAULT '' NOT NULL,
  category decimal(10,0) DEFAULT '0' NOT NULL,
  email varchar(50),
  password varchar(50),
  proxy varchar(50),
  bitmap varchar(20),
  msg varchar(255),
  urlscol varchar(127),
  urlhttp varchar(127),
  timeout decimal(10,0),
  nbcnx decimal(10,0),
  creation decimal(10,0),
  livinguntil decimal(10,0),
  lang decimal(10,0),
  type decimal(10,0),
  subcat decimal(10,0),
  subtype decimal(10,0),
  reg char(1),
  scs varchar(255),
  capacity decimal(10,0),
  userISP varchar(50),
  CCident varchar(50) DEFAULT '' NOT NULL,
  PRIMARY KEY (name,author,category)
)
;;
create table t1
(
  name_id int not null auto_increment,
  name blob,
  INDEX name_idx (name(5)),
  primary key (name_id)
)
;;
-- t/key_cache.test
create table t3 (like t1)
;;
-- t/keywords.test
create table t1 (time time, date date, timestamp timestamp,
quarter int, week int, year int, timestampadd int, timestampdiff int)
;;
-- t/lock_backup_ddl.test
ALTER DATABASE testdb CHARACTER SET 'latin1'
;;
-- t/log_tables.test
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
CREATE TABLE log_count (count BIGINT(21))
;;
-- t/log_tables_myisam.test
CREATE TABLE `general_log` (
  `event_time` timestamp(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6)
                         ON UPDATE CURRENT_TIMESTAMP(6),
  `user_host` mediumtext NOT NULL,
  `thread_id` bigint(21) unsigned NOT NULL,
  `server_id` int(10) unsigned NOT NULL,
  `command_type` varchar(64) NOT NULL,
  `argument` mediumblob NOT NULL
) ENGINE=CSV DEFAULT CHARSET=utf8mb3 COMMENT='General log'
;;
-- t/lowercase_table.test
create table T1 (id int primary key, Word varchar(40) not null, Index(Word))
;;
drop table if exists İ,İİ
;;
-- t/lowercase_table5.test
CREATE DATABASE FoO COLLATE ascii_bin
;;
-- t/max_statement_time.test
CREATE TABLE t2 AS SELECT /*+ MAX_EXECUTION_TIME(0) */ * FROM t1
;;
CREATE TABLE /*+ MAX_EXECUTION_TIME(100) */ t4 (a int)
;;
CREATE /*+ MAX_EXECUTION_TIME(100) */ TABLE t5 (a int)
;;
ALTER TABLE /*+ MAX_EXECUTION_TIME(100) */ t1 ADD b VARCHAR(200)
;;
ALTER /*+ MAX_EXECUTION_TIME(100) */ TABLE t1 ADD c VARCHAR(200)
;;
-- t/merge_myisam.test
create table t3 (a int not null, b char(20), key(a)) engine=MERGE UNION=(test.t1,test.t2)
;;
-- t/metadata.test
CREATE TABLE t2 (id tinyint(3) unsigned default NULL, data char(3) default '0')
;;
create table t1(
# numeric types
bool_col bool,
boolean_col boolean,
bit_col bit(5),
tiny tinyint,
tiny_uns tinyint unsigned,
small smallint,
small_uns smallint unsigned,
medium mediumint,
medium_uns mediumint unsigned,
int_col int,
int_col_uns int unsigned,
big bigint,
big_uns bigint unsigned,
decimal_col decimal(10,5),
# synonyms of DECIMAL
numeric_col numeric(10),
fixed_col fixed(10),
dec_col dec(10),
decimal_col_uns decimal(10,5) unsigned,
fcol float,
fcol_uns float unsigned,
dcol double,
double_precision_col double precision,
dcol_uns double unsigned,
# date/time types
date_col date,
time_col time,
timestamp_col timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
year_col year,
datetime_col datetime,
# string types
char_col char(5),
varchar_col varchar(10),
binary_col binary(10),
varbinary_col varbinary(10),
tinyblob_col tinyblob,
blob_col blob,
mediumblob_col mediumblob,
longblob_col longblob,
text_col text,
mediumtext_col mediumtext,
longtext_col longtext,
enum_col enum("A","B","C"),
set_col set("F","E","D")
)
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
-- t/multi_update.test
CREATE TABLE t3 (  KEY1 varchar(50) NOT NULL default '',  PARAM_CORR_DISTANCE_RUSH double default NULL,  PARAM_CORR_DISTANCE_GEM double default NULL,  PARAM_AVG_TARE double default NULL,  PARAM_AVG_NB_DAYS double default NULL,  PARAM_DEFAULT_PROP_GEM_SRVC varchar(50) default NULL,  PARAM_DEFAULT_PROP_GEM_NO_ETIK varchar(50) default NULL,  PARAM_SCENARIO_COSTS varchar(50) default NULL,  PARAM_DEFAULT_WAGON_COST double default NULL,  tmp int(11) default NULL,  PRIMARY KEY  (KEY1))
;;
create table t1(id1 smallint(5), field char(5))
;;
-- t/myisam-blob.test
SET SQL_MODE=''
;;
CREATE TABLE t1 (data LONGBLOB) ENGINE=myisam
;;
alter table t1 modify data blob
;;
SET SQL_MODE=default
;;
-- t/myisam.test
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
create table t1(
  cip INT NOT NULL,
  time TIME NOT NULL,
  score INT NOT NULL DEFAULT 0,
  bob TINYBLOB
)
;;
create index bug on t1 (bob(22), cip, time)
;;
CREATE TABLE t1 (
  c1 INT,
  c2 VARCHAR(300),
  KEY (c1) KEY_BLOCK_SIZE 1024,
  KEY (c2) KEY_BLOCK_SIZE 8192
  ) charset latin1
;;
SET sql_mode = default
;;
-- t/mysqldump-tablespace-escape.test
SET @@sql_mode='ANSI_QUOTES,ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'
;;
CREATE TABLE "custo`mers" (
    "customer'_id" INT AUTO_INCREMENT PRIMARY KEY,
    "fir`st_`na`me" VARCHAR(50) NOT NULL,
    "last_'name" VARCHAR(50) NOT NULL,
    "em`ail" VARCHAR(100) UNIQUE NOT NULL,
    `pho"\ne` VARCHAR(15),
    "created'_'at" TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    "updated'_'at" TIMESTAMP DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP
)
;;
CREATE TABLE "prod'ucts" (
    "product`_`id" INT AUTO_INCREMENT PRIMARY KEY,
    "product'_`name" VARCHAR(100) NOT NULL,
    "descri`p`t`i`o`n" TEXT,
    "pr'i'ce" DECIMAL(10, 2) NOT NULL CHECK ("pr'i'ce" >= 0),
    `stock"_"qua\ntity` INT DEFAULT 0,
    `created'_'at` TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    `updated"_'at` TIMESTAMP DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
    INDEX ("product'_`name")
)
;;
CREATE TABLE "orders" (
    "order_id" INT AUTO_INCREMENT PRIMARY KEY,
    "customer_id" INT NOT NULL,
    "order_date" TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    "status" ENUM('Pending', 'Completed', 'Cancelled') NOT NULL,
    "total\n" DECIMAL(10, 2) NOT NULL CHECK ("total\n" >= 0),
    FOREIGN KEY (customer_id) REFERENCES "custo`mers"("customer'_id") ON DELETE CASCADE,
    INDEX (order_date)
)
;;
CREATE TABLE `'order'_'items'` (
    `order'_'item_id` INT AUTO_INCREMENT PRIMARY KEY,
    `'order'_'id'` INT NOT NULL,
    `product'_'id` INT NOT NULL,
    `qua\ntity` INT NOT NULL CHECK (`qua\ntity` > 0),
    `p'rice` DECIMAL(10,2) NOT NULL CHECK (`p'rice` >= 0),
    FOREIGN KEY (`'order'_'id'`) REFERENCES "orders"(order_id) ON DELETE CASCADE,
    FOREIGN KEY (`product'_'id`) REFERENCES "prod'ucts"("product`_`id") ON DELETE CASCADE,
    UNIQUE KEY (`'order'_'id'`, `product'_'id`)
)
;;
SET @@sql_mode='ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'
;;
-- t/mysqldump.test
set sql_mode="traditional"
;;
set sql_mode=default
;;
set sql_mode='ansi'
;;
set sql_mode=''
;;
SET SQL_MODE = IGNORE_SPACE
;;
CREATE TABLE t1 (f1 int(10), data MEDIUMBLOB)
;;
SET SQL_MODE = 'NO_AUTO_VALUE_ON_ZERO'
;;
create database first
;;
create table t1 (first char(28) , last varchar(37))
;;
ALTER DATABASE `test-database` CHARACTER SET latin1 COLLATE latin1_swedish_ci
;;
CREATE TABLE t1 (pk INTEGER, a INTEGER, b INTEGER, c VARCHAR(16),
                 sum INTEGER GENERATED ALWAYS AS (a+b),
                 sub VARCHAR(4) GENERATED ALWAYS AS (SUBSTRING(c, 1, 4)),
                 key k1(sum),
                 key k2(sub)
) engine=innodb
;;
CREATE TABLE t1(f1 INT INVISIBLE, f2 INT,
                f3 INT AS (f1 + 10), f4 INT AS (f2 + 10) INVISIBLE,
                f5 INT AS (f2 + 10) STORED INVISIBLE)
;;
CREATE TABLE t2 (f1 INT, f2 INT INVISIBLE DEFAULT 10)
;;
-- t/mysqldump_bugs.test
CREATE TABLE x3 (c0 BLOB AS ('a') VIRTUAL INVISIBLE, c1 INT)
;;
CREATE TABLE B38284832.foo (
  `id` INT UNSIGNED NOT NULL AUTO_INCREMENT,
  `col1` INT UNSIGNED NOT NULL,
  `col2` INT UNSIGNED NOT NULL,
  `data` JSON DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `idx_col1` (`col1`),
  KEY `idx_col2` (`col2`)
)
;;
-- t/no_binlog_gtid_next_temporary_table.test
CREATE TEMPORARY TABLE Temp1 SELECT RAND()
;;
-- t/null.test
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
create table t1 select
  null as c00,
  if(1, null, 'string') as c01,
  if(0, null, 'string') as c02,
  ifnull(null, 'string') as c03,
  ifnull('string', null) as c04,
  case when 0 then null else 'string' end as c05,
  case when 1 then null else 'string' end as c06,
  coalesce(null, 'string') as c07,
  coalesce('string', null) as c08,
  least('string',null) as c09,
  least(null, 'string') as c10,
  greatest('string',null) as c11,
  greatest(null, 'string') as c12,
  nullif('string', null) as c13,
  nullif(null, 'string') as c14,
  trim('string' from null) as c15,
  trim(null from 'string') as c16,
  substring_index('string', null, 1) as c17,
  substring_index(null, 'string', 1) as c18,
  elt(1, null, 'string') as c19,
  elt(1, 'string', null) as c20,
  concat('string', null) as c21,
  concat(null, 'string') as c22,
  concat_ws('sep', 'string', null) as c23,
  concat_ws('sep', null, 'string') as c24,
  concat_ws(null, 'string', 'string') as c25,
  make_set(3, 'string', null) as c26,
  make_set(3, null, 'string') as c27,
  export_set(3, null, 'off', 'sep') as c29,
  export_set(3, 'on', null, 'sep') as c30,
  export_set(3, 'on', 'off', null) as c31,
  replace(null, 'from', 'to') as c32,
  replace('str', null, 'to') as c33,
  replace('str', 'from', null) as c34,
  insert('str', 1, 2, null) as c35,
  insert(null, 1, 2, 'str') as c36,
  lpad('str', 10, null) as c37,
  rpad(null, 10, 'str') as c38
;;
-- t/olap.test
CREATE TABLE t1(
product VARCHAR(32),
country_id INTEGER NOT NULL,
year INTEGER,
profit INTEGER)
;;
SET SESSION sql_mode= ''
;;
CREATE TABLE t1(id int, type char(1))
;;
SET sql_mode=''
;;
-- t/parser.test
set SQL_MODE=''
;;
create table CAST (a int)
;;
drop table CAST
;;
create table COUNT (a int)
;;
create table MAX (a int)
;;
drop table MAX
;;
create table MIN (a int)
;;
drop table MIN
;;
create table NOW (a int)
;;
drop table NOW
;;
create table SUBSTR (a int)
;;
drop table SUBSTR
;;
create table SUBSTRING (a int)
;;
drop table SUBSTRING
;;
create table SUM (a int)
;;
drop table SUM
;;
set SQL_MODE='IGNORE_SPACE'
;;
SET SQL_MODE = 'ANSI_QUOTES'
;;
CREATE TABLE table_25930_b SELECT "blah" - 1 FROM table_25930_a
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
CREATE        INDEX e_index TYPE  btree ON t1( e )
;;
CREATE        INDEX type TYPE  btree ON t1( f )
;;
CREATE        INDEX i_index             ON t1( i ) KEY_BLOCK_SIZE = 1
;;
CREATE        INDEX j_index             ON t1( j ) KEY_BLOCK_SIZE = 1 KEY_BLOCK_SIZE = 1
;;
CREATE        INDEX k_index             ON t1( k ) COMMENT 'A comment'
;;
CREATE        INDEX k_index2            ON t1( k ) COMMENT 'A comment' COMMENT 'Another comment'
;;
CREATE        INDEX l_index             ON t1( l ) USING btree
;;
CREATE        INDEX m_index             ON t1( m ) TYPE btree
;;
SET sql_mode='IGNORE_SPACE'
;;
SET sql_mode=DEFAULT
;;
SET SQL_MODE = 'ANSI_QUOTES'
;;
-- t/parser_precedence.test
create table t1_30237_bool(A boolean, B boolean, C boolean)
;;
-- t/parser_stack.test
CREATE PROCEDURE proc_overflow()
BEGIN

  BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN
  BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN
  BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN
  BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN
  BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN
  BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN
  BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN
  BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN
  BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN
  BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN BEGIN

  select 1;
  select 2;
  select 3;

  END;  END;  END;  END;  END;  END;  END;  END;  END;  END;  END;  END;
  END;  END;  END;  END;  END;  END;  END;  END;  END;  END;  END;  END;
  END;  END;  END;  END;  END;  END;  END;  END;  END;  END;  END;  END;
  END;  END;  END;  END;  END;  END;  END;  END;  END;  END;  END;  END;
  END;  END;  END;  END;  END;  END;  END;  END;  END;  END;  END;  END;
  END;  END;  END;  END;  END;  END;  END;  END;  END;  END;  END;  END;
  END;  END;  END;  END;  END;  END;  END;  END;  END;  END;  END;  END;
  END;  END;  END;  END;  END;  END;  END;  END;  END;  END;  END;  END;
  END;  END;  END;  END;  END;  END;  END;  END;  END;  END;  END;  END;
  END;  END;  END;  END;  END;  END;  END;  END;  END;  END;  END;  END;

END
;;
-- t/partition.test
CREATE TABLE t1
(id INT NOT NULL PRIMARY KEY,
 name VARCHAR(16) NOT NULL,
 year YEAR,
 INDEX name (name(8))
)
PARTITION BY HASH(id) PARTITIONS 2
;;
SET sql_mode=''
;;
SET sql_mode=DEFAULT
;;
CREATE TABLE t1 (
    d DATE NOT NULL
)
PARTITION BY RANGE( YEAR(d) ) (
    PARTITION p0 VALUES LESS THAN (1960),
    PARTITION p1 VALUES LESS THAN (1970),
    PARTITION p2 VALUES LESS THAN (1980),
    PARTITION p3 VALUES LESS THAN (1990)
)
;;
ALTER TABLE t1 ADD PARTITION (
PARTITION `p5` VALUES LESS THAN (2010)
COMMENT 'APSTART \' APEND'
)
;;
set session sql_mode=''
;;
CREATE TABLE t1 (
  taken datetime NOT NULL DEFAULT '0000-00-00 00:00:00',
  id int(11) NOT NULL DEFAULT '0',
  status varchar(20) NOT NULL DEFAULT '',
  PRIMARY KEY (id,taken)
) DEFAULT CHARSET=latin1
PARTITION BY RANGE (to_days(taken))
(
PARTITION p15 VALUES LESS THAN (732950) ,
PARTITION p16 VALUES LESS THAN MAXVALUE )
;;
SET SQL_MODE='STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO'
;;
SET SESSION SQL_MODE='ONLY_FULL_GROUP_BY'
;;
SET SESSION SQL_MODE=DEFAULT
;;
SET sql_mode= 'STRICT_TRANS_TABLES'
;;
SET sql_mode= DEFAULT
;;
set @@sql_mode='NO_DIR_IN_CREATE'
;;
SET @@SQL_MODE= 'ANSI_QUOTES'
;;
SET @@SQL_MODE= DEFAULT
;;
CREATE SCHEMA tables
;;
CREATE TABLE tables.mysql(a INT)
;;
CREATE TABLE t1 (i INT, j INT) PARTITION BY RANGE(i) (PARTITION p0 VALUES LESS THAN (0), PARTITION p1 VALUES LESS THAN MAXVALUE)
;;
ALTER TABLE t1 DROP COLUMN i, ADD COLUMN i INT PARTITION BY RANGE(i) (PARTITION p0 VALUES LESS THAN (0), PARTITION p1 VALUES LESS THAN MAXVALUE)
;;
CREATE TABLE t(  id int unsigned NOT NULL,
        data varchar(2) DEFAULT NULL,
        KEY data_idx (data(1),id)
        ) DEFAULT CHARSET=utf8mb3
        /*!50100 PARTITION BY RANGE (id)
        (PARTITION p10 VALUES LESS THAN (10) ,
         PARTITION p20 VALUES LESS THAN (20) ) */
;;
-- t/partition_debug_sync.test
CREATE TABLE t1 (a SERIAL) ENGINE = InnoDB
PARTITION BY KEY ALGORITHM = 1 () PARTITIONS 3
;;
-- t/partition_error.test
CREATE TABLE t1 (a DATE)
PARTITION BY HASH (EXTRACT(YEAR FROM a))
;;
CREATE TABLE t1 (a DATE)
PARTITION BY HASH (EXTRACT(DAY FROM a))
;;
SET @@sql_mode='NO_DIR_IN_CREATE'
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
CREATE TABLE old (a TIMESTAMP NOT NULL PRIMARY KEY)
PARTITION BY RANGE (UNIX_TIMESTAMP(a)) (
PARTITION p VALUES LESS THAN (1219089600),
PARTITION pmax VALUES LESS THAN MAXVALUE)
;;
ALTER TABLE old ADD COLUMN b DATE
;;
ALTER TABLE old MODIFY b TIMESTAMP
;;
SET sql_mode = default
;;
SET sql_mode=''
;;
SET sql_mode=default
;;
-- t/partition_exchange.test
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
CREATE TABLE t1 (
 id int(11) NOT NULL AUTO_INCREMENT,
 year year DEFAULT NULL,
 modified timestamp NOT NULL DEFAULT '0000-00-00 00:00:00',
 PRIMARY KEY (id)
) ENGINE=InnoDB ROW_FORMAT = REDUNDANT
PARTITION BY HASH (id)
PARTITIONS 2
;;
CREATE TABLE tsp (a INT,
  b VARCHAR(55),
  PRIMARY KEY (a))
PARTITION BY RANGE (a)
SUBPARTITION BY HASH(a)
(PARTITION p0 VALUES LESS THAN (100)
 (SUBPARTITION sp0,
  SUBPARTITION sp1),
 PARTITION p1 VALUES LESS THAN MAXVALUE
 (SUBPARTITION sp2,
  SUBPARTITION sp3))
;;
ALTER TABLE tp EXCHANGE PARTITION p0 WITH TABLE t
;;
ALTER TABLE tp EXCHANGE PARTITION p0 WITH TABLE t
;;
ALTER TABLE tp EXCHANGE PARTITION p1 WITH TABLE t
;;
ALTER TABLE tp EXCHANGE PARTITION p0 WITH TABLE t
;;
ALTER TABLE tp EXCHANGE PARTITION p0 WITH TABLE t
;;
ALTER TABLE tsp EXCHANGE PARTITION sp1 WITH TABLE t
;;
ALTER TABLE tsp EXCHANGE PARTITION sp1 WITH TABLE t
;;
ALTER TABLE t ENGINE = InnoDB
;;
ALTER TABLE tp ENGINE = InnoDB
;;
ALTER TABLE tp EXCHANGE PARTITION p0 WITH TABLE t
;;
ALTER TABLE tp EXCHANGE PARTITION p0 WITH TABLE t
;;
CREATE TABLE tmp LIKE t
;;
RENAME TABLE t TO tmp2, tmp TO t
;;
CREATE TEMPORARY TABLE tmp LIKE t
;;
ALTER TABLE t RENAME TO tmp2
;;
ALTER TABLE tmp RENAME TO t
;;
SET sql_mode = default
;;
-- t/partition_innodb.test
create table t1
(
  id int unsigned auto_increment,
  time datetime not null,
  first_name varchar(40),
  last_name varchar(50),
  primary key (id, time),
  index first_index (first_name),
  index last_index (last_name)	
) engine=Innodb partition by range (to_days(time)) (
  partition p1 values less than (to_days('2007-02-07')),
  partition p2 values less than (to_days('2007-02-08')),
  partition p3 values less than MAXVALUE
)
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET SESSION sql_mode = ''
;;
SET sql_mode = default
;;
CREATE TABLE t(id INT(11) UNSIGNED NOT NULL AUTO_INCREMENT, dttm DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP, msg
TEXT,PRIMARY KEY (id,dttm))ENGINE=INNODB DEFAULT CHARSET=UTF8MB4 ROW_FORMAT=DYNAMIC PARTITION BY RANGE
COLUMNS(dttm) (PARTITION pf_201612 VALUES LESS THAN ('20170101') ENGINE = INNODB)
;;
create table test12 (name varchar(30),age bigint,grade bigint,date datetime
not null,partition_id int not null,
  PRIMARY KEY (`name`,`PARTITION_ID`),
  KEY `IDX_DATE` (`date`,`name`,`partition_id`),
  KEY `IDX_AGE` (`age`,`partition_id`) ) PARTITION BY RANGE
COLUMNS(PARTITION_ID)
(PARTITION p0 VALUES LESS THAN (0) ENGINE = InnoDB,
 PARTITION P1 VALUES LESS THAN (1) ENGINE = InnoDB,
 PARTITION P2 VALUES LESS THAN (2) ENGINE = InnoDB,
 PARTITION P3 VALUES LESS THAN (3) ENGINE = InnoDB,
 PARTITION P4 VALUES LESS THAN (4) ENGINE = InnoDB,
 PARTITION P5 VALUES LESS THAN (5) ENGINE = InnoDB,
 PARTITION P6 VALUES LESS THAN (6) ENGINE = InnoDB,
 PARTITION P7 VALUES LESS THAN (7) ENGINE = InnoDB,
 PARTITION P8 VALUES LESS THAN (8) ENGINE = InnoDB,
 PARTITION P9 VALUES LESS THAN (9) ENGINE = InnoDB)
;;
-- t/partition_innodb_plugin.test
CREATE TABLE t1 (
  id bigint NOT NULL AUTO_INCREMENT,
  time date,
  id2 bigint not null,
  PRIMARY KEY (id,time)
) ENGINE=InnoDB  DEFAULT CHARSET=utf8mb3
/*!50100 PARTITION BY RANGE(TO_DAYS(time))
(PARTITION p10 VALUES LESS THAN (734708) ENGINE = InnoDB,
 PARTITION p20 VALUES LESS THAN MAXVALUE ENGINE = InnoDB) */
;;
CREATE TABLE `t``\""e` (a INT, PRIMARY KEY (a))
ENGINE=InnoDB
PARTITION BY RANGE (a)
SUBPARTITION BY HASH (a)
(PARTITION `p0``\""e` VALUES LESS THAN (100)
 (SUBPARTITION `sp0``\""e`,
  SUBPARTITION `sp1``\""e`),
 PARTITION `p1``\""e` VALUES LESS THAN (MAXVALUE)
 (SUBPARTITION `sp2``\""e`,
  SUBPARTITION `sp3``\""e`))
;;
set sql_mode = 'ANSI_QUOTES'
;;
-- t/partition_list.test
CREATE TABLE `t3` (
  `c1` varbinary(64) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci
/*!50500 PARTITION BY LIST  COLUMNS(c1)
(PARTITION custom_p1 VALUES IN (_binary 0x24212B2B) ENGINE = InnoDB) */
;;
-- t/partition_mgm.test
CREATE TABLE t1 (a INT PRIMARY KEY)
PARTITION BY HASH (a)
PARTITIONS 1
;;
ALTER TABLE t1 REORGANIZE PARTITION
;;
CREATE TABLE t1 (a INT)
/*!50100 PARTITION BY HASH (a)
/* Test
   of multi-line
   comment */
PARTITIONS 5 */
;;
CREATE TABLE t1 (a INT)
/*!50100 PARTITION BY HASH (a)
-- with a single line comment embedded
PARTITIONS 5 */
;;
-- t/partition_pruning.test
CREATE TABLE t1 (a INT PRIMARY KEY)
PARTITION BY RANGE (a) (
PARTITION p0 VALUES LESS THAN (1),
PARTITION p1 VALUES LESS THAN (2),
PARTITION p2 VALUES LESS THAN (3),
PARTITION p3 VALUES LESS THAN (4),
PARTITION p4 VALUES LESS THAN (5),
PARTITION p5 VALUES LESS THAN (6),
PARTITION max VALUES LESS THAN MAXVALUE)
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
SET sql_mode = 'ALLOW_INVALID_DATES'
;;
-- t/partition_range.test
CREATE TABLE t2 (
  defid int(10) unsigned NOT NULL,
  day int(10) unsigned NOT NULL,
  count int(10) unsigned NOT NULL,
  filler char(200),
  KEY (defid,day)
) 
PARTITION BY RANGE (day) (
  PARTITION p7 VALUES LESS THAN (20070401) , 
  PARTITION p8 VALUES LESS THAN (20070501))
;;
-- t/ps.test
create table t1 (
   id bigint(20) not null auto_increment,
   code varchar(20) character set utf8mb3 COLLATE utf8mb3_bin not null default '',
   company_name varchar(250) character set utf8mb3 COLLATE utf8mb3_bin default null,
   setup_mode tinyint(4) default null,
   start_date datetime default null,
   primary key  (id), unique key code (code)
)
;;
create table t4 (
  user_id varchar(50) not null,
  article_id varchar(20) not null,
  primary key  (user_id,article_id)
)
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
CREATE TABLE t1(
  ID int(10) unsigned NOT NULL auto_increment,
  Member_ID varchar(15) NOT NULL default '',
  Action varchar(12) NOT NULL,
  Action_Date datetime NOT NULL,
  Track varchar(15) default NULL,
  User varchar(12) default NULL,
  Date_Updated timestamp NOT NULL default CURRENT_TIMESTAMP on update
    CURRENT_TIMESTAMP,
  PRIMARY KEY (ID),
  KEY Action (Action),
  KEY Action_Date (Action_Date)
)
;;
create procedure proc_1() load index into cache t1 ignore leaves
;;
-- t/ps_ddl.test
create table t2 (a int)
;;
alter table t2 add column comment varchar(255)
;;
-- t/ps_type_deduction.test
CREATE FUNCTION f(a BIGINT) RETURNS BIGINT DETERMINISTIC
  RETURN - a
;;
CREATE FUNCTION f(a FLOAT) RETURNS FLOAT DETERMINISTIC
  RETURN - a
;;
CREATE FUNCTION f(a VARBINARY(255)) RETURNS VARBINARY(255) DETERMINISTIC
  RETURN - a
;;
-- t/range_types.test
CREATE TABLE t1 (pk YEAR PRIMARY KEY)
;;
CREATE TABLE t1 (pk TIME PRIMARY KEY)
;;
CREATE TABLE t1 (pk DATETIME PRIMARY KEY)
;;
-- t/read_only.test
CREATE DATABASE new
;;
-- t/removed_features.test
CREATE SCHEMA testdb
;;
-- t/roles_bugs.test
CREATE TABLE bug_test.test_table (test_id int, test_data varchar(50),
row_is_verified bool)
;;
-- t/roles_bugs_debug.test
CREATE OR REPLACE DEFINER = 'role_35471453' VIEW v35471453
  AS TABLE t35471453
;;
-- t/signal.test
create table signal_non_reserved (
  class_origin int,
  subclass_origin int,
  constraint_catalog int,
  constraint_schema int,
  constraint_name int,
  catalog_name int,
  schema_name int,
  table_name int,
  column_name int,
  cursor_name int,
  message_text int,
  sqlcode int
)
;;
create table t_warn(a integer(2))
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
-- t/sp-code.test
create procedure proc_33618_h(num int)
begin
  declare count1 int default '0';
  declare vb varchar(30);
  declare last_row int;
        
  while(num>=1) do
    set num=num-1;
    begin
      declare cur1 cursor for select `a` from t_33618;
      declare continue handler for not found set last_row = 1;
      set last_row:=0;
      open cur1;
      rep1:
      repeat
        begin
          declare exit handler for 1062 begin end;
          fetch cur1 into vb;
          if (last_row = 1) then
            ## should generate a hpop instruction here
            leave rep1;
          end if;
        end;
        until last_row=1
      end repeat;
      close cur1;
    end;
  end while;
end
;;
CREATE PROCEDURE p1() 
BEGIN 
  DECLARE dummy int default 0;

  CASE 12 
    WHEN 12 
    THEN SET dummy = 0;
  END CASE;
END
;;
SET @@SQL_MODE = ''
;;
-- t/sp-dynamic.test
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
create procedure p1()
begin
  declare v_stmt_text varchar(255);
  declare v_id integer;
  declare done int default 0;
  declare c cursor for select id, stmt_text from t1;
  declare continue handler for 1295 -- ER_UNSUPPORTED_PS
    set @status='not supported';
  declare continue handler for 1064 -- ER_SYNTAX_ERROR
    set @status='syntax error';
  declare continue handler for sqlstate '02000' set done = 1;

  prepare update_stmt from "update t1 set status=? where id=?";
  open c;
  repeat
    if not done then
      fetch c into v_id, v_stmt_text;
      set @id=v_id, @stmt_text=v_stmt_text;
      set @status="supported";
      prepare stmt from @stmt_text;
      execute update_stmt using @status, @id;
    end if;
  until done end repeat;
  deallocate prepare update_stmt;
end
;;
-- t/sp-error.test
drop procedure if exists foo
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
SET sql_mode = traditional
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
CREATE PROCEDURE p6()
BEGIN
  DECLARE CONTINUE HANDLER FOR 1292
  BEGIN
    SHOW WARNINGS;
    SELECT 'Handler for 1292' Msg;
  END;

  INSERT INTO t2
  SELECT
    CAST(CONCAT(CAST('1X' AS UNSIGNED INTEGER), '999999XX') AS SIGNED INTEGER),
    CAST(CONCAT(CAST('2X' AS UNSIGNED INTEGER), '999999XX') AS SIGNED INTEGER),
    CAST(CONCAT(CAST('3X' AS UNSIGNED INTEGER), '999999XX') AS SIGNED INTEGER);
END
;;
SET sql_mode = default
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
CREATE PROCEDURE p1()
BEGIN
  DECLARE CONTINUE HANDLER FOR SQLEXCEPTION SELECT 'triggered p1';
  # This will trigger an error.
  SIGNAL SQLSTATE 'HY000';
END
;;
-- t/sp-external.test
CREATE FUNCTION foo(a INTEGER) RETURNS INTEGER
LANGUAGE JAVASCRIPT DETERMINISTIC LANGUAGE SQL
  BEGIN RETURN a-1; END
;;
CREATE LIBRARY
`01234`
LANGUAGE JAVASCRIPT
AS "export function f(n) {return n}"
;;
-- t/sp-vars.test
SET @@sql_mode = 'ansi'
;;
SET @@sql_mode = 'traditional'
;;
SET @@sql_mode = 'ansi'
;;
CREATE TABLE t1(col BIGINT UNSIGNED)
;;
CREATE PROCEDURE p1()
BEGIN
  SELECT HEX(b),
    b = 0,
    b = FALSE,
    b IS FALSE,
    b = 1,
    b = TRUE,
    b IS TRUE
  FROM t1;
END
;;
CREATE TABLE table_12976_a (val bit(1))
;;
SET @@sql_mode = 'traditional'
;;
SET @@sql_mode = 'ansi'
;;
SET @@sql_mode = 'traditional'
;;
SET @@sql_mode = 'ansi'
;;
SET @@sql_mode = 'traditional'
;;
SET @@sql_mode = 'ansi'
;;
CREATE PROCEDURE p2(arg ENUM('a', 'b'))
BEGIN
  DECLARE var ENUM('c', 'd') DEFAULT arg;
  SHOW WARNINGS;
  SELECT arg, var;
END
;;
-- t/sp.test
set @@sql_mode = 'ANSI'
;;
set @@sql_mode = ''
;;
create procedure bug1862()
begin
  insert into t3 values(2);    
  flush tables;
end
;;
create procedure bug2267_1()
begin
  show procedure status where db='test';
end
;;
set @@sql_mode = 'ANSI_QUOTES'
;;
create procedure bug2564_2()
  insert into "t1" values ('foo', 1)
;;
set @@sql_mode = ''
;;
set @@sql_mode = 'ANSI'
;;
set @@sql_mode = ''
;;
create procedure bug4902()
begin
  show charset like 'foo';
  show collation like 'foo';
  show create table t1;
  show create database test;
  show databases like 'foo';
  show errors;
  show columns from t1;
  show keys from t1;
  show open tables like 'foo';
  #show privileges need to be commented as its output differs on different platform
  #show privileges;
  show status like 'foo';
  show tables like 'foo';
  show variables like 'foo';
  show warnings;
end
;;
set @@sql_mode= "STRICT_ALL_TABLES,NO_ZERO_DATE"
;;
set @@sql_mode= "NO_ZERO_IN_DATE"
;;
create table t3 ( name char(5) not null primary key, val float not null)
;;
set sql_mode='traditional'
;;
SET sql_mode=''
;;
create function func_20028_a() returns integer
begin
  declare temp integer;
  select i into temp from table_20028 limit 1;
  return ifnull(temp, 0);
end
;;
SET sql_mode='TRADITIONAL'
;;
SET SQL_MODE='IGNORE_SPACE'
;;
SET SQL_MODE=''
;;
SET SQL_MODE='IGNORE_SPACE'
;;
SET SQL_MODE=''
;;
SET SQL_MODE='IGNORE_SPACE'
;;
SET SQL_MODE=''
;;
create procedure proc_25411_b(
/* real comment */
/*! p1 int, */
/*!00000 p2 int */
/*!99999 ,p3 int */
)
begin
  select p1, p2;
end
;;
CREATE DEFINER = 'root'@'localhost' PROCEDURE p1()
NOT DETERMINISTIC
CONTAINS SQL
SQL SECURITY DEFINER
COMMENT ''
BEGIN
 SHOW TABLE STATUS like 't1';
END;
;;
SET sql_mode= 'STRICT_TRANS_TABLES'
;;
SET sql_mode = 'only_full_group_by'
;;
SET sql_mode = DEFAULT
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
create procedure 15298_1 () sql security definer show grants for current_user
;;
SET @@SQL_MODE = ''
;;
CREATE TABLE foo (
  id INTEGER NOT NULL AUTO_INCREMENT,
  fld INTEGER NOT NULL,
  PRIMARY KEY(id),
  UNIQUE KEY fld(fld)
)
;;
-- t/sp_validation.test
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
CREATE TRIGGER t1_bu BEFORE UPDATE ON t1 FOR EACH ROW
BEGIN
  SET @a = OLD.a;
  SET @b = NEW.a;
  SELECT OLD.a INTO @c;
  SELECT NEW.a INTO @d;

  SET NEW.a = NEW.a * 2;
END
;;
SET sql_mode = default
;;
-- t/sql_mode.test
CREATE TABLE `t1` (
  a int not null auto_increment,
  `pseudo` varchar(35) character set latin2 NOT NULL default '',
  `email` varchar(60) character set latin2 NOT NULL default '',
  PRIMARY KEY  (a),
  UNIQUE KEY `email` USING BTREE (`email`)
) ENGINE=HEAP CHARSET=latin1 ROW_FORMAT DYNAMIC
;;
set @@sql_mode=""
;;
set @@sql_mode="ansi_quotes"
;;
set session sql_mode = ''
;;
set session sql_mode = 'IGNORE_SPACE'
;;
set @@SQL_MODE=NULL
;;
set session sql_mode=ansi
;;
SET @@SQL_MODE='NO_BACKSLASH_ESCAPES'
;;
SET @@SQL_MODE=''
;;
SET @@SQL_MODE='ANSI_QUOTES'
;;
SET @@SQL_MODE=''
;;
SET @@SQL_MODE='ANSI_QUOTES'
;;
set sql_mode=PAD_CHAR_TO_FULL_LENGTH
;;
set session sql_mode='PAD_CHAR_TO_FULL_LENGTH'
;;
SET @@sql_mode='traditional'
;;
SET SESSION SQL_MODE = 'PAD_CHAR_TO_FULL_LENGTH'
;;
SET @@sql_mode=''
;;
SET @@sql_mode='NO_BACKSLASH_ESCAPES'
;;
SET sql_mode= 'NO_ZERO_DATE'
;;
SET sql_mode= 'NO_ZERO_IN_DATE'
;;
SET sql_mode= 'ERROR_FOR_DIVISION_BY_ZERO'
;;
SET @@sql_mode=''
;;
SET @@sql_mode='NO_BACKSLASH_ESCAPES'
;;
SET SQL_MODE=DEFAULT
;;
CREATE TABLE test(id INT, count DOUBLE)
;;
SET SQL_MODE=''
;;
SET SQL_MODE=DEFAULT
;;
SET sql_mode= 'PAD_CHAR_TO_FULL_LENGTH'
;;
SET sql_mode= DEFAULT
;;
SET sql_mode=''
;;
CREATE TABLE t1 (
  id INT PRIMARY KEY,
  a TIMESTAMP NOT NULL,
  CONSTRAINT `t1_con`
  CHECK (GET_FORMAT(DATETIME, 'internal') <=> ('0000-00-00 00:00:00' <= a))
) ENGINE=InnoDB
;;
-- t/strict.test
set @@sql_mode='ansi,traditional'
;;
set @@sql_mode='STRICT_ALL_TABLES'
;;
set @@sql_mode='STRICT_ALL_TABLES,NO_ZERO_IN_DATE'
;;
set @@sql_mode='STRICT_ALL_TABLES,NO_ZERO_DATE'
;;
set @@sql_mode='STRICT_ALL_TABLES,ALLOW_INVALID_DATES'
;;
set @@sql_mode='ansi,traditional'
;;
set @@sql_mode='strict_trans_tables'
;;
set @@sql_mode='STRICT_ALL_TABLES,ALLOW_INVALID_DATES'
;;
set @@sql_mode='strict_trans_tables'
;;
set @@sql_mode='STRICT_ALL_TABLES,ALLOW_INVALID_DATES'
;;
set @@sql_mode='ansi,traditional'
;;
set @@sql_mode='STRICT_ALL_TABLES,ALLOW_INVALID_DATES'
;;
set @@sql_mode='STRICT_ALL_TABLES,NO_ZERO_IN_DATE'
;;
set @@sql_mode='STRICT_ALL_TABLES,NO_ZERO_DATE'
;;
set @@sql_mode='ansi,traditional'
;;
set @@sql_mode='ERROR_FOR_DIVISION_BY_ZERO'
;;
set @@sql_mode='ansi,traditional'
;;
set @@sql_mode='ansi'
;;
set @@sql_mode='ansi,traditional'
;;
set sql_mode='traditional'
;;
set sql_mode=''
;;
set sql_mode='traditional'
;;
set sql_mode='NO_ZERO_DATE'
;;
set sql_mode='traditional'
;;
SET @@sql_mode = 'traditional'
;;
SET @@sql_mode = ''
;;
set @@sql_mode='traditional'
;;
set sql_mode='traditional'
;;
create table t2 select date from t1
;;
set @@sql_mode='traditional'
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
set sql_mode= 'traditional'
;;
set sql_mode='traditional'
;;
set @@sql_mode='NO_ZERO_DATE'
;;
SET sql_mode='NO_ZERO_DATE'
;;
SET @@sql_mode = 'ERROR_FOR_DIVISION_BY_ZERO,NO_ZERO_DATE,NO_ZERO_IN_DATE,STRICT_ALL_TABLES'
;;
SET @@sql_mode = 'STRICT_ALL_TABLES,ALLOW_INVALID_DATES'
;;
SET sql_mode = 'ERROR_FOR_DIVISION_BY_ZERO,STRICT_ALL_TABLES'
;;
SET sql_mode='traditional'
;;
SET sql_mode= STRICT_ALL_TABLES
;;
SET sql_mode='STRICT_ALL_TABLES'
;;
SET sql_mode='NO_ZERO_DATE'
;;
SET sql_mode='NO_ZERO_IN_DATE'
;;
SET sql_mode='ALLOW_INVALID_DATES'
;;
-- t/subquery_bugs.test
SET SQL_MODE=''
;;
SET SQL_MODE=ONLY_FULL_GROUP_BY
;;
SET SQL_MODE=STRICT_TRANS_TABLES
;;
SET SQL_MODE=DEFAULT
;;
SET sql_mode=''
;;
SET sql_mode=default
;;
CREATE VIEW v1 AS
SELECT 1
FROM (SELECT 1) AS table1(pk) JOIN
     (SELECT 1) AS table2
     ON table1.pk = (SELECT 1)
WHERE table1.pk IN ((SELECT 1), 2)
;;
CREATE TABLE t1 (
  col_int_key bigint DEFAULT NULL,
  KEY(col_int_key)
) PARTITION BY KEY(col_int_key) PARTITIONS 10
;;
-- t/sum_distinct.test
CREATE TABLE t2 AS SELECT id, gender,name FROM t1
ORDER BY LENGTH(name) DESC LIMIT 1
;;
-- t/tablespace.test
CREATE TABLE t1 (
 a int STORAGE DISK,
 b int STORAGE MEMORY NOT NULL,
 c int COLUMN_FORMAT DYNAMIC,
 d int COLUMN_FORMAT FIXED,
 e int COLUMN_FORMAT DEFAULT,
 f int STORAGE DISK COLUMN_FORMAT DYNAMIC NOT NULL,
 g int STORAGE MEMORY COLUMN_FORMAT DYNAMIC,
 h int STORAGE DISK COLUMN_FORMAT FIXED,
 i int STORAGE MEMORY COLUMN_FORMAT FIXED
)
;;
CREATE TABLE t1 (i INTEGER) TABLESPACE innodb_file_per_table ENGINE InnoDB
;;
-- t/tablespace_myisam.test
CREATE TABLE t1(a int) TABLESPACE ts STORAGE MEMORY ENGINE=MyISAM
;;
CREATE TABLE t2 (i INTEGER) TABLESPACE innodb_system ENGINE InnoDB
;;
ALTER TABLE t2 TABLESPACE `innodb_file_per_table.2` ENGINE MyISAM
;;
-- t/temp_table.test
create TEMPORARY TABLE t2 engine=heap select * from t1
;;
CREATE TEMPORARY TABLE tmp SELECT *, NULL FROM t1
;;
-- t/temporal_literal.test
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
CREATE TABLE t1 AS SELECT
  {d'2001-01-01'},
  {d'2001-01-01 10:10:10'}
;;
SET sql_mode='NO_ZERO_IN_DATE'
;;
SET sql_mode = ''
;;
SET sql_mode=default
;;
CREATE TABLE t1 AS SELECT
  TIME'10:10:10',
  TIME'10:10:10.',
  TIME'10:10:10.1',
  TIME'10:10:10.12',
  TIME'10:10:10.123',
  TIME'10:10:10.1234',
  TIME'10:10:10.12345',
  TIME'10:10:10.123456'
;;
CREATE TABLE t1 AS SELECT
  TIMESTAMP'2010-01-01 10:10:10',
  TIMESTAMP'2010-01-01 10:10:10.',
  TIMESTAMP'2010-01-01 10:10:10.1',
  TIMESTAMP'2010-01-01 10:10:10.12',
  TIMESTAMP'2010-01-01 10:10:10.123',
  TIMESTAMP'2010-01-01 10:10:10.1234',
  TIMESTAMP'2010-01-01 10:10:10.12345',
  TIMESTAMP'2010-01-01 10:10:10.123456'
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
-- t/temporal_type_collation.test
CREATE TABLE test (
   dt datetime primary key,
   datetxt varchar(10) GENERATED ALWAYS AS (DATE(dt)) STORED,
   timetxt varchar(10) GENERATED ALWAYS AS (TIME(dt)) STORED
) ENGINE=InnoDB
;;
ALTER TABLE test ENGINE=InnoDB
;;
ALTER TABLE test CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci
;;
ALTER TABLE test CONVERT TO CHARACTER SET utf8mb4 collate utf8mb4_unicode_ci
;;
ALTER TABLE test MODIFY dt TIMESTAMP(6)
;;
-- t/time_truncate_fractional.test
SET sql_mode=time_truncate_fractional
;;
CREATE TABLE t1 (a DECIMAL(30,7),
  t6 TIME(6), t5 TIME(5), t4 TIME(4),
  t3 TIME(3), t2 TIME(2), t1 TIME(1),
  t0 TIME)
;;
ALTER TABLE t1 MODIFY a DOUBLE
;;
SET sql_mode=DEFAULT
;;
-- t/trigger.test
create table t1 (id int primary key, copy int)
;;
set sql_mode='ansi'
;;
set sql_mode=""
;;
set sql_mode="traditional"
;;
set sql_mode=""
;;
set sql_mode="traditional"
;;
set sql_mode=default
;;
create trigger t1_bi after insert on t1 for each row insert into t3 values (new.id)
;;
alter table t2 rename to t3
;;
alter table t3 rename to t4, add column val int default 0
;;
SET SQL_MODE=''
;;
SET SQL_MODE='traditional'
;;
SET SQL_MODE=''
;;
SET sql_mode='TRADITIONAL'
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
SET sql_mode= 'traditional'
;;
CREATE TABLE t1(col CHAR(20))
;;
SET sql_mode='time_truncate_fractional'
;;
SET sql_mode=default
;;
SET SESSION sql_mode = ''
;;
SET sql_mode=default
;;
SET sql_mode = ''
;;
SET sql_mode = 'STRICT_TRANS_TABLES'
;;
SET sql_mode = default
;;
-- t/trigger_before_not_null.test
CREATE TRIGGER t1_bu BEFORE UPDATE ON t1 FOR EACH ROW
BEGIN
  SET NEW.a = NULL;
  SET NEW.b = NEW.a;
  SET NEW.a = 199;
END
;;
ALTER TABLE t1 ADD COLUMN a_new_is_null BOOLEAN DEFAULT NULL
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
SET sql_mode = ''
;;
SET sql_mode = 'traditional'
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
SET sql_mode=''
;;
-- t/type_bit_myisam.test
CREATE TEMPORARY TABLE t2(a BIT(60)) ENGINE=InnoDB SELECT a FROM t1
GROUP BY a HAVING a IS NULL ORDER BY a DESC
;;
-- t/type_blob.test
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
create table t1 (id integer auto_increment unique,imagem LONGBLOB not null default '')
;;
set @@sql_mode='TRADITIONAL'
;;
set @@sql_mode=''
;;
SET sql_mode = default
;;
set sql_mode=""
;;
set sql_mode=default
;;
-- t/type_date.test
CREATE TABLE t1 (
  user_id char(10),
  summa int(11),
  rdate date
)
;;
SET sql_mode='STRICT_TRANS_TABLES'
;;
SET sql_mode=default
;;
SET sql_mode = 'ALLOW_INVALID_DATES'
;;
SET SQL_MODE=TRADITIONAL
;;
SET SQL_MODE=DEFAULT
;;
SET sql_mode = 'ALLOW_INVALID_DATES'
;;
SET SQL_MODE=TRADITIONAL
;;
SET SQL_MODE=DEFAULT
;;
SET @@sql_mode='NO_ZERO_DATE,STRICT_ALL_TABLES'
;;
SET @@sql_mode='NO_ZERO_IN_DATE,STRICT_ALL_TABLES'
;;
SET @@sql_mode='NO_ZERO_DATE'
;;
SET @@sql_mode='NO_ZERO_IN_DATE'
;;
SET @@sql_mode=''
;;
SET @@sql_mode='NO_ZERO_DATE,STRICT_ALL_TABLES'
;;
SET @@sql_mode='NO_ZERO_IN_DATE,STRICT_ALL_TABLES'
;;
SET @@sql_mode='NO_ZERO_DATE'
;;
SET @@sql_mode='NO_ZERO_IN_DATE'
;;
SET @@sql_mode=''
;;
set sql_mode = 'NO_ZERO_IN_DATE,NO_ZERO_DATE,ALLOW_INVALID_DATES'
;;
set sql_mode = DEFAULT
;;
-- t/type_datetime.test
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
set @@sql_mode='ansi,traditional'
;;
create table t9 as select case when 1 then cast('01-01-01' as date)
  when 0 then cast('01-01-01' as date) end as f4 from t1
;;
SET @@sql_mode='NO_ZERO_DATE,STRICT_ALL_TABLES'
;;
SET @@sql_mode='NO_ZERO_IN_DATE,STRICT_ALL_TABLES'
;;
SET @@sql_mode='NO_ZERO_DATE'
;;
SET @@sql_mode='NO_ZERO_IN_DATE'
;;
SET @@sql_mode=''
;;
SET @@sql_mode='NO_ZERO_DATE,STRICT_ALL_TABLES'
;;
SET @@sql_mode='NO_ZERO_IN_DATE,STRICT_ALL_TABLES'
;;
SET @@sql_mode='NO_ZERO_DATE'
;;
SET @@sql_mode='NO_ZERO_IN_DATE'
;;
SET @@sql_mode=''
;;
SET sql_mode=NO_ENGINE_SUBSTITUTION
;;
SET sql_mode=default
;;
set sql_mode = ''
;;
set sql_mode = DEFAULT
;;
-- t/type_float.test
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
create table t2 select c1 + c1 * (c2 / 100) as col1, round(c1, 5) as col2, round(c1, 35) as col3, sqrt(c1*1e-15) col4 from t1
;;
SET sql_mode = default
;;
CREATE TABLE t5s(c1 FLOAT(58,0) SIGNED NOT NULL)
;;
CREATE TABLE t1(a REAL(42,12))
;;
-- t/type_newdecimal.test
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
create table t1 select round(15.4,-1), truncate(-5678.123451,-3), abs(-1.1), -(-1.1)
;;
set session sql_mode='traditional'
;;
set sql_mode=''
;;
set sql_mode='traditional'
;;
set sql_mode='ansi,traditional'
;;
set sql_mode=''
;;
set @@sql_mode='traditional'
;;
set sql_mode=''
;;
CREATE TABLE t1 SELECT .123456789123456789123456789123456789123456789123456789123456789123456789123456789 AS my_col
;;
CREATE TABLE t1 SELECT 1 + .123456789123456789123456789123456789123456789123456789123456789123456789123456789 AS my_col
;;
CREATE TABLE t1 SELECT 1 * .123456789123456789123456789123456789123456789123456789123456789123456789123456789 AS my_col
;;
CREATE TABLE t1 SELECT 1 / .123456789123456789123456789123456789123456789123456789123456789123456789123456789 AS my_col
;;
CREATE TABLE t1 SELECT 1 % .123456789123456789123456789123456789123456789123456789123456789123456789123456789 AS my_col
;;
CREATE PROCEDURE test_proc()
BEGIN
  # The las non critical CUSER definition is:
  # DECLARE mycursor CURSOR FOR SELECT 1 % 
  # .12345678912345678912345678912345678912345678912345678912345678912 AS my_col;
  DECLARE mycursor CURSOR FOR 
SELECT 1 % 
.123456789123456789123456789123456789123456789123456789123456789123456789123456789 
  AS my_col;

  OPEN mycursor;
  CLOSE mycursor;
END
;;
CREATE TABLE payments (
  id int,
  supplier_id int,
  status int,
  currency_id int,
  vat decimal(7,4),
  PRIMARY KEY (id),
  KEY currency_id (currency_id),
  KEY supplier_id (supplier_id)
)
;;
SET sql_mode = default
;;
CREATE TABLE t1(value DECIMAL(24,0) NOT NULL)
;;
ALTER TABLE t1 ADD INDEX value (value)
;;
SET sql_mode=""
;;
SET sql_mode=default
;;
SET sql_mode=NO_UNSIGNED_SUBTRACTION
;;
SET sql_mode=DEFAULT
;;
SET sql_mode=""
;;
SET sql_mode= DEFAULT
;;
SET sql_mode=""
;;
SET sql_mode = default
;;
SET sql_mode=default
;;
-- t/type_ranges.test
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
CREATE TABLE t1 (
  auto int(5) unsigned NOT NULL auto_increment,
  string char(10) default "hello",
  tiny tinyint(4) DEFAULT '0' NOT NULL ,
  short smallint(6) DEFAULT '1' NOT NULL ,
  medium mediumint(8) DEFAULT '0' NOT NULL,
  long_int int(11) DEFAULT '0' NOT NULL,
  longlong bigint(13) DEFAULT '0' NOT NULL,
  real_float float(13,1) DEFAULT 0.0 NOT NULL,
  real_double double(16,4),
  utiny tinyint(3) unsigned DEFAULT '0' NOT NULL,
  ushort smallint(5) unsigned zerofill DEFAULT '00000' NOT NULL,
  umedium mediumint(8) unsigned DEFAULT '0' NOT NULL,
  ulong int(11) unsigned DEFAULT '0' NOT NULL,
  ulonglong bigint(13) unsigned DEFAULT '0' NOT NULL,
  time_stamp timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  date_field date,	
  time_field time,	
  date_time datetime,
  blob_col blob,
  tinyblob_col tinyblob,
  mediumblob_col mediumblob  not null default '',
  longblob_col longblob  not null default '',
  options enum('one','two','tree') not null ,
  flags set('one','two','tree') not null default '',
  PRIMARY KEY (auto),
  KEY (utiny),
  KEY (tiny),
  KEY (short),
  KEY any_name (medium),
  KEY (longlong),
  KEY (real_float),
  KEY (ushort),
  KEY (umedium),
  KEY (ulong),
  KEY (ulonglong,ulong),
  KEY (options,flags)
)
;;
CREATE UNIQUE INDEX test on t1 ( auto )
;;
CREATE INDEX test3 on t1 ( medium )
;;
ALTER TABLE t1
add new_field char(10) default "new" not null,
change blob_col new_blob_col varchar(20),
change date_field date_field char(10),
alter column string set default "newdefault",
alter short drop default,
DROP INDEX utiny,
DROP INDEX ushort,
DROP PRIMARY KEY,
DROP KEY any_name,
ADD INDEX (auto)
;;
create table t2 (primary key (auto)) select auto+1 as auto,1 as t1, 'a' as t2, repeat('a',256) as t3, binary repeat('b',256) as t4, repeat('a',4096) as t5, binary repeat('b',4096) as t6, '' as t7, binary '' as t8 from t1
;;
SET sql_mode = default
;;
-- t/type_temporal_fractional.test
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
SET sql_mode=traditional
;;
SET sql_mode=default
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
CREATE TABLE t2 AS SELECT a + 1 AS i, a + 1.0 AS d, a + 1e0 AS f FROM t1
;;
CREATE TABLE t2 AS SELECT
  t0 + 1, t3 + 1, t6 + 1,
  t0 - 1, t3 - 1, t6 - 1,
  t0 * 1, t3 * 1, t6 * 1,
  t0 / 1, t3 / 1, t6 / 1,
  TIME'10:10:10' + 1,
  TIME'10:10:10.123' + 1,
  TIME'10:10:10.123456' + 1,
  TIME'10:10:10' - 1,
  TIME'10:10:10.123' - 1,
  TIME'10:10:10.123456' - 1,
  TIME'10:10:10' * 1,
  TIME'10:10:10.123' * 1,
  TIME'10:10:10.123456' * 1,
  TIME'10:10:10' / 1,
  TIME'10:10:10.123' / 1,
  TIME'10:10:10.123456' / 1
FROM t1
;;
CREATE TABLE t2 AS SELECT
a + INTERVAL 1 HOUR,
a - INTERVAL 1 HOUR,
a + INTERVAL 1 SECOND,
a - INTERVAL 1 SECOND,
a + INTERVAL 1.1 SECOND,
a - INTERVAL 1.1 SECOND
FROM t1
;;
CREATE TABLE t2 AS SELECT
  CASE WHEN 1 THEN t0 ELSE t1 END,
  CASE WHEN 1 THEN t0 ELSE t3 END,
  CASE WHEN 1 THEN t0 ELSE t4 END,
  CASE WHEN 1 THEN t0 ELSE t6 END,
  CASE WHEN 1 THEN t1 ELSE t0 END,
  CASE WHEN 1 THEN t1 ELSE t3 END,
  CASE WHEN 1 THEN t1 ELSE t4 END,
  CASE WHEN 1 THEN t1 ELSE t6 END,
  CASE WHEN 1 THEN t3 ELSE t0 END,
  CASE WHEN 1 THEN t3 ELSE t1 END,
  CASE WHEN 1 THEN t3 ELSE t4 END,
  CASE WHEN 1 THEN t3 ELSE t6 END,
  CASE WHEN 1 THEN t4 ELSE t0 END,
  CASE WHEN 1 THEN t4 ELSE t1 END,
  CASE WHEN 1 THEN t4 ELSE t3 END,
  CASE WHEN 1 THEN t4 ELSE t6 END,
  CASE WHEN 1 THEN t6 ELSE t0 END,
  CASE WHEN 1 THEN t6 ELSE t1 END,
  CASE WHEN 1 THEN t6 ELSE t3 END,
  CASE WHEN 1 THEN t6 ELSE t4 END
FROM t1
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
SET sql_mode='NO_ZERO_IN_DATE'
;;
SET sql_mode=default
;;
SET sql_mode=traditional
;;
SET sql_mode=default
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
CREATE TABLE t1 AS SELECT UNIX_TIMESTAMP(CURRENT_TIMESTAMP(6))
;;
CREATE TABLE t1 (
  col_time_5_not_null TIME(5) NOT NULL,
  col_timestamp_4_not_null_key TIMESTAMP(4) NOT NULL DEFAULT '0000-00-00 00:00:00.0000',
  col_timestamp_1 TIMESTAMP(1) NOT NULL DEFAULT '0000-00-00 00:00:00.0',
  pk TIMESTAMP NOT NULL DEFAULT '0000-00-00 00:00:00',
  col_date_key date DEFAULT NULL,
  col_time TIME DEFAULT NULL,
  col_timestamp TIMESTAMP NOT NULL DEFAULT '0000-00-00 00:00:00',
  col_time_3_not_null_key TIME(3) NOT NULL,
  PRIMARY KEY (pk),
  KEY col_timestamp_4_not_null_key (col_timestamp_4_not_null_key),
  KEY col_date_key (col_date_key),
  KEY col_time_3_not_null_key (col_time_3_not_null_key)
) ENGINE=InnoDB /*!50100 PARTITION BY KEY (pk)PARTITIONS 2 */
;;
CREATE TABLE t2 SELECT CAST(col_date AS DATE) AS c1 FROM t1
;;
CREATE TABLE t1 (
  col_time_not_null_key time not null,
  col_timestamp_6_not_null_key timestamp(6) not null NULL DEFAULT 0,
  col_datetime_6_not_null_key datetime(6) not null,
  col_datetime_6_key datetime(6),
  col_time_3_not_null_key time(3) not null,
  col_datetime_3_key  datetime(3),
key (col_datetime_6_not_null_key),
key (col_datetime_3_key)) ENGINE=innodb
;;
SET sql_mode = default
;;
SET sql_mode=time_truncate_fractional
;;
SET sql_mode=default
;;
-- t/type_year.test
CREATE TABLE t1(a YEAR UNSIGNED)
;;
CREATE TABLE t5 (c1 YEAR AS (CAST(1985 AS YEAR)))
;;
-- t/udf.test
CREATE TABLE user_values(id INTEGER, user_id INTEGER, value INTEGER)
;;
CREATE TABLE t1 (
  c1 real NOT NULL,
  c2 varchar(3) DEFAULT NULL
)
;;
-- t/union.test
create table t1 select _latin2"test" union select _latin2"testt"
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
CREATE TABLE t5 SELECT NULL UNION SELECT NULL
;;
SET SQL_MODE=''
;;
SET SQL_MODE=DEFAULT
;;
CREATE TABLE t1(id INTEGER SIGNED)
;;
CREATE TABLE t1(
  ts TINYINT SIGNED,
  tu TINYINT UNSIGNED,
  ss SMALLINT SIGNED,
  su SMALLINT UNSIGNED,
  ms MEDIUMINT SIGNED,
  mu MEDIUMINT UNSIGNED,
  ls INTEGER SIGNED,
  lu INTEGER UNSIGNED,
  bs BIGINT SIGNED,
  bu BIGINT UNSIGNED
)
;;
-- t/update.test
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
CREATE TABLE t1 (

  a INT(11),
  quux decimal( 31, 30 ),

  UNIQUE KEY bar (a),
  KEY quux (quux)
)
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
SET sql_mode=''
;;
SET sql_mode=default
;;
SET SESSION sql_mode = ''
;;
SET SESSION sql_mode = DEFAULT
;;
-- t/update_myisam.test
CREATE TABLE t1 (
  lfdnr int(10) unsigned NOT NULL default '0',
  ticket int(10) unsigned NOT NULL default '0',
  client varchar(255) NOT NULL default '',
  replyto varchar(255) NOT NULL default '',
  subject varchar(100) NOT NULL default '',
  timestamp int(10) unsigned NOT NULL default '0',
  tstamp timestamp NOT NULL,
  status int(3) NOT NULL default '0',
  type varchar(15) NOT NULL default '',
  assignment int(10) unsigned NOT NULL default '0',
  fupcount int(4) unsigned NOT NULL default '0',
  parent int(10) unsigned NOT NULL default '0',
  activity int(10) unsigned NOT NULL default '0',
  priority tinyint(1) unsigned NOT NULL default '1',
  cc varchar(255) NOT NULL default '',
  bcc varchar(255) NOT NULL default '',
  body text NOT NULL,
  comment text,
  header text,
  PRIMARY KEY  (lfdnr),
  KEY k1 (timestamp),
  KEY k2 (type),
  KEY k3 (parent),
  KEY k4 (assignment),
  KEY ticket (ticket)
) ENGINE=MyISAM
;;
-- t/variables.test
SET SQL_MODE=STRICT_ALL_TABLES
;;
SET SQL_MODE=DEFAULT
;;
CREATE TABLE t1 AS SELECT @a:= CAST(1 AS UNSIGNED) AS a
;;
-- t/view.test
set sql_mode='ansi'
;;
set sql_mode=default
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
create table t2 (col1 char collate latin1_german2_ci)
;;
create table tü (cü char)
;;
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
;;
SET sql_mode = default
;;
SET SQL_MODE = STRICT_ALL_TABLES
;;
SET SQL_MODE = ''
;;
CREATE TABLE t1 (
  id int(11) NOT NULL PRIMARY KEY,
  country varchar(32),
  code int(11) default NULL
)
;;
set @@sql_mode=traditional
;;
CREATE VIEW t1_view_N3 AS SELECT * FROM t1_base_N3 WHERE `pk` BETWEEN 1 AND
2
;;
-- t/window_functions.test
CREATE VIEW v AS
SELECT i, j, SUM(i+j) OVER (ORDER BY j DESC ROWS UNBOUNDED PRECEDING) foo FROM t
;;
SET SESSION SQL_MODE='TRADITIONAL'
;;
SET SESSION SQL_MODE=''
;;
SET SQL_MODE=''
;;
SET SQL_MODE=DEFAULT
;;
SET sql_mode=''
;;
SET sql_mode=DEFAULT
;;
SET SQL_MODE=''
;;
set sql_mode=''
;;
set sql_mode=default
;;
CREATE TABLE E (
  col_int int(11) DEFAULT NULL,
  col_varchar_10_utf8 varchar(10) CHARACTER SET utf8mb3 DEFAULT NULL,
  pk int(11) NOT NULL AUTO_INCREMENT,
  col_varchar_10_latin1 varchar(10) DEFAULT NULL,
  col_varchar_255_utf8 varchar(255) CHARACTER SET utf8mb3 DEFAULT NULL,
  col_varchar_255_latin1 varchar(255) DEFAULT NULL,
  col_int_key int(11) GENERATED ALWAYS AS ((col_int + col_int)) VIRTUAL,
  col_varchar_255_utf8_key varchar(255) CHARACTER SET utf8mb3
   GENERATED ALWAYS AS
   (concat(repeat(col_varchar_10_utf8,3),repeat(col_varchar_10_utf8,3)))
   VIRTUAL,
  col_varchar_255_latin1_key varchar(255)
   GENERATED ALWAYS AS
   (concat(repeat(col_varchar_10_latin1,3),repeat(col_varchar_10_latin1,3)))
   VIRTUAL,
  col_varchar_10_utf8_key varchar(10) CHARACTER SET utf8mb3
   GENERATED ALWAYS AS
   (repeat(substr(col_varchar_10_utf8,-(1)),5)) VIRTUAL,
  col_varchar_10_latin1_key varchar(10) GENERATED ALWAYS AS
   (repeat(substr(col_varchar_10_latin1,-(1)),7)) VIRTUAL,
  PRIMARY KEY (pk DESC),
  UNIQUE KEY ucover_key1
   (pk DESC, col_int_key DESC, col_varchar_255_utf8_key DESC,
    col_varchar_255_latin1_key DESC, col_varchar_10_utf8_key DESC,
    col_varchar_10_latin1_key DESC),
  UNIQUE KEY ucover_key2
   (pk, col_int_key, col_varchar_255_utf8_key, col_varchar_255_latin1_key,
    col_varchar_10_utf8_key, col_varchar_10_latin1_key),
  KEY col_int_key (col_int_key DESC),
  KEY col_varchar_255_utf8_key (col_varchar_255_utf8_key DESC),
  KEY col_varchar_255_latin1_key (col_varchar_255_latin1_key DESC),
  KEY col_varchar_10_utf8_key (col_varchar_10_utf8_key DESC),
  KEY col_varchar_10_latin1_key (col_varchar_10_latin1_key),
  KEY multi_key1 (col_int_key DESC, col_varchar_10_latin1_key),
  KEY multi_key1a (col_int_key DESC, col_varchar_10_latin1_key DESC),
  KEY multi_key2 (col_int_key,col_int DESC),
  KEY multi_key3 (col_varchar_255_utf8_key DESC, col_varchar_255_utf8),
  KEY multi_key4 (col_varchar_255_latin1_key, col_varchar_255_latin1),
  KEY multi_key5 (pk DESC,col_int_key DESC, col_varchar_10_latin1_key),
  KEY cover_key1
   (pk DESC,col_int_key DESC, col_varchar_255_utf8_key,
    col_varchar_255_latin1_key DESC, col_varchar_10_utf8_key DESC,
    col_varchar_10_latin1_key)
)
;;
SET SQL_MODE=''
;;
-- t/window_functions_bugs.test
SET SESSION SQL_MODE=''
;;
SET sql_mode=''
;;
SET sql_mode=DEFAULT
;;
SET SQL_MODE=''
;;
SET SQL_MODE=default
;;
CREATE TABLE t (
  c0 INT,
  KEY i1 (c0) # needed for repro
)
;;
-- t/with_recursive_closure.test
create table edges(s int, e int)
with recursive tmp(s,e,d) as
(
select 1, 2, 1
union all
select floor(1+rand(3565659)*@node_count),
       floor(1+rand(2344291)*@node_count),
       d+1
from tmp
where d<@edge_count
)
select s,e from tmp
;;
