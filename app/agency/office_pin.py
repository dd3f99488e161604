"""The office an agency trusts, in the agency's store."""

from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from app.models.record import Record
from app.models.rounds import Round
from app.store.tables.agency import office_pin
from app.trust.papers.pinning import OfficePin, OfficeStanding


class RoundFilePreview(Record, frozen=True, kw_only=True):
    """What a round file says before it is taken in, and who signed it."""

    round: Round
    agency: str
    agency_name: str
    office_certificate_sha256: str
    fingerprint: str
    """Of the office that signed it: to be compared before it is trusted."""
    known_fingerprint: str | None
    """Of the office confirmed before."""
    standing: OfficeStanding
    is_registry_due: bool
    """The registry in it is past its next update: the office should send a newer file."""


def load_office_pin(connection: Connection) -> OfficePin | None:
    """The office confirmed last; None until somebody confirmed one."""
    row = connection.execute(select(office_pin).order_by(office_pin.c.id.desc()).limit(1)).first()
    if row is None:
        return None
    return OfficePin(
        certificate_pem=row.certificate_pem,
        certificate_sha256=row.certificate_sha256,
        pinned_at=row.pinned_at,
        registry_sequence=row.registry_sequence,
    )


def insert_office_pin(
    connection: Connection, certificate_pem: str, certificate_sha256: str, at: datetime
) -> None:
    """Trust an office from now on; what an earlier one's registry counted does not matter."""
    connection.execute(
        insert(office_pin).values(
            certificate_pem=certificate_pem,
            certificate_sha256=certificate_sha256,
            pinned_at=at,
            registry_sequence=0,
        )
    )


def note_registry_sequence(connection: Connection, sequence: int) -> None:
    """Remember the newest registry seen of the office in force."""
    latest = select(office_pin.c.id).order_by(office_pin.c.id.desc()).limit(1).scalar_subquery()
    connection.execute(
        update(office_pin)
        .where(office_pin.c.id == latest, office_pin.c.registry_sequence < sequence)
        .values(registry_sequence=sequence)
    )
