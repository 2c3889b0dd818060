-- What people at a terminal see: help on one screen, completion in their shell, colours where a
-- terminal shows them.
local run = require "spec.support.run"

local SHOP = run.sample "shop"
local COMMANDS = {}
for name in run.moontail({ "--help" }).out:gmatch "\n  moontail (%w+)" do
  COMMANDS[#COMMANDS + 1] = name
end

teardown(run.clean)

describe("help", function()
  local function fits(arguments)
    local lines = run.lines(run.moontail(arguments).out:gsub("\n\n", "\n \n"))
    assert.is_true(#lines > 1 and #lines <= 24, table.concat(arguments, " ") .. ": " .. #lines)
    for _, line in ipairs(lines) do
      assert.is_true(#line <= 80, line)
    end
  end

  it("fits a screen of 24 lines by 80 columns", function()
    fits { "--help" }
    assert.is_true(#COMMANDS >= 5)
    for _, command in ipairs(COMMANDS) do
      fits { command, "--help" }
    end
  end)

  it("names on that screen every option that help COMMAND explains", function()
    for _, command in ipairs(COMMANDS) do
      local screen = run.moontail { command, "--help" }.out
      for name in run.moontail({ "help", command }).out:gmatch "\n  (%-%-[%w-]+)" do
        assert.is_truthy((screen:gsub("\n", " ") .. " "):find(" " .. name .. " ", 1, true), name)
      end
    end
  end)

  it("of a command that there is not is an error", function()
    local done = run.moontail { "help", "frobnicate" }
    assert.equal(2, done.status)
    assert.equal("moontail: no command 'frobnicate'; moontail --help lists them\n", done.err)
  end)
end)

describe("the completion of bash", function()
  --- What bash proposes for a line with the cursor at its end; its words as bash splits them.
  local function proposed(...)
    local words = {}
    for i, word in ipairs { "moontail", ... } do
      words[i] = "'" .. word .. "'"
    end
    -- compopt works only while the line is edited: that it was called is enough to know
    local text = run.shell([[bash -c '
      eval "$("$0" --completion bash)"
      compopt() { echo "compopt $*"; }
      COMP_WORDS=("${@:1}") COMP_CWORD=$(($# - 1))
      "$(complete -p moontail | sed -E "s/.*-F ([^ ]+) .*/\1/")"
      printf "%%s\n" "${COMPREPLY[@]}"' %s %s]], run.binary, table.concat(words, " "))
    return run.lines(text)
  end

  it("is syntax that bash takes", function()
    assert.equal("0", run.shell("%s --completion bash | bash -n; echo $?", run.binary))
  end)

  it("knows the commands", function()
    local expected = { unpack(COMMANDS) }
    for _, word in ipairs { "help", "--help", "--version", "--completion" } do
      expected[#expected + 1] = word
    end
    assert.same(expected, proposed "")
    assert.same({ "position" }, proposed "po")
    assert.same({ "position" }, proposed("help", "po"))
  end)

  it("knows the options of each command, and no others", function()
    for _, command in ipairs(COMMANDS) do
      local real = {}
      for name in run.moontail({ "help", command }).out:gmatch "\n  (%-%-[%w-]+)" do
        real[#real + 1] = name
      end
      if #real > 0 then
        assert.same(real, proposed(command, "-"))
      end
    end
    assert.same({ "--checkpoint", "--checkpoint-interval", "--checkpoint-events",
      "--checkpoint-bytes" }, proposed("run", "x.lua", "--ch"))
    assert.same({}, proposed("dump", "--ch"))
  end)

  it("knows the values of options, behind a space or =", function()
    assert.same({ "debug", "info", "warn", "error" }, proposed("run", "--log-level", ""))
    assert.same({ "warn" }, proposed("run", "--log-level", "=", "w"))
    assert.same({ "text", "json" }, proposed("dump", "--format", "="))
    assert.same({ "bash", "zsh" }, proposed("--completion", ""))
  end)

  it("leaves files to bash, but only where there may be some", function()
    assert.same({}, proposed("run", ""))
    assert.same({}, proposed("run", "--password-file", ""))
    assert.same({ "compopt +o default +o bashdefault" }, proposed("run", "--name", ""))
  end)
end)

describe("the completion of zsh", function()
  -- a zsh at a terminal of its own, with keys pressed: what it shows is what a user sees
  local ZPTY = [[
    cd %s
    zmodload zsh/zpty
    zpty z zsh -f -i
    zpty -w z "PS1=; stty columns 200; fpath=($PWD \$fpath); autoload -U compinit; \
      compinit -u -d $PWD/dump; zstyle ':completion:*' list-separator '#'; \
      PATH=$PWD:\$PATH; LISTMAX=1000; unsetopt menu_complete auto_menu; echo read''y"
    zpty -r z text '*ready*'
    zpty -w -n z "$1"$'\t\t'
    integer i
    for ((i = 0; i < 50; i++)); do
      sleep 0.1
      text=
      zpty -r -t z text && shown+=$text || (( $#shown == 0 || i < 8 )) || break
    done
    print -r -- "$shown"
    zpty -d z]]
  local folder

  setup(function()
    folder = run.folder()
    run.shell("ln -s %s %s/moontail && %s --completion zsh >%s/_moontail", run.binary, folder,
      run.binary, folder)
    run.write(folder .. "/job.lua", "")
    run.write(folder .. "/keys.zsh", ZPTY:format(folder))
  end)

  local function shown(keys)
    return (run.shell("zsh -f %s/keys.zsh '%s'", folder, keys):gsub("\27%[[%d;?]*%a", ""))
  end

  it("knows the commands, with what they do", function()
    local text = shown "moontail "
    for _, command in ipairs(COMMANDS) do
      assert.matches("\n" .. command .. " +# %a", text)
    end
  end)

  it("knows the options and their values", function()
    assert.matches("\n%-%-checkpoint%-interval +# how often it is saved", shown "moontail run --c")
    assert.matches("debug +error +info +warn", shown "moontail run --log-level ")
    assert.matches("moontail dump --format=json", shown "moontail dump --format=j", 1, true)
    assert.matches("moontail run job.lua", shown "moontail run jo", 1, true)
  end)
end)

describe("colours", function()
  local function dump(environment, ...)
    local path = run.folder() .. "/typescript"
    run.shell("env %s script -qec '%s dump %s %s' %s </dev/null >/dev/null", environment,
      run.binary, SHOP, table.concat({ ... }, " "), path)
    -- without the lines that script itself writes
    return (run.read(path):gsub("^[^\n]*\n", ""):gsub("\nScript done[^\n]*\n$", ""):gsub("\r", ""))
  end

  it("are for terminals that show them, unless someone wants none", function()
    local coloured = dump "TERM=xterm"
    assert.is_truthy(coloured:find "\27%[")
    assert.is_nil(dump("TERM=dumb"):find "\27")
    assert.is_nil(dump("-u TERM"):find "\27")
    assert.is_nil(dump("TERM=xterm NO_COLOR=1"):find "\27")
    assert.equal(coloured, dump("TERM=xterm NO_COLOR=")) -- empty is not set
    assert.is_nil(run.moontail({ "dump", SHOP }).out:find "\27")
  end)

  it("are what --color says", function()
    assert.is_nil(dump("TERM=xterm", "--color", "never"):find "\27")
    assert.equal(dump "TERM=xterm", run.moontail({ "dump", SHOP, "--color", "always" }).out)
    local done = run.moontail { "run", "scripts/print_changes.lua", "--color", "always",
      "--source", SHOP, "--checkpoint", "none" }
    assert.is_truthy(done.out:find("\27[33m~ shop.users", 1, true))
    assert.equal(2, run.moontail({ "dump", SHOP, "--color", "some" }).status)
  end)

  it("change nothing but the colour", function()
    local plain = run.moontail({ "dump", SHOP }).out
    local coloured = run.moontail({ "dump", SHOP, "--color", "always" }).out
    assert.equal(plain, (coloured:gsub("\27%[[%d;]*m", "")))
  end)

  it("tell before from after, the event, the table, and NULL", function()
    local text = run.moontail({ "dump", SHOP, "--color", "always" }).out
    assert.is_truthy(text:find "\27%[1mupdate_rows_v1\27%[0m +\27%[36mshop%.users\27%[0m")
    assert.is_truthy(text:find "\27%[31m%-\27%[0m \27%[31mid=1\27%[0m")
    assert.is_truthy(text:find "\27%[32m%+\27%[0m \27%[32mid=1\27%[0m")
    assert.is_truthy(text:find("=\27[0m\27[2mNULL\27[0m", 1, true))
    assert.is_nil(text:find("=NULL", 1, true))
  end)
end)

describe("--version", function()
  it("tells of the program, LuaJIT and the client library", function()
    local out = run.moontail({ "--version" }).out
    assert.matches("^moontail %d+%.%d+%.%d+%S* %(LuaJIT 2%.1%S*, M%S+ .*%d+%.%d+%.%d+%)\n$", out)
    assert.is_truthy(out:find(require("jit").version, 1, true))
  end)
end)
