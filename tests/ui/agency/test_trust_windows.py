"""Confirming the office, asking to be enrolled, and the office's receipts, in the window."""

from datetime import timedelta
from pathlib import Path

from pytestqt.qtbot import QtBot

from app.models.enrolment import EnrolmentPurpose
from app.models.receipts import Receipt, ReceivedFile
from app.models.signatures import SignerRole
from app.trust.receipt import write_receipt
from app.ui.agency.agency_workspace import AgencyWorkspace
from app.ui.agency.enrolment_dialog import EnrolmentDialog
from app.ui.agency.history_page import HistoryPage
from app.ui.agency.office_confirmation import OfficeConfirmationDialog
from tests.drafts.desks import (
    OFFICE_FINGERPRINT,
    OFFICE_KEY,
    START,
    build_payload,
    build_round_file,
    write_file,
)
from tests.ui.recorder import DialogRecorder


def test_the_office_is_confirmed_once_the_comparison_is_ticked(
    qtbot: QtBot, empty_workspace: AgencyWorkspace, tmp_path: Path
) -> None:
    preview = empty_workspace.desk.preview_round_file(write_file(tmp_path, build_round_file()))
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
    file = tmp_path / "return.xlsx"
    file.write_bytes(b"workbook")
    record = workspace.desk.record_handed_in(build_payload(workspace.desk), [file])
    receipt = Receipt(
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
    write_receipt(receipt, OFFICE_KEY, tmp_path / "a.tbreceipt")
    page = HistoryPage(workspace)
    qtbot.addWidget(page)
    page.activate()
    assert page.receipt_texts == {}
    dialogs.answers = [[tmp_path / "a.tbreceipt"]]
    page.load_button.click()
    assert page.receipt_texts[record.control_number].startswith("已收件")


def test_renewal_is_offered_to_who_is_on_the_registry_only(qtbot: QtBot) -> None:
    dialog = EnrolmentDialog(OFFICE_FINGERPRINT, "陳小華", "MOE-02", SignerRole.PREPARER, ())
    qtbot.addWidget(dialog)
    assert dialog.purpose.count() == 1
    assert dialog.wish().purpose is EnrolmentPurpose.NEW
    dialog.name.clear()
    assert not dialog.agree.isEnabled()
