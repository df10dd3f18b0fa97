"""Initiatives and their sites: academies, exercises by year, funded programmes."""

from __future__ import annotations

from layers.pointframes import point_layer

LAYER = point_layer("initiatives")
