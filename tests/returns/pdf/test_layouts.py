"""Every layout a PDF was ever written in is frozen: received PDFs are held against it.

If the golden of a version differs from what is drawn, PDFs signed before can no longer be
verified. Then either undo the change, or leave that version as it is and add another one beside
it (docs/decisions/0014); goldens of released versions are never written anew.
"""

import hashlib
from dataclasses import replace

import msgspec
import pytest

from app.models.forms import Blank
from app.models.returns import Payload
from app.models.signatures import Verdict
from app.returns.layouts.printed_document import LAYOUT_VERSION, ReturnDocument
from app.returns.pdf.layouts import PDF_LAYOUTS
from app.returns.pdf.verifier import verify_pdf
from app.returns.pdf.writer import write_pdf
from tests.returns.pdf.forged_pdfs import ALONE, made, sign_all, signed
from tests.returns.pdf.samples import make_document, make_payload
from tests.returns.sample import trust
from tests.support.drawn_pages import describe_pages
from tests.support.goldens import check_golden

FROZEN = {1: "654e1b9a9d52d941"}
"""The digests of the goldens themselves."""


def judge(content: bytes) -> Verdict:
    return verify_pdf(content, trust(made().round)).verdict


@pytest.mark.parametrize("version", sorted(PDF_LAYOUTS))
def test_the_pages_of_a_layout_never_change(version: int) -> None:
    payload = make_payload()
    document = make_document(payload, repeats=6)
    document = msgspec.structs.replace(document, layout_version=version)
    drawn = describe_pages(write_pdf(payload, document))
    check_golden(f"returns/pdf_layout_{version}.txt", drawn)
    assert hashlib.sha256(drawn.encode()).hexdigest()[:16] == FROZEN[version]


@pytest.mark.parametrize("version", sorted(PDF_LAYOUTS))
def test_a_layout_prints_its_own_number_whatever_is_written_now(version: int) -> None:
    sample = made()
    document = PDF_LAYOUTS[version].build_document(
        msgspec.structs.replace(sample.payload, layout_version=version), sample.blank
    )
    (row,) = [each for each in document.control if each.key == "layout_version"]
    assert (document.layout_version, row.value.text) == (version, str(version))


def test_what_is_written_is_of_a_layout_that_is_known() -> None:
    assert made().document.layout_version == LAYOUT_VERSION
    assert LAYOUT_VERSION in PDF_LAYOUTS


@pytest.mark.parametrize("stated", [{"layout_version": 9}, {"typeface_set": "other-1"}])
def test_a_layout_or_typeface_that_is_not_known_is_said_to_be_newer(
    stated: dict[str, object],
) -> None:
    payload = msgspec.structs.replace(made().payload, **stated)
    document = msgspec.structs.replace(made().document, control_number=payload.control_number())
    verdict = judge(sign_all(write_pdf(payload, document), ALONE))
    assert [each.code for each in verdict.reasons] == ["PDF_LAYOUT_UNKNOWN"]
    assert (verdict.unchanged, verdict.signature_correct) == (True, True)
    assert not verdict.is_good


def test_a_second_layout_stands_beside_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """What adding one takes: an entry. Files of either are held against their own pages."""

    def otherwise(payload: Payload, blank: Blank) -> ReturnDocument:
        document = PDF_LAYOUTS[1].build_document(payload, blank)
        return msgspec.structs.replace(document, running_head="另一種版面")

    second = replace(PDF_LAYOUTS[1], build_document=otherwise)
    both = {**PDF_LAYOUTS, 2: second}
    for module in ("layouts", "writer"):
        monkeypatch.setattr(f"app.returns.pdf.{module}.PDF_LAYOUTS", both)
    sample = made()
    payload = msgspec.structs.replace(sample.payload, layout_version=2)
    document = otherwise(payload, sample.blank)
    newer = sign_all(write_pdf(payload, document), ALONE)
    assert judge(newer).is_good
    assert judge(signed()).is_good
    older = msgspec.structs.replace(document, layout_version=1)
    restated = msgspec.structs.replace(payload, layout_version=1)
    written = write_pdf(
        restated, msgspec.structs.replace(older, control_number=restated.control_number())
    )
    reasons = judge(sign_all(written, ALONE)).reasons
    assert [each.code for each in reasons] == ["PDF_PAGE_MISMATCH"]
