"""The map of a plate as a raster for GIS: GeoTIFF, and PNG with a world file."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

from exports.plate import Label, Plate
from exports.plate_frame import PROJ

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

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
    """The map window alone, without title, legend and strip: (rows, columns, 3), uint8."""
    import numpy as np
    from PIL import Image

    from exports.figure import plate_bytes

    bare = replace(plate, marks=[m for m in plate.marks if not m.part.startswith(_CHROME)])
    with Image.open(io.BytesIO(plate_bytes(bare, "png", dpi))) as image:
        scale, w = dpi / 72, plate.window
        box = (round(w.left * scale), round(w.top * scale), round(w.right * scale), round(w.bottom * scale))
        return np.asarray(image.convert("RGB").crop(box))


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
            transform=from_bounds(*plate.frame.metres, columns, rows),
            compress="deflate",
            photometric="RGB",
        ) as target:
            target.write(pixels.transpose(2, 0, 1))
            target.update_tags(**about(plate))
        return bytes(memory.read())


def about(plate: Plate) -> dict[str, str]:
    """What a raster says of itself, since the page around the map is left out."""
    notes = "; ".join([*plate.sources, *(m.text for m in plate.marks if isinstance(m, Label) and m.part == "source")])
    marking = " ".join(dict.fromkeys(m.text for m in plate.marks if isinstance(m, Label) and m.part == "marking"))
    return {
        "TIFFTAG_IMAGEDESCRIPTION": f"{plate.title}. {plate.subtitle}. {plate.code}",
        "SOURCES": notes,
        "MARKING": marking,
        "STATECODE": plate.code,
    }


def world_file(plate: Plate, dpi: int) -> dict[str, bytes]:
    """A PNG of the map alone, its world file (.pgw) and its projection (.prj), by the end of their names."""
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo
    from rasterio.crs import CRS

    pixels = map_pixels(plate, dpi)
    rows, columns, _ = pixels.shape
    left, bottom, right, top = plate.frame.metres
    dx, dy = (right - left) / columns, (top - bottom) / rows
    lines = (dx, 0.0, 0.0, -dy, left + dx / 2, top - dy / 2)
    said, out = PngInfo(), io.BytesIO()
    for key, text in about(plate).items():
        said.add_itxt(key, text)
    Image.fromarray(pixels).save(out, "PNG", pnginfo=said)
    return {
        "": out.getvalue(),
        ".pgw": "".join(f"{number:.10f}\n" for number in lines).encode("ascii"),
        ".prj": CRS.from_string(PROJ).to_wkt(version="WKT1_ESRI").encode("ascii"),
    }
