-- Every type of MySQL 9.7 at its extremes: what types-mysql.binlog contains. Each group of
-- columns has rows of its own; all other columns are NULL there.
SET NAMES utf8mb4;
SET time_zone = '+00:00';
SET sql_mode = '';
SET timestamp = UNIX_TIMESTAMP('2026-11-20 08:00:00');
CREATE DATABASE types CHARACTER SET utf8mb4;
USE types;

CREATE TABLE types (
  id          INT NOT NULL PRIMARY KEY,
  -- integers
  i8          TINYINT,
  u8          TINYINT UNSIGNED,
  i16         SMALLINT,
  u16         SMALLINT UNSIGNED,
  i24         MEDIUMINT,
  u24         MEDIUMINT UNSIGNED,
  i32         INT,
  u32         INT UNSIGNED,
  i64         BIGINT,
  u64         BIGINT UNSIGNED,
  z32         INT(8) ZEROFILL,
  flag        BOOLEAN,
  bit1        BIT(1),
  bit13       BIT(13),
  bit64       BIT(64),
  y           YEAR,
  -- other numbers
  f           FLOAT,
  d           DOUBLE,
  dec65_30    DECIMAL(65,30),
  dec65_0     DECIMAL(65,0),
  dec10_2     DECIMAL(10,2),
  dec5_5      DECIMAL(5,5),
  dec_u       DECIMAL(18,9) UNSIGNED,
  -- temporal
  day         DATE,
  t0          TIME,
  t1          TIME(1),
  t3          TIME(3),
  t6          TIME(6),
  dt0         DATETIME,
  dt2         DATETIME(2),
  dt3         DATETIME(3),
  dt6         DATETIME(6),
  ts0         TIMESTAMP NULL,
  ts1         TIMESTAMP(1) NULL,
  ts4         TIMESTAMP(4) NULL,
  ts6         TIMESTAMP(6) NULL,
  -- text
  c_utf8mb4   CHAR(20),
  c_utf8mb3   CHAR(20) CHARACTER SET utf8mb3,
  c_long      CHAR(200),
  c_latin1    CHAR(20) CHARACTER SET latin1,
  v_ascii     VARCHAR(20) CHARACTER SET ascii,
  v_latin2    VARCHAR(20) CHARACTER SET latin2,
  v_cp1251    VARCHAR(20) CHARACTER SET cp1251,
  v_koi8r     VARCHAR(20) CHARACTER SET koi8r,
  v_greek     VARCHAR(20) CHARACTER SET greek,
  v_gbk       VARCHAR(20) CHARACTER SET gbk,
  v_big5      VARCHAR(20) CHARACTER SET big5,
  v_sjis      VARCHAR(20) CHARACTER SET sjis,
  v_euckr     VARCHAR(20) CHARACTER SET euckr,
  v_ucs2      VARCHAR(20) CHARACTER SET ucs2,
  v_utf16     VARCHAR(20) CHARACTER SET utf16,
  v_utf16le   VARCHAR(20) CHARACTER SET utf16le,
  v_utf32     VARCHAR(20) CHARACTER SET utf32,
  v_bin       VARCHAR(300) COLLATE utf8mb4_bin,
  tiny_text   TINYTEXT,
  plain_text  TEXT CHARACTER SET latin1,
  medium_text MEDIUMTEXT,
  long_text   LONGTEXT,
  -- bytes
  b16         BINARY(16),
  vb          VARBINARY(300),
  tiny_blob   TINYBLOB,
  plain_blob  BLOB,
  medium_blob MEDIUMBLOB,
  long_blob   LONGBLOB,
  -- labels
  e           ENUM('', 'a', 'b,c', 'Ölsardine', '🌙', 'it''s'),
  e_latin1    ENUM('é', 'ß', 'x') CHARACTER SET latin1,
  s           SET('one', 'two', 'drei', 'vier🌙'),
  s_latin1    SET('é', 'ß') CHARACTER SET latin1,
  -- structured
  doc         JSON,
  geo         GEOMETRY,
  spot        POINT,
  -- MySQL's own
  vec         VECTOR(3),
  hidden      INT INVISIBLE,
  twice       INT AS (id * 2) STORED
);

INSERT INTO types (id) VALUES (1);

INSERT INTO types (id, i8, u8, i16, u16, i24, u24, i32, u32, i64, u64, z32, flag, bit1, bit13, bit64, y) VALUES
  (10, -128, 0, -32768, 0, -8388608, 0, -2147483648, 0, -9223372036854775808, 0, 0, false, b'0', b'0', b'0', 0),
  (11, 127, 255, 32767, 65535, 8388607, 16777215, 2147483647, 4294967295, 9223372036854775807, 18446744073709551615, 4294967295, true, b'1', b'1111111111111', x'ffffffffffffffff', 2155),
  (12, -1, 128, -1, 32768, -1, 8388608, -1, 2147483648, -1, 9223372036854775808, 42, true, b'1', b'1000000000001', x'8000000000000001', 1901),
  (13, 0, 1, 256, 256, 65536, 65536, 16777216, 16777216, 9007199254740993, 9007199254740993, 7, false, b'0', b'0000100000000', x'0020000000000001', 2026);

INSERT INTO types (id, f, d, dec65_30, dec65_0, dec10_2, dec5_5, dec_u) VALUES
  (20, -3.402823466e38, -1.7976931348623157e308, -99999999999999999999999999999999999.999999999999999999999999999999, -99999999999999999999999999999999999999999999999999999999999999999, -99999999.99, -0.99999, 0),
  (21, 3.402823466e38, 1.7976931348623157e308, 99999999999999999999999999999999999.999999999999999999999999999999, 99999999999999999999999999999999999999999999999999999999999999999, 99999999.99, 0.99999, 999999999.999999999),
  (22, 1.17549435e-38, 2.2250738585072014e-308, 0.000000000000000000000000000001, 1, 0.01, 0.00001, 0.000000001),
  (23, 1.1, 0.1, -1.1, -1000000000, -0.5, -0.1, 123.456),
  (24, 16777217, 9007199254740993, 1234567890.0987654321, 123456789012345678901234567890, 100.00, 0, 1),
  (25, 0, -0.0, 0, 0, 0, 0, 0),
  (26, 1e10, 1e21, -0.000000000000000000000000000001, -1, -0.01, -0.00001, 0.1),
  (27, 3.14159265, 3.141592653589793, 1, 10, 1, 0.5, 1000000),
  (28, 1e-40, 5e-324, 1000000000, 1000000000, 1000000, 0.12345, 999999999);

INSERT INTO types (id, day, t0, t1, t3, t6, dt0, dt2, dt3, dt6, ts0, ts1, ts4, ts6) VALUES
  (30, '1000-01-01', '-838:59:59', '-838:59:58.9', '-838:59:58.999', '-838:59:58.999999', '1000-01-01 00:00:00', '1000-01-01 00:00:00.01', '1000-01-01 00:00:00.001', '1000-01-01 00:00:00.000001', '1970-01-01 00:00:01', '1970-01-01 00:00:01.1', '1970-01-01 00:00:01.0001', '1970-01-01 00:00:01.000001'),
  (31, '9999-12-31', '838:59:59', '838:59:58.9', '838:59:58.999', '838:59:58.999999', '9999-12-31 23:59:59', '9999-12-31 23:59:59.99', '9999-12-31 23:59:59.999', '9999-12-31 23:59:59.999999', '2038-01-19 03:14:07', '2038-01-19 03:14:07.9', '2038-01-19 03:14:07.9999', '2038-01-19 03:14:07.999999'),
  (32, '0000-00-00', '00:00:00', '00:00:00', '00:00:00', '00:00:00', '0000-00-00 00:00:00', '0000-00-00 00:00:00', '0000-00-00 00:00:00', '0000-00-00 00:00:00', '0000-00-00 00:00:00', '0000-00-00 00:00:00', '0000-00-00 00:00:00', '0000-00-00 00:00:00'),
  (33, '2024-02-29', '-00:00:01', '-00:00:00.1', '-00:00:00.001', '-00:00:00.000001', '2024-02-29 12:34:56', '2024-02-29 12:34:56.78', '2024-02-29 12:34:56.789', '2024-02-29 12:34:56.789012', '2024-02-29 12:34:56', '2024-02-29 12:34:56.7', '2024-02-29 12:34:56.7890', '2024-02-29 12:34:56.789012'),
  (34, '2024-00-15', '12:34:56', '12:34:56.7', '12:34:56.789', '12:34:56.789012', '2024-00-15 01:02:03', '2024-02-00 01:02:03', '2024-00-00 00:00:00', '2024-00-00 01:02:03.000456', '2038-01-19 03:14:07', '2000-01-01 00:00:00.5', '1999-12-31 23:59:59.0005', '2026-11-20 08:00:00.100000'),
  (35, '0001-01-01', '-01:00:00', '-01:00:00.5', '-100:00:00.500', '-12:34:56.000001', '0001-01-01 00:00:00', '1969-12-31 23:59:59.99', '1969-12-31 23:59:59', '0001-01-01 00:00:00.000001', '2001-09-09 01:46:40', '2001-09-09 01:46:40', '2001-09-09 01:46:40', '2001-09-09 01:46:40');

INSERT INTO types (id, c_utf8mb4, c_utf8mb3, c_long, c_latin1, v_ascii, v_latin2, v_cp1251, v_koi8r, v_greek, v_gbk, v_big5, v_sjis, v_euckr, v_ucs2, v_utf16, v_utf16le, v_utf32, v_bin, tiny_text, plain_text, medium_text, long_text) VALUES
  (40, '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', ''),
  (41, 'Zoë 🌙', 'Zoë 千', 'long ☀', 'Zoë €', 'plain', 'Šťastná', 'Привет', 'Привет', 'Καλημέρα', '你好', '你好', 'こんにちは', '안녕', 'ΩЖ千', 'ΩЖ🌙', 'ΩЖ🌙', 'ΩЖ🌙', 'Ünï', 'tiny ✓', 'plain ¿', 'medium 🎁', 'long 🎁'),
  (42, REPEAT('🌙', 20), REPEAT('千', 20), REPEAT('🌙', 200), REPEAT('ÿ', 20), REPEAT('~', 20), REPEAT('ž', 20), REPEAT('я', 20), REPEAT('я', 20), REPEAT('ω', 20), REPEAT('好', 20), REPEAT('好', 20), REPEAT('は', 20), REPEAT('녕', 20), REPEAT('千', 20), REPEAT('🌙', 20), REPEAT('🌙', 20), REPEAT('🌙', 20), REPEAT('🌙', 300), REPEAT('t', 255), REPEAT('é', 300), REPEAT('m', 300), REPEAT('千', 300)),
  (43, ' x ', ' x ', ' x ', ' x ', ' x ', ' x ', ' x ', ' x ', ' x ', ' x ', ' x ', ' x ', ' x ', ' x ', ' x ', ' x ', ' x ', ' x ', ' x ', ' x ', ' x ', ' x '),
  (44, 'a\nb\tc', 'quote'' "', 'back\\slash', x'80818d8f909da0ff', 'a\0b', x'a1ff', x'88ff', x'80ff', x'a1fe', x'a1a1', x'a4a4', x'5c7e', x'b0a1', x'00410000', x'0041d83cdf19', x'41003cd819df', x'000000410001f319', 'a\0b', '\0', x'81', 'NULL', '\\N');

INSERT INTO types (id, b16, vb, tiny_blob, plain_blob, medium_blob, long_blob) VALUES
  (50, '', '', '', '', '', ''),
  (51, x'de305d5475b4431badb2eb6b9e546014', x'00', x'00ff', x'fffe00', x'c328', x'f09f8c99'),
  (52, x'ff000000000000000000000000000000', REPEAT(x'00', 300), REPEAT(x'ff', 255), REPEAT(x'80', 256), REPEAT(x'fe', 300), REPEAT(x'0d0a', 150)),
  (53, x'00', x'0000', x'2027205c', 'text', x'eda080', x'edb280');

INSERT INTO types (id, e, e_latin1, s, s_latin1) VALUES
  (60, '', 'é', '', ''),
  (61, 'a', 'ß', 'one', 'é'),
  (62, 'b,c', 'x', 'one,two,drei,vier🌙', 'é,ß'),
  (63, 'Ölsardine', 'ß', 'vier🌙', 'ß'),
  (64, '🌙', 'é', 'two,drei', ''),
  (65, 'it''s', 'x', 'one,vier🌙', 'é'),
  (66, 0, 0, 0, 0);

INSERT INTO types (id, doc) VALUES
  (70, '{"b": [1, -1, 1.5, true, false, null, "text 🌙"], "a": {"nested": {}}, "": []}'),
  (71, '[]'),
  (72, '"🌙 \\u00e9 \\"quoted\\" \\u0001 \\n"'),
  (73, 'null'),
  (74, '[127, -128, 32767, -32768, 65535, 2147483647, -2147483648, 4294967295, 9223372036854775807, -9223372036854775808, 18446744073709551615, 1e100, 0.1, -0.0, 1.0]'),
  (75, JSON_OBJECT('decimal', CAST(12.340 AS DECIMAL(10,3)), 'date', CAST('2026-11-20' AS DATE), 'time', CAST('-12:34:56.789' AS TIME(3)), 'datetime', CAST('2026-11-20 08:00:00.5' AS DATETIME(6)), 'bytes', CAST(x'00ff' AS BINARY), 'bits', b'101', 'year', CAST(2026 AS YEAR))),
  (76, JSON_ARRAY(REPEAT('k', 127), REPEAT('k', 128), REPEAT('é', 8192)));

INSERT INTO types (id, geo, spot) VALUES
  (80, ST_GeomFromText('POINT(1.5 -2.5)'), ST_GeomFromText('POINT(0 0)')),
  (81, ST_GeomFromText('LINESTRING(0 0, 1 1, 2 4)'), ST_GeomFromText('POINT(-1e100 1e-100)')),
  (82, ST_GeomFromText('POLYGON((0 0, 10 0, 10 10, 0 10, 0 0), (2 2, 4 2, 4 4, 2 4, 2 2))'), NULL),
  (83, ST_GeomFromText('MULTIPOINT(1 1, 2 2)'), NULL),
  (84, ST_GeomFromText('MULTILINESTRING((0 0, 1 1), (2 2, 3 3))'), NULL),
  (85, ST_GeomFromText('MULTIPOLYGON(((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))'), NULL),
  (86, ST_GeomFromText('GEOMETRYCOLLECTION(POINT(1 2), LINESTRING(3 4, 5 6))'), NULL),
  (87, ST_GeomFromText('POINT(10 20)', 4326), ST_GeomFromText('POINT(10 20)', 4326));

INSERT INTO types (id, vec, hidden) VALUES
  (90, STRING_TO_VECTOR('[0,0,0]'), 0),
  (91, STRING_TO_VECTOR('[1.1,-2.5,3.4e38]'), -1),
  (92, STRING_TO_VECTOR('[1e-37,1]'), 2147483647);

-- Every image has all columns: from something to NULL and back, and one row goes.
UPDATE types SET i8 = NULL, u64 = NULL, bit64 = NULL WHERE id = 11;
UPDATE types SET c_utf8mb4 = NULL, v_ucs2 = NULL, long_text = NULL WHERE id = 41;
UPDATE types SET i8 = 5, f = 2.5, day = '2026-11-20', c_long = 'now', b16 = x'01', e = 'a', s = 'two' WHERE id = 1;
UPDATE types SET dec10_2 = dec10_2 + 1 WHERE id BETWEEN 23 AND 27;
DELETE FROM types WHERE id = 13;
