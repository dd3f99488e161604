"""The sections that are printed as the form declares them: a chapter of tables, and by project."""

from collections.abc import Iterator, Mapping, Sequence

from app.documents.blocks import LANDSCAPE, Block
from app.documents.flow import new_page
from app.documents.grids import Cell, Ruled
from app.models.forms import Scope
from app.reports.annual_report.context import ReportContext
from app.reports.annual_report.flow import banner, build_grid, label, paragraph, prose
from app.reports.columns import CellKind, format_cell
from app.reports.form_reading import sum_up
from app.reports.section_figures import SectionFigures, SectionRow
from app.reports.section_tables import MARK, build_section_table, field_key

_OWNER_WIDTHS = {"project_id": 6, "project_name": 19, "agency_name": 14}
_MARK_WIDTH = 7
_WIDTHS = {CellKind.LONG_TEXT: 34, CellKind.TEXT: 20}
_WIDTH, _PAGE = 11, 100
"""Of a column of any other kind, and what there is room for beside the owner of a row."""
_HEAD = 0.2


def build_sections(context: ReportContext) -> list[Block]:
    """Build the chapter, in landscape; none where everything is said elsewhere."""
    sections = context.figures.sections
    if not sections:
        return []
    story: list[Block] = [
        new_page(LANDSCAPE),
        context.outline.chapter(
            "填報內容" if not context.figures.coverage.parts else "其他填報內容"
        ),
    ]
    for each in sections:
        story += [context.outline.section(each.title), *_build_section(context, each)]
    return story


def _build_section(context: ReportContext, section: SectionFigures) -> Iterator[Block]:
    if not section.rows:
        yield paragraph("本填報期各機關均未填列。")
        return
    table = build_section_table(context.tables, section)
    known = {each.key for each in table.columns}
    owner = {key: width for key, width in _OWNER_WIDTHS.items() if key in known}
    owner |= {MARK: _MARK_WIDTH} if MARK in known else {}
    parts = list(_share_out(section))
    for number, part in enumerate(parts, start=1):
        caption = f"（{number}／{len(parts)}）" if len(parts) > 1 else ""
        footer = _total(section, owner, part)
        yield build_grid(
            table, owner | part, caption=caption, headers={"project_id": "計畫"}, footer=footer
        )


def _total(
    section: SectionFigures, owner: Mapping[str, float], part: Mapping[str, float]
) -> list[str]:
    """The row of the control totals the form declares; none where it declares none of these."""
    sums = {
        field_key(index): format_cell(_add_column(section, index), column.kind)
        for index, column in enumerate(section.columns)
        if column.field.control_total
    }
    if not sums.keys() & part.keys():
        return []
    blank = [""] * (len(owner) - 1)
    return ["合計", *blank, *(sums.get(key, "") for key in part)]


def _add_column(section: SectionFigures, index: int) -> int | None:
    return sum_up(
        value if isinstance(value, int) else None
        for value in (row.values[index] for row in section.rows)
    )


def _share_out(section: SectionFigures) -> Iterator[dict[str, float]]:
    """The widths of the fields, in as many tables as it takes to keep them readable."""
    part: dict[str, float] = {}
    for index, column in enumerate(section.columns):
        width = _WIDTHS.get(column.kind, _WIDTH)
        if part and sum(part.values()) + width > _PAGE:
            yield part
            part = {}
        part[field_key(index)] = width
    yield part


def build_project_sections(context: ReportContext, project_id: str) -> Iterator[Block]:
    """Build what a project filled in, section by section, for its sheet."""
    for section in context.figures.sections:
        if section.scope is Scope.PROJECT:
            for row in section.rows_of(project_id):
                yield Ruled(list(_row_cells(section, row)), 1, space_after=8)


def _row_cells(section: SectionFigures, row: SectionRow) -> Iterator[Sequence[Cell]]:
    title = section.title
    if row.mark:
        title = f"{section.row_label if section.is_numbered else section.title} {row.mark}"
    yield [banner(title)]
    for column, cell in zip(section.columns, row.values, strict=True):
        unit = "（萬元）" if column.kind is CellKind.MONEY else ""
        text = format_cell(cell, column.kind)
        yield [label(f"{column.label}{unit}", _HEAD), prose(text, 1 - _HEAD)]
