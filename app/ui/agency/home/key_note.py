"""On the first page: no key on the registry yet, or one that ends, by its dates or the policy's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from app.models.periods import format_roc_date, format_taiwan_day
from app.models.rounds import Round
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.messages import format_message
from app.ui.translation import join_sentences, tr
from app.ui.widgets import icons, theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_label
from app.ui.widgets.theme import Tone

if TYPE_CHECKING:  # brings the cryptography, which the first page does without
    from app.trust.keys.my_keys import MyKey

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
        """Say that no key is registered, which ends too early, or what the policy ends soon."""
        from app.trust.keys.my_keys import expiring_in_round, find_first_step

        draft = self._workspace.draft
        if draft is None:
            self.hide()
            return
        keys = self._workspace.my_keys()
        step = find_first_step(keys)
        ending = expiring_in_round(keys, draft.round)
        if step is not None:
            own = next((each.own_sha256 for each in keys if each.is_mine), None)
            self._say(_FIRST_STEPS[step.value], own)
        elif ending:
            self._say(_describe_ending(ending[0], draft.round), ending[0].own_sha256)
        else:
            self._say_notes(keys)

    def _say_notes(self, keys: Sequence[MyKey]) -> None:
        """What the trust policy has to say of a key in hand: it ends, or ends soon."""
        noted = [each for each in keys if each.is_mine and each.facts and each.facts.notes]
        if not noted or noted[0].facts is None:
            self.hide()
            return
        notes = (format_message(each.code, each.params) for each in noted[0].facts.notes)
        self._say(join_sentences(*notes), noted[0].own_sha256)

    def _say(self, words: str, sha256: str | None) -> None:
        self._sha256 = sha256 or ""
        self.words.setText(words)
        self.show()


def _describe_ending(key: MyKey, round_: Round) -> str:
    assert key.valid_until is not None
    asked = tr("展期申請已匯出，請留意彙整機關來電。") if key.request else tr("請先辦理展期。")
    return join_sentences(
        tr(
            "{person_name}的簽章憑證於 {until} 到期，早於本期收件截止（{closes}）。",
            person_name=key.person_name,
            until=format_taiwan_day(key.valid_until),
            closes=format_roc_date(round_.closes_on),
        ),
        asked,
    )
