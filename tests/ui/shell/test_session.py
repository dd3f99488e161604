"""What fills the frame: the first page, the store, our own bugs."""

import gc
import shutil
import sys
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, qWarning
from PySide6.QtWidgets import QDialog, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.agency.desk import AgencyDesk
from app.bench.outgoing import SetKind
from app.config import local_data_folder
from app.errors import AppError
from app.office.desk import OfficeDesk
from app.office.snapshot import OfficeSnapshot
from app.programme.catalogue_loader import load_catalogue
from app.ui.agency.home.page import HomePage
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.office.overview.page import OverviewPage
from app.ui.office.workspace import OfficeWorkspace
from app.ui.shell.application import build_application
from app.ui.shell.busy_store import BusyStorePage
from app.ui.shell.error_hook import ErrorHook
from app.ui.shell.first_start import FirstStartPage
from app.ui.shell.frame import Frame
from app.ui.shell.preferences import PreferenceFile, Role
from app.ui.shell.session import WindowSession
from app.ui.widgets import theme
from app.ui.widgets.tasks import has_running_tasks
from tests.support.kills import interrupt
from tests.ui.office.scenes import open_annual_round
from tests.ui.recorder import WindowRecorder


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[WindowSession]:
    preferences = PreferenceFile(local_data_folder())
    built = WindowSession(build_application(), preferences, Frame())
    qtbot.waitUntil(lambda: not has_running_tasks())  # of an earlier test
    yield built
    built.stop()
    qtbot.waitUntil(lambda: not has_running_tasks())


def test_the_first_start_asks_for_the_role(qtbot: QtBot, session: WindowSession) -> None:
    session.start(None)
    assert session.window.workspace is None
    assert session.window.findChild(FirstStartPage) is not None


@pytest.mark.slow
def test_a_chosen_store_is_made_opened_and_remembered(qtbot: QtBot, session: WindowSession) -> None:
    session.start(None)
    page = session.window.findChild(FirstStartPage)
    assert page is not None
    page.buttons[Role.AGENCY, "start"].click()
    assert isinstance(session.window.workspace, AgencyWorkspace)
    assert session.window.page_id == "home"
    remembered = PreferenceFile(local_data_folder()).present
    assert remembered.role is Role.AGENCY
    assert remembered.store == str(local_data_folder() / "agency.tianbao")


@pytest.mark.slow
def test_the_remembered_store_opens_after_the_first_paint(
    qtbot: QtBot, session: WindowSession, empty_workspace: AgencyWorkspace
) -> None:
    empty_workspace.close()
    session.preferences.change(role=Role.AGENCY, store=str(empty_workspace.store))
    session.frame.show()
    session.start(None)
    assert session.window.page_id is None
    qtbot.waitUntil(lambda: session.window.page_id == "home", timeout=5000)


@pytest.mark.slow
def test_an_interrupted_set_of_files_is_told_when_its_store_opens(
    session: WindowSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = OfficeDesk.create(tmp_path / "office.tianbao", load_catalogue())
    files = {tmp_path / "report.pdf": b"%PDF-", tmp_path / "master.xlsx": b"PK"}
    interrupt(monkeypatch, ".xlsx", lambda: desk.outgoing.send(SetKind.REPORT, files))
    desk.close()
    session.start(None)
    session.open_store(Role.OFFICE, desk.path)
    (notice,) = session.window.notices.notices()
    assert notice.kind == "warning"
    assert notice.text.startswith("上次寫出「report.pdf、master.xlsx」時程式中斷")
    assert (tmp_path / "master.xlsx").read_bytes() == b"PK"


@pytest.mark.slow
def test_where_the_data_folder_takes_nothing_the_store_opens_and_it_is_told_once(
    session: WindowSession, tmp_path: Path
) -> None:
    local_data_folder().parent.mkdir(parents=True, exist_ok=True)
    local_data_folder().touch()  # a file where the folder should be
    session.start(None)
    session.open_store(Role.OFFICE, tmp_path / "office.tianbao")
    assert session.window.page_id == "overview"
    (notice,) = session.window.notices.notices()
    assert notice.text.startswith(f"設定無法存入「{local_data_folder()}」")
    notice.dismiss()
    session.preferences.change(text_scale=125)
    assert session.window.notices.notices() == ()
    assert session.preferences.present.text_scale == 125


def test_a_store_that_is_gone_leads_back_to_the_first_page(
    qtbot: QtBot, session: WindowSession, tmp_path: Path
) -> None:
    session.start(tmp_path / "gone.tianbao")
    assert session.window.findChild(FirstStartPage) is not None
    assert "gone.tianbao" in session.window.notices.notices()[0].text


def test_another_store_can_be_chosen_from_the_settings(
    qtbot: QtBot, session: WindowSession
) -> None:
    session.start(None)
    session.open_store(Role.AGENCY, local_data_folder() / "agency.tianbao")
    workspace = session.window.workspace
    assert workspace is not None
    workspace.other_store_requested.emit()
    qtbot.waitUntil(lambda: session.window.workspace is None)
    assert session.window.findChild(FirstStartPage) is not None


def test_a_bug_leaves_a_report_and_is_told(qtbot: QtBot, session: WindowSession) -> None:
    session.start(None)
    hook = ErrorHook(local_data_folder() / "logs")
    hook.bug_reported.connect(session.show_bug)
    try:
        raise ZeroDivisionError("planted")
    except ZeroDivisionError as problem:
        hook.report_exception(type(problem), problem, problem.__traceback__)
    hook.uninstall()
    reports = list((local_data_folder() / "logs").glob("report-*.txt"))
    assert len(reports) == 1
    report = reports[0].read_text(encoding="utf-8")
    assert "ZeroDivisionError" in report and "test_a_bug_leaves_a_report" in report
    assert str(reports[0]) in session.window.notices.notices()[0].text


def test_the_log_says_neither_whose_files_nor_whose_computer_it_was(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("USERNAME", "wangxm")
    hook = ErrorHook(tmp_path, lambda _: AppError("STORE_DAMAGED", file="/home/wangxm/moe.tianbao"))
    hook.install()
    qWarning(r"cannot open C:\Users\wangxm\moe.pdf, '教育部.pdf', for wangxm")
    damage = ValueError("A123456789")
    hook.report_exception(ValueError, damage, None)
    hook.uninstall()
    log = (tmp_path / "tianbao.log").read_text(encoding="utf-8")
    assert "Qt: cannot open" in log and "STORE_DAMAGED" in log
    assert not any(each in log for each in ("wangxm", "moe", "教育部", "A123456789"))


def test_the_colours_follow_the_system_while_the_window_is_open(
    qtbot: QtBot, session: WindowSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.start(None)
    assert not theme.is_dark()
    monkeypatch.setattr(theme, "choose_colours", lambda *_: theme.DARK)
    session.application.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.is_dark()
    assert session.window.palette().window().color().name() == theme.DARK.window
    monkeypatch.undo()
    session.refresh_theme()
    assert not theme.is_dark()


def test_a_window_called_to_the_front_comes_as_it_was_and_its_question_with_it(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = Frame()
    qtbot.addWidget(frame)
    frame.showMaximized()
    question = QDialog(frame)
    question.setModal(True)
    question.show()
    frame.showMinimized()
    raised: list[QWidget] = []
    monkeypatch.setattr(QWidget, "raise_", lambda each: raised.append(each))
    frame.come_to_front()
    assert frame.isMaximized() and not frame.isMinimized()
    assert raised == [frame, question]


def test_the_hook_takes_over_and_gives_back(qtbot: QtBot, tmp_path: Path) -> None:
    before = sys.excepthook
    hook = ErrorHook(tmp_path)
    hook.install()
    assert sys.excepthook == hook.report_exception
    hook.uninstall()
    assert sys.excepthook is before


# -- the first page before the store is open


@pytest.fixture
def loading(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Set it to let loading come to its end."""
    held = threading.Event()
    monkeypatch.setattr(OfficeWorkspace, "load", lambda _: held.wait(10))
    yield held
    held.set()


@pytest.fixture
def begun(
    qtbot: QtBot, session: WindowSession, loading: threading.Event, tmp_path: Path
) -> OverviewPage:
    """The overview from the snapshot, painted; the desk is being loaded."""
    begin(session, tmp_path)
    page = session.window.page("overview")
    qtbot.waitUntil(has_running_tasks)
    assert isinstance(page, OverviewPage)
    return page


def begin(session: WindowSession, folder: Path) -> None:
    store = folder / "office.tianbao"
    with OfficeDesk.create(store, load_catalogue()) as desk:
        open_annual_round(desk)
    session.frame.show()
    session.start(store)


def is_open(session: WindowSession) -> bool:
    workspace = session.window.workspace
    return workspace is not None and workspace.is_open


def test_the_first_page_stands_there_before_the_store_is_open(
    qtbot: QtBot, session: WindowSession, loading: threading.Event, begun: OverviewPage
) -> None:
    assert session.window.page_id == "overview" and not is_open(session)
    assert begun.matrix.proxy.rowCount() == 17
    loading.set()
    qtbot.waitUntil(lambda: is_open(session))
    assert session.window.page("overview") is begun
    assert begun.matrix.proxy.rowCount() == 17
    assert session.preferences.present.store is not None


def test_no_window_but_the_frame_is_shown_while_the_first_page_is_made(
    qtbot: QtBot, session: WindowSession, loading: threading.Event, tmp_path: Path
) -> None:
    recorder = WindowRecorder()
    session.application.installEventFilter(recorder)
    begin(session, tmp_path)
    loading.set()
    qtbot.waitUntil(lambda: is_open(session))
    session.application.removeEventFilter(recorder)
    assert recorder.shown == ["Frame"]


def test_a_row_can_be_chosen_before_the_store_is_open_and_stays_chosen(
    qtbot: QtBot, session: WindowSession, loading: threading.Event, begun: OverviewPage
) -> None:
    table = begun.matrix
    middle = table.visualRect(table.proxy.index(2, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert table.currentIndex().row() == 2 and not is_open(session)
    loading.set()
    qtbot.waitUntil(lambda: is_open(session))
    assert table.currentIndex().row() == 2


def test_a_click_that_needs_the_desk_opens_it_and_is_not_lost(
    qtbot: QtBot, session: WindowSession, loading: threading.Event, begun: OverviewPage
) -> None:
    rail = {each.text(): each for each in session.window.findChildren(QToolButton)}
    qtbot.mouseClick(rail["收件"], Qt.MouseButton.LeftButton)
    assert is_open(session)
    assert session.window.page_id == "inbox"
    loading.set()


@pytest.fixture
def home(session: WindowSession, workspace: AgencyWorkspace) -> HomePage:
    """An agency's home page from the snapshot, before any event was handled."""
    workspace.findings()
    workspace.close()
    session.frame.show()
    session.start(workspace.store)
    page = session.window.page("home")
    assert isinstance(page, HomePage) and not is_open(session)
    return page


def test_a_click_on_the_agency_s_home_page_opens_the_desk_and_is_not_lost(
    qtbot: QtBot, session: WindowSession, home: HomePage
) -> None:
    qtbot.mouseClick(home.cards[1], Qt.MouseButton.LeftButton)
    assert is_open(session)
    assert session.window.page_id == "fill"


def test_a_page_the_open_desk_draws_anew_does_no_harm_to_the_click(
    qtbot: QtBot, session: WindowSession, home: HomePage
) -> None:
    old = home.cards[1]
    home._shown = "of another day"
    qtbot.mousePress(old, Qt.MouseButton.LeftButton)
    assert is_open(session) and home.cards[1] is not old
    assert session.window.page_id == "home"


def test_the_keyboard_waits_for_the_desk_as_well(
    qtbot: QtBot, session: WindowSession, loading: threading.Event, begun: OverviewPage
) -> None:
    qtbot.keyClick(begun.matrix, Qt.Key.Key_Down)
    assert is_open(session)


def test_a_desk_that_cannot_be_imported_beside_is_imported_in_turn(
    qtbot: QtBot, session: WindowSession, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(_: OfficeWorkspace) -> None:
        raise ImportError("planted")

    monkeypatch.setattr(OfficeWorkspace, "load", refuse)
    with qtbot.captureExceptions() as caught:
        begin(session, tmp_path)
        qtbot.waitUntil(lambda: is_open(session))
    assert [str(each[1]) for each in caught] == ["planted"]
    assert session.window.page_id == "overview"


def test_a_snapshot_that_cannot_be_shown_is_done_without(
    qtbot: QtBot, session: WindowSession, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(_: OfficeSnapshot, today: date) -> None:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr(OfficeSnapshot, "overview", refuse)
    with qtbot.captureExceptions() as caught:
        begin(session, tmp_path)
        assert session.window.page_id is None
        qtbot.waitUntil(lambda: is_open(session))
    assert [str(each[1]) for each in caught] == ["planted"]
    assert session.window.page_id == "overview"


def test_nothing_is_collected_on_the_importing_thread(
    qtbot: QtBot, session: WindowSession, loading: threading.Event, begun: OverviewPage
) -> None:
    qtbot.keyClick(begun.matrix, Qt.Key.Key_Down)
    assert is_open(session) and not gc.isenabled()
    loading.set()
    qtbot.waitUntil(gc.isenabled)


def test_a_store_somebody_else_has_open_is_waited_for(
    qtbot: QtBot, session: WindowSession, loading: threading.Event, begun: OverviewPage
) -> None:
    assert session.window.workspace is not None
    with OfficeDesk.open(session.window.workspace.store):
        loading.set()
        qtbot.waitUntil(lambda: session.window.workspace is None)
        assert session.window.findChild(BusyStorePage) is not None
    qtbot.waitUntil(lambda: session.window.workspace is not None)


def test_a_window_closed_while_loading_leaves_the_store_as_it_was(
    qtbot: QtBot, session: WindowSession, loading: threading.Event, begun: OverviewPage
) -> None:
    assert session.window.workspace is not None
    store = session.window.workspace.store
    before = store.read_bytes()
    loading.set()
    session.frame.close()
    assert store.read_bytes() == before
    assert session.window.workspace is None


def test_closing_the_frame_closes_the_store(
    qtbot: QtBot, session: WindowSession, loading: threading.Event, begun: OverviewPage
) -> None:
    assert session.window.workspace is not None
    store = session.window.workspace.store
    loading.set()
    qtbot.waitUntil(lambda: is_open(session))
    session.frame.close()
    OfficeDesk.open(store).close()


def test_python_hands_over_as_before_once_the_desk_is_there(
    qtbot: QtBot, session: WindowSession, loading: threading.Event, begun: OverviewPage
) -> None:
    assert sys.getswitchinterval() < 0.001
    loading.set()
    qtbot.waitUntil(lambda: is_open(session))
    assert sys.getswitchinterval() == pytest.approx(0.005)


def test_a_copy_without_its_log_is_opened_once_the_loss_is_accepted(
    qtbot: QtBot, session: WindowSession, tmp_path: Path
) -> None:
    copied = tmp_path / "copy.tianbao"
    with AgencyDesk.create(tmp_path / "moe.tianbao", "MOE") as desk:
        with desk.store.writing() as connection:
            desk.store.set_meta(connection, "officer", "王")
        shutil.copy(desk.path, copied)
    session.start(None)
    session.open_store(Role.AGENCY, copied)
    assert session.window.findChild(FirstStartPage) is not None
    notice = session.window.notices.notices()[0]
    assert "copy.tianbao-wal" in notice.text
    button = next(each for each in notice.findChildren(QPushButton) if each.text() == "仍要開啟")
    button.click()
    assert isinstance(session.window.workspace, AgencyWorkspace)
    assert session.window.workspace.is_open
    assert not session.window.notices.notices()


def test_an_open_window_keeps_its_file_up_to_date(
    qtbot: QtBot, session: WindowSession, tmp_path: Path
) -> None:
    session.start(None)
    session.open_store(Role.AGENCY, tmp_path / "moe.tianbao")
    workspace = session.window.workspace
    assert isinstance(workspace, AgencyWorkspace)
    store = workspace.desk.store
    with store.writing() as connection:
        store.set_meta(connection, "officer", "王")
    session.application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    assert store.idle_seconds() is None


def _make_damaged(folder: Path) -> Path:
    path = folder / "moe.tianbao"
    with AgencyDesk.create(path, "MOE") as desk, desk.store.writing() as connection:
        desk.store.set_meta(connection, "latest_seen", "yesterday")
    return path


def test_damage_in_a_store_is_told_at_the_door(
    qtbot: QtBot, session: WindowSession, tmp_path: Path
) -> None:
    session.start(_make_damaged(tmp_path))
    qtbot.waitUntil(lambda: bool(session.window.notices.notices()))
    assert "store_meta" in session.window.notices.notices()[0].text
    assert session.window.findChild(FirstStartPage) is not None


def test_damage_found_later_closes_the_store(
    qtbot: QtBot, session: WindowSession, tmp_path: Path
) -> None:
    session.start(None)
    session.open_store(Role.AGENCY, tmp_path / "moe.tianbao")
    workspace = session.window.workspace
    assert isinstance(workspace, AgencyWorkspace)
    store = workspace.desk.store
    assert session.explain(ValueError("ours")) is None
    with store.writing() as connection:
        store.set_meta(connection, "latest_seen", "yesterday")
    damage = session.explain(ValueError())
    assert damage is not None
    assert damage.code == "STORE_DAMAGED"
    workspace.store_keeper.examine()
    qtbot.waitUntil(lambda: not workspace.is_open)
    assert "store_meta" in session.window.notices.notices()[0].text
    assert session.window.findChild(FirstStartPage) is not None


def test_a_bug_while_opening_shows_no_empty_workspace(
    qtbot: QtBot, session: WindowSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_workspace: AgencyWorkspace) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(AgencyWorkspace, "open", fail)
    session.start(None)
    with pytest.raises(ZeroDivisionError):
        session.open_store(Role.AGENCY, tmp_path / "moe.tianbao")
    assert session.window.findChild(FirstStartPage) is not None


def test_a_store_in_a_synchronised_folder_is_opened_with_a_warning(
    session: WindowSession, tmp_path: Path
) -> None:
    session.start(None)
    session.open_store(Role.AGENCY, tmp_path / "OneDrive" / "moe.tianbao")
    assert session.window.page_id == "home"
    (warning,) = session.window.notices.notices()
    assert "OneDrive" in warning.text
