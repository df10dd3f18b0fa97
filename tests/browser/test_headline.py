"""The analysts' question, asked as an analyst asks it and checked against the tables.

Which security engagements under EU lead were running in countries with a coup, on 1 July and on 1 December 2023, and
what changed?
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from layers.atlas import Atlas
from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.filters import Filter
from sahel_atlas.records.folders import DATA
from sahel_atlas.records.words import date_words
from sahel_atlas.scenes.query import query_rows
from sahel_atlas.scenes.scene import Scene

DAYS = ("2023-07-01", "2023-12-01")
ASKED = Filter(instrument=("security",), lead=("EU",), status=v.RUNNING, state=("coup",))


def ruled_by_a_coup(day: str) -> set[str]:
    """Countries whose state on a day is `coup`, straight from the table."""
    found = set()
    with (DATA / "country_states.csv").open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["state"] == "coup" and row["start_date"] <= day and (not row["end_date"] or day < row["end_date"]):
                found.add(row["iso3"])
    return found


def answer_from_the_tables(atlas: Atlas, day: str, situation: str = "") -> set[tuple[str, str]]:
    """The question asked of the states and the engagements, without the filter under test.

    `situation` is the day on which it is asked who was ruled after a coup, the day itself when it is left out.
    """
    coups = ruled_by_a_coup(situation or day)
    found = set()
    for state in atlas.as_of(date.fromisoformat(day)):
        e = atlas.engagement(state.engagement_id)
        asked_for = e.subject != "context" and "security" in e.instruments and "EU" in e.lead
        if asked_for and state.status in ("active", "adapted", "scaled_down") and state.country in coups:
            found.add((state.engagement_id, state.country))
    return found


def pairs(rows: list[dict[str, Any]]) -> set[tuple[str, str]]:
    return {(row["id"], iso3) for row in rows for iso3 in row["countries_matched"]}


def tick(page: Any, facet: str, value: str, *, on: bool = True) -> None:
    """Tick or untick a filter in the rail, opening the fold it lies in, as a person does."""
    box = page.locator(f'input[data-facet="{facet}"][value="{value}"]')
    fold = page.locator("#rail details:not([open])").filter(has=box)
    while fold.count():
        fold.first.locator("summary").first.click()
    box.set_checked(on)


def on_screen(page: Any) -> set[tuple[str, str]]:
    """Engagement and country of the rows in the grid, read from its groups."""
    rows = page.evaluate(
        "() => { const found = []; atlas.table.grid.forEachNode((n) => { if (n.data.row) found.push("
        "[n.data.row.id, n.data.key.split('|')[0].slice('country'.length)]); }); return found; }"
    )
    return {(engagement_id, iso3) for engagement_id, iso3 in rows}


def told_by_the_comparison(
    page: Any, server: Any, atlas: Atlas, lang: str, before: set[tuple[str, str]], after: set[tuple[str, str]]
) -> None:
    """What changed, in words: one click on, against the statuses of both days; and a link that says it again."""
    page.locator('.tab[data-tab="compare"]').click()
    page.locator(".x-lead:not(:empty)").wait_for()
    then, now = ({(s.engagement_id, s.country): s.status for s in atlas.as_of(date.fromisoformat(day))} for day in DAYS)
    changed = {pair for pair in before | after if then.get(pair) != now.get(pair)}
    closed = page.locator('.x-group [aria-expanded="false"]')
    while closed.count():
        closed.first.click()
        page.wait_for_function(
            "(n) => document.querySelectorAll('.x-group [aria-expanded=\"false\"]').length < n", arg=1
        )
    rows = page.locator(".x-row")
    told = {rows.nth(i).locator("[data-x-select]").get_attribute("data-x-select") for i in range(rows.count())}
    assert told == {f"engagement:{e}" for e, _ in changed}
    words = page.locator('.x-side [data-part="list"]').inner_text()
    countries = {c.iso3: c.name_nl if lang == "nl" else c.name_en for c in atlas.tables.countries}
    for engagement_id, iso3 in changed:
        e = atlas.engagement(engagement_id)
        assert (e.name_nl if lang == "nl" else e.name_en) in words
        assert countries[iso3] in words
    # It is asked what runs, and what ran on either day is listed: the sentence says either.
    nl, en = "lopend op 1 juli 2023 of op 1 december 2023: ", "running on 1 July 2023 or on 1 December 2023: "
    said = nl if lang == "nl" else en
    page.locator("#sentence .said", has_text=said).wait_for()
    page.locator("#share-button").click()
    page.wait_for_selector("#share-dialog[data-state=ready]")
    link = page.locator("#share-link").inner_text()
    page.keyboard.press("Escape")
    page.goto(link)
    rows.first.wait_for()
    assert said in page.title()


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_the_headline_question(page: Any, server: Any, atlas: Atlas, lang: str, tmp_path: Path) -> None:
    page.goto(f"{server.url}?lang={lang}")
    page.wait_for_selector("html[data-tab]")
    page.locator('.tab[data-tab="table"]').click()
    page.wait_for_selector("#table-grid[data-state=ready]")
    tick(page, "instrument", "security")
    tick(page, "lead", "EU")
    tick(page, "state", "coup")
    for status in v.RUNNING:
        tick(page, "status", status)
    found = {}
    for day in DAYS:
        page.locator("#table-day").fill(date_words(day, lang))
        page.keyboard.press("Enter")
        page.wait_for_selector(f"#sentence .said:has-text('{date_words(day, lang)}')")
        page.wait_for_timeout(200)
        found[day] = on_screen(page)
        expected = answer_from_the_tables(atlas, day)
        assert found[day] == expected == pairs(query_rows(atlas, Scene(date=day, filter=ASKED)))
    before, after = found[DAYS[0]], found[DAYS[1]]
    # In July the coup in Niger was still to come; in December what the EU led there stood still.
    assert before
    assert {iso3 for _, iso3 in before} == {"BFA", "MLI"}
    assert not {e for e, iso3 in after if iso3 == "NER"} & {"eucap-sahel-niger-nl", "eumpm-niger-mission"}
    gone = before - after
    assert ("eutm-mali-nl", "MLI") in gone
    states = {(s.engagement_id, s.country): s.status for s in atlas.as_of(DAYS[1])}
    assert all(states[pair] not in v.RUNNING for pair in gone)
    said = page.locator("#sentence .said").inner_text()
    expected_words = (
        "Security, EU-led, in countries that on 1 December 2023 were ruled after a coup, running on 1 December 2023"
    )
    if lang == "nl":
        expected_words = (
            "Veiligheid, onder EU-leiding, in landen die op 1 december 2023 een bewind na een staatsgreep hadden, "
            "lopend op 1 december 2023"
        )
    assert said == expected_words
    # A comparison asks who was ruled after a coup on its later day, for both sides.
    told_by_the_comparison(page, server, atlas, lang, answer_from_the_tables(atlas, *DAYS), after)
    page.locator('.tab[data-tab="table"]').click()
    page.locator("#table-download").click()
    with page.expect_download() as waiting:
        page.locator('#download-dialog a[href*="format=csv"]').click()
    path = tmp_path / "answer.csv"
    waiting.value.save_as(path)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert {(row["id"], iso3) for row in rows for iso3 in row["countries_matched"].split(";")} == after
    assert {row["filter"] for row in rows} <= {expected_words}
