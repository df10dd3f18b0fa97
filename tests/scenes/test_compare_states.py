"""A comparison under a filter on states says of what its numbers are, and has a headline wherever it has a list."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from layers.atlas import Atlas
from sahel_atlas.contract.payload import clock_payload, payload
from sahel_atlas.exports.compare.page import build_comparison
from sahel_atlas.exports.compare.words import country_lines, finding, plot_title
from sahel_atlas.exports.plate.plate import Label, Shape
from sahel_atlas.exports.tables.changes import text_lines
from sahel_atlas.records.filters import Filter
from sahel_atlas.scenes.compare import Comparison, compare
from sahel_atlas.scenes.headline import headline, is_filtered, only_first, running_words, within
from sahel_atlas.scenes.scene import Scene, sides
from sahel_atlas.views.page.twin import html_of
from sahel_atlas.views.words import all_words
from tests.page_scripts import run_scripts
from tests.scenes.test_compare import BROWSER, country, in_python

PLAIN = Scene(tab="compare", date="2024-06-01", date2="2023-07-01", layers=("groups",))
SUSPENDED = replace(PLAIN, filter=Filter(status=("suspended",)))
INTENDED = replace(PLAIN, filter=Filter(decision=("intended",)))
STATES = [Filter(status=("suspended",)), Filter(status=("ended",)), Filter(last_source=("earlier",)), INTENDED.filter]
FIRST = "No Dutch engagement changed; 1 mission or initiative on record for the first time, which is documentation "


@pytest.mark.parametrize("asked", STATES)
def test_every_sentence_about_numbers_says_that_they_are_of_what_passes(atlas: Atlas, asked: Filter) -> None:
    found = compare(replace(PLAIN, filter=asked), atlas)
    said = headline(found), headline(found, "nl")
    assert said[0].startswith("Only what the filter lets through on either date is counted. ")
    assert said[1].startswith("Geteld is alleen wat het filter op een van beide data doorlaat. ")
    assert finding(found, "en").endswith(", within the filter") and finding(found, "nl").endswith(", binnen het filter")
    assert "within the filter" in plot_title(found, "en") and "binnen het filter" in plot_title(found, "nl")
    for lang, these in (("en", "of these "), ("nl", "hiervan ")):
        told = text_lines(found, replace(PLAIN, filter=asked, lang=lang))
        assert all(line.split(": ", 1)[1].startswith(these) for line in told[3 : 3 + len(found.countries)])
        assert all(country_lines(c, "X", lang, filtered=True)[0].startswith(these) for c in found.countries)


def test_what_was_suspended_on_one_date_may_have_run_on_the_other(atlas: Atlas) -> None:
    found = compare(SUSPENDED, atlas)
    assert running_words(country(found, "NER"), "en", filtered=True).startswith("of these 3 → 0 running (2 → 0 in")
    assert finding(found, "en") == (
        "Migration lost most: from 2 running on 1 July 2023 to 0 on 1 June 2024, within the filter"
    )
    known = compare(replace(SUSPENDED, versus="known", known2="2023-12-01"), atlas)
    assert headline(known).startswith("Only what the filter lets through on either day of knowledge is counted. ")
    assert headline(known, "nl").startswith("Geteld is alleen wat het filter op een van beide peildata doorlaat. ")


@pytest.mark.parametrize("asked", [Filter(), Filter(instrument=("security",), country=("NER",), state=("coup",))])
def test_without_a_filter_on_states_nothing_is_said_of_one(atlas: Atlas, asked: Filter) -> None:
    found = compare(replace(PLAIN, filter=asked), atlas)
    assert not is_filtered(found) and within("3 running", "en", filtered=False) == "3 running"
    told = [*text_lines(found, PLAIN), finding(found, "en"), plot_title(found, "en")]
    assert not any("filter" in line or "of these " in line for line in told)


def test_sheet_and_map_in_words_say_it_too(atlas: Atlas) -> None:
    found, plate = compare(SUSPENDED, atlas), build_comparison(SUSPENDED, atlas)
    assert plate.title == finding(found, "en")
    assert plate.subtitle.startswith("Suspended on 1 July 2023 or on 1 June 2024: both dates compared")
    lines = [m.text for m in plate.of("country more") if isinstance(m, Label) and m.text.endswith("running")]
    assert "of these 3 to 0 running" in lines and all(line.startswith("of these ") for line in lines)
    assert [m.text for m in plate.of("plot") if isinstance(m, Label) and m.name == "title"] == [plot_title(found, "en")]
    assert all(": of these " in m.alt for m in plate.of("pill") if isinstance(m, Shape))
    page = html_of(SUSPENDED, atlas)
    assert "Running before and after within the filter, by country" in page
    assert "Suspended on 1 July 2023 or on 1 June 2024: both dates compared." in page


def test_where_only_missions_are_first_recorded_the_headline_says_so(atlas: Atlas) -> None:
    found = compare(INTENDED, atlas)
    assert only_first(found) == (("missions", 1),) and found.groups[0].missions == 1
    assert headline(found).endswith(f"{FIRST}and not growth.")
    assert headline(found, "nl").endswith(
        "Er is geen Nederlandse inzet gewijzigd; voor het eerst vastgelegd: 1 missie of initiatief. Dat is "
        "documentatie, geen groei."
    )
    # Its number opens the rows that it counts, in the map in words as in the list of the page.
    assert "documented,missions" in html_of(INTENDED, atlas).replace("%2C", ",").split("<h3>")[0]


@pytest.mark.parametrize("subject", ["mission", "context", "NL"])
@pytest.mark.parametrize("lang", ["en", "nl"])
def test_a_headline_is_never_empty(atlas: Atlas, subject: str, lang: str) -> None:
    asked = [Filter(subject=(subject,)), Filter(subject=(subject,), counted=("component",)), *STATES]
    for scene in (replace(PLAIN, date=date, filter=one) for one in asked for date in ("2023-12-01", "2024-06-01")):
        found: Comparison = compare(scene, atlas)
        assert headline(found, lang).strip() and "{" not in headline(found, lang), scene.to_query()
        assert bool(only_first(found)) == (len(found.groups) == 1 and found.groups[0].name == "documented") or (
            found.headline.documented
        )


def test_the_browser_says_the_same(atlas: Atlas) -> None:
    asked: list[Scene] = [replace(PLAIN, filter=one) for one in STATES]
    asked += [replace(one, versus="known", known2="2023-12-01") for one in asked] + [PLAIN]
    asked.append(replace(PLAIN, filter=Filter(subject=("context",))))
    keys = {(s.known, s.stated) for scene in asked for s in sides(scene)}
    data: dict[str, Any] = {
        "payload": payload(atlas),
        "clocks": [[{"known": k, "stated": d}, clock_payload(atlas, k, d)] for k, d in sorted(keys)],
        "scenes": [scene.to_dict() for scene in asked],
        "words": all_words(),
        "choices": [()] * len(asked),
    }
    answers = run_scripts(BROWSER, data)
    assert [one["said"] for one in answers] == [in_python(scene, (), atlas)["said"] for scene in asked]
