"""Load a draft from the store's tables."""

from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

import msgspec
from sqlalchemy import Connection, exists, select

from app.agency.drafts.change import DraftState
from app.agency.drafts.delta import AsideKey, AsideValue, RemarkAnswer
from app.agency.drafts.history import History, build_history
from app.models.answers import Answers, Place, StoredValue, parse_place
from app.models.reviews import CommentAnswerKind
from app.store.tables.agency import (
    comment_answer,
    draft,
    draft_text,
    draft_value,
    journal,
    reason,
    set_aside,
)

_decoder: msgspec.json.Decoder[StoredValue] = msgspec.json.Decoder(StoredValue)


@dataclass(frozen=True, slots=True)
class LoadedDraft:
    """A draft as it stands on disk."""

    id: int
    state: DraftState
    history: History
    next_row: int
    corrects_revision: int
    changed_at: datetime
    last_saved_at: datetime | None


def load_draft(connection: Connection, round_id: str) -> LoadedDraft:
    """Read a draft whole, journal outline included."""
    row = connection.execute(select(draft).where(draft.c.round_id == round_id)).one()
    found = connection.execute(
        select(draft_value.c.place, draft_value.c.value, draft_value.c.unconfirmed).where(
            draft_value.c.draft_id == row.id
        )
    ).all()
    values: dict[Place, StoredValue] = {
        parse_place(place): _decoder.decode(value) for place, value, _ in found
    }
    unconfirmed = frozenset(parse_place(place) for place, _, marked in found if marked)
    reasons = {
        (each.code, each.place): each.text
        for each in connection.execute(select(reason).where(reason.c.draft_id == row.id))
    }
    aside = {
        AsideKey(each.form_sha256, each.code, each.place): AsideValue(
            _decoder.decode(each.value), each.unconfirmed
        )
        for each in connection.execute(select(set_aside).where(set_aside.c.draft_id == row.id))
    }
    texts = {
        parse_place(each.place): each.text
        for each in connection.execute(select(draft_text).where(draft_text.c.draft_id == row.id))
    }
    remarks = {
        each.comment_id: RemarkAnswer(
            None if each.kind is None else CommentAnswerKind(each.kind), each.text
        )
        for each in connection.execute(
            select(comment_answer).where(comment_answer.c.draft_id == row.id)
        )
    }
    has_changes = connection.scalar(select(exists().where(journal.c.draft_id == row.id)))
    return LoadedDraft(
        id=row.id,
        state=DraftState(
            Answers(values),
            unconfirmed,
            MappingProxyType(reasons),
            MappingProxyType(aside),
            MappingProxyType(texts),
            MappingProxyType(remarks),
        ),
        history=_load_history(connection, row.id),
        next_row=row.next_row,
        corrects_revision=row.corrects_revision,
        changed_at=row.changed_at,
        last_saved_at=row.changed_at if has_changes else None,
    )


def _load_history(connection: Connection, draft_id: int) -> History:
    outline = select(
        journal.c.sequence,
        journal.c.step,
        journal.c.label,
        journal.c.merge_key,
        journal.c.state,
        journal.c.made_at,
    ).where(journal.c.draft_id == draft_id)
    rows = connection.execute(outline.order_by(journal.c.sequence)).all()
    return build_history(
        (row.sequence, row.step, row.label, row.merge_key, row.state, row.made_at) for row in rows
    )
