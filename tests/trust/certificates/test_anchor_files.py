"""Roots, authorities and revocation lists are read from whatever file holds them."""

from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7

from app.errors import AppError
from app.messages import load_sentences
from app.models.anchors import AnchorKind
from app.trust.certificates.anchor_files import is_signed_by, read_anchor_file
from tests.support.authorities import DAY, NOON, below, make_authority, make_list, person, root

ROOT, BETWEEN, LIST = AnchorKind.ROOT, AnchorKind.INTERMEDIATE, AnchorKind.REVOCATIONS


def list_pem(content: bytes) -> bytes:
    return x509.load_der_x509_crl(content).public_bytes(Encoding.PEM)


def kinds(folder: Path, content: bytes) -> list[AnchorKind]:
    (folder / "a.p7b").write_bytes(content)
    return [each.kind for each in read_anchor_file(folder / "a.p7b")]


def refusal(folder: Path, content: bytes) -> str:
    with pytest.raises(AppError) as caught:
        kinds(folder, content)
    assert caught.value.code in load_sentences()
    return caught.value.code


def test_der_and_pem_are_told_by_what_is_in_them(tmp_path: Path) -> None:
    assert kinds(tmp_path, root().der) == [ROOT]
    assert kinds(tmp_path, below().pem) == [BETWEEN]
    assert kinds(tmp_path, make_list(below())) == [LIST]
    assert kinds(tmp_path, list_pem(make_list(below()))) == [LIST]


def test_one_file_may_hold_all_of_it_and_the_same_one_twice(tmp_path: Path) -> None:
    content = list_pem(make_list(below())) + below().pem + root().pem + root().pem
    assert kinds(tmp_path, content) == [BETWEEN, ROOT, LIST]


@pytest.mark.parametrize("encoding", [Encoding.DER, Encoding.PEM])
def test_a_bundle_is_opened(tmp_path: Path, encoding: Encoding) -> None:
    both = [root().certificate, below().certificate]
    assert set(kinds(tmp_path, pkcs7.serialize_certificates(both, encoding))) == {ROOT, BETWEEN}


def test_an_authority_with_a_short_key_is_refused(tmp_path: Path) -> None:
    """Under its own name, with the key such authorities had twenty years ago."""
    like, key = root().certificate, rsa.generate_private_key(65537, 1024)
    old = (
        x509.CertificateBuilder(subject_name=like.subject, issuer_name=like.issuer)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(like.not_valid_before_utc)
        .not_valid_after(like.not_valid_after_utc)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    assert refusal(tmp_path, old.public_bytes(Encoding.PEM)) == "ANCHOR_WEAK"


def test_names_and_dates_are_told(tmp_path: Path) -> None:
    path = tmp_path / "all.pem"
    path.write_bytes(root().pem + list_pem(make_list(root(), at=NOON, days=7)))
    authority, revocations = read_anchor_file(path)
    assert (authority.name, revocations.name) == ("政府憑證總管理中心", "政府憑證總管理中心")
    assert authority.valid_until == root().certificate.not_valid_after_utc
    assert revocations.valid_until == NOON + 7 * DAY


def test_a_persons_certificate_is_turned_away(tmp_path: Path) -> None:
    content = root().pem + person().certificate.public_bytes(Encoding.PEM)
    assert refusal(tmp_path, content) == "ANCHOR_NOT_AUTHORITY"


def test_a_list_of_changes_only_is_turned_away(tmp_path: Path) -> None:
    assert refusal(tmp_path, make_list(root(), is_delta=True)) == "ANCHOR_LIST_PARTIAL"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"nothing of the kind",
        root().der[:-9],
        b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
        root().pem + b"-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----\n",
    ],
)
def test_what_cannot_be_read_whole_is_refused(tmp_path: Path, content: bytes) -> None:
    assert refusal(tmp_path, content) == "ANCHOR_UNREADABLE"


def test_a_list_is_its_authoritys_by_key_not_by_name() -> None:
    made = x509.load_der_x509_crl(make_list(root()))
    assert is_signed_by(made, root().certificate)
    assert not is_signed_by(made, make_authority().certificate)
    assert not is_signed_by(made, below().certificate)
