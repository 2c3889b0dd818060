// What the bench lets a zongji do with a load: look at every value, or write JSON lines.
//
// usage: zongji.mjs FOLDER PACKAGE PORT FILE TABLE ROWS touch|json OUT
// FOLDER holds node_modules; the server is on 127.0.0.1, the password in MOONTAIL_PASSWORD; OUT is
// for the lines. Ends after ROWS row changes and prints how many there were, how many values of
// them were looked at, and the seconds and CPU seconds of the second half of the rows.
import { openSync, writeSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [folder, name, port, file, table, count, mode, out] = process.argv.slice(2);
const wanted = Number(count);
const path = createRequire(pathToFileURL(folder + "/")).resolve(name);
const { default: ZongJi } = await import(pathToFileURL(path));

let rows = 0, sum = 0, touched = 0;

// As modes.lua does: numbers are added, what has a length gives that.
function touch(row) {
  for (const column in row) {
    const value = row[column];
    if (typeof value === "number") {
      sum += value;
    } else if (typeof value === "string" || Buffer.isBuffer(value)) {
      sum += value.length;
    }
    touched++;
  }
}

const lines = mode === "json" ? openSync(out, "w") : -1;
let waiting = "";

function flush() {
  writeSync(lines, waiting);
  waiting = "";
}

function write(type, before, after) {
  waiting += JSON.stringify({ type, schema: "bench", table, before, after }) + "\n";
  if (waiting.length > 65536) flush();
}

function handle(type, before, after) {
  if (mode === "json") {
    write(type, before, after);
  } else {
    if (before) touch(before);
    if (after) touch(after);
  }
}

function clocks() {
  const { user, system } = process.cpuUsage();
  return { wall: performance.now() / 1e3, cpu: (user + system) / 1e6 };
}

let half;

function finish() {
  if (mode === "json") flush();
  const end = clocks();
  console.log(rows, touched, end.wall - half.wall, end.cpu - half.cpu);
  process.exit(0);
}

const zongji = new ZongJi({
  host: "127.0.0.1", port: Number(port), user: "repl", password: process.env.MOONTAIL_PASSWORD,
  supportBigNumbers: true, dateStrings: true,
});

const images = {
  WriteRows: (row) => ["insert", undefined, row],
  UpdateRows: (row) => ["update", row.before, row.after],
  DeleteRows: (row) => ["delete", row, undefined],
};

zongji.on("binlog", (event) => {
  const imagesOf = images[event.getTypeName()];
  if (!imagesOf) return;
  for (const row of event.rows) {
    handle(...imagesOf(row));
    if (++rows === wanted / 2) half = clocks();
    if (rows === wanted) finish();
  }
});

zongji.on("error", (error) => {
  console.error(error);
  process.exit(1);
});

zongji.start({
  serverId: 424243, filename: file, position: 4,
  includeEvents: ["rotate", "tablemap", "writerows", "updaterows", "deleterows"],
  includeSchema: { bench: [table] },
});
