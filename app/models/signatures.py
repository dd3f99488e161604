"""Signers, the registry of certificates, and the verdict on a signed file."""

from datetime import datetime
from enum import StrEnum
from functools import cached_property

from app.models.record import Record


class SignerRole(StrEnum):
    """In which capacity somebody signs."""

    PREPARER = "preparer"  # 填報人
    APPROVER = "approver"  # 核定人


class Signer(Record, frozen=True, kw_only=True):
    """A signer as the payload names them, fixed before the first signature."""

    role: SignerRole
    person_id: str
    person_name: str
    certificate_sha256: str  # hex of the DER


class RegistryEntry(Record, frozen=True, kw_only=True):
    """Who may sign for whom (憑證名冊)."""

    agency: str
    person_id: str
    person_name: str
    role: SignerRole
    certificate_pem: str
    certificate_sha256: str
    active_from: datetime
    active_until: datetime | None = None
    revoked_at: datetime | None = None
    revocation_reason: str = ""


class Registry(Record, frozen=True, kw_only=True, dict=True):
    """The office's list of certificates; `sequence` only rises."""

    sequence: int
    issued_at: datetime
    next_update: datetime
    entries: tuple[RegistryEntry, ...]

    def entry(self, certificate_sha256: str) -> RegistryEntry | None:
        """The entry of a certificate, None for a stranger's."""
        return self._entries.get(certificate_sha256)

    @cached_property
    def _entries(self) -> dict[str, RegistryEntry]:
        # Of two entries for one certificate the first counts.
        return {each.certificate_sha256: each for each in reversed(self.entries)}


class Carrier(StrEnum):
    """The two files one payload travels in."""

    WORKBOOK = "workbook"
    PDF = "pdf"


class Timestamp(Record, frozen=True, kw_only=True):
    """時戳: by when a signature was there, as an authority says; it counts only if trusted."""

    at: datetime
    authority: str
    """What the authority calls itself."""
    is_trusted: bool
    """Whether this office has set the authority up as one of its own."""


class VerifiedSigner(Record, frozen=True, kw_only=True):
    """One signature found in a file: who made it, when (self-asserted), and who that is to us."""

    role: SignerRole | None
    person_name: str
    agency: str | None
    certificate_sha256: str
    signed_at: datetime
    timestamp: Timestamp | None = None


class Reason(Record, frozen=True, kw_only=True):
    """Why a file is refused: a code of signing.md §5 and the parameters of its sentence."""

    code: str
    params: dict[str, str] = {}


class Verdict(Record, frozen=True, kw_only=True):
    """驗章結果, in parts that are never mixed: what is said, not a yes or no."""

    carrier: Carrier
    unchanged: bool
    signature_correct: bool
    signers_entitled: bool
    signers: tuple[VerifiedSigner, ...] = ()
    reasons: tuple[Reason, ...] = ()

    @property
    def is_good(self) -> bool:
        """Tell whether nothing at all speaks against the file."""
        all_parts = self.unchanged and self.signature_correct and self.signers_entitled
        return all_parts and not self.reasons


class PageProof(StrEnum):
    """What drawing the pages of a PDF again has shown."""

    SAME = "same"  # byte for byte what our writer draws from this payload
    DIFFERENT = "different"
    UNDECIDED = "undecided"  # written by another version, or with other fonts than ours
