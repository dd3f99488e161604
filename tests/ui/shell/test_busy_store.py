"""A store somebody else has open: told who has it, waited for, or looked at."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.config import local_data_folder
from app.office.desk import OfficeDesk
from app.programme.catalogue_loader import load_catalogue
from app.store.holder import own_names
from app.ui.office.workspace import OfficeWorkspace
from app.ui.shell.application import build_application
from app.ui.shell.busy_store import BusyStorePage, ViewStrip
from app.ui.shell.first_start import FirstStartPage
from app.ui.shell.frame import Frame
from app.ui.shell.preferences import PreferenceFile, Role
from app.ui.shell.session import WindowSession
from app.ui.widgets.tasks import has_running_tasks


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[WindowSession]:
    built = WindowSession(build_application(), PreferenceFile(local_data_folder()), Frame())
    built.start(None)
    yield built
    built.stop()
    qtbot.waitUntil(lambda: not has_running_tasks())


@pytest.fixture
def held(tmp_path: Path) -> Iterator[OfficeDesk]:
    """An office store another window has open."""
    with OfficeDesk.create(tmp_path / "office.tianbao", load_catalogue()) as desk:
        yield desk


def _page(session: WindowSession) -> BusyStorePage:
    page = session.window.findChild(BusyStorePage)
    assert page is not None
    return page


def _strip(session: WindowSession) -> ViewStrip:
    return next(each for each in session.window.findChildren(ViewStrip) if not each.isHidden())


def _office(session: WindowSession) -> OfficeWorkspace:
    assert isinstance(session.window.workspace, OfficeWorkspace)
    return session.window.workspace


def test_the_page_names_who_has_the_store(session: WindowSession, held: OfficeDesk) -> None:
    session.open_store(Role.OFFICE, held.path)
    user_name, computer = own_names()
    told = " ".join(each.text() for each in _page(session).findChildren(QLabel))
    assert user_name in told
    assert computer in told
    assert session.window.workspace is None


def test_a_store_that_comes_free_is_opened_by_itself(
    qtbot: QtBot, session: WindowSession, held: OfficeDesk
) -> None:
    session.open_store(Role.OFFICE, held.path)
    with qtbot.waitSignal(_page(session).freed):
        held.close()
    assert session.window.workspace is not None
    assert not session.window.workspace.is_view
    assert session.window.page_id == "overview"


def test_it_can_be_looked_at_meanwhile_and_says_so_on_every_page(
    session: WindowSession, held: OfficeDesk
) -> None:
    session.open_store(Role.OFFICE, held.path)
    _page(session).view_button.click()
    assert session.window.workspace is not None
    assert session.window.workspace.is_view
    assert _strip(session).text.text().startswith("唯讀檢視")
    _office(session).set_officer("王小明")
    (notice,) = session.window.notices.notices()
    assert "唯讀檢視" in notice.text
    assert held.officer == ""


def test_nothing_goes_on_waiting_behind_a_view(
    qtbot: QtBot, session: WindowSession, held: OfficeDesk
) -> None:
    session.open_store(Role.OFFICE, held.path)
    page = _page(session)
    page.view_button.click()
    held.close()
    with qtbot.assertNotEmitted(page.freed, wait=700):
        pass


def test_a_view_becomes_the_store_itself_once_it_is_free(
    session: WindowSession, held: OfficeDesk
) -> None:
    session.open_store(Role.OFFICE, held.path)
    _page(session).view_button.click()
    _strip(session).edit_button.click()
    _page(session).view_button.click()  # it was in use still: waiting again
    held.close()
    _strip(session).edit_button.click()
    assert session.window.workspace is not None
    assert not session.window.workspace.is_view
    assert not [each for each in session.window.findChildren(ViewStrip) if not each.isHidden()]


def test_reading_again_shows_what_was_written_since(
    session: WindowSession, held: OfficeDesk
) -> None:
    session.open_store(Role.OFFICE, held.path)
    _page(session).view_button.click()
    held.name_officer("王小明")
    _strip(session).reload_button.click()
    assert _office(session).desk.officer == "王小明"


def test_another_store_can_be_chosen_instead(session: WindowSession, held: OfficeDesk) -> None:
    session.open_store(Role.OFFICE, held.path)
    _page(session).other_button.click()
    assert session.window.findChild(FirstStartPage) is not None
