--- GEOMETRY values to text. A row holds them as the server stores them, as bytes.
--
--     local geometry = require "moontail.geometry"
--     moontail.on("row", "shop.places", function(event)
--       print(geometry.wkt(event.row.location)) --> POINT(13.4 52.5)
--     end)
--
-- Coordinates come in the order they are stored in: x before y, longitude before latitude.
local core = require "moontail.core.geometry"

local geometry = {}

local function checked(name, convert)
  return function(bytes)
    if type(bytes) ~= "string" then
      error(("geometry.%s wants the bytes of a GEOMETRY value, not a %s"):format(name,
        bytes == nil and "nil" or type(bytes) == "userdata" and "NULL" or type(bytes)), 2)
    end
    return convert(bytes)
  end
end

--- Well-known text, as ST_AsText(g, 'axis-order=long-lat') of MySQL 8 writes it.
--- @type fun(bytes: string): text: string?, err: string?
geometry.wkt = checked("wkt", core.wkt)

--- A GeoJSON object, as ST_AsGeoJSON writes it.
--- @type fun(bytes: string): text: string?, err: string?
geometry.geojson = checked("geojson", core.geojson)

--- The number of the spatial reference system: 0 for none, 4326 for WGS 84.
--- @type fun(bytes: string): integer
geometry.srid = checked("srid", core.srid)

return geometry
