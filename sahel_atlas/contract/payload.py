"""The atlas in compact form for the browser: sent once, looked up on every slider step.

Python decides here what is active on which day: each chain is evaluated on every day on which its answer can change,
and the browser only looks up. What a status means to a wheel and to a site are tables. A dated table is a list of
``[position, first, until, row]``: the row stands so for days of knowledge from `first` (null: always) until, and not
on, `until` (null: to this day). Days are whole days since 1970-01-01 (`epoch_day`). The shape is described in
`docs/decisions/0006-python-decides.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from layers.regions import VINTAGE
from sahel_atlas.marks.sites import SITE_STATES, is_dated, is_post, site_layer, state_of
from sahel_atlas.marks.wheels import PART_OF, PARTS
from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.atlas import CENTRAL, Atlas
from sahel_atlas.records.clock.changes import table as change_table
from sahel_atlas.records.clock.periods import DAY, FAR, effective_start, held_days, span
from sahel_atlas.records.clock.public import ALWAYS, Public
from sahel_atlas.records.clock.states import Chain, Clock, State
from sahel_atlas.records.filters import FACETS, WHOLE_WORD, plain_words
from sahel_atlas.records.rows import CountryState, Row, Site
from sahel_atlas.scenes.scene import QUERY_KEYS, Scene

EPOCH = date(1970, 1, 1)
FLAGS = ("projected", "carried_forward", "uncertain", "outcome_not_recorded", "source_later")
LATE = sum(1 << FLAGS.index(name) for name in ("projected", "carried_forward"))
"""Bits of the flags of a row that was last stated before its day, as `State.stale`."""
POSITIONAL = ("engagements", "periods", "citations", "documents", "conflicts")
"""Tables whose rows are named by their position: one that is not public leaves its place empty."""
CLOCKS = (("", ""), (v.LETTER_DATE, ""), ("", v.LETTER))
"""Clocks (known, stated) that every page has at once; others are asked for."""
_UNSENT = ("line", "place_ids")


def epoch_day(day: date) -> int:
    """Days since 1970-01-01.

    Examples
    --------
    >>> epoch_day(date(2012, 1, 1))
    15340
    """
    return (day - EPOCH).days


def payload(atlas: Atlas, clocks: Iterable[tuple[str, str]] = CLOCKS) -> dict[str, Any]:
    """Everything the browser needs to paint any date, as plain JSON values.

    Parameters
    ----------
    atlas : Atlas
        As it was known on some day, or whole: what it does not hold is not sent.
    clocks : iterable of (str, str)
        Document times and documents to compile: (known, stated); two empty texts stand for everything known.
    """
    index = _Index(atlas)
    return (
        _rules(atlas)
        | _geography(atlas)
        | {
            "tables": _tables(atlas),
            "positional": POSITIONAL,
            "clocks": {f"{known}~{stated}": clock_payload(atlas, known, stated, index) for known, stated in clocks},
        }
    )


def _rules(atlas: Atlas) -> dict[str, Any]:
    """Vocabularies and the tables that stand for the rules of the domain."""
    return {
        "window": [epoch_day(date.fromisoformat(d)) for d in atlas.tables.window],
        "letter": {"id": v.LETTER, "day": epoch_day(date.fromisoformat(v.LETTER_DATE)), "date": v.LETTER_DATE},
        "statuses": v.STATUSES,
        "instruments": v.INSTRUMENTS,
        "focus": v.FOCUS,
        "flags": FLAGS,
        "late": LATE,
        "running": _mask(v.RUNNING),
        "open": _mask(v.OPEN),
        "reaches": v.REACHES,
        "parts": PARTS,
        "part": [PARTS.index(PART_OF[s]) if s in PART_OF else -1 for s in v.STATUSES],
        "siteStates": SITE_STATES,
        "siteState": [(state_of(s, dated=False), state_of(s, dated=True)) for s in v.STATUSES],
        "wholeWord": WHOLE_WORD,
        "changes": change_table(),
        "facets": [{"name": f.name, "level": f.level, "words": f.words} for f in FACETS],
        "scene": Scene().to_dict(),
        "keys": QUERY_KEYS,
    }


def _geography(atlas: Atlas) -> dict[str, Any]:
    """Countries, places and nodes: names and coordinates, which tell nothing that happened."""
    t = atlas.tables
    return {
        "countries": [
            _plain(c) | dict(zip(("vintage_en", "vintage_nl"), VINTAGE.get(c.iso3, ()), strict=False))
            for c in t.countries
        ],
        "places": {p.place_id: _plain(p, "note", "source") | {"off": atlas.off_map(p)} for p in t.places},
        "nodes": {n.node_id: _plain(n) for n in t.route_nodes},
    }


def _tables(atlas: Atlas) -> dict[str, list[list[Any]]]:
    """The dated tables, each row with the days of knowledge between which it stands so."""
    public, index, t = Public(atlas.tables), _Index(atlas), atlas.tables
    shapes: dict[str, tuple[str, Any]] = {
        "periods": ("periods", lambda p: _plain(p) | {"from": epoch_day(effective_start(p))}),
        "citations": (
            "citations",
            lambda c: [index.period[c.period_id], index.document[c.document_id], c.section_code, c.paragraph, c.role],
        ),
        "documents": ("documents", _plain),
        "conflicts": ("conflicts", _plain),
        "context": ("context", _plain),
        "amounts": ("amounts", _plain),
        "events": ("events", lambda e: _plain(e) | {"day": epoch_day(span(e.date, e.precision)[0])}),
        "states": ("country_states", _held),
        "sites": ("sites", lambda s: _site(s, atlas)),
        "legs": ("route_legs", _plain),
        "totals": ("route_totals", lambda r: _plain(r) | _arrow(r)),
        "indicators": ("indicators", _plain),
        "groups": ("group_names", lambda g: _plain(g) | {"members": _members(g.group_id, atlas)}),
        "engagements": ("engagements", lambda e: _engagement(e, atlas)),
    }
    return {
        name: _merged([i, _day(first), _day(end), shape(row)] for i, first, end, row in public.versions(table))
        for name, (table, shape) in shapes.items()
        if hasattr(t, table)
    }


def _merged(versions: Iterable[list[Any]]) -> list[list[Any]]:
    """Versions of rows, those that differ only in what is not sent as one."""
    merged: list[list[Any]] = []
    for version in versions:
        last = merged[-1] if merged else None
        if last and (last[0], last[2], last[3]) == (version[0], version[1], version[3]):
            last[2] = version[2]
        else:
            merged.append(version)
    return merged


def _day(day: date) -> int | None:
    return None if day in (ALWAYS, FAR) else epoch_day(day)


def clock_payload(atlas: Atlas, known: str, stated: str = "", index: _Index | None = None) -> dict[str, Any]:
    """One document time, or one document alone, compiled: distinct rows, and per chain the days on which it changes.

    Returns
    -------
    dict
        ``rows``: period `p`, status `s`, flags `f` (bits in the order of `FLAGS`), conflicts `c` and citations `q` as
        positions, the day `said` on which it was last stated, and the days `a` and `b` from which and up to which it
        holds (`b` null when open); ``chains``: engagement, country, first documented day when the start is unknown
        (else 0), and day, row, day, row ... with -1 for no state.
    """
    index = index or _Index(atlas)
    clock = atlas.clock(known, stated)
    rows: dict[tuple[Any, ...], int] = {}
    chains = []
    for chain in clock:
        steps = _steps(chain, clock, rows, index)
        silent = epoch_day(chain.starts[0]) if chain.not_recorded(chain.starts[0] - DAY) else 0
        chains.append([index.engagement[chain.engagement_id], chain.country, silent, steps])
    keys = ("p", "s", "f", "c", "q", "said", "a", "b")
    return {
        "known": epoch_day(clock.known) if clock.known < FAR else None,
        "rows": [dict(zip(keys, row, strict=True)) for row in rows],
        "chains": chains,
    }


class _Index:
    """Positions of ids in the lists of the payload."""

    def __init__(self, atlas: Atlas) -> None:
        t = atlas.tables
        self.engagement = {e.engagement_id: i for i, e in enumerate(t.engagements)}
        self.period = {p.period_id: i for i, p in enumerate(t.periods)}
        self.document = {d.document_id: i for i, d in enumerate(t.documents)}
        self.conflict = {c.conflict_id: i for i, c in enumerate(t.conflicts)}
        self.citation = {id(c): i for i, c in enumerate(t.citations)}


def _steps(chain: Chain, clock: Clock, rows: dict[tuple[Any, ...], int], index: _Index) -> list[int]:
    steps: list[int] = []
    last = -1
    for day in chain.turning_days(clock.known):
        state = chain.at(day, clock.known)
        row = -1 if state is None else rows.setdefault(_row(state, index), len(rows))
        if row != last:
            steps += [epoch_day(day), row]
            last = row
    return steps


def _row(state: State, index: _Index) -> tuple[Any, ...]:
    flags = sum(1 << bit for bit, name in enumerate(FLAGS) if getattr(state, name))
    return (
        index.period[state.period_id],
        v.STATUSES.index(state.status),
        flags,
        tuple(index.conflict[c] for c in state.conflicts),
        tuple(index.citation[id(c)] for c in state.citations),
        _iso(state.last_stated),
        _iso(state.held_from),
        _iso(state.held_to) if state.held_to else None,
    )


def _iso(text: str) -> int:
    return epoch_day(date.fromisoformat(text))


def _mask(statuses: Iterable[str]) -> int:
    return sum(1 << v.STATUSES.index(s) for s in statuses)


def _plain(row: Row, *unsent: str) -> dict[str, Any]:
    """A record's columns as JSON values; empty ones, the line number and what no page reads are left out."""
    names = (f.name for f in fields(row) if f.name not in (*_UNSENT, *unsent))
    return {name: value for name in names if (value := getattr(row, name)) not in ("", None, ())}


def _held(row: CountryState | Site) -> dict[str, Any]:
    """A row with the days between which it holds: `from` inclusive, `until` exclusive, null when open."""
    first, end = held_days(row)
    return _plain(row) | {"from": epoch_day(first) if first else None, "until": epoch_day(end) if end else None}


def _site(site: Site, atlas: Atlas) -> dict[str, Any]:
    layer = site_layer(site, atlas)
    return _held(site) | {"layer": layer, "dated": is_dated(site, atlas), "post": is_post(site, atlas)}


def _arrow(total: Any) -> dict[str, int]:
    """The year of a figure that the route's arrow may carry."""
    carried = (total.route, total.metric, total.period_type, total.show) == (CENTRAL, "detections", "year", "yes")
    return {"arrow": int(total.period)} if carried else {}


def _members(group_id: str, atlas: Atlas) -> list[dict[str, Any]]:
    mine = (m for m in atlas.tables.groups if m.group_id == group_id)
    return [{"iso3": m.iso3, "k": _iso(m.known_from)} for m in mine]


def _engagement(e: Any, atlas: Atlas) -> dict[str, Any]:
    """An engagement with its facets, its texts, and the words that free text is looked up in, each with its day."""
    facets: Mapping[str, tuple[str, ...]] = {
        f.name: atlas.facet_values(f.name, e) for f in FACETS if f.level == "engagement"
    }
    return _plain(e) | {
        "bits": sum(1 << v.INSTRUMENTS.index(i) for i in e.instruments),
        "facets": facets,
        "texts": [
            {
                **_plain(x, "engagement_id", "text_id", "text_en", "text_nl", "known_from", "note"),
                "en": x.text_en,
                "nl": x.text_nl,
                "k": _iso(x.known_from),
            }
            for about in v.TEXT_KINDS
            for x in atlas.texts(e.engagement_id, about)
        ],
        "former": [
            {**_plain(x, "engagement_id", "value", "known_from", "note"), "value": x.read, "k": _iso(x.known_from)}
            for x in atlas.former(e.engagement_id)
            if x.field != "place_ids"
        ],
        "hay": [{"k": epoch_day(day), "words": plain_words(" ".join(words))} for day, words in atlas.hay_parts(e)],
    }
