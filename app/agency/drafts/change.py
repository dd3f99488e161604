"""Deltas: a change to a draft as a value, and the inverse that takes it back.

state ── Delta ──▶ state          Delta = the values, marks and reasons it sets
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

import msgspec

from app.models.answers import Answers, Place, StoredValue, is_empty, parse_place

ReasonKey = tuple[str, str]
"""(finding code, path of its place)."""


class Delta(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One direction of a change, as the journal keeps it (JSON)."""

    values: dict[str, StoredValue] = {}
    """New values by path of their place; None empties it."""
    unconfirmed: tuple[str, ...] = ()
    """Those of `values` that were carried forward and nobody has looked at."""
    reasons: dict[str, str | None] = {}
    """Reasons by `code path`; None takes one away."""


@dataclass(frozen=True, slots=True)
class DraftState:
    """Everything about a draft that a change can alter."""

    answers: Answers
    unconfirmed: frozenset[Place]
    reasons: Mapping[ReasonKey, str]


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
    reasons: Mapping[ReasonKey, str | None]

    @property
    def is_empty(self) -> bool:
        """Return whether there was nothing to change."""
        return not self.values and not self.reasons

    @property
    def places(self) -> tuple[Place, ...]:
        """The places whose value or mark the change set."""
        return tuple(self.values)


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Delta)


def encode_delta(delta: Delta) -> str:
    """The journal's text of a delta."""
    return _encoder.encode(delta).decode()


def decode_delta(text: str) -> Delta:
    """Read a delta back."""
    return _decoder.decode(text)


def build_value_delta(
    values: Mapping[Place, StoredValue], unconfirmed: Iterable[Place] = ()
) -> Delta:
    """A delta that sets values; those in `unconfirmed` are marked as not looked at."""
    return Delta(
        values={each.path: value for each, value in values.items()},
        unconfirmed=tuple(each.path for each in unconfirmed),
    )


def reason_text_key(key: ReasonKey) -> str:
    """`F205 P04/budget/-/paid`."""
    return f"{key[0]} {key[1]}"


def parse_reason_key(text: str) -> ReasonKey:
    """Read a reason's key back."""
    code, path = text.split(" ", 1)
    return code, path


def invert(state: DraftState, delta: Delta) -> Delta:
    """The delta that brings `state` back after `delta` was applied to it."""
    places = [parse_place(path) for path in delta.values]
    return Delta(
        values={place.path: state.answers.get(place) for place in places},
        unconfirmed=tuple(place.path for place in places if place in state.unconfirmed),
        reasons={key: state.reasons.get(parse_reason_key(key)) for key in delta.reasons},
    )


def apply_delta(state: DraftState, delta: Delta) -> DraftState:
    """The state after a delta. A place it sets is confirmed unless the delta marks it."""
    values = {parse_place(path): value for path, value in delta.values.items()}
    marked = {parse_place(path) for path in delta.unconfirmed}
    unconfirmed = state.unconfirmed
    if marked or not unconfirmed.isdisjoint(values):
        unconfirmed = (unconfirmed - values.keys()) | marked
    reasons = state.reasons
    if delta.reasons:
        changed = dict(reasons)
        for key, text in delta.reasons.items():
            changed.pop(parse_reason_key(key), None)
            if text:
                changed[parse_reason_key(key)] = text
        reasons = MappingProxyType(changed)
    answers = state.answers.changed(values) if values else state.answers
    return DraftState(answers, unconfirmed, reasons)


def combine(deltas: Iterable[Delta]) -> Delta:
    """One delta that does what several do one after the other."""
    values: dict[str, StoredValue] = {}
    marked: dict[str, bool] = {}
    reasons: dict[str, str | None] = {}
    for delta in deltas:
        values |= delta.values
        marked |= dict.fromkeys(delta.values, False) | dict.fromkeys(delta.unconfirmed, True)
        reasons |= delta.reasons
    unconfirmed = tuple(path for path, is_marked in marked.items() if is_marked)
    return Delta(values=values, unconfirmed=unconfirmed, reasons=reasons)


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
    unconfirmed = tuple(path for path in delta.unconfirmed if path in values)
    return Delta(values=values, unconfirmed=unconfirmed, reasons=reasons)


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
        reasons=MappingProxyType(
            {parse_reason_key(key): text for key, text in delta.reasons.items()}
        ),
    )
