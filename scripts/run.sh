#!/bin/sh
# Serve the atlas; HOST and PORT are read by the command itself, OPEN=1 opens the browser.
set -eu
cd "$(dirname "$0")/.."
case "${OPEN:-}" in
    "" | 0 | no | false) exec .venv/bin/atlas serve ;;
    *) exec .venv/bin/atlas serve --open ;;
esac
