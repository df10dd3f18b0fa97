/* Days as whole numbers since 1970-01-01, and as ISO texts; months as texts of seven letters. */

export const DAY_MS = 86400000;

/** @param {string} iso */
const fromIso = (iso) => Math.round(Date.parse(iso.slice(0, 10) + "T00:00:00Z") / DAY_MS);

export const days = {
  fromIso,
  /** @param {number} day */
  toIso: (day) => new Date(day * DAY_MS).toISOString().slice(0, 10),
  /** @param {string} month */
  lastOfMonth(month) {
    const [y, m] = month.split("-").map(Number);
    return Math.round(Date.UTC(y, m, 1) / DAY_MS) - 1;
  },
  /** @param {string} month */
  firstOfMonth: (month) => fromIso(month + "-01"),
  /** @param {string} month @param {number} n */
  addMonths(month, n) {
    const [y, m] = month.split("-").map(Number);
    const k = y * 12 + (m - 1) + n;
    return `${String(Math.floor(k / 12)).padStart(4, "0")}-${String((k % 12) + 1).padStart(2, "0")}`;
  },
  /** The day a scene's date stands for: a month its last day, the month of `known` known itself.
      @param {string} text @param {string} [known] */
  resolve(text, known) {
    if (text.length === 7) return known && known.slice(0, 7) === text ? fromIso(known) : days.lastOfMonth(text);
    return fromIso(text);
  },
  /** Half-open: the first day of a stretch counts, the day on which it ends does not; null is a day nobody recorded.
      @param {number | null} from @param {number | null} until @param {number} day */
  holds: (from, until, day) => (from === null || from <= day) && (until === null || day < until),
};
