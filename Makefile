# `make` alone prints the commands.
SHELL := /bin/bash
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help

.PHONY: help
help: ## print the commands
	@grep -hE '^[a-z_]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z_]+):.*## /\1\t/' | awk -F '\t' '{printf "  make %-12s %s\n", $$1, $$2}'

$(STAMP): requirements.txt pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "sprintbot needs Python 3.11 or newer: set PYTHON=/path/to/python"; exit 1; }
	@test -x .tools/bin/uv || { $(PYTHON) -m venv .tools && .tools/bin/python -m pip install -q uv; }
	@test -x $(BIN)/python || .tools/bin/uv venv -q -p $(PYTHON) ./$(VENV)
	.tools/bin/uv pip sync -q --require-hashes --compile-bytecode -p $(VENV) requirements.txt
	.tools/bin/uv pip install -q --no-deps --compile-bytecode -p $(VENV) -e .
	@touch $(STAMP)

.PHONY: setup
setup: $(STAMP) ## install everything into .venv

.PHONY: run
run: $(STAMP) ## start the bot (PORT=…, SPRINTBOT_HOME=…, BOT_TOKEN=…)
	@exec $(BIN)/sprintbot run

.PHONY: test
test: $(STAMP) ## run the whole suite
	$(BIN)/python -m pytest -q $(ARGS)

.PHONY: lint
lint: $(STAMP) ## ruff, formatting, types, layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	@! grep -REnq 'https?://' requirements.txt || { echo "requirements.txt names a registry"; exit 1; }

.PHONY: check
check: lint test ## all that CI runs

.PHONY: format
format: $(STAMP) ## format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.PHONY: lock
lock: ## write requirements.txt anew from pyproject.toml
	@test -x .tools/bin/uv || { $(PYTHON) -m venv .tools && .tools/bin/python -m pip install -q uv; }
	.tools/bin/uv pip compile -q --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links pyproject.toml --extra bot --extra testing --group dev --no-emit-package sprintbot -p 3.11 -o requirements.txt
