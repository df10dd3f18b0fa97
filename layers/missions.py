"""International missions and the Dutch contributions to them: headquarters and field sites."""

from __future__ import annotations

from layers.pointframes import point_layer

LAYER = point_layer("missions")
