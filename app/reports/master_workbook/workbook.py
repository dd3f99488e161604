"""Master workbook of a round: one sheet of tidy data per kind of row.

Every sheet has one header row, stable columns, typed cells (money as whole NT dollars, real
dates), a frozen header, a filter and A4 landscape print set-up. Text is never a formula, even if
it begins with an equals sign.
"""

import dataclasses
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins

from app.files import write_atomically
from app.models.agency_names import AgencyNames
from app.models.received import MergedRound
from app.reports.annual_report.front import DEMO_MARK
from app.reports.annual_results.tables import OwnTables
from app.reports.columns import RIGHT_ALIGNED, CellKind, CellValue, Column, Table
from app.reports.coverage import ReportPart
from app.reports.figure_checks import ensure_figures_agree
from app.reports.figure_values import Figures
from app.reports.master_workbook.guide import build_guide, build_reconciliation
from app.reports.master_workbook.sheet_layout import (
    LONG_SIZE,
    SIZE,
    count_pages_across,
    measure_columns,
    measure_row,
)
from app.reports.section_tables import build_section_table
from app.reports.tables import ReportTables

_FONT = "標楷體"
_A4 = 9
_THIN = Side(style="thin", color="8A8A8A")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEADER_FILL = PatternFill("solid", fgColor="D9E2EC")
_NUMBER_FORMATS = {
    CellKind.MONEY: "#,##0",
    CellKind.COUNT: "#,##0",
    CellKind.NUMBER: "#,##0.####",
    CellKind.PERCENT: '0.00"%"',
    CellKind.DATE: "yyyy-mm-dd",
}
# Not allowed in XML 1.0; the editors refuse them, files from elsewhere may contain them.
_UNPRINTABLE = {each: None for each in range(32) if each not in (9, 10, 13)}


def write_master(
    figures: Figures, merged: MergedRound, path: Path, *, today: date | None = None
) -> None:
    """Write the workbook, dated `today` (else the round's closing day).

    Raises AppError REPORT_SUMS_DIFFER, FILE_*.
    """
    write_atomically(path, build_master(figures, merged, today))


def build_master(figures: Figures, merged: MergedRound, today: date | None = None) -> bytes:
    """Build the bytes of the workbook."""
    ensure_figures_agree(figures, merged)
    day = today or figures.round.closes_on
    workbook = Workbook(write_only=True)
    styles = _Styles()
    for table in _name_apart(_build_tables(figures, merged, day)):
        marked = _mark_demo(table) if figures.round.is_demo else table
        _write_sheet(workbook, marked, figures, styles)
    workbook.properties.title = f"{figures.programme_name} {figures.round.title}"
    workbook.properties.creator = "填報"
    created = datetime.combine(day, time())  # openpyxl writes it as UTC
    workbook.properties.created = workbook.properties.modified = created
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _build_tables(figures: Figures, merged: MergedRound, day: date) -> Iterator[Table[Any]]:
    """The tables the form of the round gives matter for."""
    names = AgencyNames(merged.programme, merged.round)
    tables = ReportTables(figures, names)
    own, has = OwnTables(tables), figures.coverage.has
    chosen: tuple[tuple[Callable[[], Table[Any]], tuple[ReportPart, ...]], ...] = (
        (tables.targets, (ReportPart.TARGETS,)),
        (tables.qualitative, (ReportPart.QUALITATIVE,)),
        (tables.indicators, (ReportPart.TARGETS, ReportPart.QUALITATIVE)),
        (own.results, (ReportPart.RESULTS, ReportPart.CONTACTS)),
        (own.highlights, (ReportPart.HIGHLIGHTS,)),
        (own.delays, (ReportPart.DELAYS,)),
        (own.amendments, (ReportPart.AMENDMENTS,)),
        (own.next_year, (ReportPart.NEXT_YEAR,)),
    )
    yield build_guide(figures, names, day)
    yield tables.budgets()
    yield from (build() for build, parts in chosen if has(*parts))
    yield from (build_section_table(tables, each) for each in figures.sections)
    yield own.agencies()
    if has(ReportPart.MONEY):
        yield tables.strategies()
    yield tables.explained()
    if has(ReportPart.MONEY):
        yield build_reconciliation(figures.reconciliation, merged.programme)


def _name_apart(tables: Iterable[Table[Any]]) -> Iterator[Table[Any]]:
    """Tables under titles a sheet may have, no two alike, their columns under different heads."""
    taken: set[str] = set()
    for each in tables:
        heads: Counter[str] = Counter()
        columns = []
        for column in each.columns:
            heads[column.header] += 1
            count = heads[column.header]
            header = f"{column.header} ({count})" if count > 1 else column.header
            columns.append(dataclasses.replace(column, header=header))
        yield Table(each.key, _sheet_name(each.title, taken), tuple(columns), each.rows)


def _mark_demo(table: Table[Any]) -> Table[Any]:
    """Add a column that marks every row as demonstration data, also when copied."""
    mark: Column[Any] = Column("data_nature", "資料性質", lambda _: DEMO_MARK, CellKind.CODE, 12)
    return Table(table.key, table.title, (*table.columns, mark), table.rows)


class _Styles:
    """The styles of the workbook, built once because openpyxl hashes each assigned style."""

    def __init__(self) -> None:
        plain, long = Font(name=_FONT, size=SIZE), Font(name=_FONT, size=LONG_SIZE)
        self.fonts = {kind: long if kind is CellKind.LONG_TEXT else plain for kind in CellKind}
        self.header_font = Font(name=_FONT, size=SIZE, bold=True)
        self.header_alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        self.alignments = {kind: _align(kind) for kind in CellKind}


def _align(kind: CellKind) -> Alignment:
    if kind in RIGHT_ALIGNED:
        return Alignment(horizontal="right", vertical="top")
    if kind in (CellKind.CODE, CellKind.DATE):
        return Alignment(horizontal="center", vertical="top", wrap_text=kind is CellKind.CODE)
    return Alignment(vertical="top", wrap_text=True)


def _write_sheet(workbook: Workbook, table: Table[Any], figures: Figures, styles: _Styles) -> None:
    sheet = workbook.create_sheet(table.title)
    widths = measure_columns(table)
    _set_up(sheet, table, widths, figures)
    sheet.append([_header_cell(sheet, each.header, styles) for each in table.columns])
    kinds = [each.kind for each in table.columns]
    for number, row in enumerate(table.rows, start=2):
        values = table.values(row)
        sheet.row_dimensions[number].height = measure_row(values, kinds, widths)
        sheet.append(
            [_cell(sheet, value, kind, styles) for value, kind in zip(values, kinds, strict=True)]
        )


def _set_up(sheet: Any, table: Table[Any], widths: Sequence[float], figures: Figures) -> None:
    last = get_column_letter(len(table.columns))
    held = _count_held(table)
    sheet.freeze_panes = f"{get_column_letter(held + 1)}2"
    if held:
        sheet.print_title_cols = f"A:{get_column_letter(held)}"
    sheet.auto_filter.ref = f"A1:{last}{len(table.rows) + 1}"
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.row_dimensions[1].height = 33
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = count_pages_across(widths)
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.8, bottom=0.6)
    sheet.print_title_rows = "1:1"
    mark = f"【{DEMO_MARK}】" if figures.round.is_demo else ""
    sheet.oddHeader.center.text = (
        f"{mark}{figures.programme_name} {figures.round.title}－{table.title}"
    )
    sheet.oddFooter.center.text = "第 &P 頁／共 &N 頁"
    if figures.round.is_demo:
        sheet.sheet_properties.tabColor = "B21F1F"


def _count_held(table: Table[Any]) -> int:
    """Count the columns to freeze: keys and names of agency and project, or none."""
    keys = [each.key for each in table.columns]
    return 4 if keys[2:4] == ["project_id", "project_name"] else 0


def _header_cell(sheet: Any, text: str, styles: _Styles) -> Any:
    cell = WriteOnlyCell(sheet, value=text)
    cell.font, cell.fill, cell.border = styles.header_font, _HEADER_FILL, _BORDER
    cell.alignment = styles.header_alignment
    return cell


def _cell(sheet: Any, value: CellValue, kind: CellKind, styles: _Styles) -> Any:
    cell = WriteOnlyCell(sheet, value=_plain(value))
    if isinstance(value, str) and cell.value is not None:
        cell.data_type = "s"  # even if it begins with an equals sign
    elif kind in _NUMBER_FORMATS:
        cell.number_format = _NUMBER_FORMATS[kind]
    cell.font, cell.border = styles.fonts[kind], _BORDER
    cell.alignment = styles.alignments[kind]
    return cell


def _plain(value: CellValue) -> Any:
    return (value.translate(_UNPRINTABLE) or None) if isinstance(value, str) else value


def _sheet_name(title: str, taken: set[str]) -> str:
    """A valid, unused sheet name: at most 31 UTF-16 units, none of [ ] : * ? / \\ or edge '."""
    clean = "".join(" " if each in "[]:*?/\\" else each for each in title).strip("' ")
    name, number = _cut(clean, 31), 2
    while name.casefold() in taken:
        suffix = f" ({number})"
        name, number = _cut(clean, 31 - len(suffix)) + suffix, number + 1
    taken.add(name.casefold())
    return name


def _cut(text: str, units: int) -> str:
    while len(text.encode("utf-16-le")) > 2 * units:
        text = text[:-1]
    return text.rstrip("' ")
