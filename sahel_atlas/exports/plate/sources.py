"""The strip below the map: documents, base geography, the note on boundaries, and the state code in small print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from sahel_atlas.exports.fonts import text_width
from sahel_atlas.exports.plate.paths import rectangle
from sahel_atlas.exports.plate.plate import Box, Label, Mark, Plate, Shape
from sahel_atlas.exports.plate.text import wrapped
from sahel_atlas.records.clock.states import cite_text
from sahel_atlas.records.vocabulary import LETTER
from sahel_atlas.records.words import date_words, name_in, say
from sahel_atlas.scenes.stories.source import publisher

if TYPE_CHECKING:
    from sahel_atlas.records.clock.states import State
    from sahel_atlas.records.rows import Document
    from sahel_atlas.scenes.resolve import Resolved

SHOWN = 5
"""Documents named on the page; the rest are counted there and listed in notes and metadata."""


def source_names(documents: Iterable[Document], rows: Iterable[State], lang: str) -> tuple[str, ...]:
    """The documents that rows rest on, the letter first, each as people name it, once.

    A state that is known by its own date may rest on a source of a later day, which is not named then but counted.
    """
    ordered = sorted(documents, key=lambda d: (d.document_id != LETTER, -_order(d), d.document_id))
    names = [_named(d, lang) for d in ordered if d.kind != "none"]
    if any(d.kind == "none" for d in ordered):
        names.append(say("plate.general", lang))
    later = sum(row.source_later for row in rows)
    if later:
        names.append(say("plate.later", lang, n=later))
    return tuple(dict.fromkeys(names))


def _order(document: Document) -> int:
    return int(document.date.replace("-", "").ljust(8, "0")) if document.date else 0


def _named(document: Document, lang: str) -> str:
    if document.document_id == LETTER:
        return say("plate.letter", lang)
    return publisher(document, lang) + (f", {date_words(document.dated, lang)}" if document.dated else "")


def citations(shown: Resolved, lang: str) -> tuple[str, ...]:
    """One line per engagement, country and status: where it stands; of a stretch of time also from when to when."""
    lines = []
    for row in shown.rows:
        engagement = shown.atlas.engagement(row.engagement_id)
        name = name_in(engagement, lang)
        later = [say("plate.source.later", lang)] if row.source_later else []
        where = "; ".join([*(cite_text(c) for c in row.citations), *later])
        country = f" ({row.country})" if row.country else ""
        status = say(f"status.{row.status}", lang).lower()
        if shown.scene.to:
            days = (date_words(day, lang) for day in (row.held_from, row.held_to))
            status += ", " + say("plate.span", lang, first=next(days), last=next(days))
        lines.append(f"{name}{country}: {status}. {where}".strip())
    return tuple(dict.fromkeys(lines))


def source_strip(
    plate: Plate, box: Box, px: float, tokens: Mapping[str, str], clocks: str, *, figures: bool
) -> Iterator[Mark]:
    """Sources, the boundary note, the atlas's name and the code.

    Parameters
    ----------
    clocks : str
        Up to which day the documents speak, or which one alone; empty for all that are known.
    figures : bool
        Whether the sheet bears counted crossings.
    """
    lang = plate.lang
    yield Shape("chrome", "source strip", *rectangle(0, box.top, box.width, box.height), fill=tokens["panel"])
    left, right = box.left + 48 * px, box.right - 48 * px
    name = say("atlas.title", lang)
    name_width = text_width(name, 17 * px, 700)
    if name_width > 0.32 * (right - left):
        name = say("atlas.short", lang)
        name_width = text_width(name, 17 * px, 700)
    room = right - left - name_width - 30 * px
    size = 15.5 * px
    head = say("plate.sources", lang) + (f" ({clocks})" if clocks else "")
    lines = _source_lines(head, plate.sources, [say("plate.frontex", lang)] if figures else [], lang, size, room)
    for i, text in enumerate(lines):
        yield Label("source", f"line {i}", text, left, box.top + (25 + 20 * i) * px, size, tokens["ink2"])
    yield Label("source", "atlas", name, right, box.top + 25 * px, 17 * px, tokens["ink"], weight=700, anchor="end")
    code = f"{say('plate.code', lang)}: {plate.code}"
    small = 12 * px
    small *= min(1.0, (right - left) / text_width(code, small))
    yield Label("code", "code", code, left, box.bottom - 10 * px, small, tokens["ink3"])


def _source_lines(head: str, names: tuple[str, ...], tail: list[str], lang: str, size: float, room: float) -> list[str]:
    """As many documents as fit on two lines before the boundary note, which is never cut."""
    for shown in range(min(SHOWN, len(names)), -1, -1):
        listed = list(names[:shown])
        if shown < len(names):
            listed.append(say("plate.more", lang, n=len(names) - shown))
        lines = wrapped(f"{head}: " + "; ".join([*listed, *tail, say("plate.boundary", lang)]), size, room)
        if len(lines) <= 2:
            return lines
    return lines[:3]
