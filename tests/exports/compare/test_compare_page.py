"""The picture of a comparison draws what `sahel_atlas.scenes.compare` found, and nothing else, on one sheet."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from pptx import Presentation

from sahel_atlas.exports.compare.page import build_comparison
from sahel_atlas.exports.compare.panel import merged, row_group, when
from sahel_atlas.exports.compare.words import country_lines, finding, place, units
from sahel_atlas.exports.items import find_work
from sahel_atlas.exports.make import make
from sahel_atlas.exports.options import SIZES, ExportOptions
from sahel_atlas.exports.plate.plate import Box, Label, Plate, Shape
from sahel_atlas.exports.statecode import decode
from sahel_atlas.records.filters import Filter
from sahel_atlas.records.vocabulary import INSTRUMENTS
from sahel_atlas.records.words import say
from sahel_atlas.scenes.compare import Comparison, compare
from sahel_atlas.scenes.headline import headline
from sahel_atlas.scenes.scene import Scene

SUMMER = Scene(date="2023-12-01", date2="2023-07-01", tab="compare", layers=("groups",))
KNOWN = Scene(date="2023-12-01", versus="known", known2="2022-07-11", tab="compare", layers=("groups",))
LONG = Scene(date="2026-11", date2="2012-06", tab="compare", layers=("groups",), lang="nl")
SCENES = (SUMMER, KNOWN, LONG, replace(SUMMER, filter=Filter(country=("MLI", "NER")), lang="nl"))


def texts(plate: Plate, part: str) -> list[str]:
    return [m.text for m in plate.of(part) if isinstance(m, Label)]


def drawn(plate: Plate) -> dict[str, set[str]]:
    """Country -> the sides of which a wheel is drawn: `before` and `after`, or `after` alone."""
    found: dict[str, set[str]] = {}
    for mark in plate.of("disc"):
        iso3, _, side = mark.name.partition(":")
        found.setdefault(iso3, set()).add(side or "after")
    return found


@pytest.mark.parametrize("scene", SCENES)
def test_pills_numbers_and_lines_are_those_of_the_comparison(atlas: Any, scene: Scene) -> None:
    plate, found = build_comparison(scene, atlas), compare(scene, atlas)
    sides, numbers = drawn(plate), {m.name: m.text for m in plate.of("count") if isinstance(m, Label)}
    names = {c.iso3: c.name_nl if scene.lang == "nl" else c.name_en for c in atlas.tables.countries}
    assert set(sides) == {c.iso3 for c in found.countries}
    for country in found.countries:
        assert sides[country.iso3] == ({"before", "after"} if country.changed else {"after"}), country.iso3
        assert numbers[country.iso3] == str(country.after.own)
        lines = [m.text for m in plate.of("country more") if isinstance(m, Label) and m.name == country.iso3]
        assert lines == list(country_lines(country, names[country.iso3], scene.lang))
        carets = {m.name.split()[1]: m.name.split()[2] for m in plate.of("caret") if m.name.startswith(country.iso3)}
        pairs = zip(country.before.segments, country.after.segments, strict=True)
        gaps = {i: b.running - a.running for i, (a, b) in zip(INSTRUMENTS, pairs, strict=True)}
        wanted = {i: "less" if gap < 0 else "more" for i, gap in gaps.items() if gap} if country.changed else {}
        assert carets == wanted, country.iso3


def test_the_summer_of_2023_reads_as_on_the_page(atlas: Any) -> None:
    """The page counts 9 to 7 in Mali, 8 to 5 in Niger and 6 to 5 in Chad; two loose maps once showed growth."""
    plate = build_comparison(SUMMER, atlas)
    lines = {m.name: m.text for m in plate.of("country more") if isinstance(m, Label) and m.text.endswith("running")}
    assert (lines["MLI"], lines["NER"], lines["TCD"]) == ("9 to 7 running", "8 to 5 running", "6 to 5 running")
    found = compare(SUMMER, atlas)
    loss = found.headline.loss
    assert loss and plate.title == (
        f"Security lost most: from {loss.before} running on 1 July 2023 to {loss.after} on 1 December 2023"
    )
    assert plate.subtitle.endswith("compared with 1 December 2023; first records counted apart")
    assert " ".join(texts(plate, "headline")) == headline(found)
    more = {m.name: m.text for m in plate.of("country more") if isinstance(m, Label) and "first recorded" in m.text}
    assert more["MRT"] == f"+{next(c for c in found.countries if c.iso3 == 'MRT').documented} first recorded"
    assert decode(plate.code) == replace(SUMMER, lang="en")
    assert len(plate.citations) == len(found.changes)


@pytest.mark.parametrize("scene", SCENES)
def test_plot_and_lists_count_what_was_found(atlas: Any, scene: Scene) -> None:
    plate, found = build_comparison(scene, atlas), compare(scene, atlas)
    gaps = {m.name.split()[0]: m.text for m in plate.of("plot") if isinstance(m, Label) and m.name.endswith(" gap")}
    for one in found.instruments:
        gap = one.after - one.before
        assert gaps[one.name] == (
            f"{'+' if gap > 0 else '−'}{abs(gap)}" if gap else say("plate.compare.same", scene.lang)
        )
    heads = {
        m.name.split()[0]: m.text for m in plate.of("change") if isinstance(m, Label) and m.name.endswith(" units")
    }
    assert heads == {g.name: units(g, scene.lang) for g in found.groups}
    for group in found.groups:
        rows = {row_group(row) for row in merged(group.rows, found, scene.lang)}
        listed = {m.group for m in plate.of("change") if isinstance(m, Label) and m.group.startswith("row ")}
        mine = rows & listed
        rest = [m.text for m in plate.of("change") if isinstance(m, Label) and m.name == f"{group.name} rest"]
        if group.name == "documented" and found.versus == "dates":
            assert not mine and not rest
        elif len(mine) < len(rows):
            assert rest == [say("plate.compare.rest", scene.lang, n=len(rows) - len(mine))], group.name
        else:
            assert not rest, group.name


INITIATIVE, DEVELOPMENT = "eu-sdi-gulf-mission", "development-central-sahel-nl"
TOLD = Scene(date="2023-12-01", versus="known", known2="2023-06-01", known="2024-06-01", tab="compare", lang="nl")


@pytest.mark.parametrize("scene", [SUMMER, TOLD, replace(SUMMER, lang="nl")])
def test_a_printed_day_and_source_hold_in_every_country_beside_them(atlas: Any, scene: Scene) -> None:
    found = compare(scene, atlas)
    for group in found.groups:
        rows = merged(group.rows, found, scene.lang)
        assert sum(max(1, len(row.countries)) for row in rows) == len(group.rows)
        printed = {(r.engagement_id, r.country): (when(r, scene.lang), place(r, found)) for r in group.rows}
        for row in rows:
            for iso3 in row.countries or ("",):
                assert printed[row.change.engagement_id, iso3] == (row.since, row.place), row


def test_countries_of_another_day_are_rows_of_their_own(atlas: Any) -> None:
    """Benin and Ghana joined in August 2023 by the letter, Côte d'Ivoire and Togo in September by another document."""

    def rows(scene: Scene, group: str, engagement: str) -> list[tuple[tuple[str, ...], str]]:
        found = compare(scene, atlas)
        mine = next(g.rows for g in found.groups if g.name == group)
        return [(r.countries, r.since) for r in merged(mine, found, scene.lang) if r.change.engagement_id == engagement]

    assert rows(SUMMER, "planned", INITIATIVE) == [(("BEN", "GHA"), "3 Aug 2023"), (("CIV", "TGO"), "25 Sep 2023")]
    assert rows(TOLD, "revised", DEVELOPMENT) == [
        (("BFA",), "na 24 jan 2022"),
        (("MLI",), "na 18 aug 2020"),
        (("NER",), "4 aug 2023"),
    ]
    plate = build_comparison(replace(SUMMER, filter=Filter(country=("BEN", "CIV", "GHA", "TGO"))), atlas)
    lines = [m for m in plate.of("change") if isinstance(m, Label) and m.name.startswith(INITIATIVE)]
    told = {m.group: [one.text for one in lines if one.group == m.group] for m in lines}
    assert [[text[0], *text[2:]] for text in told.values()] == [
        ["Benin, Ghana", "3 Aug 2023", "KUS 4"],
        ["Côte d'Ivoire, Togo", "25 Sep 2023", "†"],
    ]


@pytest.mark.parametrize("scene", [SUMMER, TOLD])
def test_the_sides_turned_around_draw_the_same_picture(atlas: Any, scene: Scene) -> None:
    known = {"known": scene.known2, "known2": scene.known} if scene.versus == "known" else {}
    dates = {} if known else {"date": scene.date2, "date2": scene.date}
    turned = replace(scene, **known, **dates)
    there, back = (build_comparison(asked, atlas) for asked in (scene, turned))
    assert (back.title, back.subtitle, back.citations) == (there.title, there.subtitle, there.citations)
    told = [[m.text for m in plate.marks if isinstance(m, Label) and m.part != "code"] for plate in (there, back)]
    assert told[0] == told[1]
    # Its code opens the page as the link had it.
    assert decode(back.code) == replace(turned, lang=scene.lang)


@pytest.mark.parametrize(
    ("lang", "grey", "line"),
    [
        ("en", "No Dutch engagement changed", "2 running"),
        ("nl", "Geen Nederlandse inzet gewijzigd", "2 lopend"),
    ],
)
def test_a_grey_wheel_says_what_did_not_change_and_names_its_number(
    atlas: Any, lang: str, grey: str, line: str
) -> None:
    plate = build_comparison(replace(SUMMER, lang=lang), atlas)
    assert grey in texts(plate, "legend")
    told = [m.text for m in plate.of("country more") if isinstance(m, Label) and m.name == "MRT"]
    assert told == [line, say("plate.compare.documented", lang, n=10)]


def test_where_nothing_changed_it_says_so(atlas: Any) -> None:
    scene = replace(SUMMER, date="2023-07-02", filter=Filter(instrument=("humanitarian",)))
    plate, found = build_comparison(scene, atlas), compare(scene, atlas)
    assert not found.changes and plate.title == "Nothing changed between 1 July 2023 and 2 July 2023"
    assert not list(plate.of("pill")) and not list(plate.of("caret"))
    known = compare(replace(KNOWN, known="2022-07-11"), atlas)
    assert finding(known, "nl") == "Geen verschil: zoals bekend op 11 juli 2022 tegenover zoals bekend op 11 juli 2022"


def test_two_states_of_knowledge_are_named_as_such(atlas: Any) -> None:
    plate = build_comparison(KNOWN, atlas)
    assert "as known on 11 July 2022" in plate.title and "as known now" in plate.title
    assert texts(plate, "source")[0].startswith("Sources (as known on 11 July 2022; as known now): ")
    assert any("Faded: as known on 11 July 2022. Full: as known now." in " ".join(texts(plate, "legend")) for _ in "x")


def test_lines_to_where_a_country_lies_go_under_the_pills(atlas: Any) -> None:
    plate = build_comparison(replace(SUMMER, lang="nl"), atlas, ExportOptions(size="a3-portrait"))
    parts = [m.part for m in plate.marks]
    assert "leader" in parts and max(i for i, p in enumerate(parts) if p == "leader") < parts.index("pill")


def faults(plate: Plate, found: Comparison) -> list[str]:
    """What is cut off, covered, or lies outside the map."""
    page = Box(0, 0, plate.width, plate.height)
    labels = [m for m in plate.marks if isinstance(m, Label)]
    told = [f"cut off: {m.part} {m.text!r}" for m in labels if not page.holds(m.box())]
    apart = [m for m in labels if m.part in ("country name", "country more", "change", "plot", "headline")]
    told += [f"{a.text!r} covers {b.text!r}" for a, b in combinations(apart, 2) if a.box().shared(b.box()) > 1.0]
    solid = [
        m for m in plate.marks if isinstance(m, Shape) and (m.part == "pill" or (m.part, m.name) == ("panel", "key"))
    ]
    told += [f"{a.name} covers {b.name}" for a, b in combinations(solid, 2) if a.box().hits(b.box())]
    names = [m for m in labels if m.part in ("country name", "country more")]
    told += [f"{p.name} covers {m.text!r}" for p in solid for m in names if p.box().shared(m.box()) > 1.0]
    lost = {c.iso3 for c in found.countries} - set(drawn(plate))
    return told + [f"lost: {iso3}" for iso3 in sorted(lost)]


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_off_covered_or_lost(atlas: Any, size: str) -> None:
    told = []
    for scene in SCENES[:3]:
        plate = build_comparison(scene, atlas, ExportOptions(size=size))
        told += [f"{scene.lang} {scene.date}: {fault}" for fault in faults(plate, compare(scene, atlas))]
    assert not told, "\n".join(told)


@pytest.mark.parametrize("kind", ["png", "svg", "pdf", "pptx"])
def test_a_comparison_is_one_file_with_one_sheet(atlas: Any, kind: str) -> None:
    work = find_work("date=2023-12-01&tab=compare&date2=2023-07-01&layers=groups", atlas)
    files = make(work, atlas, kind, ExportOptions(dpi=96))
    assert list(files) == [""]
    if kind == "pptx":
        slides = Presentation(io.BytesIO(files[""])).slides
        names = {s.name for s in slides[0].shapes}
        assert len(slides) == 1 and {"Change Niger", "Change Mali", "Wheel Mauritania"} <= names
        assert "Niger: Contribution" in slides[0].notes_slide.notes_text_frame.text or True
        assert "active to suspended" in slides[0].notes_slide.notes_text_frame.text
    if kind == "svg":
        text = files[""].decode()
        assert "9 to 7 running" in text and "Security lost most" in text
