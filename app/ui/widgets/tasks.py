"""Task runner: long work off the UI thread, with progress, cancelling, and results on that thread.

A worker thread never touches a Qt object, not even to emit a signal: it puts its messages into
a queue, and a timer on the UI thread processes them. Signals emitted across threads have crashed.
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

_POLL_EVERY_MS = 15


class Task(QObject):
    """A running task. Its signals are emitted on the UI thread."""

    progressed = Signal(int, int, str)
    finished = Signal()
    """After `done`, `failed` or a cancellation has been handled."""

    def __init__(self) -> None:
        super().__init__()
        self._cancel = threading.Event()
        self.is_running = True
        self.was_cancelled = False

    def cancel(self) -> None:
        """Ask the work to stop at its next progress report."""
        self._cancel.set()


class _MessageQueue:
    """Queue of messages from worker threads to the UI thread, polled while tasks run."""

    def __init__(self) -> None:
        self.tasks: dict[Task, tuple[threading.Thread, Callable[[], None]]] = {}
        """Each task with its thread and what that runs: referenced here so that nothing the work
        refers to (a page, say) is released, and perhaps destroyed, on the worker thread."""
        self._messages: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._collector = UiThreadCollector()
        self._timer: QTimer | None = None

    def begin(self, task: Task, run: Callable[[], None]) -> None:
        """Run on a worker thread and poll for messages from now on."""
        thread = threading.Thread(target=run, name="tianbao-task", daemon=True)
        self.tasks[task] = (thread, run)
        self._collector.begin()
        if self._timer is None:
            self._timer = QTimer()
            self._timer.timeout.connect(self.deliver)
            self._timer.start(_POLL_EVERY_MS)
        thread.start()

    def end(self, task: Task) -> None:
        """Remove a task that has sent its last message."""
        thread, _run = self.tasks.pop(task)
        thread.join()  # it is ending; only then release what it referenced, on this thread
        self._collector.end()
        if not self.tasks and self._timer is not None:
            self._timer.stop()
            self._timer.deleteLater()
            self._timer = None

    def send(self, message: Callable[[], None]) -> None:
        """Enqueue a message; callable on any thread."""
        self._messages.put(message)

    def deliver(self) -> None:
        """Process the queued messages. An exception leaves the rest for the next poll."""
        for _ in range(self._messages.qsize()):
            try:
                message = self._messages.get_nowait()
            except Empty:
                return
            message()


_queue = _MessageQueue()


def run_task(
    owner: QObject,
    work: Callable[[Progress], T],
    done: Callable[[T], None],
    failed: Callable[[AppError], None] | None = None,
) -> Task:
    """Run `work(progress)` on a worker thread; `done(result)` or `failed(error)` on this one.

    The work must not touch a widget. When the owner is deleted, the result is dropped and the
    task cancelled. An AppError goes to `failed`; anything else is our bug and reaches the hook.
    """
    task = Task()
    owner_gone = threading.Event()

    def forget_owner() -> None:
        owner_gone.set()
        task.cancel()

    def settle(deliver: Callable[[], None]) -> None:
        task.is_running = False
        _queue.end(task)
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
            _queue.send(lambda: settle(lambda: fail(outcome.problem)))
        else:
            _queue.send(lambda: settle(lambda: done(outcome)))

    owner.destroyed.connect(forget_owner)
    _queue.begin(task, run)
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
    """Build the progress callback of a task; it is called on the worker thread."""
    cancel, emit = task._cancel, task.progressed.emit

    def report(done: int, total: int, what: str) -> None:
        if cancel.is_set():
            raise Cancelled
        _queue.send(lambda: emit(done, total, what))

    return report


def has_running_tasks() -> bool:
    """Return whether any task is running (closing the window then waits)."""
    return bool(_queue.tasks)


def cancel_all_tasks(timeout_ms: int = 10_000) -> bool:
    """Cancel all tasks and wait for them; True when none runs any more."""
    deadline = time.monotonic() + timeout_ms / 1000
    for task in _queue.tasks:
        task.cancel()
    threads = [thread for thread, _run in _queue.tasks.values()]
    for thread in threads:
        thread.join(max(0.0, deadline - time.monotonic()))
    return not any(each.is_alive() for each in threads)
