"""Records of the migration routes and of figures by year."""

from __future__ import annotations

from dataclasses import dataclass

from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.columns import Row, column


@dataclass(frozen=True)
class RouteNode(Row):
    node_id: str = column(key=True, refers="places.place_id")
    name_en: str = column(required=True)
    country_iso3: str = column(refers="countries.iso3")
    lat: float | None = column("float", required=True)
    lon: float | None = column("float", required=True)
    stage: tuple[str, ...] = column("list", words=v.LEG_STAGES, required=True)
    confidence: str = column(words=v.CONFIDENCES, required=True)
    source: str = column(required=True)


@dataclass(frozen=True)
class RouteLeg(Row):
    leg_id: str = column(key=True)
    stage: str = column(words=v.LEG_STAGES, required=True)
    kind: str = column(words=v.LEG_KINDS, required=True)
    from_id: str = column(refers="route_nodes.node_id", required=True)
    to_id: str = column(refers="route_nodes.node_id", required=True)
    via: tuple[str, ...] = column("list")
    corridor: str = column(required=True)
    countries_iso3: tuple[str, ...] = column("list", refers="countries.iso3")
    confidence: str = column(words=v.CONFIDENCES, required=True)
    source: str = column(required=True)
    note: str = column()
    known_from: str = column("date", required=True)
    source_from: str = column("date")


@dataclass(frozen=True)
class RouteTotal(Row):
    route: str = column(required=True)
    metric: str = column(words=("detections", "deaths"), required=True)
    period: str = column(required=True)
    period_type: str = column(words=("year", "month", "cumulative"), required=True)
    value: int | None = column("int", required=True)
    show: str = column(words=v.YES_NO, required=True)
    value_quality: str = column()
    source: str = column(required=True)
    confidence: str = column(words=v.CONFIDENCES, required=True)
    note: str = column()
    known_from: str = column("date", required=True)
    source_from: str = column("date")


@dataclass(frozen=True)
class Indicator(Row):
    iso3: str = column(refers="countries.iso3", required=True)
    indicator: str = column(words=("HDI", "population"), required=True)
    year: int | None = column("int", required=True)
    value: float | None = column("float", required=True)
    unit: str = column(required=True)
    rank: int | None = column("int")
    source: str = column(required=True)
    confidence: str = column(words=v.CONFIDENCES, required=True)
    note: str = column()
    known_from: str = column("date", required=True)
    source_from: str = column("date")
