"""Paragraphs and hashes: found in a copy of the letter, and one altered word is noticed."""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import FileFault
from sahel_atlas.records import citations
from sahel_atlas.records.citations import (
    SECTIONS,
    check_letter,
    digest,
    is_altered,
    normalise,
    paragraph_text,
    paragraphs_from,
)
from sahel_atlas.records.paragraphs import LOCATORS
from sahel_atlas.records.rows import Citation, ContextNote, Tables
from sahel_atlas.records.tables import read_tables
from sahel_atlas.records.vocabulary import LETTER
from sahel_atlas.records.words import has

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
COPY = ROOT.parent / "shared" / "letter"
COPIES = ("paragraphs.csv", "kst-29237-201.txt")
with_letter = pytest.mark.skipif(
    not COPY.is_dir(), reason="no copy of the letter stands beside this checkout, and the project itself holds none"
)

# A text of our own, with everything that makes the real one awkward: hyphens at the end of a line, a footnote block in
# the middle of a paragraph, a page break inside one and another between two, a list, and a heading over two lines.
RAW = """ De eerste alinea van een verzonnen brief, met een afge-
broken woord en een noot.1

De tweede alinea wordt door een noot in tweeën

1 Noot met een nummer (d.d. 1 mei 2020, nr. 5)
en een tweede regel.
 geknipt en loopt gewoon door.

Nederlandse belangen

Een belang dat over een bladzijde
 heen loopt.
 Een nieuw belang na een bladzijde.

Strategische doelen2

Er zijn twee doelen:
− Appels: het eerste doel gaat over

appels en peren.

− Veiligheid: het tweede doel lijkt op een kop.

2 Nog een noot.
3 En nog een.
 Uitgangspunten en dilemma’s rond iets dat langer duurt
dan één regel

Nu komt het uitgangspunt.

Nederlandse inzet

Veiligheid

Wat er gebeurt aan veiligheid.

De Minister van Verzinsels,
A. Iemand
"""
FOUND = {
    ("INT", "1"): "De eerste alinea van een verzonnen brief, met een afgebroken woord en een noot.",
    ("INT", "2"): "De tweede alinea wordt door een noot in tweeën geknipt en loopt gewoon door.",
    ("BEL", "1"): "Een belang dat over een bladzijde heen loopt.",
    ("BEL", "2"): "Een nieuw belang na een bladzijde.",
    ("DOE", "1"): "Er zijn twee doelen:",
    ("DOE", "1a"): "Appels: het eerste doel gaat over appels en peren.",
    ("DOE", "1b"): "Veiligheid: het tweede doel lijkt op een kop.",
    ("UIT", "1"): "Nu komt het uitgangspunt.",
    ("VEI", "1"): "Wat er gebeurt aan veiligheid.",
}


@pytest.fixture(params=["\n", " \n", "\r\n"], ids=["plain", "spaces at line ends", "windows"])
def raw(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    path = tmp_path / "brief.txt"
    path.write_bytes(RAW.replace("\n", request.param).encode())
    return path


def altered(raw: Path, old: str, new: str) -> Path:
    """The same file with one word altered, line ends kept."""
    text = raw.read_bytes().decode()
    assert text.count(old) == 1
    raw.write_bytes(text.replace(old, new).encode())
    return raw


def small(**changes: str) -> Tables:
    """A citation of INT 2 twice and of VEI 1, and a context note on DOE 1b."""
    sha = {place: digest(text) for place, text in FOUND.items()}

    def cite(line: int, section: str, paragraph: str) -> Citation:
        return Citation(line, f"x.p{line}", LETTER, section, paragraph, sha[section, paragraph], "supporting")

    rows = (cite(2, "INT", "2"), cite(3, "INT", "2"), replace(cite(4, "VEI", "1"), **changes))
    rows += (Citation(5, "x.p5", "other", "", "", "", "primary"),)
    note = ContextNote(2, "goal", "goal", "a", "a", "a", "a", (), LETTER, "DOE", "1b", sha["DOE", "1b"])
    footnote = replace(note, line=3, section_code="FN", paragraph="1", sha256="")
    return Tables(citations=rows, context=(note, footnote))


def test_paragraphs_are_counted_in_the_raw_text(raw: Path) -> None:
    assert {(p.section, p.paragraph): p.text for p in paragraphs_from(raw)} == FOUND


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_paragraphs_come_from_a_table_too_and_its_own_hashes_are_not_believed(tmp_path: Path, separator: str) -> None:
    path = tmp_path / "paragraphs.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=separator)
        writer.writerow(["section_code", "section_nl", "paragraph", "sha256", "text"])
        writer.writerows([section, "", paragraph, "0", text] for (section, paragraph), text in FOUND.items())
    assert {(p.section, p.paragraph): p.sha256 for p in paragraphs_from(path)} == {
        place: digest(text) for place, text in FOUND.items()
    }
    assert check_letter(path, small()) == []


def test_the_right_letter_has_no_faults(raw: Path) -> None:
    assert check_letter(raw, small()) == []


def test_one_altered_word_names_the_locator_and_the_rows_that_rest_on_it(raw: Path) -> None:
    (fault,) = check_letter(altered(raw, "gewoon", "gewoonlijk"), small())
    assert (fault.file, fault.row, fault.column, fault.rule) == ("data/citations.csv", 2, "sha256", "letter")
    assert fault.expected.startswith("INT 2 with the hash ")
    assert fault.expected.endswith("(2 rows rest on it)")
    assert (fault.got, fault.do) == (
        "a paragraph with other words",
        "compare the paragraph with the published letter, word by word",
    )


def test_a_wrong_locator_is_told_from_other_words(raw: Path) -> None:
    (fault,) = check_letter(raw, small(sha256=digest(FOUND["BEL", "1"])))
    assert (fault.row, fault.got) == (4, "the hash of BEL 1")
    (fault,) = check_letter(raw, small(paragraph="7", sha256="0" * 64))
    assert (fault.row, fault.got) == (4, "no such paragraph")


def test_context_is_compared_as_well(raw: Path) -> None:
    altered(raw, "lijkt op", "lijkt wel op")
    assert [(f.file, f.row) for f in check_letter(raw, small(), folder="elders")] == [("elders/context.csv", 2)]


def test_altered_words_are_told_from_those_of_the_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(citations, "HASHES", {("BEL", "2"): digest(FOUND["BEL", "2"])})
    assert not is_altered("BEL", "2", FOUND["BEL", "2"])
    assert is_altered("BEL", "2", FOUND["BEL", "2"] + " Not.")
    assert not is_altered("BEL", "9", "a paragraph whose hash the atlas does not know")


def test_paragraph_text_is_there_for_the_dossier_and_follows_the_file(raw: Path) -> None:
    assert paragraph_text(raw, "BEL", "2") == FOUND["BEL", "2"]
    assert paragraph_text(raw, "BEL", "9") is None


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", None])
def test_a_file_that_is_no_letter_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "letter.txt"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(FileFault, match=r"letter\.txt: expected .*letter"):
        paragraphs_from(path)


@pytest.mark.parametrize(
    ("name", "got"),
    [
        ("none.txt", "No such file or directory"),
        (".", "a folder"),
        ("latin.txt", "another encoding"),
        ("a\0b", "a name"),
    ],
)
def test_what_stands_in_the_place_of_a_letter_is_said_in_words(tmp_path: Path, name: str, got: str) -> None:
    (tmp_path / "latin.txt").write_bytes("België".encode("latin-1"))
    with pytest.raises(FileFault, match=f"got {got}.*; give the path of a copy of the letter"):
        paragraphs_from(tmp_path / name)


@given(st.text(max_size=60), st.sampled_from(["-\n", "\n ", " ", "1", "–", "’", "\u00ad"]))
def test_breaks_and_signs_do_not_change_a_hash(text: str, sign: str) -> None:
    half = len(text) // 2
    assert digest(text[:half] + sign + text[half:]) == digest(text)


@given(st.text(max_size=60))
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def test_the_locators_are_the_47_of_the_letter() -> None:
    assert len(LOCATORS) == 47
    assert {section for section, _ in LOCATORS} | {"FN", "OND"} == set(SECTIONS)


def test_all_47_paragraphs_carry_a_hash_in_the_tables() -> None:
    tables = read_tables(DATA)
    rows: Iterator[Citation | ContextNote] = iter((*tables.citations, *tables.context))
    assert {(row.section_code, row.paragraph) for row in rows if row.sha256} == LOCATORS


@with_letter
@pytest.mark.parametrize("name", COPIES)
def test_every_hash_is_found_in_the_letter(name: str) -> None:
    found = paragraphs_from(COPY / name)
    assert {(p.section, p.paragraph) for p in found} == LOCATORS
    assert len(found) == 47
    assert check_letter(COPY / name, read_tables(DATA)) == []


@with_letter
def test_one_altered_word_in_each_paragraph_of_the_letter_is_found(tmp_path: Path) -> None:
    tables = read_tables(DATA)
    chance = random.Random(29237201)
    with (COPY / "paragraphs.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for number, row in enumerate(rows):
        words = re.findall(r"[^\W\d_]{4,}", row["text"])
        copy = [dict(r) for r in rows]
        copy[number]["text"] = row["text"].replace(chance.choice(words), "anders", 1)
        path = tmp_path / f"{number}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(row))
            writer.writeheader()
            writer.writerows(copy)
        named = {fault.expected.split(" with ")[0] for fault in check_letter(path, tables)}
        assert named == {f"{row['section_code']} {row['paragraph']}"}


@with_letter
def test_one_altered_word_in_the_raw_letter_is_found(tmp_path: Path) -> None:
    tables = read_tables(DATA)
    text = (COPY / "kst-29237-201.txt").read_text("utf-8")
    path = tmp_path / "letter.txt"
    for old, new in (("voorlopig te pauzeren", "definitief te pauzeren"), ("wederom een bijdrage", "geen bijdrage")):
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), "utf-8")
        assert len({fault.expected.split(" with ")[0] for fault in check_letter(path, tables)}) == 1


def test_section_names_stand_in_both_languages() -> None:
    assert all(has(f"section.name.{code}") for code in SECTIONS)
