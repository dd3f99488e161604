from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.models.signatures import Carrier, SignerRole, Timestamp, Verdict, VerifiedSigner
from app.ui.office.drop_area import dropped_files
from app.ui.office.inbox_lines import InboxLine, LineState
from app.ui.office.inbox_page import InboxPage
from app.ui.office.office_workspace import OfficeWorkspace
from tests.ui.office.conftest import show
from tests.ui.office.scenes import ROUND_ID, Scene, tamper
from tests.ui.recorder import DialogRecorder


@pytest.fixture
def page(qtbot: QtBot, office: OfficeWorkspace) -> InboxPage:
    shown = show(qtbot, office, "inbox")
    assert isinstance(shown, InboxPage)
    return shown


def mime_of(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(each)) for each in paths])
    return data


def drop(page: InboxPage, data: QMimeData) -> None:
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    action = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPointF(page.rect().center()), action, data, button, keys)
    page.dragEnterEvent(enter)
    assert enter.isAccepted()
    page.dropEvent(QDropEvent(QPointF(page.rect().center()), action, data, button, keys))


def settle(qtbot: QtBot, page: InboxPage) -> None:
    qtbot.waitUntil(
        lambda: not page.tasks.is_busy and all(each.result is not None for each in page.lines),
        timeout=20_000,
    )


def states(page: InboxPage) -> list[LineState]:
    return [each.state for each in page.lines]


def test_a_dropped_pair_is_verified_and_taken_in(
    qtbot: QtBot, page: InboxPage, office: OfficeWorkspace, scene: Scene, qtmodeltester: ModelTester
) -> None:
    drop(page, mime_of(scene.workbook("NDC"), scene.pdf("NDC")))
    assert len(page.lines) == 2
    settle(qtbot, page)
    assert states(page) == [LineState.TAKEN, LineState.TAKEN]
    assert page.lines[0].sentence.startswith("國發會　r1　控制碼 ")
    assert "與同版另一檔案成對" in page.lines[1].sentence
    assert len(office.desk.received(ROUND_ID, "NDC")) == 1
    assert page.notices.notices()[0].text == "新收 2 個檔案。"
    qtmodeltester.check(page.table.records)


def test_the_same_file_again_is_recognised(qtbot: QtBot, page: InboxPage, scene: Scene) -> None:
    page.take_files([scene.workbook("NDC")])
    settle(qtbot, page)
    page.take_files([scene.workbook("NDC")])
    settle(qtbot, page)
    assert states(page) == [LineState.TAKEN, LineState.KNOWN]
    assert page.table.proxy.index(0, 0).data() == "已收過"


def test_a_tampered_file_is_refused_with_its_reason(
    qtbot: QtBot, page: InboxPage, office: OfficeWorkspace, scene: Scene, tmp_path: Path
) -> None:
    page.take_files([tamper(scene.workbook("MOTC"), tmp_path), scene.workbook("NDC")])
    settle(qtbot, page)
    assert states(page) == [LineState.REFUSED, LineState.TAKEN]
    assert page.table.selected_record() == page.lines[0]
    result = page.lines[0].result
    assert result is not None
    qtbot.waitUntil(lambda: "驗章項目" in page.verdict_view.text())
    assert f"（{result.code}）" in page.verdict_view.text()
    assert page.verdict_view.text().count(page.lines[0].sentence) == 1
    assert "拒收 1 個" in page.notices.notices()[0].text
    assert office.desk.received(ROUND_ID, "MOTC") == ()


def test_the_verdict_shows_its_parts_and_signers(
    qtbot: QtBot, page: InboxPage, scene: Scene
) -> None:
    page.take_files([scene.pdf("MOTC")])
    settle(qtbot, page)
    qtbot.waitUntil(lambda: "簽章人有權簽章" in page.verdict_view.text())
    text = page.verdict_view.text()
    assert "內容未變動" in text
    assert "填報人：交通部填報人（交通部）" in text
    page.copy_button.click()
    assert QGuiApplication.clipboard().text() == text


def test_a_file_that_is_none_of_ours_says_so(qtbot: QtBot, page: InboxPage, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("便條", encoding="utf-8")
    page.take_files([notes])
    settle(qtbot, page)
    assert states(page) == [LineState.REFUSED]
    assert "notes.txt" in page.lines[0].sentence


def test_files_can_be_chosen_instead_of_dropped(
    qtbot: QtBot, page: InboxPage, scene: Scene, dialogs: DialogRecorder
) -> None:
    dialogs.answers = [[scene.workbook("NDC")]]
    page.drop_area.button.click()
    settle(qtbot, page)
    assert dialogs.asked == [("ask_open_files", "選擇填報表")]
    assert states(page) == [LineState.TAKEN]


def test_a_stopped_batch_says_what_was_not_done(
    qtbot: QtBot, page: InboxPage, scene: Scene
) -> None:
    files = [path for pair in scene.pairs.values() for path in pair]
    page.take_files(files)
    page.tasks.cancel()
    qtbot.waitUntil(lambda: not page.tasks.is_busy and bool(page.notices.notices()))
    assert set(states(page)) == {LineState.STOPPED}
    page.take_files(files)
    qtbot.waitUntil(lambda: not page.tasks.is_busy, timeout=20_000)
    assert states(page)[-4:] == [LineState.TAKEN] * 4


def test_a_dropped_folder_stands_for_the_files_in_it(tmp_path: Path) -> None:
    for name in ("b.PDF", "a.xlsx", "~$a.xlsx", "readme.txt"):
        (tmp_path / name).touch()
    assert [each.name for each in dropped_files(mime_of(tmp_path))] == ["a.xlsx", "b.PDF"]


def test_without_a_round_the_page_points_to_the_overview(
    qtbot: QtBot, new_office: OfficeWorkspace
) -> None:
    page = show(qtbot, new_office, "inbox")
    assert isinstance(page, InboxPage)
    assert page.empty.button is not None
    with qtbot.waitSignal(page.page_requested) as asked:
        page.empty.button.click()
    assert asked.args == ["overview", None]


def test_the_verdict_shows_a_timestamp_and_whether_it_counts(page: InboxPage, scene: Scene) -> None:
    for is_trusted, counted in ((True, "已採計"), (False, "未採計")):
        signer = VerifiedSigner(
            role=SignerRole.PREPARER,
            person_name="王小明",
            agency=None,
            certificate_sha256="ab" * 32,
            signed_at=datetime(2026, 1, 19, tzinfo=UTC),
            timestamp=Timestamp(
                at=datetime(2026, 1, 19, tzinfo=UTC), authority="測試時戳", is_trusted=is_trusted
            ),
        )
        line = InboxLine(1, Path("a.pdf"), LineState.TAKEN)
        verdict = Verdict(
            carrier=Carrier.PDF,
            unchanged=True,
            signature_correct=True,
            signers_entitled=True,
            signers=(signer,),
        )
        page.verdict_view.show_line(line, verdict)
        assert counted in page.verdict_view.text()
        assert "測試時戳" in page.verdict_view.text()
