"""The marking of all that leaves the atlas: a free text, a TLP label, or both, and how they look.

TLP labels stand as FIRST sets them in TLP 2.0: in their own colour on black. A free text is white on the same ground.
How each format carries a marking, and whether it does, is in `sahel_atlas.exports.carriers`.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import unquote_plus

from geo.errors import AtlasError

TLP_COLOUR: Mapping[str, str] = {
    "CLEAR": "#FFFFFF",
    "GREEN": "#33FF00",
    "AMBER": "#FFC000",
    "AMBER+STRICT": "#FFC000",
    "RED": "#FF2B2B",
}
"""Label -> its colour in FIRST's TLP 2.0."""
TLP = tuple(TLP_COLOUR)
GROUND, PLAIN = "#000000", "#FFFFFF"
"""The ground of the bands, and the colour of a free text on it."""
LIMIT = 80
SETTING, REQUIRED = "ATLAS_MARKING", "ATLAS_MARKING_REQUIRED"
"""Environment variables: the marking where nobody chose another, and whether there must be one."""
KEYS = ("marking", "tlp")
"""Parts of a link that choose a marking."""
SEPARATOR = " · "
COLUMN = "marking"
"""Name of the column, of the member and of the key that bears the marking."""
NAME_LIMIT = 40


class UnmarkedError(AtlasError):
    """This machine requires a marking, and there is none."""

    kind = "marking"


class MarkingError(AtlasError):
    """A marking cannot be used as it was written; `key` is the part of a link that is wrong, `valid` what it may be."""

    kind = "written"
    key: ClassVar[str] = "marking"
    valid: ClassVar[tuple[str, ...]] = ()


class LabelError(MarkingError):
    """Not a TLP label, or two that differ."""

    kind = "tlp"
    key = "tlp"
    valid = TLP


class CarrierError(AtlasError):
    """A format or a file that does not carry its marking."""

    kind = "carrier"


@dataclass(frozen=True)
class Marking:
    """A free text and a TLP label, either of which may be empty; an empty marking is false.

    Examples
    --------
    >>> Marking("NATO RESTRICTED", "AMBER").line
    'NATO RESTRICTED · TLP:AMBER'
    """

    text: str = ""
    tlp: str = ""

    def __bool__(self) -> bool:
        return bool(self.text or self.tlp)

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """Each part with its colour, in the order in which they are read."""
        free = ((self.text, PLAIN),) if self.text else ()
        return (*free, (f"TLP:{self.tlp}", TLP_COLOUR[self.tlp])) if self.tlp else free

    @property
    def line(self) -> str:
        """The whole marking as one line."""
        return SEPARATOR.join(words for words, _ in self.parts)

    def over(self, other: Marking) -> Marking:
        """This marking where it says something, else the other's text or label: neither goes without a choice.

        Examples
        --------
        >>> Marking(tlp="RED").over(Marking("Intern", "GREEN"))
        Marking(text='Intern', tlp='RED')
        """
        return Marking(self.text or other.text, self.tlp or other.tlp)

    @property
    def suffix(self) -> str:
        """The marking as the end of a file's name, before its format; empty for none.

        Examples
        --------
        >>> Marking("NATO RESTRICTED", "AMBER+STRICT").suffix
        '-NATO-RESTRICTED-TLP-AMBER-STRICT'
        """
        plain = unicodedata.normalize("NFKD", self.line).encode("ascii", "ignore").decode()
        words = "-".join("".join(c if c.isalnum() else " " for c in plain).split())
        return f"-{words[:NAME_LIMIT]}".rstrip("-")


NONE = Marking()


def marking_of(text: str, tlp: str = "") -> Marking:
    """A marking from what somebody wrote; a text that nobody can see is none.

    A TLP label inside the text, set apart by a middle dot or alone, counts as the label; one that TLP 2.0 does not know
    stays text.

    Raises
    ------
    MarkingError
        If the text is too long, `tlp` is no label, or there are two labels that differ.

    Examples
    --------
    >>> marking_of(" NATO  RESTRICTED "), marking_of("Intern · TLP:RED"), marking_of("tlp:green")
    (Marking(text='NATO RESTRICTED', tlp=''), Marking(text='Intern', tlp='RED'), Marking(text='', tlp='GREEN'))
    """
    pieces = [piece.strip() for piece in _visible(text).split(SEPARATOR.strip())]
    labels = [piece for piece in pieces if piece.upper().startswith("TLP:") and _bare(piece) in TLP]
    free = SEPARATOR.join(piece for piece in pieces if piece and piece not in labels)
    if len(free) > LIMIT:
        raise MarkingError(
            expected=f"at most {LIMIT} characters", got=f"{len(free)}", do="write it shorter", where="marking"
        )
    chosen = list(dict.fromkeys([*map(_bare, labels), *([_label(tlp)] if tlp.strip() else [])]))
    if len(chosen) > 1:
        raise LabelError(expected="one TLP label", got=" and ".join(chosen), do="choose one of them", where="tlp")
    return Marking(free, chosen[0] if chosen else "")


def _bare(written: str) -> str:
    return written.upper().removeprefix("TLP:").strip().replace(" ", "+")


def _label(written: str) -> str:
    label = _bare(_visible(written))
    if label not in TLP:
        raise LabelError(expected="one of " + ", ".join(TLP), got=repr(label), do="choose one of these", where="tlp")
    return label


def _visible(text: str) -> str:
    """A text without what cannot be seen: control and direction characters go, runs of blanks become one."""
    kept = "".join(c for c in text if c in "\t\n\r" or not unicodedata.category(c).startswith("C"))
    return " ".join(kept.split())


def marked_rows(rows: Iterable[Mapping[str, Any]], marking: Marking) -> list[dict[str, Any]]:
    """Rows with the marking under the key `marking`; without one they are as they were."""
    said = {COLUMN: marking.line} if marking else {}
    return [{**row, **said} for row in rows]


def marking_set() -> Marking:
    """The marking that this machine sets for all that leaves the atlas where nobody chooses another.

    Raises
    ------
    MarkingError
        If it cannot be used.
    """
    try:
        return marking_of(os.environ.get(SETTING, ""))
    except MarkingError as error:
        raise error.changed(where=SETTING) from error


def marking_required() -> bool:
    """Whether this machine refuses whatever has no marking."""
    return os.environ.get(REQUIRED, "").lower() not in ("", "0", "no", "false")


def require(marking: Marking) -> None:
    """Refuse what has no marking where this machine requires one.

    Raises
    ------
    UnmarkedError
        If a marking is required and there is none.
    """
    if marking_required() and not marking:
        raise UnmarkedError(
            expected="a marking", got="none", do="set a marking or a TLP label: this atlas requires one"
        )


def marking_in(query: str) -> tuple[Marking, str]:
    """The marking that a query string chooses, and the query string without it.

    Examples
    --------
    >>> marking_in("date=2023-12&marking=NATO%20RESTRICTED&tlp=AMBER+STRICT")
    (Marking(text='NATO RESTRICTED', tlp='AMBER+STRICT'), 'date=2023-12')
    """
    said: dict[str, str] = {}
    rest = []
    for part in query.split("&"):
        key, _, raw = part.partition("=")
        if key.lstrip("?") in KEYS:
            said.setdefault(key.lstrip("?"), unquote_plus(raw))
        else:
            rest.append(part)
    return marking_of(said.get("marking", ""), said.get("tlp", "")), "&".join(rest)
