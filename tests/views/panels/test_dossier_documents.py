"""The dossier of a document, without a page: it says who published it as slides and workbooks do."""

from __future__ import annotations

from pathlib import Path

import pytest

from layers.atlas import Atlas
from sahel_atlas.records.words import say
from sahel_atlas.scenes.stories.source import publisher
from sahel_atlas.views.words import all_words
from tests.page_scripts import run_scripts

STUBS = """
(function () {
  const atlas = window.atlas, views = {};
  atlas.escape = (text) => String(text);
  atlas.clocks = { nameOf: (d) => d.title };
  atlas.symbols = {};
  atlas.dossier = {
    view: (name, draw) => { views[name] = draw; }, views,
    head: () => "", heading: () => "", dateText: (text) => text, dated: (d) => d.date, addressLine: () => "",
    facts: (pairs) => pairs.map(([name, said]) => name + ": " + said).join("\\n"),
  };
})();
"""
SHOWN = """(atlas, { documents, words, at }) => documents.map((d) => {
  const t = (key) => (words[key] ? words[key][at] : key);
  atlas.t = t;
  const engine = { data: { documents: [d], citations: [], periods: [], amounts: [] }, engagements: [] };
  const scene = { lang: at ? "nl" : "en", stated: "" };
  const parts = atlas.dossier.views.document({ engine, t, scene }, d.document_id);
  return parts.find(([name]) => name === "facts")[1].split("\\n")[0];
})"""


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_a_document_is_published_by_whom_the_workbook_says(atlas: Atlas, lang: str, tmp_path: Path) -> None:
    stubs = tmp_path / "stubs.js"
    stubs.write_text(STUBS, "utf-8")
    documents = atlas.tables.documents
    plain = [{"document_id": d.document_id, "title": d.title, "publisher": d.publisher} for d in documents]
    data = {"documents": plain, "words": all_words(), "at": int(lang == "nl")}
    said = run_scripts([str(stubs), "34_publisher.js", "45_dossier_documents.js"], SHOWN, data)
    by = say("dossier.document.publisher", lang)
    assert said == [f"{by}: {publisher(d, lang)}" for d in documents]
    assert lang == "en" or "Uitgegeven door: Verenigde Naties" in said
