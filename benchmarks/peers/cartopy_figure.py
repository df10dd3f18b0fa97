"""The peer of the static map: the same layers as cartopy's documentation draws them, on the same projection and paper.

Sea, land, tints, relief, rivers, lakes, borders, coast, a pie of five wedges with its number and name per country,
the routes, sites and towns with labels, a legend of proxies and a title. What the atlas does besides is left out: no
search for free places, no locator, no scale bar, no embedded fonts, no state code.
"""

from __future__ import annotations

import io
from typing import Any

from layers.atlas import Atlas
from layers.base import load_base, relief
from layers.routes import leg_points
from sahel_atlas.marks.theme import INSTRUMENT_TOKEN, LIGHT
from sahel_atlas.records.vocabulary import INSTRUMENTS
from sahel_atlas.scenes.resolve import Resolved, resolve
from sahel_atlas.scenes.scene import Scene

EXTENT = (-18.8, 25.2, 1.0, 37.4)
LINES = (
    ("rivers", "river", 0.8),
    ("borders", "border", 0.6),
    ("coast", "coast", 0.6),
    ("outline_sahel", "outline", 1.3),
)


def draw(atlas: Atlas, kind: str) -> bytes:
    """The letter's day as PNG (1920 by 1080) or PDF."""
    import cartopy.crs as ccrs
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    found = resolve(Scene(), atlas)
    figure = Figure(figsize=(960 / 72, 540 / 72))
    FigureCanvasAgg(figure)
    axes: Any = figure.add_axes(
        (0.0, 0.08, 1.0, 0.8), projection=ccrs.LambertAzimuthalEqualArea(central_longitude=4, central_latitude=18)
    )
    plain = ccrs.PlateCarree()
    axes.set_extent(EXTENT, crs=plain)
    axes.set_facecolor(LIGHT["sea"])
    _ground(axes, atlas, plain)
    _marks(axes, atlas, found, plain)
    figure.text(0.03, 0.94, "All engagements on 1 December 2023", fontsize=22, weight="bold")
    figure.text(0.03, 0.03, "Sources: " + "; ".join(d.publisher for d in found.documents[:5]), fontsize=8)
    out = io.BytesIO()
    figure.savefig(out, format=kind, dpi=144 if kind == "png" else 72)
    return out.getvalue()


def _ground(axes: Any, atlas: Atlas, plain: Any) -> None:
    import rasterio

    axes.add_geometries(load_base("land", atlas.base).geometry, plain, facecolor=LIGHT["land"])
    focus = load_base("focus", atlas.base)
    for tier, rows in focus.groupby("tier"):
        axes.add_geometries(rows.geometry, plain, facecolor=LIGHT[f"t{int(tier)}"])
    held = relief(atlas.base)
    with rasterio.open(held.path) as image:
        b = held.bounds
        extent = (b.west, b.east, b.south, b.north)
        axes.imshow(image.read(1), extent=extent, transform=plain, cmap="gray", alpha=0.2, origin="upper", zorder=1.6)
    axes.add_geometries(load_base("lakes", atlas.base).geometry, plain, facecolor=LIGHT["lake"])
    for name, token, width in LINES:
        rows = load_base(name, atlas.base).geometry
        axes.add_geometries(rows, plain, facecolor="none", edgecolor=LIGHT[token], linewidth=width)


def _marks(axes: Any, atlas: Atlas, found: Resolved, plain: Any) -> None:
    from matplotlib.patches import Patch, Wedge

    for leg in atlas.tables.route_legs:
        lon, lat = zip(*leg_points(atlas, leg), strict=True)
        axes.plot(lon, lat, color=LIGHT["route"], linestyle="--", linewidth=1.2, transform=plain)
    for mark in (m for m in found.sites if not m.off_map):
        lon, lat = float(mark.place.lon or 0), float(mark.place.lat or 0)
        axes.plot(lon, lat, "s", color=LIGHT["ink"], markersize=4, transform=plain)
        axes.text(lon, lat, mark.place.name_en, fontsize=8, transform=plain)
    names = {c.iso3: c.name_en for c in atlas.tables.countries}
    middles = load_base("focus", atlas.base).set_index("iso3").geometry.representative_point()
    for iso3, wheel in found.wheels.items():
        x, y = axes.projection.transform_point(middles[iso3].x, middles[iso3].y, plain)
        for i, segment in enumerate(wheel.segments):
            colour = LIGHT[INSTRUMENT_TOKEN[segment.instrument]]
            filled = colour if segment.running else "white"
            wedge = Wedge(
                (x, y), 130_000, 72 * i, 72 * (i + 1), width=65_000, facecolor=filled, edgecolor=colour, zorder=4
            )
            axes.add_patch(wedge)
        axes.text(x, y, str(wheel.running), ha="center", va="center", fontsize=9, weight="bold", zorder=5)
        axes.text(x, y - 190_000, names[iso3].upper(), ha="center", fontsize=9, weight="bold", zorder=5)
    proxies = [Patch(color=LIGHT[INSTRUMENT_TOKEN[name]], label=name) for name in INSTRUMENTS]
    axes.legend(handles=proxies, loc="lower left")
