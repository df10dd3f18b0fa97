"""No sentence of the letter stands in the project: no run of eight of its words, in any text file."""

from __future__ import annotations

import csv
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
COPY = ROOT.parent / "shared" / "letter"
RUN = 8
TEXT = {
    ".py",
    ".md",
    ".csv",
    ".js",
    ".mjs",
    ".css",
    ".toml",
    ".txt",
    ".json",
    ".html",
    ".yml",
    ".yaml",
    ".svg",
    ".cfg",
    "",
}
with_letter = pytest.mark.skipif(
    not COPY.is_dir(), reason="no copy of the letter stands beside this checkout, and the project itself holds none"
)


def words(text: str) -> list[str]:
    joined = re.sub(r"(?<=[^\W\d_])-\s*\n\s*(?=[^\W\d_])", "", text.casefold().replace("’", "'"))
    return re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+", joined)


def runs(text: str, length: int = RUN) -> Iterator[tuple[str, ...]]:
    found = words(text)
    return (tuple(found[i : i + length]) for i in range(len(found) - length + 1))


def text_files() -> list[Path]:
    """Every text file that git knows or would take in."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
        paths = [ROOT / name.strip('"') for name in listed]
    except (OSError, subprocess.CalledProcessError):
        paths = [
            p
            for folder in ("data", "docs", "geo", "layers", "sahel_atlas", "tests")
            for p in (ROOT / folder).rglob("*")
        ]
        paths += list(ROOT.glob("*"))
    return sorted(p for p in paths if p.is_file() and p.suffix in TEXT)


def letter_runs() -> set[tuple[str, ...]]:
    with (COPY / "paragraphs.csv").open(encoding="utf-8-sig", newline="") as file:
        found = {run for row in csv.DictReader(file) for run in runs(row["text"])}
    return found | set(runs((COPY / "kst-29237-201.txt").read_text("utf-8")))


def borrowed(text: str, letter: set[tuple[str, ...]]) -> list[str]:
    return [" ".join(run) for run in runs(text) if run in letter]


@with_letter
def test_no_run_of_eight_words_of_the_letter_stands_in_any_file() -> None:
    letter = letter_runs()
    files = text_files()
    assert {"README.md", "periods.csv", "citations.py"} <= {path.name for path in files}
    found = {str(p.relative_to(ROOT)): borrowed(p.read_text("utf-8", "replace"), letter) for p in files}
    assert {name: hits[:2] for name, hits in found.items() if hits} == {}


@with_letter
def test_a_borrowed_sentence_is_noticed() -> None:
    with (COPY / "paragraphs.csv").open(encoding="utf-8-sig", newline="") as file:
        sentence = next(csv.DictReader(file))["text"]
    cut = words(sentence)[3 : 3 + RUN]
    assert borrowed(" ".join(cut).upper(), letter_runs()) == [" ".join(cut)]
    assert borrowed(" ".join(cut[:-1]), letter_runs()) == []


def test_words_are_told_apart_as_a_reader_does() -> None:
    assert words("Côte d’Ivoire, afge-\nbroken 2023") == ["côte", "d'ivoire", "afgebroken", "2023"]
