/* A comparison in words: the headline, what runs per instrument, and the list, whose rows every number opens. */
import * as comparison from "../core/comparison.js";
import { repaint, state } from "../core/state.js";
import { escape } from "../core/text.js";
import { pick, t } from "../core/words.js";
import * as symbols from "../map/symbols.js";
import * as sides from "./compare-sides.js";
import * as pieces from "./dossier-parts.js";
import * as sources from "./dossier-sources.js";

/** @typedef {import("../types").ComparedInstrument} ComparedInstrument */
/** @typedef {import("../types").Comparison} Comparison */
/** @typedef {import("../types").Context} Context */
/** @typedef {import("../types").Engine} Engine */
/** @typedef {import("../types").PairRow} PairRow */
/** @typedef {import("./dossier-sources.js").Citation} Citation */
/** @typedef {import("../contract").CountryRow} CountryRow */

const open = new Set();

/* A number, as the button that opens the rows it counts. */
/** @param {string} text @param {string[]} words @param {string} [label] */
function door(text, words, label) {
  if (text === "0") return "0"; // nothing stands behind it
  const key = words.join(),
    on = state.scene.change.join() === key;
  return (
    `<button type="button" class="x-door" data-x-choose="${escape(key)}" data-key="door:` +
    `${escape(key)}" aria-pressed="${on}"` +
    `${label ? ` aria-label="${escape(label)}"` : ""}>${escape(text)}</button>`
  );
}
/* Words with html in their places. */
/** @param {string} key @param {Record<string, any>} places */
function filled(key, places) {
  return Object.entries(places).reduce((html, [name, value]) => html.split(`{${name}}`).join(value), escape(t(key)));
}
/** @param {Engine} engine @param {string} iso */
const countryName = (engine, iso) => pick(/** @type {CountryRow} */ (engine.countries.get(iso)), "name");

/** @param {Context} context @param {Comparison} d */
function lead(context, d) {
  const { engine, t } = context;
  if (!d.changes.length) return `<b>${escape(t("headline.none"))}</b> ${escape(t("compare.none.text"))}`;
  /** @param {string} key @param {Record<string, any>} [places] */
  const html = (key, places) => (places && !("n" in places) ? filled(key, places) : t(key, places));
  return comparison.say(engine, d, {
    t: html,
    name: /** @param {string} iso */ (iso) => escape(countryName(engine, iso)),
    door,
  });
}

/* Running per instrument on both sides: an open dot, a full dot, both numbers, and the difference. */
/** @param {Context} context @param {Comparison} d @param {number} width */
function chart(context, d, width) {
  const { t } = context,
    rows = d.instruments,
    most = Math.max(4, ...rows.flatMap((r) => [r.before, r.after]));
  const step = [1, 2, 4, 5, 10, 20].find((s) => most / s <= 5) || 50,
    top = Math.ceil(most / step) * step;
  const W = Math.max(100, Math.min(width, 620) - 262),
    x = /** @param {number} n */ (n) => 8 + (n / top) * (W - 16);
  let s = "";
  for (let n = 0; n <= top; n += step) {
    s +=
      `<path d="M${x(n)},18V${26 + rows.length * 24}" stroke="var(--rule)"/><text x="${x(n)}" y="10"` +
      ` text-anchor="middle" class="x-axis">${n}</text>`;
  }
  rows.forEach((r, i) => {
    s += dots(r, 34 + i * 24, x);
  });
  const words = rows
    .map((r) => `${t("instrument." + r.name)}: ${t("headline.runs", { a: r.before, b: r.after })}`)
    .join("; ");
  /** @param {number} which */
  const side = (which) => `<span>${keyDot(which === 1)} ${escape(sides.sideName(d, which))}</span>`;
  return (
    `<p class="x-key">${escape(t(d.filtered ? "compare.running.within" : "compare.running"))}: ` +
    `${side(0)} ${side(1)}</p>` +
    `<div class="x-plot"><ul>${rows.map((r) => `<li>${escape(t("instrument." + r.name))}</li>`).join("")}</ul>` +
    `<div><svg class="x-dumbbell" width="${W}" height="${30 + rows.length * 24}" role="img"` +
    ` aria-label="${escape(t("compare.table") + ". " + words)}">${s}</svg></div>` +
    `<ul class="num">${rows.map((r) => `<li>${numbers(r)}</li>`).join("")}</ul></div>`
  );
}
/** @param {ComparedInstrument} row @param {number} y @param {(n: number) => number} x */
function dots({ name, before, after }, y, x) {
  const paint = symbols.colour(name),
    changed = before !== after;
  /** @param {number} n @param {string} side @param {boolean} full */
  const mark = (n, side, full) =>
    `<circle cx="${x(n)}" cy="${y}" r="${full ? 6.5 : 5.6}" fill="${full ? paint : "var(--panel)"}"` +
    ` stroke="${paint}" stroke-width="2" data-x-choose="${side},${name}"/>`;
  const line = changed
    ? `<path d="M${x(before)},${y}H${x(after)}" stroke="${paint}" stroke-width="3"/>${mark(before, "before", false)}`
    : "";
  return line + mark(after, "after", true);
}
/** @param {boolean} full */
function keyDot(full) {
  return (
    '<svg width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true"><circle r="5" fill="' +
    `${full ? "var(--ink2)" : "var(--panel)"}" stroke="var(--ink2)" stroke-width="2"/></svg>`
  );
}
/** @param {ComparedInstrument} row */
function numbers({ name, before, after }) {
  const gap = after - before,
    said = `${t("instrument." + name)}: `;
  const pair =
    `${door(String(before), ["before", name], said + t("compare.ran", { n: before }))} → ` +
    door(String(after), ["after", name], said + t("compare.runs", { n: after }));
  const change = gap
    ? door((gap > 0 ? "+" : "−") + Math.abs(gap), ["stopped", "began", name], said + t("compare.gap", { n: gap }))
    : `<span class="x-none">${escape(t("compare.nochange"))}</span>`;
  return `<span>${pair}</span><b>${change}</b>`;
}

/* What a chosen word stands for. */
/** @param {Engine} engine @param {Comparison} d @param {string} word */
function wordName(engine, d, word) {
  const { raw } = engine,
    { changes } = raw;
  if (/** @type {string[]} */ (changes.groups).includes(word) || word === changes.same) return t("changes." + word);
  if (/** @type {string[]} */ (changes.units).includes(word)) return t("compare.unit." + word);
  if (/** @type {string[]} */ (changes.runs).includes(word))
    return t("compare.choice." + word, { x: sides.sideName(d, word === "before" ? 0 : 1) });
  if (/** @type {string[]} */ (raw.instruments).includes(word)) return t("instrument." + word);
  return /** @type {string[]} */ (raw.reaches).includes(word) ? t("reach." + word) : countryName(engine, word);
}

/* Above the list: how much changed, or what was chosen and the way back. */
/** @param {Context} context @param {Comparison} d */
function shown(context, d) {
  const { engine, scene, t } = context,
    { groups, same } = engine.raw.changes;
  if (scene.change.length) {
    const n = comparison.chosen(engine, d, scene.change).length,
      words = scene.change.map((w) => wordName(engine, d, w)).join(" · ");
    return (
      `<p><b>${escape(words)}</b>: ${escape(comparison.some(t, "headline.units.rows", n))}</p>` +
      `<button type="button" class="button" data-x-choose="" data-key="x-all">${escape(t("compare.all"))}</button>`
    );
  }
  const happened = d.changes.filter((r) => !comparison.isRecord(d, r.group));
  const there = groups.filter((g) => happened.some((r) => r.group === g)),
    ids = /** @param {PairRow[]} rows */ (rows) => new Set(rows.map((r) => r.e)).size;
  const k = there.length ? door(String(ids(happened)), there) : "0";
  return (
    '<p class="muted num">' + `${filled("compare.changed", { k, n: door(String(ids(d.rows)), [...groups, same]) })}</p>`
  );
}

/** @param {string} group */
function fold(group) {
  if (open.has(group)) open.delete(group);
  else open.add(group);
  repaint();
}

/* The list: one row per engagement and country, by group. What is only documentation is folded until it is asked
   for. */
/** @param {Context} context @param {Comparison} d */
function rows(context, d) {
  const { engine, scene, t } = context,
    { groups, same } = engine.raw.changes,
    asked = scene.change.length > 0;
  const found = asked ? comparison.chosen(engine, d, scene.change) : d.changes;
  return [...groups, same]
    .map((g) => {
      const mine = byCountry(
        engine,
        d,
        found.filter(/** @param {PairRow} r */ (r) => (r.group || same) === g),
      );
      if (!mine.length) return "";
      const shut = !asked && comparison.isRecord(d, g) !== open.has(g);
      return (
        `<section class="x-group"><h3><button type="button" data-x-fold="${g}" data-key="fold:${g}` +
        `" aria-expanded="${!shut}"${asked ? " disabled" : ""}>` +
        `<span aria-hidden="true">${shut ? "▸" : "▾"}</span> ${escape(t("changes." + g))}</button>` +
        `${units(engine, d, g, mine, asked)}</h3>` +
        `${shut ? "" : `<ul class="x-rows">${mine.map((r) => rowOf(context, d, r)).join("")}</ul>`}</section>`
      );
    })
    .join("");
}
/** @param {Engine} engine @param {Comparison} d @param {PairRow[]} list */
function byCountry(engine, d, list) {
  const name = /** @param {PairRow} r */ (r) => (r.country ? countryName(engine, r.country) : ""),
    of = /** @param {PairRow} r */ (r) => pick(d.view.engagements[r.e], "name");
  return [...list].sort((a, b) => name(a).localeCompare(name(b)) || of(a).localeCompare(of(b)));
}
/* How much a group holds, each number in its unit; a door to its rows while not all of them are listed below. */
/** @param {Engine} engine @param {Comparison} d @param {string} group @param {PairRow[]} mine @param {boolean} asked */
function units(engine, d, group, mine, asked) {
  /** @param {string} text @param {string[]} words */
  const number = (text, words) => (asked ? `<span>${escape(text)}</span>` : door(text, words));
  const said = engine.raw.changes.units
    .map((unit) => /** @type {[string, number]} */ ([unit, comparison.distinct(engine, d, mine, unit)]))
    .filter(([, n]) => n)
    .map(([unit, n]) => number(comparison.some(t, "headline.units." + unit, n), [group, unit]));
  const all = number(comparison.some(t, "headline.units.rows", mine.length), [group]);
  return `<span class="x-units num">${[...said, all].join("<span>·</span>")}</span>`;
}

/* The short locator; its full name stands in the title, and the citation itself in the dossier behind the name. */
/** @param {Engine} engine @param {Citation | null} c */
function cite(engine, c) {
  if (!c) return `<span class="x-cite"></span>`;
  const full = sources.locator(engine, c[1], c[2], c[3]);
  return (
    `<span class="x-cite num" title="${escape(`${engine.data.documents[c[1]].title}: ${full}`)}">` +
    `${escape(c[2] ? `${c[2]} ¶ ${c[3]}` : full)}</span>`
  );
}
/* Since when; where both sides lie in one year, the year stands above and the day need not repeat it. */
/** @param {Engine} engine @param {Comparison} d @param {PairRow} row */
function since(engine, d, row) {
  const period = row.state ? engine.data.periods[row.state.p] : null;
  if (!period) return ["", ""];
  const relation = period.start_relation === engine.means.on ? "" : t("time." + period.start_relation) + " ";
  const full = relation + pieces.dateText(period.start_date, period.start_precision, true);
  const years = d.sides.map((side) => side.date.slice(0, 4)),
    same = years[0] === years[1] && full.endsWith(" " + years[0]);
  return [full, same && /^\S+ \S+ /.test(full) ? full.slice(0, -5) : full];
}

/* What reads otherwise on the later side: "Reach: In the country itself → Region-wide". As
   records.clock.changes.told_words. */
/** @type {Record<string, string>} */
const KINDS = { instruments: "instrument", goals: "goal" };
/** @param {Engine} engine @param {Comparison} d @param {PairRow} row */
function toldOf(engine, d, row) {
  /** @param {string} name @param {string} x */
  const word = (name, x) =>
    name === "lead" || name === "partners" ? pieces.actor(engine, x) : t(`${KINDS[name] || name}.${x}`);
  /** @param {any} e @param {string} name */
  const value = (e, name) =>
    []
      .concat(e[name] || [])
      .map((x) => word(name, x))
      .join(" + ") || t("changes.told.none");
  return row.told.map(
    (name) =>
      `${t("changes.told." + name)}: ${d.views.map((view) => value(view.engagements[row.e], name)).join(" → ")}`,
  );
}

/** @param {Context} context @param {Comparison} d @param {PairRow} row */
function rowOf(context, d, row) {
  const { engine, t } = context,
    e = d.view.engagements[row.e],
    paint = symbols.colour(e.instruments[0]);
  const where = row.country ? countryName(engine, row.country) : "",
    [full, short] = since(engine, d, row);
  const said = /** @param {string} status */ (status) => (status ? t("status." + status) : t("changes.none")),
    step = `${said(row.before)} → ${said(row.after)}`;
  /** @param {string} status */
  const mark = (status) =>
    status ? symbols.dot(status, paint, 5.5) : '<span class="x-absent" aria-hidden="true">–</span>';
  const unit = comparison.unitOf(engine, d.view, row),
    key = `x:${e.engagement_id}:${row.country}`;
  const tag =
    unit === "counted"
      ? ""
      : ` <span class="tag">${escape(t("compare.tag." + (unit === "others" ? e.counted : "mission")))}</span>`;
  const told = toldOf(engine, d, row)
    .map((text) => `<small class="x-told">${escape(text)}</small>`)
    .join("");
  return (
    `<li class="x-row" data-lit="${escape(row.country)}|${escape(e.instruments[0])}" data-pair="` +
    `${escape(e.engagement_id)}|${escape(row.country)}">` +
    `<i class="d-bar" style="${pieces.barStyle(e)}"></i><b>${escape(where)}</b><span class="x-name">` +
    `<button type="button" class="d-link" data-x-select="engagement:${escape(e.engagement_id)}` +
    `" data-key="${escape(key)}">${escape(pick(e, "name"))}</button>${tag}${told}</span>` +
    `<span class="x-step" title="${escape(step)}">${mark(row.before)}<span` +
    ` aria-hidden="true">→</span>${mark(row.after)}<span class="visually-hidden">${escape(step)}` +
    "</span></span>" +
    `<span class="x-when num" title="${escape(full)}">${escape(short)}</span>` +
    `${cite(engine, row.state ? sources.shownCitation(engine, row.state) : null)}</li>`
  );
}

export { lead, chart, shown, rows, fold, door, filled };
