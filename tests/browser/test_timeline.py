"""The timeline tab: strips, a click for a day, a drag or two clicks for a period, and doubt that looks like doubt."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from layers.atlas import Atlas
from sahel_atlas.records.clock.periods import span
from sahel_atlas.records.words import date_words
from sahel_atlas.scenes.resolve import engagement_passes
from sahel_atlas.scenes.scene import Scene

NOW = "() => [atlas.state.scene.date, atlas.state.scene.to]"


def month_at(atlas: Atlas, share: float) -> str:
    """The month at a share of the axis' width."""
    first, last = (date.fromisoformat(day) for day in atlas.tables.window)
    return (first + timedelta(int(share * ((last - first).days + 1)))).isoformat()[:7]


def open_timeline(page: Any, server: Any, query: str = "") -> dict[str, float]:
    page.goto(f"{server.url}?tab=timeline&{query}")
    page.wait_for_selector(".tl-row")
    page.wait_for_selector("#sentence .said:not(:empty)")
    box = page.locator(".tl-axis").bounding_box()
    return {"x": box["x"], "width": box["width"], "y": box["y"] + box["height"] + 120}


@pytest.mark.parametrize("by", ["instrument", "framework", "country"])
def test_one_strip_per_engagement_and_group(page: Any, server: Any, atlas: Atlas, by: str) -> None:
    open_timeline(page, server, f"by={by}")
    scene = Scene()
    passing = {e.engagement_id for e in atlas.tables.engagements if engagement_passes(e, scene.filter, atlas)}
    shown = page.evaluate("() => [...document.querySelectorAll('.tl-name')].map((b) => b.dataset.ref.slice(11))")
    assert set(shown) == {e for e, _ in atlas.clock().chains if e in passing}
    if by == "instrument":
        assert len(shown) == sum(len(atlas.engagement(e).instruments) for e in set(shown))


def test_a_click_goes_to_that_day(page: Any, server: Any, atlas: Atlas) -> None:
    at = open_timeline(page, server)
    page.mouse.click(at["x"] + at["width"] * 0.5, at["y"])
    day, to = page.evaluate(NOW)
    assert (day[:7], to) == (month_at(atlas, 0.5), "")


def test_a_drag_chooses_a_period_and_asks_nothing_while_it_lasts(
    page: Any, server: Any, watch: Any, atlas: Atlas
) -> None:
    at = open_timeline(page, server)
    page.wait_for_load_state("networkidle")
    page.mouse.move(at["x"] + at["width"] * 0.6, at["y"])
    page.mouse.down()
    mark = len(watch.requests)
    page.mouse.move(at["x"] + at["width"] * 0.3, at["y"], steps=12)
    page.wait_for_timeout(300)
    assert watch.since(mark) == []
    page.mouse.up()
    day, to = page.evaluate(NOW)
    assert (day[:7], to[:7]) == (month_at(atlas, 0.3), month_at(atlas, 0.6))
    page.wait_for_selector("#sentence .said:has-text('from')")
    page.get_by_role("button", name="Clear the period").click()
    assert page.evaluate(NOW)[1] == ""


def test_two_clicks_and_two_fields_choose_a_period_too(page: Any, server: Any, atlas: Atlas) -> None:
    at = open_timeline(page, server)
    page.get_by_role("button", name="Choose a period with two clicks").click()
    page.get_by_role("button", name="Click the first day").wait_for()
    page.mouse.click(at["x"] + at["width"] * 0.7, at["y"])
    page.get_by_role("button", name="Click the last day").wait_for()
    page.mouse.click(at["x"] + at["width"] * 0.2, at["y"])
    day, to = page.evaluate(NOW)
    assert (day[:7], to[:7]) == (month_at(atlas, 0.2), month_at(atlas, 0.7))
    for label, text in (("From", "1 July 2023"), ("to", "1-12-2023")):
        page.get_by_label(label, exact=True).fill(text)
        page.keyboard.press("Enter")
    assert page.evaluate(NOW) == ["2023-07-01", "2023-12-01"]
    page.get_by_role("button", name="Compare start and end").click()
    assert page.evaluate("() => [atlas.state.scene.tab, atlas.state.scene.date2, atlas.state.scene.date]") == [
        "compare",
        "2023-07-01",
        "2023-12-01",
    ]


def test_doubt_looks_like_doubt(page: Any, server: Any) -> None:
    open_timeline(page, server, "by=instrument&known=2023-12-01")

    def fills(pattern: str) -> int:
        return page.locator(f'.tl-strip rect[fill="url(#{pattern})"]').count()

    assert fills("atlas-hatch") > 0
    assert fills("atlas-fade-in") + fills("atlas-fade-out") > 0
    assert fills("atlas-hatch-over") > 0
    page.evaluate("() => atlas.state.commit({ known: '' })")
    page.wait_for_timeout(300)
    assert fills("atlas-hatch-over") == 0


def test_a_coup_is_a_line_in_its_own_country(page: Any, server: Any) -> None:
    open_timeline(page, server, "by=country&country=NER,CIV")
    groups = page.locator(".tl-group")
    titles = {}
    for i in range(groups.count()):
        lines = groups.nth(i).locator(".tl-line.is-major")
        titles[groups.nth(i).locator("strong").inner_text()] = [
            lines.nth(k).get_attribute("title") for k in range(lines.count())
        ]
    assert any("Coup in Niger" in title for title in titles["Niger"])
    assert not any("Coup" in title for title in titles["Côte d'Ivoire"])


def test_a_step_of_the_day_redraws_no_strip(page: Any, server: Any) -> None:
    open_timeline(page, server)
    page.evaluate("() => { document.querySelector('.tl-strip').dataset.mark = 'kept'; }")
    page.evaluate("() => atlas.state.preview({ date: '2016-05' })")
    page.wait_for_timeout(200)
    assert page.locator('.tl-strip[data-mark="kept"]').count() == 1
    assert page.locator(".tl-axis").get_attribute("aria-valuetext") == "May 2016"


def test_names_select_and_groups_fold_by_keyboard(page: Any, server: Any) -> None:
    open_timeline(page, server, "lang=nl&country=NER")
    page.locator(".tl-name").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector('.tl-name[aria-pressed="true"]')
    assert len(page.evaluate("() => atlas.state.scene.selection")) == 1
    toggle = page.locator("[data-tl-group]").first
    toggle.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector('[data-tl-group][aria-expanded="false"]')
    assert page.evaluate("() => document.activeElement.dataset.tlGroup") is not None


def test_a_strip_is_hatched_from_the_day_after_a_source_last_spoke(page: Any, server: Any, atlas: Atlas) -> None:
    open_timeline(page, server, "by=instrument&instrument=security")
    told = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll('.tl-row')].map((row) => {
          const [a, z] = atlas.state.engine.raw.window, strip = row.querySelector('.tl-strip');
          const hatch = ['atlas-hatch-over-light', 'atlas-stale-open'].map((id) => `[fill="url(#${id})"]`).join();
          const day = (x) => Math.round(a + (x / Number(strip.getAttribute('width'))) * (z + 1 - a));
          const at = [...strip.querySelectorAll(hatch)].map((r) => day(Number(r.getAttribute('x'))));
          return [row.querySelector('.tl-name').dataset.ref.slice(11), at.map(atlas.days.toIso)];
        }))"""
    )
    first, last = (date.fromisoformat(day) for day in atlas.tables.window)
    checked = 0
    for chain in atlas.clock():
        if chain.engagement_id not in told or chain.links[-1].period.status == "ended" or chain.links[-1].end:
            continue
        begins = max(chain.starts[-1], chain.links[-1].said + timedelta(1), first)
        if begins <= last:
            checked += 1
            assert begins.isoformat() in told[chain.engagement_id], (chain.engagement_id, chain.country)
    assert checked > 20


@pytest.mark.parametrize("query", ["known=2021-03-02", "known=2023-12-01", "stated=kst-29237-201", ""])
def test_pins_are_events_that_were_public_and_had_come(page: Any, server: Any, atlas: Atlas, query: str) -> None:
    open_timeline(page, server, f"by=instrument&{query}")
    scene = Scene.from_query(query, atlas.values)
    then = atlas.at(scene.known)
    first, last = atlas.tables.window
    titles = page.evaluate("[...document.querySelectorAll('.tl-axis .pins title')].map((e) => e.textContent)")
    large = [e for e in then.tables.events if e.major == "yes" or e.category in ("coup", "letter")]
    shown = [e for e in large if first <= span(e.date, e.precision)[0].isoformat() <= min(last, scene.known or last)]
    assert sorted(titles) == sorted(f"{e.title_en}, {date_words(e.date, 'en')}" for e in shown)


@pytest.mark.parametrize(
    ("lang", "keys"),
    [
        ("en", {"coup": "Coup", "letter": "Letter to parliament", "other": "Event"}),
        ("nl", {"coup": "Staatsgreep", "letter": "Kamerbrief", "other": "Gebeurtenis"}),
    ],
)
def test_a_letter_has_a_pin_of_its_own_and_only_the_letter_has_a_name(
    page: Any, server: Any, atlas: Atlas, lang: str, keys: dict[str, str]
) -> None:
    open_timeline(page, server, f"date=2023-12-01&lang={lang}")
    told = page.evaluate("""() => Object.fromEntries([...document.querySelectorAll('#timeline-foot [data-pin]')]
      .map((e) => [e.dataset.pin, [e.textContent, e.querySelector('svg').innerHTML]]))""")
    assert {kind: words for kind, (words, _) in told.items()} == keys
    assert len({mark for _, mark in told.values()}) == 3
    drawn = page.evaluate("""() => [...document.querySelectorAll('.tl-axis .pins g')].map((g) =>
      [g.dataset.kind, g.querySelector('title').textContent, g.innerHTML.replace(/<title>.*<.title>/, '')])""")
    assert all(mark == told[kind][1] for kind, _, mark in drawn)
    titled = {title: kind for kind, title, _ in drawn}
    for event in atlas.tables.events:
        title = f"{event.title_nl if lang == 'nl' else event.title_en}, {date_words(event.date, lang)}"
        if title in titled:
            assert titled[title] == (event.category if event.category in ("coup", "letter") else "other")
    label = {"en": "Letter", "nl": "Brief"}[lang]
    at = page.evaluate(
        """(label) => { const names = [...document.querySelectorAll('.tl-axis .names text')];
      const pins = [...document.querySelectorAll('.tl-axis .pins g')], x = (e) => e.getBoundingClientRect();
      const middle = (e) => x(e).left + x(e).width / 2;
      const day = (px) => { const axis = document.querySelector('.tl-axis').getBoundingClientRect();
        const [a, z] = atlas.state.engine.raw.window; return a + ((px - axis.left) / axis.width) * (z + 1 - a); };
      return names.filter((e) => e.textContent === label).map((e) => day(middle(e))); }""",
        label,
    )
    letter = page.evaluate("atlas.days.fromIso('2023-12-01')")
    assert at == [pytest.approx(letter, abs=12)], "over its own pin"


@pytest.mark.parametrize("query", ["", "by=instrument&known=2023-12-01", "by=framework&status=active,planned",
                                   "instrument=security&date=2021-12&to=2023-12", "state=coup"])  # fmt: skip
def test_the_number_of_a_head_opens_what_is_in_its_strips(page: Any, server: Any, query: str) -> None:
    open_timeline(page, server, query)
    heads = page.evaluate("""() => [...document.querySelectorAll('.tl-group')].map((g) => {
      const link = g.querySelector('h2 a.door'), names = [...g.querySelectorAll('.tl-name')];
      const rows = new Set(names.map((b) => b.dataset.ref));
      const { engine, scene } = atlas.state;
      const listed = link && engine.look({ ...scene, ...JSON.parse(link.dataset.door) }).counts.listed;
      return [g.querySelector('strong').textContent, link ? Number(link.textContent) : null, rows.size, listed]; })""")
    doors = [head for head in heads if head[1] is not None]
    assert doors and all(n == rows == listed for _, n, rows, listed in doors), doors
    assert {name for name, n, *_ in heads if n is None} <= {"Without a country"}
    before = page.evaluate(NOW)
    page.locator(".tl-group h2 a.door").first.click()
    page.wait_for_selector('html[data-tab="table"]')
    assert page.evaluate("atlas.state.engine.look(atlas.state.scene).counts.listed") == doors[0][1]
    page.go_back()
    page.wait_for_selector('html[data-tab="timeline"]')
    assert page.evaluate(NOW) == before


def test_the_strips_are_those_of_the_one_document_that_is_asked(page: Any, server: Any, atlas: Atlas) -> None:
    open_timeline(page, server, "by=instrument&stated=kst-29237-201")
    shown = page.evaluate("() => [...document.querySelectorAll('.tl-name')].map((b) => b.dataset.ref.slice(11))")
    scene = Scene()
    passing = {e.engagement_id for e in atlas.tables.engagements if engagement_passes(e, scene.filter, atlas)}
    assert set(shown) == {e for e, _ in atlas.clock("", "kst-29237-201").chains if e in passing}


def test_a_chosen_period_is_shaded_from_its_first_to_its_last_day(page: Any, server: Any) -> None:
    open_timeline(page, server, "date=2021-12&to=2023-12")
    left, right = page.evaluate(
        """() => { const box = document.querySelector('.tl-axis .tl-period').getBoundingClientRect();
          const axis = document.querySelector('.tl-axis').getBoundingClientRect();
          const [a, z] = atlas.state.engine.raw.window;
          return [box.left, box.right].map((x) => a + ((x - axis.left) / axis.width) * (z + 1 - a)); }"""
    )
    days = [page.evaluate(f"atlas.days.fromIso('{day}')") for day in ("2021-12-01", "2024-01-01")]
    assert [left, right] == [pytest.approx(day, abs=8) for day in days]


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (400, 800)])
def test_the_years_of_the_axis_fit(open_page: Any, server: Any, width: int, height: int) -> None:
    page = open_page(viewport={"width": width, "height": height})
    open_timeline(page, server)
    boxes = page.evaluate(
        "[...document.querySelectorAll('.tl-axis .years text')].map((e) => { const r = e.getBoundingClientRect();"
        " return [e.textContent, r.left, r.right]; })"
    )
    assert boxes[0][0] == "2012" and len(boxes) >= 3
    assert all(a[2] < b[1] for a, b in pairwise(boxes)), boxes
