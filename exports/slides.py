"""A scene or a story as a PowerPoint deck of native shapes: recolour a country, move a label, restyle by template."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exports.items import Item, Work
from exports.options import THEMES, ExportOptions
from exports.plate import Label, Picture, Plate, Shape
from exports.slide_shapes import EMU, NAMES, Ids, cut, group_xml, grouped, label_xml, marks_box, shape_xml
from exports.words import say
from exports.write import Job
from geo.errors import FileFault
from layers.style import INSTRUMENT_TOKEN, TOKENS
from layers.words import word

if TYPE_CHECKING:
    from layers.atlas import Atlas

FIXED = datetime.datetime(2023, 12, 1)
"""The day that every deck bears inside, so that equal scenes give equal bytes."""
MOST_SHAPES = 1500


def deck(
    work: Work,
    atlas: Atlas,
    options: ExportOptions,
    *,
    template: Path | None = None,
    cover: bool = False,
    job: Job | None = None,
) -> bytes:
    """A deck with one slide per item.

    Parameters
    ----------
    template : Path, optional
        A PPTX whose master, layouts, fonts, colours and slide size are used; its own slides are left out.
    cover : bool
        Begin with the template's title slide.

    Raises
    ------
    geo.errors.FileFault
        If the template cannot be read or has no layout with a title.
    """
    from exports.plate_page import build_plate

    job = job or Job()
    shown = _open(template, options)
    tokens = TOKENS[THEMES[options.theme]]
    if template is None:
        _own_theme(shown, tokens)
    else:
        options = replace(options, size=f"{shown.slide_width / EMU:g}x{shown.slide_height / EMU:g}")
    if cover:
        _cover(shown, work, options)
    codes: dict[str, None] = {}
    for i, item in enumerate(work.items):
        job.tell(i / len(work.items), f"{i + 1}/{len(work.items)}")
        plate = build_plate(item.scene, atlas, replace(options, title=options.title or item.title[:160]))
        codes[plate.code] = None
        _slide(shown, plate, item, options, tokens)
    _properties(shown, work, " ".join(codes))
    return _saved(shown)


def _open(template: Path | None, options: ExportOptions) -> Any:
    from pptx import Presentation
    from pptx.exc import PackageNotFoundError
    from pptx.util import Pt

    if template is None:
        shown = Presentation()
        width, height = options.points()
        shown.slide_width, shown.slide_height = Pt(width), Pt(height)
        return shown
    try:
        shown = Presentation(str(template))
    except (PackageNotFoundError, ValueError, KeyError, zipfile.BadZipFile, OSError) as error:
        raise FileFault(
            expected="a PowerPoint file (.pptx)", got=str(error), do="save the template as .pptx", where=str(template)
        ) from error
    slides = shown.slides._sldIdLst
    for slide in list(slides):
        shown.part.drop_rel(slide.rId)
        slides.remove(slide)
    return shown


def _layout(shown: Any) -> Any:
    """The layout with a title and as little else as possible."""
    titled = [
        (len(list(layout.placeholders)), i, layout)
        for i, layout in enumerate(shown.slide_layouts)
        if any(_is_title(s) for s in layout.placeholders)
    ]
    if not titled:
        raise FileFault(
            expected="a layout with a title", got="none", do="add a title to a layout of the template", where="template"
        )
    return min(titled, key=lambda found: found[:2])[2]


def _is_title(shape: Any) -> bool:
    return str(shape.placeholder_format.type).startswith("TITLE")


def _slide(shown: Any, plate: Plate, item: Item, options: ExportOptions, tokens: Mapping[str, str]) -> None:
    slide = shown.slides.add_slide(_layout(shown))
    for holder in list(slide.placeholders):
        if not _is_title(holder):
            holder._element.getparent().remove(holder._element)
    _draw(slide, plate, tokens)
    _title(slide, plate)
    _notes(slide, plate, item, options)


def _draw(slide: Any, plate: Plate, tokens: Mapping[str, str]) -> None:
    """Everything but the title, group by group; the title's placeholder ends up above the rest."""
    from pptx.oxml import parse_xml

    tree, ids = slide.shapes._spTree, Ids()
    title = slide.shapes.title._element
    theme = {tokens["ink"]: "tx1", tokens["panel"]: "bg1", tokens["ink2"]: "tx2"}
    for name, marks in grouped(plate):
        kept = [piece for mark in marks for piece in (cut(mark, plate.window) if isinstance(mark, Shape) else [mark])]
        if not kept:
            continue
        chrome = marks[0].part in ("chrome", "panel", "legend", "date", "source", "subtitle", "scale bar", "code")
        colours = theme if chrome else {k: v for k, v in theme.items() if v == "tx1"}
        inner = "".join(_mark(slide, mark, ids, colours) for mark in kept)
        xml = group_xml(name, inner, marks_box(kept), ids) if name else inner
        tree.append(parse_xml(xml))
    tree.append(title)


def _mark(slide: Any, mark: Any, ids: Ids, theme: Mapping[str, str]) -> str:
    if isinstance(mark, Shape):
        return shape_xml(mark, ids, theme)
    if isinstance(mark, Label):
        return label_xml(mark, ids, theme)
    return _picture(slide, mark, ids)


def _picture(slide: Any, mark: Picture, ids: Ids) -> str:
    from PIL import Image

    out = io.BytesIO()
    Image.fromarray(mark.pixels, "RGBA").save(out, "PNG", optimize=False)
    out.seek(0)
    _, related = slide.part.get_or_add_image_part(out)
    b = mark.box()
    left, top, width, height = (round(side * EMU) for side in (b.left, b.top, b.width, b.height))
    return (
        f'<p:pic {NAMES}><p:nvPicPr><p:cNvPr id="{ids.take()}" name="Relief" descr="Relief"/><p:cNvPicPr/><p:nvPr/>'
        f'</p:nvPicPr><p:blipFill><a:blip r:embed="{related}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        f'<p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )


def _title(slide: Any, plate: Plate) -> None:
    """The title in its placeholder, at the size at which it fits; font and colour are the theme's."""
    from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
    from pptx.util import Emu, Pt

    lines = [m for m in plate.marks if isinstance(m, Label) and m.part == "title"]
    holder = slide.shapes.title
    first, size = lines[0], lines[0].size
    holder.left, holder.top = Emu(round(first.x * EMU)), Emu(round((first.y - 1.05 * size) * EMU))
    holder.width = Emu(round((plate.width - 2 * first.x) * EMU))
    holder.height = Emu(round((lines[-1].y - first.y + 1.4 * size) * EMU))
    frame = holder.text_frame
    frame.text = " ".join(line.text for line in lines)
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor, frame.word_wrap = MSO_ANCHOR.TOP, True
    # A template's font may be wider: the title shrinks rather than run into the subtitle.
    frame.auto_size = MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE
    paragraph = frame.paragraphs[0]
    paragraph.alignment, paragraph.line_spacing = PP_ALIGN.LEFT, 0.95
    paragraph.runs[0].font.size, paragraph.runs[0].font.bold = Pt(round(size, 1)), True


def _notes(slide: Any, plate: Plate, item: Item, options: ExportOptions) -> None:
    """Speaker's notes, then sources, citations and the state code."""
    parts = [item.notes] if options.notes and item.notes else []
    if options.citations:
        listed = (*item.citations, *plate.citations)
        parts += [f"{say('sources', plate.lang)}: " + "; ".join(plate.sources), "\n".join(listed)]
    parts.append(f"{say('code', plate.lang)}: {plate.code}")
    slide.notes_slide.notes_text_frame.text = "\n\n".join(part for part in parts if part)


def _cover(shown: Any, work: Work, options: ExportOptions) -> None:
    lang = options.lang or work.items[0].scene.lang
    slide = shown.slides.add_slide(shown.slide_layouts[0])
    texts = [options.title or work.title or word("atlas.title", lang), options.band or word("atlas.title", lang)]
    holders = list(slide.placeholders)
    for holder, text in zip(holders, texts, strict=False):
        holder.text_frame.text = text
    for holder in holders[len(texts) :]:
        holder._element.getparent().remove(holder._element)


def _own_theme(shown: Any, tokens: Mapping[str, str]) -> None:
    """The atlas's colours as the theme of a deck without a template.

    The font is one that the receiving machine has: a slide cannot carry the atlas's own.
    """
    import re

    from pptx.opc.constants import RELATIONSHIP_TYPE as RT

    part = shown.slide_master.part.part_related_by(RT.THEME)
    xml = part.blob.decode("utf-8")
    wanted = {"dk1": "ink", "lt1": "panel", "dk2": "ink2", "lt2": "wash"}
    wanted |= {f"accent{i + 1}": token for i, token in enumerate(INSTRUMENT_TOKEN.values())}
    for name, token in wanted.items():
        colour = f'<a:{name}><a:srgbClr val="{tokens[token].lstrip("#")}"/></a:{name}>'
        xml = re.sub(rf"<a:{name}>.*?</a:{name}>", colour, xml, count=1, flags=re.DOTALL)
    xml = re.sub(r'(<a:(?:major|minor)Font>\s*<a:latin typeface=")[^"]*', r"\1Calibri", xml)
    part._blob = xml.encode("utf-8")


def _properties(shown: Any, work: Work, codes: str) -> None:
    about = shown.core_properties
    about.title = work.title or "Sahel Engagement Atlas"
    about.author = about.last_modified_by = "Sahel Engagement Atlas"
    # A property holds 255 characters: the first slide's code leads back; every slide bears its own in small print.
    about.keywords = codes.partition(" ")[0]
    about.created = about.modified = FIXED
    about.revision = 1


def _saved(shown: Any) -> bytes:
    """The package with one date on every member."""
    raw, out = io.BytesIO(), io.BytesIO()
    shown.save(raw)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o600 << 16
            new.writestr(member, old.read(name))
    return out.getvalue()
