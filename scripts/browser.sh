#!/bin/sh
# Print the path of a Chrome or Chromium: $CHROMIUM, then the usual names, then Debian's package.
set -eu
here=$(dirname "$0")
if [ -n "${CHROMIUM:-}" ]; then
    if command -v "$CHROMIUM" >/dev/null 2>&1; then
        command -v "$CHROMIUM"
        exit 0
    fi
    echo "CHROMIUM: expected a program, got '$CHROMIUM'; set it to the path of Chrome or Chromium, or unset it" >&2
    exit 1
fi
exec sh "$here/need.sh" chromium chromium chromium-browser google-chrome google-chrome-stable \
    "/Applications/Chromium.app/Contents/MacOS/Chromium" \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
