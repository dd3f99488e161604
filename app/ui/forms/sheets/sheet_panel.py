"""A sheet with what is said about it: messages above the table, and how it is used below it."""

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.characters.cleaning import Cleaned
from app.forms.sheets.layouts import SheetLayout
from app.models.answers import Place
from app.ui.forms.finding_text import describe_cleaning
from app.ui.forms.form_host import FormHost
from app.ui.forms.sheets.sheet_model import PastedCell, PasteOutcome, SheetModel
from app.ui.forms.sheets.sheet_table import SheetTable
from app.ui.messages import word
from app.ui.translation import join_words, tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_label
from app.ui.widgets.notices import NoticeBar
from app.ui.widgets.theme import Tone


class SheetPanel(QWidget):
    """Used for the rows of a section and for the whole agency alike."""

    def __init__(
        self, host: FormHost, layout: SheetLayout, hint: str = "", *, scrolls: bool = False
    ) -> None:
        super().__init__()
        self.notices = NoticeBar()
        self.sheet = SheetModel(host, layout, self)
        self.table = SheetTable(self.sheet, scrolls=scrolls)
        self.table.pasted.connect(self._report_paste)
        self.sheet.paste_undone.connect(self.notices.clear)
        self.sheet.text_cleaned.connect(self._say_cleaned)
        parts = (self.notices, (self.table, int(scrolls)))
        column = fill_box(QVBoxLayout(self), *parts, margins=0, spacing=theme.GAP)
        if not host.read_only:
            usual = tr("可自 Excel 複製一塊儲存格後按 Ctrl+V 貼上；F2 編輯，Delete 清除。")
            words = f"{hint}{usual}"
            fill_box(column, build_label(words, Tone.MUTED, style="small", wraps=True))

    def focus_place(self, place: Place) -> bool:
        """Put the focus on a cell; false when it is not here."""
        index = self.sheet.index_of(place)
        if index.isValid():
            self._focus(index)
        return index.isValid()

    def _report_paste(self, results: tuple[PastedCell, ...]) -> None:
        self.notices.clear()
        counts = dict.fromkeys(PasteOutcome, 0)
        for cell in results:
            counts[cell.outcome] += bool(cell.text.strip()) or cell.outcome is PasteOutcome.WRITTEN
        summary = join_words(
            tr("{outcome} {n} 格", outcome=word(each), n=n) for each, n in counts.items() if n
        )
        problems = [each for each in results if each.outcome is PasteOutcome.UNREADABLE]
        folded = sum(each.cleaned.folded for each in results)
        self._say_cleaned(Cleaned("", folded, sum(each.cleaned.removed for each in results)))
        unplaced = dict.fromkeys(
            each.message for each in results if each.outcome is PasteOutcome.UNPLACED
        )
        if any(each.is_by_name for each in results):
            summary = tr("{summary}（依貼上內容的標題與名稱放到所屬的列欄）", summary=summary)
        if self.table.hidden_rows:
            summary = tr("{summary}、隱藏而略過 {n} 列", summary=summary, n=self.table.hidden_rows)
        if not problems and not unplaced:
            self.notices.show_done(tr("已貼上：{summary}。按 Ctrl+Z 可一次復原。", summary=summary))
            return
        if not problems:
            self.notices.show_warning(
                tr("已貼上：{summary}。\n{lines}", summary=summary, lines="\n".join(unplaced))
            )
            return
        lines = [*unplaced, *self._name_problems(problems)]
        first = problems[0]
        self.notices.show_warning(
            tr(
                "已貼上：{summary}。無法讀取的內容留在原格，請更正：\n{lines}",
                summary=summary,
                lines="\n".join(lines),
            ),
            (tr("前往第一處"), lambda: self._go_to(first)),
        )

    def _name_problems(self, problems: list[PastedCell]) -> list[str]:
        return [
            tr("第 {number} 列：{message}", number=each.row + 1, message=each.message)
            for each in problems
        ]

    def _say_cleaned(self, cleaned: Cleaned) -> None:
        if sentence := describe_cleaning(cleaned):
            self.notices.show_info(sentence)

    def _go_to(self, cell: PastedCell) -> None:
        self._focus(self.sheet.index(cell.row, cell.column))

    def _focus(self, index: QModelIndex) -> None:
        self.table.setCurrentIndex(index)
        self.table.setFocus()
