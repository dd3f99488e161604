from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.ui.office.programme.page import ProgrammePage
from app.ui.office.workspace import OfficeWorkspace
from tests.ui.office.conftest import show


def test_the_plan_is_listed_whole(
    qtbot: QtBot, new_office: OfficeWorkspace, qtmodeltester: ModelTester
) -> None:
    page = show(qtbot, new_office, "programme")
    assert isinstance(page, ProgrammePage)
    rows = {key: view.proxy.rowCount() for key, view in page.views.items()}
    assert rows["projects"] == 39
    assert rows["indicators"] == 40
    assert rows["strategies"] == 12
    assert rows["agencies"] == 17
    assert rows["discrepancies"] == len(new_office.programme.discrepancies) > 0
    for view in page.views.values():
        qtmodeltester.check(view.records)


def test_going_to_a_project_shows_its_budget_and_targets(
    qtbot: QtBot, new_office: OfficeWorkspace
) -> None:
    page = show(qtbot, new_office, "programme")
    assert isinstance(page, ProgrammePage)
    page.filter.setText("沒有這個字")
    page.show_target(("projects", "P07"))
    text = page.details["projects"].toPlainText()
    assert "P07" in text
    assert "5,617.60萬元（預計爭取）" in text


def test_an_indicator_leads_to_its_projects(qtbot: QtBot, new_office: OfficeWorkspace) -> None:
    page = show(qtbot, new_office, "programme")
    assert isinstance(page, ProgrammePage)
    page.show_target(("indicators", 2))
    assert page.tabs.currentIndex() == 1
    assert "projects:P07" in page.details["indicators"].toHtml()


def test_the_filter_keeps_what_contains_the_words(
    qtbot: QtBot, new_office: OfficeWorkspace
) -> None:
    page = show(qtbot, new_office, "programme")
    assert isinstance(page, ProgrammePage)
    page.filter.setText("教育部 創業")
    assert page.views["projects"].proxy.rowCount() == 1
