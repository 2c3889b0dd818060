--- Events made by hand, as a handler gets them, for the specs of the formats of other tools.
local M = {}

--- Columns from "name type" lines; "key" and "not null" may stand behind.
function M.columns_of(text)
  local list, keys = {}, 0
  for line in text:gmatch "[^\n]+" do
    local name, kind = line:match "^%s*(%S+)%s+(.-)%s*$"
    if name then
      local is_key = kind:find " key$" ~= nil
      kind = kind:gsub(" key$", "")
      local not_null = is_key or kind:find " not null$" ~= nil
      keys = keys + (is_key and 1 or 0)
      list[#list + 1] = { name = name, type = kind:gsub(" not null$", ""), nullable = not not_null,
        key = is_key and keys or nil }
    end
  end
  return list
end

--- What all have, then the fields that are given, then what follows from them.
function M.row_event(fields)
  local event = {
    timestamp = 1465581029, server_id = 223344, file = "mysql-bin.000003", position = 484,
    sequence = 1, index = 0, id = "0-1-1:1.0",
  }
  for name, value in pairs(fields) do
    event[name] = value
  end
  event.type = event.before and (event.after and "update" or "delete") or "insert"
  event.row = event.after or event.before
  if event.type == "update" then
    event.changed = {}
    for name, value in pairs(event.after) do
      event.changed[name] = event.before[name] ~= value or nil
    end
  end
  return event
end

--- The message of an event that has one.
function M.only(messages)
  assert(#messages == 1, #messages .. " messages")
  return messages[1]
end

--- The same text with the times at which it was written, which are now, replaced.
function M.at_rest(text)
  return (text:gsub('("op":"%a","ts_ms":)%d+', "%11")
    :gsub('("op":"%a","ts_ms":1,"ts_us":)%d+', "%12")
    :gsub('("ts_us":2,"ts_ns":)%d+', "%13"):gsub('("ts":)%d+(,"type":"%u+"})$', "%14%2"))
end

return M
