"""Rules about periods: dates, what was known when, and that states follow each other without overlap."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from sahel_atlas.records.check.book import Book, Faults, Rule, first_day, last_day
from sahel_atlas.records.citations import UNHASHED, locator
from sahel_atlas.records.clock.periods import fits
from sahel_atlas.records.paragraphs import LOCATORS
from sahel_atlas.records.rows import Period
from sahel_atlas.records.vocabulary import LETTER, LETTER_DATE

EARLIEST = date(2011, 1, 1)
"""A state may have begun a little before the window opens."""


def _decision(book: Book) -> Faults:
    for p in book.tables.periods:
        if not book.sound("periods", p, "status", "decision"):
            continue
        if p.status == "planned" and not p.decision:
            do = "say how firm the plan is"
            yield book.fault("periods", p, "decision", "decided, intended or considered", "an empty cell", do)
        elif p.decision and p.status not in ("planned", "exploring"):
            do = "clear the cell, or mend the status"
            yield book.fault("periods", p, "decision", f"an empty cell for {p.status}", repr(p.decision), do)


def _countries(book: Book) -> Faults:
    for p in book.tables.periods:
        e = book.engagements.get(p.engagement_id)
        first = book.first_known.get(p.engagement_id)
        if not e or not p.known_from or p.known_from != first:
            continue
        for iso3 in p.countries_iso3:
            if iso3 not in e.countries_iso3:
                do = f"add it to the countries of {e.engagement_id}, or remove it here"
                expected = f"a country of {e.engagement_id}, since this row is its first public one"
                yield book.fault("periods", p, "countries_iso3", expected, repr(iso3), do)


def _later_countries(book: Book) -> Faults:
    """A country that no row names from the first public day on would be told before it was known."""
    for e in book.tables.engagements:
        rows, first = book.periods_of.get(e.engagement_id, []), book.first_known.get(e.engagement_id)
        if not rows or not all(book.sound("periods", p, "countries_iso3") for p in rows):
            continue
        early = [p for p in rows if p.known_from == first]
        named = {iso3 for p in early for iso3 in p.countries_iso3}
        for iso3 in () if any(not p.countries_iso3 for p in early) else e.countries_iso3:
            if iso3 not in named:
                do = "leave it to the periods that name it"
                expected = f"a country that a period named from {first} on"
                yield book.fault("engagements", e, "countries_iso3", expected, repr(iso3), do)


def _degree(book: Book) -> Faults:
    for p in book.tables.periods:
        if p.degree and book.sound("periods", p, "status", "degree") and p.status in ("active", "planned", "exploring"):
            do = "clear the cell, or mend the status"
            yield book.fault("periods", p, "degree", f"an empty cell for {p.status}", repr(p.degree), do)


def _ends(book: Book) -> Faults:
    """What a document tells as begun and what had ended by its day must not read as running by that document alone."""
    for chain in book.chains().values():
        for a, b in pairwise(chain):
            if b.status != "ended" or a.status == "ended":
                continue
            start, cited = book.start(b), {c.document_id for c in book.citations.get(b.period_id, ())}
            for citation in book.citations.get(a.period_id, ()):
                day = book.document_day(citation.document_id)
                if start and day and start.isoformat() <= day and citation.document_id not in cited:
                    do = f"cite it for {b.period_id} too, or not for {a.period_id}"
                    expected = f"{citation.document_id} of {day} among the citations of the end, as of the beginning"
                    yield book.fault("periods", b, "period_id", expected, "none", do)


def _start_precision(book: Book) -> Faults:
    for p in book.tables.periods:
        if not book.sound("periods", p, "start_date", "start_precision", "start_relation"):
            continue
        if p.start_relation == "by":
            if len(p.start_date) != 10:
                do, expected = "write the day on which it was already so", "a full day, since the relation is by"
                yield book.fault("periods", p, "start_date", expected, repr(p.start_date), do)
        elif p.start_precision == "not_recorded":
            do = "write by: it was so on that day, since when is unknown"
            yield book.fault("periods", p, "start_relation", "by for not_recorded", repr(p.start_relation), do)
        elif not fits(p.start_date, p.start_precision):
            expected = f"a date to the {p.start_precision}"
            yield book.fault("periods", p, "start_date", expected, repr(p.start_date), "cut it, or mend the precision")


def _order(book: Book) -> Faults:
    for p in book.dated:
        start, end = book.start(p), book.end(p)
        if start and end and end <= start:
            do = "put the dates in order"
            yield book.fault("periods", p, "end_date", f"a day after {p.start_date}", repr(p.end_date), do)


def _window(book: Book) -> Faults:
    last = date.fromisoformat(book.tables.window[1])
    for p in book.dated:
        start = book.start(p)
        if start and not EARLIEST <= start <= last:
            expected = f"a day from {EARLIEST} to {last}"
            do = "mend the year, or the window in atlas.toml"
            yield book.fault("periods", p, "start_date", expected, repr(p.start_date), do)


def _known_day(book: Book) -> Faults:
    for p in book.tables.periods:
        if book.sound("periods", p, "known_from") and len(p.known_from) != 10:
            do = "write the day on which it became public; the last day of the month when only that is known"
            yield book.fault("periods", p, "known_from", "a full day", repr(p.known_from), do)


def _known_end(book: Book) -> Faults:
    for p in book.dated:
        end, known = book.end(p), _known(book, p)
        if end and known and end > known:
            do = "give the end a row of its own, or the earlier clock would know it too soon"
            expected = f"an end that was public on {p.known_from}"
            yield book.fault("periods", p, "end_date", expected, repr(p.end_date), do)


def _known_ahead(book: Book) -> Faults:
    for p in book.dated:
        known = _known(book, p)
        if not known or p.known_basis != "event_date_assumed" or p.start_relation == "by":
            continue
        if known < first_day(p.start_date, p.start_precision):
            do = "write published when it was announced ahead, else mend the day"
            yield book.fault("periods", p, "known_from", f"a day from {p.start_date}", repr(p.known_from), do)


def _known_document(book: Book) -> Faults:
    dates = {d.document_id: d.date for d in book.tables.documents}
    for p in book.tables.periods:
        published = dates.get(p.document_id)
        if p.known_basis != "published" or published is None or not book.sound("periods", p, "known_from"):
            continue
        if not published:
            expected = f"event_date_assumed, since {p.document_id} has no date"
            do = "write event_date_assumed, or give the document its date"
            yield book.fault("periods", p, "known_basis", expected, repr(p.known_basis), do)
        elif p.known_from != last_day(published).isoformat():
            do = "write the document's day (the last of its month when only that is known), or event_date_assumed"
            expected = f"the day of {p.document_id}, {published}"
            yield book.fault("periods", p, "known_from", expected, repr(p.known_from), do)


def _letter_row(book: Book) -> Faults:
    for p in book.tables.periods:
        if p.document_id != LETTER:
            for name in ("section_code", "paragraph"):
                if value := getattr(p, name):
                    do = "clear the cell; only the letter is cited by paragraph"
                    yield book.fault("periods", p, name, "an empty cell", repr(value), do)
            continue
        if (p.section_code, p.paragraph) not in LOCATORS and p.section_code not in UNHASHED:
            got = repr(locator(p.section_code, p.paragraph))
            yield book.fault("periods", p, "paragraph", "a paragraph of the letter", got, "write for example VEI and 2")
        if (p.known_from, p.known_basis) != (LETTER_DATE, "published"):
            do = f"write {LETTER_DATE} and published"
            got = f"{p.known_from} and {p.known_basis}"
            yield book.fault("periods", p, "known_from", f"{LETTER_DATE} and published, as for the letter", got, do)


def _planned(book: Book) -> Faults:
    for p in book.tables.periods:
        if not book.sound("periods", p, "planned_start", "planned_end", "planned_precision", "status"):
            continue
        dates = p.planned_start or p.planned_end
        if bool(dates) != bool(p.planned_precision):
            do, got = "fill in both or neither", repr(p.planned_precision)
            yield book.fault("periods", p, "planned_precision", "a precision with a planned date", got, do)
        if dates and p.status not in ("planned", "exploring", "suspended"):
            do = "clear it: planned dates belong to a plan or an exploration"
            yield book.fault("periods", p, "planned_start", f"an empty cell for {p.status}", repr(dates), do)
        if p.planned_start and p.planned_end and first_day(p.planned_start) > last_day(p.planned_end):
            do = "put the dates in order"
            yield book.fault("periods", p, "planned_end", f"a day after {p.planned_start}", repr(p.planned_end), do)


def _stated(book: Book) -> Faults:
    for p in book.tables.periods:
        e = book.engagements.get(p.engagement_id)
        if not e or e.subject != "NL" or p.confidence != "stated_in_letter":
            continue
        if not any(c.document_id == LETTER for c in book.citations.get(p.period_id, ())):
            do = "add the paragraph to citations.csv, or mend the confidence"
            yield book.fault("periods", p, "confidence", "a citation of the letter", "none", do)


def _follow(book: Book) -> Faults:
    seen: set[tuple[int, int]] = set()
    for (engagement, iso3), chain in book.chains().items():
        place = f"{engagement} {iso3}".strip()
        documents = dict.fromkeys(p.document_id for p in chain)
        for document in (None, *documents):
            rows = [p for p in chain if document in (None, p.document_id)]
            for a, b in pairwise(rows):
                disputed = frozenset((a.period_id, b.period_id)) in book.disputes
                if (a.line, b.line) in seen or (disputed and document is None):
                    continue
                fault = _clash(book, a, b, place)
                if fault:
                    seen.add((a.line, b.line))
                    yield book.fault("periods", b, *fault)


def _clash(book: Book, a: Period, b: Period, place: str) -> tuple[str, str, str, str] | None:
    """Why two rows that follow each other cannot both stand; None when they can."""
    start, end = book.start(b), book.end(a)
    other = f"{a.period_id} in row {a.line}"
    if book.start(a) == start:
        do = "mend a date, or put both rows in conflicts.csv"
        return "start_date", f"another start than {other} ({place})", repr(b.start_date), do
    if end and start and end > start:
        do = f"let {a.period_id} end earlier, or put both rows in conflicts.csv"
        return "start_date", f"a start after {other} ends ({place})", repr(b.start_date), do
    return None


def _repeats(book: Book) -> Faults:
    for (engagement, iso3), chain in book.chains().items():
        for a, b in pairwise(chain):
            if frozenset((a.period_id, b.period_id)) in book.disputes:
                continue
            if a.status == b.status and a.document_id == b.document_id and not book.end(a):
                do = "leave the row out, or say what changed"
                expected = f"another status than {a.period_id} in row {a.line} ({engagement} {iso3})"
                yield book.fault("periods", b, "status", expected, repr(b.status), do)


def _known(book: Book, period: Period) -> date | None:
    if not book.sound("periods", period, "known_from") or len(period.known_from) != 10:
        return None
    return date.fromisoformat(period.known_from)


RULES = (
    Rule("decision", "plans say how firm they are, nothing else does", _decision),
    Rule("period-country", "the countries of the first public period are its engagement's", _countries),
    Rule("first-country", "an engagement holds the countries known from its first public row", _later_countries),
    Rule("degree", "a degree belongs to a state that is reduced, on hold or over", _degree),
    Rule("cited-end", "a document that is cited for a beginning is cited for the end that it knew of", _ends),
    Rule("start-precision", "a start is written as its precision and relation ask", _start_precision),
    Rule("order", "a period ends after it starts", _order),
    Rule("window", "states begin inside the window", _window),
    Rule("known-day", "what is known is known from a full day", _known_day),
    Rule("known-end", "a later end is a row of its own", _known_end),
    Rule("known-ahead", "nothing is known before it is so, unless it was published", _known_ahead),
    Rule("known-document", "what was published is known from the day of its document", _known_document),
    Rule("letter-row", "rows of the letter carry its paragraph and its day, other rows no paragraph", _letter_row),
    Rule("planned", "planned dates have a precision, an order and a plan", _planned),
    Rule("stated", "what the letter states cites the letter", _stated),
    Rule("overlap", "states of one engagement and country follow each other", _follow),
    Rule("repeats", "a document does not say the same twice", _repeats),
)
