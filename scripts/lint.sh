#!/bin/sh
# Style, formatting and types of the Python and of the page's scripts; every check runs, the worst result counts.
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

sh scripts/npm.sh || exit 1
node=$(sh scripts/node.sh) || exit 1
tool() {
    run "$node" "node_modules/$@"
}
tool prettier/bin/prettier.cjs --check --log-level warn assets tests/node scripts/bundle.mjs eslint.config.js
tool eslint/bin/eslint.js .
tool typescript/bin/tsc --project .
for part in A B C; do
    tool typescript/bin/tsc --project "tsconfig.strict.$part.json"
done
run "$node" scripts/bundle.mjs --check
for file in benchmarks/*.js benchmarks/*/*.mjs; do
    run "$node" --check "$file"
done
[ "$worst" = 0 ] && echo "lint: all well"
exit "$worst"
