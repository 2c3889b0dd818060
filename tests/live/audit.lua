--- The live tests' script: every change of the schema `work` as a line of JSON, for replay.lua.
--   moontail run tests/live/audit.lua --set file=audit.jsonl --source ...
local moontail = require "moontail"

local file = assert(io.open(assert(moontail.args.file, "give --set file=PATH"), "a"))
file:setvbuf("full", 1048576)

moontail.on("row", "work.*", function(event)
  file:write(moontail.json(event), "\n")
end)

-- What is checkpointed must be in the file.
moontail.sink {
  name = "audit",
  flush = function() return file:flush() end,
}
