--- Writes SQL of a shop at work, for ever, to a client's stdin: luajit shop_load.lua [STATEMENTS/S]
-- The load comes in waves, as that of people does.
local rate = tonumber(arg and arg[1]) or 400
local ffi = require "ffi"
ffi.cdef "int usleep(unsigned usec);"

local TABLES = { "orders", "order_items", "carts", "users", "sessions", "stock", "payments",
  "page_views" }
local SHARE = { 8, 18, 22, 4, 14, 16, 6, 30 } -- of the statements
local random = math.random

local function pick()
  local n = random(118)
  for i, share in ipairs(SHARE) do
    n = n - share
    if n <= 0 then
      return TABLES[i]
    end
  end
end

local function statement(name)
  local id, kind = random(500), random(10)
  if kind <= 4 then
    return ("INSERT INTO shop.%s (name, n) VALUES ('%s of %d', %d)"):format(name, name, id, kind)
  elseif kind <= 9 then
    return ("UPDATE shop.%s SET n = n + 1 WHERE id = %d"):format(name, id)
  end
  return ("DELETE FROM shop.%s WHERE id > 500 LIMIT %d"):format(name, random(9))
end

local out = io.stdout
out:setvbuf "full"
out:write "CREATE DATABASE IF NOT EXISTS shop;\n"
for _, name in ipairs(TABLES) do
  out:write(("CREATE TABLE IF NOT EXISTS shop.%s (id INT PRIMARY KEY AUTO_INCREMENT,\z
    name VARCHAR(60), n INT);\n"):format(name))
end
for step = 0, math.huge do
  local wave = 1 + 0.5 * math.sin(step / 90) + 0.25 * math.sin(step / 23) + 0.3 * random()
  out:write "BEGIN;\n"
  for i = 1, rate / 10 * wave do
    out:write(statement(pick()), ";\n")
    if i % 5 == 0 then
      out:write "COMMIT; BEGIN;\n"
    end
  end
  out:write "COMMIT;\n"
  if not out:flush() then
    os.exit(0)
  end
  ffi.C.usleep(100000)
end
