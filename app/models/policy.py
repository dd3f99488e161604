"""The trust policy: dated rules for the algorithms, key lengths and certificates of signatures."""

from datetime import date
from enum import StrEnum

from app.models.record import Record


class KeyFamily(StrEnum):
    """The two families of keys that may sign."""

    RSA = "rsa"
    EC = "ec"


class DigestRule(Record, frozen=True, kw_only=True):
    """One digest algorithm; the days are Taiwan's, None: not yet."""

    name: str
    noted_from: date | None = None
    refused_from: date | None = None
    source: str = ""


class KeyRule(Record, frozen=True, kw_only=True):
    """RSA keys from a length on (up to the next rule's), or the keys on one curve."""

    family: KeyFamily
    at_least_bits: int = 0
    curve: str = ""
    group: str = ""
    """The certificates it is about; empty for all that no rule of a group is about."""
    noted_from: date | None = None
    refused_from: date | None = None
    source: str = ""


class CertificateGroup(Record, frozen=True, kw_only=True):
    """Certificates with dates of their own, recognised by the names of their issuers."""

    id: str
    name: str
    issuers: tuple[str, ...]


class TrustPolicy(Record, frozen=True, kw_only=True):
    """信任政策. What it lists nowhere never signs."""

    title: str
    version: str
    issued_on: date
    warn_days: int = 180
    """So many days before a date its coming is announced."""
    digests: tuple[DigestRule, ...]
    keys: tuple[KeyRule, ...]
    groups: tuple[CertificateGroup, ...] = ()


class SigningAlgorithm(Record, frozen=True, kw_only=True):
    """The algorithms of one signature, and what its certificate says of its issuer."""

    digest: str
    family: str
    """A `KeyFamily`, or the name of something else."""
    bits: int = 0
    curve: str = ""
    issuers: tuple[str, ...] = ()
    """What the issuer calls itself: common name, unit, organisation."""

    @property
    def key_name(self) -> str:
        """RSA-2048, P-256."""
        if self.family == KeyFamily.RSA:
            return f"RSA-{self.bits}"
        return _CURVE_NAMES.get(self.curve, self.curve or self.family)


_CURVE_NAMES = {"secp256r1": "P-256", "secp384r1": "P-384", "secp521r1": "P-521"}
