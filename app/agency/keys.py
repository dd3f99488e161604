"""The signing keys known at an agency's desk, and what is remembered of them.

What is remembered of keys lies in the local data folder, not in the store: files and cards are
this computer's, and stay behind when a store is taken to another one.
"""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import msgspec
from cryptography import x509

from app.agency.bench import AgencyBench
from app.agency.rounds import Rounds
from app.errors import AppError
from app.files import SMALL_LIMIT, read_bounded, write_atomically
from app.models.enrolment import EnrolmentRequest
from app.trust.certificates.certificate import certificate_pem
from app.trust.keys.files import list_key_files, read_key_file
from app.trust.keys.memory import KeyMemory, KnownCard, KnownFile
from app.trust.keys.my_keys import MyKey, list_my_keys
from app.trust.keys.office_authority import OFFICE_KEY_SUFFIX

MEMORY_NAME = "keys.json"
_decoder = msgspec.json.Decoder(KeyMemory)


class KeyRing:
    """`desk.keys`: the keys a person has; remembers what was opened and asked for here."""

    def __init__(self, bench: AgencyBench, rounds: Rounds, folder: Path) -> None:
        self._bench = bench
        self._rounds = rounds
        self._memory = folder / MEMORY_NAME

    def all(self, now: datetime, also: Iterable[Path] = ()) -> tuple[MyKey, ...]:
        """The keys in the store's folder, those opened before, and those of `also`.

        `now` carries a time zone. No passphrase and no PIN is asked for.
        """
        found = {
            each.path: each
            for each in list_key_files(self._bench.store.path.parent)
            if not each.path.name.endswith(OFFICE_KEY_SUFFIX)
        }
        for path in also:
            found.setdefault(path, read_key_file(path))
        registry = self._rounds.newest_registry()
        return list_my_keys(tuple(found.values()), self.memory(), registry, self._bench.agency, now)

    # what is remembered

    def memory(self) -> KeyMemory:
        """Everything remembered of keys; nothing where it cannot be read, a convenience is lost."""
        try:
            return _decoder.decode(read_bounded(self._memory, SMALL_LIMIT))
        except (AppError, msgspec.DecodeError):
            return KeyMemory()

    def remember_file(self, path: Path, certificate: x509.Certificate) -> None:
        """A key file was opened here, and this certificate is in it."""
        file = KnownFile(path=str(path), certificate_pem=certificate_pem(certificate))
        self._keep(self.memory().with_file(file))

    def remember_card(self, label: str, certificate_pem: str) -> None:
        """A card was read here, and this certificate is on it."""
        self._keep(self.memory().with_card(KnownCard(label=label, certificate_pem=certificate_pem)))

    def remember_request(self, request: EnrolmentRequest, certificate_sha256: str) -> None:
        """A request about the key of this certificate was written."""
        self._keep(self.memory().with_request(request, certificate_sha256))

    def forget(self, key: MyKey) -> None:
        """Take a key off the list; its file, card and registration stay as they are."""
        if key.path is not None:
            self._keep(self.memory().without_file(str(key.path)))
        elif key.facts is not None:
            self._keep(self.memory().without_card(key.facts.pem))

    def can_forget(self, key: MyKey) -> bool:
        """Return whether it is listed only because it is remembered."""
        if key.path is not None:
            return key.path.parent != self._bench.store.path.parent
        pem = key.facts.pem if key.facts is not None else None
        return any(each.certificate_pem == pem for each in self.memory().cards)

    def _keep(self, memory: KeyMemory) -> None:
        """Raises AppError FILE_*."""
        if memory != self.memory():
            write_atomically(self._memory, msgspec.json.encode(memory))
