/* What stands on the presenter's screen: date, caption, legend, source, and controls that show when the pointer moves. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const { escape } = atlas;
  const HIDE_MS = 2000;
  /* Lines of the map's legend that the screen leaves out: what they key is not drawn here, or stands beside it in words. */
  const UNSAID = ["tiers", "combination", "border", "conflict", "off", "none"];
  const FULL = '<svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true"><path d="M1,5V1H5M11,1H15V5M15,11V15H11M5,15H1V11" fill="none" stroke="currentColor" stroke-width="2"/></svg>';
  let screen = null, timer = 0;
  const kept = {};

  function build() {
    const holder = document.getElementById("present-body");
    if (!holder) return null;
    screen = document.createElement("section");
    screen.id = "presenter";
    screen.innerHTML = '<div class="p-text"><h1 class="p-date"><span></span><span></span></h1><p class="p-caption" role="status" aria-live="polite"></p><p class="p-clock"></p></div>'
      + '<div class="p-legend"></div><p class="p-source"></p><p class="p-silence silence" data-silence></p>'
      + '<nav class="p-bar"></nav><div class="p-blank" hidden></div>';
    holder.appendChild(screen);
    bind();
    return screen;
  }

  /* Only what differs from the last frame is written. */
  function put(name, html, how) {
    if (kept[name] === html) return;
    kept[name] = html;
    const element = screen.querySelector(name);
    if (how === "text") element.textContent = html; else element.innerHTML = html;
  }

  function dateLines(text) {
    const words = atlas.dateWords(text).split(" ");
    return [words.slice(0, -1).join(" "), words[words.length - 1]];
  }

  /* The first line's width in its own size, so that the style sheet can keep a long month off the coast. */
  const TRACKING_EM = 0.0172;
  const ems = new Map();
  let pen = null;
  function widthEm(text) {
    if (!ems.has(text)) {
      pen = pen || document.createElement("canvas").getContext("2d");
      pen.font = `700 100px ${getComputedStyle(screen).fontFamily}`;
      ems.set(text, (pen.measureText(text).width / 100 - text.length * TRACKING_EM).toFixed(3));
    }
    return ems.get(text);
  }
  /* Widths measured before the font had come are those of another font. */
  document.fonts.addEventListener("loadingdone", () => {
    ems.clear();
    if (screen && kept[".p-date span"]) sizeDate(kept[".p-date span"]);
  });
  function sizeDate(text) {
    const em = widthEm(text), date = screen.querySelector(".p-date");
    if (date.style.getPropertyValue("--em") !== em) date.style.setProperty("--em", em);
  }

  /* ---- legend ---- */
  const PLACES = [[0, -31, "middle"], [35, -5, "start"], [25, 30, "start"], [-25, 30, "end"], [-35, -5, "end"]];
  function wheelLegend(t) {
    const names = atlas.symbols.INSTRUMENTS.map((name, i) => {
      const [x, y, anchor] = PLACES[i];
      const key = "instrument.short." + name, words = t(key) === key ? t("instrument." + name) : t(key);
      return `<text x="${x}" y="${y}" text-anchor="${anchor}" fill="${atlas.symbols.textColour(name)}">${escape(words)}</text>`;
    }).join("");
    return `<svg class="p-wheel" viewBox="-112 -46 224 84" role="img" aria-label="${escape(t("legend.wheel.text"))}">${names}${atlas.symbols.wheelInner(25, atlas.symbols.whole(), {})}</svg>`;
  }
  /* A drawing of fixed size grows with the screen once its size is its view box. */
  const growing = (icon) => icon.replace(/<svg width="(\d+)" height="(\d+)"((?:(?!viewBox)[^>])*)>/g, '<svg viewBox="0 0 $1 $2"$3>');
  /* A sample of the wheel's storeys that shows only one of them leaves no room for the other. */
  const OWN_ONLY = 'viewBox="0 0 21 15"', RIM_ONLY = 'viewBox="22 0 24 15"';
  const trimmed = (icon) => ((icon.match(/<g /g) || []).length === 1 ? icon.replace('viewBox="0 0 46 15"', icon.includes("translate(10 ") ? OWN_ONLY : RIM_ONLY) : icon);
  function legend(context) {
    const list = atlas.legendEntries(context).filter(([id]) => !UNSAID.includes(id));
    const reach = `<li class="p-reach">${escape(context.t("legend.wheel.brief"))}</li>`;
    return wheelLegend(context.t) + `<ul>${reach}${list.map(([, icon, words]) => `<li><span>${growing(trimmed(icon))}</span>${escape(words)}</li>`).join("")}</ul>`;
  }

  /* ---- controls ---- */
  const monthIndex = (m) => { const [y, n] = m.split("-").map(Number); return y * 12 + n - 1; };
  const monthText = (i) => `${Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, "0")}`;
  function bar(context) {
    const { scene, engine, t } = context, talk = atlas.talk.get(), served = location.protocol !== "file:";
    const button = (act, sign, label, pressed) => `<button type="button" class="button icon" data-act="${act}" aria-label="${escape(label)}" title="${escape(label)}"${pressed === undefined ? "" : ` aria-pressed="${pressed}"`}>${sign}</button>`;
    const [first, last] = engine.data.window.map((d) => monthIndex(atlas.days.toIso(d)));
    const instruments = engine.data.instruments.map((name) => {
      const on = !scene.instrument.length || scene.instrument.includes(name);
      return `<button type="button" class="button icon" data-instrument="${name}" aria-pressed="${on}" aria-label="${escape(t("instrument." + name))}" title="${escape(t("instrument." + name))}">${atlas.symbols.segmentIcon(name, 22)}</button>`;
    }).join("");
    return button("back", "‹", t("present.back")) + button("play", talk.playing ? "❚❚" : "▶", t(talk.playing ? "present.pause" : "present.play")) + button("next", "›", t("present.next"))
      + `<span class="p-step num">${escape(t("present.step", { k: talk.step + 1, n: talk.story.scenes.length }))}</span>`
      + `<input type="range" class="p-slider" data-act="month" min="${first}" max="${last}" value="${monthIndex(scene.date)}" aria-label="${escape(t("present.month"))}" aria-valuetext="${escape(atlas.dateWords(scene.date))}">`
      + `<span class="p-instruments" role="group" aria-label="${escape(t("present.instruments"))}">${instruments}</span>`
      + button("lang", scene.lang === "nl" ? "EN" : "NL", t("keys.language")) + button("theme", "◐", t("present.key.theme"))
      + button("motion", "✈", t("present.motion"), !atlas.talk.calm()) + button("full", FULL, t("present.full")) + button("help", "?", t("shell.help"))
      + (talk.away ? `<button type="button" class="button" data-act="return">${escape(t("present.return", { k: talk.step + 1 }))}</button>` : "")
      + `<button type="button" class="button" data-act="ask">${escape(t("present.ask"))}</button>`
      + (served ? `<button type="button" class="button" data-act="leave">${escape(t("present.leave"))}</button>` : "");
  }
  /* The controls keep their elements while the slider moves, so that focus and the drag stay. */
  function paintBar(context) {
    const talk = atlas.talk.get(), { scene } = context;
    const key = [scene.lang, scene.theme, talk.step, talk.playing, talk.away, scene.instrument.join(), talk.story.id, atlas.talk.calm()].join("|");
    const box = screen.querySelector(".p-bar");
    if (kept.bar !== key) {
      kept.bar = key;
      const at = document.activeElement && box.contains(document.activeElement) ? document.activeElement : null;
      const again = at && (at.dataset.act ? `[data-act="${at.dataset.act}"]` : `[data-instrument="${at.dataset.instrument}"]`);
      box.innerHTML = bar(context);
      if (again && box.querySelector(again)) box.querySelector(again).focus();
    }
    const slider = box.querySelector(".p-slider");
    if (Number(slider.value) !== monthIndex(scene.date)) slider.value = monthIndex(scene.date);
    slider.setAttribute("aria-valuetext", atlas.dateWords(scene.date));
  }

  const ACTS = {
    back: () => atlas.talk.go(atlas.talk.get().step - 1), next: () => atlas.talk.go(atlas.talk.get().step + 1), play: () => atlas.talk.space(),
    lang: () => atlas.talk.letter("n"), theme: () => atlas.talk.letter("d"), motion: () => atlas.talk.letter("v"), full: () => atlas.talk.letter("f"),
    help: () => atlas.emit("help"), ask: () => atlas.talk.leave("ask"), leave: () => atlas.talk.leave("off"), return: () => atlas.talk.back(),
  };
  function bind() {
    screen.addEventListener("click", (event) => {
      const act = event.target.closest("[data-act]"), instrument = event.target.closest("[data-instrument]");
      if (instrument) { away(); toggle(instrument.dataset.instrument); }
      else if (act && ACTS[act.dataset.act]) ACTS[act.dataset.act]();
    });
    screen.addEventListener("input", (event) => {
      if (!event.target.matches(".p-slider")) return;
      atlas.talk.stop();
      away();
      atlas.state.preview({ date: monthText(Number(event.target.value)) });
    });
    screen.addEventListener("change", (event) => { if (event.target.matches(".p-slider")) atlas.state.settle(null); });
    document.addEventListener("pointermove", wake);
    document.addEventListener("focusin", (event) => { if (screen.contains(event.target)) wake(); });
  }
  function away() { atlas.talk.get().away = true; }
  function toggle(name) {
    const { scene, engine } = atlas.state, all = engine.data.instruments;
    const on = new Set(scene.instrument.length ? scene.instrument : all);
    if (on.has(name)) on.delete(name); else on.add(name);
    atlas.state.commit({ instrument: on.size === all.length || !on.size ? [] : all.filter((n) => on.has(n)) });
  }
  /* Pointer and controls hide after two seconds of rest. */
  function wake() {
    if (document.documentElement.dataset.present !== "on") return;
    document.documentElement.dataset.pointer = "on";
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (screen.querySelector(".p-bar").matches(":hover, :focus-within")) { wake(); return; }
      document.documentElement.dataset.pointer = "off";
    }, HIDE_MS);
  }

  /* Names of seas that would stand under the text give way to it; they come back on the normal page. */
  function clear() {
    const { mode } = atlas.talk.get(), main = atlas.map.main;
    if (!main) return;
    const texts = mode === "on" && screen ? [".p-date", ".p-caption", ".p-clock", ".p-legend", ".p-source", ".p-silence"].map((s) => screen.querySelector(s)) : [];
    const taken = (texts.length ? [...texts, ...main.map.getContainer().querySelectorAll(".r-figure")] : []).map((e) => e.getBoundingClientRect());
    // Read everything before anything is written: each write would make the browser lay the page out again.
    const hits = (main.labels || []).map(({ element }) => {
      const r = element.getBoundingClientRect();
      return taken.some((q) => r.left < q.right && r.right > q.left && r.top < q.bottom && r.bottom > q.top);
    });
    (main.labels || []).forEach(({ element }, i) => { const opacity = hits[i] ? "0" : ""; if (element.style.opacity !== opacity) element.style.opacity = opacity; });
  }
  let clearing = 0;
  const clearSoon = () => { clearTimeout(clearing); clearing = setTimeout(clear, 60); };
  atlas.on("based", (instance) => instance.map.on("moveend zoomend", clearSoon));
  atlas.on("talk", clearSoon);

  /* Date, caption, clock and what is first documented; a month on the way, or chosen by hand, has no caption of its own. */
  function tell(date) {
    const { playing, due, away: aside, story, step } = atlas.talk.get(), { lang } = atlas.state.scene;
    const now = story.scenes[step], unsaid = playing || due || aside;
    const [a, b] = dateLines(date);
    put(".p-date span", a, "text");
    put(".p-date span + span", b, "text");
    screen.querySelector(".p-date").classList.toggle("is-day", date.length === 10);
    sizeDate(a);
    put(".p-caption", unsaid ? "" : now.caption[lang], "text");
    put(".p-clock", [now.clock[lang], unsaid ? "" : now.documented[lang]].filter(Boolean).join(". "), "text");
  }
  /* On a key press only these are written, at once; whether they were. */
  atlas.ahead = (date) => { if (screen) tell(date); return Boolean(screen); };

  atlas.painter(50, "presenter", (context) => {
    const talk = atlas.talk.get();
    if (talk.mode !== "on" || !talk.story || !(screen || build())) return;
    const { scene, t } = context, now = talk.story.scenes[talk.step];
    screen.setAttribute("aria-label", t("present.label"));
    tell(scene.date);
    put(".p-source", now.source[scene.lang], "text");
    const before = kept[".p-legend"], html = legend(context);
    put(".p-legend", html);
    if (before !== html) clearSoon();
    paintBar(context);
    const blank = screen.querySelector(".p-blank");
    if (blank.hidden === talk.blank) { blank.hidden = !talk.blank; blank.textContent = talk.blank ? t("present.blank") : ""; }
    const main = atlas.map.main;
    for (const [iso, w] of Object.entries((main && main.wheels) || {})) {
      const wheel = context.look.wheels[iso];
      w.box.classList.toggle("is-empty", Boolean(wheel) && !wheel.open);
    }
    screen.dataset.away = talk.away ? "yes" : "";
    document.title = `${now.caption[scene.lang]} | ${talk.story.title[scene.lang]}`;
  });

  /* The bar on the normal page while a story waits. */
  atlas.painter(51, "story-waits", ({ t, scene }) => {
    const talk = atlas.talk.get();
    let box = document.getElementById("story-waits");
    if (talk.mode !== "ask" || !talk.story) { if (box) box.remove(); return; }
    if (!box) {
      box = document.createElement("div");
      box.id = "story-waits";
      box.setAttribute("role", "status");
      box.addEventListener("click", (event) => { if (event.target.closest("[data-act=return]")) atlas.talk.back(); else if (event.target.closest("[data-act=leave]")) atlas.talk.leave("off"); });
      document.body.appendChild(box);
    }
    const key = scene.lang + talk.step + talk.story.id;
    if (box.dataset.key === key) return;
    box.dataset.key = key;
    box.innerHTML = `<span>${escape(t("present.asking", { k: talk.step + 1 }))} <i>${escape(talk.story.title[scene.lang])}</i></span>`
      + `<button type="button" class="button primary" data-act="return">${escape(t("present.return", { k: talk.step + 1 }))}</button>`
      + `<button type="button" class="button" data-act="leave">${escape(t("shell.close"))}</button>`;
  });

  /* ---- the chooser of stories ---- */
  let chooser = null;
  async function choose(options) {
    const { t, state } = atlas, unknown = options && options.unknown;
    let list;
    try { list = await atlas.talk.stories(); } catch (error) { atlas.emit("fault", { what: "stories", error, retry: () => choose(options) }); return; }
    if (!chooser) {
      chooser = document.createElement("dialog");
      chooser.id = "story-chooser";
      document.body.appendChild(chooser);
      chooser.addEventListener("click", chosen);
      chooser.addEventListener("keydown", chooseByKey);
    }
    const { lang } = state.scene, { faults } = atlas.talk.get();
    chooser.setAttribute("aria-label", t("present.title"));
    chooser.innerHTML = `<header><h2>${escape(t("present.title"))}</h2><button type="button" class="button" data-choose="close">${escape(t("shell.close"))}</button></header>` + atlas.marking.field(true)
      + (unknown ? `<p role="alert">${escape(t("present.unknown", { name: unknown }))}</p>` : "")
      + (list.length ? `<p class="muted">${escape(t("present.choose"))}</p>` : "")
      + `<ul>${list.map((s, i) => `<li><div><h3>${escape(s.title[lang])}</h3><p class="muted">${escape(t("present.scenes", { n: s.scenes.length }))}</p></div>`
        + `<button type="button" class="button primary" data-choose="start" data-story="${escape(s.id)}"${i ? "" : " autofocus"}>${escape(t("present.start"))}</button>`
        + `<button type="button" class="button" data-choose="notes" data-story="${escape(s.id)}">${escape(t("present.notes"))}</button></li>`).join("") || `<li>${escape(t("present.none"))}</li>`}</ul>`
      + (faults.length ? `<div role="alert" class="faults"><p>${escape(t("present.faults"))}</p><ul>${faults.map((f) => `<li>${escape(f)}</li>`).join("")}</ul></div>` : "")
      + `<footer><button type="button" class="button" data-choose="make">${escape(t("present.make"))}</button></footer>`;
    if (!chooser.open) chooser.showModal();
  }
  /* A clicker or an arrow starts the first story (or the one in focus), a number any other. */
  function chooseByKey(event) {
    if (event.target.closest(".marking-field")) return;
    const starts = [...chooser.querySelectorAll('[data-choose="start"]')], focused = starts.find((b) => b === document.activeElement);
    const number = /^[1-9]$/.test(event.key) ? starts[Number(event.key) - 1] : null;
    const found = number || (["ArrowRight", "ArrowDown", "PageDown"].includes(event.key) ? focused || starts[0] : null);
    if (!found) return;
    event.preventDefault();
    event.stopPropagation();
    found.click();
  }
  function chosen(event) {
    const b = event.target.closest("[data-choose]");
    if (!b) { if (event.target === chooser) chooser.close(); return; }
    chooser.close();
    const { choose: what, story } = b.dataset;
    if (what === "start") atlas.talk.enter(story, 0, "on");
    else if (what === "notes") window.open(atlas.marking.marked(atlas.talk.address("present") + `?story=${encodeURIComponent(story)}&notes=1&lang=${atlas.state.scene.lang}`), "atlas-notes", "width=1100,height=760");
    else if (what === "make") atlas.emit("build-story");
  }
  atlas.on("present", choose);
})();
