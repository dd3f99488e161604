"""Step 3, the key: a file to unlock or a card. Everything else about keys has its own page."""

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.agency.handing_in.signers import is_registered
from app.errors import AppError
from app.models.periods import format_taiwan_day
from app.trust.certificates.certificate import certificate_pem
from app.trust.certificates.facts import CertificateState, describe_certificate
from app.trust.keys.pkcs11 import TokenKey
from app.trust.keys.pkcs12 import load_pkcs12
from app.trust.keys.signing_keys import SigningKey
from app.ui.agency import card_dialog
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.messages import word
from app.ui.translation import tr
from app.ui.widgets import dialogs, icons, theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.flow_layout import FlowLayout
from app.ui.widgets.labels import build_label
from app.ui.widgets.notices import NoticeBar
from app.ui.widgets.task_panel import TaskPanel
from app.ui.widgets.theme import Tone
from app.ui.widgets.tinted import TintedButton

_IDLE_MS = 10 * 60 * 1000
KEY_FILTER = tr("金鑰檔 (*.p12 *.pfx)")


class KeyCard(QWidget):
    """Holds an unlocked key for one act of signing; it is never written anywhere.

    The key is forgotten, and an opened card closed, when the task that signs is over, however it
    went, when the page is left, and when nothing has been signed for ten minutes: whoever comes
    to this computer next signs nothing with it.
    """

    key_changed = Signal()
    keys_requested = Signal()
    """The person wants the page where keys are made, registered and renewed."""

    def __init__(
        self, workspace: AgencyWorkspace, tasks: TaskPanel, *, remembers: bool = True
    ) -> None:
        """`tasks` runs the acts that sign with this key."""
        super().__init__()
        self._workspace = workspace
        self._tasks = tasks
        tasks.ended.connect(self.forget)
        self.key: SigningKey | None = None
        self.idle = QTimer(self)
        self.idle.setSingleShot(True)
        self.idle.setInterval(_IDLE_MS)
        self.idle.timeout.connect(self._forget_unless_busy)
        self._is_untold = False  # forgotten while out of sight
        self._cards: list[TokenKey] = []
        self.destroyed.connect(partial(_close_cards, self._cards))
        self.notices = NoticeBar()
        self._remembers = remembers
        self._path = self._remembered_path()
        self.file = build_label(wraps=True)
        self.choose = TintedButton("key-round", tr("選取金鑰檔…"), self._ask_for_file)
        self.card = TintedButton("id-card", tr("使用憑證 IC 卡…"), self._ask_for_card)
        self.remove_card = QPushButton(tr("結束使用卡片"))
        self.remove_card.clicked.connect(self.forget)
        self.manage = QPushButton(tr("管理憑證"))
        self.manage.setFlat(True)
        self.manage.setIcon(icons.icon("arrow-right"))
        self.manage.setToolTip(tr("建立金鑰、登錄、展期與換發，在「憑證」頁"))
        self.manage.clicked.connect(self.keys_requested)
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setPlaceholderText(tr("通行碼"))
        self.passphrase.setAccessibleName(tr("通行碼"))
        self.passphrase.returnPressed.connect(self.unlock)
        self.open = QPushButton(tr("解鎖"))
        self.open.clicked.connect(self.unlock)
        self.owner = build_label(wraps=True, selectable=True)
        self._lay_out()
        self._show()

    @property
    def is_registered(self) -> bool:
        """Return whether the unlocked key is on the list the round file brought."""
        draft = self._workspace.draft
        if self.key is None or draft is None:
            return False
        registry = self._workspace.desk.rounds.file(draft.round.id).registry
        return is_registered(self.key, registry, self._workspace.clock())

    def unlock(self) -> None:
        """Open the chosen file with the typed passphrase; one try a click."""
        if self._path is None:
            return
        try:
            self.key = load_pkcs12(self._path, self.passphrase.text().encode())
        except AppError as error:
            self.key = None
            self.notices.show_error(error)
            self.passphrase.selectAll()
            self.passphrase.setFocus()
        else:
            self.notices.clear()
            self.passphrase.clear()
            self.idle.start()
            self._remember(self._path, self.key)
        self._show()
        self.key_changed.emit()

    def _remembered_path(self) -> Path | None:
        used = self._workspace.preferences.present.key_file if self._remembers else None
        return None if used is None else Path(used)

    def refresh(self) -> None:
        """Show the key against the round file in hand."""
        if self._path is None:  # one was made or added since
            self._path = self._remembered_path()
        if self.is_registered:
            self.notices.clear()  # nothing is left to be handed over
        self._show()

    def propose(self, certificate_sha256: str) -> None:
        """Choose the known key file of that certificate, where no key is open."""
        if self.key is not None:
            return
        for each in self._workspace.my_keys():
            known = each.facts.sha256 if each.facts is not None else None
            if certificate_sha256 in (known, each.own_sha256) and each.path is not None:
                if self._path != each.path:
                    self.use_file(each.path)
                return

    def use_file(self, path: Path) -> None:
        """Choose a key file; it still has to be unlocked."""
        _close_cards(self._cards)
        self._path, self.key = path, None
        self.notices.clear()
        self._show()
        self.key_changed.emit()
        if self.isVisible():
            self.passphrase.setFocus()

    def use_card(self, card: TokenKey) -> None:
        """Sign with an opened card."""
        _close_cards(self._cards)
        self._cards.append(card)
        self.key = card
        self.idle.start()
        self.notices.clear()
        self._show()
        self.key_changed.emit()

    def forget(self) -> None:
        """Let go of the key and close the card; passphrase or PIN is needed again."""
        if self._let_go():
            self.key_changed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget the key with the page that is left, not with a window made small."""
        super().hideEvent(event)
        if not event.spontaneous() and not self._tasks.is_busy:
            self._is_untold = self._let_go() or self._is_untold

    def showEvent(self, event: QShowEvent) -> None:
        """Say on return that the key is gone."""
        super().showEvent(event)
        if self._is_untold:
            self._is_untold = False
            self.key_changed.emit()

    def _forget_unless_busy(self) -> None:
        """A key in use is forgotten at the end of its task."""
        if not self._tasks.is_busy:
            self.forget()

    def _let_go(self) -> bool:
        self.idle.stop()
        self.passphrase.clear()
        if self.key is None:
            return False
        _close_cards(self._cards)
        self.key = None
        self._show()
        return True

    def _ask_for_card(self) -> None:
        # One opened card at a time: the reader would say that it is in use.
        if self._cards:
            self.forget()
        card = card_dialog.ask_card_key(self, self._workspace)
        if card is not None:
            self._remember_card(card)
            self.use_card(card)

    def _remember_card(self, card: TokenKey) -> None:
        with self._workspace.telling_errors():
            pem = certificate_pem(card.certificate)
            self._workspace.desk.keys.remember_card(card.label, pem)

    def _remember(self, path: Path, key: SigningKey) -> None:
        with self._workspace.telling_errors():
            self._workspace.desk.keys.remember_file(path, key.certificate)
        if self._remembers:
            self._workspace.preferences.change(key_file=str(path))

    def _ask_for_file(self) -> None:
        folder = self._path.parent if self._path is not None else Path.home()
        path = dialogs.ask_open_file(self, tr("選取金鑰檔"), KEY_FILTER, folder)
        if path is not None:
            self.use_file(path)

    def _show(self) -> None:
        has_card = bool(self._cards)
        if has_card:
            self.file.setText(tr("憑證 IC 卡「{label}」", label=self._cards[0].label))
        else:
            self.file.setText(str(self._path) if self._path is not None else tr("尚未選取金鑰檔。"))
        is_chosen = has_card or self._path is not None
        theme.set_tone(self.file, Tone.PLAIN if is_chosen else Tone.MUTED)
        locked = self._path is not None and self.key is None
        self.remove_card.setVisible(has_card)
        self.passphrase.setVisible(locked)
        self.open.setVisible(locked)
        self.owner.setVisible(self.key is not None)
        if self.key is not None:
            listed = tr("已列入本期憑證名冊") if self.is_registered else tr("尚未列入本期憑證名冊")
            self.owner.setText(
                tr(
                    "{key}\n名冊：{listed}",
                    key=describe_key(self.key, self._workspace.clock()),
                    listed=listed,
                )
            )

    def _lay_out(self) -> None:
        first = FlowLayout()
        for each in (self.choose, self.card, self.manage):
            first.addWidget(each)
        second = fill_box(QHBoxLayout(), (self.passphrase, 1), self.open)
        third = fill_box(QHBoxLayout(), self.remove_card, 1)
        fill_box(
            QVBoxLayout(self),
            self.notices,
            first,
            self.file,
            second,
            self.owner,
            third,
            margins=0,
            spacing=theme.GAP_SMALL,
        )


def _close_cards(cards: list[TokenKey], *_: object) -> None:
    """Log out of the opened card, if there is one; it outlives its widget by this call only."""
    while cards:
        cards.pop().close()


def describe_key(key: SigningKey, now: datetime) -> str:
    """Whose key it is, how long it holds, and the fingerprint to compare on the telephone."""
    facts = describe_certificate(key.certificate, now)
    until = format_taiwan_day(facts.valid_until)
    left = (
        word(facts.state)
        if facts.state is CertificateState.EXPIRED
        else tr("尚有 {days_left} 天", days_left=facts.days_left)
    )
    name = facts.person_name or "—"
    return tr(
        "簽章人：{name}\n有效至：{until}（{left}）\n指紋：{fingerprint}",
        name=name,
        until=until,
        left=left,
        fingerprint=facts.fingerprint,
    )
