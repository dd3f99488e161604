"""The history: receipts say what the office has, and files are verified again."""

from datetime import timedelta
from pathlib import Path

import msgspec
from pytestqt.qtbot import QtBot

from app.models.receipts import Receipt, ReceivedFile
from app.trust.papers.receipt import write_receipt
from app.ui.agency.history.page import HistoryPage
from app.ui.agency.workspace import AgencyWorkspace
from tests.agency.desks import (
    OFFICE_KEY,
    START,
    build_payload,
)
from tests.ui.drops import drop, enters, mime_of
from tests.ui.recorder import DialogRecorder


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
