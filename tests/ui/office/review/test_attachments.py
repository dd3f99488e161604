"""Attachments on the review page: what has come, and what may be opened or only saved."""

import shutil
from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from app.agency.handing_in.enclosures import name_enclosure
from app.ui.forms import attachment_files
from app.ui.office.review.attachments import AttachmentDialog
from app.ui.office.review.page import ReviewPage
from app.ui.office.workspace import OfficeWorkspace
from tests.ui.office.conftest import show
from tests.ui.office.review.test_page import open_return
from tests.ui.office.scenes import NOW, ROUND_ID, Scene
from tests.ui.recorder import DialogRecorder

pytestmark = pytest.mark.slow


def review(qtbot: QtBot, workspace: OfficeWorkspace, agency: str = "MOTC") -> ReviewPage:
    shown = show(qtbot, workspace, "review")
    assert isinstance(shown, ReviewPage)
    open_return(qtbot, shown, agency)
    return shown


def take_package_in(workspace: OfficeWorkspace, scene: Scene) -> None:
    package = name_enclosure(scene.workbook("MOTC"))
    (result,) = workspace.desk.inbox.import_files([package], now=NOW)
    assert result.code == "ATTACHMENTS_IMPORTED"


def build_dialog(qtbot: QtBot, workspace: OfficeWorkspace) -> AttachmentDialog:
    (received,) = workspace.desk.returns.received(ROUND_ID, "MOTC")
    listed = workspace.desk.attachments.of(received)
    dialog = AttachmentDialog(workspace, received, listed)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def select(dialog: AttachmentDialog, suffix: str) -> None:
    (record,) = [each for each in dialog.table.records.records if each.entry.endswith(suffix)]
    assert dialog.table.select_record(record)


def test_attachments_that_have_not_come_are_told(
    qtbot: QtBot, received: OfficeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = review(qtbot, received)
    assert page.attached.isVisible()
    assert "2 件，2 件未收到" in page.attached.words.text()
    opened: list[AttachmentDialog] = []
    monkeypatch.setattr(AttachmentDialog, "exec", lambda self: opened.append(self))
    page.attached.button.click()
    (dialog,) = opened
    assert [each.kind for each in dialog.notices.notices()] == ["warning"]
    select(dialog, ".png")
    assert not dialog.open_button.isEnabled()
    assert not dialog.save_button.isEnabled()
    assert not dialog.save_all.isEnabled()


def test_those_that_have_come_are_opened_and_the_copy_is_forgotten(
    qtbot: QtBot, received: OfficeWorkspace, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_package_in(received, scene)
    assert "都已收到" in review(qtbot, received).attached.words.text()
    dialog = build_dialog(qtbot, received)
    opened: list[Path] = []
    monkeypatch.setattr(attachment_files, "open_path", opened.append)
    select(dialog, ".png")
    dialog.open_button.click()
    (path,) = opened
    assert path.read_bytes().startswith(b"\x89PNG")
    dialog.done(QDialog.DialogCode.Rejected)
    assert not path.exists()


def test_they_are_saved_one_by_one_and_together(
    qtbot: QtBot,
    received: OfficeWorkspace,
    scene: Scene,
    tmp_path: Path,
    dialogs: DialogRecorder,
) -> None:
    take_package_in(received, scene)
    dialog = build_dialog(qtbot, received)
    select(dialog, ".txt")
    dialogs.answers += [tmp_path / "one.txt", tmp_path / "all"]
    dialog.save_button.click()
    assert "示範資料" in (tmp_path / "one.txt").read_text(encoding="utf-8")
    dialog.save_all.click()
    saved = sorted(each.suffix for each in (tmp_path / "all").rglob("*.*"))
    assert saved == [".png", ".txt"]


@pytest.mark.parametrize(
    ("entry", "code"), [("表.xlsm", None), ("程式.exe", None), ("字.png", "ATTACHMENT_NOT_OPENED")]
)
def test_what_could_run_or_is_not_what_it_says_is_not_opened(
    qtbot: QtBot,
    received: OfficeWorkspace,
    scene: Scene,
    monkeypatch: pytest.MonkeyPatch,
    entry: str,
    code: str | None,
) -> None:
    take_package_in(received, scene)
    dialog = build_dialog(qtbot, received)
    opened: list[Path] = []
    monkeypatch.setattr(attachment_files, "open_path", opened.append)
    (text,) = [each for each in dialog.table.records.records if each.entry.endswith(".txt")]
    dialog.table.set_records((msgspec.structs.replace(text, entry=entry),))
    dialog.table.select_row(0)
    assert dialog.open_button.isEnabled() == (code is not None)
    dialog.open_selected()
    assert opened == []
    assert len(dialog.notices.notices()) == (code is not None)


def test_a_return_without_attachments_shows_no_line(
    qtbot: QtBot, received: OfficeWorkspace
) -> None:
    assert not review(qtbot, received, "NDC").attached.isVisible()


def test_a_package_dropped_with_its_return_has_its_line(
    qtbot: QtBot, office: OfficeWorkspace, scene: Scene, tmp_path: Path
) -> None:
    from app.ui.office.inbox.lines import LineState
    from app.ui.office.inbox.page import InboxPage
    from app.ui.widgets.drop_area import dropped_files
    from tests.ui.drops import drop, mime_of

    folder = tmp_path / "mail"
    folder.mkdir()
    package = name_enclosure(scene.workbook("MOTC"))
    for each in (package, scene.workbook("MOTC")):
        shutil.copy(each, folder / each.name)
    assert {each.suffix for each in dropped_files(mime_of(folder))} == {".zip", ".xlsx"}
    page = show(qtbot, office, "inbox")
    assert isinstance(page, InboxPage)
    drop(page, folder)
    qtbot.waitUntil(
        lambda: not page.tasks.is_busy and all(each.result is not None for each in page.lines),
        timeout=20_000,
    )
    assert [each.state for each in page.lines] == [LineState.TAKEN] * 2
    (line,) = [each for each in page.lines if each.path.suffix == ".zip"]
    assert "附件 2 個" in line.sentence
    page.table.select_record(line)
    assert "附件包" in page.verdict_view.text()
    drop(page, folder / package.name)
    qtbot.waitUntil(lambda: not page.tasks.is_busy and page.lines[-1].result is not None)
    assert page.lines[-1].state is LineState.KNOWN
