import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as symbols from "../../assets/map/symbols.js";
import { measures, parts, sector, shares, storeyShapes } from "../../assets/map/wheel-shape.js";
import { step } from "../../assets/map/wheel-steps.js";
import * as words from "../../assets/map/wheel-words.js";
import { payload } from "./small.mjs";

const storey = (...counts) => ({ counts, new: [0, 0, 0, 0], stale: [0, 0, 0, 0] });
before(() => symbols.give(payload()));

test("a storey is cut clockwise by its counts", () => {
  assert.deepEqual(
    parts(storey(2, 1, 1, 0), false).map((p) => [p.kind, p.count]),
    [
      ["full", 2],
      ["reduced", 1],
      ["suspended", 1],
    ],
  );
  assert.deepEqual(
    parts(storey(1, 1, 1, 1), false).map((p) => p.kind),
    ["runs", "suspended", "planned"],
  );
  assert.deepEqual(
    parts(storey(1, 1, 1, 1), true).map((p) => p.kind),
    ["runs", "rests"],
  );
});

test("shares fill the arc and none is too narrow to be told", () => {
  const found = parts(storey(60, 0, 1, 0), false),
    share = shares(found, 20, 1);
  assert.ok(Math.abs(share[0] + share[1] - 1) < 1e-9);
  assert.ok(share[1] * 20 >= 3.6 - 1e-9, "two outlines and what lies between");
  assert.deepEqual(shares([], 20, 1), []);
});

test("five sectors make a turn, from the top", () => {
  const [first] = sector(0),
    [, last] = sector(4);
  assert.ok(Math.abs(last - first - 2 * Math.PI) < 1e-9);
  assert.ok(Math.abs((sector(0)[0] + sector(0)[1]) / 2 + Math.PI / 2) < 1e-9);
});

test("an empty block is a track, an empty rim nothing", () => {
  assert.deepEqual(
    storeyShapes(24, 0, storey(0, 0, 0, 0), "own").map((s) => s.paint),
    ["track"],
  );
  assert.deepEqual(storeyShapes(24, 0, storey(0, 0, 0, 0), "region"), []);
  assert.ok(measures(24).block[1] < measures(24).rim[0]);
});

test("arrow keys walk round the wheel and between number, block and rim", () => {
  assert.deepEqual(step([4, 0], "ArrowRight"), [0, 0]);
  assert.deepEqual(step([0, 0], "ArrowLeft"), [4, 0]);
  assert.deepEqual(step([2, -1], "ArrowDown"), [2, -1]);
  assert.deepEqual(step([2, 1], "ArrowUp"), [2, 1]);
  assert.deepEqual(step([2, 0], "End"), [4, 1]);
});

test("which parts run and which are open follows from the masks", () => {
  assert.deepEqual(words.partsSaid(payload()), { running: [0], open: [0, 2, 3] });
  assert.deepEqual(words.partsSaid({ ...payload(), running: 0b0110 }), { running: [0, 2], open: [0, 2, 3] });
});

test("what is asked for is counted where nothing asked for runs", () => {
  const raw = payload();
  assert.deepEqual(words.measure(raw, []), { running: true, statuses: ["active"], parts: [0] });
  assert.deepEqual(words.measure(raw, ["planned"]), { running: false, statuses: ["planned"], parts: [3] });
  assert.deepEqual(words.measure(raw, ["ended"]), { running: false, statuses: ["ended"], parts: [] });
});

test("colours and symbols are those that the payload names", () => {
  assert.equal(symbols.colour("security"), "var(--sec)");
  assert.equal(symbols.colour("trade"), "var(--ink)");
  assert.deepEqual(symbols.INSTRUMENTS, ["diplomacy", "security"]);
  assert.equal(symbols.site("office", "open", 1), symbols.site("embassy", "open", 1));
  assert.notEqual(symbols.site("academy", "open", 1), symbols.site("embassy", "open", 1));
});

test("every state of a mark looks different", () => {
  const looks = ["open", "suspended", "planned", "unrecorded", "mixed"].map((state) =>
    symbols.site("embassy", state, 1).replace(/data-state="\w+"/, ""),
  );
  assert.equal(new Set(looks).size, looks.length);
  const dots = ["active", "adapted", "scaled_down", "suspended", "planned", "exploring", "not_recorded", "ended"];
  assert.equal(new Set(dots.map((status) => symbols.dot(status))).size, dots.length);
});

test("a number in the middle is escaped, and left out of a small wheel", () => {
  const inner = (R) => symbols.wheelInner(R, symbols.whole(), { center: "<b>" });
  assert.ok(inner(24).includes("&lt;b&gt;"));
  assert.ok(!inner(12).includes("<text"));
});
