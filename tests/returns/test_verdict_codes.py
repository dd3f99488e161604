"""Every reason a file can be refused for: it has its sentences, and a test that provokes it.

The codes are those of the design of the signatures; each stands beside the test that reaches it.
"""

import re
from functools import cache
from pathlib import Path

import pytest

from app.messages import load_sentences

_TESTS = Path(__file__).resolve().parent.parent
_APP = _TESTS.parent / "app"
_PDF, _BOOK = "returns/pdf/test_verifier.py", "returns/workbook/test_tampering.py"
_ZIP, _FORGED = "returns/workbook/test_zip_profile.py", "returns/test_forged_signatures.py"
_BINDING, _REVISIONS = "returns/judging/test_binding.py", "returns/pdf/test_revisions.py"
_PRINTED = "returns/pdf/test_printed_again.py"
_ATTACKS, _DOOR = "returns/pdf/test_attacks.py", "returns/test_verification.py"
_SAID = "returns/judging/test_content_binding.py"
_OFFICE = "agency/test_office.py"
_STAMPED = "returns/test_timestamped_returns.py"
_LEDGER = "office/importing/test_ledger_rules.py"
_PARTS = "returns/workbook/test_every_part.py"
_PLACES = "returns/workbook/test_attacks.py"
_APPROVAL = "agency/handing_in/test_approval.py"
_TRACES = "returns/traces/test_finding.py"
_SECOND = "returns/traces/test_second_look.py"
_MIXED = "test_files_swapped_or_of_two_payloads_are_not_signed"
_NAMED = "test_an_attack_is_refused_by_its_name"
_OUTCOME = "test_each_offer_has_one_outcome"
_HEADER = "test_a_header_that_disagrees_is_refused"

REACHED: dict[str, tuple[str, str]] = {
    "RETURN_OF_DEMO": (_PLACES, "test_a_return_of_another_round_is_refused"),
    "RETURN_SAVED_AGAIN": (_TRACES, "test_a_return_saved_again_is_named_with_who_and_what_it_was"),
    "RETURN_PRINTED_AGAIN": (_TRACES, "test_a_pdf_without_data_is_said_to_be_printed_or_scanned"),
    "RETURN_SCANNED": (_TRACES, "test_a_pdf_without_data_is_said_to_be_printed_or_scanned"),
    "RETURN_CELLS_DIFFER": (_TRACES, "test_a_changed_cell_is_named_with_label_and_both_values"),
    "RETURN_SAVED_CHANGED": (
        _TRACES,
        "test_a_cell_changed_and_saved_again_is_said_in_one_sentence",
    ),
    "RETURN_SAVED_UNNAMED": (
        _TRACES,
        "test_sheets_copied_into_another_workbook_are_known_by_their_heads",
    ),
    "RETURN_TOUCHED": (_TRACES, "test_a_return_packed_anew_is_named_and_its_text_is_the_same"),
    "RETURN_ADDED_TO": (_TRACES, "test_a_pdf_somebody_wrote_a_note_on_is_said_to_be"),
    "RETURN_PAGES_MISSING": (_TRACES, "test_pages_taken_out_are_counted"),
    "RETURN_PAGES_DIFFER": (
        _TRACES,
        "test_a_changed_figure_on_a_page_is_named_with_label_and_both_values",
    ),
    "RETURN_PRINTED_COPY": (
        _TRACES,
        "test_a_print_is_known_by_the_control_number_on_its_pages",
    ),
    "RETURN_MERGED": (_TRACES, "test_a_print_is_known_by_the_control_number_on_its_pages"),
    "RETURN_PRINTED_NAMED": (_SECOND, "test_a_print_is_named_once_its_return_is_known"),
    "RETURN_AS_OTHER_KIND": (_SECOND, "test_a_copy_of_another_kind_is_named"),
    "RETURN_NAMED_AS_OTHER_KIND": (_SECOND, "test_a_copy_of_another_kind_is_named"),
    "PDF_OTHER": (_TRACES, "test_another_pdf_is_not_called_a_print_of_a_return"),
    "PDF_BROKEN": (_TRACES, "test_a_pdf_that_cannot_be_opened_says_so"),
    "WORKBOOK_OTHER": (_TRACES, "test_another_workbook_is_named_by_its_program_and_sheets"),
    "PDF_PASSWORD": (_TRACES, "test_a_pdf_with_a_password_is_named_as_such"),
    "FILE_IS_REPORT": (_TRACES, "test_our_own_reports_are_no_returns"),
    "ZIP_PREFIX": (_BOOK, _NAMED),
    "ZIP_TRAILER": (_BOOK, _NAMED),
    "ZIP_STRUCTURE": (_ZIP, "test_bytes_between_two_entries_are_refused"),
    "ZIP_ENTRY": (_ZIP, "test_other_methods_are_refused"),
    "ZIP_NAME": (_DOOR, "test_a_zip_with_what_zip_readers_tolerate_is_refused"),
    "ZIP_LIMIT": (_BOOK, "test_a_bomb_is_refused_without_being_inflated"),
    "ZIP_DATA": (_ZIP, "test_a_wrong_checksum_is_refused"),
    "XML_DTD": (_BOOK, _NAMED),
    "XML_MALFORMED": (_BOOK, _NAMED),
    "XML_FORBIDDEN": (_BOOK, _NAMED),
    "PART_DUPLICATE": (_BOOK, _NAMED),
    "PART_UNREFERENCED": (_BOOK, _NAMED),
    "PART_REWRITTEN": (_PARTS, "test_the_plumbing_rewritten_is_named"),
    "PART_UNSIGNED": (_FORGED, "test_a_part_left_out_of_the_manifest_is_noticed"),
    "CT_DANGLING": (_BOOK, _NAMED),
    "CT_FORBIDDEN": (_BOOK, _NAMED),
    "REL_TARGET": (_BOOK, _NAMED),
    "REL_EXTERNAL": (_BOOK, _NAMED),
    "REL_DUPLICATE": (_BOOK, _NAMED),
    "REL_UNSIGNED": (_BOOK, _NAMED),
    "MAIN_PART": (_BOOK, _NAMED),
    "SIG_MISSING": (_PDF, "test_an_unsigned_document_is_refused"),
    "SIG_COUNT": (_BOOK, "test_a_stripped_approver_is_noticed"),
    "SIG_STRUCTURE": (_FORGED, "test_a_further_object_is_refused"),
    "SIG_DUP_ID": (_BOOK, _NAMED),
    "SIG_ALG": (_FORGED, "test_another_algorithm_is_refused"),
    "SIG_TIME": (_FORGED, "test_two_times_that_disagree_are_noticed"),
    "SIG_FUTURE": (_BINDING, "test_a_clock_may_run_ten_minutes_ahead_not_more"),
    "SIGNATURE": (_BOOK, _NAMED),
    "SIG_TIMESTAMP": (_STAMPED, "test_a_token_that_is_not_about_this_signature_is_refused"),
    "DIGEST_OBJECT": (_BOOK, _NAMED),
    "DIGEST_PART": (_BOOK, _NAMED),
    "MANIFEST_CT": (_FORGED, "test_another_content_type_is_noticed"),
    "MANIFEST_EXTRA": (_FORGED, "test_a_part_that_is_not_there_is_noticed"),
    "MANIFEST_DUPLICATE": (_FORGED, "test_a_reference_made_twice_is_noticed"),
    "MANIFEST_TRANSFORM": (
        _FORGED,
        "test_raw_bytes_of_relationships_instead_of_the_transform_are_noticed",
    ),
    "CERT_UNKNOWN": (_PDF, "test_a_strangers_key_is_unknown_but_the_signature_itself_holds"),
    "CERT_BINDING": (_FORGED, "test_another_certificate_in_the_properties_is_noticed"),
    "CERT_EXPIRED": (_BINDING, "test_outside_the_registered_days_a_signature_does_not_count"),
    "CERT_REVOKED_EARLIER": (
        _BINDING,
        "test_signing_after_a_withdrawal_is_told_from_perhaps_before",
    ),
    "ALGORITHM_REFUSED": (_BINDING, "test_a_key_the_policy_refuses_is_refused_with_its_day"),
    "ALGORITHM_UNLISTED": (_BINDING, "test_what_the_policy_lists_nowhere_is_refused"),
    "CERT_TIME": (_BINDING, "test_outside_the_registered_days_a_signature_does_not_count"),
    "CERT_UNTRUSTED": (_BINDING, "test_what_the_imported_roots_have_against_it_counts"),
    "CERT_UNCHECKED": (_BINDING, "test_what_the_imported_roots_have_against_it_counts"),
    "CERT_REVOKED": (_BINDING, "test_a_revoked_certificate_counts_from_the_day_of_import"),
    "SIGNER_ROLE": (_PDF, "test_roles_cannot_be_swapped"),
    "SIGNER_SEPARATION": (_PDF, "test_one_person_cannot_sign_twice"),
    "PDF_FRAME": (_REVISIONS, "test_a_file_without_our_frame_is_not_read"),
    "PDF_PARSE": (
        "returns/pdf/test_attacks.py",
        "test_a_signature_emptied_of_what_proves_it_is_refused",
    ),
    "PDF_PAGE_MISMATCH": (
        _PRINTED,
        "test_a_page_with_another_figure_than_its_payload_is_refused_and_named",
    ),
    "REVISION_COUNT": (_REVISIONS, "test_a_signature_once_more_is_one_too_many"),
    "SIG_COVERAGE": (_REVISIONS, "test_what_is_added_to_a_signed_return_is_named_as_that"),
    "ATTACH_MISSING": (_PDF, "test_a_document_that_carries_no_payload_is_no_return"),
    "REGISTRY_STALE": (_BINDING, "test_a_registry_past_its_next_update_decides_nothing"),
    "REGISTRY_ROLLBACK": (_OFFICE, "test_a_registry_never_goes_back_in_any_round"),
    "AGENCY_MISMATCH": (_BINDING, _HEADER),
    "ROUND_UNKNOWN": (_BINDING, _HEADER),
    "ROUND_CLOSED": (_BINDING, "test_after_the_closing_day_nothing_is_taken"),
    "NONCE_MISMATCH": (_BINDING, _HEADER),
    "SCHEMA_INVALID": (_BINDING, _HEADER),
    "FORM_VERSION_OTHER": (_BINDING, _HEADER),
    "TEMPLATE_MISMATCH": (_BOOK, "test_a_changed_label_is_named_with_sheet_and_cell"),
    "CONTENT_HASH_MISMATCH": (_BINDING, _HEADER),
    "HEADING_MISMATCH": (_BINDING, _HEADER),
    "COMPUTED_MISMATCH": (_SAID, "test_a_forged_computed_value_signed_again_is_refused"),
    "COMPUTED_OTHERWISE": (_SAID, "test_what_another_version_computed_is_accepted_and_noted"),
    "TOTALS_MISMATCH": (_BINDING, "test_wrong_totals_are_refused"),
    "SIGNERS_MISMATCH": (_BINDING, _HEADER),
    "REPLAY_OLD": (_LEDGER, _OUTCOME),
    "REVISION_CONFLICT": (_LEDGER, _OUTCOME),
    "REVISION_GAP": (_LEDGER, _OUTCOME),
    "SUPERSEDES_MISMATCH": (_LEDGER, _OUTCOME),
    # Ours besides:
    "PDF_LAYOUT_UNKNOWN": (
        "returns/pdf/test_layouts.py",
        "test_a_layout_or_typeface_that_is_not_known_is_said_to_be_newer",
    ),
    "PAIR_NOT_TWO_KINDS": (_APPROVAL, _MIXED),
    "PAIR_DIFFERENT_PAYLOADS": (_APPROVAL, _MIXED),
    "PENDING_REVISION_TAKEN": (_APPROVAL, "test_what_the_office_has_already_is_not_approved"),
    "PENDING_OVERTAKEN": (
        _APPROVAL,
        "test_what_came_back_approved_otherwise_since_stops_the_approval",
    ),
    "PDF_NOT_AS_WRITTEN": (_PRINTED, "test_a_typeface_that_draws_other_characters_is_refused"),
    "CT_MISSING": (_PLACES, "test_a_part_without_a_content_type_is_refused"),
    "REL_TYPE": (_PLACES, "test_a_relationship_of_another_kind_is_refused"),
    "SIG_SET": (_PLACES, "test_an_origin_that_holds_something_is_refused"),
    "LAYOUT_VERSION": (
        _FORGED,
        "test_a_workbook_of_another_layout_is_told_apart_from_a_forged_one",
    ),
}


@cache
def _source(folder: Path) -> dict[Path, str]:
    return {path: path.read_text(encoding="utf-8") for path in folder.rglob("*.py")}


def _raised(code: str) -> bool:
    return any(f'"{code}"' in text for text in _source(_APP).values())


@pytest.mark.parametrize("code", sorted(REACHED))
def test_a_code_has_its_sentence_its_place_in_the_program_and_a_test_that_reaches_it(
    code: str,
) -> None:
    assert set(load_sentences()[code]) == {"zh", "en"}
    assert _raised(code), "nothing refuses for this reason any more"
    path, test = REACHED[code]
    text = (_TESTS / path).read_text(encoding="utf-8")
    assert re.search(rf"^def {test}\(", text, re.MULTILINE), f"{path}: no {test}"
    assert f'"{code}"' in text, f"{path} does not speak of {code}"


def test_no_reason_is_missing_from_the_list() -> None:
    """What the verifiers refuse for is in the table, so that a new code needs a test."""
    pattern = re.compile(r'(?:Refused|_reason|Reason)\(\s*(?:code=)?"([A-Z][A-Z_]{4,})"')
    found = {code for text in _source(_APP / "returns").values() for code in pattern.findall(text)}
    assert sorted(found - REACHED.keys()) == []
