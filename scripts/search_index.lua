-- Keep the products in Elasticsearch or OpenSearch, as the shop's search wants them.
--   moontail run scripts/search_index.lua --source mysql://repl@db --start earliest \
--     --set url=http://127.0.0.1:9200
-- The server must log whole rows (binlog_row_image=FULL, its default). DECIMAL comes as text, which
-- the mapping { "price": { "type": "scaled_float", "scaling_factor": 100 } } takes.
local moontail = require "moontail"
local elasticsearch = require "moontail.elasticsearch"

local es = elasticsearch.client {
  url = moontail.args.url or "http://127.0.0.1:9200",
  api_key = moontail.args.api_key,
}

-- JSON columns are text in MariaDB's log and in MySQL's; as an object each member can be searched.
local function document_of(product)
  local attributes = product.attributes
  return {
    title = product.title,
    price = product.price,
    in_stock = product.stock > 0,
    attributes = attributes ~= moontail.null and moontail.json_decode(attributes) or nil,
  }
end

moontail.on("row", "shop.products", function(event)
  es:apply(event, {
    index = "products",
    document = event.after and document_of(event.after),
  })
end)
