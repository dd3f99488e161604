"""催報: who is late in a round, and the letter to each, ready to mail."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.models.agency_names import AgencyNames
from app.models.day import LateAgency, Reminder
from app.models.rounds import Round
from app.office.overview.reminders import write_reminder
from app.ui.office.workspace import OfficeWorkspace
from app.ui.translation import tr
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.desktop import open_letter
from app.ui.widgets.labels import build_label
from app.ui.widgets.notices import NoticeBar
from app.ui.widgets.record_table import RecordColumn
from app.ui.widgets.record_view import RecordView
from app.ui.widgets.theme import Tone
from app.ui.widgets.tinted import TintedButton
from app.visible_text import visible_line, visible_text


class ReminderDialog(QDialog):
    """Late agencies above, the letter to the one in hand below; nothing is sent from here."""

    def __init__(
        self, workspace: OfficeWorkspace, round_: Round, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._round = round_
        self._names = AgencyNames(workspace.desk.rounds.programme_of(round_.id), round_)
        self._reminder: Reminder | None = None
        self.setWindowTitle(visible_line(tr("催報 — {title}", title=round_.title)))
        self.resize(760, 560)
        self.notices = NoticeBar()
        self.agencies = RecordView(self._build_columns(), tr("逾期未報送的機關"), "addresses")
        self.agencies.record_selected.connect(self._take_agency)
        self.letter = QPlainTextEdit()
        self.letter.setAccessibleName(tr("催報文字"))
        self.letter.setTabChangesFocus(True)
        self.mail = TintedButton("arrow-right", tr("寫信…"), self._open_mail)
        self.copy_addresses = TintedButton("copy", tr("複製信箱"), self._copy_addresses)
        self.copy_letter = TintedButton("copy", tr("複製文字"), self._copy_letter)
        close = TintedButton("x", tr("關閉"), self.reject)
        about = build_label(
            tr("信箱取自各機關最近一次報送的填報表；這裡不會寄信，文字可先修改。"),
            Tone.MUTED,
            wraps=True,
        )
        buttons = (self.mail, self.copy_addresses, self.copy_letter, 1, close)
        fill_box(
            QVBoxLayout(self),
            self.notices,
            about,
            (self.agencies, 1),
            (self.letter, 1),
            fill_box(QHBoxLayout(), *buttons),
        )
        self.agencies.set_records(workspace.desk.overview.late(round_.id, workspace.today()))
        if self.agencies.proxy.rowCount():
            self.agencies.select_row(0)
        self.agencies.setFocus()

    def _build_columns(self) -> tuple[RecordColumn, ...]:
        names = self._names
        return (
            RecordColumn("agency", tr("機關"), lambda each: names.full(each.agency), width=22),
            RecordColumn(
                "days", tr("逾期日數"), lambda each: str(each.days_late),
                lambda each: each.days_late, width=9, is_figure=True,
            ),
            RecordColumn(
                "addresses", tr("聯絡信箱"),
                lambda each: "; ".join(each.addresses) or tr("（沒有報送過，無信箱）"), width=30,
            ),
        )  # fmt: skip

    def _take_agency(self, late: LateAgency | None) -> None:
        found = None if late is None else write_reminder(self._round, self._names, late)
        self._reminder = found
        self.letter.setPlainText("" if found is None else visible_text(found.body))
        self.mail.setEnabled(found is not None)
        self.copy_letter.setEnabled(found is not None)
        self.copy_addresses.setEnabled(found is not None and bool(found.addresses))

    def _open_mail(self) -> None:
        if self._reminder is None:
            return
        subject, body = self._reminder.subject, self.letter.toPlainText()
        if not open_letter(self._reminder.addresses, subject, body):
            self.notices.show_info(tr("這台電腦沒有可開啟的郵件程式；請複製信箱與文字。"))

    def _copy_addresses(self) -> None:
        if self._reminder is not None:
            QGuiApplication.clipboard().setText("; ".join(self._reminder.addresses))
            self.notices.show_done(tr("已複製信箱。"))

    def _copy_letter(self) -> None:
        if self._reminder is not None:
            text = f"{self._reminder.subject}\n\n{self.letter.toPlainText()}"
            QGuiApplication.clipboard().setText(text)
            self.notices.show_done(tr("已複製主旨與文字。"))
