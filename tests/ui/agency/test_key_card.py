"""An opened key signs once: afterwards, whatever became of it, the passphrase is needed again."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from app.errors import AppError, Cancelled, Progress
from app.models.signatures import SignerRole
from app.ui.agency.history.page import HistoryPage
from app.ui.agency.key_card import KeyCard
from app.ui.agency.sign.page import SignPage
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.widgets.task_panel import TaskPanel
from tests.ui.agency.two_persons import PASSPHRASE, finish, key_file, receive, round_file

TIMEOUT = 60_000


@pytest.fixture
def workspace(empty_workspace: AgencyWorkspace, tmp_path: Path) -> AgencyWorkspace:
    receive(empty_workspace, tmp_path, round_file())
    return empty_workspace


def unlock(card: KeyCard, folder: Path, who: str = "preparer") -> None:
    card.use_file(key_file(folder, who))
    card.passphrase.setText(PASSPHRASE)
    card.unlock()
    assert card.key is not None


@pytest.mark.slow
def test_one_unlocking_does_not_sign_the_next_revision(
    qtbot: QtBot, empty_workspace: AgencyWorkspace, tmp_path: Path
) -> None:
    workspace = empty_workspace
    receive(workspace, tmp_path, round_file(roles=(SignerRole.PREPARER,)))
    finish(workspace)
    page = SignPage(workspace)
    qtbot.addWidget(page)
    page.activate()
    unlock(page.key_card, tmp_path)
    page.deliver.run.click()
    qtbot.waitUntil(lambda: page.exported is not None, timeout=TIMEOUT)
    qtbot.waitUntil(lambda: not page.tasks.is_busy, timeout=TIMEOUT)
    assert page.key_card.key is None
    history = HistoryPage(workspace)
    qtbot.addWidget(history)
    history.activate()
    for button in tuple(history.correct_buttons.values()):
        button.click()
    assert workspace.draft is not None and workspace.draft.basis.revision == 2
    page.show_steps()
    page.export()
    assert not page.tasks.is_busy and not page.deliver.run.isEnabled()
    unlock(page.key_card, tmp_path)
    assert page.deliver.run.isEnabled()


def _done(_progress: Progress) -> None:
    return None


def _failed(_progress: Progress) -> None:
    raise AppError("KEY_EXPIRED", date="115年1月1日")


def _cancelled(_progress: Progress) -> None:
    raise Cancelled


@pytest.mark.parametrize("act", [_done, _failed, _cancelled])
def test_the_key_is_forgotten_however_the_act_went(
    qtbot: QtBot, workspace: AgencyWorkspace, tmp_path: Path, act: object
) -> None:
    tasks = TaskPanel()
    card = KeyCard(workspace, tasks, remembers=False)
    for each in (tasks, card):
        qtbot.addWidget(each)
    unlock(card, tmp_path)
    with qtbot.waitSignal(card.key_changed):
        tasks.start("", act, lambda _nothing: None, lambda _error: None)  # type: ignore[arg-type]
    assert card.key is None


def test_a_key_is_kept_through_an_act_of_two_tasks(
    qtbot: QtBot, workspace: AgencyWorkspace, tmp_path: Path
) -> None:
    tasks = TaskPanel()
    card = KeyCard(workspace, tasks, remembers=False)
    for each in (tasks, card):
        qtbot.addWidget(each)
    unlock(card, tmp_path)
    seen: list[bool] = []

    def go_on(_nothing: None) -> None:
        seen.append(card.key is not None)
        tasks.start("", _done, lambda _nothing: seen.append(card.key is not None))

    with qtbot.waitSignal(tasks.ended):
        tasks.start("", _done, go_on)
    assert seen == [True, True] and card.key is None


def test_a_key_is_forgotten_with_the_page_that_is_left(
    qtbot: QtBot, workspace: AgencyWorkspace, tmp_path: Path
) -> None:
    pages = QStackedWidget()
    qtbot.addWidget(pages)
    card = KeyCard(workspace, TaskPanel(pages), remembers=False)
    pages.addWidget(card)
    pages.addWidget(QWidget())
    pages.show()
    unlock(card, tmp_path)
    pages.setCurrentIndex(1)
    assert card.key is None
    with qtbot.waitSignal(card.key_changed):  # said on return
        pages.setCurrentIndex(0)


def test_a_key_nobody_uses_is_forgotten(
    qtbot: QtBot, workspace: AgencyWorkspace, tmp_path: Path
) -> None:
    card = KeyCard(workspace, tasks := TaskPanel(), remembers=False)
    for each in (tasks, card):
        qtbot.addWidget(each)
    assert not card.idle.isActive()
    unlock(card, tmp_path)
    assert card.idle.isActive()
    with qtbot.waitSignal(card.key_changed):
        card.idle.timeout.emit()
    assert card.key is None and not card.idle.isActive()
