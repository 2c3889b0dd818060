-- Pass changes on without what must not leave: masks e-mail addresses and password hashes in any
-- table of the shop, and writes the events as lines of JSON.
--   moontail run scripts/mask_column.lua --source mysql://repl@db --set path=changes.jsonl
local moontail = require "moontail"
local file = require "moontail.file"

local out = file.open(moontail.args.path or "-")

local masks = {
  email = function(value) return (value:gsub("^(.?)[^@]*", "%1***")) end, -- a***@example.com
  password_hash = function() return "***" end,
}

local function mask(row)
  for column, conceal in pairs(masks) do
    local value = row and row[column]
    if value and value ~= moontail.null then row[column] = conceal(value) end
  end
end

moontail.on("row", "shop.*", function(event)
  event.changed = event.changed -- worked out when first read: that must be before the masking
  mask(event.before)
  mask(event.after) -- event.row is one of the two
  event.query = nil -- the statement holds the values as well
  out:json(event)
end)
