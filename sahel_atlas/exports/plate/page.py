"""From a scene to a plate: title, map, legend, sources and marking, placed for the size of the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sahel_atlas.exports.fonts import text_width
from sahel_atlas.exports.options import THEMES, ExportOptions
from sahel_atlas.exports.plate.base import WEST, base_frame
from sahel_atlas.exports.plate.dots import uncounted
from sahel_atlas.exports.plate.fill import Classes, classes
from sahel_atlas.exports.plate.frame import make_frame
from sahel_atlas.exports.plate.keys import legend_rows
from sahel_atlas.exports.plate.layout import COLUMN, Page, lay_out
from sahel_atlas.exports.plate.legend import KEY_PX, scale_bar, wheel_key
from sahel_atlas.exports.plate.map import map_marks, visible
from sahel_atlas.exports.plate.marking import bands
from sahel_atlas.exports.plate.marks import doubts
from sahel_atlas.exports.plate.paths import rectangle
from sahel_atlas.exports.plate.pens import PAPER, PX, SLIDE, Pens
from sahel_atlas.exports.plate.plate import Box, Label, Mark, Plate, Shape
from sahel_atlas.exports.plate.rows import place_rows
from sahel_atlas.exports.plate.sites import left_out
from sahel_atlas.exports.plate.sources import citations, source_names, source_strip
from sahel_atlas.exports.plate.text import fitted, wrapped
from sahel_atlas.exports.statecode import encode
from sahel_atlas.marks.theme import TOKENS
from sahel_atlas.marks.wheels import Pairs, asked_statuses, wheels
from sahel_atlas.records.words import date_words, say
from sahel_atlas.scenes.compare import compare_looks
from sahel_atlas.scenes.resolve import Resolved, resolve
from sahel_atlas.scenes.scene import Scene
from sahel_atlas.scenes.sentence import knowledge, sentence
from sahel_atlas.scenes.silent import silent_count

if TYPE_CHECKING:
    from layers.atlas import Atlas


def build_plate(scene: Scene, atlas: Atlas, options: ExportOptions | None = None, before: Scene | None = None) -> Plate:
    """Everything of a scene's static map, placed.

    Parameters
    ----------
    scene : Scene
        What is shown; of a stretch of time all that held on any of its days.
    atlas : Atlas
        The whole one; whatever stands on the plate is read from it as it was known on the scene's day of knowledge.
    options : ExportOptions, optional
    before : Scene, optional
        The picture before this one in a series: what is on record here and was not recorded there is drawn striped.

    Returns
    -------
    Plate
        Coordinates in points, top left is (0, 0).
    """
    options = options or ExportOptions()
    lang = options.lang or scene.lang
    scene = replace(scene, lang=lang)
    found, new = _resolved(scene, atlas, before)
    width, height = options.points()
    title = options.title or sentence(scene, found.atlas, lang)
    lines = title_lines(title, options)
    page = lay_out(options, len(lines), scene.view is not None)
    theme = THEMES[options.theme]
    frame = make_frame(page.window, page.free, scene.view, options.screen)
    pens = Pens(frame, TOKENS[theme], PX * page.px, lang, PAPER if options.size.startswith("a") else SLIDE)
    plate = Plate(width, height, page.window, pens.tokens["panel"], title=title, lang=lang, frame=frame)
    shown = classes(found, lang)
    _tell(plate, found, shown, options)
    plate.add(map_marks(page, pens, found, theme, shown, new))
    plate.add(_legend(plate, page, pens, found, shown))
    plate.subtitle = _subtitle(plate, found, lang)
    plate.add(title_block(plate, page, pens.tokens, lines))
    figures = "routes" in scene.layers and found.detections is not None
    plate.add(source_strip(plate, page.strip, page.px, pens.tokens, clocks(scene, found.atlas, lang), figures=figures))
    plate.add(bands(page, options))
    return plate


def _tell(plate: Plate, found: Resolved, shown: Classes | None, options: ExportOptions) -> None:
    """What the file says of itself: the code of its scene, its sources and citations."""
    plate.code = encode(public_scene(found.scene, found.atlas))
    plate.sources = source_names(found.documents, found.rows, plate.lang)
    plate.citations = citations(found, plate.lang) if options.citations else ()
    if shown is not None and shown.source:
        plate.sources = (*plate.sources[:1], shown.source, *plate.sources[1:])


def _resolved(scene: Scene, atlas: Atlas, before: Scene | None) -> tuple[Resolved, Pairs]:
    """A scene worked out with the wheels that are drawn, and what is first documented since the picture before."""
    shown = resolve(scene, atlas)
    drawn = {iso3: wheel for iso3, wheel in shown.wheels.items() if wheel.drawn(scene.filter, scene.stated)}
    new: Pairs = frozenset()
    if before is not None:
        new = compare_looks(before, scene, atlas).new
        drawn = wheels(shown.rows, shown.atlas, drawn, scene.filter.instrument, new)
    return replace(shown, wheels=drawn), new


def public_scene(scene: Scene, atlas: Atlas) -> Scene:
    """A scene without selections of what nobody knew on its day of knowledge: a file's code names nothing later."""
    known = set(atlas.values["selection"])
    return replace(scene, selection=tuple(ref for ref in scene.selection if ref in known))


def title_lines(title: str, options: ExportOptions) -> list[str]:
    """A title as one line, or as two where it is too long for one."""
    page = lay_out(options, 1)
    size = 46 * page.px
    if text_width(title, size, 700) <= page.title.width / 0.72:
        return [title]
    return wrapped(title, size * 0.74, page.title.width, 700, limit=2)


def _legend(plate: Plate, page: Page, pens: Pens, found: Resolved, shown: Classes | None) -> list[Mark]:
    px, box = page.px, page.legend
    drawn = list(plate.marks)
    rows = legend_rows(pens, drawn, px, found, _signs(found, plate, page, pens), shown)
    marks: list[Mark] = []
    if page.beside and found.scene.view is not None and _on_land(page, pens, found.atlas.base):
        marks.append(_panel(page, pens))
    date, top = _date(page, pens, found, box.left, box.top)
    marks += date
    if any(m.part == "segment" for m in drawn):
        rim = any(m.part == "segment" and m.name.split()[2] == "region" for m in drawn)
        asked = asked_statuses(found.scene.filter, found.atlas)
        marks += wheel_key(pens, box.left, top, px, rim=rim, scene=found.scene, asked=asked)
        top += KEY_PX * px
    if page.beside:
        columns = 2 if box.width > 1.3 * COLUMN * px else 1
        placed, _ = place_rows(rows, pens, Box(box.left, top, box.right, box.bottom), px, columns)
        bar, _ = scale_bar(pens, box.left, page.window.bottom - 40 * px, px, 230 * px)
        return [*marks, *placed, *bar]
    bar, _ = scale_bar(pens, box.left, min(top + 44 * px, box.bottom - 30 * px), px, 260 * px)
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


def _signs(found: Resolved, plate: Plate, page: Page, pens: Pens) -> dict[str, str]:
    """The texts for the signs behind the names that stand on the plate, and for what holds for the whole sheet."""
    lang = pens.lang
    shown = {m.name for m in plate.marks if m.part == "country name"}
    signs = "".join(text for iso3, text in doubts(found).items() if iso3 in shown)
    notes = {sign: say(f"plate.{key}", lang) for sign, key in (("?", "doubt"), ("†", "conflict")) if sign in signs}
    if "*" in signs:
        # Engagements, as the page and its text count them: one in five countries is one whose start nobody recorded.
        silent = silent_count(found, found.atlas)
        notes["*"] = say("plate.silent.one" if silent == 1 else "plate.silent", lang, n=silent)
    crowded = left_out(found, plate, pens, visible(page))
    if crowded:
        notes["…"] = say("plate.crowded", lang, places=", ".join(crowded))
    return notes


def _date(page: Page, pens: Pens, shown: Resolved, x: float, y: float) -> tuple[list[Mark], float]:
    """The day or the stretch of time in large type and the clocks below it; gives the marks and where they end."""
    px, lang, ink, scene = page.px, pens.lang, pens.tokens["ink"], shown.scene
    days = [date_words(scene.date, lang)]
    if scene.to:
        first, last = (date_words(day.isoformat(), lang) for day in scene.stretch)
        days = [f"{first} –", last]
    size = min(fitted(text, 38 * px, COLUMN * px, 700, 20 * px) for text in days)
    marks: list[Mark] = []
    for i, text in enumerate(days):
        name = "date" if i == 0 else f"date {i}"
        marks.append(Label("date", name, text, x, y + (36 + 40 * i) * px, size, ink, weight=700))
    y += (48 + 40 * (len(days) - 1)) * px
    told = clocks(scene, shown.atlas, lang)
    extra = [f"({told})"] if told else []
    if scene.to:
        extra.append(say("plate.period", lang))
    if any(row.projected for row in shown.rows):
        extra.append(say("plate.projected", lang))
    for line in (part for text in extra for part in wrapped(text, 16 * px, COLUMN * px)):
        y += 20 * px
        marks.append(Label("date", "known", line, x, y - 2 * px, 16 * px, pens.tokens["ink2"]))
    return marks, y + 16 * px


def clocks(scene: Scene, atlas: Atlas, lang: str) -> str:
    """The clocks that a scene sets, in words; empty where every document that is known speaks."""
    return knowledge(scene, atlas, lang) if scene.known or scene.stated else ""


def _subtitle(plate: Plate, shown: Resolved, lang: str) -> str:
    """What is shown, on which day or in which stretch of time, and by which clocks."""
    scene = shown.scene
    when = date_words(scene.date, lang)
    if scene.to:
        first, last = (date_words(day.isoformat(), lang) for day in scene.stretch)
        when = say("plate.span", lang, first=first, last=last)
    when = ", ".join(filter(None, (when, clocks(scene, shown.atlas, lang))))
    dots = any(m.part == "standing" for m in plate.marks)
    return say("plate.subtitle.uncounted" if dots and uncounted(shown) else "plate.subtitle", lang, when=when)


def title_block(plate: Plate, page: Page, tokens: Mapping[str, str], lines: list[str]) -> Iterator[Mark]:
    """The title in its lines and the plate's subtitle, on a ground of their own."""
    px = page.px
    path = rectangle(0, page.band, page.width, page.title.bottom - page.band)
    yield Shape("chrome", "title block", *path, fill=tokens["panel"])
    size = 46 * px if len(lines) == 1 else 46 * 0.74 * px
    size = min(fitted(line, size, page.title.width, 700, 8 * px) for line in lines)
    for i, line in enumerate(lines):
        y = page.band + (62 + 44 * i) * px
        yield Label("title", f"line {i}", line, page.title.left, y, size, tokens["ink"], weight=700)
    size = fitted(plate.subtitle, 26 * px, page.title.width, 400, 8 * px)
    y = page.title.bottom - 24 * px
    yield Label("subtitle", "subtitle", plate.subtitle, page.title.left, y, size, tokens["ink2"])
