--- Give changes to a program of any language: lines to the input of a child process.
---
---     local moontail = require "moontail"
local option = require "moontail.options"
---     local exec     = require "moontail.exec"
---
---     local loader = exec.start { command = { "python3", "load.py" }, ack = true }
---
---     moontail.on("row", "shop.*", function(event)
---       loader:json(event)
---     end)
---
--- Lines are queued, in order, and return true; a child that reads slowly makes the handlers wait,
--- not the loop. The checkpoint waits until each line was taken:
---
--- - with `ack = true`, when the child has printed a line for it (any text), in the same order; it
---   does so when the change is safe. At least once: when the child dies, what it has not answered
---   goes to the next one.
--- - without, when the child has read it from its input. What it had read and not done when it died
---   is lost. Its output is the job's.
---
--- A child that exits with another status than 0, or by a signal, is started again, after a pause
--- that doubles. One that exits with 0 while there are lines for it wants no more: the job stops.
--- At the end of the job its input ends, and it has 10 seconds to exit. It is in a process group of
--- its own: Ctrl-C reaches the job alone.
local core = require "moontail.core"
local fs = require "moontail.core.file"
local moontail = require "moontail"
local pipe = require "moontail.core.pipe"
local queue = require "moontail.queue"

--- @class moontail.exec
local M = {}

--- @class moontail.exec.Options
--- @field command string|string[] the words of a command; a text is for /bin/sh
--- @field ack? boolean the child prints a line for each that it has taken
--- @field max_pending? integer bytes of lines not yet taken, beyond which handlers wait; 4 MiB
--- @field max_attempts? integer starts for the same lines, before the job stops; none
--- @field name? string for messages

--- @class moontail.exec.Child
local methods = {}
local child_meta = { __index = methods }

-- What is known of each child: words, ack, name, queue, pipe (nil: none runs), answered (how many
-- lines the one that runs was given before those being sent).
local states = setmetatable({}, { __mode = "k" })

local BATCH_BYTES = 64 * 1024
-- Seconds until the next start when the child did something; otherwise the queue's, which grow.
local FIRST_PAUSE = 0.1

function child_meta.__tostring(self)
  return states[self].name
end

-- ---- the process ----

local function begin(state)
  if state.pipe then
    return true
  end
  local started, err = pipe.start(state.words, state.ack)
  if not started then
    return false, err
  end
  state.pipe, state.answered = started, 0
  return true
end

--- The child cannot be written to: see how it ended.
local function lose(state)
  local lost = state.pipe
  state.pipe = nil
  local _, why, status = lost:state()
  for _ = 1, 20 do -- its input is closed a moment before it is gone
    if status >= 0 then
      break
    end
    core.sleep(0.05)
    _, why, status = lost:state()
  end
  if status < 0 then
    lost:kill()
    return nil, "it closed its input and stayed"
  elseif status == 0 then
    return false, why .. ", though there are lines for it"
  end
  return nil, why
end

--- Those that the child has answered need not go again; how many they were.
local function drop_answered(state, list)
  local count = math.min(state.pipe:acked() - state.answered, #list)
  for _ = 1, count do
    table.remove(list, 1)
  end
  return count
end

--- Answers that belong to no line: which of the others are true cannot be known.
local function answers_too_much(state)
  return state.pipe:acked() > state.answered and "it printed more lines than it was given" or nil
end

local function send_answered(state, list)
  local surplus = answers_too_much(state)
  if surplus then
    return false, surplus
  end
  local ok = state.pipe:write(table.concat(list))
  if ok then
    ok = state.pipe:acks(state.answered + #list)
  end
  if not ok then
    local count = drop_answered(state, list)
    if #list == 0 then
      state.pipe = nil
      return true
    end
    local again, why = lose(state)
    return again, why, count > 0 and FIRST_PAUSE or nil
  end
  state.answered = state.answered + #list
  surplus = answers_too_much(state)
  return not surplus, surplus
end

local function send_read(state, list)
  local ok = state.pipe:write(table.concat(list))
  local pause, left = 0.0005, ok and state.pipe:unread()
  while left and left > 0 do
    core.sleep(pause)
    pause = math.min(pause * 2, 0.02)
    left = state.pipe:unread()
  end
  if not left then
    return lose(state)
  end
  return true
end

local function send(state, list)
  local ok, why = begin(state)
  if not ok then
    return ok, why
  end
  return (state.ack and send_answered or send_read)(state, list)
end

-- ---- what scripts call ----

--- Queue a line.
--- @param text string
--- @return boolean? ok, string? err
function methods:line(text)
  local state = states[self]
  if not state then
    error("a child expected: call its methods with a colon", 2)
  elseif type(text) ~= "string" or text:find("\n", 1, true) then
    error("bad argument #1 to 'line' (a string without a newline expected)", 2)
  end
  if core.capture then
    return core.capture.write("exec", state.name, { text = text })
  end
  return state.queue:push(text .. "\n", #text + 1)
end

--- Queue a value as a line of JSON.
--- @param value any
--- @return boolean? ok, string? err
function methods:json(value)
  return self:line(moontail.json(value))
end

--- Wait until every line so far was taken.
--- @return boolean? ok, string? err
function methods:flush()
  return states[self].queue:flush()
end

local OPTIONS = {
  command = "any", ack = "boolean", max_pending = "number", max_attempts = "number",
  name = "string",
}

local function check_options(options)
  if type(options) ~= "table" then
    error(("bad argument #1 to 'start' (a table of options expected, got %s)")
      :format(type(options)), 3)
  end
  option.check("exec.start", options, OPTIONS, 3)
end

local function words_of(command)
  local words = type(command) == "string" and command ~= "" and { "/bin/sh", "-c", command } or
    command
  if type(words) ~= "table" or #words == 0 then
    error("exec.start needs a command: a text for the shell, or a list of words", 3)
  end
  for _, word in ipairs(words) do
    if type(word) ~= "string" or word:find("\0", 1, true) then
      error("the words of a command are strings", 3)
    end
  end
  return words
end

local function find_program(word)
  if word:find("/", 1, true) then
    return fs.may_execute(word) and word
  end
  for folder in (os.getenv "PATH" or "/usr/local/bin:/usr/bin:/bin"):gmatch "[^:]+" do
    if fs.may_execute(folder .. "/" .. word) then
      return folder .. "/" .. word
    end
  end
end

--- For `moontail check`: is there such a program? Of a text for the shell its first word, if that
--- is one.
local function check(words)
  local word = words[1]
  if #words == 3 and word == "/bin/sh" and words[2] == "-c" then
    local line = words[3]:match "^%s*([^%s;&|<>()$`\"'\\*?~={}#!]+)" or "sh"
    local is_known = os.execute(("/bin/sh -c 'command -v %s' >/dev/null 2>&1"):format(line)) == 0
    word = is_known and "/bin/sh" or line
  end
  local path = find_program(word)
  if not path then
    return nil, ("there is no program %s that may be run"):format(word),
      word:find("/", 1, true) and "mend the path, or make it executable (chmod +x)" or
      "install it, or give its whole path"
  end
  return true, path .. " can be run"
end

local names = {}

--- A child process. It is started when there is a first line for it.
--- @param options moontail.exec.Options
--- @return moontail.exec.Child
function M.start(options)
  check_options(options)
  local words = words_of(options.command)
  local name = options.name or
    "exec " .. words[#words == 3 and words[1] == "/bin/sh" and 3 or 1]:gsub("%s+", " "):sub(1, 40)
  names[name] = (names[name] or 0) + 1
  local state = {
    words = words, ack = options.ack or false,
    name = names[name] == 1 and name or ("%s #%d"):format(name, names[name]),
  }
  state.queue = queue.new {
    name = state.name, max_pending = options.max_pending, max_attempts = options.max_attempts,
    batch = queue.lists(BATCH_BYTES), send = function(list) return send(state, list) end,
    check = function() return check(words) end,
  }
  local child = setmetatable({}, child_meta)
  states[child] = state
  return child
end

return M
