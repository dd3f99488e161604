"""Confirming the office, asking to be enrolled, and the office's receipts, in the window."""

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from app.models.enrolment import EnrolmentPurpose
from app.models.receipts import Receipt, ReceivedFile
from app.models.signatures import SignerRole
from app.trust.certificates.certificate import fingerprint
from app.trust.keys.office_authority import create_authority
from app.trust.papers.receipt import write_receipt
from app.ui.agency.history.page import HistoryPage
from app.ui.agency.keys.enrolment_dialog import EnrolmentDialog
from app.ui.agency.office_confirmation import OfficeConfirmationDialog
from app.ui.agency.receive_prompt import ReceivePrompt
from app.ui.agency.workspace import AgencyWorkspace
from tests.agency.desks import (
    OFFICE_FINGERPRINT,
    OFFICE_KEY,
    START,
    build_payload,
    build_round_file,
    write_file,
)
from tests.ui.drops import drop, enters, mime_of
from tests.ui.recorder import DialogRecorder


def test_the_office_is_confirmed_once_the_comparison_is_ticked(
    qtbot: QtBot, empty_workspace: AgencyWorkspace, tmp_path: Path
) -> None:
    preview = empty_workspace.desk.intake.preview(write_file(tmp_path, build_round_file()))
    dialog = OfficeConfirmationDialog(preview)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.view.fingerprint() == OFFICE_FINGERPRINT
    assert not dialog.agree.isEnabled()
    dialog.compared.setChecked(True)
    assert dialog.agree.isEnabled()


def test_a_receipt_makes_the_history_say_received(
    qtbot: QtBot, workspace: AgencyWorkspace, tmp_path: Path, dialogs: DialogRecorder
) -> None:
    receipt = hand_in(workspace, tmp_path)
    write_receipt(receipt, OFFICE_KEY, tmp_path / "a.tbreceipt")
    page = HistoryPage(workspace)
    qtbot.addWidget(page)
    page.activate()
    assert [each.answer for each in page.record_cards.values()] == [""]
    dialogs.answers = [[tmp_path / "a.tbreceipt"]]
    page.load_button.click()
    assert receipt.control_number is not None
    assert page.record_cards[receipt.control_number].answer.startswith("已收件")


def hand_in(workspace: AgencyWorkspace, folder: Path) -> Receipt:
    """A return that was exported, and the receipt the office would give for it."""
    file = folder / "return.xlsx"
    file.write_bytes(b"workbook")
    record = workspace.desk.handed_in.record(build_payload(workspace.desk), [file])
    return Receipt(
        agency="MOE",
        round_id=record.round_id,
        round_title="114 年度執行成果",
        revision=1,
        control_number=record.control_number,
        payload_sha256=record.payload_sha256,
        files=(ReceivedFile(name="return.xlsx", sha256=record.files[0].sha256),),
        accepted=True,
        code="IMPORTED",
        sentence="已收件。",
        offered_at=START,
        issued_by="協調彙整機關",
        issued_at=START + timedelta(days=1),
    )


def test_receipts_are_dropped_several_at_once_and_a_refusal_gives_its_reason(
    qtbot: QtBot, workspace: AgencyWorkspace, tmp_path: Path
) -> None:
    receipt = hand_in(workspace, tmp_path)
    reason = "內容於簽章後被更動。"
    refused = msgspec.structs.replace(
        receipt, accepted=False, code="DIGEST_PART", sentence=reason, payload_sha256=None
    )
    write_receipt(refused, OFFICE_KEY, tmp_path / "a.tbreceipt")
    (tmp_path / "b.tbreceipt").write_bytes(b"nothing of the kind")
    page = HistoryPage(workspace)
    qtbot.addWidget(page)
    page.activate()
    assert not enters(page, mime_of(tmp_path / "return.xlsx"))
    drop(page, tmp_path / "a.tbreceipt", tmp_path / "b.tbreceipt")
    assert receipt.control_number is not None
    assert page.record_cards[receipt.control_number].answer.startswith("未收件")
    assert page.record_cards[receipt.control_number].answer.endswith(reason)
    told = {each.kind: each.text for each in page.notices.notices()}
    assert set(told) == {"warning", "error"}
    assert reason in told["warning"]
    assert "b.tbreceipt" in told["error"]
    write_receipt(receipt, OFFICE_KEY, tmp_path / "c.tbreceipt")
    drop(page, tmp_path / "c.tbreceipt")
    assert page.record_cards[receipt.control_number].answer.startswith("已收件")


def test_a_handed_in_pair_is_verified_where_it_was_written_or_where_it_is_now(
    qtbot: QtBot, workspace: AgencyWorkspace, tmp_path: Path, dialogs: DialogRecorder
) -> None:
    receipt = hand_in(workspace, tmp_path)
    workspace.preferences.change(out_folder=str(tmp_path))
    page = HistoryPage(workspace)
    qtbot.addWidget(page)
    page.activate()
    assert receipt.control_number is not None
    button = page.record_cards[receipt.control_number].verify
    with qtbot.waitSignal(page.page_requested) as asked:
        button.click()
    assert asked.args == ["verify", (tmp_path / "return.xlsx",)]
    moved = (tmp_path / "return.xlsx").rename(tmp_path / "moved.xlsx")
    dialogs.answers = [[moved]]
    with qtbot.waitSignal(page.page_requested) as asked:
        button.click()
    assert asked.args == ["verify", (moved,)]


def test_another_office_in_place_of_a_confirmed_one_is_shown_as_such(
    qtbot: QtBot, workspace: AgencyWorkspace, tmp_path: Path
) -> None:
    other = create_authority("協調彙整機關", START - timedelta(days=1))
    path = write_file(tmp_path, build_round_file(), "other.tbround", other)
    dialog = OfficeConfirmationDialog(workspace.desk.intake.preview(path))
    qtbot.addWidget(dialog)
    assert dialog.windowTitle() == "彙整機關的簽章憑證已變更"
    assert OFFICE_FINGERPRINT in dialog.words.text()
    assert dialog.view.fingerprint() == fingerprint(other.certificate)
    assert dialog.agree.text() == "改採用新憑證"


def test_a_dropped_round_file_asks_for_the_office_to_be_confirmed(
    qtbot: QtBot,
    empty_workspace: AgencyWorkspace,
    round_file: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def agree(dialog: OfficeConfirmationDialog) -> int:
        asked.append(dialog.view.fingerprint())
        dialog.compared.setChecked(True)
        return 1

    monkeypatch.setattr(OfficeConfirmationDialog, "exec", agree)
    prompt = ReceivePrompt(empty_workspace)
    qtbot.addWidget(prompt)
    drop(prompt, round_file)
    assert asked == [OFFICE_FINGERPRINT]
    assert empty_workspace.draft is not None
    assert "已匯入" in prompt.notices.notices()[0].text


def test_renewal_is_offered_to_who_is_on_the_registry_only(qtbot: QtBot) -> None:
    dialog = EnrolmentDialog(OFFICE_FINGERPRINT, "陳小華", "MOE-02", SignerRole.PREPARER, ())
    qtbot.addWidget(dialog)
    assert dialog.purpose.count() == 1
    assert dialog.wish().purpose is EnrolmentPurpose.NEW
    dialog.name.clear()
    assert not dialog.agree.isEnabled()
