-- Show changes as a person reads them: + inserted, ~ updated, - deleted, and DDL; times are UTC.
--   moontail run scripts/print_changes.lua --source binlog.000042 --checkpoint none
--   moontail run scripts/print_changes.lua --source mysql://repl@db --tables 'shop.*'
local moontail = require "moontail"
local colours = moontail.colours()
local marks = { insert = "\27[32m+ ", update = "\27[33m~ ", delete = "\27[31m- " }
local place, began = {}, nil -- of each column in its table; when the transaction began

local function show(time, text)
  text = colours and text or text:gsub("\27%[%d*m", "")
  print((time and os.date("!%F %T  ", time) or (" "):rep(21)) .. text)
end

local function short(value, most)
  if value == nil or value == moontail.null then return value and "\27[90mNULL\27[m" or "?" end
  local text = type(value) == "string" and value:gsub("%s+", " ") or moontail.json(value)
  if text:find "%c" or moontail.json(text):find "\\udc%x%x" then -- bytes, not text
    text = "0x" .. value:gsub(".", function(c) return ("%02x"):format(c:byte()) end)
  end
  if #text > most then text = text:sub(1, most):gsub("[\192-\255][\128-\191]*$", "") .. "…" end
  return text == "" and "''" or text
end
moontail.on("begin", function(event) began = event.timestamp end)
moontail.on("ddl", function(event) show(event.timestamp, short(event.query, 96)) end)
moontail.on("table_map", function(event)
  for i, column in ipairs(event.columns) do place[event.table .. "." .. (column.name or i)] = i end
end)
moontail.on("row", function(event)
  local names, changed = {}, event.changed or event.row
  for c in pairs(event.row) do names[#names + 1] = (changed[c] or event.key[c]) and c end
  local function at(name) return place[event.table .. "." .. name] or 0 end
  table.sort(names, function(a, b) return at(a) < at(b) end)
  local line = ("%s%-18s\27[m"):format(marks[event.type], event.schema .. "." .. event.table)
  for _, name in ipairs(names) do
    local most = event.key[name] and 80 or 28 -- keys are not cut
    local old = event.changed and changed[name] and short(event.before[name], most) .. " → " or ""
    line = line .. "  \27[90m" .. name .. "\27[m " .. old .. short(event.row[name], most)
  end
  began = show(began, line) -- nil: only the first row of a transaction has the time
end)
