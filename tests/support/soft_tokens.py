"""Cards for the tests: SoftHSM2 tokens in a folder of their own, seen through its real module."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

PIN = "246810"
SO_PIN = "13579135"
_MODULES = (
    Path("/usr/lib/softhsm/libsofthsm2.so"),
    Path("/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"),
    Path("/usr/lib64/pkcs11/libsofthsm2.so"),
)

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


def find_softhsm() -> Path:
    """The module of SoftHSM2; skips the test where it is not installed."""
    found = next((each for each in _MODULES if each.is_file()), None)
    if found is None or shutil.which("softhsm2-util") is None:
        pytest.skip("SoftHSM2 (Debian: softhsm2) is not installed")
    return found


@contextmanager
def soft_tokens(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Make an empty token store below `folder` the one the module sees; gives the module."""
    import pkcs11

    module = find_softhsm()
    store = folder / "tokens"
    store.mkdir()
    configuration = folder / "softhsm2.conf"
    configuration.write_text(
        f"directories.tokendir = {store}\nobjectstore.backend = file\nlog.level = ERROR\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("SOFTHSM2_CONF", str(configuration))
    reload_module(module)
    yield module
    pkcs11.lib(str(module)).finalize()


def reload_module(module: Path) -> None:
    """Have the module read its token store anew, as it does when a program starts."""
    import pkcs11

    pkcs11.lib(str(module)).reinitialize()


def add_token(module: Path, label: str, pin: str = PIN) -> None:
    """Initialise one more token."""
    command = ["softhsm2-util", "--init-token", "--free", "--label", label]
    subprocess.run(
        [*command, "--so-pin", SO_PIN, "--pin", pin], check=True, capture_output=True, timeout=60
    )
    reload_module(module)


def make_certificate(
    private_key: PrivateKey,
    person: str,
    valid_from: datetime,
    valid_until: datetime,
    *extensions: x509.ExtensionType,
) -> x509.Certificate:
    """A self-signed certificate as an authority's card has one."""
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "TW"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "教育部"),
            x509.NameAttribute(NameOID.COMMON_NAME, person),
        ]
    )
    builder = x509.CertificateBuilder(
        name, name, private_key.public_key(), x509.random_serial_number(), valid_from, valid_until
    )
    for extension in extensions:
        builder = builder.add_extension(extension, critical=True)
    return builder.sign(private_key, hashes.SHA256())


def issue_certificate(
    private_key: PrivateKey, person: str, valid_from: datetime, valid_until: datetime
) -> x509.Certificate:
    """A certificate of an authority of its own, as full as those on citizens' cards are."""
    authority_key = rsa.generate_private_key(65537, 2048)
    authority = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "TW"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "測試部 & “測試”, <會>"),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, "測試憑證管理中心"),
        ]
    )
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "TW"),
            x509.NameAttribute(NameOID.COMMON_NAME, person),
            x509.NameAttribute(NameOID.SERIAL_NUMBER, "0000000112345678"),
        ]
    )
    address = "http://repository.example.tw/crl/complete.crl"
    names = [x509.UniformResourceIdentifier(address)]
    policy = x509.PolicyInformation(x509.ObjectIdentifier("2.16.886.1.100.0.3.3"), None)
    builder = x509.CertificateBuilder(
        authority, subject, private_key.public_key(), x509.random_serial_number()
    )
    issuer_key = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key())
    points = [x509.DistributionPoint(names, None, None, None)]
    return (
        builder.not_valid_before(valid_from)
        .not_valid_after(valid_until)
        .add_extension(issuer_key, critical=False)
        .add_extension(x509.CRLDistributionPoints(points), critical=False)
        .add_extension(x509.CertificatePolicies([policy]), critical=False)
        .add_extension(key_usage(signing=True), critical=True)
        .sign(authority_key, hashes.SHA256())
    )


def key_usage(*, signing: bool) -> x509.KeyUsage:
    """The usages of a card's signing certificate, or of the one for encryption beside it."""
    return x509.KeyUsage(
        digital_signature=signing,
        content_commitment=signing,
        key_encipherment=not signing,
        data_encipherment=not signing,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )


def put_on_token(
    module: Path,
    label: str,
    certificate: x509.Certificate,
    private_key: PrivateKey | None,
    identifier: bytes = b"\x01",
    *,
    always_authenticate: bool = False,
) -> None:
    """Write a certificate, and its private key if given, as whoever issues cards does."""
    import pkcs11
    from pkcs11 import Attribute, CertificateType, ObjectClass

    token = pkcs11.lib(str(module)).get_token(token_label=label)
    with token.open(rw=True, user_pin=PIN) as session:
        session.create_object(
            {
                Attribute.CLASS: ObjectClass.CERTIFICATE,
                Attribute.CERTIFICATE_TYPE: CertificateType.X_509,
                Attribute.TOKEN: True,
                Attribute.PRIVATE: False,
                Attribute.ID: identifier,
                Attribute.SUBJECT: certificate.subject.public_bytes(),
                Attribute.VALUE: certificate.public_bytes(Encoding.DER),
            }
        )
        if private_key is not None:
            facts = {
                Attribute.TOKEN: True,
                Attribute.PRIVATE: True,
                Attribute.ID: identifier,
                Attribute.SIGN: True,
                Attribute.ALWAYS_AUTHENTICATE: always_authenticate,
            }
            session.create_object({**_private_attributes(private_key), **facts})


def _private_attributes(private_key: PrivateKey) -> dict[Any, Any]:
    from pkcs11.util.ec import decode_ec_private_key
    from pkcs11.util.rsa import decode_rsa_private_key

    der = private_key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    if isinstance(private_key, rsa.RSAPrivateKey):
        return dict(decode_rsa_private_key(der))
    return dict(decode_ec_private_key(der))
