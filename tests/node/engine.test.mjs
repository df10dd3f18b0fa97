import assert from "node:assert/strict";
import { test } from "node:test";
import { Engine } from "../../assets/core/engine.js";
import { rowAt, rowsWithin, turningDays } from "../../assets/core/steps.js";
import { LEFT, OPENED, payload, scene, TOLD } from "./small.mjs";

const engine = new Engine(payload());
const names = (rows) => rows.map((r) => [engine.raw.tables.engagements[r.e][3].engagement_id, r.country, r.row.s]);

test("a chain answers with the row that holds on a day", () => {
  const steps = [10, 0, 20, 1, 30, -1];
  assert.deepEqual(
    [9, 10, 19, 20, 29, 30].map((day) => rowAt(steps, day)),
    [-1, 0, 0, 1, 1, -1],
  );
  assert.equal(rowAt([], 5), -1);
});

test("a stretch has one row for each period, cut to it, and keeps a doubt", () => {
  const row = (p, f, a, b) => ({ p, f, a, b });
  const clock = { rows: [row(0, 1, 10, 19), row(0, 0, 10, 24), row(1, 0, 25, null)] };
  const found = rowsWithin(clock, [10, 0, 15, 1, 25, 2], 12, 30, 1);
  assert.deepEqual(found, [row(0, 1, 12, 24), row(1, 0, 25, 30)]);
  assert.deepEqual(rowsWithin(clock, [10, 0, 15, 1, 25, 2], 26, 30, 1), [row(1, 0, 26, 30)]);
});

test("days on which anything changes stand in order, once", () => {
  const chains = [
    [0, "", 0, [30, 0, 10, 1]],
    [1, "", 0, [10, 0, 50, 1]],
  ];
  assert.deepEqual(turningDays({ chains }, 10, 40), [10, 30]);
});

test("rows are those of the scene's day", () => {
  assert.deepEqual(names(engine.rows(scene("2023-07-31"))), [
    ["post", "NER", 1],
    ["course", "MLI", 0],
    ["mission", "MLI", 1],
  ]);
  assert.equal(engine.rows(scene("2023-08-01"))[0].row.s, 2);
  assert.equal(engine.rows(scene("2019-12-31")).length, 0);
});

test("filters look at the engagement, the state and the country", () => {
  const asked = (facets, date = "2023-12-01") => names(engine.rows(scene(date, facets))).map(([id]) => id);
  assert.deepEqual(asked({ instrument: ["security"] }), ["course", "mission"]);
  assert.deepEqual(asked({ status: ["suspended"] }), ["post"]);
  assert.deepEqual(asked({ country: ["MLI"], status: ["active"] }), ["mission"]);
  assert.deepEqual(asked({ last_source: ["earlier"] }), ["mission"]);
  assert.deepEqual(asked({ group: ["sahel"] }), ["post", "course", "mission"]);
  assert.deepEqual(asked({ text: "cour" }), ["course"]);
  assert.deepEqual(asked({ text: "ours" }), [], "a word is looked up from its beginning");
});

test("a text that is told makes a facet, in the words of its rule", () => {
  assert.deepEqual(
    names(engine.rows(scene("2023-12-01", { conditions: ["yes"] }))).map(([id]) => id),
    ["mission"],
  );
  const raw = payload();
  raw.facets.find((f) => f.name === "conditions").words = ["with", "without"];
  assert.deepEqual(
    [...new Engine(raw).engagements].map((e) => e.facets.conditions[0]),
    ["without", "without", "with"],
  );
});

test("what became public later is not there on an earlier day of knowledge", () => {
  const before = engine.view("2022-05-31"),
    after = engine.view("2022-06-01");
  assert.equal(2 in before.engagements, false);
  assert.equal(after.engagements[2].engagement_id, "mission");
  assert.deepEqual([...before.engagements].length, 2, "a way through the rows passes the hole over");
  assert.equal(
    before.engagements.findIndex((e) => e.engagement_id === "mission"),
    -1,
  );
  assert.deepEqual(before.groupsOf.get("MLI"), undefined);
  assert.ok(TOLD > OPENED);
});

test("wheels count distinct engagements by part, and what is documented anew", () => {
  const at = scene("2023-12-01"),
    { NER, MLI } = engine.wheels(at, engine.rows(at), { fresh: new Set(["2|MLI"]) });
  assert.deepEqual(NER.segments[0].own.counts, [0, 0, 1, 0]);
  assert.deepEqual([NER.running, NER.open, NER.own, NER.region], [0, 1, 0, 0]);
  assert.deepEqual(MLI.segments[1].own.counts, [0, 0, 0, 1]);
  assert.deepEqual(MLI.segments[1].region, { counts: [1, 0, 0, 0], new: [1, 0, 0, 0], stale: [1, 0, 0, 0] });
  assert.deepEqual([MLI.running, MLI.open, MLI.own, MLI.region], [1, 2, 0, 1]);
});

test("items are counted as a storey and as a sum of their own", () => {
  const rows = engine.rows(scene("2023-12-01"));
  assert.deepEqual(engine.tally([...rows, ...rows]), { running: 1, open: 3 });
  assert.deepEqual(engine.storey(rows).counts, [1, 0, 1, 1]);
  assert.deepEqual(engine.storey(rows).stale, [1, 0, 0, 0]);
});

test("only what the payload says is counted is counted", () => {
  const raw = payload();
  raw.means.counts = "component";
  const other = new Engine(raw),
    at = scene("2023-12-01");
  assert.equal(other.counts(other.rows(at)).counted, 0);
  assert.equal(other.counts(other.rows(at)).listed, 3);
  assert.equal(other.wheels(at, other.rows(at)).MLI.running, 0);
  assert.deepEqual(other.silent(scene("2023-01-01")), []);
});

test("which statuses run and which are open are masks of the payload", () => {
  assert.deepEqual(
    [0, 1, 2, 3].map((s) => engine.runs(s)),
    [false, true, false, false],
  );
  assert.deepEqual(
    [0, 1, 2, 3].map((s) => engine.isOpen(s)),
    [true, true, true, false],
  );
});

test("a country outside the filter has no wheel", () => {
  const look = engine.look(scene("2023-12-01", { country: ["NER"] }));
  assert.deepEqual(Object.keys(look.wheels), ["NER"]);
  assert.deepEqual(look.outside, ["MLI"]);
});

test("the tier of a country, or none", () => {
  assert.equal(engine.tierOf(engine.countries.get("NER")).group, "sahel");
  assert.equal(engine.tierOf(engine.countries.get("TUN")), undefined);
});

test("what is documented only later is silent until then", () => {
  assert.deepEqual(engine.silent(scene("2023-01-01")), [{ e: 1, country: "NER", until: LEFT }]);
  assert.deepEqual(engine.silent(scene("2023-08-01")), []);
});

test("sites stand while they are there, one mark for a place and role", () => {
  const marks = (date) => engine.look(scene(date)).sites.map((m) => [m.role, m.state, m.dated]);
  assert.deepEqual(marks("2023-01-01"), [
    ["embassy", "open", true],
    ["office", "open", true],
  ]);
  assert.deepEqual(marks("2023-12-01"), [["embassy", "suspended", true]]);
  assert.deepEqual(engine.look(scene("2023-01-01", { layers: [] })).sites, []);
  const told = scene("2023-01-01", { stated: "letter" });
  assert.deepEqual(engine.sites(told, engine.rows(scene("2023-01-01")), OPENED), [], "no document names them");
});

test("the arrow carries the figure of its year or the last one before", () => {
  const on = (iso) => engine.detections(scene(iso), Math.round(Date.parse(iso) / 86400000));
  assert.equal(on("2020-06-01"), null);
  assert.equal(on("2022-06-01").value, 5);
  assert.equal(on("2023-06-01").value, 9);
});

test("a clock that was not loaded is said", () => {
  assert.throws(() => engine.rows(scene("2023-01-01", { stated: "letter" })), /No clock for ~letter/);
});
