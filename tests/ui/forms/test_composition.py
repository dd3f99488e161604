"""What an input method is composing stays in the cell or field in which it was begun, once."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QStackedWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.models.answers import StoredValue
from app.models.forms import FieldSpec, FieldType
from app.ui.forms import composition
from app.ui.forms.editors.line_editors import LineEditor
from app.ui.forms.editors.long_text_editor import LongTextEditor
from app.ui.forms.field_box import build_editor
from app.ui.forms.sheets.sheet_model import SheetModel
from app.ui.forms.sheets.sheet_view import SheetSectionView
from tests.ui.forms.hosts import MemoryHost

Field = tuple[QStackedWidget, LineEditor | LongTextEditor, list[StoredValue]]


@pytest.fixture(autouse=True)
def _nothing_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(composition, "_taken", composition._TakenText())


@pytest.fixture
def host(qtbot: QtBot) -> MemoryHost:
    return MemoryHost()


@pytest.fixture(params=[FieldType.TEXT, FieldType.LONG_TEXT])
def view(qtbot: QtBot, host: MemoryHost, request: pytest.FixtureRequest) -> SheetSectionView:
    """A grid with cells of one line, and one with cells of many."""
    section = host.section("indicators")
    fields = tuple(
        replace(each, type=request.param) if each.type is FieldType.TEXT else each
        for each in section.spec.fields
    )
    view = SheetSectionView(host, replace(section, spec=replace(section.spec, fields=fields)))
    host.values_changed.connect(view.refresh)
    qtbot.addWidget(view)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is not None)
    view.table.setFocus()
    return view


def text_cell(model: SheetModel, row: int) -> QModelIndex:
    texts = (FieldType.TEXT, FieldType.LONG_TEXT)
    fields = [each.field for each in model.layout.columns]
    column = next(at for at, each in enumerate(fields) if each is not None and each.type in texts)
    return model.index(row, column)


def compose(preedit: str, commit: str = "") -> None:
    """The input method speaks to whatever has the focus."""
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    focus = QGuiApplication.focusObject()
    assert focus is not None
    QCoreApplication.sendEvent(focus, event)


def stored(view: SheetSectionView, host: MemoryHost) -> list[StoredValue]:
    """What is stored of the first three text cells."""
    model = view.sheet
    places = [model.place(text_cell(model, row)) for row in range(3)]
    return [host.answers.get(each) for each in places if each is not None]


def click(qtbot: QtBot, view: SheetSectionView, row: int) -> None:
    centre = view.table.visualRect(text_cell(view.sheet, row)).center()
    qtbot.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=centre)


def test_clicking_another_row_leaves_what_is_composed_in_its_cell(
    qtbot: QtBot, view: SheetSectionView, host: MemoryHost
) -> None:
    view.table.setCurrentIndex(text_cell(view.sheet, 0))
    compose("中")
    click(qtbot, view, 2)
    assert stored(view, host) == ["中", None, None]
    compose("國")
    compose("", "國")
    view.commit()
    assert stored(view, host) == ["中", None, "國"]


def test_after_that_the_editor_of_the_next_cell_has_the_focus(
    qtbot: QtBot, view: SheetSectionView, host: MemoryHost
) -> None:
    view.table.setCurrentIndex(text_cell(view.sheet, 0))
    compose("中")
    click(qtbot, view, 2)
    qtbot.keyClick(view.table, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit | QPlainTextEdit)
    qtbot.keyClicks(editor, "ab")
    view.commit()
    assert stored(view, host) == ["中", None, "ab"]


def test_an_answer_that_comes_late_arrives_nowhere_else(
    qtbot: QtBot, view: SheetSectionView, host: MemoryHost
) -> None:
    view.table.setCurrentIndex(text_cell(view.sheet, 0))
    compose("中")
    click(qtbot, view, 2)
    compose("", "中")
    assert view.table.state() is not QAbstractItemView.State.EditingState
    compose("", "中")  # once is late, twice is typed
    view.commit()
    assert stored(view, host) == ["中", None, "中"]


def test_the_first_composition_goes_into_the_editor_once(
    view: SheetSectionView, host: MemoryHost
) -> None:
    view.table.setCurrentIndex(text_cell(view.sheet, 0))
    compose("中")
    assert view.table.hasFocus()
    compose("", "中")
    compose("文")
    compose("", "文")
    view.commit()
    assert stored(view, host) == ["中文", None, None]
    assert len(host.steps) == 1


def test_what_comes_without_composition_goes_into_the_editor_it_opens(
    view: SheetSectionView, host: MemoryHost
) -> None:
    view.table.setCurrentIndex(text_cell(view.sheet, 0))
    compose("", "，")
    view.commit()
    assert stored(view, host) == ["，", None, None]


def test_another_page_and_a_closed_window_find_the_text_in_its_cell(
    view: SheetSectionView, host: MemoryHost
) -> None:
    for row, leave in enumerate((view.commit, view.close)):
        view.table.setCurrentIndex(text_cell(view.sheet, row))
        compose("中")
        leave()
    assert stored(view, host) == ["中", "中", None]


def test_what_is_composed_stands_while_the_values_are_shown_anew(
    view: SheetSectionView, host: MemoryHost
) -> None:
    cell = text_cell(view.sheet, 0)
    view.table.setCurrentIndex(cell)
    compose("中")
    view.sheet.setData(cell, "乙")
    editor = view.table.findChild(QLineEdit) or view.table.findChild(QPlainTextEdit)
    assert _text(editor) == ""
    compose("", "中")
    view.commit()
    assert stored(view, host) == ["中", None, None]


def _text(editor: object) -> str:
    assert isinstance(editor, QLineEdit | QPlainTextEdit)
    return editor.text() if isinstance(editor, QLineEdit) else editor.toPlainText()


class _Echo(QObject):
    """Commits once more while the focus moves into the editor, as IBus does."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusAboutToChange:
            watched.removeEventFilter(self)
            compose("", "中")
        return False


def test_what_an_input_method_says_twice_is_written_once(
    view: SheetSectionView, host: MemoryHost
) -> None:
    echo = _Echo()
    view.table.setCurrentIndex(text_cell(view.sheet, 0))
    compose("中")
    view.table.installEventFilter(echo)
    compose("", "中")
    view.commit()
    assert stored(view, host) == ["中", None, None]


def test_escape_takes_back_all_that_was_composed_in_a_cell(
    qtbot: QtBot, view: SheetSectionView, host: MemoryHost
) -> None:
    view.table.setCurrentIndex(text_cell(view.sheet, 0))
    compose("中")
    compose("", "中")
    editor = QApplication.focusWidget()
    assert isinstance(editor, QWidget)
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    click(qtbot, view, 2)
    assert stored(view, host) == [None, None, None]


class _Method:
    """Answers a request to commit at once."""

    def __init__(self) -> None:
        self.standing = ""

    def commit(self) -> None:
        text, self.standing = self.standing, ""
        if text:
            compose("", text)

    def reset(self) -> None:
        self.standing = ""


def test_an_input_method_that_answers_at_once_is_asked(
    qtbot: QtBot, view: SheetSectionView, host: MemoryHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    method = _Method()
    monkeypatch.setattr(QGuiApplication, "inputMethod", lambda: method)
    view.table.setCurrentIndex(text_cell(view.sheet, 0))
    compose("中")
    method.standing = "中"
    click(qtbot, view, 2)
    compose("", "中")  # typed, as nothing was taken over
    view.commit()
    assert stored(view, host) == ["中", None, "中"]


@pytest.fixture(params=[FieldType.TEXT, FieldType.LONG_TEXT])
def field(qtbot: QtBot, host: MemoryHost, request: pytest.FixtureRequest) -> Field:
    """A field on the first of two pages, and what it has committed."""
    editor = build_editor(FieldSpec(id="f", label="欄位", type=request.param), host.blank.form)
    assert isinstance(editor, LineEditor | LongTextEditor)
    committed: list[StoredValue] = []
    editor.value_committed.connect(committed.append)
    pages = QStackedWidget()
    pages.addWidget(editor)
    pages.addWidget(QLineEdit())
    qtbot.addWidget(pages)
    pages.show()
    pages.activateWindow()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is not None)
    editor.setFocus()
    return pages, editor, committed


@pytest.mark.parametrize("way", ["page", "focus", "close", "hand over"])
def test_a_field_that_is_left_keeps_what_is_composed_in_it(field: Field, way: str) -> None:
    pages, editor, committed = field
    compose("中")
    assert editor.typed_text() == ""
    if way == "page":
        pages.setCurrentIndex(1)
    elif way == "focus":
        pages.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        pages.setFocus()
    elif way == "close":
        pages.close()
    else:
        editor.hand_over()
    assert committed == ["中"]
    assert editor.typed_text() == "中"
