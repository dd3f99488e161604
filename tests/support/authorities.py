"""A throw-away public authority: root, intermediate, people's certificates, revocation lists."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from app.trust.keys.signing_keys import SoftwareKey

NOON = datetime(2026, 2, 10, 4, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Authority:
    """A certificate of an authority with its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)


def make_authority(
    name: str = "政府憑證總管理中心",
    above: Authority | None = None,
    *,
    until: datetime = NOON + 3000 * DAY,
    path_length: int | None = None,
) -> Authority:
    """A root, or an authority below another one."""
    key = ec.generate_private_key(ec.SECP256R1())
    own = _name(name)
    issuer = own if above is None else above.certificate.subject
    builder = (
        x509.CertificateBuilder(subject_name=own, issuer_name=issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOON - 1000 * DAY)
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=True, path_length=path_length), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    signer = key if above is None else above.key
    return Authority(builder.sign(signer, hashes.SHA256()), key)


def make_person(
    above: Authority,
    name: str = "陳小華",
    *,
    start: datetime = NOON - 30 * DAY,
    until: datetime = NOON + 700 * DAY,
) -> SoftwareKey:
    """A person's card, as a key in memory."""
    key = ec.generate_private_key(ec.SECP256R1())
    builder = (
        x509.CertificateBuilder(subject_name=_name(name), issuer_name=above.certificate.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    )
    return SoftwareKey(key, builder.sign(above.key, hashes.SHA256()))


def make_list(
    issuer: Authority,
    revoked: Iterable[x509.Certificate] = (),
    *,
    at: datetime = NOON - DAY,
    days: int = 30,
    signer: Authority | None = None,
    is_delta: bool = False,
) -> bytes:
    """A revocation list in DER; another `signer` makes a forged one."""
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.certificate.subject)
        .last_update(at)
        .next_update(at + days * DAY)
    )
    for each in revoked:
        builder = builder.add_revoked_certificate(
            x509.RevokedCertificateBuilder()
            .serial_number(each.serial_number)
            .revocation_date(at - DAY)
            .build()
        )
    if is_delta:
        builder = builder.add_extension(x509.DeltaCRLIndicator(1), critical=True)
    made = builder.sign((signer or issuer).key, hashes.SHA256())
    return made.public_bytes(Encoding.DER)


@cache
def root() -> Authority:
    """The root most tests share."""
    return make_authority()


@cache
def below() -> Authority:
    """The authority below it that issues cards."""
    return make_authority("內政部憑證管理中心", root(), path_length=0)


@cache
def person() -> SoftwareKey:
    """A card of that authority."""
    return make_person(below())


def _name(text: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "TW"),
            x509.NameAttribute(NameOID.COMMON_NAME, text),
        ]
    )
