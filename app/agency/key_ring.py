"""The keys known at an agency's desk, and the office whose registry they stand on.

What is remembered of keys lies in the local data folder, not in the store: files and cards are
this computer's, and stay behind when a store is taken to another one.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from app.agency.desk import AgencyDesk
from app.errors import AppError
from app.files import read_bounded, write_atomically
from app.models.record import Record
from app.models.signatures import Registry
from app.trust.certificates.fingerprints import format_fingerprint
from app.trust.keys.memory import KeyMemory, KnownCard, KnownFile
from app.trust.papers.pinning import is_registry_due

if TYPE_CHECKING:  # what is remembered is read without the cryptographic library
    from cryptography import x509

    from app.models.enrolment import EnrolmentRequest
    from app.trust.keys.my_keys import MyKey

MEMORY_NAME = "keys.json"
_OFFICE_KEY_SUFFIX = ".office-key.p12"
_LIMIT_BYTES = 1_000_000
_decoder = msgspec.json.Decoder(KeyMemory)


class OfficeFacts(Record, frozen=True, kw_only=True):
    """The confirmed office, and the newest registry it sent."""

    name: str
    fingerprint: str
    pinned_at: datetime
    valid_until: datetime
    registry_sequence: int
    registry_issued_at: datetime | None
    """None until a round file has brought one."""
    registry_next_update: datetime | None
    is_registry_due: bool


class KeyRing:
    """What a person sees of their keys; remembers what was opened and asked for here."""

    def __init__(self, desk: AgencyDesk, folder: Path) -> None:
        self._desk = desk
        self._memory = folder / MEMORY_NAME

    def keys(self, now: datetime, also: Iterable[Path] = ()) -> tuple[MyKey, ...]:
        """The keys in the store's folder, those opened before, and those of `also`.

        `now` carries a time zone. No passphrase and no PIN is asked for.
        """
        from app.trust.keys.files import list_key_files, read_key_file
        from app.trust.keys.my_keys import list_my_keys

        found = {
            each.path: each
            for each in list_key_files(self._desk.path.parent)
            if not each.path.name.endswith(_OFFICE_KEY_SUFFIX)
        }
        for path in also:
            found.setdefault(path, read_key_file(path))
        return list_my_keys(
            tuple(found.values()), self.memory(), self.registry(), self._desk.agency, now
        )

    def registry(self) -> Registry | None:
        """The newest registry a round file has brought."""
        known = [self._desk.round_file(each.round.id).registry for each in self._desk.rounds()]
        return max(known, key=lambda each: each.issued_at, default=None)

    def office(self, now: datetime) -> OfficeFacts | None:
        """The confirmed office; None until there is one."""
        from cryptography import x509

        from app.trust.certificates.facts import describe_certificate

        pin = self._desk.office_pin()
        if pin is None:
            return None
        facts = describe_certificate(
            x509.load_pem_x509_certificate(pin.certificate_pem.encode("ascii")), now
        )
        registry = self.registry()
        return OfficeFacts(
            name=facts.agency_name or facts.person_name,
            fingerprint=format_fingerprint(pin.certificate_sha256),
            pinned_at=pin.pinned_at,
            valid_until=facts.valid_until,
            registry_sequence=registry.sequence if registry else pin.registry_sequence,
            registry_issued_at=registry.issued_at if registry else None,
            registry_next_update=registry.next_update if registry else None,
            is_registry_due=registry is not None and is_registry_due(registry, now),
        )

    # what is remembered

    def memory(self) -> KeyMemory:
        """Everything remembered of keys; nothing where it cannot be read, a convenience is lost."""
        try:
            return _decoder.decode(read_bounded(self._memory, _LIMIT_BYTES))
        except (AppError, msgspec.DecodeError):
            return KeyMemory()

    def remember_file(self, path: Path, certificate: x509.Certificate) -> None:
        """A key file was opened here, and this certificate is in it."""
        from app.trust.certificates.certificate import certificate_pem

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
        """Tell whether it is listed only because it is remembered."""
        if key.path is not None:
            return key.path.parent != self._desk.path.parent
        pem = key.facts.pem if key.facts is not None else None
        return any(each.certificate_pem == pem for each in self.memory().cards)

    def _keep(self, memory: KeyMemory) -> None:
        """Raises AppError FILE_*."""
        if memory != self.memory():
            write_atomically(self._memory, msgspec.json.encode(memory))
