"""PAdES signatures, judged by pyHanko's own validation, differences between revisions included."""

import io
from datetime import datetime, timedelta, timezone
from itertools import pairwise
from zoneinfo import ZoneInfoNotFoundError

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from app.errors import AppError
from app.models.signatures import SignerRole
from app.returns.pdf.signing import sign_pdf
from app.returns.pdf.writer import write_pdf
from app.trust.keys.signing_keys import SoftwareKey
from tests.returns.pdf.samples import make_document, make_payload
from tests.returns.sample import NOW, SIGNED_AT, key

BOTH = tuple(SignerRole)
ALONE = (SignerRole.PREPARER,)


@pytest.fixture(scope="module")
def unsigned() -> bytes:
    payload = make_payload()
    return write_pdf(payload, make_document(payload))


def rsa_key(bits: int = 3072) -> SoftwareKey:
    private_key = rsa.generate_private_key(public_exponent=65537, key_size=bits)
    name = x509.Name([x509.NameAttribute(x509.oid.NameOID.COMMON_NAME, "李大同")])
    certificate = (
        x509.CertificateBuilder(name, name, private_key.public_key())
        .serial_number(7)
        .not_valid_before(NOW - timedelta(days=30))
        .not_valid_after(NOW + timedelta(days=30))
        .add_extension(x509.KeyUsage(*([True] * 2 + [False] * 7)), critical=True)
        .sign(private_key, hashes.SHA256())
    )
    return SoftwareKey(private_key, certificate)


def validate(content: bytes) -> list[tuple[str, bool, ModificationLevel | None]]:
    results = []
    for signature in PdfFileReader(io.BytesIO(content)).embedded_signatures:
        context = ValidationContext(
            trust_roots=[signature.signer_cert], allow_fetching=False, moment=NOW
        )
        status = validate_pdf_signature(signature, context)
        results.append((signature.field_name, status.bottom_line, status.modification_level))
    return results


def test_one_signer_certifies_the_document(unsigned: bytes) -> None:
    signed = sign_pdf(unsigned, key("preparer"), ALONE[0], SIGNED_AT)
    assert signed.startswith(unsigned)
    assert validate(signed) == [("Preparer", True, ModificationLevel.NONE)]


def test_the_second_signer_leaves_the_first_signature_valid(unsigned: bytes) -> None:
    signed = sign_pdf(unsigned, key("preparer"), BOTH[0], SIGNED_AT)
    signed = sign_pdf(signed, rsa_key(), BOTH[1], SIGNED_AT)
    assert validate(signed) == [
        ("Preparer", True, ModificationLevel.FORM_FILLING),
        ("Approver", True, ModificationLevel.NONE),
    ]


def test_a_signer_fills_in_a_field_and_writes_nothing_else(unsigned: bytes) -> None:
    one = sign_pdf(unsigned, key("preparer"), BOTH[0], SIGNED_AT)
    two = sign_pdf(one, key("approver"), BOTH[1], SIGNED_AT)
    states = [pikepdf.open(io.BytesIO(each)) for each in (unsigned, one, two)]
    catalogs = [state.Root for state in states]
    fields = [list(each.AcroForm.Fields) for each in catalogs]

    assert [set(each.keys()) - set(catalogs[0].keys()) for each in catalogs[1:]] == [{"/Perms"}] * 2
    assert [sum("/V" in field for field in each) for each in fields] == [0, 1, 2]
    added = [len(after.objects) - len(before.objects) for before, after in pairwise(states)]
    assert added == [2, 2]  # the signature and the table
    for state in states:
        state.close()


def test_the_stated_time_is_the_callers(unsigned: bytes) -> None:
    moment = datetime(2026, 1, 20, 7, 59, 58, tzinfo=timezone(timedelta(hours=8)))
    signed = sign_pdf(unsigned, key("preparer"), ALONE[0], moment)
    (signature,) = PdfFileReader(io.BytesIO(signed)).embedded_signatures
    assert signature.self_reported_timestamp == moment
    assert str(signature.sig_object["/M"]) == "D:20260119235958Z"
    assert b"pyHanko" not in signed


def test_signing_asks_no_computer_for_its_time_zone(
    unsigned: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows has no list of zones of its own: without tzdata, asking fails."""

    def fail(*_arguments: object) -> None:
        raise ZoneInfoNotFoundError("no tzdata")

    monkeypatch.setattr("tzlocal.get_localzone", fail)
    monkeypatch.setattr("zoneinfo.ZoneInfo", fail)
    signed = sign_pdf(unsigned, key("preparer"), ALONE[0], SIGNED_AT)
    assert b"/ByteRange" in signed[len(unsigned) :]


@pytest.mark.slow
def test_a_large_key_has_room(unsigned: bytes) -> None:
    signed = sign_pdf(unsigned, rsa_key(4096), ALONE[0], SIGNED_AT)
    assert [valid for _, valid, _ in validate(signed)] == [True]


def test_nobody_signs_in_a_role_the_round_does_not_ask_for(unsigned: bytes) -> None:
    with pytest.raises(ValueError, match="not the next"):
        sign_pdf(unsigned, key("approver"), SignerRole.APPROVER, SIGNED_AT)


def test_an_expired_certificate_does_not_sign(unsigned: bytes) -> None:
    with pytest.raises(AppError) as caught:
        sign_pdf(unsigned, key(), ALONE[0], NOW + timedelta(days=4000))
    assert caught.value.code == "KEY_EXPIRED"
