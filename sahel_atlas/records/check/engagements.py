"""Rules about engagements and their sites."""

from __future__ import annotations

from sahel_atlas.records.check.book import Book, Faults, Rule, first_day, last_day
from sahel_atlas.records.faults import hint
from sahel_atlas.records.vocabulary import CHANNELS, FOCUS, FRAMEWORKS, POST_ROLES, SAHEL

ORGANISATIONS = ("IOM", "AU", "ECOWAS")
"""Organisations among leads and partners, by names that are the same in both languages."""


def _parents(book: Book) -> Faults:
    for e in book.tables.engagements:
        parent = book.engagements.get(e.parent_id)
        if not parent:
            continue
        if parent.engagement_id == e.engagement_id:
            do = "clear the cell, or name the mission"
            yield book.fault("engagements", e, "parent_id", "another engagement", "its own id", do)
        elif parent.subject != "mission":
            do = "refer to the international mission"
            yield book.fault("engagements", e, "parent_id", "an engagement with subject mission", parent.subject, do)
        elif e.subject not in ("NL", "mission"):
            do = "clear parent_id, or mend the subject"
            yield book.fault("engagements", e, "parent_id", "no parent for context", repr(e.parent_id), do)


def _components(book: Book) -> Faults:
    for e in book.tables.engagements:
        whole = book.engagements.get(e.component_of)
        if whole and whole.counted != "yes":
            do = "refer to the engagement that is counted"
            got = f"{whole.engagement_id!r}, which counts as {whole.counted!r}"
            yield book.fault("engagements", e, "component_of", "an engagement that is counted", got, do)


def _counted(book: Book) -> Faults:
    for e in book.tables.engagements:
        if not book.sound("engagements", e, "counted", "subject"):
            continue
        wanted = "no" if e.subject != "NL" else "component" if e.component_of else "yes"
        if e.counted != wanted:
            reason = f"subject {e.subject}" if e.subject != "NL" else f"component_of {e.component_of or 'empty'}"
            yield book.fault("engagements", e, "counted", f"{wanted} for {reason}", repr(e.counted), f"write {wanted}")


def actors(book: Book) -> dict[str, None]:
    """What may lead or take part: countries, organisations, words of framework and channel."""
    return dict.fromkeys((*(c.iso3 for c in book.tables.countries), *ORGANISATIONS, *FRAMEWORKS, *CHANNELS))


def _actors(book: Book) -> Faults:
    known = actors(book)
    for e in book.tables.engagements:
        for name in ("lead", "partners"):
            for actor in getattr(e, name):
                if actor not in known:
                    do = hint(actor, known, "write a country code, or a word of framework or channel")
                    expected = "a country, an organisation or a word of framework or channel"
                    yield book.fault("engagements", e, name, expected, repr(actor), do)


def _place_basis(book: Book) -> Faults:
    for e in book.tables.engagements:
        if not book.sound("engagements", e, "place_basis"):
            continue
        if e.place_ids and e.place_basis == "none":
            do = "say how the place is known, or clear place_ids"
            yield book.fault("engagements", e, "place_basis", "public or letter, since it has places", "'none'", do)
        elif not e.place_ids and e.place_basis != "none":
            do = "write none, or add the place"
            yield book.fault("engagements", e, "place_basis", "none, since it has no place", repr(e.place_basis), do)


def _reach(book: Book) -> Faults:
    for e in book.tables.engagements:
        if e.reach_basis != "rule" or not book.sound("engagements", e, "reach", "countries_iso3", "country_basis"):
            continue
        whole = e.country_basis == "regional" or set(SAHEL) <= set(e.countries_iso3)
        wanted = "region" if whole else "own"
        if e.reach != wanted:
            why = "its countries are regional or all five of the Sahel" if whole else "its countries are named"
            do = f"write {wanted}, or stated as reach_basis when the row's own words say so"
            yield book.fault("engagements", e, "reach", f"{wanted}, since {why}", repr(e.reach), do)


def _described(book: Book) -> Faults:
    told = {t.engagement_id for t in book.tables.texts if t.about == "description"}
    for e in book.tables.engagements if book.tables.texts else ():
        if e.engagement_id and e.engagement_id not in told:
            do, got = "add a row to texts.csv that says what it is", f"none for {e.engagement_id!r}"
            yield book.fault("engagements", e, "engagement_id", "at least one description", got, do)


def _has_period(book: Book) -> Faults:
    for e in book.tables.engagements:
        if e.engagement_id and e.engagement_id not in book.periods_of:
            do, got = "add a row to periods.csv that says what is known of its state", f"none for {e.engagement_id!r}"
            yield book.fault("engagements", e, "engagement_id", "at least one period", got, do)


def _place_has_site(book: Book) -> Faults:
    for e in book.tables.engagements:
        if e.kind == "dialogue":  # a conference is held somewhere, but nothing stands there
            continue
        there = {site.place_id for site in book.sites.get(e.engagement_id, ())}
        for place in e.place_ids:
            if place not in there:
                do = f"add {e.engagement_id}@{place} to sites.csv"
                yield book.fault("engagements", e, "place_ids", "a site for each place", f"none at {place}", do)


def _site_place(book: Book) -> Faults:
    for site in book.tables.sites:
        e = book.engagements.get(site.engagement_id)
        if e and site.place_id not in e.place_ids:
            do = "add the place to place_ids of the engagement"
            yield book.fault("sites", site, "place_id", f"a place of {e.engagement_id}", repr(site.place_id), do)


def _site_country(book: Book) -> Faults:
    for site in book.tables.sites:
        lands, place = book.lands.get(site.engagement_id, ()), book.places.get(site.place_id)
        if not lands or not place or place.country_iso3 not in FOCUS:
            continue
        if place.country_iso3 not in lands:
            expected = f"a place in {', '.join(lands)}, or outside the mapped countries"
            got = f"{place.place_id} in {place.country_iso3}"
            yield book.fault("sites", site, "place_id", expected, got, "mend the place or the engagement's countries")


def _site_role(book: Book) -> Faults:
    for site in book.tables.sites:
        e = book.engagements.get(site.engagement_id)
        if not e or not book.sound("sites", site, "role"):
            continue
        if site.role == "embassy" and e.kind != "post":
            do = "mend the role, or the engagement's kind"
            yield book.fault("sites", site, "role", f"a role that suits a {e.kind}", repr(site.role), do)
        elif e.kind == "post" and site.role not in POST_ROLES:
            do = f"write one of {', '.join(POST_ROLES)}"
            yield book.fault("sites", site, "role", "embassy or office for a post", repr(site.role), do)


def _site_dates(book: Book) -> Faults:
    for site in book.tables.sites:
        if not book.sound("sites", site, "start_date", "start_precision", "end_date", "end_precision"):
            continue
        if bool(site.start_date) == (site.start_precision == "not_recorded"):
            do = "write not_recorded for an unknown start, and leave the date empty"
            got = repr(site.start_date) if site.start_date else "an empty cell"
            expected = f"a date that goes with {site.start_precision}"
            yield book.fault("sites", site, "start_date", expected, got, do)
        if site.end_date and not site.end_precision:
            yield book.fault("sites", site, "end_precision", "a precision for the end", "an empty cell", "fill it in")
        if not (site.start_date and site.end_date):
            continue
        if first_day(site.start_date, site.start_precision) > last_day(site.end_date, site.end_precision):
            expected = f"a day after {site.start_date}"
            yield book.fault("sites", site, "end_date", expected, repr(site.end_date), "put the dates in order")


RULES = (
    Rule("parent", "parent_id leads to an international mission", _parents),
    Rule("component", "a component belongs to something that is counted", _components),
    Rule("counted", "Dutch engagements count, their components and all others do not", _counted),
    Rule("actor", "leads and partners are words that both languages know", _actors),
    Rule("place-basis", "places say how they are known", _place_basis),
    Rule("reach", "the reach follows from the countries, or says that it is stated", _reach),
    Rule("has-period", "each engagement has a state", _has_period),
    Rule("described", "each engagement has a description", _described),
    Rule("place-site", "each place of an engagement has a site", _place_has_site),
    Rule("site-place", "a site stands at a place of its engagement", _site_place),
    Rule("site-country", "a site stands in a country of its engagement", _site_country),
    Rule("site-role", "embassies and offices belong to posts", _site_role),
    Rule("site-dates", "dates of a site go with their precision and come in order", _site_dates),
)
