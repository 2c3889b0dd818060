--- What the grammar is made of: words, names, literals, lists, and what is passed over. All of it
--- reads text as moontail.ddl.text gives it, and takes the space behind what it matches.
---
---     local words = require "moontail.ddl.words"
---     local K = words.keyword
---     local drop = K "DROP PRIMARY KEY" + K "DROP" * words.name
local lpeg = require "lpeg"
local P, S, R, C = lpeg.P, lpeg.S, lpeg.R, lpeg.C
local Carg, Cc, Cg, Cmt, Cs, Ct = lpeg.Carg, lpeg.Cc, lpeg.Cg, lpeg.Cmt, lpeg.Cs, lpeg.Ct

local M = {}

local space = S " \t\r\n\v\f" ^ 0
local letter = R("az", "AZ", "09", "\128\255") + S "_$"
local digit = R "09"
local bare_word = letter ^ 1 * space

M.space = space

-- ---- rules ----

-- A pattern that is used in many places and is no rule stands in all of them, and patterns of
-- patterns grow to megabytes.
local rules = {}

--- Name a pattern; what comes back stands for it in others, and matches in a grammar alone.
--- @param name string unlike all others
function M.rule(name, pattern)
  assert(not rules[name], name)
  rules[name] = pattern
  return lpeg.V(name)
end

--- What a pattern is with all the rules it uses.
function M.grammar(pattern)
  local grammar = { pattern }
  for name, rule in pairs(rules) do
    grammar[name] = rule
  end
  return P(grammar)
end

-- ---- words ----

local function one_word(word)
  local pattern = P(true)
  for c in word:gmatch "." do
    pattern = pattern * S(c:lower() .. c:upper())
  end
  return M.rule(word, pattern * -letter * space)
end

local keywords = {}

--- These words, one after the other, in upper or lower case.
--- @param text string e.g. "DROP PRIMARY KEY"
function M.keyword(text)
  local pattern = P(true)
  for word in text:gmatch "%S+" do
    keywords[word] = keywords[word] or one_word(word)
    pattern = pattern * keywords[word]
  end
  return pattern
end

--- A word that is a key of the table, in upper or lower case. Functions at match time say yes or no
--- and capture nothing: LPeg keeps what they capture on Lua's stack, where there is not much room.
local function key_of(set)
  return Cmt(letter ^ 1, function(_, _, word) return set[word:upper()] ~= nil end)
end

--- One word out of a table, by its upper case; the capture is what the table has for it.
--- @param meanings table<string, any>
function M.one_of(meanings)
  return #key_of(meanings) * (C(letter ^ 1) / function(word) return meanings[word:upper()] end)
    * space
end

--- One of these words; no capture.
--- @param text string e.g. "INDEX KEY"
function M.any(text)
  local set = {}
  for word in text:gmatch "%S+" do
    set[word] = true
  end
  return key_of(set) * space
end

-- ---- names ----

--- Remember how far the text was understood, for the message.
M.reached = Cmt(Carg(1), function(_, position, options)
  if position > options.reached then
    options.reached = position
  end
  return true
end)

local bare_name = -(digit ^ 1 * -letter) * C(letter ^ 1)
local quoted_name = P "`" * Cs((P "``" / "`" + (1 - P "`")) ^ 0) * P "`"
local dot = P "." * space

M.name = M.rule("name", (bare_name + quoted_name) * space)

--- A table: { schema = , name = }. Behind a dot even reserved words are names.
M.table = M.rule("table",
  Ct((Cg(M.name, "schema") * dot + dot ^ -1) * Cg(M.name, "name")) * M.reached)

--- The name of a column, which may have its table's name before it.
M.column_name = dot ^ -1 * (M.name * dot / 0) ^ -2 * M.name

-- ---- literals and signs ----

M.string = M.rule("string", P "'" * Cs((P "''" / "'" + (1 - P "'")) ^ 0) * P "'" * space)
M.number = C(digit ^ 1) * -letter / tonumber * space
M.equals = P "=" * space
M.open = P "(" * space
M.close = P ")" * space
M.comma = P "," * space

--- One or more of these with commas between.
function M.list(item)
  return item * (M.comma * item) ^ 0
end

--- The same in parentheses.
function M.in_parentheses(item)
  return M.open * M.list(item) * M.close
end

-- ---- what is passed over ----

--- Whatever stands in parentheses, to the one that closes them. Counted, so that no depth is too
--- deep.
M.group = M.rule("group", Cmt(P "(", function(text, position)
  local depth = 1
  while depth > 0 do
    local at = text:find("[()'`]", position)
    if not at then
      return nil
    end
    local c = text:sub(at, at)
    if c == "(" then
      depth = depth + 1
    elseif c == ")" then
      depth = depth - 1
    else
      at = text:find(c, at + 1, true)
      if not at then
        return nil
      end
    end
    position = at + 1
  end
  return position
end) * space)

local quoted = (P "'" * (1 - P "'") ^ 0 * P "'" + P "`" * (1 - P "`") ^ 0 * P "`") * space

--- One thing, whatever it is: a word, a literal, a sign, all of a group; but not what ends an item
--- of a list.
M.token = M.rule("token",
  bare_word + quoted + M.group + (1 - (letter + S "()',;`")) * space)

--- Everything to the end.
M.rest = (M.token + M.comma) ^ 0

--- The end of the statement.
M.finish = (P ";" * space) ^ 0 * -P(1)

--- MariaDB: how long to wait for the lock.
M.wait_word = M.keyword "WAIT" * bare_word + M.keyword "NOWAIT"
M.wait = M.wait_word ^ -1

-- ---- captures ----

--- A named field of the table around it.
function M.field(name, pattern)
  return Cg(pattern, name)
end

--- A field that is true when the pattern is there.
function M.flag(name, pattern)
  return pattern * Cg(Cc(true), name)
end

--- A constant field.
function M.is(name, value)
  return Cg(Cc(value), name)
end

return M
