"""The further sheets of a workbook: the rows in words, the sums that sources state, and the sources themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sahel_atlas.exports.tables.workbook import Sheet
from sahel_atlas.records.rows import Document
from sahel_atlas.records.words import WORDS, Pair, date_words, precise_date, word
from sahel_atlas.scenes.names import actor_name
from sahel_atlas.scenes.query import FLAGS, Row, address_of
from sahel_atlas.scenes.stories.source import publisher

if TYPE_CHECKING:
    from layers.atlas import Atlas
    from sahel_atlas.scenes.scene import Scene

TITLES: Mapping[str, Pair] = {
    "rows": ("Engagements", "Inzet"),
    "words": ("In words", "In woorden"),
    "amounts": ("Amounts", "Bedragen"),
    "sources": ("Sources", "Bronnen"),
    "changes": ("Changes", "Wijzigingen"),
    "origin": ("Provenance", "Herkomst"),
}
"""Names of the sheets."""
HEADS: Mapping[str, Pair] = {
    "name": ("Engagement", "Inzet"),
    "subject": ("Whose", "Van wie"),
    "kind": ("Kind", "Soort"),
    "instruments": ("Instruments", "Instrumenten"),
    "framework": ("Framework", "Kader"),
    "countries": ("Countries", "Landen"),
    "countries_matched": ("Countries that match the filter", "Landen die aan het filter voldoen"),
    "reach": ("Reach", "Reikwijdte"),
    "status": ("Status", "Status"),
    "decision": ("Decision", "Besluit"),
    "since": ("Since", "Sinds"),
    "from": ("From", "Van"),
    "to": ("To", "Tot en met"),
    "last_stated": ("Last stated", "Laatst vermeld"),
    "planned_start": ("Planned start", "Gepland begin"),
    "planned_end": ("Planned end", "Gepland einde"),
    "doubts": ("Marks of doubt", "Kanttekeningen"),
    "description": ("Description", "Omschrijving"),
    "description_document": ("Source of the description", "Bron van de omschrijving"),
    "contribution": ("Dutch contribution", "Nederlandse bijdrage"),
    "contribution_document": ("Source of the contribution", "Bron van de bijdrage"),
    "conditions": ("Conditions", "Voorwaarden"),
    "conditions_document": ("Source of the conditions", "Bron van de voorwaarden"),
    "lead": ("Lead", "Leiding"),
    "partners": ("Partners", "Partners"),
    "channel": ("Channel", "Kanaal"),
    "goals": ("Goals", "Doelen"),
    "goal_basis": ("Goals stated, or inferred by us", "Doelen vermeld, of door ons afgeleid"),
    "confidence": ("Confidence", "Betrouwbaarheid"),
    "citations": ("Citations", "Vindplaatsen"),
    "addresses": ("Where the documents can be read", "Waar de documenten te lezen zijn"),
    "amount": ("Amount", "Bedrag"),
    "currency": ("Currency", "Valuta"),
    "year": ("Years", "Jaren"),
    "for": ("For", "Waarvoor"),
    "document": ("Document", "Document"),
    "section": ("Section", "Paragraaf"),
    "paragraph": ("Paragraph", "Alinea"),
    "title": ("Title", "Titel"),
    "dutch": ("Dutch name", "Nederlandse naam"),
    "publisher": ("Publisher", "Uitgever"),
    "date": ("Date", "Datum"),
    "document_kind": ("Kind of document", "Soort document"),
    "identifier": ("Identifier", "Kenmerk"),
    "address": ("Address", "Adres"),
    "address_confidence": ("Confidence of the address", "Betrouwbaarheid van het adres"),
    "undated": ("undated", "zonder datum"),
}
"""Readable headings, in English and Dutch."""
DOCUMENT_KINDS: Mapping[str, Pair] = {
    "conclusions": ("conclusions", "conclusies"),
    "decision": ("decision", "besluit"),
    "joint communication": ("joint communication", "gezamenlijke mededeling"),
    "kamerbrief": ("letter to Parliament", "Kamerbrief"),
    "kamervragen": ("parliamentary questions", "Kamervragen"),
    "motie": ("parliamentary motion", "motie"),
    "news item": ("news item", "nieuwsbericht"),
    "none": ("no document", "geen document"),
    "press": ("press", "pers"),
    "press release": ("press release", "persbericht"),
    "resolution": ("resolution", "resolutie"),
    "statement": ("statement", "verklaring"),
    "verslag": ("report to Parliament", "verslag"),
    "web page": ("web page", "webpagina"),
}
"""Kinds of documents in words; a kind that is not among them stands as it is."""


def title(name: str, lang: str) -> str:
    """The name of a sheet in `en` or `nl`."""
    return TITLES[name][lang == "nl"]


def head(name: str, lang: str) -> str:
    """A heading in `en` or `nl`."""
    return HEADS[name][lang == "nl"]


def further_sheets(rows: Sequence[Row], sources: Sequence[Document], atlas: Atlas, scene: Scene) -> list[Sheet]:
    """The sheets beside that of the rows.

    Parameters
    ----------
    rows : sequence of dict
        As `sahel_atlas.exports.tables.rests.told_rows` gives them.
    sources : sequence of Document
        Documents that the rows rest on.
    atlas : Atlas
        As it was known on the scene's day of knowledge.
    scene : Scene
    """
    lang = scene.lang
    sums = _amounts(rows, atlas, scene)
    found = [_sheet("words", tuple(WORDED), [[say(r, atlas, lang) for say in WORDED.values()] for r in rows], lang)]
    if sums:
        found.append(_sheet("amounts", AMOUNT_COLUMNS, sums, lang))
    return [*found, sources_sheet(sources, lang)]


def _sheet(name: str, columns: Sequence[str], lines: Sequence[Sequence[Any]], lang: str) -> Sheet:
    return Sheet(title(name, lang), [head(c, lang) for c in columns], lines)


def sources_sheet(sources: Sequence[Document], lang: str) -> Sheet:
    """The documents: what they are, by whom, and where to read them; in Dutch with a Dutch name beside the title."""
    names = ("title", "dutch") if lang == "nl" else ("title",)
    rest = ("publisher", "date", "document_kind", "identifier", "address", "address_confidence")
    lines = [[d.document_id, *(d.title, d.name_nl)[: len(names)], *_source(d, lang)] for d in sources]
    return _sheet("sources", ("document", *names, *rest), lines, lang)


def _source(document: Document, lang: str) -> list[str]:
    """What stands behind the names of a document, in words."""
    sure, kind = document.address_confidence, document.kind
    return [
        publisher(document, lang),
        document.dated or head("undated", lang),
        DOCUMENT_KINDS[kind][lang == "nl"] if kind in DOCUMENT_KINDS else kind,
        document.identifier,
        document.address or word("address.none", lang),
        word(f"confidence.{sure}", lang) if sure else "",
    ]


AMOUNT_COLUMNS = (
    "name",
    "amount",
    "currency",
    "year",
    "for",
    "countries",
    "document",
    "section",
    "paragraph",
    "address",
)


def _amounts(rows: Sequence[Row], atlas: Atlas, scene: Scene) -> list[list[Any]]:
    """The sums that sources state for the engagements of the rows, each figure a number of its own."""
    lang, names = scene.lang, {row["id"]: _name(row, atlas, scene.lang) for row in rows}
    return [
        [
            names[a.engagement_id],
            a.amount,
            a.currency,
            a.year,
            a.for_nl if lang == "nl" else a.for_en,
            _countries(a.countries_iso3, atlas, lang),
            a.document_id,
            a.section_code,
            a.paragraph,
            address_of(atlas.document(a.document_id), lang),
        ]
        for a in atlas.tables.amounts
        if a.engagement_id in names and scene.stated in ("", a.document_id)
    ]


def _name(row: Row, atlas: Atlas, lang: str) -> str:
    return str(row[f"name_{lang}"])


def _countries(codes: Sequence[str], atlas: Atlas, lang: str) -> str:
    return ", ".join(actor_name(code, atlas.tables, lang) for code in codes)


Say = Callable[[Row, "Atlas", str], Any]


def _plain(name: str) -> Say:
    return lambda row, atlas, lang: row[name] or ""


def _joined(name: str) -> Say:
    return lambda row, atlas, lang: "; ".join(row[name])


def _words(name: str, group: str = "") -> Say:
    """One word of a vocabulary, or several."""

    def say(row: Row, atlas: Atlas, lang: str) -> str:
        values = row[name] if isinstance(row[name], list) else [row[name]]
        return ", ".join(word(f"{group or name}.{value}", lang) for value in values if value)

    return say


def _actors(name: str) -> Say:
    return lambda row, atlas, lang: _countries(row[name], atlas, lang)


def _day(name: str) -> Say:
    return lambda row, atlas, lang: date_words(row[name], lang) if row[name] else ""


def _planned(name: str) -> Say:
    return lambda row, atlas, lang: precise_date(row[name], row["planned_precision"] or "", lang) if row[name] else ""


def _status(row: Row, atlas: Atlas, lang: str) -> str:
    said = [word(f"status.{row['status']}", lang)]
    return ", ".join([*said, word(f"degree.{row['degree']}", lang)] if row["degree"] else said)


def _since(row: Row, atlas: Atlas, lang: str) -> str:
    said = precise_date(row["status_since"], row["since_precision"], lang)
    relation = row["since_relation"]
    return said if relation == "on" else f"{word(f'time.{relation}', lang)} {said}"


def _doubts(row: Row, atlas: Atlas, lang: str) -> str:
    marks = [flag for flag in FLAGS if row[flag]]
    marks += ["conflict"] if row["conflicts"] else []
    return "; ".join(word(f"doubt.{mark}", lang) for mark in marks if f"doubt.{mark}" in WORDS)


WORDED: Mapping[str, Say] = {
    "name": _name,
    "subject": _words("subject"),
    "kind": _words("kind"),
    "instruments": _words("instruments", "instrument"),
    "countries": _actors("countries"),
    "countries_matched": _actors("countries_matched"),
    "reach": _words("reach"),
    "status": _status,
    "decision": _words("decision"),
    "since": _since,
    "from": _day("from"),
    "to": _day("to"),
    "last_stated": _day("last_stated"),
    "planned_start": _planned("planned_start"),
    "planned_end": _planned("planned_end"),
    "doubts": _doubts,
    "description": _plain("description"),
    "description_document": _joined("description_document"),
    "contribution": _plain("contribution"),
    "contribution_document": _joined("contribution_document"),
    "conditions": lambda row, atlas, lang: row[f"conditions_{lang}"] or "",
    "conditions_document": _joined("conditions_document"),
    "framework": _words("framework"),
    "lead": _actors("lead"),
    "partners": _actors("partners"),
    "channel": _words("channel"),
    "goals": _words("goals", "goal"),
    "goal_basis": _words("goal_basis"),
    "confidence": _words("confidence"),
    "citations": _joined("citations"),
    "addresses": _joined("addresses"),
}
"""Column of the sheet in words -> what it says of a row."""
