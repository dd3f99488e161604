"""A refused file says first what it is: saved again, printed, scanned, another program's, ours."""

import io
import zipfile

import msgspec
import openpyxl
import pikepdf
import pytest

from app.messages import format_message
from app.models.answers import Place
from app.models.returns import build_control_number
from app.returns.pdf.writer import write_pdf
from app.returns.traces.page_text import PageTexts
from app.returns.verification import verify_file
from app.returns.workbook.zip_profile import read_strict_zip, write_zip
from tests.returns.pdf.forged_pdfs import cover_the_page, signed, updated
from tests.returns.sample import sample, signed_workbook, trust
from tests.support.bounded import measure

MADE = sample()
TRUST = trust(MADE.round)


def first(content: bytes, name: str = "return.xlsx") -> tuple[str, str]:
    """Code and sentence of the first reason."""
    reason = verify_file(content, name, TRUST).verdict.reasons[0]
    sentence = format_message(reason.code, {"file": name} | dict(reason.params))
    assert "{" not in sentence
    return reason.code, sentence


def saved_again(content: bytes) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def blank_pdf(**facts: str) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    page.obj["/Resources"] = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pikepdf.Dictionary()))
    for key, text in facts.items():
        pdf.docinfo[f"/{key}"] = text
    return pdf


def saved(pdf: pikepdf.Pdf, **settings: object) -> bytes:
    content = io.BytesIO()
    pdf.save(content, **settings)  # type: ignore[arg-type]
    return content.getvalue()


def test_a_return_saved_again_is_named_with_who_and_what_it_was() -> None:
    code, sentence = first(saved_again(signed_workbook(MADE)))
    assert code == "RETURN_SAVED_AGAIN"
    for each in ("另存", "原檔", "教育部", MADE.round.title, "第 1 版"):
        assert each in sentence


def test_a_pdf_saved_by_a_program_that_drops_the_signatures_was_saved_again() -> None:
    code, sentence = first(write_pdf(MADE.payload, MADE.document), "return.pdf")
    assert code == "RETURN_SAVED_AGAIN"
    assert "教育部" in sentence


def test_a_file_of_practice_says_so_first() -> None:
    real = trust(msgspec.structs.replace(MADE.round, is_demo=False))
    content = bytearray(signed_workbook(MADE))
    assert verify_file(bytes(content), "a.xlsx", real).verdict.reasons[0].code == "RETURN_OF_DEMO"
    again = verify_file(saved_again(bytes(content)), "a.xlsx", real).verdict
    assert again.reasons[0].code == "RETURN_OF_DEMO"
    assert not again.unchanged


def test_a_pdf_without_data_is_said_to_be_printed_or_scanned() -> None:
    printed = saved(blank_pdf(Producer="Microsoft: Print To PDF"))
    code, sentence = first(printed, "return.pdf")
    assert code == "RETURN_PRINTED_AGAIN"
    assert "Microsoft: Print To PDF" in sentence
    scan = blank_pdf()
    image = scan.make_stream(b"\x00", Subtype=pikepdf.Name.Image, Width=1, Height=1)
    image.Type = pikepdf.Name.XObject
    scan.pages[0].obj["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im1=image))
    assert first(saved(scan), "return.pdf")[0] == "RETURN_SCANNED"


def test_another_workbook_is_named_by_its_program_and_sheets() -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "預算\u202e表"
    content = io.BytesIO()
    book.save(content)
    code, sentence = first(content.getvalue())
    assert code == "WORKBOOK_OTHER"
    assert "預算" in sentence
    assert "\u202e" not in sentence


def test_a_pdf_with_a_password_is_named_as_such() -> None:
    locked = pikepdf.Encryption(owner="o", user="u")
    assert first(saved(blank_pdf(), encryption=locked), "return.pdf")[0] == "PDF_PASSWORD"


def test_a_pdf_that_cannot_be_opened_says_so() -> None:
    assert first(b"%PDF-1.7\nx\n%%EOF\n", "return.pdf")[0] == "PDF_BROKEN"


def test_another_pdf_is_not_called_a_print_of_a_return() -> None:
    other = blank_pdf(Producer="Writer")
    other.pages[0].Contents = other.make_stream(b"BT /F1 9 Tf (Dear all) Tj ET")
    assert first(saved(other), "letter.pdf")[0] == "PDF_OTHER"


@pytest.mark.parametrize("count", [1, 2])
def test_a_print_is_known_by_the_control_number_on_its_pages(count: int) -> None:
    numbers = [build_control_number(each * 32) for each in ("5a", "a5")][:count]
    printed = blank_pdf(Producer="Print")
    shown = "/".join(numbers).encode()
    printed.pages[0].Contents = printed.make_stream(b"BT /F1 9 Tf (" + shown + b") Tj ET")
    code, sentence = first(saved(printed), "return.pdf")
    assert code == ("RETURN_PRINTED_COPY" if count == 1 else "RETURN_MERGED")
    assert (numbers[0] in sentence) == (count == 1)


def test_a_pdf_saved_again_with_its_form_is_said_to_be() -> None:
    with pikepdf.open(io.BytesIO(signed())) as pdf:
        code, sentence = first(saved(pdf), "return.pdf")
    assert code == "RETURN_SAVED_AGAIN"
    assert "教育部" in sentence


def test_a_pdf_somebody_wrote_a_note_on_is_said_to_be() -> None:
    code, sentence = first(updated(signed(), cover_the_page), "return.pdf")
    assert code == "RETURN_ADDED_TO"
    assert "教育部" in sentence


def test_a_pdf_damaged_inside_is_named() -> None:
    content = signed()
    at = len(content) // 2
    code, sentence = first(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :], "a.pdf")
    assert code == "RETURN_TOUCHED"
    assert "教育部" in sentence


def test_pages_taken_out_are_counted() -> None:
    with pikepdf.open(io.BytesIO(signed())) as pdf:
        del pdf.pages[2:]
        code, sentence = first(saved(pdf), "return.pdf")
    assert code == "RETURN_PAGES_MISSING"
    assert "有 2 頁" in sentence


def test_a_changed_figure_on_a_page_is_named_with_label_and_both_values() -> None:
    """A page of one payload among those of another, as an editor of PDFs leaves them."""
    place = Place("P06", "budget", None, "available")
    other = sample(the_answers=MADE.payload.answers().changed({place: 12_345_678_909}))
    changed = pikepdf.open(io.BytesIO(write_pdf(other.payload, other.document)))
    with pikepdf.open(io.BytesIO(signed())) as pdf:
        at = next(n for n, text in enumerate(PageTexts(changed).read()) if n and "678,909" in text)
        pdf.pages[at] = changed.pages[at]
        code, sentence = first(saved(pdf), "return.pdf")
    assert code == "RETURN_PAGES_DIFFER"
    for each in (f"第 {at + 1} 頁", "可支用預算", "12,345,678,901", "12,345,678,909", "未經驗證"):
        assert each in sentence


def test_our_own_reports_are_no_returns() -> None:
    assert first(saved(blank_pdf(Producer="填報")), "report.pdf")[0] == "FILE_IS_REPORT"
    book = openpyxl.Workbook()
    book.properties.creator = "填報"
    content = io.BytesIO()
    book.save(content)
    assert first(content.getvalue())[0] == "FILE_IS_REPORT"


@pytest.mark.parametrize("size", [70_000_000])
def test_what_would_inflate_past_the_bounds_is_not_looked_into(size: int) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", b"<Types/>")
        package.writestr("xl/workbook.xml", bytes(size))
    verdict = verify_file(packed.getvalue(), "a.xlsx", TRUST).verdict
    assert verdict.reasons[0].code.startswith(("ZIP_", "CT_", "PART_"))


def changed_cell(content: bytes, old: bytes, new: bytes) -> bytes:
    """The package with one cell changed, its signatures still in it."""
    parts = read_strict_zip(content)
    sheet = next(name for name, part in parts.items() if "worksheets" in name and old in part)
    return write_zip({**parts, sheet: parts[sheet].replace(old, new, 1)})


def test_a_changed_cell_is_named_with_label_and_both_values() -> None:
    content = changed_cell(signed_workbook(MADE), b"<v>9999</v>", b"<v>1234</v>")
    code, sentence = first(content)
    assert code == "RETURN_CELLS_DIFFER"
    assert "9,999" in sentence
    assert "1,234" in sentence
    assert "「」" not in sentence
    reasons = verify_file(content, "return.xlsx", TRUST).verdict.reasons
    assert "DIGEST_PART" in {each.code for each in reasons}


def test_a_cell_changed_and_saved_again_is_said_in_one_sentence() -> None:
    """As Excel does it: the signatures go, the part with the payload stays."""
    content = changed_cell(signed_workbook(MADE), b"<v>9999</v>", b"<v>1234</v>")
    code, sentence = first(without_signatures(content))
    assert code == "RETURN_SAVED_CHANGED"
    for each in ("另存", "教育部", "9,999", "1,234", "未經驗證"):
        assert each in sentence


def without_signatures(content: bytes) -> bytes:
    parts = read_strict_zip(content)
    return write_zip(
        {name: part for name, part in parts.items() if not name.startswith("_xmlsignatures")}
    )


def test_a_return_only_saved_again_differs_in_no_cell() -> None:
    reasons = verify_file(
        without_signatures(signed_workbook(MADE)), "a.xlsx", TRUST
    ).verdict.reasons
    assert reasons[0].code == "RETURN_SAVED_AGAIN"


def test_a_return_packed_anew_is_named_and_its_text_is_the_same() -> None:
    """As gateways do that open attachments and close them again."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in read_strict_zip(signed_workbook(MADE)).items():
            package.writestr(name, part)
    code, sentence = first(packed.getvalue())
    assert code == "RETURN_TOUCHED"
    assert "教育部" in sentence
    assert "加密" not in sentence


def test_sheets_copied_into_another_workbook_are_known_by_their_heads() -> None:
    book = openpyxl.load_workbook(io.BytesIO(signed_workbook(MADE)))
    for name in book.sheetnames[1:]:
        del book[name]
    content = io.BytesIO()
    book.save(content)
    code, sentence = first(content.getvalue())
    assert code == "RETURN_SAVED_UNNAMED"
    assert MADE.payload.control_number() in sentence
    assert "教育部" in sentence


@pytest.mark.parametrize("place", [b"XFD1048576", b"ZZZZZZ99999999999"])
def test_a_cell_far_away_makes_no_reader_fill_the_room_between(place: bytes) -> None:
    """A reader that lays a sheet out whole asks for 256 GB here, and takes the program with it."""
    parts = read_strict_zip(signed_workbook(MADE))
    moved = {name: part.replace(b'r="B5"', b'r="' + place + b'"') for name, part in parts.items()}
    assert moved != parts
    found = measure(lambda: first(write_zip(moved))[0] != "")
    assert found.result
    assert found.megabytes < 200
