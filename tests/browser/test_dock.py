"""The time dock: every way to move time, without asking the server anything."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from layers.periods import span

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
        ("ArrowRight", "2023-08"), ("Home", "2012-01"), ("ArrowLeft", "2012-01"), ("End", "2024-12"),
    ):  # fmt: skip
        page.keyboard.press(key)
        moment(page, month)
    pins = page.evaluate("[...document.querySelectorAll('.dock-pin')].map((e) => e.dataset.event)")
    large = [e for e in atlas.tables.events if e.major == "yes" or e.category in ("coup", "letter")]
    first = {e.event_id: span(e.date, e.precision)[0] for e in large}
    in_window = {k for k, day in first.items() if date(2012, 1, 1) <= day <= date(2024, 12, 31)}
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
        assert "Expected a day from 1 January 2012 to 31 December 2024" in said and wrong in said
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
    assert hatched.count() == 1 and "31" in page.locator(".dock-silent").text_content()
