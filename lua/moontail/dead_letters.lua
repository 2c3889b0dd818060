--- Events that a handler could not handle, kept as lines of JSON; and the way back, once the script
--- is mended: `moontail run SCRIPT --source FILE`.
---
--- A line has `event` (whole), `handler` (the name of the handler that failed), `error` and `time`.
--- Each goes to the handler of that name, once: how far it got stands in FILE.done.
local core = require "moontail.core"
local fs = require "moontail.core.file"

local M = {}

-- Letters between two looks at whether the sinks have everything.
local BATCH = 100

--- Keep lines in a file that is part of the checkpoint.
--- @param path string
--- @return fun(line: string): boolean?, string?
function M.open(path)
  local out = require "moontail.file".open(path)
  return function(line)
    return out:line(line)
  end
end

--- Where letters go that fail again.
--- @param path string
--- @return string
function M.again(path)
  return (path:gsub("%.jsonl$", "")) .. ".again.jsonl"
end

local function read_done(path)
  local input = io.open(path .. ".done")
  local done = input and tonumber(input:read "*a") or 0
  if input then
    input:close()
  end
  return done
end

local function write_done(path, offset)
  if core.dry_run then
    return
  end
  local name = path .. ".done"
  local draft = name .. ".new"
  local out = assert(io.open(draft, "w"))
  assert(out:write(("%d\n"):format(offset)))
  assert(out:close())
  assert(fs.sync(draft))
  assert(os.rename(draft, name))
end

local function read_letter(line, path, offset)
  local ok, letter = pcall(core.json_decode, line)
  if not ok or type(letter) ~= "table" or type(letter.event) ~= "table" or
    type(letter.handler) ~= "string" then
    error(("%s, byte %d: this line is no dead letter"):format(path, offset), 0)
  end
  local event = letter.event
  event.row = event.after ~= nil and event.after or event.before
  return letter
end

--- Give each letter of a file to its handler.
--- @param path string
--- @param find fun(name: string): fun(event: table)? the handler of a name
--- @param flush fun(): boolean
function M.replay(path, find, flush)
  local input = assert(io.open(path, "rb"))
  local offset, size, count = read_done(path), input:seek "end", 0
  input:seek("set", offset)
  while offset < size do
    local line = input:read "*l"
    local letter = read_letter(line, path, offset)
    local call = find(letter.handler)
    if not call then
      error(("%s, byte %d: the script has no handler '%s' any more; give the one that takes its " ..
        "place that name: moontail.on(..., { name = \"%s\" }, ...)"):format(path, offset,
        letter.handler, letter.handler), 0)
    end
    call(letter.event)
    offset = offset + #line + 1
    count = count + 1
    if count % BATCH == 0 or offset >= size then
      if not flush() then
        return
      end
      write_done(path, offset)
    end
  end
  input:close()
  core.log("info", core.dry_run and ("%d dead letters would be delivered"):format(count)
    or ("%d dead letters were delivered; %s says how far"):format(count, path .. ".done"))
end

return M
