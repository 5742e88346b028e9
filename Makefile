# A fresh machine needs only make and python3 (3.11 or newer, with venv). `make help` lists what can be done here.

PY ?= python3
WORKERS ?= 2
ARGS ?=

ENV := .venv
RUN := $(ENV)/bin/python
INSTALL := $(ENV)/bin/uv pip install --quiet --python $(RUN)
LOCK := $(ENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header $(if $(UPGRADE),--upgrade)
NO_DOWNLOAD := { echo "make: the packages could not be installed (the lines above say why; mostly there is no network)." >&2; exit 1; }
CODE := src tests tools bench

# A company's or a school's own certificates count, where the machine keeps any.
export UV_SYSTEM_CERTS := $(if $(wildcard /etc/ssl/certs/* /etc/ssl/cert.pem /etc/pki/tls/certs/*),true,false)
export NODE_OPTIONS := $(if $(filter true,$(UV_SYSTEM_CERTS)),--use-system-ca)

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help demo serve test test-fast coverage check lint format types contracts budgets messages bench bench-link bench-pages \
	bench-agenda bench-clean-up bench-segments bench-ties screenshot \
	lock update-expected clean dist

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-16s %s\n", $$1, $$2 }' Makefile

demo: $(ENV)/.run ## install, make the synthetic network and show it in the browser
	@exec $(ENV)/bin/kreds demo $(ARGS)

serve: $(ENV)/.run ## install and show your own network (ARGS='--store FILE')
	@exec $(ENV)/bin/kreds serve $(ARGS)

test: $(ENV)/.dev ## install everything and run all tests (ARGS='-k name')
	@$(RUN) -m tools.get_browser
	@$(RUN) -m tools.get_postgres
	@$(RUN) -m pytest -n $(WORKERS) $(ARGS)

test-fast: $(ENV)/.dev ## the tests that need neither a browser nor PostgreSQL
	@$(RUN) -m pytest -n $(WORKERS) --without-servers $(ARGS)

coverage: $(ENV)/.dev ## all tests, with the branches that no test takes
	@$(RUN) -m pytest -n $(WORKERS) --cov --cov-report=term-missing:skip-covered $(ARGS)

check: lint types contracts budgets messages ## everything that is checked without running the program

lint: $(ENV)/.dev ## rules and format of the code
	@$(RUN) -m ruff check --quiet
	@$(RUN) -m ruff format --check --quiet || { echo "lint: not formatted; run 'make format'" >&2; exit 1; }
	@echo "lint: clean"

format: $(ENV)/.dev ## rewrite the code in the house's format
	@$(RUN) -m ruff check --quiet --fix-only
	@$(RUN) -m ruff format --quiet
	@echo "format: done"

types: $(ENV)/.dev ## types, strictly
	@$(RUN) -m mypy --no-error-summary $(CODE)
	@echo "types: clean"

contracts: $(ENV)/.dev ## which room may import which
	@$(ENV)/bin/lint-imports --cache-dir .cache/imports > .cache/contracts.log || { cat .cache/contracts.log; exit 1; }
	@sed -nE 's/^Contracts: /contracts: /p' .cache/contracts.log

budgets: $(ENV)/.dev ## lengths of files and functions, names of modules
	@$(RUN) -m tools.check_budgets

messages: $(ENV)/.dev ## every message has its Danish, with the same placeholders
	@$(RUN) -m tools.check_messages

bench: $(ENV)/.dev ## measure import, judging and start against their floors; writes docs/benchmarks.md
	@$(RUN) -m bench.run $(ARGS)

bench-pages: $(ENV)/.dev .cache/bench/.done ## measure the pages at 30,000 relations beside Datasette
	@$(RUN) -m tools.get_browser
	@$(RUN) -m bench.pages --peer .cache/bench/bin/python $(ARGS)

bench-ties: $(ENV)/.dev ## how well levels agree with the demo's truth, and ties foretell contact on public sets (ARGS='--data FOLDER')
	@$(RUN) -m bench.tie_strength $(ARGS)

bench-link: $(ENV)/.dev ## how surely relations are recognized among customers and contacts, beside other matchers
	@$(RUN) -m bench.linkage $(ARGS)

bench-agenda: $(ENV)/.dev ## how many lines of the week hit a true occasion in the demo (ARGS='1 2' for seeds)
	@$(RUN) -m bench.agenda $(ARGS)

bench-clean-up: $(ENV)/.dev ## how many of those a clean-up proposes are truly worthless in the demo (ARGS='1 2' for seeds)
	@$(RUN) -m bench.clean_up $(ARGS)

bench-segments: $(ENV)/.dev ## how well groups agree with the demo's truth, and how fast (ARGS='1 2 3' for seeds)
	@$(RUN) -m bench.segments $(ARGS)

screenshot: $(ENV)/.dev ## take the README's pictures of the demo
	@$(RUN) -m tools.take_screenshots

lock: $(ENV)/.run ## pin requirements/*.in again (UPGRADE=1 for the newest versions)
	@for name in uv postgres node; do $(LOCK) --no-deps requirements/$$name.in -o requirements/$$name.txt || exit 1; done
	@$(LOCK) requirements/run.in -o requirements/run.txt
	@$(LOCK) -c requirements/run.txt requirements/dev.in -o requirements/dev.txt
	@$(LOCK) requirements/bench.in -o requirements/bench.txt
	@echo "lock: done"

update-expected: $(ENV)/.dev ## rewrite the expected results beside the fixtures; read the diff
	@$(RUN) -m pytest -n $(WORKERS) --update-expected $(ARGS)

dist: $(ENV)/.dev ## build the wheel and the source archive into dist/
	@rm -rf dist && $(RUN) -m hatchling build > .cache/dist.log 2>&1 || { cat .cache/dist.log; exit 1; }
	@echo "dist: $$(ls dist | tr '\n' ' ')"

clean: ## remove all that was made here (.venv, .cache, dist)
	@rm -rf $(ENV) .cache dist
	@find $(CODE) -name __pycache__ -prune -exec rm -rf {} +
	@echo "clean: done"

# ---- the environment: each stamp is newer than what it was made from ----

# A folder that was moved, or a Python that went away, leaves an environment that cannot start: it is made anew.
ifneq ($(shell test -x $(RUN) && cat $(ENV)/.place 2>/dev/null),$(CURDIR))
.PHONY: $(ENV)/.place
endif

$(ENV)/.place: requirements/uv.txt
	@$(PY) -c '' 2>/dev/null || { echo "make: '$(PY)' does not run. Install Python 3.11 or newer, or name it: make PY=/path/to/python3.12" >&2; exit 1; }
	@$(PY) tools/make_environment.py $(ENV)

$(ENV)/.run: $(ENV)/.place requirements/run.txt pyproject.toml
	@$(INSTALL) --require-hashes -r requirements/run.txt || $(NO_DOWNLOAD)
	@$(INSTALL) --no-deps --no-build-isolation -e . || $(NO_DOWNLOAD)
	@touch $@

$(ENV)/.dev: $(ENV)/.run requirements/dev.txt
	@$(INSTALL) --require-hashes -r requirements/dev.txt || $(NO_DOWNLOAD)
	@mkdir -p .cache && touch $@

# What the pages are compared with has an environment of its own: nothing of ours may come to need it.
.cache/bench/.done: $(ENV)/.dev requirements/bench.txt
	@$(ENV)/bin/uv venv --quiet --clear --python $(RUN) .cache/bench
	@$(ENV)/bin/uv pip install --quiet --python .cache/bench/bin/python --require-hashes -r requirements/bench.txt || $(NO_DOWNLOAD)
	@touch $@
