# Every target makes what it needs first; `make` alone lists the targets.
# Paths are relative and quoted inside the scripts, so the folder's own path may hold spaces.
# HOST, PORT, OPEN and PREFIX may come from the environment or from the command line: make run PORT=9000 OPEN=1

.PHONY: help run test coverage lint format check contract build verify-base bench gallery truth audit walk first-slide words lock bundle wheels setup setup-dev clean

help:
	@printf "%-16s %s\n" "make run" "set up and serve the atlas on http://127.0.0.1:8050 (HOST=, PORT=, OPEN=1, PREFIX=/path)"
	@printf "%-16s %s\n" "make test" "set up and run all tests, with the browser's (ARGS= goes to pytest)"
	@printf "%-16s %s\n" "make coverage" "the same, and print which branches of geo, layers and exports no test takes"
	@printf "%-16s %s\n" "make lint" "ruff and mypy; prettier, eslint and tsc on the scripts of the page"
	@printf "%-16s %s\n" "make format" "let ruff and prettier write the formatting"
	@printf "%-16s %s\n" "make check" "check the data tables"
	@printf "%-16s %s\n" "make contract" "write the schema and the declarations of what Python and the page tell each other"
	@printf "%-16s %s\n" "make build" "make the base geography again from its packages"
	@printf "%-16s %s\n" "make verify-base" "build two layers again and compare them with the committed ones"
	@printf "%-16s %s\n" "make bench" "measure and print the figures"
	@printf "%-16s %s\n" "make walk" "try every command, link and example of the papers in a fresh clone (ARGS=--quick)"
	@printf "%-16s %s\n" "make first-slide" "play a new user who makes a slide with the page alone, and check the file"
	@printf "%-16s %s\n" "make truth" "make tables and rules wrong and count what is noticed; search outputs for what came later (ARGS= names parts)"
	@printf "%-16s %s\n" "make audit" "ask whether a locked package has a known vulnerability (needs the network)"
	@printf "%-16s %s\n" "make gallery" "render every size, theme, format and screen to build/gallery (ARGS= names parts)"
	@printf "%-16s %s\n" "make words" "take new English to the languages, and check the words (ARGS=--check changes nothing)"
	@printf "%-16s %s\n" "make lock" "renew the hashed locks from pyproject.toml (needs uv)"
	@printf "%-16s %s\n" "make bundle" "make assets/bundle of the scripts and styles of the page"
	@printf "%-16s %s\n" "make wheels" "ask whether each locked package has a wheel for every Python and system (needs the network)"
	@printf "%-16s %s\n" "make clean" "remove the environment and everything that was made"

setup:
	@sh scripts/setup.sh

setup-dev:
	@sh scripts/setup.sh dev

run: setup
	@sh scripts/run.sh

test:
	@sh scripts/test.sh $(ARGS)

coverage:
	@COVERAGE=1 sh scripts/test.sh

lint: setup-dev
	@sh scripts/lint.sh

format: setup-dev
	@.venv/bin/python -m ruff check --fix .
	@.venv/bin/python -m ruff format .
	@sh scripts/npm.sh
	@"$$(sh scripts/node.sh)" node_modules/prettier/bin/prettier.cjs --write --log-level warn assets tests/node scripts/bundle.mjs eslint.config.js

check: setup
	@.venv/bin/atlas check

contract: setup-dev
	@.venv/bin/python -m sahel_atlas.contract.schema --write

build: setup-dev
	@.venv/bin/atlas build

verify-base: setup-dev
	@.venv/bin/atlas build --verify

bench: setup-dev
	@sh scripts/bench.sh $(ARGS)

walk: setup-dev
	@.venv/bin/python scripts/walk.py $(ARGS)

first-slide: setup-dev
	@.venv/bin/python scripts/first_slide.py

truth: setup-dev
	@.venv/bin/python -m benchmarks.truth $(ARGS)

audit: setup-dev
	@.venv/bin/python -m pip_audit --strict --disable-pip --require-hashes -r requirements-dev.txt

gallery: setup-dev
	@.venv/bin/python scripts/gallery.py $(ARGS)

bundle: setup-dev
	@sh scripts/bundle.sh $(ARGS)

words: setup-dev
	@.venv/bin/python scripts/words.py $(ARGS)

lock:
	@sh scripts/lock.sh $(ARGS)

wheels: setup-dev
	@.venv/bin/python scripts/wheels_for.py

clean:
	@sh scripts/clean.sh
