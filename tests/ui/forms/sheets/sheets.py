"""Sheets on a host in memory, and blocks pasted into them."""

from app.forms.sheets.layouts import SheetColumn, SheetLayout, SheetRow, lay_out_section
from app.models.answers import Place
from app.notations.html_blocks import Block
from app.ui.forms.sheets.paste_plan import PasteOutcome, plan_paste
from app.ui.forms.sheets.sheet_edits import SheetEdits
from app.ui.forms.sheets.sheet_model import SheetModel
from tests.ui.forms.hosts import MemoryHost


def build_model(host: MemoryHost, section_id: str) -> SheetModel:
    section = host.section(section_id)
    layout = lay_out_section(section, host.row_keys(section))
    return SheetModel(host, layout, section.spec.title)


def column(model: SheetModel, field: str) -> int:
    return [each.key for each in model.layout.columns].index(field)


def place_of(model: SheetModel, row: int, field: str) -> Place:
    place = model.place(model.index(row, column(model, field)))
    assert place is not None
    return place


def paste_into(
    model: SheetModel,
    row: int,
    at: int,
    block: list[list[str]],
    shown: list[list[str]] | None = None,
) -> list[PasteOutcome]:
    plan = plan_paste(model.cells, Block(block, shown or block), row, at)
    SheetEdits(model).apply(plan)
    return [each.outcome for each in plan.cells]


def build_overview(host: MemoryHost, section_id: str) -> SheetModel:
    """One section of all projects, and what the year before held of the sums paid."""
    sections = [each for each in host.blank.sections if each.spec.id == section_id]
    rows = tuple(
        SheetRow(each, key, host.programme.project(each.project_id or "").name)
        for each in sections
        for key in ([row.key for row in each.fixed_rows] if each.spec.rows else [None])
    )
    fields = sections[0].spec.fields
    earlier = [SheetColumn(each, is_earlier=True) for each in fields if each.id == "paid"]
    columns = (SheetColumn(None), *map(SheetColumn, fields), *earlier)
    return SheetModel(host, SheetLayout("all", columns, rows), "總表")
