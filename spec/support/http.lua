--- A real HTTP server (http_server.js, by Node) for the specs.
local run = require "spec.support.run"

local M = {}

--- @param options? string the files of a certificate and its key: HTTPS
function M.start(options)
  local folder = run.folder()
  os.execute(("node spec/support/http_server.js %s > %s/port 2>%s/err & echo $! > %s/pid")
    :format(options or "", folder, folder, folder))
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
  return server
end

return M
