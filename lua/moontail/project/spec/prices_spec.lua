local testing = require "moontail.testing"

describe("prices", function()
  it("prints the changes in a log that was recorded", function()
    local run = testing.run("prices.lua", { binlog = "spec/shop.binlog" })
    assert.same({
      "TEA-BLACK-250\t12.50 -> 13.00",
      "TEA-GREEN-100\t8.90 -> 9.40",
      "TEA-MATE-500\t11.00 -> 11.50",
      "TEA-BLACK-250\t13.00 -> 12.34",
    }, run.stdout)
  end)

  it("prints nothing when a price stays", function()
    local before = { sku = "TEA", price = "1.50", stock = 2 }
    local after = { sku = "TEA", price = "1.50", stock = 1 }
    local run = testing.run("prices.lua", {
      events = { testing.update("shop.products", before, after, { key = "sku" }) },
    })
    assert.same({}, run.stdout)
  end)
end)
