--- A log file of more than 4 GiB, where the 32 bits that the log has for a position have gone
-- round: positions are right, and a stream that breaks beyond is taken up. It writes 14 GB.
package.path = "tests/live/?.lua;" .. package.path
local shell = require "shell"
local job = require "job"

local PORT = tonumber(os.getenv "PORT") or 23580
local ROWS, ROW_BYTES = 1100, 4194304
local FOUR_GIB = 4294967296

local SCRIPT = [[
  local moontail = require "moontail"
  local slow_from = tonumber(moontail.args.slow_from or "inf")
  moontail.on("row", "work.*", function(event)
    local position, text = event.position, event.row.text
    if position > slow_from then moontail.sleep(0.03) end
    if text then
      local letter = string.char(97 + event.row.id % 26)
      assert(#text == ]] .. ROW_BYTES .. [[ and not text:find("[^" .. letter .. "]"), event.id)
    end
    io.stdout:write(event.table, " ", event.row.id, " ", event.file, " ",
      ("%d"):format(position), "\n")
    io.stdout:flush()
  end)
]]

describe("A log file of more than 4 GiB", function()
  local dir, expected
  local running

  local function sql(text)
    return shell.must("%s sql mariadb-10.11 %s/data -N -e \"%s\"", shell.SERVER, dir, text)
  end

  --- What the script should print: the rows in the order they were written, each with the position
  --- that mariadb-binlog has for its event.
  local function rows_by_mariadb_binlog()
    local rows = { "small 1" }
    for id = 1, ROWS do rows[#rows + 1] = "big " .. id end
    rows[#rows + 1], rows[#rows + 2] = "small 2", "small 3"
    local text = shell.must("cd %s/data && for f in binlog.000001 binlog.000002; do "
      .. "echo \"file $f\"; %s/%s binlog mariadb-10.11 --base64-output=decode-rows $f "
      .. "| grep -aE '^# at |^#[0-9]{6} .* server id '; done", dir,
      shell.must "pwd":gsub("%s", ""), shell.SERVER)
    -- the lines of a statement's events come after all their "# at": pair them by their order
    local file, number, places, headers = nil, 0, {}, 0
    for line in text:gmatch "[^\n]+" do
      if line:find "^file " then
        file, places, headers = line:match "^file (.*)", {}, 0
      elseif line:find "^# at " then
        places[#places + 1] = line:match "%d+"
      else
        headers = headers + 1
        if line:find "Write_rows" then
          number = number + 1
          rows[number] = { line = ("%s %s %s"):format(rows[number], file, places[headers]),
            at = tonumber(places[headers]) }
        end
      end
    end
    assert.equal(#rows, number)
    return rows
  end

  local function run(options)
    running = job.start(dir, ("run rows.lua --lock off --checkpoint none --start earliest "
      .. "--until end --source mysql://repl@127.0.0.1:%d %s"):format(PORT, options or ""))
    return running
  end

  local function check_rows(output)
    local number = 0
    for line in output:gmatch "[^\n]+" do
      number = number + 1
      assert.equal(expected[number].line, line)
    end
    assert.equal(#expected, number)
  end

  setup(function()
    dir = shell.temporary_folder()
    shell.write(dir .. "/rows.lua", SCRIPT)
    assert(shell.start_server("mariadb-10.11", PORT, dir, "--binlog-row-metadata=FULL"))
    sql "INSTALL SONAME 'ha_blackhole'"
    sql(([[CREATE DATABASE work; USE work; CREATE TABLE small (id INT PRIMARY KEY);
      CREATE TABLE big (id INT PRIMARY KEY, text LONGTEXT) ENGINE=BLACKHOLE;
      BEGIN; INSERT INTO small VALUES (1);
      INSERT INTO big SELECT seq, REPEAT(CHAR(97 + seq %% 26), %d) FROM seq_1_to_%d;
      INSERT INTO small VALUES (2); COMMIT; INSERT INTO small VALUES (3)]]):format(ROW_BYTES, ROWS))
    expected = rows_by_mariadb_binlog()
    assert.truthy(expected[ROWS].at > FOUR_GIB)
  end)

  teardown(function()
    if running and not running:status() then running:stop "KILL" end
    shell.stop_server(dir)
  end)

  before_each(function() shell.write(dir .. "/out", "") end)

  it("is read from the server with its true positions", function()
    assert.equal(0, run():await_end(600), running:log())
    check_rows(running:out())
  end)

  it("is read as a file with the same", function()
    check_rows(shell.must("cd %s && %s run rows.lua --checkpoint none --log-level warn --source "
      .. "data/binlog.index", dir, shell.must("realpath %s", shell.PROGRAM):gsub("%s", "")))
  end)

  it("goes on beyond 4 GiB when the stream breaks there", function()
    run("--set slow_from=" .. FOUR_GIB)
    for _ = 1, 3 do
      local before = #running:out()
      assert.truthy(job.wait_for(300, function()
        local at = running:out():match "binlog.000001 (%d+)\n$"
        return #running:out() > before and tonumber(at or 0) > FOUR_GIB
      end), running:out():sub(-100) .. running:log())
      for id in sql([[SELECT id FROM information_schema.processlist
        WHERE command LIKE 'Binlog%']]):gmatch "%d+" do sql("KILL " .. id) end
      running:await(60, "connected again")
    end
    assert.equal(0, running:await_end(600), running:log())
    check_rows(running:out())
  end)
end)
