--- Every kind of event at hand, as the program gives it: those of the logs in the sources, the
--- single ones of tests/unit/field_cases.inc, and a few that are made of them.
local binlog = require "spec.support.binlog"
local moontail = require "moontail"
local run = require "spec.support.run"

local M = {}

--- @class spec.Seen
--- @field event table decoded
--- @field json string the line of `dump`, or what moontail.json wrote
--- @field made boolean put together by hand, because no server at hand writes it

local QUERY, FORMAT_DESCRIPTION, XID, MARIADB_GTID = 2, 15, 16, 162
local ROWS_HEAD = 8 -- bytes
local GTID_FLAGS, IN_A_GROUP, COMMIT_ID = 13, 2, 7
-- thread, time, length of the database's name; error, length of the status; code 8: a collation
local ROLLBACK = ("\0"):rep(11) .. "\3\0" .. "\8\33\0" .. "\0ROLLBACK"
local LOGS = "spec/samples/[st]*.binlog spec/samples/n*.binlog tests/unit/damage/m*[0-9].binlog"

--- These end the job; the events of rows need what stands before them.
local REFUSED = { start_v3 = true, start_encryption = true, write_rows_v0 = true,
  update_rows_v0 = true, delete_rows_v0 = true }

local function add(list, lines, made)
  for _, line in ipairs(lines) do
    local event = moontail.json_decode(line)
    list[#list + 1] = { event = event, json = line, made = made }
  end
end

local function dump(list, paths, made)
  for _, path in ipairs(paths) do
    local done = run.moontail { "dump", "--format", "json", "--on-unknown-schema", "positional",
      "--log-level", "error", path }
    assert(done.status == 0, path .. ": " .. done.err)
    add(list, done.lines, made)
  end
end

-- ---- single events ----

local function unhex(digits)
  return (digits:gsub("%x%x", function(pair) return string.char(tonumber(pair, 16)) end))
end

--- The events of tests/unit/field_cases.inc.
local function cases()
  local list = {}
  for kind, note, mariadb, hex, fields in run.read "tests/unit/field_cases.inc"
    :gmatch '{"([%w_]+)", "([^"\n]*)", (%l+),\n([%s%x"]+),\n(.-)},' do
    list[#list + 1] = {
      type = kind, made = note:find "made" ~= nil, mariadb = mariadb == "true", fields = fields,
      bytes = unhex((hex:gsub('[%s"]', ""))),
    }
  end
  return list
end

--- Logs of these events behind the head of their kind of server; a format description, which would
--- change how the others are read, is alone with it.
local function write_logs(events, mariadb)
  local head = binlog.events(run.sample(mariadb and "shop" or "shop-mysql"))[1]
  local paths, rest = {}, { head }
  for _, event in ipairs(events) do
    event = event:sub(1, 9) .. binlog.little(#event + 4, 4) .. "\0\0\0\0" .. event:sub(18)
    if binlog.type(event) == FORMAT_DESCRIPTION then
      paths[#paths + 1] = binlog.write { head, event }
    else
      rest[#rest + 1] = event
    end
  end
  paths[#paths + 1] = binlog.write(rest)
  return paths
end

local function add_cases(list)
  for _, made in ipairs { false, true } do
    for _, mariadb in ipairs { false, true } do
      local events = {}
      for _, case in ipairs(cases()) do
        if case.made == made and case.mariadb == mariadb and not REFUSED[case.type] and
          not case.type:find "_rows" or case.type == "annotate_rows" then
          events[#events + 1] = case.bytes
        end
      end
      dump(list, write_logs(events, mariadb), made)
    end
  end
end

-- ---- what is made of others ----

local function as_it_is(body) return body end

--- Version 2 has the length of extra data behind the table's id and the flags, which counts itself.
local function with_extra(extra)
  return function(body, had)
    return body:sub(1, ROWS_HEAD) .. binlog.little(#extra + 2, 2) .. extra ..
      body:sub(ROWS_HEAD + 1 + (had or 0))
  end
end

--- A sample with the events of a type turned into those of another.
local function add_changed(list, path, from, to, change)
  local changed, count = binlog.rewrite(path, function(event)
    if binlog.type(event) ~= from then return nil end
    return { binlog.like(event, to, change(event:sub(binlog.HEADER + 1))) }
  end)
  assert(count > 0, path)
  dump(list, { changed }, true)
end

local function add_made(list)
  local new = run.sample "shop-mysql"
  local packed = "tests/unit/damage/mariadb-11.8.binlog"
  for i = 0, 1 do
    add_changed(list, packed, 166 + i, 169 + i, with_extra "")
  end
  add_changed(list, packed, 166, 168, as_it_is) -- a deleted row looks as an inserted one does
  add_changed(list, packed, 166, 171, with_extra "")
  local function partition(extra)
    return function(body) return with_extra(extra)(body, 2) end
  end
  add_changed(list, new, 30, 30, partition "\1\2\0")
  add_changed(list, new, 31, 31, partition "\1\2\0\1\0")
  for _, case in ipairs(cases()) do
    local before, behind = case.bytes:sub(1, 4), case.bytes:sub(6)
    if case.type == "new_load" then -- the same as `load`
      dump(list, write_logs({ before .. "\6" .. behind }, false), true)
    elseif case.type == "ignorable" then -- of a type that nobody knows, marked as ignorable
      local event = before .. "\200" .. behind
      dump(list, write_logs({ event:sub(1, 17) .. "\128\0" .. event:sub(20) }, false), true)
    end
  end
end

-- ---- the program's own events ----

local HANDLERS = [[
  for _, kind in ipairs { "row", "begin", "commit", "ddl" } do
    moontail.on(kind, function(event)
      print(moontail.json(event))
      print(moontail.json { type = "columns", columns = event.columns })
    end)
  end]]

--- `columns` of a row is not in its JSON: it comes behind it.
local function add_logical(list, arguments)
  local done = run.script(HANDLERS, arguments)
  assert(done.status == 0, done.err)
  add(list, done.lines)
  for i = #list, 1, -1 do
    if list[i].event.type == "columns" then
      list[i - 1].event.columns = list[i].event.columns
      table.remove(list, i)
    end
  end
end

--- The place where the first transaction with rows begins.
local function behind_the_definitions(path)
  local seen, place = {}, nil
  dump(seen, { path })
  for _, one in ipairs(seen) do
    if one.event.type == "table_map" then return place end
    place = one.event.type == "gtid" and one.event.file .. ":" .. one.event.position or place
  end
end

--- The shop's log with its first COMMIT made a ROLLBACK, as for tables without transactions, and
--- its ALTER TABLE a RENAME TABLE; what comes before is committed in a group.
local function with_rare_statements()
  local ended = false
  return (binlog.rewrite(run.sample "shop", function(event)
    local alter = event:find("ALTER TABLE", 1, true)
    if alter and binlog.type(event) == QUERY then
      local head = event:sub(binlog.HEADER + 1, alter - 1)
      return { binlog.like(event, QUERY, head .. "RENAME TABLE carts TO baskets") }
    elseif binlog.type(event) == XID and not ended then
      ended = true
      return { binlog.like(event, QUERY, ROLLBACK) }
    elseif binlog.type(event) == MARIADB_GTID and not ended then
      local body = event:sub(binlog.HEADER + 1)
      local flags = string.char(body:byte(GTID_FLAGS) + IN_A_GROUP)
      return { binlog.like(event, MARIADB_GTID,
        body:sub(1, GTID_FLAGS - 1) .. flags .. binlog.little(COMMIT_ID, 8)) }
    end
  end))
end

--- Events as they stand in the log.
--- @return spec.Seen[]
function M.of_the_log()
  local list = {}
  dump(list, run.lines(run.shell("ls -U %s", LOGS)))
  add_cases(list)
  add_made(list)
  dump(list, { with_rare_statements() }, true)
  return list
end

--- Rows, begin, commit, ddl.
--- @return spec.Seen[]
function M.of_the_program()
  local list = {}
  for _, name in ipairs { "shop", "shop-mysql", "types-mariadb", "types-mysql" } do
    add_logical(list, { "--source", run.sample(name), "--checkpoint", "none" })
  end
  add_logical(list, { "--source", run.sample "nometa-mariadb", "--checkpoint", "none",
    "--start", behind_the_definitions(run.sample "nometa-mariadb"),
    "--on-unknown-schema", "positional" })
  add_logical(list, { "--source", with_rare_statements(), "--checkpoint", "none" })
  return list
end

--- What the unit tests know of the fields of events that end the job: type -> list of names.
function M.refused()
  local found = {}
  for kind in pairs(REFUSED) do found[kind] = {} end
  for _, case in ipairs(cases()) do
    if REFUSED[case.type] then
      for name in case.fields:gmatch "([%w_]+)=" do
        table.insert(found[case.type], name)
      end
    end
  end
  return found
end

return M
