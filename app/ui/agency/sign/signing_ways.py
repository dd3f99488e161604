"""Two signatures, two ways: hand over for approval, or both persons at this computer."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from app.agency.handing_in.steps import SigningWay
from app.ui.messages import word
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_label, build_tip
from app.ui.widgets.theme import Tone

_EXPLANATIONS = {
    SigningWay.HAND_OVER: tr("填報人先簽章，核定人檢視後再簽章或退回。"),
    SigningWay.TOGETHER: tr("填報人與核定人都在這台電腦前，一次完成。"),
}


class SigningWays(QWidget):
    """Both in sight; handing over comes chosen."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        layout = fill_box(
            QVBoxLayout(self), margins=(0, 0, 0, theme.GAP_SMALL), spacing=theme.GAP_SMALL
        )
        self._group = QButtonGroup(self)
        self.buttons: dict[SigningWay, QRadioButton] = {}
        for way in SigningWay:
            button = self.buttons[way] = QRadioButton(word(way))
            button.setToolTip(build_tip(_EXPLANATIONS[way]))
            self._group.addButton(button)
            layout.addWidget(button)
        self.words = build_label(tone=Tone.MUTED, wraps=True)
        layout.addWidget(self.words)
        self.buttons[SigningWay.HAND_OVER].setChecked(True)
        self._explain()
        self._group.buttonToggled.connect(self._note)

    def way(self) -> SigningWay:
        """The way chosen."""
        return next(way for way, button in self.buttons.items() if button.isChecked())

    def _note(self, _button: object, is_checked: bool) -> None:
        if is_checked:
            self._explain()
            self.chosen.emit()

    def _explain(self) -> None:
        self.words.setText(_EXPLANATIONS[self.way()])
