"""Long work off the UI thread: progress, cancelling, and the answer back on the UI thread."""

import threading
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from app.errors import AppError, Cancelled
from app.ui.garbage import UiThreadCollector

T = TypeVar("T")
Progress = Callable[[int, int, str], None]
"""progress(done, total, what); raises Cancelled when the user has asked to stop."""


class Task(QObject):
    """One piece of work under way. Its signals arrive on the UI thread."""

    progressed = Signal(int, int, str)
    finished = Signal()
    """After `done`, `failed` or a cancellation has been dealt with."""

    _succeeded = Signal(object)
    _failed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._cancel = threading.Event()
        self.is_running = True
        self.was_cancelled = False

    def cancel(self) -> None:
        """Ask the work to stop at its next progress report."""
        self._cancel.set()

    def report(self, done: int, total: int, what: str) -> None:
        """The progress callback; runs on the working thread."""
        if self._cancel.is_set():
            raise Cancelled
        self.progressed.emit(done, total, what)


class _Runner(QRunnable):
    def __init__(self, task: Task, work: Callable[[Progress], Any]) -> None:
        super().__init__()
        # The pool owns it and deletes it when `run` has returned: the answer may be dealt with on
        # the UI thread while this thread is still on its way out.
        self._task = task
        self._work = work

    def run(self) -> None:
        try:
            result = self._work(self._task.report)
        except BaseException as problem:  # handed to the UI thread, which decides
            self._task._failed.emit(problem)
        else:
            self._task._succeeded.emit(result)


_running: set[Task] = set()
_collector = UiThreadCollector()


def run_task(
    owner: QObject,
    work: Callable[[Progress], T],
    done: Callable[[T], None],
    failed: Callable[[AppError], None] | None = None,
) -> Task:
    """Run `work(progress)` on another thread; `done(result)` or `failed(error)` on this one.

    The work must not touch a widget. When the owner is gone, the answer is dropped and the work
    asked to stop. An AppError goes to `failed`; anything else is our bug and reaches the hook.
    """
    task = Task()
    owner_gone = threading.Event()

    def forget_owner() -> None:
        owner_gone.set()
        task.cancel()

    def settle(deliver: Callable[[], None]) -> None:
        task.is_running = False
        _running.discard(task)
        _collector.end()
        try:
            if not owner_gone.is_set():
                owner.destroyed.disconnect(forget_owner)
                deliver()
        finally:
            task.finished.emit()

    def fail(problem: BaseException) -> None:
        if isinstance(problem, Cancelled):
            task.was_cancelled = True
        elif isinstance(problem, AppError) and failed is not None:
            failed(problem)
        else:
            raise problem

    owner.destroyed.connect(forget_owner)
    task._succeeded.connect(lambda result: settle(lambda: done(result)))
    task._failed.connect(lambda problem: settle(lambda: fail(problem)))
    _running.add(task)
    _collector.begin()
    QThreadPool.globalInstance().start(_Runner(task, work))
    return task


def has_running_tasks() -> bool:
    """Tell whether work is still under way (closing the window then waits)."""
    return bool(_running)


def cancel_all_tasks(timeout_ms: int = 10_000) -> bool:
    """Ask all work to stop and wait for it; true when nothing runs any more."""
    for task in list(_running):
        task.cancel()
    return QThreadPool.globalInstance().waitForDone(timeout_ms)
