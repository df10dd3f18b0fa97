"""The base geography is whole, in degrees, and each file has its source and its hash."""

from __future__ import annotations

import json
import tomllib
from hashlib import sha256
from pathlib import Path

import pytest
import rasterio

from geo.errors import FileFault
from layers.base import BASE, load_base, relief
from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.words import keys


def entries(root: Path) -> dict[str, dict[str, str]]:
    return {e["path"]: e for e in tomllib.loads((root / "data" / "sources.toml").read_text(encoding="utf-8"))["file"]}


def test_every_file_has_an_entry_and_its_hash_agrees(root: Path) -> None:
    named = entries(root)
    there = {
        p.relative_to(root).as_posix()
        for folder in ("data/base", "data/fonts", "assets/fonts")
        for p in (root / folder).iterdir()
        if p.suffix != "" and not p.name.startswith(".")
    }
    assert there == set(named)
    for path, entry in named.items():
        assert sha256((root / path).read_bytes()).hexdigest() == entry["sha256"], (
            f"{path} is not what sources.toml says"
        )
        assert all(entry[key] for key in ("publisher", "package", "licence", "date"))
        if path.startswith("data/base/"):
            assert entry["crs"] in ("EPSG:4326", "EPSG:3857")


def test_boundaries_say_whose_view_they_are(root: Path) -> None:
    named = entries(root)
    for layer in ("countries", "focus", "borders", "outline_sahel", "regions"):
        assert "No endorsement" in named[f"data/base/{layer}.geojson"]["boundary_view"]


@pytest.mark.parametrize("layer", BASE, ids=lambda layer: layer.id)
def test_each_base_layer_loads_in_degrees_with_its_geometry(layer: object) -> None:
    frame = load_base(layer.id)
    assert frame.crs.to_epsg() == 4326
    assert len(frame) > 0
    assert set(frame.geometry.type.str.replace("Multi", "")) == {layer.geometry}


def test_countries_are_seamless_and_complete() -> None:
    frame = load_base("countries")
    assert frame["iso3"].is_unique
    assert {*v.FOCUS, *v.ROUTE_COUNTRIES, "ESH", "ITA", "MLT"} <= set(frame["iso3"])
    tiers = dict(zip(frame["iso3"], frame["tier"], strict=True))
    assert [tiers[c] for c in ("NER", "TGO", "LBY")] == [1, 2, 3]
    focus = frame[frame["iso3"].isin(v.FOCUS)].geometry
    overlap = sum(a.intersection(b).area for i, a in enumerate(focus) for b in list(focus)[i + 1 :])
    assert overlap < 0.01


def test_islands_where_sea_legs_end_are_there() -> None:
    from shapely.geometry import Point

    land = load_base("land").geometry.iloc[0]
    assert land.distance(Point(12.6, 35.5)) < 0.05


def test_a_border_is_a_line_and_not_its_pieces() -> None:
    """Pieces of two points would break the dashes and cost the page a third more of everything."""
    frame = load_base("borders")
    assert frame.geometry.line_merge().count_geometries().tolist() == frame.geometry.count_geometries().tolist()


def test_the_focus_file_is_the_tinted_part_of_the_countries() -> None:
    focus, countries = load_base("focus"), load_base("countries")
    assert set(focus["iso3"]) == {*v.FOCUS, *v.ROUTE_COUNTRIES}
    both = countries.set_index("iso3").geometry
    assert all(shape.equals(both[iso3]) for iso3, shape in zip(focus["iso3"], focus.geometry, strict=True))


def test_regions_say_how_old_they_are() -> None:
    frame = load_base("regions")
    assert set(frame["iso3"]) == set(v.FOCUS) == {key.partition(".")[2] for key in keys() if key.startswith("vintage.")}
    assert (frame["vintage"].str.len() > 10).all()
    assert (frame["iso3"] == "BFA").sum() == 13


def test_border_regions_of_the_coast_are_known() -> None:
    frame = load_base("regions")
    border = frame[frame["touches"].fillna("") != ""]
    assert set(border["iso3"]) == set(v.COASTAL)
    assert {"Savanes", "Alibori", "Upper East"} <= set(border["name"])
    assert not border["name"].isin(["Maritime", "Lagos", "Dakar"]).any()


def test_disputed_lines_are_apart() -> None:
    assert {"international", "disputed"} <= set(load_base("borders")["class"])


def test_the_relief_has_the_crs_and_bounds_it_says() -> None:
    found = relief()
    with rasterio.open(found.path) as raster:
        assert raster.crs.to_epsg() == 4326
        assert tuple(raster.bounds) == pytest.approx(tuple(found.bounds))
        values = raster.read(1)
    assert values.std() > 5
    assert abs(float(values.mean()) - 128) < 5


def test_the_first_view_of_the_base_is_small(root: Path) -> None:
    import gzip

    names = [f"{layer.id}.geojson" for layer in BASE if layer.id not in ("regions", "countries", "coast")]
    packed = sum(len(gzip.compress((root / "data" / "base" / name).read_bytes(), 9)) for name in names)
    assert packed < 320_000


def test_a_missing_layer_and_a_missing_relief_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FileFault, match="expected one of land, countries"):
        load_base("moon")
    with pytest.raises(FileFault, match="run `atlas build`"):
        load_base("land", tmp_path)
    with pytest.raises(FileFault, match=r"expected relief\.json"):
        relief(tmp_path)


def test_labels_name_every_wheel_in_both_languages(root: Path) -> None:
    labels = json.loads((root / "data" / "labels.json").read_text(encoding="utf-8"))
    assert set(labels["wheels"]) == set(v.FOCUS)
    assert len({label["id"] for label in labels["labels"]}) == len(labels["labels"])
    assert all(label["en"] and label["nl"] for label in labels["labels"])
