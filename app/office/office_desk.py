"""The coordinating office's desk: everything the office does, one method an act of a person's.

Each method is one transaction (importing: one for each file) and gives values back. The window
and the command line call the same methods.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection

from app.forms.blank_builder import build_blank
from app.forms.form_loader import load_form
from app.models.db.store import Clock, Store, StoreKind, create_store, open_store, utc_now
from app.models.programme import Programme
from app.models.received import (
    AuditEntry,
    Difference,
    ImportResult,
    LedgerEntry,
    MergedRound,
    OverviewRow,
    ReceivedReturn,
    SignedFile,
)
from app.models.reviews import Decision, DecisionKind, ReviewComment
from app.models.rounds import Round, RoundKind
from app.models.signatures import Registry, RegistryEntry, SignerRole
from app.office import audit_log, certificates, import_ledger, rounds
from app.office.decisions import insert_decision, load_decisions
from app.office.differences import compare_returns
from app.office.examination import Examiner, Verifier
from app.office.importing import Importer, Progress
from app.office.merging import load_merged
from app.office.overview import load_overview
from app.office.programme_versions import insert_programme, load_programme
from app.office.received_returns import load_received, load_signed_files
from app.office.reviewing import build_decision, load_reviewed, state_after
from app.office.round_files import build_round_files, choose_agencies
from app.returns.trust_context import TrustContext
from app.trust import registry as registry_changes
from app.trust.round_file import write_round_file

OFFICE = "協調彙整機關"
"""Who acts, where nobody is named."""


class OfficeDesk:
    """An open office store. Close it, or use it as a context manager.

    `actor` is the name noted in the audit log for acts whose method asks for none.
    """

    def __init__(self, store: Store, verify: Verifier | None = None) -> None:
        self._store = store
        self._verify = verify
        self.actor = OFFICE

    @classmethod
    def create(
        cls,
        path: Path,
        programme: Programme,
        *,
        clock: Clock = utc_now,
        verify: Verifier | None = None,
    ) -> "OfficeDesk":
        """Make a new office store on a programme. Raises AppError STORE_*."""
        store = create_store(path, StoreKind.OFFICE, clock=clock)
        desk = cls(store, verify)
        now = store.clock()
        with store.writing() as connection:
            insert_programme(connection, programme, now)
            certificates.insert_registry(connection, now)
            desk._note(connection, "programme_stored", programme.name, version=programme.version)
        return desk

    @classmethod
    def open(
        cls, path: Path, *, clock: Clock = utc_now, verify: Verifier | None = None
    ) -> "OfficeDesk":
        """Open an office store. Raises AppError STORE_*."""
        return cls(open_store(path, StoreKind.OFFICE, clock=clock), verify)

    def close(self) -> None:
        """Let go of the store."""
        self._store.close()

    def __enter__(self) -> "OfficeDesk":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """Where the store lies."""
        return self._store.path

    @property
    def programme(self) -> Programme:
        """The approved plan in its latest version."""
        with self._store.reading() as connection:
            return load_programme(connection)

    def programme_of(self, round_id: str) -> Programme:
        """The version of the plan a round was opened on. Raises AppError ROUND_NOT_FOUND."""
        with self._store.reading() as connection:
            return load_programme(connection, rounds.load_round(connection, round_id)[1])

    # -- rounds ---------------------------------------------------------------------------------

    def rounds(self) -> tuple[Round, ...]:
        """All rounds, the newest first."""
        with self._store.reading() as connection:
            return rounds.load_rounds(connection)

    def round(self, round_id: str) -> Round:
        """One round. Raises AppError ROUND_NOT_FOUND."""
        with self._store.reading() as connection:
            return rounds.load_round(connection, round_id)[0]

    def open_round(
        self,
        kind: RoundKind,
        year_roc: int,
        *,
        opens_on: date,
        due_on: date,
        closes_on: date,
        required_roles: Sequence[SignerRole],
        is_demo: bool = False,
    ) -> Round:
        """Open a round. Raises AppError ROUND_EXISTS and those of `rounds.build_round`."""
        with self._store.writing() as connection:
            programme = load_programme(connection)
            opened = rounds.build_round(
                programme,
                kind,
                year_roc,
                opens_on=opens_on,
                due_on=due_on,
                closes_on=closes_on,
                required_roles=required_roles,
                is_demo=is_demo,
            )
            rounds.insert_round(connection, opened, programme.version, self._store.clock())
            self._note(connection, "round_opened", opened.id, due_on=due_on, closes_on=closes_on)
        return opened

    def change_dates(
        self,
        round_id: str,
        *,
        opens_on: date | None = None,
        due_on: date | None = None,
        closes_on: date | None = None,
    ) -> Round:
        """Move dates of a round (None leaves one as it is); the audit log keeps both.

        Round files written before still tell the old dates: write them again.
        Raises AppError ROUND_NOT_FOUND, ROUND_DATES_INVALID.
        """
        dates = {"opens_on": opens_on, "due_on": due_on, "closes_on": closes_on}
        with self._store.writing() as connection:
            before, _version = rounds.load_round(connection, round_id)
            after, moved = rounds.move_dates(before, dates)
            if moved:
                rounds.update_round(connection, after)
                self._note(connection, "dates_changed", round_id, **moved)
        return after

    def write_round_files(
        self, round_id: str, folder: Path, agencies: Iterable[str] | None = None
    ) -> dict[str, Path]:
        """Write the round files (of some agencies) into a folder; their paths by agency code.

        Raises AppError ROUND_NOT_FOUND, AGENCY_UNKNOWN, FILE_*.
        """
        now = self._store.clock()
        with self._store.reading() as connection:
            round_, version = rounds.load_round(connection, round_id)
            programme = load_programme(connection, version)
            chosen = choose_agencies(programme, agencies)
            registry = registry_changes.reissue(certificates.load_registry(connection), now)
            files = build_round_files(connection, programme, round_, registry, chosen, now)
        written = {}
        for name, round_file in files.items():
            write_round_file(round_file, folder / name)
            written[round_file.agency] = folder / name
        with self._store.writing() as connection:
            self._note(connection, "round_files_written", round_id, agencies="、".join(written))
        return written

    # -- registry -------------------------------------------------------------------------------

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

        Raises AppError AGENCY_UNKNOWN and the REGISTRY_* of `app.trust.registry`.
        """
        certificate = registry_changes.parse_certificate(certificate_pem)
        with self._store.writing() as connection:
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
            entry = after.entry(registry_changes.digest_of(certificate))
            assert entry is not None
            if after is not before:
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

        Raises AppError REGISTRY_NOT_REGISTERED, REGISTRY_CERTIFICATE_WITHDRAWN,
        REGISTRY_REASON_MISSING.
        """
        with self._store.writing() as connection:
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

    # -- importing ------------------------------------------------------------------------------

    def import_files(
        self, paths: Iterable[Path], *, now: datetime, progress: Progress | None = None
    ) -> tuple[ImportResult, ...]:
        """Verify files and take in what is good; one result a file, in the order given.

        See `app.office.importing`. Raises Cancelled, AppError STORE_*.
        """
        return self._importer(now, progress).import_files(tuple(paths))

    def verify_files(
        self, paths: Iterable[Path], now: datetime, progress: Progress | None = None
    ) -> tuple[ImportResult, ...]:
        """Verify and check files without taking anything in; VERIFIED where all is well."""
        return self._importer(now, progress).verify_files(tuple(paths))

    def _importer(self, now: datetime, progress: Progress | None) -> Importer:
        trust = self._trust(now)
        return Importer(self._store, Examiner(trust, self._verifier()), now, progress)

    def _trust(self, now: datetime) -> TrustContext:
        with self._store.reading() as connection:
            return TrustContext(
                programme=load_programme(connection),
                registry=registry_changes.reissue(certificates.load_registry(connection), now),
                rounds=rounds.load_rounds(connection),
                now=now,
            )

    def _verifier(self) -> Verifier:
        if self._verify is None:
            # Imported when first needed: verification brings the PDF and XML libraries along.
            from app.returns.verification import verify_file

            self._verify = verify_file
        return self._verify

    def ledger(self, round_id: str | None = None) -> tuple[LedgerEntry, ...]:
        """The import history (of a round): every file offered, taken or not."""
        with self._store.reading() as connection:
            return import_ledger.load_ledger(connection, round_id)

    # -- review ---------------------------------------------------------------------------------

    def overview(self, round_id: str, today: date) -> tuple[OverviewRow, ...]:
        """How far each agency is, in appendix order. Raises AppError ROUND_NOT_FOUND."""
        with self._store.reading() as connection:
            round_, version = rounds.load_round(connection, round_id)
            return load_overview(connection, load_programme(connection, version), round_, today)

    def received(self, round_id: str, agency: str) -> tuple[ReceivedReturn, ...]:
        """Every revision received of an agency, the first one first."""
        with self._store.reading() as connection:
            return load_received(connection, round_id, agency)

    def signed_files(self, round_id: str, agency: str, revision: int) -> tuple[SignedFile, ...]:
        """The signed files that brought a revision, workbook first; empty for an unknown one."""
        with self._store.reading() as connection:
            return load_signed_files(connection, round_id, agency, revision)

    def differences(self, older: ReceivedReturn, newer: ReceivedReturn) -> tuple[Difference, ...]:
        """What changed from one revision of an agency to another, in reading order."""
        with self._store.reading() as connection:
            round_, version = rounds.load_round(connection, newer.round_id)
            programme = load_programme(connection, version)
        blank = build_blank(load_form(round_.form_id), programme, round_, newer.agency)
        return compare_returns(older.payload.answers(), newer.payload.answers(), blank)

    def decide(
        self,
        round_id: str,
        agency: str,
        kind: DecisionKind,
        comments: Sequence[ReviewComment],
        decided_by: str,
        at: datetime,
        *,
        revision: int | None = None,
    ) -> Decision:
        """Decide about an agency's latest revision.

        `revision` is the one the reviewer has read: AppError DECISION_OUTDATED when a later one
        came in meanwhile. Raises also ROUND_NOT_FOUND, AGENCY_UNKNOWN, those of load_reviewed and
        build_decision in `app.office.reviewing`.
        """
        with self._store.writing() as connection:
            round_, version = rounds.load_round(connection, round_id)
            programme = load_programme(connection, version)
            (about,) = choose_agencies(programme, (agency,))
            held = load_reviewed(connection, round_, about, revision)
            made = build_decision(programme, round_, held, agency, kind, comments, decided_by, at)
            insert_decision(connection, held.id, made, state_after(kind))
            self._note(
                connection,
                "decided",
                round_id,
                actor=made.decided_by,
                agency=agency,
                revision=held.revision,
                kind=kind.value,
                comments=len(made.comments),
            )
        return made

    def decisions(self, round_id: str, agency: str) -> tuple[Decision, ...]:
        """Every decision ever made about an agency's revisions in a round."""
        with self._store.reading() as connection:
            return tuple(each for _id, each in load_decisions(connection, round_id, agency))

    def merged(self, round_id: str) -> MergedRound:
        """The round as the reports read it; see `app.office.merging` for what counts."""
        with self._store.reading() as connection:
            round_, version = rounds.load_round(connection, round_id)
            return load_merged(connection, load_programme(connection, version), round_)

    # -- log ------------------------------------------------------------------------------------

    def audit_entries(self, subject: str | None = None) -> tuple[AuditEntry, ...]:
        """The office's log of its acts (about one round or agency), in order."""
        with self._store.reading() as connection:
            return audit_log.load_entries(connection, subject)

    def _note(
        self,
        connection: Connection,
        action: str,
        subject: str,
        actor: str | None = None,
        **detail: object,
    ) -> None:
        audit_log.append_entry(
            connection,
            at=self._store.clock(),
            actor=actor or self.actor,
            action=action,
            subject=subject,
            detail={key: str(value) for key, value in detail.items()},
        )
