/* Pins of the dock that would cover each other, and where its hatch begins. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { apart, hatchFrom } from "../../assets/panels/dock-curve.js";

const placed = (xs, low = 0, high = 600) => {
  const pins = xs.map((x) => ({ x, at: 0 }));
  apart(pins, low, high);
  return pins.map((pin) => pin.at);
};

test("pins with room stand on their day", () => assert.deepEqual(placed([50, 200, 420]), [50, 200, 420]));

test("pins that would touch move apart, evenly round their middle, in their order", () => {
  const at = placed([100, 102, 104]);
  assert.deepEqual(at, [90, 102, 114]);
});

test("a crowd at an edge stays inside", () => {
  const at = placed([595, 597, 599], 0, 600);
  assert.ok(at.every((x) => x <= 600));
  assert.ok(at[1] - at[0] > 5 && at[2] - at[1] > 5);
});

test("the hatch begins after the last source, or after the day of knowledge where that is earlier", () => {
  const engine = (known) => ({ clock: () => ({ known, rows: [{ said: 40 }, { said: 90 }, { said: 10 }] }) });
  assert.equal(hatchFrom(engine(null), {}), 91);
  assert.equal(hatchFrom(engine(60), {}), 61);
  assert.equal(hatchFrom(engine(200), {}), 91);
});
