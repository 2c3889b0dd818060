--- moontail check of every kind of sink, with its server there and not, and with rights and
--- without: what it says, what mends it, and that it changes nothing.
package.path = "tests/live/?.lua;" .. package.path
local http_server = require "spec.support.http"
local memcached_server = require "spec.support.memcached"
local moontail = require "moontail"
local redis_server = require "spec.support.redis"
local run = require "spec.support.run"
local shell = require "shell"

local REDIS, REPLICA, MEMCACHED, MARIADB, NOBODY = 21620, 21621, 21622, 21623, 21629

describe("moontail check of", function()
  -- The sinks of a script, by their names: { level, text, fix }.
  local function check(lines)
    local script = run.write(run.folder() .. "/job.lua", 'local moontail = require "moontail"\n'
      .. 'moontail.on("row", function() end)\n' .. lines)
    local done = run.moontail { "check", script, "--format", "json" }
    local found = {}
    for _, line in ipairs(done.lines) do
      local finding = moontail.json_decode(line)
      if finding.check == "sink" then
        found[#found + 1] = finding
      end
    end
    assert.not_matches("secret", done.out .. done.err)
    return found, done
  end

  local function expect(level, text, fix, lines)
    local found, done = check(lines)
    assert.equal(1, #found, done.out .. done.err)
    assert.equal(level, found[1].level, done.out)
    assert.matches(text, found[1].text)
    if fix then
      assert.matches(fix, found[1].fix)
    end
    assert.equal(level == "fail" and 1 or 0, done.status)
    return found[1]
  end

  teardown(run.clean)

  it("sinks that are not there", function()
    local found, done = check(([[
      require "moontail.redis".connect "redis://:secret@127.0.0.1:PORT"
      require "moontail.memcached".connect "memcached://127.0.0.1:PORT"
      require "moontail.mysql".connect "mysql://root:secret@127.0.0.1:PORT/reports"
      require "moontail.http".client { url = "http://127.0.0.1:PORT", user = "a",
        password = "secret" }
      require "moontail.http".client "https://nowhere.invalid"
      require "moontail.webhook".endpoint { url = "http://127.0.0.1:PORT/hook", secret = "secret" }
      require "moontail.elasticsearch".client { url = "http://127.0.0.1:PORT", api_key = "secret" }
      require "moontail.exec".start { command = { "no-such-program", "x" } }
      require "moontail.exec".start { command = "no-such-program --of=mine | cat" }
      require "moontail.exec".start { command = { "/etc/passwd" } }
    ]]):gsub("PORT", NOBODY))
    assert.equal(1, done.status)
    local expected = {
      { "redis .*: Connection refused", "start Redis there" },
      { "memcached .*connection failure", "start memcached at 127.0.0.1" },
      { "mysql://127.0.0.1:%d+/reports: cannot connect: .* is the server running there" },
      { "http 127.*[Cc]onnect", "start the server" },
      { "http nowhere.invalid: Could not resolve", "mend the host" },
      { "webhook .*[Cc]onnect", "start the server" },
      { "elasticsearch .*[Cc]onnect", "start the server" },
      { "no program no%-such%-program that", "install it" },
      { "no program no%-such%-program that", "install it" },
      { "no program /etc/passwd that may be run", "chmod" },
    }
    assert.equal(#expected, #found, done.out)
    for i, words in ipairs(expected) do
      assert.equal("fail", found[i].level)
      assert.matches(words[1], found[i].text)
      assert.matches(words[2] or "", found[i].fix or "")
    end
  end)

  it("Redis: what it answers, the password, a replica, rights", function()
    local server = redis_server.start(REDIS)
    local replica = redis_server.start(REPLICA, "--replicaof 127.0.0.1 " .. REDIS)
    finally(function()
      server:stop()
      replica:stop()
    end)
    local function of(user, more)
      return ('require "moontail.redis".connect("redis://%s127.0.0.1:%d", { %s })'):format(
        user, REDIS, more or "")
    end
    local keys = server:cli_output "dbsize"
    expect("ok", "answers, and takes writes", nil, of "")
    expect("fail", "refused the password", "requirepass", of ":secret@")
    server:cli_output "acl setuser reader on '>secret' '~user:*' +get +ping"
    expect("ok", "may write what the script writes is not known", nil, of "reader:secret@")
    expect("fail", "cannot hold the checkpoint: NOPERM", "EVAL, GET and SET, on the key place",
      of("reader:secret@", 'checkpoint = "place"'))
    expect("ok", "takes writes", nil, of("", 'checkpoint = "place"'))
    expect("fail", "READONLY", "name the primary", (of "":gsub(REDIS, REPLICA)))
    expect("fail", "may not speak on this port", "redis:// for a port without TLS",
      (of("", "connect_timeout = 0.5"):gsub("redis:", "rediss:")))
    server:cli_output "config set requirepass secret"
    expect("fail", "wants a password", "the option password", of "")
    server.cli = "-a secret --no-auth-warning"
    assert.equal(keys, server:cli_output "dbsize")
  end)

  it("memcached: every server", function()
    local server = memcached_server.start(MEMCACHED)
    finally(function() server:stop() end)
    local url = 'require "moontail.memcached".connect "memcached://127.0.0.1:%d%s"'
    expect("ok", "it answers", nil, url:format(MEMCACHED, ""))
    expect("fail", "at 127.0.0.1:21629: connection failure", "start memcached at 127.0.0.1:21629",
      url:format(MEMCACHED, ",127.0.0.1:" .. NOBODY))
    assert.equal("0", server:stats().curr_items)
  end)

  it("HTTP, webhooks and Elasticsearch", function()
    local server = http_server.start()
    local cluster = http_server.start(nil, "elasticsearch_server.js")
    finally(function()
      server.stop()
      cluster.stop()
    end)
    local http = 'require "moontail.http".client "%s"'
    local elastic = 'require "moontail.elasticsearch".client "%s"'
    expect("ok", "it answers %(HEAD: 200%)", nil, http:format(server.url))
    expect("fail", "does not know us .*401", "user and password",
      http:format(server.url .. "/status/401"))
    expect("fail", "answered with 503", "server's own log",
      http:format(server.url .. "/status/503"))
    expect("ok", "it answers %(HEAD: 405%)", nil, ([[
      require "moontail.webhook".endpoint { url = "%s/status/405", secret = "secret" }]])
      :format(server.url))
    expect("ok", "elasticsearch 8.11.1 answers, cluster shop", nil, elastic:format(cluster.url))
    expect("fail", "neither Elasticsearch nor OpenSearch", "mend the url",
      elastic:format(server.url))
  end)

  it("programs and files", function()
    local folder = run.folder()
    expect("ok", "/cat can be run", nil, 'require "moontail.exec".start { command = { "cat" } }')
    expect("ok", "can be run", nil, 'require "moontail.exec".start { command = "cd / && cat" }')
    expect("ok", "can be made", nil,
      ('local f = "%s/db"; require "moontail.sqlite".open(f); os.remove(f)'):format(folder))
    run.shell("sqlite3 %s/db 'CREATE TABLE t (a)'", folder)
    local sqlite = ('require "moontail.sqlite".open "%s/db"'):format(folder)
    expect("ok", "can be written", nil, sqlite)
    local lock = io.popen(("sqlite3 %s/db >/dev/null"):format(folder), "w")
    lock:write "BEGIN IMMEDIATE;\n"
    lock:flush()
    finally(function() lock:close() end)
    os.execute "sleep 0.3"
    expect("fail", "no answer within 5 s", "no other program", sqlite)
  end)

  describe("MariaDB", function()
    local dir, missing

    local function sql(text)
      return shell.must("%s sql mariadb-10.11 %s/data -N -e \"%s\"", shell.SERVER, dir, text)
    end

    setup(function()
      dir = shell.fast_folder()
      local here, reason = shell.start_server("mariadb-10.11", MARIADB, dir)
      missing = not here and reason
      if here then
        sql [[CREATE DATABASE reports; CREATE DATABASE bare;
          CREATE TABLE reports.orders (id INT PRIMARY KEY, v INT, w INT AS (v + 1) STORED);
          CREATE TABLE reports.users (id INT NOT NULL, name TEXT NOT NULL);
          INSERT INTO reports.orders (id, v) VALUES (1, 2);
          INSERT INTO reports.users VALUES (1, '');
          CREATE USER nothing@127.0.0.1 IDENTIFIED BY 'secret';
          CREATE USER reader@127.0.0.1 IDENTIFIED BY 'secret';
          CREATE USER some@127.0.0.1 IDENTIFIED BY 'secret';
          CREATE ROLE writers; GRANT ALL ON reports.* TO writers;
          CREATE USER member@127.0.0.1 IDENTIFIED BY 'secret'; GRANT writers TO member@127.0.0.1;
          SET DEFAULT ROLE writers FOR member@127.0.0.1;
          GRANT SELECT ON reports.* TO reader@127.0.0.1, some@127.0.0.1;
          GRANT INSERT, UPDATE, DELETE ON reports.orders TO some@127.0.0.1]]
      end
    end)

    teardown(function() shell.stop_server(dir) end)

    local function of(user, password, database, more)
      return ('require "moontail.mysql".connect("mysql://%s:%s@127.0.0.1:%d/%s", { %s })'):format(
        user, password, MARIADB, database, more or "")
    end

    it("tries the rights on the tables, and names the GRANT that mends", function()
      if missing then return pending(missing) end
      local before = sql "CHECKSUM TABLE reports.orders, reports.users"
      expect("fail", "Access denied", nil, of("reader", "secretive", "reports"))
      expect("fail", "may write none of the 2 tables of reports: .*INSERT command denied",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON `reports`.%* TO 'reader'@'127.0.0.1';",
        of("reader", "secret", "reports"))
      expect("ok", "may write 1 of 2 tables of reports, but not users", nil,
        of("some", "secret", "reports"))
      for _, user in ipairs { "member", "repl" } do
        expect("ok", "may write the tables of reports: 2", nil,
          of(user, user == "repl" and "replpw" or "secret", "reports"))
      end
      expect("ok", "no database is named", nil, of("nothing", "secret", ""))
      expect("fail", "sees no table of bare", "ON `bare`", of("repl", "replpw", "bare"))
      local mended = expect("fail", "Access denied", nil, of("nothing", "secret", "reports"))
      assert.is_nil(mended.fix)
      sql "GRANT SELECT ON reports.users TO nothing@127.0.0.1"
      mended = expect("fail", "may write none of the 1 tables", "GRANT",
        of("nothing", "secret", "reports"))
      sql((mended.fix:gsub("`", "")))
      expect("ok", "may write the tables of reports: 2", nil, of("nothing", "secret", "reports"))
      assert.equal(before, sql "CHECKSUM TABLE reports.orders, reports.users")
    end)

    it("makes no table for the checkpoint", function()
      if missing then return pending(missing) end
      expect("ok", "may write", nil,
        of("repl", "replpw", "reports", 'checkpoint = "reports.place"'))
      assert.equal("orders\nusers\n", sql "SHOW TABLES FROM reports")
    end)
  end)
end)
