"""Sharing a state of the page: the link, the same question as an `atlas query` command, and as Python."""

from __future__ import annotations

import shlex

from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.filters import FACETS, Filter
from sahel_atlas.scenes.scene import Scene, sides

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
