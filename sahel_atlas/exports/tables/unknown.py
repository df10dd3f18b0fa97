"""What is not known, to take away: as text, CSV, workbook or JSON, and for the page."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from geo.errors import AtlasError
from sahel_atlas.exports.carriers import carrier, sealed
from sahel_atlas.exports.marking import COLUMN, NONE, Marking, marked_rows
from sahel_atlas.exports.tables.rests import made_on
from sahel_atlas.exports.tables.sheets import title
from sahel_atlas.exports.tables.tables import LICENCE, Format, csv_text, flat
from sahel_atlas.exports.tables.workbook import Sheet, workbook
from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.version import VERSION
from sahel_atlas.records.words import languages, say
from sahel_atlas.scenes.names import actor_name
from sahel_atlas.scenes.scene import Scene
from sahel_atlas.scenes.unknown import (
    BY,
    ELSEWHERE,
    KINDS,
    Gap,
    columns,
    columns_of,
    counted,
    gaps,
    heading,
    kind_words,
    left_out,
)

if TYPE_CHECKING:
    from layers.atlas import Atlas

Row = dict[str, Any]
COLUMNS = (
    *("kind", "kind_en", "kind_nl", "name_en", "name_nl", "said_en", "said_nl"),
    *("engagements", "countries", "instruments", "ref", "key"),
)
"""Columns of a list of what is not known."""


def column_words(column: str, atlas: Atlas, lang: str) -> str:
    """The head of a column: a country, an instrument, or what lies elsewhere."""
    if column in v.INSTRUMENTS:
        return say(f"instrument.{column}", lang)
    return say(f"unknowns.{ELSEWHERE}", lang) if column == ELSEWHERE else actor_name(column, atlas.tables, lang)


def unknown_rows(unknown: Sequence[Gap], atlas: Atlas, scene: Scene) -> list[Row]:
    """The gaps as rows with the keys of `COLUMNS`."""
    heads = {kind: {f"kind_{x}": kind_words(kind, atlas, scene, x) for x in languages()} for kind in KINDS}
    return [
        {"kind": g.kind, **heads[g.kind]}
        | {
            f"{name}_{x}": pair[i]
            for name, pair in (("name", g.name), ("said", g.said))
            for i, x in enumerate(languages())
        }
        | {name: list(getattr(g, name)) for name in ("engagements", "countries", "instruments")}
        | {"ref": g.ref, "key": g.key}
        for g in unknown
    ]


def about(atlas: Atlas, scene: Scene, unknown: Sequence[Gap]) -> dict[str, str]:
    """Where the list comes from: what was asked in words, the clocks, licence and version."""
    return {
        "title": "Sahel Engagement Atlas",
        **{f"asked_{lang}": heading(atlas, scene, lang) for lang in languages()},
        "known": scene.known or "everything",
        "stated": scene.stated or "every document",
        "rows": str(len(unknown)),
        "link_query": scene.to_query(),
        "licence": LICENCE,
        "version": VERSION,
    }


def answer(atlas: Atlas, scene: Scene) -> dict[str, Any]:
    """All of it as plain values: what was asked, counts per kind and column, and the rows with their columns."""
    unknown = gaps(atlas, scene)
    rows = unknown_rows(unknown, atlas, scene)
    for gap, row in zip(unknown, rows, strict=True):
        row["columns"] = {by: list(columns_of(gap, by)) for by in BY}
    return {
        "metadata": about(atlas, scene, unknown),
        "kinds": {kind: {x: kind_words(kind, atlas, scene, x) for x in languages()} for kind in KINDS},
        "columns": {
            by: {c: {x: column_words(c, atlas, x) for x in languages()} for c in columns(by, atlas, scene)} for by in BY
        },
        "counts": {by: counted(unknown, by, atlas, scene) for by in BY},
        "rows": rows,
    }


def _json(atlas: Atlas, scene: Scene, marking: Marking) -> bytes:
    whole = answer(atlas, scene)
    said = {COLUMN: marking.line} if marking else {}
    whole = said | whole | {"rows": marked_rows(whole["rows"], marking)}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def _csv(atlas: Atlas, scene: Scene, marking: Marking) -> bytes:
    unknown = gaps(atlas, scene)
    said = about(atlas, scene, unknown)
    fixed = {key: said[key] for key in ("known", "stated", f"asked_{scene.lang}", "licence", "version")}
    rows = [row | fixed for row in unknown_rows(unknown, atlas, scene)]
    return csv_text(rows, (*COLUMNS, *fixed), marking).encode("utf-8-sig")


def _xlsx(atlas: Atlas, scene: Scene, marking: Marking) -> bytes:
    unknown, lang = gaps(atlas, scene), scene.lang
    sheets = [_matrix(unknown, by, atlas, scene) for by in BY]
    heads = [
        _corner(scene),
        *(say(f"unknowns.{key}", lang) for key in ("name", "said", "countries", "instruments", "ref")),
    ]
    lines = [
        [row[f"kind_{lang}"], row[f"name_{lang}"], row[f"said_{lang}"]]
        + [", ".join(column_words(c, atlas, lang) for c in row[key]) for key in ("countries", "instruments")]
        + [row["ref"]]
        for row in unknown_rows(unknown, atlas, scene)
    ]
    said = ({COLUMN: marking.line} if marking else {}) | about(atlas, scene, unknown)
    names, made = [say("unknowns.list", lang), title("origin", lang)], made_on(atlas, scene.known)
    return workbook(names[0], heads, lines, list(said.items()), sheets, marking, names[1], made=made)


def _corner(scene: Scene) -> str:
    """The head of the column of kinds, which says what is left out."""
    more = left_out(scene, scene.lang)
    return say("unknowns.kind", scene.lang) + (f" ({more})" if more else "")


def _matrix(unknown: Sequence[Gap], by: str, atlas: Atlas, scene: Scene) -> Sheet:
    """Kinds by countries or instruments, with their totals."""
    lang, table = scene.lang, counted(unknown, by, atlas, scene)
    heads = [
        _corner(scene),
        say("unknowns.total", lang),
        *(column_words(c, atlas, lang) for c in columns(by, atlas, scene)),
    ]
    lines = [[kind_words(kind, atlas, scene, lang), *table[kind].values()] for kind in KINDS]
    return Sheet(say(f"unknowns.{by}", lang), heads, lines)


def _text(atlas: Atlas, scene: Scene, marking: Marking) -> bytes:
    unknown, lang = gaps(atlas, scene), scene.lang
    lines = [heading(atlas, scene, lang), ""]
    for by in BY:
        sheet = _matrix(unknown, by, atlas, scene)
        lines += [f"{sheet.title}:", *_table([sheet.columns, *sheet.lines]), ""]
    lines += [say("unknowns.several", lang), ""]
    for kind in KINDS:
        mine = [row for row in unknown_rows(unknown, atlas, scene) if row["kind"] == kind]
        lines += [f"{kind_words(kind, atlas, scene, lang)} ({len(mine)})", *(_line(row, lang) for row in mine), ""]
    return "\n".join([marking.line, "", *lines, marking.line, ""] if marking else lines).encode()


def _line(row: Row, lang: str) -> str:
    places = f" [{flat(row['countries'])}]" if row["countries"] else ""
    return f"  {row[f'name_{lang}']}{places}: {row[f'said_{lang}'] or '-'}"


def _table(lines: Sequence[Sequence[Any]]) -> list[str]:
    """Lines of cells set in columns: the first to the left, numbers to the right."""
    widths = [max(len(str(line[i])) for line in lines) for i in range(len(lines[0]))]
    return [
        "  ".join(
            str(x).ljust(w) if i == 0 else str(x).rjust(w) for i, (x, w) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    ]


_WRITERS: Mapping[str, tuple[str, Callable[[Atlas, Scene, Marking], bytes]]] = {
    "text": ("text/plain; charset=utf-8", _text),
    "csv": ("text/csv; charset=utf-8", _csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx),
    "json": ("application/json", _json),
}
FORMATS: Mapping[str, Format] = {
    name: Format("txt" if name == "text" else name, mime, write) for name, (mime, write) in _WRITERS.items()
}
"""Name of a format -> how it is written."""


def unknown_bytes(atlas: Atlas, scene: Scene, name: str, marking: Marking = NONE) -> bytes:
    """What is not known to a scene, as one file.

    Parameters
    ----------
    name : str
        A key of `FORMATS`.
    marking : Marking
        What the file must carry.

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


def unknown_name(scene: Scene, suffix: str, marking: Marking = NONE) -> str:
    """A name for a download that says its clocks and its marking."""
    known = f"-as-known-{scene.known}" if scene.known else ""
    stated = f"-as-stated-{scene.stated}" if scene.stated else ""
    return f"sahel-not-known{known}{stated}{marking.suffix}.{suffix}"
