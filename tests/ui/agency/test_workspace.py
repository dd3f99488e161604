"""The agency's workspace: opening, receiving, committing, undoing, telling everybody."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.errors import AppError
from app.models.answers import Place
from app.models.findings import Severity
from app.models.money import MoneyUnit
from app.models.periods import taiwan_time
from app.ui.agency.fill_target import FillTarget
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.shell.preferences import PreferenceFile
from tests.agency.desks import OFFICE_FINGERPRINT, PAID, build_round_file, write_file


def test_a_new_store_has_no_draft_yet(empty_workspace: AgencyWorkspace) -> None:
    assert empty_workspace.draft is None
    assert empty_workspace.findings() == ()
    assert empty_workspace.destinations() == ()
    assert empty_workspace.title() == "機關填報"


def test_a_round_file_brings_agency_and_draft(
    qtbot: QtBot, empty_workspace: AgencyWorkspace, round_file: Path
) -> None:
    with qtbot.waitSignals([empty_workspace.title_changed, empty_workspace.draft_changed]):
        empty_workspace.receive_round_file(round_file, confirm_office=OFFICE_FINGERPRINT)
    assert empty_workspace.draft is not None
    assert empty_workspace.title() == "教育部"


def test_a_round_file_of_another_agency_is_refused(
    workspace: AgencyWorkspace, tmp_path: Path
) -> None:
    foreign = write_file(tmp_path, build_round_file(agency="MOL"), "mol.tbround")
    with pytest.raises(AppError) as refused:
        workspace.receive_round_file(foreign)
    assert refused.value.code == "ROUND_FILE_WRONG_AGENCY"
    assert workspace.title() == "教育部"


def test_a_commit_is_kept_and_announced(
    qtbot: QtBot, workspace: AgencyWorkspace, preferences: PreferenceFile
) -> None:
    assert workspace.draft is not None
    with qtbot.waitSignals([workspace.saved, workspace.draft_changed]):
        assert workspace.commit({PAID: 10_000}, "實支數")
    workspace.close()
    again = AgencyWorkspace(workspace.store, preferences)
    again.open()
    assert again.draft is not None
    assert again.draft.answers.get(PAID) == 10_000
    again.close()


def test_undo_and_redo_tell_which_places_changed(qtbot: QtBot, workspace: AgencyWorkspace) -> None:
    workspace.commit({PAID: 10_000}, "實支數")
    with qtbot.waitSignal(workspace.draft_changed) as undone:
        workspace.undo()
    assert undone.args == [frozenset({PAID})]
    assert workspace.draft is not None
    assert workspace.draft.answers.get(PAID) is None
    workspace.redo()
    assert workspace.draft.answers.get(PAID) == 10_000


def test_findings_follow_a_commit(qtbot: QtBot, workspace: AgencyWorkspace) -> None:
    before = len(workspace.findings())
    with qtbot.waitSignal(workspace.findings_changed):
        workspace.commit({PAID: 10_000}, "實支數")
    assert len(workspace.findings()) != before


def test_the_badge_counts_what_is_open(qtbot: QtBot, workspace: AgencyWorkspace) -> None:
    with qtbot.waitSignal(workspace.badge_changed) as badge:
        workspace.commit({PAID: 10_000}, "實支數")
    assert badge.args == ["check", sum(each.is_open for each in workspace.findings())]


def test_a_reason_closes_a_warning(workspace: AgencyWorkspace) -> None:
    allocated = PAID._replace(field="allocated")
    workspace.commit({PAID: 20_000, allocated: 10_000}, "預算執行")
    workspace.check_now()
    warning = next(each for each in workspace.findings() if each.severity is Severity.WARNING)
    workspace.set_reason(warning, "提前支用")
    explained = next(
        each
        for each in workspace.findings()
        if (each.code, each.place) == (warning.code, warning.place)
    )
    assert explained.reason == "提前支用"
    assert not explained.is_open


def test_a_failure_to_save_is_told_and_changes_nothing(
    qtbot: QtBot, workspace: AgencyWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = workspace.draft
    assert draft is not None

    def fail(*_arguments: object) -> None:
        raise AppError("STORE_DISK_FULL", file=workspace.store)

    monkeypatch.setattr(draft, "commit", fail)
    with qtbot.waitSignal(workspace.error_raised) as told:
        assert not workspace.commit({PAID: 10_000}, "實支數")
    assert told.args is not None
    assert told.args[0].code == "STORE_DISK_FULL"
    assert draft.answers.get(PAID) is None


def test_the_unit_is_remembered(
    qtbot: QtBot, workspace: AgencyWorkspace, preferences: PreferenceFile
) -> None:
    with qtbot.waitSignal(workspace.unit_changed):
        workspace.set_unit(MoneyUnit.THOUSAND)
    assert PreferenceFile(preferences.path.parent).present.money_unit is MoneyUnit.THOUSAND


def test_every_project_section_and_field_can_be_gone_to(workspace: AgencyWorkspace) -> None:
    targets = [each.target for each in workspace.destinations()]
    assert FillTarget("P06") in targets
    assert FillTarget("P06", "budget") in targets
    assert FillTarget("P06", "budget", Place("P06", "budget", None, "paid")) in targets


def test_saved_text_says_when_and_where(workspace: AgencyWorkspace) -> None:
    workspace.commit({PAID: 10_000}, "實支數")
    draft = workspace.draft
    assert draft is not None
    assert draft.journal.last_saved_at is not None
    assert f"{taiwan_time(draft.journal.last_saved_at):%H:%M:%S}" in workspace.saved_text()
    assert str(workspace.store) in workspace.saved_text()
