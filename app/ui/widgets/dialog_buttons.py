"""Button box at the foot of a dialog: an accept button and 取消."""

from collections.abc import Callable

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton

from app.ui.translation import tr


def build_dialog_buttons(
    dialog: QDialog, name: str, act: Callable[[], object] | None = None
) -> QDialogButtonBox:
    """Build the button box, without icons; `act` replaces accepting the dialog."""
    buttons = QDialogButtonBox(
        QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
    )
    accept_button(buttons).setText(name)
    buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(tr("取消"))
    for each in buttons.buttons():
        each.setIcon(QIcon())
    buttons.accepted.connect(act or dialog.accept)
    buttons.rejected.connect(dialog.reject)
    return buttons


def accept_button(buttons: QDialogButtonBox) -> QPushButton:
    """Return the accept button."""
    return buttons.button(QDialogButtonBox.StandardButton.Ok)
