"""The atlas in compact form for the browser: sent once, looked up on every slider step.

Python decides here what is active on which day: each chain is evaluated on every day on which its answer can change,
and the browser only looks up. What a status means to a wheel and to a site are tables. A dated table is a list of
``[position, first, until, row]``: the row stands so for days of knowledge from `first` (null: always) until, and not
on, `until` (null: to this day). Days are whole days since 1970-01-01 (`epoch_day`). The shape is described in
`docs/decisions/0006-python-decides.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NamedTuple, TypeVar

from layers.atlas import Atlas
from sahel_atlas.contract import rows, sent
from sahel_atlas.contract.drawn import layers_said
from sahel_atlas.contract.kinds import Day, Version
from sahel_atlas.contract.rules import LATE as LATE
from sahel_atlas.contract.rules import rules
from sahel_atlas.contract.sent import EPOCH as EPOCH
from sahel_atlas.contract.sent import epoch_day, iso_day
from sahel_atlas.contract.types import FLAGS, Chain, Clock, ClockRow, Payload, Tables
from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.clock import states
from sahel_atlas.records.clock.periods import DAY, FAR
from sahel_atlas.records.clock.public import ALWAYS, Public
from sahel_atlas.records.rows import Citation
from sahel_atlas.scenes.scene import Scene

T = TypeVar("T")
POSITIONAL = ("engagements", "periods", "citations", "documents", "conflicts")
"""Tables whose rows are named by their position: one that is not public leaves its place empty."""
CLOCKS = (("", ""), (v.LETTER_DATE, ""), ("", v.LETTER))
"""Clocks (known, stated) that every page has at once; others are asked for."""

PLAIN = Scene()


def payload(atlas: Atlas, clocks: Iterable[tuple[str, str]] = CLOCKS, plain: Scene = PLAIN) -> Payload:
    """Everything the browser needs to paint any date, as plain JSON values.

    Parameters
    ----------
    atlas : Atlas
        As it was known on some day, or whole: what it does not hold is not sent.
    clocks : iterable of (str, str)
        Document times and documents to compile: (known, stated); two empty texts stand for everything known.
    plain : Scene
        The scene whose parts are left out of a link.
    """
    index, t = _Index(atlas), atlas.tables
    return {
        **rules(t.window, plain),
        # Names and coordinates tell nothing that happened: they need no day of knowledge.
        "countries": [sent.country(c) for c in t.countries],
        "places": {p.place_id: sent.place(p, atlas) for p in t.places},
        "nodes": {n.node_id: sent.node(n) for n in t.route_nodes},
        "tables": _tables(atlas, index),
        "positional": POSITIONAL,
        "layers": layers_said(atlas.catalog),
        "clocks": {f"{known}~{stated}": clock_payload(atlas, known, stated, index) for known, stated in clocks},
    }


def _tables(atlas: Atlas, index: _Index) -> Tables:
    """The dated tables, each row with the days of knowledge between which it stands so."""
    public = Public(atlas.tables)

    def dated(table: str, shape: Callable[[Any], T]) -> list[Version[T]]:
        return _merged((i, _day(first), _day(end), shape(row)) for i, first, end, row in public.versions(table))

    return {
        "periods": dated("periods", sent.period),
        "citations": dated("citations", index.cited),
        "documents": dated("documents", sent.document),
        "conflicts": dated("conflicts", sent.conflict),
        "context": dated("context", sent.note),
        "amounts": dated("amounts", sent.amount),
        "events": dated("events", sent.event),
        "states": dated("country_states", sent.state),
        "sites": dated("sites", lambda row: sent.site(row, atlas)),
        "legs": dated("route_legs", sent.leg),
        "totals": dated("route_totals", sent.total),
        "indicators": dated("indicators", sent.indicator),
        "groups": dated("group_names", lambda row: sent.group(row, atlas)),
        "engagements": dated("engagements", lambda row: sent.engagement(row, atlas)),
    }


def _merged(versions: Iterable[Version[T]]) -> list[Version[T]]:
    """Versions of rows, those that differ only in what is not sent as one."""
    merged: list[Version[T]] = []
    for position, first, end, row in versions:
        if merged and (merged[-1][0], merged[-1][2], merged[-1][3]) == (position, first, row):
            merged[-1] = (position, merged[-1][1], end, row)
        else:
            merged.append((position, first, end, row))
    return merged


def _day(day: date) -> Day | None:
    return None if day in (ALWAYS, FAR) else epoch_day(day)


def clock_payload(atlas: Atlas, known: str, stated: str = "", index: _Index | None = None) -> Clock:
    """One document time, or one document alone, compiled: distinct rows, and per chain the days on which it changes."""
    index = index or _Index(atlas)
    clock = atlas.clock(known, stated)
    rows: dict[_Row, int] = {}
    chains: list[Chain] = []
    for chain in clock:
        steps = _steps(chain, clock, rows, index)
        silent = epoch_day(chain.starts[0]) if chain.not_recorded(chain.starts[0] - DAY) else 0
        chains.append((index.engagement[chain.engagement_id], chain.country, silent, steps))
    return {
        "known": epoch_day(clock.known) if clock.known < FAR else None,
        "rows": [row.sent for row in rows],
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

    def cited(self, c: Citation) -> rows.Citation:
        """A citation as the page gets it."""
        return self.period[c.period_id], self.document[c.document_id], c.section_code, c.paragraph, c.role


class _Row(NamedTuple):
    """A state as its clock holds it: equal ones are sent once."""

    period: int
    status: int
    flags: int
    conflicts: tuple[int, ...]
    citations: tuple[int, ...]
    said: Day
    first: Day
    last: Day | None

    @property
    def sent(self) -> ClockRow:
        """The same under the names that the page knows."""
        return {
            "p": self.period,
            "s": self.status,
            "f": self.flags,
            "c": self.conflicts,
            "q": self.citations,
            "said": self.said,
            "a": self.first,
            "b": self.last,
        }


def _steps(chain: states.Chain, clock: states.Clock, rows: dict[_Row, int], index: _Index) -> list[int]:
    steps: list[int] = []
    last = -1
    for day in chain.turning_days(clock.known):
        state = chain.at(day, clock.known)
        row = -1 if state is None else rows.setdefault(_row(state, index), len(rows))
        if row != last:
            steps += [epoch_day(day), row]
            last = row
    return steps


def _row(state: states.State, index: _Index) -> _Row:
    return _Row(
        index.period[state.period_id],
        v.STATUSES.index(state.status),
        sum(1 << bit for bit, name in enumerate(FLAGS) if getattr(state, name)),
        tuple(index.conflict[c] for c in state.conflicts),
        tuple(index.citation[id(c)] for c in state.citations),
        iso_day(state.last_stated),
        iso_day(state.held_from),
        iso_day(state.held_to) if state.held_to else None,
    )
