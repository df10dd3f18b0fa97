"""The shell scripts behind make, in folders with a space and on machines that lack things."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = sorted((ROOT / "scripts").glob("*.sh"))
# What the scripts themselves call; a search path of these alone is a machine without Python and without apt.
TOOLS = ("sh", "env", "cat", "cksum", "dirname", "id", "uname", "ls", "rm", "mktemp", "tail")


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A folder of programs that holds nothing but the basic tools."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found, tool
        (folder / tool).symlink_to(found)
    return folder


def program(folder: Path, name: str, text: str) -> None:
    """Write an executable shell script."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


def run(script: Path, *words: str, path: Path | None = None, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run a script without a terminal, with its own search path when one is given."""
    env = {key: value for key, value in os.environ.items() if key not in {"CHROMIUM", "PYTHON"}}
    if path is not None:
        env["PATH"] = str(path)
    return subprocess.run(
        ["/bin/sh", str(script), *words],
        env={**env, **environ},
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=60,
        check=False,
    )


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """As much of a checkout as the set-up reads, in a folder with a space."""
    folder = tmp_path / "a folder" / "the atlas"
    shutil.copytree(ROOT / "scripts", folder / "scripts")
    for name in ("pyproject.toml", "requirements.txt", "requirements-dev.txt"):
        shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_script_is_sound_posix_shell(script: Path) -> None:
    parsed = subprocess.run(["/bin/sh", "-n", str(script)], capture_output=True, text=True, check=False)
    assert parsed.returncode == 0, parsed.stderr
    text = script.read_text(encoding="utf-8")
    assert text.startswith("#!/bin/sh\n# "), "expected the shell and one line on what the script does"
    assert "set -" in text
    assert os.access(script, os.X_OK)


def test_an_old_python_gets_one_line(checkout: Path, bare: Path) -> None:
    program(bare, "python3", 'if [ "$1" = --version ]; then echo "Python 3.9.2"; else exit 1; fi')
    ran = run(checkout / "scripts" / "setup.sh", path=bare)
    assert ran.returncode == 1
    assert ran.stderr.strip() == (
        "The atlas needs Python 3.11 or newer, found Python 3.9.2; install it, or name one: make run PYTHON=python3.12"
    )
    assert not (checkout / ".venv").exists()


def test_a_folder_that_is_no_environment_is_left_alone(checkout: Path, bare: Path) -> None:
    program(bare, "python3", 'if [ "$1" = --version ]; then echo "Python 3.12.0"; fi')
    kept = checkout / ".venv" / "mine.txt"
    kept.parent.mkdir()
    kept.write_text("keep", encoding="utf-8")
    ran = run(checkout / "scripts" / "setup.sh", path=bare)
    assert ran.returncode == 1
    assert "Expected .venv to be a virtual environment" in ran.stderr
    assert kept.read_text(encoding="utf-8") == "keep"


# A Python that is new enough and a pip that writes down what it is asked; nothing is installed.
PRETENDED = """
case "$1" in
    --version) echo "Python 3.12.0" ;;
    -c) case "$2" in *prefix*) echo "$PRETENDED_HOME/.venv" ;; esac ;;
    -m)
        if [ "$2" = venv ]; then
            /bin/mkdir -p .venv/bin
            echo made >> calls.txt
            : > .venv/pyvenv.cfg
            /bin/cp "$0" .venv/bin/python
            /bin/cp "$0" .venv/bin/pip
        else
            echo "$*" >> calls.txt
        fi ;;
esac
"""


def test_set_up_is_done_once_and_again_when_the_lock_changes(checkout: Path, bare: Path) -> None:
    program(bare, "python3", PRETENDED)
    script, calls = checkout / "scripts" / "setup.sh", checkout / "calls.txt"
    lived = str(checkout.resolve())
    assert run(script, path=bare, PRETENDED_HOME=lived).returncode == 0
    first = calls.read_text(encoding="utf-8").splitlines()
    assert first[0] == "made"
    assert "--require-hashes -r requirements.txt" in first[1]
    assert "--no-deps" in first[2]
    assert len(first) == 3

    again = run(script, path=bare, PRETENDED_HOME=lived)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert calls.read_text(encoding="utf-8").splitlines() == first

    with (checkout / "requirements.txt").open("a", encoding="utf-8") as lock:
        lock.write("# newer\n")
    assert run(script, path=bare, PRETENDED_HOME=lived).returncode == 0
    assert len(calls.read_text(encoding="utf-8").splitlines()) == 5


def test_the_longer_lock_serves_for_the_shorter(checkout: Path, bare: Path) -> None:
    program(bare, "python3", PRETENDED)
    script, lived = checkout / "scripts" / "setup.sh", str(checkout.resolve())
    assert run(script, "dev", path=bare, PRETENDED_HOME=lived).returncode == 0
    before = (checkout / "calls.txt").read_text(encoding="utf-8")
    assert "-r requirements-dev.txt" in before
    assert run(script, "run", path=bare, PRETENDED_HOME=lived).returncode == 0
    assert (checkout / "calls.txt").read_text(encoding="utf-8") == before


def test_a_moved_checkout_gets_a_new_environment(checkout: Path, bare: Path) -> None:
    program(bare, "python3", PRETENDED)
    assert run(checkout / "scripts" / "setup.sh", path=bare, PRETENDED_HOME=str(checkout.resolve())).returncode == 0
    moved = checkout.with_name("moved atlas")
    checkout.rename(moved)
    assert run(moved / "scripts" / "setup.sh", path=bare, PRETENDED_HOME=str(checkout.resolve())).returncode == 0
    assert (moved / "calls.txt").read_text(encoding="utf-8").splitlines().count("made") == 2


@pytest.mark.parametrize(
    ("environ", "asked"),
    [
        ({}, "serve"),
        ({"OPEN": "1"}, "serve --open"),
        ({"OPEN": "no", "PREFIX": "/atlas"}, "serve --prefix /atlas"),
        ({"OPEN": "1", "PREFIX": "/a b"}, "serve --open --prefix /a b"),
    ],
)
def test_make_run_hands_its_variables_on(checkout: Path, bare: Path, environ: dict[str, str], asked: str) -> None:
    folder = checkout / ".venv" / "bin"
    folder.mkdir(parents=True)
    program(folder, "atlas", 'echo "$# $*"')
    ran = run(checkout / "scripts" / "run.sh", path=bare, **{"OPEN": "", "PREFIX": "", **environ})
    words = 1 + ("--open" in asked) + 2 * ("--prefix" in asked)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, f"{words} {asked}\n", "")


def test_need_prints_the_path_of_what_is_there(bare: Path) -> None:
    program(bare, "second", "exit 0")
    ran = run(ROOT / "scripts" / "need.sh", "some-package", "first", "second", path=bare)
    assert (ran.returncode, ran.stdout.strip()) == (0, str(bare / "second"))


def test_need_tells_the_one_command(bare: Path) -> None:
    program(bare, "apt-get", "exit 1")
    replace(bare, "id", "echo 1000")
    ran = run(ROOT / "scripts" / "need.sh", "some-package", "first", path=bare)
    assert ran.returncode == 1
    assert "sudo apt-get update && sudo apt-get install -y --no-install-recommends some-package" in ran.stderr
    assert ran.stdout == ""


def test_need_installs_when_it_may(bare: Path) -> None:
    replace(bare, "id", "echo 0")
    program(
        bare,
        "apt-get",
        f'echo "$*" >> "{bare}/asked"; case "$*" in *install*) printf "#!/bin/sh\\n" > "{bare}/first"; '
        f'/bin/chmod +x "{bare}/first" ;; esac',
    )
    ran = run(ROOT / "scripts" / "need.sh", "some-package", "first", path=bare)
    assert (ran.returncode, ran.stdout.strip()) == (0, str(bare / "first"))
    asked = (bare / "asked").read_text(encoding="utf-8").splitlines()
    assert asked == ["-qq update", "-qq install -y --no-install-recommends some-package"]


def replace(folder: Path, name: str, text: str) -> None:
    """Put a script of our own where a link to the system's program stands."""
    (folder / name).unlink()
    program(folder, name, text)


def test_a_wrong_chromium_is_named() -> None:
    ran = run(ROOT / "scripts" / "browser.sh", CHROMIUM="no-such-browser")
    assert ran.returncode == 1
    assert "got 'no-such-browser'" in ran.stderr
