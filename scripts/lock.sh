#!/bin/sh
# Renew both locks from pyproject.toml, for every Python from 3.11 and every system, and package-lock.json from
# package.json: lock.sh [--upgrade]
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

# The page's tools: hashes and no addresses, as .npmrc says; what npm notes of who asks for gifts is left out as well.
if node=$(sh scripts/node.sh 2>/dev/null); then
    cli=$(dirname "$node")/../lib/node_modules/npm/bin/npm-cli.js
    [ -f "$cli" ] || cli=$(command -v npm)
    "$node" "$cli" install --package-lock-only --ignore-scripts --silent
    "$node" --input-type=module --eval '
        import { readFileSync, writeFileSync } from "node:fs";
        const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
        for (const entry of Object.values(lock.packages)) delete entry.funding;
        writeFileSync("package-lock.json", JSON.stringify(lock, null, 2) + "\n");'
    echo "package-lock.json: $(grep -c integrity package-lock.json) packages"
else
    echo "package-lock.json stays as it is: there is no Node; run make bundle first" >&2
fi
