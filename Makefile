# Needs Python 3.11 or later, pip and make. Everything else is set up in .venv.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
# Much of the tests' time is waiting for a bot's process: two workers for each core.
WORKERS = $(shell $(BIN)/python -c "import os; print((os.cpu_count() or 1) * 2)")

.PHONY: demo test soak lint bench pictures messages install clean

demo: .venv/run  ## try everything in a browser, with nothing set up
	@$(BIN)/python -m bot demo

test: .venv/dev lint  ## everything that has to hold
	@$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadfile --no-loadscope-reorder

soak: .venv/dev  ## whatever may happen, in any order and at random, for an hour or so
	@LOKET_TEST_SOAK=1 $(BIN)/python -m pytest -m "not soak" --numprocesses $(WORKERS) --dist loadfile --no-loadscope-reorder
	@LOKET_TEST_SOAK=1 $(BIN)/python -m pytest -m soak -s

lint: .venv/dev  ## style, types, rooms, catalogues
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(MAKE) --no-print-directory messages-are-current

bench: .venv/bench  ## measures, beside other bots in the same run; python -m tests.bench --help
	@$(BIN)/python -m tests.bench

pictures: .venv/dev  ## the pictures that README shows; needs Chromium and its fonts
	@$(BIN)/python -m tests.browser.pictures
	@$(BIN)/python -m tests.browser.paper
	@$(BIN)/python -m tests.browser.languages

messages: .venv/dev  ## take the sentences out of the code and into the catalogues
	@$(BIN)/python -m tests.extracting

.PHONY: messages-are-current
messages-are-current: .venv/dev
	@$(BIN)/python -m tests.catalogues

install: .venv/run  ## what `python -m bot run` needs

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Loket needs Python 3.11 or later: make PYTHON=python3.11 demo"; exit 1; }
	@$(PYTHON) -m venv .venv

.venv/run: .venv/bin/python pyproject.toml constraints.txt
	@echo "Setting up .venv (once; about half a minute) …"
	@$(PIP) --editable .
	@touch $@

.venv/dev: .venv/run
	@$(PIP) --editable '.[dev,charts]'
	@touch $@

.venv/aiogram/done: .venv/bin/python tests/bench/aiogram.txt
	@$(PYTHON) -m venv .venv/aiogram
	@.venv/aiogram/bin/python -m pip install --quiet --disable-pip-version-check --requirement tests/bench/aiogram.txt
	@touch $@

.venv/bench: .venv/dev .venv/aiogram/done
	@$(PIP) --editable '.[bench]'
	@touch $@

clean:  ## throw the environment away
	rm -rf .venv
