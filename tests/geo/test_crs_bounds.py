"""Degrees inside: a missing or other CRS is an error, and bounds are west, south, east, north."""

from __future__ import annotations

import geopandas as gpd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point

from geo.bounds import Bounds
from geo.crs import require_crs, to_wgs84
from geo.errors import AtlasError, CrsError

PLACES = {"equator": (9.4, 0.4), "north": (10.0, 71.0), "south": (18.4, -33.9), "date line": (179.9, -16.5)}


@pytest.mark.parametrize("place", PLACES)
def test_web_mercator_comes_back_as_the_same_degrees(place: str) -> None:
    lon, lat = PLACES[place]
    frame = gpd.GeoDataFrame({"id": [place]}, geometry=[Point(lon, lat)], crs="EPSG:4326")
    back = to_wgs84(frame.to_crs("EPSG:3857"))
    assert back.crs.to_epsg() == 4326
    assert back.geometry[0].distance(frame.geometry[0]) < 1e-9


def test_a_frame_without_crs_is_refused_with_a_cure() -> None:
    frame = gpd.GeoDataFrame(geometry=[Point(0, 0)])
    with pytest.raises(
        CrsError, match=r"expected a frame in EPSG:4326, got a frame without a CRS; set it with set_crs"
    ):
        require_crs(frame)
    with pytest.raises(CrsError, match="without one"):
        to_wgs84(frame)


def test_another_crs_is_refused_and_named() -> None:
    frame = gpd.GeoDataFrame(geometry=[Point(0, 0)], crs="EPSG:3857")
    with pytest.raises(CrsError, match="got EPSG:3857"):
        require_crs(frame)


@pytest.mark.parametrize("box", [(10, 0, 5, 1), (0, 10, 5, 10), (-200, 0, 5, 1), (0, -95, 5, 1)])
def test_bounds_refuse_a_box_that_is_none(box: tuple[float, float, float, float]) -> None:
    with pytest.raises(AtlasError, match="west < east"):
        Bounds(*box)


boxes = st.tuples(st.floats(-180, 179), st.floats(-90, 89), st.floats(0.001, 100), st.floats(0.001, 100)).map(
    lambda t: Bounds(t[0], t[1], min(180, t[0] + t[2]), min(90, t[1] + t[3]))
)


@given(boxes, boxes)
def test_a_union_holds_the_corners_of_both(a: Bounds, b: Bounds) -> None:
    both = a.union(b)
    for box in (a, b):
        assert both.contains(box.west, box.south)
        assert both.contains(box.east, box.north)
    assert Bounds(*both) == both


def test_growing_stops_at_the_edge_of_the_earth() -> None:
    assert tuple(Bounds(-179, -89, 179, 89).grown(5)) == (-180, -90, 180, 90)
    assert Bounds(0, 0, 10, 20).centre == (5, 10)
