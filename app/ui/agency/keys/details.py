"""One key in full: its state in words, what to do next, its fingerprint, and what can be done."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.trust.keys.my_keys import KeyMedium, KeyState, MyKey, NextStep
from app.ui.agency.keys.words import (
    STATE_MARKS,
    next_step_sentence,
    owner_words,
    place_words,
    role_name,
    state_sentence,
)
from app.ui.messages import describe_error, format_message, word
from app.ui.translation import tr
from app.ui.widgets import icons, theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.fingerprint_view import FingerprintView
from app.ui.widgets.flow_layout import FlowLayout
from app.ui.widgets.labels import build_button_text, build_label
from app.ui.widgets.theme import Tone

_ACTIONS = (
    ("open", tr("輸入通行碼讀取…"), "key-round"),
    ("request", tr("匯出登錄申請…"), "id-card"),
    ("renew", tr("展期…"), "refresh-cw"),
    ("replace", tr("換發…"), "shield-x"),
    ("passphrase", tr("變更通行碼…"), "pencil-line"),
    ("certificate", tr("匯出憑證檔…"), "file-badge"),
    ("forget", tr("自清單移除"), "x"),
)
_ICONS = {action: icon_name for action, _label, icon_name in _ACTIONS}
_ADVISED = {
    NextStep.REQUEST: "request",
    NextStep.RENEW: "renew",
    NextStep.REPLACE: "replace",
    NextStep.OPEN: "open",
}


class KeyDetails(QFrame):
    """A card below the table; `asked` carries the name of an action."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        theme.set_panel(self, "card")
        self.name, self.sentence, self.next, self.place = (_build_line() for _ in range(4))
        self.notes = _build_line()
        theme.set_tone(self.notes, Tone.WARNING)
        theme.set_text_style(self.name, "heading")
        theme.set_tone(self.place, Tone.MUTED)
        self.mark = build_label()
        self.fingerprint = FingerprintView()
        self.buttons: dict[str, QPushButton] = {}
        actions = QWidget()
        flow = FlowLayout(actions)
        for action, label, _icon_name in _ACTIONS:
            button = self.buttons[action] = QPushButton(build_button_text(label))
            button.clicked.connect(lambda _checked=False, name=action: self.asked.emit(name))
            flow.addWidget(button)
        state = QHBoxLayout()
        state.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        state.addWidget(self.sentence, 1)
        words = fill_box(
            QVBoxLayout(),
            self.name,
            state,
            self.next,
            self.notes,
            self.place,
            1,
            spacing=theme.GAP_SMALL,
        )
        upper = fill_box(QHBoxLayout(), (words, 1), spacing=theme.GAP_SECTION)
        upper.addWidget(self.fingerprint, 0, Qt.AlignmentFlag.AlignTop)
        fill_box(QVBoxLayout(self), upper, actions, margins=theme.GAP_LARGE, spacing=theme.GAP)

    def show_key(self, key: MyKey, can_forget: bool, now: datetime) -> None:
        """Show a key and what can be done about it."""
        icon_name, tone = STATE_MARKS[key.state]
        role = f"　{role_name(key)}" if key.role is not None else ""
        self.name.setText(f"{owner_words(key)}{role}　{word(key.medium)}")
        self.mark.setPixmap(icons.pixmap(icon_name, tone))
        self.sentence.setText(state_sentence(key, now))
        theme.set_tone(self.sentence, tone if tone is Tone.ERROR else Tone.PLAIN)
        step = next_step_sentence(key)
        self.next.setText(tr("下一步：{step}", step=step))
        self.next.setVisible(bool(step))
        notes = [
            format_message(each.code, each.params)
            for each in (() if key.facts is None else key.facts.notes)
        ]
        if key.exposure is not None:
            notes.append(describe_error(key.exposure))
        self.notes.setText("\n".join(notes))
        self.notes.setVisible(bool(notes))
        self.place.setText(place_words(key))
        self.fingerprint.setVisible(key.facts is not None)
        if key.facts is not None:
            self.fingerprint.set_fingerprint(key.facts.fingerprint)
        self.buttons["open"].setText(
            tr("重新指定檔案…") if key.state is KeyState.MISSING else tr("輸入通行碼讀取…")
        )
        offered = offered_actions(key, can_forget)
        for name, button in self.buttons.items():
            is_advised = _ADVISED.get(key.next_step) == name
            button.setVisible(name in offered)
            button.setIcon(icons.icon(_ICONS[name], Tone.ON_ACCENT if is_advised else Tone.PLAIN))
            theme.set_primary(button, is_advised)


def offered_actions(key: MyKey, can_forget: bool) -> frozenset[str]:
    """Which of the actions make sense for a key."""
    is_here = key.medium is not KeyMedium.ELSEWHERE and key.state is not KeyState.MISSING
    is_active = key.entry is not None and key.entry.revoked_at is None
    is_file = key.path is not None and is_here
    asks = key.state in (KeyState.NOT_REGISTERED, KeyState.REQUESTED)
    offers = {
        "open": key.next_step is NextStep.OPEN,
        "request": is_here and asks,
        "renew": key.is_mine and is_active,
        "replace": key.is_mine and key.entry is not None,
        "passphrase": is_file and key.facts is not None,
        "certificate": key.facts is not None,
        "forget": can_forget,
    }
    return frozenset(name for name, is_offered in offers.items() if is_offered)


def _build_line() -> QLabel:
    return build_label(wraps=True, selectable=True)
