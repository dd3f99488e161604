"""What a person does about their keys: each action asks, works off the UI thread, and reports.

A passphrase or PIN is asked for at the moment it is used; no key stays unlocked afterwards.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal

from app.errors import AppError
from app.files import write_atomically
from app.trust.keys.files import KeyOwner, change_key_passphrase, make_key_file
from app.trust.keys.my_keys import MyKey
from app.trust.keys.pkcs11 import TokenKey
from app.trust.keys.pkcs12 import load_pkcs12
from app.trust.keys.signing_keys import LONGEST_DAYS, KeyAlgorithm, SigningKey, SoftwareKey
from app.ui.agency import card_dialog
from app.ui.agency.keys import key_dialog
from app.ui.agency.page_actions import PageActions
from app.ui.translation import tr
from app.ui.widgets import dialogs

KEY_FILTER = tr("金鑰檔 (*.p12 *.pfx)")
CERTIFICATE_FILTER = tr("憑證檔 (*.pem)")


class KeyActions(PageActions):
    """What can be done about single keys, and opening one for whoever needs it."""

    changed = Signal(object)
    """The list of keys is another one now; the SHA-256 of the certificate it is about."""

    # -- keys come in ----------------------------------------------------------------------

    def add_file(self, known: MyKey | None = None) -> None:
        """加入金鑰檔: open it once, so that its certificate is known."""
        folder = self._workspace.store.parent
        path: Path | None = known.path if known is not None else None
        if path is None or not path.is_file():
            path = dialogs.ask_open_file(self._page, tr("加入金鑰檔"), KEY_FILTER, folder)
        if path is None:
            return
        key = self.unlock(path)
        if key is not None:
            self.note_file(path, key)
            self._notices.show_done(tr("已加入金鑰檔「{name}」。", name=path.name))
            self.changed.emit(key.certificate_sha256)

    def read_card(self) -> None:
        """使用憑證 IC 卡: its certificate is read and remembered, without the PIN if it shows."""
        read = card_dialog.ask_card_certificate(self._page, self._workspace)
        if read is None:
            return
        with self._workspace.telling_errors():
            self._workspace.desk.keys.remember_card(read.label, read.pem)
        self._notices.show_done(
            tr(
                "已讀取憑證 IC 卡「{label}」的憑證；匯出申請與簽章時須再插入卡片。",
                label=read.label,
            )
        )
        self.changed.emit(read.sha256)

    def export_certificate(self, key: MyKey) -> None:
        """匯出憑證檔; there is no secret in it."""
        facts = key.facts
        if facts is None:
            return
        name = key.path.name if key.path is not None else key.person_id or "certificate"
        proposal = Path(name).with_suffix(".pem")
        path = dialogs.ask_save_file(self._page, tr("匯出憑證檔"), CERTIFICATE_FILTER, proposal)
        if path is None:
            return
        try:
            write_atomically(path, facts.pem.encode("ascii"))
        except AppError as error:
            self._notices.show_error(error)
            return
        self._notices.show_done(
            tr("憑證檔已存於 {path}；不含私密金鑰，可以交給彙整機關。", path=path)
        )

    # -- the file itself -------------------------------------------------------------------

    def change_passphrase(self, key: MyKey) -> None:
        """變更通行碼 of a key file."""
        path, facts = key.path, key.facts
        if path is None or self._tasks.is_busy:
            return
        known = () if facts is None else (facts.person_name, facts.person_id, facts.agency_name)
        words = tr(
            "變更「{file_name}」的通行碼；金鑰與憑證不變，不必重新登錄。"
            "先前備份的檔案仍用原來的通行碼。",
            file_name=path.name,
        )
        change = dialogs.ask_changed_passphrase(self._page, tr("變更通行碼"), words, known)
        if change is None:
            return

        def work(_progress: object) -> SoftwareKey:
            return change_key_passphrase(path, *change)

        def tell(changed: SoftwareKey) -> None:
            self.note_file(path, changed)
            self._notices.show_done(
                tr(
                    "「{name}」的通行碼已變更。先前備份的檔案仍用原來的通行碼，請重新備份。",
                    name=path.name,
                )
            )
            self.changed.emit(changed.certificate_sha256)

        self._tasks.start(tr("變更通行碼"), work, tell, self._notices.show_error)

    def forget(self, key: MyKey) -> None:
        """自清單移除; the file stays where it is."""
        with self._workspace.telling_errors():
            self._workspace.desk.keys.forget(key)
        if key.path is not None and self._workspace.preferences.present.key_file == str(key.path):
            self._workspace.preferences.change(key_file=None)
        self._notices.show_done(tr("已自清單移除；檔案、卡片與名冊都沒有變動。"))
        self.changed.emit(None)

    def make(self, name: str, person_id: str, done: Callable[[SoftwareKey, Path], None]) -> None:
        asked = None if self._tasks.is_busy else key_dialog.ask_new_key(self._page, name, person_id)
        if asked is None:
            return
        proposal = key_dialog.default_key_path(self._workspace.store.parent, asked.person_id)
        path = dialogs.ask_save_file(self._page, tr("儲存金鑰檔"), KEY_FILTER, proposal)
        if path is None:
            return
        agency_name = self._workspace.title()

        def work(_progress: object) -> SoftwareKey:
            return make_key_file(
                path,
                KeyOwner(asked.person_name, asked.person_id, agency_name),
                asked.passphrase,
                now=self._workspace.clock(),
                days=LONGEST_DAYS,
                algorithm=KeyAlgorithm(asked.algorithm),
            )

        def take(made: SoftwareKey) -> None:
            self.note_file(path, made)
            self.changed.emit(made.certificate_sha256)
            done(made, path)

        self._tasks.start(tr("建立金鑰"), work, take, self._notices.show_error)

    def unlock(self, path: Path) -> SoftwareKey | None:
        passphrase = dialogs.ask_passphrase(
            self._page, tr("通行碼"), tr("「{name}」的通行碼：", name=path.name)
        )
        if passphrase is None:
            return None
        try:
            return load_pkcs12(path, passphrase.encode())
        except AppError as error:
            self._notices.show_error(error)
            return None

    def note_file(self, path: Path, key: SoftwareKey) -> None:
        """The list knows it from now on; the sign page proposes it where it had none."""
        with self._workspace.telling_errors():
            self._workspace.desk.keys.remember_file(path, key.certificate)
        used = self._workspace.preferences.present.key_file
        if used is None or not Path(used).is_file():
            self._workspace.preferences.change(key_file=str(path))


def close_key(key: SigningKey | TokenKey) -> None:
    """Log out of a card; a key in memory is simply let go."""
    if isinstance(key, TokenKey):
        key.close()
