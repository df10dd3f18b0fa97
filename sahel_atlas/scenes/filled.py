"""The values behind a choropleth in a scene."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.indicators import fill

if TYPE_CHECKING:
    from layers.atlas import Atlas
    from sahel_atlas.scenes.resolve import Resolved


def filled_values(shown: Resolved, atlas: Atlas) -> tuple[dict[str, float], int | None]:
    """Value per country on the day, and the year of the figures; `engagements` counts what runs and has no year.

    A country in which nothing is on record, but something documented later may have run, has no value.
    """
    asked = fill(shown.atlas, shown.scene.fill)
    if asked.name == "engagements":
        silent = {iso3 for _, iso3 in shown.not_recorded}
        running = {iso3: wheel.running for iso3, wheel in shown.wheels.items()}
        return {iso3: float(n) for iso3, n in running.items() if n or iso3 not in silent}, None
    years = [year for year in sorted(asked.values) if year <= shown.day.year]
    return (asked.values[years[-1]], years[-1]) if years else ({}, None)
