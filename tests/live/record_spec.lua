--- `moontail record` on logs with every kind of event: what is recorded is what was there, and the
--- servers' own tools and servers take it.
package.path = "tests/live/?.lua;" .. package.path
local moontail = require "moontail"
local logs = require "logs"
local shell = require "shell"

local PORT, COPY_PORT = tonumber(os.getenv "PORT") or 21400, 21401

-- These stand between transactions, or around compressed ones.
local LEFT_OUT = { rotate = true, stop = true, binlog_checkpoint = true, previous_gtids = true,
  gtid_list = true, transaction_payload = true, format_description = true }

-- Where an event stands, which is another place in a recording; and how large a transaction is in
-- it.
local PLACE = { file = true, position = true, transaction_length = true }

local URL = "mysql://repl@127.0.0.1:" .. PORT

--- The events of files that a recording can have, each as text, without their places. schema: who
--- names the columns, where the log does not.
local function events(paths, schema, wanted)
  local list = {}
  shell.must("MOONTAIL_PASSWORD=replpw %s dump --format json %s %s > %s.json", shell.PROGRAM,
    schema, table.concat(paths, " "), paths[1])
  for line in io.lines(paths[1] .. ".json") do
    local event = moontail.json_decode(line)
    if not LEFT_OUT[event.type] and (not wanted or wanted(event)) then
      local parts = {}
      for name, value in pairs(event) do
        if not PLACE[name] then parts[#parts + 1] = name .. "=" .. moontail.json(value) end
      end
      table.sort(parts)
      list[#list + 1] = table.concat(parts, " ")
    end
  end
  return list
end

local function same(theirs, ours)
  for i = 1, math.max(#theirs, #ours) do assert.equal(theirs[i], ours[i]) end
end

local function record(output, format, ...)
  return shell.must("MOONTAIL_PASSWORD=replpw %s record %s -o %s", shell.PROGRAM,
    format:format(...), output)
end

-- What the server's own mysqlbinlog makes of it; it exits with 0 only when all is well.
local function read_by(reader, path)
  return shell.must("%s binlog %s --verify-binlog-checksum -v %s", shell.SERVER, reader, path)
end

local function is_row_of(name)
  return function(event)
    return event.rows ~= nil and event.schema .. "." .. event.table == name
  end
end

local function is_no_map(event) return event.type ~= "table_map" end

local function check_whole(reader, folder, files, schema)
  local path = folder .. "/all.binlog"
  local wanted = schema ~= "" and is_no_map or nil
  record(path, "%s %s", schema, table.concat(files, " "))
  same(events(files, schema, wanted), events({ path }, "", wanted))
  read_by(reader, path)
  record(folder .. "/live.binlog", "--source %s --start earliest --until end", URL)
  same(events({ path }, ""), events({ folder .. "/live.binlog" }, ""))
end

-- A table of its own has no other's rows, nor its statements.
local function check_table(reader, folder, files, schema, name)
  local path = folder .. "/one.binlog"
  record(path, "--tables %s --on-statement ignore %s %s", name, schema, table.concat(files, " "))
  local rows = events(files, schema, is_row_of(name))
  assert(#rows >= 3, name)
  local function without_flags(list) -- the last rows event of a statement says that it is
    for i, text in ipairs(list) do list[i] = text:gsub(" flags=%d+", "") end
    return list
  end
  same(without_flags(rows), without_flags(events({ path }, "", is_row_of(name))))
  assert.equal(#rows, #events({ path }, "", function(event) return event.rows end))
  assert.is_nil(read_by(reader, path):find "does not end with")
end

local function check_limit(reader, folder, files, schema)
  local path = folder .. "/few.binlog"
  record(path, "--limit 8 --tables w.v --on-statement ignore %s %s", schema,
    table.concat(files, " "))
  local rows, last = 0, nil
  for line in shell.must("%s dump --format json %s", shell.PROGRAM, path):gmatch "[^\n]+" do
    local event = moontail.json_decode(line)
    rows = rows + #(event.rows or {})
    last = event.type
  end
  assert(rows >= 8 and rows < 20, rows)
  assert(last == "xid" or last == "query" or last == "xa_prepare", last)
  read_by(reader, path)
end

local function compare(name, options)
  local folder = shell.fast_folder()
  finally(function() shell.stop_server(folder) end)
  local here, reason = logs.fill(name, PORT, folder, options)
  if not here then return pending(reason) end
  local files = logs.files(folder)
  local schema = options:find "FULL" and "" or "--schema " .. URL
  check_whole(name, folder, files, schema)
  check_table(name, folder, files, schema, "w.m")
  check_limit(name, folder, files, schema)
end

local FULL = " --binlog-row-metadata=FULL"

describe("record keeps the events", function()
  it("of MariaDB 10.5", function() compare("mariadb-10.5", FULL) end)
  it("of MariaDB 10.11, with its annotations", function()
    compare("mariadb-10.11", "--binlog-annotate-row-events=ON" .. FULL)
  end)
  it("of MariaDB 11.8, without checksums", function()
    compare("mariadb-11.8", "--binlog-checksum=NONE" .. FULL)
  end)
  it("of MySQL 5.6", function() compare("mysql-5.6", "--binlog-rows-query-log-events=ON") end)
  it("of MySQL 9.7, with GTIDs, tags, partial JSON and compression", function()
    compare("mysql-9.7", "--binlog-rows-query-log-events=ON --gtid-mode=ON"
      .. " --enforce-gtid-consistency=ON --binlog-row-value-options=PARTIAL_JSON" .. FULL)
  end)
end)

-- A recording that is run on another server makes the same tables there.
local function replay(name, options, tables)
  local source, copy = shell.fast_folder(), shell.fast_folder()
  finally(function()
    shell.stop_server(source)
    shell.stop_server(copy)
  end)
  local here, reason = shell.start_server(name, PORT, source, options)
  if not here then return pending(reason) end
  shell.start_server(name, COPY_PORT, copy)
  shell.must("luajit tests/live/workload.lua --changes 600 --flavour %s --labels bmp"
    .. " | %s sql %s %s/data", name:match "^%a+", shell.SERVER, name, source)
  local path = source .. "/replay.binlog"
  record(path, "--source mysql://repl@127.0.0.1:%d --start earliest --until end --tables %s", PORT,
    tables)
  shell.must("%s binlog %s %s > %s.sql && %s sql %s %s/data --binary-mode < %s.sql", shell.SERVER,
    name, path, path, shell.SERVER, name, copy, path)
  local function sums(folder)
    local list = tables:gsub("%*", "numbers,work.times,work.texts,work.pairs,work.blobs")
    return shell.must("%s sql %s %s/data -N -e 'CHECKSUM TABLE %s'", shell.SERVER, name, folder,
      list)
  end
  local all = sums(source)
  assert.is_nil(all:find "NULL")
  assert.equal(all, sums(copy))
  if not tables:find "*" then
    assert.equal("1\n", (shell.must("%s sql %s %s/data -N -e 'SELECT COUNT(*) FROM"
      .. " information_schema.tables WHERE table_schema = \"work\"'", shell.SERVER, name, copy)))
  end
end

describe("a recording that another server runs makes the same rows", function()
  it("on MariaDB 10.11, whose log does not name the columns", function()
    replay("mariadb-10.11", "", "work.*")
  end)
  it("on MySQL 5.6, of one table", function() replay("mysql-5.6", "", "work.pairs") end)
end)

-- All columns but the keys', masked, run on another server: as many rows, and nothing of what was.
local function replay_masked(name, options, with)
  local source, copy = shell.fast_folder(), shell.fast_folder()
  finally(function()
    shell.stop_server(source)
    shell.stop_server(copy)
  end)
  local here, reason = shell.start_server(name, PORT, source, FULL .. " " .. options)
  if not here then return pending(reason) end
  shell.start_server(name, COPY_PORT, copy)
  local workload = ("luajit tests/live/workload.lua --changes 300 --flavour %s --with %s"):format(
    name:match "^%a+", with)
  local function sql(folder, text)
    return shell.must("%s sql %s %s/data -N -e \"%s\"", shell.SERVER, name, folder, text)
  end
  shell.must("%s | %s sql %s %s/data", workload, shell.SERVER, name, source)
  shell.must("%s --tables | %s sql %s %s/data", workload, shell.SERVER, name, copy)
  local masks, columns = {}, {}
  for line in sql(source, [[SELECT CONCAT(TABLE_NAME, ' ', COLUMN_NAME, ' ', DATA_TYPE)
    FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = 'work' AND COLUMN_KEY <> 'PRI']])
    :gmatch "[^\n]+" do
    local tbl, column, kind = line:match "^(%S+) (%S+) (%S+)"
    masks[#masks + 1] = ("--mask 'work.%s.%s'"):format(tbl, column)
    columns[#columns + 1] = { tbl, column, kind }
  end
  assert(#columns > 50)
  local path = source .. "/masked.binlog"
  record(path, "--source %s --start earliest --until end --tables 'work.*' %s", URL,
    table.concat(masks, " "))
  shell.must("%s binlog %s --verify-binlog-checksum %s > %s.sql && %s sql %s %s/data --binary-mode"
    .. " < %s.sql", shell.SERVER, name, path, path, shell.SERVER, name, copy, path)
  -- values that are long enough not to be met by chance, and how many there are of each column
  local questions = {}
  for _, it in ipairs(columns) do
    local tbl, column, kind = it[1], "`" .. it[2] .. "`", it[3]
    questions[#questions + 1] = ("SELECT '%s.%s', COUNT(*), COUNT(%s) FROM work.%s;"):format(tbl,
      column, column, tbl)
    if kind:find "char$" or kind:find "text$" or kind:find "blob$" or kind:find "binary$" then
      questions[#questions + 1] = ("SELECT '%s.%s', HEX(%s) FROM work.%s WHERE LENGTH(%s)"
        .. " BETWEEN 13 AND 200;"):format(tbl, column, column, tbl, column)
    end
  end
  shell.write(source .. "/questions.sql", table.concat(questions, "\n"))
  local function answers(folder)
    local counts, values = {}, {}
    for line in shell.must("%s sql %s %s/data -N < %s/questions.sql", shell.SERVER, name, folder,
      source):gmatch "[^\n]+" do
      if line:find "\t%d+\t%d+$" then counts[#counts + 1] = line else values[line] = true end
    end
    return counts, values
  end
  local counts, values = answers(source)
  local masked_counts, masked_values = answers(copy)
  assert.same(counts, masked_counts)
  local compared = 0
  for value in pairs(values) do
    compared = compared + 1
    assert.is_nil(masked_values[value])
  end
  assert(compared > 200, compared)
end

describe("a masked recording that another server runs has other values, as many", function()
  it("on MariaDB 11.8, compressed columns and events", function()
    replay_masked("mariadb-11.8", "--log-bin-compress=ON",
      "uuid,inet4,inet6,json,compressed,vector")
  end)
  it("on MySQL 9.7, compressed transactions, partial JSON and minimal images", function()
    replay_masked("mysql-9.7", "--binlog-row-value-options=PARTIAL_JSON --binlog-row-image=MINIMAL"
      .. " --binlog-transaction-compression=ON", "json,vector")
  end)
end)
