# make run    installs into .venv and opens the sample dossier
# make test   installs and runs every test, those in a real terminal (tmux) included
# make check  ruff, mypy --strict, import contracts
# make bench  timings and memory, side by side with peers; never part of the tests
PYTHON ?= $(shell command -v python3.13 || command -v python3.12 || command -v python3.11 || echo python3)
BIN := .venv/bin

.PHONY: run test check bench screenshots lexicon clean

run: .venv/installed
	@$(BIN)/dossier --config config.yaml

test: .venv/developing scripts/tmux
	$(BIN)/pytest

check: .venv/developing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/developing
	$(BIN)/python -m benchmarks

# The two stamps say for which pyproject.toml the environment was installed.
.venv/installed: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Dossier needs Python 3.11 or newer: make PYTHON=/path/to/python3.11") if sys.version_info < (3, 11) else None'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/developing: .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

# The end-to-end tests drive a real terminal; a machine without tmux gets it from its package manager.
.PHONY: scripts/tmux
scripts/tmux:
	@command -v tmux >/dev/null || { apt-get update -qq && apt-get install -y -qq tmux; } || \
	  { echo "The end-to-end tests need tmux: install it with your package manager." >&2; exit 1; }

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache
