"""Start the window application: an empty frame is painted, then its session is loaded."""

import gc
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLibraryInfo
from PySide6.QtWidgets import QApplication

from app.config import local_data_folder
from app.errors import AppError
from app.ui.shell.frame import show_frame
from app.ui.shell.preferences import PreferenceFile
from app.ui.shell.start_claim import StartClaim, socket_address
from app.ui.shell.startup_clock import milliseconds_since_process_start
from app.ui.widgets import theme


def run_window(
    store: Path | None, files: Sequence[Path] = (), measure_startup: bool = False
) -> int:
    """Show the window until it is closed and return the exit status.

    `store` opens that store instead of the remembered one. Where the user has a window already,
    that one is brought to the front and takes `files`. With `measure_startup`, prints
    {"first_paint_ms", "interactive_ms"} since the start of the process and ends.
    """
    # Objects made while loading live on; collecting among them takes a fifth of the start-up.
    gc.disable()
    application = build_application()
    address = socket_address(store)
    claim = None if address is None else StartClaim(address)
    if claim is not None and not claim.take() and not measure_startup:
        from app.ui.shell.single_instance import pass_on

        if pass_on(claim, files):
            return 0
    preferences = PreferenceFile(local_data_folder())
    theme.colour_ground(application, preferences.present.theme)
    frame = show_frame(preferences.present)
    first_paint_ms = milliseconds_since_process_start()
    if not frame.isVisible():
        return 0  # closed again already

    from app.ui.shell.error_hook import ErrorHook
    from app.ui.shell.session import WindowSession

    session = WindowSession(application, preferences, frame)
    hook = ErrorHook(local_data_folder() / "logs", session.explain)
    hook.install()
    hook.bug_reported.connect(session.show_bug)
    hook.failure_explained.connect(session.leave_store)
    try:
        session.start(store, measure_startup)
        if not measure_startup:
            if address is not None:
                session.answer_calls(address)
            session.take_over(files)
        status = application.exec()
        if measure_startup:
            times = {"first_paint_ms": first_paint_ms, "interactive_ms": session.interactive_ms}
            print(json.dumps({key: round(each, 1) for key, each in times.items()}))
        return status
    finally:
        gc.enable()
        session.stop()
        hook.uninstall()
        if claim is not None:
            claim.release()


def build_application() -> QApplication:
    """Build the QApplication with style and name, or return the existing one.

    Raises AppError PROGRAM_INCOMPLETE.
    """
    application = QApplication.instance()
    if application is None:
        ensure_platform_file(Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)))
        application = QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("tianbao")
    application.setDesktopFileName("tianbao")  # the entry of the Debian package, by its name
    application.setApplicationDisplayName("")
    application.setStyle("Fusion")
    return application


def ensure_platform_file(plugins: Path, system: str = sys.platform) -> None:
    """Say that an installation is damaged: Qt itself would end the process, and say it in English.

    Raises AppError PROGRAM_INCOMPLETE.
    """
    file = plugins / "platforms" / "qwindows.dll"
    if system == "win32" and not file.exists():
        raise AppError("PROGRAM_INCOMPLETE", file=file)
