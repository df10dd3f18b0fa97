"""The source says what a machine would otherwise decide: encodings, line ends, calls that only some systems have."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PRODUCT = ("geo", "layers", "sahel_atlas", "app.py")
OURS = (*PRODUCT, "scripts", "benchmarks", "setup.py")
"""Tests are not read: they run where `make test` does, and many write what a foreign program would."""
PROGRAMS = ("run", "Popen", "check_output", "check_call")
POSIX_MODULES = ("fcntl", "grp", "pty", "pwd", "resource", "termios", "tty")
POSIX_CALLS = {
    "os": ("chown", "fork", "forkpty", "getpgid", "getuid", "geteuid", "killpg", "mkfifo", "nice", "setsid", "uname"),
    "signal": ("SIGALRM", "SIGHUP", "SIGKILL", "SIGQUIT", "SIGUSR1", "SIGUSR2", "alarm", "setitimer"),
    "socket": ("AF_UNIX", "SO_REUSEPORT", "SO_EXCLUSIVEADDRUSE"),
    "time": ("tzset",),
}
TERMINAL = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "cp437"}
"""What a Windows console of western Europe writes where nothing else is said."""


def sources(tops: tuple[str, ...]) -> list[Path]:
    found: list[Path] = []
    for top in tops:
        found += [ROOT / top] if top.endswith(".py") else sorted((ROOT / top).rglob("*.py"))
    return found


def faults(source: str, *, product: bool) -> Iterator[tuple[int, str]]:
    """Lines of a source that leave an encoding or a line end to the machine, or ask for what not every one has."""
    tree = ast.parse(source)
    guarded = {id(inner) for node in ast.walk(tree) if expects_its_absence(node) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from ((node.lineno, wrong) for wrong in texts(node, product))
        if product and isinstance(node, ast.Attribute):
            of = getattr(node.value, "id", "")
            if node.attr in POSIX_CALLS.get(of, ()):
                yield node.lineno, f"{of}.{node.attr} is not on every system"
        if product and isinstance(node, ast.Import | ast.ImportFrom) and id(node) not in guarded:
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [name.name for name in node.names]
            yield from ((node.lineno, f"{name} is not on every system") for name in names if name in POSIX_MODULES)


def expects_its_absence(node: ast.AST) -> bool:
    """Whether a `try` does something else where a module cannot be imported."""
    handlers = node.handlers if isinstance(node, ast.Try) else []
    return any(isinstance(one.type, ast.Name) and one.type.id == "ImportError" for one in handlers)


def texts(node: ast.Call, product: bool) -> Iterator[str]:
    """What one call leaves open."""
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    of = getattr(getattr(node.func, "value", None), "id", "")
    named = {word.arg: word.value for word in node.keywords}
    if name in ("read_text", "write_text"):
        if "encoding" not in named and len(node.args) < (1 if name == "read_text" else 2):
            yield f"{name} without an encoding"
        if name == "write_text" and product and "newline" not in named:
            yield "write_text without newline: Windows would write other line ends"
    elif name in ("open", "fdopen", "TextIOWrapper", "NamedTemporaryFile") and of not in (
        "Image",
        "tarfile",
        "rasterio",
    ):
        yield from opened(node, name, of, named, product)
    elif name in PROGRAMS and of == "subprocess" and product and "text" in named and "encoding" not in named:
        yield f"subprocess.{name} reads text without an encoding"


def opened(node: ast.Call, name: str, of: str, named: dict[str | None, ast.expr], product: bool) -> Iterator[str]:
    """What an `open` leaves open; one of `os`, of a browser or of memory is no file of text."""
    if (of in ("os", "webbrowser") and name == "open") or of in ("memory", "zipfile", "archive"):
        return
    places = [named.get("mode"), *node.args[:2]]
    modes = [p.value for p in places if isinstance(p, ast.Constant) and isinstance(p.value, str) and len(p.value) < 4]
    if any("b" in mode for mode in modes) or "driver" in named:
        return
    if "encoding" not in named:
        yield f"{name} without an encoding"
    elif product and any("w" in mode or "a" in mode for mode in modes) and "newline" not in named:
        yield f"{name} for writing without newline"


@pytest.mark.parametrize("product", [True, False], ids=["product", "tools"])
def test_nothing_is_left_to_the_machine(product: bool) -> None:
    paths = sources(PRODUCT if product else OURS)
    assert len(paths) > 30
    found = [
        f"{path.relative_to(ROOT)}:{line}: {wrong}"
        for path in paths
        for line, wrong in faults(path.read_text(encoding="utf-8"), product=product)
    ]
    assert not found, "expected encodings, line ends and guarded calls, got:\n" + "\n".join(found)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("open('a')", 1),
        ("open('a', 'rb')", 0),
        ("p.open(encoding='utf-8')", 0),
        ("p.open('w', encoding='utf-8')", 1),
        ("p.open('w', encoding='utf-8', newline='')", 0),
        ("p.read_text()", 1),
        ("p.read_text('utf-8')", 0),
        ("p.write_text('x')", 2),
        ("p.write_text('x', encoding='utf-8', newline='\\n')", 0),
        ("os.fdopen(h, 'wb')", 0),
        ("os.fdopen(h, 'w')", 1),
        ("subprocess.run(c, text=True)", 1),
        ("subprocess.run(c, encoding='utf-8')", 0),
        ("import fcntl", 1),
        ("try:\n    import fcntl\nexcept ImportError:\n    pass", 0),
        ("os.killpg(1, signal.SIGKILL)", 2),
        ("getattr(socket, 'SO_EXCLUSIVEADDRUSE', 0)", 0),
    ],
)
def test_a_fault_is_told_from_the_rest(line: str, found: int) -> None:
    assert len(list(faults(line, product=True))) == found


@pytest.mark.parametrize("job", ["check --help", "query --help", "check", "story check no-such-story"])
def test_a_terminal_without_a_sign_stops_nothing(job: str) -> None:
    command = [sys.executable, "-m", "sahel_atlas", *job.split(" ", 2)]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **TERMINAL}, capture_output=True, check=False)
    assert done.returncode == (2 if "no-such" in job else 0), done.stderr.decode("cp437")
    assert b"Traceback" not in done.stderr
    assert done.stdout or done.returncode


def test_no_default_encoding_is_asked_for() -> None:
    """Python itself warns wherever a text file is opened in the encoding of the machine."""
    command = [sys.executable, "-X", "warn_default_encoding", "-W", "error::EncodingWarning", "-m", "sahel_atlas"]
    done = subprocess.run([*command, "check"], cwd=ROOT, capture_output=True, text=True, check=False, encoding="utf-8")
    assert (done.returncode, done.stdout) == (0, "No faults.\n"), done.stderr
