#!/bin/sh
# All tests, with branch coverage of the packages that hold the rules; arguments go to pytest.
set -eu
cd "$(dirname "$0")/.."
sh scripts/setup.sh dev
CHROMIUM=$(sh scripts/browser.sh)
SOFFICE=$(sh scripts/need.sh libreoffice-impress soffice libreoffice \
    "/Applications/LibreOffice.app/Contents/MacOS/soffice")
PDFTOPPM=$(sh scripts/need.sh poppler-utils pdftoppm)
export CHROMIUM SOFFICE PDFTOPPM
# Only a whole run says something about coverage; it takes the cores it finds, a file at a time.
if [ $# -eq 0 ]; then
    set -- --numprocesses=auto --maxprocesses=4 --dist=loadfile \
        --cov=geo --cov=layers --cov=exports --cov-branch --cov-report=term:skip-covered
fi
exec .venv/bin/python -m pytest "$@"
