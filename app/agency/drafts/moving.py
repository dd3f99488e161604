"""Move a draft to another form of its round, in the transaction that takes the round file in.

What the new form asks for stays; the rest is set aside, and comes back to its place once a later
form asks for it again. In the journal a move is a row of its own that names the two forms and no
values: the draft is always what its journal gives when replayed, so that a step from before a move
can still be undone and done again.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from types import MappingProxyType

from sqlalchemy import Connection, insert, select

from app.agency.drafts.change import DraftState, apply_delta, combine, find_difference
from app.agency.drafts.delta import (
    AsideKey,
    AsideValue,
    Delta,
    ReasonKey,
    decode_delta,
    encode_delta,
    reason_text_key,
)
from app.agency.drafts.history import JournalState
from app.agency.drafts.loading import load_draft
from app.agency.drafts.storage import save_delta, touch_draft
from app.bench.forms import load_forms
from app.forms.form_move import FormMove
from app.forms.unread_texts import NOT_TAKEN
from app.models.answers import ROWS, Answers, Place, StoredValue, is_empty, parse_place
from app.models.forms import FormSpec, RowSource
from app.models.rounds import Round
from app.store.tables.agency import draft as draft_table
from app.store.tables.agency import journal

Forms = Mapping[str, FormSpec]
"""The forms of a store by digest."""


def move_draft(
    connection: Connection, before: Round, after: Round, session_id: int, now: datetime
) -> None:
    """Move the draft of a round, where it has one, from the form it had to the one it has now."""
    forms = (before.form_sha256, after.form_sha256)
    known = select(draft_table.c.id).where(draft_table.c.round_id == after.id)
    if forms[0] == forms[1] or connection.scalar(known) is None:
        return
    loaded = load_draft(connection, after.id)
    moved = move_state(loaded.state, *forms, load_forms(connection))
    connection.execute(
        insert(journal).values(
            draft_id=loaded.id,
            session_id=session_id,
            step=0,
            label=f"改用表單第 {after.form_version} 版",
            merge_key=None,
            made_at=now,
            forward=encode_delta(Delta(moved=forms)),
            inverse=encode_delta(Delta(moved=forms[::-1])),
            state=JournalState.MOVED.value,
        )
    )
    save_delta(connection, loaded.id, find_difference(loaded.state, moved), loaded.state)
    touch_draft(connection, loaded.id, now, loaded.next_row)


def replay_journal(connection: Connection, draft_id: int) -> DraftState:
    """The draft as its journal gives it: every step that is done, and every move, in order."""
    rows = connection.execute(
        select(journal.c.forward)
        .where(
            journal.c.draft_id == draft_id,
            journal.c.state.in_((JournalState.DONE.value, JournalState.MOVED.value)),
        )
        .order_by(journal.c.sequence)
    )
    forms = load_forms(connection)
    state = DraftState(Answers(), frozenset(), MappingProxyType({}))
    pending: list[Delta] = []
    for row in rows:
        delta = decode_delta(row.forward)
        if delta.moved is None:
            pending.append(delta)
            continue
        state = move_state(apply_delta(state, combine(pending)), *delta.moved, forms)
        pending.clear()
    return apply_delta(state, combine(pending))


def move_state(state: DraftState, old: str, new: str, forms: Forms) -> DraftState:
    """A draft's state on another form; forms are named by digest."""
    move = FormMove(forms[old], forms[new])
    moved = move.moved(dict(state.answers.items()))
    kept_reasons, aside = _move_reasons(state.reasons, old, move)
    kept_texts, texts_aside = _move_texts(state.texts, old, move)
    aside |= texts_aside
    aside |= {
        AsideKey(old, "", place.path): AsideValue(value, place in state.unconfirmed)
        for place, value in moved.aside.items()
    }
    unconfirmed = (move.value_place(each, state.answers.get(each)) for each in state.unconfirmed)
    landed = DraftState(
        Answers(moved.kept),
        frozenset(each for each in unconfirmed if each is not None),
        MappingProxyType(kept_reasons),
        MappingProxyType({**state.aside, **aside}),
        MappingProxyType(kept_texts),
        state.remarks,
    )
    return apply_delta(landed, _find_returning(landed, new, forms))


def _move_reasons(
    reasons: Mapping[ReasonKey, str], old: str, move: FormMove
) -> tuple[dict[ReasonKey, str], dict[AsideKey, AsideValue]]:
    kept: dict[ReasonKey, str] = {}
    aside: dict[AsideKey, AsideValue] = {}
    for (code, path), text in reasons.items():
        target = move.field_place(parse_place(path))
        if target is None:
            aside[AsideKey(old, code, path)] = AsideValue(text)
        else:
            kept[(code, target.path)] = text
    return kept, aside


def _move_texts(
    texts: Mapping[Place, str], old: str, move: FormMove
) -> tuple[dict[Place, str], dict[AsideKey, AsideValue]]:
    kept: dict[Place, str] = {}
    aside: dict[AsideKey, AsideValue] = {}
    for place, text in texts.items():
        target = move.field_place(place)
        if target is None:
            aside[AsideKey(old, NOT_TAKEN, place.path)] = AsideValue(text)
        else:
            kept[target] = text
    return kept, aside


def _find_returning(state: DraftState, new: str, forms: Forms) -> Delta:
    """What comes back: whatever of the set-aside values the form asks for at an empty place."""
    values: dict[Place, StoredValue] = {}
    marked: list[Place] = []
    reasons: dict[ReasonKey, str] = {}
    texts: dict[str, str | None] = {}
    taken: list[AsideKey] = []
    for key, target in _find_targets(state, new, forms):
        aside = state.aside[key]
        if key.code == NOT_TAKEN:
            if not _is_free(state.answers.changed(values), target, forms[new]):
                continue
            texts[target.path] = str(aside.value)
        elif key.code:
            found = (key.code, target.path)
            if found in state.reasons or found in reasons:
                continue
            reasons[found] = str(aside.value)
        else:
            if not _is_free(state.answers.changed(values), target, forms[new]):
                continue
            values[target] = aside.value
            marked += [target] if aside.unconfirmed else []
        taken.append(key)
    return Delta(
        values={each.path: value for each, value in values.items()},
        unconfirmed=tuple(each.path for each in marked),
        texts=texts,
        reasons={reason_text_key(key): text for key, text in reasons.items()},
        aside={each.text: None for each in taken},
    )


def _find_targets(state: DraftState, new: str, forms: Forms) -> Iterator[tuple[AsideKey, Place]]:
    """Where set-aside values may stand: the newest form's first, the order of rows before rows."""

    def rank(key: AsideKey) -> tuple[int, str, bool, str]:
        is_row = not key.path.endswith(f"/{ROWS}")
        return -forms[key.form_sha256].version, key.form_sha256, is_row, key.path

    moves = {
        each: FormMove(forms[each], forms[new]) for each in {key.form_sha256 for key in state.aside}
    }
    for key in sorted(state.aside, key=rank):
        place, move = parse_place(key.path), moves[key.form_sha256]
        target = (
            move.field_place(place) if key.code else move.value_place(place, state.aside[key].value)
        )
        if target is not None:
            yield key, target


def _is_free(answers: Answers, place: Place, form: FormSpec) -> bool:
    """Return whether a value may come back to a place: empty, and in a row that is there."""
    if place.row is not None:
        rows = form.section(place.section).rows
        is_free_row = rows is not None and rows.source is RowSource.FREE
        if is_free_row and place.row not in answers.row_keys(place.project, place.section):
            return False
    return is_empty(answers.get(place))
