"""The dossier of a document, without a page: it says who published it as slides and workbooks do."""

from __future__ import annotations

import html

import pytest

from layers.atlas import Atlas
from sahel_atlas.records.words import say
from sahel_atlas.scenes.stories.source import publisher
from sahel_atlas.views.words import all_words
from tests.page_scripts import run_scripts

SHOWN = """(atlas, { documents, words, lang }) => documents.map((d) => {
  globalThis.document = { documentElement: { dataset: {} } };
  atlas.speak(words, lang);
  const engine = {
    data: { documents: [d], citations: [], periods: [], amounts: [] }, engagements: [], raw: { letter: { id: "" } },
  };
  const parts = atlas.viewOf("document")({ engine, t: atlas.t, scene: { lang, stated: "" } }, d.document_id);
  const facts = parts.find(([name]) => name === "facts")[1];
  return /<dt>(.*?)<[/]dt><dd>(.*?)<[/]dd>/.exec(facts).slice(1);
})"""


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_a_document_is_published_by_whom_the_workbook_says(atlas: Atlas, lang: str) -> None:
    documents = atlas.tables.documents
    plain = [{"document_id": d.document_id, "title": d.title, "publisher": d.publisher} for d in documents]
    said = run_scripts(SHOWN, {"documents": plain, "words": all_words(), "lang": lang})
    by = say("dossier.document.publisher", lang)
    assert [(what, html.unescape(name)) for what, name in said] == [(by, publisher(d, lang)) for d in documents]
    assert lang == "en" or (by, "Verenigde Naties") in [tuple(pair) for pair in said]
