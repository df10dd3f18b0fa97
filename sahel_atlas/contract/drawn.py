"""Layers with a style for the browser: what is said of each in the payload, and its rows as typed arrays.

The arrays travel as they stand in memory (little-endian), after a head in JSON that says where each begins: 100,000
points are read without being parsed.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypedDict

from layers.drawn import Drawn
from layers.layer import Field, Layer
from layers.style import MISSING, NONE, Category, Pair, Value

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy as np
    from numpy.typing import NDArray

    from layers.catalog import Catalog

MAGIC = b"ATL1"
HALF_PIXEL_DEGREES = 0.0007
"""Half a pixel at zoom 10, the nearest that the map goes (360 degrees on 256 * 2**10 pixels): finer is not drawn."""
KINDS = {"float32": "f4", "int32": "i4", "uint32": "u4", "int16": "i2"}
"""Types of arrays, by the names that numpy has for them."""


class ClassSaid(TypedDict):
    """One class of a layer's scale: its words, and how it is drawn."""

    k: int
    en: str
    nl: str
    shape: str
    paint: str


class LayerField(TypedDict):
    """One column that a person reads of a row: its name, and what stands above it."""

    name: str
    en: str
    nl: str


class LayerSaid(TypedDict):
    """What the page needs to know of a layer with a style before it is switched on."""

    id: str
    geometry: str
    en: str
    nl: str
    unit: list[str]
    by: str
    classes: list[ClassSaid]
    size: float
    width: float
    opacity: float
    dash: str
    label: str
    country: str
    fields: list[LayerField]
    source: str


def layers_said(catalog: Catalog) -> list[LayerSaid]:
    """The styled layers of a catalogue, the lowest first."""
    return [layer_said(layer) for layer in catalog.styled]


def layer_said(layer: Layer) -> LayerSaid:
    """What is said of one layer; raises AssertionError for one without a style."""
    style = layer.style
    assert style is not None, layer.id
    unit = style.by.unit if isinstance(style.by, Value) else ("", "")
    return LayerSaid(
        id=layer.id,
        geometry=layer.geometry,
        en=layer.name[0],
        nl=layer.name[1],
        unit=list(unit),
        by=style.by.field if style.by else "",
        classes=_classes(layer),
        size=style.size_px,
        width=style.width_px,
        opacity=style.opacity,
        dash=style.dash,
        label=style.label,
        country=style.country,
        fields=[LayerField(name=f.name, en=field_label(f)[0], nl=field_label(f)[1]) for f in told_fields(layer)],
        source="; ".join(dict.fromkeys((layer.source.geometry, *layer.source.attributes))),
    )


def _classes(layer: Layer) -> list[ClassSaid]:
    style = layer.style
    assert style is not None, layer.id

    def said(k: int, words: Pair) -> ClassSaid:
        return ClassSaid(k=k, en=words[0], nl=words[1], shape=style.shape_of(k), paint=style.paint_of(k))

    if style.by is None:
        return [said(0, layer.name)]
    classes = [said(k, words) for k, words in enumerate(style.classes)]
    return classes if isinstance(style.by, Category) else [*classes, said(NONE, MISSING)]


def told_fields(layer: Layer) -> tuple[Field, ...]:
    """The columns that a person reads of a row, in their order: those of the tooltip, or all but the id."""
    style = layer.style
    assert style is not None, layer.id
    known = {f.name: f for f in layer.fields}
    if style.tooltip:
        return tuple(known.get(name, Field(name, name)) for name in style.tooltip)
    return tuple(f for f in layer.fields if f.name != "id" and not f.name.endswith("_nl"))


def field_label(field: Field) -> Pair:
    """What stands above a column: its label, or its name with spaces."""
    plain = field.name.removesuffix("_en").replace("_", " ").capitalize()
    return (field.label[0] or plain, field.label[1] or plain)


@dataclass(frozen=True, eq=False)
class Shapes:
    """Geometries as arrays: each once, however many rows share it.

    Attributes
    ----------
    of_row : (rows,) uint32
        Index of the geometry of each row.
    starts : (geometries + 1,) uint32
        Where the rings of a geometry begin in `rings`.
    rings : (rings + 1,) uint32
        Where a ring (of a line: a part) begins in `coords`, counted in points.
    coords : (points, 2) float32
        Lon, lat in degrees, EPSG:4326.
    """

    of_row: NDArray[np.uint32]
    starts: NDArray[np.uint32]
    rings: NDArray[np.uint32]
    coords: NDArray[np.float32]


def shapes_of(frame: gpd.GeoDataFrame) -> Shapes:
    """Lines and polygons of a frame, simplified to half a pixel at the nearest zoom.

    Method: Douglas-Peucker with topology kept inside each geometry (`shapely.simplify`).
    """
    import numpy as np
    import shapely

    keys = shapely.to_wkb(frame.geometry.to_numpy())
    first: dict[bytes, int] = {}
    of_row = np.asarray([first.setdefault(key, len(first)) for key in keys], dtype=np.uint32)
    once = shapely.simplify(shapely.from_wkb(np.asarray(list(first), dtype=object)), HALF_PIXEL_DEGREES)
    parts, part_of = shapely.get_parts(once, return_index=True)
    if len(parts) and shapely.get_type_id(parts[0]) == shapely.GeometryType.POLYGON:
        rings, of_part = shapely.get_rings(parts, return_index=True)
        shape_of = part_of[of_part]
    else:
        rings, shape_of = parts, part_of
    coords, ring_of = shapely.get_coordinates(rings, return_index=True)
    return Shapes(
        of_row,
        np.searchsorted(shape_of, np.arange(len(once) + 1)).astype(np.uint32),
        np.searchsorted(ring_of, np.arange(len(rings) + 1)).astype(np.uint32),
        coords.astype(np.float32),
    )


def arrays_of(held: Drawn) -> dict[str, NDArray[Any]]:
    """The arrays of a layer by name: times and classes of rows, a point in each, and shapes of lines and polygons."""
    import numpy as np

    arrays: dict[str, NDArray[Any]] = {
        "first": held.first,
        "until": held.until,
        "known": held.known,
        "classes": held.classes,
    }
    points = held.frame.geometry.representative_point()
    arrays |= {"lon": points.x.to_numpy(np.float32), "lat": points.y.to_numpy(np.float32)}
    if held.layer.geometry == "Point":
        return arrays
    shapes = shapes_of(held.frame)
    return arrays | {
        "ofRow": shapes.of_row,
        "starts": shapes.starts,
        "rings": shapes.rings,
        "coords": shapes.coords.ravel(),
    }


def packed_layer(held: Drawn) -> bytes:
    """A layer as one body: `ATL1`, length of the head (uint32), the head in JSON, then the arrays, each on four bytes.

    The head holds `n` (rows), `leftOut` (how many had no geometry) and `arrays`: name to [type, first byte, length],
    counted from the end of the head.
    """
    body, table = bytearray(), {}
    for name, values in arrays_of(held).items():
        body += bytes(-len(body) % 4)
        kind = KINDS[values.dtype.name]
        table[name] = [kind, len(body), len(values)]
        body += values.astype(f"<{kind}").tobytes()
    head = json.dumps({"n": len(held.frame), "leftOut": len(held.left_out), "arrays": table}).encode()
    head += b" " * (-len(head) % 4)
    return MAGIC + struct.pack("<I", len(head)) + head + bytes(body)


def layer_rows(held: Drawn) -> dict[str, list[Any]]:
    """What a person reads of each row, by columns: `id`, the label's columns, the told ones and the country's.

    Numbers stay numbers, dates become ISO text, missing cells None.
    """
    style = held.layer.style
    assert style is not None, held.layer.id
    frame = held.frame
    label = [c for c in (style.label, f"{style.label}_en", f"{style.label}_nl") if c in frame.columns]
    wanted = ["id", *label, *(f.name for f in told_fields(held.layer)), *([style.country] if style.country else [])]
    return {name: [_cell(x) for x in frame[name]] for name in dict.fromkeys(wanted)}


def _cell(value: Any) -> Any:
    if value is None or value != value:
        return None
    if hasattr(value, "isoformat"):
        return value.isoformat()[:10]
    return value.item() if hasattr(value, "item") else value
