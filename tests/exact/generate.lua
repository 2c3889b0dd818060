--- Writes SQL that fills and changes random tables of the schema `exact`, the same for a seed.
-- After each phase of a table (inserts; updates, each row once; deletes) the server prints that
-- table, so every value that it logged is also shown by itself. verify.lua reads what it printed.
local here = arg[0]:match "^(.*)/[^/]*$" or "."
package.path = here .. "/?.lua;" .. here .. "/../live/?.lua;" .. package.path
local columns = require "columns"
local options = require "options"

local HELP = [[
usage: luajit generate.lua [options] < COLLATIONS   writes SQL to stdout
  COLLATIONS: lines of a collation, its character set, and the bytes of that set's largest character
  --server NAME      mariadb-10.5, mariadb-10.11, mariadb-11.8, mysql-5.6 or mysql-9.7
  --seed N           1: same seed, same SQL
  --rows N           10000: rows to change, about
]]

local settings = options.parse(HELP, { server = "", seed = 1, rows = 10000 })
math.randomseed(settings.seed)
local random = math.random
local function chance(percent) return random(100) <= percent end

---- The servers ---------------------------------------------------------------------------------

local SERVERS = {
  ["mariadb-10.5"] = "geometry,geojson,inet6,json,compressed,invisible,generated",
  ["mariadb-10.11"] = "geometry,geojson,uuid,inet4,inet6,json,compressed,invisible,generated",
  ["mariadb-11.8"] = "geometry,geojson,uuid,inet4,inet6,json,compressed,vector,invisible,generated",
  ["mysql-5.6"] = "geometry",
  ["mysql-9.7"] = "geometry,geojson,srid,json,vector,invisible,generated",
}

local mariadb = settings.server:find "^mariadb" ~= nil
local types = {}
for name in assert(SERVERS[settings.server], HELP):gmatch "[^,]+" do types[name] = true end

-- How the log is written: a part of the tables for each. image, checksum, metadata, compressed.
local SECTIONS = {
  mariadb = {
    { "FULL", "CRC32", "FULL", false },
    { "MINIMAL", "CRC32", "FULL", true },
    { "NOBLOB", "NONE", "NO_LOG", false },
    { "FULL", "NONE", "MINIMAL", true },
    { "FULL", "CRC32", "FULL", false, old_times = true },
    { "MINIMAL", "NONE", "NO_LOG", false },
    { "FULL", "CRC32", "NO_LOG", true },
  },
  ["mysql-9.7"] = {
    { "FULL", "CRC32", "FULL", false },
    { "MINIMAL", "CRC32", "FULL", true },
    { "NOBLOB", "NONE", "MINIMAL", false },
    { "FULL", "NONE", "FULL", true, partial_json = true },
    { "FULL", "CRC32", "MINIMAL", false },
    { "NOBLOB", "CRC32", "FULL", true },
    { "FULL", "CRC32", "FULL", false, partial_json = true },
  },
  ["mysql-5.6"] = {
    { "FULL", "CRC32" }, { "MINIMAL", "NONE" }, { "NOBLOB", "CRC32" }, { "FULL", "NONE" },
    { "MINIMAL", "CRC32" },
  },
}
local sections = SECTIONS[mariadb and "mariadb" or settings.server]
if settings.server == "mariadb-11.8" then
  table.insert(sections, { "FULL_NODUP", "CRC32", "FULL", false })
end

local charsets, collations = {}, {}
for line in io.lines() do
  local name, charset, bytes = line:match "^(%S+)\t(%S+)\t(%d+)$"
  if name then
    charsets[charset] = { name = charset, bytes = tonumber(bytes) }
    table.insert(collations, { name = name, charset = charset })
  end
end
-- Every character set as often as any other, however many collations it has.
local by_charset = {}
for _, collation in ipairs(collations) do
  by_charset[collation.charset] = by_charset[collation.charset] or {}
  table.insert(by_charset[collation.charset], collation)
end
local names = {}
for name in pairs(by_charset) do table.insert(names, name) end
table.sort(names)
local balanced = {}
for i = 1, 400 do
  local list = by_charset[names[(i - 1) % #names + 1]]
  balanced[i] = list[random(#list)]
end

---- Tables --------------------------------------------------------------------------------------

local serial = 0

local ROW_BYTES, INNODB_BYTES = 60000, 7000

local function make_columns(count, small)
  local list, width, inline = {}, 0, 0
  for i = 1, count do
    local column = columns.random("c" .. i, small)
    if width + column.width < ROW_BYTES then
      list[#list + 1] = column
      width, inline = width + column.width, inline + column.inline
    end
  end
  return list, inline
end

local function can_be_base(column)
  return column.sql:find "^%a*INT" or column.sql:find "^VARCHAR" or column.sql:find "^DATE"
end

local function add_generated(t)
  for _, base in ipairs(t.columns) do
    if can_be_base(base) and not base.sql:find "COMPRESSED" then
      table.insert(t.columns, random(#t.columns), columns.generated("generated", base))
      return
    end
  end
end

local KEYS = { "PRIMARY KEY (tag)", "PRIMARY KEY (tag)", "PRIMARY KEY (part, tag)", "UNIQUE (tag)",
  "KEY (tag)", "" }

local function add_key(t)
  t.key = KEYS[random(#KEYS)]
  t.unique = t.key:find "^[PU]" ~= nil
  table.insert(t.columns, random(#t.columns + 1), columns.tag())
  if t.key:find "part" then
    table.insert(t.columns, random(#t.columns + 1), {
      name = "part", sql = "SMALLINT NOT NULL", kind = "number", export = "%s + 0", not_null = true,
      is_key = true, literal = function() return tostring(random(-99, 99)) end,
    })
  end
end

local function make_table(section, large)
  serial = serial + 1
  local t = { name = "t" .. serial, section = section }
  columns.configure {
    flavour = mariadb and "mariadb" or "mysql", types = types, charsets = charsets,
    collations = balanced, old_times = section.old_times,
    labels = section[3] == "FULL" and "all" or "bmp",
    loses_labels = settings.server == "mysql-5.6",
  }
  local inline
  t.columns, inline = make_columns(large and random(1020, 1600) or random(40), large)
  if types.generated and chance(40) then add_generated(t) end
  add_key(t)
  t.engine = (large or inline > INNODB_BYTES or chance(10)) and "MyISAM" or "InnoDB"
  t.writable, t.plain = {}, {}
  for _, column in ipairs(t.columns) do
    -- MyISAM knows no geographic systems of a column, only of a value.
    if t.engine == "MyISAM" then column.sql = column.sql:gsub(" SRID %d+", "") end
    if not column.is_generated then table.insert(t.writable, column) end
    if column.is_tag then t.tag = column end
    if not column.is_generated and not column.is_tag then table.insert(t.plain, column) end
  end
  return t
end

local function print_table(t)
  local lines = {}
  for i, column in ipairs(t.columns) do lines[i] = ("`%s` %s"):format(column.name, column.sql) end
  if t.key ~= "" then lines[#lines + 1] = t.key end
  print(("CREATE TABLE %s (\n  %s\n) ENGINE=%s ROW_FORMAT=DYNAMIC;"):format(t.name,
    table.concat(lines, ",\n  "), t.engine))
end

---- What the server shows -----------------------------------------------------------------------

local mark = 0

-- A row in `marks` tells where in the log the table was printed.
local function print_state(t)
  mark = mark + 1
  local head, values = {}, {}
  for i, column in ipairs(t.columns) do
    head[i] = ("'%s=%s%s'"):format(column.name, column.kind, column.is_generated and "?" or "")
    values[i] = column.export:gsub("%%s", "`" .. column.name .. "`")
  end
  print(("INSERT INTO marks VALUES (%d);"):format(mark))
  print(("SELECT '#', %d, '%s', '%s', %s;"):format(mark, t.name,
    t.key:match "PRIMARY KEY %((.*)%)" or "", table.concat(head, ", ")))
  print(("SELECT '=', %s FROM %s;"):format(table.concat(values, ", "), t.name))
end

---- Phases --------------------------------------------------------------------------------------

local function insert_rows(t, n, verb)
  local names_list, rows = {}, {}
  for i, column in ipairs(t.writable) do names_list[i] = "`" .. column.name .. "`" end
  for i = 1, n do
    local values, tag = {}, nil
    for k, column in ipairs(t.writable) do
      values[k] = column.literal()
      if column.is_tag then tag = values[k] end
    end
    rows[i] = "(" .. table.concat(values, ", ") .. ")"
    table.insert(t.rows, tag)
  end
  print(("%s INTO %s (%s) VALUES\n%s;"):format(verb or "INSERT", t.name,
    table.concat(names_list, ", "), table.concat(rows, ",\n")))
end

local function in_transactions(total, most, step)
  local done = 0
  while done < total do
    local open = chance(30)
    if open then print "BEGIN;" end
    for _ = 1, open and random(4) or 1 do
      local n = math.min(random(most), total - done)
      if n > 0 then step(n) end
      done = done + n
    end
    if open then print "COMMIT;" end
  end
end

local function insert_phase(t, n)
  in_transactions(n, #t.columns > 100 and 5 or 30, function(count) insert_rows(t, count) end)
end

local function assignments(t)
  local set, first = {}, random(#t.plain)
  local n = chance(15) and #t.plain or random(math.min(4, #t.plain))
  for i = 0, n - 1 do
    local column = t.plain[(first + i) % #t.plain + 1]
    local literal = column.change and chance(70) and column.change("`" .. column.name .. "`")
      or column.literal()
    set[#set + 1] = ("`%s` = %s"):format(column.name, literal)
  end
  return set
end

-- Each row at most once, so that the next print shows every value that was written.
local function update_phase(t)
  local at = 1
  in_transactions(math.floor(#t.rows / 2), 6, function(count)
    local tags = {}
    for i = 1, count do tags[i] = t.rows[at + i - 1] end
    local set = #t.plain > 0 and assignments(t) or {}
    if count == 1 and (chance(20) or #set == 0) then
      local tag = t.tag.literal()
      set[#set + 1] = "tag = " .. tag
      t.rows[at] = tag
    end
    at = at + count
    if #set == 0 then return end
    print(("UPDATE %s SET %s WHERE tag IN (%s);"):format(t.name, table.concat(set, ", "),
      table.concat(tags, ", ")))
  end)
end

-- MariaDB logs REPLACE without the columns that get their defaults when the image is MINIMAL.
local function replace_phase(t)
  if not t.unique or t.section[1] ~= "FULL" then return end
  local literal, at = t.tag.literal, 0
  function t.tag.literal()
    at = at + 1
    return t.rows[at]
  end
  local known = t.rows
  t.rows = setmetatable({}, { __index = known })
  local n = math.min(#known, 4)
  if n > 0 and not t.key:find "part" then insert_rows(t, n, "REPLACE") end
  t.rows, t.tag.literal = known, literal
end

local function delete_phase(t)
  in_transactions(math.floor(#t.rows / 3), 8, function(count)
    local tags = {}
    for i = 1, count do tags[i] = table.remove(t.rows, random(#t.rows)) end
    print(("DELETE FROM %s WHERE tag IN (%s);"):format(t.name, table.concat(tags, ", ")))
  end)
end

local function run_table(t, n)
  t.rows = {}
  print_table(t)
  insert_phase(t, n)
  print_state(t)
  update_phase(t)
  print_state(t)
  replace_phase(t)
  print_state(t)
  delete_phase(t)
  print_state(t)
end

local function set_section(section)
  local image, checksum, metadata, compressed = unpack(section, 1, 4)
  print(("SET GLOBAL binlog_checksum = %s;"):format(checksum))
  print(("SET SESSION binlog_row_image = %s;"):format(image))
  if metadata then print(("SET GLOBAL binlog_row_metadata = %s;"):format(metadata)) end
  if mariadb then
    print(("SET GLOBAL log_bin_compress = %s;"):format(compressed and "ON" or "OFF"))
    print "SET GLOBAL log_bin_compress_min_len = 10;"
    print(("SET GLOBAL mysql56_temporal_format = %s;"):format(section.old_times and "OFF" or "ON"))
  elseif metadata then
    print(("SET SESSION binlog_transaction_compression = %s;"):format(compressed and "ON" or "OFF"))
    print(("SET SESSION binlog_row_value_options = '%s';"):format(
      section.partial_json and "PARTIAL_JSON" or ""))
  end
end

local function print_head()
  print "SET NAMES utf8mb4;"
  print "SET time_zone = '+00:00';"
  print "SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO,ALLOW_INVALID_DATES';"
  print "SET default_storage_engine = InnoDB;"
  print "DROP DATABASE IF EXISTS exact;"
  print "CREATE DATABASE exact CHARACTER SET utf8mb4;"
  print "USE exact;"
  print "CREATE TABLE marks (n INT PRIMARY KEY);"
end

-- A row is inserted, then half of them updated and a third deleted.
io.stdout:setvbuf("full", 65536)
print_head()
local inserts = math.ceil(settings.rows / 1.85)
for i, section in ipairs(sections) do
  set_section(section)
  local left = math.ceil(inserts / #sections)
  if i <= 2 then run_table(make_table(section, true), 8) end
  while left > 0 do
    local n = math.min(left, random(20, 160))
    run_table(make_table(section), n)
    left = left - n
  end
end
