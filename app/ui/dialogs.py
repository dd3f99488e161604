"""The few questions that need a window of their own: file names and passphrases.

Pages call these functions through the module (`dialogs.ask_open_file(…)`), so that tests put a
recorder in their place.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit, QMessageBox, QWidget

if TYPE_CHECKING:  # printing is loaded when something is printed
    from PySide6.QtPrintSupport import QPrinter


def _existing(folder: Path) -> str:
    """The folder, or the nearest above it: the dialog takes what is not there for a file name."""
    return str(next((each for each in (folder, *folder.parents) if each.is_dir()), folder))


def ask_open_file(parent: QWidget, title: str, file_filter: str, folder: Path) -> Path | None:
    """Ask for a file that exists."""
    name, _ = QFileDialog.getOpenFileName(parent, title, _existing(folder), file_filter)
    return Path(name) if name else None


def ask_open_files(parent: QWidget, title: str, file_filter: str, folder: Path) -> list[Path]:
    """Ask for files that exist."""
    names, _ = QFileDialog.getOpenFileNames(parent, title, _existing(folder), file_filter)
    return [Path(name) for name in names]


def ask_save_file(parent: QWidget, title: str, file_filter: str, proposal: Path) -> Path | None:
    """Ask where to write a file; an existing one is asked about."""
    name, _ = QFileDialog.getSaveFileName(parent, title, str(proposal), file_filter)
    return Path(name) if name else None


def ask_folder(parent: QWidget, title: str, folder: Path) -> Path | None:
    """Ask for a folder."""
    name = QFileDialog.getExistingDirectory(parent, title, _existing(folder))
    return Path(name) if name else None


def ask_passphrase(parent: QWidget, title: str, question: str) -> str | None:
    """Ask for a passphrase, not shown while typing."""
    text, accepted = QInputDialog.getText(parent, title, question, QLineEdit.EchoMode.Password)
    return text if accepted else None


def ask_new_passphrase(parent: QWidget, title: str, words: str) -> str | None:
    """Ask for a new passphrase, twice; `title` is also the verb on the button."""
    from app.ui.new_passphrase import NewPassphraseDialog

    dialog = NewPassphraseDialog(title, words, parent)
    answer = dialog.passphrase.text() if dialog.exec() else None
    dialog.deleteLater()
    return answer


def ask_changed_passphrase(parent: QWidget, title: str, words: str) -> tuple[str, str] | None:
    """Ask for the present passphrase and a new one, the new one twice."""
    from app.ui.new_passphrase import NewPassphraseDialog

    dialog = NewPassphraseDialog(title, words, parent, asks_present=True)
    answer = (dialog.present.text(), dialog.passphrase.text()) if dialog.exec() else None
    dialog.deleteLater()
    return answer


def ask_agreed_passphrase(parent: QWidget, title: str, words: str, consent: str) -> str | None:
    """Ask for a new passphrase for something with consequences; `consent` has to be ticked."""
    from app.ui.new_passphrase import NewPassphraseDialog

    dialog = NewPassphraseDialog(title, words, parent, consent=consent)
    answer = dialog.passphrase.text() if dialog.exec() else None
    dialog.deleteLater()
    return answer


def ask_text(parent: QWidget, title: str, question: str, proposal: str = "") -> str | None:
    """Ask for a short text."""
    text, accepted = QInputDialog.getMultiLineText(parent, title, question, proposal)
    return text if accepted else None


def ask_yes_no(parent: QWidget, title: str, question: str, yes: str) -> bool:
    """Ask before something that cannot be undone; `yes` is the verb on the button."""
    box = QMessageBox(QMessageBox.Icon.Question, title, question, parent=parent)
    agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
    box.exec()
    return box.clickedButton() is agree


def ask_printer(parent: QWidget, title: str, content: bytes) -> "QPrinter | None":
    """Ask on which printer, and which pages of a PDF; the paper is proposed in the PDF's size."""
    from app.ui.pdf_printing import ask_printer, build_printer

    printer = build_printer(content, title)
    return printer if ask_printer(parent, title, printer) else None
