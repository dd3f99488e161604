"""The registry of certificates (憑證名冊) at the office: registering and withdrawing."""

from __future__ import annotations

from datetime import datetime

from cryptography import x509
from sqlalchemy import Connection

from app.bench.clock import DeskClock
from app.models.signatures import Registry, RegistryEntry, SignerRole
from app.office.bench import OfficeBench
from app.office.registry.certificates import load_registry, save_registry
from app.office.registry.chains import ensure_chain
from app.office.rounds.programme_versions import choose_agencies, load_programme
from app.returns.printable import ensure_printable
from app.trust.certificates import registry as registry_changes
from app.trust.certificates.certificate import certificate_sha256, parse_certificate


class OfficeRegistry:
    """Who may sign for whom.

    `enter` and `take_back` are part of the caller's transaction; the other acts are their own.
    """

    def __init__(self, bench: OfficeBench, clock: DeskClock) -> None:
        self._bench = bench
        self._clock = clock

    def current(self) -> Registry:
        """The registry as it stands."""
        with self._bench.store.reading() as connection:
            return load_registry(connection)

    def register(
        self,
        certificate_pem: str | bytes,
        agency: str,
        person_id: str,
        person_name: str,
        role: SignerRole,
        at: datetime,
    ) -> RegistryEntry:
        """Enter a certificate (PEM or DER) for an agency. The same entry again changes nothing.

        Raises AppError CLOCK_* and those of `enter`.
        """
        self._clock.ensure()
        certificate = parse_certificate(certificate_pem)
        with self._bench.store.writing() as connection:
            return self.enter(connection, certificate, agency, person_id, person_name, role, at)

    def withdraw(self, certificate_sha256: str, *, reason: str, at: datetime) -> RegistryEntry:
        """Take a certificate back. What it signed and was received before stays received.

        Raises AppError CLOCK_*, REGISTRY_NOT_REGISTERED, REGISTRY_CERTIFICATE_WITHDRAWN,
        REGISTRY_REASON_MISSING.
        """
        self._clock.ensure()
        with self._bench.store.writing() as connection:
            return self.take_back(connection, certificate_sha256, reason, at)

    def enter(
        self,
        connection: Connection,
        certificate: x509.Certificate,
        agency: str,
        person_id: str,
        person_name: str,
        role: SignerRole,
        at: datetime,
    ) -> RegistryEntry:
        """Enter a certificate that has been read.

        Raises AppError AGENCY_UNKNOWN, those of `trust.certificates.registry.register`, F176 for a
        name that could not be printed, and where roots were imported those of `ensure_chain`.
        """
        choose_agencies(load_programme(connection), (agency,))
        before = load_registry(connection)
        after = registry_changes.register(
            before,
            certificate,
            agency=agency,
            person_id=person_id,
            person_name=person_name,
            role=role,
            at=at,
        )
        entry = after.entry(certificate_sha256(certificate))
        assert entry is not None
        if after is not before:
            ensure_printable(entry.person_name, "姓名")
            ensure_chain(connection, certificate, entry.person_name, at)
            save_registry(connection, before, after)
            self._bench.note(
                connection,
                "certificate_registered",
                agency,
                person=entry.person_name,
                role=role.value,
                certificate=entry.certificate_sha256,
            )
        return entry

    def take_back(
        self, connection: Connection, certificate_sha256: str, reason: str, at: datetime
    ) -> RegistryEntry:
        """Withdraw a certificate. Raises AppError as `withdraw`, without CLOCK_*."""
        before = load_registry(connection)
        after = registry_changes.withdraw(before, certificate_sha256, reason=reason, at=at)
        save_registry(connection, before, after)
        entry = after.entry(certificate_sha256)
        assert entry is not None
        self._bench.note(
            connection,
            "certificate_withdrawn",
            entry.agency,
            person=entry.person_name,
            reason=entry.revocation_reason,
            certificate=certificate_sha256,
        )
        return entry
