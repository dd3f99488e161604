"""A copy is held against the return it seems to be, once that is known from another source."""

import io

import openpyxl
import pikepdf
import pytest

from app.errors import AppError
from app.messages import format_message
from app.models.returns import Payload
from app.models.signatures import Reason
from app.returns.pdf.writer import PAYLOAD_NAME, write_pdf
from app.returns.traces.second_look import KnownReturns, can_look_again, look_again
from app.returns.verification import verify_file
from tests.returns.sample import sample, signed_workbook, trust

MADE = sample()
TRUST = trust(MADE.round)
NUMBER = MADE.payload.control_number()


def stored(digest: str) -> Payload | None:
    return MADE.payload if MADE.payload.sha256().startswith(digest) else None


def saved(*, paid: int = 9_999) -> bytes:
    """As LibreOffice does it: signatures and the part with the payload go."""
    book = openpyxl.load_workbook(io.BytesIO(signed_workbook(MADE)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    next(each for each in cells if each.value == 9_999).value = paid
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def again(content: bytes, name: str, known: KnownReturns) -> Reason | None:
    first = verify_file(content, name, TRUST).verdict.reasons[0]
    assert can_look_again(first.code, first.params, known)
    return look_again(content, first.code, first.params, TRUST, known)


def test_a_changed_cell_is_named_by_the_return_in_the_store() -> None:
    reason = again(saved(paid=1_234), "a.xlsx", KnownReturns(stored))
    assert reason is not None
    assert reason.code == "RETURN_SAVED_CHANGED"
    assert (reason.params["stated"], reason.params["shown"]) == ("9,999", "1,234")
    assert (reason.params["agency"], reason.params["count"]) == ("教育部", "1")
    sentence = format_message(reason.code, reason.params)
    assert "未經驗證" in sentence


def test_a_changed_cell_is_named_by_another_file_of_the_batch() -> None:
    known = KnownReturns()
    known.note(MADE.payload)
    reason = again(saved(paid=1_234), "a.xlsx", known)
    assert reason is not None
    assert reason.code == "RETURN_SAVED_CHANGED"


def test_a_copy_that_was_not_changed_stays_one_that_was_saved() -> None:
    reason = again(saved(), "a.xlsx", KnownReturns(stored))
    assert reason is not None
    assert reason.code == "RETURN_SAVED_AGAIN"


def test_a_print_is_named_once_its_return_is_known() -> None:
    with pikepdf.open(io.BytesIO(write_pdf(MADE.payload, MADE.document))) as pdf:
        del pdf.attachments[PAYLOAD_NAME]
        pdf.docinfo["/Producer"] = "Print"
        content = io.BytesIO()
        pdf.save(content)
    first = verify_file(content.getvalue(), "a.pdf", TRUST).verdict.reasons[0]
    assert first.code == "RETURN_PRINTED_COPY"
    reason = again(content.getvalue(), "a.pdf", KnownReturns(stored))
    assert reason is not None
    assert (reason.code, reason.params["agency"]) == ("RETURN_PRINTED_NAMED", "教育部")


def test_a_print_laid_out_otherwise_is_a_print_whatever_its_pages() -> None:
    """The workbook printed by a spreadsheet program: the same number, other pages."""
    pdf = pikepdf.new()
    for _ in range(3):
        page = pdf.add_blank_page()
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pikepdf.Dictionary()))
        page.Contents = pdf.make_stream(f"BT /F1 9 Tf ({NUMBER}/x) Tj ET".encode())
    content = io.BytesIO()
    pdf.save(content)
    reason = again(content.getvalue(), "a.pdf", KnownReturns(stored))
    assert reason is not None
    assert reason.code == "RETURN_PRINTED_NAMED"


def test_a_copy_of_another_kind_is_named() -> None:
    params = {"file": "a.csv", "kind": "TXT / CSV", "control_number": NUMBER}
    reason = look_again(b"", "RETURN_AS_OTHER_KIND", params, TRUST, KnownReturns(stored))
    assert reason is not None
    assert reason.code == "RETURN_NAMED_AS_OTHER_KIND"
    assert "教育部" in format_message(reason.code, reason.params)


@pytest.mark.parametrize("number", ["", "X", NUMBER], ids=range(3))
def test_what_is_not_known_is_not_looked_at_again(number: str) -> None:
    def damaged(_digest: str) -> Payload | None:
        raise AppError("STORED_PAYLOAD_DAMAGED")

    params = {"control_number": number}
    for known in (KnownReturns(), KnownReturns(damaged), KnownReturns(lambda _digest: None)):
        assert not can_look_again("RETURN_SAVED_AGAIN", params, known)
        assert look_again(b"", "RETURN_SAVED_AGAIN", params, TRUST, known) is None
