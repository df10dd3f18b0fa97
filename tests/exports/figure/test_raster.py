"""A map for GIS: its CRS and transform put a town where it is, and it says what it is."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from PIL import Image
from pyproj import CRS, Transformer

from layers.atlas import Atlas
from sahel_atlas.exports.carried import code_of
from sahel_atlas.exports.figure.raster import geotiff, map_pixels, world_file
from sahel_atlas.exports.items import find_work
from sahel_atlas.exports.make import Extras, export
from sahel_atlas.exports.options import ExportOptions
from sahel_atlas.exports.plate.frame import PROJ
from sahel_atlas.exports.plate.page import build_plate
from sahel_atlas.exports.plate.plate import Label, Plate, Shape
from sahel_atlas.scenes.scene import Scene

TOWN = ("Kano", 8.52, 12.0)
"""A town of the map far from the projection's centre, degrees."""
DPI = 144


@pytest.fixture(scope="module")
def plate(atlas: Atlas) -> Plate:
    layers = ("places", "groups")
    return build_plate(Scene(layers=layers, known="2023-12-01"), atlas, ExportOptions(marking="Intern", size="480x400"))


def dot(plate: Plate) -> Shape:
    """The dot of the town."""
    label = next(m for m in plate.of("town name") if isinstance(m, Label) and m.text == TOWN[0])
    return next(m for m in plate.of("town") if isinstance(m, Shape) and m.name == label.name)


def assert_town(pixels: Any, row: float, column: float, colour: tuple[int, int, int]) -> None:
    """The pixels at a place are those of the town's dot."""
    part = pixels[round(row) - 1 : round(row) + 1, round(column) - 1 : round(column) + 1].reshape(-1, 3)
    assert np.abs(part.astype(int) - colour).max() < 40, part


def test_a_geotiff_knows_where_it_lies(plate: Plate) -> None:
    ink = dot(plate).fill
    colour = tuple(int(ink[i : i + 2], 16) for i in (1, 3, 5))
    with rasterio.MemoryFile(geotiff(plate, DPI)) as memory, memory.open() as image:
        assert image.count == 3 and image.dtypes[0] == "uint8" and image.compression.name == "deflate"
        assert "laea" in image.crs.to_proj4() and image.crs.linear_units == "metre"
        assert image.transform.a == pytest.approx(-image.transform.e, rel=1e-9)
        there = Transformer.from_crs("EPSG:4326", image.crs, always_xy=True)
        row, column = image.index(*there.transform(*TOWN[1:]), op=float)
        pixels = image.read().transpose(1, 2, 0)
        assert_town(pixels, row, column, colour)
        box, scale = dot(plate).box(), DPI / 72
        # The map stands below the band of the marking.
        band = next(m for m in plate.of("marking band")).box().height
        middle = ((box.centre[0] - plate.window.left) * scale, (box.centre[1] - plate.window.top + band) * scale)
        back = Transformer.from_crs(image.crs, "EPSG:4326", always_xy=True).transform(*(image.transform @ middle))
        assert back == (pytest.approx(TOWN[1], abs=0.02), pytest.approx(TOWN[2], abs=0.02))
        tags = image.tags()
        assert tags["STATECODE"] == plate.code and tags["MARKING"] == "Intern"
        assert "Boundaries and names imply no endorsement" in tags["SOURCES"]
        assert plate.title in tags["TIFFTAG_IMAGEDESCRIPTION"]


def test_a_world_file_says_the_same(plate: Plate, tmp_path: Path) -> None:
    for end, data in world_file(plate, DPI).items():
        (tmp_path / f"map{end or '.png'}").write_bytes(data)
    with rasterio.open(tmp_path / "map.png") as image, rasterio.MemoryFile(geotiff(plate, DPI)) as memory:
        tif = memory.open()
        assert (image.width, image.height) == (tif.width, tif.height)
        assert image.transform.almost_equals(tif.transform, 1e-3)
        assert np.array_equal(image.read(), tif.read())
    named = CRS.from_wkt((tmp_path / "map.prj").read_text())
    ours, theirs = (Transformer.from_crs("EPSG:4326", crs, always_xy=True) for crs in (PROJ, named))
    assert ours.transform(*TOWN[1:]) == pytest.approx(theirs.transform(*TOWN[1:]), abs=0.5)
    with Image.open(tmp_path / "map.png") as image:
        assert image.text["STATECODE"] == plate.code
    assert code_of(str(tmp_path / "map.png")) == plate.code


def test_only_the_map_is_in_it(atlas: Atlas) -> None:
    plate = build_plate(Scene(known="2023-12-01"), atlas, ExportOptions(size="480x400"))
    pixels = map_pixels(plate, 72)
    assert pixels.shape[:2] == (round(plate.window.height), round(plate.window.width))
    sea = np.array([int("CADDE8"[i : i + 2], 16) for i in (0, 2, 4)])
    # Where the legend stands on the page there is sea.
    legend = next(m for m in plate.of("date") if isinstance(m, Label)).box()
    x, y = legend.centre[0] - plate.window.left, legend.centre[1] - plate.window.top
    assert np.abs(pixels[round(y), round(x)].astype(int) - sea).max() < 12


def test_from_the_command_to_the_files(atlas: Atlas, tmp_path: Path) -> None:
    work = find_work("date=2023-12-01", atlas)
    options = ExportOptions(size="300x240", dpi=96)
    written = export(work, atlas, tmp_path / "m.png", options, Extras(world=True))
    assert [path.name for path in written] == ["m.png", "m.pgw", "m.prj"]
    assert export(work, atlas, tmp_path / "m.tif", options) == (tmp_path / "m.tif",)
    assert code_of(str(tmp_path / "m.tif")) == code_of(str(tmp_path / "m.png"))
    with Image.open(io.BytesIO((tmp_path / "m.tif").read_bytes())) as image:
        assert image.mode == "RGB"
