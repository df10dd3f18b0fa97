"""Compare and the route view in a real browser: what changed, in words and on maps, without a drag."""

from __future__ import annotations

import re
from typing import Any

import pytest

from sahel_atlas.records.clock.changes import GROUPS
from sahel_atlas.records.filters import Filter
from sahel_atlas.scenes.compare import compare as compared
from sahel_atlas.scenes.headline import headline, running_words
from sahel_atlas.scenes.scene import Scene, sides

PAIRS = """() => [...document.querySelectorAll("#compare-body .x-row")].map((row) => row.dataset.pair.split("|"))"""
CHOOSE = """async (words) => {
  await atlas.state.commit({ change: words ? words.split(",") : [] });
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""


def compare(page: Any, url: str, query: str = "") -> Any:
    """Open the comparison and wait until its list stands."""
    page.goto(f"{url}?v=1&tab=compare&{query}")
    page.locator(".x-lead:not(:empty)").wait_for()
    return page.locator("#compare-body")


def listed(page: Any) -> set[tuple[str, ...]]:
    """The rows of the list: engagement and country."""
    return {tuple(pair) for pair in page.evaluate(PAIRS)}


@pytest.mark.parametrize(
    ("query", "scene"),
    [
        ("", Scene()),
        ("date=2021-06&date2=2020-06", Scene(date="2021-06", date2="2020-06")),
        ("date=2020-01&date2=2023-12-01", Scene(date="2020-01", date2="2023-12-01")),
        (
            "date=2023-12-01&date2=2023-07-01&state=coup&instrument=security&lead=EU",
            Scene(date2="2023-07-01", filter=Filter(state=("coup",), instrument=("security",), lead=("EU",))),
        ),
        ("date=2024-06&date2=2024-06&known2=2023-12-01", Scene(date="2024-06", versus="known", known2="2023-12-01")),
    ],
)
def test_headline_list_and_map_say_what_python_works_out(
    page: Any, server: Any, atlas: Any, query: str, scene: Scene
) -> None:
    compare(page, server.url, query)
    found = compared(scene, atlas)
    assert page.locator(".x-lead").inner_text() == headline(found)
    page.evaluate(CHOOSE, ",".join(GROUPS))
    assert listed(page) == {(c.engagement_id, c.country) for c in found.changes} != set()
    page.locator(".x-pill").first.wait_for()
    assert set(page.locator(".x-pill").evaluate_all("all => all.map((p) => p.dataset.iso)")) == {
        c.iso3 for c in found.countries
    }
    for c in found.countries:
        pill = page.locator(f'.x-pill[data-iso="{c.iso3}"]')
        text = " ".join(pill.inner_text().split())
        ran = f"{c.before.running} → {c.after.running} running" if c.changed else f"{c.after.running} running"
        assert ran in text, running_words(c, "en")
        assert (f"+{c.documented}" in text) == bool(c.documented)
        assert (f"{c.missions} mission" in text) == bool(c.missions)


@pytest.mark.parametrize(("lang", "these", "plot"), [("en", "of these", "within the"), ("nl", "hiervan", "binnen het")])
def test_under_a_filter_on_states_the_page_says_of_what_its_numbers_are(
    page: Any, server: Any, atlas: Any, lang: str, these: str, plot: str
) -> None:
    asked = "date=2024-06-01&date2=2023-07-01&status=suspended&lang="
    found = compared(Scene.from_query(f"tab=compare&{asked}{lang}"), atlas)
    compare(page, server.url, asked + lang)
    assert page.locator(".x-lead").inner_text() == headline(found, lang)
    page.locator(".x-pill").first.wait_for()
    pills = page.locator(".x-pill").evaluate_all("all => all.map((p) => p.textContent)")
    named = page.locator(".x-pill-main").evaluate_all("all => all.map((p) => p.getAttribute('aria-label'))")
    assert len(pills) == len(found.countries) and all(these in text for text in (*pills, *named)), (pills, named)
    assert plot in page.locator(".x-key").inner_text()


def test_where_only_a_mission_is_first_recorded_the_lead_opens_it(page: Any, server: Any, atlas: Any) -> None:
    asked = "date=2024-06-01&date2=2023-07-01&decision=intended"
    compare(page, server.url, asked)
    found = compared(Scene.from_query(f"tab=compare&{asked}"), atlas)
    assert page.locator(".x-lead").inner_text() == headline(found)
    assert page.locator(".x-lead .x-door").all_inner_texts() == ["1 mission or initiative"]
    page.locator(".x-lead .x-door").click()
    page.locator(".x-row").first.wait_for()
    assert listed(page) == {(c.engagement_id, c.country) for c in found.changes}


def test_both_sides_are_chosen_as_python_chooses_them(page: Any, server: Any) -> None:
    compare(page, server.url)
    queries = ["", "date=2023-07-01", "date=2020-05", "date=2012-06", "date=2024-06&date2=2024-06&known2=2023-12-01"]
    scenes = [Scene.from_query(query) for query in queries]
    found = page.evaluate(
        "(all) => all.map((s) => atlas.comparison.sides(atlas.state.engine, s).flatMap((x) => [x.date, x.known]))",
        [scene.to_dict() for scene in scenes],
    )
    assert found == [[x for side in sides(scene) for x in (side.date, side.known)] for scene in scenes]


@pytest.mark.parametrize(
    ("lang", "suspended", "swap", "days"),
    [
        ("en", "Suspended", "Swap the maps", ["1 July 2023", "1 December 2023"]),
        ("nl", "Opgeschort", "Kaarten wisselen", ["1 juli 2023", "1 december 2023"]),
    ],
)
def test_list_in_words_and_maps_that_change_places(
    page: Any, server: Any, atlas: Any, lang: str, suspended: str, swap: str, days: list[str]
) -> None:
    body = compare(page, server.url, f"lang={lang}")
    group = body.locator(".x-group", has=page.locator('[data-x-fold="suspended"]'))
    assert suspended in group.inner_text()
    row = group.locator(".x-row", has=page.locator('[data-x-select="engagement:eucap-sahel-niger-nl"]'))
    assert "Niger" in row.inner_text() and "4 " in row.inner_text()
    # A difference goes from the earlier day to the later one: it has no sides to swap.
    assert body.get_by_role("button", name=swap).count() == 0
    body.locator('[data-x-mode="side"]').click()
    captions, told = body.locator(".x-caption"), body.locator(".x-lead").inner_text()
    assert [text.split("\n")[0] for text in captions.all_inner_texts()] == days
    body.get_by_role("button", name=swap).click()
    page.wait_for_function("() => atlas.state.scene.date === '2023-07-01'")
    assert page.evaluate("atlas.state.scene.date2") == "2023-12-01"
    body.locator(".x-caption.is-before", has_text=days[1]).wait_for()
    # The maps have changed places, the note on stripes with the later one; what is said goes by time as before.
    assert [text.split("\n")[0] for text in captions.all_inner_texts()] == days[::-1]
    assert body.locator(".x-caption.is-before small").count() == 1 != body.locator(".x-caption.is-after small").count()
    assert body.locator(".x-lead").inner_text() == told == headline(compared(Scene(), atlas), lang)
    page.wait_for_timeout(300)
    running = [page.locator(f'#compare-map-{n} .wheel-box[data-iso="NER"] text').text_content() for n in (1, 2)]
    found = compared(Scene(), atlas)
    assert running == [str(look.wheels["NER"].own) for look in (found.after, found.before)]
    boxes = [captions.nth(i).bounding_box() for i in (0, 1)]
    assert boxes[0]["x"] + boxes[0]["width"] < boxes[1]["x"]


def test_what_is_only_now_on_record_is_counted_apart(page: Any, server: Any) -> None:
    body = compare(page, server.url)
    fold = body.locator('[data-x-fold="documented"]')
    assert fold.get_attribute("aria-expanded") == "false"
    fold.click()
    # The list is painted with the next frame.
    body.locator('[data-x-fold="documented"][aria-expanded="true"]').wait_for()
    assert body.locator(".x-group", has=page.locator('[data-x-fold="documented"]')).locator(".x-row").count() > 10
    # Mauritania gained only records: its wheel is grey and does not count them.
    pill = body.locator('.x-pill[data-iso="MRT"]')
    assert "is-same" in (pill.get_attribute("class") or "")
    assert "first recorded" in pill.inner_text()
    # Both its numbers are named: what runs all along, in the region, and what is first recorded.
    assert "2 running" in pill.inner_text()


@pytest.mark.parametrize("query", ["date2=2023-07-01", "date=2024-06&versus=known&known2=2023-12-01"])
def test_every_number_opens_exactly_the_rows_that_it_counts(page: Any, server: Any, query: str) -> None:
    body = compare(page, server.url, query)
    page.locator(".x-pill").first.wait_for()
    doors = body.locator(".x-door").evaluate_all("all => all.map((d) => [d.dataset.xChoose, d.textContent])")
    assert len(doors) > 20
    for words, text in doors:
        page.evaluate(CHOOSE, words)
        pairs, number = listed(page), int(re.search(r"\d+", text)[0])  # type: ignore[index]
        if words.startswith("stopped,began"):
            rows = {}
            for side in ("stopped", "began"):
                page.evaluate(CHOOSE, words.replace("stopped,began", side))
                rows[side] = {engagement for engagement, _ in listed(page)}
            assert len(rows["began"]) - len(rows["stopped"]) == (number if text[0] == "+" else -number), words
            assert rows["began"] | rows["stopped"] == {engagement for engagement, _ in pairs}
        else:
            counted = pairs if "row" in text else {engagement for engagement, _ in pairs}
            assert len(counted) == number, (words, text)
    page.evaluate(CHOOSE, "")
    assert page.locator(".x-shown .button").count() == 0


def test_a_number_is_clicked_and_the_link_keeps_it(page: Any, server: Any, watch: Any) -> None:
    body = compare(page, server.url, "date2=2023-07-01")
    body.locator('.x-pill[data-iso="NER"]').wait_for()
    asked = len(watch.requests)
    body.locator('.x-lead [data-x-choose="suspended,counted"]').click()
    body.locator(".x-shown .button").wait_for()
    assert {country for _, country in listed(page)} == {"NER", "MLI"}
    # The link is said anew; nothing of what is compared is asked for.
    assert [url for url in watch.since(asked) if "/data/" in url or "/api/changes" in url] == []
    assert "change=suspended,counted" in page.url
    page.reload()
    body.locator(".x-shown", has_text="Suspended · Dutch engagements: 5 rows").wait_for()
    body.locator(".x-shown .button").click()
    page.wait_for_function("() => atlas.state.scene.change.length === 0")


def test_a_pill_opens_its_country_beside_the_list(page: Any, server: Any) -> None:
    body = compare(page, server.url, "date2=2023-07-01")
    body.locator('[data-key="pill:NER"]').click()
    page.locator("#dossier-body h2", has_text="Niger").wait_for()
    boxes = [page.locator(s).bounding_box() for s in (".dossier", ".x-side")]
    assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"] + 1


def test_one_date_typed_twice_does_not_switch_the_mode(page: Any, server: Any) -> None:
    body = compare(page, server.url, "date=2023-12-01&date2=2023-07-01&known=2023-12-01")
    field = body.locator('[data-x="date2"]')
    field.fill("1 December 2023")
    field.press("Enter")
    page.wait_for_function("() => atlas.state.scene.date2 === '2023-12-01'")
    body.locator(".x-lead", has_text="Nothing differs.").wait_for()
    assert body.locator('[data-x="date2"]').count() == 1 and page.evaluate("atlas.state.scene.versus") == "dates"
    # The link says so too: opened again it is still a comparison of dates.
    page.reload()
    body.locator(".x-lead", has_text="Nothing differs.").wait_for()
    assert body.locator('[data-x-by="dates"]').get_attribute("aria-pressed") == "true"


def test_missions_that_changed_are_on_the_map(page: Any, server: Any) -> None:
    body = compare(page, server.url, "date=2023-12-31&date2=2023-12-31&known2=2023-12-01")
    pill = body.locator('.x-pill[data-iso="GHA"]')
    pill.locator("text=mission").wait_for()
    assert "International missions and initiatives: 2 stated differently." in body.locator(".x-lead").inner_text()
    pill.locator('.x-door[data-x-choose*="missions"]').click()
    body.locator(".x-shown .button").wait_for()
    assert listed(page) == {("cssm-initiative", "GHA"), ("eu-sdi-gulf-mission", "GHA")}


def test_side_by_side_maps_move_together(page: Any, server: Any, atlas: Any) -> None:
    body = compare(page, server.url)
    body.locator('[data-x-mode="side"]').click()
    page.locator("#compare-map-2 .wheel-box").first.wait_for()
    page.wait_for_timeout(300)
    moved = page.evaluate(
        """() => {
          const maps = atlas.map.instances.map((i) => i.map).filter((m) => /^compare-map/.test(m.getContainer().id));
          maps[0].setView([14, 5], 5.5, { animate: false });
          return maps.map((m) => [m.getCenter().lat.toFixed(2), m.getCenter().lng.toFixed(2), m.getZoom()]);
        }"""
    )
    assert len(moved) == 2 and moved[0] == moved[1]
    running = [page.locator(f'#compare-map-{n} .wheel-box[data-iso="NER"] text').text_content() for n in (1, 2)]
    # In the hole stands what runs in the country itself; what is first recorded by then is striped, and said.
    found = compared(Scene(), atlas)
    assert running == [str(look.wheels["NER"].own) for look in (found.before, found.after)]
    assert "documentation, not growth" in page.locator(".x-caption.is-after").inner_text()
    striped = "#compare-map-{} .wheel-box[data-iso='MRT'] path[fill='url(#atlas-stripes)']"
    assert page.locator(striped.format(2)).count() > 0 and page.locator(striped.format(1)).count() == 0


def test_swipe_by_keys_and_by_clicks(page: Any, server: Any) -> None:
    body = compare(page, server.url, "compare=swipe")
    handle = body.locator(".x-handle")
    handle.focus()
    page.keyboard.press("ArrowRight")
    assert handle.get_attribute("aria-valuenow") == "52"
    page.keyboard.press("Home")
    assert handle.get_attribute("aria-valuenow") == "0"
    assert page.evaluate("atlas.state.scene.date") == "2023-12-01"
    body.locator(".x-swipe-tools button").first.click()
    assert handle.get_attribute("aria-valuenow") == "100"
    assert "inset(0px 0%" in page.evaluate("getComputedStyle(document.getElementById('compare-map-1')).clipPath")


def test_two_states_of_knowledge(page: Any, server: Any) -> None:
    body = compare(page, server.url, "date=2024-06")
    body.locator('[data-x-by="known"]').click()
    page.wait_for_function("() => atlas.state.scene.known2 === '2023-12-01'")
    body.locator('[data-x-fold="revised"]').wait_for()
    assert body.locator("select").count() == 2
    assert "as known on 1 December 2023" in body.locator(".x-key").inner_text()
    assert "letter" not in body.locator(".x-bar").inner_text()


def test_no_difference_says_so(page: Any, server: Any) -> None:
    body = compare(page, server.url, "date=2012-03&date2=2012-02")
    assert "Nothing differs." in body.locator(".x-lead").inner_text()


def test_comparison_rests_when_another_tab_is_open(page: Any, server: Any) -> None:
    compare(page, server.url)
    page.locator("#compare-map-1 .x-pill").first.wait_for()
    page.locator('[data-tab="map"].tab').click()
    page.wait_for_function("() => atlas.map.instances.length === 1")
    assert page.locator("#compare-map-1").is_hidden()


@pytest.mark.parametrize(
    ("lang", "title", "caveat"),
    [
        ("en", "Along the routes, in figures", "measures nothing on land"),
        ("nl", "Langs de routes, in cijfers", "Over land wordt niets gemeten"),
    ],
)
def test_route_view(page: Any, server: Any, atlas: Any, lang: str, title: str, caveat: str) -> None:
    page.goto(f"{server.url}?v=1&tab=route&date=2023-07&lang={lang}")
    panel = page.locator("#route-panel")
    panel.locator("h2", has_text=title).wait_for()
    assert caveat in panel.inner_text()
    panel.locator("summary").first.click()
    table = panel.locator("table").first.inner_text()
    assert ("157,479" if lang == "en" else "157.479") in table
    asked = ("detections", "year", "yes")
    years = {int(t.period) for t in atlas.tables.route_totals if (t.metric, t.period_type, t.show) == asked}
    assert len(panel.locator("table").first.locator("tbody tr").all()) == max(years) - min(years) + 1


def test_route_figures_keep_to_the_years_that_were_over(page: Any, server: Any) -> None:
    page.goto(f"{server.url}?v=1&tab=route&date=2023-11&known=2023-12-01")
    panel = page.locator("#route-panel")
    panel.locator("h2").wait_for()
    panel.locator("summary").first.click()
    cells = panel.locator("table").first.locator("tbody tr").all_inner_texts()
    years = {line.split()[0]: line for line in cells}
    assert "102,529" in years["2022"]
    assert max(years) == "2022", "a year that was not over has no row yet"


def test_route_view_shows_every_sea_leg(page: Any, server: Any) -> None:
    page.goto(f"{server.url}?v=1&tab=route")
    page.locator("#route-panel h2").wait_for()
    page.wait_for_function("() => atlas.mapReady === true")
    page.wait_for_timeout(400)
    outside = page.evaluate(
        """() => {
          const { data } = atlas.state.engine, box = atlas.map.main.map.getBounds();
          return data.legs.filter((l) => l.stage === "sea").flatMap((l) => [l.from_id, l.to_id])
            .filter((id) => !box.contains([data.nodes[id].lat, data.nodes[id].lon]));
        }"""
    )
    assert outside == []
