--- Gives a stream of SQL to a server that may be gone for a while: piece by piece, each again when
-- nobody answers. A statement that fails is left: what counts in the end is the server's word.
--   luajit workload.lua ... | luajit feed.lua STOP_FILE CLIENT...
local socket = require "socket"

local STATEMENTS_IN_PIECE = 40
local PAUSE_S = 0.03
local NOBODY = "Can't connect" -- how both servers' clients begin errors 2002 and 2003

local stop_file = arg[1]
local command = table.concat(arg, " ", 2)
local piece_file = os.tmpname()

local function exists(path)
  local f = io.open(path)
  if f then f:close() end
  return f ~= nil
end

-- Whether somebody answered.
local function run_piece()
  local pipe = io.popen(("%s --force --database=work < %s 2>&1"):format(command, piece_file))
  local output = pipe:read "*a"
  pipe:close()
  return not output:find(NOBODY, 1, true)
end

local function send(lines)
  local f = assert(io.open(piece_file, "w"))
  f:write("SET NAMES utf8mb4; SET time_zone = '+00:00'; SET sql_mode = '';\n",
    table.concat(lines, "\n"), "\n")
  f:close()
  while not run_piece() and not exists(stop_file) do socket.sleep(0.1) end
  socket.sleep(PAUSE_S)
end

local lines, statements, open = {}, 0, false
for line in io.lines() do
  lines[#lines + 1] = line
  if line == "BEGIN;" then open = true end
  if line == "COMMIT;" or line == "ROLLBACK;" then open = false end
  if line:find ";$" then statements = statements + 1 end
  if not open and statements >= STATEMENTS_IN_PIECE and line:find ";$" then
    send(lines)
    lines, statements = {}, 0
    if exists(stop_file) then break end
  end
end
os.remove(piece_file)
