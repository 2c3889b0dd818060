--- Every change of a row as a line of JSON, without what depends on the server: places, times, ids.
local moontail = require "moontail"
local file = require "moontail.file"

local out = file.open(moontail.args.file)

moontail.on("row", function(event)
  out:json {
    type = event.type, schema = event.schema, table = event.table, key = event.key,
    changed = event.changed, before = event.before, after = event.after,
    columns = event.columns,
  }
end)
