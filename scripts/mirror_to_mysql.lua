-- Mirror tables into another MySQL or MariaDB database, each change once: the checkpoint is kept
-- there, in the table moontail_checkpoint, in the same transaction as the changes.
--   moontail run scripts/mirror_to_mysql.lua --source mysql://repl@db --start earliest \
--     --tables 'shop.*' --set target=mysql://sync@reports:3306/copy
-- The tables must be there (mysqldump --no-data), and the server must log whole rows
-- (binlog_row_image=FULL, its default).
local moontail = require "moontail"
local mysql = require "moontail.mysql"

moontail.configure { bigint = "string" }

local target = mysql.connect(moontail.args.target or "mysql://127.0.0.1:3306/copy", {
  checkpoint = "moontail_checkpoint",
  session = "SET foreign_key_checks = 0", -- the source has checked them
})

moontail.on("row", function(event)
  target:apply(event, { table = event.table })
end)
