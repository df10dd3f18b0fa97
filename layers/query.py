"""The rows of `atlas query`: one per engagement, status and set of countries that share it.

One function feeds the command line, the API, the table of the page and the downloads, so that all four agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from geo.errors import AtlasError
from layers import vocabulary as v
from layers.engagements import State, cite_text
from layers.faults import hint
from layers.filters import FACET
from layers.records import Citation
from layers.resolve import resolve
from layers.scene import Dropped, Scene, read_query, valid_date

if TYPE_CHECKING:
    from layers.atlas import Atlas

COLUMNS: tuple[str, ...] = (
    "id",
    "subject",
    "parent",
    "kind",
    "name_en",
    "name_nl",
    "instruments",
    "goals",
    "framework",
    "lead",
    "partners",
    "channel",
    "countries",
    "status",
    "decision",
    "status_since",
    "since_precision",
    "projected",
    "uncertain",
    "conflicts",
    "document",
    "section",
    "paragraph",
    "citations",
    "confidence",
    "since_relation",
    "carried_forward",
    "outcome_not_recorded",
    "last_stated",
    "counted",
    "component_of",
    "goal_basis",
    "conditions_en",
    "conditions_nl",
    "layer",
)
"""Columns of a row, in order; the first twenty-five are the contract of `atlas query`, the others follow it."""

LISTS = ("instruments", "goals", "framework", "lead", "partners", "countries", "conflicts", "citations")
FLAGS = ("projected", "uncertain", "carried_forward", "outcome_not_recorded")
CONDITIONS = ("conditions_en", "conditions_nl")
Row = dict[str, Any]


def query_rows(atlas: Atlas, scene: Scene) -> list[Row]:
    """The engagements that a scene shows, with their state on its day.

    Parameters
    ----------
    atlas : Atlas
    scene : Scene
        Its date, document time and filter; layers and view do not matter here.

    Returns
    -------
    list of dict
        Keys are `COLUMNS`. Lists are lists, absent values are None, marks of doubt are booleans; `status_since` and
        `last_stated` are ISO dates cut to their known part; `countries` are ISO 3166 alpha-3 codes.
    """
    return rows_of(resolve(scene, atlas).rows, atlas)


def rows_of(states: Iterable[State], atlas: Atlas) -> list[Row]:
    """Fold states that differ in nothing but the country into one row each, in the order in which they come.

    Parameters
    ----------
    states : iterable of State
    atlas : Atlas

    Returns
    -------
    list of dict
        As `query_rows` gives them.
    """
    shared: dict[tuple[Any, ...], list[State]] = {}
    for state in states:
        doubts = tuple(getattr(state, flag) for flag in FLAGS)
        shared.setdefault((state.engagement_id, state.period_id, doubts, state.conflicts), []).append(state)
    return [_row(group, atlas) for group in shared.values()]


def _row(group: Sequence[State], atlas: Atlas) -> Row:
    state, e = group[0], atlas.engagement(group[0].engagement_id)
    shown = shown_citation(state.citations) or Citation()
    values = {
        "id": e.engagement_id,
        "subject": e.subject,
        "parent": e.parent_id,
        "kind": e.kind,
        "name_en": e.name_en,
        "name_nl": e.name_nl,
        "instruments": e.instruments,
        "goals": e.goals,
        "framework": e.framework,
        "lead": e.lead,
        "partners": e.partners,
        "channel": e.channel,
        "countries": [s.country for s in group if s.country],
        "status": state.status,
        "decision": state.decision,
        "status_since": state.since,
        "since_precision": state.since_precision,
        "projected": state.projected,
        "uncertain": state.uncertain,
        "conflicts": state.conflicts,
        "document": shown.document_id,
        "section": shown.section_code,
        "paragraph": shown.paragraph,
        "citations": [cite_text(c) for c in state.citations],
        "confidence": state.confidence,
        "since_relation": state.since_relation,
        "carried_forward": state.carried_forward,
        "outcome_not_recorded": state.outcome_not_recorded,
        "last_stated": state.last_stated,
        **{name: getattr(e, name) for name in ("counted", "component_of", "goal_basis", *CONDITIONS)},
        "layer": atlas.layer_of(e.engagement_id),
    }
    return {key: list(x) if isinstance(x, tuple) else None if x == "" else x for key, x in values.items()}


def shown_citation(citations: Sequence[Citation]) -> Citation | None:
    """The citation that stands in a row: the letter's where it bears the row, else the primary one.

    `citations` are those that were public by then, so a letter that was not written yet cannot be among them.
    """
    letter = [c for c in citations if c.document_id == v.LETTER]
    return next(iter(sorted(letter or citations, key=lambda c: c.role != "primary")), None)


def scene_of(asked: Mapping[str, Sequence[str]], atlas: Atlas) -> Scene:
    """The scene of a question in separate parts, as a command line has them.

    Parameters
    ----------
    asked : mapping
        Key of the query string -> its values; a key without values asks nothing.

    Raises
    ------
    AtlasError
        If a date does not exist or a value is not known; the message lists the valid ones.
    """
    parts = (f"{key}={','.join(quote(x, safe='') for x in values)}" for key, values in asked.items() if values)
    return strict_scene("&".join(parts), atlas)


def strict_scene(query: str, atlas: Atlas) -> Scene:
    """The scene of a query string of which every part must be right.

    Raises
    ------
    AtlasError
        For the first part that cannot be used, with the valid values.
    """
    scene, dropped = read_query(query, atlas.values)
    if dropped:
        raise _refusal(dropped[0], atlas)
    return scene


_DATES = ("date", "to", "known", "date2", "known2")


def _refusal(part: Dropped, atlas: Atlas) -> AtlasError:
    """Why a part of a question cannot be used, in the words of the command line and the API alike."""
    if part.key in _DATES:
        try:
            valid_date(unquote(part.value), day_only=part.key.startswith("known"))
        except AtlasError as error:
            return AtlasError(expected=error.expected, got=error.got, do=error.do, where=part.key)
    valid = FACET[part.key].words or atlas.values.get(part.key) if part.key in FACET else None
    if valid:
        return AtlasError(
            expected=f"one of {', '.join(valid)}", got=repr(part.value), do=hint(part.value, valid), where=part.key
        )
    return AtlasError(expected="a part that can be read", got=repr(part.value), do=part.reason, where=part.key)
