#!/bin/sh
# Measure the atlas beside its peers; arguments go to the benchmarks: bench.sh [section...] [--resume] [--print]
set -eu
cd "$(dirname "$0")/.."
CHROMIUM=$(sh scripts/browser.sh)
export CHROMIUM

# The peers from npm, in the versions of the lock, go to build/bench and nowhere else.
stamp=build/bench/installed
wanted=$(cat benchmarks/peers/package.json benchmarks/peers/package-lock.json | cksum)
if [ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$wanted" ]; then
    if npm=$(sh scripts/need.sh npm npm); then
        mkdir -p build/bench
        cp benchmarks/peers/package.json benchmarks/peers/package-lock.json build/bench/
        echo "Installing the peers from npm ..."
        if "$npm" ci --prefix build/bench --ignore-scripts --no-audit --no-fund --loglevel=error; then
            echo "$wanted" > "$stamp"
        else
            echo "The peers from npm could not be installed: folium's page, MapLibre GL JS and deck.gl are left out" >&2
        fi
    else
        echo "Without npm folium's page, MapLibre GL JS and deck.gl are left out" >&2
    fi
fi
exec .venv/bin/python -m benchmarks "$@"
