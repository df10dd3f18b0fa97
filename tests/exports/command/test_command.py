"""`atlas export` and `atlas open`, run in process: one line per file, faults as one line and status 2."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import pytest
from pptx import Presentation

from sahel_atlas.cli import main
from sahel_atlas.exports.carried import code_of
from sahel_atlas.exports.marking import REQUIRED, marking_required
from sahel_atlas.exports.statecode import decode, encode
from sahel_atlas.scenes.scene import Scene

QUERY = "date=2023-12-01&country=NER"
Caught = pytest.CaptureFixture[str]


def said(capsys: Caught, *words: str | Path) -> tuple[int, str, str]:
    """Status, output and complaints of a command."""
    status = main([*map(str, words)])
    caught = capsys.readouterr()
    return status, caught.out, caught.err


def test_a_slide_by_link_with_words_and_a_marking(tmp_path: Path, capsys: Caught) -> None:
    path = tmp_path / "niger.pptx"
    status, out, err = said(
        capsys, "export", f"http://127.0.0.1:8050/?{QUERY}", "-o", path, "--lang", "nl", "--title", "Niger staat stil",
        "--marking", "Ongerubriceerd", "--tlp", "green", "--without-citations", "--cover",
    )  # fmt: skip
    assert (status, out, err) == (0, f"{path}\n", "")
    cover, slide = Presentation(str(path)).slides
    assert cover.shapes.title.text_frame.text == "Niger staat stil"
    assert slide.shapes.title.text_frame.text == "Niger staat stil"
    assert "kst-29237-201" not in slide.notes_slide.notes_text_frame.text
    assert decode(code_of(str(path))).filter.country == ("NER",)


def test_a_series_a_story_and_a_table(tmp_path: Path, capsys: Caught) -> None:
    deck = tmp_path / "years.pptx"
    status, _, _ = said(capsys, "export", "date=2022-12&to=2023-12&view=2,15,5", "-o", deck, "--series", "year")
    assert (status, len(Presentation(str(deck)).slides)) == (0, 2)
    page = tmp_path / "story.html"
    assert said(capsys, "export", "coastal-states", "-o", page, "--lang", "nl")[0] == 0
    assert 'lang="nl"' in page.read_text(encoding="utf-8")[:400]
    table = tmp_path / "rows.csv"
    assert said(capsys, "export", encode(Scene.from_query(QUERY)), "-o", table)[0] == 0
    assert "NER" in table.read_text(encoding="utf-8-sig")


def test_a_comparison_gives_one_picture_of_the_difference(tmp_path: Path, capsys: Caught) -> None:
    compared = "date=2023-12-01&tab=compare&date2=2023-07-01&view=2,15,5"
    status, out, _ = said(capsys, "export", compared, "-o", tmp_path / "a.png", "--dpi", "96")
    assert (status, out) == (0, f"{tmp_path / 'a.png'}\n")
    status, out, err = said(capsys, "export", compared, "-o", tmp_path / "b.png", "--dpi", "96", "--world")
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.png"]
    carried = decode(code_of(str(tmp_path / "a.png")))
    assert (carried.tab, carried.date, carried.date2) == ("compare", "2023-12-01", "2023-07-01")


@pytest.mark.parametrize("name", ["a.csv", "a.png", "a.pptx"])
def test_a_broken_part_of_a_link_is_refused_unless_asked_to_be_lenient(
    name: str, tmp_path: Path, capsys: Caught
) -> None:
    for part, says in (
        ("country=XXX", "country: expected one of AFG, BEL, BEN"),
        ("date=2023-13-41", "date: expected a month YYYY-MM or a day YYYY-MM-DD that exists, got '2023-13-41'"),
        ("colour=red", "colour: expected a part that can be read, one of date, to, known, stated"),
        ("text=%E0%A4%A", "text: expected percent codes of UTF-8, got '%E0%A4%A'"),
    ):
        status, out, err = said(capsys, "export", part, "-o", tmp_path / name)
        assert (status, out) == (2, "")
        assert says in err and err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_lenient_export_says_what_it_leaves_out(tmp_path: Path, capsys: Caught) -> None:
    asked = ("export", QUERY + "&country=XXX&colour=red", "-o", tmp_path / "a.csv")
    status, out, err = said(capsys, *asked, "--lenient")
    assert (status, out) == (0, f"{tmp_path / 'a.csv'}\n")
    assert err.count("left out of the link:") == 2
    assert "colour=red: expected a part that can be read" in err


def test_a_country_of_an_export_goes_by_its_name(tmp_path: Path, capsys: Caught) -> None:
    assert said(capsys, "export", "date=2023-12-01&country=Ivoorkust", "-o", tmp_path / "a.csv")[0] == 0
    assert "country=CIV" not in QUERY and "in Côte d'Ivoire" in (tmp_path / "a.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--date", "2023-13"), "date: expected a month"),
        (("--date", "2023-12&country=NER"), "date: expected a month"),
        (("--known", "2023"), "known: expected a day"),
        (("--stated", "kst-1"), "stated: expected one of kst-29237-201"),
    ],
)
def test_a_series_refuses_what_a_query_refuses(
    words: tuple[str, ...], says: str, tmp_path: Path, capsys: Caught
) -> None:
    status, out, err = said(capsys, "series", "countries", "-o", tmp_path / "a.pdf", *words)
    assert (status, out) == (2, "")
    assert says in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ((QUERY, "-o", "a.doc"), "ends in one of png"),
        (("no-story", "-o", "a.pdf"), "coastal-states, from-expansion-to-pause"),
        ((QUERY, "-o", "none/a.pdf"), "expected a folder"),
        ((QUERY, "-o", "."), "choose the format by the ending"),
        ((QUERY, "-o", "a.html"), "expected a story"),
        ((QUERY, "-o", "a.png", "--size", "huge"), "expected one of 16:9"),
        ((QUERY, "-o", "a.png", "--dpi", "20"), "96 to 600"),
        ((QUERY, "-o", "a.png", "--theme", "pink"), "screen, print, greyscale, dark"),
        ((QUERY, "-o", "a.png", "--tlp", "blue"), "CLEAR, GREEN"),
        ((QUERY, "-o", "a.gif", "--series", "month"), "add for example &to=2023-12"),
        ((QUERY, "-o", "a.pptx", "--template", "none.pptx"), "save the template as .pptx"),
        (
            ("SEA1-222", "-o", "a.png"),
            "'SEA1-222', in which a character was lost, added or changed; copy the whole code",
        ),
    ],
)
def test_faults_are_one_line(
    words: tuple[str, ...], reason: str, tmp_path: Path, capsys: Caught, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    status, out, err = said(capsys, "export", *words)
    assert (status, out) == (2, "")
    assert reason in err
    assert err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_refuses_is_said(tmp_path: Path, capsys: Caught, monkeypatch: pytest.MonkeyPatch) -> None:
    # Somebody with all rights may write anywhere: what the system answers is put in its place.
    monkeypatch.setattr("sahel_atlas.exports.write.os.access", lambda path, mode: False)
    status, _, err = said(capsys, "export", QUERY, "-o", tmp_path / "a.png")
    assert status == 2
    assert "a folder that may be written to" in err


def test_a_required_marking_stops_the_command(tmp_path: Path, capsys: Caught, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not marking_required()
    monkeypatch.setenv(REQUIRED, "yes")
    assert marking_required()
    status, _, err = said(capsys, "export", QUERY, "-o", tmp_path / "a.csv")
    assert status == 2
    assert "set a marking or a TLP label" in err
    assert said(capsys, "export", QUERY, "-o", tmp_path / "a.csv", "--tlp", "CLEAR")[0] == 0


def test_progress_goes_to_a_terminal_only(tmp_path: Path, capsys: Caught, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    status, out, err = said(capsys, "export", QUERY, "-o", tmp_path / "a.svg")
    assert (status, out) == (0, f"{tmp_path / 'a.svg'}\n")
    assert "100%" in err


def test_open_prints_the_link_and_opens_it(tmp_path: Path, capsys: Caught, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    code = encode(Scene.from_query(QUERY))
    link = f"http://127.0.0.1:8050/?{Scene.from_query(QUERY).to_query()}"
    assert said(capsys, "open", code) == (0, link + "\n", "")
    assert opened == [link]
    for kind in ("svg", "pptx"):
        path = tmp_path / f"a.{kind}"
        main(["export", QUERY, "-o", str(path)])
        capsys.readouterr()
        other = link.replace("127.0.0.1:8050", "atlas.example")
        assert said(capsys, "open", path, "--print", "--address", "http://atlas.example") == (0, other + "\n", "")
    assert opened == [link]
    for what, reason in (("SEA1-222", "copy the whole code"), ("none.png", "expected a state code or a file")):
        status, _, err = said(capsys, "open", what, "--print")
        assert status == 2
        assert reason in err
