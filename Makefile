# make report: environment, check, and the 2022 report of the sample workspace in reports/2022/
# make test:   environment, and every check a change must pass (about five minutes)
# make quick:  lint, types and the tests that are quick (a little over a minute on two cores)

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt
# pip compiles what it installs, but not a tree that stays where it is: a fifth of a start
COMPILE = $(BIN)/python -m compileall -q src
# a file to a process: what its tests share is made once
WORKERS = --numprocesses auto --dist loadfile --no-loadscope-reorder

.PHONY: report test quick lint types spark docs clean

report: $(VENV)/.base
	$(BIN)/mzgz check
	$(BIN)/mzgz report --year 2022

test: $(VENV)/.dev lint types
	$(BIN)/python -m pytest $(WORKERS)

quick: $(VENV)/.dev lint types
	$(BIN)/python -m pytest $(WORKERS) -m "not slow"

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

# What Spark adds up, held against DuckDB: brings pyspark (some 400 MB) and needs a Java, so `make test` does without.
spark: $(VENV)/.dev
	$(PIP) --editable '.[dev,spark]'
	$(BIN)/python -m pytest tests/progress/test_spark_sums.py

# Rewrites what is generated from the code: rule manual, command reference, schemas, golden texts. Look at the diff.
docs: $(VENV)/.dev
	UPDATE_GOLDENS=1 $(BIN)/python -m pytest

$(VENV)/.base: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) --editable .
	$(COMPILE)
	touch $@

$(VENV)/.dev: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) --editable '.[dev]'
	$(COMPILE)
	touch $(VENV)/.base $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
