--- Exactly once: what a sink needs that keeps the job's checkpoint in the very place that it writes
--- to, and changes both in one step.
---
--- The sink's writes are counted from each checkpoint on. When they become too many before the next
--- one (a transaction may have any number of rows), those so far are committed together with their
--- count: after a crash the log is read again from the checkpoint, and as many writes are left out.
--- That holds for a script that sends the same for the same events.
local core = require "moontail.core"
local moontail = require "moontail"

--- @class moontail.exactly_once
local M = {}

--- @class moontail.exactly_once.Keeper
--- @field sent integer writes since the checkpoint, those that were left out included
--- @field package place string? the checkpoint that the writes are counted from
--- @field package skip integer writes still to be left out
--- @field package step integer
local Keeper = {}
Keeper.__index = Keeper

--- Is this write to be made? false: it was made before a crash.
function Keeper:count()
  self.sent = self.sent + 1
  if self.skip == 0 then
    return true
  end
  self.skip = self.skip - 1
  return false
end

--- What to keep beside the writes so far: for a checkpoint, or for a commit between two of them.
--- @param place? string the checkpoint; nil: between two
--- @return string
function Keeper:text(place)
  self.step = self.step + 1 -- no two texts are the same: a sink can tell whether it has this one
  if place then
    return core.json { place = place, sent = 0, step = self.step }
  end
  return core.json { place = self.place or moontail.null, sent = self.sent, step = self.step }
end

--- A checkpoint was committed.
function Keeper:committed(place)
  self.place, self.sent, self.skip = place, 0, 0
end

--- The checkpoint in a kept text, for a dry run, which counts no writes.
--- @param text? string
--- @return string? place, string? err
function M.place_in(text)
  local ok, kept = pcall(core.json_decode, text or "{}")
  if not ok or type(kept) ~= "table" or (text and type(kept.sent) ~= "number") then
    return nil, "what is kept there is no checkpoint of moontail"
  end
  return kept.place ~= moontail.null and kept.place or nil, nil, kept
end

--- Join the checkpoint as the sink that holds it.
--- @param sink moontail.Sink with `read`: the kept text or nil; and `write(text)`: commit with it
--- @return moontail.exactly_once.Keeper
function M.keep(sink)
  local keeper = setmetatable({ sent = 0, skip = 0, step = 0 }, Keeper)
  moontail.sink {
    name = sink.name,
    flush = sink.flush,
    check = sink.check,
    stats = sink.stats,
    commit = function(place)
      if keeper.skip > 0 then
        return nil, ("%d writes that were made before are missing: the script does not send the " ..
          "same for the same events, so that they cannot be told from new ones"):format(keeper.skip)
      end
      local ok, err = sink.write(keeper:text(place))
      if ok then
        keeper:committed(place)
      end
      return ok, err
    end,
    load = function()
      local text, err = sink.read()
      if not text then
        return nil, err
      end
      local place, problem, kept = M.place_in(text)
      if not kept then
        return nil, problem
      end
      keeper.place = place
      keeper.sent, keeper.skip, keeper.step = 0, kept.sent, kept.step
      if kept.sent > 0 then
        moontail.log.info("%s: %d writes behind the checkpoint are there already", sink.name,
          kept.sent)
      end
      return keeper.place
    end,
  }
  return keeper
end

return M
