"""A plate as PNG, SVG or PDF: one matplotlib figure, deterministic bytes, text stays text."""

from __future__ import annotations

import io
import threading
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sahel_atlas.exports.fonts import FAMILY, SERIF, font_file, text_width
from sahel_atlas.exports.options import ExportOptions
from sahel_atlas.exports.plate.marking import marking_on
from sahel_atlas.exports.plate.plate import Label, Picture, Plate, Shape

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from layers.atlas import Atlas
    from sahel_atlas.exports.write import Job
    from sahel_atlas.scenes.scene import Scene

FORMATS = ("png", "svg", "pdf")
# matplotlib's settings and font caches are shared by all threads of a process.
_LOCK = threading.Lock()
_OUTLINE = 100.0
"""Size in points at which the outlines of texts are held."""
SETTINGS: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "sahel-engagement-atlas",
    "pdf.fonttype": 42,
    "pdf.compression": 6,
    "lines.scale_dashes": True,
    "path.simplify": False,
    "font.family": [FAMILY],
    # Hinted glyphs are wider than the font says, and labels are placed by what the font says.
    "text.hinting": "none",
}


def render(scene: Scene, atlas: Atlas, options: ExportOptions | None = None, kind: str = "png") -> bytes:
    """A scene's static map as a file.

    Parameters
    ----------
    scene : Scene
    atlas : Atlas
    options : ExportOptions, optional
    kind : {"png", "svg", "pdf"}

    Returns
    -------
    bytes
        The same bytes each time on the same machine.
    """
    from sahel_atlas.exports.items import Item
    from sahel_atlas.exports.plate.items import item_plate

    options = options or ExportOptions()
    return plate_bytes(item_plate(Item(scene), atlas, options), kind, options.dpi)


def plate_bytes(plate: Plate, kind: str, dpi: int) -> bytes:
    """A plate as PNG (at `dpi`), SVG or PDF (in points)."""
    import matplotlib

    out = io.BytesIO()
    with _LOCK, matplotlib.rc_context(SETTINGS):
        dots = dpi if kind == "png" else 72
        draw(plate, dots).savefig(out, format=kind, dpi=dots, metadata=_metadata(plate, kind))
    if kind == "svg":
        from sahel_atlas.exports.figure.svg import finish_svg

        return finish_svg(out.getvalue().decode("utf-8"), plate)
    return out.getvalue()


def pdf_pages(plates: Sequence[Plate], job: Job) -> bytes:
    """Several plates as the pages of one PDF."""
    import matplotlib
    from matplotlib.backends.backend_pdf import PdfPages

    out = io.BytesIO()
    with _LOCK, matplotlib.rc_context(SETTINGS):
        codes = " ".join(dict.fromkeys(p.code for p in plates))
        about = _metadata(plates[0], "pdf") | {"Keywords": _keywords(plates[0], codes)}
        with PdfPages(out, metadata=about) as pages:
            for i, plate in enumerate(plates):
                job.tell(0.5 + 0.5 * i / len(plates), f"{i + 1}/{len(plates)}")
                pages.savefig(draw(plate), dpi=72)
    return out.getvalue()


def draw(plate: Plate, dpi: float = 72) -> Figure:
    """The plate as a matplotlib figure; each artist's gid is its part and name, its coordinates are points.

    Artists stand on the figure itself and share one transform and one clip box: axes would give each its own.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.transforms import Affine2D, Bbox

    scale, w = dpi / 72, plate.window
    figure = Figure(figsize=(plate.width / 72, plate.height / 72), dpi=dpi, facecolor=plate.background)
    FigureCanvasAgg(figure)
    place = Affine2D().scale(scale, -scale).translate(0, plate.height * scale)
    clip = Bbox([place.transform((w.left, w.bottom)), place.transform((w.right, w.top))])
    for order, mark in enumerate(plate.marks):
        if isinstance(mark, Shape):
            figure.add_artist(_shape(mark, order, place, clip if mark.clip else None))
        elif isinstance(mark, Label):
            if mark.halo:
                figure.add_artist(_halo(mark, order, place))
            figure.add_artist(_label(mark, order, place))
        else:
            figure.add_artist(_picture(mark, order, place))
    return figure


def _shape(mark: Shape, order: int, place: Any, clip: Any) -> Any:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    patch = PathPatch(
        Path(mark.points, mark.codes),
        facecolor=mark.fill or "none",
        edgecolor=mark.stroke or "none",
        linewidth=mark.width,
        alpha=mark.opacity if mark.opacity < 1 else None,
        joinstyle="round" if mark.round or mark.part in ("border", "coast") else "miter",
        capstyle="round" if mark.round and (mark.dash is None or mark.dash[0] < 0.1) else "butt",
        zorder=order,
        gid=f"{mark.part}/{mark.name}",
        transform=place,
    )
    if mark.dash and mark.width:
        # matplotlib counts dashes in line widths.
        patch.set_linestyle((0, (mark.dash[0] / mark.width, mark.dash[1] / mark.width)))
    if clip is not None:
        patch.set_clip_box(clip)
    return patch


@lru_cache(maxsize=16)
def _font(weight: int, italic: bool, serif: bool) -> Any:
    from matplotlib.font_manager import FontProperties

    properties = FontProperties(
        family=[SERIF if serif else FAMILY], weight=weight, style="italic" if italic else "normal"
    )
    properties.set_file(font_file(weight, italic, serif))
    return properties


def _label(mark: Label, order: int, place: Any) -> Any:
    from matplotlib.text import Text

    font = _font(mark.weight, mark.italic, mark.serif).copy()
    font.set_size(mark.size)
    return Text(
        mark.x,
        mark.y,
        mark.text,
        fontproperties=font,
        color=mark.colour,
        ha={"start": "left", "middle": "center", "end": "right"}[mark.anchor],
        va="baseline",
        rotation=-mark.turn,
        rotation_mode="anchor",
        zorder=order + 0.5,
        gid=f"{mark.part}/{mark.name}",
        parse_math=False,
        transform=place,
    )


def _halo(mark: Label, order: int, place: Any) -> Any:
    """The outline behind a text as a path of its own: an effect on the text would turn the text into a path."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path
    from matplotlib.transforms import Affine2D

    width = text_width(mark.text, mark.size, mark.weight, mark.italic, mark.serif)
    shift = {"start": 0.0, "middle": -width / 2, "end": -width}[mark.anchor]
    vertices, codes = _outline(mark.text, mark.weight, mark.italic, mark.serif)
    size = mark.size / _OUTLINE
    move = Affine2D().scale(size, -size).translate(shift, 0).rotate_deg(mark.turn).translate(mark.x, mark.y)
    return PathPatch(
        Path(move.transform(vertices), codes),
        facecolor=mark.halo,
        edgecolor=mark.halo,
        linewidth=mark.halo_width,
        joinstyle="round",
        zorder=order + 0.4,
        gid=f"halo/{mark.part}/{mark.name}",
        transform=place,
    )


@lru_cache(maxsize=1024)
def _outline(text: str, weight: int, italic: bool, serif: bool) -> tuple[Any, Any]:
    """The letters of a text as vertices and codes at the size `_OUTLINE`."""
    from matplotlib.textpath import TextPath

    font = _font(weight, italic, serif).copy()
    font.set_size(_OUTLINE)
    drawn = TextPath((0, 0), text, prop=font, usetex=False)
    return drawn.vertices, drawn.codes


def _picture(mark: Picture, order: int, place: Any) -> Any:
    from matplotlib.image import BboxImage
    from matplotlib.transforms import Bbox

    b = mark.box()
    corners = place.transform([(b.left, b.bottom), (b.right, b.top)])
    image = BboxImage(Bbox(corners), interpolation="bilinear", zorder=order, origin="upper")
    image.set_data(mark.pixels)
    image.set_gid(f"{mark.part}/{mark.name}")
    return image


def _metadata(plate: Plate, kind: str) -> dict[str, Any]:
    """What the file says of itself; dates and versions are left out, so that the bytes depend on the scene alone."""
    marking = marking_on(plate).line
    if kind == "png":
        about = {"Title": plate.title, "Description": plate.subtitle, "StateCode": plate.code, "Software": None}
        return about | ({"Marking": marking} if marking else {})
    if kind == "pdf":
        return {
            "Title": plate.title,
            "Subject": plate.subtitle,
            "Keywords": _keywords(plate, plate.code),
            "Creator": "Sahel Engagement Atlas",
            "Producer": None,
            "CreationDate": None,
        }
    return {
        "Title": plate.title,
        "Description": plate.subtitle,
        "Identifier": plate.code,
        "Date": None,
        "Creator": None,
        **({"Rights": marking} if marking else {}),
    }


def _keywords(plate: Plate, codes: str) -> str:
    return "; ".join(filter(None, (marking_on(plate).line, codes)))
