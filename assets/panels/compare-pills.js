// @ts-nocheck
/* The pills of a comparison: a country's two wheels, the numbers under them, and where they stand on the map. */
import * as comparison from "../core/comparison.js";
import { repaint } from "../core/state.js";
import { escape } from "../core/text.js";
import { pick, t } from "../core/words.js";
import * as maps from "../map/maps.js";
import * as symbols from "../map/symbols.js";
import * as compareList from "./compare-list.js";
import * as sides from "./compare-sides.js";

let labels = null;

/* A caret outside a segment of which less runs, toward the wheel, or more, away from it. */
function carets(R, before, after) {
  return after.segments
    .map((segment, i) => {
      const gap = segment.running - before.segments[i].running,
        at = R + Math.max(2, R * 0.1) + 7;
      if (!gap) return "";
      return (
        `<path d="M0,-4L4.6,4H-4.6Z" fill="var(--ink)" stroke="var(--halo)" stroke-width="1" paint-order="stroke"` +
        ` transform="rotate(${i * 72}) translate(0,${-at}) rotate(${gap > 0 ? 0 : 180})"/>`
      );
    })
    .join("");
}

/* Both wheels of a country and an arrow; one grey wheel where no counted engagement changed. */
function picture(u, wide, { before, after, changed }) {
  const r = Math.max(18, (wide ? 20 : 18) * u),
    R = Math.max(19, (wide ? 27 : 21) * u);
  if (!changed) {
    const size = Math.ceil(r * 2.4);
    return (
      `<svg width="${size}" height="${size}" viewBox="${-size / 2} ${-size / 2} ${size} ${size}" aria-hidden="true">` +
      `${symbols.wheelInner(r, after.segments, { mono: "var(--ctx)", center: after.own })}</svg>`
    );
  }
  const pad = 12 * u,
    h = 2 * (R + pad),
    gap = 20 * u,
    w = 2 * r + gap + 2 * R + 2 * pad + 5 * u,
    x1 = pad + r,
    x2 = w - pad - R,
    from = x1 + r + 4 * u;
  return (
    `<svg width="${w}" height="${h}" viewBox="0 0 ${w} ${h}" aria-hidden="true">` +
    `<rect x=".5" y=".5" width="${w - 1}" height="${h - 1}" rx="${h / 2}" fill="var(--disc)"` +
    ' fill-opacity=".95" stroke="var(--rule)"/>' +
    `<g transform="translate(${x1} ${h / 2})" opacity=".6">${symbols.wheelInner(r, before.segments, {})}</g>` +
    `<path d="M${from},${h / 2}h${gap * 0.5}" stroke="var(--ink)" stroke-width="1.6"/><path d="M` +
    `${from + gap * 0.5},${h / 2 - 4}l6,4l-6,4Z" fill="var(--ink)"/>` +
    `<g transform="translate(${x2} ${h / 2})">` +
    `${symbols.wheelInner(R, after.segments, { center: after.own })}${carets(R, before, after)}</g>` +
    "</svg>"
  );
}

/* The lines under a pill: what runs, how much of it in the country itself, what is counted apart, the missions. */
function lines(d, c) {
  const { before, after, iso } = c,
    found = [];
  const pair = (key, a, b, ...words) =>
    compareList.filled(key, {
      a: compareList.door(String(a), ["before", iso, ...words]),
      b: compareList.door(String(b), ["after", iso, ...words]),
    });
  const record = c.documented ? aside(tile, "compare.pill.record", c.documented, ["documented", "after", iso]) : "";
  if (c.changed) {
    found.push(
      `<span class="x-pill-count num">${within(d, pair("headline.runs", before.running, after.running))}</span>`,
    );
    if (before.own !== after.own && before.own !== before.running)
      found.push(`<span class="x-pill-own num">${pair("compare.pill.own", before.own, after.own, "own")}</span>`);
    found.push(record);
  } else {
    const running = compareList.door(String(after.running), ["after", iso], said(d, c));
    found.push(
      '<span class="x-pill-line"><span class="x-pill-own num">' +
        `${within(d, compareList.filled("headline.runs.grey", { n: running }))}</span>${record}` +
        "</span>",
    );
  }
  if (c.missions) {
    const groups = [...new Set(c.changes.map((r) => r.group))].filter((g) => !comparison.isRecord(d, g));
    found.push(
      aside("", c.missions === 1 ? "compare.pill.missions.one" : "compare.pill.missions", c.missions, [
        ...groups,
        "missions",
        iso,
      ]),
    );
  }
  return found.join("");
}
/* Numbers that run; under a filter on states of what passes alone, as layers.headline.within. */
const within = (d, html) => (d.filtered ? compareList.filled("headline.within", { x: html }) : html);
/* What runs in a country, as it is read out. */
function said(d, c) {
  const [a, b] = [c.before.running, c.after.running];
  const text = c.changed ? t("headline.runs", { a, b }) : t("headline.runs.same", { n: b });
  return d.filtered ? t("headline.within", { x: text }) : text;
}
const tile =
  '<svg class="x-tile" width="12" height="9" aria-hidden="true"><rect width="12" height="9"' +
  ' fill="var(--ink2)"/><rect width="12" height="9" fill="url(#atlas-stripes)"/></svg>';
/* A number counted apart: its short form under the pill, in full for who points at it or has it read. */
function aside(icon, key, n, words) {
  const full = t(key + ".full", { n });
  const [number, ...rest] = t(key, { n }).split(" "),
    long = icon ? ' class="x-long"' : "";
  return (
    `<span class="x-pill-aside num" title="${escape(full)}">${icon}` +
    `${compareList.door(number, words, full)}<span${long}> ${escape(rest.join(" "))}</span></span>`
  );
}

function pill(instance, c, context, d) {
  const { engine, t } = context,
    country = engine.countries.get(c.iso),
    name = pick(country, "name");
  const turned = engine.raw.instruments
    .map((n, i) => [n, c.before.segments[i].running, c.after.segments[i].running])
    .filter(([, a, b]) => a !== b)
    .map(([n, a, b]) => `${t("instrument." + n)}: ${t("headline.runs", { a, b })}`)
    .join("; ");
  const plain = c.changed && !d.filtered,
    { running: a } = c.before,
    { running: b } = c.after;
  const label = plain
    ? t("compare.pill.label", { name, a, b, changes: turned })
    : [`${name}: ${said(d, c)}`, c.changed ? turned : ""].filter(Boolean).join(". ");
  return (
    `<div class="x-pill tier${country.tier}${c.changed ? "" : " is-same"}" data-iso="${c.iso}">` +
    `<button type="button" class="x-pill-main" data-x-select="country:${c.iso}"` +
    ` data-key="pill:${c.iso}" aria-label="${escape(label)}">` +
    `${picture(instance.u, engine.tierOf(country).wide, c)}<span class="x-pill-name">${escape(name)}</span>` +
    `</button>${lines(d, c)}</div>`
  );
}

/* A pill is wider than a wheel: where neighbours have one too, it stands lower or over the sea (degrees lat, lon). */
const AWAY = { CIV: [5.7, -6.2], GHA: [2.2, 0.2], TGO: [2.2, 6.2] },
  NEXT = { CIV: ["CIV", "BFA"], GHA: ["GHA"], TGO: ["GHA", "TGO"] };
function anchorOf(iso, there) {
  const anchor = labels.wheels[iso],
    wide = (x) => there.has(x) && there.get(x).changed;
  const crowded = iso === "TGO" ? NEXT.TGO.some(wide) : AWAY[iso] && NEXT[iso].every(wide);
  if (!anchor || !crowded) return anchor;
  const [lat, lon] = AWAY[iso];
  return { lat, lon, leader: iso === "CIV" ? undefined : anchor.leader || [anchor.lon, anchor.lat] };
}

function put(instance, iso, anchor, html) {
  const { L } = window,
    group = L.layerGroup().addTo(instance.map);
  const icon = L.divIcon({ className: "atlas-mark", html, iconSize: [0, 0] });
  const marker = L.marker([anchor.lat, anchor.lon], {
    icon,
    pane: instance.pane("wheels"),
    keyboard: false,
    interactive: false,
  }).addTo(group);
  L.DomEvent.disableScrollPropagation(marker.getElement().querySelector(".x-pill"));
  if (anchor.leader) {
    const [lon, lat] = anchor.leader,
      look = { pane: instance.pane("pulse"), className: "m-leader", interactive: false, weight: 1 };
    L.polyline(
      [
        [anchor.lat, anchor.lon],
        [lat, lon],
      ],
      look,
    ).addTo(group);
  }
  return { group, marker, key: JSON.stringify(anchor) + html };
}

function renew(instance, iso, anchor, html) {
  const old = instance.pills[iso],
    box = old && old.marker.getElement();
  if (old && old.key === JSON.stringify(anchor) + html) return;
  const active = box && box.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  if (old) old.group.remove();
  instance.pills[iso] = put(instance, iso, anchor, html);
  const again = active && instance.pills[iso].marker.getElement().querySelector(`[data-key="${CSS.escape(active)}"]`);
  if (again) again.focus({ preventScroll: true });
}

maps.part({
  name: "pills",
  paint(instance, context) {
    const d = sides.shown;
    if (!instance.options.pills || !d) return;
    if (!labels) {
      maps.file("labels.json").then((data) => {
        if (data && !labels) {
          labels = data;
          repaint();
        }
      });
      return;
    }
    instance.pills = instance.pills || {};
    const there = new Map(d.countries.map((c) => [c.iso, c]));
    for (const iso of context.engine.raw.focus) {
      const anchor = anchorOf(iso, there);
      if (anchor && there.has(iso)) renew(instance, iso, anchor, pill(instance, there.get(iso), context, d));
      else if (instance.pills[iso]) {
        instance.pills[iso].group.remove();
        delete instance.pills[iso];
      }
    }
  },
});

export { tile };
