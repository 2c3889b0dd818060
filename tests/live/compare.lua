--- Compares all tables of two schemas of one server, by the server itself: row counts, checksums,
-- and where those differ, column by column. Exit status 1 when anything differs.
--   luajit tests/live/compare.lua --client "tests/servers/server sql mariadb-10.11 /tmp/db"
local here = arg[0]:match "^(.*)/[^/]*$" or "."
package.path = here .. "/?.lua;" .. package.path
local client = require "client"
local options = require "options"

local HELP = [[
usage: luajit compare.lua --client COMMAND [options]
  --client COMMAND   a command that sends the SQL on its stdin to the server
  --left SCHEMA      work
  --right SCHEMA     replay
  --show N           10: differing rows to show of each table
]]

local settings = options.parse(HELP, { client = "", left = "work", right = "replay", show = 10 })
if settings.client == "" then
    io.stderr:write(HELP)
    os.exit(2)
end

local function query(sql, ...)
    return client.query(settings.client, sql:format(...))
end

-- Two texts that a collation holds equal are still two texts, and an ENUM may hold the label '' or
-- the number 0, which prints the same.
local function comparable(t, side, name)
    local column = ("%s.`%s`"):format(side, name)
    if t.types[name] == "enum" then return column .. " + 0" end
    return t.is_text[name] and ("HEX(%s)"):format(column) or column
end

local function same_key(t)
    local parts = {}
    for i, name in ipairs(t.key) do parts[i] = ("l.`%s` = r.`%s`"):format(name, name) end
    return table.concat(parts, " AND ")
end

local function shown(t, side, name)
    local kind = t.types[name]
    local column = ("%s.`%s`"):format(side, name)
    local plain = kind:find "int" or kind:find "date" or kind:find "time" or kind == "decimal"
        or kind == "year" or kind == "double"
    if kind == "float" then return column .. " * 1e0" end
    if kind == "enum" then return ("CONCAT(%s + 0, ' ', HEX(%s))"):format(column, column) end
    return plain and column or ("LEFT(HEX(%s), 120)"):format(column)
end

local function key_text(t, side)
    local parts = {}
    for i, name in ipairs(t.key) do parts[i] = shown(t, side, name) end
    return "CONCAT_WS('/', " .. table.concat(parts, ", ") .. ")"
end

local function show_missing(t, name, here_side, here_schema, other_side, other_schema)
    local rows = query("SELECT %s FROM `%s`.`%s` %s LEFT JOIN `%s`.`%s` %s ON %s"
        .. " WHERE %s.`%s` IS NULL LIMIT %d;", key_text(t, here_side), here_schema, name, here_side,
        other_schema, name, other_side, same_key(t), other_side, t.key[1], settings.show)
    for _, row in ipairs(rows) do
        print(("  %s: only in %s: key %s"):format(name, here_schema, row[1]))
    end
    return #rows
end

local function show_column(t, name, column, limit)
    local rows = query("SELECT %s, %s, %s FROM `%s`.`%s` l JOIN `%s`.`%s` r ON %s"
        .. " WHERE NOT (%s <=> %s) LIMIT %d;", key_text(t, "l"), shown(t, "l", column),
        shown(t, "r", column), settings.left, name, settings.right, name, same_key(t),
        comparable(t, "l", column), comparable(t, "r", column), limit)
    for _, row in ipairs(rows) do
        print(("  %s.%s: key %s: %s is %s, %s is %s"):format(name, column, row[1], settings.left,
            row[2], settings.right, row[3]))
    end
    return #rows
end

local function show_differences(t, name)
    local found = show_missing(t, name, "l", settings.left, "r", settings.right)
        + show_missing(t, name, "r", settings.right, "l", settings.left)
    for _, column in ipairs(t.names) do
        if found >= settings.show then return end
        found = found + show_column(t, name, column, settings.show - found)
    end
    if found == 0 then print(("  %s: no column differs by <=>, only the checksum"):format(name)) end
end

-- Rows and checksum of a table on either side.
local function measure(schema, name)
    local rows = query("SELECT COUNT(*) FROM `%s`.`%s`; CHECKSUM TABLE `%s`.`%s` EXTENDED;", schema,
        name, schema, name)
    return rows[1][1], rows[2][2]
end

local function compare_table(t, name)
    local left_count, left_sum = measure(settings.left, name)
    local right_count, right_sum = measure(settings.right, name)
    local equal = left_count == right_count and left_sum == right_sum and left_sum ~= "NULL"
    print(("%s %s: %s rows, checksum %s; %s rows, checksum %s"):format(
        equal and "same" or "DIFFERENT", name, left_count, left_sum, right_count, right_sum))
    if not equal then show_differences(t, name) end
    return equal
end

local function sorted_names(tables)
    local names = {}
    for name in pairs(tables) do table.insert(names, name) end
    table.sort(names)
    return names
end

local left = client.tables(settings.client, settings.left)
local right = client.tables(settings.client, settings.right)
local names = sorted_names(left)
local all_equal = #names > 0
if #names == 0 then print("no tables in " .. settings.left) end
for _, name in ipairs(names) do
    if right[name] then
        left[name].names = {}
        for i, column in ipairs(left[name].columns) do left[name].names[i] = column[1] end
        all_equal = compare_table(left[name], name) and all_equal
    else
        print(("DIFFERENT %s: not in %s"):format(name, settings.right))
        all_equal = false
    end
end
os.exit(all_equal and 0 or 1)
