import assert from "node:assert/strict";
import test from "node:test";
import { namesOf, rowFor } from "../../assets/panels/key-press.js";

const pressed = (key, held = {}) => ({
  event: { key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held },
  at: () => null,
});
const row = (keys, when = () => true) => ({ print: "", words: "", keys, when, do: () => {} });

test("a press is called by its key, with Shift first where it is held", () => {
  assert.deepEqual(namesOf(pressed("T").event), ["t"]);
  assert.deepEqual(namesOf(pressed("W", { shiftKey: true }).event), ["Shift w", "w"]);
  assert.deepEqual(namesOf(pressed("Z", { metaKey: true, shiftKey: true }).event), ["Ctrl Shift z", "Ctrl z"]);
  assert.deepEqual(namesOf(pressed("Escape").event), ["Escape"]);
  assert.deepEqual(namesOf(pressed("t", { altKey: true }).event), []);
});

test("a row that asks for Shift has it, any other key means the same with it", () => {
  const known = row({ w: "known" }),
    stated = row({ "Shift w": "stated" }),
    help = row({ "?": "" });
  const rows = [known, stated, help];
  assert.deepEqual(rowFor(rows, pressed("w")), { row: known, given: "known" });
  assert.deepEqual(rowFor(rows, pressed("W", { shiftKey: true })), { row: stated, given: "stated" });
  assert.deepEqual(rowFor(rows, pressed("?", { shiftKey: true })), { row: help, given: "" });
});

test("Ctrl asks for a row of its own, and a row that is not obeyed now answers nothing", () => {
  const rows = [row({ t: "table" }), row({ l: "timeline" }, ({ at }) => Boolean(at("input")))];
  assert.equal(rowFor(rows, pressed("t", { ctrlKey: true })), null);
  assert.equal(rowFor(rows, pressed("l")), null);
  assert.equal(rowFor(rows, { ...pressed("l"), at: () => ({}) }).given, "timeline");
  assert.equal(rowFor(rows, pressed("constructor")), null);
});
