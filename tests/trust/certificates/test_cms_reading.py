"""CMS: its types complete whoever came first, and DER told apart from every other way."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.trust.certificates.cms_reading import encode_value, is_der

ROOT = Path(__file__).parents[3]
_DIRECT = re.compile(
    r"^\s*(from asn1crypto import .*\b(cms|tsp)\b|import asn1crypto\.(cms|tsp))", re.M
)

READ_THEN_SIGN = """
from datetime import UTC, datetime, timedelta
from app.models.record import Record
from app.trust.keys.signing_keys import create_software_key
from app.trust.papers.signed_document import sign_document

class Note(Record, frozen=True):
    text: str

now = datetime(2026, 1, 19, tzinfo=UTC)
key = create_software_key(
    "王小明", "MOE-01", "教育部", valid_from=now, valid_until=now + timedelta(days=9)
)
assert sign_document(Note("公文"), key, now)
import pyhanko.sign.signers.pdf_signer
from app.trust.certificates.cms_reading import cms
print(cms.CMSAttributeType("signing_certificate_v2").native)
"""


@given(st.binary(max_size=400), st.integers(min_value=0x80, max_value=0x9E))
def test_what_is_encoded_here_is_der(content: bytes, tag: int) -> None:
    assert is_der(encode_value(tag, content))
    assert is_der(encode_value(0x30, encode_value(tag, content), encode_value(tag, content)))
    assert not is_der(encode_value(tag, content) + b"\0")
    assert not is_der(encode_value(tag, content)[:-1])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x30",
        b"\x30\x80\x00\x00",  # no length given
        b"\x30\x81\x00",  # a length longer than needed
        b"\x04\x82\x00\x80" + bytes(128),
        b"\x04\x85\x00\x00\x00\x00\x01a",
        b"\x24\x03\x04\x01a",  # text in pieces
        b"\x1f\x81\x01\x00",  # a tag of several bytes
        b"\x02\x00",
        b"\x02\x02\x00\x01",
        b"\x02\x02\xff\x80",
        b"\x30\x03\x02\x02\x01",  # longer inside than outside
        b"\x30\x01\x02",
    ],
)
def test_what_is_not_der_is_told_apart(content: bytes) -> None:
    assert not is_der(content)


def test_depth_is_bounded() -> None:
    content = b""
    for _ in range(24):
        content = encode_value(0x30, content)
    assert is_der(content)
    for _ in range(1_000):
        content = encode_value(0x30, content)
    assert not is_der(content)


@pytest.mark.slow
def test_a_pdf_can_be_signed_after_a_document_was_handled_first() -> None:
    done = subprocess.run(
        [sys.executable, "-c", READ_THEN_SIGN], capture_output=True, text=True, cwd=ROOT
    )
    assert done.stdout.strip() == "signing_certificate_v2", done.stderr


def test_nobody_takes_the_types_from_elsewhere() -> None:
    own = ROOT / "app" / "trust" / "certificates" / "cms_reading.py"
    strays = [
        str(each.relative_to(ROOT))
        for each in sorted((ROOT / "app").rglob("*.py"))
        if each != own and _DIRECT.search(each.read_text(encoding="utf-8"))
    ]
    assert strays == []
