"""Search: names, acronyms, places, events, routes, notes, documents and paragraphs, forgiving of slips.

`entries` is the index of an atlas as it was known on a day; `search` ranks it with rapidfuzz. The browser asks the
server while a person types.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from layers.atlas import Atlas
from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.atlas import ROUTE_REF
from sahel_atlas.records.clock.periods import span
from sahel_atlas.records.filters import fold
from sahel_atlas.records.rows import Place
from sahel_atlas.records.words import date_words, say, say_or
from sahel_atlas.scenes.features import row_name
from sahel_atlas.scenes.link import FEATURE

LIMIT = 12
FEATURES = 5_000
"""Rows of one layer that can be found by name."""
TOLD_IN = ("en", "nl")
"""Languages in which an entry stands: those of the columns of the tables."""
GOOD_ENOUGH = 72
"""Lowest score (0 to 100) of a result; found by trying names with one and two slips."""
ONE_SLIP = 109.0
"""Score of a country whose name was typed with one letter wrong, missing, too many or swapped: with its weight more
than an engagement whose name begins with those letters, less than a country that does."""


@dataclass(frozen=True)
class Entry:
    """One thing that can be found: what it is, its names, a line about it, and where it lies (degrees) if anywhere."""

    ref: str
    en: str
    nl: str
    hint_en: str
    hint_nl: str
    keys: tuple[str, ...]
    lon: float | None = None
    lat: float | None = None
    weight: int = 0


def entries(atlas: Atlas) -> tuple[Entry, ...]:
    """Everything that can be found, countries first.

    Parameters
    ----------
    atlas : Atlas
        As it was known on some day (`Atlas.at`), or whole: what it does not hold cannot be found.
    """
    return tuple(
        entry
        for make in (_countries, _engagements, _places, _events, _routes, _notes, _documents, _paragraphs, _features)
        for entry in make(atlas)
    )


def search(index: tuple[Entry, ...], text: str, limit: int = LIMIT) -> list[Entry]:
    """The entries that fit a text best, best first.

    Whole words and beginnings of words come before near misses, but for a country with one letter wrong in its name;
    accents and case do not matter.

    Parameters
    ----------
    index : tuple of Entry
        Made by `entries`.
    text : str
        What a person typed; beyond 80 characters it is cut.
    limit : int
        How many come back at most.

    Returns
    -------
    list of Entry
        Empty when nothing comes near.
    """
    from rapidfuzz import fuzz
    from rapidfuzz.distance import OSA

    asked = _plain(text)[:80]
    if not asked:
        return []
    found = []
    for entry in index:
        score = max((_score(asked, key, fuzz.ratio, fuzz.partial_ratio) for key in entry.keys), default=0.0)
        if score < ONE_SLIP and len(asked) >= 4 and entry.ref.startswith("country:"):
            names = [key for key in entry.keys if len(key) >= 4]
            if any(OSA.distance(asked, name, score_cutoff=1) <= 1 for name in names):
                score = ONE_SLIP + fuzz.ratio(asked, names[0]) / 100
        if score >= GOOD_ENOUGH:
            found.append((score + entry.weight, entry))
    found.sort(key=lambda pair: (-pair[0], pair[1].en))
    return [entry for _, entry in found[:limit]]


def _score(asked: str, key: str, ratio, partial) -> float:  # type: ignore[no-untyped-def]
    if asked == key:
        return 120.0
    if key.startswith(asked):
        return 112.0
    words = key.split()
    if any(word.startswith(asked) for word in words):
        return 106.0
    if all(any(word.startswith(part) for word in words) for part in asked.split()):
        return 102.0
    if len(asked) < 4:
        return 0.0
    near = max((ratio(asked, word) for word in words if abs(len(word) - len(asked)) <= 2), default=0.0)
    whole = ratio(asked, key)
    inside = partial(asked, key) - 8 if len(asked) >= 6 and len(key) >= len(asked) else 0.0
    return float(max(near - 4, whole, inside))


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", fold(text).replace("'", "")).split())


def _keys(*texts: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for text in texts if (key := _plain(text))))


Two = tuple[str, str]
"""A text in English and in Dutch."""


def _both(key: str, x: Two = ("", ""), n: str = "") -> Two:
    """What stands beside an entry; `x` and `n` are its blanks."""
    english, dutch = (say(f"found.{key}", lang, x=text, n=n) for lang, text in zip(TOLD_IN, x, strict=True))
    return english, dutch


def _day(text: str) -> Two:
    return date_words(text, "en"), date_words(text, "nl")


def _section(code: str) -> Two:
    key = f"section.name.{code}"
    return say_or(key, code, "en"), say_or(key, code, "nl")


def _countries(atlas: Atlas) -> Iterator[Entry]:
    for c in atlas.tables.countries:
        if c.tier:
            yield Entry(
                f"country:{c.iso3}",
                c.name_en,
                c.name_nl,
                *_both("country"),
                _keys(c.name_en, c.name_nl, c.iso3),
                weight=8,
            )


def _engagements(atlas: Atlas) -> Iterator[Entry]:
    names = {c.iso3: (c.name_en, c.name_nl) for c in atlas.tables.countries}
    stands: dict[str, list[Place]] = defaultdict(list)
    for site in atlas.tables.sites:
        stands[site.engagement_id].append(atlas.place(site.place_id))
    for e in atlas.tables.engagements:
        towns = stands[e.engagement_id]
        where = [", ".join(names[iso3][i] for iso3 in atlas.countries_of(e.engagement_id)[:3]) for i in (0, 1)]
        more = [f"{e.kind} {p.name_en}" for p in towns] + [
            f"{kind} {p.name_en}" for p in towns for kind in _post_words(e.kind)
        ]
        yield Entry(
            f"engagement:{e.engagement_id}",
            e.name_en,
            e.name_nl,
            where[0],
            where[1],
            _keys(e.name_en, e.name_nl, e.acronym, e.engagement_id.replace("-", " "), *more),
            towns[0].lon if towns else None,
            towns[0].lat if towns else None,
            weight={"NL": 3, "mission": 4, "context": 0}[e.subject],
        )


def _post_words(kind: str) -> tuple[str, ...]:
    return ("embassy", "ambassade", "office", "kantoor") if kind == "post" else ()


def _places(atlas: Atlas) -> Iterator[Entry]:
    countries = {c.iso3: c for c in atlas.tables.countries}
    for p in atlas.tables.places:
        land = countries.get(p.country_iso3)
        yield Entry(
            f"place:{p.place_id}",
            p.name_en,
            p.name_nl,
            *(_both("place.in", (land.name_en, land.name_nl)) if land else _both("place")),
            _keys(p.name_en, p.name_nl, *p.name_alt),
            p.lon,
            p.lat,
        )


def _events(atlas: Atlas) -> Iterator[Entry]:
    for e in atlas.tables.events:
        if span(e.date, e.precision)[0] > atlas.known:
            continue  # announced before, to happen later
        place = atlas.place(e.place_id) if e.place_id else None
        yield Entry(
            f"event:{e.event_id}",
            e.title_en,
            e.title_nl,
            *_day(e.date),
            _keys(e.title_en, e.title_nl),
            place.lon if place else None,
            place.lat if place else None,
        )


def _routes(atlas: Atlas) -> Iterator[Entry]:
    names, hints = (say("route.name", "en"), say("route.name", "nl")), _both("route")
    yield Entry(
        ROUTE_REF,
        *names,
        *hints,
        _keys(*names, "Centrale Mediterrane route", *hints),
        13.0,
        34.5,
        weight=6,
    )


def _notes(atlas: Atlas) -> Iterator[Entry]:
    for note in atlas.tables.context:
        yield Entry(
            f"context:{note.context_id}",
            note.name_en,
            note.name_nl,
            *_both("note", _section(note.section_code), note.paragraph),
            _keys(note.name_en, note.name_nl),
        )


def _documents(atlas: Atlas) -> Iterator[Entry]:
    for d in atlas.tables.documents:
        yield Entry(
            f"document:{d.document_id}",
            d.title,
            d.name_nl or d.title,
            *_both("document", _day(d.dated) if d.dated else _both("undated")),
            _keys(d.title, d.name_nl, d.document_id.replace("-", " "), d.identifier),
            weight=-6,
        )


def _features(atlas: Atlas) -> Iterator[Entry]:
    """Rows of layers with a style, by what they are called: the first of each name, up to a bound that keeps typing
    quick."""
    for layer in atlas.catalog.styled:
        held, label = atlas.drawn(layer.id), layer.style.label if layer.style else ""
        named = [c for c in (label, f"{label}_en", f"{label}_nl") if c in held.frame.columns]
        if not named:
            continue
        rows = held.frame[["id", *named]].drop_duplicates(named).head(FEATURES)
        spots = held.frame.geometry[rows.index].representative_point()
        for row, spot in zip(rows.to_dict("records"), spots, strict=True):
            en, nl = (row_name(row, label, lang) for lang in ("en", "nl"))
            yield Entry(
                f"{FEATURE}:{layer.id}/{row['id']}", en, nl, *layer.name, _keys(en, nl), spot.x, spot.y, weight=-4
            )


def _paragraphs(atlas: Atlas) -> Iterator[Entry]:
    cited = sorted({(c.section_code, c.paragraph) for c in atlas.tables.citations if c.document_id == v.LETTER})
    noted = {(n.section_code, n.paragraph) for n in atlas.tables.context if n.paragraph}
    for section, paragraph in sorted({*cited, *noted}):
        names = _section(section)
        titles = _both("paragraph", names, paragraph)
        yield Entry(
            f"paragraph:{section} {paragraph}",
            *titles,
            *_both("letter"),
            _keys(*(f"{name} {paragraph}" for name in reversed((section, *names))), *reversed(titles)),
            weight=4,
        )
