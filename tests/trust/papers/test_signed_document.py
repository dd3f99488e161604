"""A signed document is the very bytes that were signed, by the key that is named, or refused."""

import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from asn1crypto import cms
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from app.errors import AppError
from app.messages import load_sentences
from app.models.record import Record
from app.trust.certificates.certificate import certificate_pem
from app.trust.keys.office_authority import create_authority
from app.trust.keys.signing_keys import SoftwareKey
from app.trust.papers.kinds import DocumentKind
from app.trust.papers.pinning import OfficePin, ensure_from_office
from app.trust.papers.signed_document import decode_content, open_document, sign_document

NOON = datetime(2026, 1, 5, 4, 0, tzinfo=UTC)
KIND = DocumentKind("便條", ".note", "tianbao.note", 1, 10_000)
PATH = Path("a.note")


class Note(Record, frozen=True, kw_only=True):
    format: str = "tianbao.note"
    format_version: int = 1
    text: str


def rsa_key(bits: int) -> SoftwareKey:
    key = rsa.generate_private_key(65537, bits)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "彙整機關")])
    builder = (
        x509.CertificateBuilder(subject_name=name, issuer_name=name, public_key=key.public_key())
        .serial_number(7)
        .not_valid_before(NOON - timedelta(days=1))
        .not_valid_after(NOON + timedelta(days=9))
    )
    return SoftwareKey(key, builder.sign(key, hashes.SHA256()))


@pytest.fixture(scope="module")
def key() -> SoftwareKey:
    return create_authority("協調彙整機關", NOON - timedelta(days=1))


@pytest.fixture(scope="module")
def signed(key: SoftwareKey) -> bytes:
    return sign_document(Note(text="請於期限內報送。"), key, NOON)


def refusal(content: bytes) -> str:
    with pytest.raises(AppError) as caught:
        open_document(content, KIND, PATH)
    assert caught.value.code in load_sentences()
    return caught.value.code


def pin_of(key: SoftwareKey) -> OfficePin:
    return OfficePin(
        certificate_pem=certificate_pem(key.certificate),
        certificate_sha256=key.certificate_sha256,
        pinned_at=NOON,
        registry_sequence=0,
    )


@pytest.mark.parametrize("kind", ["ec", "rsa"])
def test_a_document_comes_back_with_its_signer(kind: str, key: SoftwareKey) -> None:
    signer = key if kind == "ec" else rsa_key(2048)
    document = open_document(sign_document(Note(text="好"), signer, NOON), KIND, PATH)
    assert decode_content(document, KIND, Note, PATH) == Note(text="好")
    assert document.certificate == signer.certificate
    assert document.signed_at == NOON


@pytest.mark.slow
def test_no_flipped_bit_is_taken_from_the_confirmed_office(key: SoftwareKey, signed: bytes) -> None:
    """The certificate is not signed over; its digest is what is pinned."""
    taken = []
    for position in range(len(signed)):
        flipped = bytearray(signed)
        flipped[position] ^= 0x01
        try:
            document = open_document(bytes(flipped), KIND, PATH)
            ensure_from_office(document, pin_of(key), KIND, PATH)
            taken.append(position)
        except AppError as problem:
            assert problem.code in load_sentences()
    assert taken == []


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content + b"\0",
        lambda content: b"\0" + content,
        lambda content: content[:-1],
        lambda content: b"0\x80" + content[4:] + b"\0\0",
        lambda content: b"0" * 50 + b"\x00" * 4950,
        lambda content: b"\x30\x80" * 2000,
    ],
)
def test_another_frame_around_it_is_refused(signed: bytes, change: object) -> None:
    assert callable(change)
    assert refusal(change(signed)) in (
        "DOCUMENT_FOREIGN", "DOCUMENT_DAMAGED", "FILE_IS_TEXT",
    )  # fmt: skip


def test_a_changed_text_is_refused_as_damaged(signed: bytes) -> None:
    assert refusal(signed.replace("期限".encode(), "明年".encode())) == "DOCUMENT_DAMAGED"


def test_a_strangers_signature_under_the_offices_certificate_is_forged(
    key: SoftwareKey, signed: bytes
) -> None:
    stranger = create_authority("協調彙整機關", NOON - timedelta(days=1))
    outer = cms.ContentInfo.load(signed)
    signer_info = outer["content"]["signer_infos"][0]
    attributes = b"\x31" + signer_info["signed_attrs"].dump()[1:]
    signer_info["signature"] = stranger.sign(attributes)
    assert refusal(outer.dump(force=True)) == "DOCUMENT_FORGED"


def test_a_second_signer_or_certificate_is_refused(key: SoftwareKey, signed: bytes) -> None:
    for field in ("signer_infos", "certificates"):
        outer = cms.ContentInfo.load(signed)
        outer["content"][field].append(outer["content"][field][0].copy())
        assert refusal(outer.dump(force=True)) == "DOCUMENT_FOREIGN"


def test_an_unsigned_attribute_is_refused(signed: bytes) -> None:
    outer = cms.ContentInfo.load(signed)
    outer["content"]["signer_infos"][0]["unsigned_attrs"] = cms.CMSAttributes(
        [{"type": "content_type", "values": ["data"]}]
    )
    assert refusal(outer.dump(force=True)) == "DOCUMENT_DAMAGED"


def test_a_weak_key_is_refused() -> None:
    weak = sign_document(Note(text="好"), rsa_key(1024), NOON)
    assert refusal(weak) == "DOCUMENT_KEY_UNFIT"


@pytest.mark.parametrize("days", [-3, 9999])
def test_a_time_outside_the_certificate_is_refused(key: SoftwareKey, days: int) -> None:
    late = sign_document(Note(text="好"), key, NOON + timedelta(days=days))
    assert refusal(late) == "DOCUMENT_SIGNED_OUTSIDE"


def test_another_kind_of_document_is_foreign(signed: bytes) -> None:
    other = DocumentKind("收件回條", ".tbreceipt", "tianbao.receipt", 1, 10_000)
    with pytest.raises(AppError) as caught:
        decode_content(open_document(signed, other, PATH), other, Note, PATH)
    assert caught.value.code == "DOCUMENT_FOREIGN"


def test_openssl_verifies_it(key: SoftwareKey, signed: bytes, tmp_path: Path) -> None:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed")
    (tmp_path / "a.note").write_bytes(signed)
    (tmp_path / "office.pem").write_text(certificate_pem(key.certificate), encoding="ascii")
    command = [openssl, "cms", "-verify", "-inform", "DER", "-in", "a.note", "-binary"]
    trust = ["-CAfile", "office.pem", "-purpose", "any", "-attime", str(int(NOON.timestamp()))]
    done = subprocess.run([*command, *trust], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "期限" in done.stdout.decode()


@pytest.mark.parametrize(
    "content",
    [
        b'{"format":"tianbao.note","format_version":1,"text":' + b"[" * 4_000 + b"]" * 4_000 + b"}",
        b'{"a":' + b"[" * 4_000 + b"]" * 4_000 + b',"format":"tianbao.note","format_version":1}',
        b'{"format":"tianbao.note","format_version":' + b"9" * 9_000 + b"}",
        b'{"format":"tianbao.note","format":"tianbao.note","format_version":1,"text":"a"}',
        b'{"format_version":1,"format":"tianbao.note","text":"a"}',
        b'{"format":"tianbao.note","format_version":1,"text":"\\u0061"}',
        b'{"format":"tianbao.note","format_version":1.0,"text":"a"}',
        b'{"format":"tianbao.note","format_version":1,"more":1,"text":"a"}',
        b'\xef\xbb\xbf{"format":"tianbao.note","format_version":1,"text":"a"}',
        b'{"format":"tianbao.note","format_version":1,"text":"a"}\n',
        b'{"format":"tianbao.note","format_version":1,"text":"\xff"}',
        b"",
    ],
    ids=["deep", "deep first", "big", "twice", "unsorted", "escaped", "float", "more", "mark",
         "line", "octet", "nothing"],
)  # fmt: skip
def test_only_the_canonical_text_of_a_value_is_one_however_it_is_signed(
    key: SoftwareKey, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    """Anybody can sign anything: a request to be enrolled comes from a stranger."""
    monkeypatch.setattr("app.trust.papers.signed_document.canonical_bytes", lambda _value: content)
    made = sign_document(Note(text="a"), key, NOON)
    monkeypatch.undo()
    document = open_document(made, KIND, PATH)
    with pytest.raises(AppError) as caught:
        decode_content(document, KIND, Note, PATH)
    assert caught.value.code in {"DOCUMENT_INVALID", "DOCUMENT_FOREIGN"}
