"""A return that was sent back with one remark."""

from pathlib import Path

import pytest

from app.ui.agency.workspace import AgencyWorkspace
from tests.agency.desks import OFFICE_FINGERPRINT, build_round_file, write_file
from tests.ui.agency.remarks import COMMENT


@pytest.fixture
def sent_back(empty_workspace: AgencyWorkspace, tmp_path: Path) -> AgencyWorkspace:
    """A workspace whose return was sent back with one comment."""
    file = write_file(tmp_path, build_round_file(comments=(COMMENT,)))
    empty_workspace.receive_round_file(file, confirm_office=OFFICE_FINGERPRINT)
    return empty_workspace
