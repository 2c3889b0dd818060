--- `moontail dump`: every event with every field, for people or for programs.
local moontail = require "moontail"

local COMMON = { type = true, timestamp = true, server_id = true, file = true, position = true,
  gtid = true, rows = true, schema = true, table = true }

local function sorted_keys(t)
  local keys = {}
  for key in pairs(t) do
    keys[#keys + 1] = key
  end
  table.sort(keys, function(a, b)
    -- "@2" before "@10"
    local na, nb = tostring(a):match "^@(%d+)$", tostring(b):match "^@(%d+)$"
    if na and nb then
      return tonumber(na) < tonumber(nb)
    end
    return tostring(a) < tostring(b)
  end)
  return keys
end

local function image(row)
  local parts = {}
  for _, name in ipairs(sorted_keys(row)) do
    parts[#parts + 1] = name .. "=" .. moontail.json(row[name])
  end
  return table.concat(parts, " ")
end

local function title(event)
  local time = os.date("!%Y-%m-%d %H:%M:%S", event.timestamp)
  local about = event.table and (" " .. event.schema .. "." .. event.table) or ""
  return ("%s:%.0f  %s  server %.0f  %s%s"):format(event.file, event.position, time,
    event.server_id, event.type, about)
end

local function print_text(event)
  print(title(event))
  for _, name in ipairs(sorted_keys(event)) do
    if not COMMON[name] or (name == "gtid" and event.type == "gtid") or
      (name == "schema" and not event.table) then
      local value = event[name]
      print(("    %s: %s"):format(name, type(value) == "string" and value or moontail.json(value)))
    end
  end
  for _, row in ipairs(event.rows or {}) do
    if row.before then
      print("  - " .. image(row.before))
    end
    if row.after then
      print("  + " .. image(row.after))
    end
  end
end

local function print_json(event)
  print(moontail.json(event))
end

return function()
  moontail.on("event", moontail.args.format == "json" and print_json or print_text)
end
