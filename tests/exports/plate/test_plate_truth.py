"""A mark says no more than its rows: shares read back from files, places, filters, periods, first records, clocks."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader

from sahel_atlas.contract.payload import clock_payload, payload
from sahel_atlas.exports.figure.figure import plate_bytes, render
from sahel_atlas.exports.figure.raster import about
from sahel_atlas.exports.items import Item, Work, find_work, series
from sahel_atlas.exports.make import make, plates
from sahel_atlas.exports.options import ExportOptions
from sahel_atlas.exports.plate.page import build_plate
from sahel_atlas.exports.plate.plate import Label, Plate, Shape
from sahel_atlas.exports.slides.slides import deck
from sahel_atlas.exports.write import Job
from sahel_atlas.marks.wheels import PARTS
from sahel_atlas.records.clock.public import Public
from sahel_atlas.records.filters import Filter
from sahel_atlas.records.vocabulary import FOCUS, INSTRUMENTS, REACHES, RUNNING
from sahel_atlas.records.words import say
from sahel_atlas.scenes.resolve import resolve
from sahel_atlas.scenes.scene import LAYER_IDS, Scene
from sahel_atlas.scenes.stories.folder import read_stories
from sahel_atlas.views.page.twin import html_of
from tests.exports.wheels_read import Read, pptx_pieces, read_storeys, svg_pieces
from tests.page_scripts import run_scripts

BARE = ("groups", "missions", "embassies", "initiatives")
FLOOR = {"own": (0.08, 0.26), "region": (0.05, 0.1)}
"""Share below which a part of a wheel of 46 pixels is widened, so that it can be told: a solid one, a hollow one."""


def texts(plate: Plate, part: str) -> list[str]:
    return [m.text for m in plate.of(part) if isinstance(m, Label)]


def compared(reads: list[Read], counts: tuple[int, ...], reach: str) -> bool:
    """Assert that parts stand clockwise as counted; True when several are wide enough to show their very shares."""
    wanted = [(kind, n / sum(counts)) for kind, n in zip(PARTS, counts, strict=True) if n]
    assert [read.kind for read in reads] == [kind for kind, _ in wanted]
    if all(share > FLOOR[reach][kind != "full"] for kind, share in wanted):
        assert [read.share for read in reads] == pytest.approx([share for _, share in wanted], abs=0.025)
        return len(wanted) > 1
    # A part that is too narrow to be told is widened, and what is larger stays larger.
    for (_, a), x in zip(wanted, reads, strict=True):
        assert all(not (a > b and x.share < y.share - 0.03) for (_, b), y in zip(wanted, reads, strict=True)), counts
    return False


@pytest.mark.parametrize("day", ["2023-12-01", "2024-06-01"])
def test_the_shares_of_a_drawn_wheel_are_those_of_its_rows(atlas: Any, day: str) -> None:
    scene = Scene(date=day, layers=BARE)
    found = resolve(scene, atlas)
    reads = read_storeys(*svg_pieces(render(scene, atlas, kind="svg")))
    strict = 0
    for iso3, wheel in found.wheels.items():
        for segment in wheel.segments:
            for reach, storey in segment.storeys:
                mine = reads.get((iso3, segment.instrument, reach), [])
                strict += bool(storey.open) and compared(mine, storey.counts, reach)
                running_in_full = storey.open and storey.counts[0] == sum(storey.counts)
                assert ([r.kind for r in mine] == ["full"]) == running_in_full, "only all that runs in full is solid"
    assert strict >= 4
    if day == "2023-12-01":
        # One of eight runs in Côte d'Ivoire and seven are planned: once drawn as if all were active.
        mixed = [r.kind for r in reads["CIV", "security", "own"]]
        assert "full" not in mixed and "planned" in mixed
        assert ("MRT", "security", "own") not in reads and ("MRT", "security", "region") in reads


def test_a_slide_shows_the_same_shares(atlas: Any) -> None:
    scene = Scene(date="2023-12-01", layers=BARE)
    names = {c.name_en: c.iso3 for c in atlas.tables.countries}
    words = {say(f"plate.part.{kind}", "en").lower(): kind for kind in PARTS}
    words |= {say(f"plate.reach.{reach}", "en"): reach for reach in REACHES}
    instruments = {say(f"instrument.{i}", "en").lower(): i for i in INSTRUMENTS}
    discs, pieces = pptx_pieces(deck(Work((Item(scene),)), atlas, ExportOptions()), words, names)
    reads = read_storeys(discs, pieces)
    found, strict = resolve(scene, atlas), 0
    for (iso3, instrument, reach), mine in reads.items():
        segment = next(s for s in found.wheels[iso3].segments if s.instrument == instruments[instrument])
        strict += compared(mine, dict(segment.storeys)[reach].counts, reach)
    assert strict >= 4 and {iso3 for iso3, *_ in reads} == set(FOCUS)


def test_outside_a_filter_there_is_no_wheel_and_no_number(atlas: Any) -> None:
    for asked in (Filter(country=("NER",)), Filter(group=("development_three",)), Filter(state=("coup",))):
        scene = Scene(date="2023-12-01", filter=asked)
        plate, found = build_plate(scene, atlas), resolve(scene, atlas)
        assert found.outside and set(found.outside) | set(found.wheels) == set(FOCUS)
        for part in ("disc", "segment", "count", "country more", "country sign"):
            there = {m.name.split()[0] for m in plate.of(part)}
            assert not there & set(found.outside), (part, there)
        assert {m.name for m in plate.of("count")} == set(found.wheels)
        names = {m.name: m.weight for m in plate.of("country name") if isinstance(m, Label)}
        assert {iso3 for iso3, weight in names.items() if weight == 400} == set(found.outside)


def test_an_instrument_that_nobody_asked_for_is_no_empty_track(atlas: Any) -> None:
    scene = Scene(date="2023-12-01", filter=Filter(instrument=("security", "migration")))
    plate = build_plate(scene, atlas)
    assert {m.name.split()[1] for m in plate.of("segment")} == {"security", "migration"}
    assert {m.name for m in plate.of("disc")} == set(FOCUS)
    legend = texts(plate, "legend")
    assert "n = engagements running, within the filter" in legend and "Diplomacy" not in legend
    assert "n = engagements running" in texts(build_plate(Scene(date="2023-12-01"), atlas), "legend")


def test_places_take_the_state_of_their_own_rows(atlas: Any) -> None:
    plate = build_plate(Scene(date="2023-12-01"), atlas)
    drawn = {tuple(m.name.split()[:2]): m for m in plate.of("site") if isinstance(m, Shape)}
    states = {key: m.name.split()[2] for key, m in drawn.items()}
    found = {(m.place.place_id, m.role): m.state for m in resolve(Scene(date="2023-12-01"), atlas).sites}
    assert {key: found[key] for key in states} == states
    assert all(state != "open" for (place, _), state in states.items() if place in ("agadez", "yendi", "jacqueville"))
    # What is open is the only thing that is filled, and each mark tells its rows to those who do not see it.
    for (place, role), mark in drawn.items():
        assert (mark.fill == "#16202B") == (states[place, role] == "open"), place
        assert say(f"site.{states[place, role]}", "en").lower() in mark.alt
    mixed = next(m for key, m in drawn.items() if states[key] == "mixed")
    assert len(re.findall(r"\((?:running|suspended|planned or exploring|runs; dates)", mixed.alt)) >= 2
    legend = " ".join(texts(plate, "legend"))
    for state in set(states.values()):
        assert say(f"plate.site.{state}", "en") in legend


def test_the_letter_is_no_coup_and_events_are_no_sites(atlas: Any) -> None:
    plate = build_plate(Scene.from_query("date=2023-12-01&view=5.0,45.0,4.6&layers=events,missions"), atlas)
    letter = next(m for m in plate.of("event") if m.name.endswith(" letter"))
    coup = next(m for m in build_plate(Scene(date="2023-08-10"), atlas).of("event") if m.name.endswith(" coup"))
    assert isinstance(letter, Shape) and isinstance(coup, Shape) and letter.fill != coup.fill
    assert "coup" not in " ".join(texts(plate, "legend")).lower()
    assert "Letter to Parliament in the last 45 days" in " ".join(texts(plate, "legend"))
    outlines = {tuple(map(tuple, (m.points - m.points.mean(axis=0)).round(1).tolist())) for m in (letter, coup)}
    sites = [m for m in plate.of("site") if isinstance(m, Shape)]
    assert not outlines & {tuple(map(tuple, (m.points - m.points.mean(axis=0)).round(1).tolist())) for m in sites}


@pytest.mark.parametrize(("lang", "title"), [
    ("en", "All engagements from 1 December 2021 to 31 December 2023"),
    ("nl", "Alle inzet van 1 december 2021 tot en met 31 december 2023"),
])  # fmt: skip
def test_a_period_shows_what_held_at_any_time_in_it(atlas: Any, lang: str, title: str) -> None:
    scene = Scene(date="2021-12", to="2023-12", lang=lang)
    plate = build_plate(scene, atlas)
    found, first = resolve(scene, atlas), resolve(Scene(date="2021-12-01"), atlas)
    assert plate.title == title
    assert len({r.engagement_id for r in found.rows}) > len({r.engagement_id for r in first.rows})
    assert {m.name: m.text for m in plate.of("count") if isinstance(m, Label)} == {
        iso3: str(wheel.own) for iso3, wheel in found.wheels.items()
    }
    assert len(plate.citations) == len(set(plate.citations)) > 60
    assert all(("2021" in line or "2022" in line or "2023" in line) for line in plate.citations)
    assert say("plate.key.period", lang) in texts(plate, "legend")


def test_first_records_of_a_series_are_striped_and_counted(atlas: Any) -> None:
    """Mauritania goes from 2 to 12 between June and December 2023, which is documentation and not growth."""
    work = series(Work((Item(Scene(date="2023-06", to="2023-12", layers=BARE)),)), "half_year")
    first, last = plates(work, atlas, ExportOptions(), Job())
    assert not [m for m in first.of("segment") if m.name.endswith("striped")]
    striped = {m.name.split()[0] for m in last.of("segment") if m.name.endswith("striped")}
    assert striped == set(FOCUS)
    told = {m.name: m.text for m in last.of("country more") if isinstance(m, Label) and not m.text.startswith("+")}
    assert set(told) == set(FOCUS)
    assert told["MRT"] in ("10 of 12 new on record", "10/12 new on record")
    assert "on record only since the picture before" in " ".join(texts(last, "legend")).replace("\n", " ")
    alone = build_plate(Scene(date="2023-12", layers=BARE), atlas)
    assert not [m for m in alone.of("segment") if m.name.endswith("striped")]
    # The rows that are striped are those that nobody had recorded; what began in between is drawn plain.
    new = sum("striped" in m.name for m in last.of("segment"))
    assert 0 < new < len(list(last.of("segment")))
    sheet = deck(work, atlas, ExportOptions(lang="nl"))
    with zipfile.ZipFile(io.BytesIO(sheet)) as package:
        slide = package.read("ppt/slides/slide2.xml").decode()
        assert "10 van 12 nieuw vastgelegd" in slide or "10/12 nieuw vastgelegd" in slide


def test_plans_that_are_new_are_striped_too(atlas: Any) -> None:
    """Three of four plans for security in Côte d'Ivoire were new in a film of quarters, and none was striped."""
    work = series(Work((Item(Scene(date="2023-06", to="2023-12", layers=BARE)),)), "quarter")
    last = plates(work, atlas, ExportOptions(), Job())[-1]
    striped = {m.name for m in last.of("segment") if m.name.endswith("striped")}
    assert "CIV security own planned striped" in striped
    inks = {m.name: (m.stroke, m.width) for m in last.of("segment") if isinstance(m, Shape)}
    solid = next(ink for name, ink in inks.items() if name.endswith(" full striped"))
    hollow, outline = inks["CIV security own planned striped"], inks["CIV security own planned dotted"]
    assert hollow[0] == outline[0] != solid[0], "stripes in the disc's colour would not be seen on the disc"
    assert hollow[1] < solid[1], "thinner, so that what is planned stays the lighter"


@pytest.mark.parametrize("lang", ["en", "nl"])
@pytest.mark.parametrize(("query", "key"), [
    ("date=2024-06-01", "part.hatched"),
    ("date=2021-12&to=2023-12", "part.hatched.period"),
    ("date=2024-06-01&date2=2023-07-01&tab=compare", "part.hatched.sides"),
])  # fmt: skip
def test_the_key_says_before_which_day_something_was_last_stated(atlas: Any, lang: str, query: str, key: str) -> None:
    plate = plates(find_work(f"{query}&lang={lang}", atlas), atlas, ExportOptions(), Job())[0]
    legend = re.sub(r"\s+", " ", " ".join(texts(plate, "legend")))
    keys = {name: say(f"plate.{name}", lang) for name in ("part.hatched", "part.hatched.period", "part.hatched.sides")}
    assert len(set(keys.values())) == 3
    assert [name for name, words in keys.items() if words in legend] == [key]


def silent_on_the_page(atlas: Any, scenes: list[Scene]) -> list[int]:
    """What the dock counts as not recorded: distinct engagements among those that the engine calls silent."""
    clocks = sorted({(s.known, s.stated) for s in scenes})
    asked = {
        "payload": payload(atlas),
        "clocks": [[{"known": k, "stated": s}, clock_payload(atlas, k, s)] for k, s in clocks],
        "scenes": [scene.to_dict() for scene in scenes],
    }
    body = """(atlas, { payload, clocks, scenes }) => {
      const engine = new atlas.Engine(payload);
      for (const [of, clock] of clocks) engine.addClock(of, clock);
      const { silentOn } = atlas.wheelWords;
      return scenes.map((scene) => {
        engine.use(scene);
        return new Set(silentOn(engine, scene, engine.silent(scene)).map((s) => s.e)).size;
      });
    }"""
    return list(run_scripts(body, asked))


def test_picture_text_and_page_count_the_same_unrecorded_starts(atlas: Any) -> None:
    """Pictures once counted pairs of engagement and country, 73 where the text had 23, and named no unit."""
    queries = (
        "date=2021-12&to=2023-12",
        "date=2023-09",
        "date=2012-01",
        "date=2023-09&country=NER",
        "date=2023-09&known=2023-12-01",
        "date=2023-09&status=active",
        "date=2023-09&status=active&document=kst-29237-201",
    )
    scenes = [Scene.from_query(query) for query in queries]
    scenes.append(read_stories(atlas)[0][0].scenes[0].scene)
    for scene, page in zip(scenes, silent_on_the_page(atlas, scenes), strict=True):
        assert page > 1
        for lang, words in (("en", "Dutch engagements"), ("nl", "vormen van Nederlandse inzet")):
            legend = re.sub(r"\s+", " ", " ".join(texts(build_plate(replace(scene, lang=lang), atlas), "legend")))
            assert say("plate.silent", lang, n=page) in legend
            twin = re.sub(r"<[^>]+>", "", html_of(replace(scene, tab="map"), atlas, lang))
            assert f": {page} {words}." in twin


@pytest.mark.parametrize(("lang", "key", "filtered"), [
    ("en", "n = engagements planned", "n = engagements planned, within the filter"),
    ("nl", "n = inzet die gepland is", "n = inzet die gepland is, binnen het filter"),
])  # fmt: skip
def test_a_filter_on_what_does_not_run_draws_no_noughts(atlas: Any, lang: str, key: str, filtered: str) -> None:
    scene = Scene(date="2023-12-01", filter=Filter(status=("planned",)), lang=lang)
    plate, found = build_plate(scene, atlas), resolve(scene, atlas)
    there = {iso3: wheel for iso3, wheel in found.wheels.items() if wheel.open}
    assert 0 < len(there) < len(found.wheels)
    numbers = {m.name: m.text for m in plate.of("count") if isinstance(m, Label)}
    assert numbers == {iso3: str(wheel.own_open) for iso3, wheel in there.items()}
    assert {m.name for m in plate.of("disc")} == {m.name.split()[0] for m in plate.of("segment")} == set(there)
    assert {m.name for m in plate.of("country more")} == {iso3 for iso3, w in there.items() if w.region_open}
    assert {m.name for m in plate.of("country name")} == set(FOCUS)
    assert key in texts(plate, "legend")
    for mark in plate.of("segment"):
        assert isinstance(mark, Shape) and not re.search(r"\bruns?\b|\bloopt\b|\blopen\b", mark.alt), mark.alt
    narrowed = build_plate(replace(scene, filter=Filter(status=("planned",), instrument=("security",))), atlas)
    assert filtered in texts(narrowed, "legend")
    period = build_plate(replace(scene, date="2023-06", to="2023-12"), atlas)
    assert say("plate.key.asked.period", lang, x=say("status.planned", lang).lower()) in texts(period, "legend")


def test_stories_draw_no_nought_where_something_else_was_asked_for(atlas: Any) -> None:
    story = next(s for s in read_stories(atlas)[0] if s.id == "coastal-states")
    asked = [s.scene for s in story.scenes if s.scene.filter.status and not {*s.scene.filter.status} & {*RUNNING}]
    assert asked
    for scene in asked:
        plate, found = build_plate(scene, atlas), resolve(scene, atlas)
        numbers = {m.name: m.text for m in plate.of("count") if isinstance(m, Label)}
        assert numbers == {iso3: str(w.own_open) for iso3, w in found.wheels.items() if w.open}


KNOWN = ("2022-07-11", "2023-12-01")
_DAY = re.compile(r"\b(\d{4})-(\d{2})(?:-(\d{2}))?\b")
_WORDED = re.compile(r"(?:\b(\d{1,2}) )?\b([A-Za-z]{3,9}) (\d{4})\b")
_MONTH = {say(f"month.{i}", lang).lower(): i for i in range(1, 13) for lang in ("en", "nl")}


def days_in(text: str) -> Iterator[date]:
    """The first day of every date that a text names, as figures or in words of either language."""
    for year, month, day in _DAY.findall(text):
        if 1 <= int(month) <= 12 and 1900 < int(year) < 2100:
            yield date(int(year), int(month), min(int(day or 1), 28))
    for day, name, year in _WORDED.findall(text):
        if name.lower() in _MONTH:
            yield date(int(year), _MONTH[name.lower()], min(int(day or 1), 28))


def written(scene: Scene, atlas: Any) -> dict[str, str]:
    """All text of the files that are made of a scene: pictures, slides with notes and properties, tags of rasters."""
    item = Work((Item(scene),))
    found = {kind: make(item, atlas, kind, ExportOptions())[""] for kind in ("svg", "pdf", "pptx")}
    told = {"svg": re.sub(r"base64,[A-Za-z0-9+/=]+", "", found["svg"].decode())}
    reader = PdfReader(io.BytesIO(found["pdf"]))
    told["pdf"] = " ".join(page.extract_text() for page in reader.pages) + str(reader.metadata)
    with zipfile.ZipFile(io.BytesIO(found["pptx"])) as package:
        told["pptx"] = " ".join(package.read(n).decode() for n in package.namelist() if n.endswith((".xml", ".rels")))
    told["tags"] = str(about(plates(item, atlas, ExportOptions(), Job())[0]))
    return told


@pytest.mark.parametrize("lang", ["en", "nl"])
@pytest.mark.parametrize("known", KNOWN)
@pytest.mark.parametrize("query", ["", "&date2=2021-06&tab=compare", "&to=2024-06", "&fill=HDI"])
def test_no_file_made_at_a_day_of_knowledge_holds_anything_later(atlas: Any, lang: str, known: str, query: str) -> None:
    layers = ",".join(layer for layer in LAYER_IDS if layer != "relief")
    scene = Scene.from_query(f"date=2023-12-01{query}&known={known}&layers={layers}&lang={lang}")
    asked = {date(2023, 12, 1), date(2021, 6, 1), date(2024, 6, 1), date(2024, 6, 28)}
    public, day = Public(atlas.tables), date.fromisoformat(known)
    later = [d for d in atlas.tables.documents if public.documents[d.document_id] > day]
    events = [e for e in atlas.tables.events if date.fromisoformat(e.known_from) > day]
    early = " ".join(
        [e.title_en + e.title_nl for e in atlas.tables.events if e not in events]
        # What was planned by then bears the name of the event to come.
        + [e.name_en + e.name_nl for e in atlas.at(known).tables.engagements]
    )
    # An end that was decided by then may lie ahead.
    asked |= {d for row in resolve(scene, atlas).rows for d in days_in(f"{row.held_from} {row.held_to}")}
    assert len(later) > 10 and len(events) > 5
    for kind, text in written(scene, atlas).items():
        assert [d for d in days_in(text) if d > day and d not in asked] == [], kind
        assert [d.document_id for d in later if d.document_id in text or d.title in text] == [], kind
        lost = [w for e in events for w in (e.title_en, e.title_nl) if w not in early and w in text]
        assert lost == [], kind
        if known < "2023-12-01":
            assert (
                "letter" not in re.sub(r"[a-z]+/letter|letter[-_]", "", text).lower() or lang == "nl" or kind == "pptx"
            )


def test_the_search_for_later_things_finds_them(atlas: Any) -> None:
    text = plate_bytes(build_plate(Scene(date="2023-12-01"), atlas), "svg", 96).decode()
    assert any(d > date(2023, 12, 1) for d in days_in(text)), "what is known now names documents of 2025"
    assert list(days_in("op 25 april 2025, by 2024-03")) == [date(2024, 3, 1), date(2025, 4, 25)]


@pytest.mark.parametrize(("lang", "words"), [("en", "according to the letter"), ("nl", "volgens de brief")])
def test_the_letter_alone_speaks_only_where_it_was_asked(atlas: Any, lang: str, words: str) -> None:
    stated = build_plate(Scene(date="2023-12-01", stated="kst-29237-201", lang=lang), atlas)
    said = " ".join(m.text for m in stated.marks if isinstance(m, Label))
    assert stated.title.endswith(words) and words in stated.subtitle and words in texts(stated, "source")[0]
    assert len(stated.sources) == 1 and said.count(words) >= 3
    known = build_plate(Scene(date="2023-12-01", known="2023-12-01", lang=lang), atlas)
    assert words not in " ".join([known.title, known.subtitle, *(m.text for m in known.marks if isinstance(m, Label))])


def test_what_is_not_yet_published_is_cited_as_that(atlas: Any) -> None:
    scene = Scene(date="2023-12-01", known="2022-07-11")
    later = [row for row in resolve(scene, atlas).rows if row.source_later]
    plate = build_plate(scene, atlas)
    assert bool(later) == any(line.endswith("Source published later.") for line in plate.citations)
    if later:
        assert f"for {len(later)} states: source published later" in plate.sources


def test_a_selection_of_what_nobody_knew_is_not_in_the_code(atlas: Any) -> None:
    from sahel_atlas.exports.statecode import decode

    later = next(e for e in atlas.tables.events if e.known_from > "2024-01-01")
    scene = Scene(date="2022-01-01", known="2022-07-11", selection=("country:NER", f"event:{later.event_id}"))
    assert decode(build_plate(scene, atlas).code).selection == ("country:NER",)


def test_a_link_and_a_picture_of_a_comparison(atlas: Any) -> None:
    work = find_work("date=2023-12-01&tab=compare&layers=groups", atlas)
    assert list(make(work, atlas, "png", ExportOptions(dpi=96, size="480x270"))) == [""]
