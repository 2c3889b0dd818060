-- moontail.elasticsearch against a strict server of the bulk protocol (elasticsearch_server.js).
local elasticsearch = require "moontail.elasticsearch"
local http = require "moontail.http"
local http_server = require "spec.support.http"
local moontail = require "moontail"
local run = require "spec.support.run"

describe("moontail.elasticsearch", function()
  local server, api

  before_each(function()
    server = http_server.start(nil, "elasticsearch_server.js")
    api = http.client(server.url)
  end)
  after_each(function() server.stop() end)
  teardown(run.clean)

  local function client(options)
    options = options or {}
    options.url = server.url
    return elasticsearch.client(options)
  end

  local function event(file, position, fields)
    local e = { type = "insert", file = file, position = position, id = file .. ":" .. position }
    for name, value in pairs(fields or {}) do
      e[name] = value
    end
    return e
  end

  local function get(place)
    return api:get("/" .. place):json()
  end

  local MIRROR = [[
    local elasticsearch = require "moontail.elasticsearch"
    local es = elasticsearch.client { url = moontail.args.url, batch_bytes = 2000 }
    moontail.on("row", "shop.*", function(event)
      es:apply(event, { index = event.table })
    end)
  ]]

  local function mirror()
    local done = run.script(MIRROR, { "--source", run.sample "shop", "--tables",
      "shop.users,shop.products,shop.order_items", "--set", "url=" .. server.url })
    assert.equal(0, done.status, done.err)
    return done
  end

  local function ids()
    local list = {}
    for place in pairs(api:get("/_documents"):json()) do
      list[#list + 1] = place
    end
    table.sort(list)
    return list
  end

  -- the rows that spec/samples/shop.sql leaves; the same as the mirror's in Redis
  local LEFT = {
    "order_items/11:1", "order_items/12:1", "order_items/13:1", "order_items/1:3",
    "order_items/1:4", "products/CUP-MOON", "products/CUP-SUN", "products/GIFT-CARD",
    "products/POT-IRON", "products/TEA-BLACK-250", "products/TEA-GREEN-100",
    "products/TEA-MATE-0500", "users/1", "users/18446744073709551614", "users/2", "users/3",
    "users/4", "users/6", "users/9007199254740993",
  }

  it("holds what the tables held at the end of a log, and again after a replay", function()
    mirror()
    assert.same(LEFT, ids())
    local user = get "users/_doc/18446744073709551614"
    assert.equal("Hana Šťastná", user._source.name)
    local forgotten = get "users/_doc/4"
    assert.equal(moontail.null, forgotten._source.name)
    local version = forgotten._version
    local done = mirror() -- all over again, over what is there
    assert.truthy(done.err:find("has a later version already", 1, true), done.err)
    assert.same(LEFT, ids())
    assert.same(forgotten, get "users/_doc/4")
    assert.equal(version, get("users/_doc/4")._version)
  end)

  it("sends many operations in one request, and those that were refused again", function()
    api:request("POST", "/_down/2")
    api:request("POST", "/_busy/7")
    mirror()
    assert.same(LEFT, ids())
    local requests, operations = api:get("/_log"):json(), 0
    for _, n in ipairs(requests) do
      operations = operations + n
    end
    assert.is_true(#requests < operations / 3, #requests .. " for " .. operations)
  end)

  it("has the place in the log as the version", function()
    local es = client()
    assert(es:index(event("binlog.000002", 4711), "a", "x", { n = 1 }))
    assert(es:index(event("binlog.1048575", 2 ^ 36 - 1), "a", "last", { n = 1 }))
    assert(es:flush())
    assert.equal("137438958183", get("a/_doc/x")._version) -- 2 * 2^36 + 4711
    assert.equal("72057594037927935", get("a/_doc/last")._version) -- 2^56 - 1
    local later = client { epoch = 127 }
    assert(later:index(event("binlog.000001", 4), "a", "x", { n = 2 }))
    assert(later:flush())
    assert.equal("9151314511536324612", get("a/_doc/x")._version) -- 127 * 2^56 + 2^36 + 4
    assert.error_matches(function()
      es:index(event("binlog.1048576", 4), "a", "x", { n = 1 })
    end, "does not fit into a version")
    es:index(event("shop.binlog", 4), "a", "x", { n = 1 })
    assert.error_matches(function()
      es:index(event("other", 4), "a", "x", {})
    end, "have no numbers")
  end)

  it("lets nothing go back in time, deletions too", function()
    local es = client()
    local function at(position) return event("binlog.000001", position) end
    assert(es:index(at(100), "a", "x", { n = 1 }))
    assert(es:flush())
    assert(es:delete(at(200), "a", "x"))
    assert(es:flush())
    assert(es:index(at(100), "a", "x", { n = 1 })) -- a replay
    assert(es:flush())
    assert.is_false(get("a/_doc/x").found)
    assert(es:delete(at(150), "a", "never"))
    assert(es:index(event("binlog.000002", 4), "a", "x", { n = 2 })) -- a smaller position
    assert(es:flush())
    assert.same({ n = 2 }, get("a/_doc/x")._source)
    local last = client { versions = false }
    assert(last:index(at(1), "b", "x", { n = 3 }))
    assert(last:index(at(1), "b", "x", { n = 4 }))
    assert(last:flush())
    assert.same({ n = 4 }, get("b/_doc/x")._source)
  end)

  it("adds to data streams, each event once", function()
    local es = client()
    for _ = 1, 2 do
      assert(es:create(event("binlog.000001", 1), "stream", { n = 1 }))
      assert(es:create(event("binlog.000001", 2), "stream", { n = 2 }))
      assert(es:flush())
    end
    assert.same({ "stream/binlog.000001:1", "stream/binlog.000001:2" }, ids())
  end)

  it("makes ids from keys of several columns", function()
    local es = client()
    assert(es:apply(event("binlog.000001", 1, { key = { b = "y:z", a = 7 },
      after = { a = 7, b = "y:z" } }), { index = "a" }))
    assert(es:apply(event("binlog.000001", 2, { type = "update", key = { id = 2 },
      before = { id = 1 }, after = { id = 2 } }), { index = "c" }))
    assert(es:flush())
    assert.same({ "a/7:y%3Az", "c/2" }, ids())
    assert.error_matches(function()
      es:apply(event("binlog.000001", 3, { type = "update", key = { id = 2 },
        before = { id = 2 }, after = { note = "x" } }), { index = "c" })
    end, "binlog_row_image=FULL")
  end)

  local REFUSED = [[
    local elasticsearch = require "moontail.elasticsearch"
    local es = elasticsearch.client { url = moontail.args.url, on_refused = moontail.args.refused }
    local n = 0
    moontail.on("insert", "shop.users", function(event)
      n = n + 1
      es:index(event, "typed", tostring(n), { n = n == 3 and "three" or n })
    end)
  ]]

  it("stops the job at a document that is refused, naming its event", function()
    local arguments = { "--source", run.sample "shop", "--set", "url=" .. server.url }
    local done = run.script(REFUSED, arguments)
    assert.equal(1, done.status)
    assert.truthy(done.err:find("insert of shop.users", 1, true), done.err)
    assert.truthy(done.err:find("index 3 of typed was refused with 400: " ..
      "document_parsing_exception: failed to parse field [n] of type [long]", 1, true), done.err)
    arguments[#arguments + 1] = "--set"
    arguments[#arguments + 1] = "refused=log"
    done = run.script(REFUSED, arguments)
    assert.equal(0, done.status, done.err)
    assert.truthy(done.err:find("insert of shop.users, index 3 of typed was refused", 1, true),
      done.err)
    assert.truthy(#ids() > 3)
    assert.is_nil(get("typed/_doc/3")._source)
  end)

  it("refuses what makes no sense", function()
    for message, options in pairs {
      ["from 0 to 127"] = { epoch = 128 },
      ["'stop' or 'log'"] = { on_refused = "drop" },
      ["order needs one"] = { connections = 2 },
      ["is a string, not a boolean"] = { versions = "no" },
      ["no option 'indx'"] = { indx = "a" },
      ["elasticsearch.client has no option 'api_ky' (did you mean 'api_key'?)"] = { api_ky = "a" },
    } do
      assert.error_matches(function() client(options) end, message, 1, true)
    end
    local es = client()
    local e = event("binlog.000001", 1)
    assert.error_matches(function() es:index(e, "a", ("x"):rep(513), {}) end, "512 bytes")
    assert.error_matches(function() es:index(e, "a", nil, {}) end, "id of a document")
    assert.error_matches(function() es:index("a") end, "an event expected")
    assert.error_matches(function() es.index(e, e, "a") end, "colon")
  end)
end)
