"""The rows of a layer with a style, as every painter needs them: when each holds, since when it is known, its class."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from geo.crs import to_wgs84
from geo.errors import AtlasError
from layers.layer import Layer
from sahel_atlas.records.clock.periods import known_day, span

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy as np
    from numpy.typing import NDArray

    from sahel_atlas.records.atlas import Atlas

EPOCH = date(1970, 1, 1)
ALWAYS, NEVER = -(2**31) + 1, 2**31 - 1
"""Days that stand for *since ever* and *to this day*: what fits a signed number of 32 bits."""
KINDS = {
    "Point": ("Point", "MultiPoint"),
    "LineString": ("LineString", "MultiLineString"),
    "Polygon": ("Polygon", "MultiPolygon"),
}


@dataclass(frozen=True, eq=False)
class Drawn:
    """All rows of a styled layer with what painters ask of them.

    Attributes
    ----------
    layer : Layer
    frame : geopandas.GeoDataFrame
        EPSG:4326, ids unique, rows in the order of the file; empty geometries are left out and counted in `left_out`.
    first, until, known : numpy.ndarray of int32
        First day on which a row holds, the day from which it holds no more, and the day from which it was public; whole
        days since 1970-01-01, `ALWAYS` and `NEVER` where open.
    classes : numpy.ndarray of int16
        Class in the style's scale; 0 without one, `NONE` for no data.
    left_out : tuple of str
        Ids of rows without a geometry.
    """

    layer: Layer
    frame: gpd.GeoDataFrame
    first: NDArray[np.int32]
    until: NDArray[np.int32]
    known: NDArray[np.int32]
    classes: NDArray[np.int16]
    left_out: tuple[str, ...]

    def holds(self, first: date, last: date, known: str | date = "") -> NDArray[np.bool_]:
        """Which rows hold on a day of a stretch, as known on a day; both ends of the stretch count.

        With a day of knowledge a row shows only if it had begun by then, as dated points do.
        """
        by = known_day(known)
        end = min(last, by)
        return (self.first <= day_number(end)) & (day_number(first) < self.until) & (self.known <= day_number(by))

    def on(self, day: date, known: str | date = "") -> gpd.GeoDataFrame:
        """The rows of one day as a frame of its own."""
        return self.frame[self.holds(day, day, known)].reset_index(drop=True)


def known_by(held: Drawn, known: str | date) -> Drawn:
    """The rows that were public on a day, all of them when it is empty."""
    kept = held.known <= day_number(known_day(known))
    return replace(
        held,
        frame=held.frame[kept].reset_index(drop=True),
        first=held.first[kept],
        until=held.until[kept],
        known=held.known[kept],
        classes=held.classes[kept],
    )


def day_number(day: date) -> int:
    """Whole days since 1970-01-01.

    Examples
    --------
    >>> day_number(date(1970, 1, 11))
    10
    """
    return (day - EPOCH).days


def drawn(layer: Layer, atlas: Atlas) -> Drawn:
    """Load a layer with a style and look each row up once.

    Raises
    ------
    AtlasError
        If the layer has no style, or its frame lacks what the layer names: a CRS, an id, a column, its geometry type.
    """
    import numpy as np

    if layer.rows is None or layer.style is None:
        raise _fault(layer, "a layer with a style", "one with a painter of its own", "ask `Atlas.frame` for its rows")
    frame = to_wgs84(layer.rows(atlas))
    _checked(layer, frame)
    bare = frame.geometry.isna() | frame.geometry.is_empty
    left_out = tuple(map(str, frame.loc[bare, "id"]))
    frame = frame[~bare].reset_index(drop=True)
    first, until, known = _times(layer, frame)
    by = layer.style.by
    classes = [by.class_of(value) for value in frame[by.field]] if by else [0] * len(frame)
    return Drawn(layer, frame, first, until, known, np.asarray(classes, dtype=np.int16), left_out)


def _times(layer: Layer, frame: gpd.GeoDataFrame) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]:
    """First day, day after the last, and day of knowledge of each row."""
    import numpy as np

    n, time = len(frame), layer.time
    first = np.full(n, ALWAYS, dtype=np.int32)
    until = np.full(n, NEVER, dtype=np.int32)
    known = np.full(n, ALWAYS, dtype=np.int32)
    if time is None:
        return first, until, known
    where = f"layer {layer.id}, column "
    begins, ends = _days(frame[time.start], where + time.start)
    first = np.where(begins == NEVER, ALWAYS, begins).astype(np.int32)
    until = _days(frame[time.end], where + time.end)[0] if time.end else ends
    if time.known:
        told = _days(frame[time.known], where + time.known)[1]
        # A day of knowledge ends with that day: `_days` gives the day after it.
        known = np.where(told == NEVER, ALWAYS, told - 1).astype(np.int32)
    return first, until, known


def _days(cells: Any, where: str) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """First day of each cell and the day after its last; `NEVER` for both where it is empty."""
    import numpy as np
    import pandas as pd

    # Each text is read once: many rows share a day.
    codes, texts = pd.factorize(cells.map(_text))
    spans = [_span(text, where) if text else None for text in texts]
    first = [day_number(s[0]) if s else NEVER for s in spans]
    after = [day_number(s[1]) + 1 if s else NEVER for s in spans]
    return np.asarray(first, dtype=np.int32)[codes], np.asarray(after, dtype=np.int32)[codes]


def _text(cell: Any) -> str:
    """A cell as text: dates as ISO, missing ones empty."""
    if cell is None or cell != cell:
        return ""
    return cell.isoformat()[:10] if hasattr(cell, "isoformat") else str(cell).strip()


def _span(text: str, where: str) -> tuple[date, date]:
    try:
        return span(text)
    except AtlasError as error:
        raise AtlasError(expected=error.expected, got=error.got, do=error.do, where=where) from error


def _checked(layer: Layer, frame: gpd.GeoDataFrame) -> None:
    """Refuse a frame that is not what its layer says."""
    style, time = layer.style, layer.time
    asked = [field.name for field in layer.fields]
    if style:
        asked += [*style.tooltip, *([style.by.field] if style.by else []), *([style.country] if style.country else [])]
    asked += [c for c in (time.start, time.end, time.known) if c] if time else []
    lacking = [name for name in dict.fromkeys(("id", *asked)) if name not in frame.columns]
    if lacking:
        raise _fault(
            layer, f"the columns {', '.join(lacking)}", f"only {', '.join(frame.columns)}", "add or rename them"
        )
    twice = sorted(map(str, frame.loc[frame["id"].duplicated(), "id"]))
    if twice:
        raise _fault(layer, "each id once", f"{twice[0]!r} twice", "number the rows")
    kinds = set(frame.geometry.dropna().geom_type)
    if not kinds <= {*KINDS[layer.geometry]}:
        raise _fault(
            layer, f"geometries of type {layer.geometry}", ", ".join(sorted(kinds)), "make a layer for each type"
        )


def _fault(layer: Layer, expected: str, got: str, do: str) -> AtlasError:
    return AtlasError(expected=expected, got=got, do=do, where=f"layer {layer.id}")
