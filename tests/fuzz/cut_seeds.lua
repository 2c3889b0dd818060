-- Cuts the seeds of the fuzz targets out of sample binlogs.
-- usage: luajit tests/fuzz/cut_seeds.lua FOLDER BINLOG...
-- Writes FOLDER/TARGET/NAME for each of the targets. What no sample holds is written out below.
-- The inputs' layouts stand at the head of each target. Integers are little-endian.
local ffi = require "ffi"

local MAX_SEED, MAX_SEEDS_A_LOG = 3000, 24
local types = { query = 2, format = 15, table_map = 19, payload = 40 }
local folder = table.remove(arg, 1)
local written = {}

local function uint(n, width)
  local bytes = {}
  for i = 1, width do
    bytes[i] = string.char(n % 256)
    n = math.floor(n / 256)
  end
  return table.concat(bytes)
end

local function read_uint(s, at, width)
  local n = 0
  for i = width - 1, 0, -1 do n = n * 256 + s:byte(at + i) end
  return n
end

local function hex(digits)
  return (digits:gsub("%s", ""):gsub("..", function(pair) return string.char(tonumber(pair,
    16)) end))
end

local function save(target, name, bytes)
  local path = ("%s/%s/%s"):format(folder, target, name)
  if #bytes > MAX_SEED or written[target .. bytes] then return end
  written[target .. bytes] = true
  os.execute(("mkdir -p '%s/%s'"):format(folder, target))
  local file = assert(io.open(path, "wb"))
  file:write(bytes)
  file:close()
end

-- ---- logs ----

-- The events of a log: type, body without checksum.
local function events_of(path)
  local file = assert(io.open(path, "rb"))
  local log = file:read "*a"
  file:close()
  local list, at, checksum = {}, 5, 4
  while at + 19 <= #log + 1 do
    local size = read_uint(log, at + 9, 4)
    local body = log:sub(at + 19, at + size - 1 - checksum)
    list[#list + 1] = { type = log:byte(at + 4), body = body, header = log:sub(at, at + 18) }
    at = at + size
  end
  return list
end

local function made(event)
  return uint(event.type, 1) .. uint(#event.body, 2) .. event.body
end

local function raw(event)
  return event.header:sub(1, 9) .. uint(19 + #event.body, 4) .. event.header:sub(14) .. event.body
end

local function is_rows(type)
  return type >= 20 and type <= 25 or type >= 30 and type <= 32 or type == 39
    or type >= 166 and type <= 171
end

local gtid_types = { [33] = 0, [34] = 1, [42] = 2, [35] = 3, [162] = 4, [163] = 5 }

-- ---- compression ----

ffi.cdef [[
  size_t ZSTD_compress(void *to, size_t room, const void *from, size_t len, int level);
  int compress(uint8_t *to, unsigned long *len, const uint8_t *from, unsigned long from_len);
]]

local function zstd(bytes)
  local to = ffi.new("uint8_t[?]", #bytes + 1000)
  return ffi.string(to, ffi.load("zstd.so.1").ZSTD_compress(to, #bytes + 1000, bytes, #bytes, 3))
end

local function zlib(bytes)
  local to, len = ffi.new("uint8_t[?]", #bytes + 1000), ffi.new("unsigned long[1]", #bytes + 1000)
  assert(ffi.load("z").compress(to, len, bytes, #bytes) == 0)
  return ffi.string(to, len[0])
end

local function lenenc(n)
  return n < 251 and uint(n, 1) or "\252" .. uint(n, 2)
end

local function payload_of(events)
  local packed = zstd(events)
  local function field(code, n) return uint(code, 1) .. lenenc(#lenenc(n)) .. lenenc(n) end
  return field(2, 0) .. field(3, #events) .. field(1, #packed) .. "\0" .. packed
end

local function mariadb_packed(bytes)
  return "\130" .. uint(math.floor(#bytes / 256), 1) .. uint(#bytes % 256, 1) .. zlib(bytes)
end

-- ---- what is cut ----

-- Objects and arrays of JSON in a rows event: uint<4> length, 0 or 2, uint<2> count, uint<2> size.
local function cut_json(name, body)
  for at = 1, #body - 9 do
    local len, kind = read_uint(body, at, 4), body:byte(at + 4)
    if (kind == 0 or kind == 2) and len > 5 and len <= #body - at - 3
      and read_uint(body, at + 7, 2) == len - 1 then
      local document = body:sub(at + 4, at + 3 + len)
      save("fuzz_json", name .. "-" .. at, "\0" .. document)
      save("fuzz_json", name .. "-" .. at .. "-diffs",
        "\1" .. uint(#document, 2) .. document .. "\0\3$.a\3\5\9\0")
    end
  end
end

local function cut_row(name, writer, map, event)
  local body = uint(#map.body, 2) .. map.body .. event.body
  local input = uint(writer + 12, 1) .. uint(event.type, 1) .. body
  save("fuzz_row", name, input)
  save("fuzz_record", name, input)
end

local function cut_transaction(name, mariadb, group)
  local as_made, as_raw = {}, {}
  for i, event in ipairs(group) do as_made[i], as_raw[i] = made(event), raw(event) end
  local switches = mariadb and 2 or 0
  save("fuzz_event", name, uint(switches + 1, 1) .. table.concat(as_made))
  save("fuzz_event", name .. "-raw", uint(switches + 4, 1) .. table.concat(as_raw))
  if mariadb then return end
  table.remove(as_raw, 1) -- the GTID stands outside
  local packed = payload_of(table.concat(as_raw))
  save("fuzz_payload", name, "\0" .. packed)
  save("fuzz_payload", name .. "-plain", "\1" .. table.concat(as_raw))
  save("fuzz_event", name .. "-zstd", "\1" .. as_made[1] .. made { type = types.payload,
    body = packed })
end

local function cut_log(path)
  local log = path:match "([^/]+)%.[^.]*$"
  local events = events_of(path)
  local mariadb = events[1].body:find("MariaDB", 1, true) ~= nil
  local group, map, seen, cut = {}, nil, {}, 0
  for i, event in ipairs(events) do
    local name = ("%s-%d-%d"):format(log, i, event.type)
    if gtid_types[event.type] then
      if #group > 0 then
        -- one of each sequence of types is enough
        local kinds = {}
        for k, e in ipairs(group) do kinds[k] = e.type end
        local key = table.concat(kinds, ",")
        if not seen[key] and cut < MAX_SEEDS_A_LOG then
          cut_transaction(name, mariadb, group)
          cut = cut + 1
        end
        seen[key] = true
      end
      group = {}
      local key = event.type .. "," .. #event.body
      if not seen[key] then save("fuzz_gtid", name, uint(gtid_types[event.type], 1)
        .. event.body) end
      seen[key] = true
    end
    group[#group + 1] = event
    if event.type == types.table_map then
      map = event
      save("fuzz_table", name, uint(mariadb and 2 or 1, 1) .. event.body:sub(9))
    elseif is_rows(event.type) and map then
      local key = map.body .. event.type
      if not seen[key] or log:find "^types" and i % 4 == 0 then
        cut_row(name, mariadb and 2 or 1, map, event)
      end
      seen[key] = true
      cut_json(name, event.body)
      if mariadb and #event.body < 300 then
        save("fuzz_payload", name .. "-zlib", "\2" .. mariadb_packed(event.body))
      end
    end
  end
end

local function cut_types(path)
  local n = 0
  for line in io.lines(path) do
    local type = line:match "^%s+`?[%w_]+`?%s+([%a][%w]*%b().-),?$"
      or line:match "^%s+[%w_]+%s+(%u+[%w ]*),?$"
    if type and not type:find "^KEY" then
      n = n + 1
      local name = ("%s-%d"):format(path:match "([^/]+)%.", n)
      save("fuzz_column_type", name, uint(n % 10, 1) .. type .. "\0" .. ("\1\2\3\65\66"):rep(4))
    end
  end
end

-- ---- what no sample holds ----

-- uint<2> length, {"a": 5, "b": [1]}; differences follow
local DIFFS_FOR = "01 1c00 0002001b00120001001300010005050002140061620100070005 0100 "

local by_hand = {
  fuzz_json = {
    -- a scalar of each kind: literals, integers, double, string, opaque DECIMAL, dates, bytes
    "00 0401", "00 0400", "00 05ffff", "00 06ffff", "00 07ffffffff", "00 08ffffffff",
    "00 09ffffffffffffff7f", "00 0affffffffffffffff", "00 0b000000000000f03f", "00 0c0322017f",
    "00 0ff60402018001 32", "00 0f0c08 0000000000aa1999", "00 0f0b08 0000000000aa1999",
    "00 0fff03010203",
    -- {"a": 5, "b": [1]} and: replace, insert, remove; paths with members, cells, last
    DIFFS_FOR .. "00 09242e625b6c6173745d 03050900",
    DIFFS_FOR .. "01 0b242e625b6c6173742d315d 03050900",
    DIFFS_FOR .. "02 03242e61 02 06242e625b305d",
    DIFFS_FOR .. "01 05242e226322 020402",
  },
  fuzz_gtid = {
    -- tagged: flags, uuid, number, tag "tag", clock, times, length, versions, ticket
    "02 020276000002034c00046d00101cf8d1e0c0ce11f08e5a0800273f5d7a 040a067461670800 0c000e100e1e",
    -- XA of MariaDB, with its name; extra flags
    "04 0100000000000000 00000000 8c 01000000 03 01 786162 79",
    "04 0100000000000000 01000000 0b 0200000000000000 1f 02 0300000000000000 07000000",
    -- an empty set, a set with tags
    "03 0000000000000000",
    "03 0101000000000001 00112233445566778899aabbccddeeff 06746167 0100000000000000"
      .. "0100000000000000 0500000000000000",
    -- HEARTBEAT_V2: name and position
    "06 01 09 62696e2e3030303031 02 03 fc 3412 00",
  },
}

local texts = {
  [[{"a":[1,2.5,-0,1e300,null,true,false,""],"b":{},"c":[]}]],
    [["\ud83d\ude00\u0000\udcff\n\t\"\\\/"]],
  [[9007199254740993]], [[-9223372036854775808]], [[18446744073709551615]],
    [[18446744073709551616]],
  [[0.1]], [[1E-400]], [[1e400]], [[ [ [ [ ] ] ] ]], [[{"1":1,"a":{"a":{"a":null}}}]],
    "\"\xc3\xa9\xff\xed\xa0\x80\"",
  [["\udc80\udc41\ud800"]], [[123456789012345678901234567890]], [[-0.0]], [[[1,]] .. "]", "nul", "",
}

-- GTID sets as text
local sets = {
  "11111111-1111-1111-1111-11111111111a:1-3:2-9:4, 22222222222222222222222222222222:7:6:5",
  "{11111111-1111-1111-1111-11111111111A} : Tag_1 : 1 - 3 : x:9:tag_1:4,\n,", "0-1-5, 7-2-3,1-1-1",
  "11111111-1111-1111", "11111111-1111-1111-1111-11111111111a:9223372036854775807", "0-1-",
}

local function write_by_hand()
  for target, list in pairs(by_hand) do
    for i, digits in ipairs(list) do save(target, "hand-" .. i, hex(digits)) end
  end
  for i, text in ipairs(texts) do save("fuzz_lua_json", "hand-" .. i, text) end
  for i, text in ipairs(sets) do save("fuzz_gtid", "text-" .. i, "\255" .. text) end
end

for _, path in ipairs(arg) do
  if path:find "%.sql$" then cut_types(path) else cut_log(path) end
end
write_by_hand()
