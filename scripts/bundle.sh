#!/bin/sh
# Write assets/bundle from the sources in assets: bundle.sh [--check]
set -eu
cd "$(dirname "$0")/.."
sh scripts/npm.sh
exec "$(sh scripts/node.sh)" scripts/bundle.mjs "$@"
