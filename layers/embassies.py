"""Embassies, consulates and offices."""

from __future__ import annotations

from layers.pointframes import point_layer

LAYER = point_layer("embassies")
