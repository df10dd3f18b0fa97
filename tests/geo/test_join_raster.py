"""Joins report what did not match; rasters hold at the edges."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely.geometry import box

from geo.bounds import Bounds
from geo.errors import JoinError
from geo.join import join_attributes
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
