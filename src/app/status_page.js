// What the status page does: it asks /metrics and /status.json every second and shows what they
// say. What comes from outside goes in as text, never as markup.

// ---- writing into the page: text only, and only what has changed ----

function put(node, text) {
  if (node.textContent !== text) node.textContent = text;
}
function putNumber(node, text, value) {
  let data = node.firstElementChild;
  if (!data || data.tagName !== "DATA")
    node.replaceChildren((data = document.createElement("data")));
  if (data.value !== String(value)) data.value = String(value);
  put(data, text);
}
const make = (tag, className) =>
  Object.assign(document.createElement(tag), { className: className || "" });

// rows: lists of cells { text, value, tag, note, bar }.
function putTable(id, rows) {
  const body = byId(id),
    heads = body.parentNode.tHead.rows[0].cells;
  byId("no-" + id).hidden = rows.length > 0;
  body.parentNode.hidden = rows.length === 0;
  while (body.rows.length > rows.length) body.deleteRow(-1);
  rows.forEach((cells, r) => {
    const row = body.rows[r] || body.insertRow();
    row.setAttribute("role", "row");
    cells.forEach((cell, c) =>
      putCell(row.cells[c] || row.insertCell(), cell, heads[c].textContent),
    );
  });
}
function putCell(td, cell, label) {
  if (!td.firstChild) {
    td.setAttribute("role", "cell");
    td.dataset.label = label;
    td.append(make("data"), make("span", "note"), make("span", "bar"));
  }
  const [data, note, bar] = td.children;
  put(data, cell.text);
  data.value = cell.value === undefined ? cell.text : String(cell.value);
  data.className = cell.tag ? "tag " + cell.tag : "";
  put(note, cell.note || "");
  note.hidden = !cell.note;
  bar.hidden = !(cell.bar >= 0.005);
  bar.style.width = 100 * (cell.bar || 0) + "%";
}

// ---- parts ----

function showFigures(d) {
  const s = d.single,
    rows = growth(5, (x) => x.total);
  putNumber(byId("rate"), rate(rows) + "/s", rows);
  putNumber(byId("rows"), whole(d.total) + " in all", d.total);
  putNumber(byId("lag"), span(s.lag_seconds), s.lag_seconds);
  const last = s.last_event_timestamp_seconds;
  put(byId("last"), last ? "last change " + clock(last * 1000) : "no change yet");
  putNumber(
    byId("trate"),
    rate(growth(5, (x) => x.single.transactions_total)) + "/s",
    s.transactions_total,
  );
  putNumber(byId("transactions"), whole(s.transactions_total) + " in all", s.transactions_total);
  const bytes = growth(5, (x) => x.single.bytes_total);
  putNumber(byId("brate"), bytes === null ? "\u2013" : size(bytes) + "/s", bytes);
  putNumber(byId("bytes"), size(s.bytes_total) + " in all", s.bytes_total);
  putNumber(
    byId("queue"),
    Math.round((100 * s.queue_bytes) / s.queue_limit_bytes) + "\u202f%",
    s.queue_bytes,
  );
  put(byId("limit"), size(s.queue_bytes) + " of " + size(s.queue_limit_bytes));
  putNumber(byId("rss"), size(s.process_resident_memory_bytes), s.process_resident_memory_bytes);
  const cpu = growth(10, (x) => x.single.process_cpu_seconds_total);
  put(
    byId("lua"),
    "Lua " +
      size(s.lua_memory_bytes) +
      (cpu === null ? "" : ", CPU " + Math.round(cpu * 100) + "\u202f%"),
  );
}

function showTables(d) {
  const speed = (key) => growth(10, (x) => (x.tables.get(key) || { total: 0 }).total);
  const list = [...d.tables].map(([key, t]) => ({ t, speed: speed(key) }));
  list.sort((a, b) => b.speed - a.speed || b.t.total - a.t.total);
  const most = Math.max(...list.map((x) => x.speed || 0));
  const count = (n) => ({ text: whole(n || 0), value: n || 0 });
  const line = (name, note, t, s) => [
    { text: name, note, bar: most > 0 ? s / most : 0 },
    { text: rate(s), value: s },
    count(t.total),
    ...TYPES.map((type) => count(t[type])),
  ];
  const rows = list
    .slice(0, MOST_TABLES)
    .map(({ t, speed: s }) =>
      line(t.schema ? t.schema + "." + t.table : "all further tables", "", t, s),
    );
  const rest = list.slice(MOST_TABLES);
  if (rest.length) {
    const sum = (read) => rest.reduce((total, x) => total + (read(x) || 0), 0);
    const t = { total: sum((x) => x.t.total) };
    for (const type of TYPES) t[type] = sum((x) => x.t[type]);
    rows.push(
      line(
        rest.length + " more",
        "",
        t,
        sum((x) => x.speed),
      ),
    );
  }
  putTable("tables", rows);
}

function showHandlers(d) {
  const then = seen[0].handlers,
    list = [...d.handlers.values()].map((h) => ({
      h,
      busy: growth(60, (x) => (x.handlers.get(h.name) || { sum: 0 }).sum),
      r: recent(h, then.get(h.name)),
    }));
  list.sort((a, b) => b.busy - a.busy || b.h.sum - a.h.sum);
  putTable(
    "handlers",
    list.map(({ h, busy, r }) => [
      { text: h.name, bar: Math.min(1, busy || 0) },
      {
        text: busy === null ? "\u2013" : (busy * 100).toFixed(busy < 0.1 ? 1 : 0) + "\u202f%",
        value: busy,
      },
      { text: rate(growth(10, (x) => (x.handlers.get(h.name) || { count: 0 }).count)) },
      { text: whole(h.count), value: h.count },
      { text: span(quantile(r, 0.5)), value: quantile(r, 0.5) },
      { text: span(quantile(r, 0.99)), value: quantile(r, 0.99) },
      { text: whole(h.retries || 0), value: h.retries || 0 },
      { text: whole(h.errors || 0), value: h.errors || 0, tag: h.errors ? "bad" : "" },
    ]),
  );
}

function showSinks(d) {
  const then = seen[0].sinks,
    told = new Map(status.sinks.map((sink) => [sink.name, sink]));
  putTable(
    "sinks",
    [...d.sinks.values()].map((k) => {
      const { state = k.up ? "up" : "down", detail = "" } = told.get(k.name) || {};
      const pending =
        k.pending_bytes !== undefined
          ? size(k.pending_bytes)
          : k.pending_items !== undefined
            ? whole(k.pending_items) + " items"
            : "\u2013";
      const r = recent(k, then.get(k.name));
      return [
        { text: k.name, note: detail },
        { text: state, tag: k.up === 0 ? "bad" : "good" },
        { text: pending, value: k.pending_bytes ?? k.pending_items ?? "" },
        { text: span(quantile(r, 0.5)), value: quantile(r, 0.5) },
        { text: span(quantile(r, 0.99)), value: quantile(r, 0.99) },
        { text: k.retries === undefined ? "\u2013" : whole(k.retries), value: k.retries ?? "" },
        { text: whole(k.errors || 0), value: k.errors || 0, tag: k.errors ? "bad" : "" },
      ];
    }),
  );
}

function showPlace(d) {
  const s = d.single,
    age = s.checkpoint_age_seconds;
  put(byId("place"), status.file ? status.file + ":" + status.position : "\u2013");
  put(byId("gtid"), status.gtid || "\u2013");
  put(
    byId("checkpoint"),
    !d.saved && !s.checkpoint_saves_total
      ? "none was saved"
      : (d.saved || "saved") +
          ", " +
          (age > 0 ? span(age) + " of work not in it" : "up to date") +
          " (" +
          whole(s.checkpoint_saves_total) +
          " saved)",
  );
  const again = s.source_reconnects_total;
  put(
    byId("link"),
    (s.source_connected ? "connected" : "not connected") +
      ", heard " +
      span(s.source_silence_seconds) +
      " ago" +
      (again ? ", connected again " + (again === 1 ? "once" : whole(again) + " times") : ""),
  );
  putNumber(byId("letters"), whole(s.dead_letters_total), s.dead_letters_total);
}

function showErrors() {
  const list = byId("errors"),
    errors = [...status.errors].reverse();
  byId("no-errors").hidden = errors.length > 0;
  list.hidden = errors.length === 0;
  while (list.children.length > errors.length) list.lastChild.remove();
  errors.forEach((e, i) => {
    let item = list.children[i];
    if (!item) {
      list.append((item = make("li")));
      item.append(make("time"), make("span"), make("code"));
    }
    const [time, level, message] = item.children;
    time.dateTime = time.title = e.time;
    put(time, clock(Date.parse(e.time)));
    level.className = "tag " + (e.level === "error" ? "bad" : "calm");
    put(level, e.level);
    put(message, e.message);
  });
}

function showHead(d) {
  const healthy = status.health === "ok",
    state = byId("state"),
    ago = (wallClock() - Date.parse(status.started)) / 1000;
  put(byId("name"), status.name || "moontail");
  put(state, goneSince ? "no answer" : status.state + (healthy ? ", healthy" : ", not healthy"));
  state.className =
    "state " + (goneSince || !healthy ? "bad" : status.state === "streaming" ? "good" : "calm");
  put(
    byId("what"),
    status.script + " on " + status.source + ", for " + span(Math.max(0, Math.round(ago))),
  );
  put(
    byId("versions"),
    "moontail " + status.version + (d.build ? ", " + d.build.luajit + ", " + d.build.client : ""),
  );
  const wrong = byId("wrong");
  wrong.hidden = healthy || goneSince !== null;
  put(wrong, healthy ? "" : status.health.join("; "));
  document.title =
    (goneSince ? "no answer" : healthy ? status.state : "not healthy") + " \u00b7 " + status.name;
}

const charts = [
  new Chart(
    "rows",
    TYPES,
    rateOn,
    4,
    (p) => "Rows a second: " + TYPES.map((t) => rate(p[t]) + " " + t + "s").join(", "),
  ),
  new Chart("lag", ["lag"], spanOn, 2, (p) => "Lag: " + span(p.lag)),
];

// ---- asking ----

const token = new URLSearchParams(location.search).get("token");
if (token) for (const a of document.querySelectorAll("footer a")) a.search = location.search;

async function ask(path) {
  const answer = await fetch(path, {
    cache: "no-store",
    signal: AbortSignal.timeout(GIVE_UP_MS),
    headers: token ? { Authorization: "Bearer " + token } : {},
  });
  if (!answer.ok) throw new Error((await answer.text()).trim() || "status " + answer.status);
  return answer;
}

function show() {
  const d = seen[seen.length - 1],
    gone = byId("gone");
  document.body.classList.toggle("gone", goneSince !== null);
  gone.hidden = goneSince === null;
  if (goneSince !== null)
    put(
      gone,
      "No answer since " + clock(goneSince) + " (" + goneWhy + "). It is asked again every second.",
    );
  if (d)
    for (const part of [
      showHead,
      showFigures,
      showTables,
      showPlace,
      showHandlers,
      showSinks,
      showErrors,
    ])
      part(d);
  for (const chart of charts) chart.show();
}

async function poll() {
  try {
    const [metrics, words] = await Promise.all([ask("metrics"), ask("status.json")]);
    const text = await metrics.text();
    status = await words.json();
    goneSince = null;
    take(digest(text, status));
  } catch (e) {
    goneSince = goneSince ?? wallClock();
    goneWhy =
      e.name === "TimeoutError"
        ? "it takes longer than " + GIVE_UP_MS / 1000 + " s"
        : e.name === "TypeError"
          ? "nobody listens"
          : e.message;
    if (points.length && points[points.length - 1].lag !== undefined)
      points.push({ at: wallClock() });
  }
  show();
}

(async () => {
  for (;;) {
    const began = wallClock();
    await poll();
    await new Promise((go) => setTimeout(go, Math.max(100, POLL_MS - (wallClock() - began))));
  }
})();
addEventListener("resize", () => charts.forEach((chart) => chart.show()));
