"""On the first page: no key on the registry yet, or one that ends before the round closes."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from app.models.periods import format_roc_date, format_taiwan_day
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.translation import join_sentences, tr
from app.ui.widgets import icons, theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_label
from app.ui.widgets.theme import Tone

_LOOKED_AFTER_MS = 150
_FIRST_STEPS = {
    "request": tr(
        "還沒有已登錄的簽章憑證。登錄要等彙整機關核對指紋並寄回新的填報包，請先辦理，不必等到填完。"
    ),
    "wait": tr("登錄申請已匯出。彙整機關核對指紋後會寄回新的填報包，匯入後即可簽章。"),
}


class KeyNote(QFrame):
    """Unseen while the keys will do. They are looked at once the page has been painted."""

    asked = Signal(str)
    """The SHA-256 of the certificate to be looked at on the 憑證 page."""

    def __init__(self, workspace: AgencyWorkspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._sha256 = ""
        theme.set_panel(self, "warning")
        self.words = build_label(wraps=True)
        self.go = QPushButton(tr("前往憑證"))
        self.go.clicked.connect(lambda: self.asked.emit(self._sha256))
        mark = build_label()
        mark.setPixmap(icons.pixmap("hourglass", Tone.WARNING))
        fill_box(QHBoxLayout(self), mark, (self.words, 1), self.go)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_LOOKED_AFTER_MS)
        self._timer.timeout.connect(self.look)
        self.hide()

    def look_soon(self) -> None:
        """Look at the keys in a moment."""
        self._timer.start()

    def look(self) -> None:
        """Say that no key is registered yet, or which one ends before the round in hand closes."""
        from app.trust.keys.my_keys import expiring_in_round, find_first_step

        draft = self._workspace.draft
        keys = () if draft is None else self._workspace.my_keys()
        step = None if draft is None else find_first_step(keys)
        if step is not None:
            self._sha256 = next((each.own_sha256 or "" for each in keys if each.is_mine), "")
            self.words.setText(_FIRST_STEPS[step.value])
            self.setVisible(True)
            return
        ending = () if draft is None else expiring_in_round(keys, draft.round)
        self.setVisible(bool(ending))
        if draft is None or not ending:
            return
        first = ending[0]
        self._sha256 = first.own_sha256 or ""
        assert first.valid_until is not None
        until = format_taiwan_day(first.valid_until)
        closes = format_roc_date(draft.round.closes_on)
        asked = (
            tr("展期申請已匯出，請留意彙整機關來電。") if first.request else tr("請先辦理展期。")
        )
        self.words.setText(
            join_sentences(
                tr(
                    "{person_name}的簽章憑證於 {until} 到期，早於本期收件截止（{closes}）。",
                    person_name=first.person_name,
                    until=until,
                    closes=closes,
                ),
                asked,
            )
        )
