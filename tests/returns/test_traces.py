"""A refused file says first what it is: saved again, printed, scanned, another program's, ours."""

import io
import zipfile

import msgspec
import openpyxl
import pikepdf
import pytest

from app.messages import format_message
from app.returns.pdf.writer import write_pdf
from app.returns.verification import verify_file
from app.returns.workbook.zip_profile import read_strict_zip, write_zip
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
    assert "9999" in sentence
    assert "1234" in sentence
    assert "「」" not in sentence
    reasons = verify_file(content, "return.xlsx", TRUST).verdict.reasons
    assert "DIGEST_PART" in {each.code for each in reasons}


def test_a_cell_changed_and_saved_again_is_named_after_what_happened() -> None:
    """As Excel does it: the signatures go, the part with the payload stays."""
    content = changed_cell(signed_workbook(MADE), b"<v>9999</v>", b"<v>1234</v>")
    parts = read_strict_zip(content)
    kept = {name: part for name, part in parts.items() if not name.startswith("_xmlsignatures")}
    reasons = verify_file(write_zip(kept), "return.xlsx", TRUST).verdict.reasons
    assert [each.code for each in reasons[:2]] == ["RETURN_SAVED_AGAIN", "RETURN_CELLS_DIFFER"]


def test_a_return_only_saved_again_differs_in_no_cell() -> None:
    parts = read_strict_zip(signed_workbook(MADE))
    kept = {name: part for name, part in parts.items() if not name.startswith("_xmlsignatures")}
    reasons = verify_file(write_zip(kept), "return.xlsx", TRUST).verdict.reasons
    assert reasons[0].code == "RETURN_SAVED_AGAIN"
    assert "RETURN_CELLS_DIFFER" not in {each.code for each in reasons}


@pytest.mark.parametrize("place", [b"XFD1048576", b"ZZZZZZ99999999999"])
def test_a_cell_far_away_makes_no_reader_fill_the_room_between(place: bytes) -> None:
    """A reader that lays a sheet out whole asks for 256 GB here, and takes the program with it."""
    parts = read_strict_zip(signed_workbook(MADE))
    moved = {name: part.replace(b'r="B5"', b'r="' + place + b'"') for name, part in parts.items()}
    assert moved != parts
    found = measure(lambda: first(write_zip(moved))[0] != "")
    assert found.result
    assert found.megabytes < 200
