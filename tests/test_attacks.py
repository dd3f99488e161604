"""Faults found by attacking the product, by their number: where each is tried, and stays mended.

A fault is mended as a kind: the tests named here try the kind, not the one case that was found.
"""

import re
from functools import cache
from pathlib import Path

import pytest

_TESTS = Path(__file__).resolve().parent

MENDED: dict[str, tuple[str, ...]] = {
    "F15 parts no signature covers": (
        "returns/workbook/test_every_part.py::test_a_part_written_otherwise_is_refused",
        "returns/workbook/test_every_part.py::test_parts_stored_in_another_order_are_refused",
    ),
}


@cache
def _source(path: str) -> str:
    return (_TESTS / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("fault", MENDED)
def test_a_fault_found_by_attack_has_tests_that_try_it(fault: str) -> None:
    for each in MENDED[fault]:
        path, _, test = each.partition("::")
        assert re.search(rf"^def {test}\(", _source(path), re.MULTILINE), f"{path}: no {test}"
