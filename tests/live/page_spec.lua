--- The status page, as a browser shows it, beside what the job itself says.
package.path = "tests/live/?.lua;" .. package.path
local browser = require "spec.support.browser"
local job = require "job"
local http = require "moontail.http"
local moontail = require "moontail"
local shell = require "shell"

local PORT = tonumber(os.getenv "PORT") or 21250
local PAGE = ("http://127.0.0.1:%d"):format(PORT + 1)
local NAME = "mariadb-10.11"

local api = http.client { url = PAGE }

local SCRIPT = [[
  local moontail = require "moontail"
  local file = require "moontail.file"
  local out = file.open "rows.jsonl"
  moontail.on("row", function(event) out:write(moontail.json(event.key)) end)
  moontail.on("insert", "shop.orders", function() moontail.sleep(0.002) end)
  moontail.on("ddl", function(event) moontail.log.warn("DDL: %s", event.query) end)
]]

--- What /metrics says, read in a way of its own: "name{labels}" -> number.
local function metrics()
  local values = {}
  for line in assert(api:get "/metrics").body:gmatch "[^\n]+" do
    if line:sub(1, 1) ~= "#" then
      local series, value = line:match "^(.*) (%S+)$"
      values[series] = tonumber(value)
    end
  end
  return values
end

local function sum(values, pattern)
  local total = 0
  for series, value in pairs(values) do
    total = total + (series:find(pattern) and value or 0)
  end
  return total
end

--- The time below which a share of a handler's calls stayed, from its buckets.
local function quantile(values, handler, share)
  local bounds, counts = {}, {}
  for series, value in pairs(values) do
    local name, bound = series:match 'moontail_handler_seconds_bucket{handler="(.-)",le="(.-)"}'
    if name == handler then
      bound = bound == "+Inf" and math.huge or tonumber(bound)
      bounds[#bounds + 1], counts[bound] = bound, value
    end
  end
  table.sort(bounds)
  local wanted, low, under = share * counts[math.huge], 0, 0
  for _, bound in ipairs(bounds) do
    if counts[bound] >= wanted then
      return low + (bound - low) * (wanted - under) / (counts[bound] - under)
    end
    low, under = bound, counts[bound]
  end
end

describe("the status page", function()
  local dir, missing, running, page

  local function sql(text)
    shell.write(dir .. "/statements", text)
    shell.must("%s sql %s %s/data < %s/statements", shell.SERVER, NAME, dir, dir)
  end

  local function start(arguments)
    shell.run("rm -f %s/log", dir)
    running = job.start(dir, ("run shop.lua --start earliest --http %d --health-timeout 2 "
      .. "--heartbeat 0.5 --source mysql://repl@127.0.0.1:%d %s"):format(PORT + 1, PORT,
      arguments or ""))
    running:await(10, "start:")
  end

  --- A number of the page.
  local function shown(id)
    return tonumber(page:eval(("document.querySelector('#%s data').value"):format(id)))
  end
  local function text(id)
    return page:eval(("document.getElementById('%s').innerText"):format(id))
  end
  --- The values of a table's rows, by what stands first in them.
  local function rows_of(id)
    local rows = {}
    for _, row in ipairs(page:eval(([[[...document.getElementById("%s").rows].map(
      (row) => [...row.cells].map((cell) => cell.firstChild.value))]]):format(id))) do
      rows[row[1]] = row
    end
    return rows
  end
  local function await(expression, seconds)
    if not page:wait(expression, seconds) then
      error(expression .. "\n" .. page:eval "document.body.innerText", 2)
    end
  end
  --- All that was changed so far is on the page.
  local function settled(rows)
    await(("document.querySelector('#rows data')?.value === '%d'"):format(rows))
    moontail.sleep(1.2) -- the numbers of one moment
  end

  setup(function()
    dir = shell.fast_folder()
    local there, why = shell.start_server(NAME, PORT, dir, "--binlog-row-metadata=FULL")
    missing = not there and why
    if missing then return end
    shell.write(dir .. "/shop.lua", SCRIPT)
    sql [[CREATE DATABASE shop; USE shop;
      CREATE TABLE shop.users (id INT PRIMARY KEY);
      CREATE TABLE shop.orders (id INT PRIMARY KEY, n INT);
      INSERT INTO shop.users VALUES (1), (2), (3);
      INSERT INTO shop.orders SELECT seq, 0 FROM seq_1_to_200;
      UPDATE shop.orders SET n = 1 WHERE id <= 50;
      DELETE FROM shop.orders WHERE id <= 10;
    ]]
    start()
    page = browser.start()
    page:open(PAGE)
  end)

  teardown(function()
    if page then page:stop() end
    if running then shell.run("kill -KILL %s", running.pid) end
    if dir then shell.stop_server(dir) end
  end)

  local function test(name, body)
    it(name, function()
      if missing then pending(missing) return end
      body()
    end)
  end

  test("has the numbers of /metrics, and the words of /status.json", function()
    settled(263)
    page:open(PAGE) -- of calls that came while it looks on, it tells the times of those
    settled(263)
    local values = metrics()
    assert.equal(263, sum(values, "^moontail_rows_total{"))
    assert.equal(263, shown "rows")
    assert.equal(values.moontail_transactions_total, shown "transactions")
    local behind = values.moontail_bytes_total - shown "bytes" -- heartbeats count too
    assert.is_true(behind >= 0 and behind < 500, behind)
    assert.equal(values.moontail_lag_seconds, shown "lag")
    assert.equal(values.moontail_dead_letters_total, shown "letters")
    local tables = rows_of "tables"
    assert.same({ "shop.orders", "260", "200", "50", "10" }, { tables["shop.orders"][1],
      unpack(tables["shop.orders"], 3) })
    assert.same({ "3", "3", "0", "0" }, { unpack(tables["shop.users"], 3) })
    local handlers, count = rows_of "handlers", 0
    for name, row in pairs(handlers) do
      count = count + 1
      local series = ('{handler="%s"}'):format(name)
      assert.equal(values["moontail_handler_seconds_count" .. series], tonumber(row[4]))
      for i, share in ipairs { 0.5, 0.99 } do
        assert.near(quantile(values, name, share), tonumber(row[4 + i]), 1e-6)
      end
      assert.equal(values["moontail_handler_retries_total" .. series], tonumber(row[7]))
      assert.equal(values["moontail_handler_errors_total" .. series], tonumber(row[8]))
    end
    assert.equal(3, count)
    local words = assert(api:get "/status.json"):json()
    assert.equal(words.file .. ":" .. words.position, text "place")
    assert.equal(words.gtid, text "gtid")
    assert.equal("streaming, healthy", text "state")
    assert.equal("streaming · shop", page:eval "document.title")
    local sinks = rows_of "sinks"
    for _, sink in ipairs(words.sinks) do
      local row, series = sinks[sink.name], ('{sink="%s"}'):format(sink.name)
      assert.equal(sink.state, row[2])
      assert.equal(values["moontail_sink_pending_bytes" .. series] or
        values["moontail_sink_pending_items" .. series], tonumber(row[3]))
      assert.equal(values["moontail_sink_retries_total" .. series], tonumber(row[6]))
      assert.equal(values["moontail_sink_errors_total" .. series], tonumber(row[7]))
    end
    assert.is_truthy(next(sinks))
    for _, e in ipairs(words.errors) do
      assert.is_truthy(text "errors":find(e.message:gsub("%s+", " "), 1, true) or
        text "errors":find(e.message, 1, true), e.message)
    end
    assert.is_true(#words.errors >= 3)
  end)

  test("asks nobody else, and does what its policy allows", function()
    local names = page:eval [[performance.getEntriesByType("resource").map((e) => e.name)]]
    assert.is_true(#names > 0)
    for _, name in ipairs(names) do
      assert.equal(PAGE, name:sub(1, #PAGE))
    end
    assert.equal("rgb(244, 245, 248)", page:eval "getComputedStyle(document.body).backgroundColor")
    -- a script without the nonce does not run
    page:eval [[{ const s = document.createElement("script"); s.textContent = "window.ran = 1";
      document.body.append(s); s.remove(); 0 }]]
    assert.equal("undefined", page:eval "typeof window.ran")
  end)

  test("moves on by itself", function()
    local line = "document.querySelector('#rows-chart path.edge.insert').getAttribute('d')"
    local before = page:eval(line)
    sql "USE shop; INSERT INTO orders SELECT seq, 0 FROM seq_1001_to_1500;"
    await("document.querySelector('#rate data').value > 0")
    settled(763)
    assert.not_equal(before, page:eval(line))
    assert.is_true(tonumber(rows_of "tables"["shop.orders"][2]) > 0)
  end)

  test("shows names and messages as they are, whatever they are", function()
    local evil = { "<script>window.hacked = 1</script>", [["><img src=x onerror=hacked=1>]],
      "a\\\"b}{,=", "\226\128\174 nm\205\184 日本", "x</td></table><h1>h" }
    for i, name in ipairs(evil) do
      sql(("CREATE TABLE shop.`%s` (id INT PRIMARY KEY); INSERT INTO shop.`%s` VALUES (%d);")
        :format(name, name, i))
    end
    settled(763 + #evil)
    local tables = rows_of "tables"
    for _, name in ipairs(evil) do
      assert.is_truthy(tables["shop." .. name], name)
      assert.is_truthy(text "errors":find(name:sub(1, 8), 1, true), name)
    end
    assert.equal("undefined", page:eval "typeof hacked")
    assert.equal(0, page:eval "document.querySelectorAll('main script, main img, main h1').length")
  end)

  test("is read on a phone and in the dark", function()
    for _, dark in ipairs { false, true } do
      for _, width in ipairs { 1280, 768, 360 } do
        page:view { width = width, height = 740, dark = dark }
        moontail.sleep(0.3)
        assert.is_true(page:eval "document.documentElement.scrollWidth" <= width)
        assert.same({}, page:eval [[[...document.querySelectorAll("section, td, dd, code, svg")]
          .filter((e) => e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 0.5)
          .map((e) => e.tagName + " " + e.textContent)]])
      end
      -- WCAG 2.2, 1.4.3: text stands out from what is behind it by 4.5 to 1
      assert.same({}, page:eval [[(() => {
        const parse = (c) => c.match(/[\d.]+/g).map(Number);
        const light = (c) => parse(c).slice(0, 3).map((v) => v / 255)
          .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
          .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
        const behind = (e) => { for (; e; e = e.parentElement) {
          const c = getComputedStyle(e).backgroundColor;
          if ((parse(c)[3] ?? 1) > 0) return c; } return "rgb(255,255,255)"; };
        return [...document.querySelectorAll("body *")].filter((e) => e.checkVisibility() &&
          [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())).map((e) => {
          const style = getComputedStyle(e);
          const [a, b] = [light(e instanceof SVGElement ? style.fill : style.color),
            light(behind(e))].sort();
          return [(b + 0.05) / (a + 0.05), e.tagName + " " + e.className + " " + e.textContent];
        }).filter(([ratio]) => !(ratio >= 4.5)); })()]])
    end
    assert.equal("rgb(17, 20, 28)", page:eval "getComputedStyle(document.body).backgroundColor")
    page:view {}
  end)

  test("works by the keyboard", function()
    page:eval "document.getElementById('rows-chart').focus()"
    assert.is_nil(text "rows-read":find "%d%d:%d%d:%d%d")
    for _ = 1, 3 do
      page:call("Input.dispatchKeyEvent", { type = "keyDown", key = "ArrowLeft",
        code = "ArrowLeft" })
    end
    assert.is_truthy(text "rows-read":find "%d%d:%d%d:%d%d")
    page:call("Input.dispatchKeyEvent", { type = "keyDown", key = "Escape", code = "Escape" })
    assert.is_nil(text "rows-read":find "%d%d:%d%d:%d%d")
    assert.matches("^Rows a second: ", page:eval
      "document.getElementById('rows-chart').getAttribute('aria-label')")
  end)

  test("says when the program is gone and since when, and goes on when it is back", function()
    assert.equal(0, running:stop())
    await("!document.getElementById('gone').hidden")
    assert.matches("^No answer since %d%d:%d%d:%d%d %(nobody listens%)", text "gone")
    assert.equal("no answer", text "state")
    assert.equal("no answer · shop", page:eval "document.title")
    local rows = shown "rows"
    moontail.sleep(1.5)
    assert.equal(rows, shown "rows") -- what was known last
    sql "INSERT INTO shop.users VALUES (11), (12), (13), (14);"
    start()
    await("document.getElementById('gone').hidden", 15)
    settled(4) -- counted from nothing again
    assert.equal("streaming, healthy", text "state")
    assert.equal(4, sum(metrics(), "^moontail_rows_total{"))
    -- counters that went back are no spike, and the time between is a gap
    assert.is_true(page:eval [[points.every((p) => !(p.insert < 0) && !(p.insert > 2000))]])
    assert.is_true(
      page:eval "document.querySelectorAll('#rows-chart path.edge.insert').length >= 2")
  end)

  test("says what is wrong", function()
    shell.run("kill -STOP $(cat %s/data/*.pid)", dir)
    await("document.getElementById('state').innerText.includes('not healthy')", 15)
    local sentence = text "wrong"
    shell.run("kill -CONT $(cat %s/data/*.pid)", dir)
    assert.is_true(#sentence > 10, sentence)
    await("document.getElementById('state').innerText === 'streaming, healthy'", 20)
    assert.is_true(page:eval "document.getElementById('wrong').hidden")
  end)

  test("passes a token on", function()
    running:stop()
    shell.write(dir .. "/token", "a token&<>+%\n")
    start "--http-token-file token"
    page:open(PAGE .. "/")
    await "document.body.innerText.includes('a token is needed')"
    page:open(PAGE .. "/?token=a%20token%26%3C%3E%2B%25")
    await "document.getElementById('state')?.innerText === 'streaming, healthy'"
  end)
end)
