"use strict";
{
  const $ = (id) => document.getElementById(id);
  const cards = [...document.querySelectorAll(".message")];
  // The owner can be chosen only if one is known.
  const controls = ["q", "kind", "package", "owner", "problem"].map($).filter(Boolean);
  const [q, kind, pkg, owner, problem] = ["q", "kind", "package", "owner", "problem"].map($);

  // What the filters look at, read once.
  const known = cards.map((card) => ({
    card,
    text: card.dataset.s,
    kind: card.dataset.kind,
    packages: ` ${card.dataset.packages} `,
    problems: `|${card.dataset.problems}|`,
    owners: ` ${card.dataset.owners || ""} `,
    shown: true, // or is to be, soon
  }));

  // To show very many cards at once takes longer than a person who types waits for, so
  // only the first come at once, and the others when there is time.
  const atOnce = 300;
  let waiting = 0;
  const show = (from, most) => {
    cancelIdleCallback(waiting);
    let n = 0;
    for (let i = from; i < known.length; i++) {
      const k = known[i];
      if (!k.shown || !k.card.hidden) continue;
      if (++n > most) {
        waiting = requestIdleCallback(() => show(i, 1000), { timeout: 200 });
        return;
      }
      k.card.hidden = false;
    }
  };

  // distance returns in how many letters a word differs from what in the text is most like
  // it, if that is no more than most, by the algorithm of Sellers.
  const distance = (word, text, most) => {
    let above = new Uint8Array(text.length + 1); // of no letter of the word, wherever it stands
    for (let i = 1; i <= word.length; i++) {
      const row = new Uint8Array(text.length + 1);
      row[0] = i;
      let best = i;
      for (let j = 1; j <= text.length; j++) {
        row[j] = Math.min(above[j - 1] + (word[i - 1] === text[j - 1] ? 0 : 1), above[j] + 1, row[j - 1] + 1);
        if (row[j] < best) best = row[j];
      }
      if (best > most) return best;
      above = row;
    }
    return above.reduce((a, b) => Math.min(a, b));
  };
  // A word may have a typo if it is long enough to be known again.
  const typos = (word) => (word.length < 5 ? 0 : word.length < 9 ? 1 : 2);
  const like = (word, text) => text.includes(word) || (typos(word) > 0 && distance(word, text, typos(word)) <= typos(word));

  // What is looked for is part of the address, so that a link leads to what is found.
  let remembering = 0;
  const remember = () => {
    // Browsers do not like it for each key.
    clearTimeout(remembering);
    remembering = setTimeout(keep, 200);
  };
  const keep = () => {
    const address = new URL(location.href);
    for (const c of controls) {
      if (c.value) address.searchParams.set(c.id, c.value);
      else address.searchParams.delete(c.id);
    }
    if (address.href !== location.href) history.replaceState(null, "", address);
  };
  const recall = () => {
    const asked = new URL(location.href).searchParams;
    for (const c of controls) {
      const value = asked.get(c.id) ?? "";
      if (c === q || [...c.options].some((o) => o.value === value)) c.value = value;
    }
  };

  let returning = 0;
  const filter = () => {
    const words = q.value.toLowerCase().split(/\s+/).filter(Boolean);
    const others = (k) =>
      (!kind.value || k.kind === kind.value) &&
      (!pkg.value || k.packages.includes(` ${pkg.value} `)) &&
      (!owner?.value || k.owners.includes(` ${owner.value} `)) &&
      (!problem.value || (problem.value === "*" ? k.problems !== "||" : k.problems.includes(`|${problem.value}|`)));
    const select = (has) => {
      let n = 0;
      for (const k of known) {
        k.shown = others(k) && words.every((w) => has(w, k.text));
        if (k.shown) n++;
      }
      return n;
    };
    let n = select((word, text) => text.includes(word));
    let similar = false;
    if (n === 0 && words.length > 0) {
      n = select(like);
      similar = n > 0;
    }
    for (const k of known) if (!k.shown && !k.card.hidden) k.card.hidden = true;
    show(0, atOnce);
    const all = known.length;
    const filtered = controls.some((c) => c.value);
    $("count").textContent = n === all ? `${all} messages` : similar ? `none matches; ${n} of ${all} messages are similar` : `${n} of ${all} messages`;
    $("reset").hidden = !filtered;
    $("fold").hidden = n === 0 || n > 200;
    // Who looks for something wants to see what is found, rather than the overview, which
    // comes back when there is time.
    cancelIdleCallback(returning);
    if (filtered) $("overview").classList.add("filtered");
    else returning = requestIdleCallback(() => $("overview").classList.remove("filtered"), { timeout: 200 });
    remember();
  };
  const reset = () => {
    for (const c of controls) c.value = "";
    filter();
  };

  // Pictures. The lists in the page say the same; they are what is read aloud.
  const NS = "http://www.w3.org/2000/svg";
  const element = (name, attrs, ...children) => {
    const e = document.createElementNS(NS, name);
    for (const [k, v] of Object.entries(attrs)) if (v !== undefined) e.setAttribute(k, v);
    e.append(...children);
    return e;
  };
  const ruler = document.createElement("canvas").getContext("2d");
  const width = (text, font) => {
    ruler.font = font;
    return ruler.measureText(text).width;
  };
  const clip = (text, n) => (text.length > n ? `${text.slice(0, n - 1)}…` : text);
  let pictures = 0;

  // draw lays out nodes {id, text, sub, cls, click} and edges {from, to, text, cls}.
  const draw = (figure, nodes, edges, ranksep, dense) => {
    const graph = new dagre.graphlib.Graph({ multigraph: true });
    graph.setGraph({ rankdir: "LR", nodesep: dense ? 5 : 14, edgesep: dense ? 4 : 12, ranksep, marginx: 6, marginy: 6 });
    for (const n of nodes) {
      n.text = clip(n.text, 60);
      const w = Math.max(width(n.text, "600 13px system-ui, sans-serif"), n.sub ? width(n.sub, "11px system-ui, sans-serif") : 0);
      graph.setNode(n.id, { width: w + 24, height: n.sub ? 42 : dense ? 24 : 30 });
    }
    edges.forEach((e, i) => {
      const label = e.text ? { width: width(e.text, "11px system-ui, sans-serif") + 8, height: 16, labelpos: "c" } : {};
      graph.setEdge(e.from, e.to, label, `e${i}`);
    });
    dagre.layout(graph);
    const { width: w, height: h } = graph.graph();
    const arrow = `arrow${++pictures}`;
    const svg = element("svg", { width: Math.ceil(w), height: Math.ceil(h), viewBox: `0 0 ${Math.ceil(w)} ${Math.ceil(h)}`, "aria-hidden": "true" },
      element("defs", {}, element("marker", { id: arrow, viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto" },
        element("path", { d: "M0 0L8 4L0 8z" }))));
    edges.forEach((e, i) => {
      const { points, x, y } = graph.edge({ v: e.from, w: e.to, name: `e${i}` });
      // From side to side of the boxes, by way of where the layout left room.
      const a = graph.node(e.from), b = graph.node(e.to), way = a.x < b.x ? 1 : -1;
      const stops = [{ x: a.x + (way * a.width) / 2, y: a.y }, ...points.slice(1, -1), { x: b.x - (way * b.width) / 2, y: b.y }];
      let d = `M${stops[0].x.toFixed(1)} ${stops[0].y.toFixed(1)}`;
      for (let j = 1; j < stops.length; j++) {
        const half = (stops[j - 1].x + stops[j].x) / 2;
        d += `C${[half, stops[j - 1].y, half, stops[j].y, stops[j].x, stops[j].y].map((v) => v.toFixed(1)).join(" ")}`;
      }
      const path = element("path", { d, class: e.cls, "marker-end": `url(#${arrow})` });
      if (e.title) path.append(element("title", {}, e.title));
      svg.append(path);
      if (e.text) svg.append(element("text", { x, y, class: "label" }, e.text));
    });
    for (const n of nodes) {
      const { x, y, width: bw, height: bh } = graph.node(n.id);
      const g = element("g", { class: n.cls },
        element("rect", { x: x - bw / 2, y: y - bh / 2, width: bw, height: bh, rx: 6 }),
        element("text", { x, y: n.sub ? y - 7 : y }, n.text));
      if (n.sub) g.append(element("text", { x, y: y + 10, class: "sub" }, n.sub));
      if (n.click) g.addEventListener("click", n.click);
      svg.append(g);
    }
    // It shrinks to the room there is, but not so far that nobody can read it.
    svg.style.minWidth = `${Math.ceil(w * 0.7)}px`;
    figure.replaceChildren(svg);
  };

  // Functions of one side of a message; many are drawn as their packages.
  const most = 8;
  const side = (card, list) => {
    const all = [...card.querySelectorAll(`.${list} > li`)].map((li) => ({
      text: li.querySelector("code").textContent,
      pkg: li.dataset.p,
      free: "free" in li.dataset,
    }));
    const join = (key) => {
      const by = new Map();
      for (const f of all) by.set(f[key], [...(by.get(f[key]) || []), f]);
      return [...by].map(([name, fs]) => ({ name, n: fs.length, free: fs.some((f) => f.free) }));
    };
    const functions = join("text");
    if (functions.length <= most) return functions.map((f) => ({ text: f.name, sub: f.n > 1 ? `${f.n} times` : "", free: f.free }));
    const packages = join("pkg").map((p) => ({ text: p.name.split("/").slice(-2).join("/"), sub: p.n > 1 ? `${p.n} functions` : "1 function", free: p.free }));
    if (packages.length <= most) return packages;
    return [...packages.slice(0, most - 1), { text: `${packages.length - most + 1} more packages`, sub: "", free: packages.slice(most - 1).some((p) => p.free) }];
  };
  const picture = (card) => {
    const figure = card.querySelector(".picture");
    if (!figure || figure.firstChild) return;
    const nodes = [{ id: "it", text: card.querySelector("h3 bdi").textContent, sub: card.dataset.kind, cls: "it" }];
    const edges = [];
    const add = (prefix, items, edge) => items.forEach((f, i) => {
      const cls = f.free ? "free" : undefined;
      nodes.push({ id: prefix + i, text: f.text, sub: f.sub, cls });
      edges.push({ ...edge(prefix + i), cls });
    });
    add("s", side(card, "senders"), (id) => ({ from: id, to: "it" }));
    add("t", side(card, "takers"), (id) => ({ from: "it", to: id }));
    draw(figure, nodes, edges, 50);
    sequence(card);
  };

  // A sequence: a column for each function, and an arrow for each message from top to bottom.
  const sequence = (card) => {
    const figure = card.querySelector(".sequence");
    if (!figure || figure.firstChild) return;
    const steps = [...card.querySelectorAll(".steps > li")].map((li) => li.dataset);
    const names = [...new Set(steps.flatMap((s) => [s.from, s.to]))];
    const font = "13px system-ui, sans-serif", small = "11px system-ui, sans-serif";
    const wide = names.map((n) => width(clip(n, 40), font) + 20);
    const x = [wide[0] / 2 + 6];
    for (let i = 1; i < names.length; i++) {
      let gap = (wide[i - 1] + wide[i]) / 2 + 20;
      for (const s of steps) {
        const [a, b] = [names.indexOf(s.from), names.indexOf(s.to)];
        // What a function sends to itself is written to the right of it.
        if (Math.abs(a - b) === 1 && Math.max(a, b) === i) gap = Math.max(gap, width(s.name, small) + 24);
        if (a === b && a === i - 1) gap = Math.max(gap, width(s.name, small) + 50);
      }
      x.push(x[i - 1] + gap);
    }
    const last = names.length - 1;
    const right = Math.max(...steps.map((s) => (s.from === s.to && names.indexOf(s.from) === last ? width(s.name, small) + 50 : 0)), wide[last] / 2 + 6);
    const w = Math.ceil(x[last] + right), h = 60 + steps.length * 34, arrow = `arrow${++pictures}`;
    const svg = element("svg", { width: w, height: h, viewBox: `0 0 ${w} ${h}`, "aria-hidden": "true" },
      element("defs", {}, element("marker", { id: arrow, viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto" },
        element("path", { d: "M0 0L8 4L0 8z" }))));
    names.forEach((name, i) => {
      svg.append(element("path", { class: "life", d: `M${x[i]} 34V${h - 6}` }),
        element("rect", { x: x[i] - wide[i] / 2, y: 4, width: wide[i], height: 30, rx: 6 }),
        element("text", { x: x[i], y: 19 }, clip(name, 40)));
    });
    steps.forEach((s, i) => {
      const a = x[names.indexOf(s.from)], b = x[names.indexOf(s.to)], y = 66 + i * 34;
      const d = a === b ? `M${a} ${y - 8}h26v14H${a + 2}` : `M${a} ${y}H${b + (b > a ? -1 : 1)}`;
      svg.append(element("path", { d, class: s.event === undefined ? undefined : "event", "marker-end": `url(#${arrow})` }),
        element("text", a === b ? { x: a + 34 + width(s.name, small) / 2, y, class: "label" } : { x: (a + b) / 2, y: y - 11, class: "label" }, s.name));
    });
    svg.style.minWidth = `${Math.ceil(w * 0.7)}px`;
    figure.replaceChildren(svg);
  };

  // The whole program, when it can be seen.
  const flows = () => {
    const figure = $("flows");
    if (!figure || figure.firstChild || !$("packages").open) return;
    const nodes = new Map();
    const within = new Map();
    const edges = [];
    const node = (path, text) => {
      const choice = [...pkg.options].some((o) => o.value === path);
      const click = choice ? () => { pkg.value = path; filter(); $("messages").scrollIntoView(); } : undefined;
      if (!nodes.has(path)) nodes.set(path, { id: path, text, cls: choice ? "choice" : undefined, click });
    };
    for (const f of $("pictured").content.children) {
      const { from, to, a, b, n, event } = f.dataset;
      node(from, a);
      node(to, b);
      if (from === to) {
        within.set(from, (within.get(from) ?? 0) + Number(n));
        continue;
      }
      const what = event === undefined ? "commands and queries" : "events";
      edges.push({ from, to, text: n, title: `${what} from ${a} to ${b}: ${n}`, cls: event === undefined ? undefined : "event" });
    }
    for (const [path, n] of within) nodes.get(path).sub = `${n} within`;
    const dense = edges.length > 30;
    draw(figure, [...nodes.values()], edges, dense ? 90 : 60, dense);
  };

  const openHash = () => {
    let card;
    try {
      card = $(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return; // not an address of a message
    }
    if (!card || !card.matches(".message")) return;
    if (card.hidden) reset();
    card.open = true;
    picture(card);
    card.scrollIntoView();
  };

  document.addEventListener("toggle", (event) => {
    if (!event.target.open) return;
    if (event.target.matches(".message")) picture(event.target);
    if (event.target.id === "packages") flows();
  }, true);
  for (const c of controls) c.addEventListener("input", filter);
  $("reset").addEventListener("click", reset);
  $("fold").addEventListener("click", () => {
    const shown = known.filter((k) => k.shown);
    const open = shown.some((k) => !k.card.open);
    for (const k of shown) k.card.open = open;
    $("fold").textContent = open ? "Collapse all" : "Expand all";
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.target.matches("input, select") && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      q.focus();
    }
    if (event.key === "Escape" && controls.includes(event.target)) reset();
  });
  // On paper everything is open, but for what is filtered out. Pictures of very many
  // messages would keep a person waiting for minutes.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = known.filter((k) => k.shown && !k.card.open).map((k) => k.card);
    for (const card of opened) {
      card.open = true;
      if (opened.length <= 1000) picture(card);
    }
    for (const d of document.querySelectorAll("details.block")) d.open = true;
    flows();
  });
  addEventListener("afterprint", () => {
    for (const card of opened) card.open = false;
  });
  addEventListener("hashchange", openHash);

  document.querySelector(".tools").hidden = false;
  recall();
  filter();
  flows();
  openHash();
}
