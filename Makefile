PYTHON ?= python3
IN = .venv/bin
.PHONY: help run test lint bench messages gallery dev

help:
	@echo "make run       everything, on http://127.0.0.1:8000 (another port: PORT=8001 make run)"
	@echo "make test      all tests; some of them: make test ARGS='-k plan'"
	@echo "make lint      style, types, layers, templates, migrations"
	@echo "make messages  catalogues from the sources, and what is untranslated"
	@echo "make gallery   pictures of every page"
	@echo "make bench     what a page costs"

run:
	@$(PYTHON) config/bootstrap.py run && exec $(IN)/python -m config.supervisor

test: dev
	@exec $(IN)/python -m pytest -n auto --maxprocesses 4 --dist worksteal $(ARGS)

lint: dev
	$(IN)/ruff check
	$(IN)/ruff format --check
	$(IN)/mypy .
	$(IN)/lint-imports --no-logo
	$(IN)/djlint templates --profile jinja --lint --quiet
	./manage.py makemigrations --check --dry-run
	./manage.py check

messages: dev
	$(IN)/python -m config.messages

gallery: dev
	$(IN)/python -m tests.gallery

bench: dev
	$(IN)/python -m bench

dev:
	@$(PYTHON) config/bootstrap.py dev
