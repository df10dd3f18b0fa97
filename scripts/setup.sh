#!/bin/sh
# Make .venv in the checkout and install the hashed lock: setup.sh [dev]
# A stamp inside .venv says which lock, interpreter and folder it was made for; when it fits, nothing is done.
set -eu
cd "$(dirname "$0")/.."

kind=${1:-run}
case "$kind" in
    run) lock=requirements.txt ;;
    dev) lock=requirements-dev.txt ;;
    *) echo "setup.sh: expected 'run' or 'dev', got '$kind'" >&2; exit 2 ;;
esac

here=$(pwd -P)

# What the stamp must say. A moved folder breaks the launchers in .venv/bin, so the folder is part of it.
wanted() {
    cat "$1" pyproject.toml scripts/setup.sh | cksum
    echo "$here"
}

enough='import sys; raise SystemExit(sys.version_info < (3, 11))'

# made KIND LOCK: whether .venv was made for just this
made() {
    [ -f ".venv/atlas-$1.stamp" ] && [ "$(cat ".venv/atlas-$1.stamp")" = "$(wanted "$2")" ] \
        && .venv/bin/python -c "$enough" 2>/dev/null
}

if made "$kind" "$lock"; then exit 0; fi
# The lock for development holds all of the other.
if [ "$kind" = run ] && made dev requirements-dev.txt; then exit 0; fi

find_python() {
    for name in ${PYTHON:+"$PYTHON"} python3 python3.13 python3.12 python3.11 python3.14 python; do
        if command -v "$name" >/dev/null 2>&1 && "$name" -c "$enough" >/dev/null 2>&1; then
            echo "$name"
            return 0
        fi
    done
    return 1
}

fits=no
if [ -f .venv/pyvenv.cfg ] && .venv/bin/python -c "$enough" >/dev/null 2>&1; then
    # The environment must believe it lives here; otherwise it was copied or its folder was renamed.
    lives=$(.venv/bin/python -c 'import sys; print(sys.prefix)' 2>/dev/null || true)
    launcher=no
    if .venv/bin/pip --version >/dev/null 2>&1; then launcher=yes; fi
    if [ "$launcher" = yes ] && [ "$lives" = "$here/.venv" ]; then fits=yes; fi
fi

if [ "$fits" = no ]; then
    if ! python=$(find_python); then
        found=$(python3 --version 2>&1 || true)
        echo "The atlas needs Python 3.11 or newer, found ${found:-none}; install it, or name one: make run PYTHON=python3.12" >&2
        exit 1
    fi
    echo "Setting up .venv with $("$python" --version) ..."
    if [ -e .venv ] && [ ! -f .venv/pyvenv.cfg ] && [ -n "$(ls -A .venv 2>/dev/null)" ]; then
        echo "Expected .venv to be a virtual environment, got something else; move it away and try again" >&2
        exit 1
    fi
    if ! "$python" -m venv --clear .venv; then
        echo "Python could not make a virtual environment; on Debian and Ubuntu run: sudo apt-get install python3-venv" >&2
        exit 1
    fi
fi

echo "Installing what $lock lists ..."
rm -f ".venv/atlas-$kind.stamp"
# The lock is whole, so pip must not resolve again: older ones look up an extra (coverage[toml]) past its pin and stop.
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --no-deps --require-hashes -r "$lock"
# The build tool stands in the lock too, so nothing is fetched that has no hash.
# Setuptools reminds of namesakes in the working folder at each editable installation; that is no news here.
PYTHONWARNINGS=ignore .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --no-deps \
    --no-build-isolation --editable .
wanted "$lock" > ".venv/atlas-$kind.stamp"
