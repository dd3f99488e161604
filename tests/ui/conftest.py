"""The agency's workspace on a fresh store, and a recorder in place of dialogs."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.ui.agency.workspace import AgencyWorkspace
from app.ui.shell.preferences import PreferenceFile
from app.ui.widgets import file_places, tasks
from tests.agency.desks import OFFICE_FINGERPRINT, build_round_file, write_file
from tests.ui.recorder import DialogRecorder


@pytest.fixture(autouse=True)
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The documents of whoever runs the tests are not touched."""
    folder = tmp_path / "文件"
    monkeypatch.setattr(file_places, "documents_folder", lambda: folder)
    file_places.recall(file_places.LastFolders())
    return folder


@pytest.fixture
def preferences(tmp_path: Path) -> PreferenceFile:
    return PreferenceFile(tmp_path)


@pytest.fixture
def empty_workspace(
    qtbot: QtBot, tmp_path: Path, preferences: PreferenceFile
) -> Iterator[AgencyWorkspace]:
    """A workspace that has received no round file yet."""
    workspace = AgencyWorkspace(tmp_path / "agency.tianbao", preferences)
    workspace.open()
    yield workspace
    assert tasks.cancel_all_tasks()
    workspace.close()


@pytest.fixture
def round_file(tmp_path: Path) -> Path:
    """The round of 114 for the 教育部."""
    return write_file(tmp_path, build_round_file())


@pytest.fixture
def workspace(empty_workspace: AgencyWorkspace, round_file: Path) -> AgencyWorkspace:
    """A workspace with the round of 114 in hand."""
    empty_workspace.receive_round_file(round_file, confirm_office=OFFICE_FINGERPRINT)
    return empty_workspace


@pytest.fixture
def dialogs(monkeypatch: pytest.MonkeyPatch) -> DialogRecorder:
    """Answers questions from a list and keeps what was asked."""
    return DialogRecorder(monkeypatch)
