"""Deltas: a change to a draft as a value, and the inverse that takes it back.

state ── Delta ──▶ state    Delta = the values, marks, texts, reasons and values aside it sets
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple, TypeVar

import msgspec

from app.models.answers import Answers, Place, StoredValue, is_empty, parse_place

_K = TypeVar("_K")
_V = TypeVar("_V")

ReasonKey = tuple[str, str]
"""(finding code, path of its place)."""


class AsideKey(NamedTuple):
    """Which value is set aside: from which form, at which place; with a code it is a reason."""

    form_sha256: str
    code: str
    path: str

    @property
    def text(self) -> str:
        """`9c… - P04/budget/-/paid`; a reason has its code in the middle."""
        return f"{self.form_sha256} {self.code or '-'} {self.path}"


class AsideValue(msgspec.Struct, frozen=True, omit_defaults=True):
    """A value that is set aside: a stored value, or the text of a reason."""

    value: StoredValue
    unconfirmed: bool = False


class Delta(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One direction of a change, as the journal keeps it (JSON)."""

    values: dict[str, StoredValue] = {}
    """New values by path of their place; None empties it."""
    unconfirmed: tuple[str, ...] = ()
    """Those of `values` that were carried forward and nobody has looked at."""
    texts: dict[str, str | None] = {}
    """Typed texts that cannot be read, by path; one stands where a value would, None removes it."""
    reasons: dict[str, str | None] = {}
    """Reasons by `code path`; None takes one away."""
    aside: dict[str, AsideValue | None] = {}
    """Values set aside, by the text of their key; None takes one away."""
    moved: tuple[str, str] | None = None
    """Digests of the forms before and after, where the draft was moved to another form."""

    @property
    def is_empty(self) -> bool:
        """Return whether it sets nothing."""
        return not (self.values or self.texts or self.reasons or self.aside)


@dataclass(frozen=True, slots=True)
class DraftState:
    """Everything about a draft that a change can alter."""

    answers: Answers
    unconfirmed: frozenset[Place]
    reasons: Mapping[ReasonKey, str]
    aside: Mapping[AsideKey, AsideValue] = field(default_factory=dict)
    texts: Mapping[Place, str] = field(default_factory=dict)
    """Typed texts that cannot be read; no place has both a text and a value."""


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
    aside: Mapping[AsideKey, AsideValue | None]

    @property
    def is_empty(self) -> bool:
        """Return whether there was nothing to change."""
        return not (self.values or self.texts or self.reasons or self.aside)

    @property
    def places(self) -> tuple[Place, ...]:
        """The places whose content or mark the change set, or of what it set aside or took back."""
        aside = (parse_place(each.path) for each in self.aside)
        return tuple(dict.fromkeys((*self.values, *self.texts, *aside)))


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Delta)


def encode_delta(delta: Delta) -> str:
    """The journal's text of a delta."""
    return _encoder.encode(delta).decode()


def decode_delta(text: str) -> Delta:
    """Read a delta back."""
    return _decoder.decode(text)


def build_value_delta(
    values: Mapping[Place, StoredValue],
    unconfirmed: Iterable[Place] = (),
    texts: Mapping[Place, str | None] = MappingProxyType({}),
) -> Delta:
    """A delta that sets values and texts; values in `unconfirmed` are marked as not looked at."""
    return Delta(
        values={each.path: value for each, value in values.items()},
        unconfirmed=tuple(each.path for each in unconfirmed),
        texts={each.path: text for each, text in texts.items()},
    )


def reason_text_key(key: ReasonKey) -> str:
    """`F205 P04/budget/-/paid`."""
    return f"{key[0]} {key[1]}"


def parse_reason_key(text: str) -> ReasonKey:
    """Read a reason's key back."""
    code, path = text.split(" ", 1)
    return code, path


def parse_aside_key(text: str) -> AsideKey:
    """Read the key of a value set aside back."""
    digest, code, path = text.split(" ", 2)
    return AsideKey(digest, "" if code == "-" else code, path)


def invert(state: DraftState, delta: Delta) -> Delta:
    """The delta that brings `state` back after `delta` was applied to it."""
    places = [parse_place(path) for path in delta.values]
    return Delta(
        values={place.path: state.answers.get(place) for place in places},
        unconfirmed=tuple(place.path for place in places if place in state.unconfirmed),
        texts={path: state.texts.get(parse_place(path)) for path in delta.texts},
        reasons={key: state.reasons.get(parse_reason_key(key)) for key in delta.reasons},
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
    return DraftState(answers, unconfirmed, reasons, aside, texts)


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
    for delta in deltas:
        values |= delta.values
        marked |= dict.fromkeys(delta.values, False) | dict.fromkeys(delta.unconfirmed, True)
        reasons |= delta.reasons
        aside |= delta.aside
        texts |= delta.texts
    unconfirmed = tuple(path for path, is_marked in marked.items() if is_marked)
    return Delta(values=values, unconfirmed=unconfirmed, texts=texts, reasons=reasons, aside=aside)


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
    unconfirmed = tuple(path for path in delta.unconfirmed if path in values)
    return Delta(values=values, unconfirmed=unconfirmed, texts=texts, reasons=reasons, aside=aside)


def find_difference(before: DraftState, after: DraftState) -> Delta:
    """The delta that turns one state into another."""
    wanted = Delta(
        values={each.path: after.answers.get(each) for each in (*before.answers, *after.answers)},
        unconfirmed=tuple(each.path for each in after.unconfirmed),
        reasons={
            reason_text_key(key): after.reasons.get(key)
            for key in (*before.reasons, *after.reasons)
        },
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
        aside=MappingProxyType({parse_aside_key(key): each for key, each in delta.aside.items()}),
    )
