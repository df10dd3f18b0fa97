"""`Scene`: one frozen value that says all that is shown, and its life as a query string.

Screen, link, picture, slide, table and API are all drawn from a `Scene`. The query string is versioned and
readable: only what differs from the default is written, lists are joined by commas.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from layers.catalog import SWITCHES
from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.clock.changes import BEFORE_SUMMER, CHOICES, EARLIEST
from sahel_atlas.records.clock.periods import resolve_day, span
from sahel_atlas.records.filters import FACETS, Filter
from sahel_atlas.records.words import languages
from sahel_atlas.scenes.link import FEATURE, VERSION, Dropped, Grammar, read_parts
from sahel_atlas.scenes.names import Names

LAYER_IDS = SWITCHES
"""Layers that a link may hold without any of a style; `Atlas.values` adds those."""
DEFAULT_LAYERS = ("relief", "groups", "routes", "embassies", "missions", "initiatives", "events", "places")
TABS = ("map", "table", "timeline", "compare", "route")
THEMES = ("light", "dark", "projector")
VERSUS = ("dates", "known")
"""What a comparison sets against each other: two dates, or one date as known on two days."""
COMPARE_MODES = ("difference", "side", "swipe")
GROUPINGS = ("country", "instrument", "framework")
FILLS = ("HDI", "population", "engagements")
SELECTABLE = (
    *("country", "engagement", "site", "leg", "event", "route", "context", "place", "paragraph", "document"),
    FEATURE,
)


@dataclass(frozen=True)
class View:
    """Where the map looks: centre in degrees (lon, lat) and Leaflet zoom."""

    lon: float
    lat: float
    zoom: float

    def __str__(self) -> str:
        return f"{self.lon:.2f},{self.lat:.2f},{self.zoom:.2f}"


@dataclass(frozen=True)
class Scene:
    """All that is shown.

    `date` is a day (``YYYY-MM-DD``) or a month (``YYYY-MM``); `to` the end of a range or empty; `known` the day up
    to which documents may speak, or empty for everything; `stated` the one document whose word alone is asked, or empty
    for all of them. `selection` holds ``kind:id`` references. `date2` and
    `known2` are the other side of a comparison, `versus` says which of the two is asked, and `change` holds words of
    `sahel_atlas.records.clock.changes.CHOICES` that choose rows of it.
    """

    date: str = v.LETTER_DATE
    to: str = ""
    known: str = ""
    stated: str = ""
    filter: Filter = field(default_factory=Filter)
    layers: tuple[str, ...] = DEFAULT_LAYERS
    view: View | None = None
    selection: tuple[str, ...] = ()
    tab: str = "map"
    date2: str = ""
    known2: str = ""
    versus: str = "dates"
    compare: str = "difference"
    change: tuple[str, ...] = ()
    by: str = "country"
    fill: str = ""
    lang: str = "en"
    theme: str = "light"

    @property
    def day(self) -> datetime.date:
        """The day that `date` stands for."""
        return resolve_day(self.date, self.known or None)

    @property
    def stretch(self) -> tuple[datetime.date, datetime.date]:
        """First and last day that the scene asks about, both counted: one day twice when it has no `to`.

        A month in `date` begins a stretch on its first day and ends one on its last.
        """
        if not self.to:
            return self.day, self.day
        first, last = sorted((self.date, self.to))
        return span(first)[0], resolve_day(last, self.known or None)

    def at(self, when: str, known: str | None = None) -> Scene:
        """A copy on another date (and, when given, another clock)."""
        return replace(self, date=when, known=self.known if known is None else known)

    def to_dict(self) -> dict[str, Any]:
        """Flat plain values, as the browser holds them: scene fields and facets side by side."""
        plain: dict[str, Any] = {f.name: getattr(self, f.name) for f in fields(self)}
        asked = plain.pop("filter")
        plain["view"] = [self.view.lon, self.view.lat, self.view.zoom] if self.view else None
        plain |= {f.name: getattr(asked, f.name) for f in fields(asked)}
        return {key: list(value) if isinstance(value, tuple) else value for key, value in plain.items()}

    def to_query(self) -> str:
        """The query string, without question mark; empty parts and defaults are left out.

        Examples
        --------
        >>> Scene(date="2023-07", filter=Filter(instrument=("security",))).to_query()
        'v=1&date=2023-07&instrument=security'
        """
        plain, default = self.to_dict(), Scene().to_dict()
        parts = [f"v={VERSION}"]
        for key in QUERY_KEYS:
            if plain[key] == default[key] and not (key == "versus" and _reads_as_known(self)):
                continue
            value = str(self.view) if key == "view" else plain[key]
            words = value if isinstance(value, list) else [value]
            parts.append(f"{key}=" + ",".join(quote(str(w), safe=":'") for w in words))
        return "&".join(parts)

    @staticmethod
    def from_query(query: str, values: Mapping[str, tuple[str, ...]] | None = None) -> Scene:
        """The scene of a query string, as far as it can be read; see `read_query` for what was dropped."""
        return read_query(query, values)[0]


def sides(scene: Scene) -> tuple[Scene, Scene]:
    """The two looks of a comparison, in the order of the link; `sahel_atlas.scenes.compare.in_time` puts them in that
    of time.

    Two dates: without a second one it is the day before the summer of 2023, or a year earlier. Two states of
    knowledge: both sides are of the scene's one date. `assets/panels/compare.js` follows the same rule.

    Examples
    --------
    >>> [look.date for look in sides(Scene())], [look.date for look in sides(Scene(date="2020-05"))]
    (['2023-07-01', '2023-12-01'], ['2019-05', '2020-05'])
    """
    if scene.versus == "known":
        return replace(scene, date2=scene.date, known=scene.known2), scene
    date2 = scene.date2
    if not date2:
        year_ago = f"{int(scene.date[:4]) - 1}{scene.date[4:7]}"
        date2 = BEFORE_SUMMER if scene.date > BEFORE_SUMMER else max(year_ago, EARLIEST)
    return replace(scene, date=date2), scene


QUERY_KEYS = (
    "date",
    "to",
    "known",
    "stated",
    *(facet.name for facet in FACETS),
    "text",
    "layers",
    "view",
    "selection",
    "tab",
    "date2",
    "known2",
    "versus",
    "compare",
    "change",
    "by",
    "fill",
    "lang",
    "theme",
)
WORDS: Mapping[str, tuple[str, ...]] = {
    **{facet.name: facet.words for facet in FACETS if facet.words},
    "layers": LAYER_IDS,
    "tab": TABS,
    "versus": VERSUS,
    "compare": COMPARE_MODES,
    "change": CHOICES,
    "by": GROUPINGS,
    "fill": FILLS,
    "theme": THEMES,
}
GRAMMAR = Grammar(
    keys=QUERY_KEYS,
    words=WORDS,
    lists=frozenset((*(facet.name for facet in FACETS), "layers", "selection", "change")),
    kinds=SELECTABLE,
)
"""What a link may hold, but for the languages: those have files, and importing reads none."""


@lru_cache(maxsize=4)
def _grammar(spoken: tuple[str, ...]) -> Grammar:
    return replace(GRAMMAR, words={**WORDS, "lang": spoken})


def read_query(
    query: str,
    values: Mapping[str, tuple[str, ...]] | None = None,
    names: Names | None = None,
    shown: Mapping[str, tuple[str, ...]] | None = None,
) -> tuple[Scene, tuple[Dropped, ...]]:
    """Read a query string as far as it goes.

    Parameters
    ----------
    query : str
        With or without a leading question mark.
    values : mapping, optional
        Valid values of the open facets (`Atlas.values`); without it their values are taken as they are.
    names : Names, optional
        What countries and organisations are called: with it a name stands for its code.
    shown : mapping, optional
        The values that a refusal may list: those that were public on the day of knowledge.

    Returns
    -------
    (Scene, tuple of Dropped)
        Never raises: what cannot be read is listed.
    """
    parts, dropped = read_parts(query, _grammar(languages()), values or {}, names, shown)
    facets = {f.name: parts.pop(f.name) for f in fields(Filter) if f.name in parts}
    if "view" in parts:
        parts["view"] = View(*parts["view"])
    scene = Scene(filter=Filter(**facets), **parts)
    if "versus" not in parts and _reads_as_known(scene):
        scene = replace(scene, versus="known")
    return scene, dropped


def _reads_as_known(scene: Scene) -> bool:
    """Whether a link without `versus` sets two states of knowledge against each other, as links did before it."""
    return bool(scene.date2) and scene.date2 == scene.date and scene.known2 != scene.known
