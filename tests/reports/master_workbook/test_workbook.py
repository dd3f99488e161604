"""The master workbook: tidy sheets, right types, nothing that calculates, nothing cut."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from app.file_identity import identify
from app.models.answers import Answers, Place
from app.models.received import MergedRound
from app.reports.figure_values import Figures
from app.reports.figures import build_figures
from app.reports.master_workbook.sheet_layout import count_lines, measure_text
from app.reports.master_workbook.workbook import build_master, write_master
from tests.reports.conftest import TODAY
from tests.reports.small_programme import build_small_merged, small_answers

SHEETS = [
    "說明", "計畫經費", "量化指標", "質化指標", "指標總表", "執行成果", "亮點案例", "落後說明",
    "修正提案", "下年度重點", "機關", "策略經費", "檢核說明", "調節",
]  # fmt: skip


@pytest.fixture(scope="module")
def workbook(
    figures: Figures, merged: MergedRound, tmp_path_factory: pytest.TempPathFactory
) -> Workbook:
    """The master workbook of the real round, read back."""
    path = tmp_path_factory.mktemp("master") / "master.xlsx"
    write_master(figures, merged, path, today=TODAY)
    return load_workbook(path)


def _read(workbook: Workbook, title: str) -> list[dict[str, Any]]:
    header, *rows = workbook[title].iter_rows(values_only=True)
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


@pytest.mark.slow
def test_each_kind_of_row_has_its_sheet(workbook: Workbook) -> None:
    assert workbook.sheetnames == SHEETS


def test_every_sheet_has_one_header_row_frozen_filtered_and_ready_for_print(
    workbook: Workbook,
) -> None:
    for sheet in workbook.worksheets:
        header = [cell.value for cell in sheet[1]]
        assert all(header) and len(set(header)) == len(header), sheet.title
        assert str(sheet.freeze_panes).endswith("2")
        assert sheet.auto_filter.ref == sheet.dimensions
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.print_title_rows == "$1:$1"


def test_money_is_whole_dollars_and_days_are_days(workbook: Workbook, figures: Figures) -> None:
    rows = _read(workbook, "計畫經費")
    assert [row["計畫代碼"] for row in rows] == [each.id for each in figures.projects]
    executed = [row["執行數"] for row in rows if row["執行數"] is not None]
    assert all(type(each) is int for each in executed)
    assert sum(executed) == figures.total.executed_ntd
    assert sum(row["核定預算數"] or 0 for row in rows) == 2_812_609_000
    deadlines = [row["改進完成期限"] for row in _read(workbook, "落後說明")]
    assert deadlines == [datetime(2026, 3, 31)] * 5


def test_missing_is_empty_never_zero(workbook: Workbook) -> None:
    row = next(each for each in _read(workbook, "計畫經費") if each["計畫代碼"] == "P29")
    assert (row["機關"], row["狀態"]) == ("金融監督管理委員會", "未填報")
    assert row["執行數"] is None and row["核定預算數"] is None
    agency = next(each for each in _read(workbook, "機關") if each["機關代碼"] == "FSC")
    assert (agency["收件狀態"], agency["版次"]) == ("未收件", None)


def test_the_forty_indicators_and_the_reconciliation_are_complete(workbook: Workbook) -> None:
    assert [row["指標編號"] for row in _read(workbook, "指標總表")] == list(range(1, 41))
    compared = {(row["項目"], row["年度"]): row["金額"] for row in _read(workbook, "調節")
                if row["類別"] == "總數比較"}  # fmt: skip
    assert compared["附表各計畫合計", "四年合計"] == 11_177_750_000
    assert compared["核定本肆、二所載", "四年合計"] == 11_130_000_000
    assert compared["差額（附表－所載）", "四年合計"] == 47_750_000


def test_a_cell_without_an_amount_is_reconciled_as_none(workbook: Workbook) -> None:
    rows = {(row["項目"], row["年度"]): row["金額"] for row in _read(workbook, "調節")}
    assert rows["---", "四年合計"] is None
    assert rows["備註", 112] is None
    assert rows["人文創新與社會實踐計畫", 115] is None
    assert rows["人文創新與社會實踐計畫", "四年合計"] == 150_000_000


def test_each_row_of_a_demonstration_says_so(workbook: Workbook) -> None:
    for title in SHEETS:
        assert {row["資料性質"] for row in _read(workbook, title)} == {"示範資料"}
        header = workbook[title].oddHeader
        assert header is not None and header.center is not None
        assert "示範資料" in str(header.center.text)


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    formula = '=HYPERLINK("https://example.tw")'
    place = Place("P02", "delay", None, "cause")
    merged = build_small_merged(Answers({**small_answers(), place: formula}))

    write_master(build_figures(merged), merged, tmp_path / "small.xlsx")

    cell = load_workbook(tmp_path / "small.xlsx")["落後說明"]["G2"]
    assert (cell.value, cell.data_type) == (formula, "s")


def test_a_real_round_has_no_demonstration_column(tmp_path: Path) -> None:
    merged = build_small_merged()
    write_master(build_figures(merged), merged, tmp_path / "small.xlsx", today=date(2026, 3, 5))

    book = load_workbook(tmp_path / "small.xlsx")
    assert all("資料性質" not in [cell.value for cell in sheet[1]] for sheet in book.worksheets)
    guide = {row["項目"]: row["說明"] for row in _read(book, "說明")}
    assert guide["未報送機關"] == "乙部（MOE）"
    assert guide["機關更名"] == "甲部（原甲委員會）"


def test_a_text_of_three_thousand_characters_fits_its_row(workbook: Workbook) -> None:
    sheet = workbook["執行成果"]
    column = next(cell.column_letter for cell in sheet[1] if cell.value == "執行成果說明")
    width = sheet.column_dimensions[column].width
    texts = {row: str(sheet[f"{column}{row}"].value) for row in range(2, sheet.max_row + 1)}
    longest, text = max(texts.items(), key=lambda pair: len(pair[1]))

    assert len(text) > 3000
    lines = count_lines(text, width, is_long=True)
    assert lines * 12.4 <= sheet.row_dimensions[longest].height <= 409


def test_widths_count_full_width_characters_double() -> None:
    assert measure_text("計畫ab") == 6
    assert count_lines("一二三四五六\n七", 11) == 3  # eight half-ems of room: four, two, one


def test_a_master_workbook_says_which_round_it_is_of(figures: Figures, merged: MergedRound) -> None:
    found = identify(build_master(figures, merged, TODAY))
    assert found == (f"{figures.programme_name} {figures.round.title}",)
