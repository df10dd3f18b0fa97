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


SWITCHES = (
    "relief",
    "regions",
    "groups",
    "states",
    "indicators",
    "routes",
    "embassies",
    "missions",
    "initiatives",
    "events",
    "places",
)
"""Switches of the map that have painters of their own: those of the layers above, the relief and the towns."""


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

    @property
    def styled(self) -> tuple[Layer, ...]:
        """The layers that say by a style how they are drawn, the lowest first."""
        styled = [(layer.style.order, layer) for layer in self.layers if layer.style]
        return tuple(layer for _, layer in sorted(styled, key=lambda pair: pair[0]))

    @property
    def switches(self) -> tuple[str, ...]:
        """Ids that a link may hold in `layers`: what the map can show or hide, in the order of the switches."""
        return (*SWITCHES, *(layer.id for layer in self.styled))

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
