// The status page's charts: SVG, with what a pointer or the arrow keys point at read out.

const SVG = "http://www.w3.org/2000/svg";
function draw(svg, tag, attributes, text) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  if (text !== undefined) node.textContent = text;
  svg.append(node);
}

// The step between the lines of an axis with about so many: a round number.
function stepFor(most, lines) {
  const raw = most / lines,
    power = 10 ** Math.floor(Math.log10(raw));
  return [1, 2, 2.5, 5, 10].find((n) => n * power >= raw * 0.999) * power;
}

function Chart(id, names, format, least, say) {
  const svg = byId(id + "-chart"),
    read = byId(id + "-read");
  let chosen = null; // the time that is pointed at
  const box = () => ({
    w: svg.clientWidth,
    h: svg.clientHeight,
    left: 52,
    right: 8,
    top: 10,
    bottom: 22,
  });
  const range = () => {
    const end = Math.max(wallClock(), points.length ? points[points.length - 1].at : 0);
    const past = points.length ? end - points[0].at : 0;
    return { end, width: [60e3, 120e3, 300e3].find((w) => past <= w) || KEEP_MS };
  };
  const sum = (p) => names.reduce((total, name) => total + (p[name] || 0), 0);

  this.show = () => {
    const b = box(),
      { end, width } = range();
    const shown = points.filter((p) => p.at >= end - width);
    const most = Math.max(least, ...shown.map(sum)),
      step = stepFor(most * 1.05, 4),
      top = Math.ceil((most * 1.05) / step) * step;
    const x = (at) => b.left + (b.w - b.left - b.right) * (1 - (end - at) / width);
    const y = (value) => b.h - b.bottom - ((b.h - b.top - b.bottom) * value) / top;
    svg.replaceChildren();
    for (let value = 0; value <= top * 1.001; value += step) {
      draw(svg, "line", {
        class: "grid",
        x1: b.left,
        x2: b.w - b.right,
        y1: y(value),
        y2: y(value),
      });
      draw(
        svg,
        "text",
        { x: b.left - 8, y: y(value) + 4, "text-anchor": "end" },
        format(value, top),
      );
    }
    const every = width / (b.w < 420 ? 2 : 4);
    for (let at = Math.ceil((end - width) / every) * every; at <= end; at += every)
      if (x(at) > b.left + 22 && x(at) < b.w - 26)
        draw(
          svg,
          "text",
          { x: x(at), y: b.h - 5, "text-anchor": "middle" },
          clock(at, width < 300e3),
        );
    const floor = new Map();
    for (const name of names) layer(shown, name, floor, x, y);
    readOut(shown, x, b);
  };

  // One series on top of those before it; a time without a value is a gap.
  function layer(shown, name, floor, x, y) {
    let runs = [],
      run = null;
    for (const p of shown) {
      if (p[name] === undefined) {
        run = null;
        continue;
      }
      if (!run) runs.push((run = []));
      const under = floor.get(p) || 0;
      run.push([x(p.at), y(under + p[name]), y(under)]);
      floor.set(p, under + p[name]);
    }
    const at = (a, b) => a.toFixed(1) + " " + b.toFixed(1);
    for (const r of runs) {
      const edge = r.map(([px, py]) => at(px, py)).join("L"),
        back = [...r]
          .reverse()
          .map(([px, , p0]) => at(px, p0))
          .join("L");
      draw(svg, "path", { class: "area " + name, d: "M" + edge + "L" + back + "Z" });
      draw(svg, "path", { class: "edge " + name, d: "M" + edge });
    }
  }

  function readOut(shown, x, b) {
    const known = shown.filter((p) => p[names[0]] !== undefined);
    const near = (at) =>
      known.reduce((a, p) => (Math.abs(p.at - at) < Math.abs(a.at - at) ? p : a), known[0]);
    const p = known.length ? (chosen === null ? known[known.length - 1] : near(chosen)) : null;
    const parts = !p
      ? []
      : names.map((name) => {
          const key = make("span", names.length > 1 ? "key " + name : "");
          const text = make("span");
          text.textContent = (names.length > 1 ? name + "s " : "") + format(p[name]);
          key.append(text);
          return key;
        });
    if (p && chosen !== null) {
      parts.unshift(make("span"));
      parts[0].textContent = clock(p.at) + "  ";
      draw(svg, "line", {
        class: "cross",
        x1: x(p.at),
        x2: x(p.at),
        y1: b.top,
        y2: b.h - b.bottom,
      });
    }
    read.replaceChildren(...parts);
    svg.setAttribute("aria-label", p ? say(p) : "no data yet");
  }

  svg.addEventListener("pointermove", (e) => {
    const b = box(),
      { end, width } = range(),
      at = e.clientX - svg.getBoundingClientRect().left;
    chosen = end - width * (1 - (at - b.left) / (b.w - b.left - b.right));
    this.show();
  });
  const leave = () => {
    chosen = null;
    this.show();
  };
  svg.addEventListener("pointerleave", leave);
  svg.addEventListener("blur", leave);
  svg.addEventListener("keydown", (e) => {
    const steps = { ArrowLeft: -1, ArrowRight: 1 }[e.key];
    if (e.key === "Escape") return leave();
    if (!steps || !points.length) return;
    e.preventDefault();
    const { end, width } = range();
    chosen = Math.min(end, Math.max(end - width, (chosen ?? end) + (steps * width) / 60));
    this.show();
  });
}
