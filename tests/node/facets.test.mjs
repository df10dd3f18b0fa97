import assert from "node:assert/strict";
import { test } from "node:test";
import { Engine } from "../../assets/core/engine.js";
import { leftBy } from "../../assets/core/facet-counts.js";
import { passes, valuesOf } from "../../assets/core/facet-values.js";
import { payload, scene } from "./small.mjs";

const engine = new Engine(payload());

test("an added value adds its engagements, one taken away leaves the others", () => {
  const sets = new Map([
    ["a", new Set([1, 2])],
    ["b", new Set([2, 3])],
  ]);
  const all = new Set([1, 2, 3, 4]);
  assert.deepEqual(leftBy(sets, all, []).get("a"), { holds: 2, leaves: 2 });
  assert.deepEqual(leftBy(sets, all, ["a"]).get("b"), { holds: 2, leaves: 3 });
  assert.deepEqual(leftBy(sets, all, ["a"]).get("a"), { holds: 2, leaves: 4 }, "nothing asked is everything");
  assert.deepEqual(leftBy(sets, all, ["a", "b"]).get("a"), { holds: 2, leaves: 2 });
  assert.deepEqual(leftBy(sets, all, ["c"]).get("c"), { holds: 0, leaves: 4 }, "what is asked has a line");
});

test("no question lets all through", () => {
  assert.ok(passes(undefined, []) && passes([], ["x"]) && passes(["x"], ["y", "x"]));
  assert.ok(!passes(["x"], ["y"]) && !passes(["x"], []));
});

test("counts of a facet stand under the other filters", () => {
  const found = engine.facets(scene("2023-12-01", { instrument: ["security"] }), undefined, ["instrument", "status"]);
  assert.deepEqual(found.instrument.get("diplomacy"), { holds: 2, leaves: 3 });
  assert.deepEqual(found.instrument.get("security"), { holds: 2, leaves: 3 });
  assert.deepEqual([...found.status.keys()].sort(), ["active", "planned"]);
});

test("a situation is asked on its own day", () => {
  const at = scene("2023-12-01"),
    [item] = engine.rows(at),
    view = engine.view("");
  assert.deepEqual(valuesOf(engine, "state", item, view.states[0].from, view), ["coup"]);
  assert.deepEqual(valuesOf(engine, "state", item, view.states[0].from - 1, view), []);
  assert.deepEqual(valuesOf(engine, "country", { ...item, country: "" }, 0, view), []);
});
