-- `moontail test`: busted, with every test inside a task, so that calls that wait work in specs.
return function(...)
  arg = { [0] = "moontail test", ... } -- luacheck: globals arg
  local ok, runner = pcall(require, "busted.runner")
  if not ok then
    error("busted is not installed; on Debian: apt-get install lua-busted", 0)
  end
  local exit = os.exit
  os.exit = function(code) -- luacheck: ignore 122
    io.stdout:flush()
    exit(code)
  end
  runner { standalone = false }
end
