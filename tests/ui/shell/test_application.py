"""The program around the window: start, the store, our own bugs."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.config import local_data_folder
from app.office.desk import OfficeDesk
from app.programme.catalogue_loader import load_catalogue
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.shell.application import WindowSession, build_application
from app.ui.shell.error_hook import ErrorHook
from app.ui.shell.first_start import FirstStartPage
from app.ui.shell.preferences import PreferenceFile, Role
from tests.agency.desks import OFFICE_FINGERPRINT, build_round_file, write_file

HEAVY = ("sqlalchemy", "openpyxl", "reportlab", "pyhanko", "alembic", "lxml", "pikepdf")

UNUSED_AT_FIRST = (
    *(each for each in HEAVY if each != "sqlalchemy"),
    "app.cli.commands",
    "app.forms.check",
    "asn1crypto",
    "cryptography",
)
"""What neither role needs to show its first page."""


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[WindowSession]:
    built = WindowSession(build_application(), PreferenceFile(local_data_folder()))
    yield built
    built.stop()


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
    session.start(None)
    assert session.window.page_id is None
    qtbot.waitUntil(lambda: session.window.page_id == "home", timeout=5000)


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


def test_the_hook_takes_over_and_gives_back(qtbot: QtBot, tmp_path: Path) -> None:
    before = sys.excepthook
    hook = ErrorHook(tmp_path)
    hook.install()
    assert sys.excepthook == hook.report_exception
    hook.uninstall()
    assert sys.excepthook is before


@pytest.mark.slow
@pytest.mark.parametrize("language", ["zh", "en"])
def test_start_up_is_measured_from_the_start_of_the_process(
    qtbot: QtBot, preferences: PreferenceFile, tmp_path: Path, language: str
) -> None:
    PreferenceFile(local_data_folder()).change(language=language)
    workspace = AgencyWorkspace(tmp_path / "agency.tianbao", preferences)
    workspace.open()
    first = write_file(tmp_path, build_round_file())
    workspace.receive_round_file(first, confirm_office=OFFICE_FINGERPRINT)
    workspace.close()
    command = [sys.executable, "-m", "app", "gui", "--measure-startup", "--store"]
    printed = subprocess.run(
        [*command, str(workspace.store)],
        capture_output=True,
        check=True,
        text=True,
        timeout=60,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    ).stdout
    measured = json.loads(printed)
    assert 0 < measured["first_paint_ms"] < measured["interactive_ms"]


@pytest.mark.slow
def test_nothing_heavy_is_loaded_before_the_first_paint() -> None:
    code = (
        "import sys, app.ui.shell.application, app.ui.agency.workspace, "
        "app.ui.office.workspace\n"
        f"print([each for each in {HEAVY!r} if each in sys.modules])"
    )
    printed = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        text=True,
        timeout=60,
    ).stdout
    assert printed.strip() == "[]"


@pytest.mark.slow
def test_the_office_s_first_page_loads_no_other_command_and_no_cryptography(tmp_path: Path) -> None:
    store = tmp_path / "office.tianbao"
    OfficeDesk.create(store, load_catalogue()).close()
    code = (
        "import builtins, sys, app.__main__\n"
        "app.__main__.main()\n"
        f"print([each for each in {UNUSED_AT_FIRST!r} if each in sys.modules])\n"
        "print(builtins.__import__ is builtins.__feature_import__)"
    )
    printed = subprocess.run(
        [sys.executable, "-c", code, "gui", "--store", str(store), "--measure-startup"],
        capture_output=True,
        check=True,
        text=True,
        timeout=60,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    ).stdout.splitlines()
    assert printed[-2:] == ["[]", "False"]


def test_pyside_wraps_imports_until_the_window_takes_that_off() -> None:
    code = (
        "import builtins, PySide6.QtCore\n"
        "print(builtins.__import__ is builtins.__feature_import__)\n"
        "from app.ui.shell.plain_imports import use_plain_imports\n"
        "use_plain_imports()\n"
        "use_plain_imports()\n"
        "print(builtins.__import__ is builtins.__feature_import__)"
    )
    printed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True, timeout=60
    ).stdout
    assert printed.split() == ["True", "False"]
