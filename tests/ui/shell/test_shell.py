"""The window around the pages: going places, keyboard, closing, first start, settings."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.errors import AppError
from app.models.money import MoneyUnit
from app.ui.agency.fill.page import FillPage
from app.ui.agency.fill_target import FillTarget
from app.ui.agency.pages import build_pages
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.settings.page import SettingsPage
from app.ui.shell.first_start import FirstStartPage
from app.ui.shell.go_to import GoToDialog, find_destinations
from app.ui.shell.location_history import Location, LocationHistory
from app.ui.shell.main_window import MainWindow
from app.ui.shell.page import Destination
from app.ui.shell.preferences import PreferenceFile, Preferences, Role
from app.ui.widgets.theme import ThemeChoice
from tests.agency.desks import OFFICE_FINGERPRINT, PAID, build_round_file, write_file
from tests.support.timestamp_authority import Answer, Authority, serving
from tests.ui.recorder import DialogRecorder


@pytest.fixture
def window(qtbot: QtBot, preferences: PreferenceFile, tmp_path: Path) -> MainWindow:
    """The window on a store with the round of 114."""
    workspace = AgencyWorkspace(tmp_path / "agency.tianbao", preferences)
    workspace.open()
    first = write_file(tmp_path, build_round_file())
    workspace.receive_round_file(first, confirm_office=OFFICE_FINGERPRINT)
    workspace.close()
    workspace = AgencyWorkspace(tmp_path / "agency.tianbao", preferences)
    shown = MainWindow()
    qtbot.addWidget(shown, before_close_func=lambda window: window.close_workspace())
    shown.show_workspace(workspace, build_pages(workspace))
    workspace.open()
    shown.enter_workspace()
    shown.show()
    return shown


@pytest.mark.slow
def test_pages_are_created_when_first_shown(window: MainWindow) -> None:
    assert list(window._pages) == ["home"]
    window.go_to("check")
    assert list(window._pages) == ["home", "check"]
    assert window.page_id == "check"


def test_the_title_names_the_agency(window: MainWindow) -> None:
    assert window.windowTitle() == "Tianbao 填報 — 教育部"


@pytest.mark.slow
def test_back_and_forward_go_where_the_user_has_been(qtbot: QtBot, window: MainWindow) -> None:
    window.go_to("fill", FillTarget("P07"))
    window.go_to("check")
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.page_id == "fill"
    page = window.page("fill")
    assert isinstance(page, FillPage)
    assert page.desk is not None
    assert page.desk.project == "P07"
    window.go_back()
    assert window.page_id == "home"
    window.go_forward()
    assert window.page_id == "fill"


@pytest.mark.slow
def test_leaving_a_page_commits_what_is_being_typed(window: MainWindow) -> None:
    window.go_to("fill", FillTarget("P06", "budget", PAID))
    page = window.page("fill")
    assert isinstance(page, FillPage)
    assert page.desk is not None
    box = page.desk.form("P06").view("budget").focus_place(PAID)
    line = getattr(getattr(box, "editor", None), "line", None)
    assert line is not None
    line.setText("5")
    window.go_to("home")
    workspace = window.workspace
    assert isinstance(workspace, AgencyWorkspace)
    assert workspace.draft is not None
    assert workspace.draft.answers.get(PAID) == 50_000


def test_control_s_says_it_is_saved_and_where(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert window.workspace is not None
    assert str(window.workspace.store) in window.notices.notices()[0].text


def test_control_z_reaches_the_draft(qtbot: QtBot, window: MainWindow) -> None:
    workspace = window.workspace
    assert isinstance(workspace, AgencyWorkspace)
    workspace.commit({PAID: 10_000}, "實支數")
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert workspace.draft is not None
    assert workspace.draft.answers.get(PAID) is None


def test_a_failure_no_page_can_show_is_shown_by_the_window(window: MainWindow) -> None:
    assert window.workspace is not None
    window.workspace.error_raised.emit(AppError("STORE_DISK_FULL", file="x.tianbao"))
    notice = window.notices.notices()[0]
    assert notice.kind == "error"
    assert "x.tianbao" in notice.text


@pytest.mark.slow
def test_everything_offered_by_ctrl_k_can_be_reached(window: MainWindow) -> None:
    for destination in window.destinations()[:20]:
        window.go_to(destination.page_id, destination.target)
        assert window.page_id == destination.page_id


def test_history_forgets_what_lay_ahead() -> None:
    history = LocationHistory()
    for name in ("a", "b", "c"):
        history.visit(Location(name))
    assert history.back() == Location("b")
    history.visit(Location("d"))
    assert history.forward() is None
    assert history.back() == Location("b")
    assert history.back() == Location("a")
    assert history.back() is None


def test_going_where_one_is_already_is_no_step() -> None:
    history = LocationHistory()
    history.visit(Location("a"))
    history.visit(Location("a"))
    assert history.back() is None


def test_every_typed_word_has_to_occur_and_titles_come_first() -> None:
    places = [
        Destination("預算執行", "某計畫", "circle", "fill"),
        Destination("某計畫", "計畫", "circle", "fill"),
        Destination("實支數", "某計畫・預算執行", "circle", "fill"),
    ]
    assert find_destinations(places, "某計畫")[0].title == "某計畫"
    assert [each.title for each in find_destinations(places, "預算 實支")] == ["實支數"]
    assert find_destinations(places, "沒有這個") == []


def test_enter_in_the_go_to_line_chooses_the_marked_entry(qtbot: QtBot) -> None:
    places = [Destination("甲", "", "circle", "a"), Destination("乙", "", "circle", "b")]
    dialog = GoToDialog(places)
    qtbot.addWidget(dialog)
    qtbot.keyClick(dialog._line, Qt.Key.Key_Down)
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog._line, Qt.Key.Key_Return)
    chosen = dialog.chosen()
    assert chosen is not None
    assert chosen.page_id == "b"


def test_the_rail_gives_its_width_to_the_form_and_to_a_narrow_window(
    qtbot: QtBot, window: MainWindow
) -> None:
    folded = []
    for page, width in (("home", 1366), ("fill", 1366), ("check", 1366), ("check", 900)):
        window.resize(width, 768)
        window.go_to(page)
        folded.append(window._rail.is_folded)
    assert folded == [False, True, False, True]
    qtbot.waitUntil(lambda: window._rail.width() <= 48)


# -- first start ---------------------------------------------------------------------------


def test_first_start_has_nothing_to_go_to(qtbot: QtBot, window: MainWindow) -> None:
    assert not window.find_button.isHidden()
    page = FirstStartPage(Preferences())
    window.show_single_page(page)
    assert window.find_button.isHidden()


def test_first_start_offers_both_roles(qtbot: QtBot) -> None:
    page = FirstStartPage(Preferences())
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.store_chosen) as chosen:
        page.buttons[Role.OFFICE, "start"].click()
    assert chosen.args is not None
    assert chosen.args[0] is Role.OFFICE
    assert chosen.args[1].name == "office.tianbao"


def test_a_store_that_is_opened_decides_the_role_itself(
    qtbot: QtBot, empty_workspace: AgencyWorkspace, dialogs: DialogRecorder
) -> None:
    page = FirstStartPage(Preferences())
    qtbot.addWidget(page)
    dialogs.answers = [empty_workspace.store]
    with qtbot.waitSignal(page.store_chosen) as chosen:
        page.buttons[Role.OFFICE, "choose"].click()
    assert chosen.args == [Role.AGENCY, empty_workspace.store]


def test_a_file_that_is_no_store_is_refused_by_name(
    qtbot: QtBot, dialogs: DialogRecorder, tmp_path: Path
) -> None:
    page = FirstStartPage(Preferences())
    qtbot.addWidget(page)
    wrong = tmp_path / "letter.tianbao"
    wrong.write_text("not a store")
    dialogs.answers = [wrong]
    page.buttons[Role.AGENCY, "choose"].click()
    assert "letter.tianbao" in page.notices.notices()[0].text


# -- settings ------------------------------------------------------------------------------


def test_settings_take_effect_at_once_and_are_remembered(
    qtbot: QtBot, empty_workspace: AgencyWorkspace, preferences: PreferenceFile
) -> None:
    page = SettingsPage(empty_workspace)
    qtbot.addWidget(page)
    with qtbot.waitSignal(empty_workspace.unit_changed):
        page.unit.setCurrentIndex(1)
        page.unit.activated.emit(1)
    with qtbot.waitSignal(empty_workspace.appearance_changed):
        page.theme.setCurrentIndex(2)
        page.theme.activated.emit(2)
    remembered = PreferenceFile(preferences.path.parent).present
    assert remembered.money_unit is MoneyUnit.THOUSAND
    assert remembered.theme is ThemeChoice.DARK


def test_the_language_chosen_is_remembered_for_the_next_start(
    qtbot: QtBot, empty_workspace: AgencyWorkspace, preferences: PreferenceFile
) -> None:
    page = SettingsPage(empty_workspace)
    qtbot.addWidget(page)
    assert page.language.currentText() == "中文"
    page.language.setCurrentIndex(page.language.findText("English"))
    page.language.activated.emit(page.language.currentIndex())
    assert PreferenceFile(preferences.path.parent).present.language == "en"
    assert "下次開啟程式時改用。" in [each.text() for each in page.findChildren(QLabel)]
    assert page.title == "設定"  # this run goes on as it began


def test_settings_show_where_the_data_lies(qtbot: QtBot, empty_workspace: AgencyWorkspace) -> None:
    page = SettingsPage(empty_workspace)
    qtbot.addWidget(page)
    assert str(empty_workspace.store) in [each.text() for each in page.findChildren(QLabel)]


def test_settings_without_a_timestamp_authority_say_that_none_is_needed(
    qtbot: QtBot, empty_workspace: AgencyWorkspace
) -> None:
    page = SettingsPage(empty_workspace)
    qtbot.addWidget(page)
    assert "未設定" in page.timestamps.state.text()
    assert not page.timestamps.test.isEnabled()


def test_settings_show_the_timestamp_authority_and_try_it(
    qtbot: QtBot,
    empty_workspace: AgencyWorkspace,
    dialogs: DialogRecorder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("no_proxy", "*")
    authority = Authority()
    (tmp_path / "tsa.pem").write_text(authority.pem, encoding="ascii")
    path = tmp_path / "mine.toml"
    page = SettingsPage(empty_workspace)
    qtbot.addWidget(page)
    rows = page.timestamps
    with serving(Answer(authority.reply)) as url:
        path.write_text(f'url = "{url}"\ncertificates = ["tsa.pem"]', encoding="utf-8")
        dialogs.answers = [path]
        with qtbot.waitSignal(empty_workspace.timestamp_settings_changed):
            rows.choose.click()
        assert url in rows.state.text()
        rows.test.click()
        qtbot.waitUntil(lambda: not rows.tasks.is_busy)
    assert rows.answer.text().startswith("連線正常：測試時戳服務")
    rows.test.click()
    qtbot.waitUntil(lambda: not rows.tasks.is_busy)
    assert "無法連線" in rows.answer.text()
    path.write_text("url = 1", encoding="utf-8")
    rows.show_state()
    assert "mine.toml" in rows.state.text()
    rows.forget.click()
    assert "未設定" in rows.state.text()


def test_no_window_is_left_behind(qtbot: QtBot, window: MainWindow) -> None:
    window.go_to("settings")
    window.close_workspace()
    window.close()
    assert [each for each in QApplication.topLevelWidgets() if each.isVisible()] == []
