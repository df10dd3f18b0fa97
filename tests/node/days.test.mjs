import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDate } from "../../assets/core/dates.js";
import { days } from "../../assets/core/days.js";

test("days and texts lead to each other", () => {
  for (const iso of ["1970-01-01", "1969-12-31", "2000-02-29", "2023-12-01"])
    assert.equal(days.toIso(days.fromIso(iso)), iso);
  assert.equal(days.fromIso("1970-01-02"), 1);
});

test("months turn at the end of a year", () => {
  assert.equal(days.addMonths("2023-12", 1), "2024-01");
  assert.equal(days.addMonths("2023-01", -1), "2022-12");
  assert.equal(days.addMonths("2023-05", -29), "2020-12");
  assert.equal(days.toIso(days.lastOfMonth("2024-02")), "2024-02-29");
  assert.equal(days.toIso(days.firstOfMonth("2024-02")), "2024-02-01");
});

test("a month stands for its last day, the month of knowledge for the day of knowledge", () => {
  const on = (text, known) => days.toIso(days.resolve(text, known));
  assert.equal(on("2023-12"), "2023-12-31");
  assert.equal(on("2023-12", "2023-12-01"), "2023-12-01");
  assert.equal(on("2023-11", "2023-12-01"), "2023-11-30");
  assert.equal(on("2023-11-05", "2023-12-01"), "2023-11-05");
});

test("the day on which a stretch ends does not count", () => {
  assert.deepEqual(
    [4, 5, 6, 7].map((day) => days.holds(5, 7, day)),
    [false, true, true, false],
  );
  assert.ok(days.holds(null, null, 0) && !days.holds(null, 0, 0));
});

test("a day is understood as people write it", () => {
  for (const text of [
    "2023-12-01",
    "1-12-2023",
    "1/12/2023",
    "1.12.2023",
    "1 December 2023",
    "1 dec 2023",
    "1 dec. 2023",
  ])
    assert.equal(parseDate(text), "2023-12-01", text);
  for (const text of ["1 maart 2023", "1 mrt 2023", "1 March 2023"]) assert.equal(parseDate(text), "2023-03-01", text);
  for (const text of ["2023-12", "december 2023", "Dec 2023"]) assert.equal(parseDate(text), "2023-12", text);
  for (const text of ["", "yesterday", "31-2-2023", "2023-13", "1 xyz 2023", "2023", "ja 2023"])
    assert.equal(parseDate(text), null, text);
});
