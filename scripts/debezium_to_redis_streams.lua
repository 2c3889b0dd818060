-- Feed those who read Debezium's messages from Redis, as Debezium Server writes them there: a
-- stream for each table (PREFIX.schema.table), whose entries have the key's document as name and
-- the change's as value.
--   moontail run scripts/debezium_to_redis_streams.lua --source mysql://repl@db \
--     --set redis=redis://127.0.0.1:6379 --set prefix=dbserver1
local debezium = require "moontail.format.debezium"
local moontail = require "moontail"
local redis = require "moontail.redis"

-- With the checkpoint in Redis each message is there once, whatever crashes.
local server = redis.connect(moontail.args.redis or "redis://127.0.0.1:6379", {
  checkpoint = moontail.args.checkpoint or "debezium:checkpoint",
})

local format = debezium.new {
  topic_prefix = moontail.args.prefix or "dbserver1",
  schemas_enable = moontail.args.schemas == "true",
  bigint_unsigned_handling_mode = moontail.args.bigint or "long", -- precise: beyond 2^63 too
}

-- Where there is no key, or no value (the tombstone behind a delete), Debezium Server says so.
local function send(event)
  for _, message in ipairs(format(event)) do
    server:xadd(message.topic, "*", message.key or "default", message.value or "default")
  end
end

moontail.on("row", send)
