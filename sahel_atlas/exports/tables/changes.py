"""A comparison to take away: what changed between two looks, as CSV, XLSX, JSON or text, with where it comes from."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from geo.errors import AtlasError
from sahel_atlas.exports.carriers import carrier, sealed
from sahel_atlas.exports.marking import COLUMN, NONE, Marking, marked_rows
from sahel_atlas.exports.tables.rests import made_on
from sahel_atlas.exports.tables.sheets import title
from sahel_atlas.exports.tables.tables import Format, about_lines, csv_text, flat, provenance
from sahel_atlas.exports.tables.workbook import workbook
from sahel_atlas.records.clock.changes import Change, describe, unit_of
from sahel_atlas.records.clock.states import cite_text
from sahel_atlas.records.words import country_names, languages, say
from sahel_atlas.scenes.compare import Comparison, CountryChange, Group, compare
from sahel_atlas.scenes.headline import count_words, headline, is_filtered, running_words
from sahel_atlas.scenes.query import shown_citation
from sahel_atlas.scenes.resolve import Resolved
from sahel_atlas.scenes.scene import Scene, sides
from sahel_atlas.scenes.sentence import spoken

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
    "unit",
    "reach",
)
"""Columns of a list of changes, in their order."""


def change_rows(comparison: Comparison) -> list[Row]:
    """What changed between the two sides of a comparison, one row per engagement and country.

    Returns
    -------
        list of dict Keys as in `COLUMNS`. `change` is a word of `sahel_atlas.records.clock.changes.GROUPS`, `unit` one
        of `sahel_atlas.records.clock.changes.UNITS`; an empty status stands for no state.
    """
    return [_row(change, comparison.atlas) for change in comparison.changes]


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
        "unit": unit_of(e.subject, e.counted),
        "reach": e.reach,
    }


def plain(comparison: Comparison) -> dict[str, Any]:
    """A comparison as plain values: both sides, the headline, the groups and countries with their counts, the changes.

    Returns
    -------
    dict
        A group's `engagements` are distinct counted Dutch ones, `missions` and `others` what is listed apart from
        them, `rows` its rows among `changes`. A country's numbers are counted engagements that run; `documented` are
        those first recorded by the later date, which `after` leaves out, and `changes` its rows.
    """
    return {
        "before": _side(comparison.before),
        "after": _side(comparison.after),
        "versus": comparison.versus,
        "headline": {lang: headline(comparison, lang) for lang in languages()},
        "groups": [_group(group) for group in comparison.groups],
        "countries": [_country(country) for country in comparison.countries],
        "changes": change_rows(comparison),
    }


def _side(look: Resolved) -> dict[str, str | None]:
    scene = look.scene
    return {
        "date": scene.date,
        "day": look.day.isoformat(),
        "known": scene.known or None,
        "stated": scene.stated or None,
    }


def _group(group: Group) -> Row:
    return {
        "group": group.name,
        "engagements": group.engagements,
        "missions": group.missions,
        "others": group.others,
        "rows": len(group.rows),
    }


def _country(country: CountryChange) -> Row:
    before, after = country.before, country.after
    return {
        "iso3": country.iso3,
        "before": before.running,
        "after": after.running,
        "own_before": before.own,
        "own_after": after.own,
        "region_before": before.region,
        "region_after": after.region,
        "documented": country.documented,
        "missions": country.missions,
        "changes": len(country.changes),
    }


def about(comparison: Comparison, scene: Scene, rows: Sequence[Row]) -> dict[str, str]:
    """Where the list comes from: both sides in words, their dates and document times, sources, licence, version."""
    before, after = comparison.before.scene, comparison.after.scene
    compared = replace(scene, tab="compare")
    said = provenance(comparison.atlas, compared, rows).plain()
    for key in ("date", "known", "crs", "geometry", "filter_en", "filter_nl"):
        said.pop(key, None)
    looks = {
        "compared_en": spoken(compared, comparison.atlas, "en"),
        "compared_nl": spoken(compared, comparison.atlas, "nl"),
        "headline_en": headline(comparison, "en"),
        "headline_nl": headline(comparison, "nl"),
        "date_before": comparison.before.day.isoformat(),
        "date_after": comparison.after.day.isoformat(),
        "known_before": before.known or "everything",
        "known_after": after.known or "everything",
        "stated": scene.stated or "any document",
    }
    return looks | said


def _csv(atlas: Atlas, scene: Scene, marking: Marking) -> bytes:
    comparison = compare(scene, atlas)
    rows = change_rows(comparison)
    said = about(comparison, scene, rows)
    fixed = {key: said[key] for key in ("date_before", "date_after", "known_before", "known_after", "stated")}
    fixed["compared"] = spoken(replace(scene, tab="compare"), comparison.atlas, scene.lang)
    fixed |= {key: said[key] for key in ("licence", "version")}
    # A CSV has no room for metadata: the same cells stand at the end of each row. The mark lets Excel see UTF-8.
    return csv_text([row | fixed for row in rows], (*COLUMNS, *fixed), marking).encode("utf-8-sig")


def _xlsx(atlas: Atlas, scene: Scene, marking: Marking) -> bytes:
    comparison = compare(scene, atlas)
    rows = change_rows(comparison)
    lines = [[flat(row[c]) for c in COLUMNS] for row in rows]
    said = ({COLUMN: marking.line} if marking else {}) | about(comparison, scene, rows)
    origin = about_lines(said, provenance(comparison.atlas, scene, rows))
    names = [title(name, scene.lang) for name in ("changes", "origin")]
    made = made_on(comparison.atlas)
    return workbook(names[0], COLUMNS, lines, origin, marking=marking, origin_title=names[1], made=made)


def _json(atlas: Atlas, scene: Scene, marking: Marking) -> bytes:
    comparison = compare(scene, atlas)
    said = plain(comparison)
    answer = {"metadata": about(comparison, scene, said["changes"])} | said
    return json.dumps(marked(answer, marking), ensure_ascii=False, indent=1).encode()


def _text(atlas: Atlas, scene: Scene, marking: Marking) -> bytes:
    return ("\n".join(text_lines(compare(scene, atlas), scene, marking)) + "\n").encode()


def marked(answer: dict[str, Any], marking: Marking) -> dict[str, Any]:
    """A comparison for JSON with its marking, on the whole and on each change; without one it is as it was."""
    return {COLUMN: marking.line} | answer | {"changes": marked_rows(answer["changes"], marking)} if marking else answer


def text_lines(comparison: Comparison, scene: Scene, marking: Marking = NONE) -> list[str]:
    """A comparison to read: its question, its headline, what runs in each country, and every change by group.

    A marking is its first and its last line.
    """
    lang, atlas = scene.lang, comparison.atlas
    names = country_names(atlas.tables.countries, lang)
    lines = [spoken(replace(scene, tab="compare"), atlas, lang) + ".", headline(comparison, lang), ""]
    filtered = is_filtered(comparison)
    lines += [f"{names[c.iso3]}: {running_words(c, lang, filtered=filtered)}" for c in comparison.countries]
    for group in comparison.groups:
        lines += ["", f"{say(f'changes.{group.name}', lang)} ({count_words(group, lang)})"]
        lines += [f"- {describe(change, atlas, lang)}" for change in group.rows]
    return [marking.line, "", *lines, "", marking.line] if marking else lines


_Writer = Callable[["Atlas", Scene, Marking], bytes]
_WRITERS: Mapping[str, tuple[str, _Writer]] = {
    "csv": ("text/csv; charset=utf-8", _csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx),
    "json": ("application/json", _json),
    "text": ("text/plain; charset=utf-8", _text),
}
FORMATS: Mapping[str, Format] = {
    name: Format("txt" if name == "text" else name, mime, write) for name, (mime, write) in _WRITERS.items()
}
"""Name of a download of changes -> how it is written."""


def changes_bytes(atlas: Atlas, scene: Scene, name: str, marking: Marking = NONE) -> bytes:
    """What changed between the two sides of a scene's comparison, as one file that carries the marking.

    Raises
    ------
    AtlasError
        If there is no such format, or it cannot carry the marking.
    """
    if name not in FORMATS:
        raise AtlasError(
            expected=f"one of {', '.join(FORMATS)}", got=repr(name), do="choose one of these", where="format"
        )
    carrier(name, marking)
    return sealed(name, FORMATS[name].write(atlas, scene, marking), marking)


def changes_name(scene: Scene, suffix: str, marking: Marking = NONE) -> str:
    """A name for a download that says which two looks it compares and, where it has one, its marking."""
    before, after = sides(scene)
    if scene.versus == "known":
        named = f"{after.date}-known-{before.known or 'now'}-and-{after.known or 'now'}"
    else:
        named = f"{before.date}-to-{after.date}"
    return f"sahel-changes-{named}{marking.suffix}.{suffix}"
