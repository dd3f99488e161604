"""One return that was handed in: its control number, its files, and what the office answered."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.models.agency_rounds import HandedIn
from app.models.periods import format_taiwan_time
from app.models.receipts import Receipt
from app.ui.translation import tr
from app.ui.widgets import icons, theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_label
from app.ui.widgets.theme import Tone
from app.ui.widgets.tinted import TintedButton


class RecordCard(QFrame):
    """`answer` is what stands there of the office's receipt; empty before one came."""

    copied = Signal()

    def __init__(self, record: HandedIn, receipt: Receipt | None) -> None:
        super().__init__()
        theme.set_panel(self, "row")
        self._number = record.control_number
        number = build_label(
            tr(
                "第 {revision} 版　控制碼 {control_number}",
                revision=record.revision,
                control_number=record.control_number,
            ),
            style="heading",
        )
        self.copy = TintedButton("copy", tr("複製控制碼"), self._copy)
        self.verify = TintedButton(
            "shield-check", tr("驗證檔案"), tip=tr("驗證這一版的 Excel 與 PDF；不會變更檔案")
        )
        head = fill_box(QHBoxLayout(), (number, 1), self.verify, self.copy)
        layout = QVBoxLayout(self)
        layout.addLayout(head)
        self.answer = ""
        if receipt is not None:
            self.answer, tone = describe_answer(receipt)
            layout.addLayout(_build_answer(self.answer, tone, receipt.accepted))
        details = build_label("\n".join(_describe_files(record)), selectable=True)
        layout.addWidget(details)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._number)
        self.copied.emit()


def _build_answer(words: str, tone: Tone, is_accepted: bool) -> QHBoxLayout:
    mark = build_label()
    mark.setPixmap(icons.pixmap("circle-check" if is_accepted else "shield-x", tone))
    line = build_label(words, tone, wraps=True)
    return fill_box(QHBoxLayout(), mark, (line, 1))


def _describe_files(record: HandedIn) -> tuple[str, ...]:
    return (
        format_taiwan_time(record.handed_in_at),
        *(
            tr("{name}（SHA-256 {sha256}…）", name=each.name, sha256=each.sha256[:16])
            for each in record.files
        ),
    )


def describe_answer(receipt: Receipt) -> tuple[str, Tone]:
    """已收件 with its moment, or why not."""
    moment = format_taiwan_time(receipt.offered_at)
    if receipt.accepted:
        return tr(
            "已收件　{moment}（{issued_by}簽發回條）", moment=moment, issued_by=receipt.issued_by
        ), Tone.OK
    return tr("未收件　{moment}：{sentence}", moment=moment, sentence=receipt.sentence), Tone.ERROR
