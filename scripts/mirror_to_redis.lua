-- Mirror tables into Redis: a row becomes a hash, shop.users:4, with a field for each column.
-- NULL is a field that is not there; a changed primary key moves the hash. The server must log
-- whole rows (binlog_row_image=FULL, its default).
--   moontail run scripts/mirror_to_redis.lua --source mysql://repl@db --start earliest \
--     --set redis=redis://127.0.0.1:6379/1
local moontail = require "moontail"
local redis = require "moontail.redis"

local store = redis.connect(moontail.args.redis or "redis://127.0.0.1:6379")

-- The tables, and the columns whose values make the key.
local tables = {
  ["shop.users"] = { "id" },
  ["shop.products"] = { "sku" },
  ["shop.order_items"] = { "order_id", "line" },
}

local function text(value) return type(value) == "string" and value or moontail.json(value) end

for name, columns in pairs(tables) do
  local function key_of(row)
    local parts = { name }
    for _, column in ipairs(columns) do parts[#parts + 1] = text(row[column]) end
    return table.concat(parts, ":")
  end

  moontail.on("row", name, function(event)
    local old, new = event.before and key_of(event.before), event.after and key_of(event.after)
    local fields = {}
    for column, value in pairs(event.after or {}) do
      if value == moontail.null then store:hdel(new, column) else fields[column] = text(value) end
    end
    if new then store:hset(new, fields) end
    if old and old ~= new then store:del(old) end
  end)
end
