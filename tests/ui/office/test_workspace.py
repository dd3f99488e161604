from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.errors import AppError
from app.models.rounds import RoundKind
from app.models.signatures import SignerRole
from app.ui.office.pages import build_pages
from app.ui.office.workspace import OfficeWorkspace
from app.ui.shell.main_window import MainWindow
from app.ui.shell.preferences import PreferenceFile
from tests.ui.office.conftest import reopen
from tests.ui.office.scenes import NOW


def test_the_window_shows_every_page_of_the_office(qtbot: QtBot, received: OfficeWorkspace) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    pages = build_pages(received)
    window.show_workspace(received, pages)
    window.enter_workspace()
    assert window.page_id == "overview"
    assert window.windowTitle() == "Tianbao 填報 — 協調彙整 — 114 年度執行成果"
    for entry in pages:
        window.go_to(entry.id)
        assert window.page(entry.id).title == entry.title
    received.close = lambda: None  # type: ignore[method-assign]  # the fixture closes it
    window.close_workspace()


def test_choosing_another_round_is_told_once(qtbot: QtBot, received: OfficeWorkspace) -> None:
    first = received.round
    assert first is not None
    second = received.desk.rounds.open(
        RoundKind.ANNUAL_RESULTS,
        113,
        opens_on=first.opens_on,
        due_on=first.due_on,
        closes_on=first.closes_on,
        required_roles=(SignerRole.PREPARER,),
    )
    with qtbot.waitSignal(received.round_changed):
        received.choose_round(second.id)
    with qtbot.assertNotEmitted(received.round_changed):
        received.choose_round(second.id)
    assert received.title() == "協調彙整 — 113 年度執行成果"


def test_agencies_are_named_as_in_the_round_in_hand_and_by_today_without_one(
    qtbot: QtBot, new_office: OfficeWorkspace
) -> None:
    assert new_office.agency_name("MOA") == "農業部"
    assert (new_office.short_name("X9"), new_office.agency_name(None)) == ("X9", "—")
    past = new_office.desk.rounds.open(
        RoundKind.ANNUAL_RESULTS,
        112,
        opens_on=date(2023, 7, 31),
        due_on=date(2023, 8, 31),
        closes_on=date(2023, 9, 30),
        required_roles=(SignerRole.PREPARER,),
    )
    new_office.choose_round(past.id)
    assert new_office.agency_name("MOA") == "農業委員會"
    assert new_office.short_name("MOA") == "農委會"
    assert "審查農委會" in [each.title for each in new_office.destinations()]


def test_ctrl_k_finds_returns_projects_and_indicators(received: OfficeWorkspace) -> None:
    titles = [each.title for each in received.destinations()]
    assert "審查國發會" in titles
    assert any(each.startswith("P07 ") for each in titles)
    assert sum(each.startswith("(") for each in titles) == 40


def test_a_store_of_the_agency_is_refused(qtbot: QtBot, tmp_path: Path) -> None:
    from app.agency.desk import AgencyDesk

    store = tmp_path / "agency.tianbao"
    AgencyDesk.create(store).close()
    workspace = OfficeWorkspace(store, PreferenceFile(tmp_path), clock=lambda: NOW)
    with pytest.raises(AppError, match="STORE_WRONG_ROLE"):
        workspace.open()


def test_the_next_session_goes_on_under_the_same_name(new_office: OfficeWorkspace) -> None:
    new_office.set_officer("王審查")
    reopen(new_office)
    assert new_office.desk.officer == "王審查"


def test_a_name_that_cannot_be_kept_is_said(
    qtbot: QtBot, new_office: OfficeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_name: str) -> None:
        raise AppError("STORE_DISK_FULL", file="x")

    monkeypatch.setattr(new_office.desk, "name_officer", refuse)
    with qtbot.waitSignal(new_office.error_raised):
        new_office.set_officer("王審查")
