#!/bin/sh
# All tests; arguments go to pytest. COVERAGE=1 measures the branches of the packages that hold the rules as well.
set -eu
cd "$(dirname "$0")/.."
sh scripts/setup.sh dev
sh scripts/npm.sh
CHROMIUM=$(sh scripts/browser.sh)
SOFFICE=$(sh scripts/need.sh libreoffice-impress soffice libreoffice \
    "/Applications/LibreOffice.app/Contents/MacOS/soffice")
PDFTOPPM=$(sh scripts/need.sh poppler-utils pdftoppm)
# Debian keeps it where only the administrator's search path looks.
NGINX=$(sh scripts/need.sh nginx-light nginx /usr/sbin/nginx)
export CHROMIUM SOFFICE PDFTOPPM NGINX
# A whole run takes the cores it finds, a file at a time. Watching every branch doubles the time of what draws.
if [ $# -eq 0 ]; then
    set -- --numprocesses=auto --maxprocesses=4 --dist=loadfile
    if [ -n "${COVERAGE:-}" ]; then
        set -- "$@" --cov=geo --cov=layers --cov=sahel_atlas --cov-branch --cov-report=term:skip-covered
    fi
fi
exec .venv/bin/python -m pytest "$@"
