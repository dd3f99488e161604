"""A return conforms to PDF/A-3a and PDF/UA-1 before and after each signature, as others find."""

import pytest

from app.models.signatures import SignerRole
from app.returns.pdf.signing import sign_pdf
from app.returns.pdf.writer import write_pdf, write_preview_pdf
from tests.returns.pdf.forged_pdfs import ALONE, BOTH, made, unsigned
from tests.returns.pdf.samples import make_document, make_payload
from tests.returns.sample import SIGNED_AT, key
from tests.support.validators import NOT_THE_LAST_SIGNATURE, find_faults


@pytest.mark.parametrize("roles", [ALONE, BOTH])
def test_a_return_conforms_unsigned_and_signed_by_the_first(roles: tuple[SignerRole, ...]) -> None:
    content = unsigned(roles)
    assert find_faults(content) == []
    assert find_faults(sign_pdf(content, key("preparer"), roles[0], SIGNED_AT)) == []


def test_a_return_signed_by_both_conforms_but_for_what_is_no_fault() -> None:
    once = sign_pdf(unsigned(BOTH), key("preparer"), BOTH[0], SIGNED_AT)
    twice = sign_pdf(once, key("approver"), BOTH[1], SIGNED_AT)
    assert find_faults(once) == []
    assert find_faults(twice) == [NOT_THE_LAST_SIGNATURE]


def test_a_preview_conforms() -> None:
    content = write_preview_pdf(made(BOTH).payload, made(BOTH).document, "尚未產生")
    assert find_faults(content) == []


@pytest.mark.parametrize("is_demo", [False, True])
def test_what_is_hard_on_paper_conforms(is_demo: bool) -> None:
    payload = make_payload(is_demo=is_demo)
    assert find_faults(write_pdf(payload, make_document(payload, repeats=9))) == []
