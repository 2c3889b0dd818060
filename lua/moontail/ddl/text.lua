--- The text of a statement as the server reads it, in one spelling for the grammar: without
--- comments, with the contents of the conditional comments that the server runs, names quoted by
--- backticks, strings in single quotes with no escape but the doubled quote.
---
---     local text = require "moontail.ddl.text"
---     text([[DROP /*!40000 TABLE */ "a" -- now]], { version = 90704, ansi_quotes = true })
---     --> DROP   TABLE   `a`
---
--- Sources: MySQL Reference Manual, "Comments", "String Literals", "Schema Object Names"; MariaDB
--- KB, "Comment Syntax". Which conditional comments run was tried out on servers of both.
local lpeg = require "lpeg"
local P, S, R, C, Cs = lpeg.P, lpeg.S, lpeg.R, lpeg.C, lpeg.Cs
local Cmt, Carg = lpeg.Cmt, lpeg.Carg

local digit = R "09"
local five_digits = digit * digit * digit * digit * digit

--- What an option of the parser says, at match time.
local function when(option)
  return Cmt(Carg(1), function(_, position, options)
    return options[option] and position
  end)
end

-- ---- comments ----

local line_comment = (P "#" + P "--" * #(S " \t\r\n\v\f" + -P(1))) * (1 - P "\n") ^ 0
local plain_comment = P "/*" * (1 - P "*/") ^ 0 * (P "*/" + -P(1))
-- one that is passed over may have plain ones inside
local skipped_rest = (plain_comment + (1 - P "*/")) ^ 0 * (P "*/" + -P(1))

-- MariaDB passes over what is meant for MySQL 5.7 to 9 alone, unless marked as its own.
local function mariadb_runs(digits, own, options)
  local version = tonumber(digits)
  return version <= (options.version or math.huge)
    and (own or version < 50700 or version > 99999)
end

local function mysql_runs(digits, _, options)
  return tonumber(digits) <= (options.version or math.huge)
end

--- The opening of a conditional comment whose contents run.
local function opening(mark, own, version_digits, runs)
  local decide = Cmt(C(version_digits) * Carg(1), function(_, position, digits, options)
    return runs(digits, own, options) and position
  end)
  return P "/*" * mark * (decide + -digit)
end

local mariadb_digits = five_digits * digit ^ -1
-- a sixth digit belongs to the version only when a space comes next
local mysql_digits = five_digits * (digit * #S " \t\r\n\v\f") ^ -1

local runs = when "mariadb" * (opening(P "M!", true, mariadb_digits, mariadb_runs)
    + opening(P "!", false, mariadb_digits, mariadb_runs))
  + opening(P "!", false, mysql_digits, mysql_runs) * -when "mariadb"

-- A comment separates words. The end of a conditional one whose contents run stands alone.
local comment = (line_comment + runs + P "/*" * S "!M" * skipped_rest + plain_comment + P "*/")
  / " "

-- ---- quotes ----

local ESCAPED = { ["0"] = "\0", b = "\b", n = "\n", r = "\r", t = "\t", Z = "\26", ["'"] = "''",
  -- these two are for LIKE, which reads the backslash itself
  ["%"] = "\\%", ["_"] = "\\_" }

local escape = P "\\" / "" * (P(1) / function(c) return ESCAPED[c] or c end)
  * -when "no_backslash_escapes"

local function string_in(quote)
  local inside = P(quote .. quote) / (quote == "'" and "''" or quote)
    + escape + (quote == "'" and P(false) or P "'" / "''") + (1 - P(quote))
  return P(quote) / "'" * inside ^ 0 * (P(quote) / "'")
end

local quoted_name = P "`" * (P "``" + (1 - P "`")) ^ 0 * P "`"
local ansi_name = P '"' / "`" * (P '""' / '"' + P "`" / "``" + (1 - P '"')) ^ 0 * (P '"' / "`")
local bracket_name = when "mssql" * (P "[" / "`") * (P "]]" / "]" + P "`" / "``" + (1 - P "]")) ^ 0
  * (P "]" / "`")

local double_quotes = when "ansi_quotes" * ansi_name + -when "ansi_quotes" * string_in '"'

-- What nothing closes is no statement, whatever stands behind the quote.
local unclosed = S "'\"`" * P(1) ^ 0 / "'"

local plain = (1 - S "#-/*'\"`[") ^ 1

local normal = Cs((plain + comment + string_in "'" + quoted_name + double_quotes
  + bracket_name + unclosed + 1) ^ 0)

--- @param sql string
--- @param options moontail.ddl.Options
--- @return string text
return function(sql, options)
  return normal:match(sql, 1, options)
end
