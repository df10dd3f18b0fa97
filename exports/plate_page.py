"""From a scene to a plate: title, map, legend, sources and marking, placed for the size of the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from exports.fonts import text_width
from exports.options import THEMES, ExportOptions
from exports.plate import Box, Label, Mark, Plate, Shape
from exports.plate_base import WEST, base_frame
from exports.plate_fill import Classes, classes
from exports.plate_frame import make_frame
from exports.plate_layout import COLUMN, Page, lay_out
from exports.plate_legend import legend_rows, place_rows, scale_bar, wheel_key
from exports.plate_map import map_marks
from exports.plate_marks import Pens, doubts
from exports.plate_paths import rectangle
from exports.plate_sources import citations, source_names, source_strip
from exports.plate_text import fitted, wrapped
from exports.statecode import encode
from exports.words import say
from layers.resolve import Resolved, resolve
from layers.scene import Scene
from layers.sentence import sentence
from layers.style import TOKENS
from layers.words import date_words

if TYPE_CHECKING:
    from layers.atlas import Atlas

_BAND, _WHITE = "#16202B", "#FFFFFF"
_TLP = {"CLEAR": "#FFFFFF", "GREEN": "#33FF00", "AMBER": "#FFC000", "AMBER+STRICT": "#FFC000", "RED": "#FF2B2B"}


def build_plate(scene: Scene, atlas: Atlas, options: ExportOptions | None = None) -> Plate:
    """Everything of a scene's static map, placed.

    Parameters
    ----------
    scene : Scene
        What is shown; a range is drawn on its first day.
    atlas : Atlas
    options : ExportOptions, optional

    Returns
    -------
    Plate
        Coordinates in points, top left is (0, 0).
    """
    options = options or ExportOptions()
    lang = options.lang or scene.lang
    scene = replace(scene, lang=lang)
    found = resolve(scene, atlas)
    width, height = options.points()
    title = options.title or sentence(scene, atlas, lang)
    lines = _title_lines(title, options)
    page = lay_out(options, len(lines), scene.view is not None)
    theme = THEMES[options.theme]
    frame = make_frame(page.window, page.free, scene.view, options.screen)
    pens = Pens(frame, TOKENS[theme], 1.55 * page.px, lang)
    plate = Plate(width, height, page.window, pens.tokens["panel"], title=title, lang=lang, frame=frame)
    plate.code = encode(scene)
    plate.sources = source_names(found, lang)
    plate.citations = citations(found, atlas, lang) if options.citations else ()
    shown = classes(found, atlas, lang)
    if shown is not None and shown.source:
        plate.sources = (*plate.sources[:1], shown.source, *plate.sources[1:])
    plate.add(map_marks(page, pens, found, atlas, theme, shown))
    plate.add(_legend(plate, page, pens, found, atlas, shown))
    plate.add(_title_block(plate, page, pens, lines, found))
    plate.add(source_strip(plate, page.strip, page.px, pens.tokens, found))
    plate.add(bands(page, options))
    return plate


def _title_lines(title: str, options: ExportOptions) -> list[str]:
    page = lay_out(options, 1)
    size = 46 * page.px
    if text_width(title, size, 700) <= page.title.width / 0.72:
        return [title]
    return wrapped(title, size * 0.74, page.title.width, 700, limit=2)


def _legend(plate: Plate, page: Page, pens: Pens, found: Resolved, atlas: Atlas, shown: Classes | None) -> list[Mark]:
    px, box = page.px, page.legend
    drawn = list(plate.marks)
    rows = legend_rows(pens, drawn, px, _signs(found, plate, atlas, pens.lang), shown)
    marks: list[Mark] = []
    if page.beside:
        if found.scene.view is not None and _on_land(page, pens, atlas.base):
            marks.append(_panel(page, pens))
        date, top = _date(page, pens, found, box.left, box.top)
        marks += date
        if any(m.part == "segment" for m in drawn):
            marks += wheel_key(pens, box.left, top, px)
            top += 186 * px
        columns = 2 if box.width > 1.3 * COLUMN * px else 1
        placed, _ = place_rows(rows, pens, Box(box.left, top, box.right, box.bottom), px, columns)
        bar, _ = scale_bar(pens, box.left, page.window.bottom - 40 * px, px, 230 * px)
        return [*marks, *placed, *bar]
    date, top = _date(page, pens, found, box.left, box.top)
    marks += date
    if any(m.part == "segment" for m in drawn):
        marks += wheel_key(pens, box.left, top, px)
    bar, _ = scale_bar(pens, box.left, min(top + 230 * px, box.bottom - 30 * px), px, 260 * px)
    rest = Box(box.left + 400 * px, box.top, box.right, box.bottom)
    placed, _ = place_rows(rows, pens, rest, px, columns=2)
    return [*marks, *placed, *bar]


def _on_land(page: Page, pens: Pens, folder: Path) -> bool:
    """Whether there is land under the legend, which needs a panel then; a few places are looked at."""
    import numpy as np
    import shapely

    box = Box(0, page.window.top, page.legend.right, page.window.bottom)
    x, y = np.meshgrid(np.linspace(box.left, box.right, 9), np.linspace(box.top, box.bottom, 9))
    lon, lat = pens.frame.degrees(x, y)
    land = base_frame("land", folder).geometry.iloc[0]
    return bool((shapely.intersects_xy(land, lon.ravel(), lat.ravel()) & (lon.ravel() > WEST)).mean() > 0.04)


def _panel(page: Page, pens: Pens) -> Shape:
    w = page.window
    path = rectangle(0, w.top, page.legend.right + 8 * page.px, w.height)
    return Shape("panel", "legend", *path, fill=pens.tokens["panel"])


def _signs(found: Resolved, plate: Plate, atlas: Atlas, lang: str) -> dict[str, str]:
    """The texts for the signs behind the names that stand on the plate, and for what holds for the whole day."""
    shown = {m.name for m in plate.marks if m.part == "country name"}
    signs = "".join(text for iso3, text in doubts(found, atlas).items() if iso3 in shown)
    notes = {sign: say(key, lang) for sign, key in (("?", "doubt"), ("†", "conflict")) if sign in signs}
    if "*" in signs:
        silent = {pair for pair in found.not_recorded if pair[1] in shown}
        notes["*"] = say("silent", lang, n=len(silent))
    return notes


def _date(page: Page, pens: Pens, found: Resolved, x: float, y: float) -> tuple[list[Mark], float]:
    """The day in large type and the document time below it; gives the marks and where they end."""
    px, lang, ink = page.px, pens.lang, pens.tokens["ink"]
    text = date_words(found.scene.date, lang)
    size = fitted(text, 38 * px, COLUMN * px, 700, 20 * px)
    marks: list[Mark] = [Label("date", "date", text, x, y + 36 * px, size, ink, weight=700)]
    known = f"({say('known', lang, date=date_words(found.scene.known, lang))})" if found.scene.known else ""
    y += 48 * px
    extra = [known] if known else []
    if any(row.projected for row in found.rows):
        extra.append(say("projected", lang))
    for line in (part for text in extra for part in wrapped(text, 16 * px, COLUMN * px)):
        y += 20 * px
        marks.append(Label("date", "known", line, x, y - 2 * px, 16 * px, pens.tokens["ink2"]))
    return marks, y + 16 * px


def _title_block(plate: Plate, page: Page, pens: Pens, lines: list[str], found: Resolved) -> Iterator[Mark]:
    px, lang = page.px, pens.lang
    path = rectangle(0, page.band, page.width, page.title.bottom - page.band)
    yield Shape("chrome", "title block", *path, fill=pens.tokens["panel"])
    size = 46 * px if len(lines) == 1 else 46 * 0.74 * px
    size = min(fitted(line, size, page.title.width, 700, 8 * px) for line in lines)
    for i, line in enumerate(lines):
        y = page.band + (62 + 44 * i) * px
        yield Label("title", f"line {i}", line, page.title.left, y, size, pens.tokens["ink"], weight=700)
    when = date_words(found.scene.date, lang)
    if found.scene.known:
        when += ", " + say("known", lang, date=date_words(found.scene.known, lang))
    dots = any(m.part == "standing" for m in plate.marks)
    plate.subtitle = say("subtitle.uncounted" if dots else "subtitle", lang, when=when)
    size = fitted(plate.subtitle, 26 * px, page.title.width, 400, 8 * px)
    y = page.title.bottom - 24 * px
    yield Label("subtitle", "subtitle", plate.subtitle, page.title.left, y, size, pens.tokens["ink2"])


def bands(page: Page, options: ExportOptions) -> Iterator[Mark]:
    """The marking above and below the page, when there is one."""
    if not options.band:
        return
    parts: list[tuple[str, str]] = [(options.marking.strip(), _WHITE)] if options.marking.strip() else []
    if options.tlp:
        parts.append((f"TLP:{options.tlp}", _TLP[options.tlp]))
    size = 17 * page.px
    gap = 26 * page.px
    total = sum(text_width(text, size, 700) for text, _ in parts) + gap * (len(parts) - 1)
    size *= min(1.0, 0.94 * page.width / total)
    for name, top in (("above", 0.0), ("below", page.height - page.band)):
        fill = "#000000" if options.tlp else _BAND
        yield Shape("marking band", name, *rectangle(0, top, page.width, page.band), fill=fill)
        x = (page.width - min(total, 0.94 * page.width)) / 2
        for text, colour in parts:
            yield Label("marking", f"{name} {text}", text, x, top + 0.68 * page.band, size, colour, weight=700)
            x += text_width(text, size, 700) + gap
