--- What a script under test would have sent, by kind of sink; and the answers that its test gives
--- to what it asks. See moontail.dry_run for what the modules hand over.
local core = require "moontail.core"

local M = {}

-- Where the things of a kind are listed, and where the questions are: run.redis.commands.
local LISTS = {
  redis = "commands", memcached = "commands", mysql = "statements", sqlite = "statements",
  http = "requests", webhook = "messages", elasticsearch = "operations", exec = "lines",
}

--- The kinds that can be asked, and so need answers from a test.
M.ANSWERED = { redis = true, memcached = true, mysql = true, sqlite = true, http = true }

--- Tables are copied as they are now: a script may go on changing them.
local function copy(value)
  if type(value) ~= "table" then
    return value
  end
  local copied = {}
  for k, v in pairs(value) do
    if k ~= 0 then -- the handle of an event
      copied[k] = copy(v)
    end
  end
  return copied
end

local function add_lines(list, text)
  for line in text:gmatch "([^\n]*)\n" do
    list[#list + 1] = line
  end
end

--- Texts that end in the middle of a line wait for the rest of it.
local function add_text(lines, rest, key, text)
  text = (rest[key] or "") .. text
  local whole, left = text:match "^(.*\n)([^\n]*)$"
  rest[key] = whole and left or text
  if whole then
    add_lines(lines, whole)
  end
end

local request_meta = { __index = function(request, name)
  return name == "json" and request.body and core.json_decode(request.body) or nil
end }

local function request_of(item)
  local headers = {}
  for _, line in ipairs(item.headers) do
    local name, value = line:match "^([^:;]+): (.*)$"
    if name then
      headers[name:lower()] = value
    end
  end
  local request = { method = item.method, url = item.url, headers = headers, body = item.body }
  return setmetatable(request, request_meta)
end

local MADE = {
  http = request_of,
  webhook = function(item)
    local body = core.json_decode(item.body)
    return { url = item.url, id = item.id, type = body.type, data = body.data }
  end,
  elasticsearch = function(item)
    return {
      action = item.action, index = item.index, id = item.id, document = copy(item.document),
    }
  end,
  exec = function(item) return item.text end,
}

--- What tells one question from another, for the keys of a test's answers.
local function key_of(kind, item)
  if kind == "http" then
    return item.method .. " " .. item.url
  elseif kind == "mysql" or kind == "sqlite" then
    return item[1]
  end
  return table.concat(item, " ")
end

local function answer_to(run, kind, item, made)
  local answer, err, key = run.answers[kind], nil, key_of(kind, item)
  if type(answer) == "table" then
    answer = answer[key]
  end
  if type(answer) == "function" and kind == "http" then
    answer, err = answer(made)
  elseif type(answer) == "function" then
    answer, err = answer(unpack(item))
  end
  if answer == nil and err == nil then
    error(("the script asks %s for '%s', and the test has no answer: give testing.run the " ..
      "option %s = { [%q] = ... }"):format(kind, key, kind, key), 0)
  elseif kind == "http" and answer then
    answer = { status = answer.status or 200, headers = answer.headers or {},
      body = answer.body or "" }
  end
  return answer, err
end

--- Both sides of core.capture for a run. The lists are there from the start.
--- @param run moontail.testing.Run
--- @return moontail.Capture
function M.new(run)
  local rest = {}
  for kind, list in pairs(LISTS) do
    run[kind] = { [list] = {}, questions = M.ANSWERED[kind] and {} or nil }
  end
  run.stdout = {}
  run.files = {}

  local function add(kind, item, list)
    local made = (MADE[kind] or copy)(item)
    list[#list + 1] = made
    run:note(list, #list)
    return made
  end

  --- What print and io.write write.
  function run.write_stdout(text)
    add_text(run.stdout, rest, run.stdout, text)
  end

  local function write(kind, _, item)
    if kind == "stdout" then
      run.write_stdout(item.text .. "\n")
    elseif kind == "file" and item.path == "-" then
      run.write_stdout(item.text)
    elseif kind == "file" then
      run.files[item.path] = run.files[item.path] or {}
      add_text(run.files[item.path], rest, item.path, item.text)
    else
      add(kind, item, run[kind][LISTS[kind]])
    end
    return true
  end

  local function ask(kind, _, item, changes)
    local made = add(kind, item, changes and run[kind][LISTS[kind]] or run[kind].questions)
    return true, answer_to(run, kind, item, made)
  end

  return { write = write, ask = ask }
end

return M
