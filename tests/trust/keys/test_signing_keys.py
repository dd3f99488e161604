"""Keys this program makes: what their certificates say, and signatures that others can check."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.x509.oid import NameOID

from app.trust.keys.signing_keys import SoftwareKey, create_software_key

FROM = datetime(2026, 1, 1, tzinfo=UTC)
UNTIL = FROM + timedelta(days=730)


@pytest.fixture
def key() -> SoftwareKey:
    return create_software_key("王小明𠮷", "MOE-001", "教育部", valid_from=FROM, valid_until=UNTIL)


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


def test_raw_and_der_signatures_of_a_curve_key_both_verify(key: SoftwareKey) -> None:
    public_key = key.certificate.public_key()
    assert isinstance(public_key, ec.EllipticCurvePublicKey)
    public_key.verify(key.sign(b"data"), b"data", ec.ECDSA(hashes.SHA256()))
    raw = key.sign_raw(b"data")
    assert len(raw) == 64
    r, s = int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big")
    public_key.verify(encode_dss_signature(r, s), b"data", ec.ECDSA(hashes.SHA256()))
