/* The presenter: where in a story we are, how we get to the next scene, and the keys.
   A scene of a story is put into the one scene of the page; what stands on the screen is drawn by 50_screen.js. */
(function () {
  "use strict";
  const atlas = window.atlas;
  /* Text grows by 2.1, so that names and counts reach 24 px; symbols by 40/23, the presenter's wheel of radius 40. */
  const UNIT = 2.1, SYMBOLS = 40 / 23 / UNIT;
  /* Sizes are those of a screen of 1920 by 1080. A screen of 4:3 has the same lines and less width: the text keeps the
     size that its lines allow, the map gives way a little, so that Senegal and Chad both stay on it. */
  const LINES = 1080, WIDE_TEXT = 1440, WIDE_MAP = 1840;
  const scaleText = () => Math.min(innerWidth / WIDE_TEXT, atlas.marking.height() / LINES);
  const scaleMap = () => Math.min(innerWidth / WIDE_MAP, atlas.marking.height() / LINES);
  const MONTH_MS = 250, SETTLE_MS = 120, HOLD_MS = 1500, FLIGHT_S = 1.1, PATIENCE_MS = 8000;
  const LETTERS_OFF = "atlas-keys", MOTION = "atlas-flights";
  const served = location.protocol !== "file:";
  const talk = { stories: null, faults: [], story: null, step: 0, mode: "off", playing: false, due: false, blank: false, away: false };
  let timer = 0, settling = 0, themeBefore = null, wanted = null, channel = null;

  const store = (area, key, value) => {
    try { if (value === undefined) return area.getItem(key); area.setItem(key, value); } catch { /* private windows keep nothing */ }
    return null;
  };
  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches || store(localStorage, MOTION) === "off";
  const current = () => talk.story.scenes[talk.step];
  const main = () => atlas.map.main;

  /* ---- stories ---- */
  atlas.giveStories = (list) => { talk.stories = list; };
  async function stories() {
    if (!talk.stories) {
      const answer = await atlas.fetchJson("data/stories.json");
      talk.stories = answer.stories;
      talk.faults = answer.faults;
    }
    const draft = store(localStorage, "atlas-draft-story");
    const own = draft ? JSON.parse(draft) : null;
    // One that was kept before its scenes came with all their texts is made again in the builder.
    return own && own.scenes.every((s) => s.clock) ? [...talk.stories.filter((s) => s.id !== own.id), own] : talk.stories;
  }

  /* ---- the size of everything: one number for symbols, one for text ---- */
  function size() {
    if (talk.mode !== "on") return;
    const style = document.documentElement.style, text = String(scaleText()), symbols = String(UNIT * scaleMap());
    if (style.getPropertyValue("--s") !== text) style.setProperty("--s", text);
    if (style.getPropertyValue("--u") !== symbols) style.setProperty("--u", symbols);
    const instance = main();
    if (!instance) return;
    // dash-leaflet hears of each end of a move and, a moment later, sets the centre it heard of: tell it of no centre on the way.
    instance.map.invalidateSize({ animate: false, pan: false, debounceMoveend: true });
    instance.u = atlas.map.unit() * SYMBOLS;
    atlas.repaint();
  }

  /* A story's zoom holds for a screen of 1920 by 1080; other screens show the same piece of the earth. */
  const zoomHere = (zoom) => zoom + Math.log2(scaleMap());

  /* The map of the normal page pulls a view back into its bounds; a story's views stand as they are written. */
  let bounds = null;
  function unbind(instance) {
    instance.silent = true;
    instance.moved = true;
    if (!instance.map.options.maxBounds) return;
    bounds = instance.map.options.maxBounds;
    instance.map.setMaxBounds(null);
  }
  function rebind(instance) {
    instance.silent = false;
    if (bounds) instance.map.setMaxBounds(bounds);
    bounds = null;
  }

  function fly(view, still) {
    const instance = main();
    if (!instance || !view) return Promise.resolve();
    const [lon, lat, z] = view, zoom = zoomHere(z), map = instance.map, c = map.getCenter();
    const token = wanted;
    instance.moved = true;
    const near = Math.abs(c.lng - lon) < 0.05 && Math.abs(c.lat - lat) < 0.05 && Math.abs(map.getZoom() - zoom) < 0.06;
    if (near) return Promise.resolve();
    if (still) { map.setView([lat, lon], zoom, { animate: false }); return Promise.resolve(); }
    return new Promise((done) => {
      const box = map.getContainer();
      const end = () => { box.classList.remove("is-flying"); map.off("moveend", end); done(); };
      // Two frames later: the new date and caption are on the screen before the flight, or the jump, takes the time.
      requestAnimationFrame(() => requestAnimationFrame(() => {
        if (wanted !== token) { done(); return; }
        if (calm()) { map.setView([lat, lon], zoom, { animate: false }); done(); return; }
        box.classList.add("is-flying");
        map.on("moveend", end);
        map.flyTo([lat, lon], zoom, { duration: FLIGHT_S, easeLinearity: 0.4 });
      }));
    });
  }

  /* ---- going to a scene ---- */
  function patch(scene, date) {
    const now = atlas.state.scene, plain = atlas.state.engine.data.scene;
    return { ...plain, ...scene.scene, date, to: "", view: null, tab: "map", lang: now.lang, theme: now.theme };
  }

  async function go(step, options) {
    const o = options || {};
    stop();
    talk.step = Math.max(0, Math.min(talk.story.scenes.length - 1, step));
    talk.blank = false;
    talk.away = false;
    const scene = current(), { date, to } = scene.scene, token = (wanted = {});
    const plays = Boolean(to) && !o.still && !calm();
    // The caption speaks of the end of the range: it waits for it.
    talk.due = plays;
    const next = patch(scene, to && !plays ? to : date);
    if (o.still || talk.mode !== "on") await change(next);
    else await change(next, atlas.ahead(next.date));
    // Another key came before this scene was painted: that one goes on.
    if (wanted !== token) return;
    if (!o.quiet) tell();
    if (talk.mode === "notes") return;
    await fly(scene.scene.view, o.still);
    if (plays && wanted === token) play(to, null);
  }

  /* Paint first; the link and the server hear of it when the new scene is on the screen. */
  function change(next, ahead) {
    const { state } = atlas, from = state.scene;
    if (!state.engine.hasClock(next)) return state.commit(next);
    const painted = ahead ? state.previewLate(next) : state.preview(next);
    clearTimeout(settling);
    settling = setTimeout(() => state.settle(from), SETTLE_MS);
    return Promise.resolve(painted);
  }

  /* Months from the date on screen to another, four a second, with a pause at each major event. */
  function play(until, then) {
    const { state } = atlas, months = [];
    const last = until.slice(0, 7);
    for (let m = atlas.days.addMonths(state.scene.date.slice(0, 7), 1); m < last; m = atlas.days.addMonths(m, 1)) months.push(m);
    months.push(until);
    const major = new Set(state.engine.data.events.filter((e) => e.major === "yes").map((e) => e.date.slice(0, 7)));
    talk.playing = talk.due = true;
    const next = () => {
      const date = months.shift();
      state.preview({ date });
      if (months.length) { timer = setTimeout(next, major.has(date.slice(0, 7)) && state.scene.layers.includes("events") ? HOLD_MS : MONTH_MS); return; }
      talk.playing = false;
      talk.due = Boolean(then);
      state.settle(null);
      atlas.repaint();
      if (then) timer = setTimeout(then, MONTH_MS);
    };
    timer = setTimeout(next, MONTH_MS);
    atlas.repaint();
  }
  function stop() {
    clearTimeout(timer);
    if (talk.playing) { talk.playing = false; atlas.state.settle(null); }
    atlas.repaint();
  }
  function space() {
    if (talk.playing) { stop(); return; }
    const { date } = atlas.state.scene, { to } = current().scene, next = talk.story.scenes[talk.step + 1];
    if (to && date < to) play(to, null);
    else if (next && next.scene.date > date && !calm()) play(next.scene.date, () => go(talk.step + 1));
    else go(talk.step + 1);
  }

  /* ---- in, out, and aside ---- */
  async function enter(id, step, mode) {
    let list;
    try { list = await stories(); } catch (error) { atlas.emit("fault", { what: "stories", error, retry: () => enter(id, step, mode) }); return; }
    const story = list.find((s) => s.id === id);
    if (!story) { atlas.emit("present", { unknown: id }); return; }
    if (!(await atlas.marking.ready())) return;
    talk.story = story;
    listen();
    if (mode === "ask") { talk.step = Math.min(step, story.scenes.length - 1); leave("ask"); return; }
    show(mode || "on");
    if (mode !== "notes" && served && !/\/present$/.test(location.pathname)) history.pushState({}, "", address("present") + location.search);
    if (atlas.state.scene.theme === "light") { themeBefore = "light"; await atlas.state.commit({ theme: mode === "notes" ? "light" : "projector" }); }
    // A base that cannot be read is told by the map itself; the story goes on without it.
    const late = Date.now() + PATIENCE_MS;
    const ready = () => (main() && (main().based || Date.now() > late)) || mode === "notes";
    if (!ready()) await new Promise((done) => { const wait = setInterval(() => { if (ready()) { clearInterval(wait); done(); } }, 20); });
    if (main()) unbind(main());
    size();
    await go(step, { still: true, quiet: mode === "notes" });
    if (served) fetchClocks(story);
    if (channel && mode === "notes") channel.postMessage({ ask: true });
  }

  /* The clocks of a story are fetched when it begins: no scene waits for one, or fails when the server is gone. */
  async function fetchClocks(story) {
    const { engine } = atlas.state;
    for (const { scene } of story.scenes.filter((s) => !engine.hasClock(s.scene))) {
      const asked = new URLSearchParams({ known: scene.known, stated: scene.stated });
      // A scene that is reached all the same asks again, and says what is wrong.
      try { engine.addClock(scene, await atlas.fetchJson("data/clock.json?" + asked)); } catch { return; }
    }
  }

  /* Parts of the page that nobody sees while a story is shown do not paint; they wake when it is left. */
  const ASLEEP = ["rail", "dock", "dossier", "dossier-hint", "legend", "scale", "search", "table", "timeline", "sentence", "compare", "route"];
  let sleeping = [];
  function sleep(on) {
    const { painters } = atlas;
    if (on && !sleeping.length) {
      sleeping = painters.filter((p) => ASLEEP.includes(p.name));
      for (const p of sleeping) painters.splice(painters.indexOf(p), 1);
    } else if (!on && sleeping.length) {
      painters.push(...sleeping);
      painters.sort((a, b) => a.order - b.order);
      sleeping = [];
    }
  }

  function show(mode) {
    talk.mode = mode;
    sleep(mode === "on" || mode === "notes");
    if (mode === "on") atlas.rootData("pointer", "off");
    atlas.rootData("present", mode === "off" || mode === "ask" ? "off" : mode);
    atlas.emit("talk", talk);
    atlas.repaint();
  }

  /* To the normal page: for a question (the story waits) or for good. */
  function leave(mode) {
    stop();
    if (!served) { talk.away = mode === "ask"; atlas.emit("talk", talk); atlas.repaint(); return; }
    const instance = main(), style = document.documentElement.style;
    show(mode);
    style.removeProperty("--u");
    style.removeProperty("--s");
    if (document.fullscreenElement) document.exitFullscreen();
    if (instance) {
      const c = instance.map.getCenter(), zoom = instance.map.getZoom();
      requestAnimationFrame(() => {
        instance.map.invalidateSize({ animate: false, pan: false, debounceMoveend: true });
        instance.u = atlas.map.unit();
        // The same piece of the earth on the smaller map, so that what the question is about stays in sight.
        const room = instance.map.getSize(), smaller = Math.min(room.x / innerWidth, room.y / atlas.marking.height());
        instance.map.setView(c, zoom + Math.log2(smaller), { animate: false });
        rebind(instance);
        atlas.repaint();
      });
    }
    const theme = mode === "off" && themeBefore ? themeBefore : atlas.state.scene.theme;
    themeBefore = mode === "off" ? null : themeBefore;
    history.replaceState({}, "", address("") + location.search);
    if (mode === "off") talk.story = null;
    atlas.state.commit({ theme, selection: mode === "off" ? [] : atlas.state.scene.selection });
  }
  async function back() {
    if (!talk.story) return;
    if (!served) { go(talk.step, {}); atlas.emit("talk", talk); return; }
    history.replaceState({}, "", address("present") + location.search);
    show("on");
    if (main()) unbind(main());
    size();
    await go(talk.step, { still: true, quiet: true });
  }

  /* ---- the link: the scene, and where in which story ---- */
  const address = (page) => location.pathname.replace(/present$/, "") + page;
  function placeOf(query) {
    const place = `story=${encodeURIComponent(talk.story.id)}&step=${talk.step + 1}${talk.mode === "notes" ? "&notes=1" : ""}`;
    return `${address(talk.mode === "ask" ? "" : "present")}?${place}&${query}`;
  }
  /* Written in one go: a reload between a link without the story and one with it would open the atlas instead. */
  atlas.placeOf = (query) => (served && talk.story && talk.mode !== "off" ? placeOf(query) : null);
  function keep() {
    if (!talk.story) return;
    if (!served) { history.replaceState(null, "", `#step=${talk.step + 1}&lang=${atlas.state.scene.lang}`); return; }
    history.replaceState({}, "", atlas.placeOf(atlas.state.toQuery(atlas.state.scene)));
    store(localStorage, "atlas-step:" + talk.story.id, JSON.stringify({ step: talk.step, at: Date.now() }));
  }
  atlas.on("committed", () => { if (talk.mode !== "off") keep(); });

  /* ---- the other window ---- */
  function listen() {
    if (channel || !served || typeof BroadcastChannel === "undefined") return;
    channel = new BroadcastChannel("atlas-present");
    channel.onmessage = ({ data }) => {
      if (!talk.story || (data.story && data.story !== talk.story.id)) return;
      if (data.ask && talk.mode === "on") tell();
      else if (data.step !== undefined && data.step !== talk.step && talk.mode !== "off") { if (talk.mode === "ask") talk.step = data.step; else go(data.step, { quiet: true }); }
      else if (data.blank !== undefined && talk.mode === "on") { talk.blank = data.blank; atlas.repaint(); }
    };
  }
  function tell() { if (channel) channel.postMessage({ story: talk.story.id, step: talk.step }); }

  /* ---- keys ---- */
  const typing = (target) => Boolean(target && target.closest && target.closest('input:not([type="range"]):not([type="checkbox"]), textarea, select, [contenteditable="true"], .ag-root'));
  const ROWS = [
    ["← → PgUp PgDn", "present.key.scene"], ["Home End", "present.key.ends"], ["Space", "present.key.play"], ["1–9", "present.key.number"],
    ["B", "present.key.blank"], ["N", "keys.language"], ["D", "present.key.theme"], ["V", "present.key.flight"], ["F", "present.key.full"],
    ["Q", "present.key.ask"], ["G", "present.key.return"], ["?", "keys.help"], ["Esc", "present.key.leave"],
  ];
  const STEPS = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 };
  const LETTERS = {
    b: () => { talk.blank = !talk.blank; if (channel && talk.mode === "notes") channel.postMessage({ story: talk.story.id, blank: talk.blank }); atlas.repaint(); },
    n: () => atlas.state.commit({ lang: atlas.state.scene.lang === "nl" ? "en" : "nl" }),
    d: () => atlas.state.commit({ theme: atlas.state.scene.theme === "dark" ? (talk.mode === "notes" ? "light" : "projector") : "dark" }),
    v: () => { store(localStorage, MOTION, calm() ? "on" : "off"); atlas.emit("talk", talk); atlas.repaint(); },
    f: () => { if (document.fullscreenElement) document.exitFullscreen(); else if (document.documentElement.requestFullscreen) document.documentElement.requestFullscreen().catch(() => {}); },
    q: () => { if (talk.mode === "on") leave("ask"); },
    g: () => back(),
  };

  function onKey(event) {
    if (talk.mode === "off" || !atlas.state.scene || event.ctrlKey || event.metaKey || event.altKey) return;
    if (typing(event.target) || document.querySelector("dialog[open]")) return;
    const key = event.key, take = (fn) => { event.preventDefault(); event.stopPropagation(); fn(); };
    const letters = store(localStorage, LETTERS_OFF) !== "off";
    if (talk.mode === "ask") {
      if (key.toLowerCase() === "g" && letters) take(back);
      else if (key === "Escape" && !atlas.state.scene.selection.length && document.documentElement.dataset.rail !== "open") take(back);
      return;
    }
    const control = event.target.closest && event.target.closest("button, input, [role=button]");
    if (key in STEPS && !(control && control.type === "range")) take(() => go(talk.step + STEPS[key]));
    else if (key === "Home") take(() => go(0));
    else if (key === "End") take(() => go(talk.story.scenes.length - 1));
    else if (key === " " && !control) take(space);
    else if (key === "Escape") take(() => { if (talk.blank) LETTERS.b(); else if (talk.away) back(); else if (served && talk.mode === "on") leave("off"); });
    else if (key === "?") take(() => atlas.emit("help"));
    else if (/^[1-9]$/.test(key)) take(() => go(Number(key) - 1));
    else if (key === "." && letters) take(LETTERS.b);
    else if (letters && LETTERS[key.toLowerCase()]) take(LETTERS[key.toLowerCase()]);
  }
  document.addEventListener("keydown", onKey, true);
  let rowsBefore = null;
  atlas.on("talk", () => {
    if (talk.mode === "on" || talk.mode === "notes") { rowsBefore = rowsBefore || atlas.keyRows; atlas.keyRows = ROWS; }
    else if (rowsBefore) { atlas.keyRows = rowsBefore; rowsBefore = null; }
  });
  addEventListener("resize", () => { if (talk.mode === "on") { size(); if (!talk.away) fly(current().scene.view, true); } });

  /* A link into a story opens it; without a step the one of the last twelve hours, else the first. */
  atlas.on("ready", () => {
    if (!served) return;
    const asked = new URLSearchParams(location.search), id = asked.get("story");
    const page = /\/present$/.test(location.pathname);
    if (!id) { if (page) atlas.whenThere("#present-body", () => atlas.emit("present", {})); return; }
    const kept = JSON.parse(store(localStorage, "atlas-step:" + id) || "null");
    const fresh = kept && Date.now() - kept.at < 12 * 3600e3 ? kept.step : 0;
    const step = asked.get("step") ? Math.max(0, (Number.parseInt(asked.get("step"), 10) || 1) - 1) : fresh;
    atlas.whenThere("#present-body", () => enter(id, step, asked.get("notes") ? "notes" : page ? "on" : "ask"));
  });

  Object.assign(atlas, { talk: { get: () => talk, stories, enter, go, space, stop, leave, back, calm, letter: (k) => LETTERS[k](), current, address } });
})();
