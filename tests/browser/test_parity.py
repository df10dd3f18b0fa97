"""What the browser works out from the payload is what Python resolves, for random scenes and both clocks."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from layers import vocabulary as v
from layers.atlas import Atlas
from layers.filters import FACETS, Filter
from layers.query import query_rows
from layers.resolve import resolve
from layers.scene import LAYER_IDS, Scene, View

FIRST, LAST = (date.fromisoformat(day) for day in v.WINDOW)
WORDS = ("", "", "", "mali", "ambassade", "côte", "eu training", "nosuchword")
LOOK = """
async (scenes) => {
  const { engine, toQuery } = atlas.state, found = [];
  for (const scene of scenes) {
    if (!engine.hasClock(scene.known)) engine.addClock(scene.known, await atlas.fetchJson("data/clock.json?known=" + scene.known));
    const look = engine.look(scene), id = (e) => engine.engagements[e].engagement_id;
    found.push({
      rows: look.rows.map((r) => [id(r.e), r.country, engine.data.statuses[r.row.s], engine.data.periods[r.row.p].period_id]),
      wheels: Object.fromEntries(Object.entries(look.wheels).map(([iso, w]) => [iso, [w.running, w.open, w.segments.map((s) => [s.state, s.running, s.open])]])),
      counts: [look.counts.any.running, look.counts.any.open, look.counts.listed, look.counts.counted, engine.data.instruments.map((n) => look.counts.instruments[n].running)],
      sites: look.sites.map((m) => [m.place.place_id, m.role, m.state, m.dated, m.off]).sort(),
      silent: [...new Set(look.silent.map((s) => id(s.e)))].sort(),
      events: look.events.map((e) => e.event_id).sort(),
      detections: look.detections ? look.detections.value : null,
      projected: look.projected,
      table: atlas.rows.of(engine, scene),
      query: toQuery(scene),
    });
  }
  return found;
}
"""  # noqa: E501  (one function of the page)


def scenes(atlas: Atlas, count: int, seed: int) -> list[Scene]:
    picked = random.Random(seed)

    def some(words: tuple[str, ...], chance: float = 0.18) -> tuple[str, ...]:
        return tuple(picked.sample(words, picked.randint(1, min(3, len(words))))) if picked.random() < chance else ()

    found = []
    for _ in range(count):
        day = (FIRST + timedelta(days=picked.randrange((LAST - FIRST).days + 1))).isoformat()
        facets = {f.name: some(f.words or atlas.values[f.name]) for f in FACETS if f.name != "subject"}
        subject = picked.choice([("NL", "mission"), ("NL",), v.SUBJECTS])
        found.append(
            Scene(
                date=picked.choice([day, day[:7]]),
                known=picked.choice(["", v.LETTER_DATE, "2023-08-10", "2020-09-01"]),
                filter=Filter(subject=subject, text=picked.choice(WORDS), **facets),
                layers=tuple(x for x in LAYER_IDS if picked.random() < 0.8),
                view=View(1.25, 17.0, 4.5) if picked.random() < 0.2 else None,
            )
        )
    # Letters, dates and words one at a time, so that not every scene is narrowed to nothing.
    plain = [replace(s, filter=Filter()) for s in found[: count // 2]]
    return [*found, *plain, Scene(), Scene(date="2023-12", known=v.LETTER_DATE)]


def expected(atlas: Atlas, scene: Scene) -> dict[str, Any]:
    shown = resolve(scene, atlas)
    counts = shown.counts
    return {
        "rows": [[r.engagement_id, r.country, r.status, r.period_id] for r in shown.rows],
        "wheels": {
            iso3: [w.running, w.open, [[s.state, s.running, s.open] for s in w.segments]]
            for iso3, w in shown.wheels.items()
        },
        "counts": [
            *(counts.running["any"], counts.open["any"], counts.listed, counts.counted),
            [counts.running[i] for i in v.INSTRUMENTS],
        ],
        "sites": sorted([m.place.place_id, m.role, m.state, m.dated, m.off_map] for m in shown.sites),
        "silent": sorted({e for e, _ in shown.not_recorded}),
        "events": sorted(e.event_id for e in shown.events),
        "detections": shown.detections.value if shown.detections else None,
        "projected": shown.day > shown.known,
        "table": query_rows(atlas, scene),
        "query": scene.to_query(),
    }


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_browser_agrees_with_python(page: Any, server: Any, atlas: Atlas, seed: int) -> None:
    page.goto(server.url)
    page.wait_for_selector("html[data-tab]")
    asked = scenes(atlas, 30, seed)
    assert any(resolve(scene, atlas).rows for scene in asked)
    answers = page.evaluate(LOOK, [scene.to_dict() for scene in asked])
    for scene, answer in zip(asked, answers, strict=True):
        wanted = expected(atlas, scene)
        for part, value in wanted.items():
            assert answer[part] == value, (part, scene.to_query())
