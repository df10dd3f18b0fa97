"""What the browser works out from the payload is what Python resolves: 1,000 random scenes, without a page."""

from __future__ import annotations

import json
import os
import random
from datetime import date, timedelta
from typing import Any

import pytest

from layers.atlas import Atlas
from sahel_atlas.contract.payload import clock_payload, payload
from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.filters import FACETS, Filter
from sahel_atlas.scenes.resolve import Resolved, resolve
from sahel_atlas.scenes.scene import LAYER_IDS, Scene
from tests.page_scripts import run_scripts

COUNT = int(os.environ.get("ATLAS_SCENES", "300"))
"""How many scenes: a sample here, a thousand in `make truth`."""
SEED = 29237201
WORDS = ("", "", "", "", "mali", "ambassade", "côte", "eu training", "eu", "nosuchword")
KNOWN = ("", "", v.LETTER_DATE, "2023-08-10", "2020-09-01", "2022-07-11", "2025-06-30", "2016-07-17", "2023-11-30")
"""Days of knowledge; the last two are eves of days on which more was told of what an engagement is."""
LOOK = """
(atlas, { payload, clocks, scenes }) => {
  const engine = new atlas.Engine(payload);
  for (const [of, clock] of clocks) engine.addClock(of, clock);
  const iso = (day) => (day === null ? "" : atlas.days.toIso(day));
  return scenes.map((scene) => {
    engine.use(scene);
    const look = engine.look(scene), { data } = engine, id = (e) => data.engagements[e].engagement_id;
    const storey = (s) => [s.counts, s.stale];
    return {
      rows: look.rows.map((r) => [id(r.e), r.country, data.statuses[r.row.s], data.periods[r.row.p].period_id,
        iso(r.row.a), iso(r.row.b), r.row.f, r.row.c.map((c) => data.conflicts[c].conflict_id),
        r.row.q.map((q) => data.documents[data.citations[q][1]].document_id)]),
      wheels: Object.fromEntries(Object.entries(look.wheels).map(([iso3, w]) => [iso3, [w.own, w.region,
        w.running, w.open, w.segments.map((s) => [storey(s.own), storey(s.region), s.running, s.open])]])),
      outside: look.outside,
      counts: [look.counts.any.running, look.counts.any.open, look.counts.listed, look.counts.counted,
        data.instruments.map((n) => [look.counts.instruments[n].running, look.counts.instruments[n].open]),
        data.statuses.map((n) => look.counts.statuses[n])],
      sites: look.sites.map((m) => [m.place.place_id, m.role, m.state, m.dated, m.off,
        m.entries.map((x) => [x.site.site_id, id(x.item.e), x.item.country, x.state]).sort()]).sort(),
      silent: [...new Set(look.silent.map((s) => id(s.e) + "|" + s.country))].sort(),
      events: look.events.map((e) => e.event_id).sort(),
      detections: look.detections ? [look.detections.period, look.detections.value] : null,
      projected: look.projected,
      situation: data.focus.map((iso3) => engine.stateOn(iso3, look.day)),
      groups: data.focus.map((iso3) => (data.groupsOf.get(iso3) || []).slice().sort()),
    };
  });
}
"""


def random_scenes(atlas: Atlas, count: int, seed: int) -> list[Scene]:
    """Scenes over both clocks, single documents, days, months and stretches of time; a third without any filter."""
    chance = random.Random(seed)
    first, last = (date.fromisoformat(day) for day in atlas.tables.window)
    documents = [d.document_id for d in atlas.tables.documents]

    def some(words: tuple[str, ...], share: float = 0.12) -> tuple[str, ...]:
        return tuple(chance.sample(words, chance.randint(1, min(3, len(words))))) if chance.random() < share else ()

    def when() -> str:
        day = (first + timedelta(days=chance.randrange((last - first).days + 1))).isoformat()
        return chance.choice([day, day[:7]])

    found = [Scene(), Scene(date="2023-12", known=v.LETTER_DATE), Scene(stated=v.LETTER)]
    while len(found) < count:
        facets = {f.name: some(f.words or atlas.values[f.name]) for f in FACETS if f.name != "subject"}
        subject = chance.choice([("NL", "mission"), ("NL",), v.SUBJECTS])
        plain = chance.random() < 0.33
        found.append(
            Scene(
                date=when(),
                to=when() if chance.random() < 0.3 else "",
                known=chance.choice(KNOWN),
                stated=chance.choice(["", "", "", v.LETTER, chance.choice(documents)]),
                filter=Filter() if plain else Filter(subject=subject, text=chance.choice(WORDS), **facets),
                layers=tuple(x for x in LAYER_IDS if chance.random() < 0.8),
            )
        )
    return found


def said(shown: Resolved) -> dict[str, Any]:
    """A resolved scene in the words of `LOOK`."""
    atlas, counts = shown.atlas, shown.counts
    flags = ("projected", "carried_forward", "uncertain", "outcome_not_recorded", "source_later")
    return {
        "rows": [
            [
                *(r.engagement_id, r.country, r.status, r.period_id, r.held_from, r.held_to),
                sum(1 << bit for bit, name in enumerate(flags) if getattr(r, name)),
                list(r.conflicts),
                [c.document_id for c in r.citations],
            ]
            for r in shown.rows
        ],
        "wheels": {
            iso3: [
                *(w.own, w.region, w.running, w.open),
                [[*([list(x.counts), list(x.stale)] for _, x in s.storeys), s.running, s.open] for s in w.segments],
            ]
            for iso3, w in shown.wheels.items()
        },
        "outside": list(shown.outside),
        "counts": [
            *(counts.running["any"], counts.open["any"], counts.listed, counts.counted),
            [[counts.running[i], counts.open[i]] for i in v.INSTRUMENTS],
            [counts.by_status.get(("any", s), 0) for s in v.STATUSES],
        ],
        "sites": sorted(
            [
                *(m.place.place_id, m.role, m.state, m.dated, m.off_map),
                sorted([x.site.site_id, x.row.engagement_id, x.row.country, x.state] for x in m.entries),
            ]
            for m in shown.sites
        ),
        "silent": sorted(f"{e}|{country}" for e, country in shown.not_recorded),
        "events": sorted(e.event_id for e in shown.events),
        "detections": [shown.detections.period, shown.detections.value] if shown.detections else None,
        "projected": shown.day > shown.known,
        "situation": [shown.states[i].state if i in shown.states else "" for i in v.FOCUS],
        "groups": [sorted(atlas.groups_of(iso3)) for iso3 in v.FOCUS],
    }


@pytest.fixture(scope="module")
def pairs(atlas: Atlas) -> list[tuple[Scene, Any, Any]]:
    scenes = random_scenes(atlas, COUNT, SEED)
    clocks = sorted({(s.known, s.stated) for s in scenes})
    asked = {
        "payload": payload(atlas),
        "clocks": [[{"known": k, "stated": s}, clock_payload(atlas, k, s)] for k, s in clocks],
        "scenes": [scene.to_dict() for scene in scenes],
    }
    answers = run_scripts(LOOK, asked)
    expected = json.loads(json.dumps([said(resolve(scene, atlas)) for scene in scenes]))
    return list(zip(scenes, expected, answers, strict=True))


def test_the_scenes_ask_for_much(atlas: Atlas, pairs: list[tuple[Scene, Any, Any]]) -> None:
    assert len(pairs) == COUNT
    assert sum(bool(python["rows"]) for _, python, _ in pairs) > COUNT / 3
    assert sum(bool(scene.to) and bool(python["rows"]) for scene, python, _ in pairs) > COUNT / 20
    assert sum(bool(scene.stated) and bool(python["rows"]) for scene, python, _ in pairs) > COUNT / 25
    assert any(python["outside"] and python["wheels"] for _, python, _ in pairs)


@pytest.mark.parametrize(
    "part",
    [
        "rows",
        "wheels",
        "outside",
        "counts",
        "sites",
        "silent",
        "events",
        "detections",
        "projected",
        "situation",
        "groups",
    ],
)
def test_the_browser_agrees_with_python(pairs: list[tuple[Scene, Any, Any]], part: str) -> None:
    for scene, python, browser in pairs:
        assert browser[part] == python[part], (part, scene.to_query())
