-- Prints each change with its id, for the live tests.
local moontail = require "moontail"

moontail.on("row", function(event)
  print(event.gtid, event.id, event.row.n)
end)
