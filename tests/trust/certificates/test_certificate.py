"""Certificates: read from PEM and DER, known by their digest, refused outside their days."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    pkcs12,
)

from app.errors import AppError
from app.trust.certificates.certificate import (
    certificate_pem,
    certificate_sha256,
    ensure_valid_at,
    fingerprint,
    load_certificate_whole,
    read_certificate,
)
from app.trust.certificates.facts import describe_certificate
from app.trust.keys.signing_keys import SoftwareKey, create_software_key

FROM = datetime(2026, 1, 1, tzinfo=UTC)
UNTIL = FROM + timedelta(days=730)


@pytest.fixture
def key() -> SoftwareKey:
    return create_software_key("王小明𠮷", "MOE-001", "教育部", valid_from=FROM, valid_until=UNTIL)


@pytest.mark.parametrize(
    ("moment", "code"),
    [(FROM - timedelta(seconds=1), "KEY_NOT_YET_VALID"), (UNTIL + timedelta(1), "KEY_EXPIRED")],
)
def test_outside_its_days_a_key_is_refused(key: SoftwareKey, moment: datetime, code: str) -> None:
    ensure_valid_at(key.certificate, FROM)
    with pytest.raises(AppError) as caught:
        ensure_valid_at(key.certificate, moment)
    assert caught.value.code == code


def test_the_fingerprint_is_six_groups_of_the_digest(key: SoftwareKey) -> None:
    groups = fingerprint(key.certificate).split(" ")
    assert [len(each) for each in groups] == [4] * 6
    assert "".join(groups).lower() == certificate_sha256(key.certificate)[:24]


def test_a_certificate_is_read_from_pem_and_der(key: SoftwareKey, tmp_path: Path) -> None:
    (tmp_path / "c.pem").write_text(certificate_pem(key.certificate), encoding="ascii")
    (tmp_path / "c.der").write_bytes(key.certificate.public_bytes(Encoding.DER))
    assert read_certificate(tmp_path / "c.pem") == key.certificate
    assert read_certificate(tmp_path / "c.der") == key.certificate


def test_a_key_file_is_not_a_certificate(key: SoftwareKey, tmp_path: Path) -> None:
    path = tmp_path / "key.p12"
    path.write_bytes(
        pkcs12.serialize_key_and_certificates(
            b"x", key.private_key, key.certificate, None, NoEncryption()
        )
    )
    with pytest.raises(AppError) as caught:
        read_certificate(path)
    assert caught.value.code == "KEY_NOT_A_CERTIFICATE"


def test_what_loads_whole_can_be_shown_whole_whatever_bits_are_flipped(key: SoftwareKey) -> None:
    """The library looks into most of a certificate only when it is asked."""
    good = key.certificate.public_bytes(Encoding.DER)
    assert load_certificate_whole(good) == key.certificate
    broken = 0
    for place in range(len(good)):
        flipped = bytearray(good)
        flipped[place] ^= 1 << place % 8
        try:
            certificate = load_certificate_whole(bytes(flipped))
        except ValueError:
            broken += 1
            continue
        assert describe_certificate(certificate, FROM).pem
    assert broken > len(good) // 4


@pytest.mark.parametrize("content", [b"", b"0", b"-----BEGIN CERTIFICATE-----\n", b"0\x80" * 999])
def test_what_is_no_certificate_is_said_to_be_none(content: bytes) -> None:
    with pytest.raises(ValueError, match="certificate"):
        load_certificate_whole(content)
