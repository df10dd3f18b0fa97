"""What the benchmarks write: rows, sections that are kept, the README's figures; and that all peers show the same."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from benchmarks import report
from benchmarks.__main__ import SECTIONS, main
from benchmarks.measure import Figure, number, percentile
from benchmarks.peers import common
from benchmarks.peers.cartopy_figure import draw

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "benchmarks" / "peers" / "package.json"
LOCK = PACKAGE.with_name("package-lock.json")


def test_a_figure_prints_its_median_goal_and_ratio() -> None:
    figure = Figure("step", (10.0, 30.0, 20.0), "ms", "<= 25 ms", {"peer": (40.0, 60.0), "slow": "not within 8 s"})
    assert list(figure.lines()) == [
        "| step | atlas | 20.0 ms | 10.0 to 30.0 | <= 25 ms held | |",
        "| | peer | 50.0 ms | 40.0 to 60.0 | | 2.50 |",
        "| | slow | not within 8 s | | | |",
    ]


@pytest.mark.parametrize(
    ("goal", "value", "said"),
    [
        ("<= 1,000 ms", 999, "held"),
        ("<= 1,000 ms", 1001, "missed"),
        (">= 57 /s", 60, "held"),
        (">= 57 /s", 5, "missed"),
    ],
)
def test_a_goal_is_held_or_missed(goal: str, value: float, said: str) -> None:
    assert Figure("x", (value,), "").met() == "", "a figure without a goal holds none"
    assert Figure("x", (value,), "", goal).met() == said


def test_numbers_keep_three_digits_that_count() -> None:
    assert [number(x) for x in (0.0, 0.27194, 1.666, 33.35, 1304.05)] == ["0", "0.272", "1.67", "33.4", "1,304"]
    assert percentile([5.0, 1.0, 4.0, 2.0, 3.0], 0.95) == 5.0


def test_a_run_replaces_only_its_own_section() -> None:
    def block(title: str, value: float) -> str:
        return report.section(title, "x", [Figure(f"figure of {title}", (value,), "ms")], 1)

    text = report.merged("", "First", block("First", 11))
    text = report.merged(text, "Second", block("Second", 22))
    again = report.merged(text, "First", block("First", 33))
    assert "22.0 ms" in again and "33.0 ms" in again and "11.0 ms" not in again
    assert again.count("## First") == again.count("## Second") == 1
    assert again.index("## First") < again.index("## Second")
    assert again.startswith(report.INTRODUCTION)
    assert report.merged(again, "First", block("First", 33)) == again


def test_the_readme_quotes_the_result() -> None:
    """Every figure of the README is a row of RESULTS.md, and the table is the one that a run would write."""
    readme, results = (path.read_text(encoding="utf-8") for path in (report.README, report.RESULTS))
    table = readme[readme.index(report.MARKS[0]) + len(report.MARKS[0]) : readme.index(report.MARKS[1])]
    held = report.rows(results)
    lines = [line for line in table.splitlines() if line.startswith("| ")][1:]
    assert len(lines) >= 8, "expected the README to show the main figures; run make bench"
    for line in lines:
        name, own, _, peers = (cell.strip() for cell in line.strip("|").split("|"))
        (_, _, median, *_), *others = held[name]
        assert own == median, f"README says {own} for {name!r}, RESULTS.md {median}"
        assert re.findall(r"[^;]+: ([^;]+)", peers) == [other[2] for other in others]
    assert report.quoted(readme, results) == readme, "expected the README as make bench writes it"


def test_every_section_of_the_result_tells_when_and_where() -> None:
    results = report.RESULTS.read_text(encoding="utf-8")
    assert [title for title in SECTIONS.values() if f"## {title}\n" not in results] == []
    for part in results.split("\n## ")[1:]:
        told = part.splitlines()[2]
        assert re.match(r"\d{2} \w+ \d{4}, commit [0-9a-f]{7}", told), told
        assert all(word in told for word in ("cores", "Python", "Chromium", "dash-leaflet", "maplibre-gl")), told


def test_an_unknown_section_is_refused(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["bench", "scren"])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 2
    assert "expected sections out of library, screen, points, exports, got scren" in capsys.readouterr().err


def test_the_peers_are_pinned_and_name_no_host() -> None:
    package, lock = (json.loads(path.read_text(encoding="utf-8")) for path in (PACKAGE, LOCK))
    assert package["dependencies"], "expected peers"
    for name, version in package["dependencies"].items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), f"expected one version of {name}, got {version}"
        assert lock["packages"][f"node_modules/{name}"]["version"] == version
    entries = [entry for path, entry in lock["packages"].items() if path]
    assert all(entry.get("integrity", "").startswith("sha512-") for entry in entries), "expected a hash for each"
    assert not [entry for entry in entries if "resolved" in entry], "expected no address of a registry"


def test_peers_show_the_points_that_hold() -> None:
    """Half-open in months; the first one carries the month; a tenth of the synthetic points holds at any time."""
    some = {
        "type": "FeatureCollection",
        "features": [common.feature(1, 2, 3, 5, "#000"), common.feature(1, 2, 5, 9, "#000")],
    }
    assert [len(common.shown(some, month)["features"]) for month in (2, 3, 4, 5, 8, 9)] == [0, 1, 1, 1, 1, 0]
    assert common.shown(some, 5)["features"][0]["properties"] == {"start": 5, "end": 9, "color": "#000", "month": 5}
    assert "month" not in some["features"][1]["properties"], "the shared points stay as they are"
    columns, points = common.drawn(2000), common.points(2000)["features"]
    assert points[7]["properties"]["start"] == columns["start"][7]
    share = [len(common.shown(common.points(2000), month)["features"]) / 2000 for month in range(0, 156, 13)]
    assert all(0.05 < held < 0.14 for held in share), share


def test_peers_at_the_atlas_s_own_size_hold_its_states() -> None:
    from layers.atlas import Atlas

    atlas = Atlas.load()
    wheels = json.loads((ROOT / "data" / "labels.json").read_text(encoding="utf-8"))["wheels"]
    states = sum(len(chain.links) for chain in atlas.clock() if chain.country in wheels)
    assert len(common.points()["features"]) == states > 50


def test_the_peer_of_the_static_map_draws(atlas: Any) -> None:
    """It reads the wheels of the atlas, and a bench that ends early measures nothing."""
    assert draw(atlas, "png").startswith(b"\x89PNG")
