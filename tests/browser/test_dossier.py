"""The dossier in a real browser: what it says of things, that it opens, closes and cites, in both languages."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.error import HTTPError

import pytest

INVENTED = "An invented sentence that stands in no letter."


def visit(page: Any, url: str, query: str) -> Any:
    """Open a scene and wait until its dossier is painted."""
    page.goto(f"{url}?v=1&{query}")
    page.locator("#dossier-body .d-head").wait_for()
    return page.locator("#dossier-body")


@pytest.fixture(scope="module")
def lettered(serve: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A server with a copy of the letter: one invented paragraph under a real locator."""
    file = tmp_path_factory.mktemp("letter") / "paragraphs.csv"
    rows = ["section_code,section,paragraph,text", *(f"{s},x,1,{INVENTED}" for s in ("DIP", "VEI", "MIG"))]
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return serve("--letter", file)


@pytest.mark.parametrize(
    ("lang", "name", "title", "since"),
    [
        ("en", "Niger", "Engagements on 1 December 2023", "Suspended since 4 Aug 2023"),
        ("nl", "Niger", "Inzet op 1 december 2023", "Opgeschort sinds 4 aug 2023"),
    ],
)
def test_country(page: Any, server: Any, lang: str, name: str, title: str, since: str) -> None:
    body = visit(page, server.url, f"date=2023-12-01&lang={lang}&selection=country:NER")
    assert body.locator("h2").inner_text() == name
    assert title in body.inner_text()
    row = body.locator(".d-row", has=page.locator('[data-select="engagement:eucap-sahel-niger-nl"]'))
    assert since in row.inner_text()
    # The wheel of the dossier and the one on the map count the same.
    running = page.evaluate("atlas.state.engine.look(atlas.state.scene).wheels.NER.running")
    assert body.locator(".d-wheel text").text_content() == str(running)


def test_lead_counts_what_the_tables_say(page: Any, server: Any, atlas: Any) -> None:
    body = visit(page, server.url, "date=2023-12-01&selection=country:NER")
    counted = [
        s
        for s in atlas.as_of("2023-12-01")
        if s.country == "NER" and atlas.engagement(s.engagement_id).counted == "yes" and s.status != "ended"
    ]
    stopped = [
        s
        for s in counted
        if s.status == "suspended" and s.since_precision != "not_recorded" and s.since >= "2023-07-26"
    ]
    said = f"{len(stopped)} of {len(counted)} engagements have been suspended since the coup of 26 July 2023."
    assert said in body.locator(".ds-lead").inner_text()


def test_sources_that_disagree_are_both_there(page: Any, server: Any) -> None:
    body = visit(page, server.url, "date=2023-12-01&selection=country:BFA")
    assert body.locator(".d-row .d-mark", has_text="≠").count() > 0
    said = body.locator(".ds-conflicts").inner_text()
    assert "INT 4" in said and "MIG 1" in said


def test_mission_and_dutch_share_stand_side_by_side(page: Any, server: Any) -> None:
    body = visit(page, server.url, "date=2023-12-01&selection=engagement:minusma-nl")
    cards = body.locator(".d-pair > div")
    assert cards.count() == 2
    assert "Scaled down" in cards.nth(0).inner_text() and "Ended in October 2023" in cards.nth(1).inner_text()
    cards.nth(0).locator("button").click()
    page.wait_for_function("() => atlas.state.scene.selection[0] === 'engagement:minusma-mission'")
    page.locator(".d-back").click()
    page.wait_for_function("() => atlas.state.scene.selection[0] === 'engagement:minusma-nl'")


def test_every_period_tells_both_clocks(page: Any, server: Any) -> None:
    body = visit(page, server.url, "date=2023-12-01&selection=engagement:eumpm-niger-mission")
    periods = body.locator(".d-period").all_inner_texts()
    assert len(periods) == 4
    assert all("in fact: " in text and "public since" in text for text in periods)


def test_a_row_leads_to_its_engagement_and_escape_gives_the_focus_back(page: Any, server: Any) -> None:
    page.goto(f"{server.url}?v=1&date=2023-08")
    wheel = page.locator('.wheel-box[data-iso="NER"]')
    wheel.wait_for()
    assert page.locator("#dossier").is_hidden()
    assert page.locator("#dossier-hint").is_visible()
    wheel.focus()
    page.keyboard.press("Enter")
    page.locator("#dossier-body h2", has_text="Niger").wait_for()
    assert page.locator("#dossier-hint").is_hidden()
    page.keyboard.press("Escape")
    page.locator("#dossier").wait_for(state="hidden")
    assert page.evaluate("document.activeElement.dataset.iso") == "NER"


def test_the_slider_moves_under_an_open_dossier_and_the_focus_stays(page: Any, server: Any) -> None:
    body = visit(page, server.url, "date=2023-06&selection=country:NER")
    link = body.locator('[data-key="nl:eucap-sahel-niger-nl:NER"]')
    link.focus()
    page.evaluate("atlas.state.preview({ date: '2023-08' })")
    page.locator("#dossier-body", has_text="Engagements in August 2023").wait_for()
    assert page.evaluate("document.activeElement.dataset.key") == "nl:eucap-sahel-niger-nl:NER"


def test_steps_of_the_slider_ask_nothing_of_the_server(page: Any, server: Any) -> None:
    visit(page, server.url, "date=2023-06&selection=country:NER")
    page.wait_for_load_state("networkidle")
    before = page.evaluate("performance.getEntriesByType('resource').length")
    page.evaluate(
        """async () => {
          for (const month of ["2023-07", "2023-08", "2023-09", "2023-10"]) {
            atlas.state.preview({ date: month });
            await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
          }
        }"""
    )
    assert "October 2023" in page.locator(".ds-list .d-heading").inner_text()
    assert page.evaluate("performance.getEntriesByType('resource').length") == before


def test_citation_shows_its_place_and_without_a_copy_says_how_to_give_one(page: Any, server: Any) -> None:
    body = visit(page, server.url, "date=2023-12-01&selection=engagement:migration-central-authorities-nl")
    body.locator('.d-cite[data-section="MIG"]').first.click()
    said = body.locator(".d-cited")
    said.locator("text=--letter").wait_for()
    assert "Dutch engagement: Migration, paragraph 1" in said.inner_text()
    assert "1 December 2023" in said.inner_text()
    page.keyboard.press("Escape")
    said.wait_for(state="hidden")
    assert page.locator("#dossier").is_visible()


@pytest.mark.parametrize(
    ("lang", "says"),
    [("en", "These are not the words of the letter"), ("nl", "Dit is niet de tekst van de brief")],
)
def test_citation_shows_the_paragraph_of_the_copy_and_marks_altered_words(
    page: Any, lettered: Any, lang: str, says: str
) -> None:
    query = f"lang={lang}&date=2023-12-01&selection=engagement:migration-central-authorities-nl"
    body = visit(page, lettered.url, query)
    body.locator('.d-cite[data-section="MIG"]').first.click()
    body.locator(".d-cited mark").wait_for()
    assert body.locator(".d-cited mark").inner_text() == INVENTED
    assert says in body.locator(".d-cited .d-altered").inner_text()
    page.wait_for_function(
        """() => document.querySelector('.d-cited').getBoundingClientRect().bottom
             <= document.querySelector('.ds-foot').getBoundingClientRect().top + 1"""
    )
    true = {"section": "MIG", "paragraph": "1", "text": INVENTED, "altered": False}
    page.route("**/api/paragraph?section=*", lambda route: route.fulfill(json=true))
    for _ in ("closed", "open"):
        body.locator('.d-cite[data-section="MIG"]').first.click()
    body.locator(".d-cited mark").wait_for()
    assert body.locator(".d-altered").count() == 0


@pytest.mark.parametrize(
    ("ref", "words"),
    [
        ("place:niamey", ["Niamey", "What happens here", "Dutch embassy in Niamey"]),
        ("site:post-niamey@niamey", ["Niamey", "What happens here", "Dutch embassy in Niamey"]),
        ("leg:R01", ["Dakar → Bamako", "constant width", "carry no number"]),
        ("route:central-mediterranean", ["Central Mediterranean route", "157,479 detections in 2023"]),
        ("event:E35", ["Changed within 60 days"]),
        ("context:cause-poverty", ["Deep poverty", "Analyse"]),
    ],
)
def test_other_things(page: Any, server: Any, ref: str, words: list[str]) -> None:
    body = visit(page, server.url, f"date=2023-12-01&selection={ref}")
    said = body.inner_text()
    assert all(word in said for word in words), said


def test_hostile_names_stay_text(page: Any, server: Any) -> None:
    body = visit(page, server.url, "date=2023-12-01&selection=country:NER")
    page.evaluate(
        """() => {
          const e = atlas.state.engine.engagements[atlas.state.engine.byId.get("eucap-sahel-niger-nl")];
          e.name_en = '<img src=x onerror="window.hit = 1"><b>bold</b>';
          atlas.state.preview({ date: "2023-11" });
        }"""
    )
    row = body.locator('[data-key="nl:eucap-sahel-niger-nl:NER"]')
    page.locator("#dossier-body", has_text="Engagements in November 2023").wait_for()
    assert "<img" in row.inner_text()
    assert row.locator("img, b").count() == 0
    assert page.evaluate("window.hit") is None


def test_paragraph_address(server: Any, lettered: Any) -> None:
    assert json.loads(server.get("api/paragraph")) == {"letter": False}
    answer = json.loads(lettered.get("api/paragraph?section=MIG&paragraph=1"))
    assert (answer["text"], answer["altered"]) == (INVENTED, True)
    with pytest.raises(HTTPError) as none:
        server.get("api/paragraph?section=MIG&paragraph=1")
    assert none.value.code == 404 and "--letter FILE" in json.loads(none.value.read())["error"]
    with pytest.raises(HTTPError) as missing:
        lettered.get("api/paragraph?section=KUS&paragraph=77")
    assert missing.value.code == 404 and "no paragraph KUS 77" in json.loads(missing.value.read())["error"]
    with pytest.raises(HTTPError) as wrong:
        server.get("api/paragraph?section=XYZ&paragraph=1")
    assert wrong.value.code == 400 and "expected section as one of" in json.loads(wrong.value.read())["error"]
