/* The form of the Export dialog, and what it asks for. */
import { find, findInput } from "../core/find.js";
import { state } from "../core/state.js";
import { escape } from "../core/text.js";
import { dateWords, t as word } from "../core/words.js";
import * as marking from "./marking.js";

export const DRAWN = ["pptx", "png", "pdf", "svg", "gif", "html"],
  DATA = ["xlsx", "csv", "geojson", "gpkg", "parquet", "tif"];
const SIZES = ["16:9", "4:3", "square", "a4-landscape", "a4-portrait", "a3-landscape", "a3-portrait"];
const THEMES = ["screen", "print", "greyscale", "dark"],
  DPI = [96, 144, 192, 300];
const TLP = ["", "CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"],
  STEPS = ["", "month", "quarter", "half_year", "year"];
export const TITLE_LIMIT = 160;
/* The dialog, the stories there are, the export that runs, how often something was said, and the end of an
   animation. */
/** @typedef {{ id: string, stopped?: boolean }} Running */
/** @typedef {import("../contract").Story} Story */
/**
 * @typedef {object} Held
 * @property {HTMLElement} box
 * @property {Running | null} running
 * @property {Story[]} stories
 * @property {string} end
 * @property {number} sayings
 */
/** @type {Held} */
export const held = { box: /** @type {any} */ (null), running: null, stories: [], end: "", sayings: 0 };

/** @type {import("../types").Say} */
export const t = (key, params) => word("export." + key, params);
/** @param {string} selector */
export const at = (selector) => find(held.box, selector);
/** @param {string} selector */
export const input = (selector) => findInput(held.box, selector);

/* ---- the form ---- */
/** @typedef {(value: string) => string} Speak */
/** @param {string[]} values @param {Speak} say @param {string} chosen */
const options = (values, say, chosen) =>
  values
    .map((v) => `<option value="${escape(v)}"${v === chosen ? " selected" : ""}>${escape(say(v))}</option>`)
    .join("");
/** @param {string} format @param {string} chosen */
const chip = (format, chosen) =>
  `<label class="pick"><input type="radio" name="format" value="${format}"` +
  `${format === chosen ? " checked" : ""}><span>${escape(t("as." + format))}</span></label>`;
/** @param {string} id @param {string} label @param {string} control @param {string} hint @param {string} only */
const field = (id, label, control, hint, only) =>
  `<div class="field" data-only="${only}"><label for="export-${id}">${escape(label)}</label>` +
  `${control}${hint ? `<p class="muted" id="export-${id}-hint">${escape(hint)}</p>` : ""}</div>`;
/** @param {string} id @param {string[]} values @param {Speak} say @param {string} chosen */
const choose = (id, values, say, chosen) =>
  `<select id="export-${id}" name="${id}">${options(values, say, chosen)}</select>`;
/** @param {string} id @param {string} value @param {boolean} hint @param {number} limit */
const write = (id, value, hint, limit) =>
  `<input type="text" id="export-${id}" name="${id}" value="${escape(value)}" autocomplete="off"` +
  ` maxlength="${limit}"${hint ? ` aria-describedby="export-${id}-hint"` : ""}>`;
/** @param {string} id @param {boolean} on @param {string} label @param {string} only */
const turn = (id, on, label, only) =>
  `<label class="turn" data-only="${only}"><input type="checkbox" name="${id}" id="export-${id}"` +
  `${on ? " checked" : ""}> <span data-turn="${id}">${escape(label)}</span></label>`;

/** @param {Record<string, any>} now @param {import("../types").Scene} scene */
export function form(now, scene) {
  const look = "pptx png pdf svg gif tif",
    text = "pptx png pdf svg gif",
    page = marking.get();
  return (
    `<form class="export-form" id="export-form" novalidate>` +
    field(
      "what",
      t("what"),
      `<select id="export-what" name="what"><option value="">${escape(t("what.view"))}</option>` +
        held.stories
          .map(
            (s) =>
              `<option value="${escape(s.id)}"${s.id === now.what ? " selected" : ""}>` +
              `${escape(t("what.story", { name: scene.lang === "nl" ? s.title.nl : s.title.en }))}</option>`,
          )
          .join("") +
        "</select>",
      "",
      "",
    ) +
    `<fieldset><legend>${escape(t("format"))}</legend><div class="picks" role="group" aria-label="` +
    `${escape(t("group.drawn"))}">${DRAWN.map((f) => chip(f, now.format)).join("")}</div><div` +
    ` class="picks" role="group" aria-label="${escape(t("group.data"))}">` +
    `${DATA.map((f) => chip(f, now.format)).join("")}</div><p class="muted" id="export-hint"></p>` +
    "</fieldset>" +
    field("title", t("heading"), write("title", now.title || "", true, TITLE_LIMIT), t("heading.hint"), text) +
    `<div class="pair">` +
    field(
      "size",
      t("size"),
      choose("size", SIZES, (s) => t("size." + s), now.size || "16:9"),
      "",
      look,
    ) +
    field(
      "theme",
      t("theme"),
      choose("theme", THEMES, (s) => t("theme." + s), now.theme || "screen"),
      "",
      look,
    ) +
    `</div>` +
    `<div class="pair">` +
    field(
      "lang",
      t("lang"),
      choose("lang", ["nl", "en"], (l) => (l === "nl" ? "Nederlands" : "English"), scene.lang),
      "",
      text + " html",
    ) +
    field(
      "dpi",
      t("dpi"),
      choose("dpi", DPI.map(String), (n) => t("dpi.of", { n }), String(now.dpi || 144)),
      "",
      "png tif",
    ) +
    `</div>` +
    `<div class="pair">` +
    field("marking", t("marking"), write("marking", now.marking || page.text, true, 80), t("marking.hint"), "") +
    field(
      "tlp",
      t("tlp"),
      choose("tlp", TLP, (s) => (s ? "TLP:" + s : t("tlp.none")), now.tlp || page.tlp),
      "",
      "",
    ) +
    `</div>` +
    `<div class="pair" data-view>` +
    field(
      "series",
      t("series"),
      choose("series", STEPS, (s) => t("series." + (s || "none")), now.series || ""),
      "",
      "pptx pdf gif png svg",
    ) +
    '<div class="field" data-only="pptx pdf gif png svg" data-ranged><label for="export-to">' +
    `${escape(t("to", { date: dateWords(scene.date) }))}</label><input type="text"` +
    ' class="day-field num" id="export-to" autocomplete="off" spellcheck="false" maxlength="30">' +
    "</div></div>" +
    turn("cover", now.cover, t("cover"), "pptx") +
    `</form>`
  );
}

export const side = () =>
  `<div class="export-side"><h3>${escape(t("preview"))}</h3><figure class="export-picture"` +
  ' data-state="wait"><img alt="" hidden><figcaption class="muted"></figcaption></figure>' +
  `<h3>${escape(t("along"))}</h3><div class="turns">` +
  turn("notes", true, t("notes", { n: "…" }), "") +
  `${turn("citations", true, t("citations", { n: "…" }), "")}</div><ul class="export-along"></ul>` +
  "</div>";

export const foot = () =>
  '<footer><div class="export-course"><p role="status" aria-live="polite" id="export-said"></p><p' +
  ' class="export-step muted" aria-hidden="true"></p><progress max="1" value="0" aria-label="' +
  `${escape(t("title"))}" hidden></progress></div>` +
  '<a class="button" id="export-save" hidden></a><button type="button" class="button"' +
  ` id="export-stop" hidden>${escape(t("cancel"))}</button><button type="submit" form="export-form"` +
  ` class="button primary" id="export-start">${escape(t("start"))}</button></footer>`;

/* A view is a centre and a zoom: how much of the world it shows hangs on the size of the map it was chosen on. */
function mapSize() {
  const map = [...document.querySelectorAll(".leaflet-container")].find(
    (e) => e.clientWidth >= 50 && e.clientHeight >= 50,
  );
  return map && [map.clientWidth, map.clientHeight];
}
export const format = () => input('[name="format"]:checked').value;

/* What the form asks for, as the server reads it. */
export function asked() {
  const value = (/** @type {string} */ name) => {
    const e = input(`[name="${name}"]`);
    return e && !e.closest("[hidden]") ? e.value : "";
  };
  const { scene } = state,
    story = value("what"),
    series = story ? "" : value("series");
  /** @type {Record<string, any>} */
  const body = {
    format: format(),
    lang: value("lang") || scene.lang,
    size: value("size") || "16:9",
    theme: value("theme") || "screen",
    dpi: Number(value("dpi") || 144),
    title: value("title").trim(),
    marking: value("marking").trim(),
    tlp: value("tlp"),
    cover: !at("#export-cover").closest("[hidden]") && input("#export-cover").checked,
    notes: input("#export-notes").checked,
    citations: input("#export-citations").checked,
  };
  if (story) body.story = story;
  else {
    body.query = state.toQuery({ ...scene, to: "" });
    const map = scene.view && mapSize();
    if (map) body.screen = map;
  }
  if (series) Object.assign(body, { series, to: held.end });
  return body;
}
