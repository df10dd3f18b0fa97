"""`Scene`: one frozen value that says all that is shown, and its life as a query string.

Screen, link, picture, slide, table and API are all drawn from a `Scene`. The query string is versioned and
readable: only what differs from the default is written, lists are joined by commas.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any
from urllib.parse import parse_qsl, quote

from geo.errors import AtlasError
from layers import vocabulary as v
from layers.faults import hint
from layers.filters import FACET, FACETS, Filter
from layers.periods import resolve_day, span

VERSION = "1"
BEFORE_SUMMER = "2023-07-01"
"""The day that a later date is compared with when no other was chosen."""
EARLIEST = "2012-01"
"""The earliest month that a comparison without a second date goes back to."""
LAYER_IDS = (
    "relief",
    "regions",
    "groups",
    "states",
    "indicators",
    "routes",
    "embassies",
    "missions",
    "initiatives",
    "events",
    "places",
)
DEFAULT_LAYERS = ("relief", "groups", "routes", "embassies", "missions", "initiatives", "events", "places")
TABS = ("map", "table", "timeline", "compare", "route")
LANGUAGES = ("en", "nl")
THEMES = ("light", "dark", "projector")
VERSUS = ("dates", "known")
"""What a comparison sets against each other: two dates, or one date as known on two days."""
COMPARE_MODES = ("difference", "side", "swipe")
GROUPINGS = ("country", "instrument", "framework")
FILLS = ("HDI", "population", "engagements")
SELECTABLE = ("country", "engagement", "site", "leg", "event", "route", "context", "place", "paragraph")


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
    `known2` are the other side of a comparison.
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
            if plain[key] == default[key]:
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
    """The two looks of a comparison, the earlier side first as it is shown.

    Two dates: without a second one it is the day before the summer of 2023, or a year earlier. Two states of
    knowledge: both sides are of the scene's one date. `assets/44_compare.js` follows the same rule.

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
    "by",
    "fill",
    "lang",
    "theme",
)
_WORDS: dict[str, tuple[str, ...]] = {
    "layers": LAYER_IDS,
    "tab": TABS,
    "versus": VERSUS,
    "compare": COMPARE_MODES,
    "by": GROUPINGS,
    "fill": FILLS,
    "lang": LANGUAGES,
    "theme": THEMES,
}
_LISTS = {facet.name for facet in FACETS} | {"layers", "selection"}
PAGE_KEYS = ("story", "step", "notes")
"""Parts of an address that say where in a story somebody is; they belong to the page, not to the scene."""
TEXT_LIMIT = 200
LIST_LIMIT = 200
QUERY_LIMIT = 8_000
SAID_LIMIT = 60
DROP_KINDS = ("twice", "version", "part", "date", "day", "view", "reference", "value", "long")
"""Kinds of fault in a link, each with a sentence in the page's words."""
_DATES = ("date", "to", "date2", "known", "known2")


@dataclass(frozen=True)
class Dropped:
    """A part of a link that could not be used, and why.

    `kind` names the fault, so that a page can say it in its own language; `valid` holds the values there are to
    choose from, where they can be listed.
    """

    key: str
    value: str
    reason: str
    kind: str = "value"
    valid: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.key}={self.value[:SAID_LIMIT]}: {self.reason}"

    def to_dict(self) -> dict[str, Any]:
        """Plain values for the page: the part as it stood in the link, the kind of fault, the valid values."""
        return {"key": self.key, "value": _unquote(self.value)[:SAID_LIMIT], "kind": self.kind, "valid": self.valid}


def read_query(query: str, values: Mapping[str, tuple[str, ...]] | None = None) -> tuple[Scene, tuple[Dropped, ...]]:
    """Read a query string as far as it goes.

    Parameters
    ----------
    query : str
        With or without a leading question mark.
    values : mapping, optional
        Valid values of the open facets (`Atlas.values`); without it their values are taken as they are.

    Returns
    -------
    (Scene, tuple of Dropped)
        Never raises: what cannot be read is listed.
    """
    scene, dropped, seen = Scene(), list[Dropped](), set[str]()
    if len(query) > QUERY_LIMIT:
        dropped.append(_long("…", query[QUERY_LIMIT:], QUERY_LIMIT))
        query = query[:QUERY_LIMIT]
    for part in query.lstrip("?").split("&"):
        key, _, raw = part.partition("=")
        if not key or key in PAGE_KEYS:
            continue
        if key in seen:
            dropped.append(Dropped(key, raw, "stands twice; the first one counts", "twice"))
            continue
        seen.add(key)
        if key == "v":
            if raw != VERSION:
                reason = f"this atlas writes links of version {VERSION}"
                dropped.append(Dropped(key, raw, reason, "version", (VERSION,)))
            continue
        if key not in QUERY_KEYS:
            dropped.append(Dropped(key, raw, "no such part; known are " + ", ".join(QUERY_KEYS), "part", QUERY_KEYS))
            continue
        try:
            scene = _with_part(scene, key, raw, values or {}, dropped)
        except (AtlasError, ValueError) as error:
            dropped.append(Dropped(key, raw, str(error), _kind_of(key), _WORDS.get(key, ())))
    if "versus" not in seen and scene.date2 and scene.date2 == scene.date and scene.known2 != scene.known:
        scene = replace(scene, versus="known")  # as links before `versus` said it
    return scene, tuple(dropped)


def _long(key: str, rest: str, limit: int) -> Dropped:
    return Dropped(key, rest, f"too long; what comes after the first {limit} is left out", "long")


def _kind_of(key: str) -> str:
    if key in _DATES:
        return "day" if key.startswith("known") else "date"
    return "view" if key == "view" else "value"


def _with_part(
    scene: Scene, key: str, raw: str, values: Mapping[str, tuple[str, ...]], dropped: list[Dropped]
) -> Scene:
    if key in _LISTS:
        given = [w for w in raw.split(",") if w]
        if len(given) > LIST_LIMIT:
            dropped.append(_long(key, ",".join(given[LIST_LIMIT:]), LIST_LIMIT))
        words = [_unquote(w) for w in given[:LIST_LIMIT]]
        good = _valid_words(key, words, values, dropped)
        if not good and words:
            return scene
        if key in FACET:
            return replace(scene, filter=scene.filter.with_values(key, good))
        return _with(scene, key, good)
    given_text = _unquote(raw)
    if key == "text" and len(given_text) > TEXT_LIMIT:
        dropped.append(_long(key, given_text[TEXT_LIMIT:], TEXT_LIMIT))
    text = given_text[:TEXT_LIMIT]
    if key == "view":
        return replace(scene, view=_view(text))
    if key == "text":
        return replace(scene, filter=replace(scene.filter, text=text))
    if key in _DATES:
        window = values.get("window", ()) if not key.startswith("known") else ()
        return _with(scene, key, valid_date(text, window, day_only=key.startswith("known")))
    if key == "stated":
        return _with(scene, key, _document(text, values))
    if text not in _WORDS[key]:
        raise AtlasError(expected="one of " + ", ".join(_WORDS[key]), got=repr(text), do="choose one of these")
    return _with(scene, key, text)


def _with(scene: Scene, key: str, value: Any) -> Scene:
    changed: dict[str, Any] = {key: value}
    return replace(scene, **changed)


def _valid_words(
    key: str, words: list[str], values: Mapping[str, tuple[str, ...]], dropped: list[Dropped]
) -> tuple[str, ...]:
    good = []
    kind = "reference" if key == "selection" else "value"
    for word in dict.fromkeys(words):
        valid: tuple[str, ...] | None = None
        if key == "selection":
            fault = "" if word.partition(":")[0] in SELECTABLE and word.partition(":")[2] else "kind:id expected"
            if not fault and key in values and word not in values[key]:
                fault = "nothing in the atlas has this id"
        else:
            valid = _WORDS.get(key) or FACET[key].words or values.get(key)
            shown = ", ".join(sorted(valid)[:40]) if valid else ""
            fault = f"expected one of {shown}" if valid is not None and word not in valid else ""
        if fault:
            dropped.append(Dropped(key, word, fault, kind, tuple(valid or ())))
        else:
            good.append(word)
    return tuple(good)


def _document(text: str, values: Mapping[str, tuple[str, ...]]) -> str:
    valid = values.get("document")
    if valid is not None and text not in valid:
        raise AtlasError(
            expected="the id of a document", got=repr(text), do=hint(text, valid, "look it up in documents.csv")
        )
    return text


def valid_date(text: str, window: tuple[str, ...] = (), *, day_only: bool = False) -> str:
    """The text itself when it is a month or day inside the atlas's years.

    Parameters
    ----------
    window : tuple of str
        First and last day of the atlas; empty asks only that the date exists.
    day_only : bool
        A month is not enough.

    Raises
    ------
    AtlasError
        If the date does not exist, is too coarse, or lies outside the window of the slider.
    """
    shape = "a day as YYYY-MM-DD" if day_only else "a month YYYY-MM or a day YYYY-MM-DD"
    do = "write the date in full, for example 2023-12-01"
    try:
        first, last = span(text)
    except AtlasError as error:
        raise AtlasError(expected=f"{shape} that exists", got=repr(text), do=do) from error
    if len(text) == 4 or (day_only and len(text) != 10):
        raise AtlasError(expected=shape, got=repr(text), do=do)
    if window and not (window[0] <= first.isoformat() and last.isoformat() <= window[1]):
        raise AtlasError(expected=f"a date from {window[0]} to {window[1]}", got=repr(text), do="choose a date inside")
    return text


def _unquote(text: str) -> str:
    return dict(parse_qsl("x=" + text.replace(";", "%3B"), keep_blank_values=True)).get("x", "")


def _view(text: str) -> View:
    try:
        lon, lat, zoom = (float(n) for n in text.split(","))
    except ValueError as error:
        raise AtlasError(expected="lon,lat,zoom", got=repr(text), do="write for example 2.00,18.00,4.50") from error
    if not (-180 <= lon <= 180 and -85 <= lat <= 85 and 0 <= zoom <= 18):
        raise AtlasError(expected="degrees on earth and a zoom of 0 to 18", got=repr(text), do="move the map again")
    return View(lon, lat, zoom)
