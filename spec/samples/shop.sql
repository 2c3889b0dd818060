-- A day in a small shop: what shop.binlog, shop-mysql.binlog and nometa-mariadb.binlog contain.
-- The clock is set, so that the log reads like a day of trade.
SET NAMES utf8mb4;
SET time_zone = '+00:00';
SET sql_mode = '';

SET timestamp = UNIX_TIMESTAMP('2026-11-20 08:00:00');
CREATE DATABASE shop CHARACTER SET utf8mb4;
USE shop;

CREATE TABLE users (
  id            BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  email         VARCHAR(120) NOT NULL,
  name          VARCHAR(60),
  password_hash CHAR(60) CHARACTER SET ascii,
  status        ENUM('new', 'active', 'blocked', 'left') NOT NULL DEFAULT 'new',
  tags          SET('vip', 'press', 'staff', 'newsletter') NOT NULL DEFAULT '',
  created_at    DATETIME NOT NULL,
  updated_at    TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP
);

CREATE TABLE products (
  sku        VARCHAR(20) NOT NULL PRIMARY KEY,
  title      VARCHAR(100) NOT NULL,
  price      DECIMAL(10,2) NOT NULL,
  stock      INT NOT NULL DEFAULT 0,
  attributes JSON
);

CREATE TABLE orders (
  id        INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  user_id   BIGINT UNSIGNED NOT NULL,
  total     DECIMAL(12,2) NOT NULL DEFAULT 0,
  state     ENUM('open', 'paid', 'sent', 'returned', 'cancelled') NOT NULL DEFAULT 'open',
  placed_at DATETIME(6) NOT NULL
);

CREATE TABLE order_items (
  order_id INT UNSIGNED NOT NULL,
  line     SMALLINT UNSIGNED NOT NULL,
  sku      VARCHAR(20) NOT NULL,
  qty      INT NOT NULL,
  PRIMARY KEY (order_id, line)
);

CREATE TABLE sessions (
  token   BINARY(16) NOT NULL PRIMARY KEY,
  user_id BIGINT UNSIGNED,
  seen_at TIMESTAMP NULL
);

-- Opening: the catalogue and the first customers, several rows in one statement.
SET timestamp = UNIX_TIMESTAMP('2026-11-20 08:15:00');
INSERT INTO products VALUES
  ('TEA-GREEN-100', 'Sencha, 100 g', 8.90, 140, '{"origin": "Japan", "weight": 100}'),
  ('TEA-BLACK-250', 'Assam, 250 g', 12.50, 80, '{"origin": "India", "weight": 250}'),
  ('TEA-MATE-500', 'Yerba mate, 500 g', 11.00, 35, '{"origin": "Brasil", "weight": 500}'),
  ('CUP-MOON', 'Tasse „Mond“', 19.90, 24, '{"colour": "blue", "ml": 250}'),
  ('CUP-SUN', 'Tasse „Sonne“ ☀', 19.90, 24, '{"colour": "yellow", "ml": 250}'),
  ('POT-IRON', '鉄瓶 Tetsubin', 149.00, 3, '{"ml": 800, "care": ["no soap", "dry well"]}'),
  ('SPOON-01', 'Measuring spoon', 0.99, 1000, NULL),
  ('GIFT-CARD', 'Gift card 🎁', 25.00, 2147483647, '{"digital": true, "valid": null}');

SET timestamp = UNIX_TIMESTAMP('2026-11-20 08:20:31');
INSERT INTO users (email, name, password_hash, status, tags, created_at) VALUES
  ('ada@example.com', 'Ada Lovelace', '$2y$10$PtYgjmUhBel31iEl2hpChYgCfrL1spNxnyVmihA/2O76UMFxFkM/R', 'active', 'vip,newsletter', NOW()),
  ('bjoern@example.com', 'Björn Åström', '$2y$10$5Kjp1vRt.1fjORS/6ilI8ihN5KXSc7Tvo/hBKqFYY/kv5ZJr3J1TW', 'active', '', NOW()),
  ('chiyo@example.com', '千代', '$2y$10$DtkwtDDb.xHKas1VOqg6YYZYn9ZhyiA4uoRgnatmUdjAWtGSU8po.', 'active', 'newsletter', NOW()),
  ('dara@example.com', 'Dara 🌙', '$2y$10$799NksnRH9ucAUsdMlHUvTCQCyEZDz/TddJ8HyS5SUkCnD8zRA9a9', 'new', 'press', NOW());

SET timestamp = UNIX_TIMESTAMP('2026-11-20 08:24:02');
INSERT INTO users (email, name, created_at) VALUES ('eve@example.com', NULL, '0000-00-00 00:00:00');

SET timestamp = UNIX_TIMESTAMP('2026-11-20 09:01:12');
INSERT INTO sessions VALUES (x'00112233445566778899aabbccddeeff', 1, NOW());
INSERT INTO sessions VALUES (x'f0e1d2c3b4a5968778695a4b3c2d1e00', 2, NOW());
INSERT INTO sessions VALUES (x'de305d5475b4431badb2eb6b00000000', NULL, NULL);

-- An order: three tables in one transaction.
SET timestamp = UNIX_TIMESTAMP('2026-11-20 09:14:55');
START TRANSACTION;
INSERT INTO orders (user_id, total, placed_at) VALUES (1, 47.70, '2026-11-20 09:14:55.123456');
INSERT INTO order_items VALUES (1, 1, 'TEA-GREEN-100', 2), (1, 2, 'CUP-MOON', 1), (1, 3, 'SPOON-01', 10);
UPDATE products SET stock = stock - 2 WHERE sku = 'TEA-GREEN-100';
UPDATE products SET stock = stock - 1 WHERE sku = 'CUP-MOON';
UPDATE products SET stock = stock - 10 WHERE sku = 'SPOON-01';
COMMIT;

SET timestamp = UNIX_TIMESTAMP('2026-11-20 09:15:20');
UPDATE orders SET state = 'paid' WHERE id = 1;
UPDATE users SET status = 'active', name = 'Eve' WHERE email = 'eve@example.com';

-- Changes nothing, so it is not in the log.
UPDATE users SET status = 'active' WHERE id = 1;

-- A payment that failed: rolled back, so it is not in the log either.
SET timestamp = UNIX_TIMESTAMP('2026-11-20 09:40:00');
START TRANSACTION;
INSERT INTO orders (user_id, total, placed_at) VALUES (2, 149.00, NOW(6));
INSERT INTO order_items VALUES (2, 1, 'POT-IRON', 1);
UPDATE products SET stock = 2 WHERE sku = 'POT-IRON';
ROLLBACK;

-- A savepoint: the second line was taken back.
SET timestamp = UNIX_TIMESTAMP('2026-11-20 09:41:10');
START TRANSACTION;
INSERT INTO orders (user_id, total, placed_at) VALUES (2, 19.90, '2026-11-20 09:41:10.000001');
INSERT INTO order_items VALUES (3, 1, 'CUP-SUN', 1);
SAVEPOINT second_line;
INSERT INTO order_items VALUES (3, 2, 'POT-IRON', 1);
ROLLBACK TO SAVEPOINT second_line;
UPDATE products SET stock = stock - 1 WHERE sku = 'CUP-SUN';
COMMIT;

-- Prices rise: one statement, many rows.
SET timestamp = UNIX_TIMESTAMP('2026-11-20 10:00:00');
UPDATE products SET price = price + 0.50 WHERE sku LIKE 'TEA-%';
UPDATE products SET attributes = NULL WHERE sku = 'GIFT-CARD';
UPDATE sessions SET seen_at = NOW(), user_id = 3 WHERE token = x'de305d5475b4431badb2eb6b00000000';

-- The table changes in the middle of the day; later rows have the new column.
SET timestamp = UNIX_TIMESTAMP('2026-11-20 12:00:00');
ALTER TABLE users ADD COLUMN phone VARCHAR(20) NULL AFTER email;

SET timestamp = UNIX_TIMESTAMP('2026-11-20 12:05:00');
UPDATE users SET phone = '+49 30 901820' WHERE id = 1;
UPDATE users SET phone = '+46 8 12345', tags = 'vip,press,staff,newsletter' WHERE id = 2;
INSERT INTO users (email, phone, name, created_at) VALUES ('finn@example.com', NULL, 'Finn O''Hara', NOW());

SET timestamp = UNIX_TIMESTAMP('2026-11-20 13:30:45');
START TRANSACTION;
INSERT INTO orders (user_id, total, state, placed_at) VALUES
  (3, 298.00, 'paid', '2026-11-20 13:30:45.5'),
  (4, 0.00, 'open', '2026-11-20 13:30:45.999999'),
  (6, 9999999999.99, 'open', '2026-11-20 13:30:46');
INSERT INTO order_items VALUES (4, 1, 'POT-IRON', 2), (5, 1, 'GIFT-CARD', 0), (6, 1, 'GIFT-CARD', 399999999), (6, 2, 'SPOON-01', 25);
UPDATE products SET stock = stock - 2 WHERE sku = 'POT-IRON';
UPDATE users SET status = 'blocked' WHERE id = 6;
COMMIT;

-- A customer moves in from the old shop, with an id beyond 2^53.
SET timestamp = UNIX_TIMESTAMP('2026-11-20 14:02:00');
INSERT INTO users (id, email, name, status, created_at) VALUES (9007199254740993, 'gil@example.com', 'Gil', 'active', '1999-12-31 23:59:59');
INSERT INTO users (id, email, name, status, created_at) VALUES (18446744073709551614, 'hana@example.com', 'Hana Šťastná', 'active', '2000-01-01 00:00:00');
INSERT INTO orders (user_id, total, placed_at) VALUES (18446744073709551614, 12.50, '2026-11-20 14:02:00.25');
UPDATE sessions SET user_id = 9007199254740993 WHERE user_id = 2;

-- Returns, cancellations, a renamed product: the key itself changes.
SET timestamp = UNIX_TIMESTAMP('2026-11-20 15:20:00');
START TRANSACTION;
UPDATE orders SET state = 'sent' WHERE state = 'paid';
UPDATE orders SET state = 'cancelled', total = 0 WHERE id IN (5, 6);
DELETE FROM order_items WHERE order_id IN (5, 6);
UPDATE products SET stock = stock - 1, price = 12.34 WHERE sku = 'TEA-BLACK-250';
UPDATE order_items SET line = line + 10 WHERE order_id = 1 ORDER BY line DESC;
COMMIT;
UPDATE products SET sku = 'TEA-MATE-0500', title = 'Chimarrão, 500 g' WHERE sku = 'TEA-MATE-500';
DELETE FROM products WHERE sku = 'SPOON-01';

-- Closing: sessions end, one user leaves and is forgotten.
SET timestamp = UNIX_TIMESTAMP('2026-11-20 18:00:00');
UPDATE users SET email = '', phone = NULL, name = NULL, password_hash = NULL, status = 'left' WHERE id = 4;
DELETE FROM users WHERE id = 5;
DELETE FROM sessions;
