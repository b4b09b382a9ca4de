# Two commands for a fresh machine: `make run` and `make test`. Python 3.11 or newer is all they need.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := run
.PHONY: run test test-long bench simulate screenshots browser check clean

# The first Python that is new enough, or PYTHON=... as given.
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11; do \
	$$name -c '$(NEW_ENOUGH)' 2>/dev/null && echo $$name && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
IN_PARALLEL := $(BIN)/pytest -n auto --maxprocesses 4 --dist worksteal --benchmark-disable
FIRST_PORT := 8501
LAST_PORT := 8540

run: $(VENV)/.installed
	@port=$(FIRST_PORT); \
	while (echo > /dev/tcp/127.0.0.1/$$port) 2>/dev/null; do \
		port=$$((port + 1)); \
		[ $$port -le $(LAST_PORT) ] || { echo "No free port from $(FIRST_PORT) to $(LAST_PORT)."; exit 1; }; \
	done; \
	echo "Starting ..."; \
	( for try in {1..300}; do \
		if { exec 3<>/dev/tcp/127.0.0.1/$$port; } 2>/dev/null && \
			printf 'GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3 && read -r -u 3 answer; then \
			echo; echo "  Open this address in your browser:  http://127.0.0.1:$$port"; \
			echo "  Stop with Ctrl+C."; echo; break; \
		fi; sleep 0.2; done ) & \
	exec $(BIN)/uvicorn app:app --host 127.0.0.1 --port $$port --no-server-header --log-level warning

# The browser tests apart: what runs in a server is not counted as covered, and counting makes all of it slower.
test: $(VENV)/.dev browser check
	$(IN_PARALLEL) -m "not long and not bench and not browser" \
		--cov=core --cov-branch --cov-report=term --cov-fail-under=95
	$(IN_PARALLEL) -m "browser and not long"

test-long: $(VENV)/.dev browser
	$(BIN)/pytest -m "long"

bench: $(VENV)/.dev
	$(BIN)/pytest -m bench --benchmark-only

# Virtual people through half a year; writes docs/simulation.md and its plots.
simulate: $(VENV)/.dev
	$(BIN)/python -m benchmarks.simulator

screenshots: $(VENV)/.dev browser
	$(BIN)/python -m tests.browser.pictures docs/screenshots

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports

browser: $(VENV)/.dev
	$(BIN)/python -m tests.browser.chromium --install

# What is installed is asked for again only when the list of it changed.
$(VENV)/.installed: requirements.txt | $(BIN)/python
	@echo "Installing what the app needs (once) ..."
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements.txt requirements-dev.txt | $(BIN)/python
	@echo "Installing what the tests need (once) ..."
	@$(PIP) -r requirements-dev.txt
	@touch $(VENV)/.installed $@

$(BIN)/python:
	@[ -n "$(PYTHON)" ] || { echo "Python 3.11 or newer is needed: see https://www.python.org/downloads/"; exit 1; }
	@$(PYTHON) -c '$(NEW_ENOUGH)' || \
		{ echo "Python 3.11 or newer is needed; $(PYTHON) is older. Try: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ rm -rf $(VENV); echo "Python's venv module is missing. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .coverage htmlcov
