"""PKCS#12 key files (.p12, .pfx): reading, and writing with a costly key derivation.

Two things in a file can be guessed against: the encrypted content, and the checksum (MAC) over
it. The library hashes the passphrase for its checksum 2,048 times whatever it is asked for, which
would make that the cheap way in; the checksum is therefore made here.
"""

import hashlib
import hmac
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from asn1crypto import algos
from asn1crypto import pkcs12 as asn1_pkcs12
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import PrivateFormat, pkcs12

from app.errors import AppError
from app.files import SMALL_LIMIT, read_bounded, write_atomically
from app.own_files import looks_like_pkcs12
from app.trust.keys.signing_keys import PrivateKey, SoftwareKey
from app.trust.policy.judgement import is_listed

CONTENT_ROUNDS = 60_000
"""PBKDF2 rounds for the key, and again for the certificates; each is two times SHA-256."""
MAC_ROUNDS = 2 * CONTENT_ROUNDS
"""A round of the checksum is one time SHA-256: guessing costs the same either way."""
MOST_ROUNDS = 3_000_000
"""What a file may ask for in all: a few seconds. Other programs write up to 1,000,000 a part."""

_SALT_BYTES = 16
_PBMAC1 = "1.2.840.113549.1.5.14"


def load_pkcs12(path: Path, passphrase: bytes) -> SoftwareKey:
    """Open a PKCS#12 file (.p12, .pfx).

    Raises AppError FILE_*, KEY_NOT_PKCS12, KEY_WRONG_PASSPHRASE, KEY_INCOMPLETE (no private key
    or no certificate in it), KEY_UNSUPPORTED, KEY_FILE_SLOW,
    KEY_CERTIFICATE_MISMATCH. Never tries twice.
    """
    return _take_key(open_pkcs12(read_bounded(path, SMALL_LIMIT), passphrase, path), path)


def open_pkcs12(content: bytes, passphrase: bytes, path: Path) -> pkcs12.PKCS12KeyAndCertificates:
    """Decrypt what a PKCS#12 file holds, once.

    Raises AppError KEY_NOT_PKCS12, KEY_FILE_SLOW, KEY_WRONG_PASSPHRASE, KEY_UNSUPPORTED, naming
    `path`.
    """
    if not looks_like_pkcs12(content):
        raise AppError("KEY_NOT_PKCS12", file=path)
    if count_rounds(content) > MOST_ROUNDS:
        raise AppError("KEY_FILE_SLOW", file=path)
    try:
        return pkcs12.load_pkcs12(content, passphrase)
    except ValueError as problem:
        raise AppError("KEY_WRONG_PASSPHRASE", file=path) from problem
    except UnsupportedAlgorithm as problem:
        raise AppError("KEY_UNSUPPORTED", file=path) from problem


def _take_key(held: pkcs12.PKCS12KeyAndCertificates, path: Path) -> SoftwareKey:
    private_key = held.key
    certificate = held.cert.certificate if held.cert is not None else None
    if private_key is None or certificate is None:
        raise AppError("KEY_INCOMPLETE", file=path)
    if not isinstance(private_key, PrivateKey) or not is_listed(private_key.public_key()):
        raise AppError("KEY_UNSUPPORTED", file=path)
    if private_key.public_key() != certificate.public_key():
        raise AppError("KEY_CERTIFICATE_MISMATCH", file=path)
    return SoftwareKey(private_key, certificate)


def write_pkcs12(key: SoftwareKey, path: Path, passphrase: bytes) -> None:
    """Write a key with its certificate, encrypted. Raises AppError FILE_*, KEY_NO_PASSPHRASE."""
    if not passphrase:
        raise AppError("KEY_NO_PASSPHRASE", file=path)
    held = pkcs12.PKCS12KeyAndCertificates(
        key.private_key, pkcs12.PKCS12Certificate(key.certificate, None), []
    )
    write_atomically(path, _encrypt(held, passphrase), is_private=True)


def change_passphrase(path: Path, present: bytes, new: bytes) -> SoftwareKey:
    """Encrypt a PKCS#12 file anew: same key, same certificates, another passphrase.

    The new file is opened and compared before it takes the place of the old one, in one step:
    whatever fails, the old file with its old passphrase is still there. Raises AppError as
    `load_pkcs12`, KEY_NO_PASSPHRASE, FILE_*.
    """
    if not new:
        raise AppError("KEY_NO_PASSPHRASE", file=path)
    held = open_pkcs12(read_bounded(path, SMALL_LIMIT), present, path)
    key = _take_key(held, path)
    content = _encrypt(held, new)
    written = _take_key(open_pkcs12(content, new, path), path)
    if written.certificate != key.certificate:
        raise AppError("KEY_CERTIFICATE_MISMATCH", file=path)
    write_atomically(path, content, is_private=True, replaces_key=True)
    return key


# -- writing


def _encrypt(held: pkcs12.PKCS12KeyAndCertificates, passphrase: bytes) -> bytes:
    """The file of a key and its certificates, our checksum in place of the library's."""
    encryption = (
        PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(CONTENT_ROUNDS)
        .key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC)
        .hmac_hash(hashes.SHA256())
    )
    assert isinstance(held.key, PrivateKey) and held.cert is not None
    file = pkcs12.serialize_key_and_certificates(
        name=held.cert.friendly_name,
        key=held.key,
        cert=held.cert.certificate,
        cas=held.additional_certs or None,
        encryption_algorithm=encryption.build(passphrase),
    )
    pfx = asn1_pkcs12.Pfx.load(file)
    salt = os.urandom(_SALT_BYTES)
    key = _derive_mac_key(passphrase, salt, MAC_ROUNDS)
    digest = hmac.digest(key, pfx["auth_safe"]["content"].native, "sha256")
    mac = {"digest_algorithm": {"algorithm": "sha256"}, "digest": digest}
    pfx["mac_data"] = {"mac": mac, "mac_salt": salt, "iterations": MAC_ROUNDS}
    return bytes(pfx.dump())


def _derive_mac_key(passphrase: bytes, salt: bytes, rounds: int) -> bytes:
    """Key of the checksum by RFC 7292, appendix B, for SHA-256 and a key of its size."""
    block = hashlib.sha256().block_size
    purpose = b"\x03" * block
    text = passphrase.decode("utf-8").encode("utf-16-be") + b"\0\0"
    derived = purpose + b"".join(_fill(each, block) for each in (salt, text))
    for _ in range(rounds):
        derived = hashlib.sha256(derived).digest()
    return derived


def _fill(text: bytes, block: int) -> bytes:
    """A text repeated until it fills whole blocks."""
    size = -(-len(text) // block) * block
    return (text * size)[:size]


# -- what opening a file would cost, read without its passphrase


def count_rounds(content: bytes) -> int:
    """Read the key-derivation cost of a PKCS#12 file without decrypting it: iterations in all.

    Whoever makes a file chooses it: a billion rounds would keep the program busy for hours, and
    the libraries that open key files know no limit. What cannot be read here is left to them,
    who then cannot either.
    """
    found = 0
    try:
        for each in _iterate_rounds(asn1_pkcs12.Pfx.load(content)):
            found += each
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        pass
    return found


def _iterate_rounds(pfx: Any) -> Iterator[int]:
    if pfx["mac_data"].native is not None:
        yield _rounds_of_mac(pfx["mac_data"])
    for each in pfx.authenticated_safe:
        if each["content_type"].native == "encrypted_data":
            information = each["content"]["encrypted_content_info"]
            yield _rounds_of(information["content_encryption_algorithm"])
        elif each["content_type"].native == "data":
            for bag in asn1_pkcs12.SafeContents.load(each["content"].native):
                if bag["bag_id"].native == "pkcs8_shrouded_key_bag":
                    yield _rounds_of(bag["bag_value"]["encryption_algorithm"])


def _rounds_of_mac(mac_data: Any) -> int:
    """Of a checksum: the field beside it, or with PBMAC1 (RFC 9579) what its parameters say."""
    algorithm = mac_data["mac"]["digest_algorithm"]
    if algorithm["algorithm"].dotted != _PBMAC1:
        return int(mac_data["iterations"].native)
    parameters = algos.Pbmac1Params.load(algorithm["parameters"].dump())
    return _rounds_of_derivation(parameters["key_derivation_func"])


def _rounds_of(algorithm: Any) -> int:
    parameters = algorithm["parameters"]
    if algorithm["algorithm"].native == "pbes2":
        return _rounds_of_derivation(parameters["key_derivation_func"])
    return int(parameters["iterations"].native)


def _rounds_of_derivation(derivation: Any) -> int:
    if derivation["algorithm"].native != "pbkdf2":  # scrypt counts otherwise
        return 0
    return int(derivation["parameters"]["iteration_count"].native)
