PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test check bench words clean

run: .venv/run
	@.ci/system-libraries window
	@$(BIN)/python main.py

test: .venv/test
	@.ci/system-libraries test
	$(MAKE) --no-print-directory check

# Everything that must hold, on a machine that is already set up.
check:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m numpydoc.hooks.validate_docstrings $$(find hairtrack -name '*.py')
	QT_QPA_PLATFORM=xcb xvfb-run -a -s "-screen 0 1280x800x24" $(BIN)/pytest tests/journeys/test_window.py
	QT_QPA_PLATFORM=offscreen $(BIN)/pytest -n 2 --dist loadgroup

bench: .venv/test
	@.ci/system-libraries test
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.benchmarks

bench-%: .venv/test
	@.ci/system-libraries test
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.benchmarks $*

# Gather the words that are said anew, bring the catalogues up to them, and compile those.
words: .venv/test
	@$(BIN)/python -m tests.catalogues

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "hairtrack needs Python 3.11 or newer. Say which: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv .venv \
		|| { echo "Python's venv module is missing. Install it: sudo apt-get install python3-venv"; rm -rf .venv; exit 1; }

.venv/run: .venv/bin/python .ci/requirements.txt pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r .ci/requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index --editable .
	@touch $@

.venv/test: .venv/run .ci/requirements-dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r .ci/requirements-dev.txt
	@touch $@
