-- Writes every row to the same table of another server: --set port=PORT, --set session=SQL.
local moontail = require "moontail"
local mysql = require "moontail.mysql"

moontail.configure { bigint = "string" }
local target = mysql.connect("mysql://repl:replpw@127.0.0.1:" .. moontail.args.port, {
  session = moontail.args.session,
})

moontail.on("row", function(event)
  target:apply(event)
end)
