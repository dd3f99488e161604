"""Returns whose signatures are timestamped, for the tests that look into them."""

from functools import cache

from msgspec.structs import replace

from app.models.signatures import SignerRole
from app.returns.judging.trust_context import TrustContext
from app.returns.pdf.signing import sign_pdf
from app.returns.workbook.signing import sign_workbook
from app.returns.workbook.writer import write_workbook
from app.trust.timestamps.client import Timestamper
from tests.returns.pdf.forged_pdfs import ALONE, made, unsigned
from tests.returns.sample import SIGNED_AT, key, trust
from tests.support.timestamp_authority import Authority

AUTHORITY = Authority()


def stamped_pdf(
    roles: tuple[SignerRole, ...] = ALONE, timestamper: Timestamper | None = AUTHORITY
) -> bytes:
    """A PDF with a timestamp on each signature."""
    content = unsigned(roles)
    for role in roles:
        content = sign_pdf(content, key(role.value), role, SIGNED_AT, timestamper)
    return content


def stamped_workbook(
    roles: tuple[SignerRole, ...] = ALONE, timestamper: Timestamper | None = AUTHORITY
) -> bytes:
    """A workbook with a timestamp on each signature."""
    content = write_workbook(made(roles).payload, made(roles).document)
    for role in roles:
        content = sign_workbook(content, key(role.value), role, SIGNED_AT, timestamper)
    return content


@cache
def good_pdf() -> bytes:
    """One timestamped PDF, always the same in one run."""
    return stamped_pdf()


@cache
def good_workbook() -> bytes:
    """One timestamped workbook, always the same in one run."""
    return stamped_workbook()


def trusting(*authorities: Authority, roles: tuple[SignerRole, ...] = ALONE) -> TrustContext:
    """What files are held against at an office that relies on these authorities."""
    pems = tuple(each.pem for each in authorities)
    return replace(trust(made(roles).round), timestamp_authorities=pems)
