"""The table of a section as the form declares it, with the agency and the project of each row."""

from collections.abc import Callable

from app.models.forms import Scope
from app.reports.columns import CellKind, CellValue, Column, Table
from app.reports.section_figures import SectionFigures, SectionRow
from app.reports.table_columns import CODE, own_column
from app.reports.tables import ReportTables

_WIDTHS = {
    CellKind.LONG_TEXT: 60, CellKind.TEXT: 24, CellKind.CODE: 12, CellKind.DATE: 12,
    CellKind.MONEY: 16, CellKind.PERCENT: 10,
}  # fmt: skip
MARK = "mark"


def build_section_table(tables: ReportTables, section: SectionFigures) -> Table[SectionRow]:
    """Build the table; the columns of its fields bear the printed labels."""
    is_of_projects = section.scope is Scope.PROJECT
    owner = (
        tables.project_columns("project_id") if is_of_projects else tables.agency_columns("agency")
    )
    mark = own_column(MARK, "序號" if section.is_numbered else "代號", CODE, 10)
    fields = tuple(
        Column(field_key(index), each.label, _nth(index), each.kind, _WIDTHS.get(each.kind, 12))
        for index, each in enumerate(section.columns)
    )
    columns = (*owner, *((mark,) if section.is_repeating else ()), *fields)
    return Table(section.id, section.title, columns, section.rows)


def field_key(index: int) -> str:
    """The key of the column of a field; never that of another column."""
    return f"field-{index}"


def _nth(index: int) -> Callable[[SectionRow], CellValue]:
    return lambda row: row.values[index]
