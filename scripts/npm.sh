#!/bin/sh
# Install the tools for the page's scripts that package-lock.json pins, with hashes; none of their own scripts is run.
# A stamp inside node_modules says which lock and folder they were made for; when it fits, nothing is done.
set -eu
cd "$(dirname "$0")/.."
stamp=node_modules/.atlas.stamp
wanted() {
    cat package.json package-lock.json | cksum
    pwd -P
}
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(wanted)" ]; then exit 0; fi
node=$(sh scripts/node.sh)
# npm travels with node, as a script; its launcher beside node may be missing.
cli=$(dirname "$node")/../lib/node_modules/npm/bin/npm-cli.js
echo "Installing what package-lock.json lists ..."
if [ -f "$cli" ]; then
    PATH="$(dirname "$node"):$PATH" "$node" "$cli" ci --ignore-scripts --no-audit --no-fund --silent
else
    npm ci --ignore-scripts --no-audit --no-fund --silent
fi
wanted > "$stamp"
