/* The dock: date, play, the stepped stacked count, event pins and the slider. Moving it asks the server nothing. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const { days } = atlas;
  const MONTHS_A_SECOND = 4, HOLD_MS = 1500, STILL_MS = 600, PIN_GAP = 12, LABEL_GAP = 8;
  /* Heights in px: a full dock with words, and a low one without them. */
  const FULL = { top: 34, area: 62, pins: 15, height: 150 }, LOW = { top: 22, area: 42, pins: 4, height: 112 }, LOW_UNDER = 145;
  const ORDER = ["humanitarian", "development", "migration", "security", "diplomacy"];
  const FILLED = ["coup", "letter"];
  const icon = (d) => `<svg width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true"><path d="${d}" fill="currentColor"/></svg>`;
  const ICON = {
    back: icon("M4,-5L-4,0L4,5Z"), forward: icon("M-4,-5L4,0L-4,5Z"), play: icon("M-4,-6L6,0L-4,6Z"), pause: icon("M-5,-6h3.5V6H-5ZM1.5,-6H5V6H1.5Z"),
    first: icon("M-5,-5h2V5h-2ZM5,-5L-3,0L5,5Z"), last: icon("M5,-5h-2V5h2ZM-5,-5L3,0L-5,5Z"),
  };
  let box = null, wide = 0, shape = FULL, built = null, drag = null, playing = null, from = null, dayField = null, pen = null, fieldDay = "", sized = "";

  const monthOf = (text) => text.slice(0, 7);
  const window_ = () => atlas.state.engine.data.window;
  const firstMonth = () => days.toIso(window_()[0]).slice(0, 7);
  const lastMonth = () => days.toIso(window_()[1]).slice(0, 7);
  const clampMonth = (m) => (m < firstMonth() ? firstMonth() : m > lastMonth() ? lastMonth() : m);

  /* The letter the atlas is about; later letters keep a pin without a name. */
  const isLetter = (e) => e.category === "letter" && e.day === atlas.state.engine.data.letter.day;
  function majors() {
    return atlas.state.engine.data.events.filter((e) => (e.major === "yes" || FILLED.includes(e.category)) && e.day >= window_()[0] && e.day <= window_()[1]);
  }

  function skeleton() {
    const b = (name, sign, extra) => `<button type="button" class="button step ${extra || ""}" data-dock="${name}">${sign}</button>`;
    box.innerHTML = '<div class="dock-left"><div class="dock-date num" id="dock-date"><span></span> <span></span></div>'
      + `<div class="dock-buttons">${b("event.back", ICON.first)}${b("back", ICON.back)}${b("play", ICON.play, "primary play")}${b("forward", ICON.forward)}${b("event.forward", ICON.last)}</div>`
      + '<label class="dock-day"><span data-dock-text="dock.day"></span><input type="text" class="day-field" id="dock-day-input" autocomplete="off" spellcheck="false" maxlength="30"></label></div>'
      + '<div class="dock-plot"><svg id="dock-svg" aria-hidden="true"></svg><i class="dock-done"></i><i class="dock-now"></i>'
      + '<div class="dock-slider" role="slider" tabindex="0" id="dock-slider"><span class="dock-handle"></span><span class="dock-ghost num" hidden></span></div>'
      + '<div class="dock-pins"></div><p class="dock-caption"></p></div>';
    box.addEventListener("click", onClick);
    const [a, z] = window_().map(days.toIso);
    dayField = atlas.dayField(box.querySelector("#dock-day-input"), { first: a, last: z, months: true, take: (date) => { stop(); atlas.state.commit({ date }); } });
    const plot = box.querySelector(".dock-plot");
    plot.addEventListener("pointerdown", onDown);
    plot.addEventListener("pointermove", onMove);
    plot.addEventListener("pointerup", onUp);
    plot.addEventListener("pointercancel", onUp);
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
    const { engine, scene, t } = context;
    const s = scale();
    const series = engine.series(scene);
    const end = window_()[1] + 1;
    const index = ORDER.map((n) => engine.data.instruments.indexOf(n));
    const totals = series.map((p) => index.reduce((sum, i) => sum + p.instruments[i], 0));
    const silentTop = Math.max(...series.map((p, k) => totals[k] + p.silent), 1);
    const ceiling = Math.max(10, Math.ceil(silentTop / 10) * 10);
    const { top: TOP, axis: AXIS, track: TRACK } = s, AREA = AXIS - TOP;
    const y = (n) => AXIS - (n / ceiling) * AREA;
    const stepped = (low, high) => {
      let up = "", down = "";
      series.forEach((p, k) => {
        const x0 = s.x(p.day), x1 = s.x(k + 1 < series.length ? series[k + 1].day : end);
        up += `${up ? "L" : "M"}${x0.toFixed(1)},${y(high(p, k)).toFixed(1)}H${x1.toFixed(1)}`;
        down = `L${x1.toFixed(1)},${y(low(p, k)).toFixed(1)}H${x0.toFixed(1)}` + down;
      });
      return up + down + "Z";
    };
    let svg = "";
    for (const tick of [ceiling / 2, ceiling]) svg += `<path d="M${s.left},${y(tick)}H${s.width - s.right}" stroke="var(--rule)"/><text x="${s.left - 6}" y="${y(tick) + 4}" text-anchor="end" class="dock-tick">${tick}</text>`;
    const base = series.map(() => 0);
    index.forEach((i, layer) => {
      const low = [...base];
      series.forEach((p, k) => { base[k] += p.instruments[i]; });
      const high = [...base];
      svg += `<path class="dock-area" d="${stepped((p, k) => low[k], (p, k) => high[k])}" fill="${atlas.symbols.colour(ORDER[layer])}"/>`;
    });
    svg += `<path d="${stepped((p, k) => totals[k], (p, k) => totals[k] + p.silent)}" fill="url(#atlas-hatch)"/>`;
    const hatchFrom = engine.clock(scene).known === null ? null : engine.clock(scene).known + 1;
    if (hatchFrom !== null && hatchFrom < end) {
      const x = Math.max(s.left, s.x(hatchFrom));
      svg += `<rect x="${x}" y="${TOP}" width="${s.x(end) - x}" height="${AREA}" fill="var(--panel)" fill-opacity=".62"/><rect x="${x}" y="${TOP}" width="${s.x(end) - x}" height="${AREA}" fill="url(#atlas-hatch-light)"/>`;
    }
    const pinned = pins(engine, s);
    for (const { at, x, solid } of pinned) svg += `<path class="dock-stem${solid ? " is-major" : ""}" d="M${at.toFixed(1)},${TOP - 8}L${x.toFixed(1)},${TOP - 2}V${solid ? AXIS : TOP + 4}"/>`;
    if (!s.low) svg += remarks(engine, s, series, y, t);
    for (let year = 2012; year <= 2024; year++) {
      const x = s.x(days.fromIso(`${year}-01-01`)), said = (year - 2012) % Math.ceil(40 / ((s.width - s.left) / 13)) === 0;
      svg += `<path d="M${x},${TRACK + 8}v6" stroke="var(--ink3)"/>`;
      if (said) svg += `<text x="${x + 4}" y="${TRACK + 20}" class="dock-year num">${year}</text>`;
    }
    svg += `<path d="M${s.left},${TRACK}H${s.width - s.right}" stroke="var(--rule)" stroke-width="4" stroke-linecap="round"/>`;
    const node = box.querySelector("#dock-svg");
    node.setAttribute("width", s.width);
    node.setAttribute("height", shape.height);
    node.innerHTML = svg;
    box.querySelector("#dock-slider").style.top = TRACK - 13 + "px";
    Object.assign(box.querySelector(".dock-now").style, { top: TOP - 6 + "px", height: TRACK - TOP + 6 + "px" });
    Object.assign(box.querySelector(".dock-done").style, { left: s.left - 2 + "px", top: TRACK - 2 + "px" });
    box.querySelector(".dock-caption").textContent = t("dock.caption");
    box.dataset.silent = series[0].silent;
  }

  const widthOf = (text, weight) => {
    pen = pen || document.createElement("canvas").getContext("2d");
    pen.font = `${weight || 400} 12px ${getComputedStyle(document.body).fontFamily}`;
    return pen.measureText(text).width;
  };

  /* What the plot says of itself: the unknown before, the jump that is documentation, what lies after the letter. */
  function remarks(engine, s, series, y, t) {
    const letter = engine.data.letter.day, line = s.top + 12, at = s.x(letter);
    const put = (x, anchor, name, text) => `<text x="${x}" y="${line}" text-anchor="${anchor}" class="dock-${name}">${atlas.escape(text)}</text>`;
    const room = s.width - s.right - at - 8;
    let svg = widthOf(t("time.after_letter")) < room + s.right ? put(at + 6, "start", "after", t("time.after_letter")) : "", silentEnds = s.left;
    if (series[0].silent) {
      const text = t("dock.silent", { n: series[0].silent });
      svg += put(s.left + 6, "start", "silent", text);
      silentEnds += 6 + widthOf(text);
    }
    const after = series.findIndex((p) => p.day >= letter), jump = after > 0 ? series[after - 1].silent - series[after].silent : 0;
    const words = t("dock.jump", { n: jump });
    if (jump > 0 && at - 8 - widthOf(words, 600) > silentEnds + 8) svg += put(at - 7, "end", "jump", words);
    return svg;
  }

  /* Pins that would cover each other move apart; each keeps a stem to its own day. */
  function apart(list, low, high) {
    const groups = [], gap = Math.min(PIN_GAP, (high - low) / Math.max(1, list.length - 1));
    for (const pin of list) {
      groups.push({ middle: pin.x, pins: [pin] });
      while (groups.length > 1) {
        const b = groups[groups.length - 1], a = groups[groups.length - 2];
        if (a.middle + ((a.pins.length + b.pins.length) * gap) / 2 <= b.middle) break;
        const all = [...a.pins, ...b.pins];
        groups.splice(-2, 2, { middle: all.reduce((sum, p) => sum + p.x, 0) / all.length, pins: all });
      }
    }
    for (const { middle, pins: own } of groups) {
      const half = ((own.length - 1) * gap) / 2, centre = Math.max(low + half, Math.min(middle, high - half));
      own.forEach((pin, i) => { pin.at = centre - half + i * gap; });
    }
  }

  /* Names over pins: the letter first, then coups in the focus countries, latest first; a name that would touch another is left out. */
  function named(list, engine, width) {
    const weight = (p) => (isLetter(p.e) ? 2 : (p.e.countries_iso3 || []).some((c) => engine.data.focus.includes(c)) ? 1 : 0);
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
      e, x: s.x(e.day), at: 0, show: false, solid: FILLED.includes(e.category),
      name: isLetter(e) ? atlas.t("dock.letter.pin") : e.category === "coup" ? (e.countries_iso3 || []).map((c) => atlas.pick(engine.countries.get(c), "name")).join(", ") : "",
    }));
    apart(list, s.left, s.width - s.right);
    if (!s.low) named(list, engine, s.width);
    const holder = box.querySelector(".dock-pins");
    holder.style.top = shape.pins + "px";
    holder.innerHTML = list.map(({ e, at, show, name, solid }) => {
      const title = `${atlas.pick(e, "title")}, ${atlas.dateWords(e.date)}`;
      return `<button type="button" class="dock-pin" style="left:${at.toFixed(1)}px" data-event="${atlas.escape(e.event_id)}" title="${atlas.escape(title)}" aria-label="${atlas.escape(title)}">`
        + (show ? `<span class="dock-pin-name${isLetter(e) ? " is-letter" : ""}">${atlas.escape(name)}</span>` : "")
        + `<svg width="10" height="11" viewBox="-5 -5.5 10 11" aria-hidden="true"><path d="M-4,-4.5H4V.5L0,4.5L-4,.5Z" fill="${solid ? "var(--ink)" : "var(--panel)"}" stroke="var(--ink)" stroke-width="1.2"/></svg></button>`;
    }).join("");
    return list;
  }

  /* ---- moving ---- */
  function onClick(event) {
    const button = event.target.closest("[data-dock]");
    if (button) { act(button.dataset.dock); return; }
    const pin = event.target.closest("[data-event]");
    if (pin) { const e = atlas.state.engine.data.events.find((x) => x.event_id === pin.dataset.event); atlas.state.commit({ date: e.date.length === 10 ? e.date : e.date.slice(0, 7) }); }
  }
  const monthAt = (event) => {
    return clampMonth(days.toIso(Math.floor(scale().day((event.clientX - drag.left) / drag.zoom))).slice(0, 7));
  };
  function onDown(event) {
    if (event.button || event.target.closest(".dock-pin")) return;
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
    if (month !== atlas.state.scene.date) atlas.state.preview({ date: month });
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
    if (month !== scene.date) atlas.state.commit({ date: month });
  }
  function stepEvent(direction) {
    const { scene } = atlas.state;
    const now = days.resolve(scene.date, scene.known);
    const list = majors().map((e) => e.day).sort((a, b) => a - b);
    const next = direction > 0 ? list.find((d) => d > now) : [...list].reverse().find((d) => d < now);
    if (next !== undefined) atlas.state.commit({ date: days.toIso(next) });
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
    if (monthOf(scene.date) >= lastMonth()) atlas.state.preview({ date: firstMonth() });
    const stops = new Set(majors().filter((e) => FILLED.includes(e.category)).map((e) => days.toIso(e.day).slice(0, 7)));
    playing = { frame: 0, next: performance.now() + 1000 / MONTHS_A_SECOND };
    const tick = (now) => {
      if (!playing) return;
      if (now >= playing.next) {
        const month = clampMonth(days.addMonths(monthOf(atlas.state.scene.date), 1));
        atlas.state.preview({ date: month });
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
      first: () => atlas.state.commit({ date: firstMonth() }), last: () => atlas.state.commit({ date: lastMonth() }) })[name]();
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
  atlas.painter(30, "dock", (context) => {
    box = box && box.isConnected ? box : document.getElementById("dock-body");
    if (!box) return;
    if (!box.firstChild) skeleton();
    const { scene, look, engine, t } = context;
    const key = JSON.stringify({ ...scene, date: 0, to: 0, selection: 0, view: 0, tab: 0, layers: 0, theme: 0 });
    if (key !== built) {
      wide = 0;
      if (!box.querySelector(".dock-plot").clientWidth) return;
      built = key;
      sized = sizeOf(box.querySelector(".dock-plot"));
      draw(context);
      for (const e of box.querySelectorAll("[data-dock]")) if (e.dataset.dock !== "play") { e.title = t("dock." + e.dataset.dock); e.setAttribute("aria-label", e.title); }
      for (const e of box.querySelectorAll("[data-dock-text]")) e.textContent = t(e.dataset.dockText);
      paintButtons();
    }
    const s = scale(), x = Math.min(Math.max(s.x(look.day), s.left), s.width - s.right);
    const handle = box.querySelector(".dock-handle");
    handle.style.transform = `translate(${x - 11}px, 0)`;
    /* Line and bar move over the curve, which is not drawn again. */
    box.querySelector(".dock-now").style.transform = `translateX(${x - 0.75}px)`;
    box.querySelector(".dock-done").style.transform = `scaleX(${x - s.left + 2})`;
    /* The field follows when the hand rests: it is read and typed in, not watched. */
    if (!drag && fieldDay !== look.day + scene.lang) { fieldDay = look.day + scene.lang; dayField.show(days.toIso(look.day)); }
    if (box.dataset.shown !== scene.date + scene.lang + scene.known) {
      box.dataset.shown = scene.date + scene.lang + scene.known;
      const words = atlas.dateWords(scene.date);
      if (drag) {
        const ghost = box.querySelector(".dock-ghost");
        ghost.hidden = false;
        ghost.textContent = atlas.dateWords(scene.date, true);
        ghost.style.transform = `translateX(${Math.min(Math.max(x, 34), s.width - 34)}px) translateX(-50%)`;
      }
      const parts = words.split(" ");
      const year = parts.pop();
      const [first, last] = box.querySelector("#dock-date").children;
      if (first.textContent !== parts.join(" ")) first.textContent = parts.join(" ");
      if (last.textContent !== year) last.textContent = year;
      const slider = box.querySelector("#dock-slider");
      const event = engine.data.events.find((e) => days.toIso(e.day).slice(0, 7) === monthOf(scene.date) && e.major === "yes");
      const months = (text) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1;
      slider.setAttribute("aria-valuemin", 0);
      slider.setAttribute("aria-valuemax", months(lastMonth()) - months(firstMonth()));
      slider.setAttribute("aria-valuenow", months(scene.date) - months(firstMonth()));
      slider.setAttribute("aria-valuetext", words + (event ? ", " + atlas.pick(event, "title") : ""));
      slider.setAttribute("aria-label", t("dock.slider"));
      announce(`${words}: ${t("dock.total", { n: look.counts.any.running })}`);
    }
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
