# The commands of the portal; `make help` lists them. All of the project's own lies in .venv/ and in DATA_DIR.
# Whether this machine can carry a command is asked first, by mieux_portal/ground.py.

PYTHON ?= python3
PORT ?= 8000
DATA_DIR ?= var
TESTS ?= tests

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo test check ground-demo ground-test ground-tools lint types templates layers migrations deploy lock clean

RUN := .venv/bin/python
# The machine's uv, or else one of our own inside the virtual environment.
UV := $(or $(shell command -v uv 2>/dev/null),.venv/bin/uv)
# The certificates that this machine trusts: an office's own proxy is not known to uv (the older and the newer name).
export UV_NATIVE_TLS := 1
export UV_SYSTEM_CERTS := 1
# A virtual environment that is there already is gone on with, unless somebody names another Python.
ASKED := $(if $(filter file,$(origin PYTHON)),$(or $(wildcard $(RUN)),$(PYTHON)),$(PYTHON))

# Tests and checks read nothing of the demo: a key that is good for nothing else, and a data folder of their own.
TEST_KEY := tests-only-B8uQkZ2vXn7rLw4yTj9cHm3sFd6gPa5eKx1oRi0tVb
CHECKING := SECRET_KEY=$(TEST_KEY) SITE_ADDRESS=https://portal.example DATA_DIR=.venv/no-data DATABASE_URL=sqlite://:memory:

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-7s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

demo: ground-demo .venv/.base ## set up from nothing, load the demonstration portfolio and serve it (PORT=8000)
	@export DATA_DIR="$(DATA_DIR)" PORT="$(PORT)" SITE_ADDRESS="$${SITE_ADDRESS:-http://127.0.0.1:$(PORT)}" && \
	$(RUN) -m mieux_portal.demo.environment && \
	$(RUN) manage.py prepare_demo && \
	exec $(RUN) -m gunicorn --config python:mieux_portal.demo.server mieux_portal.wsgi

test: ground-test .venv/.dev ## run every test (TESTS=tests/actions for some)
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && trap 'exit 130' INT TERM && \
	SECRET_KEY=$(TEST_KEY) DATA_DIR="$$folder" $(RUN) -m pytest -n 2 --dist loadgroup $(TESTS)

check: ground-tools lint types templates layers migrations deploy ## lint, types, templates, import rules, migrations, deployment

ground-demo:
	$(call ground,check-demo --data "$(DATA_DIR)" --port "$(PORT)")
ground-test:
	$(call ground,check-test)
ground-tools:
	$(call ground,check-tools)

lint: .venv/.dev
	@echo "Code: ruff"
	@$(RUN) -m ruff check --quiet . && $(RUN) -m ruff format --quiet --check . \
	|| $(call mend,.venv/bin/ruff check --fix . && .venv/bin/ruff format .)
types: .venv/.dev
	@echo "Types: mypy" && $(CHECKING) $(RUN) -m mypy --no-error-summary
templates: .venv/.dev
	@echo "Templates: djlint"
	@$(RUN) -m djlint --quiet --lint templates
layers: .venv/.dev
	@echo "Imports: import-linter" && $(RUN) .venv/bin/lint-imports --no-logo
migrations: .venv/.dev
	@echo "Migrations" && $(CHECKING) $(RUN) manage.py makemigrations --check --dry-run
deploy: .venv/.dev
	@echo "Deployment: check --deploy" && $(CHECKING) $(RUN) manage.py check --deploy --fail-level WARNING

mend = { echo "What a tool can mend, it mends with: $(1)" >&2; exit 1; }

LOCK = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header $(if $(UPGRADE),--upgrade)
lock: ground-tools .venv/bin/python $(UV) ## write the locked versions anew after a change in pyproject.toml (UPGRADE=1: newer ones)
	@$(LOCK) --output-file requirements/base.txt pyproject.toml >/dev/null
	@$(LOCK) --output-file requirements/dev.txt --group dev --constraint requirements/base.txt pyproject.toml >/dev/null
	@$(LOCK) --output-file requirements/uv.txt requirements/uv.in >/dev/null
	@echo "Locked in requirements/. Look at what changed, then run make check test."

clean: ## remove what can be made again; the data of the demo stay
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache test-results "$(DATA_DIR)/static"
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@echo "Removed: .venv, caches and $(DATA_DIR)/static. Kept: what was entered in the demo, in $(DATA_DIR)."

# --- What the commands stand on ---------------------------------------------------------------------
define ground
@command -v "$(ASKED)" >/dev/null 2>&1 || { echo "PYTHON=$(ASKED) is not found: name a Python 3.11 to 3.13 that you have." >&2; exit 1; }; \
"$(ASKED)" mieux_portal/ground.py $(1)
endef

.venv/bin/python:
	@echo "Making the virtual environment .venv"
	@"$(PYTHON)" -m venv --clear .venv

.venv/bin/uv: requirements/uv.txt | .venv/bin/python
	@echo "Installing uv, which installs the packages"
	@$(RUN) -m pip install -qq --disable-pip-version-check --require-hashes -r $< || $(call unreachable,uv)
	@touch $@

# A stamp for each list: it is installed again when the list changes. «install» and not «sync»: what the other
# list brought stays.
.venv/.base .venv/.dev: .venv/.%: requirements/%.txt | .venv/bin/python $(UV)
	@echo "Installing $$(grep -c == $<) locked packages; on a slow line this takes some minutes"
	@$(UV) pip install --quiet --python $(RUN) --require-hashes -r $< || $(call unreachable,The packages)
	@touch $@

unreachable = { echo "$(1) could not be installed; the reason stands above. Is the network reachable? Then run this again." >&2; exit 1; }
