# make run    sets up .venv, loads, validates, reasons, answers a question, exports to build/export
# make serve  sets up .venv and opens the website and the SPARQL endpoint on http://127.0.0.1:8000/
# make test   runs the tests on all processors (PYTEST_ARGS='-m slow' runs the slow ones, on one)
# make lint types    ruff, mypy --strict
# make check-the-checks    plants errors in the real data and counts how many the checks catch: some five minutes
# make bench  measures every figure of benchmarks/README.md: an hour, on a machine that does nothing else
# make clean  removes what the others made
.POSIX:
PYTHON ?= python3
# A file stays on one processor, as its tests share a graph.
PYTEST_ARGS = -n auto --dist loadfile
BIN = .venv/bin
PIP = $(BIN)/python -m pip install -qq --disable-pip-version-check

run: .venv/installed
	@$(BIN)/ascn-kg run --output build

serve: .venv/installed
	@$(BIN)/ascn-kg serve

test: .venv/installed-test
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

lint: .venv/installed-test
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: .venv/installed-test
	@$(BIN)/mypy

check-the-checks: .venv/installed-test
	@$(BIN)/python -m tests.check_the_checks

bench: .venv/installed-bench
	@$(BIN)/python -m benchmarks.run --all

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/ready:
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) is missing: install Python 3.11 or newer (apt-get install python3 python3-venv), or name one: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) is too old, 3.11 or newer is needed; name one: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's venv module is missing: apt-get install python3-venv"; exit 1; }
	@$(PYTHON) -m venv .venv && touch $@

# "-e" installs the checkout itself, so that an edited file counts at once.
.venv/installed: .venv/ready pyproject.toml
	@echo "Installing into .venv (the first time takes a minute) ..."
	@$(PIP) -e '.[web]' && touch $@

.venv/installed-test: .venv/installed
	@$(PIP) -e '.[test]' && touch $@

.venv/installed-bench: .venv/installed-test
	@$(PIP) -e '.[bench]' && touch $@

.PHONY: run serve test lint types check-the-checks bench clean
