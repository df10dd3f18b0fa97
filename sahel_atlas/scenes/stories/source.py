"""Where a scene's caption comes from: locators, and the source line in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.words import date_words

if TYPE_CHECKING:
    from sahel_atlas.records.atlas import Atlas
    from sahel_atlas.records.rows import Document

_SHOWN = 3
DUTCH_PUBLISHERS = {
    "Council of the European Union": "Raad van de Europese Unie",
    "European Commission": "Europese Commissie",
    "European Commission and High Representative": "Europese Commissie en Hoge Vertegenwoordiger",
    "European External Action Service": "Europese Dienst voor extern optreden",
    "French Embassy in Niger": "Franse ambassade in Niger",
    "Government of the Netherlands": "Rijksoverheid",
    "International Organization for Migration": "Internationale Organisatie voor Migratie",
    "Ministry of Defence": "Ministerie van Defensie",
    "Ministry of Defence via Blik op nieuws": "Ministerie van Defensie via Blik op nieuws",
    "Ministry of Defence via Blik op nieuws; militaeraktuell": (
        "Ministerie van Defensie via Blik op nieuws; militaeraktuell"
    ),
    "Not looked up": "niet nagezocht",
    "US Africa Command; el-Youm7 for the list of participants": "US Africa Command; el-Youm7 voor de deelnemers",
    "US Embassy Abidjan": "Amerikaanse ambassade in Abidjan",
    "US Embassy Chad": "Amerikaanse ambassade in Tsjaad",
    "US Embassy Mauritania; Ministry of Defence": "Amerikaanse ambassade in Mauritanië; Ministerie van Defensie",
    "United Nations": "Verenigde Naties",
    "general press": "pers",
}
"""Publishers that have a Dutch name; the tables hold the name under which they can be found."""


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


_WORDS = {
    "letter": ("letter to Parliament of 1 December 2023", "Kamerbrief van 1 december 2023"),
    "source": ("Source", "Bron"),
    "crossings": ("Frontex (detections)", "Frontex (vaststellingen)"),
    "base": ("Natural Earth (boundaries, no endorsement)", "Natural Earth (grenzen, geen erkenning)"),
    "common": ("general knowledge", "algemene kennis"),
    "more": ("and {n} more", "en nog {n}"),
}


def source_line(citations: Sequence[Locator], layers: Iterable[str], atlas: Atlas, lang: str) -> str:
    """The source line of a scene in `en` or `nl`: documents with their locators, then what the map itself uses."""
    at = int(lang == "nl")
    places: dict[str, list[str]] = {}
    for locator in citations:
        places.setdefault(locator.document_id, []).append(locator.place)
    documents = {d.document_id: d for d in atlas.tables.documents}
    parts = [_named(documents[i], [p for p in found if p], lang) for i, found in places.items() if i in documents]
    if len(parts) > _SHOWN:
        parts = [*parts[:_SHOWN], _WORDS["more"][at].format(n=len(parts) - _SHOWN)]
    if "routes" in layers:
        parts.append(_WORDS["crossings"][at])
    return f"{_WORDS['source'][at]}: {'; '.join([*parts, _WORDS['base'][at]])}"


def publisher(document: Document, lang: str) -> str:
    """Who published a document: in `nl` by its Dutch name where it has one."""
    return DUTCH_PUBLISHERS.get(document.publisher, document.publisher) if lang == "nl" else document.publisher


def _named(document: Document, places: list[str], lang: str) -> str:
    if document.document_id == v.LETTER:
        name = _WORDS["letter"][lang == "nl"]
    elif document.kind == "none":
        name = _WORDS["common"][lang == "nl"]
    else:
        name = publisher(document, lang) + (f", {date_words(document.dated, lang)}" if document.dated else "")
    return f"{name}, § {', '.join(places)}" if places else name
