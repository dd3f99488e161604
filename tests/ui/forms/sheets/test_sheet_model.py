"""The item model of a sheet, and a block written into it as one step."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.models.answers import Answers, Place, nil_place
from app.models.findings import Finding, Severity
from app.models.money import MoneyUnit
from app.ui.forms.sheets.paste_plan import PasteOutcome
from app.ui.forms.sheets.sheet_edits import SheetEdits
from app.ui.forms.sheets.sheet_model import PLACE_ROLE, SheetModel
from tests.ui.forms.hosts import PROJECT, MemoryHost
from tests.ui.forms.sheets.sheets import build_model, build_overview, column, paste_into, place_of

HOST_AGENCY = "MOE"


@pytest.fixture
def host(qtbot: QtBot) -> MemoryHost:
    return MemoryHost(HOST_AGENCY)


@pytest.fixture
def model(host: MemoryHost) -> SheetModel:
    return build_model(host, "indicators")


def first_key(model: SheetModel) -> str:
    row = place_of(model, 0, "metric").row
    assert row is not None
    return row


def test_the_model_keeps_the_rules_of_item_models(
    qtmodeltester: ModelTester, host: MemoryHost
) -> None:
    for section_id in ("indicators", "qualitative"):
        model = build_model(host, section_id)
        qtmodeltester.check(model, force_py=True)


def test_a_row_stands_for_a_target_of_the_year(model: SheetModel, host: MemoryHost) -> None:
    keys = [each.key for each in host.section("indicators").fixed_rows]
    assert model.rowCount() == len(keys) > 0
    assert model.index(0, 0).data(PLACE_ROLE) == Place(PROJECT, "indicators", keys[0], "metric")


def test_typed_text_becomes_a_value(model: SheetModel, host: MemoryHost) -> None:
    index = model.index(0, column(model, "achieved"))
    assert model.setData(index, "1,234")
    assert host.answers.get(place_of(model, 0, "achieved")) == "1234"
    assert index.data() == "1,234"


def test_the_unit_of_the_row_may_be_typed_along_and_no_other(
    model: SheetModel, host: MemoryHost
) -> None:
    index = model.index(0, column(model, "achieved"))
    unit = str(model.index(0, column(model, "unit")).data())
    model.setData(index, f"1,234 {unit}")
    assert host.answers.get(place_of(model, 0, "achieved")) == "1234"
    model.setData(index, "1,234 噸")
    assert index.data() == "1,234 噸"
    assert f"「{unit}」" in str(index.data(Qt.ItemDataRole.ToolTipRole))
    results = paste_into(model, 0, column(model, "achieved"), [[f"1,300{unit}"]])
    assert results == [PasteOutcome.OVERWRITTEN]


def test_computed_cells_cannot_be_typed_in(model: SheetModel, host: MemoryHost) -> None:
    index = model.index(0, column(model, "metric"))
    assert not model.flags(index) & Qt.ItemFlag.ItemIsEditable
    assert not model.setData(index, "別的")
    assert host.steps == []


def test_attainment_follows_what_is_typed(model: SheetModel, host: MemoryHost) -> None:
    attainment = model.index(0, column(model, "attainment"))
    assert attainment.data() == "—"
    model.setData(model.index(0, column(model, "achieved")), "100000")
    assert str(attainment.data()).endswith("%")


def test_unreadable_text_stays_in_its_cell_with_the_reason(
    model: SheetModel, host: MemoryHost
) -> None:
    index = model.index(0, column(model, "achieved"))
    model.setData(index, "很多")
    assert index.data() == "很多"
    assert "很多" in str(index.data(Qt.ItemDataRole.ToolTipRole))
    assert host.answers.get(place_of(model, 0, "achieved")) is None
    model.setData(index, "12")
    assert index.data(Qt.ItemDataRole.ToolTipRole) is None


def test_a_pasted_block_is_one_step_with_a_result_per_cell(
    model: SheetModel, host: MemoryHost
) -> None:
    at = column(model, "achieved")
    results = paste_into(model, 0, at, [["120", "很多", "", "不可寫", "", "", "", "備註"]])
    assert results == [
        PasteOutcome.WRITTEN,
        PasteOutcome.UNREADABLE,
        PasteOutcome.UNCHANGED,
        PasteOutcome.READ_ONLY,
        *[PasteOutcome.UNCHANGED] * 3,
        PasteOutcome.WRITTEN,
    ]
    assert len(host.steps) == 1
    key = first_key(model)
    assert set(host.steps[0]) == {
        Place(PROJECT, "indicators", key, "achieved"),
        Place(PROJECT, "indicators", key, "note"),
    }
    assert model.index(0, column(model, "cumulative")).data() == "很多"


def test_cells_beyond_the_grid_are_reported_and_not_written(
    model: SheetModel, host: MemoryHost
) -> None:
    last = model.rowCount() - 1
    results = paste_into(model, last, column(model, "note"), [["一", "二"], ["三"]])
    assert results == [
        PasteOutcome.WRITTEN,
        PasteOutcome.OUTSIDE,
        PasteOutcome.OUTSIDE,
    ]
    assert len(host.steps) == 1


def test_pasting_what_stands_there_already_is_no_step(model: SheetModel, host: MemoryHost) -> None:
    at = column(model, "achieved")
    paste_into(model, 0, at, [["120"]])
    assert paste_into(model, 0, at, [["120"]]) == [PasteOutcome.UNCHANGED]
    assert len(host.steps) == 1


def test_clearing_cells_is_one_step_and_takes_unreadable_text_along(
    model: SheetModel, host: MemoryHost
) -> None:
    at = column(model, "achieved")
    paste_into(model, 0, at, [["120", "很多"]])
    SheetEdits(model).clear([model.index(0, at), model.index(0, at + 1)])
    assert len(host.steps) == 2
    assert model.index(0, at).data() == ""
    assert model.index(0, at + 1).data() == ""


def test_an_error_marks_its_cell(model: SheetModel, host: MemoryHost) -> None:
    index = model.index(0, column(model, "achieved"))
    place = place_of(model, 0, "achieved")
    assert index.data(Qt.ItemDataRole.DecorationRole) is None
    host.findings[place] = (
        Finding(code="F104", severity=Severity.ERROR, place=place, params={"label": "達成值"}),
    )
    assert index.data(Qt.ItemDataRole.DecorationRole) is not None
    assert "F104" in str(index.data(Qt.ItemDataRole.ToolTipRole))


def test_a_read_only_host_lets_nothing_be_typed(host: MemoryHost) -> None:
    host.read_only = True
    model = build_model(host, "indicators")
    assert not model.setData(model.index(0, column(model, "achieved")), "1")
    assert host.steps == []


def test_the_unit_of_money_stands_in_the_header(host: MemoryHost) -> None:
    model = build_model(host, "budget")
    at = column(model, "available")
    header = model.headerData(at, Qt.Orientation.Horizontal)
    assert "（萬元）" in str(header)
    host.set_unit(MoneyUnit.THOUSAND)
    assert "（千元）" in str(model.headerData(at, Qt.Orientation.Horizontal))


def test_digits_that_cannot_be_kept_leave_what_was_seen(model: SheetModel) -> None:
    at = column(model, "achieved")
    paste_into(model, 0, at, [["1234567890123.456"]], [["1,234,567,890,123"]])
    assert model.index(0, at).data() == "1,234,567,890,123"


def test_a_change_of_one_project_is_announced_for_its_rows_alone(
    qtbot: QtBot, host: MemoryHost
) -> None:
    model = build_overview(host, "budget")
    rows: list[int] = []
    model.dataChanged.connect(lambda first, last: rows.extend((first.row(), last.row())))
    second = host.blank.project_ids[1]
    model.refresh(frozenset({Place(second, "budget", None, "paid")}))
    assert rows == [1, 1]
    rows.clear()
    model.refresh(frozenset({nil_place(None)}))
    assert len(rows) == 2 * model.rowCount()


def test_the_sheet_of_all_projects_writes_into_each_of_them(host: MemoryHost) -> None:
    model = build_overview(host, "budget")
    at = column(model, "paid")
    assert paste_into(model, 0, at, [["1"], ["2"]]) == [PasteOutcome.WRITTEN] * 2
    paid = [Place(each, "budget", None, "paid") for each in host.blank.project_ids[:2]]
    assert [host.answers.get(each) for each in paid] == [10_000, 20_000]
    assert len(host.steps) == 1


def test_the_year_before_can_be_seen_and_not_typed_in(host: MemoryHost) -> None:
    paid = Place(host.blank.project_ids[0], "budget", None, "paid")
    host.earlier = Answers({paid: 98_120_000})
    model = build_overview(host, "budget")
    index = model.index(0, column(model, "paid#earlier"))
    assert index.data() == "9,812"
    assert str(model.headerData(index.column(), Qt.Orientation.Horizontal)).startswith("去年實支數")
    assert not model.setData(index, "1")
    assert paste_into(model, 0, index.column(), [["1"]]) == [PasteOutcome.READ_ONLY]
    assert host.steps == []


def test_a_project_with_nothing_to_report_is_named_and_not_typed_in(host: MemoryHost) -> None:
    host.commit({nil_place(host.blank.project_ids[0]): "延後辦理"}, "nil")
    model = build_overview(host, "budget")
    assert str(model.index(0, 0).data()).endswith("（本期無執行）")
    assert paste_into(model, 0, column(model, "paid"), [["1"]]) == [PasteOutcome.READ_ONLY]
    assert not model.setData(model.index(0, column(model, "paid")), "1")
