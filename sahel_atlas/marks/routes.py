"""Routes and their figures: how a leg is told apart, what a chart holds, and the one arrow's scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sahel_atlas.records.rows import RouteLeg, RouteTotal

FULL = 157_000
"""Detections in a year at which the arrow has its full width."""
ROUTE_SUM = "Mediterranean (all routes)"
"""The route that adds up others: no chart holds it beside its parts."""
RISEN = "2023"
"""The year of whose figure the page tells why it rose."""
_LIGHT = ("feeder", "context")


def is_light(leg: RouteLeg) -> bool:
    """Whether a leg only leads to the route or stands beside it: drawn thin and without a head."""
    return leg.stage in _LIGHT


def is_charted(total: RouteTotal) -> bool:
    """Whether a figure stands in a chart of its route."""
    return total.show == "yes" and total.route != ROUTE_SUM


def is_first_count(total: RouteTotal) -> bool:
    """Whether a figure is a first count, which is revised later."""
    return "preliminary" in total.value_quality
