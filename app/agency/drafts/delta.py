"""Deltas: what one change sets, as the journal keeps it.

state ── Delta ──▶ state    Delta = the values, marks, texts, reasons, answers to remarks and
                            values aside it sets
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

import msgspec

from app.models.answers import Place, StoredValue
from app.models.reviews import CommentAnswerKind

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


class RemarkAnswer(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was said so far to a remark of the office; whether that is an answer is judged later."""

    kind: CommentAnswerKind | None = None
    text: str = ""


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
    remarks: dict[str, RemarkAnswer | None] = {}
    """Answers to remarks, by the remark's id; None takes one away."""
    aside: dict[str, AsideValue | None] = {}
    """Values set aside, by the text of their key; None takes one away."""
    moved: tuple[str, str] | None = None
    """Digests of the forms before and after, where the draft was moved to another form."""

    @property
    def is_empty(self) -> bool:
        """Return whether it sets nothing."""
        return not (self.values or self.texts or self.reasons or self.remarks or self.aside)


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
