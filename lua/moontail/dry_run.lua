--- `run --dry-run`: what the sinks would be sent is printed, a line each.
---
--- This is also where the contract stands between a sink's module and those who want to see what it
--- would send: this one, and moontail.testing. `core.capture` is nil in a job at work. Otherwise a
--- module hands over what it has ready instead of sending it, from the same call that queues it:
---
---     if core.capture then
---       return core.capture.write("http", state.name, { method = ..., url = ..., body = ... })
---     end
---
--- and asks first where a reply is waited for:
---
---     if core.capture then
---       local answered, reply, err = core.capture.ask("http", state.name, request, changes)
---       if answered then return reply, err end
---     end
---
--- A client makes no connection, no file and no sink while it is captured, unless `ask` lets a
--- question through.
local core = require "moontail.core"

--- @class moontail.Capture
--- @field write fun(kind: string, name: string, item: table): boolean?, string? instead of sending
--- @field ask fun(kind: string, name: string, item: table, changes: boolean): boolean, any, string?
--- instead of sending and waiting for the reply; false: the module shall send it (never when it
--- changes anything)

-- What `item` is for each kind; `name` is the client's, as in messages:
--
--   redis, memcached  the words of the command: { "DEL", "user:7" }
--   mysql, sqlite     { "upsert", table, row }, { "update", table, key, changes },
--                     { "delete", table, key }, or the SQL and its values: { sql, ... }
--   http              { method, url, headers = { "Name: value", ... }, body }
--   webhook           { url, id, body }
--   elasticsearch     { action, index, id, document, text = its lines in a bulk request }
--   file              { path, text }, the text with its newline
--   exec, stdout      { text }, a line without its newline

local M = {}

-- Names in a query whose values are nobody's business.
local SECRET = { "token", "key", "secret", "passw", "sig", "auth", "credential" }

--- A URL without what it has of passwords.
local function clean(url)
  url = url:gsub("^(%a[%w+.-]*://[^/?#@]*:)[^/?#]*@", "%1xxx@")
  return (url:gsub("([?&])([^=&#]+)=([^&#]*)", function(mark, name, value)
    for _, part in ipairs(SECRET) do
      if name:lower():find(part, 1, true) then
        value = "xxx"
      end
    end
    return mark .. name .. "=" .. value
  end))
end

local function words(item)
  local parts = {}
  for i, value in ipairs(item) do
    parts[i] = type(value) == "string" and not value:find "[%s%c\"]" and value or core.json(value)
  end
  return table.concat(parts, " ")
end

local FORMATS = {
  redis = words, memcached = words, mysql = words, sqlite = words,
  http = function(item)
    return ("%s %s%s"):format(item.method, clean(item.url), item.body and " " .. item.body or "")
  end,
  webhook = function(item)
    return ("%s %s %s"):format(clean(item.url), item.id, item.body)
  end,
  elasticsearch = function(item) return (item.text:gsub("\n$", ""):gsub("\n", " ")) end,
  file = function(item) return item.path .. " " .. item.text:gsub("\n$", "") end,
  exec = function(item) return item.text end,
  stdout = function(item) return item.text end,
}

-- What a question that would change something is told, in place of a reply.
local REPLIES = {
  http = function() return { status = 200, headers = {}, body = "" } end,
}

--- @type moontail.Capture
M.capture = {
  write = function(kind, _, item)
    io.write(kind, " ", FORMATS[kind](item), "\n")
    return true
  end,
  ask = function(kind, name, item, changes)
    if not changes then
      return false
    end
    M.capture.write(kind, name, item)
    return true, REPLIES[kind] and REPLIES[kind]() or core.null
  end,
}

--- Options of moontail.mysql for a connection that only asks.
function M.reading(options)
  local own = { session = "SET SESSION TRANSACTION READ ONLY" }
  for name, value in pairs(options) do
    own[name] = own[name] or (not name:find "^checkpoint" and value or nil)
  end
  return own
end

--- A client that keeps the checkpoint has it asked for, so that the run begins where the job would.
--- @param name string? nil: the client does not keep it
--- @param load fun(): string?, string?
function M.hold(name, load)
  if not name or not core.dry_run then
    return
  end
  local function nothing()
    return true
  end
  require "moontail".sink { name = name, flush = nothing, commit = nothing, load = load }
end

return M
