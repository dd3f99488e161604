"""The return under review as a table: field, this revision, the one before, margin."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QBrush, QColor, QFont

from app.models.answers import Place
from app.office.review.decision_rules import WHOLE_SECTION
from app.office.review.sheet import ReviewRow
from app.office.review.text_changes import PieceKind, TextPiece, condense
from app.office.review.threads import PastComment
from app.ui.messages import word
from app.ui.office.review.reworded_delegate import PIECES_ROLE
from app.ui.translation import tr
from app.ui.widgets import icons, theme
from app.ui.widgets.theme import Tone
from app.visible_text import visible_text

Index = QModelIndex | QPersistentModelIndex
FIELD, NOW, BEFORE, MARGIN = range(4)
GONE = tr("（已刪除）")
WHOLE_RETURN = tr("整份填報表")


@dataclass(frozen=True)
class ReviewLine:
    """One line: the whole return (no row, no place), a section's head, or a place."""

    title: str
    place: str | None
    """Where a comment about this line is anchored."""
    row: ReviewRow | None = None

    @property
    def is_head(self) -> bool:
        """Return whether the line stands for a section or the whole return."""
        return self.row is None


def build_lines(
    rows: Sequence[ReviewRow], keep: Callable[[ReviewRow], bool], with_whole: bool
) -> tuple[ReviewLine, ...]:
    """The rows that are kept, under the heads of their sections."""
    lines = [ReviewLine(WHOLE_RETURN, None)] if with_whole else []
    section: str | None = None
    for row in rows:
        if not keep(row):
            continue
        if row.place.section != section:
            section = row.place.section
            head = Place(row.place.project, section, None, WHOLE_SECTION)
            lines.append(ReviewLine(row.section, head.path))
        lines.append(ReviewLine(row.label, row.place.path, row))
    return tuple(lines)


class ReviewTableModel(QAbstractTableModel):
    """Lines of one chapter; `remark_of` says what the reviewer has written at a place."""

    def __init__(
        self, remark_of: Callable[[str | None], str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._remark_of = remark_of
        self.lines: tuple[ReviewLine, ...] = ()
        self._is_condensed = False
        self._headers = (tr("欄位"), tr("本次填報"), tr("前版"), tr("說明與意見"))

    def set_lines(
        self, lines: Sequence[ReviewLine], now: str, before: str, is_condensed: bool = False
    ) -> None:
        """Show other lines; `now` and `before` name the two revisions.

        Condensed, a reworded text shows its changes with a few words around them.
        """
        self.beginResetModel()
        self._is_condensed = is_condensed
        self.lines = tuple(lines)
        self._headers = (tr("欄位"), now, before, tr("說明與意見"))
        self.endResetModel()

    def remark_changed(self, place: str | None) -> None:
        """The reviewer wrote something at a place."""
        for position, line in enumerate(self.lines):
            if line.place == place:
                cell = self.index(position, MARGIN)
                self.dataChanged.emit(cell, cell)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """One row a line."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Field, now, before, margin."""
        return 0 if parent.isValid() else len(self._headers)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The names of the columns."""
        is_column = orientation is Qt.Orientation.Horizontal
        if is_column and role == Qt.ItemDataRole.DisplayRole and 0 <= section < 4:
            return self._headers[section]
        if not is_column and role == Qt.ItemDataRole.SizeHintRole:
            return QSize(0, 1)  # the hidden row numbers must not make rows higher than their texts
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows."""
        if not index.isValid():
            return None
        line, column = self.lines[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return visible_text(self._text(line, column))
        if role == PIECES_ROLE:
            return self._pieces(line) if column == NOW else ()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        if role == Qt.ItemDataRole.FontRole and line.is_head:
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.BackgroundRole:
            return self._ground(line, column)
        if role == Qt.ItemDataRole.ForegroundRole and line.row is not None:
            tone = Tone.MUTED if column in (FIELD, BEFORE) else Tone.PLAIN
            return QBrush(QColor(theme.current_colours().tone(tone)))
        if role == Qt.ItemDataRole.DecorationRole:
            return self._mark(line, column)
        return None

    def _text(self, line: ReviewLine, column: int) -> str:
        row = line.row
        if column == FIELD:
            return line.title
        if column == MARGIN:
            return self._margin(line)
        if row is None:
            return ""
        if column == BEFORE:
            return self._before(line, row)
        return row.text or (GONE if row.before else "")

    def _pieces(self, line: ReviewLine) -> tuple[TextPiece, ...]:
        if line.row is None:
            return ()
        return condense(line.row.pieces) if self._is_condensed else line.row.pieces

    def _before(self, line: ReviewLine, row: ReviewRow) -> str:
        if not self._is_condensed or not row.pieces:
            return row.before
        kept = (each for each in self._pieces(line) if each.kind is not PieceKind.ADDED)
        return "".join(each.text for each in kept)

    def _margin(self, line: ReviewLine) -> str:
        parts = []
        if line.row is not None and line.row.filled_by:
            parts.append(tr("填報單位：{unit}", unit=line.row.filled_by))
        if line.row is not None:
            parts += [
                tr("{message}　理由：{reason}", message=each.message, reason=each.reason)
                for each in line.row.explained
            ]
            parts += [describe_comment(each) for each in line.row.past_comments]
            if line.row.printed is not None:
                parts.append(
                    tr("填報表印為「{printed}」，與本程式計算不同", printed=line.row.printed)
                )
        remark = self._remark_of(line.place)
        if remark:
            parts.append(tr("意見：{note}", note=remark))
        return "\n".join(parts)

    def _mark(self, line: ReviewLine, column: int) -> Any:
        if self._is_marked(line, column) and not self._pieces(line):
            return icons.icon("pencil-line", Tone.WARNING)
        if column != MARGIN:
            return None
        if self._remark_of(line.place):
            return icons.icon("message-square", Tone.ACCENT)
        if line.row is not None and line.row.wants_notice:
            return icons.icon("triangle-alert", Tone.WARNING)
        return None

    def _is_marked(self, line: ReviewLine, column: int) -> bool:
        return column == NOW and line.row is not None and line.row.is_changed

    def _ground(self, line: ReviewLine, column: int) -> QBrush | None:
        colours = theme.current_colours()
        if line.is_head:
            return QBrush(QColor(colours.surface))
        if self._is_marked(line, column):
            return QBrush(QColor(colours.warning_wash))
        return None


def describe_comment(past: PastComment) -> str:
    """Format a comment with its answer: r1 意見：…, r2 回復：維持並說明　…"""
    comment = tr("r{revision} 意見：{text}", revision=past.revision, text=past.comment.text)
    if past.answer is None:
        return "\n".join((comment, tr("尚未回復"))) if past.is_owed else comment
    kind = word(past.answer.kind)
    answer = tr("r{revision} 回復：{kind}", revision=past.answered_in, kind=kind)
    return "\n".join((comment, f"{answer}　{past.answer.text}".rstrip()))
