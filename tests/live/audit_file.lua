--- As audit.lua, through moontail.file: after a crash the file is cut back to the checkpoint.
local moontail = require "moontail"
local file = require "moontail.file"

local path = assert(moontail.args.file, "give --set file=PATH")
local out = file.open(path)

moontail.on("row", "work.*", function(event)
  out:json(event)
end)
