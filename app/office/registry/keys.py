"""The office's own key: making it, unlocking it once a session, and refusing to sign without it."""

from __future__ import annotations

from pathlib import Path

from app.bench.clock import DeskClock
from app.errors import AppError
from app.files import SMALL_LIMIT, read_bounded, write_atomically
from app.office.bench import OFFICE, OfficeBench
from app.office.registry.key_certificates import (
    OfficeCertificate,
    insert_key_certificate,
    load_key_certificates,
)
from app.patience import discard
from app.trust.certificates.certificate import certificate_pem
from app.trust.keys.files import find_exposure
from app.trust.keys.office_authority import create_authority, key_path, list_key_paths
from app.trust.keys.passphrases import ensure_strong_enough
from app.trust.keys.pkcs12 import change_passphrase, load_pkcs12, write_pkcs12
from app.trust.keys.signing_keys import SoftwareKey


class OfficeKeys:
    """The key that signs for the office, in a PKCS#12 file beside the store, named after its
    certificate: the store says which one is in force.

    Acts that sign raise AppError OFFICE_KEY_NOT_MADE or OFFICE_KEY_LOCKED until the key has been
    made and its passphrase given (`unlock`), once a session.
    """

    def __init__(self, bench: OfficeBench, clock: DeskClock) -> None:
        self._bench = bench
        self._clock = clock
        self._key: SoftwareKey | None = None

    @property
    def file(self) -> Path:
        """Where the key in force lies. Raises AppError OFFICE_KEY_NOT_MADE."""
        return key_path(self._bench.store.path, self._in_force().certificate_sha256)

    def strays(self) -> AppError | None:
        """Key files of this store's name that are none of its keys: named, never removed.

        A replacement that was interrupted leaves one; so does a store put back from a copy made
        before a replacement, and then it is the key the agencies have confirmed.
        """
        store = self._bench.store.path
        known = {key_path(store, each.certificate_sha256) for each in self.certificates()}
        found = [each.name for each in list_key_paths(store) if each not in known]
        if not found:
            return None
        return AppError("OFFICE_KEY_STRAY", files="、".join(found), folder=store.parent)

    def exposure(self) -> AppError | None:
        """What is to be said where others may read the file of the key in force."""
        known = self.certificate()
        return None if known is None else find_exposure(self.file)

    @property
    def is_unlocked(self) -> bool:
        """Return whether acts that sign are possible."""
        return self._key is not None

    def certificate(self) -> OfficeCertificate | None:
        """The certificate agencies pin; None until the office has made its key."""
        found = self.certificates()
        return found[-1] if found else None

    def certificates(self) -> tuple[OfficeCertificate, ...]:
        """Every certificate the office ever had, the one in force last."""
        with self._bench.store.reading() as connection:
            return load_key_certificates(connection)

    def make(self, passphrase: str, *, replace: bool = False) -> OfficeCertificate:
        """Make the office's key beside the store and unlock it.

        With `replace` a new key takes the place of one that was lost or compromised; its file has
        a name of its own, the old one stays where it is, and every agency has to confirm the new
        fingerprint. Until the store names the new key, the old one is in force.
        Raises AppError OFFICE_KEY_EXISTS, KEY_PASSPHRASE_*, CLOCK_*, FILE_*.
        """
        ensure_strong_enough(passphrase)
        known = self.certificate()
        if known is not None and not replace:
            raise AppError("OFFICE_KEY_EXISTS")
        now = self._clock.ensure()
        key = create_authority(OFFICE, now)
        made = OfficeCertificate(
            certificate_pem=certificate_pem(key.certificate),
            certificate_sha256=key.certificate_sha256,
            made_at=now,
        )
        path = key_path(self._bench.store.path, key.certificate_sha256)
        write_pkcs12(key, path, passphrase.encode())
        try:
            with self._bench.store.writing() as connection:
                insert_key_certificate(connection, made)
                action = "office_key_made" if known is None else "office_key_replaced"
                self._bench.note(connection, action, OFFICE, certificate=made.certificate_sha256)
        except BaseException:
            discard(path)  # nothing was ever signed with it
            raise
        self._key = key
        return made

    def unlock(self, passphrase: str) -> None:
        """Open the office's key for this session.

        Raises AppError OFFICE_KEY_NOT_MADE, OFFICE_PASSPHRASE_WRONG, OFFICE_KEY_FILE_MISSING,
        OFFICE_KEY_OTHER, FILE_*, KEY_*.
        """
        self._key = self._open(passphrase)

    def ensure_unlocked(self) -> None:
        """Refuse before any work is done: OFFICE_KEY_NOT_MADE, OFFICE_KEY_LOCKED."""
        self.signing_key()

    def signing_key(self) -> SoftwareKey:
        """The unlocked key. Raises AppError OFFICE_KEY_NOT_MADE, OFFICE_KEY_LOCKED."""
        if self._key is None:
            self._in_force()
            raise AppError("OFFICE_KEY_LOCKED")
        return self._key

    def change_passphrase(self, present: str, new: str) -> None:
        """Protect the same key with another passphrase; agencies notice nothing of it.

        Copies of the key file made before still open with the old passphrase. Raises AppError
        OFFICE_KEY_NOT_MADE, OFFICE_PASSPHRASE_WRONG, KEY_PASSPHRASE_*, OFFICE_KEY_FILE_MISSING,
        OFFICE_KEY_OTHER, FILE_*, KEY_*.
        """
        key = self._open(present)
        ensure_strong_enough(new)
        change_passphrase(self.file, present.encode(), new.encode())
        self._note("office_passphrase_changed", key.certificate_sha256)
        self._key = key

    def copy_file(self, path: Path) -> None:
        """Write a copy of the key file, as locked as it is, to be kept elsewhere.

        Raises AppError OFFICE_KEY_NOT_MADE, OFFICE_KEY_FILE_MISSING, FILE_*.
        """
        known = self._in_force()
        self._ensure_file()
        write_atomically(path, read_bounded(self.file, SMALL_LIMIT), is_private=True)
        self._note("office_key_copied", known.certificate_sha256)

    def _in_force(self) -> OfficeCertificate:
        known = self.certificate()
        if known is None:
            raise AppError("OFFICE_KEY_NOT_MADE")
        return known

    def _open(self, passphrase: str) -> SoftwareKey:
        """The key of the certificate in force out of its file. Never tries twice."""
        known = self._in_force()
        self._ensure_file()
        try:
            key = load_pkcs12(self.file, passphrase.encode())
        except AppError as problem:
            if problem.code == "KEY_WRONG_PASSPHRASE":
                raise AppError("OFFICE_PASSPHRASE_WRONG", file=self.file) from problem
            raise
        if key.certificate_sha256 != known.certificate_sha256:
            raise AppError("OFFICE_KEY_OTHER", file=self.file)
        return key

    def _ensure_file(self) -> None:
        if not self.file.exists():
            raise AppError("OFFICE_KEY_FILE_MISSING", file=self.file)

    def _note(self, action: str, certificate_sha256: str) -> None:
        with self._bench.store.writing() as connection:
            self._bench.note(connection, action, OFFICE, certificate=certificate_sha256)
