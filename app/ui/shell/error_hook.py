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
from logging import ERROR, INFO, WARNING, Formatter, Logger, LogRecord, NullHandler, getLogger
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

from app.bug_reports import describe_bug, plain_message, write_bug_report
from app.errors import AppError
from app.models.periods import taiwan_time
from app.visible_text import visible_text

_LEVELS = {
    QtMsgType.QtDebugMsg: INFO,
    QtMsgType.QtInfoMsg: INFO,
    QtMsgType.QtWarningMsg: WARNING,
    QtMsgType.QtCriticalMsg: ERROR,
    QtMsgType.QtFatalMsg: ERROR,
}


class ErrorHook(QObject):
    """Exception hook, installed once per process; emits `bug_reported(path)` on the UI thread."""

    bug_reported = Signal(object)
    failure_explained = Signal(object)
    """The AppError behind an exception that was no bug of ours."""

    def __init__(
        self,
        folder: Path,
        explain: Callable[[BaseException], AppError | None] = lambda _problem: None,
    ) -> None:
        super().__init__()
        self._explain = explain
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
        expected = self._explain(problem)
        if expected is not None:
            self._log.error("%s", expected.code)
            self.failure_explained.emit(expected)
            return
        text = describe_bug(problem, f"Qt {qVersion()}")
        self._log.error("%s", text)
        if sys.stderr is not None:  # there is none in a windowed bundle
            lines = traceback.format_exception(kind, problem, trace)
            sys.stderr.write(visible_text("".join(lines)))
        self.bug_reported.emit(write_bug_report(self._folder, text))

    @property
    def _log(self) -> Logger:
        """The log, opened with the first entry; most runs have none."""
        if self._log_opened is None:
            self._log_opened = build_log(self._folder / "tianbao.log")
        return self._log_opened

    def _log_qt(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        self._log.log(_LEVELS.get(kind, WARNING), "Qt: %s", plain_message(message))


def _convert_to_taiwan_time(seconds: float | None) -> time.struct_time:
    return taiwan_time(datetime.fromtimestamp(seconds or 0, UTC)).timetuple()


class _VisibleFormatter(Formatter):
    """Entries without control characters: whoever reads the log in a terminal sees them all."""

    def format(self, record: LogRecord) -> str:
        """Format an entry; the lines of a report stay lines."""
        return visible_text(super().format(record))


def build_log(path: Path) -> Logger:
    """Build the rotating log in the local data folder: three files of 1 MB at most."""
    from logging.handlers import RotatingFileHandler

    log = getLogger("tianbao")
    log.setLevel(INFO)
    log.propagate = False
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=1_000_000, backupCount=2, encoding="utf-8")
    except OSError:  # a folder that takes nothing; the report then lies elsewhere
        log.addHandler(NullHandler())
        return log
    formatter = _VisibleFormatter("%(asctime)s %(levelname)s %(message)s")
    formatter.converter = _convert_to_taiwan_time
    handler.setFormatter(formatter)
    log.addHandler(handler)
    return log
