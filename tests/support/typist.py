"""Somebody fills in a form in the real window without a pause: a program to be killed.

Each step prints a line of JSON: when it began, and where it touched a field, its path, what stands
in it now, and whether that was typed or only seen.

    python -m tests.support.typist STORE SEED

It begins when it is sent a line, so that it can be started while another one still types.
"""

import json
import os
import random
import sys
import time
import traceback
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from app.models.answers import Place
from app.models.forms import Blank
from app.ui.agency.fill_target import FillTarget
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.forms.sheets.sheet_table import SheetTable
from app.ui.shell.application import build_application, run_window
from app.ui.shell.frame import Frame
from app.ui.shell.main_window import MainWindow

_FIELDS = {
    "overview": ("summary",),
    "basic": ("contact_name",),
    "budget": ("paid", "payable", "difference_note", "completed_on"),
    "indicators": ("achieved", "completed_on", "note"),
    "qualitative": ("note",),
    "results": ("narrative", "beneficiaries"),
}
_FIGURES = ("paid", "payable", "achieved", "beneficiaries")
Touched = list[tuple[str, str, bool]]
"""Path, text, and whether it was typed."""
Step = tuple[float, Touched]
"""When it began, and the fields it touched."""

_PASTED = "12\t34\n五六\t7,800\n9\t約十"
_IMPORTED_LATER = ("app.agency.drafts.drafts", "app.ui.agency.fill.page", "app.ui.shell.session")
_BURSTS = (1, 5, 30, 2000)
"""How many keys in a row; the last of them until the end."""
_LEAVING = (None, None, Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_F8)


class Typist(QObject):
    """One step each time the event loop comes round."""

    def __init__(self, chance: random.Random) -> None:
        super().__init__()
        self._chance = chance
        self._steps = self._fill_in()
        self._place: Place
        self._control: QWidget
        self._began = 0.0
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._step)
        self._next.start(0)

    def _step(self) -> None:
        self._began = time.monotonic()
        try:
            next(self._steps)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        self._next.start(0)

    def _fill_in(self) -> Iterator[None]:
        while (window := _open_window()) is None:
            yield
        workspace = window.workspace
        assert isinstance(workspace, AgencyWorkspace) and workspace.draft is not None
        places = _places(workspace.draft.blank)
        while True:
            self._place = place = self._chance.choice(places)
            window.go_to("fill", FillTarget(place.project, place.section, place))
            self._control = _focused()
            before = self._read()
            self._tell(before, is_typed=False)
            yield
            if isinstance(self._control, SheetTable) and self._chance.random() < 0.3:
                self._paste_block(self._control)
                yield
            else:
                yield from self._type(before)

    def _type(self, before: str) -> Iterator[None]:
        for _ in range(self._chance.choice(_BURSTS)):
            if self._chance.random() < 0.02 and not isinstance(_focused(), SheetTable):
                self._paste()
            elif self._chance.random() < (0.9 if self._place.field in _FIGURES else 0.3):
                digit = self._chance.choice("0123456789")
                self._foretell(digit)
                self._press(Qt.Key(ord(digit)))
            else:
                commit = QInputMethodEvent()
                commit.setCommitString(self._chance.choice("約三萬本計畫已完成，"))
                self._foretell(commit.commitString())
                QApplication.sendEvent(_focused(), commit)
            self._tell(self._read(), is_typed=True)
            yield
        key = self._chance.choice(_LEAVING)
        if key is Qt.Key.Key_Escape and self._editor() is not None:
            self._tell(before, is_typed=True)  # saved at once: told first
        if key is not None:
            self._press(key)
            self._tell(self._read(), is_typed=key is Qt.Key.Key_Return)
            yield

    def _paste_block(self, table: SheetTable) -> None:
        start, sheet = table.currentIndex(), table.sheet
        cells = (
            (row, column, text)
            for row, line in enumerate(_PASTED.split("\n"), start.row())
            for column, text in enumerate(line.split("\t"), start.column())
        )
        _print(
            self._began,
            [
                (sheet.place(sheet.index(row, column)).path, text, True)
                for row, column, text in cells
                if sheet.hasIndex(row, column) and sheet.is_editable(column)
            ],
        )  # saved at once: told first
        self._paste()

    def _paste(self) -> None:
        QGuiApplication.clipboard().setText(_PASTED)
        self._press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    def _press(
        self,
        key: Qt.Key,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        QTest.keyClick(_focused().window().windowHandle(), key, modifiers)

    def _tell(self, text: str, *, is_typed: bool) -> None:
        _print(self._began, [(self._place.path, text, is_typed)])

    def _foretell(self, character: str) -> None:
        """Tell what a key makes of the text before it is pressed.

        Whoever types without a pause has it saved within a key, and may be killed right after.
        """
        self._tell(self._read() + character, is_typed=True)

    def _read(self) -> str:
        """What stands in the field."""
        control = self._editor() or self._control
        if isinstance(control, SheetTable):
            index = control.sheet.index_of(self._place)
            return str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(control, QPlainTextEdit):
            return control.toPlainText()
        assert isinstance(control, QLineEdit)
        return control.text()

    def _editor(self) -> QWidget | None:
        """The editor that is open in the cell."""
        if not isinstance(self._control, SheetTable):
            return None
        return self._control.indexWidget(self._control.sheet.index_of(self._place))


def _print(began: float, touched: Touched) -> None:
    print(json.dumps([began, touched]), flush=True)


def _open_window() -> MainWindow | None:
    for frame in QApplication.topLevelWidgets():
        window = frame.centralWidget() if isinstance(frame, Frame) else None
        if isinstance(window, MainWindow) and window.workspace is not None:
            return window if window.workspace.is_open else None
    return None


def _places(blank: Blank) -> list[Place]:
    """Fields of the agency's own part and of its first projects."""
    return [
        Place(section.project_id, section.spec.id, row.key if row else None, field)
        for project in (None, *blank.project_ids[:3])
        for section in blank.sections_of(project)
        for row in (section.fixed_rows if section.spec.rows else (None,))
        for field in _FIELDS.get(section.spec.id, ())
    ]


def _focused() -> QWidget:
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused


if __name__ == "__main__":
    for each in _IMPORTED_LATER:
        import_module(each)
    sys.stdin.readline()
    build_application()
    typist = Typist(random.Random(sys.argv[2]))
    sys.exit(run_window(Path(sys.argv[1])))
