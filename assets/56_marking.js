/* The marking of the page: bands above and below all it shows, and what links and the second window carry of it. Which
   labels there are and how they look is said by the server (exports/marking.py); 57_marking_choice.js lets choose. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const LIMIT = 80, SEPARATOR = " · ", PLAIN = "#FFFFFF";

  /* ---- what needs no page ---- */
  const escaped = (text) => String(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
  /* What somebody wrote, as `marking_of` reads it: a label in the text counts as the label. */
  function read(text, tlp, labels) {
    const seen = String(text).replace(/(?![\t\n\r])\p{C}/gu, "");
    const pieces = seen.split(SEPARATOR.trim()).map((piece) => piece.replace(/\s+/g, " ").trim()).filter(Boolean);
    const label = (piece) => (/^TLP:/i.test(piece) ? labels.find(([name]) => name === piece.slice(4).trim().toUpperCase()) : undefined);
    const inside = pieces.map(label).find(Boolean);
    return { text: pieces.filter((piece) => !label(piece)).join(SEPARATOR).slice(0, LIMIT), tlp: tlp || (inside ? inside[0] : "") };
  }
  function parts({ text, tlp }, labels) {
    const [, colour] = labels.find(([name]) => name === tlp) || ["", PLAIN];
    return [...(text ? [[text, PLAIN]] : []), ...(tlp ? [["TLP:" + tlp, colour]] : [])];
  }
  const line = (marking) => parts(marking, []).map(([words]) => words).join(SEPARATOR);
  function bands(marking, labels) {
    const words = parts(marking, labels).map(([text, colour]) => `<b style="color:${colour}">${escaped(text)}</b>`).join("");
    const band = (side) => `<div class="marking-band" data-side="${side}" style="--letters:${line(marking).length}">${words}</div>`;
    return words ? band("top") + band("foot") : "";
  }
  function query({ text, tlp }) {
    return [["marking", text], ["tlp", tlp]].filter(([, value]) => value).map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join("&");
  }
  /* An address with this marking instead of the one that it had. */
  function marked(address, marking) {
    const [path, rest] = address.includes("?") ? [address.slice(0, address.indexOf("?")), address.slice(address.indexOf("?") + 1)] : [address, ""];
    const kept = rest.split("&").filter((part) => part && !/^(marking|tlp)=/.test(part));
    return [path, [...kept, query(marking)].filter(Boolean).join("&")].filter(Boolean).join("?");
  }

  /* ---- what the page was given: its own element in a file, a part of the first scene on the served page ---- */
  function given() {
    const own = document.getElementById("file-marking"), first = document.getElementById("atlas-first");
    return (own ? JSON.parse(own.textContent) : first && JSON.parse(first.textContent).marking) || {};
  }
  const { text = "", tlp = "", labels = [], required = false, chosen: linked = false } = given();
  /* A marking that the machine sets needs no place in the link; one that somebody chose does. */
  let now = { text, tlp }, chosen = linked, channel = null;
  const due = () => required && !line(now);

  function draw() {
    document.querySelectorAll(".marking-band").forEach((band) => band.remove());
    document.body.insertAdjacentHTML("afterbegin", bands(now, labels));
    const on = line(now) ? "on" : "off", turned = (document.documentElement.dataset.marking || "off") !== on;
    atlas.rootData("marking", on);
    if (turned) dispatchEvent(new Event("resize"));
    for (const a of document.querySelectorAll('a[download][href^="api/"]')) a.setAttribute("href", marked(a.getAttribute("href"), now));
    if (atlas.state.scene) { atlas.repaint(); atlas.state.settle(null); }
  }
  function set(marking, { quiet } = {}) {
    now = marking;
    chosen = true;
    draw();
    atlas.emit("marked", now);
    if (!quiet) post({ marking: now });
  }

  /* ---- the other window of the same story ---- */
  function story() {
    const talk = atlas.talk && atlas.talk.get();
    return talk && talk.story ? talk.story.id : new URLSearchParams(location.search).get("story");
  }
  function post(message) { if (channel && story()) channel.postMessage({ ...message, story: story() }); }
  if (location.protocol !== "file:" && typeof BroadcastChannel !== "undefined") {
    channel = new BroadcastChannel("atlas-marking");
    channel.onmessage = ({ data }) => {
      if (data.story !== story()) return;
      if (data.ask) { if (chosen && line(now)) post({ marking: now }); }
      else if (line(data.marking) !== line(now)) set(data.marking, { quiet: true });
    };
  }
  /* A window that was opened without a marking takes that of the one that shows the story. */
  function ask() { if (!chosen) post({ ask: true }); }

  /* ---- links, titles and the room that is left ---- */
  const inner = atlas.placeOf;
  atlas.placeOf = (asked) => {
    const own = chosen ? query(now) : "", whole = own ? `${asked}&${own}` : asked;
    return (inner && inner(whole)) || (own ? `${location.pathname}?${whole}` : null);
  };
  atlas.painter(99, "marking", () => {
    const before = line(now) && line(now) + " | ";
    if (before && !document.title.startsWith(before)) document.title = before + document.title;
  });
  /* Height of the window between the bands, in pixels. */
  const height = () => innerHeight - [...document.querySelectorAll(".marking-band")].reduce((sum, band) => sum + band.offsetHeight, 0);

  atlas.marking = {
    get: () => ({ ...now }), set, due, ask, height, labels, LIMIT, marked: (address) => marked(address, now),
    ready: () => Promise.resolve(true), rules: { read, parts, line, bands, query, marked },
  };
})();
