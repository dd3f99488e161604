"""待辦 and 簽章 say beforehand what would stand in the way of signing."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from app.ui.agency.home.page import HomePage
from app.ui.agency.office_confirmation import OfficeConfirmationDialog
from app.ui.agency.sign.page import SignPage
from app.ui.agency.trust_notices import TrustNotices
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.shell.preferences import PreferenceFile
from app.ui.widgets import tasks
from tests.agency.desks import (
    OFFICE_FINGERPRINT,
    REGISTRY,
    START,
    build_round_file,
    write_file,
)

NEXT_UPDATE = START + timedelta(days=20)


class HandClock:
    """A clock set by the test."""

    def __init__(self) -> None:
        self.now: datetime = START + timedelta(hours=1)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def timed(
    qtbot: QtBot, tmp_path: Path, preferences: PreferenceFile, clock: HandClock
) -> Iterator[AgencyWorkspace]:
    """A workspace with a clock set by hand, and a registry to be renewed in twenty days."""
    workspace = AgencyWorkspace(tmp_path / "timed.tianbao", preferences, clock=clock)
    workspace.open()
    registry = msgspec.structs.replace(REGISTRY, next_update=NEXT_UPDATE)
    file = write_file(tmp_path, build_round_file(registry=registry))
    workspace.receive_round_file(file, confirm_office=OFFICE_FINGERPRINT)
    yield workspace
    assert tasks.cancel_all_tasks()
    workspace.close()


def texts(notices: TrustNotices) -> list[str]:
    shown = (*notices.clock.notices(), *notices.registry.notices())
    return [f"{each.kind} {each.text}" for each in shown]


@pytest.mark.parametrize("kind", [HomePage, SignPage])
def test_both_pages_show_both_times_and_take_the_users_word(
    qtbot: QtBot, timed: AgencyWorkspace, clock: HandClock, kind: type[HomePage | SignPage]
) -> None:
    page = kind(timed)
    qtbot.addWidget(page)
    page.activate()
    assert texts(page.trust) == []
    timed.desk.clock.note(START + timedelta(days=5))
    page.activate()
    (text,) = texts(page.trust)
    assert text.startswith("error 電腦時間是 115年1月20日")
    assert "115年1月25日" in text
    page.trust.clock.confirm()
    assert texts(page.trust) == ["ok 已記錄：目前的電腦時間正確。"]
    assert timed.desk.clock.finding() is None


def test_a_registry_to_be_renewed_is_warned_of_until_it_is_too_late(
    qtbot: QtBot, timed: AgencyWorkspace, clock: HandClock
) -> None:
    page = HomePage(timed)
    qtbot.addWidget(page)
    clock.now = NEXT_UPDATE + timedelta(days=1)
    page.activate()
    (text,) = texts(page.trust)
    assert text.startswith("warning 填報包內的憑證名冊已於 115年2月9日 逾更新期限")
    clock.now = NEXT_UPDATE + timedelta(days=31)
    page.activate()
    (text,) = texts(page.trust)
    assert text.startswith("warning 憑證名冊已逾更新期限過久")


def test_the_first_round_file_says_that_its_registry_is_due(
    qtbot: QtBot, timed: AgencyWorkspace, clock: HandClock, tmp_path: Path
) -> None:
    for days, expected in ((-1, False), (1, True)):
        clock.now = NEXT_UPDATE + timedelta(days=days)
        preview = timed.desk.intake.preview(tmp_path / "round.tbround")
        dialog = OfficeConfirmationDialog(preview)
        qtbot.addWidget(dialog)
        assert dialog.registry_due.isVisibleTo(dialog) is expected
