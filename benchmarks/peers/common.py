"""The peers' data: the same states as the atlas's, as dash-leaflet's documentation would put them on a map.

One point per engagement and country (jittered round the country's anchor) with month numbers between which it runs, and
the country polygons that the atlas draws.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
MONTHS = 156
"""January 2012 to December 2024."""
COLOURS = {
    "diplomacy": "#2B51AA",
    "security": "#3F053C",
    "migration": "#B56A12",
    "development": "#12877C",
    "humanitarian": "#A61F47",
}


def month_number(day: Any) -> int:
    """Months since January 2012."""
    return (day.year - 2012) * 12 + day.month - 1


def points() -> dict[str, Any]:
    """A FeatureCollection of states: `start` and `end` in months, `color`, `name`."""
    from layers.atlas import Atlas

    atlas = Atlas.load()
    wheels = json.loads((ROOT / "data" / "labels.json").read_text(encoding="utf-8"))["wheels"]
    features = []
    for chain in atlas.clock():
        if chain.country not in wheels:
            continue
        anchor, engagement = wheels[chain.country], atlas.engagement(chain.engagement_id)
        for i, link in enumerate(chain.links):
            angle, radius = len(features) * 2.4, 0.25 + (len(features) % 7) * 0.16
            nxt = chain.links[i + 1].start if i + 1 < len(chain.links) else None
            features.append(
                {
                    "type": "Feature",
                    "geometry": {
                        "type": "Point",
                        "coordinates": [
                            anchor["lon"] + radius * math.cos(angle),
                            anchor["lat"] + radius * math.sin(angle),
                        ],
                    },
                    "properties": {
                        "start": month_number(link.start),
                        "end": month_number(nxt) if nxt else MONTHS,
                        "color": COLOURS[engagement.instruments[0]],
                        "name": engagement.name_en,
                    },
                }
            )
    return {"type": "FeatureCollection", "features": features}


def shown(collection: dict[str, Any], month: int) -> dict[str, Any]:
    """The features that hold in a month."""
    keep = [f for f in collection["features"] if f["properties"]["start"] <= month < f["properties"]["end"]]
    return {"type": "FeatureCollection", "features": keep}


def countries() -> dict[str, Any]:
    """The polygons of the atlas's own base layer."""
    return dict(json.loads((ROOT / "data" / "base" / "countries.geojson").read_text(encoding="utf-8")))


def serve(app: Any) -> None:
    """Serve on a free port and print the address."""
    from waitress import create_server

    server = create_server(app.server, host="127.0.0.1", port=0, threads=8)
    print(f"http://127.0.0.1:{server.effective_port}", flush=True)
    server.run()
