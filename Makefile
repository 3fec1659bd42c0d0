# make run          installs into .venv and opens the sample dossier
# make test         installs and runs every test, those in a real terminal (tmux) included
# make opensearch   installs OpenSearch (Java 17, Maven) into build/ and runs three nodes until Ctrl+C
# make test-opensearch  runs the tests that need such a cluster; they start their own
# make check        ruff, mypy --strict, import contracts, data files, licences, the documentation's links
# make bench        timings and memory, side by side with peers; never part of the tests
# make docs         the documentation as a site in build/docs
# make dist         the wheel and the source archive in dist/
# make screenshots  draws docs/*.svg and docs/keys.md from the sample
# make lexicon      builds the word lists anew from their licensed packages

# The first Python that is new enough; `make PYTHON=/path/to/python3.12 …` takes another.
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
BIN := .venv/bin
# Compiling all libraries takes as long as the rest of installing; Python compiles what it loads, where it may keep it.
UNCOMPILED := $(if $(PYTHONDONTWRITEBYTECODE),,--no-compile)

.PHONY: run test opensearch test-opensearch check docs dist bench screenshots lexicon tmux clean

run: .venv/installed
	@$(BIN)/dossier --config config.yaml

test: .venv/developing tmux
	$(BIN)/pytest

# Where Maven Central cannot be reached, this alone fails.
build/opensearch/installed: .venv/developing scripts/opensearch/pom.xml scripts/opensearch/install.py
	$(BIN)/python -m scripts.opensearch install
	@touch $@

opensearch: build/opensearch/installed
	$(BIN)/python -m scripts.opensearch 3

test-opensearch: build/opensearch/installed
	$(BIN)/pytest -n 0 --opensearch tests/opensearch

check: .venv/developing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python scripts/check_data.py
	$(BIN)/python scripts/check_licences.py
	$(BIN)/python -m sphinx -W --keep-going -q -b dummy docs build/check

docs: .venv/developing
	$(BIN)/python -m scripts.reference
	$(BIN)/python -m sphinx -W --keep-going -q -b html docs build/docs
	@echo "The site is in build/docs/index.html."

dist: .venv/developing
	$(BIN)/python -m scripts.reference
	$(BIN)/python -m build --outdir dist
	$(BIN)/python scripts/try_wheel.py dist

bench: .venv/benching
	$(BIN)/python -m benchmarks

screenshots: .venv/developing
	$(BIN)/python -m scripts.screenshots
	$(BIN)/python -m dossier.tui.keys.keydocs > docs/keys.md

lexicon:
	$(PYTHON) -m venv .venv/lexicon
	.venv/lexicon/bin/python -m pip install --quiet --requirement scripts/lexicon-requirements.txt
	.venv/lexicon/bin/python scripts/build_lexicon.py

# The two stamps say for which pyproject.toml the environment was installed.
.venv/installed: pyproject.toml
	@test -n "$(PYTHON)" || { echo "Dossier needs Python 3.11 or newer: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@echo "Installing Dossier and the libraries it needs into .venv: once, about a minute, 45 MB to fetch." >&2
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet $(UNCOMPILED) --disable-pip-version-check --editable '.[all]'
	@echo "Installed." >&2
	@touch $@

.venv/developing: .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

.venv/benching: .venv/developing
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check '.[bench]'
	@touch $@

# The end-to-end tests drive a real terminal; a machine without tmux gets it from its package manager.
tmux:
	@command -v tmux >/dev/null || { apt-get update -qq && apt-get install -y -qq tmux; } || \
	  { echo "The end-to-end tests need tmux: install it with your package manager." >&2; exit 1; }

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache
