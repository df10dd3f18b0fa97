/* The scene in the browser: one value, its history, its link, and the painters that follow it.
   preview() paints only (while something is dragged); commit() also remembers and writes the link. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const KEEP = 200;
  const painters = [];
  const listeners = new Map();
  let scene = null, engine = null, words = {}, frame = 0, late = null, undoStack = [], redoStack = [], shown = null;

  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

  /* The same text as Scene.to_query() in Python: only what differs from the default, lists joined by commas. */
  function toQuery(value) {
    const plain = engine.data.scene;
    const quote = (w) => encodeURIComponent(w).replace(/%3A/gi, ":").replace(/[!()*]/g, (c) => "%" + c.charCodeAt(0).toString(16).toUpperCase());
    const parts = ["v=1"];
    for (const key of engine.data.keys) {
      /* A link without `versus` whose two dates are one is read as two days of knowledge. */
      const asKnown = key === "versus" && value.date2 && value.date2 === value.date && value.known2 !== value.known;
      if (same(value[key], plain[key]) && !asKnown) continue;
      if (key === "view") parts.push("view=" + value.view.map((n) => Number(n).toFixed(2)).join("%2C"));
      else parts.push(key + "=" + (Array.isArray(value[key]) ? value[key] : [value[key]]).map(quote).join(","));
    }
    return parts.join("&");
  }

  function emit(name, detail) {
    for (const fn of listeners.get(name) || []) fn(detail);
  }

  function paint() {
    frame = 0;
    if (late) late.done();
    late = null;
    if (!engine || !scene) return;
    if (!engine.hasClock(scene)) return;
    engine.use(scene);
    const context = { scene, before: shown, engine, look: engine.look(scene), t: atlas.t };
    atlas.rootData("theme", scene.theme);
    atlas.rootData("tab", scene.tab);
    if (document.documentElement.lang !== scene.lang) document.documentElement.lang = scene.lang;
    const mapFirst = Boolean(atlas.mapAwaited && atlas.mapAwaited());
    for (const { name, fn, around } of painters) {
      if (around && mapFirst) continue;
      try { fn(context); } catch (error) { console.error("painter " + name, error); }
    }
    if (mapFirst && !atlas.mapAwaited()) afterFrame(schedule);
    shown = scene;
    emit("painted", context);
  }

  /* Once what was just painted is on the screen: a frame starts only when the one before was handed over. */
  const afterFrame = (fn) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(fn, 0)));

  function schedule() {
    if (!frame) frame = requestAnimationFrame(paint);
  }

  /* What an event has written itself is on the screen first; the painters follow in a task after that frame. */
  function scheduleLate() {
    if (late) return late.promise;
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => setTimeout(paint, 0));
    late = {};
    return (late.promise = new Promise((done) => { late.done = done; }));
  }

  async function needClock(of) {
    if (engine.hasClock(of)) return;
    const asked = new URLSearchParams({ known: of.known || "", stated: of.stated || "" });
    engine.addClock(of, await atlas.fetchJson("data/clock.json?" + asked));
  }

  function writeLink() {
    const query = toQuery(scene);
    // A page opened from a file may not change its address; a briefing keeps its place after the #.
    if (location.protocol !== "file:") history.replaceState({ query }, "", (atlas.placeOf && atlas.placeOf(query)) || location.pathname + "?" + query);
    emit("committed", { scene, query });
  }

  async function apply(next, remember) {
    /* The other side's clock is needed where it is seen; a briefing in one file has none but its scenes' own. */
    for (const of of next.tab === "compare" ? [next, { ...next, known: next.known2 }] : [next]) {
      try { await needClock(of); } catch (error) { emit("fault", { what: "clock", error, retry: () => apply(next, remember) }); return; }
    }
    if (remember && scene && !same(next, scene)) {
      undoStack.push(scene);
      if (undoStack.length > KEEP) undoStack.shift();
      redoStack = [];
    }
    scene = next;
    schedule();
    if (remember !== null) writeLink();
  }

  const state = {
    get scene() { return scene; },
    get engine() { return engine; },
    toQuery,
    /* Paint a change without remembering it: for drags and hovers. */
    preview(patch) { scene = { ...scene, ...patch }; schedule(); },
    /* The same one frame later, for who has already written what must change at once. Resolves when it is painted. */
    previewLate(patch) { scene = { ...scene, ...patch }; return scheduleLate(); },
    /* Change, remember for undo, write the link. */
    commit(patch) { return apply({ ...scene, ...patch }, true); },
    /* After previews: remember `from` as the state to go back to. */
    settle(from) {
      if (from && !same(from, scene)) { undoStack.push(from); redoStack = []; }
      writeLink();
    },
    toggle(key, value) {
      const list = scene[key];
      return state.commit({ [key]: list.includes(value) ? list.filter((v) => v !== value) : [...list, value] });
    },
    undo() { if (undoStack.length) { redoStack.push(scene); return apply(undoStack.pop(), false); } return null; },
    redo() { if (redoStack.length) { undoStack.push(scene); return apply(redoStack.pop(), false); } return null; },
    get canUndo() { return undoStack.length > 0; },
    get canRedo() { return redoStack.length > 0; },
    /* Filters back to their defaults; date, clock, view, language and theme stay. */
    resetFilters() {
      const plain = engine.data.scene;
      const names = [...engine.data.facets.map((f) => f.name), "text"];
      return state.commit(Object.fromEntries(names.map((n) => [n, plain[n]])));
    },
    askedFacets() {
      const plain = engine.data.scene;
      return [...engine.data.facets.map((f) => f.name), "text"].filter((n) => !same(scene[n], plain[n]));
    },
    /* A link followed by a person (search result, story step): an entry in the browser's history too. */
    visit(patch) {
      history.pushState({ query: toQuery({ ...scene, ...patch }) }, "", location.href);
      return state.commit(patch);
    },
  };

  /* Set a data attribute of the page only when it changes: writing it makes the browser restyle everything. */
  atlas.rootData = function (name, value) {
    if (document.documentElement.dataset[name] !== value) document.documentElement.dataset[name] = value;
  };

  /* Words: atlas.t("status.active") in the scene's language; {name} is replaced from params. */
  atlas.t = function (key, params) {
    const pair = words[key];
    if (!pair) return key;
    let text = pair[scene && scene.lang === "nl" ? 1 : 0];
    for (const [name, value] of Object.entries(params || {})) text = text.split("{" + name + "}").join(value);
    return text;
  };
  atlas.pick = (row, field) => row[field + "_" + (scene && scene.lang === "nl" ? "nl" : "en")] || row[field + "_en"] || "";
  atlas.dateWords = function (text, short) {
    const parts = String(text).split("-");
    if (parts.length === 1) return text;
    const month = atlas.t("month." + Number(parts[1]));
    const name = short ? (month === "maart" ? "mrt" : month.slice(0, 3)) : month;
    return parts.length === 2 ? `${name} ${parts[0]}` : `${Number(parts[2])} ${name} ${parts[0]}`;
  };
  atlas.number = (n) => new Intl.NumberFormat(scene && scene.lang === "nl" ? "nl-NL" : "en-GB").format(n);

  atlas.fetchJson = async function (url) {
    const answer = await fetch(url, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    return answer.json();
  };
  /* Painters run in order of their number on every frame in which the scene changed; when the page opens, those `around`
     the map wait until it stands. */
  atlas.painters = painters;
  atlas.painter = function (order, name, fn, { around = false } = {}) {
    painters.push({ order, name, fn, around });
    painters.sort((a, b) => a.order - b.order);
  };
  atlas.on = (name, fn) => listeners.set(name, [...(listeners.get(name) || []), fn]);
  atlas.emit = emit;
  atlas.repaint = schedule;
  atlas.state = state;

  /* Start with data in hand: used by the served page and by a briefing in one file. */
  atlas.start = function (data, allWords, first) {
    words = allWords;
    engine = new atlas.Engine(data);
    scene = { ...data.scene, ...first };
    undoStack = []; redoStack = [];
    emit("ready", { engine });
    return apply(scene, null);
  };

  window.addEventListener("popstate", async () => {
    if (!engine || location.protocol === "file:") return;
    const answer = await atlas.fetchJson("api/scene" + location.search);
    await apply({ ...engine.data.scene, ...answer.scene }, null);
    emit("dropped", answer.dropped);
  });

  /* The served page: its first scene stands in the page, its data comes from the server that sent it. */
  async function boot() {
    const first = document.getElementById("atlas-first");
    if (!first) return;
    const { scene: opened, dropped, data, words: wordsUrl, tag } = JSON.parse(first.textContent);
    atlas.tag = tag;
    try {
      const [payload, allWords] = await Promise.all([atlas.fetchJson(data), atlas.fetchJson(wordsUrl)]);
      await atlas.start(payload, allWords, opened);
      if (dropped.length) emit("dropped", dropped);
    } catch (error) {
      emit("fault", { what: "data", error, retry: boot });
    }
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", boot);
  else boot();

  /* Dash mounts the page after this script ran: run fn once the element is there. */
  atlas.whenThere = function (selector, fn) {
    const found = document.querySelector(selector);
    if (found) { fn(found); return; }
    const watch = new MutationObserver(() => {
      const now = document.querySelector(selector);
      if (now) { watch.disconnect(); fn(now); }
    });
    watch.observe(document.documentElement, { childList: true, subtree: true });
  };
  atlas.whenThere("#atlas", () => schedule());
})();
