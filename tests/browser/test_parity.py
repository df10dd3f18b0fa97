"""The page itself agrees with Python where it does more than look up: rows of the table, links, clocks it asks for.

What the engine works out (states, wheels, sites, counts, stretches of time) is held against Python for 1,000 scenes in
`tests/scenes/test_parity.py`, without a page.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from layers.atlas import Atlas
from sahel_atlas.records import vocabulary as v
from sahel_atlas.scenes.query import query_rows
from sahel_atlas.scenes.scene import Scene, View
from tests.scenes.test_parity import random_scenes

LOOK = """
async (scenes) => {
  const { engine, toQuery } = atlas.state, found = [];
  for (const scene of scenes) {
    if (!engine.hasClock(scene)) {
      const asked = new URLSearchParams({ known: scene.known, stated: scene.stated });
      engine.addClock(scene, await atlas.fetchJson("data/clock.json?" + asked));
    }
    engine.use(scene);
    found.push({ table: atlas.rows.of(engine, scene), query: toQuery(scene) });
  }
  engine.use(atlas.state.scene);
  return found;
}
"""


def test_the_table_and_the_link_agree_with_python(page: Any, server: Any, atlas: Atlas) -> None:
    page.goto(server.url)
    page.wait_for_selector("html[data-tab]")
    asked = [replace(s, view=View(1.25, 17.0, 4.5)) for s in random_scenes(atlas, 60, seed=3)]
    asked += [Scene(), Scene(date="2023-12", known=v.LETTER_DATE), Scene(stated=v.LETTER)]
    rows = [query_rows(atlas, scene) for scene in asked]
    assert sum(map(bool, rows)) > 20
    answers = page.evaluate(LOOK, [scene.to_dict() for scene in asked])
    for scene, expected, answer in zip(asked, rows, answers, strict=True):
        assert answer["query"] == scene.to_query()
        assert answer["table"] == expected, scene.to_query()
