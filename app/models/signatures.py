"""Signers, the registry of certificates, and the verdict on a signed file."""

from datetime import datetime
from enum import StrEnum
from functools import cached_property

from app.models.policy import SigningAlgorithm, TrustPolicy
from app.models.record import Record


class SignerRole(StrEnum):
    """The role in which a person signs."""

    PREPARER = "preparer"  # 填報人
    APPROVER = "approver"  # 核定人


class Signer(Record, frozen=True, kw_only=True):
    """A signer named in the payload, fixed before the first signature."""

    role: SignerRole
    """填報人 `preparer` or 核定人 `approver`."""
    person_id: str
    """The person's id in the office's registry."""
    person_name: str
    """The name as registered, in its own spelling."""
    certificate_sha256: str
    """SHA-256 of the certificate's DER."""


class RegistryEntry(Record, frozen=True, kw_only=True):
    """A registered certificate: its person, agency, role and validity."""

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
    """The registry (憑證名冊) of certificates, signed by the office; `sequence` only increases."""

    sequence: int
    issued_at: datetime
    next_update: datetime
    entries: tuple[RegistryEntry, ...]
    policy: TrustPolicy | None = None
    """The trust policy agencies judge by as the office does; None: the built-in one."""

    def entry(self, certificate_sha256: str) -> RegistryEntry | None:
        """The entry of a certificate, None for an unregistered one."""
        return self._entries.get(certificate_sha256)

    @cached_property
    def _entries(self) -> dict[str, RegistryEntry]:
        # Of two entries for one certificate the first is used.
        return {each.certificate_sha256: each for each in reversed(self.entries)}


class Carrier(StrEnum):
    """The file format that carries a payload: workbook or PDF."""

    WORKBOOK = "workbook"
    PDF = "pdf"


class Timestamp(Record, frozen=True, kw_only=True):
    """A timestamp (時戳, RFC 3161): proof that a signature existed at a time, if it is trusted."""

    at: datetime
    authority: str
    """The name of the timestamp authority, as its certificate states it."""
    is_trusted: bool
    """Whether the authority is configured as trusted here."""


class VerifiedSigner(Record, frozen=True, kw_only=True):
    """One verified signature: its certificate, self-asserted time, and registry entry if any."""

    role: SignerRole | None
    person_name: str
    agency: str | None
    certificate_sha256: str
    signed_at: datetime
    algorithm: SigningAlgorithm
    timestamp: Timestamp | None = None


class Reason(Record, frozen=True, kw_only=True):
    """A reason of a verdict: a code and the parameters of its sentence."""

    code: str
    params: dict[str, str] = {}


class Verdict(Record, frozen=True, kw_only=True):
    """The verdict (驗章結果) on a signed file, in separate parts instead of one yes or no."""

    carrier: Carrier
    unchanged: bool
    signature_correct: bool
    signers_entitled: bool
    signers: tuple[VerifiedSigner, ...] = ()
    reasons: tuple[Reason, ...] = ()
    notes: tuple[Reason, ...] = ()
    """What a reader ought to know and nothing depends on: a date that comes, values of another
    version of the program that this one computes otherwise."""

    @property
    def is_good(self) -> bool:
        """Return whether there is no reason against the file."""
        all_parts = self.unchanged and self.signature_correct and self.signers_entitled
        return all_parts and not self.reasons


class Indication(StrEnum):
    """The main indications of ETSI EN 319 102-1."""

    TOTAL_PASSED = "TOTAL-PASSED"
    INDETERMINATE = "INDETERMINATE"
    TOTAL_FAILED = "TOTAL-FAILED"


class SubIndication(StrEnum):
    """The sub-indications of ETSI EN 319 102-1 in use here."""

    FORMAT_FAILURE = "FORMAT_FAILURE"
    HASH_FAILURE = "HASH_FAILURE"
    SIG_CRYPTO_FAILURE = "SIG_CRYPTO_FAILURE"
    REVOKED = "REVOKED"
    SIG_CONSTRAINTS_FAILURE = "SIG_CONSTRAINTS_FAILURE"
    CERTIFICATE_CHAIN_GENERAL_FAILURE = "CERTIFICATE_CHAIN_GENERAL_FAILURE"
    CRYPTO_CONSTRAINTS_FAILURE = "CRYPTO_CONSTRAINTS_FAILURE"
    CRYPTO_CONSTRAINTS_FAILURE_NO_POE = "CRYPTO_CONSTRAINTS_FAILURE_NO_POE"
    EXPIRED = "EXPIRED"
    NOT_YET_VALID = "NOT_YET_VALID"
    OUT_OF_BOUNDS_NO_POE = "OUT_OF_BOUNDS_NO_POE"
    REVOKED_NO_POE = "REVOKED_NO_POE"
    NO_SIGNING_CERTIFICATE_FOUND = "NO_SIGNING_CERTIFICATE_FOUND"
    NO_CERTIFICATE_CHAIN_FOUND = "NO_CERTIFICATE_CHAIN_FOUND"
    POLICY_PROCESSING_ERROR = "POLICY_PROCESSING_ERROR"
    SIGNATURE_POLICY_NOT_AVAILABLE = "SIGNATURE_POLICY_NOT_AVAILABLE"
    SIGNED_DATA_NOT_FOUND = "SIGNED_DATA_NOT_FOUND"
    TRY_LATER = "TRY_LATER"


IndicationPair = tuple[Indication, SubIndication | None]
