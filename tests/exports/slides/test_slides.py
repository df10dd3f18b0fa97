"""A deck as its receiver finds it: native named shapes, words in the theme's hands, the same bytes each time."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Emu, Inches

from geo.errors import FileFault
from sahel_atlas.exports.carried import code_of
from sahel_atlas.exports.items import Item, Work, find_work
from sahel_atlas.exports.make import make
from sahel_atlas.exports.options import ExportOptions
from sahel_atlas.exports.slides.master import contrast, ground, luminance
from sahel_atlas.exports.slides.slides import MOST_SHAPES, deck
from sahel_atlas.exports.statecode import decode
from sahel_atlas.exports.write import Cancelled, Job
from sahel_atlas.records.vocabulary import INSTRUMENTS
from sahel_atlas.records.words import say
from sahel_atlas.scenes.scene import Scene

QUERY = "date=2023-12-01&known=2023-12-01&selection=country:NER"
FULL = (
    "date=2023-12-01&layers=relief,regions,groups,states,indicators,routes,embassies,missions,initiatives,events,places"
)


@pytest.fixture(scope="module")
def one(atlas: Any) -> bytes:
    return deck(Work((Item(Scene.from_query(QUERY)),)), atlas, ExportOptions(marking="Ongerubriceerd", tlp="GREEN"))


def read(data: bytes) -> Any:
    return Presentation(io.BytesIO(data))


def every(shapes: Any) -> list[Any]:
    found = []
    for shape in shapes:
        found.append(shape)
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            found += every(shape.shapes)
    return found


def properties(shape: Any) -> Any:
    return shape._element.xpath("./*/p:cNvPr")[0]


def named(slide: Any, name: str) -> Any:
    return next(s for s in every(slide.shapes) if s.name == name)


def texts(slide: Any) -> list[str]:
    return [s.text_frame.text for s in every(slide.shapes) if s.has_text_frame and s.text_frame.text]


def test_every_shape_is_named_described_and_has_an_id_of_its_own(one: bytes) -> None:
    slide = read(one).slides[0]
    shapes = every(slide.shapes)
    ids = Counter(slide._element.xpath(".//p:cNvPr/@id"))
    assert len(shapes) > 300
    assert max(ids.values()) == 1
    assert [s.shape_id for s in shapes if not s.name.strip() or not properties(s).get("descr")] == []
    assert len([s for s in shapes if s.shape_type == MSO_SHAPE_TYPE.PICTURE]) == 1, "only the relief is a picture"
    order = [s.name for s in slide.shapes]
    assert order.index("Relief") < order.index("Routes") < order.index("Wheel Niger") < order.index("Legend")


def test_what_a_reader_moves_together_is_grouped(one: bytes) -> None:
    slide = read(one).slides[0]
    groups = {s.name: s for s in every(slide.shapes) if s.shape_type == MSO_SHAPE_TYPE.GROUP}
    wheel = [s.name for s in groups["Wheel Niger"].shapes]
    security = [n for n in wheel if n.startswith("Segment Niger, security, ")]
    assert "Segment Niger, security, in the country itself: suspended" in security
    assert "Segment Niger, security, region-wide: runs in full" in security
    assert len({n.split(", ")[1] for n in wheel if n.startswith("Segment") and ", " in n}) == 5
    assert any(n.startswith("Name of country: NIGER") for n in wheel)
    entry = groups["Legend: The Sahel five"]
    assert {s.shape_type for s in entry.shapes} == {MSO_SHAPE_TYPE.FREEFORM, MSO_SHAPE_TYPE.TEXT_BOX}
    assert {"Key of the wheel", "Countries", "Routes", "Marking", "Scale bar", "Site Bamako"} <= set(groups)
    legs = [g for n, g in groups.items() if n.startswith("Route ")]
    alone = [s for s in every(groups["Routes"].shapes) if s.name.startswith("Route ") and s.shape_type != 6]
    assert len(legs) > 25 and len(alone) > 50, "a leg with an arrowhead is a group, one without stands alone"
    assert all(len(list(g.shapes)) <= 4 for g in legs)
    told = properties(groups["Wheel Niger"]).get("descr")
    assert "Niger, security: none of 2 runs, 2 suspended. Region-wide: 1 of 1 runs." in told
    assert all(f"Niger, {say(f'instrument.{i}', 'en').lower()}: " in told for i in INSTRUMENTS)


def test_title_date_sources_and_code(one: bytes, atlas: Any) -> None:
    shown = read(one)
    slide, about = shown.slides[0], shown.core_properties
    assert slide.shapes.title.text_frame.text == "All engagements on 1 December 2023 as known on 1 December 2023"
    assert "1 December 2023" in texts(slide)
    strip = next(t for t in texts(slide) if t.startswith(("Sources (", "Sources:")))
    assert strip.startswith("Sources (as known on 1 December 2023): letter to Parliament, 1 December 2023")
    assert "Natural Earth" in strip
    notes = slide.notes_slide.notes_text_frame.text
    assert "Sources: letter to Parliament" in notes
    assert "kst-29237-201" in notes
    assert notes.count("\n") > 20
    assert decode(about.keywords).to_query() == Scene.from_query(QUERY).to_query()
    assert about.keywords in notes
    assert any(about.keywords in t for t in texts(slide))
    assert about.category == "Ongerubriceerd · TLP:GREEN"
    assert Emu(shown.slide_width).inches == pytest.approx(13.333, abs=1e-3)


def test_texts_and_chrome_follow_the_theme_and_data_keep_their_colours(one: bytes) -> None:
    slide = read(one).slides[0]
    fonts = set(slide._element.xpath(".//a:latin/@typeface"))
    assert fonts == {"+mn-lt"}
    title_block = named(slide, "Background title block")
    assert title_block._element.xpath("./p:spPr/a:solidFill/a:schemeClr/@val") == ["bg1"]
    subtitle = next(s for s in every(slide.shapes) if s.name == "Subtitle")
    assert subtitle._element.xpath(".//a:rPr/a:solidFill/a:schemeClr/@val") == ["tx2"]
    assert named(slide, "Country Niger").fill.fore_color.rgb == RGBColor.from_string("F6E0AC")
    segment = next(s for s in every(slide.shapes) if s.name.startswith("Segment Chad, diplomacy, in the country"))
    assert segment.fill.fore_color.rgb == RGBColor.from_string("2B51AA")
    marking = next(s for s in every(slide.shapes) if s.name.startswith("Marking: "))
    assert [r.text.strip() for r in marking.text_frame.paragraphs[0].runs if r.text.strip()] == [
        "Ongerubriceerd",
        "TLP:GREEN",
    ]


def test_same_bytes_and_valid_relationships(one: bytes, atlas: Any) -> None:
    work = Work((Item(Scene.from_query(QUERY)),))
    assert deck(work, atlas, ExportOptions(marking="Ongerubriceerd", tlp="GREEN")) == one
    with zipfile.ZipFile(io.BytesIO(one)) as package:
        names = set(package.namelist())
        assert not any("thumbnail" in name for name in names)
        kinds = package.read("[Content_Types].xml").decode()
        for rels in (n for n in names if n.endswith(".rels")):
            folder = Path(rels).parent.parent
            for target in re.findall(r'Target="([^"]+)"(?![^>]*External)', package.read(rels).decode()):
                path = target.lstrip("/") if target.startswith("/") else os.path.normpath(folder / target)
                assert path in names, f"{rels} -> {target}"
        slide = package.read("ppt/slides/slide1.xml").decode()
        related = set(re.findall(r'Id="(\w+)"', package.read("ppt/slides/_rels/slide1.xml.rels").decode()))
        assert set(re.findall(r'r:embed="(\w+)"', slide)) <= related
        for part in (n for n in names if n.endswith(".xml") and n != "[Content_Types].xml"):
            assert f'PartName="/{part}"' in kinds or 'Extension="xml"' in kinds


def test_one_country_recoloured_and_one_label_moved_changes_nothing_else(one: bytes) -> None:
    shown = read(one)
    before = {s.shape_id: s._element.xml for s in every(shown.slides[0].shapes) if s.shape_type != 6}
    country = named(shown.slides[0], "Country Niger")
    country.fill.fore_color.rgb = RGBColor(0x12, 0x34, 0x56)
    label = named(shown.slides[0], "Name of town: Sebha")
    label.left, label.top = Emu(label.left + 90_000), Emu(label.top + 45_000)
    out = io.BytesIO()
    shown.save(out)
    again = read(out.getvalue()).slides[0]
    after = {s.shape_id: s._element.xml for s in every(again.shapes) if s.shape_type != 6}
    assert after.keys() == before.keys()
    assert {i for i in before if before[i] != after[i]} == {country.shape_id, label.shape_id}
    assert named(again, "Country Niger").fill.fore_color.rgb == RGBColor(0x12, 0x34, 0x56)
    assert named(again, "Name of town: Sebha").left == label.left


def test_the_fullest_slide_stays_small_and_inside(atlas: Any) -> None:
    shown = read(deck(Work((Item(Scene.from_query(FULL)),)), atlas, ExportOptions(lang="nl", size="4:3")))
    slide = shown.slides[0]
    assert len(slide._element.xpath(".//p:sp | .//p:pic")) <= MOST_SHAPES
    names = {s.name for s in slide.shapes}
    assert {"Landen", "Reliëf", "Legenda", "Titel"} <= names
    assert slide._element.xpath(".//a:rPr/@lang")[0] == "nl-NL"
    for shape in every(slide.shapes):
        clipped = shape.name.split()[0] in ("Land", "Zee", "Rivier", "Route", "Regio", "Grenzen")
        if clipped and shape.shape_type == MSO_SHAPE_TYPE.FREEFORM:
            assert shape.left >= -9_000, shape.name
            assert shape.left + shape.width <= shown.slide_width + 9_000, shape.name


def template(path: Path, *, inches: tuple[float, float] = (10, 7.5), **colours: str) -> Path:
    """A house template: other size, names, font and colours, one bar on the master, one slide of its own."""
    from pptx.opc.constants import RELATIONSHIP_TYPE as RT
    from pptx.oxml import parse_xml

    shown = Presentation()
    shown.slide_width, shown.slide_height = Inches(inches[0]), Inches(inches[1])
    part = shown.slide_master.part.part_related_by(RT.THEME)
    xml = part.blob.decode()
    for name, colour in ({"dk2": "154273"} | colours).items():
        xml = re.sub(rf"<a:{name}>.*?</a:{name}>", f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>', xml, flags=re.S)
    part._blob = re.sub(r'(Font>\s*<a:latin typeface=")[^"]*', r"\1House Sans", xml).encode()
    for i, layout in enumerate(shown.slide_layouts):
        layout.name = f"Huisstijl {i}"
    shown.slides.add_slide(shown.slide_layouts[1]).shapes.title.text = "A slide of the template itself"
    ext = '<p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"/>'
    extensions = parse_xml(
        f'<p:extLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main">{ext}</p:extLst>'
    )
    shown.part._element.append(extensions)
    shown.save(str(path))
    return path


def test_a_house_template_gives_size_layouts_title_and_colours(atlas: Any, tmp_path: Path) -> None:
    house = template(tmp_path / "house.pptx")
    work = Work((Item(Scene.from_query(QUERY), "A finding of our own"),))
    shown = read(deck(work, atlas, ExportOptions(tlp="RED"), template=house, cover=True))
    assert (shown.slide_width, shown.slide_height) == (Inches(10), Inches(7.5))
    assert len(shown.slides) == 2
    cover, slide = shown.slides
    assert cover.slide_layout.name == "Huisstijl 0"
    assert cover.shapes.title.text_frame.text == say("atlas.title", "en")
    assert "TLP:RED" in " ".join(texts(cover))
    assert slide.slide_layout.name == "Huisstijl 1", "the layout whose content leaves the map the most room"
    holder = next(s for s in slide.slide_layout.placeholders if s.placeholder_format.idx == 1)
    title = slide.shapes.title
    assert title.text_frame.text == "A finding of our own"
    assert title._element.spPr.xfrm is None, "the title stands where the layout has it"
    map_shapes = [s for s in every(slide.shapes) if s.name.startswith(("Country ", "Sea", "Waterline"))]
    for shape in map_shapes:
        assert shape.left >= holder.left - 9_000, shape.name
        assert shape.left + shape.width <= holder.left + holder.width + 9_000, shape.name
        assert holder.top <= shape.top, shape.name
        assert shape.top + shape.height <= holder.top + holder.height, shape.name
    bands = [s for s in every(slide.shapes) if s.name.startswith("Marking band")]
    assert [s.width for s in bands] == [shown.slide_width] * 2
    assert not any(s.name.startswith("Background") for s in every(slide.shapes)), "the template's ground shows"
    assert "A slide of the template itself" not in str([texts(s) for s in shown.slides])
    assert shown.part._element.xpath("./p:extLst") == []
    assert "House Sans" in shown.slide_master.part.part_related_by(_theme()).blob.decode()


def test_the_content_of_a_wide_template_may_be_wider_than_a_map(atlas: Any, tmp_path: Path) -> None:
    """Office's own 16:9 template leaves 828 by 343 points: the map keeps its shape and stands in the middle."""
    path = template(tmp_path / "wide.pptx", inches=(13.333, 7.5))
    shown = Presentation(str(path))
    for layout in shown.slide_layouts:
        for holder in layout.placeholders:
            top, height = (365125, 1325563) if holder.placeholder_format.idx == 0 else (1825625, 4351338)
            holder.left, holder.top, holder.width, holder.height = (838200, top, 10515600, height)
    shown.save(str(path))
    slide = read(deck(Work((Item(Scene.from_query(QUERY)),)), atlas, ExportOptions(), template=path)).slides[0]
    sea = next(s for s in every(slide.shapes) if s.name == "Sea")
    assert sea.left >= 838200 and sea.left + sea.width <= 838200 + 10515600 and sea.top >= 1825625
    assert abs(sea.left + sea.width / 2 - (838200 + 10515600 / 2)) < 20_000
    assert sea.top + sea.height <= 1825625 + 4351338 and sea.width > 0.8 * 10515600


def _theme() -> str:
    from pptx.opc.constants import RELATIONSHIP_TYPE as RT

    return RT.THEME


def test_a_dark_template_gets_the_dark_map_and_readable_texts(atlas: Any, tmp_path: Path) -> None:
    house = template(tmp_path / "dark.pptx", inches=(13.333, 7.5), dk1="F0F0F0", lt1="101820", dk2="203040")
    slide = read(deck(Work((Item(Scene.from_query(QUERY)),)), atlas, ExportOptions(), template=house)).slides[0]
    assert named(slide, "Country Niger").fill.fore_color.rgb == RGBColor.from_string("48432F")
    subtitle = next(s for s in every(slide.shapes) if s.name == "Subtitle")
    assert subtitle._element.xpath(".//a:rPr/a:solidFill/a:schemeClr/@val") == ["tx1"], "tx2 cannot be read here"


def test_a_colour_of_the_house_that_cannot_be_read_on_the_map_stays_off_it(atlas: Any, tmp_path: Path) -> None:
    house = template(tmp_path / "pale.pptx", dk1="C08040")
    slide = read(deck(Work((Item(Scene.from_query(QUERY)),)), atlas, ExportOptions(), template=house)).slides[0]
    name = next(s for s in every(slide.shapes) if s.name.startswith("Name of country: NIGER"))
    assert name._element.xpath(".//a:rPr/a:solidFill/a:srgbClr/@val") == ["16202B"]


def test_layouts_of_all_kinds_leave_the_map_room(tmp_path: Path) -> None:
    shown = Presentation(str(template(tmp_path / "plain.pptx")))
    layouts = shown.slide_layouts
    for layout in list(layouts):
        if layout.name != "Huisstijl 5":
            layouts.remove(layout) if layout.name != "Huisstijl 1" else None
    content = next(x for x in shown.slide_layouts if x.name == "Huisstijl 1")
    for holder in list(content.placeholders):
        if holder.placeholder_format.idx == 1:
            holder._element.getparent().remove(holder._element)
    found = ground(shown)
    assert found.area.top >= 100
    assert found.area.bottom <= 540 - 30
    title = next(s for s in found.layout.placeholders if s.placeholder_format.idx == 0)
    title.top, title.height, title.left, title.width = Emu(4_000_000), Emu(900_000), Emu(457_200), Emu(8_229_600)
    assert ground(shown).area.height == pytest.approx(540), "a title at the foot leaves the map the whole slide"


def test_templates_that_cannot_be_used_say_so(atlas: Any, tmp_path: Path) -> None:
    work = Work((Item(Scene.from_query(QUERY)),))
    broken = tmp_path / "broken.pptx"
    broken.write_bytes(b"PK\x03\x04 not a package")
    with pytest.raises(FileFault, match=r"expected a PowerPoint file.*save the template as \.pptx"):
        deck(work, atlas, ExportOptions(), template=broken)
    with pytest.raises(FileFault, match=r"missing\.pptx"):
        deck(work, atlas, ExportOptions(), template=tmp_path / "missing.pptx")
    house = Presentation()
    for layout in house.slide_layouts:
        for holder in list(layout.placeholders):
            if "TITLE" in str(holder.placeholder_format.type):
                holder._element.getparent().remove(holder._element)
    untitled = tmp_path / "untitled.pptx"
    house.save(str(untitled))
    with pytest.raises(FileFault, match="a layout with a title"):
        deck(work, atlas, ExportOptions(), template=untitled)


def test_a_story_becomes_a_deck_with_notes_and_can_be_stopped(atlas: Any) -> None:
    from dataclasses import replace

    whole = find_work("coastal-states", atlas, "nl")
    work = replace(whole, items=whole.items[:2])
    told: list[tuple[float, str]] = []
    shown = read(deck(work, atlas, ExportOptions(lang="nl"), cover=True, job=Job(lambda *now: told.append(now))))
    assert [step for _, step in told] == ["1/2", "2/2"]
    assert shown.slides[0].shapes.title.text_frame.text == whole.title
    assert [s.shapes.title.text_frame.text for s in list(shown.slides)[1:]] == [i.title for i in work.items]
    notes = [s.notes_slide.notes_text_frame.text for s in list(shown.slides)[1:]]
    assert all(item.notes in text for item, text in zip(work.items, notes, strict=True))
    bare = read(deck(replace(work, items=work.items[:1]), atlas, ExportOptions(notes=False, citations=False)))
    said = bare.slides[0].notes_slide.notes_text_frame.text
    assert said.startswith("Code van deze stand: SEA1-")
    assert "\n" not in said
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        deck(work, atlas, ExportOptions(), job=job)


def test_a_word_with_markup_and_control_characters_stays_a_word(atlas: Any) -> None:
    title = 'Veilig <b>&"\x07</b>'
    work = Work((Item(Scene.from_query(QUERY)),))
    options = ExportOptions(title=title, marking="<script>\x0b&")
    slide = read(deck(work, atlas, options)).slides[0]
    assert "<b>&" in slide.shapes.title.text_frame.text
    assert any("<script>&" in t for t in texts(slide))


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)
    assert luminance("#FF0000") == pytest.approx(0.2126)


def test_libreoffice_shows_every_label(atlas: Any, tmp_path: Path) -> None:
    program = os.environ.get("SOFFICE") or shutil.which("soffice")
    assert program, "expected LibreOffice, found none; run `make test`, or set SOFFICE to its path"
    from pypdf import PdfReader

    work = find_work("coastal-states", atlas, "nl")
    plain = make(Work(work.items[2:3]), atlas, "pptx", ExportOptions(lang="nl", tlp="AMBER"))[""]
    (tmp_path / "deck.pptx").write_bytes(plain)
    home = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    subprocess.run([program, home, "--headless", "--convert-to", "pdf", "deck.pptx"], cwd=tmp_path, check=True,
                   capture_output=True, timeout=180)  # fmt: skip
    pages = PdfReader(str(tmp_path / "deck.pdf")).pages
    assert len(pages) == 1
    drawn = re.sub(r"\s+", "", pages[0].extract_text())
    slide = read(plain).slides[0]
    lost = [t for t in texts(slide) if re.sub(r"\s+", "", t) not in drawn]
    assert lost == []
    assert len(texts(slide)) > 40
    assert code_of(str(tmp_path / "deck.pptx")) in drawn
