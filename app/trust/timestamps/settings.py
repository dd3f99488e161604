"""Settings of the timestamp authority, read from a TOML file; without one none is used."""

from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from asn1crypto import core
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm

from app.config import default_timestamp_file
from app.errors import AppError
from app.files import SMALL_LIMIT, read_bounded
from app.models.record import Record
from app.trust.certificates.certificate import certificate_pem
from app.trust.timestamps.certificates import is_authority, may_issue

_LONGEST_WAIT_SECONDS = 60


class TimestampSettings(Record, frozen=True, kw_only=True):
    """One timestamp authority: its URL and its certificates."""

    url: str
    certificates: tuple[str, ...]
    """PEM: the authority's own certificate, or one it was issued under."""
    policy: str | None = None
    """The policy it must follow, as an OID."""
    timeout_seconds: float = 10.0


class _File(Record, frozen=True, kw_only=True):
    url: str
    certificates: tuple[str, ...]
    policy: str | None = None
    timeout_seconds: int = 10


def find_timestamp_settings(chosen: Path | None = None) -> TimestampSettings | None:
    """The settings of the chosen file, else of the one in the program's folder if there is one.

    Raises what `load_timestamp_settings` raises.
    """
    if chosen is not None:
        return load_timestamp_settings(chosen)
    path = default_timestamp_file()
    return load_timestamp_settings(path) if path.exists() else None


def load_timestamp_settings(path: Path) -> TimestampSettings:
    """Read a settings file; certificate files are looked for beside it.

    Raises AppError FILE_*, TIMESTAMP_CONFIG (unknown or missing entries), TIMESTAMP_CONFIG_URL,
    TIMESTAMP_CONFIG_CERTIFICATE.
    """
    try:
        read = msgspec.toml.decode(read_bounded(path, SMALL_LIMIT), type=_File)
    except (msgspec.DecodeError, UnicodeDecodeError) as problem:
        raise AppError("TIMESTAMP_CONFIG", file=path, detail=problem) from problem
    if not 1 <= read.timeout_seconds <= _LONGEST_WAIT_SECONDS:
        raise AppError("TIMESTAMP_CONFIG", file=path, detail="timeout_seconds")
    if read.policy is not None:
        _ensure_policy(read.policy, path)
    if not _is_web_address(read.url):
        raise AppError("TIMESTAMP_CONFIG_URL", file=path, url=read.url)
    if not read.certificates:
        raise AppError("TIMESTAMP_CONFIG", file=path, detail="certificates")
    return TimestampSettings(
        url=read.url,
        certificates=tuple(
            pem for name in read.certificates for pem in _read_certificates(path.parent / name)
        ),
        policy=read.policy,
        timeout_seconds=read.timeout_seconds,
    )


def load_authorities(settings: TimestampSettings) -> tuple[x509.Certificate, ...]:
    """The certificates of the settings as such."""
    return tuple(x509.load_pem_x509_certificate(each.encode()) for each in settings.certificates)


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        has_port = parts.port is None or parts.port > 0
    except ValueError:
        return False
    is_plain = url.isascii() and url.isprintable() and " " not in url
    has_host = bool(parts.hostname) and parts.username is None and not parts.fragment
    return parts.scheme in ("http", "https") and is_plain and has_host and has_port


def _ensure_policy(policy: str, path: Path) -> None:
    try:
        core.ObjectIdentifier(policy).dump()
    except (ValueError, TypeError) as problem:
        raise AppError("TIMESTAMP_CONFIG", file=path, detail="policy") from problem


def _read_certificates(path: Path) -> tuple[str, ...]:
    """The certificates in one PEM file, each fit to vouch for timestamps."""
    content = read_bounded(path, SMALL_LIMIT)
    try:
        found = x509.load_pem_x509_certificates(content)
        fit = [is_authority(each) or may_issue(each, 0) for each in found]
    except (ValueError, UnsupportedAlgorithm) as problem:
        raise AppError("TIMESTAMP_CONFIG_CERTIFICATE", file=path) from problem
    if not all(fit):
        raise AppError("TIMESTAMP_CONFIG_CERTIFICATE", file=path)
    return tuple(certificate_pem(each) for each in found)
