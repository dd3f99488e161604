"""A fresh desk per test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.agency.desk import AgencyDesk
from app.agency.drafts.draft import Draft
from tests.agency.desks import open_desk_with_round


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[AgencyDesk]:
    """The 教育部's desk with the round of 114 received."""
    with open_desk_with_round(tmp_path) as opened:
        yield opened


@pytest.fixture
def draft(desk: AgencyDesk) -> Draft:
    """Its draft, empty."""
    return desk.draft("114-annual")
