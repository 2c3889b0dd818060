-- Writes every row to the same table of another server: --set port=PORT, --set session=SQL.
-- --set exact=TABLE keeps the checkpoint in that table, and counts each change in mt.seen.
local moontail = require "moontail"
local mysql = require "moontail.mysql"

moontail.configure { bigint = "string" }
local target = mysql.connect("mysql://repl:replpw@127.0.0.1:" .. moontail.args.port, {
  session = moontail.args.session,
  checkpoint = moontail.args.exact,
})

moontail.on("row", function(event)
  target:apply(event)
  if moontail.args.exact then
    target:execute("INSERT INTO mt.seen VALUES (?, 1) ON DUPLICATE KEY UPDATE n = n + 1", event.id)
  end
end)
