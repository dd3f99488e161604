"""What the office sends out under its name: round files with the registry in them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from app.models.signatures import Registry, RegistryEntry, SignerRole
from app.office.registry import certificates
from app.office.registry.office_anchors import OfficeAnchors
from app.office.rounds import rounds
from app.office.rounds.file_news import (
    ROUND_FILES_WRITTEN,
    RoundFileNews,
    name_agencies,
    tell_news,
)
from app.office.rounds.files import build_round_files, choose_agencies
from app.office.rounds.programme_versions import load_programme
from app.trust.certificates import registry as registry_changes

if TYPE_CHECKING:  # opening a store loads no cryptography
    from cryptography import x509


class OfficeTrust(OfficeAnchors):
    """Round files and the registry on top of the office's key and the imported roots."""

    # -- round files -----------------------------------------------------------------------------

    def write_round_files(
        self, round_id: str, folder: Path, agencies: Iterable[str] | None = None
    ) -> dict[str, Path]:
        """Write the signed round files (of some agencies) into a folder; paths by agency code.

        Raises AppError OFFICE_KEY_*, CLOCK_*, ROUND_NOT_FOUND, AGENCY_UNKNOWN, FILE_*.
        """
        from app.trust.papers.round_file import write_round_file

        key = self._signing_key()
        now = self._store.clock()
        self.ensure_clock(now)
        with self._store.reading() as connection:
            round_, version = rounds.load_round(connection, round_id)
            programme = load_programme(connection, version)
            chosen = choose_agencies(programme, agencies)
            registry = registry_changes.reissue(certificates.load_registry(connection), now)
            files = build_round_files(connection, programme, round_, registry, chosen, now)
        written = {}
        for name, round_file in files.items():
            write_round_file(round_file, key, folder / name)
            written[round_file.agency] = folder / name
        with self._store.writing() as connection:
            self._note(
                connection,
                ROUND_FILES_WRITTEN,
                round_id,
                agencies=name_agencies(tuple(written)),
                registry=registry.sequence,
            )
        return written

    def round_file_news(self, round_id: str) -> RoundFileNews:
        """Who was sent what, who does not know of a change, and when all are to be renewed."""
        return tell_news(self.audit_entries(round_id), self.registry())

    # -- registry --------------------------------------------------------------------------------

    def registry(self) -> Registry:
        """Who may sign for whom, as it stands."""
        with self._store.reading() as connection:
            return certificates.load_registry(connection)

    def register_certificate(
        self,
        certificate_pem: str | bytes,
        agency: str,
        person_id: str,
        person_name: str,
        role: SignerRole,
        at: datetime,
    ) -> RegistryEntry:
        """Enter a certificate (PEM or DER) for an agency. The same entry again changes nothing.

        Raises AppError AGENCY_UNKNOWN, CLOCK_*, those of `trust.certificates.registry`, and where
        roots were imported REGISTRY_CHAIN_UNTRUSTED, REGISTRY_CHAIN_REVOKED,
        REGISTRY_CHAIN_UNCHECKED.
        """
        from app.trust.certificates.certificate import parse_certificate

        self.ensure_clock(self._store.clock())
        certificate = parse_certificate(certificate_pem)
        with self._store.writing() as connection:
            return self._register(connection, certificate, agency, person_id, person_name, role, at)

    def _register(
        self,
        connection: Connection,
        certificate: x509.Certificate,
        agency: str,
        person_id: str,
        person_name: str,
        role: SignerRole,
        at: datetime,
    ) -> RegistryEntry:
        from app.trust.certificates.certificate import certificate_sha256

        choose_agencies(load_programme(connection), (agency,))
        before = certificates.load_registry(connection)
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
            self._ensure_chain(connection, certificate, entry.person_name, at)
            certificates.save_registry(connection, before, after)
            self._note(
                connection,
                "certificate_registered",
                agency,
                person=entry.person_name,
                role=role.value,
                certificate=entry.certificate_sha256,
            )
        return entry

    def withdraw_certificate(
        self, certificate_sha256: str, *, reason: str, at: datetime
    ) -> RegistryEntry:
        """Take a certificate back. What it signed and was received before stays received.

        Raises AppError CLOCK_*, REGISTRY_NOT_REGISTERED, REGISTRY_CERTIFICATE_WITHDRAWN,
        REGISTRY_REASON_MISSING.
        """
        self.ensure_clock(self._store.clock())
        with self._store.writing() as connection:
            return self._withdraw(connection, certificate_sha256, reason, at)

    def _withdraw(
        self, connection: Connection, certificate_sha256: str, reason: str, at: datetime
    ) -> RegistryEntry:
        before = certificates.load_registry(connection)
        after = registry_changes.withdraw(before, certificate_sha256, reason=reason, at=at)
        certificates.save_registry(connection, before, after)
        entry = after.entry(certificate_sha256)
        assert entry is not None
        self._note(
            connection,
            "certificate_withdrawn",
            entry.agency,
            person=entry.person_name,
            reason=entry.revocation_reason,
            certificate=certificate_sha256,
        )
        return entry
