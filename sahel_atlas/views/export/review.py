"""What goes along with an export, said before it is made: pages, layers, rows, notes, citations, metadata."""

from __future__ import annotations

from dataclasses import dataclass, replace

from layers.atlas import Atlas
from sahel_atlas.contract.bodies import ExportReview
from sahel_atlas.exports.carriers import carrier
from sahel_atlas.exports.compare.words import finding
from sahel_atlas.exports.make import TABLES
from sahel_atlas.exports.plate.sources import citations
from sahel_atlas.exports.tables.changes import change_rows
from sahel_atlas.records.filters import Filter
from sahel_atlas.scenes.compare import compare
from sahel_atlas.scenes.resolve import Resolved, resolve
from sahel_atlas.scenes.scene import Scene
from sahel_atlas.scenes.sentence import sentence
from sahel_atlas.views.export.ask import PLAIN_KINDS, Ask, pixels

CARRIES = {
    "pptx": ("notes", "citations", "sources", "code", "alt"),
    "pdf": ("sources", "code"),
    "png": ("sources", "code"),
    "svg": ("sources", "code"),
    "gif": ("sources", "code"),
    "tif": ("crs",),
    "html": ("notes", "citations", "sources", "all"),
}
"""Format -> what it carries beside the picture; each is said in the language of the page."""
_TABLE = ("citations", "sources", "filter")
_SWITCHED = {"pptx": ("notes", "citations")}
"""Format -> what of it can be left out."""
_DRAWN = ("relief", "regions", "routes", "embassies", "missions", "initiatives", "places")
"""Layers that a drawn export shows."""


@dataclass(frozen=True)
class Review:
    """The list for the recipient's eyes, as numbers and words that the page puts into sentences."""

    ask: Ask
    found: tuple[Resolved, ...]
    atlas: Atlas

    def to_dict(self) -> ExportReview:
        """For the page: counts, names of layers, what the file says of itself, and what can be left out."""
        ask, first = self.ask, self.found[0]
        drawn = ask.kind not in PLAIN_KINDS
        carries = _TABLE if ask.kind in TABLES else CARRIES[ask.kind]
        width, height = pixels(ask.options)
        how = carrier(ask.kind, ask.options.mark)
        return {
            "name": ask.name,
            "pages": len(ask.work.items),
            "compared": ask.compared,
            "titles": [self._finding(first.scene)] if ask.compared else [],
            "title": ask.options.title or ask.work.items[0].title or self._sentence(first.scene),
            "sentence": self._sentence(first.scene),
            "date": first.scene.date,
            "known": first.scene.known,
            "rows": self._rows(),
            "hidden": self._hidden(),
            "layers": [name for name in first.scene.layers if name in self._drawn_layers()] if drawn else [],
            "sources": len({d.document_id for found in self.found for d in found.documents}),
            "notes": sum(bool(item.notes) for item in ask.work.items),
            "citations": self._citations(),
            "carries": [c for c in carries if self._goes(c)],
            "switches": list(_SWITCHED.get(ask.kind, ())),
            "pixels": f"{width} × {height}" if ask.kind in ("png", "tif") else "",
            "band": ask.options.band,
            "way": how.way if how else "",
        }

    def _drawn_layers(self) -> tuple[str, ...]:
        return (*_DRAWN, *(layer.id for layer in self.atlas.catalog.styled))

    def _sentence(self, scene: Scene) -> str:
        return sentence(scene, self.atlas, scene.lang)

    def _finding(self, scene: Scene) -> str:
        """The title of the sheet of a comparison: what it finds."""
        return finding(compare(scene, self.atlas), self.ask.options.lang or scene.lang)

    def _rows(self) -> int:
        """Rows that go along: of a comparison the changes that it lists."""
        if self.ask.compared:
            return len(change_rows(compare(self.found[0].scene, self.atlas)))
        return len({(r.engagement_id, r.country) for found in self.found for r in found.rows})

    def _goes(self, part: str) -> bool:
        options = self.ask.options
        switched = part in _SWITCHED.get(self.ask.kind, ())
        return not switched or (options.notes if part == "notes" else options.citations)

    def _hidden(self) -> int:
        """Engagements of the first day that the filter hides: they never go along, not even as data."""
        scene = self.found[0].scene
        everything = resolve(replace(scene, filter=Filter()), self.atlas)
        shown = {r.engagement_id for r in self.found[0].rows}
        return len({r.engagement_id for r in everything.rows} - shown)

    def _citations(self) -> int:
        lines = {line for found in self.found for line in citations(found, found.scene.lang)}
        return len(lines) + sum(len(item.citations) for item in self.ask.work.items)


def review(ask: Ask, atlas: Atlas) -> Review:
    """An export's list, worked out from its scenes."""
    return Review(ask, tuple(resolve(item.scene, atlas) for item in ask.work.items), atlas)
