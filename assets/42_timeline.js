/* The timeline: a strip of status per engagement, in groups, with events as lines. A click goes to a day, a drag (or two
   clicks, or two date fields) chooses a period. A slider step moves one line and redraws no strip. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const { escape } = atlas;
  const LANE = 12, SLACK_PX = 4;
  const BY = ["country", "instrument", "framework"];
  let context = null, drawn = "", toolsDrawn = "", footDrawn = "", closed = new Set(), drag = null, choosing = "", first = 0, width = 0, fields = null;

  const iso = (day) => atlas.days.toIso(day);
  const body = () => document.getElementById("timeline-scroll");
  const plotWidth = () => { const head = body() && body().querySelector(".tl-axis"); return head ? head.clientWidth : 0; };
  const x = (day) => atlas.strips.scale(context.engine, 0, width)(day);
  function dayAt(clientX) {
    const box = body().querySelector(".tl-axis").getBoundingClientRect(), [a, z] = context.engine.raw.window;
    return Math.max(a, Math.min(z, a + Math.floor(((clientX - box.left) / box.width) * (z + 1 - a))));
  }

  /* Whether a filter is asked of the state on the day, or of the situation of a country. */
  function strict() {
    const { engine, scene } = context;
    return engine.data.facets.some((f) => (f.level === "state" || f.name === "state") && scene[f.name] && scene[f.name].length);
  }

  /* Chains that pass the filter at any time: engagement and country facets always, facets of the state on the day only when asked. */
  function entries() {
    const { engine, scene, look } = context, passing = engine.passing(scene);
    const asked = (level) => engine.data.facets.filter((f) => f.level === level && scene[f.name] && scene[f.name].length).map((f) => f.name);
    const now = strict() ? new Set(look.rows.map((r) => r.e + "|" + r.country)) : null;
    const where = asked("country").filter((name) => name !== "state");
    const found = new Map();
    for (const [e, country] of engine.clock(scene).chains) {
      if (!passing.has(e) || (now && !now.has(e + "|" + country))) continue;
      if (!where.every((name) => engine.facetValues(name, { e, country }, look.day).some((value) => scene[name].includes(value)))) continue;
      if (!found.has(e)) found.set(e, []);
      found.get(e).push(country);
    }
    return found;
  }

  function groups(found) {
    const { engine, scene, t } = context;
    if (scene.by !== "country") {
      const words = scene.by === "instrument" ? engine.data.instruments : engine.data.facets.find((f) => f.name === "framework").words;
      const asked = scene[scene.by] && scene[scene.by].length ? words.filter((w) => scene[scene.by].includes(w)) : words;
      return asked.map((id) => ({
        id, name: t(`${scene.by}.${id}`), icon: scene.by === "instrument" ? atlas.symbols.segmentIcon(id, 22) : "", paint: scene.by === "instrument" ? atlas.symbols.colour(id) : null,
        rows: [...found].filter(([e]) => (engine.engagements[e][scene.by === "instrument" ? "instruments" : "framework"] || []).includes(id)),
        events: events().filter((e) => e.major === "yes"),
      }));
    }
    const name = (code) => (code ? atlas.pick(engine.countries.get(code) || { name_en: code }, "name") : t("table.nowhere"));
    const all = new Set([...found.values()].flat());
    const rest = [...all].filter((code) => code && !engine.data.focus.includes(code)).sort((a, b) => name(a).localeCompare(name(b), scene.lang));
    return [...engine.data.focus.filter((code) => all.has(code)), ...rest, ...(all.has("") ? [""] : [])].map((code) => ({
      id: code || "none", name: name(code), icon: "", paint: null,
      rows: [...found].filter(([, countries]) => countries.includes(code)).map(([e]) => [e, code ? [code] : []]),
      events: events().filter((e) => e.category === "letter" || ((e.category === "coup" || e.major === "yes") && (e.countries_iso3 || []).includes(code))),
    }));
  }

  /* Events that were public and have come by then, inside the window. */
  const events = () => context.engine.events(context.scene, context.engine.raw.window[1]).filter((e) => e.day >= context.engine.raw.window[0]);
  const { title } = atlas.pins;
  const major = (event) => atlas.pins.leads(context.engine, event);
  const lines = (list) => list.map((e) => `<i class="tl-line${major(e) ? " is-major" : ""}" style="left:${x(e.day).toFixed(1)}px" title="${escape(title(e))}"></i>`).join("");

  /* Names over the pins of coups and of the letter that the atlas is about; that letter first, then the latest; a name that would touch another is left out. */
  function pinNames(list) {
    const { engine } = context, taken = [], isLetter = (e) => atlas.pins.isTheLetter(engine, e);
    const text = (e) => (isLetter(e) ? atlas.t("dock.letter.pin") : atlas.pick(engine.countries.get((e.countries_iso3 || [])[0]) || { name_en: "" }, "name"));
    const rank = (e) => (isLetter(e) ? 0 : (e.countries_iso3 || []).some((c) => engine.data.focus.includes(c)) ? 1 : 2);
    return [...list].sort((a, b) => rank(a) - rank(b) || b.day - a.day).map((e) => {
      const words = text(e), half = words.length * 3.3 + 5, at = Math.max(half, Math.min(width - half, x(e.day)));
      if (!words || taken.some(([low, high]) => at - half < high && at + half > low)) return "";
      taken.push([at - half, at + half]);
      return `<text x="${at.toFixed(1)}" y="31" text-anchor="middle"${isLetter(e) ? ' class="is-letter"' : ""}>${escape(words)}</text>`;
    }).join("");
  }

  function strip(e, countries, paint) {
    const { engine, scene } = context, found = atlas.strips.histories(engine, scene, e, countries);
    const height = Math.max(28, found.length * (found.length > 1 ? 8 : LANE) + 14), inner = found.length > 1 ? height - 12 : LANE;
    const names = (h) => h.countries.filter(Boolean).map((code) => atlas.pick(engine.countries.get(code) || { name_en: code }, "name")).join(", ");
    const words = found.map((h) => [names(h), atlas.strips.words(engine, scene, h)].filter(Boolean).join(": ")).join("\n");
    const svg = atlas.strips.strip(engine, scene, found, { x, y: (height - inner) / 2, h: inner, paint });
    return { height, svg: `<svg class="tl-strip" width="${width}" height="${height}" role="img" aria-label="${escape(words)}"><title>${escape(words)}</title>${svg}</svg>` };
  }

  function row([e, countries], paint) {
    const { engine, scene } = context, it = engine.engagements[e], index = engine.data.instruments.findIndex((name) => (it.instruments || []).includes(name));
    const colour = paint || atlas.symbols.colour(engine.data.instruments[index]), { height, svg } = strip(e, countries, colour);
    const ref = "engagement:" + it.engagement_id;
    return { order: [index, it.subject === "NL" ? 0 : 1, it.counted === "component" ? 1 : 0], html: `<li class="tl-row" style="height:${height}px"><button type="button" class="tl-name" data-ref="${escape(ref)}" aria-pressed="${scene.selection.includes(ref)}"><i class="mark" style="background:${colour}"></i><span class="name">${escape(atlas.pick(it, "name"))}</span><span class="tl-dots" data-e="${e}" data-where="${escape(countries.join())}" data-paint="${escape(colour)}"></span></button>${svg}</li>` };
  }

  /* A head counts what is ever in its strips: its door is a table of the whole window, or of the scene's own days where
     the strips are those that pass the filter on these. */
  function headDoor(g, n) {
    const { engine, scene } = context, [first, last] = engine.raw.window.map(iso);
    if (g.id === "none") return escape(n);
    return atlas.doors.doorLink({ [scene.by]: [g.id], ...(strict() ? {} : { date: first, to: last }) }, n, "");
  }

  function draw() {
    const { scene, engine, t } = context, box = body();
    const shown = events().filter((e) => e.category === "coup" || e.category === "letter" || e.major === "yes");
    const pin = (e, kind) => `<g data-kind="${kind}" transform="translate(${x(e.day).toFixed(1)},40.5)"><title>${escape(title(e))}</title>${atlas.pins.mark(kind)}</g>`;
    /* Where pins touch, coups and the letter lie on top. */
    const pins = [...shown].sort((a, b) => major(a) - major(b)).map((e) => pin(e, atlas.pins.kindOf(e))).join("");
    const marks = atlas.strips.years(engine), every = Math.max(1, Math.ceil(36 / (width / marks.length)));
    const named = (i, day) => i % every === 0 && width - x(day) >= 34;
    const years = marks.map(({ year, day }, i) => `<path d="M${x(day).toFixed(1)},48V72"/>${named(i, day) ? `<text x="${x(day) + 4}" y="64">${year}</text>` : ""}`).join("");
    box.querySelector(".tl-axis").innerHTML = `<svg width="${width}" height="72" aria-hidden="true"><g class="years">${years}</g><g class="pins">${pins}</g><g class="names">${pinNames(shown.filter(major))}</g></svg><span class="flag num" aria-hidden="true"></span><i class="tl-period"></i>`;
    const found = groups(entries()).filter((g) => g.rows.length);
    box.querySelector(".tl-groups").innerHTML = found.map((g) => {
      const key = scene.by + g.id, shut = closed.has(key), rows = shut ? [] : g.rows.map((r) => row(r, g.paint)).sort((a, b) => a.order[0] - b.order[0] || a.order[1] - b.order[1] || a.order[2] - b.order[2]);
      const listed = new Set(g.rows.map(([e]) => e)).size, count = atlas.doors.fill(t("timeline.count"), { n: headDoor(g, listed) });
      const under = `<div class="tl-under">${shut ? "" : lines(g.events)}<i class="tl-period"></i><i class="tl-now"></i></div>`, name = `<strong>${escape(g.name)}</strong>`;
      const toggle = `<button type="button" class="group-toggle" data-tl-group="${escape(key)}" aria-expanded="${!shut}"><span class="caret" aria-hidden="true"></span>${g.icon}${name}</button>`;
      return `<section class="tl-group">${under}<h2>${toggle} <span class="muted num">${count}</span></h2><ul>${rows.map((r) => r.html).join("")}</ul></section>`;
    }).join("") || `<p class="tl-empty">${escape(t("timeline.empty"))}</p>`;
  }

  /* Day and period are custom properties: moving them redraws nothing. */
  function place() {
    const box = body(), { scene, look, engine } = context;
    if (!box || !width) return;
    box.style.setProperty("--now", x(look.day).toFixed(1) + "px");
    box.style.setProperty("--after", x(atlas.dockCurve.hatchFrom(engine, scene)).toFixed(1) + "px");
    const period = drag && drag.moved ? [drag.from, drag.to] : scene.to ? [look.first, look.day] : null;
    const [p0, p1] = period ? [Math.min(...period), Math.max(...period) + 1] : [0, 0];
    box.style.setProperty("--p0", period ? x(p0).toFixed(1) + "px" : "0px");
    box.style.setProperty("--pw", period ? (x(p1) - x(p0)).toFixed(1) + "px" : "0px");
    const flag = box.querySelector(".flag");
    if (!flag) return;
    flag.textContent = atlas.dateWords(scene.date.length === 7 && !scene.to ? scene.date : iso(look.day), true);
    flag.style.left = Math.min(width - 48, Math.max(48, x(look.day))) + "px";
    const axis = box.querySelector(".tl-axis");
    axis.setAttribute("aria-valuenow", String(look.day));
    axis.setAttribute("aria-valuetext", scene.to ? atlas.dossier.when(scene, "dossier") : atlas.dateWords(scene.date));
  }

  /* Beside each name the status on the day; strips stay as they are. */
  function dots() {
    const { engine, look, scene } = context, now = new Map();
    for (const r of look.rows) now.set(r.e, [...(now.get(r.e) || []), r]);
    for (const holder of body().querySelectorAll(".tl-dots")) {
      const where = holder.dataset.where ? holder.dataset.where.split(",") : null;
      const found = (now.get(Number(holder.dataset.e)) || []).filter((r) => !where || where.includes(r.country));
      const statuses = [...new Set(found.map((r) => engine.data.statuses[r.row.s]))], key = statuses.join() + scene.lang;
      if (holder.dataset.key === key) continue;
      holder.dataset.key = key;
      holder.innerHTML = statuses.map((s) => `<span title="${escape(atlas.t("status." + s))}">${atlas.symbols.dot(s, holder.dataset.paint)}<span class="visually-hidden">${escape(atlas.t("status." + s))}</span></span>`).join("");
    }
    for (const holder of body().querySelectorAll(".tl-name")) holder.setAttribute("aria-pressed", String(scene.selection.includes(holder.dataset.ref)));
  }
  const FACETS = () => [...context.engine.raw.facets.map((f) => f.name), "text", "known", "stated", "by", "lang"];
  function keyOf() {
    const { scene, look } = context;
    const days = strict() ? scene.date + scene.to : "";
    return JSON.stringify(FACETS().map((k) => scene[k])) + width + [...closed].join() + days + (days ? look.rows.map((r) => r.e + r.country).join() : "");
  }

  function tools() {
    const { scene, t } = context, box = document.getElementById("timeline-tools");
    if (toolsDrawn !== scene.lang) {
      toolsDrawn = scene.lang;
      const [a, z] = context.engine.data.window.map(iso), field = (name, label) => `<label>${escape(t(label))} <input type="text" class="day-field num" data-tl="${name}" autocomplete="off" spellcheck="false" maxlength="30"></label>`;
      box.innerHTML = `<div class="tl-fields">${field("from", "timeline.from")}${field("to", "timeline.to")}</div><button type="button" class="button" data-tl="choose"></button><button type="button" class="button" data-tl="clear">${escape(t("timeline.clear"))}</button><button type="button" class="button" data-tl="compare">${escape(t("timeline.compare"))}</button>`
        + `<span class="spacer"></span><span class="muted" id="timeline-by-label">${escape(t("table.group"))}</span><div class="toggle" role="group" aria-labelledby="timeline-by-label">${BY.map((by) => `<button type="button" data-tl-by="${by}">${escape(t("table.by." + by))}</button>`).join("")}</div>`;
      const made = (name, more) => atlas.dayField(box.querySelector(`[data-tl="${name}"]`), { first: a, last: z, months: true, ...more });
      fields = { from: made("from", { take: (date) => atlas.state.commit({ date }) }), to: made("to", { empty: true, take: (to) => atlas.state.commit({ to }) }) };
    }
    for (const b of box.querySelectorAll("[data-tl-by]")) b.setAttribute("aria-pressed", String(b.dataset.tlBy === scene.by));
    fields.from.show(scene.date);
    fields.to.show(scene.to);
    for (const name of ["clear", "compare"]) box.querySelector(`[data-tl="${name}"]`).disabled = !scene.to;
    const choose = box.querySelector('[data-tl="choose"]');
    choose.textContent = t(choosing ? "timeline.choose." + choosing : "timeline.choose");
    choose.setAttribute("aria-pressed", String(Boolean(choosing)));
  }

  function foot() {
    const { scene, t } = context, box = document.getElementById("timeline-foot");
    if (footDrawn === scene.lang + scene.known) return;
    footDrawn = scene.lang + scene.known;
    const svg = (inner) => `<svg width="30" height="12" aria-hidden="true">${inner}</svg>`, band = (status, label) => `<span class="entry">${svg(atlas.symbols.band(1, 30, 0, 12, status, "var(--ink2)"))}${escape(label)}</span>`;
    const over = (fill, label) => `<span class="entry">${svg(`<rect width="29" height="12" fill="var(--ink2)"/><rect width="29" height="12" fill="url(#${fill})"/>`)}${escape(label)}</span>`;
    box.innerHTML = band("active", t("status.active")) + band("adapted", t("table.legend.reduced")) + band("suspended", t("status.suspended")) + band("planned", t("status.planned")) + band("exploring", t("status.exploring")) + band("ended", t("status.ended"))
      + band("not_recorded", t("status.not_recorded")) + over("atlas-fade-in", t("timeline.fading")) + over("atlas-hatch-over-light", t("timeline.carried")) + (scene.known ? over("atlas-hatch-over", t("doubt.projected")) : "")
      + Object.entries(atlas.pins.words).map(([kind, key]) => `<span class="entry" data-pin="${kind}">${atlas.pins.svg(kind)}${escape(t(key))}</span>`).join("");
  }

  atlas.painter(42, "timeline", (now) => {
    context = now;
    const box = body();
    if (now.scene.tab !== "timeline" || !box) return;
    if (!box.querySelector(".tl-axis")) {
      box.innerHTML = '<div class="tl-head"><p class="tl-corner muted"></p><div class="tl-axis" role="slider" tabindex="0"></div></div><div class="tl-groups"></div>';
      new ResizeObserver(() => { if (plotWidth() && plotWidth() !== width) atlas.repaint(); }).observe(box);
    }
    const axis = box.querySelector(".tl-axis"), [a, z] = now.engine.data.window;
    axis.setAttribute("aria-label", atlas.t("timeline.axis"));
    box.querySelector(".tl-corner").textContent = atlas.t("timeline.hint");
    axis.setAttribute("aria-valuemin", String(a));
    axis.setAttribute("aria-valuemax", String(z));
    width = plotWidth();
    if (!width) return;
    const key = keyOf();
    if (key !== drawn) {
      const focused = document.activeElement && box.contains(document.activeElement) ? document.activeElement.dataset : {};
      drawn = key;
      draw();
      const again = focused.ref ? box.querySelector(`[data-ref="${CSS.escape(focused.ref)}"]`) : focused.tlGroup ? box.querySelector(`[data-tl-group="${CSS.escape(focused.tlGroup)}"]`) : null;
      if (again) again.focus();
    }
    dots();
    place();
    tools();
    foot();
  });

  const commitPeriod = (a, z) => atlas.state.commit({ date: iso(Math.min(a, z)), to: iso(Math.max(a, z)) });
  function chosen(day) {
    if (!choosing) { atlas.state.commit({ date: iso(day), to: "" }); return; }
    if (choosing === "first") { first = day; choosing = "last"; tools(); return; }
    choosing = "";
    commitPeriod(first, day);
  }

  document.addEventListener("pointerdown", (event) => {
    const on = event.target.closest && event.target.closest("#timeline-scroll");
    if (!on || event.button !== 0 || event.target.closest("button, a")) return;
    const axis = on.querySelector(".tl-axis");
    if (!axis || event.clientX < axis.getBoundingClientRect().left || event.clientX > axis.getBoundingClientRect().right) return;
    const day = dayAt(event.clientX);
    drag = { x: event.clientX, from: day, to: day, moved: false, id: event.pointerId };
  });
  document.addEventListener("pointermove", (event) => {
    if (!drag || event.pointerId !== drag.id) return;
    drag.moved = drag.moved || Math.abs(event.clientX - drag.x) > SLACK_PX;
    drag.to = dayAt(event.clientX);
    if (drag.moved) { event.preventDefault(); place(); }
  });
  document.addEventListener("pointerup", (event) => {
    if (!drag || event.pointerId !== drag.id) return;
    const { from, to, moved } = drag;
    drag = null;
    if (moved) { choosing = ""; commitPeriod(from, to); } else chosen(to);
  });
  document.addEventListener("pointercancel", () => { drag = null; if (context && body()) place(); });
  document.addEventListener("click", (event) => {
    const at = (selector) => event.target.closest && event.target.closest(selector);
    const by = at("[data-tl-by]"), group = at("[data-tl-group]"), name = at("#timeline-scroll [data-ref]"), tool = at("#timeline-tools button[data-tl]");
    if (by) atlas.state.commit({ by: by.dataset.tlBy });
    else if (group) { const key = group.dataset.tlGroup; if (closed.has(key)) closed.delete(key); else closed.add(key); atlas.repaint(); }
    else if (name) atlas.emit("select", { ref: name.dataset.ref, from: name, add: event.ctrlKey || event.metaKey });
    else if (tool && tool.dataset.tl === "choose") { choosing = choosing ? "" : "first"; tools(); }
    else if (tool && tool.dataset.tl === "clear") atlas.state.commit({ to: "" });
    else if (tool && tool.dataset.tl === "compare") atlas.state.commit({ tab: "compare", date2: iso(context.look.first), date: iso(context.look.day), to: "" });
  });
})();
