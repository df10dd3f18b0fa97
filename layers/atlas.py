"""The atlas with its layers as frames: what a notebook begins with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from layers.catalog import Catalog
from layers.drawn import Drawn, drawn
from layers.layer import Layer
from sahel_atlas.records import atlas
from sahel_atlas.records.clock.periods import span

if TYPE_CHECKING:
    import geopandas as gpd


@dataclass
class Atlas(atlas.Atlas):
    """The curated tables and their clocks, with every layer of a catalogue as a frame.

    Attributes
    ----------
    catalog : Catalog
        The layers there are. `with_layer` gives an atlas with one more and leaves this one as it was.
    """

    catalog: Catalog = field(default_factory=Catalog)
    _drawn: dict[str, Drawn] = field(default_factory=dict, repr=False)

    @classmethod
    def load(cls, folder: Path | str | None = None, catalog: Catalog | None = None) -> Self:
        """Read the tables of a data folder.

        Parameters
        ----------
        folder : pathlib.Path or str, optional
            Holds the CSV files; the atlas's own when left out.
        catalog : Catalog, optional
            The layers; the atlas's own when left out.

        Raises
        ------
        sahel_atlas.records.tables.TableFaults
            Every fault at once, as ``file:row:column: expected …, got …; do …``.
        """
        made = super().load(folder)
        made.catalog = catalog or Catalog()
        return made

    def at(self, known: str | date | None) -> Self:
        """The atlas as it was known on a day: what became public later is not in it."""
        earlier = super().at(known)
        if earlier is not self:
            earlier.catalog = self.catalog
        return earlier

    def with_layer(self, layer: Layer) -> Self:
        """An atlas of the same tables with one layer more, on top."""
        return type(self)(self.tables, self.folder, self.known, self._whole, catalog=self.catalog.with_layer(layer))

    def drawn(self, layer: str) -> Drawn:
        """The rows of all time of a layer with a style, ready to be drawn.

        Raises
        ------
        geo.errors.AtlasError
            If there is no such layer, it has no style, or its rows are not as it says.
        """
        if layer not in self._drawn:
            self._drawn[layer] = drawn(self.catalog.get(layer), self)
        return self._drawn[layer]

    def frame(self, layer: str, day: str | date = "", known: str = "") -> gpd.GeoDataFrame:
        """A layer of the catalogue as a GeoDataFrame on a day, EPSG:4326, with an `id` column.

        Parameters
        ----------
        layer : str
            Id of a layer, see `layers.catalog.LAYERS`.
        day : str or datetime.date
            Event time; a coarser text stands for its last day, an empty one for the last of the window.
        known : str
            Document time, ISO; empty for everything.

        Returns
        -------
        geopandas.GeoDataFrame
            The columns that the layer's `fields` name, and geometry.

        Raises
        ------
        geo.errors.AtlasError
            If there is no such layer; the message lists them.
        """
        when = span(day or self.tables.window[1])[1] if isinstance(day, str) else day
        asked = self.catalog.get(layer)
        if asked.load is not None:
            return asked.load(self.at(known), when, known)
        return self.at(known).drawn(layer).on(when, known)

    @cached_property
    def values(self) -> Mapping[str, tuple[str, ...]]:
        """Valid values of the open facets, of layers and of selections, for reading links and command lines."""
        valid = dict(super().values)
        valid["layers"] = self.catalog.switches
        valid["feature"] = tuple(layer.id for layer in self.catalog.styled)
        return valid
