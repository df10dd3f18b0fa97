"""How each format carries a marking, and a look into what was written whether it does.

A format that is not in `CARRIERS` carries none: an export that must be marked is refused. What was written is read
back, so that a marking that somebody asked for, or that is required, stands in the file or there is no file.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sahel_atlas.exports.marking import COLUMN, CarrierError, Marking
from sahel_atlas.exports.plate.marking import marking_on

if TYPE_CHECKING:
    from PIL.Image import Image

    from sahel_atlas.exports.plate.plate import Plate

WAYS = ("page", "slide", "frame", "raster", "scene", "row", "sheet", "text")
"""Where a marking stands; each has its words in `sahel_atlas.views.export.panel`."""
DARK, LIGHT, CROSSED = 60, 120, 0.9
"""Brightest channel of the ground of a band, brightest one that words have at least, and share of a row that is ground
where no words stand."""


@dataclass(frozen=True)
class Carrier:
    """Where a format bears a marking (one of `WAYS`), and how to see that a file of it does."""

    way: str
    holds: Callable[[bytes, Marking], bool]


def carrier(kind: str, marking: Marking) -> Carrier | None:
    """How a format carries a marking; None when there is nothing to carry.

    Raises
    ------
    sahel_atlas.exports.marking.CarrierError
        If the format cannot: an export without its marking is no export.
    """
    if not marking:
        return None
    if kind not in CARRIERS:
        raise CarrierError(
            expected="a format that carries a marking, one of " + ", ".join(CARRIERS),
            got=repr(kind),
            do=f"choose one of these: {marking.line} would be lost",
        )
    return CARRIERS[kind]


def sealed(kind: str, data: bytes, marking: Marking) -> bytes:
    """The file as it is, once it was seen that its marking stands in it.

    Raises
    ------
    sahel_atlas.exports.marking.CarrierError
        If the marking is not in it.
    """
    how = carrier(kind, marking)
    if how is not None and not how.holds(data, marking):
        raise _lost(marking)
    return data


def on_all(plates: Iterable[Plate], marking: Marking) -> None:
    """Look whether a marking stands above and below on each plate.

    Raises
    ------
    sahel_atlas.exports.marking.CarrierError
        If one of them lacks it.
    """
    if any(marking_on(plate) != marking for plate in plates):
        raise _lost(marking)


def _lost(marking: Marking) -> CarrierError:
    return CarrierError(
        expected=f"{marking.line} in all of the file",
        got="a place without it",
        do="choose another format: nothing was written",
    )


# ---- pictures ----


def banded(picture: Image, marking: Marking) -> bool:
    """Whether a picture has a band with the marking's colours along its first and its last rows."""
    import numpy as np

    pixels = np.asarray(picture.convert("RGB"))
    wanted = [tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5)) for _, colour in marking.parts]
    for rows in (pixels, pixels[::-1]):
        ground = (rows.max(axis=2) <= DARK).mean(axis=1) >= CROSSED
        if not ground[:2].all():
            return False
        deep = max(8, pixels.shape[0] // 40)
        band = rows[2:deep].astype(int)
        if any((np.abs(band - colour).max(axis=2) <= LIGHT).sum() < 4 for colour in wanted):
            return False
    return True


def _png(data: bytes, marking: Marking) -> bool:
    from PIL import Image

    with Image.open(io.BytesIO(data)) as picture:
        return picture.info.get("Marking") == marking.line and banded(picture, marking)


def _gif(data: bytes, marking: Marking) -> bool:
    from PIL import Image, ImageSequence

    with Image.open(io.BytesIO(data)) as film:
        return all(banded(frame, marking) for frame in ImageSequence.Iterator(film))


def _tif(data: bytes, marking: Marking) -> bool:
    from PIL import Image
    from rasterio.io import MemoryFile

    with MemoryFile(data) as memory, memory.open() as raster:
        pixels = raster.read().transpose(1, 2, 0)
        return raster.tags().get("MARKING") == marking.line and banded(Image.fromarray(pixels), marking)


def _mp4(data: bytes, marking: Marking) -> bool:
    return marking.line.encode() in data


# ---- pages and slides ----


def _svg(data: bytes, marking: Marking) -> bool:
    from xml.etree import ElementTree

    texts = ["".join(e.itertext()).strip() for e in ElementTree.fromstring(data).iter() if e.tag.endswith("}text")]
    return all(texts.count(words) >= 2 for words, _ in marking.parts)


def _pdf(data: bytes, marking: Marking) -> bool:
    # The words on the pages are looked at before they are drawn (`on_all`); here it is what the file says of itself.
    found = marking.line
    plain = found.encode("latin-1", "ignore") if found.isascii() else found.encode("utf-16-be")
    escaped = plain.replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
    return escaped in data


def _pptx(data: bytes, marking: Marking) -> bool:
    from pptx import Presentation

    for slide in Presentation(io.BytesIO(data)).slides:
        runs = [r.text.strip() for r in slide._element.iter() if r.tag.endswith("}t") and r.text]
        if not all(runs.count(words) >= 2 for words, _ in marking.parts):
            return False
        notes = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
        if notes is None or marking.line not in notes.text:
            return False
    return True


def _html(data: bytes, marking: Marking) -> bool:
    from sahel_atlas.exports.page.marking import band_html, meta_html

    text = data.decode()
    return band_html(marking) in text and meta_html(marking) in text


# ---- tables ----


def _csv(data: bytes, marking: Marking) -> bool:
    import csv

    from sahel_atlas.exports.tables.workbook import harmless

    said = harmless(marking.line)
    head, *lines = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    if COLUMN not in head:
        return False
    at = head.index(COLUMN)
    return all(line[at] == said for line in lines) if lines else head[at + 1 :] == [said]


def _xlsx(data: bytes, marking: Marking) -> bool:
    from openpyxl import load_workbook

    from sahel_atlas.exports.tables.workbook import harmless

    said = harmless(marking.line)
    return all(
        str(sheet.cell(1, 1).value) == said and sheet.oddHeader.center.text and sheet.oddFooter.center.text
        for sheet in load_workbook(io.BytesIO(data)).worksheets
    )


def _json(data: bytes, marking: Marking) -> bool:
    found = json.loads(data)
    if isinstance(found, dict):
        rows = found["changes"] if "changes" in found else found["rows"]
        return found.get(COLUMN) == marking.line and all(row.get(COLUMN) == marking.line for row in rows)
    # A list of no rows has no place for a marking.
    return bool(found) and all(row.get(COLUMN) == marking.line for row in found)


def _geojson(data: bytes, marking: Marking) -> bool:
    found = json.loads(data)
    features = found["features"]
    return found.get(COLUMN) == marking.line and all(f["properties"].get(COLUMN) == marking.line for f in features)


def _gpkg(data: bytes, marking: Marking) -> bool:
    import sqlite3

    base = sqlite3.connect(":memory:")
    try:
        base.deserialize(data)
        said = base.execute("select value from provenance where key = ?", (COLUMN,)).fetchone()
        names = {row[1] for row in base.execute("pragma table_info(engagements)")}
        if said != (marking.line,) or COLUMN not in names:
            return False
        return base.execute(f"select 1 from engagements where {COLUMN} is not ?", (marking.line,)).fetchone() is None
    finally:
        base.close()


def _text(data: bytes, marking: Marking) -> bool:
    lines = data.decode().splitlines()
    return lines[0] == lines[-1] == marking.line


def _parquet(data: bytes, marking: Marking) -> bool:
    import pyarrow.parquet as pq

    table = pq.read_table(io.BytesIO(data))
    said = json.loads((table.schema.metadata or {}).get(b"atlas_provenance", b"{}"))
    column = table.column(COLUMN).to_pylist() if COLUMN in table.column_names else [None]
    return said.get(COLUMN) == marking.line and all(value == marking.line for value in column)


CARRIERS: Mapping[str, Carrier] = {
    "png": Carrier("page", _png),
    "svg": Carrier("page", _svg),
    "pdf": Carrier("page", _pdf),
    "pptx": Carrier("slide", _pptx),
    "gif": Carrier("frame", _gif),
    "mp4": Carrier("frame", _mp4),
    "tif": Carrier("raster", _tif),
    "html": Carrier("scene", _html),
    "csv": Carrier("row", _csv),
    "json": Carrier("row", _json),
    "geojson": Carrier("row", _geojson),
    "gpkg": Carrier("row", _gpkg),
    "parquet": Carrier("row", _parquet),
    "xlsx": Carrier("sheet", _xlsx),
    "text": Carrier("text", _text),
}
"""Format -> how it carries a marking."""
