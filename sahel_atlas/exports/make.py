"""From work to files: the ending of a name chooses the format, and one door serves command line and page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import AtlasError
from sahel_atlas.exports.carriers import carrier, on_all, sealed
from sahel_atlas.exports.items import Item, Work
from sahel_atlas.exports.marking import Marking, require
from sahel_atlas.exports.options import ExportOptions
from sahel_atlas.exports.write import Job, check_target, write_whole

if TYPE_CHECKING:
    from layers.atlas import Atlas
    from sahel_atlas.exports.plate.plate import Plate
    from sahel_atlas.scenes.scene import Scene
    from sahel_atlas.scenes.stories.types import Story

PICTURES = ("png", "svg", "pdf")
TABLES = ("csv", "xlsx", "geojson", "gpkg", "parquet")
CHANGES = ("csv", "xlsx", "json")
"""Formats that hold a comparison as its list of changes; `PICTURES` and slides draw it."""
MEDIA: Mapping[str, str] = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "gif": "image/gif",
    "mp4": "video/mp4",
    "tif": "image/tiff",
    "html": "text/html; charset=utf-8",
}
"""Ending of a file -> media type, for what is drawn; tables have theirs in `sahel_atlas.exports.tables.tables`."""


@dataclass(frozen=True)
class Extras:
    """What only some formats know: a house template, a cover, and how one file stands for many scenes.

    `sheet` puts the scenes of a PNG on one contact sheet, `world` writes a PNG of the map alone with its world file.
    `seconds` is how long each picture of a film stands; `page` writes a story as one HTML file.
    """

    template: Path | None = None
    cover: bool = False
    sheet: bool = False
    world: bool = False
    seconds: float = 1.0
    page: Callable[[Story], str] | None = None


BESIDE = (".pgw", ".prj")
"""Ends of files that say where a picture lies; the picture itself bears the marking."""


def ending(path: Path) -> str:
    """The format of a file's name.

    Raises
    ------
    geo.errors.AtlasError
        If there is no such format; the message lists them.
    """
    suffix = path.suffix.lower().lstrip(".")
    suffix = {"tiff": "tif", "geoparquet": "parquet", "htm": "html"}.get(suffix, suffix)
    known = tuple(dict.fromkeys((*MEDIA, *TABLES, *CHANGES)))
    if suffix not in known:
        raise AtlasError(
            expected="a file name that ends in one of " + ", ".join(known),
            got=repr(path.name),
            do="choose the format by the ending",
            where="output",
        )
    return suffix


def export(
    work: Work, atlas: Atlas, path: Path, options: ExportOptions, extras: Extras | None = None, job: Job | None = None
) -> tuple[Path, ...]:
    """Write an export to a path; several pictures get a number before the ending.

    Raises
    ------
    geo.errors.AtlasError
        If the format, the folder or the work does not allow it, or a required marking lacks; nothing is left
        half-written.
    """
    job = job or Job()
    require(options.mark)
    check_target(path)
    files = make(work, atlas, ending(path), options, extras, job)
    written = []
    for suffix, data in files.items():
        target = path.with_name(f"{path.stem}{suffix}") if suffix else path
        write_whole(target, data)
        written.append(target)
    job.tell(1.0, "")
    return tuple(written)


def make(
    work: Work,
    atlas: Atlas,
    kind: str,
    options: ExportOptions,
    extras: Extras | None = None,
    job: Job | None = None,
) -> dict[str, bytes]:
    """An export as bytes by the end of its file name; the empty end stands for the name that was asked for.

    Raises
    ------
    geo.errors.AtlasError
        If the work does not fit the format, or the format does not carry the marking.
    """
    carrier(kind, options.mark)
    files = _made(work, atlas, kind, options, extras or Extras(), job or Job())
    return {end: data if end in BESIDE else sealed(kind, data, options.mark) for end, data in files.items()}


def _made(work: Work, atlas: Atlas, kind: str, options: ExportOptions, extras: Extras, job: Job) -> dict[str, bytes]:
    if kind in (*TABLES, *CHANGES):
        return {"": table(atlas, _only(work, kind).scene, kind, options.mark)}
    if kind == "html":
        return {"": _page(work, extras)}
    if kind == "tif" or (kind == "png" and extras.world):
        return _raster(work, atlas, kind, options, job)
    if kind == "pptx":
        from sahel_atlas.exports.slides.slides import deck

        return {"": deck(work, atlas, options, template=extras.template, cover=extras.cover, job=job)}
    if kind in ("gif", "mp4") or (kind == "png" and extras.sheet):
        return {"": _together(work, atlas, kind, options, extras, job)}
    return _pictures(plates(work, atlas, options, job), kind, options, job)


def table(atlas: Atlas, scene: Scene, kind: str, marking: Marking) -> bytes:
    """What a scene shows as a table: its rows, or the changes that it compares.

    Raises
    ------
    geo.errors.AtlasError
        If the format holds the one and not the other, or does not carry the marking.
    """
    compared = scene.tab == "compare"
    if kind not in (CHANGES if compared else TABLES):
        raise misfit(kind, compared)
    if compared:
        from sahel_atlas.exports.tables.changes import changes_bytes

        return changes_bytes(atlas, scene, kind, marking)
    from sahel_atlas.exports.tables.tables import table_bytes

    return table_bytes(atlas, scene, kind, marking)


def misfit(kind: str, compared: bool) -> AtlasError:
    """What is said where a format holds no comparison (`compared`), or nothing but one."""
    if compared:
        formats = ", ".join((*CHANGES, *PICTURES, "pptx"))
        do = f"choose one of {formats}, or leave tab=compare out for the rows of one date"
        return AtlasError(expected="a format that holds a comparison", got=repr(kind), do=do, where="output")
    do = f"choose one of {', '.join(TABLES)}, or print the rows with atlas query --format json"
    return AtlasError(expected="a comparison (tab=compare) for this format", got="one view", do=do, where=kind)


def _raster(work: Work, atlas: Atlas, kind: str, options: ExportOptions, job: Job) -> dict[str, bytes]:
    """The map alone, with where it lies."""
    from sahel_atlas.exports.figure.raster import geotiff, world_file

    item = _only(work, kind)
    if item.scene.tab == "compare":
        raise misfit("tif" if kind == "tif" else "png with a world file", compared=True)
    plate = plates(replace(work, items=(item,)), atlas, options, job)[0]
    return {"": geotiff(plate, options.dpi)} if kind == "tif" else world_file(plate, options.dpi)


def _together(work: Work, atlas: Atlas, kind: str, options: ExportOptions, extras: Extras, job: Job) -> bytes:
    """All scenes in one file of pixels: a film or a contact sheet."""
    from sahel_atlas.exports.figure.animation import check_seconds, contact_sheet, film_program, gif, mp4

    check_seconds(extras.seconds)
    if kind == "mp4":
        film_program()
    drawn = plates(work, atlas, options, job)
    if kind == "png":
        return contact_sheet(drawn, job)
    return (gif if kind == "gif" else mp4)(drawn, extras.seconds, job)


def plates(work: Work, atlas: Atlas, options: ExportOptions, job: Job) -> list[Plate]:
    """The plates of all items; telling is for the first half of the work."""
    from sahel_atlas.exports.plate.items import item_plate

    drawn = []
    for i, item in enumerate(work.items):
        job.tell(0.5 * i / len(work.items), _step(i, work))
        drawn.append(item_plate(item, atlas, _titled(item, options)))
    on_all(drawn, options.mark)
    return drawn


def _titled(item: Item, options: ExportOptions) -> ExportOptions:
    return replace(options, title=options.title or item.title[:160])


def _step(i: int, work: Work) -> str:
    return f"{i + 1}/{len(work.items)}"


def _pictures(drawn: list[Plate], kind: str, options: ExportOptions, job: Job) -> dict[str, bytes]:
    from sahel_atlas.exports.figure.figure import pdf_pages, plate_bytes

    if kind == "pdf" and len(drawn) > 1:
        return {"": pdf_pages(drawn, job)}
    files = {}
    for i, plate in enumerate(drawn):
        job.tell(0.5 + 0.5 * i / len(drawn), f"{i + 1}/{len(drawn)}")
        files[f"-{i + 1:02d}.{kind}" if len(drawn) > 1 else ""] = plate_bytes(plate, kind, options.dpi)
    return files


def _only(work: Work, kind: str) -> Item:
    if len(work.items) != 1:
        raise AtlasError(
            expected="one scene",
            got=f"{len(work.items)} scenes",
            do="give a link or a state code, or choose pdf, pptx, gif or html for a story",
            where=kind,
        )
    return work.items[0]


def _page(work: Work, extras: Extras) -> bytes:
    if work.story is None or extras.page is None:
        raise AtlasError(
            expected="a story", got="a single scene", do="give a story's name, or choose another format", where="html"
        )
    return extras.page(work.story).encode()
