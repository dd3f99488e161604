"""Paints a reworded text with what was added underlined and what was removed struck out."""

from html import escape

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QTextDocument, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from app.office.review.text_changes import PieceKind, TextPiece
from app.ui.widgets import theme
from app.visible_text import visible_text

PIECES_ROLE = int(Qt.ItemDataRole.UserRole) + 2
_MARGIN = 3

Index = QModelIndex | QPersistentModelIndex


class RewordedDelegate(QStyledItemDelegate):
    """For cells that offer PIECES_ROLE; every other cell is painted as usual."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The cell's ground as usual, its text as marked-up pieces."""
        pieces = index.data(PIECES_ROLE)
        if not pieces:
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        option.text = ""
        style = self._view.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, self._view)
        area = option.rect
        document = self._build_document(pieces, area.width())
        painter.save()
        painter.translate(area.left(), area.top())
        document.drawContents(painter, QRectF(0, 0, area.width(), area.height()))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the marked-up text at the width of its column."""
        pieces = index.data(PIECES_ROLE)
        if not pieces:
            return super().sizeHint(option, index)
        width = self._view.columnWidth(index.column())
        document = self._build_document(pieces, width)
        return QSize(width, round(document.size().height()))

    def _build_document(self, pieces: tuple[TextPiece, ...], width: int) -> QTextDocument:
        document = QTextDocument()
        document.setDefaultFont(self._view.font())
        document.setDocumentMargin(_MARGIN)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        document.setHtml(build_html(pieces))
        document.setTextWidth(max(40, width))
        return document


def build_html(pieces: tuple[TextPiece, ...]) -> str:
    """The pieces as rich text in the colours of the present theme."""
    colours = theme.current_colours()
    styles = {
        PieceKind.KEPT: f"color:{colours.text}",
        PieceKind.ADDED: (
            f"color:{colours.text}; background-color:{colours.ok_wash}; "
            "text-decoration:underline; font-weight:600"
        ),
        PieceKind.REMOVED: f"color:{colours.error}; text-decoration:line-through",
    }
    spans = (
        f'<span style="{styles[each.kind]}">{escape(visible_text(each.text))}</span>'
        for each in pieces
    )
    return "".join(spans).replace("\n", "<br>")
