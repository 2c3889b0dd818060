// A real HTTP server that keeps what it was sent: node http_server.js [CERT KEY]
// It prints its port (PORT in the environment: that one). KEEP: a file that gets a line of JSON for
// each request before it is answered. What it does is said by the path:
//   /requests        every request so far, as JSON
//   /status/N        answers N
//   /flaky/ID/N/S    answers S to the first N requests of this ID, then 200
//   /later/ID        answers 429 with Retry-After: 1 once, then 200
//   /date/ID         answers 503 with Retry-After as a date two seconds ahead once, then 200
//   /drop/ID         closes the connection after reading the request once, then 200
//   /slow/MS         answers 200 after so long
//   /large           a body of a million bytes
//   anything else    200
const fs = require("fs");
const zlib = require("zlib");

const requests = [];
const seen = {};
let connections = 0;

function first(id, n) {
  seen[id] = (seen[id] || 0) + 1;
  return seen[id] <= n;
}

function answer(request, response, body) {
  const [, what, id, n, status] = request.url.split("?")[0].split("/");
  const say = (code, text, headers) => {
    response.writeHead(code, { "Content-Type": "application/json", ...headers });
    response.end(text);
  };
  if (what === "requests") return say(200, JSON.stringify({ requests, connections }));
  requests.push({ method: request.method, url: request.url, headers: request.headers, body });
  if (process.env.KEEP) {
    fs.appendFileSync(process.env.KEEP, JSON.stringify(requests[requests.length - 1]) + "\n");
  }
  if (what === "status") return say(Number(id), "as you asked");
  if (what === "flaky" && first(id, Number(n))) return say(Number(status), "not now");
  if (what === "later" && first(id, 1)) return say(429, "", { "Retry-After": "1" });
  if (what === "date" && first(id, 1)) {
    return say(503, "", { "Retry-After": new Date(Date.now() + 2000).toUTCString() });
  }
  if (what === "drop" && first(id, 1)) return request.socket.destroy();
  if (what === "slow") return setTimeout(() => say(200, "{}"), Number(id));
  if (what === "large") return say(200, "x".repeat(1000000));
  const wants = /gzip/.test(request.headers["accept-encoding"] || "");
  const text = JSON.stringify({ ok: true, method: request.method });
  return wants ? say(200, zlib.gzipSync(text), { "Content-Encoding": "gzip" }) : say(200, text);
}

function serve(request, response) {
  const parts = [];
  request.on("data", (part) => parts.push(part));
  request.on("end", () => {
    let body = Buffer.concat(parts);
    if (request.headers["content-encoding"] === "gzip") body = zlib.gunzipSync(body);
    answer(request, response, body.toString("latin1"));
  });
}

const [cert, key] = process.argv.slice(2);
const server = cert
  ? require("https").createServer({ cert: fs.readFileSync(cert), key: fs.readFileSync(key) }, serve)
  : require("http").createServer(serve);
server.keepAliveTimeout = 60000;
server.on("connection", () => { connections += 1; });
server.listen(Number(process.env.PORT || 0), "127.0.0.1", () => console.log(server.address().port));
