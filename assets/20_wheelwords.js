/* A wheel in words: what each storey of a segment counts, with what its numbers stand for. Pure functions: `say(key)`
   gives a word group with its {names}, `date(day)` a day in words. A sentence is a list of texts and of numbers
   {text, parts}, where `parts` are the positions in `raw.parts` that the number counts: each can open its rows. */
(function () {
  "use strict";
  const RUNNING = [0, 1], OPEN = [0, 1, 2, 3], JOINED = ["reduced", "suspended", "planned"];

  const distinct = (items) => new Set(items.map((r) => r.e)).size;
  const fill = (template, values) => template.split(/(\{\w+\})/).filter(Boolean)
    .map((piece) => (/^\{\w+\}$/.test(piece) ? values[piece.slice(1, -1)] : piece));
  const plain = (tokens) => tokens.map((x) => (typeof x === "object" ? x.text : x)).join("");

  /* What one storey counts: {counts, running, open, late, said, silent}. `late` are those last stated before the day,
     `said` the days on which they were, `silent` those documented only later. */
  function storeyFacts(raw, engagements, segment, reach, silent) {
    const mine = segment.items.filter((r) => engagements[r.e].reach === reach && raw.part[r.row.s] >= 0);
    const flags = (1 << raw.flags.indexOf("carried_forward")) | (1 << raw.flags.indexOf("projected"));
    const late = mine.filter((r) => (r.row.f & flags) !== 0);
    return {
      counts: segment[reach].counts, items: mine, running: distinct(mine.filter((r) => RUNNING.includes(raw.part[r.row.s]))), open: distinct(mine),
      late: distinct(late), said: [...new Set(late.map((r) => r.row.said))].sort((a, b) => a - b), silent,
    };
  }

  /* Engagements of an instrument and reach that are documented only after the day, in one country. */
  function silentOf(look, engagements, iso, bit, reach) {
    return new Set(look.silent.filter((s) => s.country === iso && engagements[s.e].reach === reach && (engagements[s.e].bits >> bit) & 1).map((s) => s.e)).size;
  }

  function saidWords(said, say, date) {
    const [first, last] = [said[0], said[said.length - 1]].map(date);
    return plain(fill(say(first === last ? "wheel.on" : "wheel.range"), { x: first, y: last }));
  }

  /* The counts of one storey: "none of 2 runs, 2 suspended". */
  function storeyTokens(f, { say, date, period }, reach = "own") {
    const number = (n, parts) => ({ text: String(n), parts });
    const pieces = [];
    if (f.open) {
      const key = f.running > 1 ? "some" : f.running ? "one" : "none";
      pieces.push(fill(say(`wheel.${key}${period ? ".period" : ""}`), { n: number(f.running, RUNNING), of: number(f.open, OPEN) }));
      JOINED.forEach((name, k) => {
        const only = name === "reduced" && f.running === 1;
        if (f.counts[k + 1]) pieces.push(fill(say(`wheel.${name}${only ? ".one" : ""}`), { n: number(f.counts[k + 1], [k + 1]) }));
      });
      if (f.late) pieces.push(fill(say(f.late === f.open ? "wheel.stale" : "wheel.stale.some"), { n: String(f.late), x: saidWords(f.said, say, date) }));
    } else pieces.push([say(reach === "own" ? "wheel.nothing" : "wheel.nothing.region")]);
    const found = pieces.flatMap((piece, i) => (i ? [", ", ...piece] : piece));
    return f.silent ? [...found, ...fill(say(f.open ? "wheel.silent" : "wheel.silent.only"), { n: String(f.silent) })] : found;
  }

  /* Both storeys: "Niger, security: none of 2 runs, 2 suspended. Region-wide: 1 of 1 runs." */
  function segmentTokens(own, region, names, words) {
    const { say } = words, head = `${names.country}, ${names.instrument}: `;
    const mine = storeyTokens(own, words);
    if (!region.open && !region.silent) return { head, own: [...mine, "."], region: [] };
    return { head, own: [...mine, "."], region: [say("wheel.region"), ": ", ...storeyTokens(region, words, "region"), "."] };
  }

  /* The whole wheel: "2 running in the country itself, 10 region-wide, 15 open". */
  function wheelTokens(wheel, { say, period }) {
    const past = period ? ".period" : "", number = (n, parts, reach) => ({ text: String(n), parts, reach });
    const own = fill(say(`wheel.own${wheel.own ? "" : ".none"}${past}`), { n: number(wheel.own, RUNNING, "own") });
    const rim = wheel.region ? [", ", ...fill(say("wheel.rim"), { n: number(wheel.region, RUNNING, "region") })] : [];
    return [...own, ...rim, ", ", ...fill(say("wheel.open"), { n: number(wheel.open, OPEN) })];
  }

  /* Missions and parts of other engagements are listed and mapped, never counted: where nothing else passes the filter a
     wheel would be empty, and its nought would say that nothing runs. */
  const uncounted = (look, engagements) => look.rows.length > 0 && !look.silent.length && look.rows.every((r) => engagements[r.e].counted !== "yes");

  /* What stands in a country in place of a wheel: [{status, n}] of what is listed there, what has ended left out where
     something else is open. */
  function standing(raw, rows, iso) {
    const mine = rows.filter((r) => r.country === iso), open = mine.filter((r) => raw.part[r.row.s] >= 0);
    const found = new Map();
    for (const r of open.length ? open : mine) found.set(r.row.s, (found.get(r.row.s) || new Set()).add(r.e));
    return [...found].map(([s, set]) => ({ status: raw.statuses[s], n: set.size })).sort((a, b) => b.n - a.n || a.status.localeCompare(b.status));
  }

  window.atlas = window.atlas || {};
  window.atlas.wheelWords = { uncounted, standing, storeyFacts, silentOf, storeyTokens, segmentTokens, wheelTokens, plain };
})();
