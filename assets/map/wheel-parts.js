// @ts-nocheck
/* The ten parts of a wheel by keyboard, and its number: Enter on a wheel goes in, arrow keys walk clockwise and between
   number, block and rim, each says its sentence, Enter opens its rows, Escape leaves. */
import { emit } from "../core/events.js";
import { openRows, opens } from "../core/openers.js";
import { state } from "../core/state.js";
import { pick, t } from "../core/words.js";
import * as tip from "./tip.js";
import * as wheelShape from "./wheel-shape.js";
import { step, STEPS } from "./wheel-steps.js";
import * as wheelWords from "./wheel-words.js";

function sentence(instance, iso, instrument, reach) {
  const { own, region, names, said } = tip.segmentOf(instance, iso, instrument),
    { plain } = wheelWords;
  const words = tip.wordsOf(instance.scene),
    when = tip.periodWords(instance.scene);
  const mine =
    reach === "own"
      ? `${t("wheel.block")}: ${plain(said.own)}`
      : `${t("wheel.region")}: ${plain(wheelWords.storeyTokens(region, words, "region"))}.`;
  return {
    text: `${names.country}, ${names.instrument}. ${mine}${when ? ` ${when}.` : ""}`,
    open: (reach === "own" ? own : region).open,
  };
}

/* The number in the middle: what runs in the country itself, or what is asked for there. */
const numberDoor = ({ scene }, iso) =>
  tip.doorOf(state.engine, scene, iso, {
    reach: state.engine.means.own,
    parts: wheelWords.measured(state.engine, scene).parts,
  });
function numberSaid(instance, iso) {
  const { engine } = state,
    { scene } = instance,
    wheel = wheelWords.shown(engine, scene, instance.lookNow(engine), iso);
  const said = wheelWords.plain(wheelWords.wheelTokens(wheel, tip.wordsOf(scene)));
  return { text: `${pick(engine.countries.get(iso), "name")}: ${said}.`, open: wheel.own };
}

/* The door of a drawn part: its country, storey and statuses; none where it stands for no row. */
function doorOf(instance, iso, path, kind = path.dataset.kind) {
  const { engine } = state,
    parts = tip.partsOf(engine.raw, kind),
    { instrument } = path.closest(".seg").dataset;
  return parts.length
    ? tip.doorOf(engine, instance.scene, iso, { instrument, reach: path.parentNode.dataset.reach, parts })
    : null;
}
/* The door of the words under a name: what the region shares, or what is listed with one status where there is no
     wheel. */
function wordsDoor({ scene }, iso, status) {
  const { engine } = state;
  if (status) return { ...tip.doorOf(engine, scene, iso, { parts: [] }), counted: scene.counted, status: [status] };
  return tip.doorOf(engine, scene, iso, {
    reach: engine.means.region,
    parts: wheelWords.measured(engine, scene).parts,
  });
}
/* The same of a wheel that is a still picture, of radius R: its paths stand in the order in which they were worked
   out. */
function doorIn(scene, iso, path, R) {
  const { engine } = state,
    { instrument } = path.closest(".seg").dataset,
    { reach } = path.parentNode.dataset,
    i = engine.raw.instruments.indexOf(instrument);
  const shape = wheelShape.storeyShapes(R, i, engine.look(scene).wheels[iso].segments[i][reach], reach)[
    [...path.parentNode.children].indexOf(path)
  ];
  return shape ? doorOf({ scene }, iso, path, shape.kind) : null;
}

/* The number, or none: the hub of the wheel is its place, since a digit alone is too small to aim at. */
function numberAt(event, wheel) {
  const text = wheel && wheel.querySelector("text");
  if (!text || !Number(text.textContent)) return false;
  const box = wheel.getBoundingClientRect(),
    far = Math.hypot(event.clientX - box.left - box.width / 2, event.clientY - box.top - box.height / 2);
  return far <= Number(wheel.dataset.hub) * (box.width / wheel.viewBox.baseVal.width);
}

/* A click of the mouse on a drawn part, on the number, or on the words under the name, opens their rows. A finger is
     wider than these: it opens the country, as does a click while presenting, where no table may take the place of the
     map. */
function clicked(instance, iso, event) {
  const at = (selector) => event.pointerType !== "touch" && event.target.closest && event.target.closest(selector);
  const path = at(".storey path"),
    words = at(".wheel-region [data-status]");
  if (
    !(path || words || numberAt(event, at(".wheel"))) ||
    !opens() ||
    !instance.scene ||
    document.documentElement.dataset.present === "on"
  )
    return false;
  const facets = path
    ? doorOf(instance, iso, path)
    : words
      ? wordsDoor(instance, iso, words.dataset.status)
      : numberDoor(instance, iso);
  if (!facets) return false;
  tip.hide();
  openRows(facets);
  return true;
}

class Parts {
  constructor(instance, iso, wheel) {
    Object.assign(this, { instance, iso, wheel, at: [0, 0] });
    this.box = document.createElement("div");
    this.box.className = "wheel-parts";
    this.box.dataset.ownKeys = "";
    this.box.setAttribute("role", "group");
    this.box.setAttribute("aria-label", t("wheel.parts", { x: pick(state.engine.countries.get(iso), "name") }));
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.className = "wheel-part";
    this.button.tabIndex = -1;
    this.box.appendChild(this.button);
    wheel.box.parentNode.appendChild(this.box);
    window.L.DomEvent.disableClickPropagation(this.box);
    this.box.addEventListener("keydown", (event) => this.key(event));
    this.box.addEventListener("click", () => this.open());
    this.box.addEventListener("focusout", (event) => {
      if (!this.box.contains(event.relatedTarget)) this.remove();
    });
    this.go([0, 0]);
  }
  get instrument() {
    return state.engine.raw.instruments[this.at[0]];
  }
  get reach() {
    return state.engine.raw.reaches[this.at[1]];
  }

  /* A button of its own for each part: a reader says what comes into focus, not what changes under it. */
  go(at) {
    const { instance, iso, wheel } = this,
      old = this.button;
    this.at = at;
    const { text, open } = this.reach
      ? sentence(instance, iso, this.instrument, this.reach)
      : numberSaid(instance, iso);
    this.count = open;
    this.button = old.cloneNode();
    this.button.setAttribute("aria-label", text);
    this.box.appendChild(this.button);
    this.button.focus({ preventScroll: true });
    old.remove();
    emit("highlight", this.reach ? { country: iso, instrument: this.instrument, reach: this.reach } : null);
    tip.wheel(instance, wheel.box, iso, ...(this.reach ? [this.instrument, this.reach] : []));
  }
  key(event) {
    if (event.key in STEPS || event.key === "Home" || event.key === "End") this.go(step(this.at, event.key));
    else if (event.key === "Enter" || event.key === " ") this.open();
    else if (event.key === "Escape") {
      this.wheel.box.focus();
      return;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
  open() {
    if (!this.count || !opens()) return;
    const { engine } = state,
      { instance, iso, instrument, reach } = this;
    this.remove();
    openRows(
      reach
        ? tip.doorOf(engine, instance.scene, iso, {
            instrument,
            reach,
            parts: wheelWords.partsIn(engine.raw, engine.raw.open),
          })
        : numberDoor(instance, iso),
    );
  }
  remove() {
    if (this.left) return;
    this.left = true;
    this.box.remove();
    emit("highlight", null);
    tip.hide();
  }
}

export const enter = (instance, iso, wheel) => new Parts(instance, iso, wheel);
export { step, doorOf, numberDoor, doorIn, wordsDoor, clicked };
