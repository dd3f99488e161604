"""A sheet with all that belongs to it: messages, preview of a paste, commands, and the foot."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.characters.cleaning import Cleaned
from app.forms.field_types import field_type
from app.forms.sheets.layouts import SheetLayout
from app.models.answers import Place
from app.models.forms import FIGURE_TYPES, FieldType
from app.notations.blocks import write_block, write_html
from app.notations.html_blocks import Block, read_clipboard
from app.ui.forms.finding_text import describe_cleaning
from app.ui.forms.form_host import FormHost
from app.ui.forms.sheets.paste_plan import PastePlan, plan_paste
from app.ui.forms.sheets.paste_preview import PastePreview, describe_plan
from app.ui.forms.sheets.sheet_delegate import is_today_key
from app.ui.forms.sheets.sheet_edits import Filled, SheetEdits
from app.ui.forms.sheets.sheet_model import SheetModel
from app.ui.forms.sheets.sheet_table import SheetTable
from app.ui.messages import word
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_label
from app.ui.widgets.notices import NoticeBar
from app.ui.widgets.theme import Tone

_CONTROL = Qt.KeyboardModifier.ControlModifier
_ERASE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class _Command(NamedTuple):
    text: str
    keys: str
    act: Callable[[], None]
    edits: bool = True


class SheetPanel(QWidget):
    """One sheet: everything of it can be done by keyboard alone."""

    place_focused = Signal(object)

    def __init__(
        self, host: FormHost, layout: SheetLayout, title: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._host = host
        self.notices = NoticeBar()
        self.sheet = SheetModel(host, layout, title, self)
        self.edits = SheetEdits(self.sheet)
        self.table = SheetTable(self.sheet)
        self.preview = PastePreview(self.sheet.cells)
        self.preview.hide()
        self.hint = build_label(
            tr("F2 編輯，Ctrl+V 貼上，Ctrl+D 向下填滿；其他按右鍵。"),
            Tone.MUTED,
            style="small",
        )
        self.hint.setVisible(not host.read_only)
        self.sums = build_label("", Tone.MUTED, style="small")
        self.sums.setAccessibleName(tr("選取範圍的筆數與合計"))
        self._pasted: tuple[Block, int, int] | None = None
        self._plan: PastePlan | None = None
        foot = fill_box(QHBoxLayout(), (self.hint, 1), self.sums, spacing=theme.GAP)
        fill_box(
            QVBoxLayout(self), self.notices, self.preview, (self.table, 1), foot,
            margins=0, spacing=theme.GAP_SMALL,
        )  # fmt: skip
        self._connect()

    def refresh(self, places: frozenset[Place] = frozenset()) -> None:
        """Show the present values."""
        self.notices.clear()
        self.sheet.refresh(places)
        self._show_sums()
        if self._pasted is not None:
            self._show_plan(with_blanks=self.preview.blanks.isChecked())

    def focus_place(self, place: Place) -> QWidget | None:
        """Put the focus on a cell; None where the place is not here."""
        index = self.sheet.index_of(place)
        if not index.isValid():
            return None
        self._close_preview()
        self.table.setFocus()
        self.table.go_to(index)
        return self.table

    # -- clipboard ---------------------------------------------------------------------------

    def copy(self, *, with_headings: bool = True) -> None:
        """Put the cells selected on the clipboard, several of them under their headings."""
        indexes = self.table.selected()
        if not indexes:
            return
        rows = sorted({each.row() for each in indexes})
        columns = sorted({each.column() for each in indexes})
        texts = {(each.row(), each.column()): str(each.data() or "") for each in indexes}
        block = [[texts.get((row, column), "") for column in columns] for row in rows]
        headings = int(with_headings and len(texts) > 1)
        if headings:
            block.insert(0, [self._heading(each) for each in columns])
        mime = QMimeData()
        mime.setText(write_block(block))
        mime.setHtml(write_html(block, headings, self._text_columns(columns)))
        QGuiApplication.clipboard().setMimeData(mime)

    def paste(self) -> None:
        """Write the clipboard's block from the current cell on; ask where it is not all taken."""
        start = self.table.currentIndex()
        mime = QGuiApplication.clipboard().mimeData()
        block = read_clipboard(mime.html() if mime.hasHtml() else "", mime.text())
        if not start.isValid() or not block.rows or self._host.read_only:
            return
        selected = self.table.selected()
        row, column = start.row(), start.column()
        if len(selected) > 1:
            row, column = selected[0].row(), min(each.column() for each in selected)
            if len(block.rows) == 1 and len(block.rows[0]) == 1:
                block = block.spread(
                    selected[-1].row() - row + 1,
                    max(each.column() for each in selected) - column + 1,
                )
        self._pasted = (block, row, column)
        plan = self._make_plan(with_blanks=False)
        if plan.is_exact:
            self._apply(plan)
        else:
            self.preview.blanks.setChecked(False)
            self._show_plan(with_blanks=False)

    # -- commands ----------------------------------------------------------------------------

    def fill_down(self) -> None:
        """Let the first row selected hold for all of them."""
        self._say_filled(self.edits.fill_down(self.table.selected()))

    def fill_right(self) -> None:
        """Let the first column selected hold for all of them."""
        self._say_filled(self.edits.fill_right(self.table.selected()))

    def enter_today(self) -> None:
        """Put today's date into the cells selected that hold dates."""
        if not self.edits.enter_today(self.table.selected()):
            self.notices.show_info(tr("今天日期只填入日期欄，所選的格都不是。"))

    def clear(self) -> None:
        """Empty the cells selected."""
        self.edits.clear(self.table.selected())

    # -- private -----------------------------------------------------------------------------

    def _connect(self) -> None:
        self.table.place_focused.connect(self.place_focused)
        self.table.key_pressed.connect(self._take_key)
        self.table.menu_asked.connect(self._open_menu)
        self.table.selectionModel().selectionChanged.connect(lambda: self._show_sums())
        self.sheet.text_cleaned.connect(self._say_cleaned)
        self.preview.accepted.connect(self._accept)
        self.preview.rejected.connect(self._close_preview)
        self.preview.blanks_chosen.connect(lambda chosen: self._show_plan(with_blanks=chosen))

    def _commands(self) -> tuple[_Command, ...]:
        return (
            _Command(tr("複製（含標題）"), "Ctrl+C", self.copy, edits=False),
            _Command(
                tr("複製（不含標題）"), "Ctrl+Shift+C",
                lambda: self.copy(with_headings=False), edits=False,
            ),
            _Command(tr("貼上"), "Ctrl+V", self.paste),
            _Command(tr("向下填滿"), "Ctrl+D", self.fill_down),
            _Command(tr("向右填滿"), "Ctrl+R", self.fill_right),
            _Command(tr("今天日期"), "Ctrl+;", self.enter_today),
            _Command(tr("清除內容"), "Delete", self.clear),
            _Command(tr("還原欄寬"), "", self.table.widths.forget, edits=False),
        )  # fmt: skip

    def _take_key(self, event: QKeyEvent) -> None:
        standard = QKeySequence.StandardKey
        keys = QKeySequence(event.keyCombination()).toString()
        acts: dict[str, Callable[[], None]] = {each.keys: each.act for each in self._commands()}
        act = acts.get(keys)
        if event.matches(standard.Copy):
            act = self.copy
        elif event.matches(standard.Paste):
            act = self.paste
        elif event.key() in _ERASE and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            act = self.clear
        elif is_today_key(event):
            act = self.enter_today
        if act is not None:
            event.accept()
            act()

    def _open_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for each in self._commands():
            action = menu.addAction(f"{each.text}\t{each.keys}" if each.keys else each.text)
            action.triggered.connect(each.act)
            action.setEnabled(not (each.edits and self._host.read_only))
        menu.popup(at)

    def _make_plan(self, *, with_blanks: bool) -> PastePlan:
        assert self._pasted is not None
        block, row, column = self._pasted
        return plan_paste(self.sheet.cells, block, row, column, with_blanks=with_blanks)

    def _show_plan(self, *, with_blanks: bool) -> None:
        if self._pasted is None:
            return
        self._plan = self._make_plan(with_blanks=with_blanks)
        self.preview.show_plan(self._plan)
        if self.preview.isHidden():
            self.notices.clear()
            self.preview.show()
            self.table.hide()
            (self.preview.leave if self._plan.takes_nothing else self.preview.take).setFocus()

    def _accept(self) -> None:
        if self._plan is not None:
            plan = self._plan
            self._close_preview()
            self._apply(plan)

    def _close_preview(self) -> None:
        self._pasted = self._plan = None
        if not self.preview.isHidden():
            self.table.show()
            self.table.setFocus()
            self.preview.hide()

    def _apply(self, plan: PastePlan) -> None:
        self._pasted = self._plan = None
        if not self.edits.apply(plan):
            return
        cleaned = [each.cleaned for each in plan.cells]
        self._say_cleaned(
            Cleaned("", sum(each.folded for each in cleaned), sum(each.removed for each in cleaned))
        )
        said = tr("已貼上：{summary}", summary=describe_plan(plan))
        if plan.takes_nothing:
            self.notices.show_info(tr("貼上的內容與原有的相同，沒有變更。"))
        elif plan.is_exact:
            self.notices.show_done(said, (tr("復原"), self._host.undo))
        else:
            self.notices.show_warning(said, (tr("復原"), self._host.undo))

    def _say_filled(self, filled: Filled) -> None:
        if filled.skipped:
            self.notices.show_warning(
                tr(
                    "已填滿 {done} 格；略過 {skipped} 格（不能填寫，或讀不懂要填入的內容）。",
                    done=filled.done,
                    skipped=filled.skipped,
                )
            )

    def _say_cleaned(self, cleaned: Cleaned) -> None:
        if sentence := describe_cleaning(cleaned):
            self.notices.show_info(sentence)

    def _show_sums(self) -> None:
        indexes = self.table.selectedIndexes()
        if len(indexes) < 2:
            self.sums.setText("")
            return
        found = self.edits.sum_up(indexes)
        text = tr("筆數 {n:,}", n=found.filled)
        if found.spec is not None and found.figures:
            handler = field_type(found.spec, self._host.blank.form, self._host.unit)
            is_money = found.spec.shown_type is FieldType.MONEY
            unit = word(self._host.unit) if is_money else found.spec.unit
            text = tr("{count}　合計 {total} {unit}", count=text,
                      total=handler.format(found.total), unit=unit)  # fmt: skip
        self.sums.setText(text.rstrip())

    def _heading(self, column: int) -> str:
        return self.sheet.cells.header(column).split("\n")[0]

    def _text_columns(self, columns: list[int]) -> set[int]:
        """Which of some columns hold no figures."""
        fields = [self.sheet.layout.columns[each].field for each in columns]
        return {
            at
            for at, each in enumerate(fields)
            if each is None or each.shown_type not in FIGURE_TYPES
        }
