"""Rules about places, route nodes and legs; the two that need shapes load shapely when they run."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sahel_atlas.records.check.book import Book, Faults, Rule
from sahel_atlas.records.folders import base_folder
from sahel_atlas.records.rows import Place, RouteLeg

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

COAST_DEG = 0.15
"""How far off its simplified coast a place may lie, in degrees, when no other country is nearer: harbours, islets."""
BORDER_POSTS = {"tummo": 0.05}
"""Places on a border that its simplified line leaves on the other side, with the degrees allowed to them."""
ROUGH, ROUGH_DEG = "about 30 km", 0.4
"""The precision of a place that is known roughly, and the distance allowed to it."""
HARBOUR_DEG = 0.2
"""Around both ends of a sea leg land is allowed, in degrees: the towns stand on it."""
WET_SHARE = 0.02
"""The share of a land leg that may lie over water, since coasts are simplified."""
CROSSED_DEG = 0.05
"""How far, in degrees, a land leg may run through a country that it does not list, since borders are simplified."""
LABEL = "label only"
"""Precision of an area that is only written on the map; it alone may lie in no country."""
_NODE_COLUMNS = ("name_en", "country_iso3", "lat", "lon")


def _coordinates(book: Book) -> Faults:
    for table in ("places", "route_nodes"):
        for row in book.rows(table):
            for name, limit in (("lat", 90.0), ("lon", 180.0)):
                value = getattr(row, name)
                if value is not None and not -limit <= value <= limit:
                    expected = f"degrees from -{limit:g} to {limit:g}"
                    yield book.fault(table, row, name, expected, f"{value:g}", "check for a lost decimal point")


def _place_country(book: Book) -> Faults:
    for place in book.tables.places:
        if not place.country_iso3 and place.coord_precision != LABEL:
            do = "write the country, or label only when it is an area"
            yield book.fault("places", place, "country_iso3", "a country", "an empty cell", do)


def _nodes(book: Book) -> Faults:
    for node in book.tables.route_nodes:
        place = book.places.get(node.node_id)
        for name in _NODE_COLUMNS if place else ():
            here, there = getattr(node, name), getattr(place, name)
            if here != there and book.sound("route_nodes", node, name):
                do = f"make it the same as in row {place.line if place else 0} of places.csv"
                yield book.fault("route_nodes", node, name, f"{there!r} as in places.csv", repr(here), do)


def _node_stages(book: Book) -> Faults:
    nodes = {n.node_id: n for n in book.tables.route_nodes}
    for leg in book.tables.route_legs:
        for name in ("from_id", "to_id"):
            node = nodes.get(getattr(leg, name))
            if node and leg.stage not in node.stage and book.sound("route_nodes", node, "stage"):
                do = f"add {leg.stage} to the stages of {node.node_id} in route_nodes.csv"
                yield book.fault("route_legs", leg, name, f"a node of the stage {leg.stage}", repr(node.node_id), do)


def _nodes_used(book: Book) -> Faults:
    used = {end for leg in book.tables.route_legs for end in (leg.from_id, leg.to_id)}
    for node in book.tables.route_nodes:
        if node.node_id not in used:
            do = "draw a leg to it, or remove the row"
            yield book.fault("route_nodes", node, "node_id", "a node that a leg uses", repr(node.node_id), do)


def _legs(book: Book) -> Faults:
    for leg in book.tables.route_legs:
        if leg.from_id == leg.to_id:
            do = "mend one of them"
            yield book.fault("route_legs", leg, "to_id", "another node than from_id", repr(leg.to_id), do)
        if book.sound("route_legs", leg, "kind", "stage") and leg.stage != "context":
            wanted = "sea" if leg.stage == "sea" else "land"
            if leg.kind != wanted:
                do = "mend the kind or the stage"
                yield book.fault("route_legs", leg, "kind", f"{wanted} for stage {leg.stage}", repr(leg.kind), do)
        for name in ("from_id", "to_id"):
            place = book.places.get(getattr(leg, name))
            if place and place.country_iso3 not in leg.countries_iso3:
                do = f"add {place.country_iso3}"
                expected = f"the country of {place.place_id} too, {place.country_iso3}"
                yield book.fault("route_legs", leg, "countries_iso3", expected, ";".join(leg.countries_iso3), do)
        for point in leg.via:
            if way_point(point) is None:
                do = "write degrees with a decimal point, such as -17.9 14.9"
                yield book.fault("route_legs", leg, "via", "lon and lat with a space between", repr(point), do)


def _inside(book: Book) -> Faults:
    from shapely.geometry import Point

    shapes = _countries(base_folder(book.folder))
    for place in book.tables.places:
        if place.lat is None or place.lon is None or not place.country_iso3:
            continue
        point = Point(place.lon, place.lat)
        own = shapes[place.country_iso3].distance(point) if place.country_iso3 in shapes else math.inf
        if own <= BORDER_POSTS.get(place.place_id, 0.0):
            continue
        away = {iso3: shape.distance(point) for iso3, shape in shapes.items()}
        nearest = min(away, key=lambda iso3: away[iso3])
        if nearest == place.country_iso3 and own <= (ROUGH_DEG if place.coord_precision == ROUGH else COAST_DEG):
            continue
        where = f"{own:.1f} degrees outside" if nearest == place.country_iso3 else f"nearest to {nearest}"
        got = f"{place.lon:g} {place.lat:g}, {where if away[nearest] else f'in {nearest}'}"
        do = "check lat and lon (not exchanged?) and the country"
        yield book.fault("places", place, "lat", f"a point in {place.country_iso3}", got, do)


def _sea(book: Book) -> Faults:
    from shapely.geometry import LineString, Point
    from shapely.ops import unary_union

    land = _land(base_folder(book.folder))
    for leg in book.tables.route_legs:
        points = track(leg, book.places)
        if leg.kind != "sea" or len(points) < 2:
            continue
        harbours = unary_union([Point(p).buffer(HARBOUR_DEG) for p in (points[0], points[-1])])
        crossed = LineString(points).intersection(land).difference(harbours)
        if not crossed.is_empty:
            west, south, east, north = crossed.bounds
            got = f"land between {west:.2f} {south:.2f} and {east:.2f} {north:.2f}"
            do = "add way points (lon lat;lon lat) that go round"
            yield book.fault("route_legs", leg, "via", "a line over water", got, do)


def _over_land(book: Book) -> Faults:
    """A leg by land whose line runs over water; the coast near both ends is simplified and left apart."""
    from shapely.geometry import LineString

    land = _land(base_folder(book.folder))
    for leg in book.tables.route_legs:
        points = track(leg, book.places)
        if leg.kind != "land" or len(points) < 2:
            continue
        line = LineString(points)
        wet = line.difference(_ends(points)).difference(land)
        share = wet.length / line.length if line.length else 0.0
        if share > WET_SHARE:
            got = f"{share:.0%} of it over water, near {wet.centroid.x:.2f} {wet.centroid.y:.2f}"
            do = "add way points (lon lat;lon lat) along the road, or mend the kind"
            yield book.fault("route_legs", leg, "via", "a line over land", got, do)


def _crossed(book: Book) -> Faults:
    """A leg by land lists every country that its line runs through."""
    from shapely.geometry import LineString

    shapes = _countries(base_folder(book.folder))
    for leg in book.tables.route_legs:
        points = track(leg, book.places)
        if leg.kind != "land" or len(points) < 2 or not book.sound("route_legs", leg, "countries_iso3"):
            continue
        middle = LineString(points).difference(_ends(points))
        for iso3, shape in shapes.items():
            if iso3 in leg.countries_iso3 or not shape.intersects(middle):
                continue
            if (length := shape.intersection(middle).length) > CROSSED_DEG:
                expected = f"{iso3} too, or a line that goes round"
                got = f"{';'.join(leg.countries_iso3)} for a line that runs {length:.1f} degrees through {iso3}"
                do = f"add {iso3}, or way points (lon lat;lon lat) inside the countries listed"
                yield book.fault("route_legs", leg, "countries_iso3", expected, got, do)


def _ends(points: list[tuple[float, float]]) -> BaseGeometry:
    """The surroundings of both ends of a leg, which the simplified coasts and borders leave in doubt."""
    import shapely
    from shapely.geometry import Point

    found: BaseGeometry = shapely.union_all([Point(p).buffer(COAST_DEG) for p in (points[0], points[-1])])
    return found


def way_point(text: str) -> tuple[float, float] | None:
    """A way point as (lon, lat) in degrees; None when the text is not one.

    Examples
    --------
    >>> way_point("-17.9 14.9")
    (-17.9, 14.9)
    """
    parts = text.split()
    try:
        lon, lat = (float(part) for part in parts)
    except ValueError:
        return None
    return (lon, lat) if -180 <= lon <= 180 and -90 <= lat <= 90 else None


def track(leg: RouteLeg, places: Mapping[str, Place]) -> list[tuple[float, float]]:
    """Points of a leg in order, as (lon, lat) in degrees; empty when an end or way point cannot be used."""
    ends = [places.get(leg.from_id), places.get(leg.to_id)]
    points = [(p.lon, p.lat) for p in ends if p and p.lon is not None and p.lat is not None]
    middle = [way_point(text) for text in leg.via]
    if len(points) < 2 or None in middle:
        return []
    return [points[0], *(p for p in middle if p), points[1]]


def base_faults(folder: Path) -> dict[str, str]:
    """Base files that the geography rules need and cannot use -> what is there instead."""
    base, found = base_folder(folder), dict[str, str]()
    for name, load in (("countries.geojson", _countries), ("land.geojson", _land)):
        if not (base / name).is_file():
            found[name] = "no file"
            continue
        try:
            load(base)
        except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
            found[name] = f"a file that cannot be read ({type(error).__name__})"
    return found


@lru_cache(maxsize=2)
def _countries(base: Path) -> dict[str, BaseGeometry]:
    from shapely.geometry import shape

    return {f["properties"]["iso3"]: shape(f["geometry"]) for f in _features(base / "countries.geojson")}


@lru_cache(maxsize=2)
def _land(base: Path) -> BaseGeometry:
    import shapely
    from shapely.geometry import shape

    land = shapely.union_all([shape(f["geometry"]) for f in _features(base / "land.geojson")])
    shapely.prepare(land)
    return land


def _features(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))["features"]
    return found


RULES = (
    Rule("coordinates", "degrees lie on earth", _coordinates),
    Rule("place-country", "a place has a country, an area need not", _place_country),
    Rule("node-place", "a route node agrees with its place", _nodes),
    Rule("node-stage", "a node belongs to the stages of its legs", _node_stages),
    Rule("node-used", "a node has a leg", _nodes_used),
    Rule("leg", "a leg joins two nodes, of its own kind, in its own countries", _legs),
    Rule("inside", "a place lies in its country", _inside, geography=True),
    Rule("sea", "a sea leg stays off the land", _sea, geography=True),
    Rule("over-land", "a land leg stays off the water", _over_land, geography=True),
    Rule("crossed", "a land leg lists the countries that it crosses", _crossed, geography=True),
)
