"""Grids: the item model, pasting a block as one step, and the keyboard of the table."""

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QLineEdit
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.forms.sheets.layouts import layout_section
from app.models.answers import Place
from app.models.findings import Finding, Severity
from app.models.money import MoneyUnit
from app.ui.forms.sheets.sheet_model import PLACE_ROLE, PasteOutcome, SheetModel
from app.ui.forms.sheets.sheet_table import SheetTable
from app.ui.forms.sheets.sheet_view import SheetSectionView
from tests.ui.forms.hosts import PROJECT, MemoryHost

HOST_AGENCY = "MOE"


@pytest.fixture
def host(qtbot: QtBot) -> MemoryHost:
    return MemoryHost(HOST_AGENCY)


def build_model(host: MemoryHost, section_id: str) -> SheetModel:
    section = host.section(section_id)
    keys = (None,) if section.spec.rows is None else host.row_keys(section)
    return SheetModel(host, layout_section(section, keys))


@pytest.fixture
def model(host: MemoryHost) -> SheetModel:
    return build_model(host, "indicators")


def column(model: SheetModel, field: str) -> int:
    return [each.id for each in model.fields].index(field)


def first_key(model: SheetModel) -> str:
    row = model.place(model.index(0, 0)).row
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
    assert host.answers.get(model.place(index)) == "1234"
    assert index.data() == "1,234"


def test_the_unit_of_the_row_may_be_typed_along_and_no_other(
    model: SheetModel, host: MemoryHost
) -> None:
    index = model.index(0, column(model, "achieved"))
    unit = str(model.index(0, column(model, "unit")).data())
    model.setData(index, f"1,234 {unit}")
    assert host.answers.get(model.place(index)) == "1234"
    model.setData(index, "1,234 噸")
    assert index.data() == "1,234 噸"
    assert f"「{unit}」" in str(index.data(Qt.ItemDataRole.ToolTipRole))
    results = model.paste(0, column(model, "achieved"), [[f"1,300{unit}"]])
    assert [each.outcome for each in results] == [PasteOutcome.WRITTEN]


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
    assert host.answers.get(model.place(index)) is None
    model.setData(index, "12")
    assert index.data(Qt.ItemDataRole.ToolTipRole) is None


def test_a_pasted_block_is_one_step_with_a_result_per_cell(
    model: SheetModel, host: MemoryHost
) -> None:
    at = column(model, "achieved")
    results = model.paste(0, at, [["120", "很多", "", "不可寫", "", "", "", "備註"]])
    outcomes = [each.outcome for each in results]
    assert outcomes == [
        PasteOutcome.WRITTEN,
        PasteOutcome.UNREADABLE,
        PasteOutcome.UNCHANGED,
        *[PasteOutcome.READ_ONLY] * 4,
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
    results = model.paste(last, column(model, "note"), [["一", "二"], ["三"]])
    assert [each.outcome for each in results] == [
        PasteOutcome.WRITTEN,
        PasteOutcome.OUTSIDE,
        PasteOutcome.OUTSIDE,
    ]
    assert len(host.steps) == 1


def test_pasting_what_stands_there_already_is_no_step(model: SheetModel, host: MemoryHost) -> None:
    at = column(model, "achieved")
    model.paste(0, at, [["120"]])
    results = model.paste(0, at, [["120"]])
    assert results[0].outcome is PasteOutcome.UNCHANGED
    assert len(host.steps) == 1


def test_clearing_cells_is_one_step_and_takes_unreadable_text_along(
    model: SheetModel, host: MemoryHost
) -> None:
    at = column(model, "achieved")
    model.paste(0, at, [["120", "很多"]])
    model.clear_cells([model.index(0, at), model.index(0, at + 1)])
    assert len(host.steps) == 2
    assert model.index(0, at).data() == ""
    assert model.index(0, at + 1).data() == ""


def test_an_error_marks_its_cell(model: SheetModel, host: MemoryHost) -> None:
    index = model.index(0, column(model, "achieved"))
    place = model.place(index)
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


def test_tab_goes_through_the_cells_that_can_be_typed_in(qtbot: QtBot, model: SheetModel) -> None:
    table = SheetTable(model)
    qtbot.addWidget(table)
    table.show()
    visited = []
    table.setCurrentIndex(QModelIndex())
    while (following := table._neighbour(table.currentIndex(), 1)) is not None:
        table.setCurrentIndex(following)
        visited.append(model.fields[following.column()].id)
    assert visited == ["achieved", "cumulative", "completed_on", "note"] * model.rowCount()


def test_a_block_from_excel_is_pasted_at_the_current_cell(qtbot: QtBot, host: MemoryHost) -> None:
    view = SheetSectionView(host, host.section("indicators"))
    qtbot.addWidget(view)
    QGuiApplication.clipboard().setText("100\t250\r\n")
    view.table.setCurrentIndex(view.sheet.index(0, column(view.sheet, "achieved")))
    qtbot.keyClick(view.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    key = first_key(view.sheet)
    assert host.answers.get(Place(PROJECT, "indicators", key, "achieved")) == "100"
    assert host.answers.get(Place(PROJECT, "indicators", key, "cumulative")) == "250"
    assert "寫入 2 格" in view.notices.notices()[0].text


def test_a_paste_names_what_could_not_be_read(qtbot: QtBot, host: MemoryHost) -> None:
    view = SheetSectionView(host, host.section("indicators"))
    qtbot.addWidget(view)
    QGuiApplication.clipboard().setText("約一百")
    view.table.setCurrentIndex(view.sheet.index(0, column(view.sheet, "achieved")))
    view.table.paste_block()
    notice = view.notices.notices()[0]
    assert notice.kind == "warning"
    assert "第 1 列" in notice.text
    assert "約一百" in notice.text


def test_a_paste_and_a_typed_cell_say_what_was_cleaned(qtbot: QtBot, host: MemoryHost) -> None:
    view = SheetSectionView(host, host.section("indicators"))
    qtbot.addWidget(view)
    place = view.sheet.index(0, column(view.sheet, "note"))
    view.table.setCurrentIndex(place)
    QGuiApplication.clipboard().setText("⼈⼝\u200b")
    view.table.paste_block()
    said = "已整理文字：2 個相容字改為標準字、1 個看不見的字元已移除。"
    assert [each.text for each in view.notices.notices() if each.kind == "info"] == [said]
    view.sheet.setData(place, "⾦")
    said = "已整理文字：1 個相容字改為標準字。"
    assert [each.text for each in view.notices.notices() if each.kind == "info"] == [said]
    assert view.sheet.data(place) == "金"


def test_undoing_a_paste_takes_its_notice_and_its_unreadable_texts_along(
    qtbot: QtBot, host: MemoryHost
) -> None:
    view = SheetSectionView(host, host.section("indicators"))
    qtbot.addWidget(view)
    host.values_changed.connect(view.refresh)
    at = column(view.sheet, "achieved")
    written, unread = view.sheet.place(view.sheet.index(0, at)), view.sheet.index(0, at + 1)
    view.table.setCurrentIndex(view.sheet.index(0, at))
    QGuiApplication.clipboard().setText("120\t很多")
    view.table.paste_block()
    assert view.notices.notices()
    assert unread.data() == "很多"
    assert host.texts == {view.sheet.place(unread): "很多"}
    host.commit({written: "130"}, "typed over")
    assert unread.data() == "很多"
    assert view.notices.notices()
    host.commit({written: None}, "as undo does", texts={view.sheet.place(unread): None})
    assert unread.data() != "很多"
    assert not view.notices.notices()


def test_what_is_typed_into_a_cell_is_kept_while_its_editor_is_open(
    qtbot: QtBot, model: SheetModel, host: MemoryHost
) -> None:
    table = SheetTable(model)
    qtbot.addWidget(table)
    host.values_changed.connect(model.refresh)
    table.show()
    at = model.index(0, column(model, "achieved"))
    model.setData(at, "5")
    place = model.place(at)
    table.setCurrentIndex(at)
    qtbot.keyClick(table, Qt.Key.Key_F2)
    editor = table.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    qtbot.keyClicks(editor, "about 7")
    qtbot.waitUntil(lambda: host.texts == {place: "about 7"}, timeout=5000)
    assert (editor.text(), table.state()) == ("about 7", QAbstractItemView.State.EditingState)
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert (host.texts, host.answers.get(place)) == ({}, "5")


def test_copying_gives_back_what_pastes_into_the_same_cells(
    qtbot: QtBot, model: SheetModel, host: MemoryHost
) -> None:
    table = SheetTable(model)
    qtbot.addWidget(table)
    at = column(model, "achieved")
    model.paste(0, at, [["1,200", "3,400"]])
    table.clearSelection()
    for offset in (0, 1):
        table.selectionModel().select(
            model.index(0, at + offset), table.selectionModel().SelectionFlag.Select
        )
    table.copy_selection()
    assert QGuiApplication.clipboard().text() == "1,200\t3,400"


def test_enter_opens_the_editor_of_a_cell_and_keeps_what_is_typed(
    qtbot: QtBot, model: SheetModel, host: MemoryHost
) -> None:
    table = SheetTable(model)
    qtbot.addWidget(table)
    table.show()
    table.setCurrentIndex(model.index(0, column(model, "achieved")))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert table.state() is QAbstractItemView.State.EditingState
    editor = table.findChild(QLineEdit)
    assert editor is not None
    qtbot.keyClicks(editor, "77")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    place = Place(PROJECT, "indicators", first_key(model), "achieved")
    qtbot.waitUntil(lambda: host.answers.get(place) == "77")
    assert table.state() is not QAbstractItemView.State.EditingState


@pytest.fixture
def plan(qtbot: QtBot) -> SheetSectionView:
    """The rows of a project whose indicators are many."""
    host = MemoryHost("MOEA")
    view = SheetSectionView(host, host.section("indicators", "P15"))
    qtbot.addWidget(view)
    return view


def paste(view: SheetSectionView, field: str, row: int, text: str) -> str:
    view.table.setCurrentIndex(view.sheet.index(row, column(view.sheet, field)))
    QGuiApplication.clipboard().setText(text)
    view.table.paste_block()
    return "\n".join(each.text for each in view.notices.notices())


def shown(view: SheetSectionView, field: str, row: int) -> str:
    return str(view.sheet.index(row, column(view.sheet, field)).data() or "")


def named(view: SheetSectionView, name: str) -> int:
    """The row of a metric."""
    names = [shown(view, "metric", each) for each in range(view.sheet.rowCount())]
    return next(at for at, each in enumerate(names) if each.endswith(name))


def test_rows_go_where_their_names_stand(plan: SheetSectionView) -> None:
    worth, invested = named(plan, " 產值與商機"), named(plan, " 綠色供應鏈投資")
    said = paste(
        plan,
        "metric",
        0,
        "(十五) 產值與商機\t4,000\t萬元\t4,100\r\n(十五)綠色供應鏈投資\t900\t萬元\t950\r\n",
    )
    assert (shown(plan, "achieved", worth), shown(plan, "achieved", invested)) == ("4,100", "950")
    assert "標題與名稱" in said
    assert "相同 6 格" in said
    assert plan.notices.notices()[0].kind == "ok"


def test_a_row_nobody_asks_about_is_named_and_written_nowhere(plan: SheetSectionView) -> None:
    said = paste(plan, "metric", 0, "另一項指標\t1\t家\t77\r\n")
    assert all(shown(plan, "achieved", each) == "" for each in range(plan.sheet.rowCount()))
    assert "「另一項指標」不是本表的列，整列未寫入。" in said
    assert plan.notices.notices()[0].kind == "warning"


def test_headings_say_which_column_is_which_and_are_no_row(plan: SheetSectionView) -> None:
    paste(plan, "achieved", 1, "說明\t本年達成值（家）\r\n已結案\t120\r\n\t130\r\n")
    assert [shown(plan, "achieved", each) for each in (0, 1, 2)] == ["", "120", "130"]
    assert [shown(plan, "note", each) for each in (0, 1, 2)] == ["", "已結案", ""]


def test_a_unit_beside_the_figure_is_converted_or_refused(plan: SheetSectionView) -> None:
    row = named(plan, " 產值與商機")
    name = shown(plan, "metric", row)
    paste(plan, "metric", row, f"{name}\t\t千元\t41,000\r\n")
    assert shown(plan, "achieved", row) == "4,100"
    said = paste(plan, "metric", row, f"{name}\t\t家\t41\r\n")
    assert "本欄以「萬元」計" in said


def test_a_blank_of_the_block_keeps_what_stands_there(plan: SheetSectionView) -> None:
    paste(plan, "achieved", 0, "12\r\n13\r\n")
    paste(plan, "achieved", 0, "\r\n14\r\n")
    assert [shown(plan, "achieved", each) for each in (0, 1)] == ["12", "14"]


def test_a_leading_quotation_mark_opens_nothing(plan: SheetSectionView) -> None:
    text = '160\t\t\t\t"示範家數，另計\r\n950\t\t\t\t一般\r\n4600\t\t\t\t一般\r\n'
    paste(plan, "achieved", 0, text)
    assert [shown(plan, "achieved", each) for each in range(3)] == ["160", "950", "4,600"]


def copy_html(html: str, text: str) -> None:
    mime = QMimeData()
    mime.setHtml(html)
    mime.setText(text)
    QGuiApplication.clipboard().setMimeData(mime)


def test_the_html_of_a_sheet_goes_before_its_text(plan: SheetSectionView) -> None:
    rows = (
        '<tr><td sdval="1234.567" sdnum="1028;0;#,##0.0">1,234.6</td><td>########</td></tr>'
        "<tr style='display:none'><td>9</td><td>9</td></tr>"
        '<tr><td sdval="2500" sdnum="1028;0;#,##0">2,500</td><td>3</td></tr>'
    )
    copy_html(f"<table>{rows}</table>", "1,234.6\t777\r\n9\t9\r\n2,500\t3\r\n")
    plan.table.setCurrentIndex(plan.sheet.index(0, column(plan.sheet, "achieved")))
    plan.table.paste_block()
    assert [shown(plan, "achieved", each) for each in range(3)] == ["1,234.567", "2,500", ""]
    assert [shown(plan, "cumulative", each) for each in range(3)] == ["777", "3", ""]
    assert "隱藏而略過 1 列" in plan.notices.notices()[0].text


def test_digits_that_cannot_be_kept_leave_what_was_seen(model: SheetModel) -> None:
    at = column(model, "achieved")
    model.paste(0, at, [["1234567890123.456"]], [["1,234,567,890,123"]])
    assert model.index(0, at).data() == "1,234,567,890,123"
