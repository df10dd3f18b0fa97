/* Which events have which mark, which one is the letter, and whose lines go all the way down. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { isTheLetter, kindOf, leads, mark, words } from "../../assets/panels/event-pins.js";

const engine = { raw: { letter: { day: 7 } }, means: { letter: "letter", coup: "coup" } };

test("every sign has a mark of its own and a word", () => {
  const marks = Object.keys(words).map((sign) => JSON.stringify(mark(sign)));
  assert.equal(new Set(marks).size, marks.length);
});

test("coups and the letter lead; a later letter does not", () => {
  const events = [
    { sign: "coup", day: 3 },
    { sign: "letter", day: 7 },
    { sign: "letter", day: 9 },
    { sign: "other", day: 7 },
  ];
  assert.deepEqual(events.map(kindOf), ["coup", "letter", "letter", "other"]);
  assert.deepEqual(
    events.map((e) => isTheLetter(engine, e)),
    [false, true, false, false],
  );
  assert.deepEqual(
    events.map((e) => leads(engine, e)),
    [true, true, false, false],
  );
});

test("a briefing in one file has no letter to name", () => {
  assert.equal(isTheLetter({ raw: {}, means: engine.means }, { sign: "letter", day: 7 }), false);
});
