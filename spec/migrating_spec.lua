-- docs/migrating.md and docs/modules/formats.md: each script runs on the sample shop and does what
-- the page says; each option and event is there; the command works on a server.
package.path = "tests/live/?.lua;" .. package.path
local core = require "moontail.core"
local moontail = require "moontail"
local run = require "spec.support.run"
local shell = require "shell"
local testing = require "moontail.testing"

local PORT = 22014
local PAGE = run.read "docs/migrating.md"

--- The fenced blocks of a kind.
local function blocks(text, kind)
  local list = {}
  for block in text:gmatch("\n```" .. kind .. "\n(.-)\n```") do
    list[#list + 1] = block
  end
  return list
end

--- What a script of a page does with the day at the shop.
local function try(page, number)
  local script = run.write(run.folder() .. "/script.lua", blocks(page, "lua")[number])
  return testing.run(script, { binlog = run.sample "shop" })
end

--- The events of the sample's rows, as the program itself tells them.
local function rows_of(pattern)
  local done = run.script([[moontail.on("row", function(event) print(moontail.json(event)) end)]],
    { "--source", run.sample "shop", "--tables", pattern })
  return run.decoded(done.lines)
end

describe("docs/migrating.md", function()
  teardown(run.clean)

  it("has a loop over BinLogStreamReader as handlers", function()
    local expected = {}
    for _, event in ipairs(rows_of "shop.orders") do
      if event.type == "insert" then
        expected[#expected + 1] = ("insert\torders\t%d"):format(event.after.id)
      elseif event.type == "update" then
        expected[#expected + 1] = ("update\torders\t%d\t%d"):format(event.before.id, event.after.id)
      end
    end
    assert.same(expected, try(PAGE, 1).stdout)
    assert.equal(11, #expected)
  end)

  it("has places and DDL", function()
    local lines = try(PAGE, 2).stdout
    assert.matches("^shop.binlog\t%d+\tcreate_database\tCREATE DATABASE shop ", lines[1])
    local commits = 0
    for _, line in ipairs(lines) do
      commits = commits + (line:find "^shop.binlog\t%d+\t0%-1%-%d+$" and 1 or 0)
    end
    local _, xids = run.moontail { "dump", "--format", "json", run.sample "shop" }.out
      :gsub('{"type":"xid"', "")
    assert.equal(xids, commits)
  end)

  it("has Maxwell's messages in a stream of Redis", function()
    local commands, commits = try(PAGE, 3).redis.commands, 0
    assert.equal(67, #commands)
    for _, words in ipairs(commands) do
      assert.same({ "XADD", "maxwell", "*", "message" }, { unpack(words, 1, 4) })
      local message = moontail.json_decode(words[5])
      assert.equal("shop", message.database)
      commits = commits + (message.commit and 1 or 0)
    end
    assert.matches('"database":"shop","table":"products","type":"insert","ts":1795162500,' ..
      '"xid":32,"primary_key":["TEA-GREEN-100"],"data":{"sku":"TEA-GREEN-100",', commands[1][5], 1,
      true)
    assert.is_true(commits > 20 and moontail.json_decode(commands[#commands][5]).commit)
  end)

  it("has a javascript filter as a handler", function()
    local messages = run.decoded(try(PAGE, 4).stdout)
    local expected = 0
    for _, event in ipairs(rows_of "shop.users") do
      expected = expected + ((event.after or event.before).email ~= "eve@example.com" and 1 or 0)
    end
    assert.equal(expected, #messages)
    assert.is_true(expected > 5 and expected < #rows_of "shop.users")
    assert.equal("ADA LOVELACE", messages[1].data.name)
    for _, message in ipairs(messages) do
      assert.are_not.equal("eve@example.com", message.data.email)
    end
  end)

  it("has Debezium's rows without the envelope", function()
    local records, expected = run.decoded(try(PAGE, 5).stdout), rows_of "shop.orders"
    assert.equal(#expected, #records)
    for i, event in ipairs(expected) do
      local row = event.after or event.before
      row.__deleted = tostring(event.type == "delete")
      assert.same(row, records[i])
    end
  end)

  it("has a script of go-mysql-transfer", function()
    local keys, users = {}, {}
    for _, words in ipairs(try(PAGE, 6).redis.commands) do
      if words[1] == "SET" or words[1] == "DEL" then
        keys[words[2]] = words[3]
      else
        users[words[3]] = words[1] == "SADD" or nil
      end
    end
    local expected_keys, expected_users = {}, {}
    for _, event in ipairs(rows_of "shop.users") do
      if event.before then
        expected_users[event.before.name == moontail.null and "nobody" or event.before.name] = nil
      end
      if event.after then
        expected_users[event.after.name == moontail.null and "nobody" or event.after.name] = true
      end
      expected_keys["user:" .. moontail.json(event.key.id):gsub('"', "")] = event.after and
        event.after.email
    end
    assert.same({ expected_keys, expected_users }, { keys, users })
  end)

  it("has every option of BinLogStreamReader", function()
    for name in ([[ connection_settings ctl_connection_settings server_id resume_stream=True
      resume_stream=False blocking=True blocking=False only_events ignored_events
      filter_non_implemented_events log_file log_pos end_log_pos auto_position only_tables
      ignored_tables only_schemas ignored_schemas freeze_schema skip_to_timestamp report_slave
      slave_uuid pymysql_wrapper fail_on_table_metadata_unavailable slave_heartbeat is_mariadb
      annotate_rows_event ignore_decode_errors verify_checksum enable_logging
      use_column_name_cache ]]):gmatch "%S+" do
      assert.matches("\n| [^|]*`" .. name:gsub("%p", "%%%0") .. "`[^|]* | [^|]+ |", PAGE)
    end
  end)

  it("names options and events that there are", function()
    local help = run.moontail { "help", "run" }.out
    for name in PAGE:gmatch "%-%-(%l[%l-]+)" do
      assert.matches("\n  %-%-" .. name:gsub("%-", "%%-") .. " ", help)
    end
    local known = { insert = true, update = true, delete = true, row = true, ddl = true,
      commit = true }
    for _, name in ipairs(core.event_types) do
      known[name] = true
    end
    local events = PAGE:match "\n### Events\n\n(.-)\n\n"
    local count = 0
    for cell in events:gmatch "\n| `[^|]+ | ([^|]+) |" do
      for name in cell:gsub(": .*", ""):gsub("`_v1`", ""):gsub("`rows`", "")
        :gmatch "`([%l_]+)`" do
        assert.is_true(known[name], name)
        count = count + 1
      end
    end
    assert.is_true(count > 20, count)
  end)

  -- the options that the tables show with their values, on the sample
  it("has options that work", function()
    local script = run.write(run.folder() .. "/rows.lua", [[
      local moontail = require "moontail"
      moontail.on("row", function(event) print(event.type) end)]])
    local function rows(options)
      local done = run.moontail { "run", script, "--source", run.sample "shop",
        unpack(options) }
      assert.equal(0, done.status, done.err)
      return #done.lines
    end
    local tried = {}
    for fragment in PAGE:gmatch "`(%-%-[^`]+)`" do
      local option, value = fragment:match "^(%-%-%S+) '?([^%u'][^']-)'?$"
      if option and not value:find "%.%.%." and not value:find "%u%u" and
        not value:find "^mysql:" then
        value = value:gsub("^binlog.000003:154$", "shop.binlog:325"):gsub("^binlog.000003:4711$",
          "shop.binlog:4711")
        tried[option .. " " .. value] = rows { option, value, "--checkpoint", "none" }
      end
    end
    local afternoon = 0
    for _, event in ipairs(rows_of "shop.*") do
      afternoon = afternoon + (event.timestamp >= 1795183200 and 1 or 0)
    end
    assert.same({
      ["--checkpoint none"] = 67, ["--until end"] = 67, ["--start shop.binlog:325"] = 67,
      ["--until shop.binlog:4711"] = 12, ["--tables *.users"] = 14, ["--ignore-tables *.log"] = 67,
      ["--tables shop.*"] = 67, ["--ignore-tables test.*"] = 67, ["--log-level debug"] = 67,
      ["--start time:2026-11-20T14:00:00Z"] = afternoon, ["--on-unknown-schema positional"] = 67,
      ["--ignore-tables shop.log"] = 67, ["--tables shop.order_*"] = 14,
      ["--ignore-tables bad_db.*"] = 67,
    }, tried)
  end)

  it("has a command that works on a server", function()
    local dir = shell.fast_folder()
    finally(function() shell.stop_server(dir) end)
    local here, reason = shell.start_server("mariadb-10.11", PORT, dir)
    if not here then return pending(reason) end
    local client = ("%s sql mariadb-10.11 %s/data"):format(shell.SERVER, dir)
    shell.must("%s < spec/samples/shop.sql", client)
    shell.must([[%s -e "CREATE USER tail@'%%' IDENTIFIED BY 'secret';
      GRANT REPLICATION SLAVE, REPLICATION CLIENT, SELECT ON *.* TO tail@'%%';"]], client)
    local script = run.write(dir .. "/orders.lua", blocks(PAGE, "lua")[1])
    local command = blocks(PAGE, "sh")[1]:gsub("moontail run", run.binary .. " run")
      :gsub("orders%.lua", script):gsub("db%.example%.com", "127.0.0.1:" .. PORT)
    local output = shell.must("%s --start earliest --until end --checkpoint none 2>%s/err", command,
      dir)
    assert.same(try(PAGE, 1).stdout, run.lines(output))
  end)
end)

describe("docs/modules/formats.md", function()
  teardown(run.clean)
  local page = run.read "docs/modules/formats.md"

  it("has Debezium's messages in Redis, and with all that there is", function()
    local commands = try(page, 1).redis.commands
    assert.equal("dbserver1.shop.products", commands[1][2])
    assert.equal('{"sku":"TEA-GREEN-100"}', commands[1][4])
    assert.equal("8.90", moontail.json_decode(commands[1][5]).after.price)
    local seen = {}
    for _, line in ipairs(try(page, 2).stdout) do
      local message = line ~= "null" and moontail.json_decode(line)
      local kind = not message and "tombstone" or message.status or message.op or "schema change"
      seen[kind] = (seen[kind] or 0) + 1
      if message and message.op then
        assert.equal(message.source.gtid, message.transaction.id)
      end
    end
    assert.is_true(seen.BEGIN > 20 and seen.BEGIN == seen.END)
    assert.equal(seen.d, seen.tombstone)
    assert.equal(7, seen["schema change"])
    local expected = 0
    for _, event in ipairs(rows_of "shop.*") do
      expected = expected + 1
      for name in pairs(event.key) do -- a changed key is a delete and a create
        expected = expected + (event.type == "update" and event.changed[name] and 1 or 0)
      end
    end
    assert.equal(expected, seen.c + seen.u + seen.d)
  end)

  it("has Maxwell's and canal's messages", function()
    local messages = run.decoded(try(page, 3).stdout)
    assert.equal(67, #messages)
    assert.same({ 0, { "TEA-GREEN-100" } }, { messages[1].xoffset, messages[1].primary_key })
    messages = run.decoded(try(page, 4).stdout)
    assert.equal(67 + 7, #messages)
    assert.same({ "CREATE", "INSERT", "8.90" }, { messages[2].type, messages[7].type,
      messages[7].data[1].price })
  end)

  it("lists the options that there are", function()
    for name, heading in pairs { debezium = "Debezium", maxwell = "Maxwell", canal = "canal" } do
      local text = page:match("\n## " .. heading .. "\n(.-)\n%f[#%z]#?#?") or ""
      local ok, err = pcall(require("moontail.format." .. name).new, { no_such = true })
      assert.is_false(ok)
      for option in err:match "it has (.*)$":gmatch "[%l_]+" do
        assert.is_truthy(text:find("`" .. option, 1, true), name .. ": " .. option)
      end
    end
  end)
end)
