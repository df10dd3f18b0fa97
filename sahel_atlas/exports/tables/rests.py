"""What a table rests on: every document that it names, or that told a text, a sum or a place in it; and its day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from sahel_atlas.marks.sites import site_holds
from sahel_atlas.records.rows import Document, Site
from sahel_atlas.scenes.query import Row

if TYPE_CHECKING:
    from layers.atlas import Atlas
    from sahel_atlas.scenes.scene import Scene

TEXTS = ("description", "contribution", "conditions")
"""Texts of a row, each with a column that names the documents that tell it."""
TOLD = tuple(f"{about}_document" for about in TEXTS)


def told_rows(rows: Sequence[Row], atlas: Atlas, scene: Scene) -> list[Row]:
    """Rows of `query_rows`, each with the columns of `TOLD`: lists of ids, in the order in which the texts stand.

    A list is empty where there is no text, or no document that was public by then tells it.
    """
    atlas = atlas.at(scene.known)
    may = {d.document_id for d in atlas.tables.documents if scene.stated in ("", d.document_id)}

    def told(engagement_id: str, about: str) -> list[str]:
        return list(dict.fromkeys(x.document_id for x in atlas.texts(engagement_id, about) if x.document_id in may))

    return [row | {f"{about}_document": told(row["id"], about) for about in TEXTS} for row in rows]


def sites_of(row: Row, atlas: Atlas, scene: Scene) -> Iterator[Site]:
    """The sites at which a row stands on the map: of its engagement, in the countries that match, on that day."""
    first, last = scene.stretch
    for site in atlas.tables.sites:
        if site.engagement_id != row["id"] or row["status"] == "ended" or not site_holds(site, first, last):
            continue
        matched, named = row["countries_matched"], not scene.stated or scene.stated in site.documents
        if named and (not matched or atlas.place(site.place_id).country_iso3 in matched):
            yield site


def sources(rows: Sequence[Row], atlas: Atlas, scene: Scene, placed: bool = False) -> tuple[Document, ...]:
    """The documents that a table of rows rests on, in the order of the atlas's list.

    Parameters
    ----------
    rows : sequence of dict
        Of `told_rows`; rows of another kind need `citations` alone.
    placed : bool
        Whether the table shows the places of its rows as well.
    """
    atlas = atlas.at(scene.known)
    named = {scene.stated, *scene.filter.document}
    named |= {text.split(" ", 1)[0] for row in rows for text in row["citations"]}
    named |= {i for row in rows for name in TOLD for i in row.get(name, ())}
    summed = {row["id"] for row in rows if row.get("amounts")}
    named |= {
        a.document_id for a in atlas.tables.amounts if a.engagement_id in summed and scene.stated in ("", a.document_id)
    }
    shown = {row["id"] for row in rows}
    named |= {
        x.document_id for x in atlas.tables.former if x.engagement_id in shown and scene.stated in ("", x.document_id)
    }
    if placed:
        spots = (site for row in rows for site in sites_of(row, atlas, scene))
        named |= {i for site in spots for i in site.documents if scene.stated in ("", i)}
    return tuple(d for d in atlas.tables.documents if d.document_id in named)


def made_on(atlas: Atlas, known: str = "") -> date:
    """The day that a file bears as that of its making: the newest on which anything in the record became public.

    It is not read from this machine's clock, so that the same question gives the same bytes on any day.

    Parameters
    ----------
    atlas : Atlas
    known : str
        The day of knowledge; empty stands for the atlas's own.
    """
    tables = atlas.at(known).tables
    newest = max((period.known_from for period in tables.periods), default=tables.window[0])
    return date.fromisoformat(newest)
