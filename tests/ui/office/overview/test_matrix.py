"""Agencies unfold into their projects, by mouse and keys, and are kept by state."""

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.models.reviews import ReturnState
from app.ui.office.destinations import ReviewPlace
from app.ui.office.overview.page import OverviewPage
from app.ui.office.overview.project_lines import ProjectRecord
from app.ui.office.review.page import ReviewPage
from app.ui.office.workspace import OfficeWorkspace
from app.ui.widgets.record_table import RECORD_ROLE
from tests.ui.office.conftest import show
from tests.ui.office.scenes import ROUND_ID

pytestmark = pytest.mark.slow


def overview(qtbot: QtBot, workspace: OfficeWorkspace) -> OverviewPage:
    page = show(qtbot, workspace, "overview")
    assert isinstance(page, OverviewPage)
    return page


def names(page: OverviewPage) -> list[str]:
    proxy = page.matrix.proxy
    return [proxy.index(row, 0).data() for row in range(proxy.rowCount())]


def choose(page: OverviewPage, agency: str) -> None:
    proxy = page.matrix.proxy
    for row in range(proxy.rowCount()):
        record = proxy.index(row, 0).data(RECORD_ROLE)
        if not isinstance(record, ProjectRecord) and record.row.agency == agency:
            page.matrix.select_row(row)
            return
    raise LookupError(agency)


def find_agency(page: OverviewPage, *, has_return: bool = True) -> str:
    """One that has handed in, or has not."""
    rows = [each.row for each in page.matrix.records.records]
    return next(str(each.agency) for each in rows if (each.revision is not None) is has_return)


def test_the_projects_of_an_agency_unfold_below_it_and_fold_again(
    qtbot: QtBot, received: OfficeWorkspace, qtmodeltester: ModelTester
) -> None:
    page = overview(qtbot, received)
    agency = find_agency(page)
    projects = [each.name for each in received.programme.projects_of(agency)]
    choose(page, agency)
    qtbot.keyClick(page.matrix, Qt.Key.Key_Right)
    at = names(page).index(received.agency_name(agency))
    shown = names(page)[at + 1 : at + 1 + len(projects)]
    assert [each.strip().split(" ", 1)[1] for each in shown] == projects
    assert page.matrix.currentIndex().row() == at
    qtmodeltester.check(page.matrix.records)
    qtbot.keyClick(page.matrix, Qt.Key.Key_Left)
    assert len(names(page)) == 17


def test_projects_stay_below_their_agency_however_the_matrix_is_sorted(
    qtbot: QtBot, received: OfficeWorkspace
) -> None:
    page = overview(qtbot, received)
    agency = find_agency(page)
    page.matrix.fold(agency, unfolded=True)
    for order in (Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder):
        for column in range(page.matrix.proxy.columnCount()):
            page.matrix.sortByColumn(column, order)
            rows = page.matrix.proxy
            found = [rows.index(row, 0).data(RECORD_ROLE) for row in range(rows.rowCount())]
            at = [isinstance(each, ProjectRecord) for each in found].index(True)
            assert found[at - 1].row.agency == agency


def test_a_click_on_the_number_of_projects_unfolds(qtbot: QtBot, received: OfficeWorkspace) -> None:
    page = overview(qtbot, received)
    choose(page, find_agency(page))
    rect = page.matrix.visualRect(page.matrix.currentIndex().siblingAtColumn(4))
    spot = QPoint(rect.left() + 8, rect.center().y())
    qtbot.mouseClick(page.matrix.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert len(names(page)) > 17
    qtbot.mouseClick(page.matrix.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert len(names(page)) == 17


def test_an_agency_without_a_return_unfolds_into_nothing(
    qtbot: QtBot, received: OfficeWorkspace
) -> None:
    page = overview(qtbot, received)
    choose(page, find_agency(page, has_return=False))
    qtbot.keyClick(page.matrix, Qt.Key.Key_Right)
    assert len(names(page)) == 17


def test_enter_on_a_project_leads_to_it_in_the_return(
    qtbot: QtBot, received: OfficeWorkspace
) -> None:
    page = overview(qtbot, received)
    agency = find_agency(page)
    page.matrix.fold(agency, unfolded=True)
    page.matrix.select_row(page.matrix.currentIndex().row() + 1)
    with qtbot.waitSignal(page.page_requested) as asked:
        qtbot.keyClick(page.matrix, Qt.Key.Key_Return)
    assert asked.args is not None
    where, place = asked.args
    project = received.programme.projects_of(agency)[0].id
    assert where == "review" and isinstance(place, ReviewPlace)
    assert (place.round_id, place.agency) == (ROUND_ID, agency)
    review = show(qtbot, received, "review")
    assert isinstance(review, ReviewPage)
    review.show_target(place)
    qtbot.waitUntil(lambda: review.panel.sheet is not None)
    row = review.panel.model.lines[review.panel.view.currentIndex().row()].row
    assert row is not None and row.place.project == project


def test_the_states_pressed_keep_their_agencies(qtbot: QtBot, received: OfficeWorkspace) -> None:
    page = overview(qtbot, received)
    waiting = page.chips.buttons[ReturnState.UNDER_REVIEW]
    waiting.click()
    assert len(names(page)) == 2
    page.chips.buttons[ReturnState.NOT_RECEIVED].click()
    assert len(names(page)) == 17
    waiting.click()
    assert len(names(page)) == 15
    page.chips.buttons[ReturnState.NOT_RECEIVED].click()
    assert len(names(page)) == 17
