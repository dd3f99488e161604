"""A sheet on the screen: pasting with its preview, copying, filling, and the keyboard alone."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.models.answers import Place
from app.ui.forms.sheets.paste_plan import PasteOutcome
from app.ui.forms.sheets.sheet_panel import SheetPanel
from app.ui.forms.sheets.sheet_view import SheetSectionView
from tests.ui.forms.hosts import MemoryHost
from tests.ui.forms.sheets.sheets import build_overview, column, place_of

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def show(qtbot: QtBot, widget: QWidget, height: int = 500) -> None:
    qtbot.addWidget(widget)
    widget.resize(900, height)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is not None)


@pytest.fixture
def plan(qtbot: QtBot) -> SheetSectionView:
    """The rows of a project whose indicators are many."""
    host = MemoryHost("MOEA")
    view = SheetSectionView(host, host.section("indicators", "P15"))
    host.values_changed.connect(view.refresh)
    show(qtbot, view)
    view.table.setFocus()
    return view


@pytest.fixture
def host(plan: SheetSectionView) -> MemoryHost:
    found = plan.host
    assert isinstance(found, MemoryHost)
    return found


@pytest.fixture
def budget(qtbot: QtBot) -> SheetPanel:
    """The budgets of all projects of an agency that has many."""
    host = MemoryHost("MOEA")
    layout = build_overview(host, "budget").layout
    panel = SheetPanel(host, layout, "預算總表")
    host.values_changed.connect(panel.refresh)
    show(qtbot, panel)
    panel.table.setFocus()
    return panel


def go(view: SheetSectionView | SheetPanel, field: str, row: int) -> None:
    view.table.go_to(view.sheet.index(row, column(view.sheet, field)))


def select(view: SheetSectionView | SheetPanel, field: str, rows: range, width: int = 1) -> None:
    selection = view.table.selectionModel()
    go(view, field, rows[0])
    first = column(view.sheet, field)
    for row in rows:
        for at in range(first, first + width):
            selection.select(view.sheet.index(row, at), selection.SelectionFlag.Select)


def said(view: SheetSectionView) -> str:
    return "\n".join(each.text for each in view.panel.notices.notices())


def paste(view: SheetSectionView, field: str, row: int, text: str) -> str:
    """What the sheet says once the block is in it, its preview accepted."""
    go(view, field, row)
    QGuiApplication.clipboard().setText(text)
    view.panel.paste()
    if not view.panel.preview.isHidden():
        view.panel.preview.take.click()
    return said(view)


def shown(view: SheetSectionView | SheetPanel, field: str, row: int) -> str:
    return str(view.sheet.index(row, column(view.sheet, field)).data() or "")


def named(view: SheetSectionView, name: str) -> int:
    """The row of a metric."""
    names = [shown(view, "metric", each) for each in range(view.sheet.rowCount())]
    return next(at for at, each in enumerate(names) if each.endswith(name))


def listed(view: SheetSectionView, key: str) -> list[str]:
    """A column of the preview."""
    records = view.panel.preview.view.records
    getter = next(each.text for each in records.columns if each.key == key)
    return [getter(each) for each in records.records]


# -- pasting ---------------------------------------------------------------------------------


def test_a_block_that_fits_is_written_at_once(
    qtbot: QtBot, plan: SheetSectionView, host: MemoryHost
) -> None:
    QGuiApplication.clipboard().setText("100\t250\r\n")
    go(plan, "achieved", 0)
    qtbot.keyClick(plan.table, Qt.Key.Key_V, CONTROL)
    assert (shown(plan, "achieved", 0), shown(plan, "cumulative", 0)) == ("100", "250")
    assert "寫入 2 格" in said(plan)
    assert plan.panel.preview.isHidden()
    assert len(host.steps) == 1


def test_what_is_overwritten_is_shown_before_anything_is_written(
    qtbot: QtBot, plan: SheetSectionView, host: MemoryHost
) -> None:
    paste(plan, "achieved", 0, "100\r\n200\r\n")
    go(plan, "achieved", 0)
    QGuiApplication.clipboard().setText("100\r\n999\r\n300\r\n")
    plan.panel.paste()
    assert len(host.steps) == 1
    assert plan.table.isHidden()
    assert listed(plan, "outcome") == ["覆寫", "寫入"]
    assert (listed(plan, "before"), listed(plan, "after")) == (["200", ""], ["999", "300"])
    focus = QApplication.focusWidget()
    assert focus is plan.panel.preview.take
    qtbot.keyClick(focus, Qt.Key.Key_Return)
    assert [shown(plan, "achieved", each) for each in range(3)] == ["100", "999", "300"]
    assert (len(host.steps), plan.table.hasFocus()) == (2, True)


def test_escape_leaves_everything_as_it_was(
    qtbot: QtBot, plan: SheetSectionView, host: MemoryHost
) -> None:
    go(plan, "achieved", 0)
    QGuiApplication.clipboard().setText("約一百")
    plan.panel.paste()
    assert listed(plan, "outcome") == ["無法讀取"]
    assert "約一百" in listed(plan, "why")[0]
    qtbot.keyClick(plan.panel.preview.take, Qt.Key.Key_Escape)
    assert (host.steps, plan.panel.preview.isHidden(), plan.table.hasFocus()) == ([], True, True)


def test_what_cannot_be_read_stays_in_its_cell_and_is_not_called_done(
    plan: SheetSectionView, host: MemoryHost
) -> None:
    told = paste(plan, "achieved", 0, "約一百")
    assert host.texts == {place_of(plan.sheet, 0, "achieved"): "約一百"}
    assert "無法讀取 1 格" in told
    assert plan.panel.notices.notices()[0].kind == "warning"


def test_a_paste_and_a_typed_cell_say_what_was_cleaned(plan: SheetSectionView) -> None:
    assert "已整理文字：2 個相容字改為標準字、1 個看不見的字元已移除。" in paste(
        plan, "note", 0, "⼈⼝\u200b"
    )
    index = plan.sheet.index(0, column(plan.sheet, "note"))
    plan.sheet.setData(index, "⾦")
    assert said(plan) == "已整理文字：1 個相容字改為標準字。"
    assert index.data() == "金"


def test_a_paste_is_taken_back_from_its_message(plan: SheetSectionView, host: MemoryHost) -> None:
    paste(plan, "achieved", 0, "120\t很多")
    assert shown(plan, "cumulative", 0) == "很多"
    host.undo()
    assert (shown(plan, "achieved", 0), shown(plan, "cumulative", 0)) == ("", "")
    assert said(plan) == ""


def test_rows_go_where_their_names_stand(plan: SheetSectionView) -> None:
    worth, invested = named(plan, " 產值與商機"), named(plan, " 綠色供應鏈投資")
    told = paste(
        plan,
        "metric",
        0,
        "(十五) 產值與商機\t4,000\t萬元\t4,100\r\n(十五)綠色供應鏈投資\t900\t萬元\t950\r\n",
    )
    assert (shown(plan, "achieved", worth), shown(plan, "achieved", invested)) == ("4,100", "950")
    assert "標題與名稱" in told
    assert "相同 6 格" in told
    assert plan.panel.notices.notices()[0].kind == "ok"


def test_a_row_nobody_asks_about_is_named_and_written_nowhere(plan: SheetSectionView) -> None:
    go(plan, "metric", 0)
    QGuiApplication.clipboard().setText("另一項指標\t1\t家\t77\r\n")
    plan.panel.paste()
    assert "「另一項指標」不是本表的列，整列未寫入。" in plan.panel.preview.summary.text()
    assert not plan.panel.preview.take.isEnabled()
    assert QApplication.focusWidget() is plan.panel.preview.leave
    assert all(shown(plan, "achieved", each) == "" for each in range(plan.sheet.rowCount()))


def test_headings_say_which_column_is_which_and_are_no_row(plan: SheetSectionView) -> None:
    paste(plan, "achieved", 1, "說明\t本年達成值（家）\r\n已結案\t120\r\n\t130\r\n")
    assert [shown(plan, "achieved", each) for each in (0, 1, 2)] == ["", "120", "130"]
    assert [shown(plan, "note", each) for each in (0, 1, 2)] == ["", "已結案", ""]


def test_a_unit_beside_the_figure_is_converted_or_refused(plan: SheetSectionView) -> None:
    row = named(plan, " 產值與商機")
    name = shown(plan, "metric", row)
    paste(plan, "metric", row, f"{name}\t\t千元\t41,000\r\n")
    assert shown(plan, "achieved", row) == "4,100"
    go(plan, "metric", row)
    QGuiApplication.clipboard().setText(f"{name}\t\t家\t41\r\n")
    plan.panel.paste()
    assert "本欄以「萬元」計" in "\n".join(listed(plan, "why"))


def test_a_blank_keeps_what_stands_there_unless_it_is_asked_to_empty_it(
    qtbot: QtBot, plan: SheetSectionView, host: MemoryHost
) -> None:
    paste(plan, "achieved", 0, "12\r\n13\r\n")
    paste(plan, "achieved", 0, "\r\n14\r\n")
    assert [shown(plan, "achieved", each) for each in (0, 1)] == ["12", "14"]
    go(plan, "achieved", 0)
    QGuiApplication.clipboard().setText("\r\n14\r\n")
    plan.panel.paste()
    assert listed(plan, "outcome") == ["空白，保留原值"]
    plan.panel.preview.blanks.setFocus()
    qtbot.keyClick(plan.panel.preview.blanks, Qt.Key.Key_Space)
    assert listed(plan, "outcome") == ["清除"]
    qtbot.keyClick(plan.panel.preview.blanks, Qt.Key.Key_Return)
    assert [shown(plan, "achieved", each) for each in (0, 1)] == ["", "14"]
    assert len(host.steps) == 3


def test_a_leading_quotation_mark_opens_nothing(plan: SheetSectionView) -> None:
    text = '160\t\t\t\t"示範家數，另計\r\n950\t\t\t\t一般\r\n4600\t\t\t\t一般\r\n'
    paste(plan, "achieved", 0, text)
    assert [shown(plan, "achieved", each) for each in range(3)] == ["160", "950", "4,600"]


def test_the_html_of_a_sheet_goes_before_its_text_and_hidden_rows_are_told(
    plan: SheetSectionView,
) -> None:
    rows = (
        '<tr><td sdval="1234.567" sdnum="1028;0;#,##0.0">1,234.6</td><td>########</td></tr>'
        "<tr style='display:none'><td>9</td><td>9</td></tr>"
        '<tr><td sdval="2500" sdnum="1028;0;#,##0">2,500</td><td>3</td></tr>'
    )
    mime = QMimeData()
    mime.setHtml(f"<table>{rows}</table>")
    mime.setText("1,234.6\t777\r\n9\t9\r\n2,500\t3\r\n")
    QGuiApplication.clipboard().setMimeData(mime)
    go(plan, "achieved", 0)
    plan.panel.paste()
    assert "隱藏而略過 1 列" in plan.panel.preview.summary.text()
    plan.panel.preview.take.click()
    assert [shown(plan, "achieved", each) for each in range(3)] == ["1,234.567", "2,500", ""]
    assert [shown(plan, "cumulative", each) for each in range(3)] == ["777", "3", ""]


def test_one_cell_is_pasted_into_all_that_are_selected(plan: SheetSectionView) -> None:
    select(plan, "achieved", range(1, 4), width=2)
    QGuiApplication.clipboard().setText("7")
    plan.panel.paste()
    assert [shown(plan, "achieved", each) for each in range(5)] == ["", "7", "7", "7", ""]
    assert [shown(plan, "cumulative", each) for each in range(5)] == ["", "7", "7", "7", ""]


def test_a_preview_follows_what_changes_meanwhile(plan: SheetSectionView, host: MemoryHost) -> None:
    paste(plan, "achieved", 0, "1\r\n")
    go(plan, "achieved", 0)
    QGuiApplication.clipboard().setText("2\r\n3\r\n")
    plan.panel.paste()
    host.undo()
    assert listed(plan, "outcome") == ["寫入", "寫入"]


# -- copying ---------------------------------------------------------------------------------


def test_several_cells_are_copied_under_their_headings_and_paste_back(
    qtbot: QtBot, plan: SheetSectionView, host: MemoryHost
) -> None:
    paste(plan, "achieved", 0, "1,200\t3,400\r\n5\t6\r\n")
    select(plan, "achieved", range(2), width=2)
    qtbot.keyClick(plan.table, Qt.Key.Key_C, CONTROL)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text() == "本年達成值\t累計達成值\n1,200\t3,400\n5\t6"
    assert "<td>1,200</td>" in mime.html()
    plan.panel.clear()
    go(plan, "achieved", 0)
    plan.panel.paste()
    assert [shown(plan, "cumulative", each) for each in range(2)] == ["3,400", "6"]


def test_one_cell_or_a_copy_without_headings_is_the_cells_alone(
    qtbot: QtBot, plan: SheetSectionView
) -> None:
    paste(plan, "achieved", 0, "1,200\t3,400\r\n")
    go(plan, "achieved", 0)
    qtbot.keyClick(plan.table, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "1,200"
    select(plan, "achieved", range(1), width=2)
    qtbot.keyClick(plan.table, Qt.Key.Key_C, CONTROL | SHIFT)
    assert QGuiApplication.clipboard().text() == "1,200\t3,400"


def test_money_is_copied_with_its_unit_and_read_by_it(budget: SheetPanel) -> None:
    budget.sheet.setData(budget.sheet.index(0, column(budget.sheet, "available")), "110")
    budget.sheet.setData(budget.sheet.index(0, column(budget.sheet, "allocated")), "100")
    select(budget, "available", range(1), width=2)
    budget.copy()
    text = QGuiApplication.clipboard().text()
    assert text == "可支用預算數（萬元）\t累計分配數（萬元）\n110\t100"


# -- keyboard --------------------------------------------------------------------------------


def test_enter_goes_down_and_back_up(qtbot: QtBot, plan: SheetSectionView) -> None:
    go(plan, "achieved", 0)
    qtbot.keyClicks(plan.table, "7")
    editor = plan.table.findChild(QLineEdit)
    assert editor is not None
    qtbot.keyClicks(editor, "7")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert shown(plan, "achieved", 0) == "77"
    assert plan.table.state() is not QAbstractItemView.State.EditingState
    assert plan.table.currentIndex().row() == 1
    qtbot.keyClick(plan.table, Qt.Key.Key_Return)
    qtbot.keyClick(plan.table, Qt.Key.Key_Return, SHIFT)
    assert plan.table.currentIndex() == plan.sheet.index(1, column(plan.sheet, "achieved"))


def test_tab_goes_through_what_can_be_typed_in_and_out_of_the_sheet(qtbot: QtBot) -> None:
    host = MemoryHost()
    around = QWidget()
    view, after = SheetSectionView(host, host.section("indicators")), QLineEdit()
    layout = QVBoxLayout(around)
    layout.addWidget(view)
    layout.addWidget(after)
    show(qtbot, around)
    view.table.setFocus()
    visited = []
    for _ in range(view.sheet.rowCount() * 4):
        place = view.sheet.place(view.table.currentIndex())
        visited.append("" if place is None else place.field)
        qtbot.keyClick(view.table, Qt.Key.Key_Tab)
    assert visited == ["achieved", "cumulative", "completed_on", "note"] * view.sheet.rowCount()
    assert after.hasFocus()


def test_tab_keeps_what_is_typed_and_leaves_the_last_cell_too(qtbot: QtBot) -> None:
    host = MemoryHost()
    around = QWidget()
    view, after = SheetSectionView(host, host.section("indicators")), QLineEdit()
    layout = QVBoxLayout(around)
    layout.addWidget(view)
    layout.addWidget(after)
    show(qtbot, around)
    view.table.setFocus()
    go(view, "note", view.sheet.rowCount() - 1)
    qtbot.keyClick(view.table, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    qtbot.keyClicks(editor, "abc")
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert shown(view, "note", view.sheet.rowCount() - 1) == "abc"
    assert after.hasFocus()


def test_what_is_typed_into_a_cell_is_kept_while_its_editor_is_open(
    qtbot: QtBot, plan: SheetSectionView, host: MemoryHost
) -> None:
    at = plan.sheet.index(0, column(plan.sheet, "achieved"))
    plan.sheet.setData(at, "5")
    place = place_of(plan.sheet, 0, "achieved")
    plan.table.setCurrentIndex(at)
    qtbot.keyClick(plan.table, Qt.Key.Key_F2)
    editor = plan.table.findChild(QLineEdit)
    assert editor is not None
    qtbot.keyClicks(editor, "about 7")
    qtbot.waitUntil(lambda: host.texts == {place: "about 7"}, timeout=5000)
    assert (editor.text(), plan.table.state()) == (
        "about 7",
        QAbstractItemView.State.EditingState,
    )
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert (host.texts, host.answers.get(place)) == ({}, "5")


def test_ctrl_d_and_ctrl_r_fill_the_selection_as_one_step(
    qtbot: QtBot, plan: SheetSectionView, host: MemoryHost
) -> None:
    paste(plan, "achieved", 0, "1,200")
    select(plan, "achieved", range(3))
    qtbot.keyClick(plan.table, Qt.Key.Key_D, CONTROL)
    assert [shown(plan, "achieved", each) for each in range(4)] == ["1,200"] * 3 + [""]
    select(plan, "achieved", range(2), width=2)
    qtbot.keyClick(plan.table, Qt.Key.Key_R, CONTROL)
    assert [shown(plan, "cumulative", each) for each in range(3)] == ["1,200"] * 2 + [""]
    assert len(host.steps) == 3


def test_one_cell_takes_what_stands_above_it(qtbot: QtBot, plan: SheetSectionView) -> None:
    paste(plan, "note", 0, "同上年")
    go(plan, "note", 1)
    qtbot.keyClick(plan.table, Qt.Key.Key_D, CONTROL)
    assert shown(plan, "note", 1) == "同上年"


def test_a_cell_that_cannot_take_what_is_filled_in_is_told(
    qtbot: QtBot, plan: SheetSectionView, host: MemoryHost
) -> None:
    paste(plan, "cumulative", 0, "5")
    select(plan, "cumulative", range(1), width=2)  # the second holds dates
    qtbot.keyClick(plan.table, Qt.Key.Key_R, CONTROL)
    assert "略過 1 格" in said(plan)
    assert len(host.steps) == 1


def test_ctrl_semicolon_enters_the_day_where_a_date_belongs(
    qtbot: QtBot, plan: SheetSectionView, host: MemoryHost
) -> None:
    go(plan, "completed_on", 0)
    qtbot.keyClick(plan.table, Qt.Key.Key_Semicolon, CONTROL)
    assert host.answers.get(place_of(plan.sheet, 0, "completed_on")) == "2026-01-20"
    go(plan, "achieved", 0)
    qtbot.keyClick(plan.table, Qt.Key.Key_Semicolon, CONTROL)
    assert shown(plan, "achieved", 0) == ""
    assert "日期欄" in said(plan)


def test_delete_empties_what_is_selected_as_one_step(
    qtbot: QtBot, plan: SheetSectionView, host: MemoryHost
) -> None:
    paste(plan, "achieved", 0, "1\t2\r\n3\t4\r\n")
    select(plan, "achieved", range(2), width=2)
    qtbot.keyClick(plan.table, Qt.Key.Key_Delete)
    assert [shown(plan, each, 1) for each in ("achieved", "cumulative")] == ["", ""]
    assert len(host.steps) == 2


# -- looks -----------------------------------------------------------------------------------


def test_the_foot_counts_and_adds_up_what_is_selected(budget: SheetPanel) -> None:
    paid = column(budget.sheet, "paid")
    for row, text in enumerate(("1,200", "0.5", "")):
        budget.sheet.setData(budget.sheet.index(row, paid), text)
    select(budget, "paid", range(3))
    assert budget.sums.text() == "筆數 2　合計 1,200.5 萬元"
    go(budget, "paid", 0)
    assert budget.sums.text() == ""


def test_the_names_stay_while_the_rest_scrolls_and_the_current_cell_is_beside_them(
    budget: SheetPanel,
) -> None:
    table = budget.table
    assert (table.frozen.count, table.frozen.isVisible()) == (1, True)
    go(budget, "paid#earlier", 0)
    assert table.horizontalScrollBar().value() > 0
    go(budget, "funding_source", 0)
    left = table.visualRect(table.currentIndex()).left()
    assert left >= table.frozen_width
    assert table.indexAt(table.frozen.rect().center()).column() == 0


def test_a_click_on_a_frozen_name_is_one_on_the_sheet(qtbot: QtBot, budget: SheetPanel) -> None:
    go(budget, "paid#earlier", 0)
    frozen = budget.table.frozen
    at = frozen.visualRect(budget.sheet.index(1, 0)).center()
    qtbot.mouseClick(frozen.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert budget.table.currentIndex() == budget.sheet.index(1, 0)
    assert budget.table.hasFocus()


def test_a_sheet_of_many_rows_scrolls_by_itself(qtbot: QtBot) -> None:
    host = MemoryHost("MOEA")
    panel = SheetPanel(host, build_overview(host, "indicators").layout, "指標總表")
    show(qtbot, panel, height=360)
    table = panel.table
    qtbot.waitUntil(lambda: table.verticalScrollBar().maximum() > 0)
    go(panel, "achieved", panel.sheet.rowCount() - 1)
    assert table.viewport().rect().contains(table.visualRect(table.currentIndex()).center())
    assert table.frozen.verticalScrollBar().value() == table.verticalScrollBar().value() > 0


def test_a_width_that_is_drawn_is_kept_for_the_next_time(
    qtbot: QtBot, plan: SheetSectionView, host: MemoryHost
) -> None:
    at = column(plan.sheet, "achieved")
    plan.table.horizontalHeader().resizeSection(at, 222)
    qtbot.waitUntil(lambda: "indicators" in host.widths)
    assert set(host.widths["indicators"]) == {"achieved"}
    again = SheetSectionView(host, plan.section)
    show(qtbot, again)
    assert abs(again.table.columnWidth(at) - 222) <= 1
    again.table.widths.forget()
    assert host.widths["indicators"] == {}
    assert again.table.columnWidth(at) != 222


def test_what_is_wrong_with_a_cell_is_said_with_the_name_of_its_row(
    plan: SheetSectionView,
) -> None:
    row = named(plan, " 產值與商機")
    index = plan.sheet.index(row, column(plan.sheet, "achieved"))
    plan.sheet.setData(index, "很多")
    tip = str(index.data(Qt.ItemDataRole.ToolTipRole))
    assert tip.startswith(f"{shown(plan, 'metric', row)}・本年達成值\n")
    assert "很多" in tip


def test_every_command_of_the_menu_says_its_keys(plan: SheetSectionView) -> None:
    texts = [(each.text, each.keys) for each in plan.panel._commands()]
    assert ("向下填滿", "Ctrl+D") in texts
    assert ("今天日期", "Ctrl+;") in texts
    assert all(keys for text, keys in texts if text != "還原欄寬")


def test_no_outcome_is_said_of_a_paste_that_was_not_saved(
    plan: SheetSectionView, host: MemoryHost
) -> None:
    host.refuses = True
    assert paste(plan, "achieved", 0, "5") == ""


def test_a_paste_of_the_same_says_that_nothing_changed(plan: SheetSectionView) -> None:
    paste(plan, "achieved", 0, "5")
    assert "沒有變更" in paste(plan, "achieved", 0, "5")


def test_the_counts_leave_out_blanks_over_blanks(plan: SheetSectionView) -> None:
    go(plan, "achieved", 0)
    QGuiApplication.clipboard().setText("5\t\r\n\t6\r\n")
    plan.panel.paste()
    assert "寫入 2 格" in said(plan)
    assert PasteOutcome.UNCHANGED.value not in said(plan)
    assert "相同" not in said(plan)


def test_a_place_of_another_sheet_is_not_here(plan: SheetSectionView) -> None:
    assert plan.panel.focus_place(Place("P15", "budget", None, "paid")) is None
