"""The data card writes a backup of the open store, wherever the user says."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.agency.desk import AgencyDesk
from app.config import local_data_folder
from app.office.desk import OfficeDesk
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.office.workspace import OfficeWorkspace
from app.ui.settings.store_card import StoreRows
from app.ui.shell.preferences import PreferenceFile
from app.ui.shell.workspace import Workspace
from tests.ui.recorder import DialogRecorder


@pytest.fixture(params=[AgencyWorkspace, OfficeWorkspace])
def workspace(request: pytest.FixtureRequest, qtbot: QtBot, tmp_path: Path) -> Iterator[Workspace]:
    """An open workspace of either role."""
    workspace = request.param(tmp_path / "a.tianbao", PreferenceFile(local_data_folder()))
    workspace.open()
    yield workspace
    workspace.close()


def _back_up(qtbot: QtBot, rows: StoreRows) -> str:
    rows.backup.click()
    qtbot.waitUntil(lambda: rows.backup.isEnabled())
    return rows.answer.text()


def test_a_backup_is_written_and_named(
    qtbot: QtBot, workspace: Workspace, dialogs: DialogRecorder, tmp_path: Path
) -> None:
    rows = StoreRows(workspace)
    target = tmp_path / "backup.tianbao"
    dialogs.answers.append(target)
    assert str(target) in _back_up(qtbot, rows)
    desk = OfficeDesk if isinstance(workspace, OfficeWorkspace) else AgencyDesk
    desk.open(target).close()


def test_nothing_is_replaced_and_that_is_told(
    qtbot: QtBot, workspace: Workspace, dialogs: DialogRecorder, tmp_path: Path
) -> None:
    rows = StoreRows(workspace)
    target = tmp_path / "letter.tianbao"
    target.write_bytes(b"a letter")
    dialogs.answers.append(target)
    assert "letter.tianbao" in _back_up(qtbot, rows)
    assert target.read_bytes() == b"a letter"


def test_whoever_thinks_better_of_it_gets_none(
    workspace: Workspace, dialogs: DialogRecorder, tmp_path: Path
) -> None:
    rows = StoreRows(workspace)
    dialogs.answers.append(None)
    rows.backup.click()
    assert rows.backup.isEnabled()
    assert not list(tmp_path.glob("*.backup-*"))
