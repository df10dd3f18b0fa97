"""The cover of a deck: the template's title slide, or the atlas's own with its five colours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sahel_atlas.exports.slides.shapes import writable


def add_cover(shown: Any, title: str, lines: Sequence[str], *, own: bool) -> None:
    """Begin with the first layout: the title in its first holder, the lines in its second; others go."""
    slide = shown.slides.add_slide(shown.slide_layouts[0])
    texts = [title, "\n".join(lines)]
    for i, holder in enumerate(list(slide.placeholders)):
        if i < len(texts) and texts[i]:
            holder.text_frame.text = writable(texts[i])
        else:
            holder._element.getparent().remove(holder._element)
    if own:
        _dress(shown, slide)


def _dress(shown: Any, slide: Any) -> None:
    """Left-aligned texts under a bar in the colours of the five instruments."""
    from pptx.enum.dml import MSO_THEME_COLOR
    from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
    from pptx.util import Emu, Pt

    width, height = shown.slide_width, shown.slide_height
    left, top = round(0.06 * width), round(0.34 * height)
    unit = height / 540
    for i, holder in enumerate(slide.placeholders):
        holder.left, holder.width = Emu(left), Emu(round(0.86 * width))
        holder.top, holder.height = Emu(round(top + i * 0.24 * height)), Emu(round(0.22 * height))
        frame = holder.text_frame
        frame.vertical_anchor = MSO_ANCHOR.TOP
        frame.auto_size = MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE
        frame.margin_left = 0
        for paragraph in frame.paragraphs:
            paragraph.alignment = PP_ALIGN.LEFT
            for run in paragraph.runs:
                run.font.size, run.font.bold = Pt(max(12, round((20 if i else 38) * unit / 12700))), not i
                run.font.color.theme_color = MSO_THEME_COLOR.TEXT_2 if i else MSO_THEME_COLOR.TEXT_1
    side = round(0.05 * height)
    accents = [getattr(MSO_THEME_COLOR, f"ACCENT_{i + 1}") for i in range(5)]
    for i, accent in enumerate(accents):
        bar = slide.shapes.add_shape(1, Emu(left + i * round(1.25 * side)), Emu(top - 2 * side), Emu(side), Emu(side))
        bar.name = f"Accent {i + 1}"
        bar._element.nvSpPr.cNvPr.set("descr", bar.name)
        bar.fill.solid()
        bar.fill.fore_color.theme_color = accent
        bar.line.fill.background()
        bar.shadow.inherit = False
