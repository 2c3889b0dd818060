-- Every kind of event that can be made on a server, for dump_spec.lua. A line that begins with
-- `-- only` has parts of the names or options of the servers that run the lines below it, up to the
-- next such line; `.` is all of them.
SET SESSION sql_mode = '', time_zone = '+00:00', SESSION read_buffer_size = 8200;
CREATE DATABASE w DEFAULT CHARACTER SET utf8mb4;
USE w;
CREATE TABLE v (i8 TINYINT, u8 TINYINT UNSIGNED, i16 SMALLINT, i24 MEDIUMINT, u24 MEDIUMINT UNSIGNED,
  id INT NOT NULL PRIMARY KEY, i64 BIGINT, u64 BIGINT UNSIGNED, b BIT(11), y YEAR, f FLOAT,
  d DOUBLE, n DECIMAL(20,5), day DATE, t TIME, t3 TIME(3), dt DATETIME, dt6 DATETIME(6),
  ts TIMESTAMP NULL, ts2 TIMESTAMP(2) NULL, c CHAR(20), vc VARCHAR(300), bin BINARY(6),
  vb VARBINARY(20), txt TEXT, bl LONGBLOB, e ENUM('a','b','c'), s SET('x','y','z'));
INSERT INTO v VALUES
  (-128, 255, -32768, -8388608, 16777215, 1, -9223372036854775808, 18446744073709551615,
   b'10000000001', 1901, 1.1, 0.1, -123456789012345.12345, '2024-02-29', '-838:59:59',
   '-00:00:00.001', '9999-12-31 23:59:59', '1000-01-01 00:00:00.000001', '2038-01-19 03:14:07',
   '2001-09-09 01:46:40.25', 'four é', REPEAT('long ', 60), x'0102000000', x'00ff', 'text 🌙',
   x'deadbeef00', 'b', 'x,z'),
  (127, 0, 32767, 8388607, 0, 2, 9223372036854775807, 0, 0, 2155, -3.5e20, -1e300, 0.00001,
   '0000-00-00', '838:59:59', '00:00:00', '0000-00-00 00:00:00', '9999-12-31 23:59:59.999999',
   '1970-01-01 00:00:01', NULL, '', '', '', '', '', '', 'a', ''),
  (NULL, NULL, NULL, NULL, NULL, 3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
   NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
UPDATE v SET vc = CONCAT(id, 'changed'), n = n + 1, e = 'c' WHERE id < 3;
DELETE FROM v WHERE id = 2;
INSERT INTO v (id, vc) VALUES (4, 'x'), (5, 'y'), (6, 'z'), (7, REPEAT('r', 200));
BEGIN;
INSERT INTO v (id) VALUES (10);
SAVEPOINT one;
INSERT INTO v (id) VALUES (11);
SAVEPOINT two;
DELETE FROM v WHERE id < 11;
COMMIT;
CREATE TABLE m (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, txt VARCHAR(100)) ENGINE=MyISAM;
INSERT INTO m (txt) VALUES ('one'), ('two');
UPDATE m SET txt = 'changed';
XA START 'global', 'branch', 7;
INSERT INTO v (id) VALUES (20);
XA END 'global', 'branch', 7;
XA PREPARE 'global', 'branch', 7;
XA COMMIT 'global', 'branch', 7;
XA START 'again';
INSERT INTO v (id) VALUES (21);
XA END 'again';
XA COMMIT 'again' ONE PHASE;
XA START 'never';
INSERT INTO v (id) VALUES (22);
XA END 'never';
XA PREPARE 'never';
XA ROLLBACK 'never';
-- only mariadb mysql-5.6
BEGIN;
INSERT INTO v (id) VALUES (30);
SAVEPOINT mixed;
INSERT INTO m (txt) VALUES ('stays');
INSERT INTO v (id) VALUES (31);
ROLLBACK TO SAVEPOINT mixed;
COMMIT;
-- only .
SET SESSION binlog_format = STATEMENT;
INSERT INTO m (txt) VALUES ('auto'), ('increment');
INSERT INTO m (txt) VALUES (LAST_INSERT_ID());
INSERT INTO m (txt) VALUES (RAND());
SET @i = 42, @neg = -9223372036854775808, @u = 18446744073709551615, @r = -1.5e300,
  @dec = 12345678901234567890.123456789, @t = 'text é', @l = _latin1 x'e9', @b = x'00ff', @n = NULL;
INSERT INTO m (txt) VALUES (CONCAT_WS(',', @i, @neg, @u, @r, @dec, @t, @l, @n, HEX(@b)));
SET @`odd name é` = 1;
INSERT INTO m (txt) VALUES (@`odd name é`);
CREATE TEMPORARY TABLE tmp (a INT);
INSERT INTO tmp VALUES (1);
DROP TEMPORARY TABLE tmp;
INSERT INTO v (id, f) VALUES (40, 1), (41, 2);
LOAD DATA INFILE 'FOLDER/small' INTO TABLE m (txt);
LOAD DATA INFILE 'FOLDER/large' INTO TABLE m (txt);
SET SESSION binlog_format = ROW;
FLUSH BINARY LOGS;
SET TIMESTAMP = 1000000000.25;
INSERT INTO m (txt) VALUES ('long ago');
SET TIMESTAMP = DEFAULT;
ALTER TABLE m ADD COLUMN more INT;
TRUNCATE TABLE m;
-- only mariadb
SET SESSION gtid_domain_id = 7, gtid_seq_no = 1000;
INSERT INTO v (id) VALUES (50);
SET SESSION gtid_domain_id = 0;
SET SESSION server_id = 77;
INSERT INTO v (id) VALUES (51);
SET GLOBAL log_bin_compress = ON, log_bin_compress_min_len = 10;
INSERT INTO v (id, txt) VALUES (60, REPEAT('compressed ', 100)), (61, REPEAT('z', 3000));
UPDATE v SET txt = CONCAT(txt, '!') WHERE id >= 60;
CREATE TABLE compressed_query (id INT PRIMARY KEY, some_column VARCHAR(100), another_column INT);
DELETE FROM v WHERE id >= 60;
SET GLOBAL log_bin_compress = OFF;
CREATE SEQUENCE seq;
SELECT NEXTVAL(seq);
-- only gtid-mode=ON
SET GTID_NEXT = 'AUTOMATIC:some_tag';
INSERT INTO v (id) VALUES (70);
SET GTID_NEXT = 'AUTOMATIC';
SET GTID_NEXT = '11111111-2222-3333-4444-555555555555:99';
INSERT INTO v (id) VALUES (71);
SET GTID_NEXT = 'AUTOMATIC';
-- only mysql-9.7
CREATE TABLE j (id INT PRIMARY KEY, doc JSON);
INSERT INTO j VALUES (1, '{"a": 1, "b": [1, 2, {"c": null}], "t": "text é"}'), (2, NULL), (3, '[]');
UPDATE j SET doc = JSON_SET(doc, '$.a', 10, '$.new', 'value', '$.b[1]', 7) WHERE id = 1;
UPDATE j SET doc = JSON_REMOVE(doc, '$.t') WHERE id = 1;
SET SESSION binlog_transaction_compression = ON;
INSERT INTO v (id, txt) VALUES (60, REPEAT('compressed ', 100)), (61, REPEAT('z', 3000));
BEGIN;
UPDATE v SET txt = CONCAT(txt, '!') WHERE id >= 60;
INSERT INTO j VALUES (4, '{}');
COMMIT;
SET SESSION binlog_transaction_compression = OFF;
CREATE TABLE made SELECT id FROM v;
-- only .
SET SESSION binlog_row_image = MINIMAL;
UPDATE v SET vc = 'minimal' WHERE id = 1;
UPDATE v SET i8 = 7, txt = NULL WHERE id = 1;
DELETE FROM v WHERE id = 1;
SET GLOBAL binlog_checksum = NONE;
INSERT INTO v (id, vc) VALUES (80, 'without a checksum');
