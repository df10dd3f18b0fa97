/* The dossier of a row of a layer with a style: what its layer tells of it, when it holds, and where it comes from. */
import { days } from "../core/days.js";
import * as layers from "../core/styled.js";
import { escape } from "../core/text.js";
import { dateWords } from "../core/words.js";
import { rowFields } from "../map/styled.js";
import * as pieces from "./dossier-parts.js";
import * as reader from "./dossier-reader.js";

/** @typedef {import("../contract").Day} Day */
/** @typedef {import("../types").Say} Say */
/** @typedef {NonNullable<ReturnType<typeof layers.rowsOf>>} Rows */

const FAR = 2 ** 31 - 1;
/** @param {Day} n */
const day = (n) => dateWords(days.toIso(n));

/* From when to when, in words; empty for a row that holds always. */
/** @param {Rows} rows @param {number} j @param {Say} t */
function when(rows, j, t) {
  const from = rows.first[j] > -FAR ? day(rows.first[j]) : "",
    until = rows.until[j] < FAR ? day(rows.until[j] - 1) : "";
  if (from && until) return from === until ? from : t("dossier.site.span", { x: from, y: until });
  if (from) return t("dossier.site.from", { x: from });
  return until ? t("dossier.site.until", { x: until }) : "";
}

reader.view("feature", (context, ref) => {
  const { engine, scene, t } = context,
    [layer, ...rest] = ref.split("/"),
    said = layers.saidOf(engine, layer);
  if (!said) return null;
  const rows = layers.rowsOf(layer),
    told = layers.toldOf(layer);
  if (!rows || !told)
    return [["head", pieces.head({ kicker: said[scene.lang], name: t("styled.loading"), sub: "", aside: "" })]];
  const j = layers.rowAt(told, rest.join("/")),
    known = engine.clock(scene).known;
  if (j < 0 || (known !== null && rows.known[j] > known)) return null;
  const span = when(rows, j, t),
    list = rowFields(said, j, scene.lang)
      .map(/** @param {string[]} field */ ([label, value]) => `<dt>${escape(label)}</dt><dd>${escape(value)}</dd>`)
      .join("");
  const name = layers.rowName(said, told, j, scene.lang);
  const sub = span ? `<p class="d-sub">${escape(span)}</p>` : "";
  return [
    ["head", pieces.head({ kicker: said[scene.lang], name, sub, aside: "" })],
    list ? ["fields", `<dl class="d-fields">${list}</dl>`] : null,
    ["source", `<p class="d-meta">${escape(t("dossier.source"))}: ${escape(said.source)}</p>`],
  ].filter(Boolean);
});
