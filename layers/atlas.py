"""`Atlas`: the curated tables, their clocks and their frames, behind one door."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from layers import vocabulary as v
from layers.engagements import Clock, States
from layers.filters import ENGAGEMENT_VALUES, fold, layer_of
from layers.folders import DATA, base_folder
from layers.periods import known_day, span
from layers.records import CountryState, Engagement, Place, RouteTotal, Site, Tables

if TYPE_CHECKING:
    import geopandas as gpd

FRAME = (-50.0, -12.0, 60.0, 42.0)
"""Degrees west, south, east, north: a place outside is drawn as a marker on the map's edge."""
_CLOCKS_KEPT = 32


@dataclass
class Atlas:
    """Curated tables of one folder with look-ups by id.

    Build one with `Atlas.load`. It holds no state but caches: two atlases never share anything.
    """

    tables: Tables
    folder: Path = DATA
    _clocks: dict[date, Clock] = field(default_factory=dict, repr=False)

    @property
    def base(self) -> Path:
        """Folder of the base geography: the data folder's own, else the project's."""
        return base_folder(self.folder)

    @classmethod
    def load(cls, folder: Path | str | None = None) -> Atlas:
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
        layers.tables.TableFaults
            Every fault at once, as ``file:row:column: expected …, got …, do …``.
        """
        from layers.tables import read_tables

        path = Path(folder) if folder is not None else DATA
        return cls(read_tables(path), path)

    def frame(self, layer: str, day: str | date = v.WINDOW[1], known: str = "") -> gpd.GeoDataFrame:
        """A layer of the catalogue as a GeoDataFrame on a day, EPSG:4326, with an `id` column.

        Parameters
        ----------
        layer : str
            Id of a layer, see `layers.catalog.LAYERS`.
        day : str or datetime.date
            Event time; a coarser text stands for its last day.
        known : str
            Document time, ISO; empty for everything.

        Returns
        -------
        geopandas.GeoDataFrame
            The columns that the layer's `fields` name, and geometry.

        Raises
        ------
        geo.errors.AtlasError
            If there is no such layer; the message lists them.
        """
        from layers.catalog import Catalog

        when = span(day)[1] if isinstance(day, str) else day
        return Catalog().get(layer).load(self, when, known)

    def clock(self, known: str | date | None = None) -> Clock:
        """The clock of one document time; None or empty stands for everything known."""
        day = known_day(known)
        if day not in self._clocks:
            while len(self._clocks) >= _CLOCKS_KEPT:
                self._clocks.pop(next(iter(self._clocks)))
            self._clocks[day] = Clock(self.tables, day)
        return self._clocks[day]

    def as_of(self, day: str | date, known: str | date | None = None) -> States:
        """States on a day, told from what was public on or before `known` (left out: everything).

        Parameters
        ----------
        day : str or datetime.date
            ``YYYY-MM-DD``; a coarser text stands for its last day.
        known : str or datetime.date, optional
            Document time.

        Returns
        -------
        States
            One `State` per engagement and country; `.to_frame()` gives a table.

        Raises
        ------
        geo.errors.AtlasError
            If a text is no date that exists.
        """
        return self.clock(known).at(span(day)[1] if isinstance(day, str) else day)

    @cached_property
    def _engagements(self) -> dict[str, Engagement]:
        return {e.engagement_id: e for e in self.tables.engagements}

    @cached_property
    def _places(self) -> dict[str, Place]:
        return {p.place_id: p for p in self.tables.places}

    @cached_property
    def _groups(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        for member in self.tables.groups:
            found[member.iso3].append(member.group_id)
        return {iso3: tuple(ids) for iso3, ids in found.items()}

    @cached_property
    def _haystacks(self) -> dict[str, str]:
        names = {c.iso3: f"{c.name_en} {c.name_nl}" for c in self.tables.countries}
        return {
            e.engagement_id: fold(
                " ".join(
                    (
                        *(e.engagement_id.replace("-", " "), e.name_en, e.name_nl, e.acronym),
                        *(e.description_en, e.description_nl, *e.partners),
                        *(names.get(iso3, iso3) for iso3 in e.countries_iso3),
                        *(f"{p.name_en} {p.name_nl}" for p in map(self._places.get, e.place_ids) if p),
                    )
                )
            )
            for e in self.tables.engagements
        }

    def engagement(self, engagement_id: str) -> Engagement:
        """One engagement by its id; KeyError when there is none."""
        return self._engagements[engagement_id]

    def place(self, place_id: str) -> Place:
        """One place by its id; KeyError when there is none."""
        return self._places[place_id]

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
        """The political state (coup, transition, none) of each country on a day; a start counts, an end does not."""
        found = {}
        for row in self.tables.country_states:
            first = span(row.start_date, row.start_precision)[0]
            if first <= day and (not row.end_date or day < span(row.end_date, row.end_precision)[0]):
                found[row.iso3] = row
        return found

    def site_holds(self, site: Site, day: date) -> bool:
        """Whether a site's own dates include a day; dates nobody recorded do not exclude it.

        Parameters
        ----------
        site : Site
        day : datetime.date
            An end date of day precision excludes its day; a coarser one lasts to the end of its month or year.
        """
        if site.start_date and day < span(site.start_date, site.start_precision)[0]:
            return False
        if not site.end_date:
            return True
        first, last = span(site.end_date, site.end_precision)
        return day < first if site.end_precision == "day" else day <= last

    def off_map(self, place: Place) -> bool:
        """Whether a place lies outside the map's frame."""
        west, south, east, north = FRAME
        return not (west <= (place.lon or 0) <= east and south <= (place.lat or 0) <= north)

    def detections(self, year: int) -> RouteTotal | None:
        """The Central Mediterranean figure of a year: detections of irregular border crossings; None when absent."""
        for total in self.tables.route_totals:
            if (total.route, total.metric, total.period_type, total.show) == (
                "Central Mediterranean",
                "detections",
                "year",
                "yes",
            ) and total.period == str(year):
                return total
        return None

    @cached_property
    def values(self) -> Mapping[str, tuple[str, ...]]:
        """Valid values of the open facets and of selections, for reading links and command lines."""
        t = self.tables
        found = {
            name: tuple(sorted({x for e in t.engagements for x in ENGAGEMENT_VALUES[name](e)}))
            for name in ("lead", "partner")
        }
        found["document"] = tuple(d.document_id for d in t.documents)
        found["country"] = tuple(c.iso3 for c in t.countries)
        found["group"] = tuple(g.group_id for g in t.group_names)
        found["selection"] = (
            *(f"country:{c.iso3}" for c in t.countries),
            *(f"engagement:{e.engagement_id}" for e in t.engagements),
            *(f"site:{s.site_id}" for s in t.sites),
            *(f"leg:{leg.leg_id}" for leg in t.route_legs),
            *(f"event:{e.event_id}" for e in t.events),
            *(f"context:{c.context_id}" for c in t.context),
            *(f"place:{p.place_id}" for p in t.places),
            "route:central-mediterranean",
            *sorted(
                {f"paragraph:{c.section_code} {c.paragraph}" for c in t.citations if c.paragraph}
                | {f"paragraph:{n.section_code} {n.paragraph}" for n in t.context if n.paragraph}
            ),
        )
        return found
