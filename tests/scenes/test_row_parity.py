"""The rows that the browser builds for its table are those of `atlas query`, on both clocks, in both languages."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

from layers.atlas import Atlas
from sahel_atlas.contract.payload import clock_payload, payload
from sahel_atlas.records.rows import Amount
from sahel_atlas.scenes.query import COLUMNS, query_rows
from sahel_atlas.views.words import all_words
from tests.page_scripts import run_scripts
from tests.scenes.test_parity import random_scenes

COUNT, SEED = 150, 20231201
ROWS = """(atlas, { payload, clocks, scenes, words }) => {
  const engine = new atlas.Engine(payload);
  for (const [of, clock] of clocks) engine.addClock(of, clock);
  return scenes.map((scene) => {
    atlas.speak(words, scene.lang);
    engine.use(scene);
    return atlas.rows.of(engine, scene);
  });
}"""


def test_rows_of_the_page_are_those_of_the_query(atlas: Atlas) -> None:
    chance = random.Random(SEED)
    scenes = [replace(s, lang=chance.choice(["en", "nl"])) for s in random_scenes(atlas, COUNT, SEED)]
    sums = tuple(
        Amount(i, f"a{i}", e.engagement_id, amount=1e6 * i + i % 3 / 4, currency=("EUR", "XOF")[i % 2],
               year=("2023", "2021-2024")[i % 2], for_en=f"x{i}", for_nl=f"y{i}",
               known_from=f"2023-{i % 12 + 1:02d}-28", document_id=atlas.tables.documents[i].document_id,
               confidence="verified")
        for i, e in enumerate((*atlas.tables.engagements[:30], *atlas.tables.engagements[10:30]), 1)
    )  # fmt: skip
    told = Atlas(replace(atlas.tables, amounts=sums), atlas.folder)
    clocks = sorted({(s.known, s.stated) for s in scenes})
    data: dict[str, Any] = {
        "payload": payload(told),
        "clocks": [[{"known": k, "stated": s}, clock_payload(told, k, s)] for k, s in clocks],
        "scenes": [scene.to_dict() for scene in scenes],
        "words": all_words(),
    }
    answers = run_scripts(ROWS, data)
    assert sum(map(len, answers)) > 1000
    assert {len(row["amount_sum"]) for rows in answers for row in rows} == {0, 1, 2}
    for scene, answer in zip(scenes, answers, strict=True):
        wanted = query_rows(told, scene)
        assert len(answer) == len(wanted), scene.to_query()
        for mine, row in zip(answer, wanted, strict=True):
            differ = {key: (mine.get(key), row[key]) for key in COLUMNS if mine.get(key) != row[key]}
            assert not differ, (scene.to_query(), row["id"], differ)
            assert set(mine) == set(COLUMNS)
