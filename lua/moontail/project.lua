--- `moontail init DIR`: a project with a script, its spec, a small log, and what editors and
--- luacheck want to know. What is there already stays as it is.
local core = require "moontail.core"
local fs = require "moontail.core.file"

-- Where the program has it -> where it goes.
local FILES = {
  { "lua/moontail/project/README.md", "README.md" },
  { "lua/moontail/project/prices.lua", "prices.lua" },
  { "lua/moontail/project/spec/prices_spec.lua", "spec/prices_spec.lua" },
  { "spec/samples/shop.binlog", "spec/shop.binlog" },
  { "lua/moontail/project/luarc.json", ".luarc.json" },
  { "lua/moontail/project/luacheckrc", ".luacheckrc" },
  { "lua/moontail/project/gitignore", ".gitignore" },
}
-- For editors: the modules that scripts require, with their annotations.
local TYPES = ".moontail/"
local PUBLIC = {}
for name in ([[
  moontail moontail.redis moontail.memcached moontail.mysql moontail.sqlite moontail.file
  moontail.stdout moontail.exec moontail.http moontail.webhook moontail.elasticsearch moontail.queue
  moontail.geometry moontail.testing moontail.format.debezium moontail.format.maxwell
  moontail.format.canal
]]):gmatch "%S+" do
  PUBLIC[name] = true
end

local function path_of_module(name)
  return name == "moontail" and "moontail/init.lua" or name:gsub("%.", "/") .. ".lua"
end

local function all_files()
  local list = {}
  for i, file in ipairs(FILES) do
    list[i] = { core.embedded("file:" .. file[1]), file[2] }
  end
  for _, name in ipairs(core.embedded()) do
    local meta = name:match "^file:lua/(moontail/_meta/.*)$"
    if meta or PUBLIC[name] then
      list[#list + 1] = { core.embedded(name), TYPES .. (meta or path_of_module(name)) }
    end
  end
  return list
end

local function check(ok, err)
  if not ok then
    error(err, 0)
  end
end

--- The directories on the way to a file.
local function make_directories(path)
  for at in path:gmatch "()/" do
    if at > 1 then
      check(fs.mkdir(path:sub(1, at - 1)))
    end
  end
end

local function write(path, text)
  make_directories(path)
  local file, err = io.open(path, "wb")
  check(file, ("cannot make a file of the project: %s"):format(tostring(err)))
  local ok, why = file:write(text)
  local closed, also = file:close()
  check(ok and closed, ("cannot write %s: %s"):format(path, tostring(why or also)))
end

return function(directory)
  directory = directory:gsub("(.)/+$", "%1")
  local made = 0
  for _, file in ipairs(all_files()) do
    local text, name = file[1], file[2]
    local path = directory .. "/" .. name
    if fs.stat(path) then
      if name:sub(1, #TYPES) ~= TYPES then
        print(("%s is there already, and stays as it is"):format(path))
      end
    else
      write(path, text)
      made = made + 1
      if name:sub(1, #TYPES) ~= TYPES then
        print(path)
      end
    end
  end
  if made > 0 then
    print(("\nNow: cd %s, and read README.md"):format(directory))
  end
end
