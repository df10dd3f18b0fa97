"""The further sheets of a workbook: the rows in words, the sums that sources state, and the sources themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sahel_atlas.exports.tables.workbook import Sheet
from sahel_atlas.records.rows import Document
from sahel_atlas.records.words import date_words, has, name_in, pick, precise_date, say, say_or
from sahel_atlas.scenes.names import actor_name
from sahel_atlas.scenes.query import FLAGS, Row, address_of
from sahel_atlas.scenes.stories.source import publisher

if TYPE_CHECKING:
    from layers.atlas import Atlas
    from sahel_atlas.scenes.scene import Scene


def title(name: str, lang: str) -> str:
    """The name of a sheet."""
    return say(f"sheet.{name}", lang)


def head(name: str, lang: str) -> str:
    """A heading."""
    return say(f"head.{name}", lang)


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
    found = [_sheet("words", tuple(WORDED), [[told(r, atlas, lang) for told in WORDED.values()] for r in rows], lang)]
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
        say_or(f"document_kind.{kind}", kind, lang),
        document.identifier,
        document.address or say("address.none", lang),
        say(f"confidence.{sure}", lang) if sure else "",
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
            pick(a, "for", lang),
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
    return name_in(row, lang)


def _countries(codes: Sequence[str], atlas: Atlas, lang: str) -> str:
    return ", ".join(actor_name(code, atlas.tables, lang) for code in codes)


Say = Callable[[Row, "Atlas", str], Any]


def _plain(name: str) -> Say:
    return lambda row, atlas, lang: row[name] or ""


def _joined(name: str) -> Say:
    return lambda row, atlas, lang: "; ".join(row[name])


def _words(name: str, group: str = "") -> Say:
    """One word of a vocabulary, or several."""

    def told(row: Row, atlas: Atlas, lang: str) -> str:
        values = row[name] if isinstance(row[name], list) else [row[name]]
        return ", ".join(say(f"{group or name}.{value}", lang) for value in values if value)

    return told


def _actors(name: str) -> Say:
    return lambda row, atlas, lang: _countries(row[name], atlas, lang)


def _day(name: str) -> Say:
    return lambda row, atlas, lang: date_words(row[name], lang) if row[name] else ""


def _planned(name: str) -> Say:
    return lambda row, atlas, lang: precise_date(row[name], row["planned_precision"] or "", lang) if row[name] else ""


def _status(row: Row, atlas: Atlas, lang: str) -> str:
    said = [say(f"status.{row['status']}", lang)]
    return ", ".join([*said, say(f"degree.{row['degree']}", lang)] if row["degree"] else said)


def _since(row: Row, atlas: Atlas, lang: str) -> str:
    said = precise_date(row["status_since"], row["since_precision"], lang)
    relation = row["since_relation"]
    return said if relation == "on" else f"{say(f'time.{relation}', lang)} {said}"


def _doubts(row: Row, atlas: Atlas, lang: str) -> str:
    marks = [flag for flag in FLAGS if row[flag]]
    marks += ["conflict"] if row["conflicts"] else []
    return "; ".join(say(f"doubt.{mark}", lang) for mark in marks if has(f"doubt.{mark}"))


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
    "conditions": lambda row, atlas, lang: pick(row, "conditions", lang),
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
