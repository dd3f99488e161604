"""What was handed in is found on the command line."""

import json
from pathlib import Path

import pytest

from app.cli.commands import run_command
from tests.office.scenes import NOON, SUMMARY, make_desk, make_payload, open_annual, write_file


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A closed store with one return."""
    with make_desk(tmp_path) as desk:
        text = "整體推動順利，辦理鼴鼠保育三場。"
        payload = make_payload(open_annual(desk), "MOFA", changes={SUMMARY: text})
        desk.inbox.import_files([write_file(tmp_path, payload)], now=NOON)
        return desk.path


def test_a_hit_is_a_line_with_its_place(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["office", "search", "鼴", "--store", str(store)]) == 0
    line, count, *_ = capsys.readouterr().out.splitlines()
    assert "114-annual MOFA r1" in line
    assert line.endswith("填報內容：整體推動順利，辦理【鼴】鼠保育三場。")
    assert count == "1 處"


def test_hits_come_as_json(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["office", "search", "鼴鼠", "--store", str(store), "--json"]) == 0
    written = json.loads(capsys.readouterr().out)
    assert written["has_more"] is False
    (hit,) = written["hits"]
    assert (hit["agency"], hit["kind"], hit["found"]) == ("MOFA", "narrative", "鼴鼠")
