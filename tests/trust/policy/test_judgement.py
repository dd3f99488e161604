"""The same key before and after each date, in rounds opened on either side of it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from msgspec.structs import replace

from app.errors import AppError
from app.messages import format_message
from app.models.policy import SigningAlgorithm
from app.trust.policy.judgement import (
    describe_algorithm,
    ensure_accepted,
    find_key_rule,
    is_listed,
    judge_algorithm,
)
from app.trust.policy.policy_file import load_builtin_policy
from tests.support.authorities import make_authority, make_person

LAST = datetime(2026, 12, 31, 15, 59, tzinfo=UTC)
"""A minute before the built-in policy's day begins in Taiwan."""
FIRST = LAST + timedelta(minutes=1)
ENDS = date(2027, 1, 1)
DAY = timedelta(days=1)
RSA_2048 = SigningAlgorithm(digest="sha256", family="rsa", bits=2048)
RSA_3072 = replace(RSA_2048, bits=3072)
P256 = SigningAlgorithm(digest="sha256", family="ec", curve="secp256r1")


def card(*names: str, bits: int = 2048) -> SigningAlgorithm:
    return replace(RSA_2048, bits=bits, issuers=names)


def codes(
    algorithm: SigningAlgorithm, *moments: datetime, opened_on: date | None = None
) -> list[str]:
    judged = judge_algorithm(
        load_builtin_policy(), algorithm, "王小明", *moments, opened_on=opened_on
    )
    found = (*judged.refusals, *judged.notes)
    for each in found:
        assert "…" not in format_message(each.code, each.params)
    return [each.code for each in found]


@pytest.mark.parametrize(
    ("signed", "reached", "code"),
    [
        (LAST, LAST, "ALGORITHM_ENDING"),
        (LAST, FIRST, "ALGORITHM_REFUSED"),
        (FIRST, LAST, "ALGORITHM_REFUSED"),
        (FIRST, FIRST, "ALGORITHM_REFUSED"),
    ],
)
def test_both_days_count_that_of_signing_and_that_of_arrival(
    signed: datetime, reached: datetime, code: str
) -> None:
    assert codes(RSA_2048, signed, reached) == [code]
    assert codes(P256, signed, reached) == codes(RSA_3072, signed, reached) == []


@pytest.mark.parametrize(
    ("opened_on", "code"),
    [(ENDS, "ALGORITHM_REFUSED"), (ENDS - DAY, "ALGORITHM_GRACE"), (None, "ALGORITHM_REFUSED")],
)
def test_an_open_round_accepts_what_a_new_one_refuses(opened_on: date | None, code: str) -> None:
    assert codes(RSA_2048, FIRST, FIRST + 40 * DAY, opened_on=opened_on) == [code]


def test_a_date_is_announced_180_days_ahead_and_not_before() -> None:
    first = FIRST - 180 * DAY
    assert codes(RSA_2048, first) == ["ALGORITHM_ENDING"]
    assert codes(RSA_2048, first - timedelta(minutes=1)) == []


@pytest.mark.parametrize("moment", [LAST, FIRST, FIRST + 900 * DAY])
@pytest.mark.parametrize("issuer", ["內政部憑證管理中心", "政府憑證管理中心 - G3"])
def test_a_card_follows_its_issuer_and_is_noted(issuer: str, moment: datetime) -> None:
    assert codes(card("行政院", issuer), moment) == ["ALGORITHM_NOTED"]
    assert codes(card("行政院", issuer, bits=4096), moment) == []


@pytest.mark.parametrize("issuer", ["內政部憑證管理中心甲", "行政院", "某內政部憑證管理中心"])
def test_an_issuer_of_another_name_has_no_dates_of_its_own(issuer: str) -> None:
    assert codes(card(issuer), FIRST) == ["ALGORITHM_REFUSED"]


def test_what_is_listed_nowhere_never_signs() -> None:
    for algorithm in (
        replace(RSA_2048, bits=2047),
        replace(P256, curve="secp192r1"),
        replace(P256, digest="sha1"),
        replace(P256, family="ed25519"),
    ):
        assert codes(algorithm, LAST) == ["ALGORITHM_UNLISTED"]


def test_the_longest_rule_a_key_reaches_is_its_rule() -> None:
    rule = find_key_rule(load_builtin_policy(), card("內政部憑證管理中心", bits=3072))
    assert rule is not None
    assert (rule.at_least_bits, rule.group) == (3072, "")


def test_a_refusal_is_an_error_with_what_since_when_and_what_to_do() -> None:
    with pytest.raises(AppError) as caught:
        ensure_accepted(load_builtin_policy(), RSA_2048, "王小明", FIRST)
    assert caught.value.params == {"name": "王小明", "algorithm": "RSA-2048", "date": "116年1月1日"}
    sentence = format_message(caught.value.code, caught.value.params)
    assert "116年1月1日起" in sentence
    assert "請改用 P-256" in sentence


def test_a_certificate_is_described_by_its_key_and_its_issuers_names() -> None:
    issuer = make_authority("內政部憑證管理中心 - G2")
    found = describe_algorithm(make_person(issuer).certificate, "sha384")
    assert (found.key_name, found.digest) == ("P-256", "sha384")
    assert found.issuers == ("內政部憑證管理中心 - G2",)


def test_keys_are_listed_by_the_built_in_policy() -> None:
    assert is_listed(rsa.generate_private_key(65537, 2048).public_key())
    assert is_listed(ec.generate_private_key(ec.SECP384R1()).public_key())
    assert not is_listed(rsa.generate_private_key(65537, 1024).public_key())
    assert not is_listed(ec.generate_private_key(ec.BrainpoolP256R1()).public_key())
    assert not is_listed(ed25519.Ed25519PrivateKey.generate().public_key())
