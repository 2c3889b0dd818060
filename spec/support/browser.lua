--- A page in a headless Chromium, by the DevTools protocol.
---
---     local page = browser.start()
---     page:open(url, { width = 360, dark = true })
---     page:wait("document.title != ''")
local http = require "moontail.http"
local moontail = require "moontail"
local servers = require "spec.support.http"

local Page = {}
Page.__index = Page

local M = {}

function M.start()
  local server = servers.start(nil, "browser.js")
  return setmetatable({ server = server, client = http.client { url = server.url } }, Page)
end

function Page:stop()
  self.server.stop()
end

--- One command; raises when the browser refuses it.
function Page:call(method, params)
  local text = moontail.json { method = method, params = params or { _ = 0 } }
  local answer = assert(self.client:request("POST", "/", { body = text })):json()
  assert(not answer.error, method .. ": " .. moontail.json(answer.error))
  return answer
end

--- @param view? { width?: integer, height?: integer, scale?: number, dark?: boolean }
function Page:view(view)
  self:call("Emulation.setDeviceMetricsOverride", { width = view.width or 1280,
    height = view.height or 900, deviceScaleFactor = view.scale or 1, mobile = false })
  self:call("Emulation.setEmulatedMedia", { features = { { name = "prefers-color-scheme",
    value = view.dark and "dark" or "light" } } })
end

function Page:open(url, view)
  self:view(view or {})
  self:call("Page.navigate", { url = url })
end

--- The value of an expression (a promise is waited for); raises what it throws.
function Page:eval(expression)
  local answer = self:call("Runtime.evaluate", { expression = expression, returnByValue = true,
    awaitPromise = true })
  assert(not answer.exceptionDetails, moontail.json(answer.exceptionDetails or false))
  return answer.result.value
end

--- Until an expression holds, for at most some seconds.
function Page:wait(expression, seconds)
  local deadline = moontail.now() + (seconds or 10)
  repeat
    if self:eval(("!!(%s)"):format(expression)) then
      return true
    end
    moontail.sleep(0.05)
  until moontail.now() > deadline
  return false
end

--- The whole page, as PNG.
function Page:screenshot(path)
  local data = self:call("Page.captureScreenshot", { captureBeyondViewport = true,
    clip = self:eval [[({ x: 0, y: 0, scale: 1, width: innerWidth,
      height: document.documentElement.scrollHeight })]] }).data
  local file = assert(io.open(path, "wb"))
  file:write(((require "mime").unb64(data)))
  file:close()
end

return M
