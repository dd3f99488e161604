"""Tests of the repository itself, whose answer is the same on every system."""

import sys

import pytest

judges_the_repository = pytest.mark.skipif(
    sys.platform == "win32", reason="sources and documents are judged on Linux"
)
