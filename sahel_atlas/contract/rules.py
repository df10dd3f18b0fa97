"""The tables that stand for the rules of the domain: the page looks up what is compared, drawn and chosen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from sahel_atlas.contract.sent import iso_day
from sahel_atlas.contract.types import (
    FLAGS,
    ChangeRules,
    Choices,
    EventRules,
    FacetRule,
    Means,
    Role,
    RouteRules,
    Rules,
    SceneParts,
    Tier,
)
from sahel_atlas.marks.events import NEAR_DAYS, RECENT_DAYS
from sahel_atlas.marks.routes import FULL, RISEN
from sahel_atlas.marks.sites import ROLES, SAME_SYMBOL, SITE_STATES, state_of
from sahel_atlas.marks.theme import INSTRUMENT_TOKEN
from sahel_atlas.marks.wheels import PART_OF, PARTS
from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.atlas import CENTRAL, ROUTE_REF
from sahel_atlas.records.clock.changes import (
    BEFORE_SUMMER,
    EARLIEST,
    GROUPS,
    RUNS,
    SAME,
    STATUSES,
    TOLD,
    UNITS,
    group_of,
    is_apart,
    unit_of,
)
from sahel_atlas.records.filters import FACETS, WHOLE_WORD
from sahel_atlas.scenes import scene
from sahel_atlas.scenes.scene import QUERY_KEYS, Scene

KNOWABLE = ("2000-01-01", "2099-12-31")
"""Days of knowledge that a field on the page takes; a link may hold any."""
MEANS: Means = {
    "counts": "yes",
    "component": "component",
    "dutch": "NL",
    "mission": "mission",
    "around": "context",
    "own": "own",
    "region": "region",
    "suspended": "suspended",
    "ended": "ended",
    "silent": v.NOT_RECORDED,
    "inferred": "inferred",
    "stated": "stated",
    "unsure": "general_knowledge",
    "verified": "verified",
    "primary": "primary",
    "published": "published",
    "undated": "not_recorded",
    "exact": "day",
    "on": "on",
    "after": "after",
    "by": "by",
    "unread": "none",
    "nowhere": "none",
    "coup": "coup",
    "letter": "letter",
    "major": "yes",
    "calm": "none",
    "sea": "sea",
    "open": "open",
    "unrecorded": "unrecorded",
    "mixed": "mixed",
}
TIERS: tuple[Tier, ...] = (
    {"tier": 1, "focus": True, "wide": True, "group": "sahel"},
    {"tier": 2, "focus": True, "wide": False, "group": "coastal_named"},
    {"tier": 3, "focus": False, "wide": False},
)
EVENTS: EventRules = {"recent": RECENT_DAYS, "near": NEAR_DAYS}
ROUTE: RouteRules = {"ref": ROUTE_REF, "main": CENTRAL, "full": FULL, "risen": RISEN}
CHOICES: Choices = {
    "layers": scene.LAYER_IDS,
    "tab": scene.TABS,
    "versus": scene.VERSUS,
    "compare": scene.COMPARE_MODES,
    "by": scene.GROUPINGS,
    "fill": scene.FILLS,
    "theme": scene.THEMES,
}


LATE = sum(1 << FLAGS.index(name) for name in ("projected", "carried_forward"))
"""Bits of the flags of a row that was last stated before its day, as `State.stale`."""


def rules(window: Iterable[str], plain: Scene) -> Rules:
    """Vocabularies and tables of an atlas that answers for a window of days, ISO, and whose links start at a scene."""
    return {
        "window": [iso_day(d) for d in window],
        "letter": {"id": v.LETTER, "day": iso_day(v.LETTER_DATE), "date": v.LETTER_DATE},
        "statuses": v.STATUSES,
        "instruments": v.INSTRUMENTS,
        "focus": v.FOCUS,
        "flags": FLAGS,
        "late": LATE,
        "running": mask(v.RUNNING),
        "open": mask(v.OPEN),
        "reaches": v.REACHES,
        "parts": PARTS,
        "part": [PARTS.index(PART_OF[s]) if s in PART_OF else -1 for s in v.STATUSES],
        "siteStates": SITE_STATES,
        "siteState": [(state_of(s, dated=False), state_of(s, dated=True)) for s in v.STATUSES],
        "tokens": INSTRUMENT_TOKEN,
        "roles": roles(),
        "tiers": TIERS,
        "means": MEANS,
        "choices": CHOICES,
        "eventRules": EVENTS,
        "routeRules": ROUTE,
        "knowable": KNOWABLE,
        "wholeWord": WHOLE_WORD,
        "changes": change_rules(),
        "facets": facets(),
        "scene": cast(SceneParts, plain.to_dict()),
        "keys": QUERY_KEYS,
    }


def mask(statuses: Iterable[str]) -> int:
    """Statuses as bits in their order."""
    return sum(1 << v.STATUSES.index(s) for s in statuses)


def roles() -> list[Role]:
    """Roles of sites in the order in which they take room, each with the role whose symbol it has."""
    return [{"role": role, "symbol": SAME_SYMBOL.get(role, role)} for role in ROLES]


def facets() -> list[FacetRule]:
    """The facets; of the one that looks at texts, which kind of text decides."""
    found: list[FacetRule] = [{"name": f.name, "level": f.level, "words": f.words} for f in FACETS]
    for facet in found:
        if facet["name"] in v.TEXT_KINDS:
            facet["about"] = facet["name"]
    return found


def change_rules() -> ChangeRules:
    """The rules of a comparison, as matrices over the statuses of both sides."""
    return {
        "statuses": STATUSES,
        "groups": GROUPS,
        "same": SAME,
        "revised": "revised",
        "told": TOLD,
        "units": UNITS,
        "runs": RUNS,
        "time": _groups(known=False),
        "known": _groups(known=True),
        "apart": {"time": _apart(known=False), "known": _apart(known=True)},
        "start": {"later": BEFORE_SUMMER, "earliest": EARLIEST},
        "unit": {s: {c: unit_of(s, c) for c in v.COUNTED} for s in v.SUBJECTS},
    }


def _groups(*, known: bool) -> list[list[int]]:
    found = [[group_of(before, after, known=known) for after in STATUSES] for before in STATUSES]
    return [[GROUPS.index(group) if group else -1 for group in line] for line in found]


def _apart(*, known: bool) -> list[list[int]]:
    return [[int(is_apart(before, after, known=known)) for after in STATUSES] for before in STATUSES]
