"""What a person can read, or have read aloud, in a widget and everything within it."""

import re
from collections.abc import Iterator

import msgspec
from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QAbstractTableModel,
    QModelIndex,
    QObject,
    Qt,
)
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabWidget,
    QTextBrowser,
    QTextEdit,
    QWidget,
)

from app.forms.check import AGENCY_SECTIONS
from app.forms.form_loader import load_form
from app.forms.nil_statements import nil_section
from app.office.bench import OFFICE
from app.programme.catalogue_loader import load_catalogue
from app.programme.catalogue_text import format_target
from app.ui.forms.editors.computed_display import ComputedDisplay
from app.ui.forms.sheets.sheet_table import SheetTable
from tests.support.window_texts import CHINESE, read_all_window_texts

_GETTERS: tuple[tuple[type[QObject], tuple[str, ...]], ...] = (
    (QWidget, ("toolTip", "accessibleName", "windowTitle")),
    (QAction, ("text", "toolTip")),
    (QLabel, ("text",)),
    (QAbstractButton, ("text",)),
    (QGroupBox, ("title",)),
    (QTextBrowser, ("toPlainText",)),
    (QLineEdit, ("placeholderText",)),
    (QComboBox, ("placeholderText",)),
    (QTextEdit, ("placeholderText",)),
    (QPlainTextEdit, ("placeholderText",)),
)
"""What is typed into a line or text is data."""
_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)
_ROC_DAY = re.compile(r"\d+年\d+月\d+日")
_PERSONS = ("林小明", "陳大同", "交通部填報人", "國發會填報人")
_MOST_ROWS = 60
"""A longer table says nothing new further down."""


def read_visible_texts(top: QWidget) -> Iterator[tuple[str, str]]:
    """Each text with the class and attribute that bears it; what was filled in is left out."""
    for each in (top, *top.findChildren(QObject)):
        if isinstance(each, SheetTable) or isinstance(each.parent(), ComputedDisplay):
            continue
        name = type(each).__name__
        for place, text in _texts_of(each):
            if text:
                yield f"{name}.{place}", text


def _texts_of(each: QObject) -> Iterator[tuple[str, str]]:
    for kind, getters in _GETTERS:
        if isinstance(each, kind):
            yield from ((getter, getattr(each, getter)()) for getter in getters)
    if isinstance(each, QComboBox):
        yield from (("item", each.itemText(row)) for row in range(each.count()))
    elif isinstance(each, QTabWidget):
        yield from (("tab", each.tabText(tab)) for tab in range(each.count()))
    elif isinstance(each, QHeaderView):
        yield from _headers_of(each)
    elif isinstance(each, QAbstractItemView) and (model := each.model()) is not None:
        yield from _cells_of(model, QModelIndex())


def _headers_of(header: QHeaderView) -> Iterator[tuple[str, str]]:
    model = header.model()
    if model is not None:
        for section in range(header.count()):
            for role in _ROLES:
                text = model.headerData(section, header.orientation(), role)
                yield "section", _text(text)


def _cells_of(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[tuple[str, str]]:
    # A list has one column, and neither lists nor tables have children: Qt hides the question.
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
    is_tree = not isinstance(model, QAbstractListModel | QAbstractTableModel)
    for row in range(min(model.rowCount(parent), _MOST_ROWS)):
        for column in range(columns):
            index = model.index(row, column, parent)
            yield from (("cell", _text(index.data(role))) for role in _ROLES)
        if is_tree:
            yield from _cells_of(model, model.index(row, 0, parent))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


class ForeignTexts:
    """Tells what of a text is neither translated nor data."""

    def __init__(self) -> None:
        self._data: list[str] = []
        self._units: set[str] = set()
        """Data of one character stands alone or is none."""
        self.add_data(*_PERSONS, OFFICE, AGENCY_SECTIONS, "114 年度執行成果")
        self.add_data(*(texts.kept for texts in read_all_window_texts().values()))
        self.add_data(load_catalogue(), load_form("annual-results"), nil_section(None))
        programme = load_catalogue()
        self.add_data([each.label for each in programme.indicators])
        targets = [target for each in programme.projects for target in each.targets]
        targets += [target for each in programme.indicators for target in each.targets]
        self.add_data([format_target(each) for each in targets])

    def add_data(self, *values: object) -> None:
        """Count every text in these as data."""
        texts = (_ROC_DAY.sub("", each) for each in _strings_of(msgspec.to_builtins(values)))
        found = {each for each in texts if CHINESE.search(each)}
        self._units |= {each for each in found if len(each) == 1}
        self._data = sorted((found | {*self._data}) - self._units, key=len, reverse=True)

    def rest_of(self, text: str) -> str:
        """What is left of a text without what stands in brackets and without data."""
        rest = _ROC_DAY.sub("", _outside_brackets(text))
        if rest.strip() in self._units:
            return ""
        for known in self._data:
            if CHINESE.search(rest) is None:
                return ""
            rest = rest.replace(known, "")
        return rest if CHINESE.search(rest) else ""


def _outside_brackets(text: str) -> str:
    """A text cut short in the middle of a bracket ends within it."""
    outside, depth = "", 0
    for character in text:
        depth = max(0, depth + {"⟦": 1, "⟧": -1}.get(character, 0))
        if depth == 0 and character != "⟧":
            outside += character
    return outside


def _strings_of(value: object) -> Iterator[str]:
    """Every text in nested data, and each of its lines."""
    if isinstance(value, str):
        yield from (value, *value.splitlines())
    elif isinstance(value, dict):
        for each in (*value, *value.values()):
            yield from _strings_of(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _strings_of(each)
