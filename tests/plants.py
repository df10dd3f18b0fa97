"""Faults planted in the committed tables, one for each kind that a rule must notice, and the tables they go into."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sahel_atlas.records.check.run import check_reading
from sahel_atlas.records.faults import Fault
from sahel_atlas.records.tables import read_texts

DATA = Path(__file__).resolve().parents[1] / "data"
LETTER = "kst-29237-201"
FORMER = {"engagement_id": "eucap-sahel-niger-mission", "field": "instruments"}
Tables = dict[str, list[list[str]]]
Place = tuple[str, int, str]


def load() -> Tables:
    """The lines of the committed tables, to be changed at will."""
    return {name: [[*line] for line in csv.reader(io.StringIO(text, newline=""))] for name, text in texts().items()}


@cache
def texts() -> dict[str, str]:
    return {path.stem: path.read_text("utf-8") for path in sorted(DATA.glob("*.csv"))}


def checked(tables: Tables, geography: bool = False) -> list[Fault]:
    """What the check says about tables in memory."""
    written = {}
    for name, lines in tables.items():
        out = io.StringIO(newline="")
        csv.writer(out, lineterminator="\n").writerows(lines)
        written[name] = out.getvalue()
    return check_reading(read_texts(written), DATA, geography)


def line_of(lines: list[list[str]], where: dict[str, str]) -> int:
    """Row, as a spreadsheet numbers it, of the first record with these cells."""
    head = lines[0]
    for number, cells in enumerate(lines[1:], 2):
        if all(cells[head.index(name)] == value for name, value in where.items()):
            return number
    raise AssertionError(f"no row with {where}")


@dataclass(frozen=True)
class Plant:
    """One change to the tables and the cell in which the fault must be reported."""

    rule: str
    table: str
    where: dict[str, str]
    cells: dict[str, str]
    column: str
    at: tuple[str, dict[str, str]] | None = None
    how: str = "change"
    whole: bool = False
    """Reported for the table as a whole, row 0."""

    def make(self, tables: Tables) -> Place:
        lines = tables[self.table]
        number = line_of(lines, self.where)
        row = lines[number - 1]
        if self.how == "add":
            row = [*row]
            lines.append(row)
            number = len(lines)
        elif self.how == "remove":
            lines.remove(row)
        for name, value in self.cells.items():
            row[lines[0].index(name)] = value
        if self.at:
            table, where = self.at
            return table, line_of(tables[table], where), self.column
        return self.table, 0 if self.whole else number, self.column


def eng(engagement_id: str) -> dict[str, str]:
    return {"engagement_id": engagement_id}


def per(period_id: str) -> dict[str, str]:
    return {"period_id": period_id}


VEI2 = {"document_id": LETTER, "section_code": "VEI", "paragraph": "2"}
CM2016 = {"route": "Central Mediterranean", "metric": "detections", "period": "2016"}
CM2022 = {**CM2016, "period": "2022", "value_quality": "revised"}

PLANTS: tuple[Plant, ...] = (
    Plant("key", "documents", {"document_id": "unscr-2690"}, {"document_id": "unscr-2100"}, "document_id"),
    Plant("id-shape", "engagements", eng("takuba"), {"engagement_id": "Task Force Takuba"}, "engagement_id"),
    Plant("id-shape", "periods", per("takuba.p1"), {"period_id": "takuba-one"}, "period_id"),
    Plant("id-shape", "sites", eng("post-bamako"), {"site_id": "post-bamako@gao"}, "site_id"),
    Plant("id-shape", "sites", eng("post-bamako"), {"site_id": "Bamako"}, "site_id"),
    Plant("id-shape", "texts", {"text_id": "takuba.d1"}, {"text_id": "takuba.n7"}, "text_id"),
    Plant("id-shape", "amounts", {"amount_id": "ailct-nl.a1"}, {"amount_id": "ailct-nl.1"}, "amount_id"),
    Plant("reference", "periods", per("takuba.p1"), {"document_id": "kst-29521-45"}, "document_id"),
    Plant("reference", "engagements", eng("takuba"), {"countries_iso3": "MLI;NGR"}, "countries_iso3"),
    Plant("word", "events", {"event_id": "E01"}, {"category": "staatsgreep"}, "category"),
    Plant("word", "places", {"place_id": "gao"}, {"coord_precision": "house"}, "coord_precision"),
    Plant("word", "indicators", {"iso3": "BFA", "indicator": "HDI"}, {"unit": "persons per km"}, "unit"),
    Plant("twice", "route_totals", CM2016, {}, "route", how="add"),
    Plant("together", "events", {"event_id": "E58"}, {"description_nl": ""}, "description_nl"),
    Plant("together", "events", {"event_id": "E43"}, {"end_precision": ""}, "end_precision"),
    Plant("repeated", "engagements", eng("takuba"), {"countries_iso3": "MLI;NER;MLI"}, "countries_iso3"),
    Plant("date-length", "events", {"event_id": "E01"}, {"precision": "month"}, "date"),
    Plant("parent", "engagements", eng("minusma-nl"), {"parent_id": "barkhane"}, "parent_id"),
    Plant("parent", "engagements", eng("minusma-nl"), {"parent_id": "minusma-nl"}, "parent_id"),
    Plant("parent", "engagements", eng("barkhane"), {"parent_id": "minusma-mission"}, "parent_id"),
    Plant("component", "engagements", eng("dev-food"), {"component_of": "takuba"}, "component_of"),
    Plant("counted", "engagements", eng("takuba"), {"counted": "yes"}, "counted"),
    Plant("counted", "engagements", eng("dev-food"), {"counted": "yes"}, "counted"),
    Plant("actor", "engagements", eng("takuba"), {"partners": "BEL;Czechia"}, "partners"),
    Plant("actor", "engagements", eng("takuba"), {"lead": "France"}, "lead"),
    Plant("place-basis", "engagements", eng("security-bfa-nl"), {"place_basis": "public"}, "place_basis"),
    Plant("place-basis", "engagements", eng("takuba"), {"place_basis": "none"}, "place_basis"),
    Plant("reach", "engagements", eng("sahel-envoy-nl"), {"reach": "own"}, "reach"),
    Plant("reach", "engagements", eng("takuba"), {"reach": "region"}, "reach"),
    Plant("reach", "engagements", eng("dialogue-sahel-nl"), {"reach_basis": "rule"}, "reach"),
    Plant("has-period", "engagements", eng("takuba"), {"engagement_id": "takuba-2"}, "engagement_id", how="add"),
    Plant(
        "described",
        "texts",
        {"text_id": "irini.d1"},
        {},
        "engagement_id",
        at=("engagements", eng("irini")),
        how="remove",
    ),
    Plant(
        "place-site",
        "sites",
        {"engagement_id": "takuba", "place_id": "gao"},
        {},
        "place_ids",
        at=("engagements", eng("takuba")),
        how="remove",
    ),
    Plant("site-place", "sites", {"engagement_id": "takuba", "place_id": "gao"}, {"place_id": "kidal"}, "place_id"),
    Plant(
        "site-country",
        "engagements",
        eng("takuba"),
        {"countries_iso3": "NER"},
        "place_id",
        at=("sites", {"engagement_id": "takuba", "place_id": "gao"}),
    ),
    Plant("site-role", "sites", eng("post-bamako"), {"role": "headquarters"}, "role"),
    Plant("site-role", "sites", eng("minusma-mission"), {"role": "embassy"}, "role"),
    Plant(
        "site-dates",
        "sites",
        {"engagement_id": "minusma-mission", "place_id": "gao"},
        {"start_date": "2013-07-01"},
        "start_date",
    ),
    Plant(
        "site-dates",
        "sites",
        {"engagement_id": "minusma-mission", "place_id": "bamako"},
        {"end_date": "2013-01-01"},
        "end_date",
    ),
    Plant(
        "site-dates",
        "sites",
        {"engagement_id": "minusma-mission", "place_id": "bamako"},
        {"end_precision": ""},
        "end_precision",
    ),
    Plant("decision", "periods", per("minusma-nl.p1"), {"decision": ""}, "decision"),
    Plant("decision", "periods", per("minusma-nl.p2"), {"decision": "decided"}, "decision"),
    Plant("period-country", "periods", per("takuba.p1"), {"countries_iso3": "TCD"}, "countries_iso3"),
    Plant("first-country", "engagements", eng("dialogue-sahel-nl"), {"countries_iso3": "NER;MLI"}, "countries_iso3"),
    Plant("degree", "periods", per("takuba.p1"), {"degree": "largely"}, "degree"),
    Plant(
        "cited-end",
        "citations",
        {**per("flintlock-2023-nl.p2"), "document_id": LETTER},
        {},
        "period_id",
        at=("periods", per("flintlock-2023-nl.p2")),
        how="remove",
    ),
    Plant("document-told", "documents", {"document_id": "defensie-mali"}, {"date": ""}, "date"),
    Plant("document-told", "documents", {"document_id": "fuseliers-acota"}, {"date": "", "date_basis": ""}, "date"),
    Plant("former-value", "former", FORMER, {"value": "secrecy"}, "value"),
    Plant("former-value", "former", FORMER, {"value": ""}, "value"),
    Plant("former-value", "former", FORMER, {"field": "partners", "value": "XYZ"}, "value"),
    Plant("former-value", "former", FORMER, {"field": "place_ids", "value": "atlantis"}, "value"),
    Plant("former-step", "former", FORMER, {"value": "security;migration"}, "value"),
    Plant("former-step", "former", FORMER | {"field": "goals"}, {"field": "instruments"}, "known_from"),
    Plant("former-day", "former", FORMER, {"known_from": "2012-07-16"}, "known_from"),
    Plant("known-source", "former", FORMER, {"known_from": "2016-07-17"}, "known_from"),
    Plant("locator", "former", FORMER, {"paragraph": "2"}, "paragraph"),
    Plant("known-full", "sites", eng("irini"), {"known_from": "2020-03"}, "known_from"),
    Plant("known-full", "texts", {"text_id": "takuba.d1"}, {"known_from": "2020"}, "known_from"),
    Plant("known-part", "sites", {"site_id": "takuba@gao"}, {"end_known_from": "2020-12-30"}, "end_known_from"),
    Plant("known-part", "events", {"event_id": "E04"}, {"source_from": "2013-06-30"}, "source_from"),
    Plant("known-ending", "sites", {"site_id": "takuba@gao"}, {"end_known_from": ""}, "end_known_from"),
    Plant("known-ending", "sites", {"site_id": "irini@rome"}, {"end_known_from": "2024-01-01"}, "end_known_from"),
    Plant("known-ending", "country_states", {"iso3": "GAB"}, {"end_known_from": ""}, "end_known_from"),
    Plant("known-engagement", "texts", {"text_id": "takuba.d1"}, {"known_from": "2020-03-26"}, "known_from"),
    Plant("known-engagement", "amounts", {"amount_id": "ailct-nl.a1"}, {"known_from": "2022-07-11"}, "known_from"),
    Plant("known-engagement", "sites", {"site_id": "takuba@gao"}, {"known_from": "2020-03-26"}, "known_from"),
    Plant("known-engagement", "events", {"event_id": "E04"}, {"known_from": "2013-04-24"}, "known_from"),
    Plant("known-announced", "events", {"event_id": "E02"}, {"known_from": "2001-01-01"}, "known_from"),
    Plant("known-source", "texts", {"text_id": "minusma-mission.d2"}, {"known_from": "2023-06-29"}, "known_from"),
    Plant("known-source", "amounts", {"amount_id": "ailct-nl.a1"}, {"known_from": "2024-01-07"}, "known_from"),
    Plant(
        "known-source",
        "sites",
        {"site_id": "post-ndjamena@ndjamena"},
        {"source_from": "2025-04-23"},
        "source_from",
    ),
    Plant("known-letter", "periods", per("takuba.p1"), {"confidence": "stated_in_letter"}, "confidence"),
    Plant("known-letter", "events", {"event_id": "E27"}, {"confidence": "stated_in_letter"}, "confidence"),
    Plant(
        "known-site", "sites", {"site_id": "eu-sdi-gulf-mission@brussels"}, {"known_from": "2023-12-01"}, "known_from"
    ),
    Plant("known-conflict", "conflicts", {"conflict_id": "C10"}, {"known_from": "2023-11-30"}, "known_from"),
    Plant("known-conflict", "conflicts", {"conflict_id": "C06"}, {"known_from": "2016-06-05"}, "known_from"),
    Plant("known-window", "groups", {"group_id": "sahel", "iso3": "MLI"}, {"known_from": "2027-01-01"}, "known_from"),
    Plant("known-window", "periods", per("takuba.p1"), {"known_from": "2027-01-01"}, "known_from"),
    Plant("amount", "amounts", {"amount_id": "ailct-nl.a1"}, {"amount": "-3000000"}, "amount"),
    Plant("amount", "amounts", {"amount_id": "ailct-nl.a1"}, {"currency": "euro"}, "currency"),
    Plant("amount", "amounts", {"amount_id": "ailct-nl.a1"}, {"year": "three years"}, "year"),
    Plant("amount", "amounts", {"amount_id": "ailct-nl.a1"}, {"for_en": "the academy; three years"}, "for_en"),
    Plant("amount", "amounts", {"amount_id": "ailct-nl.a1"}, {"for_nl": "de academie; drie jaar"}, "for_nl"),
    Plant("start-precision", "periods", per("takuba.p1"), {"start_precision": "month"}, "start_date"),
    Plant("start-precision", "periods", per("takuba.p1"), {"start_precision": "not_recorded"}, "start_relation"),
    Plant("start-precision", "periods", per("dev-food.p1"), {"start_date": "2023-12"}, "start_date"),
    Plant("order", "periods", per("eucap-sahel-mali-mission.p2"), {"end_date": "2014-04-14"}, "end_date"),
    Plant("window", "periods", per("takuba.p2"), {"start_date": "2027-06-30"}, "start_date"),
    Plant("known-day", "periods", per("takuba.p2"), {"known_from": "2022-06"}, "known_from"),
    Plant("known-end", "periods", per("eucap-sahel-mali-mission.p2"), {"end_date": "2017-01-15"}, "end_date"),
    Plant("known-ahead", "periods", per("takuba.p2"), {"known_from": "2022-06-29"}, "known_from"),
    Plant("known-document", "periods", per("takuba.p1"), {"known_from": "2020-03-28"}, "known_from"),
    Plant(
        "known-document",
        "documents",
        {"document_id": "kst-29521-405"},
        {"date": ""},
        "known_basis",
        at=("periods", per("takuba.p1")),
    ),
    Plant("letter-row", "periods", per("takuba.p1"), {"section_code": "VEI"}, "section_code"),
    Plant("letter-row", "periods", per("dev-food.p1"), {"paragraph": "9"}, "paragraph"),
    Plant("letter-row", "periods", per("dev-food.p1"), {"known_from": "2023-12-02"}, "known_from"),
    Plant("planned", "periods", per("staff-officer-brussels-nl.p1"), {"planned_precision": ""}, "planned_precision"),
    Plant(
        "planned", "periods", per("takuba.p1"), {"planned_start": "2021", "planned_precision": "year"}, "planned_start"
    ),
    Plant("planned", "periods", per("staff-officer-brussels-nl.p1"), {"planned_end": "2024-01"}, "planned_end"),
    Plant("stated", "periods", per("acota-earlier-nl.p1"), {"confidence": "stated_in_letter"}, "confidence"),
    Plant("overlap", "periods", per("takuba.p2"), {"start_date": "2020-03-27"}, "start_date"),
    Plant(
        "overlap",
        "periods",
        per("barkhane.p1"),
        {"end_date": "2022-12-01", "end_precision": "day"},
        "start_date",
        at=("periods", per("barkhane.p2")),
    ),
    Plant(
        "overlap",
        "conflicts",
        {"conflict_id": "C06"},
        {},
        "start_date",
        at=("periods", per("eucap-sahel-mali-mission.p2")),
        how="remove",
    ),
    Plant("repeats", "periods", per("takuba.p2"), {"status": "active", "document_id": "kst-29521-405"}, "status"),
    Plant(
        "primary",
        "citations",
        per("takuba.p1"),
        {"role": "supporting"},
        "period_id",
        at=("periods", per("takuba.p1")),
    ),
    Plant("primary", "citations", per("takuba.p1"), {"document_id": "i24-2022-07-01"}, "role", how="add"),
    Plant("agree", "citations", per("takuba.p1"), {"document_id": "i24-2022-07-01"}, "document_id"),
    Plant("agree", "citations", {**per("dev-food.p1"), "role": "primary"}, {"paragraph": "2"}, "paragraph"),
    Plant("locator", "citations", VEI2, {"paragraph": "3"}, "paragraph"),
    Plant("locator", "citations", per("takuba.p1"), {"paragraph": "3"}, "paragraph"),
    Plant(
        "locator", "context", {"context_id": "reference-bhos"}, {"section_code": "FN", "paragraph": "12"}, "paragraph"
    ),
    Plant("locator", "texts", {"text_id": "cssm-nl.d1"}, {"paragraph": "9"}, "paragraph"),
    Plant("locator", "amounts", {"amount_id": "ailct-nl.a1"}, {"paragraph": "2"}, "paragraph"),
    Plant("hash-shape", "citations", VEI2, {"sha256": "d41d8cd98f"}, "sha256"),
    Plant("hash-shape", "context", {"context_id": "parliament-signatories"}, {"sha256": "0" * 64}, "sha256"),
    Plant("hash-same", "citations", VEI2, {"sha256": "0" * 64}, "sha256"),
    Plant("hash-same", "context", {"context_id": "dilemma-weighing"}, {"sha256": "0" * 64}, "sha256"),
    Plant("citation-double", "citations", VEI2, {"role": "supporting"}, "period_id", how="add"),
    Plant(
        "document-cited", "documents", {"document_id": "unscr-2690"}, {"document_id": "x-1"}, "document_id", how="add"
    ),
    Plant("address", "documents", {"document_id": LETTER}, {"address": ""}, "address"),
    Plant("address", "documents", {"document_id": LETTER}, {"address_confidence": ""}, "address_confidence"),
    Plant("address", "documents", {"document_id": LETTER}, {"address": "kst-29237-201.html"}, "address"),
    Plant("address", "events", {"event_id": "E55"}, {"address": "javascript:alert(1)"}, "address"),
    Plant("letter-document", "documents", {"document_id": LETTER}, {"date": "2023-12-02"}, "date"),
    Plant(
        "letter-document",
        "documents",
        {"document_id": LETTER},
        {"document_id": "letter"},
        "document_id",
        whole=True,
    ),
    Plant(
        "conflict-shown",
        "conflicts",
        {"conflict_id": "C01"},
        {"show_period_id": "eu-sdi-gulf-mission.p4"},
        "show_period_id",
    ),
    Plant("conflict-shown", "conflicts", {"conflict_id": "C01"}, {"not_shown": "eu-sdi-gulf-mission.p2"}, "not_shown"),
    Plant("conflict-scope", "conflicts", {"conflict_id": "C01"}, {"countries_iso3": "MLI"}, "countries_iso3"),
    Plant("conflict-scope", "conflicts", {"conflict_id": "C01"}, {"engagement_id": "takuba"}, "engagement_id"),
    Plant("conflict-scope", "conflicts", {"conflict_id": "C01"}, {"letter_paragraphs": "KUS 9"}, "letter_paragraphs"),
    Plant("iso3", "countries", {"iso3": "TUN"}, {"iso3": "tun"}, "iso3"),
    Plant("tier", "countries", {"iso3": "MLI"}, {"tier": "2"}, "tier"),
    Plant("tier", "countries", {"iso3": "TUN"}, {"tier": "1"}, "tier"),
    Plant("tier", "countries", {"iso3": "MLI"}, {"iso3": "MLX"}, "iso3", whole=True),
    Plant(
        "group",
        "groups",
        {"group_id": "sahel", "iso3": "MLI"},
        {},
        "group_id",
        at=("group_names", {"group_id": "sahel"}),
        how="remove",
    ),
    Plant("group", "groups", {"group_id": "sahel", "iso3": "MLI"}, {"iso3": "NER"}, "iso3", how="add"),
    Plant("group", "groups", {"group_id": "sahel", "iso3": "MLI"}, {"iso3": "SEN"}, "iso3"),
    Plant("group", "groups", {"group_id": "sahel", "iso3": "MLI"}, {"letter": "INT 9"}, "letter"),
    Plant("group", "group_names", {"group_id": "sahel"}, {"group_id": "empty"}, "group_id", how="add"),
    Plant("states", "country_states", {"start_date": "2013-09-04"}, {"start_date": "2013-09-05"}, "start_date"),
    Plant("states", "country_states", {"iso3": "MRT"}, {"start_date": "2013-01-01"}, "start_date"),
    Plant("states", "country_states", {"iso3": "MRT"}, {"end_date": "2024-01-01", "end_precision": "day"}, "end_date"),
    Plant("states", "country_states", {"start_date": "2013-09-04"}, {"end_date": "2013-09-03"}, "end_date"),
    Plant("states", "country_states", {"iso3": "BFA", "state": "transition"}, {"state": "none"}, "state"),
    Plant("states", "country_states", {"iso3": "MRT"}, {"iso3": "LBY"}, "iso3", whole=True),
    Plant("event", "events", {"event_id": "E43"}, {"end_date": "2023-12-04"}, "end_date"),
    Plant("event", "events", {"event_id": "E28"}, {"countries_iso3": "NER;MLI"}, "countries_iso3"),
    Plant("coup", "events", {"event_id": "E28"}, {"date": "2023-07-25"}, "date"),
    Plant(
        "coup",
        "events",
        {"event_id": "E14"},
        {"date": "2022-01-25"},
        "start_date",
        at=("country_states", {"iso3": "BFA", "state": "coup"}),
    ),
    Plant("total", "route_totals", CM2016, {"period": "16"}, "period"),
    Plant("total", "route_totals", CM2016, {"value": "-1"}, "value"),
    Plant("total", "route_totals", {"period": "2023-01/2023-07"}, {"show": "yes"}, "show"),
    Plant("vintage", "route_totals", CM2022, {"show": "yes"}, "show"),
    Plant("vintage", "route_totals", CM2016, {"show": "no"}, "show", whole=True),
    Plant("indicator", "indicators", {"iso3": "BFA", "indicator": "HDI"}, {"value": "438"}, "value"),
    Plant("indicator", "indicators", {"iso3": "BFA", "indicator": "population"}, {"value": "23.0"}, "value"),
    Plant("indicator", "indicators", {"iso3": "BFA", "indicator": "HDI"}, {"year": "2032"}, "year"),
    Plant("indicator", "indicators", {"iso3": "BFA", "indicator": "HDI"}, {}, "year", how="add"),
    Plant("coordinates", "places", {"place_id": "bamako"}, {"lat": "126091"}, "lat"),
    Plant("place-country", "places", {"place_id": "gao"}, {"country_iso3": ""}, "country_iso3"),
    Plant("node-place", "route_nodes", {"node_id": "agadez"}, {"lat": "17"}, "lat"),
    Plant(
        "node-stage",
        "route_nodes",
        {"node_id": "agadez"},
        {"stage": "feeder"},
        "from_id",
        at=("route_legs", {"leg_id": "R23"}),
    ),
    Plant("node-used", "route_nodes", {"node_id": "agadez"}, {"node_id": "bardai"}, "node_id", how="add"),
    Plant("leg", "route_legs", {"leg_id": "R23"}, {"kind": "sea"}, "kind"),
    Plant("leg", "route_legs", {"leg_id": "R23"}, {"to_id": "agadez"}, "to_id"),
    Plant("leg", "route_legs", {"leg_id": "R26"}, {"countries_iso3": "NER"}, "countries_iso3"),
    Plant("leg", "route_legs", {"leg_id": "R74"}, {"via": "14.8,35.8"}, "via"),
    Plant("inside", "places", {"place_id": "bamako"}, {"lat": "-7.9752", "lon": "12.6091"}, "lat"),
    Plant("inside", "places", {"place_id": "gao"}, {"country_iso3": "NER"}, "lat"),
    Plant("inside", "places", {"place_id": "banjul"}, {"country_iso3": "SEN"}, "lat"),
    Plant("inside", "places", {"place_id": "ndjamena"}, {"country_iso3": "CMR"}, "lat"),
    Plant("inside", "places", {"place_id": "gao"}, {"country_iso3": "USA"}, "lat"),
    Plant("sea", "route_legs", {"leg_id": "R74"}, {"via": ""}, "via"),
    Plant("sea", "route_legs", {"leg_id": "R83"}, {"via": "-17.9 14.9"}, "via"),
    Plant("over-land", "route_legs", {"leg_id": "R02"}, {"via": ""}, "via"),
    Plant("over-land", "route_legs", {"leg_id": "R69"}, {"via": ""}, "via"),
    Plant("crossed", "route_legs", {"leg_id": "R10"}, {"via": ""}, "countries_iso3"),
    Plant("crossed", "route_legs", {"leg_id": "R38"}, {"via": ""}, "countries_iso3"),
    Plant("crossed", "route_legs", {"leg_id": "R11"}, {"countries_iso3": "BFA"}, "countries_iso3"),
    Plant("type", "periods", per("takuba.p1"), {"start_date": "2020-02-30"}, "start_date"),
    Plant("required", "periods", per("takuba.p1"), {"source": ""}, "source"),
    Plant("vocabulary", "periods", per("takuba.p1"), {"status": "actief"}, "status"),
)
