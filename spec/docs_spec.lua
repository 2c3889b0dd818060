-- The documents tell the truth: examples run and print what is shown, options are all described.
local moontail = require "moontail"
local run = require "spec.support.run"

--- Every page of the manual.
local function pages()
  local list = {}
  for path in run.shell "find docs -name '*.md' | sort":gmatch "[^\n]+" do
    list[#list + 1] = path
  end
  return list
end

--- The fenced blocks of a kind in a Markdown file.
local function blocks(path, kind)
  local list = {}
  for language, text in run.read(path):gmatch "\n```(%w*)\n(.-)\n```" do
    if language == kind then
      list[#list + 1] = text
    end
  end
  return list
end

--- The anchors of a page's headings: lower case, hyphens for spaces, no punctuation.
local function anchors(path)
  local found = {}
  for title in run.read(path):gsub("```.-\n```", ""):gmatch "%f[^\n%z]#+ ([^\n]+)" do
    found[title:lower():gsub("[^%w _-]", ""):gsub(" ", "-")] = true
  end
  return found
end

describe("README.md", function()
  teardown(run.clean)

  it("shows a script and what it prints", function()
    local script = run.write(run.folder() .. "/prices.lua", blocks("README.md", "lua")[1])
    local command, output = blocks("README.md", "")[1]:match "^%$ (.-)\n(.*)$"
    command = command:gsub("^build/moontail", run.binary):gsub("prices%.lua", script)
    assert.equal(output, run.shell("%s 2>&1", command))
  end)
end)

describe("the manual", function()
  teardown(run.clean)

  it("has scripts that load", function()
    for _, path in ipairs(pages()) do
      for i, text in ipairs(blocks(path, "lua")) do
        local chunk, message = loadstring(text, ("=%s block %d"):format(path, i))
        assert.is_truthy(chunk, message)
      end
    end
  end)

  it("has specs that pass, and one that fails as it is shown", function()
    local folder, texts = run.folder(), blocks("docs/testing.md", "lua")
    assert.is_true(#texts > 4)
    for i, text in ipairs(texts) do
      run.write(("%s/%d_spec.lua"):format(folder, i), text)
    end
    local done = run.moontail { "test", folder }
    assert.equal(0, done.status, done.out)
    assert.matches(("%d successes"):format(#texts), done.out)
    local failing = texts[1]:gsub('"user:7" } }, run', '"user:8" } }, run')
    done = run.moontail { "test", run.write(folder .. "/failing.lua", failing) }
    assert.equal(1, done.status)
    assert.is_truthy(done.out:find(blocks("docs/testing.md", "")[1], 1, true), done.out)
  end)

  it("shows a sink that has every change once", function()
    local text
    for _, block in ipairs(blocks("docs/modules/sinks.md", "lua")) do
      text = block:find "commit = function" and block or text
    end
    local folder = run.folder()
    local script = run.write(folder .. "/counts.lua", text)
    finally(function() os.remove "counts.checkpoint.schema" end)
    local function count()
      local done = run.moontail { "run", script, "--source", run.sample "shop", "--set",
        "path=" .. folder .. "/counts.json" }
      assert.equal(0, done.status, done.err)
      return moontail.json_decode(run.read(folder .. "/counts.json")).counts
    end
    local first = count()
    assert.equal(11, first["shop.orders"])
    assert.equal(14, first["shop.order_items"])
    assert.same(first, count()) -- it goes on behind the end
  end)

  it("links to what is there", function()
    local from = pages()
    from[#from + 1], from[#from + 2] = "README.md", "CONTRIBUTING.md"
    for _, path in ipairs(from) do
      local folder = path:match "^(.*/)" or ""
      for link in run.read(path):gsub("```.-\n```", ""):gmatch "%]%(([^)%s]+)%)" do
        local target, anchor = link:match "^([^#]*)#?(.*)$"
        if not link:find "^%w+://" then
          target = target == "" and path or folder .. target
          assert.equal(0, os.execute("test -e " .. target), path .. ": " .. link)
          assert.is_true(anchor == "" or anchors(target)[anchor], path .. ": " .. link)
        end
      end
    end
  end)

  it("names all that moontail has", function()
    local page = run.read "docs/scripts.md"
    for name in pairs(moontail) do
      assert.is_truthy(page:find("moontail." .. name, 1, true), name)
    end
  end)

  it("marks every block with its language, so that it can be run", function()
    for _, path in ipairs(pages()) do
      local text = run.read(path):gsub("```.-\n```", "")
      assert.is_nil(text:match "\n\n    ([^\n]+)", path)
    end
  end)

  it("has every page in its index", function()
    local index = run.read "docs/README.md"
    for _, path in ipairs(pages()) do
      local name = path:match "^docs/(.*)$"
      assert.is_true(name == "README.md" or index:find("](" .. name .. ")", 1, true) ~= nil, name)
    end
  end)
end)

describe("docs/moontail.1", function()
  teardown(run.clean)

  it("describes the options that there are, and no others", function()
    local described, real = {}, {}
    for name in run.read "docs/moontail.1":gmatch "\n%.It Fl %-([%w-]+)" do
      described[name] = true
    end
    for _, command in ipairs { "run", "dump", "check", "record", "position" } do
      for name in run.moontail { "help", command }.out:gmatch "\n  %-%-([%w-]+)" do
        real[name] = true
      end
    end
    assert.same(real, described)
  end)

  it("has the commands that there are", function()
    local page = run.read "docs/moontail.1"
    for name in run.moontail { "--help" }.out:gmatch "\n  moontail (%w+)" do
      assert.matches("\n%.It Cm " .. name .. "[ \n]", page)
    end
  end)
end)
