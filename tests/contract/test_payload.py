"""The compact form for the browser: looked up by plain arithmetic it says what the clock says."""

from __future__ import annotations

import json
import random
from bisect import bisect_right
from datetime import date, timedelta
from typing import Any

import pytest

from sahel_atlas.contract.payload import EPOCH, FLAGS, clock_payload, epoch_day, payload
from sahel_atlas.marks.wheels import PART_OF, PARTS
from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.clock.public import as_known
from sahel_atlas.records.rows import TABLES

WHOLE = date(2011, 1, 1), date(2027, 12, 31)
SHAPES = {"states": "country_states", "legs": "route_legs", "totals": "route_totals", "groups": "group_names"}


@pytest.fixture(scope="module")
def sent(atlas: Any) -> Any:
    return json.loads(json.dumps(payload(atlas), ensure_ascii=False))


def at(sent: Any, table: str, position: int) -> Any:
    """The last version of a row."""
    return next(row for i, _, end, row in sent["tables"][table] if i == position and end is None)


def looked_up(sent: Any, clock: Any, day: date) -> set[tuple[Any, ...]]:
    found = set()
    for engagement, country, _, steps in clock["chains"]:
        begun = bisect_right(steps[::2], epoch_day(day))
        row = steps[2 * begun - 1] if begun else -1
        if row >= 0:
            facts = clock["rows"][row]
            flags = tuple(bool(facts["f"] >> bit & 1) for bit in range(len(FLAGS)))
            period = at(sent, "periods", facts["p"])["period_id"]
            conflicts = tuple(at(sent, "conflicts", i)["conflict_id"] for i in facts["c"])
            said = (EPOCH + timedelta(days=facts["said"])).isoformat()
            name = at(sent, "engagements", engagement)["engagement_id"]
            ids = (name, country, sent["statuses"][facts["s"]], period)
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
        assert looked_up(sent, sent["clocks"][f"{known}~"], day) == expected, day


def test_statuses_have_their_part_and_their_mark_at_a_site(sent: Any) -> None:
    for status, part, marks in zip(v.STATUSES, sent["part"], sent["siteState"], strict=True):
        assert (PARTS[part] if part >= 0 else None) == PART_OF.get(status)
        assert marks[0] != "open", "without a date of its own nothing is said to run at a place"
        assert set(marks) <= set(sent["siteStates"])


@pytest.mark.parametrize("known", ["2014-01-15", "2022-07-11", v.LETTER_DATE, "2024-05-08"])
def test_what_a_table_holds_on_a_day_of_knowledge_is_what_was_public(atlas: Any, sent: Any, known: str) -> None:
    day, tables = epoch_day(date.fromisoformat(known)), as_known(atlas.tables, date.fromisoformat(known))
    for name, versions in sent["tables"].items():
        rows = [
            row for _, first, end, row in versions if (first is None or first <= day) and (end is None or day < end)
        ]
        table = SHAPES.get(name, name)
        assert table in TABLES
        assert len(rows) == len(getattr(tables, table)), name


def test_a_site_whose_end_was_told_later_is_sent_in_two_versions(sent: Any) -> None:
    seen = [(first, end, row.get("end_date")) for _, first, end, row in sent["tables"]["sites"]
            if row["site_id"] == "eutm-mali-mission@bamako"]  # fmt: skip
    assert len(seen) >= 2
    assert seen[0][2] is None
    assert (seen[-1][1], seen[-1][2]) == (None, "2024-05-17")


def test_nothing_is_sent_that_no_page_reads(sent: Any) -> None:
    assert "place_ids" not in at(sent, "engagements", 0)
    assert all("note" not in p and "source" not in p for p in sent["places"].values())


def test_masks_of_running_and_open(sent: Any) -> None:
    assert [s for bit, s in enumerate(v.STATUSES) if sent["running"] >> bit & 1] == list(v.RUNNING)
    assert [s for bit, s in enumerate(v.STATUSES) if sent["open"] >> bit & 1] == list(v.OPEN)


def test_silence_before_an_unknown_start(atlas: Any, sent: Any) -> None:
    day = date(2023, 11, 30)
    silent = {
        (at(sent, "engagements", e)["engagement_id"], country)
        for e, country, first, _ in sent["clocks"]["~"]["chains"]
        if first and epoch_day(day) < first
    }
    assert silent == set(atlas.clock().not_recorded(day))


def test_another_clock_can_be_made_on_demand(atlas: Any, sent: Any) -> None:
    clock = json.loads(json.dumps(clock_payload(atlas, "2023-08-10")))
    assert clock["known"] == epoch_day(date(2023, 8, 10))
    assert clock["chains"]
    assert sent["clocks"]["~"]["known"] is None


def test_days_count_from_1970() -> None:
    assert epoch_day(date(1970, 1, 1)) == 0
    assert epoch_day(date(2023, 12, 1)) == 19692
