"""What a newer form set aside is in view above the form, and can be decided on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.models.forms import FormSpec
from app.programme.catalogue_loader import load_catalogue
from app.ui.agency.fill.page import FillPage
from app.ui.agency.fill.set_aside_panel import SetAsidePanel
from app.ui.agency.fill_target import FillTarget
from app.ui.agency.home.page import HomePage
from app.ui.agency.workspace import AgencyWorkspace
from tests.agency.desks import OFFICE_FINGERPRINT, PROJECT, write_file
from tests.agency.drafts.reissued import ADVICE, COST, FIRST, SECOND, VERDICT, build_issue, town

pytestmark = pytest.mark.slow


def _issue(workspace: AgencyWorkspace, folder: Path, form: FormSpec, number: int) -> None:
    path = write_file(folder, build_issue(form, number), f"{number}.tbround")
    workspace.receive_round_file(path, confirm_office=OFFICE_FINGERPRINT)


@pytest.fixture
def moved(empty_workspace: AgencyWorkspace, tmp_path: Path) -> AgencyWorkspace:
    """A draft of which the second form of its round has set three values aside."""
    _issue(empty_workspace, tmp_path, FIRST, 0)
    draft = empty_workspace.draft
    assert draft is not None
    row = draft.rows.add(None, "visits")
    draft.commit({COST: "120,000", VERDICT: "poor", town(row): "花蓮"}, "填報")
    _issue(empty_workspace, tmp_path, SECOND, 1)
    return empty_workspace


@pytest.fixture
def panel(qtbot: QtBot, moved: AgencyWorkspace) -> Iterator[SetAsidePanel]:
    page = FillPage(moved)
    qtbot.addWidget(page)
    assert page.desk is not None
    page.show_target(FillTarget(PROJECT))
    yield page.desk.set_aside  # the page lives as long


def test_each_project_shows_what_was_set_aside_of_it(qtbot: QtBot, moved: AgencyWorkspace) -> None:
    page = FillPage(moved)
    qtbot.addWidget(page)
    assert page.desk is not None
    panel = page.desk.set_aside
    page.show_target(FillTarget(PROJECT))
    assert panel.head.text() == "改版後移出的內容（2）"
    assert [each.entry.place for each in panel.rows] == [COST, VERDICT]
    page.show_target(FillTarget(None))
    assert [each.entry.text for each in panel.rows] == ["花蓮"]
    page.show_target(FillTarget("P07"))
    assert panel.isHidden()


def test_a_value_is_copied_as_it_was_shown(panel: SetAsidePanel) -> None:
    panel.rows[1].copy.click()
    assert QGuiApplication.clipboard().text() == "待改善"


def test_a_value_is_taken_over_where_the_field_reads_it(
    panel: SetAsidePanel, moved: AgencyWorkspace
) -> None:
    assert moved.draft is not None
    assert [each.take_over.isHidden() for each in panel.rows] == [False, True]
    assert panel.rows[0].offer.text() == "填回後為「120,000 元」"
    panel.rows[0].take_over.click()
    assert moved.draft.answers.get(COST) == 120_000
    assert [each.entry.place for each in panel.rows] == [VERDICT]
    assert panel.done.text() == "已填回「所需經費」。"


def test_a_discarded_value_is_back_after_undo_and_the_panel_stays_for_it(
    panel: SetAsidePanel, moved: AgencyWorkspace
) -> None:
    for _ in range(2):
        panel.rows[0].discard.click()
    assert (panel.rows, panel.isHidden()) == ([], False)
    panel.undo.click()
    assert [each.entry.place for each in panel.rows] == [VERDICT]
    moved.undo()
    assert [each.entry.place for each in panel.rows] == [COST, VERDICT]


def test_the_undo_button_goes_once_something_else_was_done(
    panel: SetAsidePanel, moved: AgencyWorkspace
) -> None:
    panel.rows[0].discard.click()
    assert not panel.foot.isHidden()
    moved.commit({COST: 5}, "經費")
    assert panel.foot.isHidden()


def test_undo_of_an_older_edit_is_seen_in_the_panel(
    panel: SetAsidePanel, moved: AgencyWorkspace
) -> None:
    moved.undo()
    assert panel.rows == []
    moved.redo()
    assert [each.entry.place for each in panel.rows] == [COST, VERDICT]


def test_the_list_can_be_folded(panel: SetAsidePanel) -> None:
    panel.toggle.click()
    assert panel.list.isHidden()
    panel.toggle.click()
    assert not panel.list.isHidden()


def test_all_buttons_name_the_value_they_are_for(panel: SetAsidePanel) -> None:
    row = panel.rows[0]
    assert row.discard.accessibleName() == "捨棄「訪視意見・所需經費」"


def test_the_first_page_leads_to_it(qtbot: QtBot, moved: AgencyWorkspace) -> None:
    page = HomePage(moved)
    qtbot.addWidget(page)
    page.show_state()
    with qtbot.waitSignal(page.page_requested) as asked:
        page.see_set_aside.click()
    assert asked.args == ["fill", FillTarget(None)]


def test_undo_in_a_project_that_left_the_programme_shows_the_agencys_part(
    qtbot: QtBot, empty_workspace: AgencyWorkspace, tmp_path: Path
) -> None:
    workspace = empty_workspace
    _issue(workspace, tmp_path, FIRST, 0)
    workspace.commit({ADVICE: "多辦"}, "建議")
    catalogue = load_catalogue()
    kept = tuple(each for each in catalogue.projects if each.id != PROJECT)
    programme = replace(catalogue, projects=kept, version=catalogue.version + 1)
    without = replace(build_issue(FIRST, 1), programme=programme)
    workspace.receive_round_file(write_file(tmp_path, without, "without.tbround"))
    page = FillPage(workspace)
    qtbot.addWidget(page)
    page.show()
    assert page.desk is not None
    page.show_target(FillTarget(None))
    assert [each.entry.text for each in page.desk.set_aside.rows] == ["多辦"]
    page.show_target(FillTarget("P07"))
    workspace.page_requested.connect(lambda _, target: page.show_target(target))
    workspace.undo()
    assert page.desk.project is None
    assert page.desk.set_aside.rows == []
