"""What `make run` does, without make and a POSIX shell: `py scripts\\run.py [--dev] [words for atlas serve]`.

Makes `.venv` beside it, installs the hashed lock and the checkout, and serves the atlas. `--dev` installs the lock for
development and serves nothing. A stamp in `.venv` says for which lock and folder that was done; it is done once.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OLDEST = (3, 11)
INSTALL = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--no-deps")


def interpreter(root: Path) -> Path:
    """The Python of the environment: Windows keeps it in another folder."""
    return root / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def wanted(root: Path, lock: str) -> str:
    """What the stamp must say."""
    parts = [(root / name).read_bytes() for name in (lock, "pyproject.toml", "setup.py", "scripts/run.py")]
    return hashlib.sha256(b"\0".join([*parts, str(root).encode()])).hexdigest()


def set_up(root: Path, kind: str) -> None:
    """Make the environment and install into it, unless that was done."""
    lock = "requirements-dev.txt" if kind == "dev" else "requirements.txt"
    stamp, python = root / ".venv" / f"atlas-py-{kind}.stamp", interpreter(root)
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted(root, lock):
        return
    if not python.is_file():
        subprocess.run([sys.executable, "-m", "venv", str(root / ".venv")], cwd=root, check=True)
    print(f"Installing what {lock} lists ...", flush=True)
    stamp.unlink(missing_ok=True)
    subprocess.run([str(python), *INSTALL, "--require-hashes", "-r", lock], cwd=root, check=True)
    subprocess.run([str(python), *INSTALL, "--no-build-isolation", "--editable", "."], cwd=root, check=True)
    stamp.write_text(wanted(root, lock), encoding="utf-8", newline="\n")


def main(words: Sequence[str], root: Path = ROOT) -> int:
    """Set up and serve; the status is that of the last command."""
    if sys.version_info < OLDEST:
        print(f"expected Python 3.11 or newer, got {sys.version.split()[0]}; install a newer one", file=sys.stderr)
        return 1
    try:
        set_up(root, "dev" if "--dev" in words else "run")
        if "--dev" in words:
            return 0
        return subprocess.run([str(interpreter(root)), "-m", "sahel_atlas", "serve", *words], check=False).returncode
    except subprocess.CalledProcessError as error:
        return error.returncode
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
