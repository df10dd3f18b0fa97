"""`atlas story check`: a rehearsal of a story before anybody sees it.

Every scene becomes a thumbnail on one sheet. Named are captions that do not fit the presenter, measured with its own
font, scenes that show nothing, and all that the reader of stories finds.
"""

from __future__ import annotations

import argparse
import io
import math
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from sahel_atlas.exports.carriers import sealed
from sahel_atlas.exports.command.export import marking_asked, marking_options
from sahel_atlas.exports.command.jobs import Jobs
from sahel_atlas.exports.fonts import font_file, text_width
from sahel_atlas.exports.marking import NONE, Marking
from sahel_atlas.exports.plate.marking import framed
from sahel_atlas.exports.plate.text import wrapped
from sahel_atlas.records.folders import DATA
from sahel_atlas.records.words import date_words, languages
from sahel_atlas.scenes.resolve import resolve
from sahel_atlas.scenes.scene import View
from sahel_atlas.scenes.stories.check import too_long
from sahel_atlas.scenes.stories.folder import try_story
from sahel_atlas.scenes.stories.reader import scene_place
from sahel_atlas.scenes.stories.types import (
    CAPTION_LINES,
    CAPTION_WIDTH,
    IN_LANGUAGE,
    LANGUAGES,
    Story,
    StoryScene,
    wrap,
)
from sahel_atlas.scenes.stories.yaml_form import StoryFault

if TYPE_CHECKING:
    from PIL.Image import Image

    from layers.atlas import Atlas

CAPTION_PX, CAPTION_WEIGHT = 34.0, 600
SCREEN_PX = (1920, 1080)
TILE_PX = 256
THUMB_DPI = 40
COLUMNS, GAP_PX, TEXT_PX = 3, 16, 19
INK, PAPER, ALARM = "#16202B", "#FFFFFF", "#B3001B"


def caption_room_px() -> float:
    """Width of a caption on a screen of 1920 by 1080: 31 `ch` of the style sheet, a `ch` being that of a nought."""
    return CAPTION_WIDTH * text_width("0", CAPTION_PX, CAPTION_WEIGHT)


def overflow(caption: str) -> str:
    """What is too long in a caption, measured with the presenter's font; empty when it fits.

    Examples
    --------
    >>> overflow("A caption of one line.")
    ''
    """
    room = caption_room_px()
    words = [w for w in caption.split() if text_width(w, CAPTION_PX, CAPTION_WEIGHT) > room]
    if words:
        wide = text_width(words[0], CAPTION_PX, CAPTION_WEIGHT)
        return f"the word {words[0][:40]!r} of {wide:.0f} px in a line of {room:.0f} px"
    lines = wrapped(caption, CAPTION_PX, room, CAPTION_WEIGHT)
    return f"{len(lines)} lines in its font" if len(lines) > CAPTION_LINES else ""


def emptiness(scene: StoryScene, atlas: Atlas) -> str:
    """Why a scene shows nothing; empty when a wheel, a site, a route or a choropleth stands on the screen."""
    if scene.scene.fill:
        return ""
    shown = resolve(scene.last, atlas)
    from sahel_atlas.exports.plate.pens import labels_of

    anchors = labels_of(atlas.folder)["wheels"]
    spots = [(a["lon"], a["lat"]) for iso3, a in anchors.items() if iso3 in shown.wheels and shown.wheels[iso3].open]
    spots += [(m.place.lon, m.place.lat) for m in shown.sites if m.place.lon is not None and m.place.lat is not None]
    if "routes" in scene.scene.layers:
        spots += [(node.lon, node.lat) for node in atlas.tables.route_nodes]
    if not spots:
        return f"no engagement open and no site on {shown.day}"
    if scene.scene.view and not any(in_view(lon, lat, scene.scene.view) for lon, lat in spots):
        return "all that is open lies outside its view"
    return ""


def in_view(lon: float, lat: float, view: View) -> bool:
    """Whether a place stands on a screen of 1920 by 1080 whose centre and zoom (Web Mercator) are `view`.

    Examples
    --------
    >>> in_view(2.1, 13.5, View(0.0, 15.0, 5.2)), in_view(33.4, 44.6, View(0.0, 15.0, 5.2))
    (True, False)
    """

    def north(degrees: float) -> float:
        return math.degrees(math.asinh(math.tan(math.radians(degrees))))

    px_per_degree = TILE_PX * 2**view.zoom / 360
    across, up = abs(lon - view.lon) * px_per_degree, abs(north(lat) - north(view.lat)) * px_per_degree
    return across <= SCREEN_PX[0] / 2 and up <= SCREEN_PX[1] / 2


def rehearse(story: Story, atlas: Atlas) -> list[StoryFault]:
    """Captions that overflow on the screen although their characters were counted, and scenes that show nothing."""
    found = []
    for k, scene in enumerate(story.scenes):
        file, place = story.file or story.id, scene_place(k, scene.name)
        for lang in LANGUAGES:
            caption = getattr(scene.caption, lang)
            if not too_long(caption) and (said := overflow(caption)):
                line = scene.written.lines.get(f"caption.{lang}", scene.line)
                part = f"{place}, caption {IN_LANGUAGE[lang]}"
                expected = f"at most {CAPTION_LINES} lines on the screen"
                found.append(StoryFault(file, line, expected, said, "say it shorter", part))
        if said := emptiness(scene, atlas):
            do = "choose another date, filter or view"
            found.append(StoryFault(file, scene.line, "a scene that shows something", said, do, place))
    return found


def sheet(story: Story, atlas: Atlas, faults: Iterable[StoryFault], lang: str = "en", marking: Marking = NONE) -> bytes:
    """All scenes as thumbnails on one PNG, each with its number, date, name and caption; faults stand in red.

    Parameters
    ----------
    story : Story
    atlas : Atlas
    faults : iterable of StoryFault
        What is shown under the scene on whose lines it stands.
    lang : str
    marking : Marking
        What stands above and below.
    """
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    cells = [_cell(k, scene, story, atlas, list(faults), lang) for k, scene in enumerate(story.scenes)]
    width, height = cells[0].width, max(c.height for c in cells)
    columns = min(COLUMNS, len(cells))
    rows = math.ceil(len(cells) / columns)
    size = (columns * (width + GAP_PX) + GAP_PX, rows * (height + GAP_PX) + GAP_PX)
    page = Image.new("RGB", size, "#D9DEE3")
    for k, cell in enumerate(cells):
        page.paste(cell, (GAP_PX + k % columns * (width + GAP_PX), GAP_PX + k // columns * (height + GAP_PX)))
    said, out = PngInfo(), io.BytesIO()
    if marking:
        said.add_itxt("Marking", marking.line)
    framed(page, marking).save(out, "PNG", pnginfo=said)
    return sealed("png", out.getvalue(), marking)


def _cell(k: int, scene: StoryScene, story: Story, atlas: Atlas, faults: list[StoryFault], lang: str) -> Image:
    """One thumbnail with its words below."""
    from PIL import Image, ImageDraw, ImageFont

    from sahel_atlas.exports.figure.figure import plate_bytes
    from sahel_atlas.exports.items import story_work
    from sahel_atlas.exports.options import ExportOptions
    from sahel_atlas.exports.plate.page import build_plate

    item = story_work(story, lang).items[k]
    plate = build_plate(item.scene, atlas, ExportOptions(lang=lang, title=item.title[:160]))
    with Image.open(io.BytesIO(plate_bytes(plate, "png", THUMB_DPI))) as drawn:
        picture = drawn.convert("RGB")
    head = f"{k + 1}. {date_words(scene.last.date, lang)} · {scene.name}"
    lines = [(head, 700, INK)]
    lines += [(line, 400, INK) for line in wrap(item.title)]
    following = story.scenes[k + 1].line if k + 1 < len(story.scenes) else math.inf
    own = [f for f in faults if scene.line <= f.line < following]
    for fault in own:
        text = f"{fault.line}: {fault.got}"
        lines += [(line, 600, ALARM) for line in wrapped(text, TEXT_PX, picture.width - 20, 600)]
    cell = Image.new("RGB", (picture.width, picture.height + 12 + round(1.3 * TEXT_PX) * max(5, len(lines))), PAPER)
    cell.paste(picture, (0, 0))
    pen = ImageDraw.Draw(cell)
    for row, (text, weight, colour) in enumerate(lines):
        font = ImageFont.truetype(font_file(weight), TEXT_PX)
        pen.text((10, picture.height + 6 + row * round(1.3 * TEXT_PX)), text, fill=colour, font=font)
    if own:
        pen.rectangle((0, 0, cell.width - 1, cell.height - 1), outline=ALARM, width=4)
    return cell


def add_parser(jobs: Jobs) -> None:
    """Add `story check` to the command line."""
    story = jobs.add_parser("story", help="rehearse a story before anybody sees it")
    parts = story.add_subparsers(dest="part", required=True)
    check = parts.add_parser(
        "check",
        help="name captions that do not hold or fit and scenes that show nothing, and draw all scenes on one sheet",
        description="Ends with 1 when there is anything to mend. The sheet is written as far as the story can be read.",
    )
    check.add_argument("what", metavar="FILE", help="the path of a story, or the name of one")
    check.add_argument("-o", "--output", type=Path, help="the sheet, a PNG (default: the story's id and -check.png)")
    check.add_argument("--lang", choices=languages(), default="en", help="language on the sheet; all are checked")
    marking_options(check)
    check.add_argument("--no-sheet", action="store_true", help="check only")
    check.add_argument("--stories", type=Path, action="append", default=[], help="a further folder with stories")
    check.add_argument("--data", type=Path, default=DATA, help="data folder (default: the atlas's own)")
    check.set_defaults(run=run_check)


def run_check(args: argparse.Namespace) -> int:
    """Print every finding, write the sheet; 1 when there are findings."""
    from layers.atlas import Atlas
    from sahel_atlas.exports.write import check_target, write_whole

    marking = NONE if args.no_sheet else marking_asked(args)
    atlas = Atlas.load(args.data)
    story, read = try_story(args.what, atlas, args.stories)
    faults = [*read, *(rehearse(story, atlas) if story else [])]
    for fault in sorted(faults):
        print(fault)
    if story and not args.no_sheet:
        path = args.output or Path(f"{story.id}-check.png")
        check_target(path)
        write_whole(path, sheet(story, atlas, faults, args.lang, marking))
        print(path)
    if not faults:
        print(f"No faults: {len(story.scenes) if story else 0} scenes, in English and in Dutch.")
    return 1 if faults else 0
