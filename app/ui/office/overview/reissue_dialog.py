"""改用新版表單: another version of the form of a round that is open, with a reason."""

from pathlib import Path

from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from app.errors import AppError
from app.models.forms import FormSpec
from app.models.rounds import Round
from app.office.rounds.form_choice import describe_change, find_changes, read_form_file
from app.ui.messages import word
from app.ui.office.workspace import OfficeWorkspace
from app.ui.translation import tr
from app.ui.widgets import dialogs, theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.dialog_buttons import accept_button, build_dialog_buttons
from app.ui.widgets.labels import build_label
from app.ui.widgets.notices import NoticeBar
from app.ui.widgets.theme import Tone
from app.ui.widgets.tinted import TintedButton
from app.visible_text import visible_line


class ReissueDialog(QDialog):
    """Asks for a form file and a reason, and shows what changes before it is done."""

    def __init__(
        self, workspace: OfficeWorkspace, round_: Round, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace, self._round = workspace, round_
        self._form: FormSpec | None = None
        self.changed: Round | None = None
        self.setWindowTitle(visible_line(tr("改用新版表單 — {title}", title=round_.title)))
        self.setMinimumWidth(560)
        self.notices = NoticeBar()
        self.file = build_label(tr("尚未選擇"))
        self.choose = TintedButton("folder-open", tr("選擇表單檔…"))
        self.choose.clicked.connect(self._ask_file)
        self.changes = QListWidget()
        self.changes.setAccessibleName(tr("表單的變更"))
        self.summary = build_label("", Tone.MUTED, wraps=True)
        self.reason = QLineEdit()
        self.reason.setAccessibleName(tr("理由"))
        self.reason.setPlaceholderText(tr("例：依會議決議增列欄位"))
        self._build_layout()

    def show_file(self, path: Path) -> None:
        """Read a form file and show what it changes; a refusal stays in the dialog."""
        self.notices.clear()
        try:
            form = read_form_file(path)
        except AppError as error:
            self.notices.show_error(error)
            return
        self._form = form
        self.file.setText(
            tr("{title} 第 {version} 版", title=visible_line(form.title), version=form.version)
        )
        before = self._workspace.desk.rounds.form_of(self._round.id)
        lines = [visible_line(describe_change(each, word)) for each in find_changes(before, form)]
        self.changes.clear()
        self.changes.addItems(lines)
        if lines:
            words = tr(
                "由第 {before} 版改為第 {after} 版，{count} 欄有變更。已填的值依欄位保留；"
                "刪除、改變類型或減少選項者，機關端移出保存，由填報人決定。",
                before=before.version,
                after=form.version,
                count=len(lines),
            )
        else:
            words = tr("欄位沒有增減或改變類型，已填的值全部保留。")
        self.summary.setText(words)

    def submit(self) -> None:
        """Re-issue the round on the form chosen; closes the dialog when that is done."""
        if self._form is None:
            self.notices.show_info(tr("請先選擇新版的表單檔。"))
            return
        try:
            self.changed = self._workspace.desk.rounds.reissue(
                self._round.id, self._form, reason=self.reason.text()
            )
        except AppError as error:
            self.notices.show_error(error)
            return
        self.accept()

    def _ask_file(self) -> None:
        path = dialogs.ask_open_file(self, tr("選擇表單檔"), tr("表單檔 (*.toml)"))
        if path is not None:
            self.show_file(path)

    def _build_layout(self) -> None:
        about = build_label(
            tr(
                "各機關手上的填報包仍是原來的表單；改用後請重新產生填報包，寄給各機關匯入。"
                "之後依原來的表單報送的填報表不再收件。"
            ),
            Tone.MUTED,
            wraps=True,
        )
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(tr("新版表單"), fill_box(QHBoxLayout(), (self.file, 1), self.choose))
        form.addRow(tr("變更"), self.changes)
        form.addRow("", self.summary)
        form.addRow(tr("理由"), self.reason)
        buttons = build_dialog_buttons(self, tr("改用"), self.submit)
        self.change_button = accept_button(buttons)
        fill_box(QVBoxLayout(self), self.notices, about, form, buttons, spacing=theme.GAP)


def ask_for_form(workspace: OfficeWorkspace, round_: Round, parent: QWidget) -> Round | None:
    """Show the dialog; the round on its new form, None when nothing was changed."""
    dialog = ReissueDialog(workspace, round_, parent)
    dialog.exec()
    changed = dialog.changed
    dialog.deleteLater()
    return changed
