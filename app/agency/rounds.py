"""The rounds received: the newest round file of each, and the state the agency is in."""

from collections.abc import Mapping
from datetime import datetime

import msgspec
from sqlalchemy import Connection, insert, select, update

from app.agency.bench import AgencyBench
from app.agency.handed_in import load_handed_in
from app.agency.receipt_rows import load_receipts
from app.bench.clock import KnownTimes
from app.bench.forms import keep_form
from app.errors import AppError
from app.models.agency_rounds import AgencyRound, AgencyRoundState, HandedIn
from app.models.periods import format_taiwan_day
from app.models.returns import canonical_bytes
from app.models.rounds import RoundFile
from app.models.signatures import Registry
from app.store.tables.agency import draft, draft_value, round_in
from app.trust.papers.pinning import STALE_AFTER, is_registry_due, is_registry_stale
from app.trust.timestamps.clock import TimeEvidence, TimeWitness

_decoder = msgspec.json.Decoder(RoundFile)


class Rounds:
    """`desk.rounds`: round files are held in memory, states are read from the store."""

    def __init__(self, bench: AgencyBench) -> None:
        self._bench = bench
        self._files: Mapping[str, RoundFile] = {}
        self.reload()

    def reload(self) -> None:
        """Read the round files anew, after one has been taken in."""
        with self._bench.store.reading() as connection:
            known = load_round_files(connection)
        self._files = {each.round.id: each for each in known}

    def all(self) -> tuple[AgencyRound, ...]:
        """Every round with its state, the one due last first."""
        return tuple(self._describe(each) for each in self._files.values())

    def one(self, round_id: str) -> AgencyRound:
        """One round with its state. Raises AppError ROUND_NOT_HERE."""
        return self._describe(self.file(round_id))

    def files(self) -> tuple[RoundFile, ...]:
        """The newest round file of every round, the one due last first."""
        return tuple(self._files.values())

    def file(self, round_id: str) -> RoundFile:
        """The newest round file of a round. Raises AppError ROUND_NOT_HERE."""
        found = self.find(round_id)
        if found is None:
            known = "、".join(self._files) or "—"
            raise AppError("ROUND_NOT_HERE", round=round_id, known=known)
        return found

    def find(self, round_id: str) -> RoundFile | None:
        """The newest round file of a round; None where none was received."""
        return self._files.get(round_id)

    def document(self, round_id: str) -> bytes:
        """The newest round file of a round as the office signed it, byte for byte.

        Raises AppError ROUND_NOT_HERE.
        """
        self.file(round_id)
        kept = select(round_in.c.document).where(round_in.c.round_id == round_id)
        with self._bench.store.reading() as connection:
            return bytes(connection.execute(kept).scalar_one())

    def newest_registry(self) -> Registry | None:
        """The newest registry a round file has brought; None before the first."""
        known = [each.registry for each in self._files.values()]
        return max(known, key=lambda each: each.issued_at, default=None)

    def registry_warning(self, round_id: str, now: datetime | None = None) -> AppError | None:
        """What to say of a round's registry that ought to be renewed; None where it is current.

        REGISTRY_DUE while it is still signed by, REGISTRY_STALE after that. Raises AppError
        ROUND_NOT_HERE.
        """
        registry = self.file(round_id).registry
        moment = now or self._bench.now()
        due = format_taiwan_day(registry.next_update)
        if is_registry_stale(registry, moment):
            return AppError("REGISTRY_STALE", due=due)
        if is_registry_due(registry, moment):
            until = format_taiwan_day(registry.next_update + STALE_AFTER)
            return AppError("REGISTRY_DUE", due=due, until=until)
        return None

    def known_times(self) -> KnownTimes:
        """What speaks for or against the clock: times the office has signed, and the last day."""
        files = self.files()
        with self._bench.store.reading() as connection:
            receipts = load_receipts(connection)
        evidence = [
            *((TimeWitness.ROUND_FILE, each.issued_at) for each in files),
            *((TimeWitness.REGISTRY, each.registry.issued_at) for each in files),
            *((TimeWitness.RECEIPT, each.issued_at) for each in receipts),
        ]
        return KnownTimes(
            evidence=tuple(TimeEvidence(witness=witness, at=at) for witness, at in evidence),
            last_day=max((each.round.closes_on for each in files), default=None),
        )

    def _describe(self, round_file: RoundFile) -> AgencyRound:
        round_id = round_file.round.id
        with self._bench.store.reading() as connection:
            handed_in = load_handed_in(connection, round_id)
            latest = handed_in[-1] if handed_in else None
            is_received = latest is not None and any(
                each.accepted and each.payload_sha256 == latest.payload_sha256
                for each in load_receipts(connection, round_id)
            )
            changed_at = connection.scalar(
                select(draft.c.changed_at).where(draft.c.round_id == round_id)
            )
            has_answers = connection.scalar(
                select(draft_value.c.place)
                .join(draft, draft.c.id == draft_value.c.draft_id)
                .where(draft.c.round_id == round_id)
                .limit(1)
            )
            revision, _ = find_next_revision(connection, round_file)
        if changed_at is not None:
            changed_at = changed_at.replace(microsecond=0)
        return AgencyRound(
            round=round_file.round,
            agency=round_file.agency,
            state=_find_state(round_file, latest, has_answers is not None, is_received=is_received),
            revision=revision,
            comments=round_file.comments,
            handed_in=latest,
            changed_since=latest is not None and changed_at != latest.payload.created_at,
        )


def _find_state(
    round_file: RoundFile, latest: HandedIn | None, has_answers: bool, *, is_received: bool
) -> AgencyRoundState:
    """The state from what the office said last, what was exported last, and what is typed.

    `is_received`: the office has given a receipt for what was exported last.
    """
    handed_in = AgencyRoundState.RECEIVED if is_received else AgencyRoundState.HANDED_IN
    exported = latest.revision if latest is not None else 0
    if exported > round_file.last_revision:
        return handed_in
    if round_file.comments:
        return AgencyRoundState.SENT_BACK
    if round_file.last_revision:
        return handed_in
    return AgencyRoundState.IN_PROGRESS if has_answers else AgencyRoundState.NOT_STARTED


def find_next_revision(connection: Connection, round_file: RoundFile) -> tuple[int, str | None]:
    """The number of the next return of a round, and the digest of the one it replaces."""
    round_id = round_file.round.id
    corrects = connection.scalar(
        select(draft.c.corrects_revision).where(draft.c.round_id == round_id)
    )
    if not corrects or corrects <= round_file.last_revision:
        return round_file.last_revision + 1, round_file.last_payload_sha256
    of_revision = [
        each for each in load_handed_in(connection, round_id) if each.revision == corrects
    ]
    return corrects + 1, of_revision[-1].payload_sha256


def load_round_files(connection: Connection) -> tuple[RoundFile, ...]:
    """Every round the store knows, the one due last first."""
    found = (_decoder.decode(each) for each in connection.scalars(select(round_in.c.content)))
    return tuple(sorted(found, key=lambda each: (each.round.due_on, each.round.id), reverse=True))


def save_round_file(
    connection: Connection, round_file: RoundFile, document: bytes, at: datetime
) -> None:
    """Keep a round file, byte for byte as well, in place of an earlier one of its round."""
    keep_form(connection, round_file.form, at)
    values = {
        "kind": round_file.round.kind.value,
        "year_roc": round_file.round.year_roc,
        "content": canonical_bytes(round_file).decode(),
        "received_at": at,
        "document": document,
    }
    changed = connection.execute(
        update(round_in).where(round_in.c.round_id == round_file.round.id).values(values)
    )
    if changed.rowcount == 0:
        connection.execute(insert(round_in).values(round_id=round_file.round.id, **values))
