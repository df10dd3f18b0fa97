"""The rows of `atlas query`: one per engagement, status and set of countries that share it.

One function feeds the command line, the API, the table of the page and the downloads, so that all four agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.clock.states import TOLD, State, cite_text
from sahel_atlas.records.rows import Amount, Citation, Document, Engagement
from sahel_atlas.records.words import pick, say
from sahel_atlas.scenes.link import Dropped
from sahel_atlas.scenes.names import Names
from sahel_atlas.scenes.resolve import resolve
from sahel_atlas.scenes.scene import Scene, read_query

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
    "reach",
    "countries_matched",
    "planned_start",
    "planned_end",
    "planned_precision",
    "description",
    "contribution",
    "from",
    "to",
    "degree",
    "source_later",
    "addresses",
    "amounts",
    "amount_sum",
    "amount_currency",
    "amount_year",
    "amount_for",
    "amount_document",
)
"""Columns of a row, in order; the first twenty-five are the contract of `atlas query`, the others follow it."""

LISTS = (
    "instruments",
    "goals",
    "framework",
    "lead",
    "partners",
    "countries",
    "countries_matched",
    "conflicts",
    "citations",
    "addresses",
    "amounts",
    "amount_sum",
    "amount_currency",
    "amount_year",
    "amount_for",
    "amount_document",
)
NUMBERS = ("amount_sum",)
"""Those lists that hold numbers; the others hold texts."""
FLAGS = ("projected", "uncertain", "carried_forward", "outcome_not_recorded", "source_later")
Row = dict[str, Any]


def query_rows(atlas: Atlas, scene: Scene) -> list[Row]:
    """The engagements that a scene shows, with their state on its day or in its stretch of time.

    Parameters
    ----------
    atlas : Atlas
    scene : Scene
        Its date, document time, document and filter; layers and view do not matter here. `description`, `contribution`,
        `amounts` and `amount_for` are in its language.

    Returns
    -------
    list of dict
        Keys are `COLUMNS`. Lists are lists, absent values are None, marks of doubt are booleans; `status_since` and
        `last_stated` are ISO dates cut to their known part, `from` and `to` the first and last day of the state (cut to
        the stretch of time that is asked; `to` is None while nothing ends the state); `countries` are ISO 3166 alpha-3
        codes of all countries that share the row, `countries_matched` those of them that the filter lets through;
        `addresses` say of each cited document where it can be read; `amounts` is each stated sum as one text, and
        `amount_sum` (numbers), `amount_currency`, `amount_year`, `amount_for` and `amount_document` are its parts, one
        item per sum in the same order. Every row of an engagement has all its sums: they are not to be added up.
    """
    shown = resolve(scene, atlas)
    clock = shown.atlas.clock(scene.known, scene.stated)
    every = clock.within(shown.first, shown.day) if scene.to else clock.at(shown.day)
    return rows_of(shown.rows, shown.atlas, every, scene.lang, scene.stated)


def rows_of(
    states: Iterable[State], atlas: Atlas, every: Iterable[State] = (), lang: str = "en", stated: str = ""
) -> list[Row]:
    """Fold states that differ in nothing but the country into one row each, in the order in which they come.

    Parameters
    ----------
    states : iterable of State
    atlas : Atlas
        As known on the scene's day of knowledge.
    every : iterable of State
        All states of that time, for the whole list of countries; left out, it is that of `states`.
    lang : str
        Of description, contribution and amounts.
    stated : str
        Id of the one document that may speak: what others tell of conditions and amounts is left out.

    Returns
    -------
    list of dict
        As `query_rows` gives them.
    """
    shared, whole = _folded(states), _folded(every)
    return [_row(group, whole.get(key, group), atlas, lang, stated) for key, group in shared.items()]


def _folded(states: Iterable[State]) -> dict[tuple[Any, ...], list[State]]:
    found: dict[tuple[Any, ...], list[State]] = {}
    for state in states:
        doubts = tuple(getattr(state, flag) for flag in FLAGS)
        key = (state.engagement_id, state.period_id, doubts, state.conflicts, state.held_from, state.held_to)
        found.setdefault(key, []).append(state)
    return found


def _row(group: Sequence[State], whole: Sequence[State], atlas: Atlas, lang: str, stated: str) -> Row:
    e = atlas.engagement(group[0].engagement_id)
    values = _told_of(e, atlas, lang, stated) | _state_of(group[0], atlas, lang)
    values |= {"countries": [s.country for s in whole if s.country]}
    values |= {"countries_matched": [s.country for s in group if s.country]}
    return {
        key: list(x) if isinstance(x, tuple) else None if x == "" else x
        for key, x in ((key, values[key]) for key in COLUMNS)
    }


def _told_of(e: Engagement, atlas: Atlas, lang: str, stated: str) -> Row:
    """What a row says of the engagement itself."""
    same = ("subject", "kind", "name_en", "name_nl", "instruments", "goals", "framework", "lead", "partners", "channel")
    own = ("counted", "component_of", "goal_basis", "reach")
    amounts = (a for a in atlas.tables.amounts if a.engagement_id == e.engagement_id)
    conditions = [x for x in atlas.texts(e.engagement_id, "conditions") if stated in ("", x.document_id)]
    return {
        "id": e.engagement_id,
        "parent": e.parent_id,
        **{name: getattr(e, name) for name in (*same, *own)},
        **{f"conditions_{x}": " ".join(getattr(row, f"text_{x}") for row in conditions) for x in ("en", "nl")},
        "layer": atlas.layer_of(e.engagement_id),
        **_sums_of([a for a in amounts if stated in ("", a.document_id)], lang),
    }


def _sums_of(amounts: Sequence[Amount], lang: str) -> Row:
    """Stated sums as texts, and their parts as lists that run alike."""
    return {
        "amounts": [amount_text(a, lang) for a in amounts],
        "amount_sum": [_figure(a) for a in amounts],
        "amount_currency": [a.currency for a in amounts],
        "amount_year": [a.year for a in amounts],
        "amount_for": [_purpose(a, lang) for a in amounts],
        "amount_document": [a.document_id for a in amounts],
    }


def _state_of(state: State, atlas: Atlas, lang: str) -> Row:
    """What a row says of the state: since when, how sure, and what it rests on."""
    shown = shown_citation(state.citations) or Citation()
    same = ("status", "decision", "degree", "since_precision", "since_relation", "confidence", "last_stated")
    plan = ("planned_start", "planned_end", "planned_precision")
    cited = dict.fromkeys(c.document_id for c in state.citations)
    return {
        **{name: getattr(state, name) for name in (*same, *plan, *FLAGS)},
        **{name: pick(state, name, lang) for name in TOLD},
        "status_since": state.since,
        "conflicts": state.conflicts,
        "document": shown.document_id,
        "section": shown.section_code,
        "paragraph": shown.paragraph,
        "citations": [cite_text(c) for c in state.citations],
        "addresses": [address_of(atlas.document(i), lang) for i in cited],
        "from": state.held_from,
        "to": state.held_to,
    }


def address_of(document: Document, lang: str) -> str:
    """Where a document can be read: its address, else its identifier, else that no address was found.

    Examples
    --------
    >>> address_of(Document(address="https://example.org/a", identifier="doc 1"), "en")
    'https://example.org/a'
    >>> address_of(Document(), "nl")
    'geen adres gevonden'
    """
    return document.address or document.identifier or say("address.none", lang)


def amount_text(row: Amount, lang: str) -> str:
    """A sum that a source states, in one cell: currency, figure, years, what for, and the citation.

    Examples
    --------
    >>> amount_text(Amount(amount=3e6, currency="EUR", year="2024-2026", for_en="police", document_id="doc"), "en")
    'EUR 3000000 (2024-2026), police [doc]'
    """
    where = " ".join(filter(None, (row.document_id, row.section_code, row.paragraph)))
    return f"{row.currency} {_figure(row)} ({row.year}), {_purpose(row, lang)} [{where}]"


def _figure(row: Amount) -> int | float:
    """A sum as its table has it: a whole one without a fraction."""
    figure = float(row.amount or 0)
    return int(figure) if figure.is_integer() else figure


def _purpose(row: Amount, lang: str) -> str:
    return pick(row, "for", lang)


def shown_citation(citations: Sequence[Citation]) -> Citation | None:
    """The citation that stands in a row: the letter's where it bears the row, else the primary one.

    `citations` are those that were public by then, so a letter that was not written yet cannot be among them.
    """
    letter = [c for c in citations if c.document_id == v.LETTER]
    return next(iter(sorted(letter or citations, key=lambda c: c.role != "primary")), None)


def query_of(asked: Mapping[str, Sequence[str]]) -> str:
    """The query string of a question in separate parts, as a command line has them.

    Parameters
    ----------
    asked : mapping
        Key of the query string -> its values, each of them one or several with commas; a key without values asks
        nothing.

    Examples
    --------
    >>> query_of({"date": ["2023-07"], "country": ["MLI", "Côte d'Ivoire"], "known": []})
    'date=2023-07&country=MLI,C%C3%B4te%20d%27Ivoire'
    """
    parts = (f"{key}={','.join(quote(x, safe='') for x in values)}" for key, values in asked.items() if values)
    return "&".join(parts)


def scene_of(asked: Mapping[str, Sequence[str]], atlas: Atlas) -> Scene:
    """The scene of a question in separate parts, every one of which must be right.

    Raises
    ------
    AtlasError
        If a date does not exist or a value is not known; the message lists the valid ones.
    """
    return strict_scene(query_of(asked), atlas)


def strict_scene(query: str, atlas: Atlas) -> Scene:
    """The scene of a query string of which every part must be right; names of countries stand for their codes.

    Raises
    ------
    AtlasError
        For the first part that cannot be used, with the valid values.
    """
    scene, dropped = read_link(query, atlas)
    if dropped:
        raise dropped[0].refusal()
    return scene


def read_link(query: str, atlas: Atlas) -> tuple[Scene, tuple[Dropped, ...]]:
    """The scene of a query string as far as it can be used against an atlas, and what was dropped."""
    names = Names.of(atlas.tables)
    scene, dropped = read_query(query, atlas.values, names)
    if not (dropped and scene.known):
        return scene, dropped
    # A refusal lists what there was to choose from on the day of knowledge, and nothing that came later.
    return read_query(query, atlas.values, names, atlas.at(scene.known).values)
