"""One page per country or mission in the same layout, behind an index that says which page is whose."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from geo.errors import AtlasError
from sahel_atlas.exports.carriers import carrier, on_all, sealed
from sahel_atlas.exports.items import Item, Work
from sahel_atlas.exports.options import THEMES, ExportOptions
from sahel_atlas.exports.plate.dots import phrase
from sahel_atlas.exports.plate.marking import bands
from sahel_atlas.exports.plate.plate import Box, Label, Plate
from sahel_atlas.exports.plate.text import fitted
from sahel_atlas.exports.write import Job
from sahel_atlas.marks.theme import TOKENS
from sahel_atlas.records.filters import Filter
from sahel_atlas.records.vocabulary import FOCUS
from sahel_atlas.records.words import country_names, date_words, name_in, say
from sahel_atlas.scenes.resolve import resolve
from sahel_atlas.scenes.scene import Scene

if TYPE_CHECKING:
    from layers.atlas import Atlas
    from sahel_atlas.records.rows import Engagement

SUBJECTS = ("countries", "missions")
KINDS = ("pdf", "pptx")


def series_work(subject: str, atlas: Atlas, scene: Scene) -> tuple[Work, tuple[str, ...]]:
    """One item per focus country, or per mission that stands on the scene's date, and the name of each.

    Raises
    ------
    geo.errors.AtlasError
        If there is no such subject, or nothing of it on that date.
    """
    if subject not in SUBJECTS:
        raise AtlasError(
            expected="one of " + ", ".join(SUBJECTS), got=repr(subject), do="choose one of these", where="series"
        )
    found = _countries(atlas, scene) if subject == "countries" else _missions(atlas, scene)
    if not found:
        raise AtlasError(expected=f"{subject} on {scene.date}", got="none", do="choose another date", where="series")
    when = " – ".join(date_words(x, scene.lang) for x in sorted(filter(None, (scene.date, scene.to))))
    title = say(f"series.{subject}", scene.lang, date=when)
    return Work(tuple(item for _, item in found), title), tuple(name for name, _ in found)


def _countries(atlas: Atlas, scene: Scene) -> list[tuple[str, Item]]:
    names = country_names(atlas.tables.countries, scene.lang)
    key, found = "country.period" if scene.to else "country", []
    for iso3 in FOCUS:
        only = replace(scene, filter=Filter(country=(iso3,)), selection=(f"country:{iso3}",))
        wheel = resolve(only, atlas).wheels[iso3]
        title = say(f"series.{key}", scene.lang, name=names[iso3], n=wheel.running, region=wheel.region)
        found.append((names[iso3], Item(only, title)))
    return found


def _missions(atlas: Atlas, scene: Scene) -> list[tuple[str, Item]]:
    asked = replace(scene, filter=Filter(subject=("mission",)))
    numbers = dict.fromkeys(row.engagement_id for row in resolve(asked, atlas).rows if row.status != "ended")
    names = country_names(atlas.tables.countries, scene.lang)
    found = []
    for number in numbers:
        mission = atlas.engagement(number)
        name = name_in(mission, scene.lang)
        only = _alone(mission, asked, atlas)
        rows = [r for r in resolve(only, atlas).rows if r.engagement_id == number]
        held = {r.country: r.status for r in rows if r.country}
        title = f"{name}: {phrase(held, names, scene.lang)}" if held else name
        if rows and not held:
            title = f"{name}: {say(f'status.{rows[0].status}', scene.lang).lower()}"
        found.append((name, Item(replace(only, selection=(f"engagement:{number}",)), title)))
    return found


def _alone(mission: Engagement, asked: Scene, atlas: Atlas) -> Scene:
    """The scene of one mission: its name as free text, and its kind too where another one mentions it."""
    kind = (mission.kind,)
    both = f"{mission.name_en} {mission.name_nl} {mission.engagement_id.replace('-', ' ')}"
    tried = [replace(asked.filter, text=mission.name_en), replace(asked.filter, text=mission.name_en, kind=kind)]
    tried += [replace(asked.filter, text=both, kind=kind)]
    scenes = [replace(asked, filter=one) for one in tried]
    return min(scenes, key=lambda s: len({row.engagement_id for row in resolve(s, atlas).rows}))


def series_bytes(
    subject: str, atlas: Atlas, scene: Scene, kind: str, options: ExportOptions, job: Job | None = None
) -> bytes:
    """The series as one PDF or deck, the index first.

    Raises
    ------
    geo.errors.AtlasError
        If the format is neither.
    """
    if kind not in KINDS:
        raise AtlasError(
            expected="a file name that ends in pdf or pptx",
            got=kind,
            do="choose the format by the ending",
            where="output",
        )
    carrier(kind, options.mark)
    job = job or Job()
    lang = options.lang or scene.lang
    work, names = series_work(subject, atlas, replace(scene, lang=lang))
    if kind == "pptx":
        from sahel_atlas.exports.slides.slides import deck

        whole = _with_index(deck(work, atlas, options, job=job), work, names, options, lang)
        return sealed(kind, whole, options.mark)
    from sahel_atlas.exports.figure.figure import pdf_pages
    from sahel_atlas.exports.make import plates

    drawn = plates(work, atlas, options, job)
    pages = [index_plate(drawn[0], work.title, names, options), *drawn]
    on_all(pages, options.mark)
    return sealed(kind, pdf_pages(pages, job), options.mark)


def index_plate(first: Plate, title: str, names: tuple[str, ...], options: ExportOptions) -> Plate:
    """The index as a page of its own: title and marking as on the others, and each name with its page."""
    from sahel_atlas.exports.plate.layout import lay_out

    page, tokens = lay_out(options, 1), TOKENS[THEMES[options.theme]]
    px, left = page.px, page.title.left
    plate = Plate(
        page.width, page.height, Box(0, 0, page.width, page.height), tokens["panel"], title=title, lang=first.lang
    )
    plate.code, plate.subtitle = first.code, title
    plate.add(Label("title", "line 0", title, left, page.band + 62 * px, 46 * px, tokens["ink"], weight=700))
    top, step = page.title.bottom - 20 * px, 42 * px
    rows = max(1, int((page.height - page.band - top - 24 * px) / step))
    columns = -(-len(names) // rows)
    rows = -(-len(names) // columns)
    wide = min((page.width - 2 * left) / columns, 900 * px)
    for i, name in enumerate(names):
        x, y = left + (i // rows) * wide, top + (i % rows + 0.7) * step
        size = fitted(name, 26 * px, wide - 140 * px, 400, 12 * px)
        plate.add(Label("index", f"name {i}", name, x, y, size, tokens["ink"]))
        number, at = f"{say('series.page', first.lang)} {i + 2}", x + wide - 28 * px
        plate.add(Label("index", f"page {i}", number, at, y, 20 * px, tokens["ink2"], anchor="end"))
    plate.add(bands(page, options))
    return plate


def _with_index(data: bytes, work: Work, names: tuple[str, ...], options: ExportOptions, lang: str) -> bytes:
    """A deck with an index slide before the others, whose lines lead to them."""
    from pptx import Presentation

    from sahel_atlas.exports.slides.marking import mark_notes
    from sahel_atlas.exports.slides.master import plainest, saved
    from sahel_atlas.exports.slides.slides import draw_plain

    shown: Any = Presentation(io.BytesIO(data))
    targets = list(shown.slides)
    slide = shown.slides.add_slide(plainest(shown))
    order = shown.slides._sldIdLst
    order.insert(0, order[-1])
    for holder in list(slide.placeholders)[1:]:
        holder._element.getparent().remove(holder._element)
    width, height = options.points()
    empty = Plate(width, height, Box(0, 0, width, height), "", lang=lang)
    plate = index_plate(empty, work.title, names, options)
    lines = [m for m in plate.of("index") if isinstance(m, Label)]
    plate.marks = [m for m in plate.marks if m.part != "index"]
    draw_plain(shown, slide, plate, options)
    for name, page, target in zip(lines[::2], lines[1::2], targets, strict=True):
        _link(slide, name, page, target)
    mark_notes(slide, options.mark)
    return saved(shown)


def _link(slide: Any, name: Label, page: Label, target: Any) -> None:
    """A line of the index as a text box that leads to its slide."""
    from pptx.util import Pt

    text = f"{name.text}, {page.text}"
    wide = page.x - name.x
    size = fitted(text, name.size, 0.92 * wide, 400, 6)
    box = slide.shapes.add_textbox(Pt(name.x), Pt(name.y - 1.05 * size), Pt(wide), Pt(1.4 * size))
    box.name = text
    box._element.nvSpPr.cNvPr.set("descr", text)
    frame = box.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.text = text
    frame.paragraphs[0].runs[0].font.size = Pt(round(size, 1))
    box.click_action.target_slide = target
