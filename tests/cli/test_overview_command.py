"""How far a round is, on the command line."""

import json
from pathlib import Path

import pytest

from app.cli.commands import run_command
from tests.office.scenes import NOON, make_desk, make_payload, open_annual, write_file


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A closed store with one return."""
    with make_desk(tmp_path) as desk:
        payload = make_payload(open_annual(desk), "MODA")
        desk.inbox.import_files([write_file(tmp_path, payload)], now=NOON)
        return desk.path


def test_every_agency_is_a_line(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["overview", "--round", "114-annual", "--store", str(store)]) == 0
    told = capsys.readouterr().out.splitlines()
    lines, times, late = told[:17], told[17], told[18:]
    assert len(late) == 16
    assert "催報　國家發展委員會　（無聯絡信箱）" in late
    (moda,) = [each for each in lines if "r1" in each]
    assert moda.startswith("數位發展部　待審查　r1　執行率 ")
    assert times == "如期 1　逾期報送 0　未報送 16"


def test_projects_and_tasks_come_as_json(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["overview", "--round", "114-annual", "--store", str(store), "--json"]
    assert run_command(given) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["times"] == {"on_time": 1, "late": 0, "missing": 16}
    (moda,) = [each for each in found["agencies"] if each["agency"] == "MODA"]
    assert len(moda["lines"]) == moda["projects"] == 3
    assert moda["progress"]["executed_rate"].replace(".", "").isdigit()
    assert [each["kind"] for each in found["tasks"]] == ["review"]  # the round is over
    assert len(found["late"]) == 16
    assert all("尚未收到貴機關的填報表" in each["letter"]["body"] for each in found["late"])


def test_an_unknown_round_is_told(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["overview", "--round", "nowhere", "--store", str(store)]) == 1
    assert "nowhere" in capsys.readouterr().err
