"""Attachments of a form: chosen or dropped, made smaller when wanted, opened, saved, removed."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.models.answers import Place
from app.ui.forms import attachment_files
from app.ui.forms.cards_view import CardsView
from app.ui.forms.editors.attachment_editor import AttachmentEditor
from app.ui.widgets.tinted import IconButton
from tests.ui.drops import mime_of
from tests.ui.forms.editors.test_pictures import photo
from tests.ui.forms.hosts import PROJECT, MemoryHost
from tests.ui.recorder import DialogRecorder

CONTENT = b"\xff\xd8\xff a photo"


@pytest.fixture
def host(qtbot: QtBot) -> MemoryHost:
    return MemoryHost()


@pytest.fixture
def view(qtbot: QtBot, host: MemoryHost) -> CardsView:
    """The highlights, with two cards."""
    shown = CardsView(host, host.section("highlights"))
    host.values_changed.connect(shown.refresh)
    qtbot.addWidget(shown)
    for _ in range(2):
        shown.add.click()
    shown.resize(900, 1300)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "照片.jpg"
    path.write_bytes(CONTENT)
    return path


def editor_of(view: CardsView, number: int) -> AttachmentEditor:
    editor = view.cards[view.host.row_keys(view.section)[number]].files
    assert editor is not None
    return editor


def names(host: MemoryHost, number: int) -> list[str]:
    key = host.row_keys(host.section("highlights"))[number]
    return [each.name for each in host.attachments(Place(PROJECT, "highlights", key, "photos"))]


def drag_over(widget: QWidget, data: QMimeData) -> bool:
    """Whether what lies below the pointer takes it."""
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDragEnterEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, button, keys)
    event.ignore()
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def drop_on(widget: QWidget, *paths: Path) -> None:
    """As the desktop does: the widget below the pointer gets the events."""
    data = mime_of(*paths)
    assert drag_over(widget, data)
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, button, keys)
    QApplication.sendEvent(widget, event)


def press(editor: AttachmentEditor, word: str) -> None:
    next(each for each in editor.findChildren(IconButton) if word in each.accessibleName()).click()


def test_files_dropped_on_a_card_are_its_own_even_on_a_text(
    qtbot: QtBot, host: MemoryHost, view: CardsView, file: Path
) -> None:
    second = view.cards[host.row_keys(view.section)[1]]
    text = second.findChildren(QPlainTextEdit)[0]
    drop_on(text.viewport(), file)
    qtbot.waitUntil(lambda: names(host, 1) == ["照片.jpg"])
    assert (names(host, 0), text.toPlainText()) == ([], "")
    more = [file.with_name(each) for each in ("b.pdf", "c.txt")]
    for each in more:
        each.write_bytes(b"%PDF-" + each.name.encode())
    drop_on(second, *more)
    qtbot.waitUntil(lambda: names(host, 1) == ["照片.jpg", "b.pdf", "c.txt"])
    assert len(host.steps[-1]) == 1, "several files are one step"


def test_files_dropped_beside_the_cards_get_a_card(
    qtbot: QtBot, host: MemoryHost, file: Path
) -> None:
    view = CardsView(host, host.section("highlights"))
    host.values_changed.connect(view.refresh)
    qtbot.addWidget(view)
    drop_on(view, file.parent)
    qtbot.waitUntil(lambda: bool(host.row_keys(view.section)) and names(host, 0) == ["照片.jpg"])


def test_text_is_still_dropped_into_fields(view: CardsView) -> None:
    data = QMimeData()
    data.setText("共好市集")
    card = next(iter(view.cards.values()))
    assert not drag_over(card, data)
    assert drag_over(card.findChildren(QPlainTextEdit)[0].viewport(), data)


@pytest.mark.parametrize(("choice", "is_smaller"), [(0, True), (1, False)])
@pytest.mark.slow
def test_a_large_picture_is_made_smaller_when_wanted(
    qtbot: QtBot,
    host: MemoryHost,
    view: CardsView,
    dialogs: DialogRecorder,
    tmp_path: Path,
    choice: int,
    is_smaller: bool,
) -> None:
    original = photo(2880, 1440)
    path = tmp_path / original.name
    path.write_bytes(original.content)
    dialogs.answers = [choice]
    editor_of(view, 0).files_chosen.emit((path,))
    qtbot.waitUntil(lambda: names(host, 0) == [original.name], timeout=20_000)
    (kept,) = host.files.values()
    assert (len(kept.content) < len(original.content)) == is_smaller
    assert path.read_bytes() == original.content


@pytest.mark.slow
def test_whoever_goes_no_further_attaches_nothing(
    qtbot: QtBot, host: MemoryHost, view: CardsView, dialogs: DialogRecorder, tmp_path: Path
) -> None:
    original = photo(2880, 1440)
    path = tmp_path / original.name
    path.write_bytes(original.content)
    dialogs.answers = [None]
    editor_of(view, 0).files_chosen.emit((path,))
    qtbot.waitUntil(lambda: bool(dialogs.asked), timeout=20_000)
    assert names(host, 0) == []


def test_what_cannot_be_attached_is_named_and_the_rest_comes(
    qtbot: QtBot, host: MemoryHost, view: CardsView, file: Path
) -> None:
    key = file.with_name("我的金鑰.pem")
    key.write_bytes(b"-----BEGIN PRIVATE KEY-----\n")
    editor = editor_of(view, 0)
    editor.files_chosen.emit((key, file))
    qtbot.waitUntil(lambda: names(host, 0) == ["照片.jpg"])
    (notice,) = editor.notices.notices()
    assert "我的金鑰.pem" in notice.text


def test_a_copy_is_opened_and_saved(
    qtbot: QtBot,
    host: MemoryHost,
    view: CardsView,
    file: Path,
    dialogs: DialogRecorder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(attachment_files, "open_path", opened.append)
    editor = editor_of(view, 0)
    editor.files_chosen.emit((file,))
    qtbot.waitUntil(lambda: names(host, 0) == ["照片.jpg"])
    press(editor, "開啟")
    assert opened[0].read_bytes() == CONTENT
    assert opened[0] != file and opened[0].name == "照片.jpg"
    saved = file.with_name("再存.jpg")
    dialogs.answers = [saved]
    press(editor, "另存")
    assert saved.read_bytes() == CONTENT
    press(editor, "移除")
    assert names(host, 0) == []


@pytest.mark.parametrize("is_agreed", [False, True])
def test_what_may_run_is_opened_after_a_warning_only(
    qtbot: QtBot,
    host: MemoryHost,
    view: CardsView,
    file: Path,
    dialogs: DialogRecorder,
    monkeypatch: pytest.MonkeyPatch,
    is_agreed: bool,
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(attachment_files, "open_path", opened.append)
    program = file.with_name("試算.xlsm")
    program.write_bytes(b"PK\x03\x04 xl/vbaProject.bin")
    editor = editor_of(view, 0)
    editor.files_chosen.emit((program,))
    qtbot.waitUntil(lambda: names(host, 0) == ["試算.xlsm"])
    dialogs.answers = [is_agreed]
    press(editor, "開啟")
    assert dialogs.asked == [("ask_yes_no", "開啟附件")]
    assert bool(opened) == is_agreed
