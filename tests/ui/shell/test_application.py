"""The start of the program: what is loaded when, and how long it takes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.config import local_data_folder
from app.errors import AppError
from app.office.desk import OfficeDesk
from app.programme.catalogue_loader import load_catalogue
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.shell.application import ensure_platform_file
from app.ui.shell.preferences import PreferenceFile
from tests.agency.desks import (
    OFFICE_FINGERPRINT,
    build_round_file,
    open_desk_with_round,
    write_file,
)

HEAVY = (
    *("sqlalchemy", "openpyxl", "reportlab", "pyhanko", "alembic", "lxml", "pikepdf"),
    "PySide6.QtNetwork",
)

UNUSED_AT_FIRST = (
    *(each for each in HEAVY if each != "sqlalchemy"),
    "app.cli.commands",
    "app.forms.check",
    "asn1crypto",
    "cryptography",
)
"""What neither role needs to show its first page."""


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
@pytest.mark.parametrize("fault", ["no folder", "no settings", "a crash before"])
def test_the_window_opens_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    data = tmp_path / "data"
    if fault == "no folder":
        data.touch()
    elif fault == "no settings":
        (data / "preferences.json").mkdir(parents=True)
    else:
        (data / "logs").mkdir(parents=True)
        (data / "logs" / "crash.log").write_text("Fatal", encoding="utf-8")
    monkeypatch.setenv("TIANBAO_DATA", str(data))
    command = [sys.executable, "-m", "app", "gui", "--measure-startup"]
    assert subprocess.run(command, timeout=60, env=os.environ, check=False).returncode == 0
    if fault == "a crash before":
        assert list((data / "logs").glob("report-*.txt"))


def test_a_windows_program_without_its_platform_is_said_to_be_incomplete(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="PROGRAM_INCOMPLETE"):
        ensure_platform_file(tmp_path, "win32")
    (tmp_path / "platforms").mkdir()
    (tmp_path / "platforms" / "qwindows.dll").touch()
    ensure_platform_file(tmp_path, "win32")


def _run(code: str, *arguments: str) -> list[str]:
    """What a program of its own prints, line by line."""
    printed = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        check=True,
        text=True,
        timeout=60,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    return printed.stdout.splitlines()


@pytest.mark.slow
def test_the_frame_is_painted_before_anything_else_is_loaded() -> None:
    code = (
        "import sys, PySide6.QtCore\n"
        "from app.ui.shell.application import build_application\n"
        "from app.ui.shell.frame import show_frame\n"
        "from app.ui.shell.preferences import Preferences\n"
        "from app.ui.widgets.theme import ThemeChoice, colour_ground\n"
        "application = build_application()\n"
        "colour_ground(application, ThemeChoice.DARK)\n"
        "frame = show_frame(Preferences())\n"
        "print('Qt' in vars(PySide6.QtCore))\n"
        "print(frame.isVisible(), frame.palette().window().color().name())\n"
        "own = [each for each in sys.modules if each.startswith('app.ui.shell.')]\n"
        "print(sorted(each.rpartition('.')[2] for each in own))\n"
        f"print([each for each in {HEAVY!r} if each in sys.modules])"
    )
    has_enums, visible, loaded, heavy = _run(code)
    assert visible == "True #1c1f23"
    assert loaded == "['application', 'frame', 'preferences', 'start_claim', 'startup_clock']"
    assert (heavy, has_enums) == ("[]", "False")


_LOADED_FOR_THE_FIRST_PAGE = f"""
import sys
import app.ui.shell.session as session

def tell(*_):
    window = run.window
    print(window.page_id, [each for each in {HEAVY!r} if each in sys.modules])
    session.QApplication.exit()

session.Opening.begin = tell
from app.ui.shell.application import build_application
from app.ui.shell.frame import Frame
from app.ui.shell.preferences import PreferenceFile
from pathlib import Path
store = Path(sys.argv[1])
application = build_application()
frame = Frame()
frame.show()
run = session.WindowSession(application, PreferenceFile(store.parent), frame)
run.start(store)
application.exec()
"""


@pytest.mark.slow
def test_the_first_page_is_painted_without_the_database_s_library(tmp_path: Path) -> None:
    office = tmp_path / "office.tianbao"
    OfficeDesk.create(office, load_catalogue()).close()
    assert _run(_LOADED_FOR_THE_FIRST_PAGE, str(office)) == ["overview []"]
    with open_desk_with_round(tmp_path) as desk:
        desk.draft("114-annual")
    assert _run(_LOADED_FOR_THE_FIRST_PAGE, str(desk.path)) == ["home []"]


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
    printed = _run(code, "gui", "--store", str(store), "--measure-startup")
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
    assert _run(code) == ["True", "False"]
