--- moontail tails MySQL and MariaDB and runs your Lua on every change.
---
---     local moontail = require "moontail"
---     moontail.on("insert", "shop.*", function(event)
---       print(event.table, moontail.json(event.after))
---     end)
local core = require "moontail.core"
local globs = require "moontail.globs"
local handling = require "moontail.handlers"
local history = require "moontail.history"
local option = require "moontail.options"

--- @class moontail
--- @field null lightuserdata SQL NULL in a row, and null in JSON; the same value as `cjson.null`
--- @field args table<string, string> what `--set KEY=VALUE` gave
--- @field VERSION string
--- @field dry_run boolean is this `run --dry-run`: nothing is to be sent, nothing to be saved
local M = {
  null = core.null,
  args = core.args,
  VERSION = core.version,
  dry_run = core.dry_run or false,
}

if core.dry_run then
  core.capture = require "moontail.dry_run".capture
end

--- Encode any value as JSON, exactly: integers are never rounded, a byte that is not UTF-8 is
--- written as `\udcNN` (and read back by `json_decode`), an event is written with all its fields.
--- @type fun(value: any): string
M.json = core.json

--- Decode JSON: the inverse of `json`. Integers beyond 2^53 come as decimal strings.
--- @type fun(text: string): any
M.json_decode = core.json_decode

--- Seconds since the epoch, with fraction.
--- @type fun(): number
M.now = core.now

--- May what is printed be in colour? (--color, a terminal, NO_COLOR)
--- @type fun(): boolean
M.colours = core.colours

--- Let this handler wait; the loop goes on.
--- @type fun(seconds: number)
M.sleep = core.sleep

-- A test has a clock of its own.
core.every = core.every or function(seconds, call)
  core.spawn(function()
    while true do
      core.sleep(seconds)
      call()
    end
  end)
end

--- Call a function again and again, with a pause between the calls, while the job runs.
--- @param seconds number
--- @param call fun()
function M.every(seconds, call)
  if type(seconds) ~= "number" or seconds <= 0 then
    error("bad argument #1 to 'every' (seconds, more than 0, expected)", 2)
  elseif type(call) ~= "function" then
    error(("bad argument #2 to 'every' (function expected, got %s)"):format(type(call)), 2)
  end
  core.every(seconds, call)
end

-- LuaJIT's own pairs knows no __pairs. Events have one, which shows every field of them.
local plain_pairs = pairs
function _G.pairs(t)
  local meta = getmetatable(t)
  local each = type(meta) == "table" and rawget(meta, "__pairs")
  if each then
    return each(t)
  end
  return plain_pairs(t)
end

-- ---- log ----

--- @class moontail.log
--- @field debug fun(format: string, ...)
--- @field info fun(format: string, ...)
--- @field warn fun(format: string, ...)
--- @field error fun(format: string, ...)
--- @overload fun(format: string, ...)
local log = {}

local function log_at(level)
  return function(format, ...)
    local text = tostring(format)
    if select("#", ...) > 0 then
      text = text:format(...)
    end
    core.log(level, text)
  end
end

for _, level in ipairs { "debug", "info", "warn", "error" } do
  log[level] = log_at(level)
end
M.log = setmetatable(log, { __call = function(_, ...) return log.info(...) end })

-- ---- handlers ----

local LOGICAL = {
  row = true, insert = true, update = true, delete = true, snapshot = true,
  begin = true, commit = true, ddl = true, event = true,
}
local ROW_TYPES = { insert = true, update = true, delete = true, snapshot = true }

local wire_names = {}
for _, name in ipairs(core.event_types) do
  wire_names[name] = true
end

--- @class moontail.on.Options
--- @field columns? string[] decode only these and the key's
--- @field on_error? "stop"|"retry"|"dead-letter" what comes of an error; "stop"
--- @field attempts? integer calls for an event before the job stops (10) or keeps it (1)
--- @field concurrency? integer so many events are handled side by side
--- @field key? fun(event: any): any events of the same key stay in order
--- @field name? string what a dead letter calls the handler

--- @class moontail.Handler
--- @field name string
--- @field type string
--- @field call function
--- @field columns? string[]
--- @field globs? string[]
--- @field match? fun(name: string): boolean
--- @field number integer
--- @field label string what metrics call it: its name, and where it stands

--- @type moontail.Handler[]
local handlers = {}

--- Rows and what announces them, and DDL; all the others are about no table.
local function has_table(kind)
  return kind == "row" or ROW_TYPES[kind] or kind == "event" or kind == "table_map" or
    kind == "ddl" or (kind:find "_rows" ~= nil and kind ~= "annotate_rows")
end

--- What a dead letter calls its handler: what it was registered for, and a number where several
--- are the same.
local function name_handler(entry)
  local name = entry.type .. (entry.globs and " " .. table.concat(entry.globs, ",") or "")
  local same = 0
  for _, other in ipairs(handlers) do
    if other ~= entry and other.name:gsub(" #%d+$", "") == name then
      same = same + 1
    end
  end
  return same == 0 and name or ("%s #%d"):format(name, same + 1)
end

--- Call a handler for every event of a type.
---
--- type: `row` (insert, update or delete), `insert`, `update`, `delete`; `begin`, `commit`, `ddl`;
--- a wire name in lower case (`query`, `xid`, `gtid`, `rotate`, ...); `event` is all of them.
--- tables: a glob or a list of globs on `schema.table`.
--- options: `columns = {...}` decodes only those columns (and the key's). `on_error`: what comes of
--- an error in the handler: "stop" (the job), "retry" (up to `attempts`, 10, then stop) or
--- "dead-letter" (the event is kept in a file, after `attempts`, 1). `concurrency = N`: N events
--- are handled side by side; `key = function(event) ... end` keeps those of a key in order.
---
--- Its types stand in _meta/event.lua: what the handler gets depends on `type`.
function M.on(kind, ...)
  local rest, n = { ... }, select("#", ...)
  local handler = rest[n]
  if type(kind) ~= "string" then
    error(("bad argument #1 to 'on' (event type expected, got %s)"):format(type(kind)), 2)
  end
  if not LOGICAL[kind] and not wire_names[kind] then
    error(("no event type '%s'%s"):format(kind, core.nearest(kind, LOGICAL, wire_names)), 2)
  end
  if type(handler) ~= "function" then
    error(("bad argument #%d to 'on' (the handler, a function, expected, got %s)")
      :format(n + 1, type(handler)), 2)
  end
  local entry = { type = kind, call = handler }
  for i = 1, n - 1 do
    local argument = rest[i]
    if i == 1 and type(argument) == "table" and next(argument) == nil then
      error("bad argument #2 to 'on' (an empty list of tables: leave it out to mean all)", 2)
    elseif type(argument) == "string" or (type(argument) == "table" and #argument > 0) then
      if not has_table(kind) then
        error(("'%s' events belong to no table: leave the tables out"):format(kind), 2)
      end
      entry.globs = type(argument) == "string" and { argument } or argument
      entry.match = globs.matcher(entry.globs, 2)
    elseif type(argument) == "table" then
      option.check("moontail.on", argument, handling.OPTIONS, 2)
      handling.configure(entry, argument, 2)
    elseif argument ~= nil then
      error(("bad argument #%d to 'on' (tables or options expected, got %s)")
        :format(i + 1, type(argument)), 2)
    end
  end
  handlers[#handlers + 1] = entry
  entry.name = entry.name or name_handler(entry)
  entry.number = #handlers
  local where = debug.getinfo(handler, "S")
  entry.label = ("%s %s:%d"):format(entry.name, where.short_src:match "[^/]*$", where.linedefined)
end

--- Options of `run`, set by the script; the command line wins over them. Names are the long
--- options' with underscores: `moontail.configure{ tables = "shop.*", start = "earliest" }`.
--- @param options moontail.configure.Options
function M.configure(options)
  if type(options) ~= "table" then
    error(("bad argument #1 to 'configure' (table expected, got %s)"):format(type(options)), 2)
  end
  for name, value in pairs(options) do
    local globs_given = type(value) == "table" and (name == "tables" or name == "ignore_tables")
    if type(value) == "table" and not globs_given then
      error(("configure: option %s is a table, but must be a text, a number or a boolean")
        :format(name), 2)
    end
    local text = globs_given and table.concat(value, ",") or tostring(value)
    local problem = core.configure(name, text)
    if problem then
      error(problem, 2)
    end
  end
end

-- ---- sinks ----

--- @class moontail.Sink
--- @field name string for messages
--- @field flush fun(): boolean?, string? wait until all that was sent is safe, or nil and a reason
--- @field state? fun(): any after a flush: what the checkpoint must remember for this sink
--- @field restore? fun(state: any) before the first event: what the checkpoint remembered, or nil
--- @field check? fun(): boolean?, string?, string? for `moontail check`: true and a remark, or nil,
--- what is wrong, and what mends it; nothing of what it does may last
--- @field commit? fun(place: string): boolean?, string? keep this checkpoint and all that was sent
--- in one step, and wait until it is safe: the sink holds the job's checkpoint, there is no file
--- @field stats? fun(): moontail.SinkStats for those who look at the job; it may not wait
--- @field load? fun(): string?, string? the checkpoint that it holds; nil: none; nil and why not

--- @class moontail.SinkStats
--- @field up? boolean false: nothing gets through at present
--- @field detail? string why not
--- @field down_for? number seconds
--- @field pending_bytes? integer sent, or to be sent, and not yet acknowledged
--- @field pending_items? integer the same, where bytes are not known
--- @field retries? integer attempts that failed, ever

--- @type moontail.Sink[]
local sinks = {}
--- The one that holds the checkpoint.
--- @type moontail.Sink?
local holder

--- Join the checkpoint: it is saved only after every sink's `flush` has returned true.
--- @param sink moontail.Sink
--- @return moontail.Sink
function M.sink(sink)
  if type(sink) ~= "table" or type(sink.name) ~= "string" or type(sink.flush) ~= "function" then
    error("bad argument #1 to 'sink' (a table with 'name' and 'flush' expected)", 2)
  end
  for _, other in ipairs(sinks) do
    if other.name == sink.name then
      error(("there is a sink '%s' already"):format(sink.name), 2)
    end
  end
  if sink.commit and holder then
    error(("the checkpoint is kept in '%s' already: one sink can hold it"):format(holder.name), 2)
  elseif sink.commit and type(sink.load) ~= "function" then
    error("a sink that has 'commit' must have 'load'", 2)
  end
  holder = holder or (sink.commit and sink)
  sinks[#sinks + 1] = sink
  return sink
end

-- ---- what the runtime asks ----

local only, ignored
local only_globs = {}

local function wanted(name)
  return (not only or only(name)) and not (ignored and ignored(name))
end

local hooks = {}
core.hooks = hooks

--- --tables and --ignore-tables.
function hooks.filter(tables, ignore_tables)
  only_globs = globs.split(tables or "")
  only = tables and globs.matcher(only_globs)
  ignored = ignore_tables and globs.matcher(globs.split(ignore_tables))
end

--- Is the DDL statement at hand about the tables of this handler?
local function is_about(h)
  return globs.touch(history.last.kind, history.last.touched, h.match, function(schema)
    return globs.match_schema(h.globs, schema)
  end)
end

--- The handlers of a type for a table (nil: the event has none), and the columns that all of
--- them together ask for (nil: every one).
function hooks.handlers(kind, name)
  local calls, columns, every = {}, {}, false
  if name and not wanted(name) then
    return nil
  end
  for _, h in ipairs(handlers) do
    local hit = h.type == kind or (h.type == "row" and ROW_TYPES[kind]) or
      (h.type == "event" and not LOGICAL[kind])
    if hit and (not h.match or name and h.match(name) or kind == "ddl" and is_about(h)) then
      calls[#calls + 1] = h.call
      -- those that work beside the log are timed where they do
      calls[-#calls] = not h.concurrency and h.number or nil
      for _, column in ipairs(h.columns or {}) do
        columns[#columns + 1] = column
      end
      every = every or not h.columns
    end
  end
  if #calls == 0 then
    return nil
  end
  return calls, not every and columns or nil
end

--- May any handler want this table's rows, in whatever form?
function hooks.wants(name)
  if not wanted(name) then
    return false
  end
  for _, h in ipairs(handlers) do
    if (ROW_TYPES[h.type] or h.type == "row" or not LOGICAL[h.type] or h.type == "event") and
      (not h.match or h.match(name)) then
      return true
    end
  end
  return false
end

--- Is a DDL statement about something that --tables lets through?
--- @param kind string? nil: it was not understood
--- @param touched table[] { schema, table or nil }
function hooks.concerns(kind, touched)
  return not only and not ignored or globs.touch(kind, touched, wanted, function(schema)
    return globs.match_schema(only_globs, schema) or not only and not ignored(schema .. ".*")
  end)
end

--- The tables' definitions; see moontail.history.
hooks.history = history

--- Which kinds of events have handlers at all: { rows = bool, [type] = bool }.
function hooks.summary()
  local kinds = {}
  for _, h in ipairs(handlers) do
    kinds[h.type] = true
    if ROW_TYPES[h.type] or h.type == "row" then
      kinds.rows = true
    end
  end
  return kinds, #handlers
end

--- What metrics call the handlers, by their numbers.
function hooks.handler_names()
  local names = {}
  for i, handler in ipairs(handlers) do
    names[i] = handler.label
  end
  return names
end

--- Wait for what a sink has to do; how long it takes is counted.
local function wait_for(sink, call, ...)
  core.sink_begins(sink.name)
  local ok, reason = call(...)
  core.sink_ends(sink.name, ok and true or false)
  return ok, reason
end

--- How each sink is.
function hooks.sinks()
  local list = {}
  for i, sink in ipairs(sinks) do
    local stats = {}
    if sink.stats then
      local called, answer = pcall(sink.stats)
      stats = called and type(answer) == "table" and answer or
        { detail = not called and tostring(answer) or nil }
    end
    list[i] = {
      name = sink.name, up = stats.up ~= false, detail = stats.detail, down_for = stats.down_for,
      pending_bytes = stats.pending_bytes, pending_items = stats.pending_items,
      retries = stats.retries,
    }
  end
  return list
end

--- A handler's error, with what it most likely means.
hooks.explain = require "moontail.explain"

--- Wait until every handler is done and every sink has acknowledged everything; runs in a task of
--- its own. In a dry run there is nothing to be safe.
function hooks.flush()
  handling.wait()
  if M.dry_run then
    return true
  end
  for _, sink in ipairs(sinks) do
    local ok, reason = true, nil
    if sink ~= holder then
      ok, reason = wait_for(sink, sink.flush)
    end
    if not ok then
      core.sink_failed(("%s: %s"):format(sink.name,
        tostring(reason or "flush returned no reason; where all is safe it returns true")))
      return false
    end
  end
  return true
end

local dead_letters = require "moontail.dead_letters"

local function buries()
  for _, handler in ipairs(handlers) do
    if handler.on_error == "dead-letter" then
      return true
    end
  end
  return false
end

--- The options are settled: what depends on them is opened.
--- letters: the file for dead letters, when a handler keeps them.
function hooks.settle(letters)
  if buries() then
    handling.bury = dead_letters.open(letters or core.job_name() .. ".dead-letters.jsonl")
  end
end

--- Give the dead letters of a file to their handlers; runs in a task of its own.
function hooks.replay(path)
  hooks.settle(dead_letters.again(path))
  local place = hooks.held_if_any()
  hooks.restore(nil)
  dead_letters.replay(path, function(name)
    for _, handler in ipairs(handlers) do
      if handler.name == name then
        return handler.call
      end
    end
  end, function()
    return hooks.flush() and (M.dry_run or not holder or holder.commit(place))
  end)
end

--- The name of the sink that holds the checkpoint; `--checkpoint URL` makes one.
function hooks.holder(url)
  if url and holder then
    error(("the script keeps its checkpoint in %s: leave --checkpoint out"):format(holder.name), 0)
  elseif url then
    require "moontail.checkpoint".open(url)
  end
  return holder and holder.name
end

--- Keep a checkpoint in the sink that holds it; runs in a task of its own.
function hooks.commit(place)
  local ok, reason = wait_for(holder, holder.commit, place)
  if not ok then
    core.sink_failed(("%s: %s"):format(holder.name, tostring(reason)))
  end
end

--- The holder's checkpoint, which dead letters leave as it is.
function hooks.held_if_any()
  local place = holder and hooks.held()
  if holder and not place then
    error(("%s holds no checkpoint yet: let the job run before its dead letters"):format(
      holder.name), 0)
  end
  return place
end

--- The checkpoint that the holder has, or nil; runs in a task of its own.
function hooks.held()
  local place, reason = holder.load()
  if not place and reason then
    error(("the checkpoint in %s cannot be read: %s"):format(holder.name, reason), 0)
  end
  return place
end

--- The checkpoint as text: where the log stands, and what each sink wants remembered.
function hooks.save(place)
  local states
  for _, sink in ipairs(sinks) do
    if sink.state then
      states = states or {}
      states[sink.name] = sink.state()
    end
  end
  place.sinks = states
  place.schema = history.number()
  place.version = 1
  return core.json(place)
end

function hooks.load(text)
  local place = core.json_decode(text)
  if type(place) ~= "table" or place.version ~= 1 then
    error("this is not a checkpoint of moontail (version 1)", 0)
  end
  history.resume(place)
  return place
end

--- Names and states, as JSON, of what a checkpoint remembers: a flat list, by name.
function hooks.saved_sinks(place)
  local names, list = {}, {}
  for name in pairs(place.sinks or {}) do
    names[#names + 1] = name
  end
  table.sort(names)
  for _, name in ipairs(names) do
    list[#list + 1] = name
    list[#list + 1] = core.json(place.sinks[name])
  end
  return list
end

--- Before the first event: sinks go back to what the checkpoint remembers of them.
function hooks.restore(place)
  if M.dry_run then
    return
  end
  local states = place and place.sinks or {}
  for _, sink in ipairs(sinks) do
    if sink.restore then
      sink.restore(states[sink.name])
    end
  end
end

-- ---- moontail check ----

--- The globs that no table of the server matches, and how many tables the script's row handlers
--- want.
--- @param names string[] schema.table
--- @return { text: string, certain: boolean }[] unmatched, integer matched
function hooks.unmatched(names)
  local lists, matched = { only_globs }, 0
  for _, name in ipairs(names) do
    matched = matched + (hooks.wants(name) and 1 or 0)
  end
  for _, h in ipairs(handlers) do
    lists[#lists + 1] = h.globs -- nil: of all tables
  end
  return globs.unmatched(lists, names), matched
end

--- Ask every sink that can be asked; runs in a task of its own. The findings are there from the
--- start, so that one that never answers is seen.
function hooks.check()
  local findings = {}
  hooks.findings = findings
  for i, sink in ipairs(sinks) do
    findings[i] = sink.check and { name = sink.name, text = "it does not answer" } or
      { name = sink.name, ok = true, text = "it has no check of its own" }
  end
  for i, sink in ipairs(sinks) do
    if sink.check then
      local finding = findings[i]
      local called, ok, text, fix = pcall(sink.check)
      finding.ok = called and ok and true or false
      finding.text = tostring(called and text or not called and ok or "")
      finding.fix = called and fix and tostring(fix) or nil
    end
  end
end

return M
