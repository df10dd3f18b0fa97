/* Dossiers of a document and of a paragraph of the letter: what rests on it, where it is to be found, and the way to
   the map as this document alone states it. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const { dossier, symbols } = atlas;
  const esc = atlas.escape;

  /* Periods that cite a document (in one paragraph, where one is asked for), newest last. */
  function periodsCiting(engine, id, section, paragraph) {
    const found = new Set();
    engine.data.citations.forEach(([period, doc, s, p]) => {
      if (engine.data.documents[doc].document_id === id && (!section || (s === section && p === paragraph))) found.add(period);
    });
    return [...found].map((i) => engine.data.periods[i]).sort((a, b) => a.from - b.from);
  }

  function restingOn({ engine, t }, periods) {
    if (!periods.length) return ["rests", `<p class="muted">${esc(t("dossier.document.none"))}</p>`];
    const row = (p) => {
      const e = engine.engagements[engine.byId.get(p.engagement_id)];
      const where = (p.countries_iso3 || []).map((c) => dossier.countryName(engine, c));
      const meta = [`${dossier.statusText(p)} ${dossier.since(p)}`, dossier.planned(p), dossier.list(where)].filter(Boolean).map(esc).join(" · ");
      return `<li class="d-row"><i class="d-bar" style="${dossier.barStyle(e)}"></i>${symbols.dot(p.status, symbols.colour(e.instruments[0]), 5.5)}`
        + `<div class="d-row-body">${dossier.textLink("engagement:" + e.engagement_id, atlas.pick(e, "name"), "rests:" + p.period_id)}<div class="d-meta">${meta}</div></div><div></div></li>`;
    };
    return ["rests", dossier.heading(t("dossier.document.rests"), `<span class="num muted">${periods.length}</span>`) + `<ul class="d-rows">${periods.map(row).join("")}</ul>`];
  }

  /* Engagements of which it tells something else than a state: a text, a sum, or more of what they are. */
  function tellsOf({ engine, t }, id) {
    const mine = (list) => (list || []).some((x) => x.document_id === id), summed = new Set(engine.data.amounts.filter((a) => a.document_id === id).map((a) => a.engagement_id));
    const found = engine.engagements.filter((e) => mine(e.told) || mine(e.former) || summed.has(e.engagement_id));
    if (!found.length) return null;
    const row = (e) => `<li>${dossier.textLink("engagement:" + e.engagement_id, atlas.pick(e, "name"), "tells:" + e.engagement_id)}</li>`;
    return ["tells", dossier.heading(t("dossier.document.tells"), `<span class="num muted">${found.length}</span>`) + `<ul class="d-plain">${found.map(row).join("")}</ul>`];
  }

  dossier.view("document", (context, id) => {
    const { engine, scene, t } = context, d = engine.data.documents.find((x) => x && x.document_id === id);
    if (!d) return null;
    const name = atlas.clocks.nameOf(d, scene.lang), own = name !== d.title ? `<p class="d-sub" lang="en">${esc(d.title)}</p>` : "";
    const on = scene.stated === id, patch = esc(JSON.stringify({ stated: on ? "" : id }));
    return [
      ["head", dossier.head({ kicker: t("dossier.document"), name, sub: own })],
      ["facts", dossier.facts([
        [t("dossier.document.publisher"), esc(atlas.publisherOf(d))],
        [t("dossier.document.date"), esc(dossier.dated(d))],
        [t("dossier.document.identifier"), esc(d.identifier || (/^kst-/.test(id) ? id : ""))],
        [t("dossier.address"), dossier.addressLine(d)],
      ])],
      restingOn(context, periodsCiting(engine, id)),
      tellsOf(context, id),
      ["foot", `<div class="d-foot"><button type="button" class="button" data-commit="${patch}" data-key="stated">${esc(t(on ? "dossier.document.all" : "dossier.document.stated"))}</button></div>`],
    ].filter(Boolean);
  });

  dossier.view("paragraph", (context, ref) => {
    const { engine, t } = context, [section, paragraph] = ref.split(" "), id = engine.raw.letter.id;
    const notes = engine.data.context.filter((c) => c.document_id === id && c.section_code === section && c.paragraph === paragraph);
    const periods = periodsCiting(engine, id, section, paragraph), chip = dossier.letterRef(engine, ref, "paragraph:" + ref);
    if (!chip.button) return null;
    const note = (c) => `<li>${dossier.textLink("context:" + c.context_id, atlas.pick(c, "name"), "note:" + c.context_id)} <span class="muted">${esc(t("context.kind." + c.kind))}</span></li>`;
    return [
      ["head", dossier.head({ kicker: t("dossier.context"), name: dossier.paragraphName(ref) })],
      ["lead", chip.button + chip.body],
      restingOn(context, periods),
      notes.length ? ["notes", dossier.heading(t("dossier.notes")) + `<ul class="d-plain">${notes.map(note).join("")}</ul>`] : null,
    ].filter(Boolean);
  });
})();
