-- moontail.webhook against a real HTTP server. The signatures that are expected are made by Node's
-- crypto from what the server received.
local http = require "moontail.http"
local http_server = require "spec.support.http"
local moontail = require "moontail"
local run = require "spec.support.run"
local webhook = require "moontail.webhook"

local SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

local VERIFY = [[
const [secret, text] = process.argv.slice(1);
const key = secret.startsWith("whsec_") ? Buffer.from(secret.slice(6), "base64") : secret;
// the server shows each byte of a body as a character
console.log(require("crypto").createHmac("sha256", key)
  .update(Buffer.from(text, "latin1")).digest("base64"));
]]

describe("moontail.webhook", function()
  local server

  setup(function() server = http_server.start() end)
  teardown(function()
    server.stop()
    run.clean()
  end)

  local function requests_to(path)
    local list = {}
    for _, request in ipairs(http.client(server.url):get("/requests"):json().requests) do
      if request.url:find(path, 1, true) then
        list[#list + 1] = request
      end
    end
    return list
  end

  local function signature(secret, request)
    local signed = request.headers["webhook-id"] .. "." .. request.headers["webhook-timestamp"] ..
      "." .. request.body
    local quoted = signed:gsub("'", "'\\''")
    return "v1," .. run.shell("node -e '%s' '%s' '%s'", VERIFY, secret, quoted:gsub("%%", "%%%%"))
  end

  local function event(n)
    return { type = "insert", schema = "shop", table = "orders", id = "0-1-14:1." .. n,
      timestamp = 1795166120, after = { id = n, note = "Schöne Grüße" } }
  end

  it("signs as Node's crypto does", function()
    local hook = webhook.endpoint { url = server.url .. "/signed/?a=1", secret = SECRET }
    local before = math.floor(moontail.now())
    assert.is_true(hook:send(event(7)))
    assert.is_true(hook:flush())
    local request = requests_to("/signed")[1]
    assert.equal("/signed/?a=1", request.url)
    assert.equal("POST", request.method)
    assert.equal("application/json", request.headers["content-type"])
    assert.equal("0-1-14:1.7", request.headers["webhook-id"])
    local at = tonumber(request.headers["webhook-timestamp"])
    assert.is_true(at >= before and at <= moontail.now())
    assert.equal(signature(SECRET, request), request.headers["webhook-signature"])
    local plain = webhook.endpoint { url = server.url .. "/plain", secret = SECRET }
    assert(plain:send(event(1), { type = "order.created", data = { id = 1 } }))
    assert(plain:flush())
    request = requests_to("/plain")[1]
    assert.equal('{"type":"order.created","timestamp":"2026-11-20T09:15:20Z","data":{"id":1}}',
      request.body)
    assert.equal(signature(SECRET, request), request.headers["webhook-signature"])
  end)

  it("takes plain secrets, and several while one is replaced", function()
    local hook = webhook.endpoint { url = server.url .. "/two", secret = { SECRET, "plain text" } }
    assert(hook:send({ type = "ddl", schema = "shop", timestamp = 0 }, { id = "ddl-1", data = {} }))
    assert(hook:flush())
    local request = requests_to("/two")[1]
    assert.equal("ddl-1", request.headers["webhook-id"])
    assert.equal('{"type":"shop.ddl","timestamp":"1970-01-01T00:00:00Z","data":{}}', request.body)
    assert.equal(signature(SECRET, request) .. " " .. signature("plain text", request),
      request.headers["webhook-signature"])
  end)

  it("signs each attempt anew, with the same id", function()
    local hook = webhook.endpoint { url = server.url .. "/later/w", secret = SECRET }
    assert(hook:send(event(1), { data = {} }))
    assert(hook:flush())
    local list = requests_to "/later/w"
    assert.equal(2, #list)
    assert.equal(list[1].headers["webhook-id"], list[2].headers["webhook-id"])
    assert.not_equal(list[1].headers["webhook-timestamp"], list[2].headers["webhook-timestamp"])
    assert.equal(signature(SECRET, list[2]), list[2].headers["webhook-signature"])
  end)

  it("delivers every row of a log once, in order", function()
    local done = run.script([[
      local webhook = require "moontail.webhook"
      local hook = webhook.endpoint { url = moontail.args.url .. "/all", secret = "secret" }
      moontail.on("row", function(event) hook:send(event) print(event.id) end)
    ]], { "--source", run.sample "shop", "--set", "url=" .. server.url })
    assert.equal(0, done.status, done.err)
    local ids = {}
    for i, request in ipairs(requests_to "/all") do
      ids[i] = request.headers["webhook-id"]
      assert.equal(ids[i], moontail.json_decode(request.body).data.id)
    end
    assert.equal(67, #ids)
    assert.same(done.lines, ids)
  end)

  it("stops the job at a refusal, naming the event and no secret", function()
    local done = run.script([[
      local webhook = require "moontail.webhook"
      local hook = webhook.endpoint { url = moontail.args.url .. "/status/410", secret = "hush" }
      moontail.on("row", function(event) hook:send(event) end)
    ]], { "--source", run.sample "shop", "--set", "url=" .. server.url })
    assert.equal(1, done.status)
    assert.truthy(done.err:find("insert of shop", 1, true), done.err)
    assert.truthy(done.err:find("was answered with 410", 1, true), done.err)
    assert.is_nil(done.err:find("hush", 1, true))
  end)

  it("refuses what makes no sense", function()
    for message, options in pairs {
      ["needs a secret"] = { url = "http://x" },
      ["base64 behind whsec_"] = { url = "http://x", secret = "whsec_###" },
      ["needs a url"] = { secret = "x" },
      ["webhook.endpoint has no option 'ulr' (did you mean 'url'?)"] = {
        url = "http://x", secret = "x", ulr = 1,
      },
    } do
      assert.error_matches(function() webhook.endpoint(options) end, message, 1, true)
    end
    local hook = webhook.endpoint { url = server.url, secret = "x" }
    assert.error_matches(function() hook:send(7) end, "an event expected")
    assert.error_matches(function() hook:send { type = "ddl", timestamp = 0 } end, "has no id")
    assert.error_matches(function() hook:send(event(1), { id = "a.b" }) end, "letters")
    assert.error_matches(function() hook:send(event(1), { tpye = "x" }) end, "no 'tpye'")
  end)
end)
