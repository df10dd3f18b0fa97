#!/bin/sh
# Measure and print the figures of the README; arguments go to the benchmarks.
set -eu
cd "$(dirname "$0")/.."
CHROMIUM=$(sh scripts/browser.sh)
export CHROMIUM
exec .venv/bin/python -m benchmarks "$@"
