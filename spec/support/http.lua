--- Real HTTP servers, by Node, for the specs: http_server.js, and others that speak a protocol.
local run = require "spec.support.run"

local M = {}

--- @param options? string the files of a certificate and its key: HTTPS
--- @param program? string http_server.js
--- @param settings? string PORT=N: not a free one; KEEP=FILE: what outlives the server's death
function M.start(options, program, settings)
  local folder = run.folder()
  os.execute(("%s node spec/support/%s %s > %s/port 2>%s/err & echo $! > %s/pid")
    :format(settings or "", program or "http_server.js", options or "", folder, folder, folder))
  local server = { folder = folder }
  for _ = 1, 200 do
    server.port = tonumber(run.read(folder .. "/port") or "")
    if server.port then
      break
    end
    os.execute "sleep 0.05"
  end
  assert(server.port, "the HTTP server did not start: " .. (run.read(folder .. "/err") or ""))
  server.url = (options and "https" or "http") .. "://127.0.0.1:" .. server.port
  function server.stop()
    os.execute(("kill $(cat %s/pid) 2>/dev/null"):format(folder))
  end
  function server.kill()
    os.execute(("kill -9 $(cat %s/pid); while kill -0 $(cat %s/pid) 2>/dev/null; do sleep 0.01; "
      .. "done"):format(folder, folder))
  end
  return server
end

return M
