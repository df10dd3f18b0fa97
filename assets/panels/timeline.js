// @ts-nocheck
/* The timeline: a strip of status per engagement, in groups, with events as lines. A click goes to a day, a drag (or
   two clicks, or two date fields) chooses a period. A slider step moves one line and redraws no strip. */
import { dayField } from "../core/dates.js";
import { h, put, s } from "../core/dom.js";
import { markup as picture } from "../core/markup.js";
import { emit } from "../core/events.js";
import { painter } from "../core/painters.js";
import { repaint, state } from "../core/state.js";
import { dateWords, t } from "../core/words.js";
import * as symbols from "../map/symbols.js";
import * as dockCurve from "./dock-curve.js";
import * as pieces from "./dossier-parts.js";
import * as eventPins from "./event-pins.js";
import { body, draw, held, iso, strict, x } from "./timeline-rows.js";

/** @typedef {Omit<Parameters<typeof dayField>[1], "first" | "last" | "months">} DayOptions */

const SLACK_PX = 4;
let drawn = "",
  toolsDrawn = "",
  footDrawn = "",
  drag = null,
  choosing = "",
  first = 0,
  fields = null;
const plotWidth = () => {
  const head = body() && body().querySelector(".tl-axis");
  return head ? head.clientWidth : 0;
};
function dayAt(clientX) {
  const box = body().querySelector(".tl-axis").getBoundingClientRect(),
    [a, z] = held.context.engine.raw.window;
  return Math.max(a, Math.min(z, a + Math.floor(((clientX - box.left) / box.width) * (z + 1 - a))));
}

/* Day and period are custom properties: moving them redraws nothing. */
function place() {
  const box = body(),
    { scene, look, engine } = held.context;
  if (!box || !held.width) return;
  box.style.setProperty("--now", x(look.day).toFixed(1) + "px");
  box.style.setProperty("--after", x(dockCurve.hatchFrom(engine, scene)).toFixed(1) + "px");
  const period = drag && drag.moved ? [drag.from, drag.to] : scene.to ? [look.first, look.day] : null;
  const [p0, p1] = period ? [Math.min(...period), Math.max(...period) + 1] : [0, 0];
  box.style.setProperty("--p0", period ? x(p0).toFixed(1) + "px" : "0px");
  box.style.setProperty("--pw", period ? (x(p1) - x(p0)).toFixed(1) + "px" : "0px");
  const flag = box.querySelector(".flag");
  if (!flag) return;
  flag.textContent = dateWords(scene.date.length === 7 && !scene.to ? scene.date : iso(look.day), true);
  flag.style.left = Math.min(held.width - 48, Math.max(48, x(look.day))) + "px";
  const axis = box.querySelector(".tl-axis");
  axis.setAttribute("aria-valuenow", String(look.day));
  axis.setAttribute("aria-valuetext", scene.to ? pieces.when(scene, "dossier") : dateWords(scene.date));
}

/* Beside each name the status on the day; strips stay as they are. */
function dots() {
  const { engine, look, scene } = held.context,
    now = new Map();
  for (const r of look.rows) now.set(r.e, [...(now.get(r.e) || []), r]);
  for (const holder of body().querySelectorAll(".tl-dots")) {
    const where = holder.dataset.where ? holder.dataset.where.split(",") : null;
    const found = (now.get(Number(holder.dataset.e)) || []).filter((r) => !where || where.includes(r.country));
    const statuses = [...new Set(found.map((r) => engine.data.statuses[r.row.s]))],
      key = statuses.join() + scene.lang;
    if (holder.dataset.key === key) continue;
    holder.dataset.key = key;
    put(
      holder,
      statuses.map((status) => {
        const words = t("status." + status),
          dot = picture(symbols.dot(status, holder.dataset.paint));
        return h("span", { title: words }, dot, h("span", { class: "visually-hidden" }, words));
      }),
    );
  }
  for (const holder of body().querySelectorAll(".tl-name"))
    holder.setAttribute("aria-pressed", String(scene.selection.includes(holder.dataset.ref)));
}
const FACETS = () => [...held.context.engine.raw.facets.map((f) => f.name), "text", "known", "stated", "by", "lang"];
function keyOf() {
  const { scene, look } = held.context;
  const days = strict() ? scene.date + scene.to : "";
  return (
    JSON.stringify(FACETS().map((k) => scene[k])) +
    held.width +
    [...held.closed].join() +
    days +
    (days ? look.rows.map((r) => r.e + r.country).join() : "")
  );
}

/* The tools above the strips: the fields of a period, its buttons, and the grouping. */
function toolsMade() {
  const { raw } = held.context.engine;
  const field = (name) =>
    h(
      "label",
      {},
      t("timeline." + name),
      " ",
      h("input", {
        type: "text",
        class: "day-field num",
        "data-tl": name,
        autocomplete: "off",
        spellcheck: "false",
        maxlength: 30,
      }),
    );
  const button = (name, words) => h("button", { type: "button", class: "button", "data-tl": name }, words);
  return [
    h("div", { class: "tl-fields" }, field("from"), field("to")),
    button("choose", ""),
    button("clear", t("timeline.clear")),
    button("compare", t("timeline.compare")),
    h("span", { class: "spacer" }),
    h("span", { class: "muted", id: "timeline-by-label" }, t("table.group")),
    h(
      "div",
      { class: "toggle", role: "group", "aria-labelledby": "timeline-by-label" },
      raw.choices.by.map((by) => h("button", { type: "button", "data-tl-by": by }, t("table.by." + by))),
    ),
  ];
}
function tools() {
  const { scene } = held.context,
    box = document.getElementById("timeline-tools");
  if (toolsDrawn !== scene.lang) {
    toolsDrawn = scene.lang;
    put(box, toolsMade());
    const [first, last] = held.context.engine.data.window.map(iso),
      made = (name, more) => dayField(box.querySelector(`[data-tl="${name}"]`), { first, last, months: true, ...more });
    fields = {
      from: made("from", { take: (date) => state.commit({ date }) }),
      to: made("to", { empty: true, take: (to) => state.commit({ to }) }),
    };
  }
  for (const b of box.querySelectorAll("[data-tl-by]"))
    b.setAttribute("aria-pressed", String(b.dataset.tlBy === scene.by));
  fields.from.show(scene.date);
  fields.to.show(scene.to);
  for (const name of ["clear", "compare"]) box.querySelector(`[data-tl="${name}"]`).disabled = !scene.to;
  const choose = box.querySelector('[data-tl="choose"]');
  choose.textContent = t(choosing ? "timeline.choose." + choosing : "timeline.choose");
  choose.setAttribute("aria-pressed", String(Boolean(choosing)));
}

function foot() {
  const { scene, t } = held.context,
    box = document.getElementById("timeline-foot");
  if (footDrawn === scene.lang + scene.known) return;
  footDrawn = scene.lang + scene.known;
  const entry = (svg, label) => h("span", { class: "entry" }, svg, label);
  const band = (status, label) => entry(picture(sample(symbols.band(1, 30, 0, 12, status, "var(--ink2)"))), label);
  const over = (fill, label) =>
    entry(
      s(
        "svg",
        { width: 30, height: 12, "aria-hidden": "true" },
        ["var(--ink2)", `url(#${fill})`].map((paint) => s("rect", { width: 29, height: 12, fill: paint })),
      ),
      label,
    );
  put(
    box,
    band("active", t("status.active")),
    band("adapted", t("table.legend.reduced")),
    band("suspended", t("status.suspended")),
    band("planned", t("status.planned")),
    band("exploring", t("status.exploring")),
    band("ended", t("status.ended")),
    band("not_recorded", t("status.not_recorded")),
    over("atlas-fade-in", t("timeline.fading")),
    over("atlas-hatch-over-light", t("timeline.carried")),
    scene.known && over("atlas-hatch-over", t("doubt.projected")),
    Object.entries(eventPins.words).map(([kind, key]) =>
      h("span", { class: "entry", "data-pin": kind }, eventPins.icon(kind), t(key)),
    ),
  );
}
/* A band as a sample in the legend. */
const sample = (inner) => `<svg width="30" height="12" aria-hidden="true">${inner}</svg>`;

painter(42, "timeline", (now) => {
  held.context = now;
  const box = body();
  if (now.scene.tab !== "timeline" || !box) return;
  if (!box.querySelector(".tl-axis")) {
    put(
      box,
      h(
        "div",
        { class: "tl-head" },
        h("p", { class: "tl-corner muted" }),
        h("div", { class: "tl-axis", role: "slider", tabindex: 0 }),
      ),
      h("div", { class: "tl-groups" }),
    );
    new ResizeObserver(() => {
      if (plotWidth() && plotWidth() !== held.width) repaint();
    }).observe(box);
  }
  const axis = box.querySelector(".tl-axis"),
    [a, z] = now.engine.data.window;
  axis.setAttribute("aria-label", t("timeline.axis"));
  box.querySelector(".tl-corner").textContent = t("timeline.hint");
  axis.setAttribute("aria-valuemin", String(a));
  axis.setAttribute("aria-valuemax", String(z));
  held.width = plotWidth();
  if (!held.width) return;
  const key = keyOf();
  if (key !== drawn) {
    const focused =
      document.activeElement && box.contains(document.activeElement) ? document.activeElement.dataset : {};
    drawn = key;
    draw();
    const again = focused.ref
      ? box.querySelector(`[data-ref="${CSS.escape(focused.ref)}"]`)
      : focused.tlGroup
        ? box.querySelector(`[data-tl-group="${CSS.escape(focused.tlGroup)}"]`)
        : null;
    if (again) again.focus();
  }
  dots();
  place();
  tools();
  foot();
});

const commitPeriod = (a, z) => state.commit({ date: iso(Math.min(a, z)), to: iso(Math.max(a, z)) });
function chosen(day) {
  if (!choosing) {
    state.commit({ date: iso(day), to: "" });
    return;
  }
  if (choosing === "first") {
    first = day;
    choosing = "last";
    tools();
    return;
  }
  choosing = "";
  commitPeriod(first, day);
}

document.addEventListener("pointerdown", (event) => {
  const on = event.target.closest && event.target.closest("#timeline-scroll");
  if (!on || event.button !== 0 || event.target.closest("button, a")) return;
  const axis = on.querySelector(".tl-axis");
  if (!axis || event.clientX < axis.getBoundingClientRect().left || event.clientX > axis.getBoundingClientRect().right)
    return;
  const day = dayAt(event.clientX);
  drag = { x: event.clientX, from: day, to: day, moved: false, id: event.pointerId };
});
document.addEventListener("pointermove", (event) => {
  if (!drag || event.pointerId !== drag.id) return;
  drag.moved = drag.moved || Math.abs(event.clientX - drag.x) > SLACK_PX;
  drag.to = dayAt(event.clientX);
  if (drag.moved) {
    event.preventDefault();
    place();
  }
});
document.addEventListener("pointerup", (event) => {
  if (!drag || event.pointerId !== drag.id) return;
  const { from, to, moved } = drag;
  drag = null;
  if (moved) {
    choosing = "";
    commitPeriod(from, to);
  } else chosen(to);
});
document.addEventListener("pointercancel", () => {
  drag = null;
  if (held.context && body()) place();
});
document.addEventListener("click", (event) => {
  const at = (selector) => event.target.closest && event.target.closest(selector);
  const by = at("[data-tl-by]"),
    group = at("[data-tl-group]"),
    name = at("#timeline-scroll [data-ref]"),
    tool = at("#timeline-tools button[data-tl]");
  if (by) state.commit({ by: by.dataset.tlBy });
  else if (group) {
    const key = group.dataset.tlGroup;
    if (held.closed.has(key)) held.closed.delete(key);
    else held.closed.add(key);
    repaint();
  } else if (name) emit("select", { ref: name.dataset.ref, from: name, add: event.ctrlKey || event.metaKey });
  else if (tool && tool.dataset.tl === "choose") {
    choosing = choosing ? "" : "first";
    tools();
  } else if (tool && tool.dataset.tl === "clear") state.commit({ to: "" });
  else if (tool && tool.dataset.tl === "compare")
    state.commit({ tab: "compare", date2: iso(held.context.look.first), date: iso(held.context.look.day), to: "" });
});
