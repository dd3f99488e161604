"""The agency's desk: its store with the rounds received, their drafts, and what was handed in.

with AgencyDesk.open(path) as desk:
    round_ = desk.receive_round_file(file)
    draft = desk.draft(round_.round.id)
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from sqlalchemy import select, update

from app.drafts.agency_rounds import AgencyRound, tell_state
from app.drafts.draft import Draft
from app.drafts.draft_basis import DraftBasis, build_basis
from app.drafts.draft_rows import ensure_draft_row
from app.drafts.handed_in import (
    HandedIn,
    build_handed_in,
    load_handed_in,
    load_prior_answers,
    save_handed_in,
)
from app.drafts.recovery import RecoveryNote, load_recovery_note
from app.drafts.round_intake import (
    ensure_fillable,
    ensure_follows,
    ensure_for_agency,
    load_round_files,
    save_round_file,
)
from app.errors import AppError
from app.models.db.rows_agency import draft as draft_table
from app.models.db.rows_agency import draft_value
from app.models.db.store import Clock, Store, StoreKind, create_store, open_store, utc_now
from app.models.returns import Payload
from app.models.rounds import RoundFile
from app.trust.round_file import read_round_file


class AgencyDesk:
    """An agency's open store. Close it, or use it as a context manager."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._agency = store.meta("agency")
        self._drafts: dict[str, Draft] = {}
        self._recovery_note: RecoveryNote | None = None
        with store.reading() as connection:
            self._rounds = {each.round.id: each for each in load_round_files(connection)}
            if store.interrupted_session is not None:
                self._recovery_note = load_recovery_note(connection, store.interrupted_session)

    @classmethod
    def create(cls, path: Path, agency: str | None = None, *, clock: Clock = utc_now) -> AgencyDesk:
        """Make a new store; without a code the first round file decides the agency.

        Raises AppError STORE_*.
        """
        store = create_store(path, StoreKind.AGENCY, clock=clock)
        if agency is not None:
            with store.writing() as connection:
                store.set_meta(connection, "agency", agency)
        return cls._seated(store)

    @classmethod
    def open(cls, path: Path, *, clock: Clock = utc_now) -> AgencyDesk:
        """Open a store. Raises AppError STORE_*."""
        return cls._seated(open_store(path, StoreKind.AGENCY, clock=clock))

    @classmethod
    def _seated(cls, store: Store) -> AgencyDesk:
        try:
            return cls(store)
        except BaseException:
            store.abandon()  # nobody else could close it, and it would stay locked
            raise

    def close(self) -> None:
        """Close the store; drafts obtained from this desk cannot be used any more."""
        self._drafts.clear()
        self.store.close()

    def __enter__(self) -> AgencyDesk:
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
        return self.store.path

    @property
    def agency(self) -> str | None:
        """The agency's code; None until the first round file."""
        return self._agency

    def recovery_note(self) -> RecoveryNote | None:
        """What was recovered, where the last session ended without closing the store."""
        return self._recovery_note

    # rounds

    def rounds(self) -> tuple[AgencyRound, ...]:
        """The rounds received, the one due last first."""
        return tuple(self._describe(each) for each in self._rounds.values())

    def receive_round_file(self, path: Path) -> AgencyRound:
        """Take in a round file; the same one twice changes nothing.

        Raises AppError FILE_*, ROUND_FILE_* (foreign, damaged, newer, of another agency, older
        than what is here); nothing changes then.
        """
        round_file = read_round_file(path)
        ensure_for_agency(round_file, self._agency, path)
        ensure_fillable(round_file, path)
        known = self._rounds.get(round_file.round.id)
        if known is not None:
            ensure_follows(round_file, known, path)
        if round_file != known:
            self._take_in(round_file)
        return self._describe(round_file)

    def round_file(self, round_id: str) -> RoundFile:
        """The newest round file of a round. Raises AppError ROUND_NOT_HERE."""
        found = self._rounds.get(round_id)
        if found is None:
            known = "、".join(self._rounds) or "—"
            raise AppError("ROUND_NOT_HERE", round=round_id, known=known)
        return found

    def _take_in(self, round_file: RoundFile) -> None:
        with self.store.writing() as connection:
            save_round_file(connection, round_file, self.store.clock())
            if self._agency is None:
                self.store.set_meta(connection, "agency", round_file.agency)
            known = load_round_files(connection)
        self._agency = round_file.agency
        self._rounds = {each.round.id: each for each in known}
        self._renew(round_file.round.id)

    def _describe(self, round_file: RoundFile) -> AgencyRound:
        round_id = round_file.round.id
        with self.store.reading() as connection:
            handed_in = load_handed_in(connection, round_id)
            row = connection.execute(
                select(draft_table.c.changed_at).where(draft_table.c.round_id == round_id)
            ).first()
            has_answers = connection.scalar(
                select(draft_value.c.place)
                .join(draft_table, draft_table.c.id == draft_value.c.draft_id)
                .where(draft_table.c.round_id == round_id)
                .limit(1)
            )
        latest = handed_in[-1] if handed_in else None
        changed_at: datetime | None = row.changed_at.replace(microsecond=0) if row else None
        return AgencyRound(
            round=round_file.round,
            agency=round_file.agency,
            state=tell_state(round_file, latest, has_answers is not None),
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

    # handing in

    def record_handed_in(
        self, payload: Payload, files: Iterable[Path], at: datetime | None = None
    ) -> HandedIn:
        """Keep what was exported: the payload, the digests of its files, and when.

        Raises AppError ROUND_NOT_HERE, FILE_*.
        """
        self.round_file(payload.round_id)
        record = build_handed_in(payload, files, at or self.store.clock())
        with self.store.writing() as connection:
            save_handed_in(connection, record)
        return record

    def handed_in(self, round_id: str) -> tuple[HandedIn, ...]:
        """What was exported for a round, oldest first."""
        with self.store.reading() as connection:
            return load_handed_in(connection, round_id)
