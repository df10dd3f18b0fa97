"""Where a scene's caption comes from: locators, and the source line in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.words import date_words, say, say_or

if TYPE_CHECKING:
    from layers.atlas import Atlas
    from sahel_atlas.records.rows import Document

_SHOWN = 3


@dataclass(frozen=True, order=True)
class Locator:
    """A place in a document: its id, and section and paragraph where the document is cut into these."""

    document_id: str
    section: str = ""
    paragraph: str = ""

    @classmethod
    def parse(cls, text: str) -> Locator:
        """Read ``document section paragraph``.

        Examples
        --------
        >>> Locator.parse("kst-29237-201 VEI 2")
        Locator(document_id='kst-29237-201', section='VEI', paragraph='2')
        """
        parts = [*text.split(), "", "", ""]
        return cls(parts[0], parts[1], parts[2])

    @property
    def place(self) -> str:
        """Section and paragraph as one text; empty for a whole document."""
        return f"{self.section} {self.paragraph}".strip()

    def __str__(self) -> str:
        return f"{self.document_id} {self.place}".strip()


def known_locators(atlas: Atlas) -> set[tuple[str, str]]:
    """Document and place of everything that can be cited: the citations of rows, the notes, and whole documents."""
    t = atlas.tables
    locators = {(c.document_id, f"{c.section_code} {c.paragraph}".strip()) for c in t.citations}
    locators |= {(v.LETTER, f"{c.section_code} {c.paragraph}".strip()) for c in t.context}
    return locators | {(d.document_id, "") for d in t.documents}


def source_line(citations: Sequence[Locator], layers: Iterable[str], atlas: Atlas, lang: str) -> str:
    """The source line of a scene: documents with their locators, then what the map itself uses."""
    places: dict[str, list[str]] = {}
    for locator in citations:
        places.setdefault(locator.document_id, []).append(locator.place)
    documents = {d.document_id: d for d in atlas.tables.documents}
    parts = [_named(documents[i], [p for p in found if p], lang) for i, found in places.items() if i in documents]
    if len(parts) > _SHOWN:
        parts = [*parts[:_SHOWN], say("source.more", lang, n=len(parts) - _SHOWN)]
    if "routes" in layers:
        parts.append(say("source.crossings", lang))
    return f"{say('source.source', lang)}: {'; '.join([*parts, say('source.base', lang)])}"


def publisher(document: Document, lang: str) -> str:
    """Who published a document, by a name in that language where there is one."""
    return say_or(f"publisher.{document.publisher}", document.publisher, lang)


def _named(document: Document, places: list[str], lang: str) -> str:
    if document.document_id == v.LETTER:
        name = say("source.letter", lang)
    elif document.kind == "none":
        name = say("source.common", lang)
    else:
        name = publisher(document, lang) + (f", {date_words(document.dated, lang)}" if document.dated else "")
    return f"{name}, § {', '.join(places)}" if places else name
