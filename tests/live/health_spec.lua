--- /metrics and /healthz of a job on a real server: the numbers are the server's, and what is said
-- of the job's health is true, whatever happens to source, sink and handlers.
package.path = "tests/live/?.lua;" .. package.path
local shell = require "shell"
local link = require "link"
local job = require "job"
local moontail = require "moontail"
local prometheus = require "spec.support.prometheus"
local redis_server = require "spec.support.redis"
local watched = require "spec.support.watched"
local socket = require "socket"

local PORT = tonumber(os.getenv "PORT") or 23780
local PROXY, REDIS = PORT + 10, PORT + 20
local HEARTBEAT, LIMIT = 0.5, 2

local SCRIPT = [[
  local moontail = require "moontail"
  local redis = require "moontail.redis"
  local cache = moontail.args.redis and redis.connect(moontail.args.redis)
  moontail.on("row", "work.*", function(event)
    if cache then cache:del("row:" .. event.key.n) end
    if moontail.args.pause then moontail.sleep(tonumber(moontail.args.pause)) end
  end)
]]

describe("On mariadb-10.11 a job", function()
  local NAME = "mariadb-10.11"
  local dir, missing, wire, jobs
  local count = 0

  local function sql(text)
    local file = dir .. "/sql"
    shell.write(file, text)
    return shell.must("%s sql %s %s/data -N < %s", shell.SERVER, NAME, dir, file)
  end

  local function place()
    return shell.must("cd %s/data && stat -c %%n:%%s $(basename $(tail -1 binlog.index))",
      dir):match "%S+"
  end

  --- A job from where the log ends now; it is asked as `it:get(path)`.
  local function start(arguments, port)
    count = count + 1
    shell.must("mkdir %s/%d", dir, count)
    local running = job.start(("%s/%d"):format(dir, count), ("run %s/watched.lua --name watched "
      .. "--http 127.0.0.1:0 --heartbeat %g --health-timeout %g --checkpoint-interval 0.1 "
      .. "--start %s --source mysql://repl:replpw@127.0.0.1:%d %s"):format(dir, HEARTBEAT, LIMIT,
      place(), port or PORT, arguments))
    jobs[#jobs + 1] = running
    running:await(10, "listening on")
    local host, at = watched.address(running:log())
    function running.get(_, path, seconds)
      return watched.request(host, at, "GET", path, nil, seconds or 3)
    end
    return running
  end

  --- 200 or 503 and what it says; 0 when there is no answer.
  local function health(running)
    local answer = running:get("/healthz", 1)
    return answer and answer.status or 0, answer and answer.body or "no answer"
  end

  --- How long it takes until the health is so; raises after some seconds.
  local function await_health(running, status, seconds, words)
    local began, code, body = socket.gettime(), nil, nil
    local is_so = job.wait_for(seconds, function()
      code, body = health(running)
      return code == status and (not words or body:find(words))
    end)
    assert.truthy(is_so, ("after %g s it is %s: %s"):format(seconds, code, body))
    return socket.gettime() - began, body
  end

  local function metrics(running)
    return prometheus.read(running:get "/metrics".body)
  end

  local function watched_names()
    return metrics(start "--checkpoint none --lock off").families
  end

  local function await_rows(running, least)
    assert.truthy(job.wait_for(10, function()
      return (metrics(running):value("moontail_rows_total",
        { schema = "work", table = "numbers", type = "insert" }) or 0) >= least
    end), running:log())
  end

  --- Prometheus' own opinion, where it can be had.
  local function check_with_promtool(what, text)
    local _, status = shell.run("%s setup prometheus", shell.SERVER)
    if status == shell.NOT_HERE then return end
    assert.equal(0, status)
    shell.write(dir .. "/text", text)
    local path = shell.must("%s path prometheus", shell.SERVER):match "[^\n]+"
    local output, wrong = shell.run("%s/usr/bin/promtool check %s %s", path, what,
      what == "metrics" and "< " .. dir .. "/text" or dir .. "/text")
    assert.same({ 0, true }, { wrong, what ~= "metrics" or output == "" }, output)
  end

  setup(function()
    dir = shell.temporary_folder()
    shell.write(dir .. "/watched.lua", SCRIPT)
    local here, reason = shell.start_server(NAME, PORT, dir, "--binlog-row-metadata=FULL")
    missing = not here and reason
    if missing then return end
    sql "CREATE DATABASE work; CREATE TABLE work.numbers (n INT PRIMARY KEY AUTO_INCREMENT);"
    wire = link.proxy(PROXY, PORT)
  end)

  teardown(function()
    shell.stop_server(dir)
    if wire then wire:stop() end
  end)

  before_each(function()
    jobs = {}
  end)

  after_each(function()
    for _, running in ipairs(jobs) do
      if not running:status() then running:stop "KILL" end
    end
    shell.run("rm -f %s/*.checkpoint*", dir)
  end)

  local function test(what, call)
    it(what, function()
      if missing then return pending(missing) end
      call()
    end)
  end

  test("counts what the server has, of any names and of any number of tables", function()
    local running = start "--checkpoint none --lock off"
    local text = { "CREATE DATABASE `na\"me`;" }
    local hostile = { 'quo"te', "back\\slash", "line\nbreak", "uml\195\164ut" }
    for _, name in ipairs(hostile) do
      text[#text + 1] = ("CREATE TABLE `na\"me`.`%s` (n INT PRIMARY KEY); "
        .. "INSERT INTO `na\"me`.`%s` VALUES (1), (2), (3);"):format(name, name)
    end
    text[#text + 1] = "CREATE DATABASE many;"
    for i = 1, 210 do
      text[#text + 1] = ("CREATE TABLE many.t%d (n INT PRIMARY KEY); INSERT INTO many.t%d "
        .. "SELECT seq FROM work.seq_1_to_%d; DELETE FROM many.t%d WHERE n = 1;"):format(i, i, i, i)
    end
    shell.write(dir .. "/watched.lua", SCRIPT:gsub('"work%.%*"', '"*"'))
    running:stop()
    running = start "--checkpoint none --lock off --set all=1"
    sql("SET NAMES utf8mb4;" .. table.concat(text, "\n"))
    shell.write(dir .. "/watched.lua", SCRIPT)
    local read
    assert.truthy(job.wait_for(20, function()
      read = metrics(running)
      return read:value("moontail_checkpoint_position", { file = place():match "^(.*):" })
        == tonumber(place():match "%d+$")
    end), running:log())
    for _, name in ipairs(hostile) do
      assert.equal(3, read:value("moontail_rows_total",
        { schema = 'na"me', table = name, type = "insert" }), name)
    end
    local inserts, deletes = 0, 0
    for _, sample in ipairs(read.families.moontail_rows_total.samples) do
      if sample.labels.schema ~= 'na"me' then
        local i = tonumber(sample.labels.table:match "^t(%d+)$")
        local insert = sample.labels.type == "insert"
        assert.truthy(not i or sample.value == (insert and i or 1), sample.labels.table)
        assert.truthy(i or sample.labels.table == "other" and sample.labels.schema == "")
        inserts = inserts + (insert and sample.value or 0)
        deletes = deletes + (insert and 0 or sample.value)
      end
    end
    assert.equal(210 * 211 / 2, inserts)
    assert.equal(210, deletes)
    assert.equal(#hostile + 2 * 196 + 2, #read.families.moontail_rows_total.samples)
    check_with_promtool("metrics", running:get "/metrics".body)
    for _, path in ipairs { "/metrics", "/status.json", "/" } do
      assert.falsy(running:get(path).body:find("replpw", 1, true), path)
    end
    assert.equal("mysql://repl@127.0.0.1:" .. PORT,
      moontail.json_decode(running:get "/status.json".body).source)
  end)

  test("can be watched by the rules of the manual", function()
    local text = shell.read "docs/metrics.md"
    check_with_promtool("rules", text:match "\n```yaml\n(groups:\n.-)```")
    check_with_promtool("config", text:match "\n```yaml\n(scrape_configs:\n.-)```")
    local known = watched_names()
    for name in text:match "\n(groups:\n.-)```":gmatch "moontail_[%l_]+" do
      assert.truthy(known[name], name)
    end
    for block in text:gmatch "\n```\n(.-)```" do
      for name in block:gmatch "moontail_[%l_]+" do
        assert.truthy(known[(name:gsub("_bucket$", ""))], name)
      end
    end
  end)

  for _, lock in ipairs { "off", "on" } do
    test("knows when its source is silent, and when it is back; lock " .. lock, function()
      local running = start("--checkpoint " .. dir .. "/one.checkpoint --lock " .. lock, PROXY)
      await_health(running, 200, 5)
      wire:set "freeze"
      local took, why = await_health(running, 503, 10)
      print(("a frozen source was told of after %.1f s, the limit is %g s: %s"):format(took, LIMIT,
        why:gsub("\n", "; ")))
      assert.truthy(took >= LIMIT - HEARTBEAT - 0.1 and took <= LIMIT + HEARTBEAT + 1, took)
      assert.truthy(why:find("mysql://repl@127.0.0.1:" .. PROXY .. ": ", 1, true), why)
      wire:set "up"
      sql "INSERT INTO work.numbers VALUES (NULL)"
      await_health(running, 200, 15)
      await_rows(running, 1)
    end)
  end

  test("answers on while its server is down, and tells that it is", function()
    local running = start("--checkpoint " .. dir .. "/one.checkpoint")
    sql "INSERT INTO work.numbers VALUES (NULL)"
    await_rows(running, 1)
    local server = shell.read(dir .. "/data/mysqld.pid"):match "%d+"
    shell.must("kill -9 %s", server)
    local took, why = await_health(running, 503, LIMIT + HEARTBEAT + 2, ": not connected, for ")
    assert.truthy(took >= LIMIT - HEARTBEAT - 0.1, took)
    assert.truthy(why:find("not connected, for %d+ s: .*%(20%d%d%)"), why)
    assert.equal(0, metrics(running):value "moontail_source_connected")
    assert.truthy(metrics(running):value "moontail_source_silence_seconds" >= took)
    assert.equal("waiting for the source",
      moontail.json_decode(running:get "/status.json".body).state)
    shell.must("while kill -0 %s 2>/dev/null; do sleep 0.02; done", server)
    assert.truthy(shell.start_server(NAME, PORT, dir, "--binlog-row-metadata=FULL"))
    await_health(running, 200, 15)
    sql "INSERT INTO work.numbers VALUES (NULL)"
    await_rows(running, 2)
    assert.equal(1, metrics(running):value "moontail_source_connected")
    assert.truthy(metrics(running):value "moontail_source_reconnects_total" >= 1)
    local _, listened = running:log():gsub("listening on", "")
    assert.equal(1, listened, running:log())
  end)

  test("names the sink that stands still, or is gone", function()
    local redis = redis_server.start(REDIS)
    finally(function() redis:stop() end)
    local running = start("--checkpoint none --lock off --set redis=" .. redis.url)
    local name = "redis 127.0.0.1:" .. REDIS
    sql "INSERT INTO work.numbers VALUES (NULL)"
    await_rows(running, 1)
    await_health(running, 200, 5)
    redis:pause()
    sql "INSERT INTO work.numbers VALUES (NULL)"
    local took, why = await_health(running, 503, LIMIT + 2, "^" .. name .. ": nothing was ack")
    assert.truthy(took >= LIMIT - 0.1, took)
    assert.truthy(metrics(running):value("moontail_sink_pending_bytes", { sink = name }) > 0, why)
    assert.equal("waiting for " .. name,
      moontail.json_decode(running:get "/status.json".body).state)
    redis:resume()
    await_health(running, 200, 5)
    redis:kill()
    sql "INSERT INTO work.numbers VALUES (NULL)"
    await_health(running, 503, LIMIT + 3, "^" .. name .. ": .*: .*refused")
    assert.equal(0, metrics(running):value("moontail_sink_up", { sink = name }))
    assert.truthy(metrics(running):value("moontail_sink_retries_total", { sink = name }) > 1)
    redis:run_again()
    await_health(running, 200, 10)
    local read = metrics(running)
    assert.equal(1, read:value("moontail_sink_up", { sink = name }))
    assert.equal(0, read:value("moontail_sink_pending_bytes", { sink = name }))
    assert.truthy(read:value("moontail_sink_flush_seconds_sum", { sink = name }) >= 2 * LIMIT - 1)
  end)

  test("is well in a long transaction, however full its queue, and answers at once", function()
    local running = start "--checkpoint none --lock off --queue-bytes 4096 --set pause=0.1"
    sql "INSERT INTO work.numbers (n) SELECT NULL FROM work.seq_1_to_70"
    sql "CREATE TABLE work.filler (n INT PRIMARY KEY, t LONGTEXT)"
    for i = 1, 4 do sql(("INSERT INTO work.filler VALUES (%d, REPEAT('x', 10000))"):format(i)) end
    local slowest, asked, lag = 0, 0, 0
    local ends = socket.gettime() + 6
    while socket.gettime() < ends do
      local began = socket.gettime()
      local code, why = health(running)
      slowest, asked = math.max(slowest, socket.gettime() - began), asked + 1
      assert.equal(200, code, why)
      local read = metrics(running)
      lag = math.max(lag, read:value "moontail_lag_seconds")
      assert.truthy(read:value "moontail_source_silence_seconds" < LIMIT)
    end
    print(("asked %d times in a transaction of 7 s: the slowest answer took %.0f ms"):format(asked,
      slowest * 1000))
    assert.truthy(slowest < 1, slowest)
    assert.truthy(lag >= 4 and lag < 12, lag)
    await_rows(running, 70)
    assert.truthy(job.wait_for(5, function()
      return metrics(running):value "moontail_lag_seconds" == 0
    end))
  end)

  test("is well as a standby, and when it takes over", function()
    local first = start("--checkpoint " .. dir .. "/one.checkpoint")
    sql "INSERT INTO work.numbers VALUES (NULL)"
    await_rows(first, 1)
    local second = start("--checkpoint " .. dir .. "/two.checkpoint")
    await_health(second, 200, 5, "^standby")
    socket.sleep(LIMIT + HEARTBEAT + 0.5)
    assert.equal("standby", moontail.json_decode(second:get "/status.json".body).state)
    local code, why = health(second)
    assert.same({ 200, "standby: another run of this name is at work\n" }, { code, why })
    first:stop "KILL"
    local bad
    assert.truthy(job.wait_for(10, function()
      code, why = health(second)
      bad = bad or (code ~= 200 and why)
      return why == "ok\n"
    end), why)
    assert.is_nil(bad or nil)
    sql "INSERT INTO work.numbers VALUES (NULL)"
    await_rows(second, 1)
  end)
end)
