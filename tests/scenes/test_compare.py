"""A comparison: what runs on both sides, what is counted apart, named units, doors, and the same in the browser."""

from __future__ import annotations

import os
import random
from dataclasses import replace
from typing import Any

import pytest

from layers.atlas import Atlas
from sahel_atlas.contract.payload import clock_payload, payload
from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.clock.changes import CHOICES, GROUPS, RUNS, SAME, UNITS, chosen, describe, unit_of
from sahel_atlas.records.filters import Filter
from sahel_atlas.scenes.compare import Comparison, compare, in_time
from sahel_atlas.scenes.headline import count_words, headline, running_words
from sahel_atlas.scenes.resolve import resolve
from sahel_atlas.scenes.scene import Scene, read_query, sides
from sahel_atlas.scenes.sentence import spoken
from sahel_atlas.views.words import all_words
from tests.page_scripts import run_scripts
from tests.scenes.test_parity import random_scenes

SUMMER = Scene(tab="compare", date="2023-12-01", date2="2023-07-01")
LETTER = Scene(tab="compare", date="2024-06", versus="known", known2=v.LETTER_DATE)
SEED, COUNT = 29237202, int(os.environ.get("ATLAS_SCENES", "300"))


def country(comparison: Comparison, iso3: str) -> Any:
    return next(c for c in comparison.countries if c.iso3 == iso3)


def test_documentation_is_not_growth(atlas: Atlas) -> None:
    found = compare(SUMMER, atlas)
    mali = country(found, "MLI")
    assert (mali.before.running, mali.after.running, mali.before.own, mali.after.own) == (9, 7, 5, 3)
    niger = country(found, "NER")
    assert (niger.before.running, niger.after.running, niger.before.own, niger.after.own) == (8, 5, 4, 2)
    for c in found.countries:
        # What runs and what is first recorded make the number of the map on the later date.
        assert c.after.running + c.documented == found.after.wheels[c.iso3].running
        assert c.before.running == found.before.wheels[c.iso3].running


def test_headline_groups_and_rows_count_named_units(atlas: Atlas) -> None:
    found = compare(SUMMER, atlas)
    suspended = next(g for g in found.groups if g.name == "suspended")
    assert (suspended.engagements, suspended.missions, suspended.others, len(suspended.rows)) == (5, 2, 1, 8)
    assert count_words(suspended, "en") == "5 Dutch engagements, 2 missions or initiatives, 1 part or context; 8 rows"
    assert count_words(suspended, "nl") == (
        "5 vormen van Nederlandse inzet, 2 missies of initiatieven, 1 onderdeel of context; 8 regels"
    )
    assert headline(found).startswith(
        "Dutch engagements: 3 ended; 5 suspended; 2 adapted or scaled down (all in Niger)"
    )
    assert "International missions and initiatives: 1 ended; 2 suspended (all in Niger)" in headline(found)
    security = next(i for i in found.instruments if i.name == "security")
    assert found.headline.loss == security and security.before - security.after >= 5
    assert f"Security lost most: from {security.before} running to {security.after}." in headline(found)
    assert "documentation, not growth" in headline(found) and "documentatie, geen groei" in headline(found, "nl")


def test_a_filter_on_situation_is_asked_on_the_later_day_for_both_sides(atlas: Atlas) -> None:
    asked = Filter(state=("coup",), instrument=("security",), lead=("EU",))
    for scene in (replace(SUMMER, filter=asked), replace(SUMMER, filter=asked, date="2023-07-01", date2="2023-12-01")):
        found = compare(scene, atlas)
        niger = country(found, "NER")
        # Niger was not ruled after a coup on 1 July; what ran there then is compared all the same.
        assert {niger.before.running, niger.after.running} == {0, 1}
        assert niger.missions and niger.changed
        assert "on 1 December 2023 were ruled after a coup" in spoken(scene, atlas)


def test_typing_one_date_twice_is_still_a_comparison_of_dates(atlas: Atlas) -> None:
    scene = Scene(tab="compare", date="2023-12-01", date2="2023-12-01", known=v.LETTER_DATE)
    assert compare(scene, atlas).versus == "dates"
    assert Scene.from_query(scene.to_query()) == scene
    assert read_query("date=2024-06&date2=2024-06&known2=2023-12-01&tab=compare")[0].versus == "known"


def test_two_states_of_knowledge_are_of_one_day(atlas: Atlas) -> None:
    # A month stands for the day of knowledge in it, but both sides must look at one and the same day.
    found = compare(Scene(tab="compare", date="2023-12", versus="known", known2=v.LETTER_DATE), atlas)
    assert found.before.day == found.after.day
    late = compare(LETTER, atlas)
    # What differs was told differently or was told for the first time; nothing of it happened between the two days.
    assert "revised" in {c.group for c in late.changes} <= {"revised", "documented"}
    assert all(c.documented == 0 for c in late.countries)
    assert not any(row.apart for row in late.rows)


def swapped(scene: Scene) -> Scene:
    """The same comparison with its sides in the other order, as the page's button leaves it."""
    if scene.versus == "known":
        return replace(scene, known=scene.known2, known2=scene.known)
    return replace(scene, date=sides(scene)[0].date, date2=scene.date)


@pytest.mark.parametrize("scene", [SUMMER, LETTER, replace(LETTER, known="2024-06-01", known2="2023-06-01")])
def test_what_is_said_goes_by_time_whichever_side_is_named_first(atlas: Atlas, scene: Scene) -> None:
    there, back = compare(scene, atlas), compare(swapped(scene), atlas)
    told = [in_python(asked, ("stopped",), atlas) for asked in (scene, swapped(scene))]
    assert there.changes and [one.pop("turned") for one in told] == [False, True]
    assert told[0] == told[1]
    assert there.before.day <= there.after.day and there.before.known <= there.after.known
    assert [look.scene.known for look in (back.before, back.after)] == [scene.known2, scene.known] or scene is SUMMER
    assert headline(back).find("no longer on record") == headline(back).find("started") == -1
    assert [running_words(c, "nl") for c in there.countries] == [running_words(c, "nl") for c in back.countries]
    assert in_time(swapped(scene)) == scene == in_time(scene)


def test_turned_around_the_summer_of_2023_has_the_same_headline(atlas: Atlas) -> None:
    back = compare(Scene(tab="compare", date="2023-07-01", date2="2023-12-01"), atlas)
    assert (back.before.scene.date, back.after.scene.date) == ("2023-07-01", "2023-12-01")
    assert "3 ended; 5 suspended" in headline(back) and "Security lost most: from 7 running to 1." in headline(back)
    assert next(c for c in back.changes if c.engagement_id == "minusma-nl").group == "ended"


def test_sides_of_one_day_stay_as_they_are_named(atlas: Atlas) -> None:
    # A month stands for its last day: both sides are of one day, and neither is earlier.
    scene = Scene(tab="compare", date="2023-11-30", date2="2023-11")
    assert [look.scene.date for look in (compare(scene, atlas).before, compare(scene, atlas).after)] == [
        "2023-11",
        "2023-11-30",
    ]
    assert in_time(scene) == scene and in_time(swapped(scene)) == swapped(scene)


@pytest.mark.parametrize(("known2", "known"), [("2023-12-01", ""), ("", "2023-12-01")])
def test_two_days_of_knowledge_look_at_the_day_that_the_later_one_knows(atlas: Atlas, known2: str, known: str) -> None:
    found = compare(Scene(tab="compare", date="2023-12", versus="known", known=known, known2=known2), atlas)
    assert [look.day.isoformat() for look in (found.before, found.after)] == ["2023-12-31", "2023-12-31"]
    assert (found.before.scene.known, found.after.scene.known) == ("2023-12-01", "")


def test_between_two_days_of_knowledge_nothing_is_lost(atlas: Atlas) -> None:
    found = compare(Scene(tab="compare", known="2024-06-01", versus="known", known2="2023-06-01"), atlas)
    loss = found.headline.loss
    assert loss and loss.before > loss.after
    assert f"Security: {loss.before} known as running at first, {loss.after} later." in headline(found)
    assert f"Veiligheid: eerst {loss.before} als lopend bekend, later {loss.after}." in headline(found, "nl")
    assert "lost most" not in headline(found) and "lost most" in headline(compare(SUMMER, atlas))


def test_a_country_in_which_nothing_changed_says_its_number_once(atlas: Atlas) -> None:
    found = compare(SUMMER, atlas)
    assert running_words(country(found, "MRT"), "en") == (
        "2 running, unchanged (2 region-wide); 10 more running, first recorded by then"
    )
    assert running_words(country(found, "GHA"), "nl").startswith("1 lopend, ongewijzigd (1 in het land zelf); nog 2")
    assert running_words(country(found, "MLI"), "en").startswith(
        "9 → 7 running (5 → 3 in the country itself, 4 → 4 region-wide)"
    )


def test_a_filter_on_states_leaves_out_countries_and_makes_no_noughts(atlas: Atlas) -> None:
    shown = {c.iso3 for c in compare(Scene(tab="compare", filter=Filter(status=("planned",))), atlas).countries}
    whole = {c.iso3 for c in compare(Scene(tab="compare"), atlas).countries}
    found = compare(Scene(tab="compare", filter=Filter(status=("planned",))), atlas)
    assert whole == set(v.FOCUS)
    assert shown == {row.country for row in found.rows} & whole
    assert "CIV" in shown and not shown & {"MRT", "MLI", "NGA"}


def test_missions_are_counted_where_they_changed(atlas: Atlas) -> None:
    scene = Scene(tab="compare", date="2023-12-31", versus="known", known2="2023-12-01")
    found = compare(scene, atlas)
    assert [c.iso3 for c in found.countries if c.missions] == ["BEN", "CIV", "GHA", "TGO"]
    assert not any(c.changed for c in found.countries)
    assert headline(found) == "International missions and initiatives: 2 stated differently."
    assert running_words(country(found, "GHA"), "en").endswith("2 international missions or initiatives changed")


def test_a_stretch_of_time_is_no_part_of_a_comparison(atlas: Atlas) -> None:
    there, here = compare(replace(SUMMER, to="2026-01"), atlas), compare(SUMMER, atlas)
    assert there.rows == here.rows and there.after.day == here.after.day


def test_a_status_asked_for_on_one_side_shows_both(atlas: Atlas) -> None:
    found = compare(replace(SUMMER, filter=Filter(status=("suspended",), country=("NER",))), atlas)
    niger = country(found, "NER")
    suspended = [row for row in found.changes if row.before in v.RUNNING and row.after == "suspended"]
    counted = {r.engagement_id for r in suspended if atlas.engagement(r.engagement_id).counted == "yes"}
    assert niger.before.running == len(counted) > 0 and niger.after.running == 0
    assert [c.iso3 for c in found.countries] == ["NER"]


def test_nothing_later_than_the_day_of_knowledge(atlas: Atlas) -> None:
    found = compare(Scene(tab="compare", date="2024-12", date2="2023-12-01", known=v.LETTER_DATE), atlas)
    states = [s for row in found.rows for s in (row.state, row.earlier) if s]
    cited = {c.document_id for s in states for c in s.citations}
    assert cited and all(found.atlas.document(i).date <= v.LETTER_DATE for i in cited)


def test_words_that_choose_are_of_one_kind_each() -> None:
    kinds = (GROUPS, (SAME,), RUNS, UNITS, v.REACHES, v.INSTRUMENTS, v.FOCUS)
    assert sorted(CHOICES) == sorted({word for kind in kinds for word in kind})


def counts_of(found: Comparison, rows: tuple[Any, ...], unit: str) -> int:
    of = {r.engagement_id: found.atlas.engagement(r.engagement_id) for r in rows}
    return sum(unit_of(e.subject, e.counted) == unit for e in of.values())


@pytest.mark.parametrize(
    "scene", [SUMMER, LETTER, replace(SUMMER, date2="2015-01"), replace(LETTER, date="2023-12-31")]
)
def test_every_number_opens_the_rows_that_it_counts(atlas: Atlas, scene: Scene) -> None:
    found = compare(scene, atlas)
    for group in found.groups:
        assert found.chosen(group.name) == group.rows
        numbers = zip(UNITS, (group.engagements, group.missions, group.others), strict=True)
        assert all(counts_of(found, found.chosen(group.name, unit), unit) == n for unit, n in numbers)
    for c in found.countries:
        for side, wheel in (("before", c.before), ("after", c.after)):
            assert counts_of(found, found.chosen(side, c.iso3), "counted") == wheel.running
            assert counts_of(found, found.chosen(side, c.iso3, "own"), "counted") == wheel.own
            assert counts_of(found, found.chosen(side, c.iso3, "region"), "counted") == wheel.region
        assert counts_of(found, found.chosen("documented", "after", c.iso3), "counted") >= c.documented
        gain = [counts_of(found, found.chosen(x, c.iso3), "counted") for x in ("began", "stopped")]
        assert c.after.running - c.before.running == gain[0] - gain[1]
    for i in found.instruments:
        gain = [counts_of(found, found.chosen(x, i.name), "counted") for x in ("began", "stopped")]
        assert i.after - i.before == gain[0] - gain[1]
    assert set(found.chosen()) == set(found.changes)
    assert set(found.chosen(*GROUPS, SAME)) == set(found.rows)


BROWSER = """
(atlas, { payload, clocks, scenes, words, choices }) => {
  const engine = new atlas.Engine(payload), { comparison } = atlas;
  for (const [of, clock] of clocks) engine.addClock(of, clock);
  return scenes.map((scene, i) => {
    const made = comparison.compare(engine, scene), id = (e) => made.view.engagements[e].engagement_id;
    const told = (lang) => {
      const t = (key, values) => Object.entries(values || {}).reduce((s, [k, x]) => s.split("{" + k + "}").join(x), words[key][lang]);
      const name = (iso) => engine.countries.get(iso)[lang ? "name_nl" : "name_en"];
      return comparison.say(engine, made, { t, name, door: (text) => text });
    };
    const period = (row) => (row ? engine.raw.tables.periods.find(([at]) => at === row.p)[3].period_id : "");
    const pair = (r) => [id(r.e), r.country, r.before, r.after, r.group, r.apart, period(r.earlier), period(r.state)];
    const wheel = (w) => [w.own, w.region, w.running, w.open, w.segments.map((s) => [s.own.counts, s.own.stale, s.region.counts, s.region.stale])];
    return {
      turned: made.turned,
      days: made.sides.map((side) => [side.date, side.known, atlas.days.toIso(atlas.days.resolve(side.date, side.known))]),
      rows: made.rows.map(pair),
      groups: made.groups.map((g) => [g.name, g.counted, g.missions, g.others, g.rows.length]),
      countries: made.countries.map((c) => [c.iso, wheel(c.before), wheel(c.after), c.documented, c.changes.length, c.missions, c.changed]),
      instruments: made.instruments.map((x) => [x.name, x.before, x.after]),
      said: [told(0), told(1)],
      chosen: comparison.chosen(engine, made, choices[i]).map(pair),
    };
  });
}
"""  # noqa: E501  (one function of the page)


def random_pairs(atlas: Atlas, count: int, seed: int) -> list[Scene]:
    """Comparisons over both modes, both clocks and single documents."""
    chance = random.Random(seed)
    one, other = random_scenes(atlas, count, seed), random_scenes(atlas, count, seed + 1)
    return [
        replace(
            a,
            tab="compare",
            date2=chance.choice([b.date, b.date, a.date, ""]),
            known2=b.known,
            versus=chance.choice(["dates", "known"]),
        )
        for a, b in zip(one, other, strict=True)
    ]


def in_python(scene: Scene, words: tuple[str, ...], atlas: Atlas) -> dict[str, Any]:
    found = compare(scene, atlas)

    def pair(r: Any) -> list[Any]:
        periods = [s.period_id if s else "" for s in (r.earlier, r.state)]
        return [r.engagement_id, r.country, r.before, r.after, r.group, r.apart, *periods]

    def wheel(w: Any) -> list[Any]:
        storeys = [[list(x) for s in (seg.own, seg.region) for x in (s.counts, s.stale)] for seg in w.segments]
        return [w.own, w.region, w.running, w.open, storeys]

    first, second = (sides(asked)[0] for asked in (scene, in_time(scene)))
    return {
        "turned": (first.date, first.known) != (second.date, second.known),
        "days": [[x.scene.date, x.scene.known, x.day.isoformat()] for x in (found.before, found.after)],
        "rows": [pair(r) for r in found.rows],
        "groups": [[g.name, g.engagements, g.missions, g.others, len(g.rows)] for g in found.groups],
        "countries": [
            [c.iso3, wheel(c.before), wheel(c.after), c.documented, len(c.changes), c.missions, c.changed]
            for c in found.countries
        ],
        "instruments": [[i.name, i.before, i.after] for i in found.instruments],
        "said": [headline(found, "en"), headline(found, "nl")],
        "chosen": [pair(r) for r in found.chosen(*words)],
    }


def test_the_browser_compares_as_python_does(atlas: Atlas) -> None:
    asked, chance = random_pairs(atlas, COUNT, SEED), random.Random(SEED)
    choices = [tuple(chance.sample(CHOICES, chance.randint(0, 3))) for _ in asked]
    keys = {(s.known, s.stated) for scene in asked for s in sides(scene)}
    of = [[{"known": k, "stated": d}, clock_payload(atlas, k, d)] for k, d in sorted(keys)]
    data = {
        "payload": payload(atlas),
        "clocks": of,
        "scenes": [scene.to_dict() for scene in asked],
        "words": all_words(),
        "choices": choices,
    }
    answers = run_scripts(BROWSER, data)
    some = turned = 0
    for scene, words, answer in zip(asked, choices, answers, strict=True):
        wanted = in_python(scene, words, atlas)
        some += bool(wanted["rows"])
        turned += wanted["turned"]
        for part, value in wanted.items():
            assert answer[part] == value, (part, scene.to_query(), words)
    assert some > COUNT / 3 and turned > COUNT / 5
    assert resolve(asked[0], atlas).rows


@pytest.mark.parametrize(
    "asked",
    [
        {"reach": ("own",), "country": ("NER",)},
        {"reach": ("region",)},
        {"framework": ("EU",)},
        {"partner": ("EU",)},
        {"partner": ("UN",)},
        {"text": "sahel dialogue"},
        {},
    ],
    ids=str,
)
def test_each_side_of_two_days_of_knowledge_is_what_its_own_map_shows(atlas: Atlas, asked: dict[str, Any]) -> None:
    """Attributes and filters on them are read as told to each side, in wheels, in instruments and in doors."""
    scene = Scene(date="2022-06-01", versus="known", known2="2022-06-01", tab="compare", filter=Filter(**asked))
    found = compare(scene, atlas)
    for look, side in ((found.before, "before"), (found.after, "after")):
        for c in found.countries:
            wheel = getattr(c, side)
            assert [wheel.own, wheel.region, wheel.running] == [
                getattr(look.wheels[c.iso3], name) for name in ("own", "region", "running")
            ]
        for i in found.instruments:
            assert getattr(i, side) == look.counts.running[i.name], (side, i.name)


def test_what_is_told_differently_says_what(atlas: Atlas) -> None:
    scene = Scene(date="2022-06-01", versus="known", known2="2022-06-01", tab="compare")
    rows = {(c.engagement_id, c.country): c for c in compare(scene, atlas).changes}
    talks = rows["dialogue-sahel-nl", "NER"]
    assert (talks.group, talks.told) == ("revised", ("framework", "partners", "reach"))
    told = "framework: Bilateral → Bilateral + EU; partners: none → EU; reach: In the country itself → Region-wide"
    assert describe(talks, atlas).endswith(f", active; {told}")
    asked = replace(scene, filter=Filter(reach=("own",), country=("NER",)))
    own = {c.engagement_id: c for c in compare(asked, atlas).changes}["dialogue-sahel-nl"]
    assert (own.group, own.before, own.after, own.asked) == ("revised", "active", "active", (True, False))


def test_between_two_dates_nothing_is_told_differently(atlas: Atlas) -> None:
    assert not any(row.told or row.group == "revised" for row in compare(SUMMER, atlas).rows)


def test_who_takes_part_is_told_by_name_in_both_languages(atlas: Atlas) -> None:
    scene = Scene(date="2021-06-01", versus="known", known2="2021-06-01", tab="compare")
    rows = {(c.engagement_id, c.country): c for c in compare(scene, atlas).changes}
    takuba = rows["takuba", "MLI"]
    assert takuba.told == ("partners",)
    english, dutch = (describe(takuba, atlas, lang) for lang in ("en", "nl"))
    assert "partners: Belgium + " in english and english.endswith("Italy + Netherlands + Portugal + Sweden")
    assert "samen met: België + " in dutch and dutch.endswith("Italië + Nederland + Portugal + Zweden")


def test_what_a_side_was_told_alone_chooses_its_rows(atlas: Atlas) -> None:
    """The talks ran in the country itself as known then, region-wide as known now: each door opens its own side."""
    scene = Scene(date="2022-06-01", versus="known", known2="2022-06-01", tab="compare")
    found = compare(scene, atlas)

    def ids(*words: str) -> set[str]:
        return {row.engagement_id for row in found.chosen("NER", *words)}

    assert "dialogue-sahel-nl" in ids("before", "own") and "dialogue-sahel-nl" not in ids("after", "own")
    assert "dialogue-sahel-nl" in ids("after", "region") and "dialogue-sahel-nl" not in ids("before", "region")
    assert "dialogue-sahel-nl" in ids("stopped", "own") and "dialogue-sahel-nl" in ids("began", "region")
    assert "dialogue-sahel-nl" in ids("own") and "dialogue-sahel-nl" in ids("region")
    assert ids("before", "counted", "own") == ids("before", "own")
    bare = tuple(replace(row, first=None, second=None) for row in found.rows)
    assert chosen(bare, ("after", "NER"), found.atlas) and chosen(bare, ("NER",), found.atlas)
