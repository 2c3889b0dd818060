--- `moontail record`: the runtime takes the events itself, this only says that all are wanted.
local moontail = require "moontail"

return function()
  moontail.on("event", function() end)
end
