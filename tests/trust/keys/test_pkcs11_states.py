"""What SoftHSM2 cannot play: locked PINs, readers with keys, cards torn out; a card in Python."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding

from app.errors import AppError
from app.trust.keys import tokens
from app.trust.keys.pkcs11 import open_token_key
from app.trust.keys.tokens import PinState, list_tokens
from tests.support.soft_tokens import make_certificate

pkcs11 = pytest.importorskip("pkcs11", reason="python-pkcs11 is not installed")

NOW = datetime(2026, 1, 20, 9, 30, tzinfo=UTC)
FLAGS = pkcs11.TokenFlag.TOKEN_INITIALIZED | pkcs11.TokenFlag.USER_PIN_INITIALIZED
KEY = rsa.generate_private_key(65537, 2048)
CERTIFICATE = make_certificate(KEY, "王小明", NOW - timedelta(1), NOW + timedelta(1))
MODULE = Path("driver.dll")


class Session:
    """Shows one certificate; private objects only after a login."""

    def __init__(self, card: "Card", *, is_open: bool) -> None:
        self.card, self.is_open = card, is_open

    def get_objects(self, wanted: dict[Any, Any]) -> Iterator[Any]:
        shown = CERTIFICATE.public_bytes(Encoding.DER)
        if wanted[pkcs11.Attribute.CLASS] is pkcs11.ObjectClass.CERTIFICATE:
            if self.is_open or not self.card.hides_certificate:
                yield {pkcs11.Attribute.VALUE: shown, pkcs11.Attribute.ID: b"\x01"}
        elif self.is_open:
            yield PrivateKey(self.card)

    def close(self) -> None:
        self.is_open = False

    def __enter__(self) -> "Session":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class PrivateKey:
    """Fails to sign in the way the card is told to."""

    def __init__(self, card: "Card") -> None:
        self.card = card

    def __getitem__(self, attribute: object) -> bool:
        raise pkcs11.AttributeTypeInvalid  # as older cards say of newer attributes

    def sign(self, data: bytes, **_: object) -> bytes:
        raise self.card.signing_failure


class Card:
    """A card, its reader and its driver in one."""

    slot_description = "讀卡機"
    label, serial, model = "卡片", b"0001", "T"

    def __init__(self) -> None:
        self.flags = FLAGS
        self.flags_after_pin = FLAGS
        self.login_failure: Exception | None = None
        self.signing_failure: Exception = pkcs11.GeneralError()
        self.pins: list[object] = []
        self.slots: list[Any] = [self]
        self.slots_after_pin: list[Any] = [self]
        self.slot_failure: Exception | None = None
        self.hides_certificate = False

    @property
    def slot(self) -> "Card":
        return self

    def get_slots(self) -> list[Any]:
        if self.slot_failure is not None:
            raise self.slot_failure
        return self.slots

    def get_token(self) -> "Card":
        return self

    def open(self, user_pin: object = None) -> Session:
        if user_pin is not None:
            self.pins.append(user_pin)
            self.flags, self.slots = self.flags_after_pin, self.slots_after_pin
            if self.login_failure is not None:
                raise self.login_failure
        return Session(self, is_open=user_pin is not None)


@pytest.fixture
def card(monkeypatch: pytest.MonkeyPatch) -> Card:
    made = Card()
    monkeypatch.setattr(tokens, "load_module", lambda path: made)
    return made


def refusal(pin: str | None = "246810") -> AppError:
    with pytest.raises(AppError) as caught:
        open_token_key(MODULE, pin, now=NOW)
    return caught.value


@pytest.mark.parametrize(
    ("flag", "state"),
    [
        (pkcs11.TokenFlag.USER_PIN_COUNT_LOW, PinState.COUNT_LOW),
        (pkcs11.TokenFlag.USER_PIN_FINAL_TRY, PinState.FINAL_TRY),
        (pkcs11.TokenFlag.USER_PIN_LOCKED, PinState.LOCKED),
    ],
)
def test_a_card_tells_how_its_pin_stands(card: Card, flag: Any, state: PinState) -> None:
    card.flags |= flag
    assert list_tokens(MODULE, NOW)[0].pin_state is state


def test_nothing_is_tried_on_a_locked_card(card: Card) -> None:
    card.flags |= pkcs11.TokenFlag.USER_PIN_LOCKED
    assert refusal().code == "TOKEN_PIN_LOCKED"
    assert card.pins == []


def test_nothing_is_tried_on_a_card_without_a_pin(card: Card) -> None:
    card.flags = pkcs11.TokenFlag.TOKEN_INITIALIZED
    assert refusal().code == "TOKEN_PIN_NOT_SET"
    assert card.pins == []


@pytest.mark.parametrize(
    ("flag", "code"),
    [
        (pkcs11.TokenFlag.USER_PIN_COUNT_LOW, "TOKEN_PIN_WRONG"),
        (pkcs11.TokenFlag.USER_PIN_FINAL_TRY, "TOKEN_PIN_FINAL_TRY"),
        (pkcs11.TokenFlag.USER_PIN_LOCKED, "TOKEN_PIN_LOCKED"),
    ],
)
def test_a_wrong_pin_is_tried_once_and_tells_what_is_left(card: Card, flag: Any, code: str) -> None:
    card.login_failure = pkcs11.PinIncorrect()
    card.flags_after_pin = FLAGS | flag
    assert refusal().code == code
    assert card.pins == ["246810"]


@pytest.mark.parametrize("pin", ["２４６８１０", "246810 ", "2468\t10"])
def test_what_an_input_method_made_of_a_pin_is_not_tried(card: Card, pin: str) -> None:
    assert refusal(pin).code == "TOKEN_PIN_CHARACTERS"
    assert card.pins == []


def test_a_wrong_pin_is_said_even_if_the_card_is_gone_by_then(card: Card) -> None:
    card.login_failure = pkcs11.PinIncorrect()
    card.slots_after_pin = []
    assert refusal().code == "TOKEN_PIN_WRONG"


@pytest.mark.parametrize(
    ("failure", "code"),
    [
        (pkcs11.PinLocked(), "TOKEN_PIN_LOCKED"),
        (pkcs11.PinLenRange(), "TOKEN_PIN_LENGTH"),
        (pkcs11.PinExpired(), "TOKEN_PIN_EXPIRED"),
        (pkcs11.FunctionCancelled(), "TOKEN_CANCELLED"),
        (pkcs11.DeviceRemoved(), "TOKEN_REMOVED"),
        (pkcs11.DeviceError(), "TOKEN_FAILED"),
    ],
)
def test_a_refused_login_says_why(card: Card, failure: Exception, code: str) -> None:
    card.login_failure = failure
    assert refusal().code == code
    assert len(card.pins) == 1


def test_a_reader_with_keys_of_its_own_asks_for_the_pin_itself(card: Card) -> None:
    card.flags |= pkcs11.TokenFlag.PROTECTED_AUTHENTICATION_PATH
    open_token_key(MODULE, None, now=NOW).close()
    assert card.pins == [pkcs11.types.PROTECTED_AUTH]


def test_a_certificate_shown_only_after_the_pin_is_found(card: Card) -> None:
    card.hides_certificate = True
    assert list_tokens(MODULE, NOW)[0].certificates == ()
    assert open_token_key(MODULE, "246810", now=NOW).certificate == CERTIFICATE


@pytest.mark.parametrize(
    ("failure", "code"),
    [
        (pkcs11.DeviceRemoved(), "TOKEN_REMOVED"),
        (pkcs11.TokenNotPresent(), "TOKEN_REMOVED"),
        (pkcs11.SessionHandleInvalid(), "TOKEN_REMOVED"),
        (pkcs11.UserNotLoggedIn(), "TOKEN_REMOVED"),
        (pkcs11.MechanismInvalid(), "TOKEN_CANNOT_SIGN"),
        (pkcs11.GeneralError(), "TOKEN_FAILED"),
    ],
)
def test_a_card_that_fails_while_signing_says_why(
    card: Card, failure: Exception, code: str
) -> None:
    card.signing_failure = failure
    with open_token_key(MODULE, "246810", now=NOW) as key, pytest.raises(AppError) as caught:
        key.sign(b"data")
    assert caught.value.code == code


def test_no_reader_and_a_broken_service_are_told_apart(card: Card) -> None:
    card.slots = []
    assert refusal().code == "TOKEN_NO_READER"
    card.slot_failure = pkcs11.FunctionFailed()
    error = refusal()
    assert (error.code, error.params["detail"]) == ("TOKEN_FAILED", "FunctionFailed")
