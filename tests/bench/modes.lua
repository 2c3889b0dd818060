-- What the bench lets moontail do with a load.
--   moontail run tests/bench/modes.lua --set mode=MODE --set load=a|b --source ...
local moontail = require "moontail"
local args = moontail.args
local name = "bench." .. (args.table or "load_" .. (args.load or "a"))

local columns = {
  a = { "id", "k", "c", "pad" },
  b = { "id", "customer_id", "session_id", "quantity", "price", "discount", "status", "tags",
    "created",
    "changed", "due", "weight", "score", "active", "name", "email", "city", "note", "description",
    "attributes" },
}
local two = { a = { "id", "k" }, b = { "id", "status" } }

local rows, sum, touched = 0, 0, 0

-- Look at a value as a script would: numbers are added, strings have a length.
local function touch(value)
  if value == nil then return end -- not there: not counted
  local kind = type(value)
  if kind == "number" then
    sum = sum + value
  elseif kind == "string" then
    sum = sum + #value
  end
  touched = touched + 1
end

-- A function that touches these columns of a row by their names, as one would write it.
local function toucher(names)
  local lines = { "local touch = ... return function(row)" }
  for _, column in ipairs(names) do lines[#lines + 1] = ("touch(row.%s)"):format(column) end
  return loadstring(table.concat(lines, "\n") .. "\nend")(touch)
end

local function toucher_of_event(names)
  local look = toucher(names)
  return function(event)
    rows = rows + 1
    if event.before then look(event.before) end
    if event.after then look(event.after) end
  end
end

local modes = {}

function modes.two()
  moontail.on("row", name, { columns = two[args.load] }, toucher_of_event(two[args.load]))
end

function modes.every()
  moontail.on("row", name, toucher_of_event(columns[args.load]))
end

function modes.none()
  moontail.on("row", "nobody.*", function() rows = rows + 1 end)
end

function modes.json()
  local out = require("moontail.file").open(args.out)
  moontail.on("row", name, function(event)
    rows = rows + 1
    out:json(event)
  end)
end

-- Rows as another tool writes them, which go nowhere: --set format=debezium, maxwell or canal.
function modes.format()
  local format = require("moontail.format." .. args.format).new()
  moontail.on("row", name, function(event)
    rows = rows + 1
    format(event)
  end)
  if args.format == "maxwell" then
    moontail.on("commit", format)
  end
end

function modes.redis()
  local cache = require("moontail.redis").connect(args.redis)
  moontail.on("row", name, function(event)
    rows = rows + 1
    cache:del("user:" .. event.key.id)
  end)
end

-- The moment at which each row came; written when the last one is there.
function modes.latency()
  local seen, last = {}, tonumber(args.last)
  moontail.on("insert", name, function(event)
    local number = event.row.id
    seen[#seen + 1] = ("%d %.0f"):format(number, moontail.now() * 1e6)
    if number == last then
      local file = assert(io.open(args.out, "w"))
      file:write(table.concat(seen, "\n"), "\n")
      file:close()
    end
  end)
end

modes[args.mode]()

-- The bench believes a time only when the work was done: how many rows came, values were looked at.
if args.counts then
  moontail.sink {
    name = "counts",
    flush = function()
      local file = assert(io.open(args.counts, "w"))
      file:write(("%d %d\n"):format(rows, touched))
      file:close()
      return true
    end,
  }
end
