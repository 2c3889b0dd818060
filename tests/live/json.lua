--- Reads one line of JSON as moontail writes it. Not moontail's own reader, on purpose: two
-- programs must agree. A number is returned as its text, so no digit is lost; a byte that was not
-- valid UTF-8 (the escape \udcNN, as Python's surrogateescape has it) comes back as that byte.
local json = {}

--- What null is read as.
json.null = setmetatable({}, { __tostring = function() return "NULL" end })

local PLAIN = { b = "\b", f = "\f", n = "\n", r = "\r", t = "\t" }
local read_value

local function fail(line, at, message)
    error(("JSON, column %d: %s: %s"):format(at, message, line:sub(at, at + 40)), 0)
end

local function utf8(point)
    local char, band, rshift = string.char, bit.band, bit.rshift
    if point < 0x80 then return char(point) end
    if point < 0x800 then return char(0xc0 + rshift(point, 6), 0x80 + band(point, 0x3f)) end
    if point < 0x10000 then
        return char(0xe0 + rshift(point, 12), 0x80 + band(rshift(point, 6), 0x3f),
            0x80 + band(point, 0x3f))
    end
    return char(0xf0 + rshift(point, 18), 0x80 + band(rshift(point, 12), 0x3f),
        0x80 + band(rshift(point, 6), 0x3f), 0x80 + band(point, 0x3f))
end

-- The escape \uXXXX whose backslash stands at `at`: its bytes, and where the text goes on.
local function read_unicode(line, at)
    local unit = tonumber(line:match("^%x%x%x%x", at + 2) or fail(line, at, "bad escape"), 16)
    if unit < 0xd800 or unit > 0xdfff then return utf8(unit), at + 6 end
    if unit >= 0xdc80 and unit <= 0xdcff then return string.char(unit - 0xdc00), at + 6 end
    local low = tonumber(line:match("^\\u([dD][c-fC-F]%x%x)", at + 6) or "", 16)
    if unit >= 0xdc00 or not low then fail(line, at, "half a surrogate pair") end
    return utf8(0x10000 + (unit - 0xd800) * 0x400 + (low - 0xdc00)), at + 12
end

-- The string whose first quote stands at `at`.
local function read_string(line, at)
    local first = at + 1
    local stop = line:find('["\\]', first)
    if stop and line:byte(stop) == 0x22 then return line:sub(first, stop - 1), stop + 1 end
    local parts = {}
    while stop do
        parts[#parts + 1] = line:sub(first, stop - 1)
        if line:byte(stop) == 0x22 then return table.concat(parts), stop + 1 end
        local escape = line:sub(stop + 1, stop + 1)
        if escape == "u" then
            parts[#parts + 1], first = read_unicode(line, stop)
        else
            parts[#parts + 1], first = PLAIN[escape] or escape, stop + 2
        end
        stop = line:find('["\\]', first)
    end
    return fail(line, at, "a string without end")
end

local function skip_space(line, at) return line:find("[^ \t\r\n]", at) or #line + 1 end

-- Reads the items of an object or a list up to `closer`; read_item(at) returns where to go on.
local function read_items(line, at, closer, read_item)
    at = skip_space(line, at + 1)
    if line:sub(at, at) == closer then return at + 1 end
    while true do
        at = skip_space(line, read_item(at))
        local mark = line:sub(at, at)
        at = skip_space(line, at + 1)
        if mark == closer then return at end
        if mark ~= "," then fail(line, at - 1, "no comma") end
    end
end

local function read_object(line, at)
    local result = {}
    return result, read_items(line, at, "}", function(from)
        local name, colon = read_string(line, from)
        colon = skip_space(line, colon)
        if line:sub(colon, colon) ~= ":" then fail(line, colon, "no colon") end
        local value, after = read_value(line, skip_space(line, colon + 1))
        if result[name] ~= nil then fail(line, from, "a name twice") end
        result[name] = value
        return after
    end)
end

local function read_list(line, at)
    local result = {}
    return result, read_items(line, at, "]", function(from)
        local value, after = read_value(line, from)
        result[#result + 1] = value
        return after
    end)
end

local WORDS = { ["true"] = true, ["false"] = false, null = json.null }

function read_value(line, at)
    local first = line:sub(at, at)
    if first == '"' then return read_string(line, at) end
    if first == "{" then return read_object(line, at) end
    if first == "[" then return read_list(line, at) end
    local number = line:match("^-?%d+%.?%d*[eE]?[+-]?%d*", at)
    if number then return number, at + #number end
    local word = line:match("^%a+", at)
    if WORDS[word] == nil then fail(line, at, "no value") end
    return WORDS[word], at + #word
end

--- The value that the line holds; raises when it is no JSON.
function json.decode(line)
    local value, at = read_value(line, skip_space(line, 1))
    if skip_space(line, at) <= #line then fail(line, at, "more than one value") end
    return value
end

return json
