"""The payload as a type, written once: decision 6, the schema and the page's declarations all follow from it.

Days are whole days since 1970-01-01; None stands for *always*, *to this day* or *not recorded*. Rows stand in
`sahel_atlas.contract.rows`, other answers in `sahel_atlas.contract.bodies`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, NotRequired, TypedDict

from sahel_atlas.contract import rows as r
from sahel_atlas.contract.drawn import LayerSaid
from sahel_atlas.contract.kinds import (
    ChangeStatus,
    Counted,
    Day,
    Group,
    Instrument,
    Iso,
    Label,
    LayerId,
    Reach,
    Run,
    SiteRole,
    Status,
    Subject,
    Unit,
    Version,
    Words,
)
from sahel_atlas.marks.sites import SITE_STATES
from sahel_atlas.marks.wheels import PARTS
from sahel_atlas.records.clock.changes import SAME, TOLD
from sahel_atlas.scenes import scene

FLAGS = ("projected", "carried_forward", "uncertain", "outcome_not_recorded", "source_later")
"""Names of the bits of a row's flags, as attributes of `State`."""
Flag = Annotated[str, Words("Flag", FLAGS)]
Part = Annotated[str, Words("Part", PARTS, "Parts of a wheel's storey, clockwise")]
SiteState = Annotated[str, Words("SiteState", SITE_STATES)]
Level = Annotated[Literal["engagement", "state", "country"], "What a facet looks at"]


class SceneParts(TypedDict):
    """A scene as flat values: its own parts and the facets of its filter side by side."""


class Letter(TypedDict):
    """The letter that the atlas is about."""

    id: Annotated[str, "Its document"]
    day: Day
    date: Iso


class FacetRule(TypedDict):
    """One facet of the filter."""

    name: str
    level: Level
    words: Annotated[tuple[str, ...], "Its fixed values in order; none where they are open"]
    about: NotRequired[
        Annotated[str, "The kind of text that decides: the first word where one is told, else the second"]
    ]


class ChangeStart(TypedDict):
    """What a comparison begins at while no other date was chosen."""

    later: Annotated[Iso, "What a date after it is compared with"]
    earliest: Annotated[str, "The month, YYYY-MM, that a comparison goes back to at most"]


class Apart(TypedDict):
    """Matrices [before][after] of 1 where a pair is left out of what ran, for two dates and two days of knowledge."""

    time: list[list[int]]
    known: list[list[int]]


class ChangeRules(TypedDict):
    """What a comparison is worked out with; rows and columns of its matrices stand in the order of `statuses`."""

    statuses: tuple[ChangeStatus, ...]
    groups: tuple[Group, ...]
    same: Annotated[str, Words("Same", (SAME,)), "Stands among the groups for what did not change"]
    revised: Annotated[Group, "The group of what was told differently"]
    told: Annotated[tuple[Annotated[str, Words("ToldField", TOLD)], ...], "Attributes that are compared as told"]
    units: tuple[Unit, ...]
    runs: tuple[Run, ...]
    time: Annotated[list[list[int]], "Two dates: positions in `groups`, -1 for none"]
    known: Annotated[list[list[int]], "Two days of knowledge: the same"]
    apart: Apart
    start: ChangeStart
    unit: Annotated[dict[Subject, dict[Counted, Unit]], "Subject -> counted -> unit"]


class Means(TypedDict):
    """The word of a vocabulary that a rule asks for: the page compares with these and spells none itself."""

    counts: Annotated[Counted, "What wheels and totals count"]
    component: Annotated[Counted, "A part of a larger engagement"]
    dutch: Annotated[Subject, "An engagement of the Netherlands"]
    mission: Annotated[Subject, "An international mission itself"]
    around: Annotated[Subject, "Context, never counted"]
    own: Annotated[Reach, "In the country itself: the block of a wheel"]
    region: Annotated[Reach, "Shared by the region: its rim"]
    suspended: Annotated[Status, "What a dossier says apart from what runs"]
    ended: Annotated[Status, "What is over"]
    silent: Annotated[ChangeStatus, "Before the first record of what has no recorded start"]
    inferred: Annotated[str, "A goal basis or confidence: concluded by us"]
    stated: Annotated[str, "A goal basis: said by the letter itself"]
    unsure: Annotated[str, "A confidence: not looked up, marked with ?"]
    verified: Annotated[str, "A confidence of an address that needs no remark"]
    primary: Annotated[str, "The role of a period's first citation"]
    published: Annotated[str, "How a day of knowledge is known: the rest is assumed"]
    undated: Annotated[str, "A precision: nobody recorded the day"]
    exact: Annotated[str, "A precision: to the day"]
    on: Annotated[str, "A relation to a date that needs no word"]
    after: Annotated[str, "A relation: after the date"]
    by: Annotated[str, "A relation: at the date it was so already"]
    unread: Annotated[str, "A kind of document: what nobody looked up, published by nobody"]
    nowhere: Annotated[str, "A place basis: every place would be a stand-in"]
    coup: Annotated[str, "A country's situation, and a category and sign of events"]
    letter: Annotated[str, "A category and sign of events"]
    major: Annotated[str, "`major` of an event that time stops at while it plays"]
    calm: Annotated[str, "A country's situation that nothing is said of"]
    sea: Annotated[str, "A kind and a stage of legs"]
    open: Annotated[SiteState, "A site at which something runs"]
    unrecorded: Annotated[SiteState, "A site of which nobody recorded whether it stood then"]
    mixed: Annotated[SiteState, "A mark whose rows differ"]


class Role(TypedDict):
    """A role of sites and the role whose symbol it has."""

    role: SiteRole
    symbol: SiteRole


class Tier(TypedDict):
    """A tier of countries."""

    tier: int
    focus: Annotated[bool, "Whether its countries carry a wheel"]
    wide: Annotated[bool, "Whether these wheels are the larger ones"]
    group: NotRequired[Annotated[str, "The group that its countries are named by"]]


class EventRules(TypedDict):
    """How events stand in time."""

    recent: Annotated[int, "Days for which one stands on the map"]
    near: Annotated[int, "Days before and after one within which a change is told beside it"]


class RouteRules(TypedDict):
    """What the figures of routes are read by."""

    ref: Annotated[str, "What a selection calls it"]
    main: Annotated[str, "The route whose figures the arrow and the dossiers carry"]
    full: Annotated[int, "Detections in a year at which the arrow has its full width"]
    risen: Annotated[str, "The year of whose figure the page tells why it rose"]


class Choices(TypedDict):
    """The values of a scene's parts, in order."""

    layers: tuple[LayerId, ...]
    tab: tuple[Annotated[str, Words("Tab", scene.TABS)], ...]
    versus: tuple[Annotated[str, Words("Versus", scene.VERSUS)], ...]
    compare: tuple[Annotated[str, Words("CompareMode", scene.COMPARE_MODES)], ...]
    by: tuple[Annotated[str, Words("Grouping", scene.GROUPINGS)], ...]
    fill: tuple[Annotated[str, Words("FillId", scene.FILLS)], ...]
    theme: tuple[Annotated[str, Words("Theme", scene.THEMES)], ...]


class Tables(TypedDict):
    """The dated tables."""

    periods: list[Version[r.PeriodRow]]
    citations: list[Version[r.Citation]]
    documents: list[Version[r.DocumentRow]]
    conflicts: list[Version[r.ConflictRow]]
    context: list[Version[r.ContextRow]]
    amounts: list[Version[r.AmountRow]]
    events: list[Version[r.EventRow]]
    states: list[Version[r.StateRow]]
    sites: list[Version[r.SiteRow]]
    legs: list[Version[r.LegRow]]
    totals: list[Version[r.TotalRow]]
    indicators: list[Version[r.IndicatorRow]]
    groups: list[Version[r.GroupRow]]
    engagements: list[Version[r.EngagementRow]]


class ClockRow(TypedDict):
    """A state that some chain has on some days."""

    p: Annotated[int, "Position of its period"]
    s: Annotated[int, "Position of its status"]
    f: Annotated[int, "Bit mask over `flags`"]
    c: Annotated[tuple[int, ...], "Positions of the conflicts about it"]
    q: Annotated[tuple[int, ...], "Positions of its citations"]
    said: Annotated[Day, "On which it was last stated"]
    a: Annotated[Day, "First day on which it holds"]
    b: Annotated[Day | None, "Last day; null while nothing ends it"]


Chain = tuple[
    Annotated[int, Label("engagement")],
    Annotated[str, Label("country")],
    Annotated[int, Label("silent")],
    Annotated[list[int], Label("steps")],
]
"""Position of an engagement, country or empty, first documented day where the start is unknown (else 0), and day, row,
day, row … with -1 for no state."""


class Clock(TypedDict):
    """One document time, or one document alone, compiled."""

    known: Annotated[Day | None, "Its day; null for everything known"]
    rows: Annotated[list[ClockRow], "Distinct states"]
    chains: list[Chain]


class Rules(TypedDict):
    """Vocabularies, and the tables that stand for the rules of the domain."""

    window: Annotated[list[Day], "First and last day of the atlas"]
    letter: NotRequired[Annotated[Letter, "The letter; not in a briefing of one file"]]
    statuses: Annotated[tuple[Status, ...], "In their order"]
    instruments: Annotated[tuple[Instrument, ...], "In their order"]
    focus: Annotated[tuple[str, ...], "Countries that carry a wheel"]
    flags: Annotated[tuple[Flag, ...], "Names of the bits of a row's `f`"]
    late: Annotated[int, "Bits of the flags of a row that was last stated before its day"]
    running: Annotated[int, "Bit mask over `statuses`: what runs"]
    open: Annotated[int, "Bit mask over `statuses`: what is not over"]
    reaches: Annotated[tuple[Reach, ...], "Block and rim of a wheel"]
    parts: Annotated[tuple[Part, ...], "Parts of a wheel's storey"]
    part: Annotated[list[int], "For each status the part that counts it, -1 for none"]
    siteStates: Annotated[tuple[SiteState, ...], "States of a mark at a place"]
    siteState: Annotated[
        list[tuple[Annotated[SiteState, Label("undated")], Annotated[SiteState, Label("dated")]]],
        "For each status what it makes of a site without dates and of one with them",
    ]
    tokens: Annotated[Mapping[Instrument, str], "Instrument -> the name of its colour"]
    roles: Annotated[list[Role], "Roles of sites with their symbols, in the order in which they take room"]
    tiers: Annotated[tuple[Tier, ...], "Tiers of countries"]
    means: Annotated[Means, "The words that rules ask for"]
    choices: Annotated[Choices, "Values of a scene's parts"]
    eventRules: Annotated[EventRules, "How long an event stands, and what is near it"]
    routeRules: Annotated[RouteRules, "What the figures of routes are read by"]
    knowable: Annotated[tuple[Iso, Iso], "First and last day of knowledge that a field takes"]
    wholeWord: Annotated[int, "Up to so many letters a searched word must stand by itself"]
    changes: Annotated[ChangeRules, "What a comparison is worked out with"]
    facets: Annotated[list[FacetRule], "Facets of the filter"]
    scene: Annotated[SceneParts, "The default scene"]
    keys: Annotated[tuple[str, ...], "Parts of a link in their order"]


class Payload(Rules):
    """All that the page needs to paint any date."""

    countries: list[r.CountryRow]
    places: Annotated[dict[str, r.PlaceRow], "By id"]
    nodes: Annotated[dict[str, r.NodeRow], "By id"]
    tables: Annotated[Tables, "Dated tables"]
    positional: Annotated[tuple[str, ...], "Tables whose rows are named by position: one not public leaves it empty"]
    layers: Annotated[list[LayerSaid], "Layers with a style, the lowest first: how each is drawn (decision 41)"]
    clocks: Annotated[dict[str, Clock], "`known~stated` -> a compiled clock"]
