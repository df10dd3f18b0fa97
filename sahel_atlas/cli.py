"""The `atlas` command."""

from __future__ import annotations

import argparse
import io
import json
import os
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from wsgiref.types import WSGIApplication

from geo.errors import AtlasError
from sahel_atlas.exports.command.compare import add_parser as add_compare_job
from sahel_atlas.exports.command.export import add_parser as add_export_jobs
from sahel_atlas.exports.command.export import marking_asked, marking_options
from sahel_atlas.exports.command.jobs import Jobs
from sahel_atlas.exports.command.question import add_clocks, add_facets, add_language, add_lenient, asked_scene
from sahel_atlas.exports.command.rehearse import add_parser as add_story_jobs
from sahel_atlas.exports.command.unknown import add_parser as add_unknown_job
from sahel_atlas.records.folders import DATA, INSTALLED
from sahel_atlas.records.words import Texts

if TYPE_CHECKING:
    from sahel_atlas.views.settings import Settings

QUERY_FORMATS = ("csv", "json", "geojson")


def parser() -> argparse.ArgumentParser:
    """The command line, with one sub-command per job."""
    top = argparse.ArgumentParser(
        prog="atlas",
        description="The Sahel Engagement Atlas: what was the Dutch engagement on a date, where, in what state, and on "
        "which source does that rest? `atlas JOB --help` explains each job.",
        epilog="Exit status: 0 done, 1 a check found faults, 2 the input could not be used; the message then says what "
        "was expected, what came, and what to do.",
    )
    jobs = top.add_subparsers(dest="job", required=True)
    _serve_job(jobs)
    _query_job(jobs)
    add_compare_job(jobs, run_compare)
    add_unknown_job(jobs)
    _check_job(jobs)
    _build_job(jobs)
    add_export_jobs(jobs, _interface_words)
    add_story_jobs(jobs)
    return top


def _serve_job(jobs: Jobs) -> None:
    serve = jobs.add_parser(
        "serve",
        help="serve the map on this machine",
        description="Serves the map until interrupted. Behind a proxy under a path, as in https://example.org/atlas/: "
        "--prefix /atlas where the proxy passes the path on, --proxy where it takes the path off and names it in "
        "X-Forwarded-Prefix. Where it passes the name of the site on as well, that name goes into --allow-host.",
    )
    serve.add_argument(
        "--host", default=os.environ.get("HOST") or "127.0.0.1", help="address to listen on (default: loopback)"
    )
    serve.add_argument(
        "--port", type=port_number, default=os.environ.get("PORT") or "8050", help="port (default: 8050)"
    )
    serve.add_argument("--open", action="store_true", help="open the browser")
    serve.add_argument("--letter", type=Path, help="a local copy of the letter, whose paragraphs the dossier may show")
    serve.add_argument("--stories", type=Path, action="append", default=[], help="a further folder with stories")
    serve.add_argument(
        "--allow-host", action="append", default=[], metavar="NAME", help="a further name to answer to, behind a proxy"
    )
    serve.add_argument(
        "--prefix", default="", metavar="PATH", help="the path under which a proxy passes requests on, such as /atlas"
    )
    serve.add_argument(
        "--proxy",
        action="store_true",
        help="believe X-Forwarded-Prefix: only behind a proxy that sets it itself on every request",
    )
    _data_option(serve)
    serve.set_defaults(run=run_serve)


def _interface_words() -> dict[str, Texts]:
    from sahel_atlas.views.words import all_words

    return all_words()


def _query_job(jobs: Jobs) -> None:
    query = jobs.add_parser(
        "query",
        help="print the engagements of a day as a table",
        description="One row per engagement, status and set of countries that share it. A period (--date A --to B) "
        "gives every state that held in it, with its first and last day there. Several values of one option are "
        "alternatives; the options together narrow.",
    )
    add_clocks(query)
    add_facets(query)
    add_language(query)
    add_lenient(query)
    query.add_argument("--format", default="csv", help="csv, json or geojson (default: csv)")
    marking_options(query)
    _data_option(query)
    query.set_defaults(run=run_query)


def _check_job(jobs: Jobs) -> None:
    check = jobs.add_parser(
        "check",
        help="check the curated tables, and the citations against a copy of the letter",
        description="Prints one line per fault, all of them at once: file:row:column: expected …, got …; do …, with "
        "the row as a spreadsheet numbers it. Exit status 1 when there are any.",
    )
    check.add_argument("--letter", type=Path, help="a local copy of the letter, as text or as paragraphs.csv")
    _data_option(check)
    check.set_defaults(run=run_check)


def _build_job(jobs: Jobs) -> None:
    build = jobs.add_parser("build", help="remake the base geography from its packages")
    build.add_argument("--packages", type=Path, default=Path("build") / "packages", help="folder of the packages")
    build.add_argument("--only", action="append", help="a layer to build, repeatable (default: all)")
    build.add_argument("--verify", action="store_true", help="rebuild two layers and compare them with those in place")
    _data_option(build)
    build.set_defaults(run=run_build)


def _data_option(job: argparse.ArgumentParser) -> None:
    job.add_argument("--data", type=Path, default=DATA, help="data folder (default: the atlas's own)")


def port_number(text: str) -> int:
    """A port from 0 to 65535 (0 takes a free one)."""
    if not text.isdigit() or not 0 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"expected a port from 0 to 65535, got {text!r}; choose for example 8050")
    return int(text)


def run_serve(args: argparse.Namespace) -> int:
    """Serve until interrupted; a taken port, a wrong table or a letter that cannot be read is one clear message."""
    from sahel_atlas.views.settings import Settings

    settings = Settings(
        data=args.data,
        letter=args.letter,
        stories=tuple(args.stories),
        host=args.host,
        port=args.port,
        names=tuple(args.allow_host),
        prefix=args.prefix,
        proxy=args.proxy,
    )
    # The port comes first: whoever asks while the atlas is being loaded waits and is not refused.
    with _listen(args.host, args.port) as listener:
        server = _server_of(settings)
        address = _address(*listener.getsockname()[:2]) + (f"{settings.prefix}/" if settings.prefix else "")
        print(f"The atlas is at {address}  (stop with Ctrl+C)", flush=True)
        if args.open:
            import webbrowser

            webbrowser.open(address)
        _serve(server, listener)
    return 0


def _serve(server: WSGIApplication, listener: socket.socket) -> None:
    from sahel_atlas.views.server import MAX_BODY
    from sahel_atlas.views.serving import serve

    serve(server, listener, 2 * MAX_BODY)


def _server_of(settings: Settings) -> WSGIApplication:
    from app import create_server
    from sahel_atlas.exports.marking import marking_set
    from sahel_atlas.records.citations import altered

    marking_set()
    for folder in settings.stories:
        if not folder.is_dir():
            raise AtlasError(
                expected="a folder with stories", got=str(folder), do="name a folder that exists", where="--stories"
            )
    if settings.letter:
        wrong = altered(settings.letter)
        if wrong:
            print(
                f"This copy of the letter has other words than the one that the atlas cites, in {', '.join(wrong)}; "
                "`atlas check --letter FILE` says where they are cited.",
                file=sys.stderr,
            )
    return create_server(settings)


def _address(host: str, port: int) -> str:
    """The address that a browser on this machine takes; the wildcard ones are for listening only.

    Examples
    --------
    >>> _address("0.0.0.0", 8050), _address("::1", 8050)
    ('http://127.0.0.1:8050', 'http://[::1]:8050')
    """
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def run_query(args: argparse.Namespace) -> int:
    """Print the rows of a question in the format asked for."""
    from layers.atlas import Atlas
    from sahel_atlas.exports.tables.tables import csv_text, geojson, json_rows
    from sahel_atlas.scenes.query import query_rows

    if args.format not in QUERY_FORMATS:
        raise AtlasError(
            expected=f"one of {', '.join(QUERY_FORMATS)}",
            got=repr(args.format),
            do="choose one of these",
            where="format",
        )
    marking = marking_asked(args)
    atlas = Atlas.load(args.data)
    scene = asked_scene(args, atlas)
    rows = query_rows(atlas, scene)
    if args.format == "csv":
        _print(csv_text(rows, marking=marking))
    else:
        answer = json_rows(rows, marking) if args.format == "json" else geojson(atlas, scene, rows, marking)
        _print(json.dumps(answer, ensure_ascii=False, indent=1) + "\n")
    return 0


def run_compare(args: argparse.Namespace) -> int:
    """Print a comparison in the format asked for."""
    from sahel_atlas.exports.command.compare import answer

    _print(answer(args))
    return 0


def run_check(args: argparse.Namespace) -> int:
    """Print every fault of the tables, and of the citations when a copy of the letter is given; 1 if there are any."""
    from sahel_atlas.records.check.run import check

    faults = check(args.data)
    if args.letter and not faults:
        from sahel_atlas.records.citations import check_letter
        from sahel_atlas.records.tables import read_tables

        faults = check_letter(args.letter, read_tables(args.data))
    _print("".join(f"{fault}\n" for fault in faults))
    if not faults:
        print("No faults" + (", and every citation stands in the letter." if args.letter else "."))
    return 1 if faults else 0


def run_build(args: argparse.Namespace) -> int:
    """Remake the base geography, or compare two layers of it with those in place."""
    from sahel_atlas.build import run as build

    if args.verify:
        faults = build.verify(args.packages)
        print("\n".join(faults) or "The layers built again agree with those in place.")
        return 1 if faults else 0
    own = args.data.resolve() == DATA.resolve()
    if own and INSTALLED:
        raise AtlasError(
            expected="a folder of your own", got="the installed atlas", do="name one with --data FOLDER", where="--data"
        )
    build.build(args.packages, None if own else args.data / "base", args.only, print)
    return 0


def _print(text: str) -> None:
    """Write UTF-8 whatever the terminal is set to, with the line ends as they are."""
    binary = getattr(sys.stdout, "buffer", None)
    if binary is None:
        sys.stdout.write(text)
        return
    sys.stdout.flush()
    binary.write(text.encode())
    binary.flush()


def _listen(host: str, port: int) -> socket.socket:
    from sahel_atlas.views.serving import BACKLOG

    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    # Windows has the first alone; there the second would let another server take a port in use, without a word.
    option = getattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEADDR)
    listener.setsockopt(socket.SOL_SOCKET, option, 1)
    try:
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except socket.gaierror as error:
        listener.close()
        raise AtlasError(
            expected="an address of this machine",
            got=f"{host}: {error.strerror}",
            do="leave it out, or write 127.0.0.1",
        ) from error
    except OSError as error:
        listener.close()
        raise AtlasError(
            expected=f"a free port on {host}",
            got=f"port {port}: {error.strerror}",
            do=f"stop what listens there, or choose another with --port, for example --port {port + 1}",
        ) from error
    return listener


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; faults are printed as lines, never as a traceback.

    Returns
    -------
    int
        0 when all went well, 1 when a check found faults, 2 when the input could not be used.
    """
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a sign (an ellipsis on Windows, say) gets its number: that is no reason to stop.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    args = parser().parse_args(argv)
    try:
        return int(args.run(args))
    except AtlasError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 0
    except BrokenPipeError:
        # The reader (head, say) has seen enough; Python would complain once more while closing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        where = f"{str(error.filename)[:200]}: " if error.filename else ""
        print(f"{where}expected a file that can be used, got {error.strerror or error}; name another", file=sys.stderr)
        return 2


if __name__ == "__main__":
    raise SystemExit(main())
