--- Writes SQL that changes five tables of the schema `work`, the same SQL for the same seed.
-- Between them the tables have every type of the servers; values are NULL, extreme or random.
--   luajit tests/live/workload.lua --seed 1 --changes 100000 --flavour mariadb | CLIENT
local here = arg[0]:match "^(.*)/[^/]*$" or "."
package.path = here .. "/?.lua;" .. package.path
local types = require "types"
local options = require "options"

local HELP = [[
usage: luajit workload.lua [options]   writes SQL to stdout
  --seed N           1: same seed, same SQL
  --changes N        10000: row changes that are committed, about
  --flavour NAME     mariadb: the server, mariadb or mysql
  --with LIST        also types that not every server has, joined by commas: json, uuid, inet4,
                     inet6, compressed (MariaDB), vector
  --labels CHARACTERS  all: in the labels of ENUM and SET; bmp: none beyond the Basic Multilingual
                     Plane, which the server's information_schema shows as '?'
  --max-transaction N  1000: rows in the largest transaction
  --tables           only the statements that create the tables
]]

local settings = options.parse(HELP, {
    seed = 1, changes = 10000, flavour = "mariadb", with = "", labels = "all",
    ["max-transaction"] = 1000, tables = false,
})
types.configure(settings.flavour, settings.with, settings.labels)
math.randomseed(settings.seed)

-- A reader that went away ends the program, also where its signal is ignored.
local function print(line)
    if not io.stdout:write(line, "\n") then os.exit(0) end
end

local random = math.random
local function chance(percent) return random(100) <= percent end

-- From 1 to limit, small numbers as likely as large ones.
local function pick_size(limit) return math.floor(limit ^ random()) end

---- The tables ------------------------------------------------------------------------------------

local serial = 0
local function next_serial()
    serial = serial + 1
    return serial
end

local function big_id()
    local n = next_serial()
    if chance(3) then return types.unsigned(2 ^ 32 - 1, 2 ^ 32 - n) end
    return tostring(n)
end

local function code() return ("'%s-%d'"):format(chance(50) and "K" or "k\\\\", next_serial()) end

-- Half of the keys end in zero bytes, which the servers do not write to the log.
local function binary_id()
    return chance(50) and ("x'%08x00000000'"):format(next_serial())
        or ("x'ff%06x%08x'"):format(random(0, 0xffffff), next_serial())
end

local TABLES = {
    { name = "numbers", weight = 25, key = { "id" }, columns = types.numbers() },
    { name = "times", weight = 20, key = { "id" }, columns = types.times() },
    { name = "texts", weight = 25, key = { "code" }, columns = types.texts() },
    { name = "pairs", weight = 20, key = { "part", "id", "day" }, columns = types.mixture() },
    { name = "blobs", weight = 10, key = { "id" }, columns = types.blobs() },
}

local KEY_COLUMNS = {
    numbers = { { "id", "BIGINT UNSIGNED NOT NULL", big_id } },
    times = { { "id", "INT NOT NULL", next_serial } },
    texts = { { "code", "VARCHAR(40) CHARACTER SET latin1 COLLATE latin1_bin NOT NULL", code } },
    -- In another order than in the key.
    pairs = {
        { "id", "BINARY(8) NOT NULL", binary_id },
        { "day", "DATE NOT NULL", function()
            return ("'20%02d-02-28'"):format(random(0, 99))
        end },
        { "part", "SMALLINT NOT NULL", function() return random(-300, 300) end },
    },
    blobs = { { "id", "MEDIUMINT UNSIGNED NOT NULL", next_serial } },
}

for _, t in ipairs(TABLES) do
    t.columns_by_name = {}
    -- The key does not stand first, so that nothing can rely on it.
    for i, column in ipairs(KEY_COLUMNS[t.name]) do table.insert(t.columns, 2 * i, column) end
    for _, column in ipairs(t.columns) do t.columns_by_name[column[1]] = column end
    t.plain = {}
    for _, column in ipairs(t.columns) do
        local in_key = false
        for _, name in ipairs(t.key) do in_key = in_key or name == column[1] end
        if not in_key then table.insert(t.plain, column) end
    end
    t.rows, t.place = {}, {}
end

local function print_tables()
    print "SET NAMES utf8mb4;"
    print "SET time_zone = '+00:00';"
    print "SET sql_mode = '';"
    print "DROP DATABASE IF EXISTS work;"
    print "CREATE DATABASE work CHARACTER SET utf8mb4;"
    print "USE work;"
    for _, t in ipairs(TABLES) do
        local lines = {}
        for _, column in ipairs(t.columns) do
            table.insert(lines, ("  `%s` %s"):format(column[1], column[2]))
        end
        table.insert(lines, ("  PRIMARY KEY (%s)"):format(table.concat(t.key, ", ")))
        print(("CREATE TABLE %s (\n%s\n) ENGINE=InnoDB;"):format(t.name,
            table.concat(lines, ",\n")))
    end
end

---- What is in them: the keys of the rows, with a journal to take changes back --------------------

local journal = {}

local function put_row(t, key)
    table.insert(t.rows, key)
    t.place[key] = #t.rows
end

local function take_row(t, key)
    local at, last = t.place[key], t.rows[#t.rows]
    t.rows[at], t.place[last] = last, at
    t.rows[#t.rows], t.place[key] = nil, nil
end

local function add_row(t, key)
    put_row(t, key)
    table.insert(journal, { take_row, t, key })
end

local function remove_row(t, key)
    take_row(t, key)
    table.insert(journal, { put_row, t, key })
end

local function undo_to(mark)
    for i = #journal, mark + 1, -1 do
        local undo, t, key = unpack(journal[i])
        undo(t, key)
        journal[i] = nil
    end
end

-- Different rows of the table, at most n: their keys as conditions.
local function pick_rows(t, n)
    local picked, seen = {}, {}
    for _ = 1, math.min(n, #t.rows) do
        local key = t.rows[random(#t.rows)]
        if not seen[key] then
            seen[key] = true
            table.insert(picked, key)
        end
    end
    return picked
end

---- Statements: each prints itself and returns how many rows it changes ---------------------------

local function key_condition(t, values)
    local parts = {}
    for i, name in ipairs(t.key) do parts[i] = name .. " = " .. values[name] end
    return table.concat(parts, " AND ")
end

-- given: column -> literal for those that are settled. Returns the row, its key as a condition, and
-- column -> literal for all.
local function make_row(t, given)
    local values, literals = {}, {}
    for i, column in ipairs(t.columns) do
        local literal = given and given[column[1]] or tostring(column[3]())
        values[column[1]] = literal
        literals[i] = literal
    end
    return "(" .. table.concat(literals, ", ") .. ")", key_condition(t, values), values
end

local function insert_rows(t, n)
    local rows = {}
    for i = 1, n do
        local row, key = make_row(t)
        rows[i] = row
        add_row(t, key)
    end
    print(("INSERT INTO %s VALUES\n%s;"):format(t.name, table.concat(rows, ",\n")))
    return n
end

local function conditions(keys) return "(" .. table.concat(keys, ") OR (") .. ")" end

local function make_assignments(t)
    local set, n = {}, chance(20) and #t.plain or random(4)
    local first = random(#t.plain)
    for i = 0, math.min(n, #t.plain) - 1 do
        local column = t.plain[(first + i) % #t.plain + 1]
        local change = column[4] and chance(70) and column[4] or column[3]
        table.insert(set, ("`%s` = %s"):format(column[1], change()))
    end
    return table.concat(set, ", ")
end

local function update_rows(t, n)
    local keys = pick_rows(t, n)
    if #keys == 0 then return insert_rows(t, n) end
    print(("UPDATE %s SET %s WHERE %s;"):format(t.name, make_assignments(t), conditions(keys)))
    return #keys
end

local function update_key(t)
    local old = pick_rows(t, 1)[1]
    if not old then return insert_rows(t, 1) end
    local values, set = {}, {}
    for i, name in ipairs(t.key) do
        values[name] = tostring(t.columns_by_name[name][3]())
        set[i] = name .. " = " .. values[name]
    end
    print(("UPDATE %s SET %s, %s WHERE %s;"):format(t.name, table.concat(set, ", "),
        make_assignments(t), old))
    remove_row(t, old)
    add_row(t, key_condition(t, values))
    return 1
end

local function delete_rows(t, n)
    local keys = pick_rows(t, n)
    if #keys == 0 then return insert_rows(t, n) end
    print(("DELETE FROM %s WHERE %s;"):format(t.name, conditions(keys)))
    for _, key in ipairs(keys) do remove_row(t, key) end
    return #keys
end

-- The same row again: the servers log it as an update, or as a delete and an insert.
local function replace_row(t)
    local row, key, values = make_row(t)
    local settled = {}
    for _, name in ipairs(t.key) do settled[name] = values[name] end
    print(("REPLACE INTO %s VALUES %s;"):format(t.name, row))
    print(("REPLACE INTO %s VALUES %s;"):format(t.name, (make_row(t, settled))))
    add_row(t, key)
    return 2
end

local function pick_table()
    local n = random(100)
    for _, t in ipairs(TABLES) do
        n = n - t.weight
        if n <= 0 then return t end
    end
end

-- One statement that changes at most `limit` rows.
local function change(limit)
    local t, dice = pick_table(), random(100)
    local n = chance(40) and 1 or pick_size(math.min(limit, 100))
    if dice <= 50 then return insert_rows(t, n) end
    if dice <= 75 then return update_rows(t, n) end
    if dice <= 80 then return update_key(t) end
    if dice <= 83 then return replace_row(t) end
    return delete_rows(t, n)
end

---- Transactions ----------------------------------------------------------------------------------

local function try_and_take_back(limit)
    local mark = #journal
    print "SAVEPOINT middle;"
    for _ = 1, random(3) do change(limit) end
    print "ROLLBACK TO SAVEPOINT middle;"
    undo_to(mark)
end

local function run_transaction(limit)
    local size, done, mark = pick_size(limit), 0, #journal
    print "BEGIN;"
    while done < size do
        done = done + change(size - done)
        if chance(3) then try_and_take_back(20) end
    end
    if size <= 100 and chance(7) then
        print "ROLLBACK;"
        undo_to(mark)
        return 0
    end
    print "COMMIT;"
    return done
end

io.stdout:setvbuf("full", 65536)
print_tables()
if not settings.tables then
    local done = 0
    while done < settings.changes do
        local autocommit = chance(40)
        done = done + (autocommit and change(20) or run_transaction(settings["max-transaction"]))
        journal = {}
    end
end
