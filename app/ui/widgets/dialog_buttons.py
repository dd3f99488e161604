"""The two buttons at the foot of a dialog: the one that does it, and 取消."""

from collections.abc import Callable

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton

from app.ui.translation import tr


def build_dialog_buttons(
    dialog: QDialog, name: str, act: Callable[[], object] | None = None
) -> QDialogButtonBox:
    """Buttons without the icons of the desktop. `act` stands in for closing with the answer yes."""
    buttons = QDialogButtonBox(
        QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
    )
    agree_button(buttons).setText(name)
    buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(tr("取消"))
    for each in buttons.buttons():
        each.setIcon(QIcon())
    buttons.accepted.connect(act or dialog.accept)
    buttons.rejected.connect(dialog.reject)
    return buttons


def agree_button(buttons: QDialogButtonBox) -> QPushButton:
    """The button that does it."""
    return buttons.button(QDialogButtonBox.StandardButton.Ok)
