"""Choropleths: HDI, population, or the number of running engagements, classed, with `no data` its own class."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from geo.classes import natural_breaks
from layers.countries import wheels_on
from layers.layer import ID, NAMES, Field, Layer, Source
from sahel_atlas.records.clock.periods import span

if TYPE_CHECKING:
    import geopandas as gpd

    from sahel_atlas.records.atlas import Atlas

CLASSES = 5
"""Classes of a choropleth; they part distinct values, so that many equal ones do not pull a bound to themselves."""


@dataclass(frozen=True)
class Fill:
    """Values per country and year (one year for an indicator without a series) and the upper bounds of the classes."""

    name: str
    unit: str
    values: dict[int, dict[str, float]]
    breaks: tuple[float, ...]
    source: str


def bounds(values: list[float]) -> tuple[float, ...]:
    """Upper bounds of the classes of all distinct values, by natural breaks.

    Examples
    --------
    >>> bounds([3.0, 3.0, 5.0])
    (3.0, 5.0)
    """
    return natural_breaks(sorted(set(values)), CLASSES)


def fill(atlas: Atlas, name: str) -> Fill:
    """One indicator with its classes.

    Parameters
    ----------
    atlas : Atlas
        As known on a day: what was published later is not classed.
    name : {"HDI", "population", "engagements"}
        `engagements` counts running Dutch engagements per focus country; its classes hold over all dates, so that the
        legend stands still while time moves.
    """
    if name == "engagements":
        return _engagement_fill(atlas)
    rows = [r for r in atlas.tables.indicators if r.indicator == name]
    values: dict[int, dict[str, float]] = {}
    for row in rows:
        values.setdefault(int(row.year or 0), {})[row.iso3] = float(row.value or 0)
    everything = [x for year in values.values() for x in year.values()]
    return Fill(
        name,
        rows[0].unit if rows else "",
        values,
        bounds(everything),
        "; ".join(sorted({r.source for r in rows if r.source})),
    )


def _engagement_fill(atlas: Atlas) -> Fill:
    seen = []
    first, last = atlas.tables.window
    for year in range(span(first)[0].year, span(last)[0].year + 1):
        for month in ("06", "12"):
            counted = wheels_on(atlas, span(f"{year}-{month}")[1]).values()
            seen += [float(wheel.running) for wheel in counted if wheel.running]
    return Fill(
        "engagements",
        "engagements running",
        {},
        bounds(seen),
        "engagements.csv, periods.csv",
    )


def fills(atlas: Atlas) -> dict[str, Any]:
    """All choropleths as plain JSON values, for the browser."""
    made = (fill(atlas, name) for name in ("HDI", "population", "engagements"))
    return {f.name: {"unit": f.unit, "values": f.values, "breaks": f.breaks, "source": f.source} for f in made}


def load(atlas: Atlas, day: date, known: str) -> gpd.GeoDataFrame:
    """Polygons in EPSG:4326 with the latest HDI and population on or before `day`; missing where there are no data.

    Parameters
    ----------
    atlas : Atlas
    day : datetime.date
        Event time.
    known : str
        Document time, ISO; empty for everything.

    Returns
    -------
    geopandas.GeoDataFrame
        Columns of `LAYER.fields`; the join's report stands in ``frame.attrs["join"]``.
    """
    import pandas as pd

    from geo.join import join_attributes
    from layers.base import load_base

    atlas = atlas.at(known)
    latest: dict[str, dict[str, Any]] = {}
    for row in sorted(atlas.tables.indicators, key=lambda r: r.year or 0):
        if (row.year or 0) <= day.year:
            latest.setdefault(row.iso3, {"id": row.iso3})[row.indicator] = row.value
    shapes = load_base("countries", atlas.base).rename(columns={"iso3": "id"})
    table = pd.DataFrame(list(latest.values()), columns=["id", "HDI", "population"])
    frame, report = join_attributes(shapes, table, on="id")
    frame.attrs["join"] = report
    return frame


LAYER = Layer(
    id="indicators",
    geometry="Polygon",
    fields=(
        ID,
        *NAMES,
        Field("HDI", "human development index, 0 to 1"),
        Field("population", "number of people"),
    ),
    source=Source(geometry="base/countries.geojson", attributes=("indicators.csv",)),
    load=load,
    shown=False,
)
