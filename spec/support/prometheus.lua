--- A strict reader of Prometheus' text format, 0.0.4: what the format does not allow is an error.
--- https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
---
---     local metrics = prometheus.read(text)
---     metrics:value("moontail_rows_total", { schema = "shop", table = "orders", type = "insert" })
local M = {}

--- @class spec.Metrics
--- @field families table<string, { type: string, help: string, samples: table[] }>
local Metrics = {}
Metrics.__index = Metrics

local TYPES = { counter = true, gauge = true, histogram = true, summary = true, untyped = true }
local UNESCAPED = { ["\\"] = "\\", ['"'] = '"', n = "\n" }

local function fail(number, format, ...)
  error(("line %d: " .. format):format(number, ...), 0)
end

local function is_utf8(text)
  local at = 1
  while at <= #text do
    local n = text:find("^[%z\1-\127]", at) and 1
      or text:find("^[\194-\223][\128-\191]", at) and 2
      or (text:find("^\224[\160-\191][\128-\191]", at)
      or text:find("^\237[\128-\159][\128-\191]", at)
      or text:find("^[\225-\236\238\239][\128-\191][\128-\191]", at)) and 3
      or (text:find("^\240[\144-\191][\128-\191][\128-\191]", at)
      or text:find("^[\241-\243][\128-\191][\128-\191][\128-\191]", at)
      or text:find("^\244[\128-\143][\128-\191][\128-\191]", at)) and 4
    if not n then
      return false
    end
    at = at + n
  end
  return true
end

--- `{name="value",...}` from `at` on: the labels, and where they end.
local function read_labels(line, at, number)
  local labels = {}
  repeat
    local name, from = line:match('^([%a_][%w_]*)="()', at)
    if not name then
      fail(number, "no label at byte %d", at)
    elseif labels[name] then
      fail(number, "the label %s comes twice", name)
    end
    local value = {}
    while line:sub(from, from) ~= '"' do
      local c = line:sub(from, from)
      if c == "\\" then
        from = from + 1
        c = UNESCAPED[line:sub(from, from)] or fail(number, "no such escape at byte %d", from)
      elseif c == "" then
        fail(number, "the label %s does not end", name)
      end
      value[#value + 1] = c
      from = from + 1
    end
    labels[name] = table.concat(value)
    at = from + 2
  until line:sub(from + 1, from + 1) ~= ","
  if line:sub(at - 1, at - 1) ~= "}" then
    fail(number, "the labels do not end")
  end
  return labels, at
end

local function read_number(text, number)
  local special = { ["+Inf"] = math.huge, ["-Inf"] = -math.huge, NaN = 0 / 0 }
  local value = special[text] or (text:find "^[-+]?[%d.]+[eE]?[-+]?%d*$" and tonumber(text))
  return value or fail(number, "'%s' is no number", text)
end

local function key_of(labels)
  local list = {}
  for name, value in pairs(labels) do
    list[#list + 1] = ("%s=%q"):format(name, value)
  end
  table.sort(list)
  return table.concat(list, ",")
end

local function read_comment(self, line, number, state)
  local word, name, rest = line:match "^# (%u+) ([%a_:][%w_:]*) (.+)$"
  if word == "HELP" then
    if self.families[name] then
      fail(number, "%s is described twice, or its samples are not together", name)
    end
    self.families[name] = { help = rest, samples = {}, seen = {} }
    state.family = name
  elseif word == "TYPE" then
    if state.family ~= name or self.families[name].type then
      fail(number, "the TYPE of %s does not follow its HELP", name)
    elseif not TYPES[rest] then
      fail(number, "no type '%s'", rest)
    elseif (rest == "counter") ~= (name:find "_total$" ~= nil) then
      fail(number, "%s is called as no %s is", name, rest)
    end
    self.families[name].type = rest
  else
    fail(number, "a comment that is neither HELP nor TYPE: %s", line)
  end
end

local function read_sample(self, line, number, state)
  local name, at = line:match "^([%a_:][%w_:]*)()"
  if not name then
    fail(number, "no name: %s", line)
  end
  local labels = {}
  if line:sub(at, at) == "{" then
    labels, at = read_labels(line, at + 1, number)
  end
  local text = line:match("^ (%S+)$", at) or fail(number, "no value: %s", line)
  local family = self.families[state.family]
  local part = name:sub(#(state.family or "") + 1)
  if not family or not family.type or name:sub(1, #state.family) ~= state.family then
    fail(number, "%s has no TYPE, or is not behind it", name)
  elseif part ~= "" and not (family.type == "histogram" and
    (part == "_bucket" or part == "_sum" or part == "_count")) then
    fail(number, "%s does not belong to %s", name, state.family)
  end
  local key = name .. "{" .. key_of(labels) .. "}"
  if family.seen[key] then
    fail(number, "%s comes twice", key)
  end
  family.seen[key] = true
  local value = read_number(text, number)
  if family.type == "counter" and (value < 0 or value ~= value) then
    fail(number, "a counter is %s", text)
  end
  family.samples[#family.samples + 1] = { name = name, labels = labels, value = value }
end

--- Buckets ascend and add up, and there are a sum and a count for each.
local function check_histogram(name, family)
  local series = {}
  for _, sample in ipairs(family.samples) do
    local labels = {}
    for label, value in pairs(sample.labels) do
      labels[label] = label ~= "le" and value or nil
    end
    local key = key_of(labels)
    local one = series[key] or { bound = -math.huge, at = 0 }
    series[key] = one
    if sample.name == name .. "_bucket" then
      local bound = read_number(sample.labels.le, 0)
      assert(bound > one.bound and sample.value >= one.at, key .. ": buckets do not ascend")
      one.bound, one.at = bound, sample.value
    else
      one[sample.name:sub(#name + 2)] = sample.value
    end
  end
  for key, one in pairs(series) do
    assert(one.bound == math.huge, key .. ": no bucket +Inf")
    assert(one.count == one.at and one.sum, key .. ": count or sum are missing or wrong")
  end
end

--- @param text string
--- @return spec.Metrics
function M.read(text)
  local self, state, number = setmetatable({ families = {} }, Metrics), {}, 0
  if not is_utf8(text) then
    error("the text is not UTF-8", 0)
  elseif text:sub(-1) ~= "\n" then
    error("the last line does not end", 0)
  end
  for line in text:gmatch "([^\n]*)\n" do
    number = number + 1
    if line:sub(1, 1) == "#" then
      read_comment(self, line, number, state)
    else
      read_sample(self, line, number, state)
    end
  end
  for name, family in pairs(self.families) do
    assert(family.type, name .. " has no type")
    if family.type == "histogram" then
      check_histogram(name, family)
    end
  end
  return self
end

--- The value of one sample; nil: there is none.
--- @param name string
--- @param labels? table<string, string> all of them
function Metrics:value(name, labels)
  local family = self.families[name] or self.families[name:gsub("_%l+$", "")]
  local key = key_of(labels or {})
  for _, sample in ipairs(family and family.samples or {}) do
    if sample.name == name and key_of(sample.labels) == key then
      return sample.value
    end
  end
end

return M
