--- The DDL parser on the statements of the servers' own tests, whole and damaged.
local corpus = require "spec.support.ddl_corpus"
local ddl = require "moontail.ddl"

local MYSQL = { version = 90704 }
local MARIADB = { mariadb = true, version = 110806 }

local COLLECTIONS = {
  { "spec/samples/ddl/mysql.sql", MYSQL }, { "spec/samples/ddl/mariadb.sql", MARIADB },
}

describe("the servers' own statements", function()
  it("are understood, all of them", function()
    for _, collection in ipairs(COLLECTIONS) do
      local count, failed = 0, {}
      for sql, options, file in corpus.statements(unpack(collection)) do
        local statement, why = ddl.parse(sql, options)
        count = count + 1
        failed[#failed + 1] = not statement and ("%s: %s\n%s"):format(file, why, sql) or nil
      end
      assert.equal("", table.concat(failed, "\n"))
      assert.is_true(count > 1000)
    end
  end)

  it("are known to be beyond it where they are", function()
    local count = 0
    for sql, options in corpus.statements("spec/samples/ddl/not-understood.sql", MARIADB) do
      local statement, _, tables = ddl.parse(sql, options)
      count = count + 1
      assert.is_nil(statement, sql)
      assert.is_true(tables == nil or tables[1].name ~= nil)
    end
    assert.is_true(count > 5)
  end)
end)

describe("a damaged statement", function()
  local SIGNS = { "(", ")", ",", "'", '"', "`", "/*", "*/", "/*!", "--", "\\", "\0", " ", ".", "=",
    "#", "[", "\255", "{", "1", "0x", ";", "@" }

  local function damage(sql, other)
    local at = math.random(#sql)
    local ways = {
      function() return sql:sub(1, at) end,
      function() return sql:sub(1, at - 1) .. sql:sub(at + math.random(3)) end,
      function() return sql:sub(1, at) .. SIGNS[math.random(#SIGNS)] .. sql:sub(at + 1) end,
      function() return sql:sub(1, at) .. other:sub(math.random(#other)) end,
      function() return sql:sub(1, at) .. sql:sub(math.random(at)) end,
      function() return SIGNS[math.random(#SIGNS)] .. sql end,
    }
    return ways[math.random(#ways)]()
  end

  it("neither raises nor takes long", function()
    local list = {}
    for _, collection in ipairs(COLLECTIONS) do
      for sql, options in corpus.statements(unpack(collection)) do
        list[#list + 1] = { sql = sql, options = options }
      end
    end
    math.randomseed(tonumber(os.getenv "SEED") or 1)
    for _ = 1, 20000 do
      local one = list[math.random(#list)]
      local sql = one.sql
      for _ = 1, math.random(3) do
        sql = damage(sql, list[math.random(#list)].sql)
      end
      local before = os.clock()
      local ok, statement, why, tables = pcall(ddl.parse, sql, one.options)
      if not ok or os.clock() - before > 0.5 then
        error(tostring(statement) .. " after " .. os.clock() - before .. " s: " .. sql)
      elseif statement then
        assert(statement.kind, sql)
      else
        assert(why and (tables == nil or tables[1].name), sql)
      end
    end
  end)

  it("may be long", function()
    local MIB = 1024 * 1024
    for _, parts in ipairs { { "CREATE TABLE t (a INT CHECK ", "(" }, { "CREATE TABLE t ", "(" },
      { "CREATE TABLE t (a INT", ", b INT NOT NULL" }, { "CREATE TABLE t (a INT DEFAULT ", "'\\'" },
      { "ALTER TABLE t ADD a INT", ", ADD b INT" }, { "DROP TABLE t", ", t" }, { "", "/*! x" },
      { "CREATE TABLE t ", "'`\"" }, { "CREATE TABLE t (a ENUM('a'", ",'b'" },
      { "ALTER TABLE ", "a" }, { "SET STATEMENT a=1 FOR ", "SET STATEMENT a=1 FOR " },
      { "DROP TABLE t -- ", "-- \n" } } do
      local before = os.clock()
      ddl.parse(parts[1] .. parts[2]:rep(MIB / #parts[2]), MARIADB)
      assert.is_true(os.clock() - before < 10, parts[1])
    end
    local _, why, tables = ddl.parse("ALTER TABLE s.t ADD a INT" .. (" "):rep(16 * MIB), MYSQL)
    assert.same({ "the statement of 16777241 bytes is too long for a definition",
      { { schema = "s", name = "t" } } }, { why, tables })
  end)

  it("may have as many columns as a server takes", function()
    local list = {}
    for i = 1, 4096 do
      list[i] = ("c%d VARCHAR(20) CHARACTER SET latin1 NOT NULL DEFAULT 'x'"):format(i)
    end
    assert.equal(4096, #ddl.parse("CREATE TABLE t (" .. table.concat(list, ",") .. ")").columns)
  end)
end)
