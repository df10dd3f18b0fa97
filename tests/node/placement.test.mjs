import assert from "node:assert/strict";
import { test } from "node:test";
import { beside, dropped, meets, nudges, sidesOf } from "../../assets/map/placement.js";

const box = (left, top, width = 10, height = 10) => ({
  left,
  top,
  width,
  height,
  right: left + width,
  bottom: top + height,
});
const name = (r, n = { width: 30, height: 8 }, more = {}) => ({ text: "Gao", r, n, others: [], ...more });

test("boxes that only touch do not meet", () => {
  assert.ok(meets(box(0, 0), [box(9, 9)]));
  assert.ok(!meets(box(0, 0), [box(10, 0), box(0, 10)]));
});

test("a name stands level with its symbol at the sides, in the middle above and below", () => {
  const r = box(100, 100, 20, 20),
    n = { width: 40, height: 10 };
  assert.deepEqual(beside("right", r, n), { left: 120, top: 105, right: 160, bottom: 115 });
  assert.deepEqual(beside("left", r, n), { left: 60, top: 105, right: 100, bottom: 115 });
  assert.deepEqual(beside("below", r, n), { left: 90, top: 118, right: 130, bottom: 128 });
  assert.deepEqual(beside("above", r, n), { left: 90, top: 92, right: 130, bottom: 102 });
});

test("a name takes the first free side, and none where all are taken", () => {
  const r = box(100, 100);
  const blocks = ["right", "left", "below", "above"].map((side) => beside(side, r, { width: 30, height: 8 }));
  const side = (k) => sidesOf([name(r)], blocks.slice(0, k), 40)[0];
  assert.deepEqual([0, 1, 2, 3, 4].map(side), ["right", "left", "below", "above", ""]);
});

test("a name keeps off the names and the symbols of others, not off its own", () => {
  const first = name(box(100, 100)),
    second = name(box(105, 100), undefined, { text: "Ansongo" });
  assert.deepEqual(sidesOf([first, second], [], 1), ["right", "left"]);
  assert.deepEqual(sidesOf([name(box(100, 100), undefined, { others: [box(112, 100)] })], [], 1), ["left"]);
});

test("a place that a neighbour names along with itself is not named twice", () => {
  const long = name(box(100, 100), undefined, { text: "Mopti (near Sévaré)" }),
    short = (left) => name(box(left, 150), undefined, { text: "Sévaré" });
  assert.deepEqual(sidesOf([long, short(100)], [], 60), ["right", ""]);
  assert.deepEqual(sidesOf([long, short(400)], [], 60), ["right", "right"]);
});

test("symbols step aside in equal parts, the eastern one to the east, not beyond the most", () => {
  assert.deepEqual(nudges([box(6, 0), box(0, 0)], 9), [0.5, -0.5]);
  assert.deepEqual(nudges([box(0, 0, 40), box(1, 0, 40)], 9), [-9, 9]);
  assert.deepEqual(nudges([box(0, 0), box(20, 0)], 9), [0, 0]);
  assert.deepEqual(nudges([box(0, 0), box(0, 7)], 9), [0, 0], "hardly level");
});

test("of two labels that meet the lower class gives way", () => {
  const frame = box(0, 0, 500, 500),
    town = { kind: "town", r: box(10, 10, 40) },
    region = { kind: "region", r: box(20, 10, 40) },
    away = { kind: "region", r: box(900, 10, 40) };
  assert.deepEqual([...dropped([region, town, away], frame, [], [])], [region]);
  assert.deepEqual([...dropped([region, town, away], frame, [box(0, 0, 15, 15)], [])], [town]);
});

test("only a name of the surroundings keeps off lines", () => {
  const frame = box(0, 0, 500, 500),
    line = [{ left: 20, right: 20, top: 15, bottom: 15 }],
    label = (kind) => ({ kind, r: box(10, 10, 40) });
  const far = label(4);
  assert.deepEqual([...dropped([far], frame, [], line)], [far]);
  assert.equal(dropped([label("town")], frame, [], line).size, 0);
});
