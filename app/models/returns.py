"""A return (填報表): the frozen answers of one agency for one round, as a payload."""

import hashlib
from datetime import datetime
from functools import cached_property

import msgspec

from app.models.answers import NIL, Answers, Place, StoredValue, nil_place, parse_place
from app.models.record import Record
from app.models.reviews import CommentAnswerKind
from app.models.signatures import Signer

PAYLOAD_SCHEMA = "tianbao.return"
PAYLOAD_SCHEMA_VERSION = 1

# Crockford's base 32: without I, L, O, U, which are misheard on the telephone.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class AttachmentDigest(Record, frozen=True, kw_only=True):
    """What is signed of an attachment; its bytes travel in a package beside the return."""

    name: str
    media_type: str
    size_bytes: int
    sha256: str


class ExplainedFinding(Record, frozen=True, kw_only=True):
    """A warning with the officer's reason."""

    code: str
    place: str
    message: str = ""
    """The sentence as shown to the officer; signed, so that later wording cannot change it."""
    reason: str


class AnsweredComment(Record, frozen=True, kw_only=True):
    """A review comment with the agency's answer to it."""

    comment_id: str
    place: str | None
    """Where the comment stands; None for one on the whole return."""
    comment: str
    """What the office asked, as the agency read it."""
    kind: CommentAnswerKind
    text: str


class NilStatement(Record, frozen=True, kw_only=True):
    """本期無執行: a project, or the whole agency (None), has nothing to report, and why."""

    project: str | None
    reason: str


class ControlTotal(Record, frozen=True, kw_only=True):
    """A control total (控制總計): the sum of a field the form declares one for."""

    field: str
    """`section/field`"""
    label: str
    """As printed, with the unit."""
    value: int


class Payload(Record, frozen=True, kw_only=True, dict=True):
    """The payload (報送資料); its canonical bytes are what is signed, see `canonical_bytes`."""

    schema: str = PAYLOAD_SCHEMA
    schema_version: int = PAYLOAD_SCHEMA_VERSION
    app_version: str
    round_id: str
    round_nonce: str
    agency: str
    form_id: str
    form_version: int
    form_sha256: str
    revision: int
    supersedes_sha256: str | None
    created_at: datetime
    """When the draft last changed (UTC, whole seconds): same answers, same bytes."""
    is_demo: bool
    signers: tuple[Signer, ...]
    explained: tuple[ExplainedFinding, ...]
    comment_answers: tuple[AnsweredComment, ...] = ()
    nil_statements: tuple[NilStatement, ...] = ()
    """The agency's own first, then by project id."""
    attachments: tuple[AttachmentDigest, ...]
    control_totals: tuple[ControlTotal, ...]
    """Those the form declares, in its order; none where it declares none."""
    row_count: int
    """The number of places in `data`."""
    content_sha256: str
    """SHA-256 of the canonical bytes of `data`."""
    data: dict[str, StoredValue]
    """Stored values by the path of their place."""
    computed: dict[str, StoredValue] = {}
    """What the program computed from `data` and the plan (sums, rates, states, texts of the plan),
    by the path of its place, as printed; a place that is printed as 「—」 is left out. The papers
    are printed from these values, so that a mended formula changes no paper."""

    def answers(self) -> Answers:
        """The data and the nil statements as answers. Raises ValueError for a path that is none."""
        stated: dict[str, StoredValue] = {
            nil_place(each.project).path: each.reason for each in self.nil_statements
        }
        return build_answers(self.data | stated)

    def sha256(self) -> str:
        """Hex SHA-256 of the canonical bytes."""
        return self._sha256

    @cached_property
    def _sha256(self) -> str:
        return hashlib.sha256(canonical_bytes(self)).hexdigest()

    def control_number(self) -> str:
        """The control number (控制碼) of the payload."""
        return build_control_number(self.sha256())


def build_answers(data: dict[str, StoredValue]) -> Answers:
    """Build the answers from payload data."""
    return Answers({parse_place(path): value for path, value in data.items()})


def build_data(answers: Answers) -> dict[str, StoredValue]:
    """Build the payload data from answers; nil statements are no part of it."""
    return {Place(*place).path: value for place, value in answers.items() if place.section != NIL}


def build_nil_statements(answers: Answers) -> tuple[NilStatement, ...]:
    """Build the nil statements of a payload from answers."""
    projects = sorted(each.project or "" for each in answers if each.section == NIL)
    return tuple(
        NilStatement(project=each or None, reason=answers.nil_reason(each or None))
        for each in projects
    )


_PLAIN = frozenset((str, int, bool, type(None)))


def canonical_bytes(value: object) -> bytes:
    """Encode as canonical JSON: sorted keys, integers, no floats, UTF-8, no white space.

    Text is NFC already: the field types normalise on entry, except where a field is `verbatim`
    (persons' names keep the compatibility ideographs they are written with).
    """
    plain = msgspec.to_builtins(value)
    _ensure_no_float(plain)
    return msgspec.json.encode(plain, order="sorted")


def _ensure_no_float(value: object) -> None:
    if isinstance(value, float):
        raise TypeError("floats have no canonical form")
    if isinstance(value, dict):
        _ensure_no_float(list(value.values()))
    elif isinstance(value, list | tuple):
        for each in value:
            if type(each) not in _PLAIN:
                _ensure_no_float(each)


def decode_payload(content: bytes) -> Payload:
    """Decode a payload from JSON. Raises msgspec.ValidationError or DecodeError."""
    return msgspec.json.decode(content, type=Payload)


def build_control_number(sha256_hex: str) -> str:
    """Build the control number of a digest: 75 bits and a check character, in groups of four."""
    number = int(sha256_hex, 16) >> (256 - 75)
    characters = []
    for _ in range(15):
        number, remainder = divmod(number, 32)
        characters.append(_ALPHABET[remainder])
    body = "".join(reversed(characters))
    return _grouped(body + _check_character(body))


def _check_character(body: str) -> str:
    # Odd weights are invertible modulo 32: any single wrong character is detected.
    total = sum((2 * index + 1) * _ALPHABET.index(each) for index, each in enumerate(body))
    return _ALPHABET[total % 32]


def _grouped(text: str) -> str:
    return "-".join(text[start : start + 4] for start in range(0, len(text), 4))
