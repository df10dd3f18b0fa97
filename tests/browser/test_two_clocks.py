"""Two clocks on the page: as known on a day, as stated by a document; nothing tells what became public later."""

from __future__ import annotations

import random
import re
from datetime import date, timedelta
from typing import Any

import pytest

from layers.atlas import Atlas
from sahel_atlas.records.clock.periods import span

LETTER = "kst-29237-201"
LETTER_DAY = "2023-12-01"
CHIPS = "[...document.querySelectorAll('.clock-chip > span:first-child')].map((e) => e.textContent)"
SETTLED = """async () => {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0))));
}"""
NAMES = {
    "en": ("as known on 1 December 2023", "as stated by the letter of 1 December 2023", "according to the letter"),
    "nl": ("zoals bekend op 1 december 2023", "zoals vermeld in de brief van 1 december 2023", "volgens de brief"),
}


def opened(page: Any, url: str, query: str = "") -> None:
    page.goto(f"{url}?v=1&{query}")
    page.wait_for_selector("#rail-letter", state="attached")
    page.wait_for_selector("#sentence .said:not(:empty)")


def scene(page: Any, **values: str) -> None:
    """Wait until the scene has these values and is painted."""
    for key, value in values.items():
        page.wait_for_function(f"() => atlas.state.scene.{key} === '{value}'")
    page.evaluate(SETTLED)


def commit(page: Any, **values: Any) -> None:
    page.evaluate("(patch) => atlas.state.commit(patch)", values)
    page.evaluate(SETTLED)


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_two_switches_with_their_own_names_in_rail_chip_link_and_title(page: Any, server: Any, lang: str) -> None:
    known, stated, according = NAMES[lang]
    opened(page, server.url, f"lang={lang}")
    assert page.evaluate(CHIPS) == []
    page.locator("#rail-letter").check()
    scene(page, known=LETTER_DAY)
    assert page.evaluate(CHIPS) == [known]
    page.wait_for_function(f"() => document.title.includes('{known}')")
    assert according not in page.title(), "what was known on the day of the letter is not what the letter says"
    page.locator("#rail-stated-letter").check()
    scene(page, stated=LETTER)
    assert page.evaluate(CHIPS) == [known, stated]
    page.wait_for_function(f"() => document.title.includes('{according}')")
    link = page.evaluate("() => location.search")
    assert f"known={LETTER_DAY}" in link and f"stated={LETTER}" in link
    page.locator(".clock-chip").first.click()
    scene(page, known="", stated=LETTER)
    assert not page.locator("#rail-letter").is_checked() and page.locator("#rail-stated-letter").is_checked()
    page.keyboard.press("Control+z")
    scene(page, known=LETTER_DAY, stated=LETTER)
    page.locator("#rail-stated-letter").uncheck()
    scene(page, stated="")


def test_keys_turn_both_clocks_and_the_help_names_them(page: Any, server: Any) -> None:
    opened(page, server.url)
    page.locator("#dock-slider").focus()
    page.keyboard.press("w")
    scene(page, known=LETTER_DAY, stated="")
    page.keyboard.press("Shift+W")
    scene(page, known=LETTER_DAY, stated=LETTER)
    page.keyboard.press("w")
    scene(page, known="", stated=LETTER)
    page.keyboard.press("Control+z")
    scene(page, known=LETTER_DAY, stated=LETTER)
    page.keyboard.press("Shift+W")
    page.keyboard.press("w")
    scene(page, known="", stated="")
    page.keyboard.press("?")
    said = page.locator("dialog.help").inner_text()
    assert "as known on the day of the letter" in said and "as stated by the letter alone" in said


def test_any_document_can_be_asked_alone_and_its_states_are_those_of_python(
    page: Any, server: Any, atlas: Atlas
) -> None:
    opened(page, server.url, "date=2021-06")
    field = page.locator("#rail-stated")
    field.focus()
    options = page.locator("#rail-stated-list [role=option]")
    assert options.first.locator("b").inner_text() == "Nederlandse inzet in de Sahelregio", "the letter stands first"
    field.fill("takuba")
    page.keyboard.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") == "rail-stated-0"
    page.keyboard.press("Enter")
    page.wait_for_function("() => atlas.state.scene.stated && atlas.state.engine.hasClock(atlas.state.scene)")
    page.evaluate(SETTLED)
    chosen = page.evaluate("atlas.state.scene.stated")
    assert chosen != LETTER and page.evaluate(CHIPS)[0].startswith("as stated by “")
    rows = page.evaluate(
        """() => { const { engine, scene } = atlas.state;
          return engine.rows({ ...scene, subject: [], counted: [] }).map((r) =>
            [engine.engagements[r.e].engagement_id, r.country, engine.raw.statuses[r.row.s]].join()); }"""
    )
    told = atlas.as_of("2021-06-30", None, chosen)
    assert sorted(rows) == sorted(f"{s.engagement_id},{s.country},{s.status}" for s in told)
    field.focus()
    field.fill("")
    scene(page, stated="")
    assert field.get_attribute("placeholder") == "all documents"


def test_a_clock_that_was_not_compiled_is_fetched_once(page: Any, server: Any, watch: Any) -> None:
    opened(page, server.url, "known=2021-03-02&stated=unscr-2100")
    asked = [url for url in watch.requests if "/data/clock.json" in url]
    assert len(asked) == 1 and "known=2021-03-02" in asked[0] and "stated=unscr-2100" in asked[0]


def test_sites_of_an_exercise_are_drawn_only_once_it_was_known_where(page: Any, server: Any) -> None:
    opened(page, server.url, "date=2024-05-15&known=2023-12-01")
    drawn = """() => { const { engine, scene } = atlas.state; return engine.look(scene).sites
      .flatMap((m) => m.sites.map((s) => s.engagement_id + '@' + s.place_id)); }"""
    places = ("accra", "tamale", "damongo", "abidjan", "jacqueville")
    assert [x for x in page.evaluate(drawn) if "flintlock" in x and x.split("@")[1] in places] == []
    later = page.evaluate("atlas.state.engine.engagements.filter((e) => /flintlock/.test(e.engagement_id))")
    for e in later:
        commit(page, selection=[f"engagement:{e['engagement_id']}"])
        assert "carried out in May 2024" not in page.locator("#dossier-body").inner_text()
    commit(page, known="", selection=["engagement:flintlock-2024-nl"])
    assert [x for x in page.evaluate(drawn) if "flintlock" in x] != []


def test_what_an_engagement_is_reads_as_it_did_on_the_day_of_knowledge(page: Any, server: Any) -> None:
    """Instruments, names and partners have their days: in rows, wheel, rail, search and dossier, and back again."""
    asked = "date=2013-06-01&known=2013-06-01&subject=NL,mission&instrument=migration&country=NER"
    opened(page, server.url, asked)
    rows = """() => { const { engine, scene } = atlas.state;
      return engine.look(scene).rows.map((r) => engine.engagements[r.e].engagement_id); }"""
    assert page.evaluate(rows) == []
    commit(page, known="2016-07-18", date="2016-07-18")
    assert page.evaluate(rows) == ["eucap-sahel-niger-mission"]
    commit(page, known="2019-12-31", date="2019-12-31", instrument=[], country=[])
    commit(page, selection=["engagement:development-central-sahel-nl"])
    body = page.locator("#dossier-body")
    assert "Development cooperation with Mali" in body.inner_text()
    assert not any(word in body.inner_text() for word in ("Burkina Faso", "EU", "UN"))
    commit(page, known="", selection=["engagement:development-central-sahel-nl"])
    text = body.inner_text()
    assert "Development cooperation with Burkina Faso, Mali and Niger" in text
    assert "Name until 17 Mar 2020: Development cooperation with Mali" in text
    assert "Partners until 1 Dec 2023: Civil society" in text


def test_a_headquarters_stays_until_its_end_was_known(page: Any, server: Any) -> None:
    opened(page, server.url, "date=2024-06-01&known=2023-12-01&subject=NL,mission")
    drawn = "() => atlas.state.engine.look(atlas.state.scene).sites.flatMap((m) => m.sites.map((s) => s.site_id))"
    assert "eutm-mali-mission@bamako" in page.evaluate(drawn)
    commit(page, known="")
    assert "eutm-mali-mission@bamako" not in page.evaluate(drawn)


def test_the_dock_shows_no_end_that_was_not_public(page: Any, server: Any, atlas: Atlas) -> None:
    opened(page, server.url, "known=2023-12-01")
    pins = "[...document.querySelectorAll('.dock-pin')].map((e) => e.title)"
    then = page.evaluate(pins)
    assert any("Coup in Niger" in title for title in then)
    assert [
        title for title in then if re.search(r"\b202[456]\b|Dec(ember)? 2023", title) and "1 December" not in title
    ] == []
    commit(page, known="")
    now = page.evaluate(pins)
    assert any("EUTM" in title and "2024" in title for title in now)
    assert any("EUMPM" in title and "2024" in title for title in now)


def test_what_was_published_later_is_cited_by_nothing(page: Any, server: Any, atlas: Atlas) -> None:
    """On 11 July 2022 a page of 2025 was cited first; now no citation of any dossier is of a later document."""
    opened(page, server.url, "date=2022-07-11&known=2022-07-11&subject=NL,mission,context")
    later = {d.title for d in atlas.tables.documents} - {d.title for d in atlas.at("2022-07-11").tables.documents}
    ids = page.evaluate("atlas.state.engine.engagements.filter(Boolean).map((e) => e.engagement_id)")
    assert len(ids) > 20
    seen: set[str] = set()
    for name in ids:
        commit(page, selection=[f"engagement:{name}"])
        seen |= set(page.evaluate("[...document.querySelectorAll('#dossier-body .d-cite')].map((e) => e.title)"))
    assert seen and not seen & later


# ---- the walk: every text of dossier, dock, search and timeline at random (day, known) ----

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
SHORT = "|".join(m[:3] for m in MONTHS.split("|"))
DATE = re.compile(rf"(?:\b(\d{{1,2}}) )?\b({MONTHS}|{SHORT})[a-z]* (20\d\d)\b|\b(20\d\d)\b")
TEXTS = """(box) => {
  const root = document.querySelector(box), found = [];
  if (!root) return found;
  const skip = '.d-axis, .dock-year, .tl-axis .years, input, .d-address, [data-own-date]';
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let n = walk.nextNode(); n; n = walk.nextNode()) {
    if (n.data.trim() && !n.parentElement.closest(skip)) found.push(n.data);
  }
  for (const e of root.querySelectorAll('[title], [aria-label], [aria-valuetext]')) {
    const said = ['title', 'aria-label', 'aria-valuetext'].map((a) => e.getAttribute(a));
    if (!e.closest(skip)) found.push(...said.filter(Boolean));
  }
  return found;
}"""


def first_day(match: re.Match[str]) -> str:
    """The first day that a date in a text can mean."""
    day, month, year, bare = match.groups()
    if bare:
        return f"{bare}-01-01"
    return f"{year}-{SHORT.split('|').index(month[:3]) + 1:02d}-{int(day or 1):02d}"


def announced(then: Atlas) -> set[str]:
    """Days that visible rows plan or announce, and years in their titles: they may be told although they lie ahead."""
    days: set[str] = set()
    for p in then.tables.periods:
        for text, precision in (
            (p.planned_start, p.planned_precision),
            (p.planned_end, p.planned_precision),
            (p.start_date, p.start_precision),
            (p.end_date, p.end_precision),
        ):
            days |= {text, *(d.isoformat() for d in span(text, precision or "day"))} if text else set()
    titles = [d.title for d in then.tables.documents] + [e.title_en for e in then.tables.events]
    titles += [c.name_en for c in then.tables.context]
    days |= {first_day(match) for title in titles for match in DATE.finditer(title)}
    for row in (*then.tables.events, *then.tables.sites):
        days |= {text for text in (getattr(row, "date", ""), getattr(row, "start_date", ""), row.end_date) if text}
    return days


def ahead(texts: list[str], known: str, allowed: set[str]) -> list[str]:
    """Texts that tell a date after `known` which nothing had announced."""
    near = {d[:n] for d in allowed for n in (4, 7, 10)}
    wrong = []
    for text in texts:
        for match in DATE.finditer(text):
            day = first_day(match)
            said = day[:4] if match[4] else day[:7] if not match[1] else day
            if day > known and said not in near:
                wrong.append(text)
    return wrong


@pytest.mark.parametrize(
    ("text", "red"),
    [
        ("carried out in May 2024", True),
        ("Ended on 31 Dec 2023", True),
        ("planned for 8 January 2024", False),
        ("planned in January 2024", False),
        ("public since 1 December 2023", False),
        ("since 2019", False),
        ("until 2025", True),
    ],
)
def test_the_walk_sees_a_later_day(text: str, red: bool) -> None:
    assert bool(ahead([text], LETTER_DAY, {"2024-01-08"})) == red


def pairs(count: int) -> list[tuple[str, str]]:
    rng = random.Random(20231201)
    days = [date(2012, 1, 1) + timedelta(n) for n in range(5400)]
    drawn = [(rng.choice(days), rng.choice(days[360:5000])) for _ in range(count)]
    return [(day.isoformat(), known.isoformat()) for day, known in drawn]


@pytest.mark.parametrize(("day", "known"), [("2024-05-15", LETTER_DAY), ("2022-07-11", "2022-07-11"), *pairs(4)])
def test_no_text_tells_a_later_day(page: Any, server: Any, atlas: Atlas, day: str, known: str) -> None:
    opened(page, server.url, f"date={day}&known={known}&subject=NL,mission,context")
    then, rng = atlas.at(known), random.Random(day + known)
    allowed = announced(then) | {day, known, LETTER_DAY}
    wrong: dict[str, list[str]] = {}

    def look(name: str, box: str) -> None:
        texts = page.evaluate(TEXTS, box)
        assert texts, name
        if found := ahead(texts, known, allowed):
            wrong[name] = found

    refs = sorted(ref for ref in then.values["selection"] if not ref.startswith("leg:"))
    refs = [
        *(r for r in refs if r.startswith("country:") and r[8:] in ("MLI", "NER", "CIV", "MRT")),
        *rng.sample(refs, 16),
    ]
    for ref in refs:
        commit(page, selection=[ref])
        page.evaluate(
            "for (const b of document.querySelectorAll('#dossier-body [data-fold][aria-expanded=false]')) b.click()"
        )
        page.evaluate(SETTLED)
        look(ref, "#dossier-body")
    look("dock", "#dock")
    commit(page, selection=[], tab="timeline", by="country")
    page.wait_for_selector(".tl-row, .tl-empty")
    look("timeline", "#timeline-body")
    for words in ("flintlock", "EUTM Mali", "coup", "MINUSMA", "letter", "2024"):
        for entry in page.evaluate(
            "(q) => atlas.fetchJson('api/search?' + new URLSearchParams({ q, known: atlas.state.scene.known }))",
            words,
        ):
            told = [entry["en"], entry["hint_en"]]
            assert entry["ref"] in then.values["selection"], entry
            if found := ahead(told, known, allowed):
                wrong[f"search {words}"] = found
    assert wrong == {}


def test_what_became_public_later_is_named_by_nothing(page: Any, server: Any, atlas: Atlas) -> None:
    opened(page, server.url, "date=2019-06&known=2019-06-30")
    hidden = sorted(set(atlas.values["selection"]) - set(atlas.at("2019-06-30").values["selection"]))
    kinds = {ref.partition(":")[0] for ref in hidden}
    assert {"engagement", "event", "document", "context", "site", "paragraph"} <= kinds
    names = {f"engagement:{e.engagement_id}": e.name_en for e in atlas.tables.engagements}
    for kind in sorted(kinds):
        for ref in [r for r in hidden if r.startswith(kind + ":")][:4]:
            commit(page, selection=[ref])
            said = page.locator("#dossier-body").inner_text()
            assert "Not public on 30 June 2019" in said, ref
            assert names.get(ref, "\0") not in said
    page.get_by_role("button", name="Show everything known").click()
    scene(page, known="")
    assert "Not public" not in page.locator("#dossier-body").inner_text()


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_what_one_document_states_has_no_words_of_another(page: Any, server: Any, atlas: Atlas, lang: str) -> None:
    """A news item on Niger stood over *the participation ended in October 2023*, which the letter tells."""
    stated = "bz-2023-08-04-niger"
    opened(page, server.url, f"lang={lang}&date=2023-12-01&stated={stated}&selection=engagement:minusma-nl")
    dossier = page.locator("#dossier-body")
    dossier.locator(".d-head").wait_for()
    nothing = {"en": "This document tells nothing of it.", "nl": "Dit document zegt er niets over."}[lang]
    assert nothing in dossier.inner_text()
    commit(page, selection=["engagement:eucap-sahel-niger-nl"])
    dossier.locator("h2", has_text="EUCAP").wait_for()
    told = page.evaluate("""() => [...document.querySelectorAll('#dossier-body .d-told')].map((e) => e.textContent)""")
    own = {t.text_nl if lang == "nl" else t.text_en for t in atlas.tables.texts if t.document_id == stated}
    sums = [a for a in atlas.tables.amounts if a.engagement_id == "eucap-sahel-niger-nl" and a.document_id == stated]
    assert len(told) >= len(sums) and all(
        any(text in said for text in own) or any((a.for_nl if lang == "nl" else a.for_en) in said for a in sums)
        for said in told
    )
    commit(page, stated="", selection=["engagement:minusma-nl"])
    dossier.locator("h2", has_text="MINUSMA").wait_for()
    assert nothing not in dossier.inner_text() and dossier.locator(".d-told").count() > 1


def test_nothing_is_said_of_filters_where_none_is_on(page: Any, server: Any) -> None:
    opened(page, server.url, "known=2019-01-01&selection=country:MRT")
    dossier = page.locator("#dossier-body")
    dossier.locator(".d-lead").wait_for()
    assert "passes the filters" not in dossier.inner_text()
    assert "as known on 1 January 2019" in dossier.locator(".d-lead").inner_text()
