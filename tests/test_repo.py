"""What the tracked files may not hold, and what the papers of the project must."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MOST_BYTES = 1_500_000
MOST_FILE_LINES = 400
MOST_FUNCTION_LINES = 40
CODE = (".py", ".js", ".css", ".sh", ".md", ".toml", ".yml", ".html", "")
# A tilde stands in each word, so that this file passes its own test.
UNFINISHED = re.compile(r"\b(TO~DO|FIX~ME|HA~CK|NotImplemented~Error|for~ now)\b|(?:#|//|\*)\s*X~XX\b".replace("~", ""))
# The attribute of an input, a CSS selector and python-pptx's own word are no unfinished work.
STAND_IN = re.compile(r"(?<![:.\"'-])\bplace~holder\b(?!\s*[=:(\"'])".replace("~", ""), re.IGNORECASE)
MACHINE_PATH = re.compile(r"(?:^|[^A-Za-z0-9_.])/(?:ho~me|ro~ot|t~mp|wo~rk|Us~ers)/".replace("~", ""))
LOADED = (
    re.compile(r"""\b(?:src|srcset|href|url|import|fetch|fetchJson|importScripts)\s*[=(:]?\s*["'`(]{0,2}https?://"""),
    re.compile(r"""@import\s+["']?(?:url\()?["']?https?://"""),
    re.compile(r"""["'](?:https?:)?//[^"'\s]*\{[xyzs]\}"""),
)
# A person clicks a link; the page fetches nothing from it.
CLICKED = re.compile(r"""<a\b[^>]*href=|html\.A\(|rel=["']noopener""")


@cache
def tracked() -> tuple[Path, ...]:
    """The files git holds; in a copy without git, every file that is not made."""
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
        names = [name for name in listed.stdout.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        made = {".venv", "build", "var", "__pycache__", ".git"}
        names = [
            str(path.relative_to(ROOT))
            for path in ROOT.rglob("*")
            if path.is_file() and not made & set(path.relative_to(ROOT).parts) and ".egg-info" not in str(path)
        ]
    return tuple(path for name in names if (path := ROOT / name).is_file())


def lines(*suffixes: str) -> list[tuple[str, int, str]]:
    """Every line of the tracked text files as (file, number, text)."""
    found = []
    for path in tracked():
        if path.suffix in suffixes and path.name != "LICENSE":
            try:
                text = path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue
            name = str(path.relative_to(ROOT))
            found += [(name, number, line) for number, line in enumerate(text.splitlines(), 1)]
    return found


def told(faults: list[tuple[str, int, str]]) -> str:
    return "\n".join(f"{name}:{number}: {line.strip()[:140]}" for name, number, line in faults)


def test_no_path_of_a_machine() -> None:
    faults = [entry for entry in lines(*CODE, ".csv", ".json", ".txt", ".svg") if MACHINE_PATH.search(entry[2])]
    assert not faults, "expected paths relative to the checkout, got:\n" + told(faults)


def test_no_line_of_a_script_is_too_wide() -> None:
    """Prettier breaks code at 120 columns and leaves comments alone."""
    made = (
        "assets/bundle/",
        "assets/contract.d.ts",
        "sahel_atlas/exports/page/vendor/",
        "benchmarks/",
        "tests/browser/",
    )
    faults = [
        entry for entry in lines(".js", ".mjs", ".css", ".ts") if not entry[0].startswith(made) and len(entry[2]) > 120
    ]
    assert not faults, "expected at most 120 columns, got:\n" + told(faults)


def test_no_unfinished_work() -> None:
    code = lines(".py", ".js", ".css", ".sh", ".md", ".yml", ".toml")
    faults = [entry for entry in code if UNFINISHED.search(entry[2]) or STAND_IN.search(entry[2])]
    assert not faults, "expected finished work, got:\n" + told(faults)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("# TO~DO: later", True),
        ("// X~XX", True),
        ('{"id": "X~XX"}', False),
        ("a place~holder text", True),
        ('<input place~holder="Search">', False),
        ("input::place~holder { color: red }", False),
        ("slide.place~holders[0]", False),
        ("for~ now we guess", True),
        ("todos", False),
    ],
)
def test_unfinished_words_are_told_from_the_rest(line: str, found: bool) -> None:
    text = line.replace("~", "")
    assert bool(UNFINISHED.search(text) or STAND_IN.search(text)) is found


def loads_from_outside(line: str) -> bool:
    """Whether a line makes a page fetch from another host."""
    return any(pattern.search(line) for pattern in LOADED) and not CLICKED.search(line)


def test_nothing_the_browser_loads_stands_elsewhere() -> None:
    rooms = ("assets/", "sahel_atlas/", "app.py")
    code = lines(".py", ".js", ".css", ".html", ".svg", ".json")
    faults = [entry for entry in code if entry[0].startswith(rooms) and loads_from_outside(entry[2])]
    assert not faults, "expected local assets only, got:\n" + told(faults)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ('<script src="https://cdn.example/x.js">', True),
        ("src: url(https://fonts.example/a.woff2)", True),
        ('fetch("https://api.example/")', True),
        ('import x from "./x.js"', False),
        ('L.tileLayer("https://{s}.tile.example/{z}/{x}/{y}.png")', True),
        ('<a href="https://www.example.org" rel="noopener">source</a>', False),
        ('xmlns="http://www.w3.org/2000/svg"', False),
    ],
)
def test_an_outside_asset_is_told_from_a_link(line: str, found: bool) -> None:
    assert loads_from_outside(line) is found


def test_no_large_file() -> None:
    faults = [
        f"{path.relative_to(ROOT)}: {size:,} bytes" for path in tracked() if (size := path.stat().st_size) > MOST_BYTES
    ]
    assert not faults, f"expected files of at most {MOST_BYTES:,} bytes, got:\n" + "\n".join(faults)


def product_code() -> list[Path]:
    """Python that is the product: all but the tests."""
    return [path for path in tracked() if path.suffix == ".py" and path.relative_to(ROOT).parts[0] != "tests"]


def test_files_and_functions_stay_short() -> None:
    faults = []
    for path in product_code():
        text = path.read_text(encoding="utf-8")
        name = str(path.relative_to(ROOT))
        if text.count("\n") > MOST_FILE_LINES:
            faults.append(f"{name}: {text.count(chr(10))} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > MOST_FUNCTION_LINES:
                    faults.append(f"{name}:{node.lineno} {node.name}: {length} lines")
    wanted = f"at most {MOST_FILE_LINES} lines in a file and {MOST_FUNCTION_LINES} in a function"
    assert not faults, f"expected {wanted}, got:\n" + "\n".join(faults)


def test_every_test_can_fail() -> None:
    """A test without an assertion proves nothing; a helper that asserts is named check_..., assert_... or expect..."""
    faults = []
    for path in tracked():
        if path.name.startswith("test_") and path.suffix == ".py":
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and not asserts(node):
                    faults.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}")
    assert not faults, "expected every test to assert something, got:\n" + "\n".join(faults)


def asserts(node: ast.AST) -> bool:
    """Whether a test holds an assertion, or calls something that by its name is one."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Assert):
            return True
        if isinstance(inner, ast.Attribute) and inner.attr in {"raises", "warns", "wait_for", "wait_for_function"}:
            return True
        called = inner.func if isinstance(inner, ast.Call) else None
        name = getattr(called, "attr", getattr(called, "id", ""))
        if re.match(r"_?(assert|check|expect|to_have|to_be)", name):
            return True
    return False


def test_skips_give_their_reason() -> None:
    """A skip or an expected failure without words would hide a test."""
    wordless = re.compile(r"(?:pytest\.skip\(\s*\)|mark\.(?:skip|xfail)(?!if)\s*(?:\(\s*\))?\s*$)")
    faults = [entry for entry in lines(".py") if entry[0].startswith("tests/") and wordless.search(entry[2])]
    assert not faults, "expected a reason with each skipped test, got:\n" + told(faults)


def project() -> dict[str, object]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return dict(settings["project"])


def test_the_changelog_tells_of_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    version = re.escape(str(project()["version"]))
    section = re.search(rf"^## {version}\b[^\n]*\n(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE)
    assert section, f"expected a heading '## {project()['version']}' in CHANGELOG.md"
    assert len(section.group(1).split()) > 40, "expected the changelog to tell what this version brings, in sentences"


def test_the_licence_is_the_one_declared() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert project()["license"] == "EUPL-1.2"
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert "15.Applicable Law" in text
    assert text.rstrip().endswith("require the production of a new EUPL version.")


def test_every_make_target_is_explained() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    declared = re.search(r"^\.PHONY:(.*)$", text, re.MULTILINE)
    assert declared
    targets = set(declared.group(1).split())
    rules = set(re.findall(r"^([a-z][a-z-]*):", text, re.MULTILINE))
    assert rules == targets
    inner = {"help", "setup", "setup-dev"}
    helped = set(re.findall(r'"make ([a-z-]+)"', text))
    assert helped == targets - inner
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    missing = {target for target in helped if f"make {target}" not in contributing}
    assert not missing, f"expected CONTRIBUTING.md to explain every make target, missing: {sorted(missing)}"
