// @ts-nocheck
/* Town and water labels, site symbols, and markers for what lies off the map. */
import { h, put } from "../core/dom.js";
import { emit, on } from "../core/events.js";
import { hand } from "../core/hand.js";
import { markup } from "../core/markup.js";
import { repaint } from "../core/state.js";
import { pick } from "../core/words.js";
import * as maps from "./maps.js";
import { tidy, tidySoon, unfinished } from "./site-names.js";
import * as symbols from "./symbols.js";
import * as tip from "./tip.js";
import { isApproximate, siteWords } from "./tip.js";

let labels = null;

/* A place on the map for elements to stand in. */
function marker(instance, lat, lon, pane, className) {
  const icon = window.L.divIcon({ className: "atlas-mark " + className, iconSize: [0, 0] });
  return window.L.marker([lat, lon], { icon, pane: instance.pane(pane), keyboard: false, interactive: false }).addTo(
    instance.map,
  );
}

/* ---- fixed labels ---- */
function drawLabels(instance, lang) {
  for (const l of instance.labels || []) l.marker.remove();
  instance.labels = labels.labels.map((label) => {
    const element = h(
      "span",
      { class: `label c-${label.class} a-${label.anchor || "middle"}` },
      label[lang] || label.en,
    );
    for (const [name, value] of Object.entries({
      "--dx": label.dx || 0,
      "--dy": label.dy || 0,
      "--turn": `${label.rotate || 0}deg`,
    }))
      element.style.setProperty(name, String(value));
    const made = marker(instance, label.lat, label.lon, label.class === "town" ? "towns" : "labels", "label-mark");
    put(made.getElement(), label.dot ? h("i", { class: "town-dot" }) : null, element);
    return { label, marker: made, element };
  });
  instance.labelLang = lang;
  tidySoon(instance);
}

/* ---- sites ---- */
function siteRow(instance, marks, context) {
  const { t, engine } = context;
  const place = marks[0].place;
  const buttons = marks.map((mark) => {
    const rows = [
      ...new Set(mark.entries.map((x) => `${pick(engine.engagements[x.item.e], "name")}: ${siteWords(engine, x, t)}`)),
    ];
    const label = `${pick(place, "name")}: ${t("role." + mark.role)}. ${rows.join("; ")}`;
    const approximate = isApproximate(place);
    const dataset = { ref: `site:${mark.sites[0].site_id}`, key: mark.key };
    return h(
      "button",
      { type: "button", class: "site", dataset, "aria-label": label },
      markup(symbols.site(mark.role, mark.state, instance.u, approximate, !mark.dated)),
    );
  });
  return h("div", { class: "site-row" }, buttons, h("span", { class: "site-name" }, pick(place, "name")));
}

/* A place's symbols are built once for each look they can have, and shown or hidden after that. */
function showSite(instance, key, marks, context) {
  let entry = instance.siteCache.get(key);
  if (!entry) {
    const place = marks[0].place;
    const made = marker(instance, place.lat, place.lon, "sites", "site-mark"),
      row = siteRow(instance, marks, context);
    put(made.getElement(), row);
    window.L.DomEvent.disableClickPropagation(row);
    entry = { marker: made, key, marks };
    bindSites(instance, row, entry);
    instance.siteCache.set(key, entry);
  }
  entry.marks = marks;
  const { style } = entry.marker.getElement();
  if (style.display) style.display = "";
  style.visibility = "";
  return entry;
}

/* What a mark's words depend on. */
const rowsOf = (mark) => mark.entries.map((x) => `${x.site.site_id} ${x.item.row.p} ${x.item.row.f}`).join();

function paintSites(instance, context) {
  const groups = new Map();
  for (const mark of context.look.sites) {
    if (mark.off) continue;
    if (!groups.has(mark.place.place_id)) groups.set(mark.place.place_id, []);
    groups.get(mark.place.place_id).push(mark);
  }
  instance.sites = instance.sites || new Map();
  instance.siteCache = instance.siteCache || new Map();
  let changed = false;
  /* Under a hand that drags the symbol keeps its box, so that the page is not laid out for it; spread() takes it
     away. */
  const hide = (held) => {
    const { style } = held.marker.getElement();
    if (hand.drags) style.visibility = "hidden";
    else style.display = "none";
  };
  for (const [id, held] of instance.sites)
    if (!groups.has(id)) {
      hide(held);
      instance.sites.delete(id);
      changed = true;
    }
  const order = context.engine.raw.roles.map((one) => one.role);
  for (const [id, marks] of groups) {
    marks.sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role));
    const key = id + context.scene.lang + instance.u + marks.map((m) => m.key + m.state + m.dated + rowsOf(m)).join();
    const held = instance.sites.get(id);
    if (held && held.key === key) {
      held.marks = marks;
      continue;
    }
    changed = true;
    if (held) hide(held);
    instance.sites.set(id, showSite(instance, key, marks, context));
  }
  for (const { marker: m, marks } of instance.sites.values()) {
    const on = marks.some((mark) =>
      mark.sites.some(
        (s) =>
          context.scene.selection.includes("site:" + s.site_id) ||
          context.scene.selection.includes("engagement:" + s.engagement_id),
      ),
    );
    if (m.selected !== on) {
      m.selected = on;
      m.getElement().firstChild.classList.toggle("is-selected", on);
    }
  }
  if (changed) tidySoon(instance);
}

function bindSites(instance, row, entry) {
  const markOf = (target) => {
    const b = target.closest && target.closest(".site");
    return b ? entry.marks.find((m) => m.key === b.dataset.key) : null;
  };
  row.addEventListener("click", (event) => {
    const mark = markOf(event.target);
    if (mark) emit("select", { ref: "site:" + mark.sites[0].site_id, from: event.target.closest(".site") });
  });
  const show = (event) => {
    const mark = markOf(event.target);
    if (mark) tip.site(instance, event.target.closest(".site"), mark);
  };
  row.addEventListener("pointerover", show);
  row.addEventListener("focusin", show);
  row.addEventListener("pointerout", () => tip.hide());
  row.addEventListener("focusout", () => tip.hide());
}

/* ---- off the map: a marker on the frame, at the longitude where the place lies ---- */
function placeEdges(instance) {
  const holder = instance.map.getContainer().querySelector(".edges"),
    at = holder && holder.firstChild && instance.edgeAt;
  if (!at) return;
  const hint = instance === maps.main() && document.getElementById("dossier-hint");
  const least = hint && hint.offsetWidth ? hint.offsetLeft + hint.offsetWidth + 8 : 56;
  const width = instance.map.getSize().x,
    x = instance.map.latLngToContainerPoint(at).x - holder.offsetWidth / 2;
  holder.style.transform = `translateX(${Math.round(Math.max(least, Math.min(x, width - holder.offsetWidth - 8)))}px)`;
}
function paintEdges(instance, context) {
  const box = instance.map.getContainer();
  let holder = box.querySelector(".edges");
  if (!holder) {
    holder = document.createElement("div");
    holder.className = "edges";
    box.appendChild(holder);
    window.L.DomEvent.disableClickPropagation(holder);
    holder.addEventListener("click", (e) => {
      const b = e.target.closest("button");
      if (b) emit("select", { ref: b.dataset.ref, from: b });
    });
  }
  const marks = context.look.sites.filter((m) => m.off);
  const key = context.scene.lang + marks.map((m) => m.key + m.state + m.dated).join();
  if (holder.dataset.key === key) return;
  holder.dataset.key = key;
  put(
    holder,
    marks.map((m) =>
      h(
        "button",
        { type: "button", class: "edge", "data-ref": `site:${m.sites[0].site_id}` },
        h("span", { "aria-hidden": "true" }, "↑"),
        ` ${pick(m.place, "name")}`,
        markup(symbols.site(m.role, m.state, instance.u * 0.9, false, !m.dated)),
      ),
    ),
  );
  instance.edgeAt = marks.length ? [marks[0].place.lat, marks[0].place.lon] : null;
  placeEdges(instance);
}

maps.part({
  name: "places",
  attach(instance) {
    maps.file("labels.json").then((data) => {
      labels = data;
      repaint();
    });
    instance.map.on("move zoomend resize", () => placeEdges(instance));
    instance.map.on("zoomend resize", () => {
      if (!unfinished(instance)) requestAnimationFrame(() => tidy(instance));
    });
  },
  paint(instance, context) {
    if (labels && (instance.labelLang !== context.scene.lang || !instance.labels))
      drawLabels(instance, context.scene.lang);
    const box = instance.map.getContainer();
    box.classList.toggle("no-places", !context.scene.layers.includes("places"));
    const routes = context.scene.layers.includes("routes");
    if (instance.routesSeen !== routes && instance.labels) {
      instance.routesSeen = routes;
      tidySoon(instance);
    }
    if (instance.options.sites === false) return;
    paintSites(instance, context);
    paintEdges(instance, context);
  },
});
/* A font that came after the names were measured gives them another width. */
document.fonts.addEventListener("loadingdone", () => {
  for (const i of maps.instances) tidySoon(i);
});
on("painted", () => {
  for (const i of maps.instances)
    if (!i.thinned && i.labels && i.wheels) {
      i.thinned = i.tidied = true;
      requestAnimationFrame(() => tidy(i));
    }
});
