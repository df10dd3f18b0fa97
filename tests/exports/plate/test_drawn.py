"""Layers with a style on a sheet, on a slide, in the text of the map, in search and in links."""

from __future__ import annotations

import io
from typing import Any

import pytest

from sahel_atlas import Scene, resolve
from sahel_atlas.exports.items import Item, Work
from sahel_atlas.exports.make import make
from sahel_atlas.exports.options import ExportOptions
from sahel_atlas.exports.plate.page import build_plate
from sahel_atlas.exports.plate.plate import Label, Shape
from sahel_atlas.scenes.query import read_link
from sahel_atlas.scenes.search import entries, search
from sahel_atlas.views.page.twin_more import features
from tests.styled import AREAS, CAMPS


@pytest.fixture(scope="module")
def more(atlas: Any) -> Any:
    return atlas.with_layer(CAMPS).with_layer(AREAS)


def scene(more: Any, query: str = "", layers: str = "camps,areas") -> Scene:
    found, dropped = read_link(f"date=2023-12-01&layers={layers}&{query}", more)
    assert not dropped
    return found


def shapes(more: Any, query: str = "", layers: str = "camps,areas") -> list[Shape]:
    plate = build_plate(scene(more, query, layers), more)
    return [m for m in plate.marks if isinstance(m, Shape) and m.part == "feature"]


def test_rows_that_hold_are_drawn_a_class_at_a_time_the_lowest_layer_first(more: Any) -> None:
    drawn = shapes(more)
    assert [m.name for m in drawn] == ["areas -1", "areas 0", "areas 2", "camps 0", "camps 1"]
    assert drawn[-1].alt == "Camps of somebody, Town: 1" and drawn[0].alt == "Areas of somebody, No data: 1"
    assert not drawn[0].fill and drawn[1].fill != drawn[2].fill
    assert shapes(more, layers="relief") == []


def test_a_mark_stands_at_its_place(more: Any) -> None:
    plate = build_plate(scene(more, layers="camps"), more)
    (camp,) = (m for m in plate.marks if isinstance(m, Shape) and m.name == "camps 0" and m.part == "feature")
    assert camp.box().centre == pytest.approx(plate.frame.point(2.0, 21.0), abs=0.01)


def test_a_filter_on_countries_narrows_a_layer_that_names_them(more: Any) -> None:
    assert [m.name for m in shapes(more, "country=NER")] == ["areas -1", "areas 0", "areas 2", "camps 1"]


def test_document_time_holds(more: Any) -> None:
    assert "camps 1" not in [m.name for m in shapes(more, "known=2023-11-30")]


@pytest.mark.parametrize(("lang", "town"), [("en", "Town"), ("nl", "Stad")])
def test_the_legend_names_what_stands_on_the_sheet_and_nothing_else(more: Any, lang: str, town: str) -> None:
    plate = build_plate(scene(more, f"lang={lang}"), more)
    rows = {m.name: m.text for m in plate.marks if isinstance(m, Label) and m.name.startswith("layer:")}
    assert set(rows) == {
        f"layer:{x}" for x in ("camps", "camps:0", "camps:1", "areas", "areas:0", "areas:2", "areas:-1")
    }
    assert rows["layer:camps:1"] == town


def test_a_slide_has_one_object_for_each_class(more: Any) -> None:
    from pptx import Presentation

    work = Work((Item(scene(more)),), "test")
    body = next(iter(make(work, more, "pptx", ExportOptions()).values()))
    deck = Presentation(io.BytesIO(body))
    names = [s.name for slide in deck.slides for top in slide.shapes for s in _all(top)]
    assert sum("Camps of somebody, Camp: 1" in name for name in names) == 1, names


def _all(shape: Any) -> Any:
    yield shape
    for inner in getattr(shape, "shapes", ()):
        yield from _all(inner)


def test_the_text_of_the_map_counts_them(more: Any) -> None:
    text = "".join(features(resolve(scene(more), more), "nl"))
    assert "Kampen van iemand" in text and "2 op de kaart" in text and "<li>Stad: 1</li>" in text


def test_search_finds_a_row_by_its_name(more: Any) -> None:
    first = search(entries(more), "Camp Gamma")[0]
    assert (first.ref, first.nl, first.lon) == ("feature:camps/gamma", "Kamp Gamma", 17.0)
    found, dropped = read_link("selection=feature:camps/gamma", more)
    assert found.selection == ("feature:camps/gamma",) and not dropped
    assert read_link("selection=feature:moon/gamma", more)[1]


def test_a_link_to_a_layer_that_is_not_there_says_which_there_are(atlas: Any, more: Any) -> None:
    assert read_link("layers=camps", atlas)[1][0].kind == "value"
    assert "areas, camps" in read_link("layers=moon", more)[1][0].expected
