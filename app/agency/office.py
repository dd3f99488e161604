"""The office an agency trusts: confirmed by a person, kept with the newest registry seen of it."""

from datetime import datetime

from cryptography import x509
from sqlalchemy import Connection, insert, select, update

from app.agency.bench import AgencyBench
from app.agency.rounds import Rounds
from app.models.record import Record
from app.store.tables.agency import office_pin
from app.trust.certificates.certificate import certificate_pem
from app.trust.certificates.facts import describe_certificate
from app.trust.certificates.fingerprints import format_fingerprint
from app.trust.papers.pinning import OfficePin, is_registry_due
from app.trust.papers.signed_document import SignedDocument


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


class TrustedOffice:
    """`desk.office`: whose round files and receipts are taken in."""

    def __init__(self, bench: AgencyBench, rounds: Rounds) -> None:
        self._bench = bench
        self._rounds = rounds

    def pin(self) -> OfficePin | None:
        """The office confirmed last; None until a person confirmed one."""
        latest = select(office_pin).order_by(office_pin.c.id.desc()).limit(1)
        with self._bench.store.reading() as connection:
            row = connection.execute(latest).first()
        if row is None:
            return None
        return OfficePin(
            certificate_pem=row.certificate_pem,
            certificate_sha256=row.certificate_sha256,
            pinned_at=row.pinned_at,
            registry_sequence=row.registry_sequence,
        )

    def describe(self, now: datetime) -> OfficeFacts | None:
        """The confirmed office in words and times; None until there is one."""
        pin = self.pin()
        if pin is None:
            return None
        facts = describe_certificate(
            x509.load_pem_x509_certificate(pin.certificate_pem.encode("ascii")), now
        )
        registry = self._rounds.newest_registry()
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


def insert_office_pin(connection: Connection, signed: SignedDocument, at: datetime) -> None:
    """Trust the office that signed a document from now on.

    What an earlier one's registry counted does not matter.
    """
    connection.execute(
        insert(office_pin).values(
            certificate_pem=certificate_pem(signed.certificate),
            certificate_sha256=signed.certificate_sha256,
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
