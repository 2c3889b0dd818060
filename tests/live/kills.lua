-- Notes the key and the id of every change: --set sink=file (path), redis (exactly once), side (at
-- least once, several side by side) or stdout; --set url=URL of Redis.
local moontail = require "moontail"

moontail.configure { bigint = "string" }
local sink = moontail.args.sink

local function key_of(event)
  local parts = { event.table }
  for name, value in pairs(event.key) do
    parts[#parts + 1] = name .. "=" .. moontail.json(value)
  end
  table.sort(parts, function(a, b) return a < b end)
  return table.concat(parts, " ")
end

local function note_of(event) return key_of(event) .. "\t" .. event.id end

if sink == "file" then
  local out = require "moontail.file".open(moontail.args.path)
  moontail.on("row", function(event) out:line(note_of(event)) end)
elseif sink == "stdout" then
  moontail.on("row", function(event) print(note_of(event)) end)
elseif sink == "redis" then
  local store = require "moontail.redis".connect(moontail.args.url, { checkpoint = "place" })
  moontail.on("row", function(event) store:rpush("exact", note_of(event)) end)
else
  local store = require "moontail.redis".connect(moontail.args.url)
  moontail.on("row", { concurrency = 8, key = key_of }, function(event)
    moontail.sleep(math.random() * 0.004)
    store:rpush("side", note_of(event))
  end)
end
