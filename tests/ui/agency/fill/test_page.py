"""Filling in: forms, help, remarks and the way between places."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.models.answers import Place, nil_place
from app.models.earlier import EarlierStanding, EarlierYears
from app.models.findings import Finding, Severity
from app.ui.agency.fill.page import FillPage
from app.ui.agency.fill.part_states import describe_state
from app.ui.agency.fill_target import FillTarget
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.forms.editors.line_editors import MoneyEditor
from app.ui.forms.project_form import ProjectForm
from app.ui.shell.go_to import find_destinations
from tests.agency.desks import AVAILABLE, PAID
from tests.support.earlier_years import build_earlier
from tests.ui.recorder import WindowRecorder

pytestmark = pytest.mark.slow


def section_ids(form: ProjectForm) -> list[str]:
    return [each.spec.id for each in form.host.blank.sections_of(form.project_id)]


def test_forms_are_built_when_their_project_is_first_looked_at(
    qtbot: QtBot, workspace: AgencyWorkspace
) -> None:
    page = FillPage(workspace)
    qtbot.addWidget(page)
    assert page.desk is not None
    assert list(page.desk.forms) == ["P06"]
    page.show_target(FillTarget("P07", "results"))
    assert list(page.desk.forms) == ["P06", "P07"]


def test_no_part_of_a_form_is_a_window_of_its_own_while_it_is_built(
    qtbot: QtBot, workspace: AgencyWorkspace
) -> None:
    recorder = WindowRecorder()
    application = QApplication.instance()
    assert application is not None and workspace.draft is not None
    application.installEventFilter(recorder)
    page = FillPage(workspace)
    qtbot.addWidget(page)
    page.show()
    for project in (None, *workspace.draft.blank.project_ids[:2]):
        page.show_target(FillTarget(project))
        assert page.desk is not None
        form = page.desk.form(project)
        assert all(form.view(each) for each in section_ids(form))
    application.removeEventFilter(recorder)
    assert recorder.shown == ["FillPage"]


def test_what_is_typed_on_the_form_is_in_the_draft(
    qtbot: QtBot, workspace: AgencyWorkspace
) -> None:
    page = FillPage(workspace)
    qtbot.addWidget(page)
    page.show_target(FillTarget("P06", "budget", PAID))
    editor = money_editor(page, PAID)
    qtbot.keyClicks(editor.line, "123")
    page.deactivate()
    assert workspace.draft is not None
    assert workspace.draft.answers.get(PAID) == 1_230_000


def test_undo_puts_the_form_back(qtbot: QtBot, workspace: AgencyWorkspace) -> None:
    page = FillPage(workspace)
    qtbot.addWidget(page)
    page.show_target(FillTarget("P06", "budget"))
    editor = money_editor(page, PAID)
    editor.line.setText("123")
    editor.commit()
    workspace.undo()
    assert editor.line.text() == ""
    workspace.redo()
    assert editor.line.text() == "123"


def test_unreadable_text_survives_leaving_the_project(
    qtbot: QtBot, workspace: AgencyWorkspace
) -> None:
    page = FillPage(workspace)
    qtbot.addWidget(page)
    money_editor(page, PAID).line.setText("很多")
    page.show_target(FillTarget("P07"))
    assert workspace.draft is not None
    assert workspace.draft.texts == {PAID: "很多"}
    page.show_target(FillTarget("P06"))
    assert money_editor(page, PAID).line.text() == "很多"


def test_the_inspector_explains_the_focused_field(qtbot: QtBot, sent_back: AgencyWorkspace) -> None:
    page = FillPage(sent_back)
    qtbot.addWidget(page)
    assert page.desk is not None
    page.desk._note_place(PAID)
    spec = page.desk.draft.blank.form.section("budget").field("paid")
    assert spec.help in page.desk.inspector.help.text.text()
    assert len(page.desk.inspector.remarks.cards) == 1


def test_the_list_says_how_far_each_section_is(qtbot: QtBot, workspace: AgencyWorkspace) -> None:
    page = FillPage(workspace)
    qtbot.addWidget(page)
    assert page.desk is not None
    states = page.desk.states
    assert states.of(FillTarget("P06", "budget")).word == "未填"
    assert states.of(FillTarget("P06", "highlights")).word == "未填"
    assert states.of(FillTarget("P06", "delay")).word == "免填"


def test_a_section_with_errors_says_so_before_missing_values() -> None:
    missing = Finding(code="F101", severity=Severity.ERROR, place=PAID, params={})
    wrong = Finding(code="F104", severity=Severity.ERROR, place=PAID, params={})
    warning = Finding(code="F105", severity=Severity.WARNING, place=PAID, params={})
    assert describe_state([missing, wrong, warning]).word == "錯誤"
    assert describe_state([missing, warning]).word == "未填"
    assert describe_state([warning]).word == "警告"
    assert describe_state([]).word == "完成"


def test_f8_goes_to_the_next_finding(qtbot: QtBot, workspace: AgencyWorkspace) -> None:
    allocated = PAID._replace(field="allocated")
    workspace.commit({PAID: 20_000, allocated: 10_000, AVAILABLE: 10_000}, "預算執行")
    workspace.check_now()
    page = FillPage(workspace)
    qtbot.addWidget(page)
    assert page.desk is not None
    with qtbot.waitSignal(page.location_changed) as shown:
        page.step_finding(1)
    assert shown.args is not None
    assert shown.args[0].place in {each.place for each in workspace.findings()}


def money_editor(page: FillPage, place: Place) -> MoneyEditor:
    assert page.desk is not None
    view = page.desk.form(place.project).view(place.section)
    box = view.focus_place(place)
    editor = getattr(box, "editor", None)
    assert isinstance(editor, MoneyEditor)
    return editor


def test_a_narrow_window_gives_the_room_of_the_help_to_the_form(
    qtbot: QtBot, workspace: AgencyWorkspace
) -> None:
    page = FillPage(workspace)
    qtbot.addWidget(page)
    page.resize(1500, 700)
    page.show()
    assert page.desk is not None
    desk = page.desk
    wide = (desk.inspector.isHidden(), desk.host.has_inline_help)
    page.resize(1300, 700)
    narrow = (desk.inspector.isHidden(), desk.host.has_inline_help)
    assert (wide, narrow) == ((False, False), (True, True))
    width = desk.stack.width()
    page.show_help()
    assert desk.inspector.isVisible()
    assert desk.stack.width() == width, "it lies above the form"


def test_control_enter_goes_from_section_to_section(
    qtbot: QtBot, workspace: AgencyWorkspace
) -> None:
    page = FillPage(workspace)
    qtbot.addWidget(page)
    assert page.desk is not None
    visited = []
    for _ in range(3):
        page.step_group()
        visited.append(page.desk.section)
    assert visited == ["budget", "indicators", "qualitative"]
    page.show_target(FillTarget("P06", "next_year"))
    page.step_group()
    assert (page.desk.project, page.desk.section) == ("P07", "basic")


def test_what_was_filled_in_can_be_found_by_its_words(
    qtbot: QtBot, workspace: AgencyWorkspace
) -> None:
    narrative = Place("P07", "results", None, "narrative")
    workspace.commit({narrative: "辦理創業團隊輔導共二十場次"}, "成果")
    found = find_destinations(workspace.answer_destinations(), "團隊輔導")
    assert [each.target for each in found] == [FillTarget("P07", "results", narrative)]
    page = FillPage(workspace)
    qtbot.addWidget(page)
    assert find_destinations(page.findable(), "團隊輔導") == []
    assert find_destinations(page.findable(), "實支數")


def test_all_findings_open_upwards_and_leave_the_form_as_high_as_it_is(
    qtbot: QtBot, workspace: AgencyWorkspace
) -> None:
    page = FillPage(workspace)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    page.activateWindow()
    assert page.desk is not None
    desk = page.desk
    height = desk.stack.height()
    workspace.commit({AVAILABLE: 10_000}, "可支用預算數")
    workspace.check_now()
    desk.strip.all.click()
    assert desk.findings.isVisible()
    assert desk.stack.height() == height
    assert desk.findings.geometry().bottom() < desk.strip.y()
    qtbot.waitUntil(desk.findings.table.hasFocus)
    qtbot.keyClick(desk.findings.table, Qt.Key.Key_Escape)
    assert desk.findings.isHidden()


def test_the_strip_says_what_is_wrong_with_the_field_in_hand(
    qtbot: QtBot, workspace: AgencyWorkspace
) -> None:
    page = FillPage(workspace)
    qtbot.addWidget(page)
    assert page.desk is not None
    workspace.commit({PAID: 20_000, PAID._replace(field="allocated"): 10_000}, "預算執行")
    workspace.check_now()
    page.desk._note_place(PAID)
    shown = page.desk.strip.sentence.text()
    assert shown.startswith("警告 F105")
    assert shown.endswith(" — 預算執行・實支數")
    page.desk.strip.reason.click()
    assert page.desk.findings.isVisibleTo(page.desk)


def test_mending_goes_to_the_field_and_marks_its_text(
    qtbot: QtBot, workspace: AgencyWorkspace
) -> None:
    page = FillPage(workspace)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    assert page.desk is not None
    workspace.commit({}, "實支數", None, {PAID: "約三千"})
    workspace.check_now()
    page.desk.strip.mend.click()
    line = money_editor(page, PAID).line
    qtbot.waitUntil(line.hasFocus)
    assert line.selectedText() == "約三千"
    findings = page.desk.findings
    index = findings.table.currentIndex()
    where = index.siblingAtColumn(3).data()
    assert where == "推動大學社會責任實踐計畫・預算執行・實支數"


def test_the_strip_says_what_has_just_come(qtbot: QtBot, workspace: AgencyWorkspace) -> None:
    page = FillPage(workspace)
    qtbot.addWidget(page)
    assert page.desk is not None
    assert "沒有錯誤或警告" in page.desk.strip.sentence.text()
    workspace.commit({}, "實支數", None, {PAID: "約三千"})
    workspace.check_now()
    shown = page.desk.strip.sentence.text()
    assert shown.startswith("錯誤 F")
    assert "約三千" in shown


def test_earlier_years_stand_beside_a_field_with_how_far_they_came(
    qtbot: QtBot, workspace: AgencyWorkspace
) -> None:
    draft = workspace.draft
    assert draft is not None
    years = (
        build_earlier({PAID: 1_230_000}, standing=EarlierStanding.HANDED_IN),
        build_earlier({PAID: 1_000_000}, 112),
    )
    draft.adopt(replace(draft.basis, earlier=EarlierYears(years)))
    page = FillPage(workspace)
    qtbot.addWidget(page)
    assert page.desk is not None
    page.desk._note_place(PAID)
    beside = page.desk.inspector.earlier.text
    assert beside.text() == "113 年　123 萬元（已報送，尚未通過）\n112 年　100 萬元（通過）"
    page.desk._note_place(AVAILABLE)
    assert beside.text() == "沒有去年填報值。"


def test_the_list_shows_what_a_nil_statement_stands_in_for(
    qtbot: QtBot, workspace: AgencyWorkspace
) -> None:
    page = FillPage(workspace)
    qtbot.addWidget(page)
    assert page.desk is not None
    states = page.desk.states
    assert workspace.commit({nil_place("P06"): "補助款未核撥。"}, "本期無執行")
    qtbot.waitUntil(lambda: states.of(FillTarget("P06")).word == "本期無執行")
    assert states.of(FillTarget("P06", "budget")).word == "本期無執行"
    assert states.of(FillTarget("P06", "amendments")).word == "未填"
    assert states.of(FillTarget("P07")).word == "未填"
    page.show_target(FillTarget("P06", "budget"))
    page.desk._note_place(nil_place("P06"))
    assert "理由：說明本期為何沒有執行情形" in page.desk.inspector.help.text.text()
