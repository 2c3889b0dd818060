--- The parts of a URL that names a server, for the modules that connect to one. Messages never
--- show a URL: it may hold a password.

local core = require "moontail.core"

local M = {}

local function unescape(text)
  return (text:gsub("%%(%x%x)", function(hex) return string.char(tonumber(hex, 16)) end))
end

local function fail(server, usage, what, level)
  error(("the URL for %s %s; write %s"):format(server, what, usage), level + 1)
end

--- @class moontail.url.Parts
--- @field scheme string
--- @field user? string
--- @field password? string
--- @field host? string
--- @field port? integer
--- @field path string without the slash before it
--- @field body string all between `://` and `?`, as it is
--- @field query string

--- Take a URL apart.
--- @param text string
--- @param server string for messages: whose URL it is
--- @param usage string for messages: what it should look like
--- @param schemes table<string, boolean> those that are meant
--- @param level integer whom to blame, as for error()
--- @return moontail.url.Parts
function M.parse(text, server, usage, schemes, level)
  local scheme, rest = text:match("^([%w+.-]+)://(.*)$")
  if not scheme then
    fail(server, usage, "has no scheme", level + 1)
  elseif not schemes[scheme] then
    fail(server, usage, ("has the scheme '%s'"):format(scheme), level + 1)
  end
  local parts = { scheme = scheme }
  local body, query = rest:match("^([^?]*)%??(.*)$")
  parts.query, parts.body = query, body
  -- from the right: a password may hold an @
  local user_info, address = body:match("^(.*)@([^@]*)$")
  if user_info then
    local user, password = user_info:match("^([^:]*):?(.*)$")
    parts.user = user ~= "" and unescape(user) or nil
    parts.password = password ~= "" and unescape(password) or nil
    parts.body = address
  end
  local host_port, path = parts.body:match("^([^/]*)/?(.*)$")
  local host, port = host_port:match("^%[(.*)%]:?(%d*)$")
  if not host then
    host, port = host_port:match("^([^:]*):?(%d*)$")
  end
  if not host then
    fail(server, usage, "has no valid host or port", level + 1)
  end
  parts.host = host ~= "" and unescape(host) or nil
  parts.port = tonumber(port)
  parts.path = unescape(path)
  return parts
end

--- The options behind the question mark, by the types that they should have.
--- @param query string
--- @param types table<string, string>
--- @return table<string, any>
function M.options(query, types, server, usage, level)
  local options = {}
  for name, value in query:gmatch("([^&=]+)=?([^&]*)") do
    if types[name] == "number" then
      options[name] = tonumber(value) or
        fail(server, usage, "gives no number for " .. name, level + 1)
    elseif types[name] == "boolean" then
      options[name] = ({ ["true"] = true, ["false"] = false })[value]
      if options[name] == nil then
        fail(server, usage, ("gives neither true nor false for %s"):format(name), level + 1)
      end
    elseif types[name] then
      options[name] = unescape(value)
    else
      fail(server, usage, ("has the unknown option '%s'%s"):format(name,
        core.nearest(name, types)), level + 1)
    end
  end
  return options
end

return M
