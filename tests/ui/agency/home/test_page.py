"""The first page: what is due, what is left, and where it leads."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.agency.intake import RoundFilePreview
from app.models.answers import Place, nil_place
from app.ui.agency import office_confirmation
from app.ui.agency.fill_target import FillTarget
from app.ui.agency.home.page import HomePage
from app.ui.agency.home.progress_card import ProgressCard
from app.ui.agency.home.round_head import RoundHead, describe_due
from app.ui.agency.receive_prompt import take_round_file
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.widgets import theme
from app.ui.widgets.theme import Tone
from tests.agency.desks import OFFICE_FINGERPRINT
from tests.support.earlier_years import last_year
from tests.support.zones import ELSEWHERE, computer_in
from tests.ui.recorder import DialogRecorder

pytestmark = pytest.mark.slow


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
    assert page.cards[0].name == "全機關資料"
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


def test_carried_values_are_confirmed_all_at_once(qtbot: QtBot, workspace: AgencyWorkspace) -> None:
    contact = Place("P06", "basic", None, "contact_name")
    draft = workspace.draft
    assert draft is not None
    draft.adopt(replace(draft.basis, earlier=last_year({contact: "林小明"})))
    draft.carried.take_over()
    page = HomePage(workspace)
    qtbot.addWidget(page)
    page.activate()
    assert len(draft.carried.unconfirmed) == 1
    page.confirm.click()
    assert len(draft.carried.unconfirmed) == 0
    assert draft.answers.get(contact) == "林小明"


@pytest.fixture
def recalled(workspace: AgencyWorkspace) -> AgencyWorkspace:
    """The workspace of a store that was closed, with its snapshot and no desk yet."""
    workspace.findings()
    workspace.close()
    assert workspace.recall()
    return workspace


def test_the_page_is_shown_before_the_store_is_open_and_stays_when_it_is(
    qtbot: QtBot, recalled: AgencyWorkspace
) -> None:
    page = HomePage(recalled)
    qtbot.addWidget(page)
    page.show()
    page.activate()
    cards = list(page.cards)
    assert cards[0].name == "全機關資料" and len(cards) == 3
    assert recalled.title() == "教育部" and not recalled.is_open
    with qtbot.waitSignal(recalled.findings_changed):
        recalled.open()
        page.activate()
    qtbot.waitUntil(lambda: not page._redraw.isActive())
    assert page.cards == cards
    with qtbot.waitSignal(page.page_requested) as asked:
        qtbot.keyClick(cards[1], Qt.Key.Key_Return)
    assert asked.args == ["fill", FillTarget("P06")]


def test_the_page_is_drawn_anew_for_other_answers_another_day_and_other_colours(
    qtbot: QtBot, workspace: AgencyWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = HomePage(workspace)
    qtbot.addWidget(page)
    page.activate()
    drawn: list[ProgressCard] = []

    def is_drawn_anew() -> bool:
        before = drawn[-1] if drawn else None
        page.activate()
        drawn.append(page.cards[0])
        return page.cards[0] is not before

    assert is_drawn_anew() and not is_drawn_anew()
    assert workspace.commit({Place("P06", "basic", None, "contact_name"): "林小明"}, "聯絡人")
    assert is_drawn_anew() and not is_drawn_anew()
    monkeypatch.setattr(workspace, "clock", partial(_always, datetime(2026, 2, 1, tzinfo=UTC)))
    assert is_drawn_anew() and not is_drawn_anew()
    monkeypatch.setattr(theme._state, "colours", theme.DARK)
    assert is_drawn_anew() and not is_drawn_anew()


def test_the_badge_of_the_check_is_there_before_the_store_is_open(
    qtbot: QtBot, workspace: AgencyWorkspace
) -> None:
    open_findings = sum(each.is_open for each in workspace.findings())
    workspace.close()
    with qtbot.waitSignal(workspace.badge_changed) as told:
        workspace.recall()
    assert told.args == ["check", open_findings] and open_findings


def test_a_project_with_nothing_to_report_is_listed_as_such(
    qtbot: QtBot, workspace: AgencyWorkspace
) -> None:
    assert workspace.commit({nil_place("P06"): "補助款未核撥。"}, "本期無執行")
    page = HomePage(workspace)
    qtbot.addWidget(page)
    page.activate()
    cards = {each.progress.project_id: each for each in page.findChildren(ProgressCard)}
    assert cards["P06"].words.text() == "本期無執行"
    assert cards["P07"].words.text() != "本期無執行"
