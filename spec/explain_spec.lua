-- Errors of handlers that say what to do: the message of a real job or run, with its hint.
local moontail = require "moontail"
local run = require "spec.support.run"
local testing = require "moontail.testing"

local NULL = moontail.null
local row = { id = 7, email = NULL, name = "Ann", total = "12.50", born = "1999-12-31" }

--- The error of a handler whose one line fails, without its place.
local function error_of(line, event, options, kind)
  local path = run.write(run.folder() .. "/script.lua", ([[
    local moontail = require "moontail"
    moontail.on("%s", %s function(event)
      local before, after, row = event.before, event.after, event.row
      %s
    end)]]):format(kind or "row", options or "", line))
  local ok, message = pcall(testing.run, path, { events = { event } })
  assert.is_false(ok, "it did not fail: " .. line)
  return message:match "script%.lua:4: ([^\n]*)" or message
end

local INSERT = testing.insert("shop.users", row)
local UPDATE = testing.update("shop.users", row, { id = 7, name = "Bo" })
local DELETE = testing.delete("shop.users", row)

local CASES = {
  { "print(event.after.name)", DELETE, "attempt to index field 'after' (a nil value): " ..
    "a delete has no event.after: event.row is the row as it was" },
  { "print(after.name)", DELETE, "a delete has no event.after" },
  { "print(event.before.name)", INSERT,
    "an insert has no event.before: event.row is the new row" },
  { "if event.changed.name then end", INSERT, "only an update has event.changed" },
  { "for k in pairs(event.after) do print(k) end", DELETE, "a delete has no event.after" },
  { "print(event.colums[1])", INSERT,
    "an insert event has no field 'colums' (did you mean 'columns'?)" },
  { "print('mail ' .. event.name)", INSERT, "name is a column: event.row.name" },
  { "print('x' .. event.row.nme)", INSERT, "shop.users has no column nme (did you mean 'name'?)" },
  { "print('x' .. event.key.name)", INSERT,
    "name is not in the key, which is id: event.row has all columns" },
  { "print(row.nme.x)", INSERT, "shop.users has no column nme (did you mean 'name'?)" },
  { "print('x' .. event.after.total)", UPDATE, "column total is not in this event: the log has " ..
    "only part of the row (binlog_row_image), or the handler's option columns leaves it out" },
  { "print('x' .. event.row.total)", INSERT, "column total is not in this event",
    "{ columns = { 'name' } }," },
  { "print('<' .. event.row.email .. '>')", INSERT,
    "column email is NULL, which is moontail.null: compare with that first" },
  { "print(event.row.email:lower())", INSERT, "column email is NULL" },
  { "print(#row.email)", INSERT, "column email is NULL" },
  { "print(('x'):rep(1, event.row.email))", INSERT, "NULL here: email" },
  { "print(event.row.id + event.row.email)", INSERT, "column email is NULL" },
  { "if event.row.total > 10 then end", INSERT, "DECIMAL columns, and integers beyond 2^53, are " ..
    "strings: tonumber() makes numbers of them; such columns here: total" },
  { "if 10 < event.row.email then end", INSERT, "NULL here: email" },
  { "print(event.row.id)", testing.begin(),
    "a begin event has no row: register the handler for 'row'", nil, "begin" },
}

describe("an error in a handler", function()
  teardown(run.clean)

  for _, case in ipairs(CASES) do
    local line, event, expected, options, kind = unpack(case, 1, 5)
    it("is explained: " .. line, function()
      local message = error_of(line, event, options, kind)
      assert.is_truthy(message:find(expected, 1, true), message)
    end)
  end

  it("names the column that columns = {...} meant", function()
    local message = error_of("", INSERT, "{ columns = { 'nme' } },")
    assert.is_truthy(message:find("a handler asks for the column 'nme' of shop.users, which " ..
      "that table does not have (did you mean 'name'?)", 1, true), message)
  end)

  it("is left alone where nothing is known of it", function()
    for line, expected in pairs {
      ["error 'mine'"] = "mine",
      ["print(nothing.x)"] = "attempt to index global 'nothing' (a nil value)",
      ["local t = {} print(t.x.y)"] = "attempt to index field 'x' (a nil value)",
      ["print(row.born + 1)"] =
        "attempt to perform arithmetic on field 'born' (a string value)",
    } do
      assert.equal(expected, error_of(line, INSERT))
    end
  end)

  it("is explained once, also after a wait, side by side, and when tried again", function()
    for _, options in ipairs {
      "", "{ concurrency = 2 },", "{ on_error = 'retry', attempts = 2 },",
      "{ on_error = 'retry', attempts = 2, concurrency = 2 },",
    } do
      local message = error_of("moontail.sleep(1) print(event.after.id)", DELETE, options)
      local _, count = message:gsub("a delete has no event.after", "")
      assert.equal(1, count, message)
    end
  end)

  it("is explained in a job too, with the place in the log", function()
    local done = run.script([[moontail.on("delete", "shop.users", function(event)
      print(event.after.id) end)]], { "--source", run.sample "shop" })
    assert.equal(3, done.status)
    assert.matches("shop%.binlog:%d+, delete of shop%.users: [^\n]*script%.lua:%d+: " ..
      "attempt to index field 'after' %(a nil value%): a delete has no event.after", done.err)
  end)
end)
