"""`atlas compare`: the comparison that the page shows, printed."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import AtlasError
from sahel_atlas.exports.carriers import sealed
from sahel_atlas.exports.command.export import marking_asked, marking_options
from sahel_atlas.exports.command.jobs import Jobs
from sahel_atlas.exports.command.question import add_facets, add_knowledge, add_language, add_lenient, asked_scene
from sahel_atlas.exports.marking import NONE, Marking
from sahel_atlas.records.folders import DATA

if TYPE_CHECKING:
    from layers.atlas import Atlas
    from sahel_atlas.scenes.scene import Scene

FORMATS = ("text", "json", "csv")


def add_parser(jobs: Jobs, run: Callable[[argparse.Namespace], int]) -> None:
    """Add `compare` to the command line; `run` prints its `answer`."""
    job = jobs.add_parser(
        "compare",
        help="print what changed between two dates, or between two days of knowledge",
        description="What changed from the earlier to the later of two days: the headline, what runs in each country "
        "on both, and one row per engagement and country that changed. What is first recorded by the later day is "
        "counted apart, since it may have run all along. With --known2 A and B are one date, as known on two days.",
    )
    job.add_argument("date2", metavar="A", help="the first day YYYY-MM-DD or month YYYY-MM")
    job.add_argument("date", metavar="B", help="the second one; what is told goes from the earlier to the later")
    add_knowledge(job)
    job.add_argument(
        "--known2",
        metavar="DAY",
        help="two days of knowledge: one side as known on this day (empty: everything), the other on --known",
    )
    add_facets(job)
    add_language(job)
    add_lenient(job)
    marking_options(job)
    job.add_argument("--format", default="text", help="text, json or csv (default: text)")
    job.add_argument("--data", type=Path, default=DATA, help="data folder (default: the atlas's own)")
    job.set_defaults(run=run)


def answer(args: argparse.Namespace) -> str:
    """The comparison that a command line asks for, in its format.

    Raises
    ------
    AtlasError
        If there is no such format, a part of the question cannot be used, or a required marking lacks.
    """
    from layers.atlas import Atlas

    if args.format not in FORMATS:
        raise AtlasError(
            expected=f"one of {', '.join(FORMATS)}", got=repr(args.format), do="choose one of these", where="format"
        )
    marking = marking_asked(args)
    atlas = Atlas.load(args.data)
    return printed(compared_scene(args, atlas), atlas, args.format, marking)


def compared_scene(args: argparse.Namespace, atlas: Atlas) -> Scene:
    """The scene of the comparison that a command line asks for.

    Raises
    ------
    AtlasError
        If a part cannot be used, or two days of knowledge are asked of two dates.
    """
    from sahel_atlas.scenes.compare import in_time

    versus = "dates" if args.known2 is None else "known"
    if versus == "known" and args.date2 != args.date:
        raise AtlasError(
            expected="one date given twice, when two days of knowledge are compared",
            got=f"{args.date2} and {args.date}",
            do="leave out --known2, or give the same date twice",
            where="--known2",
        )
    args.known2 = args.known2 or None
    for place, name in (("the first day", "date2"), ("the second day", "date")):
        _check_day(args, place, name, atlas)
    # What happened is told from the earlier day to the later one, in whichever order they were written.
    return in_time(replace(asked_scene(args, atlas), tab="compare", versus=versus))


def _check_day(args: argparse.Namespace, place: str, name: str, atlas: Atlas) -> None:
    """Refuse a day that cannot be used by its place on the command line: the caller wrote no name for it."""
    from sahel_atlas.scenes.link import valid_date

    try:
        valid_date(getattr(args, name), atlas.values["window"])
    except AtlasError as error:
        refused = error.changed(where=place)
        if not args.lenient:
            raise refused from error
        print(f"left out: {refused}", file=sys.stderr)
        setattr(args, name, None)


def printed(scene: Scene, atlas: Atlas, name: str, marking: Marking = NONE) -> str:
    """A comparison as text, as JSON (keys of `changes.plain`) or as CSV of its changes, each marked."""
    from sahel_atlas.exports.tables.changes import COLUMNS, change_rows, marked, plain, text_lines
    from sahel_atlas.exports.tables.tables import csv_text
    from sahel_atlas.scenes.compare import compare

    comparison = compare(scene, atlas)
    if name == "csv":
        text = csv_text(change_rows(comparison), COLUMNS, marking)
    elif name == "json":
        text = json.dumps(marked(plain(comparison), marking), ensure_ascii=False, indent=1) + "\n"
    else:
        text = "\n".join(text_lines(comparison, scene, marking)) + "\n"
    return sealed(name, text.encode(), marking).decode()
