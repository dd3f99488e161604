"""Modal dialogs: file names, passphrases, short texts, confirmations, printers.

Pages call these functions through the module (`dialogs.ask_open_file(…)`), so that tests can
replace them with a recorder.
"""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileInfo, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFileIconProvider,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QWidget,
)
from shiboken6 import delete

from app.ui.translation import tr
from app.ui.widgets.file_places import (
    folder_to_open_from,
    folder_to_save_into,
    note_opened,
    note_saved,
    standing_meanwhile,
)
from app.ui.widgets.labels import build_button_text
from app.ui.widgets.new_passphrase import NewPassphraseDialog
from app.visible_text import visible_line, visible_text

if TYPE_CHECKING:  # printing is imported with the first print
    from PySide6.QtPrintSupport import QPrinter


def ask_open_file(
    parent: QWidget, title: str, file_filter: str, folder: Path | None = None
) -> Path | None:
    """Ask for an existing file, in a folder or where a file was opened last."""
    dialog = build_file_dialog(parent, title, folder or folder_to_open_from(), file_filter)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return next(iter(_ask(dialog, None if folder else note_opened)), None)


def ask_open_files(
    parent: QWidget, title: str, file_filter: str, folder: Path | None = None
) -> list[Path]:
    """Ask for existing files, in a folder or where one was opened last."""
    dialog = build_file_dialog(parent, title, folder or folder_to_open_from(), file_filter)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    return _ask(dialog, None if folder else note_opened)


def ask_save_file(parent: QWidget, title: str, file_filter: str, proposal: Path) -> Path | None:
    """Ask where to write a file; overwriting one has to be confirmed.

    A proposal that is a mere name stands where a file was saved last, or among the output.
    """
    is_name = proposal == Path(proposal.name)
    folder = folder_to_save_into() if is_name else proposal.parent
    with standing_meanwhile(folder):
        dialog = build_file_dialog(parent, title, folder, file_filter)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(proposal.suffix)
        dialog.selectFile(proposal.name)
        return next(iter(_ask(dialog, note_saved if is_name else None)), None)


def ask_folder(parent: QWidget, title: str, folder: Path | None = None) -> Path | None:
    """Ask for a folder to write into: a given one, or where a file was saved last."""
    begun = folder or folder_to_save_into()
    with standing_meanwhile(begun):
        dialog = build_file_dialog(parent, title, begun)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        chosen = next(iter(_ask(dialog)), None)
        if chosen is not None and folder is None:
            note_saved(chosen)
        return chosen


def build_file_dialog(
    parent: QWidget | None, title: str, folder: Path, file_filter: str = ""
) -> QFileDialog:
    """Build a file dialog, native or Qt's own, in the folder or its nearest existing parent."""
    existing = next((each for each in (folder, *folder.parents) if each.is_dir()), Path.home())
    dialog = QFileDialog(parent, title, str(existing), file_filter)
    dialog.setIconProvider(_plain_icons())
    return dialog


def _ask(dialog: QFileDialog, note: Callable[[Path], None] | None = None) -> list[Path]:
    chosen = [Path(name) for name in dialog.selectedFiles()] if dialog.exec() else []
    # At once: it watches the folder it shows, and Windows removes no folder that is watched.
    delete(dialog)
    if chosen and note is not None:
        note(chosen[0].parent)
    return chosen


class _PlainIcons(QFileIconProvider):
    """File icons chosen by name alone, without opening a file.

    Qt's own dialog would read each file to choose its icon. On Linux, opening and closing the
    store that is in use releases SQLite's locks on it, and the next program that opens it
    removes the latest changes.
    """

    def icon(self, what: QFileInfo | QFileIconProvider.IconType) -> QIcon:
        """One icon for folders, one for files."""
        if isinstance(what, QFileInfo):
            kinds = QFileIconProvider.IconType
            return super().icon(kinds.Folder if what.isDir() else kinds.File)
        return super().icon(what)

    def type(self, info: QFileInfo) -> str:
        """Describe the type of a file by its name."""
        return tr("資料夾") if info.isDir() else info.suffix()


@cache
def _plain_icons() -> _PlainIcons:
    return _PlainIcons()  # the dialog does not keep it alive


def ask_passphrase(parent: QWidget, title: str, question: str) -> str | None:
    """Ask for a passphrase, hidden while typing."""
    dialog = _build_input_dialog(parent, title, question)
    dialog.setTextEchoMode(QLineEdit.EchoMode.Password)
    return _ask_input(dialog)


def ask_new_passphrase(parent: QWidget, title: str, words: str, consent: str = "") -> str | None:
    """Ask for a new passphrase, twice; `title` is also the label of the button.

    `consent` is a sentence that has to be ticked.
    """
    answer = _ask_passphrases(NewPassphraseDialog(title, words, parent, consent=consent))
    return None if answer is None else answer[1]


def ask_changed_passphrase(
    parent: QWidget, title: str, words: str, known: Sequence[str] = ()
) -> tuple[str, str] | None:
    """Ask for the present passphrase and for a new one, the new one twice.

    `known` are words of the owner, such as the name, that must not make up the new one.
    """
    return _ask_passphrases(
        NewPassphraseDialog(title, words, parent, asks_present=True, known=known)
    )


def _ask_passphrases(dialog: NewPassphraseDialog) -> tuple[str, str] | None:
    answer = (dialog.present.text(), dialog.passphrase.text()) if dialog.exec() else None
    dialog.deleteLater()
    return answer


def ask_text(parent: QWidget, title: str, question: str, proposal: str = "") -> str | None:
    """Ask for a short text."""
    dialog = _build_input_dialog(parent, title, question)
    dialog.setOption(QInputDialog.InputDialogOption.UsePlainTextEditForTextInput)
    dialog.setTextValue(proposal)
    return _ask_input(dialog)


def _build_input_dialog(parent: QWidget, title: str, question: str) -> QInputDialog:
    dialog = QInputDialog(parent)
    dialog.setWindowTitle(visible_line(title))
    dialog.setLabelText(visible_text(question))
    _show_plain_text(dialog)
    return dialog


def _ask_input(dialog: QInputDialog) -> str | None:
    text = dialog.textValue() if dialog.exec() else None
    dialog.deleteLater()
    return text


def _show_plain_text(dialog: QDialog) -> None:
    """Qt's own dialogs take a text that looks like HTML for HTML."""
    for label in dialog.findChildren(QLabel):
        label.setTextFormat(Qt.TextFormat.PlainText)


def ask_yes_no(parent: QWidget, title: str, question: str, yes: str) -> bool:
    """Ask before something that cannot be undone; `yes` is the label of the button."""
    box = _build_question_box(parent, title, question)
    agree = box.addButton(build_button_text(yes), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(tr("取消"), QMessageBox.ButtonRole.RejectRole)
    box.exec()
    return box.clickedButton() is agree


def _build_question_box(parent: QWidget, title: str, question: str) -> QMessageBox:
    box = QMessageBox(
        QMessageBox.Icon.Question, visible_line(title), visible_text(question), parent=parent
    )
    box.setTextFormat(Qt.TextFormat.PlainText)
    return box


def ask_choice(parent: QWidget, title: str, question: str, choices: Sequence[str]) -> int | None:
    """Ask which of some ways to go on; `choices` are the labels of the buttons, the first marked.

    Returns the number of the choice, 0 being the first; None where nobody goes on.
    """
    box = _build_question_box(parent, title, question)
    role = QMessageBox.ButtonRole
    buttons = [box.addButton(build_button_text(each), role.AcceptRole) for each in choices]
    box.addButton(tr("取消"), role.RejectRole)
    box.setDefaultButton(buttons[0])
    box.exec()
    clicked = box.clickedButton()
    return next((at for at, each in enumerate(buttons) if each is clicked), None)


def ask_printer(parent: QWidget, title: str, content: bytes) -> "QPrinter | None":
    """Ask for a printer and the pages of a PDF; the paper is proposed in the PDF's size."""
    from app.ui.widgets.pdf_printing import ask_printer, build_printer

    printer = build_printer(content, title)
    return printer if ask_printer(parent, title, printer) else None
