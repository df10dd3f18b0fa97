"""A layer with a style: what it refuses, which rows hold on a day, and what the browser gets of it."""

from __future__ import annotations

import json
import struct
from dataclasses import replace
from datetime import date
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
from shapely.geometry import LineString, Point, Polygon

from geo.errors import AtlasError
from layers.drawn import ALWAYS, NEVER, day_number, drawn, known_by
from layers.layer import ID, Field, Layer, Source
from layers.style import Category, Style, Time, Value
from sahel_atlas.contract.drawn import HALF_PIXEL_DEGREES, layer_rows, layer_said, packed_layer, shapes_of
from tests.styled import AREAS, CAMPS


def held_on(atlas: Any, day: str, known: str = "") -> list[str]:
    frame = atlas.with_layer(CAMPS).frame("camps", day, known)
    return list(frame["id"])


@pytest.mark.parametrize(
    ("day", "ids"),
    [
        ("2020-04-30", []),
        ("2020-05-01", ["delta"]),
        ("2023-06-14", ["beta", "delta"]),
        ("2023-06-15", ["beta"]),
        ("2023-11-01", ["alpha", "beta"]),
        ("2023-12-31", ["alpha", "beta"]),
        ("2024-01-01", ["alpha", "gamma"]),
        ("2024-02-01", ["gamma"]),
    ],
)
def test_a_row_holds_from_its_first_day_until_its_end(atlas: Any, day: str, ids: list[str]) -> None:
    assert held_on(atlas, day) == ids


def test_a_row_is_not_known_before_it_was_told(atlas: Any) -> None:
    assert held_on(atlas, "2023-11-01", "2023-11-30") == ["alpha"]
    assert held_on(atlas, "2023-11-01", "2023-12-01") == ["alpha", "beta"]
    assert held_on(atlas, "2024-01-01", "2023-12-31") == ["alpha"], (
        "what begins after the day of knowledge is not shown"
    )
    held = atlas.with_layer(CAMPS).drawn("camps")
    assert list(known_by(held, "2023-11-30").frame["id"]) == ["alpha", "gamma", "delta"]
    assert len(known_by(held, "").frame) == 4


def test_a_layer_without_times_holds_always(atlas: Any) -> None:
    held = atlas.with_layer(AREAS).drawn("areas")
    assert set(held.first) == {ALWAYS} and set(held.until) == {NEVER}
    assert held.classes.tolist() == [0, 2, -1]
    assert held.holds(date(1900, 1, 1), date(1900, 1, 1)).all()


def test_an_event_holds_for_the_span_of_its_own_date(atlas: Any) -> None:
    table = {"id": ["a", "b"], "when": ["2023-02", "2023-02-03"]}

    def rows(_: Any) -> gpd.GeoDataFrame:
        return gpd.GeoDataFrame(table, geometry=[Point(0, 0), Point(1, 1)], crs="EPSG:4326")

    layer = Layer(
        "seen", "Point", (ID,), Source("x"), rows=rows, name=("Seen", "Gezien"), style=Style(), time=Time("when")
    )
    held = drawn(layer, atlas)
    assert held.until.tolist() == [day_number(date(2023, 3, 1)), day_number(date(2023, 2, 4))]


def made(**changes: Any) -> Layer:
    """A small good layer with something changed."""

    def rows(_: Any) -> gpd.GeoDataFrame:
        return gpd.GeoDataFrame({"id": ["a"], "kind": ["x"]}, geometry=[Point(0, 0)], crs="EPSG:4326")

    plain: dict[str, Any] = {
        "geometry": "Point",
        "fields": (ID,),
        "source": Source("x"),
        "rows": rows,
        "style": Style(),
    }
    return Layer(**({"id": "some", "name": ("Some", "Enige")} | plain | changes))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"fields": (ID, Field("weight", ""))}, "layer some: expected the columns weight, got only id, kind, geometry"),
        ({"style": Style(tooltip=("height",))}, "expected the columns height"),
        ({"style": Style(by=Category("sort", (("x", ("X", "X")),)))}, "expected the columns sort"),
        ({"geometry": "Polygon"}, "expected geometries of type Polygon, got Point"),
        ({"time": Time("kind")}, "layer some, column kind: expected"),
    ],
)
def test_a_frame_that_is_not_what_the_layer_says_is_refused(atlas: Any, change: dict[str, Any], said: str) -> None:
    with pytest.raises(AtlasError, match=said):
        drawn(made(**change), atlas)


def test_a_frame_without_a_crs_or_with_an_id_twice_is_refused(atlas: Any) -> None:
    frame = gpd.GeoDataFrame({"id": ["a", "a"]}, geometry=[Point(0, 0), Point(1, 1)])
    with pytest.raises(AtlasError, match="expected a frame with a CRS"):
        drawn(made(rows=lambda _: frame), atlas)
    with pytest.raises(AtlasError, match="expected each id once, got 'a' twice"):
        drawn(made(rows=lambda _: frame.set_crs("EPSG:4326")), atlas)


def test_another_crs_is_reprojected_and_rows_without_a_shape_are_named(atlas: Any) -> None:
    frame = gpd.GeoDataFrame({"id": ["a", "b"]}, geometry=[Point(222638.98, 0), None], crs="EPSG:3857")
    held = drawn(made(rows=lambda _: frame), atlas)
    assert held.left_out == ("b",) and held.frame.crs == "EPSG:4326"
    assert held.frame.geometry.x.tolist() == pytest.approx([2.0])


@pytest.mark.parametrize(
    ("style", "said"),
    [
        ({"symbol": "star"}, "a symbol of dot, triangle"),
        ({"dash": "wavy"}, "a dash of solid"),
        ({"by": Category("k", tuple((c, (c, c)) for c in "abcde"))}, "at most 4 categories, got 5"),
        ({"by": Value("k", (1, 2, 3, 4, 5, 6))}, "1 to 5 classes, got 6"),
        ({"by": Value("k", (2, 1))}, "breaks that rise"),
    ],
)
def test_a_style_that_cannot_be_drawn_is_refused(style: dict[str, Any], said: str) -> None:
    with pytest.raises(AtlasError, match=said):
        Style(**style)


def test_a_layer_is_either_drawn_by_its_style_or_by_a_painter() -> None:
    with pytest.raises(AtlasError, match="either `load` or `rows`, got neither"):
        made(rows=None)
    with pytest.raises(AtlasError, match="a `name` in English and Dutch"):
        made(name=("Some", ""))


def test_classes_in_words() -> None:
    assert Value("x", (10, 1_000, 5_000.5), ("people", "mensen")).texts == (
        ("up to 10 people", "tot en met 10 mensen"),
        ("10 – 1,000", "10 – 1.000"),
        ("over 1,000", "boven 1.000"),
    )
    assert Value("x", (2.5,)).texts == (("up to 2.5", "tot en met 2,5"),)
    said = layer_said(CAMPS)
    assert [(c["en"], c["shape"], c["paint"]) for c in said["classes"]] == [
        ("Camp", "dot", "ink"),
        ("Town", "triangle", "ink"),
        ("Other", "diamond", "ink"),
    ]
    assert [(c["k"], c["paint"]) for c in layer_said(AREAS)["classes"]] == [
        (0, "fill0"),
        (1, "fill2"),
        (2, "fill4"),
        (-1, ""),
    ]
    assert [tuple(f.values()) for f in said["fields"]] == [
        ("kind", "Kind of place", "Soort plaats"),
        ("iso3", "Country", "Land"),
    ]


def unpacked(body: bytes) -> dict[str, Any]:
    """The arrays of a packed layer, read as the page does."""
    assert body[:4] == b"ATL1"
    (long,) = struct.unpack("<I", body[4:8])
    head = json.loads(body[8 : 8 + long])
    start = 8 + long
    assert start % 4 == 0
    return head | {
        name: np.frombuffer(body, f"<{kind}", n, start + at) for name, (kind, at, n) in head["arrays"].items()
    }


def test_the_packed_layer_can_be_read_back(atlas: Any) -> None:
    both = atlas.with_layer(CAMPS).with_layer(AREAS)
    camps = unpacked(packed_layer(both.drawn("camps")))
    assert camps["n"] == 4 and camps["lon"].tolist() == [2, 9, 17, -4] and camps["classes"].tolist() == [0, 1, 2, 0]
    assert camps["first"][0] == day_number(date(2023, 11, 1)) and camps["until"][2] == NEVER
    assert camps["known"].tolist() == [ALWAYS, day_number(date(2023, 12, 1)), ALWAYS, ALWAYS]
    areas = unpacked(packed_layer(both.drawn("areas")))
    assert areas["ofRow"].tolist() == [0, 1, 2] and areas["starts"].tolist() == [0, 1, 2, 3]
    assert areas["rings"].tolist() == [0, 5, 10, 15]
    assert areas["coords"].reshape(-1, 2)[:5].min(axis=0).tolist() == [-8, 20]
    assert layer_rows(both.drawn("areas")) == {
        "id": ["p", "q", "r"],
        "name": ["Pe", "Qu", "Er"],
        "people": [5, 1234.5, None],
    }
    assert layer_rows(both.drawn("camps"))["name_nl"][1] == "Kamp Bèta"


def test_shapes_are_sent_once_and_no_finer_than_the_map_draws() -> None:
    ring = [(np.cos(a) / 10, np.sin(a) / 10) for a in np.linspace(0, 2 * np.pi, 500)]
    hole = [(x / 3, y / 3) for x, y in ring]
    one, line = Polygon(ring, [hole]), LineString([(0, 0), (1, 0.0001), (2, 0)])
    shapes = shapes_of(gpd.GeoDataFrame({"id": [1, 2]}, geometry=[one, one], crs="EPSG:4326"))
    assert shapes.of_row.tolist() == [0, 0] and shapes.starts.tolist() == [0, 2] and len(shapes.rings) == 3
    assert 10 < len(shapes.coords) < 120
    apart = Polygon(shapes.coords[: shapes.rings[1]]).hausdorff_distance(Polygon(ring))
    assert apart <= HALF_PIXEL_DEGREES * 1.01
    assert len(shapes_of(gpd.GeoDataFrame({"id": [1]}, geometry=[line], crs="EPSG:4326")).coords) == 2


def test_an_atlas_with_a_layer_more_leaves_the_first_as_it_was(atlas: Any) -> None:
    more = atlas.with_layer(CAMPS)
    assert "camps" in more.values["layers"] and "camps" not in atlas.values["layers"]
    assert more.at("2023-01-01").catalog is more.catalog
    assert [layer.id for layer in more.with_layer(AREAS).catalog.styled] == ["areas", "camps"], "the lowest order first"
    with pytest.raises(AtlasError, match="not taken"):
        more.with_layer(replace(AREAS, id="camps"))
