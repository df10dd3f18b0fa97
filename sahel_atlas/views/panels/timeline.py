"""The timeline: one strip of status per engagement, drawn by `assets/panels/timeline.js` from the payload."""

from __future__ import annotations

from sahel_atlas.records.words import Pair
from sahel_atlas.views import components as html

WORDS: dict[str, Pair] = {
    "timeline.from": ("From", "Van"),
    "timeline.to": ("to", "tot en met"),
    "timeline.clear": ("Clear the period", "Wissen"),
    "timeline.compare": ("Compare start and end", "Begin en eind vergelijken"),
    "timeline.choose": ("Choose a period with two clicks", "Periode kiezen"),
    "timeline.choose.first": ("Click the first day", "Klik op de eerste dag"),
    "timeline.choose.last": ("Click the last day", "Klik op de laatste dag"),
    "timeline.hint": (
        "Click to go to a day; drag to choose a period.",
        "Klik om naar een dag te gaan; sleep om een periode te kiezen.",
    ),
    "timeline.empty": (
        "No engagement matches. Widen the filters.",
        "Geen inzet voldoet. Verruim de filters.",
    ),
    "timeline.axis": ("Day shown", "Getoonde dag"),
    "timeline.count": ("engagements: {n}", "inzet: {n}"),
    "timeline.fading": ("The day of the change is not certain", "De dag van de wijziging is niet zeker"),
    "timeline.event": ("Event", "Gebeurtenis"),
    "timeline.carried": ("After the last source: last stated", "Na de laatste bron: laatst vermeld"),
}
EQUAL: dict[str, str] = {}


def layout() -> html.Component:
    """The toolbar, the scrolling strips and the legend; the painter fills them."""
    return html.Div(
        id="timeline-body",
        children=[html.Div(id="timeline-tools"), html.Div(id="timeline-scroll"), html.Div(id="timeline-foot")],
    )
