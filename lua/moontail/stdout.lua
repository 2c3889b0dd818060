--- Lines to the job's own output, for the next program of a pipe.
---
---     local moontail = require "moontail"
---     local stdout   = require "moontail.stdout"
---
---     moontail.on("row", "shop.*", function(event)
---       stdout.json(event)
---     end)
---
--- Lines are queued, in order, and return true. Where the reader is slow, the handlers wait, not
--- the loop. The checkpoint waits until each line is in the pipe, or the file; what a reader has
--- not read when it dies is lost. A reader that has gone away stops the job. What `print` writes
--- comes between the lines, in no fixed order.
local core = require "moontail.core"
local moontail = require "moontail"
local pipe = require "moontail.core.pipe"
local queue = require "moontail.queue"

--- @class moontail.stdout
local M = {}

local BATCH_BYTES = 64 * 1024
local out

local function open()
  local stdout = pipe.stdout()
  return queue.new {
    name = "stdout", batch = queue.lists(BATCH_BYTES),
    send = function(list)
      local ok, why = stdout:write(table.concat(list))
      return ok or false, why
    end,
  }
end

--- Queue a line.
--- @param text string
--- @return boolean? ok, string? err
function M.line(text)
  if type(text) ~= "string" then
    error(("bad argument #1 to 'line' (string expected, got %s)"):format(type(text)), 2)
  end
  if core.capture then
    return core.capture.write("stdout", "stdout", { text = text })
  end
  out = out or open()
  return out:push(text .. "\n", #text + 1)
end

--- Queue a value as a line of JSON.
--- @param value any
--- @return boolean? ok, string? err
function M.json(value)
  return M.line(moontail.json(value))
end

--- Wait until every line so far is written.
--- @return boolean? ok, string? err
function M.flush()
  return out == nil or out:flush()
end

return M
