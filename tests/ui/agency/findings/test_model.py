"""The list of findings as an item model, and its filter."""

import pytest
from pytestqt.modeltest import ModelTester

from app.ui.agency.findings.model import MISSING, FindingFilter, FindingsModel
from app.ui.agency.workspace import AgencyWorkspace

pytestmark = pytest.mark.slow


def test_the_findings_keep_the_rules_of_item_models(
    qtmodeltester: ModelTester, workspace: AgencyWorkspace
) -> None:
    model = FindingsModel()
    model.set_findings(workspace.findings())
    assert model.rowCount() > 0
    qtmodeltester.check(model, force_py=True)


def test_the_filter_shows_one_project_and_the_chosen_kinds(workspace: AgencyWorkspace) -> None:
    model, shown = FindingsModel(), FindingFilter()
    model.set_findings(workspace.findings())
    shown.setSourceModel(model)
    everything = shown.rowCount()
    shown.limit_to("P07", one_project=True)
    assert 0 < shown.rowCount() < everything
    shown.show_kind(MISSING, shown=False)
    assert shown.rowCount() == 0
    shown.limit_to(None, one_project=False)
    shown.show_kind(MISSING, shown=True)
    assert shown.rowCount() == everything
