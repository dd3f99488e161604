"""The drafts of an agency's desk, and what was recovered of them after a crash."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import datetime

from sqlalchemy import select, update

from app.agency.bench import AgencyBench
from app.agency.drafts.basis import DraftBasis, build_basis
from app.agency.drafts.delta import decode_delta
from app.agency.drafts.draft import Draft
from app.agency.drafts.storage import ensure_draft_row
from app.agency.handed_in import load_earlier_years, load_handed_in
from app.agency.rounds import Rounds, find_next_revision
from app.models.answers import parse_place
from app.models.record import Record
from app.models.rounds import RoundFile
from app.store.tables.agency import draft as draft_table
from app.store.tables.agency import journal


class RecoveryNote(Record, frozen=True, kw_only=True):
    """What a session that was interrupted had saved; all of it is there."""

    last_saved_at: datetime
    changes: int
    fields: tuple[str, ...]
    """What was changed, in the words of the forms, the latest first."""


class Drafts:
    """`desk.drafts`: one draft object for each round, made when first asked for."""

    def __init__(self, bench: AgencyBench, rounds: Rounds) -> None:
        self._bench = bench
        self._rounds = rounds
        self._open: dict[str, Draft] = {}

    def of(self, round_id: str) -> Draft:
        """The draft of a round, begun with last round's carried values where there is none yet.

        Raises AppError ROUND_NOT_HERE, FORM_*.
        """
        found = self.find(round_id)
        if found is not None:
            return found
        basis = self._load_basis(self._rounds.file(round_id))
        with self._bench.store.writing() as connection:
            is_new = ensure_draft_row(connection, round_id, self._bench.now())
        draft = Draft(self._bench.store, basis)
        if is_new:
            draft.carried.take_over()
        self._open[round_id] = draft
        return draft

    def find(self, round_id: str) -> Draft | None:
        """The draft of a round, where it was asked for before."""
        return self._open.get(round_id)

    @contextmanager
    def held(self, round_id: str) -> Iterator[None]:
        """Let nobody write into a round's draft meanwhile."""
        draft = self.find(round_id)
        with nullcontext() if draft is None else draft.journal.lock:
            yield

    def begin_correction(self, round_id: str) -> Draft:
        """Number the next return one higher than the one handed in last.

        For a correction after delivery, before the office has sent anything back. An export that
        was never delivered needs none: exporting again replaces it under the same number.
        """
        draft = self.of(round_id)
        with self._bench.store.writing() as connection:
            handed_in = load_handed_in(connection, round_id)
            if handed_in:
                connection.execute(
                    update(draft_table)
                    .where(draft_table.c.round_id == round_id)
                    .values(corrects_revision=handed_in[-1].revision)
                )
        self.renew(round_id)
        return draft

    def renew(self, round_id: str) -> None:
        """Let an open draft follow a new round file or number."""
        draft = self.find(round_id)
        if draft is not None:
            draft.adopt(self._load_basis(self._rounds.file(round_id)))

    def recovery_note(self) -> RecoveryNote | None:
        """What the session before had saved, where it ended without closing the store.

        None where it was closed, or had changed nothing.
        """
        interrupted = self._bench.store.interrupted_session
        if interrupted is None:
            return None
        saved = (
            select(journal.c.made_at, journal.c.forward, draft_table.c.round_id)
            .join(draft_table, journal.c.draft_id == draft_table.c.id)
            .where(journal.c.session_id == interrupted)
            .order_by(journal.c.sequence.desc())
        )
        with self._bench.store.reading() as connection:
            rows = connection.execute(saved).all()
        if not rows:
            return None
        fields = (name for row in rows for name in self._name_fields(row.round_id, row.forward))
        return RecoveryNote(
            last_saved_at=max(row.made_at for row in rows),
            changes=len(rows),
            fields=tuple(dict.fromkeys(fields)),
        )

    def _name_fields(self, round_id: str, forward: str) -> Iterator[str]:
        draft, delta = self.of(round_id), decode_delta(forward)
        for path in (*delta.values, *delta.texts):
            if name := draft.name(parse_place(path)):
                yield name

    def _load_basis(self, round_file: RoundFile) -> DraftBasis:
        with self._bench.store.reading() as connection:
            revision, supersedes = find_next_revision(connection, round_file)
            own = load_earlier_years(connection, round_file.round, round_file.form)
        return build_basis(round_file, revision, supersedes, own)
