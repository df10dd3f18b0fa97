"""Ask the package index whether each locked package comes ready made for every Python and system the atlas names.

Run by ``make wheels``, which needs the network. Writes ``benchmarks/WHEELS.md`` and ends with status 1 when something
is missing. Nothing is installed and no wheel is fetched: pip resolves each line of the lock by itself (``--dry-run``)
for a foreign Python and a foreign system, and what it would take must be one of the files whose hash the lock holds.
"""

from __future__ import annotations

import argparse
import datetime
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from packaging.markers import Marker
from packaging.utils import canonicalize_name, parse_wheel_filename

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.txt"
RESULT = ROOT / "benchmarks" / "WHEELS.md"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
ANY = "any"


@dataclass(frozen=True)
class System:
    """A system: its name in the table, the tags that pip is told, and what markers read of it."""

    name: str
    tags: tuple[str, ...]
    marks: dict[str, str]


SYSTEMS = (
    System(
        "Linux, x86_64",
        tuple(f"{tag}_x86_64" for tag in ("manylinux_2_28", "manylinux_2_27", "manylinux_2_17", "manylinux2014")),
        {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "x86_64"},
    ),
    System(
        "macOS 15, arm64",
        ("macosx_15_0_arm64",),
        {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix", "platform_machine": "arm64"},
    ),
    System(
        "Windows, x86_64",
        ("win_amd64",),
        {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"},
    ),
)


@dataclass(frozen=True)
class Pin:
    """A line of the lock."""

    name: str
    version: str
    marker: str
    hashes: frozenset[str]

    def counts_on(self, python: str, system: System) -> bool:
        """Whether the line holds for a Python and a system."""
        marks = {"python_version": python, "python_full_version": f"{python}.0", "implementation_name": "cpython"}
        return not self.marker or Marker(self.marker).evaluate({**marks, **system.marks})


def pins(text: str) -> list[Pin]:
    """The lines of a hashed lock."""
    found = []
    for block in re.split(r"\n(?=[A-Za-z0-9])", re.sub(r"(?m)^#.*\n", "", text).strip()):
        head = re.match(r"([A-Za-z0-9._-]+)==([^\s;\\]+)(?:\s*;\s*([^\\\n]+))?", block)
        if head is None:
            raise ValueError(f"expected name==version, got {block.splitlines()[0]!r}; run make lock")
        hashes = frozenset(re.findall(r"--hash=sha256:([0-9a-f]+)", block))
        found.append(Pin(canonicalize_name(head[1]), head[2], (head[3] or "").strip(), hashes))
    return found


def offered(lines: Sequence[Pin], python: str, system: System) -> dict[str, tuple[str, str]]:
    """What pip would take: (file name, sha256) by package; without an entry where the index has no wheel."""
    found = _asked(lines, python, system)
    if found is None:
        found = {}
        # One that is missing makes pip refuse them all: ask for each by itself.
        for pin in lines:
            found |= _asked([pin], python, system) or {}
    return found


def _asked(lines: Sequence[Pin], python: str, system: System) -> dict[str, tuple[str, str]] | None:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--quiet", "--disable-pip-version-check"]
        command += ["--dry-run", "--ignore-installed", "--no-deps", "--only-binary=:all:", "--report", str(report)]
        command += ["--target", folder, "--implementation", "cp", "--python-version", python]
        for tag in system.tags:
            command += ["--platform", tag]
        asked = [f"{pin.name}=={pin.version}" for pin in lines]
        done = subprocess.run([*command, *asked], capture_output=True, encoding="utf-8", errors="replace", check=False)
        if done.returncode:
            return None
        told = json.loads(report.read_text(encoding="utf-8"))
    return {
        canonicalize_name(one["metadata"]["name"]): (
            one["download_info"]["url"].rsplit("/", 1)[1],
            one["download_info"]["archive_info"]["hashes"]["sha256"],
        )
        for one in told["install"]
    }


def kind(file: str) -> str:
    """What a wheel is made for: `any`, or its interpreter tag (`abi3` where it serves later ones too)."""
    tags = parse_wheel_filename(file)[3]
    if all(tag.platform == "any" for tag in tags):
        return ANY
    one = sorted(tags, key=str)[0]
    return f"{one.interpreter} abi3" if one.abi == "abi3" else one.interpreter


def table(lock: Sequence[Pin], found: dict[tuple[str, str], dict[str, tuple[str, str]]]) -> tuple[list[str], list[str]]:
    """The rows of what is made for one system or Python, and what is missing or not in the lock."""
    rows, missing = [], []
    for name in sorted({pin.name for pin in lock}):
        cells = []
        for system in SYSTEMS:
            for python in PYTHONS:
                pin = next((p for p in lock if p.name == name and p.counts_on(python, system)), None)
                file, digest = found[python, system.name].get(name, ("", ""))
                where = f"{name} for Python {python} on {system.name}"
                if pin is None:
                    cells.append("-")
                elif not file:
                    cells.append("**none**")
                    missing.append(f"{where}: no wheel of {pin.version}")
                elif digest not in pin.hashes:
                    cells.append("**other**")
                    missing.append(f"{where}: {file} is not in the lock")
                else:
                    cells.append(kind(file))
        if set(cells) - {ANY, "-"}:
            rows.append(f"| {name} | " + " | ".join(cells) + " |")
    return rows, missing


def page(lock: Sequence[Pin], rows: Sequence[str], missing: Sequence[str]) -> Iterator[str]:
    """The lines of the result."""
    names = {pin.name for pin in lock}
    heads = [f"{system.name}, {python}" for system in SYSTEMS for python in PYTHONS]
    yield "# Wheels for every Python and system"
    yield ""
    day = datetime.date.today().isoformat()
    yield f"Written by `make wheels` on {day}, from `requirements.txt` ({len(names)} packages)."
    yield f"{len(names) - len(rows)} are pure Python and the same everywhere. The others, by interpreter tag:"
    yield ""
    yield "| package | " + " | ".join(heads) + " |"
    yield "|---" * (len(heads) + 1) + "|"
    yield from rows
    yield ""
    yield "`-`: the lock does not ask for it there. Each file has its hash in the lock."
    yield ""
    yield "Missing: " + ("; ".join(missing) if missing else "nothing") + "."


def main() -> int:
    """Ask, write, and say what is missing."""
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args()
    lock = pins(LOCK.read_text(encoding="utf-8"))
    found = {}
    for system in SYSTEMS:
        for python in PYTHONS:
            lines = [pin for pin in lock if pin.counts_on(python, system)]
            got = found[python, system.name] = offered(lines, python, system)
            print(f"{system.name}, Python {python}: {len(got)} of {len(lines)}", flush=True)
    rows, missing = table(lock, found)
    RESULT.write_text("\n".join(page(lock, rows, missing)) + "\n", encoding="utf-8", newline="\n")
    print("\n".join(missing) or "Every locked package has its wheel everywhere.")
    return 1 if missing else 0


if __name__ == "__main__":
    raise SystemExit(main())
