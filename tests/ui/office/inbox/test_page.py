import shutil
import threading
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.errors import Progress
from app.models.received import ImportResult
from app.office.importing.importer import ResultListener
from app.office.importing.inbox import OfficeInbox
from app.ui.messages import word
from app.ui.office.inbox.lines import LineState
from app.ui.office.inbox.page import InboxPage
from app.ui.office.workspace import OfficeWorkspace
from app.ui.verify.page import VerifyPage
from app.ui.widgets.drop_area import dropped_files
from tests.ui.drops import drop, drop_data, enters, mime_of
from tests.ui.office.conftest import reopen, show
from tests.ui.office.scenes import PASSPHRASE, ROUND_ID, Scene, tamper
from tests.ui.recorder import DialogRecorder

pytestmark = pytest.mark.slow


@pytest.fixture
def page(qtbot: QtBot, office: OfficeWorkspace) -> InboxPage:
    shown = show(qtbot, office, "inbox")
    assert isinstance(shown, InboxPage)
    return shown


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
    drop(page, scene.workbook("NDC"), scene.pdf("NDC"))
    assert len(page.lines) == 2
    settle(qtbot, page)
    assert states(page) == [LineState.TAKEN, LineState.TAKEN]
    assert page.lines[0].sentence.startswith("國發會　r1　控制碼 ")
    assert "與同版另一檔案成對" in page.lines[1].sentence
    assert len(office.desk.returns.received(ROUND_ID, "NDC")) == 1
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
    assert office.desk.returns.received(ROUND_ID, "MOTC") == ()


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


def test_what_verifies_is_prepared_while_files_are_on_their_way(
    qtbot: QtBot, page: InboxPage, dialogs: DialogRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared: list[OfficeInbox] = []
    monkeypatch.setattr(OfficeInbox, "prepare", lambda inbox: prepared.append(inbox))
    dialogs.answers = [[]]
    page.choose_files()
    assert enters(page, mime_of(Path("a.xlsx")))
    qtbot.waitUntil(lambda: len(prepared) == 2)


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


def test_a_folder_of_folders_is_taken_in_and_what_is_passed_over_is_said(
    qtbot: QtBot, page: InboxPage, scene: Scene, tmp_path: Path
) -> None:
    folder = tmp_path / "收件" / "01_國發會"
    folder.mkdir(parents=True)
    shutil.copy(scene.workbook("NDC"), folder / "a.xlsx")
    (folder / "公文.docx").touch()
    drop(page, folder.parent)
    settle(qtbot, page)
    assert states(page) == [LineState.TAKEN]
    texts = [each.text for each in page.notices.notices()]
    assert any("新收 1 個檔案" in each for each in texts)
    assert any("1 個檔案不是填報表" in each and "公文.docx" in each for each in texts)


def test_an_archive_is_opened_and_its_files_taken_in(
    qtbot: QtBot, page: InboxPage, scene: Scene, tmp_path: Path
) -> None:
    path = tmp_path / "國發會.zip"
    with zipfile.ZipFile(path, "w") as made:
        for each in (scene.workbook("NDC"), scene.pdf("NDC")):
            made.write(each, each.name)
    drop(page, path)
    assert "國發會.zip" in page.notices.notices()[0].text
    settle(qtbot, page)
    assert states(page) == [LineState.TAKEN, LineState.TAKEN]


def test_a_folder_without_returns_is_told_of(qtbot: QtBot, page: InboxPage, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").touch()
    drop(page, tmp_path / "in")
    assert page.lines == ()
    (notice,) = page.notices.notices()
    assert "有 1 個其他檔案" in notice.text


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ('application/x-qt-windows-mime;value="FileGroupDescriptorW"', "電子郵件"),
        ("text/x-moz-message", "電子郵件"),
        ("text/uri-list", "連結"),
    ],
)
def test_a_mail_or_a_link_is_told_how_to_become_a_file(
    page: InboxPage, kind: str, words: str
) -> None:
    data = QMimeData()
    data.setData(kind, b"https://example.org/a.xlsx\r\n")
    drop_data(page, data)
    (notice,) = page.notices.notices()
    assert (notice.kind, words in notice.text) == ("error", True)
    assert page.lines == ()


def test_without_a_round_the_page_points_to_the_overview(
    qtbot: QtBot, new_office: OfficeWorkspace
) -> None:
    page = show(qtbot, new_office, "inbox")
    assert isinstance(page, InboxPage)
    assert page.empty.button is not None
    with qtbot.waitSignal(page.page_requested) as asked:
        page.empty.button.click()
    assert asked.args == ["overview", None]


def answered(page: InboxPage) -> list[str]:
    return [word(each.receipt) if each.receipt else "" for each in page.lines]


def test_a_batch_is_answered_with_one_receipt_a_revision(
    qtbot: QtBot, page: InboxPage, scene: Scene, documents: Path
) -> None:
    page.take_files([scene.workbook("NDC"), scene.pdf("NDC"), scene.workbook("MOTC")])
    settle(qtbot, page)
    assert answered(page) == ["回條已產生"] * 3
    written = sorted(each.name for each in (documents / "Tianbao" / "收件回條").iterdir())
    assert written == [f"收件回條_{each}_{ROUND_ID}_r1.tbreceipt" for each in ("MOTC", "NDC")]
    assert "已產生 2 份回條" in page.notices.notices()[-1].text
    assert page.table.proxy.index(0, 2).data() == "已產生"


def test_receipts_go_to_the_folder_that_was_chosen(
    qtbot: QtBot, page: InboxPage, scene: Scene, dialogs: DialogRecorder, tmp_path: Path
) -> None:
    dialogs.answers = [tmp_path / "寄出"]
    page.receipts.change_button.click()
    assert page.receipts.label.toolTip() == str(tmp_path / "寄出")
    page.take_files([scene.workbook("NDC")])
    settle(qtbot, page)
    assert len(list((tmp_path / "寄出").iterdir())) == 1


def test_a_locked_key_is_asked_for_once_and_declining_leaves_the_receipts_due(
    qtbot: QtBot,
    page: InboxPage,
    office: OfficeWorkspace,
    scene: Scene,
    dialogs: DialogRecorder,
) -> None:
    reopen(office)
    dialogs.answers = [None]
    page.take_files([scene.workbook("NDC")])
    settle(qtbot, page)
    page.take_files([scene.workbook("MOTC")])
    settle(qtbot, page)
    assert len(dialogs.asked) == 1  # declined: not asked again by itself
    assert answered(page) == ["回條未產生", "回條未產生"]
    assert "回條未產生" in page.notices.notices()[-1].text
    dialogs.answers = [PASSPHRASE]
    page.table.select_record(page.lines[0])
    assert page.receipts.write_button.isEnabled()
    page.receipts.write_button.click()
    qtbot.waitUntil(lambda: not page.tasks.is_busy)
    assert answered(page) == ["回條已產生", "回條未產生"]


def test_a_file_that_names_nobody_gets_no_receipt_and_the_button_says_why(
    qtbot: QtBot, page: InboxPage, tmp_path: Path
) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("便條", encoding="utf-8")
    page.take_files([notes])
    settle(qtbot, page)
    page.table.select_record(page.lines[0])
    assert answered(page) == ["無法開立回條"]
    assert not page.receipts.write_button.isEnabled()
    assert "notes.txt" in page.receipts.write_button.toolTip()


def test_a_receipt_is_written_again_only_when_asked(
    qtbot: QtBot, page: InboxPage, office: OfficeWorkspace, scene: Scene
) -> None:
    page.take_files([scene.workbook("NDC")])
    settle(qtbot, page)
    page.take_files([scene.workbook("NDC")])
    settle(qtbot, page)
    assert count_receipts(office) == 1
    page.table.select_record(page.lines[1])
    page.receipts.write_button.click()
    qtbot.waitUntil(lambda: not page.tasks.is_busy)
    assert count_receipts(office) == 2


def count_receipts(office: OfficeWorkspace) -> int:
    return sum(each.action == "receipt_written" for each in office.desk.records.audit_entries())


@pytest.fixture
def gate(office: OfficeWorkspace, monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """An import waits before its second file until this is set."""
    opened, original = threading.Event(), office.desk.inbox.import_files

    def wait_before_the_second(
        paths: Sequence[Path], *, now: datetime, progress: Progress, on_result: ResultListener
    ) -> tuple[ImportResult, ...]:
        def step(done: int, total: int, what: str) -> None:
            progress(done, total, what)
            if done == 1:
                assert opened.wait(20)

        return original(paths, now=now, progress=step, on_result=on_result)

    monkeypatch.setattr(office.desk.inbox, "import_files", wait_before_the_second)
    return opened


def test_lines_have_their_results_before_the_batch_is_over(
    qtbot: QtBot, page: InboxPage, gate: threading.Event, scene: Scene, tmp_path: Path
) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("便條", encoding="utf-8")
    page.take_files([notes, scene.workbook("NDC"), scene.workbook("MOTC")])
    early = [LineState.REFUSED, LineState.AT_WORK, LineState.WAITING]
    qtbot.waitUntil(lambda: states(page) == early, timeout=20_000)
    assert "notes.txt" in page.lines[0].sentence
    gate.set()
    settle(qtbot, page)
    assert states(page) == [LineState.REFUSED, LineState.TAKEN, LineState.TAKEN]


def test_stopping_keeps_what_has_its_result(
    qtbot: QtBot,
    page: InboxPage,
    office: OfficeWorkspace,
    gate: threading.Event,
    scene: Scene,
    tmp_path: Path,
) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("便條", encoding="utf-8")
    page.take_files([notes, *scene.pairs["NDC"], *scene.pairs["MOTC"]])
    qtbot.waitUntil(lambda: LineState.REFUSED in states(page), timeout=20_000)
    page.tasks.cancel()
    gate.set()
    qtbot.waitUntil(lambda: not page.tasks.is_busy and bool(page.notices.notices()))
    assert states(page) == [LineState.REFUSED, *[LineState.STOPPED] * 4]
    assert office.desk.returns.received(ROUND_ID, "NDC") == ()


def test_files_that_are_only_to_be_verified_go_to_their_page(
    qtbot: QtBot, page: InboxPage, scene: Scene, dialogs: DialogRecorder
) -> None:
    dialogs.answers = [[scene.workbook("NDC")]]
    with qtbot.waitSignal(page.page_requested) as asked:
        page.verify_button.click()
    assert asked.args == ["verify", (scene.workbook("NDC"),)]
    assert page.lines == ()


def test_the_office_verifies_without_taking_in(
    qtbot: QtBot, office: OfficeWorkspace, scene: Scene
) -> None:
    page = show(qtbot, office, "verify")
    assert isinstance(page, VerifyPage)
    page.check_files([scene.workbook("NDC"), scene.pdf("MOTC")])
    qtbot.waitUntil(lambda: not page.tasks.is_busy and bool(page.notices.notices()), timeout=30_000)
    assert [each.state for each in page.lines] == ["驗章無誤", "驗章無誤"]
    page.table.select_record(page.lines[1])
    assert "重新產製後逐一比對" in page.verdict_view.text()
    assert "填報期：114" in page.verdict_view.text().replace(" ", "")
    assert office.desk.records.ledger() == ()
