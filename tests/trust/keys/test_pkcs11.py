"""Cards: found, opened with one PIN, signing for others to check; everything that can go wrong."""

import re
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from app.errors import AppError
from app.trust.certificates.certificate import certificate_sha256, fingerprint
from app.trust.certificates.facts import CertificateState
from app.trust.keys.pkcs11 import TokenKey, open_token_key
from app.trust.keys.signing_keys import KeyAlgorithm
from app.trust.keys.tokens import PinState, list_tokens
from tests.support.soft_tokens import (
    PIN,
    PrivateKey,
    add_token,
    key_usage,
    make_certificate,
    put_on_token,
    soft_tokens,
)

pytest.importorskip("pkcs11", reason="python-pkcs11 is not installed")

NOW = datetime(2026, 1, 20, 9, 30, tzinfo=UTC)
FROM = NOW - timedelta(days=30)
UNTIL = NOW + timedelta(days=700)
LABEL = "自然人憑證"
RSA_KEY = rsa.generate_private_key(65537, 2048)
EC_KEY = ec.generate_private_key(ec.SECP256R1())


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A module that sees no card yet."""
    with soft_tokens(tmp_path, monkeypatch) as found:
        yield found


@pytest.fixture
def card(module: Path) -> Path:
    """A module that sees one card without certificates."""
    add_token(module, LABEL)
    return module


def certificate_on(
    card: Path,
    private_key: PrivateKey = RSA_KEY,
    *extensions: x509.ExtensionType,
    person: str = "王小明",
    identifier: bytes = b"\x01",
    valid_from: datetime = FROM,
    valid_until: datetime = UNTIL,
    has_key: bool = True,
) -> x509.Certificate:
    made = make_certificate(private_key, person, valid_from, valid_until, *extensions)
    put_on_token(card, LABEL, made, private_key if has_key else None, identifier)
    return made


def refusal(card: Path, pin: str | None = PIN, **choice: str) -> AppError:
    with pytest.raises(AppError) as caught:
        open_token_key(card, pin, now=NOW, **choice)
    return caught.value


def test_a_card_shows_its_certificates_before_any_pin(card: Path) -> None:
    made = certificate_on(card, RSA_KEY, key_usage(signing=True))
    (token,) = list_tokens(card, NOW)
    assert (token.label, token.pin_state, token.has_pin_pad) == (LABEL, PinState.READY, False)
    (facts,) = token.certificates
    assert (facts.person_name, facts.agency_name) == ("王小明", "教育部")
    assert facts.sha256 == certificate_sha256(made)
    assert (facts.key_kind, facts.state, facts.days_left) == (
        "RSA 2048",
        CertificateState.USABLE,
        700,
    )


def test_an_rsa_card_signs_for_others_to_check(card: Path) -> None:
    made = certificate_on(card)
    with open_token_key(card, PIN, now=NOW) as key:
        assert key.algorithm is KeyAlgorithm.RSA
        assert key.certificate == made
        assert key.certificate_sha256 == certificate_sha256(made)
        signatures = key.sign(b"data"), key.sign_raw(b"data")
    for each in signatures:
        RSA_KEY.public_key().verify(each, b"data", padding.PKCS1v15(), hashes.SHA256())


def test_a_curve_card_signs_in_der_and_raw(card: Path) -> None:
    certificate_on(card, EC_KEY)
    with open_token_key(card, PIN, now=NOW) as key:
        assert key.algorithm is KeyAlgorithm.EC
        der, raw = key.sign(b"data"), key.sign_raw(b"data")
    assert len(raw) == 64
    r, s = int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big")
    for each in (der, encode_dss_signature(r, s)):
        EC_KEY.public_key().verify(each, b"data", ec.ECDSA(hashes.SHA256()))


def test_a_card_that_wants_its_pin_each_time_is_asked_once(card: Path) -> None:
    made = make_certificate(RSA_KEY, "王小明", FROM, UNTIL)
    put_on_token(card, LABEL, made, RSA_KEY, always_authenticate=True)
    key = open_token_key(card, PIN, now=NOW)
    assert holds(key, PIN)
    assert key.sign(b"first") != key.sign(b"second")
    key.close()
    assert not holds(key, PIN)


def test_the_pin_is_not_kept_once_the_card_is_open(card: Path) -> None:
    certificate_on(card)
    with open_token_key(card, PIN, now=NOW) as key:
        assert not holds(key, PIN)


def holds(key: TokenKey, pin: str) -> bool:
    return any(pin == value for value in vars(key).values())


def test_a_wrong_pin_is_tried_once_and_named_nowhere(
    card: Path,
) -> None:
    certificate_on(card)
    error = refusal(card, "999777")
    assert error.code == "TOKEN_PIN_WRONG"
    told = "".join(traceback.format_exception(error)) + repr(error.params)
    assert "999777" not in told
    (token,) = list_tokens(card, NOW)
    assert token.pin_state is PinState.COUNT_LOW
    with open_token_key(card, PIN, now=NOW) as key:
        assert key.sign(b"data")


@pytest.mark.parametrize("pin", ["", None])
def test_no_pin_is_never_tried(card: Path, pin: str | None) -> None:
    certificate_on(card)
    assert refusal(card, pin).code == "TOKEN_NO_PIN"
    assert list_tokens(card, NOW)[0].pin_state is PinState.READY


def test_an_empty_module_says_that_no_card_is_in(module: Path) -> None:
    assert refusal(module).code == "TOKEN_NOT_PRESENT"
    with pytest.raises(AppError) as caught:
        list_tokens(module, NOW)
    assert caught.value.code == "TOKEN_NOT_PRESENT"


def test_of_several_cards_one_must_be_named(card: Path) -> None:
    certificate_on(card)
    add_token(card, "另一張")
    several = refusal(card)
    assert several.code == "TOKEN_SEVERAL"
    assert LABEL in several.params["known"] and "另一張" in several.params["known"]
    assert refusal(card, token="不存在").code == "TOKEN_NOT_FOUND"
    serial = next(each.serial for each in list_tokens(card, NOW) if each.label == LABEL)
    for name in (LABEL, serial):
        with open_token_key(card, PIN, now=NOW, token=name) as key:
            assert key.sign(b"data")


def test_of_several_certificates_one_must_be_named_before_the_pin_is_tried(card: Path) -> None:
    first = certificate_on(card)
    second = certificate_on(card, EC_KEY, person="李大華", identifier=b"\x02")
    error = refusal(card, "999777")
    assert error.code == "TOKEN_SEVERAL_CERTIFICATES"
    assert fingerprint(first) in error.params["fingerprints"]
    assert list_tokens(card, NOW)[0].pin_state is PinState.READY
    with open_token_key(card, PIN, now=NOW, certificate=fingerprint(second)) as key:
        assert key.certificate == second
    with open_token_key(card, PIN, now=NOW, certificate=certificate_sha256(first)) as key:
        assert key.certificate == first
    assert refusal(card, certificate="0" * 24).code == "TOKEN_CERTIFICATE_NOT_FOUND"
    short = fingerprint(second)[:4]
    assert refusal(card, certificate=short).code == "TOKEN_CERTIFICATE_NOT_FOUND"


def test_the_certificate_for_encryption_beside_it_is_no_choice(card: Path) -> None:
    signing = certificate_on(card, RSA_KEY, key_usage(signing=True))
    other = certificate_on(card, EC_KEY, key_usage(signing=False), identifier=b"\x02")
    with open_token_key(card, PIN, now=NOW) as key:
        assert key.certificate == signing
    assert refusal(card, certificate=fingerprint(other)).code == "TOKEN_CERTIFICATE_UNFIT"


def test_a_card_without_certificates_says_so(card: Path) -> None:
    assert refusal(card).code == "TOKEN_NO_CERTIFICATE"


@pytest.mark.parametrize(
    ("valid_from", "valid_until", "code"),
    [
        (FROM, NOW - timedelta(days=1), "KEY_EXPIRED"),
        (NOW + timedelta(days=1), UNTIL, "KEY_NOT_YET_VALID"),
    ],
)
def test_a_certificate_outside_its_days_is_refused_before_the_pin(
    card: Path, valid_from: datetime, valid_until: datetime, code: str
) -> None:
    certificate_on(card, valid_from=valid_from, valid_until=valid_until)
    assert refusal(card, "999777").code == code
    assert list_tokens(card, NOW)[0].pin_state is PinState.READY


def test_a_renewed_certificate_is_taken_instead_of_the_expired_one(card: Path) -> None:
    certificate_on(card, EC_KEY, valid_until=NOW - timedelta(days=1), identifier=b"\x02")
    renewed = certificate_on(card)
    with open_token_key(card, PIN, now=NOW) as key:
        assert key.certificate == renewed


def test_a_certificate_whose_key_is_missing_says_so(card: Path) -> None:
    made = certificate_on(card, has_key=False)
    error = refusal(card)
    assert (error.code, error.params["fingerprint"]) == ("TOKEN_KEY_MISSING", fingerprint(made))
    assert refusal(card).code == "TOKEN_KEY_MISSING"  # and the card was left in peace


def test_of_two_keys_of_one_kind_the_certificates_own_signs(card: Path) -> None:
    other_key = rsa.generate_private_key(65537, 2048)
    certificate_on(card)
    second = certificate_on(card, other_key, person="李大華", identifier=b"\x02")
    with open_token_key(card, PIN, now=NOW, certificate=fingerprint(second)) as key:
        signature = key.sign(b"data")
    other_key.public_key().verify(signature, b"data", padding.PKCS1v15(), hashes.SHA256())


def test_an_issuers_certificate_never_signs(card: Path) -> None:
    certificate_on(card, RSA_KEY, x509.BasicConstraints(ca=True, path_length=0))
    assert refusal(card).code == "TOKEN_CERTIFICATE_UNFIT"


def test_a_key_that_is_not_the_certificates_never_gives_a_signature(card: Path) -> None:
    made = make_certificate(RSA_KEY, "王小明", FROM, UNTIL)
    put_on_token(card, LABEL, made, rsa.generate_private_key(65537, 2048))
    with open_token_key(card, PIN, now=NOW) as key, pytest.raises(AppError) as caught:
        key.sign(b"data")
    assert caught.value.code == "TOKEN_KEY_MISMATCH"


def test_a_card_taken_out_between_two_signatures_says_so(card: Path) -> None:
    certificate_on(card)
    key = open_token_key(card, PIN, now=NOW)
    assert key.sign(b"data")
    key._session.close()  # what a driver does with its sessions when the card is gone
    with pytest.raises(AppError) as caught:
        key.sign(b"data")
    assert caught.value.code == "TOKEN_REMOVED"
    key.close()


def test_a_card_cannot_be_opened_twice_at_once(card: Path) -> None:
    certificate_on(card)
    with open_token_key(card, PIN, now=NOW):
        assert refusal(card).code == "TOKEN_IN_USE"
    with open_token_key(card, PIN, now=NOW) as key:
        assert key.sign(b"data")


def test_looking_at_a_card_does_not_close_an_open_key(card: Path) -> None:
    certificate_on(card)
    with open_token_key(card, PIN, now=NOW) as key:
        list_tokens(card, NOW)
        assert key.sign(b"data")


def test_every_code_of_cards_is_one_a_person_can_act_on() -> None:
    from app.messages import load_sentences
    from app.trust.keys import token_errors

    for code in token_errors._CODES.values():
        assert re.search("請|再", load_sentences()[code]["zh"]), code
