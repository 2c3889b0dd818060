--- The surroundings of a script under test: globals and modules of its own, so that one run leaves
--- nothing behind for the next.
local M = {}

-- Bundled modules without any state, which all runs share; and those of the tests themselves.
local SHARED = {
  ["moontail.constructor"] = true, ["moontail.explain"] = true,
  ["moontail.options"] = true, ["moontail.url"] = true,
  ["moontail.testing"] = true, ["moontail.geometry"] = true,
}

local function is_shared(name)
  return SHARED[name] or name:find "^moontail%.ddl" or name:find "^moontail%.testing%."
end

-- The bundled modules' chunks: what each makes anew when it is run again shares its code.
local chunks = {}

--- The chunk of a module that is written in Lua; nil for others.
local function find(name, path)
  if package.preload[name] then
    return nil
  elseif name:find "^moontail" and not chunks[name] then
    local bundled = package.loaders[2](name)
    chunks[name] = type(bundled) == "function" and bundled or nil
  end
  if chunks[name] then
    return chunks[name]
  end
  local file = package.searchpath(name, path)
  return file and assert(loadfile(file))
end

--- What a script writes goes to `write`, piece by piece.
local function own_io(write)
  local stdout = setmetatable({}, { __index = function(_, name)
    local method = io.stdout[name]
    return method and function(_, ...) return method(io.stdout, ...) end
  end })
  function stdout:write(...)
    for i = 1, select("#", ...) do
      write(tostring((select(i, ...))))
    end
    return self
  end
  local function plain(...)
    return stdout:write(...)
  end
  return setmetatable({ stdout = stdout, write = plain }, { __index = io })
end

--- Globals for a script.
--- @param folder string where its modules are looked for first
--- @param modules table<string, any> what `require` finds before anything else
--- @param write fun(text: string) takes what the script writes to stdout
--- @return table environment
function M.new(folder, modules, write)
  local env = { io = own_io(write) }
  env._G = env
  local path = ("%s/?.lua;%s/?/init.lua;%s"):format(folder, folder, package.path)
  env.package = setmetatable({ loaded = {}, path = path }, { __index = package })
  local loaded = env.package.loaded
  for name, module in pairs(modules) do
    loaded[name] = module
  end

  function env.require(name)
    if loaded[name] ~= nil then
      return loaded[name]
    end
    local chunk = not is_shared(name) and find(name, env.package.path)
    if not chunk then
      loaded[name] = require(name)
      return loaded[name]
    end
    local result = setfenv(chunk, env)(name)
    if loaded[name] == nil then
      loaded[name] = result == nil and true or result
    end
    return loaded[name]
  end

  function env.print(...)
    local parts = {}
    for i = 1, select("#", ...) do
      parts[i] = tostring((select(i, ...)))
    end
    write(table.concat(parts, "\t") .. "\n")
  end

  local function open(chunk, err)
    return chunk and setfenv(chunk, env), err
  end
  function env.loadfile(file) return open(loadfile(file)) end
  function env.dofile(file) return assert(env.loadfile(file))() end
  function env.loadstring(...) return open(loadstring(...)) end
  function env.load(chunk, name, mode, own) return load(chunk, name, mode, own or env) end
  return setmetatable(env, { __index = _G })
end

return M
