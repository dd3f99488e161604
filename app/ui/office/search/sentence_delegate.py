"""Paints a hit's sentence in one line, with what was found standing out."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from app.models.search import Hit
from app.ui.widgets import theme
from app.ui.widgets.record_table import RECORD_ROLE
from app.visible_text import visible_line

_MARGIN = 4

Index = QModelIndex | QPersistentModelIndex


class SentenceDelegate(QStyledItemDelegate):
    """For cells of records that are hits. What was found stays in sight in a narrow column."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The cell's ground as usual, then before, found and after."""
        hit = index.data(RECORD_ROLE)
        assert isinstance(hit, Hit)
        self.initStyleOption(option, index)
        option.text = ""
        style = self._view.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, self._view)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if is_selected else QPalette.ColorRole.Text
        self._draw(painter, option, hit, option.palette.color(role), is_selected)

    def _draw(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        hit: Hit,
        colour: QColor,
        is_selected: bool,
    ) -> None:
        metrics, area = option.fontMetrics, option.rect.adjusted(_MARGIN, 0, -_MARGIN, 0)
        found, after = visible_line(hit.found), visible_line(hit.after)
        room = max(0, area.width() - metrics.horizontalAdvance(found))
        # A third of the room for what follows, or all that what stands before leaves.
        ahead = max(room * 2 // 3, room - metrics.horizontalAdvance(after))
        before = metrics.elidedText(visible_line(hit.before), Qt.TextElideMode.ElideLeft, ahead)
        painter.save()
        painter.setClipRect(area)
        painter.setFont(option.font)
        left = self._write(painter, before, area, area.left(), colour)
        end = left + metrics.horizontalAdvance(found)
        if not is_selected:
            wash = QRect(left, area.top() + 2, end - left, area.height() - 4)
            painter.fillRect(wash, QColor(theme.current_colours().warning_wash))
        bold = painter.font()
        bold.setUnderline(True)
        painter.setFont(bold)
        left = self._write(painter, found, area, left, colour)
        painter.setFont(option.font)
        rest = metrics.elidedText(after, Qt.TextElideMode.ElideRight, max(0, area.right() - left))
        self._write(painter, rest, area, left, colour)
        painter.restore()

    @staticmethod
    def _write(painter: QPainter, text: str, area: QRect, left: int, colour: QColor) -> int:
        """Write from `left` on, and return where the text ends."""
        painter.setPen(colour)
        where = QRect(left, area.top(), max(0, area.right() - left + 1), area.height())
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
        return left + painter.fontMetrics().horizontalAdvance(text)
