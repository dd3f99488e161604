"""A refusal names the sheet by its title, never by the part of the package."""

import pytest

from app.messages import format_message
from app.models.signatures import Reason
from app.returns.layouts.part_names import WORKBOOK_PART
from app.returns.verification import verify_file
from app.returns.workbook.titles import name_sheets, read_sheet_titles
from tests.returns.sample import sample, signed_workbook, trust
from tests.returns.workbook.packages import SHEET, changed, replaced

MADE = sample()
SIGNED = signed_workbook(MADE)
TITLES = read_sheet_titles(SIGNED)


def reason_of(content: bytes, code: str) -> Reason:
    reasons = verify_file(content, "return.xlsx", trust(MADE.round)).verdict.reasons
    return next(each for each in reasons if each.code == code)


def test_an_altered_sheet_is_named_by_its_title() -> None:
    altered = changed(SIGNED, SHEET, lambda content: content + b" ")
    reason = reason_of(altered, "DIGEST_PART")
    assert reason.params == {"part": f"工作表『{TITLES[2]}』", "part_name": SHEET}
    sentence = format_message(reason.code, reason.params)
    assert MADE.blank.project_ids[0] in sentence
    assert "xl/" not in sentence


def test_a_damaged_sheet_is_named_by_its_title() -> None:
    start = SIGNED.index(SHEET.encode()) + len(SHEET) + 40
    damaged = SIGNED[:start] + bytes(8) + SIGNED[start + 8 :]
    assert reason_of(damaged, "ZIP_DATA").params["part"] == f"工作表『{TITLES[2]}』"


def test_the_list_of_sheets_has_a_name_of_its_own() -> None:
    altered = changed(SIGNED, WORKBOOK_PART, replaced(b"tabRatio", b"tabRatia"))
    assert reason_of(altered, "DIGEST_PART").params["part"] == "工作表清單"


def test_a_title_is_cut_and_cleaned() -> None:
    long = '<sheet name="a&#10;\u202e&lt;' + "b" * 100 + '"'
    altered = changed(SIGNED, WORKBOOK_PART, replaced(b'<sheet name="', long.encode(), 1))
    assert read_sheet_titles(altered)[0] == "a<" + "b" * 29


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 nothing", SIGNED[:5000]])
def test_where_no_title_can_be_read_the_part_stays(content: bytes) -> None:
    reasons = (Reason(code="ZIP_DATA", params={"part": SHEET}),)
    assert read_sheet_titles(content) == ()
    assert name_sheets(reasons, content) == reasons
