-- docs/errors.md quotes the sentences of the program, and has those that a server, files or the
-- log's contents can cause.
local run = require "spec.support.run"

-- Where such errors are made.
local COVERED = { "src/app/start.c", "src/lua/track.c", "src/schema/schema.c",
  "src/source/file_list.c", "src/source/replica.c", "src/source/replica_gtid.c",
  "src/source/replica_info.c", "src/source/seam.c" }

-- Nobody can do anything about these but give the program more, or report them.
local RARE = { "memory", "eventfd", "thread", "packet of the stream", "the server knows of none",
  "is no name of a log file", "the index", "is a directory", "cannot list", "--until earliest",
  "%.%.%., %.%.%.; set binlog_row_metadata=FULL", "the log has %.%.%. %.%.%.",
  "this server is not taken", "^[%. :]+$", "^the GTIDs$", "^yet, which" }

--- A text as the page writes it: `...` for what is filled in.
local function plain(text)
  text = text:gsub('\\"', "'"):gsub("%%[-+ #0]*[%d*]*%.?[%d*]*[hljztL]*[a-zA-Z]", "...")
  return (text:gsub("%.%.%.%.+", "..."))
end

--- The literals of C, or of Lua, put together where they stand behind one another.
local function literals(text)
  local list = {}
  text = text:gsub('\\"', "'"):gsub('"%s*\n%s*"', ""):gsub('"%s*%.%.%s*\n?%s*"', "")
  for literal in text:gmatch '"([^"\n]+)"' do list[#list + 1] = plain(literal) end
  return list
end

--- The sentences of the page: what stands in backquotes in the first column.
local function sentences()
  local list = {}
  for line in run.read "docs/errors.md":gmatch "[^\n]+" do
    local cell = line:match "^| (.-) | "
    for sentence in (cell or ""):gmatch "`([^`]+)`" do
      list[#list + 1] = sentence:gsub("`", "")
    end
  end
  return list
end

local function part_of(literal, sentence)
  return literal:find((sentence:gsub("'%.%.%.'", "'...'")), 1, true) ~= nil
end

describe("docs/errors.md", function()
  local known = sentences()

  it("quotes what the program says", function()
    assert.is_true(#known > 70)
    local all = literals(run.shell "cat src/*/*.c src/*/*.h lua/moontail/*.lua")
    local never = {}
    for _, sentence in ipairs(known) do
      local found = sentence:find "^attempt to" or sentence == "a userdata value" -- Lua's own
      for _, literal in ipairs(all) do found = found or part_of(literal, sentence) end
      if not found then never[#never + 1] = sentence end
    end
    assert.same({}, never)
  end)

  it("has every sentence about servers, files and definitions", function()
    local untold = {}
    for _, path in ipairs(COVERED) do
      local text = run.read(path):gsub('\\"', "'"):gsub('"%s*\n%s*"', "")
      for name, literal in text:gmatch '([%w_]+)%([^;"]-"([^"\n]+)"' do
        literal = plain(literal)
        local told = not (name == "mt_fail" or name == "mt_warn" or name:find "^fail_")
        for _, rare in ipairs(RARE) do told = told or literal:find(rare) end
        for _, sentence in ipairs(known) do told = told or part_of(literal, sentence) end
        if not told then untold[#untold + 1] = path .. ": " .. literal end
      end
    end
    assert.same({}, untold)
  end)
end)
