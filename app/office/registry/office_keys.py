"""The certificates of the office's own keys in its store, and opening the key file beside it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, insert, select

from app.errors import AppError
from app.models.record import Record
from app.store.tables.office import office_key

if TYPE_CHECKING:  # a store is opened without the cryptographic library
    from app.trust.keys.signing_keys import SoftwareKey


class OfficeCertificate(Record, frozen=True, kw_only=True):
    """The certificate agencies pin."""

    certificate_pem: str
    certificate_sha256: str
    made_at: datetime


def load_office_certificate(connection: Connection) -> OfficeCertificate | None:
    """The certificate in force; None until the office has made its key."""
    found = load_office_certificates(connection)
    return found[-1] if found else None


def load_office_certificates(connection: Connection) -> tuple[OfficeCertificate, ...]:
    """Every certificate the office ever had, the one in force last."""
    rows = connection.execute(select(office_key).order_by(office_key.c.id))
    return tuple(
        OfficeCertificate(
            certificate_pem=row.certificate_pem,
            certificate_sha256=row.certificate_sha256,
            made_at=row.made_at,
        )
        for row in rows
    )


def insert_office_certificate(connection: Connection, key: SoftwareKey, at: datetime) -> None:
    """Put the certificate of a new key in force."""
    from app.trust.certificates.certificate import certificate_pem

    connection.execute(
        insert(office_key).values(
            certificate_pem=certificate_pem(key.certificate),
            certificate_sha256=key.certificate_sha256,
            made_at=at,
        )
    )


def open_office_key(path: Path, certificate_sha256: str, passphrase: str) -> SoftwareKey:
    """Open the key file of a store. Never tries twice.

    Raises AppError OFFICE_KEY_FILE_MISSING, OFFICE_PASSPHRASE_WRONG, OFFICE_KEY_OTHER (the file
    holds another key), FILE_*, KEY_*.
    """
    from app.trust.keys.pkcs12 import load_pkcs12

    if not path.exists():
        raise AppError("OFFICE_KEY_FILE_MISSING", file=path)
    try:
        key = load_pkcs12(path, passphrase.encode())
    except AppError as problem:
        if problem.code == "KEY_WRONG_PASSPHRASE":
            raise AppError("OFFICE_PASSPHRASE_WRONG", file=path) from problem
        raise
    if key.certificate_sha256 != certificate_sha256:
        raise AppError("OFFICE_KEY_OTHER", file=path)
    return key
