"""The compact form for the browser: looked up by plain arithmetic it says what the clock says."""

from __future__ import annotations

import json
import random
from bisect import bisect_right
from datetime import date, timedelta
from typing import Any

import pytest

from layers import vocabulary as v
from layers.payload import EPOCH, FLAGS, clock_payload, epoch_day, payload
from layers.resolve import SEGMENT_STATES, segment_state

WHOLE = date(2011, 1, 1), date(2025, 12, 31)


@pytest.fixture(scope="module")
def sent(atlas: Any) -> Any:
    return json.loads(json.dumps(payload(atlas), ensure_ascii=False))


def looked_up(sent: Any, clock: Any, day: date) -> set[tuple[Any, ...]]:
    found = set()
    for engagement, country, _, steps in clock["chains"]:
        begun = bisect_right(steps[::2], epoch_day(day))
        row = steps[2 * begun - 1] if begun else -1
        if row >= 0:
            facts = clock["rows"][row]
            flags = tuple(bool(facts["f"] >> bit & 1) for bit in range(len(FLAGS)))
            period = sent["periods"][facts["p"]]["period_id"]
            conflicts = tuple(sent["conflicts"][i]["conflict_id"] for i in facts["c"])
            said = (EPOCH + timedelta(days=facts["said"])).isoformat()
            ids = (sent["engagements"][engagement]["engagement_id"], country, sent["statuses"][facts["s"]], period)
            found.add((*ids, flags, conflicts, said, len(facts["q"])))
    return found


@pytest.mark.parametrize("known", ["", v.LETTER_DATE])
def test_the_browser_looks_up_what_python_says(atlas: Any, sent: Any, known: str) -> None:
    picked = random.Random(11)
    for _ in range(60):
        day = WHOLE[0] + timedelta(days=picked.randrange((WHOLE[1] - WHOLE[0]).days))
        expected = {
            (
                *(s.engagement_id, s.country, s.status, s.period_id),
                *(tuple(getattr(s, flag) for flag in FLAGS), s.conflicts, s.last_stated, len(s.citations)),
            )
            for s in atlas.as_of(day, known)
        }
        assert looked_up(sent, sent["clocks"][known], day) == expected, day


def test_the_table_of_segments_holds_every_mixture(sent: Any) -> None:
    assert len(sent["segment"]) == 2 ** len(v.STATUSES)
    for mask, state in enumerate(sent["segment"]):
        present = [s for bit, s in enumerate(v.STATUSES) if mask >> bit & 1]
        assert SEGMENT_STATES[state] == segment_state(present)


def test_masks_of_running_and_open(sent: Any) -> None:
    assert [s for bit, s in enumerate(v.STATUSES) if sent["running"] >> bit & 1] == list(v.RUNNING)
    assert [s for bit, s in enumerate(v.STATUSES) if sent["open"] >> bit & 1] == list(v.OPEN)


def test_silence_before_an_unknown_start(atlas: Any, sent: Any) -> None:
    day = date(2023, 11, 30)
    silent = {
        (sent["engagements"][e]["engagement_id"], country)
        for e, country, first, _ in sent["clocks"][""]["chains"]
        if first and epoch_day(day) < first
    }
    assert silent == set(atlas.clock().not_recorded(day))


def test_another_clock_can_be_made_on_demand(atlas: Any, sent: Any) -> None:
    clock = json.loads(json.dumps(clock_payload(atlas, "2023-08-10")))
    assert clock["known"] == epoch_day(date(2023, 8, 10))
    assert clock["chains"]
    assert sent["clocks"][""]["known"] is None


def test_days_count_from_1970() -> None:
    assert epoch_day(date(1970, 1, 1)) == 0
    assert epoch_day(date(2023, 12, 1)) == 19692
