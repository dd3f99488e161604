"""Package signatures: both kinds of key, order, and what stays untouched."""

import subprocess
import sys
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID
from lxml import etree

from app.models.signatures import SignerRole
from app.returns.refusal import Refused
from app.returns.workbook.canonical_xml import canonical_element
from app.returns.workbook.signature_verifier import verify_workbook_signatures
from app.returns.workbook.signing import sign_workbook
from app.returns.workbook.writer import write_workbook
from app.returns.workbook.zip_profile import read_strict_zip
from app.trust.keys.signing_keys import PrivateKey, SoftwareKey
from tests.returns.sample import NOW, SIGNED_AT, key, sample

MADE = sample()
UNSIGNED = write_workbook(MADE.payload, MADE.document)


def made_key(private_key: PrivateKey) -> SoftwareKey:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "其他，機關＋1")])
    builder = x509.CertificateBuilder(
        name,
        name,
        private_key.public_key(),
        x509.random_serial_number(),
        NOW - timedelta(1),
        NOW + timedelta(1),
    )
    return SoftwareKey(private_key, builder.sign(private_key, hashes.SHA256()))


@pytest.mark.parametrize(
    "private_key",
    [
        rsa.generate_private_key(65537, 2048),
        ec.generate_private_key(ec.SECP256R1()),
        ec.generate_private_key(ec.SECP384R1()),
        ec.generate_private_key(ec.SECP521R1()),
    ],
    ids=["rsa", "p256", "p384", "p521"],
)
def test_every_kind_of_key_signs(private_key: PrivateKey) -> None:
    signing = made_key(private_key)
    content = sign_workbook(UNSIGNED, signing, SignerRole.APPROVER, SIGNED_AT)
    verified = verify_workbook_signatures(content)
    assert verified.reasons == ()
    (signer,) = verified.signers
    assert signer.certificate == signing.certificate
    assert (signer.role, signer.signed_at) == (SignerRole.APPROVER, SIGNED_AT)


def test_a_weak_key_does_not_count() -> None:
    weak = made_key(rsa.generate_private_key(65537, 1024))
    content = sign_workbook(UNSIGNED, weak, SignerRole.PREPARER, SIGNED_AT)
    assert [each.code for each in verify_workbook_signatures(content).reasons] == ["SIG_ALG"]


def test_the_second_signature_leaves_the_first_alone() -> None:
    once = sign_workbook(UNSIGNED, key("preparer"), SignerRole.PREPARER, SIGNED_AT)
    twice = sign_workbook(once, key("approver"), SignerRole.APPROVER, SIGNED_AT)
    before, after = read_strict_zip(once), read_strict_zip(twice)
    assert after["_xmlsignatures/sig1.xml"] == before["_xmlsignatures/sig1.xml"]
    unsigned = read_strict_zip(UNSIGNED)
    content = {name for name in unsigned if name not in ("[Content_Types].xml", "_rels/.rels")}
    assert {name: after[name] for name in content} == {name: unsigned[name] for name in content}
    assert len(verify_workbook_signatures(twice).signers) == 2


def test_an_unsigned_workbook_has_no_signature() -> None:
    with pytest.raises(Refused) as caught:
        verify_workbook_signatures(UNSIGNED)
    assert caught.value.code == "SIG_MISSING"


def test_somebody_elses_workbook_is_not_signed() -> None:
    with pytest.raises(Refused):
        sign_workbook(b"PK\x03\x04", key(), SignerRole.PREPARER, SIGNED_AT)


def test_canonical_xml_of_an_inner_element_keeps_its_namespace() -> None:
    root = etree.fromstring(b'<a xmlns="urn:n"><b><c><d y="1" x="2"/></c></b></a>')
    assert canonical_element(root[0]) == b'<b xmlns="urn:n"><c><d x="2" y="1"></d></c></b>'


def test_xml_without_a_canonical_form_is_refused() -> None:
    root = etree.fromstring(b'<a xmlns="relative"><b/></a>')
    with pytest.raises(Refused) as caught:
        canonical_element(root[0])
    assert caught.value.code == "XML_FORBIDDEN"


def test_verifying_a_workbook_loads_no_pdf_library() -> None:
    code = (
        "import sys, app.returns.verification;"
        "sys.exit(any(each in sys.modules for each in"
        " ('pyhanko', 'pikepdf', 'reportlab', 'openpyxl')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
