/* Instrument wheels with their country's name: one Leaflet marker each, whose path attributes are set in place. */
import { days } from "../core/days.js";
import { h, put } from "../core/dom.js";
import { emit, on } from "../core/events.js";
import { hand } from "../core/hand.js";
import { repaint, state } from "../core/state.js";
import { dateWords, pick } from "../core/words.js";
import * as maps from "./maps.js";
import * as symbols from "./symbols.js";
import * as tip from "./tip.js";
import * as wheelParts from "./wheel-parts.js";
import * as wheelShape from "./wheel-shape.js";
import * as wheelWords from "./wheel-words.js";

const TWEEN_MS = 180,
  TIP_MS = 80,
  NARROW_PX = 600;
let labels = null;

/* No wheel on a map is so small that statuses would have to share a mark. */
const radius = (wide, u, narrow) => (wide && !narrow ? 23 * u : Math.max(19 * (narrow ? 0 : u), wheelShape.SMALL));

/* All that a wheel says, for those who do not see it. */
function describe(instance, iso, context) {
  const { engine, scene, look, t } = context,
    { plain, wheelTokens, storeyTokens } = wheelWords,
    wheel = wheelOf(context, iso);
  const name = pick(engine.countries.get(iso), "name"),
    words = tip.wordsOf(scene);
  if (look.outside.includes(iso)) return `${name}: ${t("map.outside")}`;
  if (!wheel) return bareWords(context, iso, name);
  const when = tip.periodWords(scene) || dateWords(scene.date);
  const asked = engine.raw.instruments.filter((instrument) => !tip.hidden(scene, instrument));
  const sectors = asked.map((instrument) => {
    const { own, region } = tip.segmentOf(instance, iso, instrument);
    const shared =
      region.open || region.silent
        ? `; ${t("wheel.region").toLowerCase()}: ${plain(storeyTokens(region, words, "region"))}`
        : "";
    return `${t("instrument." + instrument)}: ${plain(storeyTokens(own, words))}${shared}.`;
  });
  const filtered = state.askedFacets().length ? ` ${t("map.filtered")}.` : "";
  return `${name}, ${when}: ${plain(wheelTokens(wheel, words))}. ${sectors.join(" ")}${filtered}`;
}

/* "2 active", "1 suspended": what is listed in a country where no wheel can say anything, with the status of each. */
const standingLines = ({ engine, look, t }, iso) =>
  wheelWords
    .standing(engine.raw, look.rows, iso)
    .map(({ status, n }) => ({ status, words: `${n} ${t("status." + status).toLowerCase()}` }));
function bareWords(context, iso, name) {
  const lines = standingLines(context, iso).map((x) => x.words),
    { engine, scene, look, t } = context;
  if (wheelWords.uncounted(engine, scene, look))
    return `${name}: ${lines.join(", ") || t("wheel.nothing.region")}. ${t("legend.standing")}.`;
  return (
    `${name}: ${lines.join(", ") || t(scene.stated ? "map.unstated" : "map.nothing")}.` +
    (state.askedFacets().length ? ` ${t("map.filtered")}.` : "")
  );
}

/* A combination country (aid and trade) bears a small open diamond after its name. */
const isCombination = (iso, engine) => (engine.groupsOf.get(iso) || []).includes("combination");

function build(instance, iso, anchor, context) {
  const country = context.engine.countries.get(iso),
    { tier, wide } = context.engine.tierOf(country),
    { u } = instance,
    R = radius(wide, u, instance.narrow);
  const m = wheelShape.measures(R),
    size = Math.ceil(R * 2.9),
    ring = R + m.halo + m.outline("own") * 1.1;
  const circle = (name, r, width, rest) =>
    `<circle class="${name}" r="${r}" fill="none" stroke="var(--ink)" stroke-width="${width}" ${rest}/>`;
  const html =
    `<div class="wheel-box tier${tier}" role="button" tabindex="0" data-iso="${iso}" style="--R:${R}px">` +
    `<svg class="wheel" data-hub="${m.block[0]}" width="${size}" height="${size}" viewBox="` +
    `${-size / 2} ${-size / 2} ${size} ${size}" aria-hidden="true">` +
    circle("wheel-ring", ring, Math.max(2, R * 0.09), 'visibility="hidden"') +
    circle("wheel-beat", R * 1.15, R * 0.08, 'opacity="0"') +
    `${symbols.wheelInner(R, [], { center: "0" })}<path class="wheel-lit" d=""/></svg>` +
    '<span class="wheel-label"><span class="wheel-name"></span><span class="wheel-region num">' +
    '</span></span><span class="wheel-state"></span></div>';
  const icon = window.L.divIcon({ className: "wheel-icon", html, iconSize: [0, 0] });
  const marker = window.L.marker([anchor.lat, anchor.lon], {
    icon,
    pane: instance.pane("wheels"),
    keyboard: false,
    interactive: false,
  }).addTo(instance.map);
  const box = marker.getElement().querySelector(".wheel-box"),
    part = (name) => box.querySelector("." + name);
  const w = {
    iso,
    wide,
    marker,
    box,
    R,
    number: box.querySelector("text"),
    lit: part("wheel-lit"),
    shown: {},
    leader: anchor.leader ? leader(instance, anchor) : [],
    texts: { name: part("wheel-name"), region: part("wheel-region"), state: part("wheel-state") },
    storeys: [...box.querySelectorAll(".storey")].map((g) => ({ g, paths: [...g.children], key: "", storey: null })),
  };
  bind(w, instance);
  return w;
}
function leader(instance, anchor) {
  const [lon, lat] = anchor.leader,
    pane = instance.pane("pulse");
  return [
    window.L.polyline(
      [
        [anchor.lat, anchor.lon],
        [lat, lon],
      ],
      { pane, className: "m-leader", interactive: false, weight: 1 },
    ),
    window.L.circleMarker([lat, lon], {
      pane,
      className: "m-leader-end",
      radius: 2.5 * instance.u,
      interactive: false,
    }),
  ].map((layer) => layer.addTo(instance.map));
}
function remove(w) {
  w.marker.remove();
  for (const layer of w.leader) layer.remove();
}

function bind(w, instance) {
  const { box, iso } = w;
  window.L.DomEvent.disableClickPropagation(box);
  const open = () => emit("select", { ref: "country:" + iso, from: box });
  box.addEventListener("click", (event) => {
    if (!wheelParts.clicked(instance, iso, event)) open();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    open();
    if (event.key === "Enter" && instance.scene && w.shown.inside) wheelParts.enter(instance, iso, w);
  });
  let timer = 0,
    at = "";
  const show = (instrument, reach, kind) => {
    clearTimeout(timer);
    timer = setTimeout(() => tip.wheel(instance, box, iso, instrument, reach, kind), TIP_MS);
  };
  const leave = () => {
    clearTimeout(timer);
    at = "";
    light(w, null);
    tip.hide();
  };
  box.addEventListener("pointermove", (event) => {
    const path = event.target.closest && event.target.closest(".storey path");
    const place = path
      ? [path.closest(".seg").dataset.instrument, path.parentNode.dataset.reach, path.dataset.kind]
      : [];
    if (place.join() === at && at) return;
    at = place.join();
    light(w, place[0] || null, place[1]);
    show(...place);
  });
  box.addEventListener("pointerleave", leave);
  box.addEventListener("focus", () => show());
  box.addEventListener("blur", leave);
}

/* An ink line round one storey of a sector, or round both. */
function light(w, instrument, reach) {
  const m = wheelShape.measures(w.R),
    i = symbols.INSTRUMENTS.indexOf(instrument);
  const [r0, r1] = reach ? m.radii(reach) : [m.block[0], w.R];
  w.lit.setAttribute(
    "d",
    i < 0 ? "" : wheelShape.annular(r0 - 0.6, r1 + 0.6, ...wheelShape.sector(i), m.gap / 2 - 0.6, m.gap / 2 - 0.6),
  );
}

/* Write what a storey shows: only attributes that differ are touched, and paths left over stay empty. */
function draw(held, shapes, paint) {
  shapes.forEach((shape, k) => {
    let path = held.paths[k];
    if (!path) {
      path = held.paths[k] = held.g.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "path"));
      path.setAttribute("stroke-linejoin", "round");
    }
    const wanted = { ...symbols.pathAttributes(shape, paint), "data-kind": shape.kind };
    for (const [name, value] of Object.entries(wanted))
      if (path.getAttribute(name) !== value) path.setAttribute(name, value);
  });
  for (const path of held.paths.slice(shapes.length)) if (path.getAttribute("d")) path.setAttribute("d", "");
}

/* On the way from one storey to another the cuts turn; what it says besides is that of the second. */
const between = (a, b, f) => ({ ...b, counts: b.counts.map((n, k) => a.counts[k] + (n - a.counts[k]) * f) });
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

function turn(w, held, i, reach, storey, paint, moving) {
  const shapes = (s) => (s ? wheelShape.storeyShapes(w.R, i, s, reach) : []),
    from = held.storey;
  held.storey = storey;
  if (!moving || !from || !storey) {
    draw(held, shapes(storey), paint);
    return;
  }
  /* The clock starts with the first frame that is shown, not with the work before it. */
  let began = 0;
  const frame = (now) => {
    if (held.storey !== storey) return;
    began = began || now;
    const f = Math.min(1, (now - began) / TWEEN_MS);
    draw(held, shapes(f < 1 ? between(from, storey, 1 - (1 - f) ** 2) : storey), paint);
    if (f < 1) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

/* The wheel that is drawn of a country: none outside the filter, and none where nothing asked for is counted. */
const wheelOf = ({ engine, scene, look }, iso) => wheelWords.shown(engine, scene, look, iso);
const keyOf = (storey) => `${storey.counts}|${storey.new}|${storey.stale}`;
const write = (element, text) => {
  if (element.textContent !== text) element.textContent = text;
};

/* The wheel of a country, or none where the filter leaves the country out. True when anything changed. */
function paintWheel(w, wheel, { engine, scene }, moving) {
  const inside = Boolean(wheel),
    was = w.shown.inside;
  if (was !== inside) {
    w.shown.inside = inside;
    w.box.classList.toggle("is-bare", !inside);
  }
  if (w.wheel === wheel && was !== undefined) return false;
  w.wheel = wheel;
  if (!inside) return true;
  let changed = was !== inside;
  wheel.segments.forEach((segment, i) =>
    engine.raw.reaches.forEach((reach, k) => {
      const storey = tip.hidden(scene, engine.raw.instruments[i]) ? null : segment[reach];
      const held = w.storeys[2 * i + k],
        key = storey ? keyOf(storey) : "hidden";
      if (key === held.key) return;
      held.key = key;
      changed = true;
      turn(w, held, i, reach, storey, symbols.colour(engine.raw.instruments[i]), moving && was);
    }),
  );
  if (w.number.textContent !== String(wheel.own)) w.number.firstChild.data = wheel.own;
  if (changed && moving && was) beat(w.box);
  return changed;
}

/* Name, counts and situation beside a wheel; each is written only when it differs. */
function paintTexts(w, context) {
  const { engine, look, scene, t } = context,
    wheel = wheelOf(context, w.iso),
    { texts, shown } = w;
  const name = pick(engine.countries.get(w.iso), "name"),
    combination = isCombination(w.iso, engine);
  if (name !== shown.name || combination !== shown.combination) {
    Object.assign(shown, { name, combination });
    put(texts.name, name, combination ? h("i", { "aria-hidden": "true" }, "◇") : null);
  }
  /* On the coast there is room for the number alone, beside the name. */
  const key = w.wide ? "map.region" : "map.region.short",
    bare = !wheel && !look.outside.includes(w.iso);
  const lines = bare
    ? standingLines(context, w.iso)
    : wheel && wheel.region
      ? [{ status: "", words: t(key, { n: wheel.region }) }]
      : [];
  const region = JSON.stringify(lines);
  if (region !== shown.region) {
    shown.region = region;
    put(
      texts.region,
      lines.map((x, i) => [i ? "\n" : null, h("span", { "data-status": x.status }, x.words)]),
    );
  }
  write(texts.state, scene.layers.includes("states") ? stateWords(engine, look, w.iso, t) : "");
}

function paintOne(instance, w, context, moving) {
  const { scene, look } = context;
  const changed = paintWheel(w, wheelOf(context, w.iso), context, moving),
    { shown } = w;
  w.box.classList.toggle("is-outside", look.outside.includes(w.iso));
  paintTexts(w, context);
  const said = [
    scene.lang,
    scene.date,
    scene.to,
    scene.known,
    scene.stated,
    scene.instrument,
    state.askedFacets(),
  ].join();
  if ((changed || shown.said !== said) && !hand.drags) {
    shown.said = said;
    w.box.setAttribute("aria-label", describe(instance, w.iso, context));
  }
  const chosen = scene.selection.includes("country:" + w.iso);
  if (chosen === shown.chosen) return;
  shown.chosen = chosen;
  w.box.setAttribute("aria-pressed", String(chosen));
  w.box.querySelector(".wheel-ring").setAttribute("visibility", chosen ? "visible" : "hidden");
}

maps.part({
  name: "wheels",
  attach(instance) {
    maps.file("labels.json").then((data) => {
      labels = data;
      instance.wheels = null;
      repaint();
    });
  },
  paint(instance, context) {
    if (!labels || instance.options.wheels === false) return;
    const { engine, look } = context;
    instance.narrow = instance.map.getSize().x < NARROW_PX;
    instance.map.getContainer().classList.toggle("is-narrow", instance.narrow);
    const size = `${instance.u}|${instance.narrow}`;
    if (!instance.wheels || instance.wheelsSize !== size) {
      for (const w of Object.values(instance.wheels || {})) remove(w);
      instance.wheelsSize = size;
      instance.wheels = {};
      for (const iso of engine.raw.focus)
        if (labels.wheels[iso]) instance.wheels[iso] = build(instance, iso, labels.wheels[iso], context);
    }
    const moving = instance.lastDay !== undefined && instance.lastDay !== look.day && !hand.drags && !calm();
    instance.lastDay = look.day;
    for (const w of Object.values(instance.wheels)) paintOne(instance, w, context, moving);
  },
});

/* A country's situation under its name: its latest coup among the events, else what the rows of situations say. */
function stateWords(engine, look, iso, t) {
  const row = (engine.statesOf.get(iso) || []).find((s) => days.holds(s.from, s.until, look.day));
  if (!row || row.state === engine.means.calm) return "";
  const coups = look.events.filter(
    (e) =>
      e.sign === engine.means.coup &&
      (e.countries_iso3 || []).includes(iso) &&
      row.state === engine.means.coup &&
      e.day >= row.from,
  );
  const last = coups.sort((a, b) => a.day - b.day).pop();
  if (last) return t("map.state.last", { x: dateWords(last.date) });
  return t("map.state." + row.state, { x: dateWords(row.start_date.slice(0, 7)) });
}

/* A country whose wheel changed beats once. */
function beat(box) {
  const ring = box.querySelector(".wheel-beat");
  if (ring && ring.animate)
    ring.animate(
      [
        { opacity: 0.9, transform: "scale(.9)" },
        { opacity: 0, transform: "scale(1.25)" },
      ],
      { duration: 900, easing: "ease-out" },
    );
}

on("highlight", (what) => {
  for (const instance of maps.instances) {
    for (const w of Object.values(instance.wheels || {}))
      light(w, what && what.country === w.iso ? what.instrument : null, what && what.reach);
  }
});
