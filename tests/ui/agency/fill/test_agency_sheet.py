"""The sheets over all projects: the same draft as the forms, and the ways between both."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.agency.drafts.draft import Draft
from app.forms.sheets.layouts import SheetKind
from app.models.answers import Place, nil_place
from app.ui.agency.fill.agency_sheet import AgencySheet
from app.ui.agency.fill.desk import FillDesk
from app.ui.agency.fill.page import FillPage
from app.ui.agency.fill_target import FillTarget
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.shell.main_window import MainWindow
from app.ui.shell.preferences import PreferenceFile
from tests.agency.desks import AVAILABLE, PAID
from tests.ui.agency.fill.windows import show_window

pytestmark = pytest.mark.slow

OTHER = PAID._replace(project="P07")


@pytest.fixture
def window(qtbot: QtBot, preferences: PreferenceFile, tmp_path: Path) -> MainWindow:
    shown = show_window(qtbot, preferences, tmp_path, (1366, 768))
    shown.go_to("fill", FillTarget(None, sheet=SheetKind.BUDGET))
    return shown


@pytest.fixture
def desk(window: MainWindow) -> FillDesk:
    page = window.page("fill")
    assert isinstance(page, FillPage) and page.desk is not None
    return page.desk


@pytest.fixture
def sheet(desk: FillDesk) -> AgencySheet:
    return desk.sheets[SheetKind.BUDGET]


@pytest.fixture
def workspace(window: MainWindow) -> AgencyWorkspace:
    assert isinstance(window.workspace, AgencyWorkspace)
    return window.workspace


@pytest.fixture
def draft(workspace: AgencyWorkspace) -> Draft:
    assert workspace.draft is not None
    return workspace.draft


def text_at(sheet: AgencySheet, place: Place) -> str:
    return str(sheet.panel.sheet.index_of(place).data())


def test_what_is_typed_into_the_sheet_stands_in_the_draft(
    qtbot: QtBot, sheet: AgencySheet, draft: Draft
) -> None:
    sheet.focus_place(OTHER)
    qtbot.keyClick(sheet.table, Qt.Key.Key_7)
    sheet.commit()
    assert draft.answers.get(OTHER) == 70_000


def test_what_the_form_changes_is_shown_when_the_sheet_comes_back(
    window: MainWindow, workspace: AgencyWorkspace, sheet: AgencySheet
) -> None:
    window.go_to("fill", FillTarget("P07", "budget"))
    workspace.commit({OTHER: 3_450_000}, "實支數")
    window.go_to("fill", FillTarget(None, sheet=SheetKind.BUDGET))
    assert text_at(sheet, OTHER) == "345"


def test_a_finding_marks_the_cell(workspace: AgencyWorkspace, sheet: AgencySheet) -> None:
    workspace.commit({AVAILABLE: 10_000, PAID: 90_000}, "數字")
    workspace.check_now()
    tip = sheet.panel.sheet.index_of(PAID).data(Qt.ItemDataRole.ToolTipRole)
    assert "F105" in str(tip) or "F122" in str(tip)


def test_undo_stays_in_the_sheet_that_shows_the_place(
    workspace: AgencyWorkspace, desk: FillDesk, sheet: AgencySheet, draft: Draft
) -> None:
    workspace.commit({OTHER: 10_000}, "實支數")
    workspace.undo()
    assert draft.answers.get(OTHER) is None
    assert desk.stack.currentWidget() is sheet
    assert sheet.place == OTHER


def test_undo_leaves_the_sheet_for_a_place_that_is_not_in_it(
    workspace: AgencyWorkspace, desk: FillDesk, sheet: AgencySheet
) -> None:
    narrative = Place("P07", "results", None, "narrative")
    workspace.commit({narrative: "說明"}, "執行成果")
    workspace.undo()
    assert desk.stack.currentWidget() is desk.form("P07")
    assert desk.section == "results"


def test_ctrl_enter_goes_to_the_projects_field_and_alt_left_comes_back(
    qtbot: QtBot, window: MainWindow, desk: FillDesk, sheet: AgencySheet
) -> None:
    sheet.focus_place(OTHER)
    window.page("fill").step_group()
    assert desk.stack.currentWidget() is desk.form("P07")
    assert desk.section == "budget"
    window.go_back()
    assert desk.stack.currentWidget() is sheet
    assert (sheet.place, QApplication.focusWidget()) == (OTHER, sheet.table)


def test_the_names_stay_in_view_while_the_figures_are_scrolled(
    qtbot: QtBot, window: MainWindow, sheet: AgencySheet
) -> None:
    frozen = sheet.table._frozen
    assert frozen.isHidden()
    last = sheet.panel.sheet.index(0, sheet.panel.sheet.columnCount() - 1)
    sheet.table.setCurrentIndex(last)
    assert frozen.isVisible()
    assert frozen.geometry().left() <= sheet.table.frameWidth()
    sheet.focus_place(AVAILABLE)
    left = sheet.table.visualRect(sheet.panel.sheet.index_of(AVAILABLE)).left()
    assert left >= frozen.reach(1)


def test_a_project_without_execution_is_named_so_and_not_typed_in(
    workspace: AgencyWorkspace, sheet: AgencySheet
) -> None:
    model = sheet.panel.sheet
    workspace.commit({nil_place("P07"): "本期未辦理"}, "本期無執行")
    index = model.index_of(OTHER)
    assert not model.flags(index) & Qt.ItemFlag.ItemIsEditable
    assert not model.setData(index, "12")
    assert "本期無執行" in str(model.index(index.row(), 0).data())


def test_the_list_leads_to_the_sheets(desk: FillDesk, window: MainWindow) -> None:
    assert desk.list.shown()[:3] == ["預算總表", "指標總表", "全機關資料"]
    window.go_to("fill", FillTarget("P06"))
    desk._choose(FillTarget(None, sheet=SheetKind.TARGETS))
    assert desk.stack.currentWidget() is desk.sheets[SheetKind.TARGETS]
    assert "指標總表" in desk.head.name.text()
