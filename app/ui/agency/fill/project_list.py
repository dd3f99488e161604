"""The list beside the form: sheets over all projects, the agency's part and each project, with
its state; and a filter."""

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSignalBlocker,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.agency.drafts.draft import Draft
from app.forms.sheets.layouts import find_sheets
from app.ui.agency.destinations import project_name
from app.ui.agency.fill.part_states import LOOKS, UNFINISHED, WRONG, PartStates
from app.ui.agency.fill_target import FillTarget
from app.ui.messages import word
from app.ui.translation import tr
from app.ui.widgets import icons, theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.filter_line import FilterLine
from app.ui.widgets.labels import build_label, build_tip
from app.ui.widgets.theme import Tone
from app.visible_text import visible_line

Index = QModelIndex | QPersistentModelIndex
_PART_ROLE = Qt.ItemDataRole.UserRole
"""A FillTarget: a list of it, since Qt takes a bare tuple apart."""
_STATE_ROLE = _PART_ROLE + 1
_SENT_BACK = tr("退回")


class ProjectList(QWidget):
    """Emits `chosen(FillTarget)` when a line is stepped to, `entered` when it is opened."""

    chosen = Signal(object)
    entered = Signal()

    def __init__(self, draft: Draft, states: PartStates) -> None:
        super().__init__()
        self._states = states
        self._items: dict[FillTarget, QStandardItem] = {}
        self._model = QStandardItemModel(self)
        for kind in find_sheets(draft.blank):
            self._add(FillTarget(None, sheet=kind), word(kind))
        for project in (None, *draft.blank.project_ids):
            self._add(FillTarget(project), project_name(draft.programme, project))
        self._filter = _ProjectFilter(states, self)
        self._filter.setSourceModel(self._model)
        self.words = FilterLine(tr("篩選計畫"), tr("篩選計畫"))
        self.words.textChanged.connect(self._filter.look_for)
        self.view = _ProjectView()
        self.view.setModel(self._filter)
        self.view.setItemDelegate(_ProjectDelegate(states, self.view))
        self.view.opened.connect(self.entered)
        self.view.selectionModel().currentChanged.connect(self._note_current)
        self.words.returnPressed.connect(self._enter_first)
        self.only = {kind: self._build_only(kind) for kind in (_SENT_BACK, UNFINISHED, WRONG)}
        only = fill_box(QHBoxLayout(), build_label(tr("只看："), Tone.MUTED), *self.only.values())
        fill_box(
            QVBoxLayout(self),
            self.words,
            (self.view, 1),
            fill_box(only, 1, spacing=2),
            margins=(theme.GAP_SMALL, 0, theme.GAP_SMALL, theme.GAP_SMALL),
            spacing=theme.GAP_SMALL,
        )
        self.show_states()

    def show_states(self) -> None:
        """Show with each line how far it is."""
        for part, item in self._items.items():
            words = _describe(self._states, part)
            item.setData(words, _STATE_ROLE)
            item.setToolTip(build_tip(tr("{title}：{state}", title=item.text(), state=words)))
            item.setData(
                tr("{title}，{state}", title=item.text(), state=words),
                Qt.ItemDataRole.AccessibleTextRole,
            )

    def mark(self, part: FillTarget) -> None:
        """Mark what is in view, without announcing it."""
        index = self._filter.mapFromSource(self._items[part].index())
        if index != self.view.currentIndex():
            with QSignalBlocker(self.view.selectionModel()):
                self.view.setCurrentIndex(index)
            self.view.viewport().update()
        self.view.scrollTo(index)

    def shown(self) -> list[str]:
        """The names that pass the filter."""
        return [str(self._filter.index(at, 0).data()) for at in range(self._filter.rowCount())]

    def _note_current(self, current: QModelIndex, previous: QModelIndex) -> None:
        # A filter that drops the project in view does not move the form.
        if current.isValid() and self.view.hasFocus():
            self.chosen.emit(_part(current))

    def _enter_first(self) -> None:
        if self._filter.rowCount():
            first = self._filter.index(0, 0)
            self.view.setCurrentIndex(first)
            self.chosen.emit(_part(first))
            self.entered.emit()

    def _add(self, part: FillTarget, name: str) -> None:
        item = QStandardItem(visible_line(name))
        item.setData([part], _PART_ROLE)
        self._items[part] = item
        self._model.appendRow(item)

    def _build_only(self, kind: str) -> QToolButton:
        button = QToolButton()
        button.setText(kind)
        button.setCheckable(True)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setToolTip(build_tip(tr("只看有「{kind}」的計畫", kind=kind)))
        button.toggled.connect(lambda on: self._filter.limit_to(kind, on))
        return button


class _ProjectView(QListView):
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("計畫"))
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes into the form."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class _ProjectFilter(QSortFilterProxyModel):
    def __init__(self, states: PartStates, parent: QWidget) -> None:
        super().__init__(parent)
        self._states = states
        self._words = ""
        self._kinds: set[str] = set()

    def look_for(self, words: str) -> None:
        self.beginFilterChange()
        self._words = words.casefold().strip()
        self.endFilterChange()

    def limit_to(self, kind: str, wanted: bool) -> None:
        self.beginFilterChange()
        (self._kinds.add if wanted else self._kinds.discard)(kind)
        self.endFilterChange()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        index = self.sourceModel().index(source_row, 0, source_parent)
        if self._words not in str(index.data()).casefold():
            return False
        part = _part(index)
        if part.sheet is not None:
            return not self._kinds  # they ask for projects
        state = self._states.of(part)
        has = {
            _SENT_BACK: self._states.is_sent_back(part.project),
            UNFINISHED: state.missing > 0,
            WRONG: state.errors > 0,
        }
        return not self._kinds or any(has[each] for each in self._kinds)


class _ProjectDelegate(QStyledItemDelegate):
    """The name, and below it the state: icon and words."""

    def __init__(self, states: PartStates, parent: QWidget) -> None:
        super().__init__(parent)
        self._states = states

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines."""
        height = 2 * option.fontMetrics.height() + 2 * theme.GAP_SMALL + 2
        return QSize(80, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt override."""
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        box, metrics = option.rect, option.fontMetrics
        shown.text = ""
        option.widget.style().drawControl(
            QStyle.ControlElement.CE_ItemViewItem,
            shown,
            painter,
            option.widget,
        )
        icon_name, tone = LOOKS[self._states.of(_part(index)).word]
        left, line = box.left() + 6, metrics.height()
        top = box.top() + theme.GAP_SMALL
        width = box.width() - 12
        colours, elide = theme.current_colours(), Qt.TextElideMode.ElideRight
        painter.save()
        painter.setPen(QColor(colours.text))
        name = metrics.elidedText(str(index.data()), elide, width)
        painter.drawText(QRect(left, top, width, line), Qt.AlignmentFlag.AlignVCenter, name)
        top += line + 2
        icons.icon(icon_name, tone).paint(painter, left, top + (line - 16) // 2, 16, 16)
        painter.setPen(QColor(colours.tone(tone)))
        words = metrics.elidedText(str(index.data(_STATE_ROLE)), elide, width - 20)
        painter.drawText(
            QRect(left + 20, top, width - 20, line), Qt.AlignmentFlag.AlignVCenter, words
        )
        painter.restore()


def _part(index: Index) -> FillTarget:
    part: FillTarget = index.data(_PART_ROLE)[0]
    return FillTarget(*part)


def _is_sent_back(states: PartStates, part: FillTarget) -> bool:
    return part.sheet is None and states.is_sent_back(part.project)


def _describe(states: PartStates, part: FillTarget) -> str:
    words = states.of(part).words
    return f"{_SENT_BACK}・{words}" if _is_sent_back(states, part) else words
