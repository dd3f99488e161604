"""The facts of an office are compared and made anew on the command line."""

import json
from pathlib import Path

import pytest
from sqlalchemy import update

from app.cli.commands import run_command
from app.store.tables.facts import fact_project
from tests.office.scenes import NOON, make_desk, make_payload, open_annual, write_file


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A closed store with one return, of which one fact is wrong."""
    with make_desk(tmp_path) as desk:
        payload = make_payload(open_annual(desk), "MOFA")
        desk.inbox.import_files([write_file(tmp_path, payload)], now=NOON)
        with desk.store.writing() as connection:
            connection.execute(update(fact_project).values(paid_ntd=1))
        return desk.path


def rebuild(store: Path, *more: str) -> int:
    return run_command(["office", "rebuild", "--store", str(store), *more])


def test_a_wrong_fact_is_named_and_only_made_right_when_asked(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        assert rebuild(store, "--check") == 1
        assert "114-annual MOFA 第 1 版　計畫 1 處：P25" in capsys.readouterr().out
    assert rebuild(store) == 0
    assert "已重建 1 份填報表的資料，重建前不符 1 項。" in capsys.readouterr().out
    assert rebuild(store, "--check") == 0
    assert capsys.readouterr().out == "與已收的報送資料相符。\n"


def test_differences_come_as_json(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert rebuild(store, "--check", "--json") == 1
    written = json.loads(capsys.readouterr().out)
    assert written["rebuilt"] is None
    (found,) = written["differences"]
    assert (found["agency"], found["part"], found["about"]) == ("MOFA", "projects", ["P25"])
