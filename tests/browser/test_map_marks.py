"""Marks on the map: a wheel, a place, a label and a flag say what their rows say, on the day of knowledge asked for."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from sahel_atlas.marks.wheel_shape import parts, storey_shapes, wheel_shapes
from sahel_atlas.scenes.resolve import resolve
from sahel_atlas.scenes.scene import Scene
from tests.browser.test_map import opened

DRAWN = """() => Object.fromEntries([...document.querySelectorAll('.wheel-box:not(.is-outside)')].map((box) => [
  box.dataset.iso, [parseFloat(box.style.getPropertyValue('--R')), box.querySelector('text').textContent,
    box.querySelector('.wheel-region').textContent,
    [...box.querySelectorAll('.storey')].map((g) => [...g.children].map((p) => p.getAttribute('d')).filter(Boolean))],
]))"""


@pytest.fixture
def calm(open_page: Callable[..., Any]) -> Any:
    """A page without motion: what is read is what was asked for last."""
    return open_page(reduced_motion="reduce")


@pytest.mark.parametrize("query", ["date=2023-12-01", "date=2023-08-10&known=2023-08-10", "date=2021-12&to=2023-12"])
def test_the_pages_wheels_are_the_paths_of_their_counts(calm: Any, server: Any, atlas: Any, query: str) -> None:
    page = opened(calm, server.url, query)
    seen = resolve(Scene.from_query(query), atlas)
    drawn = page.evaluate(DRAWN)
    assert set(drawn) == set(seen.wheels)
    for iso3, wheel in seen.wheels.items():
        radius, number, region, storeys = drawn[iso3]
        assert number == str(wheel.own)
        assert region.split(" ")[0] == (f"+{wheel.region}" if wheel.region else "")
        wanted = [
            [s.d for s in storey_shapes(radius, i, storey, reach)]
            for i, segment in enumerate(wheel.segments)
            for reach, storey in segment.storeys
        ]
        assert storeys == wanted, iso3


def test_a_country_outside_the_filter_has_a_name_and_nothing_else(calm: Any, server: Any) -> None:
    page = opened(calm, server.url, "country=NER")
    mali, niger = (page.locator(f'.wheel-box[data-iso="{iso}"]') for iso in ("MLI", "NER"))
    assert niger.locator(".disc").is_visible() and niger.locator(".wheel-region").inner_text().startswith("+")
    assert not mali.locator(".wheel").is_visible() and mali.inner_text().strip() == "MALI"
    assert mali.get_attribute("aria-label") == "Mali: Outside the filter"
    colour = "(e) => getComputedStyle(e.querySelector('.wheel-name')).color"
    assert mali.evaluate(colour) != niger.evaluate(colour)
    mali.locator(".wheel-name").hover()
    page.locator(".tip", has_text="Outside the filter").wait_for()
    page.evaluate("atlas.state.commit({ country: [] })")
    mali.locator(".disc").wait_for()
    assert mali.locator("text").text_content() == "3" and "Outside" not in mali.get_attribute("aria-label")


def test_a_sector_that_the_filter_leaves_out_is_not_drawn_as_empty(calm: Any, server: Any) -> None:
    page = opened(calm, server.url, "date=2023-12-01&instrument=security")
    drawn = """[...document.querySelectorAll('.wheel-box[data-iso=NER] .seg')].map((seg) =>
      [...seg.querySelectorAll('path')].filter((p) => p.getAttribute('d')).length > 0)"""
    assert page.evaluate(drawn) == [False, True, False, False, False]
    said = page.locator('.wheel-box[data-iso="NER"]').get_attribute("aria-label")
    assert "Security: none of 2 runs" in said and "Development" not in said
    assert said.endswith("Counted within the filter.")
    page.evaluate("atlas.state.commit({ instrument: [], kind: ['training'] })")
    page.locator('[data-legend="none"]', has_text="so filtered").wait_for()
    page.evaluate("atlas.state.commit({ kind: [] })")
    page.locator('[data-legend="none"]', has_text="Nothing of its own is open").wait_for()
    assert page.evaluate(drawn) == [True] * 5


def test_what_is_not_counted_has_words_and_no_wheel_of_nothing(calm: Any, server: Any, atlas: Any) -> None:
    page = opened(calm, server.url, "date=2023-12-01&subject=mission")
    rows = [r for r in resolve(Scene.from_query("date=2023-12-01&subject=mission"), atlas).rows if r.country == "NER"]
    niger = page.locator('.wheel-box[data-iso="NER"]')
    assert rows and not niger.locator(".wheel").is_visible()
    told = niger.locator(".wheel-region").inner_text().split("\n")
    suspended = len({r.engagement_id for r in rows if r.status == "suspended"})
    assert f"{suspended} suspended" in told and suspended
    assert "listed, not counted" in niger.get_attribute("aria-label")
    assert "outside" not in niger.get_attribute("aria-label").lower()
    page.locator('[data-legend="standing"]').wait_for()
    assert not page.locator(".legend-wheel").is_visible() and page.locator('[data-legend="none"]').count() == 0
    page.evaluate("atlas.state.commit({ subject: ['NL', 'mission'] })")
    niger.locator(".disc").wait_for()


def hover(page: Any, iso: str, instrument: str, reach: str = "own") -> Any:
    """Point at the first part of a storey; the tooltip."""
    page.locator(
        f'.wheel-box[data-iso="{iso}"] .seg[data-instrument="{instrument}"] [data-reach="{reach}"] path'
    ).first.hover()
    return page.locator(".tip")


def test_a_segment_says_what_runs_and_whose_it_is_and_each_number_opens_its_rows(calm: Any, server: Any) -> None:
    page = opened(calm, server.url, "date=2023-12-01")
    tip = hover(page, "NER", "security")
    said = "Niger, security: none of 2 runs, 2 suspended. Region-wide: 1 of 1 runs."
    tip.locator("b", has_text="Niger, security:").wait_for()
    assert tip.locator(":scope > span").first.inner_text() == said
    assert said.split(": ", 1)[1].split(". ")[0] in page.locator('.wheel-box[data-iso="NER"]').get_attribute(
        "aria-label"
    )
    assert tip.locator("li.is-lit").count() == 2, "the rows behind the part that is pointed at"
    tip.locator("[data-door]", has_text="2").last.click()
    page.wait_for_selector('html[data-tab="table"]')
    asked = page.evaluate("atlas.state.scene")
    assert (asked["country"], asked["instrument"], asked["reach"], asked["status"]) == (
        ["NER"],
        ["security"],
        ["own"],
        ["suspended"],
    )
    rows = page.evaluate("(() => { const s = atlas.state; return s.engine.look(s.scene).rows.map((r) => r.e); })()")
    assert len(set(rows)) == 2


def test_every_number_of_every_wheel_counts_the_rows_behind_its_door(calm: Any, server: Any) -> None:
    """The numbers of all sentences and the rows that the scene behind each of them holds, also under a filter."""
    walk = """() => { const { engine, scene } = atlas.state, look = engine.look(scene), wrong = []; let doors = 0;
      const { wheelTokens, plain } = atlas.wheelWords, words = atlas.tip.wordsOf(scene), main = atlas.map.main;
      const rows = (patch) => new Set(engine.look({ ...scene, ...patch }).rows.map((r) => r.e)).size;
      const numbers = (tokens) => tokens.filter((x) => typeof x === 'object' && !x.silent && Number(x.text));
      const check = (iso, tokens, more) => numbers(tokens).forEach((x) => {
        doors += 1;
        const found = rows(atlas.tip.doorOf(engine, scene, iso, { ...more, ...x }));
        if (String(found) !== x.text) wrong.push([iso, plain(tokens), x.text, found]);
      });
      for (const [iso, wheel] of Object.entries(look.wheels)) {
        check(iso, wheelTokens(wheel, words), {});
        for (const instrument of engine.raw.instruments) {
          const { said } = atlas.tip.segmentOf(main, iso, instrument);
          check(iso, said.own, { instrument, reach: 'own' });
          check(iso, said.region, { instrument, reach: 'region' });
        }
      }
      return [doors, wrong]; }"""
    for query in (
        "date=2023-12-01",
        "date=2022-06&framework=EU,bilateral&status=active,suspended",
        "date=2021-12&to=2023-12",
    ):
        page = opened(calm, server.url, query)
        doors, wrong = page.evaluate(walk)
        assert doors > 20 and wrong == [], query


def test_the_ten_parts_of_a_wheel_can_be_walked_by_keys(calm: Any, server: Any) -> None:
    page = opened(calm, server.url, "date=2023-12-01")
    page.locator('.wheel-box[data-iso="NER"]').focus()
    page.keyboard.press("Enter")
    page.locator("#dossier-body h2", has_text="Niger").wait_for()
    here = "document.activeElement.getAttribute('aria-label')"
    assert page.evaluate(here).startswith("Niger, diplomacy. In the country itself: 1 of 1 runs")
    page.keyboard.press("ArrowRight")
    assert page.evaluate(here) == "Niger, security. In the country itself: none of 2 runs, 2 suspended."
    lit = page.evaluate("document.querySelector('.wheel-box[data-iso=NER] .wheel-lit').getAttribute('d')")
    page.keyboard.press("ArrowUp")
    assert page.evaluate(here) == "Niger, security. Region-wide: 1 of 1 runs."
    assert lit and lit != page.evaluate(
        "document.querySelector('.wheel-box[data-iso=NER] .wheel-lit').getAttribute('d')"
    )
    said = {page.evaluate(here)}
    for _ in range(4):
        page.keyboard.press("ArrowLeft")
        said.add(page.evaluate(here))
    page.keyboard.press("ArrowDown")
    for _ in range(5):
        page.keyboard.press("ArrowRight")
        said.add(page.evaluate(here))
    assert len(said) == 10, said
    assert page.evaluate("atlas.state.scene.date") == "2023-12-01", "the arrow keys walked parts, not months"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.dataset.iso") == "NER"
    assert page.locator(".wheel-parts").count() == 0
    page.locator("#dossier").wait_for(state="hidden")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_selector('html[data-tab="table"]')
    asked = page.evaluate("[atlas.state.scene.country, atlas.state.scene.instrument, atlas.state.scene.reach]")
    assert asked == [["NER"], ["security"], ["own"]]


@pytest.mark.parametrize(
    "query", ["date=2015-06", "date=2019-05-01", "date=2023-12-01", "date=2026-11", "stated=kst-29237-201"]
)
def test_the_legend_lists_the_marks_on_the_screen_and_no_other(calm: Any, server: Any, atlas: Any, query: str) -> None:
    page = opened(calm, server.url, query)
    wanted = set()
    for wheel in resolve(Scene.from_query(query), atlas).wheels.values():
        for segment in wheel.segments:
            for reach, storey in segment.storeys:
                found = parts(storey, small=False)
                wanted |= {(p.kind, reach) for p in found} | (
                    {("none", reach)} if reach == "own" and not found else set()
                )
                wanted |= {("hatched", reach) for p in found if p.stale}
    marks = ("full", "reduced", "suspended", "planned", "runs", "rests", "none", "hatched", "striped")
    listed = page.evaluate(
        "[...document.querySelectorAll('#legend li')].map((e) => [e.dataset.legend, e.dataset.of, e.innerText])"
    )
    assert {(name, reach) for name, of, _ in listed if name in marks for reach in of.split(",")} == wanted
    assert not any("reduced" in words.lower() for _, _, words in listed)


def test_what_is_stale_and_what_is_new_differ_in_direction_and_weight(calm: Any, server: Any) -> None:
    page = opened(calm, server.url)
    looks = page.evaluate("""() => ['atlas-stripes', 'atlas-stale', 'atlas-stale-open'].map((id) => {
      const p = document.getElementById(id), line = p.querySelector('path');
      const turn = /rotate\\((-?\\d+)\\)/.exec(p.getAttribute('patternTransform'))[1];
      return [Number(turn), Number(line.getAttribute('stroke-width'))];
    })""")
    (new, heavy), (old, light), (open_, _) = looks
    assert new == -old == -open_ and heavy >= 2 * light
    icons = page.evaluate("""() => {
      const one = (fresh, late) => atlas.symbols.shapeSvg(atlas.wheelshape.storeyShapes(24, 0,
        { counts: [1, 0, 0, 0], new: [fresh, 0, 0, 0], stale: [late, false, false, false] }, 'own')[1], 'red');
      return [one(1, false), one(0, true)]; }""")
    assert "atlas-stripes" in icons[0] and "atlas-stale" in icons[1]


def test_a_place_takes_the_state_of_its_own_rows(calm: Any, server: Any, atlas: Any) -> None:
    page = opened(calm, server.url, "date=2023-12-01")
    seen = resolve(Scene.from_query("date=2023-12-01"), atlas)
    wanted = {f"{m.place.place_id}|{m.role}": m for m in seen.sites if not m.off_map}
    drawn = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('.site')].filter((e) => e.checkVisibility())"
        ".map((e) => [e.dataset.key, [e.querySelector('svg').dataset.state, e.getAttribute('aria-label')]]))"
    )
    assert {key: state for key, (state, _) in drawn.items()} == {key: m.state for key, m in wanted.items()}
    assert {"open", "unrecorded", "mixed"} <= {m.state for m in wanted.values()}
    for key, (_, label) in drawn.items():
        for entry in wanted[key].entries:
            name = atlas.engagement(entry.site.engagement_id).name_en
            own = label.split(f"{name}: ", 1)[1].split(";")[0]
            if entry.state == "unrecorded":
                assert own == "when it was here is not recorded", (key, label)
            else:
                assert entry.row.status.replace("_", " ") in own, (key, label)
        assert "running" not in label.lower(), label


def test_each_state_of_a_place_has_a_look_of_its_own_and_a_key(calm: Any, server: Any) -> None:
    page = opened(calm, server.url, "date=2023-12-01")
    looks = page.evaluate(
        "['open', 'suspended', 'planned', 'unrecorded', 'mixed'].map((s) => atlas.symbols.site('headquarters', s, 1))"
    )
    bare = {
        look.replace(state, "")
        for look, state in zip(looks, ["open", "suspended", "planned", "unrecorded", "mixed"], strict=True)
    }
    assert len(bare) == 5
    states = set(page.evaluate("atlas.state.engine.look(atlas.state.scene).sites.map((m) => m.state)"))
    listed = set(page.evaluate("[...document.querySelectorAll('#legend li')].map((e) => e.dataset.legend)"))
    for state, key in (("suspended", "site-suspended"), ("planned", "site-planned"), ("mixed", "site-mixed")):
        assert (state in states) == (key in listed), state
    assert ("unrecorded" in states) <= ("undated" in listed)


@pytest.mark.parametrize(
    ("query", "labels"),
    [
        (
            "date=2023-06",
            {"BFA": "coup 30 September 2022", "MLI": "coup 24 May 2021", "TCD": "transition since April 2021"},
        ),
        ("date=2022-03", {"BFA": "coup 24 January 2022", "NER": ""}),
        ("date=2023-06&known=2022-09-01", {"BFA": "coup 24 January 2022"}),
        ("date=2015-01", {"BFA": "transition since October 2014", "MLI": ""}),
    ],
)
def test_a_country_is_labelled_with_its_latest_coup(calm: Any, server: Any, query: str, labels: dict[str, str]) -> None:
    page = opened(calm, server.url, query + "&layers=states,missions")
    for iso, words in labels.items():
        assert page.locator(f'.wheel-box[data-iso="{iso}"] .wheel-state').text_content() == words, iso


def test_a_coup_a_letter_and_any_other_event_have_flags_of_their_own(calm: Any, server: Any) -> None:
    page = opened(calm, server.url, "date=2023-08-10&layers=events,missions")
    kinds, looks = page.evaluate("""() => {
      const { set } = atlas.map.main.events, kinds = {};
      set.events.forEach((e, j) => { (kinds[e.category] = kinds[e.category] || new Set()).add(set.kind[j]); });
      const names = ['coup', 'letter', 'other'].map((kind) => atlas.points.flagSvg(kind));
      return [Object.fromEntries(Object.entries(kinds).map(([k, s]) => [k, [...s]])), names];
    }""")
    order = page.evaluate("atlas.points.kinds")
    for category, found in kinds.items():
        assert found == [order.index(category if category in ("coup", "letter") else "other")], category
    assert len(set(looks)) == 3
    keys = page.evaluate("[...document.querySelectorAll('#legend li')].map((e) => [e.dataset.legend, e.innerText])")
    said = {key: words for key, words in keys if key.startswith("event-")}
    assert said["event-coup"].startswith("Coup") and "letter" not in said["event-coup"].lower()
    assert "coup" not in said["event-other"].lower()


def test_nothing_on_the_map_is_later_than_the_day_of_knowledge(calm: Any, server: Any, watch: Any) -> None:
    layers = "groups,events,routes,missions,initiatives,embassies,indicators"
    page = opened(calm, server.url, f"date=2024-06-01&known=2023-06-01&layers={layers}&fill=HDI")
    page.wait_for_selector(".fill-legend")
    asked = [url for url in watch.requests if "fills.json" in url]
    assert len(asked) == 1 and asked[0].endswith("known=2023-06-01")
    held = page.evaluate("""() => {
      const { engine } = atlas.state, main = atlas.map.main;
      return { diamonds: document.querySelectorAll('.wheel-name i').length, legs: main.legs.size,
        events: main.events.set.events.map((e) => e.known_from),
        figure: document.querySelector('.r-figure').innerText };
    }""")
    assert held["diamonds"] == 0, "the combination countries were named later"
    assert page.locator('#legend [data-legend="combination"]').count() == 0
    assert held["events"] and max(held["events"]) <= "2023-06-01"
    assert "2023" not in held["figure"] and held["legs"] > 0
    page.evaluate("atlas.state.commit({ known: '' })")
    page.wait_for_function("() => document.querySelectorAll('.wheel-name i').length > 0")
    page.wait_for_function("() => atlas.map.main.events.set.events.some((e) => e.known_from > '2023-06-01')")
    assert len([url for url in watch.requests if "fills.json" in url]) == 2


def test_one_document_alone_and_a_stretch_of_time_are_said(calm: Any, server: Any) -> None:
    page = opened(calm, server.url, "date=2023-12-01&stated=kst-29237-201")
    note = page.locator(".legend-note")
    assert "only where that document names them" in note.inner_text() and "other public sources" in note.inner_text()
    page = opened(calm, server.url, "date=2021-12&to=2023-12")
    when = "At some time between December 2021 and December 2023"
    assert note.inner_text() == when
    niger = page.locator('.wheel-box[data-iso="NER"]')
    assert niger.get_attribute("aria-label").startswith(f"Niger, {when}: ")
    assert when in hover(page, "NER", "security").inner_text()
    page.locator('.site[data-key^="agadez"]').first.hover()
    page.locator(".tip", has_text="Agadez").wait_for()
    assert when in page.locator(".tip").inner_text()
    page.evaluate("atlas.state.commit({ lang: 'nl' })")
    page.locator(".legend-note", has_text="Op enig moment tussen december 2021 en december 2023").wait_for()


def test_a_step_of_the_slider_writes_only_what_differs(calm: Any, server: Any, atlas: Any) -> None:
    days = [f"2022-{m:02d}" for m in range(1, 13)]
    held = {day: resolve(Scene(date=day), atlas).wheels for day in days}
    drawn = {
        day: {iso3: wheel_shapes(23.0, [(s.own, s.region) for s in w.segments]) for iso3, w in held[day].items()}
        for day in days
    }
    page = opened(calm, server.url, f"date={days[0]}")
    watch = """(day) => new Promise((done) => {
      const touched = new Set(), seen = new MutationObserver((list) => list.forEach((m) =>
        touched.add(m.target.closest('.wheel-box').dataset.iso)));
      for (const svg of document.querySelectorAll('.wheel-box .wheel')) {
        const attributeFilter = ['d', 'fill', 'stroke'];
        seen.observe(svg, { attributes: true, subtree: true, childList: true, attributeFilter });
      }
      const once = () => requestAnimationFrame(() => { seen.disconnect(); done([...touched].sort()); });
      atlas.state.preview({ date: day });
      requestAnimationFrame(() => requestAnimationFrame(once));
    })"""
    for a, b in pairwise(days):
        changed = {iso3 for iso3 in held[a] if drawn[a][iso3] != drawn[b][iso3]}
        assert set(page.evaluate(watch, b)) == changed, (a, b)


def test_cuts_turn_on_the_way_and_end_where_they_belong(page: Any, server: Any) -> None:
    opened(page, server.url, "date=2023-06")
    # Frames that come 40 ms apart, however busy the machine is.
    turned = page.evaluate("""() => new Promise((done) => {
      const frame = window.requestAnimationFrame.bind(window); let clock = 1000, last = 0;
      window.requestAnimationFrame = (fn) => frame((now) => {
        if (now !== last) { clock += 40; last = now; }
        fn(clock);
      });
      const seen = [], w = atlas.map.main.wheels.NER, [path] = w.storeys[2].paths, began = w.wheel;
      new MutationObserver(() => {
        seen.push(path.getAttribute('d'));
        const end = w.wheel !== began && atlas.wheelshape.storeyShapes(w.R, 1, w.wheel.segments[1].own, 'own')[0].d;
        if (path.getAttribute('d') === end) requestAnimationFrame(() => done(seen));
      }).observe(path, { attributes: true, attributeFilter: ['d'] });
      atlas.state.commit({ date: '2023-12-01' });
    })""")
    assert len(set(turned)) > 2, turned
    now, wanted = page.evaluate("""() => { const w = atlas.map.main.wheels.NER;
      return [w.storeys[2].paths.map((p) => p.getAttribute('d')).filter(Boolean),
        atlas.wheelshape.storeyShapes(w.R, 1, w.wheel.segments[1].own, 'own').map((x) => x.d)]; }""")
    assert now == wanted


def test_on_a_narrow_map_the_shared_count_goes_to_the_tooltip(open_page: Callable[..., Any], server: Any) -> None:
    page = opened(open_page(viewport={"width": 400, "height": 800}, reduced_motion="reduce"), server.url, "tab=map")
    assert not page.locator(".wheel-region").first.is_visible()
    page.locator('.wheel-box[data-iso="MRT"]').focus()
    page.locator(".tip", has_text="12 region-wide").wait_for()
