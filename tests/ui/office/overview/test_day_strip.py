"""What waits today is a button each, and leads there."""

import pytest
from pytestqt.qtbot import QtBot

from app.models.day import TaskKind
from app.ui.office.overview.page import OverviewPage
from app.ui.office.workspace import OfficeWorkspace
from tests.ui.office.conftest import show

pytestmark = pytest.mark.slow


def overview(qtbot: QtBot, workspace: OfficeWorkspace) -> OverviewPage:
    page = show(qtbot, workspace, "overview")
    assert isinstance(page, OverviewPage)
    return page


def test_returns_that_wait_lead_to_the_review(qtbot: QtBot, received: OfficeWorkspace) -> None:
    page = overview(qtbot, received)
    button = next(each for each in page.day.buttons if each.text().startswith("待審查 2"))
    with qtbot.waitSignal(page.page_requested) as asked:
        button.click()
    task = received.desk.overview.tasks(received.today())[0]
    assert task.kind is TaskKind.REVIEW
    assert asked.args == ["review", task.agencies[0]]


def test_buttons_stay_where_nothing_changed(qtbot: QtBot, received: OfficeWorkspace) -> None:
    page = overview(qtbot, received)
    before = list(page.day.buttons)
    page.refresh()
    assert before and page.day.buttons == before


def test_where_nothing_waits_it_says_so(qtbot: QtBot, received: OfficeWorkspace) -> None:
    page = overview(qtbot, received)
    page.day.show_tasks(())
    assert not page.day.buttons
    assert page.day.heading.text() == "今日沒有待辦事項。"
