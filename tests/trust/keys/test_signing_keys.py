"""Keys: files opened, files refused by name, signatures that others can check."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from asn1crypto import pkcs12 as asn1_pkcs12
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import dsa, ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    pkcs12,
)
from cryptography.x509.oid import NameOID

from app.errors import AppError
from app.trust.certificates.certificate import (
    certificate_pem,
    certificate_sha256,
    ensure_valid_at,
    fingerprint,
    read_certificate,
)
from app.trust.keys.file_cost import MOST_ROUNDS, find_most_rounds
from app.trust.keys.signing_keys import (
    KeyAlgorithm,
    SoftwareKey,
    create_software_key,
    load_pkcs12,
    write_pkcs12,
)

FROM = datetime(2026, 1, 1, tzinfo=UTC)
UNTIL = FROM + timedelta(days=730)


@pytest.fixture
def key() -> SoftwareKey:
    return create_software_key("王小明𠮷", "MOE-001", "教育部", valid_from=FROM, valid_until=UNTIL)


def rsa_key(bits: int = 2048) -> SoftwareKey:
    private_key = rsa.generate_private_key(65537, bits)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "RSA")])
    builder = x509.CertificateBuilder(
        name, name, private_key.public_key(), x509.random_serial_number(), FROM, UNTIL
    )
    return SoftwareKey(private_key, builder.sign(private_key, hashes.SHA256()))


def test_a_written_key_opens_again_with_its_passphrase(key: SoftwareKey, tmp_path: Path) -> None:
    path = tmp_path / "key.p12"
    write_pkcs12(key, path, "密語 pass".encode())
    again = load_pkcs12(path, "密語 pass".encode())
    assert again.certificate == key.certificate
    assert again.certificate_sha256 == certificate_sha256(key.certificate)
    assert path.stat().st_mode & 0o077 == 0


def test_the_certificate_names_person_agency_and_number(key: SoftwareKey) -> None:
    subject = key.certificate.subject
    found = {
        each.oid: each.value
        for each in subject
        if each.oid in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME, NameOID.SERIAL_NUMBER)
    }
    assert found == {
        NameOID.COMMON_NAME: "王小明𠮷",
        NameOID.ORGANIZATION_NAME: "教育部",
        NameOID.SERIAL_NUMBER: "MOE-001",
    }


def test_the_certificate_does_not_make_its_owner_an_issuer(key: SoftwareKey) -> None:
    with pytest.raises(x509.ExtensionNotFound):
        key.certificate.extensions.get_extension_for_class(x509.BasicConstraints)
    key.certificate.verify_directly_issued_by(key.certificate)


def test_a_wrong_passphrase_is_named(key: SoftwareKey, tmp_path: Path) -> None:
    path = tmp_path / "key.p12"
    write_pkcs12(key, path, b"right")
    with pytest.raises(AppError) as caught:
        load_pkcs12(path, b"wrong")
    assert caught.value.code == "KEY_WRONG_PASSPHRASE"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a key at all", b"0" * 40])
def test_a_file_of_another_kind_is_not_blamed_on_the_passphrase(
    content: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "key.p12"
    path.write_bytes(content)
    with pytest.raises(AppError) as caught:
        load_pkcs12(path, b"any")
    assert caught.value.code == "KEY_NOT_PKCS12"


def test_a_file_without_a_key_is_incomplete(key: SoftwareKey, tmp_path: Path) -> None:
    content = pkcs12.serialize_key_and_certificates(
        b"x", None, None, [key.certificate], BestAvailableEncryption(b"pw")
    )
    path = tmp_path / "key.p12"
    path.write_bytes(content)
    with pytest.raises(AppError) as caught:
        load_pkcs12(path, b"pw")
    assert caught.value.code == "KEY_INCOMPLETE"


def test_a_weak_rsa_key_is_unsupported(tmp_path: Path) -> None:
    path = tmp_path / "key.p12"
    write_pkcs12(rsa_key(1024), path, b"pw")
    with pytest.raises(AppError) as caught:
        load_pkcs12(path, b"pw")
    assert caught.value.code == "KEY_UNSUPPORTED"


def test_a_dsa_key_is_unsupported(tmp_path: Path) -> None:
    private_key = dsa.generate_private_key(2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "DSA")])
    builder = x509.CertificateBuilder(name, name, private_key.public_key(), 1, FROM, UNTIL)
    certificate = builder.sign(private_key, hashes.SHA256())
    path = tmp_path / "key.p12"
    path.write_bytes(
        pkcs12.serialize_key_and_certificates(
            b"x", private_key, certificate, None, BestAvailableEncryption(b"pw")
        )
    )
    with pytest.raises(AppError) as caught:
        load_pkcs12(path, b"pw")
    assert caught.value.code == "KEY_UNSUPPORTED"


def test_a_certificate_of_another_key_is_a_mismatch(
    key: SoftwareKey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "key.p12"
    write_pkcs12(key, path, b"pw")
    other = ec.generate_private_key(ec.SECP256R1())
    # The library refuses to write such a file, others do not.
    held = pkcs12.PKCS12KeyAndCertificates(
        other, pkcs12.PKCS12Certificate(key.certificate, None), []
    )
    monkeypatch.setattr(pkcs12, "load_pkcs12", lambda *_: held)
    with pytest.raises(AppError) as caught:
        load_pkcs12(path, b"pw")
    assert caught.value.code == "KEY_CERTIFICATE_MISMATCH"


def test_a_key_is_never_written_without_a_passphrase(key: SoftwareKey, tmp_path: Path) -> None:
    with pytest.raises(AppError) as caught:
        write_pkcs12(key, tmp_path / "key.p12", b"")
    assert caught.value.code == "KEY_NO_PASSPHRASE"
    assert not (tmp_path / "key.p12").exists()


def test_an_rsa_key_from_elsewhere_signs(tmp_path: Path) -> None:
    made = rsa_key()
    path = tmp_path / "rsa.p12"
    path.write_bytes(
        pkcs12.serialize_key_and_certificates(
            b"x", made.private_key, made.certificate, None, BestAvailableEncryption(b"pw")
        )
    )
    key = load_pkcs12(path, b"pw")
    assert key.algorithm is KeyAlgorithm.RSA
    public_key = key.certificate.public_key()
    assert isinstance(public_key, rsa.RSAPublicKey)
    public_key.verify(key.sign_raw(b"data"), b"data", padding.PKCS1v15(), hashes.SHA256())


def test_raw_and_der_signatures_of_a_curve_key_both_verify(key: SoftwareKey) -> None:
    public_key = key.certificate.public_key()
    assert isinstance(public_key, ec.EllipticCurvePublicKey)
    public_key.verify(key.sign(b"data"), b"data", ec.ECDSA(hashes.SHA256()))
    raw = key.sign_raw(b"data")
    assert len(raw) == 64
    r, s = int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big")
    public_key.verify(encode_dss_signature(r, s), b"data", ec.ECDSA(hashes.SHA256()))


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


def _asking_for(content: bytes, rounds: int) -> list[bytes]:
    """The same key file, in one place of it after the other asking for more rounds."""
    made = []
    for place in ("mac", "bag"):
        pfx = asn1_pkcs12.Pfx.load(content)
        if place == "mac":
            pfx["mac_data"]["iterations"] = rounds
        else:
            safes = pfx.authenticated_safe
            for safe in safes:
                if safe["content_type"].native == "encrypted_data":
                    information = safe["content"]["encrypted_content_info"]
                    algorithm = information["content_encryption_algorithm"]
                    derivation = algorithm["parameters"]["key_derivation_func"]
                    derivation["parameters"]["iteration_count"] = rounds
                else:
                    bags = asn1_pkcs12.SafeContents.load(safe["content"].native)
                    for bag in bags:
                        algorithm = bag["bag_value"]["encryption_algorithm"]
                        derivation = algorithm["parameters"]["key_derivation_func"]
                        derivation["parameters"]["iteration_count"] = rounds
                    safe["content"] = bags.dump(force=True)
            pfx["auth_safe"]["content"] = safes.dump(force=True)
        made.append(pfx.dump(force=True))
    return made


def test_a_key_file_that_would_take_hours_to_open_is_refused(
    key: SoftwareKey, tmp_path: Path
) -> None:
    path = tmp_path / "key.p12"
    write_pkcs12(key, path, b"pass")
    original = path.read_bytes()
    assert 1 < find_most_rounds(original) < MOST_ROUNDS
    for content in _asking_for(original, 1_000_000_000):
        assert find_most_rounds(content) == 1_000_000_000
        path.write_bytes(content)
        with pytest.raises(AppError) as caught:
            load_pkcs12(path, b"pass")
        assert caught.value.code == "KEY_FILE_SLOW"


def test_rounds_of_what_is_no_key_file_are_none() -> None:
    assert find_most_rounds(b"0\x03\x02\x01\x03") == 0
    assert find_most_rounds(b"") == 0
