/* The two clocks: "as known on DATE" (documents up to a day may speak) and "as stated by DOCUMENT" (one document alone
   may). Two switches in the rail, a key each, and a chip beside the sentence for whichever is on. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const { escape } = atlas;
  const SHOWN = 40;
  let holder = null, drawn = "", day = null, list = null, input = null, found = [], at = -1, chipsDrawn = "";

  /* ---- pure: names and lists, for a view of the tables and a language ---- */
  /* The date that stands on a document; none where `date` is that of the last thing it tells. */
  const dateOf = (d) => (d.date_basis ? "" : d.date || "");
  const nameOf = (row, lang) => (lang === "nl" && row.name_nl) || row.title;

  /* Documents of a view, the letter first, then the newest; undated ones last. */
  function ordered(documents, letterId) {
    const rank = (d) => (d.document_id === letterId ? "z" : d.date || "");
    return documents.filter(Boolean).sort((a, b) => rank(b).localeCompare(rank(a)) || a.title.localeCompare(b.title));
  }

  /* Those in which every word that was typed begins a word of the title, the Dutch name, the publisher or the id. */
  function matching(documents, text) {
    const plain = (words) => " " + atlas.fold(words).replace(/[^\p{L}\p{N}]+/gu, " ");
    const asked = plain(text).split(" ").filter(Boolean);
    return documents.filter((d) => {
      const hay = plain([d.title, d.name_nl, d.publisher, atlas.publisherOf(d), d.document_id, dateOf(d)].filter(Boolean).join(" "));
      return asked.every((word) => hay.includes(" " + word));
    });
  }

  /* Document id -> how many engagements it states something of. */
  function statedBy(view) {
    const sets = new Map();
    for (const citation of view.citations) {
      if (!citation) continue;
      const id = view.documents[citation[1]].document_id;
      if (!sets.has(id)) sets.set(id, new Set());
      sets.get(id).add(view.periods[citation[0]].engagement_id);
    }
    return new Map([...sets].map(([id, set]) => [id, set.size]));
  }
  const documentOf = (view, id) => view.documents.find((d) => d && d.document_id === id);

  /* ---- words ---- */
  function documentName(engine, id, lang) {
    const { letter } = engine.raw, row = documentOf(engine.data, id);
    if (!row) return atlas.t("time.stated.later");
    return id === letter.id ? atlas.t("clock.letter", { date: atlas.dateWords(letter.date) }) : `“${nameOf(row, lang)}”`;
  }
  const knownName = (known) => atlas.t("time.known", { date: atlas.dateWords(known) });
  const statedName = (engine, scene) => atlas.t("time.stated", { document: documentName(engine, scene.stated, scene.lang) });

  /* Both clocks in words, as far as they are on. */
  function names(engine, scene) {
    return [...(scene.known ? [["known", knownName(scene.known)]] : []), ...(scene.stated ? [["stated", statedName(engine, scene)]] : [])];
  }

  /* ---- switches in the rail ---- */
  const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
  function frame(engine, scene, t) {
    const date = atlas.dateWords(engine.raw.letter.date);
    const row = (id, words, full) => `<label class="switch-row"><span>${escape(words)}</span>`
      + `<input type="checkbox" class="switch" role="switch" id="${id}" title="${escape(full)}" aria-label="${escape(full)}"></label>`;
    return `<fieldset class="rail-set"><legend>${escape(t("clock.known"))}</legend>`
      + row("rail-letter", t("clock.known.letter", { date }), capital(knownName(engine.raw.letter.date)))
      + `<label class="rail-known"><span>${escape(t("clock.known.day"))}</span>`
      + '<input type="text" class="day-field" id="rail-known" autocomplete="off" spellcheck="false" maxlength="30"></label></fieldset>'
      + `<fieldset class="rail-set clock-stated"><legend>${escape(t("clock.stated"))}</legend>`
      + row("rail-stated-letter", t("clock.letter", { date }), capital(t("time.stated", { document: t("clock.letter", { date }) })))
      + `<input type="search" id="rail-stated" role="combobox" aria-autocomplete="list" aria-expanded="false" aria-controls="rail-stated-list" autocomplete="off"`
      + ` spellcheck="false" maxlength="80" aria-label="${escape(t("clock.stated.other"))}">`
      + `<ul id="rail-stated-list" role="listbox" aria-label="${escape(t("clock.stated.other"))}" hidden></ul></fieldset>`;
  }

  function build(context) {
    const { engine, scene, t } = context;
    holder.innerHTML = frame(engine, scene, t);
    input = holder.querySelector("#rail-stated");
    list = holder.querySelector("#rail-stated-list");
    day = atlas.dayField(holder.querySelector("#rail-known"), {
      first: "2000-01-01", last: "2099-12-31", empty: true, hint: "clock.known.all", take: (known) => atlas.state.commit({ known }),
    });
  }

  function show(context) {
    const { engine, scene, t } = context, { letter } = engine.raw;
    holder.querySelector("#rail-letter").checked = scene.known === letter.date;
    holder.querySelector("#rail-stated-letter").checked = scene.stated === letter.id;
    day.show(scene.known);
    input.placeholder = t(scene.stated ? "clock.stated.other" : "clock.stated.all");
    const row = scene.stated && scene.stated !== letter.id ? documentOf(engine.data, scene.stated) : null;
    if (document.activeElement !== input) input.value = row ? nameOf(row, scene.lang) : !scene.stated || scene.stated === letter.id ? "" : atlas.t("time.stated.later");
    input.title = input.value;
  }

  /* ---- the list of documents ---- */
  function close() {
    if (!list) return;
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
  function open() {
    const { engine, scene } = atlas.state, counts = statedBy(engine.data);
    const typed = input.value === input.dataset.shown ? "" : input.value;
    found = matching(ordered(engine.data.documents, engine.raw.letter.id), typed).slice(0, SHOWN);
    const option = (d, i) => `<li role="option" id="rail-stated-${i}" data-i="${i}" aria-selected="${i === at}"${d.document_id === scene.stated ? ' class="is-on"' : ""}>`
      + `<b>${escape(nameOf(d, scene.lang))}</b><span>${escape([dateOf(d) ? atlas.dateWords(d.date, true) : atlas.t("clock.undated"), atlas.publisherOf(d)].join(" · "))}</span>`
      + `<span class="num">${escape(atlas.t("clock.states", { n: counts.get(d.document_id) || 0 }))}</span></li>`;
    list.innerHTML = found.length ? found.map(option).join("") : `<li class="search-none">${escape(atlas.t("clock.none"))}</li>`;
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    if (at >= 0 && list.children[at]) {
      input.setAttribute("aria-activedescendant", "rail-stated-" + at);
      list.children[at].scrollIntoView({ block: "nearest" });
    }
  }
  function choose(i) {
    const row = found[i];
    if (!row) return;
    close();
    input.blur();
    atlas.state.commit({ stated: row.document_id });
  }
  function onKey(event) {
    if (event.target !== input) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!list.hidden && found.length) at = (at + (event.key === "ArrowDown" ? 1 : -1) + found.length) % found.length;
      open();
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (!input.value.trim()) { close(); atlas.state.commit({ stated: "" }); } else choose(Math.max(at, 0));
    } else if (event.key === "Escape" && !list.hidden) { event.stopPropagation(); close(); input.value = input.dataset.shown; }
  }

  const toggleKnown = () => {
    const { scene, engine } = atlas.state, { letter } = engine.raw;
    return atlas.state.commit({ known: scene.known === letter.date ? "" : letter.date });
  };
  const toggleStated = () => {
    const { scene, engine } = atlas.state, { letter } = engine.raw;
    return atlas.state.commit({ stated: scene.stated === letter.id ? "" : letter.id });
  };

  function listen(box) {
    box.addEventListener("change", (event) => {
      if (event.target.id === "rail-letter") toggleKnown();
      else if (event.target.id === "rail-stated-letter") toggleStated();
    });
    box.addEventListener("focusin", (event) => { if (event.target === input) { input.dataset.shown = input.value; at = -1; open(); } });
    box.addEventListener("focusout", (event) => { if (event.target === input) { close(); atlas.repaint(); } });
    box.addEventListener("input", (event) => {
      if (event.target !== input) return;
      at = -1;
      if (input.value === "" && input.dataset.shown) { input.dataset.shown = ""; atlas.state.commit({ stated: "" }); }
      open();
    });
    box.addEventListener("keydown", onKey);
    box.addEventListener("pointerdown", (event) => {
      const row = event.target.closest("#rail-stated-list [data-i]");
      if (row) { event.preventDefault(); choose(Number(row.dataset.i)); }
    });
  }

  atlas.painter(21, "clocks", (context) => {
    const box = document.getElementById("rail-clocks");
    if (!box) return;
    if (box !== holder) { holder = box; drawn = ""; listen(box); }
    if (drawn !== context.scene.lang || !holder.firstChild) { drawn = context.scene.lang; build(context); }
    show(context);
  }, { around: true });

  /* The chips stand beside the sentence, on every tab, and take their clock off. */
  atlas.painter(44, "clock-chips", ({ engine, scene }) => {
    const box = document.getElementById("clock-chips");
    if (!box) return;
    const all = names(engine, scene), key = JSON.stringify([all, scene.lang]);
    if (key === chipsDrawn && box.childElementCount === all.length) return;
    chipsDrawn = key;
    const chip = ([clock, words]) => {
      const said = escape(atlas.t("clock.drop", { x: words }));
      return `<button type="button" class="chip clock-chip" data-clock="${clock}" aria-label="${said}" title="${said}"><span>${escape(words)}</span> <span aria-hidden="true">×</span></button>`;
    };
    box.innerHTML = all.map(chip).join("");
  });
  document.addEventListener("click", (event) => {
    const chip = event.target.closest && event.target.closest("[data-clock]");
    if (chip) atlas.state.commit({ [chip.dataset.clock]: "" });
  });

  atlas.clocks = { names, documentName, nameOf, dateOf, documentOf, ordered, matching, statedBy, toggleKnown, toggleStated };
})();
