--- The DDL parser, for who follows a history: in memory only while statements come. It is most of
--- what Lua has, every collection would look at it, and it loads again in some milliseconds.
---
---     local grammar = require "moontail.schema.grammar"
---     local statement = grammar().parse(sql, options)
local held = setmetatable({}, { __mode = "v" })

--- @return moontail.ddl
return function()
  local ddl = held.ddl
  if not ddl then
    ddl = require "moontail.ddl"
    held.ddl = ddl
    -- all of its modules at once: they share the rules of one grammar
    for name in pairs(package.loaded) do
      if name:find "^moontail%.ddl%f[.%z]" then
        package.loaded[name] = nil
      end
    end
  end
  return ddl
end
