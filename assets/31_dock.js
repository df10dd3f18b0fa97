/* The dock: date, play, the stepped stacked count, event pins and the slider. Moving it asks the server nothing. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const { days } = atlas;
  const MONTHS_A_SECOND = 4, HOLD_MS = 1500, STILL_MS = 600, LABEL_GAP = 8, YEAR_PX = 36;
  /* Heights in px: a full dock with words, and a low one without them. */
  const FULL = { top: 34, area: 62, pins: 15, height: 150 }, LOW = { top: 22, area: 42, pins: 4, height: 112 }, LOW_UNDER = 145;
  const ORDER = ["humanitarian", "development", "migration", "security", "diplomacy"];
  /* What play waits for, and what has a pin whether or not it is major. */
  const NAMED = ["coup", "letter"];
  const icon = (d) => `<svg width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true"><path d="${d}" fill="currentColor"/></svg>`;
  const ICON = {
    back: icon("M4,-5L-4,0L4,5Z"), forward: icon("M-4,-5L4,0L-4,5Z"), play: icon("M-4,-6L6,0L-4,6Z"), pause: icon("M-5,-6h3.5V6H-5ZM1.5,-6H5V6H1.5Z"),
    first: icon("M-5,-5h2V5h-2ZM5,-5L-3,0L5,5Z"), last: icon("M5,-5h-2V5h2ZM-5,-5L3,0L-5,5Z"),
  };
  let box = null, wide = 0, shape = FULL, built = null, drag = null, playing = null, from = null, dayField = null, pen = null, fieldDay = "", sized = "", pinned = [], figured = "", awaited = null, curve = null;

  const monthOf = (text) => text.slice(0, 7);
  const window_ = () => atlas.state.engine.raw.window;
  const firstMonth = () => days.toIso(window_()[0]).slice(0, 7);
  const lastMonth = () => days.toIso(window_()[1]).slice(0, 7);
  const clampMonth = (m) => (m < firstMonth() ? firstMonth() : m > lastMonth() ? lastMonth() : m);

  const isLetter = (e) => atlas.pins.isTheLetter(atlas.state.engine, e);
  /* Events that were public, and have come by then: what was only announced is no mark of the past. */
  function majors() {
    const { engine, scene } = atlas.state;
    return engine.events(scene, window_()[1]).filter((e) => (e.major === "yes" || NAMED.includes(e.category)) && e.day >= window_()[0]);
  }

  function skeleton() {
    const b = (name, sign, extra) => `<button type="button" class="button step ${extra || ""}" data-dock="${name}">${sign}</button>`;
    box.innerHTML = '<div class="dock-left"><div class="dock-date num" id="dock-date"><span></span> <span></span></div>'
      + '<button type="button" class="dock-clear" data-dock-clear hidden></button>'
      + `<div class="dock-buttons">${b("event.back", ICON.first)}${b("back", ICON.back)}${b("play", ICON.play, "primary play")}${b("forward", ICON.forward)}${b("event.forward", ICON.last)}</div>`
      + '<label class="dock-day"><span data-dock-text="dock.day"></span><input type="text" class="day-field" id="dock-day-input" autocomplete="off" spellcheck="false" maxlength="30"></label></div>'
      + '<div class="dock-plot"><svg id="dock-svg" aria-hidden="true"></svg><i class="dock-done"></i><i class="dock-period" hidden></i><i class="dock-now"></i>'
      + '<div class="dock-slider" role="slider" tabindex="0" id="dock-slider"><span class="dock-handle"></span><span class="dock-ghost num" hidden></span></div>'
      + '<div class="dock-pins"></div><div class="dock-remarks"></div><p class="dock-caption"><b class="num"></b> <span></span></p></div>';
    box.addEventListener("click", onClick);
    const [a, z] = window_().map(days.toIso);
    dayField = atlas.dayField(box.querySelector("#dock-day-input"), { first: a, last: z, months: true, take: (date) => { stop(); atlas.state.commit({ date, to: "" }); } });
    const plot = box.querySelector(".dock-plot");
    plot.addEventListener("pointerdown", onDown);
    plot.addEventListener("pointermove", onMove);
    plot.addEventListener("pointerup", onUp);
    plot.addEventListener("pointercancel", onUp);
    atlas.dockBand(plot, { order: ORDER, of: () => curve && { ...curve, ...scale() }, stop });
    new ResizeObserver(() => { if (sized === sizeOf(plot)) return; built = null; wide = 0; atlas.repaint(); }).observe(plot);
  }

  /* ---- geometry ---- */
  const sizeOf = (plot) => `${plot.clientWidth} ${plot.clientHeight}`;
  function scale() {
    if (!wide) {
      const plot = box.querySelector(".dock-plot");
      wide = plot.clientWidth;
      shape = plot.clientHeight < LOW_UNDER ? LOW : FULL;
    }
    const width = wide, left = 34, right = 16, axis = shape.top + shape.area;
    const [a, z] = window_();
    return { width, left, right, top: shape.top, axis, track: axis + 14, low: shape === LOW, x: (day) => left + ((day - a) / (z + 1 - a)) * (width - left - right), day: (x) => a + ((x - left) / (width - left - right)) * (z + 1 - a) };
  }

  function draw(context) {
    const { engine, scene, t } = context, s = scale(), series = atlas.dockCurve.points(engine, scene);
    const node = box.querySelector("#dock-svg"), { top: TOP, track: TRACK } = s;
    const hatchFrom = atlas.dockCurve.hatchFrom(engine, scene), y = heights(series, s);
    pins(engine, s);
    node.setAttribute("width", s.width);
    node.setAttribute("height", shape.height);
    curve = { series, ceiling: y.ceiling };
    node.innerHTML = grid(s, y) + areas(engine, series, s, y) + after(s, hatchFrom) + stems(s) + yearMarks(engine, s);
    box.querySelector(".dock-remarks").innerHTML = s.low ? "" : atlas.dockRemarks(context, s, series, hatchFrom, widthOf);
    box.querySelector("#dock-slider").style.top = TRACK - 13 + "px";
    Object.assign(box.querySelector(".dock-now").style, { top: TOP - 6 + "px", height: TRACK - TOP + 6 + "px" });
    Object.assign(box.querySelector(".dock-done").style, { left: s.left - 2 + "px", top: TRACK - 2 + "px" });
    Object.assign(box.querySelector(".dock-period").style, { top: TOP + "px", height: TRACK - TOP + 3 + "px" });
    box.querySelector(".dock-caption > span").textContent = caption(context);
    box.dataset.silent = series[0].silent;
  }

  function caption({ engine, scene, look, t }) {
    const { measured, uncounted, unitWords } = atlas.wheelWords, unit = measured(engine, scene);
    if (uncounted(engine, scene, look)) return t("legend.standing");
    return unit.running ? t("dock.caption") : t("dock.caption.asked", { x: unitWords(unit.statuses, t) });
  }

  const sum = (list) => list.reduce((all, n) => all + n, 0);
  /* Count -> px; the highest point and what is not recorded fit under the next ten. */
  function heights(series, s) {
    const most = Math.max(...series.map((p) => sum(p.instruments) + p.silent), 1), ceiling = Math.max(10, Math.ceil(most / 10) * 10);
    const y = (n) => s.axis - (n / ceiling) * (s.axis - s.top);
    y.ceiling = ceiling;
    return y;
  }
  const grid = (s, y) => [y.ceiling / 2, y.ceiling].map((n) => `<path d="M${s.left},${y(n)}H${s.width - s.right}" stroke="var(--rule)"/>`
    + `<text x="${s.left - 6}" y="${y(n) + 4}" text-anchor="end" class="dock-tick">${n}</text>`).join("");

  /* Layer upon layer of what runs; the part of a layer that no later source speaks of is hatched, at its top. */
  function areas(engine, series, s, y) {
    const end = window_()[1] + 1, index = ORDER.map((name) => engine.raw.instruments.indexOf(name));
    const stepped = (low, high) => {
      let up = "", down = "";
      series.forEach((p, k) => {
        const x0 = s.x(p.day), x1 = s.x(k + 1 < series.length ? series[k + 1].day : end);
        up += `${up ? "L" : "M"}${x0.toFixed(1)},${y(high(p, k)).toFixed(1)}H${x1.toFixed(1)}`;
        down = `L${x1.toFixed(1)},${y(low(p, k)).toFixed(1)}H${x0.toFixed(1)}` + down;
      });
      return up + down + "Z";
    };
    const base = series.map(() => 0);
    const layers = index.map((i, layer) => {
      const low = [...base];
      series.forEach((p, k) => { base[k] += p.instruments[i]; });
      const high = [...base], stale = series.some((p) => p.stale[i]);
      return `<path class="dock-area" d="${stepped((p, k) => low[k], (p, k) => high[k])}" fill="${atlas.symbols.colour(ORDER[layer])}"/>`
        + (stale ? `<path class="dock-stale" d="${stepped((p, k) => high[k] - p.stale[i], (p, k) => high[k])}" fill="url(#atlas-hatch-over-light)"/>` : "");
    });
    return layers.join("") + `<path d="${stepped((p, k) => base[k], (p, k) => base[k] + p.silent)}" fill="url(#atlas-hatch)"/>`;
  }

  /* What lies after the last source, or after the day of knowledge. */
  function after(s, from) {
    const end = window_()[1] + 1, x = Math.max(s.left, s.x(from));
    const veil = (fill, more) => `<rect x="${x}" y="${s.top}" width="${s.x(end) - x}" height="${s.axis - s.top}" fill="${fill}"${more}/>`;
    return from < end ? veil("var(--panel)", ' fill-opacity=".5"') + veil("url(#atlas-hatch-light)", ' class="dock-beyond"') : "";
  }

  const stem = (s, { at, x, solid }) => `M${at.toFixed(1)},${s.top - 8}L${x.toFixed(1)},${s.top - 2}V${solid ? s.axis : s.top + 4}`;
  const stems = (s) => pinned.map((pin) => `<path class="dock-stem${pin.solid ? " is-major" : ""}" d="${stem(s, pin)}"/>`).join("");

  /* A tick for each year; as many are named as fit. */
  function yearMarks(engine, s) {
    const years = atlas.strips.years(engine), each = (s.width - s.left - s.right) / years.length, every = Math.max(1, Math.ceil(YEAR_PX / each));
    const marks = years.map(({ year, day }, i) => {
      const x = s.x(day), said = i % every === 0 && s.width - x > YEAR_PX - 4;
      return `<path d="M${x},${s.track + 8}v6" stroke="var(--ink3)"/>${said ? `<text x="${x + 4}" y="${s.track + 20}" class="dock-year num">${year}</text>` : ""}`;
    });
    return `${marks.join("")}<path d="M${s.left},${s.track}H${s.width - s.right}" stroke="var(--rule)" stroke-width="4" stroke-linecap="round"/>`;
  }

  const widthOf = (text, weight) => {
    pen = pen || document.createElement("canvas").getContext("2d");
    pen.font = `${weight || 400} 12px ${getComputedStyle(document.body).fontFamily}`;
    return pen.measureText(text).width;
  };

  /* Names over pins: the letter first, then coups in the focus countries, latest first; a name that would touch another is left out. */
  function named(list, engine, width) {
    const weight = (p) => (isLetter(p.e) ? 2 : (p.e.countries_iso3 || []).some((c) => engine.raw.focus.includes(c)) ? 1 : 0);
    const taken = [];
    for (const pin of [...list].filter((p) => p.name).sort((a, b) => weight(b) - weight(a) || b.x - a.x)) {
      const half = widthOf(pin.name, isLetter(pin.e) ? 600 : 400) / 2;
      const ends = [pin.at - half, pin.at + half];
      pin.show = ends[0] >= 0 && ends[1] <= width && taken.every(([a, b]) => ends[1] + LABEL_GAP < a || ends[0] - LABEL_GAP > b);
      if (pin.show) taken.push(ends);
    }
  }

  function pins(engine, s) {
    const list = majors().sort((a, b) => a.day - b.day).map((e) => ({
      e, x: s.x(e.day), at: 0, show: false, solid: atlas.pins.leads(engine, e),
      name: isLetter(e) ? atlas.t("dock.letter.pin") : e.category === "coup" ? (e.countries_iso3 || []).map((c) => atlas.pick(engine.countries.get(c), "name")).join(", ") : "",
    }));
    atlas.dockCurve.apart(list, s.left, s.width - s.right);
    if (!s.low) named(list, engine, s.width);
    const holder = box.querySelector(".dock-pins");
    holder.style.top = shape.pins + "px";
    holder.innerHTML = list.map(({ e, at, show, name }) => {
      const title = atlas.pins.titleWithKind(e);
      return `<button type="button" class="dock-pin" style="left:${at.toFixed(1)}px" data-event="${atlas.escape(e.event_id)}" title="${atlas.escape(title)}" aria-label="${atlas.escape(title)}">`
        + (show ? `<span class="dock-pin-name${isLetter(e) ? " is-letter" : ""}">${atlas.escape(name)}</span>` : "")
        + `${atlas.pins.svg(atlas.pins.kindOf(e))}</button>`;
    }).join("");
    pinned = list;
  }

  /* ---- moving ---- */
  function onClick(event) {
    if (event.target.closest("[data-dock-clear]")) { stop(); atlas.state.commit({ to: "" }); return; }
    const button = event.target.closest("[data-dock]");
    if (button) { act(button.dataset.dock); return; }
    if (event.target.closest("a")) { stop(); return; }
    const pin = event.target.closest("[data-event]");
    if (pin) {
      const e = majors().find((x) => x.event_id === pin.dataset.event);
      atlas.state.commit({ date: e.date.length === 10 ? e.date : e.date.slice(0, 7), to: "" });
    }
  }
  const monthAt = (event) => {
    return clampMonth(days.toIso(Math.floor(scale().day((event.clientX - drag.left) / drag.zoom))).slice(0, 7));
  };
  function onDown(event) {
    if (event.button || event.target.closest(".dock-pin, a, button")) return;
    stop();
    const plot = box.querySelector(".dock-plot"), { left, width } = plot.getBoundingClientRect();
    drag = { from: atlas.state.scene, left, zoom: width / plot.clientWidth || 1 };
    atlas.dragging = true;
    atlas.map.still(true);
    plot.setPointerCapture(event.pointerId);
    onMove(event);
    box.querySelector("#dock-slider").focus({ preventScroll: true });
  }
  function onMove(event) {
    if (!drag) return;
    const month = monthAt(event);
    if (month !== atlas.state.scene.date || atlas.state.scene.to) atlas.state.preview({ date: month, to: "" });
  }
  function onUp() {
    if (!drag) return;
    const before = drag.from;
    drag = null;
    atlas.dragging = false;
    setTimeout(() => { if (!drag) atlas.map.still(false); }, STILL_MS);
    box.querySelector(".dock-ghost").hidden = true;
    atlas.state.settle(before);
    atlas.repaint();
  }

  function step(months) {
    const { scene } = atlas.state;
    const month = clampMonth(days.addMonths(monthOf(scene.date), months));
    if (month !== scene.date || scene.to) atlas.state.commit({ date: month, to: "" });
  }
  function stepEvent(direction) {
    const { scene } = atlas.state;
    const now = days.resolve(scene.date, scene.known);
    const list = majors().map((e) => e.day).sort((a, b) => a - b);
    const next = direction > 0 ? list.find((d) => d > now) : [...list].reverse().find((d) => d < now);
    if (next !== undefined) atlas.state.commit({ date: days.toIso(next), to: "" });
  }

  function stop() {
    if (!playing) return;
    cancelAnimationFrame(playing.frame);
    playing = null;
    if (from) atlas.state.settle(from);
    from = null;
    paintButtons();
  }
  function play() {
    if (playing) { stop(); return; }
    const { scene } = atlas.state;
    from = scene;
    if (monthOf(scene.date) >= lastMonth()) atlas.state.preview({ date: firstMonth(), to: "" });
    const stops = new Set(majors().filter((e) => NAMED.includes(e.category)).map((e) => days.toIso(e.day).slice(0, 7)));
    playing = { frame: 0, next: performance.now() + 1000 / MONTHS_A_SECOND };
    const tick = (now) => {
      if (!playing) return;
      if (now >= playing.next) {
        const month = clampMonth(days.addMonths(monthOf(atlas.state.scene.date), 1));
        atlas.state.preview({ date: month, to: "" });
        playing.next = now + (stops.has(month) ? HOLD_MS : 1000 / MONTHS_A_SECOND);
        if (month >= lastMonth()) { stop(); return; }
      }
      playing.frame = requestAnimationFrame(tick);
    };
    playing.frame = requestAnimationFrame(tick);
    paintButtons();
  }

  function act(name) {
    if (name !== "play") stop();
    ({ back: () => step(-1), forward: () => step(1), play, "event.back": () => stepEvent(-1), "event.forward": () => stepEvent(1),
      "year.back": () => step(-12), "year.forward": () => step(12),
      first: () => atlas.state.commit({ date: firstMonth(), to: "" }), last: () => atlas.state.commit({ date: lastMonth(), to: "" }) })[name]();
  }
  atlas.dock = { act, stop, get playing() { return Boolean(playing); }, step, stepEvent };

  function paintButtons() {
    const button = box && box.querySelector(".play");
    if (!button) return;
    button.innerHTML = playing ? ICON.pause : ICON.play;
    button.title = atlas.t(playing ? "dock.pause" : "dock.play");
    button.setAttribute("aria-label", button.title);
  }

  /* ---- painting ---- */
  function redraw(context) {
    draw(context);
    for (const e of box.querySelectorAll("[data-dock]")) if (e.dataset.dock !== "play") { e.title = context.t("dock." + e.dataset.dock); e.setAttribute("aria-label", e.title); }
    for (const e of box.querySelectorAll("[data-dock-text]")) e.textContent = context.t(e.dataset.dockText);
    paintButtons();
  }

  /* Line, bar and period move over the curve, which is not drawn again. */
  function move({ scene, look }, s) {
    const inside = (x) => Math.min(Math.max(x, s.left), s.width - s.right), x = inside(s.x(look.day));
    box.querySelector(".dock-handle").style.transform = `translate(${x - 11}px, 0)`;
    box.querySelector(".dock-now").style.transform = `translateX(${x - 0.75}px)`;
    box.querySelector(".dock-done").style.transform = `scaleX(${x - s.left + 2})`;
    const period = box.querySelector(".dock-period"), begin = inside(s.x(look.first));
    if (period.hidden !== !scene.to) period.hidden = !scene.to;
    if (scene.to) Object.assign(period.style, { left: begin + "px", width: inside(s.x(look.day + 1)) - begin + "px" });
    return x;
  }

  /* The date in two parts, or the first and the last day of a chosen period with the button that clears it. */
  function dateLines({ scene, look, t }) {
    const words = atlas.dateWords(scene.date).split(" "), year = words.pop();
    const ends = [look.first, look.day].map((day) => atlas.dateWords(days.toIso(day), true));
    const lines = scene.to ? [`${ends[0]} –`, ends[1]] : [words.join(" "), year];
    const date = box.querySelector("#dock-date"), clear = box.querySelector("[data-dock-clear]");
    lines.forEach((text, i) => { if (date.children[i].textContent !== text) date.children[i].textContent = text; });
    date.classList.toggle("is-period", Boolean(scene.to));
    clear.hidden = !scene.to;
    if (scene.to) clear.textContent = t("dock.period.clear");
    return scene.to ? atlas.dossier.when(scene, "dossier") : atlas.dateWords(scene.date);
  }

  function slide({ scene, t }, words) {
    const slider = box.querySelector("#dock-slider"), months = (text) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1;
    const event = scene.to ? null : majors().find((e) => days.toIso(e.day).slice(0, 7) === monthOf(scene.date) && e.major === "yes");
    slider.setAttribute("aria-valuemin", 0);
    slider.setAttribute("aria-valuemax", months(lastMonth()) - months(firstMonth()));
    slider.setAttribute("aria-valuenow", months(scene.date) - months(firstMonth()));
    slider.setAttribute("aria-valuetext", words + (event ? ", " + atlas.pick(event, "title") : ""));
    slider.setAttribute("aria-label", t("dock.slider"));
  }

  function ghost(scene, x, s) {
    const label = box.querySelector(".dock-ghost");
    label.hidden = false;
    label.textContent = atlas.dateWords(scene.date, true);
    label.style.transform = `translateX(${Math.min(Math.max(x, 34), s.width - 34)}px) translateX(-50%)`;
  }

  /* The words of a count, with what it counts where that is not what runs. */
  function sayCount({ n, k, key, unit }, t) {
    return t(key, { n, k, x: unit.running ? "" : atlas.wheelWords.unitWords(unit.statuses, t) });
  }

  /* What runs, in numbers that open their rows. Under a hand or while playing only the words follow. */
  function figure({ scene, engine, t }, counted, said) {
    const { countDoor, fill } = atlas.doors, holder = box.querySelector(".dock-caption > b");
    if ((drag || playing) && holder.textContent === said) return;
    const asked = scene.status || [], status = counted.unit.statuses.filter((s) => !asked.length || asked.includes(s));
    const rows = counted.key === "dock.listed" ? {} : { counted: ["yes"], status };
    const parts = { n: countDoor(counted.n, rows), k: countDoor(counted.k, { ...rows, reach: ["region"] }) };
    const html = fill(sayCount({ ...counted, n: "{n}", k: "{k}" }, t), parts);
    if (figured === html && holder.firstChild) return;
    const at = [...holder.children].indexOf(document.activeElement);
    figured = html;
    holder.innerHTML = html;
    if (at >= 0 && holder.children[at]) holder.children[at].focus({ preventScroll: true });
  }

  /* The curve under its key; false where the dock has no room. */
  function drawNow(context, key) {
    wide = 0;
    if (!box.querySelector(".dock-plot").clientWidth) return false;
    built = key;
    sized = sizeOf(box.querySelector(".dock-plot"));
    redraw(context);
    return true;
  }
  /* A curve that is there already gives way to its next one a frame later: map, counts and table come first. */
  function drawLater(context, key) {
    if (!awaited) requestAnimationFrame(() => setTimeout(() => { const { context: last, key: under } = awaited; awaited = null; if (under !== built) drawNow(last, under); }, 0));
    awaited = { context, key };
    return true;
  }

  atlas.painter(30, "dock", (context) => {
    box = box && box.isConnected ? box : document.getElementById("dock-body");
    if (!box) return;
    if (!box.firstChild) skeleton();
    const { scene, look, engine, t } = context;
    const key = JSON.stringify({ ...scene, date: 0, to: 0, selection: 0, view: 0, tab: 0, layers: 0, theme: 0 });
    if (key !== built && !(built ? drawLater(context, key) : drawNow(context, key))) return;
    const s = scale(), x = move(context, s), counted = atlas.dockCurve.tally(engine, scene, look);
    /* The field follows when the hand rests: it is read and typed in, not watched. */
    if (!drag && fieldDay !== look.day + scene.lang) { fieldDay = look.day + scene.lang; dayField.show(days.toIso(look.day)); }
    const said = sayCount(counted, t);
    figure(context, counted, said);
    const shown = scene.date + scene.lang + scene.known + scene.stated + scene.to;
    if (box.dataset.shown === shown) return;
    box.dataset.shown = shown;
    const words = dateLines(context);
    if (drag) ghost(scene, x, s);
    slide(context, words);
    announce(`${words}: ${said}`);
  }, { around: true });

  /* Screen readers hear of a change at most once a second, and only of the last one. */
  let spokenAt = 0, waiting = 0;
  function announce(text) {
    clearTimeout(waiting);
    const wait = Math.max(0, 1000 - (performance.now() - spokenAt));
    waiting = setTimeout(() => {
      const live = document.getElementById("live");
      if (live) live.textContent = text;
      spokenAt = performance.now();
    }, wait);
  }
  atlas.announce = announce;
})();
