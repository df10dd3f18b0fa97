"""Kinds of slips that contradict another cell: order of dates, overlapping states, points, fields that stand twice."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from benchmarks.desk import Cell, Change, Desk
from benchmarks.mutations import Kind, described
from sahel_atlas.records.check.periods import EARLIEST
from sahel_atlas.records.check.places import BORDER_POSTS
from sahel_atlas.records.folders import base_folder
from sahel_atlas.records.rows import Place, Tables
from sahel_atlas.records.vocabulary import FOCUS

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

SPANS = (
    ("periods", "start_date", "end_date"),
    ("sites", "start_date", "end_date"),
    ("events", "date", "end_date"),
    ("country_states", "start_date", "end_date"),
    ("periods", "planned_start", "planned_end"),
)
DAY = timedelta(days=1)
LAST = date.fromisoformat(Tables().window[1])


def moved(text: str, chance: Random, days: int = 400) -> str:
    """Another date of the same length inside the atlas's years, at most so many days away (a year for a year)."""
    first = date.fromisoformat((text + "-01-01")[:10])
    step = {4: 366, 7: 31, 10: 1}[len(text)]
    while True:
        new = first + DAY * chance.choice((-1, 1)) * chance.randint(step, max(days, step))
        inside = EARLIEST <= new <= LAST
        if inside and new.isoformat()[: len(text)] != text:
            return new.isoformat()[: len(text)]


def _order(desk: Desk, chance: Random) -> Change:
    table, start, end = chance.choice(SPANS)
    cell = desk.pick(chance, [(table, end)])
    while not desk.value(cell.beside(start)):
        cell = desk.pick(chance, [(table, end)])
    first = date.fromisoformat((desk.value(cell.beside(start)) + "-01-01")[:10])
    before = first - DAY * chance.randint(400, 900)
    return desk.set(cell, before.isoformat()[: len(desk.value(cell))])


def _overlap(desk: Desk, chance: Random) -> Change:
    if chance.random() < 0.2:
        cell = desk.pick(chance, [("country_states", "start_date")], lambda day: day > desk.clean.tables.window[0])
        return desk.set(cell, moved(desk.value(cell), chance))
    book = desk.book
    pairs = [(a, b) for chain in book.chains().values() for a, b in pairwise(chain)]
    pairs = [(a, b) for a, b in pairs if frozenset((a.period_id, b.period_id)) not in book.disputes]
    a, b = chance.choice(sorted(pairs, key=lambda pair: (pair[0].line, pair[1].line)))
    start, other = Cell("periods", b.line, "start_date"), book.start(a)
    assert other is not None
    if chance.random() < 0.5:
        # The later state gets the day of the earlier one; after that day would be the next day.
        day = other - DAY if b.start_relation == "after" else other
        precise = {start: day.isoformat(), start.beside("start_precision"): "day"}
        return desk.set_all(precise, {start})
    end, following = Cell("periods", a.line, "end_date"), book.start(b)
    assert following is not None
    late = (following + DAY * chance.randint(1, 300)).isoformat()
    # That the end was not yet known when the row was written is a fault of its own, in the end itself.
    return desk.set_all({end: late, end.beside("end_precision"): "day"}, {start})


def _cut(desk: Desk, chance: Random) -> Change:
    names = [("events", "date"), ("country_states", "start_date"), ("periods", "start_date"), ("periods", "known_from")]
    cell = desk.pick(chance, names, lambda text: len(text) > 4)
    return desk.set(cell, desk.value(cell)[:-3])


@lru_cache(maxsize=2)
def _shapes(base: Path) -> dict[str, BaseGeometry]:
    from shapely.geometry import shape

    features: list[dict[str, Any]] = json.loads((base / "countries.geojson").read_text("utf-8"))["features"]
    return {f["properties"]["iso3"]: shape(f["geometry"]) for f in features}


def _drawn(desk: Desk, chance: Random) -> tuple[Place, BaseGeometry]:
    """A place that lies in a country, with that country's shape."""
    shapes = _shapes(base_folder(desk.folder))
    places = [p for p in desk.clean.tables.places if p.country_iso3 in shapes and p.place_id not in BORDER_POSTS]
    place = chance.choice(places)
    return place, shapes[place.country_iso3]


def _wrong_point(desk: Desk, chance: Random) -> Change:
    """A point outside its country: another country, degrees exchanged, a lost sign, a lost or moved decimal point."""
    from shapely.geometry import Point

    while True:
        place, shape = _drawn(desk, chance)
        here = Cell("places", place.line, "lat")
        lat, lon = float(place.lat or 0), float(place.lon or 0)
        node = [Cell("route_nodes", n.line, "") for n in desk.clean.tables.route_nodes if n.node_id == place.place_id]
        row = {here, here.beside("lon"), here.beside("country_iso3")}
        if chance.random() < 0.4:
            others = [c for c in desk.words("countries", "iso3") if c != place.country_iso3]
            return desk.set(here.beside("country_iso3"), chance.choice(others), row)
        ways = ((lon, lat), (-lat, lon), (lat, -lon), (lat * 10, lon), (lat, lon * 10), (lat + 9, lon), (lat, lon - 9))
        new = chance.choice(ways)
        if shape.distance(Point(new[1], new[0])) > 1:
            values = {here: f"{new[0]:.4f}", here.beside("lon"): f"{new[1]:.4f}"}
            return desk.set_all(values, row | {n.beside(c) for n in node for c in ("lat", "lon")})


def _near_point(desk: Desk, chance: Random) -> Change:
    """A place that is no route node, moved inside its country."""
    from shapely.geometry import Point

    nodes = {n.node_id for n in desk.clean.tables.route_nodes}
    while True:
        place, shape = _drawn(desk, chance)
        lat, lon = float(place.lat or 0), float(place.lon or 0)
        new = (lat + chance.uniform(-0.5, 0.5), lon + chance.uniform(-0.5, 0.5))
        if place.place_id not in nodes and shape.contains(Point(new[1], new[0])):
            here = Cell("places", place.line, "lat")
            return desk.set_all({here: f"{new[0]:.4f}", here.beside("lon"): f"{new[1]:.4f}"}, {here})


def _too_early(desk: Desk, chance: Random) -> Change:
    """Something told of an engagement, dated before the engagement was public, or a part before its row."""
    if chance.random() < 0.3:
        cell = desk.pick(chance, [("sites", "end_known_from"), ("country_states", "end_known_from")])
        if chance.random() < 0.3:
            return desk.set(cell, "")
        first = date.fromisoformat(desk.value(cell.beside("known_from")))
        return desk.set(cell, (first - DAY * chance.randint(1, 300)).isoformat())
    cell = desk.pick(chance, [(table, "known_from") for table in ("texts", "amounts", "sites")])
    first = date.fromisoformat(desk.book.first_known[desk.value(cell.beside("engagement_id"))])
    return desk.set(cell, (first - DAY * chance.randint(1, 300)).isoformat())


def _route(desk: Desk, chance: Random) -> Change:
    """A land leg loses the way points that keep it on the road, or a country that it crosses between its ends."""
    cell = desk.pick(chance, [("route_legs", "via")])
    while desk.value(cell.beside("kind")) != "land":
        cell = desk.pick(chance, [("route_legs", "via")])
    return desk.set(cell, "", {cell, cell.beside("countries_iso3")})


def _any_date(desk: Desk, chance: Random) -> Change:
    cell = desk.pick(chance, described(kind="date"))
    return desk.set(cell, moved(desk.value(cell), chance))


def _node(desk: Desk, chance: Random) -> Change:
    name = chance.choice(("name_en", "country_iso3", "lat", "lon"))
    node = chance.choice(desk.clean.tables.route_nodes)
    here = Cell("route_nodes", node.line, name)
    there = Cell("places", desk.book.places[node.node_id].line, name)
    changed = chance.choice((here, there))
    old = desk.value(changed)
    if name in ("lat", "lon"):
        new = f"{float(old) + chance.choice((-0.01, 0.01)):.4f}"
    elif name == "name_en":
        new = old + "a"
    else:
        new = chance.choice([c for c in desk.words("countries", "iso3") if c != old])
    return desk.set(changed, new, {here, there})


def _primary(desk: Desk, chance: Random) -> Change:
    citations = [c for c in desk.clean.tables.citations if c.role == "primary"]
    citation = chance.choice(citations)
    period = desk.book.periods[citation.period_id]
    here, there = Cell("citations", citation.line, "document_id"), Cell("periods", period.line, "document_id")
    changed = chance.choice((here, there))
    documents = desk.words("documents", "document_id")
    return desk.set(changed, chance.choice([d for d in documents if d != citation.document_id]), {here, there})


def _known(desk: Desk, chance: Random) -> Change:
    periods = [p for p in desk.clean.tables.periods if p.known_basis == "published"]
    if chance.random() < 0.5:
        cell = Cell("periods", chance.choice(periods).line, "known_from")
        return desk.set(cell, moved(desk.value(cell), chance))
    document = chance.choice(sorted({p.document_id for p in periods}))
    cell = desk.cells("documents", "document_id", document)[0].beside("date")
    rows = {Cell("periods", p.line, "known_from") for p in periods if p.document_id == document}
    return desk.set(cell, moved(desk.value(cell), chance), {cell, *rows})


def _site(desk: Desk, chance: Random) -> Change:
    cell = desk.pick(chance, [("sites", chance.choice(("engagement_id", "place_id")))])
    known = desk.words("engagements" if cell.column == "engagement_id" else "places", cell.column)
    new = chance.choice([word for word in known if word != desk.value(cell)])
    return desk.set(cell, new, {cell, cell.beside("site_id")})


def _moved_period(desk: Desk, chance: Random) -> Change:
    cell = desk.pick(chance, [("periods", "engagement_id")])
    new = chance.choice([e for e in desk.words("engagements", "engagement_id") if e != desk.value(cell)])
    return desk.set(cell, new, {cell, cell.beside("period_id")})


def _coup(desk: Desk, chance: Random) -> Change:
    coups = [e for e in desk.clean.tables.events if e.category == "coup" and set(e.countries_iso3) & set(FOCUS)]
    states = desk.clean.tables.country_states
    pairs = [(e, s) for e in coups for s in states if s.iso3 in e.countries_iso3 and s.start_date == e.date]
    event, state = chance.choice(pairs)
    here, there = Cell("events", event.line, "date"), Cell("country_states", state.line, "start_date")
    return desk.set(chance.choice((here, there)), moved(event.date, chance, 20), {here, there})


def _places(desk: Desk, chance: Random) -> Change:
    cell = desk.pick(chance, [("engagements", "place_ids")])
    while desk.value(cell.beside("kind")) == "dialogue":
        cell = desk.pick(chance, [("engagements", "place_ids")])
    engagement, words = desk.value(cell.beside("engagement_id")), desk.value(cell).split(";")
    lost = chance.choice(words)
    sites = {
        site.beside("place_id")
        for site in desk.cells("sites", "engagement_id", engagement)
        if desk.value(site.beside("place_id")) == lost
    }
    return desk.set(cell, ";".join(word for word in words if word != lost), {cell, *sites})


def _counted(desk: Desk, chance: Random) -> Change:
    cell = desk.pick(chance, [("engagements", "counted")])
    return desk.set(cell, chance.choice([w for w in ("yes", "component", "no") if w != desk.value(cell)]))


def _tier(desk: Desk, chance: Random) -> Change:
    if chance.random() < 0.5:
        cell = desk.pick(chance, [("countries", "tier")], lambda tier: tier in ("1", "2"))
        return desk.set(cell, "3")
    cell = desk.pick(chance, [("groups", "group_id")], lambda name: name in ("sahel", "coastal_named")).beside("iso3")
    return desk.set(cell, chance.choice([c for c in desk.words("countries", "iso3") if c not in FOCUS]))


def _conflict(desk: Desk, chance: Random) -> Change:
    cell = desk.pick(chance, [("conflicts", "engagement_id")])
    known = desk.words("engagements", "engagement_id")
    return desk.set(cell, chance.choice([e for e in known if e != desk.value(cell)]))


def _leg(desk: Desk, chance: Random) -> Change:
    cell = desk.pick(chance, [("route_legs", "countries_iso3")])
    place = desk.book.places[desk.value(cell.beside(chance.choice(("from_id", "to_id"))))]
    left = [word for word in desk.value(cell).split(";") if word != place.country_iso3]
    return desk.set(cell, ";".join(left))


DOUBLE: tuple[Callable[[Desk, Random], Change], ...] = (
    *(_node, _primary, _known, _site, _moved_period, _coup, _places, _counted, _tier, _conflict, _leg),
)
"""Fields that stand in two tables, or that follow from another cell; one of the two is changed."""


def _double(desk: Desk, chance: Random) -> Change:
    return chance.choice(DOUBLE)(desk, chance)


def row_kinds() -> tuple[Kind, ...]:
    """Kinds that contradict another cell."""
    return (
        Kind("order", "an end lies before its beginning", True, _order),
        Kind("overlap", "two states of one engagement or country cover the same days", True, _overlap),
        Kind("precision", "a day or month is cut off and the precision stays", True, _cut),
        Kind(
            "country of a point",
            "a country, sign or decimal point is wrong, so the place leaves it",
            True,
            _wrong_point,
        ),
        Kind("too early", "something is known before the thing itself, or an end has no day", True, _too_early),
        Kind(
            "leg off the road", "a land leg loses its way points and runs over water or another country", True, _route
        ),
        Kind("stands twice", "a field that stands in two tables is changed in one of them", True, _double),
        Kind("date", "another date inside the window, as precise as the right one", False, _any_date),
        Kind("point", "a place that is no node moves inside its country", False, _near_point),
    )
