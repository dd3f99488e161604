"""The agency's desk: its store with the rounds received, their drafts, and what was handed in.

with AgencyDesk.open(path) as desk:
    round_ = desk.receive_round_file(file)
    draft = desk.draft(round_.round.id)
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from app.agency.clock import AgencyClock
from app.agency.drafts.basis import DraftBasis, build_basis
from app.agency.drafts.draft import Draft
from app.agency.drafts.rows import ensure_draft_row
from app.agency.handed_in import (
    HandedIn,
    load_handed_in,
    load_prior_answers,
)
from app.agency.office_pin import (
    RoundFilePreview,
    insert_office_pin,
    note_registry_sequence,
)
from app.agency.receipts import load_receipts
from app.agency.recovery import RecoveryNote, load_recovery_note
from app.agency.round_intake import (
    OfficeConfirmation,
    build_preview,
    ensure_fillable,
    ensure_for_agency,
    ensure_receivable,
    load_round_document,
    load_round_files,
    save_round_file,
)
from app.agency.rounds import AgencyRound, tell_state
from app.files import read_bounded
from app.models.returns import Payload
from app.models.rounds import RoundFile
from app.store.store import Store
from app.store.tables.agency import draft as draft_table
from app.store.tables.agency import draft_value
from app.trust.papers.kinds import ROUND_FILE

if TYPE_CHECKING:  # a store is opened without the cryptographic library
    from app.trust.papers.signed_document import SignedDocument


class AgencyDesk(AgencyClock):
    """An agency's open store. Close it, or use it as a context manager."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._drafts: dict[str, Draft] = {}
        self._recovery_note: RecoveryNote | None = None
        with store.reading() as connection:
            self._rounds = {each.round.id: each for each in load_round_files(connection)}
            if store.interrupted_session is not None:
                self._recovery_note = load_recovery_note(connection, store.interrupted_session)
        self.note_time()

    def close(self) -> None:
        """Close the store; drafts obtained from this desk cannot be used any more."""
        self._drafts.clear()
        super().close()

    def recovery_note(self) -> RecoveryNote | None:
        """What was recovered, where the last session ended without closing the store."""
        return self._recovery_note

    # rounds

    def rounds(self) -> tuple[AgencyRound, ...]:
        """The rounds received, the one due last first."""
        return tuple(self._describe(each) for each in self._rounds.values())

    def preview_round_file(self, path: Path) -> RoundFilePreview:
        """What a round file says and who signed it, before anything is taken in or trusted.

        Raises AppError FILE_*, DOCUMENT_*, ROUND_FILE_*.
        """
        from app.trust.papers.round_file import read_round_file

        return self.build_round_preview(*read_round_file(path), path)

    def build_round_preview(
        self, round_file: RoundFile, document: SignedDocument, path: Path
    ) -> RoundFilePreview:
        """What a round file read from `path` says. Raises AppError ROUND_FILE_WRONG_AGENCY."""
        ensure_for_agency(round_file, self._agency, path)
        return build_preview(round_file, document, self.office_pin(), self.store.clock())

    def receive_round_file(
        self, path: Path, *, confirm_office: str | None = None, is_change_agreed: bool = False
    ) -> AgencyRound:
        """Take in a round file of the confirmed office; the same one twice changes nothing.

        `confirm_office` is the fingerprint a person has compared with the office: it pins the
        office at the first round file. Another office in place of a confirmed one also needs
        `is_change_agreed`. Raises AppError FILE_*, DOCUMENT_*, ROUND_FILE_*, OFFICE_NOT_CONFIRMED,
        OFFICE_CHANGED, OFFICE_FINGERPRINT_WRONG, REGISTRY_ROLLBACK, REGISTRY_STALE; nothing
        changes then.
        """
        from app.trust.papers.round_file import open_round_file

        content = read_bounded(path, ROUND_FILE.limit_bytes)
        round_file, document = open_round_file(content, path)
        confirmation = OfficeConfirmation(confirm_office, is_change_agreed)
        is_confirming = self.ensure_acceptable(round_file, document, confirmation, path)
        self.take_in(round_file, content, document if is_confirming else None)
        return self._describe(round_file)

    def ensure_acceptable(
        self,
        round_file: RoundFile,
        document: SignedDocument,
        confirmation: OfficeConfirmation,
        path: Path,
    ) -> bool:
        """Refuse what `receive_round_file` refuses, and tell whether its office is new to us."""
        ensure_for_agency(round_file, self._agency, path)
        ensure_fillable(round_file, path)
        known = self._rounds.get(round_file.round.id)
        now = self.store.clock()
        return ensure_receivable(
            round_file,
            document,
            self.office_pin(),
            known,
            confirmation,
            now,
            path,
            is_known_ahead=self.is_from_the_future(known, now),
        )

    def round_document(self, round_id: str) -> bytes | None:
        """The newest round file of a round as the office signed it; None where none was kept."""
        with self.store.reading() as connection:
            return load_round_document(connection, round_id)

    def knows_round(self, round_id: str) -> bool:
        """Tell whether a round file of this round was received."""
        return round_id in self._rounds

    def round_files(self) -> tuple[RoundFile, ...]:
        """The newest round file of every round, the one due last first."""
        return tuple(self._rounds.values())

    def take_in(
        self, round_file: RoundFile, content: bytes, confirmed: SignedDocument | None
    ) -> None:
        """Keep a round file that is acceptable; the office that signed it, where it is confirmed.

        One that is here already, with its bytes, changes nothing.
        """
        from app.trust.certificates.certificate import certificate_pem

        round_id = round_file.round.id
        is_here = round_file == self._rounds.get(round_id)
        if is_here and confirmed is None and self.round_document(round_id) is not None:
            return
        now = self.store.clock()
        with self.store.writing() as connection:
            if confirmed is not None:
                pem = certificate_pem(confirmed.certificate)
                insert_office_pin(connection, pem, confirmed.certificate_sha256, now)
            note_registry_sequence(connection, round_file.registry.sequence)
            save_round_file(connection, round_file, content, now)
            if self._agency is None:
                self.store.set_meta(connection, "agency", round_file.agency)
            known = load_round_files(connection)
        self._agency = round_file.agency
        self._rounds = {each.round.id: each for each in known}
        self._renew(round_id)

    def _describe(self, round_file: RoundFile) -> AgencyRound:
        round_id = round_file.round.id
        with self.store.reading() as connection:
            handed_in = load_handed_in(connection, round_id)
            latest = handed_in[-1] if handed_in else None
            is_received = latest is not None and any(
                each.accepted and each.payload_sha256 == latest.payload_sha256
                for each in load_receipts(connection, round_id)
            )
            row = connection.execute(
                select(draft_table.c.changed_at).where(draft_table.c.round_id == round_id)
            ).first()
            has_answers = connection.scalar(
                select(draft_value.c.place)
                .join(draft_table, draft_table.c.id == draft_value.c.draft_id)
                .where(draft_table.c.round_id == round_id)
                .limit(1)
            )
        changed_at: datetime | None = row.changed_at.replace(microsecond=0) if row else None
        return AgencyRound(
            round=round_file.round,
            agency=round_file.agency,
            state=tell_state(round_file, latest, has_answers is not None, is_received=is_received),
            revision=self._next_revision(round_file)[0],
            comments=round_file.comments,
            handed_in=latest,
            changed_since=latest is not None and changed_at != latest.payload.created_at,
        )

    # drafts

    def draft(self, round_id: str) -> Draft:
        """The draft of a round, begun with last round's carried values where there is none yet.

        Raises AppError ROUND_NOT_HERE, FORM_*.
        """
        found = self._drafts.get(round_id)
        if found is not None:
            return found
        basis = self._build_basis(self.round_file(round_id))
        with self.store.writing() as connection:
            is_new = ensure_draft_row(connection, round_id, self.store.clock())
        draft = Draft(self.store, basis)
        if is_new:
            draft.carry_forward()
        self._drafts[round_id] = draft
        return draft

    def begin_correction(self, round_id: str) -> Draft:
        """Number the next return one higher than the one handed in last.

        For a correction after delivery, before the office has sent anything back. An export that
        was never delivered needs none: exporting again replaces it under the same number.
        """
        draft = self.draft(round_id)
        handed_in = self.handed_in(round_id)
        if handed_in:
            with self.store.writing() as connection:
                connection.execute(
                    update(draft_table)
                    .where(draft_table.c.round_id == round_id)
                    .values(corrects_revision=handed_in[-1].revision)
                )
            self._renew(round_id)
        return draft

    def _build_basis(self, round_file: RoundFile) -> DraftBasis:
        revision, supersedes = self._next_revision(round_file)
        with self.store.reading() as connection:
            prior = load_prior_answers(connection, round_file.round)
        return build_basis(round_file, revision, supersedes, prior)

    def _next_revision(self, round_file: RoundFile) -> tuple[int, str | None]:
        """The number of the next return and the digest of the one it replaces."""
        round_id = round_file.round.id
        with self.store.reading() as connection:
            corrects = connection.scalar(
                select(draft_table.c.corrects_revision).where(draft_table.c.round_id == round_id)
            )
        if not corrects or corrects <= round_file.last_revision:
            return round_file.last_revision + 1, round_file.last_payload_sha256
        of_revision = [each for each in self.handed_in(round_id) if each.revision == corrects]
        return corrects + 1, of_revision[-1].payload_sha256

    def _renew(self, round_id: str) -> None:
        """Let an open draft follow a new round file or number."""
        draft = self._drafts.get(round_id)
        if draft is not None:
            draft.adopt(self._build_basis(self._rounds[round_id]))

    def record_handed_in(
        self, payload: Payload, files: Iterable[Path], at: datetime | None = None
    ) -> HandedIn:
        """Keep what was exported: the payload, the digests of its files, and when.

        Raises AppError ROUND_NOT_HERE, FILE_*.
        """
        self.round_file(payload.round_id)
        return super().record_handed_in(payload, files, at)
