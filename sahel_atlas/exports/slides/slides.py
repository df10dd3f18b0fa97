"""A scene or a story as a PowerPoint deck of native shapes: recolour a country, move a label, restyle by template."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sahel_atlas.exports.carriers import on_all
from sahel_atlas.exports.items import Item, Work
from sahel_atlas.exports.options import FREE, RATIO, THEMES, ExportOptions
from sahel_atlas.exports.plate.layout import design_px, lay_out
from sahel_atlas.exports.plate.marking import band_height, band_marks
from sahel_atlas.exports.plate.plate import Box, Label, Picture, Plate, Shape
from sahel_atlas.exports.plate.text import wrapped
from sahel_atlas.exports.slides.groups import Group, Leaf, Text, around_all, arranged, part_of, spread
from sahel_atlas.exports.slides.marking import add_handout, mark_notes
from sahel_atlas.exports.slides.master import (
    EMU,
    Ground,
    Paint,
    dark,
    ground,
    is_title,
    open_deck,
    own_theme,
    paint,
    plainest,
    saved,
    title_size,
)
from sahel_atlas.exports.slides.shapes import NAMES, Ids, cut, group_xml, label_xml, shape_xml, text_xml, writable
from sahel_atlas.exports.write import Job
from sahel_atlas.marks.theme import TOKENS
from sahel_atlas.records.words import say
from sahel_atlas.scenes.sentence import sentence

if TYPE_CHECKING:
    from layers.atlas import Atlas

FIXED = datetime.datetime(2012, 1, 1)
"""The day that every deck bears inside: equal scenes give equal bytes, and no day of making tells more than a scene."""
MOST_SHAPES = 700
"""Shapes that one slide of a day may hold, besides the groups in which they stand."""
_PAGE_PARTS = ("chrome", "panel", "source", "subtitle", "code")
_TITLE_LIMIT = 160
INSET, WIDER, _LEAST_TITLE = 7.2, 1.12, 14
"""Inner margin of a text box and least size of a title, in points; how much wider a house's font may be than ours."""


@dataclass(frozen=True)
class House:
    """A deck under way: the presentation, its layout, its colours, and whether a template says how it looks."""

    shown: Any
    ground: Ground
    options: ExportOptions
    tokens: Mapping[str, str]
    paint: Paint
    templated: bool


def deck(
    work: Work,
    atlas: Atlas,
    options: ExportOptions,
    *,
    template: Path | None = None,
    cover: bool = False,
    job: Job | None = None,
) -> bytes:
    """A deck with one slide per item; the same bytes for the same scenes.

    Parameters
    ----------
    template : Path, optional
        A PPTX whose master, layouts, fonts, colours and slide size are used; its own slides are left out. The title
        stands where the layout has it, the map in the layout's content; a dark template gets the dark map.
    cover : bool
        Begin with the template's title slide.

    Raises
    ------
    geo.errors.FileFault
        If the template cannot be read or has no layout with a title.
    """
    job = job or Job()
    house = _house(template, options)
    if cover:
        _cover(house, work)
    codes: dict[str, None] = {}
    for i, item in enumerate(work.items):
        job.tell(i / len(work.items), f"{i + 1}/{len(work.items)}")
        plate = _templated(house, item, atlas) if house.templated else _plain(house, item, atlas)
        on_all((plate,), options.mark)
        codes[plate.code] = None
        _slide(house, plate, item)
    _properties(house, work, " ".join(codes))
    if options.mark:
        add_handout(house.shown, options.mark)
    return saved(house.shown)


def _house(template: Path | None, options: ExportOptions) -> House:
    shown = open_deck(template, options)
    if template is None:
        own_theme(shown, TOKENS[THEMES[options.theme]])
    elif options.theme == "screen" and dark(shown):
        options = replace(options, theme="dark")
    tokens = TOKENS[THEMES[options.theme]]
    layout = ground(shown) if template else Ground(plainest(shown), Box(0, 0, *options.points()))
    return House(shown, layout, options, tokens, paint(shown, tokens), template is not None)


def _plain(house: House, item: Item, atlas: Atlas) -> Plate:
    """The whole slide as a plate: title block, map to the edges, source strip."""
    from sahel_atlas.exports.plate.items import item_plate

    title = house.options.title or item.title[:_TITLE_LIMIT]
    return item_plate(item, atlas, replace(house.options, title=title))


def _templated(house: House, item: Item, atlas: Atlas) -> Plate:
    """A plate for the room that the layout leaves: its own title and grounds are left to the template."""
    from sahel_atlas.exports.plate.items import item_plate

    slide_width, slide_height = house.shown.slide_width / EMU, house.shown.slide_height / EMU
    area = _between_bands(house, slide_width, slide_height)
    # The bands of the marking stand at the edges of the slide, not of the map.
    options = replace(house.options, title="·", marking="", tlp="")
    over = 0.0
    for _ in range(4):
        sides = (area.width, area.height + over)
        width, height = (min(max(side, FREE[0]), FREE[1]) for side in sides)
        # The content of a common wide template is wider than a map can be: the map stands in its middle.
        most = 0.999 * RATIO  # the sides are rounded when they are written
        width, height = min(width, most * height), min(height, most * width)
        options = replace(options, size=f"{width:.3f}x{height:.3f}")
        page = lay_out(options, 1)
        over = page.title.bottom - 56 * page.px
    plate = item_plate(item, atlas, options)
    lang = plate.lang
    plate.title = house.options.title or item.title or sentence(replace(item.scene, lang=lang), atlas, lang)
    left = area.left + max(0.0, area.width - plate.width) / 2
    plate.marks = [moved(m, left, area.top - over) for m in plate.marks if m.part not in ("title", "chrome")]
    plate.window = _moved_box(plate.window, left, area.top - over)
    plate.width, plate.height = slide_width, slide_height
    plate.add(band_marks(house.options.mark, slide_width, slide_height, design_px(slide_width, slide_height)))
    return plate


def _between_bands(house: House, width: float, height: float) -> Box:
    """The room that the layout leaves to the map, less what the marking's bands take."""
    area = house.ground.area
    band = band_height(design_px(width, height)) if house.options.mark else 0.0
    return Box(area.left, max(area.top, band), area.right, min(area.bottom, height - band))


def moved(mark: Shape | Label | Picture, dx: float, dy: float) -> Shape | Label | Picture:
    """A mark elsewhere on the page."""
    if isinstance(mark, Shape):
        import numpy as np

        return replace(mark, points=mark.points + np.array((dx, dy)))
    if isinstance(mark, Label):
        return replace(mark, x=mark.x + dx, y=mark.y + dy)
    return replace(mark, box_=_moved_box(mark.box_, dx, dy))


def _moved_box(box: Box, dx: float, dy: float) -> Box:
    return Box(box.left + dx, box.top + dy, box.right + dx, box.bottom + dy)


def _slide(house: House, plate: Plate, item: Item) -> None:
    slide = house.shown.slides.add_slide(house.ground.layout)
    for holder in list(slide.placeholders):
        if not is_title(holder):
            holder._element.getparent().remove(holder._element)
    _draw(slide, plate, house)
    if house.templated:
        _house_title(slide, plate.title)
    else:
        _title(slide, plate)
    _notes(slide, plate, item, house.options)


def _draw(slide: Any, plate: Plate, house: House) -> None:
    """Everything but the title, group by group; the title's field ends up above the rest."""
    from pptx.oxml import parse_xml

    tree, ids = slide.shapes._spTree, Ids()
    title = slide.shapes.title
    title.name = say("shape.title", plate.lang)
    title._element.nvSpPr.cNvPr.set("descr", writable(plate.title))
    nodes = spread(arranged(plate), lambda shape: cut(shape, plate.window, house.templated))
    for node in nodes:
        tree.append(parse_xml(_xml(slide, node, ids, house.paint, plate.lang)))
    tree.append(title._element)


def _xml(slide: Any, node: Leaf | Group, ids: Ids, colours: Paint, lang: str) -> str:
    if isinstance(node, Group):
        inner = "".join(_xml(slide, item, ids, colours, lang) for item in node.items)
        return group_xml(node, inner, around_all(node.leaves()), ids)
    theme = colours.page if part_of(node) in _PAGE_PARTS else colours.on_map
    if isinstance(node, Shape):
        return shape_xml(node, ids, theme, lang)
    if isinstance(node, Text):
        return text_xml(node, ids, theme, lang)
    if isinstance(node, Label):
        return label_xml(node, ids, theme, lang)
    return _picture(slide, node, ids, lang)


def _picture(slide: Any, mark: Picture, ids: Ids, lang: str) -> str:
    from PIL import Image

    out = io.BytesIO()
    Image.fromarray(mark.pixels, "RGBA").save(out, "PNG", compress_level=4)
    out.seek(0)
    _, related = slide.part.get_or_add_image_part(out)
    b = mark.box()
    left, top, width, height = (round(side * EMU) for side in (b.left, b.top, b.width, b.height))
    name = say("shape.relief", lang)
    return (
        f'<p:pic {NAMES}><p:nvPicPr><p:cNvPr id="{ids.take()}" name="{name}" descr="{name}"/><p:cNvPicPr/><p:nvPr/>'
        f'</p:nvPicPr><p:blipFill><a:blip r:embed="{related}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        f'<p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )


def draw_plain(shown: Any, slide: Any, plate: Plate, options: ExportOptions) -> None:
    """A plate on a further slide of a deck without a template, its title in the field for it."""
    tokens = TOKENS[THEMES[options.theme]]
    layout = Ground(slide.slide_layout, Box(0, 0, *options.points()))
    _draw(slide, plate, House(shown, layout, options, tokens, paint(shown, tokens), templated=False))
    _title(slide, plate)


def _title(slide: Any, plate: Plate) -> None:
    """The title in the layout's field for it, at the size at which it fits; font and colour are the theme's."""
    from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
    from pptx.util import Emu, Pt

    lines = [m for m in plate.marks if isinstance(m, Label) and m.part == "title"]
    holder = slide.shapes.title
    first, size = lines[0], lines[0].size
    holder.left, holder.top = Emu(round(first.x * EMU)), Emu(round((first.y - 1.05 * size) * EMU))
    holder.width = Emu(round((plate.width - 2 * first.x) * EMU))
    holder.height = Emu(round((lines[-1].y - first.y + 1.4 * size) * EMU))
    frame = holder.text_frame
    frame.text = writable(" ".join(line.text for line in lines))
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor, frame.word_wrap = MSO_ANCHOR.TOP, True
    # A receiving machine's font may be wider: the title shrinks rather than run into the subtitle.
    frame.auto_size = MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE
    paragraph = frame.paragraphs[0]
    paragraph.alignment, paragraph.line_spacing = PP_ALIGN.LEFT, 0.95
    paragraph.runs[0].font.size, paragraph.runs[0].font.bold = Pt(round(size, 1)), True


def _house_title(slide: Any, text: str) -> None:
    """The title where the layout has it, in the layout's size unless it must be smaller to fit."""
    from pptx.enum.text import MSO_AUTO_SIZE
    from pptx.util import Pt

    holder = slide.shapes.title
    holder.text_frame.text = writable(text)
    holder.text_frame.auto_size = MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE
    usual = title_size(slide.slide_layout)
    width, height = holder.width / EMU - 2 * INSET, holder.height / EMU - INSET
    size = usual
    while size > _LEAST_TITLE and len(wrapped(text, WIDER * size, width, 700)) * 1.2 * size > height:
        size -= 1
    if size < usual:
        holder.text_frame.paragraphs[0].runs[0].font.size = Pt(size)


def _notes(slide: Any, plate: Plate, item: Item, options: ExportOptions) -> None:
    """Speaker's notes, then sources, citations and the state code."""
    parts = [item.notes] if options.notes and item.notes else []
    if options.citations:
        listed = (*item.citations, *plate.citations)
        parts += [f"{say('plate.sources', plate.lang)}: " + "; ".join(plate.sources), "\n".join(listed)]
    parts.append(f"{say('plate.code', plate.lang)}: {plate.code}")
    slide.notes_slide.notes_text_frame.text = writable("\n\n".join(part for part in parts if part))
    mark_notes(slide, options.mark)


def _cover(house: House, work: Work) -> None:
    from sahel_atlas.exports.slides.cover import add_cover

    lang = house.options.lang or work.items[0].scene.lang
    title, name = house.options.title or work.title, say("atlas.title", lang)
    add_cover(house.shown, title or name, [name] if title else [], own=not house.templated)
    if house.options.mark:
        _mark_cover(house, house.shown.slides[0], lang)


def _mark_cover(house: House, slide: Any, lang: str) -> None:
    """The marking's bands on a slide that was not drawn from a plate, and in its notes."""
    from pptx.oxml import parse_xml

    width, height = house.shown.slide_width / EMU, house.shown.slide_height / EMU
    plate = Plate(width, height, Box(0, 0, width, height), "", lang=lang)
    plate.add(band_marks(house.options.mark, width, height, design_px(width, height)))
    ids = Ids()
    for node in arranged(plate):
        slide.shapes._spTree.append(parse_xml(_xml(slide, node, ids, house.paint, lang)))
    mark_notes(slide, house.options.mark)


def _properties(house: House, work: Work, codes: str) -> None:
    about, lang = house.shown.core_properties, house.options.lang or work.items[0].scene.lang
    name = say("atlas.title", lang)
    about.title, about.language = writable(work.title or house.options.title or name), lang
    about.author = about.last_modified_by = "Sahel Engagement Atlas"
    about.category = writable(house.options.band)
    # A property holds 255 characters: the first slide's code leads back; every slide bears its own in small print.
    about.keywords = codes.partition(" ")[0]
    about.created = about.modified = FIXED
    about.revision = 1
