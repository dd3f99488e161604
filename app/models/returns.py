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
    """The file name the officer gave it."""
    media_type: str
    """What type of file it is (RFC 6838), by its content."""
    size_bytes: int
    """Its length."""
    sha256: str
    """SHA-256 of its bytes."""


class ExplainedFinding(Record, frozen=True, kw_only=True):
    """A warning with the officer's reason."""

    code: str
    """The code of the rule, stable."""
    place: str
    """The path of the place it is about."""
    message: str = ""
    """The sentence as shown to the officer; signed, so that later wording cannot change it."""
    reason: str
    """What the officer gave as the reason."""


class AnsweredComment(Record, frozen=True, kw_only=True):
    """A review comment with the agency's answer to it."""

    comment_id: str
    """The comment's id in the round file: `r2-3` is the third on revision 2."""
    place: str | None
    """Where the comment stands; None for one on the whole return."""
    comment: str
    """What the office asked, as the agency read it."""
    kind: CommentAnswerKind
    """已修正 `corrected`, or 維持並說明 `kept_with_reason`."""
    text: str
    """What the agency says to it; may be empty where it was corrected."""


class NilStatement(Record, frozen=True, kw_only=True):
    """本期無執行: a project, or the whole agency (None), has nothing to report, and why."""

    project: str | None
    """The project's id; None for the whole agency."""
    reason: str
    """Why there is nothing."""


class ControlTotal(Record, frozen=True, kw_only=True):
    """A control total (控制總計): the sum of a field the form declares one for."""

    field: str
    """`section/field`"""
    label: str
    """As printed, with the unit."""
    value: int
    """The sum over the agency's projects."""


class Payload(Record, frozen=True, kw_only=True, dict=True):
    """The payload (報送資料); its canonical bytes are what is signed, see `canonical_bytes`."""

    schema: str = PAYLOAD_SCHEMA
    """資料格式: what kind of JSON this is."""
    schema_version: int = PAYLOAD_SCHEMA_VERSION
    """格式版次: the version of the format."""
    app_version: str
    """程式版本: the version of the program that made it; where it is another than the reader's,
    computed values may differ from what the reader computes, and are noted instead of refused."""
    layout_version: int
    """版面版次: the layout its papers are printed in; each carrier states the same number."""
    typeface_set: str
    """字型版次: the faces its pages are drawn in, by digest: `kai-gentium-02345cd5ff64`."""
    programme_version: int
    """方案版次: the version of the programme it was filled in on."""
    programme_name: str
    """方案名稱: what the programme is called, as printed on the cover."""
    project_names: dict[str, str]
    """計畫名稱: what the agency's projects are called, by id, as printed above each chapter."""
    round_id: str
    """填報期代碼: the round it answers."""
    round_nonce: str
    """填報期識別碼: 32 random bytes of the round in hex, so that no other round is meant."""
    round_title: str
    """填報期名稱: what the round is called, as printed on every page: `114年度執行成果`."""
    agency: str
    """機關代碼: the agency that reports, by its id in the plan."""
    agency_name: str
    """機關名稱: what the agency is called in the round, as printed on every page, with its name in
    the plan where that is another: `農業部（原農業委員會）`."""
    form_id: str
    """表單代碼: the form of the round."""
    form_version: int
    """表單版次: the form's version."""
    form_sha256: str
    """表單摘要: the digest of what the form means (docs/form-meaning.md)."""
    revision: int
    """修訂次: counts from 1 in agency and round."""
    supersedes_sha256: str | None
    """取代之資料摘要: SHA-256 of the payload it takes the place of; None for the first."""
    created_at: datetime
    """資料時間: when the draft last changed (UTC, whole seconds): same answers, same bytes."""
    is_demo: bool
    """示範資料: nothing real, marked on each page."""
    signers: tuple[Signer, ...]
    """簽署人: who signs, in the order of signing, fixed before the first signature."""
    explained: tuple[ExplainedFinding, ...]
    """檢核與說明: the warnings with the reasons given, in reading order."""
    filled_by: dict[str, str] = {}
    """填報單位: the unit that filled in a place, by the path of a place in `data`; empty where
    nobody stated one."""
    comment_answers: tuple[AnsweredComment, ...] = ()
    """審查意見回復: the review comments of the round file with the answers to them."""
    nil_statements: tuple[NilStatement, ...] = ()
    """本期無執行: who has nothing to report; the agency's own first, then by project id."""
    attachments: tuple[AttachmentDigest, ...]
    """附件: by name, then by digest."""
    control_totals: tuple[ControlTotal, ...]
    """控制總計: those the form declares, in its order; none where it declares none."""
    row_count: int
    """填列欄位數: the number of places in `data`."""
    content_sha256: str
    """內容摘要: SHA-256 of the canonical bytes of `data`."""
    data: dict[str, StoredValue]
    """填報內容: stored values by the path of their place."""
    computed: dict[str, StoredValue] = {}
    """系統計算值: what the program computed from `data` and the plan (sums, rates, states, texts of
    the plan), by the path of its place, as printed; a place that is printed as 「—」 is left out.
    The papers are printed from these values, so that a mended formula changes no paper."""

    def answers(self) -> Answers:
        """The data and the nil statements as answers. Raises ValueError for a path that is none."""
        stated: dict[str, StoredValue] = {
            nil_place(each.project).path: each.reason for each in self.nil_statements
        }
        return build_answers(self.data | stated)

    def attachment_names(self) -> dict[str, str]:
        """The names of the attachments by their digests."""
        return {each.sha256: each.name for each in self.attachments}

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


def begin_digest(control_number: str) -> str:
    """The hexadecimal digits a digest of this control number begins with: 72 of its 75 bits."""
    body = control_number.replace("-", "")[:15]
    number = 0
    for each in body:
        number = 32 * number + _ALPHABET.index(each)
    return f"{number >> 3:018x}"


def is_control_number(text: str) -> bool:
    """Return whether a text is a control number: groups of four, the last character right."""
    body = text.replace("-", "")
    is_whole = len(body) == 16 and set(body) <= set(_ALPHABET) and _grouped(body) == text
    return is_whole and _check_character(body[:-1]) == body[-1]


def _check_character(body: str) -> str:
    # Odd weights are invertible modulo 32: any single wrong character is detected.
    total = sum((2 * index + 1) * _ALPHABET.index(each) for index, each in enumerate(body))
    return _ALPHABET[total % 32]


def _grouped(text: str) -> str:
    return "-".join(text[start : start + 4] for start in range(0, len(text), 4))
