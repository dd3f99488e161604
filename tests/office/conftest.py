"""A fresh desk on the real plan for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.models.rounds import Round
from app.office.desk import OfficeDesk
from tests.office.scenes import FakeVerifier, make_desk, open_annual


@pytest.fixture
def verifier() -> FakeVerifier:
    return FakeVerifier()


@pytest.fixture
def desk(tmp_path: Path, verifier: FakeVerifier) -> Iterator[OfficeDesk]:
    with make_desk(tmp_path, verifier) as opened:
        yield opened


@pytest.fixture
def annual(desk: OfficeDesk) -> Round:
    return open_annual(desk)
