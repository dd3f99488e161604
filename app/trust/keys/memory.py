"""Key memory of this computer: key files and cards used, enrolment requests exported.

Certificates and file names only; no key and no passphrase is ever kept.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from app.models.enrolment import EnrolmentPurpose, EnrolmentRequest
from app.models.record import Record


class KnownFile(Record, frozen=True, kw_only=True):
    """A key file that was opened here, with the certificate found in it."""

    path: str
    certificate_pem: str


class KnownCard(Record, frozen=True, kw_only=True):
    """A certificate read from a card."""

    label: str
    certificate_pem: str


class ExportedRequest(Record, frozen=True, kw_only=True):
    """An enrolment request that was written here."""

    certificate_sha256: str
    """Of the key it is about, as the key file or card has it."""
    purpose: EnrolmentPurpose
    replaces_sha256: str | None
    exported_at: datetime


class KeyMemory(Record, frozen=True, kw_only=True):
    """All of it, as one value."""

    format_version: int = 1
    files: tuple[KnownFile, ...] = ()
    cards: tuple[KnownCard, ...] = ()
    requests: tuple[ExportedRequest, ...] = ()

    def with_file(self, file: KnownFile) -> KeyMemory:
        """Remember a file in place of what was known of that name."""
        others = tuple(each for each in self.files if each.path != file.path)
        return msgspec.structs.replace(self, files=(*others, file))

    def with_card(self, card: KnownCard) -> KeyMemory:
        """Remember a card's certificate."""
        others = tuple(each for each in self.cards if each.certificate_pem != card.certificate_pem)
        return msgspec.structs.replace(self, cards=(*others, card))

    def with_request(self, request: EnrolmentRequest, certificate_sha256: str) -> KeyMemory:
        """Remember a request in place of an earlier one for the same key."""
        others = tuple(
            each for each in self.requests if each.certificate_sha256 != certificate_sha256
        )
        exported = ExportedRequest(
            certificate_sha256=certificate_sha256,
            purpose=request.purpose,
            replaces_sha256=request.replaces_sha256,
            exported_at=request.created_at,
        )
        return msgspec.structs.replace(self, requests=(*others, exported))

    def without_file(self, path: str) -> KeyMemory:
        """Forget a file; requests stay known."""
        files = tuple(each for each in self.files if each.path != path)
        return msgspec.structs.replace(self, files=files)

    def without_card(self, pem: str) -> KeyMemory:
        """Forget a card's certificate; requests stay known."""
        cards = tuple(each for each in self.cards if each.certificate_pem != pem)
        return msgspec.structs.replace(self, cards=cards)

    def request_for(self, certificate_sha256: str) -> ExportedRequest | None:
        """The request exported for a key; None where there was none."""
        found = [each for each in self.requests if each.certificate_sha256 == certificate_sha256]
        return found[-1] if found else None

    def successor_request(self, certificate_sha256: str) -> ExportedRequest | None:
        """The renewal or replacement asked for in place of a registered certificate."""
        found = [each for each in self.requests if each.replaces_sha256 == certificate_sha256]
        return found[-1] if found else None
