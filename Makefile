# Everything a developer types. `make help` tells what there is. Works with GNU make 3.81 (macOS).

SHELL := /bin/sh
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
CHINAR := $(BIN)/chinar
LANGUAGES := $(wildcard locale/*/LC_MESSAGES/django.po)

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test check bench bench-towns messages lock pictures

help: ## what one can make
	@grep -hE '^[a-z-]+:.*##' $(firstword $(MAKEFILE_LIST)) | sed -E 's/:[^#]*## /#/' | \
	  while IFS='#' read -r name text; do printf '  make %-12s %s\n' "$$name" "$$text"; done

setup: $(VENV)/.ready ## set up all that `make run` needs (run does it by itself)

setup-dev: $(VENV)/.ready-dev ## set up also what tests, checks and benchmarks need (they do it by themselves)

run: $(VENV)/.ready ## serve the demo on http://localhost:8000 (other port: make run PORT=8001)
	@CHINAR_DEMO=1 CHINAR_BASE_URL=http://localhost:$(PORT) $(CHINAR) demo start
	@CHINAR_DEMO=1 CHINAR_BASE_URL=http://localhost:$(PORT) exec $(CHINAR) serve --port $(PORT)

test: $(VENV)/.ready-dev ## every test, on SQLite and on PostgreSQL, then the stories in a browser
	@$(BIN)/python -m tests.everything

check: $(VENV)/.ready-dev ## lint, format, types, imports, migrations, translations, settings
	@failed=; \
	say() { printf '\n--- %s\n' "$$1"; }; \
	say 'ruff'; $(BIN)/ruff check . || failed="$$failed lint"; \
	say 'ruff format'; $(BIN)/ruff format --check . || failed="$$failed format"; \
	say 'mypy'; CHINAR_DEMO=1 $(BIN)/mypy || failed="$$failed types"; \
	say 'lint-imports'; $(BIN)/lint-imports || failed="$$failed imports"; \
	say 'migrations'; CHINAR_DEMO=1 $(CHINAR) makemigrations --check --dry-run || failed="$$failed migrations"; \
	say 'translations'; CHINAR_DEMO=1 $(BIN)/python -m pytest tests/house -k translation || failed="$$failed translations"; \
	say 'chinar check'; CHINAR_DEMO=1 $(CHINAR) check || failed="$$failed chinar-check"; \
	if [ -n "$$failed" ]; then printf '\nNot right yet:%s\n' "$$failed"; exit 1; fi; \
	printf '\nAll checks passed.\n'

bench: $(VENV)/.ready-dev ## figures of speed and memory, as ratios to a bare server of the same run
	@$(BIN)/python -m benchmarks $(ARGS)

bench-towns: $(VENV)/.ready-dev ## what people wait for in seven towns with 100,000 matters, on both databases
	@$(BIN)/python -m benchmarks.handling $(ARGS)

pictures: $(VENV)/.ready-dev ## take the pictures of README and guides anew, from the stories in a browser
	@CHINAR_PICTURES=$(CURDIR)/var/pictures $(BIN)/python -m pytest -p no:randomly tests/journeys/test_certificate.py \
	  tests/journeys/test_monday.py
	@CHINAR_PICTURES=$(CURDIR)/var/pictures $(BIN)/python -m tests.journeys.guide_pictures
	@for picture in docs/pictures/*.png; do cp "var/pictures/$${picture##*/}" "$$picture"; done

messages: $(VENV)/.ready-dev ## gather the texts to translate from the code into locale/
	@$(BIN)/pybabel -q extract -F babel.cfg -k gettext_lazy -k pgettext_lazy:1c,2 -k ngettext_lazy:1,2 \
	  --no-location --sort-output --width=120 -o locale/django.pot .
	@$(BIN)/pybabel -q update -D django -i locale/django.pot -d locale --no-fuzzy-matching --ignore-obsolete \
	  --ignore-pot-creation-date --width=120
	@rm -f locale/django.pot
	@$(BIN)/pybabel -q compile -D django -d locale --statistics

lock: ## pin all packages anew (needs uv)
	@command -v uv >/dev/null 2>&1 || { echo 'uv is missing: pipx install uv, or brew install uv'; exit 1; }
	uv lock --upgrade
	@note='# Made by `make lock` from pyproject.toml: every package with its hashes, no addresses.'; \
	export="uv export -q --no-header --no-emit-index-url --no-emit-project"; \
	{ echo "$$note"; $$export; } > requirements.lock && \
	{ echo "$$note"; $$export --all-extras; } > requirements-dev.lock

# What is made once, and again when its source changes. ------------------------------------------------------------

PYTHON = $(shell for name in python3.13 python3.12 python3.11 python3; do \
  if command -v $$name >/dev/null 2>&1 && $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
  then command -v $$name; break; fi; done)

$(VENV)/bin/python:
	@if [ -z "$(PYTHON)" ]; then printf '%s\n' \
	  'Python 3.11 or newer is missing.' \
	  '  Debian 12, Ubuntu 24.04 and later:  apt-get install python3 python3-venv' \
	  '  macOS:                              brew install python@3.12'; exit 1; fi
	@echo '[1/5] Python environment in $(VENV) ($(PYTHON))'
	@"$(PYTHON)" -m venv $(VENV) || { rm -rf $(VENV); printf '%s\n' \
	  'Python cannot make an environment: its module venv is missing.' \
	  '  Debian, Ubuntu:  apt-get install python3-venv'; exit 1; }

$(VENV)/.packages: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo '[2/5] Python packages (about a minute)'
	@$(BIN)/python -m pip install -q --no-compile --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@# On all cores, and ours too: some machines forbid Python to keep what it compiles, and each start is six processes.
	@$(BIN)/python -m compileall -qq -j 0 $(VENV)/lib chinar || :
	@touch $@

node_modules/.ready: package-lock.json package.json
	@command -v npm >/dev/null 2>&1 || { printf '%s\n' 'Node with npm is missing (version 18 or newer).' \
	  '  Debian, Ubuntu:  apt-get install nodejs npm' \
	  '  macOS:           brew install node'; exit 1; }
	@echo '[3/5] Styles, scripts and fonts (npm)'
	@npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

$(VENV)/.front: $(VENV)/.packages node_modules/.ready
	@echo '[4/5] Copying styles and scripts, making fonts for print'
	@CHINAR_DEMO=1 $(CHINAR) assets
	@CHINAR_DEMO=1 $(CHINAR) fonts
	@touch $@

$(VENV)/.messages: $(VENV)/.packages $(LANGUAGES)
	@echo '[5/5] Compiling translations'
	@if [ -n "$(LANGUAGES)" ]; then $(BIN)/pybabel -q compile -D django -d locale; fi
	@touch $@

$(VENV)/.ready: $(VENV)/.front $(VENV)/.messages
	@touch $@

$(VENV)/.ready-dev: requirements-dev.lock $(VENV)/.ready
	@echo 'Packages for tests and checks (about a minute)'
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@
