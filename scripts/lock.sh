#!/bin/sh
# Renew both locks from pyproject.toml, for every Python from 3.11 and every system: lock.sh [--upgrade]
# The versions already locked stay unless --upgrade is given. The address of a package index must not get into
# the files, so the locks work with whichever index pip is told to use.
set -eu
cd "$(dirname "$0")/.."
if ! command -v "${UV:-uv}" >/dev/null 2>&1; then
    echo "Renewing the locks needs uv; install it with: python3 -m pip install uv" >&2
    exit 1
fi
compile() {
    out=$1
    shift
    "${UV:-uv}" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
        --no-emit-find-links --no-annotate --custom-compile-command "make lock" \
        --output-file "$out" "$@"
    echo "$out: $(grep -c '==' "$out") packages"
}
compile requirements.txt pyproject.toml --extra build ${1:+"$1"}
# The same versions for both: the short lock binds the long one.
compile requirements-dev.txt pyproject.toml --extra build --extra dev --constraint requirements.txt ${1:+"$1"}
