"""The peers' data and the small server of their pages.

At the atlas's own size: one point per state of an engagement in a country (jittered round the country's anchor) with
the months between which it holds. Beyond that: synthetic dated points, drawn with a fixed seed over the same piece
of the earth; a tenth of them holds in any month.
"""

from __future__ import annotations

import gzip
import json
import math
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "bench"
SITE = BUILD / "site"
MONTHS = 156
"""January 2012 to December 2024."""
FIRST_YEAR = 2012
CENTRE_LON_LAT = (4.0, 18.0)
ZOOM = 4.5
MAP_PX = (1352, 640)
"""The size of the atlas's own map in a window of 1600 by 900; the peers' maps get the same."""
COLOURS = {
    "diplomacy": "#2B51AA",
    "security": "#3F053C",
    "migration": "#B56A12",
    "development": "#12877C",
    "humanitarian": "#A61F47",
}
MAP_STYLE = {"width": f"{MAP_PX[0]}px", "height": f"{MAP_PX[1]}px"}
LAND_STYLE = {"weight": 1, "color": "#93866D", "fillColor": "#F6E0AC", "fillOpacity": 1}
OWN = 0
"""In place of a number of points: the atlas's own states."""
HOLDS_MONTHS = 15
SEED = 1


def month_number(day: Any) -> int:
    """Months since January 2012."""
    return (day.year - FIRST_YEAR) * 12 + day.month - 1


def feature(lon: float, lat: float, start: int, end: int, color: str) -> dict[str, Any]:
    """A GeoJSON point that holds from month `start` up to but not including month `end`."""
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [round(lon, 4), round(lat, 4)]},
        "properties": {"start": start, "end": end, "color": color},
    }


@cache
def points(count: int = OWN) -> dict[str, Any]:
    """A FeatureCollection of dated points: `start` and `end` in months, `color`."""
    return {"type": "FeatureCollection", "features": _synthetic(count) if count else _states()}


def _states() -> list[dict[str, Any]]:
    from layers.atlas import Atlas

    atlas = Atlas.load()
    wheels = json.loads((ROOT / "data" / "labels.json").read_text(encoding="utf-8"))["wheels"]
    features: list[dict[str, Any]] = []
    for chain in atlas.clock():
        if chain.country not in wheels:
            continue
        anchor, engagement = wheels[chain.country], atlas.engagement(chain.engagement_id)
        for i, link in enumerate(chain.links):
            angle, radius = len(features) * 2.4, 0.25 + (len(features) % 7) * 0.16
            follower = chain.links[i + 1].start if i + 1 < len(chain.links) else None
            lon, lat = anchor["lon"] + radius * math.cos(angle), anchor["lat"] + radius * math.sin(angle)
            end = month_number(follower) if follower else MONTHS
            features.append(feature(lon, lat, month_number(link.start), end, COLOURS[engagement.instruments[0]]))
    return features


def drawn(count: int) -> dict[str, Any]:
    """Columns of synthetic points as numpy arrays: `lon`, `lat`, `kind` (index of the colour), `start`, `end`."""
    import numpy as np

    source = np.random.default_rng(SEED)
    lon, lat = source.uniform(-16, 25, count).astype("f4"), source.uniform(4.5, 31, count).astype("f4")
    start = source.integers(-HOLDS_MONTHS + 1, MONTHS, count).astype("i2")
    kind = source.integers(0, len(COLOURS), count).astype("u1")
    return {"lon": lon, "lat": lat, "kind": kind, "start": start, "end": start + np.int16(HOLDS_MONTHS)}


def _synthetic(count: int) -> list[dict[str, Any]]:
    columns, colours = drawn(count), list(COLOURS.values())
    rows = zip(*(columns[name].tolist() for name in ("lon", "lat", "start", "end", "kind")), strict=True)
    return [feature(lon, lat, start, end, colours[kind]) for lon, lat, start, end, kind in rows]


def shown(collection: dict[str, Any], month: int) -> dict[str, Any]:
    """The features that hold in a month; the first carries the month, so that the page can tell when it is painted."""
    keep = [f for f in collection["features"] if f["properties"]["start"] <= month < f["properties"]["end"]]
    if keep:
        keep[0] = keep[0] | {"properties": keep[0]["properties"] | {"month": month}}
    return {"type": "FeatureCollection", "features": keep}


def countries() -> dict[str, Any]:
    """The polygons of the atlas's own base layer."""
    return dict(json.loads((ROOT / "data" / "base" / "countries.geojson").read_text(encoding="utf-8")))


def serve(application: Any) -> None:
    """Serve a WSGI application on a free port and print the address."""
    from waitress import create_server

    server = create_server(application, host="127.0.0.1", port=0, threads=8)
    print(f"http://127.0.0.1:{server.effective_port}", flush=True)
    server.run()


TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".geojson": "application/geo+json",
}


def files(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """The pages in `build/bench/site`, compressed as a web server would."""
    path = (SITE / environ["PATH_INFO"].lstrip("/")).resolve()
    if not path.is_relative_to(SITE) or not path.is_file():
        start_response("404 Not Found", [("Content-Type", "text/plain")])
        return [b"no such page"]
    headers = [("Content-Type", TYPES.get(path.suffix, "application/octet-stream")), ("Content-Encoding", "gzip")]
    start_response("200 OK", headers)
    return [_compressed(path)]


@cache
def _compressed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), 6)


if __name__ == "__main__":
    serve(files)
