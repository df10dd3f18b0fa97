"""A comparison to take away: what changed between two looks, as CSV, XLSX or JSON, with where it comes from."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from exports.tables import Format, about_lines, csv_text, flat, provenance
from exports.workbook import workbook
from geo.errors import AtlasError
from layers.changes import Change, changes, describe
from layers.engagements import cite_text
from layers.query import shown_citation
from layers.scene import Scene, sides
from layers.sentence import spoken

if TYPE_CHECKING:
    from layers.atlas import Atlas

Row = dict[str, Any]
COLUMNS = (
    "change",
    "country",
    "id",
    "name_en",
    "name_nl",
    "subject",
    "instruments",
    "framework",
    "lead",
    "status_before",
    "status_after",
    "status_since",
    "since_precision",
    "since_relation",
    "document",
    "section",
    "paragraph",
    "citations",
    "words_en",
    "words_nl",
)
"""Columns of a list of changes, in their order."""


def change_rows(atlas: Atlas, scene: Scene) -> list[Row]:
    """What changed between the two sides of a scene's comparison, one row per engagement and country.

    Returns
    -------
    list of dict
        Keys as in `COLUMNS`. `change` is a word of `layers.changes.GROUPS`; an empty status stands for no state.
    """
    before, after = (replace(side, to="") for side in sides(scene))
    return [_row(change, atlas) for change in changes(before, after, atlas)]


def _row(change: Change, atlas: Atlas) -> Row:
    e, state = atlas.engagement(change.engagement_id), change.state
    shown = shown_citation(state.citations) if state else None
    return {
        "change": change.group,
        "country": change.country,
        "id": e.engagement_id,
        **{name: flat(getattr(e, name)) for name in ("name_en", "name_nl", "subject")},
        **{name: list(getattr(e, name)) for name in ("instruments", "framework", "lead")},
        "status_before": change.before,
        "status_after": change.after,
        "status_since": state.since if state else "",
        "since_precision": state.since_precision if state else "",
        "since_relation": state.since_relation if state else "",
        "document": shown.document_id if shown else "",
        "section": shown.section_code if shown else "",
        "paragraph": shown.paragraph if shown else "",
        "citations": [cite_text(c) for c in state.citations] if state else [],
        "words_en": describe(change, atlas, "en"),
        "words_nl": describe(change, atlas, "nl"),
    }


def about(atlas: Atlas, scene: Scene, rows: Sequence[Row]) -> dict[str, str]:
    """Where the list comes from: both sides in words, their dates and document times, sources, licence, version."""
    before, after = sides(scene)
    compared = replace(scene, tab="compare")
    said = provenance(atlas, compared, rows).plain()
    for key in ("date", "known", "crs", "geometry", "filter_en", "filter_nl"):
        said.pop(key)
    looks = {
        "compared_en": spoken(compared, atlas, "en"),
        "compared_nl": spoken(compared, atlas, "nl"),
        "date_before": before.day.isoformat(),
        "date_after": after.day.isoformat(),
        "known_before": before.known or "everything",
        "known_after": after.known or "everything",
    }
    return looks | said


def _csv(atlas: Atlas, scene: Scene) -> bytes:
    rows = change_rows(atlas, scene)
    said = about(atlas, scene, rows)
    fixed = {key: said[key] for key in ("date_before", "date_after", "known_before", "known_after")}
    fixed["compared"] = said[f"compared_{scene.lang}"]
    fixed |= {key: said[key] for key in ("licence", "version")}
    # A CSV has no room for metadata: the same cells stand at the end of each row. The mark lets Excel see UTF-8.
    return csv_text([row | fixed for row in rows], (*COLUMNS, *fixed)).encode("utf-8-sig")


def _xlsx(atlas: Atlas, scene: Scene) -> bytes:
    rows = change_rows(atlas, scene)
    lines = [[flat(row[c]) for c in COLUMNS] for row in rows]
    return workbook("Changes", COLUMNS, lines, about_lines(about(atlas, scene, rows), provenance(atlas, scene, rows)))


def _json(atlas: Atlas, scene: Scene) -> bytes:
    rows = change_rows(atlas, scene)
    return json.dumps({"metadata": about(atlas, scene, rows), "changes": rows}, ensure_ascii=False, indent=1).encode()


_Writer = Callable[["Atlas", Scene], bytes]
_WRITERS: Mapping[str, tuple[str, _Writer]] = {
    "csv": ("text/csv; charset=utf-8", _csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx),
    "json": ("application/json", _json),
}
FORMATS: Mapping[str, Format] = {name: Format(name, mime, write) for name, (mime, write) in _WRITERS.items()}
"""Name of a download of changes -> how it is written."""


def changes_bytes(atlas: Atlas, scene: Scene, name: str) -> bytes:
    """What changed between the two sides of a scene's comparison, as one file.

    Raises
    ------
    AtlasError
        If there is no such format.
    """
    if name not in FORMATS:
        raise AtlasError(
            expected=f"one of {', '.join(FORMATS)}", got=repr(name), do="choose one of these", where="format"
        )
    return FORMATS[name].write(atlas, scene)


def changes_name(scene: Scene, suffix: str) -> str:
    """A name for a download that says which two looks it compares."""
    before, after = sides(scene)
    if before.date == after.date:
        return f"sahel-changes-{after.date}-known-{before.known or 'now'}-and-{after.known or 'now'}.{suffix}"
    return f"sahel-changes-{before.date}-to-{after.date}.{suffix}"
