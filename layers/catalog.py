"""The catalogue: every layer of the atlas, in drawing order. A new layer is a file and a line here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geo.errors import AtlasError
from layers import countries, events, groups, indicators, regions, routes, sites, states
from layers.layer import Layer

LAYERS: tuple[Layer, ...] = (
    countries.LAYER,
    groups.LAYER,
    regions.LAYER,
    indicators.LAYER,
    states.LAYER,
    routes.LAYER,
    *sites.LAYERS,
    events.LAYER,
)


@dataclass(frozen=True)
class Catalog:
    """Layers by id; adding one gives a new catalogue and leaves this one as it was."""

    layers: tuple[Layer, ...] = LAYERS

    def __iter__(self) -> Iterator[Layer]:
        return iter(self.layers)

    @property
    def names(self) -> tuple[str, ...]:
        """Ids of the layers, in drawing order."""
        return tuple(layer.id for layer in self.layers)

    def get(self, name: str) -> Layer:
        """One layer by its id.

        Raises
        ------
        AtlasError
            If there is none; the message lists what there is.

        Examples
        --------
        >>> Catalog().get("routes").geometry
        'LineString'
        """
        for layer in self.layers:
            if layer.id == name:
                return layer
        raise AtlasError(expected="one of " + ", ".join(self.names), got=repr(name), do="choose one of these layers")

    def with_layer(self, layer: Layer) -> Catalog:
        """A copy with one layer more, on top.

        Raises
        ------
        AtlasError
            If the id is taken.
        """
        if layer.id in self.names:
            raise AtlasError(expected="an id that is not taken", got=repr(layer.id), do="choose another id")
        return Catalog((*self.layers, layer))
