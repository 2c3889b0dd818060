--- Compares what moontail's model makes of each statement of ddl_workload.lua with what the server
-- itself shows right after it: information_schema.COLUMNS of all tables, and their primary keys.
--   luajit tests/live/catalog_check.lua --client 'COMMAND' --flavour mysql --seed 1
local here = arg[0]:match "^(.*)/[^/]*$" or "."
package.path = here .. "/?.lua;lua/?.lua;lua/?/init.lua;" .. package.path
local options = require "options"
local ddl = require "moontail.ddl"
local schema = require "moontail.schema"

local settings = options.parse("usage: luajit catalog_check.lua --client COMMAND [options]\n", {
  client = "", flavour = "mariadb", seed = 1, statements = 500, version = 999999, limit = 20,
})
local SCHEMAS = "'d1','d2','d3'"
local PROBE = ([[
SELECT '#', @@error_count, IFNULL(DATABASE(), ''),
 CONVERT(x'%%STATEMENT%%' USING utf8mb4), @@character_set_server, CONCAT(',', @@sql_mode, ',');
SELECT 'T', TABLE_SCHEMA, TABLE_NAME, IFNULL(SUBSTRING_INDEX(TABLE_COLLATION, '_', 1), '-')
 FROM information_schema.TABLES WHERE TABLE_SCHEMA IN (%s) AND TABLE_TYPE <> 'TEMPORARY';
SELECT 'C', TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, COLUMN_TYPE, IS_NULLABLE,
 IFNULL(CHARACTER_SET_NAME, '-') FROM information_schema.COLUMNS WHERE TABLE_SCHEMA IN (%s)
 ORDER BY TABLE_SCHEMA, TABLE_NAME, ORDINAL_POSITION;
SELECT 'K', TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, SEQ_IN_INDEX FROM
 information_schema.STATISTICS WHERE INDEX_NAME = 'PRIMARY' AND TABLE_SCHEMA IN (%s);
]]):format(SCHEMAS, SCHEMAS, SCHEMAS):gsub("\n ", " ")

local UNESCAPED = { n = "\n", t = "\t", ["0"] = "\0", ["\\"] = "\\" }

local function split(line)
  local fields = {}
  for field in (line .. "\t"):gmatch "([^\t]*)\t" do
    fields[#fields + 1] = field:gsub("\\(.)", UNESCAPED)
  end
  return fields
end

--- Spellings that mean the same.
local function normal(type)
  type = type:gsub("^(%a*int)%(%d+%)", "%1"):gsub("^year%(4%)", "year"):gsub(" zerofill", "")
    :gsub("^blob%(65535%)", "blob") -- MariaDB with sql_mode=ORACLE
  return (type:gsub(" */%*M?!?%d* ?COMPRESSED%*/", " compressed"):gsub("geomcollection",
    "geometrycollection"))
end

local function row(name, type, nullable, charset, key)
  charset = charset == "binary" and "-" or charset
  return ("%s %s %s %s %s"):format(name, normal(type), nullable, charset, key)
end

local function show(catalog)
  local all = {}
  for database, d in pairs(catalog.databases) do
    for name, definition in pairs(d.tables) do
      local rows = {}
      if definition.unknown then
        rows[1] = "unknown " .. definition.unknown
      end
      local keys = {}
      for i, key in ipairs(definition.key or {}) do keys[key:lower()] = i end
      for i, c in ipairs(definition.columns or {}) do
        if c.generated ~= "x" then
          rows[i] = row(c.name, c.type, c.nullable and "YES" or "NO", c.charset or "-",
            keys[c.name:lower()] or "-")
        end
      end
      all[database .. "." .. name] = table.concat(rows, "\n")
    end
  end
  return all
end

local function name_file(text)
  local name = os.tmpname()
  local f = assert(io.open(name, "w"))
  f:write(text)
  f:close()
  return name
end

local probe = name_file(PROBE)
local pipe = assert(io.popen(("luajit %s/ddl_workload.lua --seed %d --statements %d --flavour %s"
  .. " --shapes --probe %s | %s --force --batch --skip-column-names 2>/dev/null"):format(here,
    settings.seed, settings.statements, settings.flavour, probe, settings.client)))

local catalog = schema.new {}
local count, accepted, wrong = 0, 0, 0
local now, statement

local function show_server(t)
  local rows = {}
  for i, c in ipairs(t.columns) do
    rows[i] = row(c.name, c.type, c.nullable and "YES" or "NO", c.charset or "-",
      t.keys[c.name] or "-")
  end
  return table.concat(rows, "\n")
end

--- Go on from what is right.
local function take_over(name)
  local database, t = name:match "^([^.]*)%.(.*)$"
  local made = now[name]
  if made then
    made.indexes = {}
    for column, position in pairs(made.keys) do made.key[position] = column end
  end
  catalog:put(database, t, made)
end

local function compare()
  if not statement then return end
  local ours = show(catalog)
  local names = {}
  for name in pairs(now) do names[name] = true end
  for name in pairs(ours) do names[name] = true end
  for name in pairs(names) do
    local server = now[name] and show_server(now[name])
    if server ~= ours[name] then
      local shown = ours[name] or ""
      if not shown:find "^unknown" and not shown:find "converted from" then
        wrong = wrong + 1
        print(("-- %s\n%s\nserver:\n%s\nours:\n%s\n"):format(name, statement, server, ours[name]))
      end
      take_over(name)
      if wrong >= settings.limit then os.exit(1) end
    end
  end
end

local mariadb = settings.flavour == "mariadb"

--- How a session with this sql_mode reads a statement.
local function reading(mode)
  local list = { mariadb = mariadb, version = settings.version }
  for _, name in ipairs { "ANSI_QUOTES", "NO_BACKSLASH_ESCAPES", "REAL_AS_FLOAT", "ORACLE", "MSSQL",
    "MAXDB" } do
    list[name:lower()] = mode:find("," .. name .. ",", 1, true) ~= nil
  end
  return list
end

for line in pipe:lines() do
  local f = split(line)
  if f[1] == "#" then
    compare()
    count, now, statement = count + 1, {}, f[4]
    if f[2] == "0" or statement:find "^%u+ DATABASE" then
      accepted = accepted + 1
      local parsed, why = ddl.parse(statement, reading(f[6]))
      if parsed then
        catalog:apply(parsed, { schema = f[3], thread = 1, mariadb = mariadb, place = "x:1",
          version = settings.version,
          text = statement, charset_server = f[5], explicit_timestamp = true })
      else
        print("not understood: " .. statement .. "\n" .. why)
        wrong = wrong + 1
      end
    end
  elseif f[1] == "T" then
    now[f[2] .. "." .. f[3]] = { charset = f[4] ~= "-" and f[4] or nil, columns = {}, keys = {},
      key = {} }
  elseif f[1] == "C" then
    table.insert(now[f[2] .. "." .. f[3]].columns, { name = f[4], type = normal(f[5]),
      nullable = f[6] == "YES", charset = f[7] ~= "-" and f[7] or nil })
  else
    now[f[2] .. "." .. f[3]].keys[f[4]] = tonumber(f[5])
  end
end
compare()
os.remove(probe)
print(("%d statements, %d accepted, %d differences"):format(count, accepted, wrong))
os.exit(wrong == 0 and accepted > 0)
