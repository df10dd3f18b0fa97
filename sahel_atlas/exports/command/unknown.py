"""`atlas unknown`: what is not known, printed or written to a file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from geo.errors import AtlasError
from sahel_atlas.exports.command.export import marking_asked, marking_options
from sahel_atlas.exports.command.jobs import Jobs
from sahel_atlas.exports.command.question import add_facets, add_knowledge, add_language, add_lenient, asked_scene
from sahel_atlas.exports.write import check_target, write_whole
from sahel_atlas.records.folders import DATA

LEVELS = ("engagement", "country")
"""Facets that a gap can be asked by: it has no status of its own."""


def add_parser(jobs: Jobs) -> None:
    """Add `unknown` to the command line."""
    job = jobs.add_parser(
        "unknown",
        help="print what is not known, by country and instrument",
        description="Starts that nobody recorded, plans without a known outcome, what was last stated long ago, "
        "sources that disagree, assumed days, states that were inferred or not looked up, inferred goals, places "
        "without dates, engagements without a place, documents without an address: counts by country and instrument, "
        "and every row.",
    )
    add_knowledge(job)
    add_facets(job, LEVELS)
    add_language(job)
    add_lenient(job)
    marking_options(job)
    job.add_argument("--format", default="text", help="text, csv, xlsx or json (default: text)")
    job.add_argument("-o", "--output", type=Path, help="a file to write; xlsx needs one")
    job.add_argument("--data", type=Path, default=DATA, help="data folder (default: the atlas's own)")
    job.set_defaults(run=run_unknown)


def run_unknown(args: argparse.Namespace) -> int:
    """Print the list in the format asked for, or write it to a file."""
    from layers.atlas import Atlas
    from sahel_atlas.exports.tables.unknown import FORMATS, unknown_bytes

    if args.format not in FORMATS:
        raise AtlasError(
            expected=f"one of {', '.join(FORMATS)}", got=repr(args.format), do="choose one of these", where="format"
        )
    if args.format == "xlsx" and not args.output:
        raise AtlasError(expected="a file for a workbook", got="none", do="name one with -o", where="output")
    if args.output:
        check_target(args.output)
    marking = marking_asked(args)
    atlas = Atlas.load(args.data)
    body = unknown_bytes(atlas, asked_scene(args, atlas), args.format, marking)
    if args.output:
        write_whole(args.output, body)
        print(args.output)
        return 0
    # Bytes as they are, whatever the terminal is set to; without the mark that only spreadsheets need.
    sys.stdout.flush()
    sys.stdout.buffer.write(body.removeprefix(b"\xef\xbb\xbf"))
    sys.stdout.flush()
    return 0
