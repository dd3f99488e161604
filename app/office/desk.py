"""The coordinating office's desk: everything the office does, one method an act of a person's.

Each method is one transaction (importing: one for each file) and gives values back. The window
and the command line call the same methods.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.models.received import (
    Difference,
    ImportResult,
    MergedRound,
    OverviewRow,
    ReceivedReturn,
    SignedFile,
)
from app.models.reviews import Decision, DecisionKind, ReviewComment
from app.office.importing.received_returns import load_received, load_signed_files
from app.office.receipts.office_receipts import OfficeReceipts
from app.office.records import OFFICE
from app.office.registry import certificates
from app.office.review.decisions import insert_decision, load_decisions
from app.office.review.merging import load_merged
from app.office.review.overview import load_overview
from app.office.review.reviewing import build_decision, load_reviewed, state_after
from app.office.rounds import rounds
from app.office.rounds.files import choose_agencies
from app.office.rounds.programme_versions import load_programme
from app.returns.judging.trust_context import TrustContext
from app.trust.certificates.registry import reissue

if TYPE_CHECKING:  # what opening a store does not need is loaded when it is first used
    from app.office.importing.importer import Progress, Teller
    from app.returns.verification import Verifier

__all__ = ["OFFICE", "OfficeDesk"]


class OfficeDesk(OfficeReceipts):
    """An open office store: importing, review and merging on top of records, key and registry.

    Close it, or use it as a context manager. `actor` is the name noted in the audit log for acts
    whose method asks for none.
    """

    # -- importing ------------------------------------------------------------------------------

    def import_files(
        self,
        paths: Iterable[Path],
        *,
        now: datetime,
        progress: Progress | None = None,
        told: Teller | None = None,
    ) -> tuple[ImportResult, ...]:
        """Verify files and take in what is good; one result a file, in the order given.

        See `app.office.importing.importer`. Raises Cancelled, AppError CLOCK_*, STORE_*.
        """
        from app.office.importing.examination import Examiner
        from app.office.importing.importer import Importer

        self.ensure_clock(now)
        examiner = Examiner(self.trust(now), self._verifier())
        return Importer(self._store, examiner, now, progress, told).import_files(tuple(paths))

    def trust(self, now: datetime) -> TrustContext:
        """What a file that reaches the office at `now` is held against.

        The registry is issued anew: the office's own list is never out of date. Each registered
        certificate is held against the imported roots here, once for a whole batch.
        """
        with self._store.reading() as connection:
            return TrustContext(
                programme=load_programme(connection),
                registry=reissue(certificates.load_registry(connection), now),
                rounds=rounds.load_rounds(connection),
                now=now,
                chain_findings=self._find_broken_chains(connection, now),
                timestamp_authorities=self.timestamp_authorities,
            )

    def _verifier(self) -> Verifier:
        # Imported when first needed: verification brings the PDF and XML libraries along.
        from app.returns.verification import verify_file

        return self._verify or verify_file

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
        from app.forms.blank_builder import build_blank
        from app.forms.form_loader import load_form
        from app.office.review.differences import compare_returns

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
        build_decision in `app.office.review.reviewing`.
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
        """The round as the reports read it; see `app.office.review.merging` for what counts."""
        with self._store.reading() as connection:
            round_, version = rounds.load_round(connection, round_id)
            return load_merged(connection, load_programme(connection, version), round_)
