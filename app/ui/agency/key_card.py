"""Step 3, the key: a file to unlock or a card; or make one and hand its certificate over."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.errors import AppError
from app.files import write_atomically
from app.models.periods import format_roc_date
from app.models.signatures import SignerRole
from app.ui import dialogs, icons, theme
from app.ui.agency import card_dialog, enrolment_dialog, key_dialog
from app.ui.agency.agency_workspace import AgencyWorkspace
from app.ui.notices import NoticeBar
from app.ui.theme import Tone

if TYPE_CHECKING:
    from app.trust.keys import SigningKey, SoftwareKey
    from app.trust.pkcs11_keys import TokenKey

KEY_FILTER = "金鑰檔 (*.p12 *.pfx)"
REQUEST_FILTER = "登錄申請 (*.tbenrol)"
CERTIFICATE_FILTER = "憑證檔 (*.pem)"
_VALID_DAYS = 3 * 365


class KeyCard(QWidget):
    """Holds the unlocked key for as long as the page lives; it is never written anywhere.

    An opened card is closed with the page, when another key is chosen, or when it fails.
    """

    key_changed = Signal()

    def __init__(self, workspace: AgencyWorkspace, *, remembers: bool = True) -> None:
        super().__init__()
        self._workspace = workspace
        self.key: SigningKey | None = None
        self._cards: list[TokenKey] = []
        self.destroyed.connect(partial(_close_cards, self._cards))
        self.notices = NoticeBar()
        self._remembers = remembers
        remembered = workspace.preferences.present.key_file if remembers else None
        self._path = Path(remembered) if remembered else None
        self.file = QLabel()
        self.file.setWordWrap(True)
        self.choose = QPushButton("選取金鑰檔…")
        self.choose.setIcon(icons.icon("key-round"))
        self.choose.clicked.connect(self._ask_for_file)
        self.card = QPushButton("使用憑證 IC 卡…")
        self.card.setIcon(icons.icon("id-card"))
        self.card.clicked.connect(self._ask_for_card)
        self.remove_card = QPushButton("結束使用卡片")
        self.remove_card.clicked.connect(self.forget_card)
        self.make = QPushButton("建立金鑰…")
        self.make.clicked.connect(self._make)
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setPlaceholderText("通行碼")
        self.passphrase.setAccessibleName("通行碼")
        self.passphrase.returnPressed.connect(self.unlock)
        self.open = QPushButton("解鎖")
        self.open.clicked.connect(self.unlock)
        self.owner = QLabel()
        self.owner.setWordWrap(True)
        self.owner.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.request = QPushButton("匯出登錄申請…")
        self.request.setIcon(icons.icon("id-card"))
        self.request.setToolTip("產生申請檔，請彙整機關將這把金鑰登錄於名冊")
        self.request.clicked.connect(self.export_request)
        self.export = QPushButton("匯出憑證檔…")
        self.export.setIcon(icons.icon("file-badge"))
        self.export.setToolTip("將憑證檔交給彙整機關登錄；不含私密金鑰")
        self.export.clicked.connect(self._export_certificate)
        self._lay_out()
        self._show()

    @property
    def is_registered(self) -> bool:
        """Tell whether the unlocked key is on the list the round file brought.

        Whether it may sign today, and in which role, is decided when it signs.
        """
        draft = self._workspace.draft
        if self.key is None or draft is None:
            return False
        from app.trust.enrolment import adopt_issued_certificate

        registry = self._workspace.desk.round_file(draft.round.id).registry
        known = adopt_issued_certificate(self.key, registry, datetime.now(UTC))
        return registry.entry(known.certificate_sha256) is not None

    def unlock(self) -> None:
        """Open the chosen file with the typed passphrase; one try a click."""
        from app.trust.keys import load_pkcs12

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
            self._remember(self._path)
        self._show()
        self.key_changed.emit()

    def refresh(self) -> None:
        """Show the key against the round file in hand."""
        if self.is_registered:
            self.notices.clear()  # nothing is left to be handed over
        self._show()

    def use_file(self, path: Path) -> None:
        """Choose a key file; it still has to be unlocked."""
        _close_cards(self._cards)
        self._path, self.key = path, None
        self.notices.clear()
        self._show()
        self.key_changed.emit()
        self.passphrase.setFocus()

    def use_card(self, card: "TokenKey") -> None:
        """Sign with an opened card."""
        _close_cards(self._cards)
        self._cards.append(card)
        self.key = card
        self.notices.clear()
        self._show()
        self.key_changed.emit()

    def forget_card(self) -> None:
        """Close the card, as after it was taken out; its PIN is needed again."""
        if not self._cards:
            return
        _close_cards(self._cards)
        self.key = None
        self._show()
        self.key_changed.emit()

    def _ask_for_card(self) -> None:
        # One opened card at a time: the reader would say that it is in use.
        self.forget_card()
        card = card_dialog.ask_card_key(self, self._workspace.preferences)
        if card is not None:
            self.use_card(card)

    def _remember(self, path: Path) -> None:
        if self._remembers:
            self._workspace.preferences.change(key_file=str(path))

    def _ask_for_file(self) -> None:
        folder = self._path.parent if self._path is not None else Path.home()
        path = dialogs.ask_open_file(self, "選取金鑰檔", KEY_FILTER, folder)
        if path is not None:
            self.use_file(path)

    def _make(self) -> None:
        asked = key_dialog.ask_new_key(self, self._preparer())
        if asked is None:
            return
        proposal = key_dialog.default_key_path(self._workspace.store.parent, asked.person_id)
        path = dialogs.ask_save_file(self, "儲存金鑰檔", KEY_FILTER, proposal)
        if path is None:
            return
        try:
            made = self._write_key(asked, path)
        except AppError as error:
            self.notices.show_error(error)
            return
        _close_cards(self._cards)
        self.key, self._path = made, path
        self._remember(path)
        self._show()
        self.notices.show_info(
            "金鑰已建立。請匯出登錄申請寄給彙整機關，並以電話核對下列指紋；登錄前送出的填報表會被拒收。"
        )
        self.key_changed.emit()

    def _write_key(self, asked: key_dialog.NewKey, path: Path) -> "SoftwareKey":
        from app.trust.key_files import KeyOwner, make_key_file
        from app.trust.keys import KeyAlgorithm

        return make_key_file(
            path,
            KeyOwner(asked.person_name, asked.person_id, self._workspace.title()),
            asked.passphrase,
            now=datetime.now(UTC),
            days=_VALID_DAYS,
            algorithm=KeyAlgorithm(asked.algorithm),
        )

    def _preparer(self) -> str:
        from app.models.answers import Place

        draft = self._workspace.draft
        place = Place(None, "officers", None, "preparer_name")
        known = draft.answers.get(place) if draft is not None else None
        return known if isinstance(known, str) else ""

    def export_request(self) -> None:
        """Ask what the request is to say and where it goes; write it, signed with the key."""
        from app.trust.certificates import fingerprint
        from app.trust.document_kinds import ENROLMENT
        from app.trust.enrolment import build_request, write_request

        draft = self._workspace.draft
        if self.key is None:
            return
        if draft is None:
            self.notices.show_info("請先匯入填報包，再匯出登錄申請：申請檔須載明機關。")
            return
        entries = self._workspace.desk.round_file(draft.round.id).registry.entries
        wish = enrolment_dialog.ask_enrolment(
            self,
            fingerprint(self.key.certificate),
            *_owner(self.key),
            SignerRole.PREPARER if self._remembers else SignerRole.APPROVER,
            tuple(each for each in entries if each.agency == draft.agency),
        )
        if wish is None:
            return
        beside = self._path or self._workspace.store.parent / "enrolment"
        proposal = beside.with_suffix(ENROLMENT.suffix)
        path = dialogs.ask_save_file(self, "匯出登錄申請", REQUEST_FILTER, proposal)
        if path is None:
            return
        try:
            request = build_request(
                self.key,
                agency=draft.agency,
                person_id=wish.person_id,
                person_name=wish.person_name,
                role=wish.role,
                at=datetime.now(UTC),
                purpose=wish.purpose,
                replaces_sha256=wish.replaces_sha256,
            )
            write_request(request, self.key, path)
        except AppError as error:
            self.notices.show_error(error)
            return
        self.notices.show_done(
            f"登錄申請已存於 {path}，請寄給彙整機關；對方會來電核對指紋 "
            f"{fingerprint(self.key.certificate)}。"
        )

    def _export_certificate(self) -> None:
        from app.trust.certificates import certificate_pem

        if self.key is None:
            return
        beside = self._path or self._workspace.store.parent / "certificate"
        proposal = beside.with_suffix(".pem")
        path = dialogs.ask_save_file(self, "匯出憑證檔", CERTIFICATE_FILTER, proposal)
        if path is None:
            return
        try:
            write_atomically(path, certificate_pem(self.key.certificate).encode("ascii"))
        except AppError as error:
            self.notices.show_error(error)
            return
        self.notices.show_done(f"憑證檔已存於 {path}，請交給彙整機關登錄。")

    def _show(self) -> None:
        has_card = bool(self._cards)
        if has_card:
            self.file.setText(f"憑證 IC 卡「{self._cards[0].label}」")
        else:
            self.file.setText(str(self._path) if self._path is not None else "尚未選取金鑰檔。")
        is_chosen = has_card or self._path is not None
        theme.set_tone(self.file, Tone.PLAIN if is_chosen else Tone.MUTED)
        locked = self._path is not None and self.key is None
        self.remove_card.setVisible(has_card)
        self.passphrase.setVisible(locked)
        self.open.setVisible(locked)
        self.export.setVisible(self.key is not None)
        self.request.setVisible(self.key is not None)
        self.owner.setVisible(self.key is not None)
        if self.key is not None:
            listed = "已列入本期憑證名冊" if self.is_registered else "尚未列入本期憑證名冊"
            self.owner.setText(f"{describe_key(self.key)}\n名冊：{listed}")

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.addWidget(self.choose)
        first.addWidget(self.card)
        first.addStretch(1)
        making = QHBoxLayout()
        making.addWidget(self.make)
        making.addStretch(1)
        second = QHBoxLayout()
        second.addWidget(self.passphrase, 1)
        second.addWidget(self.open)
        third = QHBoxLayout()
        third.addWidget(self.request)
        third.addWidget(self.export)
        third.addWidget(self.remove_card)
        third.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP_SMALL)
        layout.addWidget(self.notices)
        layout.addLayout(first)
        layout.addLayout(making)
        layout.addWidget(self.file)
        layout.addLayout(second)
        layout.addWidget(self.owner)
        layout.addLayout(third)


def _owner(key: "SigningKey") -> tuple[str, str]:
    """Name and identifier as the certificate says them; empty where it does not."""
    from cryptography.x509.oid import NameOID

    found = []
    for oid in (NameOID.COMMON_NAME, NameOID.SERIAL_NUMBER):
        attributes = key.certificate.subject.get_attributes_for_oid(oid)
        found.append(str(attributes[0].value) if attributes else "")
    return found[0], found[1]


def _close_cards(cards: "list[TokenKey]", *_: object) -> None:
    """Log out of the opened card, if there is one; it outlives its widget by this call only."""
    while cards:
        cards.pop().close()


def describe_key(key: "SigningKey") -> str:
    """Whose key it is, how long it holds, and the fingerprint to compare on the telephone."""
    from app.trust.certificate_facts import CertificateState, describe_certificate

    facts = describe_certificate(key.certificate, datetime.now(UTC))
    until = format_roc_date(facts.valid_until.astimezone().date())
    left = "已到期" if facts.state is CertificateState.EXPIRED else f"尚有 {facts.days_left} 天"
    name = facts.person_name or "—"
    return f"簽章人：{name}\n有效至：{until}（{left}）\n指紋：{facts.fingerprint}"
