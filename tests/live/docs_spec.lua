-- What the manual shows is run: every script, command and statement, in the order of its page, by a
-- real MariaDB that has the shop, a Redis, and servers that speak HTTP.
--
-- A page gets an empty folder in which build, spec and scripts of the sources are at hand. A block
-- whose first line is a comment with the name of a file is written there first.
--   lua   run on the shop's log, or by `moontail test` where it has specs
--   sh    run by a shell; a run on a server ends where the log does
--   sql   run on the server, unless it says that it is for MySQL
--   json  decoded
--   none  with `$ ` in front of a command: what it prints on standard output is what stands below
package.path = "tests/live/?.lua;" .. package.path
local moontail = require "moontail"
local http_server = require "spec.support.http"
local memcached_server = require "spec.support.memcached"
local redis_server = require "spec.support.redis"
local shell = require "shell"

local PORT = 22210
local SERVER = "mariadb-10.11"
local OPTIONS = "--binlog-format=ROW --binlog-row-metadata=FULL --server-id=1 " ..
  "--binlog-annotate-row-events=ON"

-- Languages of blocks that are not for this program.
local OTHERS = { ini = true, python = true, yaml = true, properties = true,
  javascript = true, dockerfile = true, xml = true, text = true }

-- Commands that need another machine, or change this one. The shell only looks at their form.
local NOT_HERE = { apt = true, ["apt-get"] = true, sudo = true, systemctl = true, journalctl = true,
  docker = true, kubectl = true, make = true, useradd = true, install = true }

-- What the shop's tables are in a copy: the same names, and types that take anything.
local COPY = [[
  CREATE TABLE users (id PRIMARY KEY, email, name, password_hash, status, tags, created_at,
    updated_at, phone);
  CREATE TABLE products (sku PRIMARY KEY, title, price TEXT, stock, attributes);
  CREATE TABLE orders (id PRIMARY KEY, user_id TEXT, total TEXT, state, placed_at);
  CREATE TABLE order_items (order_id, line, sku, qty, PRIMARY KEY (order_id, line));
  CREATE TABLE sessions (token BLOB PRIMARY KEY, user_id TEXT, seen_at);]]

-- What pages change of the server: who may log in, and that commits wait for a job.
local AS_IT_WAS = [[
  SET sql_log_bin = 0; SET GLOBAL rpl_semi_sync_master_enabled = OFF;
  CREATE OR REPLACE USER tail@127.0.0.1 IDENTIFIED BY 'secret';
  GRANT REPLICATION SLAVE, REPLICATION CLIENT, SELECT ON *.* TO tail@127.0.0.1;]]

local function quote(text)
  return "'" .. text:gsub("'", "'\\''") .. "'"
end

--- The fenced blocks of a page: { language, text }.
local function blocks(path)
  local list = {}
  for language, text in shell.read(path):gmatch "\n```(%w*)\n(.-)\n```" do
    list[#list + 1] = { language = language, text = text }
  end
  return list
end

describe("the manual", function()
  local dir, root, missing, redis, cache, web, search

  local function sql(text)
    shell.must("printf '%%s' %s | %s sql %s %s/data", quote(text), shell.SERVER, SERVER, dir)
  end

  --- The places of the examples are those of the servers here.
  local function here(text)
    local server = "127.0.0.1:" .. PORT
    for _, change in ipairs {
      { "mysql://tail@db%.example%.com:?%d*", "mysql://tail@" .. server },
      { "mysql://sync@127%.0%.0%.1:?%d*", "mysql://sync@" .. server },
      { "10%.0%.%%", "127.0.0.1" },
      { "%-%-http 9187", "--http " .. PORT + 4 },
      { "time:%-%d+%l", "time:2026-11-20T08:00:00Z" }, -- when the shop opens
      { "CREATE USER", "CREATE OR REPLACE USER" },
      { "/var/lib/moontail/", "" },
      { "memcached://[%d.:,]+", cache.url },
      { "cache%.example%.com", "127.0.0.1:" .. PORT + 3 },
      { "/etc/moontail/ca%.pem", dir .. "/ca.pem" },
      { "redis://127%.0%.0%.1:6379", redis.url },
      { "redis://127%.0%.0%.1\"", redis.url .. '"' },
      { "redis%-cli ", "redis-cli -p " .. redis.port .. " " },
      { "http://127%.0%.0%.1:9200", search.url },
      { "https://[%w.]*example%.com", web.url },
    } do
      text = text:gsub(change[1], (change[2]:gsub("%%", "%%%%")))
    end
    return text
  end

  --- A command on a server ends with the log.
  local function with_an_end(text)
    text = text:gsub("\\\n%s*", " ")
    return (text:gsub("[^\n]*moontail [rd][^\n]*mysql://tail[^\n]*", function(line)
      return line:find("--until", 1, true) and line or line .. " --until end"
    end))
  end

  local function in_folder(folder, command)
    return shell.run("cd %s && PATH=%s/build:$PATH && MOONTAIL_PASSWORD=secret timeout 20 " ..
      "bash -ec %s", folder, root, quote(command))
  end

  local function run_shell(folder, text)
    local lines = {}
    for line in with_an_end(text):gmatch "[^\n]+" do
      local word = line:gsub("^[%u_]+=%S+ ", ""):match "^%s*(%S+)"
      if NOT_HERE[word] then
        shell.must("bash -nc %s", quote(line))
      else
        lines[#lines + 1] = line
      end
    end
    local output, status = in_folder(folder, here(table.concat(lines, "\n")))
    assert.equal(0, status, text .. "\n" .. output)
  end

  local function run_script(folder, name, text)
    local command = text:find "describe%(" and "moontail test " .. name
      or "moontail run " .. name .. " --source spec/samples/shop.binlog"
    local output, status = in_folder(folder, command)
    assert.equal(0, status, text .. "\n" .. output)
  end

  --- `$ command`, and what it prints.
  local function run_transcript(folder, text)
    for command, output in text:gsub("\n%$ ", "\n\0"):gsub("^%$ ", "\0")
      :gmatch "%z([^\n]*)\n?([^%z]*)" do
      local printed = in_folder(folder,
        "{ " .. here(with_an_end(command)) .. "; } 2>/dev/null || true")
      assert.equal(here(output):gsub("%s*$", ""), (printed:gsub("%s*$", "")))
    end
  end

  --- The report's lines are about the same things; what they find depends on the server.
  local function run_check(folder, text)
    local command, shown = text:match "^%$ ([^\n]*)\n(.*)$"
    local printed = in_folder(folder, here(command) .. " || true")
    local function names(report)
      local list = {}
      for name in report:gmatch "%f[^\n%z]%l%l%l?%l?%s+(%l[%l ]-)  " do list[name] = true end
      return list
    end
    for name in pairs(names(printed)) do assert.is_true(names(shown)[name], name) end
    assert.is_true(names(printed).stream, printed)
  end

  --- One value after the other, each in one line or folded.
  local function check_json(text)
    local folded = ""
    for line in text:gmatch "[^\n]+" do
      folded = folded .. line
      if pcall(moontail.json_decode, folded) then folded = "" end
    end
    assert.equal("", folded)
  end

  --- A script with a name is run as the next block says, if that shows it.
  local function run_block(folder, block, number, behind)
    local text = block.text
    local name = text:match "^%-%- ([%w_/]+%.%w+)\n" or text:match "^# ([%w_/]+%.%w+)\n"
    if block.language == "lua" then
      if not text:find 'moontail = require "moontail"' then
        text = 'local moontail = require "moontail"\n' .. text
      end
      local path = name or "block" .. number .. ".lua"
      shell.write(folder .. "/" .. path, here(text))
      if not (name and behind and behind.text:find("^%$ .*" .. name)) then
        run_script(folder, path, text)
      end
    elseif block.language == "sh" and name then
      shell.write(folder .. "/" .. name, text)
      shell.must("cd %s && chmod +x %s && bash -n %s", folder, name, name)
    elseif block.language == "sh" then
      run_shell(folder, text)
    elseif block.language == "sql" then
      if not text:find "^%-%- MySQL\n" then sql(here(text)) end
    elseif text:find "^%$ moontail check" then
      run_check(folder, text)
    elseif block.language == "json" then
      check_json(text)
    elseif block.language == "" and text:find "^%$ " then
      run_transcript(folder, text)
    else
      assert.is_true(block.language == "" or OTHERS[block.language],
        "nobody knows how to run a block of " .. block.language)
    end
  end

  local function folder_for(path)
    local folder = dir .. "/" .. path:gsub("%W", "_")
    shell.must("mkdir %s && ln -s %s/build %s/spec %s/scripts %s", folder, root, root, root, folder)
    for _, name in ipairs { "users", "orders" } do
      shell.write(folder .. "/" .. name .. ".lua", ([[
        local moontail = require "moontail"
        moontail.on("row", "shop.%s", function(event) print(event.type, event.key.id) end)
      ]]):format(name))
    end
    shell.must("sqlite3 %s/copy.db %s", folder, quote(COPY))
    return folder
  end

  setup(function()
    dir, root = shell.temporary_folder(), shell.must "pwd":gsub("%s+$", "")
    local is_here, reason = shell.start_server(SERVER, PORT, dir, OPTIONS)
    missing = not is_here and reason
    if missing then return end
    shell.must("%s sql %s %s/data < spec/samples/shop.sql", shell.SERVER, SERVER, dir)
    sql [[
      SET sql_log_bin = 0;
      CREATE DATABASE reports; CREATE DATABASE moontail;
      CREATE TABLE reports.orders LIKE shop.orders;
      CREATE USER sync@127.0.0.1;
      GRANT ALL ON reports.* TO sync@127.0.0.1; GRANT ALL ON moontail.* TO sync@127.0.0.1;]]
    shell.must("cd %s && openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=127.0.0.1 " ..
      "-addext subjectAltName=IP:127.0.0.1 -keyout ca.key -out ca.pem", dir)
    redis = redis_server.start(PORT + 1, ("--tls-port %d --tls-cert-file %s/ca.pem " ..
      "--tls-key-file %s/ca.key --tls-ca-cert-file %s/ca.pem --tls-auth-clients no")
      :format(PORT + 3, dir, dir, dir))
    redis:cli_output "acl setuser tail on '>password' '~*' +@all"
    cache = memcached_server.start(PORT + 2)
    web = http_server.start()
    search = http_server.start(nil, "elasticsearch_server.js")
  end)

  teardown(function()
    for _, server in ipairs { redis, cache, web, search } do server:stop() end
    shell.stop_server(dir)
  end)

  before_each(function()
    if not missing then sql(AS_IT_WAS) end
  end)

  for path in shell.must "find docs -name '*.md' | sort":gmatch "[^\n]+" do
    it("shows in " .. path .. " what works", function()
      if missing then pending(missing) end
      local folder = folder_for(path)
      local list = blocks(path)
      for i, block in ipairs(list) do run_block(folder, block, i, list[i + 1]) end
    end)
  end
end)
