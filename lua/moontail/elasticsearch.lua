--- Keep tables in Elasticsearch or OpenSearch, through their bulk API.
---
---     local moontail      = require "moontail"
---     local elasticsearch = require "moontail.elasticsearch"
---
---     local es = elasticsearch.client { url = "http://127.0.0.1:9200" }
---
---     moontail.on("row", "shop.products", function(event)
---       es:apply(event, { index = "products" })
---     end)
---
--- Writes are queued, in order, and return true; many go in one request. The checkpoint waits until
--- each document was taken. A document that is refused for now (429, 503) goes again, alone; one
--- that is refused for good (a mapping) stops the job, naming its event.
---
--- At least once, and never back in time: each write has the place of its event in the log as the
--- document's external version, and the index keeps a document that has a later one. The version
--- is epoch * 2^56 + number of the log file * 2^36 + position, so it grows from file to file. Where
--- the numbers begin anew (another server, RESET MASTER), raise `epoch`, or writes are kept out.
local core = require "moontail.core"
local ffi = require "ffi"
local http = require "moontail.http"
local moontail = require "moontail"
local option = require "moontail.options"
local queue = require "moontail.queue"

--- @class moontail.elasticsearch
local M = {}

--- @class moontail.elasticsearch.Options : moontail.http.Options
--- @field url string
--- @field api_key? string as the server gave it, in base64
--- @field epoch? integer 0 to 127; raise it when the log files' numbers begin anew
--- @field versions? boolean false: without versions; the last write wins
--- @field on_refused? "stop"|"log" a document that is refused for good; "stop"
--- @field batch_bytes? integer of one request, about; 4 MiB

--- @class moontail.elasticsearch.Target
--- @field index string
--- @field id? string made from the key when there is none
--- @field document? table what is kept; the row

--- @class moontail.elasticsearch.Client
local methods = {}
local client_meta = { __index = methods }

-- What is known of each client: client (of HTTP), queue, name, epoch, versions, on_refused,
-- batch_bytes, plain_file (the log file without a number), warned.
local states = setmetatable({}, { __mode = "k" })

local FILE_BIT, EPOCH_BIT = 36, 56
local MOST_ID_BYTES = 512
local CONFLICT = 409
local LATER = { [429] = true, [503] = true }

function client_meta.__tostring(self)
  return states[self].name
end

-- ---- what a document is called ----

local function text_of(value)
  return type(value) == "string" and value or moontail.json(value)
end

--- The values of a key, in the order of its columns' names, with a colon between them.
local function id_of(key, values)
  local names, parts = {}, {}
  for name in pairs(key) do
    names[#names + 1] = name
  end
  table.sort(names)
  for i, name in ipairs(names) do
    if values[name] == nil or values[name] == moontail.null then
      error(("no id can be made: column %s of the key is %s; give an id")
        :format(name, values[name] == nil and "not in the row image" or "NULL"), 0)
    end
    parts[i] = text_of(values[name])
    if #names > 1 then
      parts[i] = parts[i]:gsub("[%%:]", { ["%"] = "%25", [":"] = "%3A" })
    end
  end
  return table.concat(parts, ":")
end

-- ---- versions ----

local function version_of(state, event)
  local number = tonumber(event.file:match "%.(%d+)$")
  if not number then
    if state.plain_file and state.plain_file ~= event.file then
      error(("%s and %s have no numbers, so a version cannot tell them apart; give the client " ..
        "versions = false"):format(state.plain_file, event.file), 0)
    end
    state.plain_file = event.file
  end
  number = number or 0
  if number >= 2 ^ (EPOCH_BIT - FILE_BIT) or event.position >= 2 ^ FILE_BIT then
    error(("%s:%.0f does not fit into a version; give the client versions = false")
      :format(event.file, event.position), 0)
  end
  local version = ffi.new("uint64_t", state.epoch) * 2ULL ^ EPOCH_BIT +
    ffi.new("uint64_t", number) * 2ULL ^ FILE_BIT + ffi.new("uint64_t", event.position)
  return (tostring(version):gsub("ULL$", ""))
end

-- ---- operations ----
--
-- { kind, index, id, text (its lines), origin }

local function check_name(what, value)
  if type(value) ~= "string" or value == "" then
    error(("the %s of a document is a string that is not empty"):format(what), 0)
  elseif what == "id" and #value > MOST_ID_BYTES then
    error(("the id %s... has more than %d bytes"):format(value:sub(1, 40), MOST_ID_BYTES), 0)
  end
end

local function lines_of(state, event, kind, index, id, document)
  local fields = { '"_index":' .. moontail.json(index) }
  if id then
    fields[2] = '"_id":' .. moontail.json(id)
  end
  if state.versions and kind ~= "create" then
    fields[#fields + 1] = '"version":' .. version_of(state, event)
    fields[#fields + 1] = '"version_type":"external_gte"'
  end
  local text = ('{"%s":{%s}}\n'):format(kind, table.concat(fields, ","))
  return document and text .. moontail.json(document) .. "\n" or text
end

local function push(state, event, kind, index, id, document)
  check_name("index", index)
  if id ~= nil then
    check_name("id", id)
  end
  local text = lines_of(state, event, kind, index, id, document)
  if core.capture then
    return core.capture.write("elasticsearch", state.name,
      { action = kind, index = index, id = id, document = document, text = text })
  end
  local operation = {
    kind = kind, index = index, id = id, text = text, origin = core.origin(),
  }
  return state.queue:push({ operation, bytes = #text }, #text + 200)
end

local function call(...)
  local called, ok, err = pcall(push, ...)
  if not called then
    error(ok, 3)
  end
  return ok, err
end

local function state_of(client, event, level)
  if not states[client] then
    error("a client expected: call its methods with a colon", level + 1)
  elseif type(event) ~= "table" or not event.type then
    error(("bad argument #1 (an event expected, got %s)"):format(type(event)), level + 1)
  end
  return states[client]
end

--- Queue a document: what was there under this id is replaced.
--- @param event moontail.Event whose place in the log is the version
--- @param index string
--- @param id string
--- @param document table
--- @return boolean? ok, string? err
function methods:index(event, index, id, document)
  return call(state_of(self, event, 2), event, "index", index, id or "", document)
end

--- Queue the deletion of a document; it may be gone already.
--- @param event moontail.Event
--- @param index string
--- @param id string
--- @return boolean? ok, string? err
function methods:delete(event, index, id)
  return call(state_of(self, event, 2), event, "delete", index, id or "")
end

--- Queue a document that must be new: for data streams. One that is there already (a change that
--- was sent again) is left as it is.
--- @param event moontail.Event
--- @param index string or the data stream
--- @param document table
--- @param id? string event.id, which is the same when the change is sent again
--- @return boolean? ok, string? err
function methods:create(event, index, document, id)
  return call(state_of(self, event, 2), event, "create", index, id or event.id, document)
end

--- What an update left out (binlog_row_image is not FULL) would be lost from the document.
local function check_whole(event)
  for column in pairs(event.before or {}) do
    if event.after[column] == nil then
      error(("column %s is not in the row image, so the document would lose it: log whole rows " ..
        "(binlog_row_image=FULL), or give a document"):format(column), 0)
    end
  end
  for column in pairs(event.after) do
    if event.before and event.before[column] == nil then
      error(("column %s is not in the image before the change: log whole rows " ..
        "(binlog_row_image=FULL), or give a document"):format(column), 0)
    end
  end
end

local function apply(state, event, target)
  local old = event.before and (target.id or id_of(event.key, event.before))
  if event.type == "delete" then
    return push(state, event, "delete", target.index, old)
  end
  if not target.document then
    check_whole(event)
  end
  local new = target.id or id_of(event.key, event.after)
  if old and old ~= new then
    local ok, err = push(state, event, "delete", target.index, old)
    if not ok then
      return nil, err
    end
  end
  return push(state, event, "index", target.index, new, target.document or event.after)
end

--- Do to the index what was done to the table. The id comes from the primary key: its value, or the
--- values in the order of the columns' names with a colon between them.
--- @param event moontail.RowEvent
--- @param target moontail.elasticsearch.Target
--- @return boolean? ok, string? err
function methods:apply(event, target)
  local state = state_of(self, event, 2)
  if type(target) ~= "table" then
    error(("bad argument #2 to 'apply' (a table with 'index' expected, got %s)")
      :format(type(target)), 2)
  end
  local called, ok, err = pcall(apply, state, event, target)
  if not called then
    error(ok, 2)
  end
  return ok, err
end

--- Wait until everything queued so far was taken.
--- @return boolean? ok, string? err
function methods:flush()
  return states[self].queue:flush()
end

-- ---- requests ----

--- As many operations as fit into a request. Of those on one document only the last is sent: they
--- would not be ordered among themselves when some go again.
local function gather(state, first, more)
  local list, at, bytes = { first[1] }, {}, first.bytes
  local function place_of(operation)
    return operation.id and moontail.json { operation.index, operation.id }
  end
  at[place_of(first[1]) or 0] = 1
  while true do
    local item = more(function(item) return bytes + item.bytes <= state.batch_bytes end)
    if not item then
      return list
    end
    local place = place_of(item[1])
    local known = place and item[1].kind ~= "create" and at[place]
    bytes = bytes + item.bytes
    list[known or #list + 1] = item[1]
    if place and not known then
      at[place] = #list
    end
  end
end

local function reason_of(result)
  local problem = result.error
  if type(problem) ~= "table" then
    return tostring(problem)
  end
  local text = ("%s: %s"):format(tostring(problem.type), tostring(problem.reason))
  if type(problem.caused_by) == "table" then
    text = text .. " (" .. tostring(problem.caused_by.reason) .. ")"
  end
  return text
end

local function refuse(state, operation, result)
  local what = ("%s %s of %s was refused with %d: %s"):format(operation.kind,
    operation.id or "(no id)", operation.index, result.status, reason_of(result))
  if state.on_refused == "log" then
    moontail.log.error("%s: %s, %s", state.name, tostring(operation.origin), what)
    return true
  end
  core.sink_failed(("%s: %s"):format(state.name, what), operation.origin)
  return false, what
end

--- One that is there already, or a later version of it.
local function keep(state, operation)
  if operation.kind ~= "create" and not state.warned then
    state.warned = true
    moontail.log.warn("%s: %s of %s has a later version already and is kept (said once). After " ..
      "a restart that is as it should be; if the log files' numbers began anew, raise epoch",
      state.name, operation.id, operation.index)
  end
end

--- true: the operation is done; nil: again; false: the job stops.
local function judge(state, operation, result)
  local status = result.status
  if status >= 200 and status < 300 or (status == 404 and operation.kind == "delete" and
    not result.error) then
    return true
  elseif status == CONFLICT then
    keep(state, operation)
    return true
  elseif LATER[status] then
    return nil, ("%s %s of %s: %s"):format(operation.kind, operation.id or "(no id)",
      operation.index, reason_of(result))
  end
  return refuse(state, operation, result)
end

--- What a response says of each operation; those that must go again stay in the list.
local function settle(state, list, results)
  local again, reason = {}, nil
  for i, operation in ipairs(list) do
    local _, result = next(results[i])
    local ok, why = judge(state, operation, result)
    if ok == false then
      return false, why
    elseif not ok then
      again[#again + 1] = operation
      reason = reason or why
    end
  end
  for i = 1, #list do
    list[i] = again[i]
  end
  return #again == 0 or nil, reason
end

local function decode(body)
  local ok, answer = pcall(moontail.json_decode, body)
  return ok and type(answer) == "table" and type(answer.items) == "table" and answer.items
end

local function send(state, list)
  local lines = {}
  for i, operation in ipairs(list) do
    lines[i] = operation.text
  end
  local ok, why, pause, response = state.client:attempt("POST", "/_bulk", {
    body = table.concat(lines), headers = { ["Content-Type"] = "application/x-ndjson" },
  })
  if not ok then
    return ok, why, pause
  end
  local results = decode(response.body)
  if not results or #results ~= #list then
    return false, "the answer to a bulk request does not speak of each operation: " ..
      response.body:sub(1, 200)
  end
  return settle(state, list, results)
end

-- ---- clients ----

--- For `moontail check`: what is it that answers?
local function check(client)
  local response = client:get("", { timeout = 5 })
  if not response or response.status == 401 or response.status >= 500 then
    return http.check(client, "")
  elseif response.status == 403 then
    return true, "it answers; these credentials may not ask for its version"
  end
  local decoded, body = pcall(response.json, response)
  local version = decoded and type(body) == "table" and body.version
  if type(version) ~= "table" or not version.number then
    return nil, "what answers is neither Elasticsearch nor OpenSearch", "mend the url"
  end
  return true, ("%s %s answers, cluster %s"):format(version.distribution or "elasticsearch",
    version.number, tostring(body.cluster_name))
end

local OWN = {
  api_key = "string", epoch = "number", versions = "boolean", on_refused = "string",
  batch_bytes = "number",
}

local ALL = {}
for _, types in ipairs { OWN, http.OPTIONS } do
  for name, expected in pairs(types) do
    ALL[name] = expected
  end
end

local function check_options(options)
  option.check("elasticsearch.client", options, ALL, 3)
  local epoch, refused = options.epoch or 0, options.on_refused or "stop"
  if epoch < 0 or epoch > 127 or epoch % 1 ~= 0 then
    error("option epoch of elasticsearch.client is a whole number from 0 to 127", 3)
  elseif refused ~= "stop" and refused ~= "log" then
    error("option on_refused of elasticsearch.client is 'stop' or 'log'", 3)
  elseif options.connections then
    error("elasticsearch.client has no option 'connections': order needs one", 3)
  end
end

local function http_options(options)
  local passed = {}
  for name, value in pairs(options) do
    passed[name] = not OWN[name] and value or nil
  end
  if type(options.url) == "string" then
    passed.name = options.name or "elasticsearch " .. options.url:gsub("^%a+://", "")
  end
  if options.api_key then
    passed.headers = { Authorization = "ApiKey " .. options.api_key }
    for name, value in pairs(options.headers or {}) do
      passed.headers[name] = value
    end
  end
  return passed
end

--- A client for a cluster. Takes the options of http.client too.
--- @param options moontail.elasticsearch.Options|string a URL alone is taken too
--- @return moontail.elasticsearch.Client
function M.client(options)
  if type(options) == "string" then
    options = { url = options }
  elseif type(options) ~= "table" then
    error(("bad argument #1 to 'client' (a URL or a table of options expected, got %s)")
      :format(type(options)), 2)
  end
  check_options(options)
  local called, client = pcall(http.transport, http_options(options))
  if not called then
    error(client, 2)
  end
  local state = {
    client = client, name = tostring(client), epoch = options.epoch or 0,
    versions = options.versions ~= false, on_refused = options.on_refused or "stop",
    batch_bytes = options.batch_bytes or 4 * 1024 * 1024,
  }
  state.queue = queue.new {
    name = state.name, max_pending = options.max_pending or 2 * state.batch_bytes,
    max_attempts = options.max_attempts,
    batch = function(first, more) return gather(state, first, more) end,
    send = function(list) return send(state, list) end,
    check = function() return check(client) end,
  }
  local made = setmetatable({}, client_meta)
  states[made] = state
  return made
end

return M
