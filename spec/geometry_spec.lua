-- moontail.geometry: what it makes of GEOMETRY bytes is what the servers print of them. The answers
-- of MySQL 9.7 and MariaDB 11.8 are in spec/samples/geometry-*.tsv: id, HEX, SRID, ST_AsText,
-- ST_AsText with x first, ST_AsGeoJSON.
local geometry = require "moontail.geometry"
local moontail = require "moontail"
local run = require "spec.support.run"

local function unhex(text)
  return (text:gsub("%x%x", function(x) return string.char(tonumber(x, 16)) end))
end

--- The shapes of a file that are not NULL.
local function shapes_of(server)
  local list = {}
  for _, line in ipairs(run.lines(run.read("spec/samples/geometry-" .. server .. ".tsv"))) do
    local fields = {}
    for field in (line .. "\t"):gmatch "([^\t]*)\t" do fields[#fields + 1] = field end
    if fields[2] ~= "NULL" then
      list[#list + 1] = { id = fields[1], bytes = unhex(fields[2]), srid = tonumber(fields[3]),
        native = fields[4], wkt = fields[5], geojson = fields[6] }
    end
  end
  return list
end

-- MariaDB leaves out what MySQL writes: brackets around the points of a MULTIPOINT, fractions of
-- whole numbers, and the bracket that opens an empty list.
local function as_mariadb(text)
  text = text:gsub("MULTIPOINT(%b())", function(points)
    return "MULTIPOINT(" .. points:sub(2, -2):gsub("[()]", "") .. ")"
  end)
  return (text:gsub("(%d)%.0([],])", "%1%2"):gsub('"geometries": %[%]', '"geometries":]'))
end

local KINDS = { "POINT", "LINESTRING", "POLYGON", "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON",
  "GEOMETRYCOLLECTION" }
local SERVERS = {
  mysql = { count = 20, as = function(text) return text end },
  mariadb = { count = 18, as = as_mariadb },
}

describe("geometry", function()
  for server, expected in pairs(SERVERS) do
    it("is as the server prints it: " .. server, function()
      local shapes, seen = shapes_of(server), {}
      assert.equal(expected.count, #shapes)
      for _, shape in ipairs(shapes) do
        seen[shape.wkt:match "^%u+"] = true
        assert.equal(shape.wkt, expected.as(assert(geometry.wkt(shape.bytes))))
        assert.equal(shape.geojson, expected.as(assert(geometry.geojson(shape.bytes))))
        assert.equal(shape.srid, geometry.srid(shape.bytes))
      end
      for _, kind in ipairs(KINDS) do assert.is_true(seen[kind], kind) end
    end)
  end

  it("has x before y, which MySQL turns round for SRID 4326", function()
    local turned = 0
    for _, shape in ipairs(shapes_of "mysql") do
      if shape.native ~= shape.wkt then
        assert.equal(4326, shape.srid)
        turned = turned + 1
      end
    end
    assert.equal(3, turned)
    for _, shape in ipairs(shapes_of "mariadb") do assert.equal(shape.native, shape.wkt) end
  end)

  it("gives GeoJSON that is JSON", function()
    for server in pairs(SERVERS) do
      for _, shape in ipairs(shapes_of(server)) do
        local value = moontail.json_decode(geometry.geojson(shape.bytes))
        assert.is_table(value.coordinates or value.geometries)
      end
    end
  end)

  it("of bytes that are none is nil and the reason", function()
    local point = shapes_of("mysql")[1].bytes
    for length = 0, #point - 1 do
      local text, reason = geometry.wkt(point:sub(1, length))
      assert.is_nil(text)
      assert.truthy(reason:find "no well%-known binary")
    end
    local text, reason = geometry.geojson(point .. "x")
    assert.is_nil(text)
    assert.truthy(reason:find "no well%-known binary")
  end)

  it("of something else than bytes is an error", function()
    for _, name in ipairs { "wkt", "geojson", "srid" } do
      assert.has_error(function() geometry[name](moontail.null) end)
      assert.has_error(function() geometry[name](12) end)
    end
    assert.has_error(function() geometry.srid "abc" end)
  end)
end)
