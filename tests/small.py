"""A small atlas written by hand, for tests of the rules: five engagements, four places, and who may say what when."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from layers.atlas import Atlas
from sahel_atlas.records.rows import (
    Citation,
    Conflict,
    Country,
    CountryState,
    Document,
    Engagement,
    Event,
    GroupMember,
    GroupName,
    Period,
    Place,
    RouteTotal,
    Site,
    Tables,
    Text,
)

LETTER = "kst-29237-201"


def engagement(engagement_id: str, *countries: str, **values: Any) -> Engagement:
    plain: dict[str, Any] = {
        "subject": "NL", "counted": "yes", "kind": "programme", "instruments": ("security",), "reach": "own",
        "framework": ("EU",), "lead": ("EU",), "goals": ("security",), "goal_basis": "inferred", "channel": "mixed",
        "name_en": engagement_id, "name_nl": engagement_id,
    }  # fmt: skip
    return Engagement(engagement_id=engagement_id, countries_iso3=countries, **(plain | values))


def period(period_id: str, status: str, start: str, **values: Any) -> Period:
    plain: dict[str, Any] = {
        "start_precision": {4: "year", 7: "month", 10: "day"}[len(start)], "start_relation": "on",
        "known_from": start if len(start) == 10 else f"{start[:4]}-12-31", "confidence": "verified",
        "document_id": "paper",
    }  # fmt: skip
    owner = period_id.rpartition(".")[0]
    return Period(period_id=period_id, engagement_id=owner, status=status, start_date=start, **(plain | values))


def cite(period_id: str, document_id: str = "paper", **values: Any) -> Citation:
    return Citation(period_id=period_id, document_id=document_id, **({"role": "primary"} | values))


def place(place_id: str, iso3: str, lon: float, lat: float) -> Place:
    return Place(
        place_id=place_id, name_en=place_id.title(), name_nl=place_id.title(), country_iso3=iso3, lon=lon, lat=lat
    )


def site(site_id: str, role: str = "field_site", **values: Any) -> Site:
    owner, _, where = site_id.partition("@")
    plain = {"start_precision": "not_recorded", "end_precision": "", "known_from": "2013-01-01"}
    return Site(site_id=site_id, engagement_id=owner, place_id=where, role=role, **(plain | values))


def tables(**changed: Any) -> Tables:
    """The small tables, some of them replaced."""
    plain = Tables(
        countries=tuple(Country(iso3=i, name_en=i, name_nl=i) for i in ("MLI", "NER", "MRT", "GHA")),
        engagements=(
            engagement("own", "MLI", "NER"),
            engagement("wide", "MLI", "MRT", "NER", reach="region", instruments=("diplomacy", "security")),
            engagement("plan", "GHA", instruments=("development",)),
            engagement("staff", "MLI", kind="contribution", subject="mission", counted="no", lead=("UN",)),
            engagement("post-gao", "MLI", kind="post", instruments=("diplomacy",)),
        ),
        periods=(
            period("own.1", "active", "2013-02-18"),
            period("own.2", "suspended", "2023-08-04", countries_iso3=("NER",), degree="largely"),
            period("wide.1", "active", "2015-01-01"),
            period(
                "plan.1",
                "planned",
                "2023-12-01",
                decision="decided",
                planned_start="2024-03",
                planned_precision="month",
            ),
            period("staff.1", "adapted", "2014-04-01", end_date="2019-05", end_precision="month"),
            period("post-gao.1", "active", "2016-06-01"),
            period("post-gao.2", "ended", "2024-01-01"),
        ),
        citations=(
            cite("own.1"),
            cite("own.2"),
            cite("own.2", LETTER, section_code="INT", paragraph="4", role="supporting"),
            cite("wide.1"),
            cite("plan.1", LETTER, section_code="KUS", paragraph="1"),
            cite("staff.1"),
            cite("post-gao.1"),
        ),
        documents=(Document(document_id="paper", date="2013-01-01"), Document(document_id=LETTER, date="2023-12-01")),
        texts=(
            Text(
                text_id="own.k1",
                engagement_id="own",
                about="conditions",
                text_en="On reform.",
                text_nl="Bij hervorming.",
                known_from="2023-12-01",
            ),
        ),
        places=(
            place("gao", "MLI", -0.05, 16.27),
            place("niamey", "NER", 2.11, 13.51),
            place("tamale", "GHA", -0.84, 9.4),
            place("brussels", "BEL", 4.35, 50.85),
        ),
        sites=(
            site("own@gao", start_date="2013-02-18", start_precision="day"),
            site("own@niamey", start_date="2014", start_precision="year", end_date="2023-10", end_precision="month"),
            site("staff@gao"),
            site("plan@tamale", documents=(LETTER,)),
            site("post-gao@gao", role="embassy"),
        ),
        events=(
            Event(
                event_id="E1",
                date="2023-07-26",
                precision="day",
                category="coup",
                major="yes",
                countries_iso3=("NER",),
                known_from="2023-07-26",
            ),
            Event(event_id="E2", date="2024-05", precision="month", category="eu", major="no", known_from="2024-05-08"),
        ),
        country_states=(
            CountryState(
                iso3="NER",
                state="none",
                start_date="2012-01-01",
                start_precision="day",
                end_date="2023-07-26",
                end_precision="day",
                known_from="2012-01-01",
                end_known_from="2023-07-26",
            ),
            CountryState(
                iso3="NER", state="coup", start_date="2023-07-26", start_precision="day", known_from="2023-07-26"
            ),
        ),
        group_names=(GroupName(group_id="sahel", name_en="Sahel", name_nl="Sahel", known_from="2012-01-01"),),
        groups=tuple(GroupMember(group_id="sahel", iso3=i, known_from="2012-01-01") for i in ("MLI", "NER", "MRT")),
        route_totals=tuple(
            RouteTotal(
                route=route, metric=metric, period=year, period_type="year", value=value, show=show, known_from=known
            )
            for route, metric, year, value, show, known in (
                ("Central Mediterranean", "detections", "2021", 65, "yes", "2022-01-12"),
                ("Central Mediterranean", "detections", "2021", 67, "yes", "2023-01-13"),
                ("Central Mediterranean", "detections", "2022", 102, "yes", "2023-01-13"),
                ("Central Mediterranean", "detections", "2022", 999, "no", "2023-06-01"),
                ("Central Mediterranean", "deaths", "2022", 1, "yes", "2023-01-13"),
                ("Western Mediterranean", "detections", "2022", 2, "yes", "2023-01-13"),
            )
        ),
        conflicts=(
            Conflict(
                conflict_id="C1",
                engagement_id="own",
                countries_iso3=("NER",),
                period_ids=("own.1", "own.2"),
                show_period_id="own.2",
                known_from="2023-12-01",
            ),
        ),
    )
    return replace(plain, **changed)


def small(**changed: Any) -> Atlas:
    """An atlas on the small tables."""
    return Atlas(tables(**changed))
