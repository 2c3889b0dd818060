--- The exact tests' script: every change of the schema `exact` as a line of JSON, for verify.lua.
-- Text of geometries comes along: what moontail.geometry makes of the columns given.
--   moontail run tests/exact/audit.lua --set file=F --set geometry=t1.c2,t3.c1 --source ...
-- With --set columns=t1.tag,t1.c3,t2.tag,... only these are decoded and the others stepped over.
local moontail = require "moontail"
local geometry = require "moontail.geometry"

local file = assert(io.open(assert(moontail.args.file, "give --set file=PATH"), "w"))
file:setvbuf("full", 1048576)

-- Table -> list of columns.
local function by_table(text)
  local lists = {}
  for name, column in text:gmatch "([^.,]+)%.([^.,]+)" do
    lists[name] = lists[name] or {}
    table.insert(lists[name], column)
  end
  return lists
end

local wanted = by_table(moontail.args.geometry or "")

local function add_texts(event, columns)
  event.texts = {}
  for _, name in ipairs(columns) do
    local bytes = event.after and event.after[name]
    if bytes and bytes ~= moontail.null then
      event.texts[name] = { assert(geometry.wkt(bytes)), assert(geometry.geojson(bytes)) }
    end
  end
end

local function write(event)
  if wanted[event.table] then add_texts(event, wanted[event.table]) end
  file:write(moontail.json(event), "\n")
end

if moontail.args.columns then
  moontail.on("row", "exact.marks", write)
  for name, list in pairs(by_table(moontail.args.columns)) do
    moontail.on("row", "exact." .. name, { columns = list }, write)
  end
else
  moontail.on("row", "exact.*", write)
end

moontail.sink {
  name = "audit",
  flush = function() return file:flush() end,
}
