/* The Export dialog: what, as what, how it looks; a small picture; what goes along; and an export that can be stopped.
   The server draws and lists everything; this file asks, shows and hands the file over. */
import { fetchJson } from "../core/ask.js";
import { dayField } from "../core/dates.js";
import { days } from "../core/days.js";
import { h, put } from "../core/dom.js";
import { emit, on } from "../core/events.js";
import { find, findAll, hit } from "../core/find.js";
import * as sheet from "../core/sheet.js";
import { state } from "../core/state.js";
import { dateWords, number, t as word } from "../core/words.js";
import { asked, at, DATA, foot, form, format, held, input, side, t } from "./export-form.js";
import { messageOf, post, say, start, stop } from "./export-run.js";
import { giveKey, lettered } from "./keys.js";

const STORE = "atlas-export";
const DELAY_MS = 250;
const STORIES_NO = ["tif", "csv", "xlsx", "geojson", "gpkg", "parquet"],
  COMPARED_NO = ["gif", "tif", "geojson", "gpkg", "parquet"],
  PLAIN = ["html", "csv", "xlsx", "geojson", "gpkg", "parquet"];
/** @typedef {import("../contract").ExportReview} Review */
/** @type {ReturnType<typeof setTimeout>} */
let waiting;
let asking = false,
  again = false,
  drawn = "",
  url = "";
/** @type {{ show: (date: string) => void }} */
let endField;
const kept = () => {
  try {
    return JSON.parse(sessionStorage.getItem(STORE) || "{}");
  } catch {
    return {};
  }
};
/** @param {Record<string, any>} value */
const keep = (value) => {
  try {
    sessionStorage.setItem(STORE, JSON.stringify(value));
  } catch {
    /* private windows keep nothing */
  }
};

/** @param {Record<string, any>} [patch] */
async function open(patch) {
  if (location.protocol === "file:") {
    emit("fault", { what: "export", retry: () => {} });
    return;
  }
  const { scene, engine } = state,
    now = { format: scene.tab === "table" ? "xlsx" : "pptx", ...kept(), ...patch };
  if (scene.tab === "table" && !(patch && patch.format) && !DATA.includes(now.format)) now.format = "xlsx";
  drawn = "";
  held.end = scene.to || "";
  held.box = sheet.dialog(
    "export-dialog",
    sheet.head(t("title")) + `<div class="export-body">${form(now, scene)}${side()}</div>${foot()}`,
  );
  held.box.setAttribute("aria-label", t("title"));
  if (!held.box.dataset.heard) {
    held.box.dataset.heard = "yes";
    held.box.addEventListener("input", changed);
    held.box.addEventListener("submit", (event) => {
      event.preventDefault();
      start();
    });
    held.box.addEventListener("close", closed);
    held.box.addEventListener("click", (event) => {
      if (hit(event, "#export-stop")) stop();
    });
  }
  const [first, last] = engine.data.window.map((/** @type {number} */ day) => days.toIso(day));
  endField = dayField(input("#export-to"), {
    first,
    last,
    months: true,
    empty: false,
    hint: "",
    take: (/** @type {string} */ date) => {
      held.end = date;
      changed();
    },
  });
  shape();
  at(`[name="format"]:checked`).focus();
  ask();
  listStories(now);
}

/* Stories are read after the dialog stands: the view alone can be exported at once. */
/** @param {Record<string, any>} now */
async function listStories(now) {
  if (held.stories.length) return;
  try {
    held.stories = (await fetchJson("data/stories.json")).stories;
  } catch {
    return;
  }
  const list = /** @type {HTMLSelectElement | null} */ (held.box.querySelector("#export-what"));
  if (!list) return;
  for (const s of held.stories)
    list.add(
      new Option(
        t("what.story", { name: state.scene.lang === "nl" ? s.title.nl : s.title.en }),
        s.id,
        false,
        s.id === now.what,
      ),
    );
  changed();
}

/* Show the formats that what is exported may have, and the fields that the chosen one knows. */
function shape() {
  const story = input("#export-what").value,
    compared = state.scene.tab === "compare";
  offer(story, compared);
  const now = format();
  for (const e of findAll(held.box, "[data-only]"))
    if (e.dataset.only) e.hidden = !e.dataset.only.split(" ").includes(now);
  shapeSteps(now, story, compared);
  at("#export-hint").textContent = t("hint." + (DATA.includes(now) && now !== "tif" ? "data" : now));
  at("#export-title-hint").textContent = t(story ? "heading.story" : "heading.hint");
  for (const row of held.box.querySelectorAll(".pair"))
    row.classList.toggle("single", findAll(row, ":scope > *").filter((e) => !e.hidden).length < 2);
}
/** @param {string} story @param {boolean} compared */
function offer(story, compared) {
  const html = at('[value="html"]');
  for (const e of /** @type {HTMLInputElement[]} */ (findAll(held.box, '[name="format"]'))) {
    e.disabled = story ? STORIES_NO.includes(e.value) : e === html || (compared && COMPARED_NO.includes(e.value));
    if (e.disabled && e.checked) input('[value="pptx"]').checked = true;
  }
}
/* The steps of an animation and its end: a format that moves has some. */
/** @param {string} now @param {string} story @param {boolean} compared */
function shapeSteps(now, story, compared) {
  const steps = input("#export-series"),
    field = steps.closest(".field"),
    unasked = field instanceof HTMLElement && Boolean(field.hidden);
  at("[data-view]").hidden = Boolean(story) || compared || unasked;
  if (now === "gif" && !story && !steps.value) steps.value = "quarter";
  if (steps.value && !held.end) held.end = before(state.scene.date);
  at("[data-ranged]").hidden = !steps.value || unasked;
  endField.show(held.end || before(state.scene.date));
}
/** @param {string} date @returns {string} */
const before = (date) => days.addMonths(date.slice(0, 7), -24);

function changed() {
  shape();
  keep({
    format: format(),
    size: input("#export-size").value,
    theme: input("#export-theme").value,
    dpi: input("#export-dpi").value,
    marking: input("#export-marking").value,
    tlp: input("#export-tlp").value,
    series: input("#export-series").value,
    cover: input("#export-cover").checked,
  });
  clearTimeout(waiting);
  waiting = setTimeout(ask, DELAY_MS);
}

async function ask() {
  if (asking) {
    again = true;
    return;
  }
  asking = true;
  const body = asked(),
    earlier = held.sayings;
  held.box.dataset.state = "asking";
  try {
    const found = await (await post("api/export/review", body)).json();
    list(found, body);
    await picture(body, found);
    /* What an export has said since this was asked stays: its file may be ready before its picture is. */
    if (!held.running && held.sayings === earlier) say("");
    held.box.dataset.state = "ready";
  } catch (error) {
    if (!held.running) say(messageOf(error), true);
    held.box.dataset.state = "refused";
  }
  asking = false;
  if (again) {
    again = false;
    ask();
  }
}

/** @param {Record<string, any>} body @param {Review} found */
async function picture(body, found) {
  const figure = at(".export-picture"),
    image = /** @type {HTMLImageElement} */ (find(figure, "img")),
    words = find(figure, "figcaption");
  const looks = { ...body, notes: 0, citations: 0, dpi: 0, cover: 0 };
  const plain = PLAIN.includes(body.format),
    key = plain ? "plain" : JSON.stringify({ ...looks, format: "" });
  words.textContent = plain ? t("preview.none") : found.pages > 1 ? t("preview.first", { n: found.pages }) : "";
  if (key === drawn) return;
  if (plain) {
    image.hidden = true;
    figure.dataset.state = "none";
    drawn = key;
    return;
  }
  figure.dataset.state = image.hidden ? "wait" : "stale";
  if (image.hidden) words.textContent = t("preview.wait");
  const blob = await (await post("api/export/preview", body)).blob();
  if (url) URL.revokeObjectURL(url);
  url = URL.createObjectURL(blob);
  image.src = url;
  image.alt = found.title;
  await image.decode().catch(() => {});
  image.hidden = false;
  words.textContent = found.pages > 1 ? t("preview.first", { n: found.pages }) : "";
  figure.dataset.state = "ready";
  drawn = key;
}

/* ---- what goes along ---- */
/** @param {Review} found @param {Record<string, any>} body */
function list(found, body) {
  put(
    at(".export-along"),
    along(found, body).map((text) => h("li", {}, text)),
  );
  switches(found);
  askMarking(found);
}
/** @param {Review} found @param {Record<string, any>} body */
function along(found, body) {
  const table = DATA.includes(body.format) && body.format !== "tif",
    goes = (/** @type {string} */ part) => found.carries.includes(part);
  const rows = [];
  if (found.compared) rows.push(t("along.compared"));
  else if (found.pages > 1) rows.push(t("along.pages", { n: found.pages }));
  rows.push(
    t(found.rows === 1 ? "along.rows.one" : "along.rows", {
      n: number(found.rows),
      sentence: found.compared ? found.titles.join("; ") : found.sentence,
    }),
  );
  if (found.known) rows.push(t("along.known", { date: dateWords(found.known) }));
  if (found.hidden) rows.push(t("along.hidden", { n: number(found.hidden) }));
  if (found.layers.length)
    rows.push(
      t("along.layers", { names: found.layers.map((/** @type {string} */ l) => word("layer." + l)).join(", ") }),
    );
  if (goes("sources")) rows.push(t("along.sources", { n: number(found.sources) }));
  if (table) rows.push(t("along.table"), t("along.filter"));
  if (found.band) rows.push(t("along.marking", { band: found.band, way: t("way." + found.way) }));
  return [...rows, ...["all", "crs", "code", "alt"].filter(goes).map((part) => t("along." + part))];
}
/* What may go along or stay behind, with how many there are. */
/** @param {Review} found */
function switches(found) {
  for (const part of /** @type {const} */ (["notes", "citations"])) {
    const count = found[part],
      label = at(`[data-turn="${part}"]`);
    label.textContent = t(part, { n: number(count) });
    /** @type {HTMLElement} */ (label.parentElement).hidden = !found.switches.includes(part) || !count;
  }
}
/** @param {Review} found */
function askMarking(found) {
  const marking = input("#export-marking"),
    lacks = Boolean(found.refused);
  marking.required = Boolean(found.required);
  if (lacks) marking.setAttribute("aria-invalid", "true");
  else marking.removeAttribute("aria-invalid");
  at("#export-marking-hint").textContent = lacks ? t("fault.marking") : t("marking.hint");
}
function closed() {
  stop();
  clearTimeout(waiting);
  if (url) {
    URL.revokeObjectURL(url);
    url = "";
  }
}

on("export", open);
giveKey({ print: "E", words: "keys.export", keys: { e: "" }, when: lettered, do: () => open() }, "P");
