"""About the program: which it is, and of each part in it the licence with its whole text."""

from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from app.components import Component, list_components
from app.ui.settings.program_rows import ProgramRows
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_label
from app.ui.widgets.record_table import RecordColumn
from app.ui.widgets.record_view import RecordView
from app.ui.widgets.theme import Tone
from app.visible_text import visible_text

_SIZE = (860, 640)
_RULE = "─" * 40
_COLUMNS = (
    RecordColumn("name", tr("部分"), lambda each: each.name, width=30),
    RecordColumn("version", tr("版次"), lambda each: each.version, width=16),
    RecordColumn("licence", tr("授權"), lambda each: each.licence, width=40),
)


class AboutDialog(QDialog):
    """The parts as the installed packages state them; the text below is of the part chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("關於填報"))
        self.resize(*_SIZE)
        self.parts = RecordView(_COLUMNS, tr("組成部分"), stretch="licence")
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(tr("授權條款"))
        self.text.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.parts.record_selected.connect(self._show_text)
        self.program = ProgramRows()
        words = tr(
            "本程式依 MIT 授權釋出；其中他人的程式與字型各依其授權，點選一項可看全文。"
            "安裝資料夾的 licences 也有這些條款與組成清單（SBOM）。"
        )
        buttons = QDialogButtonBox()
        close = buttons.addButton(tr("關閉"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        buttons.rejected.connect(self.reject)
        fill_box(
            QVBoxLayout(self),
            self.program,
            build_label(words, Tone.MUTED, wraps=True),
            (self.parts, 2),
            (self.text, 3),
            buttons,
            spacing=theme.GAP,
        )
        self.parts.set_records(list_components())
        self.parts.select_row(0)

    def _show_text(self, part: Component | None) -> None:
        texts = () if part is None else part.texts
        pieces = [f"{each.name}\n{_RULE}\n{each.text.strip()}\n" for each in texts]
        self.text.setPlainText(visible_text("\n\n".join(pieces)))


def show_about(parent: QWidget) -> None:
    """Show the dialog."""
    dialog = AboutDialog(parent)
    dialog.exec()
    dialog.deleteLater()
