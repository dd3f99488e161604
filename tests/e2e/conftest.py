"""One demonstration cycle for all end-to-end stories: they only read it, or work on copies."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.demo.cycle import DemoSummary, run_cycle
from app.demo.folders import DemoFolders


@pytest.fixture(scope="session")
def cycle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[DemoFolders, DemoSummary]]:
    """The full reporting cycle on the approved plan."""
    root = tmp_path_factory.mktemp("cycle") / "demo-out"
    summary = run_cycle(root, datetime.now(UTC))
    yield DemoFolders(root), summary


@pytest.fixture
def folders(cycle: tuple[DemoFolders, DemoSummary]) -> DemoFolders:
    """Where the cycle's files lie."""
    return cycle[0]


def first_return(folders: DemoFolders, agency: str, suffix: str) -> Path:
    """The first revision of an agency's return."""
    (path,) = folders.returns.glob(f"*_{agency}_*_r1{suffix}")
    return path
