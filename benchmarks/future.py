"""Nothing that became public later: what outputs made at a day of knowledge hold is read back and searched.

`make truth ARGS=future` makes random scenes, writes every kind of output at their day of knowledge, reads the text back
out of the files, and looks for documents, events, texts and dates from beyond that day. What it looks for is taken from
the tables, not from the code that filters them: every text of a row that was not public yet, and every later date that
no row public by then names.
"""

from __future__ import annotations

import io
import json
import re
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.future_attributes import READERS, eves, later_attributes
from layers.atlas import Atlas
from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.clock.periods import DAY, effective_end, effective_start, span, until
from sahel_atlas.records.clock.public import SOURCES, Public
from sahel_atlas.records.filters import FACETS, Filter
from sahel_atlas.records.rows import TABLES, Tables
from sahel_atlas.records.words import keys, languages, say
from sahel_atlas.scenes.scene import Scene, sides

SEED = 29237201
SHORTEST = 14
"""Shorter texts (a word, a code) stand in many places and tell nothing by themselves."""
_TOLD = (
    "title",
    "name",
    "description",
    "text",
    "what_differs",
    "why",
    "for",
    "source",
    "note",
    "identifier",
    "address",
)
_ISO = re.compile(r"(?<![\d-])(20[0-9]{2}-[01][0-9]-[0-3][0-9])(?![\d-])")
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+Z")
"""When a file itself was made: not what it tells."""
_NUMBERS = {say(f"month.{i}", lang).lower(): i for i in range(1, 13) for lang in languages()}
_MONTH = re.compile(r"\b(" + "|".join(sorted(_NUMBERS)) + r") (20[0-9]{2})\b", re.IGNORECASE)


@dataclass(frozen=True)
class Beyond:
    """What was not public on a day of knowledge, as the tables have it."""

    tables: Tables
    known: date

    @cached_property
    def _seen(self) -> list[tuple[str, Any]]:
        public = Public(self.tables)
        rows = ((t, row) for t in TABLES for row in getattr(self.tables, t))
        return [(t, kept) for t, row in rows if (kept := public.at(t, row, self.known)) is not None]

    @cached_property
    def visible(self) -> str:
        """All texts of the rows that were public, in one."""
        return "\n".join(text for _, row in self._seen for text in _texts(row, everything=True))

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Texts of rows, and of parts of rows, that were not public, and that no public row has too."""
        whole = {text for t in TABLES for row in getattr(self.tables, t) for text in _texts(row)}
        own = {say(key, lang) for key in keys() for lang in languages()}
        return tuple(sorted(text for text in whole if text not in self.visible and text not in own))

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Ids of documents that were not public."""
        seen = {row.document_id for t, row in self._seen if t == "documents"}
        return tuple(d.document_id for d in self.tables.documents if d.document_id not in seen)

    @cached_property
    def days(self) -> frozenset[date]:
        """Later days that public rows name: plans, mandates, the ends of what was announced."""
        found: set[date] = set()
        for table, row in self._seen:
            if table == "periods":
                found |= {d for d in (effective_start(row), effective_end(row)) if d}
            for f in fields(row):
                text = getattr(row, f.name)
                if isinstance(text, str):
                    found |= {date.fromisoformat(x) for x in _ISO.findall(text) if _is_day(x)}
                    if f.name.endswith(("_date", "_start", "_end")) and text:
                        found |= set(span(text)) | {until(text, "month") or date.min}
        return frozenset(d + n * DAY for d in found for n in (-1, 0, 1))

    def leaks(self, text: str, scene: Scene) -> list[str]:
        """What of it stands in the text of an output."""
        flat = re.sub(r"\s+", " ", text)
        found = [f"text: {x}" for x in self.texts if x in flat]
        named = {scene.stated, *scene.filter.document}
        found += [
            f"document: {x}"
            for x in self.ids
            if x not in named and re.search(rf"(?<![\w-]){re.escape(x)}(?![\w-])", flat)
        ]
        allowed = self.days | set(_asked(scene)) | {span(d)[0] for d in self.tables.window}
        allowed |= {span(d)[1] for d in self.tables.window}
        for text_day in sorted(set(_ISO.findall(flat))):
            if _is_day(text_day) and (day := date.fromisoformat(text_day)) > self.known and day not in allowed:
                found.append(f"date: {text_day}")
        months = {(d.year, d.month) for d in allowed} | {_month(*m) for m in _MONTH.findall(self.visible)}
        for name, year in sorted(set(_MONTH.findall(flat))):
            when = _month(name, year)
            if when > (self.known.year, self.known.month) and when not in months:
                found.append(f"month: {name} {year}")
        return found


def _texts(row: Any, everything: bool = False) -> Iterable[str]:
    for f in fields(row):
        text = getattr(row, f.name)
        if not isinstance(text, str):
            continue
        told = f.name.startswith(_TOLD) or f.name in SOURCES
        if everything or (told and len(text) >= SHORTEST):
            yield re.sub(r"\s+", " ", text)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _month(name: str, year: str) -> tuple[int, int]:
    return int(year), _NUMBERS[name.lower()]


def _asked(scene: Scene) -> Iterable[date]:
    """Days that the question itself names."""
    for text in filter(None, (scene.date, scene.to, scene.known, scene.date2, scene.known2)):
        yield from span(text)
    for look in sides(scene):
        yield from span(look.date)
    for side in scene.stretch:
        yield from (side - DAY, side, side + DAY)


def scenes(atlas: Atlas, count: int, seed: int = SEED) -> list[Scene]:
    """Random scenes that each have a day of knowledge; a third of them without a filter."""
    chance = Random(seed)
    first, last = (date.fromisoformat(day) for day in atlas.tables.window)

    def day() -> str:
        return (first + timedelta(days=chance.randrange((last - first).days))).isoformat()

    found = []
    while len(found) < count:
        facet = chance.choice([f for f in FACETS if f.words])
        asked = Filter().with_values(facet.name, [chance.choice(facet.words)])
        known = chance.choice([day(), v.LETTER_DATE, "2022-07-11"])
        found.append(
            Scene(
                date=day(),
                to=chance.choice(["", "", day()]),
                known=known,
                known2=known,
                stated=chance.choice(["", "", "", v.LETTER]),
                filter=chance.choice([Filter(), asked]),
                layers=chance.choice([Scene().layers, (*Scene().layers, "indicators", "states", "regions")]),
                fill=chance.choice(["", "HDI"]),
                lang=chance.choice(languages()),
            )
        )
    return found


def _tables_of(name: str) -> Callable[[Atlas, Scene], str]:
    def made(atlas: Atlas, scene: Scene) -> str:
        from sahel_atlas.exports.tables.tables import table_bytes

        return text_in(table_bytes(atlas, scene, name), name)

    return made


def _changes_of(name: str) -> Callable[[Atlas, Scene], str]:
    def made(atlas: Atlas, scene: Scene) -> str:
        from sahel_atlas.exports.tables.changes import changes_bytes

        return text_in(changes_bytes(atlas, replace(scene, tab="compare", to=""), name), name)

    return made


def _drawn_as(kind: str) -> Callable[[Atlas, Scene], str]:
    def made(atlas: Atlas, scene: Scene) -> str:
        from sahel_atlas.exports.items import Item, Work
        from sahel_atlas.exports.make import make
        from sahel_atlas.exports.options import ExportOptions

        files = make(Work((Item(scene),)), atlas, kind, ExportOptions(lang=scene.lang))
        return "\n".join(text_in(body, kind) for body in files.values())

    return made


def _twin(atlas: Atlas, scene: Scene) -> str:
    from sahel_atlas.views.page.twin import html_of

    compared = html_of(replace(scene, tab="compare", to=""), atlas)
    return html_of(scene, atlas) + compared


def _search(atlas: Atlas, scene: Scene) -> str:
    from sahel_atlas.scenes.search import entries

    return "\n".join(map(repr, entries(atlas.at(scene.known))))


def _payload(atlas: Atlas, scene: Scene) -> str:
    from sahel_atlas.contract.payload import payload

    sent = payload(atlas.at(scene.known), [(scene.known, scene.stated)])
    # The page's own default date, and where its comparison begins, name no row.
    return json.dumps(
        {k: x for k, x in sent.items() if k not in ("letter", "scene", "changes", "knowable")}, ensure_ascii=False
    )


def _frames(atlas: Atlas, scene: Scene) -> str:
    from layers.catalog import Catalog

    names = (name for name in Catalog().names if name != "regions")
    frames = (atlas.frame(name, scene.day, scene.known).drop(columns="geometry") for name in names)
    return "\n".join(frame.to_csv() for frame in frames)


def _unknown(atlas: Atlas, scene: Scene) -> str:
    from sahel_atlas.scenes.unknown import gaps

    return "\n".join(map(repr, gaps(atlas, scene)))


OUTPUTS: Mapping[str, Callable[[Atlas, Scene], str]] = {
    "rows": lambda atlas, scene: _json_rows(atlas, scene),
    "twin": _twin,
    "search": _search,
    "payload": _payload,
    "unknown": _unknown,
    **{f"table {name}": _tables_of(name) for name in ("csv", "xlsx", "geojson")},
    **{f"changes {name}": _changes_of(name) for name in ("csv", "json")},
}
"""Outputs that take milliseconds -> the text that stands in them."""
SLOW: Mapping[str, Callable[[Atlas, Scene], str]] = {
    "frames": _frames,
    **{f"table {name}": _tables_of(name) for name in ("gpkg", "parquet")},
    "changes xlsx": _changes_of("xlsx"),
    **{f"drawn {kind}": _drawn_as(kind) for kind in ("svg", "pptx")},
}
"""Outputs that are drawn or need the geometry libraries."""


def _json_rows(atlas: Atlas, scene: Scene) -> str:
    from sahel_atlas.scenes.query import query_rows
    from sahel_atlas.scenes.sentence import title

    return json.dumps([title(scene, atlas), *query_rows(atlas, scene)], ensure_ascii=False)


def text_in(body: bytes, kind: str) -> str:
    """The text in a file, as somebody else's reader finds it."""
    if kind in ("xlsx", "pptx"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            # When the file itself was made stands in the one part that is left out.
            names = [n for n in archive.namelist() if n.endswith(("ml", ".rels")) and n != "docProps/core.xml"]
            parts = [archive.read(name).decode("utf-8", "replace") for name in names]
            return re.sub(r"<[^>]+>", " ", "\n".join(parts))
    if kind == "gpkg":
        return _sqlite_text(body)
    if kind == "parquet":
        import pyarrow.parquet as pq

        table = pq.read_table(io.BytesIO(body))
        plain = table.drop_columns(["geometry"]) if "geometry" in table.column_names else table
        return f"{plain.to_pylist()} {table.schema.metadata}"
    text = body.decode("utf-8", "replace")
    return re.sub(r'(href|src)="data:[^"]+"|url\(data:[^)]+\)', " ", text) if kind == "svg" else text


def _sqlite_text(body: bytes) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.gpkg"
        path.write_bytes(body)
        with sqlite3.connect(path) as base:
            names = [row[0] for row in base.execute("select name from sqlite_master where type='table'")]
            names = [n for n in names if not n.startswith(("rtree", "gpkg_spatial", "sqlite"))]
            rows = [row for n in names for row in base.execute(f'select * from "{n}"')]
    cells = (str(cell) for row in rows for cell in row if isinstance(cell, str))
    return "\n".join(cell for cell in cells if not _STAMP.fullmatch(cell))


def leaks(
    made_from: Atlas, tables: Tables, asked: Iterable[Scene], outputs: Mapping[str, Callable[[Atlas, Scene], str]]
) -> list[str]:
    """What outputs of `made_from` hold that, by `tables`, was not public on their day of knowledge."""
    found = []
    for scene in asked:
        beyond = Beyond(tables, date.fromisoformat(scene.known))
        for name, make in outputs.items():
            told = beyond.leaks(make(made_from, scene), scene)
            found += [f"{name} of {scene.to_query()}: {what}" for what in told]
    return found


def main(count: int = 60, drawn: int = 6) -> int:
    """Make, read and search so many scenes; print what was found."""
    atlas = Atlas.load()
    found = leaks(atlas, atlas.tables, scenes(atlas, count), OUTPUTS)
    found += leaks(atlas, atlas.tables, scenes(atlas, drawn, SEED + 1), SLOW)
    before = eves(atlas.tables)
    found += leaks(atlas, atlas.tables, before, OUTPUTS)
    found += later_attributes(atlas, atlas.tables, [*before, *scenes(atlas, count)], READERS)
    said = (
        f"{count} scenes and the eves of {len(atlas.tables.former)} tellings ({len(before)}) in {len(OUTPUTS)} outputs"
    )
    print(f"{said}, {drawn} in {len(SLOW)} more: {len(found)} from beyond their day")
    for line in found[:40]:
        print(" ", line)
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
