import assert from "node:assert/strict";
import { test } from "node:test";
import * as comparison from "../../assets/core/comparison.js";
import { Engine } from "../../assets/core/engine.js";
import { payload, scene } from "./small.mjs";

const STATUSES = ["planned", "active", "suspended", "ended", "not_recorded", ""];
/* Active to suspended is `suspended`, nothing recorded to anything `documented`; all else is no change. */
function engine() {
  const raw = payload();
  const none = () => STATUSES.map(() => STATUSES.map(() => -1)),
    time = none(),
    apart = STATUSES.map(() => STATUSES.map(() => 0));
  time[1][2] = 0;
  for (const to of [0, 1, 2]) time[4][to] = 1;
  raw.changes = {
    statuses: STATUSES,
    groups: ["suspended", "documented", "revised"],
    same: "same",
    revised: "revised",
    told: ["lead"],
    units: ["counted", "missions"],
    runs: ["before", "after", "stopped", "began"],
    time,
    known: none(),
    apart: { time: apart, known: apart },
    start: { later: "2023-07-01", earliest: "2020-01" },
    unit: { NL: { yes: "counted" } },
  };
  for (const [, , , e] of raw.tables.engagements) e.subject = "NL";
  return new Engine(raw);
}
const at = (date, more = {}) => scene(date, { versus: "dates", date2: "", known2: "", tab: "compare", ...more });

test("a comparison that names no other date begins where the payload says", () => {
  const held = engine();
  assert.equal(comparison.otherDate(held, at("2023-12-01")), "2023-07-01");
  assert.equal(comparison.otherDate(held, at("2021-05-01")), "2020-05");
  assert.equal(comparison.otherDate(held, at("2020-05-01")), "2020-01");
  assert.equal(comparison.otherDate(held, at("2023-12-01", { date2: "2022-01-01" })), "2022-01-01");
});

test("sides stand in the order of time, whichever the link names first", () => {
  const turned = comparison.inTime(engine(), at("2021-01-01", { date2: "2023-01-01" }));
  assert.deepEqual([turned.turned, turned.pair.map((side) => side.date)], [true, ["2021-01-01", "2023-01-01"]]);
  assert.equal(comparison.inTime(engine(), at("2023-01-01", { date2: "2021-01-01" })).turned, false);
});

test("everything known is later than any day of knowledge", () => {
  const known = (known, known2) => comparison.inTime(engine(), at("2023-12-01", { versus: "known", known, known2 }));
  assert.equal(known("2023-07-01", "").turned, true);
  assert.equal(known("", "2023-07-01").turned, false);
  assert.equal(known("2023-01-01", "2023-07-01").turned, true);
  assert.equal(known("", "").turned, false);
});

test("what differs is grouped, counted and told first", () => {
  const held = engine(),
    made = comparison.compare(held, at("2023-12-01"));
  assert.deepEqual(
    made.groups.map((g) => [g.name, g.counted, g.missions]),
    [["suspended", 1, 0]],
  );
  assert.deepEqual(made.headline.parts[0], ["counted", [["suspended", 1, ""]]]);
  assert.deepEqual(made.headline.loss, { name: "diplomacy", before: 2, after: 1 });
  const stopped = comparison.chosen(held, made, ["stopped"]);
  assert.deepEqual(
    stopped.map((r) => [r.e, r.country]),
    [[0, "NER"]],
  );
  assert.deepEqual(
    comparison.chosen(held, made, ["same"]).map((r) => r.e),
    [1, 2],
  );
  assert.deepEqual(comparison.chosen(held, made, ["suspended", "MLI"]), []);
});

test("the headline is said in its words, its numbers as doors", () => {
  const held = engine(),
    made = comparison.compare(held, at("2023-12-01"));
  const t = (key, params) => [key, ...Object.values(params || {})].join(" ");
  const said = comparison.say(held, made, { t, name: (iso) => iso, door: (text, of) => `[${text}: ${of}]` });
  assert.equal(
    said,
    "headline.counted [headline.suspended 1: suspended,counted] " +
      "headline.loss instrument.diplomacy [2: before,diplomacy] [1: after,diplomacy]",
  );
});
