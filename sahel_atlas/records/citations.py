"""Where a fact stands: document, section, paragraph, and the hash of that paragraph.

The project holds no sentence of the letter. With a copy of it at hand, raw text or `paragraphs.csv`, every hash can
be worked out again: one altered word is found, and the paragraph can be shown beside the fact.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from geo.errors import FileFault
from geo.plainfile import unfit
from sahel_atlas.records.faults import Fault
from sahel_atlas.records.paragraphs import HASHES
from sahel_atlas.records.rows import Citation, ContextNote, Tables
from sahel_atlas.records.vocabulary import LETTER

SECTIONS = ("INT", "ANA", "BEL", "DOE", "UIT", "DIL", "DIP", "VEI", "MIG", "OS", "KUS", "FN", "OND")
"""Codes of the letter's sections; their names are the words `section.name.CODE`."""

UNHASHED = ("FN", "OND")
"""Sections that are cited without a hash: footnotes and signatures."""

FOOTNOTES = 11

_HEADINGS = (
    ("analysegrondoorzaken", "ANA"),
    ("nederlandsebelangen", "BEL"),
    ("strategischedoelen", "DOE"),
    ("uitgangspuntenendilemma", "UIT"),
    ("dilemmas", "DIL"),
    ("nederlandseinzet", ""),
    ("diplomatie", "DIP"),
    ("veiligheidsinzetwestafrikaanse", "KUS"),
    ("veiligheid", "VEI"),
    ("migratie", "MIG"),
    ("ontwikkelingssamenwerking", "OS"),
)
_LONGEST_HEADING = 90
SIZE_LIMIT = 4 * 2**20
"""Largest copy of the letter in bytes."""
_SENTENCE_END = re.compile(r"[.!?:][»)\"']*\d*$|[»)]\.\d*$")
_FOOTNOTE = re.compile(r"(\d{1,2}) \S")
_BULLET = re.compile(r"[−–-] ")
_SIGNED = "deminister"


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of the letter.

    Attributes
    ----------
    section, paragraph : str
        Its locator, for example ``VEI`` and ``2``.
    text : str
        The words, line breaks and hyphenation of the page taken out as far as they can be told.
    sha256 : str
        Hash of the normalised text.
    """

    section: str
    paragraph: str
    text: str
    sha256: str


def normalise(text: str) -> str:
    """The letters of a text: NFC, casefolded, everything that is not of Unicode category L dropped.

    Examples
    --------
    >>> normalise("Côte-\\nd'Ivoire, 2023¹")
    'côtedivoire'
    """
    folded = unicodedata.normalize("NFC", text).casefold()
    return "".join(c for c in folded if unicodedata.category(c).startswith("L"))


def digest(text: str) -> str:
    """SHA-256 (hex) of the UTF-8 bytes of the normalised text."""
    return hashlib.sha256(normalise(text).encode()).hexdigest()


def locator(section: str, paragraph: str) -> str:
    """A locator as people write it.

    Examples
    --------
    >>> locator("VEI", "2")
    'VEI 2'
    """
    return f"{section} {paragraph}".strip()


def paragraphs_from(file: Path) -> tuple[Paragraph, ...]:
    """Paragraphs of a copy of the letter.

    Parameters
    ----------
    file : pathlib.Path
        ``paragraphs.csv`` (columns section_code, paragraph, text) or the raw text with its page breaks, hyphens and
        footnotes. The hashes are worked out from the words; a column with hashes is not believed.

    Returns
    -------
    tuple of Paragraph

    Raises
    ------
    geo.errors.FileFault
        If the file cannot be read as UTF-8 or holds no paragraph.
    """
    path, wrong = Path(file), ""
    try:
        if wrong := unfit(path, SIZE_LIMIT):
            raise OSError(wrong)
        text = path.read_text("utf-8-sig")
    except (OSError, ValueError) as error:  # a name with a null byte, or another encoding
        raise FileFault(
            expected="the letter as UTF-8 text or as paragraphs.csv",
            got=wrong or _said(error),
            do="give the path of a copy of the letter",
            where=str(path),
        ) from error
    found = tuple(_from_csv(text) if _is_table(text) else _from_text(text))
    if not found:
        raise FileFault(
            expected="paragraphs of the letter", got="none", do="give another copy of the letter", where=str(path)
        )
    return found


def _said(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "another encoding"
    return (isinstance(error, OSError) and error.strerror) or "a name that no file can have"


def paragraph_text(file: Path, section: str, paragraph: str) -> str | None:
    """The words of one paragraph from a copy of the letter on this machine; None when it is not there."""
    path = Path(file)
    return _texts(path, path.stat().st_mtime_ns if path.exists() else 0).get((section, paragraph))


def is_altered(section: str, paragraph: str, text: str) -> bool:
    """Whether a copy's words differ from those of the letter that the atlas cites; False where it knows no hash.

    Examples
    --------
    >>> is_altered("MIG", "1", "Other words.")
    True
    """
    return (section, paragraph) in HASHES and HASHES[section, paragraph] != digest(text)


def check_letter(file: Path, tables: Tables, folder: str = "data") -> list[Fault]:
    """Compare every hash in the tables with a copy of the letter.

    Parameters
    ----------
    file : pathlib.Path
        A copy of the letter, see `paragraphs_from`.
    tables : Tables
        Their citations and context notes are compared.
    folder : str
        Name of the tables' folder, for the messages.

    Returns
    -------
    list of Fault
        One per table and locator whose hash is not that of the paragraph.
    """
    there = {(p.section, p.paragraph): p.sha256 for p in paragraphs_from(file)}
    where = {sha: locator(*place) for place, sha in there.items()}
    cited: tuple[tuple[str, Iterable[Citation | ContextNote]], ...] = (
        ("citations", (c for c in tables.citations if c.document_id == LETTER)),
        ("context", tables.context),
    )
    faults = []
    for table, rows in cited:
        wrong: dict[tuple[str, str, str], list[int]] = {}
        for row in rows:
            if row.section_code in UNHASHED or there.get((row.section_code, row.paragraph)) == row.sha256:
                continue
            wrong.setdefault((row.section_code, row.paragraph, row.sha256), []).append(row.line)
        for (section, paragraph, sha), lines in wrong.items():
            name = locator(section, paragraph)
            got, do = _mismatch(name, where.get(sha), (section, paragraph) in there)
            others = f" ({len(lines)} rows rest on it)" if len(lines) > 1 else ""
            expected = f"{name} with the hash {sha[:12]}…{others}"
            faults.append(Fault(f"{folder}/{table}.csv", lines[0], "sha256", expected, got, do, "letter"))
    return sorted(faults)


def altered(file: Path) -> list[str]:
    """Locators of the paragraphs whose words are not those of the letter that the atlas cites, or that are missing.

    Raises
    ------
    geo.errors.FileFault
        If the file cannot be read or holds no paragraph.
    """
    there = {(p.section, p.paragraph): p.sha256 for p in paragraphs_from(file)}
    return [locator(*place) for place, sha in HASHES.items() if there.get(place) != sha]


def _mismatch(name: str, elsewhere: str | None, exists: bool) -> tuple[str, str]:
    """What came and what to do when a locator and its hash do not meet in the copy."""
    if elsewhere:
        return f"the hash of {elsewhere}", f"write the locator {elsewhere}, or the hash of {name}"
    if exists:
        return "a paragraph with other words", "compare the paragraph with the published letter, word by word"
    return "no such paragraph", "check the locator, and that the copy is complete"


@lru_cache(maxsize=4)
def _texts(path: Path, changed: int) -> dict[tuple[str, str], str]:
    """The paragraphs of a copy; `changed` only tells the cache that the file is another one than before."""
    return {(p.section, p.paragraph): p.text for p in paragraphs_from(path)}


def _is_table(text: str) -> bool:
    first = text.partition("\n")[0]
    return "section_code" in first and "paragraph" in first and "text" in first


def _from_csv(text: str) -> Iterator[Paragraph]:
    dialect = max(",;\t", key=text.partition("\n")[0].count)
    for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=dialect):
        words = row.get("text") or ""
        yield Paragraph(row["section_code"] or "", row["paragraph"] or "", words, digest(words))


def _from_text(text: str) -> Iterator[Paragraph]:
    """Count paragraphs in the raw text: headings open a section, sentence ends and blank lines a paragraph."""
    section, number, goal = "INT", 0, 0
    parts: list[tuple[str, str, list[str]]] = []
    still_open = False
    for chunk in _chunks(_without_footnotes(text)):
        letters = normalise(chunk)
        if letters.startswith(_SIGNED) and not still_open:
            break
        heading = next((code for key, code in _HEADINGS if letters.startswith(key)), None)
        listed = _BULLET.match(chunk)
        if heading is not None and not listed and len(letters) <= _LONGEST_HEADING and not _SENTENCE_END.search(chunk):
            section, number, goal, still_open = heading, 0, 0, False
            continue
        if listed:
            parts.append((section, f"{number}{chr(ord('a') + goal)}", [_BULLET.sub("", chunk, count=1)]))
            goal += 1
        elif still_open and parts:
            parts[-1][2].append(chunk)
        else:
            number += 1
            parts.append((section, str(number), [chunk]))
        still_open = not _SENTENCE_END.search(chunk)
    for code, paragraph, chunks in parts:
        words = _joined(" ".join(chunks))
        yield Paragraph(code, paragraph, words, digest(words))


def _without_footnotes(text: str) -> list[str]:
    """Lines without the footnote blocks: each opens with the next number and runs to a line with a leading space."""
    lines: list[str] = []
    following, inside, blank = 1, False, True
    for line in text.splitlines():
        found = _FOOTNOTE.match(line)
        if found and int(found[1]) == following and (inside or blank):
            inside, following = True, following + 1
        elif inside and line.startswith(" "):
            inside = False
        if not inside:
            lines.append(line)
        blank = not line.strip()
    return lines


def _chunks(lines: Iterable[str]) -> Iterator[str]:
    """Text between blank lines, page breaks (a leading space) and list marks."""
    held: list[str] = []
    for line in lines:
        if held and (not line.strip() or line.startswith(" ") or _BULLET.match(line)):
            yield "\n".join(held)
            held = []
        if line.strip():
            held.append(line.strip())
    if held:
        yield "\n".join(held)


def _joined(text: str) -> str:
    """One line of running text: words that were broken at the end of a line are put together again."""
    text = re.sub(r"(?<=[^\W\d_])-\s*\n\s*(?=[^\W\d_])", "", text)
    text = re.sub(r"\s+", " ", text).strip()
    return re.sub(r"(?<=[^\W\d_][.,:])\d{1,2}(?= |$)", "", text)
