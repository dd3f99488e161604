"""The main job on the approved plan, from an empty folder to the report."""

import json
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import openpyxl
import pytest

from app.demo.cycle import DemoSummary
from app.demo.folders import DemoFolders
from app.models.money import MoneyUnit, format_money
from app.office.desk import OfficeDesk
from app.programme.catalogue_loader import load_catalogue
from app.returns.workbook.zip_profile import read_strict_zip, write_zip
from tests.e2e.conftest import first_return

pytestmark = pytest.mark.slow

PDFTOTEXT = shutil.which("pdftotext")


@pytest.fixture
def office(folders: DemoFolders, tmp_path: Path) -> Path:
    """A copy of the office's store that a story may change."""
    copy = tmp_path / "office.tianbao"
    shutil.copy(folders.office_store, copy)
    return copy


def report_text(path: Path) -> str:
    """The text of a PDF as another program reads it, without white space."""
    if PDFTOTEXT is None:
        pytest.skip("poppler's pdftotext is not installed")
    finished = subprocess.run([PDFTOTEXT, "-raw", str(path), "-"], capture_output=True, check=True)
    return "".join(finished.stdout.decode("utf-8").split())


def test_every_agency_hands_in_and_is_taken_in(cycle: tuple[DemoFolders, DemoSummary]) -> None:
    folders, summary = cycle
    assert (summary.agencies, summary.projects, summary.indicators) == (17, 39, 40)
    assert summary.returns_accepted == 17
    workbooks = sorted(folders.returns.glob("*.xlsx"))
    pdfs = sorted(folders.returns.glob("*.pdf"))
    assert len(workbooks) == 18  # one agency handed in twice
    assert [each.stem for each in workbooks] == [each.stem for each in pdfs]


def test_the_summary_states_the_sheets_sums_and_the_plans(
    cycle: tuple[DemoFolders, DemoSummary],
) -> None:
    folders, _ = cycle
    summary = json.loads((folders.root / "summary.json").read_text(encoding="utf-8"))
    assert summary["budget_total_ntd"] == {
        "112": 2_945_563_000,
        "113": 2_864_869_000,
        "114": 2_812_609_000,
        "115": 2_554_709_000,
    }
    assert summary["stated_totals_ntd"]["112"] == 2_940_000_000


def test_the_report_names_every_project_budget_and_indicator_of_the_catalogue(
    folders: DemoFolders,
) -> None:
    text = report_text(folders.root / "report.pdf")
    programme = load_catalogue()
    for project in programme.projects:
        assert "".join(project.name.split()) in text, project.id
        for cell in project.budgets:
            if cell.amount_ntd is not None:
                assert format_money(cell.amount_ntd, MoneyUnit.TEN_THOUSAND) in text, project.id
    for indicator in programme.indicators:
        assert indicator.label in text or indicator.label.strip("()") in text
    for agency in programme.agencies:
        assert agency.short_name in text
    assert "示範資料" in text


def test_importing_everything_again_in_another_order_changes_nothing(
    folders: DemoFolders, office: Path
) -> None:
    files = sorted(folders.returns.iterdir())
    Random(7).shuffle(files)
    with OfficeDesk.open(office) as desk:
        before = desk.returns.merged("114-annual")
        results = desk.inbox.import_files(files, now=datetime.now(UTC))
        after = desk.returns.merged("114-annual")
    assert {each.code for each in results} == {"ALREADY_IMPORTED", "ATTACHMENTS_KNOWN"}
    assert after == before


def test_a_workbook_with_one_changed_cell_is_refused_and_named(
    folders: DemoFolders, office: Path, tmp_path: Path
) -> None:
    twin = tmp_path / first_return(folders, "MOE", ".xlsx").name
    spoil_first_number(first_return(folders, "MOE", ".xlsx"), twin)
    with OfficeDesk.open(office) as desk:
        (result,) = desk.inbox.import_files([twin], now=datetime.now(UTC))
        refusals = desk.inbox.import_files(
            [first_return(folders, "MOE", ".xlsx")], now=datetime.now(UTC)
        )
    assert not result.accepted
    assert result.code == "RETURN_CELLS_DIFFER"
    assert refusals[0].accepted


def test_a_workbook_changed_and_saved_elsewhere_is_named_by_what_the_office_has(
    folders: DemoFolders, office: Path, tmp_path: Path
) -> None:
    original = first_return(folders, "MOE", ".xlsx")
    book = openpyxl.load_workbook(original)
    sheet = book["封面"]
    cell = next(each for row in sheet.iter_rows() for each in row if isinstance(each.value, int))
    cell.value = int(str(cell.value)) + 9
    copy = tmp_path / "copy.xlsx"
    book.save(copy)
    with OfficeDesk.open(office) as desk:
        (result,) = desk.inbox.import_files([copy], now=datetime.now(UTC))
        verdict = desk.inbox.verdict_of(result, datetime.now(UTC))
    assert (result.accepted, result.code) == (False, "RETURN_SAVED_CHANGED")
    assert (result.params["sheet"], result.params["cell"]) == ("封面", cell.coordinate)
    assert verdict.reasons[0].code == result.code


def test_a_pdf_with_one_changed_byte_is_refused(
    folders: DemoFolders, office: Path, tmp_path: Path
) -> None:
    content = bytearray(first_return(folders, "MOE", ".pdf").read_bytes())
    content[len(content) // 3] ^= 1
    twin = tmp_path / "twin.pdf"
    twin.write_bytes(content)
    with OfficeDesk.open(office) as desk:
        (result,) = desk.inbox.import_files([twin], now=datetime.now(UTC))
    assert not result.accepted


def spoil_first_number(source: Path, target: Path) -> None:
    """Copy a workbook, package profile and all, with one digit of one cell changed."""
    parts = read_strict_zip(source.read_bytes())
    sheet = "xl/worksheets/sheet3.xml"
    assert b"<v>1" in parts[sheet]
    parts[sheet] = parts[sheet].replace(b"<v>1", b"<v>2", 1)
    target.write_bytes(write_zip(parts))
