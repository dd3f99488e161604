"""Exception hook: log an unexpected failure (our bug) and write a report of it.

Every committed edit is on disk already when a bug strikes, so nothing needs recovery; the hook
keeps the window open and leaves a report of what happened.
"""

import sys
import threading
import time
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from logging import ERROR, INFO, WARNING, Formatter, Logger, getLogger
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
    qVersion,
)

import app
from app.models.periods import taiwan_time

_LEVELS = {
    QtMsgType.QtDebugMsg: INFO,
    QtMsgType.QtInfoMsg: INFO,
    QtMsgType.QtWarningMsg: WARNING,
    QtMsgType.QtCriticalMsg: ERROR,
    QtMsgType.QtFatalMsg: ERROR,
}
_KEPT_REPORTS = 20


class ErrorHook(QObject):
    """Exception hook, installed once per process; emits `bug_reported(path)` on the UI thread."""

    bug_reported = Signal(object)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._log_opened: Logger | None = None
        self._restore: list[Callable[[], None]] = []

    def install(self) -> None:
        """Install hooks for uncaught exceptions in Python and in threads, and for Qt's messages."""
        old_hook, old_thread_hook = sys.excepthook, threading.excepthook
        sys.excepthook = self.report_exception
        threading.excepthook = lambda caught: self.report_exception(
            caught.exc_type, caught.exc_value or caught.exc_type(), caught.exc_traceback
        )
        old_handler = qInstallMessageHandler(self._log_qt)

        def restore() -> None:
            sys.excepthook, threading.excepthook = old_hook, old_thread_hook
            qInstallMessageHandler(old_handler)

        self._restore.append(restore)

    def uninstall(self) -> None:
        """Restore the previous hooks and close the log."""
        while self._restore:
            self._restore.pop()()
        if self._log_opened is not None:
            for handler in list(self._log_opened.handlers):
                self._log_opened.removeHandler(handler)
                handler.close()
            self._log_opened = None

    def report_exception(
        self,
        kind: type[BaseException],
        problem: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Log a bug and write its report; never raises."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, problem, trace)
            return
        text = "".join(traceback.format_exception(kind, problem, trace))
        self._log.error("%s", text)
        if sys.stderr is not None:  # there is none in a windowed bundle
            sys.stderr.write(text)
        self.bug_reported.emit(self._write_report(text))

    @property
    def _log(self) -> Logger:
        """The log, opened with the first entry; most runs have none."""
        if self._log_opened is None:
            self._log_opened = build_log(self._folder / "tianbao.log")
        return self._log_opened

    def _write_report(self, text: str) -> Path | None:
        import platform

        now = datetime.now(UTC)
        path = self._folder / f"report-{taiwan_time(now):%Y%m%d-%H%M%S-%f}.txt"
        head = (
            f"Tianbao {app.__version__}\n{taiwan_time(now).isoformat(timespec='seconds')}\n"
            f"Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}\n\n"
        )
        try:
            path.write_text(head + text, encoding="utf-8")
            for old in sorted(self._folder.glob("report-*.txt"))[:-_KEPT_REPORTS]:
                old.unlink(missing_ok=True)
        except OSError as problem:
            self._log.error("report not written: %s", problem)
            return None
        return path

    def _log_qt(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        self._log.log(_LEVELS.get(kind, WARNING), "Qt: %s", message)


def _convert_to_taiwan_time(seconds: float | None) -> time.struct_time:
    return taiwan_time(datetime.fromtimestamp(seconds or 0, UTC)).timetuple()


def build_log(path: Path) -> Logger:
    """Build the rotating log in the local data folder: three files of 1 MB at most."""
    from logging.handlers import RotatingFileHandler

    path.parent.mkdir(parents=True, exist_ok=True)
    log = getLogger("tianbao")
    log.setLevel(INFO)
    log.propagate = False
    handler = RotatingFileHandler(path, maxBytes=1_000_000, backupCount=2, encoding="utf-8")
    formatter = Formatter("%(asctime)s %(levelname)s %(message)s")
    formatter.converter = _convert_to_taiwan_time
    handler.setFormatter(formatter)
    log.addHandler(handler)
    return log
