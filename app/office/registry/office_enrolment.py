"""Who gets on the registry, and the receipts the office gives: the last words of its trust."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from app.errors import AppError
from app.files import read_bounded
from app.models.enrolment import (
    Enrolment,
    EnrolmentKind,
    EnrolmentPurpose,
    EnrolmentRequest,
    EnrolmentState,
)
from app.models.periods import taiwan_day
from app.models.receipts import Receipt
from app.models.received import LedgerEntry
from app.models.signatures import Registry
from app.office.receipts import receipts
from app.office.registry import certificates, enrolments
from app.office.registry.office_trust import OfficeTrust
from app.office.rounds.files import choose_agencies
from app.office.rounds.programme_versions import load_programme
from app.trust.certificates.fingerprints import is_same_fingerprint

if TYPE_CHECKING:  # opening a store loads no cryptography
    from cryptography import x509

REPLACED = "換發新憑證"


class OfficeEnrolment(OfficeTrust):
    """Enrolment requests and receipts on top of registry and key."""

    # -- enrolment -------------------------------------------------------------------------------

    def enrolments(self) -> tuple[Enrolment, ...]:
        """Every request ever received, in order."""
        with self._store.reading() as connection:
            return enrolments.load_enrolments(connection)

    def receive_enrolment(self, path: Path) -> Enrolment:
        """Take in a request; it waits until its fingerprint has been compared.

        The same file again changes nothing. Raises AppError FILE_*, DOCUMENT_*, REGISTRY_*,
        ENROLMENT_NOT_POSSESSED, ENROLMENT_REPLACES_OTHER, AGENCY_UNKNOWN.
        """
        from app.trust.papers.enrolment import read_request
        from app.trust.papers.kinds import ENROLMENT

        read = read_request(path)
        document = read_bounded(path, ENROLMENT.limit_bytes)
        with self._store.writing() as connection:
            choose_agencies(load_programme(connection), (read.request.agency,))
            enrolments.ensure_replaceable(read.request, certificates.load_registry(connection))
            found, is_new = enrolments.insert_enrolment(
                connection, read, document, self._store.clock()
            )
            if is_new:
                self._note(
                    connection,
                    "enrolment_received",
                    read.request.agency,
                    person=read.request.person_name,
                    purpose=read.request.purpose.value,
                    certificate=found.certificate_sha256,
                )
        return found

    def confirm_enrolment(self, enrolment_id: int, fingerprint: str, at: datetime) -> Enrolment:
        """Put a request on the registry, once the person has read out the same fingerprint.

        A key this program made gets a certificate of the office, any other certificate is entered
        as it is. A replacement withdraws the certificate it replaces; a renewal leaves it be.
        Raises AppError OFFICE_KEY_* (where one is issued), CLOCK_*, ENROLMENT_NOT_FOUND,
        ENROLMENT_SETTLED, ENROLMENT_FINGERPRINT_WRONG, REGISTRY_*.
        """
        from app.trust.certificates.certificate import certificate_sha256

        self.ensure_clock(self._store.clock())
        with self._store.writing() as connection:
            held = enrolments.load_pending(connection, enrolment_id)
            request = held.request
            if not is_same_fingerprint(fingerprint, held.certificate_sha256):
                raise AppError("ENROLMENT_FINGERPRINT_WRONG", person=request.person_name)
            certificate = self._certify(connection, held, at)
            registry = certificates.load_registry(connection)
            enrolments.ensure_replaceable(request, registry)
            entry = self._register(
                connection,
                certificate,
                request.agency,
                request.person_id,
                request.person_name,
                request.role,
                at,
            )
            self._withdraw_replaced(connection, request, registry, at)
            assert entry.certificate_sha256 == certificate_sha256(certificate)
            self._note(
                connection,
                "enrolment_confirmed",
                request.agency,
                person=request.person_name,
                purpose=request.purpose.value,
                requested=held.certificate_sha256,
                certificate=entry.certificate_sha256,
            )
            return enrolments.settle_enrolment(
                connection,
                enrolment_id,
                EnrolmentState.CONFIRMED,
                at,
                registered_sha256=entry.certificate_sha256,
            )

    def _withdraw_replaced(
        self, connection: Connection, request: EnrolmentRequest, registry: Registry, at: datetime
    ) -> None:
        """What a replacement stands in for counts no more; a renewal leaves it be."""
        if request.purpose is EnrolmentPurpose.REPLACEMENT and request.replaces_sha256 is not None:
            known = registry.entry(request.replaces_sha256)
            if known is not None and known.revoked_at is None:
                self._withdraw(connection, known.certificate_sha256, REPLACED, at)

    def reject_enrolment(self, enrolment_id: int, reason: str, at: datetime) -> Enrolment:
        """Turn a request away. Raises AppError ENROLMENT_NOT_FOUND, ENROLMENT_SETTLED,
        ENROLMENT_REASON_MISSING."""
        with self._store.writing() as connection:
            held = enrolments.load_pending(connection, enrolment_id)
            if not reason.strip():
                raise AppError("ENROLMENT_REASON_MISSING", person=held.request.person_name)
            self._note(
                connection,
                "enrolment_rejected",
                held.request.agency,
                person=held.request.person_name,
                reason=reason.strip(),
                certificate=held.certificate_sha256,
            )
            return enrolments.settle_enrolment(
                connection, enrolment_id, EnrolmentState.REJECTED, at, reason=reason.strip()
            )

    def _certify(self, connection: Connection, held: Enrolment, at: datetime) -> x509.Certificate:
        from app.trust.certificates.certificate import parse_certificate
        from app.trust.keys.office_authority import issue_certificate

        request = held.request
        certificate = parse_certificate(request.certificate_pem)
        if request.kind is EnrolmentKind.PIN:
            return certificate
        agency = load_programme(connection).agency(request.agency)
        return issue_certificate(
            self._signing_key(), request, certificate, agency.name_on(taiwan_day(at)), at
        )

    # -- receipts --------------------------------------------------------------------------------

    def write_receipt(self, round_id: str, agency: str, revision: int, folder: Path) -> Path:
        """Write the signed receipt of a revision that was taken in.

        Raises AppError OFFICE_KEY_*, CLOCK_*, ROUND_NOT_FOUND, RECEIPT_NOTHING_RECEIVED, FILE_*.
        """
        self.ensure_unlocked()
        now = self._store.clock()
        self.ensure_clock(now)
        with self._store.reading() as connection:
            receipt = receipts.build_receipt(
                connection, round_id, agency, revision, self.actor, now
            )
        return self._write_receipt(receipt, folder)

    def write_refusal(self, entry: LedgerEntry, folder: Path) -> Path:
        """Write the signed receipt of a file that was refused.

        Raises AppError OFFICE_KEY_*, CLOCK_*, RECEIPT_NOT_ADDRESSED, FILE_*.
        """
        self.ensure_unlocked()
        now = self._store.clock()
        self.ensure_clock(now)
        with self._store.reading() as connection:
            receipt = receipts.build_refusal(connection, entry, self.actor, now)
        return self._write_receipt(receipt, folder)

    def write_receipts(self, entries: Iterable[LedgerEntry], folder: Path) -> tuple[Path, ...]:
        """Write a receipt for each revision and each refused file among ledger entries.

        Files that did not say whose they are get none. Raises AppError OFFICE_KEY_*, CLOCK_*,
        FILE_*.
        """
        written: dict[Path, None] = {}
        for each in entries:
            if not each.accepted and each.agency is None:
                continue
            if not each.accepted:
                written[self.write_refusal(each, folder)] = None
            elif each.agency and each.round_id and each.revision is not None:
                path = self.write_receipt(each.round_id, each.agency, each.revision, folder)
                written[path] = None
        return tuple(written)

    def _write_receipt(self, receipt: Receipt, folder: Path) -> Path:
        from app.trust.papers.receipt import write_receipt

        path = folder / receipts.file_name(receipt)
        write_receipt(receipt, self._signing_key(), path)
        with self._store.writing() as connection:
            self._note(
                connection,
                "receipt_written",
                receipt.round_id,
                agency=receipt.agency,
                revision=receipt.revision or "",
                control_number=receipt.control_number or "",
                code=receipt.code,
                files=" ".join(each.sha256 for each in receipt.files),
            )
        return path
