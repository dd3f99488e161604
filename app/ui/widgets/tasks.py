"""Long work off the UI thread: progress, cancelling, and the answer back on the UI thread.

The working thread never touches a Qt object, not even to emit a signal: it leaves its messages in
a queue, and a timer on the UI thread collects them. Signals emitted across threads have crashed.
"""

import threading
import time
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import AppError, Cancelled, Progress
from app.ui.widgets.garbage import UiThreadCollector

T = TypeVar("T")

_COLLECTED_EVERY_MS = 15


class Task(QObject):
    """One piece of work under way. Its signals are emitted on the UI thread."""

    progressed = Signal(int, int, str)
    finished = Signal()
    """After `done`, `failed` or a cancellation has been dealt with."""

    def __init__(self) -> None:
        super().__init__()
        self._cancel = threading.Event()
        self.is_running = True
        self.was_cancelled = False

    def cancel(self) -> None:
        """Ask the work to stop at its next progress report."""
        self._cancel.set()


class _Courier:
    """Carries messages from working threads to the UI thread while there is work."""

    def __init__(self) -> None:
        self.tasks: dict[Task, tuple[threading.Thread, Callable[[], None]]] = {}
        """Each task with its thread and what that runs: kept here so that nothing the work refers
        to (a page, say) is let go, and perhaps destroyed, on the working thread."""
        self._messages: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._collector = UiThreadCollector()
        self._timer: QTimer | None = None

    def begin(self, task: Task, run: Callable[[], None]) -> None:
        """Run on another thread and look for messages from now on."""
        thread = threading.Thread(target=run, name="tianbao-task", daemon=True)
        self.tasks[task] = (thread, run)
        self._collector.begin()
        if self._timer is None:
            self._timer = QTimer()
            self._timer.timeout.connect(self.deliver)
            self._timer.start(_COLLECTED_EVERY_MS)
        thread.start()

    def end(self, task: Task) -> None:
        """A task has sent its last message."""
        thread, _run = self.tasks.pop(task)
        thread.join()  # on its way out; only then may what it held be let go, here
        self._collector.end()
        if not self.tasks and self._timer is not None:
            self._timer.stop()
            self._timer.deleteLater()
            self._timer = None

    def send(self, message: Callable[[], None]) -> None:
        """Leave a message; any thread."""
        self._messages.put(message)

    def deliver(self) -> None:
        """Act on what has arrived. An exception leaves the rest for the next time."""
        for _ in range(self._messages.qsize()):
            try:
                message = self._messages.get_nowait()
            except Empty:
                return
            message()


_courier = _Courier()


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
        _courier.end(task)
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

    def run() -> None:
        outcome = _attempt(work, _build_progress(task))
        if isinstance(outcome, _Failure):
            _courier.send(lambda: settle(lambda: fail(outcome.problem)))
        else:
            _courier.send(lambda: settle(lambda: done(outcome)))

    owner.destroyed.connect(forget_owner)
    _courier.begin(task, run)
    return task


class _Failure:
    def __init__(self, problem: BaseException) -> None:
        self.problem = problem


def _attempt(work: Callable[[Progress], Any], progress: Progress) -> Any:
    try:
        return work(progress)
    except BaseException as problem:  # handed to the UI thread, which decides
        return _Failure(problem)


def _build_progress(task: Task) -> Progress:
    """The progress callback of a task; runs on the working thread."""
    cancel, emit = task._cancel, task.progressed.emit

    def report(done: int, total: int, what: str) -> None:
        if cancel.is_set():
            raise Cancelled
        _courier.send(lambda: emit(done, total, what))

    return report


def has_running_tasks() -> bool:
    """Tell whether work is still under way (closing the window then waits)."""
    return bool(_courier.tasks)


def cancel_all_tasks(timeout_ms: int = 10_000) -> bool:
    """Ask all work to stop and wait for it; true when nothing runs any more."""
    deadline = time.monotonic() + timeout_ms / 1000
    for task in _courier.tasks:
        task.cancel()
    threads = [thread for thread, _run in _courier.tasks.values()]
    for thread in threads:
        thread.join(max(0.0, deadline - time.monotonic()))
    return not any(each.is_alive() for each in threads)
