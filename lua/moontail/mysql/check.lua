--- `moontail check` of a target: is it there, and which of the database's tables may be written?
--- Rights are tried, not read: grants may come by roles. What is tried changes no row.
local within = require "moontail.within"

local WHO = "SELECT CURRENT_USER() AS user, DATABASE() AS name"
local TABLES = [[
SELECT TABLE_NAME AS name FROM information_schema.TABLES
WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE' ORDER BY TABLE_NAME LIMIT 500]]
local COLUMNS = [[
SELECT COLUMN_NAME AS name, EXTRA AS extra FROM information_schema.COLUMNS
WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION]]
local MOST_NAMES = 5

local function quote(name)
  return "`" .. name:gsub("`", "``") .. "`"
end

--- Three statements that change nothing, for what `apply` does.
local function trials(name, columns)
  local list = {}
  for _, column in ipairs(columns) do
    local extra = column.extra:upper()
    if not extra:find "GENERATED" or extra:find "DEFAULT_GENERATED" then
      list[#list + 1] = quote(column.name)
    end
  end
  local named, all = quote(name), table.concat(list, ", ")
  return {
    ("INSERT INTO %s (%s) SELECT %s FROM %s WHERE FALSE"):format(named, all, all, named),
    ("UPDATE %s SET %s = %s WHERE FALSE"):format(named, list[1], list[1]),
    ("DELETE FROM %s WHERE FALSE"):format(named),
  }
end

local function try(ask, name)
  local columns, err = ask(COLUMNS, name)
  if not columns then
    return nil, err
  end
  for _, sql in ipairs(#columns > 0 and trials(name, columns) or {}) do
    local ok
    ok, err = ask(sql)
    if not ok then
      return nil, err
    end
  end
  return true
end

local function grant(who)
  local user, host = who.user:match "^(.*)@([^@]*)$"
  return ("GRANT SELECT, INSERT, UPDATE, DELETE ON %s.* TO '%s'@'%s';"):format(
    quote(who.name), user, host)
end

local function name_some(names)
  local more = #names > MOST_NAMES and ", ..." or ""
  return table.concat(names, ", ", 1, math.min(#names, MOST_NAMES)) .. more
end

--- @param ask fun(sql: string, ...): table[]?, string? rows, or nil and why not
--- @return boolean? ok, string text, string? fix
local function look(ask)
  local rows, err = ask(WHO)
  if not rows then
    return nil, err
  end
  local who = rows[1]
  if type(who.name) ~= "string" then
    return true, ("it answers %s; no database is named whose tables could be tried"):format(
      who.user)
  end
  local tables
  tables, err = ask(TABLES)
  if not tables then
    return nil, err
  elseif #tables == 0 then
    return nil, ("%s sees no table of %s"):format(who.user, who.name), grant(who)
  end
  local refused, why = {}, nil
  for _, row in ipairs(tables) do
    local ok, reason = try(ask, row.name)
    if not ok then
      refused[#refused + 1], why = row.name, why or reason
    end
  end
  if #refused == #tables then
    return nil, ("%s may write none of the %d tables of %s: %s"):format(who.user, #tables,
      who.name, why), grant(who)
  elseif #refused > 0 then
    return true, ("%s may write %d of %d tables of %s, but not %s"):format(who.user,
      #tables - #refused, #tables, who.name, name_some(refused))
  end
  return true, ("%s may write the tables of %s: %d"):format(who.user, who.name, #tables)
end

--- On a connection of its own, so that no checkpoint table is made.
--- @param link table moontail.core.mysql
--- @param options moontail.mysql.Options
--- @return boolean? ok, string text, string? fix
return function(link, options)
  local own = {}
  for name, value in pairs(options) do
    own[name] = not name:find "^checkpoint" and value or nil
  end
  local target = link.new(own)
  local ok, text, fix = look(function(sql, ...)
    local asked = link.statement(target, sql, nil, nil, select("#", ...), true)
    local values, n = { ... }, select("#", ...)
    return within(function() return (link.stats(target)) end, function()
      return link.query(target, asked, unpack(values, 1, n))
    end)
  end)
  local prefix = link.name(target) .. ": "
  link.close(target)
  return ok, text:sub(1, #prefix) == prefix and text:sub(#prefix + 1) or text, fix
end
