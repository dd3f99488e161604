"""Long work: off the UI thread, with progress, cancelling, and the answer back here."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from app.errors import AppError, Progress
from app.ui.widgets import tasks
from app.ui.widgets.task_panel import TaskPanel
from app.ui.widgets.tasks import run_task


@pytest.fixture(autouse=True)
def _nothing_runs_on(qtbot: QtBot) -> Iterator[None]:
    yield
    assert tasks.cancel_all_tasks()
    qtbot.waitUntil(lambda: not tasks.has_running_tasks())


def test_work_runs_elsewhere_and_answers_here(qtbot: QtBot) -> None:
    owner = QObject()
    seen: dict[str, object] = {}

    def work(progress: Progress) -> int:
        seen["work"] = threading.current_thread()
        return 42

    def done(result: int) -> None:
        seen["done"] = threading.current_thread()
        seen["result"] = result

    task = run_task(owner, work, done)
    qtbot.waitUntil(lambda: not task.is_running)
    assert seen["result"] == 42
    assert seen["work"] is not threading.main_thread()
    assert seen["done"] is threading.main_thread()


def test_an_expected_failure_goes_to_failed(qtbot: QtBot) -> None:
    owner = QObject()
    failures: list[AppError] = []

    def work(progress: Progress) -> None:
        raise AppError("FILE_LOCKED", file="x.xlsx")

    task = run_task(owner, work, lambda result: pytest.fail("no result"), failures.append)
    qtbot.waitUntil(lambda: not task.is_running)
    assert [each.code for each in failures] == ["FILE_LOCKED"]


def test_our_own_bug_reaches_the_hook(qtbot: QtBot) -> None:
    owner = QObject()

    def work(progress: Progress) -> None:
        raise ZeroDivisionError

    with capture_exceptions() as caught:
        task = run_task(owner, work, lambda result: pytest.fail("no result"))
        qtbot.waitUntil(lambda: not task.is_running)
    assert [kind for kind, *_ in caught] == [ZeroDivisionError]


def test_cancelling_stops_at_the_next_report(qtbot: QtBot) -> None:
    owner = QObject()
    started, may_go_on = threading.Event(), threading.Event()
    steps: list[int] = []

    def work(progress: Progress) -> None:
        for step in range(100):
            progress(step, 100, "")
            steps.append(step)
            started.set()
            assert may_go_on.wait(10)

    task = run_task(owner, work, lambda result: pytest.fail("no result"))
    assert started.wait(10)
    task.cancel()
    may_go_on.set()
    qtbot.waitUntil(lambda: not task.is_running)
    assert task.was_cancelled
    assert steps == [0]


def test_nobody_is_answered_once_the_owner_is_gone(qtbot: QtBot) -> None:
    owner = QObject()
    may_go_on = threading.Event()

    def work(progress: Progress) -> int:
        assert may_go_on.wait(10)
        return 1

    task = run_task(owner, work, lambda result: pytest.fail("the owner is gone"))
    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()
    may_go_on.set()
    qtbot.waitUntil(lambda: not task.is_running)


def test_garbage_is_left_to_the_ui_thread_while_work_runs(qtbot: QtBot) -> None:
    owner = QObject()
    may_go_on = threading.Event()
    collected_on: list[threading.Thread] = []

    def note(phase: str, details: dict[str, int]) -> None:
        collected_on.append(threading.current_thread())

    def work(progress: Progress) -> None:
        for _ in range(5_000):  # enough to be due for collection several times
            cycle: list[object] = []
            cycle.append(cycle)
        assert may_go_on.wait(10)

    gc.callbacks.append(note)
    try:
        task = run_task(owner, work, lambda result: None)
        assert not gc.isenabled()
        qtbot.waitUntil(lambda: bool(collected_on))
        may_go_on.set()
        qtbot.waitUntil(lambda: not task.is_running)
    finally:
        gc.callbacks.remove(note)
    assert set(collected_on) == {threading.main_thread()}
    assert gc.isenabled()


def test_the_panel_shows_only_work_that_takes_a_moment(qtbot: QtBot) -> None:
    panel = TaskPanel()
    qtbot.addWidget(panel)
    results: list[int] = []
    panel.start("匯出", lambda progress: 1, results.append)
    assert panel.is_busy
    assert panel.isHidden()
    qtbot.waitUntil(lambda: not panel.is_busy)
    assert results == [1]
    assert panel.isHidden()


def test_the_panel_shows_progress_and_cancels(qtbot: QtBot) -> None:
    panel = TaskPanel()
    qtbot.addWidget(panel)
    reported, may_go_on = threading.Event(), threading.Event()
    cancelled: list[bool] = []

    def work(progress: Progress) -> None:
        progress(3, 10, "第三份")
        reported.set()
        assert may_go_on.wait(10)
        progress(4, 10, "第四份")

    panel.start("匯出", work, lambda result: None, cancelled=lambda: cancelled.append(True))
    assert reported.wait(10)
    qtbot.waitUntil(lambda: panel._bar.value() == 3)
    assert panel._what.text() == "匯出：第三份"
    panel.cancel()
    may_go_on.set()
    qtbot.waitUntil(lambda: not panel.is_busy)
    assert cancelled == [True]


def test_one_piece_of_work_at_a_time(qtbot: QtBot) -> None:
    panel = TaskPanel()
    qtbot.addWidget(panel)
    may_go_on = threading.Event()
    panel.start("匯出", lambda progress: may_go_on.wait(10), lambda result: None)
    with pytest.raises(RuntimeError):
        panel.start("匯出", lambda progress: None, lambda result: None)
    may_go_on.set()
    qtbot.waitUntil(lambda: not panel.is_busy)


@pytest.mark.parametrize("is_long", [True, False])
def test_the_end_of_long_work_is_told_to_the_desktop(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, is_long: bool
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    panel = TaskPanel(window)
    alerted: list[QWidget] = []
    monkeypatch.setattr(QApplication, "alert", alerted.append)
    with qtbot.waitSignal(panel.ended):
        panel.start("匯出", lambda _progress: None, lambda _none: None)
        panel.setVisible(is_long)
    assert alerted == ([window] if is_long else [])
