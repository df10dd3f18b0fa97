"""What a change is: which group it falls in, what is counted apart, and which rows a number of a comparison counts.

A change is a pair of engagement and country whose status differs between two looks: two dates, or one date as known on
two days, the earlier first (see `sahel_atlas.scenes.compare`). What is decided here goes to the browser as tables,
which it only looks up; `docs/decisions/0017-a-comparison-has-two-sides-everywhere.md` describes them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.clock.states import State
from sahel_atlas.records.rows import Engagement
from sahel_atlas.records.words import country_names, name_in, say

if TYPE_CHECKING:
    from sahel_atlas.records.atlas import Atlas

ABSENT = ""
"""Stands for 'no state': nothing had begun, or nothing was known."""

STATUSES = (*v.STATUSES, v.NOT_RECORDED, ABSENT)
"""The words on both sides of a change, in the order of the table's rows and columns."""

GROUPS = ("ended", "suspended", "reduced", "resumed", "started", "planned", "documented", "revised", "lapsed")
"""The groups of changes in the order in which they are listed."""
SAME = "same"
"""Stands among the groups for what did not change."""

UNITS = ("counted", "missions", "others")
"""What a row is about: a Dutch engagement that counts, an international mission, or a part of either and context."""

TOLD = ("instruments", "goals", "framework", "lead", "partners", "channel", "reach")
"""Attributes by which an engagement is sorted: where two days of knowledge differ in them, it is told differently."""

RUNS = ("before", "after", "stopped", "began")
"""Rows behind a number of what runs: on the earlier side, on the later one, and what makes the difference."""

BEFORE_SUMMER = "2023-07-01"
"""The day that a later date is compared with when no other was chosen."""
EARLIEST = "2012-01"
"""The earliest month that a comparison without a second date goes back to."""

CHOICES = (*GROUPS, SAME, *RUNS, *UNITS, *v.REACHES, *v.INSTRUMENTS, *v.FOCUS)
"""Words that choose rows of a comparison, each of one kind; those of one kind are alternatives, the kinds narrow."""


@dataclass(frozen=True)
class Change:
    """One engagement in one country on two sides of a comparison.

    Attributes
    ----------
    before, after : str
        Words of `STATUSES`.
    group : str
        A word of `GROUPS`; empty when nothing changed.
    state, earlier : State or None
        The states of the later and of the earlier side; None where there is none.
    apart : bool
        Two dates are compared and one side lies before the first record of something whose start nobody recorded: it
        may have run all along, so it is in no count of what ran.
    first, second : Engagement or None
        The engagement as told to the earlier and to the later side; None stands for what the atlas of the comparison
        has, the same on both.
    told : tuple of str
        Attributes of `TOLD` that read otherwise on the two sides, of something that has a state on both.
    asked : (bool, bool)
        Whether the engagement, as told to the earlier and to the later side, is what the filter asks for; where it is
        not, its status is told and it is in no count.
    """

    engagement_id: str
    country: str
    before: str
    after: str
    group: str
    state: State | None
    earlier: State | None = None
    apart: bool = False
    first: Engagement | None = None
    second: Engagement | None = None
    told: tuple[str, ...] = ()
    asked: tuple[bool, bool] = (True, True)


def group_of(before: str, after: str, *, known: bool = False) -> str:
    """The group of a change; empty when nothing changed.

    Parameters
    ----------
    before, after : str
        Words of `STATUSES`, of the earlier and of the later side.
    known : bool
        Two days of knowledge are compared, not two dates: what differs was told differently, it did not happen.

    Examples
    --------
    >>> group_of("active", "suspended"), group_of("not_recorded", "active"), group_of("planned", "active")
    ('suspended', 'documented', 'started')
    >>> group_of("suspended", "ended", known=True), group_of("", "active", known=True)
    ('revised', 'documented')
    """
    silent = (ABSENT, v.NOT_RECORDED)
    if before == after or (before in silent and after in silent):
        return ""
    if after in silent:
        return "lapsed"
    # What nobody recorded before may have been so all along: a first record is no change of the thing itself.
    if before == v.NOT_RECORDED or (known and before == ABSENT) or _goes_on(before, after):
        return "documented"
    if known:
        return "revised"
    if after in ("ended", "suspended"):
        return after
    if after in ("planned", "exploring"):
        return "planned"
    if before == "suspended":
        return "resumed"
    if before in v.RUNNING:
        return "resumed" if after == "active" else "reduced"
    return "started"


def _goes_on(before: str, after: str) -> bool:
    """Whether a first state tells of something that was there before: nothing begins adapted or scaled down."""
    return before == ABSENT and after in ("adapted", "scaled_down")


def is_apart(before: str, after: str, *, known: bool = False) -> bool:
    """Whether a pair is left out of what ran on either side: a side that nobody recorded cannot be counted.

    Between two days of knowledge nothing is left out, because what was recorded is the very thing compared.

    Examples
    --------
    >>> is_apart("not_recorded", "active"), is_apart("", "active"), is_apart("not_recorded", "active", known=True)
    (True, False, False)
    >>> is_apart("", "adapted")
    True
    """
    return not known and (v.NOT_RECORDED in (before, after) or _goes_on(before, after))


def unit_of(subject: str, counted: str) -> str:
    """The unit, a word of `UNITS`, in which an engagement is counted.

    Examples
    --------
    >>> unit_of("NL", "yes"), unit_of("mission", "no"), unit_of("NL", "component")
    ('counted', 'missions', 'others')
    """
    if counted == "yes":
        return "counted"
    return "missions" if subject == "mission" else "others"


def chosen(rows: Iterable[Change], words: Iterable[str], atlas: Atlas) -> tuple[Change, ...]:
    """The rows that words choose: what a number of a comparison counts is what its words choose.

    Parameters
    ----------
    rows : iterable of Change
        All rows of a comparison, the unchanged ones too.
    words : iterable of str
        Of `CHOICES`. Without a word of a group and of what runs, every change is chosen. A word of `RUNS` looks at
        counted engagements; what is counted apart is not among them unless its group is named. `stopped` chooses the
        rows of engagements that ran on the earlier side and, among the rows chosen, nowhere on the later one; `began`
        the other way round.
    atlas : Atlas
        Knows every engagement of the rows.

    Returns
    -------
    tuple of Change
        In the order of `rows`.
    """
    asked = frozenset(words)
    runs, groups = asked & {*RUNS}, asked & {*GROUPS, SAME}
    if groups:
        kept = [row for row in rows if (row.group or SAME) in groups]
    else:
        kept = [row for row in rows if (not row.apart if runs else row.group)]
    if runs:
        return _running(kept, runs, asked | {"counted"}, atlas)
    return tuple(row for row in kept if any(_is_of(row, asked, e) for e in _as_told(row, atlas)))


def _as_told(row: Change, atlas: Atlas) -> tuple[Engagement, Engagement]:
    """The engagement of a row as told to the earlier and to the later side."""
    known = atlas.engagement(row.engagement_id)
    return row.first or known, row.second or known


def _is_of(row: Change, asked: frozenset[str], engagement: Engagement) -> bool:
    """Whether a row has the country, reach, instruments and unit that are asked, by what one side tells."""
    kinds = (
        (v.FOCUS, (row.country,)),
        (v.REACHES, (engagement.reach,)),
        (v.INSTRUMENTS, engagement.instruments),
        (UNITS, (unit_of(engagement.subject, engagement.counted),)),
    )
    return all(not asked & {*kind} or asked & {*has} for kind, has in kinds)


def _running(rows: list[Change], runs: frozenset[str], asked: frozenset[str], atlas: Atlas) -> tuple[Change, ...]:
    ran, goes = set(), set()
    for at, row in enumerate(rows):
        first, second = _as_told(row, atlas)
        if row.asked[0] and row.before in v.RUNNING and _is_of(row, asked, first):
            ran.add(at)
        if row.asked[1] and row.after in v.RUNNING and _is_of(row, asked, second):
            goes.add(at)
    first_ids, second_ids = ({rows[at].engagement_id for at in side} for side in (ran, goes))
    kept = {
        "before": ran,
        "after": goes,
        "stopped": {at for at in ran if rows[at].engagement_id not in second_ids},
        "began": {at for at in goes if rows[at].engagement_id not in first_ids},
    }
    wanted = set().union(*(kept[name] for name in runs))
    return tuple(row for at, row in enumerate(rows) if at in wanted)


def describe(change: Change, atlas: Atlas, lang: str = "en") -> str:
    """A change in words: country, engagement, from which status to which, and which attributes read otherwise.

    Parameters
    ----------
    lang : str
    """
    names = country_names(atlas.tables.countries, lang)
    engagement = atlas.engagement(change.engagement_id)
    name = name_in(engagement, lang)
    where = names[change.country] + ": " if change.country else ""
    before, after = _said(change.before, lang), _said(change.after, lang)
    step = say("changes.from", lang, x=before, y=after)
    said = step if before != after else after
    return "; ".join((f"{where}{name}, {said}", *told_words(change, atlas, lang)))


def told_words(change: Change, atlas: Atlas, lang: str) -> tuple[str, ...]:
    """What reads otherwise on the later side, an attribute each: "reach: In the country itself → Region-wide"."""

    def value(engagement: Engagement, name: str) -> str:
        held = getattr(engagement, name)
        words = [_value(name, x, atlas, lang) for x in (held if isinstance(held, tuple) else (held,))]
        return " + ".join(words) or say("changes.told.none", lang)

    first, second = _as_told(change, atlas)
    return tuple(
        f"{say(f'changes.told.{name}', lang)}: {value(first, name)} → {value(second, name)}" for name in change.told
    )


_VOCABULARY = {"instruments": "instrument", "goals": "goal", "framework": "framework", "channel": "channel"}


def _value(name: str, value: str, atlas: Atlas, lang: str) -> str:
    if name in ("lead", "partners"):
        country = next((c for c in atlas.tables.countries if c.iso3 == value), None)
        return (name_in(country, lang)) if country else say(f"actor.{value}", lang)
    return say(f"{_VOCABULARY.get(name, name)}.{value}", lang)


def _said(status: str, lang: str) -> str:
    return say(f"status.{status}", lang).lower() if status else say("changes.none", lang)
