"""One demonstration circle for all end-to-end stories: they only read it, or work on copies."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.demo.circle import DemoSummary, run_circle
from app.demo.folders import DemoFolders


@pytest.fixture(scope="session")
def circle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[DemoFolders, DemoSummary]]:
    """The whole circle on the approved plan."""
    root = tmp_path_factory.mktemp("circle") / "demo-out"
    summary = run_circle(root, datetime.now(UTC))
    yield DemoFolders(root), summary


@pytest.fixture
def folders(circle: tuple[DemoFolders, DemoSummary]) -> DemoFolders:
    """Where the circle's files lie."""
    return circle[0]


def first_return(folders: DemoFolders, agency: str, suffix: str) -> Path:
    """The first revision of an agency's return."""
    (path,) = folders.returns.glob(f"*_{agency}_*_r1{suffix}")
    return path
