"""Engagements and their states: what was so on a day, told from what was public on another day.

Two clocks. *Event time* is the day asked about; *document time* (`known`) limits which rows may speak. The rule
stands in `docs/decisions/0002-two-clocks.md`. `Clock` holds the rows of one `known` compiled into chains, one per
engagement and country, so that a question costs one look per chain.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from sahel_atlas.records.clock.periods import (
    DAY,
    FAR,
    doubtful_days,
    effective_end,
    effective_start,
    holds,
    span,
    start_unknown,
)
from sahel_atlas.records.clock.public import Public
from sahel_atlas.records.rows import Citation, Conflict, Engagement, Period, Tables

if TYPE_CHECKING:
    import pandas as pd


TOLD = ("description", "contribution")
"""What a state tells of its engagement in words."""


@dataclass(frozen=True)
class State:
    """The state of one engagement in one country on one day.

    `country` is ISO 3166 alpha-3, or empty for an engagement without a country. `since` is cut to its known part
    and `since_precision`, `since_relation` say how to read it. `last_stated` is the last day on which a cited
    document speaks of this state. `held_from` and `held_to` are the first and the last day on which it holds (ISO; the
    last is empty while nothing ends it); in the states of a stretch of time they are cut to that stretch. `degree` says
    how far the status goes where a document says so. `source_later`: the state is known by its own date, and the
    source that tells it was published after the day of knowledge. `description_*` and `contribution_*` are what was
    told of the engagement by then; `addresses` are those of the cited documents, as far as they are known.
    """

    engagement_id: str
    country: str
    status: str
    decision: str
    period_id: str
    since: str
    since_precision: str
    since_relation: str
    confidence: str
    last_stated: str
    degree: str = ""
    planned_start: str = ""
    planned_end: str = ""
    planned_precision: str = ""
    held_from: str = ""
    held_to: str = ""
    projected: bool = False
    carried_forward: bool = False
    uncertain: bool = False
    outcome_not_recorded: bool = False
    source_later: bool = False
    conflicts: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    description_en: str = ""
    description_nl: str = ""
    contribution_en: str = ""
    contribution_nl: str = ""
    addresses: tuple[str, ...] = ()

    @property
    def stale(self) -> bool:
        """Whether no source speaks of it as late as this day: it counts as it was last stated."""
        return self.carried_forward or self.projected


class States(tuple[State, ...]):
    """The states of a day, in order of engagement and country; a tuple that can become a frame."""

    def to_frame(self) -> pd.DataFrame:
        """One row per state: the fields of `State`, citations as `document section paragraph` joined by `;`, as are
        the other lists.

        Returns
        -------
        pandas.DataFrame
        """
        import pandas as pd

        rows = [asdict(s) | {"citations": ";".join(cite_text(c) for c in s.citations)} | _joined(s) for s in self]
        return pd.DataFrame(rows, columns=list(State.__dataclass_fields__))


def _joined(state: State) -> dict[str, str]:
    return {name: ";".join(getattr(state, name)) for name in ("conflicts", "addresses")}


def cite_text(citation: Citation) -> str:
    """A citation in one word group: document, section, paragraph."""
    return " ".join(filter(None, (citation.document_id, citation.section_code, citation.paragraph)))


def applies_to(period: Period, engagement: Engagement) -> tuple[str, ...]:
    """Countries in which a period holds: its own, else the engagement's, else the empty country."""
    return period.countries_iso3 or engagement.countries_iso3 or ("",)


@dataclass(frozen=True)
class Link:
    """One period in a chain, with the days it works out to."""

    period: Period
    start: date
    end: date | None
    doubt: tuple[date, date] | None
    said: date
    planned_until: date | None
    citations: tuple[Citation, ...]
    addresses: tuple[str, ...] = ()
    later: bool = False
    """Whether no source of the row itself was public: what is cited says something else of it."""


@dataclass(frozen=True)
class Chain:
    """The periods of one engagement in one country that may speak, in the order in which they begin."""

    engagement_id: str
    country: str
    links: tuple[Link, ...]
    conflicts: Mapping[str, tuple[str, ...]]
    starts: tuple[date, ...] = field(default=())
    told: Mapping[str, str] = field(default_factory=dict)

    def at(self, day: date, known: date) -> State | None:
        """The state on `day`; None when nothing had begun or the last had lapsed."""
        begun = bisect_right(self.starts, day)
        if not begun or not holds(*self._stretch(begun - 1), day):
            return None
        return self._state(begun - 1, day, known)

    def within(self, first: date, last: date, known: date) -> Iterator[State]:
        """The states that held on any day from `first` to `last`, both counted, in order of time.

        Each is told as on the last of its days in that stretch; it is uncertain when one of these days is.
        """
        for i in range(len(self.links)):
            start, end = self._stretch(i)
            begin, stop = max(start, first), last if end is None else min(end - DAY, last)
            if begin <= stop:
                state = self._state(i, stop, known)
                doubtful = any(x.doubt and x.doubt[0] <= stop and begin <= x.doubt[1] for x in self.links)
                yield replace(state, held_from=begin.isoformat(), held_to=stop.isoformat(), uncertain=doubtful)

    def _stretch(self, i: int) -> tuple[date, date | None]:
        """The days of a link: from its start to its own end or the start of the next, whichever comes first."""
        ends = [x for x in (self.links[i].end, *self.starts[i + 1 : i + 2]) if x is not None]
        return self.starts[i], min(ends) if ends else None

    def _state(self, i: int, day: date, known: date) -> State:
        link, p = self.links[i], self.links[i].period
        start, end = self._stretch(i)
        return State(
            engagement_id=self.engagement_id,
            country=self.country,
            status=p.status,
            decision=p.decision,
            period_id=p.period_id,
            since=p.start_date,
            since_precision=p.start_precision,
            since_relation=p.start_relation,
            confidence=p.confidence,
            last_stated=link.said.isoformat(),
            degree=p.degree,
            planned_start=p.planned_start,
            planned_end=p.planned_end,
            planned_precision=p.planned_precision,
            held_from=start.isoformat(),
            held_to=(end - DAY).isoformat() if end else "",
            projected=day > known,
            carried_forward=p.status != "ended" and day > link.said and i == len(self.links) - 1,
            uncertain=any(x.doubt and x.doubt[0] <= day <= x.doubt[1] for x in self.links),
            outcome_not_recorded=(
                p.status in ("planned", "exploring") and link.planned_until is not None and link.planned_until < day
            ),
            source_later=link.later,
            conflicts=self.conflicts.get(p.period_id, ()),
            citations=link.citations,
            addresses=link.addresses,
            **self.told,
        )

    def not_recorded(self, day: date) -> bool:
        """Whether `day` lies before the first documented day of something whose start nobody recorded."""
        return bool(self.links) and day < self.starts[0] and start_unknown(self.links[0].period)

    def turning_days(self, known: date) -> list[date]:
        """Every day on which `at` may answer differently from the day before."""
        days: set[date] = {known + DAY} if known < FAR else set()
        for link in self.links:
            days.add(link.start)
            days.add(link.said + DAY)
            if link.end:
                days.add(link.end)
            if link.doubt:
                days.update((link.doubt[0], link.doubt[1] + DAY))
            if link.planned_until:
                days.add(link.planned_until + DAY)
        return sorted(days)


class Clock:
    """All chains as far as the documents public on `known` tell them.

    Parameters
    ----------
    tables : Tables
        The curated tables, whole: which of their rows may speak is decided here.
    known : datetime.date
        Document time; `periods.FAR` for everything.
    stated : str
        Id of a document: the chains are worked out as if it were the only source. Empty for all that were public.
    """

    def __init__(self, tables: Tables, known: date = FAR, stated: str = "") -> None:
        self.known, self.stated = known, stated
        self.chains: dict[tuple[str, str], Chain] = {}
        public = Public(tables)
        engagements = {e.engagement_id: e for e in tables.engagements}
        seen = {p.period_id: kept for p in tables.periods if (kept := public.at("periods", p, known))}
        if stated:
            told = {c.period_id for c in tables.citations if c.document_id == stated}
            seen = {i: p for i, p in seen.items() if i in told}
        hidden = {i for c in tables.conflicts if c.show_period_id in seen for i in c.not_shown}
        cites: dict[str, list[Citation]] = defaultdict(list)
        rested: set[str] = set()
        for citation in tables.citations:
            if public.documents[citation.document_id] > known:
                continue
            if citation.role == "primary":
                rested.add(citation.period_id)
            if stated in ("", citation.document_id):
                cites[citation.period_id].append(citation)
        grouped: dict[tuple[str, str], list[Period]] = defaultdict(list)
        for period_id in sorted(seen.keys() - hidden):
            period = seen[period_id]
            for country in applies_to(period, engagements[period.engagement_id]):
                grouped[period.engagement_id, country].append(period)
        # A document dated to its month says nothing of the day on which it last spoke.
        dated = {d.document_id: date.fromisoformat(d.date) for d in tables.documents if len(d.date) == 10}
        where = {d.document_id: d.address or d.identifier for d in tables.documents}
        links = {
            i: replace(_link(p, tuple(cites[i]), dated, where), later=i not in rested or not cites[i])
            for i, p in seen.items()
        }
        texts = _told(tables, public, known, stated)
        open_conflicts = tuple(c for c in tables.conflicts if set(c.period_ids) <= seen.keys())
        for key in sorted(grouped):
            ordered = _in_order(links[p.period_id] for p in grouped[key])
            marks = _conflicts_of(open_conflicts, key[1], (x.period.period_id for x in ordered))
            self.chains[key] = Chain(
                *key, tuple(ordered), marks, tuple(x.start for x in ordered), texts.get(key[0], {})
            )

    def __iter__(self) -> Iterator[Chain]:
        return iter(self.chains.values())

    def at(self, day: date) -> States:
        """States on `day` of every engagement in every country; ended ones are among them."""
        states = (chain.at(day, self.known) for chain in self.chains.values())
        return States(state for state in states if state is not None)

    def within(self, first: date, last: date) -> States:
        """States that held on any day of a stretch of time, both ends counted; an engagement may have several."""
        return States(state for chain in self.chains.values() for state in chain.within(first, last, self.known))

    def not_recorded(self, day: date) -> tuple[tuple[str, str], ...]:
        """(engagement, country) pairs that are documented only later and whose start is unknown."""
        return tuple(key for key, chain in self.chains.items() if chain.not_recorded(day))


def _link(
    period: Period, citations: tuple[Citation, ...], documents: Mapping[str, date], where: Mapping[str, str]
) -> Link:
    start = effective_start(period)
    cited = dict.fromkeys(c.document_id for c in citations)
    said = max([date.fromisoformat(period.known_from), *(documents[i] for i in cited if i in documents)])
    plan = period.planned_end or period.planned_start
    return Link(
        period=period,
        start=start,
        end=effective_end(period),
        doubt=doubtful_days(period),
        said=said,
        planned_until=span(plan, period.planned_precision)[1] if plan else None,
        citations=citations,
        addresses=tuple(where[i] for i in cited if where[i]),
    )


def _told(tables: Tables, public: Public, known: date, stated: str) -> Mapping[str, dict[str, str]]:
    """Engagement -> its description and the Dutch contribution, as told by then, or by the one document alone."""
    told: dict[str, dict[str, str]] = defaultdict(dict)
    for row in sorted(tables.texts, key=lambda row: row.known_from):
        if row.about not in TOLD or public.day("texts", row) > known or stated not in ("", row.document_id):
            continue
        texts = told[row.engagement_id]
        for key, text in ((f"{row.about}_en", row.text_en), (f"{row.about}_nl", row.text_nl)):
            texts[key] = f"{texts[key]} {text}" if key in texts else text
    return told


def _in_order(links: Iterable[Link]) -> list[Link]:
    """Links by start; of two that begin on one day the one known later speaks, and among equals the first by id."""
    by_id = sorted(links, key=lambda x: x.period.period_id, reverse=True)
    return sorted(by_id, key=lambda x: (x.start, x.period.known_from))


def _conflicts_of(
    conflicts: tuple[Conflict, ...], country: str, period_ids: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    return {
        i: tuple(c.conflict_id for c in conflicts if i in c.period_ids and (not country or country in c.countries_iso3))
        for i in period_ids
    }
