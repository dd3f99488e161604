"""The payload: one form of bytes, a control number that notices a slip."""

import json
import unicodedata
from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.answers import Answers, Place, StoredValue
from app.models.returns import (
    ControlTotal,
    Payload,
    build_answers,
    build_control_number,
    build_data,
    canonical_bytes,
    decode_payload,
)

WORD = st.from_regex(r"[a-z0-9_]{1,8}", fullmatch=True)
PLACES = st.builds(Place, st.none() | WORD, WORD, st.none() | WORD, WORD)
TEXT = st.text(min_size=1).map(lambda each: unicodedata.normalize("NFC", each))
VALUES: st.SearchStrategy[StoredValue] = st.one_of(
    TEXT, st.integers(-(10**15), 10**15), st.lists(TEXT, min_size=1).map(tuple)
)
DIGESTS = st.binary(min_size=32, max_size=32).map(bytes.hex)


def build_payload(data: dict[str, StoredValue]) -> Payload:
    return Payload(
        app_version="0.1.0",
        layout_version=1,
        typeface_set="none",
        programme_version=1,
        programme_name="社會創新行動方案",
        project_names={"P07": "推動大學社會責任實踐計畫"},
        round_title="114年度執行成果",
        agency_name="教育部",
        round_id="114-annual",
        round_nonce="00" * 32,
        agency="MOE",
        form_id="annual-results",
        form_version=1,
        form_sha256="11" * 32,
        revision=1,
        supersedes_sha256=None,
        created_at=datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC),
        is_demo=False,
        signers=(),
        explained=(),
        attachments=(),
        control_totals=(ControlTotal(field="budget/available", label="可支用（元）", value=1),),
        row_count=len(data),
        content_sha256="22" * 32,
        data=data,
    )


@pytest.mark.slow
@given(st.dictionaries(PLACES, VALUES))
def test_a_payload_reads_back_to_the_same_answers_and_bytes(
    values: dict[Place, StoredValue],
) -> None:
    answers = Answers(values)
    payload = build_payload(build_data(answers))
    content = canonical_bytes(payload)
    again = decode_payload(content)
    assert canonical_bytes(again) == content
    assert again.answers() == answers == build_answers(build_data(answers))
    assert again.sha256() == payload.sha256()


@pytest.mark.slow
@given(st.dictionaries(PLACES, VALUES, min_size=2))
def test_the_order_of_typing_leaves_no_trace(values: dict[Place, StoredValue]) -> None:
    reordered = dict(reversed(list(values.items())))
    one, other = (build_payload(build_data(Answers(each))) for each in (values, reordered))
    assert canonical_bytes(one) == canonical_bytes(other)


def test_the_bytes_are_plain_json_with_sorted_keys_and_no_space() -> None:
    content = canonical_bytes({"b": 1, "a": ["立", None, True]})
    assert content == '{"a":["立",null,true],"b":1}'.encode()
    assert json.loads(content) == {"a": ["立", None, True], "b": 1}


@pytest.mark.parametrize("value", [1.5, [1.0], {"a": {"b": (2.5,)}}])
def test_a_float_has_no_canonical_form(value: object) -> None:
    with pytest.raises(TypeError):
        canonical_bytes(value)


def test_an_unknown_key_in_a_payload_is_refused() -> None:
    plain = json.loads(canonical_bytes(build_payload({})))
    with pytest.raises(msgspec.ValidationError, match="unknown"):
        decode_payload(canonical_bytes(plain | {"extra": 1}))


def test_a_control_number_belongs_to_one_payload() -> None:
    one, other = build_payload({"a/b/-/c": 1}), build_payload({"a/b/-/c": 2})
    assert one.control_number() != other.control_number()
    assert one.control_number() == build_control_number(one.sha256())


def has_right_check_character(plain: str) -> bool:
    """As documented: weights 1, 3, 5 … over the fifteen before it, modulo 32."""
    values = ["0123456789ABCDEFGHJKMNPQRSTVWXYZ".index(each) for each in plain]
    weighted = (weight * value for weight, value in zip(range(1, 31, 2), values[:15], strict=True))
    return sum(weighted) % 32 == values[15]


@given(DIGESTS)
def test_a_control_number_is_four_groups_that_check(digest: str) -> None:
    number = build_control_number(digest)
    assert [len(each) for each in number.split("-")] == [4, 4, 4, 4]
    assert has_right_check_character(number.replace("-", ""))


@given(DIGESTS, st.integers(0, 15), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_one_wrong_character_is_noticed(digest: str, position: int, character: str) -> None:
    plain = build_control_number(digest).replace("-", "")
    wrong = plain[:position] + character + plain[position + 1 :]
    assert has_right_check_character(wrong) == (wrong == plain)
