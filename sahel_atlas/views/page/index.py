"""The index page: the first scene and what the browser should fetch at once stand in it."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import cast

from dash import Dash
from flask import Flask, abort, request

from sahel_atlas.contract.bodies import DroppedPart, First, PageMarking
from sahel_atlas.contract.types import SceneParts
from sahel_atlas.exports.marking import (
    NONE,
    TLP_COLOUR,
    Marking,
    MarkingError,
    marking_in,
    marking_required,
    marking_set,
)
from sahel_atlas.exports.page.marking import band_html, meta_html, root_html
from sahel_atlas.scenes.link import Dropped
from sahel_atlas.scenes.query import read_link
from sahel_atlas.scenes.scene import Scene
from sahel_atlas.scenes.sentence import title
from sahel_atlas.views.media import name_types
from sahel_atlas.views.page.bundle import OWN, Bundle, add_bundle
from sahel_atlas.views.page.scripts import PageScripts
from sahel_atlas.views.server import Served, packed


class AtlasDash(Dash):
    """Dash with the atlas's own index page."""

    server: Flask

    def __init__(self, served: Served, assets: Path) -> None:
        self.served = served
        self.bundle = Bundle(assets)
        name_types()
        super().__init__(
            "atlas",
            # A Flask of its own making would serve a folder `static` of wherever the command was started.
            server=Flask("atlas", root_path=str(assets), static_folder=None),  # type: ignore[arg-type]
            assets_folder=str(assets),
            assets_ignore=OWN,
            requests_pathname_prefix=ROOT,
            routes_pathname_prefix="/",
            title="Sahel Engagement Atlas",
            update_title="",
            serve_locally=True,
            suppress_callback_exceptions=True,
        )
        self.scripts = PageScripts(serve_locally=True, eager=False)  # type: ignore[no-untyped-call]
        add_bundle(self.server, self.bundle, packed)

    @cached_property
    def _hashes(self) -> list[str]:
        return list(self.csp_hashes())

    def hashes(self) -> list[str]:
        """Hashes of Dash's inline scripts, worked out once all callbacks are registered."""
        return self._hashes

    def index(self, *args: object, **named: object) -> str:
        """The page at its two addresses; any other path is not found, so that a mistyped link says so."""
        if named.get("path", "") not in PATHS:
            abort(404)
        return str(super().index(*args, **named))  # type: ignore[no-untyped-call]

    def interpolate_index(self, *_: str, **parts: str) -> str:
        """The page with the scene of its own link inside."""
        query = request.query_string.decode("utf-8", "replace")
        scene, dropped = read_link(query, self.served.atlas)
        asked, wrong = asked_marking(query)
        marking = asked.over(marking_set())
        marked: PageMarking = {
            "text": marking.text,
            "tlp": marking.tlp,
            "chosen": bool(asked),
            "required": marking_required(),
            "labels": list(TLP_COLOUR.items()),
        }
        return PAGE.format(
            marked=root_html(marking),
            meta=meta_html(marking),
            bands=band_html(marking),
            lang=scene.lang,
            theme=scene.theme,
            title=html.escape(title(scene, self.served.atlas)),
            tag=self.served.tag,
            preloads=self._preloads(),
            own_css=self.bundle.address("css"),
            own_js=self.bundle.address("js"),
            first=self._first(scene, (*dropped, *wrong), marked),
            scripts=beside(needed(parts["scripts"])),
            **{name: beside(parts[name]) for name in ("css", "app_entry", "config", "renderer")},
        )

    def _first(self, scene: Scene, dropped: Iterable[Dropped], marking: PageMarking) -> str:
        first: First = {
            "scene": cast(SceneParts, scene.to_dict()),
            "dropped": [cast(DroppedPart, part.to_dict()) for part in dropped],
            "marking": marking,
            "data": f"data/atlas.json?h={self.served.tag}",
            "words": f"data/words.json?h={self.served.tag}",
            "tag": self.served.base_tag,
        }
        return json.dumps(first, ensure_ascii=False).replace("<", "\\u003c")

    def _preloads(self) -> str:
        tag = self.served.base_tag
        return "\n".join(
            f'<link rel="preload" as="fetch" crossorigin href="data/{name}?h={tag}">' for name in FIRST_FILES
        )


def asked_marking(query: str) -> tuple[Marking, tuple[Dropped, ...]]:
    """The marking that a link chooses; what of it cannot be used is told like any other part, and the rest stands."""
    try:
        return marking_in(query)[0], ()
    except MarkingError as error:
        wrong = Dropped(error.key, error.got, error.expected, error.got, error.do, "value", error.valid)
    rest = "&".join(part for part in query.split("&") if not part.lstrip("?").startswith(f"{wrong.key}="))
    return (asked_marking(rest)[0] if rest != query else NONE), (wrong,)


def beside(part: str) -> str:
    """Dash's part of the page with addresses that begin where the page stands, as the atlas's own do.

    Dash wants them to begin at the root of the host, where only a proxy knows what the atlas stands under. The page has
    two addresses, and both lie in one folder, so nothing in it needs to know that folder's path.

    Examples
    --------
    >>> beside('<script src="/-atlas-/_dash-component-suites/x.js">'), beside(r'{"prefix":"\\u002f-atlas-\\u002f"}')
    ('<script src="./_dash-component-suites/x.js">', '{"prefix":"./"}')
    """
    return part.replace(ROOT, "./").replace(ROOT.replace("/", r"\u002f"), "./")


def needed(scripts: str) -> str:
    """Dash's script elements without those that this page never uses (see `docs/decisions/0028-a-fast-page.md`)."""
    return "\n".join(line for line in scripts.splitlines() if not any(f"/{name}" in line for name in UNUSED))


ROOT = "/-atlas-/"
"""What Dash puts before its addresses until `beside` takes it out; in JSON it writes the slash as an escape."""
PATHS = ("", "present")
"""Where the page stands: the map, and the presenter, which is the same page."""
UNUSED = ("deps/polyfill@", "dash_table/bundle.", "dash/dcc/")
"""Fillers for browsers of 2017, Dash's own table and its inputs: the page has none of them.

Dash puts these into every page by itself, and has no option that leaves them out: they are in no library's list, so
`page/scripts.py` never meets them. The elements that it hands to `interpolate_index` are the first public place.
"""
FIRST_FILES = (
    "labels.json",
    "base/relief.json",
    *(f"base/{n}.geojson" for n in ("land", "focus", "borders", "lakes", "rivers", "outline_sahel")),
)
PAGE = """<!doctype html>
<html lang="{lang}" data-theme="{theme}"{marked}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>{meta}
<link rel="icon" href="assets/favicon.svg" type="image/svg+xml">
<link rel="preload" as="fetch" crossorigin href="data/atlas.json?h={tag}">
<link rel="preload" as="fetch" crossorigin href="data/words.json?h={tag}">
{preloads}
<link rel="stylesheet" href="theme.css?h={tag}">
<link rel="stylesheet" href="{own_css}">
{css}
<script type="application/json" id="atlas-first">{first}</script>
</head>
<body>{bands}
<div id="starting" role="status">
<span lang="nl">De atlas wordt geladen …</span> <span lang="en">Loading the atlas …</span>
</div>
<noscript>The atlas needs JavaScript. De atlas heeft JavaScript nodig.</noscript>
{app_entry}
<footer>
{config}
{scripts}
<script src="{own_js}"></script>
{renderer}
</footer>
</body>
</html>"""
