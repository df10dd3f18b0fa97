"""The time dock: every way to move time, without asking the server anything."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from sahel_atlas.records.clock.periods import FAR, span
from sahel_atlas.records.vocabulary import RUNNING
from sahel_atlas.scenes.resolve import resolve
from sahel_atlas.scenes.scene import Scene

DAY = "atlas.days.toIso(atlas.state.engine.look(atlas.state.scene).day)"


def opened(page: Any, url: str, query: str = "") -> None:
    page.goto(f"{url}?{query}")
    page.wait_for_selector(".wheel-box")
    page.wait_for_selector("#dock-slider[aria-valuenow]", state="attached")
    page.wait_for_load_state("networkidle")


def states_asked(watch: Any, mark: int) -> list[str]:
    """Data asked for since a moment; the sentence over the map is worded by the server, on release."""
    asked = [url for url in watch.since(mark) if "/data/" in url or "/api/" in url]
    return [url for url in asked if "/api/sentence" not in url]


def moment(page: Any, when: str) -> None:
    """Wait until the dock shows this scene date."""
    page.wait_for_function(
        f"() => document.querySelector('#dock-body').dataset.shown.replace(/(en|nl).*/, '') === '{when}'"
    )


def test_a_drag_over_all_years_makes_no_request(page: Any, server: Any, watch: Any) -> None:
    opened(page, server.url)
    mark = len(watch.requests)
    plot = page.locator(".dock-plot").bounding_box()
    y = plot["y"] + 110
    page.mouse.move(plot["x"] + plot["width"] - 60, y)
    page.mouse.down()
    counts = set()
    for step in range(24):
        page.mouse.move(plot["x"] + plot["width"] - 60 - step * (plot["width"] - 120) / 23, y)
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        counts.add(page.locator('.wheel-box[data-iso="MLI"] text').text_content())
        if step == 12:
            assert page.locator(".dock-ghost").inner_text() == page.evaluate(
                "atlas.dateWords(atlas.state.scene.date, true)"
            )
    assert watch.since(mark) == []
    assert len(counts) > 3, "the wheels follow the drag"
    page.mouse.up()
    assert page.locator(".dock-ghost").is_hidden()
    page.wait_for_function("() => location.search.includes('date=2012')")
    assert states_asked(watch, mark) == []
    page.keyboard.press("Control+z")
    moment(page, "2023-12-01")


def test_a_month_shows_its_last_day_and_the_month_of_known_shows_known(page: Any, server: Any) -> None:
    opened(page, server.url, "date=2023-07")
    assert page.evaluate(DAY) == "2023-07-31"
    assert page.locator("#dock-date").inner_text().split() == ["July", "2023"]
    page.locator("#rail-letter").check()
    for month, day in (("2023-12", "2023-12-01"), ("2023-11", "2023-11-30"), ("2024-02", "2024-02-29")):
        page.evaluate(f"atlas.state.commit({{ date: '{month}' }})")
        moment(page, month)
        assert page.evaluate(DAY) == day
    assert page.evaluate("atlas.state.scene.known") == "2023-12-01"
    page.locator("#rail-letter").uncheck()
    page.wait_for_function("() => atlas.state.scene.known === ''")


def test_steps_events_and_keys(page: Any, server: Any, atlas: Any) -> None:
    opened(page, server.url, "date=2023-08")
    for button, month in (("back", "2023-07"), ("forward", "2023-08")):
        page.locator(f'[data-dock="{button}"]').click()
        moment(page, month)
    page.locator("#dock-slider").focus()
    for key, month in (
        ("ArrowLeft", "2023-07"), ("Shift+ArrowLeft", "2022-07"), ("Shift+ArrowRight", "2023-07"),
        ("ArrowRight", "2023-08"), ("Home", "2012-01"), ("ArrowLeft", "2012-01"), ("End", "2026-12"),
    ):  # fmt: skip
        page.keyboard.press(key)
        moment(page, month)
    pins = page.evaluate("[...document.querySelectorAll('.dock-pin')].map((e) => e.dataset.event)")
    large = [e for e in atlas.tables.events if e.major == "yes" or e.category in ("coup", "letter")]
    first = {e.event_id: span(e.date, e.precision)[0] for e in large}
    begin, end = (date.fromisoformat(day) for day in atlas.tables.window)
    in_window = {k for k, day in first.items() if begin <= day <= end}
    assert sorted(pins) == sorted(in_window)
    page.evaluate("atlas.state.commit({ date: '2023-07-25' })")
    page.keyboard.press("PageDown")
    moment(page, "2023-07-26")
    assert "coup" in page.locator("#dock-slider").get_attribute("aria-valuetext").lower()
    page.locator('[data-dock="event.back"]').click()
    before = max(first[k] for k in in_window if first[k] < date(2023, 7, 26))
    moment(page, before.isoformat())
    page.wait_for_function("() => document.querySelector('#live').textContent.includes('running')")


def test_play_runs_by_months_and_pauses(page: Any, server: Any, watch: Any) -> None:
    opened(page, server.url, "date=2014-01")
    mark = len(watch.requests)
    page.locator('[data-dock="play"]').click()
    assert page.locator(".play").get_attribute("aria-label").startswith("Pause")
    moment(page, "2014-03")
    page.locator('[data-dock="play"]').click()
    stopped = page.evaluate("atlas.state.scene.date")
    assert page.evaluate("atlas.dock.playing") is False
    page.wait_for_timeout(400)
    assert page.evaluate("atlas.state.scene.date") == stopped
    assert states_asked(watch, mark) == []
    page.locator("body").press("Space")
    page.wait_for_function(f"() => atlas.dock.playing && atlas.state.scene.date !== '{stopped}'")
    page.locator("body").press("Space")


@pytest.mark.parametrize(
    ("lang", "typed", "found", "shown"),
    [
        ("en", "26 July 2023", "2023-07-26", "26 Jul 2023"),
        ("en", "2023-07-26", "2023-07-26", "26 Jul 2023"),
        ("nl", "1-3-2022", "2022-03-01", "1 mrt 2022"),
        ("nl", "15 okt. 2021", "2021-10-15", "15 okt 2021"),
        ("nl", "mei 2020", "2020-05", "31 mei 2020"),
    ],
)
def test_the_day_field_reads_dates_as_people_write_them(
    page: Any, server: Any, lang: str, typed: str, found: str, shown: str
) -> None:
    opened(page, server.url, f"lang={lang}")
    field = page.locator("#dock-day-input")
    assert field.input_value() == {"en": "1 Dec 2023", "nl": "1 dec 2023"}[lang]
    field.fill(typed)
    field.press("Enter")
    moment(page, found)
    page.locator("#dock-slider").focus()
    page.evaluate("atlas.state.commit({ date: '2013-01' })")
    moment(page, "2013-01")
    page.keyboard.press("Control+z")
    moment(page, found)
    assert field.input_value() == shown


def test_a_day_that_cannot_be_read_is_said_and_changes_nothing(page: Any, server: Any) -> None:
    opened(page, server.url)
    field = page.locator("#dock-day-input")
    for wrong in ("31 February 2023", "yesterday", "2030-01-01", "13-13-2023"):
        field.fill(wrong)
        field.press("Enter")
        said = field.evaluate("(e) => e.validationMessage")
        assert "Expected a day from 1 January 2012 to 31 December 2026" in said and wrong in said
        assert field.get_attribute("aria-invalid") == "true"
    assert page.evaluate("atlas.state.scene.date") == "2023-12-01"
    field.press("Escape")
    assert field.input_value() == "1 Dec 2023" and field.get_attribute("aria-invalid") == "false"
    field.press("ArrowUp")
    moment(page, "2023-12-02")


@pytest.mark.parametrize("width", [1440, 1280])
def test_pins_and_words_of_the_dock_do_not_cover_each_other(open_page: Any, server: Any, width: int) -> None:
    page = open_page(viewport={"width": width, "height": 900})
    opened(page, server.url, "lang=nl")
    covered = page.evaluate(
        """() => {
          const parts = ['.dock-pin svg', '.dock-pin-name', '.dock-silent, .dock-jump, .dock-after'];
          const boxes = parts.flatMap((s) => [...document.querySelectorAll(s)])
            .map((e) => [e.textContent || e.closest('button').title, e.getBoundingClientRect()]);
          const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5
            && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5;
          return boxes.flatMap(([n, a], i) => boxes.slice(i + 1)
            .filter(([, b]) => meet(a, b)).map(([m]) => n + ' | ' + m));
        }"""
    )
    assert covered == []
    assert page.locator(".dock-jump").text_content().startswith("+")
    hatched = page.locator("#dock-svg path[fill='url(#atlas-hatch)']")
    silent = page.evaluate("document.querySelector('#dock-body').dataset.silent")
    assert hatched.count() == 1 and silent in page.locator(".dock-silent").text_content()


def test_the_caption_counts_what_runs_and_what_of_it_the_region_shares(page: Any, server: Any, atlas: Any) -> None:
    opened(page, server.url, "date=2023-12-01")
    for when in ("2023-12-01", "2019-05-31", "2025-08-31"):
        page.evaluate(f"atlas.state.commit({{ date: '{when}' }})")
        moment(page, when)
        rows = [s for s in atlas.as_of(when) if s.status in RUNNING and counts(atlas, s)]
        running = {s.engagement_id for s in rows}
        shared = {i for i in running if atlas.engagement(i).reach == "region"}
        said = page.locator(".dock-caption b").text_content()
        assert said == f"{len(running)} running, of which {len(shared)} region-wide."


def counts(atlas: Any, state: Any) -> bool:
    engagement = atlas.engagement(state.engagement_id)
    return engagement.counted == "yes" and engagement.subject in ("NL", "mission")


def test_the_hatch_begins_after_the_last_day_on_which_a_source_speaks(page: Any, server: Any, atlas: Any) -> None:
    """In the page's own coordinates: for everything known, as known on a day, and as one document states it."""
    opened(page, server.url)
    for known, stated in (("", ""), ("2023-12-01", ""), ("2021-03-02", ""), ("", "kst-29237-201")):
        page.evaluate("(patch) => atlas.state.commit(patch)", {"known": known, "stated": stated})
        said = max(link.said for chain in atlas.clock(known, stated) for link in chain.links)
        last = min(said, date.fromisoformat(known)) if known else said
        # The curve follows the commit a frame later, or more on a busy machine: it is waited for, not timed.
        drawn = """(day) => {
          const [a, z] = atlas.state.engine.raw.window;
          const width = document.querySelector('.dock-plot').clientWidth - 34 - 16;
          const x = 34 + ((atlas.days.fromIso(day) + 1 - a) / (z + 1 - a)) * width;
          return [Number(document.querySelector('.dock-beyond').getAttribute('x')), x];
        }"""
        for _ in range(100):
            left, expected = page.evaluate(drawn, last.isoformat())
            if abs(left - expected) <= 0.6:
                break
            page.wait_for_timeout(100)
        assert left == pytest.approx(expected, abs=0.6), (known, stated)


def test_a_letter_has_a_pin_of_its_own_and_a_title_that_says_so(page: Any, server: Any, atlas: Any) -> None:
    opened(page, server.url, "date=2023-12-01")
    pins = page.evaluate("""() => Object.fromEntries([...document.querySelectorAll('.dock-pin')].map((b) =>
      [b.dataset.event, [b.querySelector('svg').dataset.kind, b.querySelector('svg').innerHTML, b.title,
        b.querySelector('.dock-pin-name') ? b.querySelector('.dock-pin-name').textContent : '']]))""")
    letters = [e for e in atlas.tables.events if e.category == "letter" and e.event_id in pins]
    assert len(letters) > 2
    coups = {mark for kind, mark, *_ in pins.values() if kind == "coup"}
    assert len(coups) == 1
    for e in letters:
        kind, mark, title, name = pins[e.event_id]
        assert kind == "letter" and mark not in coups and title.endswith("(letter to parliament)")
        assert (name == "Letter") == (e.date == "2023-12-01"), (e.event_id, name)
    page.evaluate("atlas.state.commit({ lang: 'nl' })")
    page.locator('.dock-pin[title$="(kamerbrief)"]').first.wait_for()


@pytest.mark.parametrize(
    ("query", "lang", "said"),
    [
        ("subject=mission", "en", "{n} listed, none of them counted."),
        ("subject=mission", "nl", "{n} vermeld, niet meegeteld."),
        ("date=2012-01-15&status=suspended&instrument=humanitarian", "en", "Nothing passes the filter."),
    ],
)
def test_what_the_dock_counts_is_what_was_asked_for(
    page: Any, server: Any, atlas: Any, query: str, lang: str, said: str
) -> None:
    opened(page, server.url, f"{query}&lang={lang}")
    n = len({r.engagement_id for r in resolve(Scene.from_query(query), atlas).rows})
    page.wait_for_function("() => document.querySelector('.dock-caption b').textContent")
    assert page.locator(".dock-caption b").inner_text() == said.replace("{n}", str(n))


def test_a_step_that_is_documentation_names_its_document(page: Any, server: Any, atlas: Any) -> None:
    opened(page, server.url)
    jumps = page.evaluate(
        """() => { const { engine, scene } = atlas.state, curve = atlas.dockCurve;
          return curve.jumps(engine, scene, curve.points(engine, scene)).map((j) =>
            [atlas.days.toIso(j.day), j.n, j.documents.map((d) => engine.data.documents[d].document_id)]); }"""
    )
    assert jumps, "the letter documents several engagements for the first time"
    for day, n, documents in jumps:
        at = date.fromisoformat(day)
        before = at - timedelta(1)
        assert n == len(silent(atlas, before)) - len(silent(atlas, at))
        begun = [c for c in atlas.clock() if c.not_recorded(before) and not c.not_recorded(at)]
        states = [chain.at(at, FAR) for chain in begun if atlas.engagement(chain.engagement_id).counted == "yes"]
        cited = {c.document_id for s in states for c in s.citations if c.role == "primary"}
        assert set(documents) == cited
    letter = next(j for j in jumps if j[0] == "2023-12-01")
    assert letter[2][0] == "kst-29237-201"
    assert page.locator(".dock-jump").first.text_content() == f"+{letter[1]} first documented by the letter, not growth"


def silent(atlas: Any, day: date) -> set[str]:
    pairs = atlas.clock().not_recorded(day)
    return {e for e, _ in pairs if atlas.engagement(e).counted == "yes"}


def test_a_chosen_period_is_shown_as_one_and_ends_with_the_next_move(page: Any, server: Any, atlas: Any) -> None:
    opened(page, server.url, "date=2021-12&to=2023-12")
    assert page.locator("#dock-date").inner_text() == "1 Dec 2021 – 31 Dec 2023"
    ran = [
        r for r in resolve(Scene(date="2021-12", to="2023-12"), atlas).rows if r.status in RUNNING and counts(atlas, r)
    ]
    said = page.locator(".dock-caption b").text_content()
    assert said.startswith(f"{len({r.engagement_id for r in ran})} ran in this period")
    assert page.locator("#dock-slider").get_attribute("aria-valuetext") == "from December 2021 to December 2023"
    ends = page.evaluate(
        """() => {
          const box = document.querySelector('.dock-period').getBoundingClientRect();
          const plot = document.querySelector('.dock-plot').getBoundingClientRect();
          const [a, z] = atlas.state.engine.raw.window;
          return [box.left, box.right].map((x) => a + ((x - plot.left - 34) / (plot.width - 50)) * (z + 1 - a));
        }"""
    )
    first, last = (page.evaluate(f"atlas.days.fromIso('{day}')") for day in ("2021-12-01", "2024-01-01"))
    assert ends == [pytest.approx(first, abs=8), pytest.approx(last, abs=8)], "a pixel is some five days"
    page.locator('[data-dock="back"]').click()
    moment(page, "2021-11")
    assert page.evaluate("atlas.state.scene.to") == ""
    assert page.locator(".dock-period").is_hidden()
    page.keyboard.press("Control+z")
    page.wait_for_function("() => atlas.state.scene.to === '2023-12'")
    page.locator("[data-dock-clear]").click()
    page.wait_for_function("() => atlas.state.scene.to === ''")


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1024, 768), (400, 800), (1920, 1080)])
def test_the_years_of_the_window_fit(open_page: Any, server: Any, width: int, height: int) -> None:
    page = open_page(viewport={"width": width, "height": height})
    page.goto(f"{server.url}?tab=map&lang=nl")
    page.wait_for_selector("#dock-svg .dock-year", state="attached")
    boxes = page.evaluate(
        """[...document.querySelectorAll('.dock-year')].map((e) => { const r = e.getBoundingClientRect();
          return [e.textContent, r.left, r.right]; })"""
    )
    assert boxes[0][0] == "2012" and len(boxes) >= 4
    assert all(a[2] < b[1] for a, b in pairwise(boxes)), boxes
    assert boxes[-1][2] <= width
