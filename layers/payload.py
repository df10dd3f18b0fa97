"""The atlas in compact form for the browser: sent once, looked up on every slider step.

Python decides here what is active on which day: each chain is evaluated on every day on which its answer can change,
and the browser only looks up. What a wheel segment shows is a table of 2**7 entries indexed by the statuses present.
Days are whole days since 1970-01-01 (`epoch_day`). The shape is described in `docs/decisions/0006-python-decides.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date, timedelta
from typing import Any

from layers import vocabulary as v
from layers.atlas import Atlas
from layers.changes import table as change_table
from layers.engagements import Chain, Clock, State
from layers.filters import ENGAGEMENT_VALUES, FACETS, layer_of
from layers.periods import DAY, FAR, effective_start, span
from layers.records import Row
from layers.regions import VINTAGE
from layers.resolve import SEGMENT_STATES, segment_state
from layers.scene import QUERY_KEYS, Scene

EPOCH = date(1970, 1, 1)
FLAGS = ("projected", "carried_forward", "uncertain", "outcome_not_recorded")


def epoch_day(day: date) -> int:
    """Days since 1970-01-01.

    Examples
    --------
    >>> epoch_day(date(2012, 1, 1))
    15340
    """
    return (day - EPOCH).days


def payload(atlas: Atlas, clocks: Iterable[str] = ("", v.LETTER_DATE)) -> dict[str, Any]:
    """Everything the browser needs to paint any date, as plain JSON values.

    Parameters
    ----------
    clocks : iterable of str
        Document times to compile; the empty text stands for everything known.
    """
    index = _Index(atlas)
    return (
        _rules()
        | _records(atlas, index)
        | _geography(atlas)
        | {"clocks": {known: clock_payload(atlas, known, index) for known in clocks}}
    )


def _rules() -> dict[str, Any]:
    """Vocabularies and the tables that stand for the rules of the domain."""
    return {
        "window": [epoch_day(date.fromisoformat(d)) for d in v.WINDOW],
        "letter": {"id": v.LETTER, "day": epoch_day(date.fromisoformat(v.LETTER_DATE)), "date": v.LETTER_DATE},
        "statuses": v.STATUSES,
        "instruments": v.INSTRUMENTS,
        "focus": v.FOCUS,
        "flags": FLAGS,
        "running": _mask(v.RUNNING),
        "open": _mask(v.OPEN),
        "segments": SEGMENT_STATES,
        "segment": _segment_table(),
        "changes": change_table(),
        "facets": [{"name": f.name, "level": f.level, "words": f.words} for f in FACETS],
        "scene": Scene().to_dict(),
        "keys": QUERY_KEYS,
    }


def _records(atlas: Atlas, index: _Index) -> dict[str, Any]:
    """Engagements, their periods, and what these rest on."""
    t = atlas.tables
    return {
        "engagements": [_engagement(atlas, e.engagement_id) for e in t.engagements],
        "periods": [_plain(p) | {"from": epoch_day(effective_start(p))} for p in t.periods],
        "citations": [
            [index.period[c.period_id], index.document[c.document_id], c.section_code, c.paragraph, c.role]
            for c in t.citations
        ],
        "documents": [_plain(d) for d in t.documents],
        "conflicts": [_plain(c) for c in t.conflicts],
        "context": [_plain(c) for c in t.context],
        "events": [_plain(e) | {"day": epoch_day(span(e.date, e.precision)[0])} for e in t.events],
    }


def _geography(atlas: Atlas) -> dict[str, Any]:
    """Countries, groups, places, sites, routes and what is counted on them."""
    t = atlas.tables
    return {
        "countries": [
            _plain(c) | dict(zip(("vintage_en", "vintage_nl"), VINTAGE.get(c.iso3, ()), strict=False))
            for c in t.countries
        ],
        "groups": _groups(atlas),
        "states": [_dated(s) for s in t.country_states],
        "places": {p.place_id: _plain(p) | {"off": atlas.off_map(p)} for p in t.places},
        "sites": [_dated(s) | {"layer": _site_layer(atlas, s.role, s.engagement_id)} for s in t.sites],
        "nodes": {n.node_id: _plain(n) for n in t.route_nodes},
        "legs": [_plain(leg) for leg in t.route_legs],
        "totals": [_plain(r) for r in t.route_totals],
        "indicators": [_plain(i) for i in t.indicators],
    }


def clock_payload(atlas: Atlas, known: str, index: _Index | None = None) -> dict[str, Any]:
    """One document time compiled: distinct rows, and per chain the days on which the row changes.

    Returns
    -------
    dict
        ``rows``: period, status, flags (bits in the order of `FLAGS`), conflicts and citations as positions;
        ``chains``: engagement, country, first documented day when the start is unknown (else 0), and day, row, day,
        row ... with -1 for no state.
    """
    index = index or _Index(atlas)
    clock = atlas.clock(known)
    rows: dict[tuple[Any, ...], int] = {}
    chains = []
    for chain in clock:
        steps = _steps(chain, clock, rows, index)
        silent = epoch_day(chain.starts[0]) if chain.not_recorded(chain.starts[0] - DAY) else 0
        chains.append([index.engagement[chain.engagement_id], chain.country, silent, steps])
    keys = ("p", "s", "f", "c", "q", "said")
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
        epoch_day(date.fromisoformat(state.last_stated)),
    )


def _mask(statuses: Iterable[str]) -> int:
    return sum(1 << v.STATUSES.index(s) for s in statuses)


def _segment_table() -> list[int]:
    count = len(v.STATUSES)
    present = ([v.STATUSES[bit] for bit in range(count) if mask >> bit & 1] for mask in range(1 << count))
    return [SEGMENT_STATES.index(segment_state(statuses)) for statuses in present]


def _plain(row: Row) -> dict[str, Any]:
    """A record's columns as JSON values; empty ones and the line number are left out."""
    values = {f.name: getattr(row, f.name) for f in fields(row) if f.name != "line"}
    return {key: value for key, value in values.items() if value not in ("", None, ())}


def _dated(row: Any) -> dict[str, Any]:
    """A record with the days between which it holds: `from` inclusive, `until` exclusive, null when open."""
    first = span(row.start_date, row.start_precision)[0] if row.start_date else None
    until = None
    if row.end_date:
        a, z = span(row.end_date, row.end_precision)
        until = a if row.end_precision == "day" else z + timedelta(days=1)
    return _plain(row) | {
        "from": epoch_day(first) if first else None,
        "until": epoch_day(until) if until else None,
    }


def _engagement(atlas: Atlas, engagement_id: str) -> dict[str, Any]:
    e = atlas.engagement(engagement_id)
    facets: Mapping[str, tuple[str, ...]] = {name: get(e) for name, get in ENGAGEMENT_VALUES.items()}
    return _plain(e) | {
        "bits": sum(1 << v.INSTRUMENTS.index(i) for i in e.instruments),
        "facets": facets,
        "hay": atlas.haystack(engagement_id),
    }


def _site_layer(atlas: Atlas, role: str, engagement_id: str) -> str:
    return "embassies" if role in ("embassy", "office") else layer_of(atlas.engagement(engagement_id))


def _groups(atlas: Atlas) -> list[dict[str, Any]]:
    members = atlas.tables.groups
    return [
        _plain(g) | {"members": [m.iso3 for m in members if m.group_id == g.group_id]} for g in atlas.tables.group_names
    ]
