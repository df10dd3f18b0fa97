import assert from "node:assert/strict";
import { test } from "node:test";
import { rowAt, rowName, unpack } from "../../assets/core/styled.js";

/* Four bytes of name, the length of the head, the head, then the arrays, as layers/pack does it. */
function packed(arrays, n, magic = "ATL1") {
  const where = {};
  let at = 0;
  for (const [name, kind, values] of arrays) {
    where[name] = [kind, at, values.length];
    at += values.byteLength;
  }
  let head = JSON.stringify({ n, leftOut: 1, arrays: where });
  while (head.length % 8) head += " ";
  const bytes = new Uint8Array(8 + head.length + at);
  bytes.set(new TextEncoder().encode(magic), 0);
  new DataView(bytes.buffer).setUint32(4, head.length, true);
  bytes.set(new TextEncoder().encode(head), 8);
  at = 8 + head.length;
  for (const [, , values] of arrays) {
    bytes.set(new Uint8Array(values.buffer), at);
    at += values.byteLength;
  }
  return bytes.buffer;
}

test("arrays come out as they went in", () => {
  const rows = unpack(
    packed(
      [
        ["lon", "f4", Float32Array.of(1.5, -2.25)],
        ["first", "i4", Int32Array.of(-1, 19000)],
        ["ofRow", "u4", Uint32Array.of(4000000000, 1)],
        ["classes", "i2", Int16Array.of(-1, 3)],
      ],
      2,
    ),
  );
  assert.deepEqual([rows.n, rows.leftOut], [2, 1]);
  assert.deepEqual([...rows.lon], [1.5, -2.25]);
  assert.deepEqual([...rows.first], [-1, 19000]);
  assert.deepEqual([...rows.ofRow], [4000000000, 1]);
  assert.deepEqual([...rows.classes], [-1, 3]);
});

test("what is no layer is refused by what it begins with", () => {
  assert.throws(() => unpack(packed([], 0, "<htm")), /expected a layer that begins with ATL1, got "<htm"/);
});

test("a row is called by its label in the language, or by what there is", () => {
  const told = { id: ["a", 7], name_en: ["Camp", ""], name_nl: ["Kamp", null] },
    said = { label: "name" };
  assert.equal(rowName(said, told, 0, "nl"), "Kamp");
  assert.equal(rowName(said, told, 0, "fr"), "Camp");
  assert.equal(rowName(said, told, 1, "nl"), "7");
  assert.equal(rowAt(told, "7"), 1);
  assert.equal(rowAt(told, "b"), -1);
});
