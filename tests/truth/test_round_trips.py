"""What is written is read back as it was: state codes, stories, tables in five formats, dates with their precision."""

from __future__ import annotations

import csv
import io
import json
import zlib
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from geo.errors import AtlasError
from layers.atlas import Atlas
from sahel_atlas.exports.statecode import ALPHABET, LIMIT, PREFIX, _check, _text, decode, encode
from sahel_atlas.exports.tables.tables import FORMATS, flat, harmless, table_bytes
from sahel_atlas.records import vocabulary as v
from sahel_atlas.records.clock.periods import span
from sahel_atlas.records.filters import FACETS, Filter
from sahel_atlas.records.rows import TABLES, Tables, columns
from sahel_atlas.records.tables import read_texts
from sahel_atlas.scenes.query import COLUMNS, LISTS, query_rows
from sahel_atlas.scenes.scene import FILLS, LAYER_IDS, TABS, THEMES, Scene, View
from sahel_atlas.scenes.stories.folder import to_yaml
from sahel_atlas.scenes.stories.reader import Reader
from sahel_atlas.scenes.stories.types import Both, Story, StoryScene, Written
from sahel_atlas.scenes.stories.yaml_form import read_tree

DATA = Path(__file__).resolve().parents[2] / "data"
FIRST, LAST = (date.fromisoformat(day) for day in Tables().window)
FEW = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
RARE = settings(FEW, max_examples=3)
SOME = settings(max_examples=40, deadline=None)

days = st.integers(0, (LAST - FIRST).days).map(lambda n: (FIRST + timedelta(days=n)).isoformat())
dates = days | days.map(lambda day: day[:7])
# Line separators of other scripts and characters that no XML may hold are what texts are lost by.
texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1, max_size=30)
prose = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=60).filter(
    str.strip
)


@cache
def atlas() -> Atlas:
    """The atlas; not a fixture, because hypothesis would print all its rows with every example that fails."""
    return Atlas.load()


def some(words: tuple[str, ...], most: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(words), unique=True, max_size=most).map(tuple)


filters = st.builds(Filter, **{facet.name: some(facet.words, 2) for facet in FACETS if facet.words})
asked = st.builds(Scene, date=dates, known=days | st.just(""), filter=filters)
views = st.builds(View, *(st.integers(-n, n).map(lambda x: x / 10) for n in (1700, 800)), st.just(5.25))
shown = st.builds(
    Scene,
    date=dates,
    known=days | st.just(""),
    filter=filters,
    layers=some(LAYER_IDS, 11),
    view=views | st.none(),
    tab=st.sampled_from(TABS),
    fill=st.sampled_from(("", *FILLS)),
    lang=st.sampled_from(("en", "nl")),
    theme=st.sampled_from(THEMES),
)


def packed(scene: Scene) -> str:
    """The state code; a scene that does not fit is refused in words, and only a long one does not fit."""
    try:
        return encode(scene)
    except AtlasError as error:
        assert "at most 200 characters" in str(error)
        assert len(scene.to_query()) > LIMIT
        assume(False)
        raise


@SOME
@given(shown)
def test_a_scene_comes_back_from_its_state_code(scene: Scene) -> None:
    code = packed(scene)
    assert len(code) <= LIMIT
    assert decode(code) == scene
    assert decode(" ".join(code[i : i + 7] for i in range(0, len(code), 7))) == scene


@SOME
@given(shown, st.data())
def test_one_changed_character_of_a_state_code_is_refused(scene: Scene, data: st.DataObject) -> None:
    code = packed(scene)
    at = data.draw(st.integers(0, len(code) - 1))
    other = data.draw(st.sampled_from(ALPHABET).filter(lambda c: c != code[at]))
    with pytest.raises(AtlasError, match="state code"):
        decode(code[:at] + other + code[at + 1 :])


@SOME
@given(st.binary(max_size=60), st.text(max_size=40))
def test_what_is_no_state_code_is_refused_with_a_sentence(body: bytes, text: str) -> None:
    """Also when somebody worked out the checksum over a body that unpacks to nothing, or without end."""
    for code in (text, PREFIX + text, PREFIX + _text(body + _check(body))):
        try:
            assert isinstance(decode(code), Scene)
        except AtlasError as error:
            assert "state code" in str(error)


def test_a_state_code_does_not_unpack_without_end() -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packer.compress(b"text=" + b"a" * 50_000) + packer.flush()
    with pytest.raises(AtlasError, match="state code"):
        decode(PREFIX + _text(body + _check(body)))


def story_scenes(name: str) -> st.SearchStrategy[StoryScene]:
    scene = st.builds(
        Scene, date=dates, known=days | st.just(""), filter=filters, layers=some(LAYER_IDS, 4).filter(len)
    )
    both = st.builds(Both, prose.map(str.strip), prose.map(str.strip))
    word = st.text("abcdefg \u00e9'\"#:-{}[]&*!|>%@`", min_size=1, max_size=25).filter(str.strip).map(str.strip)
    notes = both | st.just(Both("", ""))
    told = st.builds(StoryScene, name=st.just(name), scene=scene, caption=st.builds(Both, word, word), notes=notes)
    return told.map(lambda x: replace(x, written=Written(x.caption, x.notes)))


stories = st.builds(
    Story,
    id=st.from_regex(r"[a-z0-9][a-z0-9-]{0,20}", fullmatch=True),
    title=st.builds(Both, prose.map(str.strip), prose.map(str.strip)),
    scenes=st.integers(1, 3).flatmap(lambda n: st.tuples(*(story_scenes(f"scene-{i}") for i in range(n)))),
)


@SOME
@given(story=stories)
def test_a_story_comes_back_from_its_yaml(story: Story) -> None:
    reader = Reader("s.yaml", atlas())
    back = reader.story(read_tree(to_yaml(story), "s.yaml"))
    assert reader.faults == []
    assert back is not None
    same = tuple(replace(s, scene=replace(s.scene, theme="projector")) for s in story.scenes)
    assert replace(back, file="", scenes=tuple(replace(s, line=0) for s in back.scenes)) == replace(story, scenes=same)


def with_texts(words: list[str]) -> Atlas:
    """The atlas with these words as names, descriptions and partners."""
    rows = tuple(
        replace(e, name_en=words[i % len(words)], name_nl=words[(i + 1) % len(words)], partners=("NLD", "x"))
        for i, e in enumerate(atlas().tables.engagements)
    )
    return Atlas(replace(atlas().tables, engagements=rows), atlas().folder)


def plain(row: dict[str, Any]) -> dict[str, Any]:
    """A row as a table with one text per cell holds it."""
    return {name: str(harmless(flat(row[name]))) for name in COLUMNS}


@FEW
@given(scene=asked, words=st.lists(texts, min_size=1, max_size=3))
def test_rows_come_back_from_csv(scene: Scene, words: list[str]) -> None:
    hostile = with_texts(words)
    text = table_bytes(hostile, scene, "csv").decode("utf-8-sig")
    back = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [{name: row[name] for name in COLUMNS} for row in back] == [plain(r) for r in query_rows(hostile, scene)]


@FEW
@given(scene=asked, words=st.lists(prose, min_size=1, max_size=3))
def test_rows_come_back_from_a_workbook(scene: Scene, words: list[str]) -> None:
    from openpyxl import load_workbook

    hostile = with_texts(words)
    rows = query_rows(hostile, scene)
    lines = list(load_workbook(io.BytesIO(table_bytes(hostile, scene, "xlsx")))["Engagements"].values)
    back = [{n: x for n, x in zip(lines[0], line, strict=True) if n in COLUMNS} for line in lines[1:]]
    wanted = [
        {n: row[n] if isinstance(row[n], bool) else harmless(flat(row[n])) or None for n in COLUMNS} for row in rows
    ]
    assert back == wanted


@FEW
@given(scene=asked, words=st.lists(texts, min_size=1, max_size=3))
def test_rows_come_back_from_geojson(scene: Scene, words: list[str]) -> None:
    hostile = with_texts(words)
    back = json.loads(table_bytes(hostile, scene, "geojson"))["features"]
    rows = query_rows(hostile, scene)
    assert [{name: f["properties"][name] for name in COLUMNS} for f in back] == rows
    assert [f["id"] for f in back] == [row["id"] for row in rows]


@RARE
@given(scene=asked, words=st.lists(texts.filter(lambda t: "\0" not in t), min_size=1, max_size=3))
@pytest.mark.parametrize("name", ["gpkg", "parquet"])
def test_rows_come_back_from_geographic_tables(
    tmp_path_factory: pytest.TempPathFactory, name: str, scene: Scene, words: list[str]
) -> None:
    import geopandas as gpd

    hostile = with_texts(words)
    rows = query_rows(hostile, scene)
    assume(rows)
    path = tmp_path_factory.getbasetemp() / f"rows.{name}"
    path.write_bytes(table_bytes(hostile, scene, name))
    table = gpd.read_parquet(path) if name == "parquet" else gpd.read_file(path, layer="engagements")
    for row, back in zip(rows, table.to_dict("records"), strict=True):
        for column in COLUMNS:
            value, wanted = back[column], row[column]
            if column in LISTS:
                value = list(value) if name == "parquet" else (value.split(";") if value else [])
                wanted = wanted if name == "parquet" else [str(x) for x in wanted]
            assert (None if value is None or value != value else value) == wanted, column


def test_every_format_is_read_back_above() -> None:
    assert set(FORMATS) == {"csv", "xlsx", "geojson", "gpkg", "parquet"}


@SOME
@given(days, st.sampled_from(v.PRECISIONS))
def test_a_date_comes_back_from_the_days_it_spans(day: str, precision: str) -> None:
    size = {"day": 10, "month": 7, "quarter": 7, "half_year": 7}.get(precision, 4)
    months = {"quarter": 3, "half_year": 6}.get(precision, 1)
    first, last = span(day[:size], precision)
    assert first.isoformat()[:size] == day[:size]
    assert first <= last
    after = last + timedelta(days=1)
    if size == 10:
        assert (first, last) == (date.fromisoformat(day), date.fromisoformat(day))
    elif size == 7:
        assert (after.day, (after.year - first.year) * 12 + after.month - first.month) == (1, months)
    else:
        assert (last.month, last.day, last.year) == (12, 31, first.year)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_curated_tables_come_back_from_any_spreadsheet(separator: str, end: str) -> None:
    written = {}
    for table, record in TABLES.items():
        out = io.StringIO(newline="")
        writer = csv.writer(out, delimiter=separator, lineterminator=end)
        writer.writerow(columns(record))
        for row in getattr(atlas().tables, table):
            writer.writerow([flat(getattr(row, name)) for name in columns(record)])
        written[table] = out.getvalue()
    reading = read_texts(written)
    assert reading.faults == ()
    for table in TABLES:
        ours, theirs = getattr(atlas().tables, table), getattr(reading.tables, table)
        assert [replace(r, line=0) for r in theirs] == [replace(r, line=0) for r in ours]
