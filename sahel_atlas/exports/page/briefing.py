"""A briefing in one file: folium builds the map, everything else stands inside, and nothing is ever fetched.

The page is the presenter of the served atlas: the same engine, painters and keys, with the compiled tables, the base
geography, relief, fonts and Leaflet written into it. Its Content-Security-Policy allows no connection at all, and its
scripts only by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from geo.errors import FileFault
from layers.drawn import known_by
from sahel_atlas.contract.bodies import BriefingData, LayerInside
from sahel_atlas.contract.bodies import Story as Told
from sahel_atlas.contract.drawn import layer_rows, packed_layer
from sahel_atlas.contract.payload import payload
from sahel_atlas.contract.types import Payload, SceneParts
from sahel_atlas.exports.marking import NONE, Marking
from sahel_atlas.exports.page.marking import band_html, meta_html, root_html
from sahel_atlas.exports.write import write_whole
from sahel_atlas.marks.theme import css_tokens
from sahel_atlas.records.folders import ASSETS
from sahel_atlas.records.words import Texts
from sahel_atlas.scenes.scene import Scene
from sahel_atlas.scenes.stories.screen import story_dict
from sahel_atlas.scenes.stories.types import Story

if TYPE_CHECKING:
    from layers.atlas import Atlas

VENDOR = Path(__file__).resolve().parent / "vendor"
LIMIT_BYTES = 8 * 1024 * 1024
BUNDLE = ASSETS / "bundle"
BASE = ("land", "focus", "borders", "lakes", "rivers", "outline_sahel")
WORD_GROUPS = ("atlas", "instrument", "status", "segment", "site", "role", "doubt", "stage", "route", "time", "month")
SCREEN_GROUPS = (
    "map",
    "legend",
    "wheel",
    "keys",
    "present",
    "offline",
    "shell",
    "tip",
    "decision",
    "degree",
    "state",
    "counted",
    "layer",
    "styled",
)
THEME = "projector"
CENTRE_LAT_LON = (18.6, -2.6)
_POLICY = (
    "default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data: blob:; font-src data:; "
    "connect-src 'none'; base-uri 'none'; form-action 'none'"
)


def briefing(story: Story, atlas: Atlas, words: Mapping[str, Texts], lang: str = "en", marking: Marking = NONE) -> str:
    """One HTML page that tells a story without server, network or Python.

    Parameters
    ----------
    story : Story
    atlas : Atlas
    words : mapping of str to (English, Dutch)
        All words of the interface, as `sahel_atlas.views.words.all_words` gives them.
    lang : str
        Language in which the page opens.
    marking : Marking
        What stands above and below on every scene, without a script, and in the page's metadata.

    Returns
    -------
    str
        HTML of at most 8 MB; coordinates inside are degrees, EPSG:4326.

    Raises
    ------
    FileFault
        If a file of the base geography or of the page is missing, or the page would be larger than 8 MB.
    """
    figure = _figure(story, lang)
    figure.html.add_child(_element(band_html(marking)))
    data = _data(story, atlas, words, lang)
    if marking:
        data["marking"] = {"text": marking.text, "tlp": marking.tlp}
    for name, value in data.items():
        figure.html.add_child(_element(f'<script type="application/json" id="file-{name}">{_json(value)}</script>'))
    figure.script.add_child(_element(_read(BUNDLE / "briefing.js")), name="atlas")
    page = _sealed(_dressed(figure.render(), story, lang, marking))
    size = len(page.encode())
    if size > LIMIT_BYTES:
        raise FileFault(
            expected=f"a page of at most {LIMIT_BYTES} bytes", got=f"{size} bytes", do="shorten the story or the layers"
        )
    return page


def write_briefing(story: Story, atlas: Atlas, path: Path, words: Mapping[str, Texts], marking: Marking = NONE) -> Path:
    """Write `briefing` to a file and return its path.

    Raises
    ------
    FileFault
        If the file cannot be written.
    """
    write_whole(path, briefing(story, atlas, words, marking=marking).encode())
    return path


def _figure(story: Story, lang: str) -> Any:
    """The page that folium makes for an empty map, with Leaflet inside instead of its addresses elsewhere."""
    import folium

    chart = folium.Map(
        location=list(CENTRE_LAT_LON),
        zoom_start=5,
        tiles=None,
        zoom_control=False,
        attributionControl=False,
        zoomSnap=0.05,
        minZoom=3,
        maxZoom=9,
        wheelPxPerZoomLevel=110,
    )
    chart._id = "briefing"
    chart.default_js, chart.default_css = [], []
    figure: Any = chart.get_root()
    figure.title = story.title.said(lang)
    leaflet = re.sub(r"url\((?!data:)[^)]*\)", "none", _vendor("leaflet.css"))
    styles = "\n".join([leaflet, css_tokens(), _inlined(_read(BUNDLE / "briefing.css")), _PAGE_CSS])
    figure.header.add_child(_element(f"<style>{styles}</style>"), name="atlas-styles")
    figure.header.add_child(_element(f"<script>{_vendor('leaflet.js')}</script>"), name="leaflet")
    figure.html.add_child(_element('<div id="present-body"></div><div id="bars" role="status"></div>'))
    return figure


_PAGE_CSS = """
#map_briefing { position: fixed !important; inset: 0; width: 100% !important; height: 100% !important; }
[data-marking] #map_briefing { inset: var(--band) 0 !important; height: auto !important; }
.leaflet-container { font-size: inherit; }
body > .tip, dialog { font-size: 15px; }
"""


def _element(text: str) -> Any:
    """Text for the page as it is: its braces must not be read as a template."""
    from branca.element import Element
    from jinja2 import Template

    element: Any = Element()
    element._template = Template("{{ this.text }}")
    element.text = text
    return element


def _data(story: Story, atlas: Atlas, words: Mapping[str, Texts], lang: str) -> BriefingData:
    """What stands in the page, and nothing that became public after the latest day of knowledge of its scenes."""
    wanted = (*WORD_GROUPS, *SCREEN_GROUPS)
    first = story.scenes[0].last
    told = cast(Told, story_dict(story, atlas))
    for scene in told["scenes"]:
        del scene["written"]
    return {
        "payload": _payload(story, atlas.at(latest_known(story))),
        "words": {key: pair for key, pair in words.items() if key.split(".")[0] in wanted},
        "base": _base(atlas.base),
        "layers": _layers(story, atlas.at(latest_known(story))),
        "story": told,
        "first": cast(SceneParts, {**first.to_dict(), "view": None, "lang": lang, "theme": THEME}),
    }


def _layers(story: Story, atlas: Atlas) -> dict[str, LayerInside]:
    """The layers with a style that some scene has on: their arrays in base 64, and what a person reads of their rows.

    What became known after the latest day of knowledge of the scenes is left out.
    """
    asked = {layer for scene in story.scenes for layer in scene.scene.layers}
    parts: dict[str, LayerInside] = {}
    for layer in atlas.catalog.styled:
        if layer.id in asked:
            held = known_by(atlas.drawn(layer.id), latest_known(story))
            parts[layer.id] = {"bin": base64.b64encode(packed_layer(held)).decode(), "rows": layer_rows(held)}
    return parts


def latest_known(story: Story) -> str:
    """The latest day of knowledge of a story's scenes; empty when one of them knows everything."""
    days = [scene.scene.known for scene in story.scenes]
    return max(days) if all(days) else ""


def _payload(story: Story, atlas: Atlas) -> Payload:
    """The tables as they were known then, with the clocks of the scenes and no other."""
    first = story.scenes[0].scene
    plain = Scene(date=first.date, known=first.known, stated=first.stated)
    found = payload(atlas, sorted({(s.scene.known, s.scene.stated) for s in story.scenes}), plain)
    del found["letter"]  # nothing in the page asks for it, and a scene may know of no letter yet
    return found


def _base(folder: Path) -> dict[str, Any]:
    """Base files by the name under which the painters ask for them; the relief as data addresses."""
    files: dict[str, Any] = {f"base/{n}.geojson": json.loads(_read(folder / f"{n}.geojson")) for n in BASE}
    files["labels.json"] = json.loads(_read(folder.parent / "labels.json"))
    relief = json.loads(_read(folder / "relief.json"))
    for theme in ("light", "dark"):
        relief[f"{theme}_url"] = _data_address(folder / relief[theme], "image/webp")
    files["base/relief.json"] = relief
    return files


def _inlined(css: str) -> str:
    """A style sheet whose fonts stand inside it."""

    def inside(found: re.Match[str]) -> str:
        return f"url({_data_address(BUNDLE / found.group(1), 'font/woff2')})"

    return re.sub(r"url\([\"']?([\w./-]+\.woff2)[\"']?\)", inside, css)


def _data_address(path: Path, kind: str) -> str:
    try:
        return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}"
    except OSError as error:
        raise _missing(path, error) from error


def _vendor(name: str) -> str:
    return _read(VENDOR / name)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise _missing(path, error) from error


def _missing(path: Path, error: OSError) -> FileFault:
    return FileFault(
        expected="a file of the atlas",
        got=error.strerror or str(error),
        do="restore it from the checkout, or run `atlas build`",
        where=str(path),
    )


def _json(value: Any) -> str:
    """JSON that cannot end the element it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _dressed(page: str, story: Story, lang: str, marking: Marking) -> str:
    """Folium's page with the language, the theme, the title and the marking of this story."""
    title = html.escape(" | ".join(filter(None, (marking.line, story.title.said(lang)))))
    opening = f'<html lang="{lang}" data-theme="{THEME}" data-present="on" data-pointer="off"{root_html(marking)}>'
    page = page.replace("<html>", opening, 1)
    view = '<meta name="viewport" content="width=device-width, initial-scale=1">'
    page = re.sub(r'<meta name="viewport".*?/>', view, page, count=1, flags=re.DOTALL)
    page = re.sub(r"\s*<title>.*?</title>", "", page, count=1, flags=re.DOTALL)
    return page.replace("<head>", f"<head>\n<title>{title}</title>{meta_html(marking)}", 1)


def _sealed(page: str) -> str:
    """The page with a policy that lets only these very scripts run and nothing be asked of anyone."""
    scripts = re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)
    policy = _POLICY.format(hashes=" ".join(_hashes(scripts)))
    meta = f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return page.replace("<head>", f"<head>\n{meta}", 1)


def _hashes(scripts: Iterable[str]) -> list[str]:
    return [f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in scripts]
