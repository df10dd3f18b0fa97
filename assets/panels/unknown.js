// @ts-nocheck
/* What is not known: counts by country or instrument, each of which opens the rows that it counts.
   The server answers; what is counted where stands in its answer, and nothing is worked out here. */
import { fetchJson } from "../core/ask.js";
import { emit, on } from "../core/events.js";
import { painter } from "../core/painters.js";
import * as sheet from "../core/sheet.js";
import { state } from "../core/state.js";
import { escape } from "../core/text.js";
import { pick, t } from "../core/words.js";
import * as marking from "./marking.js";
import { markingField } from "./marking.js";
import * as counts from "./unknown-counts.js";

const served = () => location.protocol !== "file:";
let answer = null,
  asked = "",
  by = "country",
  open = null,
  waits = null;

const lang = () => state.scene.lang;
const columnName = (column) => (column ? answer.columns[by][column][lang()] : t("unknown.total"));

function cell({ kind, column, n }) {
  if (!n) return '<td class="num">0</td>';
  const said = t("unknown.rows", { kind: answer.kinds[kind][lang()], column: columnName(column), n });
  const on = open && open.kind === kind && open.column === column;
  return (
    `<td class="num"><button type="button" class="link" data-kind="${escape(kind)}" data-column="${escape(column)}"` +
    ` aria-expanded="${Boolean(on)}" aria-controls="unknown-rows" aria-label="${escape(said)}">${n}</button></td>`
  );
}

function table() {
  const heads = ["", ...Object.keys(answer.columns[by])].map((c) => `<th scope="col">${escape(columnName(c))}</th>`);
  const lines = counts.cellsOf(answer, by).map((cells) => {
    const name = escape(answer.kinds[cells[0].kind][lang()]);
    return `<tr><th scope="row">${name}</th>${cells.map(cell).join("")}</tr>`;
  });
  return `<table><thead><tr><td></td>${heads.join("")}</tr></thead><tbody>${lines.join("")}</tbody></table>`;
}

function item(row) {
  const said = row["said_" + lang()],
    name = row["name_" + lang()];
  const countries = row.countries.map((iso3) => pick(state.engine.countries.get(iso3) || { name_en: iso3 }, "name"));
  const where = countries.length ? ` <span class="muted">${escape(countries.join(", "))}</span>` : "";
  return (
    `<li><button type="button" class="link" data-open="${escape(row.ref)}">${escape(name)}</button>${where}` +
    `${said ? `<br>${escape(said)}` : ""}</li>`
  );
}

function list() {
  if (!open) return `<p class="muted">${escape(t("unknown.choose"))}</p>`;
  const rows = counts.rowsOf(answer, open.kind, by, open.column);
  const head = t("unknown.rows", {
    kind: answer.kinds[open.kind][lang()],
    column: columnName(open.column),
    n: rows.length,
  });
  return `<h3>${escape(head)}</h3><ul>${rows.map(item).join("")}</ul>`;
}

function body() {
  const toggle = ["country", "instrument"].map(
    (name) =>
      `<button type="button" data-unknown-by="${name}"` +
      ` aria-pressed="${name === by}">${escape(t("unknown.by." + name))}</button>`,
  );
  const files = ["csv", "xlsx", "text"].map(
    (name) =>
      `<a class="button" download` +
      ` href="api/unknown?format=${name}&amp;${escape(asked)}">${escape(t("unknown." + name))}</a>`,
  );
  return (
    `<p><b>${escape(answer.metadata["asked_" + lang()])}</b></p><p class="muted">${escape(t("unknown.note"))}</p>` +
    `<p class="unknown-by"><span id="unknown-by">${escape(t("unknown.by"))}</span>` +
    `<span class="toggle" role="group" aria-labelledby="unknown-by">${toggle.join("")}</span></p>` +
    `<div class="unknown-table" tabindex="0" role="group" aria-label="${escape(t("unknown.title"))}">${table()}</div>` +
    `<p class="muted">${escape(t("unknown.several"))}</p>` +
    `<section id="unknown-rows" aria-live="polite">${list()}</section><footer>${files.join("")}</footer>`
  );
}

function draw(html) {
  const box = sheet.dialog("unknown-dialog", sheet.head(t("unknown.title")) + html);
  box.dataset.state = answer ? "ready" : "waiting";
  return box;
}

/* The sheet, with the rows of one number unfolded where the asker names it: {kind, column}. */
async function show(asker) {
  if (!served()) return;
  asked = state.toQuery(state.scene);
  answer = null;
  open = null;
  waits = asker;
  // The server answers nothing without a marking where one is due: it is asked for first.
  if (marking.due()) {
    const box = draw(
      `<p>${escape(t("unknown.marking"))}</p>` +
        '<footer><button type="button" class="button primary" data-unknown-marked>' +
        `${escape(t("unknown.show"))}</button></footer>`,
    );
    box.querySelector("footer").before(markingField(true));
    return;
  }
  draw(`<p role="status">${escape(t("unknown.loading"))}</p>`);
  const mine = asked;
  try {
    const found = await fetchJson(marking.marked("api/unknown?" + asked));
    if (mine !== asked || !document.getElementById("unknown-dialog").open) return;
    answer = found;
    if (asker && answer.kinds[asker.kind]) unfold(asker);
    else draw(body());
  } catch {
    draw(`<p role="status">${escape(t("unknown.fault"))}</p>`);
  }
}
/* A column that the sheet does not have stands for all. */
function unfold({ kind, column }) {
  by = "country";
  open = { kind, column: column in answer.columns.country ? column : "" };
  draw(body());
  document.getElementById("unknown-rows").scrollIntoView({ block: "nearest" });
}
on("unknown", show);

/* A link beside the one that puts the map into words. */
painter(44, "unknown", ({ t }) => {
  const said = document.getElementById("sentence");
  if (!said || !said.firstChild || !served()) return;
  let button = document.getElementById("unknown-button");
  if (!button) {
    button = document.createElement("button");
    button.type = "button";
    button.id = "unknown-button";
    button.className = "link";
    const twin = document.getElementById("twin");
    said.insertBefore(button, twin);
  }
  if (button.textContent !== t("unknown.open")) button.textContent = t("unknown.open");
});

function pressed(hit) {
  const { kind, column } = hit.dataset;
  open = { kind, column };
  const box = draw(body());
  box.querySelector(`[data-kind="${kind}"][data-column="${column}"]`).focus();
}
document.addEventListener("click", (event) => {
  const at = (selector) => event.target.closest && event.target.closest(selector);
  let hit;
  if (at("#unknown-button")) show();
  else if (at("[data-unknown-marked]")) {
    if (marking.due()) document.querySelector("#unknown-dialog .marking-field input").focus();
    else show(waits);
  } else if ((hit = at("[data-unknown]"))) show({ kind: hit.dataset.unknown, column: hit.dataset.unknownColumn || "" });
  else if ((hit = at("#unknown-dialog [data-unknown-by]"))) {
    by = hit.dataset.unknownBy;
    open = null;
    draw(body()).querySelector(`[data-unknown-by="${by}"]`).focus();
  } else if ((hit = at("#unknown-dialog [data-kind]"))) pressed(hit);
  else if ((hit = at("#unknown-dialog [data-open]"))) {
    document.getElementById("unknown-dialog").close();
    emit("select", { ref: hit.dataset.open, from: document.getElementById("unknown-button") });
  }
});
