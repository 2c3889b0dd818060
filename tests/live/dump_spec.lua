--- `moontail dump` against the servers' own mysqlbinlog -vv, on logs with every kind of event that
-- can be made there: the same events at the same places, and the same values.
package.path = "tests/live/?.lua;tests/exact/?.lua;" .. package.path
local moontail = require "moontail"
local logs = require "logs"
local mysqlbinlog = require "mysqlbinlog"
local shell = require "shell"

local PORT = tonumber(os.getenv "PORT") or 23606
local LABELS = { e = { "a", "b", "c" }, s = { "x", "y", "z" } }

local function dump(path)
  shell.must("%s dump --format json %s > %s.json", shell.PROGRAM, path, path)
  local events = {}
  for line in io.lines(path .. ".json") do events[#events + 1] = moontail.json_decode(line) end
  return events
end

local function printed(name, path)
  shell.must("TZ=UTC %s binlog %s -vv --base64-output=DECODE-ROWS %s > %s.txt", shell.SERVER, name,
    path, path)
  return mysqlbinlog.read(path .. ".txt")
end

local function type_of(event)
  return event.type == "gtid_tagged" and "gtid" or (event.type:gsub("_v1$", ""))
end

local function line_of(event, type)
  return ("%.0f %s, server %.0f, at %d"):format(event.position, type or type_of(event),
    event.server_id, math.floor(event.timestamp))
end

local function compare_events(path, ours, theirs, positions)
  assert.equal(#theirs, positions, path .. ": as many places as events")
  for i, event in ipairs(theirs) do
    assert(event.type, path .. ": what is this: " .. event.text)
    assert.equal(line_of(event, event.type), ours[i] and line_of(ours[i]), path)
  end
  assert.equal(#theirs, #ours, path)
end

local VERBS = { write = "INSERT", update = "UPDATE", delete = "DELETE", partial = "UPDATE" }

-- The columns' names of each table, as the table maps have them; "@1" and so on where they have
-- none.
local function column_names(event)
  local names = {}
  for i, column in ipairs(event.columns) do names[i] = column.name or "@" .. i end
  return names
end

local function compare_image(where, names, ours, theirs)
  local compared = 0
  for i, name in ipairs(names) do
    local text = theirs and theirs[i]
    assert.equal(text == nil, ours == nil or ours[name] == nil, where .. name)
    if text then
      local same = mysqlbinlog.same(ours[name], text, LABELS[name], moontail.null)
      assert(same ~= false, ("%s%s is %s, mysqlbinlog has %s"):format(where, name,
        moontail.json(ours[name]), text))
      compared = compared + (same and 1 or 0)
    end
  end
  return compared
end

local function compare_rows(path, events, theirs)
  local names, at, compared = {}, 0, 0
  for _, event in ipairs(events) do
    if event.type == "table_map" then names[event.table_id] = column_names(event) end
    for _, row in ipairs(event.rows or {}) do
      at = at + 1
      local it = assert(theirs[at], path .. ": a row too many")
      local where = ("%s:%.0f "):format(path, event.position)
      assert.equal(VERBS[event.type:match "^%a+"], it.verb, where)
      assert.equal(("`%s`.`%s`"):format(event.schema, event.table), it.name, where)
      compared = compared + compare_image(where, names[event.table_id], row.before, it.before)
        + compare_image(where, names[event.table_id], row.after, it.after)
    end
  end
  assert.equal(#theirs, at, path .. ": rows")
  return compared
end

local function count_types(counts, events)
  for _, event in ipairs(events) do counts[event.type] = (counts[event.type] or 0) + 1 end
end

-- reader: whose mysqlbinlog, where the server's own cannot read its log.
local function compare(name, options, expected, reader)
  local folder = shell.temporary_folder()
  finally(function() shell.stop_server(folder) end)
  local here, reason = logs.fill(name, PORT, folder, options)
  if not here then return pending(reason) end
  shell.must("%s stop %s/data", shell.SERVER, folder)
  local files = logs.files(folder)
  local counts, values, total = {}, 0, 0
  for _, path in ipairs(files) do
    local ours = dump(path)
    local theirs, rows, positions = printed(reader or name, path)
    compare_events(path, ours, theirs, positions)
    values = values + compare_rows(path, ours, rows)
    total = total + #ours
    count_types(counts, ours)
  end
  for kind in expected:gmatch "%S+" do
    assert(counts[kind], name .. " logged no event " .. kind)
  end
  assert(values > 300, values .. " values compared")
  print(("\n%s: %d events in %d files, %d values are as its mysqlbinlog prints them"):format(name,
    total, #files, values))
end

local COMMON = "format_description query table_map xid intvar rand user_var begin_load_query"
  .. " append_block execute_load_query rotate stop "
local MARIADB = COMMON .. "gtid gtid_list binlog_checkpoint annotate_rows write_rows_v1"
  .. " update_rows_v1 delete_rows_v1 query_compressed write_rows_compressed_v1"
  .. " update_rows_compressed_v1 delete_rows_compressed_v1 xa_prepare"
local MYSQL = COMMON .. "rows_query write_rows update_rows delete_rows "

describe("dump agrees with the server's mysqlbinlog", function()
  it("on MariaDB 10.5", function()
    compare("mariadb-10.5", "--binlog-row-metadata=FULL", MARIADB)
  end)
  it("on MariaDB 10.11, without metadata", function() compare("mariadb-10.11", "", MARIADB) end)
  it("on MariaDB 11.8", function()
    compare("mariadb-11.8", "--binlog-row-metadata=FULL", MARIADB)
  end)
  it("on MySQL 5.6", function()
    compare("mysql-5.6", "--binlog-rows-query-log-events=ON", MYSQL)
  end)
  it("on MySQL 5.6, with the rows events of 5.1", function()
    compare("mysql-5.6", "--log-bin-use-v1-row-events=ON", COMMON .. "write_rows_v1",
      "mariadb-10.11")
  end)
  it("on MySQL 9.7, anonymous", function()
    compare("mysql-9.7", "--binlog-rows-query-log-events=ON --gtid-mode=OFF", MYSQL
      .. "anonymous_gtid xa_prepare transaction_payload")
  end)
  it("on MySQL 9.7, with GTIDs and partial JSON", function()
    compare("mysql-9.7", "--binlog-rows-query-log-events=ON --gtid-mode=ON"
      .. " --enforce-gtid-consistency=ON --binlog-row-metadata=FULL"
      .. " --binlog-row-value-options=PARTIAL_JSON", COMMON .. "previous_gtids gtid gtid_tagged"
      .. " rows_query partial_update_rows transaction_payload xa_prepare")
  end)
end)
