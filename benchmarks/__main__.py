"""`make bench`: measure, print, and (with --write) keep the result in `benchmarks/RESULTS.md`."""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
from datetime import date
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

SECTIONS = {"library": "Without a screen", "screen": "The served page"}
HERE = Path(__file__).resolve().parent


def machine() -> str:
    """Processor count, memory, Python and the versions that matter."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30

    def installed(name: str) -> str:
        try:
            return f"{name} {version(name)}"
        except PackageNotFoundError:
            return f"{name} absent"

    packages = ", ".join(
        installed(n) for n in ("dash", "dash-leaflet", "geopandas", "matplotlib", "folium", "playwright")
    )
    chromium = subprocess.run(
        [os.environ.get("CHROMIUM", "chromium"), "--version"], capture_output=True, text=True, check=False
    ).stdout.strip()
    return (
        f"{date.today():%d %B %Y}; {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()}, Python "
        f"{platform.python_version()}; {chromium or 'no Chromium'}, headless, no GPU; {packages}."
    )


def main() -> None:
    """Run the sections asked for and print one table each."""
    parser = argparse.ArgumentParser(description="Measure the atlas against peers, in one run.")
    parser.add_argument("sections", nargs="*", help="sections to run: " + ", ".join(SECTIONS))
    parser.add_argument("--write", action="store_true", help="keep the result in benchmarks/RESULTS.md")
    args = parser.parse_args()
    text = [
        "# Results of `make bench`",
        "",
        f"Measured {machine()}",
        "",
        "Ratio is peer / atlas. Samples are whole runs; the middle one is quoted.",
    ]
    print("\n".join(text), flush=True)
    for name in args.sections or SECTIONS:
        lines = [
            "",
            f"## {SECTIONS[name]}",
            "",
            "| figure | of | median | spread | goal | ratio |",
            "|---|---|---|---|---|---|",
        ]
        print("\n".join(lines), flush=True)
        text += lines
        for figure in import_module(f"benchmarks.{name}").measure():
            rows = list(figure.lines())
            print("\n".join(rows), flush=True)
            text += rows
    if args.write:
        (HERE / "RESULTS.md").write_text("\n".join(text) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
