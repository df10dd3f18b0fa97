/* The rail: every facet as checkboxes or chips whose counts follow the other filters, the clock, and the layers. */
import { h, put } from "../core/dom.js";
import * as doors from "../core/doors.js";
import { on } from "../core/events.js";
import { hand } from "../core/hand.js";
import { painter } from "../core/painters.js";
import { whenThere } from "../core/root.js";
import { state } from "../core/state.js";
import { dateWords, t } from "../core/words.js";
import { build, held, label, values } from "./rail-form.js";

/* Facets whose numbers follow a hand that drags the slider; the others are counted when it rests. */
const QUICK = ["instrument", "status"];
let shape = "",
  timer = 0,
  quickAt = 0,
  painted = {};
const QUICK_MS = 120;

/* A value that is asked for; a click drops it. */
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
function chipsHead(asked, parts) {
  const { look } = painted;
  if (look && !look.rows.length)
    return h("p", { class: "rail-empty", role: "status" }, t(asked.length ? "rail.empty" : "rail.before"));
  return parts.length ? h("h2", { class: "rail-head" }, t("rail.active")) : null;
}
function chips(scene) {
  const asked = state.askedFacets();
  const holder = held.box.querySelector("#rail-active");
  const parts = asked.flatMap((facet) => {
    const list = facet === "text" ? [scene.text] : scene[facet].length ? scene[facet] : ["—"];
    return list.slice(0, 6).map((value) => dropChip(facet, value));
  });
  put(holder, chipsHead(asked, parts), parts.length ? h("div", { class: "chips" }, parts) : null);
  holder.hidden = !holder.firstChild;
  held.box.querySelector('[data-rail="reset"]').disabled = !asked.length;
}

function reflect(scene) {
  for (const input of held.box.querySelectorAll("input[data-facet]")) {
    const { facet } = input.dataset,
      list = scene[facet];
    input.checked = list.includes(input.value);
  }
  for (const b of held.box.querySelectorAll("[data-chip]"))
    b.setAttribute("aria-pressed", String(scene[b.dataset.chip].includes(b.dataset.value)));
  for (const input of held.box.querySelectorAll("[data-layer]"))
    input.checked = scene.layers.includes(input.dataset.layer);
  for (const e of held.box.querySelectorAll("[data-picked]")) {
    const n = scene[e.dataset.picked].length,
      plain = state.engine.data.scene[e.dataset.picked];
    e.textContent = n && JSON.stringify(plain) !== JSON.stringify(scene[e.dataset.picked]) ? n : "";
  }
  for (const [id, value] of [
    ["#rail-text", scene.text],
    ["#rail-fill", scene.fill],
  ]) {
    const e = held.box.querySelector(id);
    if (document.activeElement !== e || !value) e.value = value;
  }
  held.box.querySelector("#rail-goal-stated").checked = scene.goal_basis.join() === state.engine.means.stated;
  held.box.querySelector("#rail-status-date").textContent = [scene.date, scene.to]
    .filter(Boolean)
    .sort()
    .map((d) => dateWords(d, true))
    .join(" – ");
  held.box.querySelector('[data-rail="undo"]').disabled = !state.canUndo;
  held.box.querySelector('[data-rail="redo"]').disabled = !state.canRedo;
}

function write(facet, value, said) {
  for (const e of held.numbers.get(facet + "|" + value) || []) if (e.textContent !== said) e.textContent = said;
}
/* What a click leaves, in engagements: alone where nothing is chosen in the facet; what it adds, where something is;
     and for what is chosen, what it holds. */
function text(scene, facet, value, { holds, leaves }, standing) {
  const asked = scene[facet];
  return !asked.length || asked.includes(value) ? String(holds) : `+${leaves - standing}`;
}
const NOTHING = { holds: 0, leaves: 0 };
function fillIn(look, scene, names) {
  const { engine } = state,
    found = engine.facets(scene, undefined, names);
  for (const facet of names) {
    for (const value of values(facet))
      write(
        facet,
        value,
        text(
          scene,
          facet,
          value,
          found[facet].get(value) || { ...NOTHING, leaves: look.counts.listed },
          look.counts.listed,
        ),
      );
  }
  return found;
}
function quick(look, scene) {
  /* Under a hand that drags, numbers that change sixty times a second cannot be read: eight times is enough. */
  if (hand.drags && performance.now() - quickAt < QUICK_MS) return;
  quickAt = performance.now();
  if (hand.drags) fillIn(look, scene, QUICK);
}
/* Whose judgement the goals are: both numbers open their rows. */
function goalBasis(n, m) {
  const { inferred, stated } = state.engine.means;
  const parts = {
    n: doors.countDoor(n, { goal_basis: [inferred] }),
    m: doors.countDoor(m, { goal_basis: [stated, inferred] }),
  };
  const holder = held.box.querySelector("#rail-goal-basis"),
    html = doors.fill(t("rail.goal.basis"), parts);
  if (holder.innerHTML !== html) holder.innerHTML = html;
}
function slow(look, scene) {
  const key = JSON.stringify({ ...scene, selection: 0, view: 0, layers: 0, theme: 0, tab: 0 });
  if (key === held.countsKey) return;
  held.countsKey = key;
  const found = fillIn(
    look,
    scene,
    state.engine.raw.facets.map((f) => f.name),
  );
  const { inferred, stated } = state.engine.means,
    basis = (name) => (found.goal_basis.get(name) || NOTHING).holds;
  goalBasis(basis(inferred), basis(inferred) + basis(stated));
  held.box.querySelector("#rail-unit").textContent = t("rail.unit");
}

painter(
  20,
  "rail",
  ({ scene, look, before }) => {
    held.box = held.box && held.box.isConnected ? held.box : document.getElementById("rail-body");
    if (!held.box) return;
    painted = { look };
    if (shape !== scene.lang || !held.box.firstChild) {
      shape = scene.lang;
      build();
    }
    quick(look, scene);
    const onlyTime = before && JSON.stringify({ ...before, date: 0 }) === JSON.stringify({ ...scene, date: 0 });
    if (!onlyTime || before.date === scene.date) {
      reflect(scene);
      chips(scene);
      slow(look, scene);
      return;
    }
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (held.box.isConnected) {
        quick(painted.look, state.scene);
        reflect(state.scene);
        chips(state.scene);
        slow(painted.look, state.scene);
      }
    }, 120);
  },
  { around: true },
);

function setFacet(facet, value, on) {
  const { scene } = state;
  const list = on ? [...scene[facet], value] : scene[facet].filter((v) => v !== value);
  state.commit({ [facet]: values(facet).filter((v) => list.includes(v)) });
}
export { setFacet };
on("facet", ({ facet, value, on }) => setFacet(facet, value, on));

whenThere("#rail-body", (body) => {
  body.addEventListener("change", (event) => {
    const { target } = event;
    if (target.id === "rail-goal-stated")
      state.commit({ goal_basis: target.checked ? [state.engine.means.stated] : [] });
    else if (target.dataset.facet) setFacet(target.dataset.facet, target.value, target.checked);
    else if (target.dataset.layer) {
      const patch = {
        layers: target.checked
          ? [...state.scene.layers, target.dataset.layer]
          : state.scene.layers.filter((l) => l !== target.dataset.layer),
      };
      if (target.dataset.layer === "indicators" && target.checked && !state.scene.fill)
        [patch.fill] = state.engine.raw.choices.fill;
      state.commit(patch);
    } else if (target.id === "rail-fill")
      state.commit({
        fill: target.value,
        layers:
          target.value && !state.scene.layers.includes("indicators")
            ? [...state.scene.layers, "indicators"]
            : state.scene.layers,
      });
  });
  let typing = 0;
  body.addEventListener("input", (event) => {
    if (event.target.id !== "rail-text") return;
    clearTimeout(typing);
    typing = setTimeout(() => state.commit({ text: event.target.value }), 150);
  });
  body.addEventListener("click", (event) => {
    const at = (s) => event.target.closest(s);
    let hit;
    if ((hit = at("[data-chip]")))
      setFacet(hit.dataset.chip, hit.dataset.value, hit.getAttribute("aria-pressed") !== "true");
    else if ((hit = at("[data-only]"))) state.commit({ [hit.dataset.only]: [hit.dataset.value] });
    else if ((hit = at("[data-drop]"))) {
      const { drop, value } = hit.dataset,
        { scene, engine } = state;
      const plain = engine.data.scene[drop];
      const left = drop === "text" ? "" : scene[drop].filter((v) => v !== value);
      state.commit({ [drop]: drop === "text" || left.length === 0 ? plain : left });
      const next = body.querySelector("[data-drop]") || body.querySelector("input");
      if (next) requestAnimationFrame(() => (body.querySelector("[data-drop]") || body.querySelector("input")).focus());
    } else if ((hit = at("[data-rail]"))) {
      ({ reset: () => state.resetFilters(), undo: () => state.undo(), redo: () => state.redo() })[hit.dataset.rail]();
    }
  });
});
