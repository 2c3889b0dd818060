-- What a job tells of itself over HTTP: /metrics, /healthz, /status.json, the page.
local moontail = require "moontail"
local prometheus = require "spec.support.prometheus"
local run = require "spec.support.run"
local watched = require "spec.support.watched"

local SAMPLE = { "--source", run.sample "shop", "--follow", "--checkpoint", "none",
  "--checkpoint-interval", "0.1" }

-- What mariadb-binlog -vv prints of the sample: inserts, updates, deletes.
local ROWS = {
  users = { 8, 5, 1 }, products = { 8, 11, 1 }, sessions = { 3, 2, 3 }, orders = { 6, 5, 0 },
  order_items = { 8, 3, 3 },
}
local SIZE, MAGIC, TRANSACTIONS = 21419, 4, 34

local job

local function start(script, arguments, environment)
  job = watched.start(script, arguments or SAMPLE, environment)
  return job
end

local function metrics()
  local answer = job:get "/metrics"
  assert.equal(200, answer.status)
  assert.equal("text/plain; version=0.0.4; charset=utf-8", answer.headers["content-type"])
  return prometheus.read(answer.body)
end

--- Once all of the sample is handled, and saved.
local function settled()
  local read
  run.wait_for(5, function()
    read = metrics()
    return read:value("moontail_checkpoint_position", { file = "shop.binlog" }) == SIZE
  end)
  return read
end

local function after_each_job()
  if job then
    job:stop()
  end
  job = nil
  run.clean()
end

describe("The reader of Prometheus' format", function()
  local HEAD = "# HELP a_total b\n# TYPE a_total counter\n"
  local WRONG = {
    "a_total 1\n", HEAD .. "a_total 1", HEAD .. "a_total\n", HEAD .. "a_total one\n",
    HEAD .. "a_total -1\n", HEAD .. "a_total 1\na_total 1\n", HEAD .. 'a_total{x="\n"} 1\n',
    HEAD .. 'a_total{x="\\q"} 1\n', HEAD .. 'a_total{x="\255"} 1\n', HEAD .. 'a_total{1x=""} 1\n',
    HEAD .. "b_total 1\n", HEAD .. HEAD, "# TYPE a gauge\na 1\n", HEAD .. 'a_total{x="1",} 1\n',
    "# HELP h b\n# TYPE h histogram\nh_bucket{le=\"1\"} 2\nh_sum 1\nh_count 2\n",
    "# HELP h b\n# TYPE h histogram\nh_bucket{le=\"1\"} 2\nh_bucket{le=\"+Inf\"} 1\nh_sum 1\n" ..
      "h_count 1\n",
    "# HELP a b\n# TYPE a counter\n",
  }

  it("refuses what is none", function()
    for _, text in ipairs(WRONG) do
      assert.is_false(pcall(prometheus.read, text), text)
    end
    local good = prometheus.read(HEAD .. 'a_total{x="\\"\\\\\\n"} 1e3\n')
    assert.equal(1000, good:value("a_total", { x = '"\\\n' }))
  end)
end)

describe("/metrics", function()
  after_each(after_each_job)

  it("counts what the log holds", function()
    start 'moontail.on("row", "shop.*", function() end)'
    local read = settled()
    for name, counts in pairs(ROWS) do
      for i, kind in ipairs { "insert", "update", "delete" } do
        assert.equal(counts[i], read:value("moontail_rows_total",
          { schema = "shop", table = name, type = kind }) or 0, name .. " " .. kind)
      end
    end
    assert.equal(SIZE - MAGIC, read:value "moontail_bytes_total")
    assert.equal(TRANSACTIONS, read:value "moontail_transactions_total")
    assert.equal(TRANSACTIONS, read:value("moontail_events_total", { type = "gtid" }))
    assert.equal(0, read:value "moontail_lag_seconds")
    assert.equal(0, read:value "moontail_checkpoint_age_seconds")
    assert.equal(0, read:value "moontail_queue_bytes")
    assert.truthy(read:value "moontail_checkpoint_saves_total" >= 1)
    assert.truthy(read:value "moontail_lua_memory_bytes" > 100000)
    assert.truthy(read:value "process_resident_memory_bytes" > 1e6)
    local began = read:value "process_start_time_seconds"
    assert.truthy(math.abs(began - moontail.now()) < 10)
    assert.not_equal(0, began % 1) -- it is not rounded
  end)

  it("says what the job is", function()
    start 'moontail.on("row", "shop.*", function() end)'
    local answer = job:get "/metrics"
    assert.truthy(answer.body:find('moontail_info{name="watched",script="' .. job.script ..
      '",source="spec/samples/shop.binlog"} 1\n', 1, true), answer.body)
    assert.matches('moontail_build_info{version="' .. moontail.VERSION:gsub("%p", "%%%0") ..
      '",luajit="LuaJIT 2[^"]*",client="[^"]+"} 1\n', answer.body)
  end)

  it("counts only the rows that a handler wants", function()
    start 'moontail.on("insert", "shop.orders", function() end)'
    local read = settled()
    assert.equal(1, #read.families.moontail_rows_total.samples)
    assert.equal(ROWS.orders[1], read:value("moontail_rows_total",
      { schema = "shop", table = "orders", type = "insert" }))
  end)

  it("has the handlers' times, failures and further attempts", function()
    start [[
      moontail.on("row", "shop.*", function() end)
      moontail.on("insert", "shop.orders", function() moontail.sleep(0.02) end)
      local failed = {}
      moontail.on("delete", "shop.users", { on_error = "retry" }, function(event)
        failed[event.id] = (failed[event.id] or 0) + 1
        if failed[event.id] < 3 then error "not yet" end
      end)
      local bury = { on_error = "dead-letter" }
      moontail.on("delete", "shop.sessions", bury, function() error "no" end)
      moontail.on("insert", "shop.users", { concurrency = 4 }, function() moontail.sleep(0.02) end)
    ]]
    finally(function() os.remove "watched.dead-letters.jsonl" end)
    local read = settled()
    local function seconds(handler, part)
      return read:value("moontail_handler_seconds_" .. part, { handler = handler })
    end
    local all = 0
    for _, counts in pairs(ROWS) do
      all = all + counts[1] + counts[2] + counts[3]
    end
    assert.equal(all, seconds("row shop.* watched.lua:1", "count"))
    assert.truthy(seconds("row shop.* watched.lua:1", "sum") < 0.05)
    assert.equal(ROWS.orders[1], seconds("insert shop.orders watched.lua:2", "count"))
    assert.truthy(seconds("insert shop.orders watched.lua:2", "sum") >= ROWS.orders[1] * 0.015)
    assert.equal(0, read:value("moontail_handler_seconds_bucket",
      { handler = "insert shop.orders watched.lua:2", le = "0.0003" }))
    local beside = "insert shop.users watched.lua:10"
    assert.equal(ROWS.users[1], seconds(beside, "count"))
    assert.truthy(seconds(beside, "sum") >= ROWS.users[1] * 0.015)
    local again = { handler = "delete shop.users watched.lua:4" }
    assert.equal(2, read:value("moontail_handler_errors_total", again))
    assert.equal(2, read:value("moontail_handler_retries_total", again))
    local buried = { handler = "delete shop.sessions watched.lua:9" }
    assert.equal(ROWS.sessions[3], read:value("moontail_handler_errors_total", buried))
    assert.equal(0, read:value("moontail_handler_retries_total", buried))
    assert.equal(ROWS.sessions[3], read:value "moontail_dead_letters_total")
    assert.equal(2, read:value("moontail_log_messages_total", { level = "warn" }))
  end)

  it("has sinks: what they tell, and what is measured of any", function()
    start [[
      moontail.on("insert", "shop.orders", function() end)
      local function flush() moontail.sleep(0.05) return true end
      moontail.sink { name = 'plain "one"', flush = flush }
      moontail.sink { name = "told", flush = function() return true end, stats = function()
        return { up = false, detail = "no \255\n", pending_items = 3, retries = 7 } end }
      moontail.sink { name = "bad", flush = function() return true end, stats = function()
        moontail.sleep(1) end }
      local queue = require "moontail.queue"
      local attempts = 0
      local out = queue.new { name = "queued", send = function()
        attempts = attempts + 1
        if attempts > 2 then return true end
        return nil, "not yet", 0.01
      end }
      moontail.on("insert", "shop.orders", function() out:push("x", 1) end)
    ]]
    local read = settled()
    local plain, told, bad = { sink = 'plain "one"' }, { sink = "told" }, { sink = "bad" }
    assert.equal(1, read:value("moontail_sink_up", plain))
    assert.is_nil(read:value("moontail_sink_pending_bytes", plain))
    assert.truthy(read:value("moontail_sink_flush_seconds_sum", plain) >= 0.05)
    assert.equal(read:value "moontail_checkpoint_saves_total",
      read:value("moontail_sink_flush_seconds_count", plain))
    assert.equal(0, read:value("moontail_sink_errors_total", plain))
    assert.equal(0, read:value("moontail_sink_up", told))
    assert.equal(3, read:value("moontail_sink_pending_items", told))
    assert.is_nil(read:value("moontail_sink_pending_bytes", told))
    assert.equal(7, read:value("moontail_sink_retries_total", told))
    assert.equal(1, read:value("moontail_sink_up", bad))
    assert.equal(2, read:value("moontail_sink_retries_total", { sink = "queued" }))
    assert.equal(0, read:value("moontail_sink_pending_bytes", { sink = "queued" }))
    local status = moontail.json_decode(job:get "/status.json".body)
    assert.same({ name = "told", state = "down", detail = "no \239\191\189\n" }, status.sinks[2])
    assert.matches("waits", status.sinks[3].detail)
  end)

  it("goes on counting, at the same address, when the script is loaded anew", function()
    local place = run.folder() .. "/place"
    start('moontail.on("insert", "shop.orders", function() end)',
      { "--source", run.sample "shop", "--follow", "--checkpoint", place })
    assert.equal(ROWS.orders[1], settled():value("moontail_rows_total",
      { schema = "shop", table = "orders", type = "insert" }))
    run.write(job.script, 'local moontail = require "moontail"\n' ..
      'moontail.on("insert", "shop.users", function() end)')
    job:signal "HUP"
    assert.truthy(run.wait_for(10, function()
      -- connections end with the script
      local answer = watched.request(job.host, job.port, "GET", "/metrics")
      return answer and prometheus.read(answer.body):value("moontail_handler_seconds_count",
        { handler = "insert shop.users watched.lua:2" })
    end), job:log())
    local read = metrics()
    assert.equal(ROWS.orders[1], read:value("moontail_rows_total",
      { schema = "shop", table = "orders", type = "insert" }))
    assert.equal(SIZE, read:value("moontail_checkpoint_position", { file = "shop.binlog" }))
  end)
end)

describe("docs/metrics.md", function()
  after_each(after_each_job)

  it("describes the metrics that there are, and no others", function()
    start 'moontail.on("row", "shop.*", function() end)'
    local described, real = {}, {}
    for name in run.read "docs/metrics.md":gmatch "\n| `(%l[%l_]+)` |" do
      described[name] = name:find "_" and true or nil
    end
    for name in pairs(metrics().families) do
      real[name] = true
    end
    assert.same(real, described)
  end)
end)

describe("/status.json", function()
  after_each(after_each_job)

  it("tells what is no number, and the last warnings", function()
    start [[
      moontail.on("insert", "shop.orders", function() end)
      for i = 1, 30 do moontail.log.warn("warning %d of \"many\"\n", i) end
    ]]
    settled()
    local answer = job:get "/status.json"
    assert.equal("application/json", answer.headers["content-type"])
    local status = moontail.json_decode(answer.body)
    assert.equal("watched", status.name)
    assert.equal(moontail.VERSION, status.version)
    assert.equal(job.script, status.script)
    assert.equal("spec/samples/shop.binlog", status.source)
    assert.equal("streaming", status.state)
    assert.same({ "shop.binlog", SIZE, "0-1-34" }, { status.file, status.position, status.gtid })
    assert.equal("ok", status.health)
    assert.same({}, status.sinks)
    assert.equal(20, #status.errors)
    assert.equal("warning 30 of \"many\"\n", status.errors[20].message)
    assert.equal("warn", status.errors[20].level)
    assert.matches("^%d%d%d%d%-%d%d%-%d%dT%d%d:%d%d:%d%d%.%d%d%dZ$", status.errors[20].time)
    assert.matches("^%d%d%d%d%-%d%d%-%d%dT%d%d:%d%d:%d%dZ$", status.started)
  end)
end)

describe("/healthz", function()
  after_each(after_each_job)

  it("is ok while the job works, and while it is idle", function()
    start('moontail.on("insert", "shop.orders", function() end)',
      { "--source", run.sample "shop", "--follow", "--checkpoint", "none", "--heartbeat", "0.1",
        "--health-timeout", "0.3" })
    settled()
    moontail.sleep(1)
    local answer = job:get "/healthz"
    assert.same({ 200, "ok\n" }, { answer.status, answer.body })
  end)

  it("names the handler that does not end, and is ok when it does", function()
    start([[
      moontail.on("insert", "shop.orders", function(event)
        while not io.open(moontail.args.gate) do moontail.sleep(0.01) end
      end)]], { "--source", run.sample "shop", "--follow", "--checkpoint", "none", "--heartbeat",
        "0.1", "--health-timeout", "0.5", "--set", "gate=" .. run.folder() .. "/gate" })
    local answer = job:get "/healthz"
    assert.equal(200, answer.status, answer.body)
    run.wait_for(5, function()
      answer = job:get "/healthz"
      return answer.status ~= 200
    end)
    assert.same({ 503, "Service Unavailable" }, { answer.status, answer.reason })
    assert.matches("^shop%.binlog:%d+: the handler insert shop%.orders watched%.lua:1 is at " ..
      "work on this event since %d+ s\n$", answer.body)
    local status = moontail.json_decode(job:get "/status.json".body)
    assert.same({ answer.body:gsub("since.*", ""), 1 },
      { status.health[1]:gsub("since.*", ""), #status.health })
    local gate = io.open("/proc/" .. job.process.pid .. "/cmdline"):read "*a":match "gate=([^%z]+)"
    run.write(gate, "")
    assert.truthy(run.wait_for(5, function() return job:get "/healthz".status == 200 end))
  end)

  it("names the sink that does not acknowledge, and why", function()
    start([[
      moontail.on("insert", "shop.orders", function() end)
      moontail.sink { name = "stuck", flush = function() moontail.sleep(1000) return true end,
        stats = function() return { up = false, detail = "nobody is there" } end }
    ]], { "--source", run.sample "shop", "--follow", "--checkpoint", "none", "--heartbeat", "0.1",
      "--health-timeout", "0.5", "--shutdown-timeout", "0.1" })
    local answer
    run.wait_for(5, function()
      answer = job:get "/healthz"
      return answer.status ~= 200
    end)
    assert.matches("^stuck: nothing was acknowledged for %d+ s: nobody is there\n", answer.body)
    assert.truthy(run.wait_for(5, function()
      return moontail.json_decode(job:get "/status.json".body).state == "waiting for stuck"
    end))
  end)

  it("asks for a limit that heartbeats fit into", function()
    local done = run.script("", { "--source", run.sample "shop", "--health-timeout", "5" })
    assert.equal(2, done.status)
    assert.matches("%-%-health%-timeout 5: it must be longer than %-%-heartbeat 10", done.err)
  end)
end)

describe("The listener", function()
  after_each(after_each_job)
  local SCRIPT = 'moontail.on("insert", "shop.orders", function() end)'

  local function refused(address, status, words)
    local done = run.script(SCRIPT, { "--source", run.sample "shop", "--http", address })
    assert.equal(status, done.status, done.err)
    assert.matches(words, done.err)
  end

  it("is on 127.0.0.1, and told what else to do", function()
    start(SCRIPT)
    assert.equal("127.0.0.1", job.host)
    refused("127.0.0.1:" .. job.port, 1, "cannot listen there; choose another address or port, " ..
      "or 0 for any free one: Address already in use")
    refused(tostring(job.port), 1, "cannot listen there")
    refused(":" .. job.port, 1, "cannot listen there")
    for _, address in ipairs { "", "x", "127.0.0.1", "127.0.0.1:65536", "127.0.0.1:-1", "::1:80",
      "[::1:80", "127.0.0.1:80x" } do
      refused(address, 2, "ADDR:PORT is expected")
    end
    refused("no.such.host.invalid:0", 2, "%-%-http no%.such%.host%.invalid:0: ")
  end)

  it("warns when the network can reach it", function()
    local done = run.script(SCRIPT, { "--source", run.sample "shop", "--http", "0.0.0.0:0" })
    assert.equal(0, done.status, done.err)
    assert.matches("warn .*http://0%.0%.0%.0:%d+/ is open to the network: anyone who reaches it",
      done.err)
    done = run.script(SCRIPT, { "--source", run.sample "shop", "--http", "0" })
    assert.falsy(done.err:find "open to")
  end)

  it("answers only under names of this machine", function()
    start(SCRIPT)
    for host, status in pairs { ["localhost"] = 200, ["LOCALHOST:80"] = 200, ["127.0.0.1"] = 200,
      ["127.9.9.9:80"] = 200, ["[::1]:80"] = 200, ["evil.example"] = 403,
      ["127.0.0.1.evil.example"] = 403, ["localhost.evil.example:80"] = 403,
      ["127.0.0.1evil"] = 403, ["[::1].evil"] = 403, ["10.0.0.1"] = 403 } do
      assert.equal(status, job:get("/metrics", { "Host: " .. host }).status, host)
    end
  end)

  it("lets nobody in without the token", function()
    local file = run.write(run.folder() .. "/token", "s3cret+/=\nmore\n")
    for _, how in ipairs { "file", "environment" } do
      local arguments = { "--source", run.sample "shop", "--follow", "--checkpoint", "none" }
      if how == "file" then
        arguments[#arguments + 1] = "--http-token-file=" .. file
      end
      start(SCRIPT, arguments, how == "environment" and "MOONTAIL_HTTP_TOKEN=s3cret+/=" or nil)
      for _, path in ipairs { "/", "/metrics", "/healthz", "/status.json", "/nothing" } do
        local known = path == "/nothing" and 404 or 200
        local answer = job:get(path)
        assert.same({ 401, "Bearer" }, { answer.status, answer.headers["www-authenticate"] }, path)
        assert.falsy(answer.body:find("moontail", 1, true))
        assert.equal(known, job:get(path, { "Authorization: Bearer s3cret+/=" }).status, path)
        for _, wrong in ipairs { "s3cret+/", "s3cret+/==", "S3cret+/=", "" } do
          assert.equal(401, job:get(path, { "Authorization: Bearer " .. wrong }).status, path)
        end
        assert.equal(401, job:get(path, { "Authorization: Basic s3cret+/=" }).status)
        local asked = path .. "?a=1&token=s3cret%2B%2F%3D"
        assert.equal(path == "/" and 200 or 401, job:get(asked).status, path)
      end
      assert.equal(401, job:get "/?token=s3cret".status)
      assert.equal(401, job:get "/?token=".status)
      assert.falsy(job:log():find("s3cret", 1, true))
      job:stop()
    end
    run.write(file, "\n")
    local done = run.script(SCRIPT, { "--source", run.sample "shop", "--http", "0",
      "--http-token-file", file })
    assert.equal(2, done.status)
    assert.matches("is empty", done.err)
  end)

  it("serves the page, which may load nothing from elsewhere", function()
    start(SCRIPT)
    local first, second = job:get "/", job:get "/"
    assert.equal("text/html; charset=utf-8", first.headers["content-type"])
    local policy = first.headers["content-security-policy"]
    local nonce = policy:match "script%-src 'nonce%-(%x+)'"
    assert.equal(32, #nonce)
    assert.matches("^default%-src 'none'; connect%-src 'self';", policy)
    assert.truthy(first.body:find('<script nonce="' .. nonce .. '">', 1, true))
    assert.falsy(first.body:find("NONCE", 1, true))
    assert.not_equal(policy, second.headers["content-security-policy"])
    for _, path in ipairs { "/", "/metrics", "/healthz", "/nothing" } do
      local headers = job:get(path).headers
      assert.equal("nosniff", headers["x-content-type-options"])
      assert.equal("no-store", headers["cache-control"])
      assert.equal("DENY", headers["x-frame-options"])
      assert.matches("default%-src 'none'", headers["content-security-policy"])
    end
  end)

  it("has four pages, to read", function()
    start(SCRIPT)
    settled()
    local head = watched.request(job.host, job.port, "HEAD", "/healthz")
    assert.same({ 200, "3", "" }, { head.status, head.headers["content-length"], head.body })
    for _, method in ipairs { "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE" } do
      local answer = watched.request(job.host, job.port, method, "/metrics")
      assert.same({ 405, "GET, HEAD" }, { answer.status, answer.headers.allow }, method)
    end
    for _, path in ipairs { "/metrics/", "//metrics", "/../metrics", "/%6detrics",
      "/status.json%00", "/etc/passwd", "/Metrics" } do
      assert.equal(404, job:get(path).status, path)
    end
    assert.equal(200, job:get "/metrics?name[]=x&y=%0a#z".status)
  end)

  it("outlives whatever is sent to it", function()
    start(SCRIPT)
    math.randomseed(7)
    local function random(n)
      local bytes = {}
      for i = 1, n do bytes[i] = string.char(math.random(0, 255)) end
      return table.concat(bytes)
    end
    local sent = {
      "", "\r\n\r\n", "GET", "GET \r\n\r\n", "GET /metrics\r\n\r\n",
      "GET /metrics HTTP/9.9\r\n\r\n",
      "BREW / HTTP/1.1\r\n\r\n", "GET http://[ HTTP/1.1\r\n\r\n", "CONNECT a:1 HTTP/1.1\r\n\r\n",
      "GET * HTTP/1.1\r\nHost: localhost\r\n\r\n",
      "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n",
      "GET / HTTP/1.1\r\n: x\r\n\r\n", "GET / HTTP/1.1\r\nno colon\r\n\r\n",
      "GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
      "GET / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n",
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n" .. ("x"):rep(100000),
      "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nx",
      "GET /" .. ("a"):rep(100000) .. " HTTP/1.1\r\n\r\n",
      "GET / HTTP/1.1\r\nX: " .. ("a"):rep(100000) .. "\r\n\r\n",
      "GET / HTTP/1.1\r\n" .. ("X: y\r\n"):rep(20000) .. "\r\n",
      "GET / HTTP/1.1\r\nHost: localhost\r\n" .. ("\0"):rep(100) .. "\r\n\r\n",
    }
    for i = 1, 15 do
      sent[#sent + 1] = random(i * 50)
      sent[#sent + 1] = ("GET /%s HTTP/1.1\r\nHost: localhost\r\n\r\n"):format(
        random(30):gsub("[%z\r\n ]", "x"))
    end
    for _, bytes in ipairs(sent) do
      local answer = watched.parse(watched.exchange(job.host, job.port, bytes, 0.05))
      if answer and answer.status == 200 then
        assert.matches("^GET /?[^\r\n]* HTTP/", bytes)
      end
      assert.truthy(job:alive(), bytes)
    end
    assert.equal(200, job:get "/healthz".status)
    assert.falsy(job:log():find "%f[%a]warn%f[%A]", job:log())
  end)

  it("does not let connections take what the job needs", function()
    local socket = require "socket"
    job = watched.start("", SAMPLE, "ulimit -n 64;")
    local open = {}
    for i = 1, 60 do
      open[i] = socket.connect(job.host, job.port)
    end
    local taken = tonumber(run.shell("ls /proc/%s/fd | wc -l", job.process.pid))
    assert.truthy(taken <= 52, taken)
    for _, link in ipairs(open) do
      link:close()
    end
    assert.truthy(run.wait_for(5, function()
      local answer = watched.request(job.host, job.port, "GET", "/healthz", nil, 0.5)
      return answer and answer.status == 200
    end))
  end)

  it("leaves when the job does", function()
    local socket = require "socket"
    start(SCRIPT)
    settled()
    local link = socket.connect(job.host, job.port)
    link:send "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
    link:receive "*l"
    job:signal "TERM"
    assert.truthy(run.wait_for(3, function() return not job:alive() end))
    assert.matches("done", job:log())
    link:close()
    assert.is_nil((socket.connect(job.host, job.port)))
  end)
end)
