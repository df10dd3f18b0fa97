"""The peers that need no server of their own: folium's page, MapLibre GL JS and deck.gl, made into `build/bench/site`.

Their libraries come from npm in the versions of `package.json` (installed by `scripts/bench.sh`); the pages name local
files only.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.peers import common

HERE = Path(__file__).resolve().parent
MODULES = common.BUILD / "node_modules"
COPIED = {
    "leaflet.js": "leaflet/dist/leaflet.js",
    "leaflet.css": "leaflet/dist/leaflet.css",
    "jquery.js": "jquery/dist/jquery.min.js",
    "moment.js": "moment/min/moment.min.js",
    "iso8601.js": "iso8601-js-period/iso8601.js",
    "timedimension.js": "leaflet-timedimension/dist/leaflet.timedimension.min.js",
    "timedimension.css": "leaflet-timedimension/dist/leaflet.timedimension.control.min.css",
    "maplibre.css": "maplibre-gl/dist/maplibre-gl.css",
}
BUNDLED = {
    "deck.js": HERE / "deck.mjs",
    "maplibre.js": HERE / "maplibre.mjs",
    "maplibre-worker.js": MODULES / "maplibre-gl" / "dist" / "maplibre-gl-worker.mjs",
}
FOLIUM_SCRIPT = """
window.bench = { shown: -1, wanted: %(last)d, ready: () => window.bench.loaded };
addEventListener("load", () => {
  const { bench } = window, time = %(map)s.timeDimension;
  time.on("timeload", () => { bench.shown = bench.wanted; });
  bench.step = (month) => { bench.wanted = month; time.setCurrentTime(Date.UTC(%(year)d, month, 1)); };
  bench.step(bench.wanted);
  bench.loaded = true;
});
"""


def present() -> bool:
    """Whether the libraries are installed."""
    return (MODULES / "esbuild").is_dir()


def make(sizes: tuple[int, ...]) -> None:
    """Write the pages for each number of points."""
    common.SITE.mkdir(parents=True, exist_ok=True)
    for name, path in COPIED.items():
        text = (MODULES / path).read_text(encoding="utf-8")
        # A style sheet names a font on another host; nothing here may ask for it.
        _write(name, re.sub(r"url\(['\"]?https?:[^)]*\)", "none", text) if name.endswith(".css") else text)
    for name, path in BUNDLED.items():
        _bundle(path, common.SITE / name)
    _write("countries.geojson", json.dumps(common.countries(), separators=(",", ":")))
    for count in sizes:
        data = f"points-{count}.geojson"
        _write(data, json.dumps(common.points(count), separators=(",", ":")))
        _write(f"folium-{count}.html", folium_page(count))
        for library in ("deck", "maplibre"):
            _write(f"{library}-{count}.html", gl_page(library, data))


def _write(name: str, text: str) -> None:
    (common.SITE / name).write_text(text, encoding="utf-8")


def _bundle(source: Path, target: Path) -> None:
    """One classic script of a module and all it imports."""
    command = [MODULES / ".bin" / "esbuild", source, "--bundle", "--minify", "--log-level=error", f"--outfile={target}"]
    kind = "esm" if target.name == "maplibre-worker.js" else "iife"
    subprocess.run(
        [*map(str, command), f"--format={kind}"],
        check=True,
        cwd=common.BUILD,
        env=os.environ | {"NODE_PATH": str(MODULES)},
    )


def gl_page(library: str, data: str) -> str:
    """A page with one map of the size of all, and its settings beside the script."""
    width, height = common.MAP_PX
    settings = {"centre": common.CENTRE_LON_LAT, "zoom": common.ZOOM, "set": data, "last": common.MONTHS - 1}
    return (
        f'<!doctype html><meta charset="utf-8"><title>{library}</title><link rel="stylesheet" href="maplibre.css">'
        f'<div id="map" style="position:relative;width:{width}px;height:{height}px"></div>'
        f'<script type="application/json" id="settings">{json.dumps(settings)}</script>'
        f'<script src="{library}.js"></script>'
    )


def folium_page(count: int) -> str:
    """What folium writes for the points as TimestampedGeoJson, with its addresses elsewhere made local ones."""
    import folium
    from branca.element import Element
    from folium.plugins import TimestampedGeoJson

    lon, lat = common.CENTRE_LON_LAT
    width, height = common.MAP_PX
    chart = folium.Map(
        [lat, lon], zoom_start=common.ZOOM, zoom_snap=0.1, tiles=None, prefer_canvas=True, width=width, height=height
    )
    chart.default_js = [("leaflet", "leaflet.js"), ("jquery", "jquery.js")]
    chart.default_css = [("leaflet_css", "leaflet.css")]
    folium.GeoJson(common.countries(), style_function=lambda _: common.LAND_STYLE).add_to(chart)
    layer = TimestampedGeoJson(_timed(count), period="P1M", duration="PT1S", add_last_point=False, auto_play=False)
    layer.default_js = [(n, f"{n}.js") for n in ("moment", "iso8601", "timedimension")]
    layer.default_css = [("timedimension_css", "timedimension.css")]
    layer.add_to(chart)
    names = {"last": common.MONTHS - 1, "map": chart.get_name(), "year": common.FIRST_YEAR}
    chart.get_root().script.add_child(Element(FOLIUM_SCRIPT % names), name="bench")
    return str(chart.get_root().render())


def _timed(count: int) -> dict[str, Any]:
    """The points with the first and the last month in which they hold, as the plugin reads them."""

    def moment(month: int) -> int:
        year, number = divmod(month, 12)
        return int(datetime(common.FIRST_YEAR + year, number + 1, 1, tzinfo=UTC).timestamp() * 1000)

    features = [
        f
        | {
            "properties": {
                "times": [moment(f["properties"]["start"]), moment(f["properties"]["end"] - 1)],
                "icon": "circle",
                "iconstyle": {
                    "radius": 4,
                    "weight": 1,
                    "color": "#fff",
                    "fillColor": f["properties"]["color"],
                    "fillOpacity": 1,
                },
            }
        }
        for f in common.points(count)["features"]
    ]
    return {"type": "FeatureCollection", "features": features}
