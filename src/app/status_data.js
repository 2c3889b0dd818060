// The numbers of the status page: reading the text format of Prometheus, what was seen in the last
// minutes, and how people like to read a number.
"use strict";
const POLL_MS = 1000,
  GIVE_UP_MS = 5000,
  KEEP_MS = 600e3,
  MINUTE_MS = 60e3,
  MOST_TABLES = 12;
const TYPES = ["insert", "update", "delete"];
// One that goes only forward.
const wallClock = () => performance.timeOrigin + performance.now();
const byId = (id) => document.getElementById(id);

// ---- Prometheus' text format ----

const LINE = /^([a-zA-Z_:][\w:]*)(?:\{((?:[^"}]|"(?:[^"\\]|\\.)*")*)\})? +(\S+)/;
const LABEL = /(\w+)="((?:[^"\\]|\\.)*)"/g;
const unescape = (text) => text.replace(/\\(.)/g, (_, c) => (c === "n" ? "\n" : c));
const number = (text) =>
  /^\+?Inf/.test(text) ? Infinity : /^-Inf/.test(text) ? -Infinity : Number(text);

function* samples(text) {
  for (const line of text.split("\n")) {
    const found = LINE.exec(line);
    if (!found) continue;
    const labels = {};
    for (const [, name, value] of (found[2] || "").matchAll(LABEL)) labels[name] = unescape(value);
    yield { name: found[1], labels, value: number(found[3]) };
  }
}

// What one answer says, by what it is about.
function digest(text, status) {
  const d = {
    at: wallClock(),
    started: status.started,
    rows: {},
    tables: new Map(),
    handlers: new Map(),
    sinks: new Map(),
    single: {},
    saved: null,
  };
  const of = (map, key, fresh) => map.get(key) || (map.set(key, fresh), fresh);
  const timed = (map, name) => of(map, name, { name, bounds: [], counts: [], count: 0, sum: 0 });
  for (const { name, labels, value } of samples(text)) {
    const short = name.replace(/^moontail_/, "");
    if (short === "rows_total") {
      const table = of(d.tables, labels.schema + "." + labels.table, { ...labels, total: 0 });
      table[labels.type] = value;
      table.total += value;
      d.rows[labels.type] = (d.rows[labels.type] || 0) + value;
    } else if (labels.handler !== undefined || labels.sink !== undefined) {
      const what =
        labels.handler !== undefined
          ? timed(d.handlers, labels.handler)
          : timed(d.sinks, labels.sink);
      const part = short
        .replace(/^(handler|sink)_/, "")
        .replace(/^(flush_)?seconds_/, "")
        .replace(/_total$/, "");
      if (part === "bucket") {
        what.bounds.push(number(labels.le));
        what.counts.push(value);
      } else {
        what[part] = value;
      }
    } else if (short === "checkpoint_position") {
      d.saved = labels.file + ":" + value;
    } else if (short === "build_info") {
      d.build = labels;
    } else if (!Object.keys(labels).length) {
      d.single[short] = value;
    }
  }
  d.total = Object.values(d.rows).reduce((a, b) => a + b, 0);
  return d;
}

// ---- numbers for people ----

const whole = (n) => Math.round(n).toLocaleString("en-US").replace(/,/g, "\u202f");
function scaled(n, units, step) {
  let i = 0;
  while (n >= step * 0.9995 && i < units.length - 1) {
    n /= step;
    i++;
  }
  const digits = n >= 100 || (i === 0 && Number.isInteger(n)) ? 0 : n >= 10 ? 1 : 2;
  return n.toFixed(digits) + units[i];
}
const rate = (n) =>
  n === null ? "\u2013" : n > 0 && n < 0.01 ? "<0.01" : scaled(n, ["", " k", " M", " G"], 1000);
const size = (n) => scaled(n, [" B", " kB", " MB", " GB", " TB"], 1000);
function span(s) {
  if (s === null || Number.isNaN(s)) return "\u2013";
  if (s === 0) return "0 s";
  if (s < 1e-3) return (s * 1e6).toFixed(s < 1e-5 ? 1 : 0) + " \u00b5s";
  if (s < 1) return (s * 1e3).toFixed(s < 1e-2 ? 1 : 0) + " ms";
  if (s < 100) return (s < 10 ? s.toFixed(1) : s.toFixed(0)) + " s";
  if (s < 7200) return Math.round(s / 60) + " min";
  return s < 172800 ? (s / 3600).toFixed(1) + " h" : Math.round(s / 86400) + " days";
}

// The same on an axis up to top: without the digits that say nothing there.
function rateOn(n, top) {
  if (top === undefined) return rate(n);
  return rate(n)
    .replace(/(\.\d*?)0+(?=$| )/, "$1")
    .replace(/\.(?=$| )/, "");
}
function spanOn(s, top) {
  if (top === undefined || s === 0) return span(s);
  const [unit, name] = top >= 7200 ? [3600, " h"] : top >= 120 ? [60, " min"] : [1, " s"];
  return +(s / unit).toFixed(2) + name;
}

const clock = (ms, seconds = true) =>
  new Date(ms).toLocaleTimeString("en-GB", seconds ? {} : { hour: "2-digit", minute: "2-digit" });

// ---- what was seen so far ----

const seen = []; // digests of the last minute
const points = []; // of the charts
let status = null,
  goneSince = null,
  goneWhy = "";

const restarted = (a, b) =>
  a.started !== b.started ||
  b.total < a.total ||
  b.single.transactions_total < a.single.transactions_total ||
  b.single.bytes_total < a.single.bytes_total;

function take(d) {
  const last = seen[seen.length - 1];
  if (last && restarted(last, d)) {
    seen.length = 0;
    points.push({ at: d.at - 1 }); // nothing is known between the two
  }
  const before = seen[seen.length - 1];
  const point = { at: d.at, lag: d.single.lag_seconds };
  for (const type of TYPES) {
    if (before && d.at > before.at)
      point[type] = Math.max(
        0,
        (((d.rows[type] || 0) - (before.rows[type] || 0)) * 1000) / (d.at - before.at),
      );
  }
  points.push(point);
  seen.push(d);
  while (seen.length > 2 && d.at - seen[0].at > MINUTE_MS) seen.shift();
  while (points.length && d.at - points[0].at > KEEP_MS) points.shift();
}

// By how much a counter grew in a second, over the last seconds; null: not known yet.
function growth(seconds, read) {
  const now = seen[seen.length - 1];
  const since = seen.find((d) => now.at - d.at <= seconds * 1000 + 500);
  return since === now
    ? null
    : Math.max(0, ((read(now) - read(since)) * 1000) / (now.at - since.at));
}

// What a histogram counted since an earlier one; of all time, if that is nothing.
function recent(now, then) {
  if (!then || now.count <= then.count) return now;
  return {
    bounds: now.bounds,
    count: now.count - then.count,
    sum: now.sum - then.sum,
    counts: now.counts.map((n, i) => n - (then.counts[i] || 0)),
  };
}

function quantile(h, q) {
  if (!h.count) return null;
  const wanted = q * h.count,
    i = h.counts.findIndex((n) => n >= wanted);
  const low = i > 0 ? h.bounds[i - 1] : 0,
    under = i > 0 ? h.counts[i - 1] : 0;
  if (h.bounds[i] === Infinity) return low;
  return low + ((h.bounds[i] - low) * (wanted - under)) / (h.counts[i] - under);
}
