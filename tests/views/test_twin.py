"""The map in words: its numbers are the wheels', its values are escaped."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import pytest

from layers import vocabulary as v
from layers.atlas import Atlas
from layers.changes import describe
from layers.compare import compare
from layers.filters import Filter
from layers.indicators import fill, filled_values
from layers.resolve import resolve
from layers.scene import Scene
from views.twin import country_line, country_name, html_of, site_line

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
        opened = resolve(Scene.from_query(href.removeprefix("?"), atlas.values), atlas)
        assert len({row.engagement_id for row in opened.rows}) == int(number), href


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
