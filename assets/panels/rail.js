/* The rail: every facet as checkboxes or chips whose counts follow the other filters, the clock, and the layers. */
import { h, put } from "../core/dom.js";
import * as doors from "../core/doors.js";
import { on } from "../core/events.js";
import { byId, find, findAll, findInput, hit } from "../core/find.js";
import { hand } from "../core/hand.js";
import { painter } from "../core/painters.js";
import { whenThere } from "../core/root.js";
import { state } from "../core/state.js";
import { dateWords, t } from "../core/words.js";
import { build, held, label, values } from "./rail-form.js";

/* Facets whose numbers follow a hand that drags the slider; the others are counted when it rests. */
/** @type {FacetName[]} */
const QUICK = ["instrument", "status"];
/** @typedef {import("../types").Scene} Scene */
/** @typedef {import("../types").Look} Look */
/** @typedef {import("../types").Patch} Patch */
/** @typedef {import("../types").FacetName} FacetName */
/* Of a value: what it holds, and what a click on it leaves. */
/** @typedef {{ holds: number, leaves: number }} Counted */
/** @typedef {Record<string, Map<string, Counted>>} Numbers */

let shape = "",
  quickAt = 0;
/** @type {ReturnType<typeof setTimeout>} */
let timer;
/** @type {Look | null} */
let painted = null;
const QUICK_MS = 120;

/* A value that is asked for; a click drops it. */
/** @param {string} facet @param {string} value */
function dropChip(facet, value) {
  const name = label(facet, value);
  return h(
    "button",
    {
      type: "button",
      class: "chip",
      "data-drop": facet,
      "data-value": value,
      "aria-label": t("rail.remove", { name }),
    },
    name,
    " ",
    h("span", { "aria-hidden": "true" }, "×"),
  );
}
/** @param {string[]} asked @param {HTMLElement[]} parts */
function chipsHead(asked, parts) {
  if (painted && !painted.rows.length)
    return h("p", { class: "rail-empty", role: "status" }, t(asked.length ? "rail.empty" : "rail.before"));
  return parts.length ? h("h2", { class: "rail-head" }, t("rail.active")) : null;
}
/** @param {Scene} scene */
function chips(scene) {
  const asked = state.askedFacets();
  const holder = find(held.box, "#rail-active");
  const parts = asked.flatMap((facet) => {
    const chosen = facet === "text" ? [scene.text] : scene[/** @type {FacetName} */ (facet)],
      /** @type {string[]} */
      list = chosen.length ? chosen : ["—"];
    return list.slice(0, 6).map((value) => dropChip(facet, value));
  });
  put(holder, chipsHead(asked, parts), parts.length ? h("div", { class: "chips" }, parts) : null);
  holder.hidden = !holder.firstChild;
  findInput(held.box, '[data-rail="reset"]').disabled = !asked.length;
}

/* What is chosen in a facet that an element names. */
/** @param {Scene} scene @param {string | undefined} facet @returns {string[]} */
const chosenIn = (scene, facet) => scene[/** @type {FacetName} */ (facet)];
/** @param {string} selector */
const inputs = (selector) => /** @type {HTMLInputElement[]} */ (findAll(held.box, selector));
/** @param {Scene} scene */
function reflect(scene) {
  const layers = /** @type {string[]} */ (scene.layers);
  for (const input of inputs("input[data-facet]"))
    input.checked = chosenIn(scene, input.dataset.facet).includes(input.value);
  for (const b of findAll(held.box, "[data-chip]"))
    b.setAttribute("aria-pressed", String(chosenIn(scene, b.dataset.chip).includes(b.dataset.value || "")));
  for (const input of inputs("[data-layer]")) input.checked = layers.includes(input.dataset.layer || "");
  for (const e of findAll(held.box, "[data-picked]")) {
    const list = chosenIn(scene, e.dataset.picked),
      plain = chosenIn(state.engine.data.scene, e.dataset.picked);
    e.textContent = list.length && list.join() !== plain.join() ? String(list.length) : "";
  }
  for (const [id, value] of [
    ["#rail-text", scene.text],
    ["#rail-fill", scene.fill],
  ]) {
    const e = findInput(held.box, id);
    if (document.activeElement !== e || !value) e.value = value;
  }
  findInput(held.box, "#rail-goal-stated").checked = scene.goal_basis.join() === state.engine.means.stated;
  find(held.box, "#rail-status-date").textContent = [scene.date, scene.to]
    .filter(Boolean)
    .sort()
    .map((d) => dateWords(d, true))
    .join(" – ");
  findInput(held.box, '[data-rail="undo"]').disabled = !state.canUndo;
  findInput(held.box, '[data-rail="redo"]').disabled = !state.canRedo;
}

/** @param {string} facet @param {string} value @param {string} said */
function write(facet, value, said) {
  for (const e of held.numbers.get(facet + "|" + value) || []) if (e.textContent !== said) e.textContent = said;
}
/* What a click leaves, in engagements: alone where nothing is chosen in the facet; what it adds, where something is;
     and for what is chosen, what it holds. */
/** @param {string[]} asked @param {string} value @param {Counted} counted @param {number} standing */
function text(asked, value, { holds, leaves }, standing) {
  return !asked.length || asked.includes(value) ? String(holds) : `+${leaves - standing}`;
}
const NOTHING = { holds: 0, leaves: 0 };
/** @param {Look} look @param {Scene} scene @param {FacetName[]} names */
function fillIn(look, scene, names) {
  /** @type {Numbers} */
  const found = state.engine.facets(scene, undefined, names);
  for (const facet of names) {
    for (const value of values(facet))
      write(
        facet,
        value,
        text(
          scene[facet],
          value,
          found[facet].get(value) || { ...NOTHING, leaves: look.counts.listed },
          look.counts.listed,
        ),
      );
  }
  return found;
}
/** @param {Look} look @param {Scene} scene */
function quick(look, scene) {
  /* Under a hand that drags, numbers that change sixty times a second cannot be read: eight times is enough. */
  if (hand.drags && performance.now() - quickAt < QUICK_MS) return;
  quickAt = performance.now();
  if (hand.drags) fillIn(look, scene, QUICK);
}
/* Whose judgement the goals are: both numbers open their rows. */
/** @param {number} n @param {number} m */
function goalBasis(n, m) {
  const { inferred, stated } = state.engine.means;
  const parts = {
    n: doors.countDoor(n, { goal_basis: [inferred] }),
    m: doors.countDoor(m, { goal_basis: [stated, inferred] }),
  };
  const holder = find(held.box, "#rail-goal-basis"),
    html = doors.fill(t("rail.goal.basis"), parts);
  if (holder.innerHTML !== html) holder.innerHTML = html;
}
/** @param {Look} look @param {Scene} scene */
function slow(look, scene) {
  const key = JSON.stringify({ ...scene, selection: 0, view: 0, layers: 0, theme: 0, tab: 0 });
  if (key === held.countsKey) return;
  held.countsKey = key;
  const found = fillIn(
    look,
    scene,
    state.engine.raw.facets.map((f) => /** @type {FacetName} */ (f.name)),
  );
  const { inferred, stated } = state.engine.means,
    basis = (/** @type {string} */ name) => (found.goal_basis.get(name) || NOTHING).holds;
  goalBasis(basis(inferred), basis(inferred) + basis(stated));
  find(held.box, "#rail-unit").textContent = t("rail.unit");
}

painter(
  20,
  "rail",
  ({ scene, look, before }) => {
    held.box = held.box && held.box.isConnected ? held.box : byId("rail-body");
    if (!held.box) return;
    painted = look;
    if (shape !== scene.lang || !held.box.firstChild) {
      shape = scene.lang;
      build();
    }
    quick(look, scene);
    const onlyTime = before && JSON.stringify({ ...before, date: 0 }) === JSON.stringify({ ...scene, date: 0 });
    if (!onlyTime || (before && before.date === scene.date)) {
      reflect(scene);
      chips(scene);
      slow(look, scene);
      return;
    }
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (held.box.isConnected && painted) {
        quick(painted, state.scene);
        reflect(state.scene);
        chips(state.scene);
        slow(painted, state.scene);
      }
    }, 120);
  },
  { around: true },
);

/** @param {string} facet @param {string} value @param {boolean} on */
function setFacet(facet, value, on) {
  const chosen = chosenIn(state.scene, facet),
    list = on ? [...chosen, value] : chosen.filter((v) => v !== value);
  state.commit({ [facet]: values(/** @type {FacetName} */ (facet)).filter((v) => list.includes(v)) });
}
export { setFacet };
on("facet", ({ facet, value, on }) => setFacet(facet, value, on));

/** @param {string} layer @param {boolean} on */
function setLayer(layer, on) {
  const { layers, fill } = state.scene;
  /** @type {Patch} */
  const patch = { layers: on ? [...layers, layer] : layers.filter((l) => l !== layer) };
  if (layer === "indicators" && on && !fill) [patch.fill] = state.engine.raw.choices.fill;
  state.commit(patch);
}
/* Countries are filled by a figure; choosing one switches the layer of the figures on. */
/** @param {string} fill */
function setFill(fill) {
  const { layers } = state.scene;
  state.commit({ fill, layers: fill && !layers.includes("indicators") ? [...layers, "indicators"] : layers });
}
/* A value is let go; without its last one a facet is as in a link that does not name it. */
/** @param {HTMLElement} body @param {DOMStringMap} chip */
function drop(body, { drop: facet = "", value = "" }) {
  const { scene, engine } = state,
    left = facet === "text" ? [] : chosenIn(scene, facet).filter((v) => v !== value);
  state.commit({ [facet]: left.length ? left : Reflect.get(engine.data.scene, facet) });
  const next = () => (body.querySelector("[data-drop]") ? find(body, "[data-drop]") : find(body, "input"));
  requestAnimationFrame(() => next().focus());
}
/** @type {Record<string, () => void>} */
const STEPS = { reset: () => state.resetFilters(), undo: () => state.undo(), redo: () => state.redo() };

whenThere("#rail-body", (/** @type {HTMLElement} */ body) => {
  body.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLSelectElement && target.id === "rail-fill") setFill(target.value);
    if (!(target instanceof HTMLInputElement)) return;
    const { facet, layer } = target.dataset;
    if (target.id === "rail-goal-stated")
      state.commit({ goal_basis: target.checked ? [state.engine.means.stated] : [] });
    else if (facet) setFacet(facet, target.value, target.checked);
    else if (layer) setLayer(layer, target.checked);
  });
  /** @type {ReturnType<typeof setTimeout>} */
  let typing;
  body.addEventListener("input", ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.id !== "rail-text") return;
    clearTimeout(typing);
    typing = setTimeout(() => state.commit({ text: target.value }), 150);
  });
  body.addEventListener("click", (event) => {
    const at = (/** @type {string} */ selector) => hit(event, selector);
    let found;
    if ((found = at("[data-chip]"))) {
      const { chip = "", value = "" } = found.dataset;
      setFacet(chip, value, found.getAttribute("aria-pressed") !== "true");
    } else if ((found = at("[data-only]"))) state.commit({ [found.dataset.only || ""]: [found.dataset.value] });
    else if ((found = at("[data-drop]"))) drop(body, found.dataset);
    else if ((found = at("[data-rail]"))) STEPS[found.dataset.rail || ""]();
  });
});
