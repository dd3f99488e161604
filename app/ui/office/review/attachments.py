"""The attachments of the return under review: what has come, to be opened or saved."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QVBoxLayout, QWidget

from app.errors import AppError
from app.models.received import ReceivedReturn
from app.office.review.attachments import ListedAttachment, find_awaited
from app.returns.attachments.media_types import may_be_opened
from app.ui.forms.attachment_files import OpenedCopies, describe_kind, format_size, save_copy
from app.ui.messages import describe_error
from app.ui.office.workspace import OfficeWorkspace
from app.ui.translation import tr
from app.ui.widgets import dialogs, theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_label, build_tip
from app.ui.widgets.notices import NoticeBar
from app.ui.widgets.record_table import RecordColumn
from app.ui.widgets.record_view import RecordView
from app.ui.widgets.theme import Tone
from app.ui.widgets.tinted import TintedButton, TintedMark
from app.visible_text import visible_line

_HERE, _AWAITED = tr("已收到"), tr("未收到")


class AttachmentBar(QWidget):
    """How many there are and how many have come; hidden where a return has none."""

    looked_at = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.mark = TintedMark("paperclip", Tone.MUTED)
        self.words = build_label(wraps=True)
        self.button = TintedButton("eye", tr("檢視附件…"), self.looked_at.emit)
        fill_box(QHBoxLayout(self), self.mark, (self.words, 1), self.button, margins=0)
        self.hide()

    def show_listed(self, listed: tuple[ListedAttachment, ...]) -> None:
        """Say how far the attachments of a return are."""
        self.setVisible(bool(listed))
        here = sum(each.is_here for each in listed)
        words = tr("附件 {count} 件，都已收到。", count=len(listed))
        if here < len(listed):
            words = tr(
                "附件 {count} 件，{lacking} 件未收到；請機關送來附件包，在收件頁收入。",
                count=len(listed),
                lacking=len(listed) - here,
            )
        tone = Tone.WARNING if here < len(listed) else Tone.MUTED
        theme.set_tone(self.words, tone)
        self.words.setText(words)


class AttachmentDialog(QDialog):
    """A line an attachment; one that has come can be opened or saved."""

    def __init__(
        self,
        workspace: OfficeWorkspace,
        received: ReceivedReturn,
        listed: tuple[ListedAttachment, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._received = received
        self._opened = OpenedCopies()
        name = workspace.agency_name(received.agency)
        title = tr("{name} r{revision} 的附件", name=name, revision=received.revision)
        self.setWindowTitle(visible_line(title))
        self.resize(760, 420)
        self.notices = NoticeBar()
        self.table = RecordView(_build_columns(), title, stretch="name")
        self.table.record_selected.connect(lambda _record: self._show_actions())
        self.table.record_activated.connect(lambda _record: self.open_selected())
        self.open_button = TintedButton("eye", tr("開啟"), self.open_selected)
        self.save_button = TintedButton("save", tr("另存…"), self.save_selected)
        self.save_all = TintedButton("folder-open", tr("全部另存…"), self.save_everything)
        close = QDialogButtonBox()
        close.addButton(tr("關閉"), QDialogButtonBox.ButtonRole.RejectRole)
        close.rejected.connect(self.reject)
        actions = fill_box(
            QHBoxLayout(), self.open_button, self.save_button, self.save_all, 1, close
        )
        fill_box(QVBoxLayout(self), self.notices, (self.table, 1), actions)
        self.table.set_records(listed)
        self.save_all.setEnabled(any(each.is_here for each in listed))
        self._show_actions()
        if (lacking := find_awaited(listed)) is not None:
            self.notices.show_warning(describe_error(lacking))

    def open_selected(self) -> None:
        """Open the selected one with the desktop's program; only what cannot run anything."""
        chosen = self._selected()
        if chosen is None or not may_be_opened(chosen.entry):
            return
        try:
            content = self._workspace.desk.attachments.content(chosen.attachment)
            if not may_be_opened(chosen.entry, content):
                raise AppError("ATTACHMENT_NOT_OPENED", name=chosen.attachment.name)
            self._opened.open(chosen.entry, content)
        except AppError as error:
            self.notices.show_error(error)

    def save_selected(self) -> None:
        """Ask for a name and save the selected one."""
        chosen = self._selected()
        if chosen is None:
            return
        try:
            content = self._workspace.desk.attachments.content(chosen.attachment)
            path = save_copy(self, chosen.entry, content)
        except AppError as error:
            self.notices.show_error(error)
            return
        if path is not None:
            self.notices.show_done(tr("已存於 {path}。", path=path))

    def save_everything(self) -> None:
        """Ask for a folder and save all that have come into one below it."""
        folder = dialogs.ask_folder(self, tr("選取存放附件的資料夾"))
        if folder is None:
            return
        try:
            saved = self._workspace.desk.attachments.save(self._received, folder)
        except AppError as error:
            self.notices.show_error(error)
            return
        words = tr("已存 {count} 個檔案於 {folder}。", count=len(saved), folder=saved[0].parent)
        self.notices.show_done(words)

    def done(self, result: int) -> None:
        """Close, and forget the copies that were opened."""
        self._opened.forget()
        super().done(result)

    def _selected(self) -> ListedAttachment | None:
        chosen = self.table.selected_record()
        return chosen if isinstance(chosen, ListedAttachment) and chosen.is_here else None

    def _show_actions(self) -> None:
        chosen = self._selected()
        self.save_button.setEnabled(chosen is not None)
        can_open = chosen is not None and may_be_opened(chosen.entry)
        self.open_button.setEnabled(can_open)
        is_barred = chosen is not None and not can_open
        self.open_button.setToolTip(
            build_tip(tr("這種檔案請先另存、掃毒後再開啟。") if is_barred else "")
        )


def _build_columns() -> tuple[RecordColumn, ...]:
    return (
        RecordColumn(
            "state", tr("狀態"), lambda each: _HERE if each.is_here else _AWAITED,
            tone=lambda each: Tone.OK if each.is_here else Tone.WARNING,
            icon_name=lambda each: "circle-check" if each.is_here else "circle-dashed", width=10,
        ),
        RecordColumn("name", tr("檔名"), lambda each: each.attachment.name, width=30),
        RecordColumn("type", tr("類型"), lambda each: describe_kind(each.attachment.media_type),
            width=20,
        ),
        RecordColumn(
            "size", tr("大小"), lambda each: format_size(each.attachment.size_bytes),
            lambda each: each.attachment.size_bytes, width=10, is_figure=True,
        ),
    )  # fmt: skip
