"""What the page's numbers count under a filter on states: what was asked for, in its unit, and no made nought."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

from layers.atlas import Atlas
from sahel_atlas.contract.payload import clock_payload, payload
from sahel_atlas.records import vocabulary as v
from sahel_atlas.scenes.resolve import resolve
from sahel_atlas.scenes.scene import Scene
from sahel_atlas.views.words import all_words
from tests.page_scripts import run_scripts

SCENES = (
    "date=2023-12-01",
    "date=2023-12-01&status=planned",
    "date=2023-12-01&status=exploring,planned",
    "date=2023-12-01&status=suspended",
    "date=2023-12-01&status=ended",
    "date=2023-12-01&status=active,suspended",
    "date=2023-12-01&status=active&instrument=security",
    "date=2023-12-01&decision=decided",
    "date=2023-12-01&subject=mission",
    "date=2012-01-01&subject=mission&kind=exercise",
    "date=2012-03&status=planned",
    "date=2021-12&to=2023-12&status=planned",
    "date=2021-12&to=2023-12",
)
ASK = """
(atlas, { payload, clocks, scenes, words }) => {
  const engine = new atlas.Engine(payload), w = atlas.wheelWords, curve = atlas.dockCurve;
  for (const [of, clock] of clocks) engine.addClock(of, clock);
  const say = (key) => words[key][0], id = (e) => engine.engagements[e].engagement_id;
  const changes = (scene, jump) => {
    const [date2, date] = [jump.day - 1, jump.day].map(atlas.days.toIso);
    const two = { ...scene, tab: "compare", versus: "dates", to: "", date, date2 };
    const rows = atlas.comparison.chosen(engine, atlas.comparison.compare(engine, two), ["documented", "counted"]);
    return new Set(rows.map((r) => r.e)).size;
  };
  return scenes.map((scene) => {
    engine.use(scene);
    const look = engine.look(scene), series = curve.points(engine, scene), tally = curve.tally(engine, scene, look);
    const wheel = (iso) => w.shown(engine, scene, look, iso), drawn = engine.raw.focus.filter(wheel);
    const at = [...series].reverse().find((p) => p.day <= look.day);
    const spoken = { say, period: Boolean(scene.to), parts: w.partsSaid(engine.raw) };
    return {
      wheels: Object.fromEntries(drawn.map((iso) => [iso, [wheel(iso).own, wheel(iso).region]])),
      words: Object.fromEntries(drawn.map((iso) => [iso, w.plain(w.wheelTokens(wheel(iso), spoken))])),
      tally: [tally.n, tally.k, tally.key, tally.unit.statuses], height: at.instruments.reduce((a, b) => a + b, 0),
      silent: series[0].silent, unrecorded: curve.unrecorded(engine, scene).map((x) => id(x.e)),
      jumps: curve.jumps(engine, scene, series).map((j) => [atlas.days.toIso(j.day), j.n, changes(scene, j)]),
    };
  });
}
"""


@cache
def answers() -> dict[str, Any]:
    """What the scripts say of each scene, asked once."""
    atlas = Atlas.load()
    data = {
        "payload": payload(atlas),
        "clocks": [[{"known": "", "stated": ""}, clock_payload(atlas, "", "")]],
        "scenes": [Scene.from_query(query, atlas.values).to_dict() for query in SCENES],
        "words": all_words(),
    }
    return dict(zip(SCENES, run_scripts(ASK, json.loads(json.dumps(data))), strict=True))


def unit(scene: Scene) -> tuple[str, ...]:
    """The statuses that numbers count: what runs; where the filter leaves that out, what it asks for and is open."""
    decided = {"decided": {"planned"}, "intended": {"planned"}, "considered": {"exploring"}}
    asked = set(scene.filter.status) or {s for d in scene.filter.decision for s in decided[d]} or set(v.STATUSES)
    return tuple(asked & set(v.RUNNING)) or tuple(asked - {"ended"}) or tuple(asked)


@pytest.mark.parametrize("query", SCENES)
def test_a_wheel_counts_what_was_asked_for_and_stands_where_something_passes(atlas: Atlas, query: str) -> None:
    scene = Scene.from_query(query, atlas.values)
    rows = [r for r in resolve(scene, atlas).rows if atlas.engagement(r.engagement_id).counted == "yes"]
    on_states = bool(scene.filter.status or scene.filter.decision)
    expected = {}
    for iso3, wheel in resolve(scene, atlas).wheels.items():
        mine = [r for r in rows if r.country == iso3]
        passing = [r for r in mine if r.status in unit(scene)]
        counts = [
            len({r.engagement_id for r in passing if atlas.engagement(r.engagement_id).reach == reach})
            for reach in ("own", "region")
        ]
        if [r for r in mine if r.status != "ended"] or not on_states:
            expected[iso3] = counts
        if not on_states:
            assert counts == [wheel.own, wheel.region]
    found = answers()[query]["wheels"]
    assert found == ({} if scene.filter.subject == ("mission",) else expected)
    if on_states and not set(unit(scene)) & set(v.RUNNING):
        assert all(own + region for own, region in found.values())


def test_a_status_filter_makes_no_nought(atlas: Atlas) -> None:
    planned = answers()["date=2023-12-01&status=planned"]
    assert planned["wheels"].keys() & {"MLI", "NER", "MRT", "SEN", "BFA", "TCD"} == set()
    assert planned["words"]["GHA"] == "2 planned in the country itself, 1 region-wide"
    ended = answers()["date=2023-12-01&status=ended"]
    assert ended["wheels"] == {}


@pytest.mark.parametrize("query", SCENES)
def test_the_dock_says_what_it_counts(atlas: Atlas, query: str) -> None:
    scene, said = Scene.from_query(query, atlas.values), answers()[query]
    rows = resolve(scene, atlas).rows
    n, _, key, statuses = said["tally"]
    if scene.filter.subject == ("mission",):
        assert (n, key) == (len({r.engagement_id for r in rows}), "dock.listed" if rows else "dock.nothing")
        return
    counted = [r for r in rows if atlas.engagement(r.engagement_id).counted == "yes" and r.status in unit(scene)]
    assert n == len({r.engagement_id for r in counted})
    assert set(statuses) == set(unit(scene))
    runs = set(unit(scene)) <= set(v.RUNNING)
    assert key.startswith("dock.ran" if runs and scene.to else "dock.runs" if runs else "dock.asked") or not n
    if not scene.to:
        assert said["height"] >= n, "the curve is drawn of what the words count"


@pytest.mark.parametrize("query", SCENES)
def test_remarks_count_what_their_doors_open(query: str) -> None:
    said = answers()[query]
    assert len(said["unrecorded"]) == len(set(said["unrecorded"])) == said["silent"]
    assert all(n == listed for _, n, listed in said["jumps"]), said["jumps"]


def test_steps_that_are_documentation_obey_the_filter_on_states() -> None:
    at = {query: {day: n for day, n, _ in answers()[query]["jumps"]} for query in SCENES}
    assert list(at["date=2023-12-01&status=planned"]) == ["2023-12-01"]
    assert at["date=2023-12-01"]["2023-12-01"] > at["date=2023-12-01&status=planned"]["2023-12-01"] > 0
    assert answers()["date=2023-12-01"]["silent"] > answers()["date=2023-12-01&status=planned"]["silent"] > 0


def test_a_unit_is_named_in_both_languages() -> None:
    body = """(atlas, { cases, words }) => cases.map(([statuses, lang]) =>
      atlas.wheelWords.unitWords(statuses, (key) => words[key][lang]))"""
    cases = [[["planned"], 0], [["exploring", "planned"], 1], [["exploring", "planned", "suspended"], 0]]
    said = run_scripts(body, {"cases": cases, "words": all_words()})
    assert said == ["planned", "verkennend of gepland", "exploring, planned or suspended"]


def test_a_letter_has_a_mark_of_its_own_and_only_the_letter_a_name(atlas: Atlas) -> None:
    body = """(atlas, { events, day }) => {
      const { pins } = atlas, engine = { raw: { letter: { day } }, means: { letter: "letter", coup: "coup" } };
      return { marks: ["coup", "letter", "other"].map((kind) => JSON.stringify(pins.mark(kind))),
        kinds: events.map((e) => [pins.kindOf(e), pins.isTheLetter(engine, e), pins.leads(engine, e)]) };
    }"""
    letters = [{"sign": e.category, "day": e.date} for e in atlas.tables.events if e.category == "letter"]
    events = [*letters, {"sign": "coup", "day": "2023-07-26"}, {"sign": "other", "day": "2020-01-01"}]
    said = run_scripts(body, {"events": events, "day": v.LETTER_DATE})
    assert len(set(said["marks"])) == 3
    kinds = said["kinds"]
    assert [k for k, *_ in kinds] == ["letter"] * len(letters) + ["coup", "other"]
    named = [e["day"] for e, (_, letter, _) in zip(events, kinds, strict=True) if letter]
    assert named == [v.LETTER_DATE] and len(letters) > 1
    assert [leads for *_, leads in kinds] == [e["day"] in (v.LETTER_DATE, "2023-07-26") for e in events]
