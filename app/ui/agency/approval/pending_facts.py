"""What a pending return says: who prepared it, for what, the note, and the sums."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from app.models.approval import PendingReturn
from app.models.money import MoneyUnit, format_money
from app.models.periods import format_taiwan_time
from app.ui.messages import word
from app.ui.widgets import theme
from app.ui.widgets.theme import Tone


class PendingFacts(QWidget):
    """Labels and values; the note may be long."""

    def __init__(self) -> None:
        super().__init__()
        self.title = _build_words()
        theme.set_text_style(self.title, "heading")
        self.rows = QFormLayout()
        self.rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.values: dict[str, QLabel] = {}
        for name in (
            "填報人", "送核定", "核定人", "控制碼", "附言", "可支用預算", "累計分配", "執行數",
            "填報內容",
        ):  # fmt: skip
            label, value = QLabel(name), _build_words()
            theme.set_tone(label, Tone.MUTED)
            self.values[name] = value
            self.rows.addRow(label, value)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP)
        layout.addWidget(self.title)
        layout.addLayout(self.rows)

    def show_pending(
        self, pending: PendingReturn, round_title: str, agency_name: str, unit: MoneyUnit
    ) -> None:
        """Show one; money in the unit the window shows it in."""
        payload, totals = pending.payload, pending.payload.control_totals
        self.title.setText(f"{agency_name}　{round_title}　第 {pending.revision} 版")
        preparer, approver = pending.preparer, pending.approver
        handed_over = format_taiwan_time(pending.handed_over_at)
        texts = {
            "填報人": f"{preparer.person_name}（{preparer.person_id}）",
            "送核定": f"{handed_over}（{word(pending.origin)}）",
            "核定人": f"{approver.person_name}（{approver.person_id}）",
            "控制碼": pending.control_number,
            "附言": pending.note or "（無）",
            "可支用預算": f"{format_money(totals.available_ntd, unit)} {unit.value}",
            "累計分配": f"{format_money(totals.allocated_ntd, unit)} {unit.value}",
            "執行數": f"{format_money(totals.executed_ntd, unit)} {unit.value}",
            "填報內容": f"{payload.row_count} 欄，附件 {len(payload.attachments)} 件，"
            f"已說明之檢核結果 {len(payload.explained)} 項",
        }
        for name, text in texts.items():
            self.values[name].setText(text)


def _build_words() -> QLabel:
    words = QLabel()
    words.setWordWrap(True)
    words.setTextFormat(Qt.TextFormat.PlainText)
    words.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return words
