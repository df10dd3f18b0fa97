"""A newcomer's walk: a fresh clone, no caches, every command, link and example of the papers, in order.

Run by ``make walk``. It stops at the first thing that is not as the papers say, and otherwise writes what each step
took to ``benchmarks/WALK.md``. Options: ``--quick`` leaves out what takes long (tests, measurements, gallery, base
geography) and writes nothing; ``--apart "make bench"`` leaves out what was run by itself; ``--letter FILE`` also tries
the commands that need a copy of the letter.
"""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from serving import FLAGS, chromium

ROOT = Path(__file__).resolve().parents[1]
PAPERS = ("README.md", "CONTRIBUTING.md")
LINKED = (*PAPERS, "CHANGELOG.md", "data/README.md", "docs/gallery/README.md", "benchmarks/RESULTS.md")
LONG = (
    "make test",
    "make coverage",
    "make bench",
    "make gallery",
    "make build",
    "make verify-base",
    "make truth",
    "make first-slide",
)
LETTER = "COPY_OF_THE_LETTER.txt"
"""Stands in the papers for a file that each reader must have for himself: the project may not hold it."""
NEEDS = {"make lock": "uv", "make audit": "the vulnerability service of the package index"} | {
    "make wheels": "the package index"
}
"""What the papers say needs more than the checkout: its absence is told and is no lie."""
LAST = "make clean"
ADDRESS_SECONDS = 900
COMMAND_SECONDS = 5400
PAINTED = "#map .leaflet-marker-icon svg path"


class LieError(Exception):
    """Something is not as the papers say."""


@dataclass
class Walk:
    """Where the newcomer stands, what he tried, and how long it took."""

    clone: Path
    letter: Path | None
    quick: bool
    apart: tuple[str, ...] = ()
    steps: list[tuple[str, float, str]] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def note(self, step: str, seconds: float, said: str) -> None:
        self.steps.append((step, seconds, said))
        print(f"{seconds:8.1f} s  {step}  {said}", flush=True)


def environment() -> dict[str, str]:
    """The variables of a newcomer: nothing of a virtual environment, and pip keeps no cache."""
    dropped = (
        "VIRTUAL_ENV",
        "PYTHONPATH",
        "PYTHONHOME",
        "HOST",
        "PORT",
        "OPEN",
        "PREFIX",
        "MAKEFLAGS",
        "MFLAGS",
        "MAKELEVEL",
    )
    kept = {name: value for name, value in os.environ.items() if name not in dropped and not name.startswith("COV_")}
    inside = str(ROOT / ".venv" / "bin")
    kept["PATH"] = os.pathsep.join(part for part in kept["PATH"].split(os.pathsep) if part != inside)
    return kept | {"PIP_NO_CACHE_DIR": "1", "PYTHONUNBUFFERED": "1"}


def commands(paper: str, text: str) -> Iterator[tuple[str, str]]:
    """Every documented command of a paper, in order, as (kind, command)."""
    for match in re.finditer(
        r"^```(sh|python)\n(.*?)^```|`((?:make|\.venv/bin/\S+) [^`]+)`", text, re.DOTALL | re.MULTILINE
    ):
        language, body, inline = match.groups()
        if language == "python":
            yield "python", body
        elif language == "sh":
            for line in re.sub(r"\\\n\s*", "", body).splitlines():
                command = re.sub(r"\s+#\s.*$", "", line).strip()
                if command and not command.startswith("#"):
                    yield "sh", command
        elif inline and paper != "README.md":
            yield "sh", inline


def stand_ins(command: str, walk: Walk) -> str | None:
    """The command with its stand-ins filled; None when it needs a file that is not at hand."""
    if LETTER in command:
        if walk.letter is None:
            return None
        command = command.replace(LETTER, shlex.quote(str(walk.letter)))
    if re.search(r"\bFOLDER\b", command):
        folder = walk.clone / "build" / "my data"
        if not folder.exists():
            shutil.copytree(walk.clone / "data", folder)
        command = re.sub(r"\bFOLDER\b", shlex.quote(str(folder)), command)
    left = re.findall(r"(?<![=\w/.-])(?<!--tlp )[A-Z][A-Z_]{3,}(?:\.\w+)?\b(?!=)", command)
    if left:
        raise LieError(f"expected only stand-ins the walk knows (FOLDER, {LETTER}), got {left} in: {command}")
    return command


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_server(command: str) -> bool:
    return bool(re.match(r"make run\b|\S*atlas serve\b|\S*python app\.py\b", command))


def serve(command: str, walk: Walk, look: bool) -> str:
    """Start a server, look at its page, and stop it as a person does."""
    port = free_port()
    process = subprocess.Popen(
        command,
        shell=True,
        cwd=walk.clone,
        env=environment() | {"PORT": str(port)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        address = wait_for_address(process)
        with urllib.request.urlopen(address + "/health", timeout=60) as answer:
            if answer.status != 200:
                raise LieError(f"expected {address}/health to answer 200, got {answer.status}")
        if look:
            paint(address + "/")
    finally:
        os.killpg(process.pid, signal.SIGTERM)  # a walk in the background has its interrupts switched off
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    return "a painted map" if look else "it answers"


def wait_for_address(process: subprocess.Popen[str]) -> str:
    """The address a server prints."""
    assert process.stdout is not None
    said = []
    # One that says nothing at all would be waited for without end: stopped, it closes what is read here.
    late = threading.Timer(ADDRESS_SECONDS, os.killpg, (process.pid, signal.SIGTERM))
    late.start()
    try:
        for line in process.stdout:
            said.append(line)
            found = re.search(r"at (http://\S+)", line)
            if found:
                return found.group(1).rstrip("/")
    finally:
        late.cancel()
    raise LieError(f"expected the server to print its address within {ADDRESS_SECONDS} s, got:\n" + "".join(said[-15:]))


def paint(address: str) -> None:
    """Open the page in a real browser and wait until the wheels are drawn."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(address)
        page.locator(PAINTED).first.wait_for(state="attached", timeout=60_000)
        browser.close()


def run(command: str, walk: Walk, folder: Path | None = None) -> str:
    """Run a command to its end, in the clone unless told otherwise; anything but exit 0 is a lie."""
    try:
        done = subprocess.run(
            command,
            shell=True,
            cwd=folder or walk.clone,
            env=environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=COMMAND_SECONDS,
        )
    except subprocess.TimeoutExpired as slow:
        raise LieError(f"expected `{command}` to end within {COMMAND_SECONDS} s, got no end") from slow
    if done.returncode:
        tail = "\n".join((done.stdout + done.stderr).splitlines()[-25:])
        raise LieError(f"expected `{command}` to end well, got exit {done.returncode}:\n{tail}")
    closing = [line for line in done.stdout.splitlines() if re.search(r"\d+ passed|No faults|all well|agree", line)]
    return closing[-1].strip(" =") if closing else "ends well"


def step(kind: str, command: str, walk: Walk, paper: str) -> None:
    """One documented command or example."""
    if kind == "python":
        script = walk.clone / "build" / "example.py"
        script.parent.mkdir(exist_ok=True)
        script.write_text(command, encoding="utf-8")
        command = "PYTHONPATH=. .venv/bin/python build/example.py"
        label = f"the Python example of {paper}"
    else:
        label = f"`{command}`"
        if command in walk.seen or command.startswith(("make walk", LAST)):
            return
        walk.seen.add(command)
    if command.startswith(walk.apart or ("\0",)):
        walk.note(label, 0.0, "run apart from this walk")
        return
    if walk.quick and command.startswith(LONG):
        print(f"           left out by --quick: {command}")
        return
    filled = stand_ins(command, walk)
    if filled is None:
        walk.note(label, 0.0, "not tried: it needs a copy of the letter (--letter FILE)")
        return
    started = time.monotonic()
    try:
        if is_server(filled):
            said = serve(filled.replace(" --open", ""), walk, look=filled.startswith("make run"))
        else:
            said = run(filled, walk)
    except LieError as lie:
        if command not in NEEDS:
            raise
        said = f"not to be tried here, needs {NEEDS[command]}: {str(lie).splitlines()[-1]}"
    walk.note(label, time.monotonic() - started, said)


def check_links(walk: Walk) -> None:
    """Every relative link and picture of the papers leads to a file of the clone."""
    count = 0
    for name in LINKED:
        paper = walk.clone / name
        if not paper.exists():
            raise LieError(f"expected {name} in the clone, got no such file")
        for target in re.findall(r"\]\(([^)#\s]+)", paper.read_text(encoding="utf-8")):
            if not re.match(r"[a-z]+:", target):
                count += 1
                if not (paper.parent / target).exists():
                    raise LieError(f"expected the link ({target}) of {name} to lead somewhere, got no such file")
    walk.note("links and pictures of the papers", 0.0, f"{count} lead somewhere")


def report(walk: Walk, to_map: float, to_green: float | None) -> None:
    """Write what the walk saw to benchmarks/WALK.md."""
    green = "not walked" if to_green is None else f"{to_green:.0f} s"
    lines = [
        "# A newcomer's walk",
        "",
        f"Made by `make walk` on {datetime.date.today().isoformat()}: a fresh clone in a new folder whose path has",
        "a space, a new virtual environment, no caches;",
        f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}.",
        "",
        f"- From clone to painted map: **{to_map:.0f} s** (`git clone`, `make run`, the page in a browser).",
        f"- From clone to green tests: **{green}** (`git clone`, `make run`, `make test`).",
        "",
        "| step | seconds | what came |",
        "|---|---|---|",
        *(
            f"| {label.replace('|', chr(92) + '|')} | {seconds:.1f} | {said.replace('|', '/')} |"
            for label, seconds, said in walk.steps
        ),
        "",
    ]
    (ROOT / "benchmarks" / "WALK.md").write_text("\n".join(lines), encoding="utf-8")


def go(walk: Walk) -> None:
    """Clone, follow the papers, and report."""
    started = time.monotonic()
    run(f"git clone --quiet {shlex.quote(str(ROOT))} {shlex.quote(str(walk.clone))}", walk, ROOT)
    walk.note("`git clone`", time.monotonic() - started, "")
    check_links(walk)
    to_map, to_green, apart = 0.0, None, walk.apart or ("\0",)
    for paper in PAPERS:
        for kind, command in commands(paper, (walk.clone / paper).read_text(encoding="utf-8")):
            step(kind, command, walk, paper)
            if command == "make run" and not to_map:
                to_map = time.monotonic() - started
            if command == "make test" and to_green is None and not walk.quick and not command.startswith(apart):
                to_green = time.monotonic() - started
    step_clean(walk)
    if not walk.quick:
        report(walk, to_map, to_green)


def step_clean(walk: Walk) -> None:
    """`make clean` comes last: it takes the environment away."""
    before = time.monotonic()
    run(LAST, walk)
    if (walk.clone / ".venv").exists():
        raise LieError("expected `make clean` to remove .venv, got it still there")
    walk.note(f"`{LAST}`", time.monotonic() - before, "ends well")


def main() -> int:
    """Walk; 0 when everything is as the papers say, 1 at the first lie."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="leave out what takes long, and write no report")
    parser.add_argument("--apart", nargs="*", default=[], help="commands that were run by themselves")
    parser.add_argument("--letter", type=Path, help="a copy of the letter, to try the commands that need one")
    args = parser.parse_args()
    if not (ROOT / ".git").exists():
        parser.error(f"expected a git checkout to clone, got {ROOT}; walk in a clone of the project")
    dirty = subprocess.run(["git", "status", "--porcelain"], cwd=ROOT, capture_output=True, text=True, check=True)
    if dirty.stdout:
        print("Uncommitted changes are not walked: the clone holds what is committed.")
    with tempfile.TemporaryDirectory(prefix="atlas walk ") as folder:
        walk = Walk(Path(folder) / "a new folder", args.letter and args.letter.resolve(), args.quick, tuple(args.apart))
        try:
            go(walk)
        except LieError as lie:
            print(f"\nThe walk stops here. {lie}", file=sys.stderr)
            return 1
    print("Everything is as the papers say.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
