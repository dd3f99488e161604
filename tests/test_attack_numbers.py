"""Weaknesses that attacks on the whole program found, by number, with the tests against each."""

import re
from functools import cache
from pathlib import Path

import pytest

from tests.support.repository import judges_the_repository

pytestmark = judges_the_repository

_TESTS = Path(__file__).resolve().parent
_FILES, _BUGS = "test_files.py::", "test_bug_reports.py::"
_STREAMS = "cli/test_streams.py::"
_SETS = "bench/test_outgoing.py::"
_LOCK, _DISK = "store/test_store_lock.py::", "store/test_store_disk.py::"

FOUND: dict[str, tuple[str, ...]] = {
    "F1 an output replaces a store or another file of ours": (
        _FILES + "test_a_file_of_ours_is_never_replaced_by_another_kind",
        "test_file_identity.py::test_a_file_of_another_identity_is_not_replaced",
        _FILES + "test_an_open_store_and_what_stands_beside_it_are_not_replaced",
        _FILES + "test_whatever_else_writes_a_file_asks_the_one_writer",
    ),
    "F2 text from files is shown as markup, or with what nobody sees": (
        "ui/test_foreign_texts.py::test_nothing_from_a_file_is_shown_as_markup",
        "ui/test_foreign_texts.py::test_labels_and_tool_tips_have_one_author",
        "cli/test_hostile_output.py::test_a_name_of_a_file_stays_within_its_line",
        "test_visible_text.py::test_a_character_without_a_face_is_a_mark",
    ),
    "F4 output in another encoding or to a full device ends a command that was done": (
        _STREAMS + "test_no_character_ends_a_command_in_any_encoding",
        _STREAMS + "test_json_is_json_in_any_encoding",
        _STREAMS + "test_a_full_device_has_an_exit_code_of_its_own",
        _STREAMS + "test_a_reader_that_has_seen_enough_changes_nothing",
        _STREAMS + "test_closed_streams_change_no_exit_code",
    ),
    "F5 identifiers and names a certificate cannot hold end in a program error": (
        "trust/keys/test_files.py::"
        "test_what_makes_no_good_key_is_refused_before_anything_is_written",
        "trust/papers/test_enrolment.py::test_a_request_in_a_name_nobody_can_bear_is_not_taken",
        "trust/certificates/test_subjects.py::test_a_subject_keeps_the_upper_bounds",
    ),
    "F6 one digit changed in a stored payload is believed": (
        "office/importing/test_received_returns.py::"
        "test_a_stored_payload_with_one_digit_changed_is_used_for_nothing",
        "agency/test_pending.py::test_one_with_a_digit_changed_in_the_store_is_used_for_nothing",
    ),
    "F7 a flipped bit in a certificate ends in a program error or is called a forgery": (
        "checks/test_damage.py::test_a_flipped_bit_is_refused_as_damage_and_called_nobodys_forgery",
        "trust/certificates/test_certificate.py::"
        "test_what_loads_whole_can_be_shown_whole_whatever_bits_are_flipped",
    ),
    "F8 damage inside a store ends as a program error, or as an empty workspace": (
        "store/test_examination.py::test_a_wrong_value_in_any_column_is_found",
        "agency/test_stored.py::test_no_damage_in_any_column_ends_as_a_bug",
        "office/test_stored.py::test_no_damage_in_any_column_ends_as_a_bug",
        "ui/shell/test_session.py::test_damage_in_a_store_is_told_at_the_door",
        "ui/shell/test_session.py::test_damage_found_later_closes_the_store",
        "store/test_backup.py::test_a_damaged_store_names_the_newest_backup_beside_it",
    ),
    "F9 a full, read-only or forbidden disk is called a file of somebody else": (
        _DISK + "test_a_read_only_store_is_called_so_and_no_log_stays_beside_it",
        _DISK + "test_a_store_in_a_read_only_folder_is_called_so",
        _DISK + "test_a_store_one_may_not_read_is_called_so",
        _DISK + "test_a_log_there_is_no_room_for_means_a_full_disk",
    ),
    "F10 a copied store lacks its newest edits, a flipped bit in its log takes all behind it": (
        "store/test_log_mark.py::test_a_copy_without_the_newest_edits_is_not_opened",
        "store/test_log_mark.py::test_a_settled_store_is_whole_in_its_file",
        "store/test_log_reading.py::test_one_flipped_bit_anywhere_in_the_log_is_told",
        "ui/shell/test_store_keeper.py::test_leaving_the_window_settles_at_once",
        "ui/shell/test_session.py::test_an_open_window_keeps_its_file_up_to_date",
    ),
    "F12 a link opens a store twice": (
        _LOCK + "test_a_symbolic_link_does_not_open_a_store_twice",
        _LOCK + "test_a_store_with_two_names_on_the_disk_is_opened_under_neither",
    ),
    "F13 an interrupted export leaves half a pair or two payloads": (
        _SETS + "test_killed_at_any_step_a_set_is_all_old_or_all_new_and_somebody_is_told",
        _SETS + "test_killed_while_it_settles_it_settles_the_next_time",
        "agency/handing_in/test_exporting.py::"
        "test_an_export_interrupted_between_its_files_is_whole_at_the_next_opening",
        "office/rounds/test_rounds.py::"
        "test_round_files_interrupted_between_two_are_all_there_at_the_next_opening",
        "cli/test_desks.py::test_a_command_tells_once_what_became_of_an_interrupted_set",
        "cli/test_office_commands.py::test_without_the_workbook_there_is_no_report",
        "ui/shell/test_session.py::test_an_interrupted_set_of_files_is_told_when_its_store_opens",
    ),
    "F14 an interrupted replacement of the office's key leaves neither in force": (
        "office/registry/test_keys.py::"
        "test_killed_at_any_step_of_a_replacement_one_key_is_in_force_and_the_other_is_named",
        "office/registry/test_keys.py::test_each_key_has_a_file_of_its_own",
        "cli/test_trust_commands.py::test_a_key_file_that_is_none_of_the_stores_is_named",
        "ui/office/registry/test_page.py::test_a_key_file_that_is_none_of_the_stores_is_named",
    ),
    "F15 parts no signature covers may be written otherwise": (
        "returns/workbook/test_every_part.py::test_a_part_written_otherwise_is_refused",
        "returns/workbook/test_every_part.py::test_parts_stored_in_another_order_are_refused",
    ),
    "F16 the checksum of a key file is the cheap way in": (
        "trust/keys/test_pkcs12.py::test_no_part_of_a_key_file_is_cheaper_to_guess_at_than_another",
        "trust/keys/test_pkcs12.py::test_a_key_file_that_would_take_hours_to_open_is_refused",
    ),
    "F17 names, folders and files the program cannot use": (
        _FILES + "test_a_pipe_or_a_device_is_refused_without_waiting",
        _FILES + "test_a_name_no_file_can_have_is_refused",
        "cli/test_commands.py::test_a_demonstration_where_nothing_can_be_written_is_refused",
        "cli/test_commands.py::test_where_nothing_can_be_kept_a_bug_still_ends_in_a_sentence",
        _FILES + "test_a_name_of_ours_is_one_every_file_system_takes",
        "cli/test_paths.py::test_whatever_stands_at_a_path_is_told_in_a_sentence",
        "store/test_store.py::test_a_newer_store_never_asks_for_the_version_that_is_here",
        "ui/shell/test_session.py::"
        "test_where_the_data_folder_takes_nothing_the_store_opens_and_it_is_told_once",
        "ui/shell/test_preferences.py::test_a_pipe_in_the_place_of_the_preferences_is_not_read",
        "cli/test_office_commands.py::test_a_wrong_clock_dates_no_report",
        "ui/office/report/test_page.py::test_a_wrong_clock_dates_neither_report_nor_master",
        _BUGS + "test_where_the_folder_takes_nothing_the_report_lies_among_temporary_files",
    ),
    "F18 what interrupted writing leaves is never removed": (
        _FILES + "test_what_interrupted_writing_left_is_removed_once_it_is_a_day_old",
        _FILES + "test_opening_a_store_removes_what_was_left_beside_it",
    ),
    "F19 bug reports quote what was filled in": (
        _BUGS + "test_a_report_quotes_nothing_that_was_filled_in",
    ),
    "F20 a receipt for a revision that is not here is taken in": (
        "office/receipts/test_receipts.py::test_a_forged_or_foreign_receipt_is_refused",
        "office/receipts/test_receipts.py::test_a_refusal_is_answered_with_its_reason",
    ),
    "more: an opened key signs what comes next as well": (
        "ui/agency/test_key_card.py::test_one_unlocking_does_not_sign_the_next_revision",
        "ui/agency/test_key_card.py::test_the_key_is_forgotten_however_the_act_went",
        "ui/agency/test_key_card.py::test_a_key_is_forgotten_with_the_page_that_is_left",
    ),
    "more: attachments are in no file that leaves the PC": (
        "agency/handing_in/test_enclosures.py::"
        "test_the_package_lies_beside_the_pair_and_holds_the_files",
        "office/importing/test_attachments.py::test_in_one_batch_the_order_does_not_matter",
        "office/importing/test_attachments.py::test_a_changed_or_incomplete_package_leaves_nothing",
    ),
    "more: a withdrawn approver dates a send-back before the withdrawal": (
        "agency/handing_in/test_exchange.py::test_a_slip_counts_only_while_its_approver_may_sign",
        "checks/test_papers.py::test_a_withdrawn_approver_cannot_date_a_slip_back",
    ),
}


@cache
def _source(path: str) -> str:
    return (_TESTS / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("weakness", FOUND)
def test_what_was_found_has_tests_against_it(weakness: str) -> None:
    assert FOUND[weakness]
    for each in FOUND[weakness]:
        path, _, test = each.partition("::")
        assert re.search(rf"^def {test}\(", _source(path), re.MULTILINE), each
