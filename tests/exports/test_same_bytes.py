"""Workbooks and GeoPackages are the same bytes on any day, and bear the newest day of the record that was known."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl.writer.excel
import pytest
from openpyxl import load_workbook

from layers.atlas import Atlas
from sahel_atlas.exports.tables.changes import changes_bytes
from sahel_atlas.exports.tables.rests import made_on
from sahel_atlas.exports.tables.tables import table_bytes
from sahel_atlas.exports.tables.unknown import unknown_bytes
from sahel_atlas.records.rows import Tables
from sahel_atlas.scenes.scene import Scene

KNOWN = "2023-12-01"
SCENE = Scene(known=KNOWN)
LATER = Scene(date="2024-06", date2="2024-06", known=KNOWN, known2="2024-03-01", tab="compare", versus="known")
Make = Callable[[Atlas], bytes]
BOOKS: dict[str, tuple[Make, Callable[[Atlas], str]]] = {
    "rows": (lambda atlas: table_bytes(atlas, SCENE, "xlsx"), lambda atlas: KNOWN),
    "unknown": (lambda atlas: unknown_bytes(atlas, SCENE, "xlsx"), lambda atlas: KNOWN),
    "all known": (lambda atlas: unknown_bytes(atlas, Scene(), "xlsx"), lambda atlas: newest(atlas, "9999")),
    "changes": (lambda atlas: changes_bytes(atlas, LATER, "xlsx"), lambda atlas: newest(atlas, "2024-03-01")),
}
"""Workbook -> how it is made, and the day that it bears."""


def newest(atlas: Atlas, known: str) -> str:
    return max(p.known_from for p in atlas.tables.periods if p.known_from <= known)


def another_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that stands on another day: for this process, and for the library that asks for the moment itself."""

    class Later(datetime):
        @classmethod
        def now(cls, tz: object = None) -> Later:
            return cls(2031, 5, 6, 7, 8, 9)

    monkeypatch.setattr(openpyxl.writer.excel.datetime, "datetime", Later)
    monkeypatch.setattr("time.time", lambda: datetime(2031, 5, 6).timestamp())


@pytest.mark.parametrize("name", BOOKS)
def test_a_workbook_does_not_hang_on_the_clock(atlas: Atlas, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    make, day = BOOKS[name]
    today = make(atlas)
    another_day(monkeypatch)
    assert make(atlas) == today
    said = load_workbook(io.BytesIO(today)).properties
    assert {said.created, said.modified} == {datetime.fromisoformat(day(atlas))}
    with zipfile.ZipFile(io.BytesIO(today)) as members:
        assert {member.date_time for member in members.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_geopackage_does_not_hang_on_the_clock(atlas: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    path.write_bytes(table_bytes(atlas, SCENE, "gpkg"))
    with sqlite3.connect(path) as held:
        stamps = held.execute("SELECT last_change FROM gpkg_contents UNION ALL SELECT timestamp FROM "
                              "gpkg_metadata_reference").fetchall()  # fmt: skip
    held.close()
    assert len(stamps) == 3 and {stamp for (stamp,) in stamps} == {f"{KNOWN}T00:00:00.000Z"}
    assert table_bytes(atlas, SCENE, "gpkg") == path.read_bytes()


def test_a_record_of_nothing_bears_the_first_day_of_its_years() -> None:
    assert made_on(Atlas(Tables())).isoformat() == Tables().window[0]
