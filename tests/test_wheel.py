"""The wheel holds the whole atlas and nothing else, and works in a folder of nobody's, far from any checkout."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import urllib.request
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from sahel_atlas.records.rows import TABLES

ROOT = Path(__file__).resolve().parents[1]
TOPS = {"geo", "layers", "sahel_atlas", "app.py"}
MOST_BYTES = 6_000_000
LEFTOVERS = ("build/lib/sahel_atlas/assets/99_older.js", "data/countries.csv~", "data/~$events.csv", "assets/old.bak")
"""What lies about in a folder where somebody works and builds; the first is what setuptools would pack again."""
pytestmark = pytest.mark.slow


def listed(*folders: str) -> list[str]:
    """The files of the checkout in some folders, without what git ignores."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *folders]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    return sorted({name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()})


def python(*words: str | Path, cwd: Path, **variables: str) -> str:
    """What the development environment's Python prints."""
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PYTHONWARNINGS": "ignore", **variables}
    done = subprocess.run(
        [sys.executable, *map(str, words)], cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, f"{words}:\n{done.stdout[-2000:]}{done.stderr[-4000:]}"
    return done.stdout


def wheel_of(what: Path, into: Path) -> Path:
    """Build a wheel with the tools of the development environment, as the papers say."""
    python("-m", "pip", "wheel", "--no-build-isolation", "--no-deps", "--no-index", "-w", into, what, cwd=into.parent)
    return next(into.glob("*.whl"))


def inside(wheel: Path) -> dict[str, str]:
    """The files of a wheel with the hash of each."""
    with zipfile.ZipFile(wheel) as opened:
        return {name: sha256(opened.read(name)).hexdigest() for name in opened.namelist() if not name.endswith("/")}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout, in which somebody has built before and has a spreadsheet open."""
    folder = tmp_path_factory.mktemp("a build") / "the atlas"
    for name in listed():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, folder / name)
    for name in LEFTOVERS:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("left over", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def wheel(copy: Path) -> Path:
    return wheel_of(copy, copy.parent / "wheel")


@pytest.fixture(scope="module")
def sdist(copy: Path) -> Path:
    """The source package, made by the same build backend."""
    target = copy.parent / "sdist"
    program = f"from setuptools import build_meta; build_meta.build_sdist({str(target)!r})"
    python("-c", program, cwd=copy)
    return next(target.glob("*.tar.gz"))


def environment(home: Path) -> Path:
    """An environment of its own, without the atlas; the folder of its programs.

    The locked dependencies are those of this environment: a line in a `.pth` file puts their folder last. Python reads
    no `.pth` file of such a folder, so the editable installation of the checkout stays out.
    """
    python("-m", "venv", "--without-pip", home, cwd=home.parent)
    there = home / ("Scripts" if os.name == "nt" else "bin")
    site = python_of(there / "python", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=home)
    (Path(site.strip()) / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return there


def install(there: Path, *words: str | Path) -> None:
    """Install into an environment, with this environment's pip and without an index."""
    pip = ("-m", "pip", "--python", there / "python", "install", "--quiet", "--no-index", "--no-deps")
    python(*pip, "--ignore-installed", *words, cwd=there)


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    """Where the programs of an environment stand that has the wheel and no checkout."""
    there = environment(wheel.parent.parent / "installed")
    install(there, wheel)
    return there


def bare() -> dict[str, str]:
    """The variables of somebody who has no checkout and no environment switched on."""
    dropped = ("VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME", "HOST", "PORT")
    kept = {name: value for name, value in os.environ.items() if name not in dropped and not name.startswith("COV_")}
    return {**kept, "PYTHONUNBUFFERED": "1"}


def python_of(program: Path, source: str, cwd: Path) -> str:
    done = subprocess.run(
        [program, "-P", "-c", source], cwd=cwd, env=bare(), capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def atlas_of(installed: Path, tmp_path: Path) -> Any:
    """Runs the installed command in an empty folder."""

    def run(*words: str, status: int = 0) -> str:
        done = subprocess.run(
            [installed / "atlas", *words], cwd=tmp_path, env=bare(), capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == status, done.stderr
        return done.stdout + (done.stderr if status else "")

    return run


def test_the_wheel_holds_the_whole_atlas(wheel: Path) -> None:
    held = inside(wheel)
    print(f"{wheel.name}: {wheel.stat().st_size:,} bytes, {len(held)} files")
    assert wheel.stat().st_size < MOST_BYTES
    about = next(name for name in held if name.endswith(".dist-info/METADATA")).partition("/")[0]
    code = [name for name in listed("geo", "layers", "sahel_atlas") if "/test" not in name]
    moved = [f"sahel_atlas/{name}" for name in listed("data", "assets", "words")]
    made = {name for name in held if name.startswith(f"{about}/")}
    assert sorted(held.keys() - made) == sorted([*code, *moved, "app.py"])
    assert {name.partition("/")[0] for name in held} == {*TOPS, about}
    assert {f"{about}/licenses/{name}" for name in ("LICENSE", "assets/fonts/LICENSE")} < made
    assert f"{about}/licenses/sahel_atlas/exports/page/vendor/LICENSE-leaflet" in made
    for name in ("geo/py.typed", "layers/py.typed", "sahel_atlas/py.typed", "sahel_atlas/data/sources.toml"):
        assert name in held, name


def test_the_metadata_names_the_dependencies_and_the_pythons(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        name = next(name for name in opened.namelist() if name.endswith("/METADATA"))
        text = opened.read(name).decode()
    for line in ("Requires-Python: >=3.11", "License-Expression: EUPL-1.2", "Requires-Dist: dash<5,>=4.4"):
        assert line in text.splitlines(), line
    for minor in (11, 12, 13, 14):
        assert f"Classifier: Programming Language :: Python :: 3.{minor}" in text.splitlines()


def test_a_wheel_of_the_source_package_is_the_same(wheel: Path, sdist: Path) -> None:
    with tarfile.open(sdist) as opened:
        names = {member.name.partition("/")[2] for member in opened if member.isfile()}
    rooms = {name.partition("/")[0] for name in names if "/" in name}
    assert rooms == {"assets", "data", "geo", "layers", "sahel_atlas", "sahel_engagement_atlas.egg-info", "words"}
    assert {"pyproject.toml", "setup.py", "LICENSE", "README.md", "requirements.txt"} < names
    assert not names & set(LEFTOVERS)
    assert inside(wheel_of(sdist, sdist.parent / "again")) == inside(wheel)


def test_what_is_imported_lies_where_it_was_installed(installed: Path, tmp_path: Path) -> None:
    source = """
import json, sys
from importlib.util import find_spec
import app, geo, layers, sahel_atlas
from layers.atlas import Atlas
from sahel_atlas import Scene, resolve
from sahel_atlas.records.folders import ASSETS, DATA, INSTALLED
seen = resolve(Scene.from_query("date=2023-07&country=NER"), Atlas.load())
files = [module.__file__ for module in (app, geo, layers, sahel_atlas)] + [str(DATA), str(ASSETS)]
loose = [name for name in ("data", "assets", "words", "tests", "scripts", "benchmarks", "docs") if find_spec(name)]
print(json.dumps([files, loose, INSTALLED, seen.wheels["NER"].running]))
"""
    files, loose, own, running = json.loads(python_of(installed / "python", source, tmp_path))
    assert [file for file in files if not Path(file).is_relative_to(installed.parent)] == []
    assert not [file for file in files if Path(file).is_relative_to(ROOT)]
    assert (loose, own) == ([], True)
    assert running > 0


def test_the_editable_installation_maps_four_names(copy: Path) -> None:
    """What `scripts/setup.sh` does: the files of the checkout are used, and its other folders cannot be imported."""
    there = environment(copy.parent / "editable")
    install(there, "--no-build-isolation", "--editable", copy)
    source = """
import json
from importlib.util import find_spec
import app, geo, layers, sahel_atlas, sahel_atlas.build.run
from sahel_atlas.records.folders import ASSETS, DATA, INSTALLED
loose = [name for name in ("data", "assets", "words", "tests", "scripts", "benchmarks", "docs") if find_spec(name)]
print(json.dumps([[m.__file__ for m in (app, geo, layers, sahel_atlas)], str(DATA), str(ASSETS), loose, INSTALLED]))
"""
    files, data, assets, loose, own = json.loads(python_of(there / "python", source, copy.parent))
    assert [file for file in files if not Path(file).is_relative_to(copy)] == []
    assert (Path(data), Path(assets)) == (copy / "data", copy / "assets")
    assert (loose, own) == ([], False)


def test_the_tables_are_checked_and_asked(atlas_of: Any, tmp_path: Path) -> None:
    assert atlas_of("check") == "No faults.\n"
    rows = list(csv.DictReader(io.StringIO(atlas_of("query", "--date", "2023-12-01", "--format", "csv"))))
    assert len(rows) > 20
    assert {"id", "status", "countries"} <= set(rows[0])
    refused = atlas_of("build", status=2)
    assert "--data: expected a folder of your own, got the installed atlas" in refused
    assert list(tmp_path.iterdir()) == [], "expected nothing to be written where the command ran"


@pytest.mark.parametrize(
    ("what", "name", "start"),
    [
        ("date=2023-12-01&country=NER", "niger.png", b"\x89PNG"),
        ("date=2023-12-01", "slide.pptx", b"PK"),
        ("from-expansion-to-pause", "briefing.html", b"<!DOCTYPE html>"),
    ],
)
def test_files_are_made(what: str, name: str, start: bytes, atlas_of: Any, tmp_path: Path) -> None:
    atlas_of("export", what, "-o", name)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_bytes().startswith(start)
    if name.endswith("html"):
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert "font/woff2;base64" in text
        assert "Leaflet" in text


def test_the_page_is_served_whole(installed: Path, tmp_path: Path) -> None:
    before = tree(installed.parent)
    command = [installed / "atlas", "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=tmp_path, env=bare(), stdout=subprocess.PIPE, encoding="utf-8") as server:
        try:
            assert server.stdout
            address = server.stdout.readline().split()[4]
            said = json.loads(fetched(f"{address}/health"))
            page = fetched(f"{address}/").decode()
            for script in ("assets/bundle/atlas.js", "assets/bundle/atlas.css"):
                assert script in page
                assert len(fetched(f"{address}/{script}")) > 10_000
            assert len(fetched(f"{address}/assets/fonts/source-sans-3-latin-400-normal.woff2")) > 10_000
            assert len(json.loads(fetched(f"{address}/data/atlas.json"))) > 5
            assert fetched(f"{address}/data/base/relief_light.webp").startswith(b"RIFF")
            assert json.loads(fetched(f"{address}/data/fills.json"))
        finally:
            server.terminate()
    assert (said["status"], set(said["tables"])) == ("ok", set(TABLES))
    assert tree(installed.parent) == before, "expected nothing to be written into the installed atlas"
    assert list(tmp_path.iterdir()) == []


def fetched(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=60) as answer:
        body: bytes = answer.read()
    return body


def tree(folder: Path) -> set[str]:
    """Every file of an installation but Python's own compiled ones."""
    return {str(path) for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
