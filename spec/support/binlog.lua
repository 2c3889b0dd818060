--- Takes a binary log with CRC32 checksums apart and puts one together, for events that no server
--- at hand writes: each of them is made of real ones.
local bit = require "bit"
local run = require "spec.support.run"

local M = {}

M.HEADER = 19
local CHECKSUM, TYPE_AT = 4, 5

local function number(bytes, at, size)
  local n = 0
  for i = size - 1, 0, -1 do n = n * 256 + bytes:byte(at + i) end
  return n
end

--- A number as bytes, the lowest first.
function M.little(n, size)
  local bytes = {}
  for i = 1, size do
    bytes[i] = string.char(n % 256)
    n = math.floor(n / 256)
  end
  return table.concat(bytes)
end

function M.crc32(bytes)
  local crc = -1
  for i = 1, #bytes do
    crc = bit.bxor(crc, bytes:byte(i))
    for _ = 1, 8 do
      crc = bit.bxor(bit.rshift(crc, 1), bit.band(0xedb88320, -bit.band(crc, 1)))
    end
  end
  return M.little(bit.bnot(crc) % 2 ^ 32, 4)
end

--- The events of a file, each without its checksum.
function M.events(path)
  local bytes, list, at = run.read(path), {}, 5
  while at < #bytes do
    local size = number(bytes, at + 9, 4)
    list[#list + 1] = bytes:sub(at, at + size - CHECKSUM - 1)
    at = at + size
  end
  return list
end

function M.type(event) return event:byte(TYPE_AT) end

--- Like another event, but for its type, its body and its flags (those of the other if nil).
function M.like(event, kind, body, flags)
  return event:sub(1, 4) .. string.char(kind) .. event:sub(6, 9)
    .. M.little(M.HEADER + #body + CHECKSUM, 4) .. "\0\0\0\0"
    .. (flags and M.little(flags, 2) or event:sub(18, M.HEADER)) .. body
end

--- A file of these events; its path.
function M.write(events)
  local parts = { "\254bin" }
  for i, event in ipairs(events) do parts[i + 1] = event .. M.crc32(event) end
  return run.write(run.folder() .. "/binlog.000001", table.concat(parts))
end

--- A file with each event of another one replaced by those in the list that `change` returns for it
--- (nil: it stays); its path, and how many were replaced.
function M.rewrite(path, change)
  local events, count = {}, 0
  for _, event in ipairs(M.events(path)) do
    local others = change(event)
    if others then count = count + 1 end
    for _, other in ipairs(others or { event }) do events[#events + 1] = other end
  end
  return M.write(events), count
end

return M
