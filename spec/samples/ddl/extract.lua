--- The DDL statements of test files in mysqltest's language, in the form of the samples here.
---
---     luajit spec/samples/ddl/extract.lua FOLDER FILE... > statements.sql
---
--- FILE is relative to FOLDER. Left out: what has variables in it or is not UTF-8, and what touches
--- the server's own tables or accounts.
local WANTED = { CREATE = true, ALTER = true, RENAME = true, DROP = true, TRUNCATE = true }
local OBJECTS = {}
for word in ([[TABLE TABLES DATABASE SCHEMA INDEX SEQUENCE VIEW TRIGGER PROCEDURE FUNCTION]])
  :gmatch "%S+" do
  OBJECTS[word] = true
end
local LONGEST = 5000
-- mysqltest's own commands run to a semicolon, too
local UNSAFE = { "mysql%s*%.", "mysql`", "performance_schema", "sys%.", "information_schema%.",
  "%$", "%z", ";;", "mysqltest_", "^%S+%s+DATABASE%s+mysql", "DIRECTORY", "SONAME",
  "#mysql50#", "mariadb_schema" }

local function read(path)
  local f = assert(io.open(path, "rb"))
  local text = f:read "*a"
  f:close()
  return text
end

local function is_utf8(text)
  local rest = text:gsub("[%z\1-\127]", ""):gsub("[\194-\223][\128-\191]", "")
    :gsub("[\224-\239][\128-\191][\128-\191]", "")
    :gsub("[\240-\244][\128-\191][\128-\191][\128-\191]", "")
  return rest == ""
end

--- The statement without comments before it, and its first words.
local function words_of(sql)
  local bare = sql:gsub("^%s+", "")
  while bare:find "^#" do
    bare = bare:gsub("^[^\n]*\n?%s*", "", 1)
  end
  return bare, bare:upper():gsub("/%*!?%d*", " "):gmatch "[%a_]+"
end

local function is_wanted(sql)
  for _, pattern in ipairs(UNSAFE) do
    if sql:lower():find(pattern:lower()) then
      return false
    end
  end
  local _, next_word = words_of(sql)
  if #sql > LONGEST or not is_utf8(sql) or not WANTED[next_word()] then
    return false
  end
  for _ = 1, 8 do
    local word = next_word()
    if OBJECTS[word] then
      return true
    end
  end
  return false
end

--- SET sql_mode to a literal: it changes how the next statements are read.
local function sets_mode(sql)
  return sql:lower():find "^set%s+[session@%.]*%s*sql_mode%s*:?=%s*['\"]?[%a_,]*['\"]?%s*$" ~= nil
    and not sql:lower():find "global" and not sql:lower():find "select"
end

--- Where the statement ends, strings and comments stepped over.
local function statement_end(text, from, delimiter)
  local at = from
  while at <= #text do
    local c = text:sub(at, at)
    if text:sub(at, at + #delimiter - 1) == delimiter then
      return at
    elseif c == "'" or c == '"' or c == "`" then
      local close = at + 1
      while close <= #text and text:sub(close, close) ~= c do
        close = close + (text:sub(close, close) == "\\" and c ~= "`" and 2 or 1)
      end
      at = close + 1
    elseif c == "#" or text:find("^%-%-%s", at) then
      at = (text:find("\n", at, true) or #text) + 1
    else
      at = at + 1
    end
  end
end

local function statements(text)
  local list, at, delimiter = {}, 1, ";"
  while true do
    at = text:match("^%s*()", at)
    if at > #text then
      return list
    end
    local line = text:match("^[^\n]*", at)
    local new = line:lower():match "^%-*%s*delimiter%s+(%S+)"
    if new then
      new = new:sub(-#delimiter) == delimiter and #new > #delimiter and new:sub(1, -#delimiter - 1)
        or new
      delimiter, at = new, at + #line + 1
    elseif line:find "^#" or line:find "^%-%-" or line:find "^[{}]" then
      at = at + (line:find "^[{}]" and 1 or #line + 1)
    else
      local stop = statement_end(text, at, delimiter)
      if not stop then
        return list
      end
      list[#list + 1] = text:sub(at, stop - 1):gsub("%s+$", "")
      at = stop + #delimiter
    end
  end
end

local folder = arg[1]
print "DELIMITER ;;"
for i = 2, #arg do
  local kept = {}
  for _, sql in ipairs(statements(read(folder .. "/" .. arg[i]))) do
    sql = words_of(sql)
    if is_wanted(sql) or sets_mode(sql) then
      kept[#kept + 1] = sql
    end
  end
  if #kept > 0 then
    print("-- " .. arg[i])
    print(table.concat(kept, "\n;;\n") .. "\n;;")
  end
end
