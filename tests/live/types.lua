--- The columns of the workload's tables: each {name, SQL type, function that gives a literal}; a
--- fourth field, where there is one, gives an expression for UPDATE.
local ffi = require "ffi"

local types = {}
local random = math.random
local flavour, extras, label_characters

--- with: the optional types wanted, joined by commas. characters: those of labels, "all" or "bmp".
function types.configure(server, with, characters)
    assert(server == "mariadb" or server == "mysql", "the flavour is mariadb or mysql")
    assert(characters == "all" or characters == "bmp", "the labels are all or bmp")
    flavour, extras, label_characters = server, {}, characters
    for name in with:gmatch "[^,]+" do extras[name] = true end
end

local function pick(list) return list[random(#list)] end

-- NULL now and then, often an extreme, else what make gives.
local function nullable(extremes, make)
    return function()
        local dice = random(100)
        if dice <= 8 then return "NULL" end
        if dice <= 25 and extremes then return pick(extremes) end
        return make()
    end
end

---- Numbers ---------------------------------------------------------------------------------------

--- The 64-bit number high * 2^32 + low, in decimal.
function types.unsigned(high, low)
    local n = ffi.cast("uint64_t", high) * 4294967296ULL + ffi.cast("uint64_t", low)
    return (tostring(n):gsub("ULL", ""))
end

-- A number of at most `bits` bits, small ones as likely as large ones.
local function random_bits(bits)
    local width = random(bits)
    if width <= 32 then return types.unsigned(0, random(0, 2 ^ width - 1)) end
    return types.unsigned(random(0, 2 ^ (width - 32) - 1), random(0, 2 ^ 32 - 1))
end

local function unsigned_integer(bits, max)
    return nullable({ "0", "1", max }, function() return random_bits(bits) end)
end

local function signed_integer(bits, min, max)
    return nullable({ "0", "1", "-1", min, max }, function()
        return (random(2) == 1 and "-" or "") .. random_bits(bits - 1)
    end)
end

local function digits(n)
    local list = {}
    for i = 1, n do list[i] = random(0, 9) end
    return table.concat(list)
end

local function decimal(precision, scale, is_unsigned)
    local integer = precision - scale
    local function literal(sign, whole, fraction)
        return sign .. (whole == "" and "0" or whole) .. (scale > 0 and "." .. fraction or "")
    end
    local nines = literal("", ("9"):rep(integer), ("9"):rep(scale))
    local least = literal("", "0", ("0"):rep(scale - 1) .. "1")
    local extremes = { "0", nines, least }
    if not is_unsigned then
        table.insert(extremes, "-" .. nines)
        table.insert(extremes, "-" .. least)
    end
    return nullable(extremes, function()
        local sign = not is_unsigned and random(2) == 1 and "-" or ""
        return literal(sign, digits(random(0, integer)), digits(scale))
    end)
end

local function floating(extremes, exponent, places)
    return nullable(extremes, function()
        local sign = random(2) == 1 and "-" or ""
        if random(3) == 1 then return ("%s%d.%de0"):format(sign, random(0, 9999), random(0, 99)) end
        return ("%s%d.%se%d"):format(sign, random(9), digits(places), random(-exponent, exponent))
    end)
end

function types.numbers()
    return {
        { "i8", "TINYINT", signed_integer(8, "-128", "127") },
        { "u8", "TINYINT UNSIGNED", unsigned_integer(8, "255") },
        { "i16", "SMALLINT", signed_integer(16, "-32768", "32767") },
        { "u16", "SMALLINT UNSIGNED", unsigned_integer(16, "65535") },
        { "i24", "MEDIUMINT", signed_integer(24, "-8388608", "8388607") },
        { "u24", "MEDIUMINT UNSIGNED", unsigned_integer(24, "16777215") },
        { "i32", "INT", signed_integer(32, "-2147483648", "2147483647") },
        { "u32", "INT UNSIGNED", unsigned_integer(32, "4294967295") },
        { "i64", "BIGINT", signed_integer(64, "-9223372036854775808", "9223372036854775807") },
        { "u64", "BIGINT UNSIGNED", unsigned_integer(64, "18446744073709551615") },
        { "zero_filled", "INT(7) UNSIGNED ZEROFILL", unsigned_integer(32, "4294967295") },
        { "flag", "BOOLEAN NOT NULL", function() return random(0, 1) end },
        { "bit1", "BIT(1)", unsigned_integer(1, "1") },
        { "bit7", "BIT(7)", unsigned_integer(7, "127") },
        { "bit33", "BIT(33)", unsigned_integer(33, "8589934591") },
        { "bit64", "BIT(64)", unsigned_integer(64, "18446744073709551615") },
        { "single", "FLOAT", floating({ "0", "-0e0", "1.1", "0.1", "16777217", "3.402823466e38",
            "-3.402823466e38", "1.17549435e-38", "1e-45" }, 37, 8) },
        { "f_scaled", "FLOAT(9,3)", floating({ "0", "-999999.999", "0.001" }, 4, 3) },
        { "twofold", "DOUBLE", floating({ "0", "-0e0", "0.1", "1.7976931348623157e308",
            "-1.7976931348623157e308", "2.2250738585072014e-308", "5e-324", "9007199254740993e0" },
            300, 16) },
        { "d_scaled", "DOUBLE(15,4)", floating({ "0", "-99999999999.9999", "0.0001" }, 9, 4) },
        { "dec65_30", "DECIMAL(65,30)", decimal(65, 30) },
        { "dec65", "DECIMAL(65,0)", decimal(65, 0) },
        { "dec30_30", "DECIMAL(30,30)", decimal(30, 30) },
        { "dec10_2", "DECIMAL(10,2) NOT NULL", function()
            return ("%d.%02d"):format(random(-1e7, 1e7), random(0, 99))
        end, function() return "-dec10_2" end },
        { "dec1", "DECIMAL(1,0)", decimal(1, 0) },
        { "dec_unsigned", "DECIMAL(19,9) UNSIGNED", decimal(19, 9, true) },
        { "calendar_year", "YEAR", nullable({ "0", "1901", "2155" }, function()
            return random(1902, 2154)
        end) },
    }
end

---- Times -----------------------------------------------------------------------------------------

local function quote(text) return "'" .. text .. "'" end

local function fraction(places) return places > 0 and "." .. digits(places) or "" end

local function clock()
    return ("%02d:%02d:%02d"):format(random(0, 23), random(0, 59), random(0, 59))
end

local function random_day(first, last)
    return ("%04d-%02d-%02d"):format(random(first, last), random(1, 12), random(1, 28))
end

local function day()
    return nullable({ "'0000-00-00'", "'0001-01-01'", "'1000-01-01'", "'9999-12-31'",
        "'2024-02-29'", "'2024-00-15'", "'2024-11-00'", "'0000-01-01'" },
        function() return quote(random_day(1, 9999)) end)
end

local function time(places)
    local nines = places > 0 and "." .. ("9"):rep(places) or ""
    local least = places > 0 and "." .. ("0"):rep(places - 1) .. "1" or ""
    return nullable({ "'00:00:00'", "'-838:59:59'", "'838:59:59'", "'-00:00:01'",
        quote("-00:00:00" .. least), quote("838:59:58" .. nines), quote("-838:59:58" .. nines),
        quote("-00:59:59" .. nines) }, function()
        return quote(("%s%02d:%02d:%02d%s"):format(random(2) == 1 and "-" or "", random(0, 837),
            random(0, 59), random(0, 59), fraction(places)))
    end)
end

local function datetime(places)
    local nines = places > 0 and "." .. ("9"):rep(places) or ""
    return nullable({ "'0000-00-00 00:00:00'", "'1000-01-01 00:00:00'", "'2024-02-29 23:59:59'",
        "'0001-01-01 00:00:00'", "'2024-00-15 01:02:03'", quote("9999-12-31 23:59:59" .. nines) },
        function() return quote(random_day(1, 9999) .. " " .. clock() .. fraction(places)) end)
end

local function timestamp(places)
    local nines = places > 0 and "." .. ("9"):rep(places) or ""
    return nullable({ "'0000-00-00 00:00:00'", "'1970-01-01 00:00:01'", "'2001-09-09 01:46:40'",
        quote("2038-01-19 03:14:07" .. nines) },
        function() return quote(random_day(1971, 2037) .. " " .. clock() .. fraction(places)) end)
end

function types.times()
    local columns = { { "some_day", "DATE", day() }, { "some_year", "YEAR", nullable(nil, function()
        return random(1901, 2155)
    end) } }
    for places = 0, 6 do
        table.insert(columns, { "time" .. places, ("TIME(%d)"):format(places), time(places) })
        table.insert(columns, { "datetime" .. places, ("DATETIME(%d)"):format(places),
            datetime(places) })
        table.insert(columns, { "timestamp" .. places, ("TIMESTAMP(%d) NULL"):format(places),
            timestamp(places) })
    end
    return columns
end

---- Texts -----------------------------------------------------------------------------------------

local function utf8(point)
    local function tail(shift) return 0x80 + bit.band(bit.rshift(point, shift), 0x3f) end
    if point < 0x80 then return ("%02x"):format(point) end
    if point < 0x800 then return ("%02x%02x"):format(0xc0 + bit.rshift(point, 6), tail(0)) end
    if point < 0x10000 then
        return ("%02x%02x%02x"):format(0xe0 + bit.rshift(point, 12), tail(6), tail(0))
    end
    return ("%02x%02x%02x%02x"):format(0xf0 + bit.rshift(point, 18), tail(12), tail(6), tail(0))
end

-- What can be written in each character set, as ranges of code points.
local ASCII, BMP = { 0x00, 0x7f }, { 0x100, 0xd7ff }
local ALPHABETS = {
    ascii = { ASCII },
    latin1 = { ASCII, { 0xa0, 0xff }, { 0x20ac, 0x20ac }, { 0x201c, 0x201e }, { 0x81, 0x81 },
        { 0x8d, 0x8d }, { 0x9d, 0x9d } },
    cp1251 = { ASCII, { 0x410, 0x44f } },
    koi8r = { ASCII, { 0x410, 0x44f } },
    greek = { ASCII, { 0x391, 0x3a1 }, { 0x3a3, 0x3ce } },
    gbk = { ASCII, { 0x4e00, 0x9fa5 } },
    sjis = { { 0x20, 0x5b }, { 0x3041, 0x3093 }, { 0x30a1, 0x30f6 } },
    euckr = { ASCII, { 0x3041, 0x3093 } },
    utf8mb3 = { ASCII, { 0x80, 0xff }, BMP, { 0xe000, 0xfffd } },
    utf8mb4 = { ASCII, { 0x80, 0xff }, BMP, { 0xe000, 0xfffd }, { 0x10000, 0x10ffff },
        { 0x1f300, 0x1f64f } },
}
ALPHABETS.ucs2 = ALPHABETS.utf8mb3
for _, name in ipairs { "utf16", "utf16le", "utf32" } do ALPHABETS[name] = ALPHABETS.utf8mb4 end

-- Every text is written in hexadecimal digits: no quoting, and the server converts it.
local function random_text(alphabet, length)
    local parts = {}
    for i = 1, length do
        local range = pick(alphabet)
        parts[i] = utf8(random(range[1], range[2]))
    end
    return "_utf8mb4 x'" .. table.concat(parts) .. "'"
end

local function text(charset, longest)
    local alphabet = assert(ALPHABETS[charset])
    local range = alphabet[#alphabet]
    local full = ("_utf8mb4 x'%s'"):format(utf8(range[2]):rep(math.min(longest, 300)))
    return nullable({ "''", "' '", "'\\0'", "'NULL'", "'\\\\N'", "'\\'\\\"'", full }, function()
        return random_text(alphabet, random(0, math.min(longest, 24)))
    end)
end

local function varchar(charset, longest, kind)
    return ("%s(%d) CHARACTER SET %s"):format(kind or "VARCHAR", longest, charset),
        text(charset, longest)
end

-- The servers' information_schema shows a character beyond the Basic Multilingual Plane in a label
-- as '?', so only a log with full metadata tells what it was.
local function labels(n)
    local list = {}
    local beginnings = { "a", "é", "x ", label_characters == "all" and "🌙" or "千" }
    for i = 1, n do list[i] = ("'%s%d'"):format(pick(beginnings), i) end
    return list
end

-- An ENUM with the label '' must not get the number 0 too: both print as ''.
local function enum(list)
    return ("ENUM(%s)"):format(table.concat(list, ", ")),
        nullable({ list[1], list[#list], list[1] == "''" and "1" or "0" },
            function() return random(#list) end)
end

local function set(list)
    return ("SET(%s)"):format(table.concat(list, ", ")),
        nullable({ "0", "1" }, function() return random_bits(#list) end)
end

function types.texts()
    local columns = {}
    local function add(name, kind, make) table.insert(columns, { name, kind, make }) end
    for _, charset in ipairs { "ascii", "latin1", "cp1251", "koi8r", "greek", "gbk", "sjis",
        "euckr", "utf8mb3", "utf8mb4", "ucs2", "utf16", "utf16le", "utf32" } do
        add("v_" .. charset, varchar(charset, 40))
    end
    add("c_latin1", varchar("latin1", 30, "CHAR"))
    add("c_utf8mb4", varchar("utf8mb4", 80, "CHAR"))
    add("c_gbk", varchar("gbk", 200, "CHAR"))
    add("long_varchar", varchar("utf8mb4", 300))
    add("tiny", "TINYTEXT CHARACTER SET latin1", text("latin1", 200))
    add("plain", "TEXT CHARACTER SET gbk", text("gbk", 1000))
    add("medium", "MEDIUMTEXT CHARACTER SET utf16", text("utf16", 1000))
    add("long_text", "LONGTEXT", text("utf8mb4", 1000))
    add("small_enum", enum { "''", "'one'", "'zwei, drei'", "'четыре'", "'it''s'" })
    add("large_enum", enum(labels(300)))
    add("small_set", set { "'a'", "'b'", "'ç'" })
    add("large_set", set(labels(64)))
    return columns
end

---- Bytes -----------------------------------------------------------------------------------------

local POOL_BYTES = 400000
local pool

local function random_bytes(length)
    if not pool then
        local parts = {}
        for i = 1, POOL_BYTES / 4 do parts[i] = ("%08x"):format(random(0, 2 ^ 32 - 1)) end
        pool = table.concat(parts)
    end
    local first = random(0, POOL_BYTES - length)
    return ("x'%s'"):format(pool:sub(2 * first + 1, 2 * (first + length)))
end

local BYTE_EXTREMES = { "''", "x'00'", "x'ff'", "x'2000'", "x'eda080'", "x'edb280'", "x'c080'",
    "x'f09f8c99'", "x'5c'", "x'27'", "x'efbfbd'", "x'f4908080'" }

local function bytes(longest)
    return nullable(BYTE_EXTREMES, function() return random_bytes(random(0, longest)) end)
end

-- Mostly small, sometimes larger than a packet of the client library or a page of the server.
local function big_bytes()
    local dice = random(1000)
    if dice <= 4 then return random_bytes(random(16000, POOL_BYTES)) end
    return random_bytes(random(0, dice <= 100 and 16000 or 300))
end

function types.blobs()
    return {
        { "fixed16", "BINARY(16)", bytes(16) },
        { "fixed255", "BINARY(255)", bytes(255) },
        { "var16", "VARBINARY(16)", bytes(16) },
        { "var2000", "VARBINARY(2000)", bytes(300) },
        { "tiny", "TINYBLOB", bytes(255) },
        { "plain", "BLOB", bytes(300) },
        { "medium", "MEDIUMBLOB", nullable({ "''", "REPEAT(x'00', 700)" }, function()
            if random(200) == 1 then return "REPEAT(x'00', 70000)" end
            return random_bytes(random(0, 300))
        end) },
        { "big", "LONGBLOB", nullable(BYTE_EXTREMES, big_bytes) },
        { "big_text", "LONGTEXT CHARACTER SET utf8mb4", nullable({ "''", "REPEAT('🌙', 200)" },
            function()
                if random(200) == 1 then return "REPEAT('🌙', 20000)" end
                return random_text(ALPHABETS.utf8mb4, random(0, 100))
            end) },
    }
end

---- Some of everything, with the types that not every server has ----------------------------------

local JSON_STRINGS = { '""', '"text"', '"🌙 é"', '"\\"\\\\\\n\\u0001"',
    '"' .. ("k"):rep(200) .. '"' }

local function json_text(depth)
    local dice = random(depth > 3 and 7 or 9)
    if dice == 1 then return pick { "null", "true", "false" } end
    if dice == 2 then return (random(2) == 1 and "-" or "") .. random_bits(63) end
    if dice == 3 then return tostring(random(-40000, 40000)) end
    if dice == 4 then return ("%d.%de%d"):format(random(9), random(1, 99999), random(-20, 20)) end
    if dice <= 7 then return pick(JSON_STRINGS) end
    local parts = {}
    for i = 1, random(0, 6) do
        parts[i] = (dice == 9 and ('"%s%d": '):format(pick { "a", "bb", "é" }, i) or "")
            .. json_text(depth + 1)
    end
    local list = table.concat(parts, ", ")
    return dice == 9 and "{" .. list .. "}" or "[" .. list .. "]"
end

local function json_literal()
    local document = ('{"n": %d, "list": [%s, %s], "more": %s}'):format(random(0, 999),
        json_text(1), json_text(1), json_text(0))
    if random(200) == 1 then
        document = ('{"n": 1, "list": [], "large": "%s"}'):format(("é"):rep(40000))
    end
    return "'" .. document:gsub("\\", "\\\\") .. "'"
end

-- Small changes inside a document: with PARTIAL_JSON the server logs only the difference.
local function json_change()
    return pick {
        ("JSON_SET(doc, '$.n', %d)"):format(random(0, 1e6)),
        ("JSON_REPLACE(doc, '$.n', %d, '$.list[0]', 'new')"):format(random(0, 999)),
        "JSON_REMOVE(doc, '$.list[1]')",
        "JSON_REMOVE(doc, '$.more')",
        ("JSON_SET(doc, '$.list[%d]', NULL)"):format(random(0, 3)),
        "JSON_ARRAY_INSERT(doc, '$.list[0]', 'first')",
    }
end

local function inet6()
    local groups = {}
    for i = 1, 8 do groups[i] = ("%x"):format(random(3) == 1 and 0 or random(0, 0xffff)) end
    return quote(table.concat(groups, ":"))
end

local function inet4()
    return quote(("%d.%d.%d.%d"):format(random(0, 255), random(0, 255), random(0, 255),
        pick { 0, 7 }))
end

local function uuid()
    return quote(("%08x-%04x-%04x-%04x-%08x%04x"):format(random(0, 2 ^ 32 - 1), random(0, 0xffff),
        random(0, 0xffff), random(0, 0xffff), random(0, 2 ^ 32 - 1), pick { 0, 0x3456 }))
end

local function vector()
    local text_to_vector = flavour == "mysql" and "STRING_TO_VECTOR" or "VEC_FromText"
    return ("%s('[%d.%d,%d,1e%d]')"):format(text_to_vector, random(-99, 99), random(0, 999),
        random(-9, 9), random(-30, 30))
end

local OPTIONAL = {
    json = { { "doc", "JSON", nullable({ "'{}'", "'[]'", "'null'" }, json_literal), json_change } },
    uuid = { { "some_uuid", "UUID",
        nullable({ "'00000000-0000-0000-0000-000000000000'" }, uuid) } },
    inet4 = { { "ip4", "INET4", nullable({ "'0.0.0.0'", "'255.255.255.255'" }, inet4) } },
    inet6 = { { "ip6", "INET6",
        nullable({ "'::'", "'::1'", "'::ffff:1.2.3.4'", "'fe80::'" }, inet6) } },
    vector = { { "embedding", "VECTOR(3) DEFAULT NULL", nullable(nil, vector) } },
    compressed = {
        { "packed_text", "TEXT COMPRESSED CHARACTER SET utf8mb4",
            nullable({ "''", "REPEAT('packed ', 300)" }, text("utf8mb4", 200)) },
        { "packed_bytes", "VARBINARY(2000) COMPRESSED",
            nullable({ "''", "REPEAT(x'00ff', 900)" }, bytes(300)) },
    },
}

--- A table of mixed columns.
function types.mixture()
    local columns = {
        { "quantity", "INT NOT NULL", function() return random(-9, 1e6) end,
            function() return "quantity + 1" end },
        { "price", "DECIMAL(12,4)", decimal(12, 4) },
        { "note", varchar("utf8mb4", 60) },
        { "changed", "DATETIME(6)", datetime(6) },
        { "token", "BINARY(12)", bytes(12) },
        { "state", enum { "'open'", "'closed'" } },
        { "ratio", "FLOAT", floating({ "0", "1.1" }, 20, 8) },
    }
    for _, name in ipairs { "json", "uuid", "inet4", "inet6", "vector", "compressed" } do
        if extras[name] then
            for _, column in ipairs(OPTIONAL[name]) do table.insert(columns, column) end
        end
    end
    return columns
end

return types
