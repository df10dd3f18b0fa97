"""Which of the component libraries' scripts the page asks for at once, and which only when they are needed."""

from __future__ import annotations

from dash.resources import Scripts

LATER = ("dash_ag_grid",)
"""Libraries whose scripts wait: the grid's is large, and `assets/panels/table.js` asks for it once it is needed."""


class PageScripts(Scripts):
    """Dash's list of scripts, in which those of `LATER` have an address but no place in the page.

    A library lists its scripts for all Dash apps of a process, and has no public option for one of them; an app reads
    that list through its `scripts`, so that is where this one app is told.
    """

    def get_all_scripts(self, dev_bundles: bool = False) -> list[dict[str, object]]:
        """Every script of the libraries that were imported; the key `dynamic` keeps one out of the page."""
        found: list[dict[str, object]] = super().get_all_scripts(dev_bundles)  # type: ignore[no-untyped-call]
        return [script | {"dynamic": True} if script.get("namespace") in LATER else script for script in found]
