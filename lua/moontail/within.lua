--- For `moontail check`: call something that may wait for good, and give up in time.
local core = require "moontail.core"

local SECONDS, PAUSE = 5, 0.02

--- What the call returns; or nil and why it stands still, as soon as `trouble` says so, and after
--- some seconds in any case.
--- @param trouble fun(): string? why there is no answer; nil: there is no reason yet
--- @param call fun(): any, string?
--- @return any, string? err
return function(trouble, call)
  local ended, result, err = false, nil, nil
  core.spawn(function()
    result, err = call()
    ended = true
  end)
  local deadline = core.now() + SECONDS
  while not ended do
    local why = trouble() or (core.now() > deadline and ("no answer within %d s"):format(SECONDS))
    if why then
      return nil, why
    end
    core.sleep(PAUSE)
  end
  return result, err
end
