-- moontail.json and moontail.json_decode: exact in both directions.
local moontail = require "moontail"
local cjson = require "cjson"
local ffi = require "ffi"
local json, decode = moontail.json, moontail.json_decode

local function error_of(call, ...)
  local ok, message = pcall(call, ...)
  assert.is_false(ok)
  return message
end

describe("moontail.json", function()
  it("writes the names of a table in their order", function()
    local large, list = {}, {}
    for i = 1, 300 do
      large[("n%03d"):format(301 - i)] = i
      list[i] = ('"n%03d":%d'):format(i, 301 - i)
    end
    assert.equal("{" .. table.concat(list, ",") .. "}", moontail.json(large))
    assert.equal('[{"a":{"c":2,"d":1},"b":1}]', moontail.json { { b = 1, a = { d = 1, c = 2 } } })
  end)

  it("writes integers without point or exponent, to 2^53", function()
    assert.equal("[0,-1,100,1]", json { 0, -1, 100, 1e0 })
    assert.equal("9007199254740992", json(2 ^ 53))
    assert.equal("-9007199254740992", json(-2 ^ 53))
    assert.equal("1000000000000000", json(1e15))
  end)

  it("writes other numbers as the shortest text that reads back", function()
    for _, text in ipairs { "0.1", "1.1", "-0", "1e300", "5e-324", "1.7976931348623157e308",
      "0.30000000000000004", "123456.789" } do
      assert.equal(text, json(tonumber(text)))
    end
    for _ = 1, 2000 do
      local number = (math.random() - 0.5) * 10 ^ math.random(-300, 300)
      assert.equal(number, decode(json(number)))
      assert.equal(number, tonumber(json(number)))
    end
  end)

  it("keeps doubles beyond 2^53 apart from integers", function()
    assert.equal("18014398509481984.0", json(2 ^ 54))
    assert.equal(2 ^ 54, decode(json(2 ^ 54)))
    assert.equal("18014398509481984", decode "18014398509481984")
  end)

  it("writes 64-bit integers of the FFI exactly", function()
    assert.equal("[9223372036854775807,-9223372036854775808,18446744073709551615]",
      json { 9223372036854775807LL, -9223372036854775807LL - 1, 18446744073709551615ULL })
  end)

  it("refuses what JSON cannot hold, and says what", function()
    assert.matches("NaN", error_of(json, 0 / 0))
    assert.matches("infinite", error_of(json, { 1 / 0 }))
    assert.matches("function", error_of(json, print))
    assert.matches("cdata", error_of(json, ffi.new("int[2]")))
    assert.matches("userdata", error_of(json, io.stdout))
    assert.matches("boolean as a name", error_of(json, { [true] = 1 }))
    local cycle = {}
    cycle[1] = cycle
    assert.matches("cycle", error_of(json, cycle))
    assert.matches("one table", error_of(json, { [1] = 1, ["1"] = 2, x = 3 }))
    assert.equal("[1]", json { 1 }) -- and works after errors
  end)

  it("tells arrays from objects", function()
    assert.equal("[1,2,3]", json { 1, 2, 3 })
    assert.equal("{}", json {})
    assert.equal("[]", json(decode "[]"))
    assert.equal("{}", json(decode "{}"))
    assert.equal([=[[[],{},[[]]]]=], json(decode [=[[ [], {}, [[]] ]]=]))
    assert.same({ ["1"] = 1, ["3"] = 3 }, decode(json { [1] = 1, [3] = 3 }))
    assert.equal('{"1.5":true}', json { [1.5] = true })
    local backwards = {}
    for i = 20, 1, -1 do
      backwards[i] = { i }
    end
    local forwards = {}
    for i = 1, 20 do
      forwards[i] = { i }
    end
    assert.equal(json(forwards), json(backwards))
    assert.same({ ["2"] = 1, ["1"] = 1, x = 1 }, decode(json { 1, 1, x = 1 }))
  end)

  it("writes null for moontail.null, which is cjson.null", function()
    assert.equal(cjson.null, moontail.null)
    assert.equal('[null,true,false]', json { moontail.null, true, false })
    assert.equal(moontail.null, decode "null")
    assert.equal("null", json(nil))
  end)

  it("escapes what must be, and nothing else", function()
    assert.equal([["\"\\\b\f\n\r\t\u0000\u001f/]] .. "\127\"",
      json("\"\\\b\f\n\r\t\0\31/\127"))
    assert.equal('"Zürich 北京 😀 \226\128\168"', json "Zürich 北京 😀 \226\128\168")
  end)

  it("writes each byte that is not UTF-8 as a low surrogate, and reads it back", function()
    assert.equal([["\udcff"]], json "\255")
    assert.equal([["a\udcc3"]], json "a\195") -- cut short
    assert.equal([["\udcc0\udc80"]], json "\192\128") -- overlong
    assert.equal([["\udced\udca0\udc80"]], json "\237\160\128") -- a surrogate
    assert.equal([["\udcf4\udc90\udc80\udc80"]], json "\244\144\128\128") -- beyond U+10FFFF
    for _ = 1, 3000 do
      local bytes = {}
      for i = 1, math.random(0, 24) do
        bytes[i] = string.char(math.random(0, 255))
      end
      local text = table.concat(bytes)
      assert.equal(text, decode(json(text)))
    end
  end)

  it("agrees with lua-cjson about ordinary values", function()
    local value = { name = "x \"y\" \n", list = { 1, 2.5, "z" }, yes = true, deep = { { a = 1 } } }
    assert.same(value, cjson.decode(json(value)))
    assert.same(value, decode(cjson.encode(value)))
  end)
end)

describe("moontail.json_decode", function()
  it("reads every kind of value", function()
    assert.same({ a = { 1, 2, { b = "c" } }, d = true, e = false, f = -1.5e3 },
      decode ' {"a" : [1, 2,{"b":"c"}] ,"d":true,\t"e":false,\r\n"f":-1.5e3} ')
    assert.equal("", decode '""')
    assert.equal("é/\"😀\0", decode [["\u00e9\/\"\ud83d\ude00\u0000"]])
    assert.equal(-1 / 0, 1 / decode "-0")
  end)

  it("never rounds an integer", function()
    assert.equal(2 ^ 53, decode "9007199254740992")
    assert.equal("9007199254740993", decode "9007199254740993")
    assert.equal("-9007199254740993", decode "-9007199254740993")
    assert.equal("18446744073709551616", decode "18446744073709551616")
  end)

  it("names the byte where the text is wrong", function()
    for text, position in pairs {
      [""] = 1, ["["] = 2, ["[1"] = 3, ["[1,]"] = 4, ["[1 2]"] = 4, ["{"] = 2, ['{"a"}'] = 5,
      ['{"a":1,}'] = 8, ["{a:1}"] = 2, ["nul"] = 1, ["01"] = 2, ["1."] = 3, ["1e"] = 3, ["-"] = 2,
      ["+1"] = 1, ["1 1"] = 3, ['"a'] = 3, ['"\n"'] = 2, ['"\\x"'] = 2, ['"\\u12g4"'] = 6,
      ['"\255"'] = 2, ['"\\ud800"'] = 2, ['"\\ud800\\u0041"'] = 2, ['"\\udc00"'] = 2,
      ["1e999"] = 1, ["[\0]"] = 2,
    } do
      assert.matches("at byte " .. position .. ":", error_of(decode, text), 1, true)
    end
  end)

  it("reads 1000 levels, and refuses more", function()
    local deepest = ("["):rep(1000) .. ("]"):rep(1000)
    assert.equal(deepest, json(decode(deepest)))
    assert.matches("deeper than 1000", error_of(decode, ("["):rep(100000)))
    assert.matches("deeper than 1000", error_of(decode, ('{"a":'):rep(100000)))
  end)

  it("takes strings only", function()
    assert.matches("string expected", error_of(decode, {}))
  end)
end)
