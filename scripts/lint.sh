#!/bin/sh
# Style, formatting, types and the syntax of the JavaScript; every check runs, the worst result counts.
set -u
cd "$(dirname "$0")/.." || exit 2
python=.venv/bin/python
worst=0
run() {
    echo "== $*"
    "$@" || worst=1
}
run $python -m ruff check --output-format concise .
run $python -m ruff format --check --output-format concise .
run $python -m mypy

if command -v node >/dev/null 2>&1; then
    echo "== node --check"
    for file in assets/*.js benchmarks/*.js benchmarks/*/*.js; do
        [ -f "$file" ] || continue
        node --check "$file" || worst=1
    done
else
    echo "== node --check: left out, because node is not installed"
fi
[ "$worst" = 0 ] && echo "lint: all well"
exit "$worst"
