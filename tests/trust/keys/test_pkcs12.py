"""Key files: opened, refused by name, and written so that a guess costs time."""

import shutil
import subprocess
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from asn1crypto import algos
from asn1crypto import pkcs12 as asn1_pkcs12
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import dsa, ec, padding, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    pkcs12,
)
from cryptography.x509.oid import NameOID

from app.errors import AppError
from app.private_files import is_exposed
from app.trust.certificates.certificate import (
    certificate_sha256,
)
from app.trust.keys.pkcs12 import (
    CONTENT_ROUNDS,
    MAC_ROUNDS,
    MOST_ROUNDS,
    count_rounds,
    load_pkcs12,
    write_pkcs12,
)
from app.trust.keys.signing_keys import KeyAlgorithm, SoftwareKey, create_software_key

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
    assert not is_exposed(path)


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


@pytest.mark.slow
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


def _pbmac1(rounds: int) -> algos.DigestAlgorithm:
    """RFC 9579: the rounds stand in the algorithm, not in the field of the checksum."""
    derivation = {"salt": algos.Pbkdf2Salt("specified", b"salt" * 4), "iteration_count": rounds}
    parameters = algos.Pbmac1Params(
        {
            "key_derivation_func": {"algorithm": "pbkdf2", "parameters": derivation},
            "message_auth_scheme": {"algorithm": "sha256"},
        }
    )
    return algos.DigestAlgorithm({"algorithm": "1.2.840.113549.1.5.14", "parameters": parameters})


def _asking_for(content: bytes, rounds: int) -> list[bytes]:
    """The same key file, in one place of it after the other asking for more rounds."""
    made = []
    for place in ("mac", "pbmac1", "bag"):
        pfx = asn1_pkcs12.Pfx.load(content)
        if place == "mac":
            pfx["mac_data"]["iterations"] = rounds
        elif place == "pbmac1":
            digest = pfx["mac_data"]["mac"]["digest"].native
            pfx["mac_data"]["mac"] = asn1_pkcs12.DigestInfo(
                {"digest_algorithm": _pbmac1(rounds), "digest": digest}
            )
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
    assert 1 < count_rounds(original) < MOST_ROUNDS
    for content in _asking_for(original, 1_000_000_000):
        assert count_rounds(content) >= 1_000_000_000
        path.write_bytes(content)
        with pytest.raises(AppError) as caught:
            load_pkcs12(path, b"pass")
        assert caught.value.code == "KEY_FILE_SLOW"


def test_many_parts_may_not_ask_for_together_what_none_may_alone(key: SoftwareKey) -> None:
    content = _encrypted(key)
    dear, *_ = _asking_for(content, MOST_ROUNDS)
    assert count_rounds(dear) == count_rounds(content) - MAC_ROUNDS + MOST_ROUNDS > MOST_ROUNDS


def test_what_was_counted_stands_where_the_rest_cannot_be_read(key: SoftwareKey) -> None:
    pfx = asn1_pkcs12.Pfx.load(_encrypted(key))
    pfx["mac_data"]["iterations"] = 1_000_000_000
    pfx["auth_safe"]["content"] = b"no such thing"
    assert count_rounds(pfx.dump(force=True)) == 1_000_000_000


def test_rounds_of_what_is_no_key_file_are_none() -> None:
    assert count_rounds(b"0\x03\x02\x01\x03") == 0
    assert count_rounds(b"") == 0


def test_no_part_of_a_key_file_is_cheaper_to_guess_at_than_another(key: SoftwareKey) -> None:
    """The library's own checksum took 2,048 rounds beside 20,000 for the content."""
    content = _encrypted(key)
    mac = asn1_pkcs12.Pfx.load(content)["mac_data"]
    assert mac["iterations"].native == MAC_ROUNDS >= 100_000
    assert count_rounds(content) == MAC_ROUNDS + 2 * CONTENT_ROUNDS
    assert MAC_ROUNDS >= 2 * CONTENT_ROUNDS


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not here")
@pytest.mark.parametrize("passphrase", ["correct horse", "紅豆湯圓 rice", "𠮷田 👍 rice"])
def test_other_programs_open_what_is_written_with_its_passphrase_alone(
    key: SoftwareKey, tmp_path: Path, passphrase: str
) -> None:
    path = tmp_path / "key.p12"
    write_pkcs12(key, path, passphrase.encode())
    assert load_pkcs12(path, passphrase.encode()).certificate == key.certificate
    for said, is_right in ((passphrase, True), (passphrase + "x", False)):
        done = subprocess.run(
            ["openssl", "pkcs12", "-in", path, "-noenc", "-passin", "stdin"],
            input=said.encode(),
            capture_output=True,
            check=False,
        )
        assert (b"PRIVATE KEY" in done.stdout) is is_right


def _encrypted(key: SoftwareKey) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "key.p12"
        write_pkcs12(key, path, b"pass")
        return path.read_bytes()
