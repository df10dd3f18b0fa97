"""The elements that the page is built of, each as a maker of a component.

Views take them from here and write `html.Div(...)`. The signatures that Dash generates name no `data-` or `aria-`
attribute, though its elements take them, and dash-leaflet brings no types at all: a `Tag` takes any property, and what
comes out is a `Component`, which is checked.
"""

from __future__ import annotations

from collections.abc import Callable

import dash_leaflet
from dash import html
from dash.development.base_component import Component as Component

Tag = Callable[..., Component]
"""Makes an element of its children and properties."""

A: Tag = html.A
Aside: Tag = html.Aside
Button: Tag = html.Button
Div: Tag = html.Div
H1: Tag = html.H1
Header: Tag = html.Header
Kbd: Tag = html.Kbd
Main: Tag = html.Main
Nav: Tag = html.Nav
P: Tag = html.P
Section: Tag = html.Section
Span: Tag = html.Span
Ul: Tag = html.Ul
LeafletMap: Tag = dash_leaflet.Map
