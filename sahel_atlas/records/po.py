"""Read a gettext `.po` file: texts by key, with the lines on which they stand.

Translators' tools write these files and Babel checks them (`make words`). This reads the part of the format that the
atlas uses, in a twentieth of Babel's time and without it: entries of `msgctxt`, `msgid` and `msgstr`, an empty line
between them. Plural forms are refused: a key for one and a key for many do their work here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from geo.errors import FileFault

_TEXT = r'((?:[ \t]*".*"[ \t]*(?:\n|$))+)'
_ENTRY = re.compile(rf"((?:#.*\n)*)msgctxt{_TEXT}msgid{_TEXT}msgstr{_TEXT}\s*")
_HEADER = re.compile(rf'(?:#.*\n)*msgid[ \t]*""\n(?:msgstr){_TEXT}\s*')
_SIGNS = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_ESCAPE = re.compile(r"\\(.)")


class Entry(NamedTuple):
    """One text of a `.po` file.

    Attributes
    ----------
    key : str
        What the atlas asks for: the entry's `msgctxt`.
    english, text : str
        `msgid` and `msgstr`; an empty `text` is not translated.
    line : int
        Where `msgctxt` stands, from 1.
    comments : str
        The lines before it that begin with `#`.
    """

    key: str
    english: str
    text: str
    line: int
    comments: str

    @property
    def fuzzy(self) -> bool:
        """Whether the English has changed since the translation was made."""
        return any(line.startswith("#,") and "fuzzy" in line for line in self.comments.split("\n"))

    @property
    def notes(self) -> list[str]:
        """What a translator remarked (`# …`)."""
        return [line[2:].strip() for line in self.comments.split("\n") if line.startswith("# ")]


def read_po(path: Path) -> tuple[Entry, ...]:
    """The entries of a file in their order, without its header.

    Raises
    ------
    FileFault
        If the file cannot be read as UTF-8, or holds what this form does not have; it names the line.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FileFault(expected="words in UTF-8", got=str(error), do="restore the file", where=str(path)) from error
    return tuple(entries(text, path.name))


def entries(text: str, where: str = "words") -> Iterator[Entry]:
    """The entries of a file's text; `where` names the file in errors.

    Raises
    ------
    FileFault
        If a part between empty lines is not an entry.

    Examples
    --------
    >>> next(entries('msgctxt "time.by"\\nmsgid "by"\\nmsgstr "uiterlijk"')).text
    'uiterlijk'
    """
    line = 1
    for block in text.split("\n\n"):
        found = _ENTRY.fullmatch(block.lstrip("\n"))
        if found:
            comments = found[1]
            at = line + len(block) - len(block.lstrip("\n")) + comments.count("\n")
            yield Entry(_plain(found[2]), _plain(found[3]), _plain(found[4]), at, comments)
        elif not _is_quiet(block):
            raise FileFault(
                expected="msgctxt, msgid and msgstr, each with a text in quotes, and an empty line after them",
                got=repr(block.strip()[:60]),
                do="mend the entry",
                where=f"{where}:{line}",
            )
        line += block.count("\n") + 2


def _is_quiet(block: str) -> bool:
    """Whether a part of a file says nothing: the header, comments alone, empty lines."""
    said = [line for line in block.split("\n") if line.strip() and not line.startswith("#")]
    return not said or _HEADER.fullmatch(block.lstrip("\n")) is not None


def _plain(text: str) -> str:
    """The text of a field: its lines without quotes, one after the other, with what `\\` escapes."""
    text = "".join(part.strip()[1:-1] for part in text.strip().split("\n"))
    return _ESCAPE.sub(lambda found: _SIGNS.get(found[1], found[1]), text) if "\\" in text else text
