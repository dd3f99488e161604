"""The registry names who may sign for whom; each change raises its sequence."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509.oid import NameOID

from app.errors import AppError
from app.messages import load_sentences
from app.models.periods import CLOCK_TOLERANCE
from app.models.signatures import Registry, SignerRole
from app.trust.certificates import registry as registries
from app.trust.certificates.certificate import parse_certificate
from app.trust.certificates.registry import Objection

NOON = datetime(2026, 1, 5, 4, 0, tzinfo=UTC)
LATER = NOON + timedelta(days=1)


def make_certificate(
    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey | None = None,
    *,
    days: int = 365,
    is_ca: bool = False,
) -> x509.Certificate:
    """A throw-away certificate, valid around NOON."""
    signing_key = key or ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "陳承辦")])
    digest = None if isinstance(signing_key, ed25519.Ed25519PrivateKey) else hashes.SHA256()
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(signing_key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOON - timedelta(days=400))
        .not_valid_after(NOON + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=is_ca, path_length=None), critical=True)
        .sign(signing_key, digest)
    )


def digest_of(certificate: x509.Certificate) -> str:
    return certificate.fingerprint(hashes.SHA256()).hex()


def registered(
    certificate: x509.Certificate,
    registry: Registry | None = None,
    agency: str = "MOE",
    person: str = "A1",
    at: datetime = NOON,
) -> Registry:
    return registries.register(
        registry or registries.build_empty_registry(NOON),
        certificate,
        agency=agency,
        person_id=person,
        person_name="陳承辦",
        role=SignerRole.PREPARER,
        at=at,
    )


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(AppError) as caught:
        act()
    assert caught.value.code in load_sentences()
    return caught.value.code


def test_a_registered_certificate_is_found_by_its_digest() -> None:
    certificate = make_certificate()
    entry = registered(certificate).entry(digest_of(certificate))
    assert entry is not None
    assert (entry.agency, entry.person_id, entry.role) == ("MOE", "A1", SignerRole.PREPARER)
    assert entry.active_from == NOON
    assert entry.active_until == certificate.not_valid_after_utc
    assert x509.load_pem_x509_certificate(entry.certificate_pem.encode()) == certificate


def test_the_sequence_rises_with_each_change() -> None:
    first, second = make_certificate(), make_certificate()
    registry = registered(second, registered(first), person="A2", at=LATER)
    assert registry.sequence == 2
    withdrawn = registries.withdraw(registry, digest_of(first), reason="調職", at=LATER)
    assert withdrawn.sequence == 3
    assert withdrawn.issued_at == LATER


def test_the_same_entry_again_changes_nothing() -> None:
    certificate = make_certificate()
    registry = registered(certificate)
    assert registered(certificate, registry, at=LATER) is registry


def test_a_certificate_of_another_agency_is_refused() -> None:
    certificate = make_certificate()
    registry = registered(certificate)
    assert (
        refusal(lambda: registered(certificate, registry, agency="MOL"))
        == "REGISTRY_CERTIFICATE_TAKEN"
    )


def test_a_certificate_of_another_person_is_refused() -> None:
    certificate = make_certificate()
    registry = registered(certificate)
    code = refusal(lambda: registered(certificate, registry, person="A2"))
    assert code == "REGISTRY_CERTIFICATE_TAKEN"


def test_a_withdrawn_certificate_keeps_its_entry_with_reason_and_date() -> None:
    certificate = make_certificate()
    registry = registries.withdraw(
        registered(certificate), digest_of(certificate), reason=" 調職 ", at=LATER
    )
    entry = registry.entry(digest_of(certificate))
    assert entry is not None
    assert (entry.revoked_at, entry.revocation_reason) == (LATER, "調職")


def test_a_withdrawn_certificate_is_neither_withdrawn_nor_registered_again() -> None:
    certificate = make_certificate()
    digest = digest_of(certificate)
    registry = registries.withdraw(registered(certificate), digest, reason="調職", at=LATER)
    again = refusal(lambda: registries.withdraw(registry, digest, reason="調職", at=LATER))
    back = refusal(lambda: registered(certificate, registry))
    assert again == back == "REGISTRY_CERTIFICATE_WITHDRAWN"


def test_withdrawing_wants_a_known_certificate_and_a_reason() -> None:
    certificate = make_certificate()
    registry = registered(certificate)
    stranger = refusal(lambda: registries.withdraw(registry, "00" * 32, reason="調職", at=LATER))
    assert stranger == "REGISTRY_NOT_REGISTERED"
    digest = digest_of(certificate)
    silent = refusal(lambda: registries.withdraw(registry, digest, reason="  ", at=LATER))
    assert silent == "REGISTRY_REASON_MISSING"


def test_an_expired_certificate_and_a_nameless_person_are_refused() -> None:
    assert refusal(lambda: registered(make_certificate(days=-1))) == "REGISTRY_CERTIFICATE_EXPIRED"
    assert refusal(lambda: registered(make_certificate(), person=" ")) == "REGISTRY_PERSON_MISSING"


@pytest.mark.parametrize("encoding", [serialization.Encoding.PEM, serialization.Encoding.DER])
def test_pem_and_der_are_read(encoding: serialization.Encoding) -> None:
    certificate = make_certificate()
    assert parse_certificate(certificate.public_bytes(encoding)) == certificate


def test_pem_as_text_is_read() -> None:
    certificate = make_certificate()
    text = certificate.public_bytes(serialization.Encoding.PEM).decode()
    assert parse_certificate(text) == certificate


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7",
        "不是憑證",
        "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----\n",
    ],
)
def test_what_is_no_certificate_is_refused(content: bytes | str) -> None:
    assert refusal(lambda: parse_certificate(content)) == "REGISTRY_NOT_A_CERTIFICATE"


def test_a_file_with_a_private_key_is_refused_before_anything_else() -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    both = secret + make_certificate(key).public_bytes(serialization.Encoding.PEM)
    assert refusal(lambda: parse_certificate(both)) == "REGISTRY_PRIVATE_KEY"


def test_a_chain_is_refused_because_nobody_can_tell_whose_it_is() -> None:
    chain = b"".join(make_certificate().public_bytes(serialization.Encoding.PEM) for _ in range(2))
    code = refusal(lambda: parse_certificate(chain))
    assert code == "REGISTRY_SEVERAL_CERTIFICATES"


def test_certificates_that_cannot_sign_a_return_are_refused() -> None:
    authority = make_certificate(is_ca=True).public_bytes(serialization.Encoding.DER)
    assert refusal(lambda: parse_certificate(authority)) == "REGISTRY_CA_CERTIFICATE"
    short = make_certificate(rsa.generate_private_key(65537, 1024))
    other = make_certificate(ed25519.Ed25519PrivateKey.generate())
    for certificate in (short, other):
        content = certificate.public_bytes(serialization.Encoding.DER)
        assert refusal(lambda: parse_certificate(content)) == "REGISTRY_KEY_UNFIT"  # noqa: B023


def test_reissuing_renews_the_dates_alone() -> None:
    registry = registered(make_certificate())
    fresh = registries.reissue(registry, LATER)
    assert (fresh.sequence, fresh.entries) == (registry.sequence, registry.entries)
    assert fresh.issued_at == LATER < fresh.next_update


# -- may this certificate sign, as of when?


def objections(
    signed_at: datetime, reached_at: datetime | None = None, **changes: datetime
) -> tuple[Objection, ...]:
    """Of a certificate whose days are 400 before NOON to 365 after, registered at NOON."""
    (entry,) = registered(make_certificate()).entries
    changed = msgspec.structs.replace(entry, **changes)
    reached = signed_at if reached_at is None else reached_at
    return registries.find_objections(changed, signed_at=signed_at, reached_at=reached)


def test_from_its_registration_to_its_last_moment_a_certificate_may_sign() -> None:
    assert objections(NOON) == ()
    assert objections(NOON + timedelta(days=365)) == ()
    early, late = NOON - timedelta(seconds=1), NOON + timedelta(days=365, seconds=1)
    assert objections(early) == (Objection.NOT_YET_ACTIVE,)
    assert objections(late) == (Objection.EXPIRED, Objection.ENDED)
    assert objections(LATER, active_until=NOON) == (Objection.ENDED,)


def test_the_certificates_own_days_count_whatever_the_registry_says() -> None:
    long_ago, far_off = NOON - timedelta(days=401), NOON + timedelta(days=366)
    assert objections(long_ago, active_from=long_ago) == (Objection.NOT_YET_VALID,)
    assert objections(far_off, active_until=far_off) == (Objection.EXPIRED,)


def test_a_withdrawal_counts_from_when_the_file_reaches_us_not_from_what_it_says() -> None:
    assert objections(NOON, LATER, revoked_at=LATER) == (Objection.WITHDRAWN,)
    before = LATER - timedelta(seconds=1)
    assert objections(NOON, before, revoked_at=LATER) == ()


def test_a_time_that_has_not_come_is_no_time_of_signing() -> None:
    assert objections(NOON + CLOCK_TOLERANCE, NOON) == ()
    late = NOON + CLOCK_TOLERANCE + timedelta(seconds=1)
    assert objections(late, NOON) == (Objection.SIGNED_IN_FUTURE,)


def test_of_several_certificates_for_a_key_the_latest_that_stands_is_taken() -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    first, second = make_certificate(key), make_certificate(key)
    registry = registered(second, registered(first), at=LATER)
    entries = registry.entries
    assert registries.find_issued(entries, key.public_key(), LATER) == entries[1]
    gone = registries.withdraw(registry, digest_of(second), reason="遺失", at=LATER).entries
    assert registries.find_issued(gone, key.public_key(), LATER) == entries[0]
    assert registries.find_issued((), key.public_key(), LATER) is None
