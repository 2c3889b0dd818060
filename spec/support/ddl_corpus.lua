--- Reads the collections of DDL statements in spec/samples/ddl.
local M = {}

local MODES = {
  ANSI_QUOTES = { "ansi_quotes" }, NO_BACKSLASH_ESCAPES = { "no_backslash_escapes" },
  REAL_AS_FLOAT = { "real_as_float" }, ANSI = { "ansi_quotes", "real_as_float" },
  ORACLE = { "oracle", "ansi_quotes" }, MAXDB = { "maxdb", "ansi_quotes" },
  MSSQL = { "mssql", "ansi_quotes" }, DB2 = { "ansi_quotes" }, POSTGRESQL = { "ansi_quotes" },
}

--- What a SET sql_mode makes of the parser's options; nil for another statement.
local function mode_options(sql, base)
  local value = sql:lower():match "^set%s+[session@%.]*%s*sql_mode%s*:?=%s*(.*)$"
  if not value then
    return nil
  end
  local options = setmetatable({}, { __index = base })
  for word in value:upper():gmatch "[%a_]+" do
    -- ORACLE is a mode of MariaDB's parser; MySQL's older one only set others by it
    for _, option in ipairs(MODES[word] or {}) do
      options[option] = option ~= "oracle" or base.mariadb
    end
  end
  local all = {}
  for key, value_of in pairs(base) do all[key] = value_of end
  for key, value_of in pairs(options) do all[key] = value_of end
  return all
end

--- @param path string
--- @param base moontail.ddl.Options of the server
--- @return fun(): string?, moontail.ddl.Options, string each statement, its options, its file
function M.statements(path, base)
  local lines = assert(io.open(path, "rb")):lines()
  local options, file = base, nil
  return function()
    local list = {}
    for line in lines do
      if line == ";;" then
        local sql = table.concat(list, "\n")
        options = mode_options(sql, base) or options
        return sql, options, file
      elseif #list == 0 and line:find "^%-%- " then
        file, options = line:sub(4), base
      elseif line ~= "DELIMITER ;;" then
        list[#list + 1] = line
      end
    end
  end
end

return M
