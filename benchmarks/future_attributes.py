"""What an engagement is, on a day of knowledge: attributes in outputs, held against the tables by a plain loop.

Names and texts are searched for in every output (`benchmarks.future`). A word such as "migration" stands everywhere, so
rows are read back here, and each attribute of each row is compared with what the table of engagements and that of
former values say of its day. A filter is asked of the same values: no row may pass by what was told later.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from layers.atlas import Atlas
from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.filters import Filter
from sahel_atlas.records.rows import Tables
from sahel_atlas.scenes.scene import Scene

FIELDS = ("name_en", "name_nl", "instruments", "goals", "framework", "lead", "partners", "channel", "reach")
FACETS = {"instruments": "instrument", "goals": "goal", "framework": "framework", "lead": "lead", "partners": "partner"}
"""Attributes that a facet asks for -> the facet."""
Seen = Iterator[tuple[str, Mapping[str, Any]]]
"""Ids of engagements with the attributes that an output shows of them."""
_PLAIN = ("name_en", "name_nl", "acronym", "channel", "reach")


def told(tables: Tables, engagement_id: str, name: str, known: str) -> Any:
    """An attribute as it read on a day of knowledge: what stood before the first later telling, else the row's own."""
    later = [r for r in tables.former if (r.engagement_id, r.field) == (engagement_id, name) and r.known_from > known]
    if not later:
        return next(getattr(e, name) for e in tables.engagements if e.engagement_id == engagement_id)
    text = min(later, key=lambda r: r.known_from).value
    return text if name in _PLAIN else tuple(filter(None, text.split(";")))


def eves(tables: Tables) -> list[Scene]:
    """Per former value the eve of the day on which more was told: unfiltered, and asking for what was told then."""
    found = []
    everything = Filter(subject=v.SUBJECTS)
    for row in tables.former:
        day = (date.fromisoformat(row.known_from) - timedelta(days=1)).isoformat()
        plain = Scene(date=day, known=day, known2=day, filter=everything)
        found.append(plain)
        if facet := FACETS.get(row.field):
            whole = next(e for e in tables.engagements if e.engagement_id == row.engagement_id)
            new = {*getattr(whole, row.field)} - {*told(tables, row.engagement_id, row.field, day)}
            found += [replace(plain, filter=everything.with_values(facet, [word])) for word in sorted(new)]
    return found


def _rows(atlas: Atlas, scene: Scene) -> Seen:
    from sahel_atlas.scenes.query import query_rows

    for row in query_rows(atlas, scene):
        yield row["id"], {name: row[name] for name in FIELDS}


def _csv(atlas: Atlas, scene: Scene) -> Seen:
    from sahel_atlas.exports.tables.tables import table_bytes

    text = table_bytes(atlas, scene, "csv").decode("utf-8-sig")
    for row in csv.DictReader(io.StringIO(text)):
        yield row["id"], {name: row[name] for name in FIELDS if name in row}


def _geojson(atlas: Atlas, scene: Scene) -> Seen:
    from sahel_atlas.exports.tables.tables import table_bytes

    for feature in json.loads(table_bytes(atlas, scene, "geojson"))["features"]:
        row = feature["properties"]
        yield row["id"], {name: row[name] for name in FIELDS if name in row}


def _payload(atlas: Atlas, scene: Scene) -> Seen:
    """The whole payload, looked up as the page does: the version that stands on the day of knowledge."""
    from sahel_atlas.contract.payload import epoch_day, payload

    known = epoch_day(date.fromisoformat(scene.known))
    for _, first, end, e in payload(atlas, [])["tables"]["engagements"]:
        if (first is None or first <= known) and (end is None or known < end):
            values = {name: e.get(name, "" if name in _PLAIN else ()) for name in FIELDS}
            facets = {name: e["facets"][facet] for name, facet in FACETS.items()}
            for seen in (values, facets, {"instruments": _unpacked(e["bits"])}):
                yield e["engagement_id"], seen


def _unpacked(bits: int) -> tuple[str, ...]:
    return tuple(name for i, name in enumerate(v.INSTRUMENTS) if bits >> i & 1)


READERS: Mapping[str, Callable[[Atlas, Scene], Seen]] = {
    "rows": _rows,
    "table csv": _csv,
    "table geojson": _geojson,
    "payload": _payload,
}
"""Outputs whose rows are read back -> what they show of each engagement."""
_ASKED = ("rows", "table csv", "table geojson")
"""Outputs that hold only what passes the filter."""


def _as_set(value: Any) -> frozenset[str]:
    parts = value.split(";") if isinstance(value, str) else value or ()
    return frozenset(part.strip() for part in parts if part.strip())


def later_attributes(
    made_from: Atlas, tables: Tables, asked: Iterable[Scene], readers: Mapping[str, Callable[[Atlas, Scene], Seen]]
) -> list[str]:
    """Attributes that an output shows otherwise than they read on its day of knowledge, or that a row passed by."""
    found = []
    for scene in asked:
        for output, reader in readers.items():
            for engagement_id, values in reader(made_from, scene):
                true = {name: _as_set(told(tables, engagement_id, name, scene.known)) for name in FIELDS}
                wrong = [name for name, value in values.items() if _as_set(value) != true[name]]
                if output in _ASKED:
                    wants = {name: {*getattr(scene.filter, facet)} for name, facet in FACETS.items()}
                    wrong += [f"{name} asked" for name, words in wants.items() if words and not words & true[name]]
                found += [f"{output} of {scene.to_query()}: {engagement_id} {name}" for name in wrong]
    return found
