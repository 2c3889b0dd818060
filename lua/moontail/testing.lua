--- Tests of scripts, for `moontail test`: feed a script with events, and see what it did.
---
---     local testing = require "moontail.testing"
---
---     it("deletes the key of a changed user", function()
---       local run = testing.run("invalidate_cache.lua", {
---         events = { testing.insert("shop.users", { id = 7 }) },
---       })
---       assert.same({ { "DEL", "user:7" } }, run.redis.commands)
---     end)
---
--- Events go through all that a job's events go through: the decoder, the script's globs, options
--- and handlers in their order. What the script would send is kept in the run, and nothing is sent.
--- Runs know nothing of each other: each loads the script and its modules anew.
local clock = require "moontail.testing.clock"
local core = require "moontail.core"
local guests = require "moontail.core.guest"
local log = require "moontail.testing.log"
local made = require "moontail.testing.made"
local option = require "moontail.options"
local record = require "moontail.testing.record"
local sandbox = require "moontail.testing.sandbox"
local show = require "moontail.testing.show"

--- @class moontail.testing
local M = {}

-- The clock's start: 2026-01-01T00:00:00Z.
local START = 1767225600
local FILE = "testing.000001"

-- ---- events made from tables ----

--- @class moontail.testing.Event an event for a script to get
--- @field package type string

--- @class moontail.testing.EventOptions
--- @field key? string|string[] the primary key's columns; default: id where there is one, or none
--- @field timestamp? integer default: the run's clock
--- @field gtid? string "0-1-7", or MySQL's with a UUID; default: 0-1-1, 0-1-2, ...
--- @field xid? integer default: 1, 2, ...
--- @field server_id? integer default: 1
--- @field query? string the statement
--- @field set? table<string, any> fields of the event that get other values than they would

--- A row that was inserted.
--- @param name string "schema.table"
--- @param row table<string, any> column -> value
--- @param options? moontail.testing.EventOptions
--- @return moontail.testing.Event
function M.insert(name, row, options)
  made.check_row(row, "insert", 2, 2)
  return (made.row("insert", name, nil, row, options, 2)) -- no tail call: levels count frames
end

--- A row that was changed. A column that is in one image only is missing in the other, as it is
--- with `binlog_row_image=MINIMAL`.
--- @param name string "schema.table"
--- @param before table<string, any>
--- @param after table<string, any>
--- @param options? moontail.testing.EventOptions
--- @return moontail.testing.Event
function M.update(name, before, after, options)
  made.check_row(before, "update", 2, 2)
  made.check_row(after, "update", 3, 2)
  return (made.row("update", name, before, after, options, 2))
end

--- A row that was deleted.
--- @param name string "schema.table"
--- @param row table<string, any>
--- @param options? moontail.testing.EventOptions
--- @return moontail.testing.Event
function M.delete(name, row, options)
  made.check_row(row, "delete", 2, 2)
  return (made.row("delete", name, row, nil, options, 2))
end

--- The rows that follow belong to one transaction, until `testing.commit()`. A row outside of one
--- has a transaction of its own.
--- @param options? { timestamp?: integer, gtid?: string, xid?: integer, server_id?: integer }
--- @return moontail.testing.Event
function M.begin(options)
  return (made.new("begin", options, 2))
end

--- The end of a transaction.
--- @param options? { timestamp?: integer, rolled_back?: boolean }
--- @return moontail.testing.Event
function M.commit(options)
  return (made.new("commit", options, 2))
end

--- A statement that changes tables themselves: CREATE, ALTER, DROP, TRUNCATE, ...
--- @param sql string
--- @param options? { schema?: string, timestamp?: integer, gtid?: string, server_id?: integer }
--- @return moontail.testing.Event
function M.ddl(sql, options)
  if type(sql) ~= "string" then
    error(("bad argument #1 to 'ddl' (SQL expected, got %s)"):format(type(sql)), 2)
  end
  local event = made.new("ddl", options, 2)
  event.query = sql
  return event
end

-- ---- runs ----

--- @class moontail.testing.Options
--- @field events? moontail.testing.Event[]
--- @field binlog? string a file that `moontail record` or a server wrote; a glob or an index file
--- @field schema? string a dump with the tables' definitions, where the file does not name columns
--- @field args? table<string, string|number> what `--set` would give
--- @field options? table<string, string|number|boolean> of `moontail run`, with underscores: they
--- win over moontail.configure
--- @field capture? boolean false: the script's sinks are real
--- @field modules? table<string, any> what `require` gives the script, by name
--- @field now? number where the clock stands at first; 2026-01-01T00:00:00Z
--- @field timeout? number real seconds that a step may take; 10
--- @field redis? table|function answers: { ["GET user:7"] = "x" }, or what returns them
--- @field memcached? table|function
--- @field mysql? table|function by SQL
--- @field sqlite? table|function by SQL
--- @field http? table|function { ["GET http://host/path"] = { status = 200, body = "" } }

local RUN_OPTIONS = {
  events = "table", binlog = "string", schema = "string", args = "table", options = "table",
  capture = "boolean", modules = "table", now = "number", timeout = "number",
}
for kind in pairs(record.ANSWERED) do
  RUN_OPTIONS[kind] = "any"
end

--- @class moontail.testing.Run
--- @field redis { commands: string[][], questions: string[][] }
--- @field memcached { commands: string[][], questions: string[][] }
--- @field mysql { statements: any[][], questions: any[][] }
--- @field sqlite { statements: any[][], questions: any[][] }
--- @field http { requests: table[], questions: table[] } method, url, headers, body, json
--- @field webhook { messages: table[] } url, id, type, data
--- @field elasticsearch { operations: table[] } action, index, id, document
--- @field exec { lines: string[] }
--- @field files table<string, string[]> path -> lines
--- @field stdout string[] lines of print, io.write and moontail.stdout
--- @field log { level: string, text: string }[]
--- @field moontail moontail as the script has it
--- @field package core table
local Run = {}
Run.__index = Run

--- What was captured for which event; for the messages of specs that fail.
--- @param list table[]
--- @param index integer
function Run:note(list, index)
  show.note(list, index, self.at_work[coroutine.running() or "main"])
end

--- What comes of an error; in its traceback the script's own lines stay.
local function fail(self, message)
  message = tostring(message):gsub("\n\tmoontail%.testing[^\n]*", "")
  self.failure = self.failure or message:gsub("\n\t%[C%]: in function '[a-z]*'", "")
end

local function event_text(self)
  local event = self.last_event
  return event and "\nthe event: " .. show.event(event) or ""
end

-- The run that is at work.
local active

-- What would stop a job fails its run, not all of the tests.
guests.take_failures(function(message)
  if active then
    fail(active, message)
  end
  return active ~= nil
end)

--- Call something that may wait, in a task of its own; its result.
local function await(self, level, call)
  local ended, result, problem = false, nil, nil
  if self.failure then
    error("the script has failed: " .. self.failure, level + 1)
  end
  core.spawn(function()
    local ok, a, b = xpcall(call, debug.traceback)
    ended = true
    if ok then
      result, problem = a, b
    else
      fail(self, a)
    end
  end)
  active = self
  local deadline, turns, last = core.now() + self.timeout, 0, self.last_event
  while not ended and not self.failure do
    turns = turns + 1
    core.sleep(turns < 100 and 0 or 0.001)
    if self.last_event ~= last then
      deadline, last = core.now() + self.timeout, self.last_event
    elseif core.now() > deadline then
      fail(self, ("it waits for something, and did not go on for %g s"):format(self.timeout))
    end
  end
  active = nil
  if not self.failure and not result and problem then
    fail(self, problem)
  end
  if self.failure then
    error(self.failure .. event_text(self), level + 1)
  end
  return result
end

-- ---- what the script has for moontail.core ----

local function spawner(self)
  return function(f, ...)
    core.spawn(function(...)
      local ok, message = xpcall(f, debug.traceback, ...)
      if not ok then
        fail(self, message)
      end
    end, ...)
  end
end

local function configurer(self)
  return function(name, value)
    local problem = core.configure(name, value)
    if not problem and self.settings[name] == nil then
      self.settings[name] = value
    end
    return problem
  end
end

local function own_core(self, args)
  local own = {
    args = {}, spawn = spawner(self), configure = configurer(self),
    colours = function() return false end,
    now = function() return self.clock.now end,
    sleep = function(seconds) self.clock:sleep(seconds) end,
    every = function(seconds, call) self.clock:every(seconds, call) end,
    job_name = function() return self.settings.name or self.name end,
    sink_failed = function(message, origin)
      local where = origin and tostring(origin) or ""
      fail(self, where ~= "" and where .. ": " .. message or message)
    end,
    log = function(level, text) self.log[#self.log + 1] = { level = level, text = text } end,
  }
  for name, value in pairs(args) do
    own.args[name] = tostring(value)
  end
  return setmetatable(own, { __index = core })
end

--- The handlers know which event they are at.
local function watch_handlers(self, moontail)
  local on = moontail.on
  moontail.on = function(kind, ...)
    local arguments, n = { ... }, select("#", ...)
    local handler = arguments[n]
    if type(handler) ~= "function" then
      return on(kind, ...)
    end
    arguments[n] = function(event)
      self.at_work[coroutine.running() or "main"] = event
      self.last_event = event
      return handler(event)
    end
    return on(kind, unpack(arguments, 1, n))
  end
  local hooks = self.core.hooks
  local handlers = hooks.handlers
  -- before all handlers, and what they are wrapped in: the fields that the test has set
  local function set_fields(event)
    for name, value in pairs(self.fields or {}) do
      event[name] = value
    end
  end
  function hooks.handlers(...)
    local calls, columns = handlers(...)
    if not calls then
      return nil
    end
    local all = { set_fields }
    for i, call in ipairs(calls) do
      all[i + 1], all[-i - 1] = call, calls[-i]
    end
    return all, columns
  end
end

-- ---- loading ----

--- A function's own surroundings would be those of the test.
local function check_function(script, level)
  for i = 1, math.huge do
    local name, value = debug.getupvalue(script, i)
    if not name then
      break
    end
    for module, loaded in pairs(package.loaded) do
      if value == loaded and module:find "^moontail" and module ~= "moontail.testing" then
        error(("the function uses '%s' from around it, not the run's: let it take moontail as " ..
          "its argument, and require the other modules inside"):format(name), level + 1)
      end
    end
  end
end

local function chunk_of(self, script, level)
  local chunk, err = script, nil
  if type(script) == "string" then
    chunk, err = loadfile(script)
  else
    check_function(script, level + 1)
  end
  if not chunk then
    error(err, level + 1)
  end
  setfenv(chunk, self.environment)
  return function() chunk(type(script) == "function" and self.moontail or nil) end
end

local function begin(self, options)
  local settings = self.settings
  local hooks = self.core.hooks
  hooks.settle(settings.dead_letters)
  local ok, err = self.guest:begin {
    tables = settings.tables, ignore_tables = settings.ignore_tables, schema = options.schema,
    bigint_as_string = settings.bigint == "string",
    ignore_statements = settings.on_statement == "ignore",
    positional = settings.on_unknown_schema == "positional",
  }
  if not ok then
    return nil, err
  end
  hooks.restore(nil)
  self.holds = hooks.holder() ~= nil
  if self.holds then
    hooks.held()
  end
  return true
end

local function new_run(script, options)
  local self = setmetatable({
    answers = options, settings = {}, log = {}, timeout = options.timeout or 10,
    at_work = setmetatable({}, { __mode = "k" }), transactions = 0, tables = {}, table_count = 0,
  }, Run)
  self.name = type(script) == "string" and script:match "([^/]*)$":gsub("%.lua$", "") or "script"
  self.clock = clock.new(options.now or START, function(call)
    local ended = false
    self.core.spawn(function()
      call()
      ended = true
    end)
    while not ended and not self.failure do
      core.sleep(0)
    end
  end)
  for name, value in pairs(options.options or {}) do
    self.settings[name] = tostring(value)
  end
  self.core = own_core(self, options.args or {})
  local capture = record.new(self)
  if options.capture ~= false then
    self.core.capture = capture
  end
  return self
end

local function load(script, options, level)
  options = options or {}
  if type(options) ~= "table" then
    error(("the options of testing.run are a table, not a %s"):format(type(options)), level + 1)
  end
  option.check("testing.run", options, RUN_OPTIONS, level + 1)
  if type(script) ~= "string" and type(script) ~= "function" then
    error(("bad argument #1 (a script's path or a function expected, got %s)"):format(
      type(script)), level + 1)
  end
  local self = new_run(script, options)
  for name, value in pairs(self.settings) do
    local problem = core.configure(name, value)
    if problem then
      error(problem, level + 1)
    end
  end
  local modules = { ["moontail.core"] = self.core }
  for name, module in pairs(options.modules or {}) do
    modules[name] = module
  end
  local folder = type(script) == "string" and script:match "^(.*)/[^/]*$" or "."
  self.environment = sandbox.new(folder, modules, self.write_stdout)
  self.moontail = self.environment.require "moontail"
  self.guest = guests.new(self.core, FILE)
  watch_handlers(self, self.moontail)
  await(self, level + 1, chunk_of(self, script, level + 1))
  await(self, level + 1, function() return begin(self, options) end)
  return self
end

--- Load a script, and give it no event yet.
--- @param script string|fun(moontail: moontail) its path, or a function that does what it would
--- @param options? moontail.testing.Options
--- @return moontail.testing.Run
function M.load(script, options)
  return (load(script, options, 2))
end

--- What the script gets from `require`, to look into it.
--- @param name string
--- @return any
function Run:require(name)
  return self.environment.require(name)
end

-- ---- feeding ----

--- What the events of the transaction that begins share.
local function open_transaction(self, event)
  self.transactions = self.transactions + 1
  local gtid = event.gtid or ("0-1-%d"):format(self.transactions)
  local about = {
    timestamp = event.timestamp or math.floor(self.clock.now), server_id = event.server_id or 1,
    gtid = gtid, flavor = log.flavor_of(gtid), xid = event.xid or self.transactions,
  }
  local text = ""
  if about.flavor ~= self.flavor then
    self.flavor = about.flavor
    text = log.format(about)
  end
  return about, text
end

local function number_table(self, event)
  if not self.tables[event.name] then
    self.table_count = self.table_count + 1
    self.tables[event.name] = self.table_count
  end
  event.table_id = self.tables[event.name]
end

--- The bytes of an event, and of the transaction around it where it has none.
local function bytes_of(self, event)
  local about = self.about
  if event.type == "begin" then
    if about then
      error("a transaction is open already: testing.commit() ends it", 0)
    end
    local opened, text = open_transaction(self, event)
    self.about = opened
    return text .. log.begin(opened), opened.xid
  elseif event.type == "commit" then
    if not about then
      error("there is no transaction to commit: testing.begin() opens one", 0)
    end
    self.about = nil
    about.timestamp = event.timestamp or about.timestamp
    return log.commit(about, event.rolled_back)
  elseif event.type == "ddl" then
    if about then
      error("a ddl event ends no transaction that is open: put testing.commit() before it", 0)
    end
    local opened, text = open_transaction(self, event)
    return text .. log.statement(opened, event.schema or "", event.query)
  end
  number_table(self, event)
  if about then
    about.timestamp = event.timestamp or about.timestamp
    if event.gtid or event.xid or event.server_id then
      error("gtid, xid and server_id are those of the transaction: give them to testing.begin", 0)
    end
    return log.row(about, event)
  end
  local opened, text = open_transaction(self, event)
  return text .. log.begin(opened) .. log.row(opened, event) .. log.commit(opened), opened.xid
end

local function feed_one(self, event, level)
  if not made.is_one(event) then
    error(("an event that testing.insert or the like made is expected, got %s"):format(
      type(event)), level + 1)
  end
  local ok, bytes, xid = pcall(bytes_of, self, event)
  if not ok then
    error(bytes, level + 1)
  end
  self.fields = event.set
  await(self, level + 1, function() return self.guest:bytes(bytes, xid) end)
end

local function feed(self, events, level)
  if type(events) ~= "table" then
    error(("bad argument #1 to 'feed' (an event expected, got %s)"):format(type(events)), level + 1)
  end
  for _, event in ipairs(made.is_one(events) and { events } or events) do
    feed_one(self, event, level + 1)
  end
end

local function feed_binlog(self, path, level)
  self.fields, self.flavor = nil, nil
  await(self, level + 1, function() return self.guest:files(path) end)
end

--- Give the script an event, or several, and wait until its handlers are done.
--- @param events moontail.testing.Event|moontail.testing.Event[]
function Run:feed(events)
  feed(self, events, 2)
end

--- Give the script the events of a recorded log.
--- @param path string
function Run:feed_binlog(path)
  feed_binlog(self, path, 2)
end

--- Move the clock on: `moontail.every` calls what is due. Nobody waits for it.
--- @param seconds number
function Run:advance(seconds)
  if type(seconds) ~= "number" or seconds < 0 then
    error("bad argument #1 to 'advance' (seconds, 0 or more, expected)", 2)
  end
  await(self, 2, function() self.clock:advance(seconds) end)
end

local function flush(self, level)
  local hooks = self.core.hooks
  await(self, level + 1, function()
    if hooks.flush() and self.holds then
      hooks.commit(core.json { version = 1, file = FILE })
    end
  end)
end

--- What a checkpoint does: wait for the handlers, and flush every sink.
function Run:flush()
  flush(self, 2)
end

--- Load a script, give it events, and flush its sinks.
--- @param script string|fun(moontail: moontail) its path, or a function that does what it would
--- @param options? moontail.testing.Options
--- @return moontail.testing.Run
function M.run(script, options)
  local run = load(script, options, 2)
  if options and options.binlog then
    feed_binlog(run, options.binlog, 2)
  end
  if options and options.events then
    feed(run, options.events, 2)
  end
  flush(run, 2)
  return run
end

show.register()

return M
