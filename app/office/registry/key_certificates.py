"""The certificates of the office's own keys as rows of its store. Never a key."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, select

from app.models.record import Record
from app.store.tables.office import office_key


class OfficeCertificate(Record, frozen=True, kw_only=True):
    """The certificate agencies pin."""

    certificate_pem: str
    certificate_sha256: str
    made_at: datetime


def load_key_certificates(connection: Connection) -> tuple[OfficeCertificate, ...]:
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


def insert_key_certificate(connection: Connection, made: OfficeCertificate) -> None:
    """Put the certificate of a new key in force."""
    connection.execute(
        insert(office_key).values(
            certificate_pem=made.certificate_pem,
            certificate_sha256=made.certificate_sha256,
            made_at=made.made_at,
        )
    )
