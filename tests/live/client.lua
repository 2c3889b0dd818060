--- Talks to a server through its own command line client: any command that reads SQL on stdin.
local client = {}

-- No strict mode: it would refuse zero dates and the number 0 of an ENUM.
local SESSION = [[
SET NAMES utf8mb4;
SET time_zone = '+00:00';
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
]]

local UNESCAPED = { n = "\n", t = "\t", ["0"] = "\0", ["\\"] = "\\" }

local function split(line)
    local fields = {}
    for field in (line .. "\t"):gmatch "([^\t]*)\t" do
        table.insert(fields, (field:gsub("\\(.)", UNESCAPED)))
    end
    return fields
end

local function check(ok, command)
    if not ok then error("failed: " .. command, 0) end
end

--- Runs statements and returns the rows of all their results, each a list of texts; NULL is "NULL".
function client.query(command, sql)
    local name = os.tmpname()
    local file = assert(io.open(name, "w"))
    file:write(SESSION, sql, "\n")
    file:close()
    -- LuaJIT's io.close does not tell the status of a pipe: the shell prints it as the last line.
    local pipe = assert(io.popen(("%s --batch --skip-column-names < %s; echo status $?"):format(
        command, name)))
    local rows, status = {}, nil
    for line in pipe:lines() do
        status = line:match "^status (%d+)$"
        if not status then table.insert(rows, split(line)) end
    end
    pipe:close()
    os.remove(name)
    check(status == "0", command)
    return rows
end

--- A pipe into the client. write(sql) adds statements; close() waits and raises if one failed.
function client.stream(command)
    local name = os.tmpname()
    local pipe = assert(io.popen(("%s --batch > /dev/null; echo $? > %s"):format(command, name),
        "w"))
    pipe:setvbuf("full", 1048576)
    pipe:write(SESSION)
    local stream = {}
    function stream.write(_, ...) pipe:write(...) end
    function stream.close()
        pipe:close()
        local file = assert(io.open(name))
        local status = file:read "*l"
        file:close()
        os.remove(name)
        check(status == "0", command)
    end
    return stream
end

--- Columns and primary key of a schema's tables, as the server tells them:
--- name -> {columns = {{name, type}...}, types = name -> type, key = {names}}
function client.tables(command, schema)
    local tables = {}
    for _, row in ipairs(client.query(command, ([[
        SELECT c.table_name, c.column_name, LOWER(c.data_type), c.character_set_name IS NOT NULL
        FROM information_schema.columns c JOIN information_schema.tables t
            USING (table_schema, table_name)
        WHERE c.table_schema = '%s' AND t.table_type = 'BASE TABLE'
        ORDER BY c.table_name, c.ordinal_position;]]):format(schema))) do
        local t = tables[row[1]] or { columns = {}, types = {}, is_text = {}, key = {} }
        tables[row[1]] = t
        table.insert(t.columns, { row[2], row[3] })
        t.types[row[2]] = row[3]
        t.is_text[row[2]] = row[4] == "1"
    end
    for _, row in ipairs(client.query(command, ([[
        SELECT table_name, column_name FROM information_schema.statistics
        WHERE table_schema = '%s' AND index_name = 'PRIMARY'
        ORDER BY table_name, seq_in_index;]]):format(schema))) do
        table.insert(tables[row[1]].key, row[2])
    end
    return tables
end

local HEX = {}
for byte = 0, 255 do HEX[string.char(byte)] = ("%02x"):format(byte) end

--- The statements' text for bytes: hexadecimal digits, which nothing can re-interpret.
function client.hex(bytes) return (bytes:gsub(".", HEX)) end

return client
