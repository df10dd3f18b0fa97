// @ts-nocheck
/* Paints the layers that say in Python how they are drawn: point symbols, lines and polygons, by class. */
import * as layers from "../core/styled.js";
import { repaint, state } from "../core/state.js";
import { number, pick, t } from "../core/words.js";
import * as maps from "./maps.js";
import { Points } from "./points.js";
import * as pointsLayer from "./points-layer.js";
import * as shapesLayer from "./shapes-layer.js";

const PANE = "atlas-styled",
  Z_INDEX = 245;
const DASHES = { solid: "", dashed: "5 3.5", dotted: "1.2 3" };
/* Outlines for a radius of 1, as exports draw them. */
const OUTLINES = {
  dot: "M1,0A1,1 0 1 1 -1,0A1,1 0 1 1 1,0Z",
  ring: "M1,0A1,1 0 1 1 -1,0A1,1 0 1 1 1,0Z",
  triangle: "M0,-1.15L1,.75L-1,.75Z",
  square: "M-.85,-.85H.85V.85H-.85Z",
  diamond: "M0,-1.1L1.1,0L0,1.1L-1.1,0Z",
};
const HOLLOW = ["square", "ring"];

const token = (name) =>
  getComputedStyle(document.documentElement)
    .getPropertyValue("--" + name)
    .trim() || "#000";

/* How a class of points is painted: names of tokens, so that legend and canvas agree. */
function pointPaint(said, one) {
  const hollow = HOLLOW.includes(one.shape) || !one.paint,
    value = one.paint.startsWith("fill");
  return {
    fill: hollow ? "" : one.paint,
    stroke: hollow ? one.paint || "ctx" : value ? "ink2" : "halo",
    width: hollow ? Math.max(said.width, 0.6) : 0.75,
    opacity: hollow ? 1 : said.opacity,
  };
}

function symbol(said, one, u) {
  const radius = said.size * u,
    paint = pointPaint(said, one),
    outline = new Path2D(OUTLINES[one.shape]);
  return {
    half: 1.2 * radius + 1.5,
    draw(pen) {
      const path = new Path2D();
      path.addPath(outline, new DOMMatrix().scale(radius));
      pen.lineJoin = "round";
      if (paint.fill) {
        pen.globalAlpha = paint.opacity;
        pen.fillStyle = token(paint.fill);
        pen.fill(path);
        pen.globalAlpha = 1;
      }
      pen.lineWidth = paint.width * u;
      pen.strokeStyle = token(paint.stroke);
      pen.stroke(path);
    },
  };
}
function shapeLook(said, one, u) {
  const line = said.geometry === "LineString";
  return {
    fill: !line && one.paint ? token(one.paint) : "",
    stroke: token(line ? one.paint || "ctx" : "ctx"),
    width: said.width * u,
    opacity: said.opacity,
    dash: DASHES[said.dash] ? DASHES[said.dash].split(" ").map((x) => Number(x) * u) : [],
  };
}

/* What a row says, told in the order that its layer gives. */
function describe(said, j) {
  const told = layers.toldOf(said.id),
    { lang } = state.scene;
  if (!told) return { head: pick(said, lang) || said[lang], body: "", ref: null };
  return {
    head: layers.rowName(said, told, j, lang) || said[lang],
    body: rowFields(said, j, lang)
      .map(([label, value]) => `${label}: ${value}`)
      .join(" · "),
    ref: `feature:${said.id}/${told.id[j]}`,
  };
}

/* The told columns of a row with their labels; empty cells are left out. */
export function rowFields(said, j, lang) {
  const told = layers.toldOf(said.id);
  if (!told) return [];
  const shown = (value) => (typeof value === "number" ? number(value) : String(value));
  return said.fields
    .map((field) => [field[lang], told[field.name] && told[field.name][j], field.name])
    .filter(([, value]) => value !== null && value !== undefined && value !== "")
    .map(([label, value, name]) => [label, className(said, name, j, lang) || shown(value)]);
}
/* The column that makes the classes is told in their words, not by its code. */
function className(said, name, j, lang) {
  if (name !== said.by || typeof layers.toldOf(said.id)[name][j] === "number") return "";
  const k = layers.rowsOf(said.id).classes[j],
    one = said.classes.find((x) => x.k === k);
  return one ? one[lang] : "";
}

function setOf(instance, said, kept) {
  const rows = layers.rowsOf(said.id),
    kinds = new Map(said.classes.map((one, i) => [one.k, i]));
  const take = (values) => values.constructor.from(kept, (j) => values[j]);
  const set = {
    lon: take(rows.lon),
    lat: take(rows.lat),
    from: take(rows.first),
    until: take(rows.until),
    kind: Uint8Array.from(kept, (j) => kinds.get(rows.classes[j])),
    pane: PANE,
    label: (n) => `${said[state.scene.lang]}: ${t("styled.count", { n })}`,
    describe: (i) => describe(said, kept[i]),
  };
  if (said.geometry === "Point")
    return {
      ...set,
      looks: () => said.classes.map((one) => symbol(said, one, instance.u)),
      layer: (options) => pointsLayer.layer(set, options),
    };
  const { starts, rings, coords } = rows,
    shapes = { ofRow: take(rows.ofRow), starts, rings, coords, closed: said.geometry === "Polygon" };
  return {
    ...set,
    looks: () => said.classes.map((one) => shapeLook(said, one, instance.u)),
    layer: (options) => shapesLayer.layer({ ...set, shapes }, options),
  };
}

function pane(map) {
  const made = map.getPane(PANE) || map.createPane(PANE);
  made.style.zIndex = Z_INDEX;
  made.style.pointerEvents = "none";
}

/* The layers that are on stand on the map in their order; one that changed takes those above it along. */
function arrange(instance, engine, scene) {
  const wanted = layers.styled(engine).filter((said) => scene.layers.includes(said.id) && layers.rowsOf(said.id)),
    held = (instance.styled = instance.styled || new Map());
  const keys = wanted.map((said) => [said.id, `${layers.publicKey(said, scene)}|${instance.u}`]);
  const same = [...held].findIndex(([id, one], i) => !keys[i] || keys[i][0] !== id || one.key !== keys[i][1]);
  const from = same < 0 ? held.size : same;
  for (const [id, one] of [...held].slice(from)) {
    one.points.remove();
    held.delete(id);
  }
  wanted.slice(from).forEach((said, i) => {
    pane(instance.map);
    const set = setOf(instance, said, layers.publicRows(engine, said, scene));
    held.set(said.id, { key: keys[from + i][1], points: new Points(instance, set) });
  });
  return held;
}

maps.part({
  name: "styled",
  paint(instance, { scene, engine, look }) {
    if (instance.map.getContainer().closest(".x-maps")) return;
    const known = engine.clock(scene).known;
    for (const { points } of arrange(instance, engine, scene).values()) points.step(look.day, known, look.first);
  },
});
layers.whenRowsCome(repaint);

new MutationObserver(() => {
  for (const instance of maps.instances)
    for (const { points } of (instance.styled || new Map()).values()) points.layer.restyle();
}).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "data-present"] });

/* A class as a picture for the legend. */
export function sample(said, one) {
  if (said.geometry === "Point") {
    const paint = pointPaint(said, one),
      r = Math.min(6, Math.max(3.4, said.size));
    return (
      `<svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true"><path transform="scale(${r})" d="` +
      `${OUTLINES[one.shape]}" fill="${paint.fill ? `var(--${paint.fill})` : "none"}" fill-opacity="${paint.opacity}"` +
      ` stroke="var(--${paint.stroke})" stroke-width="${paint.width / r}"/></svg>`
    );
  }
  if (said.geometry === "LineString")
    return (
      `<svg width="26" height="10" aria-hidden="true"><path d="M1,5H25" stroke="var(--${one.paint || "ctx"})"` +
      ` stroke-width="${said.width}" stroke-dasharray="${DASHES[said.dash]}"/></svg>`
    );
  return (
    '<svg width="26" height="14" aria-hidden="true"><rect x="1" y="1" width="24" height="12" stroke="var(--ctx)"' +
    ` stroke-width="${said.width}" fill="${one.paint ? `var(--${one.paint})` : "none"}" fill-opacity="` +
    `${said.opacity}"/></svg>`
  );
}

/* Lines of the legend: [id, picture, words] for the classes that stand on the map. */
export function legendLines({ engine, scene, look }) {
  const lines = [];
  for (const said of layers.styled(engine)) {
    if (!scene.layers.includes(said.id)) continue;
    const counts = layers.classCounts(engine, said, scene, look),
      shown = said.classes.filter((one) => counts.has(one.k));
    if (said.by && shown.length) lines.push([`styled-${said.id}`, "", said[scene.lang]]);
    for (const one of shown)
      lines.push([`styled-${said.id}-${one.k}`, sample(said, one), said.by ? one[scene.lang] : said[scene.lang]]);
  }
  return lines;
}
