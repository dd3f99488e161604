"""Signing with a card: which certificate, and its PIN, asked once and tried once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.errors import AppError
from app.trust.certificates.certificate import certificate_pem
from app.trust.keys.pkcs11 import TokenKey
from app.trust.keys.tokens import PinState, TokenFacts
from app.ui.agency.card_choices import CardChoice, open_card, read_cards
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.messages import word
from app.ui.shell.preferences import PreferenceFile
from app.ui.shell.workspace import utc_now
from app.ui.translation import tr
from app.ui.widgets import dialogs, theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.dialog_buttons import accept_button, build_dialog_buttons
from app.ui.widgets.labels import build_label
from app.ui.widgets.notices import NoticeBar
from app.ui.widgets.task_panel import TaskPanel
from app.ui.widgets.theme import Tone
from app.ui.widgets.tinted import TintedButton
from app.visible_text import visible_text

MODULE_FILTER = tr("PKCS#11 模組 (*.dll *.so *.dylib)")
_CAUTION = tr("程式只以輸入的 PIN 嘗試一次，也不會儲存。多數卡片連續三次錯誤即鎖卡。")


@dataclass(frozen=True)
class ReadCertificate:
    """A certificate on a card, read without opening its key."""

    label: str
    sha256: str
    pem: str


class CardDialog(QDialog):
    """使用憑證 IC 卡. The opened key is in `key` once it has been accepted.

    With `only_reads`, a certificate the card shows by itself is in `read`, and no PIN is asked for.
    """

    def __init__(
        self,
        preferences: PreferenceFile,
        parent: QWidget | None = None,
        *,
        only_reads: bool = False,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        super().__init__(parent)
        self._only_reads = only_reads
        self._clock = clock
        self.read: ReadCertificate | None = None
        self.setWindowTitle(tr("使用憑證 IC 卡"))
        self.setMinimumSize(520, 380)
        self.key: TokenKey | None = None
        self._preferences = preferences
        self._module: Path | None = None
        self.notices = NoticeBar()
        self.tasks = TaskPanel()
        self.driver = build_label(tone=Tone.MUTED, wraps=True)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("卡片上的憑證"))
        self.list.setWordWrap(True)
        self.list.currentItemChanged.connect(self._show_choice)
        self.reload = TintedButton("refresh-cw", tr("重新讀取"), self.read_cards)
        self.choose_module = QPushButton(tr("選取模組檔…"))
        self.choose_module.clicked.connect(self._ask_for_module)
        self.pin = QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setPlaceholderText("PIN")
        self.pin.setAccessibleName("PIN")
        self.pin.textChanged.connect(self._show_buttons)
        self.caution = build_label(_CAUTION, wraps=True)
        name = tr("加入憑證") if only_reads else tr("以此卡簽章")
        self.buttons = build_dialog_buttons(self, name, self.open_card)
        self.unlock = accept_button(self.buttons)
        self._lay_out()
        self.read_cards()

    def read_cards(self) -> None:
        """Look at the readers anew; no PIN is involved."""
        if self.tasks.is_busy:
            return
        self.notices.clear()
        self.list.clear()
        chosen, now = self._preferences.present.pkcs11_module, self._clock()
        self.tasks.start(
            tr("讀取卡片"),
            lambda progress: read_cards(Path(chosen) if chosen else None, now),
            self._show_cards,
            self._report_failure,
        )
        self._show_buttons()

    def open_card(self) -> None:
        """Give the card the PIN: once a click."""
        choice, module = self._choice(), self._module
        if choice is None or module is None or self.tasks.is_busy:
            return
        if self._only_reads and choice.certificate is not None:
            facts = choice.certificate
            self.read = ReadCertificate(choice.token.label, facts.sha256, facts.pem)
            self.accept()
            return
        pin, now = self.pin.text(), self._clock()
        self.pin.clear()
        self.notices.clear()
        self.tasks.start(
            tr("開啟卡片"),
            lambda progress: open_card(module, choice, pin, now),
            self._take_key,
            self._report_failure,
        )
        self._show_buttons()

    def reject(self) -> None:
        """Close; not while the card works on the PIN, whose answer would be lost."""
        if not self.tasks.is_busy:
            super().reject()

    def _take_key(self, key: TokenKey) -> None:
        self.key = key
        self.accept()

    def _show_cards(self, found: tuple[Path, tuple[TokenFacts, ...]]) -> None:
        self._module, tokens = found
        self.driver.setText(tr("驅動程式：{module}", module=self._module))
        for token in tokens:
            for certificate in token.certificates or (None,):
                self._add_line(CardChoice(token, certificate))
        usable = [
            row for row in range(self.list.count()) if self.list.item(row).flags() != _NO_FLAGS
        ]
        if usable:
            self.list.setCurrentRow(usable[0])
        else:
            self.notices.show_warning(
                tr("卡片上沒有可用於簽章的憑證。請換一張卡片，或改用金鑰檔。")
            )
        self._show_buttons()

    def _add_line(self, choice: CardChoice) -> None:
        item = QListWidgetItem(visible_text(choice.describe()), self.list)
        item.setData(Qt.ItemDataRole.UserRole, choice)
        if not choice.is_usable:
            item.setFlags(_NO_FLAGS)

    def _report_failure(self, error: AppError) -> None:
        self.notices.show_error(error)
        self._show_buttons()
        self.pin.setFocus()

    def _ask_for_module(self) -> None:
        path = dialogs.ask_open_file(self, tr("選取 PKCS#11 模組檔"), MODULE_FILTER, Path.home())
        if path is not None:
            self._preferences.change(pkcs11_module=str(path))
            self.read_cards()

    def _choice(self) -> CardChoice | None:
        if self.list.currentRow() < 0:
            return None
        choice = self.list.currentItem().data(Qt.ItemDataRole.UserRole)
        return choice if isinstance(choice, CardChoice) and choice.is_usable else None

    def _show_choice(self) -> None:
        """Say how the card's PIN stands before anybody types it."""
        choice = self._choice()
        pad = choice is not None and choice.token.has_pin_pad
        self.pin.setVisible(not pad and not self._needs_no_pin(choice))
        self.caution.setVisible(not self._needs_no_pin(choice))
        warned = choice is not None and choice.token.pin_state is not PinState.READY
        if choice is not None and warned:
            self.caution.setText(
                tr("{state}。{caution}", state=word(choice.token.pin_state), caution=_CAUTION)
            )
        else:
            self.caution.setText(tr("請在讀卡機上輸入 PIN。") if pad else _CAUTION)
        theme.set_tone(self.caution, Tone.WARNING if warned else Tone.MUTED)
        self._show_buttons()

    def _needs_no_pin(self, choice: CardChoice | None) -> bool:
        return self._only_reads and choice is not None and choice.certificate is not None

    def _show_buttons(self) -> None:
        choice = self._choice()
        ready = choice is not None and (
            choice.token.has_pin_pad or bool(self.pin.text()) or self._needs_no_pin(choice)
        )
        self.unlock.setEnabled(ready and not self.tasks.is_busy)
        self.reload.setEnabled(not self.tasks.is_busy)
        self.choose_module.setEnabled(not self.tasks.is_busy)

    def _lay_out(self) -> None:
        tools = fill_box(QHBoxLayout(), self.reload, self.choose_module, 1)
        fill_box(
            QVBoxLayout(self),
            self.notices,
            build_label(tr("選取簽章憑證")),
            (self.list, 1),
            tools,
            self.driver,
            self.pin,
            self.caution,
            self.tasks,
            self.buttons,
            spacing=theme.GAP,
        )


_NO_FLAGS = Qt.ItemFlag.NoItemFlags


def ask_card_key(parent: QWidget, workspace: AgencyWorkspace) -> TokenKey | None:
    """Let the user choose a card and open it; None where they thought better of it."""
    dialog = CardDialog(workspace.preferences, parent, clock=workspace.clock)
    accepted = bool(dialog.exec())
    key = dialog.key if accepted else None
    dialog.deleteLater()
    return key


def ask_card_certificate(parent: QWidget, workspace: AgencyWorkspace) -> ReadCertificate | None:
    """Let the user choose a certificate on a card; only a card that hides its own wants a PIN."""
    dialog = CardDialog(workspace.preferences, parent, only_reads=True, clock=workspace.clock)
    dialog.exec()
    read, key = dialog.read, dialog.key
    dialog.deleteLater()
    if key is not None:
        with key:
            pem = certificate_pem(key.certificate)
            read = ReadCertificate(key.label, key.certificate_sha256, pem)
    return read
