"""A question on the command line: the options that its commands share, and the scene that they ask for.

Every part must be right; `--lenient` leaves out what cannot be used and says so.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.filters import FACET, FACETS
from sahel_atlas.records.words import languages
from sahel_atlas.scenes.link import DATE_KEYS, without_value

if TYPE_CHECKING:
    from layers.atlas import Atlas
    from sahel_atlas.scenes.scene import Scene

HELP = {
    "subject": "whose it is: Dutch, an international mission or initiative, or context",
    "counted": "whether it counts as a Dutch engagement",
    "reach": "in the country itself, or region-wide",
    "lead": "who leads, by code or name",
    "partner": "who takes part, by code or name",
    "document": "rows that rest on this document among others",
    "country": "by code or name: NER, Niger, Ivoorkust, Côte d'Ivoire",
    "group": "a group of countries, by its id",
    "state": "the political situation of the country on the day asked about",
}
"""What a facet asks, where its name does not say it."""


def add_clocks(job: argparse.ArgumentParser, default: str = v.LETTER_DATE) -> None:
    """Add `--date`, `--to`, `--known` and `--stated`."""
    job.add_argument("--date", metavar="A", help=f"day YYYY-MM-DD or month YYYY-MM (default: {default})")
    job.add_argument("--to", metavar="B", help="end of a period: all that held at any time from A to B")
    add_knowledge(job)


def add_knowledge(job: argparse.ArgumentParser) -> None:
    """Add `--known` and `--stated`, which say what may speak."""
    job.add_argument("--known", metavar="DAY", help="as known on this day: only what was public by then")
    job.add_argument("--stated", metavar="ID", help="as stated by this document, as if it were the only source")


def add_facets(job: argparse.ArgumentParser, levels: tuple[str, ...] = ("engagement", "state", "country")) -> None:
    """Add `--text` and an option for each facet of these levels; given several values it takes any of them."""
    job.add_argument("--text", metavar="WORDS", help="words that occur in names, description, partners or countries")
    for facet in (f for f in FACETS if f.level in levels):
        words = f"one of {', '.join(facet.words)}" if facet.words else ""
        said = ": ".join(filter(None, (HELP.get(facet.name, ""), words)))
        job.add_argument(f"--{facet.name.replace('_', '-')}", action="append", default=[], metavar="WORD", help=said)


def add_language(job: argparse.ArgumentParser) -> None:
    """Add `--lang`."""
    job.add_argument("--lang", help=f"the language of texts: {' or '.join(languages())} (default: en)")


def add_lenient(job: argparse.ArgumentParser) -> None:
    """Add `--lenient`."""
    job.add_argument("--lenient", action="store_true", help="leave out what cannot be used, and say so")


def question(args: argparse.Namespace) -> dict[str, list[str]]:
    """The parts of a question that a command line holds, by their key in a link."""
    asked: dict[str, list[str]] = {}
    for key in (*DATE_KEYS, "stated", "text", "lang", *(facet.name for facet in FACETS)):
        value: str | list[str] | None = getattr(args, key, None)
        if value is not None:
            asked[key] = value if isinstance(value, list) else [value]
    return asked


def asked_scene(args: argparse.Namespace, atlas: Atlas) -> Scene:
    """The scene that a command line asks for.

    Raises
    ------
    geo.errors.AtlasError
        For the first part that cannot be used, unless the question is lenient.
    """
    from sahel_atlas.scenes.query import query_of

    lenient = getattr(args, "lenient", False)
    return read_strictly(query_of(_filled(question(args), lenient)), atlas, lenient=lenient)


def _filled(asked: dict[str, list[str]], lenient: bool) -> dict[str, list[str]]:
    """A question without the facets and texts that were given no value: such an option is refused, or left out aloud.

    A link may empty the list of subjects; an option that is empty is a variable of the shell that was never set.
    """
    for key in (key for key in asked if key == "text" or key in FACET):
        given = [word for word in asked[key] if word.strip()]
        if len(given) == len(asked[key]):
            continue
        empty = without_value(key, "the option")
        if not lenient:
            raise empty.refusal()
        print(f"left out: {empty}", file=sys.stderr)
        asked = asked | {key: given}
    return asked


def read_strictly(query: str, atlas: Atlas, *, lenient: bool = False) -> Scene:
    """The scene of a query string: refused for a part that cannot be used, or without it and with a line that says so.

    Raises
    ------
    geo.errors.AtlasError
        For the first part that cannot be used, unless `lenient`.
    """
    from sahel_atlas.scenes.query import read_link, strict_scene

    if not lenient:
        return strict_scene(query, atlas)
    scene, dropped = read_link(query, atlas)
    for part in dropped:
        print(f"left out: {part}", file=sys.stderr)
    return scene
