# `make run` reads the sample pages, `make test` runs every test: both need only python3, git and make.
VENV ?= .venv
PYTHON ?= python3
BIN := $(VENV)/bin
BENCH ?=

.PHONY: run test soak check format bench names offices clean

$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

run: $(VENV)/.installed
	DUBAO_LIBRARY=.library $(BIN)/dubao sample_pages

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n auto

soak: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -m soak --durations=0

check: $(VENV)/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.installed-dev
	$(BIN)/python -m tests.bench $(BENCH)

names: $(VENV)/.installed-dev
	$(BIN)/python -m tests.gold.names

offices: $(VENV)/.installed-dev
	$(BIN)/python -m tests.gold.offices

clean:
	rm -rf $(VENV) .library build dist bench.json
