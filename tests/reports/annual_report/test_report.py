"""The report as a reader has it: text complete, everything named, contents true, bytes steady."""

import re
from pathlib import Path

import msgspec
import pikepdf
import pytest

from app.documents.fonts import uncovered_characters
from app.errors import Cancelled
from app.file_identity import identify
from app.models.agency_names import AgencyNames
from app.models.periods import format_roc_date
from app.models.received import MergedRound
from app.reports.annual_report.report import build_report, write_report
from app.reports.figure_values import Figures
from app.reports.figures import build_figures
from tests.reports.conftest import TODAY
from tests.reports.small_programme import build_small_merged
from tests.support.goldens import check_golden
from tests.support.merged_rounds import RARE_NAME, build_merged_round

FURNITURE = re.compile(
    r"^\s*(【示範資料】|「社會創新行動方案 2\.0」114 年度執行成果彙整報告.*"
    r"|第 \d+ 頁／共 \d+ 頁)\s*$",
    re.MULTILINE,
)
BANNER = re.compile(r"\A\s*(執行成果|下年度重點工作|亮點案例 \d+　.*)\n")


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.fixture(scope="module")
def body(reading_pages: list[str]) -> str:
    """All text without heads, feet, banners repeated on a new page, and white space."""
    return _squeeze("\n".join(BANNER.sub("", FURNITURE.sub("", each)) for each in reading_pages))


@pytest.mark.slow
def test_every_narrative_is_there_to_the_last_character(figures: Figures, body: str) -> None:
    texts = [each.narrative for each in figures.projects if each.is_reported and each.narrative]
    texts += [each.summary for each in figures.highlights]
    texts += [each.next_focus for each in figures.projects if each.next_focus]

    assert len(texts) > 100
    assert max(map(len, texts)) > 3000
    for text in texts:
        assert _squeeze(text) in body


def test_rare_characters_are_drawn_not_boxed(body: str) -> None:
    assert RARE_NAME in body
    assert uncovered_characters(body) == set()


def test_every_project_agency_and_indicator_is_named(
    figures: Figures, merged: MergedRound, body: str
) -> None:
    names = AgencyNames(merged.programme, TODAY)
    for project in figures.projects:
        assert _squeeze(f"{project.name}（{project.id}）") in body
    for agency in figures.agencies:
        assert names.with_former(agency.code) in body
    for indicator in figures.indicators:
        assert _squeeze(f"{indicator.summary}") in body
        assert indicator.label in body


def test_reasons_amendments_and_delays_are_printed(figures: Figures, body: str) -> None:
    assert figures.explained and figures.amendments and figures.delays
    for finding in figures.explained:
        assert _squeeze(finding.reason) in body
    for amendment in figures.amendments:
        assert _squeeze(amendment.after) in body
    for delay in figures.delays:
        assert _squeeze(delay.measures) in body
        assert delay.catch_up_on is not None
        assert format_roc_date(delay.catch_up_on) in body


def test_missing_and_sent_back_agencies_are_named_in_the_summary(report_pages: list[str]) -> None:
    summary = next(each for each in report_pages if "一、報送情形" in each and "壹、摘要" in each
                   and "目次" not in each)  # fmt: skip
    assert "未報送機關計 1 個：金融監督管理委員會。" in _restore(summary)
    assert "退回補正中之機關計 1 個：文化部。" in _restore(summary)


def _restore(page: str) -> str:
    return re.sub(r"\n\s*", "", page)


def test_the_contents_point_at_the_pages_of_their_headings(report_pages: list[str]) -> None:
    start = next(index for index, page in enumerate(report_pages) if "目次" in page)
    end = next(
        index for index, page in enumerate(report_pages[start + 1 :], start + 1)
        if "壹、摘要" in page and "一、報送情形" in page
    )  # fmt: skip
    lines = [
        match
        for page in report_pages[start:end]
        for match in re.finditer(r"^\s*(\S.*\S)\s+(\d+)\s*$", FURNITURE.sub("", page), re.MULTILINE)
    ]
    assert len(lines) > 90
    for match in lines:
        assert _squeeze(match[1]) in _squeeze(report_pages[int(match[2]) - 1]), match[1]


def test_bookmarks_lead_to_chapters_agencies_and_project_sheets(
    report_path: Path, figures: Figures
) -> None:
    with pikepdf.open(report_path) as report, report.open_outline() as outline:
        titles = [each.title for each in outline.root]
        appendix = next(each for each in outline.root if each.title.startswith("附錄一"))
        sheets = [sheet.title for agency in appendix.children for sheet in agency.children]

    assert titles[:3] == ["壹、摘要", "貳、經費執行情形", "參、策略「實踐社會價值」"]
    assert len(appendix.children) == len(figures.agencies)
    assert [title.split(" ", 1)[1] for title in sheets] == [each.name for each in figures.projects]


def test_each_page_counts_itself_and_bears_the_mark(report_pages: list[str]) -> None:
    count = len(report_pages)
    assert count >= 100
    for number, page in enumerate(report_pages, start=1):
        assert f"第 {number} 頁／共 {count} 頁" in page
        assert "【示範資料】" in page


def test_a_real_round_bears_no_demonstration_mark(tmp_path: Path) -> None:
    merged = build_small_merged()
    content = build_report(build_figures(merged), merged, TODAY)

    path = tmp_path / "small.pdf"
    path.write_bytes(content)
    with pikepdf.open(path) as report:
        assert "示範" not in str(report.docinfo.Title)
        assert len(report.pages) > 10


@pytest.mark.slow
def test_the_same_figures_give_the_same_bytes(figures: Figures, merged: MergedRound) -> None:
    assert build_report(figures, merged, TODAY) == build_report(figures, merged, TODAY)


def test_a_header_row_stands_on_every_page_of_a_long_table(report_pages: list[str]) -> None:
    first, after = (
        next(index for index, page in enumerate(report_pages) if title in page and index > 5)
        for title in ("一、計畫經費執行總表", "二、依策略統計")
    )
    assert after - first >= 3
    for page in report_pages[first:after]:
        assert "計畫名稱" in page
        assert "單位：萬元" in page


def test_stopping_leaves_no_file(figures: Figures, merged: MergedRound, tmp_path: Path) -> None:
    def stop_on_page_five(done: int, _total: int, _what: str) -> None:
        if done == 5:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_report(figures, merged, tmp_path / "report.pdf", today=TODAY,
                     progress=stop_on_page_five)  # fmt: skip
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_a_round_without_any_return_still_reports_who_is_missing(tmp_path: Path) -> None:
    full = build_merged_round()
    missing = tuple(each.code for each in full.programme.agencies)
    empty = msgspec.structs.replace(full, returns=(), missing=missing)

    write_report(build_figures(empty), empty, tmp_path / "report.pdf", today=TODAY)

    with pikepdf.open(tmp_path / "report.pdf") as report:
        assert len(report.pages) >= 39


def test_the_first_pages_read_as_before(report_pages: list[str]) -> None:
    first = next(
        index
        for index, page in enumerate(report_pages)
        if "壹、摘要" in page and "目次" not in page
    )
    chosen = [report_pages[0], *report_pages[first : first + 3]]
    # Heads, feet and with them the number of pages stay out: they are checked elsewhere.
    lines = [line.split() for page in chosen for line in FURNITURE.sub("", page).splitlines()]
    text = "\n".join(" ".join(words) for words in lines if words)
    check_golden("reports/summary.txt", text + "\n")


def test_a_report_says_which_round_it_is_of(report_path: Path, figures: Figures) -> None:
    found = identify(report_path.read_bytes())
    assert found is not None
    assert figures.round.title in found
