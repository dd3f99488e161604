"""An office workspace on a copy of the scene, with a fixed clock."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.private_files import restrict_to_owner
from app.trust.keys.office_authority import list_key_paths
from app.ui.office.pages import build_pages
from app.ui.office.workspace import OfficeWorkspace
from app.ui.shell.page import Page
from app.ui.shell.preferences import PreferenceFile
from app.ui.widgets import tasks
from tests.ui.office.scenes import NOW, PASSPHRASE, Scene, build_scene


@pytest.fixture(scope="session")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """Made once; tests work on copies of its store and only read its files."""
    return build_scene(tmp_path_factory.mktemp("office"))


def _open(qtbot: QtBot, store: Path) -> Iterator[OfficeWorkspace]:
    workspace = OfficeWorkspace(store, PreferenceFile(store.parent), clock=lambda: NOW)
    workspace.open()
    yield workspace
    assert tasks.cancel_all_tasks()
    workspace.close()


@pytest.fixture
def office(qtbot: QtBot, tmp_path: Path, scene: Scene) -> Iterator[OfficeWorkspace]:
    """A round is open, two agencies are registered, nothing has been received."""
    store = tmp_path / "office.tianbao"
    shutil.copy(scene.store, store)
    for each in list_key_paths(scene.store):
        # On Windows a copy has its folder's access list, which under Wine is everybody's.
        restrict_to_owner(Path(shutil.copy(each, tmp_path)))
    for workspace in _open(qtbot, store):
        workspace.desk.keys.unlock(PASSPHRASE)
        yield workspace


@pytest.fixture
def new_office(qtbot: QtBot, tmp_path: Path) -> Iterator[OfficeWorkspace]:
    """A store just made: the plan, and nothing else."""
    yield from _open(qtbot, tmp_path / "new.tianbao")


@pytest.fixture
def received(office: OfficeWorkspace, scene: Scene) -> OfficeWorkspace:
    """Both agencies' pairs have been taken in."""
    files = [path for pair in scene.pairs.values() for path in pair]
    results = office.desk.inbox.import_files(files, now=NOW)
    assert all(each.accepted for each in results)
    office.note_change()
    return office


def show(qtbot: QtBot, workspace: OfficeWorkspace, page_id: str) -> Page:
    """Build a page as the window does and bring it into view."""
    entry = next(each for each in build_pages(workspace) if each.id == page_id)
    page = entry.factory()
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    page.activate()
    return page


def reopen(workspace: OfficeWorkspace) -> None:
    """Close the store and open it again: the office's key is locked."""
    workspace.close()
    workspace.open()
