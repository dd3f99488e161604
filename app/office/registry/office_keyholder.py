"""The office's own key: making it, unlocking it once a session, and refusing to sign without it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import AppError
from app.files import read_bounded, write_atomically
from app.models.periods import taiwan_time
from app.office.clock import OfficeClock
from app.office.records import OFFICE
from app.office.registry.office_keys import (
    OfficeCertificate,
    insert_office_certificate,
    load_office_certificate,
    load_office_certificates,
    open_office_key,
)

if TYPE_CHECKING:  # opening a store loads no cryptography
    from app.trust.keys.signing_keys import SoftwareKey

_KEY_FILE_LIMIT = 1_000_000


class OfficeKeyholder(OfficeClock):
    """The office's records with the key that signs for the office.

    Acts that sign raise AppError OFFICE_KEY_NOT_MADE or OFFICE_KEY_LOCKED until the key has been
    made and its passphrase given (`unlock`), once a session.
    """

    _key: SoftwareKey | None = None

    @property
    def is_unlocked(self) -> bool:
        """Tell whether acts that sign are possible."""
        return self._key is not None

    def office_certificate(self) -> OfficeCertificate | None:
        """The certificate agencies pin; None until the office has made its key."""
        with self._store.reading() as connection:
            return load_office_certificate(connection)

    def make_key(
        self, passphrase: str, *, replace: bool = False, at: datetime | None = None
    ) -> OfficeCertificate:
        """Make the office's key beside the store and unlock it.

        With `replace` a new key takes the place of one that was lost or compromised; the old file
        stays under another name, and every agency has to confirm the new fingerprint.
        Raises AppError OFFICE_KEY_EXISTS, KEY_PASSPHRASE_*, CLOCK_*, FILE_*.
        """
        from app.trust.keys.office_authority import create_authority
        from app.trust.keys.passphrases import ensure_strong_enough
        from app.trust.keys.pkcs12 import write_pkcs12

        ensure_strong_enough(passphrase)
        known = self.office_certificate()
        if known is not None and not replace:
            raise AppError("OFFICE_KEY_EXISTS")
        self.ensure_clock(self._store.clock())
        now = at or self._store.clock()
        self._set_old_key_aside()
        key = create_authority(OFFICE, now)
        write_pkcs12(key, self.key_file, passphrase.encode())
        with self._store.writing() as connection:
            insert_office_certificate(connection, key, now)
            action = "office_key_made" if known is None else "office_key_replaced"
            self._note(connection, action, self.actor, certificate=key.certificate_sha256)
        self._key = key
        made = self.office_certificate()
        assert made is not None
        return made

    def change_passphrase(self, present: str, new: str) -> None:
        """Protect the same key with another passphrase; agencies notice nothing of it.

        Copies of the key file made before still open with the old passphrase. Raises AppError
        OFFICE_KEY_NOT_MADE, OFFICE_PASSPHRASE_WRONG, KEY_PASSPHRASE_*, OFFICE_KEY_FILE_MISSING,
        OFFICE_KEY_OTHER, FILE_*, KEY_*.
        """
        from app.trust.keys.passphrases import ensure_strong_enough
        from app.trust.keys.pkcs12 import change_passphrase

        known = self._certificate_in_force()
        key = open_office_key(self.key_file, known.certificate_sha256, present)
        ensure_strong_enough(new)
        change_passphrase(self.key_file, present.encode(), new.encode())
        with self._store.writing() as connection:
            self._note(
                connection,
                "office_passphrase_changed",
                self.actor,
                certificate=key.certificate_sha256,
            )
        self._key = key

    def copy_key_file(self, path: Path) -> None:
        """Write a copy of the key file, as locked as it is, to be kept elsewhere.

        Raises AppError OFFICE_KEY_NOT_MADE, OFFICE_KEY_FILE_MISSING, FILE_*.
        """
        known = self._certificate_in_force()
        if not self.key_file.exists():
            raise AppError("OFFICE_KEY_FILE_MISSING", file=self.key_file)
        write_atomically(path, read_bounded(self.key_file, _KEY_FILE_LIMIT), is_private=True)
        with self._store.writing() as connection:
            self._note(
                connection, "office_key_copied", self.actor, certificate=known.certificate_sha256
            )

    def office_certificates(self) -> tuple[OfficeCertificate, ...]:
        """Every certificate the office ever had, the one in force last."""
        with self._store.reading() as connection:
            return load_office_certificates(connection)

    def unlock(self, passphrase: str) -> None:
        """Open the office's key for this session.

        Raises AppError OFFICE_KEY_NOT_MADE, OFFICE_PASSPHRASE_WRONG, OFFICE_KEY_FILE_MISSING,
        OFFICE_KEY_OTHER, FILE_*, KEY_*.
        """
        known = self._certificate_in_force()
        self._key = open_office_key(self.key_file, known.certificate_sha256, passphrase)

    def ensure_unlocked(self) -> None:
        """Refuse before any work is done: OFFICE_KEY_NOT_MADE, OFFICE_KEY_LOCKED."""
        if self._key is not None:
            return
        if self.office_certificate() is None:
            raise AppError("OFFICE_KEY_NOT_MADE")
        raise AppError("OFFICE_KEY_LOCKED")

    @property
    def key_file(self) -> Path:
        """Where the office's key lies, or will lie."""
        from app.trust.keys.office_authority import key_path

        return key_path(self._store.path)

    def _certificate_in_force(self) -> OfficeCertificate:
        known = self.office_certificate()
        if known is None:
            raise AppError("OFFICE_KEY_NOT_MADE")
        return known

    def _signing_key(self) -> SoftwareKey:
        self.ensure_unlocked()
        assert self._key is not None
        return self._key

    def _set_old_key_aside(self) -> None:
        if not self.key_file.exists():
            return
        stamp = f"{taiwan_time(self._store.clock()):%Y%m%dT%H%M%S}"
        aside = self.key_file.with_suffix(f".{stamp}.p12")
        try:
            self.key_file.rename(aside)
        except OSError as problem:
            raise AppError("FILE_NOT_WRITABLE", file=aside, detail=problem.strerror) from problem
