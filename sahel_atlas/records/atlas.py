"""`Atlas`: the curated tables and their clocks, behind one door."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Self

from sahel_atlas.records.clock.periods import FAR, held_days, holds, known_day, span
from sahel_atlas.records.clock.public import as_known
from sahel_atlas.records.clock.states import Clock, States
from sahel_atlas.records.filters import ENGAGEMENT_VALUES, layer_of, plain_words
from sahel_atlas.records.folders import DATA, base_folder
from sahel_atlas.records.rows import CountryState, Document, Engagement, Former, Place, RouteTotal, Site, Tables, Text
from sahel_atlas.records.words import pick

FRAME = (-50.0, -12.0, 60.0, 42.0)
"""Degrees west, south, east, north: a place outside is drawn as a marker on the map's edge."""
_CLOCKS_KEPT = 32
CENTRAL = "Central Mediterranean"
"""The route that carries the one figure on the map, as `route_totals.csv` names it."""
ROUTE_REF = "route:central-mediterranean"
"""What a selection calls that route."""


@dataclass
class Atlas:
    """Curated tables of one folder with look-ups by id.

    Build one with `Atlas.load`. It holds no state but caches: two atlases never share anything. `layers.atlas.Atlas` is
    the same with its layers as frames.

    Attributes
    ----------
    tables : Tables
        The rows that were public on `known`.
    folder : pathlib.Path
        Where they were read.
    known : datetime.date
        Document time: `periods.FAR` for everything known. `at` gives the same atlas on another day of knowledge.
    """

    tables: Tables
    folder: Path = DATA
    known: date = FAR
    _whole: Tables | None = field(default=None, repr=False)
    _clocks: dict[tuple[date, str], Clock] = field(default_factory=dict, repr=False)
    _earlier: dict[date, Self] = field(default_factory=dict, repr=False)

    def at(self, known: str | date | None) -> Self:
        """The atlas as it was known on a day: what became public later is not in it.

        Parameters
        ----------
        known : str, datetime.date or None
            A day; empty or None, or a day after this atlas's own, gives this atlas.
        """
        day = known_day(known)
        if day >= self.known:
            return self
        if day not in self._earlier:
            while len(self._earlier) >= _CLOCKS_KEPT:
                self._earlier.pop(next(iter(self._earlier)))
            whole = self._whole or self.tables
            self._earlier[day] = type(self)(as_known(whole, day), self.folder, day, whole, self._clocks)
        return self._earlier[day]

    @property
    def base(self) -> Path:
        """Folder of the base geography: the data folder's own, else the project's."""
        return base_folder(self.folder)

    @classmethod
    def load(cls, folder: Path | str | None = None) -> Self:
        """Read the tables of a data folder.

        Parameters
        ----------
        folder : pathlib.Path or str, optional
            Holds the CSV files; the atlas's own when left out.

        Returns
        -------
        Atlas

        Raises
        ------
        sahel_atlas.records.tables.TableFaults
            Every fault at once, as ``file:row:column: expected …, got …; do …``.
        """
        from sahel_atlas.records.tables import read_tables

        path = Path(folder) if folder is not None else DATA
        return cls(read_tables(path), path)

    def clock(self, known: str | date | None = None, stated: str = "") -> Clock:
        """The clock of one document time, or of one document alone; None or empty stands for everything known."""
        key = min(known_day(known), self.known), stated
        if key not in self._clocks:
            while len(self._clocks) >= _CLOCKS_KEPT:
                self._clocks.pop(next(iter(self._clocks)))
            self._clocks[key] = Clock(self._whole or self.tables, *key)
        return self._clocks[key]

    def as_of(self, day: str | date, known: str | date | None = None, stated: str = "") -> States:
        """States on a day, told from what was public on or before `known` (left out: everything).

        Parameters
        ----------
        day : str or datetime.date
            ``YYYY-MM-DD``; a coarser text stands for its last day.
        known : str or datetime.date, optional
            Document time.
        stated : str
            Id of a document: the states as if it were the only source.

        Returns
        -------
        States
            One `State` per engagement and country; `.to_frame()` gives a table.

        Raises
        ------
        geo.errors.AtlasError
            If a text is no date that exists.
        """
        return self.clock(known, stated).at(span(day)[1] if isinstance(day, str) else day)

    @cached_property
    def engagements(self) -> dict[str, Engagement]:
        """Engagements by id."""
        return {e.engagement_id: e for e in self.tables.engagements}

    @cached_property
    def _places(self) -> dict[str, Place]:
        return {p.place_id: p for p in self.tables.places}

    @cached_property
    def _documents(self) -> dict[str, Document]:
        return {d.document_id: d for d in self.tables.documents}

    @cached_property
    def _groups(self) -> dict[str, tuple[str, ...]]:
        groups: dict[str, list[str]] = defaultdict(list)
        for member in self.tables.groups:
            groups[member.iso3].append(member.group_id)
        return {iso3: tuple(ids) for iso3, ids in groups.items()}

    @cached_property
    def _haystacks(self) -> dict[str, str]:
        return {
            e.engagement_id: plain_words(" ".join(word for _, words in self.hay_parts(e) for word in words))
            for e in self.tables.engagements
        }

    @cached_property
    def _sites_of(self) -> dict[str, list[Site]]:
        sites: dict[str, list[Site]] = defaultdict(list)
        for site in self.tables.sites:
            sites[site.engagement_id].append(site)
        return sites

    @cached_property
    def _first_told(self) -> dict[tuple[str, str], date]:
        """(engagement, country) -> the day on which its first state there became public."""
        return {
            key: min(date.fromisoformat(link.period.known_from) for link in chain.links)
            for key, chain in self.clock(self.known).chains.items()
        }

    def hay_parts(self, e: Engagement) -> Iterator[tuple[date, tuple[str, ...]]]:
        """What free text is looked up in, each part with the day on which it became public.

        Yields
        ------
        (datetime.date, tuple of str)
            Names and partners; descriptions; countries; places.
        """
        first = min((day for (i, _), day in self._first_told.items() if i == e.engagement_id), default=date.min)
        yield first, (e.engagement_id, e.name_en, e.name_nl, e.acronym, *e.partners)
        for row in self.texts(e.engagement_id, "description"):
            yield date.fromisoformat(row.known_from), (row.text_en, row.text_nl)
        names = {c.iso3: (c.name_en, c.name_nl) for c in self.tables.countries}
        for iso3 in self.countries_of(e.engagement_id):
            yield self._first_told[e.engagement_id, iso3], names.get(iso3, (iso3,))
        for site in self._sites_of.get(e.engagement_id, ()):
            place = self._places[site.place_id]
            yield date.fromisoformat(site.known_from), (place.name_en, place.name_nl)

    @cached_property
    def _countries_of(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        for engagement_id, country in self.clock(self.known).chains:
            if country:
                found[engagement_id].append(country)
        return {engagement_id: tuple(countries) for engagement_id, countries in found.items()}

    @cached_property
    def _texts(self) -> dict[tuple[str, str], list[Text]]:
        texts: dict[tuple[str, str], list[Text]] = defaultdict(list)
        for row in sorted(self.tables.texts, key=lambda row: row.known_from):
            texts[row.engagement_id, row.about].append(row)
        return texts

    @cached_property
    def _former(self) -> dict[str, list[Former]]:
        former: dict[str, list[Former]] = defaultdict(list)
        for row in sorted(self.tables.former, key=lambda row: row.known_from):
            former[row.engagement_id].append(row)
        return former

    def former(self, engagement_id: str) -> tuple[Former, ...]:
        """What attributes of an engagement read before a document told more, in the order in which it was told."""
        return tuple(self._former.get(engagement_id, ()))

    def texts(self, engagement_id: str, about: str) -> tuple[Text, ...]:
        """What is told of an engagement, in the order in which it became public; each names its document."""
        return tuple(self._texts.get((engagement_id, about), ()))

    def text(self, engagement_id: str, about: str, lang: str) -> str:
        """The same as one text in English or Dutch; empty when nothing is told.

        Parameters
        ----------
        about : {"description", "contribution", "conditions", "note"}
        lang : str
        """
        return " ".join(pick(row, "text", lang) for row in self.texts(engagement_id, about))

    def countries_of(self, engagement_id: str) -> tuple[str, ...]:
        """Countries in which an engagement has or had a state, as far as is known; ISO 3166 alpha-3, sorted."""
        return self._countries_of.get(engagement_id, ())

    def facet_values(self, facet: str, engagement: Engagement) -> tuple[str, ...]:
        """Values of a facet that looks at the engagement alone."""
        if facet == "conditions":
            return ("yes" if self.texts(engagement.engagement_id, "conditions") else "no",)
        return ENGAGEMENT_VALUES[facet](engagement)

    def engagement(self, engagement_id: str) -> Engagement:
        """One engagement by its id; KeyError when there is none."""
        return self.engagements[engagement_id]

    def place(self, place_id: str) -> Place:
        """One place by its id; KeyError when there is none."""
        return self._places[place_id]

    def document(self, document_id: str) -> Document:
        """One document by its id; KeyError when there is none."""
        return self._documents[document_id]

    def haystack(self, engagement_id: str) -> str:
        """The folded text of an engagement that free-text filters look in."""
        return self._haystacks[engagement_id]

    def groups_of(self, iso3: str) -> tuple[str, ...]:
        """Ids of the country groups that a country belongs to."""
        return self._groups.get(iso3, ())

    def layer_of(self, engagement_id: str) -> str:
        """The map layer of an engagement: embassies, missions or initiatives."""
        return layer_of(self.engagement(engagement_id))

    def country_states(self, day: date) -> dict[str, CountryState]:
        """The political state (coup, transition, none) of each country on a day."""
        return {row.iso3: row for row in self.tables.country_states if holds(*held_days(row), day)}

    def off_map(self, place: Place) -> bool:
        """Whether a place lies outside the map's frame."""
        west, south, east, north = FRAME
        return not (west <= (place.lon or 0) <= east and south <= (place.lat or 0) <= north)

    def detections(self, day: date) -> RouteTotal | None:
        """The Central Mediterranean figure to show on a day: that of its own year, or the last earlier one.

        Of several counts of one year that are public the latest speaks. None where there is none.
        """
        totals = [
            total
            for total in self.tables.route_totals
            if (total.route, total.metric, total.period_type, total.show) == (CENTRAL, "detections", "year", "yes")
            and int(total.period) <= day.year
        ]
        return max(totals, key=lambda total: (total.period, total.known_from), default=None)

    @cached_property
    def values(self) -> Mapping[str, tuple[str, ...]]:
        """Valid values of the open facets and of selections, for reading links and command lines."""
        t = self.tables
        values = {
            name: tuple(sorted({x for e in t.engagements for x in ENGAGEMENT_VALUES[name](e)}))
            for name in ("lead", "partner")
        }
        values["window"] = t.window
        values["document"] = tuple(d.document_id for d in t.documents)
        values["country"] = tuple(c.iso3 for c in t.countries)
        values["group"] = tuple(g.group_id for g in t.group_names)
        values["selection"] = (
            *(f"country:{c.iso3}" for c in t.countries),
            *(f"engagement:{e.engagement_id}" for e in t.engagements),
            *(f"site:{s.site_id}" for s in t.sites),
            *(f"leg:{leg.leg_id}" for leg in t.route_legs),
            *(f"event:{e.event_id}" for e in t.events),
            *(f"context:{c.context_id}" for c in t.context),
            *(f"place:{p.place_id}" for p in t.places),
            *(f"document:{d.document_id}" for d in t.documents),
            ROUTE_REF,
            *sorted(
                {f"paragraph:{c.section_code} {c.paragraph}" for c in t.citations if c.paragraph}
                | {f"paragraph:{n.section_code} {n.paragraph}" for n in t.context if n.paragraph}
            ),
        )
        return values
