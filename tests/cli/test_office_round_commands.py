"""The office opens, lists, moves and closes its rounds on the command line."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from app.cli.commands import run_command
from app.office.desk import OfficeDesk
from app.programme.catalogue_loader import load_catalogue

DAYS = ("--opens-on", "115-01-05", "--due-on", "115.2.15", "--closes-on", "2026-03-15")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "office.tianbao"
    OfficeDesk.create(path, load_catalogue()).close()
    return path


def open_annual(store: Path, *more: str) -> int:
    given = ["round", "open", "--kind", "annual_results", "--year", "114", *DAYS]
    return run_command([*given, "--store", str(store), *more])


def listed(store: Path, capsys: pytest.CaptureFixture[str]) -> Mapping[str, Any]:
    capsys.readouterr()
    assert run_command(["round", "list", "--store", str(store), "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


def test_a_round_is_opened_as_asked(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    more = ("--behind-below", "75", "--about-met", "90", "--sign", "preparer")
    assert open_annual(store, *more) == 0
    assert "114-annual　114 年度執行成果" in capsys.readouterr().out
    found = listed(store, capsys)
    days = (found["opens_on"], found["due_on"], found["closes_on"])
    assert days == ("2026-01-05", "2026-02-15", "2026-03-15")
    thresholds = (found["behind_below_percent"], found["about_met_percent"])
    assert (thresholds, found["required_roles"]) == ((75, 90), ["preparer"])
    assert sum(found["agencies"].values()) == len(load_catalogue().agencies)
    assert "nonce" not in found


def test_both_sign_unless_told_otherwise(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert open_annual(store) == 0
    assert listed(store, capsys)["required_roles"] == ["preparer", "approver"]


@pytest.mark.parametrize("threshold", ["0", "101", "-5"])
def test_a_threshold_is_a_percentage(
    store: Path, capsys: pytest.CaptureFixture[str], threshold: str
) -> None:
    assert open_annual(store, f"--behind-below={threshold}") == 1
    assert "1 至 100" in capsys.readouterr().err


def test_a_day_that_is_none_is_quoted(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        open_annual(store, "--due-on", "115-02-30")
    assert "115-02-30" in capsys.readouterr().err


def test_a_round_is_closed_and_opened_again_with_its_reasons(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert open_annual(store) == 0
    given = ["--round", "114-annual", "--store", str(store), "--reason"]
    assert run_command(["round", "close", *given, "各機關皆已報送", "--on", "115-02-10"]) == 0
    assert "已截止收件" in capsys.readouterr().out
    found = listed(store, capsys)
    assert (found["due_on"], found["closes_on"]) == ("2026-02-10", "2026-02-10")
    assert found["standing"] == "closed"
    again = ["round", "dates", *given, "一機關補送", "--closes-on", "199-12-31"]
    assert run_command(again) == 0
    assert listed(store, capsys)["standing"] == "due"
    with OfficeDesk.open(store) as desk:
        entries = desk.records.audit_entries("114-annual")
    assert [each.detail.get("reason") for each in entries][-2:] == ["各機關皆已報送", "一機關補送"]
