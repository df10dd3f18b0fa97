"""The map of a plate as a raster for GIS: GeoTIFF, and PNG with a world file."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

from sahel_atlas.exports.plate.frame import CENTRE, PROJ
from sahel_atlas.exports.plate.marking import LEAST_PX, framed, marking_on
from sahel_atlas.exports.plate.plate import Box, Label, Plate

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# PROJ writes the spherical form of this projection with parameter names that ArcGIS does not read.
_ESRI = (
    'PROJCS["Sahel_Lambert_Azimuthal_Equal_Area",GEOGCS["GCS_Sphere",DATUM["D_Sphere",'
    'SPHEROID["Sphere",6371008.8,0.0]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],'
    'PROJECTION["Lambert_Azimuthal_Equal_Area"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],'
    f'PARAMETER["Central_Meridian",{CENTRE[0]}],PARAMETER["Latitude_Of_Origin",{CENTRE[1]}],UNIT["Meter",1.0]]'
)
_CHROME = (
    "chrome",
    "title",
    "subtitle",
    "source",
    "code",
    "legend",
    "date",
    "panel",
    "locator",
    "scale bar",
    "marking",
)


def map_pixels(plate: Plate, dpi: int) -> NDArray[np.uint8]:
    """The map window alone, without title, legend and strip: (rows, columns, 3), uint8.

    A marking stands in rows of its own above and below the map, so that it hides nothing of it.
    """
    import numpy as np
    from PIL import Image

    from sahel_atlas.exports.figure.figure import plate_bytes

    bare = replace(plate, marks=[m for m in plate.marks if not m.part.startswith(_CHROME)])
    with Image.open(io.BytesIO(plate_bytes(bare, "png", dpi))) as image:
        window = image.convert("RGB").crop(_pixel_box(plate, dpi))
    return np.asarray(framed(window, marking_on(plate), _band_px(plate, dpi)))


def _band_px(plate: Plate, dpi: int) -> int:
    """Height in pixels of each band of the marking; 0 without one."""
    heights = [mark.box().height for mark in plate.of("marking band")]
    return max(LEAST_PX, round(heights[0] * dpi / 72)) if heights else 0


def _pixel_box(plate: Plate, dpi: int) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of the map window in whole pixels of the page."""
    scale, w = dpi / 72, plate.window
    return round(w.left * scale), round(w.top * scale), round(w.right * scale), round(w.bottom * scale)


def map_bounds(plate: Plate, dpi: int) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of those pixels, bands included, in metres of the map's projection."""
    box, band = _pixel_box(plate, dpi), _band_px(plate, dpi)
    left, top, right, bottom = (side * 72 / dpi for side in (box[0], box[1] - band, box[2], box[3] + band))
    metres: tuple[float, float, float, float] = replace(plate.frame, window=Box(left, top, right, bottom)).metres
    return metres


def geotiff(plate: Plate, dpi: int) -> bytes:
    """A GeoTIFF (RGB, deflate) in the map's Lambert azimuthal equal-area projection, metres.

    Title, subtitle, sources, boundary note and state code stand in its tags.
    """
    from rasterio.crs import CRS
    from rasterio.io import MemoryFile
    from rasterio.transform import from_bounds

    pixels = map_pixels(plate, dpi)
    rows, columns, _ = pixels.shape
    with MemoryFile() as memory:
        with memory.open(
            driver="GTiff",
            width=columns,
            height=rows,
            count=3,
            dtype="uint8",
            crs=CRS.from_string(PROJ),
            transform=from_bounds(*map_bounds(plate, dpi), columns, rows),
            compress="deflate",
            photometric="RGB",
        ) as target:
            target.write(pixels.transpose(2, 0, 1))
            target.update_tags(**about(plate))
        return bytes(memory.read())


def about(plate: Plate) -> dict[str, str]:
    """What a raster says of itself, since the page around the map is left out."""
    notes = "; ".join([*plate.sources, *(m.text for m in plate.marks if isinstance(m, Label) and m.part == "source")])
    return {
        "TIFFTAG_IMAGEDESCRIPTION": f"{plate.title}. {plate.subtitle}. {plate.code}",
        "SOURCES": notes,
        **({"MARKING": marking_on(plate).line} if marking_on(plate) else {}),
        "STATECODE": plate.code,
    }


def world_file(plate: Plate, dpi: int) -> dict[str, bytes]:
    """A PNG of the map alone, its world file (.pgw) and its projection (.prj), by the end of their names."""
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    pixels = map_pixels(plate, dpi)
    rows, columns, _ = pixels.shape
    left, bottom, right, top = map_bounds(plate, dpi)
    dx, dy = (right - left) / columns, (top - bottom) / rows
    lines = (dx, 0.0, 0.0, -dy, left + dx / 2, top - dy / 2)
    said, out = PngInfo(), io.BytesIO()
    for key, text in about(plate).items():
        said.add_itxt("Marking" if key == "MARKING" else key, text)
    Image.fromarray(pixels).save(out, "PNG", pnginfo=said)
    return {
        "": out.getvalue(),
        ".pgw": "".join(f"{number:.10f}\n" for number in lines).encode("ascii"),
        ".prj": _ESRI.encode("ascii"),
    }
