"""PKCS#11 keys: private keys that stay on a card or token, opened once with the PIN.

The PIN goes to the card in one try and is not kept. The exception are cards that want it before
each signature: for those it stays in memory until the key is closed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from app.closing import ClosedOnExit
from app.errors import AppError
from app.trust.certificates.certificate import (
    certificate_sha256,
    ensure_valid_at,
    fingerprint,
    is_signed_with,
    key_family,
)
from app.trust.certificates.facts import CertificateState, judge_certificate
from app.trust.keys.pkcs11_modules import ONE_AT_A_TIME
from app.trust.keys.signing_keys import KeyAlgorithm
from app.trust.keys.token_errors import explained_failures
from app.trust.keys.tokens import (
    PinState,
    choose_token,
    find_tokens,
    has_pin_pad,
    iterate_certificates,
    read_pin_state,
)

if TYPE_CHECKING:
    from pkcs11 import Session, Token

_PrivateKey = Any  # the binding makes its class from what the card says the key can do
_FINGERPRINT_DIGITS = 24
_PIN_WRONG = ("TOKEN_PIN_WRONG", "TOKEN_PIN_LENGTH")


class TokenKey(ClosedOnExit):
    """An opened key on a card. It signs until it is closed or the card is taken out."""

    def __init__(
        self,
        session: Session,
        private_key: _PrivateKey,
        certificate: x509.Certificate,
        label: str,
        pin_each_time: str | None,
    ) -> None:
        self._session = session
        self._private_key = private_key
        self._certificate = certificate
        self._pin_each_time = pin_each_time
        self.label = label

    @property
    def certificate(self) -> x509.Certificate:
        """The certificate of the key."""
        return self._certificate

    @property
    def certificate_sha256(self) -> str:
        """Hex SHA-256 of the certificate's DER."""
        return certificate_sha256(self._certificate)

    @property
    def algorithm(self) -> KeyAlgorithm:
        """Which family the key belongs to."""
        is_rsa = isinstance(self._certificate.public_key(), rsa.RSAPublicKey)
        return KeyAlgorithm.RSA if is_rsa else KeyAlgorithm.EC

    def sign(self, data: bytes) -> bytes:
        """Sign as CMS and PDF want it: RSA PKCS#1 v1.5, or ECDSA in DER; SHA-256.

        Raises AppError TOKEN_REMOVED, TOKEN_CANNOT_SIGN, TOKEN_KEY_MISMATCH, TOKEN_FAILED.
        """
        signature = self.sign_raw(data)
        return signature if self.algorithm is KeyAlgorithm.RSA else _der_of(signature)

    def sign_raw(self, data: bytes) -> bytes:
        """Sign as XML signatures want it: RSA PKCS#1 v1.5, or ECDSA as r‖s; SHA-256.

        Raises as `sign` does. What the card answers is checked against the certificate before
        anybody gets to see it.
        """
        from pkcs11 import Mechanism

        is_rsa = self.algorithm is KeyAlgorithm.RSA
        mechanism = Mechanism.SHA256_RSA_PKCS if is_rsa else Mechanism.ECDSA
        content = data if is_rsa else hashlib.sha256(data).digest()
        with ONE_AT_A_TIME, explained_failures(self.label):
            signature = self._private_key.sign(
                content, mechanism=mechanism, pin=self._pin_each_time
            )
        self._ensure_ours(signature, data)
        return bytes(signature)

    def close(self) -> None:
        """Log out and forget. A card that is gone has logged itself out."""
        import pkcs11

        self._pin_each_time = None
        with ONE_AT_A_TIME:
            try:
                self._session.close()
            except pkcs11.PKCS11Error:
                return

    def _ensure_ours(self, signature: bytes, data: bytes) -> None:
        public_key = self._certificate.public_key()
        made = signature if key_family(public_key) == "rsa" else _der_of(signature)
        if not is_signed_with(public_key, made, data):
            raise AppError("TOKEN_KEY_MISMATCH", token=self.label)


def open_token_key(
    module: Path,
    pin: str | None,
    *,
    now: datetime,
    token: str | None = None,
    certificate: str | None = None,
) -> TokenKey:
    """Open the key of a card; `token` is its label or serial number, `certificate` a fingerprint
    or SHA-256, each needed only where there are several. `now` carries a time zone.

    What can be checked without the PIN is checked first. The PIN is tried once; a reader with keys
    of its own asks for it itself where `pin` is None. Raises AppError TOKEN_LIBRARY_MISSING,
    TOKEN_MODULE_*, TOKEN_NO_READER, TOKEN_NOT_PRESENT, TOKEN_NOT_FOUND, TOKEN_SEVERAL,
    TOKEN_NO_CERTIFICATE, TOKEN_SEVERAL_CERTIFICATES, TOKEN_CERTIFICATE_*, KEY_EXPIRED,
    KEY_NOT_YET_VALID, TOKEN_PIN_*, TOKEN_IN_USE, TOKEN_KEY_MISSING, TOKEN_REMOVED, TOKEN_FAILED.
    """
    with ONE_AT_A_TIME:
        chosen = choose_token(find_tokens(module), token)
        with explained_failures(chosen.label), chosen.open() as session:
            shown = list(iterate_certificates(session))
        if shown:  # some cards show theirs only after the PIN
            choose_certificate(shown, certificate, now, chosen.label)
        session = _log_in(module, chosen, pin)
        try:
            return _take_key(session, chosen.label, certificate, now, pin)
        except BaseException:
            session.close()
            raise


def choose_certificate(
    found: Sequence[tuple[x509.Certificate, bytes]],
    wanted: str | None,
    now: datetime,
    label: str,
) -> tuple[x509.Certificate, bytes]:
    """The one certificate that is to sign, with its id on the card.

    Raises AppError TOKEN_NO_CERTIFICATE, TOKEN_CERTIFICATE_NOT_FOUND,
    TOKEN_SEVERAL_CERTIFICATES, TOKEN_CERTIFICATE_UNFIT, KEY_EXPIRED, KEY_NOT_YET_VALID.
    """
    if wanted is not None:
        found = [each for each in found if _is_wanted(each[0], wanted)]
        if not found:
            raise AppError("TOKEN_CERTIFICATE_NOT_FOUND", token=label, fingerprint=wanted)
    meant = [each for each in found if judge_certificate(each[0], now) not in _NEVER_SIGNING]
    if not meant:
        raise AppError("TOKEN_CERTIFICATE_UNFIT" if found else "TOKEN_NO_CERTIFICATE", token=label)
    usable = [each for each in meant if judge_certificate(each[0], now) is CertificateState.USABLE]
    if not usable:
        ensure_valid_at(meant[-1][0], now)
    if len(usable) > 1:
        named = "、".join(fingerprint(each) for each, _ in usable)
        raise AppError("TOKEN_SEVERAL_CERTIFICATES", token=label, fingerprints=named)
    return usable[0]


_NEVER_SIGNING = (CertificateState.NOT_FOR_SIGNING, CertificateState.UNFIT)


def _is_wanted(certificate: x509.Certificate, wanted: str) -> bool:
    """Return whether a person named this certificate: by all six groups, or the whole digest."""
    digits = "".join(each for each in wanted.lower() if each.isalnum())
    return len(digits) >= _FINGERPRINT_DIGITS and certificate_sha256(certificate).startswith(digits)


def _log_in(module: Path, token: Token, pin: str | None) -> Session:
    """One try. Nothing is tried on a locked card, without a PIN, or with what cannot be one."""
    from pkcs11 import PROTECTED_AUTH

    state = read_pin_state(token)
    if state is PinState.LOCKED:
        raise AppError("TOKEN_PIN_LOCKED", token=token.label)
    if state is PinState.NOT_SET:
        raise AppError("TOKEN_PIN_NOT_SET", token=token.label)
    if not pin and not has_pin_pad(token):
        raise AppError("TOKEN_NO_PIN", token=token.label)
    if pin and not _can_be_a_pin(pin):
        raise AppError("TOKEN_PIN_CHARACTERS", token=token.label)
    try:
        with explained_failures(token.label):
            return token.open(user_pin=pin or PROTECTED_AUTH)
    except AppError as error:
        if error.code not in _PIN_WRONG:
            raise
        raise AppError(_after_wrong_pin(module, token, error.code), token=token.label) from error


def _can_be_a_pin(pin: str) -> bool:
    """Return whether a PIN is worth a try: input methods type full-width digits and spaces."""
    return pin.isascii() and pin.isprintable() and " " not in pin


def _after_wrong_pin(module: Path, token: Token, code: str) -> str:
    """How the card stands after a PIN it refused; it never says how many tries are left."""
    try:
        again = next((each for each in find_tokens(module) if each.slot == token.slot), token)
    except AppError:  # taken out in anger; the PIN was wrong all the same
        return code
    state = read_pin_state(again)
    if state is PinState.LOCKED:
        return "TOKEN_PIN_LOCKED"
    return "TOKEN_PIN_FINAL_TRY" if state is PinState.FINAL_TRY else code


def _take_key(
    session: Session, label: str, wanted: str | None, now: datetime, pin: str | None
) -> TokenKey:
    from pkcs11 import Attribute

    with explained_failures(label):
        found = list(iterate_certificates(session))
    certificate, identifier = choose_certificate(found, wanted, now, label)
    with explained_failures(label):
        private_key = _find_private_key(session, certificate, identifier)
        if private_key is None:
            raise AppError("TOKEN_KEY_MISSING", token=label, fingerprint=fingerprint(certificate))
        wants_pin = _read_flag(private_key, Attribute.ALWAYS_AUTHENTICATE)
    return TokenKey(session, private_key, certificate, label, pin if wants_pin else None)


def _find_private_key(
    session: Session, certificate: x509.Certificate, identifier: bytes
) -> _PrivateKey | None:
    """The private key with the certificate's id; the only one of its kind where it has none."""
    from pkcs11 import Attribute, KeyType, ObjectClass

    is_rsa = isinstance(certificate.public_key(), rsa.RSAPublicKey)
    wanted: dict[Attribute, Any] = {
        Attribute.CLASS: ObjectClass.PRIVATE_KEY,
        Attribute.KEY_TYPE: KeyType.RSA if is_rsa else KeyType.EC,
    }
    if identifier:
        wanted[Attribute.ID] = identifier
    found = list(session.get_objects(wanted))
    return found[0] if len(found) == 1 else None


def _read_flag(private_key: _PrivateKey, attribute: int) -> bool:
    """A boolean attribute; a card that does not know it means no."""
    import pkcs11

    try:
        return bool(private_key[pkcs11.Attribute(attribute)])
    except (pkcs11.AttributeTypeInvalid, pkcs11.AttributeSensitive):
        return False


def _der_of(raw: bytes) -> bytes:
    """ECDSA as r‖s, as cards give it, in DER."""
    half = len(raw) // 2
    return encode_dss_signature(
        int.from_bytes(raw[:half], "big"), int.from_bytes(raw[half:], "big")
    )
