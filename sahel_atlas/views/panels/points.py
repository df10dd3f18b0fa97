"""Words of the dated points on the map; `assets/map/points.js` speaks them."""

from __future__ import annotations

from sahel_atlas.records.words import Pair

WORDS: dict[str, Pair] = {
    "map.events": (
        "Events on the map: {n}. The arrow keys go from one to the next, Enter opens one.",
        "Gebeurtenissen op de kaart: {n}. Met de pijltjestoetsen gaat u van de ene naar de volgende, met Enter "
        "opent u er één.",
    ),
}
