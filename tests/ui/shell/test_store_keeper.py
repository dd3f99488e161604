"""The store's file is brought up to date while nobody types, and when the window is left."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.errors import AppError, Progress
from app.ui.shell.store_keeper import StoreKeeper
from app.ui.widgets.tasks import has_running_tasks


class Written:
    """A store that was written to some seconds ago."""

    def __init__(self) -> None:
        self.idle: float | None = 0.0
        self.settled = 0
        self.fails = False
        self.damage: AppError | None = None

    def idle_seconds(self) -> float | None:
        return self.idle

    def settle(self) -> bool:
        if self.fails:
            raise AppError("STORE_DISK_FAILED")
        self.settled += 1
        self.idle = None
        return True

    def examine(self, progress: Progress | None = None) -> None:
        if self.damage is not None:
            raise self.damage

    def explain(self, problem: BaseException) -> AppError | None:
        return self.damage


@pytest.fixture
def store() -> Written:
    return Written()


@pytest.fixture
def keeper(qtbot: QtBot, store: Written) -> Iterator[StoreKeeper]:
    keeper = StoreKeeper()
    keeper.start(store)
    yield keeper
    keeper.stop()


def _focus(qtbot: QtBot, state: Qt.ApplicationState) -> None:
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    application.applicationStateChanged.emit(state)


def test_while_somebody_types_nothing_is_done(keeper: StoreKeeper, store: Written) -> None:
    keeper.look()
    assert store.settled == 0


def test_after_a_moment_without_an_edit_the_store_is_settled(
    keeper: StoreKeeper, store: Written
) -> None:
    store.idle = 2.0
    keeper.look()
    keeper.look()  # has nothing to do
    assert store.settled == 1


def test_it_looks_by_itself(qtbot: QtBot, keeper: StoreKeeper, store: Written) -> None:
    store.idle = 2.0
    qtbot.waitUntil(lambda: store.settled == 1)


def test_leaving_the_window_settles_at_once(
    qtbot: QtBot, keeper: StoreKeeper, store: Written
) -> None:
    _focus(qtbot, Qt.ApplicationState.ApplicationActive)
    assert store.settled == 0
    _focus(qtbot, Qt.ApplicationState.ApplicationInactive)
    assert store.settled == 1


def test_a_closed_store_is_left_alone(qtbot: QtBot, keeper: StoreKeeper, store: Written) -> None:
    keeper.stop()
    store.idle = 2.0
    keeper.look()
    _focus(qtbot, Qt.ApplicationState.ApplicationInactive)
    assert store.settled == 0


def test_a_disk_that_fails_is_no_bug(keeper: StoreKeeper, store: Written) -> None:
    store.idle, store.fails = 2.0, True
    keeper.look()
    assert store.settled == 0


def test_damage_found_while_the_window_is_open_is_told(
    qtbot: QtBot, keeper: StoreKeeper, store: Written
) -> None:
    store.damage = AppError("STORE_DAMAGED", file="a.tianbao")
    with qtbot.waitSignal(keeper.damage_found) as told:
        keeper.examine()
    assert told.args == [store.damage]
    assert keeper.explain(ValueError()) is store.damage
    keeper.stop()
    assert keeper.explain(ValueError()) is None


def test_a_sound_store_is_looked_through_and_nothing_is_said(
    qtbot: QtBot, keeper: StoreKeeper, store: Written
) -> None:
    with qtbot.assertNotEmitted(keeper.damage_found):
        keeper.examine()
        qtbot.waitUntil(lambda: not has_running_tasks())
