"""`atlas export` and `atlas open`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from sahel_atlas.exports.command.jobs import Jobs
from sahel_atlas.exports.command.question import add_clocks, add_lenient, asked_scene
from sahel_atlas.exports.items import STEPS, find_work, series
from sahel_atlas.exports.make import MEDIA, TABLES, Extras, ending, export
from sahel_atlas.exports.marking import SETTING, TLP, Marking, marking_in, marking_of, marking_set, require
from sahel_atlas.exports.options import DEFAULT_DPI, SIZES, THEMES, ExportOptions
from sahel_atlas.exports.page.briefing import briefing
from sahel_atlas.exports.write import Job, Progress, check_target, write_whole
from sahel_atlas.records.folders import DATA
from sahel_atlas.records.words import Texts, languages

ADDRESS = "http://127.0.0.1:8050/"


def add_parser(jobs: Jobs, words: Callable[[], Mapping[str, Texts]] | None = None) -> None:
    """Add `export` and `open` to the command line; `words` gives the interface's words for an HTML briefing."""
    job = jobs.add_parser(
        "export",
        help="write a map, slides, a film or a table to a file",
        description="The ending of the file chooses the format: " + ", ".join((*MEDIA, *TABLES)) + ".",
    )
    job.add_argument("what", help="a link or query string, a state code, a story's name or the path of a story")
    job.add_argument("-o", "--output", type=Path, required=True, help="the file to write")
    _look(job)
    _along(job)
    add_lenient(job)
    job.add_argument("--template", type=Path, help="pptx: a template whose layouts, fonts and colours are used")
    job.add_argument("--cover", action="store_true", help="pptx: begin with a cover")
    job.add_argument("--series", choices=tuple(STEPS), help="one picture, page or slide per step of the range")
    job.add_argument("--sheet", action="store_true", help="png: all pictures on one contact sheet")
    job.add_argument("--world", action="store_true", help="png: the map alone, with a world file")
    job.add_argument("--seconds", type=float, default=1.0, help="gif, mp4: seconds per picture (default: 1)")
    job.add_argument("--stories", type=Path, action="append", default=[], help="a further folder with stories")
    job.add_argument("--data", type=Path, default=DATA, help="data folder (default: the atlas's own)")
    job.set_defaults(run=run_export, words=words)
    many = jobs.add_parser("series", help="write one page per country or mission, with an index, as one PDF or deck")
    many.add_argument("about", metavar="SUBJECT", choices=("countries", "missions"), help="countries or missions")
    many.add_argument("-o", "--output", type=Path, required=True, help="a .pdf or .pptx to write")
    add_clocks(many)
    add_lenient(many)
    _look(many)
    _along(many)
    many.add_argument("--data", type=Path, default=DATA, help="data folder (default: the atlas's own)")
    many.set_defaults(run=run_series)
    shown = jobs.add_parser("open", help="print the link of a state code or an exported file, and open it")
    shown.add_argument("what", help="a state code, or a PNG, SVG, PDF or PPTX that carries one")
    shown.add_argument("--address", default=ADDRESS, help=f"where the atlas is served (default: {ADDRESS})")
    shown.add_argument("--print", action="store_true", dest="only_print", help="print the link and open nothing")
    shown.set_defaults(run=run_open)


def _look(job: argparse.ArgumentParser) -> None:
    job.add_argument("--size", default="16:9", help="one of " + ", ".join(SIZES) + ", or WIDTHxHEIGHT in points")
    job.add_argument("--dpi", type=int, default=DEFAULT_DPI, help=f"96 to 600 (default: {DEFAULT_DPI})")
    job.add_argument("--theme", default="screen", help="one of " + ", ".join(THEMES))
    job.add_argument("--lang", default="", help=f"{' or '.join(languages())} (default: the link's own)")
    job.add_argument("--title", default="", help="a finding; left out: the filter in words")
    marking_options(job)


def _along(job: argparse.ArgumentParser) -> None:
    job.add_argument("--without-notes", action="store_true", help="leave speaker's notes out")
    job.add_argument("--without-citations", action="store_true", help="leave the list of citations out")


def marking_options(job: argparse.ArgumentParser) -> None:
    """Let a command take a marking."""
    job.add_argument("--marking", default="", help=f"a text that all of it carries (default: {SETTING}, if set)")
    job.add_argument("--tlp", default="", help="a TLP label that all of it carries: one of " + ", ".join(TLP))


def marking_asked(args: argparse.Namespace, query: str = "") -> Marking:
    """The marking of a command: its own text and label, else those of the link it was given, else of this machine.

    Raises
    ------
    geo.errors.AtlasError
        If it cannot be used, or one is required and there is none.
    """
    marking = marking_of(args.marking, args.tlp).over(marking_in(query)[0]).over(marking_set())
    require(marking)
    return marking


def options_of(args: argparse.Namespace, marking: Marking) -> ExportOptions:
    """The options that the command line asks for."""
    return ExportOptions(
        size=args.size,
        dpi=args.dpi,
        theme=args.theme,
        lang=args.lang,
        title=args.title,
        marking=marking.text,
        tlp=marking.tlp,
        notes=not args.without_notes,
        citations=not args.without_citations,
    )


def run_series(args: argparse.Namespace) -> int:
    """Write one page per country or mission: the file whole or not at all."""
    from layers.atlas import Atlas
    from sahel_atlas.exports.figure.series import series_bytes

    options = options_of(args, marking_asked(args))
    kind = ending(args.output)
    check_target(args.output)
    atlas = Atlas.load(args.data)
    args.lang = args.lang or None  # left out, it is no part of the question
    scene = asked_scene(args, atlas)
    write_whole(args.output, series_bytes(args.about, atlas, scene, kind, options))
    print(args.output)
    return 0


def run_export(args: argparse.Namespace) -> int:
    """Write the export; progress goes to a terminal only."""
    from layers.atlas import Atlas

    options = options_of(args, marking_asked(args, _query_of(args.what)))
    ending(args.output)
    atlas = Atlas.load(args.data)
    work = find_work(args.what, atlas, args.lang, args.stories, lenient=args.lenient)
    for line in work.dropped:
        print(f"left out of the link: {line}", file=sys.stderr)
    if args.series:
        work = series(work, args.series)
    page = (lambda story: briefing(story, atlas, args.words(), args.lang or "en", options.mark)) if args.words else None
    extras = Extras(args.template, args.cover, args.sheet, args.world, args.seconds, page)
    for path in export(work, atlas, args.output, options, extras, Job(_progress())):
        print(path)
    return 0


def _query_of(what: str) -> str:
    """The query string of what is to be exported, where it is a link."""
    return what.partition("#")[0].rpartition("?")[2]


def _progress() -> Progress | None:
    if not sys.stderr.isatty():
        return None

    def tell(share: float, step: str) -> None:
        end = "\n" if share >= 1 else ""
        print(f"\r{share:4.0%} {step:<12}", end=end, file=sys.stderr, flush=True)

    return tell


def run_open(args: argparse.Namespace) -> int:
    """Print the link of a state code or of the file that carries it, and open it in the browser."""
    from sahel_atlas.exports.carried import code_of
    from sahel_atlas.exports.statecode import decode

    link = f"{args.address.rstrip('/')}/?{decode(code_of(args.what)).to_query()}"
    print(link)
    if not args.only_print:
        import webbrowser

        webbrowser.open(link)
    return 0
