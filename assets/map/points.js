// @ts-nocheck
/* What a person does with dated points: point at one, click it, walk from one to the next by keys.
   The recorded events of the last weeks are such points; `load` puts another set on the map. */
import { days } from "../core/days.js";
import { h } from "../core/dom.js";
import { emit } from "../core/events.js";
import { repaint, state } from "../core/state.js";
import { dateWords, pick, t } from "../core/words.js";
import * as maps from "./maps.js";
import * as pointsLayer from "./points-layer.js";
import * as tip from "./tip.js";

const PANE = "atlas-points",
  Z_INDEX = 605;
const REACH_PX = 14,
  FAN_PX = 13;
const NEXT = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };
/* A flag over its place, unlike any site: filled for a coup, open for another event; the letter is an envelope. */
const STAFF = "M0,10V-9",
  FLAG = "M0,-9H11L8.2,-5L11,-1H0Z",
  LETTER = "M-6.5,-4.5H6.5V4.5H-6.5Z",
  FLAP = "M-6.5,-4.5L0,.3L6.5,-4.5";
const KINDS = ["other", "coup", "letter"];
let serial = 0;

const token = (name) =>
  getComputedStyle(document.documentElement)
    .getPropertyValue("--" + name)
    .trim() || "#000";

function flag(u, kind) {
  const ink = token("ink"),
    disc = token("disc"),
    halo = token("halo"),
    letter = kind === "letter";
  return {
    half: 13 * u,
    dx: letter ? 0 : 4 * u,
    dy: -18 * u,
    draw(pen) {
      const head = new Path2D(letter ? LETTER : FLAG),
        staff = new Path2D(STAFF),
        lines = letter ? [head, staff, new Path2D(FLAP)] : [head, staff];
      pen.scale(u, u);
      pen.translate(letter ? 0 : -4, 0);
      pen.lineJoin = "round";
      pen.lineCap = "round";
      pen.lineWidth = 4.2;
      pen.strokeStyle = halo;
      for (const line of lines) pen.stroke(line);
      pen.fillStyle = kind === "coup" ? ink : disc;
      pen.fill(head);
      pen.lineWidth = 1.4;
      pen.strokeStyle = ink;
      for (const line of letter ? [head, lines[2]] : lines) pen.stroke(line);
    },
  };
}
/* The same as a picture for the legend. */
function flagSvg(kind) {
  const letter = kind === "letter",
    paint =
      `fill="${kind === "coup" ? "var(--ink)" : "var(--disc)"}" stroke="var(--ink)"` +
      ' stroke-width="1.4" stroke-linejoin="round"';
  const inner = letter
    ? `<path d="${LETTER}" ${paint}/><path d="${FLAP}" ${paint}/>`
    : `<path d="${STAFF}" stroke="var(--ink)" stroke-width="1.4"/><path d="${FLAG}" ${paint}/>`;
  return `<svg width="15" height="20" viewBox="${letter ? "-8" : "-2"} -10.5 16 21" aria-hidden="true">${inner}</svg>`;
}
function dot(radius, paint) {
  const colour = token(paint),
    halo = token("halo");
  return {
    half: radius + 1.5,
    draw(pen) {
      pen.beginPath();
      pen.arc(0, 0, radius, 0, 7);
      pen.fillStyle = colour;
      pen.fill();
      pen.lineWidth = 1;
      pen.strokeStyle = halo;
      pen.stroke();
    },
  };
}

/* A layer on a map with everything a person needs: `describe(j)` gives {head, body, ref}, `label(n)` names the
   whole. */
export class Points {
  constructor(instance, set) {
    const { map } = instance,
      name = set.pane || PANE;
    if (!map.getPane(name)) {
      const pane = map.createPane(name);
      pane.style.zIndex = Z_INDEX;
      pane.style.pointerEvents = "none";
    }
    Object.assign(this, { instance, map, set, name: "points-" + ++serial, current: -1 });
    const make = set.layer || ((options) => pointsLayer.layer(set, options));
    this.layer = make({ pane: name, looks: set.looks }).addTo(map);
    this.ring = window.L.marker([0, 0], {
      pane: name,
      interactive: false,
      keyboard: false,
      icon: window.L.divIcon({ className: "atlas-mark", html: '<i class="point-ring"></i>', iconSize: [0, 0] }),
    });
    this.listen(map.getContainer());
  }

  listen(box) {
    this.stop = new AbortController();
    const on = (element, name, fn, capture) =>
      element.addEventListener(name, fn, { signal: this.stop.signal, capture });
    this.focus = document.createElement("div");
    this.focus.className = "points-focus";
    this.focus.tabIndex = 0;
    this.focus.setAttribute("role", "listbox");
    this.focus.dataset.ownKeys = "";
    this.focus.hidden = true;
    box.appendChild(this.focus);
    on(box, "pointermove", (event) => this.hover(event));
    on(box, "pointerleave", () => this.hover(null));
    on(box, "click", (event) => this.click(event), true);
    on(this.focus, "keydown", (event) => this.key(event));
    on(this.focus, "focus", () => {
      if (this.focus.matches(":focus-visible")) this.walk(0);
    });
    on(this.focus, "blur", () => this.go(-1));
    this.map.on("movestart zoomstart", this.leave, this);
  }
  remove() {
    this.stop.abort();
    this.map.off("movestart zoomstart", this.leave, this);
    this.focus.remove();
    this.ring.remove();
    this.layer.remove();
  }

  step(day, last, first) {
    const { layer } = this;
    layer.step(day, last, first);
    const key = state.scene.lang + layer.count;
    if (key !== this.key_) {
      this.key_ = key;
      this.focus.hidden = !layer.count;
      this.focus.setAttribute("aria-label", this.set.label(layer.count));
    }
    if (this.current >= 0 && !layer.holds(this.current)) this.go(-1);
  }

  words(j) {
    return this.set.describe(this.layer.source[j]);
  }

  /* Marks that a wheel, a site or a control covers are not under the pointer. */
  under(event) {
    const box = this.map.getContainer(),
      { target } = event;
    if (target.closest(".wheel-box, .site, button, .tip") || !box.contains(target)) return [];
    const r = box.getBoundingClientRect();
    return this.layer.pick(event.clientX - r.left, event.clientY - r.top, REACH_PX);
  }
  hover(event) {
    const found = event && !event.buttons ? this.under(event) : [];
    this.map.getContainer().classList.toggle("over-point", found.length > 0);
    if (found.length) this.tell(found);
    else this.leave();
  }
  leave() {
    if (this.told) {
      this.told = false;
      tip.hide();
    }
  }
  /* The nearest in full, the others of the same spot by name: what lies underneath is not lost. */
  tell(found) {
    const at = this.layer.spotOf(found[0]),
      box = this.map.getContainer().getBoundingClientRect();
    const [first, ...others] = found.slice(0, 5).map((j) => this.words(j));
    const rest = found.length > 5 ? h("li", {}, t("map.more", { n: found.length - 5 })) : null;
    const y = box.top + at.y - at.half;
    this.told = true;
    tip.at(
      { left: box.left + at.x, width: 0, top: y, height: 2 * at.half, bottom: y + 2 * at.half },
      h("b", {}, first.head),
      h("span", {}, first.body),
      others.length
        ? h(
            "ul",
            {},
            others.map((o) => h("li", {}, `${o.head} `, h("i", {}, o.body))),
            rest,
          )
        : null,
    );
  }

  /* A click opens the nearest; another click on the same spot opens the next one there. */
  click(event) {
    const { dragging } = this.map;
    if (dragging && dragging.moved()) return; // the end of a pan is no click
    const found = this.under(event);
    if (!found.length) return;
    event.stopPropagation();
    const at = found.indexOf(this.opened);
    this.open(found[(at + 1) % found.length]);
  }
  open(j) {
    this.opened = j;
    const { ref } = this.words(j);
    if (ref) emit("select", { ref, from: this.focus });
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in NEXT) this.walk(NEXT[event.key]);
    else if ((event.key === "Enter" || event.key === " ") && this.current >= 0) this.open(this.current);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  /* One on or back in reading order; Infinity is the last, 0 the one we are at or the first. */
  walk(by) {
    const order = this.layer.reading(),
      at = order.indexOf(this.current);
    if (!order.length) {
      this.go(-1);
      return;
    }
    const to = Math.abs(by) === Infinity ? (by > 0 ? order.length - 1 : 0) : at < 0 ? 0 : at + by;
    const k = Math.max(0, Math.min(order.length - 1, to));
    this.go(order[k], k + 1, order.length);
  }
  /* The chosen point gets a ring, its words a tooltip, and assistive technology an option of the list. */
  go(j, position, of) {
    this.current = j;
    if (j < 0) {
      this.ring.remove();
      this.focus.textContent = "";
      this.focus.removeAttribute("aria-activedescendant");
      this.leave();
      return;
    }
    const { head, body } = this.words(j),
      { points: p } = this.layer;
    this.map.panInside([p.lat[j], p.lon[j]], { padding: [48, 48], animate: false });
    const at = this.layer.spotOf(j);
    this.ring.setLatLng([p.lat[j], p.lon[j]]).addTo(this.map);
    const place = this.map.latLngToContainerPoint([p.lat[j], p.lon[j]]),
      mark = this.ring.getElement().firstChild;
    mark.style.cssText = `--size:${2 * at.half + 4}px;--dx:${at.x - place.x}px;--dy:${at.y - place.y}px`;
    const option = document.createElement("div");
    option.id = this.name + "-" + j;
    for (const [name, value] of Object.entries({
      role: "option",
      "aria-selected": "true",
      "aria-posinset": position,
      "aria-setsize": of,
    }))
      option.setAttribute(name, value);
    option.textContent = `${head}, ${body}`;
    this.focus.replaceChildren(option);
    this.focus.setAttribute("aria-activedescendant", option.id);
    this.tell([j, ...this.layer.pick(at.x, at.y, 2).filter((other) => other !== j)]);
  }
}

/* Pins of one place whose weeks overlap stand side by side. */
function fan(events, recent) {
  const free = new Map();
  return Int8Array.from(events, (e) => {
    const until = free.get(e.place_id) || [];
    free.set(e.place_id, until);
    let slot = until.findIndex((day) => day <= e.day);
    if (slot < 0) slot = until.length;
    until[slot] = e.day + recent + 1;
    return slot * FAN_PX;
  });
}

function eventSet(instance, engine) {
  const { places } = engine.data,
    { recent } = engine.raw.eventRules;
  const events = engine.data.events.filter((e) => e.place_id && places[e.place_id]).sort((a, b) => a.day - b.day);
  const lonLat = (name) => Float64Array.from(events, (e) => places[e.place_id][name]);
  return {
    events,
    lon: lonLat("lon"),
    lat: lonLat("lat"),
    dx: fan(events, recent).map((x) => x * instance.u),
    from: Int32Array.from(events, (e) => e.day),
    until: Int32Array.from(events, (e) => e.day + recent + 1),
    kind: Uint8Array.from(events, (e) => KINDS.indexOf(e.sign)),
    looks: () => KINDS.map((kind) => flag(instance.u, kind)),
    label: (n) => t("map.events", { n }),
    describe(j) {
      const e = events[j];
      return { head: pick(e, "title"), body: dateWords(e.date), ref: "event:" + e.event_id };
    },
  };
}

function paintEvents(instance, { scene, engine, look }) {
  const wanted = scene.layers.includes("events");
  const stale = instance.events && (instance.events.unit !== instance.u || instance.events.view !== engine.data);
  if (instance.events && (!wanted || stale)) {
    instance.events.remove();
    instance.events = null;
  }
  instance.eventMarks = [];
  if (!wanted) return;
  if (!instance.events)
    instance.events = Object.assign(new Points(instance, eventSet(instance, engine)), {
      unit: instance.u,
      view: engine.data,
    });
  const { events } = instance;
  /* On a day the weeks before it are shown, of a stretch of time the stretch. */
  events.step(look.day, engine.clock(scene).known, look.first + (scene.to ? engine.raw.eventRules.recent : 0));
  instance.eventMarks = Array.from(
    events.layer.alive.subarray(0, events.layer.count),
    (j) => events.set.events[events.layer.source[j]],
  );
}

maps.part({
  name: "points",
  paint(instance, context) {
    if (instance.options.sites === false || instance.map.getContainer().closest(".x-maps")) return;
    paintEvents(instance, context);
    if (instance.loaded) instance.loaded.step(context.look.day, context.engine.clock(context.scene).known);
  },
});

/* Tokens change with the theme and with the presenter: the pictures of the points are made again. */
new MutationObserver(() => {
  for (const instance of maps.instances)
    for (const held of [instance.events, instance.loaded]) if (held) held.layer.restyle();
}).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "data-present"] });

export { dot, flag, flagSvg, KINDS as kinds };
/* Where the drawn events stand on the screen: names keep off them. */
export function boxes(instance) {
  if (!instance.events) return [];
  const { layer } = instance.events,
    box = instance.map.getContainer().getBoundingClientRect();
  return Array.from(layer.alive.subarray(0, layer.count), (j) => {
    const { x, y, half } = layer.spotOf(j);
    return {
      left: box.left + x - half / 2,
      right: box.left + x + half / 2,
      top: box.top + y - half * 0.7,
      bottom: box.top + y + half * 0.7,
    };
  });
}
/* Put a set of dated points on a map: {lon, lat, from, until, kind, looks?, describe?, label?}; it replaces the one
   before. */
export function load(set, instance) {
  const main = instance || maps.main();
  clear(main);
  main.loaded = new Points(main, {
    looks: () => ["dip", "sec", "mig", "dev", "hum"].map((name) => dot(4, name)),
    describe: (j) => ({ head: String(j), body: days.toIso(set.from[j]), ref: null }),
    label: (n) => t("map.events", { n }),
    ...set,
  });
  repaint();
  return main.loaded;
}
export function clear(instance) {
  const main = instance || maps.main();
  if (main.loaded) main.loaded.remove();
  main.loaded = null;
}
