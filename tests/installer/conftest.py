"""Packages are built on Debian, those for Windows too: there is nothing to try elsewhere."""

import sys

import pytest


@pytest.fixture(autouse=True)
def _where_packages_are_built() -> None:
    if sys.platform == "win32":
        pytest.skip("packages are built on Debian")
