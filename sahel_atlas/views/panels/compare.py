"""Two dates, or one date as known on two days: difference, side by side, swipe, and the list of what changed.

What counts as which change is decided in `sahel_atlas.scenes.compare`; `assets/core/comparison.js` looks it up.
"""

from __future__ import annotations

from sahel_atlas.views import components as html


def layout() -> html.Component:
    """The part of the page that its painter in `assets/` fills."""
    return html.Div(id="compare-body")
