--- A server's own definitions, from the rows of its information_schema, as a catalog.
---
--- Sources: MySQL Reference Manual and MariaDB KB, "INFORMATION_SCHEMA Tables".
local columns = require "moontail.schema.columns"
local schema = require "moontail.schema"

local M = {}

local ROW_TIME = { ["ROW START"] = "row_start", ["ROW END"] = "row_end" }

local function has_word(list, word)
  return (" " .. list:lower() .. " "):find(" " .. word .. " ", 1, true) ~= nil
end

local function key(row)
  return row[1] .. "\0" .. row[2]
end

--- schema, table, collation, engine, kind
local function add_tables(rows, mariadb)
  local tables = {}
  for _, row in ipairs(rows) do
    tables[key(row)] = {
      columns = {}, key = {}, indexes = {}, hashes = mariadb or nil,
      charset = columns.charset { collate = row[3] },
      engine = row[4],
      versioned = row[5] == "SYSTEM VERSIONED" or nil,
    }
  end
  return tables
end

--- schema, table, column, type, IS_NULLABLE, character set, EXTRA, COLUMN_KEY, and MariaDB's
--- generation expression
local function add_column(made, row)
  made.columns[#made.columns + 1] = {
    name = row[3], type = row[4], nullable = row[5] == "YES", charset = row[6],
    hidden = has_word(row[7] or "", "invisible") or nil, generated = ROW_TIME[row[9] or ""],
  }
end

--- Where there is no primary key, the columns of the first unique index without NULL are marked as
--- those of one; nothing else tells the order of the indexes.
local function put_first(indexes, marked)
  for at, index in ipairs(indexes) do
    local all = index.unique
    for _, part in ipairs(index.parts) do
      all = all and marked[part.name or ""]
    end
    if all and #index.parts == marked.count then
      table.insert(indexes, 1, table.remove(indexes, at))
      return
    end
  end
end

--- schema, table, index, NON_UNIQUE, column, prefix, type of index; in the order of the parts
local function add_index_part(made, row)
  if row[3] == "PRIMARY" then
    made.key[#made.key + 1] = row[5]
    return
  end
  local last = made.indexes[#made.indexes]
  if not last or last.name ~= row[3] then
    last = { name = row[3], unique = row[4] == "0" or nil, parts = {},
      hash = row[7] == "HASH" or nil }
    made.indexes[#made.indexes + 1] = last
  end
  last.parts[#last.parts + 1] = { name = row[5], prefix = tonumber(row[6]) }
end

--- @class moontail.schema.Answers the server's answers, row by row, NULL as nil
--- @field mariadb boolean
--- @field case integer lower_case_table_names
--- @field databases table[] schema, collation
--- @field tables table[]
--- @field columns table[]
--- @field indexes table[]

--- @param answers moontail.schema.Answers
--- @return moontail.schema.Catalog
function M.catalog(answers)
  local catalog = schema.new { case = answers.case }
  for _, row in ipairs(answers.databases) do
    catalog:set_database(row[1],
      { charset = columns.charset { collate = row[2] }, complete = true })
  end
  local tables, marked = add_tables(answers.tables, answers.mariadb), {}
  for _, row in ipairs(answers.columns) do
    local made = tables[key(row)]
    if made then
      add_column(made, row)
    end
    if row[8] == "PRI" then
      local columns_of = marked[key(row)] or { count = 0 }
      columns_of[row[3]], columns_of.count = true, columns_of.count + 1
      marked[key(row)] = columns_of
    end
  end
  for _, row in ipairs(answers.indexes) do
    local made = tables[key(row)]
    if made then
      add_index_part(made, row)
    end
  end
  for _, row in ipairs(answers.tables) do
    local made = tables[key(row)]
    if #made.key == 0 and marked[key(row)] then
      put_first(made.indexes, marked[key(row)])
    end
    catalog:put(row[1], row[2], made)
  end
  catalog:take_steps()
  return catalog
end

return M
