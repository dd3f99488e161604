"""What was read first must not decide what can be signed later."""

import re
import subprocess
import sys
from pathlib import Path

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
from app.trust.certificates.cms_types import cms
print(cms.CMSAttributeType("signing_certificate_v2").native)
"""


def test_a_pdf_can_be_signed_after_a_document_was_handled_first() -> None:
    done = subprocess.run(
        [sys.executable, "-c", READ_THEN_SIGN], capture_output=True, text=True, cwd=ROOT
    )
    assert done.stdout.strip() == "signing_certificate_v2", done.stderr


def test_nobody_takes_the_types_from_elsewhere() -> None:
    own = ROOT / "app" / "trust" / "certificates" / "cms_types.py"
    strays = [
        str(each.relative_to(ROOT))
        for each in sorted((ROOT / "app").rglob("*.py"))
        if each != own and _DIRECT.search(each.read_text(encoding="utf-8"))
    ]
    assert strays == []
