"""What changed between two looks: the groups, the table for the browser, and the real tables' summer of 2023."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.clock.changes import (
    ABSENT,
    GROUPS,
    Change,
    describe,
    group_of,
    is_apart,
)
from sahel_atlas.records.filters import Filter
from sahel_atlas.records.words import keys, say
from sahel_atlas.scenes.compare import compare_looks
from sahel_atlas.scenes.resolve import Resolved
from sahel_atlas.scenes.scene import Scene


def changes(before: Scene, after: Scene, atlas: Any, versus: str = "dates") -> tuple[Change, ...]:
    """What differs between two scenes."""
    return compare_looks(before, after, atlas, versus).changes


def sides_of(one: Scene, other: Scene, atlas: Any) -> tuple[Resolved, Resolved]:
    """The earlier and the later look of a comparison."""
    found = compare_looks(one, other, atlas)
    return found.before, found.after


BEFORE, AFTER = Scene(date="2023-07-01"), Scene(date="2023-12-01")


@pytest.mark.parametrize(
    ("before", "after", "group"),
    [
        ("active", "ended", "ended"),
        ("active", "suspended", "suspended"),
        ("exploring", "suspended", "suspended"),
        ("active", "scaled_down", "reduced"),
        ("scaled_down", "active", "resumed"),
        ("suspended", "adapted", "resumed"),
        (ABSENT, "active", "started"),
        ("planned", "active", "started"),
        ("ended", "active", "started"),
        (ABSENT, "planned", "planned"),
        ("exploring", "planned", "planned"),
        (v.NOT_RECORDED, "active", "documented"),
        (v.NOT_RECORDED, "suspended", "documented"),
        ("active", v.NOT_RECORDED, "lapsed"),
        ("planned", ABSENT, "lapsed"),
        (ABSENT, v.NOT_RECORDED, ""),
        ("active", "active", ""),
    ],
)
def test_group_of_a_change_in_time(before: str, after: str, group: str) -> None:
    assert group_of(before, after) == group


def test_between_two_days_of_knowledge_nothing_happened_it_was_told_differently() -> None:
    for after in v.STATUSES:
        assert group_of(ABSENT, after, known=True) == "documented"
        assert group_of(v.NOT_RECORDED, after, known=True) == "documented"
        assert group_of(after, ABSENT, known=True) == "lapsed"
    assert group_of("suspended", "ended", known=True) == "revised"


def test_a_side_that_nobody_recorded_is_counted_apart() -> None:
    assert is_apart(v.NOT_RECORDED, "active") and is_apart("active", v.NOT_RECORDED)
    assert not is_apart(ABSENT, "active") and not is_apart("active", "ended")


def test_every_group_has_words_in_both_languages() -> None:
    asked = [key for key in keys() if key.startswith("changes.")]
    assert {f"changes.{g}" for g in GROUPS} <= set(asked)
    assert all(say(key, "en") != say(key, "nl") for key in asked)


def test_summer_of_2023(atlas: Any) -> None:
    found = {(c.engagement_id, c.country): c for c in changes(BEFORE, AFTER, atlas)}
    eucap = found["eucap-sahel-niger-nl", "NER"]
    assert (eucap.before, eucap.after, eucap.group) == ("active", "suspended", "suspended")
    assert eucap.state is not None and eucap.state.since == "2023-08-04"
    assert found["minusma-nl", "MLI"].group == "ended"
    assert found["post-niamey", "NER"].group == "reduced"
    # The letter is the first to speak of humanitarian aid: that is a first record, not a start.
    assert found["humanitarian-funding-nl", "NER"].group == "documented"
    assert "takuba" not in {engagement for engagement, _ in found}


def test_order_is_by_group_then_country(atlas: Any) -> None:
    order = [(GROUPS.index(c.group), c.country) for c in changes(BEFORE, AFTER, atlas)]
    assert order == sorted(order)
    assert len(order) > 20


def test_nothing_differs_from_itself(atlas: Any) -> None:
    assert changes(AFTER, AFTER, atlas) == ()


def test_a_filter_on_running_engagements_still_finds_those_that_stopped(atlas: Any) -> None:
    asked = Filter(status=v.RUNNING, instrument=("security",), country=("NER",))
    found = changes(Scene(date="2023-07-01", filter=asked), Scene(date="2023-12-01", filter=asked), atlas)
    assert ("eucap-sahel-niger-nl", "active", "suspended") in {(c.engagement_id, c.before, c.after) for c in found}


def test_what_the_letter_could_not_know(atlas: Any) -> None:
    letter = Scene(date="2024-06", known=v.LETTER_DATE)
    later = Scene(date="2024-06")
    found = changes(letter, later, atlas, "known")
    assert "revised" in {c.group for c in found} <= {"revised", "documented"}
    assert ("eutm-mali-mission", "ended") in {(c.engagement_id, c.after) for c in found}


def test_the_order_in_which_two_looks_are_given_changes_nothing(atlas: Any) -> None:
    there, back = changes(BEFORE, AFTER, atlas), changes(AFTER, BEFORE, atlas)
    assert there == back
    # Nothing ends, begins or is forgotten because the later day was named first.
    assert ("minusma-nl", "ended") in {(c.engagement_id, c.group) for c in back}
    assert not {"started", "resumed", "lapsed"} & {c.group for c in back}
    letter, now = Scene(date="2024-06", known=v.LETTER_DATE), Scene(date="2024-06")
    assert changes(letter, now, atlas, "known") == changes(now, letter, atlas, "known") != ()
    # Two dates are put in the order of their days, whatever was known on them.
    early, late = replace(BEFORE, known=""), replace(AFTER, known=v.LETTER_DATE)
    assert [look.scene for look in sides_of(late, early, atlas)] == [early, late]


def test_a_change_in_words(atlas: Any) -> None:
    change = next(c for c in changes(BEFORE, AFTER, atlas) if c.engagement_id == "post-niamey")
    post = atlas.engagement("post-niamey")
    assert describe(change, atlas) == f"Niger: {post.name_en}, active to scaled down"
    assert describe(change, atlas, "nl") == f"Niger: {post.name_nl}, van actief naar afgeschaald"
