"""Sharing a state of the page: the link, the same question as an `atlas query` command, and as Python."""

from __future__ import annotations

import shlex

from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.filters import FACETS, Filter
from sahel_atlas.records.words import Pair
from sahel_atlas.scenes.scene import Scene, sides

WORDS: dict[str, Pair] = {
    "share.title": ("Share this view", "Deze weergave delen"),
    "share.link": ("Link", "Link"),
    "share.link.note": (
        "The whole view is in the link: date, what was known or stated, filters, layers, selection.",
        "De hele weergave zit in de link: datum, wat bekend was of vermeld is, filters, lagen, selectie.",
    ),
    "share.command": ("As a command", "Als opdracht"),
    "share.python": ("As Python", "Als Python"),
    "share.copy": ("Copy", "Kopiëren"),
    "share.copied": ("Copied", "Gekopieerd"),
    "share.refused": ("Copying was refused; the text is selected.", "Kopiëren is geweigerd; de tekst is geselecteerd."),
    "share.fault": (
        "The commands could not be read from the server.",
        "De opdrachten konden niet van de server worden opgehaald.",
    ),
    "drop.title": (
        "{n} parts of this link could not be used; the rest is shown.",
        "{n} delen van deze link waren niet bruikbaar; de rest wordt getoond.",
    ),
    "drop.title.one": (
        "One part of this link could not be used; the rest is shown.",
        "Eén deel van deze link was niet bruikbaar; de rest wordt getoond.",
    ),
    "drop.twice": ("given twice: the first one counts", "staat er twee keer: de eerste telt"),
    "drop.version": (
        "written by another version of the atlas; what this one knows is shown",
        "geschreven door een andere versie van de atlas; wat deze versie kent, wordt getoond",
    ),
    "drop.part": ("the atlas has no part of this name", "de atlas kent geen onderdeel met deze naam"),
    "drop.date": (
        "no such date here: expected a month or day from {first} to {last}",
        "die datum bestaat hier niet: verwacht een maand of dag van {first} tot en met {last}",
    ),
    "drop.day": (
        "no such day: expected one written as 2023-12-01",
        "die dag bestaat niet: verwacht een dag geschreven als 2023-12-01",
    ),
    "drop.view": (
        "not a place on the map: expected longitude, latitude and zoom",
        "geen plaats op de kaart: verwacht lengtegraad, breedtegraad en zoomniveau",
    ),
    "drop.reference": ("the atlas has nothing with this reference", "de atlas kent niets met deze verwijzing"),
    "drop.value": ("not a value the atlas knows", "geen waarde die de atlas kent"),
    "drop.long": ("too long: only the beginning is used", "te lang: alleen het begin wordt gebruikt"),
    "drop.valid": ("Valid values", "Geldige waarden"),
}
EQUAL: dict[str, str] = {"share.link": "the same word in both languages"}

PYTHON = """\
from layers.atlas import Atlas
from sahel_atlas.scenes.query import query_rows
from sahel_atlas.scenes.resolve import resolve
from sahel_atlas.scenes.scene import Scene

atlas = Atlas.load()
scene = Scene.from_query({query!r}, atlas.values)
shown = resolve(scene, atlas)
print(shown.day, shown.counts.running["any"], "running of", shown.counts.open["any"], "open")
for row in query_rows(atlas, scene):
    print(row["id"], row["status"], ";".join(row["countries"]))
"""


PYTHON_COMPARED = """\
from layers.atlas import Atlas
from sahel_atlas.records.clock.changes import describe
from sahel_atlas.scenes.compare import compare
from sahel_atlas.scenes.scene import Scene

atlas = Atlas.load()
compared = compare(Scene.from_query({query!r}, atlas.values), atlas)
for change in compared.changes:
    print(change.group, describe(change, compared.atlas), sep=": ")
"""


def command_of(scene: Scene) -> str:
    """The question of a scene as one line for a shell: `atlas query`, or `atlas compare` for a comparison.

    Examples
    --------
    >>> command_of(Scene(date="2023-07", filter=Filter(instrument=("security",))))
    'atlas query --date 2023-07 --instrument security'
    """
    if scene.tab == "compare":
        before, after = sides(scene)
        words = ["atlas", "compare", before.date if scene.versus == "dates" else after.date, after.date]
        clocks = {"known": scene.known, "stated": scene.stated}
        if scene.versus == "known":
            # An empty day of knowledge is said too: it is what makes two days of knowledge of the question.
            return shlex.join([*words, *_options(clocks), "--known2", scene.known2, *_facets(scene.filter)])
    else:
        words = ["atlas", "query", "--date", scene.date]
        clocks = {"to": scene.to, "known": scene.known, "stated": scene.stated}
    return shlex.join([*words, *_options(clocks), *_facets(scene.filter)])


def _options(values: dict[str, str]) -> list[str]:
    return [word for name, value in values.items() if value for word in (f"--{name}", value)]


def _facets(asked: Filter) -> list[str]:
    words: list[str] = []
    plain = Filter()
    for facet in FACETS:
        values = getattr(asked, facet.name)
        if values == getattr(plain, facet.name):
            continue
        # An emptied subject asks for every subject; the command says so by naming them.
        for value in values or (v.SUBJECTS if facet.name == "subject" else ()):
            words += [f"--{facet.name.replace('_', '-')}", value]
    return words + _options({"text": asked.text})


def python_of(scene: Scene) -> str:
    """The question of a scene as a script that runs in the checkout or where the atlas is installed."""
    return (PYTHON_COMPARED if scene.tab == "compare" else PYTHON).format(query=scene.to_query())
