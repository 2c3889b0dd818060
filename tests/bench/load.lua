-- Writes the SQL of a benchmark load: a is sysbench's table of 4 columns, b a shop's of 20.
-- usage: luajit tests/bench/load.lua a|b CHANGES [SEED]
-- 60 % of the row changes are inserts, 30 % updates, 10 % deletes; half of them come in
-- transactions of one row, half in transactions of 1000. The same seed gives the same SQL.
local load, changes, seed = arg[1], tonumber(arg[2]), tonumber(arg[3]) or 42

-- Lehmer's generator (Park and Miller 1988): exact in doubles.
local function random(n)
  seed = seed * 16807 % 2147483647
  return seed % n
end

local words = {}
for word in ([[silver walnut harbour lantern river meadow copper violet marble cedar falcon amber
  granite willow ember Zürich naïve café Ørsted 東京 Москва]]):gmatch "%S+" do
  words[#words + 1] = word
end

local function text(count)
  local t = {}
  for i = 1, count do t[i] = words[random(#words) + 1] end
  return table.concat(t, " ")
end

local function digits(groups)
  local t = {}
  for i = 1, groups do t[i] = ("%011d"):format(random(99999999999)) end
  return table.concat(t, "-")
end

local function maybe(percent, make)
  return random(100) < percent and "NULL" or make()
end

local function quoted(s) return "'" .. s .. "'" end
local function date() return ("20%02d-%02d-%02d"):format(random(27), random(12) + 1,
  random(28) + 1) end
local function clock() return ("%02d:%02d:%02d"):format(random(24), random(60), random(60)) end

local loads = {
  a = {
    create = [[CREATE TABLE load_a (id INT NOT NULL PRIMARY KEY, k INT NOT NULL,
      c CHAR(120) NOT NULL,
      pad CHAR(60) NOT NULL) CHARACTER SET latin1]],
    row = function(id)
      return ("(%d,%d,'%s','%s')"):format(id, random(1000000), digits(10), digits(5))
    end,
    set = function() return ("k = k + 1, c = '%s'"):format(digits(10)) end,
  },
  b = {
    create = [[CREATE TABLE load_b (id BIGINT NOT NULL PRIMARY KEY,
      customer_id INT UNSIGNED NOT NULL,
      session_id BIGINT UNSIGNED NULL, quantity SMALLINT NOT NULL, price DECIMAL(12,2) NOT NULL,
      discount DECIMAL(8,4) NULL, status ENUM('new','paid','sent','returned','cancelled') NOT NULL,
      tags SET('gift','fragile','express','bulk') NOT NULL, created DATETIME(6) NOT NULL,
      changed TIMESTAMP NOT NULL DEFAULT '2020-01-01 00:00:00', due DATE NULL, weight DOUBLE NULL,
      score FLOAT NOT NULL, active BOOL NOT NULL, name VARCHAR(80) NOT NULL,
      email VARCHAR(120) NOT NULL, city VARCHAR(60) NULL, note VARCHAR(255) NULL,
      description TEXT NULL, attributes JSON NULL) CHARACTER SET utf8mb4]],
    row = function(id)
      local values = {
        id, random(2000000000), maybe(20, function() return ("%d%09d"):format(random(9) + 1,
          random(1000000000)) end),
        random(1000), ("%d.%02d"):format(random(100000), random(100)),
        maybe(30, function() return ("0.%04d"):format(random(10000)) end),
        random(5) + 1, random(16), quoted(date() .. " " .. clock()
          .. (".%06d"):format(random(1000000))),
        quoted(date() .. " 12:30:00"), maybe(25, function() return quoted(date()) end),
        maybe(20, function() return ("%d.%d"):format(random(1000), random(1000)) end),
        ("%d.%d"):format(random(100), random(100)), random(2), quoted(text(2)),
        quoted(("user%d@example%d.com"):format(random(1000000), random(50))),
        maybe(15, function() return quoted(text(1)) end), maybe(50,
          function() return quoted(text(5)) end),
        maybe(25, function() return quoted(text(random(20) + 5)) end),
        maybe(25, function()
          return ([['{"colour": "%s", "size": %d, "stock": [%d, %d]}']]):format(text(1), random(50),
            random(10), random(10))
        end),
      }
      return "(" .. table.concat(values, ",") .. ")"
    end,
    set = function()
      return ("quantity = quantity + 1, status = %d, note = '%s'"):format(random(5) + 1, text(4))
    end,
  },
}

local it = loads[load]
local name = "load_" .. load
local first, next_id = 1, 1

local function insert(count)
  local rows = {}
  for i = 1, count do
    rows[i] = it.row(next_id)
    next_id = next_id + 1
  end
  return ("INSERT INTO %s VALUES %s;\n"):format(name, table.concat(rows, ","))
end

local function update(count)
  local id = first + random(next_id - first - count + 1)
  return ("UPDATE %s SET %s WHERE id BETWEEN %d AND %d;\n"):format(name, it.set(), id,
    id + count - 1)
end

local function delete(count)
  first = first + count
  return ("DELETE FROM %s WHERE id BETWEEN %d AND %d;\n"):format(name, first - count, first - 1)
end

-- Ten changes, six, three and one of a kind.
local order = { insert, insert, update, insert, insert, update, insert, delete, insert, update }

io.write("CREATE DATABASE IF NOT EXISTS bench; USE bench;\n", it.create, ";\n")
io.write "SET time_zone = '+00:00', sql_mode = '';\n"
for _ = 1, changes / 2000 do
  io.write("BEGIN;\n", insert(600), update(300), delete(100), "COMMIT;\n")
  for i = 0, 999 do io.write(order[i % 10 + 1](1)) end
end
