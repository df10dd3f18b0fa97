"""Reading the curated tables as people and spreadsheets save them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahel_atlas.records import cells
from sahel_atlas.records.faults import Fault, TableFaults, hint, one_of
from sahel_atlas.records.rows import TABLES, Tables, columns
from sahel_atlas.records.tables import read, read_tables, tables_hash
from tests.copies import copy_tables

DATA = Path(__file__).resolve().parents[2] / "data"
DUTCH = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@pytest.fixture(scope="module")
def committed() -> Tables:
    return read_tables(DATA)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the tables, without the base geography."""
    return copy_tables(tmp_path / "data")


def rows_of(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text("utf-8"), newline="")))


def saved(path: Path, change: Callable[[str, str], str], **style: str) -> None:
    """Write a table again, each cell changed by column kind, in the manner of a spreadsheet."""
    lines = rows_of(path)
    kinds = {name: meta["kind"] for name, meta in columns(TABLES[path.stem]).items()}
    if path.stem == "route_totals":
        kinds["period"] = "date"
    out = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if style.get("quote") == "all" else csv.QUOTE_MINIMAL
    writer = csv.writer(out, delimiter=style.get("separator", ","), lineterminator=style["line"], quoting=quoting)
    extra = [""] * int(style.get("extra", "0"))
    writer.writerow([*lines[0], *extra])
    for line in lines[1:]:
        writer.writerow([*(change(cell, kinds[name]) for name, cell in zip(lines[0], line, strict=True)), *extra])
    for _ in range(int(style.get("empty", "0"))):
        writer.writerow([""] * (len(lines[0]) + len(extra)))
    path.write_bytes(out.getvalue().encode(style.get("encoding", "utf-8")))


def dutch_cell(text: str, kind: str) -> str:
    """What a spreadsheet set to the Netherlands makes of a cell."""
    if kind == "float":
        return text.replace(".", ",")
    if kind == "date" and re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        day = date.fromisoformat(text)
        return f"{day.day}-{day.month}-{day.year}"
    if kind == "date" and re.fullmatch(r"\d{4}-\d\d", text):
        return f"{DUTCH[int(text[5:]) - 1]}-{text[2:4]}"
    return text


def slashed_cell(text: str, kind: str) -> str:
    """Days with slashes and leading zeros, months by their English name."""
    if kind == "date" and re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return date.fromisoformat(text).strftime("%d/%m/%Y")
    if kind == "date" and re.fullmatch(r"\d{4}-\d\d", text):
        return f"{ENGLISH[int(text[5:]) - 1]}-{text[2:4]}"
    return text


STYLES: dict[str, tuple[Callable[[str, str], str], dict[str, str]]] = {
    "Excel, CSV UTF-8, Netherlands": (
        dutch_cell,
        {"separator": ";", "line": "\r\n", "encoding": "utf-8-sig", "extra": "2", "empty": "3"},
    ),
    "Excel, Unicode text": (dutch_cell, {"separator": "\t", "line": "\r\n", "encoding": "utf-16"}),
    "LibreOffice, all cells quoted": (slashed_cell, {"line": "\n", "quote": "all", "empty": "1"}),
    "LibreOffice, semicolon": (slashed_cell, {"separator": ";", "line": "\n"}),
    "an editor, tabs": (lambda text, kind: text, {"separator": "\t", "line": "\n", "encoding": "utf-8-sig"}),
}


@pytest.mark.parametrize("style", STYLES)
def test_a_spreadsheet_saves_every_table_and_the_records_stay_the_same(
    style: str, folder: Path, committed: Tables
) -> None:
    change, how = STYLES[style]
    for path in folder.glob("*.csv"):
        saved(path, change, **how)
    again = read_tables(folder)
    for field in fields(Tables):
        assert getattr(again, field.name) == getattr(committed, field.name), field.name


def test_the_committed_tables_read_without_fault_and_know_their_lines(committed: Tables) -> None:
    assert [e.line for e in committed.engagements] == list(range(2, len(committed.engagements) + 2))
    assert committed.periods[0].start_date == "2013-04-25"
    assert committed.places[0].lat == pytest.approx(12.6091)
    assert committed.countries[0].iso3 == "AFG"
    assert committed.countries[0].tier is None


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def only(folder: Path) -> Fault:
    with pytest.raises(TableFaults) as caught:
        read_tables(folder)
    assert len(caught.value.faults) == 1, str(caught.value)
    return caught.value.faults[0]


def test_a_word_that_is_not_in_the_list_says_row_column_and_the_nearest_word(folder: Path) -> None:
    edit(folder / "periods.csv", "minusma-mission,,active,", "minusma-mission,,actief,")
    fault = only(folder)
    assert (fault.file, fault.row, fault.column, fault.rule) == ("data/periods.csv", 3, "status", "vocabulary")
    assert str(fault) == (
        "data/periods.csv:3:status: expected one of exploring, planned, active, adapted, scaled_down, suspended, "
        "ended, got 'actief'; write active"
    )


@pytest.mark.parametrize(
    ("cell", "expected", "do"),
    [
        ("12/25/2023", "day-month-year or YYYY-MM-DD", "write 2023-12-25: the month came first"),
        ("31-11-2023", "a day from 01 to 30 in 2023-11", "write a day that exists"),
        ("2023-13", "a month from 01 to 12", "write for example 2023-12"),
        ("2023-13-01", "a month from 01 to 12", "write for example 2023-12-01"),
        ("1-12-0023", "a year from 1900 to 2100", "mend the year"),
        ("0001", "a year from 1900 to 2100", "mend the year"),
        ("1-12-23", cells.DATE_SHAPE, "write for example 2023-12-01, 2023-12 or 2023"),
        ("december", cells.DATE_SHAPE, "write for example 2023-12-01, 2023-12 or 2023"),
        (
            "45261",
            cells.DATE_SHAPE,
            "write 2023-12-01: Excel counted the days; show the cells as dates before saving",
        ),
        ("95261", cells.DATE_SHAPE, "write for example 2023-12-01, 2023-12 or 2023"),
    ],
)
def test_a_date_that_cannot_be_read_is_a_clear_fault(folder: Path, cell: str, expected: str, do: str) -> None:
    edit(folder / "periods.csv", ",2013-04-25,day,on,", f",{cell},day,on,")
    fault = only(folder)
    assert (fault.row, fault.column, fault.rule) == (2, "start_date", "type")
    assert (fault.expected, fault.got, fault.do) == (expected, repr(cell), do)


@pytest.mark.parametrize(
    ("cell", "iso"),
    [
        ("2023-12-01", "2023-12-01"),
        ("1-12-2023", "2023-12-01"),
        ("01/12/2023", "2023-12-01"),
        ("1.12.2023", "2023-12-01"),
        ("2023-12-01 00:00:00", "2023-12-01"),
        ("2023/12/1", "2023-12-01"),
        ("2023-12", "2023-12"),
        ("12-2023", "2023-12"),
        ("okt-23", "2023-10"),
        ("Oct-23", "2023-10"),
        ("mei 2024", "2024-05"),
        ("maart-24", "2024-03"),
        ("2023", "2023"),
    ],
)
def test_dates_as_spreadsheets_write_them_become_iso(cell: str, iso: str) -> None:
    assert cells.read_date(cell) == iso


@given(st.dates(date(2000, 1, 1), date(2039, 12, 31)))
def test_a_day_survives_the_dutch_way_of_writing(day: date) -> None:
    assert cells.read_date(f"{day.day}-{day.month}-{day.year}") == day.isoformat()
    assert cells.read_date(day.strftime("%d/%m/%Y")) == day.isoformat()
    assert cells.read_date(f"{DUTCH[day.month - 1]}-{day:%y}") == f"{day:%Y-%m}"


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_a_fault(text: str) -> None:
    try:
        found = cells.read_date(text)
    except cells.CellError:
        return
    assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", found)


@pytest.mark.parametrize("cell", ["1.234,5", "12 000", "2,28E+08", "north", "1.234.567"])
def test_a_number_with_signs_for_thousands_is_refused(cell: str) -> None:
    with pytest.raises(cells.CellError, match="number"):
        cells.read_float(cell)


def test_a_number_may_have_a_comma_or_a_point() -> None:
    assert cells.read_float("-7,9752") == cells.read_float("-7.9752") == -7.9752
    assert cells.read_int("67000") == 67000
    with pytest.raises(cells.CellError, match="whole number"):
        cells.read_int("67.000")


def test_windows_1252_is_refused_with_the_row_and_the_cure(folder: Path) -> None:
    path = folder / "documents.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    first = next(i for i, line in enumerate(lines, 1) if not line.isascii())
    path.write_bytes("".join(lines).encode("cp1252"))
    faults = [f for f in read(folder).faults if f.file == "data/documents.csv"]
    assert [(f.row, f.rule) for f in faults] == [(first, "file")]
    assert "UTF-8" in faults[0].do


def test_a_missing_file_and_a_renamed_copy_are_both_named(folder: Path) -> None:
    (folder / "sites.csv").rename(folder / "site.csv")
    faults = {f.file: f for f in read(folder).faults}
    assert set(faults) == {"data/sites.csv", "data/site.csv"}
    assert faults["data/sites.csv"].got == "no file"
    assert faults["data/site.csv"].do == "write sites.csv, or move it out of the folder"


def test_a_misspelled_column_is_named_with_the_right_spelling(folder: Path) -> None:
    edit(folder / "events.csv", "title_nl", "titel_nl")
    faults = [(f.row, f.column, f.do) for f in read(folder).faults]
    assert faults == [
        (1, "titel_nl", "write title_nl"),
        (1, "title_nl", "add it, spelled like this"),
    ]


def test_a_column_twice_is_a_fault(folder: Path) -> None:
    path = folder / "group_names.csv"
    text = path.read_text("utf-8").splitlines()
    path.write_text("\n".join(f"{line},{line.split(',')[0]}" for line in text), "utf-8")
    fault = only(folder)
    assert (fault.row, fault.column, fault.got) == (1, "group_id", "2 times")


def test_a_value_beyond_the_last_column_is_a_fault(folder: Path) -> None:
    edit(
        folder / "groups.csv",
        "sahel,MLI,Defined by the letter,INT 2,2012-01-01",
        "sahel,MLI,Defined by the letter,INT 2,2012-01-01,x",
    )
    fault = only(folder)
    assert (fault.row, fault.rule, fault.got) == (3, "columns", "6 cells")


def test_a_quotation_mark_without_its_partner_is_a_fault_and_not_a_swallowed_table(folder: Path) -> None:
    edit(folder / "groups.csv", "sahel,MLI,Defined", 'sahel,MLI,"Defined')
    fault = only(folder)
    assert (fault.file, fault.rule) == ("data/groups.csv", "file")
    assert "quotation mark" in fault.do


def test_an_empty_cell_that_must_be_filled_is_a_fault(folder: Path) -> None:
    edit(folder / "groups.csv", "sahel,TCD", "sahel,")
    fault = only(folder)
    assert (fault.row, fault.column, fault.got, fault.rule) == (6, "iso3", "an empty cell", "required")


def test_an_empty_file_is_one_fault_and_a_wrong_header_one_per_column(folder: Path) -> None:
    (folder / "groups.csv").write_bytes(b"\n")
    assert (only(folder).file, only(folder).got, only(folder).rule) == ("data/groups.csv", "an empty file", "file")
    (folder / "groups.csv").write_text("x\n1\n")
    assert {f.column for f in read(folder).faults} == {"x", *columns(TABLES["groups"])}


def test_a_control_character_is_told_with_its_row(folder: Path) -> None:
    edit(folder / "groups.csv", "sahel,TCD", "sahel,T\0CD")
    fault = only(folder)
    assert (fault.row, fault.got) == (6, "the control character 0x00")


def test_a_line_that_only_names_the_separator_is_skipped(folder: Path, committed: Tables) -> None:
    path = folder / "groups.csv"
    path.write_text("sep=;\n" + path.read_text("utf-8").replace(",", ";"), "utf-8")
    assert len(read(folder).tables.groups) == len(committed.groups)


def test_all_faults_come_at_once_in_order_and_hostile_text_stays_text(folder: Path) -> None:
    edit(folder / "periods.csv", ",2013-04-25,day,on,", ",<script>alert(1)</script>,day,on,")
    edit(folder / "groups.csv", "sahel,TCD", "sahel,")
    edit(folder / "sites.csv", "headquarters", "hq")
    with pytest.raises(TableFaults) as caught:
        read_tables(folder)
    lines = str(caught.value).splitlines()
    assert [line.split(":")[0] for line in lines] == ["data/groups.csv", "data/periods.csv", "data/sites.csv"]
    assert "'<script>alert(1)</script>'" in lines[1]


def test_a_cell_with_a_fault_is_known_and_the_other_cells_are_read(folder: Path) -> None:
    edit(folder / "periods.csv", ",2013-04-25,day,on,", ",soon,day,on,")
    reading = read(folder)
    assert reading.broken == {("periods", 2, "start_date")}
    assert reading.tables.periods[0].start_date == ""
    assert reading.tables.periods[0].status == "planned"


def test_the_hash_follows_bytes_and_names(folder: Path) -> None:
    before = tables_hash(folder)
    assert before == tables_hash(DATA)
    assert re.fullmatch(r"[0-9a-f]{64}", before)
    edit(folder / "groups.csv", "sahel,TCD", "sahel,NGA")
    changed = tables_hash(folder)
    (folder / "groups.csv").rename(folder / "group.csv")
    assert len({before, changed, tables_hash(folder)}) == 3


def test_long_lists_of_words_are_cut_short() -> None:
    assert one_of([str(n) for n in range(20)]).endswith("12, 13 … (20 in all)")
    assert hint("ACTIVE", ("planned", "active")) == "write active"
    assert hint("zzz", ("planned", "active")) == "choose one of these"


@pytest.mark.parametrize(
    ("text", "column", "said"),
    [
        ('window = ["2012-01-01", "2026-12-31"', "", "a TOML file"),
        ('letter = "nope"', "letter", "the setting window and no other"),
        ('window = ["2026-12-31", "2012-01-01"]', "window", "two days as YYYY-MM-DD, the first before the last"),
        ('window = ["2012", "2026-12-31"]', "window", "two days as YYYY-MM-DD, the first before the last"),
        ('window = ["2012-01-01"]', "window", "two days as YYYY-MM-DD, the first before the last"),
        ('window = ["2012-01-01", "2026-02-30"]', "window", "two days as YYYY-MM-DD, the first before the last"),
    ],
)
def test_settings_that_cannot_be_used_are_named(folder: Path, text: str, column: str, said: str) -> None:
    (folder / "atlas.toml").write_text(text, encoding="utf-8")
    fault = only(folder)
    assert (fault.column, fault.expected, Path(fault.file).name) == (column, said, "atlas.toml")
    assert 'window = ["2012-01-01", "2026-12-31"]' in fault.do or fault.do == "take it out"


def test_the_window_is_what_the_settings_say(folder: Path) -> None:
    (folder / "atlas.toml").write_text('window = ["2012-01-01", "2030-12-31"]', encoding="utf-8")
    assert read_tables(folder).window == ("2012-01-01", "2030-12-31")
    (folder / "atlas.toml").unlink()
    assert read_tables(folder).window == ("2012-01-01", "2026-12-31")
