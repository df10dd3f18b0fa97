/* What stands above the results: the filter in words, the map in words, and the dialog that shares a view.
   All three are worked out by the server after a change is settled, never while the slider moves. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const { escape } = atlas;
  const DELAY_MS = 120;
  const LOOKS = ["view", "theme", "selection", "compare", "by", "fill", "lang"];
  const SIDES = ["tab", "date2", "known2"];
  const served = () => location.protocol !== "file:";
  let asked = "", said = null, alone = false, waiting = 0, twinAsked = "", drawn = "";

  /* The query without what changes no words, so that moving the map asks nothing. */
  function question(scene, without) {
    const plain = atlas.state.engine.data.scene, patch = {};
    for (const key of without) patch[key] = plain[key];
    return atlas.state.toQuery({ ...scene, ...patch });
  }

  function frame(scene) {
    const box = document.getElementById("sentence");
    if (!box || box.firstChild) return box;
    box.innerHTML = '<p class="said"></p><span id="clock-chips"></span><button type="button" class="link" id="twin-button" aria-expanded="false" aria-controls="twin"></button><section id="twin" hidden></section>';
    return box;
  }
  function draw(scene) {
    const box = frame(scene), text = said ? said.sentence[scene.lang] : alone ? atlas.dateWords(scene.date) : "";
    if (!box) return;
    const key = text + scene.lang;
    if (key === drawn) return;
    drawn = key;
    box.querySelector(".said").textContent = text;
    box.querySelector("#twin-button").textContent = atlas.t("twin.open");
    box.querySelector("#twin").setAttribute("aria-label", atlas.t("twin.title"));
    if (said || alone) document.title = said ? said.title[scene.lang] : atlas.t("atlas.short");
  }

  async function ask() {
    const { scene } = atlas.state, query = question(scene, [...LOOKS, "layers", ...(scene.tab === "compare" ? [] : SIDES)]);
    if (query !== asked) {
      asked = query;
      try {
        const answer = await atlas.fetchJson("api/sentence?" + query);
        if (asked === query) { said = answer; alone = false; }
      } catch (error) {
        // The last sentence would speak of another date: without the server only the date is told.
        asked = ""; said = null; alone = true;
      }
    }
    const box = document.getElementById("sentence");
    if (box) delete box.dataset.stale;
    draw(atlas.state.scene);
    if (open()) twin();
  }
  function soon() {
    if (!served()) return;
    clearTimeout(waiting);
    waiting = setTimeout(ask, DELAY_MS);
  }
  atlas.on("ready", soon);
  atlas.on("committed", soon);
  atlas.on("back", soon);
  atlas.painter(43, "sentence", ({ scene, before }) => {
    if (!served()) return;
    draw(scene);
    const box = document.getElementById("sentence");
    if (box && before && before.date !== scene.date) box.dataset.stale = "yes";
  });
  window.addEventListener("popstate", () => setTimeout(soon, DELAY_MS));

  /* What a link could not carry: each part as it stood in the link, why, and on demand what could stand there. */
  atlas.on("dropped", (parts) => {
    if (!parts || !parts.length) return;
    const [first, last] = atlas.state.engine.data.window.map((day) => atlas.dateWords(atlas.days.toIso(day)));
    const rows = parts.map(({ key, value, kind, valid }) => `<li><code>${escape(key)}${value ? "=" + escape(value) : ""}</code> ${escape(atlas.t("drop." + kind, { first, last }))}`
      + `${valid.length > 1 ? `<details><summary>${escape(atlas.t("drop.valid"))}</summary><p>${escape(valid.join(", "))}</p></details>` : ""}</li>`);
    const said = parts.length === 1 ? atlas.t("drop.title.one") : atlas.t("drop.title", { n: parts.length });
    atlas.bar("dropped", `<div class="dropped"><b>${escape(said)}</b><ul tabindex="0" aria-label="${escape(said)}">${rows.join("")}</ul></div>`, [[atlas.t("shell.close"), () => {}]]);
  });

  /* The map in words: a disclosure under the sentence. */
  const open = () => { const button = document.getElementById("twin-button"); return Boolean(button) && button.getAttribute("aria-expanded") === "true"; };
  async function twin() {
    const box = document.getElementById("twin"), query = question(atlas.state.scene, [...LOOKS.filter((key) => key !== "lang" && key !== "fill"), ...(atlas.state.scene.tab === "compare" ? [] : SIDES)]);
    if (query === twinAsked) return;
    twinAsked = query;
    if (!box.firstChild) box.textContent = atlas.t("twin.loading");
    try {
      const answer = await fetch("api/twin?" + query);
      if (!answer.ok) throw new Error(String(answer.status));
      const html = await answer.text();
      if (twinAsked === query) box.innerHTML = `<header><h2>${escape(atlas.t("twin.title"))}</h2><button type="button" class="button icon" id="twin-close" aria-label="${escape(atlas.t("shell.close"))}">×</button></header>${html}`;
    } catch (error) {
      twinAsked = "";
      box.textContent = atlas.t("twin.fault");
    }
  }
  function disclose(show) {
    const button = document.getElementById("twin-button"), box = document.getElementById("twin");
    button.setAttribute("aria-expanded", String(show));
    box.hidden = !show;
    if (show) twin(); else button.focus();
  }

  /* Share: link, command, Python; each with a button that copies it. */
  const block = (id, title, note) => `<section><h3>${escape(atlas.t(title))}</h3>${note ? `<p class="muted">${escape(atlas.t(note))}</p>` : ""}<div class="copy"><pre id="share-${id}" tabindex="0" aria-label="${escape(atlas.t(title))}"></pre><button type="button" class="button" data-copy="share-${id}">${escape(atlas.t("share.copy"))}</button></div></section>`;
  async function share() {
    const query = atlas.state.toQuery(atlas.state.scene), box = atlas.sheet.dialog("share-dialog", atlas.sheet.head(atlas.t("share.title"))
      + block("link", "share.link", "share.link.note") + block("command", "share.command") + block("python", "share.python") + '<p role="status" class="muted" id="share-said"></p>');
    const fill = (id, text) => { box.querySelector("#share-" + id).textContent = text; };
    fill("link", location.origin + location.pathname + "?" + query);
    try {
      const answer = await atlas.fetchJson("api/share?" + query);
      fill("command", answer.command);
      fill("python", answer.python);
      box.dataset.state = "ready";
    } catch (error) {
      box.querySelector("#share-said").textContent = atlas.t("share.fault");
    }
  }
  async function copy(button) {
    const pre = document.getElementById(button.dataset.copy), report = document.getElementById("share-said");
    try {
      await navigator.clipboard.writeText(pre.textContent);
      report.textContent = atlas.t("share.copied");
    } catch (error) {
      // A page that is not served securely may not write the clipboard: the text is selected for Ctrl+C.
      const range = document.createRange();
      range.selectNodeContents(pre);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      report.textContent = atlas.t("share.refused");
    }
  }
  atlas.on("share", share);

  document.addEventListener("click", (event) => {
    const at = (selector) => event.target.closest && event.target.closest(selector);
    if (at("#twin-button")) disclose(!open());
    else if (at("#twin-close")) disclose(false);
    else if (at("[data-copy]")) copy(at("[data-copy]"));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && open() && event.target.closest("#sentence")) { event.stopPropagation(); disclose(false); }
  }, true);
})();
