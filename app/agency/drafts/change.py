"""The state of a draft, changing it by deltas, and the inverse that takes a change back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import TypeVar

import msgspec

from app.agency.drafts.delta import (
    AsideKey,
    AsideValue,
    Delta,
    ReasonKey,
    RemarkAnswer,
    parse_aside_key,
    parse_reason_key,
    reason_text_key,
)
from app.models.answers import Answers, Place, StoredValue, is_empty, parse_place

_K = TypeVar("_K")
_V = TypeVar("_V")


@dataclass(frozen=True, slots=True)
class DraftState:
    """Everything about a draft that a change can alter."""

    answers: Answers
    unconfirmed: frozenset[Place]
    reasons: Mapping[ReasonKey, str]
    aside: Mapping[AsideKey, AsideValue] = field(default_factory=dict)
    texts: Mapping[Place, str] = field(default_factory=dict)
    """Typed texts that cannot be read; no place has both a text and a value."""
    remarks: Mapping[str, RemarkAnswer] = field(default_factory=dict)
    """Answers to remarks, whole or begun, by the remark's id."""


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the journal, as handed to callers: `values` is what the draft holds now.

    `sequence` is 0 where nothing differed and nothing was written.
    """

    sequence: int
    label: str
    merge_key: str | None
    made_at: datetime
    values: Mapping[Place, StoredValue]
    texts: Mapping[Place, str | None]
    reasons: Mapping[ReasonKey, str | None]
    remarks: Mapping[str, RemarkAnswer | None]
    aside: Mapping[AsideKey, AsideValue | None]

    @property
    def is_empty(self) -> bool:
        """Return whether there was nothing to change."""
        return not (self.values or self.texts or self.reasons or self.remarks or self.aside)

    @property
    def places(self) -> tuple[Place, ...]:
        """The places whose content or mark the change set, or of what it set aside or took back."""
        aside = (parse_place(each.path) for each in self.aside)
        return tuple(dict.fromkeys((*self.values, *self.texts, *aside)))


def invert(state: DraftState, delta: Delta) -> Delta:
    """The delta that brings `state` back after `delta` was applied to it."""
    places = [parse_place(path) for path in delta.values]
    return Delta(
        values={place.path: state.answers.get(place) for place in places},
        unconfirmed=tuple(place.path for place in places if place in state.unconfirmed),
        texts={path: state.texts.get(parse_place(path)) for path in delta.texts},
        reasons={key: state.reasons.get(parse_reason_key(key)) for key in delta.reasons},
        remarks={key: state.remarks.get(key) for key in delta.remarks},
        aside={key: state.aside.get(parse_aside_key(key)) for key in delta.aside},
    )


def apply_delta(state: DraftState, delta: Delta) -> DraftState:
    """The state after a delta. A place it sets is confirmed unless the delta marks it."""
    values = {parse_place(path): value for path, value in delta.values.items()}
    marked = {parse_place(path) for path in delta.unconfirmed}
    unconfirmed = state.unconfirmed
    if marked or not unconfirmed.isdisjoint(values):
        unconfirmed = (unconfirmed - values.keys()) | marked
    reasons, aside = state.reasons, state.aside
    if delta.reasons:
        reasons = _merged(
            reasons, {parse_reason_key(key): text or None for key, text in delta.reasons.items()}
        )
    if delta.aside:
        aside = _merged(aside, {parse_aside_key(key): each for key, each in delta.aside.items()})
    answers = state.answers.changed(values) if values else state.answers
    texts = state.texts
    if delta.texts:
        texts = _merged(texts, {parse_place(path): text for path, text in delta.texts.items()})
    remarks = _merged(state.remarks, delta.remarks) if delta.remarks else state.remarks
    return DraftState(answers, unconfirmed, reasons, aside, texts, remarks)


def _merged(before: Mapping[_K, _V], changes: Mapping[_K, _V | None]) -> Mapping[_K, _V]:
    """A copy with some entries replaced (None removes one)."""
    rest = {key: each for key, each in before.items() if key not in changes}
    added = {key: each for key, each in changes.items() if each is not None}
    return MappingProxyType(rest | added)


def combine(deltas: Iterable[Delta]) -> Delta:
    """One delta that does what several do one after the other."""
    values: dict[str, StoredValue] = {}
    marked: dict[str, bool] = {}
    reasons: dict[str, str | None] = {}
    aside: dict[str, AsideValue | None] = {}
    texts: dict[str, str | None] = {}
    remarks: dict[str, RemarkAnswer | None] = {}
    for delta in deltas:
        values |= delta.values
        marked |= dict.fromkeys(delta.values, False) | dict.fromkeys(delta.unconfirmed, True)
        reasons |= delta.reasons
        aside |= delta.aside
        texts |= delta.texts
        remarks |= delta.remarks
    return Delta(
        values=values,
        unconfirmed=tuple(path for path, is_marked in marked.items() if is_marked),
        texts=texts,
        reasons=reasons,
        remarks=remarks,
        aside=aside,
    )


def settle(state: DraftState, delta: Delta) -> Delta:
    """Let a text take the place of the value that stood there, and a value that of a text."""
    emptied = {path: None for path, text in delta.texts.items() if text}
    cleared = {path: None for path in delta.values if parse_place(path) in state.texts}
    if not emptied and not cleared:
        return delta
    return msgspec.structs.replace(
        delta, values=delta.values | emptied, texts=cleared | delta.texts
    )


def only_differing(state: DraftState, delta: Delta) -> Delta:
    """What of a delta alters the state at all; setting an unconfirmed value again confirms it."""
    marked = set(delta.unconfirmed)
    values = {
        path: value
        for path, value in delta.values.items()
        if _differs(state, parse_place(path), value, path in marked)
    }
    reasons = {
        key: text or None
        for key, text in delta.reasons.items()
        if (text or None) != state.reasons.get(parse_reason_key(key))
    }
    aside = {
        key: each
        for key, each in delta.aside.items()
        if each != state.aside.get(parse_aside_key(key))
    }
    texts = {
        path: text or None
        for path, text in delta.texts.items()
        if (text or None) != state.texts.get(parse_place(path))
    }
    return Delta(
        values=values,
        unconfirmed=tuple(path for path in delta.unconfirmed if path in values),
        texts=texts,
        reasons=reasons,
        remarks={
            key: each for key, each in delta.remarks.items() if each != state.remarks.get(key)
        },
        aside=aside,
    )


def find_difference(before: DraftState, after: DraftState) -> Delta:
    """The delta that turns one state into another."""
    wanted = Delta(
        values={each.path: after.answers.get(each) for each in (*before.answers, *after.answers)},
        unconfirmed=tuple(each.path for each in after.unconfirmed),
        reasons={
            reason_text_key(key): after.reasons.get(key)
            for key in (*before.reasons, *after.reasons)
        },
        remarks={key: after.remarks.get(key) for key in (*before.remarks, *after.remarks)},
        aside={key.text: after.aside.get(key) for key in (*before.aside, *after.aside)},
        texts={each.path: after.texts.get(each) for each in (*before.texts, *after.texts)},
    )
    return only_differing(before, wanted)


def _differs(state: DraftState, place: Place, value: StoredValue, marked: bool) -> bool:
    before = state.answers.get(place)
    if is_empty(value) and is_empty(before):
        return False
    # True == 1 in Python, but a tick is not the number one
    same = value == before and type(value) is type(before)
    return not same or marked != (place in state.unconfirmed)


def build_change(
    sequence: int, label: str, merge_key: str | None, made_at: datetime, delta: Delta
) -> Change:
    """The value handed to callers for a delta that has been applied."""
    return Change(
        sequence=sequence,
        label=label,
        merge_key=merge_key,
        made_at=made_at,
        values=MappingProxyType({parse_place(path): each for path, each in delta.values.items()}),
        texts=MappingProxyType({parse_place(path): each for path, each in delta.texts.items()}),
        reasons=MappingProxyType(
            {parse_reason_key(key): text for key, text in delta.reasons.items()}
        ),
        remarks=MappingProxyType(dict(delta.remarks)),
        aside=MappingProxyType({parse_aside_key(key): each for key, each in delta.aside.items()}),
    )
