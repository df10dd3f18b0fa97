"""The dossier in a real browser: what it says of things, that it opens, closes and cites, in both languages."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.error import HTTPError

import pytest

from sahel_atlas.records.vocabulary import INSTRUMENTS, RUNNING
from sahel_atlas.records.words import date_words
from sahel_atlas.scenes.resolve import resolve
from sahel_atlas.scenes.scene import Scene

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
        ("en", "Niger", "Engagements on 1 December 2023", "For the time being suspended since 4 Aug 2023"),
        ("nl", "Niger", "Inzet op 1 december 2023", "Vooralsnog opgeschort sinds 4 aug 2023"),
    ],
)
def test_country(page: Any, server: Any, lang: str, name: str, title: str, since: str) -> None:
    body = visit(page, server.url, f"date=2023-12-01&lang={lang}&selection=country:NER")
    assert body.locator("h2").inner_text() == name
    assert title in body.inner_text()
    row = body.locator(".d-row", has=page.locator('[data-select="engagement:eucap-sahel-niger-nl"]'))
    assert since in row.inner_text()
    # The wheel of the dossier and the one on the map count the same.
    own, region = page.evaluate(
        "(({ own, region }) => [own, region])(atlas.state.engine.look(atlas.state.scene).wheels.NER)"
    )
    assert body.locator(".d-wheel text").text_content() == str(own)
    assert body.locator(".d-wheel-more").inner_text().startswith(f"+{region} ")


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
        ("place:niamey", ["Niamey", "What happens here", "Dutch post in Niamey"]),
        ("site:post-niamey@niamey", ["Niamey", "What happens here", "Dutch post in Niamey"]),
        ("leg:R01", ["Dakar → Bamako", "constant width", "carry no number"]),
        ("route:central-mediterranean", ["Central Mediterranean route", "157,479 detections in 2023"]),
        ("event:E35", ["Changed within 60 days"]),
        ("context:cause-poverty", ["Deep poverty", "Analyse"]),
        ("paragraph:MIG 1", ["Migration, paragraph 1", "States that rest on it"]),
        ("document:unscr-2100", ["Security Council resolution 2100", "S/RES/2100", "States that rest on it"]),
    ],
)
def test_other_things(page: Any, server: Any, ref: str, words: list[str]) -> None:
    body = visit(page, server.url, f"date=2023-12-01&selection={ref}")
    said = body.inner_text()
    assert all(word in said for word in words), said


def test_a_country_without_engagement_of_its_own_says_so(page: Any, server: Any, atlas: Any) -> None:
    body = visit(page, server.url, "date=2023-12-01&selection=country:MRT")
    wheel = resolve(Scene(), atlas).wheels["MRT"]
    assert (wheel.own, wheel.region) == (0, 12)
    assert "none is in Mauritania itself" in body.locator(".ds-lead").inner_text()
    assert body.locator(".ds-list .d-reach").all_inner_texts() == ["Shared by the region\n12 of 12 run"]


def test_rows_are_listed_by_reach_with_what_runs_of_each(page: Any, server: Any, atlas: Any) -> None:
    body = visit(page, server.url, "lang=nl&date=2023-12-01&selection=country:NER")
    heads = body.locator(".ds-list .d-reach").all_inner_texts()
    rows = [r for r in resolve(Scene(), atlas).rows if r.country == "NER"]
    counted = [r for r in rows if atlas.engagement(r.engagement_id).counted == "yes" and r.status != "ended"]
    for head, reach, name in zip(heads, ("own", "region"), ("In Niger zelf", "Regiobreed"), strict=True):
        mine = [r for r in counted if atlas.engagement(r.engagement_id).reach == reach]
        running = len({r.engagement_id for r in mine if r.status in RUNNING})
        assert head == f"{name}\n{running} van {len({r.engagement_id for r in mine})} lopend"


LANES = """() => Object.fromEntries([...document.querySelectorAll('.d-strip g[data-instrument]')].map((lane) => {
  const day = atlas.state.engine.look(atlas.state.scene).day;
  const now = [...lane.children].find((b) => Number(b.dataset.from) <= day && day < Number(b.dataset.until));
  const parts = now ? [...now.querySelectorAll('[data-part]')] : [];
  return [lane.dataset.instrument + ' ' + lane.dataset.reach, [now ? now.querySelector('title').textContent : '',
    Object.fromEntries(parts.map((p) => [p.dataset.part, Number(p.dataset.share)]))]];
}))"""


@pytest.mark.parametrize("day", ["2019-06-30", "2023-12-01", "2024-09-30"])
def test_lanes_of_a_country_show_the_shares_of_its_rows(page: Any, server: Any, atlas: Any, day: str) -> None:
    visit(page, server.url, f"date={day}&selection=country:NER")
    for iso3, wheel in resolve(Scene(date=day), atlas).wheels.items():
        page.evaluate("(ref) => atlas.state.commit({ selection: [ref] })", f"country:{iso3}")
        page.wait_for_function(f"() => document.querySelector('#dossier-body').dataset.refs === 'country:{iso3}'")
        drawn = page.evaluate(LANES)
        for instrument, segment in zip(INSTRUMENTS, wheel.segments, strict=True):
            for reach, storey in (("own", segment.own), ("region", segment.region)):
                title, shares = drawn[f"{instrument} {reach}"]
                full, reduced, suspended, planned = storey.counts
                if not sum(storey.counts):
                    assert shares == {}
                    continue
                assert f": {full + reduced} of {sum(storey.counts)} run" in title
                assert ("suspended" in title) == (suspended > 0) and ("planned" in title) == (planned > 0)
                kinds = {"full": full, "reduced": reduced, "suspended": suspended, "planned": planned}
                if all(storey.counts):
                    kinds = {"runs": full + reduced, "suspended": suspended, "planned": planned}
                assert set(shares) == {kind for kind, count in kinds.items() if count}
                assert sum(shares.values()) == pytest.approx(1, abs=0.02)
                wide = max(shares, key=lambda kind: kinds[kind])
                assert all(shares[wide] >= share - 0.01 for share in shares.values()), "the largest part is the tallest"


def test_every_text_names_its_document_and_its_day(page: Any, server: Any, atlas: Any) -> None:
    body = visit(page, server.url, "date=2023-12-01&selection=engagement:eumpm-niger-nl")
    for engagement in ("eumpm-niger-nl", "flintlock-2024-nl", "minusma-nl"):
        page.evaluate("(ref) => atlas.state.commit({ selection: [ref] })", f"engagement:{engagement}")
        page.locator("#dossier-body h2", has_text=atlas.engagement(engagement).name_en).wait_for()
        told = body.locator(".ds-lead .d-told")
        rows = atlas.texts(engagement, "description")
        assert told.count() == len(rows) > 0
        for i, row in enumerate(rows):
            said = told.nth(i).inner_text()
            assert row.text_en in said
            assert "public since " + date_words(row.known_from, "en").split()[0] in said
            assert told.nth(i).locator(".d-cite").get_attribute("title") == atlas.document(row.document_id).title


def test_a_state_whose_source_came_later_cites_nothing_and_says_so(page: Any, server: Any, atlas: Any) -> None:
    later = [p for p in atlas.tables.periods if atlas.document(p.document_id).date > p.known_from]
    found = next(
        (p, state)
        for p in later
        for state in atlas.as_of(p.known_from, p.known_from)
        if state.period_id == p.period_id and state.source_later and not state.citations
    )
    period, state = found
    query = f"date={period.known_from}&known={period.known_from}&selection=engagement:{state.engagement_id}"
    for lang, said in (("en", "source published later"), ("nl", "bron later gepubliceerd")):
        body = visit(page, server.url, f"{query}&lang={lang}")
        row = body.locator(".d-period", has_text=said)
        assert row.count() > 0 and row.first.locator(".d-cite").count() == 0


def test_what_no_later_source_speaks_of_is_last_stated_and_hatched(page: Any, server: Any, atlas: Any) -> None:
    state = next(
        s for s in atlas.as_of("2026-06-30") if s.engagement_id == "anti-isis-coalition-nl" and s.country == "NER"
    )
    assert state.carried_forward
    body = visit(page, server.url, "date=2026-06-30&lang=nl&selection=engagement:anti-isis-coalition-nl")
    assert f"laatst vermeld {date_words(state.last_stated, 'nl')}" in body.locator(".d-states").first.inner_text()
    assert body.locator('.d-strip rect[fill="url(#atlas-hatch-over-light)"]').count() > 0
    day = page.evaluate("(d) => atlas.days.fromIso(d)", state.last_stated)
    page.evaluate("(d) => atlas.state.commit({ date: atlas.days.toIso(d) })", day)
    page.wait_for_function("() => !document.querySelector('.d-states').innerText.includes('laatst vermeld')")


def test_a_degree_stands_with_its_status(page: Any, server: Any) -> None:
    for lang, said in (("en", "Largely suspended"), ("nl", "Grotendeels opgeschort")):
        body = visit(page, server.url, f"date=2023-12-01&lang={lang}&selection=engagement:eucap-sahel-niger-mission")
        assert said in body.locator(".d-states").first.inner_text()


def test_a_sum_is_told_with_its_year_and_its_document(page: Any, server: Any, atlas: Any) -> None:
    amount = atlas.tables.amounts[0]
    body = visit(page, server.url, f"lang=nl&selection=engagement:{amount.engagement_id}")
    said = body.locator(".ds-facts").inner_text()
    assert f"{amount.currency} {amount.amount:,.0f}".replace(",", ".") in said
    assert amount.year in said and amount.for_nl in said


def test_every_document_shows_its_address_or_that_none_was_found(
    page: Any, server: Any, atlas: Any, watch: Any
) -> None:
    body = visit(page, server.url, "lang=nl&selection=document:kst-29237-201")
    for d in atlas.tables.documents:
        page.evaluate("(ref) => atlas.state.commit({ selection: [ref] })", f"document:{d.document_id}")
        page.locator("#dossier-body h2", has_text=d.name_nl or d.title).first.wait_for()
        link = body.locator("a.d-address")
        if d.address.startswith("http"):
            held = link.evaluate("(a) => [a.getAttribute('href'), a.target, a.rel]")
            assert held == [d.address, "_blank", "noopener noreferrer"]
        else:
            assert link.count() == 0
        said = body.inner_text()
        assert d.address or "geen adres gevonden" in said
        assert (d.address_confidence == "inferred") == ("niet geopend" in said)
        assert d.identifier in said and d.title in said
    assert watch.outside() == []


def test_a_filter_that_leaves_a_country_out_is_said_and_makes_no_wheel(page: Any, server: Any) -> None:
    body = visit(page, server.url, "date=2023-12-01&country=NER&selection=country:MLI")
    assert "Outside the filters" in body.locator(".ds-lead").inner_text()
    assert body.locator(".d-wheel").count() == 0


def test_a_period_lists_what_held_at_any_time_with_its_days(page: Any, server: Any, atlas: Any) -> None:
    body = visit(page, server.url, "date=2021-12&to=2023-12&selection=country:MLI")
    held = [r for r in resolve(Scene(date="2021-12", to="2023-12"), atlas).rows if r.country == "MLI"]
    assert "Engagements from December 2021 to December 2023" in body.inner_text()
    page.evaluate("for (const b of document.querySelectorAll('[data-fold][aria-expanded=false]')) b.click()")
    page.wait_for_timeout(200)
    minusma = [r for r in held if r.engagement_id == "minusma-nl"]
    shown = body.locator(".d-row", has=page.locator('[data-select="engagement:minusma-nl"]'))
    assert shown.count() == len(minusma) > 1
    said = " ".join(shown.all_inner_texts())
    assert "1 Dec 2021 – " in said


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


@pytest.mark.parametrize(("lang", "said"), [("en", "Not looked up"), ("nl", "Niet nagezocht")])
def test_what_was_not_looked_up_says_so_in_the_language_of_the_page(
    page: Any, server: Any, lang: str, said: str
) -> None:
    body = visit(page, server.url, f"date=2016-08-01&lang={lang}&selection=engagement:eucap-sahel-niger-mission")
    chips = body.locator(".d-period .d-cite").all_inner_texts()
    assert said in chips
    assert lang == "en" or "Not looked up" not in chips
