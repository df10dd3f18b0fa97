/* Days as whole numbers since 1970-01-01, and as ISO texts; months as texts of seven letters. */

export const DAY_MS = 86400000;

export const days = {
  fromIso: (iso) => Math.round(Date.parse(iso.slice(0, 10) + "T00:00:00Z") / DAY_MS),
  toIso: (day) => new Date(day * DAY_MS).toISOString().slice(0, 10),
  lastOfMonth(month) {
    const [y, m] = month.split("-").map(Number);
    return Math.round(Date.UTC(y, m, 1) / DAY_MS) - 1;
  },
  firstOfMonth: (month) => days.fromIso(month + "-01"),
  addMonths(month, n) {
    const [y, m] = month.split("-").map(Number);
    const k = y * 12 + (m - 1) + n;
    return `${String(Math.floor(k / 12)).padStart(4, "0")}-${String((k % 12) + 1).padStart(2, "0")}`;
  },
  /* The day a scene's date stands for: a month its last day, the month of `known` known itself. */
  resolve(text, known) {
    if (text.length === 7) return known && known.slice(0, 7) === text ? days.fromIso(known) : days.lastOfMonth(text);
    return days.fromIso(text);
  },
};

/* Half-open: the first day of a stretch counts, the day on which it ends does not; null is a day nobody recorded. */
days.holds = (from, until, day) => (from === null || from <= day) && (until === null || day < until);
