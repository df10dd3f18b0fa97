"""What the page asks of an export, read from a body that anybody may have written."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from geo.errors import AtlasError
from sahel_atlas.exports.items import Item, Work, series, story_work
from sahel_atlas.exports.make import MEDIA, TABLES, Extras, make, misfit
from sahel_atlas.exports.marking import Marking, marking_of, marking_set, require
from sahel_atlas.exports.options import ExportOptions
from sahel_atlas.exports.page.briefing import briefing
from sahel_atlas.exports.tables.tables import FORMATS
from sahel_atlas.exports.tables.tables import file_name as table_name
from sahel_atlas.exports.write import Job
from sahel_atlas.scenes.query import strict_scene

KINDS = ("pptx", "png", "svg", "pdf", "gif", "tif", "html", *TABLES)
"""Formats that the page offers."""
PLAIN_KINDS = (*TABLES, "html")
"""Formats that are not drawn: size, theme and title do not touch them."""
COMPARED_KINDS = ("pptx", "png", "svg", "pdf", "csv", "xlsx")
"""Formats that hold a comparison: drawn as its one sheet, or as the table of its changes."""
TEXTS: Mapping[str, int] = {
    "query": 8_000,
    "story": 80,
    "format": 8,
    "size": 20,
    "theme": 12,
    "lang": 2,
    "title": 400,
    "marking": 400,
    "tlp": 16,
    "to": 10,
    "series": 10,
}
"""Fields that hold text, with the longest that is read."""
SWITCHES = ("notes", "citations", "cover")
SCREEN = (50, 20_000)
"""Least and most pixels of a side of the map on the page."""
PREVIEW_PX = 640
MOST_PIXELS = 24_000_000
"""Pixels of one picture: beyond that the command line does it, outside the server's memory."""
MOST_SCENES = {"gif": 48, "pptx": 60, "pdf": 60, "png": 40, "svg": 40}
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


@dataclass(frozen=True)
class Ask:
    """One export asked for: what, as what, how it looks, and the name its file will have.

    `compared` says that the item is the one sheet of a comparison.
    """

    work: Work
    kind: str
    options: ExportOptions
    extras: Extras
    name: str
    mimetype: str
    compared: bool = False

    def bytes(self, atlas: Any, job: Job) -> bytes:
        """The file; several pictures come in one archive."""
        files = make(self.work, atlas, self.kind, self.options, self.extras, job)
        if set(files) == {""}:
            return files[""]
        stem = self.name.rpartition(".")[0]
        return _archive({f"{stem}{end}": data for end, data in files.items()})


def _archive(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)
    return out.getvalue()


def read_ask(body: Any, atlas: Any, folders: tuple[Path, ...], words: Mapping[str, Any], required: bool = False) -> Ask:
    """The export that a body asks for; `required` says that it must have the marking that this machine requires.

    Raises
    ------
    geo.errors.AtlasError
        If a part of it cannot be used, or the marking lacks.
    """
    asked = _fields(body)
    kind = _one_of("format", asked["format"] or "pptx", KINDS)
    marking = marking_of(asked["marking"], asked["tlp"]).over(marking_set())
    options = ExportOptions(
        size=asked["size"] or "16:9",
        dpi=asked["dpi"],
        theme=asked["theme"] or "screen",
        lang=asked["lang"],
        title=" ".join(asked["title"].split()),
        marking=marking.text,
        tlp=marking.tlp,
        notes=asked["notes"],
        citations=asked["citations"],
        screen=asked["screen"],
    )
    if kind not in PLAIN_KINDS:
        _check_pixels(options, kind)
    if required:
        require(marking)
    work = _work(asked, kind, atlas, folders, options.lang)
    extras = Extras(
        cover=asked["cover"], page=lambda story: briefing(story, atlas, words, options.lang or "en", marking)
    )
    name = _file_name(work, kind, asked["story"], marking)
    one = work.items[0].scene
    compared = not asked["story"] and not asked["series"] and one.tab == "compare"
    if compared and kind not in COMPARED_KINDS:
        raise misfit(kind, compared=True)
    return Ask(work, kind, options, extras, name, _mimetype(name, kind), compared)


def _fields(body: Any) -> dict[str, Any]:
    """The known fields of a body with their types; everything else is refused."""
    if not isinstance(body, dict):
        raise AtlasError(
            expected="an object in JSON", got=type(body).__name__, do="send the fields of an export", where="body"
        )
    known = {*TEXTS, *SWITCHES, "dpi", "screen"}
    for name in body:
        if name not in known:
            raise AtlasError(
                expected="one of " + ", ".join(sorted(known)), got=repr(name)[:60], do="leave it out", where="body"
            )
    fields: dict[str, Any] = {name: _text(name, body.get(name, ""), limit) for name, limit in TEXTS.items()}
    for name in SWITCHES:
        fields[name] = body.get(name, name != "cover")
        if not isinstance(fields[name], bool):
            raise AtlasError(expected="true or false", got=repr(fields[name])[:60], do="send one of these", where=name)
    dpi = body.get("dpi", 144)
    if not isinstance(dpi, int) or isinstance(dpi, bool):
        raise AtlasError(expected="a whole number", got=repr(dpi)[:60], do="send for example 144", where="dpi")
    return fields | {"dpi": dpi, "screen": _screen(body.get("screen"))}


def _screen(value: Any) -> tuple[float, float] | None:
    """Width and height of the map on which the view was chosen, where the page knows them."""
    if value is None:
        return None
    numbers = isinstance(value, list) and len(value) == 2 and all(type(side) in (int, float) for side in value)
    if not numbers or not all(SCREEN[0] <= side <= SCREEN[1] for side in value):
        raise AtlasError(
            expected=f"width and height of the map in pixels, each {SCREEN[0]} to {SCREEN[1]}",
            got=repr(value)[:60],
            do="send for example [1200, 800], or leave it out",
            where="screen",
        )
    return float(value[0]), float(value[1])


def _text(name: str, value: Any, limit: int) -> str:
    if not isinstance(value, str) or len(value) > limit:
        got = f"{len(value)} characters" if isinstance(value, str) else repr(value)[:60]
        raise AtlasError(expected=f"a text of at most {limit} characters", got=got, do="send less", where=name)
    return value


def _one_of(where: str, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise AtlasError(
            expected="one of " + ", ".join(allowed), got=repr(value), do="choose one of these", where=where
        )
    return value


def _check_pixels(options: ExportOptions, kind: str) -> None:
    width, height = pixels(options)
    if kind in ("png", "tif") and width * height > MOST_PIXELS:
        raise AtlasError(
            expected=f"at most {MOST_PIXELS // 1_000_000} million pixels",
            got=f"{width} x {height}",
            do="take fewer dots per inch or a smaller size, or run `atlas export`, which has no such limit",
            where="dpi",
        )


def pixels(options: ExportOptions) -> tuple[int, int]:
    """Width and height of a picture in pixels."""
    width, height = options.points()
    return round(width * options.dpi / 72), round(height * options.dpi / 72)


def _work(asked: Mapping[str, Any], kind: str, atlas: Any, folders: tuple[Path, ...], lang: str) -> Work:
    if asked["story"]:
        return _story(asked["story"], kind, atlas, folders, lang)
    scene = strict_scene(asked["query"].lstrip("?"), atlas)
    scene = replace(scene, lang=lang or scene.lang)
    work = Work((Item(scene),))
    if asked["series"] and kind in MOST_SCENES:
        work = series(Work((Item(strict_scene(_with_end(scene, asked["to"]), atlas)),)), asked["series"])
        _check_scenes(work, kind)
    elif kind == "html":
        raise AtlasError(expected="a story", got="one view", do="choose a story, or another format", where="format")
    return work


def _with_end(scene: Any, to: str) -> str:
    return str(replace(scene, to=to or scene.to).to_query())


def _story(name: str, kind: str, atlas: Any, folders: tuple[Path, ...], lang: str) -> Work:
    """A story by name alone: a body of the page cannot name files of the server."""
    if kind in TABLES or kind == "tif":
        raise AtlasError(
            expected="one view", got="a story", do="choose this view, or another format for the story", where="format"
        )
    if not _NAME.fullmatch(name):
        raise AtlasError(expected="the name of a story", got=repr(name), do="choose one of the list", where="story")
    from sahel_atlas.scenes.stories.folder import read_story, story_files

    files = {path.stem: path for path in story_files((atlas.folder / "stories", *folders))}
    if name not in files:
        raise AtlasError(expected="one of " + ", ".join(files), got=repr(name), do="choose one of these", where="story")
    work = story_work(read_story(files[name], atlas), lang)
    _check_scenes(work, kind)
    return work


def _check_scenes(work: Work, kind: str) -> None:
    most = MOST_SCENES.get(kind, len(work.items))
    if len(work.items) > most:
        raise AtlasError(
            expected=f"at most {most} steps",
            got=str(len(work.items)),
            do="take longer steps or a shorter range, or run `atlas export`",
            where="series",
        )


def _file_name(work: Work, kind: str, story: str, marking: Marking) -> str:
    scene = work.items[0].scene
    if kind in TABLES:
        return table_name(scene, FORMATS[kind].suffix, marking)
    several = len(work.items) > 1 and kind in ("png", "svg")
    ending = "zip" if several else kind
    if story:
        return f"sahel-atlas-{story}-{scene.lang}.{ending}"
    last = work.items[-1].scene
    until = f"-{last.date}" if last.date != scene.date else ""
    known = f"-known-{scene.known}" if scene.known and scene.known == last.known else ""
    return f"sahel-atlas-{scene.date}{until}{known}.{ending}"


def _mimetype(name: str, kind: str) -> str:
    if name.endswith(".zip"):
        return "application/zip"
    return FORMATS[kind].mimetype if kind in TABLES else MEDIA[kind]


def preview(ask: Ask, atlas: Any) -> bytes:
    """A small PNG of the first page, slide or picture."""
    wide = ask.options.points()[0]
    options = replace(ask.options, dpi=max(96, round(PREVIEW_PX * 72 / wide)))
    first = replace(ask.work, items=ask.work.items[:1])
    return make(first, atlas, "png", options)[""]
