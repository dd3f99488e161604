"""Save a draft in the store's tables; one change is one transaction."""

from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import ColumnElement, Connection, bindparam, delete, insert, select, update

from app.agency.drafts.change import DraftState
from app.agency.drafts.delta import (
    AsideKey,
    AsideValue,
    Delta,
    RemarkAnswer,
    decode_delta,
    encode_delta,
    parse_aside_key,
    parse_reason_key,
)
from app.agency.drafts.history import JournalState, Step
from app.models.answers import is_empty, parse_place
from app.store.tables.agency import (
    comment_answer,
    draft,
    draft_text,
    draft_value,
    journal,
    reason,
    set_aside,
)

# Built once: SQLAlchemy finds their compiled form by identity, so an edit costs little more than
# SQLite itself.
_add_journal = insert(journal)
_grow_journal = (
    update(journal)
    .where(journal.c.sequence == bindparam("s"))
    .values(made_at=bindparam("t"), forward=bindparam("f"), inverse=bindparam("i"))
)
_add_value = insert(draft_value)
_set_value = (
    update(draft_value)
    .where(draft_value.c.draft_id == bindparam("d"), draft_value.c.place == bindparam("p"))
    .values(value=bindparam("v"), unconfirmed=bindparam("u"))
)
_drop_value = delete(draft_value).where(
    draft_value.c.draft_id == bindparam("d"), draft_value.c.place == bindparam("p")
)
_touch = (
    update(draft)
    .where(draft.c.id == bindparam("d"))
    .values(changed_at=bindparam("t"), next_row=bindparam("n"))
)
_cut = (
    update(journal)
    .where(
        journal.c.sequence >= bindparam("first"),
        journal.c.draft_id == bindparam("d"),
        journal.c.state == JournalState.UNDONE.value,
    )
    .values(state=JournalState.CUT.value)
)
_drop_text = delete(draft_text).where(
    draft_text.c.draft_id == bindparam("d"), draft_text.c.place == bindparam("p")
)
_drop_reason = delete(reason).where(
    reason.c.draft_id == bindparam("d"),
    reason.c.code == bindparam("c"),
    reason.c.place == bindparam("p"),
)

_drop_remark_answer = delete(comment_answer).where(
    comment_answer.c.draft_id == bindparam("d"), comment_answer.c.comment_id == bindparam("c")
)
_drop_aside = delete(set_aside).where(
    set_aside.c.draft_id == bindparam("d"),
    set_aside.c.form_sha256 == bindparam("f"),
    set_aside.c.code == bindparam("c"),
    set_aside.c.place == bindparam("p"),
)

_encoder = msgspec.json.Encoder()


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """What goes into the journal with a change."""

    draft_id: int
    session_id: int
    step: int
    label: str
    merge_key: str | None
    made_at: datetime
    forward: Delta
    inverse: Delta
    cut_from: int | None
    """The first journal row of what was undone before and is now written over."""
    next_row: int
    sequence: int | None = None
    """Of the row that is there already and grows; None for a row of its own."""


def ensure_draft_row(connection: Connection, round_id: str, now: datetime) -> bool:
    """Add the row of a round's draft; False where it exists already."""
    known = connection.scalar(select(draft.c.id).where(draft.c.round_id == round_id))
    if known is not None:
        return False
    connection.execute(
        insert(draft).values(
            round_id=round_id, next_row=1, corrects_revision=0, created_at=now, changed_at=now
        )
    )
    return True


def save_change(connection: Connection, entry: JournalEntry) -> int:
    """Write a row of the journal, or what it has grown to. Returns its sequence."""
    if entry.cut_from is not None:
        connection.execute(_cut, {"first": entry.cut_from, "d": entry.draft_id})
    touch_draft(connection, entry.draft_id, entry.made_at, entry.next_row)
    forward, inverse = encode_delta(entry.forward), encode_delta(entry.inverse)
    if entry.sequence is not None:
        grown = {"s": entry.sequence, "t": entry.made_at, "f": forward, "i": inverse}
        connection.execute(_grow_journal, grown)
        return entry.sequence
    added = connection.execute(
        _add_journal,
        {
            "draft_id": entry.draft_id,
            "session_id": entry.session_id,
            "step": entry.step,
            "label": entry.label,
            "merge_key": entry.merge_key,
            "made_at": entry.made_at,
            "forward": forward,
            "inverse": inverse,
            "state": JournalState.DONE.value,
        },
    )
    key = added.inserted_primary_key
    assert key is not None
    return int(key[0])


def save_delta(connection: Connection, draft_id: int, delta: Delta, before: DraftState) -> None:
    """Bring all that a delta sets to where it says."""
    _save_values(connection, draft_id, delta, before)
    for path, typed in delta.texts.items():
        connection.execute(_drop_text, {"d": draft_id, "p": path})
        if typed:
            row = {"draft_id": draft_id, "place": path, "text": typed}
            connection.execute(insert(draft_text), row)
    for key, text in delta.reasons.items():
        code, place = parse_reason_key(key)
        connection.execute(_drop_reason, {"d": draft_id, "c": code, "p": place})
        if text:
            row = {"draft_id": draft_id, "code": code, "place": place, "text": text}
            connection.execute(insert(reason), row)
    for comment_id, answer in delta.remarks.items():
        _save_remark_answer(connection, draft_id, comment_id, answer)
    for text, aside in delta.aside.items():
        _save_aside(connection, draft_id, parse_aside_key(text), aside)


def _save_remark_answer(
    connection: Connection, draft_id: int, comment_id: str, answer: RemarkAnswer | None
) -> None:
    connection.execute(_drop_remark_answer, {"d": draft_id, "c": comment_id})
    if answer is not None:
        connection.execute(
            insert(comment_answer).values(
                draft_id=draft_id,
                comment_id=comment_id,
                kind=None if answer.kind is None else answer.kind.value,
                text=answer.text,
            )
        )


def _save_aside(
    connection: Connection, draft_id: int, key: AsideKey, aside: AsideValue | None
) -> None:
    where = {"d": draft_id, "f": key.form_sha256, "c": key.code, "p": key.path}
    connection.execute(_drop_aside, where)
    if aside is not None:
        connection.execute(
            insert(set_aside).values(
                draft_id=draft_id,
                form_sha256=key.form_sha256,
                code=key.code,
                place=key.path,
                unconfirmed=aside.unconfirmed,
                value=_encoder.encode(aside.value).decode(),
            )
        )


def _save_values(connection: Connection, draft_id: int, delta: Delta, before: DraftState) -> None:
    marked = frozenset(delta.unconfirmed)
    added, changed, dropped = [], [], []
    for path, value in delta.values.items():
        stands = not is_empty(before.answers.get(parse_place(path)))
        if is_empty(value):
            if stands:
                dropped.append({"d": draft_id, "p": path})
            continue
        text = _encoder.encode(value).decode()
        if stands:
            changed.append({"d": draft_id, "p": path, "v": text, "u": path in marked})
        else:
            added.append(
                {"draft_id": draft_id, "place": path, "value": text, "unconfirmed": path in marked}
            )
    if changed:
        connection.execute(_set_value, changed)
    if added:
        connection.execute(_add_value, added)
    if dropped:
        connection.execute(_drop_value, dropped)


def touch_draft(connection: Connection, draft_id: int, at: datetime, next_row: int) -> None:
    """Note when the draft last changed."""
    connection.execute(_touch, {"d": draft_id, "t": at, "n": next_row})


def load_deltas(
    connection: Connection, draft_id: int, step: Step
) -> tuple[list[Delta], list[Delta]]:
    """The forward and inverse deltas of a step, in journal order."""
    rows = connection.execute(
        select(journal.c.forward, journal.c.inverse)
        .where(*_rows_of(draft_id, step))
        .order_by(journal.c.sequence)
    ).all()
    return [decode_delta(row.forward) for row in rows], [decode_delta(row.inverse) for row in rows]


def save_step_state(connection: Connection, draft_id: int, step: Step, state: JournalState) -> None:
    """Mark all rows of a step as done or undone."""
    connection.execute(update(journal).where(*_rows_of(draft_id, step)).values(state=state.value))


def _rows_of(draft_id: int, step: Step) -> tuple[ColumnElement[bool], ...]:
    return (
        journal.c.sequence.between(step.first_sequence, step.last_sequence),
        journal.c.draft_id == draft_id,
        journal.c.step == step.number,
    )
