"""Files opened from outside go where they belong, once a person has agreed."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from pytestqt.qtbot import QtBot

from app.agency.desk import AgencyDesk
from app.config import local_data_folder
from app.office.desk import OfficeDesk
from app.programme.catalogue_loader import load_catalogue
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.office.workspace import OfficeWorkspace
from app.ui.shell.application import build_application
from app.ui.shell.frame import Frame
from app.ui.shell.page import Page
from app.ui.shell.preferences import PreferenceFile, Role
from app.ui.shell.session import WindowSession
from app.ui.shell.start_claim import socket_address
from app.ui.widgets.tasks import has_running_tasks
from tests.ui.office.scenes import open_annual_round
from tests.ui.recorder import DialogRecorder


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[WindowSession]:
    preferences = PreferenceFile(local_data_folder())
    built = WindowSession(build_application(), preferences, Frame())
    qtbot.waitUntil(lambda: not has_running_tasks())
    built.start(None)
    yield built
    built.stop()
    qtbot.waitUntil(lambda: not has_running_tasks())


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, tuple[Path, ...]]]:
    """What each page was given, in place of taking it in."""
    from app.ui.agency.approval.page import ApprovalPage
    from app.ui.agency.history.page import HistoryPage
    from app.ui.agency.home.page import HomePage
    from app.ui.office.inbox.page import InboxPage
    from app.ui.office.registry.page import RegistryPage
    from app.ui.verify.page import VerifyPage

    found: list[tuple[str, tuple[Path, ...]]] = []

    def keep(page: Page, paths: tuple[Path, ...]) -> None:
        found.append((type(page).__name__, tuple(paths)))

    for page in (ApprovalPage, HistoryPage, HomePage, InboxPage, RegistryPage):
        monkeypatch.setattr(page, "take_files", keep)
    monkeypatch.setattr(VerifyPage, "check_files", keep)
    return found


def make_store(folder: Path, role: Role) -> Path:
    path = folder / f"{role}.tianbao"
    if role is Role.AGENCY:
        AgencyDesk.create(path).close()
    else:
        with OfficeDesk.create(path, load_catalogue()) as desk:
            open_annual_round(desk)
    return path


@pytest.mark.slow
@pytest.mark.parametrize(
    ("role", "name", "page", "is_asked"),
    [
        (Role.AGENCY, "a.tbround", "HomePage", True),
        (Role.AGENCY, "a.TBROUND", "HomePage", True),
        (Role.AGENCY, "a.tbreceipt", "HistoryPage", True),
        (Role.AGENCY, "a.tbpending", "ApprovalPage", True),
        (Role.AGENCY, "a.tbsendback", "ApprovalPage", True),
        (Role.AGENCY, "a.tbenrol", "VerifyPage", False),
        (Role.AGENCY, "a.xlsx", "VerifyPage", False),
        (Role.OFFICE, "a.xlsx", "InboxPage", True),
        (Role.OFFICE, "a.zip", "InboxPage", True),
        (Role.OFFICE, "a.tbenrol", "RegistryPage", True),
        (Role.OFFICE, "a.tbround", "VerifyPage", False),
    ],
)
def test_each_kind_goes_to_its_page(
    qtbot: QtBot,
    session: WindowSession,
    dialogs: DialogRecorder,
    taken: list[tuple[str, tuple[Path, ...]]],
    tmp_path: Path,
    role: Role,
    name: str,
    page: str,
    is_asked: bool,
) -> None:
    session.open_store(role, make_store(tmp_path, role))
    dialogs.answers = [True] if is_asked else []
    session.take_over((tmp_path / name,))
    qtbot.waitUntil(lambda: bool(taken), timeout=5000)
    assert taken == [(page, (tmp_path / name,))]
    assert len(dialogs.asked) == is_asked


@pytest.mark.slow
def test_what_a_person_declines_is_not_taken_in(
    qtbot: QtBot,
    session: WindowSession,
    dialogs: DialogRecorder,
    taken: list[tuple[str, tuple[Path, ...]]],
    tmp_path: Path,
) -> None:
    session.open_store(Role.OFFICE, make_store(tmp_path, Role.OFFICE))
    (tmp_path / "寄來 的").mkdir()
    (tmp_path / "寄來 的" / "教育部 成果.xlsx").touch()
    dialogs.answers = [False]
    session.take_over((tmp_path / "寄來 的",))
    qtbot.waitUntil(lambda: bool(dialogs.asked), timeout=5000)
    assert (session.window.page_id, taken) == ("inbox", [])


@pytest.mark.slow
def test_files_wait_until_a_store_is_open(
    qtbot: QtBot,
    session: WindowSession,
    dialogs: DialogRecorder,
    taken: list[tuple[str, tuple[Path, ...]]],
    tmp_path: Path,
) -> None:
    session.take_over((tmp_path / "a.tbround",))
    qtbot.waitUntil(lambda: bool(session.window.notices.notices()), timeout=5000)
    assert "a.tbround" in session.window.notices.notices()[0].text
    dialogs.answers = [True]
    session.open_store(Role.AGENCY, make_store(tmp_path, Role.AGENCY))
    qtbot.waitUntil(lambda: bool(taken), timeout=5000)
    assert taken == [("HomePage", (tmp_path / "a.tbround",))]


@pytest.mark.slow
def test_another_store_is_opened_in_place_of_this_one_when_agreed(
    qtbot: QtBot, session: WindowSession, dialogs: DialogRecorder, tmp_path: Path
) -> None:
    agency, office = (make_store(tmp_path, each) for each in (Role.AGENCY, Role.OFFICE))
    session.take_over((agency,))
    qtbot.waitUntil(lambda: isinstance(session.window.workspace, AgencyWorkspace), timeout=5000)
    session.take_over((agency,))  # the one that is open: nobody is asked
    dialogs.answers = [False, True]
    session.take_over((office,))
    qtbot.waitUntil(lambda: len(dialogs.asked) == 1, timeout=5000)
    assert isinstance(session.window.workspace, AgencyWorkspace)
    session.take_over((office,))
    qtbot.waitUntil(lambda: isinstance(session.window.workspace, OfficeWorkspace), timeout=5000)


@pytest.fixture
def short_folder() -> Iterator[str]:
    with TemporaryDirectory() as folder:  # the system allows sockets short paths only
        yield folder


two_processes = pytest.mark.skipif(
    sys.platform == "win32", reason="tried by the installed program, whose streams are no pipes"
)
_FIRST_START = """
import sys
from app.ui.shell.opened_files import OpenedFiles

def add(_self, paths):
    if paths:
        print([each.name for each in paths], flush=True)
        QApplication.exit()

from PySide6.QtWidgets import QApplication
OpenedFiles.add = add
from app.ui.shell import session
answer = session.WindowSession.answer_calls

def answer_calls(self, address):
    print("starting", flush=True)
    sys.stdin.readline()
    answer(self, address)
    print("listening", flush=True)

session.WindowSession.answer_calls = answer_calls
from app.ui.shell.application import run_window
sys.exit(run_window(None))
"""


_IMPATIENT_START = """
import sys
from app.ui.shell import single_instance
ask = single_instance.hand_over

def hand_over(address, paths):
    is_heard = ask(address, paths)
    print(is_heard, flush=True)
    return is_heard

single_instance.hand_over = hand_over
from app.__main__ import main
sys.exit(main())
"""


@pytest.fixture
def first_start(
    monkeypatch: pytest.MonkeyPatch, short_folder: str
) -> Iterator[subprocess.Popen[str]]:
    monkeypatch.setenv("XDG_RUNTIME_DIR", short_folder)
    first = subprocess.Popen(
        [sys.executable, "-c", _FIRST_START],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ,
    )
    assert first.stdin is not None
    with first, first.stdin, ExitStack() as at_end:
        at_end.callback(first.kill)
        assert read_line(first) == "starting"
        yield first
        assert first.wait(timeout=60) == 0
    address = socket_address(None)
    assert address is not None
    assert not Path(address).exists()


def read_line(program: subprocess.Popen[str]) -> str:
    assert program.stdout is not None
    return program.stdout.readline().rstrip("\n")


def go_on(program: subprocess.Popen[str]) -> None:
    assert program.stdin is not None
    program.stdin.write("\n")
    program.stdin.flush()


@two_processes
@pytest.mark.slow
def test_a_file_opened_while_the_program_runs_comes_up_in_its_window(
    first_start: subprocess.Popen[str],
) -> None:
    """Two programs of their own, as a double-click makes them."""
    go_on(first_start)
    assert read_line(first_start) == "listening"
    command = [sys.executable, "-m", "app", "open", "填報包 一.tbround"]
    assert subprocess.run(command, timeout=60, env=os.environ, check=False).returncode == 0
    assert read_line(first_start) == "['填報包 一.tbround']"


@two_processes
@pytest.mark.slow
def test_a_file_opened_while_the_program_starts_comes_up_in_its_window(
    first_start: subprocess.Popen[str],
) -> None:
    command = [sys.executable, "-c", _IMPATIENT_START, "open", "填報包 一.tbround"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ) as second:
        assert read_line(second) == "False"
        go_on(first_start)
        assert read_line(first_start) == "listening"
        assert read_line(first_start) == "['填報包 一.tbround']"
        assert second.wait(timeout=60) == 0
