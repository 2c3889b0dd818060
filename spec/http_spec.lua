local http = require "moontail.http"
local http_server = require "spec.support.http"
local moontail = require "moontail"
local run = require "spec.support.run"

describe("moontail.http", function()
  local server

  setup(function() server = http_server.start() end)
  teardown(function()
    server.stop()
    run.clean()
  end)

  local function client(options)
    options = options or {}
    options.url = options.url or server.url
    return http.client(options)
  end

  local function requests_to(path)
    local list = {}
    for _, request in ipairs(client():get("/requests"):json().requests) do
      if request.url:find(path, 1, true) then
        list[#list + 1] = request
      end
    end
    return list
  end

  it("asks, and waits for the response", function()
    local response = assert(client():get("/hello", { query = { b = "x y", a = 1 } }))
    assert.equal(200, response.status)
    assert.equal("application/json", response.headers["content-type"])
    assert.same({ ok = true, method = "GET" }, response:json())
    assert.equal("/hello?a=1&b=x%20y", requests_to("/hello")[1].url)
    assert.equal(404, client():get("/status/404").status)
    assert.equal("", client():head("/hello").body)
    assert.equal(1000000, #client():get("/large").body)
    assert.same({ ok = true, method = "OPTIONS" }, client():request("OPTIONS", "/hello"):json())
  end)

  it("says why there is no response", function()
    local response, err = client { url = "http://127.0.0.1:1" }:get "/"
    assert.is_nil(response)
    assert.truthy(err:find "refused" or err:find "connect", err)
    response, err = client { timeout = 0.1 }:get "/slow/2000"
    assert.is_nil(response)
    assert.truthy(err:find "timed out", err)
    response, err = client { max_body = 1000 }:get "/large"
    assert.is_nil(response)
    assert.truthy(err:find "max_body", err)
  end)

  it("queues writes, in order, on one connection", function()
    local api = client { headers = { ["X-Job"] = "spec" }, user = "me", password = "secret" }
    local before = client():get("/requests"):json().connections
    for i = 1, 50 do
      assert.is_true(api:post("/ordered", { n = i }))
    end
    assert(api:put("/ordered", "text", { headers = { ["Content-Type"] = "text/plain" } }))
    assert(api:delete "/ordered/7")
    assert.is_true(api:flush())
    local list = requests_to "/ordered"
    assert.equal(52, #list)
    for i = 1, 50 do
      assert.equal(('{"n":%d}'):format(i), list[i].body)
      assert.equal("POST", list[i].method)
      assert.equal("application/json", list[i].headers["content-type"])
      assert.equal("spec", list[i].headers["x-job"])
      assert.equal("Basic bWU6c2VjcmV0", list[i].headers.authorization)
    end
    assert.equal("text/plain", list[51].headers["content-type"])
    assert.equal("DELETE", list[52].method)
    local used = client():get("/requests"):json().connections - before
    assert.is_true(used <= 3, "connections: " .. used)
  end)

  it("compresses", function()
    local api = client { gzip = true }
    assert(api:post("/compressed", { text = ("a"):rep(10000) }))
    assert(api:flush())
    local request = requests_to("/compressed")[1]
    assert.equal("gzip", request.headers["content-encoding"])
    assert.is_true(tonumber(request.headers["content-length"]) < 200)
    assert.equal(10011, #request.body)
  end)

  it("tries again what may work later, and keeps the order", function()
    local api = client()
    local began = moontail.now()
    assert(api:post("/flaky/a/2/503", { n = 1 }))
    assert(api:post("/drop/b", { n = 2 }))
    assert(api:post("/later/c", { n = 3 }))
    assert(api:post("/date/d", { n = 4 }))
    assert(api:flush())
    -- three pauses of our own, one second and then two that the server asked for
    assert.is_true(moontail.now() - began > 2)
    assert.equal(3, #requests_to "/flaky/a")
    assert.equal(2, #requests_to "/drop/b")
    assert.equal(2, #requests_to "/later/c")
    assert.equal(2, #requests_to "/date/d")
  end)

  it("sends side by side", function()
    local api = client { connections = 4 }
    local began = moontail.now()
    for _ = 1, 8 do
      api:post("/slow/300", "")
    end
    assert(api:flush())
    assert.is_true(moontail.now() - began < 1.5)
  end)

  it("refuses what makes no sense", function()
    for message, options in pairs {
      ["needs a url"] = {},
      ["http.client has no option 'ulr' (did you mean 'url'?)"] = { ulr = "x" },
      ["must begin with http"] = { url = "ftp://x" },
      ["not in the url"] = { url = "http://me:secret@x" },
      ["is a string, not a number"] = { url = "http://x", timeout = "1" },
    } do
      assert.error_matches(function() http.client(options) end, message, 1, true)
    end
    assert.error_matches(function() client():post("/x", 7) end, "bad body")
    assert.error_matches(function() client():get("/x", { qurey = {} }) end, "no option 'qurey'")
    assert.error_matches(function()
      client():post("/x", "", { headers = { ["A\nB"] = "c" } })
    end, "no header")
  end)

  it("speaks TLS, and verifies", function()
    local folder = run.folder()
    run.shell("openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=127.0.0.1 -addext "
      .. "subjectAltName=IP:127.0.0.1 -keyout %s/key.pem -out %s/cert.pem 2>&1", folder, folder)
    local secure = http_server.start(folder .. "/cert.pem " .. folder .. "/key.pem")
    local response, err = client { url = secure.url }:get "/"
    assert.is_nil(response)
    assert.truthy(err:lower():find "certificate", err)
    assert.equal(200, client { url = secure.url, ca = folder .. "/cert.pem" }:get("/").status)
    assert.equal(200, client { url = secure.url, verify = false }:get("/").status)
    secure.stop()
  end)

  it("stops the job when the answer is no, naming the event", function()
    local done = run.script([[
      local http = require "moontail.http"
      local api = http.client { url = moontail.args.url }
      moontail.on("row", function(event) api:post("/status/422", event) end)
    ]], { "--source", run.sample "shop", "--set", "url=" .. server.url })
    assert.equal(1, done.status)
    assert.truthy(done.err:find("insert of shop", 1, true), done.err)
    assert.truthy(done.err:find("was answered with 422: as you asked", 1, true), done.err)
  end)

  it("sends nothing in a dry run", function()
    local core = require "moontail.core"
    core.capture = require "moontail.dry_run".capture
    local write = io.write
    local printed
    io.write = function(...) printed = table.concat { ... } end -- luacheck: ignore
    local ok, err = pcall(function() client():post("/dry", { a = 1 }) end)
    io.write = write -- luacheck: ignore
    core.capture = nil
    assert(ok, err)
    assert.truthy(printed:find("http POST " .. server.url .. "/dry", 1, true), printed)
    assert.same({}, requests_to "/dry")
  end)
end)
