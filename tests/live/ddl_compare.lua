--- Runs DDL statements on a real server and compares what the parser says of each column with what
--- the server's information_schema says then.
local corpus = require "spec.support.ddl_corpus"
local ddl = require "moontail.ddl"
local shell = require "shell"

local M = {}

local COLUMNS = "column_name, column_type, is_nullable, ifnull(character_set_name, ''), "
  .. "ifnull(collation_name, ''), column_key, extra"
local FIELDS = { "name", "type", "nullable", "charset", "collate", "key", "extra" }

local function quote(text)
  return "'" .. text:gsub("[\\']", "\\%0") .. "'"
end

local function full_name(about)
  local name = "`" .. about.name:gsub("`", "``") .. "`"
  return about.schema and "`" .. about.schema:gsub("`", "``") .. "`." .. name or name
end

--- The query for the columns of a statement's table, each line marked with the statement's number.
local function columns_query(i, about)
  return ("SELECT '#', %d, %s FROM information_schema.columns WHERE table_schema = %s"
    .. " AND table_name = %s ORDER BY ordinal_position\n;;\n"):format(i, COLUMNS,
    about.schema and quote(about.schema) or "DATABASE()", quote(about.name))
end

--- The batch for a server: each statement, then whether it failed, then its table's columns.
local function write_batch(path, statements)
  local out = { "DELIMITER ;;\n" }
  local file, made = nil, {}
  for i, one in ipairs(statements) do
    if one.file ~= file then
      file = one.file
      for name in pairs(made) do
        out[#out + 1] = ("DROP DATABASE IF EXISTS %s\n;;\n"):format(full_name { name = name })
      end
      made = {}
      out[#out + 1] = "DROP DATABASE IF EXISTS test\n;;\nCREATE DATABASE test\n;;\nUSE test\n;;\n"
        .. "SET sql_mode = DEFAULT, foreign_key_checks = 0\n;;\n"
    end
    if one.parsed and one.parsed.kind == "create_database" then
      made[one.parsed.name] = true
    end
    if one.about and one.parsed.kind == "create_table" then
      out[#out + 1] = ("DROP TABLE IF EXISTS %s\n;;\n"):format(full_name(one.about))
    end
    out[#out + 1] = one.sql .. "\n;;\n"
    if one.parsed and one.parsed.options and one.parsed.options.atomic then
      out[#out + 1] = "COMMIT\n;;\n"
    end
    out[#out + 1] = ("SELECT '@', %d, @@error_count\n;;\n"):format(i)
    if one.about then
      out[#out + 1] = columns_query(i, one.about)
    end
  end
  shell.write(path, table.concat(out))
end

local ESCAPES = { n = "\n", t = "\t", ["0"] = "\0" }

local function fields_of(line)
  local list = {}
  for field in (line .. "\t"):gmatch "([^\t]*)\t" do
    list[#list + 1] = field:gsub("\\(.)", function(c) return ESCAPES[c] or c end)
  end
  return list
end

--- What the server answered: accepted, and the columns, of each statement.
local function read_answers(path, statements)
  for line in io.lines(path) do
    local fields = fields_of(line)
    local one = statements[tonumber(fields[2])]
    if fields[1] == "@" and one then
      one.accepted = fields[3] == "0"
    elseif fields[1] == "#" and one then
      local column = {}
      for i, name in ipairs(FIELDS) do
        column[name] = fields[i + 2]
      end
      one.actual = one.actual or {}
      table.insert(one.actual, column)
    end
  end
end

--- The table whose columns the server is asked for.
local function subject(parsed)
  if parsed.kind == "create_table" and parsed.columns and not parsed.select
    and not parsed.temporary and not parsed.if_not_exists then
    return parsed.table
  elseif parsed.kind == "alter_table" then
    local about = parsed.table
    for _, action in ipairs(parsed.actions) do
      about = action.action == "rename" and action.to or about
    end
    return { schema = about.schema or parsed.table.schema, name = about.name }
  end
end

--- The columns that a statement spells out, as they are when it is done.
local function expected_columns(parsed)
  local list = parsed.columns or {}
  for i, action in ipairs(parsed.actions or {}) do
    local column, again = action.column, false
    for j = i + 1, #parsed.actions do
      local later = parsed.actions[j]
      local name = later.name or later.column and later.column.name
      again = again or column and name and name:lower() == column.name:lower()
        or later.action == "convert"
    end
    if column and not again and not action.if_not_exists and not action.if_exists then
      list[#list + 1] = column
    end
  end
  return list
end

--- COLUMN_TYPE as the normal form has it.
local function normal(text)
  text = text:gsub(" /%*!?M?!?%d* ?COMPRESSED%*/", " compressed"):gsub(" /%*.-%*/", "")
    :gsub("^year%(4%)", "year"):gsub("^geomcollection", "geometrycollection")
  if not text:find "zerofill" then
    text = text:gsub("^tinyint%((%d+)%)( ?u?)", function(width, rest)
      return "tinyint" .. (width == "1" and rest == "" and "(1)" or "") .. rest
    end):gsub("^(%l*int)%(%d+%)", function(name) return name ~= "tinyint" and name or nil end)
  else
    text = text:gsub("^(%l+)%((%d+,%d+)%) unsigned zerofill", "%1(%2) unsigned")
      :gsub("^(%a+) unsigned zerofill$", "%1 unsigned")
  end
  return text
end

local function add_difference(list, one, column, what, ours, theirs)
  list[#list + 1] = ("%s: %s: %s: %s, the server has %s\n    %s"):format(one.file, column, what,
    tostring(ours), tostring(theirs), one.sql:sub(1, 300):gsub("\n", "\n    "))
end

local function compare_column(one, ours, theirs, context)
  local function check(what, a, b)
    if a ~= b then
      add_difference(context.differences, one, ours.name, what, a, b)
    end
  end
  local charset = theirs.charset ~= "" and theirs.charset or ours.charset
    or theirs.type:find "^%l*binary" and "binary" or theirs.type:find "^%l*blob" and "binary" or nil
  local type_ = ddl.normal_type(ours, charset, context.charsets[charset], context.mariadb)
  -- the parser says that it does not know
  if type_ or not theirs.type:find "^enum" and not theirs.type:find "^set" then
    check("type", type_, normal(theirs.type))
  end
  if ours.nullable ~= nil and not (ours.nullable and theirs.key == "PRI") then
    check("nullable", ours.nullable and "YES" or "NO", theirs.nullable)
  end
  check("generated", ours.generated ~= nil, theirs.extra:find "GENERATED" ~= nil
    and not theirs.extra:find "DEFAULT_GENERATED" and not ours.row_start and not ours.row_end)
  check("auto_increment", ours.auto_increment == true,
    theirs.extra:lower():find "auto_increment" ~= nil)
  if ours.charset and ours.charset ~= "default" and theirs.charset ~= "" then
    check("charset", (ours.charset:gsub("^utf8$", "utf8mb3")),
      (theirs.charset:gsub("^utf8$", "utf8mb3")))
  end
  context.compared = context.compared + 1
end

--- The columns of the primary key, where the statement says one.
local function compare_key(one, context)
  local said, actual = {}, {}
  for _, name in ipairs(one.parsed.primary_key or {}) do
    said[#said + 1] = name:lower()
  end
  for _, column in ipairs(one.parsed.columns) do
    said[#said + 1] = column.primary_key and column.name:lower() or nil
  end
  for _, column in ipairs(one.actual) do
    actual[#actual + 1] = column.key == "PRI" and column.name:lower() or nil
  end
  table.sort(said)
  table.sort(actual)
  local ours, theirs = table.concat(said, ","), table.concat(actual, ",")
  -- system versioning adds the column of the row's end
  if ours ~= "" and ours ~= theirs and not one.parsed.options.system_versioning then
    add_difference(context.differences, one, "all", "primary key", ours, theirs)
  end
end

local function place_of(list, name)
  for i, column in ipairs(list) do
    if column.name:lower() == name:lower() then
      return i
    end
  end
end

--- Where a lone action puts, renames or drops a column.
local function compare_places(one, context)
  local function expect(what, ours, theirs)
    if ours ~= theirs then
      add_difference(context.differences, one, what, "place", ours, theirs)
    end
  end
  local action = #one.parsed.actions == 1 and one.parsed.actions[1] or {}
  local position = action.column and action.column.position
  if action.action == "drop_column" then
    expect(action.name, nil, place_of(one.actual, action.name))
  elseif action.action == "rename_column" then
    expect(action.to, true, place_of(one.actual, action.to) ~= nil)
  elseif position then
    expect(action.column.name, position.first and 1 or place_of(one.actual, position.after) + 1,
      place_of(one.actual, action.column.name))
  end
end

local function compare_statement(one, context)
  if one.parsed.columns then
    compare_key(one, context)
  else
    compare_places(one, context)
  end
  local ours = expected_columns(one.parsed)
  local by_name = {}
  for _, column in ipairs(one.actual or {}) do
    by_name[column.name:lower()] = column
  end
  if one.parsed.kind == "create_table" then
    local names, actual = {}, {}
    for i, column in ipairs(ours) do names[i] = column.name end
    for i, column in ipairs(one.actual or {}) do actual[i] = column.name end
    if table.concat(names, ",") ~= table.concat(actual, ",") then
      add_difference(context.differences, one, "all", "columns", table.concat(names, ","),
        table.concat(actual, ","))
      return
    end
  end
  for _, column in ipairs(ours) do
    local theirs = by_name[column.name:lower()]
    if theirs then
      compare_column(one, column, theirs, context)
    else
      add_difference(context.differences, one, column.name, "column", "there", "none")
    end
  end
end

local function charset_sizes(name, folder)
  local sizes = {}
  local text = shell.must("%s sql %s %s/data -NBe 'SELECT character_set_name, maxlen FROM "
    .. "information_schema.character_sets'", shell.SERVER, name, folder)
  for charset, size in text:gmatch "([%w_]+)\t(%d+)" do
    sizes[charset] = tonumber(size)
  end
  return sizes
end

--- @param name string of the server, which runs in folder .. "/data"
--- @param path string the collection
--- @param base moontail.ddl.Options
--- @param wanted? fun(file: string): boolean
--- @return { statements: table[], compared: integer, differences: string[], unknown: table[] }
function M.run(name, folder, path, base, wanted)
  local context = { compared = 0, differences = {}, unknown = {}, statements = {},
    mariadb = base.mariadb }
  for sql, options, file in corpus.statements(path, base) do
    if not wanted or wanted(file) then
      local parsed, why = ddl.parse(sql, options)
      table.insert(context.statements, { sql = sql, file = file, parsed = parsed, why = why,
        about = parsed and subject(parsed) })
    end
  end
  context.charsets = charset_sizes(name, folder)
  write_batch(folder .. "/batch.sql", context.statements)
  shell.must("%s sql %s %s/data -f -N -B --comments --default-character-set=utf8mb4 "
    .. "<%s/batch.sql >%s/answers 2>%s/errors || true", shell.SERVER, name, folder, folder, folder,
    folder)
  read_answers(folder .. "/answers", context.statements)
  for _, one in ipairs(context.statements) do
    -- temporary tables are not listed
    if one.accepted and one.actual then
      compare_statement(one, context)
    elseif one.accepted and not one.parsed then
      table.insert(context.unknown, one)
    end
  end
  return context
end

return M
