"""送核定: who is to approve, and the preparer's words to them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QVBoxLayout, QWidget

from app.models.signatures import RegistryEntry, SignerRole
from app.ui.messages import word
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_label
from app.ui.widgets.theme import Tone
from app.visible_text import visible_line

_NOTE_LINES = 3


class HandoverPanel(QWidget):
    """One approver comes chosen; several are chosen from, none is said."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.approver = QComboBox()
        self.approver.setAccessibleName(word(SignerRole.APPROVER))
        self.approver.currentIndexChanged.connect(self.changed)
        self.missing = build_label(
            tr(
                "憑證名冊上沒有可以核定的人。請核定人到「憑證」頁以核定人身分匯出登錄申請，"
                "登錄後匯入新的填報包。"
            ),
            Tone.WARNING,
            wraps=True,
        )
        self.note = QPlainTextEdit()
        self.note.setAccessibleName(tr("給核定人的附言"))
        self.note.setPlaceholderText(tr("給核定人的附言（可以不填）"))
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(self.fontMetrics().lineSpacing() * _NOTE_LINES + 12)
        fill_box(
            QVBoxLayout(self),
            build_label(word(SignerRole.APPROVER)),
            self.missing,
            self.approver,
            self.note,
            margins=(0, theme.GAP, 0, 0),
            spacing=theme.GAP_SMALL,
        )

    def show_approvers(self, entries: tuple[RegistryEntry, ...], chosen: str | None) -> None:
        """Offer these, with the one that is chosen; without one the line asks for it."""
        self.approver.blockSignals(True)
        self.approver.clear()
        for each in entries:
            name = tr(
                "{person_name}（{person_id}）",
                person_name=each.person_name,
                person_id=each.person_id,
            )
            self.approver.addItem(visible_line(name), each.certificate_sha256)
        self.approver.setPlaceholderText(tr("請選擇核定人"))
        self.approver.setCurrentIndex(self.approver.findData(chosen) if chosen else -1)
        self.approver.blockSignals(False)
        self.approver.setVisible(bool(entries))
        self.missing.setVisible(not entries)

    def approver_sha256(self) -> str | None:
        """The certificate of the approver chosen."""
        found = self.approver.currentData()
        return found if isinstance(found, str) else None
