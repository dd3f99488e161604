"""One path through each of the agency's pages."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.agency.intake import RoundFilePreview
from app.models.answers import Answers, Place
from app.models.findings import Finding, Severity
from app.models.money import MoneyUnit
from app.models.reviews import ReviewComment
from app.ui.agency import office_confirmation
from app.ui.agency.check.page import CheckPage
from app.ui.agency.fill.comment_card import CommentCard
from app.ui.agency.fill.page import FillPage
from app.ui.agency.fill.project_tree import describe_state
from app.ui.agency.fill_target import FillTarget
from app.ui.agency.findings.model import MISSING, FindingFilter, FindingsModel
from app.ui.agency.home.page import HomePage
from app.ui.agency.home.round_head import RoundHead, describe_due
from app.ui.agency.receive_prompt import take_round_file
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.forms.line_editors import MoneyEditor
from app.ui.shell.go_to import find_destinations
from app.ui.widgets.theme import Tone
from tests.agency.desks import AVAILABLE, OFFICE_FINGERPRINT, PAID, build_round_file, write_file
from tests.support.zones import ELSEWHERE, computer_in
from tests.ui.recorder import DialogRecorder

pytestmark = pytest.mark.slow

COMMENT = ReviewComment(
    place=PAID.path,
    text="請說明實支數與上期之差異。",
    author="國發會",
    written_at=datetime(2026, 2, 3, 2, 0, tzinfo=UTC),
)


@pytest.fixture
def sent_back(empty_workspace: AgencyWorkspace, tmp_path: Path) -> AgencyWorkspace:
    """A workspace whose return was sent back with one comment."""
    file = write_file(tmp_path, build_round_file(comments=(COMMENT,)))
    empty_workspace.receive_round_file(file, confirm_office=OFFICE_FINGERPRINT)
    return empty_workspace


# -- home ----------------------------------------------------------------------------------


@pytest.mark.parametrize("zone", ELSEWHERE)
def test_the_days_left_are_days_in_taiwan_wherever_the_computer_stands(
    qtbot: QtBot, workspace: AgencyWorkspace, zone: str
) -> None:
    first_minute_after = datetime(2026, 2, 15, 16, 0, tzinfo=UTC)
    said = []
    for moment in (first_minute_after - timedelta(minutes=1), first_minute_after):
        workspace.clock = partial(_always, moment)
        with computer_in(zone):
            page = HomePage(workspace)
            qtbot.addWidget(page)
            page.show()
            page.activate()
        said += [each.text() for each in page.findChildren(QLabel) if "截止" in each.text()]
    assert said == ["截止 115年2月15日（今日截止）", "截止 115年2月15日（逾期 1 日）"]


def _always(moment: datetime) -> datetime:
    return moment


def test_the_empty_home_page_offers_to_receive_a_round_file(
    qtbot: QtBot,
    empty_workspace: AgencyWorkspace,
    round_file: Path,
    dialogs: DialogRecorder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = HomePage(empty_workspace)
    qtbot.addWidget(page)
    page.show()
    page.activate()
    assert page.prompt is not None
    dialogs.answers = [round_file]
    asked: list[str] = []
    answers = [False, True]

    def agree(_parent: object, preview: RoundFilePreview) -> bool:
        asked.append(preview.fingerprint)
        return answers.pop(0)

    monkeypatch.setattr(office_confirmation, "confirm_office", agree)
    take_round_file(
        page.prompt, empty_workspace, page.prompt.notices, round_file
    )  # the officer does not agree
    assert empty_workspace.draft is None
    page.prompt.receive.click()
    assert asked == [OFFICE_FINGERPRINT] * 2
    qtbot.waitUntil(lambda: page.prompt is None)
    assert page.cards[0].standing.name == "全機關資料"
    assert len(page.cards) == 3


def test_a_file_that_is_no_round_file_is_refused_in_the_page(
    qtbot: QtBot, empty_workspace: AgencyWorkspace, tmp_path: Path, dialogs: DialogRecorder
) -> None:
    page = HomePage(empty_workspace)
    qtbot.addWidget(page)
    page.activate()
    assert page.prompt is not None
    wrong = tmp_path / "wrong.tbround"
    wrong.write_bytes(b"not a round file")
    dialogs.answers = [wrong]
    page.prompt.receive.click()
    assert page.prompt.notices.notices()[0].kind == "error"
    assert empty_workspace.draft is None


def test_a_project_of_the_home_page_leads_to_its_form(
    qtbot: QtBot, workspace: AgencyWorkspace
) -> None:
    page = HomePage(workspace)
    qtbot.addWidget(page)
    page.activate()
    with qtbot.waitSignal(page.page_requested) as asked:
        qtbot.keyClick(page.cards[1], Qt.Key.Key_Return)
    assert asked.args == ["fill", FillTarget("P06")]


def test_the_next_step_leads_to_the_first_thing_open(
    qtbot: QtBot, workspace: AgencyWorkspace
) -> None:
    page = HomePage(workspace)
    qtbot.addWidget(page)
    page.activate()
    first = next(each for each in workspace.findings() if each.is_open)
    with qtbot.waitSignal(page.page_requested) as asked:
        page.next.click()
    assert asked.args is not None
    assert asked.args[1].place == first.place


@pytest.mark.parametrize(
    ("days", "words", "tone"),
    [
        (12, "截止 115年2月15日（剩 12 日）", Tone.PLAIN),
        (3, "截止 115年2月15日（剩 3 日）", Tone.WARNING),
        (0, "截止 115年2月15日（今日截止）", Tone.WARNING),
        (-2, "截止 115年2月15日（逾期 2 日）", Tone.ERROR),
    ],
)
def test_the_deadline_is_told_with_its_urgency(days: int, words: str, tone: Tone) -> None:
    assert describe_due(date(2026, 2, 15), days) == (words, tone)


# -- fill ----------------------------------------------------------------------------------


def test_forms_are_built_when_their_project_is_first_looked_at(
    qtbot: QtBot, workspace: AgencyWorkspace
) -> None:
    page = FillPage(workspace)
    qtbot.addWidget(page)
    assert page.desk is not None
    assert list(page.desk.forms) == ["P06"]
    page.show_target(FillTarget("P07", "results"))
    assert list(page.desk.forms) == ["P06", "P07"]


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
    assert workspace.unfinished_texts == {PAID: "很多"}
    page.show_target(FillTarget("P06"))
    assert money_editor(page, PAID).line.text() == "很多"


def test_the_help_panel_explains_the_focused_field(
    qtbot: QtBot, sent_back: AgencyWorkspace
) -> None:
    page = FillPage(sent_back)
    qtbot.addWidget(page)
    assert page.desk is not None
    page.desk._note_place(PAID)
    spec = page.desk.draft.blank.form.section("budget").field("paid")
    assert spec.help in page.desk.help.help_text.text()
    cards = page.desk.help.findChildren(CommentCard)
    assert len(cards) == 1


def test_home_says_where_a_comment_belongs(qtbot: QtBot, sent_back: AgencyWorkspace) -> None:
    page = HomePage(sent_back)
    qtbot.addWidget(page)
    page.activate()
    texts = [each.text() for each in page.findChildren(QLabel)]
    assert any("預算執行・實支數：請說明實支數與上期之差異。" in each for each in texts)


def test_receiving_another_round_file_says_that_nothing_was_lost(
    qtbot: QtBot, workspace: AgencyWorkspace, round_file: Path, dialogs: DialogRecorder
) -> None:
    page = HomePage(workspace)
    qtbot.addWidget(page)
    dialogs.answers = [round_file]
    page.activate()
    head = page.findChild(RoundHead)
    assert head is not None
    head.receive.click()
    assert "已填的內容都保留" in page.notices.notices()[0].text


def test_a_comment_is_answered_where_it_stands(
    qtbot: QtBot, sent_back: AgencyWorkspace, dialogs: DialogRecorder
) -> None:
    draft = sent_back.draft
    assert draft is not None
    card = CommentCard(sent_back, draft, COMMENT)
    qtbot.addWidget(card)
    assert card.state.text() == "尚未回復"
    dialogs.answers = ["依契約規定"]
    card.kept.click()
    assert card.state.text() == "已回復：維持並說明：依契約規定"
    card.corrected.click()
    assert card.state.text() == "已回復：已修正"


def test_keeping_a_figure_without_a_word_is_refused(
    qtbot: QtBot, sent_back: AgencyWorkspace, dialogs: DialogRecorder
) -> None:
    draft = sent_back.draft
    assert draft is not None
    card = CommentCard(sent_back, draft, COMMENT)
    qtbot.addWidget(card)
    dialogs.answers = ["  "]
    with qtbot.waitSignal(sent_back.error_raised) as told:
        card.kept.click()
    assert told.args is not None
    assert told.args[0].code == "COMMENT_ANSWER_EMPTY"
    assert card.state.text() == "尚未回復"


def test_the_tree_says_how_far_each_section_is(qtbot: QtBot, workspace: AgencyWorkspace) -> None:
    page = FillPage(workspace)
    qtbot.addWidget(page)
    assert page.desk is not None
    tree = page.desk.tree
    assert tree.state_of(FillTarget("P06", "budget")) == "未填完"
    assert tree.state_of(FillTarget("P06", "highlights")) == "完成"


def test_a_section_with_errors_says_so_before_missing_values() -> None:
    missing = Finding(code="F101", severity=Severity.ERROR, place=PAID, params={})
    wrong = Finding(code="F104", severity=Severity.ERROR, place=PAID, params={})
    warning = Finding(code="F105", severity=Severity.WARNING, place=PAID, params={})
    assert describe_state([missing, wrong, warning]) == "有錯誤"
    assert describe_state([missing, warning]) == "未填完"
    assert describe_state([warning]) == "待填理由"
    assert describe_state([]) == "完成"


def test_f8_goes_to_the_next_finding(qtbot: QtBot, workspace: AgencyWorkspace) -> None:
    allocated = PAID._replace(field="allocated")
    workspace.commit({PAID: 20_000, allocated: 10_000, AVAILABLE: 10_000}, "預算執行")
    workspace._check()
    page = FillPage(workspace)
    qtbot.addWidget(page)
    assert page.desk is not None
    with qtbot.waitSignal(page.location_changed) as shown:
        page.step_finding(1)
    assert shown.args is not None
    assert shown.args[0].place in {each.place for each in workspace.findings()}


# -- findings ------------------------------------------------------------------------------


def test_the_list_of_findings_speaks_in_the_unit_of_the_window(
    qtbot: QtBot, workspace: AgencyWorkspace
) -> None:
    params = {"label": "實支數", "value": "20,000 元", "limit": "10,000 元", "excess": "10,000 元"}
    finding = Finding(code="F105", severity=Severity.WARNING, place=PAID, params=params)
    page = CheckPage(workspace)
    qtbot.addWidget(page)
    model = page.panel.model
    model.set_findings((finding,))
    assert "2 萬元" in model.index(0, 2).data()
    workspace.set_unit(MoneyUnit.YUAN)
    assert "20,000 元" in model.index(0, 2).data()


def test_the_findings_keep_the_rules_of_item_models(
    qtmodeltester: ModelTester, workspace: AgencyWorkspace
) -> None:
    model = FindingsModel()
    model.set_findings(workspace.findings())
    assert model.rowCount() > 0
    qtmodeltester.check(model, force_py=True)


def test_the_filter_shows_one_project_and_the_chosen_kinds(workspace: AgencyWorkspace) -> None:
    model, shown = FindingsModel(), FindingFilter()
    model.set_findings(workspace.findings())
    shown.setSourceModel(model)
    everything = shown.rowCount()
    shown.limit_to("P07", one_project=True)
    assert 0 < shown.rowCount() < everything
    shown.show_kind(MISSING, shown=False)
    assert shown.rowCount() == 0
    shown.limit_to(None, one_project=False)
    shown.show_kind(MISSING, shown=True)
    assert shown.rowCount() == everything


def test_a_warning_gets_its_reason_in_place(qtbot: QtBot, workspace: AgencyWorkspace) -> None:
    allocated = PAID._replace(field="allocated")
    workspace.commit({PAID: 20_000, allocated: 10_000}, "預算執行")
    workspace._check()
    page = CheckPage(workspace)
    qtbot.addWidget(page)
    panel = page.panel
    panel._select(lambda each: each.severity is Severity.WARNING)
    warning = panel.selected()
    assert warning is not None
    panel.reason.setText("提前支用")
    qtbot.keyClick(panel.reason, Qt.Key.Key_Return)
    assert workspace.draft is not None
    assert workspace.draft.reasons[warning.code, warning.place.path] == "提前支用"


def test_an_error_takes_no_reason(qtbot: QtBot, workspace: AgencyWorkspace) -> None:
    page = CheckPage(workspace)
    qtbot.addWidget(page)
    page.panel.table.setCurrentIndex(QModelIndex())
    page.panel._select(lambda each: each.severity is Severity.ERROR)
    assert page.panel.reason.isHidden()


def test_the_check_page_leads_to_the_place(qtbot: QtBot, workspace: AgencyWorkspace) -> None:
    page = CheckPage(workspace)
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.page_requested) as asked:
        page.step_finding(1)
    assert asked.args is not None
    assert asked.args[0] == "fill"
    assert asked.args[1].place == workspace.findings()[0].place


def money_editor(page: FillPage, place: Place) -> MoneyEditor:
    assert page.desk is not None
    view = page.desk.form(place.project).sections[place.section]
    box = view.focus_place(place)
    editor = getattr(box, "editor", None)
    assert isinstance(editor, MoneyEditor)
    return editor


def test_a_narrow_window_gives_the_room_of_the_help_to_the_form(
    qtbot: QtBot, workspace: AgencyWorkspace
) -> None:
    page = FillPage(workspace)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    assert page.desk is not None
    host = page.desk.host
    wide = (page.desk.help.isHidden(), host.inline_help)
    page.resize(800, 460)
    narrow = (page.desk.help.isHidden(), host.inline_help)
    assert (wide, narrow) == ((False, False), (True, True))
    page.show_help()
    assert not page.desk.help.isHidden()


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
    assert visited == ["basic", "budget", "indicators"]
    page.show_target(FillTarget("P06", "next_year"))
    page.step_group()
    assert (page.desk.project, page.desk.section) == ("P07", "basic")


def test_undo_brings_what_it_changed_into_view(qtbot: QtBot, workspace: AgencyWorkspace) -> None:
    page = FillPage(workspace)
    qtbot.addWidget(page)
    page.show()
    workspace.commit({PAID: 10_000}, "實支數")
    page.show_target(FillTarget("P07"))
    with qtbot.waitSignals([workspace.saved] * 2):
        workspace.undo()
    assert page.desk is not None
    assert page.desk.project == "P06"


def test_what_was_filled_in_can_be_found_by_its_words(
    qtbot: QtBot, workspace: AgencyWorkspace
) -> None:
    narrative = Place("P07", "results", None, "narrative")
    workspace.commit({narrative: "辦理創業團隊輔導共二十場次"}, "成果")
    found = find_destinations(workspace.answers_to_find(), "團隊輔導")
    assert [each.target for each in found] == [FillTarget("P07", "results", narrative)]
    page = FillPage(workspace)
    qtbot.addWidget(page)
    assert find_destinations(page.findable(), "團隊輔導") == []
    assert find_destinations(page.findable(), "實支數")


def test_carried_values_are_confirmed_all_at_once(qtbot: QtBot, workspace: AgencyWorkspace) -> None:
    contact = Place("P06", "basic", None, "contact_name")
    draft = workspace.draft
    assert draft is not None
    draft.adopt(replace(draft.basis, prior_answers=Answers({contact: "林小明"})))
    draft.carried.take_over()
    page = HomePage(workspace)
    qtbot.addWidget(page)
    page.activate()
    assert len(draft.carried.unconfirmed) == 1
    page.confirm.click()
    assert len(draft.carried.unconfirmed) == 0
    assert draft.answers.get(contact) == "林小明"


def test_an_empty_list_of_findings_leaves_its_room_to_the_form(
    qtbot: QtBot, workspace: AgencyWorkspace
) -> None:
    page = FillPage(workspace)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    assert page.desk is not None
    empty_height = page.desk.rows.sizes()[1]
    workspace.commit({AVAILABLE: 10_000}, "可支用預算數")
    workspace._check()
    assert page.desk.findings.filter.rowCount() > 0
    assert page.desk.rows.sizes()[1] > empty_height


def test_a_section_asked_for_stands_at_the_top_although_it_was_built_last(
    qtbot: QtBot, workspace: AgencyWorkspace
) -> None:
    page = FillPage(workspace)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    page.show_target(FillTarget("P07", "results"))
    assert page.desk is not None
    form = page.desk.form("P07")
    view = form.sections["results"]
    qtbot.waitUntil(lambda: 0 <= view.mapTo(form, QPoint(0, 0)).y() <= 12)


def test_a_passed_check_leads_on_to_signing(qtbot: QtBot, workspace: AgencyWorkspace) -> None:
    page = CheckPage(workspace)
    qtbot.addWidget(page)
    assert page.to_sign.isHidden()
    workspace._findings = ()
    workspace.findings_changed.emit()
    assert not page.to_sign.isHidden()
    with qtbot.waitSignal(page.page_requested) as asked:
        page.to_sign.click()
    assert asked.args == ["sign", None]
