"""No label or legend is cut off or covers a wheel: all shipped scenes in all sizes, without making a picture."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import Any

import matplotlib
import pytest
from matplotlib.text import Text

from sahel_atlas.exports.figure.figure import SETTINGS, draw
from sahel_atlas.exports.options import SIZES, ExportOptions
from sahel_atlas.exports.plate.page import build_plate
from sahel_atlas.exports.plate.plate import Box, Label, Plate, Shape
from sahel_atlas.records.filters import Filter
from sahel_atlas.scenes.scene import Scene
from sahel_atlas.scenes.stories.folder import read_stories

APART = (
    *("country name", "country state", "site name", "town name", "event name", "figure", "edge name"),
    *("context name", "water name", "message"),
)
"""Labels of the map of which none may cover another."""
BESIDE = ("legend", "date", "scale bar")
DUTCH_TOO = ("16:9", "a4-portrait")
LEAST_POINTS = 4.9
"""Smallest text on a page of the size 16:9, in points of the page; the state code may be smaller."""


def scenes(atlas: Any) -> Iterator[tuple[str, Scene]]:
    """The default view and every shipped scene; the relief is a picture without labels and is left out."""
    yield "whole", Scene(date="2023-12-01", layers=tuple(x for x in Scene().layers if x != "relief"))
    yield "nothing", Scene(date="2023-12-01", filter=Filter(instrument=("humanitarian",), framework=("US-led",)))
    yield "missions", Scene(date="2023-12-01", filter=Filter(subject=("mission",)))
    for story in read_stories(atlas)[0]:
        for one in story.scenes:
            layers = tuple(x for x in one.last.layers if x != "relief")
            yield f"{story.id}/{one.name}", replace(one.last, layers=layers)


def circles(plate: Plate) -> list[tuple[str, float, float, float]]:
    """Name, centre and radius of each wheel's disc."""
    found = []
    for mark in plate.of("disc"):
        box = mark.box()
        found.append((mark.name, *box.centre, box.width / 2))
    return found


def faults(plate: Plate) -> list[str]:
    """What is cut off, covered or too small on a plate."""
    page = Box(0, 0, plate.width, plate.height)
    labels = [m for m in plate.marks if isinstance(m, Label)]
    found = [f"cut off: {m.part} {m.text!r}" for m in labels if not page.holds(m.box())]
    least = LEAST_POINTS * min(1.0, math.sqrt(plate.width * plate.height / (960 * 540)))
    found += [f"too small: {m.part} {m.text!r} {m.size:.1f}" for m in labels if m.part != "code" and m.size < least]
    for name, x, y, radius in circles(plate):
        for mark in plate.marks:
            own = mark.part in ("count", "country sign") and mark.name == name
            loose = isinstance(mark, Label) or mark.part in (
                "site",
                "event",
                "edge",
                "legend",
                "panel",
                "arrow",
                "town",
                "message",
            )
            if loose and not own and mark.box().touches(x, y, radius * 0.995):
                found.append(f"covers the wheel of {name}: {mark.part} {getattr(mark, 'text', mark.name)!r}")
    apart = [m for m in labels if m.part in APART]
    found += [f"{a.text!r} covers {b.text!r}" for a, b in combinations(apart, 2) if a.box().hits(b.box())]
    return found + legend_faults(plate)


def legend_faults(plate: Plate) -> list[str]:
    """What of the legend leaves its room, covers its neighbour, or lies under the locator."""
    beside = [m for m in plate.marks if isinstance(m, Label) and m.part in BESIDE]
    found = [f"{a.text!r} covers {b.text!r}" for a, b in combinations(beside, 2) if a.box().hits(b.box())]
    strip = next(m for m in plate.of("chrome") if m.name == "source strip").box()
    title = next(m for m in plate.of("chrome") if m.name == "title block").box()
    for mark in (m for m in plate.marks if m.part in BESIDE):
        found += [f"{mark.part} {mark.name!r} leaves its room" for other in (strip, title) if mark.box().hits(other)]
    globe = next(m for m in plate.of("locator") if m.name == "rim").box()
    x, y, radius = *globe.centre, globe.width / 2
    loose = [m for m in plate.marks if isinstance(m, Label) and m.part in (*APART, *BESIDE)]
    found += [f"under the locator: {m.text!r}" for m in loose if m.box().touches(x, y, radius)]
    return found


@pytest.mark.parametrize("size", [*SIZES, "1000x500", "240x480"])
def test_nothing_is_cut_off_or_covers_a_wheel(atlas: Any, size: str) -> None:
    told = []
    for name, scene in scenes(atlas):
        for lang in ("en", "nl") if size in DUTCH_TOO else ("en",):
            plate = build_plate(scene, atlas, ExportOptions(size=size, lang=lang, marking="UNCLASSIFIED", tlp="GREEN"))
            told += [f"{name} {lang}: {fault}" for fault in faults(plate)]
    assert not told, "\n".join(told)


@pytest.mark.parametrize("size", [*SIZES, "240x480"])
def test_the_message_of_an_empty_filter_stands_on_a_panel_of_its_own(atlas: Any, size: str) -> None:
    """It lies over whatever it meets, on paper of its own, and no name, arrow or symbol lies over it."""
    asked = Filter(instrument=("humanitarian",), framework=("US-led",))
    plate = build_plate(Scene(date="2023-12-01", filter=asked), atlas, ExportOptions(size=size, lang="nl"))
    panel, *lines = plate.of("message")
    assert isinstance(panel, Shape) and panel.fill and panel.opacity == 1.0
    assert " ".join(m.text for m in lines if isinstance(m, Label)) == "Niets voldoet aan dit filter op deze datum."
    assert plate.window.holds(panel.box()) and all(panel.box().holds(line.box()) for line in lines)
    later = plate.marks[plate.marks.index(panel) + 1 + len(lines) :]
    others = [m for m in later if m.part not in ("chrome", "locator")]
    under = [m for m in plate.marks if m.part in ("town", "site", "event", "arrow") or isinstance(m, Label)]
    loose = [m for m in (*others, *under) if m not in lines and m.box().hits(panel.box())]
    assert not loose, [getattr(m, "text", m.name) for m in loose]


def test_the_search_for_faults_finds_them(atlas: Any) -> None:
    plate = build_plate(next(scenes(atlas))[1], atlas, ExportOptions())
    wheel = next(iter(circles(plate)))
    name = next(m for m in plate.of("country name") if isinstance(m, Label))
    row = next(m for m in plate.of("legend") if isinstance(m, Label))
    globe = next(m for m in plate.of("locator") if m.name == "rim").box().centre
    assert not faults(plate)
    for planted, words in (
        (replace(name, x=wheel[1], y=wheel[2]), "covers the wheel"),
        (replace(name, x=-5.0), "cut off"),
        (replace(name, text="TWICE"), "covers 'TWICE'"),
        (replace(name, size=2.0), "too small"),
        (replace(row, y=row.y + 3), "covers"),
        (replace(row, y=plate.height - 8), "leaves its room"),
        (replace(name, x=globe[0], y=globe[1]), "under the locator"),
    ):
        spoilt = replace(plate, marks=[*plate.marks, planted])
        assert any(words in fault for fault in faults(spoilt)), words


def test_boxes_are_those_of_matplotlib(atlas: Any) -> None:
    """The boxes that labels are placed by are those of the artists, to a point."""
    plate = build_plate(next(scenes(atlas))[1], atlas, ExportOptions())
    with matplotlib.rc_context(SETTINGS):
        compared = compare_boxes(plate)
    assert compared > 60


def compare_boxes(plate: Plate) -> int:
    """Assert that the box of every label that is not turned is its artist's; how many there were."""
    figure, compared = draw(plate), 0
    texts = {(t.get_gid(), t.get_text()): t for t in figure.findobj(Text)}
    compared = 0
    for mark in (m for m in plate.marks if isinstance(m, Label) and not m.turn):
        artist = texts[f"{mark.part}/{mark.name}", mark.text].get_window_extent()
        box = mark.box()
        assert artist.x0 == pytest.approx(box.left, abs=1.0), mark.text
        assert artist.x1 == pytest.approx(box.right, abs=1.0), mark.text
        assert artist.y0 <= plate.height - box.bottom + 1.0, mark.text
        assert artist.y1 >= plate.height - box.top - 1.0, mark.text
        compared += 1
    return compared
