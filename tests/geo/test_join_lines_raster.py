"""Joins report what did not match; lines and rasters hold at the edges."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point, box

from geo.bounds import Bounds
from geo.errors import JoinError
from geo.join import join_attributes, join_points
from geo.lines import arrow_head, bearing_deg, great_circle
from geo.raster import blur, high_pass, hillshade, land_mask, to_web_mercator

SHAPES = gpd.GeoDataFrame(
    {"id": ["MLI", "NER", "TCD"]}, geometry=[box(0, 0, 1, 1), box(1, 0, 2, 1), box(2, 0, 3, 1)], crs=4326
)


def test_a_join_names_what_did_not_match() -> None:
    frame, report = join_attributes(SHAPES, pd.DataFrame({"id": ["MLI", "XXX"], "n": [3, 4]}), on="id")
    assert list(frame["id"]) == ["MLI", "NER", "TCD"]
    assert report.matched == 1
    assert report.only_left == ("NER", "TCD")
    assert report.only_right == ("XXX",)
    assert "rows without a shape: XXX" in str(report)
    assert frame.crs == SHAPES.crs


def test_a_double_key_or_a_missing_one_is_refused() -> None:
    with pytest.raises(JoinError, match="more than once"):
        join_attributes(SHAPES, pd.DataFrame({"id": ["MLI", "MLI"]}), on="id")
    with pytest.raises(JoinError, match="a column 'id' in the table"):
        join_attributes(SHAPES, pd.DataFrame({"iso": ["MLI"]}), on="id")


def test_points_get_the_area_they_lie_in() -> None:
    points = gpd.GeoDataFrame({"id": ["in", "out"]}, geometry=[Point(1.5, 0.5), Point(9, 9)], crs=4326)
    frame, report = join_points(points, SHAPES.rename(columns={"id": "iso3"}), "iso3")
    assert frame["iso3"].iloc[0] == "NER"
    assert report.only_left == ("out",)


@given(
    st.tuples(st.floats(-170, 170), st.floats(-80, 80)),
    st.tuples(st.floats(-170, 170), st.floats(-80, 80)),
    st.integers(2, 12),
)
def test_a_great_circle_starts_and_ends_where_it_should(a: tuple[float, float], b: tuple[float, float], n: int) -> None:
    line = great_circle(a, b, n)
    assert line[0] == a
    assert line[-1] == b
    assert len(line) == n


@pytest.mark.parametrize(("end", "degrees"), [((0, 1), 0), ((1, 0), 90), ((0, -1), 180), ((-1, 0), 270)])
def test_bearings_turn_clockwise_from_north(end: tuple[float, float], degrees: float) -> None:
    assert bearing_deg((0, 0), end) == pytest.approx(degrees, abs=0.01)


def test_an_arrow_head_stands_square_on_its_line() -> None:
    left, tip, right = arrow_head((0, 0), (0, 10), 4, 2)
    assert (left, tip, right) == ((-2.0, 6.0), (0, 10), (2.0, 6.0))


def test_a_slope_towards_the_light_is_brighter_than_one_away_from_it() -> None:
    heights = np.tile(np.concatenate([np.arange(50), np.arange(50)[::-1]]) * 400.0, (40, 1))
    shade = hillshade(heights, Bounds(0, 0, 2.5, 1), azimuth_deg=270)
    assert shade[20, 20] > 0.75 > shade[20, 80]
    flat = hillshade(np.zeros((10, 10)), Bounds(0, 0, 1, 1))
    assert flat == pytest.approx(np.sin(np.radians(45)))


def test_a_blur_keeps_a_level_field_and_the_high_pass_of_it_is_nothing() -> None:
    level = np.full((20, 30), 7.0)
    assert blur(level, 3) == pytest.approx(level)
    assert high_pass(level, 3) == pytest.approx(0)
    spot = np.zeros((41, 41))
    spot[20, 20] = 1
    assert blur(spot, 2).sum() == pytest.approx(1)


def test_the_land_mask_is_north_up() -> None:
    mask = land_mask(box(0, 5, 10, 10), (10, 10), Bounds(0, 0, 10, 10))
    assert mask[:5].all()
    assert not mask[5:].any()


def test_web_mercator_stretches_the_north() -> None:
    grid, bounds = to_web_mercator(np.ones((60, 60)), Bounds(0, 0, 60, 60), 120)
    assert grid.shape[1] == 120
    assert grid.shape[0] > 120
    assert bounds == Bounds(0, 0, 60, 60)
    assert grid[10:-10, 10:-10] == pytest.approx(1)
