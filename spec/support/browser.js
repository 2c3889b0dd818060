// A headless Chromium for the specs: node browser.js. It prints a port; a POST there with
// {"method": ..., "params": ...} is a command of the DevTools protocol to its one page, and the
// answer is the command's result. It ends by itself after two minutes without one.
// https://chromedevtools.github.io/devtools-protocol/
const { spawn } = require("child_process");
const fs = require("fs");
const http = require("http");
const os = require("os");
const path = require("path");

const profile = fs.mkdtempSync(path.join(os.tmpdir(), "moontail-browser-"));
const browser = spawn(
  "chromium-headless-shell",
  [
    "--remote-debugging-pipe",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--no-first-run",
    "--user-data-dir=" + profile,
    "about:blank",
  ],
  { stdio: ["ignore", "ignore", "inherit", "pipe", "pipe"] },
);
const [, , , toBrowser, fromBrowser] = browser.stdio;

// Its own end is waited for: until then it writes into its profile.
function end() {
  browser.removeAllListeners("exit");
  browser.once("exit", () => {
    fs.rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    process.exit();
  });
  command("Browser.close");
}
process.on("SIGTERM", end);
let idle = setTimeout(end, 120e3);
browser.on("error", (e) => {
  console.error(e.message);
  process.exit(1);
});
browser.on("exit", () => process.exit(1));

// Messages end with a zero byte, both ways.
const waiting = new Map();
let last = 0,
  rest = "";
fromBrowser.setEncoding("utf8").on("data", (part) => {
  const messages = (rest + part).split("\0");
  rest = messages.pop();
  for (const message of messages.map((text) => JSON.parse(text))) {
    const done = waiting.get(message.id);
    waiting.delete(message.id);
    if (done) done(message.error ? { error: message.error } : message.result);
  }
});
function command(method, params, sessionId) {
  return new Promise((done) => {
    waiting.set(++last, done);
    toBrowser.write(JSON.stringify({ id: last, method, params, sessionId }) + "\0");
  });
}

(async () => {
  const { targetInfos } = await command("Target.getTargets");
  const { targetId } = targetInfos.find((target) => target.type === "page");
  const { sessionId } = await command("Target.attachToTarget", { targetId, flatten: true });
  const server = http.createServer((request, response) => {
    let body = "";
    request.on("data", (part) => (body += part));
    request.on("end", async () => {
      clearTimeout(idle);
      idle = setTimeout(end, 120e3);
      const { method, params } = JSON.parse(body);
      response.end(JSON.stringify(await command(method, params, sessionId)));
    });
  });
  server.listen(0, "127.0.0.1", () => console.log(server.address().port));
})();
