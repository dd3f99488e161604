"""Pages that say something else than the payload, signed by someone entitled."""

import msgspec
import pikepdf
import pytest

from app.models.signatures import PageProof, SignerRole
from app.returns.document.builder import build_document
from app.returns.pdf.redrawing import compare_pages
from app.returns.pdf.verifier import verify_pdf
from app.returns.pdf.writer import write_pdf
from app.returns.verification import verify_file_deeply
from tests.returns.pdf.forged_pdfs import ALONE, BOTH, changed, made, sign_all, signed, unsigned
from tests.returns.sample import trust


@pytest.mark.parametrize("roles", [ALONE, BOTH])
def test_a_return_as_exported_shows_its_payload(roles: tuple[object, ...]) -> None:
    return_made = made(ALONE if len(roles) == 1 else BOTH)
    content = signed(return_made.round.required_roles)
    context = trust(return_made.round)
    assert compare_pages(content, return_made.payload, context) is PageProof.SAME


def _other_metadata(pdf: pikepdf.Pdf) -> None:
    metadata = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata = pdf.make_stream(
        metadata.replace("填報".encode(), "已核定".encode()),
        Type=pikepdf.Name.Metadata,
        Subtype=pikepdf.Name.XML,
    )


@pytest.mark.slow
def test_what_is_off_the_pages_is_noticed_as_well() -> None:
    forged = sign_all(changed(unsigned(), _other_metadata), ALONE)
    context = trust(made().round)
    verified = verify_pdf(forged, context)
    verdict, payload = verified.verdict, verified.payload
    assert verdict.is_good  # the pages show the payload, which is as signed
    assert payload is not None
    assert compare_pages(forged, payload, context) is PageProof.DIFFERENT
    deeper = verify_file_deeply(forged, "return.pdf", context)
    assert [each.code for each in deeper.verdict.reasons] == ["PDF_NOT_AS_WRITTEN"]
    assert not deeper.verdict.is_good
    assert deeper.payload == payload


@pytest.mark.slow
@pytest.mark.parametrize("roles", [ALONE, BOTH])
def test_looking_deeper_finds_nothing_against_a_good_return(roles: tuple[SignerRole, ...]) -> None:
    context = trust(made(roles).round)
    assert verify_file_deeply(signed(roles), "return.pdf", context).verdict.is_good
    assert not verify_file_deeply(signed(roles)[:-9], "return.pdf", context).verdict.is_good


@pytest.mark.slow
def test_nothing_is_said_about_a_file_of_another_version() -> None:
    payload = msgspec.structs.replace(made().payload, app_version="9.9.9")
    document = msgspec.structs.replace(
        made().document, control_number=payload.control_number(), running_head="舊版"
    )
    content = sign_all(write_pdf(payload, document), ALONE)
    assert compare_pages(content, payload, trust(made().round)) is PageProof.UNDECIDED


@pytest.mark.slow
@pytest.mark.parametrize("key", ["/ActualText", "/Alt", "/E"])
def test_no_version_says_another_text_to_a_screen_reader(key: str) -> None:
    payload = msgspec.structs.replace(made().payload, app_version="9.9.9")
    document = build_document(payload, made().blank)

    def speak(pdf: pikepdf.Pdf) -> None:
        pdf.Root.StructTreeRoot.K.K[3][key] = pikepdf.String("九十九億元")

    written = write_pdf(payload, document)
    context = trust(made().round)
    assert verify_file_deeply(sign_all(written, ALONE), "a.pdf", context).verdict.is_good
    spoken = sign_all(changed(written, speak), ALONE)
    verdict = verify_file_deeply(spoken, "a.pdf", context).verdict
    assert [each.code for each in verdict.reasons] == ["PDF_NOT_AS_WRITTEN"]
