"""Every layer of the catalogue works alone, in degrees, with the columns it promises."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from geo.errors import AtlasError
from geo.join import JoinReport
from layers.atlas import Atlas
from layers.catalog import LAYERS, Catalog
from layers.layer import Layer
from tests.copies import copy_tables


@pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer.id)
def test_a_layer_loads_with_its_columns(layer: Layer, atlas: Any) -> None:
    frame = atlas.frame(layer.id, "2023-12-01", "2023-12-01")
    assert frame.crs.to_epsg() == 4326
    assert frame["id"].is_unique
    assert len(frame) > 0
    assert {f.name for f in layer.fields} - {"documents"} <= set(frame.columns)
    assert set(frame.geometry.type.str.replace("Multi", "")) == {layer.geometry}


def test_layers_of_a_folder_of_tables_alone_use_the_projects_geography(tmp_path: Path) -> None:
    alone = Atlas.load(copy_tables(tmp_path))
    for layer in LAYERS:
        assert len(alone.frame(layer.id, "2023-12-01")) > 0, layer.id


def test_the_join_of_countries_reports_and_loses_nothing(atlas: Any) -> None:
    frame = atlas.frame("countries", "2023-12-01")
    report = frame.attrs["join"]
    assert report.matched == 11
    assert report.only_right == ()


@pytest.mark.parametrize("name", [layer.id for layer in LAYERS if layer.id not in ("regions", "routes")])
def test_every_join_says_what_did_not_match(atlas: Any, name: str) -> None:
    frame = atlas.frame(name, "2023-12-01")
    report = frame.attrs["join"]
    assert isinstance(report, JoinReport)
    if name == "groups":
        assert report.matched == len(atlas.tables.groups)
    else:
        assert report.matched == len(frame) - (len(report.only_left) if name in ("countries", "indicators") else 0)


def test_events_without_a_place_and_members_off_the_map_are_named(atlas: Any) -> None:
    from dataclasses import replace

    placed = atlas.frame("events", "2024-12-31")
    named = set(placed["id"]) | set(placed.attrs["join"].only_right)
    assert named == {e.event_id for e in atlas.tables.events if e.date < "2025"}
    assert placed.attrs["join"].only_right
    moon = replace(atlas.tables.groups[0], iso3="XXX")
    other = Atlas(replace(atlas.tables, groups=(*atlas.tables.groups, moon)))
    assert other.frame("groups").attrs["join"].only_right == (f"{moon.group_id} XXX",)


def test_a_day_before_every_record_gives_empty_layers_and_no_fault(atlas: Any) -> None:
    for layer in LAYERS:
        frame = atlas.frame(layer.id, "1950-01-01", "1950-01-01")
        assert frame.crs.to_epsg() == 4326, layer.id
        assert layer.id not in ("states", "embassies", "missions", "initiatives", "events") or len(frame) == 0


def test_counts_on_the_country_layer_are_those_of_resolve(atlas: Any) -> None:
    from sahel_atlas.scenes.resolve import resolve
    from sahel_atlas.scenes.scene import Scene

    frame = atlas.frame("countries", "2023-07-01").set_index("id")
    wheels = resolve(Scene(date="2023-07-01"), atlas).wheels
    assert {iso3: int(frame.loc[iso3, "running"]) for iso3 in wheels} == {iso3: w.running for iso3, w in wheels.items()}


def test_countries_with_a_coup_can_be_asked_on_any_date(atlas: Any) -> None:
    def coups(day: str) -> set[str]:
        frame = atlas.frame("states", day)
        return set(frame.loc[frame["state"] == "coup", "id"]) & {"BFA", "MLI", "NER", "TCD"}

    assert coups("2012-01-15") == set()
    assert coups("2023-07-25") == {"BFA", "MLI"}
    assert coups("2023-07-26") == {"BFA", "MLI", "NER"}


def test_an_unknown_layer_lists_what_there_is_and_a_taken_id_is_refused() -> None:
    with pytest.raises(AtlasError, match="expected one of countries, groups"):
        Catalog().get("moon")
    with pytest.raises(AtlasError, match="not taken"):
        Catalog().with_layer(LAYERS[0])
    assert Catalog(LAYERS[:2]).with_layer(LAYERS[3]).names == ("countries", "groups", "indicators")
    assert Catalog(LAYERS[:2]).names == ("countries", "groups")


def test_indicator_classes_cover_all_values(atlas: Any) -> None:
    from layers.indicators import fills

    found = fills(atlas)
    for name in ("HDI", "population"):
        highest = max(x for year in found[name]["values"].values() for x in year.values())
        assert found[name]["breaks"][-1] == pytest.approx(highest)
        assert list(found[name]["breaks"]) == sorted(found[name]["breaks"])
    assert found["engagements"]["breaks"][-1] >= 13
