"""What a pending return says: who prepared it, for what, the note, and the sums."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from app.models.approval import PendingReturn
from app.models.periods import format_taiwan_time
from app.models.signatures import SignerRole
from app.ui.messages import word
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_label
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
        fill_box(QVBoxLayout(self), self.title, self.rows, margins=0, spacing=theme.GAP)

    def show_pending(self, pending: PendingReturn, round_title: str, agency_name: str) -> None:
        """Show one; the control totals as they stand on the cover."""
        payload = pending.payload
        self.title.setText(
            tr(
                "{agency_name}　{round_title}　第 {revision} 版",
                agency_name=agency_name,
                round_title=round_title,
                revision=pending.revision,
            )
        )
        preparer, approver = pending.preparer, pending.approver
        handed_over = format_taiwan_time(pending.handed_over_at)
        texts = {
            word(SignerRole.PREPARER): tr(
                "{person_name}（{person_id}）",
                person_name=preparer.person_name,
                person_id=preparer.person_id,
            ),
            tr("送核定"): tr(
                "{handed_over}（{origin}）", handed_over=handed_over, origin=word(pending.origin)
            ),
            word(SignerRole.APPROVER): tr(
                "{person_name}（{person_id}）",
                person_name=approver.person_name,
                person_id=approver.person_id,
            ),
            tr("控制碼"): pending.control_number,
            tr("附言"): pending.note or tr("（無）"),
            **{each.label: f"{each.value:,}" for each in payload.control_totals},
            tr("填報內容"): tr(
                "{row_count} 欄，附件 {attachments} 件，已說明之檢核結果 {explained} 項",
                row_count=payload.row_count,
                attachments=len(payload.attachments),
                explained=len(payload.explained),
            ),
        }
        self._show_rows(texts)

    def _show_rows(self, texts: dict[str, str]) -> None:
        """Rows are made anew where another form has other totals."""
        if list(texts) != list(self.values):
            while self.rows.rowCount():
                self.rows.removeRow(0)
            self.values = {name: _build_words() for name in texts}
            for name, value in self.values.items():
                label = build_label(name)
                theme.set_tone(label, Tone.MUTED)
                self.rows.addRow(label, value)
        for name, text in texts.items():
            self.values[name].setText(text)


def _build_words() -> QLabel:
    words = build_label(wraps=True)
    words.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return words
