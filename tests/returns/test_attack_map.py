"""Where each attack of the literature, and each rule of the checklists, is tried for real.

Every test named here puts a whole signed file, or a whole signed document, through the verifier a
received file goes through. What needs a key (`+`) is properly signed by an entitled one.
"""

import re
from functools import cache
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

_TESTS = Path(__file__).resolve().parent.parent
_TAMPERED = "returns/workbook/test_tampering.py::test_an_attack_is_refused_by_its_name"
_HIDDEN = "returns/workbook/test_tampering.py::test_a_signer_cannot_hide_or_add_anything"
_LOOKS = (
    "returns/workbook/test_attacks.py::"
    "test_a_workbook_that_looks_otherwise_is_refused_however_well_it_is_signed"
)
_BOOK, _FORGED = "returns/workbook/test_attacks.py::", "returns/test_forged_signatures.py::"
_PDF, _ATTACK = "returns/pdf/test_verifier.py::", "returns/pdf/test_attacks.py::"
_PAGE, _REVISION = "returns/pdf/test_printed_again.py::", "returns/pdf/test_revisions.py::"
_SHOWN = "returns/pdf/test_cms.py::"
_STAMP = "returns/test_timestamped_returns.py::"
_APPROVAL, _HANDED = (
    "agency/handing_in/test_approval.py::",
    "agency/handing_in/test_exchange.py::",
)
_CHAIN, _TOKEN = "trust/certificates/test_chains.py::", "trust/timestamps/test_token.py::"
_LEDGER = "office/importing/test_signed_ledger.py::"
_BELONGS = _LEDGER + "test_what_belongs_to_another_agency_round_or_form_is_refused"
_ORDER = _LEDGER + "test_same_older_skipped_and_conflicting_revisions_end_as_stated"

ATTACKS: dict[str, str] = {
    # What general verifiers call valid or invalid, and ours always refuses.
    "xlsx: cell or white space changed": _TAMPERED,
    "xlsx: unreferenced part, unsigned relationship, retargeted, second document": _TAMPERED,
    "xlsx: duplicate entry, case twin, content type swapped, external link": _TAMPERED,
    "xlsx: approver stripped": "returns/workbook/test_tampering.py::"
    "test_a_stripped_approver_is_noticed",
    "xlsx: manifest reference removed, wrapped object, empty signature, junk around": _TAMPERED,
    "xlsx: weak algorithm +": _FORGED + "test_another_algorithm_is_refused",
    "xlsx: another authority of the same name": _PDF
    + "test_a_strangers_key_is_unknown_but_the_signature_itself_holds",
    # The checklist of workbooks.
    "xlsx 1: zip profile": "returns/test_verification.py::"
    "test_a_zip_with_what_zip_readers_tolerate_is_refused",
    "xlsx 2: entities": _BOOK + "test_entities_are_not_expanded_wherever_they_stand",
    "xlsx 2: other encodings, words in between": _BOOK
    + "test_what_no_signature_covers_says_nothing_to_another_reader",
    "xlsx 2: every part written otherwise": "returns/workbook/test_every_part.py::"
    "test_a_part_written_otherwise_is_refused",
    "xlsx 3: content types": _BOOK + "test_a_part_without_a_content_type_is_refused",
    "xlsx 4: relationships": _BOOK + "test_a_relationship_of_another_kind_is_refused",
    "xlsx 5: the set of signatures": _BOOK + "test_an_origin_that_holds_something_is_refused",
    "xlsx 6: structure by position +": _FORGED + "test_a_further_object_is_refused",
    "xlsx 7: the certificate named +": _FORGED
    + "test_another_certificate_in_the_properties_is_noticed",
    "xlsx 8: manifest and parts +": _FORGED + "test_a_part_left_out_of_the_manifest_is_noticed",
    "xlsx 8: transforms +": _FORGED
    + "test_raw_bytes_of_relationships_instead_of_the_transform_are_noticed",
    "xlsx 9: the two times +": _FORGED + "test_two_times_that_disagree_are_noticed",
    "xlsx 10: roles and people": _BOOK
    + "test_a_return_signed_by_another_agencys_officer_is_refused",
    "xlsx 11: only verified bytes": "returns/workbook/test_tampering.py::"
    "test_no_payload_is_handed_out_of_a_changed_workbook",
    "xlsx 12: hidden sheets, rows, columns, heights +": _HIDDEN,
    "xlsx 12: formats, colours, names, conditions, panes +": _LOOKS,
    "xlsx 7: words about the certificate +": _FORGED
    + "test_the_properties_say_nothing_else_about_the_signer",
    "xlsx: signatures swapped": _BOOK + "test_signatures_swapped_between_two_returns_are_refused",
    "xlsx: another round": _BOOK + "test_a_return_of_another_round_is_refused",
    "xlsx: another agency": _BOOK
    + "test_a_return_of_another_agency_under_this_signature_is_refused",
    "xlsx: ZIP64": _BOOK + "test_zip64_is_refused",
    "xlsx: overlong names": _BOOK + "test_overlong_names_are_refused",
    "xlsx: bombs": _BOOK + "test_a_bomb_costs_little",
    "xlsx: bombs that are signed +": _BOOK
    + "test_a_sheet_as_large_as_is_let_through_and_signed_costs_little",
    # The checklist of PDFs.
    "pdf 1: frame": _REVISION + "test_a_file_without_our_frame_is_not_read",
    "pdf 2: fields and revisions": _PDF + "test_a_revision_between_the_signatures_is_refused",
    "pdf 3: ranges and gap": _REVISION
    + "test_the_digits_left_out_of_the_signature_hold_nothing_else",
    "pdf 4: cryptography": _PDF + "test_showing_anothers_certificate_does_not_help_without_the_key",
    "pdf 5: roles": _PDF + "test_roles_cannot_be_swapped",
    "pdf 6: attachment +": _PAGE + "test_another_paper_is_refused_wherever_it_differs",
    "pdf 6: attachment under two names +": _PAGE
    + "test_another_paper_is_refused_wherever_it_differs",
    "pdf: USF": _ATTACK + "test_a_signature_emptied_of_what_proves_it_is_refused",
    "pdf: ISA": _ATTACK + "test_an_update_after_signing_is_refused",
    "pdf: ISA without tables": _ATTACK + "test_an_update_without_a_table_of_its_own_is_refused",
    "pdf: SWA": _ATTACK + "test_signed_bytes_moved_away_to_make_room_are_refused",
    "pdf: a signature of another document": _ATTACK
    + "test_a_signature_of_another_document_is_refused",
    "pdf: shadow, hide and replace +": _ATTACK
    + "test_what_is_prepared_to_be_switched_to_after_signing_is_refused",
    "pdf: shadow, replace +": _ATTACK
    + "test_something_laid_over_or_instead_of_the_text_before_signing_is_refused",
    "pdf: shadow, other figures +": _PAGE
    + "test_a_page_with_another_figure_than_its_payload_is_refused_and_named",
    "pdf: shadow, drawn otherwise +": _PAGE + "test_another_paper_is_refused_wherever_it_differs",
    "pdf: shadow, typefaces +": _PAGE + "test_a_typeface_that_draws_other_characters_is_refused",
    "pdf: shadow, boxes +": _PAGE + "test_another_paper_is_refused_wherever_it_differs",
    "pdf: certification, permissions +": _ATTACK
    + "test_a_certification_that_permits_otherwise_is_refused",
    "pdf: certification, annotations": _ATTACK
    + "test_an_evil_annotation_on_a_certified_document_is_refused",
    "pdf: edits between signatures": _PDF + "test_a_revision_between_the_signatures_is_refused",
    "pdf: edits in the approver's revision +": _REVISION
    + "test_an_approvers_revision_says_nothing_else_than_ours",
    "pdf: edits through a second table +": _REVISION
    + "test_a_preparers_revision_says_nothing_else_than_ours",
    "pdf: edits in the preparer's revision +": _REVISION
    + "test_a_preparers_revision_says_nothing_else_than_ours",
    "pdf: two readers, keys twice +": _REVISION
    + "test_a_preparers_revision_says_nothing_else_than_ours",
    "pdf: two readers, objects between +": _REVISION
    + "test_a_preparers_revision_says_nothing_else_than_ours",
    "pdf: bookmarks and title +": _PAGE + "test_another_paper_is_refused_wherever_it_differs",
    "pdf: spelling of objects +": _REVISION
    + "test_a_preparers_revision_says_nothing_else_than_ours",
    "pdf: words beside a signature +": _REVISION
    + "test_a_preparers_revision_says_nothing_else_than_ours",
    "pdf: words in another encoding +": _REVISION
    + "test_a_preparers_revision_says_nothing_else_than_ours",
    "pdf: a second certification +": _REVISION
    + "test_a_preparers_revision_says_nothing_else_than_ours",
    "pdf: fields and locks +": _REVISION + "test_an_approvers_revision_says_nothing_else_than_ours",
    "pdf: another title in a later revision +": _REVISION
    + "test_a_preparers_revision_says_nothing_else_than_ours",
    "pdf: another time in the container +": _SHOWN
    + "test_another_time_or_place_is_not_signed_along",
    "pdf: another issuer in the container +": _SHOWN
    + "test_the_certificate_is_named_once_and_by_its_issuer",
    "pdf: unsigned words in the container": _SHOWN
    + "test_nothing_is_written_where_no_signature_covers_it",
    "pdf: viewer settings +": _PAGE + "test_another_paper_is_refused_wherever_it_differs",
    "pdf: polyglots": _ATTACK + "test_a_file_that_is_something_else_as_well_is_refused",
    "pdf: encrypted": _ATTACK + "test_an_encrypted_file_is_refused",
    "pdf: object streams": _ATTACK + "test_a_paper_saved_by_another_program_is_refused",
    "pdf: 10,000 pages +": _ATTACK + "test_a_well_signed_giant_costs_little",
    "pdf: deep recursion": _ATTACK + "test_depth_without_end_costs_little",
    # Timestamps, on both carriers.
    "xlsx and pdf: a token of another signature": _STAMP
    + "test_a_token_that_is_not_about_this_signature_is_refused",
    "xlsx and pdf: something hidden beside a token": _STAMP
    + "test_something_hidden_beside_the_tokens_signature_is_refused",
    "xlsx and pdf: a certificate for something else": _STAMP
    + "test_a_certificate_for_something_else_makes_no_timestamps",
    "xlsx and pdf: a token beyond the limit": _STAMP + "test_a_token_beyond_the_limit_is_refused",
    "xlsx and pdf: a token taken away": _STAMP
    + "test_a_timestamp_taken_away_leaves_a_return_without_one",
    # Between the two signatures.
    "xlsx and pdf: half-signed to the office": _APPROVAL
    + "test_half_signed_files_are_refused_everywhere_else",
    "xlsx and pdf: completed for half-signed": _APPROVAL
    + "test_completed_files_are_not_taken_for_half_signed_ones",
    "handed over: files swapped, two payloads +": _APPROVAL
    + "test_files_swapped_or_of_two_payloads_are_not_signed",
    "handed over: put together otherwise +": _HANDED
    + "test_pairs_put_together_otherwise_are_refused",
    "handed over: another round file +": _HANDED
    + "test_the_round_file_in_it_is_of_the_agency_and_the_round",
    "handed over: an earlier one again +": _HANDED + "test_an_earlier_hand_over_does_not_come_back",
    "handed over: a slip of another +": _HANDED
    + "test_a_slip_of_somebody_else_or_of_something_else_is_refused",
    "handed over: a slip dated before a withdrawal +": _HANDED
    + "test_a_slip_counts_only_while_its_approver_may_sign",
    "checked: a slip dated before a withdrawal +": "checks/test_papers.py::"
    "test_a_withdrawn_approver_cannot_date_a_slip_back",
    # Who stands above a certificate.
    "chain: same names, other keys": _CHAIN
    + "test_another_authority_with_the_same_names_is_told_apart",
    "chain: expired between": _CHAIN + "test_an_expired_authority_breaks_the_chain",
    "chain: length of the path": _CHAIN + "test_a_path_longer_than_allowed_is_refused",
    "chain: a stranger's list": _CHAIN
    + "test_a_list_signed_by_a_stranger_neither_revokes_nor_clears",
    "stamps: another certificate named +": _TOKEN
    + "test_a_token_that_names_another_certificate_than_its_signers_is_refused",
    "stamps: an issuer for other purposes +": _TOKEN
    + "test_an_issuer_vouches_within_its_own_limits",
    "stamps: length of the path +": _TOKEN
    + "test_a_path_longer_than_a_root_allows_vouches_for_nobody",
    # Replay and order.
    "any order of really signed pairs +": _LEDGER
    + "test_any_order_of_really_signed_pairs_gives_the_same",
    "same, older, skipped, conflicting +": _ORDER,
    "agency, round, nonce, form version +": _BELONGS,
    "any order of offering": "office/importing/test_import_order.py::"
    "test_any_order_and_repetition_in_one_batch_gives_the_same",
    # Documents between office and agency.
    "documents: framing": "trust/papers/test_signed_document.py::"
    "test_another_frame_around_it_is_refused",
    "documents: one value, one text +": "trust/papers/test_signed_document.py::"
    "test_only_the_canonical_text_of_a_value_is_one_however_it_is_signed",
    "documents: another kind": "trust/papers/test_signed_document.py::"
    "test_another_kind_of_document_is_foreign",
    "key files that take hours": "trust/keys/test_pkcs12.py::"
    "test_a_key_file_that_would_take_hours_to_open_is_refused",
    # What nobody thought of.
    "2,000 workbooks": "returns/test_fuzzing.py::test_damaged_workbooks_are_refused",
    "500 PDFs": "returns/test_fuzzing.py::test_damaged_pdfs_are_refused",
}


@cache
def _source(path: str) -> str:
    return (_TESTS / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_has_a_test_that_tries_it_on_whole_files(attack: str) -> None:
    path, _, test = ATTACKS[attack].partition("::")
    source = _source(path)
    assert re.search(rf"^def {test}\(", source, re.MULTILINE), f"{path}: no {test}"
    if attack.startswith(("xlsx", "pdf")):
        assert re.search(r"verify_(file|pdf|workbook)\b", source), f"{path} verifies no file"
