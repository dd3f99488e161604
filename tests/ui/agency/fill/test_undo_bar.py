"""Undo and redo from the fill page: by name, several at once, and always to where it happened."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTableView, QWidget
from pytestqt.qtbot import QtBot

from app.agency.drafts.draft import Draft
from app.models.answers import Place
from app.models.findings import Severity
from app.models.periods import taiwan_time
from app.ui.agency.fill.desk import FillDesk
from app.ui.agency.fill.page import FillPage
from app.ui.agency.fill.undo_bar import StepButton
from app.ui.agency.fill_target import FillTarget
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.forms.cards_view import CardsView
from app.ui.forms.sheets.sheet_view import SheetSectionView
from app.ui.shell.main_window import MainWindow
from app.ui.shell.preferences import PreferenceFile
from tests.agency.desks import AVAILABLE, PAID
from tests.ui.agency.fill.windows import show_window

pytestmark = pytest.mark.slow

NARRATIVE = Place("P07", "results", None, "narrative")


@pytest.fixture
def window(qtbot: QtBot, preferences: PreferenceFile, tmp_path: Path) -> MainWindow:
    """The window of a small screen on a store with the round of 114."""
    return show_window(qtbot, preferences, tmp_path, (1100, 560))


@pytest.fixture
def workspace(window: MainWindow) -> AgencyWorkspace:
    found = window.workspace
    assert isinstance(found, AgencyWorkspace)
    return found


@pytest.fixture
def draft(workspace: AgencyWorkspace) -> Draft:
    assert workspace.draft is not None
    return workspace.draft


def desk_of(window: MainWindow) -> FillDesk:
    page = window.page("fill")
    assert isinstance(page, FillPage)
    assert page.desk is not None
    return page.desk


def place_in_focus(window: MainWindow) -> Place | None:
    """The place of the field or cell that has the focus."""
    focused: QWidget | None = window.focusWidget()
    if isinstance(focused, QTableView):
        found = focused.currentIndex().data(Qt.ItemDataRole.UserRole)
        return found if isinstance(found, Place) else None
    while focused is not None:
        found = getattr(focused, "place", None)
        if isinstance(found, Place):
            return found
        focused = focused.parentWidget()
    return None


def listed(button: StepButton) -> list[str]:
    button.steps.aboutToShow.emit()
    return [each.text() for each in button.steps.actions() if not each.isSeparator()]


def choose(button: StepButton, number: int) -> None:
    button.steps.aboutToShow.emit()
    [each for each in button.steps.actions() if not each.isSeparator()][number].trigger()


def test_the_buttons_name_the_step_they_go(window: MainWindow, workspace: AgencyWorkspace) -> None:
    bar = desk_of(window).undo_bar
    assert (bar.undo.isEnabled(), bar.redo.isEnabled()) == (False, False)
    workspace.commit({PAID: 10_000}, "實支數")
    assert bar.undo.toolTip() == "復原：實支數（Ctrl+Z）"
    bar.undo.click()
    assert (bar.undo.isEnabled(), bar.redo.isEnabled()) == (False, True)
    assert bar.redo.accessibleName() == "重做：實支數（Ctrl+Y）"
    bar.redo.click()
    assert (bar.undo.isEnabled(), bar.redo.isEnabled()) == (True, False)


def test_the_last_ten_steps_are_listed_newest_first(
    window: MainWindow, workspace: AgencyWorkspace, draft: Draft
) -> None:
    for number in range(12):
        workspace.commit({PAID: number + 1}, f"第 {number} 次 & 其他")
    lines = listed(desk_of(window).undo_bar.undo)
    moment = taiwan_time(draft.journal.steps(1)[0].made_at)
    assert lines == [f"{moment:%H:%M}　第 {number} 次 && 其他" for number in range(11, 1, -1)]


def test_choosing_a_step_takes_it_back_with_all_after_it_in_one_message(
    window: MainWindow, workspace: AgencyWorkspace, draft: Draft
) -> None:
    workspace.commit({NARRATIVE: "執行順利"}, "執行成果說明")
    workspace.commit({PAID: 10_000}, "實支數")
    workspace.commit({AVAILABLE: 20_000}, "可支用預算數")
    told: list[str] = []
    workspace.saved.connect(told.append)
    bar = desk_of(window).undo_bar
    choose(bar.undo, 1)
    assert dict(draft.answers.items()) == {NARRATIVE: "執行順利"}
    assert [each for each in told if each.startswith("已復原")] == ["已復原 2 步，至：實支數"]
    assert place_in_focus(window) == PAID
    assert [each[-3:] for each in listed(bar.redo)] == ["實支數", "預算數"]
    choose(bar.redo, 1)
    assert draft.answers.get(AVAILABLE) == 20_000
    assert place_in_focus(window) == AVAILABLE


def test_the_arrow_key_opens_the_list(
    qtbot: QtBot,
    window: MainWindow,
    workspace: AgencyWorkspace,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    workspace.commit({PAID: 10_000}, "實支數")
    button = desk_of(window).undo_bar.undo
    opened: list[bool] = []
    monkeypatch.setattr(button, "showMenu", lambda: opened.append(True))
    qtbot.keyClick(button, Qt.Key.Key_Down)
    assert opened == [True]


def test_undo_from_another_page_and_project_goes_to_the_field(
    qtbot: QtBot, window: MainWindow, workspace: AgencyWorkspace
) -> None:
    workspace.commit({NARRATIVE: "執行順利"}, "執行成果說明")
    workspace.commit({PAID: 10_000}, "實支數")
    window.go_to("check")
    workspace.undo()
    assert window.page_id == "fill"
    assert place_in_focus(window) == PAID
    workspace.undo()
    desk = desk_of(window)
    assert (desk.project, desk.section) == ("P07", "results")
    assert place_in_focus(window) == NARRATIVE
    focused, form = window.focusWidget(), desk.form("P07")
    assert focused is not None
    view = form.page(form.section).viewport()
    qtbot.waitUntil(lambda: view.rect().contains(focused.mapTo(view, QPoint(0, 0))), timeout=2000)
    window.go_back()
    window.go_back()
    assert window.page_id == "check"


def test_undo_of_a_reason_goes_to_its_field_and_keeps_the_form(
    window: MainWindow, workspace: AgencyWorkspace
) -> None:
    allocated = PAID._replace(field="allocated")
    workspace.commit({PAID: 20_000, allocated: 10_000}, "預算執行")
    workspace.check_now()
    warning = next(each for each in workspace.findings() if each.severity is Severity.WARNING)
    desk = desk_of(window)
    workspace.set_reason(warning, "依契約提前支用，已報准")
    assert "理由" in desk.undo_bar.undo.toolTip()
    workspace.undo()
    assert desk_of(window) is desk
    assert place_in_focus(window) == warning.place


def test_a_row_that_comes_back_is_gone_to(
    window: MainWindow, workspace: AgencyWorkspace, draft: Draft
) -> None:
    keys = [draft.rows.add("P06", "highlights") for _ in range(3)]
    titles = [Place("P06", "highlights", key, "title") for key in keys]
    summary = titles[1]._replace(field="summary")
    workspace.commit({summary: "內容"}, "內容")
    window.go_to("fill", FillTarget("P07"))
    workspace.note_change(frozenset(draft.rows.remove("P06", "highlights", keys[1]).places))
    workspace.undo()
    assert place_in_focus(window) == summary
    draft.rows.move("P06", "highlights", keys[2], 0)
    workspace.undo()
    assert place_in_focus(window) == titles[0]
    workspace.redo()
    assert place_in_focus(window) == titles[2]
    workspace.undo()
    workspace.undo()
    workspace.undo()
    assert draft.answers.row_keys("P06", "highlights") == tuple(keys[:2])
    add = window.focusWidget()
    assert getattr(add, "text", str)() == "新增亮點案例"
    workspace.redo()
    assert place_in_focus(window) == titles[2]


def test_a_removed_card_is_offered_back_until_something_else_is_done(
    window: MainWindow, workspace: AgencyWorkspace, draft: Draft
) -> None:
    window.go_to("fill", FillTarget("P06", "highlights"))
    view = desk_of(window).form("P06").view("highlights")
    assert isinstance(view, CardsView)
    keys = []
    for _ in range(2):
        view.add.click()
        keys = list(draft.answers.row_keys("P06", "highlights"))
    view.cards[keys[0]].remove.click()
    view.removed.undo.click()
    assert draft.answers.row_keys("P06", "highlights") == tuple(keys)
    assert place_in_focus(window) == Place("P06", "highlights", keys[0], "title")
    assert view.removed.isHidden()
    view.cards[keys[0]].remove.click()
    assert not view.removed.isHidden()
    workspace.commit({PAID: 10_000}, "實支數")
    assert view.removed.isHidden()


def test_redo_of_a_paste_brings_back_values_and_unreadable_texts(
    qtbot: QtBot, window: MainWindow, workspace: AgencyWorkspace, draft: Draft
) -> None:
    window.go_to("fill", FillTarget("P06", "indicators"))
    view = desk_of(window).form("P06").view("indicators")
    assert isinstance(view, SheetSectionView)
    columns = range(view.sheet.columnCount())
    cells = [[view.sheet.index(row, at) for at in columns] for row in (0, 1)]
    at = [each.id for each in view.sheet.fields].index("achieved")
    achieved = [view.sheet.place(row[at]) for row in cells]
    cumulative = [each._replace(field="cumulative") for each in achieved]
    workspace.commit({achieved[1]: "5"}, "本年達成", texts={achieved[0]: "約三"})
    view.table.setCurrentIndex(cells[0][at])
    QGuiApplication.clipboard().setText("100\t很多\r\n不詳\t250\r\n")
    view.table.paste_block()
    pasted = (dict(draft.answers.items()), dict(draft.texts))
    assert pasted[1] == {cumulative[0]: "很多", achieved[1]: "不詳"}
    for _ in range(2):
        window.go_to("fill", FillTarget("P07"))
        workspace.undo()
        assert dict(draft.answers.items()) == {achieved[1]: "5"}
        assert dict(draft.texts) == {achieved[0]: "約三"}
        assert place_in_focus(window) in {*achieved, *cumulative}
        window.go_to("fill", FillTarget("P07"))
        workspace.redo()
        assert (dict(draft.answers.items()), dict(draft.texts)) == pasted
        assert view.sheet.index(0, at + 1).data() == "很多"
        assert place_in_focus(window) in {*achieved, *cumulative}
    assert len(draft.journal.steps(9)) == 2, "looking at it has written nothing"


def test_a_cell_far_down_a_grid_comes_into_view(
    qtbot: QtBot, window: MainWindow, workspace: AgencyWorkspace
) -> None:
    window.resize(1100, 400)
    project, section = next(
        (each.project_id, each.spec.id)
        for each in desk_of(window).draft.blank.sections
        if len(each.fixed_rows) > 3
    )
    form = desk_of(window).form(project)
    view = form.view(section)
    assert isinstance(view, SheetSectionView)
    last = view.sheet.index(
        view.sheet.rowCount() - 1, [each.id for each in view.sheet.fields].index("note")
    )
    workspace.commit({view.sheet.place(last): "說明"}, "備註")
    window.go_to("fill", FillTarget(project))
    workspace.undo()
    assert window.focusWidget() is view.table

    def is_in_view() -> bool:
        corner = view.table.visualRect(last).bottomLeft()
        around = form.page(section).viewport()
        return bool(around.rect().contains(view.table.viewport().mapTo(around, corner)))

    qtbot.waitUntil(is_in_view, timeout=2000)
