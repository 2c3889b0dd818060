--- Builds the tables of one schema anew, in another, from an audit file: one row event a line, as
-- moontail.json(event) writes it. An event whose id was seen before is skipped. Every update and
-- delete must find the row as its `before` says.
--   luajit tests/live/replay.lua --client "tests/servers/server sql mysql-9.7 /tmp/db" audit.jsonl
local here = arg[0]:match "^(.*)/[^/]*$" or "."
package.path = here .. "/?.lua;" .. package.path
local client = require "client"
local json = require "json"
local options = require "options"

local HELP = [[
usage: luajit replay.lua --client COMMAND [options] FILE...
  --client COMMAND   a command that sends the SQL on its stdin to the server
  --from SCHEMA      work: the schema of the events
  --into SCHEMA      replay: the schema to build, dropped first
]]

local ROWS_IN_STATEMENT, STATEMENTS_IN_TRANSACTION = 200, 500

local settings = options.parse(HELP, { client = "", from = "work", into = "replay" })
if settings.client == "" or #settings == 0 then
    io.stderr:write(HELP)
    os.exit(2)
end

---- Values as SQL: by the column's type, never by what the value looks like -----------------------

local function write_number(value)
    return value:match "^-?%d+%.?%d*$" or error("not a number: " .. value, 0)
end

-- The exponent makes it a DOUBLE for the server: a plain number would be a DECIMAL, without -0.
local function write_float(value)
    if not tonumber(value) then error("not a number: " .. value, 0) end
    return value:match "[eE]" and value or value .. "e0"
end

local function write_text(value) return "_utf8mb4 x'" .. client.hex(value) .. "'" end

local function write_bytes(value) return "x'" .. client.hex(value) .. "'" end

local function write_vector(value)
    return ("%s('[%s]')"):format(settings.vector, table.concat(value, ","))
end

local WRITERS = {}
for kinds, writer in pairs {
    ["tinyint smallint mediumint int bigint year bit decimal"] = write_number,
    ["float double"] = write_float,
    ["date time datetime timestamp char varchar tinytext text mediumtext longtext enum set " ..
        "json uuid inet4 inet6"] = write_text,
    ["binary varbinary tinyblob blob mediumblob longblob geometry point linestring polygon " ..
        "multipoint multilinestring multipolygon geometrycollection geomcollection"] = write_bytes,
    ["vector"] = write_vector,
} do
    for kind in kinds:gmatch "%S+" do WRITERS[kind] = writer end
end

local function write_value(t, name, value)
    if value == json.null then return "NULL" end
    local kind = t.types[name] or error(("%s has no column %s"):format(t.name, name), 0)
    local writer = WRITERS[kind] or error("no way to write the type " .. kind, 0)
    if (type(value) == "table") ~= (kind == "vector") or type(value) == "boolean" then
        error(("%s.%s is a %s and came as %s"):format(t.name, name, kind, type(value)), 0)
    end
    return writer(value)
end

---- The rows as they should be: what an event says was there must have been there -----------------

local function row_id(t, row)
    local parts = {}
    for i, name in ipairs(t.key) do
        parts[i] = row[name] ~= nil and tostring(row[name]) or error("the key is not in the row", 0)
    end
    return table.concat(parts, "\0")
end

local function show(value)
    value = type(value) == "table" and value ~= json.null and table.concat(value, ",") or value
    return tostring(value):sub(1, 60)
end

local function same(a, b)
    if type(a) ~= "table" or type(b) ~= "table" then return a == b end
    return a == b or table.concat(a, ",") == table.concat(b, ",")
end

local function expect_row(t, row)
    local known = t.rows[row_id(t, row)] or error("the row was not there before", 0)
    for name, value in pairs(row) do
        if not same(known[name], value) then
            error(("before.%s is %s, but was %s"):format(name, show(value), show(known[name])), 0)
        end
    end
    return known
end

local function remember_insert(t, row)
    local id = row_id(t, row)
    if t.rows[id] then error("the row was there already", 0) end
    t.rows[id] = row
end

local function remember_delete(t, row)
    expect_row(t, row)
    t.rows[row_id(t, row)] = nil
end

local function remember_update(t, before, after)
    local known = expect_row(t, before)
    t.rows[row_id(t, before)] = nil
    for name, value in pairs(known) do
        if after[name] == nil then after[name] = value end
    end
    remember_insert(t, after)
end

---- Statements ------------------------------------------------------------------------------------

-- Inserts and deletes of one table that follow each other are one statement.
local out, pending = nil, { count = 0 }
local statements = 0

local function send(...)
    out:write(...)
    statements = statements + 1
    if statements % STATEMENTS_IN_TRANSACTION == 0 then out:write "COMMIT;\nBEGIN;\n" end
end

local function flush()
    if pending.count == 0 then return end
    send(pending.head, table.concat(pending.parts, pending.glue), ";\n")
    pending = { count = 0 }
end

local function append(head, glue, part)
    if pending.head ~= head or pending.count >= ROWS_IN_STATEMENT then
        flush()
        pending = { head = head, glue = glue, parts = {}, count = 0, bytes = 0 }
    end
    pending.count = pending.count + 1
    pending.parts[pending.count] = part
    pending.bytes = pending.bytes + #part
    -- Well below the server's max_allowed_packet.
    if pending.bytes > 1000000 then flush() end
end

local function assignments(t, row, glue, names)
    local parts = {}
    for _, name in ipairs(names) do
        if row[name] ~= nil then
            table.insert(parts, ("`%s` = %s"):format(name, write_value(t, name, row[name])))
        end
    end
    return table.concat(parts, glue)
end

local function insert(t, event)
    local row = event.after
    remember_insert(t, row)
    local names, values = {}, {}
    for _, column in ipairs(t.columns) do
        local name = column[1]
        if row[name] ~= nil then
            table.insert(names, "`" .. name .. "`")
            table.insert(values, write_value(t, name, row[name]))
        end
    end
    append(("INSERT INTO `%s` (%s) VALUES\n"):format(t.name, table.concat(names, ", ")), ",\n",
        "(" .. table.concat(values, ", ") .. ")")
end

local function delete(t, event)
    remember_delete(t, event.before)
    append(("DELETE FROM `%s` WHERE "):format(t.name), " OR ",
        "(" .. assignments(t, event.before, " AND ", t.key) .. ")")
end

local function update(t, event)
    flush()
    local where = assignments(t, event.before, " AND ", t.key)
    send(("UPDATE `%s` SET %s WHERE %s;\n"):format(t.name,
        assignments(t, event.after, ", ", t.names), where))
    remember_update(t, event.before, event.after)
end

local CHANGES = { insert = insert, update = update, delete = delete }

---- The run ---------------------------------------------------------------------------------------

local function prepare()
    local tables = client.tables(settings.client, settings.from)
    local sql = { ("DROP DATABASE IF EXISTS `%s`; CREATE DATABASE `%s`; USE `%s`;"):format(
        settings.into, settings.into, settings.into) }
    for name, t in pairs(tables) do
        if #t.key == 0 then error(name .. " has no primary key", 0) end
        t.name, t.rows, t.names = name, {}, {}
        for i, column in ipairs(t.columns) do t.names[i] = column[1] end
        table.insert(sql, ("CREATE TABLE `%s` LIKE `%s`.`%s`;"):format(name, settings.from, name))
    end
    client.query(settings.client, table.concat(sql, "\n"))
    local version = client.query(settings.client, "SELECT VERSION();")[1][1]
    settings.vector = version:find "MariaDB" and "VEC_FromText" or "STRING_TO_VECTOR"
    return tables
end

local function replay_line(tables, line, seen, counts)
    local event = json.decode(line)
    local apply = CHANGES[event.type]
    if not apply or event.schema ~= settings.from then return end
    if not event.id then error("the event has no id", 0) end
    if seen[event.id] then
        counts.again = counts.again + 1
        return
    end
    seen[event.id] = true
    apply(tables[event.table] or error("no table " .. event.table, 0), event)
    counts[event.type] = counts[event.type] + 1
end

local tables = prepare()
local seen, counts = {}, { insert = 0, update = 0, delete = 0, again = 0 }
out = client.stream(settings.client)
out:write(("USE `%s`;\nSET sql_log_bin = 0;\nBEGIN;\n"):format(settings.into))
for _, name in ipairs(settings) do
    local number = 0
    for line in assert(io.open(name)):lines() do
        number = number + 1
        local ok, message = pcall(replay_line, tables, line, seen, counts)
        if not ok then
            io.stderr:write(("%s:%d: %s\n%s\n"):format(name, number, message, line:sub(1, 300)))
            os.exit(1)
        end
    end
end
flush()
out:write "COMMIT;\n"
out:close()
print(("replayed %d inserts, %d updates, %d deletes; skipped %d seen before"):format(counts.insert,
    counts.update, counts.delete, counts.again))
