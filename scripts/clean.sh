#!/bin/sh
# Remove what the other targets made; the tables, and anything a person wrote, stay.
set -eu
cd "$(dirname "$0")/.."
rm -rf .venv node_modules build var .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage *.egg-info
find . -name __pycache__ -type d -prune -exec rm -rf {} +
