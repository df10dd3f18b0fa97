#!/bin/sh
# Serve the atlas; HOST and PORT are read by the command itself, OPEN=1 opens the browser, PREFIX=/path is --prefix.
set -eu
cd "$(dirname "$0")/.."
set -- serve
case "${OPEN:-}" in
    "" | 0 | no | false) ;;
    *) set -- "$@" --open ;;
esac
if [ -n "${PREFIX:-}" ]; then set -- "$@" --prefix "$PREFIX"; fi
exec .venv/bin/atlas "$@"
