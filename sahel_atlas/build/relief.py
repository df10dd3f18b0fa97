"""Relief: a hillshade computed from SRTM greys, as a GeoTIFF for exports and as pictures for the screen."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from geo.atomic import atomic
from geo.bounds import Bounds
from geo.files import read_vector
from geo.raster import blur, high_pass, hillshade, land_mask, to_web_mercator

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sahel_atlas.build.sources import Unpacked

BOX = Bounds(-30, -10, 60, 50)
TILE_PX = 675
PX_PER_DEGREE = 30
WEB_WIDTH_PX = 1500
GREYS = (0, 132, 140, 148, 156, 164, 172, 180, 188, 196, 204, 255)
METRES = (0, 217, 322, 454, 596, 740, 904, 1137, 1556, 2107, 2617, 5200)
"""Grey of the source and the median height of the cells that have it, from a comparison with known heights."""
DARK, LIGHT = (0x4A, 0x3A, 0x46), (0xFF, 0xFC, 0xF0)
MAX_ALPHA = 150


def heights(folder: Path, box: Bounds = BOX) -> NDArray[np.float64]:
    """Heights in metres on a grid of 30 cells a degree, row 0 in the north, joined from the source's tiles."""
    from PIL import Image

    west, east = round((box.west + 180) * PX_PER_DEGREE), round((box.east + 180) * PX_PER_DEGREE)
    north, south = round((90 - box.north) * PX_PER_DEGREE), round((90 - box.south) * PX_PER_DEGREE)
    grey = np.zeros((south - north, east - west))
    for row in range(north // TILE_PX, (south - 1) // TILE_PX + 1):
        for column in range(west // TILE_PX, (east - 1) // TILE_PX + 1):
            with Image.open(folder / f"{row:06d}" / f"{row:06d}_{column:06d}.jpg") as picture:
                tile = np.asarray(picture.convert("L"), dtype=float)
            top, left = row * TILE_PX, column * TILE_PX
            y0, y1 = max(top, north), min(top + TILE_PX, south)
            x0, x1 = max(left, west), min(left + TILE_PX, east)
            grey[y0 - north : y1 - north, x0 - west : x1 - west] = tile[y0 - top : y1 - top, x0 - left : x1 - left]
    return np.interp(blur(grey, 1), GREYS, METRES)


def write_relief(sources: Unpacked, folder: Path, say: Callable[[str], None]) -> list[Path]:
    """Write `relief.tif` (uint8, 128 is level, EPSG:4326), `relief_light.webp`, `relief_dark.webp` and `relief.json`.

    The pictures are in EPSG:3857 with alpha and clipped to land; `relief.json` holds their bounds as
    ``[[south, west], [north, east]]`` in degrees.
    """
    say("making relief")
    land = read_vector(folder / "land.geojson").geometry.iloc[0]
    shade = high_pass(hillshade(heights(sources.marble), BOX, exaggeration=9.0), 14)
    mask = land_mask(land, (shade.shape[0], shade.shape[1]), BOX)
    spread = float(np.percentile(np.abs(shade[mask]), 99))
    level = np.where(mask, np.clip(shade / spread, -1, 1), 0.0)
    written = [_write_tiff(level, folder / "relief.tif")]
    web, _ = to_web_mercator(level, BOX, WEB_WIDTH_PX)
    for theme in ("light", "dark"):
        written.append(_write_picture(web, folder / f"relief_{theme}.webp", theme))
    about = {
        "bounds": [[BOX.south, BOX.west], [BOX.north, BOX.east]],
        "light": "relief_light.webp",
        "dark": "relief_dark.webp",
    }
    with atomic(folder / "relief.json") as part:
        part.write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8", newline="\n")
    return [*written, folder / "relief.json"]


def _write_tiff(level: NDArray[np.float64], path: Path) -> Path:
    import rasterio
    from rasterio.transform import from_bounds

    values = np.clip(level[::2, ::2] * 127 + 128, 0, 255).astype(np.uint8)
    with (
        atomic(path) as part,
        rasterio.open(
            part,
            "w",
            driver="GTiff",
            height=values.shape[0],
            width=values.shape[1],
            count=1,
            dtype="uint8",
            crs="EPSG:4326",
            transform=from_bounds(*BOX, values.shape[1], values.shape[0]),
            compress="deflate",
            predictor=2,
            zlevel=9,
            tiled=True,
        ) as target,
    ):
        target.write(values, 1)
    return path


def _write_picture(level: NDArray[np.float64], path: Path, theme: str) -> Path:
    from PIL import Image

    steps = np.round(level * 16) / 16
    strength = np.clip(np.abs(steps), 0, 1)
    dark = steps < 0
    rgba = np.zeros((*level.shape, 4), dtype=np.uint8)
    for channel in range(3):
        rgba[..., channel] = np.where(dark, (0, 0, 0)[channel] if theme == "dark" else DARK[channel], LIGHT[channel])
    rgba[..., 3] = (strength * MAX_ALPHA).astype(np.uint8)
    with atomic(path) as part:
        Image.fromarray(rgba, "RGBA").save(part, "WEBP", quality=30, alpha_quality=30, method=6)
    return path
