"""The map in words: its numbers are the wheels', its values are escaped."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest

from layers.atlas import Atlas
from layers.indicators import fill
from sahel_atlas.exports.wheel_words import segment_words, stale_words, status_words
from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.clock.changes import describe
from sahel_atlas.records.filters import Filter
from sahel_atlas.records.words import say
from sahel_atlas.scenes.compare import compare
from sahel_atlas.scenes.filled import filled_values
from sahel_atlas.scenes.headline import headline
from sahel_atlas.scenes.resolve import resolve
from sahel_atlas.scenes.scene import Scene
from sahel_atlas.scenes.silent import silent_count
from sahel_atlas.views.page.twin import country_line, country_name, html_of, site_line

SCENES = (
    Scene(),
    Scene(date="2023-08", known="2023-12-01"),
    Scene(date="2016-03", filter=Filter(instrument=("security", "migration"))),
    Scene(date="2024-10", known="2023-12-01", filter=Filter(country=("NER", "TCD"))),
)


class Reader(HTMLParser):
    """Cells of the table by country, items of the lists, and the tags that were open."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: dict[str, list[str]] = {}
        self.items: list[str] = []
        self.tags: set[str] = set()
        self.doors: list[tuple[str, str]] = []
        self._door = False
        self._row = ""
        self._in = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "a":
            self.doors.append((dict(attrs).get("href") or "", ""))
            self._door = True
            return
        if tag == "tr":
            self._row = dict(attrs).get("data-iso3") or ""
            self.cells.setdefault(self._row, [])
        elif tag == "li":
            self.items.append("")
        elif tag == "td" and self._row:
            self.cells[self._row].append("")
        self._in = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._door = False
        else:
            self._in = ""

    def handle_data(self, data: str) -> None:
        if self._door:
            self.doors[-1] = (self.doors[-1][0], data)
        if self._in == "td" and self._row:
            self.cells[self._row][-1] += data
        elif self._in == "li":
            self.items[-1] += data


@pytest.mark.parametrize("lang", ["en", "nl"])
@pytest.mark.parametrize("scene", SCENES)
def test_numbers_are_those_of_the_wheels(atlas: Atlas, scene: Scene, lang: str) -> None:
    reader = Reader()
    reader.feed(html_of(scene, atlas, lang))
    shown = resolve(scene, atlas)
    wheels = shown.wheels
    assert set(reader.cells) - {""} == set(wheels)
    for iso3, wheel in wheels.items():
        *segments, total = reader.cells[iso3]
        assert [int(n) for n in re.findall(r"\d+", total)] == [wheel.running, wheel.open]
        for segment, said in zip(wheel.segments, segments, strict=True):
            expected = [segment.running, segment.open] if segment.open else []
            assert [int(n) for n in re.findall(r"\d+", said)] == expected
        line = text_of(country_line(shown, wheel, lang))
        assert line in reader.items
        assert [int(n) for n in re.findall(r"\d+", line)][:3] == [wheel.own, wheel.region, wheel.open]


def text_of(html: str) -> str:
    """A fragment without its tags."""
    return unescape(re.sub(r"<[^>]+>", "", html))


def test_a_country_in_words(atlas: Atlas) -> None:
    shown = resolve(Scene(date="2023-12-01"), atlas)
    niger, coast = shown.wheels["NER"], shown.wheels["CIV"]
    english, dutch = (text_of(country_line(shown, niger, lang)) for lang in ("en", "nl"))
    assert english.startswith(f"Niger: {niger.own} running in the country itself, {niger.region} region-wide;")
    assert dutch.startswith(f"Niger: {niger.own} lopend in het land zelf, {niger.region} regiobreed;")
    suspended = niger.segments[1].own.counts[2]
    assert f"Security: none of {suspended} runs, {suspended} suspended; region-wide: 1 of 1 runs" in english
    assert f"Veiligheid: geen van {suspended} loopt, {suspended} opgeschort; regiobreed: 1 van 1 loopt" in dutch
    assert "Security: none of" in text_of(country_line(shown, coast, "en")), "one of eight is not all"


@pytest.mark.parametrize("scene", [*SCENES, Scene(date="2023-07", to="2023-12", filter=Filter(country=("NER",)))])
def test_every_number_opens_the_rows_that_it_counts(atlas: Atlas, scene: Scene) -> None:
    reader = Reader()
    reader.feed(html_of(scene, atlas, "en"))
    assert len(reader.doors) > 10
    for href, number in reader.doors:
        assert behind(href, atlas) == int(number), href


def behind(href: str, atlas: Atlas, *, rows: bool = False) -> int:
    """How many engagements, or rows, stand where a link leads: in a table, or chosen in a comparison."""
    scene = Scene.from_query(href.removeprefix("?"), atlas.values)
    if scene.tab != "compare":
        found: tuple[Any, ...] = resolve(scene, atlas).rows
    else:
        assert scene.change
        found = compare(scene, atlas).chosen(*scene.change)
    return len(found) if rows else len({row.engagement_id for row in found})


COMPARED = (
    "tab=compare&date=2023-12-01&date2=2023-07-01",
    "tab=compare&date=2024-06&date2=2024-06&known2=2023-12-01&versus=known&known=2024-06-30",
    "tab=compare&date=2021-01&date2=2024-06&country=NER,MLI",
    "tab=compare&date=2023-12-01&date2=2023-07-01&instrument=security&status=active",
)


@pytest.mark.parametrize("lang", ["en", "nl"])
@pytest.mark.parametrize("query", COMPARED)
def test_every_number_of_a_comparison_opens_the_rows_that_it_counts(atlas: Atlas, query: str, lang: str) -> None:
    said = html_of(Scene.from_query(query, atlas.values), atlas, lang)
    doors = re.findall(r'<a class="door" href="([^"]+)" data-visit="([^"]+)">(\d+)</a>( (?:rows?|regels?)\b)?', said)
    assert len(doors) == said.count("<a ") > 20
    for href, visit, number, rows in doors:
        assert behind(unescape(href), atlas, rows=bool(rows)) == int(number), href
        patch = json.loads(unescape(visit))
        scene = replace(Scene.from_query(query, atlas.values), change=tuple(patch["change"]), selection=())
        assert Scene.from_query(unescape(href).removeprefix("?"), atlas.values) == scene
    # What is left when the links are gone holds no number but nought: the headline, the groups and the table.
    _, first = re.findall(r"<p>.*?</p>", said)[:2]
    for part in (first, *re.findall(r"<h4>.*?</h4>|<td>.*?</td>", said)):
        assert not re.search(r"[1-9]", text_of(re.sub(r"<a .*?</a>", "", part))), part


def test_the_headline_of_a_comparison_stays_what_it_was(atlas: Atlas) -> None:
    scene = Scene.from_query(COMPARED[0], atlas.values)
    assert headline(compare(scene, atlas)) in text_of(html_of(scene, atlas))


@pytest.mark.parametrize(
    "query", ["date=2023-09", "date=2023-07-01", "date=2016-01&country=MLI", "date=2021-12&to=2023-12"]
)
def test_what_is_documented_only_later_opens_its_first_records(atlas: Atlas, query: str) -> None:
    scene = Scene.from_query(query, atlas.values)
    n = resolve(scene, atlas).counts.not_recorded
    (href,) = re.findall(rf'href="([^"]+change=documented[^"]*)"[^>]*>{n}</a> Dutch engagements', html_of(scene, atlas))
    assert n > 1 and behind(unescape(href), atlas) == n


def test_where_the_first_records_are_others_the_number_stays_plain(atlas: Atlas) -> None:
    scene = Scene(date="2016-09", filter=Filter(status=("active",)))
    said = html_of(scene, atlas)
    n = silent_count(resolve(scene, atlas), atlas)
    assert n and f": {n} Dutch engagement" in said and "change=documented" not in said


LATE = (
    (
        Scene(date="2024-06-01"),
        "MLI",
        "Diplomacy: 1 of 1 runs; region-wide: 9 of 9 run, 8 of them last stated earlier.",
    ),
    (Scene(date="2024-06-01"), "MRT", "Diplomacy: region-wide: 9 of 9 run, all last stated earlier."),
    (Scene(date="2024-06-01"), "BEN", "Diplomacy: 1 of 1 runs, last stated earlier; region-wide: 1 of 1 runs, last"),
    (Scene(date="2023-12-01"), "MRT", "Diplomacy: region-wide: 9 of 9 run."),
)


@pytest.mark.parametrize(("scene", "iso3", "words"), LATE)
def test_it_is_said_how_many_were_last_stated_earlier(atlas: Atlas, scene: Scene, iso3: str, words: str) -> None:
    """Once a difference of one row in nine turned *nothing* into *partly*, and all of nine were *partly*."""
    shown = resolve(scene, atlas)
    assert words in text_of(country_line(shown, shown.wheels[iso3], "en"))
    told = " ".join(segment_words(shown.wheels[iso3], "X", atlas, "en"))
    for part in words.rstrip(".").partition("region-wide: ")[2].split(";"):
        assert part in told


@pytest.mark.parametrize("to", ["", "2024-12"])
def test_what_was_last_stated_earlier_adds_up_in_every_country(atlas: Atlas, to: str) -> None:
    for date in ("2019-03", "2023-12-01", "2024-06-01"):
        shown = resolve(Scene(date=date, to=to), atlas)
        for wheel in shown.wheels.values():
            for segment in wheel.segments:
                for reach, storey in segment.storeys:
                    rows = [r for r in segment.rows if atlas.engagement(r.engagement_id).reach == reach]
                    open_ = {r.engagement_id for r in rows if r.status in v.OPEN}
                    late = {r.engagement_id for r in rows if r.status in v.OPEN and (r.carried_forward or r.projected)}
                    key = ".some" if late < open_ else ".all" if len(open_) > 1 else ""
                    wanted = [say(f"plate.wheel.stale{key}", "en", n=len(late))] if late else []
                    assert stale_words(rows, "en") == wanted
                    assert sum(storey.stale) >= len(late) and bool(sum(storey.stale)) == bool(late)


@pytest.mark.parametrize(("lang", "words", "absent"), [
    (
        "en",
        ("Dutch engagements that ran in this period: 36 of 47",
         "6 ran in the country itself, 11 region-wide; 19 open at some time in all",
         "Not documented on the first day of this period, with a start that is not recorded: 26 "),
        ("running", "this day"),
    ),
    (
        "nl",
        ("Nederlandse inzet die in deze periode liep: 36 van 47", "in het land zelf liep 6, regiobreed 11",
         "met een begin dat niet is vastgelegd: 26 vormen van Nederlandse inzet"),
        ("lopend", "deze dag"),
    ),
])  # fmt: skip
def test_a_period_is_told_in_the_past(atlas: Atlas, lang: str, words: tuple[str, ...], absent: tuple[str, ...]) -> None:
    scene = Scene(date="2021-12", to="2023-12", layers=())
    said = text_of(re.sub(r"<h3>(Places|Plaatsen)</h3>.*", "", html_of(scene, atlas, lang)))
    assert all(x in said for x in words), said[:600]
    assert not [x for x in absent if x in said.lower()]


@pytest.mark.parametrize(("asked", "english", "dutch"), [
    (Filter(status=("planned",)), "planned", "gepland"),
    (Filter(status=("planned", "exploring")), "planned or exploring", "gepland of verkend"),
    (Filter(status=("suspended",), instrument=("security",)), "suspended", "opgeschort"),
])  # fmt: skip
def test_who_asks_for_what_does_not_run_reads_of_that(atlas: Atlas, asked: Filter, english: str, dutch: str) -> None:
    shown = resolve(Scene(filter=asked, layers=()), atlas)
    for lang, unit in (("en", english), ("nl", status_words(asked.status, "nl"))):
        said = text_of(html_of(shown.scene, atlas, lang))
        assert not re.search(r"\b(running|runs?|none of|lopend|loopt|lopen|geen van)\b", said.lower())
        reader = Reader()
        reader.feed(html_of(shown.scene, atlas, lang))
        there = {iso3 for iso3, wheel in shown.wheels.items() if wheel.open}
        assert set(reader.cells) - {""} == there != set(shown.wheels), "a country of which nothing passes has no row"
        for iso3 in there:
            wheel = shown.wheels[iso3]
            assert reader.cells[iso3][-1] == str(wheel.open) == str(wheel.own_open + wheel.region_open)
            name = country_name(iso3, atlas, lang)
            assert f"{name}: {wheel.own_open} {unit} " in said
        for href, number in reader.doors:
            assert behind(href, atlas) == int(number), href
    assert dutch.split()[0] in text_of(html_of(shown.scene, atlas, "nl")).lower()


def test_what_an_indicator_counts_opens_its_rows(atlas: Atlas) -> None:
    scene = Scene(date="2016-03", layers=("indicators",), fill="engagements")
    said = html_of(scene, atlas).partition("Indicator on the map")[2]
    doors = re.findall(r'href="([^"]+)"[^>]*>(\d+)</a>', said)
    values, _ = filled_values(resolve(scene, atlas), atlas)
    assert len(doors) == sum(1 for n in values.values() if n) > 3
    for href, number in doors:
        assert behind(unescape(href), atlas) == int(number)


def test_a_country_outside_the_filter_is_named_and_has_no_numbers(atlas: Atlas) -> None:
    said = text_of(html_of(Scene(filter=Filter(country=("NER",))), atlas, "en"))
    assert "Outside the filter, so not counted here: Burkina Faso, Mali" in said
    assert "Mali: 0" not in said


def test_every_site_and_the_route_are_listed(atlas: Atlas) -> None:
    reader = Reader()
    reader.feed(html_of(Scene(), atlas, "en"))
    shown = resolve(Scene(), atlas)
    assert {site_line(mark, atlas, "en") for mark in shown.sites} <= set(reader.items)
    assert shown.detections is not None
    assert any(f"{shown.detections.value:,} detections" in item for item in reader.items)


def test_layers_that_are_off_are_not_told(atlas: Atlas) -> None:
    text = html_of(replace(Scene(), layers=()), atlas, "en")
    assert "Migration routes" not in text
    assert "Political events" not in text
    assert "None." in text


def test_later_than_known_says_so(atlas: Atlas) -> None:
    assert "last known state" in html_of(Scene(date="2024-10", known="2023-12-01"), atlas, "en")
    assert "last known state" not in html_of(Scene(date="2024-10"), atlas, "en")


def test_hostile_names_do_not_become_markup(atlas: Atlas) -> None:
    mean = tuple(replace(c, name_en="<img src=x onerror=alert(1)>") for c in atlas.tables.countries)
    hostile = Atlas(replace(atlas.tables, countries=mean), atlas.folder)
    reader = Reader()
    reader.feed(html_of(Scene(filter=Filter(text="<script>x</script>")), hostile, "en"))
    assert reader.tags <= {"p", "strong", "h3", "ul", "li", "table", "caption", "thead", "tbody", "tr", "th", "td", "a"}


def test_an_unknown_country_keeps_its_code(atlas: Atlas) -> None:
    assert country_name("ZZZ", atlas, "en") == "ZZZ"
    assert country_name(v.SAHEL[0], atlas, "nl") == "Burkina Faso"


@pytest.mark.parametrize("lang", ["en", "nl"])
@pytest.mark.parametrize("query", ["tab=compare", "tab=compare&date=2024-06&date2=2024-06&known2=2023-12-01"])
def test_a_comparison_has_a_twin_with_the_wheels_of_both_sides(atlas: Atlas, query: str, lang: str) -> None:
    scene = Scene.from_query(query, atlas.values)
    reader = Reader()
    reader.feed(html_of(scene, atlas, lang))
    comparison = compare(scene, atlas)
    assert comparison.changes
    for country in comparison.countries:
        assert reader.cells[country.iso3][:2] == [str(country.before.running), str(country.after.running)]
    assert {describe(change, atlas, lang) for change in comparison.changes} <= set(reader.items)


def test_a_choropleth_has_a_twin_with_values_classes_and_no_data(atlas: Atlas) -> None:
    scene = Scene(date="2012-03", layers=("indicators",), fill="engagements")
    wheels = resolve(scene, atlas).wheels
    values, year = filled_values(resolve(scene, atlas), atlas)
    assert year is None
    assert {iso3: wheels[iso3].running for iso3 in values} == values
    # Where only later documents speak, nothing is known: that is not the number nought.
    assert 0 < len(values) < len(wheels)
    said = html_of(scene, atlas, "nl")
    assert said.count("geen gegevens") == len(wheels) - len(values)
    breaks = fill(atlas, "HDI").breaks
    said = html_of(replace(scene, date="2023-12-01", fill="HDI"), atlas, "nl")
    value = fill(atlas, "HDI").values[2022]["NER"]
    place = sum(value > upper for upper in breaks) + 1
    assert f"<td>{value:.3f}".replace(".", ",") + f"</td><td>{place} van {len(breaks)}</td>" in said


def test_how_many_were_last_stated_earlier_opens_exactly_those(atlas: Atlas) -> None:
    found = 0
    for scene in (Scene(date="2024-03"), Scene(date="2019-03"), Scene(date="2021-06", to="2024-03")):
        html = html_of(scene, atlas, "en")
        for facets, said in re.findall(r'data-door="([^"]+)">(\d+)</a> of them last stated earlier', html):
            asked = {name: tuple(values) for name, values in json.loads(unescape(facets)).items()}
            assert asked["last_source"] == ("earlier",)
            narrowed = Filter(**{"subject": scene.filter.subject, **asked})
            rows = resolve(replace(scene, filter=narrowed), atlas).rows
            assert len({row.engagement_id for row in rows}) == int(said) > 0
            found += 1
        assert not re.search(r"(?<!>)\b\d+ of them last stated", html)
    assert found > 5
