"""`atlas series`: a page per country or mission behind an index that leads to it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pypdf import PdfReader

from geo.errors import AtlasError
from sahel_atlas.cli import main
from sahel_atlas.exports.figure import series as atlas_series
from sahel_atlas.exports.figure.series import series_bytes, series_work
from sahel_atlas.exports.options import ExportOptions
from sahel_atlas.exports.plate.page import build_plate
from sahel_atlas.records.vocabulary import FOCUS
from sahel_atlas.scenes.resolve import resolve
from sahel_atlas.scenes.scene import Scene

SCENE = Scene(date="2023-12-01", lang="nl")


def test_each_country_and_each_mission_has_a_page(atlas: Any) -> None:
    work, names = series_work("countries", atlas, SCENE)
    assert [item.scene.filter.country for item in work.items] == [(iso3,) for iso3 in FOCUS]
    assert len(names) == len(set(names)) == len(FOCUS)
    assert "lopende inzet: " in work.items[0].title and work.items[0].title.endswith(" regiobreed")
    missions, called = series_work("missions", atlas, SCENE)
    assert len(missions.items) == len(called) > 3
    assert all(item.scene.filter.subject == ("mission",) for item in missions.items)
    assert work.title == "Landen, 1 december 2023"


def test_the_pages_of_a_period_say_what_ran_in_it(atlas: Any) -> None:
    work, _ = series_work("countries", atlas, Scene(date="2021-12", to="2023-12"))
    assert work.title == "Countries, December 2021 – December 2023"
    for item in work.items:
        (iso3,) = item.scene.filter.country
        wheel = resolve(item.scene, atlas).wheels[iso3]
        assert f": {wheel.running} engagements ran in this period, of which {wheel.region} region-wide" in item.title


def test_the_page_of_a_mission_shows_that_mission_alone(atlas: Any) -> None:
    """Its rows and no other's, its state in the title, and no wheel of noughts."""
    work, names = series_work("missions", atlas, SCENE)
    for item in work.items:
        number = item.scene.selection[0].partition(":")[2]
        assert {row.engagement_id for row in resolve(item.scene, atlas).rows} == {number}
    titles = dict(zip(names, (item.title for item in work.items), strict=True))
    assert titles["EUTM Mali"] == "EUTM Mali: aangepast in Mali"
    assert titles["Anti-ISIS-coalitie"] == "Anti-ISIS-coalitie: actief in 5 landen"
    assert titles["Oefening Flintlock (reeks)"] == "Oefening Flintlock (reeks): actief"
    one = next(item for item in work.items if item.title.startswith("EUCAP Sahel Niger"))
    plate = build_plate(one.scene, atlas, ExportOptions(title=one.title))
    assert not list(plate.of("segment")) and [m.name for m in plate.of("disc")] == ["NER"]
    assert "Stand per land" in plate.subtitle


def test_the_index_of_a_deck_leads_to_its_slides(
    atlas: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(atlas_series, "FOCUS", FOCUS[:2])
    path = tmp_path / "landen.pptx"
    asked = ["series", "countries", "-o", str(path), "--lang", "nl", "--known", "2023-12-01", "--tlp", "GREEN"]
    assert main(asked) == 0
    assert capsys.readouterr().out == f"{path}\n"
    index, *slides = Presentation(str(path)).slides
    groups = [s for s in index.shapes if s.shape_type == MSO_SHAPE_TYPE.GROUP]
    assert [t.text_frame.text for g in groups for t in g.shapes if t.has_text_frame and t.text_frame.text] == [
        "TLP:GREEN",
        "TLP:GREEN",
    ]
    lines = [s for s in index.shapes if s not in groups and s.click_action.target_slide is not None]
    assert [s.click_action.target_slide.slide_id for s in lines] == [s.slide_id for s in slides]
    assert [s.text_frame.text.rpartition(", ")[2] for s in lines] == ["pagina 2", "pagina 3"]
    title, first = index.shapes.title, slides[0].shapes.title
    assert title.text_frame.text == "Landen, 1 december 2023"
    assert (title.left, title.top) == (first.left, first.top)
    ids = [e.get("id") for e in index.shapes._spTree.iter() if e.tag.endswith("}cNvPr")]
    assert len(ids) == len(set(ids))


def test_the_index_of_a_pdf_names_the_pages(atlas: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atlas_series, "FOCUS", FOCUS[:2])
    data = series_bytes("countries", atlas, SCENE, "pdf", ExportOptions(tlp="GREEN", size="a4-portrait"))
    pages = PdfReader(io.BytesIO(data)).pages
    assert len(pages) == 3
    words = " ".join(pages[0].extract_text().split())
    assert "Landen, 1 december 2023" in words
    assert "pagina 3" in words
    assert "TLP:GREEN" in words


def test_what_cannot_be_a_series_is_refused(
    atlas: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["series", "missions", "-o", str(tmp_path / "a.png")]) == 2
    assert "ends in pdf or pptx" in capsys.readouterr().err
    with pytest.raises(AtlasError, match="one of countries, missions"):
        series_work("rivers", atlas, SCENE)
    monkeypatch.setattr(atlas_series, "FOCUS", ())
    with pytest.raises(AtlasError, match="choose another date"):
        series_work("countries", atlas, SCENE)
