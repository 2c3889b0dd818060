--- Append changes to files: lines of JSON, or whatever you write.
---
---     local moontail = require "moontail"
local option = require "moontail.options"
---     local file     = require "moontail.file"
---
---     local audit = file.open "audit-%Y-%m-%d.jsonl"
---
---     moontail.on("row", "shop.*", function(event)
---       audit:json(event)
---     end)
---
--- Each line is in the file exactly once: the checkpoint remembers how long the file was, and after
--- a crash the file is cut back to that length before the log is read again. What others wrote to
--- it after the checkpoint is cut as well, so give the job a file of its own; two jobs cannot open
--- the same one.
---
--- A path may hold strftime's conversions (in UTC, by the clock when the line is written; `%%` is a
--- percent sign): another name, another file. With the option `rotate_bytes` a file that has grown
--- that long is renamed to `NAME.1`, `NAME.2`, ... (the highest number is the newest), and NAME
--- begins anew. Nothing is ever overwritten. Until the checkpoint has caught up, a small file,
--- `NAME.turns`, tells which files were begun or renamed since.
---
--- `-` is stdout. A file that is moved away (logrotate) is noticed at the next checkpoint.
local core = require "moontail.core"
local fs = require "moontail.core.file"
local moontail = require "moontail"

--- @class moontail.file
local M = {}

--- @class moontail.file.Options
--- @field rotate_bytes? integer begin a new file when this one has so many bytes
--- @field mode? "a" append, the only mode there is

--- @class moontail.file.File
--- @field write fun(self: moontail.file.File, text: string): boolean?, string? add text as it is
--- @field line fun(self: moontail.file.File, text: string): boolean?, string? and a newline
--- @field json fun(self: moontail.file.File, value: any): boolean?, string? add a line of JSON
local methods

-- What is known of each file:
--   pattern, limit  as given
--   path      of what is open now; nil: nothing is
--   joined    it takes part in checkpoints
--   turns     the path of the journal of turns
--   turn      how many lines were written to that journal, ever
--   asked     `turn` when a checkpoint asked last; saved: when one asked that is safe by now
--   last      the state of a closed file
local states = setmetatable({}, { __mode = "k" })
local open_files = {} -- by pattern

local function directory_of(path)
  local directory = path:match("^(.*)/[^/]*$") or "."
  return directory == "" and "/" or directory
end

local function is_timed(pattern)
  return pattern:gsub("%%%%", ""):find("%%%a") ~= nil
end

local function expand(pattern)
  if not pattern:find("%", 1, true) then
    return pattern
  end
  return os.date("!" .. pattern, math.floor(moontail.now()))
end

--- Make the directories of a path that its conversions name; those before must be there.
local function make_directories(pattern, path)
  local literal = pattern:match("^([^%%]*/)") or ""
  for at in path:gmatch("()/") do
    if at > #literal then
      local ok, err = fs.mkdir(path:sub(1, at - 1))
      if not ok then
        return nil, err
      end
    end
  end
  return true
end

-- ---- the journal of turns ----
--
-- A line that says so is on the disk before another file is begun, and before one is renamed. When
-- a job starts from a checkpoint, what was done after that checkpoint is undone, last things first.
-- Each line is dropped when it is undone: a crash in the middle repeats one step, and each step
-- that is repeated finds nothing to do.

local function path_of_turns(pattern)
  local literal, rest = pattern:match("^([^%%]*/)(.*)$")
  return (literal or "") .. (rest or pattern):gsub("/", "-") .. ".turns"
end

local function sync_with_directory(path)
  local ok, err = fs.sync(path)
  if ok then
    ok, err = fs.sync(directory_of(path))
  end
  return ok, err
end

local function write_turns(path, mode, entries)
  local out, err = io.open(path, mode)
  if not out then
    return nil, err
  end
  local ok = true
  for _, entry in ipairs(entries) do
    if ok then
      ok, err = out:write(moontail.json(entry), "\n")
    end
  end
  local closed, close_err = out:close()
  if not ok or not closed then
    return nil, err or close_err
  end
  return sync_with_directory(path)
end

local function note(state, entry)
  if not state.joined then
    return true
  end
  local mode = state.saved >= state.turn and "w" or "a"
  state.turn = state.turn + 1
  entry.turn = state.turn
  return write_turns(state.turns, mode, { entry })
end

local function read_turns(state)
  local entries = {}
  local input = io.open(state.turns)
  if not input then
    return entries
  end
  for line in input:lines() do
    -- a torn last line: what it announces was not done
    local ok, entry = pcall(moontail.json_decode, line)
    if ok and type(entry) == "table" then
      entries[#entries + 1] = entry
    end
  end
  input:close()
  return entries
end

local function check(ok, err)
  if not ok then
    error(err, 0)
  end
  return ok
end

local function cut_path(path, length)
  local handle = fs.new(0, false)
  local size = check(fs.attach(handle, path))
  if size > length then
    check(fs.cut(handle, length))
  end
  fs.detach(handle)
end

local undo = {}

function undo.begin(entry)
  if not fs.stat(entry.path) then
    return
  elseif entry.length == moontail.null then
    moontail.log.info("%s was begun after the checkpoint: removed", entry.path)
    check(os.remove(entry.path))
    check(fs.sync(directory_of(entry.path)))
  else
    cut_path(entry.path, entry.length)
  end
end

function undo.rename(entry)
  if fs.stat(entry.to) and not fs.stat(entry.from) then
    moontail.log.info("%s got its number after the checkpoint: it is %s again", entry.to,
      entry.from)
    check(os.rename(entry.to, entry.from))
    check(fs.sync(directory_of(entry.from)))
  end
end

local function undo_turns(state, turn)
  local entries = read_turns(state)
  local draft = state.turns .. ".new"
  while #entries > 0 do
    local entry = table.remove(entries)
    if entry.turn > turn then
      undo[entry["do"]](entry)
      check(write_turns(draft, "w", entries))
      check(os.rename(draft, state.turns))
      check(fs.sync(directory_of(state.turns)))
    end
  end
  os.remove(state.turns)
end

-- ---- which file is open ----

local function attach(file, state, path, end_line)
  local ok, err = make_directories(state.pattern, path)
  local is_new = fs.stat(path) == nil
  if ok then
    ok, err = fs.attach(file, path, end_line)
  end
  if ok then
    state.path = path
    if is_new and fs.is_regular(file) then
      ok, err = fs.sync(directory_of(path))
    end
  end
  return ok, err
end

local function finish_current(file, state)
  local ok, err = fs.put(file, true)
  if ok then
    fs.detach(file)
    state.path = nil
  end
  return ok, err
end

--- Begin to write to a path: a file that is there is added to.
local function begin(file, state, path)
  local ok, err = note(state, {
    ["do"] = "begin", path = path, length = fs.stat(path) or moontail.null,
  })
  if ok then
    ok, err = attach(file, state, path, true)
  end
  return ok, err
end

local function next_number(path)
  local highest = 0
  local prefix = path:match("[^/]*$") .. "."
  local names, err = fs.list(directory_of(path))
  if not names then
    return nil, err
  end
  for _, name in ipairs(names) do
    if name:sub(1, #prefix) == prefix then
      highest = math.max(highest, tonumber(name:sub(#prefix + 1):match("^%d+$") or 0))
    end
  end
  return highest + 1
end

--- The current file is full: number it, and begin its name anew.
local function rotate(file, state)
  local path = state.path
  local number, err = next_number(path)
  local ok = number
  local target = ("%s.%d"):format(path, number or 0)
  if ok then
    ok, err = finish_current(file, state)
  end
  if ok then
    ok, err = note(state, { ["do"] = "rename", from = path, to = target })
  end
  if ok then
    ok, err = os.rename(path, target)
  end
  if ok then
    -- on the disk before the next line of the journal, which says that the path may be removed
    ok, err = fs.sync(directory_of(path))
  end
  if ok then
    ok, err = begin(file, state, path)
  end
  return ok, err
end

--- Called before something is added, when another file may be due.
local function turn(file)
  local state = states[file]
  local path = expand(state.pattern)
  local ok, err = true, nil
  if not state.path then
    ok, err = attach(file, state, path, true)
  elseif path ~= state.path then
    ok, err = finish_current(file, state)
    if ok then
      ok, err = begin(file, state, path)
    end
  end
  if ok and state.limit > 0 and fs.is_regular(file) and fs.length(file) >= state.limit then
    ok, err = rotate(file, state)
  end
  return ok, err
end

-- ---- checkpoints ----

local function flush(file)
  local state = states[file]
  local ok, err = fs.put(file, true)
  if ok and state.path and not fs.is_there(file) then
    moontail.log.info("%s was moved away: it is begun anew", state.path)
    fs.detach(file)
    ok, err = attach(file, state, expand(state.pattern), true)
  end
  if not ok then
    return nil, err
  end
  return true
end

--- What the checkpoint remembers; called right after flush.
local function save(file)
  local state = states[file]
  if state.last or not state.path or not fs.is_regular(file) then
    return state.last
  end
  -- the checkpoint before this one is safe, or the job would have stopped
  state.saved, state.asked = state.asked, state.turn
  local length = fs.length(file)
  return { path = state.path, length = length, mark = fs.mark(file, length), turn = state.turn }
end

--- Go back to a checkpoint's file and length.
local function resume(file, state, saved)
  if not fs.stat(saved.path) then
    moontail.log.warn("%s, which the checkpoint speaks of, is gone: a new file is begun; lines " ..
      "written after the checkpoint may be in both", saved.path)
    check(attach(file, state, expand(state.pattern), true))
    return
  end
  check(attach(file, state, saved.path))
  local length = fs.length(file)
  if length < saved.length or fs.mark(file, saved.length) ~= saved.mark then
    error(("%s is not as the checkpoint remembers it (%d bytes, now %d): it was changed since. " ..
      "Bring it back, or move it away, and a new one is begun"):format(saved.path, saved.length,
      length), 0)
  end
  if length > saved.length then
    moontail.log.info("%s: cut %d bytes that were written after the checkpoint", saved.path,
      length - saved.length)
    check(fs.cut(file, saved.length))
  end
end

local function restore(file, saved)
  local state = states[file]
  local _, kind = fs.stat(expand(state.pattern))
  if state.pattern == "-" or kind == "other" then
    return
  end
  state.joined = true
  if not saved then
    os.remove(state.turns) -- of a job that had this file before
    check(attach(file, state, expand(state.pattern), true))
    return
  end
  undo_turns(state, saved.turn)
  state.turn, state.saved, state.asked = saved.turn, saved.turn, saved.turn
  resume(file, state, saved)
end

-- ---- the module ----

methods = fs.methods(turn)

--- Write everything so far, and wait until it is on the disk.
--- @return boolean? ok, string? err
function methods:flush()
  return flush(self)
end

--- Flush, and close the file. It cannot be added to after that.
--- @return boolean? ok, string? err
function methods:close()
  local state = states[self]
  local ok, err = flush(self)
  if ok then
    state.last = save(self)
  end
  fs.finish(self)
  return ok, err
end

--- What is captured (see moontail.dry_run).
local function captured_file(pattern)
  local own = {}
  function own.write(_, text)
    return core.capture.write("file", "file " .. pattern, { path = expand(pattern), text = text })
  end
  function own:line(text)
    return self:write(text .. "\n")
  end
  function own:json(value)
    return self:line(moontail.json(value))
  end
  function own.flush()
    return true
  end
  own.close = own.flush
  return own
end

local OPTIONS = { mode = "any", rotate_bytes = "any" }

--- @param options moontail.file.Options
local function check_options(options, level)
  option.check("file.open", options, OPTIONS, level + 1)
  local limit = options.rotate_bytes
  if options.mode ~= nil and options.mode ~= "a" then
    error("option mode of file.open can only be 'a', append", level + 1)
  elseif limit and (type(limit) ~= "number" or limit < 1 or limit > 2 ^ 50) then
    error("option rotate_bytes of file.open must be a number of bytes, 1 or more", level + 1)
  end
end

--- What can be known before the first line: that the file can be written at all.
local function check_place(pattern)
  local path = expand(pattern)
  local _, kind = fs.stat(path)
  local place = path
  if kind == "directory" then
    return nil, ("%s is a directory"):format(path)
  elseif not kind then
    place = directory_of((pattern:match("^([^%%]*/)") or "./") .. "x")
    if not fs.stat(place) then
      return nil, ("there is no directory %s for %s; create it"):format(place, path)
    end
  end
  local ok, err = fs.may_write(place)
  if not ok then
    return nil, err
  end
  return true, ("%s can be written"):format(path)
end

--- Open a file to append to; `-` is stdout. The path may hold strftime's conversions. The directory
--- must be there; directories whose names hold conversions are made.
--- @param path string
--- @param options? moontail.file.Options
--- @return moontail.file.File
function M.open(path, options)
  if type(path) ~= "string" or path == "" then
    error(("bad argument #1 to 'open' (a path expected, got %s)"):format(type(path)), 2)
  end
  options = options or {}
  check_options(options, 2)
  local pattern = path == "/dev/stdout" and "-" or path
  if open_files[pattern] then
    error(("file.open: %s is open already; use the file that was returned then"):format(path), 2)
  elseif core.capture then
    return captured_file(pattern)
  end
  if pattern ~= "-" then
    local fit, problem = check_place(pattern)
    if not fit then
      error("file.open: " .. problem, 2)
    end
  end
  local limit = options.rotate_bytes or 0
  local file = fs.new(limit, is_timed(pattern))
  states[file] = {
    pattern = pattern, limit = limit, turns = path_of_turns(pattern),
    turn = 0, saved = 0, asked = 0,
  }
  open_files[pattern] = file
  moontail.sink {
    name = "file " .. pattern,
    flush = function() return flush(file) end,
    state = function() return save(file) end,
    restore = function(saved) restore(file, saved) end,
    check = pattern ~= "-" and function() return check_place(pattern) end or nil,
  }
  return file
end

return M
