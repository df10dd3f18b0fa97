/* Fields for a day that read right in Dutch and English, whatever language the browser speaks: 1 December 2023,
   1 dec 2023, 1-12-2023 and 2023-12-01 are understood; what is not understood is said and changes nothing. */
import { announce } from "./announce.js";
import { days } from "./days.js";
import { fold } from "./text.js";
import { dateWords, t } from "./words.js";

/** @param {string | number} n @param {number} size */
const pad = (n, size) => String(n).padStart(size, "0");
/** @param {string} text */
const plain = (text) => fold(text).replace(/\./g, "");

/* Month names of both languages, long and short, by number from 0. */
const names = Array.from({ length: 12 }, (_, m) =>
  ["nl", "en-GB"].flatMap((lang) =>
    /** @type {("long" | "short")[]} */ (["long", "short"]).map((month) =>
      plain(new Intl.DateTimeFormat(lang, { month, timeZone: "UTC" }).format(Date.UTC(2023, m, 15))),
    ),
  ),
);
/** @param {string} word */
function monthOf(word) {
  const w = plain(word);
  return w.length < 3 ? 0 : names.findIndex((list) => list.some((name) => name.startsWith(w))) + 1;
}

/** @param {string | number} year @param {string | number} month @param {string | number} day */
function iso(year, month, day) {
  const text = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`,
    made = new Date(text + "T00:00:00Z");
  return !Number.isNaN(made.getTime()) && made.toISOString().slice(0, 10) === text ? text : null;
}

/** "2023-12-01" for a day, "2023-12" for a month, null for anything else. Numbers alone are day, month, year.
    @param {string} text @returns {string | null} */
export function parseDate(text) {
  const said = String(text).trim();
  let m;
  if ((m = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(said))) return iso(m[1], m[2], m[3]);
  if ((m = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/.exec(said))) return iso(m[3], m[2], m[1]);
  if ((m = /^(\d{1,2})[ -]+([\p{L}.]+)[ -]+(\d{4})$/u.exec(said)))
    return monthOf(m[2]) ? iso(m[3], monthOf(m[2]), m[1]) : null;
  if ((m = /^(\d{4})-(\d{1,2})$/.exec(said)))
    return Number(m[2]) >= 1 && Number(m[2]) <= 12 ? `${m[1]}-${pad(m[2], 2)}` : null;
  if ((m = /^([\p{L}.]+) +(\d{4})$/u.exec(said))) return monthOf(m[1]) ? `${m[2]}-${pad(monthOf(m[1]), 2)}` : null;
  return null;
}

/* Make a text field a field for a day: first and last as ISO; months: whether a whole month will do; hint: the word
   that stands in an empty field; take(iso): told. */
/** @param {HTMLInputElement} input
    @param {{first: string, last: string, months?: boolean, empty?: boolean, hint?: string,
    take: (iso: string) => unknown}} field */
export function dayField(input, { first, last, months, empty, hint, take }) {
  let shown = "";
  /** @param {string} text */
  const fault = (text) => {
    input.setCustomValidity(text);
    input.setAttribute("aria-invalid", String(Boolean(text)));
  };
  input.addEventListener("input", () => fault(""));
  input.addEventListener("change", () => {
    const text = input.value.trim(),
      found = parseDate(text);
    if (!text && empty) {
      fault("");
      take("");
      return;
    }
    if (found && (months || found.length === 10) && found >= first.slice(0, found.length) && found <= last) {
      fault("");
      take(found);
      return;
    }
    fault(t("dock.day.fault", { text, first: dateWords(first), last: dateWords(last) }));
    input.reportValidity();
    announce(input.validationMessage);
  });
  input.addEventListener("keydown", (event) => {
    const step = /** @type {Record<string, number>} */ ({ ArrowUp: 1, ArrowDown: -1 })[event.key],
      now = parseDate(input.value);
    if (event.key === "Escape") {
      fault("");
      input.value = shown;
    }
    if (!step || !now || now.length < 10) return;
    event.preventDefault();
    const next = days.toIso(days.fromIso(now) + step);
    if (next >= first && next <= last) {
      input.value = dateWords(next, true);
      take(next);
    }
  });
  return {
    /** The day to show when nobody is typing. @param {string} day */
    show(day) {
      shown = day ? dateWords(day, true) : "";
      if (document.activeElement !== input && input.value !== shown && !input.validationMessage) input.value = shown;
      input.placeholder = t(hint || "dock.day.hint");
      input.title = t("dock.day.title");
    },
  };
}
