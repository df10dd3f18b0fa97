/* The tables of the payload as they stood on a day of knowledge. */

/* Rows at their own positions, where what was not public leaves a hole: every way through them passes holes over, also
     find, for...of and spread, which do not by themselves. */
class Rows extends Array {
  *[Symbol.iterator]() {
    for (let i = 0; i < this.length; i += 1) if (i in this) yield this[i];
  }
  find(test, of) {
    return [...this].find(test, of);
  }
  findIndex(test) {
    return super.findIndex((row, i) => i in this && test(row, i, this));
  }
}

/* The rows of a table as they stood on a day of knowledge (null: everything known), at their own positions. */
function tableAt(versions, known) {
  const rows = new Rows();
  for (const [position, from, until, row] of versions) {
    const public_ =
      known === null ? until === null : (from === null || from <= known) && (until === null || known < until);
    if (public_) rows[position] = row;
  }
  return rows;
}
const compact = (rows) => Array.from(rows);
const saidBy = (list, known) => list.filter((x) => known === null || x.k <= known);

/* An engagement as it was told of on a day of knowledge: its texts, the words that free text is looked up in, and the
   facets that ask whether a kind of text is told (`rules`). */
function toldAt(e, known, rules) {
  const told = {
    ...e,
    hay: saidBy(e.hay, known)
      .map((x) => x.words)
      .join(""),
    told: saidBy(e.texts, known),
    former: saidBy(e.former, known),
  };
  for (const { about, en, nl } of told.told) {
    for (const [lang, text] of [
      ["en", en],
      ["nl", nl],
    ]) {
      const key = `${about}_${lang}`;
      told[key] = told[key] ? `${told[key]} ${text}` : text;
    }
  }
  told.facets = { ...e.facets };
  for (const { name, about, words } of rules)
    told.facets[name] = [words[told.told.some((x) => x.about === about) ? 0 : 1]];
  return told;
}

/* The payload as it stood on a day of knowledge: static tables as they are, dated tables without what came later. */
export function viewAt(raw, known) {
  const view = { ...raw };
  for (const [name, versions] of Object.entries(raw.tables)) {
    const rows = tableAt(versions, known);
    view[name] = raw.positional.includes(name) ? rows : compact(rows);
  }
  const rules = raw.facets.filter((f) => f.about);
  view.engagements = view.engagements.map((e) => toldAt(e, known, rules));
  view.groups = view.groups.map((g) => ({ ...g, members: saidBy(g.members, known).map((m) => m.iso3) }));
  return view;
}
