/* The rows of the query, built in the browser from the payload: the same fold as layers/query.py. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const orNull = (x) => (x === undefined || x === "" ? null : x);
  const list = (x) => x || [];

  function cite(engine, index) {
    const [, d, section, paragraph, role] = engine.data.citations[index];
    return { document: engine.data.documents[d].document_id, section, paragraph, role };
  }

  /* The citation that stands in a row: the letter's where it bears the row, else the primary one. */
  function shown(engine, row) {
    const all = row.q.map((i) => cite(engine, i));
    const letter = all.filter((c) => c.document === engine.data.letter.id);
    const pool = letter.length ? letter : all;
    return pool.find((c) => c.role === "primary") || pool[0] || { document: "", section: "", paragraph: "" };
  }

  function fold(engine, items) {
    const groups = new Map();
    for (const item of items) {
      const { row } = item, key = [item.e, row.p, row.f, row.c.join()].join("|");
      if (!groups.has(key)) groups.set(key, { key, e: item.e, row, countries: [] });
      if (item.country) groups.get(key).countries.push(item.country);
    }
    return [...groups.values()];
  }

  /* One folded group as a row with the columns of the query. */
  function row(engine, group) {
    const e = engine.engagements[group.e], period = engine.data.periods[group.row.p];
    const flags = engine.flags(group), c = shown(engine, group.row);
    return {
      id: e.engagement_id, subject: e.subject, parent: orNull(e.parent_id), kind: e.kind, name_en: e.name_en, name_nl: e.name_nl,
      instruments: list(e.instruments), goals: list(e.goals), framework: list(e.framework), lead: list(e.lead), partners: list(e.partners),
      channel: e.channel, countries: group.countries, status: engine.data.statuses[group.row.s], decision: orNull(period.decision),
      status_since: period.start_date, since_precision: period.start_precision, projected: flags.projected, uncertain: flags.uncertain,
      conflicts: group.row.c.map((i) => engine.data.conflicts[i].conflict_id),
      document: orNull(c.document), section: orNull(c.section), paragraph: orNull(c.paragraph),
      citations: group.row.q.map((i) => cite(engine, i)).map((x) => [x.document, x.section, x.paragraph].filter(Boolean).join(" ")),
      confidence: period.confidence, since_relation: period.start_relation, carried_forward: flags.carried_forward,
      outcome_not_recorded: flags.outcome_not_recorded, last_stated: atlas.days.toIso(group.row.said), counted: e.counted,
      component_of: orNull(e.component_of), goal_basis: e.goal_basis, conditions_en: orNull(e.conditions_en),
      conditions_nl: orNull(e.conditions_nl), layer: e.facets.layer[0],
    };
  }

  atlas.rows = {
    fold, row, shown,
    /* All rows of a scene, as `atlas query` prints them. */
    of(engine, scene, items) {
      return fold(engine, items || engine.rows(scene)).map((group) => row(engine, group));
    },
  };
})();
