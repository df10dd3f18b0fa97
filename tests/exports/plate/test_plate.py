"""What stands on a page: a legend that matches the map, dates, sources, a true scale, and a sign for all it shows."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from pyproj import CRS, Geod, Transformer

from sahel_atlas.exports.fonts import text_width
from sahel_atlas.exports.options import ExportOptions
from sahel_atlas.exports.plate.fill import NONE, classes
from sahel_atlas.exports.plate.frame import PROJ, Frame, make_frame
from sahel_atlas.exports.plate.page import build_plate
from sahel_atlas.exports.plate.paths import geometry_path, rounded, svg_path, taper
from sahel_atlas.exports.plate.plate import Box, Label, Mark, Plate, Shape
from sahel_atlas.exports.plate.sources import source_names
from sahel_atlas.exports.plate.text import Places, around, fitted, wrapped
from sahel_atlas.marks.sites import SITE_STATES
from sahel_atlas.marks.wheels import PARTS
from sahel_atlas.records.filters import Filter
from sahel_atlas.records.vocabulary import FOCUS, INSTRUMENTS
from sahel_atlas.scenes.resolve import resolve
from sahel_atlas.scenes.scene import LAYER_IDS, Scene, View
from sahel_atlas.scenes.stories.folder import read_stories

EVERYTHING = Scene(date="2023-12-01", layers=LAYER_IDS[1:], selection=("country:NER",))


def special(atlas: Any) -> Iterator[Scene]:
    """Scenes that between them draw everything that can be drawn."""
    yield EVERYTHING
    yield replace(EVERYTHING, fill="HDI", lang="nl")
    yield replace(EVERYTHING, fill="engagements")
    yield replace(EVERYTHING, fill="population", date="2022-02-10")
    yield Scene(date="2023-08-10", layers=("events", "states"), known="2023-12-01")
    yield Scene(date="2024-12", layers=("missions",))
    yield Scene(date="2013-02", layers=())
    yield Scene(date="2023-12-01", view=View(5.0, 45.0, 4.6), layers=("events", "missions"))
    yield Scene(date="2023-12-01", filter=Filter(subject=("mission",)))
    yield Scene(
        date="2023-12-01",
        filter=Filter(subject=("mission",), text="EUTM", kind=("mission",)),
        selection=("country:MLI",),
    )
    for story in read_stories(atlas)[0]:
        for one in story.scenes:
            yield replace(one.last, layers=tuple(layer for layer in one.last.layers if layer != "relief"))


def legend_keys(plate: Plate) -> set[str]:
    """The rows of a legend, each once."""
    return {m.group for m in plate.of("legend") if isinstance(m, Label) and m.group and not m.group.startswith("wheel")}


def drawn_keys(plate: Plate) -> set[str]:
    """The rows that a legend ought to have, worked out from the map alone."""
    map_ = [m for m in plate.marks if m.part != "legend"]
    tokens = {m.name: m.fill for m in map_ if isinstance(m, Shape) and m.part == "country"}
    found = {f"part:{word}" for m in map_ if m.part == "segment" for word in part_words(m)}
    found |= {"part:mixed"} if any(len(kinds) > 1 for kinds in storeys(map_).values()) else set()
    dots = [m for m in map_ if m.part == "standing" and not m.name.endswith(" inner")]
    found |= {f"standing:{m.name.partition(' ')[2]}" for m in dots} | ({"standing"} if dots else set())
    groups = {tokens[iso3] for iso3 in tokens}
    tints = {"NER": "area:sahel", "CIV": "area:coastal", "DZA": "area:transit"}
    by_fill = {tokens[iso3]: key for iso3, key in tints.items() if iso3 in tokens}
    found |= {by_fill[fill] for fill in groups if fill in by_fill}
    if not tokens and any(m.part == "outline" for m in map_):
        found.add("outline")
    found |= {f"fill:{m.name.split()[1]}" for m in map_ if m.part == "fill"}
    found |= {"fill"} if any(m.part == "fill" for m in map_) else set()
    sites: set[str] = set()
    found |= {"border"} if any(m.part == "border" and m.name != "international" for m in map_) else set()
    for mark in map_:
        if mark.part == "site":
            role, state = mark.name.split()[1:3]
            found.add(f"role:{'embassy' if role == 'office' else role}")
            sites.add(state)
        if mark.part == "country sign":
            found |= {f"sign:{sign}" for sign in mark.text}
        found |= {KEYS[mark.part]} if mark.part in KEYS else set()
        found |= {f"event:{mark.name.split()[1]}"} if mark.part == "event" else set()
    # Where everything at places runs there is nothing to tell apart.
    found |= {f"site:{state}" for state in sites} if sites != {"open"} else set()
    return found | {route_key(m) for m in map_ if m.part == "route"}


def part_words(mark: Mark) -> set[str]:
    """What a shape of a wheel must be explained by: its kind, and its stripes or hatching."""
    kind, paint = mark.name.split()[-2:]
    return {kind, paint} if paint in ("striped", "hatched") else {kind}


def storeys(marks: list[Mark]) -> dict[tuple[str, ...], set[str]]:
    """(country, instrument, storey) -> the kinds of its parts."""
    found: dict[tuple[str, ...], set[str]] = {}
    for mark in marks:
        if mark.part == "segment":
            *of, kind, _ = mark.name.split()
            found.setdefault(tuple(of), set()).add(kind)
    return found


KEYS = {
    "selection": "selection",
    "region": "region",
    "site ring": "ring",
    "site bar": "bar",
    "town": "town",
    "edge": "edge",
    "arrow": "arrow",
}
"""Part of a mark -> the row of the legend that explains it."""


def route_key(mark: Mark) -> str:
    """The kind of a route by its dash."""
    assert isinstance(mark, Shape) and mark.dash
    ratio = round(mark.dash[0] / mark.dash[1], 2)
    return {1.36: "route", 1.18: "feeder", 0.54: "context"}[ratio]


def test_the_legend_is_what_is_drawn_and_the_reverse(atlas: Any) -> None:
    seen: set[str] = set()
    for scene in special(atlas):
        plate = build_plate(scene, atlas, ExportOptions())
        beyond = {"stated"} if scene.stated and any(m.part in ("route", "event") for m in plate.marks) else set()
        assert legend_keys(plate) - {"sign:…"} == drawn_keys(plate) | beyond, scene.to_query()
        signs = [m for m in plate.of("legend") if not isinstance(m, Label) or m.part == "legend"]
        assert signs
        seen |= legend_keys(plate)
    # The scenes together have shown every row there is.
    assert {key.partition(":")[0] for key in seen} == {
        *("part", "area", "outline", "fill", "border", "region", "role", "site", "ring", "bar", "town", "event"),
        *("edge", "route", "feeder", "context", "arrow", "selection", "sign", "standing"),
    }
    assert {"sign:?", "sign:†", "sign:*"} <= seen
    assert {"part:full", "part:reduced", "part:suspended", "part:planned", "part:none", "part:mixed"} <= seen
    assert {f"site:{state}" for state in SITE_STATES} | {"event:coup", "event:letter", "event:other"} <= seen


def test_title_subtitle_and_sources(atlas: Any) -> None:
    asked = Filter(instrument=("security",), framework=("EU",))
    plate = build_plate(Scene(date="2023-12-01", known="2023-12-01", filter=asked), atlas)
    assert plate.title == "Security, in an EU framework, on 1 December 2023 as known on 1 December 2023"
    assert plate.subtitle.endswith("1 December 2023, as known on 1 December 2023")
    texts = [m.text for m in plate.marks if isinstance(m, Label)]
    said = " ".join(m.text for m in plate.of("source") if isinstance(m, Label))
    assert plate.title in texts and plate.subtitle in texts
    assert "1 December 2023" in [m.text for m in plate.of("date") if isinstance(m, Label)]
    assert "Sources (as known on 1 December 2023): letter to Parliament, 1 December 2023" in said
    assert "Natural Earth. Boundaries and names imply no endorsement; dashed: disputed." in said
    assert "Frontex (detections)" in said
    assert plate.citations and any("EUCAP" in line for line in plate.citations)
    finding = build_plate(
        Scene(date="2019-05", lang="nl"), atlas, ExportOptions(title="Een bevinding", citations=False)
    )
    assert finding.title == "Een bevinding" and "mei 2019" in finding.subtitle and not finding.citations


def test_a_range_is_named_and_a_long_title_takes_two_lines(atlas: Any) -> None:
    plate = build_plate(Scene(date="2023-07", to="2023-09"), atlas, ExportOptions(size="a4-portrait"))
    assert plate.title == "All engagements from 1 July 2023 to 30 September 2023"
    assert plate.subtitle.endswith("from 1 July 2023 to 30 September 2023")
    dates = [m.text for m in plate.of("date") if isinstance(m, Label)]
    assert dates[:2] == ["1 July 2023 –", "30 September 2023"]
    assert " ".join(dates[2:]).startswith("All that held on any day of this period; what changed stands in each")
    long = build_plate(Scene(), atlas, ExportOptions(title="A finding of many words " * 6, size="square"))
    lines = [m for m in long.of("title") if isinstance(m, Label)]
    assert len(lines) == 2 and lines[1].y > lines[0].y


def test_wheels_show_what_was_resolved(atlas: Any) -> None:
    plate, found = build_plate(EVERYTHING, atlas), resolve(EVERYTHING, atlas)
    drawn = storeys(plate.marks)
    numbers = {m.name: m.text for m in plate.of("count") if isinstance(m, Label)}
    more = {m.name: m.text for m in plate.of("country more") if isinstance(m, Label)}
    assert set(numbers) == set(FOCUS)
    for iso3, wheel in found.wheels.items():
        assert numbers[iso3] == str(wheel.own)
        assert int(more[iso3].split()[0].lstrip("+")) == wheel.region == wheel.running - wheel.own
        for instrument, segment in zip(INSTRUMENTS, wheel.segments, strict=True):
            for reach, storey in segment.storeys:
                there = {name for name, n in zip(PARTS, storey.counts, strict=True) if n}
                empty = {"none"} if reach == "own" else set()
                assert drawn.get((iso3, instrument, reach), set()) == (there or empty), (iso3, instrument, reach)
    alts = {m.alt for m in plate.of("segment") if isinstance(m, Shape)}
    assert "Niger, security: none of 2 runs, 2 suspended. Region-wide: 1 of 1 runs." in alts
    assert "Mauritania, development cooperation: nothing open. Region-wide: 2 of 2 run." in alts
    assert [m.name for m in plate.of("selection")] == ["NER"]


def test_the_texts_of_wheels_are_dutch_on_a_dutch_page(atlas: Any) -> None:
    alts = {m.alt for m in build_plate(replace(EVERYTHING, lang="nl"), atlas).of("segment") if isinstance(m, Shape)}
    assert "Niger, veiligheid: geen van 2 loopt, 2 opgeschort. Regiobreed: 1 van 1 loopt." in alts


def test_political_words_events_and_places_beyond_the_map(atlas: Any) -> None:
    plate = build_plate(replace(EVERYTHING, date="2023-08-10"), atlas)
    states = {m.name: m.text for m in plate.of("country state") if isinstance(m, Label)}
    assert states["NER"] == "coup 26 July 2023" and states["TCD"] == "transition 20 April 2021"
    # The latest coup, not the one with which such rule began.
    assert states["BFA"] == "coup 30 September 2022" and states["MLI"] == "coup 24 May 2021"
    assert "MRT" not in states
    pins = [m for m in plate.of("event") if isinstance(m, Shape)]
    coup = next(m for m in pins if m.alt == "Coup in Niger, 26 July 2023")
    assert coup.fill == coup.stroke and any(m.fill != m.stroke for m in pins)
    before = build_plate(replace(EVERYTHING, date="2022-09-01"), atlas)
    assert "coup 24 January 2022" in [m.text for m in before.of("country state") if isinstance(m, Label)]
    beyond = build_plate(EVERYTHING, atlas)
    edge = next(m for m in beyond.of("edge") if isinstance(m, Shape)).box()
    name = next(m for m in beyond.of("edge name") if isinstance(m, Label))
    assert name.text == "Brussels" and edge.holds(name.box())
    assert edge.top - beyond.window.top < 0.05 * beyond.window.height


def test_the_choropleth_has_the_classes_of_the_screen(atlas: Any) -> None:
    scene = replace(EVERYTHING, fill="population", lang="nl")
    shown = classes(resolve(scene, atlas), "nl")
    assert shown and shown.whole and shown.of["NGA"] == 4 and shown.of["MRT"] == 0
    assert shown.texts[0] == "tot en met 14,4" and shown.texts[1] == "boven 14,4, tot en met 33,8"
    plate = build_plate(scene, atlas)
    assert any("World Bank" in name for name in plate.sources)
    assert not list(plate.of("country")), "the tints of the groups would show through"
    legend = " ".join(m.text for m in plate.of("legend") if isinstance(m, Label))
    assert "Bevolking, miljoenen 2023, klassen: Fisher-Jenks" in legend
    running = classes(resolve(replace(scene, fill="engagements"), atlas), "en")
    assert running and not running.whole and set(running.of) == set(FOCUS)
    # Whole numbers stand in one class only, and where only later documents speak there is no data.
    ends = [text.split(" – ") for text in running.texts]
    assert ends[0][0] == "0"
    assert all(int(upper[0]) == int(lower[-1]) + 1 for lower, upper in pairwise(ends))
    for date in ("2012-02", "2023-12"):
        look = resolve(replace(scene, date=date, fill="engagements"), atlas)
        silent = {iso3 for _, iso3 in look.not_recorded if iso3 in look.wheels and not look.wheels[iso3].running}
        of = classes(look, "en")
        assert of and {iso3 for iso3, level in of.of.items() if level == NONE} == silent
        assert bool(silent) == (date == "2012-02"), silent
        drawn = build_plate(look.scene, atlas)
        assert {m.name for m in drawn.of("fill") if m.name.endswith("none")} == {f"{iso3} none" for iso3 in silent}
        assert bool([m for m in drawn.of("legend") if m.name == "fill none"]) == bool(silent)
    early = classes(resolve(replace(scene, date="2012-01"), atlas), "en")
    assert early and not early.of
    unknown = classes(resolve(replace(scene, fill="HDI", known="2023-12-01"), atlas), "en")
    assert unknown and (unknown.of, unknown.texts, unknown.source, unknown.year) == ({}, (), "", "")
    assert classes(resolve(Scene(fill="HDI"), atlas), "en") is None


def test_an_empty_filter_says_so(atlas: Any) -> None:
    plate = build_plate(Scene(filter=Filter(text="zzzz")), atlas)
    assert [m.text for m in plate.of("message") if isinstance(m, Label)] == [
        "Nothing matches this filter on this date."
    ]
    assert not list(plate.of("site"))
    before = build_plate(Scene(date="1990-01", lang="nl"), atlas)
    assert [m.text for m in before.of("message") if isinstance(m, Label)] == ["Vóór de eerste vastgelegde inzet."]


def test_where_nothing_is_counted_dots_and_words_stand_for_wheels(atlas: Any) -> None:
    """A wheel of noughts would say that nothing runs; a mission runs, and is never counted."""
    asked = Filter(subject=("mission",), text="EUTM", kind=("mission",))
    plate = build_plate(Scene(date="2023-12-01", lang="nl", filter=asked), atlas)
    rows = {row.country: row.status for row in resolve(Scene(date="2023-12-01", filter=asked), atlas).rows}
    assert not list(plate.of("segment")) and not list(plate.of("count"))
    dots = [m for m in plate.of("standing") if isinstance(m, Shape)]
    assert {m.name.partition(" ")[0] for m in dots} == set(rows) == {"MLI"} and dots[0].alt == "Mali: aangepast"
    assert {m.name: m.text for m in plate.of("country more") if isinstance(m, Label)} == {"MLI": "aangepast"}
    legend = [m.text for m in plate.of("legend") if isinstance(m, Label)]
    assert "Aangepast: Mali" in legend and "Stand per land (telt niet mee)" in legend and "n" not in legend
    assert len([m for m in plate.of("country name") if isinstance(m, Label)]) == len(FOCUS)
    asked = Filter(subject=("mission",))
    several = build_plate(Scene(date="2023-12-01", filter=asked), atlas)
    said = {m.name: m.text for m in several.of("country more") if isinstance(m, Label)}
    held = Counter(r.status for r in resolve(Scene(date="2023-12-01", filter=asked), atlas).rows if r.country == "MLI")
    assert said["MLI"].startswith(f"{held['active']} active, {held['adapted']} adapted") and held["adapted"]
    # Where they differ the dot says so, and is no dot of any one status.
    mixed = next(m for m in several.of("standing") if m.name.startswith("MLI"))
    assert mixed.name == "MLI mixed"
    counted = build_plate(Scene(date="2023-12-01", filter=Filter(text="EUTM")), atlas)
    assert list(counted.of("segment")) and not list(counted.of("standing"))


def test_a_country_that_nobody_asked_for_has_no_wheel_of_noughts(atlas: Any) -> None:
    plate = build_plate(Scene(date="2023-12-01", filter=Filter(country=("BFA", "MLI"))), atlas)
    assert {m.name for m in plate.of("disc")} == {m.name for m in plate.of("count")} == {"BFA", "MLI"}
    assert {m.name for m in plate.of("country name")} == set(FOCUS)
    whole = build_plate(Scene(date="2023-12-01", filter=Filter(instrument=("migration",))), atlas)
    assert {m.name for m in whole.of("disc")} == set(FOCUS)


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_a_place_that_another_names_has_one_name_with_it(atlas: Any, lang: str) -> None:
    """Mopti (near Sévaré) and Sévaré touch on a map of the region; near by they are two."""
    near = View(-4.14, 14.5, 11.0)
    for view, most in ((None, 1), (near, 2)):
        plate = build_plate(Scene(date="2022-06", lang=lang, view=view), atlas)
        names = [m.text for m in plate.of("site name") if isinstance(m, Label) and "Sévaré" in m.text]
        symbols = {m.name.split()[0]: m.box().centre[1] for m in plate.of("site") if m.name[:5] in ("mopti", "sevar")}
        assert len(symbols) == 2 and len(names) <= most, names
        assert (symbols["mopti"] == symbols["sevare"]) == (view is None)
        assert len(names) == most or view is None


def test_marking_bands_above_and_below(atlas: Any) -> None:
    plate = build_plate(Scene(), atlas, ExportOptions(marking="DEPARTEMENTAAL " * 5, tlp="AMBER", size="300x400"))
    bands = [m.box() for m in plate.of("marking band")]
    assert bands[0].top == 0 and bands[1].bottom == pytest.approx(plate.height)
    for label in (m for m in plate.of("marking") if isinstance(m, Label)):
        assert any(band.holds(label.box()) for band in bands), label.text
    colours = {m.text: m.colour for m in plate.of("marking") if isinstance(m, Label)}
    assert colours["TLP:AMBER"] == "#FFC000"


def test_the_projection_is_the_one_it_names() -> None:
    window = Box(0, 0, 800, 600)
    frame = make_frame(window, window, None)
    # The map stands on a sphere; degrees are taken as they are, so pyproj is asked from that sphere's own degrees.
    flat = CRS.from_string(PROJ)
    there = Transformer.from_crs(flat.geodetic_crs, flat, always_xy=True)
    left, bottom, right, top = frame.metres
    for lon, lat in ((2.1, 13.5), (-17.4, 14.7), (32.5, 15.6), (13.2, 32.9), (4.0, 18.0)):
        x, y = frame.point(lon, lat)
        east, north = there.transform(lon, lat)
        assert x == pytest.approx((east - left) / (right - left) * 800, abs=0.01)
        assert y == pytest.approx((top - north) / (top - bottom) * 600, abs=0.01)
        back = frame.degrees(np.array([x]), np.array([y]))
        assert (back[0][0], back[1][0]) == (pytest.approx(lon, abs=1e-6), pytest.approx(lat, abs=1e-6))


def test_the_scale_bar_is_true_at_the_centre(atlas: Any) -> None:
    for view in (None, View(2.0, 14.0, 6.5), View(8.0, 17.0, 4.2)):
        plate = build_plate(Scene(view=view), atlas)
        bar = next(m for m in plate.of("scale bar") if isinstance(m, Shape))
        km = float(bar.name.split()[0])
        frame: Frame = plate.frame
        half = bar.box().width / 2
        lon, lat = frame.degrees(np.array([frame.x - half, frame.x + half]), np.array([frame.y, frame.y]))
        metres = Geod(a=6371008.8, b=6371008.8).inv(lon[0], lat[0], lon[1], lat[1])[2]
        assert metres / 1000 == pytest.approx(km, rel=0.01)
        ends = [m.text for m in plate.of("scale bar") if isinstance(m, Label)]
        assert ends[0] == "0" and ends[-1] == f"{km:,.0f} km"


def test_a_view_shows_what_its_screen_showed(atlas: Any) -> None:
    view = View(8.0, 17.0, 6.0)
    whole = build_plate(Scene(view=view), atlas, ExportOptions(screen=(980, 680)))
    degrees = 980 * 360 / (256 * 2**6)
    for lon, lat in ((8.0, 17.0), (8.0 - degrees / 2 + 0.3, 17.0), (8.0 + degrees / 2 - 0.3, 17.0)):
        x, y = whole.frame.point(lon, lat)
        assert whole.window.holds(Box(x, y, x, y))
    wide = build_plate(Scene(view=view), atlas)
    assert wide.frame.scale < whole.frame.scale
    beside = list(whole.of("panel"))
    assert beside and not list(build_plate(Scene(view=View(-7.9, 9.5, 5.9)), atlas).of("panel"))


def test_all_relief_comes_from_land(atlas: Any) -> None:
    plate = build_plate(Scene(layers=("relief",)), atlas, ExportOptions(size="300x240"))
    picture = next(iter(plate.of("relief")))
    alpha = picture.pixels[..., 3]  # type: ignore[union-attr]
    x, y = plate.frame.point(-20.0, 12.0)
    w = plate.window
    row, column = int((y - w.top) / w.height * alpha.shape[0]), int((x - w.left) / w.width * alpha.shape[1])
    assert alpha[row, max(0, column)] == 0 and alpha.max() > 30
    assert not list(build_plate(Scene(layers=("relief",)), atlas, ExportOptions(theme="greyscale")).of("relief"))


def test_labels_keep_off_what_is_taken() -> None:
    places = Places(Box(0, 0, 200, 100))
    label = Label("town", "x", "Agadez", 50, 50, 10, "#000000")
    first = places.put(around(label, 4))
    assert first and first.anchor == "start"
    second = places.put(around(label, 4))
    assert second and not second.box().hits(first.box())
    places.take_circle(50, 50, 90)
    assert places.put(around(label, 4)) is None
    forced = places.put(around(label, 4), always=True)
    assert forced is not None


def test_labels_prefer_a_place_without_routes() -> None:
    places = Places(Box(0, 0, 400, 200))
    places.avoid([(110.0, 100.0), (300.0, 100.0)])
    label = Label("town", "x", "Tamanrasset", 100, 100, 12, "#000000")
    put = places.put(around(label, 4))
    assert put and put.anchor == "end"
    crossing = replace(label, x=150, y=104)
    assert places.put([crossing], most=10.0) is None
    assert places.put([crossing], most=1000.0) == crossing
    assert places.put([]) is None and places.put([], always=True) is None


def test_text_is_measured_wrapped_and_fitted() -> None:
    width = text_width("Ouagadougou", 12)
    assert width == pytest.approx(2 * text_width("Ouagadougou", 6))
    assert wrapped("one two three", 10, 1) == ["one", "two", "three"]
    cut = wrapped("one two three four", 10, text_width("one two…", 10), limit=1)
    assert cut == ["one two…"]
    assert fitted("wide", 20, 1e6, 400, 8) == 20 and fitted("wide words", 20, 10, 400, 8) == 8
    turned = Label("x", "x", "Niger", 0, 0, 10, "#000", turn=90).box()
    assert turned.height > turned.width


def test_paths() -> None:
    pen = svg_path("M0,0h4v3H0Zm1,1l2,0C3,2 2,2 1,1z")
    points, codes = pen.path(10, 20, 2)
    assert points[0].tolist() == [10, 20] and points[1].tolist() == [18, 20] and codes[0] == 1
    box = Shape("x", "x", *rounded(0, 0, 20, 10, 3)).box()
    assert (box.left, box.top, box.right, box.bottom) == pytest.approx((0, 0, 20, 10))
    arrow = Shape("x", "x", *taper([(0, 0), (50, 0), (100, 0)], 10, 1)).box()
    assert arrow.right == 100 and arrow.height == pytest.approx(2 * 9.5)
    import shapely

    assert geometry_path(shapely.Polygon()) is None
    ring = geometry_path(shapely.box(0, 0, 4, 4) - shapely.box(1, 1, 2, 2))
    assert ring is not None and list(ring[1]).count(79) == 2


def test_boxes() -> None:
    box = Box(0, 0, 10, 4)
    assert box.shared(Box(8, 2, 20, 20)) == 4 and box.shared(Box(11, 0, 12, 4)) == 0
    assert box.touches(12, 2, 2.1) and not box.touches(12, 2, 1.9) and box.touches(5, 2, 0.1)
    assert math.isclose(box.grown(1).width, 12) and box.centre == (5, 2)


def test_publishers_stand_on_a_page_in_its_language(atlas: Any) -> None:
    found = resolve(Scene(date="2023-12-01"), atlas)
    dutch, english = (source_names(found.documents, found.rows, lang) for lang in ("nl", "en"))
    assert "Rijksoverheid, 4 augustus 2023" in dutch and "Government of the Netherlands, 4 August 2023" in english
    assert len(dutch) == len(english) and not any("Council of" in name for name in dutch)
