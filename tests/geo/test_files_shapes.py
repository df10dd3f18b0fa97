"""Files are whole or not there; shapes are mended and simplified."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import pytest
from shapely.geometry import Point, Polygon, box

from geo.errors import FileFault
from geo.files import read_vector, write_geojson
from geo.shapes import repair, simplify_coverage


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(
        FileFault, match=r"none\.geojson: expected a vector file, got no file; restore it, or run `atlas build`"
    ):
        read_vector(tmp_path / "none.geojson")


def test_a_file_that_is_no_vector_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.geojson"
    path.write_text("{not json")
    with pytest.raises(FileFault, match="expected a readable vector file"):
        read_vector(path)


def test_written_geojson_is_rounded_read_back_and_equal_byte_for_byte(tmp_path: Path) -> None:
    frame = gpd.GeoDataFrame(
        {"id": ["a", "b"], "tier": [1.0, None]}, geometry=[Point(1.23456, 2), Point(-3, 4.98765)], crs=4326
    )
    write_geojson(frame, tmp_path / "one.geojson")
    write_geojson(frame, tmp_path / "two.geojson")
    assert (tmp_path / "one.geojson").read_bytes() == (tmp_path / "two.geojson").read_bytes()
    features = json.loads((tmp_path / "one.geojson").read_text())["features"]
    assert features[0]["geometry"]["coordinates"] == [1.235, 2]
    assert features[0]["properties"] == {"id": "a", "tier": 1}
    assert features[1]["properties"]["tier"] is None
    assert read_vector(tmp_path / "one.geojson").crs.to_epsg() == 4326


def test_a_bow_tie_is_mended_and_counted() -> None:
    frame = gpd.GeoDataFrame(geometry=[Polygon([(0, 0), (2, 2), (2, 0), (0, 2)]), box(3, 0, 4, 1)], crs=4326)
    mended, report = repair(frame)
    assert (report.looked_at, report.mended) == (2, 1)
    assert mended.geometry.is_valid.all()
    assert not frame.geometry.is_valid.all(), "the frame that came in stays as it was"


def test_neighbours_stay_seamless_when_simplified() -> None:
    edge = [(1, 0), (1.01, 0.3), (0.99, 0.6), (1, 1)]
    left = Polygon([(0, 0), *edge, (0, 1)])
    right = Polygon([*edge, (2, 1), (2, 0)])
    frame = gpd.GeoDataFrame({"id": ["l", "r"]}, geometry=[left, right], crs=4326)
    simple = simplify_coverage(frame, 0.2)
    assert simple.geometry[0].intersection(simple.geometry[1]).area == 0
    assert simple.geometry.union_all().area == pytest.approx(2)
    assert sum(len(g.exterior.coords) for g in simple.geometry) < 14
