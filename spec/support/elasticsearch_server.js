// What Elasticsearch's reference says of the bulk API, kept strictly: node elasticsearch_server.js
// It prints its port. It is no Elasticsearch: it holds each document with its version, and refuses
// whatever the reference does not allow. Beside POST /_bulk and GET /INDEX/_doc/ID:
//   GET /            what a cluster says of itself
//   GET /_log        [[method, status, number of operations], ...]
//   GET /_documents  { "INDEX/ID": source, ... }
//   POST /_busy/N    the next N operations are answered with 429
//   POST /_down/N    the next N bulk requests are answered with 503
// An index "typed" takes only whole numbers in the field "n"; "stream" is a data stream.
// PORT in the environment: that port. KEEP: the file that outlives the server, with the bulk requests.
const fs = require("fs");
const http = require("http");

const documents = new Map();
const log = [];
let busy = 0;
let down = 0;

const problem = (status, type, reason) => ({ status, error: { type, reason } });
const MOST = 2n ** 63n - 1n;

// The versions come as text: they are beyond what JSON.parse keeps.
function versionOf(line) {
  const found = /"version":(\d+)/.exec(line);
  return found ? BigInt(found[1]) : null;
}

function parse(body) {
  if (!body.endsWith("\n")) throw Error("The bulk request must be terminated by a newline [\\n]");
  const lines = body.slice(0, -1).split("\n");
  const operations = [];
  while (lines.length) {
    const line = lines.shift();
    const action = JSON.parse(line);
    const kinds = Object.keys(action);
    if (kinds.length !== 1 || !["index", "create", "delete"].includes(kinds[0])) {
      throw Error("Malformed action/metadata line: " + line);
    }
    const [kind] = kinds;
    const meta = action[kind];
    for (const name of Object.keys(meta)) {
      if (!["_index", "_id", "version", "version_type"].includes(name)) {
        throw Error("Action/metadata line contains an unknown parameter [" + name + "]");
      }
    }
    const version = versionOf(line);
    if (version !== null && (version > MOST || meta.version_type !== "external_gte")) {
      throw Error("illegal version in " + line);
    }
    if (!meta._index) throw Error("index is missing");
    let source;
    if (kind !== "delete") {
      if (!lines.length) throw Error("a document is missing");
      source = JSON.parse(lines.shift());
      if (typeof source !== "object" || Array.isArray(source)) throw Error("no object");
    }
    operations.push({ kind, meta, version, source });
  }
  return operations;
}

function run({ kind, meta, version, source }) {
  const id = meta._id === undefined ? "auto" + documents.size : meta._id;
  const place = meta._index + "/" + id;
  const known = documents.get(place);
  if (busy > 0) {
    busy -= 1;
    return problem(429, "es_rejected_execution_exception", "rejected execution of a bulk item");
  }
  if (typeof id !== "string" || Buffer.byteLength(id) > 512) {
    return problem(400, "illegal_argument_exception", "id is too long");
  }
  if (meta._index === "stream" && kind !== "create") {
    return problem(400, "illegal_argument_exception",
      "only write ops with an op_type of create are allowed in data streams");
  }
  if (meta._index === "typed" && source && !Number.isInteger(source.n)) {
    return problem(400, "document_parsing_exception", "failed to parse field [n] of type [long]");
  }
  if (kind === "create" && version !== null) {
    return problem(400, "action_request_validation_exception", "create takes no version");
  }
  if (kind === "create" ? known && known.source
    : version !== null && known && known.version > version) {
    return problem(409, "version_conflict_engine_exception", "[" + id + "]: version conflict");
  }
  // a deletion leaves its version behind, for index.gc_deletes
  const next = version !== null ? version : (known ? known.version : 0n) + 1n;
  documents.set(place, { version: next, source });
  if (kind === "delete") {
    return known && known.source ? { status: 200, result: "deleted" }
      : { status: 404, result: "not_found" };
  }
  return { status: known && known.source ? 200 : 201, result: "done" };
}

function bulk(request, body) {
  if (request.headers["content-type"] !== "application/x-ndjson") {
    return [406, problem(406, "media_type_header_exception", "Content-Type is not supported")];
  }
  if (down > 0) {
    down -= 1;
    return [503, problem(503, "cluster_block_exception", "no master")];
  }
  try {
    const operations = parse(body);
    const items = operations.map((operation) => {
      const result = run(operation);
      return { [operation.kind]: { _index: operation.meta._index, ...result } };
    });
    if (process.env.KEEP) fs.appendFileSync(process.env.KEEP, JSON.stringify(body) + "\n");
    log.push(operations.length);
    const errors = items.some((item) => Object.values(item)[0].error);
    return [200, { took: 1, errors, items }];
  } catch (error) {
    return [400, problem(400, "illegal_argument_exception", error.message)];
  }
}

function answer(request, body) {
  const [, first, second, third] = request.url.split("/").map(decodeURIComponent);
  if (first === "_bulk" && request.method === "POST") return bulk(request, body);
  if (first === "_log") return [200, log];
  if (first === "_busy") { busy = Number(second); return [200, {}]; }
  if (first === "_down") { down = Number(second); return [200, {}]; }
  if (first === "_documents") {
    const all = {};
    for (const [place, { source }] of documents) if (source) all[place] = source;
    return [200, all];
  }
  if (first === "" && request.method === "GET") {
    return [200, { name: "node", cluster_name: "shop", version: { number: "8.11.1" } }];
  }
  const known = second === "_doc" && documents.get(first + "/" + third);
  return known ? [200, { found: Boolean(known.source), _version: String(known.version),
    _source: known.source }] : [404, { found: false }];
}

if (process.env.KEEP && fs.existsSync(process.env.KEEP)) {
  for (const line of fs.readFileSync(process.env.KEEP, "utf8").split("\n")) {
    if (line) parse(JSON.parse(line)).forEach(run);
  }
}

http.createServer((request, response) => {
  const parts = [];
  request.on("data", (part) => parts.push(part));
  request.on("end", () => {
    const [status, text] = answer(request, Buffer.concat(parts).toString());
    response.writeHead(status, { "Content-Type": "application/json" });
    response.end(JSON.stringify(text));
  });
}).listen(Number(process.env.PORT || 0), "127.0.0.1", function () { console.log(this.address().port); });
