from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.models.received import OverviewRow
from app.models.reviews import DecisionKind, ReturnState
from app.reports.coverage import Coverage
from app.ui.office.inbox.page import InboxPage
from app.ui.office.overview import open_round_dialog, round_dates_dialog
from app.ui.office.overview import page as overview_page
from app.ui.office.overview.columns import OverviewRecord, overview_columns
from app.ui.office.overview.open_round_dialog import OpenRoundDialog
from app.ui.office.overview.page import OverviewPage
from app.ui.office.overview.round_dates_dialog import RoundDatesDialog
from app.ui.office.reconciliation_dialog import ReconciliationDialog
from app.ui.office.workspace import OfficeWorkspace
from tests.support.zones import ELSEWHERE, computer_in
from tests.ui.office.conftest import show
from tests.ui.office.scenes import NOW, ROUND_ID
from tests.ui.recorder import DialogRecorder

pytestmark = pytest.mark.slow


def count_of(page: OverviewPage, state: ReturnState) -> str:
    return page.chips.buttons[state].text()


def column(page: OverviewPage, key: str) -> int:
    return [each.key for each in page.matrix.records.columns].index(key)


def test_a_new_office_is_offered_its_first_step(qtbot: QtBot, new_office: OfficeWorkspace) -> None:
    page = show(qtbot, new_office, "overview")
    assert isinstance(page, OverviewPage)
    assert page.stack.currentWidget() is page.empty
    assert page.empty.button is not None
    assert page.empty.button.text() == "開立填報期"


def test_the_matrix_shows_all_agencies_in_appendix_order(
    qtbot: QtBot, received: OfficeWorkspace, qtmodeltester: ModelTester
) -> None:
    page = show(qtbot, received, "overview")
    assert isinstance(page, OverviewPage)
    assert page.matrix.proxy.rowCount() == 17
    assert page.matrix.proxy.index(0, 0).data() == "國家發展委員會"
    assert count_of(page, ReturnState.UNDER_REVIEW) == "待審查 2"
    assert count_of(page, ReturnState.NOT_RECEIVED) == "未收件 15"
    assert page.due.words.text() == "截止 115年2月15日（剩 12 日）"
    qtmodeltester.check(page.matrix.records)


@pytest.mark.parametrize("zone", ELSEWHERE)
def test_a_return_is_overdue_from_midnight_in_taiwan_wherever_the_computer_stands(
    qtbot: QtBot, office: OfficeWorkspace, zone: str
) -> None:
    first_minute_after = datetime(2026, 2, 15, 16, 0, tzinfo=UTC)
    for moment, waiting, late, rest in (
        (first_minute_after - timedelta(minutes=1), 17, 0, "今日截止"),
        (first_minute_after, 0, 17, "已逾 1 日"),
    ):
        office.clock = partial(_always, moment)
        with computer_in(zone):
            page = show(qtbot, office, "overview")
        assert isinstance(page, OverviewPage)
        assert page.due.words.text() == f"截止 115年2月15日（{rest}）"
        assert count_of(page, ReturnState.NOT_RECEIVED) == f"未收件 {waiting}"
        assert count_of(page, ReturnState.OVERDUE) == f"逾期 {late}"


def _always(moment: datetime) -> datetime:
    return moment


def test_charts_and_section_marks_arrive_after_the_matrix(
    qtbot: QtBot, received: OfficeWorkspace
) -> None:
    page = show(qtbot, received, "overview")
    assert isinstance(page, OverviewPage)
    qtbot.waitUntil(lambda: all(each.has_chart() for each in page.charts.values()))
    assert page.matrix.proxy.index(0, column(page, "basic")).data() == "✓"
    missing = page.matrix.proxy.index(1, column(page, "basic"))
    assert missing.data() == "–"


def test_charts_that_come_after_the_store_was_closed_are_dropped(
    qtbot: QtBot, received: OfficeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def draw(_owner: QWidget, work: Any, done: Any, _failed: Any) -> None:
        figures = work(lambda *_: None)
        received.close()
        done(figures)
        came.append(figures)

    came: list[object] = []
    monkeypatch.setattr(overview_page, "run_task", draw)
    page = show(qtbot, received, "overview")
    assert isinstance(page, OverviewPage)
    qtbot.waitUntil(lambda: bool(came))
    assert not any(each.has_chart() for each in page.charts.values())


def test_a_round_without_returns_shows_no_empty_charts(
    qtbot: QtBot, office: OfficeWorkspace
) -> None:
    page = show(qtbot, office, "overview")
    assert isinstance(page, OverviewPage)
    qtbot.waitUntil(lambda: bool(page.charts_hint.text()))
    assert all(each.isHidden() for each in page.charts.values())
    assert all(each.isHidden() for each in page.chart_titles.values())


def test_columns_that_the_form_never_fills_are_hidden(
    qtbot: QtBot, received: OfficeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = received.desk.rounds.form_of(ROUND_ID)
    small = replace(form, sections=(form.section("officers"), form.section("results")))
    page = show(qtbot, received, "overview")
    assert isinstance(page, OverviewPage)
    hidden = ("basic", "budget", "indicators", "amendments")
    assert not any(page.matrix.isColumnHidden(column(page, each)) for each in hidden)
    monkeypatch.setattr(type(received.desk.rounds), "form_of", lambda *_: small)
    page.refresh()
    assert all(page.matrix.isColumnHidden(column(page, each)) for each in hidden)
    for each in ("results", "behind", "agency"):  # 自評進度 is an own word
        assert not page.matrix.isColumnHidden(column(page, each))


def test_a_form_without_money_shows_no_chart_of_rates(
    qtbot: QtBot, received: OfficeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def draw(_owner: QWidget, work: Any, done: Any, _failed: Any) -> None:
        monkeypatch.setattr(Coverage, "rates", ())
        done(work(lambda *_: None))

    monkeypatch.setattr(overview_page, "run_task", draw)
    page = show(qtbot, received, "overview")
    assert isinstance(page, OverviewPage)
    qtbot.waitUntil(lambda: page.charts["standings"].has_chart())
    shown = [key for key, each in page.charts.items() if not each.isHidden()]
    assert shown == [key for key, each in page.chart_titles.items() if not each.isHidden()]
    assert "rates" not in shown and "standings" in shown


def test_columns_sort_by_what_they_mean(qtbot: QtBot, received: OfficeWorkspace) -> None:
    page = show(qtbot, received, "overview")
    assert isinstance(page, OverviewPage)
    page.matrix.sortByColumn(column(page, "received"), Qt.SortOrder.AscendingOrder)
    first = [page.matrix.proxy.index(row, 0).data() for row in range(2)]
    assert sorted(first) == ["交通部", "國家發展委員會"]


def test_a_decision_changes_the_counts_in_view(qtbot: QtBot, received: OfficeWorkspace) -> None:
    page = show(qtbot, received, "overview")
    assert isinstance(page, OverviewPage)
    received.desk.review.decide(ROUND_ID, "NDC", DecisionKind.ACCEPT, (), "王審查", NOW)
    received.note_change()
    assert count_of(page, ReturnState.ACCEPTED) == "通過 1"


def test_opening_an_agency_goes_to_its_review(qtbot: QtBot, received: OfficeWorkspace) -> None:
    page = show(qtbot, received, "overview")
    assert isinstance(page, OverviewPage)
    page.matrix.select_row(0)
    with qtbot.waitSignal(page.page_requested) as asked:
        qtbot.keyClick(page.matrix, Qt.Key.Key_Return)
    assert asked.args == ["review", "NDC"]


def test_round_files_are_written_for_all_agencies(
    qtbot: QtBot, office: OfficeWorkspace, dialogs: DialogRecorder, tmp_path: Path
) -> None:
    page = show(qtbot, office, "overview")
    assert isinstance(page, OverviewPage)
    dialogs.answers = [tmp_path / "out"]
    page.files_button.click()
    qtbot.waitUntil(lambda: bool(page.notices.notices()))
    assert len(list((tmp_path / "out").glob("*.tbround"))) == 17
    assert page.notices.notices()[0].text.startswith("已產生 17 個填報包")


def test_a_round_is_opened_from_the_dialog(qtbot: QtBot, new_office: OfficeWorkspace) -> None:
    dialog = OpenRoundDialog(new_office)
    qtbot.addWidget(dialog)
    assert dialog.year.currentData() == 114
    assert dialog.due_on.text() == "115年2月15日"
    dialog.due_on.setText("1150228")
    dialog.closes_on.setText("115/3/15")
    dialog.behind.setValue(75)
    dialog.submit()
    assert dialog.opened is not None
    assert (dialog.opened.behind_below_percent, dialog.opened.about_met_percent) == (75, 95)
    assert new_office.desk.rounds.get(ROUND_ID).due_on.isoformat() == "2026-02-28"


def test_a_refused_round_stays_in_the_dialog_with_its_entries(
    qtbot: QtBot, new_office: OfficeWorkspace
) -> None:
    dialog = OpenRoundDialog(new_office)
    qtbot.addWidget(dialog)
    dialog.due_on.setText("明年")
    dialog.submit()
    assert "日期無法辨識" in dialog.notices.notices()[0].text
    dialog.due_on.setText("115-01-01")
    dialog.submit()
    assert dialog.opened is None
    assert dialog.due_on.text() == "115-01-01"
    assert new_office.desk.rounds.all() == ()


def test_the_page_goes_on_with_the_round_just_opened(
    qtbot: QtBot, new_office: OfficeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = show(qtbot, new_office, "overview")
    assert isinstance(page, OverviewPage)

    def submit(workspace: OfficeWorkspace, parent: object) -> object:
        dialog = OpenRoundDialog(workspace)
        qtbot.addWidget(dialog)
        dialog.submit()
        return dialog.opened

    monkeypatch.setattr(open_round_dialog, "ask_for_round", submit)
    page.open_round()
    assert page.stack.currentWidget() is page.board
    assert new_office.title() == "協調彙整 — 114 年度執行成果"
    assert "產生填報包" in page.notices.notices()[0].text


def test_the_reconciliation_shows_sums_beside_what_the_plan_states(
    qtbot: QtBot, office: OfficeWorkspace
) -> None:
    page = show(qtbot, office, "overview")
    assert isinstance(page, OverviewPage)
    words = page.reconciliation.text().replace("\N{NO-BREAK SPACE}", " ")
    assert words == "附表合計 111.78 億元　核定 111.3 億元　差 0.48 億元"
    dialog = ReconciliationDialog(office.programme)
    qtbot.addWidget(dialog)
    assert dialog.tables.tabs.count() == 3


@pytest.mark.parametrize("page_kind", [OverviewPage, InboxPage])
def test_a_clock_that_is_not_believed_is_said_on_top(
    qtbot: QtBot, office: OfficeWorkspace, page_kind: type[OverviewPage | InboxPage]
) -> None:
    page = page_kind(office)
    qtbot.addWidget(page)
    office.desk.clock.note(NOW + timedelta(days=2))
    page.activate()
    assert page.clock is not None
    (notice,) = page.clock.notices()
    assert notice.kind == "error"
    assert "115年2月5日" in notice.text
    page.clock.confirm()
    assert office.desk.clock.finding() is None
    assert office.desk.records.audit_entries()[-1].action == "clock_confirmed"


def test_a_withdrawal_offers_the_round_file_of_that_agency_alone(
    qtbot: QtBot, office: OfficeWorkspace, dialogs: DialogRecorder, tmp_path: Path
) -> None:
    page = show(qtbot, office, "overview")
    assert isinstance(page, OverviewPage)
    assert page.news.notices() == ()
    entry = office.desk.registry.current().entries[0]
    office.desk.registry.withdraw(entry.certificate_sha256, reason="離職", at=NOW)
    office.note_change()
    (notice,) = page.news.notices()
    assert office.short_name(entry.agency) in notice.text
    dialogs.answers = [tmp_path / "again"]
    act = notice.findChild(QPushButton)
    assert act is not None
    act.click()
    qtbot.waitUntil(lambda: not page.tasks.is_busy, timeout=30_000)
    qtbot.waitUntil(lambda: page.news.notices() == ())
    assert [each.name.split("_")[2] for each in (tmp_path / "again").iterdir()] == [entry.agency]


def open_dates(qtbot: QtBot, workspace: OfficeWorkspace) -> RoundDatesDialog:
    assert workspace.round is not None
    dialog = RoundDatesDialog(workspace, workspace.round)
    qtbot.addWidget(dialog)
    return dialog


def test_a_deadline_is_moved_and_every_agency_with_a_round_file_is_to_be_told(
    qtbot: QtBot,
    office: OfficeWorkspace,
    dialogs: DialogRecorder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = show(qtbot, office, "overview")
    assert isinstance(page, OverviewPage)

    def change(workspace: OfficeWorkspace, round_: object, parent: object) -> object:
        dialog = open_dates(qtbot, workspace)
        dialog.due_on.setText("115-02-28")
        dialog.reason.setText("連續假期順延")
        dialog.submit()
        return dialog.changed

    monkeypatch.setattr(round_dates_dialog, "ask_for_dates", change)
    page.due.button.click()
    assert page.due.words.text() == "截止 115年2月28日（剩 25 日）"
    assert "截止 115年2月28日" in page.notices.notices()[0].text
    assert office.desk.records.audit_entries()[-1].detail["reason"] == "連續假期順延"
    assert page.matrix.proxy.index(0, column(page, "round_file")).data().endswith("⚠")
    (notice,) = page.news.notices()
    assert notice.text.startswith("填報期的日期已變更，國發會、交通部的填報包還是原來的日期。")
    dialogs.answers = [tmp_path / "again"]
    act = notice.findChild(QPushButton)
    assert act is not None
    act.click()
    qtbot.waitUntil(lambda: page.news.notices() == (), timeout=30_000)
    assert len(list((tmp_path / "again").iterdir())) == 2


def test_dates_that_cannot_be_taken_stay_in_the_dialog(
    qtbot: QtBot, office: OfficeWorkspace
) -> None:
    dialog = open_dates(qtbot, office)
    dialog.submit()
    assert "沒有變更" in dialog.notices.notices()[0].text
    dialog.due_on.setText("過年後")
    dialog.submit()
    assert "日期無法辨識" in dialog.notices.notices()[-1].text
    dialog.due_on.setText("1150320")
    dialog.submit()
    assert "日期順序有誤" in dialog.notices.notices()[-1].text
    dialog.closes_on.setText("1150331")
    dialog.submit()
    assert "寫明理由" in dialog.notices.notices()[-1].text
    assert dialog.changed is None
    assert office.round == office.desk.rounds.get(ROUND_ID)


@pytest.mark.parametrize(
    ("line", "day", "words"),
    [
        ("closes_on", "1150202", "一律不收"),
        ("closes_on", "1150220", "提前"),
        ("opens_on", "1150210", "不能簽章"),
        ("due_on", "1150201", "逾期"),
        ("due_on", "1150228", ""),
    ],
)
def test_the_dialog_says_what_other_dates_bring_about(
    qtbot: QtBot, office: OfficeWorkspace, line: str, day: str, words: str
) -> None:
    dialog = open_dates(qtbot, office)
    assert dialog.hint.isHidden()
    getattr(dialog, line).setText(day)
    assert words in dialog.hint.text()
    assert dialog.hint.isHidden() is (not words)


def test_the_matrix_says_which_agencies_have_a_round_file_and_which_registry_is_in_it(
    qtbot: QtBot, office: OfficeWorkspace, tmp_path: Path
) -> None:
    office.desk.round_files.write(ROUND_ID, tmp_path, ("NDC",))
    page = show(qtbot, office, "overview")
    assert isinstance(page, OverviewPage)
    sent, never = (page.matrix.proxy.index(row, column(page, "round_file")) for row in (0, 1))
    assert sent.data() == "115.02.03"
    tip = sent.data(Qt.ItemDataRole.ToolTipRole)
    assert tip.startswith("115年2月3日 ")
    assert tip.endswith("憑證名冊第 2 號")
    assert (never.data(), never.data(Qt.ItemDataRole.ToolTipRole)) == ("—", "還沒有產生過填報包")


def _told(page: OverviewPage) -> list[str]:
    """Everything that stands on the page, cell by cell."""
    table = page.matrix.proxy
    cells = [
        str(table.index(row, column).data())
        for row in range(table.rowCount())
        for column in range(table.columnCount())
    ]
    assert page.chooser is not None
    chosen = [page.chooser.itemText(each) for each in range(page.chooser.count())]
    words = [each.text() for each in page.findChildren(QLabel) if each.isVisibleTo(page)]
    chips = [each.text() for each in page.chips.buttons.values()]
    return [*words, *chips, *chosen, *cells]


@pytest.mark.parametrize("days", [0, 40])
def test_the_page_painted_from_the_snapshot_is_the_page_of_the_open_store(
    qtbot: QtBot, received: OfficeWorkspace, days: int
) -> None:
    received.close()
    later = OfficeWorkspace(
        received.store, received.preferences, clock=lambda: NOW + timedelta(days=days)
    )
    assert later.recall() and not later.is_open
    page = show(qtbot, later, "overview")
    assert isinstance(page, OverviewPage)
    at_first = _told(page)
    assert "待審查 2" in at_first and "國家發展委員會" in at_first
    later.open()
    page.activate()
    assert _told(page) == at_first
    later.close()


def test_charts_are_drawn_once_the_store_is_open(qtbot: QtBot, received: OfficeWorkspace) -> None:
    received.close()
    assert received.recall()
    page = show(qtbot, received, "overview")
    assert isinstance(page, OverviewPage)
    assert not page._draw_timer.isActive()
    received.open()
    page.activate()
    assert page._draw_timer.isActive()


def test_a_return_with_nothing_to_report_is_marked_as_such_not_as_complete() -> None:
    row = OverviewRow(
        agency="MOFA", state=ReturnState.UNDER_REVIEW, revision=1, received_at=NOW,
        days_late=0, projects=1, warnings=0, behind=0, amendments=0, nil_projects=1, carriers=(),
    )  # fmt: skip
    columns = {each.key: each for each in overview_columns()}
    record = OverviewRecord(row, "外交部", 10)
    assert [columns[each].text(record) for each in ("basic", "budget", "nil_projects")] == [
        "無執行", "無執行", "1",
    ]  # fmt: skip
    other = OverviewRecord(replace(row, projects=2), "外交部", 10)
    assert columns["budget"].text(other) == ""
    assert columns["nil_projects"].text(other) == "1"
