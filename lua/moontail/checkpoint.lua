--- `--checkpoint URL`: the job's checkpoint in Redis or in a table, instead of a file.
---
---     redis://127.0.0.1:6379/KEY, redis://127.0.0.1:6379/0/KEY
---     mysql://user@127.0.0.1:3306/SCHEMA.TABLE

local M = {}

local function split(where)
  local base, query = where:match "^([^?]*)(.*)$"
  local server, name = base:match "^(%a[%w+.-]*://.*)/([^/]+)$"
  if not server or not server:find "^%a[%w+.-]*://." then
    error("--checkpoint: the URL must end with /KEY, or /SCHEMA.TABLE for mysql://", 0)
  end
  return server .. query, name
end

--- Make the sink that holds the checkpoint.
--- @param where string
function M.open(where)
  local server, name = split(where)
  local module
  if where:find "^redis" then
    module = require "moontail.redis"
  elseif where:find "^m%a+://" then
    module = require "moontail.mysql"
  else
    error("--checkpoint: a file, a redis:// or a mysql:// URL is expected", 0)
  end
  module.connect(server, { checkpoint = name })
end

return M
