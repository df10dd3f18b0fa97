"""A deck's marking where no slide is shown: on its pages of notes, and on handouts."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from sahel_atlas.exports.marking import GROUND, SEPARATOR, Marking
from sahel_atlas.exports.slides.shapes import NAMES, writable

_BAND = 406_400
"""Height of a band on a page of notes, in EMU (32 points)."""
_MASTER = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/handoutMaster"
_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.handoutMaster+xml"


def mark_notes(slide: Any, marking: Marking) -> None:
    """The marking first and last in a slide's notes, and in bands at the head and the foot of their printed page."""
    if not marking:
        return
    from pptx.oxml import parse_xml

    notes = slide.notes_slide
    said, line = notes.notes_text_frame.text, writable(marking.line)
    notes.notes_text_frame.text = "\n\n".join((line, said, line) if said else (line,))
    width, height = _page(slide.part.package)
    for i, (side, top) in enumerate((("above", 0), ("below", height - _BAND))):
        xml = _band(f"Marking {side}", 901 + i, (0, top, width, _BAND), marking)
        notes.shapes._spTree.append(parse_xml(xml))


def _page(package: Any) -> tuple[int, int]:
    """Width and height of a page of notes, which is that of handouts too, in EMU."""
    size = package.presentation_part._element.find("{*}notesSz")
    return int(size.get("cx")), int(size.get("cy"))


def _band(name: str, number: int, box: tuple[int, int, int, int], marking: Marking, holder: str = "") -> str:
    """A black text box with the marking in its colours; `holder` makes it the field of a master."""
    x, y, wide, high = box
    ground = GROUND.lstrip("#")
    return (
        f'<p:sp {NAMES}><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr/><p:nvPr>{holder}</p:nvPr>'
        f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="{ground}"/></a:solidFill>'
        f'</p:spPr><p:txBody><a:bodyPr anchor="ctr"/><a:lstStyle/><a:p><a:pPr algn="ctr"/>{_runs(marking)}</a:p>'
        f"</p:txBody></p:sp>"
    )


def _runs(marking: Marking) -> str:
    found = []
    for i, (words, colour) in enumerate(marking.parts):
        text = escape(writable((SEPARATOR if i else "") + words))
        fill = f'<a:solidFill><a:srgbClr val="{colour.lstrip("#")}"/></a:solidFill>'
        found.append(f'<a:r><a:rPr lang="en-GB" sz="1400" b="1">{fill}</a:rPr><a:t>{text}</a:t></a:r>')
    return "".join(found)


def add_handout(shown: Any, marking: Marking) -> None:
    """A master of handouts whose header and footer bear the marking, unless a template brings one of its own.

    The template's own keeps its look; its header and footer are written over.
    """
    from pptx.opc.constants import RELATIONSHIP_TYPE as RT
    from pptx.opc.package import Part, XmlPart
    from pptx.opc.packuri import PackURI
    from pptx.oxml import parse_xml

    part = shown.part
    own = [one for one in part.rels.values() if one.reltype == _MASTER]
    if own:
        _write_over(own[0].target_part, marking)
        return
    element = parse_xml(_handout_xml(*_page(part.package), marking))
    uri = PackURI("/ppt/handoutMasters/handoutMaster1.xml")
    master = XmlPart(uri, _TYPE, part.package, element)
    theme = shown.slide_master.part.part_related_by(RT.THEME)
    copied = Part(part.package.next_partname("/ppt/theme/theme%d.xml"), theme.content_type, part.package, theme.blob)
    master.relate_to(copied, RT.THEME)
    _name(part, part.relate_to(master, _MASTER))


def _write_over(part: Any, marking: Marking) -> None:
    from pptx.opc.oxml import serialize_part_xml
    from pptx.oxml import parse_xml

    tree = parse_xml(part.blob)
    shapes = tree.find(".//{*}spTree")
    for shape in list(shapes.iter("{*}sp")):
        kind = shape.find(".//{*}nvPr/{*}ph")
        if kind is not None and kind.get("type") in ("hdr", "ftr"):
            shapes.remove(shape)
    for xml in _header_and_footer(*_page(part.package), marking):
        shapes.append(parse_xml(xml))
    part._blob = serialize_part_xml(tree)


def _name(part: Any, relation: str) -> None:
    """The presentation's list of handout masters, which stands behind that of its masters of notes."""
    from pptx.oxml import parse_xml

    listed = parse_xml(f'<p:handoutMasterIdLst {NAMES}><p:handoutMasterId r:id="{relation}"/></p:handoutMasterIdLst>')
    before = part._element.find("{*}notesMasterIdLst")
    if before is None:
        before = part._element.find("{*}sldMasterIdLst")
    before.addnext(listed)


def _header_and_footer(wide: int, high: int, marking: Marking) -> tuple[str, str]:
    head = _band("Header", 2, (0, 0, wide, _BAND), marking, '<p:ph type="hdr" sz="quarter"/>')
    foot = _band("Footer", 3, (0, high - _BAND, wide, _BAND), marking, '<p:ph type="ftr" sz="quarter" idx="2"/>')
    return head, foot


def _handout_xml(wide: int, high: int, marking: Marking) -> str:
    colours = (
        'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
        'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"'
    )
    shapes = "".join(_header_and_footer(wide, high, marking))
    return (
        f'<p:handoutMaster {NAMES}><p:cSld><p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg>'
        f'<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>{shapes}'
        f'</p:spTree></p:cSld><p:clrMap {colours}/><p:hf sldNum="0" dt="0"/></p:handoutMaster>'
    )
