--- A file of SQL statements, as mysqldump --no-data writes it, one by one.
---
---     for statement in dump.statements(text) do print(statement) end
---
--- Sources: MySQL Reference Manual, "mysqldump", "mysql Client Commands" (DELIMITER).
local M = {}

--- Behind a literal or quoted name that starts at `at`.
local function pass_quoted(text, at, quote)
  local position = at + 1
  while true do
    local found = text:find(quote == "`" and "`" or "[\\" .. quote .. "]", position)
    if not found then
      return #text + 1
    elseif text:sub(found, found) == "\\" then
      position = found + 2
    else
      return found + 1
    end
  end
end

local function behind(text, pattern, at)
  local _, last = text:find(pattern, at)
  return (last or #text) + 1
end

--- Behind what starts at `at` when it is quoted or a comment; nil when it is neither.
local function pass(text, at)
  local two = text:sub(at, at + 1)
  local c = two:sub(1, 1)
  if c == "'" or c == '"' or c == "`" then
    return pass_quoted(text, at, c)
  elseif c == "#" or (two == "--" and text:find("^%-%-%s", at)) then
    return behind(text, "\n", at)
  elseif two == "/*" then
    return behind(text, "%*/", at + 2)
  end
end

--- Where the statement that starts at `at` ends: before its delimiter.
local function find_end(text, at, delimiter)
  local first = delimiter:sub(1, 1)
  local special = "['\"`#/%-%" .. first .. "]"
  local position = at
  while true do
    local found = text:find(special, position)
    if not found then
      return #text
    elseif text:sub(found, found + #delimiter - 1) == delimiter then
      return found - 1
    end
    position = pass(text, found) or found + 1
  end
end

--- Space and whole comments, none of them conditional.
local function skip_space(text, at)
  while true do
    at = text:find("%S", at) or #text + 1
    local conditional = text:find("^/%*M?!", at)
    local is_comment = text:find("^#", at) or text:find("^%-%-%s", at) or text:find("^/%*", at)
    if conditional or not is_comment then
      return at
    end
    at = pass(text, at)
  end
end

--- @param text string
--- @return fun(): string?
function M.statements(text)
  local at, delimiter = 1, ";"
  return function()
    while true do
      at = skip_space(text, at)
      local _, last, new = text:find("^[Dd][Ee][Ll][Ii][Mm][Ii][Tt][Ee][Rr][ \t]+(%S+)", at)
      if at > #text then
        return nil
      elseif new then
        at, delimiter = last + 1, new
      else
        local last_byte = find_end(text, at, delimiter)
        local statement = text:sub(at, last_byte)
        at = last_byte + #delimiter + 1
        if statement:find "%S" then
          return statement
        end
      end
    end
  end
end

--- What the comments at the top say of the server and, for a dump of one database, of its name.
--- @return { mariadb: boolean, version?: integer, schema?: string }
function M.origin(text)
  local head = text:sub(1, 4096)
  local server = head:match "\n%-%- Server version[ \t]+(%S+)"
  local major, minor, patch = (server or ""):match "^(%d+)%.(%d+)%.(%d+)"
  local schema = head:match "\n%-%- Host: [^\n]-Database: ([^\r\n]+)"
  return {
    mariadb = (server or ""):find "MariaDB" ~= nil or text:find("/*M!", 1, true) ~= nil,
    version = major and major * 10000 + minor * 100 + patch,
    schema = schema,
  }
end

return M
