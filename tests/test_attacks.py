"""Faults found by attacking the product, by their number: where each is tried, and stays mended.

A fault is mended as a kind: the tests named here try the kind, not the one case that was found.
"""

import re
from functools import cache
from pathlib import Path

import pytest

_TESTS = Path(__file__).resolve().parent

MENDED: dict[str, tuple[str, ...]] = {
    "more: a key that stays open": (
        "ui/agency/test_key_card.py::test_one_click_does_not_sign_the_next_revision_with_both_keys",
        "ui/agency/test_key_card.py::test_the_key_is_forgotten_however_the_act_went",
        "ui/agency/test_key_card.py::test_a_key_is_forgotten_with_the_page_that_is_left",
    ),
    "more: a send-back dated before a withdrawal": (
        "agency/handing_in/test_exchange.py::test_a_slip_counts_only_while_its_approver_may_sign",
        "checks/test_papers.py::test_a_withdrawn_approver_cannot_date_a_slip_back",
    ),
    "F2 text from files": (
        "ui/test_foreign_texts.py::test_nothing_from_a_file_is_shown_as_markup",
        "ui/test_foreign_texts.py::test_labels_and_tool_tips_have_one_author",
        "cli/test_hostile_output.py::test_a_name_of_a_file_stays_within_its_line",
        "test_visible_text.py::test_a_character_without_a_face_is_a_mark",
    ),
    "F5 identifiers and names": (
        "trust/keys/test_files.py::"
        "test_what_makes_no_good_key_is_refused_before_anything_is_written",
        "trust/papers/test_enrolment.py::test_a_request_in_a_name_nobody_can_bear_is_not_taken",
        "trust/certificates/test_subjects.py::test_a_subject_keeps_the_upper_bounds",
    ),
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
