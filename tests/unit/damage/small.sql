-- Statements of the small logs that test_damage.c damages; `flavour` lines run on one server only.
SET SESSION sql_mode = '';
CREATE DATABASE d;
CREATE TABLE d.t (id INT UNSIGNED PRIMARY KEY, name VARCHAR(30) CHARACTER SET latin1, j JSON,
  price DECIMAL(10,2), at DATETIME(3), kind ENUM('a','b'), bytes BLOB, ratio FLOAT, bits BIT(9));
INSERT INTO d.t VALUES (1, 'one \'é\'', '{"a": 1, "b": [1, 2, "x"]}', -1.50,
  '2026-11-21 10:20:30.456', 'b', x'00ff00', 1.1, 257), (4000000000, NULL, NULL, 99999999.99,
  '0000-00-00 00:00:00', NULL, REPEAT('r', 300), -0.0, NULL);
BEGIN;
UPDATE d.t SET price = price + 1, name = 'two' WHERE id = 1;
SAVEPOINT s;
INSERT INTO d.t (id) VALUES (2), (3), (5);
DELETE FROM d.t WHERE id IN (2, 4000000000);
COMMIT;
/*M! UPDATE d.t SET j = JSON_SET(j, '$.a', 2) */;
/*!80000 SET SESSION binlog_transaction_compression = OFF */;
/*!80000 UPDATE d.t SET j = JSON_SET(j, '$.b[1]', 'changed', '$.a', 7) WHERE id = 1 */;
XA START 'x', 'y';
INSERT INTO d.t (id) VALUES (7);
XA END 'x', 'y';
XA PREPARE 'x', 'y';
XA COMMIT 'x', 'y';
SET SESSION binlog_format = STATEMENT;
SET @v = 1.5;
INSERT INTO d.t (id, price, ratio) VALUES (8, @v, RAND());
