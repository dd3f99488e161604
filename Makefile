# Every target does whatever set-up is missing first. See README.md for the plain equivalents.
PYTHON := .venv/bin/python
export PYTHONUTF8 := 1

PYTEST := QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest -n 2

.PHONY: setup setup-test setup-bench demo run test-fast test test-long check bench translations lock \
	deb test-linux-package release windows test-windows test-windows-all clean

setup:
	@installer/linux/setup.sh runtime

setup-test:
	@installer/linux/setup.sh test

setup-bench:
	@installer/linux/setup.sh bench

demo: setup
	$(PYTHON) -m app demo --out demo-out

run: setup
	$(PYTHON) -m app

# While working: answers in a minute.
test-fast: setup-test
	$(PYTEST) --dist loadfile -m "not slow and not fuzz"

# What lands. Everything rests on verification: its tests have a floor under their branch coverage.
VERIFICATION := tests/checks tests/returns tests/trust
test: check
	$(PYTEST) --dist loadfile $(VERIFICATION:%=--ignore=%)
	$(PYTEST) --dist loadfile $(VERIFICATION) --cov

# Damage, kills and properties with many more tries, each day from another seed.
SEED := $(shell date +%Y%m%d)
test-long: setup-test
	$(PYTEST) --dist worksteal -m "fuzz or hypothesis" --long --fuzz-seed $(SEED)

check: setup-test
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/deptry .
	.venv/bin/vulture

bench: setup-bench
	QT_QPA_PLATFORM=offscreen $(PYTHON) -m benchmarks

# Refreshes the sources of the window's texts; set-up compiles what is translated of them.
translations: setup
	.venv/bin/pyside6-lupdate -extensions py app/ui -locations none -sort-messages -no-obsolete \
		-source-language zh_TW -target-language en -ts resources/i18n/window/tianbao_en.ts

# Names, versions and hashes only: no registry address is written into a lock.
UV_LOCK := $(PYTHON) -m uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --extra install

lock:
	test -x $(PYTHON) || python3 -m venv .venv
	$(PYTHON) -m pip install --quiet uv
	$(UV_LOCK) -o requirements.lock
	$(UV_LOCK) --extra test -c requirements.lock -o requirements-test.lock
	$(UV_LOCK) --extra test --extra bench -c requirements-test.lock -o requirements-bench.lock

# The Windows program with its Setup.exe and MSI, in build/windows.
windows: setup
	@installer/windows/setup.sh
	$(PYTHON) -m installer.windows

# Builds, installs and runs it under Wine; not compressed, which takes minutes.
test-windows: setup
	@installer/windows/setup.sh
	$(PYTHON) -m installer.windows --quick --trial

# As above with the packages that are given out, and the tests under Windows Python: an hour.
test-windows-all: setup
	@installer/windows/setup.sh
	$(PYTHON) -m installer.windows --trial --suites

# The Debian package, in build/linux.
deb: setup
	@installer/linux/packaging.sh
	$(PYTHON) -m installer.linux

# Builds it, installs it on this computer, works with it and removes it again: two minutes, as root.
test-linux-package: setup
	@installer/linux/packaging.sh
	$(PYTHON) -m installer.linux --quick --trial

# All packages of a release, listed and signed in build/release (see installer/RELEASING.md).
release: windows deb
	$(PYTHON) -m installer.release_list

clean:
	rm -rf build demo-out bench-out .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis
