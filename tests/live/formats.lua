-- Writes each row in the formats of other tools, a file for each, for the live test.
local moontail = require "moontail"
local canal = require "moontail.format.canal"
local debezium = require "moontail.format.debezium"
local file = require "moontail.file"
local maxwell = require "moontail.format.maxwell"

local formats = {
  debezium = debezium.new { schemas_enable = true, bigint_unsigned_handling_mode = "precise" },
  other = debezium.new {
    decimal_handling_mode = "string", bigint_unsigned_handling_mode = "precise",
    time_precision_mode = "adaptive", binary_handling_mode = "hex", version = "2.1.4.Final",
  },
  double = debezium.new {
    decimal_handling_mode = "double", bigint_unsigned_handling_mode = "precise",
    binary_handling_mode = "base64-url-safe",
  },
  maxwell = maxwell.new(), canal = canal.new(),
}

local outputs = {}
for name in pairs(formats) do
  outputs[name] = file.open(moontail.args.folder .. "/" .. name)
end

local function write(event)
  for name, format in pairs(formats) do
    if event.type ~= "commit" or name == "maxwell" then
      for _, message in ipairs(format(event)) do
        outputs[name]:line(message.value)
      end
    end
  end
end

moontail.on("insert", "work.*", write)
moontail.on("commit", write)
