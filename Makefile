# Every command a person or CI runs; the same words in both.
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
DEMO_OUT ?= demo-report
DEMO_LANG ?= en

.PHONY: help demo test check format catalogues bench docs lock clean

help: ## Say what each word does
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

.venv/run.stamp: requirements/run.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing Vigie ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev.stamp: requirements/dev.txt .venv/run.stamp
	@echo "Installing what the tests need ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

demo: .venv/run.stamp ## Run the main job on an invented Belgian company's ledger export
	@$(BIN)/vigie assess examples/workwear-sme/suppliers.csv --out $(DEMO_OUT) --lang $(DEMO_LANG) --as-of 2026-11-22

test: .venv/dev.stamp ## Set up what tests need and run them all, with coverage of every line
	$(BIN)/python -m pytest -n 2 --cov --cov-report=term

check: .venv/dev.stamp ## Format, lint, strict types, import contracts, content, translations
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/vigie content check

format: .venv/dev.stamp ## Format the code and mend what the linter can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

catalogues: .venv/dev.stamp ## Add new sentences to the catalogues, remove unused ones
	$(BIN)/python -m tools.catalogues

.venv/bench.stamp: requirements/bench.txt .venv/dev.stamp
	@echo "Installing the peers to measure beside ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	@touch $@

bench: .venv/bench.stamp ## Time Vigie beside its peers and the physical floor
	$(BIN)/python -m benchmarks

docs: .venv/dev.stamp ## Write the generated reference pages
	$(BIN)/python -m tools.reference
	$(BIN)/vigie content pages --out docs/_site

LOCKED = --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet

lock: ## Lock every dependency by version and hash
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile pyproject.toml requirements/build.in $(LOCKED) -o requirements/run.txt
	$(BIN)/uv pip compile pyproject.toml requirements/build.in --extra dev --extra mrio -c requirements/run.txt $(LOCKED) -o requirements/dev.txt
	$(BIN)/uv pip compile pyproject.toml requirements/build.in --extra dev --extra mrio --extra bench -c requirements/dev.txt $(LOCKED) -o requirements/bench.txt

clean: ## Remove what these commands made
	rm -rf .venv build dist htmlcov $(DEMO_OUT) .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
