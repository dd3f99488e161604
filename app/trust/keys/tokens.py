"""Cards and tokens in reach: what certificates they carry, how their PIN stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography import x509

from app.errors import AppError
from app.trust.certificates.facts import CertificateFacts, describe_certificate
from app.trust.keys.pkcs11_modules import ONE_AT_A_TIME, load_module
from app.trust.keys.token_errors import explained_failures

if TYPE_CHECKING:
    from pkcs11 import Session, Token


class PinState(StrEnum):
    """State of the PIN that a card reports without the PIN."""

    READY = "ready"
    COUNT_LOW = "count_low"
    FINAL_TRY = "final_try"
    LOCKED = "locked"
    NOT_SET = "not_set"


@dataclass(frozen=True, slots=True)
class TokenFacts:
    """One card or token; the certificates are those it shows before any PIN is given."""

    label: str
    serial: str
    model: str
    reader: str
    pin_state: PinState
    has_pin_pad: bool
    certificates: tuple[CertificateFacts, ...]


def list_tokens(module: Path, now: datetime) -> tuple[TokenFacts, ...]:
    """The cards in reach. No PIN is asked for.

    Raises AppError TOKEN_LIBRARY_MISSING, TOKEN_MODULE_*, TOKEN_NO_READER, TOKEN_NOT_PRESENT,
    TOKEN_FAILED.
    """
    with ONE_AT_A_TIME:
        return tuple(_describe(each, now) for each in find_tokens(module))


def find_tokens(module: Path) -> tuple[Token, ...]:
    """The same as the binding's objects, for opening one. To be called under ONE_AT_A_TIME."""
    loaded = load_module(module)
    with explained_failures(module.name):
        slots = loaded.get_slots()
    if not slots:
        raise AppError("TOKEN_NO_READER")
    from pkcs11 import TokenFlag, TokenNotPresent, TokenNotRecognised

    found = []
    for slot in slots:
        with explained_failures(slot.slot_description):
            try:
                token = slot.get_token()
            except (TokenNotPresent, TokenNotRecognised):
                continue
        if token.flags & TokenFlag.TOKEN_INITIALIZED:
            found.append(token)
    if not found:
        raise AppError("TOKEN_NOT_PRESENT", readers=len(slots))
    return tuple(found)


def choose_token(tokens: Sequence[Token], wanted: str | None) -> Token:
    """The token of that label or serial number; the only one where none is named.

    Raises AppError TOKEN_NOT_FOUND, TOKEN_SEVERAL.
    """
    fitting = [
        each for each in tokens if wanted is None or wanted in (each.label, token_serial(each))
    ]
    if len(fitting) == 1:
        return fitting[0]
    named = "、".join(f"{each.label}（{token_serial(each)}）" for each in fitting or tokens)
    if not fitting:
        raise AppError("TOKEN_NOT_FOUND", token=wanted, known=named)
    raise AppError("TOKEN_SEVERAL", known=named)


def read_pin_state(token: Token) -> PinState:
    """What the flags of a token say, the worst first."""
    from pkcs11 import TokenFlag

    flags = token.flags
    if flags & TokenFlag.USER_PIN_LOCKED:
        return PinState.LOCKED
    if flags & TokenFlag.USER_PIN_FINAL_TRY:
        return PinState.FINAL_TRY
    if flags & TokenFlag.USER_PIN_COUNT_LOW:
        return PinState.COUNT_LOW
    return PinState.READY if flags & TokenFlag.USER_PIN_INITIALIZED else PinState.NOT_SET


def has_pin_pad(token: Token) -> bool:
    """Return whether the reader itself asks for the PIN."""
    from pkcs11 import TokenFlag

    return bool(token.flags & TokenFlag.PROTECTED_AUTHENTICATION_PATH)


def token_serial(token: Token) -> str:
    """The serial number as text."""
    return token.serial.decode("ascii", "replace").strip()


def iterate_certificates(session: Session) -> Iterator[tuple[x509.Certificate, bytes]]:
    """Certificates a session shows, with the id that ties each to its private key.

    What cannot be read as an X.509 certificate cannot sign either and is passed over.
    """
    from pkcs11 import Attribute, ObjectClass

    for each in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE}):
        value = each[Attribute.VALUE]
        try:
            certificate = x509.load_der_x509_certificate(value)
        except ValueError:
            continue
        yield certificate, bytes(each[Attribute.ID])


def _describe(token: Token, now: datetime) -> TokenFacts:
    with explained_failures(token.label), token.open() as session:
        certificates = tuple(
            describe_certificate(each, now) for each, _ in iterate_certificates(session)
        )
    return TokenFacts(
        label=token.label,
        serial=token_serial(token),
        model=token.model,
        reader=token.slot.slot_description,
        pin_state=read_pin_state(token),
        has_pin_pad=has_pin_pad(token),
        certificates=certificates,
    )
