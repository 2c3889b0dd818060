-- moontail.redis over TLS and as a user of Redis' own, against a real server with certificates made
-- here: whom it trusts, whom it refuses, and that nothing is lost there either.
local link = require "moontail.core.redis"
local moontail = require "moontail"
local redis = require "moontail.redis"
local redis_server = dofile "spec/support/redis.lua"
local run = require "spec.support.run"

local PORT, TLS_PORT = 21600, 21601

if not redis_server.is_installed() then
  pending("redis-server is not installed")
  return
end

describe("moontail.redis over TLS", function()
  local folder, server, clients

  -- An authority, and certificates of its: for the address alone, and a client's.
  local function make_certificates()
    folder = run.folder()
    run.write(folder .. "/address", "subjectAltName=IP:127.0.0.1\n")
    run.shell([[cd %s && openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=authority \
      -keyout ca.key -out ca.pem 2>&1
      for name in server client; do
        openssl req -newkey rsa:2048 -nodes -subj /CN=$name -keyout $name.key -out $name.csr 2>&1
        openssl x509 -req -in $name.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 \
          -extfile address -out $name.pem 2>&1
      done
      cat client.pem client.key >both.pem]], folder)
  end

  setup(function()
    make_certificates()
    server = redis_server.start(PORT, ("--tls-port %d --tls-cert-file %s/server.pem " ..
      "--tls-key-file %s/server.key --tls-ca-cert-file %s/ca.pem --tls-auth-clients no")
      :format(TLS_PORT, folder, folder, folder))
  end)

  teardown(function()
    server:stop()
    run.clean()
  end)

  before_each(function()
    clients = {}
    server:cli_output "flushall"
  end)

  after_each(function()
    for _, client in ipairs(clients) do
      link.close(client)
    end
  end)

  local function connect(where, options)
    local client = redis.connect(where or "rediss://127.0.0.1:" .. TLS_PORT, options)
    clients[#clients + 1] = client
    return client
  end

  local function trusting(options)
    local all = { ca = folder .. "/ca.pem" }
    for name, value in pairs(options or {}) do
      all[name] = value
    end
    return connect(nil, all)
  end

  -- What is wrong with a connection, once that is known.
  local function trouble(client)
    for _ = 1, 500 do
      local up, why = link.state(client)
      if up == false then
        return why
      end
      assert.is_nil(up, "it is connected")
      moontail.sleep(0.01)
    end
    return "nothing within 5 s"
  end

  it("sends and reads, small and large, every byte", function()
    local client = trusting()
    local bytes = {}
    for i = 0, 255 do
      bytes[i + 1] = string.char(i)
    end
    local large = table.concat(bytes):rep(20000) -- 5 MB
    client:set("large", large)
    for i = 1, 20000 do
      client:rpush("list", i)
    end
    assert.equal(20000, client:llen "list")
    assert.is_true(client:get "large" == large)
    assert.equal("20000", server:cli_output "llen list")
    assert.equal(16384, #client:getrange("large", 0, 16383))
    assert.equal(tostring(client), "redis 127.0.0.1:" .. TLS_PORT)
  end)

  it("trusts nobody who is not vouched for", function()
    assert.matches("certificate is not accepted: self%-signed", trouble(connect()))
    assert.matches("certificate is not accepted: hostname mismatch",
      trouble(connect("rediss://localhost:" .. TLS_PORT, { ca = folder .. "/ca.pem" })))
    assert.matches("certificate is not accepted: self%-signed certificate in certificate chain",
      trouble(trusting { ca = folder .. "/client.pem" }))
    assert.equal("PONG", connect(nil, { verify = false }):ping())
    assert.equal("PONG",
      connect(("rediss://127.0.0.1:%d?ca=%s/ca.pem"):format(TLS_PORT, folder)):ping())
  end)

  it("says when only one side speaks TLS", function()
    assert.matches("the server may not speak on this port",
      trouble(connect("rediss://127.0.0.1:" .. PORT, { connect_timeout = 0.2 })))
    assert.matches("it may want TLS", trouble(connect("redis://127.0.0.1:" .. TLS_PORT)))
  end)

  it("shows a certificate of its own", function()
    server:cli_output "config set tls-auth-clients yes"
    finally(function() server:cli_output "config set tls-auth-clients no" end)
    assert.matches("certificate required", trouble(trusting()))
    assert.equal("PONG", trusting { cert = folder .. "/client.pem", key = folder .. "/client.key" }
      :ping())
    assert.equal("PONG", trusting { cert = folder .. "/both.pem" }:ping())
  end)

  it("refuses at once what cannot work", function()
    for message, options in pairs {
      ["nothing.pem cannot be used: "] = { ca = folder .. "/nothing.pem" },
      ["key .*/ca.key cannot be used: key values mismatch"] =
        { cert = folder .. "/client.pem", key = folder .. "/ca.key" },
      ["a key, but no certificate"] = { key = folder .. "/client.key" },
      ["over a unix socket"] = { path = server.socket },
    } do
      options.tls = true
      assert.error_matches(function() redis.connect(options) end, message)
    end
    assert.error_matches(function() redis.connect { ca = folder .. "/ca.pem" } end, "but not TLS")
    assert.error_matches(function() redis.connect "rediss://x?verify=maybe" end,
      "neither true nor false for verify")
  end)

  it("logs in as a user, with and without TLS", function()
    server:cli_output "acl setuser tail on '>pass:word@1' '~user:*' +@all"
    for where, options in pairs {
      [("redis://tail:pass%%3aword%%401@127.0.0.1:%d"):format(PORT)] = {},
      [("rediss://tail:pass%%3aword%%401@127.0.0.1:%d"):format(TLS_PORT)] =
        { ca = folder .. "/ca.pem" },
    } do
      local client = connect(where, options)
      assert.equal("OK", client:call("SET", "user:1", "Ada"))
      assert.equal("tail", client:acl "whoami")
      assert.matches("^NOPERM", select(2, client:get "other"))
    end
    local done = run.script([[
      local store = require "moontail.redis".connect(moontail.args.url, { ca = moontail.args.ca })
      moontail.on("insert", "shop.users", function() store:set("other", 1) end)
    ]], { "--source", run.sample "shop", "--checkpoint", "none",
      "--set", "ca=" .. folder .. "/ca.pem",
      "--set", ("url=rediss://tail:pass%%3aword%%401@127.0.0.1:%d"):format(TLS_PORT) })
    assert.equal(1, done.status)
    assert.matches("insert of shop.users: redis .* refused SET other: NOPERM", done.err)
    assert.not_matches("pass:word", done.err)
  end)

  it("holds the checkpoint", function()
    local done = run.script([[ moontail.on("row", function() end) ]], { "--source",
      run.sample "shop", "--checkpoint",
      ("rediss://127.0.0.1:%d/2/place?ca=%s/ca.pem"):format(TLS_PORT, folder) })
    assert.equal(0, done.status, done.err)
    assert.matches('shop.binlog', server:cli_output "-n 2 get place")
  end)

  it("loses nothing when the server is killed, frozen and started again", function()
    local client = trusting { timeout = 0.5 }
    for i = 1, 30000 do
      client:rpush("list", i)
      if i == 8000 then
        server:kill()
      elseif i == 8100 then
        server:run_again()
      elseif i == 20000 then
        server:pause()
        moontail.sleep(0.8)
      elseif i == 20100 then
        server:resume()
      end
    end
    assert.is_true(client:flush())
    -- what was not acknowledged is sent again, from there on and in order
    local last, missing = 0, 0
    for text in server:cli_output("lrange list 0 -1"):gmatch "%d+" do
      local i = tonumber(text)
      if i > last then
        missing = missing + (i - last - 1)
        last = i
      end
    end
    assert.equal(30000, last)
    assert.equal(0, missing)
  end)
end)
